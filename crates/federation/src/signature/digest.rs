//! Digests of bodies: `Digest` (RFC 3230) and `Content-Digest` (RFC 9530).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, SHA512, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use sfv::{BareItem, Dictionary, ListEntry, Parser};

use super::SignatureError;

/// The hash of one body, computed once and used for all deliveries of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyDigest {
    sha256: [u8; 32],
    /// Only when a sender asks for it.
    sha512: Option<Box<[u8; 64]>>,
}

impl BodyDigest {
    /// Hashes a body that we send: SHA-256.
    pub fn outgoing(body: &[u8]) -> Self {
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(digest(&SHA256, body).as_ref());
        Self { sha256, sha512: None }
    }

    /// Hashes a body that we received: SHA-256, and SHA-512 if its headers name that.
    pub fn of(body: &[u8], headers: &HeaderMap) -> Self {
        let mut this = Self::outgoing(body);
        let names_sha512 = ["digest", "content-digest"]
            .iter()
            .flat_map(|name| headers.get_all(*name))
            .any(|value| value.as_bytes().windows(7).any(|part| part.eq_ignore_ascii_case(b"sha-512")));
        if names_sha512 {
            let mut sha512 = Box::new([0; 64]);
            sha512.copy_from_slice(digest(&SHA512, body).as_ref());
            this.sha512 = Some(sha512);
        }
        this
    }

    /// The SHA-256 of the body.
    pub fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// The value of a `Digest` header.
    pub fn to_digest_header(&self) -> String {
        format!("SHA-256={}", STANDARD.encode(self.sha256))
    }

    /// The value of a `Content-Digest` header.
    pub fn to_content_digest_header(&self) -> String {
        format!("sha-256=:{}:", STANDARD.encode(self.sha256))
    }

    /// Checks a `Digest` header. Every SHA-256 and SHA-512 in it must match and at least one
    /// of them must be there; weaker ones do not count.
    pub(super) fn check_digest_header(&self, value: &str) -> Result<(), SignatureError> {
        let mut seen = Seen::default();
        for part in value.split(',') {
            let (name, encoded) = part.trim().split_once('=').ok_or(SignatureError::DigestMalformed)?;
            let decode = || STANDARD.decode(encoded.trim()).map_err(|_| SignatureError::DigestMalformed);
            if name.trim_end().eq_ignore_ascii_case("sha-256") {
                seen.sha256(self, &decode()?)?;
            } else if name.trim_end().eq_ignore_ascii_case("sha-512") {
                seen.sha512(self, &decode()?)?;
            }
        }
        seen.finish()
    }

    /// Checks a `Content-Digest` header by the same rule.
    pub(super) fn check_content_digest(&self, value: &str) -> Result<(), SignatureError> {
        let entries: Dictionary = Parser::new(value).parse().map_err(|_| SignatureError::DigestMalformed)?;
        if has_repeated_label(value, entries.len()) {
            return Err(SignatureError::DigestMalformed);
        }
        let mut seen = Seen::default();
        for (name, entry) in &entries {
            let strong = matches!(name.as_str(), "sha-256" | "sha-512");
            let bytes = match entry {
                ListEntry::Item(item) => match &item.bare_item {
                    BareItem::ByteSequence(bytes) => bytes,
                    _ if strong => return Err(SignatureError::DigestMalformed),
                    _ => continue,
                },
                ListEntry::InnerList(_) if strong => return Err(SignatureError::DigestMalformed),
                ListEntry::InnerList(_) => continue,
            };
            match name.as_str() {
                "sha-256" => seen.sha256(self, bytes)?,
                "sha-512" => seen.sha512(self, bytes)?,
                _ => {}
            }
        }
        seen.finish()
    }
}

/// A dictionary silently keeps the last of two equal labels; the number of commas tells.
/// (Neither base64 nor the labels contain a comma.)
fn has_repeated_label(value: &str, entries: usize) -> bool {
    value.split(',').count() != entries
}

#[derive(Default)]
struct Seen {
    sha256: bool,
    sha512: bool,
}

impl Seen {
    fn sha256(&mut self, body: &BodyDigest, claimed: &[u8]) -> Result<(), SignatureError> {
        if std::mem::replace(&mut self.sha256, true) {
            return Err(SignatureError::DigestMalformed);
        }
        same(&body.sha256, claimed)
    }

    fn sha512(&mut self, body: &BodyDigest, claimed: &[u8]) -> Result<(), SignatureError> {
        if std::mem::replace(&mut self.sha512, true) {
            return Err(SignatureError::DigestMalformed);
        }
        let ours = body.sha512.as_ref().ok_or(SignatureError::DigestMismatch)?;
        same(&ours[..], claimed)
    }

    fn finish(self) -> Result<(), SignatureError> {
        if self.sha256 || self.sha512 { Ok(()) } else { Err(SignatureError::DigestAbsent) }
    }
}

fn same(ours: &[u8], claimed: &[u8]) -> Result<(), SignatureError> {
    verify_slices_are_equal(ours, claimed).map_err(|_| SignatureError::DigestMismatch)
}
