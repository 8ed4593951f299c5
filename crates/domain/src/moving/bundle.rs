//! What stands in an archive of an organisation: JSON, versioned, without a private key and without a name of a member.

use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;

/// The format that this program writes and reads.
pub const FORMAT: &str = "sofra-organisation-1";

/// `manifest.json`: what is in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// The organisation's id on the wire.
    pub actor: String,
    /// Every other file but the signature.
    pub files: Vec<File>,
}

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content, hex.
    pub sha256: String,
}

/// `signature.json`: the organisation's own signature over the bytes of the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The key's id on the wire.
    pub key: String,
    /// Ed25519, base64.
    pub signature: String,
}

/// `organisation.json`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The id on the wire.
    pub uri: String,
    /// The name in its handle.
    pub username: String,
    /// What it calls itself.
    pub names: Localized<String>,
    /// Its words about itself; HTML.
    pub summaries: Localized<String>,
    /// Whether it wants to be asked before somebody follows it.
    pub approves_followers: bool,
    /// Its other ids.
    pub also_known_as: Vec<String>,
    /// Its public keys, for the record.
    pub public_keys: Vec<String>,
}

/// `follows.json` and `vouches.json`: for the organisation's own record; nothing is done with it by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relations {
    /// Who follows it.
    pub followers: Vec<Other>,
    /// Whom it follows.
    pub following: Vec<Other>,
    /// Who vouches for it.
    pub vouched_by: Vec<Other>,
    /// For whom it vouches.
    pub vouches_for: Vec<Other>,
}

/// Somebody at the other end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// The id on the wire.
    pub uri: String,
    /// `@name@host`.
    pub handle: String,
    /// Since when.
    pub since: Timestamp,
    /// Why, for a vouch.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// `statements/ID.json`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The id on the wire.
    pub uri: String,
    /// See [`crate::statement::Kind`].
    pub kind: String,
    /// See [`crate::statement::State`].
    pub state: String,
    /// See [`crate::statement::Audience`].
    pub audience: String,
    /// Whether its paragraphs bear numbers.
    pub numbered: bool,
    /// What it answers.
    pub in_reply_to: Option<String>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it came out.
    pub published_at: Option<Timestamp>,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
    /// Why.
    pub withdrawal_reason: Option<String>,
    /// Identities of demands.
    pub demands: Vec<String>,
    /// From the first to the current one; none for a withdrawn one.
    pub revisions: Vec<Revision>,
}

/// A revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// From 1.
    pub number: i32,
    /// When.
    pub created_at: Timestamp,
    /// What changed and why.
    pub note: String,
    /// What a position binds to.
    pub content_hash: String,
    /// The language of the authentic text.
    pub authentic: String,
    /// One for each language.
    pub texts: Vec<Text>,
    /// Of the authentic text.
    pub paragraphs: Vec<Paragraph>,
    /// Images.
    pub images: Vec<Image>,
}

/// A text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// BCP 47.
    pub language: String,
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub summary: String,
    /// Markdown.
    pub body: Option<String>,
    /// As it is shown.
    pub html: String,
    /// Who translated it.
    pub translator: String,
}

/// A numbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// From 1.
    pub number: i32,
    /// The heading it stands under.
    pub section: String,
    /// Plain text.
    pub text: String,
    /// SHA-256 over the text.
    pub hash: String,
}

/// An image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The file in the archive.
    pub file: String,
    /// What is to be seen on it.
    pub alt: String,
}
