terminal-domain = اسم هذا الخادم { $domain }. يصبح الاسم جزءًا من كل عنوان يعطيه، ولا يمكن تغييره لاحقًا.
terminal-domain-trial = هذا اسم للتجربة على هذا الجهاز. والخادم الذي يصل إليه الآخرون يحتاج إلى اسم خاص به: توقفوا هنا (Ctrl-C) وابدؤوا من جديد مع ‎--domain HOST‎.
terminal-domain-unknown = الاسم { $domain } لا يقود إلى مكان بعد: ليُضفه صاحبه إلى DNS (سجل A أو AAAA)، وضعوا أمام الخادم وسيطًا يستعمل TLS أو اضبطوا [tls]. يمكنكم المتابعة، و«sofra doctor» يتحقق منه لاحقًا.
terminal-domain-known = الاسم { $domain } يقود إلى جهاز. ويتحقق «sofra doctor» من TLS حين يعمل الخادم.
terminal-go-on = هل نتابع مع { $domain }؟ (Enter = نعم، n = لا)
terminal-stopped = لم يُضبط شيء.
terminal-node-name = ما اسم الخادم الذي يراه الناس؟
terminal-organisation = أي منظمة تستضيفه؟
terminal-username = اسم المستخدم للمنظمة، وهو جزء من عنوانها (أحرف لاتينية وأرقام و _، ولا يمكن تغييره):
terminal-federation = مع من يتعامل؟
terminal-federation-closed = closed (مغلق): مع الخوادم التي تسمونها فقط. بداية آمنة، ويمكنكم فتحه لاحقًا.
terminal-federation-open = open (مفتوح): مع الجميع إلا من تحظرونهم.
terminal-federation-ask = closed أم open؟ (Enter = closed)
terminal-federation-again = اكتبوا closed أو open.
terminal-login = الاسم الذي تدخلون به (غير اسم المنظمة):
terminal-person = ما يراه الآخرون منكم هنا (ويمكن أن يكون اسمًا مستعارًا):
terminal-password = كلمة سر من 8 محارف على الأقل (لا تظهر أثناء الكتابة):
terminal-password-again = مرة أخرى:
terminal-password-different = الكلمتان مختلفتان.
terminal-done = صار { $node } جاهزًا.
terminal-done-organisation = المنظمة: { $handle }
terminal-done-sign-in = شغّلوه بالأمر «sofra serve»، ثم سجّلوا الدخول باسم { $login } في { $address } واضبطوا العامل الثاني.
terminal-done-peers = لا يتعامل مع أي خادم آخر بعد: سمّوا الخوادم بالأمر «sofra admin peers allow HOST».
terminal-done-invite = ثم ادعوا أعضاءكم، واسألوا «sofra doctor» هل كل شيء على ما يرام. وخذوا أول نسخة احتياطية: «sofra backup FILE».
