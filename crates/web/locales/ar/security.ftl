security-title = الدخول والأمان
security-link = كلمة السر والعامل الثاني ومفاتيح المرور
security-link-help = غيّروا طريقة دخولكم، واجعلوها أصعب على غيركم.
security-on = مُفعَّل
security-off = غير مُفعَّل
security-any-code = رمز
security-any-code-help = من تطبيقكم، أو أحد رموز الاسترداد.
security-sessions-intro = اطّلعوا على الأجهزة التي دخلتم منها، وسجّلوا الخروج منها.
security-sessions-link = عرض جلسات دخولي

## Password
security-password-title = تغيير كلمة السر
security-password-intro = كلمة سر طويلة من عدة كلمات يسهل تذكّرها ويصعب تخمينها.
security-password-effect = سيُسجَّل خروجكم من كل مكان آخر، وتنتهي كل رموز واجهة البرمجة.
security-password-old = كلمة سركم الحالية
security-password-new = كلمة السر الجديدة

## Asking again
security-confirm-title = هل هذا أنتم؟
security-confirm-intro = أنتم على وشك تغيير حماية هذا الحساب. أثبتوا مرة أخرى أنه لكم.
security-confirm-code = أو رمز من عاملكم الثاني
security-confirm-code-help = اتركوا كلمة السر فارغة واكتبوا رمزًا من تطبيقكم.
security-confirm-button = متابعة

## The app
security-factor-title = العامل الثاني
security-factor-intro = مع العامل الثاني لا يستطيع أحد الدخول بكلمة سركم وحدها.
security-factor-required = بسبب ما يستطيع حسابكم فعله، لا بد له من عامل ثانٍ.
security-app-title = تطبيق يعرض رموزًا
security-app-begin = إعداد تطبيق
security-app-change = تغيير أو إيقاف
security-app-forced = حسابكم يستطيع فعل الكثير على هذا الخادم. قبل أي شيء آخر، يحتاج إلى عامل ثانٍ.
security-app-intro = تطبيق على هاتفكم يعرض رمزًا جديدًا كل 30 ثانية. يعمل من دون شبكة، وأي تطبيق «TOTP» يفي بالغرض.
security-app-step-1 = 1. أعطوا التطبيق السرّ
security-app-scan = امسحوا هذا الرسم بالتطبيق.
security-app-drawing = رسم لكاميرا تطبيقكم. السرّ نفسه مكتوب أدناه.
security-app-type = أو اكتبوا هذا السرّ في التطبيق:
security-app-step-2 = 2. اكتبوا الرمز الذي يعرضه التطبيق
security-app-code = رمز التطبيق
security-app-code-help = ستة أرقام. إن رُفض، فتأكدوا من صحة ساعة هاتفكم.
security-app-old-code = رمز من التطبيق الذي تستعملونه الآن
security-app-old-code-help = أو أحد رموز الاسترداد.
security-app-turn-on = تفعيل
security-app-or-passkey = يمكنكم استعمال مفتاح مرور بدلًا منه:
security-app-done = العامل الثاني مُفعَّل. ستحتاجون إليه عند دخولكم التالي.
security-app-remove-title = إيقاف التطبيق
security-app-remove-intro = ستكفي حينها كلمة سركم وحدها للدخول، إلا إذا كان لديكم مفتاح مرور.
security-app-remove = إيقاف
security-removed-done = لم يعد ذلك عاملًا ثانيًا لحسابكم.

## Recovery codes
security-codes-title = رموز الاسترداد
security-codes-intro = كل رمز يعمل مرة واحدة بدل العامل الثاني. اكتبوا الرموز على ورق واحفظوها حيث لا ينظر الآخرون.
security-codes-once = انسخوا هذه الرموز الآن: لن تظهر إلا مرة واحدة
security-codes-kept = كتبتُها
security-codes-left = { $count ->
    [zero] لم يبقَ أي رمز.
    [one] بقي رمز واحد.
    [two] بقي رمزان.
    [few] بقيت { $count } رموز.
    [many] بقي { $count } رمزًا.
   *[other] بقي { $count } رمز.
}
security-codes-make = إنشاء رموز جديدة
security-codes-replace = الرموز الجديدة تحلّ محل كل الرموز السابقة.
security-codes-new = هذه رموز جديدة. الرموز السابقة لم تعد تعمل.

