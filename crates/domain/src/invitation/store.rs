//! Finding invitations.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_db::AnyConnection;
use sofra_db::schema::invitation;

use super::model::{Invitation, Offer};
use super::rules;
use crate::account;
use crate::actor::{self, Actor, ActorId};
use crate::error::{Error, Result};

/// The invitation of a link, with the organisation it leads to, as long as it can be used.
///
/// # Errors
/// `NotFound` for all others alike: unknown, used, revoked, expired, not approved, or made by somebody who could not make
/// it any more.
pub fn by_token(
    conn: &mut AnyConnection,
    token: &str,
    now: Timestamp,
) -> Result<(Invitation, Option<Actor>)> {
    let found: Invitation = invitation::table
        .filter(invitation::token_hash.eq(sha256_hex(token.as_bytes())))
        .filter(invitation::used_at.is_null())
        .filter(invitation::revoked_at.is_null())
        .filter(invitation::expires_at.gt(now))
        .filter(invitation::approved)
        .select(Invitation::as_select())
        .first(conn)?;
    let organisation = match &found.organisation_id {
        Some(id) => {
            Some(actor::store::get(conn, id)?).filter(Actor::is_active).ok_or(Error::NotFound).map(Some)?
        }
        None => None,
    };
    still_backed(conn, &found, now)?;
    Ok((found, organisation))
}

/// Whether the one who made it could still make it.
fn still_backed(conn: &mut AnyConnection, found: &Invitation, now: Timestamp) -> Result<()> {
    let Some(made_by) = &found.made_by else { return Ok(()) };
    let maker = account::store::identity(conn, made_by, true).map_err(|error| match error {
        Error::SignIn => Error::NotFound,
        other => other,
    })?;
    let has_officer = match &found.organisation_id {
        Some(id) => crate::seat::store::standing_officers(conn, id, now)? > 0,
        None => false,
    };
    rules::may_offer(Some(&maker), &found.offer(), has_officer).map_err(|_| Error::NotFound)
}

impl Invitation {
    /// What it offers.
    #[must_use]
    pub fn offer(&self) -> Offer {
        Offer { place: self.organisation_id.clone().zip(self.seat), role: self.role }
    }
}

/// Those that can still be used, or could once they are approved: of an organisation, or of the node where none is named. Newest first.
///
/// # Errors
/// The database's own.
pub fn open(
    conn: &mut AnyConnection,
    organisation: Option<&ActorId>,
    now: Timestamp,
) -> Result<Vec<Invitation>> {
    let mut query = invitation::table
        .filter(invitation::used_at.is_null())
        .filter(invitation::revoked_at.is_null())
        .filter(invitation::expires_at.gt(now))
        .into_boxed();
    query = match organisation {
        Some(id) => query.filter(invitation::organisation_id.eq(id.as_str())),
        None => query.filter(invitation::organisation_id.is_null()),
    };
    Ok(query.order(invitation::id.desc()).select(Invitation::as_select()).load(conn)?)
}

/// One by its row.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &super::InvitationId) -> Result<Invitation> {
    Ok(invitation::table.find(id).select(Invitation::as_select()).first(conn)?)
}
