//! The words that invented organisations are made of. They belong to nobody, and each text says that it is invented.

/// Numbered paragraphs of an invented statement.
pub const PARAGRAPHS: u64 = 8;

/// Beginnings of names.
pub const FIRST: &[&str] = &[
    "Olive",
    "Cedar",
    "Harbour",
    "Bridge",
    "Lantern",
    "River",
    "Open",
    "Morning",
    "Acacia",
    "Jasmine",
    "Two Shores",
    "Common",
    "Sunrise",
    "Saffron",
    "Baobab",
    "Lighthouse",
    "Threshold",
    "Kindred",
    "Long Road",
    "Hearth",
];

/// Ends of names.
pub const SECOND: &[&str] = &[
    "Circle",
    "Union",
    "Initiative",
    "Assembly",
    "House",
    "Collective",
    "Forum",
    "Council",
    "School",
    "Kitchen",
    "Workshop",
    "Alliance",
    "Committee",
    "Library",
    "Table",
];

/// Countries that the organisations work in, each as often as it stands here.
pub const HOSTS: &[&str] = &[
    "TR", "TR", "TR", "LB", "LB", "JO", "JO", "DE", "DE", "DE", "UG", "UG", "UG", "KE", "KE", "ET", "PK",
    "PK", "BD", "BD", "IR", "EG", "EG", "GR", "IT", "FR", "SE", "NL", "AT", "BE", "GB", "US", "CA", "CO",
    "CO", "PE", "EC", "CL", "BR", "MX", "ZA", "TZ", "RW", "TD", "CM", "NG", "NE", "SD", "ML", "MY", "TH",
    "IN", "ID", "AU", "PL", "MD", "RO", "CZ", "CH", "ES", "IQ", "TN", "MA", "MR", "ZM", "CD",
];

/// Countries that their people come from.
pub const ORIGINS: &[&str] = &[
    "SY", "SY", "SY", "AF", "AF", "AF", "SS", "SS", "SD", "SD", "MM", "MM", "CD", "CD", "SO", "SO", "ER",
    "VE", "VE", "UA", "IQ", "IR", "BI", "CF", "ET", "ML", "NG", "PS", "YE", "HN",
];

/// Languages that they work in.
pub const LANGUAGES: &[&str] = &[
    "en", "en", "ar", "ar", "ar", "fr", "fr", "fa", "es", "tr", "sw", "de", "ur", "bn", "so", "ti", "my",
    "uk", "ps",
];

/// What they declare to be, with how many times in a thousand.
pub const KINDS: &[(&str, u64)] =
    &[("refugee-led", 820), ("women-led", 310), ("youth-led", 180), ("host-community", 90), ("ally", 70)];

/// Why somebody has reservations, by language.
pub const RESERVATIONS: &[(&str, &str)] = &[
    ("en", "Invented text: we agree if those concerned decide on the money as well."),
    ("en", "Invented text: yes, but not without a date, and not without women at the table."),
    ("ar", "نص مختلَق: نوافق على ألا يحل هذا محل حق العمل."),
    ("ar", "نص مختلَق: نعم، بشرط أن تُنشر النتائج بلغاتنا."),
    ("fr", "Texte inventé : nous sommes d’accord, à condition que les camps ne soient pas oubliés."),
    ("fr", "Texte inventé : oui, mais avec une évaluation chaque année, faite par nous."),
];

/// Why somebody is against it, by language.
pub const OPPOSITION: &[(&str, &str)] = &[
    ("en", "Invented text: this puts the burden on those who have the least."),
    ("en", "Invented text: we were not asked, and it does not fit where we live."),
    ("ar", "نص مختلَق: لا نرى فيه ما يحمي من لا أوراق لديهم."),
    ("fr", "Texte inventé : la question des papiers doit passer avant."),
];

/// Why somebody is for it, by language.
pub const SUPPORT: &[(&str, &str)] = &[
    ("en", "Invented text: our members have asked for this for years."),
    ("ar", "نص مختلَق: هذا ما قاله أعضاؤنا في لقائنا."),
    ("fr", "Texte inventé : c’est ce que nos membres disent depuis longtemps."),
];

/// What invented statements are about.
pub const TITLES: &[&str] = &[
    "Invented: on work and its papers",
    "Invented: on schools that teach in our languages",
    "Invented: on health without fear",
    "Invented: on who sits at the table",
    "Invented: on money that reaches those concerned",
    "Invented: on safe roads",
];
