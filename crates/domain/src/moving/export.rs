//! Writing an archive: read in one transaction, put together afterwards, signed with the organisation's own key.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use diesel::prelude::*;
use serde_json::{Map, Value};
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_db::AnyConnection;
use sofra_db::schema::{attachment, statement};

use super::archive;
use super::bundle::{self, FORMAT, File, Manifest, Organisation, Other, Relations, Signature};
use crate::account::{AccountId, Identity};
use crate::actor::key::Ed25519Key;
use crate::actor::{self as actors, Actor, ActorId};
use crate::approval;
use crate::audit;
use crate::audit::actions::{Act, record};
use crate::block;
use crate::error::{Error, Result};
use crate::follow::FollowState;
use crate::mandate;
use crate::site::{At, extension};
use crate::statement::{self as statements, State, Statement};
use crate::vouch;

/// Lines of the record in an archive at most: the newest ones.
pub const LINES: i64 = 5_000;

/// All that an archive will hold, and where its images lie.
pub struct Collected {
    actor: Actor,
    key: (String, Vec<u8>),
    files: Vec<(String, Vec<u8>)>,
    images: Vec<String>,
}

impl Collected {
    /// The same as one document to be read by people, without the images.
    ///
    /// # Errors
    /// Never for what [`collect`] gave.
    pub fn readable(&self) -> Result<Map<String, Value>> {
        let mut whole = Map::new();
        let mut statements = Vec::new();
        for (name, content) in &self.files {
            let mut value: Value =
                serde_json::from_slice(content).map_err(|e| Error::Internal(e.to_string()))?;
            in_words(&mut value);
            match name.strip_suffix(".json") {
                Some(name) if !name.contains('/') => {
                    whole.insert(name.to_owned(), value);
                }
                _ => statements.push(value),
            }
        }
        whole.insert("statements".to_owned(), statements.into());
        Ok(whole)
    }
}

/// Times as people write them: in an archive they are numbers.
fn in_words(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(in_words),
        Value::Object(fields) => {
            for (name, value) in fields {
                let is_time = name.ends_with("_at") || matches!(name.as_str(), "at" | "since");
                // A year is a number as well.
                match value.as_i64().filter(|number| is_time && *number > 1_000_000_000_000) {
                    Some(time) => *value = Timestamp(time).to_rfc3339().into(),
                    None => in_words(value),
                }
            }
        }
        _ => {}
    }
}

/// Reads all of an organisation: for its officers, also after it moved, and for the owner of the machine.
///
/// # Errors
/// `NotFound` unless the account holds an officer's seat in it.
pub fn collect(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    id: &ActorId,
) -> Result<Collected> {
    if let Some(who) = who
        && !(who.may_write && crate::account::store::holds_officer_seat(conn, &who.account, id)?)
    {
        return Err(Error::NotFound);
    }
    let actor = actors::store::get(conn, id)?;
    let keys = actors::store::keys(conn, id)?;
    let key = keys
        .iter()
        .filter(|key| key.algorithm == "ed25519")
        .find_map(|key| Some((key.uri.clone(), key.private_key.clone()?)))
        .ok_or(Error::NotFound)?;
    let about = Organisation {
        uri: actor.uri.clone(),
        username: actor.username.clone(),
        names: actor.localized_name(),
        summaries: actor.localized_summary(),
        approves_followers: actor.approves_followers,
        also_known_as: actor.known_as(),
        public_keys: keys.iter().map(|key| key.public_key.clone()).collect(),
        facts: bundle::Facts::of(&crate::organisation::store::facts(conn, id)?),
    };
    let mut files = vec![
        ("organisation.json".to_owned(), json(&about)?),
        ("relations.json".to_owned(), json(&relations(conn, id, now)?)?),
        ("mandates.json".to_owned(), json(&mandates(conn, id)?)?),
        ("inside.json".to_owned(), json(&inside(conn, id)?)?),
    ];
    let rows: Vec<Statement> = statement::table
        .filter(statement::author_id.eq(id))
        .order(statement::id)
        .select(Statement::as_select())
        .load(conn)?;
    let mut images = Vec::new();
    for row in rows {
        let name = format!("statements/{}.json", row.id);
        let written = statement_of(conn, row, &mut images)?;
        files.push((name, json(&written)?));
    }
    images.sort();
    images.dedup();
    Ok(Collected { actor, key, files, images })
}

