safety-exit = خروج سريع
safety-panic-title = إيقاف كل شيء
safety-panic-lead = حين تكونون أنتم أو هاتفكم أو حسابكم في خطر: خطوة واحدة، وفورًا.
safety-panic-pull = أوقفوا كل شيء الآن
safety-panic-code-lead = اكتبوا الرمز الذي أعددتموه من قبل.
safety-panic-code-note = تُنقلون من هنا فورًا، سواء أكان الرمز صحيحًا أم لا، ولا يستطيع من يراقبكم أن يعرف الفرق.
safety-code = الرمز
safety-code-help = عشرون حرفًا ورقمًا. لا فرق بين الأحرف الكبيرة والصغيرة، ولا تهم المسافات والشرطات.
safety-now-title = الآن
safety-what-happens = هذا ما يحدث، في اللحظة نفسها:
safety-what-sessions = يُسجَّل خروجكم من كل الأجهزة، ويتوقف كل رمز من رموز واجهة البرمجة.
safety-what-profile = لا تعود صفحتكم ولا ما نشرتموه باسمكم الشخصي ظاهرين هنا، وكأنهما لم يكونا قط.
safety-what-sending = لا يُرسَل باسمكم شيء إلى الخوادم الأخرى بعد ذلك، ولا حتى ما كان ينتظر الإرسال.
safety-what-not = ما وصل إلى خوادم أخرى يبقى فيها. وما نشرته منظمتكم يبقى من دون اسمكم. ويحتفظ هذا المتصفح بسجل التصفح، فامحوه بأنفسكم. وللعودة سجّلوا الدخول كالمعتاد.
safety-organisations = أوقفوا أيضًا ما يُرسَل باسم المنظمات التي أنا مسؤول فيها
safety-organisations-help = تبقى بياناتها مقروءة هنا. ويُخبَر المسؤولون الآخرون بأن الإرسال توقف، ويمكنهم استئنافه.
safety-code-title = رمز لوقت لاحق
safety-code-lead = بالرمز تستطيعون أنتم، أو من تثقون به، فعل الشيء نفسه من دون كلمة السر ومن دون تسجيل الدخول. ومن يملكه لا يستطيع به غير ذلك. وهو صالح لمرة واحدة.
safety-code-make = إنشاء رمز
safety-code-new = إنشاء رمز جديد، ويبطل القديم
safety-code-void = إبطال الرمز
safety-code-voided = لم يعد الرمز صالحًا.
safety-code-armed = لديكم رمز أُنشئ { $when }.
safety-code-armed-organisations = وهو يوقف أيضًا إرسال منظماتكم.
safety-code-made = هذا هو الرمز. دوّنوه الآن حيث لا يعرف الغريب ما هو، فلن يظهر إلا هذه المرة.
safety-code-where = اكتبوه في الصفحة { $path } من هذا الخادم، من أي جهاز.
safety-password-wrong = ليست هذه كلمة سركم. لم يحدث شيء.
safety-back-title = العودة
safety-back-since = أوقفتم كل شيء { $when }.
safety-back-text = عندئذ تظهر من جديد صفحتكم وما نشرتموه باسمكم الشخصي. تسجيل الدخول يعمل منذ الآن، أما رموز واجهة البرمجة فتبقى معطلة، فأنشئوا غيرها. وإن كان غيركم قد يعرف كلمة سركم فغيّروها أولًا.
safety-back = عودة
safety-back-done = أهلًا بعودتكم.
safety-stopped-waiting = { $count ->
    [zero] لم يكن شيء ينتظر الإرسال
    [one] رسالة واحدة كانت تنتظر الإرسال
    [two] رسالتان كانتا تنتظران الإرسال
    [few] { $count } رسائل كانت تنتظر الإرسال
    [many] { $count } رسالة كانت تنتظر الإرسال
   *[other] { $count } رسالة كانت تنتظر الإرسال
}
safety-stopped-drop = التخلص منها
safety-stopped-drop-help = لن تصل إلى الخوادم الأخرى أبدًا.
safety-stopped-send = إرسالها الآن
safety-stopped-send-help = فقط إن كنتم تعرفون ما هي.
safety-organisation-stopped = { $organisation }: الإرسال متوقف
safety-organisation-since = أوقفه أحد المسؤولين { $when }. وما يُكتب ويُنشر في هذه الأثناء ينتظر أيضًا.
safety-organisation-resume = استئناف الإرسال
safety-organisation-resumed = استؤنف الإرسال.
safety-sending-stopped = الإرسال باسم هذه المنظمة متوقف { $when }. ولا تخرج نسخة إلا حين يستأنفه أحد المسؤولين.
safety-settings-title = إن كنتم في خطر
safety-settings-text = أوقفوا كل شيء بخطوة واحدة، وأعدّوا لذلك رمزًا من قبل.
error-nothing-stopped = لا شيء متوقف، فلا شيء تعودون منه.
audit-sending-stop = أوقف كل إرسال باسم المنظمة
audit-sending-resume = استأنف الإرسال باسم المنظمة
audit-account-delete = حذف حسابًا
audit-organisation-delete = حذف منظمة
