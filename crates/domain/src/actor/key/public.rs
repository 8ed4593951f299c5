//! Public keys of others: how they are read, judged and used.

use std::fmt;

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::{
    ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA512,
};

use super::der::{BIT_STRING, Der, NULL, OBJECT_IDENTIFIER, OID_ED25519, OID_RSA, SEQUENCE};
use super::{Algorithm, KeyError, Mismatch};

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
                if !algorithm.is_empty() {
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

    /// Takes the 32 bytes of an Ed25519 key.
    ///
    /// # Errors
    /// [`KeyError::Malformed`] for another length, [`KeyError::Point`] for an unsafe point.
    pub fn from_ed25519(point: &[u8]) -> Result<Self, KeyError> {
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

pub(super) fn spki_pem(der: &[u8]) -> String {
    let config = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
    pem::encode_config(&pem::Pem::new("PUBLIC KEY", der), config)
}

/// The multicodec `ed25519-pub` (0xed) as a varint.
const ED25519_MULTICODEC: [u8; 2] = [0xed, 0x01];

pub(super) fn multikey(point: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(34);
    bytes.extend_from_slice(&ED25519_MULTICODEC);
    bytes.extend_from_slice(point);
    format!("z{}", bs58::encode(bytes).into_string())
}

/// y-coordinates (little endian) of the points of order 1, 2, 4 and 8; the sign bit is not
/// part of them. Computed from the curve equation of RFC 8032.
pub(super) const SMALL_ORDER: [[u8; 32]; 5] = [
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

pub(super) const fn y_of(first: u8, rest: u8) -> [u8; 32] {
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
