//! Sealing what the database holds and only this node may read: AES-256-GCM under a key made from the node's secret
//! (HKDF, RFC 5869), one key for each purpose, each seal bound to whom it belongs.
//!
//! It guards against a table that is read on its own, and against rows that are moved from one account to another.
//! Whoever has the whole database has the node's secret as well.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};

use crate::error::{Error, Result};

struct KeyLength;

impl KeyType for KeyLength {
    fn len(&self) -> usize {
        32
    }
}

fn key(secret: &[u8], purpose: &str) -> Result<RandomizedNonceKey> {
    let failed = |_| Error::Internal("a key for sealing could not be made".to_owned());
    let mut bytes = [0_u8; 32];
    Salt::new(HKDF_SHA256, b"sofra-seal")
        .extract(secret)
        .expand(&[purpose.as_bytes()], KeyLength)
        .and_then(|expanded| expanded.fill(&mut bytes))
        .map_err(failed)?;
    RandomizedNonceKey::new(&AES_256_GCM, &bytes).map_err(failed)
}

/// Seals `plain` for one purpose and one owner. What comes out is 28 bytes longer.
///
/// # Errors
/// `Internal` when the library fails.
pub fn seal(secret: &[u8], purpose: &str, owner: &str, plain: &[u8]) -> Result<Vec<u8>> {
    let mut buffer = plain.to_vec();
    let nonce = key(secret, purpose)?
        .seal_in_place_append_tag(Aad::from(owner.as_bytes()), &mut buffer)
        .map_err(|_| Error::Internal("something could not be sealed".to_owned()))?;
    Ok([nonce.as_ref().as_slice(), &buffer].concat())
}

/// Opens what was sealed for the same purpose and the same owner; `None` for anything else.
#[must_use]
pub fn open(secret: &[u8], purpose: &str, owner: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, rest) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut buffer = rest.to_vec();
    let plain =
        key(secret, purpose).ok()?.open_in_place(nonce, Aad::from(owner.as_bytes()), &mut buffer).ok()?;
    Some(plain.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_opens_for_its_secret_its_purpose_and_its_owner_only() {
        let sealed = seal(&[7; 32], "totp", "amina", b"secret").expect("sealed");
        assert_eq!(open(&[7; 32], "totp", "amina", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(open(&[8; 32], "totp", "amina", &sealed), None);
        assert_eq!(open(&[7; 32], "email", "amina", &sealed), None);
        assert_eq!(open(&[7; 32], "totp", "huda", &sealed), None);
        assert_eq!(open(&[7; 32], "totp", "amina", &sealed[1..]), None);
        assert_eq!(open(&[7; 32], "totp", "amina", b"short"), None);
        assert_ne!(sealed, seal(&[7; 32], "totp", "amina", b"secret").expect("sealed"), "nonces are new");
    }
}
