## الصفحات
error-way-out = ماذا الآن
error-go-home = الذهاب إلى الصفحة الرئيسية
error-go-back-form = العودة إلى الاستمارة
error-read-agenda = الاطلاع على المطالب
error-page-404-title = لا شيء على هذا العنوان
error-page-404-text = ربما كُتب العنوان خطأ، أو كان النص موجّهًا إلى غيركم. لم يضع شيء.
error-page-403-title = لا يُسمح لكم بهذا
error-page-403-text = لا يملك حسابكم هذا الحق هنا. ولم يتغيّر شيء. إن كنتم ترون أنه من حقكم، فاسألوا من يدير هذا الخادم.
error-page-403-form = بقيت الصفحة مفتوحة وقتًا طويلًا أو جاءت من مكان آخر، فلم نقبل الاستمارة. ولم يتغيّر شيء. ارجعوا وأعيدوا تحميل الصفحة، ثم أرسلوها من جديد.
error-page-410-title = كان هنا ولم يعد
error-page-410-text = أزاله صاحبه.
error-page-500-title = حدث عطل عندنا
error-page-500-text = ليس الخطأ منكم. وما حُفظ من قبل سليم. أما آخر ما أرسلتموه فربما لم يُحفظ: ارجعوا وتأكدوا قبل إرساله من جديد.
error-page-500-reference = إن أبلغتم عن العطل فاذكروا هذا الرقم: { $reference }
error-page-503-title = الخادم مشغول
error-page-503-text = لم يضع شيء. حاولوا بعد دقيقة.
error-page-400-title = لم نستطع قراءة ما أُرسل
error-page-400-text = وصلت الاستمارة ناقصة، ربما لأن الاتصال انقطع. ولم يتغيّر شيء. ارجعوا، فأكثر المتصفحات تحتفظ بما كتبتموه.
error-page-413-title = ما أُرسل كبير جدًا
error-page-413-text = لم يتغيّر شيء. ارجعوا واختاروا صورة أصغر، ثم حاولوا من جديد.
error-page-429-title = طلبات كثيرة
error-page-429-text = لم يضع شيء. يُرجى الانتظار قليلًا ثم المحاولة من جديد.
error-page-405-title = لا يُستعمل هذا العنوان بهذه الطريقة
error-page-405-text = لم يتغيّر شيء. يُرجى البدء من الصفحة الرئيسية.

