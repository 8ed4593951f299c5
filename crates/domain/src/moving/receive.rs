//! Writing what an archive brought, checked and cleaned, into an organisation of this node.

use std::collections::HashMap;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{statement, statement_alias};

use super::import::{Archive, Ready, ReadyRevision, Report, damaged, origin_of, ready};
use super::{actions, bundle};
use crate::account::Identity;
use crate::actor::{self as actors, Actor, ActorId};
use crate::approval::{self, ProposalState};
use crate::audit::actions::{Act, record};
use crate::block::{self, Whom};
use crate::error::{Error, Result};
use crate::mandate;
use crate::media::actions::Prepared;
use crate::media::{self, MediaId};
use crate::site::At;
use crate::statement::model::{Attachment, ObjectType, Paragraph, State, StatementId, Text};
use crate::statement::store::{self as statement_store, NewRevision};

/// Brings an archive into an organisation of this node. All of it is hidden until the old node confirms the move: what was
/// published waits among the drafts, mandates, profile and rule wait apart. That its document names the old one is
/// proposed under the organisation's rule. Nothing of it is announced as new. Doing it again brings only what is missing.
/// The old organisation is one that this node knows from the old node itself, with the keys that signed the archive.
///
/// # Errors
/// `NotFound` unless the account is an officer of the organisation; `Invalid` when the archive is not signed by the old
/// organisation.
pub fn bring(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    id: &ActorId,
    old: &ActorId,
    archive: &Archive,
    images: HashMap<String, Prepared>,
) -> Result<Report> {
    if who.is_some_and(|who| !who.is_officer(id)) {
        return Err(Error::NotFound);
    }
    let own = actors::store::get(conn, id)?;
    let old = actors::store::get(conn, old)?;
    if !own.local || !own.is_active() || super::store::said(conn, id)?.is_some() {
        return Err(Error::NotFound);
    }
    if old.local || old.uri != archive.actor || !archive.is_signed_by(&actors::store::keys(conn, &old.id)?) {
        return Err(Error::field("archive", "error-move-archive-unsigned"));
    }
    let mut report = Report::default();
    if !own.known_as().contains(&old.uri) {
        match who {
            Some(who) => {
                let proposal = actions::name_old(conn, at, who, id, &old.id)?;
                report.needs_others = proposal.state != ProposalState::Done;
            }
            None => {
                let other = actions::OtherEnd { actor: old.id.clone(), lookup: None };
                actions::become_home(conn, at, None, id, &other)?;
            }
        }
    }
    let mut media_ids: HashMap<String, (MediaId, String)> = HashMap::new();
    for (name, image) in images {
        let row = media::actions::keep(conn, who, image)?;
        media_ids.insert(name, (row.id, row.media_type));
    }
    let mandates = super::arrival::actions::keep(conn, at, &own, &old.uri, archive, &mut report)?;
    let origin = origin_of(&old.uri);
    for brought in &archive.statements {
        // Under an address of somebody else's node it would stand for somebody else's words.
        if origin.is_none() || origin_of(&brought.uri) != origin {
            report.refused += 1;
            continue;
        }
        if is_here(conn, id, &old, &brought.uri)? {
            report.known += 1;
        } else if brought.state == State::Withdrawn.as_str() {
            report.withdrawn += 1;
        } else if let Some(ready) = ready(brought, &media_ids) {
            if ready.state == State::Draft {
                report.drafts += 1;
            } else {
                report.brought += 1;
            }
            let under = brought.mandate.as_ref().and_then(|uri| mandates.get(uri));
            insert(conn, at, id, &old.uri, brought, ready, under.map(String::as_str))?;
        } else {
            report.refused += 1;
        }
    }
    blocks(conn, at, id, archive, &mut report)?;
    let act = Act { act: "organisation.import", object: &old.uri, organisation: Some(id), reason: "" };
    record(conn, at.now, who, act)?;
    if super::store::came_from(conn, id)?.iter().any(|from| from.id == old.id) {
        super::arrival::actions::come_out(conn, at, id, &old.uri)?;
        report.confirmed = true;
    }
    Ok(report)
}

/// Whether a statement was brought here before. Another organisation of this node that brought the same archive in first
/// does not stand in the way, unless the old one moved there: its text stays a draft of its own, without the old id.
fn is_here(conn: &mut AnyConnection, id: &ActorId, old: &Actor, uri: &str) -> Result<bool> {
    let by: Option<ActorId> = statement_alias::table
        .inner_join(statement::table)
        .filter(statement_alias::uri.eq(uri))
        .select(statement::author_id)
        .first(conn)
        .optional()?;
    let Some(by) = by else { return Ok(false) };
    if by == *id || super::store::came_from(conn, &by)?.iter().any(|from| from.id == old.id) {
        return Ok(true);
    }
    diesel::delete(statement_alias::table.find(uri)).execute(conn)?;
    Ok(false)
}

