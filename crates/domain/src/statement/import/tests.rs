use std::path::PathBuf;

use super::*;

const MADE_UP: &str = include_str!("../../../../../tests/fixtures/documents/made-up-declaration.txt");
const MADE_UP_ARABIC: &str =
    include_str!("../../../../../tests/fixtures/documents/made-up-declaration-ar.txt");

fn read(text: &str) -> Document {
    read_document(text.as_bytes()).expect("a document")
}

/// "Heading: 2 paragraphs, items at depths 0 0 1" for each section.
fn shape(document: &Document) -> Vec<(String, usize, Vec<u8>)> {
    let numbered: Vec<&Block> =
        document.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Heading { .. })).collect();
    let section = |section: Section| {
        let blocks = section.paragraphs.iter().map(|&number| numbered[number - 1]);
        let depths: Vec<u8> = blocks
            .filter_map(|block| match block.kind {
                BlockKind::Item { depth } => Some(depth),
                _ => None,
            })
            .collect();
        let paragraphs = section.paragraphs.len() - depths.len();
        (section.heading, paragraphs, depths)
    };
    document.outline().into_iter().map(section).collect()
}

fn expected(sections: &[(&str, usize, &[u8])]) -> Vec<(String, usize, Vec<u8>)> {
    let owned = |(heading, paragraphs, depths): &(&str, usize, &[u8])| {
        ((*heading).to_owned(), *paragraphs, depths.to_vec())
    };
    sections.iter().map(owned).collect()
}

fn items(document: &Document) -> Vec<&str> {
    let items = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Item { .. }));
    items.map(|block| block.text.as_str()).collect()
}

/// All words in order, without bullets, to see that none is lost, moved or made up.
fn words(text: &str) -> Vec<&str> {
    let bullets = ["•", "o", "§"];
    let words = text.split_whitespace();
    words.filter(|word| !bullets.contains(word)).collect()
}

fn all_words(document: &Document) -> String {
    let blocks = document.blocks.iter().map(|block| block.text.as_str());
    std::iter::once(document.title.as_str()).chain(blocks).collect::<Vec<_>>().join(" ")
}

#[test]
fn outlines_the_made_up_declaration() {
    let document = read(MADE_UP);
    assert_eq!(document.title, "Open doors, open books");
    assert_eq!(
        shape(&document),
        expected(&[
            ("Open doors, open books", 2, &[]),
            ("Opening", 4, &[0, 0, 0, 0]),
            ("Teachers and Their Work", 1, &[0, 0, 0, 0]),
            ("Pupils Without Papers", 2, &[0, 1, 1, 0, 0]),
            ("Books, Radios and Networks", 1, &[0, 0, 0, 0, 0]),
            ("Closing", 2, &[]),
        ])
    );
    let items = items(&document);
    assert!(items[2].starts_with("Keeps its doors open"));
    assert!(items[5].starts_with("Equal pay for equal hours. Volunteers"));
    assert!(items[13].ends_with("This should come with a small fund for batteries and spare parts;"));
    // The only thing that goes is the page number.
    let original = MADE_UP.replace("\n\u{c}12\n", "\n");
    assert_eq!(words(&all_words(&document)), words(&original));
}

#[test]
fn outlines_the_arabic_declaration() {
    let document = read(MADE_UP_ARABIC);
    assert_eq!(
        shape(&document),
        expected(&[
            ("أبواب مفتوحة وكتب مفتوحة", 1, &[]),
            ("تمهيد", 2, &[]),
            ("المعلمون وعملهم", 2, &[0, 0, 0]),
            ("تلاميذ بلا أوراق", 2, &[0, 1, 1, 0, 0]),
            ("الكتب والإذاعة", 1, &[0, 0, 0]),
            ("خاتمة", 1, &[]),
        ])
    );
    assert_eq!(words(&all_words(&document)), words(MADE_UP_ARABIC));
}

