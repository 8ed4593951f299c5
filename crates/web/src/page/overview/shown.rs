//! What the pages of the network view have in common: their head, their figures with the links behind them, subjects.

use sofra_domain::overview::store::Line;
use sofra_domain::overview::{Dimension, Scope, Stances, View, What};
use sofra_domain::position::Stance;
use sofra_domain::position::subject::Kind;

use super::asked::{self, Asked, label, subject_pair};
use crate::i18n::Language;
use crate::page::chart::{Chart, bar, stance_key};
use crate::page::show::{Speaker, Words};
use crate::viewer::Viewer;

/// A value that can be chosen.
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub on: bool,
}

/// The message that names a dimension.
pub(super) const fn by_key(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Host => "overview-by-host",
        Dimension::Origin => "overview-by-origin",
        Dimension::Region => "overview-by-region",
        Dimension::Kind => "overview-by-kind",
        Dimension::Language => "overview-by-language",
        Dimension::All | Dimension::Week | Dimension::Version => "overview-title",
    }
}

/// A figure, in words and with the address of the positions behind it.
pub(super) struct Stance4 {
    pub label: String,
    pub count: i64,
    pub number: String,
    pub share: String,
    pub href: String,
}

impl Stance4 {
    /// All four. `with` narrows the list behind each.
    pub fn all(
        language: Language,
        asked: &Asked,
        stances: &Stances,
        with: &[(&'static str, &str)],
    ) -> Vec<Self> {
        let all = stances.all().max(1);
        Stance::ALL
            .iter()
            .map(|stance| {
                let count = stances.of(*stance);
                let mut pairs = vec![("stance", stance.as_str())];
                pairs.extend_from_slice(with);
                Self {
                    label: language.plain(stance_key(*stance)),
                    count,
                    number: language.number(count),
                    share: percent(language, (count * 1000 / all + 5) / 10),
                    href: asked.link("/overview/positions", &pairs),
                }
            })
            .collect()
    }
}

/// A percentage, as the language writes it.
pub(super) fn percent(language: Language, number: i64) -> String {
    language.plain1("overview-percent", "number", number)
}

/// A subject with its figures.
pub(super) struct SubjectView {
    pub code: String,
    pub title: Words,
    /// Its own view.
    pub href: String,
    pub chart: Chart,
    pub answers: i64,
    pub figures: Vec<Stance4>,
    pub stale: i64,
}

/// What a subject is called, for a reader.
pub(super) fn title(viewer: &Viewer, view: &View, identity: &str) -> (String, Words) {
    let language = viewer.language;
    let Some(named) = view.named.get(identity) else {
        return (String::new(), Words { text: identity.to_owned(), attributes: " dir=\"ltr\"".to_owned() });
    };
    let otherwise = match named.kind {
        Kind::Unknown => language.plain("overview-subject-unknown"),
        _ => identity.to_owned(),
    };
    let words = Words::best(viewer, &named.title, &otherwise);
    let code = match (&named.code, named.paragraph) {
        (Some(code), _) => code.clone(),
        (None, Some(number)) => format!("§ {number}"),
        (None, None) => String::new(),
    };
    (code, words)
}

impl SubjectView {
    pub fn new(viewer: &Viewer, asked: &Asked, view: &View, line: &Line) -> Self {
        let language = viewer.language;
        let (code, title) = title(viewer, view, &line.subject);
        let (name, value) = subject_pair(&line.subject);
        let figures = Stance4::all(language, asked, &line.stances, &[(name, &value)]);
        Self {
            chart: bar(language, if code.is_empty() { &title.text } else { &code }, &line.stances),
            href: asked.link("/overview", &[(name, &value)]),
            answers: line.stances.all(),
            figures: figures.into_iter().filter(|figure| figure.count > 0).collect(),
            stale: line.stale,
            code,
            title,
        }
    }

    /// One about which nobody said anything.
    pub fn empty(viewer: &Viewer, asked: &Asked, view: &View, identity: &str) -> Self {
        let line = Line {
            subject: identity.to_owned(),
            stances: Stances::default(),
            ground: None,
            contested: None,
            stale: 0,
        };
        Self::new(viewer, asked, view, &line)
    }
}

/// Common ground on a subject.
pub(super) struct GroundView {
    pub subject: SubjectView,
    pub score: String,
    pub constituencies: usize,
    pub weakest: String,
    pub weakest_share: String,
    pub weakest_href: String,
}

impl GroundView {
    pub fn new(viewer: &Viewer, asked: &Asked, view: &View, line: &Line) -> Option<Self> {
        let (language, ground) = (viewer.language, line.ground.as_ref()?);
        let by = view.question.by;
        let (name, value) = subject_pair(&line.subject);
        let (who, chosen) = asked::pair(by, &ground.weakest);
        Some(Self {
            subject: SubjectView::new(viewer, asked, view, line),
            score: language.number((ground.score + 5) / 10),
            constituencies: ground.constituencies,
            weakest: label(language, by, &ground.weakest),
            weakest_share: percent(language, (ground.weakest_share + 5) / 10),
            weakest_href: asked.link("/overview/positions", &[(name, &value), (who, &chosen)]),
        })
    }
}

/// A part of the view, in the row of tabs.
pub(super) struct Tab {
    pub href: String,
    pub label: String,
    pub on: bool,
}

/// The head of each page.
pub(super) struct Head {
    pub title: String,
    pub speaker: Option<Speaker>,
    pub about: Option<(String, Words)>,
    /// Of whom alone, each with the address without that.
    pub only: Vec<(String, String)>,
    /// The address without what it is about.
    pub all_subjects: Option<String>,
    pub answered: String,
    pub countries: Option<String>,
    pub at: String,
    /// The other part of a network's view: word, address.
    pub other_part: Option<(String, String)>,
    pub members_part: bool,
    pub tabs: Vec<Tab>,
    pub hidden: Vec<(&'static str, String)>,
    pub themes: Vec<Choice>,
    pub choices: Vec<(&'static str, String, Vec<Choice>)>,
}

impl Head {
    pub fn new(viewer: &Viewer, asked: &Asked, view: &View, path: &'static str) -> Self {
        let language = viewer.language;
        let voices = &view.voices;
        let about = match &view.question.what {
            What::Everything => None,
            What::Theme(urn) => sofra_domain::agenda::theme_by_urn(urn)
                .map(|(_, theme)| (theme.code.clone(), Words::best(viewer, &theme.title, &theme.code))),
            What::Subject(identity) => Some(title(viewer, view, identity)),
            What::Call(_) => view.call.as_ref().map(|(call, texts)| {
                let titles = texts.iter().map(|text| (text.language.clone(), text.title.clone())).collect();
                (String::new(), Words::best(viewer, &titles, &call.uri))
            }),
        };
        let conditions = view.question.conditions();
        let only = conditions.iter().map(|(dimension, value)| {
            (label(language, *dimension, value), asked.without(path, asked::parameter_of(*dimension)))
        });
        let only = only.collect();
        let other_part = match (&view.question.scope, asked.inside) {
            (Scope::Members(_), _) => Some(("overview-see-public", "public")),
            (Scope::Public(_), true) => Some(("overview-see-members", "members")),
            _ => None,
        };
        let tabs = [
            ("/overview", "overview-tab-whole"),
            ("/overview/subjects", "overview-tab-subjects"),
            ("/overview/who", "overview-tab-who"),
            ("/overview/weeks", "overview-tab-weeks"),
            ("/overview/method", "overview-tab-method"),
        ];
        let answered = language.message(
            match (&view.question.scope, voices.at_most) {
                (_, true) => "overview-answered-at-most",
                (Scope::All, false) => "overview-answered-here",
                _ => "overview-answered",
            },
            &[("members", &voices.members), ("spoken", &voices.spoken)],
            true,
        );
        Self {
            title: match &asked.network {
                Some(network) => {
                    language.plain1("overview-title-of", "name", Speaker::new(viewer, network).name.text)
                }
                None => language.plain("overview-title"),
            },
            speaker: asked.network.as_ref().map(|network| Speaker::new(viewer, network)),
            all_subjects: about.as_ref().map(|_| asked.without(path, "theme")),
            about,
            only,
            answered,
            countries: (view.question.who.is_none() && voices.countries > 0).then(|| {
                language.t2("overview-countries", "spoken", voices.countries_spoken, "all", voices.countries)
            }),
            at: language.date_time(view.at),
            other_part: other_part.map(|(key, part)| (language.t(key), asked.link(path, &[("part", part)]))),
            members_part: !view.question.scope.is_public(),
            tabs: tabs
                .into_iter()
                .map(|(to, key)| Tab { href: asked.link(to, &[]), label: language.t(key), on: to == path })
                .collect(),
            hidden: asked.hidden(),
            themes: super::themes(viewer, &view.question.what),
            choices: Dimension::CHOICES
                .iter()
                .map(|dimension| {
                    let values = super::values(viewer, view, *dimension);
                    (asked::parameter_of(*dimension), language.t(by_key(*dimension)), values)
                })
                .filter(|(.., values)| !values.is_empty())
                .collect(),
        }
    }
}