## الاستمارات
error-prefix = خطأ:
error-summary-title = { $count ->
    [zero] لا شيء يحتاج إلى تصحيح
    [one] يُرجى تصحيح أمر واحد
    [two] يُرجى تصحيح أمرين
    [few] يُرجى تصحيح { $count } أمور
    [many] يُرجى تصحيح { $count } أمرًا
   *[other] يُرجى تصحيح { $count } أمر
}
error-summary-kept = لم يضع شيء. ما كتبتموه ما زال هنا.
error-field-required = هذا الحقل فارغ. يُرجى ملؤه.
error-title-too-long = العنوان طويل جدًا. الحد الأقصى لعدد الحروف: { $limit }.
error-language-invalid = لا نعرف هذه اللغة. يُرجى الاختيار من القائمة.
error-language-twice = وردت هذه اللغة مرتين. أبقوا نصًا واحدًا لكل لغة.
error-audience-required = يُرجى اختيار من سيطّلع عليه.
error-demand-unknown = أحد المطالب غير موجود في قائمة المطالب على هذا الخادم.
error-revision-note-required = يُرجى ذكر ما تغيّر في جملة.
error-revision-conflict = عدّل شخص آخر هذا البيان وأنتم تكتبون. نصكم أدناه. قارنوه بالنص الجديد ثم انشروا من جديد.
error-alt-required = يُرجى وصف الصورة لمن لا يستطيع رؤيتها.
error-image-kind = لا يمكن قبول هذا النوع من الصور. يُرجى اختيار ملف JPEG أو PNG أو WebP.
error-image-unreadable = لم نستطع قراءة هذه الصورة. يُرجى اختيار ملف JPEG أو PNG أو WebP.
error-image-too-large = الصورة كبيرة جدًا. الحد الأقصى { $megabytes } ميغابايت.
error-image-too-many-pixels = أبعاد الصورة كبيرة جدًا. يُرجى تصغيرها.
error-image-choose-again = يُرجى اختيار الصورة مرة أخرى: المتصفحات لا تحتفظ بالملفات عند عودة الاستمارة.
error-password-too-short = كلمة السر أقصر من { $limit } حرفًا. يُرجى اختيار كلمة أطول.
error-password-too-long = كلمة السر أطول من { $limit } بايت. يُرجى اختيار كلمة أقصر.
error-passwords-differ = كلمتا السر غير متطابقتين.
error-password-wrong = كلمة السر الحالية غير صحيحة.
error-handle-invalid = هذا ليس معرِّفًا ولا عنوانًا. صورة المعرِّف هكذا: ‎@table@beirut-women.example‎
error-host-invalid = هذا ليس نطاقًا. صورة النطاق هكذا: ‎beirut-women.example‎
error-not-found-remote = سألنا { $host }، ولا يعرف أحدًا بهذا الاسم. تأكدوا من الكتابة.
error-remote-unreachable = لا يجيب { $host } الآن. حاولوا لاحقًا.
error-remote-refused = لم يسمح لنا { $host } بقراءة هذا.
error-remote-unreadable = أجاب { $host }، ولكننا لم نفهم جوابه.
error-remote-not-an-actor = هذا العنوان ليس صفحة منظمة ولا شخص.
error-remote-blocked = لا يتعامل هذا الخادم مع { $host }.
error-remote-not-allowed = هذا الخادم مغلق، و{ $host } ليس في قائمته. يستطيع من يدير الخادم أن يسمح به.
error-follow-self = هذه منظمتكم أنتم.
error-follow-already = أنتم تتابعون { $name } من قبل.
error-sign-in-failed = اسم المستخدم أو كلمة السر غير صحيح. تأكدوا منهما وحاولوا من جديد.
error-rate-limited = محاولات كثيرة. يُرجى الانتظار { $minutes ->
    [zero] قليلًا
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
} ثم المحاولة من جديد.
error-setup-link-invalid = رابط الإعداد هذا غير صالح.
error-not-permitted = ليس لكم حق النشر باسم { $organisation }.
error-page-409-title = لا يمكن ذلك الآن
error-page-422-text = في النموذج ما يحتاج إلى تصحيح. لم يتغيّر شيء. يُرجى الرجوع إلى النموذج: معظم المتصفحات تحتفظ بما كُتب.
error-page-502-title = تعذّر سؤال الخادم الآخر
error-page-502-text = لم يضِع شيء. يُرجى المحاولة لاحقًا.
error-too-long = النص هنا طويل جدًا. الحد الأقصى لعدد الحروف: { $limit }.
error-username-invalid = يُرجى استعمال 2 إلى 30 من الحروف اللاتينية الصغيرة أو الأرقام أو الرمز _، بدءًا بحرف.
error-username-taken = هذا الاسم محجوز أو يشبه اسمًا محجوزًا. يُرجى اختيار غيره.
error-password-too-easy = كلمة السر هذه سهلة التخمين. يُرجى اختيار غيرها. أفضلها أربع أو خمس كلمات لا صلة بينها.
error-authentic-missing = يُرجى تحديد النص المعتمد.
error-translator-required = يُرجى ذكر من ترجم هذا النص. تكفي عبارة «أحد الأعضاء».
error-too-many-languages = الحد الأقصى لعدد لغات البيان: { $limit }.
error-too-many-images = الحد الأقصى لعدد الصور في البيان: { $limit }.
error-image-unknown = لم تعد هذه الصورة لدينا. يُرجى اختيارها من جديد.
error-days-invalid = يُرجى كتابة عدد أيام من 1 إلى { $limit }.
error-too-many-tokens = عدد الرموز كبير. يُرجى إلغاء رمز لم يعد مستعملًا ثم إنشاء الجديد. لم يتغيّر شيء.
error-not-published = هذا البيان غير منشور، فلا يمكن إجراء ذلك عليه. لم يتغيّر شيء.
error-not-a-draft = لم يعد هذا النص مسودة. لم يتغيّر شيء. لتغيير المنشور يمكن إصدار نسخة جديدة منه.
error-withdrawn = سُحب هذا البيان ولا يمكن أن يعود. لم يتغيّر شيء. يمكن كتابة بيان جديد.
error-already-set-up = تم إعداد هذا الخادم من قبل. يُرجى تسجيل الدخول للمتابعة.
error-domain-changed = النطاق في إعدادات الخادم ليس النطاق الذي أُنشئ به. كل عنوان أُعطي من قبل يحتوي على النطاق الأول. يُرجى إعادته.
error-host-own = هذا نطاق هذا الخادم نفسه.
error-sign-in-too-often = جرت محاولات كثيرة باسم المستخدم هذا. يُرجى الانتظار عشر دقائق ثم المحاولة من جديد.
error-image-none = اختاروا ملف صورة أولًا.
