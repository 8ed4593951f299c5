//! Writing, publishing, revising and withdrawing a statement of this node.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days, hours};
use sofra_base::id::sha256_hex;
use sofra_base::text::{markdown, sanitise};
use sofra_db::AnyConnection;
use sofra_db::schema::{idempotency, media, statement, statement_revision};

use super::model::{Attachment, Audience, ObjectType, Paragraph, State, Statement, StatementId, Text};
use super::rules::{self, Checked, Form};
use super::store::{self, NewRevision};
use crate::account::{AccountId, Identity};
use crate::actor::{self, ActorId};
use crate::approval::actions::{New, PendingRevision};
use crate::approval::{self, Subject};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::mandate;
use crate::media::MediaId;
use crate::network as networks;
use crate::retention::model::{REQUEST_KEYS, UNUSED_IMAGES};
use crate::search;
use crate::site::At;

/// Begins a draft in an actor's name.
///
/// # Errors
/// `Forbidden`, `Invalid`.
pub fn begin(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    author: &ActorId,
    form: &Form,
) -> Result<StatementId> {
    must_speak(conn, who, author)?;
    let checked = rules::check(form, false).map_err(Error::Invalid)?;
    let id = StatementId::new();
    insert(conn, at, &id, author, Some(who.account.clone()), &checked)?;
    tell_networks(conn, &id, author, &checked)?;
    write(conn, at, &id, 1, Some(who.account.clone()), checked)?;
    Ok(id)
}

/// Saves a draft.
///
/// # Errors
/// `NotFound`, `Conflict` when it is no draft any more, `Invalid`.
pub fn save(conn: &mut AnyConnection, at: &At, who: &Identity, id: &StatementId, form: &Form) -> Result<()> {
    let found = own(conn, who, id)?;
    if found.state != State::Draft {
        return Err(Error::Conflict("error-not-a-draft"));
    }
    not_held(conn, id)?;
    let checked = rules::check(form, false).map_err(Error::Invalid)?;
    // Approvals were given for what it said before (MOD-03).
    let before = fingerprint_of(conn, &found)?;
    diesel::update(statement::table.find(id))
        .set((
            statement::kind.eq(checked.kind),
            statement::audience.eq(checked.audience),
            statement::numbered.eq(checked.numbered),
        ))
        .execute(conn)?;
    tell_networks(conn, id, &found.author_id, &checked)?;
    write(conn, at, id, found.revision, Some(who.account.clone()), checked)?;
    let saved = store::get(conn, id)?;
    if fingerprint_of(conn, &saved)? != before {
        approval::actions::void_about(conn, at, who, id.as_str())?;
    }
    Ok(())
}

/// Throws a draft away.
///
/// # Errors
/// `NotFound`, `Conflict` when it is no draft any more.
pub fn discard(conn: &mut AnyConnection, who: &Identity, id: &StatementId) -> Result<()> {
    if own(conn, who, id)?.state != State::Draft {
        return Err(Error::Conflict("error-not-a-draft"));
    }
    approval::store::forget(conn, id.as_str())?;
    diesel::delete(statement::table.find(id)).execute(conn)?;
    Ok(())
}

/// Publishes a draft. In the name of an organisation whose rule asks for others first, it is proposed instead and goes
/// out as soon as it is approved: the state of what is given back says which. A repetition changes nothing.
///
/// # Errors
/// `NotFound`, `Conflict` when it was withdrawn, `Invalid` when it is unfinished.
pub fn publish(conn: &mut AnyConnection, at: &At, who: &Identity, id: &StatementId) -> Result<Statement> {
    send_out(conn, at, who, id, true)
}

/// Proposes a draft in an organisation's name; once it is approved it waits for a last step.
///
/// # Errors
/// As [`publish`]; `Conflict` for what a member says in their own name, which nobody approves.
pub fn propose(conn: &mut AnyConnection, at: &At, who: &Identity, id: &StatementId) -> Result<Statement> {
    let found = own(conn, who, id)?;
    if !approval::store::is_shared(actor::store::get(conn, &found.author_id)?.kind) {
        return Err(Error::Conflict("error-nothing-to-approve"));
    }
    send_out(conn, at, who, id, false)
}