fn json(value: &impl serde::Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec_pretty(value).map_err(|e| Error::Internal(e.to_string()))
}

fn relations(conn: &mut AnyConnection, id: &ActorId, now: Timestamp) -> Result<Relations> {
    let accepted = |rows: Vec<(crate::follow::Follow, Actor)>| {
        rows.into_iter()
            .filter(|(row, _)| row.state == FollowState::Accepted)
            .map(|(row, actor)| other(&actor, row.decided_at.unwrap_or(row.created_at), ""))
            .collect()
    };
    let (given, had) = vouch::store::of(conn, id)?;
    let standing = |rows: Vec<(vouch::Vouch, Actor)>| {
        rows.into_iter()
            .filter(|(row, _)| vouch::rules::stands(row, now))
            .map(|(row, actor)| other(&actor, row.answered_at.unwrap_or(row.offered_at), &row.reason))
            .collect()
    };
    Ok(Relations {
        followers: accepted(crate::follow::store::followers(conn, id)?),
        following: accepted(crate::follow::store::following(conn, id)?),
        vouched_by: standing(had),
        vouches_for: standing(given),
    })
}

fn mandates(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<bundle::Mandate>> {
    let given = mandate::store::all(conn, id)?;
    Ok(given
        .into_iter()
        .filter(|view| view.mandate.state != mandate::model::State::Draft)
        .map(|mandate::View { mandate: row, scope }| bundle::Mandate {
            uri: row.uri,
            state: row.state.as_str().to_owned(),
            shown_name: row.shown_name,
            scope,
            forum: row.forum,
            decision: row.decision,
            decided_on: row.decided_on,
            votes: [row.votes_for, row.votes_against, row.votes_abstained],
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            activated_at: row.activated_at,
            revoked_at: row.revoked_at,
            revocation_reason: row.revocation_reason,
        })
        .collect())
}

fn inside(conn: &mut AnyConnection, id: &ActorId) -> Result<bundle::Inside> {
    let mut blocks = Vec::new();
    for row in block::store::of_organisation(conn, id)? {
        let actor = match &row.actor_id {
            Some(actor) => Some(actors::store::get(conn, actor)?.uri),
            None => None,
        };
        blocks.push(bundle::Block { actor, host: row.host });
    }
    let mut people = Numbers::default();
    let mut record = Vec::new();
    for entry in audit::store::page(conn, Some(id), None, LINES)?.into_iter().rev() {
        record.push(bundle::Act {
            at: entry.at,
            by: entry.account_id.as_ref().map(|account| people.of(account)),
            act: entry.act,
            // Somebody whom an act was about is as much a person as whoever did it.
            object: match AccountId::parse(&entry.object) {
                Some(account) if crate::account::store::find(conn, &account)?.is_some() => {
                    format!("person {}", people.of(&account))
                }
                _ => entry.object,
            },
            reason: entry.reason,
        });
    }
    Ok(bundle::Inside { rule: approval::store::decided_rule(conn, id)?, blocks, record })
}

/// Numbers in place of people: the same one for the same person, in the order in which they come.
#[derive(Default)]
struct Numbers(Vec<AccountId>);

impl Numbers {
    fn of(&mut self, account: &AccountId) -> u32 {
        let place = self.0.iter().position(|known| known == account).unwrap_or_else(|| {
            self.0.push(account.clone());
            self.0.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1)
    }
}

fn other(actor: &Actor, since: Timestamp, reason: &str) -> Other {
    Other { uri: actor.uri.clone(), handle: actor.handle(), since, reason: reason.to_owned() }
}

fn statement_of(
    conn: &mut AnyConnection,
    row: Statement,
    images: &mut Vec<String>,
) -> Result<bundle::Statement> {
    let mut revisions = Vec::new();
    if row.state != State::Withdrawn {
        for revision in statements::store::revisions(conn, &row.id)? {
            let view = statements::store::view(conn, row.clone(), Some(revision.number))?;
            let mut shown = Vec::new();
            for (file, media) in &view.attachments {
                let Some(media) = media else { continue };
                let name = format!("{}.{}", media.name, extension(&media.media_type));
                shown.push(bundle::Image { file: format!("media/{name}"), alt: file.alt.clone() });
                images.push(name);
            }
            revisions.push(bundle::Revision {
                number: revision.number,
                created_at: revision.created_at,
                note: revision.note.clone(),
                content_hash: revision.content_hash.clone(),
                authentic: revision.authentic.to_string(),
                texts: view
                    .texts
                    .iter()
                    .map(|(_, text)| bundle::Text {
                        language: text.language.to_string(),
                        title: text.title.clone(),
                        summary: text.summary.clone(),
                        body: text.body.clone(),
                        html: text.html.clone(),
                        translator: text.translator.clone(),
                    })
                    .collect(),
                paragraphs: statements::store::paragraphs(conn, &row.id, revision.number)?
                    .into_iter()
                    .map(|p| bundle::Paragraph {
                        number: p.number,
                        section: p.section,
                        text: p.text,
                        hash: p.hash,
                    })
                    .collect(),
                images: shown,
            });
        }
        revisions.sort_by_key(|revision| revision.number);
    }
    let comments = match row.state {
        State::Draft => crate::approval::comment::of(conn, &row.id)?,
        _ => Vec::new(),
    };
    Ok(bundle::Statement {
        mandate: mandate::store::claimed(conn, &row.id)?,
        comments: comments
            .into_iter()
            .map(|one| bundle::Comment { at: one.created_at, body: one.body })
            .collect(),
        demands: statements::store::demands(conn, &row.id)?,
        uri: row.uri,
        kind: row.kind.as_str().to_owned(),
        state: row.state.as_str().to_owned(),
        audience: row.audience.as_str().to_owned(),
        numbered: row.numbered,
        in_reply_to: row.in_reply_to,
        created_at: row.created_at,
        published_at: row.published_at,
        updated_at: row.updated_at,
        withdrawn_at: row.withdrawn_at,
        withdrawal_reason: row.withdrawal_reason,
        revisions,
    })
}

/// Puts an archive together: images are read from their folder, the manifest is signed. Slow: call it off the request
/// threads, after the transaction.
///
/// # Errors
/// When an image cannot be read, or the archive is larger than one may be.
pub fn assemble(collected: Collected, folder: &Path, now: Timestamp) -> Result<Vec<u8>> {
    let mut files = collected.files;
    for image in &collected.images {
        let content = std::fs::read(folder.join(image)).map_err(|e| Error::Database(e.into()))?;
        files.push((format!("media/{image}"), content));
    }
    let size: usize = files.iter().map(|(_, content)| content.len() + 1024).sum();
    if size > archive::LARGEST || files.len() + 2 > archive::MOST_FILES {
        return Err(Error::Conflict("error-move-archive-too-large"));
    }
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        created_at: now,
        actor: collected.actor.uri,
        files: files
            .iter()
            .map(|(name, content)| File {
                name: name.clone(),
                bytes: content.len() as u64,
                sha256: sha256_hex(content),
            })
            .collect(),
    };
    let manifest = json(&manifest)?;
    let (key, private) = collected.key;
    let pair = Ed25519Key::from_pkcs8(&private).map_err(|e| Error::Internal(e.to_string()))?;
    let signed = pair.sign(&manifest).map_err(|e| Error::Internal(e.to_string()))?;
    let signature = Signature { key, signature: BASE64.encode(signed) };
    files.insert(0, ("signature.json".to_owned(), json(&signature)?));
    files.insert(0, ("manifest.json".to_owned(), manifest));
    let entries = files.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
    Ok(archive::write(entries, now.as_seconds()))
}

/// Notes in the record that an archive was taken.
///
/// # Errors
/// The database's own.
pub fn note(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, id: &ActorId) -> Result<()> {
    let act = Act { act: "organisation.export", object: id.as_str(), organisation: Some(id), reason: "" };
    record(conn, at.now, who, act)
}

/// How many images an organisation's archive will hold.
///
/// # Errors
/// The database's own.
pub fn image_count(conn: &mut AnyConnection, id: &ActorId) -> Result<i64> {
    Ok(attachment::table
        .inner_join(statement::table)
        .filter(statement::author_id.eq(id))
        .filter(attachment::media_id.is_not_null())
        .count()
        .get_result(conn)?)
}
