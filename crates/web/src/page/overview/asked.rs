//! What an address asks of the network view, and the addresses that ask for more of it.

use sofra_base::country::Country;
use sofra_base::lang::LanguageTag;
use sofra_domain::actor::{Actor, ActorId};
use sofra_domain::network::model::CallId;
use sofra_domain::organisation::model::Declared;
use sofra_domain::overview::{Dimension, Question, Scope, What, store};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, Result, agenda, network};

use crate::i18n::Language;
use crate::page::desk::profile::declared_key;

/// How a value that is not told is written in an address.
const NOT_TOLD: &str = "none";
/// Characters of a subject's identity in an address at most.
const LONGEST: usize = 2_000;

/// The parameter that chooses by a dimension.
pub(crate) const fn parameter_of(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Host => "country",
        Dimension::Origin => "origin",
        Dimension::Region => "region",
        Dimension::Kind => "kind",
        Dimension::Language => "language",
        Dimension::All | Dimension::Week | Dimension::Version => "",
    }
}

/// What is asked.
pub(crate) struct Asked {
    /// Of the network, if it is one.
    pub network: Option<Actor>,
    /// Whether the reader has a seat in a member of it.
    pub inside: bool,
    /// The question.
    pub question: Question,
}

/// Reads what an address asks. What is no country, theme… is left out; what may not be seen is not there.
///
/// # Errors
/// `NotFound`.
pub(crate) fn read(
    conn: &mut AnyConnection,
    reader: &Reader,
    network: Option<&ActorId>,
    get: impl Fn(&str) -> String,
) -> Result<Asked> {
    let wanted = get("network");
    let named = match network {
        Some(id) => Some(id.clone()),
        None if wanted.is_empty() => None,
        None => Some(ActorId::parse(&wanted).ok_or(Error::NotFound)?),
    };
    let mut inside = false;
    let mut found = None;
    let scope = match named {
        None => Scope::All,
        Some(id) => {
            found = Some(store::network(conn, &id)?);
            inside =
                reader.is_local() && network::audience::is_told(conn, std::slice::from_ref(&id), reader)?;
            match get("part").as_str() {
                "members" if !inside => return Err(Error::NotFound),
                "public" => Scope::Public(id),
                _ if inside => Scope::Members(id),
                _ => Scope::Public(id),
            }
        }
    };
    let mut question = Question::all(scope);
    if let Some(what) = what(&get) {
        question.what = what;
    }
    let mut conditions = Dimension::CHOICES.iter().filter_map(|dimension| {
        let value = value(*dimension, &get(parameter_of(*dimension)))?;
        Some((*dimension, value))
    });
    question.who = conditions.next();
    question.and = conditions.collect();
    if let Some(by) = Dimension::parse(&get("by")).filter(|by| Dimension::CONSTITUENCIES.contains(by)) {
        question.by = by;
    }
    // A theme or a call that is not there is nothing to look at.
    store::subjects(conn, &question.scope, &question.what)?;
    Ok(Asked { network: found, inside, question })
}

fn what(get: &impl Fn(&str) -> String) -> Option<What> {
    let istanbul = agenda::istanbul();
    if let Some(id) = CallId::parse(&get("call")) {
        return Some(What::Call(id));
    }
    let demand = get("demand");
    if let Some((_, found)) = istanbul.demand(&demand) {
        return Some(What::Subject(istanbul.urn(found)));
    }
    let subject = get("subject");
    if !subject.is_empty() && subject.len() <= LONGEST {
        return Some(What::Subject(subject));
    }
    let theme = get("theme");
    let by_code = istanbul.themes.iter().find(|known| known.code.eq_ignore_ascii_case(&theme));
    by_code
        .map(|known| istanbul.theme_urn(known))
        .or_else(|| agenda::theme_by_urn(&theme).map(|(agenda, known)| agenda.theme_urn(known)))
        .map(What::Theme)
}

