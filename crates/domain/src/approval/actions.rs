//! Proposing, deciding, and doing what was approved. Everything that is done in an organisation's name comes through
//! [`propose`]: where the rule is met by the one who asks, it is done at once.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::approval_rule;

use super::model::{Decision, Proposal, ProposalId, ProposalState, Rule, Subject, Vote};
use super::rules::{self, Outcome};
use super::store;
use crate::account::{AccountId, Identity};
use crate::actor::{self, ActorId};
use crate::audit::{self, actions::Act};
use crate::error::{Error, FieldError, Result};
use crate::invitation;
use crate::mandate::{self, MandateId};
use crate::notification::{self, Kind};
use crate::position::{self, PositionId};
use crate::seat;
use crate::site::At;
use crate::statement::rules::Form;
use crate::statement::{self, StatementId};

/// Characters of a reason at most.
pub const REASON: usize = 1_000;

/// A revision that waits, apart from what is published.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PendingRevision {
    /// The revision that it follows.
    pub after: i32,
    /// What it would say.
    pub form: Form,
}

/// What is to be proposed.
pub(crate) struct New<'a> {
    pub organisation: &'a ActorId,
    pub kind: Subject,
    pub object: &'a str,
    pub content: String,
    pub content_hash: String,
    /// Whether it is to be done as soon as it is approved.
    pub at_once: bool,
    /// Whether asking is also saying yes: whoever proposes or presses the last button stands for it.
    pub stands_for_it: bool,
}

/// Proposes something in an organisation's name. What is proposed already is not proposed again; another content about
/// the same voids what waited, with its approvals. An officer who asks stands for it. Where that meets the rule, it is
/// done at once (unless it was to wait for a last step); gives the proposal as it stands then.
pub(crate) fn propose(conn: &mut AnyConnection, at: &At, who: &Identity, new: New<'_>) -> Result<Proposal> {
    let (mut last_step, mut is_new) = (false, false);
    let mut found = None;
    let same = |open: &Proposal| open.kind == new.kind && open.organisation_id == *new.organisation;
    for open in store::open_about(conn, new.object)?.into_iter().filter(same) {
        if open.content_hash == new.content_hash {
            // Asked for again: by the proposer it may be meant to go out at once now, by anybody else it is the last step.
            last_step = new.at_once;
            found = Some(open);
        } else {
            close(conn, at, who, &open, ProposalState::Void)?;
        }
    }
    let found = match found {
        Some(found) => found,
        None => {
            let made = Proposal {
                id: ProposalId::new(),
                organisation_id: new.organisation.clone(),
                kind: new.kind,
                object: new.object.to_owned(),
                content: new.content,
                content_hash: new.content_hash,
                at_once: new.at_once,
                state: ProposalState::Open,
                proposed_by: Some(who.account.clone()),
                proposed_at: at.now,
                done_by: None,
                done_at: None,
            };
            store::insert(conn, &made)?;
            is_new = true;
            made
        }
    };
    if new.stands_for_it && who.is_officer(&found.organisation_id) {
        vote(conn, at, who, &found, Decision::Approve, "")?;
    }
    if last_step && found.proposed_by.as_ref() == Some(&who.account) && !found.at_once {
        use sofra_db::schema::proposal;
        diesel::update(proposal::table.find(&found.id)).set(proposal::at_once.eq(true)).execute(conn)?;
    }
    let found = store::get(conn, &found.id)?;
    let found = settle(conn, at, who, found, last_step)?;
    // What was done at once is in the record as that.
    if is_new && found.state == ProposalState::Open {
        note(conn, at, who, &found, "approval.propose")?;
    }
    Ok(found)
}

/// An officer decides about what waits. `seen` is the content's hash that the officer saw: about another content nothing
/// is decided.
///
/// # Errors
/// `NotFound` for whoever is not inside, `Forbidden` for whoever is no officer, `Conflict` when it no longer waits or
/// changed, `Invalid` without a reason against it.
pub fn decide(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ProposalId,
    decision: Decision,
    reason: &str,
    seen: &str,
) -> Result<Proposal> {
    let found = inside(conn, who, id)?;
    if !who.is_officer(&found.organisation_id) {
        return Err(Error::Forbidden("officers-only"));
    }
    if !found.may_be_decided_by(who) {
        return Err(Error::Forbidden("own-seat"));
    }
    must_wait(conn, &found, seen)?;
    let reason = sanitise::paragraph(reason);
    if decision == Decision::Reject && reason.is_empty() {
        return Err(Error::field("reason", "error-reason-required"));
    }
    if reason.chars().count() > REASON {
        return Err(Error::Invalid(vec![FieldError::limit("reason", "error-too-long", REASON as i64)]));
    }
    vote(conn, at, who, &found, decision, &reason)?;
    let act = match decision {
        Decision::Approve => "approval.approve",
        Decision::Reject => "approval.reject",
        Decision::Abstain => "approval.abstain",
    };
    note(conn, at, who, &found, act)?;
    settle(conn, at, who, found, false)
}

