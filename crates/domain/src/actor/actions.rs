//! Making local actors, and taking in what other nodes say about theirs.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, actor_key, follow};

use super::key::{Ed25519Key, RsaKey};
use super::model::{Actor, ActorId, ActorKind, Incoming, NewActor, StoredKey, ed25519_key_uri, rsa_key_uri};
use super::store;
use crate::error::{Error, Result};
use crate::mandate;
use crate::organisation;
use crate::proof;
use crate::site::At;

/// The two key pairs of a local actor. Making them takes a while, so it is done before the transaction.
pub struct Keys {
    rsa: (String, Vec<u8>),
    ed25519: (String, Vec<u8>),
}

impl Keys {
    /// RSA-2048 for HTTP signatures and Ed25519 for proofs (FEP-521a).
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate() -> Result<Self> {
        let internal = |e: super::key::KeyError| Error::Internal(e.to_string());
        let rsa = RsaKey::generate().map_err(internal)?;
        let ed25519 = Ed25519Key::generate().map_err(internal)?;
        Ok(Self {
            rsa: (rsa.public_pem().map_err(internal)?, rsa.to_pkcs8().map_err(internal)?),
            ed25519: (ed25519.public_multikey(), ed25519.to_pkcs8().map_err(internal)?),
        })
    }

    /// The rows of both: the keys of this `number` of an actor, the first being 1.
    pub(crate) fn stored(self, of: &Actor, now: Timestamp, number: usize) -> [StoredKey; 2] {
        let row = |uri: String, algorithm: &str, (public_key, private_key): (String, Vec<u8>)| StoredKey {
            uri,
            actor_id: of.id.clone(),
            algorithm: algorithm.to_owned(),
            public_key,
            private_key: Some(private_key),
            created_at: now,
            fetched_at: now,
        };
        [
            row(rsa_key_uri(&of.uri, number), "rsa", self.rsa),
            row(ed25519_key_uri(&of.uri, number), "ed25519", self.ed25519),
        ]
    }
}

/// What a new local actor is called.
pub struct NewLocal {
    /// What it is.
    pub kind: ActorKind,
    /// The name in its handle.
    pub username: String,
    /// What it calls itself, by language; the first is the plain one.
    pub names: Localized<String>,
    /// Its words about itself; Markdown is not read here, plain paragraphs are.
    pub summaries: Localized<String>,
    /// Whether it wants to be asked before somebody follows it.
    pub approves_followers: bool,
}

/// Makes a local actor with its keys.
///
/// # Errors
/// `Invalid` when the user name is not one or is taken.
pub fn create_local(conn: &mut AnyConnection, at: &At, new: NewLocal, keys: Keys) -> Result<Actor> {
    let field = if new.kind == ActorKind::Member { "login" } else { "username" };
    let username =
        sanitise::username(&new.username).map_err(|_| Error::field(field, "error-username-invalid"))?;
    let skeleton = sanitise::skeleton(&username);
    if store::is_taken(conn, &skeleton)? {
        return Err(Error::field(field, "error-username-taken"));
    }
    let site = &at.site;
    let uri = site.actor_uri(new.kind, &username);
    let id = ActorId::new();
    let first = |map: &Localized<String>| map.iter().next().map(|(_, text)| text.clone()).unwrap_or_default();
    let row = NewActor {
        id: id.clone(),
        local: true,
        kind: new.kind,
        skeleton,
        host: site.domain.clone(),
        name: first(&new.names),
        names: to_json(&new.names)?,
        summary: first(&new.summaries),
        summaries: to_json(&new.summaries)?,
        page_url: None,
        inbox: format!("{uri}/inbox"),
        shared_inbox: Some(site.shared_inbox()),
        outbox: Some(format!("{uri}/outbox")),
        followers: Some(format!("{uri}/followers")),
        icon_media_id: None,
        approves_followers: new.approves_followers,
        handle_checked: true,
        also_known_as: "[]".to_owned(),
        created_at: at.now,
        updated_at: at.now,
        fetched_at: None,
        deleted_at: None,
        suspended_at: None,
        username,
        uri: uri.clone(),
    };
    store::insert(conn, &row)?;
    let made = store::get(conn, &id)?;
    for key in keys.stored(&made, at.now, 1) {
        store::insert_key(conn, &key)?;
        if key.algorithm == "ed25519" {
            proof::store::insert_key(conn, proof::model::Key::first(&key))?;
        }
    }
    if new.kind == ActorKind::Organisation {
        crate::overview::actions::holder_changed(conn, at.now, &id)?;
    }
    Ok(made)
}

