//! What the invented organisations of the demonstration say. No real organisation, person or event is meant.

/// One language of a statement: language, title, summary, body (Markdown), translator (empty for the authentic text).
pub struct Words(pub &'static str, pub &'static str, pub &'static str, pub &'static str, pub &'static str);

/// A statement.
pub struct Spoken {
    /// Which organisation: its place in the list of nodes.
    pub by: usize,
    /// What kind of text.
    pub kind: &'static str,
    /// Codes of the Istanbul agenda.
    pub demands: &'static [&'static str],
    /// Its languages; the first is the authentic one.
    pub texts: &'static [Words],
}

/// A dozen statements, in the order in which they are published.
pub const STATEMENTS: &[Spoken] = &[
    Spoken {
        by: 0,
        kind: "statement",
        demands: &["R1", "R2"],
        texts: &[
            Words(
                "en",
                "Nothing about the camp without the camp",
                "We ask that each committee that decides on water, food and shelter in Kakuma has two elected refugees \
                 with a vote.",
                "Decisions about our daily life are made in rooms we do not enter. We carry them out, and we answer for \
                 them to our neighbours.\n\n## What we ask\n\n- **Two seats with a vote** in each committee, for people \
                 the blocks elected.\n- The papers **a week before**, in the languages of the blocks.\n- A short note \
                 after each meeting that says what was decided and why.\n\nWe will send names as soon as the seats are \
                 there.",
                "",
            ),
            Words(
                "fr",
                "Rien sur le camp sans le camp",
                "Nous demandons que chaque comité qui décide de l’eau, de la nourriture et des abris à Kakuma compte deux \
                 réfugiés élus avec droit de vote.",
                "Les décisions sur notre vie quotidienne se prennent dans des salles où nous n’entrons pas. Nous les \
                 appliquons, et nous en répondons devant nos voisins.\n\n## Ce que nous demandons\n\n- **Deux sièges avec \
                 droit de vote** dans chaque comité, pour des personnes élues par les quartiers.\n- Les documents **une \
                 semaine avant**, dans les langues des quartiers.\n- Une courte note après chaque réunion, qui dit ce qui \
                 a été décidé et pourquoi.",
                "Kakuma Voices, translation circle",
            ),
        ],
    },
    Spoken {
        by: 1,
        kind: "position-paper",
        demands: &["W4", "W7"],
        texts: &[
            Words(
                "ar",
                "تمويل مباشر للمنظمات التي تقودها النساء",
                "نطلب أن يصل جزء من كل منحة مباشرة إلى منظمات تقودها لاجئات، بشروط تستطيع منظمة صغيرة أن تفي بها.",
                "تعمل منظماتنا حيث لا يصل أحد، ومع ذلك يمر التمويل عبر وسطاء ولا يصل إلينا منه إلا القليل.\n\n## ما نطلبه\n\n\
                 - **منح صغيرة** بطلب من صفحتين، وباللغة العربية.\n- عقود **لثلاث سنوات** لا لستة أشهر.\n- أن تُحتسب أجور \
                 العاملات ضمن التكاليف.\n\nنحن نجمع بياناتنا بأنفسنا، ونريد أن تُبنى السياسات عليها.",
                "",
            ),
            Words(
                "en",
                "Direct funding for organisations led by women",
                "We ask that a part of each grant goes directly to organisations led by refugee women, on terms that a \
                 small organisation can meet.",
                "Our organisations work where nobody else goes. Yet funding passes through others, and little of it \
                 reaches us.\n\n## What we ask\n\n- **Small grants** with a form of two pages, in Arabic.\n- Contracts for \
                 **three years**, not six months.\n- Wages counted as costs.\n\nWe collect our own data, and we want \
                 policy to be built on it.",
                "Rima, Beirut Women's Table",
            ),
        ],
    },
    Spoken {
        by: 2,
        kind: "statement",
        demands: &["L2", "L3"],
        texts: &[
            Words(
                "en",
                "An interview in a language you speak",
                "We ask for an interpreter of one's own choice in each asylum interview, and a recording that both sides \
                 can hear again.",
                "A single wrong word can decide a life. In the last year our members told us of forty interviews in which \
                 the interpreter spoke another dialect.\n\n1. Each person may **refuse an interpreter** without harm.\n2. \
                 Each interview is **recorded**, and the recording is given to the person.\n3. A mistake can be corrected \
                 **before** the decision.",
                "",
            ),
            Words(
                "fa-AF",
                "مصاحبه به زبانی که می‌دانید",
                "ما می‌خواهیم که در هر مصاحبهٔ پناهندگی، ترجمان به انتخاب خود شخص باشد و صدای مصاحبه ثبت شود.",
                "یک کلمهٔ نادرست می‌تواند سرنوشت یک انسان را تعیین کند.\n\n- هر شخص حق دارد که **ترجمان را رد کند** بدون آنکه \
                 زیان ببیند.\n- هر مصاحبه **ثبت** شود و یک نسخه به خود شخص داده شود.\n- اشتباه باید **پیش از** فیصله اصلاح شود.",
                "Athens Refugee Assembly, Dari group",
            ),
        ],
    },
    Spoken {
        by: 0,
        kind: "practice",
        demands: &["S4"],
        texts: &[Words(
            "en",
            "A school under the acacia: what works",
            "Evening classes by refugee teachers reached 210 adults. Here is how, and what it costs.",
            "We began with one lamp and eleven learners. After two years there are 210.\n\n## How it works\n\n- Teachers \
             are refugees who taught at home. They are paid.\n- Classes begin at six, after the queue for water.\n- \
             Children may come along; one teacher looks after them.\n\n## What it costs\n\nAbout four dollars a learner \
             each month, most of it for lamps and chalk.\n\n> Copy it. Tell us what you changed.",
            "",
        )],
    },
    Spoken {
        by: 1,
        kind: "statement",
        demands: &["S5"],
        texts: &[
            Words(
                "ar",
                "صحة الأمهات ليست ترفًا",
                "نطلب متابعة مجانية للحمل والولادة لكل امرأة، أيًّا كان وضعها القانوني.",
                "تؤجل نساء كثيرات زيارة الطبيبة خوفًا من الفاتورة أو من السؤال عن الأوراق.\n\n- **متابعة مجانية** طوال الحمل.\n\
                 - **لا سؤال عن الإقامة** في المركز الصحي.\n- قابلات من اللاجئات، بأجر واعتراف بشهاداتهن.",
                "",
            ),
            Words(
                "fr",
                "La santé des mères n’est pas un luxe",
                "Nous demandons un suivi gratuit de la grossesse et de l’accouchement pour chaque femme, quel que soit son \
                 statut juridique.",
                "Beaucoup de femmes retardent la visite chez le médecin, par peur de la facture ou d’une question sur leurs \
                 papiers.\n\n- Un **suivi gratuit** pendant toute la grossesse.\n- **Aucune question sur le séjour** au \
                 centre de santé.\n- Des sages-femmes réfugiées, payées et reconnues.",
                "Beirut Women's Table",
            ),
        ],
    },
    Spoken {
        by: 2,
        kind: "statement",
        demands: &["R4", "R5"],
        texts: &[
            Words(
                "fr",
                "Un conseil des réfugiés auprès de la mairie",
                "Nous demandons un conseil élu par les réfugiés, que la mairie doit entendre avant chaque décision qui \
                 nous touche.",
                "La ville décide des écoles, des transports et des logements. Nous y vivons, et personne ne nous demande \
                 notre avis.\n\nNous proposons un conseil de **quinze personnes**, élues pour deux ans, dont huit femmes au \
                 moins. La mairie lui répond **par écrit dans le mois**.",
                "",
            ),
            Words(
                "en",
                "A refugee council at the town hall",
                "We ask for a council elected by refugees, which the town hall must hear before each decision that affects \
                 us.",
                "The city decides on schools, transport and housing. We live here, and nobody asks us.\n\nWe propose a \
                 council of **fifteen people**, elected for two years, at least eight of them women. The town hall answers \
                 it **in writing within a month**.",
                "Athens Refugee Assembly",
            ),
        ],
    },
    Spoken {
        by: 0,
        kind: "story",
        demands: &["W2"],
        texts: &[Words(
            "en",
            "I repair radios",
            "A radio technician in Kakuma on her trade, and on why she will not be photographed with a sad face.",
            "People who visit ask to take my picture, and they ask me to look down. I say: take it while I work.\n\nI have \
             repaired more than nine hundred radios. Two young women learn from me. When a radio speaks again, the whole \
             row of houses comes to listen.\n\nThat is the picture.",
            "",
        )],
    },
    Spoken {
        by: 2,
        kind: "lesson",
        demands: &["M1"],
        texts: &[Words(
            "en",
            "What our survey got wrong, and how we mended it",
            "We asked 300 people by phone and heard mostly men. Counting who answers, by gender, changed the result.",
            "In spring we asked 300 households by phone. Four of five who answered were men, because the phone is theirs. \
             We had published the figures before we noticed.\n\n## What we do now\n\n- We say **who answered**, next to each \
             figure.\n- Women ask women, in the afternoon.\n- A figure without its denominator is not published.",
            "",
        )],
    },
    Spoken {
        by: 1,
        kind: "statement",
        demands: &["W8"],
        texts: &[Words(
            "ar",
            "باب آمن للشكوى",
            "نطلب طريقًا للشكوى من التحرش في مراكز المساعدات، تديره نساء من خارج المؤسسة.",
            "لا تشتكي المرأة إلى الشخص الذي يوقّع على مساعدتها.\n\n- **جهة مستقلة** تديرها نساء.\n- جواب خلال **أسبوعين**.\n- لا تُقطع \
             المساعدة في أثناء النظر في الشكوى.",
            "",
        )],
    },
    Spoken {
        by: 0,
        kind: "submission",
        demands: &["D2", "S1"],
        texts: &[
            Words(
                "fr",
                "Partager la responsabilité, pas seulement l’argent",
                "Contribution de Kakuma Voices : le partage des responsabilités commence par des visas, des marchés et des \
                 emplois.",
                "Les pays voisins accueillent la plupart d’entre nous. L’aide est utile, mais elle ne remplace ni un marché \
                 ouvert, ni une place dans une université.\n\n1. Ouvrir les marchés aux produits des régions qui \
                 accueillent.\n2. Reconnaître nos diplômes.\n3. Publier chaque année ce que chaque État a promis et ce qu’il \
                 a fait.",
                "",
            ),
            Words(
                "sw",
                "Tugawane wajibu, si pesa tu",
                "Mchango wa Kakuma Voices: kugawana wajibu kunaanza na viza, masoko na ajira.",
                "Nchi jirani ndizo zinazotupokea wengi wetu. Misaada inafaa, lakini haiwezi kuchukua nafasi ya soko lililo \
                 wazi wala nafasi ya chuo kikuu.\n\n1. Fungueni masoko kwa bidhaa za maeneo yanayotupokea.\n2. Tambueni vyeti \
                 vyetu.\n3. Chapisheni kila mwaka kile ambacho kila nchi iliahidi na ilichofanya.",
                "Kakuma Voices, translation circle",
            ),
        ],
    },
    Spoken {
        by: 2,
        kind: "statement",
        demands: &["L5"],
        texts: &[Words(
            "en",
            "No child behind a fence",
            "We ask that no child is detained for their papers, not for one night.",
            "A child does not understand why the door is locked. There are other ways, and they cost less: families who \
             take children in, houses with an open door, a person who accompanies them.\n\nWe ask the government to **end \
             the detention of children** now, and to say each month how many are still held.",
            "",
        )],
    },
    Spoken {
        by: 1,
        kind: "statement",
        demands: &["S1a"],
        texts: &[Words(
            "en",
            "Draft call for the market day",
            "A call for a market day of women's cooperatives in June.",
            "Eleven cooperatives will show what they make. The date will be confirmed.",
            "",
        )],
    },
];

