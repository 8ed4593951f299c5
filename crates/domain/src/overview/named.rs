//! What the subjects of positions are called, as far as this node knows them and may say so.

use diesel::prelude::*;
use sofra_base::id::sha256_hex;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_db::AnyConnection;
use sofra_db::schema::{statement_paragraph, statement_text};

use super::count::version;
use crate::error::Result;
use crate::statement::{Audience, State};
use crate::{agenda, statement};

/// Characters of a paragraph that stand for it.
const BEGINNING: usize = 120;

/// A subject, as views show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The identity, the same on every node.
    pub identity: String,
    /// The code of a demand.
    pub code: Option<String>,
    /// The number of a paragraph.
    pub paragraph: Option<i32>,
    /// By language; empty for what is not known here, or is not for everybody.
    pub title: Localized<String>,
    /// The language of the authentic title.
    pub authentic: Option<LanguageTag>,
    /// Its page here.
    pub path: Option<String>,
    /// The beginning of its hash now; empty where that is not known.
    pub version: String,
}

/// What an identity names. A text that is not for everybody, or no longer out, keeps its words to itself.
///
/// # Errors
/// The database's own.
pub fn named(conn: &mut AnyConnection, identity: &str) -> Result<Named> {
    let unknown = Named { identity: identity.to_owned(), ..Named::default() };
    if let Some((agenda, _, demand)) = agenda::by_urn(identity) {
        let english: LanguageTag = "en".parse().expect("a language");
        let words = demand.title.get(&english).map(String::as_str).unwrap_or_default();
        return Ok(Named {
            code: Some(demand.code.clone()),
            title: demand.title.clone(),
            version: version(&sha256_hex(format!("{identity}\n{words}").as_bytes())),
            path: Some(agenda.path(demand)),
            authentic: Some(english),
            ..unknown
        });
    }
    let (uri, number) = identity.split_once("#paragraph-").unwrap_or((identity, ""));
    let Some(found) = statement::store::by_uri(conn, uri)? else { return Ok(unknown) };
    if found.state != State::Published || found.audience != Audience::Public || found.hidden_at.is_some() {
        return Ok(unknown);
    }
    if let Ok(number) = number.parse::<i32>() {
        let row: Option<(String, String)> = statement_paragraph::table
            .find((&found.id, found.revision, number))
            .select((statement_paragraph::text, statement_paragraph::hash))
            .first(conn)
            .optional()?;
        let path = Some(format!("{}#p{number}", found.path()));
        let Some((text, hash)) = row else {
            return Ok(Named { paragraph: Some(number), path, ..unknown });
        };
        let beginning = sofra_base::text::sanitise::truncate(&text, BEGINNING);
        return Ok(Named {
            paragraph: Some(number),
            title: Localized::one(found.authentic.clone(), beginning),
            authentic: Some(found.authentic),
            version: version(&hash),
            path,
            ..unknown
        });
    }
    let titles: Vec<(LanguageTag, String)> = statement_text::table
        .filter(statement_text::statement_id.eq(&found.id))
        .filter(statement_text::revision.eq(found.revision))
        .select((statement_text::language, statement_text::title))
        .load(conn)?;
    Ok(Named {
        path: Some(found.path()),
        title: titles.into_iter().collect(),
        authentic: Some(found.authentic),
        version: version(&found.content_hash),
        ..unknown
    })
}
