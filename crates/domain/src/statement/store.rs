//! Finding statements and their texts.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;
use sofra_db::schema::{
    activity, actor as actors_table, attachment, follow, media, statement, statement_demand,
    statement_paragraph, statement_recipient, statement_revision, statement_text, tombstone,
};
use sofra_db::{AnyConnection, Both};

use super::find;
use super::model::{
    Attachment, Audience, Card, List, Paragraph, Revision, State, Statement, StatementId, Text, View,
};
use super::rules::{self, Relation};
use super::veil::{self, Query, Veil};
use crate::account::Identity;
use crate::actor::{self, Actor, ActorId};
use crate::approval;
use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::follow::FollowState;
use crate::media::Media;
use crate::peer;
use crate::search;
use crate::viewer::Reader;

/// Entries of one page of a list.
pub const PAGE: i64 = 20;

/// By row, whoever asks. For actions and workers; pages use [`read`].
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &StatementId) -> Result<Statement> {
    Ok(statement::table.find(id).select(Statement::as_select()).first(conn)?)
}

/// By id on the wire, whoever asks.
///
/// # Errors
/// The database's own.
pub fn by_uri(conn: &mut AnyConnection, uri: &str) -> Result<Option<Statement>> {
    Ok(statement::table
        .filter(statement::uri.eq(uri))
        .select(Statement::as_select())
        .first(conn)
        .optional()?)
}

/// How a reader stands to a statement.
///
/// # Errors
/// The database's own.
pub fn relation(conn: &mut AnyConnection, found: &Statement, reader: &Reader) -> Result<Relation> {
    let actors = reader.actors();
    if actors.is_empty() {
        return Ok(Relation { is_local: reader.is_local(), ..Relation::default() });
    }
    // Whoever the author blocks gets what a stranger gets.
    if let Reader::Remote(other) = reader
        && found.local
        && crate::block::store::refuses(conn, &found.author_id, other)?
    {
        return Ok(Relation::default());
    }
    let following = crate::follow::store::any_follows(conn, &actors, &found.author_id)?;
    let organised = !following.is_empty()
        && actor::store::get_many(conn, &following)?.iter().any(|a| rules::is_organised(a.kind));
    let is_named = diesel::select(diesel::dsl::exists(
        statement_recipient::table
            .filter(statement_recipient::statement_id.eq(&found.id))
            .filter(statement_recipient::actor_id.eq_any(&actors)),
    ))
    .get_result(conn)?;
    Ok(Relation {
        // Only what was written here has its author here.
        is_author: found.local && reader.is_local() && actors.contains(&found.author_id),
        is_local: reader.is_local(),
        follows: !following.is_empty(),
        follows_as_organisation: organised,
        is_named,
        in_network: {
            let networks = crate::network::store::told(conn, &found.id)?;
            crate::network::audience::is_told(conn, &networks, reader)?
        },
    })
}

/// A statement for a reader. What may not be read is not found.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn read(conn: &mut AnyConnection, id: &StatementId, reader: &Reader) -> Result<Statement> {
    let found = get(conn, id)?;
    let relation = relation(conn, &found, reader)?;
    if !rules::may_read(&found, relation) {
        return Err(Error::NotFound);
    }
    let author = actor::store::get(conn, &found.author_id)?;
    if (author.suspended_at.is_some() || author.hidden_at.is_some()) && !relation.is_author {
        return Err(Error::NotFound);
    }
    // Nothing is shown of a host with which this node does not deal, and of a limited one to its followers only.
    if !found.local && !peer::store::shows(conn, &author, relation.follows)? {
        return Err(Error::NotFound);
    }
    if let Reader::Account(who) = reader
        && !relation.is_author
        && crate::block::store::is_unheard(conn, who, &author)?
    {
        return Err(Error::NotFound);
    }
    Ok(found)
}

