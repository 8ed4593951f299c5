# Who vouches for whom, and whom this node trusts.
vouch-title = التزكيات
vouch-part-help = من يزكّيكم، ومن تزكّونهم، والعروض التي تنتظر جوابكم.
vouch-intro = التزكية قولٌ علني باسم منظمتكم: نعرفهم، وهم كما يقولون عن أنفسهم. لا يُزكّى أحد دون موافقته، ولكل طرف أن ينهيها متى شاء.
vouch-how-to-offer = لتزكية منظمة أخرى، افتحوا صفحتها واختاروا «تزكيتها».
vouch-find = البحث عن منظمة
vouch-standing = من يزكّيها
vouch-standing-here = مستضافة على هذا الخادم
vouch-standing-here-help = هذه المنظمة موجودة على هذا الخادم، وقد أتاح لها من يديره أن تتكلم من هنا.
vouch-standing-trusted = يثق بها من يدير هذا الخادم
vouch-standing-trusted-help = من يدير هذا الخادم يعرف هذه المنظمة.
vouch-standing-vouched = { $count ->
    [zero] بلا تزكية
    [one] تزكّيها منظمة واحدة
    [two] تزكّيها منظمتان
    [few] تزكّيها { $count } منظمات
    [many] تزكّيها { $count } منظمة
   *[other] تزكّيها { $count } منظمة
}
vouch-standing-vouched-help = تبدأ السلسلة بمنظمة يثق بها هذا الخادم، وكل تزكية فيها أكّدها خادم من أعطاها.
vouch-standing-unverified = غير مُتحقَّق منها
vouch-standing-unverified-help = لا يزكّيها أحد ممن يثق بهم هذا الخادم. ولا يعني ذلك أن فيها ما يريب: فقد تكون جديدة هنا فحسب.
vouch-chain = السلسلة
vouch-since = منذ { $date }.
vouch-until = حتى { $date }.
vouch-checked = تأكّدت في { $date }.
vouch-all = { $count ->
    [zero] لا تزكيات
    [one] تزكية واحدة مع سببها
    [two] التزكيتان مع سببيهما
    [few] التزكيات الـ{ $count } مع أسبابها
    [many] كل التزكيات ({ $count }) مع أسبابها
   *[other] كل التزكيات ({ $count }) مع أسبابها
}
vouch-offer-as = تزكيتها باسم { $name }
vouch-offers = عروض تنتظر جوابكم
vouch-count-offers = { $count ->
    [zero] لا عروض في الانتظار
    [one] عرض واحد في الانتظار
    [two] عرضان في الانتظار
    [few] { $count } عروض في الانتظار
    [many] { $count } عرضًا في الانتظار
   *[other] { $count } عرض في الانتظار
}
vouch-accept-help = إذا قبلتم، فستظهر هذه التزكية مع سببها على صفحتكم العامة، وتُبلَّغ بها الخوادم التي تتابعكم.
vouch-accept = قبول
vouch-refuse = رفض
vouch-had = من يزكّيكم
vouch-given = من تزكّونهم
vouch-count = { $count ->
    [zero] لا شيء
    [one] { $count }
    [two] { $count }
    [few] { $count }
    [many] { $count }
   *[other] { $count }
}
vouch-state-offered = معروضة
vouch-state-accepted = مقبولة
vouch-state-refused = مرفوضة
vouch-state-revoked = سحبها من أعطاها
vouch-state-declined = تخلّى عنها من أُعطيت له
vouch-state-over = انتهت في موعدها
vouch-give-up = التخلي عن هذه التزكية
vouch-take-back = سحبها
vouch-new-title = تزكية { $name }
vouch-new-intro = تفعلون ذلك باسم { $name }. سيُسألون عن موافقتهم، فإن وافقوا رأى الجميع أنكم تزكّونهم، ولماذا.
vouch-reason = لماذا تزكّونهم
vouch-reason-help = كيف تعرفون بعضكم: ماذا فعلتم معًا، ومنذ متى. يستطيع الجميع قراءة ذلك، فلا تذكروا اسم من قد يتضرر.
vouch-until-label = حتى
vouch-until-help = آخر يوم تسري فيه. إن تُرك فارغًا سرت حتى ينهيها أحد الطرفين.
vouch-offer = عرض التزكية
vouch-end-title = إنهاء هذه التزكية
vouch-end-given = لن تزكّي { $name } بعد الآن { $other }. يُبلَّغ خادمهم فورًا، وتلاحظ الخوادم الأخرى ذلك خلال أسبوع. ولا يتغير شيء مما قيل من قبل.
vouch-end-had = لا تريد { $name } بعد الآن تزكية { $other }. يُبلَّغ خادمهم، ولا تظهر التزكية على صفحتكم العامة.
vouch-end-reason = ملاحظة لسجلكم
vouch-end-reason-help = لا يقرؤها إلا أهل منظمتكم.
vouch-end = إنهاؤها
vouch-offered-done = العرض في طريقه. تسري التزكية بعد قبولهم.
vouch-accepted-done = تم القبول. تظهر التزكية الآن على صفحتكم العامة.
vouch-refused-done = تم الرفض. لن تروا عرضًا آخر منهم مدة شهر.
vouch-ended-done = انتهت التزكية.
vouch-trust = الثقة بهذه المنظمة
vouch-trust-title = بمن يثق هذا الخادم
vouch-trust-part-help = منظمات على خوادم أخرى يجوز أن تبدأ بها سلاسل التزكية.
vouch-trust-intro = تبدأ سلاسل التزكية بمنظمات هذا الخادم وبمن تسمّونهم هنا. لا تسمّوا إلا من تعرفونهم بأنفسكم، فالقرّاء يعتمدون على ذلك.
vouch-trust-one = الثقة بـ{ $name }
vouch-trust-reason = كيف تعرفونهم
vouch-trust-reason-help = يُكتب ذلك في سجل هذا الخادم.
vouch-trusted = المنظمات الموثوق بها
vouch-trust-none = لم تسمّوا أحدًا. تبدأ السلاسل بمنظمات هذا الخادم وحدها. لتسمية منظمة، افتحوا صفحتها.
vouch-trust-end = سحب الثقة
error-vouch-reason-required = اذكروا السبب: كيف تعرفون بعضكم.
error-vouch-until = اختاروا يومًا قادمًا خلال عشر سنوات.
error-vouch-already = تزكّون هذه المنظمة من قبل، أو ما زال عرضكم ينتظر.
error-vouch-self = لا تزكّي المنظمة نفسها.
error-vouch-too-many = كثير من عروضكم ينتظر جوابًا. اسحبوا بعضها أولًا.
error-vouch-over = لم يعد هذا العرض قائمًا: سُحب أو أُجيب عنه.
audit-vouch-offer = عرض تزكية منظمة
audit-vouch-accept = قبول تزكية
audit-vouch-refuse = رفض تزكية
audit-vouch-decline = التخلي عن تزكية
audit-vouch-withdraw = سحب عرض تزكية
audit-vouch-revoke = سحب تزكية
audit-vouch-trust = الثقة بمنظمة على خادم آخر
audit-vouch-distrust = سحب الثقة من منظمة على خادم آخر
