//! Saying something about a draft, reading what was said, and forgetting it.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::draft_comment;

use crate::account::{AccountId, Identity};
use crate::approval::model::{Comment, CommentId, Subject};
use crate::approval::store;
use crate::error::{Error, Result};
use crate::notification::{self, Kind};
use crate::site::At;
use crate::statement::{self, State, Statement, StatementId};

/// Characters of a comment at most.
pub const LONGEST: usize = 2_000;
/// Comments on one draft at most.
const MOST: i64 = 500;

/// Says something about a draft, or about a revision or withdrawal that waits.
///
/// # Errors
/// `NotFound` for whoever has no seat, `Conflict` where nothing waits, `Invalid`.
pub fn add(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &StatementId,
    body: &str,
) -> Result<CommentId> {
    let found = inside(conn, who, id)?;
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    let waits = found.state == State::Draft || !store::open_about(conn, id.as_str())?.is_empty();
    if !waits {
        return Err(Error::Conflict("error-nothing-to-comment"));
    }
    let body = sanitise::paragraph(body);
    if body.is_empty() {
        return Err(Error::field("comment", "error-field-required"));
    }
    if body.chars().count() > LONGEST {
        let wrong = crate::error::FieldError::limit("comment", "error-too-long", LONGEST as i64);
        return Err(Error::Invalid(vec![wrong]));
    }
    let known: i64 =
        draft_comment::table.filter(draft_comment::statement_id.eq(id)).count().get_result(conn)?;
    if known >= MOST {
        return Err(Error::Conflict("error-too-many-comments"));
    }
    let comment = Comment {
        id: CommentId::new(),
        statement_id: id.clone(),
        account_id: Some(who.account.clone()),
        body,
        created_at: at.now,
    };
    let made = comment.id.clone();
    diesel::insert_into(draft_comment::table).values(comment).execute(conn)?;
    for other in taking_part(conn, &found)?.iter().filter(|other| **other != who.account) {
        let link = format!("{}/approval", found.path());
        notification::actions::tell(conn, at.now, other, Kind::DraftCommented, &link)?;
    }
    Ok(made)
}

/// The comments, the first one first.
///
/// # Errors
/// `NotFound` for whoever has no seat.
pub fn list(conn: &mut AnyConnection, who: &Identity, id: &StatementId) -> Result<Vec<Comment>> {
    inside(conn, who, id)?;
    of(conn, id)
}

/// The comments, whoever asks: for an archive of the organisation.
pub(crate) fn of(conn: &mut AnyConnection, id: &StatementId) -> Result<Vec<Comment>> {
    Ok(draft_comment::table
        .filter(draft_comment::statement_id.eq(id))
        .order(draft_comment::id)
        .select(Comment::as_select())
        .load(conn)?)
}

/// What was said about a draft on another node, which came here with it: by nobody who has an account here.
pub(crate) fn bring(
    conn: &mut AnyConnection,
    id: &StatementId,
    said: impl Iterator<Item = (Timestamp, String)>,
) -> Result<()> {
    for (created_at, body) in said.take(usize::try_from(MOST).unwrap_or(500)) {
        let body = sanitise::truncate(&sanitise::paragraph(&body), LONGEST);
        if body.is_empty() {
            continue;
        }
        let comment =
            Comment { id: CommentId::new(), statement_id: id.clone(), account_id: None, body, created_at };
        diesel::insert_into(draft_comment::table).values(comment).execute(conn)?;
    }
    Ok(())
}

/// A statement of this node whose author the account belongs to.
fn inside(conn: &mut AnyConnection, who: &Identity, id: &StatementId) -> Result<Statement> {
    let found = statement::store::get(conn, id)?;
    let may = found.local && found.hidden_at.is_none() && who.actors().contains(&found.author_id);
    if may { Ok(found) } else { Err(Error::NotFound) }
}

/// Whoever wrote, proposed or commented, and still has a seat.
fn taking_part(conn: &mut AnyConnection, found: &Statement) -> Result<Vec<AccountId>> {
    use sofra_db::schema::membership;
    let mut people: Vec<AccountId> = draft_comment::table
        .filter(draft_comment::statement_id.eq(&found.id))
        .filter(draft_comment::account_id.is_not_null())
        .select(draft_comment::account_id.assume_not_null())
        .load(conn)?;
    people.extend(found.written_by.clone());
    for open in store::open_about(conn, found.id.as_str())? {
        if matches!(open.kind, Subject::Statement | Subject::Revision | Subject::Withdrawal) {
            people.extend(open.proposed_by);
        }
    }
    people.sort();
    people.dedup();
    Ok(membership::table
        .filter(membership::organisation_id.eq(&found.author_id))
        .filter(membership::account_id.eq_any(people))
        .select(membership::account_id)
        .load(conn)?)
}

/// Comments quote what they are about: they go when its words go.
pub(crate) fn clear(conn: &mut AnyConnection, id: &StatementId) -> Result<()> {
    diesel::delete(draft_comment::table.filter(draft_comment::statement_id.eq(id))).execute(conn)?;
    Ok(())
}
