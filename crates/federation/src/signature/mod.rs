//! HTTP signatures: who sent this request, and is it whole?
//!
//! Two systems are in use between servers: draft-cavage-http-signatures-12 (everywhere) and
//! RFC 9421 (newer). Both are spoken and understood here. An incoming request becomes a
//! [`Claim`] only if the signature covers everything the request means: method, target, our
//! own host, time, and the body (SIG-03 to SIG-17). The claim is then verified with the key
//! that the caller fetches for [`Claim::key_id`].

mod cavage;
mod digest;
mod rfc9421;
#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests;

use std::sync::Arc;

use http::header::{AUTHORIZATION, DATE, HOST};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

pub use digest::BodyDigest;

use crate::key::{Algorithm, Ed25519Key, KeyError, PublicKey, RsaKey};
use crate::uri::Uri;

const SIGNATURE: HeaderName = HeaderName::from_static("signature");
const SIGNATURE_INPUT: HeaderName = HeaderName::from_static("signature-input");

/// How old a signature may be: an hour in transit and five minutes of wrong clocks.
const MAX_AGE_SECONDS: i64 = 65 * 60;
/// How far the clock of the sender may be ahead.
const MAX_AHEAD_SECONDS: i64 = 5 * 60;
/// How far `Date` and `created` of one request may differ: they are written together.
const MAX_DISAGREEMENT_SECONDS: i64 = 30;
/// Signature headers longer than this are not read.
const MAX_HEADER_BYTES: usize = 8 * 1024;
/// More covered components than this are not read.
const MAX_COMPONENTS: usize = 32;
/// The longest key id read, in bytes.
const MAX_KEY_ID_BYTES: usize = 2_048;

/// Why a signature is refused. The codes are stable and hold nothing of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// No signature at all.
    #[error("the request is not signed")]
    Missing,
    /// A header that must be unique stands twice.
    #[error("a header is repeated")]
    DuplicateHeader,
    /// A parameter or component of the signature stands twice.
    #[error("a part of the signature is repeated")]
    DuplicateParameter,
    /// Several signatures, and no rule says which one counts.
    #[error("the request is signed in more than one way")]
    Ambiguous,
    /// Two signatures name different keys.
    #[error("the signatures name different keys")]
    KeyIdsDiffer,
    /// The signature headers do not follow their grammar.
    #[error("the signature cannot be read")]
    Malformed,
    /// A part of the request that must be signed is not.
    #[error("the signature does not cover all that it must")]
    Coverage,
    /// A signed header is not there.
    #[error("a signed header is absent")]
    SignedHeaderAbsent,
    /// An algorithm we do not accept, or one that does not belong to the key.
    #[error("the signature algorithm is not accepted")]
    Algorithm,
    /// Signed for another host.
    #[error("the request is meant for another host")]
    Host,
    /// The request target is not a plain path.
    #[error("the request target is not accepted")]
    Target,
    /// A query on a request that must have none.
    #[error("the request must not have a query")]
    Query,
    /// A digest header is needed and absent, or holds no SHA-256 or SHA-512.
    #[error("the digest of the body is absent")]
    DigestAbsent,
    /// A digest header does not follow its grammar.
    #[error("the digest of the body cannot be read")]
    DigestMalformed,
    /// The body is not the one that was signed.
    #[error("the digest does not match the body")]
    DigestMismatch,
    /// A time cannot be read.
    #[error("the time of the signature cannot be read")]
    TimeMalformed,
    /// `Date` and `created` name different times.
    #[error("the times of the request disagree")]
    TimesDisagree,
    /// Too old.
    #[error("the signature is too old")]
    Stale,
    /// From the future.
    #[error("the signature is from the future")]
    Future,
    /// Past its own expiry.
    #[error("the signature has expired")]
    Expired,
    /// The signature was not made with this key over this request.
    #[error("the signature does not match")]
    Mismatch,
}

impl SignatureError {
    /// A stable code for logs, metrics and tests.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Missing => "signature-missing",
            Self::DuplicateHeader => "signature-duplicate-header",
            Self::DuplicateParameter => "signature-duplicate-parameter",
            Self::Ambiguous => "signature-ambiguous",
            Self::KeyIdsDiffer => "signature-key-ids-differ",
            Self::Malformed => "signature-malformed",
            Self::Coverage => "signature-coverage",
            Self::SignedHeaderAbsent => "signature-header-absent",
            Self::Algorithm => "signature-algorithm",
            Self::Host => "signature-host",
            Self::Target => "signature-target",
            Self::Query => "signature-query",
            Self::DigestAbsent => "signature-digest-absent",
            Self::DigestMalformed => "signature-digest-malformed",
            Self::DigestMismatch => "signature-digest-mismatch",
            Self::TimeMalformed => "signature-time-malformed",
            Self::TimesDisagree => "signature-times-disagree",
            Self::Stale => "signature-stale",
            Self::Future => "signature-future",
            Self::Expired => "signature-expired",
            Self::Mismatch => "signature-mismatch",
        }
    }

    /// The HTTP status to answer with: 400 for repeated headers, 401 for the rest (senders
    /// that know both systems try the other one after a 401).
    pub fn status(self) -> u16 {
        match self {
            Self::DuplicateHeader => 400,
            _ => 401,
        }
    }
}

