//! What the movement asks for. The agenda of Istanbul 2018 is data of the project: every node knows it, and a
//! demand's identity (`urn:sofra:agenda:istanbul-2018:R1`) is the same everywhere.

use std::sync::LazyLock;

use serde::Deserialize;
use sofra_base::lang::Localized;

/// The built-in agenda as it is written.
const ISTANBUL: &str = include_str!("../../../../config/agenda/istanbul-2018.toml");

/// An agenda: themes with demands.
#[derive(Debug, Clone, Deserialize)]
pub struct Agenda {
    /// Its name in addresses: `istanbul-2018`.
    pub id: String,
    /// Who adopted it, where and when.
    pub congress: Congress,
    /// Its themes in order.
    #[serde(rename = "theme")]
    pub themes: Vec<Theme>,
}

/// The gathering that adopted an agenda.
#[derive(Debug, Clone, Deserialize)]
pub struct Congress {
    /// What it was called.
    pub name: Localized<String>,
    /// Where it met.
    pub place: Localized<String>,
    /// The country, ISO 3166-1.
    pub country: String,
    /// The first day.
    pub starts: toml::value::Datetime,
    /// The last day.
    pub ends: toml::value::Datetime,
    /// How many people came.
    pub participants: i64,
    /// How many institutions they came from.
    pub institutions: i64,
    /// How many countries.
    pub countries: i64,
    /// How many organisations were asked before.
    pub consulted_organisations: i64,
    /// In how many countries.
    pub consulted_countries: i64,
    /// How it was adopted.
    pub adoption: String,
}

/// A theme.
#[derive(Debug, Clone, Deserialize)]
pub struct Theme {
    /// Its letter.
    pub code: String,
    /// What it is about.
    pub title: Localized<String>,
    /// What is demanded, in order.
    #[serde(rename = "demand")]
    pub demands: Vec<Demand>,
}

/// A demand.
#[derive(Debug, Clone, Deserialize)]
pub struct Demand {
    /// Its code: `R1`, `S1a`.
    pub code: String,
    /// What is demanded.
    pub title: Localized<String>,
    /// The demand that it is a part of.
    pub parent: Option<String>,
}

static AGENDA: LazyLock<Agenda> =
    LazyLock::new(|| toml::from_str(ISTANBUL).expect("the built-in agenda is sound, as its test shows"));

/// The built-in agenda.
#[must_use]
pub fn istanbul() -> &'static Agenda {
    &AGENDA
}

/// The agenda of that name.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Agenda> {
    (AGENDA.id == id).then(|| &*AGENDA)
}

impl Agenda {
    /// A demand by its code, whatever the case, with its theme.
    #[must_use]
    pub fn demand(&self, code: &str) -> Option<(&Theme, &Demand)> {
        self.themes.iter().find_map(|theme| {
            theme.demands.iter().find(|d| d.code.eq_ignore_ascii_case(code)).map(|demand| (theme, demand))
        })
    }

    /// The identity of a demand: the same on every node.
    #[must_use]
    pub fn urn(&self, demand: &Demand) -> String {
        format!("urn:sofra:agenda:{}:{}", self.id, demand.code)
    }

    /// The identity of a theme: the same on every node.
    #[must_use]
    pub fn theme_urn(&self, theme: &Theme) -> String {
        format!("urn:sofra:agenda:{}:{}", self.id, theme.code)
    }

    /// The identity of the whole agenda.
    #[must_use]
    pub fn whole_urn(&self) -> String {
        format!("urn:sofra:agenda:{}", self.id)
    }

    /// The path of a demand's page.
    #[must_use]
    pub fn path(&self, demand: &Demand) -> String {
        format!("/agenda/{}/{}", self.id, demand.code)
    }

    /// The hashtag that carries a demand to readers on other software.
    #[must_use]
    pub fn hashtag(&self, demand: &Demand) -> String {
        let name: String = self.id.split('-').map(capitalised).collect();
        format!("#{name}{}", demand.code)
    }

    /// All demands in order.
    pub fn demands(&self) -> impl Iterator<Item = &Demand> {
        self.themes.iter().flat_map(|theme| theme.demands.iter())
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The demand that an identity names.
#[must_use]
pub fn by_urn(urn: &str) -> Option<(&'static Agenda, &'static Theme, &'static Demand)> {
    let (id, code) = urn.strip_prefix("urn:sofra:agenda:")?.rsplit_once(':')?;
    let agenda = by_id(id)?;
    let (theme, demand) = agenda.demand(code)?;
    Some((agenda, theme, demand))
}

/// The theme that an identity names.
#[must_use]
pub fn theme_by_urn(urn: &str) -> Option<(&'static Agenda, &'static Theme)> {
    let (id, code) = urn.strip_prefix("urn:sofra:agenda:")?.rsplit_once(':')?;
    let agenda = by_id(id)?;
    Some((agenda, agenda.themes.iter().find(|theme| theme.code == code)?))
}

/// The agenda that an identity names.
#[must_use]
pub fn whole_by_urn(urn: &str) -> Option<&'static Agenda> {
    by_id(urn.strip_prefix("urn:sofra:agenda:")?)
}

/// The identity that a demand's page on any node stands for, so that a link alone is enough.
#[must_use]
pub fn urn_of_address(address: &str) -> Option<String> {
    let path = url::Url::parse(address).ok()?;
    let mut parts = path.path_segments()?;
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("agenda"), Some(id), Some(code), None) => {
            let agenda = by_id(id)?;
            agenda.demand(code).map(|(_, demand)| agenda.urn(demand))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_demand_speaks_three_languages_and_is_found_by_its_identity() {
        let agenda = istanbul();
        assert_eq!(agenda.themes.len(), 6);
        assert_eq!(agenda.demands().count(), 42);
        for demand in agenda.demands() {
            for language in ["en", "ar", "fr"] {
                let language = language.parse().expect("a language");
                assert!(
                    demand.title.get(&language).is_some_and(|t| !t.is_empty()),
                    "{} {language}",
                    demand.code
                );
            }
            let (_, _, found) = by_urn(&agenda.urn(demand)).expect("its own identity");
            assert_eq!(found.code, demand.code);
            if let Some(parent) = &demand.parent {
                assert!(agenda.demand(parent).is_some());
            }
        }
    }

    #[test]
    fn a_page_on_any_node_names_the_same_demand() {
        let urn = urn_of_address("https://elsewhere.example/agenda/istanbul-2018/R1");
        assert_eq!(urn.as_deref(), Some("urn:sofra:agenda:istanbul-2018:R1"));
        assert_eq!(urn_of_address("https://elsewhere.example/agenda/istanbul-2018/R1/x"), None);
    }
}
