# الناس، والمنظمات على هذا الخادم، وإطار صفحاتهم.

## داخل المنظمة
desk-nav-one = منظمتكم
desk-nav-several = منظماتكم
desk-inside = هنا داخل المنظمة. لا يرى هذه الصفحات إلا من له دور فيها.
desk-your-seat = دوركم في المنظمة: { $seat }.
desk-public-page = الصفحة العامة
desk-parts = الأقسام
desk-open = فتح
desk-list-intro = لكم دور في هذه المنظمات.
desk-none = ليس لكم دور في أي منظمة على هذا الخادم. يمكن لأحد مسؤولي المنظمة أن يعطيكم دورًا بدعوة.
desk-seat-officer = مسؤولية
desk-seat-editor = تحرير
desk-seat-member = عضوية
desk-seat-officer-help = يقرّر عن المنظمة: من ينضم إليها، وكيف تُعتمد النصوص، ومن يتحدث باسمها.
desk-seat-editor-help = يكتب باسم المنظمة.
desk-seat-member-help = ينتمي إلى المنظمة ويقرأ ما يُكتب داخلها.
desk-part-profile = التعريف
desk-part-profile-help = اسم المنظمة وكلمات عنها، كما يراها الجميع.
desk-part-followers = المتابِعون
desk-part-followers-help = من يتابع، ومن يطلب المتابعة، ومن تقبلون.

## صفحات القائمين على الخادم
admin-nav = هذا الخادم
admin-title = القيام على هذا الخادم
admin-intro-host = أنتم تديرون هذا الخادم. كل ما تقررونه هنا يُدوَّن في سجل يقرؤه القائمون معكم على الخادم.
admin-intro-moderator = أنتم من القائمين على هذا الخادم. كل ما تقررونه هنا يُدوَّن في سجل.
admin-part-federation = الخوادم الأخرى
admin-part-federation-help = مع أي الخوادم نتعامل، وماذا ينتظر الإرسال، وماذا رُفض.

## السجل: ما جرى بشأن الناس
audit-account-role = تغيير دور على الخادم
audit-account-disable = إيقاف حساب
audit-account-enable = إعادة تشغيل حساب
audit-node-joining = اختيار طريقة الانضمام
audit-organisation-create = إنشاء منظمة على هذا الخادم
audit-invitation-create = إنشاء دعوة
audit-invitation-revoke = سحب دعوة
audit-invitation-use = الدخول بدعوة
audit-request-accept = قبول طلب انضمام
audit-request-refuse = رفض طلب انضمام
audit-seat-change = تغيير دور في المنظمة
audit-seat-remove = سحب دور في المنظمة
audit-seat-leave = التخلي عن الدور في المنظمة
audit-seat-appoint = تعيين مسؤول حيث لم يبقَ أحد

