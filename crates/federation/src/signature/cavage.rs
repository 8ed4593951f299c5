//! draft-cavage-http-signatures-12, as servers of the fediverse use it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderName, HeaderValue};

use super::{
    Check, Declared, Incoming, MAX_COMPONENTS, Outgoing, Pair, SIGNATURE, SignatureError, SigningKey,
    check_key_id, header_value, is_safe, single, text, wire_target,
};
use crate::key::{Algorithm, KeyError};

const DIGEST: HeaderName = HeaderName::from_static("digest");

/// Signs `(request-target) host date`, and `digest` and `content-type` when there are such.
pub(super) fn sign(
    key: &SigningKey,
    request: &Outgoing<'_>,
    now_seconds: i64,
) -> Result<Vec<(HeaderName, HeaderValue)>, KeyError> {
    let Pair::Rsa(pair) = &key.pair else {
        return Err(KeyError::Unsupported);
    };
    let seconds = u64::try_from(now_seconds).map_err(|_| KeyError::Malformed)?;
    let date = httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds));
    let mut base = format!(
        "(request-target): {} {}\nhost: {}\ndate: {date}",
        request.method.as_str().to_ascii_lowercase(),
        wire_target(request.uri),
        request.uri.authority(),
    );
    let mut names = String::from("(request-target) host date");
    let mut headers = Vec::with_capacity(4);
    headers.push((DATE, header_value(&date)?));
    if let Some(digest) = request.digest {
        let value = digest.to_digest_header();
        base.push_str("\ndigest: ");
        base.push_str(&value);
        names.push_str(" digest");
        headers.push((DIGEST, header_value(&value)?));
    }
    if let Some(content_type) = request.content_type {
        headers.push((CONTENT_TYPE, header_value(content_type)?));
        base.push_str("\ncontent-type: ");
        base.push_str(content_type.trim());
        names.push_str(" content-type");
    }
    let signature = STANDARD.encode(pair.sign(base.as_bytes())?);
    let value = format!(
        "keyId=\"{}\",algorithm=\"rsa-sha256\",headers=\"{names}\",signature=\"{signature}\"",
        key.key_id,
    );
    headers.push((SIGNATURE, header_value(&value)?));
    Ok(headers)
}

/// The parameters of the header that mean something to us.
#[derive(Default)]
struct Parameters<'a> {
    key_id: Option<&'a str>,
    algorithm: Option<&'a str>,
    headers: Option<&'a str>,
    signature: Option<&'a str>,
    created: Option<&'a str>,
    expires: Option<&'a str>,
}

/// Reads the signature header and checks everything but the signature itself.
pub(super) fn read(incoming: &Incoming<'_>, value: &str) -> Result<Check, SignatureError> {
    let parameters = parse_parameters(value)?;
    let key_id = parameters.key_id.ok_or(SignatureError::Malformed)?;
    check_key_id(key_id)?;
    let encoded = parameters.signature.ok_or(SignatureError::Malformed)?;
    let signature = STANDARD.decode(encoded).map_err(|_| SignatureError::Malformed)?;
    let (algorithm, hs2019) = match parameters.algorithm {
        None => (Declared::ByKey, false),
        Some(name) if name.eq_ignore_ascii_case("hs2019") => (Declared::ByKey, true),
        Some(name) if name.eq_ignore_ascii_case("rsa-sha256") => {
            (Declared::Exactly(Algorithm::RsaSha256), false)
        }
        Some(name) if name.eq_ignore_ascii_case("rsa-sha512") => {
            (Declared::Exactly(Algorithm::RsaSha512), false)
        }
        Some(_) => return Err(SignatureError::Algorithm),
    };
    // Without the parameter the draft means `date` alone, which never covers enough.
    let covered = Covered::parse(parameters.headers.ok_or(SignatureError::Coverage)?)?;
    let created = parameters.created.map(timestamp).transpose()?;
    let expires = parameters.expires.map(timestamp).transpose()?;

    for name in ["(request-target)", "host"] {
        covered.require(name)?;
    }
    if incoming.needs_digest() {
        covered.require("digest")?;
    }
    let dated = covered.has("date");
    if !dated && !covered.has("(created)") {
        return Err(SignatureError::Coverage);
    }
    if !hs2019 && (covered.has("(created)") || covered.has("(expires)")) {
        // The draft binds these two to hs2019, so that old algorithms cannot be mixed in.
        return Err(SignatureError::Algorithm);
    }
    if dated {
        incoming.check_window(incoming.date.ok_or(SignatureError::SignedHeaderAbsent)?)?;
    }
    if let Some(created) = created {
        incoming.check_created(created)?;
    }
    if let Some(expires) = expires {
        incoming.check_expires(expires)?;
    }
    if covered.has("digest") {
        let header = single(incoming.head.headers, &DIGEST)?.ok_or(SignatureError::DigestAbsent)?;
        incoming.body_or_empty()?.check_digest_header(text(header)?)?;
    }

    let target = incoming.head.target;
    let base = signing_string(incoming, &covered, &parameters, target)?;
    let base_without_query = match target.split_once('?') {
        Some((path, _)) if is_safe(incoming.head.method) => {
            Some(signing_string(incoming, &covered, &parameters, path)?)
        }
        _ => None,
    };
    Ok(Check { key_id: key_id.to_owned(), algorithm, base, base_without_query, signature })
}

