//! What other nodes say: taken in under the same rules as what is said here.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, hours};
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::numbering;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor_key, statement, statement_recipient};

use super::model::{Attachment, Audience, Kind, ObjectType, Paragraph, State, StatementId, Text};
use super::rules;
use super::store::{self, NewRevision};
use crate::actor::{self, ActorId};
use crate::agenda;
use crate::error::{Error, Result};
use crate::site::At;

/// Numbered paragraphs of a received text at most.
const PARAGRAPHS: usize = 5_000;

/// A statement as its own origin gives it, sanitised.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The id on the wire.
    pub uri: String,
    /// Who speaks.
    pub author: ActorId,
    /// The type on the wire.
    pub object_type: ObjectType,
    /// What kind of text it is.
    pub kind: Kind,
    /// Who may read it.
    pub audience: Audience,
    /// Actors of this node that it names.
    pub named: Vec<ActorId>,
    /// The language of the authentic text.
    pub authentic: LanguageTag,
    /// Title, summary, HTML, translator.
    pub texts: Localized<(String, String, String, String)>,
    /// Whether its paragraphs bear numbers.
    pub numbered: bool,
    /// Its page for people on its own node.
    pub page_url: Option<String>,
    /// A warning its author set before it.
    pub warning: Option<String>,
    /// An event's time and place, as JSON.
    pub details: Option<String>,
    /// What it answers.
    pub in_reply_to: Option<String>,
    /// Identities of demands.
    pub demands: Vec<String>,
    /// Address, type, description of files.
    pub files: Vec<(String, String, String)>,
    /// When it came out, by its author's word.
    pub published: Option<Timestamp>,
    /// When it last changed, by its author's word.
    pub updated: Option<Timestamp>,
    /// What changed and why.
    pub note: String,
    /// The mandate under which it says that it speaks, by id on the wire.
    pub mandate: Option<String>,
    /// Whom it names as its writer.
    pub writer: Option<super::writer::Writer>,
    /// The networks that it is told to and in which its author is admitted.
    pub networks: Vec<ActorId>,
}

/// What taking in a statement came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It is new here.
    New(StatementId),
    /// A newer word replaced an older one.
    Revised(StatementId),
    /// The same or an older word.
    Known(StatementId),
    /// It was withdrawn before.
    Gone,
}

impl Received {
    /// The row, where there is one.
    #[must_use]
    pub fn id(&self) -> Option<&StatementId> {
        match self {
            Self::New(id) | Self::Revised(id) | Self::Known(id) => Some(id),
            Self::Gone => None,
        }
    }
}

/// Whether anybody here asked for what this author says: a follower, somebody who is named in it, or a statement of
/// this node that it answers. Everything else is not kept.
///
/// # Errors
/// The database's own.
pub fn is_wanted(conn: &mut AnyConnection, incoming: &Incoming) -> Result<bool> {
    let mut heard = false;
    for named in &incoming.named {
        // Whoever blocks the author did not ask to be addressed.
        heard = heard || !crate::block::store::refuses(conn, named, &incoming.author)?;
    }
    if heard || crate::follow::store::is_followed_here(conn, &incoming.author)? {
        return Ok(true);
    }
    for network in &incoming.networks {
        if crate::network::store::is_ours(conn, network)? {
            return Ok(true);
        }
    }
    match &incoming.in_reply_to {
        Some(uri) => Ok(crate::moving::store::referred(conn, uri)?
            .is_some_and(|s| s.local && s.state == State::Published)),
        None => Ok(false),
    }
}

/// Whether what is known was only meant for people here who block its author by now: then its later words are not
/// taken in, not even in place of what is hidden from them already.
fn is_refused(conn: &mut AnyConnection, incoming: &Incoming, known: &StatementId) -> Result<bool> {
    if crate::follow::store::is_followed_here(conn, &incoming.author)? {
        return Ok(false);
    }
    let mut named: Vec<ActorId> = statement_recipient::table
        .filter(statement_recipient::statement_id.eq(known))
        .select(statement_recipient::actor_id)
        .load(conn)?;
    named.extend(incoming.named.iter().cloned());
    for one in &named {
        if !crate::block::store::refuses(conn, one, &incoming.author)? {
            return Ok(false);
        }
    }
    Ok(!named.is_empty())
}