## Passkeys
security-passkeys-title = مفاتيح المرور
security-passkeys-intro = مفتاح المرور يحفظه هاتفكم أو حاسوبكم أو مفتاح أمان، ويُفتح ببصمة أو وجه أو رقم سري. سيعرض جهازكم اسم هذا الخادم بجانبه. إن كان من الممكن أن يفتّش أحد جهازكم، فالأفضل رموز استرداد مكتوبة على ورق.
security-passkeys-manage = إدارة مفاتيح المرور
security-passkeys-yours = مفاتيح مروركم
security-passkey-count = { $count ->
    [zero] لا مفتاح مرور
    [one] مفتاح مرور واحد
    [two] مفتاحا مرور
    [few] { $count } مفاتيح مرور
    [many] { $count } مفتاح مرور
   *[other] { $count } مفتاح مرور
}
security-passkey-since = منذ { $date }
security-passkey-new = إضافة مفتاح مرور
security-passkey-name = اسم له
security-passkey-name-help = مثلًا: «هاتفي».
security-passkey-make = إضافة
security-passkey-remove = إزالة هذا المفتاح
security-passkey-done = حُفظ مفتاح المرور. ستحتاجون إليه، أو إلى عامل ثانٍ آخر، عند دخولكم التالي.
security-passkey-script = لا تستعمل المتصفحات مفاتيح المرور إلا مع جافاسكربت. كل ما عدا ذلك يعمل من دونه.
security-passkey-failed = لم يقدّم جهازكم مفتاح مرور. حاولوا مرة أخرى، أو استعملوا عاملًا ثانيًا آخر.

## The second step of the sign-in
security-second-title = بقيت خطوة واحدة
security-second-intro = لحسابكم عامل ثانٍ. اكتبوا الرمز الذي يعرضه تطبيقكم الآن.
security-second-intro-passkey = لحسابكم عامل ثانٍ. استعملوا مفتاح مروركم، أو اكتبوا رمز استرداد.
security-second-code = الرمز
security-second-code-help = من تطبيقكم، أو أحد رموز الاسترداد.
security-second-passkey = استعمال مفتاح مرور
security-second-other = استعمال رمز بدلًا منه
security-second-passkey-title = الدخول بمفتاح مرور
security-second-passkey-intro = سيسأل متصفحكم هاتفكم أو حاسوبكم أو مفتاح الأمان.

## A second factor that is lost
security-lost-link = فقدتُ عاملي الثاني
security-lost-title = عامل ثانٍ مفقود
security-lost-codes = هل بقي لديكم رمز استرداد؟ إذًا ارجعوا واكتبوه: هذه أسرع طريقة.
security-lost-intro = وإلا فيمكننا إنهاء العامل الثاني بعد ثلاثة أيام. وحتى ذلك الحين ننبّه كل من دخل إلى هذا الحساب، ونكتب إلى عنوانه البريدي، كي لا يفعل ذلك أحد باسمكم.
security-lost-say = فقدتُه: لتبدأ الأيام الثلاثة
security-lost-waits = يمكن إنهاء العامل الثاني ابتداءً من { $date } (بالتوقيت العالمي). عودوا حينها وادخلوا بكلمة سركم. وحتى ذلك الوقت يستطيع كل من دخل إلى الحساب، أو من يقرأ الرسالة، أن يوقف ذلك.
security-lost-over = انقضت الأيام الثلاثة، ولم يعترض أحد.
security-lost-end = إنهاء العامل الثاني الآن
security-lost-warning = يقول أحدهم إن عاملكم الثاني مفقود
security-lost-warning-text = هذا الشخص يعرف كلمة سركم. في { $date } (بالتوقيت العالمي) يستطيع إنهاء عاملكم الثاني. إن لم تكونوا أنتم، فأوقفوا ذلك الآن وغيّروا كلمة سركم.
security-lost-keep = ليس مفقودًا: أوقفوا ذلك
security-lost-kept = أُوقف ذلك، وعاملكم الثاني باقٍ. إن لم تكونوا أنتم، فغيّروا كلمة سركم.

## E-mail
security-email-title = بريد إلكتروني لاستعادة الدخول
security-email-intro = لا تحتاجون هنا إلى عنوان بريد. إن أعطيتم عنوانًا فلن نستعمله إلا إذا نسيتم كلمة سركم أو فقدتم عاملكم الثاني، وللرسالة الأسبوعية إن طلبتموها في إعداداتكم. ويستطيع مزوّد البريد أن يرى أن هذا الخادم يكتب إليكم.
security-email-none = لا عنوان، ولا بأس بذلك.
security-email-now = المستعمل الآن:
security-email-pending = أرسلنا رابطًا إلى { $address }. افتحوه لتأكيد العنوان.
security-email-manage = تغيير العنوان
security-email-address = عنوان البريد الإلكتروني
security-email-help = بحروف لاتينية بسيطة، مثل amina@example.org
security-email-send = إرسال رابط إلى هذا العنوان
security-email-sent = أرسلنا رابطًا إلى ذلك العنوان. افتحوه خلال يوم.
security-email-remove = إزالة العنوان
security-email-removed = أُزيل العنوان.
security-email-confirmed = أُكِّد العنوان.

