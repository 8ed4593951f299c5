//! Founding a network on this node, and founding one anew of which this node holds what it takes.

use diesel::prelude::*;
use sofra_base::id::new_ulid;
use sofra_base::lang::Localized;
use sofra_base::text::markdown;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, network};

use crate::actor::actions::{Keys, NewLocal, create_local};
use crate::actor::{self as actors, Actor, ActorId, ActorKind};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::network::membership::actions::{Hosted, changed, counted, join, new_member, put};
use crate::network::model::{MemberState, Network, Told};
use crate::network::rules::{self, Founding};
use crate::network::store;
use crate::site::At;

/// An organisation of this node founds a network here: it is the first member, and coordinates.
///
/// # Errors
/// `Invalid` when the user name is taken or the network it is to be a part of is not known.
pub(in crate::network) fn found(
    conn: &mut AnyConnection,
    at: &At,
    founder: &Actor,
    founding: &Founding,
) -> Result<Actor> {
    let parent = match &founding.parent {
        Some(uri) => Some(parent(conn, uri)?),
        None => None,
    };
    let made = begin(conn, at, founder, founding, None)?;
    if let Some(parent) = parent {
        let uri = at.site.activity_uri(&new_ulid());
        if parent.local {
            let hosted = crate::network::membership::actions::hosted(conn, &parent.id)?;
            join(conn, at, &hosted, &made, &uri, "")?;
        } else {
            let told =
                Told::Joined { network: parent.id, organisation: made.id.clone(), uri, words: String::new() };
            fact::record(conn, &Fact::Network { told }, at.now)?;
        }
    }
    Ok(made)
}

/// The network of which another is to be a part.
///
/// # Errors
/// `Invalid` where none is known under that id.
pub fn parent(conn: &mut AnyConnection, uri: &str) -> Result<Actor> {
    let unknown = || Error::field("parent", "error-network-unknown");
    let found = actors::store::by_uri(conn, uri)?.filter(Actor::is_active).ok_or_else(unknown)?;
    store::find(conn, &found.id)?.ok_or_else(unknown)?;
    Ok(found)
}

fn begin(
    conn: &mut AnyConnection,
    at: &At,
    founder: &Actor,
    founding: &Founding,
    before: Option<(&Actor, &Network)>,
) -> Result<Actor> {
    let mut summaries = Localized::default();
    for (language, text) in founding.texts.iter() {
        summaries.insert(language.clone(), markdown::render(text, false).html);
    }
    let new = NewLocal {
        kind: ActorKind::Network,
        username: founding.username.clone(),
        names: founding.names.clone(),
        summaries,
        approves_followers: false,
    };
    // Made inside the transaction, unlike everywhere else: whether it is to be founded is known only when the last
    // officer has approved, and a private key must not wait among proposals (decision 0020).
    let mut made = create_local(conn, at, new, Keys::generate()?)?;
    let name = match (&founding.authentic, before) {
        (Some(authentic), _) => founding.names.get(authentic).cloned(),
        (None, old) => old.map(|(old, _)| old.name.clone()),
    };
    if let Some(name) = name.filter(|name| *name != made.name) {
        diesel::update(actor::table.find(&made.id)).set(actor::name.eq(&name)).execute(conn)?;
        made.name = name;
    }
    let row = Network {
        actor_id: made.id.clone(),
        founding: serde_json::to_string(&founding.texts).map_err(|e| Error::Internal(e.to_string()))?,
        parent_uri: founding.parent.clone(),
        kind: founding.kind(),
        agenda: before.map(|(_, old)| old.agenda.clone()).unwrap_or_default(),
        vouches: before.map_or(rules::VOUCHES, |(_, old)| old.vouches),
        founded_at: at.now,
        closed_at: None,
        successor_uri: None,
        predecessor_uri: before.map(|(old, _)| old.uri.clone()),
        refresh_at: None,
        updated_at: at.now,
    };
    diesel::insert_into(network::table).values(row).execute(conn)?;
    let mut first = new_member(&made.id, &founder.id, MemberState::Admitted, at);
    first.coordinates = true;
    put(conn, &first)?;
    counted(conn, at, &founder.id)?;
    Ok(made)
}

/// Whether this node holds what it takes to found a network anew, in the name of one of its members: the network lives
/// elsewhere, and the member is admitted in it.
///
/// # Errors
/// `NotFound` where not.
pub fn can_refound(conn: &mut AnyConnection, member: &ActorId, old: &ActorId) -> Result<(Actor, Network)> {
    let actor = actors::store::get(conn, old)?;
    let network = store::find(conn, old)?.ok_or(Error::NotFound)?;
    if actor.local || !store::is_admitted(conn, old, member)? {
        return Err(Error::NotFound);
    }
    Ok((actor, network))
}

/// A member of a network whose node is lost founds it anew on its own node: with the same founding text and agenda. All
/// who were members are invited; each belongs as soon as it joins. Nobody is a member of the new one without having
/// said so.
///
/// # Errors
/// As [`can_refound`]; `Invalid` when the user name is taken.
pub(in crate::network) fn refound(
    conn: &mut AnyConnection,
    at: &At,
    founder: &Actor,
    old: &ActorId,
    username: &str,
) -> Result<Actor> {
    let (before, network) = can_refound(conn, &founder.id, old)?;
    let mut names = before.localized_name();
    if names.is_empty() {
        names.insert(sofra_base::lang::LanguageTag::undetermined(), before.name.clone());
    }
    let founding = Founding {
        username: username.to_owned(),
        kind: network.kind.as_str().to_owned(),
        parent: network.parent_uri.clone(),
        names,
        texts: network.founding_text(),
        authentic: None,
    };
    let made = begin(conn, at, founder, &founding, Some((&before, &network)))?;
    for (row, who) in store::everybody(conn, old)? {
        let belonged = row.state == MemberState::Admitted && who.id != founder.id;
        if belonged && who.kind == ActorKind::Organisation {
            put(conn, &new_member(&made.id, &who.id, MemberState::Invited, at))?;
            if who.local {
                let hosted = Hosted { actor: made.clone(), network: store::get(conn, &made.id)? };
                let kind = crate::notification::Kind::NetworkChanged;
                crate::network::membership::actions::tell(conn, at, &hosted, &who, kind)?;
            }
        }
    }
    diesel::update(network::table.find(old)).set(network::successor_uri.eq(&made.uri)).execute(conn)?;
    let hosted = Hosted { network: store::get(conn, &made.id)?, actor: made.clone() };
    // The nodes of all who are invited ask for the new network's document, and find themselves in it.
    changed(conn, at, &hosted)?;
    Ok(made)
}