/// The communiqué is the congress's own text, so it is read where it lies and not copied here.
#[test]
fn outlines_the_communique_of_2018() {
    let path = std::env::var_os("SOFRA_COMMUNIQUE").map(PathBuf::from);
    let candidates = path.into_iter().chain(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .map(|up| up.join("shared/data/communique-2018.txt")),
    );
    let Some(bytes) = candidates.filter_map(|path| std::fs::read(path).ok()).next() else {
        eprintln!("not run: no communique-2018.txt; set SOFRA_COMMUNIQUE to its path");
        return;
    };
    let document = read_document(&bytes).expect("the communiqué");
    assert_eq!(document.title, "Shared responsibility, shared humanity");
    assert_eq!(
        shape(&document),
        expected(&[
            ("Shared responsibility, shared humanity", 1, &[]),
            ("Preamble", 2, &[]),
            ("A Call for a New Approach", 4, &[0; 10]),
            ("Priorities for Immediate Action", 1, &[]),
            ("Legal Rights and Asylum", 2, &[0; 7]),
            ("Access to Services", 2, &[0, 1, 1, 1, 0, 0, 0, 0, 0]),
            ("Durable Solutions and Sharing Responsibility", 2, &[0; 8]),
            ("Women and Displacement", 1, &[0; 9]),
            ("Representation and Participation", 1, &[0; 8]),
            ("Conclusion", 3, &[]),
        ])
    );
    let starts: Vec<String> =
        items(&document).iter().map(|item| item.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect();
    let durable: [&str; 8] = [
        "Development of alternative",
        "Creation of a",
        "Establishment of a",
        "Ensured collaboration and",
        "Expanded robust channels",
        "Ensured space for",
        "Reaffirmation of commitments",
        "Increases in the",
    ];
    assert_eq!(starts[26..34], durable);
    let representation: [&str; 8] = [
        "Support for refugee-led",
        "Guaranteed reform of",
        "Creation of pathways",
        "Development of inclusive",
        "Inclusion of municipalities",
        "Provision of the",
        "Support of refugee-led",
        "All responses to",
    ];
    assert_eq!(starts[43..], representation);
    let original = String::from_utf8(bytes).expect("UTF-8");
    assert_eq!(words(&all_words(&document)), words(&original));
    // Other extractors write the same pages with these.
    assert_eq!(read(&original.replace('\n', "\r\n")), document);
    assert_eq!(read(&original.replace("\n ", "\n\u{c}")), document);
    assert_eq!(read(&original.replace('•', "\u{f0b7}")), document);
}

#[test]
fn reads_markdown() {
    let text = "# Title *here*\r\n\r\nPara one\r\nwraps [link](https://a.example/x_y).\r\n\r\n\
        ## Section ##\r\n\r\n1. one\r\n2. two **bold**\r\n   - sub a\r\n   * sub b\r\n3. three\r\n\r\n   \
        more\r\n\r\nsnake_case & 5 * 3 \\*x\\*\r\n\r\nUnder\r\n-----\r\n> quote\r\n> more\r\n\r\n\
        ```\ncode *x*\n# line\n```\n---\n* star\n";
    let document = read(text);
    assert_eq!(document.title, "Title here");
    assert_eq!(
        document.to_markdown(),
        "Para one wraps link (https://a.example/x\\_y).\n\n## Section\n\n- one\n- two bold\n  - sub a\n  \
         - sub b\n- three more\n\nsnake\\_case \\& 5 \\* 3 \\*x\\*\n\n## Under\n\nquote more\n\n\
         code \\*x\\* \\# line\n\n- star\n"
    );
}

#[test]
fn lowers_sections_that_use_the_level_of_the_title() {
    let document = read("# Title\n# One\ntext\n## Two\ntext\n");
    let levels: Vec<u8> = document.outline().iter().map(|s| s.level).collect();
    assert_eq!(levels, [2, 3]);
}

#[test]
fn markdown_survives_a_round_trip() {
    for text in [MADE_UP, MADE_UP_ARABIC, "Title\n\n1. *one* _two_ [x](y) <b>\n# no\n\n- + a"] {
        let first = read(text);
        let again = read(&format!("# {}\n\n{}", first.title, first.to_markdown()));
        assert_eq!(first, again);
    }
}

#[test]
fn escapes_what_markdown_would_take_for_markup() {
    let block = |text: &str| Block { kind: BlockKind::Paragraph, text: text.to_owned() };
    let document = Document {
        title: "T".to_owned(),
        blocks: ["1. a", "- b", "# c", "<img>", "a\n\n# d", "", "12) x", "=="].map(block).into(),
    };
    assert_eq!(
        document.to_markdown(),
        "1\\. a\n\n\\- b\n\n\\# c\n\n\\<img\\>\n\na \\# d\n\n&nbsp;\n\n12\\) x\n\n\\==\n"
    );
}

#[test]
fn reads_french_lists_and_leaves_the_closing_line_out() {
    let text = "Charte des écoles ouvertes\n\nNous avons travaillé pendant deux jours à la préparation \
        de cette charte et nous\nl'avons adoptée à l'unanimité des présents.\n\nNos demandes\n\n\
        Nous demandons :\n•\n•\nle droit d'inscrire un enfant à tout moment de l'année, quels que \
        soient les\npapiers que présente la famille ;\nla gratuité des transports ;\n\nLes moyens\n\n\
        Nous proposons :\n- un fonds commun ;\n- une carte\n  unique ;\n\nFait à Port-Almire\n";
    assert_eq!(
        shape(&read(text)),
        expected(&[
            ("Charte des écoles ouvertes", 1, &[]),
            ("Nos demandes", 1, &[0, 0]),
            ("Les moyens", 2, &[0, 0]),
        ])
    );
}

#[test]
fn keeps_the_labels_of_numbered_paragraphs() {
    let text = "STATEMENT OF THE FORUM\n\n1. The Forum met on 3 May and thanks the hosts, the \
        interpreters and\nthe cooks.\n\n2. It calls on all municipalities to:\n\n(a) open their \
        registers;\n(b) publish the number of\nrefusals;\n\n3. The Forum will meet again.\n\n\
        SIGNED BY\nAmal Circle\nHarbour Women\nTeachers United\n";
    let document = read(text);
    assert_eq!(
        items(&document),
        [
            "1. The Forum met on 3 May and thanks the hosts, the interpreters and the cooks.",
            "2. It calls on all municipalities to:",
            "(a) open their registers;",
            "(b) publish the number of refusals;",
            "3. The Forum will meet again.",
        ]
    );
    let depths = &shape(&document)[0].2;
    assert_eq!(depths, &[0, 0, 1, 1, 0]);
    assert_eq!(document.outline().len(), 1, "names under a text are no headings");
}

#[test]
fn items_without_end_punctuation_answer_their_bullets() {
    let text = "What we want\nOur members ask for these:\n•\n•\n•\nPeace\nWork\nA school near home\n\
        Another section\nWe have a closing word here.\n";
    assert_eq!(shape(&read(text)), expected(&[("What we want", 1, &[0, 0, 0]), ("Another section", 1, &[])]));
}

#[test]
fn drops_page_headers_and_numbers_but_not_the_title() {
    let mut text = String::new();
    for page in 1..=4 {
        text.push_str(&format!(
            "The harbour charter\nEverybody on page {page} may speak, and whoever speaks is heard \
             until the\nend of the sentence.\nPage {page} of 4\n\u{c}"
        ));
    }
    let document = read(&text);
    assert_eq!(document.title, "The harbour charter");
    assert_eq!(document.blocks.len(), 4);
    assert!(!document.to_markdown().contains("of 4"));
}

#[test]
fn takes_out_overrides_and_control_characters() {
    let document = read("\u{feff}Title\n\nsafe \u{202e}text\u{202c}\u{7} here.\n");
    assert_eq!(document.blocks[0].text, "safe text here.");
}

#[test]
fn refuses_what_is_not_text() {
    assert_eq!(read_document(b""), Err(ImportError::Empty));
    assert_eq!(read_document(b" \n\x0c \r\n"), Err(ImportError::Empty));
    assert_eq!(read_document("•\n•\n".as_bytes()), Err(ImportError::Empty));
    assert_eq!(read_document(b"%PDF-1.7\n"), Err(ImportError::NotText));
    assert_eq!(read_document(b"\xff\xfeh\0i\0"), Err(ImportError::NotText));
    assert_eq!(read_document(b"a\0b"), Err(ImportError::NotText));
    let long = vec![b'a'; LIMIT_BYTES + 1];
    let limit_bytes = LIMIT_BYTES;
    assert_eq!(read_document(&long), Err(ImportError::TooLarge { limit_bytes }));
}

/// xorshift64*: repeatable noise without a dependency.
struct Noise(u64);

impl Noise {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).expect("31 bits") % limit
    }
}