/// One revision in full; the current one where none is named.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn view(conn: &mut AnyConnection, found: Statement, number: Option<i32>) -> Result<View> {
    let number = number.unwrap_or(found.revision);
    let revision: Revision =
        statement_revision::table.find((&found.id, number)).select(Revision::as_select()).first(conn)?;
    let texts: Vec<Text> = statement_text::table
        .filter(statement_text::statement_id.eq(&found.id))
        .filter(statement_text::revision.eq(number))
        .select(Text::as_select())
        .load(conn)?;
    let demands = demands(conn, &found.id)?;
    let attachments: Vec<(Attachment, Option<Media>)> = attachment::table
        .left_join(media::table)
        .filter(attachment::statement_id.eq(&found.id))
        .filter(attachment::revision.eq(number))
        .order(attachment::position)
        .select((Attachment::as_select(), Option::<Media>::as_select()))
        .load(conn)?;
    let author = actor::store::get(conn, &found.author_id)?;
    let mandate = crate::mandate::store::claimed(conn, &found.id)?;
    let without_media = !author.local && !peer::store::shows_media(conn, &author)?;
    let attachments = if without_media { Vec::new() } else { attachments };
    let first_uri = crate::moving::store::first_uri(conn, &found.id)?;
    let networks = crate::network::store::told_uris(conn, &found.id)?;
    Ok(View {
        writer: super::writer::store::of(conn, &found)?,
        statement: found,
        author,
        revision,
        texts: localized(texts),
        demands,
        attachments,
        mandate,
        first_uri,
        networks,
    })
}

/// Identities of the demands that a statement is about, in the order of the agenda.
///
/// # Errors
/// The database's own.
pub fn demands(conn: &mut AnyConnection, id: &StatementId) -> Result<Vec<String>> {
    let mut found: Vec<String> = statement_demand::table
        .filter(statement_demand::statement_id.eq(id))
        .select(statement_demand::demand)
        .load(conn)?;
    let agenda = crate::agenda::istanbul();
    found.sort_by_key(|urn| agenda.demands().position(|d| agenda.urn(d) == *urn));
    Ok(found)
}

/// How many deliveries of what was said about a statement are in each state: `pending`, `delivered`, `dead`,
/// `cancelled`. For its author; a reader elsewhere learns nothing of who receives it.
///
/// # Errors
/// The database's own.
pub fn deliveries(conn: &mut AnyConnection, id: &StatementId) -> Result<Vec<(String, i64)>> {
    Ok(sofra_db::queue::delivery::counts(conn, Some(id.as_str()))?)
}

/// All revisions, the first one first.
///
/// # Errors
/// The database's own.
pub fn revisions(conn: &mut AnyConnection, id: &StatementId) -> Result<Vec<Revision>> {
    Ok(statement_revision::table
        .filter(statement_revision::statement_id.eq(id))
        .order(statement_revision::number)
        .select(Revision::as_select())
        .load(conn)?)
}

/// The numbered paragraphs of a revision.
///
/// # Errors
/// The database's own.
pub fn paragraphs(conn: &mut AnyConnection, id: &StatementId, number: i32) -> Result<Vec<Paragraph>> {
    Ok(statement_paragraph::table
        .filter(statement_paragraph::statement_id.eq(id))
        .filter(statement_paragraph::revision.eq(number))
        .order(statement_paragraph::number)
        .select(Paragraph::as_select())
        .load(conn)?)
}

/// Which statements a list is about.
#[derive(Debug, Clone)]
pub enum Scope {
    /// What this node's own actors said to everybody.
    Here,
    /// What one actor said to everybody.
    By(ActorId),
    /// What was said to everybody on a demand, here and by those elsewhere whom somebody here follows: a stranger's
    /// post must not get onto our pages by naming one of us.
    On(String),
    /// What the actors of an account follow, and what they say themselves.
    Timeline(Identity),
    /// Drafts that an account may work on.
    Drafts(Identity),
}

