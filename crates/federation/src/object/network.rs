//! What a network's document says beside that of every actor (FEP-1b12 and our own terms) ⇄ [`sofra_domain::network`].

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_domain::actor::{Actor, ActorId, ActorKind};
use sofra_domain::network::model::{Incoming, IncomingMember};
use sofra_domain::network::{Agenda, Kind, Member, MemberState, Network, audience, store};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Result};

use super::actor::localized;
use super::{first_text, text};
use crate::uri::{Uri, UriPolicy};

/// Bytes of a list or an agenda at most: a fetched document holds 1 MiB.
const TEXT: usize = 900 * 1024;
/// Organisations of a received list at most.
const MEMBERS: usize = 5_000;

/// What a local network's document says, for one reader.
#[derive(Debug)]
pub struct Described {
    network: Network,
    total: usize,
    list: Vec<Line>,
    complete: bool,
}

/// One organisation of the list. The list is one JSON text: readers bound how many values a document may have, and a
/// network may have more members than that.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    organisation: String,
    standing: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    coordinates: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    content: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reason: String,
    applied: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    admitted: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    vouched_by: Vec<String>,
}

/// Reads it for a local network: the whole list for the nodes of its members, to others nothing but what concerns their
/// own organisations.
///
/// # Errors
/// The database's own.
pub fn load(conn: &mut AnyConnection, actor: &Actor, reader: &Reader) -> Result<Option<Described>> {
    if actor.kind != ActorKind::Network || !actor.local {
        return Ok(None);
    }
    let Some(network) = store::find(conn, &actor.id)? else { return Ok(None) };
    let total = store::admitted(conn, &actor.id)?.len();
    let Reader::Remote(asking) = reader else {
        return Ok(Some(Described { network, total, list: Vec::new(), complete: false }));
    };
    let asking = sofra_domain::actor::store::get(conn, asking)?;
    let complete = audience::is_told(conn, std::slice::from_ref(&actor.id), reader)?;
    let everybody = store::everybody(conn, &actor.id)?;
    let uris: HashMap<ActorId, String> =
        everybody.iter().map(|(_, who)| (who.id.clone(), who.uri.clone())).collect();
    let mut list = Vec::new();
    for (row, who) in &everybody {
        let own = authority(&who.uri) == authority(&asking.uri);
        let is_over = matches!(row.state, MemberState::Left | MemberState::Refused);
        if !own && (!complete || is_over) {
            continue;
        }
        let vouchers = if row.state == MemberState::Applied {
            store::vouchers(conn, &actor.id, &who.id)?
        } else {
            Vec::new()
        };
        list.push(line(row, who, vouchers.iter().filter_map(|id| uris.get(id).cloned()).collect()));
    }
    Ok(Some(Described { network, total, list, complete }))
}

fn line(row: &Member, who: &Actor, vouched_by: Vec<String>) -> Line {
    let applied = row.state == MemberState::Applied;
    Line {
        organisation: who.uri.clone(),
        standing: row.state.as_str().to_owned(),
        coordinates: row.coordinates,
        content: if applied { row.words.clone() } else { String::new() },
        reason: row.reason.clone(),
        applied: row.applied_at.to_rfc3339(),
        admitted: row.admitted_at.map(Timestamp::to_rfc3339),
        vouched_by,
    }
}

fn authority(uri: &str) -> &str {
    uri.split_once("://").map_or(uri, |(_, rest)| rest.split('/').next().unwrap_or(rest))
}

/// Puts it into the actor's document.
pub(super) fn write(document: &mut Value, uri: &str, described: &Described) {
    let network = &described.network;
    let mut put = |name: &str, value: Value| document[name] = value;
    // FEP-1b12: who speaks for the group stands in a collection of its own.
    put("attributedTo", format!("{uri}/coordinators").into());
    put("members", format!("{uri}/members").into());
    put("memberCount", described.total.into());
    put("networkKind", network.kind.as_str().into());
    put("vouchesNeeded", network.vouches.into());
    put("founded", network.founded_at.to_rfc3339().into());
    let founding = network.founding_text();
    let map = founding.iter().map(|(language, words)| (language.to_string(), words.as_str().into()));
    put("foundingText", Value::Object(map.collect()));
    for (name, value) in [
        ("parent", &network.parent_uri),
        ("successor", &network.successor_uri),
        ("predecessor", &network.predecessor_uri),
    ] {
        if let Some(value) = value {
            put(name, value.as_str().into());
        }
    }
    if !network.agenda.is_empty() {
        put("agenda", network.agenda.as_str().into());
    }
    if !described.list.is_empty() || described.complete {
        let list = serde_json::to_string(&described.list).expect("texts and dates are JSON");
        put("memberList", list.into());
        put("memberListComplete", described.complete.into());
    }
}

