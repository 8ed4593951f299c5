retention-title = ما نحفظه هنا
retention-lead = ما يُحفظ من بيانات يمكن أن يُصادَر. لذلك نحفظ القليل، ولمدة قصيرة.
retention-intro = بهذا الجدول يعمل البرنامج نفسه: كل ساعة ينسى ما انتهى وقته. ويستطيع من يدير هذا الخادم تقصير هذه المدد، لا إطالتها.
retention-what = ماذا
retention-how-long = كم من الوقت
retention-by = من يتولى ذلك
retention-never = لا يُحفظ أبدًا
retention-memory = في الذاكرة، يومًا على الأكثر
retention-hours = { $count ->
    [zero] لا ساعات
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
retention-days = { $count ->
    [zero] لا أيام
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
retention-until-account = ما دام الحساب قائمًا
retention-until-author = إلى أن يسحبه صاحبه
retention-until-node = ما دام هذا الخادم قائمًا
retention-by-schedule = البرنامج، كل ساعة
retention-by-design = البرنامج، لأنه لا يكتبه أصلًا
retention-by-owner = أنتم
retention-by-host = من يدير هذا الخادم
retention-addresses = عناوين الزوار على الشبكة، وما تقوله متصفحاتهم عن نفسها
retention-addresses-why = لا يُخزَّن شيء من ذلك ولا يُسجَّل.
retention-reading = من قرأ ماذا
retention-reading-why = نحن لا نعرف ذلك.
retention-attempts = عدد محاولات تسجيل الدخول
retention-attempts-why = للحماية من تخمين كلمات السر. ويُعدّ تحت مفتاح يتغير كل يوم، فلا يدل على اسم أحد.
retention-sessions = جلسات الدخول
retention-sessions-why = منذ متى، ومتى استُعملت آخر مرة، بدقة الساعة. ويمكنكم إنهاؤها في أي وقت.
retention-tokens = رموز واجهة البرمجة المنتهية
retention-tokens-why = لتعرفوا ما الذي كان يستطيع الدخول.
retention-seen-notifications = التنبيهات التي رأيتموها
retention-seen-notifications-why = تقول إن شيئًا كان ينتظر، ولا تقول ما هو.
retention-notifications = التنبيهات الأخرى
retention-notifications-why = ما لم ينظر إليه أحد كل هذا الوقت لم تعد إليه حاجة.
retention-images = صور رُفعت ولا يعرضها أي بيان
retention-images-why = قد تكون لمسودة قيد الكتابة.
retention-request-keys = علامات الطلبات التي تقدمها البرامج
retention-request-keys-why = كي لا يُنشر الشيء مرتين إذا تكرر الطلب.
retention-received = أن رسالة وصلت من خادم آخر
retention-received-why = رقمها ومرسلها، كي لا يكون لتكرارها أثر. أما محتواها فيُمحى بعد معالجتها، والإعجابات والمشاركات لا تُحفظ أصلًا.
retention-set-aside = رسائل من خوادم أخرى تعذرت معالجتها
retention-set-aside-why = مع محتواها، لتمكن المحاولة من جديد.
retention-strangers = ما يُعرف عن أشخاص ومنظمات على خوادم أخرى
retention-strangers-why = الاسم وعنوان الصورة والمفتاح، متى لم يعد أحد هنا يتابعهم ولم يبقَ لهم شيء هنا.
retention-refusals = عدد مرات رفض كل خادم
retention-refusals-why = رقم لكل يوم، كي تظهر المشكلات.
retention-deliveries = أن رسالة سُلّمت إلى خادم آخر
retention-deliveries-why = ومدة أطول ما دام البيان منشورًا، فسحبه يحتاج إلى معرفة من لديه نسخة.
retention-dead-letters = رسائل تعذر تسليمها
retention-dead-letters-why = ليمكن إرسالها من جديد. ومدة أطول ما دام البيان منشورًا.
retention-stopped = رسائل أوقفها أحد في حالة طارئة
retention-stopped-why = ثم يُتخلى عنها.
retention-tombstones = أرقام ما سُحب
retention-tombstones-why = كي لا تعيده نسخة متأخرة. أما الكلمات فتُمحى في الحال.
retention-moved-followers = عدد المتابعين الذين تنتظرهم منظمة انتقلت إلى هنا
retention-moved-followers-why = كي يرى مسؤولوها كم منهم جاء. نحفظ علامات للعدّ، لا قائمة أسماء.
retention-account = اسم المستخدم، وبصمة كلمة السر، وأدواركم في المنظمات وعلى الخادم
retention-account-why = من الإعدادات يمكنكم أخذ كل شيء معكم وحذف الحساب.
retention-statements = البيانات ومراجعاتها
retention-statements-why = ما يُسحب تُمحى كلماته هنا في الحال، ونطلب من الخوادم الأخرى أن تفعل مثل ذلك.
retention-record = سجل ما فعله من يديرون الخادم والمشرفون ومسؤولو المنظمات
retention-record-why = لكي تمكن محاسبة من بيده القرار. لا يظهر فيه أي قارئ، وكل سطر مرتبط بما قبله.
retention-elsewhere-title = ما يحفظه الآخرون
retention-elsewhere = ما وصل إلى خوادم أخرى يُحفظ فيها وفق قواعدها. نطلب منها تغييره أو حذفه، ولا نستطيع إجبارها.
retention-browser-title = ما يحفظه متصفحكم
retention-browser = ما دمتم مسجلين نطلب منه ألا يحتفظ بأي صفحة. أما سجل التصفح فهو له: امحوه هناك أو استعملوا نافذة خاصة. و«خروج سريع» ينهي دخولكم ويطلب من المتصفح نسيان صفحاتنا وملفات الارتباط، لا سجل التصفح.
retention-link = ما نحفظه هنا
retention-invitations = الدعوات التي استُعملت أو سُحبت أو مضى وقتها
retention-invitations-why = كي يُعرف من السجل ما آلت إليه. ولا يُحفظ معها من استعملها.
retention-requests = طلبات الانضمام التي لم يُقرَّر فيها، والتي قُرِّر فيها
retention-requests-why = كي يعرف صاحب الطلب ما آل إليه. وعند الرفض يُحذف الاسم والكلمات وكلمة السر في الحال.
retention-reports = البلاغات التي صدر فيها قرار
retention-reports-why = كي يمكن الرجوع إلى القرارات السابقة. أما البلاغ الذي ينتظر فيُحفظ إلى أن يصدر فيه قرار.
retention-positions = مواقف المنظمات والأشخاص
retention-positions-why = تُحسب إلى أن يسحبها أصحابها. عندئذ تزول أسبابها، ويبقى معروفًا ما كان الموقف لأنه حُسب.
retention-replaced-reasons = أسباب موقف حلّت محلها أسباب أخرى
retention-replaced-reasons-why = ليُفهم لماذا تغيّر الرأي. ويبقى معروفًا ما كان الموقف ومتى.
retention-inner-positions = ما يراه الأعضاء داخل المنظمة
retention-inner-positions-why = لمن هم في الداخل. من بقي على رأيه يقوله من جديد، ولكلٍّ أن يسحبه قبل ذلك.