/// One page of a list. Only what the scope's readers may read is in it and counted by it.
///
/// # Errors
/// The database's own.
pub fn list(conn: &mut AnyConnection, scope: &Scope, before: Option<&Cursor>) -> Result<List> {
    list_for(conn, scope, &Reader::Anyone, before, PAGE)
}

/// The same for a reader, without whom they block, with a page of another size, 1 to 100 entries. A timeline and drafts
/// are for whom they name.
///
/// # Errors
/// The database's own.
pub fn list_for(
    conn: &mut AnyConnection,
    scope: &Scope,
    reader: &Reader,
    before: Option<&Cursor>,
    most: i64,
) -> Result<List> {
    let mut veil = match scope {
        Scope::Timeline(who) | Scope::Drafts(who) => veil::of_member(conn, Some(who))?,
        _ => veil::of(conn, reader)?,
    };
    // Who follows the author may read what a limit hides from others.
    if let Scope::By(author) = scope
        && !veil.limited().is_empty()
        && !crate::follow::store::any_follows(conn, &reader.actors(), author)?.is_empty()
    {
        veil.lift_limits();
    }
    let total = in_scope(scope, &veil).count().get_result(conn)?;
    page(conn, in_scope(scope, &veil), total, before, most)
}

/// One page of what a query asks for, newest first; for every list of statements.
pub(super) fn page(
    conn: &mut AnyConnection,
    mut query: Query<'_>,
    total: i64,
    before: Option<&Cursor>,
    most: i64,
) -> Result<List> {
    let most = most.clamp(1, 100);
    if let Some(cursor) = before {
        query = query.filter(
            statement::listed_at
                .lt(cursor.at)
                .or(statement::listed_at.eq(cursor.at).and(statement::id.lt(cursor.id.clone()))),
        );
    }
    let mut found: Vec<Statement> = query
        .order((statement::listed_at.desc(), statement::id.desc()))
        .limit(most + 1)
        .select(Statement::as_select())
        .load(conn)?;
    let more = found.len() as i64 > most;
    found.truncate(most as usize);
    let next = found.last().filter(|_| more).map(|last| Cursor::new(last.listed_at, &last.id));
    Ok(List { cards: cards(conn, found)?, total, next })
}

/// Statements on the agenda that everybody may read.
pub(super) fn on_agenda<'a>(veil: &Veil) -> Query<'a> {
    let here = actors_table::table.filter(actors_table::local.eq(true)).select(actors_table::id);
    let followed = follow::table
        .filter(follow::follower_id.eq_any(here))
        .filter(follow::state.eq(FollowState::Accepted))
        .select(follow::target_id);
    public(veil).filter(statement::local.eq(true).or(statement::author_id.eq_any(followed)))
}

fn public<'a>(veil: &Veil) -> Query<'a> {
    veil.public()
        .filter(statement::state.eq(State::Published))
        .filter(statement::audience.eq(Audience::Public))
}

fn in_scope<'a>(scope: &Scope, veil: &Veil) -> Query<'a> {
    match scope {
        Scope::Here => public(veil).filter(statement::local.eq(true)),
        Scope::By(author) => public(veil).filter(statement::author_id.eq(author.clone())),
        Scope::On(demand) => {
            let about = statement_demand::table
                .filter(statement_demand::demand.eq(demand.clone()))
                .select(statement_demand::statement_id);
            on_agenda(veil).filter(statement::id.eq_any(about))
        }
        Scope::Timeline(identity) => {
            veil.listened().filter(statement::state.eq(State::Published)).filter(find::heard(identity, veil))
        }
        Scope::Drafts(identity) => statement::table
            .filter(statement::hidden_at.is_null())
            .into_boxed()
            .filter(statement::state.eq(State::Draft))
            .filter(statement::local.eq(true))
            .filter(statement::author_id.eq_any(identity.voices())),
    }
}

