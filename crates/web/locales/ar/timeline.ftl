timeline-title = آخر ما ورد
timeline-intro = بيانات هذا الخادم والخوادم التي يتابعها، والأحدث أولًا.
timeline-none = لم يصل شيء بعد. تابعوا منظمة لتظهر بياناتها هنا.
timeline-received = وصل { $when }
timeline-readers = تقرؤون باسم: { $names }.
timeline-none-yet = لم يصل شيء بعد ممن تتابعونهم. وستظهر البيانات الجديدة هنا.
