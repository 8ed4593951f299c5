//! Keys of actors: our RSA and Ed25519 pairs, and the public keys of others.
//!
//! A public key of another server is accepted only if nobody else could sign for it: RSA of
//! 2048 to 8192 bits with an odd exponent of 65537 or more, Ed25519 in canonical form and
//! outside the eight points of small order (SIG-13).

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{
    ED25519, Ed25519KeyPair, KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA512, RSA_PKCS1_SHA256, RsaKeyPair,
};

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

/// A public key that passed our checks, parsed once and usable from many threads.
#[derive(Clone)]
pub enum PublicKey {
    /// RSA of 2048 to 8192 bits.
    Rsa(RsaPublicKey),
    /// Ed25519.
    Ed25519(Ed25519PublicKey),
}

/// The RSA case of [`PublicKey`].
#[derive(Clone)]
pub struct RsaPublicKey {
    components: PublicKeyComponents<Vec<u8>>,
    sha256: ParsedPublicKey,
}

/// The Ed25519 case of [`PublicKey`].
#[derive(Clone)]
pub struct Ed25519PublicKey {
    bytes: [u8; 32],
    parsed: ParsedPublicKey,
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa(key) => write!(f, "PublicKey(rsa, {} bytes)", key.components.n.len()),
            Self::Ed25519(_) => f.write_str("PublicKey(ed25519)"),
        }
    }
}

/// PEM texts over this size hold no key we accept (8192 bits of RSA need under 2 KB).
const MAX_PEM_BYTES: usize = 8 * 1024;

