//! What a position is about: its identity, its hash now, its title.

use diesel::prelude::*;
use sofra_base::id::sha256_hex;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_db::AnyConnection;
use sofra_db::schema::statement_paragraph;

use crate::actor::{self, ActorId, ActorKind};
use crate::agenda;
use crate::error::Result;
use crate::moving;
use crate::network;
use crate::statement::{self, State, StatementId};

/// Characters of an identity at most.
pub const IDENTITY: usize = 2_000;
/// Paragraphs whose numbers are believed.
const PARAGRAPHS: i32 = 100_000;
/// Characters of a paragraph that stand for it as its title.
const TITLE: usize = 120;

/// What kind of thing a position is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A demand of the built-in agenda, or of a network's own.
    Demand,
    /// A statement of this or another node.
    Statement,
    /// One numbered paragraph of a statement.
    Paragraph,
    /// Something that is not known here: its identity is all there is.
    Unknown,
}

/// What a position is about, as it is now.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The identity, the same on every node.
    pub identity: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// SHA-256 over what it says now; empty where that is not known here.
    pub hash: String,
    /// Its title by language; empty where that is not known here.
    pub title: Localized<String>,
    /// The language of the authentic title.
    pub authentic: Option<LanguageTag>,
    /// The statement, or the one that the paragraph stands in.
    pub statement: Option<StatementId>,
    /// The number of the paragraph.
    pub paragraph: Option<i32>,
    /// Who speaks in that statement, or whose agenda it is.
    pub author: Option<ActorId>,
    /// The path of its page here.
    pub path: Option<String>,
}

impl Subject {
    /// Whether it is known here.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.kind != Kind::Unknown
    }

    /// The address that leads to it anywhere: its page here, else the identity itself where that is an address.
    #[must_use]
    pub fn link(&self, base: &str) -> Option<String> {
        match &self.path {
            Some(path) => Some(format!("{base}{path}")),
            None => self.identity.starts_with("http").then(|| self.identity.clone()),
        }
    }

    /// The id on the wire of the statement that a position answers.
    #[must_use]
    pub fn reply_to(&self) -> Option<&str> {
        match self.kind {
            Kind::Statement | Kind::Paragraph => Some(split(&self.identity).0),
            Kind::Demand | Kind::Unknown => None,
        }
    }

    /// Whether what was taken on an earlier version is stale by now. What is not known here is never stale.
    #[must_use]
    pub fn is_changed_since(&self, taken_on: &str) -> bool {
        !self.hash.is_empty() && self.hash != taken_on
    }
}

/// The statement's id and, where one is named, the number of the paragraph.
#[must_use]
pub fn split(identity: &str) -> (&str, Option<i32>) {
    let Some((statement, number)) = identity.split_once("#paragraph-") else { return (identity, None) };
    match number.parse::<i32>() {
        // One spelling for each: no sign, no zero in front.
        Ok(found) if (1..=PARAGRAPHS).contains(&found) && found.to_string() == number => {
            (statement, Some(found))
        }
        _ => (identity, None),
    }
}

/// The identity of a numbered paragraph.
#[must_use]
pub fn paragraph(statement_uri: &str, number: i32) -> String {
    format!("{statement_uri}#paragraph-{number}")
}

/// The hash of a demand: over its identity and its authentic text.
#[must_use]
pub fn demand_hash(identity: &str, text: &str) -> String {
    sha256_hex(format!("{identity}\n{text}").as_bytes())
}

/// What an identity names. What is not known here is a subject too, of the kind [`Kind::Unknown`]. The id under which a
/// statement came out elsewhere names the statement that was brought here.
///
/// # Errors
/// The database's own.
pub fn resolve(conn: &mut AnyConnection, identity: &str) -> Result<Subject> {
    let unknown = Subject {
        identity: identity.to_owned(),
        kind: Kind::Unknown,
        hash: String::new(),
        title: Localized::default(),
        authentic: None,
        statement: None,
        paragraph: None,
        author: None,
        path: None,
    };
    if let Some((agenda, _, demand)) = agenda::by_urn(identity) {
        let english: LanguageTag = "en".parse().expect("a language");
        let authentic = demand.title.get(&english).map(String::as_str).unwrap_or_default();
        // The code may be spelt in small letters; the identity may not.
        let identity = agenda.urn(demand);
        return Ok(Subject {
            hash: demand_hash(&identity, authentic),
            identity,
            kind: Kind::Demand,
            title: demand.title.clone(),
            authentic: Some(english),
            path: Some(agenda.path(demand)),
            ..unknown
        });
    }
    let (uri, number) = split(identity);
    if let Some(found) = moving::store::referred(conn, uri)? {
        return of_statement(conn, unknown, found, number);
    }
    match uri.split_once("/agenda/") {
        Some((owner, code)) => of_network(conn, unknown, owner, code),
        None => Ok(unknown),
    }
}