/// The system of signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// draft-cavage-http-signatures-12, with RSA and SHA-256.
    Cavage,
    /// RFC 9421, HTTP Message Signatures.
    Rfc9421,
}

/// A pair of ours that signs requests.
#[derive(Debug, Clone)]
pub enum Pair {
    /// For both systems.
    Rsa(Arc<RsaKey>),
    /// For RFC 9421 only.
    Ed25519(Arc<Ed25519Key>),
}

/// A pair with the address others fetch its public half from.
#[derive(Debug, Clone)]
pub struct SigningKey {
    /// The key id, for example `https://we.test/u/alice#main-key`.
    pub key_id: Uri,
    /// The pair itself.
    pub pair: Pair,
}

/// The parts of an outgoing request that are signed.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// GET or POST.
    pub method: &'a Method,
    /// Where the request goes; a fragment is not sent and not signed.
    pub uri: &'a Uri,
    /// The digest of the body; needed exactly when there is a body.
    pub digest: Option<&'a BodyDigest>,
    /// The content type, if it is to be signed; it is then among the headers returned.
    pub content_type: Option<&'a str>,
}

/// Signs an outgoing request at `now` (microseconds since 1970) and returns every header the
/// signature needs, for the caller to send as they are. `Host` is not among them: the HTTP
/// client writes it from the same address.
///
/// # Errors
/// [`KeyError::Unsupported`] for a pair the scheme cannot use, [`KeyError::Malformed`] if the
/// content type is no header value, [`KeyError::Failed`] if signing fails.
pub fn sign(
    scheme: Scheme,
    key: &SigningKey,
    request: &Outgoing<'_>,
    now: i64,
) -> Result<Vec<(HeaderName, HeaderValue)>, KeyError> {
    match scheme {
        Scheme::Cavage => cavage::sign(key, request, seconds(now)),
        Scheme::Rfc9421 => rfc9421::sign(key, request, seconds(now)),
    }
}

/// The head of an incoming request, as it came over the wire.
#[derive(Debug, Clone, Copy)]
pub struct RequestHead<'a> {
    /// The method.
    pub method: &'a Method,
    /// How the world reaches us: `https`, or `http` in development. It comes from our
    /// configuration, not from the request.
    pub scheme: &'a str,
    /// Path and query, byte for byte (SIG-14: nothing is decoded before it is verified).
    pub target: &'a str,
    /// The `:authority` of HTTP/2, if there was one.
    pub authority: Option<&'a str>,
    /// All headers.
    pub headers: &'a HeaderMap,
}

/// A signature that covers what it must, for us and for now. Not verified yet.
#[derive(Debug, Clone)]
pub struct Claim {
    key_id: String,
    checks: Vec<Check>,
}

/// One signature of the claim.
#[derive(Debug, Clone)]
struct Check {
    key_id: String,
    algorithm: Declared,
    base: Vec<u8>,
    /// The base without the query, which some senders leave out when they sign a GET (SIG-15).
    base_without_query: Option<Vec<u8>>,
    signature: Vec<u8>,
}

/// What the sender says about the algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Declared {
    /// Nothing, or `hs2019`: the key decides.
    ByKey,
    /// Exactly this one.
    Exactly(Algorithm),
}

impl Claim {
    /// The key the sender says it used. The caller must check that its owner is the actor.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Verifies every signature of the claim with `key`.
    ///
    /// # Errors
    /// [`SignatureError::Algorithm`] if the declared algorithm is not one of the key,
    /// [`SignatureError::Mismatch`] if the signature is not by this key over this request.
    pub fn verify(&self, key: &PublicKey) -> Result<(), SignatureError> {
        self.checks.iter().try_for_each(|check| check.verify(key))
    }
}

