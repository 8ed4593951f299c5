//! Actors: Activity Streams ⇄ [`sofra_domain::actor`].

use serde_json::{Map, Value, json};
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;
use sofra_base::text::sanitise;
use sofra_domain::actor::model::{Incoming, StoredKey};
use sofra_domain::actor::{Actor, ActorKind, store};
use sofra_domain::mandate as mandates;
use sofra_domain::media::{self, Media};
use sofra_domain::organisation::{self, Facts};
use sofra_domain::proof::{self, Entry};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Result, Site, directory, moving, vouch};

use super::{context, first_text, list, mandate, network, profile, text, type_in};
use crate::key::PublicKey;
use crate::uri::{Uri, UriPolicy};

/// Characters of a received self-description at most.
const SUMMARY: usize = 20_000;
/// Keys of one actor that are read.
const KEYS: usize = 10;

/// What belongs to an actor's document beside its own row.
#[derive(Debug, Default)]
pub struct Around {
    /// Its keys.
    pub keys: Vec<StoredKey>,
    /// The Ed25519 keys that led to the one of now, which is the last.
    pub history: Vec<Entry>,
    /// Its picture.
    pub icon: Option<Media>,
    /// What it declares to be.
    pub facts: Facts,
    /// The mandates it gave.
    pub mandates: Vec<mandates::View>,
    /// The day on which this is read, as `YYYY-MM-DD`.
    pub today: String,
    /// Whether it chose to be found in directories.
    pub discoverable: bool,
    /// Vouches that it has, by id on the wire.
    pub vouches: Vec<String>,
    /// Where it lives now.
    pub moved_to: Option<String>,
    /// What it is, if it is a network.
    pub network: Option<network::Described>,
}

impl Around {
    /// Reads it for a local actor.
    ///
    /// # Errors
    /// The database's own.
    pub fn load(conn: &mut AnyConnection, actor: &Actor, now: Timestamp) -> Result<Self> {
        let icon = match actor.icon_media_id.as_deref().and_then(media::MediaId::parse) {
            Some(id) => Some(media::store::get(conn, &id)?),
            None => None,
        };
        Ok(Self {
            keys: store::keys(conn, &actor.id)?,
            history: proof::store::chain(conn, &actor.id)?,
            icon,
            facts: organisation::store::facts(conn, &actor.id)?,
            mandates: mandates::store::given(conn, &actor.id)?,
            today: now.day(),
            discoverable: directory::store::is_listed(conn, &actor.id)?,
            vouches: vouch::store::listed(conn, &actor.id, now)?,
            moved_to: moving::store::of(conn, &actor.id)?.map(|moved| moved.target_uri),
            network: network::load(conn, actor, &Reader::Anyone)?,
        })
    }

    /// The same for one reader: the nodes of a network's members read who they are.
    ///
    /// # Errors
    /// The database's own.
    pub fn load_for(
        conn: &mut AnyConnection,
        actor: &Actor,
        reader: &Reader,
        now: Timestamp,
    ) -> Result<Self> {
        let around = Self::load(conn, actor, now)?;
        Ok(Self { network: network::load(conn, actor, reader)?, ..around })
    }
}