fn of_statement(
    conn: &mut AnyConnection,
    unknown: Subject,
    found: statement::Statement,
    number: Option<i32>,
) -> Result<Subject> {
    // What is not out, or was taken back, says nothing that one could stand to.
    if found.state != State::Published || found.hidden_at.is_some() {
        return Ok(unknown);
    }
    let view = statement::store::view(conn, found.clone(), None)?;
    let titles: Localized<String> =
        view.texts.iter().map(|(language, text)| (language.clone(), text.title.clone())).collect();
    let whole = Subject {
        kind: Kind::Statement,
        hash: found.content_hash.clone(),
        title: titles,
        authentic: Some(view.revision.authentic.clone()),
        statement: Some(found.id.clone()),
        author: Some(found.author_id.clone()),
        path: Some(found.path()),
        ..unknown
    };
    let Some(number) = number else { return Ok(whole) };
    let words: Option<(String, String)> = statement_paragraph::table
        .find((&found.id, found.revision, number))
        .select((statement_paragraph::text, statement_paragraph::hash))
        .first(conn)
        .optional()?;
    let path = format!("{}#p{number}", found.path());
    Ok(match words {
        Some((text, hash)) => Subject {
            kind: Kind::Paragraph,
            hash,
            title: Localized::one(
                view.revision.authentic.clone(),
                sofra_base::text::sanitise::truncate(&text, TITLE),
            ),
            paragraph: Some(number),
            path: Some(path),
            ..whole
        },
        // The paragraph is gone: whoever stood to it stood to something that is not said any more.
        None => Subject {
            kind: Kind::Paragraph,
            hash: sha256_hex(b""),
            paragraph: Some(number),
            path: Some(path),
            ..whole
        },
    })
}

/// A demand of a network's own agenda.
fn of_network(conn: &mut AnyConnection, unknown: Subject, owner: &str, code: &str) -> Result<Subject> {
    let Some(owner) = actor::store::by_uri(conn, owner)?.filter(|a| a.kind == ActorKind::Network) else {
        return Ok(unknown);
    };
    let Some(network) = network::store::find(conn, &owner.id)? else { return Ok(unknown) };
    let Some(titles) = titles_of(&network.own_agenda(), code) else { return Ok(unknown) };
    let english: LanguageTag = "en".parse().expect("a language");
    let authentic = titles.get(&english).map(|_| english).or_else(|| titles.languages().next().cloned());
    let text = authentic.as_ref().and_then(|language| titles.get(language)).cloned().unwrap_or_default();
    Ok(Subject {
        hash: demand_hash(&unknown.identity, &text),
        kind: Kind::Demand,
        title: titles,
        authentic,
        path: Some(crate::network::agenda::path(&owner, code)),
        author: Some(owner.id),
        ..unknown
    })
}

/// The titles of the demand with a code, in that spelling: an identity has one. A theme has a code as well, but is none.
fn titles_of(agenda: &network::agenda::Agenda, code: &str) -> Option<Localized<String>> {
    let (_, demand) = agenda.demand(code)?;
    (demand.code == code).then(|| demand.title.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_has_one_spelling() {
        let base = "https://a.example/statements/01";
        assert_eq!(split(&paragraph(base, 7)), (base, Some(7)));
        for odd in ["#paragraph-07", "#paragraph-+7", "#paragraph-0", "#paragraph-", "#paragraph-7x"] {
            let identity = format!("{base}{odd}");
            assert_eq!(split(&identity), (identity.as_str(), None), "{odd}");
        }
    }

    #[test]
    fn a_demand_of_a_network_is_found_and_a_theme_is_none() {
        let agenda = serde_json::json!({"themes": [
            {"code": "A", "title": {"en": "Theme"}, "demands": [{"code": "A1", "title": {"en": "Ask", "ar": "طلب"}}]}
        ]});
        let agenda = serde_json::from_value(agenda).expect("an agenda");
        assert_eq!(titles_of(&agenda, "A1").map(|t| t.len()), Some(2));
        assert!(titles_of(&agenda, "A").is_none() && titles_of(&agenda, "A2").is_none());
        assert!(titles_of(&agenda, "a1").is_none(), "an identity has one spelling");
    }

    #[test]
    fn the_hash_of_a_demand_is_bound_to_its_name() {
        assert_ne!(demand_hash("urn:a", "text"), demand_hash("urn:b", "text"));
    }
}
