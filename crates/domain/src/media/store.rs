//! Finding images, and who may see them.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{attachment, media};

use super::{Media, MediaId};
use crate::error::Result;
use crate::statement::StatementId;

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
