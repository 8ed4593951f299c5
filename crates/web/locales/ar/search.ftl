# Searching, and feeds.
search-title = البحث
search-title-words = البحث: { $words }
search-intro = في البيانات والمواقف والمنظمات، بكل اللغات الموجودة على هذا الخادم؛ وفي الدعوات لمن وُجّهت إليهم. تجدون ما يحق لكم قراءته.
search-words = كلمات البحث
search-words-help = يُبحث عنها كلها معًا. لا فرق بين كتابة الحركات والهمزات وتركها، ولا بين لوحات المفاتيح. ويمكن أن تكون الكلمة الأخيرة ناقصة.
search-go = ابحث
search-kind = فيمَ نبحث
search-kind-statement = البيانات
search-kind-organisation = المنظمات
search-theme = المحور
search-demand = المطلب
search-country = بلد المنظمة
search-author = صاحب الكلام
search-author-help = عنوان منظمة أو شخص، مثل @name@example.org؛ ويكفي الاسم لمن هم على هذا الخادم.
search-from = ابتداءً من يوم
search-until = حتى يوم
search-found = ما عُثر عليه
search-tab-statements = { $count ->
    [zero] لا بيانات
    [one] بيان واحد
    [two] بيانان
    [few] { $count } بيانات
    [many] { $count } بيانًا
   *[other] { $count } بيان
}
search-tab-organisations = { $count ->
    [zero] لا منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
}
search-count-statements = { $total } من أصل { $all } من البيانات التي يحق لكم قراءتها
search-kind-position = المواقف
search-kind-call = الدعوات إلى إبداء المواقف
search-text = نوع النص، في البيانات
search-stance = الرأي، في المواقف
search-tab-positions = { $count ->
    [zero] لا مواقف
    [one] موقف واحد
    [two] موقفان
    [few] { $count } مواقف
    [many] { $count } موقفًا
   *[other] { $count } موقف
}
search-tab-calls = { $count ->
    [zero] لا دعوات
    [one] دعوة واحدة
    [two] دعوتان
    [few] { $count } دعوات
    [many] { $count } دعوة
   *[other] { $count } دعوة
}
search-count-positions = { $total } من أصل { $all } من المواقف التي يحق لكم قراءتها
search-count-calls = { $total } من أصل { $all } من الدعوات التي يحق لكم قراءتها
search-none = لم يُعثر على شيء.
search-none-hint = جرّبوا كلمات أقل، أو بداية الكلمة وحدها. تُوجد الكلمة باللغة التي كُتبت بها.
search-none-words-only = البحث عن الكلمات وحدها دون اختيارات أخرى
feed-link = المتابعة في قارئ خلاصات (Atom)
feed-home = بيانات { $node }
feed-actor = بيانات { $name }
feed-agenda = بيانات عن المطالب
feed-demand = بيانات عن { $code }: { $title }
feed-search = البحث: { $words }
feed-directory = الجديد في دليل { $node }
feed-digest = أسابيع { $node }
feed-positions = المواقف على { $node }
feed-positions-of = مواقف { $name }
feed-positions-on = المواقف من: { $title }
feed-positions-network = مواقف أعضاء { $name }
feed-position-title = { $name }: { $stance } – { $title }