impl PublicKey {
    /// Reads a PEM text: SPKI (`PUBLIC KEY`, RSA or Ed25519) or PKCS#1 (`RSA PUBLIC KEY`).
    ///
    /// # Errors
    /// [`KeyError`] names what is wrong with the key.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        if text.len() > MAX_PEM_BYTES {
            return Err(KeyError::Size);
        }
        let block = pem::parse(text.trim()).map_err(|_| KeyError::Malformed)?;
        match block.tag() {
            "PUBLIC KEY" => Self::from_spki(block.contents()),
            "RSA PUBLIC KEY" => Self::from_pkcs1(block.contents()),
            _ => Err(KeyError::Unsupported),
        }
    }

    /// Reads a Multikey value: base58btc (`z`) over the multicodec of Ed25519 and 32 bytes.
    ///
    /// # Errors
    /// [`KeyError`] names what is wrong with the key.
    pub fn from_multikey(text: &str) -> Result<Self, KeyError> {
        let encoded = text.strip_prefix('z').ok_or(KeyError::Malformed)?;
        if encoded.len() > 128 {
            return Err(KeyError::Unsupported);
        }
        let bytes = bs58::decode(encoded).into_vec().map_err(|_| KeyError::Malformed)?;
        match bytes.strip_prefix(&ED25519_MULTICODEC) {
            Some(point) => Self::from_ed25519(point),
            None => Err(KeyError::Unsupported),
        }
    }

    /// Whether `algorithm` can be used with this key.
    pub fn fits(&self, algorithm: Algorithm) -> bool {
        matches!(
            (self, algorithm),
            (Self::Rsa(_), Algorithm::RsaSha256 | Algorithm::RsaSha512)
                | (Self::Ed25519(_), Algorithm::Ed25519)
        )
    }

    /// Verifies `signature` over `message`.
    ///
    /// # Errors
    /// [`Mismatch`], also when the algorithm is not one of this key.
    pub fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> Result<(), Mismatch> {
        match (self, algorithm) {
            (Self::Rsa(key), Algorithm::RsaSha256) => {
                key.sha256.verify_sig(message, signature).map_err(|_| Mismatch)
            }
            // Rare on the wire, so it is parsed on use instead of being kept for every key.
            (Self::Rsa(key), Algorithm::RsaSha512) => {
                key.components.verify(&RSA_PKCS1_2048_8192_SHA512, message, signature).map_err(|_| Mismatch)
            }
            (Self::Ed25519(key), Algorithm::Ed25519) => {
                let nonce: &[u8; 32] =
                    signature.get(..32).and_then(|bytes| bytes.try_into().ok()).ok_or(Mismatch)?;
                if signature.len() != 64 || !is_safe_point(nonce) {
                    return Err(Mismatch);
                }
                key.parsed.verify_sig(message, signature).map_err(|_| Mismatch)
            }
            _ => Err(Mismatch),
        }
    }

    fn from_spki(der: &[u8]) -> Result<Self, KeyError> {
        let mut outer = Der(der);
        let mut spki = Der(outer.read(SEQUENCE)?);
        outer.end()?;
        let mut algorithm = Der(spki.read(SEQUENCE)?);
        let oid = algorithm.read(OBJECT_IDENTIFIER)?;
        let bits = spki.read(BIT_STRING)?;
        spki.end()?;
        let (unused, key) = bits.split_first().ok_or(KeyError::Malformed)?;
        if *unused != 0 {
            return Err(KeyError::Malformed);
        }
        match oid {
            OID_RSA => {
                // Some encoders leave the NULL parameter out.
                if !algorithm.0.is_empty() {
                    let null = algorithm.read(NULL)?;
                    if !null.is_empty() {
                        return Err(KeyError::Malformed);
                    }
                }
                algorithm.end()?;
                Self::from_pkcs1(key)
            }
            OID_ED25519 => {
                algorithm.end()?;
                Self::from_ed25519(key)
            }
            _ => Err(KeyError::Unsupported),
        }
    }

    fn from_pkcs1(der: &[u8]) -> Result<Self, KeyError> {
        let mut outer = Der(der);
        let mut pair = Der(outer.read(SEQUENCE)?);
        outer.end()?;
        let modulus = pair.read_unsigned()?;
        let exponent = pair.read_unsigned()?;
        pair.end()?;
        let first = modulus.first().ok_or(KeyError::Malformed)?;
        let bits = modulus.len() * 8 - first.leading_zeros() as usize;
        if !(2048..=8192).contains(&bits) {
            return Err(KeyError::Size);
        }
        if modulus.last().is_none_or(|last| last % 2 == 0) {
            return Err(KeyError::Parameters);
        }
        // Four bytes are enough for every exponent in use; larger ones only cost time.
        if exponent.len() > 4 {
            return Err(KeyError::Parameters);
        }
        let value = exponent.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        if value < 65_537 || value % 2 == 0 {
            return Err(KeyError::Parameters);
        }
        let components = PublicKeyComponents { n: modulus.to_vec(), e: exponent.to_vec() };
        // Built from the numbers checked above, so that no second parser can read others.
        let sha256 =
            components.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).map_err(|_| KeyError::Parameters)?;
        Ok(Self::Rsa(RsaPublicKey { components, sha256 }))
    }

    fn from_ed25519(point: &[u8]) -> Result<Self, KeyError> {
        let bytes: [u8; 32] = point.try_into().map_err(|_| KeyError::Malformed)?;
        if !is_safe_point(&bytes) {
            return Err(KeyError::Point);
        }
        let parsed = ParsedPublicKey::new(&ED25519, bytes).map_err(|_| KeyError::Point)?;
        Ok(Self::Ed25519(Ed25519PublicKey { bytes, parsed }))
    }

    /// The key in the text form it is published in: SPKI PEM for RSA, Multikey for Ed25519.
    ///
    /// # Errors
    /// [`KeyError::Failed`] if the library cannot encode it.
    pub fn to_text(&self) -> Result<String, KeyError> {
        match self {
            Self::Rsa(key) => {
                let der: PublicKeyX509Der<'_> = key.sha256.as_der().map_err(|_| KeyError::Failed)?;
                Ok(spki_pem(der.as_ref()))
            }
            Self::Ed25519(key) => Ok(multikey(&key.bytes)),
        }
    }
}

fn spki_pem(der: &[u8]) -> String {
    let config = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
    pem::encode_config(&pem::Pem::new("PUBLIC KEY", der), config)
}

/// The multicodec `ed25519-pub` (0xed) as a varint.
const ED25519_MULTICODEC: [u8; 2] = [0xed, 0x01];

