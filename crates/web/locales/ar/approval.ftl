# How what is said in an organisation's name is approved, comments on drafts, what awaits somebody.
approval-part-rule = كيف نعتمد ما يصدر عنا
approval-part-rule-help = من يجب أن يوافق قبل نشر شيء باسمنا.
approval-title = اعتماد «{ $title }»
approval-inside-only = لا يرى هذه الصفحة إلا من له دور في { $organisation }، ولا يغادر شيء منها هذا الخادم.
approval-somebody = شخص لم يعد هنا
approval-written-by = كتابة: { $name }، { $when }
approval-proposed-by = اقتراح: { $name }، { $when }
approval-done-by = الخطوة الأخيرة: { $name }، { $when }
approval-void-by = الإنهاء: { $name }، { $when }
approval-vote-approve = موافقة: { $name }، { $when }
approval-vote-reject = رفض: { $name }، { $when }
approval-vote-abstain = امتناع: { $name }، { $when }
approval-read-text = قراءة النص
approval-waits = ما ينتظر الاعتماد
approval-compared = هذا ما سيتغير في النص المنشور:
approval-whole-text = قراءة النص الجديد كاملًا
approval-nothing-waits = لا شيء ينتظر الاعتماد هنا.
approval-nothing-waits-draft = لم تُقترح هذه المسودة بعد.
approval-subject-statement = نشر بيان
approval-subject-revision = نشر نسخة جديدة
approval-subject-withdrawal = سحب بيان
approval-subject-rule = تغيير طريقة الاعتماد
approval-subject-mandate = منح تفويض
approval-subject-seat = تغيير المسؤولين
approval-subject-move = الانتقال إلى خادم آخر
approval-subject-home = أن نكون المكان الجديد لمنظمة من خادم آخر
approval-state-open = ينتظر
approval-state-approved = معتمد
approval-state-done = تم
approval-state-rejected = مرفوض
approval-state-void = لم يعد ساريًا
approval-count = الموافقون: { $approving }. الرافضون: { $rejecting }. المطلوب: { $needed }. المسؤولون: { $officers }.
approval-count-vote = الموافقون: { $approving }. الرافضون: { $rejecting }. الممتنعون: { $abstaining }. عدد المصوّتين: { $cast } من { $officers } من المسؤولين، والحد الأدنى { $needed }.
approval-rule-one = يعتمده مسؤول واحد.
approval-rule-two = يعتمده مسؤولان مختلفان. وإن كتبه مسؤول فهو أحد الاثنين.
approval-rule-two-help = يجب أن يوافق مسؤول ثانٍ غير الأول. وإن رفضه أحدهما عاد النص إلى كاتبه.
approval-rule-vote = يصوّت المسؤولون: يشارك { $quorum } بالمئة منهم على الأقل، ويوافق { $threshold } بالمئة على الأقل ممن صوّتوا بالقبول أو الرفض.
approval-rule-one-name = مسؤول واحد
approval-rule-two-name = مسؤولان
approval-rule-vote-name = تصويت المسؤولين
approval-rule-vote-help = تحددون كم يجب أن يشارك، وكم منهم يجب أن يوافق.
approval-rule-title = كيف نعتمد ما يصدر عنا
approval-rule-intro = تسري هذه القاعدة على كل ما يُنشر أو يُعدَّل أو يُسحب باسم { $organisation }، وعلى التفويضات، وعلى القاعدة نفسها.
approval-rule-usual = لم تقرروا قاعدة بعد. وإلى أن تقرروا: مسؤول واحد ما دام هناك مسؤول واحد، ومسؤولان متى صاروا أكثر.
approval-rule-change = تغيير القاعدة
approval-rule-change-note = التغيير نفسه يحتاج إلى الاعتماد وفق القاعدة السارية الآن، ويُكتب في السجل.
approval-rule-kind = من يعتمد
approval-rule-propose = اقتراح هذه القاعدة
approval-rule-proposed = القاعدة المقترحة:
approval-rule-changed-done = تسري القاعدة الجديدة من الآن.
approval-quorum = نسبة المسؤولين الذين يجب أن يشاركوا
approval-quorum-help = للتصويت فقط. من 1 إلى 100.
approval-threshold = نسبة الأصوات الموافقة المطلوبة
approval-threshold-help = للتصويت فقط. 51 تعني أكثر من النصف. من 51 إلى 100.
approval-officers = عدد المسؤولين الآن: { $count }.
approval-approve = أوافق على هذا
approval-abstain = أمتنع
approval-reject = رفض الاقتراح
approval-reject-open = رفض الاقتراح مع ذكر السبب
approval-reason = السبب
approval-reason-help = يقرؤه من في الداخل، ولا يغادر أبدًا.
approval-finish = النشر الآن
approval-finish-other = التنفيذ الآن
approval-take-back = سحب الاقتراح
approval-take-back-open = سحب الاقتراح
approval-take-back-note = تبطل الموافقات التي أُعطيت حتى الآن، ويبقى النص مسودة.
approval-next-at-once = يُنفَّذ ما إن تتحقق القاعدة.
approval-next-step = بعد الاعتماد ينشره مسؤول أو محرر.
approval-needs-others = يجب أن يعتمده آخرون أولًا، وحتى ذلك الحين لا يراه أحد في الخارج.
approval-propose-at-once = اقتراحه ونشره ما إن يُعتمد
approval-propose-step = اقتراحه ثم ننشره بأنفسنا لاحقًا
approval-proposed-done = تم الاقتراح، وأُبلغ به من يعتمده.
approval-revision-proposed-done = اقتُرحت النسخة الجديدة. يبقى المنشور كما هو إلى أن تُعتمد.
approval-withdrawal-proposed-done = اقتُرح السحب. يبقى البيان منشورًا إلى أن يُعتمد السحب.
approval-decided-done = سُجّل قراركم.
approval-taken-back-done = سُحب الاقتراح.
approval-commented-done = أُضيف تعليقكم، ولا يراه إلا من في الداخل.
approval-comments = التعليقات
approval-comments-note = لا يقرؤها إلا من له دور في { $organisation }. لا تغادر هذا الخادم أبدًا، وتُحذف عند سحب البيان.
approval-comment-by = { $name }، { $when }
approval-comment-write = تعليقكم
approval-comment-send = إضافة التعليق
approval-history = ما تقرر
approval-inside = داخل المنظمة
approval-open = الاعتماد والتعليقات
approval-awaits-title = ما ينتظركم
approval-awaits-nothing = لا شيء ينتظركم الآن.
approval-awaits-decide = للبتّ فيه
approval-awaits-finish = معتمد وينتظر الخطوة الأخيرة
approval-awaits-mine = ما اقترحتموه
approval-awaits-mine-none = لم تقترحوا شيئًا في الفترة الأخيرة.
error-proposal-closed = لم يعد هذا الاقتراح قائمًا. لم يتغير شيء.
error-proposal-changed = عُدّل النص بعد أن فتحتم الصفحة. اقرؤوه من جديد ثم قرّروا. ولم يُسجَّل أي قرار.
error-not-approved = لم يُعتمد بعد. لم يتغير شيء.
error-nothing-to-approve = لا أحد يعتمد ما تقولونه باسمكم الشخصي. انشروه بأنفسكم.
error-nothing-to-comment = لا شيء ينتظر الاعتماد هنا، فلا مجال للتعليق.
error-too-many-comments = التعليقات على هذه المسودة كثيرة جدًا.
error-reason-required = اذكروا السبب.
error-percent-invalid = اكتبوا عددًا من { $limit } إلى 100.
audit-approval-propose = اقتراح شيء باسم المنظمة
audit-approval-approve = الموافقة على اقتراح
audit-approval-reject = رفض اقتراح
audit-approval-abstain = الامتناع عن التصويت
audit-approval-void = بطلان اقتراح
audit-approval-rule = تغيير طريقة اعتماد المنظمة
audit-statement-publish = نشر بيان
audit-statement-revise = نشر نسخة جديدة من بيان
audit-statement-withdraw = سحب بيان
approval-comment-count = { $count ->
    [0] لا تعليقات
    [one] تعليق واحد
    [two] تعليقان
    [few] { $count } تعليقات
    [many] { $count } تعليقًا
   *[other] { $count } تعليق
}
approval-awaits-count = { $count ->
    [0] لا شيء ينتظر
    [one] شيء واحد ينتظر
    [two] أمران ينتظران
    [few] { $count } أمور تنتظر
    [many] { $count } أمرًا تنتظر
   *[other] { $count } أمر ينتظر
}
approval-awaits-nav = { $count ->
    [0] ما ينتظركم
   *[other] ما ينتظركم ({ $count })
}
approval-subject-network-act = خطوة في شبكة
