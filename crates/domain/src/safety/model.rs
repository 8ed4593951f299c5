//! What is kept of a code, and what is shown of what was stopped.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::{random_name, sha256_hex};
use sofra_db::schema::panic_code;

use crate::account::AccountId;
use crate::actor::Actor;

/// Characters of a code.
const LENGTH: usize = 20;
/// Characters of its beginning, by which it is found: they are no secret.
const BEGINNING: usize = 4;

/// A code of 100 random bits, in characters that are hard to mistake for each other (Crockford's base 32).
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A new one.
    #[must_use]
    pub fn generate() -> Self {
        // The first characters of a name carry fewer bits than the others.
        let name = random_name();
        Self(name[name.len() - LENGTH..].to_owned())
    }

    /// Reads what somebody typed, perhaps in a hurry: capitals, spaces, hyphens, and letters that look like digits do
    /// not matter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let typed: String = text
            .chars()
            .take(200)
            .filter(char::is_ascii_alphanumeric)
            .map(|c| match c.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                c => c,
            })
            .collect();
        (typed.len() == LENGTH).then_some(Self(typed))
    }

    /// The part by which it is found.
    #[must_use]
    pub fn beginning(&self) -> &str {
        &self.0[..BEGINNING]
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> String {
        sha256_hex(format!("sofra-panic\n{}", self.0).as_bytes())
    }

    /// As people write it down: five groups of four.
    #[must_use]
    pub fn shown(&self) -> String {
        let groups: Vec<String> = self
            .0
            .as_bytes()
            .chunks(4)
            .map(|group| String::from_utf8_lossy(group).to_ascii_uppercase())
            .collect();
        groups.join("-")
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

/// What is kept of a code that was made beforehand.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = panic_code)]
pub struct Armed {
    /// Whose.
    pub account_id: AccountId,
    /// Its first characters.
    pub beginning: String,
    /// The hash of the whole.
    pub code_hash: String,
    /// Whether it also stops the organisations in which the account is an officer.
    pub stops_organisations: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// An organisation in whose name nothing leaves now.
#[derive(Debug, Clone)]
pub struct Stopped {
    /// The organisation.
    pub organisation: Actor,
    /// Since when.
    pub since: Timestamp,
    /// How many deliveries wait for a word.
    pub waiting: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_typed_in_a_hurry() {
        let code = Code::generate();
        assert_eq!(code.shown().len(), 24);
        assert_eq!(Code::parse(&code.shown()), Some(code.clone()));
        let sloppy = format!(
            "  {} ",
            code.shown().to_lowercase().replace('-', " ").replace('0', "O").replace('1', "l")
        );
        assert_eq!(Code::parse(&sloppy).map(|c| c.hash()), Some(code.hash()));
        assert_eq!(Code::parse("1234"), None);
        assert_eq!(format!("{code:?}"), "Code(…)", "a code gets into no log");
        assert!(!code.hash().contains(&code.shown().to_lowercase()));
    }

    #[test]
    fn codes_differ() {
        let codes: std::collections::HashSet<String> = (0..100).map(|_| Code::generate().hash()).collect();
        assert_eq!(codes.len(), 100);
    }
}