/// How many statements, and of how many authors, are on each demand: only what everybody may read.
///
/// # Errors
/// The database's own.
pub fn counts_by_demand(conn: &mut AnyConnection) -> Result<Vec<(String, i64, i64)>> {
    let veil = veil::of_member(conn, None)?;
    let authors: std::collections::HashMap<StatementId, ActorId> = on_agenda(&veil)
        .select((statement::id, statement::author_id))
        .load::<(StatementId, ActorId)>(conn)?
        .into_iter()
        .collect();
    let about: Vec<(StatementId, String)> = statement_demand::table
        .select((statement_demand::statement_id, statement_demand::demand))
        .load(conn)?;
    let mut by_demand: std::collections::BTreeMap<String, (i64, std::collections::BTreeSet<ActorId>)> =
        std::collections::BTreeMap::new();
    for (id, demand) in about {
        let Some(author) = authors.get(&id).cloned() else { continue };
        let entry = by_demand.entry(demand).or_default();
        entry.0 += 1;
        entry.1.insert(author);
    }
    Ok(by_demand.into_iter().map(|(demand, (n, authors))| (demand, n, authors.len() as i64)).collect())
}

/// How many organisations and people spoke on a demand to everybody.
///
/// # Errors
/// The database's own.
pub fn authors_on(conn: &mut AnyConnection, demand: &str) -> Result<i64> {
    let veil = veil::of_member(conn, None)?;
    Ok(in_scope(&Scope::On(demand.to_owned()), &veil)
        .select(diesel::dsl::count(statement::author_id).aggregate_distinct())
        .first(conn)?)
}

/// What the host hid, the last one first; at most a hundred. For the host alone.
///
/// # Errors
/// The database's own.
pub fn hidden(conn: &mut AnyConnection) -> Result<Vec<Card>> {
    let found: Vec<Statement> = statement::table
        .filter(statement::hidden_at.is_not_null())
        .order((statement::hidden_at.desc(), statement::id.desc()))
        .limit(100)
        .select(Statement::as_select())
        .load(conn)?;
    cards(conn, found)
}

pub(super) fn cards(conn: &mut AnyConnection, found: Vec<Statement>) -> Result<Vec<Card>> {
    let ids: Vec<&StatementId> = found.iter().map(|s| &s.id).collect();
    let texts: Vec<Text> = statement_text::table
        .filter(statement_text::statement_id.eq_any(&ids))
        .select(Text::as_select())
        .load(conn)?;
    let mut demands: Vec<(StatementId, String)> = statement_demand::table
        .filter(statement_demand::statement_id.eq_any(ids))
        .select((statement_demand::statement_id, statement_demand::demand))
        .load(conn)?;
    let agenda = crate::agenda::istanbul();
    demands.sort_by_key(|(_, urn)| agenda.demands().position(|d| agenda.urn(d) == *urn));
    let mut author_ids: Vec<ActorId> = found.iter().map(|s| s.author_id.clone()).collect();
    author_ids.sort();
    author_ids.dedup();
    let authors: Vec<Actor> = actor::store::get_many(conn, &author_ids)?;
    Ok(found
        .into_iter()
        .filter_map(|statement| {
            let author = authors.iter().find(|a| a.id == statement.author_id)?.clone();
            let own = texts
                .iter()
                .filter(|t| t.statement_id == statement.id && t.revision == statement.revision)
                .cloned()
                .collect();
            let about = demands.iter().filter(|(id, _)| *id == statement.id).map(|(_, urn)| urn.clone());
            Some(Card { author, texts: localized(own), demands: about.collect(), statement })
        })
        .collect())
}

fn localized(texts: Vec<Text>) -> Localized<Text> {
    let mut map = Localized::default();
    for text in texts {
        map.insert(text.language.clone(), text);
    }
    map
}

