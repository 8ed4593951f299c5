//! Finding images, and who may see them.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, attachment, media};

use super::{Media, MediaId};
use crate::error::{Error, Result};
use crate::statement::{self, StatementId};
use crate::viewer::Reader;

/// By row.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &MediaId) -> Result<Media> {
    Ok(media::table.find(id).select(Media::as_select()).first(conn)?)
}

/// By file name.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn by_name(conn: &mut AnyConnection, name: &str) -> Result<Media> {
    Ok(media::table.filter(media::name.eq(name)).select(Media::as_select()).first(conn)?)
}

/// The statements that show an image.
///
/// # Errors
/// The database's own.
pub fn statements_with(conn: &mut AnyConnection, id: &MediaId) -> Result<Vec<StatementId>> {
    Ok(attachment::table
        .filter(attachment::media_id.eq(id))
        .select(attachment::statement_id)
        .distinct()
        .load(conn)?)
}

/// Whether an image is the picture of an actor of this node, which everybody may see.
///
/// # Errors
/// The database's own.
pub fn is_icon(conn: &mut AnyConnection, id: &MediaId) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        actor::table.filter(actor::icon_media_id.eq(id.as_str())).filter(actor::deleted_at.is_null()),
    ))
    .get_result(conn)?)
}

/// Whether a reader may see an image: everybody who may read a statement that shows it, everybody where it is an
/// icon, and whoever uploaded it. The second value says whether it is for everybody.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn read(conn: &mut AnyConnection, name: &str, reader: &Reader) -> Result<(Media, bool)> {
    let found = by_name(conn, name)?;
    if is_icon(conn, &found.id)? {
        return Ok((found, true));
    }
    let own = matches!(reader, Reader::Account(who) if found.account_id.as_ref() == Some(&who.account));
    let mut seen = own;
    for statement in statements_with(conn, &found.id)? {
        match statement::store::read(conn, &statement, &Reader::Anyone) {
            Ok(_) => return Ok((found, true)),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
        match statement::store::read(conn, &statement, reader) {
            Ok(_) => seen = true,
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    if !seen && let Reader::Account(who) = reader {
        seen = crate::approval::store::waits_with_image(conn, who, found.id.as_str())?;
    }
    if seen { Ok((found, false)) } else { Err(Error::NotFound) }
}
