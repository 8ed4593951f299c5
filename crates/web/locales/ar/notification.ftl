notification-title = التنبيهات
notification-nav = التنبيهات
notification-count = { $count ->
    [zero] لا جديد
    [one] تنبيه جديد واحد
    [two] تنبيهان جديدان
    [few] { $count } تنبيهات جديدة
    [many] { $count } تنبيهًا جديدًا
   *[other] { $count } تنبيه جديد
}
notification-intro = كل تنبيه يقول فقط إن شيئًا ينتظركم وأين هو، فقد يرى غيركم شاشتكم.
notification-none = لا شيء ينتظركم.
notification-new = جديد
notification-open = فتح
notification-see-all = اعتبار الكل مقروءًا
notification-kept = { $days ->
    [one] تُنسى بعد يوم من رؤيتها.
    [two] تُنسى بعد يومين من رؤيتها.
    [few] تُنسى بعد { $days } أيام من رؤيتها.
    [many] تُنسى بعد { $days } يومًا من رؤيتها.
   *[other] تُنسى بعد { $days } يوم من رؤيتها.
}
notification-join-request = هناك من يطلب الانضمام
notification-role-changed = تغيّر دوركم هنا
notification-officers-changed = جديد بشأن مسؤولي منظمتكم
notification-security-changed = تغيّر شيء في تسجيل دخولكم
notification-approval-awaited = هناك ما ينتظر موافقتكم
notification-approval-decided = اتُّخذ قرار بشأن ما اقترحتموه
notification-draft-commented = على مسودة تعليق جديد
notification-mandate-changed = تغيّر شيء في تفويض
notification-vouch-offered = منظمة أخرى تعرض التزكية أو تطلبها
notification-vouch-changed = تغيّر شيء في تزكية
notification-follow-request = هناك من يطلب المتابعة
notification-report-received = بلاغ ينتظر
notification-report-decided = اتُّخذ قرار بشأن بلاغكم
notification-moderation-decided = قرار من المشرفين يخصّكم
notification-appeal-received = اعتراض ينتظر
notification-appeal-decided = اتُّخذ قرار بشأن اعتراضكم
notification-moved = انتقلت منظمة
notification-sending-stopped = أُوقف الإرسال باسم إحدى المنظمات
notification-network-applied = طلبت منظمة الانضمام إلى إحدى شبكاتكم
notification-network-changed = تغيّر شيء في إحدى شبكاتكم
notification-call-asked = تسأل شبكة عن رأي منظمتكم
notification-call-reminder = ما زالت شبكة تنتظر جوابكم
notification-inside-stale = تغيّر أمر قلتم رأيكم فيه داخل المنظمة. قد تودّون النظر فيه من جديد.