fn multikey(point: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(34);
    bytes.extend_from_slice(&ED25519_MULTICODEC);
    bytes.extend_from_slice(point);
    format!("z{}", bs58::encode(bytes).into_string())
}

/// y-coordinates (little endian) of the points of order 1, 2, 4 and 8; the sign bit is not
/// part of them. Computed from the curve equation of RFC 8032.
const SMALL_ORDER: [[u8; 32]; 5] = [
    y_of(0, 0),
    y_of(1, 0),
    y_of(0xec, 0xff),
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
];

const fn y_of(first: u8, rest: u8) -> [u8; 32] {
    let mut bytes = [rest; 32];
    bytes[0] = first;
    bytes[31] = rest & 0x7f;
    bytes
}

/// Canonical (y below 2^255-19) and of large order. Public data, so no constant time needed.
fn is_safe_point(encoded: &[u8; 32]) -> bool {
    let mut y = *encoded;
    y[31] &= 0x7f;
    let at_least_p = y[31] == 0x7f && y[1..31].iter().all(|b| *b == 0xff) && y[0] >= 0xed;
    !at_least_p && !SMALL_ORDER.contains(&y)
}

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const NULL: u8 = 0x05;
const OBJECT_IDENTIFIER: u8 = 0x06;
/// 1.2.840.113549.1.1.1, `rsaEncryption` (RFC 8017).
const OID_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// 1.3.101.112, `id-Ed25519` (RFC 8410).
const OID_ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// The few lines of strict DER (X.690) that public keys need.
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    fn read(&mut self, tag: u8) -> Result<&'a [u8], KeyError> {
        let (&found, rest) = self.0.split_first().ok_or(KeyError::Malformed)?;
        let (&first, rest) = rest.split_first().ok_or(KeyError::Malformed)?;
        if found != tag {
            return Err(KeyError::Malformed);
        }
        let (length, rest) = match first {
            0..=0x7f => (usize::from(first), rest),
            0x81 => {
                let (&low, rest) = rest.split_first().ok_or(KeyError::Malformed)?;
                (usize::from(low), rest)
            }
            0x82 => {
                let (bytes, rest) = rest.split_first_chunk::<2>().ok_or(KeyError::Malformed)?;
                (usize::from(u16::from_be_bytes(*bytes)), rest)
            }
            _ => return Err(KeyError::Malformed),
        };
        let shortest = match first {
            0x81 => length > 0x7f,
            0x82 => length > 0xff,
            _ => true,
        };
        if !shortest || length > rest.len() {
            return Err(KeyError::Malformed);
        }
        let (value, rest) = rest.split_at(length);
        self.0 = rest;
        Ok(value)
    }

    /// A positive INTEGER without its leading zero byte.
    fn read_unsigned(&mut self) -> Result<&'a [u8], KeyError> {
        match self.read(INTEGER)? {
            [0, rest @ ..] if rest.first().is_some_and(|b| b & 0x80 != 0) => Ok(rest),
            [first, ..] if *first == 0 || first & 0x80 != 0 => Err(KeyError::Malformed),
            [] => Err(KeyError::Malformed),
            value => Ok(value),
        }
    }

    fn end(&self) -> Result<(), KeyError> {
        if self.0.is_empty() { Ok(()) } else { Err(KeyError::Malformed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Builds an SPKI PEM from raw numbers, to offer keys no honest library would make.
    fn crafted(modulus: &[u8], exponent: &[u8]) -> String {
        fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
            let mut out = vec![tag];
            match value.len() {
                n @ 0..=0x7f => out.push(n as u8),
                n @ 0x80..=0xff => out.extend([0x81, n as u8]),
                n => out.extend([0x82, (n >> 8) as u8, n as u8]),
            }
            out.extend_from_slice(value);
            out
        }
        fn integer(value: &[u8]) -> Vec<u8> {
            let mut padded = value.to_vec();
            if padded[0] & 0x80 != 0 {
                padded.insert(0, 0);
            }
            tlv(INTEGER, &padded)
        }
        let key = tlv(SEQUENCE, &[integer(modulus), integer(exponent)].concat());
        let algorithm = tlv(SEQUENCE, &[tlv(OBJECT_IDENTIFIER, OID_RSA), tlv(NULL, &[])].concat());
        let bits = tlv(BIT_STRING, &[vec![0], key].concat());
        spki_pem(&tlv(SEQUENCE, &[algorithm, bits].concat()))
    }

    fn modulus(bits: usize) -> Vec<u8> {
        let mut n = vec![0xb5; bits / 8];
        n[0] = 0x80;
        let last = n.len() - 1;
        n[last] = 0x35;
        n
    }

    #[test]
    fn rsa_survives_storage_and_verifies() {
        let key = RsaKey::generate().unwrap();
        let again = RsaKey::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
        let pem = key.public_pem().unwrap();
        assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
        assert_eq!(pem, again.public_pem().unwrap());
        let public = PublicKey::from_pem(&pem).unwrap();
        assert_eq!(public.to_text().unwrap(), pem);
        let signature = again.sign(b"hello").unwrap();
        assert!(public.verify(Algorithm::RsaSha256, b"hello", &signature).is_ok());
        assert!(public.verify(Algorithm::RsaSha256, b"hellO", &signature).is_err());
        assert!(public.verify(Algorithm::RsaSha512, b"hello", &signature).is_err());
        assert!(public.verify(Algorithm::Ed25519, b"hello", &signature).is_err());
        assert!(public.verify(Algorithm::RsaSha256, b"hello", &signature[1..]).is_err());
        assert!(public.verify(Algorithm::RsaSha256, b"hello", &[]).is_err());
    }

    #[test]
    fn rsa_pkcs1_pem_is_the_same_key() {
        let key = RsaKey::generate().unwrap();
        let pkcs1 = pem::encode(&pem::Pem::new("RSA PUBLIC KEY", key.0.public_key().as_ref()));
        let public = PublicKey::from_pem(&pkcs1).unwrap();
        assert_eq!(public.to_text().unwrap(), key.public_pem().unwrap());
        // CRLF and surrounding blank lines occur on the wire.
        let windows = format!("\r\n{}\r\n", key.public_pem().unwrap().replace('\n', "\r\n"));
        assert!(PublicKey::from_pem(&windows).is_ok());
    }

    #[test]
    fn rsa_sha512_verifies() {
        let key = RsaKey::generate().unwrap();
        let mut signature = vec![0; 256];
        key.0
            .sign(&aws_lc_rs::signature::RSA_PKCS1_SHA512, &SystemRandom::new(), b"m", &mut signature)
            .unwrap();
        let public = key.public_key().unwrap();
        assert!(public.verify(Algorithm::RsaSha512, b"m", &signature).is_ok());
        assert!(public.verify(Algorithm::RsaSha256, b"m", &signature).is_err());
    }

    #[test]
    fn sig_13_weak_rsa_keys_are_refused() {
        let f4: &[u8] = &[1, 0, 1];
        let reason = |n: usize, e: &[u8]| PublicKey::from_pem(&crafted(&modulus(n), e)).map(|_| ());
        assert_eq!(reason(2048, f4), Ok(()));
        assert_eq!(reason(8192, f4), Ok(()));
        assert_eq!(reason(512, f4), Err(KeyError::Size));
        assert_eq!(reason(1024, f4), Err(KeyError::Size));
        assert_eq!(reason(2040, f4), Err(KeyError::Size));
        assert_eq!(reason(8200, f4), Err(KeyError::Size));
        assert_eq!(reason(16384, f4), Err(KeyError::Size));
        assert_eq!(reason(2048, &[3]), Err(KeyError::Parameters));
        assert_eq!(reason(2048, &[1]), Err(KeyError::Parameters));
        assert_eq!(reason(2048, &[1, 0, 0]), Err(KeyError::Parameters));
        assert_eq!(reason(2048, &[1, 0, 0, 0, 1]), Err(KeyError::Parameters));
        let mut short = modulus(2048);
        short[0] = 0x7f;
        assert_eq!(PublicKey::from_pem(&crafted(&short, f4)).map(|_| ()), Err(KeyError::Size));
        let mut even = modulus(2048);
        even[255] = 0x34;
        assert_eq!(PublicKey::from_pem(&crafted(&even, f4)).map(|_| ()), Err(KeyError::Parameters));
    }

    #[test]
    fn sig_13_broken_pem_is_refused() {
        let key = RsaKey::generate().unwrap();
        let der = pem::parse(key.public_pem().unwrap()).unwrap().into_contents();
        for cut in [0, 1, 5, 20, 30, der.len() - 1] {
            assert!(PublicKey::from_pem(&spki_pem(&der[..cut])).is_err(), "{cut}");
        }
        let mut trailing = der.clone();
        trailing.push(0);
        assert!(PublicKey::from_pem(&spki_pem(&trailing)).is_err());
        assert!(PublicKey::from_pem("").is_err());
        assert!(PublicKey::from_pem("secret").is_err());
        let private = pem::encode(&pem::Pem::new("PRIVATE KEY", key.to_pkcs8().unwrap()));
        assert_eq!(PublicKey::from_pem(&private).map(|_| ()), Err(KeyError::Unsupported));
        assert!(PublicKey::from_pem(&"x".repeat(100_000)).is_err());
    }

    #[test]
    fn ed25519_survives_storage_and_verifies() {
        let key = Ed25519Key::generate().unwrap();
        let again = Ed25519Key::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
        let multikey = key.public_multikey();
        assert!(multikey.starts_with("z6Mk"));
        assert_eq!(multikey, again.public_multikey());
        let public = PublicKey::from_multikey(&multikey).unwrap();
        assert_eq!(public.to_text().unwrap(), multikey);
        let signature = again.sign(b"hello").unwrap();
        assert!(public.verify(Algorithm::Ed25519, b"hello", &signature).is_ok());
        assert!(public.verify(Algorithm::Ed25519, b"other", &signature).is_err());
        assert!(public.verify(Algorithm::RsaSha256, b"hello", &signature).is_err());
        assert!(public.verify(Algorithm::Ed25519, b"hello", &signature[..63]).is_err());
    }

    #[test]
    fn sig_13_ed25519_small_order_and_non_canonical_points_are_refused() {
        let mut unsafe_points: Vec<[u8; 32]> = SMALL_ORDER.to_vec();
        // p and p+1 are 0 and 1 written a second time; 2^255-1 is 18.
        unsafe_points.extend([y_of(0xed, 0xff), y_of(0xee, 0xff), y_of(0xff, 0xff)]);
        for mut point in unsafe_points {
            for sign in [0, 0x80] {
                point[31] = point[31] & 0x7f | sign;
                let text = multikey(&point);
                assert_eq!(PublicKey::from_multikey(&text).map(|_| ()), Err(KeyError::Point));
            }
        }
    }

    #[test]
    fn sig_13_ed25519_malleable_signature_is_refused() {
        let key = Ed25519Key::generate().unwrap();
        let mut signature = key.sign(b"m").unwrap();
        // s + L is the same scalar written a second time (RFC 8032, 5.1.7).
        let order: [u8; 32] = [
            0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ];
        let mut carry = 0_u16;
        for (byte, add) in signature[32..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + u16::from(add) + carry;
            *byte = sum as u8;
            carry = sum >> 8;
        }
        let public = key.public_key().unwrap();
        assert!(public.verify(Algorithm::Ed25519, b"m", &signature).is_err());
    }

    #[test]
    fn multikey_of_other_kinds_is_refused() {
        // secp256k1-pub, wrong base, wrong length.
        let other = format!("z{}", bs58::encode([&[0xe7, 0x01][..], &[2; 33]].concat()).into_string());
        assert_eq!(PublicKey::from_multikey(&other).map(|_| ()), Err(KeyError::Unsupported));
        for text in ["", "z", "u7QE", "z6Mk", "zO0Il"] {
            assert!(PublicKey::from_multikey(text).is_err(), "{text}");
        }
        assert!(PublicKey::from_multikey(&format!("z{}", "1".repeat(5000))).is_err());
    }
}
