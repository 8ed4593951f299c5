//! Keys of actors: our RSA and Ed25519 pairs, and the public keys of others.
//!
//! A public key of another server is accepted only if nobody else could sign for it: RSA of
//! 2048 to 8192 bits with an odd exponent of 65537 or more, Ed25519 in canonical form and
//! outside the eight points of small order (SIG-13).

mod der;
mod public;
#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests;

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};

pub use public::{Ed25519PublicKey, PublicKey, RsaPublicKey};
use public::{multikey, spki_pem};

/// Why a key is refused. No text of the key is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The text is neither PEM nor Multikey, or its inner structure is broken.
    #[error("the key cannot be read")]
    Malformed,
    /// An algorithm we do not use.
    #[error("the kind of key is not supported")]
    Unsupported,
    /// An RSA modulus under 2048 or over 8192 bits.
    #[error("the RSA key is too small or too large")]
    Size,
    /// An even RSA modulus, or an exponent that is even or under 65537.
    #[error("the RSA key has unsafe parameters")]
    Parameters,
    /// An Ed25519 point of small order or in non-canonical form.
    #[error("the Ed25519 key is not a safe point")]
    Point,
    /// The cryptographic library failed (for example: no entropy).
    #[error("the key could not be made")]
    Failed,
}

impl KeyError {
    /// A stable code for logs, metrics and tests.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Malformed => "key-malformed",
            Self::Unsupported => "key-unsupported",
            Self::Size => "key-size",
            Self::Parameters => "key-parameters",
            Self::Point => "key-point",
            Self::Failed => "key-failed",
        }
    }
}

/// The signature algorithms we verify. Which of them fits is decided by the key, never by
/// the message alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017).
    RsaSha256,
    /// RSASSA-PKCS1-v1_5 with SHA-512 (RFC 8017).
    RsaSha512,
    /// Ed25519 (RFC 8032), strict.
    Ed25519,
}

/// The signature does not belong to this message and key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not match")]
pub struct Mismatch;

/// An RSA pair of ours.
pub struct RsaKey(RsaKeyPair);

impl RsaKey {
    /// Makes a new pair of 2048 bits. Takes a noticeable part of a second.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot.
    pub fn generate() -> Result<Self, KeyError> {
        RsaKeyPair::generate(KeySize::Rsa2048).map(Self).map_err(|_| KeyError::Failed)
    }

    /// Reads a private key in PKCS#8 DER (RFC 5958).
    ///
    /// # Errors
    /// [`KeyError::Malformed`] if it is none, or not an RSA key of 2048 to 8192 bits.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        RsaKeyPair::from_pkcs8(der).map(Self).map_err(|_| KeyError::Malformed)
    }

    /// The private key in PKCS#8 DER: a secret, to be stored sealed.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot.
    pub fn to_pkcs8(&self) -> Result<Vec<u8>, KeyError> {
        let der: Pkcs8V1Der<'_> = self.0.as_der().map_err(|_| KeyError::Failed)?;
        Ok(der.as_ref().to_vec())
    }

    /// The public key as SPKI PEM (`-----BEGIN PUBLIC KEY-----`), the form of `publicKeyPem`.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot.
    pub fn public_pem(&self) -> Result<String, KeyError> {
        let der: PublicKeyX509Der<'_> = self.0.public_key().as_der().map_err(|_| KeyError::Failed)?;
        Ok(spki_pem(der.as_ref()))
    }

    /// The public half, for verifying.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot.
    pub fn public_key(&self) -> Result<PublicKey, KeyError> {
        PublicKey::from_pem(&self.public_pem()?)
    }

    /// Signs with PKCS#1 v1.5 and SHA-256.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| KeyError::Failed)?;
        Ok(signature)
    }
}

impl fmt::Debug for RsaKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RsaKey(secret)")
    }
}

/// An Ed25519 pair of ours.
pub struct Ed25519Key(Ed25519KeyPair);

impl Ed25519Key {
    /// Makes a new pair.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot.
    pub fn generate() -> Result<Self, KeyError> {
        Ed25519KeyPair::generate().map(Self).map_err(|_| KeyError::Failed)
    }

    /// Reads a private key in PKCS#8 DER, version 1 or 2 (RFC 8410).
    ///
    /// # Errors
    /// [`KeyError::Malformed`] if it is none.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).map(Self).map_err(|_| KeyError::Malformed)
    }

    /// The private key in PKCS#8 DER: a secret, to be stored sealed.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot.
    pub fn to_pkcs8(&self) -> Result<Vec<u8>, KeyError> {
        let document = self.0.to_pkcs8().map_err(|_| KeyError::Failed)?;
        Ok(document.as_ref().to_vec())
    }

    /// The public key as Multikey (`z6Mk…`, FEP-521a).
    pub fn public_multikey(&self) -> String {
        multikey(self.0.public_key().as_ref())
    }

    /// The public half, for verifying.
    ///
    /// # Errors
    /// [`KeyError`] if the library made a point we would refuse from others.
    pub fn public_key(&self) -> Result<PublicKey, KeyError> {
        PublicKey::from_ed25519(self.0.public_key().as_ref())
    }

    /// Signs by RFC 8032; 64 bytes.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let signature = self.0.try_sign(message).map_err(|_| KeyError::Failed)?;
        Ok(signature.as_ref().to_vec())
    }
}

impl fmt::Debug for Ed25519Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ed25519Key(secret)")
    }
}
