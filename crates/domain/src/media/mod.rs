//! Images: taken in, made harmless, kept under names nobody can guess.
//!
//! What stays true: what is served was encoded by us, without a byte of metadata; a row never names a file that is
//! not on disk.

pub mod actions;
pub mod image;
pub mod store;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::typed_id;
use sofra_db::schema::media;

use crate::account::AccountId;

typed_id!(MediaId, "An uploaded image.");

/// An uploaded image.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = media)]
pub struct Media {
    /// The row.
    pub id: MediaId,
    /// The file's name, 128 bit at random.
    pub name: String,
    /// Who uploaded it.
    pub account_id: Option<AccountId>,
    /// `image/jpeg`, `image/png` or `image/webp`.
    pub media_type: String,
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
    /// Size of the file.
    pub bytes: i64,
    /// SHA-256 of the file, hex.
    pub sha256: String,
    /// A blur shown while it loads elsewhere.
    pub blurhash: Option<String>,
    /// When it was uploaded.
    pub created_at: Timestamp,
}
