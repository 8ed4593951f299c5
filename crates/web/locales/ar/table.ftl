# سجل المقاعد: الأماكن على موائد الآخرين.
seat-title = مقاعد على موائد الآخرين
seat-intro = أين وُعد اللاجئون بمكان، وأين جلسوا، وهل سُمع صوتهم، وماذا بقي من ذلك. يدوّنه أصحاب الشأن، وكل منظمة وفق قاعدتها.
seat-at = مقعد على مائدة { $body }
seat-body = مائدة من
seat-body-help = مثل IASC أو ExCom أو وزارة أو مدينة. يكفي الاسم القصير المعتاد.
seat-body-kind = ما هي الجهة
seat-body-un = الأمم المتحدة
seat-body-regional = هيئة تضم عدة دول
seat-body-government = حكومة أو وزارة
seat-body-city = مدينة أو بلدية
seat-body-organisation = منظمة أخرى
seat-body-other = غير ذلك
seat-body-actor = الحساب الذي يحق له الرد باسمها
seat-body-actor-help = عنوان ملف الجهة في الشبكة الموزعة. ما يرد به هذا الحساب يظهر إلى جانب السجل. اتركه فارغًا إن لم يوجد: يمكنك أن تعطي الجهة رابطًا.
seat-country = البلد
seat-country-none = لا بلد بعينه، أو عدة بلدان
seat-process = ما الذي يُبحث هناك
seat-process-help = المسار أو القرار، في سطر واحد.
seat-meeting = الفعالية
seat-meeting-help = عنوان صفحة الفعالية إن وجدت.
seat-stage = المرحلة
seat-stage-design = الإعداد
seat-stage-decision = القرار
seat-stage-implementation = التنفيذ
seat-stage-evaluation = التقييم
seat-kind = ما المسموح به هناك
seat-kind-observer = المراقبة
seat-kind-speaking = الكلام
seat-kind-voting = التصويت
seat-language = اللغة التي تكتب بها
seat-choose = اختر من فضلك
seat-holder = دوّنته
seat-step = ماذا حدث
seat-steps = ماذا حدث
seat-state-promised = وُعِد به
seat-state-invited = وصلت الدعوة
seat-state-attended = حضور
seat-state-heard = سُمع الرأي
seat-state-adopted = أُخذ بالرأي
seat-state-answered = أُجيب عن الرأي
seat-state-ignored = تُجوهل الرأي
seat-state-refused = رُفض
seat-state-because = { $state }: { $reason }
seat-refusal = لماذا رُفض
seat-refusal-help = فقط إن لم يتمكن أحد من الجلوس هناك.
seat-refusal-not = لم يُرفض
seat-refusal-visa = التأشيرة
seat-refusal-money = لا مال للسفر
seat-refusal-not-invited = لم تصل الدعوة
seat-refusal-access = مُنع الدخول أو الاعتماد
seat-refusal-safety = لم يكن آمنًا
seat-refusal-late = وصل الخبر متأخرًا
seat-refusal-other = سبب آخر
seat-day = اليوم
seat-words = كيف جرى الأمر
seat-words-help = ما وُعد به أو قيل أو أُخذ به أو تُرك. نص بسيط.
seat-evidence = أين يمكن التحقق منه
seat-evidence-help = رابط إلى دعوة أو محضر أو قرار.
seat-evidence-open = افتح ما يثبت ذلك
seat-step-recorded = دُوّن في { $date }
seat-recorded = دُوّن أول مرة
seat-rating = ما يقوله من جلسوا هناك
seat-rating-question = كم كان تأثيرنا؟
seat-rating-words = بكلماتكم
seat-rating-none = بلا تقييم
seat-rating-1 = 1 من 5: لا تأثير
seat-rating-2 = 2 من 5: تأثير قليل
seat-rating-3 = 3 من 5: بعض التأثير
seat-rating-4 = 4 من 5: تأثير كبير
seat-rating-5 = 5 من 5: تأثير حاسم
seat-nobody-named = لا تذكر اسم أحد لم يختر ذلك. يقول السجل ما حدث للمقعد، لا من جلس عليه.
seat-now = السجل كما هو الآن
seat-count = { $count ->
    [0] لا مقاعد بعد
    [one] مقعد واحد
    [two] مقعدان
    [few] { $count } مقاعد
    [many] { $count } مقعدًا
   *[other] { $count } مقعد
}
seat-none = لا يوجد هنا ما يمكنك قراءته. هذا لا يعني أنه لم يكن هناك شيء.
seat-filter-figure = اعرض
seat-filter-all = كل المقاعد
seat-filter-all-stages = كل المراحل
seat-filter-network = ما دوّنه أعضاء
seat-filter-all-networks = كل المنظمات
seat-filter-clear = اعرض كل المقاعد
seat-desk-title = المقاعد
seat-part-help = الأماكن على موائد الآخرين: ما وُعد به وما آل إليه.
seat-desk-help = ما تدوّنونه هنا يظهر في السجل باسم منظمتكم متى استوفى قاعدتكم.
seat-desk-none = لم يُدوّن شيء بعد.
seat-act-record = دوّن مقعدًا
seat-act-step = أضف ما حدث
seat-act-rating = قيّمه
seat-act-correct = صحّحه
seat-act-link = أتح للجهة أن ترد
seat-act-withdraw = اسحب السجل
seat-record-note = قل مائدة من هي وماذا حدث حتى الآن. يمكن إضافة المزيد حين يحدث.
seat-step-note = الخطوات تُضاف فقط ولا يعاد كتابتها.
seat-rating-note = أنتم وحدكم تعرفون كيف كان الجلوس هناك.
seat-correct-note = لتصحيح خطأ في موضوع السجل. تبقى الخطوات كما هي.
seat-withdraw-note = يختفي السجل مع كل ما ورد عليه من ردود، هنا وحيث توجد نسخ.
seat-link-note = للطرف الآخر حق الرد. يُنشأ هنا رابط ترسلونه إليه. من لديه الرابط يكتب ردًا واحدًا يظهر إلى جانب سجلكم، ولا يمكنكم تغييره أو إزالته.
seat-link-make = أنشئ الرابط
seat-link-title = الرابط الخاص بالجهة
seat-link-made = { $days ->
    [one] أرسل هذا الرابط إلى الجهة. يصلح لرد واحد حتى الغد.
    [two] أرسل هذا الرابط إلى الجهة. يصلح لرد واحد مدة يومين.
    [few] أرسل هذا الرابط إلى الجهة. يصلح لرد واحد مدة { $days } أيام.
    [many] أرسل هذا الرابط إلى الجهة. يصلح لرد واحد مدة { $days } يومًا.
   *[other] أرسل هذا الرابط إلى الجهة. يصلح لرد واحد مدة { $days } يوم.
}
seat-link-once = يُعرض هذه المرة فقط. الرابط الجديد يُنهي ما قبله.
seat-audience-public-help = في سجل كل عقدة تتابعكم، ويجده أي شخص.
seat-audience-network-help = أعضاء شبكاتكم والمنظمات التي تتابعكم. لا يراه الطرف الآخر إلا عبر رابطكم.
seat-withdrawn-note = سُحب في { $date }. لم يعد يُحسب، واختفت كلماته من هذه العقدة.
seat-replies = ما يقوله الطرف الآخر
seat-replies-note = للجهة حق الرد. يقف ردها إلى جانب السجل ولا يغيّر فيه شيئًا.
seat-replies-none = لم ترد هنا.
seat-replies-count = { $count ->
    [one] ردّ الطرف الآخر
    [two] ردّ الطرف الآخر مرتين
    [few] ردّ الطرف الآخر { $count } مرات
    [many] ردّ الطرف الآخر { $count } مرة
   *[other] ردّ الطرف الآخر { $count } مرة
}
seat-reply-by-link = عبر الرابط الذي أعطته إياها المنظمة
seat-reply-by-actor = من { $actor }، الحساب المذكور في السجل
seat-reply-passed-on = كما تنقله { $host }
seat-reply-title = حقكم في الرد
seat-reply-lead = دوّنت { $organisation } مقعدًا على مائدتكم. يمكنكم الرد.
seat-reply-note = ما تكتبونه يظهر كاملًا إلى جانب السجل. لا يمكن تغييره بعد ذلك، ويبقى السجل كما هو. يصلح هذا الرابط مرة واحدة.
seat-reply-public = يمكن للجميع قراءته.
seat-reply-network = يمكن لأعضاء شبكات هذه المنظمة قراءته.
seat-reply-name = من يرد
seat-reply-name-help = الجهة، وبأي صفة تتكلمون باسمها.
seat-reply-words = ردكم
seat-reply-send = أرسل الرد
seat-replied-done = ردكم الآن إلى جانب السجل.
seat-reply-hide = أخفِ هذا الرد
seat-reply-hide-title = إخفاء رد
seat-reply-hide-note = لن يظهر بعد الآن على هذه العقدة. يحفظ سجل القرارات أنه أُخفي ولماذا.
seat-hide = أخفِه هنا
seat-hide-title = إخفاء مقعد من عقدة أخرى
seat-hide-note = لن يظهر ولن يُحسب بعد الآن على هذه العقدة. ويبقى في غيرها.
seat-hidden-done = أُخفي على هذه العقدة.
seat-recorded-done = صار في السجل. أُبلغ من يتابعونكم.
seat-proposed-done = قُدّم المقترح. أُبلغ من يقررون فيه.
seat-withdrawn-done = سُحب السجل.
seat-proposal-title = مقترح بشأن مقعد
seat-proposal-changed = تغيّر السجل في الأثناء. لم يعد ممكنًا اعتماد هذا المقترح: قدّمه من جديد.
seat-score-title = المقاعد والتأثير
seat-score-sentence = من أصل { $count } من المقاعد الموعودة: { $parts }.
seat-figure-cell = { $name }: { $number }
seat-refusal-cell = { $reason }: { $number }
seat-refused-because = { $refused } ({ $reasons })
seat-figure-promised = موعود به
seat-figure-invited = وصلت دعوته
seat-figure-attended = شُغل
seat-figure-heard = سُمع
seat-figure-adopted = أُخذ برأيه
seat-figure-answered = أُجيب
seat-figure-unanswered = بلا جواب
seat-figure-refused = رُفض
seat-score-note = يُحسب المقعد في كل رقم حتى أبعد ما وصل إليه: من سُمع كان حاضرًا، ومن حضر كان مدعوًا. ما أُخذ برأيه وما أُجيب وما بقي بلا جواب أجزاء مما شُغل. والمرفوض ما لم يتمكن أحد من الجلوس عليه في النهاية. يُحسب ما يمكنك قراءته على هذه العقدة.
seat-score-all = المجموع
seat-score-what = ماذا
seat-score-of = كم من كم
seat-score-refusals = المرفوض، بحسب السبب
seat-score-rating = تقييم من جلسوا هناك: { $average } من 5 في المتوسط، { $count ->
    [one] عن مقعد واحد
    [two] عن مقعدين
    [few] عن { $count } مقاعد
    [many] عن { $count } مقعدًا
   *[other] عن { $count } مقعد
}.
seat-score-bodies = بحسب الجهة
seat-score-stages = بحسب المرحلة
seat-score-bar = يبيّن كل شريط من بدايته: ما أُخذ به أو أُجيب؛ ما شُغل بلا جواب (مخطط)؛ ما رُفض (منقط)؛ ما لا يزال مفتوحًا.
seat-score-take = خذه معك
approval-subject-place = تدوين مقعد أو ما يتعلق به
notification-seat-answered = ردّت جهة على مقعد دوّنتموه
record-kind-table = مقاعد على موائد الآخرين
audit-table-record = دوّن مقعدًا
audit-table-step = أضاف خطوة إلى مقعد
audit-table-rate = قيّم مقعدًا
audit-table-correct = صحّح مقعدًا
audit-table-withdraw = سحب مقعدًا
audit-table-link = أنشأ رابطًا لرد جهة
audit-table-hide = أخفى مقعدًا من عقدة أخرى
audit-table-show = أعاد إظهار مقعد من عقدة أخرى
audit-table-hide-reply = أخفى رد جهة
audit-table-show-reply = أعاد إظهار رد جهة
error-seat-body = قل من فضلك مائدة من هي.
error-seat-process = قل من فضلك ما الذي يُبحث هناك.
error-seat-choose = اختر من فضلك.
error-seat-link = اكتب العنوان كاملًا، بادئًا بـ https://
error-seat-step-order = لا يمكن أن يأتي هذا بعد ما دُوّن. النتيجة لا تكون إلا لمقعد شُغل، والرفض لا يكون إلا لمقعد لم يُشغل.
error-seat-refusal = قل من فضلك لماذا رُفض.
error-seat-day = اذكر اليوم من فضلك.
error-seat-day-ahead = لم يأتِ ذلك اليوم بعد.
error-seat-day-order = ذلك اليوم قبل آخر خطوة دُوّنت.
error-seat-evidence = قل ما الذي أُخذ به أو أُجيب عنه، أو أعطِ رابطًا. ما لا يمكن لأحد التحقق منه مجرد قول.
error-seat-too-many = { $limit ->
    [one] للمقعد خطوة واحدة على الأكثر.
    [two] للمقعد خطوتان على الأكثر.
    [few] للمقعد { $limit } خطوات على الأكثر.
    [many] للمقعد { $limit } خطوة على الأكثر.
   *[other] للمقعد { $limit } خطوة على الأكثر.
}
error-seat-own-node = دُوّن هذا المقعد على هذه العقدة. لا تسحبه إلا منظمته.
error-seat-reply-name = قل من فضلك من يرد.
error-seat-reply-words = اكتب ردكم من فضلك.
