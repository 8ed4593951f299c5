# ما تراه المنظمات والأشخاص في مطلب أو بيان أو فقرة.
position-title = المواقف
position-nav = المواقف
position-intro = ما تراه المنظمات والأشخاص، كلٌّ وفق قاعدته. لا يُحسب الإعجاب ولا المشاركة ولا الرد ولا الصمت.
position-stance-support = تأييد
position-stance-reservations = تأييد مع تحفظات
position-stance-abstain = امتناع
position-stance-oppose = معارضة
position-stance-support-help = مع النص كما هو.
position-stance-reservations-help = مع النص، لكن هناك ما يجب أن يُسمع. اذكروه.
position-stance-abstain-help = لا مع ولا ضد، الآن أو من حيث المبدأ.
position-stance-oppose-help = ضد النص.
position-of = موقف { $holder }: { $stance }
position-subject = موضوع الموقف
position-paragraph = الفقرة { $number }
position-count = { $count ->
    [0] لا مواقف بعد
    [one] موقف واحد
    [two] موقفان
    [few] { $count } مواقف
    [many] { $count } موقفًا
   *[other] { $count } موقف
}
position-link = { $count ->
    [0] المواقف
   *[other] المواقف ({ $count })
}
position-say = قولوا رأيكم
position-paragraphs = مواقف من فقرات بعينها
position-filter = العرض
position-filter-stance = الموقف
position-filter-all-stances = كل المواقف
position-filter-which = أيُّها
position-which-standing = ما يُحسب الآن
position-which-stale = ما تغيّر موضوعه منذ اتخاذه
position-which-past = ما لم يعد يُحسب
position-filter-show = عرض هذه
position-filter-clear = عرض كل المواقف
position-filter-subject = فقط عن:
position-filter-holder = فقط من:
position-none = لا يوجد هنا موقف يمكنكم قراءته. هذا لا يعني أن لا أحد له موقف.
position-stale = تغيّر الموضوع
position-stale-note = تغيّر موضوع هذا الموقف منذ اتخاذه. ما زال يُحسب، وقد سُئل صاحبه من جديد إن كان على هذا الخادم.
position-withdrawn = مسحوب
position-withdrawn-note = سُحب في { $date }. لم يعد يُحسب، وأسبابه لم تعد على هذا الخادم.
position-superseded = حلّ محله موقف أحدث
position-superseded-note = لصاحبه موقف أحدث من الموضوع نفسه، وهو الذي يُحسب.
position-reasons = الأسباب
position-reasons-none = لم تُذكر أسباب.
position-rule = كيف اتُّخذ
position-rule-person = من شخص واحد باسمه هو
position-rule-untold = لا يذكر صاحبه وفق أي قاعدة.
position-decided = تاريخ القرار
position-changed = آخر تغيير
position-bound = مرتبط بهذه النسخة بعينها
position-audience = من يستطيع رؤيته
position-audience-public = الجميع
position-audience-network = شبكاتنا والمنظمات المتابعة
position-told-to = أُبلغ به
position-origin = مصدره
position-origin-here = هذا الخادم
position-origin-open = فتحه هناك
position-call = جواب على نداء
position-history = ما كان عليه من قبل
position-history-line = { $stance }، بقرار في { $date }
position-totals = ما يراه الأعضاء
position-totals-members = { $count ->
    [0] لا أحد له دور.
    [one] شخص واحد له دور.
    [two] شخصان لهما دور.
    [few] { $count } أشخاص لهم دور.
    [many] { $count } شخصًا لهم دور.
   *[other] { $count } شخص لهم دور.
}
position-totals-spoken = { $count ->
    [0] لم يقل أحد منهم رأيه.
    [one] واحد منهم قال رأيه.
    [two] اثنان منهم قالا رأيهما.
    [few] { $count } منهم قالوا رأيهم.
    [many] { $count } منهم قالوا رأيهم.
   *[other] { $count } منهم قالوا رأيهم.
}
position-totals-hidden = لا تُذكر الأعداد التي تقل عن خمسة، ولا الأعداد التي يمكن استنتاجها منها.
position-totals-cell = { $stance }: { $number }
position-totals-cell-hidden = { $stance }: لا يُذكر
position-change = تغييره
position-withdraw = سحبه
position-withdraw-title = سحب الموقف
position-withdraw-note = لا يُحسب من لحظة سحبه. يُطلب من الخوادم التي لديها نسخة أن تحذفها، ولا أحد يستطيع إجبارها. وتزول الأسباب من هنا أيضًا.
position-withdraw-rule = القرار لقاعدة { $organisation }: { $rule }
position-withdraw-reason = سبب السحب
position-withdraw-reason-help = يقرؤه من هم في الداخل. لا يخرج أبدًا.
position-hide = إخفاؤه على هذا الخادم
position-hide-title = إخفاء هذا الموقف
position-hide-note = لن يراه أحد على هذا الخادم، ولن يُحسب هنا في أي مكان. ويبقى على خادمه كما هو.
position-desk = مواقفنا
position-desk-help = ما نراه، وما يراه الأعضاء، وما تجب مراجعته.
position-desk-standing = ما قلناه
position-desk-standing-none = لا موقف بعد باسم { $organisation }. افتحوا مطلبًا أو بيانًا واختاروا «قولوا رأيكم».
position-desk-stale = للمراجعة
position-desk-stale-note = تغيّر موضوع هذه المواقف منذ اتخاذها. أعيدوا اتخاذ كل منها أو غيّروه أو اسحبوه؛ وحتى ذلك الحين يُحسب كما هو، مع الإشارة إلى أنه أقدم من موضوعه.
position-desk-waits = ما ينتظر الموافقة
position-desk-inside = ما يراه الأعضاء
position-desk-inside-note = لا يرى هذا إلا من له دور في { $organisation }. لا يخرج أبدًا، إلا إذا أعلنت المنظمة مجاميع مع موقف.
position-desk-inside-none = لم يقل أي عضو رأيه في أي موضوع بعد.
position-turnout = قال { $spoken } من { $members } ممن لهم دور رأيهم.
position-turnout-stale = { $count ->
    [0] لا شيء منها عن نسخة أقدم.
    [one] واحد منها عن نسخة أقدم.
    [two] اثنان منها عن نسخة أقدم.
    [few] { $count } منها عن نسخة أقدم.
    [many] { $count } منها عن نسخة أقدم.
   *[other] { $count } منها عن نسخة أقدم.
}
position-inside-title = ما يراه الأعضاء
position-inside-own = رأيكم أنتم
position-inside-own-note = يراه كل من له دور في { $organisation } مع اسمكم. لا يراه أحد غيرهم، ولا يغادر هذا الخادم أبدًا.
position-inside-reasons = أسبابكم
position-inside-save = قوله
position-inside-take-back = التراجع عنه
position-inside-said = ما يقوله الآخرون
position-inside-said-none = لم يقل أحد شيئًا بعد.
position-inside-line = { $name }: { $stance }
position-inside-saved = من في الداخل يستطيعون رؤية رأيكم.
position-inside-gone = تم التراجع عما قلتموه.
position-propose = اقتراح موقف المنظمة
position-new-title = موقف { $organisation }
position-own-title = رأيي أنا
position-own-note = يُنشر هذا باسمكم العلني، { $name }. هو رأيكم أنتم، لا رأي منظمتكم.
position-stance = ما موقفنا؟
position-stance-own = ما رأيي؟
position-reasons-in = الأسباب، { $number }
position-reasons-language = اللغة
position-reasons-help = بكلماتكم أنتم. تُعرض التحفظات والمعارضة دائمًا إلى جانب المجاميع.
position-audience-choose = من سيراه؟
position-audience-public-help = يستطيع أي شخص على الإنترنت قراءته وحسابه. يحصل كل خادم يتابعكم على نسخة، ولا نضمن حذف تلك النسخ فيما بعد.
position-audience-network-help = لا يقرؤه إلا أعضاء شبكاتنا والمنظمات التي تتابعنا. لدى خوادمهم نسخة، ويستطيع من يدير تلك الخوادم قراءتها.
position-networks = شبكاتنا:
position-networks-none = لستم في أي شبكة بعد. لن يحصل عليه إلا المنظمات التي تتابعكم.
position-copies = { $count ->
    [0] لن تكون لدى أي خادم آخر نسخة الآن.
    [one] ستكون لدى خادم آخر واحد نسخة الآن:
    [two] ستكون لدى خادمين آخرين نسخة الآن:
    [few] ستكون لدى { $count } خوادم أخرى نسخة الآن:
    [many] ستكون لدى { $count } خادمًا آخر نسخة الآن:
   *[other] ستكون لدى { $count } خادم آخر نسخة الآن:
}
position-tell-totals = ذكر ما يراه أعضاؤنا
position-tell-totals-help = مجاميع فقط، بلا أسماء. لا تُذكر الأعداد التي تقل عن خمسة، ولا أي عدد يمكن استنتاجها منه.
position-tell-totals-preview = هذا ما سيُذكر:
position-tell-totals-few = من لهم دور أقل من خمسة، فلا يمكن ذكر شيء دون كشف رأي شخص ما.
position-send = اقتراحه
position-send-alone = نشره
position-send-rule = قاعدة { $organisation }: { $rule }
position-now = الآن: { $stance }
position-taken-done = اتُّخذ الموقف، ويُبلَّغ به من يتابعون.
position-proposed-done = اقتُرح الموقف، وأُبلغ من يقررون.
position-withdrawn-done = سُحب الموقف.
position-withdrawal-proposed-done = اقتُرح السحب. يُحسب الموقف إلى أن تتم الموافقة.
position-hidden-done = أُخفي على هذا الخادم.
position-proposal-title = موقف ينتظر
position-proposal-withdrawal = الموقف المراد سحبه
position-proposal-changed = تغيّر موضوعه، أو اتُّخذ موقف آخر في الأثناء. لم تعد الموافقة عليه ممكنة: اقترحوه من جديد.
position-proposal-tells = مجاميع الأعضاء التي ستُذكر
position-choose-title = قولوا رأيكم
position-choose-organisation = اقتراح موقف { $organisation }
position-choose-organisation-help = يقترحه أحد المسؤولين، وقاعدتكم تقرر. للجميع أو لشبكاتكم.
position-choose-inside = قول رأيكم داخل { $organisation }
position-choose-inside-help = لا يراه إلا من له دور. لا يخرج أبدًا.
position-choose-own = قول رأيكم باسمكم العلني
position-choose-own-help = يستطيع الجميع، أو المنظمات التي تتابعكم، قراءته.
position-choose-nothing = ليس لكم دور في منظمة ولا صفحة علنية، فلا أحد يمكنكم الكلام باسمه.
position-awaits = مواقف تغيّر موضوعها
approval-subject-position = اتخاذ موقف
approval-subject-position-withdrawal = سحب موقف
notification-position-stale = تغيّر موضوع أحد المواقف
audit-position-take = اتخاذ موقف
audit-position-withdraw = سحب موقف
audit-position-hide = إخفاء موقف
audit-position-remove = إزالة موقف
audit-position-show = إظهار موقف من جديد
error-stance-required = اختاروا موقفكم من فضلكم.
error-reservations-required = اذكروا التحفظات من فضلكم.
error-totals-too-few = من لهم دور أقل من خمسة. لا يمكن ذكر شيء مما يرونه.
error-position-wider = البيان ليس للجميع، فلا يمكن أن يكون هذا الموقف للجميع.
error-position-not-visible = يحتاج هذا إلى صفحة علنية. أما رأيكم داخل منظمتكم فلا يحتاج إليها.
error-position-superseded = هناك موقف أحدث يُحسب. لم يتغير شيء.
error-position-own-node = اتُّخذ هذا الموقف على هذا الخادم. لا يسحبه إلا صاحبه.
error-call-unknown = لا يعرف هذا الخادم نداءً بهذا العنوان يسأل عن هذا.
