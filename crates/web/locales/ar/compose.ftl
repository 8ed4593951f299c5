compose-title = كتابة بيان
compose-title-edit = تعديل بيان
compose-speaking-as = أنتم تتكلمون باسم { $organisation }. { $shown ->
    [yes] واسمكم الشخصي يظهر
   *[no] واسمكم الشخصي لا يظهر
}.
compose-speaking-as-choose = باسم مَن
compose-errors-title = { $count ->
    [zero] لا شيء يحتاج إلى تصحيح
    [one] أمر واحد يحتاج إلى تصحيح
    [two] أمران يحتاجان إلى تصحيح
    [few] { $count } أمور تحتاج إلى تصحيح
    [many] { $count } أمرًا تحتاج إلى تصحيح
   *[other] { $count } أمر تحتاج إلى تصحيح
}
compose-errors-kept = لم يضع شيء: كل ما كتبتموه ما زال أدناه، ولم يُنشر بعد.
compose-text-legend = النص
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
compose-field-body-help = اتركوا سطرًا فارغًا بين الفقرات. تأخذ كل فقرة رقمًا كي يستشهد بها الآخرون. وللتشديد ضعوا *نجمتين* حول الكلمات.
compose-authentic = هذا هو النص المعتمد
compose-authentic-legend = أي نص هو المعتمد؟
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
compose-image-legend = صورة
compose-image-file = ملف الصورة
compose-image-help = ‏JPEG أو PNG أو WebP، حتى { $megabytes } ميغابايت. نزيل من الملف ما يحفظه من مكان ووقت ونوع آلة التصوير.
compose-image-alt = وصف الصورة
compose-image-alt-help = قولوا ما تُظهره الصورة لمن لا يستطيع رؤيتها. لا تُقبل صورة من دون وصف. وهل يوافق من فيها على الظهور؟
compose-image-kept = محفوظة: { $name }
compose-image-remove = إزالة هذه الصورة
compose-revision-note = ما الذي تغيّر، ولماذا
compose-revision-note-help = جملة واحدة، تظهر مع البيان.
compose-save-draft = حفظ المسودة
compose-preview = معاينة
compose-preview-note = هكذا سيظهر النص. لم يُنشر بعد.
compose-continue = متابعة الكتابة
compose-publish = نشر
compose-publish-revision = نشر التعديل
compose-publish-note = عند النشر يغادر النص هذا الخادم إلى من اخترتموهم أعلاه.
compose-draft-note = تبقى المسودة على هذا الخادم، ولا يراها إلا من يحق لهم الكتابة باسم { $organisation }.
compose-draft-saved = حُفظت المسودة، ولم تُنشر.
compose-published = تم النشر، والنسخ في طريقها.
compose-drafts = المسودات
compose-drafts-none = لا مسودات.