/// A local actor as others read it.
#[must_use]
pub fn to_json(actor: &Actor, around: &Around, site: &Site) -> Value {
    let mut document = json!({
        "@context": context::of_actor(),
        "id": actor.uri,
        "type": actor.kind.wire(),
        "preferredUsername": actor.username,
        "webfinger": format!("{}@{}", actor.username, site.domain),
        "name": actor.name,
        "summary": actor.summary,
        "url": actor.uri,
        "inbox": actor.inbox,
        "outbox": actor.outbox,
        "followers": actor.followers,
        "following": format!("{}/following", actor.uri),
        "endpoints": {"sharedInbox": site.shared_inbox()},
        "manuallyApprovesFollowers": actor.approves_followers,
        "discoverable": around.discoverable,
        "indexable": false,
        "published": actor.created_at.to_rfc3339(),
        "updated": actor.updated_at.to_rfc3339()
    });
    if !actor.localized_name().is_empty() && actor.kind != ActorKind::Node {
        document["nameMap"] = map_of(&actor.localized_name());
    }
    if !actor.localized_summary().is_empty() {
        document["summaryMap"] = map_of(&actor.localized_summary());
    }
    let implements = json!([{
        "type": "Link",
        "href": "https://datatracker.ietf.org/doc/html/rfc9421",
        "name": "RFC-9421: HTTP Message Signatures"
    }]);
    if actor.kind == ActorKind::Node {
        document["implements"] = implements;
    } else {
        // FEP-844e: what the server behind an actor understands.
        document["generator"] = json!({
            "type": "Application",
            "id": site.actor_uri(ActorKind::Node, ""),
            "implements": implements
        });
    }
    if let Some(icon) = &around.icon {
        document["icon"] = json!({
            "type": "Image",
            "mediaType": icon.media_type,
            "url": site.media_url(&icon.name, &icon.media_type)
        });
    } else {
        document["icon"] = json!({
            "type": "Image",
            "mediaType": "image/png",
            "url": format!("{}/icon.png", site.base)
        });
    }
    let mut fields = profile::fields(actor, &around.facts);
    fields.extend(mandate::fields(actor, &around.mandates, &around.today));
    if !fields.is_empty() {
        document["attachment"] = fields.into();
    }
    profile::write(&mut document, &around.facts);
    if let Some(described) = &around.network {
        network::write(&mut document, &actor.uri, described);
    }
    if !around.mandates.is_empty() {
        let all = around.mandates.iter().map(|view| mandate::to_json(view, actor, &around.today));
        document["mandates"] = all.collect();
    }
    if !around.vouches.is_empty() {
        document["vouches"] = around.vouches.clone().into();
    }
    let known_as = actor.known_as();
    if !known_as.is_empty() {
        document["alsoKnownAs"] = known_as.into();
        document["movedStatements"] = format!("{}/moved", site.base).into();
    }
    if let Some(target) = &around.moved_to {
        document["movedTo"] = target.clone().into();
    }
    for key in &around.keys {
        match key.algorithm.as_str() {
            "rsa" => {
                document["publicKey"] = json!({
                    "id": key.uri,
                    "type": "Key",
                    "owner": actor.uri,
                    "publicKeyPem": key.public_key
                });
            }
            // FEP-521a.
            _ => {
                let known = around.history.iter().find(|entry| entry.id == key.uri);
                let entry = Entry {
                    id: key.uri.clone(),
                    public_key: key.public_key.clone(),
                    succession: known.and_then(|entry| entry.succession.clone()),
                };
                document["assertionMethod"] = json!([entry.to_json(&actor.uri)]);
            }
        }
    }
    // Not among the keys of now: a key that was replaced signs nothing any more, whoever has it.
    let is_former = |entry: &&Entry| !around.keys.iter().any(|key| key.uri == entry.id);
    let former: Vec<Value> =
        around.history.iter().filter(is_former).map(|entry| entry.to_json(&actor.uri)).collect();
    if !former.is_empty() {
        document["formerKeys"] = former.into();
    }
    document
}

fn map_of(map: &Localized<String>) -> Value {
    Value::Object(
        map.iter()
            .map(|(language, text)| (language.to_string(), Value::String(text.clone())))
            .collect::<Map<_, _>>(),
    )
}

/// Why a document is no actor we can use; a code.
pub type Refused = &'static str;

/// Reads an actor document that was fetched from its own origin. `handle_checked` is filled in later.
///
/// # Errors
/// A code that names what is wrong.
pub fn parse(document: &Value, policy: UriPolicy) -> std::result::Result<Incoming, Refused> {
    let kind = type_in(document, &["Application", "Organization", "Person", "Group", "Service"])
        .and_then(|name| ActorKind::from_wire(&name))
        .ok_or("actor-type")?;
    let uri = text(document, "id").and_then(|t| Uri::parse(t, policy).ok()).ok_or("actor-id")?;
    if uri.fragment().is_some() {
        return Err("actor-id");
    }
    let own = |name: &str| -> Option<Uri> {
        let found = first_text(document.get(name)).and_then(|t| Uri::parse(t, policy).ok())?;
        found.same_origin(&uri).then_some(found)
    };
    // Everything that is delivered or fetched in this actor's name stays on its origin (ORG-07).
    let inbox = own("inbox").ok_or("actor-inbox")?;
    let shared_inbox = document
        .get("endpoints")
        .and_then(|e| first_text(e.get("sharedInbox")))
        .and_then(|t| Uri::parse(t, policy).ok())
        .filter(|found| found.same_origin(&uri));
    let named = text(document, "preferredUsername").map(sanitise::line).unwrap_or_default();
    let username = if named.is_empty() { last_segment(&uri) } else { named };
    let username: String = username.chars().filter(|c| !c.is_whitespace() && *c != '@').take(64).collect();
    let name = text(document, "name").map(|t| sanitise::name(t, 120)).unwrap_or_default();
    let summary = summary_of(text(document, "summary"));
    Ok(Incoming {
        kind,
        host: uri.authority().to_owned(),
        name: if name.is_empty() { username.clone() } else { name },
        names: localized(document.get("nameMap"), |t| sanitise::name(t, 120)),
        summary,
        summaries: localized(document.get("summaryMap"), |t| summary_of(Some(t))),
        page_url: page_url(document, &uri, policy),
        inbox: inbox.to_string(),
        shared_inbox: shared_inbox.map(|u| u.to_string()),
        outbox: own("outbox").map(|u| u.to_string()),
        followers: own("followers").map(|u| u.to_string()),
        approves_followers: document
            .get("manuallyApprovesFollowers")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        handle_checked: false,
        also_known_as: list(document.get("alsoKnownAs"))
            .iter()
            .take(10)
            .filter_map(|v| first_text(Some(v)))
            .filter_map(|t| Uri::parse(t, policy).ok())
            .map(|u| u.to_string())
            .collect(),
        keys: keys(document, &uri, policy),
        history: history(document, &uri, policy),
        facts: profile::read(document),
        mandates: mandate::read(document, &uri, policy),
        discoverable: document.get("discoverable").and_then(Value::as_bool).unwrap_or(false),
        vouches: list(document.get("vouches"))
            .iter()
            .take(vouch::rules::CLAIMS)
            .filter_map(|v| first_text(Some(v)))
            .filter_map(|t| Uri::parse(t, policy).ok())
            .map(|u| u.to_string())
            .collect(),
        moved_to: first_text(document.get("movedTo"))
            .and_then(|t| Uri::parse(t, policy).ok())
            .filter(|target| *target != uri)
            .map(|u| u.to_string()),
        moved_statements: own("movedStatements").map(|u| u.to_string()),
        network: if kind == ActorKind::Network { network::read(document, &uri, policy) } else { None },
        username,
        uri: uri.to_string(),
    })
}