fn send_out(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &StatementId,
    at_once: bool,
) -> Result<Statement> {
    let found = own(conn, who, id)?;
    must_speak(conn, who, &found.author_id)?;
    match found.state {
        State::Published => return Ok(found),
        State::Withdrawn => return Err(Error::Conflict("error-withdrawn")),
        State::Draft => not_held(conn, id)?,
    }
    let form = form_of(conn, &found)?;
    rules::check(&form, true).map_err(Error::Invalid)?;
    mandate::actions::check_claim(conn, at, &found)?;
    if approval::store::is_shared(actor::store::get(conn, &found.author_id)?.kind) {
        let new = New {
            organisation: &found.author_id,
            kind: Subject::Statement,
            object: id.as_str(),
            content: String::new(),
            content_hash: fingerprint_of(conn, &found)?,
            at_once,
            stands_for_it: true,
        };
        approval::actions::propose(conn, at, who, new)?;
    } else {
        release(conn, at, id)?;
    }
    store::get(conn, id)
}

/// What came out elsewhere before and waits for its move comes out as it was, or not at all.
pub(crate) fn not_held(conn: &mut AnyConnection, id: &StatementId) -> Result<()> {
    let held = crate::moving::store::is_held(conn, id)?;
    if held { Err(Error::Conflict("error-held-until-moved")) } else { Ok(()) }
}

/// What an approval of a draft binds to, as it is now.
pub(crate) fn fingerprint_of(conn: &mut AnyConnection, found: &Statement) -> Result<String> {
    let form = form_of(conn, found)?;
    let claimed = mandate::store::claimed(conn, &found.id)?;
    let text = approval::rules::fingerprint(&form, claimed.as_deref());
    // Whom it names is part of what comes out.
    Ok(match super::writer::store::account(conn, &found.id)? {
        Some(writer) => sha256_hex(format!("{text} {writer}").as_bytes()),
        None => text,
    })
}

/// Lets a draft out. For a member's own words, and for what an organisation approved.
pub(crate) fn release(conn: &mut AnyConnection, at: &At, id: &StatementId) -> Result<()> {
    let found = store::get(conn, id)?;
    if found.state != State::Draft {
        return Err(Error::Conflict("error-not-a-draft"));
    }
    if found.hidden_at.is_some() || !actor::store::get(conn, &found.author_id)?.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    rules::check(&form_of(conn, &found)?, true).map_err(Error::Invalid)?;
    mandate::actions::check_claim(conn, at, &found)?;
    diesel::update(statement::table.find(id))
        .set((
            statement::state.eq(State::Published),
            statement::published_at.eq(at.now),
            statement::updated_at.eq(at.now),
            statement::listed_at.eq(at.now),
        ))
        .execute(conn)?;
    diesel::update(statement_revision::table.find((id, found.revision)))
        .set(statement_revision::created_at.eq(at.now))
        .execute(conn)?;
    if found.audience.leaves() {
        fact::record(conn, &Fact::StatementPublished { statement: id.clone() }, at.now)?;
    }
    search::actions::statement_changed(conn, id)
}

/// Changes a published statement: a new revision, the ones before stay. The audience stays as it was, because a
/// copy that left cannot be called back by a click, and a wider one would break the word given at first; so does the
/// mandate. In the name of an organisation whose rule asks for others first, the revision waits apart: what is given
/// back then has the number it had.
///
/// # Errors
/// `NotFound`, `Conflict` unless it is published, `Invalid`.
pub fn revise(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &StatementId,
    form: &Form,
) -> Result<Statement> {
    let found = own(conn, who, id)?;
    must_speak(conn, who, &found.author_id)?;
    if found.state != State::Published {
        return Err(Error::Conflict("error-not-published"));
    }
    let form = Form { audience: found.audience.as_str().to_owned(), ..form.clone() };
    let checked = rules::check(&form, true).map_err(Error::Invalid)?;
    // Whoever writes answers for the images: they are looked at now, not only when it is approved.
    own_images(conn, id, found.revision + 1, Some(&who.account), &checked.images)?;
    let pending = PendingRevision { after: found.revision, form };
    if approval::store::is_shared(actor::store::get(conn, &found.author_id)?.kind) {
        let claimed = mandate::store::claimed(conn, id)?;
        let content = serde_json::to_string(&pending).map_err(|e| Error::Internal(e.to_string()))?;
        let new = New {
            organisation: &found.author_id,
            kind: Subject::Revision,
            object: id.as_str(),
            content_hash: approval::rules::fingerprint(&pending.form, claimed.as_deref()),
            content,
            at_once: true,
            stands_for_it: true,
        };
        approval::actions::propose(conn, at, who, new)?;
    } else {
        apply_revision(conn, at, &who.account, id, &pending)?;
    }
    store::get(conn, id)
}

