//! Reading what members think. For those inside: nothing here is for a reader without a seat.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, member_position, membership};

use crate::account::Identity;
use crate::actor::ActorId;
use crate::error::{Error, Result};
use crate::position::model::MemberPosition;
use crate::position::subject::{self, Subject};
use crate::position::totals::Totals;
use crate::seat;

/// What one member says, with what they are called inside.
#[derive(Debug, Clone)]
pub struct Said {
    /// The name.
    pub name: String,
    /// What they say.
    pub position: MemberPosition,
    /// Whether what it is about changed since.
    pub stale: bool,
}

/// What an account says itself.
///
/// # Errors
/// The database's own.
pub fn own(
    conn: &mut AnyConnection,
    who: &Identity,
    organisation: &ActorId,
    subject: &str,
) -> Result<Option<MemberPosition>> {
    Ok(member_position::table
        .find((&who.account, organisation, subject))
        .select(MemberPosition::as_select())
        .first(conn)
        .optional()?)
}

/// What those who have a seat now say on a subject, by name.
///
/// # Errors
/// `NotFound` for whoever has no seat.
pub fn said(
    conn: &mut AnyConnection,
    who: &Identity,
    organisation: &ActorId,
    about: &Subject,
) -> Result<Vec<Said>> {
    must_belong(who, organisation)?;
    all(conn, organisation, about)
}

pub(crate) fn all(conn: &mut AnyConnection, organisation: &ActorId, about: &Subject) -> Result<Vec<Said>> {
    let rows: Vec<(MemberPosition, String)> = member_position::table
        .inner_join(account::table)
        .inner_join(
            membership::table.on(membership::account_id
                .eq(member_position::account_id)
                .and(membership::organisation_id.eq(member_position::organisation_id))),
        )
        .filter(member_position::organisation_id.eq(organisation))
        .filter(member_position::subject.eq(&about.identity))
        .filter(account::disabled_at.is_null())
        .select((MemberPosition::as_select(), account::name))
        .load(conn)?;
    let mut said: Vec<Said> = rows
        .into_iter()
        .map(|(position, name)| {
            let stale = about.is_changed_since(&position.subject_hash);
            Said { name, position, stale }
        })
        .collect();
    said.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.position.account_id.cmp(&b.position.account_id)));
    Ok(said)
}

/// How many members there are and how they stand.
///
/// # Errors
/// `NotFound` for whoever has no seat.
pub fn totals(
    conn: &mut AnyConnection,
    who: &Identity,
    organisation: &ActorId,
    about: &Subject,
) -> Result<Totals> {
    must_belong(who, organisation)?;
    count(conn, organisation, about)
}

pub(crate) fn count(conn: &mut AnyConnection, organisation: &ActorId, about: &Subject) -> Result<Totals> {
    let members = seat::store::members(conn, organisation)?.iter().filter(|member| member.active).count();
    let mut totals = Totals { members: i64::try_from(members).unwrap_or(i64::MAX), ..Totals::default() };
    for said in all(conn, organisation, about)? {
        totals.add(said.position.stance);
        totals.stale += i64::from(said.stale);
    }
    Ok(totals)
}

/// The subjects on which members of an organisation said what they think, the last one first; at most a hundred.
///
/// # Errors
/// `NotFound` for whoever has no seat.
pub fn subjects(
    conn: &mut AnyConnection,
    who: &Identity,
    organisation: &ActorId,
) -> Result<Vec<(Subject, Totals)>> {
    must_belong(who, organisation)?;
    let rows: Vec<String> = member_position::table
        .filter(member_position::organisation_id.eq(organisation))
        .order((member_position::updated_at.desc(), member_position::subject))
        .select(member_position::subject)
        .limit(2_000)
        .load(conn)?;
    let mut seen = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    for identity in rows {
        if found.len() == 100 || !seen.insert(identity.clone()) {
            continue;
        }
        let about = subject::resolve(conn, &identity)?;
        let totals = count(conn, organisation, &about)?;
        found.push((about, totals));
    }
    Ok(found)
}

pub(super) fn must_belong(who: &Identity, organisation: &ActorId) -> Result<()> {
    if who.seat(organisation).is_some() { Ok(()) } else { Err(Error::NotFound) }
}
