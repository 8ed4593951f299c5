//! Facts about networks: what members say to them, and what networks say to members and followers.

use serde_json::Value;
use sofra_domain::actor::{self, Actor, ActorId};
use sofra_domain::network::membership::actions::{hosted, takes_relay};
use sofra_domain::network::model::CallState;
use sofra_domain::network::{Told as Fact, call, store};
use sofra_domain::position::PositionId;
use sofra_domain::statement::{Audience, StatementId};
use sofra_domain::{AnyConnection, At, Error, Result, fact};

use super::{Told, audience_inboxes, both, direct};
use crate::activity::{announce, join, motion, offer};
use crate::object::{call as call_object, first_text};

/// What such a fact means for others; `None` when there is nothing to tell any more.
pub(super) fn tell(
    conn: &mut AnyConnection,
    at: &At,
    id: String,
    uri: String,
    told: &Fact,
) -> Result<Option<Told>> {
    // An act whose id was given out before goes out under that id.
    let own = |uri: &str| uri.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(Some(match told {
        Fact::Joined { network, organisation, uri, words } => {
            let (who, network) = both(conn, organisation, network)?;
            let body = join::build(uri, &who, &network, words);
            direct(own(uri), uri.clone(), who, "Join", network.uri.clone(), body, &network)
        }
        Fact::Left { network, organisation, join: joined } => {
            let (who, network) = both(conn, organisation, network)?;
            let body = join::build_leave(&uri, &who, &network, joined.as_deref());
            direct(id, uri, who, "Leave", network.uri.clone(), body, &network)
        }
        Fact::Answered { network, organisation, join: joined, accepted, reason } => {
            let (network, who) = both(conn, network, organisation)?;
            let verb = if *accepted { "Accept" } else { "Reject" };
            let body = join::build_answer(&uri, verb, &network, joined, &who, reason);
            direct(id, uri, network, verb, joined.clone(), body, &who)
        }
        Fact::Vouched { network, organisation, about, uri } => {
            let relation = offer::VOUCHES_FOR_MEMBER;
            offered(conn, network, organisation, about, uri, relation)?
        }
        Fact::Chose { network, organisation, about, uri } => {
            let relation = offer::CHOOSES_COORDINATOR;
            offered(conn, network, organisation, about, uri, relation)?
        }
        Fact::TakenBack { network, organisation, uri: taken_back } => {
            let (who, network) = both(conn, organisation, network)?;
            let body = offer::build_network_undo(&uri, &who, &network, taken_back);
            direct(id, uri, who, "Undo", taken_back.clone(), body, &network)
        }
        Fact::Moved { network, organisation, about, removal, reason } => {
            let (who, network) = both(conn, organisation, network)?;
            let about = actor::store::get(conn, about)?;
            let body = motion::build(&uri, &who, &network, &about, *removal, reason);
            let verb = if *removal { "Remove" } else { "Add" };
            direct(id, uri, who, verb, about.uri, body, &network)
        }
        Fact::Agenda { network, organisation, agenda } => {
            let (who, network) = both(conn, organisation, network)?;
            let body = offer::build_agenda(&uri, &who, &network, agenda);
            direct(id, uri, who, "Offer", format!("{}/agenda", network.uri), body, &network)
        }
        Fact::Relayed { network, activity, inner, public } => {
            return relayed(conn, id, uri, network, activity, inner, *public);
        }
        Fact::Called { call, verb } => return called(conn, at, id, uri, call, verb),
    }))
}

fn offered(
    conn: &mut AnyConnection,
    network: &ActorId,
    organisation: &ActorId,
    about: &ActorId,
    uri: &str,
    relation: &str,
) -> Result<Told> {
    let (who, network) = both(conn, organisation, network)?;
    let about = actor::store::get(conn, about)?;
    let body = offer::build_in_network(uri, &who, &network, &about, relation);
    let id = uri.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(direct(id, uri.to_owned(), who, "Offer", about.uri, body, &network))
}