/// Takes in a remote actor as its own origin describes it. The row keeps its id; the keys become exactly those
/// named now. A name that another kind of object holds already is refused.
///
/// # Errors
/// `Forbidden` when the id is one of ours, gone for good, or taken by something else.
pub fn receive(conn: &mut AnyConnection, at: &At, incoming: &Incoming) -> Result<ActorId> {
    if at.site.owns(&incoming.uri) {
        return Err(Error::Forbidden("own-domain"));
    }
    if crate::statement::store::uri_is_taken(conn, &incoming.uri)? {
        return Err(Error::Forbidden("id-taken"));
    }
    let known = store::by_uri(conn, &incoming.uri)?;
    if known.as_ref().is_some_and(|actor| actor.local || actor.deleted_at.is_some()) {
        return Err(Error::Forbidden("gone"));
    }
    let id = known.as_ref().map_or_else(ActorId::new, |actor| actor.id.clone());
    let row = NewActor {
        id: id.clone(),
        uri: incoming.uri.clone(),
        local: false,
        kind: incoming.kind,
        username: incoming.username.clone(),
        skeleton: sanitise::skeleton(&incoming.username),
        host: incoming.host.clone(),
        name: incoming.name.clone(),
        names: to_json(&incoming.names)?,
        summary: incoming.summary.clone(),
        summaries: to_json(&incoming.summaries)?,
        page_url: incoming.page_url.clone(),
        inbox: incoming.inbox.clone(),
        shared_inbox: incoming.shared_inbox.clone(),
        outbox: incoming.outbox.clone(),
        followers: incoming.followers.clone(),
        icon_media_id: None,
        approves_followers: incoming.approves_followers,
        handle_checked: incoming.handle_checked,
        also_known_as: serde_json::to_string(&incoming.also_known_as)
            .map_err(|e| Error::Internal(e.to_string()))?,
        created_at: known.as_ref().map_or(at.now, |actor| actor.created_at),
        updated_at: at.now,
        fetched_at: Some(at.now),
        deleted_at: None,
        suspended_at: known.as_ref().and_then(|actor| actor.suspended_at),
    };
    if known.is_some() {
        diesel::update(actor::table.find(&id)).set(row).execute(conn)?;
    } else {
        store::insert(conn, &row)?;
    }
    let facts = organisation::rules::lenient(&incoming.facts, at.now.parts().0.into());
    organisation::store::replace_facts(conn, &id, &facts, at.now)?;
    mandate::receive::receive(conn, &id, &incoming.mandates, at.now)?;
    let home = crate::peer::store::host_of(&incoming.uri).unwrap_or_else(|| incoming.host.clone());
    diesel::update(actor::table.find(&id)).set(actor::home.eq(home)).execute(conn)?;
    if crate::statement::rules::is_organised(incoming.kind) {
        crate::vouch::receive::receive_claims(conn, at, &id, &incoming.vouches)?;
        crate::directory::actions::receive(conn, &id, incoming)?;
    }
    if incoming.kind == ActorKind::Network
        && let Some(network) = &incoming.network
    {
        crate::network::receive::receive_group(conn, at, &id, network)?;
    }
    crate::moving::actions::receive_claim(conn, at, &id, incoming.moved_to.as_deref())?;
    let present: Vec<&str> = incoming
        .keys
        .iter()
        .filter(|(_, kind, _)| *kind == "ed25519")
        .map(|(uri, _, _)| uri.as_str())
        .collect();
    proof::receive::receive(conn, at.now, &id, &incoming.uri, &incoming.history, &present)?;
    let named: Vec<&str> = incoming.keys.iter().map(|(uri, _, _)| uri.as_str()).collect();
    diesel::delete(actor_key::table.filter(actor_key::actor_id.eq(&id)).filter(actor_key::uri.ne_all(named)))
        .execute(conn)?;
    for (uri, algorithm, public_key) in &incoming.keys {
        let updated = diesel::update(
            actor_key::table.filter(actor_key::uri.eq(uri)).filter(actor_key::actor_id.eq(&id)),
        )
        .set((
            actor_key::algorithm.eq(*algorithm),
            actor_key::public_key.eq(public_key),
            actor_key::fetched_at.eq(at.now),
        ))
        .execute(conn)?;
        // A key's address begins with its owner's: whoever listed it before without being that loses it.
        if uri.split('#').next() == Some(incoming.uri.as_str()) {
            diesel::delete(
                actor_key::table.filter(actor_key::uri.eq(uri)).filter(actor_key::actor_id.ne(&id)),
            )
            .execute(conn)?;
        }
        if updated == 0 {
            store::insert_key(
                conn,
                &StoredKey {
                    uri: uri.clone(),
                    actor_id: id.clone(),
                    algorithm: (*algorithm).to_owned(),
                    public_key: public_key.clone(),
                    private_key: None,
                    created_at: at.now,
                    fetched_at: at.now,
                },
            )?;
        }
    }
    // What it was counted as when it was something else is taken out too.
    if [Some(incoming.kind), known.map(|actor| actor.kind)].contains(&Some(ActorKind::Organisation)) {
        crate::overview::actions::holder_changed(conn, at.now, &id)?;
    }
    Ok(id)
}

/// A remote actor is gone for good: its follows end, what it said is withdrawn, its keys are forgotten.
///
/// # Errors
/// `Forbidden` for a local actor.
pub fn receive_departure(conn: &mut AnyConnection, at: &At, uri: &str) -> Result<()> {
    let Some(gone) = store::by_uri(conn, uri)? else {
        return Ok(());
    };
    if gone.local {
        return Err(Error::Forbidden("own-domain"));
    }
    diesel::update(actor::table.find(&gone.id)).set(actor::deleted_at.eq(at.now)).execute(conn)?;
    diesel::delete(actor_key::table.filter(actor_key::actor_id.eq(&gone.id))).execute(conn)?;
    proof::store::forget_actors(conn, std::slice::from_ref(&gone.id))?;
    diesel::delete(follow::table.filter(follow::follower_id.eq(&gone.id).or(follow::target_id.eq(&gone.id))))
        .execute(conn)?;
    crate::statement::store::withdraw_all_of(conn, &gone.id, at.now)?;
    crate::search::actions::organisation_changed(conn, &gone.id)?;
    crate::position::actions::end_all_of(conn, at.now, &gone.id)?;
    crate::table::actions::end_all_of(conn, at.now, &gone.id)?;
    crate::overview::actions::holder_changed(conn, at.now, &gone.id)
}

fn to_json(map: &Localized<String>) -> Result<String> {
    serde_json::to_string(map).map_err(|e| Error::Internal(e.to_string()))
}
