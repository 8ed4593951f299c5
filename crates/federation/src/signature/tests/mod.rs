//! Both systems together, and what their tests share.

mod cavage;
mod rfc9421;

use std::sync::{Arc, LazyLock};

use super::*;
use crate::uri::UriPolicy;

/// 2026-11-24 08:00:00 UTC.
const NOW: i64 = 1_795_507_200;
const HOST_NAME: &str = "we.test";
const BODY: &[u8] = br#"{"type":"Create"}"#;

static ALICE: LazyLock<Arc<RsaKey>> = LazyLock::new(|| Arc::new(RsaKey::generate().unwrap()));
static MALLORY: LazyLock<Arc<RsaKey>> = LazyLock::new(|| Arc::new(RsaKey::generate().unwrap()));

fn date(seconds: i64) -> String {
    let since = std::time::Duration::from_secs(seconds as u64);
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + since)
}

/// A request under construction; every test bends one thing.
#[derive(Clone)]
struct Request {
    method: Method,
    target: String,
    headers: HeaderMap,
    body: Vec<u8>,
    authority: Option<String>,
}

impl Request {
    fn new(method: Method, target: &str, body: &[u8]) -> Self {
        let mut this = Self {
            method,
            target: target.to_owned(),
            headers: HeaderMap::new(),
            body: body.to_vec(),
            authority: None,
        };
        this.set("host", HOST_NAME);
        this.set("date", &date(NOW));
        if !body.is_empty() {
            this.set("digest", &BodyDigest::outgoing(body).to_digest_header());
            this.set("content-digest", &BodyDigest::outgoing(body).to_content_digest_header());
        }
        this
    }

    fn post() -> Self {
        Self::new(Method::POST, "/inbox", BODY)
    }

    fn set(&mut self, name: &'static str, value: &str) {
        self.headers.insert(name, HeaderValue::from_str(value).unwrap());
    }

    fn append(&mut self, name: &'static str, value: &str) {
        self.headers.append(name, HeaderValue::from_str(value).unwrap());
    }

    fn parse(&self) -> Result<Claim, SignatureError> {
        let digest = (!self.body.is_empty()).then(|| BodyDigest::of(&self.body, &self.headers));
        let head = RequestHead {
            method: &self.method,
            scheme: "https",
            target: &self.target,
            authority: self.authority.as_deref(),
            headers: &self.headers,
        };
        parse(&head, HOST_NAME, NOW * 1_000_000, digest.as_ref())
    }

    fn outcome(&self) -> Result<(), SignatureError> {
        self.parse()?.verify(&ALICE.public_key().unwrap())
    }

    /// What alice signs, written independently of the code under test.
    fn cavage_base(&self, covered: &str, created: Option<i64>) -> String {
        let lines: Vec<String> = covered
            .split(' ')
            .map(|name| match name {
                "(request-target)" => {
                    format!("{name}: {} {}", self.method.as_str().to_lowercase(), self.target)
                }
                "(created)" | "(expires)" => format!("{name}: {}", created.unwrap_or_default()),
                header => {
                    let value = self.headers.get(header).map(|v| v.to_str().unwrap());
                    format!("{name}: {}", value.unwrap_or_default())
                }
            })
            .collect();
        lines.join("\n")
    }

    fn cavage_value(&self, covered: &str, extra: &str, created: Option<i64>) -> String {
        use base64::Engine as _;
        let base = self.cavage_base(covered, created);
        let signature =
            base64::engine::general_purpose::STANDARD.encode(ALICE.sign(base.as_bytes()).unwrap());
        format!(
            "keyId=\"https://a.test/u/alice#main-key\",{extra}headers=\"{covered}\",signature=\"{signature}\""
        )
    }

    fn cavage(mut self, covered: &str, extra: &str) -> Self {
        let value = self.cavage_value(covered, extra, None);
        self.set("signature", &value);
        self
    }

    fn cavage_created(mut self, covered: &str, extra: &str, created: i64) -> Self {
        let value = self.cavage_value(covered, extra, Some(created));
        self.set("signature", &value);
        self
    }

