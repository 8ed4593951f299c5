moderation-report-title = الإبلاغ عن أمر
moderation-report-intro = أخبروا القائمين على هذا الخادم بما ترونه خطأ. سيقرؤون بلاغكم ويتخذون قرارًا.
moderation-report-about = ما تبلّغون عنه
moderation-report-this = إبلاغ
moderation-category = ما المشكلة؟
moderation-category-rule = مخالفة لقاعدة من قواعد هذا الخادم
moderation-category-rule-help = اذكروا القاعدة أدناه.
moderation-category-danger = تعريض شخص للخطر
moderation-category-danger-help = كأن يُذكر اسم أو مكان أو صورة يجب ألا تُعرف.
moderation-category-identity = ليسوا من يدّعون
moderation-category-identity-help = شخص يتحدث باسم غيره أو باسم منظمة لا تخصه.
moderation-category-spam = إعلانات أو تكرار متواصل
moderation-category-spam-help = لا صلة له بما يدور الحديث عنه هنا.
moderation-category-other = أمر آخر
moderation-category-other-help = اشرحوه بكلماتكم.
moderation-rule = أي قاعدة
moderation-rule-help = إن كانت قاعدة قد خولفت فاختاروها.
moderation-words = بكلماتكم
moderation-words-help = ما الذي حدث، وما الذي ينبغي أن يعرفه من يقرر. لا تذكروا اسم أحد قد يتضرر.
moderation-forward-title = هل نُخبر { $host } أيضًا؟
moderation-forward-help = قيل هذا على خادم آخر هو { $host }. لا نعرف من يقرأ البلاغات هناك.
moderation-forward = إرسال البلاغ إلى { $host }
moderation-forward-unnamed = يُرسل باسم هذا الخادم، ولا يُذكر اسمكم.
moderation-forward-words = إرسال كلماتي أيضًا
moderation-forward-words-help = من دون ذلك لا يعرف { $host } إلا ما بُلّغ عنه. وقد تكشف كلماتكم هويتكم.
moderation-report-who-sees = يرى القائمون على هذا الخادم بلاغكم واسمكم. أما من تبلّغون عنه فلن يعرف أبدًا من أبلغ.
moderation-report-send = إرسال البلاغ
moderation-reported-done = وصل بلاغكم. شكرًا لكم.
moderation-own-title = بلاغاتي
moderation-own-intro = ما أبلغتم عنه، وهل اتُّخذ فيه قرار. لا يرى هذه القائمة أحد غيركم.
moderation-count = { $count ->
    [zero] لا بلاغات
    [one] بلاغ واحد
    [two] بلاغان
    [few] { $count } بلاغات
    [many] { $count } بلاغًا
   *[other] { $count } بلاغ
}
moderation-state-open = قيد الانتظار
moderation-state-decided = صدر فيه قرار
moderation-sent-with-words = أُبلغ الخادم الآخر، مع الكلمات ومن دون ذكر اسم.
moderation-sent-without-words = أُبلغ الخادم الآخر، من دون الكلمات ومن دون ذكر اسم.
moderation-queue-title = البلاغات والاعتراضات
moderation-queue-intro = ما ينتظر قرارًا. أما البلاغ عنكم أو عن منظمة تنتمون إليها فيُترك لغيركم.
moderation-appeals-title = الاعتراضات
moderation-appeals-count = { $count ->
    [zero] لا اعتراضات
    [one] اعتراض واحد
    [two] اعتراضان
    [few] { $count } اعتراضات
    [many] { $count } اعتراضًا
   *[other] { $count } اعتراض
}
moderation-appeal-read = قراءة الاعتراض
moderation-reports-title = البلاغات
moderation-show-open = قيد الانتظار
moderation-show-mine = التي توليتها
moderation-show-decided = صدر فيها قرار
moderation-none = لا شيء ينتظر هنا.
moderation-from-node = من الخادم { $host }
moderation-from-member = من { $name }
moderation-from-unnamed = من دون اسم
moderation-taken-by = يتولاه { $name }
moderation-case-title = بلاغ
moderation-is-suspended = موقوف هنا
moderation-is-elsewhere = هذا المتحدث على { $host }. وقراركم يسري على هذا الخادم فقط.
moderation-case-secret = اسم المبلِّغ لكم وحدكم. لا تُخبروا به من بُلّغ عنه.
moderation-quoted = ما قيل
moderation-quoted-withdrawn = مسحوب
moderation-quoted-hidden = مخفي هنا
moderation-made = ما تقرر
moderation-earlier = قرارات سابقة بشأن المتحدث نفسه
moderation-lifted = أُلغي
moderation-notes = ملاحظات
moderation-notes-help = للقائمين على هذا الخادم. لا يقرؤها أحد غيرهم.
moderation-note = ملاحظتكم
moderation-note-add = إضافة الملاحظة
moderation-take = أتولى الأمر
moderation-give-back = التخلي عنه
moderation-decide = اتخاذ قرار
moderation-decided-already = صدر قرار في هذا البلاغ. يمكنكم اتخاذ قرار آخر.
moderation-measure = ما الإجراء
moderation-measure-dismiss = لا مخالفة
moderation-measure-dismiss-help = يُغلق البلاغ، ولا يعلم به من بُلّغ عنه.
moderation-measure-hide = إخفاء البيان
moderation-measure-hide-help = لا يظهر في أي مكان على هذا الخادم ولا يُرسل إلى غيره. ويمكن إظهاره من جديد.
moderation-measure-remove = إزالة البيان نهائيًا
moderation-measure-remove-help = يُسحب البيان إن كان من هذا الخادم وتُبلَّغ الخوادم الأخرى، وتُحذف نسختنا إن كان من خادم آخر. لا رجعة في ذلك.
moderation-measure-warn = تنبيه
moderation-measure-warn-help = يقرؤون السبب الذي تكتبونه. ولا يحدث شيء آخر.
moderation-measure-suspend = إيقاف المتحدث
moderation-measure-suspend-help = لا يظهر منه شيء هنا ولا يُقبل منه شيء. ومن كان من هذا الخادم لا يستطيع النشر. ويمكن الرجوع عن ذلك.
moderation-measure-limit-host = تقييد الخادم كله
moderation-measure-limit-host-help = ما يقوله أي شخص على { $host } لا يظهر إلا لمن يتابعه.
moderation-measure-suspend-host = إيقاف التعامل مع الخادم كله
moderation-measure-suspend-host-help = لا يدخل شيء من { $host } ولا يخرج إليه شيء، وتنتهي كل المتابعات.
moderation-which = أي البيانات
moderation-rule-broken = القاعدة التي خولفت
moderation-reason = السبب
moderation-reason-help = يقرأ هذا من يعنيه الأمر، ويُحفظ في السجل. لا تذكروا ما يدل على المبلِّغ.
moderation-decide-now = تأكيد القرار
moderation-decided-done = صدر القرار، وأُبلغ المعنيون به.
moderation-decision-title = قرار
moderation-means-hide = لا يظهر البيان في أي مكان على هذا الخادم.
moderation-means-remove = أُزيل البيان من هذا الخادم، وأُبلغت الخوادم التي وصلها.
moderation-means-warn = هذا تنبيه. ولم يتغير شيء.
moderation-means-suspend = لم يعد النشر ممكنًا، والصفحة العامة تذكر ذلك. ما زال بإمكانكم قراءة كل شيء وأخذ بياناتكم معكم والاعتراض.
moderation-means-host = هذا يخص خادمًا بأكمله.
moderation-lifted-on = أُلغي هذا القرار في { $date } ولم يعد ساريًا.
moderation-decided-on = تاريخ القرار
moderation-about-statement = بشأن
moderation-appeal-title = الاعتراض
moderation-appeal-once = يمكنكم الرد مرة واحدة. وإن وُجد مشرف آخر قرأه غيرُ من اتخذ القرار.
moderation-appeal-your-words = لماذا ترون القرار خاطئًا
moderation-appeal-send = إرسال
moderation-appealed-done = وصل اعتراضكم.
moderation-appeal-open = ينتظر الرد
moderation-appeal-refused = القرار باقٍ
moderation-appeal-granted = أُلغي القرار
moderation-appeal-answer = الرد
moderation-appeal-who-answers = لا يرد من اتخذ القرار، إلا إذا لم يوجد غيره.
moderation-appeal-final = ما أُزيل لا يمكن استعادته، لكن يمكن كتابته ونشره من جديد.
moderation-appeal-grant = إلغاء القرار
moderation-appeal-refuse = إبقاء القرار
moderation-appeal-words = ردكم
moderation-answered-done = تم الرد على الاعتراض.
moderation-lift-title = إلغاء القرار
moderation-lift = إلغاء
moderation-lifted-done = أُلغي القرار.
moderation-suspended-title = هذه المنظمة موقوفة هنا
moderation-suspended-text = أوقفها القائمون على هذا الخادم. وما نشرته لا يظهر في الوقت الحاضر.
moderation-suspended-why = السبب، وكيفية الاعتراض
blocks-title = الحظر والكتم
blocks-intro = من لا تريدون سماعه. ولا يُخبر أحد بذلك.
blocks-add-this = حظر أو كتم
blocks-whom = من
blocks-whom-help = معرّف مثل ‎@name@beirut-women.example‎ أو اسم خادم كامل.
blocks-kind = إلى أي حد
blocks-mute = كتم
blocks-mute-help = لا يظهر عندكم في «آخر ما ورد». ويبقى كل شيء آخر كما هو.
blocks-block = حظر
blocks-block-help = لا ترون منهم شيئًا هنا. ولا يستطيعون متابعتكم، وإن كانوا يتابعونكم انتهت المتابعة.
blocks-owner = لمن
blocks-owner-me = لي
blocks-owner-organisation = لـ { $organisation }
blocks-owner-organisation-help = لا يستطيعون متابعة المنظمة. ويُحفظ ذلك في سجل المنظمة.
blocks-secret = لا يخرج شيء من هذا عن الخادم. ومن انتهت متابعته قد يلاحظ ذلك، كما يحدث حين يُزال متابع لأي سبب آخر.
blocks-own = لي
blocks-of-organisation = لمنظمة { $organisation }
blocks-count = { $count ->
    [zero] لا أحد
    [one] إدخال واحد
    [two] إدخالان
    [few] { $count } إدخالات
    [many] { $count } إدخالًا
   *[other] { $count } إدخال
}
blocks-kind-block = محظور
blocks-kind-mute = مكتوم
blocks-unblock = إلغاء الحظر
blocks-unmute = إلغاء الكتم
blocks-blocked-done = تم الحظر.
blocks-muted-done = تم الكتم.
blocks-unblocked-done = أُلغي ذلك.
federation-rule-suspended = موقوف
federation-rule-limited = مقيّد: يظهر للمتابعين فقط
federation-rule-no-media = بلا صور أو ملفات
federation-rule-no-reports = لا تُقبل بلاغاته
federation-node-title = قاعدة { $host }
federation-node-more = القاعدة كاملة
federation-node-policy = هل يتعامل هذا الخادم معه؟
federation-node-allow-help = حتى لو كان التعامل مع الخوادم المسماة فقط.
federation-node-suspend-help = لا يدخل شيء ولا يخرج، ولا يظهر شيء مما أرسله من قبل. تنتهي كل المتابعات في الاتجاهين نهائيًا. وإن رفعتم الإيقاف ظهر ما أرسله من جديد.
federation-node-restrict = قيود
federation-node-limited-help = لا يظهر في القوائم العامة ولا مع المطالب ولا في الدليل، ولا يرى ما ورد منه إلا من يتابعه.
federation-node-no-media-help = لا تُعرض ولا يوضع لها رابط.
federation-node-reason-help = لمن يدير هذا الخادم ويشرف عليه. لا يراه أحد غيرهم.
federation-node-public-reason = السبب المعلن
federation-node-public-reason-help = يُدرج في ملف القائمة، ويراه الجميع إن نشرتم القائمة.
federation-node-obfuscated = إظهار جزء من الاسم فقط إن نُشرت القائمة
federation-list-title = قائمة الخوادم الموقوفة
federation-list-intro = أدخلوا قائمة خادم آخر أو خذوا قائمتكم معكم، بصيغة ماستودون (CSV).
federation-list-bring = إدخال قائمة
federation-list-take = تنزيل القائمة
federation-list-how = ترون أولًا ما سيتغير. ولا يحدث شيء قبل موافقتكم. لا تخفف القائمة أي قاعدة، ولا توقف خادمًا سمحتم به.
federation-list-text = القائمة
federation-list-text-help = افتحوا الملف والصقوا محتواه كله هنا. خادم في كل سطر.
federation-list-look = عرض ما سيتغير
federation-list-preview = ما سيتغير
federation-list-added = { $count ->
    [zero] لا خوادم جديدة
    [one] خادم جديد واحد
    [two] خادمان جديدان
    [few] { $count } خوادم جديدة
    [many] { $count } خادمًا جديدًا
   *[other] { $count } خادم جديد
}
federation-list-changed = { $count ->
    [zero] لا تتغير أي قاعدة
    [one] تتغير قاعدة واحدة
    [two] تتغير قاعدتان
    [few] تتغير { $count } قواعد
    [many] تتغير { $count } قاعدة
   *[other] تتغير { $count } قاعدة
}
federation-list-kept = { $count ->
    [zero] لا شيء موجود مسبقًا
    [one] خادم واحد يبقى كما هو
    [two] خادمان يبقيان كما هما
    [few] { $count } خوادم تبقى كما هي
    [many] { $count } خادمًا يبقى كما هو
   *[other] { $count } خادم يبقى كما هو
}
federation-list-follows = { $count ->
    [zero] لا تنتهي أي متابعة
    [one] تنتهي متابعة واحدة
    [two] تنتهي متابعتان
    [few] تنتهي { $count } متابعات
    [many] تنتهي { $count } متابعة
   *[other] تنتهي { $count } متابعة
}
federation-list-unread = { $count ->
    [zero] فُهمت كل الأسطر
    [one] سطر واحد لم يُفهم
    [two] سطران لم يُفهما
    [few] { $count } أسطر لم تُفهم
    [many] { $count } سطرًا لم يُفهم
   *[other] { $count } سطر لم يُفهم
}
federation-list-more = { $count ->
    [zero] لا غيرها
    [one] وخادم آخر
    [two] وخادمان آخران
    [few] و{ $count } خوادم أخرى
    [many] و{ $count } خادمًا آخر
   *[other] و{ $count } خادم آخر
}
federation-list-own = هذه الأسطر تستبعد هذا الخادم نفسه، ولذلك تُترك:
federation-list-allowed = سمحتم بهذه الخوادم، وتبقى مسموحة:
federation-list-apply = إدخال القائمة
federation-list-applied = أُدخلت القائمة.
error-decision-statement = اختاروا البيانات المعنية.
error-decision-own-host = هذا المتحدث على هذا الخادم، والخادم لا يوقف نفسه.
error-decision-suspended = الإيقاف سارٍ من قبل.
error-decision-lifted = أُلغي هذا القرار من قبل. ولم يتغير شيء.
error-decision-host-page = قواعد الخوادم يغيّرها من يدير هذا الخادم في صفحة الربط.
error-appeal-again = سبق الاعتراض على هذا القرار. ولكل قرار اعتراض واحد.
error-appeal-answered = سبق الرد على هذا الاعتراض.
error-report-already = سبق أن أبلغتم عن هذا، وبلاغكم ينتظر القرار. لم يُفقد شيء.
error-rules-too-long = ثلاثون قاعدة على الأكثر، وكل منها في { $limit } حرف على الأكثر.
error-rules-count = يجب أن يكون عدد القواعد نفسه في كل لغة: { $limit }. ويفصل سطر فارغ بين كل قاعدتين.
error-rule-unknown = لا توجد قاعدة كهذه الآن. اختاروا من القائمة.
error-block-mute-organisation = الكتم لا يخص المنظمات، فليس لها «آخر ما ورد». احظروا من تريدون، أو اكتموه لأنفسكم.
error-block-too-many = هذه القائمة ممتلئة. أزيلوا منها شيئًا أولًا.
error-block-self = لا يمكنكم حظر أنفسكم.
error-block-unknown = لم نجد أحدًا بهذا الاسم. تحققوا من الكتابة.
error-list-too-long = القائمة أطول من اللازم. يُقرأ 50000 سطر على الأكثر دفعة واحدة.
error-list-empty = لا يذكر أي سطر في القائمة خادمًا.
moderation-part-help = ما يبلّغ عنه الأعضاء والخوادم الأخرى، وما يرد به المعنيون.
moderation-position = { $stance }: { $subject }
moderation-about-position = الموقف
