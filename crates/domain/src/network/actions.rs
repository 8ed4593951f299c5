//! What organisations of this node do in networks, wherever these live.

use sofra_base::clock::Timestamp;
use sofra_base::id::{new_ulid, sha256_hex};
use sofra_db::AnyConnection;

use super::membership::actions::{self as membership, new_member, put, put_choice, put_motion, put_vouch};
use super::model::{Act, Member, MemberState, Told};
use super::{call, founding, rules, store};
use crate::account::Identity;
use crate::actor::{self, Actor, ActorId};
use crate::approval::{self, Proposal, ProposalState, Subject};
use crate::audit::{self, actions::Act as Line};
use crate::error::{Error, FieldError, Result};
use crate::fact::{self, Fact};
use crate::site::At;

/// An officer proposes what the organisation is to do in a network. Under a rule that one officer meets it is done at
/// once; else it waits for others.
///
/// # Errors
/// `Forbidden` unless the account is an officer of it; `Invalid`; `Conflict` or `Forbidden` for what it cannot do there.
pub fn propose(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    act: &Act,
) -> Result<Proposal> {
    if !who.is_officer(organisation) {
        return Err(Error::Forbidden("officers-only"));
    }
    let own = actor::store::get(conn, organisation)?;
    if !own.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    check(conn, at.now, &own, act)?;
    let content = serde_json::to_string(act).map_err(|e| Error::Internal(e.to_string()))?;
    let place = act.network().map_or("", ActorId::as_str);
    let object = format!("{organisation} {place} {}", act.matter());
    let new = approval::actions::New {
        organisation,
        kind: Subject::NetworkAct,
        object: &object,
        content_hash: sha256_hex(content.as_bytes()),
        content,
        at_once: true,
        stands_for_it: true,
    };
    approval::actions::propose(conn, at, who, new)
}

/// Whether a proposal was carried out.
#[must_use]
pub fn is_done(proposal: &Proposal) -> bool {
    proposal.state == ProposalState::Done
}

/// The act that a proposal holds.
///
/// # Errors
/// `Internal` when it holds none.
pub fn pending(proposal: &Proposal) -> Result<Act> {
    serde_json::from_str(&proposal.content).map_err(|e| Error::Internal(format!("a pending act: {e}")))
}

/// What can be known to be wrong before anybody has to decide about it.
fn check(conn: &mut AnyConnection, now: Timestamp, own: &Actor, act: &Act) -> Result<()> {
    let standing = |conn: &mut AnyConnection, network: &ActorId| -> Result<Option<MemberState>> {
        store::find(conn, network)?.ok_or(Error::NotFound)?;
        Ok(store::member(conn, network, &own.id)?.map(|row| row.state))
    };
    let needs = |conn: &mut AnyConnection, network: &ActorId| -> Result<()> {
        let is_in = standing(conn, network)? == Some(MemberState::Admitted);
        if is_in { Ok(()) } else { Err(Error::Conflict("error-network-not-member")) }
    };
    let coordinates = |conn: &mut AnyConnection, network: &ActorId| -> Result<()> {
        needs(conn, network)?;
        let does = store::coordinates(conn, network, &own.id)?;
        if does { Ok(()) } else { Err(Error::Conflict("error-network-not-coordinator")) }
    };
    let is_taken = |conn: &mut AnyConnection, username: &str| -> Result<()> {
        use sofra_base::text::sanitise;
        let username =
            sanitise::username(username).map_err(|_| Error::field("username", "error-username-invalid"))?;
        if actor::store::is_taken(conn, &sanitise::skeleton(&username))? {
            return Err(Error::field("username", "error-username-taken"));
        }
        Ok(())
    };
    match act {
        Act::Found { founding } => {
            is_taken(conn, &founding.username)?;
            if let Some(parent) = &founding.parent {
                founding::actions::parent(conn, parent)?;
            }
            Ok(())
        }
        Act::Refound { network, username } => {
            founding::actions::can_refound(conn, &own.id, network)?;
            is_taken(conn, username)
        }
        Act::Join { network, words } => {
            rules::words("words", words, false).map_err(|e| Error::Invalid(vec![e]))?;
            match standing(conn, network)? {
                Some(MemberState::Admitted | MemberState::Suspended) => {
                    Err(Error::Conflict("error-network-already"))
                }
                _ => Ok(()),
            }
        }
        Act::Leave { network } => match standing(conn, network)? {
            Some(
                MemberState::Admitted | MemberState::Suspended | MemberState::Applied | MemberState::Invited,
            ) => Ok(()),
            _ => Err(Error::Conflict("error-network-not-member")),
        },
        Act::Vouch { network, applicant, .. } => {
            needs(conn, network)?;
            let waits = store::member(conn, network, applicant)?.map(|row| row.state);
            if waits == Some(MemberState::Applied) {
                Ok(())
            } else {
                Err(Error::Conflict("error-network-no-applicant"))
            }
        }
        Act::Choose { network, candidates } => {
            needs(conn, network)?;
            if candidates.len() > rules::COORDINATORS {
                let most = rules::COORDINATORS as i64;
                return Err(Error::Invalid(vec![FieldError::limit(
                    "candidates",
                    "error-network-choices",
                    most,
                )]));
            }
            for candidate in candidates {
                if !store::is_admitted(conn, network, candidate)? {
                    return Err(Error::NotFound);
                }
            }
            Ok(())
        }
        Act::Move { network, about, removal, reason } => {
            coordinates(conn, network)?;
            if *about == own.id {
                return Err(Error::Conflict("error-network-self"));
            }
            store::member(conn, network, about)?.ok_or(Error::NotFound)?;
            rules::words("reason", reason, *removal).map_err(|e| Error::Invalid(vec![e]))?;
            Ok(())
        }
        Act::Agenda { network, .. } => coordinates(conn, network),
        Act::Correct { network, call, form } => {
            coordinates(conn, network)?;
            call::actions::must_be_of(conn, call, network, &own.id)?;
            call::actions::correctable(conn, now, call, form).map(|_| ())
        }
        Act::Ask { network, call } | Act::Cancel { network, call } => {
            coordinates(conn, network)?;
            call::actions::must_be_of(conn, call, network, &own.id)
        }
    }
}

