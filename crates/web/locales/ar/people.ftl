# الناس، والمنظمات على هذا الخادم، وإطار صفحاتهم.

## داخل المنظمة
desk-nav-one = منظمتكم
desk-nav-several = منظماتكم
desk-inside = هنا داخل المنظمة. لا يرى هذه الصفحات إلا من له مقعد فيها.
desk-your-seat = مقعدكم: { $seat }.
desk-public-page = الصفحة العامة
desk-parts = الأقسام
desk-open = فتح
desk-list-intro = لكم مقعد في هذه المنظمات.
desk-none = ليس لكم مقعد في أي منظمة على هذا الخادم. يمكن لأحد مسؤولي المنظمة أن يعطيكم مقعدًا بدعوة.
desk-seat-officer = مسؤولية
desk-seat-editor = تحرير
desk-seat-member = عضوية
desk-seat-officer-help = يقرّر عن المنظمة: من ينضم إليها، وكيف تُقَرّ النصوص، ومن يتحدث باسمها.
desk-seat-editor-help = يكتب باسم المنظمة.
desk-seat-member-help = ينتمي إلى المنظمة ويقرأ ما يُكتب داخلها.
desk-part-profile = التعريف
desk-part-profile-help = اسم المنظمة وكلمات عنها، كما يراها الجميع.
desk-part-followers = المتابِعون
desk-part-followers-help = من يتابع، ومن يطلب المتابعة، ومن تقبلون.

## صفحات من يرعى الخادم
admin-nav = هذا الخادم
admin-title = رعاية هذا الخادم
admin-intro-host = أنتم تديرون هذا الخادم. كل ما تقررونه هنا يُدوَّن في سجلّ يقرؤه من يرعى الخادم معكم.
admin-intro-moderator = أنتم تساعدون في رعاية هذا الخادم. كل ما تقررونه هنا يُدوَّن في سجلّ.
admin-part-federation = الخوادم الأخرى
admin-part-federation-help = مع أي الخوادم نتعامل، وماذا ينتظر الإرسال، وماذا رُفض.

## السجلّ: ما جرى بشأن الناس
audit-account-role = تغيير دور على الخادم
audit-account-disable = إيقاف حساب
audit-account-enable = إعادة تشغيل حساب
audit-node-joining = اختيار طريقة الانضمام
audit-organisation-create = إنشاء منظمة على هذا الخادم
audit-invitation-create = إنشاء دعوة
audit-invitation-revoke = سحب دعوة
audit-invitation-use = دخول بدعوة
audit-request-accept = قبول طلب انضمام
audit-request-refuse = رفض طلب انضمام
audit-seat-change = تغيير مقعد
audit-seat-remove = سحب مقعد
audit-seat-leave = تخلٍّ عن المقعد
audit-seat-appoint = تعيين مسؤول حيث لم يبقَ أحد
