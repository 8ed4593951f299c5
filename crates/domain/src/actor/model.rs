//! Actors and their keys, as they are stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::{actor, actor_key};

use crate::organisation::rules::FactsForm;

typed_id!(ActorId, "An actor of this or another node.");

text_enum! {
    /// What an actor is; see the table of words in DESIGN.md.
    pub enum ActorKind {
        /// A running server.
        Node = "node",
        /// An organisation.
        Organisation = "organisation",
        /// A person.
        Member = "member",
        /// Organisations that act together, or a group of other software.
        Network = "network",
        /// A program.
        Bot = "bot",
    }
}

impl ActorKind {
    /// The type on the wire.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Node => "Application",
            Self::Organisation => "Organization",
            Self::Member => "Person",
            Self::Network => "Group",
            Self::Bot => "Service",
        }
    }

    /// Reads the type on the wire.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.wire() == text)
    }
}

/// An actor.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = actor)]
pub struct Actor {
    /// The row.
    pub id: ActorId,
    /// The id on the wire.
    pub uri: String,
    /// Whether it lives on this node.
    pub local: bool,
    /// What it is.
    pub kind: ActorKind,
    /// The name in its handle.
    pub username: String,
    /// Its host, with the port where one is named.
    pub host: String,
    /// What it calls itself; plain text.
    pub name: String,
    /// The same in several languages, as JSON.
    pub names: String,
    /// What it says about itself; sanitised HTML.
    pub summary: String,
    /// The same in several languages, as JSON.
    pub summaries: String,
    /// Its page for people, if that is not its id.
    pub page_url: Option<String>,
    /// Where activities for it go.
    pub inbox: String,
    /// Where activities for all actors of its node go.
    pub shared_inbox: Option<String>,
    /// What it said.
    pub outbox: Option<String>,
    /// The collection of its followers.
    pub followers: Option<String>,
    /// Its picture here.
    pub icon_media_id: Option<String>,
    /// Whether it wants to be asked before somebody follows it.
    pub approves_followers: bool,
    /// Whether its host confirmed the handle (FEP-2c59).
    pub handle_checked: bool,
    /// Other ids of the same actor, as a JSON list.
    pub also_known_as: String,
    /// When it was made, or first seen.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it was last fetched.
    pub fetched_at: Option<Timestamp>,
    /// When its own node said that it is gone.
    pub deleted_at: Option<Timestamp>,
    /// When this node stopped dealing with it.
    pub suspended_at: Option<Timestamp>,
    /// Since when a local actor shows itself nowhere; see [`crate::safety`].
    pub hidden_at: Option<Timestamp>,
    /// Since when nothing leaves in a local actor's name; see [`crate::safety`].
    pub stopped_at: Option<Timestamp>,
}

impl Actor {
    /// `@name@host`.
    #[must_use]
    pub fn handle(&self) -> String {
        format!("@{}@{}", self.username, self.host)
    }

    /// Its names by language.
    #[must_use]
    pub fn localized_name(&self) -> Localized<String> {
        serde_json::from_str(&self.names).unwrap_or_default()
    }

    /// Its words about itself by language.
    #[must_use]
    pub fn localized_summary(&self) -> Localized<String> {
        serde_json::from_str(&self.summaries).unwrap_or_default()
    }

    /// Its other ids on the wire, by its own word.
    #[must_use]
    pub fn known_as(&self) -> Vec<String> {
        serde_json::from_str(&self.also_known_as).unwrap_or_default()
    }

    /// The path of its page on this node.
    #[must_use]
    pub fn path(&self) -> String {
        if self.local {
            crate::Site::actor_path(self.kind, &self.username)
        } else {
            format!("/actors/{}", self.id)
        }
    }

    /// Where deliveries for it go: the shared inbox where there is one.
    #[must_use]
    pub fn delivery_inbox(&self) -> &str {
        self.shared_inbox.as_deref().unwrap_or(&self.inbox)
    }

    /// Whether it can be spoken to, and shown.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.deleted_at.is_none() && self.suspended_at.is_none() && self.hidden_at.is_none()
    }
}