/// A value of a dimension, as it is counted; nothing for what is none.
pub(crate) fn value(dimension: Dimension, text: &str) -> Option<String> {
    if text == NOT_TOLD {
        return Some(String::new());
    }
    match dimension {
        Dimension::Host | Dimension::Origin => Country::parse(text).map(|c| c.as_str().to_owned()),
        Dimension::Region => {
            Country::all().filter_map(Country::region).find(|code| *code == text).map(str::to_owned)
        }
        Dimension::Kind => Declared::parse(text).map(|kind| kind.as_str().to_owned()),
        Dimension::Language => text.parse::<LanguageTag>().ok().map(|tag| tag.to_string()),
        Dimension::All | Dimension::Week | Dimension::Version => None,
    }
}

/// A value in words.
pub(crate) fn label(language: Language, dimension: Dimension, value: &str) -> String {
    if value.is_empty() {
        return language.plain("overview-not-told");
    }
    match dimension {
        Dimension::Host | Dimension::Origin => Country::parse(value)
            .map_or_else(|| value.to_owned(), |country| country.name(language.as_str()).to_owned()),
        Dimension::Region => language.plain(&format!("region-{value}")),
        Dimension::Kind => {
            Declared::parse(value).map_or_else(|| value.to_owned(), |kind| language.plain(declared_key(kind)))
        }
        Dimension::Language => {
            value.parse::<LanguageTag>().map_or_else(|_| value.to_owned(), |tag| language.language_name(&tag))
        }
        Dimension::All | Dimension::Week | Dimension::Version => value.to_owned(),
    }
}

/// The parameters that name a subject, as short as can be.
pub(crate) fn subject_pair(identity: &str) -> (&'static str, String) {
    match agenda::by_urn(identity) {
        Some((agenda, _, demand)) if agenda.id == agenda::istanbul().id => ("demand", demand.code.clone()),
        _ => ("subject", identity.to_owned()),
    }
}

impl Asked {
    /// The parameters of the scope.
    fn scope_pairs(&self) -> Vec<(&'static str, String)> {
        let part = if self.question.scope.is_public() { "public" } else { "members" };
        self.network.as_ref().map_or_else(Vec::new, |network| {
            vec![("network", network.id.to_string()), ("part", part.to_owned())]
        })
    }

    fn what_pair(&self) -> Option<(&'static str, String)> {
        match &self.question.what {
            What::Everything => None,
            What::Theme(urn) => agenda::theme_by_urn(urn).map(|(_, theme)| ("theme", theme.code.clone())),
            What::Subject(identity) => Some(subject_pair(identity)),
            What::Call(id) => Some(("call", id.to_string())),
        }
    }

    fn who_pairs(&self) -> Vec<(&'static str, String)> {
        self.question.conditions().iter().map(|(dimension, value)| pair(*dimension, value)).collect()
    }

    /// An address that asks the same, with other or further parameters in place of its own.
    pub(crate) fn link(&self, path: &str, with: &[(&'static str, &str)]) -> String {
        let by = Some(("by", self.question.by.as_str().to_owned()))
            .filter(|_| self.question.by != Dimension::Region);
        let own = self.scope_pairs().into_iter().chain(self.what_pair()).chain(self.who_pairs()).chain(by);
        let replaced = |name: &str| with.iter().any(|(new, _)| same_choice(new, name));
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in own.filter(|(name, _)| !replaced(name)) {
            query.append_pair(name, &value);
        }
        for (name, value) in with.iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// As [`Asked::link`], without one parameter.
    pub(crate) fn without(&self, path: &str, name: &'static str) -> String {
        self.link(path, &[(name, "")])
    }

    /// What is kept in a form beside its own fields.
    pub(crate) fn hidden(&self) -> Vec<(&'static str, String)> {
        let subject = self.what_pair().filter(|(name, _)| matches!(*name, "subject" | "call" | "demand"));
        self.scope_pairs().into_iter().chain(subject).collect()
    }
}

/// The parameter that chooses a value.
pub(crate) fn pair(dimension: Dimension, value: &str) -> (&'static str, String) {
    let value = if value.is_empty() { NOT_TOLD.to_owned() } else { value.to_owned() };
    (parameter_of(dimension), value)
}

/// Whether two parameters choose the same thing, so that one takes the other's place.
fn same_choice(one: &str, other: &str) -> bool {
    const WHAT: [&str; 4] = ["call", "demand", "subject", "theme"];
    one == other || (WHAT.contains(&one) && WHAT.contains(&other))
}