/// Takes in a statement, or a newer word of one that is known. The latest word wins, whatever the order of arrival;
/// a withdrawn one does not come back; the audience never grows.
///
/// # Errors
/// `Forbidden` when the id is one of ours, taken, or somebody else's.
pub fn receive(conn: &mut AnyConnection, at: &At, incoming: &Incoming) -> Result<Received> {
    let author = actor::store::get(conn, &incoming.author)?;
    if author.local || at.site.owns(&incoming.uri) {
        return Err(Error::Forbidden("own-domain"));
    }
    if store::is_gone(conn, &incoming.uri, &author.uri)? || !author.is_active() {
        return Ok(Received::Gone);
    }
    let texts_hash =
        rules::content_hash(incoming.texts.iter().map(|(language, (title, summary, html, _))| {
            [language.as_str(), title.as_str(), summary.as_str(), html.as_str()]
        }));
    // A date in the future would let one word win for ever; a clock that is a little ahead must not make an older
    // word win because it arrived later.
    let latest = at.now + hours(1);
    let sane = |said: Timestamp| if said > latest { at.now } else { said };
    let published = incoming.published.map_or(at.now, sane);
    let updated = incoming.updated.map_or(published, sane).max(published);
    let Some(known) = store::by_uri(conn, &incoming.uri)? else {
        if is_other_kind(conn, &incoming.uri)? {
            return Err(Error::Forbidden("id-taken"));
        }
        let id = StatementId::new();
        insert(conn, at, &id, incoming, published, updated)?;
        write(conn, at, &id, 1, incoming, &texts_hash)?;
        // A position on it may have come before it.
        let arrived = store::get(conn, &id)?;
        crate::position::actions::subject_changed(conn, at.now, &arrived)?;
        return Ok(Received::New(id));
    };
    if known.author_id != incoming.author {
        return Err(Error::Forbidden("not-the-author"));
    }
    if known.state == State::Withdrawn {
        return Ok(Received::Gone);
    }
    if is_refused(conn, incoming, &known.id)? {
        return Ok(Received::Known(known.id));
    }
    if !rules::replaces((known.updated_at, &known.content_hash), (updated, &texts_hash)) {
        return Ok(Received::Known(known.id));
    }
    let changed = known.content_hash != texts_hash;
    let number = if changed { known.revision + 1 } else { known.revision };
    // The strictest audience that was ever said: nobody sees more because of a later message.
    let audience = if incoming.audience.narrowness() > known.audience.narrowness() {
        incoming.audience
    } else {
        known.audience
    };
    diesel::update(statement::table.find(&known.id))
        .set((
            statement::kind.eq(incoming.kind),
            statement::audience.eq(audience),
            statement::numbered.eq(incoming.numbered),
            statement::authentic.eq(&incoming.authentic),
            statement::page_url.eq(&incoming.page_url),
            statement::warning.eq(&incoming.warning),
            statement::details.eq(&incoming.details),
            statement::revision.eq(number),
            statement::updated_at.eq(updated),
        ))
        .execute(conn)?;
    write(conn, at, &known.id, number, incoming, &texts_hash)?;
    let revised = store::get(conn, &known.id)?;
    crate::position::actions::subject_changed(conn, at.now, &revised)?;
    Ok(Received::Revised(known.id))
}

/// A remote author withdraws. What was not known is remembered as gone, so that a late `Create` cannot undo it.
///
/// # Errors
/// `Forbidden` when the sender is not the author.
pub fn receive_withdrawal(conn: &mut AnyConnection, at: &At, uri: &str, by: &ActorId) -> Result<bool> {
    if at.site.owns(uri) {
        return Err(Error::Forbidden("own-domain"));
    }
    let sender = actor::store::get(conn, by)?;
    match store::by_uri(conn, uri)? {
        Some(known) if known.author_id != *by => Err(Error::Forbidden("not-the-author")),
        Some(known) => {
            store::remember_gone(conn, uri, &sender.uri, "statement", at.now)?;
            if known.state == State::Withdrawn {
                return Ok(false);
            }
            store::clear(conn, &known.id)?;
            diesel::update(statement::table.find(&known.id))
                .set((
                    statement::state.eq(State::Withdrawn),
                    statement::withdrawn_at.eq(at.now),
                    statement::updated_at.eq(at.now),
                ))
                .execute(conn)?;
            Ok(true)
        }
        None if is_other_kind(conn, uri)? => Err(Error::Forbidden("not-the-author")),
        None => {
            // Under the sender's own name only, so that nobody can close a name of somebody else.
            store::remember_gone(conn, uri, &sender.uri, "statement", at.now)?;
            Ok(false)
        }
    }
}