fn signing_string(
    incoming: &Incoming<'_>,
    covered: &Covered<'_>,
    parameters: &Parameters<'_>,
    target: &str,
) -> Result<Vec<u8>, SignatureError> {
    let mut base = Vec::with_capacity(512);
    for (index, name) in covered.0.iter().enumerate() {
        if index > 0 {
            base.push(b'\n');
        }
        base.extend(name.bytes().map(|b| b.to_ascii_lowercase()));
        base.extend_from_slice(b": ");
        match name.to_ascii_lowercase().as_str() {
            "(request-target)" => {
                let method = incoming.head.method.as_str();
                base.extend(method.bytes().map(|b| b.to_ascii_lowercase()));
                base.push(b' ');
                base.extend_from_slice(target.as_bytes());
            }
            "(created)" => {
                let value = parameters.created.ok_or(SignatureError::SignedHeaderAbsent)?;
                base.extend_from_slice(value.as_bytes());
            }
            "(expires)" => {
                let value = parameters.expires.ok_or(SignatureError::SignedHeaderAbsent)?;
                base.extend_from_slice(value.as_bytes());
            }
            header => incoming.push_header(header, &mut base)?,
        }
    }
    Ok(base)
}

/// The names in `headers="…"`, in order.
struct Covered<'a>(Vec<&'a str>);

impl<'a> Covered<'a> {
    fn parse(list: &'a str) -> Result<Self, SignatureError> {
        let mut names: Vec<&str> = Vec::with_capacity(8);
        for name in list.split(' ').filter(|name| !name.is_empty()) {
            if names.len() == MAX_COMPONENTS {
                return Err(SignatureError::Malformed);
            }
            if names.iter().any(|other| other.eq_ignore_ascii_case(name)) {
                return Err(SignatureError::DuplicateParameter);
            }
            let known = ["(request-target)", "(created)", "(expires)"];
            let pseudo = known.iter().any(|known| known.eq_ignore_ascii_case(name));
            if !pseudo && HeaderName::from_bytes(name.as_bytes()).is_err() {
                return Err(SignatureError::Malformed);
            }
            names.push(name);
        }
        Ok(Self(names))
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|other| other.eq_ignore_ascii_case(name))
    }

    fn require(&self, name: &str) -> Result<(), SignatureError> {
        if self.has(name) { Ok(()) } else { Err(SignatureError::Coverage) }
    }
}

/// Whole seconds since 1970, digits only.
fn timestamp(value: &str) -> Result<i64, SignatureError> {
    if value.is_empty() || value.len() > 12 || !value.bytes().all(|b| b.is_ascii_digit()) {
        return Err(SignatureError::TimeMalformed);
    }
    value.parse().map_err(|_| SignatureError::TimeMalformed)
}

/// `name="value"` or `name=123`, separated by commas. No escapes: no value needs them, and
/// two readers could understand them differently.
fn parse_parameters(value: &str) -> Result<Parameters<'_>, SignatureError> {
    let mut parameters = Parameters::default();
    let mut seen: Vec<&str> = Vec::with_capacity(8);
    let mut rest = value.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=').ok_or(SignatureError::Malformed)?;
        let name = name.trim();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return Err(SignatureError::Malformed);
        }
        let after = after.trim_start();
        let (content, tail) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or(SignatureError::Malformed)?,
            None => {
                let end = after.bytes().take_while(u8::is_ascii_digit).count();
                if end == 0 {
                    return Err(SignatureError::Malformed);
                }
                after.split_at(end)
            }
        };
        if content.contains('\\') {
            return Err(SignatureError::Malformed);
        }
        if seen.len() == MAX_COMPONENTS || seen.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            return Err(SignatureError::DuplicateParameter);
        }
        seen.push(name);
        match name {
            "keyId" => parameters.key_id = Some(content),
            "algorithm" => parameters.algorithm = Some(content),
            "headers" => parameters.headers = Some(content),
            "signature" => parameters.signature = Some(content),
            "created" => parameters.created = Some(content),
            "expires" => parameters.expires = Some(content),
            _ => {}
        }
        let tail = tail.trim_start();
        rest = match tail.strip_prefix(',') {
            Some(next) if !next.trim().is_empty() => next.trim_start(),
            None if tail.is_empty() => tail,
            _ => return Err(SignatureError::Malformed),
        };
    }
    Ok(parameters)
}
