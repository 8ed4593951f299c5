//! A network's own agenda: themes and demands beside those that all nodes know.

use serde::{Deserialize, Serialize};
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;

use super::store;
use crate::actor::{self, Actor};
use crate::error::{FieldError, Result};

/// Themes at most.
pub const THEMES: usize = 26;
/// Demands of one theme at most.
pub const DEMANDS: usize = 60;
/// Characters of a title at most.
pub const TITLE: usize = 500;

/// What a network asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// The language of the authentic text.
    #[serde(default)]
    pub authentic: Option<LanguageTag>,
    /// In order.
    #[serde(default)]
    pub themes: Vec<Theme>,
}

/// A theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Letters: `A`.
    pub code: String,
    /// What it is about.
    pub title: Localized<String>,
    /// What is demanded, in order.
    #[serde(default)]
    pub demands: Vec<Demand>,
}

/// A demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// The code of its theme with a number: `A1`.
    pub code: String,
    /// What is demanded.
    pub title: Localized<String>,
}

impl Agenda {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.themes.is_empty()
    }

    /// A demand by its code, whatever the case, with its theme.
    #[must_use]
    pub fn demand(&self, code: &str) -> Option<(&Theme, &Demand)> {
        self.themes.iter().find_map(|theme| {
            let found = theme.demands.iter().find(|demand| demand.code.eq_ignore_ascii_case(code))?;
            Some((theme, found))
        })
    }

    /// As it is written by hand, in one language: a line a theme or demand.
    #[must_use]
    pub fn written(&self, language: &LanguageTag) -> String {
        let mut lines = Vec::new();
        let mut line = |code: &str, title: &Localized<String>| {
            if let Some(text) = title.get(language) {
                lines.push(format!("{code}: {text}"));
            }
        };
        for theme in &self.themes {
            line(&theme.code, &theme.title);
            theme.demands.iter().for_each(|demand| line(&demand.code, &demand.title));
        }
        lines.join("\n")
    }

    /// The languages it is written in, the authentic one first.
    #[must_use]
    pub fn languages(&self) -> Vec<LanguageTag> {
        let mut found: Vec<LanguageTag> = self.authentic.clone().into_iter().collect();
        for theme in &self.themes {
            for language in theme.title.languages() {
                if !found.contains(language) {
                    found.push(language.clone());
                }
            }
        }
        found
    }

    /// Only what is within the bounds: of what other nodes send.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        let clean = |title: &mut Localized<String>| {
            let entries = title
                .iter()
                .take(20)
                .map(|(language, text)| (language.clone(), sanitise::truncate(&sanitise::line(text), TITLE)));
            *title = Localized::lenient(entries.map(|(language, text)| (language.to_string(), text)));
        };
        self.themes.truncate(THEMES);
        self.themes.retain(|theme| is_theme_code(&theme.code));
        for theme in &mut self.themes {
            clean(&mut theme.title);
            theme.demands.truncate(DEMANDS);
            let code = theme.code.clone();
            theme.demands.retain(|demand| is_demand_code(&demand.code, &code));
            theme.demands.iter_mut().for_each(|demand| clean(&mut demand.title));
        }
        self
    }
}

/// Reads what was written by hand, one text a language, the authentic one first: `A: what it is about` begins a theme,
/// `A1: what is demanded` a demand in it. Codes of the authentic text decide what there is.
///
/// # Errors
/// All that is wrong, at once; the field is `texts.N.agenda`.
pub fn read(texts: &[(String, String)]) -> std::result::Result<Agenda, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut agenda = Agenda::default();
    for (index, (language, written)) in texts.iter().enumerate() {
        let field = format!("texts.{index}.agenda");
        let Ok(language) = language.parse::<LanguageTag>() else {
            wrong.push(FieldError::new(format!("texts.{index}.language"), "error-language-invalid"));
            continue;
        };
        let is_authentic = agenda.authentic.is_none();
        if is_authentic {
            agenda.authentic = Some(language.clone());
        }
        for (number, line) in (1_i64..).zip(written.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            if let Err(key) = take_line(&mut agenda, &language, line, is_authentic) {
                wrong.push(FieldError { field: field.clone(), key, args: vec![("line", number)] });
            }
        }
    }
    if agenda.themes.len() > THEMES || agenda.themes.iter().any(|theme| theme.demands.len() > DEMANDS) {
        wrong.push(FieldError::limit("texts.0.agenda", "error-agenda-too-long", DEMANDS as i64));
    }
    if wrong.is_empty() { Ok(agenda) } else { Err(wrong) }
}

