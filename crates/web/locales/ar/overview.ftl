# The network view.
overview-nav = رأي الشبكة
overview-title = ما رأي المنظمات
overview-title-of = رأي { $name }
overview-generated = يضم هذا الخادم منظمات ومواقف مختلَقة للتجربة. لا شيء فيه كلام منظمة حقيقية.
overview-answered-here = المنظمات التي يعرفها هذا الخادم: { $members }. التي اتخذت منها موقفًا: { $spoken }.
overview-answered = المنظمات الأعضاء: { $members }. التي اتخذت منها موقفًا: { $spoken }.
overview-countries = البلدان التي تعمل فيها من تكلمت: { $spoken } من أصل { $all }.
overview-at = حتى { $time } بالتوقيت العالمي
overview-members-part = للأعضاء: مع ما قيل للشبكة وحدها
overview-see-public = عرض ما يراه الجميع
overview-see-members = عرض ما يراه الأعضاء
overview-tabs = أقسام رأي الشبكة
overview-tab-whole = نظرة عامة
overview-tab-subjects = كل الموضوعات
overview-tab-who = من تكلّم
overview-tab-weeks = عبر الزمن
overview-tab-method = كيف يُحسب
overview-filters = اختيار مَن وماذا
overview-theme = المحور
overview-several-at-once = اختاروا واحدًا أو أكثر؛ ويجب أن ينطبق كل ما تختارونه.
overview-any = الكل
overview-show = عرض
overview-all-subjects = عرض كل الموضوعات
overview-only = فقط: { $value }.
overview-everybody = عرض الجميع
overview-by = حسب
overview-by-host = بلد العمل
overview-by-origin = بلد المنشأ
overview-by-region = المنطقة
overview-by-kind = نوع المنظمة
overview-by-language = لغة العمل
overview-not-told = لم يُذكر
overview-percent = { $number }%
overview-stance = الموقف
overview-share = النسبة
overview-support = تأييد
overview-reservations = تأييد بتحفظات
overview-abstain = امتناع
overview-oppose = معارضة
overview-nobody = لا مواقف
overview-all-stances = الكل
overview-answers = كيف يقفون
overview-positions = المواقف
overview-count-answers = { $count ->
    [zero] لا مواقف
    [one] موقف واحد
    [two] موقفان
    [few] { $count } مواقف
    [many] { $count } موقفًا
   *[other] { $count } موقف
}
overview-empty = لم يُتخذ بعد موقف من هذا يمكن عرضه هنا. يتخذه مسؤول في منظمة من صفحة مطلب أو بيان.
overview-fresh = { $count ->
    [zero] لا مواقف من هذا الأسبوع أو الذي قبله.
    [one] موقف واحد من هذا الأسبوع أو الذي قبله.
    [two] موقفان من هذا الأسبوع أو الذي قبله.
    [few] { $count } مواقف من هذا الأسبوع أو الذي قبله.
    [many] { $count } موقفًا من هذا الأسبوع أو الذي قبله.
   *[other] { $count } موقف من هذا الأسبوع أو الذي قبله.
}
overview-see-them = عرض الجديد
overview-dissent = التحفظات والمعارضة
overview-dissent-help = من يعارض، أو يوافق بشرط، يُسمع صوته إلى جانب الأرقام.
overview-all-dissent = { $count ->
    [zero] قراءتها كلها
    [one] قراءته
    [two] قراءتهما
    [few] قراءة { $count } كلها
    [many] قراءة { $count } كلها
   *[other] قراءة { $count } كلها
}
overview-some-of = { $shown } من أصل { $total }
overview-common = الأرض المشتركة
overview-between = بين
overview-common-help = ما تتفق عليه المجموعات على اختلافها. لكل مجموعة الوزن نفسه مهما كثر عددها، فلا تطغى كبيرة على صغيرة.
overview-common-filtered = تُلتمس الأرض المشتركة بين المجموعات. اعرضوا الجميع لرؤيتها.
overview-common-none = لا شيء يُعرض بعد: ينبغي أن تتكلم مجموعتان على الأقل في الموضوع نفسه.
overview-score = { $score } من 100
overview-score-between = { $count ->
    [zero] بلا مجموعات
    [one] في مجموعة واحدة
    [two] بين مجموعتين
    [few] بين { $count } مجموعات
    [many] بين { $count } مجموعة
   *[other] بين { $count } مجموعة
}
overview-weakest = الأقل موافقة:
overview-contested = محل خلاف
overview-contested-help = جواب من كل خمسة على الأقل مؤيد، وجواب من كل خمسة معارض.
overview-contested-none = لا موضوع فيه أصوات قوية من الجانبين.
overview-most-answered = الأكثر أجوبة
overview-stale = { $count ->
    [zero] لا شيء على نسخة سابقة
    [one] واحد على نسخة سابقة
    [two] اثنان على نسخة سابقة
    [few] { $count } على نسخة سابقة
    [many] { $count } على نسخة سابقة
   *[other] { $count } على نسخة سابقة
}
overview-unaddressed = لم يتكلم أحد في
overview-unaddressed-agenda = مطالب لا موقف منها يمكن عرضه هنا.
overview-unaddressed-asked = سُئل عنه ولم يُجَب بعد.
overview-subject-unknown = نص غير معروف هنا، أو ليس للجميع
overview-no-reasons = لم تُذكر أسباب.
overview-from-here = من هذا الخادم
overview-proof-none = بلا إثبات: كلام خادمها
overview-told-to-network = قيل للشبكة وحدها
overview-on-earlier = على نسخة سابقة
overview-positions-help = هي بالضبط المواقف التي يحسبها الرقم، ومع كل منها مصدره.
overview-no-positions = لا يوجد.
overview-start = إلى البداية
overview-next = التالي
overview-spoken = تكلّمت
overview-silent = من لم يتكلم
overview-silent-count = { $count ->
    [zero] اتخذت كل المنظمات موقفًا.
    [one] منظمة واحدة لم تتخذ موقفًا.
    [two] منظمتان لم تتخذا موقفًا.
    [few] { $count } منظمات لم تتخذ موقفًا.
    [many] { $count } منظمة لم تتخذ موقفًا.
   *[other] { $count } منظمة لم تتخذ موقفًا.
}
overview-silence = لا يُحسب السكوت رضًا أبدًا.
overview-several-note = قد تكون المنظمة في أكثر من صف إن ذكرت أكثر من واحد. وتُحسب مرة واحدة في المجموع.
overview-further = { $count ->
    [zero] عرض الباقي
    [one] عرض صف آخر
    [two] عرض صفين آخرين
    [few] عرض { $count } صفوف أخرى
    [many] عرض { $count } صفًا آخر
   *[other] عرض { $count } صف آخر
}
overview-weeks-help = متى تقررت المواقف المحسوبة اليوم. الموقف الذي حل محل سابق يظهر حيث تقرر آخر مرة.
overview-weeks-filtered = اعرضوا الجميع لرؤية المسار عبر الزمن.
overview-weeks-desc = المواقف: { $count }، الأسابيع: { $weeks }
overview-week-name = الأسبوع
overview-week = الأسبوع { $week }، { $year }
overview-method-who = من يُحسب
overview-method-who-text = كل منظمة يعرفها هذا الخادم أو قبلتها الشبكة، وما زالت تتكلم بنفسها: لا التي عُلّقت أو انتقلت، ولا التي لا يتعامل هذا الخادم مع خادمها. ومع كل رقم يُذكر العدد الكلي.
overview-method-one = لكل منظمة موقف واحد
overview-method-one-text = تُحسب المنظمة مرة واحدة في كل موضوع، بآخر كلامها. وما سحبته لا يُحسب. ولا تُحسب الإعجابات ولا إعادات النشر ولا الردود. يرى الزوار المواقف العلنية وحدها، وما قيل للشبكة يدخل في أرقام أعضائها وحدهم.
overview-method-dissent = الخلاف يرافق النتيجة
overview-method-dissent-text = كلمات كل تحفظ وكل معارضة تقف إلى جانب الأرقام. ووراء كل رقم قائمة المواقف التي يحسبها، ومع كل منها مصدره.
overview-method-common = كيف تُلتمس الأرض المشتركة
overview-method-common-text = نأخذ من كل مجموعة نسبة المؤيدين، بتحفظات أو بدونها، من بين من أجابوا. تُضرب النسب بعضها في بعض ويؤخذ الجذر المقابل لعددها. فالمجموعة التي لا توافق تخفض الرقم مهما كان حجمها، ومضاعفة مجموعة لا تغيّر شيئًا. وتُبعَد كل نسبة قليلًا عن الصفر كي لا تُنهي مجموعة واحدة كل حديث.
overview-method-weakest = تُسمّى المجموعة الأقل موافقة
overview-method-weakest-text = قد يخفي الرقم من ليس فيه. لذلك تُذكر إلى جانبه المجموعة الأقل موافقة مع نسبتها. ومن لا يذكر أين يعمل يُعدّ مجموعة أيضًا، فلا يُستبعد من لا يستطيع قول ذلك بأمان.
overview-method-not = ما لا يُظهره
overview-method-not-text = لا يُظهر مدى قوة شعور أحد، ولا رأي من لم يجب، ولا إن كانت المجموعات مختارة جيدًا: انظروا إلى أكثر من تقسيم. ومجموعة بجواب واحد تزن كمجموعة بمئة جواب، فانظروا إلى عدد من أجابوا. وليس هذا تصويتًا، ولا يُقرَّر به شيء.
overview-method-check = كيف يمكن التحقق منه
overview-method-check-text = لا تغادر ورقةُ اقتراع منظمةً: هي تقرر في بيتها بقاعدتها ثم تقول موقفها. وكل خادم يعرف المواقف نفسها يصل إلى الأرقام نفسها. ويستطيع من يدير خادمًا أن يعيد حسابها كلها.
overview-method-source = على منوال «الإجماع المراعي للمجموعات» في Pol.is (Small وBjorkegren وErkkilä وShaw وMegill، Polis: Scaling deliberation by mapping high dimensional opinion spaces، 2021)، لكن بمجموعات تعلنها المنظمات بنفسها لا بمجموعات محسوبة.
# للأخذ معك.
overview-proof-verified = مُثبَت: وقّعه صاحب الموقف نفسه
overview-proof-unproven = غير مُثبَت: عليه توقيع، لكن لا يمكن تتبّعه إلى صاحب الموقف
overview-proof-failed = غير مُثبَت: التوقيع غير صحيح
overview-take = خذها معك
overview-take-help = في كل ملف جميع المواقف المحسوبة هنا، مع التاريخ والطريقة والعدد الكلي وبصمة للمقارنة.
overview-take-members = وفيه أيضًا ما قيل للشبكة وحدها: فليبقَ بين الأعضاء.
overview-take-print = صفحة للطباعة
overview-take-docx = مستند (DOCX)
overview-print-no-dissent = لا تحفظات ولا معارضة.
overview-take-xlsx = مصنّف جداول (XLSX)
overview-take-csv = جدول (CSV)
overview-take-json = للبرامج وللتحقّق (JSON)
overview-preamble-nobody = { $members ->
    [zero] لا توجد هنا بعد منظمة تجيب.
    [one] لم تُجب المنظمة الوحيدة بعد.
    [two] لم تُجب أيّ من المنظمتين بعد.
    [few] لم تُجب أيّ من المنظمات الـ{ $members } بعد.
    [many] لم تُجب أيّ من المنظمات الـ{ $members } بعد.
   *[other] لم تُجب أيّ من المنظمات الـ{ $members } بعد.
}
overview-preamble-known = عدد المنظمات التي أجابت: { $spoken } من أصل { $members } من المنظمات المعروفة هنا، بين { $from } و{ $until }.
overview-preamble-known-countries = عدد المنظمات التي أجابت: { $spoken } من أصل { $members } من المنظمات المعروفة هنا، من { $countries ->
    [zero] { $countries } بلد
    [one] بلد واحد
    [two] بلدين
    [few] { $countries } بلدان
    [many] { $countries } بلدًا
   *[other] { $countries } بلد
}، بين { $from } و{ $until }.
overview-preamble-members = عدد المنظمات الأعضاء التي أجابت: { $spoken } من أصل { $members }، بين { $from } و{ $until }.
overview-preamble-members-countries = عدد المنظمات الأعضاء التي أجابت: { $spoken } من أصل { $members }، من { $countries ->
    [zero] { $countries } بلد
    [one] بلد واحد
    [two] بلدين
    [few] { $countries } بلدان
    [many] { $countries } بلدًا
   *[other] { $countries } بلد
}، بين { $from } و{ $until }.
overview-preamble-one = مواقفها: { $stances }.
overview-preamble-several = { $count ->
    [zero] لا مواقف
    [one] موقف واحد
    [two] موقفان
    [few] { $count } مواقف
    [many] { $count } موقفًا
   *[other] { $count } موقف
} في { $subjects ->
    [zero] { $subjects } موضوع
    [one] موضوع واحد
    [two] موضوعين
    [few] { $subjects } مواضيع
    [many] { $subjects } موضوعًا
   *[other] { $subjects } موضوع
}: { $stances }.
overview-export-totals = المجاميع
overview-export-made = متى
overview-export-whose = مواقف مَن
overview-export-public-only = المواقف العلنية فقط
overview-export-summary = باختصار
overview-export-denominators = من أصل كم
overview-export-method = تُحسب كل منظمة مرة واحدة في كل موضوع، بأحدث موقف لها. لا يُحسب ما سُحب، ولا الإعجاب ولا إعادة النشر ولا الردود. والسكوت ليس موافقة.
overview-export-digest = البصمة (SHA-256)
overview-export-note = ملاحظة
overview-export-subject = عنوان الموضوع على الشبكة
overview-export-title = الموضوع
overview-export-together = جميع المواضيع معًا
overview-export-holder = المنظمة
overview-export-reasons = الأسباب
overview-export-language = اللغة
overview-export-translations = بلغات أخرى
overview-export-decided = تاريخ القرار
overview-export-told-to = لمن قيل
overview-export-public = للجميع
overview-export-proof = الإثبات
overview-export-address = العنوان
region-005 = أمريكا الجنوبية
region-011 = غرب أفريقيا
region-013 = أمريكا الوسطى
region-014 = شرق أفريقيا
region-015 = شمال أفريقيا
region-017 = وسط أفريقيا
region-018 = جنوب القارة الأفريقية
region-021 = أمريكا الشمالية
region-029 = الكاريبي
region-030 = شرق آسيا
region-034 = جنوب آسيا
region-035 = جنوب شرق آسيا
region-039 = جنوب أوروبا
region-053 = أستراليا ونيوزيلندا
region-054 = ميلانيزيا
region-057 = ميكرونيزيا
region-061 = بولينيزيا
region-143 = آسيا الوسطى
region-145 = غرب آسيا
region-151 = شرق أوروبا
region-154 = شمال أوروبا
region-155 = غرب أوروبا
error-generated-already = يضم هذا الخادم تلك الشبكة المختلَقة من قبل.
overview-without = دون هذا الاختيار
overview-answered-at-most = { $spoken ->
    [zero] لم تتخذ أي منظمة موقفًا
    [one] اتخذت منظمة واحدة موقفًا
    [two] اتخذت منظمتان موقفًا
    [few] اتخذت { $spoken } منظمات موقفًا
    [many] اتخذت { $spoken } منظمة موقفًا
   *[other] اتخذت { $spoken } منظمة موقفًا
}، من أصل { $members } على الأكثر ينطبق عليها ذلك.
overview-some-of-at-most = { $shown } من أصل { $total } على الأكثر
overview-at-most-note = لا يُقال عدد المنظمات التي تجمع أكثر من صفة من هذه الصفات إلا لأعضاء الشبكة، حتى لا يُعرف أحد ممن سكت. والعدد المذكور هنا هو أكثر ما يمكن أن يكون.
overview-who-nobody = لم يتخذ موقفًا أحد ممن يمكن ذكرهم هنا.