/// The last step after approval, by an officer or an editor.
///
/// # Errors
/// As [`decide`]; `Conflict` as long as the rule is not met.
pub fn finish(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ProposalId,
    seen: &str,
) -> Result<Proposal> {
    let found = inside(conn, who, id)?;
    if !who.speaks_for(&found.organisation_id) {
        return Err(Error::Forbidden("speaks-for"));
    }
    if !found.may_be_finished_by(who) {
        return Err(Error::Forbidden("officers-only"));
    }
    must_wait(conn, &found, seen)?;
    if store::tally(conn, &found)?.outcome != Outcome::Approved {
        return Err(Error::Conflict("error-not-approved"));
    }
    settle(conn, at, who, found, true)
}

/// Takes a proposal back, by whoever made it or an officer; about an officer's seat, by whoever made it alone.
///
/// # Errors
/// As [`decide`].
pub fn take_back(conn: &mut AnyConnection, at: &At, who: &Identity, id: &ProposalId) -> Result<()> {
    let found = inside(conn, who, id)?;
    if !who.may_write || !found.may_be_taken_back_by(who) {
        return Err(Error::Forbidden("officers-only"));
    }
    if found.state != ProposalState::Open {
        return Err(Error::Conflict("error-proposal-closed"));
    }
    close(conn, at, who, &found, ProposalState::Void)
}

/// Proposes to approve by another rule from now on. The present rule decides about it.
///
/// # Errors
/// `Forbidden` for whoever is no officer, `Invalid`.
pub fn propose_rule(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    rule: Rule,
) -> Result<Proposal> {
    if !who.is_officer(organisation) {
        return Err(Error::Forbidden("officers-only"));
    }
    let content = serde_json::to_string(&rule).map_err(|e| Error::Internal(e.to_string()))?;
    let new = New {
        organisation,
        kind: Subject::Rule,
        object: organisation.as_str(),
        content_hash: sha256_hex(content.as_bytes()),
        content,
        at_once: true,
        stands_for_it: true,
    };
    propose(conn, at, who, new)
}

/// Sets a rule at the machine itself: the way out for an organisation whose rule can no longer be met.
///
/// # Errors
/// The database's own.
pub fn set_rule_at_the_machine(
    conn: &mut AnyConnection,
    at: &At,
    organisation: &ActorId,
    rule: Rule,
) -> Result<()> {
    write_rule(conn, at, organisation, rule)?;
    let act = Act {
        act: "approval.rule",
        object: organisation.as_str(),
        organisation: Some(organisation),
        reason: "",
    };
    audit::actions::record(conn, at.now, None, act)
}

/// What waits about a row is void, because the row changes: approvals were given for something else (MOD-03).
pub(crate) fn void_about(conn: &mut AnyConnection, at: &At, who: &Identity, object: &str) -> Result<()> {
    for open in store::open_about(conn, object)? {
        close(conn, at, who, &open, ProposalState::Void)?;
    }
    Ok(())
}

/// What waits about officers' seats and would change a row that just changed otherwise is void. Of the act itself there
/// is a line in the record already.
pub(crate) fn void_seats_about(
    conn: &mut AnyConnection,
    now: Timestamp,
    organisation: &ActorId,
    object: &str,
) -> Result<()> {
    for open in store::open_about(conn, object)? {
        if open.kind == Subject::Seat && open.organisation_id == *organisation {
            store::close(conn, &open.id, ProposalState::Void, None, now)?;
        }
    }
    Ok(())
}

/// A proposal of an organisation in which the account has a seat.
///
/// # Errors
/// `NotFound`.
pub fn inside(conn: &mut AnyConnection, who: &Identity, id: &ProposalId) -> Result<Proposal> {
    let found = store::get(conn, id)?;
    if who.seat(&found.organisation_id).is_some() { Ok(found) } else { Err(Error::NotFound) }
}

/// What an open proposal is about must still be what it was, and what was looked at.
fn must_wait(conn: &mut AnyConnection, found: &Proposal, seen: &str) -> Result<()> {
    if found.state != ProposalState::Open {
        return Err(Error::Conflict("error-proposal-closed"));
    }
    if found.content_hash != seen || hash_now(conn, found)? != found.content_hash {
        return Err(Error::Conflict("error-proposal-changed"));
    }
    Ok(())
}

