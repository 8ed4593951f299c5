//! A member says what they think, changes it, takes it back.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::member_position;

use super::store;
use crate::account::{AccountId, Identity};
use crate::actor::{self, ActorId};
use crate::error::{Error, FieldError, Result};
use crate::notification::{self, Kind};
use crate::position::actions::open_subject;
use crate::position::model::{MemberPosition, Stance};
use crate::position::rules;
use crate::position::subject::{self, Subject};
use crate::site::At;

/// A member says what they think of a subject, for those inside of one organisation; a later word takes the place of an
/// earlier one. Every seat may.
///
/// # Errors
/// `NotFound` for whoever has no seat and for a subject that they may not read, `Forbidden`, `Invalid`.
pub fn say(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    subject: &str,
    stance: &str,
    reasons: &str,
) -> Result<()> {
    must_say(conn, who, organisation)?;
    let about = open_subject(conn, who, subject)?;
    let stance = Stance::parse(stance).ok_or_else(|| Error::field("stance", "error-stance-required"))?;
    let reasons = sanitise::paragraph(reasons);
    if reasons.chars().count() > rules::INSIDE {
        return Err(Error::Invalid(vec![FieldError::limit(
            "reasons",
            "error-too-long",
            rules::INSIDE as i64,
        )]));
    }
    diesel::delete(member_position::table.find((&who.account, organisation, &about.identity)))
        .execute(conn)?;
    diesel::insert_into(member_position::table)
        .values(MemberPosition {
            account_id: who.account.clone(),
            organisation_id: organisation.clone(),
            subject: about.identity,
            subject_hash: about.hash,
            stance,
            reasons,
            updated_at: at.now,
        })
        .execute(conn)?;
    Ok(())
}

/// A member takes back what they said. Twice changes nothing.
///
/// # Errors
/// `NotFound` for whoever has no seat.
pub fn unsay(conn: &mut AnyConnection, who: &Identity, organisation: &ActorId, subject: &str) -> Result<()> {
    must_say(conn, who, organisation)?;
    diesel::delete(member_position::table.find((&who.account, organisation, subject))).execute(conn)?;
    Ok(())
}

fn must_say(conn: &mut AnyConnection, who: &Identity, organisation: &ActorId) -> Result<()> {
    store::must_belong(who, organisation)?;
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    if !actor::store::get(conn, organisation)?.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    Ok(())
}

/// Something says something else by now: whoever said inside what they think of it is told so, once, until they look at
/// it again; not a word of what it is, or of what they said.
pub(crate) fn subjects_changed(
    conn: &mut AnyConnection,
    now: Timestamp,
    identities: &[String],
) -> Result<()> {
    type Row = (AccountId, ActorId, String, String, bool);
    let mut about: Vec<Row> = Vec::new();
    for some in identities.chunks(500) {
        about.extend(
            member_position::table
                .filter(member_position::subject.eq_any(some))
                .order((member_position::subject, member_position::account_id))
                .select((
                    member_position::account_id,
                    member_position::organisation_id,
                    member_position::subject,
                    member_position::subject_hash,
                    member_position::stale,
                ))
                .load::<Row>(conn)?,
        );
    }
    let mut known: Option<Subject> = None;
    for (account, organisation, subject, said_on, was_stale) in about {
        if known.as_ref().is_none_or(|one| one.identity != subject) {
            known = Some(subject::resolve(conn, &subject)?);
        }
        let is_stale = known.as_ref().is_some_and(|one| one.is_changed_since(&said_on));
        if is_stale == was_stale {
            continue;
        }
        diesel::update(member_position::table.find((&account, &organisation, &subject)))
            .set(member_position::stale.eq(is_stale))
            .execute(conn)?;
        if is_stale {
            let link = format!("/desk/{}/positions", actor::store::get(conn, &organisation)?.username);
            notification::actions::tell(conn, now, &account, Kind::InsideStale, &link)?;
        }
    }
    Ok(())
}

/// Forgets what was said inside before a time and never again.
pub(crate) fn forget_old(conn: &mut AnyConnection, before: Timestamp) -> Result<()> {
    diesel::delete(member_position::table.filter(member_position::updated_at.lt(before))).execute(conn)?;
    Ok(())
}

/// What somebody thought inside goes with their seat.
pub(crate) fn forget(conn: &mut AnyConnection, account: &AccountId, organisation: &ActorId) -> Result<()> {
    diesel::delete(
        member_position::table
            .filter(member_position::account_id.eq(account))
            .filter(member_position::organisation_id.eq(organisation)),
    )
    .execute(conn)?;
    Ok(())
}
