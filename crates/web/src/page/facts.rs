//! What an organisation declares to be, and whom it gave a mandate, as its page shows it: the same for an organisation
//! of this node and of any other.

use sofra_base::clock::Timestamp;
use sofra_base::lang::LanguageTag;
use sofra_base::text::sanitise;
use sofra_domain::agenda;
use sofra_domain::mandate::rules::standing;
use sofra_domain::mandate::{Standing, View, model};
use sofra_domain::organisation::Facts;

use super::desk::profile::declared_key;
use super::show::Words;
use crate::i18n::Language;
use crate::viewer::Viewer;

/// A profile's facts in words.
pub struct FactsView {
    /// What it declares to be.
    pub declared: Vec<String>,
    /// Where it works.
    pub host: String,
    /// Where its people come from.
    pub origins: String,
    /// The languages it works in.
    pub languages: String,
    /// Since when.
    pub since: Option<i32>,
    /// How its decisions are made.
    pub decisions: Words,
    /// Address and host of its pages elsewhere.
    pub links: Vec<(String, String)>,
}

impl FactsView {
    /// For a reader; nothing where nothing is said.
    #[must_use]
    pub fn of(viewer: &Viewer, facts: &Facts) -> Option<Self> {
        if facts.is_empty() {
            return None;
        }
        let language = viewer.language;
        let name = |one: &sofra_base::country::Country| one.name(language.as_str()).to_owned();
        let origins: Vec<String> = facts.origins.iter().map(name).collect();
        let languages: Vec<String> =
            facts.languages.iter().map(|tag: &LanguageTag| language.language_name(tag)).collect();
        Some(Self {
            declared: facts.declared.iter().map(|one| language.t(declared_key(*one))).collect(),
            host: facts.host.as_ref().map(name).unwrap_or_default(),
            origins: language.list(&origins),
            languages: language.list(&languages),
            since: facts.since,
            decisions: Words::best(viewer, &facts.decisions, ""),
            links: facts
                .links
                .iter()
                .filter_map(|link| sanitise::https_link(link))
                .filter_map(|url| Some((url.to_string(), sanitise::domain_for_readers(url.host_str()?))))
                .collect(),
        })
    }
}

/// A mandate in words.
pub struct MandateView {
    /// The name that its holder chose.
    pub holder: String,
    /// Where it holds.
    pub forum: String,
    /// What it is about: code and words.
    pub scope: Vec<(String, Words)>,
    /// From when until when.
    pub time: String,
    /// How it stands, in a word.
    pub standing: String,
    /// Whether it holds now.
    pub holds: bool,
    /// The class of the badge.
    pub badge: &'static str,
    /// Its page here, or its own address elsewhere.
    pub href: String,
    /// Whether that is on this node.
    pub here: bool,
    /// The decision it rests on.
    pub decision: String,
    /// When that was taken, and the votes.
    pub decided: String,
    /// Why it was revoked.
    pub reason: String,
}

impl MandateView {
    /// For a reader.
    #[must_use]
    pub fn of(viewer: &Viewer, view: &View, username: &str, development: bool) -> Self {
        let language = viewer.language;
        let mandate = &view.mandate;
        let today = viewer.now.day();
        let state = standing(mandate, &today);
        let (from, until) = (day(language, &mandate.valid_from), day(language, &mandate.valid_until));
        let revoked = mandate.revoked_at.map(|at| language.date(at)).unwrap_or_default();
        let shown = match state {
            Standing::Draft => language.t("mandate-standing-draft"),
            Standing::Ahead => language.t1("mandate-standing-ahead", "date", &from),
            Standing::Active if mandate.unlisted_at.is_some() => language.t("mandate-standing-unlisted"),
            Standing::Active => language.t("mandate-standing-active"),
            Standing::Expired => language.t1("mandate-standing-expired", "date", &until),
            Standing::Revoked => language.t1("mandate-standing-revoked", "date", &revoked),
        };
        let elsewhere = sanitise::https_link(&mandate.uri)
            .map(|url| url.to_string())
            .or_else(|| (development && mandate.uri.starts_with("http://")).then(|| mandate.uri.clone()))
            .unwrap_or_default();
        Self {
            holder: mandate.shown_name.clone(),
            forum: mandate.forum.clone(),
            scope: view.scope.iter().filter_map(|urn| subject(viewer, urn)).collect(),
            time: language.t2("mandate-time", "from", &from, "until", &until),
            standing: shown,
            holds: state == Standing::Active && mandate.unlisted_at.is_none(),
            badge: match state {
                Standing::Active if mandate.unlisted_at.is_none() => " badge-well",
                Standing::Revoked | Standing::Expired | Standing::Active => " badge-alert",
                _ => "",
            },
            href: if mandate.local { model::path(username, &mandate.id) } else { elsewhere },
            here: mandate.local,
            decision: mandate.decision.clone(),
            decided: decided(language, view),
            reason: mandate.revocation_reason.clone(),
        }
    }
}

/// When it was decided, with how many votes.
fn decided(language: Language, view: &View) -> String {
    let mandate = &view.mandate;
    let date = mandate.decided_on.as_deref().map(|text| day(language, text)).unwrap_or_default();
    let votes = [mandate.votes_for, mandate.votes_against, mandate.votes_abstained];
    if votes.iter().all(Option::is_none) {
        return date;
    }
    let [yes, no, neither] = votes.map(|count| count.unwrap_or(0));
    let args: [(&str, &dyn crate::i18n::Arg); 4] =
        [("date", &date), ("for", &yes), ("against", &no), ("abstained", &neither)];
    language.message("mandate-decided-votes", &args, true)
}

/// A day of a mandate in words.
#[must_use]
pub fn day(language: Language, text: &str) -> String {
    Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z")).map_or_else(String::new, |at| language.date(at))
}

/// What a mandate can be about, in words: code and title.
#[must_use]
pub fn subject(viewer: &Viewer, urn: &str) -> Option<(String, Words)> {
    if let Some((_, _, demand)) = agenda::by_urn(urn) {
        return Some((demand.code.clone(), Words::best(viewer, &demand.title, &demand.code)));
    }
    if let Some((_, theme)) = agenda::theme_by_urn(urn) {
        return Some((theme.code.clone(), Words::best(viewer, &theme.title, &theme.code)));
    }
    let whole = agenda::whole_by_urn(urn)?;
    let words = Words { text: viewer.language.t("mandate-scope-whole"), attributes: String::new() };
    Some((whole.id.clone(), words))
}