/// A network of this node passes on what a member told it: public things to its followers as well, others to the nodes
/// of members alone.
fn relayed(
    conn: &mut AnyConnection,
    id: String,
    uri: String,
    network: &ActorId,
    activity: &str,
    inner: &str,
    public: bool,
) -> Result<Option<Told>> {
    let Ok(hosted) = hosted(conn, network) else { return Ok(None) };
    if is_relayed(conn, network, activity)? {
        return Ok(None);
    }
    let mut inboxes = store::inboxes(conn, network, true)?;
    if public {
        inboxes.extend(audience_inboxes(conn, &hosted.actor, Audience::Followers)?);
    }
    let text = announce::build(&uri, &hosted.actor, inner, public);
    // What is withdrawn is gone from what was passed on as well.
    let (statement, _) = passed_on(conn, inner)?;
    Ok(Some(Told {
        id,
        uri,
        verb: "Announce",
        object_uri: activity.to_owned(),
        statement,
        public,
        body: Value::Null,
        text: Some(text),
        inboxes,
        actor: hosted.actor,
    }))
}

/// What such an activity is about, where it is known here by now.
pub(super) fn passed_on(
    conn: &mut AnyConnection,
    inner: &str,
) -> Result<(Option<StatementId>, Option<PositionId>)> {
    let inner: Value = serde_json::from_str(inner).unwrap_or_default();
    let Some(uri) = first_text(inner.get("object")) else { return Ok((None, None)) };
    let said = sofra_domain::statement::store::by_uri(conn, uri)?.map(|found| found.id);
    let held = sofra_domain::position::store::by_uri(conn, uri)?.map(|found| found.id);
    Ok((said, held))
}

fn is_relayed(conn: &mut AnyConnection, network: &ActorId, inner: &str) -> Result<bool> {
    use diesel::prelude::*;
    use sofra_db::schema::activity;
    Ok(diesel::select(diesel::dsl::exists(
        activity::table
            .filter(activity::actor_id.eq(network))
            .filter(activity::verb.eq("Announce"))
            .filter(activity::object_uri.eq(inner)),
    ))
    .get_result(conn)?)
}

/// What an organisation of this node says to networks: where a network lives here it passes the activity on, where it
/// lives elsewhere the activity is delivered to it. Gives the inboxes of the latter.
pub(super) fn address(
    conn: &mut AnyConnection,
    at: &At,
    networks: &[ActorId],
    by: &ActorId,
    activity: &str,
    body: &Value,
    public: bool,
) -> Result<Vec<String>> {
    let mut inboxes = Vec::new();
    for network in networks {
        if !store::is_admitted(conn, network, by)? {
            continue;
        }
        let target = actor::store::get(conn, network)?;
        if !target.is_active() {
            continue;
        }
        if !target.local {
            inboxes.push(target.inbox.clone());
            continue;
        }
        let Ok(hosted) = hosted(conn, network) else { continue };
        if takes_relay(conn, at, &hosted, by)? {
            let told = Fact::Relayed {
                network: network.clone(),
                activity: activity.to_owned(),
                inner: body.to_string(),
                public,
            };
            fact::record(conn, &fact::Fact::Network { told }, at.now)?;
        }
    }
    Ok(inboxes)
}

fn called(
    conn: &mut AnyConnection,
    at: &At,
    id: String,
    uri: String,
    call: &sofra_domain::network::CallId,
    verb: &str,
) -> Result<Option<Told>> {
    let found = match call::store::get(conn, call) {
        Ok(found) if found.state != CallState::Draft => found,
        Ok(_) | Err(Error::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    let view = call::store::view(conn, found)?;
    let verb = if verb == "Create" { "Create" } else { "Update" };
    let body = call_object::activity(&uri, verb, &view, &at.site);
    let networks = [view.network.id.clone()];
    let inboxes = address(conn, at, &networks, &view.author.id, &uri, &body, false)?;
    Ok(Some(Told {
        id,
        uri,
        verb,
        object_uri: view.call.uri.clone(),
        statement: None,
        public: false,
        body,
        text: None,
        inboxes,
        actor: view.author,
    }))
}

/// Whether something of a network that is not public may still go to an inbox.
pub(crate) fn is_entitled(conn: &mut AnyConnection, network: &Actor, inbox: &str) -> Result<bool> {
    Ok(store::inboxes(conn, &network.id, true)?.iter().any(|known| known == inbox))
}