## الناس والأدوار
desk-part-members-help = من له دور، ومن دُعي، ومن يطلب الانضمام.
people-members-title = الناس والأدوار
people-members-intro = لا يرى هذه القائمة إلا من له دور في المنظمة. وقد تكون الأسماء مستعارة.
people-members = الناس
people-count = { $count ->
    [zero] لا أحد بعد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
people-accounts-count = { $count ->
    [zero] لا حسابات
    [one] حساب واحد
    [two] حسابان
    [few] { $count } حسابات
    [many] { $count } حسابًا
   *[other] { $count } حساب
}
people-since = منذ
people-you = أنتم
people-disabled = موقوف
people-shown = تذكر الصفحة العامة للمنظمة هذا الاسم، باختيار صاحبه.
people-change = تغيير
people-seat = الدور في المنظمة
people-seat-in = { $seat }، { $name }
people-no-seat = بلا دور في أي منظمة
people-remove = سحب الدور
people-remove-title = سحب دور
people-remove-what = لن يُرى داخل المنظمة من هذا الحساب بعد الآن، ولن يُكتب منه باسمها. يسري ذلك فورًا، ويُبلَّغ صاحبه بأن دوره تغيّر.
people-remove-stays = يبقى ما كُتب ونُشر باسم المنظمة.
people-removed-done = سُحب الدور.
people-seat-changed-done = تغيّر الدور.
people-reason = السبب
people-reason-help = كلمات قليلة للسجل، من دون أسماء أشخاص.
people-leave = التخلي عن دوري
people-leave-title = التخلي عن دوركم في المنظمة
people-leave-what = لن تروا داخل هذه المنظمة بعد الآن ولن تكتبوا باسمها. وللعودة تحتاجون إلى دعوة جديدة.
people-left-done = تخلّيتم عن دوركم.
people-name = الاسم في الداخل
people-name-help = يراه من له دور في المنظمة. لا يلزم أن يكون الاسم الحقيقي.
people-login = اسم تسجيل الدخول
people-login-help = من 2 إلى 30 من الحروف اللاتينية الصغيرة أو الأرقام أو _. اختاروا اسمًا لا تستعملونه في مكان آخر. ولا يراه الآخرون.
people-invite = إنشاء دعوة
people-invite-title = دعوة شخص
people-invite-intro = تحصلون على رابط لتوصيله. يصلح لشخص واحد، ويستطيع استعماله كل من يصل إليه، فأرسلوه بطريقة تثقون بها.
people-invite-days = مدة صلاحيتها
people-invite-days-help = كلما قصرت كانت أسلم.
people-invite-account = حساب من دون دور في منظمة
people-invite-made = هذه هي الدعوة. انسخوا الرابط الآن، فلن يظهر إلا هذه المرة.
people-invite-link = الرابط
people-invite-until = صالحة حتى
people-invite-revoke = سحب
people-invite-revoked-done = لم تعد الدعوة صالحة.
people-invited-by = أنشأها { $name }
people-invitations-open = الدعوات المفتوحة
people-requests = طلبات الانضمام
people-requests-count = { $count ->
    [zero] لا طلبات تنتظر
    [one] طلب واحد ينتظر
    [two] طلبان ينتظران
    [few] { $count } طلبات تنتظر
    [many] { $count } طلبًا ينتظر
   *[other] { $count } طلب ينتظر
}
people-requests-intro = يطلب هؤلاء الانضمام. هل تعرفونهم؟ تأكدوا منهم بطريقة أخرى قبل القبول.
people-wished-login = اسم الدخول المطلوب:
people-accept = قبول
people-refuse = رفض
people-accepted-done = تم القبول. صار تسجيل الدخول ممكنًا.
people-welcome-done = تم القبول. الاسم المطلوب مستعمل، فيُختار غيره عبر رابط الطلب، ثم يصبح تسجيل الدخول ممكنًا.
people-refused-done = رُفض الطلب، وحُذف ما كُتب فيه.
people-role = الدور على الخادم
people-role-host = إدارة
people-role-moderator = إشراف
people-role-member = بلا دور
people-role-host-help = إدارة الخادم: الحسابات والمنظمات والخوادم الأخرى.
people-role-moderator-help = قراءة البلاغات والبتّ فيها.
people-role-member-help = ما يُسمح به يتبع الأدوار في المنظمات وحدها.
people-role-changed-done = تغيّر الدور.
people-disable = إيقاف
people-disable-title = إيقاف حساب
people-disable-what = لن يمكن الدخول بهذا الحساب. تنتهي جلساته ورموز واجهة البرمجة التي له فورًا، وتبطل الدعوات التي أنشأها. ويمكنكم إعادة تشغيله.
people-disabled-done = أُوقف الحساب.
people-enable = إعادة التشغيل
people-enabled-done = أُعيد تشغيل الحساب.
people-shown-title = الناس
people-shown-note = اختار هؤلاء أن تُذكر أسماؤهم هنا. وقد يكون في المنظمة غيرهم.

## لمن يدير الخادم
admin-people-title = الحسابات
admin-part-people-help = طريقة الانضمام، والأدوار، وإيقاف الحسابات.
admin-people-intro = ترون من له حساب وفي أي المنظمات. ولا ترون هنا ما يُكتب داخلها.
admin-accounts = الحسابات
admin-joining-title = كيف ينضم الناس
admin-joining-invitation = بالدعوة فقط
admin-joining-invitation-help = يدعو المسؤولون إلى منظمتهم، وتدعون أنتم إلى الخادم. ولا يدخل غير هؤلاء.
admin-joining-request = بالطلب أيضًا
admin-joining-request-help = يستطيع أي شخص أن يطلب الانضمام إلى منظمة، ويقرر مسؤولوها. وقبل ذلك لا حساب له.
admin-requests-intro = المنظمات التي يطلبها هؤلاء ليس فيها مسؤول، فالقرار لكم.
admin-invite-intro = لحساب على الخادم، بدور أو من دونه. أما المنظمات فيدعو إليها مسؤولوها.
admin-organisations-title = منظمات هذا الخادم
admin-part-organisations-help = إنشاء منظمة، وإيجاد مسؤول حيث لم يبقَ أحد.
admin-organisations-intro = كل منظمة تقرر عن نفسها. ولا يمكنكم تعيين مسؤول فيها إلا إذا لم يبقَ فيها أحد.
admin-organisation-orphaned = لا أحد يستطيع أن يقرر عن هذه المنظمة. يمكنكم دعوة أول مسؤول، أو تعيين صاحب حساب مسؤولًا، ويُبلَّغ كل من فيها.
admin-appoint = تعيين مسؤول
admin-appointed-done = صار للمنظمة مسؤول.
admin-invite-officer = دعوة مسؤول
admin-organisation-new = منظمة جديدة
admin-organisation-new-intro = تحصلون على رابط لتوصيله. من يستعمله يتولى المسؤولية الأولى، ثم يدعو الآخرين.
admin-organisation-username = اسم المستخدم للمنظمة
admin-organisation-username-help = الجزء الأول من معرِّفها، قبل ‎@{ $domain }. لا يمكن تغييره.
admin-organisation-make = إنشاء

## الدخول بدعوة
invitation-title = دعوة لكم
invitation-from-organisation = تدعوكم هذه المنظمة:
invitation-from-node = أنتم مدعوون إلى { $node }.
invitation-seat = دوركم فيها: { $seat }.
invitation-role = دوركم على الخادم: { $role }.
invitation-once = تصلح هذه الدعوة لشخص واحد ومرة واحدة.
invitation-account-title = إنشاء حسابكم
invitation-account-intro = لا نطلب بريدًا إلكترونيًا ولا رقم هاتف. ولا يرى أحد في الخارج أن لكم حسابًا.
invitation-come-in = دخول
invitation-have-account = لكم حساب هنا؟
invitation-have-account-help = سجّلوا الدخول أولًا، ثم تعودون إلى هذه الصفحة.
invitation-accept-title = استعمالها لحسابكم
invitation-accept = قبول الدعوة
invitation-accept-help = إن كانت الدعوة لشخص آخر فلا تقبلوها، بل أوصلوا الرابط إليه.
invitation-joined-done = أهلًا بكم. استُعملت الدعوة.
invitation-gone-title = هذه الدعوة لا تفتح شيئًا
invitation-gone = ربما نُسخت خطأ، أو استُعملت، أو سُحبت، أو مضى وقتها. اطلبوا دعوة جديدة ممن أرسلها.

## طلب الانضمام
join-title = طلب الانضمام
join-intro = اختاروا منظمة وعرّفوا بأنفسكم، ويقرر مسؤولوها. لا نطلب بريدًا إلكترونيًا ولا رقم هاتف.
join-closed = الانضمام إلى هذا الخادم بالدعوة. اطلبوها من أحد في المنظمة.
join-kept = يُحذف ما لم يقرر فيه أحد، وما رُفض، بعد { $days ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}.
join-organisation = المنظمة
join-organisation-help = يرى مسؤولوها ما تكتبونه هنا.
join-organisation-choose = اختاروا منظمة
join-words = كلمات قليلة
join-words-help = من يعرفكم هناك؟ لا تكتبوا ما قد يضرّكم إن قرأه غيرهم.
join-send = إرسال الطلب
join-sent-title = أُرسل طلبكم
join-sent = احفظوا هذا الرابط ولا تُطلعوا عليه أحدًا، فبه تعرفون هل يمكنكم الدخول.
join-link = رابطكم
join-sent-next = القرار لمسؤولي المنظمة. افتحوا الرابط بعد أيام.
join-status-title = طلبكم
join-waiting = لم يقرر أحد بعد. عودوا بعد أيام.
join-refused = لم تقبل المنظمة الطلب.
join-admitted = يمكنكم الدخول. سجّلوا الدخول باسم { $login } وبكلمة السر التي اخترتموها.
join-welcome = يمكنكم الدخول. لكن الاسم الذي طلبتموه مستعمل هنا أو يشبه غيره. اختاروا اسمًا آخر ثم سجّلوا الدخول بكلمة السر.

## من يراكم
visibility-title = من يراكم
visibility-link = اختيار من يراكم
visibility-link-help = لا يعرف أحد خارج منظماتكم أن لكم حسابًا، إلا إذا اخترتم غير ذلك.
visibility-intro = لا يعرف أحد خارج منظماتكم أن لكم حسابًا. وما تغيّرونه هنا قراركم وحدكم، لكل منظمة على حدة.
visibility-inside-title = في الداخل
visibility-inside-help = يرى هذا الاسم من له دور في منظماتكم. لا يلزم أن يكون الاسم الحقيقي، وهو غير الاسم الذي تسجّلون الدخول به.
visibility-organisations-title = على صفحات منظماتكم
visibility-organisations-intro = يمكن أن تذكر الصفحة العامة للمنظمة اسمكم بين أهلها.
visibility-shown = صفحتها العامة تذكر اسمكم.
visibility-not-shown = صفحتها العامة لا تذكر اسمكم.
visibility-show = ذكر اسمي فيها…
visibility-hide = عدم ذكر اسمي فيها
visibility-show-title = ذكر اسمكم على صفحة المنظمة
visibility-show-yes = اذكروا اسمي
visibility-show-who = يستطيع كل من على الإنترنت أن يرى أنكم من هذه المنظمة وما دوركم فيها: ومنهم السلطات، ومن هربتم منهم.
visibility-show-back = يمكنكم التراجع في أي وقت، فلا تذكركم الصفحة بعدها. لكن النسخ التي أخذها آخرون قد تبقى، ولا يقدر أحد على استعادتها.
visibility-show-link = يقود الاسم إلى صفحتكم العامة.
visibility-profile-title = صفحة عامة لكم
visibility-public-none = ليست لكم صفحة عامة، ولا تحتاجون إليها للكتابة باسم منظمتكم.
visibility-public-now = يستطيع الجميع أن يروا هذه الصفحة وأن يطلبوا متابعتها.
visibility-public-make = إنشاء صفحة عامة
visibility-public-next = متابعة…
visibility-public-title = إنشاء صفحة عامة
visibility-public-yes = اجعلوها عامة
visibility-public-who = يستطيع كل من على الإنترنت أن يجد هذا الاسم، ويقرأ ما تنشرونه به، ويطلب متابعته. ولا تظهر فيها المنظمات التي أنتم منها.
visibility-public-copies = تحفظ خوادم أخرى نسخًا مما هو عام. يمكنكم سحب الصفحة، لكن لا يقدر أحد على استعادة تلك النسخ.
visibility-public-back = لا يمكن تغيير الاسم في المعرِّف، ولن يأخذه أحد بعدكم.
visibility-handle = اسم المستخدم العام
visibility-handle-help = الجزء الأول من معرِّفكم، قبل ‎@{ $domain }. لا يجوز أن يكون الاسم الذي تسجّلون الدخول به.
visibility-name = الاسم العام
visibility-name-help = لا يلزم أن يكون الاسم الحقيقي، ولا اسمكم في الداخل.
visibility-rename-help = يمكنكم تغييره في أي وقت، ويُبلَّغ من يتابعونكم. وقد يبقى الاسم السابق في نسخ في أماكن أخرى. أما المعرِّف فيبقى.
visibility-withdraw = سحب الصفحة
visibility-withdraw-title = سحب صفحتكم العامة
visibility-withdraw-what = تختفي الصفحة من هنا فورًا، ويُسحب ما نشرتموه بها، ولا يتابعها أحد بعد ذلك.
visibility-withdraw-copies = نطلب من كل خادم قد تكون عنده نسخة أن يحذفها. وأكثرها يفعل، وقد لا يفعل بعضها. وما حفظه الناس يبقى عندهم.
visibility-withdraw-name = لن يأخذ هذا الاسم أحد بعد الآن، ولا أنتم.
visibility-appeared-done = صارت لكم صفحة عامة.
visibility-disappeared-done = اختفت صفحتكم العامة، ونبلّغ الخوادم الأخرى.

## من يصير مسؤولًا، وتقرره قاعدة المنظمة
people-seat-proposals = اقتراحات بشأن المسؤولين
people-seat-proposals-intro = من يصبح مسؤولًا ومن لا يبقى كذلك تقرره القاعدة التي تعتمد بها المنظمة. ولا صوت فيه لمن قد يفقد هذا الدور.
people-seat-own = الأمر يخص دوركم، فلا صوت لكم فيه.
people-seat-appoint = يصبح { $name } من المسؤولين
people-seat-lower = لا يبقى { $name } من المسؤولين؛ الدور الجديد: { $seat }
people-seat-remove = لن يبقى { $name } من المسؤولين
people-seat-remove-because = لن يبقى { $name } من المسؤولين. السبب: { $reason }
people-seat-invite = تصبح الدعوة إلى دور مسؤول صالحة
people-seat-admit = يصبح { $name }، الذي يطلب الانضمام، من المسؤولين
people-seat-proposed-done = سُجّل الاقتراح. ويُنفَّذ عندما يعتمده المسؤولون الآخرون.
people-remove-officer = هذا الشخص من المسؤولين. لا يُسحب هذا الدور إلا إذا تحققت قاعدة المنظمة، من دون صوته. وهو يعلم بذلك الآن.
people-invite-waits = تنتظر الاعتماد
people-invite-waits-note = لا يعمل الرابط بعد: يجب أن يعتمده مسؤولون آخرون أولًا. وهو لا يظهر إلا هذه المرة، فاحتفظوا به حتى ذلك الحين.
people-invite-officer-note = لكي يصبح أحد من المسؤولين يجب أن تتحقق القاعدة التي تعتمد بها المنظمة.
people-prove-text = لم يتغيّر شيء بعد. أثبتوا هويتكم مرة أخرى أولًا، فالصفحة التي تُترك مفتوحة قد يستعملها غيركم. وما كتبتموه ما زال هنا.
people-prove-link = إثبات هويتي في نافذة جديدة. ثم اضغطوا الزر هنا مرة أخرى.
people-awaits-answer = في انتظار جوابكم
people-awaits-vouches = عروض لتزكيتكم
people-awaits-reports = بلاغات
people-awaits-appeals = اعتراضات
people-holders-held = قد تحتفظ هذه الخوادم بالنص كما كان حتى الآن:
people-holders-profile-closed = من ستكون لديه نسخة: لا أحد بعد، لأن أحدًا لا يتابع هذه الصفحة. { $count ->
    [0] ولا يُسمح لأي خادم آخر بأن يطلبها.
    [one] ويُسمح لخادم واحد آخر بأن يطلبها، وقد يحتفظ بنسخة.
    [two] ويُسمح لخادمين آخرين بأن يطلباها، وقد يحتفظان بنسخة.
    [few] ويُسمح لـ { $count } خوادم أخرى بأن تطلبها، وقد تحتفظ بنسخة.
    [many] ويُسمح لـ { $count } خادمًا آخر بأن يطلبها، وقد يحتفظ بنسخة.
   *[other] ويُسمح لـ { $count } خادم آخر بأن يطلبها، وقد يحتفظ بنسخة.
}
people-holders-profile-open = من ستكون لديه نسخة: لا أحد بعد، لأن أحدًا لا يتابع هذه الصفحة. ويستطيع كل خادم آخر غير محظور أن يطلبها، وقد يحتفظ بنسخة.
audit-officer-disable = إيقاف حساب أحد المسؤولين
audit-officer-enable = إعادة تشغيل حساب أحد المسؤولين
error-officers-too-few = من يمكنهم أن يقرروا بشأن هذا الدور، من دون صاحبه، أقل مما تطلبه قاعدة منظمتكم. عيّنوا مسؤولًا آخر أولًا. لم يتغيّر شيء.
error-officer-off-lately = أُوقف حساب أحد مسؤولي هذه المنظمة قبل أقل من 30 يومًا، وما زال يُحسب. أعيدوا تشغيل الحساب وأعطوا صاحبه رابطًا لكلمة سر جديدة. لم يتغيّر شيء.