fn is_other_kind(conn: &mut AnyConnection, uri: &str) -> Result<bool> {
    let keys: i64 = actor_key::table.filter(actor_key::uri.eq(uri)).count().get_result(conn)?;
    Ok(keys > 0
        || actor::store::by_uri(conn, uri)?.is_some()
        || crate::position::store::by_uri(conn, uri)?.is_some())
}

fn insert(
    conn: &mut AnyConnection,
    at: &At,
    id: &StatementId,
    incoming: &Incoming,
    published: Timestamp,
    updated: Timestamp,
) -> Result<()> {
    diesel::insert_into(statement::table)
        .values((
            statement::id.eq(id),
            statement::uri.eq(&incoming.uri),
            statement::local.eq(false),
            statement::author_id.eq(&incoming.author),
            statement::object_type.eq(incoming.object_type),
            statement::kind.eq(incoming.kind),
            statement::state.eq(State::Published),
            statement::audience.eq(incoming.audience),
            statement::authentic.eq(&incoming.authentic),
            statement::numbered.eq(incoming.numbered),
            statement::revision.eq(1),
            statement::content_hash.eq(""),
            statement::in_reply_to.eq(&incoming.in_reply_to),
            statement::page_url.eq(&incoming.page_url),
            statement::warning.eq(&incoming.warning),
            statement::details.eq(&incoming.details),
            statement::created_at.eq(at.now),
            statement::published_at.eq(published),
            statement::updated_at.eq(updated),
            statement::received_at.eq(at.now),
            statement::listed_at.eq(published.min(at.now)),
        ))
        .execute(conn)?;
    Ok(())
}

fn write(
    conn: &mut AnyConnection,
    at: &At,
    id: &StatementId,
    number: i32,
    incoming: &Incoming,
    content_hash: &str,
) -> Result<()> {
    let mut texts = Vec::new();
    let mut paragraphs = Vec::new();
    for (language, (title, summary, html, translator)) in incoming.texts.iter() {
        let (numbered, found) =
            if incoming.numbered { numbering::number(html) } else { (html.clone(), Vec::new()) };
        // A text of so many paragraphs is none that anybody cites from: it is shown without numbers.
        let is_numbered = incoming.numbered && found.len() <= PARAGRAPHS;
        if *language == incoming.authentic && is_numbered {
            paragraphs = Paragraph::rows(id, number, found);
        }
        texts.push(Text {
            statement_id: id.clone(),
            revision: number,
            language: language.clone(),
            title: title.clone(),
            summary: summary.clone(),
            body: None,
            html: if is_numbered { numbered } else { html.clone() },
            translator: translator.clone(),
        });
    }
    let attachments = incoming
        .files
        .iter()
        .enumerate()
        .map(|(position, (url, media_type, alt))| Attachment {
            statement_id: id.clone(),
            revision: number,
            position: i32::try_from(position).unwrap_or(i32::MAX),
            media_id: None,
            remote_url: Some(url.clone()),
            media_type: media_type.clone(),
            alt: alt.clone(),
        })
        .collect();
    let demands: Vec<String> =
        incoming.demands.iter().filter(|urn| agenda::by_urn(urn).is_some()).cloned().collect();
    diesel::update(statement::table.find(id)).set(statement::content_hash.eq(content_hash)).execute(conn)?;
    store::write_revision(
        conn,
        NewRevision {
            id,
            number,
            now: at.now,
            written_by: None,
            note: incoming.note.clone(),
            content_hash: content_hash.to_owned(),
            authentic: incoming.authentic.clone(),
            texts,
            paragraphs,
            demands,
            attachments,
        },
    )?;
    crate::mandate::store::claim(conn, id, incoming.mandate.as_deref())?;
    super::writer::actions::receive(conn, id, incoming.writer.as_ref())?;
    if number == 1 {
        // As with the audience, no later word makes it known to more.
        crate::network::store::put_told(conn, id, &incoming.networks)?;
    }
    for named in &incoming.named {
        sofra_db::Both(
            diesel::insert_into(statement_recipient::table)
                .values((
                    statement_recipient::statement_id.eq(id.clone()),
                    statement_recipient::actor_id.eq(named.clone()),
                ))
                .on_conflict((statement_recipient::statement_id, statement_recipient::actor_id))
                .do_nothing(),
        )
        .execute(conn)?;
    }
    Ok(())
}
