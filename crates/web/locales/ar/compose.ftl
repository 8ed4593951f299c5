compose-title = كتابة بيان
compose-title-edit = تعديل بيان
compose-speaking-as = أنتم تتكلمون باسم { $organisation }. { $shown ->
    [yes] واسمكم الشخصي يظهر
   *[no] واسمكم الشخصي لا يظهر
}.
compose-speaking-as-choose = باسم مَن
compose-writer = من كتبه
compose-writer-name = اذكروا اسمي كاتبًا للنص: { $name }
compose-writer-help = يرى هذا الاسمَ كل من يستطيع قراءة البيان، هنا وعلى خوادم أخرى. وتبقى المنظمة هي المتكلمة. يمكنكم إيقاف ذكر اسمكم هنا في أي وقت، أما النسخ على الخوادم الأخرى فيبقى الاسم فيها.
compose-writer-hidden = لا يُذكر اسم أحد. لكي يُذكر اسمكم كاتبًا، اسمحوا أولًا بأن تذكركم الصفحة العامة لـ { $organisation }.
compose-writer-other = يُذكر اسم { $name } كاتبًا للنص.
compose-writer-nobody = لا يُذكر اسم أحد.
error-writer-not-visible = الصفحة العامة للمنظمة لا تذكركم، فلا يمكن ذكر اسمكم كاتبًا. لم يُنشر شيء.
statement-writer = كتبه
compose-errors-title = { $count ->
    [zero] لا شيء يحتاج إلى تصحيح
    [one] أمر واحد يحتاج إلى تصحيح
    [two] أمران يحتاجان إلى تصحيح
    [few] { $count } أمور تحتاج إلى تصحيح
    [many] { $count } أمرًا تحتاج إلى تصحيح
   *[other] { $count } أمر تحتاج إلى تصحيح
}
compose-errors-kept = لم يضع شيء: كل ما كتبتموه ما زال أدناه، ولم يُنشر بعد.
compose-language = اللغة
compose-language-of-text = النص باللغة: { $language }
compose-language-add = إضافة لغة
compose-language-remove = إزالة هذه اللغة
compose-language-help = اختاروا اللغة التي تكتبون بها.
compose-field-title = العنوان
compose-field-title-help = سطر واحد يقول ما تطالبون به أو ما تعرفونه.
compose-field-summary = الملخّص
compose-field-summary-help = جملتان أو ثلاث. كثيرون لن يروا سواها.
compose-field-body = النص
compose-field-body-help = اتركوا سطرًا فارغًا بين الفقرات. وللتشديد ضعوا *نجمتين* حول الكلمات.
compose-authentic = هذا هو النص المعتمد
compose-authentic-help = إذا اختلف المعنى بين لغتين، فالعبرة بهذا النص.
compose-translator = صاحب الترجمة
compose-translator-help = اسم، أو «أحد الأعضاء». وسيظهر للقراء.
compose-kind = النوع
compose-audience-legend = من سيطّلع عليه؟
compose-demands-legend = أي المطالب يتناول؟
compose-demands-help = افتحوا محورًا واختاروا مطلبًا أو أكثر. ويمكنكم ألا تختاروا شيئًا.
compose-demands-chosen = { $count ->
    [zero] لم يُختر شيء
    [one] اختير مطلب واحد
    [two] اختير مطلبان
    [few] اختيرت { $count } مطالب
    [many] اختير { $count } مطلبًا
   *[other] اختير { $count } مطلب
}
compose-image-file = ملف الصورة
compose-image-help = ‏JPEG أو PNG أو WebP، حتى { $megabytes } ميغابايت. نزيل من الملف ما يحفظه من مكان ووقت ونوع آلة التصوير.
compose-image-alt = وصف الصورة
compose-image-alt-help = قولوا ما تُظهره الصورة لمن لا يستطيع رؤيتها. لا تُقبل صورة من دون وصف. وهل يوافق من فيها على الظهور؟
compose-image-remove = إزالة هذه الصورة
compose-revision-note = ما الذي تغيّر، ولماذا
compose-revision-note-help = جملة واحدة، تظهر مع البيان.
compose-save-draft = حفظ المسودة
compose-preview = معاينة
compose-preview-note = هكذا سيظهر النص. لم يُنشر بعد.
compose-continue = متابعة الكتابة
compose-publish = نشر
compose-publish-revision = نشر التعديل
compose-draft-note = تبقى المسودة على هذا الخادم، ولا يراها إلا من يحق لهم الكتابة باسم { $organisation }.
compose-draft-saved = حُفظت المسودة، ولم تُنشر.
compose-drafts = المسودات
compose-drafts-none = لا مسودات.
compose-language-choose = اختيار اللغة
compose-text-new = نص بلغة أخرى
compose-speak-as = الكلام باسم { $name } بدلًا من ذلك
compose-numbered = ترقيم الفقرات
compose-numbered-help = تأخذ كل فقرة رقمًا كي يستشهد بها الآخرون.
compose-copies = { $count ->
    [zero] لن تصل نسخة الآن إلى أي خادم آخر.
    [one] ستصل نسخة الآن إلى خادم آخر واحد.
    [two] ستصل نسخة الآن إلى خادمين آخرين.
    [few] ستصل نسخة الآن إلى { $count } خوادم أخرى.
    [many] ستصل نسخة الآن إلى { $count } خادمًا آخر.
   *[other] ستصل نسخة الآن إلى { $count } خادم آخر.
}
compose-audience-fixed = اختير هذا عند النشر الأول ويبقى كما هو: فالنسخة التي خرجت لا تُستردّ، وتوسيع الدائرة نقضٌ لما قيل في البداية.
compose-images = الصور
compose-image-number = الصورة { $number }
compose-image-alt-of = وصف الصورة { $number }
compose-image-upload = إضافة الصورة
compose-revision-leaves = يحلّ التعديل محل النص هنا، ويُرسل إلى كل خادم أُرسلت إليه نسخة. وتبقى النسخ السابقة ويمكن المقارنة بينها.
compose-publish-next = قبل النشر تبيّن الصفحة التالية من سيطّلع عليه ومن سيحتفظ بنسخة منه.
compose-publish-go = المتابعة إلى النشر
compose-read-published = قراءة النص المنشور الآن
compose-published-copies = { $count ->
    [zero] نُشر وحُفظ على هذا الخادم. لا تصل نسخة إلى خادم آخر، إذ لا متابِع لكم على خوادم أخرى بعد.
    [one] نُشر وحُفظ على هذا الخادم. وهو في طريقه إلى خادم آخر واحد، وقد يستغرق ذلك بعض الوقت.
    [two] نُشر وحُفظ على هذا الخادم. وهو في طريقه إلى خادمين آخرين، وقد يستغرق ذلك بعض الوقت.
    [few] نُشر وحُفظ على هذا الخادم. وهو في طريقه إلى { $count } خوادم أخرى، وقد يستغرق ذلك بعض الوقت.
    [many] نُشر وحُفظ على هذا الخادم. وهو في طريقه إلى { $count } خادمًا آخر، وقد يستغرق ذلك بعض الوقت.
   *[other] نُشر وحُفظ على هذا الخادم. وهو في طريقه إلى { $count } خادم آخر، وقد يستغرق ذلك بعض الوقت.
}
compose-revised-copies = { $count ->
    [zero] نُشر التعديل وحُفظ على هذا الخادم. وتُبلَّغ الخوادم التي أُرسلت إليها نسخة سابقة.
    [one] نُشر التعديل وحُفظ على هذا الخادم. وهو في طريقه إلى خادم آخر واحد، وإلى كل خادم أُرسلت إليه نسخة سابقة.
    [two] نُشر التعديل وحُفظ على هذا الخادم. وهو في طريقه إلى خادمين آخرين، وإلى كل خادم أُرسلت إليه نسخة سابقة.
    [few] نُشر التعديل وحُفظ على هذا الخادم. وهو في طريقه إلى { $count } خوادم أخرى، وإلى كل خادم أُرسلت إليه نسخة سابقة.
    [many] نُشر التعديل وحُفظ على هذا الخادم. وهو في طريقه إلى { $count } خادمًا آخر، وإلى كل خادم أُرسلت إليه نسخة سابقة.
   *[other] نُشر التعديل وحُفظ على هذا الخادم. وهو في طريقه إلى { $count } خادم آخر، وإلى كل خادم أُرسلت إليه نسخة سابقة.
}
compose-published-here = نُشر على هذا الخادم. ولا تصل نسخة إلى أي خادم آخر.
compose-revised-here = نُشر التعديل على هذا الخادم. ولا تصل نسخة إلى أي خادم آخر.
compose-drafts-intro = تبقى المسودات على هذا الخادم إلى أن تُنشر. ويراها أيضًا من يحق لهم الكتابة باسم المنظمة نفسها.
compose-draft-begun = بدأت { $when }
compose-discard-open = التخلص من هذه المسودة
compose-discard-note = لا يمكن استعادتها بعد ذلك.
compose-discard = التخلص منها نهائيًا
compose-discarded = حُذفت المسودة، ولم يُنشر منها شيء.
compose-confirm-title = قبل النشر
compose-confirm-what = ما ستُطلعون الآخرين عليه
compose-confirm-images = { $count ->
    [zero] لا صور
    [one] صورة واحدة مع وصفها
    [two] صورتان مع وصفهما
    [few] { $count } صور مع وصفها
    [many] { $count } صورة مع وصفها
   *[other] { $count } صورة مع وصفها
}
compose-confirm-holders = من سيحتفظ بنسخة منه
compose-confirm-local = لا تصل نسخة إلى أي خادم آخر، بل يبقى هنا.
compose-confirm-count = { $count ->
    [zero] لا خوادم أخرى بعد
    [one] خادم آخر واحد
    [two] خادمان آخران
    [few] { $count } خوادم أخرى
    [many] { $count } خادمًا آخر
   *[other] { $count } خادم آخر
}
compose-confirm-everyone = ولأن الجميع يستطيعون قراءته، يستطيع أي شخص أن ينسخه من دون إعلامكم.
compose-confirm-recall = يمكنكم تعديله أو سحبه لاحقًا. عندئذ نطلب من هذه الخوادم تغيير نسخها أو حذفها، لكننا لا نستطيع إلزامها.
compose-confirm-later = إبقاؤه مسودة
compose-confirm-changed = تغيّرت المسودة وهذه الصفحة مفتوحة. راجعوها من جديد ثم انشروا.