/// Whom the organisation did not want to hear before, it does not want to hear here either: at once, because it protects.
fn blocks(
    conn: &mut AnyConnection,
    at: &At,
    id: &ActorId,
    archive: &Archive,
    report: &mut Report,
) -> Result<()> {
    for one in &archive.inside.blocks {
        let whom = match (&one.actor, &one.host) {
            (Some(uri), _) => match actors::store::by_uri(conn, uri)? {
                Some(actor) => Whom::Actor(actor.id),
                None => {
                    report.blocks_unknown += 1;
                    continue;
                }
            },
            (None, Some(host)) => Whom::Host(host.clone()),
            (None, None) => continue,
        };
        if block::actions::bring(conn, at, id, &whom)? {
            report.blocks += 1;
        }
    }
    Ok(())
}

fn insert(
    conn: &mut AnyConnection,
    at: &At,
    author: &ActorId,
    owner: &str,
    brought: &bundle::Statement,
    ready: Ready,
    under: Option<&str>,
) -> Result<()> {
    let id = StatementId::new();
    let past = |time: Timestamp| time.min(at.now);
    let current = ready.revisions.last().ok_or_else(damaged)?;
    let published = brought.published_at.filter(|_| ready.state == State::Published).map(past);
    diesel::insert_into(statement::table)
        .values((
            statement::id.eq(&id),
            statement::uri.eq(at.site.statement_uri(&id)),
            statement::local.eq(true),
            statement::author_id.eq(author),
            statement::object_type.eq(ObjectType::Article),
            statement::kind.eq(ready.kind),
            // Nothing comes out before the old node confirms the move.
            statement::state.eq(State::Draft),
            statement::audience.eq(ready.audience),
            statement::authentic.eq(&current.authentic),
            statement::numbered.eq(brought.numbered),
            statement::revision.eq(current.number),
            statement::content_hash.eq(&current.content_hash),
            statement::in_reply_to.eq(brought.in_reply_to.as_deref().filter(|uri| origin_of(uri).is_some())),
            statement::created_at.eq(past(brought.created_at)),
            statement::updated_at.eq(past(brought.updated_at)),
            statement::listed_at.eq(published.unwrap_or_else(|| past(brought.created_at))),
        ))
        .execute(conn)?;
    diesel::insert_into(statement_alias::table)
        .values((
            statement_alias::uri.eq(&brought.uri),
            statement_alias::statement_id.eq(&id),
            statement_alias::owner_uri.eq(owner),
            statement_alias::held_since.eq(published),
        ))
        .execute(conn)?;
    mandate::store::claim(conn, &id, under)?;
    if ready.state == State::Draft {
        let said = brought.comments.iter().map(|one| (past(one.at), one.body.clone()));
        approval::comment::bring(conn, &id, said)?;
    }
    for revision in ready.revisions {
        write_revision(conn, at, &id, revision, &ready.demands)?;
    }
    Ok(())
}

fn write_revision(
    conn: &mut AnyConnection,
    at: &At,
    id: &StatementId,
    revision: ReadyRevision,
    demands: &[String],
) -> Result<()> {
    let number = revision.number;
    let texts = revision
        .texts
        .into_iter()
        .map(|(language, text)| Text {
            statement_id: id.clone(),
            revision: number,
            language,
            title: text.title,
            summary: text.summary,
            body: text.body,
            html: text.html,
            translator: text.translator,
        })
        .collect();
    let paragraphs = revision
        .paragraphs
        .into_iter()
        .map(|p| Paragraph {
            statement_id: id.clone(),
            revision: number,
            number: i32::try_from(p.number).unwrap_or(i32::MAX),
            section: p.section.unwrap_or_default(),
            text: p.text,
            hash: p.hash,
        })
        .collect();
    let attachments = revision
        .images
        .into_iter()
        .enumerate()
        .map(|(position, (media_id, media_type, alt))| Attachment {
            statement_id: id.clone(),
            revision: number,
            position: i32::try_from(position).unwrap_or(i32::MAX),
            media_id: Some(media_id),
            remote_url: None,
            media_type,
            alt,
        })
        .collect();
    statement_store::write_revision(
        conn,
        NewRevision {
            id,
            number,
            now: revision.created_at.min(at.now),
            written_by: None,
            note: revision.note,
            content_hash: revision.content_hash,
            authentic: revision.authentic,
            texts,
            paragraphs,
            demands: demands.to_vec(),
            attachments,
        },
    )
}