## Getting back in
security-forgot-link = نسيتُ كلمة السر
security-forgot-title = كلمة سر منسية
security-forgot-intro = اكتبوا اسم المستخدم. إن كان للحساب عنوان بريد مؤكَّد، أرسلنا إليه رابطًا.
security-forgot-send = إرسال رابط
security-forgot-sent = إن كان هذا الحساب موجودًا وله عنوان بريد، فالرابط في طريقه إليه. وهو صالح لساعة واحدة.
security-forgot-no-mail = من دون عنوان بريد: اطلبوا رابطًا لمرة واحدة من أحد مسؤولي منظمتكم، أو ممن يدير هذا الخادم.
security-link-password-title = اختيار كلمة سر جديدة
security-link-password-intro = سيُسجَّل خروجكم من كل مكان. أما عاملكم الثاني فيبقى كما هو.
security-link-password-button = حفظ كلمة السر الجديدة
security-link-email-title = تأكيد عنوانكم
security-link-email-intro = من الآن فصاعدًا نستعمل هذا العنوان إذا احتجتم إلى استعادة الدخول.
security-link-email-button = تأكيد
security-link-keep-title = إبقاء العامل الثاني
security-link-keep-intro = قال شخص يعرف كلمة السر إن العامل الثاني لحسابكم مفقود.
security-give-title = رابط لكلمة سر جديدة
security-give-intro = بهذا الرابط يستطيع { $name } اختيار كلمة سر جديدة. يعمل مرة واحدة خلال 24 ساعة، ولا ينهي العامل الثاني. سيُكتب في السجل أنكم أنشأتموه، ويُبلَّغ صاحب الحساب بذلك.
security-give-make = إنشاء الرابط
security-give-once = أوصلوا هذا الرابط إلى صاحبه بطريقة آمنة. لن يظهر إلا مرة واحدة.

## Mail: no name, nothing about what is said on the node
security-mail-confirm-subject = أكِّدوا عنوانكم
security-mail-confirm-text = أعطى أحدهم هذا العنوان لحساب هنا. إن كنتم أنتم، فافتحوا هذا الرابط خلال يوم. وإلا فلا تفعلوا شيئًا.
security-mail-password-subject = رابط لاستعادة الدخول
security-mail-password-text = طلب أحدهم كلمة سر جديدة. إن كنتم أنتم، فافتحوا هذا الرابط خلال ساعة. وإلا فلا تفعلوا شيئًا: لن يتغير شيء.
security-mail-lost-subject = تنبيه بشأن حسابكم
security-mail-lost-text = يقول شخص يعرف كلمة سركم إن عاملكم الثاني مفقود. بعد ثلاثة أيام يستطيع إنهاءه. إن لم تكونوا أنتم، فافتحوا هذا الرابط لإيقاف ذلك، وغيّروا كلمة سركم.
security-mail-changed-subject = لم يعد هذا العنوان مستعملًا
security-mail-changed-text = غُيّر عنوان حسابكم أو أُزيل. إن لم تكونوا أنتم، فادخلوا وغيّروا كلمة سركم.

## The record
audit-account-password = إعطاء حساب كلمة سر جديدة
audit-account-second-factor = إنهاء العامل الثاني لحساب
audit-account-second-factor-lost = انتهاء عامل ثانٍ مفقود بعد ثلاثة أيام
audit-account-reset-link = إنشاء رابط لكلمة سر جديدة

## What is wrong
error-code-wrong = هذا الرمز غير صحيح، أو استُعمل من قبل. انتظروا الرمز التالي واكتبوه.
error-code-blocked = كانت الرموز الخاطئة كثيرة. انتظروا { $count ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $count } دقائق
   *[other] { $count } دقيقة
}، ثم حاولوا مرة أخرى.
error-password-common = كلمة السر هذه من أول ما سيجرّبه الآخرون. اختاروا غيرها. أفضلها أربع كلمات أو خمس لا رابط بينها.
error-email-invalid = لا نستطيع استعمال هذا العنوان. يجب أن يشبه amina@example.org، بحروف لاتينية بسيطة.
error-second-factor-needed = هذا عاملكم الثاني الوحيد، ولا بد لحسابكم من واحد. أعدّوا غيره أولًا. لم يتغير شيء.
error-second-factor-none = أعدّوا عاملًا ثانيًا أولًا.
error-too-many-passkeys = عدد مفاتيح المرور كبير. أزيلوا مفتاحًا لم تعودوا تستعملونه.
error-passkey-known = مفتاح المرور هذا معروف هنا من قبل.
error-passkey-refused = لم يكن جواب مفتاح المرور صحيحًا. حاولوا مرة أخرى.
error-lost-no-address = ليس لهذا الحساب عنوان بريد مؤكَّد، فلا يمكن تنبيه أحد. اطلبوا المساعدة ممن يدير هذا الخادم.
error-lost-too-early = لم تنقضِ الأيام الثلاثة بعد.
error-link-over = استُعمل هذا الرابط من قبل، أو مضى وقته. اطلبوا رابطًا جديدًا.
