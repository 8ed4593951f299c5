//! What an account may be called, and who decides about accounts.

use sofra_base::text::naming::{self, NameError};

use super::model::Identity;
use crate::error::{Error, FieldError, Result};

/// Characters of what a person is called at most.
pub const LONGEST_NAME: usize = 60;

/// What a person may be called.
///
/// # Errors
/// The message for that field.
pub fn person_name(field: &str, text: &str) -> std::result::Result<String, FieldError> {
    called(field, text, LONGEST_NAME)
}

/// What a person or an organisation may be called (UNI-01 to UNI-06).
///
/// # Errors
/// The message for that field.
pub fn called(field: &str, text: &str, most: usize) -> std::result::Result<String, FieldError> {
    naming::called(text, most).map_err(|error| match error {
        NameError::Empty => FieldError::new(field, "error-field-required"),
        NameError::TooLong => FieldError::limit(field, "error-too-long", most as i64),
        NameError::MixedScripts => FieldError::new(field, "error-name-mixed"),
        NameError::CheckMark => FieldError::new(field, "error-name-check-mark"),
    })
}

/// Only the host goes on; at the machine itself, its owner is the host.
///
/// # Errors
/// `NotFound` for everybody else: there is nothing for them here.
pub fn host_only(who: Option<&Identity>) -> Result<()> {
    match who {
        Some(who) if !who.is_host() => Err(Error::NotFound),
        Some(who) if !who.may_write => Err(Error::Forbidden("read-only")),
        _ => Ok(()),
    }
}