/// Does what was approved.
///
/// # Errors
/// What stands against it now: time may have passed since it was proposed.
pub(crate) fn perform(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    act: &Act,
) -> Result<()> {
    let object = carry_out(conn, at, organisation, act)?;
    let reason = match act {
        Act::Move { reason, .. } => reason.as_str(),
        _ => "",
    };
    let line = Line { act: act.code(), object: object.as_str(), organisation: Some(organisation), reason };
    audit::actions::record(conn, at.now, Some(who), line)
}

/// The owner of the machine founds a network anew in the name of a member that lives here.
///
/// # Errors
/// As [`propose`].
pub fn refound_at_the_machine(
    conn: &mut AnyConnection,
    at: &At,
    organisation: &ActorId,
    network: &ActorId,
    username: &str,
) -> Result<ActorId> {
    let act = Act::Refound { network: network.clone(), username: username.to_owned() };
    let own = actor::store::get(conn, organisation)?;
    check(conn, at.now, &own, &act)?;
    let object = carry_out(conn, at, organisation, &act)?;
    let line =
        Line { act: act.code(), object: object.as_str(), organisation: Some(organisation), reason: "" };
    audit::actions::record(conn, at.now, None, line)?;
    Ok(object)
}

/// Gives the network it was done in.
fn carry_out(conn: &mut AnyConnection, at: &At, organisation: &ActorId, act: &Act) -> Result<ActorId> {
    let own = actor::store::get(conn, organisation)?;
    check(conn, at.now, &own, act)?;
    let network = match act {
        Act::Found { founding } => return Ok(founding::actions::found(conn, at, &own, founding)?.id),
        Act::Refound { network, username } => {
            return Ok(founding::actions::refound(conn, at, &own, network, username)?.id);
        }
        other => other.network().cloned().ok_or(Error::NotFound)?,
    };
    match act {
        Act::Ask { call, .. } => call::actions::open(conn, at, call)?,
        Act::Correct { call, form, .. } => call::actions::correct(conn, at, call, form)?,
        Act::Cancel { call, .. } => call::actions::cancel(conn, at, call)?,
        _ if actor::store::get(conn, &network)?.local => act_here(conn, at, &own, &network, act)?,
        _ => act_elsewhere(conn, at, &own, &network, act)?,
    }
    Ok(network)
}

/// Whom one would have coordinate, and by which id on the wire that was said.
type Chosen = (ActorId, String);

/// The choices that are new, and those that are over.
fn difference(
    conn: &mut AnyConnection,
    own: &ActorId,
    network: &ActorId,
    candidates: &[ActorId],
) -> Result<(Vec<ActorId>, Vec<Chosen>)> {
    let before: Vec<Chosen> = store::choices(conn, network)?
        .into_iter()
        .filter(|(voter, _, _)| voter == own)
        .map(|(_, candidate, uri)| (candidate, uri))
        .collect();
    let new =
        candidates.iter().filter(|who| !before.iter().any(|(known, _)| known == *who)).cloned().collect();
    let over = before.into_iter().filter(|(known, _)| !candidates.contains(known)).collect();
    Ok((new, over))
}