/// The hosts that hold a copy of a statement, or may hold one because a delivery was tried; in order.
///
/// # Errors
/// The database's own.
pub fn copies(conn: &mut AnyConnection, id: &StatementId) -> Result<Vec<String>> {
    let hosts: std::collections::BTreeSet<String> = sofra_db::queue::delivery::hosts_of(conn, id.as_str())?
        .into_iter()
        .filter(|(_, state, attempts)| state == "delivered" || *attempts > 0)
        .map(|(host, _, _)| host)
        .collect();
    Ok(hosts.into_iter().collect())
}

/// How far the copies of a statement have come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sending {
    /// Nodes that have everything that was sent to them.
    pub delivered: usize,
    /// Nodes to which something is still on its way.
    pub waiting: usize,
    /// Those of them that were tried in vain so far.
    pub retrying: Vec<String>,
    /// Nodes that could not be reached for good.
    pub failed: Vec<String>,
}

/// How far the copies of a statement have come, host by host; for its author.
///
/// # Errors
/// The database's own.
pub fn sending(conn: &mut AnyConnection, id: &StatementId) -> Result<Sending> {
    let mut by_host: std::collections::BTreeMap<String, Vec<(String, i32)>> =
        std::collections::BTreeMap::new();
    for (host, state, attempts) in sofra_db::queue::delivery::hosts_of(conn, id.as_str())? {
        by_host.entry(host).or_default().push((state, attempts));
    }
    let mut sending = Sending::default();
    for (host, states) in by_host {
        let any = |wanted: &str| states.iter().any(|(state, _)| state == wanted);
        if any("dead") {
            sending.failed.push(host);
        } else if any("pending") {
            sending.waiting += 1;
            if states.iter().any(|(state, attempts)| state == "pending" && *attempts > 0) {
                sending.retrying.push(host);
            }
        } else if any("delivered") {
            sending.delivered += 1;
        }
    }
    Ok(sending)
}

/// Whether a name on the wire belongs to a statement already.
///
/// # Errors
/// The database's own.
pub fn uri_is_taken(conn: &mut AnyConnection, uri: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(statement::table.filter(statement::uri.eq(uri))))
        .get_result(conn)?)
}

/// Whether a name is gone for good, by the word of its owner (or of somebody of the owner's origin, which is
/// checked before it is remembered).
///
/// # Errors
/// The database's own.
pub fn is_gone(conn: &mut AnyConnection, uri: &str, owner_uri: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        tombstone::table.filter(tombstone::uri.eq(uri)).filter(tombstone::owner_uri.eq(owner_uri)),
    ))
    .get_result(conn)?)
}

pub(crate) fn remember_gone(
    conn: &mut AnyConnection,
    uri: &str,
    owner_uri: &str,
    kind: &str,
    now: Timestamp,
) -> Result<()> {
    Both(
        diesel::insert_into(tombstone::table)
            .values((
                tombstone::uri.eq(uri.to_owned()),
                tombstone::owner_uri.eq(owner_uri.to_owned()),
                tombstone::kind.eq(kind.to_owned()),
                tombstone::created_at.eq(now),
            ))
            .on_conflict((tombstone::uri, tombstone::owner_uri))
            .do_nothing(),
    )
    .execute(conn)?;
    Ok(())
}