impl Check {
    fn verify(&self, key: &PublicKey) -> Result<(), SignatureError> {
        let candidates: &[Algorithm] = match (self.algorithm, key) {
            (Declared::Exactly(algorithm), key) if !key.fits(algorithm) => {
                return Err(SignatureError::Algorithm);
            }
            (Declared::Exactly(algorithm), _) => &[algorithm],
            (Declared::ByKey, PublicKey::Rsa(_)) => &[Algorithm::RsaSha256, Algorithm::RsaSha512],
            (Declared::ByKey, PublicKey::Ed25519(_)) => &[Algorithm::Ed25519],
        };
        let bases = std::iter::once(&self.base).chain(&self.base_without_query);
        for base in bases {
            for &algorithm in candidates {
                if key.verify(algorithm, base, &self.signature).is_ok() {
                    return Ok(());
                }
            }
        }
        Err(SignatureError::Mismatch)
    }
}

/// What the two systems share while they read a request.
struct Incoming<'a> {
    head: &'a RequestHead<'a>,
    /// Our host, with a port when it is not the default one; lower case.
    expected_host: &'a str,
    now_seconds: i64,
    /// `Date`, if there is one.
    date: Option<i64>,
    body: Option<&'a BodyDigest>,
}

/// Reads the signature of a request that was sent to us.
///
/// `expected_host` is our configured domain (with the port if it is not the default one),
/// `now` is in microseconds since 1970, `body` is the digest of the body as received and is
/// needed for every method but GET and HEAD.
///
/// # Errors
/// [`SignatureError`] names the first rule that the request breaks.
pub fn parse(
    head: &RequestHead<'_>,
    expected_host: &str,
    now: i64,
    body: Option<&BodyDigest>,
) -> Result<Claim, SignatureError> {
    check_target(head)?;
    check_host(head, expected_host)?;
    let signature = single(head.headers, &SIGNATURE)?;
    let input = single(head.headers, &SIGNATURE_INPUT)?;
    let authorization = single(head.headers, &AUTHORIZATION)?.and_then(signature_credentials);
    let date = match single(head.headers, &DATE)? {
        Some(value) => Some(http_date(value)?),
        None => None,
    };
    let incoming = Incoming { head, expected_host, now_seconds: seconds(now), date, body };
    let checks = match (input, signature, authorization) {
        (None, None, None) => return Err(SignatureError::Missing),
        (None, Some(_), Some(_)) => return Err(SignatureError::Ambiguous),
        (None, Some(value), None) | (None, None, Some(value)) => {
            vec![cavage::read(&incoming, text(value)?)?]
        }
        (Some(_), None, _) => return Err(SignatureError::Malformed),
        (Some(input), Some(value), None) => {
            vec![rfc9421::read(&incoming, text(input)?, text(value)?)?]
        }
        // Signed by both systems: both must hold, and by one key (SIG-17).
        (Some(input), Some(value), Some(old)) => {
            vec![rfc9421::read(&incoming, text(input)?, text(value)?)?, cavage::read(&incoming, text(old)?)?]
        }
    };
    let key_id = checks[0].key_id.clone();
    if checks.iter().any(|check| check.key_id != key_id) {
        return Err(SignatureError::KeyIdsDiffer);
    }
    Ok(Claim { key_id, checks })
}

/// Only an origin-form target of visible ASCII, and a query only where nothing is changed.
fn check_target(head: &RequestHead<'_>) -> Result<(), SignatureError> {
    let plain = |b: u8| b.is_ascii_graphic() && b != b'#' && b != b'\\';
    if !head.target.starts_with('/') || !head.target.bytes().all(plain) {
        return Err(SignatureError::Target);
    }
    if !is_safe(head.method) && head.target.contains('?') {
        return Err(SignatureError::Query);
    }
    Ok(())
}

/// The host of the request must be ours, whatever way it is written in (SIG-06).
fn check_host(head: &RequestHead<'_>, expected: &str) -> Result<(), SignatureError> {
    let header = single(head.headers, &HOST)?;
    if header.is_none() && head.authority.is_none() {
        return Err(SignatureError::Host);
    }
    if let Some(value) = header {
        let value = std::str::from_utf8(value).map_err(|_| SignatureError::Host)?;
        if !is_our_host(value, head.scheme, expected) {
            return Err(SignatureError::Host);
        }
    }
    match head.authority {
        Some(value) if !is_our_host(value, head.scheme, expected) => Err(SignatureError::Host),
        _ => Ok(()),
    }
}

fn is_our_host(value: &str, scheme: &str, expected: &str) -> bool {
    let default_port = if scheme == "https" { ":443" } else { ":80" };
    let bare = value.strip_suffix(default_port).unwrap_or(value);
    value.eq_ignore_ascii_case(expected) || bare.eq_ignore_ascii_case(expected)
}

