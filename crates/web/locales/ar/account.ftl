account-sign-in-title = تسجيل الدخول
account-sign-in-intro = لأعضاء المنظمات على هذا الخادم. أما البيانات العامة فتُقرأ من دون حساب.
account-user-name = اسم المستخدم
account-password = كلمة السر
account-sign-in-button = دخول
account-sign-in-help = نسيتم كلمة السر؟ اطلبوا رابطًا لمرة واحدة من أحد مسؤولي منظمتكم، أو ممن يدير هذا الخادم.
account-signed-out = تم تسجيل الخروج.
account-must-sign-in = سجّلوا الدخول للمتابعة، ثم تعودون إلى الصفحة التي طلبتموها.
account-settings-title = الإعدادات
account-settings-intro = لا يرى هذه الصفحة أحد غيركم.
account-profile-title = الحساب
account-interface-language = لغة الصفحات
account-interface-language-auto = كما في متصفحي
account-organisations = منظماتكم
account-password-changed = تغيّرت كلمة السر، وأُغلقت جلساتكم على الأجهزة الأخرى.
account-sessions-title = الأجهزة التي دخلتم منها
account-session-this = هذا الجهاز
account-session-last-used = آخر استعمال { $when }
account-tokens-title = رموز واجهة البرمجة
account-tokens-intro = الرمز يتيح لبرنامج أن يعمل باسمكم. احفظوه كما تحفظون كلمة السر.
account-token-name = ما الغرض منه؟
account-token-name-help = مثلًا: «برنامج موقعنا».
account-token-scope = ما يُسمح له به
account-token-scope-read = القراءة
account-token-scope-write = القراءة والنشر
account-token-create = إنشاء رمز
account-token-created = هذا هو الرمز الجديد. انسخوه الآن، فلن يظهر إلا هذه المرة.
account-token-value = الرمز الجديد
account-token-created-on = أُنشئ
account-token-revoke = إبطال
account-token-count = { $count ->
    [zero] لا رموز
    [one] رمز واحد
    [two] رمزان
    [few] { $count } رموز
    [many] { $count } رمزًا
   *[other] { $count } رمز
}
account-session-begun = تسجيل الدخول: { $date }
account-session-ends = تنتهي تلقائيًا في { $date }
account-session-end = الخروج من هناك
account-session-end-all = الخروج من كل الأجهزة
account-session-ended = أُغلقت الجلسة على ذلك الجهاز.
account-sessions-note = لا نحفظ عنوانًا ولا اسم جهاز، فلا تقول القائمة شيئًا يُذكر إذا صودرت. إن لم تعرفوا وقتًا منها فاخرجوا من هناك.
account-session-count = { $count ->
    [zero] لا جلسات
    [one] جلسة واحدة
    [two] جلستان
    [few] { $count } جلسات
    [many] { $count } جلسة
   *[other] { $count } جلسة
}
account-token-scope-write-help = يستطيع البرنامج أن ينشر باسمكم وباسم منظماتكم.
account-token-days = مدة صلاحيته
account-token-days-help = ثم تنتهي صلاحيته تلقائيًا. ويمكنكم إبطاله في أي وقت.
account-token-days-count = { $count ->
    [zero] صفر أيام
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
account-token-expires = صالح حتى
account-token-expired = انتهت صلاحيته
account-token-revoked-done = لم يعد الرمز صالحًا.