/// The hash of what a proposal is about, as it is now.
fn hash_now(conn: &mut AnyConnection, found: &Proposal) -> Result<String> {
    match found.kind {
        Subject::Statement => {
            let id = StatementId::parse(&found.object).ok_or(Error::NotFound)?;
            let row = statement::store::get(conn, &id)?;
            statement::actions::fingerprint_of(conn, &row)
        }
        Subject::Mandate => {
            let id = MandateId::parse(&found.object).ok_or(Error::NotFound)?;
            mandate::actions::fingerprint_of(conn, &id)
        }
        // What is proposed stands in the proposal itself.
        Subject::Revision => {
            let pending = pending_revision(found)?;
            let id = StatementId::parse(&found.object).ok_or(Error::NotFound)?;
            let mandate = mandate::store::claimed(conn, &id)?;
            Ok(rules::fingerprint(&pending.form, mandate.as_deref()))
        }
        Subject::Seat => {
            let change = pending_seat(found)?;
            let holds = seat::store::still_possible(conn, &found.organisation_id, &change)?;
            Ok(if holds { sha256_hex(found.content.as_bytes()) } else { String::new() })
        }
        Subject::Position => position::actions::fingerprint_of(conn, found),
        Subject::Place => crate::table::actions::fingerprint_of(conn, found),
        Subject::Withdrawal
        | Subject::PositionWithdrawal
        | Subject::Rule
        | Subject::Move
        | Subject::Home
        | Subject::NetworkAct => Ok(sha256_hex(found.content.as_bytes())),
    }
}

/// The revision that a proposal holds.
///
/// # Errors
/// `Internal` when it holds none.
pub fn pending_revision(found: &Proposal) -> Result<PendingRevision> {
    serde_json::from_str(&found.content).map_err(|e| Error::Internal(format!("a pending revision: {e}")))
}

/// The rule that a proposal holds.
///
/// # Errors
/// `Internal` when it holds none.
pub fn pending_rule(found: &Proposal) -> Result<Rule> {
    serde_json::from_str(&found.content).map_err(|e| Error::Internal(format!("a pending rule: {e}")))
}

/// What a proposal would do to an officer's seat.
///
/// # Errors
/// `Internal` when it holds none.
pub fn pending_seat(found: &Proposal) -> Result<seat::Change> {
    found.seat_change().ok_or_else(|| Error::Internal("a pending change of a seat".to_owned()))
}

fn vote(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    found: &Proposal,
    decision: Decision,
    reason: &str,
) -> Result<()> {
    let same = store::votes(conn, &found.id)?.iter().any(|vote| {
        vote.account_id == who.account && vote.decision == decision && vote.content_hash == found.content_hash
    });
    if same {
        return Ok(());
    }
    store::put_vote(
        conn,
        Vote {
            proposal_id: found.id.clone(),
            account_id: who.account.clone(),
            decision,
            reason: reason.to_owned(),
            content_hash: found.content_hash.clone(),
            created_at: at.now,
        },
    )
}

/// Counts, and does what follows from it.
fn settle(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    found: Proposal,
    last_step: bool,
) -> Result<Proposal> {
    let own = found.proposed_by.as_ref() == Some(&who.account);
    match store::tally(conn, &found)?.outcome {
        Outcome::Rejected => close(conn, at, who, &found, ProposalState::Rejected)?,
        Outcome::Approved if found.at_once || last_step => {
            if hash_now(conn, &found)? != found.content_hash {
                return Err(Error::Conflict("error-proposal-changed"));
            }
            execute(conn, at, who, &found)?;
            close(conn, at, who, &found, ProposalState::Done)?;
            if found.kind == Subject::Withdrawal {
                void_about(conn, at, who, &found.object)?;
            }
        }
        Outcome::Approved => {
            if !own {
                tell_proposer(conn, at, who, &found)?;
            }
        }
        Outcome::Open => {
            let officers = store::officers(conn, &found.organisation_id)?;
            let voted: Vec<AccountId> =
                store::votes(conn, &found.id)?.into_iter().map(|vote| vote.account_id).collect();
            let link = path(conn, &found)?;
            let concerned = found.concerned();
            for officer in officers.iter().filter(|officer| {
                !voted.contains(officer) && **officer != who.account && Some(*officer) != concerned.as_ref()
            }) {
                notification::actions::tell(conn, at.now, officer, Kind::ApprovalAwaited, &link)?;
            }
        }
    }
    store::get(conn, &found.id)
}