fn take_line(
    agenda: &mut Agenda,
    language: &LanguageTag,
    line: &str,
    is_authentic: bool,
) -> std::result::Result<(), &'static str> {
    let (code, text) = line.split_once([':', '：']).ok_or("error-agenda-line")?;
    let (code, text) = (code.trim().to_ascii_uppercase(), sanitise::line(text));
    if text.is_empty() || text.chars().count() > TITLE {
        return Err("error-agenda-line");
    }
    if is_theme_code(&code) {
        match agenda.themes.iter_mut().find(|theme| theme.code == code) {
            Some(theme) if !is_authentic => theme.title.insert(language.clone(), text),
            None if is_authentic => {
                agenda.themes.push(Theme { code, title: one(language, text), demands: Vec::new() });
                None
            }
            Some(_) => return Err("error-agenda-twice"),
            None => return Err("error-agenda-unknown"),
        };
        return Ok(());
    }
    let letters: String = code.chars().take_while(char::is_ascii_uppercase).collect();
    if !is_demand_code(&code, &letters) {
        return Err("error-agenda-line");
    }
    let theme = agenda.themes.iter_mut().find(|theme| theme.code == letters).ok_or("error-agenda-unknown")?;
    match theme.demands.iter_mut().find(|demand| demand.code == code) {
        Some(demand) if !is_authentic => {
            demand.title.insert(language.clone(), text);
        }
        None if is_authentic => theme.demands.push(Demand { code, title: one(language, text) }),
        Some(_) => return Err("error-agenda-twice"),
        None => return Err("error-agenda-unknown"),
    }
    Ok(())
}

fn one(language: &LanguageTag, text: String) -> Localized<String> {
    Localized::one(language.clone(), text)
}

fn is_theme_code(code: &str) -> bool {
    (1..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_demand_code(code: &str, theme: &str) -> bool {
    let Some(rest) = code.strip_prefix(theme).filter(|_| is_theme_code(theme)) else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && rest.len() <= digits + 1
        && rest[digits..].bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The identity of a demand of a network's own.
#[must_use]
pub fn identity(network: &Actor, code: &str) -> String {
    format!("{}/agenda/{code}", network.uri)
}

/// The identities of all its demands.
#[must_use]
pub fn identities(network: &Actor, agenda: &Agenda) -> Vec<String> {
    let demands = agenda.themes.iter().flat_map(|theme| &theme.demands);
    demands.map(|demand| identity(network, &demand.code)).collect()
}

/// The path of the page of a demand of a network's own.
#[must_use]
pub fn path(network: &Actor, code: &str) -> String {
    format!("{}/agenda/{code}", network.path())
}

/// A demand of a network's own, found by its identity: the network, all of its agenda, and the code.
///
/// # Errors
/// The database's own.
pub fn by_identity(conn: &mut AnyConnection, identity: &str) -> Result<Option<(Actor, Agenda, String)>> {
    let Some((uri, code)) = identity.rsplit_once("/agenda/") else { return Ok(None) };
    let Some(found) = actor::store::by_uri(conn, uri)?.filter(Actor::is_active) else { return Ok(None) };
    let Some(network) = store::find(conn, &found.id)? else { return Ok(None) };
    let agenda = network.own_agenda();
    let Some(code) = agenda.demand(code).map(|(_, demand)| demand.code.clone()) else { return Ok(None) };
    Ok(Some((found, agenda, code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(language, text)| ((*language).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_is_written_by_hand_is_read_and_written_again() {
        let written = "A: Education\nA1: Diplomas count\nA2: Schools are open\nB: Work\nB1: Permits";
        let agenda = read(&texts(&[("en", written), ("ar", "A: التعليم\nA1: الشهادات معترف بها")]))
            .expect("an agenda");
        assert_eq!(agenda.themes.len(), 2);
        assert_eq!(agenda.written(&"en".parse().expect("a tag")), written);
        let (theme, demand) = agenda.demand("a1").expect("a demand");
        assert_eq!((theme.code.as_str(), demand.title.len()), ("A", 2));
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let wrong = read(&texts(&[("en", "A: One\nno code here\nB1: no theme\nA: again\nA1: fine")]))
            .expect_err("mistakes");
        let lines: Vec<i64> = wrong.iter().map(|error| error.args[0].1).collect();
        assert_eq!(lines, [2, 3, 4]);
        assert!(read(&texts(&[("en", "A: One"), ("fr", "B: Deux")])).is_err());
    }
}