/// The page for people: only on the actor's own host, so that nobody is shown under another's name (ORG-06).
pub(super) fn page_url(document: &Value, uri: &Uri, policy: UriPolicy) -> Option<String> {
    list(document.get("url"))
        .iter()
        .filter_map(|entry| first_text(Some(entry)))
        .filter_map(|t| Uri::parse(t, policy).ok())
        .find(|found| found.same_origin(uri))
        .map(|found| found.to_string())
}

fn summary_of(html: Option<&str>) -> String {
    let html = html.unwrap_or_default();
    if html.chars().count() > SUMMARY {
        return String::new();
    }
    sanitise::remote_html(html)
}

/// The values of a language map, each cleaned by itself; keys that are no language tags are dropped (XSS-03).
pub(super) fn localized(map: Option<&Value>, clean: impl Fn(&str) -> String) -> Localized<String> {
    let entries = map.and_then(Value::as_object).into_iter().flatten().take(30);
    Localized::lenient(entries.filter_map(|(key, value)| {
        let cleaned = clean(value.as_str()?);
        (!cleaned.is_empty()).then(|| (key.clone(), cleaned))
    }))
}

fn last_segment(uri: &Uri) -> String {
    let path = uri.as_url().path().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default().trim_start_matches('@');
    let last = sanitise::line(last);
    if last.is_empty() { "unnamed".to_owned() } else { last }
}

/// The keys an actor lists: each must name the actor as its owner and lie in its origin (FEP-fe34). One that is too
/// weak, or of a kind we do not know, is left out.
fn keys(document: &Value, actor: &Uri, policy: UriPolicy) -> Vec<(String, &'static str, String)> {
    let mut found = Vec::new();
    let of_actor = |id: &str, owner: Option<&str>| -> Option<String> {
        let id = Uri::parse(id, policy).ok().filter(|id| id.same_origin(actor))?;
        let owner = owner.and_then(|t| Uri::parse(t, policy).ok())?;
        (owner == *actor).then(|| id.to_string())
    };
    for entry in list(document.get("publicKey")).iter().take(KEYS) {
        let Some(id) = text(entry, "id").and_then(|id| of_actor(id, first_text(entry.get("owner")))) else {
            continue;
        };
        let Some(pem) = text(entry, "publicKeyPem") else { continue };
        if let Ok(key @ PublicKey::Rsa(_)) = PublicKey::from_pem(pem)
            && let Ok(normal) = key.to_text()
        {
            found.push((id, "rsa", normal));
        }
    }
    for entry in list(document.get("assertionMethod")).iter().take(KEYS) {
        let Some(id) = text(entry, "id").and_then(|id| of_actor(id, first_text(entry.get("controller"))))
        else {
            continue;
        };
        let Some(multikey) = text(entry, "publicKeyMultibase") else { continue };
        if let Ok(key @ PublicKey::Ed25519(_)) = PublicKey::from_multikey(multikey)
            && let Ok(normal) = key.to_text()
        {
            found.push((id, "ed25519", normal));
        }
    }
    found.dedup_by(|a, b| a.0 == b.0);
    found
}

/// The Ed25519 keys that an actor names, those of before first, with what each says about the next.
fn history(document: &Value, actor: &Uri, policy: UriPolicy) -> Vec<Entry> {
    let former = list(document.get("formerKeys")).iter().take(proof::chain::MOST);
    let present = list(document.get("assertionMethod")).iter().take(KEYS);
    former
        .chain(present)
        .filter_map(|value| {
            let mut entry = Entry::read(value, text(value, "controller")?)?;
            let owner = Uri::parse(text(value, "controller")?, policy).ok()?;
            let id = Uri::parse(&entry.id, policy).ok().filter(|id| id.same_origin(actor))?;
            entry.id = id.to_string();
            (owner == *actor && matches!(entry.key(), Ok(PublicKey::Ed25519(_)))).then_some(entry)
        })
        .collect()
}
