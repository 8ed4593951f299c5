//! What the network of the demonstration is founded on, what it asks its members, and what they answer.

/// The name in its handle.
pub const USERNAME: &str = "table_of_the_road";

/// Language, name and founding text; the first is the authentic one.
pub const FOUNDING: &[(&str, &str, &str)] = &[
    (
        "en",
        "Table of the Road",
        "We are organisations of people who had to leave, and of neighbours who made room. We speak for ourselves, in our \
         own languages, and nobody speaks for us who was not asked to.\n\nEach organisation decides at home, by its own \
         rule. What we say together is counted openly: who answered, who did not, and what those say who think \
         otherwise.\n\nWhoever is vouched for by two of us has a place at the table.",
    ),
    (
        "ar",
        "مائدة الطريق",
        "نحن منظمات لأناس اضطروا إلى الرحيل، ولجيران أفسحوا لهم المكان. نتحدث باسم أنفسنا وبلغاتنا، ولا يتحدث باسمنا من لم نطلب \
         منه ذلك.\n\nكل منظمة تقرر في بيتها، وفق قاعدتها. وما نقوله معًا يُعدّ علنًا: من أجاب، ومن لم يُجب، وما يقوله من له رأي \
         آخر.\n\nلكل منظمة تزكّيها اثنتان منا مكان على المائدة.",
    ),
    (
        "fr",
        "La Table de la route",
        "Nous sommes des organisations de personnes qui ont dû partir, et de voisins qui leur ont fait place. Nous parlons \
         pour nous-mêmes, dans nos langues, et personne ne parle pour nous sans que nous l’ayons demandé.\n\nChaque \
         organisation décide chez elle, selon sa propre règle. Ce que nous disons ensemble se compte au grand jour : qui a \
         répondu, qui ne l’a pas fait, et ce que disent celles qui pensent autrement.\n\nToute organisation recommandée par \
         deux d’entre nous a sa place à la table.",
    ),
];

/// The network's own agenda, as it is written by hand.
pub const AGENDA: &[(&str, &str)] = &[
    (
        "en",
        "T: How we meet\nT1: Interpretation into every language that somebody at the table needs\nT2: Care for children and \
         the cost of travel are part of every invitation",
    ),
    (
        "ar",
        "T: كيف نجتمع\nT1: ترجمة فورية إلى كل لغة يحتاج إليها أحد على المائدة\nT2: رعاية الأطفال وتكاليف السفر جزء من كل دعوة",
    ),
    (
        "fr",
        "T: Comment nous nous réunissons\nT1: Une interprétation dans chaque langue dont quelqu’un à la table a besoin\nT2: \
         La garde des enfants et les frais de voyage font partie de chaque invitation",
    ),
];

/// The part of it that women found: language, name and founding text.
pub const WOMEN: (&str, &[(&str, &str, &str)]) = (
    "women_of_the_road",
    &[
        (
            "ar",
            "نساء الطريق",
            "نلتقي نحن النساء أولًا فيما بيننا، ثم نجلس إلى المائدة مع الجميع وقد عرفنا ما نريد.",
        ),
        (
            "en",
            "Women of the Road",
            "We women meet among ourselves first. Then we sit down at the table with everybody, knowing what we want.",
        ),
    ],
);

/// A statement that is told to the network: language, title, summary, body, translator.
pub const TOLD: &[(&str, &str, &str, &str, &str)] = &[
    (
        "en",
        "What we ask of each other before the Forum",
        "Three things that cost little: answer in time, answer in your own language, and say it when you disagree.",
        "We go to the Forum with one paper. It will be worth as much as the answers behind it.\n\n- **Answer in time**, \
         even if the answer is that you do not know yet.\n- **Answer in your own language.** We find the translators.\n- \
         **Say it when you disagree.** What you say stands beside the result, word for word.",
        "",
    ),
    (
        "fr",
        "Ce que nous nous demandons avant le Forum",
        "Trois choses qui coûtent peu : répondre à temps, répondre dans sa langue, et dire son désaccord.",
        "Nous irons au Forum avec un seul texte. Il vaudra ce que valent les réponses qui le portent.\n\n- **Répondre à \
         temps**, même pour dire que l’on ne sait pas encore.\n- **Répondre dans sa langue.** Nous trouverons des \
         traducteurs.\n- **Dire son désaccord.** Il figurera à côté du résultat, mot pour mot.",
        "Athens Refugee Assembly",
    ),
];

