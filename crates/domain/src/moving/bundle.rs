//! What stands in an archive of an organisation: JSON, versioned, without a private key and without a name of a member.

use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;

use crate::approval::Rule;
use crate::organisation;

/// The format that this program writes.
pub const FORMAT: &str = "sofra-organisation-2";
/// The one before, which it reads as well: without mandates, profile, rule, comments, blocks and record.
pub const FORMAT_BEFORE: &str = "sofra-organisation-1";

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
    /// What it declares to be.
    #[serde(default)]
    pub facts: Facts,
}

/// What an organisation says about itself, as it was typed; see [`crate::organisation::Facts`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Led by whom.
    pub declared: Vec<String>,
    /// Countries of origin, by code.
    pub origins: Vec<String>,
    /// The country it works in.
    pub host: String,
    /// BCP 47.
    pub languages: Vec<String>,
    /// The year in which it began.
    pub since: Option<i32>,
    /// How its decisions are made, by language.
    pub decisions: Vec<(String, String)>,
    /// Its pages elsewhere.
    pub links: Vec<String>,
}

/// `mandates.json`: those that were given; what was never given stays behind. The holder is a name that everybody saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// The id on the wire.
    pub uri: String,
    /// `active` or `revoked`.
    pub state: String,
    /// The holder, as everybody sees it.
    pub shown_name: String,
    /// Identities of demands, themes or an agenda.
    pub scope: Vec<String>,
    /// Where it holds.
    pub forum: String,
    /// The decision it rests on.
    pub decision: String,
    /// The day of the decision.
    pub decided_on: Option<String>,
    /// For, against, neither.
    pub votes: [Option<i32>; 3],
    /// The first day, as `YYYY-MM-DD`.
    pub valid_from: String,
    /// The last day.
    pub valid_until: String,
    /// When it was given.
    pub activated_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// Why.
    pub revocation_reason: String,
}

/// `inside.json`: what only those inside saw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inside {
    /// How it approves, where it decided on a rule.
    pub rule: Option<Rule>,
    /// Whom it blocks.
    pub blocks: Vec<Block>,
    /// The record of acts, the oldest first.
    pub record: Vec<Act>,
}

/// Whom it blocks: an actor or a host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The id on the wire.
    pub actor: Option<String>,
    /// Or a host.
    pub host: Option<String>,
}

/// A line of the record. People are numbers: one number is one person throughout, and no name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// When.
    pub at: Timestamp,
    /// Who, by number; absent at the machine itself.
    pub by: Option<u32>,
    /// See [`crate::audit::Entry`].
    pub act: String,
    /// To what.
    pub object: String,
    /// Why.
    pub reason: String,
}

/// What was said about a draft, without a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// When.
    pub at: Timestamp,
    /// Plain text.
    pub body: String,
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
    /// The mandate it was made under, by id on the wire.
    #[serde(default)]
    pub mandate: Option<String>,
    /// What was said about a draft, the first one first.
    #[serde(default)]
    pub comments: Vec<Comment>,
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

impl Facts {
    /// Of a profile.
    #[must_use]
    pub fn of(facts: &organisation::Facts) -> Self {
        Self {
            declared: facts.declared.iter().map(|one| one.as_str().to_owned()).collect(),
            origins: facts.origins.iter().map(|one| one.as_str().to_owned()).collect(),
            host: facts.host.map(|one| one.as_str().to_owned()).unwrap_or_default(),
            languages: facts.languages.iter().map(ToString::to_string).collect(),
            since: facts.since,
            decisions: facts.decisions.iter().map(|(tag, words)| (tag.to_string(), words.clone())).collect(),
            links: facts.links.clone(),
        }
    }

    /// As far as it holds; see [`organisation::rules::lenient`].
    #[must_use]
    pub fn checked(&self, year: i32) -> organisation::Facts {
        let form = organisation::rules::FactsForm {
            declared: self.declared.clone(),
            origins: self.origins.clone(),
            host: self.host.clone(),
            languages: self.languages.clone(),
            since: self.since.map(|year| year.to_string()).unwrap_or_default(),
            decisions: self.decisions.clone(),
            links: self.links.clone(),
        };
        organisation::rules::lenient(&form, year)
    }
}
