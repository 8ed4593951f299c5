federation-title = الربط مع الخوادم الأخرى
federation-intro = كيف يجري التواصل مع الخوادم الأخرى: ما وصل، وما ينتظر، وما تعذّر.
federation-mode = القاعدة
federation-summary = باختصار
federation-queue-waiting = { $count ->
    [zero] لا رسائل تنتظر الإرسال
    [one] رسالة واحدة تنتظر الإرسال
    [two] رسالتان تنتظران الإرسال
    [few] { $count } رسائل تنتظر الإرسال
    [many] { $count } رسالة تنتظر الإرسال
   *[other] { $count } رسالة تنتظر الإرسال
}
federation-dead-count = { $count ->
    [zero] لا رسائل تعذّر إرسالها نهائيًا
    [one] رسالة واحدة تعذّر إرسالها نهائيًا
    [two] رسالتان تعذّر إرسالهما نهائيًا
    [few] { $count } رسائل تعذّر إرسالها نهائيًا
    [many] { $count } رسالة تعذّر إرسالها نهائيًا
   *[other] { $count } رسالة تعذّر إرسالها نهائيًا
}
federation-peers-title = الخوادم الأخرى
federation-peers-count = { $count ->
    [zero] لا خوادم أخرى معروفة
    [one] خادم واحد معروف
    [two] خادمان معروفان
    [few] { $count } خوادم معروفة
    [many] { $count } خادمًا معروفًا
   *[other] { $count } خادم معروف
}
federation-peers-none = لا خوادم أخرى معروفة بعد. تابعوا منظمة، أو اسمحوا لخادم أدناه.
federation-peer = الخادم
federation-peer-state = الحالة
federation-peer-last-success = آخر تسليم
federation-peer-waiting = في الانتظار
federation-peer-policy = قاعدته
federation-state-well = بخير
federation-state-slow = بطيء
federation-state-unreachable = لا يجيب
federation-state-new = جديد
federation-state-pausing-until = متوقف مؤقتًا؛ المحاولة التالية { $when }
federation-policy-default = كالجميع
federation-policy-allowed = مسموح
federation-allow = سماح
federation-block = حظر
federation-unblock = رفع الحظر
federation-add-title = السماح لخادم أو حظره
federation-add-host = نطاق الخادم
federation-add-help = مثلًا ‎beirut-women.example‎
federation-dead-title = رسائل لم تصل
federation-dead-intro = حاولنا إرسال كل منها مرات كثيرة ثم توقفنا. يمكنكم إرسالها من جديد، ولا ضرر من الإرسال مرتين.
federation-dead-none = كل الرسائل وصلت أو ما زالت في الطريق.
federation-dead-what = الرسالة
federation-dead-to = إلى
federation-dead-why = سبب التعذّر
federation-dead-tries = المحاولات
federation-dead-last-try = آخر محاولة
federation-dead-resend = إرسال من جديد
federation-dead-resent = عادت إلى قائمة الإرسال، والمحاولة التالية الآن.
federation-reason-unreachable = لم يجب الخادم
federation-reason-refused = رفضها الخادم ({ $status })
federation-reason-server-error = حدث عطل في الخادم ({ $status })
federation-reason-dns = لم يُعثر على النطاق
federation-reason-tls = تعذّر الاتصال الآمن
federation-reason-gone = لم يعد المستلم موجودًا
federation-reason-blocked = محظور بقاعدة من هذا الخادم
federation-what-publish = البيان «{ $title }»
federation-what-update = تعديل «{ $title }»
federation-what-delete = سحب «{ $title }»
federation-what-follow = طلب متابعة
federation-what-accept = جواب على طلب
federation-what-profile = تعديل التعريف
federation-what-other = رسالة من نوع آخر
federation-peer-dead = تعذّر نهائيًا
federation-state-blocked = محظور
federation-state-not-allowed = غير مدرج في القائمة
federation-unallow = إزالة من القائمة
federation-add-reason = السبب
federation-add-reason-help = لكم ولمن يدير الخادم بعدكم. ولا يراه أحد غيركم.
federation-block-note = يسري الحظر على كل الأسماء التابعة للنطاق. وما ينتظر الإرسال إليه لا يُرسل.
federation-allowed-done = سُمح للخادم.
federation-blocked-done = حُظر الخادم. لا يدخل منه شيء ولا يخرج إليه شيء.
federation-inbox-waiting = { $count ->
    [zero] لا رسائل واردة تنتظر المعالجة
    [one] رسالة واردة واحدة تنتظر المعالجة
    [two] رسالتان واردتان تنتظران المعالجة
    [few] { $count } رسائل واردة تنتظر المعالجة
    [many] { $count } رسالة واردة تنتظر المعالجة
   *[other] { $count } رسالة واردة تنتظر المعالجة
}
federation-inbox-aside = { $count ->
    [zero] لم تُنحَّ أي رسالة واردة
    [one] نُحّيت رسالة واردة واحدة لتعذّر معالجتها
    [two] نُحّيت رسالتان واردتان لتعذّر معالجتهما
    [few] نُحّيت { $count } رسائل واردة لتعذّر معالجتها
    [many] نُحّيت { $count } رسالة واردة لتعذّر معالجتها
   *[other] نُحّيت { $count } رسالة واردة لتعذّر معالجتها
}
federation-jobs-waiting = { $count ->
    [zero] لا مهام تنتظر على هذا الخادم
    [one] مهمة واحدة تنتظر على هذا الخادم
    [two] مهمتان تنتظران على هذا الخادم
    [few] { $count } مهام تنتظر على هذا الخادم
    [many] { $count } مهمة تنتظر على هذا الخادم
   *[other] { $count } مهمة تنتظر على هذا الخادم
}
federation-jobs-aside = { $count ->
    [zero] لا مهام تعذّرت نهائيًا
    [one] مهمة واحدة تعذّرت نهائيًا، والسبب في السجل
    [two] مهمتان تعذّرتا نهائيًا، والسبب في السجل
    [few] { $count } مهام تعذّرت نهائيًا، والسبب في السجل
    [many] { $count } مهمة تعذّرت نهائيًا، والسبب في السجل
   *[other] { $count } مهمة تعذّرت نهائيًا، والسبب في السجل
}
federation-what-withdrawal = سحب بيان
federation-reason-busy = طلب الخادم الانتظار
federation-reason-answer = أجاب الخادم بما لا يمكن استعماله
federation-reason-unsigned = لم يكن الطلب موقَّعًا
federation-reason-signature = لم يكن التوقيع صحيحًا
federation-reason-suspended = المرسِل موقوف هنا
federation-reason-too-many = طلبات كثيرة جدًا
federation-reason-form = لم تكن صيغة الرسالة سليمة
federation-reason-address = عنوان لا يتصل به هذا الخادم
federation-refused-title = طلبات رفضناها
federation-refused-intro = خلال الأيام السبعة الماضية. ولا نحتفظ بشيء مما رُفض.
federation-refused-none = لم يُرفض شيء.
federation-refused-day = اليوم
federation-refused-why = السبب
federation-refused-count = عدد المرات
federation-hidden-title = بيانات مخفية
federation-hidden-none = لا شيء مخفيًّا.
federation-hidden-when = أُخفي { $when }
federation-hidden-show = إظهار من جديد
federation-hidden-done = أُخفي البيان.
federation-hidden-shown = عاد البيان ظاهرًا.
