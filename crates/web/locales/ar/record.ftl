record-title = السجل
record-title-organisation = سجل { $organisation }
record-intro = ما فعله القائمون على هذا الخادم وعلى منظماته. ولا يُسجَّل ما يقرؤه أحد.
record-intro-organisation = ما جرى باسم المنظمة، وما تقرر بشأنها.
record-whole = السجل سليم حتى السطر { $number }. وكل سطر مرتبط بما قبله.
record-broken = السجل غير سليم: السطر { $number } غُيّر أو فُقد. ولا يُعتمد على ما بعده.
record-head-help = رقم السطر الأخير وبصمته. دوّنوهما في مكان آخر: إن حُذفت أسطر من النهاية فلا يكشف ذلك غيرهما.
record-filter = عرض
record-all = كل شيء
record-show = عرض
record-lines = أسطر السجل
record-count = { $count ->
    [zero] لا أسطر بعد
    [one] سطر واحد
    [two] سطران
    [few] { $count } أسطر
    [many] { $count } سطرًا
   *[other] { $count } سطر
}
record-number = السطر
record-what = الفعل
record-who = من
record-when = متى
record-object = على ماذا
record-machine = من الجهاز نفسه
record-keepers = القائمون على الخادم
record-gone = حساب لم يعد موجودًا
record-csv = كجدول (CSV)
record-json = بصيغة JSON
record-kind-peer = الخوادم الأخرى
record-kind-actor = المتحدثون
record-kind-statement = البيانات
record-kind-report = البلاغات
record-kind-appeal = الاعتراضات
record-kind-decision = القرارات
record-kind-rules = القواعد
record-kind-moderation = خيارات البلاغات
record-kind-block = حظر المنظمات
record-kind-account = الحسابات
record-kind-approval = الموافقة على البيانات
record-kind-directory = الدليل
record-kind-federation = الربط مع الخوادم
record-kind-invitation = الدعوات
record-kind-mandate = التفويضات
record-kind-node = هذا الخادم
record-kind-organisation = المنظمات
record-kind-request = طلبات الانضمام
record-kind-seat = المقاعد في المنظمات
record-kind-sending = الإرسال
record-kind-vouch = التزكية
audit-peer-suspend = أوقف التعامل مع خادم
audit-peer-limit = قيّد خادمًا
audit-peer-allow = سمح لخادم
audit-peer-clear = ألغى قاعدة خادم
audit-peer-import = أدخل قائمة خوادم
audit-report-dismiss = لم يجد مخالفة في بلاغ
audit-statement-hide = أخفى بيانًا
audit-statement-show = أظهر بيانًا مخفيًا
audit-statement-remove = أزال بيانًا
audit-actor-warn = نبّه متحدثًا
audit-actor-suspend = أوقف متحدثًا
audit-actor-restore = رفع إيقافًا
audit-decision-lift = ألغى قرارًا
audit-appeal-grant = قبل اعتراضًا
audit-appeal-refuse = رفض اعتراضًا
audit-moderation-choose = حدّد خيارات البلاغات والقوائم
audit-rules-change = نشر قواعد جديدة
audit-block-add = حظر أحدًا باسم المنظمة
audit-block-remove = ألغى حظرًا باسم المنظمة
audit-federation-choose = فتح الربط مع الخوادم أو أغلقه
record-part-help = من فعل ماذا، وهل غُيّر سطر أو حُذف.
record-part-help-organisation = ما جرى باسم المنظمة، وما تقرر بشأنها.
record-kind-network = الشبكات
