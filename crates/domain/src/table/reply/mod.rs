//! The right of reply: what the body, whose table it was, says to a record. It stands beside the record, never instead,
//! and nothing in it changes a figure.
//!
//! Two ways lead here: the actor that the record names as the body's answers on the network, or an officer gives the
//! body a link that is good once.

pub mod actions;
pub mod receive;

use serde::{Deserialize, Serialize};
use sofra_base::clock::{Span, days};
use sofra_base::lang::LanguageTag;
use sofra_base::text::sanitise;

use super::rules::{NAME, WORDS};
use crate::error::FieldError;

/// How long a link is good.
pub const LINK: Span = days(60);
/// Replies to one seat at most.
pub const MOST: i64 = 20;

/// A reply, as people type it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Who says it: the body, and in which function.
    pub name: String,
    /// BCP 47.
    pub language: String,
    /// What is said.
    pub words: String,
}

/// Whether a reply is complete and sound.
///
/// # Errors
/// What is wrong, field by field.
pub fn check(form: &Form) -> Result<(String, LanguageTag, String), Vec<FieldError>> {
    let mut wrong = Vec::new();
    let (name, words) = (sanitise::line(&form.name), sanitise::paragraph(&form.words));
    if name.is_empty() {
        wrong.push(FieldError::new("name", "error-seat-reply-name"));
    }
    if words.is_empty() {
        wrong.push(FieldError::new("words", "error-seat-reply-words"));
    }
    if name.chars().count() > NAME {
        wrong.push(FieldError::limit("name", "error-too-long", NAME as i64));
    }
    if words.chars().count() > WORDS {
        wrong.push(FieldError::limit("words", "error-too-long", WORDS as i64));
    }
    match form.language.trim().parse() {
        Ok(language) if wrong.is_empty() => Ok((name, language, words)),
        Ok(_) => Err(wrong),
        Err(_) => {
            wrong.push(FieldError::new("language", "error-seat-choose"));
            Err(wrong)
        }
    }
}
