//! How speakers, statements and words of other languages are shown, on every page the same.

use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::seek::Part;
use sofra_domain::actor::{Actor, ActorKind};
use sofra_domain::agenda;
use sofra_domain::statement::{Audience, Card, Kind};

use crate::i18n::Language;
use crate::viewer::Viewer;

/// Words with the attributes that say which language they are in.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The words.
    pub text: String,
    /// ` lang="…" dir="…"`, or nothing where they are in the page's language.
    pub attributes: String,
}

impl Words {
    /// Words in a known language.
    #[must_use]
    pub fn new(language: Language, tag: &LanguageTag, text: impl Into<String>) -> Self {
        Self { text: text.into(), attributes: language.attributes(tag) }
    }

    /// The best of several for a reader.
    #[must_use]
    pub fn best(viewer: &Viewer, texts: &Localized<String>, otherwise: &str) -> Self {
        texts.best(&viewer.languages, None).map_or_else(
            || Self { text: otherwise.to_owned(), attributes: r#" dir="auto""#.to_owned() },
            |(tag, text)| Self::new(viewer.language, tag, text.clone()),
        )
    }
}

/// Who speaks.
#[derive(Debug, Clone)]
pub struct Speaker {
    /// What they call themselves.
    pub name: Words,
    /// `@name@host`.
    pub handle: String,
    /// Their page here.
    pub path: String,
    /// The first letter of the name, in place of a picture.
    pub mark: String,
    /// What they are.
    pub kind: String,
    /// Where they live.
    pub host: String,
    /// Whether they live here.
    pub local: bool,
}

impl Speaker {
    /// The handle in two parts, so that a narrow line breaks before the host and not in the middle of a word.
    #[must_use]
    pub fn handle_parts(&self) -> (&str, &str) {
        self.handle.rfind('@').map_or((self.handle.as_str(), ""), |at| self.handle.split_at(at))
    }

