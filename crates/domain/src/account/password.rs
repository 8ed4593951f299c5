//! Passwords: argon2id, with the same work whether the account exists or not. Slow on purpose: call it outside
//! transactions and off the request threads.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::error::{Error, FieldError, Result};

/// Characters a password has at least.
pub const SHORTEST: usize = 8;
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

/// Checks the rules for a new password: its length, and how many guesses it would withstand (zxcvbn; at least 10^8).
#[must_use]
pub fn problem(password: &str) -> Option<FieldError> {
    problem_for(password, &[])
}

/// As [`problem`], for somebody of whom these words are known, such as the user name: they make a password no better.
#[must_use]
pub fn problem_for(password: &str, known: &[&str]) -> Option<FieldError> {
    if password.chars().count() < SHORTEST {
        return Some(FieldError::limit("password", "error-password-too-short", SHORTEST as i64));
    }
    if password.len() > LONGEST {
        return Some(FieldError::limit("password", "error-password-too-long", LONGEST as i64));
    }
    let key = match zxcvbn::zxcvbn(password, known).score() {
        zxcvbn::Score::Zero | zxcvbn::Score::One => "error-password-common",
        zxcvbn::Score::Two => "error-password-too-easy",
        _ => return None,
    };
    Some(FieldError::new("password", key))
}

/// Hashes a new password.
///
/// # Errors
/// `Invalid` when it breaks the rules.
pub fn hash(password: &str) -> Result<String> {
    hash_for(password, &[])
}

/// As [`hash`], for somebody of whom these words are known.
///
/// # Errors
/// As [`hash`].
pub fn hash_for(password: &str, known: &[&str]) -> Result<String> {
    if let Some(problem) = problem_for(password, known) {
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
        for bad in ["short", "password123", "aaaaaaaaaaaaaa", &"x y z w v u t ".repeat(100), &"é".repeat(600)]
        {
            assert!(hash(bad).is_err(), "{bad:.20}");
        }
        for good in ["olive lantern river seven", "قمر زيتون نافذة سبعة", "kT9#mv2Qx!"] {
            assert!(problem(good).is_none(), "{good}");
        }
    }

    #[test]
    fn auth_12_the_passwords_that_are_tried_first_are_refused_also_dressed_up() {
        let first = "123456 password 123456789 12345678 12345 qwerty 1234567 111111 123123 abc123 1234567890 password1 \
                     iloveyou 1q2w3e4r 000000 qwerty123 zaq12wsx dragon sunshine princess letmein 654321 monkey 27653 \
                     1qaz2wsx 123321 qwertyuiop superman asdfghjkl trustno1 football baseball welcome shadow master \
                     michael jennifer jordan hunter2 starwars computer whatever freedom charlie passw0rd donald batman \
                     access flower hottie loveme 7777777 888888 ashley bailey mustang michelle pepper cheese killer \
                     liverpool chelsea arsenal barcelona mohammed ahmed fatima maryam syria beirut changeme admin root \
                     administrator letmein1 welcome1 p@ssw0rd q1w2e3r4 qazwsx 159753 aa123456 123qwe secret";
        for word in first.split_whitespace() {
            for dressed in [
                word.to_owned(),
                format!("{word}1"),
                format!("{word}123"),
                word.to_uppercase(),
                format!("{word}!"),
            ] {
                assert!(problem(&dressed).is_some(), "{dressed}");
            }
        }
    }

    #[test]
    fn auth_12_ones_own_name_makes_a_password_no_better() {
        assert!(problem("nyandeng_kakuma").is_none());
        let known = problem_for("nyandeng_kakuma", &["nyandeng_kakuma", "Kakuma Voices"]);
        assert_eq!(known.map(|p| p.key), Some("error-password-common"));
        assert!(problem_for("nyandeng1", &["nyandeng"]).is_some());
    }

    #[test]
    fn auth_12_a_megabyte_is_refused_at_once() {
        let huge = "correct horse battery staple ".repeat(40_000);
        assert!(problem(&huge).is_some() && !verify(Some(NOBODY.as_str()), &huge));
    }
}