/// Makes a revision of what was approved, or of a member's own words.
pub(crate) fn apply_revision(
    conn: &mut AnyConnection,
    at: &At,
    writer: &AccountId,
    id: &StatementId,
    pending: &PendingRevision,
) -> Result<()> {
    let found = store::get(conn, id)?;
    if found.state != State::Published {
        return Err(Error::Conflict("error-not-published"));
    }
    if found.revision != pending.after {
        return Err(Error::Conflict("error-revision-conflict"));
    }
    let form = Form { audience: found.audience.as_str().to_owned(), ..pending.form.clone() };
    let checked = rules::check(&form, true).map_err(Error::Invalid)?;
    let number = found.revision + 1;
    diesel::update(statement::table.find(id))
        .set((
            statement::kind.eq(checked.kind),
            statement::numbered.eq(checked.numbered),
            statement::revision.eq(number),
            // Later than the revision before, also when the clock was set back: the latest word wins elsewhere.
            statement::updated_at.eq(at.now.max(found.updated_at + sofra_base::clock::seconds(1))),
        ))
        .execute(conn)?;
    write(conn, at, id, number, Some(writer.clone()), checked)?;
    let revised = store::get(conn, id)?;
    crate::position::actions::subject_changed(conn, at.now, &revised)?;
    if found.audience.leaves() {
        fact::record(conn, &Fact::StatementRevised { statement: id.clone(), revision: number }, at.now)?;
    }
    Ok(())
}

/// Withdraws a published statement: what it said is gone here, and the nodes that received it are told. In the name of
/// an organisation whose rule asks for others first, that waits: what is given back is then still published.
///
/// # Errors
/// `NotFound`, `Conflict` unless it is published.
pub fn withdraw(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &StatementId,
    reason: &str,
) -> Result<Statement> {
    let found = own(conn, who, id)?;
    match found.state {
        State::Withdrawn => return Ok(found),
        State::Draft => return Err(Error::Conflict("error-not-published")),
        State::Published => {}
    }
    let reason = sanitise::line(reason);
    if approval::store::is_shared(actor::store::get(conn, &found.author_id)?.kind) {
        let new = New {
            organisation: &found.author_id,
            kind: Subject::Withdrawal,
            object: id.as_str(),
            content_hash: sofra_base::id::sha256_hex(reason.as_bytes()),
            content: reason,
            at_once: true,
            stands_for_it: true,
        };
        approval::actions::propose(conn, at, who, new)?;
    } else {
        apply_withdrawal(conn, at, id, &reason)?;
    }
    store::get(conn, id)
}

/// Withdraws what an organisation approved to withdraw, or a member's own words.
pub(crate) fn apply_withdrawal(
    conn: &mut AnyConnection,
    at: &At,
    id: &StatementId,
    reason: &str,
) -> Result<()> {
    let found = store::get(conn, id)?;
    if found.state != State::Published {
        return Err(Error::Conflict("error-not-published"));
    }
    take_back(conn, at, &found, reason)
}

/// Begins and publishes in one step, once for each key: a client that repeats a request whose answer it missed gets
/// the statement it made the first time.
///
/// # Errors
/// As [`begin`] and [`publish`].
pub fn publish_once(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    author: &ActorId,
    form: &Form,
    request_key: Option<&str>,
    publish_it: bool,
) -> Result<Statement> {
    if let Some(key) = request_key {
        let known: Option<String> = idempotency::table
            .find((&who.account, key))
            .select(idempotency::result)
            .first(conn)
            .optional()?;
        if let Some(id) = known.as_deref().and_then(StatementId::parse) {
            return own(conn, who, &id);
        }
    }
    if publish_it {
        // A draft may lack what a published text may not: whoever asks for both learns of all mistakes at once.
        rules::check(form, true).map_err(Error::Invalid)?;
    }
    let id = begin(conn, at, who, author, form)?;
    if let Some(key) = request_key {
        diesel::delete(idempotency::table.filter(idempotency::created_at.lt(at.now - days(REQUEST_KEYS))))
            .execute(conn)?;
        diesel::insert_into(idempotency::table)
            .values((
                idempotency::account_id.eq(&who.account),
                idempotency::request_key.eq(key),
                idempotency::result.eq(id.as_str()),
                idempotency::created_at.eq(at.now),
            ))
            .execute(conn)?;
    }
    if publish_it { publish(conn, at, who, &id) } else { own(conn, who, &id) }
}