/// Reads it: `None` for a group of other software.
#[must_use]
pub(super) fn read(document: &Value, own: &Uri, policy: UriPolicy) -> Option<Box<Incoming>> {
    let kind = text(document, "networkKind")?;
    let address = |name: &str| {
        let found = first_text(document.get(name)).and_then(|t| Uri::parse(t, policy).ok())?;
        (found != *own).then(|| found.to_string())
    };
    let agenda = text(document, "agenda").filter(|agenda| agenda.len() <= TEXT);
    let agenda: Agenda = agenda.and_then(|agenda| serde_json::from_str(agenda).ok()).unwrap_or_default();
    let list = text(document, "memberList").filter(|list| list.len() <= TEXT);
    let list: Option<Vec<Line>> = list.and_then(|list| serde_json::from_str(list).ok());
    let complete =
        list.is_some() && document.get("memberListComplete").and_then(Value::as_bool).unwrap_or(false);
    let members = list.unwrap_or_default().into_iter().take(MEMBERS).filter_map(|line| member(line, policy));
    Some(Box::new(Incoming {
        founding: localized(document.get("foundingText"), |words| {
            sanitise::truncate(&sanitise::paragraph(words), sofra_domain::network::rules::FOUNDING)
        }),
        kind: Some(Kind::parse(kind).unwrap_or(Kind::Other)),
        parent: address("parent"),
        agenda,
        vouches: document
            .get("vouchesNeeded")
            .and_then(Value::as_i64)
            .and_then(|found| i32::try_from(found).ok())
            .unwrap_or(sofra_domain::network::rules::VOUCHES),
        founded: text(document, "founded").and_then(Timestamp::parse_rfc3339),
        successor: address("successor"),
        predecessor: address("predecessor"),
        members: members.collect(),
        complete,
    }))
}

fn member(line: Line, policy: UriPolicy) -> Option<IncomingMember> {
    let address = |text: &str| Uri::parse(text, policy).ok().map(|uri| uri.to_string());
    Some(IncomingMember {
        uri: address(&line.organisation)?,
        state: MemberState::parse(&line.standing)?,
        coordinates: line.coordinates,
        words: line.content,
        reason: line.reason,
        applied: Timestamp::parse_rfc3339(&line.applied),
        admitted: line.admitted.as_deref().and_then(Timestamp::parse_rfc3339),
        vouchers: line.vouched_by.iter().take(50).filter_map(|voucher| address(voucher)).collect(),
    })
}

/// The members or the coordinators as a collection: how many they are, and those who may be named to this reader.
#[must_use]
pub fn collection(id: &str, total: usize, items: Vec<String>) -> Value {
    json!({
        "@context": super::context::ACTIVITY_STREAMS,
        "id": id,
        "type": "OrderedCollection",
        "totalItems": total,
        "orderedItems": items
    })
}

/// Which organisations such a collection names: coordinators speak for the network and are named to everybody; members
/// are named if they chose to be in the directory, all of them to the nodes of members.
///
/// # Errors
/// The database's own.
pub fn named(
    conn: &mut AnyConnection,
    network: &Actor,
    reader: &Reader,
    coordinators: bool,
) -> Result<(usize, Vec<String>)> {
    let inside = audience::is_told(conn, std::slice::from_ref(&network.id), reader)?;
    let (mut total, mut items) = (0, Vec::new());
    for (row, who) in store::everybody(conn, &network.id)? {
        if row.state != MemberState::Admitted
            || who.kind != ActorKind::Organisation
            || (coordinators && !row.coordinates)
        {
            continue;
        }
        total += 1;
        if coordinators || inside || sofra_domain::directory::store::is_listed(conn, &who.id)? {
            items.push(who.uri);
        }
    }
    Ok((total, items))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_other_software_is_no_network_and_a_list_is_read_within_bounds() {
        let own = Uri::parse("https://a.test/o/net", UriPolicy::default()).expect("an address");
        assert!(read(&json!({"type": "Group"}), &own, UriPolicy::default()).is_none());
        let list = json!([
            {"organisation": "https://b.test/o/b", "standing": "admitted", "coordinates": true,
             "applied": "2026-01-01T00:00:00Z", "admitted": "2026-01-02T00:00:00Z"},
            {"organisation": "javascript:x", "standing": "admitted", "applied": ""},
            {"organisation": "https://c.test/o/c", "standing": "king", "applied": ""}
        ]);
        let document = json!({
            "networkKind": "women", "foundingText": {"en": "We act together."}, "parent": "https://a.test/o/net",
            "memberList": list.to_string(), "memberListComplete": true
        });
        let found = read(&document, &own, UriPolicy::default()).expect("a network");
        assert_eq!((found.kind, found.parent.as_deref(), found.complete), (Some(Kind::Women), None, true));
        assert_eq!(found.members.len(), 1);
        assert!(found.members[0].coordinates);
        let broken = json!({"networkKind": "x", "memberList": "[", "memberListComplete": true});
        assert!(!read(&broken, &own, UriPolicy::default()).expect("a network").complete);
    }
}
