//! RFC 9421, HTTP Message Signatures, in the profile servers of the fediverse use: RSA
//! (PKCS#1 v1.5, SHA-256) or Ed25519, no component parameters, one signature that counts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderName, HeaderValue};
use sfv::{BareItem, Dictionary, FieldType as _, InnerList, List, ListEntry, Parser};

use super::{
    Check, Declared, Incoming, MAX_COMPONENTS, Outgoing, Pair, SIGNATURE, SIGNATURE_INPUT, SignatureError,
    SigningKey, check_key_id, header_value, single, text,
};
use crate::key::{Algorithm, KeyError};

const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");

/// More labels than this are not read.
const MAX_LABELS: usize = 4;

/// Signs `@method @target-uri`, and `content-digest` and `content-type` when there are such.
pub(super) fn sign(
    key: &SigningKey,
    request: &Outgoing<'_>,
    now_seconds: i64,
) -> Result<Vec<(HeaderName, HeaderValue)>, KeyError> {
    let uri = request.uri.without_fragment();
    let mut base = format!("\"@method\": {}\n\"@target-uri\": {uri}\n", request.method);
    let mut names = String::from("(\"@method\" \"@target-uri\"");
    let mut headers = Vec::with_capacity(5);
    let seconds = u64::try_from(now_seconds).map_err(|_| KeyError::Malformed)?;
    let date = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
    headers.push((DATE, header_value(&httpdate::fmt_http_date(date))?));
    if let Some(digest) = request.digest {
        let value = digest.to_content_digest_header();
        base.push_str("\"content-digest\": ");
        base.push_str(&value);
        base.push('\n');
        names.push_str(" \"content-digest\"");
        headers.push((CONTENT_DIGEST, header_value(&value)?));
    }
    if let Some(content_type) = request.content_type {
        headers.push((CONTENT_TYPE, header_value(content_type)?));
        base.push_str("\"content-type\": ");
        base.push_str(content_type.trim());
        base.push('\n');
        names.push_str(" \"content-type\"");
    }
    let algorithm = match key.pair {
        Pair::Rsa(_) => "rsa-v1_5-sha256",
        Pair::Ed25519(_) => "ed25519",
    };
    // A normalised address contains neither quotes nor backslashes, so it is a valid string.
    let parameters = format!("{names});created={now_seconds};keyid=\"{}\";alg=\"{algorithm}\"", key.key_id);
    base.push_str("\"@signature-params\": ");
    base.push_str(&parameters);
    let signature = match &key.pair {
        Pair::Rsa(pair) => pair.sign(base.as_bytes())?,
        Pair::Ed25519(pair) => pair.sign(base.as_bytes())?,
    };
    headers.push((SIGNATURE_INPUT, header_value(&format!("sig1={parameters}"))?));
    headers.push((SIGNATURE, header_value(&format!("sig1=:{}:", STANDARD.encode(signature)))?));
    Ok(headers)
}

/// Reads both headers and checks everything but the signature itself. Exactly one label may
/// pass: with two, nothing says which one speaks for the sender (SIG-17).
pub(super) fn read(incoming: &Incoming<'_>, input: &str, signature: &str) -> Result<Check, SignatureError> {
    let inputs = dictionary(input)?;
    let signatures = dictionary(signature)?;
    if inputs.is_empty() || inputs.len() > MAX_LABELS {
        return Err(SignatureError::Malformed);
    }
    let mut usable = None;
    let mut first_error = None;
    for (label, entry) in &inputs {
        let result = match (entry, signatures.get(label)) {
            (ListEntry::InnerList(list), Some(ListEntry::Item(item))) => match &item.bare_item {
                BareItem::ByteSequence(bytes) => read_label(incoming, list, bytes),
                _ => Err(SignatureError::Malformed),
            },
            _ => Err(SignatureError::Malformed),
        };
        match result {
            Ok(_) if usable.is_some() => return Err(SignatureError::Ambiguous),
            Ok(check) => usable = Some(check),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    usable.ok_or(first_error.unwrap_or(SignatureError::Malformed))
}

/// The parameters of one signature.
#[derive(Default)]
struct Parameters<'a> {
    created: Option<i64>,
    expires: Option<i64>,
    key_id: Option<&'a str>,
    algorithm: Option<&'a str>,
}

fn read_label(incoming: &Incoming<'_>, list: &InnerList, signature: &[u8]) -> Result<Check, SignatureError> {
    if list.items.len() > MAX_COMPONENTS {
        return Err(SignatureError::Malformed);
    }
    let mut names: Vec<&str> = Vec::with_capacity(list.items.len());
    for item in &list.items {
        let BareItem::String(name) = &item.bare_item else {
            return Err(SignatureError::Malformed);
        };
        // Parameters such as `sf` or `req` change what a component means; no peer uses them.
        if !item.params.is_empty() {
            return Err(SignatureError::Coverage);
        }
        if names.contains(&name.as_str()) {
            return Err(SignatureError::DuplicateParameter);
        }
        names.push(name.as_str());
    }
    let parameters = read_parameters(list)?;
    let created = parameters.created.ok_or(SignatureError::Coverage)?;
    let key_id = parameters.key_id.ok_or(SignatureError::Coverage)?;
    check_key_id(key_id)?;

    let has = |name: &str| names.contains(&name);
    if !has("@method") || !(has("@target-uri") || has("@authority") && has("@path")) {
        return Err(SignatureError::Coverage);
    }
    if incoming.needs_digest() && !has("content-digest") {
        return Err(SignatureError::Coverage);
    }
    let algorithm = match parameters.algorithm {
        None => Declared::ByKey,
        Some("rsa-v1_5-sha256") => Declared::Exactly(Algorithm::RsaSha256),
        Some("ed25519") => Declared::Exactly(Algorithm::Ed25519),
        Some(_) => return Err(SignatureError::Algorithm),
    };
    incoming.check_created(created)?;
    if let Some(expires) = parameters.expires {
        incoming.check_expires(expires)?;
    }
    if has("content-digest") {
        let header = single(incoming.head.headers, &CONTENT_DIGEST)?.ok_or(SignatureError::DigestAbsent)?;
        incoming.body_or_empty()?.check_content_digest(text(header)?)?;
    }
    let base = signature_base(incoming, &names, list)?;
    Ok(Check {
        key_id: key_id.to_owned(),
        algorithm,
        base,
        base_without_query: None,
        signature: signature.to_vec(),
    })
}

fn read_parameters(list: &InnerList) -> Result<Parameters<'_>, SignatureError> {
    let mut parameters = Parameters::default();
    for (name, value) in &list.params {
        match (name.as_str(), value) {
            ("created", BareItem::Integer(seconds)) => parameters.created = Some((*seconds).into()),
            ("expires", BareItem::Integer(seconds)) => parameters.expires = Some((*seconds).into()),
            ("created" | "expires", _) => return Err(SignatureError::TimeMalformed),
            ("keyid", BareItem::String(text)) => parameters.key_id = Some(text.as_str()),
            ("alg", BareItem::String(text)) => parameters.algorithm = Some(text.as_str()),
            ("keyid" | "alg", _) => return Err(SignatureError::Malformed),
            _ => {}
        }
    }
    Ok(parameters)
}

