//! The further organisations of the demonstration, beside those that its nodes belong to. No real organisation or person
//! is meant.

/// What an organisation declares: kinds, countries of origin, host country, languages, year, language and words about
/// decisions.
pub type Declared = (
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
    &'static [&'static str],
    &'static str,
    (&'static str, &'static str),
);

/// An organisation that lives on the node of another.
pub struct Guest {
    /// On which node: its place in the list of nodes.
    pub node: usize,
    /// The name in its handle.
    pub username: &'static str,
    /// The language of its name and words.
    pub language: &'static str,
    /// Its name.
    pub name: &'static str,
    /// A few words about it.
    pub about: &'static str,
    /// What it declares.
    pub facts: Declared,
    /// With which name its officer signs in.
    pub login: &'static str,
    /// What the officer is called.
    pub person: &'static str,
    /// What it says when it applies to the network.
    pub applies: &'static str,
}

/// All of them; the last one still waits for a second member to vouch for it.
pub const GUESTS: &[Guest] = &[
    Guest {
        node: 0,
        username: "juba_road_women",
        language: "en",
        name: "Juba Road Women's Circle",
        about: "Market women who save, lend and decide together. (Invented for this demonstration.)",
        facts: (
            &["refugee-led", "women-led"],
            &["SS"],
            "UG",
            &["en", "ar"],
            "2014",
            ("en", "We talk until nobody is against it. If that takes two Sundays, it takes two Sundays."),
        ),
        login: "akello",
        person: "Akello",
        applies: "We are forty market women with a savings box, and we want to be heard before budgets are made.",
    },
    Guest {
        node: 0,
        username: "jeunes_des_collines",
        language: "fr",
        name: "Jeunes des Collines",
        about: "Des jeunes de quatre pays, une radio, un terrain de football. (Organisation inventée pour cette \
                démonstration.)",
        facts: (
            &["refugee-led", "youth-led"],
            &["CD", "BI"],
            "RW",
            &["fr", "sw", "rw"],
            "2019",
            ("fr", "Chaque colline élit deux délégués de moins de trente ans ; ils votent à main levée."),
        ),
        login: "espoir",
        person: "Espoir",
        applies: "Nous avons moins de trente ans, et l’on parle de nous sans nous. Nous voulons parler nous-mêmes.",
    },
    Guest {
        node: 0,
        username: "three_camps_teachers",
        language: "en",
        name: "Teachers of the Three Camps",
        about: "Refugee teachers who train each other. (Invented for this demonstration.)",
        facts: (
            &["refugee-led"],
            &["SO", "ET"],
            "KE",
            &["so", "en", "am"],
            "2012",
            ("en", "The teachers of each camp choose a speaker; the three speakers decide together."),
        ),
        login: "hodan",
        person: "Hodan",
        applies: "We teach eleven thousand children. We would like to say ourselves what a school needs.",
    },
    Guest {
        node: 1,
        username: "amman_weavers",
        language: "ar",
        name: "نسّاجات عمّان",
        about: "تعاونية نسيج تديرها لاجئات، وتعيش منها ثلاثون أسرة. (منظمة متخيَّلة لهذا العرض.)",
        facts: (
            &["refugee-led", "women-led"],
            &["SY", "IQ"],
            "JO",
            &["ar"],
            "2018",
            ("ar", "مجلس من سبع نساء، يتغير نصفه كل عام."),
        ),
        login: "hanan",
        person: "حنان",
        applies: "نعمل وننتج ونبيع، ولا أحد يسألنا عن قوانين العمل. نريد أن نُسأل.",
    },
    Guest {
        node: 1,
        username: "bayt_al_nil",
        language: "ar",
        name: "بيت النيل – House of the Nile",
        about: "بيت مفتوح للقادمين من السودان وإريتريا: دروس ومشورة وشاي. (منظمة متخيَّلة لهذا العرض.)",
        facts: (
            &["refugee-led"],
            &["SD", "ER"],
            "EG",
            &["ar", "ti", "en"],
            "2020",
            ("ar", "نجتمع كل خميس، والقرار بأغلبية الحاضرين."),
        ),
        login: "salma",
        person: "سلمى",
        applies: "نستقبل كل أسبوع مئة أسرة جديدة، ونعرف ما تحتاج إليه قبل أن تُكتب التقارير.",
    },
    Guest {
        node: 1,
        username: "students_bridge",
        language: "en",
        name: "Students' Bridge",
        about: "Refugee students who help each other into university. (Invented for this demonstration.)",
        facts: (
            &["refugee-led", "youth-led"],
            &["SY", "AF"],
            "TR",
            &["tr", "ar", "fa", "en"],
            "2016",
            ("en", "Every student has a vote, on paper, at the beginning of each term."),
        ),
        login: "zeynep",
        person: "Zeynep",
        applies: "We are students in nine cities. Decisions about diplomas are made far from us.",
    },
    Guest {
        node: 2,
        username: "table_de_marseille",
        language: "fr",
        name: "La Table de Marseille",
        about: "Exilés et voisins autour d’une même table, chaque mardi. (Organisation inventée pour cette démonstration.)",
        facts: (
            &["refugee-led", "host-community"],
            &["SD", "AF", "GN"],
            "FR",
            &["fr", "ar", "fa"],
            "2015",
            ("fr", "Deux responsables signent chaque décision : une personne exilée et une voisine."),
        ),
        login: "ibrahima",
        person: "Ibrahima",
        applies: "Nous faisons la soupe et les recours. Nous voudrions aussi faire entendre ce que nous savons.",
    },
    Guest {
        node: 2,
        username: "open_courtyard",
        language: "de",
        name: "Offener Hof",
        about: "Ein Hof, zwölf Sprachen, eine Werkstatt. (Erfunden für diese Vorführung.)",
        facts: (
            &["host-community", "refugee-led"],
            &["SY", "UA", "ER"],
            "DE",
            &["de", "ar", "uk", "en"],
            "2017",
            ("de", "Wer im Hof arbeitet, stimmt mit. Es zählt die Mehrheit."),
        ),
        login: "milena",
        person: "Milena",
        applies: "We are neighbours, old and new, with one courtyard. We can lend rooms, and we want to listen.",
    },
    Guest {
        node: 2,
        username: "mesa_del_sur",
        language: "es",
        name: "Mesa del Sur",
        about: "Una mesa de personas refugiadas y vecinas, en el sur de la ciudad. (Organización inventada para esta \
                demostración.)",
        facts: (
            &["refugee-led", "women-led"],
            &["VE", "HT"],
            "CO",
            &["es", "ht"],
            "2021",
            ("es", "Decidimos en asamblea, por dos tercios."),
        ),
        login: "yuleima",
        person: "Yuleima",
        applies: "Queremos hablar con quienes hacen lo mismo en otros continentes.",
    },
    Guest {
        node: 2,
        username: "radio_patio",
        language: "es",
        name: "Radio del Patio",
        about: "Una radio de barrio, hecha por jóvenes. (Organización inventada para esta demostración.)",
        facts: (
            &["refugee-led", "youth-led"],
            &["VE", "CO"],
            "EC",
            &["es"],
            "2023",
            ("es", "Cada sábado, quienes hacen la radio votan el programa."),
        ),
        login: "mateo",
        person: "Mateo",
        applies: "Tenemos un micrófono y muchas historias. Nos gustaría contarlas con ustedes.",
    },
];