impl Incoming<'_> {
    /// Whether a body must be signed.
    fn needs_digest(&self) -> bool {
        !is_safe(self.head.method) || self.body.is_some()
    }

    /// The digest to compare with; a safe method without a body has the empty one.
    fn body_or_empty(&self) -> Result<BodyDigest, SignatureError> {
        match self.body {
            Some(body) => Ok(body.clone()),
            None if is_safe(self.head.method) => Ok(BodyDigest::of(b"", self.head.headers)),
            None => Err(SignatureError::DigestAbsent),
        }
    }

    /// Checks a signed time against the clock and against `Date`.
    fn check_created(&self, created: i64) -> Result<(), SignatureError> {
        self.check_window(created)?;
        match self.date {
            Some(date) if (date.saturating_sub(created)).saturating_abs() > MAX_DISAGREEMENT_SECONDS => {
                Err(SignatureError::TimesDisagree)
            }
            _ => Ok(()),
        }
    }

    fn check_window(&self, time: i64) -> Result<(), SignatureError> {
        if time < self.now_seconds.saturating_sub(MAX_AGE_SECONDS) {
            Err(SignatureError::Stale)
        } else if time > self.now_seconds.saturating_add(MAX_AHEAD_SECONDS) {
            Err(SignatureError::Future)
        } else {
            Ok(())
        }
    }

    fn check_expires(&self, expires: i64) -> Result<(), SignatureError> {
        if expires <= self.now_seconds { Err(SignatureError::Expired) } else { Ok(()) }
    }

    /// Appends the value of a header as both systems want it: all values, trimmed, joined by
    /// a comma and a space.
    fn push_header(&self, name: &str, base: &mut Vec<u8>) -> Result<(), SignatureError> {
        let mut values = self.head.headers.get_all(name).iter().peekable();
        if values.peek().is_none() {
            // HTTP/2 carries the host outside of the headers.
            let host = self.head.authority.filter(|_| name == "host");
            base.extend_from_slice(host.ok_or(SignatureError::SignedHeaderAbsent)?.as_bytes());
            return Ok(());
        }
        for (index, value) in values.enumerate() {
            if index > 0 {
                base.extend_from_slice(b", ");
            }
            base.extend_from_slice(value.as_bytes().trim_ascii());
        }
        Ok(())
    }
}

fn is_safe(method: &Method) -> bool {
    *method == Method::GET || *method == Method::HEAD
}

fn seconds(microseconds: i64) -> i64 {
    microseconds.div_euclid(1_000_000)
}

/// The only value of a header, or none.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a [u8]>, SignatureError> {
    let mut values = headers.get_all(name).iter();
    let first = values.next().map(HeaderValue::as_bytes);
    if values.next().is_some() {
        return Err(SignatureError::DuplicateHeader);
    }
    Ok(first)
}

/// The parameters after `Authorization: Signature`; none for other schemes such as `Bearer`.
fn signature_credentials(value: &[u8]) -> Option<&[u8]> {
    let value = value.trim_ascii();
    let end = value.iter().position(u8::is_ascii_whitespace).unwrap_or(value.len());
    let (scheme, parameters) = value.split_at(end);
    scheme.eq_ignore_ascii_case(b"signature").then_some(parameters)
}

fn text(value: &[u8]) -> Result<&str, SignatureError> {
    if value.len() > MAX_HEADER_BYTES || !value.iter().all(|b| matches!(b, b'\t' | b' '..=b'~')) {
        return Err(SignatureError::Malformed);
    }
    std::str::from_utf8(value).map_err(|_| SignatureError::Malformed)
}

fn http_date(value: &[u8]) -> Result<i64, SignatureError> {
    let text = std::str::from_utf8(value).map_err(|_| SignatureError::TimeMalformed)?;
    let time = httpdate::parse_http_date(text).map_err(|_| SignatureError::TimeMalformed)?;
    let since = time.duration_since(std::time::UNIX_EPOCH).map_err(|_| SignatureError::TimeMalformed)?;
    i64::try_from(since.as_secs()).map_err(|_| SignatureError::TimeMalformed)
}

fn check_key_id(key_id: &str) -> Result<(), SignatureError> {
    let plain = key_id.bytes().all(|b| b.is_ascii_graphic());
    if key_id.is_empty() || key_id.len() > MAX_KEY_ID_BYTES || !plain {
        return Err(SignatureError::Malformed);
    }
    Ok(())
}

/// Path and query of an address as they go over the wire.
fn wire_target(uri: &Uri) -> String {
    let url = uri.as_url();
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

fn header_value(text: &str) -> Result<HeaderValue, KeyError> {
    HeaderValue::from_str(text).map_err(|_| KeyError::Malformed)
}