/// A statement as the form it was typed in, for editing.
///
/// # Errors
/// The database's own.
pub fn form_of(conn: &mut AnyConnection, found: &Statement) -> Result<Form> {
    let view = store::view(conn, found.clone(), None)?;
    // The authentic text comes first, as it did when it was typed.
    let mut texts: Vec<&Text> = view.texts.iter().map(|(_, text)| text).collect();
    texts.sort_by_key(|text| text.language != view.revision.authentic);
    Ok(Form {
        kind: found.kind.as_str().to_owned(),
        audience: found.audience.as_str().to_owned(),
        authentic: view.revision.authentic.to_string(),
        texts: texts
            .into_iter()
            .map(|text| rules::TextForm {
                language: text.language.to_string(),
                title: text.title.clone(),
                summary: text.summary.clone(),
                body: text.body.clone().unwrap_or_default(),
                translator: text.translator.clone(),
            })
            .collect(),
        demands: view.demands.clone(),
        images: view
            .attachments
            .iter()
            .filter_map(|(row, _)| {
                let media = row.media_id.as_ref()?.to_string();
                Some(rules::ImageForm { media, alt: row.alt.clone() })
            })
            .collect(),
        numbered: found.numbered,
        note: view.revision.note.clone(),
        networks: networks::store::told(conn, &found.id)?.iter().map(ToString::to_string).collect(),
    })
}

/// Notes to which networks a draft is to be told: only those in which its author is admitted. "Our networks" without a
/// choice among them means all of them.
fn tell_networks(
    conn: &mut AnyConnection,
    id: &StatementId,
    author: &ActorId,
    checked: &Checked,
) -> Result<()> {
    let mut own = networks::store::scopes_of(conn, author)?;
    let all = checked.audience == Audience::Network && checked.networks.is_empty();
    own.retain(|network| all || checked.networks.contains(network));
    networks::store::put_told(conn, id, &own)
}

/// Takes a statement off everything this node shows, or puts it back; what it says is kept. Who may is decided in
/// [`crate::moderation`].
pub(crate) fn set_hidden(
    conn: &mut AnyConnection,
    id: &StatementId,
    hidden: Option<Timestamp>,
) -> Result<()> {
    diesel::update(statement::table.find(id)).set(statement::hidden_at.eq(hidden)).execute(conn)?;
    Ok(())
}

/// Takes away what was said, for good: a statement of this node is withdrawn, of another the copy is deleted. Who may
/// is decided in [`crate::moderation`].
pub(crate) fn remove(conn: &mut AnyConnection, at: &At, id: &StatementId) -> Result<()> {
    let found = store::get(conn, id)?;
    take_back(conn, at, &found, "")
}

/// The words are gone here, and where they were ours the nodes that received them are told.
fn take_back(conn: &mut AnyConnection, at: &At, found: &Statement, reason: &str) -> Result<()> {
    diesel::update(statement::table.find(&found.id))
        .set((
            statement::state.eq(State::Withdrawn),
            statement::withdrawn_at.eq(at.now),
            statement::updated_at.eq(at.now.max(found.updated_at + sofra_base::clock::seconds(1))),
            statement::withdrawal_reason.eq(Some(sanitise::line(reason)).filter(|r| !r.is_empty())),
        ))
        .execute(conn)?;
    store::clear(conn, &found.id)?;
    let owner = actor::store::get(conn, &found.author_id)?;
    store::remember_gone(conn, &found.uri, &owner.uri, "statement", at.now)?;
    if found.local && found.audience.leaves() {
        fact::record(conn, &Fact::StatementWithdrawn { statement: found.id.clone() }, at.now)?;
    }
    Ok(())
}

fn must_speak(conn: &mut AnyConnection, who: &Identity, author: &ActorId) -> Result<()> {
    if !who.speaks_for(author) {
        return Err(Error::Forbidden("speaks-for"));
    }
    if !actor::store::get(conn, author)?.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    Ok(())
}

/// A statement that an account may change. Others need not learn that it exists.
pub(crate) fn own(conn: &mut AnyConnection, who: &Identity, id: &StatementId) -> Result<Statement> {
    let found = store::get(conn, id)?;
    if found.local && found.hidden_at.is_none() && who.speaks_for(&found.author_id) {
        return Ok(found);
    }
    if found.local && who.actors().contains(&found.author_id) {
        return Err(Error::Forbidden("speaks-for"));
    }
    Err(Error::NotFound)
}

