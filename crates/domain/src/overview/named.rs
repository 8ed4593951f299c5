//! What the subjects of positions are called, as far as a reader may know them.

use sofra_base::lang::{LanguageTag, Localized};
use sofra_db::AnyConnection;

use super::count::version;
use crate::agenda;
use crate::error::Result;
use crate::position::store::subject_for;
use crate::position::subject::Kind;
use crate::viewer::Reader;

/// A subject, as views show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The identity, the same on every node.
    pub identity: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// The code of a demand.
    pub code: Option<String>,
    /// The number of a paragraph.
    pub paragraph: Option<i32>,
    /// By language; empty for what is not known here, or not to the reader.
    pub title: Localized<String>,
    /// The language of the authentic title.
    pub authentic: Option<LanguageTag>,
    /// Its page here.
    pub path: Option<String>,
    /// The beginning of its hash now; empty where that is not known.
    pub version: String,
}

/// What an identity names.
///
/// # Errors
/// The database's own.
pub fn named(conn: &mut AnyConnection, identity: &str, reader: &Reader) -> Result<Named> {
    let found = subject_for(conn, identity, reader)?;
    let code = match agenda::by_urn(identity) {
        Some((_, _, demand)) => Some(demand.code.clone()),
        None if found.kind == Kind::Demand => identity.rsplit_once('/').map(|(_, code)| code.to_owned()),
        None => None,
    };
    Ok(Named {
        identity: identity.to_owned(),
        kind: found.kind,
        code,
        paragraph: found.paragraph,
        version: version(&found.hash),
        title: found.title,
        authentic: found.authentic,
        path: found.path,
    })
}