/// Language, title and text of the call.
pub const CALL: &[(&str, &str, &str)] = &[
    (
        "en",
        "What do we take to the Forum?",
        "In three weeks we have ten minutes before governments. Tell us what your organisation thinks of these eight \
         points. Decide by your own rule. Reservations are as welcome as support: they will be read out too.",
    ),
    (
        "ar",
        "ماذا نحمل معنا إلى المنتدى؟",
        "بعد ثلاثة أسابيع لنا عشر دقائق أمام الحكومات. أخبرونا برأي منظمتكم في هذه النقاط الثماني. قرروا وفق قاعدتكم. \
         التحفظات مرحب بها كالتأييد: ستُقرأ هي أيضًا.",
    ),
    (
        "fr",
        "Que portons-nous au Forum ?",
        "Dans trois semaines, nous aurons dix minutes devant les gouvernements. Dites-nous ce que votre organisation pense \
         de ces huit points. Décidez selon votre règle. Les réserves sont aussi bienvenues que le soutien : elles seront \
         lues elles aussi.",
    ),
];

/// Days until its deadline.
pub const DAYS: i64 = 14;

/// What it asks about: codes of the Istanbul agenda, [`OWN`] and [`STATEMENT`].
pub const SUBJECTS: &[&str] = &["R1", "R3", "R4", "S1a", "L5", "D6", OWN, STATEMENT];
/// A demand of the network's own.
pub const OWN: &str = "T1";
/// The statement on direct funding, the second that is published.
pub const STATEMENT: &str = "statement";

/// What an organisation thinks: its user name, the subject, the stance, who may read it, and the reasons by language.
pub struct Answer(
    pub &'static str,
    pub &'static str,
    pub &'static str,
    pub &'static str,
    pub &'static [(&'static str, &'static str)],
);

const YES: &str = "support";
const BUT: &str = "support-with-reservations";
const NEITHER: &str = "abstain";
const NO: &str = "oppose";
const ALL: &str = "public";