/// A new or refetched actor.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = actor, treat_none_as_null = true)]
#[allow(missing_docs)]
pub struct NewActor {
    pub id: ActorId,
    pub uri: String,
    pub local: bool,
    pub kind: ActorKind,
    pub username: String,
    pub skeleton: String,
    pub host: String,
    pub name: String,
    pub names: String,
    pub summary: String,
    pub summaries: String,
    pub page_url: Option<String>,
    pub inbox: String,
    pub shared_inbox: Option<String>,
    pub outbox: Option<String>,
    pub followers: Option<String>,
    pub icon_media_id: Option<String>,
    pub approves_followers: bool,
    pub handle_checked: bool,
    pub also_known_as: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub fetched_at: Option<Timestamp>,
    pub deleted_at: Option<Timestamp>,
    pub suspended_at: Option<Timestamp>,
}

/// A public key, and the private half of a local one.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = actor_key)]
pub struct StoredKey {
    /// The key's id on the wire.
    pub uri: String,
    /// Whose it is.
    pub actor_id: ActorId,
    /// `rsa` or `ed25519`.
    pub algorithm: String,
    /// PEM or Multikey.
    pub public_key: String,
    /// PKCS#8 DER of a local key.
    pub private_key: Option<Vec<u8>>,
    /// When it was made or first seen.
    pub created_at: Timestamp,
    /// When it was last fetched.
    pub fetched_at: Timestamp,
}

/// The id on the wire of a local actor's RSA key; `number` counts its keys from 1.
#[must_use]
pub fn rsa_key_uri(actor_uri: &str, number: usize) -> String {
    numbered(&format!("{actor_uri}#main-key"), number)
}

/// The id on the wire of a local actor's Ed25519 key; `number` counts its keys from 1.
#[must_use]
pub fn ed25519_key_uri(actor_uri: &str, number: usize) -> String {
    numbered(&format!("{actor_uri}#ed25519-key"), number)
}

/// The first has no number in its name, and no name is used twice.
fn numbered(name: &str, number: usize) -> String {
    if number <= 1 { name.to_owned() } else { format!("{name}-{number}") }
}

/// A remote actor as its own origin describes it, sanitised.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The id on the wire.
    pub uri: String,
    /// What it is.
    pub kind: ActorKind,
    /// The name in its handle.
    pub username: String,
    /// The host in its handle.
    pub host: String,
    /// What it calls itself.
    pub name: String,
    /// The same by language.
    pub names: Localized<String>,
    /// What it says about itself; sanitised HTML.
    pub summary: String,
    /// The same by language.
    pub summaries: Localized<String>,
    /// Its page for people.
    pub page_url: Option<String>,
    /// Where activities for it go.
    pub inbox: String,
    /// Where activities for all actors of its node go.
    pub shared_inbox: Option<String>,
    /// What it said.
    pub outbox: Option<String>,
    /// The collection of its followers.
    pub followers: Option<String>,
    /// Whether it wants to be asked before somebody follows it.
    pub approves_followers: bool,
    /// Whether its host confirmed the handle (FEP-2c59).
    pub handle_checked: bool,
    /// Other ids of the same actor.
    pub also_known_as: Vec<String>,
    /// Its keys: id, algorithm, public key.
    pub keys: Vec<(String, &'static str, String)>,
    /// The Ed25519 keys it names, those of before first, with what each says about the next.
    pub history: Vec<crate::proof::Entry>,
    /// What an organisation says that it is.
    pub facts: FactsForm,
    /// The mandates that an organisation's own document lists.
    pub mandates: Vec<crate::mandate::receive::Incoming>,
    /// Whether it wants to be found in directories.
    pub discoverable: bool,
    /// Vouches that it says it has, by id on the wire: nothing of it is believed before it was asked about.
    pub vouches: Vec<String>,
    /// Where it says that it lives now.
    pub moved_to: Option<String>,
    /// Where its node says what became of statements brought there.
    pub moved_statements: Option<String>,
    /// What a network says that it is.
    pub network: Option<Box<crate::network::Incoming>>,
}