    /// An actor, as a reader sees it.
    #[must_use]
    pub fn new(viewer: &Viewer, actor: &Actor) -> Self {
        let name = if actor.name.trim().is_empty() { &actor.username } else { &actor.name };
        let name = Words::best(viewer, &actor.localized_name(), name);
        let mark = name
            .text
            .chars()
            .find(|c| c.is_alphanumeric())
            .map_or_else(|| "@".to_owned(), |c| c.to_uppercase().collect());
        let kind = match actor.kind {
            ActorKind::Organisation => "actor-kind-organisation",
            ActorKind::Member => "actor-kind-member",
            ActorKind::Network => "actor-kind-network",
            ActorKind::Node => "actor-kind-node",
            ActorKind::Bot => "actor-kind-service",
        };
        Self {
            name,
            handle: actor.handle(),
            path: actor.path(),
            mark,
            kind: viewer.language.t(kind),
            host: actor.host.clone(),
            local: actor.local,
        }
    }
}

/// A statement in a list.
#[derive(Debug, Clone)]
pub struct CardView {
    /// Who speaks.
    pub speaker: Speaker,
    /// Whether the speaker is shown with it.
    pub with_speaker: bool,
    /// Its page here.
    pub path: String,
    /// Its title, or its first words.
    pub title: Words,
    /// The title with the words that were looked for; empty unless it was found by them.
    pub title_parts: Vec<Part>,
    /// What it asks.
    pub summary: Words,
    /// In place of the summary, the place where the words are that were looked for.
    pub excerpt: Vec<Part>,
    /// What kind of text it is.
    pub kind: String,
    /// When it came out: for programs, and in words.
    pub published: Option<(String, String)>,
    /// The languages it exists in.
    pub languages: String,
    /// The demands it is about.
    pub demands: Vec<DemandLink>,
    /// Who may read it, unless everybody may.
    pub audience: Option<String>,
    /// Whether it has changed since.
    pub revision: Option<String>,
    /// When it arrived here.
    pub received: Option<String>,
}

impl CardView {
    /// A statement, as a reader sees it.
    #[must_use]
    pub fn new(viewer: &Viewer, card: &Card, with_speaker: bool) -> Self {
        let language = viewer.language;
        let statement = &card.statement;
        let (title, summary) = card.text(&viewer.languages).map_or_else(
            || (Words { text: language.t("statement-title"), attributes: String::new() }, Words::default()),
            |text| {
                let words = |t: &str| Words::new(language, &text.language, t);
                let whole = sofra_base::text::sanitise::plain_text(&text.html);
                let first = sofra_base::text::sanitise::truncate(&whole, 80);
                match (text.title.is_empty(), text.summary.is_empty()) {
                    (false, false) => (words(&text.title), words(&text.summary)),
                    (false, true) => {
                        (words(&text.title), words(&sofra_base::text::sanitise::truncate(&whole, 300)))
                    }
                    // A short post has no title: its first words stand for it, and are not said twice.
                    (true, _) if !first.is_empty() => {
                        let rest = if whole == first {
                            String::new()
                        } else {
                            sofra_base::text::sanitise::truncate(&whole, 300)
                        };
                        (words(&first), words(&rest))
                    }
                    (true, _) => {
                        (Words { text: language.t("statement-title"), attributes: String::new() }, words(""))
                    }
                }
            },
        );
        let names: Vec<String> = card.texts.languages().map(|tag| language.language_name(tag)).collect();
        Self {
            speaker: Speaker::new(viewer, &card.author),
            with_speaker,
            path: statement.path(),
            title,
            title_parts: Vec::new(),
            summary,
            excerpt: Vec::new(),
            kind: kind(language, statement.kind),
            published: statement.published_at.map(|at| (at.day(), language.date(at))),
            languages: language.list(&names),
            demands: card.demands.iter().filter_map(|urn| DemandLink::of(viewer, urn)).collect(),
            audience: (statement.audience != Audience::Public)
                .then(|| audience(language, statement.audience)),
            revision: statement
                .is_revised()
                .then(|| language.t1("statement-revision-number", "number", statement.revision)),
            received: statement
                .received_at
                .filter(|_| !statement.local)
                .map(|at| language.t1("timeline-received", "when", language.ago(at, viewer.now))),
        }
    }

    /// All of a list.
    #[must_use]
    pub fn all(viewer: &Viewer, cards: &[Card], with_speaker: bool) -> Vec<Self> {
        cards.iter().map(|card| Self::new(viewer, card, with_speaker)).collect()
    }
}

/// The name of a kind of text.
#[must_use]
pub fn kind(language: Language, kind: Kind) -> String {
    language.t(match kind {
        Kind::Statement => "statement-kind-statement",
        Kind::PositionPaper => "statement-kind-position-paper",
        Kind::Practice => "statement-kind-practice",
        Kind::Lesson => "statement-kind-lesson",
        Kind::Story => "statement-kind-story",
        Kind::Submission => "statement-kind-submission",
        Kind::Post => "statement-kind-post",
        Kind::Event => "statement-kind-event",
    })
}

/// The name of an audience.
#[must_use]
pub fn audience(language: Language, audience: Audience) -> String {
    language.t(match audience {
        Audience::Public => "statement-audience-public",
        Audience::Network => "statement-audience-network",
        Audience::Followers => "statement-audience-followers",
        Audience::Local => "statement-audience-local",
        Audience::Direct => "statement-audience-direct",
    })
}

/// A demand in a list.
#[derive(Debug, Clone)]
pub struct DemandLink {
    /// `R1`.
    pub code: String,
    /// Its page.
    pub path: String,
    /// What is demanded.
    pub title: Words,
}

impl DemandLink {
    /// The demand that an identity names; nothing for one that this node does not know.
    #[must_use]
    pub fn of(viewer: &Viewer, urn: &str) -> Option<Self> {
        let (agenda, _, demand) = agenda::by_urn(urn)?;
        Some(Self {
            code: demand.code.clone(),
            path: agenda.path(demand),
            title: Words::best(viewer, &demand.title, &demand.code),
        })
    }
}