    fn rfc(mut self, lines: &[(&str, &str)], parameters: &str) -> Self {
        let (input, signature) = rfc_pair(lines, parameters, &ALICE);
        self.set("signature-input", &format!("sig1={input}"));
        self.set("signature", &format!("sig1={signature}"));
        self
    }
}

fn rfc_pair(lines: &[(&str, &str)], parameters: &str, key: &RsaKey) -> (String, String) {
    use base64::Engine as _;
    let names: Vec<String> = lines.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let input = format!("({}){parameters}", names.join(" "));
    let mut base: String = lines.iter().map(|(name, value)| format!("\"{name}\": {value}\n")).collect();
    base.push_str(&format!("\"@signature-params\": {input}"));
    let signature = key.sign(base.as_bytes()).unwrap();
    let encoded = base64::engine::general_purpose::STANDARD.encode(signature);
    (input, format!(":{encoded}:"))
}

const ALL: &str = "(request-target) host date digest";
const RSA: &str = "algorithm=\"rsa-sha256\",";

fn rfc_lines(digest: &str) -> Vec<(&str, &str)> {
    vec![("@method", "POST"), ("@target-uri", "https://we.test/inbox"), ("content-digest", digest)]
}

fn rfc_parameters(created: i64) -> String {
    format!(";created={created};keyid=\"https://a.test/u/alice#main-key\"")
}

fn signing_key(pair: Pair) -> SigningKey {
    let key_id = Uri::parse("https://a.test/u/alice#main-key", UriPolicy::default()).unwrap();
    SigningKey { key_id, pair }
}

#[test]
fn what_we_sign_we_accept() {
    let ed = Arc::new(Ed25519Key::generate().unwrap());
    let rsa = ALICE.clone();
    let cases = [
        (Scheme::Cavage, Pair::Rsa(rsa.clone()), rsa.public_key().unwrap()),
        (Scheme::Rfc9421, Pair::Rsa(rsa.clone()), rsa.public_key().unwrap()),
        (Scheme::Rfc9421, Pair::Ed25519(ed.clone()), ed.public_key().unwrap()),
    ];
    for (scheme, pair, public) in cases {
        for (method, target, body) in [
            (Method::POST, "/inbox", BODY),
            (Method::GET, "/u/bob?page=2", b"".as_slice()),
            (Method::GET, "/u/bob", b""),
        ] {
            let uri = Uri::parse(&format!("https://we.test{target}#x"), UriPolicy::default()).unwrap();
            let digest = (!body.is_empty()).then(|| BodyDigest::outgoing(body));
            let outgoing = Outgoing {
                method: &method,
                uri: &uri,
                digest: digest.as_ref(),
                content_type: digest.as_ref().map(|_| "application/activity+json"),
            };
            let headers = sign(scheme, &signing_key(pair.clone()), &outgoing, NOW * 1_000_000).unwrap();
            let mut request = Request::new(method.clone(), target, body);
            request.headers.clear();
            request.set("host", HOST_NAME);
            request.headers.extend(headers.into_iter().map(|(n, v)| (Some(n), v)));
            let claim = request.parse().unwrap();
            assert_eq!(claim.key_id(), "https://a.test/u/alice#main-key");
            assert_eq!(claim.verify(&public), Ok(()), "{scheme:?} {method} {target}");
            let other = MALLORY.public_key().unwrap();
            assert!(claim.verify(&other).is_err());
        }
    }
}

#[test]
fn cavage_does_not_sign_with_ed25519() {
    let pair = Pair::Ed25519(Arc::new(Ed25519Key::generate().unwrap()));
    let uri = Uri::parse("https://we.test/inbox", UriPolicy::default()).unwrap();
    let outgoing = Outgoing { method: &Method::GET, uri: &uri, digest: None, content_type: None };
    let result = sign(Scheme::Cavage, &signing_key(pair), &outgoing, 0);
    assert_eq!(result.unwrap_err(), KeyError::Unsupported);
}

#[test]
fn sig_01_unsigned_is_missing() {
    assert_eq!(Request::post().outcome(), Err(SignatureError::Missing));
    let mut bearer = Request::post();
    bearer.set("authorization", "Bearer x");
    assert_eq!(bearer.outcome(), Err(SignatureError::Missing));
}
