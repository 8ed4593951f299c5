//! Taking an image in.

use std::io::Write as _;
use std::path::Path;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::{random_name, sha256_hex};
use sofra_db::AnyConnection;
use sofra_db::schema::media;

use super::{Media, MediaId, image};
use crate::account::Identity;
use crate::error::{Error, Result};
use crate::site::extension;

/// An image that is encoded anew and safely on disk, not yet in the database.
pub struct Prepared {
    row: Media,
}

/// Decodes an image, encodes it anew without metadata and puts it on disk under a random name: the file and its
/// folder are synced before a row can name them. Slow: call it off the request threads, before the transaction.
///
/// # Errors
/// `Invalid` when it is not an image we take.
pub fn prepare(folder: &Path, bytes: &[u8], limits: &image::Limits, now: Timestamp) -> Result<Prepared> {
    let made = image::reencode(bytes, limits).map_err(|e| Error::field("image", message_key(&e)))?;
    let name = random_name();
    let disk = |e: std::io::Error| Error::Database(e.into());
    std::fs::create_dir_all(folder).map_err(disk)?;
    let target = folder.join(format!("{name}.{}", extension(made.media_type)));
    let unfinished = folder.join(format!("{name}.unfinished"));
    let written = (|| {
        let mut file = std::fs::File::create_new(&unfinished)?;
        file.write_all(&made.bytes)?;
        file.sync_all()?;
        std::fs::rename(&unfinished, &target)?;
        std::fs::File::open(folder)?.sync_all()
    })();
    if let Err(error) = written {
        // A half-written file has no row; the clean-up at start would remove it as well.
        let _ = std::fs::remove_file(&unfinished);
        return Err(disk(error));
    }
    Ok(Prepared {
        row: Media {
            id: MediaId::new(),
            name,
            account_id: None,
            media_type: made.media_type.to_owned(),
            width: i32::try_from(made.width).unwrap_or(i32::MAX),
            height: i32::try_from(made.height).unwrap_or(i32::MAX),
            bytes: i64::try_from(made.bytes.len()).unwrap_or(i64::MAX),
            sha256: sha256_hex(&made.bytes),
            blurhash: made.blurhash,
            created_at: now,
        },
    })
}

fn message_key(error: &image::ImageError) -> &'static str {
    match error {
        image::ImageError::TooManyBytes | image::ImageError::TooLarge => "error-image-too-large",
        image::ImageError::Unsupported => "error-image-kind",
        image::ImageError::Damaged => "error-image-unreadable",
    }
}

/// Puts a prepared image under the uploader's name.
///
/// # Errors
/// `Forbidden` when the account may only read.
pub fn add(conn: &mut AnyConnection, who: &Identity, prepared: Prepared) -> Result<Media> {
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    let row = Media { account_id: Some(who.account.clone()), ..prepared.row };
    diesel::insert_into(media::table).values(row.clone()).execute(conn)?;
    Ok(row)
}

/// Keeps a prepared image that came with an archive; in the name of whoever brought it, if that was an account.
pub(crate) fn keep(conn: &mut AnyConnection, who: Option<&Identity>, prepared: Prepared) -> Result<Media> {
    let row = Media { account_id: who.map(|who| who.account.clone()), ..prepared.row };
    diesel::insert_into(media::table).values(row.clone()).execute(conn)?;
    Ok(row)
}

/// Removes files that a crash left half-written.
pub fn clean_up(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.path().extension().is_some_and(|e| e == "unfinished") {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