const FRAGMENTS: [&str; 36] = [
    "•", "\n•\n", "o ", "§", "- ", "* ", "1. ", "(a) ", "\n", "\n\n", "\u{c}", " ", ":", ";", ".", ":\n",
    ";\n", ".\n", "Title", "word", "كلمة", "؛\n", "# ", "## ", "---\n", "```\n", "> ", "[a](b)", "**", "_",
    "\\", "&amp;", "\u{ad}\n", "-\n", "\u{301}", "é",
];

#[test]
fn never_panics_and_keeps_one_markdown_block_for_each_number() {
    let mut noise = Noise(7);
    for _ in 0..1500 {
        let mut text: Vec<char> = match noise.below(3) {
            0 => MADE_UP.chars().collect(),
            1 => MADE_UP_ARABIC.chars().collect(),
            _ => Vec::new(),
        };
        text.truncate(noise.below(text.len() + 1));
        for _ in 0..noise.below(60) {
            let at = noise.below(text.len() + 1);
            let end = (at + noise.below(4)).min(text.len());
            text.splice(at..end, FRAGMENTS[noise.below(FRAGMENTS.len())].chars());
        }
        let text: String = text.into_iter().collect();
        let Ok(document) = read_document(text.as_bytes()) else {
            continue;
        };
        assert!(!document.title.is_empty());
        let written = document.to_markdown();
        let lines = written.lines().filter(|line| !line.is_empty()).count();
        assert_eq!(lines, document.blocks.len(), "{text:?}");
        let again = read(&format!("# T\n\n{written}"));
        let texts =
            |document: &Document| -> Vec<String> { document.blocks.iter().map(|b| b.text.clone()).collect() };
        for (again, first) in texts(&again).iter().zip(texts(&document)) {
            assert_eq!(*again, first);
        }
        assert_eq!(again.blocks.len(), document.blocks.len(), "{written}");
    }
    for _ in 0..500 {
        let bytes: Vec<u8> = (0..noise.below(200)).map(|_| noise.below(256) as u8).collect();
        let _ = read_document(&bytes);
    }
}

#[test]
fn a_mebibyte_is_read_in_linear_time() {
    let patterns = [
        "\n•\n",
        ":\n",
        ")\u{ad}\n",
        "\u{c}A.\n",
        "A:\n",
        "x:\n•\ny\n",
        "• a.\n\nB.\n\n• c:\n",
        "# a\n[",
        "# a\n](",
        "# a\n**b",
        "# a\n- a\n  - b\n",
        ">",
        MADE_UP,
        MADE_UP_ARABIC,
    ];
    for pattern in patterns {
        let times = LIMIT_BYTES / pattern.len();
        let text = pattern.repeat(times);
        if let Ok(document) = read_document(text.as_bytes()) {
            document.to_markdown();
        }
    }
}
