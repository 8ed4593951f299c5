//! Pure decisions about second factors.

use sofra_base::clock::{Span, Timestamp, minutes};
use sofra_base::id::{random_bytes, sha256_hex};
use totp_rs::{Algorithm, Builder, Totp};

use crate::account::{Identity, Role, Seat};
use crate::error::{Error, Result};

/// Seconds for which a code of the app is shown (RFC 6238, section 5.2).
pub const STEP_SECONDS: u64 = 30;
/// Wrong codes before there is a wait.
pub const TRIES: i32 = 5;
/// How many recovery codes there are.
pub const CODES: usize = 10;
/// Letters of our recovery codes: Crockford's base 32, which has no letter that looks like another or like a digit.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Whether somebody must have a second factor, where the host requires it: those whose account opens more than their
/// own words.
#[must_use]
pub fn must_have(who: &Identity) -> bool {
    matches!(who.role, Role::Host | Role::Moderator)
        || who.seats.iter().any(|(_, seat)| *seat == Seat::Officer)
}

/// How long no code is looked at after that many wrong ones in a row: ten minutes after the fifth, doubling up to
/// eight hours. With it, all codes of six digits would take centuries.
#[must_use]
pub fn wait_after(failures: i32) -> Option<Span> {
    (failures >= TRIES).then(|| minutes(10 << (failures - TRIES).min(6)).min(minutes(480)))
}

/// The app's clock work: SHA-1, six digits, 30 seconds, one step of tolerance; what every app understands.
///
/// # Errors
/// `Internal` when the secret is too short, which ours never are.
pub fn totp(secret: &[u8]) -> Result<Totp> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP_SECONDS)
        .with_secret(secret.to_vec())
        .build()
        .map_err(|e| Error::Internal(format!("a second factor: {e}")))
}

/// The step to which a code of the app belongs, if it is a right one and later than the last that was taken.
///
/// # Errors
/// As [`totp`].
pub fn app_step(secret: &[u8], typed: &str, last_step: i64, now: Timestamp) -> Result<Option<i64>> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).map(latin_digit).collect();
    let seconds = u64::try_from(now.as_seconds()).unwrap_or(0);
    let step = totp(secret)?.check(&digits, seconds).and_then(|step| i64::try_from(step).ok());
    Ok(step.filter(|step| *step > last_step))
}

/// Arabic and Persian keyboards give digits of their own.
fn latin_digit(c: char) -> char {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06f0}'..='\u{06f9}' => 0x06f0,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// The address that an app reads from the QR code (the Key URI format).
#[must_use]
pub fn app_uri(secret: &[u8], issuer: &str, login: &str) -> String {
    // A colon would part issuer and name.
    let issuer = issuer.replace(':', " ");
    let mut uri = url::Url::parse("otpauth://totp/").expect("an address");
    uri.set_path(&format!("{issuer}:{login}"));
    uri.query_pairs_mut()
        .append_pair("secret", &base32(secret))
        .append_pair("issuer", &issuer)
        .append_pair("algorithm", "SHA1")
        .append_pair("digits", "6")
        .append_pair("period", &STEP_SECONDS.to_string());
    // Apps want %20, not +.
    uri.to_string().replace('+', "%20")
}

/// The secret as apps take it when it is typed (RFC 4648, section 6).
#[must_use]
pub fn base32(secret: &[u8]) -> String {
    totp_rs::Secret::new(secret.to_vec().into_boxed_slice()).to_base32()
}

/// A new recovery code: 80 random bits in four groups of four.
#[must_use]
pub fn new_code() -> String {
    let bits = random_bytes::<10>().iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
    let mut code = String::with_capacity(19);
    for at in 0..16_u32 {
        if at > 0 && at % 4 == 0 {
            code.push('-');
        }
        let five = (bits >> (75 - 5 * at)) & 31;
        code.push(char::from(LETTERS[usize::try_from(five).unwrap_or(0)]));
    }
    code
}

/// How a recovery code is kept; `None` for what cannot be one. Case, spaces and dashes do not matter, and letters that
/// look like a digit are taken for it.
#[must_use]
pub fn code_hash(typed: &str) -> Option<String> {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match latin_digit(c).to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect();
    let sound = plain.len() == 16 && plain.bytes().all(|b| LETTERS.contains(&b));
    sound.then(|| sha256_hex(format!("sofra-code\n{plain}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::ActorId;

    const RFC: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1, the last six of its eight digits.
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(app_step(RFC, code, 0, at(time)).expect("sound"), Some(time / 30));
        }
        assert_eq!(app_step(RFC, "٢٨٧ ٠٨٢", 0, at(59)).expect("sound"), Some(1));
        for wrong in ["287083", "", "28708", "2870820", "+87082", "94287082"] {
            assert_eq!(app_step(RFC, wrong, 0, at(59)).expect("sound"), None, "{wrong}");
        }
    }

    #[test]
    fn auth_03_a_code_is_good_once_and_not_after_a_later_one() {
        assert_eq!(app_step(RFC, "287082", 1, at(59)).expect("sound"), None);
        assert_eq!(app_step(RFC, "287082", 2, at(59)).expect("sound"), None);
        // One step of tolerance either way, and no more.
        assert!(app_step(RFC, "287082", 0, at(89)).expect("sound").is_some());
        assert!(app_step(RFC, "287082", 0, at(120)).expect("sound").is_none());
    }

    #[test]
    fn auth_03_after_five_wrong_codes_there_is_a_wait_that_grows() {
        assert_eq!(wait_after(4), None);
        assert_eq!(wait_after(5), Some(minutes(10)));
        assert_eq!(wait_after(6), Some(minutes(20)));
        assert_eq!(wait_after(50), Some(minutes(480)));
    }

    #[test]
    fn recovery_codes_have_80_bits_and_forgive_how_they_are_typed() {
        let code = new_code();
        assert_eq!(code.len(), 19);
        assert_ne!(code, new_code());
        let hash = code_hash(&code).expect("a code");
        assert_eq!(code_hash(&format!(" {} ", code.to_uppercase().replace('-', " "))), Some(hash));
        assert_eq!(code_hash("0000-1111-0000-1111"), code_hash("oOoO-lIlI-0o0o-1i1L"));
        for wrong in ["", "123456", "abcd-efgh-jkmn-pqr", "abcd-efgh-jkmn-pqru-", "ابجد-efgh-jkmn-pqrs"] {
            assert_eq!(code_hash(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_address_for_the_app_says_who_and_where() {
        let uri = app_uri(RFC, "Kakuma: Voices", "amina");
        assert!(
            uri.starts_with(
                "otpauth://totp/Kakuma%20%20Voices:amina?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            )
        );
        assert!(uri.contains("issuer=Kakuma%20%20Voices"), "{uri}");
    }

    #[test]
    fn hosts_moderators_and_officers_must_have_one() {
        let who = |role, seats: &[Seat]| {
            Identity::with(role, seats.iter().map(|seat| (ActorId::new(), *seat)).collect())
        };
        assert!(must_have(&who(Role::Host, &[])) && must_have(&who(Role::Moderator, &[])));
        assert!(must_have(&who(Role::Member, &[Seat::Member, Seat::Officer])));
        assert!(!must_have(&who(Role::Member, &[Seat::Member, Seat::Editor])));
    }
}