/// What is answered. Two members say nothing at all, and few answer everything.
pub const ANSWERS: &[Answer] = &[
    Answer(
        "kakuma_voices",
        "R1",
        YES,
        ALL,
        &[
            (
                "en",
                "We founded this table because nobody else set one. A platform that is ours is where it begins.",
            ),
            (
                "sw",
                "Tuliweka meza hii kwa sababu hakuna mwingine aliyeiweka. Jukwaa letu wenyewe ndilo mwanzo.",
            ),
        ],
    ),
    Answer("kakuma_voices", "R4", YES, ALL, &[]),
    Answer("kakuma_voices", "L5", YES, ALL, &[("en", "A child is a child on both sides of a fence.")]),
    Answer(
        "kakuma_voices",
        "D6",
        YES,
        ALL,
        &[("en", "To go and look, and to be able to come back: that is how people decide well.")],
    ),
    Answer("kakuma_voices", OWN, YES, ALL, &[]),
    Answer("juba_road_women", "R1", YES, ALL, &[]),
    Answer(
        "juba_road_women",
        "S1a",
        YES,
        ALL,
        &[(
            "en",
            "A licence for a stall costs us more than a month's earnings. Work is there. The paper is not.",
        )],
    ),
    Answer("juba_road_women", "L5", YES, ALL, &[]),
    Answer(
        "juba_road_women",
        "D6",
        BUT,
        ALL,
        &[("en", "Only if the card is not taken away from whoever goes to look.")],
    ),
    Answer("juba_road_women", STATEMENT, YES, ALL, &[]),
    Answer(
        "jeunes_des_collines",
        "R1",
        YES,
        ALL,
        &[("fr", "Une plateforme, oui, et qu’un tiers des places y revienne aux moins de trente ans.")],
    ),
    Answer("jeunes_des_collines", "R3", YES, ALL, &[]),
    Answer("jeunes_des_collines", "L5", YES, ALL, &[]),
    Answer(
        "jeunes_des_collines",
        "D6",
        YES,
        ALL,
        &[("fr", "Nos parents veulent revoir leurs champs avant de décider. C’est raisonnable.")],
    ),
    Answer("three_camps_teachers", "R1", YES, ALL, &[]),
    Answer(
        "three_camps_teachers",
        "S1a",
        YES,
        ALL,
        &[("so", "Macallinku waa inuu helaa mushahar iyo heshiis, ma aha gunno oo keliya.")],
    ),
    Answer(
        "three_camps_teachers",
        STATEMENT,
        NEITHER,
        ALL,
        &[("en", "We are glad of it, but we have not asked the teachers yet.")],
    ),
    Answer("three_camps_teachers", OWN, YES, ALL, &[]),
    Answer(
        "beirut_women",
        "R1",
        YES,
        ALL,
        &[("ar", "لا يُكتب عن النساء من دون النساء. نريد أن نكون حول المائدة منذ اليوم الأول.")],
    ),
    Answer("beirut_women", "R4", YES, ALL, &[]),
    Answer("beirut_women", "S1a", YES, ALL, &[]),
    Answer("beirut_women", "L5", YES, ALL, &[]),
    Answer(
        "beirut_women",
        "D6",
        NO,
        ALL,
        &[
            (
                "ar",
                "تُستعمل هذه العبارة عندنا للضغط على الناس كي يعودوا. ما دامت العودة غير آمنة فلا نريد أن نفتح هذا الباب.",
            ),
            (
                "en",
                "Where we live these words are used to press people to return. As long as return is not safe, we do not \
                 want this door opened.",
            ),
        ],
    ),
    Answer("beirut_women", OWN, YES, ALL, &[]),
    Answer("amman_weavers", "R1", YES, ALL, &[]),
    Answer(
        "amman_weavers",
        "S1a",
        YES,
        ALL,
        &[("ar", "نعمل منذ سنوات بلا عقود. نريد عقدًا وتأمينًا وأجرًا في موعده.")],
    ),
    Answer(
        "amman_weavers",
        STATEMENT,
        YES,
        ALL,
        &[("ar", "منحة صغيرة في يدنا خير من مشروع كبير في يد غيرنا.")],
    ),
    Answer("students_bridge", "R1", YES, ALL, &[]),
    // For the members alone: what it says about its country could come back to it.
    Answer(
        "students_bridge",
        "L5",
        YES,
        "network",
        &[("en", "Two of our younger brothers are in a removal centre. Please do not publish this.")],
    ),
    Answer("athens_assembly", "R1", YES, ALL, &[("fa-AF", "ما خود سخن می‌گوییم؛ کسی دیگر به جای ما نگوید.")]),
    Answer("athens_assembly", "R3", YES, ALL, &[]),
    Answer(
        "athens_assembly",
        "R4",
        YES,
        ALL,
        &[(
            "en",
            "We asked the town hall for a council in spring. With this demand behind us, we will ask again.",
        )],
    ),
    Answer("athens_assembly", "L5", YES, ALL, &[]),
    Answer("athens_assembly", OWN, YES, ALL, &[]),
    Answer("athens_assembly", STATEMENT, YES, ALL, &[]),
    Answer("table_de_marseille", "R1", YES, ALL, &[]),
    Answer(
        "table_de_marseille",
        "R4",
        BUT,
        ALL,
        &[
            (
                "fr",
                "Oui aux conseils, à condition qu’ils aient un budget et que la mairie réponde par écrit. Sans cela, on \
                 nous écoute et rien ne change.",
            ),
            (
                "en",
                "Yes to councils, if they have a budget and the town hall answers in writing. Without that, we are heard \
                 and nothing changes.",
            ),
        ],
    ),
    Answer("table_de_marseille", "L5", YES, ALL, &[("fr", "Aucun enfant enfermé, pas une seule nuit.")]),
    Answer("table_de_marseille", OWN, YES, ALL, &[]),
    Answer(
        "open_courtyard",
        "R1",
        NEITHER,
        ALL,
        &[
            ("de", "Das sollen die entscheiden, die es betrifft. Wir stellen Stühle auf."),
            ("en", "That is for those to decide whom it is about. We put up the chairs."),
        ],
    ),
    Answer("open_courtyard", "R4", YES, ALL, &[]),
    Answer("open_courtyard", "S1a", YES, ALL, &[]),
];

/// An organisation that changes its mind: what it thinks from now on.
pub const CHANGE: Answer = Answer(
    "juba_road_women",
    "D6",
    YES,
    ALL,
    &[("en", "The others explained it to us: a visit ends no protection. So we are for it.")],
);

/// A position that is withdrawn, by whom and about what, and why.
pub const TAKEN_BACK: (&str, &str, &str) =
    ("three_camps_teachers", STATEMENT, "First we ask the teachers, then we answer.");

/// A position on a statement that changes afterwards: by whom, on which statement, with which reasons.
pub const EARLIER: (&str, usize, &str) =
    ("three_camps_teachers", 3, "We do it in the same way, with two lamps.");
