//! Strict DER, as far as public keys need it (X.690; RFC 5280, RFC 8017, RFC 8410).

use super::KeyError;

pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const NULL: u8 = 0x05;
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
/// 1.2.840.113549.1.1.1, `rsaEncryption` (RFC 8017).
pub(super) const OID_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// 1.3.101.112, `id-Ed25519` (RFC 8410).
pub(super) const OID_ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// The few lines of strict DER (X.690) that public keys need.
pub(super) struct Der<'a>(pub(super) &'a [u8]);

impl<'a> Der<'a> {
    pub(super) fn read(&mut self, tag: u8) -> Result<&'a [u8], KeyError> {
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
    pub(super) fn read_unsigned(&mut self) -> Result<&'a [u8], KeyError> {
        match self.read(INTEGER)? {
            [0, rest @ ..] if rest.first().is_some_and(|b| b & 0x80 != 0) => Ok(rest),
            [first, ..] if *first == 0 || first & 0x80 != 0 => Err(KeyError::Malformed),
            [] => Err(KeyError::Malformed),
            value => Ok(value),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Nothing may follow.
    pub(super) fn end(&self) -> Result<(), KeyError> {
        if self.0.is_empty() { Ok(()) } else { Err(KeyError::Malformed) }
    }
}
