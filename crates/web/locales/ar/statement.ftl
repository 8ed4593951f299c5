statement-title = بيان
statement-by = بقلم { $speaker }

## الأنواع
statement-kind = النوع
statement-kind-statement = بيان
statement-kind-position-paper = ورقة موقف
statement-kind-practice = تجربة عملية
statement-kind-lesson = درس مستفاد
statement-kind-story = قصة
statement-kind-submission = مذكرة

## من يطّلع عليه
statement-told = موجَّه إلى
statement-audience = من يطّلع عليه
statement-audience-public = الجميع
statement-audience-network = شبكاتنا
statement-audience-followers = متابِعونا
statement-audience-local = هذا الخادم وحده
statement-audience-public-explain = يستطيع أي شخص على الإنترنت أن يقرأه. ويحصل كل خادم يتابعكم على نسخة منه، ولا نضمن حذف تلك النسخ لاحقًا.
statement-audience-network-explain = لا يقرؤه إلا المنظمات الأعضاء في شبكاتكم. وتبقى نسخة على خوادمها، ويستطيع من يديرون تلك الخوادم قراءتها.
statement-audience-followers-explain = لا يقرؤه إلا من قبلتم متابعتهم. وتبقى نسخة على خوادمهم، ويستطيع من يديرون تلك الخوادم قراءتها.
statement-audience-followers-open-explain = يستطيع من يتابعونكم أن يقرؤوه. وتبقى نسخة على خوادمهم، ويستطيع من يديرون تلك الخوادم قراءتها.
statement-audience-open-followers = يستطيع أي شخص أن يتابع { $organisation } ثم يقرأه، لأن { $organisation } لا تطلب الموافقة أولًا.
statement-audience-open-network = تستطيع أي منظمة أن تتابع { $organisation } ثم تقرأه، لأن { $organisation } لا تطلب الموافقة أولًا.
statement-audience-open-setting = اطلبوا الموافقة قبل كل متابعة
statement-audience-local-explain = لا يقرؤه إلا من سجّل الدخول إلى هذا الخادم. ولا يحصل أي خادم آخر على نسخة.

## معلومات
statement-facts = معلومات عن هذا النص
statement-published = تاريخ النشر
statement-revision-number = النسخة { $number }
statement-revision-note = هذه هي النسخة { $number } بتاريخ { $date }. ما تغيّر: { $note }
statement-revision-note-none = هذه هي النسخة { $number } بتاريخ { $date }.
statement-revision-compare = عرض ما تغيّر
statement-languages = اللغات
statement-languages-label = قراءة النص بلغة أخرى
statement-language-authentic = النص المعتمد
statement-language-translation = ترجمة
statement-authentic-in = النص المعتمد هو النص بهذه اللغة: { $language }.
statement-translated-by = الترجمة إلى { $language }: { $translator }
statement-translated-unsigned = ترجمة إلى { $language }
statement-not-in-language = لا يوجد هذا النص بلغتكم. أمامكم النص المعتمد، ولغته { $language }.
statement-demands = المطالب التي يتناولها
statement-demands-none = لا يرتبط هذا النص بأي مطلب.
statement-origin = المصدر
statement-origin-here = كُتب على هذا الخادم
statement-origin-remote = نُشر على { $host }. وهذه نسخة وصلت في { $date }.
statement-origin-open = فتح الأصل
statement-image-no-description = لم يصف صاحب النص هذه الصورة.
statement-how-to-cite = للاستشهاد بالنص
statement-citation = { $speaker }، «{ $title }»، { $date }، { $url }
statement-actions = ما يمكنكم فعله
statement-edit = تعديل
statement-withdraw = سحب
statement-withdraw-confirm = هل تريدون سحب هذا البيان؟ يزول نصه من هذه الصفحة. ونطلب من كل خادم لديه نسخة أن يحذفها، ولكننا لا نستطيع إلزامه بذلك.
statement-withdraw-title = سحب «{ $title }»
statement-withdraw-reason = سبب السحب
statement-withdraw-reason-help = جملة واحدة، تظهر مكان النص.
statement-withdraw-done = سُحب البيان، ويجري إبلاغ الخوادم الأخرى.
statement-draft-badge = مسودة