fn insert(
    conn: &mut AnyConnection,
    at: &At,
    id: &StatementId,
    author: &ActorId,
    written_by: Option<AccountId>,
    checked: &Checked,
) -> Result<()> {
    diesel::insert_into(statement::table)
        .values((
            statement::id.eq(id),
            statement::uri.eq(at.site.statement_uri(id)),
            statement::local.eq(true),
            statement::author_id.eq(author),
            statement::written_by.eq(written_by),
            statement::object_type.eq(ObjectType::Article),
            statement::kind.eq(checked.kind),
            statement::state.eq(State::Draft),
            statement::audience.eq(checked.audience),
            statement::authentic.eq(&checked.authentic),
            statement::numbered.eq(checked.numbered),
            statement::revision.eq(1),
            statement::content_hash.eq(""),
            statement::created_at.eq(at.now),
            statement::updated_at.eq(at.now),
            statement::listed_at.eq(at.now),
        ))
        .execute(conn)?;
    Ok(())
}

fn write(
    conn: &mut AnyConnection,
    at: &At,
    id: &StatementId,
    number: i32,
    written_by: Option<AccountId>,
    checked: Checked,
) -> Result<()> {
    let attachments = own_images(conn, id, number, written_by.as_ref(), &checked.images)?;
    let mut texts = Vec::new();
    let mut paragraphs = Vec::new();
    for (language, (title, summary, body, translator)) in checked.texts.iter() {
        let rendered = markdown::render(body, checked.numbered);
        if *language == checked.authentic {
            paragraphs = Paragraph::rows(id, number, rendered.paragraphs);
        }
        texts.push(Text {
            statement_id: id.clone(),
            revision: number,
            language: language.clone(),
            title: title.clone(),
            summary: summary.clone(),
            body: Some(body.clone()),
            html: rendered.html,
            translator: translator.clone(),
        });
    }
    let content_hash = rules::content_hash(
        texts.iter().map(|t| [t.language.as_str(), t.title.as_str(), t.summary.as_str(), t.html.as_str()]),
    );
    diesel::update(statement::table.find(id))
        .set((statement::content_hash.eq(&content_hash), statement::authentic.eq(&checked.authentic)))
        .execute(conn)?;
    store::write_revision(
        conn,
        NewRevision {
            id,
            number,
            now: at.now,
            written_by,
            note: checked.note,
            content_hash,
            authentic: checked.authentic,
            texts,
            paragraphs,
            demands: checked.demands,
            attachments,
        },
    )
}

/// Images that this account uploaded, or that the statement shows already.
fn own_images(
    conn: &mut AnyConnection,
    id: &StatementId,
    number: i32,
    account: Option<&AccountId>,
    images: &[(MediaId, String)],
) -> Result<Vec<Attachment>> {
    let mut rows = Vec::new();
    for (position, (media_id, alt)) in images.iter().enumerate() {
        let file = crate::media::store::get(conn, media_id).map_err(|e| match e {
            Error::NotFound => unknown_image(position),
            other => other,
        })?;
        let shown_already = crate::media::store::statements_with(conn, media_id)?.contains(id);
        if !shown_already && (file.account_id.is_none() || file.account_id.as_ref() != account) {
            return Err(unknown_image(position));
        }
        rows.push(Attachment {
            statement_id: id.clone(),
            revision: number,
            position: i32::try_from(position).unwrap_or(i32::MAX),
            media_id: Some(file.id),
            remote_url: None,
            media_type: file.media_type,
            alt: alt.clone(),
        });
    }
    Ok(rows)
}

fn unknown_image(position: usize) -> Error {
    Error::field(format!("images.{position}.media"), "error-image-unknown")
}

/// Removes uploaded images that no statement shows, a day after they came. Gives the names of their files.
///
/// # Errors
/// The database's own.
pub fn forget_unused_images(conn: &mut AnyConnection, at: &At) -> Result<Vec<String>> {
    use sofra_db::schema::{actor, attachment};
    let used = attachment::table
        .filter(attachment::media_id.is_not_null())
        .select(attachment::media_id.assume_not_null());
    let icons = actor::table
        .filter(actor::icon_media_id.is_not_null())
        .select(actor::icon_media_id.assume_not_null());
    let waiting = approval::store::images_waiting(conn)?;
    let unused: Vec<(MediaId, String, String)> = media::table
        .filter(media::created_at.lt(at.now - hours(UNUSED_IMAGES)))
        .filter(media::id.ne_all(used))
        .filter(media::id.ne_all(icons))
        .filter(media::id.ne_all(waiting))
        .select((media::id, media::name, media::media_type))
        .load(conn)?;
    let ids: Vec<&MediaId> = unused.iter().map(|(id, _, _)| id).collect();
    diesel::delete(media::table.filter(media::id.eq_any(ids))).execute(conn)?;
    Ok(unused.iter().map(|(_, name, kind)| format!("{name}.{}", crate::site::extension(kind))).collect())
}
