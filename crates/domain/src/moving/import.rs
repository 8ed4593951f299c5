//! Bringing in an archive. Everything in it is a stranger's word: sizes are bounded, texts are cleaned, images encoded
//! anew; what does not fit is left out and said so.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_base::lang::LanguageTag;
use sofra_base::text::{numbering, sanitise};

use super::archive;
use super::bundle::{self, FORMAT, FORMAT_BEFORE, Manifest, Organisation, Relations, Signature};
pub use super::receive::bring;
use crate::actor::key::{Algorithm, PublicKey};
use crate::actor::model::StoredKey;
use crate::agenda;
use crate::error::{Error, Result};
use crate::media::actions::Prepared;
use crate::media::{self, MediaId};
use crate::statement::model::{Audience, Kind, State};
use crate::statement::rules as statement_rules;

/// Revisions of one statement at most.
const REVISIONS: usize = 500;
/// Images of one archive at most.
const IMAGES: usize = 1_000;

/// An archive that is whole: every file is there, as the manifest says, and nothing else.
pub struct Archive {
    manifest: Vec<u8>,
    signature: Signature,
    /// The organisation's id on the wire before.
    pub actor: String,
    /// What it was called.
    pub organisation: Organisation,
    /// Who followed whom; for the record.
    pub relations: Relations,
    /// Mandates that were given.
    pub mandates: Vec<bundle::Mandate>,
    /// What only those inside saw.
    pub inside: bundle::Inside,
    pub(super) statements: Vec<bundle::Statement>,
    images: BTreeMap<String, Vec<u8>>,
}

/// What was brought in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Published statements with their history.
    pub brought: usize,
    /// As drafts: drafts, and what was meant for the old node only.
    pub drafts: usize,
    /// Brought in before.
    pub known: usize,
    /// Withdrawn ones, of which nothing is kept.
    pub withdrawn: usize,
    /// Not what they should be: changed words, unknown kinds.
    pub refused: usize,
    /// Mandates.
    pub mandates: usize,
    /// Blocks that hold here now.
    pub blocks: usize,
    /// Blocks of accounts that this node does not know.
    pub blocks_unknown: usize,
    /// Lines of the record.
    pub acts: usize,
    /// Whether other officers have to agree before its document names the old one.
    pub needs_others: bool,
    /// Whether the old node confirmed the move, so that all of it is public.
    pub confirmed: bool,
}

pub(super) fn damaged() -> Error {
    Error::field("archive", "error-move-archive-damaged")
}

/// Reads an archive and compares every file with the manifest.
///
/// # Errors
/// `Invalid` when it is too large, damaged or of another format.
pub fn read(bytes: &[u8]) -> Result<Archive> {
    let files = archive::read(bytes).map_err(|error| match error {
        archive::Damaged::TooLarge => Error::field("archive", "error-move-archive-too-large"),
        _ => damaged(),
    })?;
    let get = |name: &str| files.get(name).copied().ok_or_else(damaged);
    let manifest_bytes = get("manifest.json")?;
    let manifest: Manifest = parse(manifest_bytes)?;
    if manifest.format != FORMAT && manifest.format != FORMAT_BEFORE {
        return Err(Error::field("archive", "error-move-archive-format"));
    }
    let signature: Signature = parse(get("signature.json")?)?;
    if manifest.files.len() + 2 != files.len() {
        return Err(damaged());
    }
    for file in &manifest.files {
        let content = get(&file.name)?;
        if content.len() as u64 != file.bytes || sha256_hex(content) != file.sha256 {
            return Err(damaged());
        }
    }
    let organisation: Organisation = parse(get("organisation.json")?)?;
    if organisation.uri != manifest.actor {
        return Err(damaged());
    }
    let mut statements = Vec::new();
    let mut images = BTreeMap::new();
    for (name, content) in &files {
        if name.starts_with("statements/") {
            statements.push(parse(content)?);
        } else if name.starts_with("media/") {
            images.insert(name.clone(), content.to_vec());
        }
    }
    if images.len() > IMAGES {
        return Err(Error::field("archive", "error-move-archive-too-large"));
    }
    // The format before had neither.
    let (mandates, inside) = if manifest.format == FORMAT {
        (parse(get("mandates.json")?)?, parse(get("inside.json")?)?)
    } else {
        (Vec::new(), bundle::Inside::default())
    };
    Ok(Archive {
        mandates,
        inside,
        manifest: manifest_bytes.to_vec(),
        signature,
        actor: manifest.actor,
        organisation,
        relations: parse(get("relations.json")?)?,
        statements,
        images,
    })
}

fn parse<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes).map_err(|_| damaged())
}

impl Archive {
    /// Actors that the organisation blocked, by id on the wire: whoever brings the archive in asks for those that are not
    /// known here first.
    pub fn blocked_actors(&self) -> impl Iterator<Item = &str> {
        self.inside.blocks.iter().filter_map(|one| one.actor.as_deref())
    }

    /// Whether the organisation itself signed the archive, by one of its keys as its own node lists them.
    #[must_use]
    pub fn is_signed_by(&self, keys: &[StoredKey]) -> bool {
        let Ok(signature) = BASE64.decode(&self.signature.signature) else { return false };
        keys.iter().filter(|key| key.uri == self.signature.key && key.algorithm == "ed25519").any(|key| {
            PublicKey::from_multikey(&key.public_key)
                .is_ok_and(|key| key.verify(Algorithm::Ed25519, &self.manifest, &signature).is_ok())
        })
    }

