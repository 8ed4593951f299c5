agenda-title = المطالب
agenda-istanbul-name = مطالب إسطنبول 2018
agenda-istanbul-intro = انعقد المؤتمر الدولي للاجئين في إسطنبول في 10 و11 أيار/مايو 2018. حضره 156 مشاركًا ومشاركة من 98 مؤسسة في 29 بلدًا، واعتمدوا هذه المطالب بالإجماع. وهي معروضة هنا باختصار.
agenda-adopted = اعتُمدت بالإجماع في { $place } في { $date }
agenda-what-next = افتحوا أي مطلب لقراءة ما تقوله المنظمات عنه، هنا وعلى الخوادم الأخرى.
agenda-themes = المحاور
agenda-counts = { $themes ->
    [zero] لا محاور
    [one] محور واحد
    [two] محوران
    [few] { $themes } محاور
    [many] { $themes } محورًا
   *[other] { $themes } محور
}، { $demands ->
    [zero] لا مطالب
    [one] مطلب واحد
    [two] مطلبان
    [few] { $demands } مطالب
    [many] { $demands } مطلبًا
   *[other] { $demands } مطلب
}
agenda-demand = المطلب { $code }
agenda-demand-parts = أجزاؤه
agenda-demand-identity = هوية هذا المطلب، وهي واحدة على كل الخوادم
agenda-said-here = ما قيل على هذا الخادم
agenda-said-elsewhere = ما قيل على الخوادم الأخرى
agenda-said-none-here = لم يتناول أحد على هذا الخادم هذا المطلب بعد.
agenda-said-none-elsewhere = لم يصلنا بيان من خادم آخر بعد. ولا يعني ذلك أن أحدًا لم يتكلم.
agenda-statements-from-authors = { $statements ->
    [zero] لا بيانات بعد
    [one] بيان واحد
    [two] بيانان
    [few] { $statements } بيانات
    [many] { $statements } بيانًا
   *[other] { $statements } بيان
}{ $authors ->
    [zero] {""}
    [one] {" "}من جهة واحدة
    [two] {" "}من جهتين
    [few] {" "}من { $authors } جهات
    [many] {" "}من { $authors } جهة
   *[other] {" "}من { $authors } جهة
}
agenda-count-note = لا تُحسب إلا البيانات التي ربطها أصحابها بالمطلب. الإعجاب والمشاركة والصمت لا تُعدّ تأييدًا.
agenda-write-about = كتابة بيان عن هذا المطلب
agenda-previous = المطلب السابق
agenda-next = المطلب التالي
agenda-whole = المطالب كاملة
