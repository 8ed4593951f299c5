timeline-title = آخر ما ورد
timeline-intro = بيانات هذا الخادم والخوادم التي يتابعها، والأحدث أولًا.
timeline-none = لم يصل شيء بعد. تابعوا منظمة لتظهر بياناتها هنا.
timeline-filter-label = العرض
timeline-filter-all = الكل
timeline-filter-here = من هذا الخادم
timeline-filter-elsewhere = من الخوادم الأخرى
timeline-received = وصل { $when }
timeline-counts = { $count ->
    [zero] لا بيانات
    [one] بيان واحد
    [two] بيانان
    [few] { $count } بيانات
    [many] { $count } بيانًا
   *[other] { $count } بيان
}، { $nodes ->
    [zero] من دون خوادم
    [one] من خادم واحد
    [two] من خادمين
    [few] من { $nodes } خوادم
    [many] من { $nodes } خادمًا
   *[other] من { $nodes } خادم
}
timeline-readers = تقرؤون باسم: { $names }.
timeline-none-yet = لم يصل شيء بعد ممن تتابعونهم. وستظهر البيانات الجديدة هنا.