    /// Encodes the images anew and puts them on disk. Slow: call it off the request threads, before the transaction.
    ///
    /// # Errors
    /// When the disk fails. An image that is none is left out.
    pub fn prepare_images(
        &mut self,
        folder: &Path,
        limits: &media::image::Limits,
        now: Timestamp,
    ) -> Result<HashMap<String, Prepared>> {
        let mut prepared = HashMap::new();
        for (name, content) in std::mem::take(&mut self.images) {
            match media::actions::prepare(folder, &content, limits, now) {
                Ok(image) => {
                    prepared.insert(name, image);
                }
                Err(Error::Invalid(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(prepared)
    }
}

pub(super) fn origin_of(uri: &str) -> Option<url::Origin> {
    url::Url::parse(uri).ok().map(|url| url.origin()).filter(url::Origin::is_tuple)
}

/// A statement of an archive, checked and cleaned.
pub(super) struct Ready {
    pub(super) kind: Kind,
    pub(super) state: State,
    pub(super) audience: Audience,
    pub(super) demands: Vec<String>,
    pub(super) revisions: Vec<ReadyRevision>,
}

pub(super) struct ReadyRevision {
    pub(super) number: i32,
    pub(super) created_at: Timestamp,
    pub(super) note: String,
    pub(super) content_hash: String,
    pub(super) authentic: LanguageTag,
    pub(super) texts: Vec<(LanguageTag, ReadyText)>,
    pub(super) paragraphs: Vec<sofra_base::text::markdown::Paragraph>,
    pub(super) images: Vec<(MediaId, String, String)>,
}

pub(super) struct ReadyText {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) body: Option<String>,
    pub(super) html: String,
    pub(super) translator: String,
}

pub(super) fn ready(
    brought: &bundle::Statement,
    images: &HashMap<String, (MediaId, String)>,
) -> Option<Ready> {
    let kind = Kind::parse(&brought.kind).filter(|kind| Kind::CHOICES.contains(kind))?;
    let audience = Audience::parse(&brought.audience).filter(|a| Audience::CHOICES.contains(a))?;
    let published = State::parse(&brought.state)? == State::Published && brought.published_at.is_some();
    // What was for the people of the old node only is not shown to the people of this one unasked.
    let state = if published && audience.leaves() { State::Published } else { State::Draft };
    if brought.revisions.is_empty() || brought.revisions.len() > REVISIONS {
        return None;
    }
    let mut revisions = Vec::new();
    for (index, revision) in brought.revisions.iter().enumerate() {
        if usize::try_from(revision.number).ok()? != index + 1 {
            return None;
        }
        revisions.push(ready_revision(revision, brought.numbered, images)?);
    }
    let mut demands = Vec::new();
    for urn in brought.demands.iter().take(200).filter(|urn| agenda::by_urn(urn).is_some()) {
        if !demands.contains(urn) {
            demands.push(urn.clone());
        }
    }
    Some(Ready { kind, state, audience, demands, revisions })
}

fn ready_revision(
    revision: &bundle::Revision,
    numbered: bool,
    images: &HashMap<String, (MediaId, String)>,
) -> Option<ReadyRevision> {
    let authentic: LanguageTag = revision.authentic.parse().ok()?;
    if revision.texts.is_empty() || revision.texts.len() > statement_rules::LANGUAGES {
        return None;
    }
    let mut texts: Vec<(LanguageTag, ReadyText)> = Vec::new();
    let mut paragraphs = Vec::new();
    for text in &revision.texts {
        let language: LanguageTag = text.language.parse().ok()?;
        if text.html.len() > sanitise::MAX_INPUT * 4 || texts.iter().any(|(known, _)| *known == language) {
            return None;
        }
        let clean = sanitise::remote_html(&numbering::strip(&text.html));
        let (html, found) = if numbered { numbering::number(&clean) } else { (clean, Vec::new()) };
        if language == authentic {
            paragraphs = found;
        }
        let ready = ReadyText {
            title: sanitise::name(&text.title, statement_rules::TITLE + 1),
            summary: sanitise::line(&text.summary),
            body: text.body.as_ref().map(|body| body.replace('\0', "")),
            html,
            translator: sanitise::name(&text.translator, 120),
        };
        texts.push((language, ready));
    }
    // The same words have the same hash everywhere; other words are not what a position was given on.
    let content_hash = statement_rules::content_hash(
        texts.iter().map(|(l, t)| [l.as_str(), t.title.as_str(), t.summary.as_str(), t.html.as_str()]),
    );
    if content_hash != revision.content_hash || !texts.iter().any(|(language, _)| *language == authentic) {
        return None;
    }
    let shown = revision
        .images
        .iter()
        .take(statement_rules::IMAGES)
        .filter_map(|image| {
            let (id, kind) = images.get(&image.file)?;
            Some((id.clone(), kind.clone(), sanitise::truncate(&sanitise::paragraph(&image.alt), 1500)))
        })
        .collect();
    Some(ReadyRevision {
        number: revision.number,
        created_at: revision.created_at,
        note: sanitise::truncate(&sanitise::paragraph(&revision.note), 500),
        content_hash,
        authentic,
        texts,
        paragraphs,
        images: shown,
    })
}
