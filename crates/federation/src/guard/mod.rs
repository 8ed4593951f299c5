//! The guard before the inbox: shape, size and ambiguity, decided before any signature is
//! read, any row is touched or any request is sent.
//!
//! Order of use: [`check_headers`], then (body received) [`parse_json`], then [`shape`].

mod inbound;
mod json;
mod media_type;

use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, DATE, HOST};
use http::{HeaderMap, HeaderName, HeaderValue};

pub use inbound::{
    Embedded, Inbound, MAX_MENTIONS, MAX_OBJECTS, MAX_RECIPIENTS, Object, PUBLIC, Verb, shape,
};
pub use json::{
    MAX_BODY_BYTES, MAX_DEPTH, MAX_ELEMENTS, MAX_MEMBERS, parse_document, parse_file, parse_json,
};
pub use media_type::is_activity_json;

/// Why a request is refused, ready for an answer. Nothing of the request is repeated in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{title}")]
pub struct Refusal {
    /// The HTTP status to answer with.
    pub status: u16,
    /// A stable code for logs, metrics and tests.
    pub reason: &'static str,
    /// A sentence for the operator of the sending server.
    pub title: &'static str,
}

impl Refusal {
    const fn malformed(reason: &'static str, title: &'static str) -> Self {
        Self { status: 400, reason, title }
    }

    const fn media_type(reason: &'static str, title: &'static str) -> Self {
        Self { status: 415, reason, title }
    }
}

/// Headers that two readers must not be able to read differently (SIG-05).
const UNIQUE: [HeaderName; 9] = [
    HeaderName::from_static("digest"),
    HeaderName::from_static("content-digest"),
    HeaderName::from_static("signature"),
    HeaderName::from_static("signature-input"),
    HOST,
    DATE,
    AUTHORIZATION,
    CONTENT_LENGTH,
    CONTENT_TYPE,
];

/// Takes over the headers of another HTTP library, repeated ones included and in order.
///
/// # Errors
/// 400 if a name or value is not one that HTTP allows.
pub fn header_map<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<HeaderMap, Refusal> {
    let broken = Refusal::malformed("header-malformed", "A header cannot be read.");
    let mut map = HeaderMap::new();
    for (name, value) in pairs {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| broken)?;
        let value = HeaderValue::from_bytes(value).map_err(|_| broken)?;
        map.try_append(name, value).map_err(|_| broken)?;
    }
    Ok(map)
}

/// Checks the headers of a POST to an inbox, before its body is read.
///
/// # Errors
/// 400 if a header that must be unique is repeated; 415 if the body is encoded (compressed)
/// or is not of the ActivityPub media type.
pub fn check_headers(headers: &HeaderMap) -> Result<(), Refusal> {
    for name in &UNIQUE {
        if headers.get_all(name).iter().nth(1).is_some() {
            return Err(Refusal::malformed("header-duplicate", "A header that must be unique is repeated."));
        }
    }
    let encoded = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .any(|value| !value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity"));
    if encoded {
        return Err(Refusal::media_type("content-encoding", "Compressed bodies are not accepted."));
    }
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(is_activity_json) {
        return Err(Refusal::media_type("content-type", "The body must be application/activity+json."));
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use super::*;

    fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
        header_map(pairs.iter().map(|(name, value)| (*name, value.as_bytes()))).unwrap()
    }

    #[test]
    fn headers_are_taken_over_whole() {
        let map = headers(&[("Date", "a"), ("date", "b")]);
        assert_eq!(map.get_all("date").iter().count(), 2);
        for (name, value) in [("a b", "x"), ("", "x"), ("a", "x\r\ny"), ("a", "\0")] {
            let refusal = header_map([(name, value.as_bytes())]).unwrap_err();
            assert_eq!(refusal.reason, "header-malformed");
        }
    }

    const TYPE: (&str, &str) = ("content-type", "application/activity+json");

    #[test]
    fn sig_05_duplicate_headers_are_refused() {
        assert_eq!(check_headers(&headers(&[TYPE])), Ok(()));
        for name in [
            "digest",
            "content-digest",
            "signature",
            "signature-input",
            "host",
            "date",
            "authorization",
            "content-length",
            "content-type",
        ] {
            let refusal = check_headers(&headers(&[TYPE, (name, "a"), (name, "a")])).unwrap_err();
            assert_eq!((refusal.status, refusal.reason), (400, "header-duplicate"), "{name}");
        }
        assert_eq!(check_headers(&headers(&[TYPE, ("accept", "a"), ("accept", "b")])), Ok(()));
    }

    #[test]
    fn dos_04_encoded_bodies_are_refused() {
        for value in ["gzip", "br", "zstd", "deflate", "identity, gzip", ""] {
            let refusal = check_headers(&headers(&[TYPE, ("content-encoding", value)])).unwrap_err();
            assert_eq!((refusal.status, refusal.reason), (415, "content-encoding"), "{value}");
        }
        assert_eq!(check_headers(&headers(&[TYPE, ("content-encoding", " Identity")])), Ok(()));
        let second = headers(&[TYPE, ("content-encoding", "identity"), ("content-encoding", "br")]);
        assert_eq!(check_headers(&second).unwrap_err().status, 415);
    }

    #[test]
    fn org_02_other_media_types_are_refused() {
        for value in ["application/json", "text/plain", "application/ld+json", "image/png", "x"] {
            let refusal = check_headers(&headers(&[("content-type", value)])).unwrap_err();
            assert_eq!((refusal.status, refusal.reason), (415, "content-type"), "{value}");
        }
        assert_eq!(check_headers(&HeaderMap::new()).unwrap_err().status, 415);
    }
}