/// Takes away everything a statement says, in all revisions; the row stays as the place where it stood.
pub(crate) fn clear(conn: &mut AnyConnection, id: &StatementId) -> Result<()> {
    diesel::delete(statement_text::table.filter(statement_text::statement_id.eq(id))).execute(conn)?;
    diesel::delete(statement_paragraph::table.filter(statement_paragraph::statement_id.eq(id)))
        .execute(conn)?;
    diesel::delete(statement_demand::table.filter(statement_demand::statement_id.eq(id))).execute(conn)?;
    diesel::delete(attachment::table.filter(attachment::statement_id.eq(id))).execute(conn)?;
    // What was said about it inside quotes it.
    approval::comment::clear(conn, id)?;
    super::writer::store::clear(conn, id)?;
    approval::store::clear(conn, id.as_str())?;
    search::actions::forget(conn, search::Kind::Statement, id.as_str())?;
    diesel::update(statement_revision::table.filter(statement_revision::statement_id.eq(id)))
        .set(statement_revision::note.eq(""))
        .execute(conn)?;
    // What proved them holds a copy of them.
    let uri: Option<String> = statement::table.find(id).select(statement::uri).first(conn).optional()?;
    if let Some(uri) = uri {
        crate::proof::store::forget(conn, &uri)?;
    }
    // The activities that carried the words hold a copy of them; that they existed may stay known.
    diesel::update(activity::table.filter(activity::statement_id.eq(id.as_str())))
        .set(activity::body.eq(""))
        .execute(conn)?;
    diesel::update(statement::table.find(id))
        .set((statement::warning.eq(None::<String>), statement::details.eq(None::<String>)))
        .execute(conn)?;
    Ok(())
}

pub(crate) fn withdraw_all_of(conn: &mut AnyConnection, author: &ActorId, now: Timestamp) -> Result<()> {
    let ids: Vec<StatementId> = statement::table
        .filter(statement::author_id.eq(author))
        .filter(statement::state.eq(State::Published))
        .select(statement::id)
        .load(conn)?;
    for id in &ids {
        clear(conn, id)?;
    }
    diesel::update(statement::table.filter(statement::id.eq_any(&ids)))
        .set((
            statement::state.eq(State::Withdrawn),
            statement::withdrawn_at.eq(now),
            statement::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

pub(crate) struct NewRevision<'a> {
    pub id: &'a StatementId,
    pub number: i32,
    pub now: Timestamp,
    pub written_by: Option<crate::account::AccountId>,
    pub note: String,
    pub content_hash: String,
    pub authentic: sofra_base::lang::LanguageTag,
    pub texts: Vec<Text>,
    pub paragraphs: Vec<Paragraph>,
    pub demands: Vec<String>,
    pub attachments: Vec<Attachment>,
}

/// Writes a revision with all that belongs to it, in place of one of the same number (a draft's).
pub(crate) fn write_revision(conn: &mut AnyConnection, new: NewRevision<'_>) -> Result<()> {
    let id = new.id;
    diesel::delete(statement_revision::table.find((id, new.number))).execute(conn)?;
    diesel::delete(
        statement_text::table
            .filter(statement_text::statement_id.eq(id))
            .filter(statement_text::revision.eq(new.number)),
    )
    .execute(conn)?;
    diesel::delete(
        statement_paragraph::table
            .filter(statement_paragraph::statement_id.eq(id))
            .filter(statement_paragraph::revision.eq(new.number)),
    )
    .execute(conn)?;
    diesel::delete(
        attachment::table.filter(attachment::statement_id.eq(id)).filter(attachment::revision.eq(new.number)),
    )
    .execute(conn)?;
    diesel::insert_into(statement_revision::table)
        .values(Revision {
            statement_id: id.clone(),
            number: new.number,
            created_at: new.now,
            written_by: new.written_by,
            note: new.note,
            content_hash: new.content_hash,
            authentic: new.authentic,
        })
        .execute(conn)?;
    for text in new.texts {
        diesel::insert_into(statement_text::table).values(text).execute(conn)?;
    }
    for paragraph in new.paragraphs {
        diesel::insert_into(statement_paragraph::table).values(paragraph).execute(conn)?;
    }
    for row in new.attachments {
        diesel::insert_into(attachment::table).values(row).execute(conn)?;
    }
    diesel::delete(statement_demand::table.filter(statement_demand::statement_id.eq(id))).execute(conn)?;
    for demand in new.demands {
        diesel::insert_into(statement_demand::table)
            .values((statement_demand::statement_id.eq(id), statement_demand::demand.eq(demand)))
            .execute(conn)?;
    }
    search::actions::statement_changed(conn, id)
}
