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
record-kind-approval = اعتماد البيانات
record-kind-directory = الدليل
record-kind-federation = الربط مع الخوادم
record-kind-invitation = الدعوات
record-kind-key = المفاتيح
record-kind-mandate = التفويضات
record-kind-node = هذا الخادم
record-kind-organisation = المنظمات
record-kind-request = طلبات الانضمام
record-kind-seat = الأدوار في المنظمات
record-kind-sending = الإرسال
record-kind-vouch = التزكية
audit-peer-suspend = إيقاف التعامل مع خادم
audit-peer-limit = تقييد خادم
audit-peer-allow = السماح لخادم
audit-peer-clear = إلغاء قاعدة خادم
audit-peer-import = إدخال قائمة خوادم
audit-report-dismiss = إغلاق بلاغ لعدم وجود مخالفة
audit-statement-hide = إخفاء بيان
audit-statement-show = إظهار بيان مخفي
audit-statement-remove = إزالة بيان
audit-actor-warn = تنبيه متحدث
audit-actor-suspend = إيقاف متحدث
audit-actor-restore = رفع إيقاف
audit-decision-lift = إلغاء قرار
audit-appeal-grant = قبول اعتراض
audit-appeal-refuse = رفض اعتراض
audit-moderation-choose = تحديد خيارات البلاغات والقوائم
audit-key-rotate = إعطاء متحدث مفاتيح جديدة
audit-key-confirm = تأكيد المفتاح الجديد لمتحدث
audit-rules-change = نشر قواعد جديدة
audit-block-add = حظر باسم المنظمة
audit-block-remove = إلغاء حظر باسم المنظمة
audit-federation-choose = فتح الربط مع الخوادم أو إغلاقه
record-part-help = من فعل ماذا، وهل غُيّر سطر أو حُذف.
record-part-help-organisation = ما جرى باسم المنظمة، وما تقرر بشأنها.
record-kind-network = الشبكات
