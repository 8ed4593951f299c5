//! Passwords: argon2id, with the same work whether the account exists or not. Slow on purpose: call it outside
//! transactions and off the request threads.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::error::{Error, FieldError, Result};

/// Characters a password has at least.
pub const SHORTEST: usize = 10;
/// Bytes a password has at most, so that hashing one costs a bounded time.
pub const LONGEST: usize = 1024;

/// OWASP's second choice for argon2id: 19 MiB, two passes, one lane; a small machine can afford it.
fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// Verified against when there is no such account.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    hasher()
        .hash_password(sofra_base::id::random_token().as_bytes())
        .map(|hash| hash.to_string())
        .unwrap_or_default()
});

/// Checks the rules for a new password.
#[must_use]
pub fn problem(password: &str) -> Option<FieldError> {
    if password.chars().count() < SHORTEST {
        return Some(FieldError::limit("password", "error-password-too-short", SHORTEST as i64));
    }
    if password.len() > LONGEST {
        return Some(FieldError::limit("password", "error-password-too-long", LONGEST as i64));
    }
    let lower = password.to_lowercase();
    let distinct: std::collections::BTreeSet<char> = lower.chars().collect();
    let common = ["password", "12345678", "qwertyui", "letmein", "iloveyou", "abcdefgh"];
    if distinct.len() < 5 || common.iter().any(|word| lower.contains(word)) {
        return Some(FieldError::new("password", "error-password-too-easy"));
    }
    None
}

/// Hashes a new password.
///
/// # Errors
/// `Invalid` when it breaks the rules.
pub fn hash(password: &str) -> Result<String> {
    if let Some(problem) = problem(password) {
        return Err(Error::Invalid(vec![problem]));
    }
    hasher()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|e| Error::Internal(e.to_string()))
}

/// Whether a password fits; without an account the answer is no, after the same work.
#[must_use]
pub fn verify(stored: Option<&str>, password: &str) -> bool {
    let text = stored.unwrap_or(NOBODY.as_str());
    let fits = password.len() <= LONGEST
        && PasswordHash::new(text)
            .is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok());
    fits && stored.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let stored = hash("a table of one's own").expect("a sound password");
        assert!(verify(Some(&stored), "a table of one's own"));
        assert!(!verify(Some(&stored), "a table of one's own "));
        assert!(!verify(None, "a table of one's own"));
    }

    #[test]
    fn auth_12_short_long_and_common_passwords_are_refused() {
        for bad in ["short", "password123", "aaaaaaaaaaaaaa", &"x y z w v u t ".repeat(100)] {
            assert!(hash(bad).is_err(), "{bad:.20}");
        }
    }
}
