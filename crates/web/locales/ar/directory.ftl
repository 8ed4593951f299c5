# The directory and its map.
directory-title = الدليل
directory-intro = منظمات يعرفها هذا الخادم واختارت أن يُعثر عليها. ما تقوله عن نفسها هو كلامها هي.
directory-map-link = عرضها حسب البلد
directory-words = البحث بالاسم
directory-words-help = بأي لغة وأي كتابة، أو بجزء من المعرِّف.
directory-filters = طرق أخرى للاختيار
directory-any = الكل
directory-country = البلد
directory-language = اللغة
directory-theme = محور تكلمت فيه
directory-declared = ما تعلنه عن نفسها
directory-search = عرض
directory-found = المنظمات
directory-organisations = المنظمات
directory-count = { $total } من أصل { $all } في الدليل
directory-count-organisations = { $count ->
    [zero] لا منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
}
directory-empty = لا أحد في الدليل بعد. يختار ذلك مسؤولو كل منظمة من مكتبها.
directory-none = لا منظمة في الدليل توافق هذا كله. احذفوا شيئًا وأعيدوا المحاولة.
directory-vouched = مزكّاة
directory-works-in = تعمل في { $country }.
directory-people-from = أهلها من { $countries }.
directory-start = إلى البداية
directory-next = التالي
directory-map-title = المنظمات حسب البلد
directory-map-intro = { $all ->
    [zero] لم تختر أي منظمة بعد أن يُعثر عليها.
    [one] اختارت منظمة واحدة أن يُعثر عليها. يُحسب البلد الذي تعمل فيه أو الذي جاء منه أهلها.
    [two] اختارت منظمتان أن يُعثر عليهما. يُحسب البلد الذي تعملان فيه أو الذي جاء منه أهلهما.
    [few] اختارت { $all } منظمات أن يُعثر عليها. يُحسب البلد الذي تعمل فيه أو الذي جاء منه أهلها.
    [many] اختارت { $all } منظمة أن يُعثر عليها. يُحسب البلد الذي تعمل فيه أو الذي جاء منه أهلها.
   *[other] اختارت { $all } منظمة أن يُعثر عليها. يُحسب البلد الذي تعمل فيه أو الذي جاء منه أهلها.
}
directory-map-alt = خريطة للعالم فيها دائرة لكل بلد. ويقول الجدول أدناه الشيء نفسه.
directory-map-note = دائرة واحدة لكل بلد، لا لمدينة أبدًا. لا ترسم الخريطة حدودًا ولا تحمّل شيئًا من مكان آخر.
directory-map-empty = لم تذكر أي منظمة في الدليل بلدًا بعد.
directory-choice-title = في الدليل
directory-part-help = هل يعثر عليكم الآخرون في الأدلة.
directory-choice-now-yes = يمكن العثور عليكم في دليل هذا الخادم وفي أدلة غيره.
directory-choice-now-no = لستم في أي دليل.
directory-choice-legend = هل تريدون أن يعثر عليكم الآخرون؟
directory-choice-yes = نعم، أدرجونا
directory-choice-yes-help = اسمكم وكلامكم عن أنفسكم وما يذكره تعريفكم، على مستوى البلد لا أدق. وقد تدرجكم خوادم أخرى أيضًا.
directory-choice-no = لا
directory-choice-no-help = لا تُدرجون ولا تُحسبون، لا هنا ولا على الخوادم الأخرى التي تحترم ذلك. ومن يعرف عنوانكم يصل إلى صفحتكم.
audit-directory-join = اختيار الإدراج في الدليل
audit-directory-leave = اختيار عدم الإدراج في الدليل