## بعد السحب
statement-withdrawn-title = سُحب هذا البيان
statement-withdrawn-on = سُحب بطلب من { $speaker } في { $date }.
statement-withdrawn-explain = يبقى العنوان كي لا يتساءل أحد هل كان البيان موجودًا. أما النص فقد أُزيل من هذا الخادم، وطُلب من الخوادم الأخرى حذف نسخها.
statement-withdrawn-reason = السبب المذكور: { $reason }
statement-withdrawn-way-out = قراءة بيانات أخرى لـ{ $speaker }

## التعديلات
statement-compare-title = ما تغيّر في «{ $title }»
statement-compare-between = من النسخة { $from } ({ $fromDate }) إلى النسخة { $to } ({ $toDate })
statement-compare-back = العودة إلى البيان
statement-compare-older = النسخة الأقدم
statement-compare-show = مقارنة
statement-compare-legend-added = الكلمات المضافة تحتها خط
statement-compare-legend-removed = الكلمات المحذوفة مشطوبة
statement-compare-added = أُضيف:
statement-compare-removed = حُذف:
statement-compare-end = نهاية التغيير
statement-compare-same = لم يتغيّر شيء في هذه اللغة.
statement-kind-post = منشور
statement-kind-event = فعالية
statement-audience-direct = المذكورون فيه فقط
statement-warning = ملاحظة من صاحب النص: { $text }
statement-files = ملفات على خوادم أخرى
statement-file-link = ملف على { $host }
statement-files-note = لا تُحمَّل هنا. عند فتح أحدها يعلم خادمه بذلك.
statement-sending-title = في الطريق
statement-sending-failed = تعذّر الوصول إلى: { $hosts }
statement-sending-stays = يبقى على هذا الخادم.
statement-answers = رد على
statement-draft-note = هذه مسودة لم تُنشر.
statement-draft-continue = متابعة الكتابة
statement-revision-old = هذه النسخة { $number }، وليست النسخة الحالية.
statement-revision-current = قراءة النسخة الحالية
statement-compare-added-text = هذه اللغة جديدة في هذه النسخة.
statement-compare-removed-text = لم تعد هذه اللغة في هذه النسخة.
statement-event-starts = يبدأ
statement-event-ends = ينتهي
statement-event-place = المكان
statement-sending-waiting = { $count ->
    [zero] لا خوادم أخرى بانتظاره
    [one] يُرسل الآن إلى خادم واحد آخر
    [two] يُرسل الآن إلى خادمين آخرين
    [few] يُرسل الآن إلى { $count } خوادم أخرى
    [many] يُرسل الآن إلى { $count } خادمًا آخر
   *[other] يُرسل الآن إلى { $count } خادم آخر
}
statement-sending-delivered = { $count ->
    [zero] لم يصل إلى أي خادم
    [one] وصل إلى خادم واحد
    [two] وصل إلى خادمين
    [few] وصل إلى { $count } خوادم
    [many] وصل إلى { $count } خادمًا
   *[other] وصل إلى { $count } خادم
}
statement-sending-retrying = لا رد بعد من: { $hosts }. المحاولة مستمرة.
statement-titles = العنوان والملخّص
statement-body = النص
statement-event-link = عبر الإنترنت
statement-withdraw-copies = { $count ->
    [zero] لم يرسل هذا الخادم نسخة إلى أي خادم آخر.
    [one] أُرسلت نسخة إلى خادم آخر واحد.
    [two] أُرسلت نسخة إلى خادمين آخرين.
    [few] أُرسلت نسخة إلى { $count } خوادم أخرى.
    [many] أُرسلت نسخة إلى { $count } خادمًا آخر.
   *[other] أُرسلت نسخة إلى { $count } خادم آخر.
}
statement-withdraw-remain = قد تبقى نسخ صنعها آخرون، وقد يتذكره الناس. ولا يمكن استعادته هنا.
statement-hide = إخفاء على هذا الخادم
statement-hide-heading = لمدير الخادم
statement-hide-title = هل تريدون إخفاء هذا البيان؟
statement-hide-confirm = لن يجده أحد على هذا الخادم بعد الآن: لا في صفحة ولا في قائمة ولا عبر واجهة البرمجة، ولن تستطيع الخوادم الأخرى أن تطلبه من هنا. وتبقى النسخ على الخوادم الأخرى. ويمكنكم إظهاره من جديد في أي وقت.
