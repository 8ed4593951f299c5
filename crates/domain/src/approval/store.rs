//! Finding rules, proposals and votes. For those inside: nothing here is for a reader without a seat.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days};
use sofra_db::AnyConnection;
use sofra_db::schema::{account, approval_rule, approval_vote, membership, proposal};

use super::model::{Decision, Proposal, ProposalId, ProposalState, Rule, RuleKind, Subject, Vote};
use super::rules::{self, Outcome, Tally};
use crate::account::{AccountId, Identity, Seat};
use crate::actor::{ActorId, ActorKind};
use crate::error::Result;

/// How long one sees what became of one's own proposals, in days.
const MINE_DAYS: i64 = 30;
/// Own proposals that are shown at most.
const MINE: i64 = 20;

/// Whether what an actor says needs approval: what is said in the name of several people.
#[must_use]
pub const fn is_shared(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Organisation | ActorKind::Network)
}

/// Those who are officers of an organisation now.
///
/// # Errors
/// The database's own.
pub fn officers(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<AccountId>> {
    Ok(membership::table
        .inner_join(account::table)
        .filter(membership::organisation_id.eq(organisation))
        .filter(membership::role.eq(Seat::Officer))
        .filter(account::disabled_at.is_null())
        .order(membership::account_id)
        .select(membership::account_id)
        .load(conn)?)
}

/// The rule that an organisation decided on, if it did.
///
/// # Errors
/// The database's own.
pub fn decided_rule(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Option<Rule>> {
    let found: Option<(RuleKind, i32, i32)> = approval_rule::table
        .find(organisation)
        .select((approval_rule::kind, approval_rule::quorum, approval_rule::threshold))
        .first(conn)
        .optional()?;
    Ok(found.map(|(kind, quorum, threshold)| Rule { kind, quorum, threshold }))
}

/// The rule that holds for an organisation now.
///
/// # Errors
/// The database's own.
pub fn rule(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Rule> {
    match decided_rule(conn, organisation)? {
        Some(rule) => Ok(rule),
        None => Ok(rules::usual(officers(conn, organisation)?.len())),
    }
}

/// The rule that holds for officers' seats: where one person alone has such a seat, that one suffices, or a rule of two
/// could never be met again. Somebody whose account is switched off has the seat still.
///
/// # Errors
/// The database's own.
fn rule_for_seats(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Rule> {
    let seats: i64 = membership::table
        .filter(membership::organisation_id.eq(organisation))
        .filter(membership::role.eq(Seat::Officer))
        .count()
        .get_result(conn)?;
    if seats <= 1 { Ok(Rule::ONE) } else { rule(conn, organisation) }
}

/// By row.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &ProposalId) -> Result<Proposal> {
    Ok(proposal::table.find(id).select(Proposal::as_select()).first(conn)?)
}

/// What waits about a row, the newest first.
///
/// # Errors
/// The database's own.
pub fn open_about(conn: &mut AnyConnection, object: &str) -> Result<Vec<Proposal>> {
    Ok(proposal::table
        .filter(proposal::object.eq(object))
        .filter(proposal::state.eq(ProposalState::Open))
        .order(proposal::id.desc())
        .select(Proposal::as_select())
        .load(conn)?)
}

/// Everything that waits in an organisation, the oldest first.
///
/// # Errors
/// The database's own.
pub fn open_in(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<Proposal>> {
    Ok(proposal::table
        .filter(proposal::organisation_id.eq(organisation))
        .filter(proposal::state.eq(ProposalState::Open))
        .order(proposal::id)
        .select(Proposal::as_select())
        .load(conn)?)
}

/// What waits in an organisation, of one kind, the newest first.
///
/// # Errors
/// The database's own.
pub fn waiting_of(conn: &mut AnyConnection, organisation: &ActorId, kind: Subject) -> Result<Vec<Proposal>> {
    Ok(proposal::table
        .filter(proposal::organisation_id.eq(organisation))
        .filter(proposal::kind.eq(kind))
        .filter(proposal::state.eq(ProposalState::Open))
        .order(proposal::id.desc())
        .limit(100)
        .select(Proposal::as_select())
        .load(conn)?)
}

/// Everything that was proposed about a row, the oldest first.
///
/// # Errors
/// The database's own.
pub fn all_about(conn: &mut AnyConnection, object: &str) -> Result<Vec<Proposal>> {
    Ok(proposal::table
        .filter(proposal::object.eq(object))
        .order(proposal::id)
        .select(Proposal::as_select())
        .load(conn)?)
}

/// Everything that was ever proposed in an organisation's name, the oldest first.
///
/// # Errors
/// The database's own.
pub fn all_of(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<Proposal>> {
    Ok(proposal::table
        .filter(proposal::organisation_id.eq(organisation))
        .order(proposal::id)
        .select(Proposal::as_select())
        .load(conn)?)
}

/// What waits about a row, of one kind.
///
/// # Errors
/// The database's own.
pub fn open_of(conn: &mut AnyConnection, object: &str, kind: Subject) -> Result<Option<Proposal>> {
    Ok(open_about(conn, object)?.into_iter().find(|found| found.kind == kind))
}

/// The votes on a proposal, in the order in which they came; those for other content as well, to be told apart by
/// their hash.
///
/// # Errors
/// The database's own.
pub fn votes(conn: &mut AnyConnection, id: &ProposalId) -> Result<Vec<Vote>> {
    Ok(approval_vote::table
        .filter(approval_vote::proposal_id.eq(id))
        .order((approval_vote::created_at, approval_vote::account_id))
        .select(Vote::as_select())
        .load(conn)?)
}

/// How a proposal stands now, under the rule and with the officers of now.
///
/// # Errors
/// The database's own.
pub fn tally(conn: &mut AnyConnection, found: &Proposal) -> Result<Tally> {
    let officers = officers(conn, &found.organisation_id)?;
    let rule = match found.kind {
        Subject::Seat => rule_for_seats(conn, &found.organisation_id)?,
        _ => rule(conn, &found.organisation_id)?,
    };
    let votes: Vec<(AccountId, Decision)> = votes(conn, &found.id)?
        .into_iter()
        .filter(|vote| vote.content_hash == found.content_hash)
        .map(|vote| (vote.account_id, vote.decision))
        .collect();
    let concerned = found.concerned();
    Ok(rules::tally_about(rule, &officers, &votes, concerned.as_ref()))
}

/// Whether the officers who may decide about something could meet the rule if all were for it.
///
/// # Errors
/// The database's own.
pub fn can_be_met(
    conn: &mut AnyConnection,
    organisation: &ActorId,
    concerned: Option<&AccountId>,
) -> Result<bool> {
    let (rule, officers) = (rule_for_seats(conn, organisation)?, officers(conn, organisation)?);
    let all: Vec<_> = officers.iter().map(|officer| (officer.clone(), Decision::Approve)).collect();
    Ok(rules::tally_about(rule, &officers, &all, concerned).outcome == Outcome::Approved)
}

/// Everything that waits or was decided about officers' seats of an organisation, the newest first.
///
/// # Errors
/// The database's own.
pub fn about_seats(conn: &mut AnyConnection, organisation: &ActorId, most: i64) -> Result<Vec<Proposal>> {
    Ok(proposal::table
        .filter(proposal::organisation_id.eq(organisation))
        .filter(proposal::kind.eq(Subject::Seat))
        .order(proposal::id.desc())
        .limit(most)
        .select(Proposal::as_select())
        .load(conn)?)
}

/// What people inside call an account. Never the name it signs in with: whoever knew that could try passwords.
///
/// # Errors
/// The database's own.
pub fn inner_name(conn: &mut AnyConnection, id: Option<&AccountId>) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    Ok(account::table.find(id).select(account::name).first(conn).optional()?)
}

/// Those with a seat in an organisation, as people inside call them, by name.
///
/// # Errors
/// The database's own.
pub fn people(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<(AccountId, String)>> {
    let ids: Vec<AccountId> = membership::table
        .inner_join(account::table)
        .filter(membership::organisation_id.eq(organisation))
        .filter(account::disabled_at.is_null())
        .select(membership::account_id)
        .load(conn)?;
    let mut people = Vec::new();
    for id in ids {
        if let Some(name) = inner_name(conn, Some(&id))? {
            people.push((id, name));
        }
    }
    people.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(people)
}

/// What waits for an account, and what became of what it proposed.
#[derive(Debug, Clone, Default)]
pub struct Awaiting {
    /// Proposals about which it has not decided, with how they stand.
    pub to_decide: Vec<(Proposal, Tally)>,
    /// Approved ones that wait for somebody to take the last step.
    pub to_finish: Vec<(Proposal, Tally)>,
    /// Its own, the newest first.
    pub mine: Vec<(Proposal, Tally)>,
}

/// What waits for an account.
///
/// # Errors
/// The database's own.
pub fn awaiting(conn: &mut AnyConnection, who: &Identity, now: Timestamp) -> Result<Awaiting> {
    let mut awaiting = waiting(conn, who)?;
    let mine: Vec<Proposal> = proposal::table
        .filter(proposal::proposed_by.eq(&who.account))
        .filter(proposal::state.eq(ProposalState::Open).or(proposal::proposed_at.ge(now - days(MINE_DAYS))))
        .order(proposal::id.desc())
        .limit(MINE)
        .select(Proposal::as_select())
        .load(conn)?;
    for found in mine {
        let counted = tally(conn, &found)?;
        awaiting.mine.push((found, counted));
    }
    Ok(awaiting)
}

/// How much waits for an account: what it can decide about or finish.
///
/// # Errors
/// The database's own.
pub fn count_awaiting(conn: &mut AnyConnection, who: &Identity) -> Result<i64> {
    let awaiting = waiting(conn, who)?;
    Ok(i64::try_from(awaiting.to_decide.len() + awaiting.to_finish.len()).unwrap_or(i64::MAX))
}

fn waiting(conn: &mut AnyConnection, who: &Identity) -> Result<Awaiting> {
    let organisations: Vec<&ActorId> =
        who.seats.iter().filter(|(_, seat)| *seat != Seat::Member).map(|(id, _)| id).collect();
    let mut awaiting = Awaiting::default();
    if organisations.is_empty() {
        return Ok(awaiting);
    }
    let open: Vec<Proposal> = proposal::table
        .filter(proposal::state.eq(ProposalState::Open))
        .filter(proposal::organisation_id.eq_any(organisations))
        .order(proposal::id)
        .select(Proposal::as_select())
        .load(conn)?;
    for found in open {
        let counted = tally(conn, &found)?;
        let decided = votes(conn, &found.id)?
            .iter()
            .any(|vote| vote.account_id == who.account && vote.content_hash == found.content_hash);
        if counted.outcome == Outcome::Approved {
            if !found.may_be_finished_by(who) {
                continue;
            }
            awaiting.to_finish.push((found, counted));
        } else if !decided && found.may_be_decided_by(who) {
            awaiting.to_decide.push((found, counted));
        }
    }
    Ok(awaiting)
}

pub(super) fn insert(conn: &mut AnyConnection, new: &Proposal) -> Result<()> {
    diesel::insert_into(proposal::table).values(new.clone()).execute(conn)?;
    Ok(())
}

pub(super) fn put_vote(conn: &mut AnyConnection, new: Vote) -> Result<()> {
    diesel::delete(approval_vote::table.find((&new.proposal_id, &new.account_id))).execute(conn)?;
    diesel::insert_into(approval_vote::table).values(new).execute(conn)?;
    Ok(())
}

pub(super) fn close(
    conn: &mut AnyConnection,
    id: &ProposalId,
    state: ProposalState,
    by: Option<&AccountId>,
    now: Timestamp,
) -> Result<()> {
    diesel::update(proposal::table.find(id))
        .set((proposal::state.eq(state), proposal::done_by.eq(by), proposal::done_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// Takes out what proposals about a row say, because the row's words are gone; that they were made stays.
pub(crate) fn clear(conn: &mut AnyConnection, object: &str) -> Result<()> {
    let of = proposal::table.filter(proposal::object.eq(object)).select(proposal::id).load(conn)?;
    clear_all(conn, of)
}

/// The same of what was carried out before a time: something later took its place.
pub(crate) fn clear_before(conn: &mut AnyConnection, object: &str, before: Timestamp) -> Result<()> {
    let of = proposal::table
        .filter(proposal::object.eq(object))
        .filter(proposal::done_at.lt(before))
        .select(proposal::id)
        .load(conn)?;
    clear_all(conn, of)
}

fn clear_all(conn: &mut AnyConnection, of: Vec<ProposalId>) -> Result<()> {
    diesel::update(proposal::table.filter(proposal::id.eq_any(&of)))
        .set(proposal::content.eq(""))
        .execute(conn)?;
    diesel::update(approval_vote::table.filter(approval_vote::proposal_id.eq_any(of)))
        .set(approval_vote::reason.eq(""))
        .execute(conn)?;
    Ok(())
}

/// Removes all proposals about a row that never came out.
pub(crate) fn forget(conn: &mut AnyConnection, object: &str) -> Result<()> {
    diesel::delete(proposal::table.filter(proposal::object.eq(object))).execute(conn)?;
    Ok(())
}

/// Whether a revision that still waits shows an image, in an organisation in which the account has a seat: whoever
/// decides about it must see it.
///
/// # Errors
/// The database's own.
pub fn waits_with_image(conn: &mut AnyConnection, who: &Identity, media: &str) -> Result<bool> {
    let organisations: Vec<&ActorId> = who.seats.iter().map(|(id, _)| id).collect();
    let open: Vec<String> = proposal::table
        .filter(proposal::state.eq(ProposalState::Open))
        .filter(proposal::kind.eq(Subject::Revision))
        .filter(proposal::organisation_id.eq_any(organisations))
        .select(proposal::content)
        .load(conn)?;
    Ok(open
        .iter()
        .filter_map(|content| serde_json::from_str::<super::actions::PendingRevision>(content).ok())
        .any(|pending| pending.form.images.iter().any(|image| image.media == media)))
}

/// Images that revisions show which still wait: they are in use though no statement shows them yet.
///
/// # Errors
/// The database's own.
pub(crate) fn images_waiting(conn: &mut AnyConnection) -> Result<Vec<String>> {
    let open: Vec<String> = proposal::table
        .filter(proposal::state.eq(ProposalState::Open))
        .filter(proposal::kind.eq(Subject::Revision))
        .select(proposal::content)
        .load(conn)?;
    Ok(open
        .iter()
        .filter_map(|content| serde_json::from_str::<super::actions::PendingRevision>(content).ok())
        .flat_map(|pending| pending.form.images.into_iter().map(|image| image.media))
        .collect())
}

/// Whether the organisation's rule is met when this one officer approves: then they need nobody else.
///
/// # Errors
/// The database's own.
pub fn suffices_alone(conn: &mut AnyConnection, account: &AccountId, organisation: &ActorId) -> Result<bool> {
    let (rule, officers) = (rule(conn, organisation)?, officers(conn, organisation)?);
    let own = [(account.clone(), Decision::Approve)];
    Ok(rules::tally(rule, &officers, &own).outcome == Outcome::Approved)
}