fn act_here(conn: &mut AnyConnection, at: &At, own: &Actor, network: &ActorId, act: &Act) -> Result<()> {
    let hosted = membership::hosted(conn, network)?;
    let uri = at.site.activity_uri(&new_ulid());
    match act {
        Act::Join { words, .. } => membership::join(conn, at, &hosted, own, &uri, words).map(|_| ()),
        Act::Leave { .. } => membership::leave(conn, at, &hosted, own, None).map(|_| ()),
        Act::Vouch { applicant, given, .. } => {
            membership::vouch(conn, at, &hosted, own, applicant, &uri, *given)
        }
        Act::Choose { candidates, .. } => {
            let (new, over) = difference(conn, &own.id, network, candidates)?;
            for (candidate, uri) in over {
                membership::choose(conn, at, &hosted, own, &candidate, &uri, false)?;
            }
            for candidate in new {
                let uri = at.site.activity_uri(&new_ulid());
                membership::choose(conn, at, &hosted, own, &candidate, &uri, true)?;
            }
            Ok(())
        }
        Act::Move { about, removal, reason, .. } => {
            membership::moved(conn, at, &hosted, own, about, *removal, reason)
        }
        Act::Agenda { agenda, .. } => membership::write_agenda(conn, at, &hosted, own, agenda),
        Act::Found { .. }
        | Act::Refound { .. }
        | Act::Ask { .. }
        | Act::Correct { .. }
        | Act::Cancel { .. } => Ok(()),
    }
}

/// In a network that lives elsewhere its node decides: what we know of our own word is written down, and told there.
fn act_elsewhere(conn: &mut AnyConnection, at: &At, own: &Actor, network: &ActorId, act: &Act) -> Result<()> {
    let uri = at.site.activity_uri(&new_ulid());
    let (network, organisation) = (network.clone(), own.id.clone());
    let tell = |conn: &mut AnyConnection, told: Told| fact::record(conn, &Fact::Network { told }, at.now);
    match act {
        Act::Join { words, .. } => {
            let known = store::member(conn, &network, &own.id)?;
            let mut row = known.unwrap_or_else(|| new_member(&network, &own.id, MemberState::Applied, at));
            row = Member {
                state: MemberState::Applied,
                apply_uri: Some(uri.clone()),
                words: words.clone(),
                reason: String::new(),
                applied_at: at.now,
                admitted_at: None,
                ended_at: None,
                updated_at: at.now,
                ..row
            };
            put(conn, &row)?;
            tell(conn, Told::Joined { network, organisation, uri, words: words.clone() })
        }
        Act::Leave { .. } => {
            let Some(row) = store::member(conn, &network, &own.id)? else { return Err(Error::NotFound) };
            let join = row.apply_uri.clone();
            let ended = Member {
                state: MemberState::Left,
                coordinates: false,
                ended_at: Some(at.now),
                updated_at: at.now,
                ..row
            };
            put(conn, &ended)?;
            membership::forget_words(conn, &network, &own.id)?;
            membership::counted(conn, at, &own.id)?;
            tell(conn, Told::Left { network, organisation, join })
        }
        Act::Vouch { applicant, given: true, .. } => {
            if store::vouch_uri(conn, &network, applicant, &own.id)?.is_some() {
                return Ok(());
            }
            put_vouch(conn, at, &network, applicant, &own.id, &uri, true)?;
            tell(conn, Told::Vouched { network, organisation, about: applicant.clone(), uri })
        }
        Act::Vouch { applicant, given: false, .. } => {
            let Some(uri) = store::vouch_uri(conn, &network, applicant, &own.id)? else { return Ok(()) };
            put_vouch(conn, at, &network, applicant, &own.id, &uri, false)?;
            tell(conn, Told::TakenBack { network, organisation, uri })
        }
        Act::Choose { candidates, .. } => {
            let (new, over) = difference(conn, &own.id, &network, candidates)?;
            for (candidate, uri) in over {
                put_choice(conn, at, &network, &own.id, &candidate, &uri, false)?;
                let (network, organisation) = (network.clone(), organisation.clone());
                tell(conn, Told::TakenBack { network, organisation, uri })?;
            }
            for about in new {
                let uri = at.site.activity_uri(&new_ulid());
                put_choice(conn, at, &network, &own.id, &about, &uri, true)?;
                let (network, organisation) = (network.clone(), organisation.clone());
                tell(conn, Told::Chose { network, organisation, about, uri })?;
            }
            Ok(())
        }
        Act::Move { about, removal, reason, .. } => {
            put_motion(conn, at, &network, &own.id, about, *removal, reason)?;
            let (about, removal, reason) = (about.clone(), *removal, reason.clone());
            tell(conn, Told::Moved { network, organisation, about, removal, reason })
        }
        Act::Agenda { agenda, .. } => {
            let agenda = serde_json::to_string(&agenda.clone().bounded())
                .map_err(|e| Error::Internal(e.to_string()))?;
            tell(conn, Told::Agenda { network, organisation, agenda })
        }
        Act::Found { .. }
        | Act::Refound { .. }
        | Act::Ask { .. }
        | Act::Correct { .. }
        | Act::Cancel { .. } => Ok(()),
    }
}
