follow-title = متابعة منظمة
follow-intro = تصل بيانات من تتابعونهم إلى صفحة «آخر ما ورد». ويُبلَّغون بأن منظمتكم ({ $organisation }) تتابعهم.
follow-lookup-label = المعرِّف أو العنوان
follow-lookup-help = مثلًا ‎@table@beirut-women.example‎ أو عنوان صفحتهم.
follow-lookup-button = بحث
follow-follow = متابعة
follow-follow-explain = يُبلَّغ خادمهم بأن منظمتكم ({ $organisation }) تطلب المتابعة. ولهم أن يقبلوا أو يرفضوا.
follow-unfollow = إيقاف المتابعة
follow-cancel-request = سحب الطلب
follow-state-none = بلا متابعة
follow-state-requested = أُرسل الطلب
follow-state-accepted = متابَعة
follow-state-rejected = رُفض الطلب
follow-list-title = متابعات { $organisation }
follow-list-none = لا متابعات لدى { $organisation } بعد.
follow-count-following = { $count ->
    [zero] لا متابعات بعد
    [one] متابعة واحدة
    [two] متابعتان
    [few] { $count } متابعات
    [many] { $count } متابعة
   *[other] { $count } متابعة
}
follow-since = منذ { $date }
follow-followers-title = متابِعو { $organisation }
follow-followers-intro = يحصل المتابِعون على نسخة مما تنشرونه لهم وللجميع.
follow-followers-none = لا أحد يتابع { $organisation } بعد. أعطوا الآخرين معرِّفكم.
follow-requests-title = الطلبات
follow-requests-count = { $count ->
    [zero] لا طلبات في الانتظار
    [one] طلب واحد في الانتظار
    [two] طلبان في الانتظار
    [few] { $count } طلبات في الانتظار
    [many] { $count } طلبًا في الانتظار
   *[other] { $count } طلب في الانتظار
}
follow-requests-explain = إذا قبلتم، فسيحتفظ خادمهم بنسخة مما تنشرونه للمتابِعين.
follow-request-accept = قبول
follow-request-reject = رفض
follow-follower-remove = إزالة
follow-asked = أُرسل الطلب { $when }
follow-nav-following = المتابَعون
follow-own-handle = معرِّفكم
follow-own-handle-help = أعطوه للآخرين كي يتابعوكم.
follow-forget = إزالة من القائمة
follow-again = طلب المتابعة من جديد
follow-done = تمت المتابعة. ستصل البيانات الجديدة إلى صفحة «آخر ما ورد».
follow-asked-done = طلبكم في طريقه. سترون البيانات الجديدة بعد القبول.
follow-unfollowed-done = تم: انتهت المتابعة.
follow-request-accepted-done = قُبل الطلب.
follow-request-rejected-done = رُفض الطلب.
follow-follower-removed-done = أُزيل المتابِع. وقد تبقى هناك نسخ أُرسلت من قبل.
