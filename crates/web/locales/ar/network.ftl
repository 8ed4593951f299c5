# network
network-all-title = الشبكات
network-all-intro = تجمع الشبكة منظمات تعمل معًا. كل منظمة تقرر لنفسها، والشبكة تنقل ما يقوله أعضاؤها وتسأل عن آرائهم.
network-all-ours = شبكات على هذا الخادم
network-all-others = شبكات على خوادم أخرى
network-all-none = لا توجد شبكة على هذا الخادم بعد. يمكن لمسؤولي أي منظمة تأسيس شبكة.
network-all-others-none = لا شبكة معروفة هنا بعد.
network-count = { $count ->
    [zero] لا شبكات
    [one] شبكة واحدة
    [two] شبكتان
    [few] { $count } شبكات
    [many] { $count } شبكة
   *[other] { $count } شبكة
}
network-members-count = { $count ->
    [zero] لا منظمات أعضاء
    [one] منظمة عضو واحدة
    [two] منظمتان عضوان
    [few] { $count } منظمات أعضاء
    [many] { $count } منظمة عضوًا
   *[other] { $count } منظمة عضو
}
network-countries-count = { $count ->
    [zero] من بلدان غير معلنة
    [one] من بلد واحد
    [two] من بلدين
    [few] من { $count } بلدان
    [many] من { $count } بلدًا
   *[other] من { $count } بلد
}
network-numbers-known = هذه هي الأرقام التي يعرفها هذا الخادم. القائمة الكاملة عند خوادم الأعضاء.
network-members-named = { $named } من { $total } مذكورة هنا بالاسم
network-members-hidden = لا تُذكر للزوار إلا المنظمات التي اختارت الظهور في الدليل. والبقية تُحسب في العدد فقط.
network-lives-on = تعيش هذه الشبكة على { $host }. يعرض هذا الخادم ما يقوله ذلك الخادم عنها.
network-successor = أُعيد تأسيسها باسم:
network-predecessor = وهي امتداد لـ:
network-part-of = جزء من:
network-founding-title = النص التأسيسي
network-founding-help = ما الذي يجمعكم وكيف تتخذون القرار. يستطيع الجميع قراءته، ويبقى مع الشبكة إذا اضطرت إلى البدء من جديد في مكان آخر.
network-coordinators-title = التنسيق
network-coordinators-help = يختارهم الأعضاء. ويبقى الاختيار قائمًا حتى تغيّره المنظمة العضو.
network-coordinates = تنسّق
network-own = منظمتكم
network-members-title = الأعضاء
network-parts-title = مجموعات داخلها
network-part-confirm = تأكيد أنها جزء من الشبكة
network-agenda-title = مطالبها الخاصة
network-agenda-edit = كتابة مطالب الشبكة
network-agenda-intro = ما تطالب به الشبكة إلى جانب مطالب إسطنبول. يستطيع الجميع قراءته، ويمكن اتخاذ موقف من كل مطلب.
network-agenda-help = سطر لكل بند. «A: التعليم» يبدأ محورًا، و«A1: كل طفل يذهب إلى المدرسة» مطلب فيه. اللغة الأولى تحدد الرموز، وبقية اللغات تترجمها.
network-told-title = ما قيل للشبكة
network-told-none = لم يُقل لها بعد ما يمكنكم قراءته.
network-founded = تأسست
network-follow-help = كل من يتابع الشبكة، من ماستودون أو غيره، يصله ما يقوله لها الأعضاء علنًا.
network-view = رأي الشبكة
network-page = صفحة الشبكة
network-deal = فتح
network-deal-as = باسم { $name }
network-deal-title = { $name }
network-kind = ما الذي يجمعها
network-kind-global = عالمية
network-kind-regional = إقليمية
network-kind-women = نساء
network-kind-youth = شباب
network-kind-other = أمر آخر
network-state-none = ليست عضوًا
network-state-invited = مدعوة
network-state-applied = قدّمت طلبًا، بانتظار تزكية الأعضاء
network-state-admitted = عضو
network-state-suspended = موقوفة
network-state-refused = لم تُقبل
network-state-left = غادرت
network-desk-title = الشبكات
network-part-help = الشبكات التي تنتمون إليها، وطلبات الانضمام، والتزكية، واختيار التنسيق.
network-desk-intro = في الشبكة تعمل منظمتكم مع غيرها وتبقى صاحبة قرارها.
network-desk-ours = شبكاتكم
network-desk-none = منظمتكم لا تنتمي إلى أي شبكة بعد.
network-desk-others = شبكات أخرى معروفة هنا
network-desk-find = هل تنقص شبكة هنا؟ ابحثوا عنها بمعرِّفها أو عنوانها.
network-found = تأسيس شبكة
network-found-title = تأسيس شبكة
network-found-intro = ستعيش الشبكة على هذا الخادم. منظمتكم أول أعضائها وتتولى التنسيق إلى أن يختار الأعضاء.
network-found-public = يستطيع الجميع قراءة الاسم والنص التأسيسي ومعرفة أن منظمتكم تتولى التنسيق.
network-name = اسم الشبكة
network-username = اسم المستخدم للشبكة
network-username-help = من 2 إلى 30 من الحروف اللاتينية الصغيرة والأرقام و _. لا يمكن تغييره لاحقًا.
network-parent = جزء من شبكة أخرى
network-parent-help = يؤكد ذلك من يتولون تنسيقها.
network-parent-none = لا
network-waiting-count = { $count ->
    [zero] لا خطوات تنتظر
    [one] خطوة واحدة تنتظر مسؤولين آخرين
    [two] خطوتان تنتظران مسؤولين آخرين
    [few] { $count } خطوات تنتظر مسؤولين آخرين
    [many] { $count } خطوة تنتظر مسؤولين آخرين
   *[other] { $count } خطوة تنتظر مسؤولين آخرين
}
network-waiting-title = خطوات تنتظر الاعتماد
network-waiting-none = لا شيء ينتظر.
network-done = تم.
network-join = طلب الانضمام
network-join-title = الانضمام إلى { $name }
network-join-point-members = لا بد من تزكية عضوين لمنظمتكم. وإذا كان الأعضاء أقل من ذلك فتزكيتهم جميعًا.
network-join-point-told = ستعرف خوادم جميع الأعضاء اسم منظمتكم والكلمات التي تكتبونها أدناه.
network-join-point-list = لا يرى الزوار اسمكم بين الأعضاء إلا إذا اختارت منظمتكم الظهور في الدليل.
network-join-words = كلمات قليلة إلى الأعضاء
network-join-words-help = من أنتم، ومن يعرفكم.
network-invited-help = دُعيتم لأنكم كنتم في الشبكة التي هذه امتداد لها. تصبحون أعضاء حين تنضمون، وحتى ذلك الحين لا يُقال شيء باسمكم.
network-leave = مغادرة الشبكة
network-leave-title = مغادرة { $name }
network-leave-point = لن يصل إلى منظمتكم ما يُقال للشبكة وحدها، ولن تُحسب فيها. وما قالته من قبل يبقى مكانه. وللعودة لا بد من طلب جديد.
network-applicants-title = منظمات طلبت الانضمام
network-applicants-count = { $count ->
    [zero] لا طلبات
    [one] طلب واحد ينتظر
    [two] طلبان ينتظران
    [few] { $count } طلبات تنتظر
    [many] { $count } طلبًا ينتظر
   *[other] { $count } طلب ينتظر
}
network-vouches-of = زكّاها { $given } من { $needed }
network-vouch = تزكية
network-unvouch = سحب التزكية
network-vouch-help = التزكية تعني: نعرف هذه المنظمة ومكانها هنا. ويرى جميع الأعضاء من زكّاها.
network-refuse = رفض
network-choose = حفظ هذا الاختيار
network-choose-legend = من ينبغي أن ينسّق؟
network-choose-help = اختاروا حتى { $most }. يبقى اختياركم قائمًا حتى تغيّروه. ومتى اختار ثلث الأعضاء، يتولى التنسيق من نال أكثر الأصوات.
network-motions = { $count ->
    [zero] لا طلبات تغيير
    [one] منسّق واحد يطلب تغييرًا
    [two] منسّقان يطلبان تغييرًا
    [few] { $count } منسّقين يطلبون تغييرًا
    [many] { $count } منسّقًا يطلبون تغييرًا
   *[other] { $count } منسّق يطلبون تغييرًا
}
network-remove = تقديم الطلب
network-remove-this = إيقاف { $name }
network-remove-title = إيقاف { $name } أو رفضها
network-remove-point = العضو الموقوف لا يصله بعد ذلك ما يُقال للشبكة وحدها ولا يُحسب. ويُبلَّغ بالسبب.
network-remove-two = لا بد من منسّقين اثنين، وإن لم يكن إلا واحد فهو.
network-remove-reason = السبب
network-remove-reason-help = تستطيع المنظمة نفسها وجميع الأعضاء قراءته.
network-readmit = إعادتها إلى الشبكة
network-readmit-title = قبول { $name }
network-suspended-title = موقوفة أو مدعوة
network-refound = إعادة تأسيسها هنا
network-refound-title = إعادة تأسيس { $name }
network-refound-section = إذا فُقد خادمها
network-refound-help = يحتفظ هذا الخادم بما يلزم للبدء من جديد: النص التأسيسي والمطالب والدعوات وقائمة الأعضاء.
network-refound-point-when = لا تفعلوا ذلك إلا إذا ذهب خادم الشبكة نهائيًا وبعد الحديث مع أعضاء آخرين.
network-refound-point-what = تبدأ شبكة جديدة على هذا الخادم بالاسم والنص التأسيسي والمطالب نفسها. وتتولى منظمتكم التنسيق إلى أن يختار الأعضاء.
network-refound-point-who = يُدعى جميع من كانوا أعضاء. وكل منظمة تصبح عضوًا حين تنضم، لا قبل ذلك.
network-tell-legend = إبلاغ شبكاتكم أيضًا
network-tell-help = تنقله الشبكة إلى أعضائها. وما كان علنيًا يصل إلى متابعيها أيضًا. وإذا اخترتم «شبكاتنا» ولم تحددوا أيًا منها فإلى جميعها.
call-title = دعوات لاتخاذ موقف
call-one = دعوة لاتخاذ موقف
call-none = لم يُسأل شيء بعد.
call-new = طلب مواقف
call-new-intro = تسألون جميع أعضاء الشبكة عن رأيهم بصفتكم من يتولى التنسيق.
call-name = العنوان
call-body = ماذا تسألون ولماذا
call-body-help = نص عادي. السطر الفارغ يبدأ فقرة جديدة.
call-subjects = موضوعات الدعوة
call-subjects-count = { $count ->
    [zero] لا موضوعات
    [one] موضوع واحد
    [two] موضوعان
    [few] { $count } موضوعات
    [many] { $count } موضوعًا
   *[other] { $count } موضوع
}
call-subjects-help = حددوا مطالب أو الصقوا روابط أدناه، بحد أقصى { $most }. ويجيب الأعضاء عن كل منها على حدة.
call-pasted = بيانات وفقرات، بالرابط
call-pasted-help = رابط في كل سطر: صفحة بيان هنا أو فقرة مرقّمة منه.
call-changed = عُدِّلت هذه الدعوة في { $date } بعد أن وُجِّهت. وما أُجيب به قبل ذلك اليوم كان عن النص السابق.
call-subject-changed = تغيّر منذ طُرح السؤال.
call-day = آخر يوم للإجابة
call-time = الساعة
call-zone = الأوقات بالتوقيت العالمي المنسق (UTC)، واحدة للجميع.
call-who-reads = يستطيع جميع أعضاء الشبكة قراءتها دون الزوار. ويُبلَّغ مسؤولوهم فورًا، ثم قبل الموعد بأسبوع، ثم قبله بيوم.
call-ask = سؤال الأعضاء
call-save = حفظ كمسودة
call-discard = حذف المسودة
call-edit = متابعة الكتابة
call-asked-done = يجري سؤال الأعضاء.
call-correct = تصحيح الدعوة
call-correct-intro = يمكن تعديل النص أو إضافة لغة أو تغيير الموعد الأخير. يُبلَّغ كل أعضاء الشبكة بالصيغة الجديدة.
call-correct-subjects = تبقى هذه كما هي، لأن أعضاءً أجابوا عنها. للسؤال عن شيء آخر تلزم دعوة جديدة.
call-corrected-done = صُحّحت الدعوة، ويجري إبلاغ الأعضاء.
call-cancel = سحب الدعوة
call-cancel-title = سحب هذه الدعوة؟
call-cancel-point-told = يُبلَّغ كل الأعضاء بأن السؤال لم يعد قائمًا، ولا يُرسَل أي تذكير.
call-cancel-point-answers = تبقى الإجابات كما هي: فهي مواقف الأعضاء أنفسهم، وتُحتسب كما كانت.
call-cancel-point-final = لا يمكن فتحها من جديد. للسؤال مرة أخرى تلزم دعوة جديدة.
call-view = ما أجاب به الأعضاء
call-all-of = كل الدعوات الموجهة إلى { $name }
call-change-as = تغيير موقف { $name }
call-until = حتى { $date } (UTC)
call-state-draft = مسودة
call-state-open = مفتوحة
call-state-over = انتهت
call-state-cancelled = سُحبت
call-answered = أُجيب عن { $answered } من { $total }
call-answered-by = أجابت { $name } عن { $answered } من { $total }.
call-spoken = أجاب { $spoken } من { $members } من الأعضاء عن شيء، بحسب ما يعرفه هذا الخادم.
call-is-answered = أُجيب
call-not-answered = لم يُجب بعد
call-answer-as = اتخاذ موقف باسم { $name }
call-open-count = { $count ->
    [zero] لا دعوات مفتوحة لاتخاذ موقف
    [one] دعوة واحدة مفتوحة لاتخاذ موقف
    [two] دعوتان مفتوحتان لاتخاذ موقف
    [few] { $count } دعوات مفتوحة لاتخاذ موقف
    [many] { $count } دعوة مفتوحة لاتخاذ موقف
   *[other] { $count } دعوة مفتوحة لاتخاذ موقف
}
call-count = { $count ->
    [zero] لا دعوات
    [one] دعوة واحدة
    [two] دعوتان
    [few] { $count } دعوات
    [many] { $count } دعوة
   *[other] { $count } دعوة
}
call-desk-title = ما يُطلب منا
call-part-help = دعوات شبكاتكم لاتخاذ موقف، وما أجبتم عنه منها.
call-desk-intro = تسأل شبكاتكم عن رأي منظمتكم. والإجابة لكم، والصمت لا يُحسب شيئًا.
call-desk-open = مفتوحة
call-desk-past = انتهت أو سُحبت
call-desk-none = لا يُطلب منكم شيء الآن.
audit-network-found = تأسيس شبكة
audit-network-refound = إعادة تأسيس شبكة
audit-network-join = طلب الانضمام إلى شبكة
audit-network-leave = مغادرة شبكة
audit-network-vouch = تزكية منظمة طلبت الانضمام
audit-network-unvouch = سحب تزكية منظمة طلبت الانضمام
audit-network-choose = اختيار من يتولى التنسيق
audit-network-remove = طلب إيقاف منظمة أو رفضها
audit-network-readmit = طلب قبول منظمة
audit-network-agenda = كتابة مطالب شبكة
audit-network-ask = طلب مواقف من شبكة
audit-network-correct = تصحيح دعوة لاتخاذ موقف
audit-network-cancel = سحب دعوة لاتخاذ موقف
audit-network-discard = حذف مسودة دعوة
