//! What the host decides about other nodes.

use diesel::prelude::*;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::queue::delivery;
use sofra_db::schema::peer;

use super::{Again, Policy};
use crate::account::Identity;
use crate::error::{Error, Result};
use crate::site::At;

/// Reads a host's name as people write it.
#[must_use]
pub fn host_name(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("https://").trim_end_matches('/').to_ascii_lowercase();
    let sound = !text.is_empty()
        && text.len() <= 253
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'))
        && !text.starts_with('.');
    sound.then(|| text.trim_end_matches('.').to_owned())
}

/// Decides about a host. A block also stops what is still to be sent to it.
///
/// # Errors
/// `Invalid` when it is not a host name or is this node's own; `Forbidden` unless the account runs the node.
pub fn decide(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    host: &str,
    policy: Policy,
    reason: &str,
) -> Result<()> {
    if who.is_some_and(|who| !who.is_host()) {
        return Err(Error::Forbidden("host-only"));
    }
    let host = host_name(host).ok_or_else(|| Error::field("host", "error-host-invalid"))?;
    if host == at.site.domain || at.site.domain.ends_with(&format!(".{host}")) {
        return Err(Error::field("host", "error-host-own"));
    }
    delivery::remember_peer(conn, &host, at.now)?;
    diesel::update(peer::table.find(&host))
        .set((peer::policy.eq(policy), peer::reason.eq(sanitise::line(reason)), peer::decided_at.eq(at.now)))
        .execute(conn)?;
    if policy == Policy::Block {
        delivery::cancel_host(conn, &host, at.now)?;
    }
    Ok(())
}

/// Sends one dead letter again, or all of a host; gives how many. Asking twice does no harm: what waits already is
/// no dead letter.
///
/// # Errors
/// `Forbidden` unless the account runs the node, `NotFound` when there is no such dead letter.
pub fn send_again(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    which: Again<'_>,
) -> Result<usize> {
    if who.is_some_and(|who| !who.is_host()) {
        return Err(Error::Forbidden("host-only"));
    }
    match delivery::send_again(conn, which, at.now)? {
        0 => Err(Error::NotFound),
        sent => Ok(sent),
    }
}