fn execute(conn: &mut AnyConnection, at: &At, who: &Identity, found: &Proposal) -> Result<()> {
    let statement = || StatementId::parse(&found.object).ok_or(Error::NotFound);
    match found.kind {
        Subject::Statement => statement::actions::release(conn, at, &statement()?),
        Subject::Revision => {
            let pending = pending_revision(found)?;
            let writer = found.proposed_by.clone().unwrap_or_else(|| who.account.clone());
            statement::actions::apply_revision(conn, at, &writer, &statement()?, &pending)
        }
        Subject::Withdrawal => statement::actions::apply_withdrawal(conn, at, &statement()?, &found.content),
        Subject::Rule => write_rule(conn, at, &found.organisation_id, pending_rule(found)?),
        Subject::Mandate => {
            let id = MandateId::parse(&found.object).ok_or(Error::NotFound)?;
            mandate::actions::activate(conn, at, &id)
        }
        Subject::Seat => seat::actions::apply(conn, at, who, &found.organisation_id, &pending_seat(found)?),
        Subject::Move => {
            let target = crate::moving::actions::other_end(found)?;
            crate::moving::actions::carry_out(conn, at, who, &found.organisation_id, &target)
        }
        Subject::Home => {
            let old = crate::moving::actions::other_end(found)?;
            crate::moving::actions::become_home(conn, at, Some(who), &found.organisation_id, &old)
        }
        Subject::Position => {
            let pending = position::actions::pending(found)?;
            position::actions::take(conn, at, &found.organisation_id, &pending)
        }
        Subject::PositionWithdrawal => {
            let id = PositionId::parse(&found.object).ok_or(Error::NotFound)?;
            position::actions::take_back(conn, at, &id)
        }
        Subject::NetworkAct => {
            let act = crate::network::actions::pending(found)?;
            crate::network::actions::perform(conn, at, who, &found.organisation_id, &act)
        }
        Subject::Place => {
            let pending = crate::table::actions::pending(found)?;
            crate::table::actions::perform(conn, at, who, &found.organisation_id, &pending)
        }
    }
}

fn write_rule(conn: &mut AnyConnection, at: &At, organisation: &ActorId, rule: Rule) -> Result<()> {
    diesel::delete(approval_rule::table.find(organisation)).execute(conn)?;
    diesel::insert_into(approval_rule::table)
        .values((
            approval_rule::organisation_id.eq(organisation),
            approval_rule::kind.eq(rule.kind),
            approval_rule::quorum.eq(rule.quorum),
            approval_rule::threshold.eq(rule.threshold),
            approval_rule::decided_at.eq(at.now),
        ))
        .execute(conn)?;
    Ok(())
}

fn close(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    found: &Proposal,
    state: ProposalState,
) -> Result<()> {
    store::close(conn, &found.id, state, Some(&who.account), at.now)?;
    let act = match (state, found.kind) {
        (ProposalState::Done, Subject::Statement) => "statement.publish",
        (ProposalState::Done, Subject::Revision) => "statement.revise",
        (ProposalState::Done, Subject::Withdrawal) => "statement.withdraw",
        (ProposalState::Done, Subject::Rule) => "approval.rule",
        (ProposalState::Done, Subject::Mandate) => "mandate.activate",
        // The change itself writes its line.
        (ProposalState::Done, Subject::Seat) => "",
        // Written where it is done, with the name of the other end.
        (ProposalState::Done, Subject::Move | Subject::Home) => "",
        (ProposalState::Done, Subject::Position) => "position.take",
        (ProposalState::Done, Subject::PositionWithdrawal) => "position.withdraw",
        // What is done in a network is written into the record as that.
        (ProposalState::Done, Subject::NetworkAct | Subject::Place) => "",
        // The rejecting vote is in the record already.
        (ProposalState::Rejected, _) => "",
        _ => "approval.void",
    };
    if state != ProposalState::Done
        && let Some(seat::Change::Invite { invitation, .. }) = found.seat_change()
    {
        invitation::actions::end_unapproved(conn, at.now, &invitation)?;
    }
    if !act.is_empty() {
        note(conn, at, who, found, act)?;
    }
    if found.proposed_by.as_ref() != Some(&who.account) {
        tell_proposer(conn, at, who, found)?;
    }
    Ok(())
}

fn tell_proposer(conn: &mut AnyConnection, at: &At, who: &Identity, found: &Proposal) -> Result<()> {
    let Some(proposer) = found.proposed_by.as_ref().filter(|proposer| **proposer != who.account) else {
        return Ok(());
    };
    let link = path(conn, found)?;
    notification::actions::tell(conn, at.now, proposer, Kind::ApprovalDecided, &link)
}

fn path(conn: &mut AnyConnection, found: &Proposal) -> Result<String> {
    Ok(found.path(&actor::store::get(conn, &found.organisation_id)?.username))
}

fn note(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    found: &Proposal,
    act: &'static str,
) -> Result<()> {
    let organisation = Some(&found.organisation_id);
    audit::actions::record(
        conn,
        at.now,
        Some(who),
        Act { act, object: &found.object, organisation, reason: "" },
    )
}