/// The signature base of RFC 9421, section 2.5.
fn signature_base(
    incoming: &Incoming<'_>,
    names: &[&str],
    list: &InnerList,
) -> Result<Vec<u8>, SignatureError> {
    let head = incoming.head;
    let (path, query) = match head.target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (head.target, None),
    };
    let mut base = Vec::with_capacity(768);
    for name in names {
        base.push(b'"');
        base.extend_from_slice(name.as_bytes());
        base.extend_from_slice(b"\": ");
        let mut push = |parts: &[&str]| {
            parts.iter().for_each(|part| base.extend_from_slice(part.as_bytes()));
        };
        match *name {
            "@method" => push(&[head.method.as_str()]),
            "@target-uri" => push(&[head.scheme, "://", incoming.expected_host, head.target]),
            "@authority" => push(&[incoming.expected_host]),
            "@scheme" => push(&[head.scheme]),
            "@request-target" => push(&[head.target]),
            "@path" => push(&[path]),
            "@query" => push(&["?", query.unwrap_or_default()]),
            // `@status`, `@query-param` and whatever comes later.
            other if other.starts_with('@') => return Err(SignatureError::Coverage),
            header => {
                let lower = !header.bytes().any(|b| b.is_ascii_uppercase());
                if !lower || HeaderName::from_bytes(header.as_bytes()).is_err() {
                    return Err(SignatureError::Malformed);
                }
                incoming.push_header(header, &mut base)?;
            }
        }
        base.push(b'\n');
    }
    base.extend_from_slice(b"\"@signature-params\": ");
    let list: List = vec![ListEntry::InnerList(list.clone())];
    let parameters = list.serialize().ok_or(SignatureError::Malformed)?;
    base.extend_from_slice(parameters.as_bytes());
    Ok(base)
}

/// Parses a dictionary (RFC 9651) and refuses what the format would silently drop: a label
/// or parameter that stands twice keeps only its last value there.
fn dictionary(value: &str) -> Result<Dictionary, SignatureError> {
    let parsed: Dictionary = Parser::new(value).parse().map_err(|_| SignatureError::Malformed)?;
    let canonical = parsed.serialize().ok_or(SignatureError::Malformed)?;
    if !without_spaces(value).eq(without_spaces(&canonical)) {
        return Err(SignatureError::DuplicateParameter);
    }
    Ok(parsed)
}

/// The characters that carry meaning: all but the spaces outside of strings.
fn without_spaces(value: &str) -> impl Iterator<Item = char> + '_ {
    let mut quoted = false;
    let mut escaped = false;
    value.chars().filter(move |&c| {
        if quoted && escaped {
            escaped = false;
        } else if quoted && c == '\\' {
            escaped = true;
        } else if c == '"' {
            quoted = !quoted;
        }
        quoted || !matches!(c, ' ' | '\t')
    })
}

/// The base of the only label of `input`, for the vectors of the RFC.
#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
pub(super) fn base_for_test(incoming: &Incoming<'_>, input: &str) -> Vec<u8> {
    let parsed = dictionary(input).unwrap();
    let Some((_, ListEntry::InnerList(list))) = parsed.iter().next() else {
        panic!("one inner list is expected");
    };
    let names: Vec<&str> =
        list.items.iter().map(|item| item.bare_item.as_string().unwrap().as_str()).collect();
    signature_base(incoming, &names, list).unwrap()
}
