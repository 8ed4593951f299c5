//! Adding a line to the record, in the transaction of the act itself.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::audit_entry;

use super::model::Entry;
use crate::account::Identity;
use crate::actor::ActorId;
use crate::error::Result;

/// An act to be recorded.
#[derive(Debug, Clone, Copy, Default)]
pub struct Act<'a> {
    /// A code such as `peer.block`.
    pub act: &'static str,
    /// What it was done to.
    pub object: &'a str,
    /// The organisation it concerns.
    pub organisation: Option<&'a ActorId>,
    /// Why.
    pub reason: &'a str,
}

/// Records an act. `who` is absent when it was done at the machine itself.
///
/// # Errors
/// The database's own.
pub fn record(conn: &mut AnyConnection, now: Timestamp, who: Option<&Identity>, act: Act<'_>) -> Result<()> {
    let last: Option<(i64, String)> = audit_entry::table
        .order(audit_entry::number.desc())
        .select((audit_entry::number, audit_entry::hash))
        .first(conn)
        .optional()?;
    let (number, previous) = last.map_or((1, String::new()), |(number, hash)| (number + 1, hash));
    let mut entry = Entry {
        number,
        at: now,
        account_id: who.map(|who| who.account.clone()),
        organisation_id: act.organisation.cloned(),
        act: act.act.to_owned(),
        object: act.object.to_owned(),
        reason: sanitise::line(act.reason),
        previous,
        hash: String::new(),
    };
    entry.hash = entry.expected_hash();
    diesel::insert_into(audit_entry::table).values(entry).execute(conn)?;
    Ok(())
}
