organisation-title = منظمة
organisation-kind-refugee-led = منظمة يقودها لاجئون
organisation-kind-host-community = منظمة من المجتمع المضيف
organisation-kind-allied = منظمة حليفة
organisation-follow-title = متابعة { $name }
organisation-follow-how = انسخوا هذا المعرِّف، ثم ابحثوا عنه في خادمكم أو في ماستودون أو في خدمة أخرى من الفديفرس.
organisation-follow-handle = المعرِّف
organisation-follow-here = متابعة من هذا الخادم
organisation-following = أنتم تتابعون { $name }.
organisation-about = التعريف
organisation-where = المكان
organisation-since = هنا منذ
organisation-website = الموقع
organisation-languages = اللغات
organisation-statements = البيانات
organisation-statements-none = لا بيانات من { $name } يمكنكم الاطلاع عليها.
organisation-filter-kind = النوع
organisation-filter-all = كل الأنواع
organisation-filter-show = عرض
organisation-origin-remote = صفحة { $name } الأصلية على { $host }. وما ترونه هنا هو ما وصل إلى هذا الخادم.
organisation-origin-open = فتح الصفحة الأصلية
organisation-edit = تعديل التعريف
organisation-feed = تغذية الأخبار (Atom)
organisation-summary-counts = { $statements ->
    [zero] لا بيانات بعد
    [one] بيان واحد
    [two] بيانان
    [few] { $statements } بيانات
    [many] { $statements } بيانًا
   *[other] { $statements } بيان
}، { $demands ->
    [zero] من دون ربط بأي مطلب
    [one] عن مطلب واحد
    [two] عن مطلبين
    [few] عن { $demands } مطالب
    [many] عن { $demands } مطلبًا
   *[other] عن { $demands } مطلب
}
organisation-person-note = هذه الصفحة محجوبة عن محركات البحث.
organisation-follow-as = المتابعة باسم
organisation-gone = لم يعد { $name } موجودًا على خادمه.
organisation-edit-intro = يستطيع الجميع قراءة التعريف. ويُرسل كل تغيير إلى الخوادم التي تتابعكم.
organisation-edit-saved = حُفظ التعريف، وتُبلَّغ الخوادم التي تتابعكم.
organisation-approves = سؤالنا قبل أن يتابعنا أحد
organisation-approves-help = عندئذ ترون من سيحتفظ بالنسخ قبل أن تصله. وتنتظر الطلبات في صفحة المتابِعين.
