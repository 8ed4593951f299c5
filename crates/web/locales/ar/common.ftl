# نصوص مشتركة بين كل الصفحات. الأرقام بالصورة 1 2 3، والأفعال بصيغة المصدر أو الجمع كي لا يُفترض جنس القارئ.
-sofra = سُفرة

## الإطار
common-page-title = { $page } – { $node }
common-skip-to-content = الانتقال إلى النص
common-main-navigation = القائمة الرئيسية
common-colon = { ": " }
common-you-are-here = موضعكم الآن
common-nav-home = الرئيسية
common-nav-agenda = المطالب
common-nav-timeline = آخر ما ورد
common-nav-compose = كتابة
common-nav-follow = متابعة
common-nav-followers = المتابِعون
common-nav-settings = الإعدادات
common-nav-menu = القائمة
common-sign-in = تسجيل الدخول
common-sign-out = تسجيل الخروج
common-signed-in-as = الدخول باسم { $name }
common-footer-language = لغة هذه الصفحات
common-runs-on = يعمل على { -sofra }

## كلمات قصيرة
common-save = حفظ
common-cancel = إلغاء
common-optional = اختياري
common-saved = تم الحفظ.
common-list-separator = {"، "}
common-never = لم يحدث بعد
common-not-known = غير معروف

## الأعداد
common-count-statements = { $count ->
    [zero] لا بيانات بعد
    [one] بيان واحد
    [two] بيانان
    [few] { $count } بيانات
    [many] { $count } بيانًا
   *[other] { $count } بيان
}
common-count-demands = { $count ->
    [zero] لا مطالب
    [one] مطلب واحد
    [two] مطلبان
    [few] { $count } مطالب
    [many] { $count } مطلبًا
   *[other] { $count } مطلب
}
common-count-followers = { $count ->
    [zero] لا متابِعين بعد
    [one] متابِع واحد
    [two] متابِعان
    [few] { $count } متابِعين
    [many] { $count } متابِعًا
   *[other] { $count } متابِع
}
common-shown-of = من { $first } إلى { $last }، والمجموع { $total }
common-pager-label = صفحات هذه القائمة
common-pager-older = الأقدم

## التواريخ بالكلمات: اسما الشهر معًا لأن قرّاءنا من المشرق ومن مصر والسودان والمغرب.
# العلامة الأولى (RLM) تحفظ ترتيب اليوم والشهر والسنة عندما يوضع التاريخ داخل جملة.
relative-now = الآن
relative-minutes-ago = { $count ->
    [zero] الآن
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $count } دقائق
    [many] قبل { $count } دقيقة
   *[other] قبل { $count } دقيقة
}
relative-hours-ago = { $count ->
    [zero] قبل أقل من ساعة
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $count } ساعات
    [many] قبل { $count } ساعة
   *[other] قبل { $count } ساعة
}
relative-days-ago = { $count ->
    [zero] اليوم
    [one] أمس
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}
relative-in-minutes = { $count ->
    [zero] الآن
    [one] بعد دقيقة
    [two] بعد دقيقتين
    [few] بعد { $count } دقائق
    [many] بعد { $count } دقيقة
   *[other] بعد { $count } دقيقة
}
relative-in-hours = { $count ->
    [zero] بعد أقل من ساعة
    [one] بعد ساعة
    [two] بعد ساعتين
    [few] بعد { $count } ساعات
    [many] بعد { $count } ساعة
   *[other] بعد { $count } ساعة
}
relative-in-days = { $count ->
    [zero] اليوم
    [one] غدًا
    [two] بعد يومين
    [few] بعد { $count } أيام
    [many] بعد { $count } يومًا
   *[other] بعد { $count } يوم
}

## من هو صاحب الحساب
actor-kind-organisation = منظمة
actor-kind-member = شخص
actor-kind-network = شبكة
actor-kind-node = خادم
actor-kind-service = حساب آلي

## اللغات
language-en = الإنجليزية
language-ar = العربية
language-fr = الفرنسية
language-fa = الفارسية
language-prs = الدرية
language-ti = التيغرينية
language-so = الصومالية
language-am = الأمهرية
language-sw = السواحيلية
language-ku = الكردية
language-ps = البشتوية
language-tr = التركية
language-uk = الأوكرانية
language-es = الإسبانية
language-el = اليونانية
language-de = الألمانية
language-it = الإيطالية
language-pt = البرتغالية
language-ru = الروسية
language-ur = الأردية
language-ckb = الكردية (سوراني)
language-kmr = الكردية (كرمانجي)
language-om = الأورومية
language-rw = الكينيارواندية
language-rn = الكيروندية
language-ln = اللينغالا
language-my = البورمية
language-rhg = الروهينغية
language-bn = البنغالية
language-nl = الهولندية
language-sv = السويدية
language-other = لغة أخرى ({ $tag })
common-pager-newest = العودة إلى الأحدث