/// A revision: which statement, in which language, the new title, the new body, what changed and why.
pub struct Revised(pub usize, pub &'static str, pub &'static str, pub &'static str, pub &'static str);

/// The revisions, made when everything above has arrived everywhere.
pub const REVISIONS: &[Revised] = &[
    Revised(
        3,
        "en",
        "A school under the acacia: what works after three years",
        "We began with one lamp and eleven learners. After three years there are 264.\n\n## How it works\n\n- Teachers are \
         refugees who taught at home. They are paid.\n- Classes begin at six, after the queue for water.\n- Children may \
         come along; **two** teachers look after them.\n\n## What it costs\n\nAbout five dollars a learner each month: lamps, \
         chalk, and since this year books.\n\n> Copy it. Tell us what you changed.",
        "New figures after the third year.",
    ),
    Revised(
        7,
        "en",
        "What our survey got wrong, and how we mended it",
        "In spring we asked 300 households by phone. Four of five who answered were men, because the phone is theirs. We \
         had published the figures before we noticed; they are **withdrawn**.\n\n## What we do now\n\n- We say **who \
         answered**, next to each figure.\n- Women ask women, in the afternoon.\n- A figure without its denominator is not \
         published.\n- A second person reads each figure before it goes out.",
        "We say clearly that the first figures are withdrawn.",
    ),
];

/// The statement that is withdrawn at the end, and why.
pub const WITHDRAWAL: (usize, &str) = (11, "The market day was cancelled.");
