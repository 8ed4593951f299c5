//! Choosing to be named, and taking in what another node says.

use sofra_db::AnyConnection;

use super::{Writer, store};
use crate::account::Identity;
use crate::approval;
use crate::error::{Error, Result};
use crate::site::At;
use crate::statement::{self, State, StatementId};
use crate::visibility;

/// Chooses whether the one who asks is named as the writer of a draft. Nobody chooses for anybody else: whoever is named
/// already stays so, unless the one who asks takes their place. What waited for approval was another thing.
///
/// # Errors
/// `NotFound`, `Conflict` when it is no draft, `Invalid` for whoever is not visible for that organisation.
pub fn choose(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &StatementId,
    named: bool,
) -> Result<()> {
    let found = statement::actions::own(conn, who, id)?;
    if found.state != State::Draft {
        return Err(Error::Conflict("error-not-a-draft"));
    }
    statement::actions::not_held(conn, id)?;
    let own = store::account(conn, id)?.as_ref() == Some(&who.account);
    if named == own {
        return Ok(());
    }
    if named {
        if visibility::store::named(conn, &who.account, &found.author_id)?.is_none() {
            return Err(Error::field("named", "error-writer-not-visible"));
        }
        // The name is read when it is shown: it is theirs to change and to take back.
        let writer = Writer { name: String::new(), person: None };
        store::write(conn, id, Some(&who.account), &writer)?;
    } else {
        store::clear(conn, id)?;
    }
    approval::actions::void_about(conn, at, who, id.as_str())
}

/// Whom another node names as the writer of a statement of its own.
pub(crate) fn receive(conn: &mut AnyConnection, id: &StatementId, writer: Option<&Writer>) -> Result<()> {
    match writer {
        Some(writer) => store::write(conn, id, None, writer),
        None => store::clear(conn, id),
    }
}
