//! The one form in which the address of a remote thing is kept and compared.
//!
//! Two spellings of one address must never be two identities (ORG-17), and two different
//! places must never look like one (ORG-18, ORG-20). So every id, actor, inbox and key id
//! is parsed here once, refused when it plays tricks, and compared only in this form.

use std::fmt;
use std::net::IpAddr;

use serde::{Serialize, Serializer};
use unicode_security::{MixedScript, skeleton};
use url::{Host, Url};

/// The longest address accepted, in bytes, before and after normalisation.
pub const MAX_URI_BYTES: usize = 2_048;

/// What kind of addresses this node accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UriPolicy {
    /// Development mode: also `http`, any port, `localhost` names and loopback addresses.
    pub development: bool,
}

/// Why an address is refused. The codes are stable and hold nothing of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UriError {
    /// Empty or longer than [`MAX_URI_BYTES`].
    #[error("the address is empty or too long")]
    Length,
    /// A space, control character, backslash or another character with two readings.
    #[error("the address contains a forbidden character")]
    Character,
    /// Not `https` (nor `http` in development), or not written `scheme://host`.
    #[error("the address is not an https address")]
    Scheme,
    /// A user name or password stands before the host.
    #[error("the address contains a user name")]
    UserInfo,
    /// The host is an IP address.
    #[error("the address has a number instead of a host name")]
    IpLiteral,
    /// The host is not a valid public DNS name with at least one dot.
    #[error("the address has no valid host name")]
    Host,
    /// A port other than 443.
    #[error("the address names a port")]
    Port,
    /// Not an address at all.
    #[error("the address cannot be read")]
    Syntax,
}

impl UriError {
    /// A stable code for logs, metrics and tests.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Length => "uri-length",
            Self::Character => "uri-character",
            Self::Scheme => "uri-scheme",
            Self::UserInfo => "uri-userinfo",
            Self::IpLiteral => "uri-ip-literal",
            Self::Host => "uri-host",
            Self::Port => "uri-port",
            Self::Syntax => "uri-syntax",
        }
    }
}

/// Scheme, host and port: the boundary of trust of FEP-fe34.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// `https`, or `http` in development.
    pub scheme: &'static str,
    /// The host in ASCII, lower case, without a trailing dot.
    pub host: String,
    /// The port, the scheme's default one included.
    pub port: u16,
}

/// A normalised http(s) address. Equality of two `Uri` is equality of what they name.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uri(Url);

impl Uri {
    /// Parses and normalises `input`: lower-case scheme and host, IDNA to ASCII (UTS-46,
    /// strict), no trailing dot, no default port, dot segments resolved, percent-encoding of
    /// the path kept as it is.
    ///
    /// # Errors
    /// [`UriError`] names the rule that the address breaks.
    pub fn parse(input: &str, policy: UriPolicy) -> Result<Self, UriError> {
        if input.is_empty() || input.len() > MAX_URI_BYTES {
            return Err(UriError::Length);
        }
        // The two joiners belong to Persian and Indic spelling; in a path they get encoded, in a
        // host they are refused below.
        let joiner = |c: char| matches!(c, '\u{200C}' | '\u{200D}');
        let forbidden = |c: char| {
            c.is_control()
                || c.is_whitespace()
                || c == '\\'
                || c == '\u{FFFD}'
                || (is_invisible(c) && !joiner(c))
        };
        if input.chars().any(forbidden) {
            return Err(UriError::Character);
        }
        let (scheme, rest) = input.split_once("://").ok_or(UriError::Scheme)?;
        let http = scheme.eq_ignore_ascii_case("http") && policy.development;
        if !http && !scheme.eq_ignore_ascii_case("https") {
            return Err(UriError::Scheme);
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(UriError::UserInfo);
        }
        let raw_host = check_raw_host(authority)?;
        let mut url = Url::parse(input).map_err(|e| match e {
            url::ParseError::IdnaError
            | url::ParseError::EmptyHost
            | url::ParseError::InvalidDomainCharacter => UriError::Host,
            url::ParseError::InvalidIpv4Address | url::ParseError::InvalidIpv6Address => UriError::IpLiteral,
            url::ParseError::InvalidPort => UriError::Port,
            _ => UriError::Syntax,
        })?;
        let host = match url.host() {
            Some(Host::Domain(domain)) => normal_host(raw_host, domain, policy)?,
            Some(Host::Ipv4(address)) => loopback_literal(address.into(), policy)?,
            Some(Host::Ipv6(address)) => loopback_literal(address.into(), policy)?,
            None => return Err(UriError::Host),
        };
        if url.host_str() != Some(host.as_str()) {
            url.set_host(Some(&host)).map_err(|_| UriError::Host)?;
        }
        if !policy.development && url.port().is_some() {
            return Err(UriError::Port);
        }
        if url.port() == Some(0) {
            return Err(UriError::Port);
        }
        if url.as_str().len() > MAX_URI_BYTES {
            return Err(UriError::Length);
        }
        Ok(Self(url))
    }

    /// The normalised text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The parsed form, for building a request.
    pub fn as_url(&self) -> &Url {
        &self.0
    }

    /// The host in ASCII, lower case.
    pub fn host(&self) -> &str {
        self.0.host_str().expect("a Uri always has a host")
    }

    /// The port, the default one of the scheme included.
    pub fn port(&self) -> u16 {
        self.0.port_or_known_default().expect("http and https have default ports")
    }

    /// `host`, or `host:port` when the port is not the scheme's default: what stands in a
    /// `Host` header.
    pub fn authority(&self) -> &str {
        self.0.authority()
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &'static str {
        if self.0.scheme() == "https" { "https" } else { "http" }
    }

    /// The boundary of trust this address lies in.
    pub fn origin(&self) -> Origin {
        Origin { scheme: self.scheme(), host: self.host().to_owned(), port: self.port() }
    }

    /// Whether both addresses lie in one origin (FEP-fe34), without allocating.
    pub fn same_origin(&self, other: &Self) -> bool {
        self.scheme() == other.scheme() && self.host() == other.host() && self.port() == other.port()
    }

    /// The part after `#`, if any.
    pub fn fragment(&self) -> Option<&str> {
        self.0.fragment()
    }

    /// The address of the document that holds this thing.
    pub fn without_fragment(&self) -> Self {
        let mut url = self.0.clone();
        url.set_fragment(None);
        Self(url)
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uri({})", self.as_str())
    }
}

impl Serialize for Uri {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl AsRef<str> for Uri {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Checks the authority as written and returns its host part.
fn check_raw_host(authority: &str) -> Result<&str, UriError> {
    if authority.starts_with('[') {
        // Only an IPv6 literal is written in brackets; its value is judged after parsing.
        let (host, port) = authority.split_once(']').ok_or(UriError::Host)?;
        check_raw_port(port)?;
        return Ok(&host[1..]);
    }
    let (host, port) = match authority.find(':') {
        Some(at) => authority.split_at(at),
        None => (authority, ""),
    };
    check_raw_port(port)?;
    if host.is_empty() || host.contains('%') {
        return Err(UriError::Host);
    }
    Ok(host)
}

/// A port is written as `:` and digits, or not at all; `host:` alone is not a spelling we keep.
fn check_raw_port(port: &str) -> Result<(), UriError> {
    match port.strip_prefix(':') {
        None if port.is_empty() => Ok(()),
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => Ok(()),
        _ => Err(UriError::Port),
    }
}

/// The host as we keep it, or why not.
fn normal_host(raw: &str, parsed: &str, policy: UriPolicy) -> Result<String, UriError> {
    let host = ascii_host(raw)?;
    // The URL parser and we must read the same host, or a later reader might not.
    if parsed.strip_suffix('.').unwrap_or(parsed) != host {
        return Err(UriError::Host);
    }
    if policy.development && (host == "localhost" || host.ends_with(".localhost")) {
        return Ok(host);
    }
    if !host.contains('.') {
        return Err(UriError::Host);
    }
    Ok(host)
}

fn loopback_literal(address: IpAddr, policy: UriPolicy) -> Result<String, UriError> {
    if !policy.development || !address.is_loopback() {
        return Err(UriError::IpLiteral);
    }
    Ok(match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("[{v6}]"),
    })
}

/// Converts a host name to lower-case ASCII by UTS-46 with the strict checks (STD3, hyphens,
/// DNS lengths), without the trailing dot.
///
/// Of all the mappings of UTS-46 only upper to lower case is accepted: full-width letters,
/// ideographic dots and invisible characters would make two spellings look like one name.
///
/// # Errors
/// [`UriError::Host`] if it is no DNS name, [`UriError::IpLiteral`] if it is a number.
pub fn ascii_host(raw: &str) -> Result<String, UriError> {
    let raw = raw.strip_suffix('.').unwrap_or(raw);
    if raw.is_empty() || raw.chars().any(is_invisible) {
        return Err(UriError::Host);
    }
    let ascii = idna::domain_to_ascii_strict(raw).map_err(|_| UriError::Host)?;
    if !raw.is_ascii() {
        let (unicode, valid) = idna::domain_to_unicode(&ascii);
        if valid.is_err() || unicode != raw.to_lowercase() {
            return Err(UriError::Host);
        }
    }
    let last = ascii.rsplit('.').next().unwrap_or_default();
    let hexadecimal =
        last.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    if hexadecimal || last.bytes().all(|b| b.is_ascii_digit()) {
        // No top-level domain is a number, but several readers take such names as IPv4.
        return Err(UriError::IpLiteral);
    }
    Ok(ascii)
}

/// Characters that show nothing and change nothing for a reader, but make another string.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The host as a person should see it: in its own script when that cannot be mistaken for
/// another name, otherwise in ASCII (`xn--…`), so that a look-alike is visible (UNI-02).
///
/// `host` is a normalised ASCII host, as [`Uri::host`] gives it.
pub fn display_host(host: &str) -> String {
    let mut shown = String::with_capacity(host.len());
    for (index, label) in host.split('.').enumerate() {
        if index > 0 {
            shown.push('.');
        }
        if !label.starts_with("xn--") {
            shown.push_str(label);
            continue;
        }
        let (unicode, valid) = idna::domain_to_unicode(label);
        if valid.is_ok() && is_unmistakable(&unicode) {
            shown.push_str(&unicode);
        } else {
            shown.push_str(label);
        }
    }
    shown
}

/// One script only, and not a word of another script that looks like Latin letters
/// throughout (UTS-39, whole-script confusables).
fn is_unmistakable(label: &str) -> bool {
    label.is_single_script() && !skeleton(label).all(|c| c.is_ascii())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use super::*;

    const LIVE: UriPolicy = UriPolicy { development: false };
    const DEV: UriPolicy = UriPolicy { development: true };

    fn live(input: &str) -> Result<String, UriError> {
        Uri::parse(input, LIVE).map(|u| u.to_string())
    }

    #[test]
    fn org_17_variants_become_one_form() {
        for variant in [
            "HTTPS://A.TEST:443/u/alice",
            "https://a.test./u/alice",
            "https://a.TEST/u/alice",
            "https://a.test/x/../u/alice",
            "https://a.test/x/%2e%2e/u/alice",
            "hTTps://a.test.:443/u/./alice",
        ] {
            assert_eq!(live(variant).as_deref(), Ok("https://a.test/u/alice"), "{variant}");
        }
        assert_eq!(live("https://BÜCHER.test/").as_deref(), Ok("https://xn--bcher-kva.test/"));
        assert_eq!(live("https://XN--bcher-kva.test/").as_deref(), Ok("https://xn--bcher-kva.test/"));
        assert_eq!(live("https://a.test").as_deref(), Ok("https://a.test/"));
        // Percent-encoding of a path is part of the identity and stays.
        assert_eq!(live("https://a.test/%C3%A9%2F").as_deref(), Ok("https://a.test/%C3%A9%2F"));
        assert_ne!(live("https://a.test//x"), live("https://a.test/x"));
        // The normal form is its own normal form.
        for text in [
            "https://a.test./é?q=%20ü#ß",
            "https://FUß.test/%2E/%zz/a|b\"c",
            "https://a.test/ن\u{200c}ا",
            "https://لاجئون.test/x",
        ] {
            let once = live(text).unwrap();
            assert_eq!(live(&once).as_deref(), Ok(once.as_str()), "{text}");
        }
    }

    #[test]
    fn org_17_tricks_are_refused() {
        use UriError::*;
        for (input, error) in [
            ("https://a.test@evil.test/", UserInfo),
            ("https://@evil.test/", UserInfo),
            ("https://u:p@evil.test/", UserInfo),
            ("https://a.test/\tx", Character),
            ("https://a.te\nst/", Character),
            ("https://a.test/x y", Character),
            (" https://a.test/", Character),
            ("https://a.test\\@evil.test/", Character),
            ("https://a.test/\0", Character),
            ("//a.test/x", Scheme),
            ("https:a.test/x", Scheme),
            ("https:/a.test/x", Scheme),
            ("https:///a.test/x", Host),
            ("https://?x", Host),
            ("http://a.test/", Scheme),
            ("ftp://a.test/", Scheme),
            ("file:///etc/passwd", Scheme),
            ("data:text/html,x", Scheme),
            ("javascript:alert(1)", Scheme),
            ("urn:uuid:1", Scheme),
            ("did:key:z6Mk", Scheme),
            ("", Length),
        ] {
            assert_eq!(live(input), Err(error), "{input:?}");
        }
        assert_eq!(live(&format!("https://a.test/{}", "a".repeat(2048))), Err(Length));
        // Multi-byte characters triple in size when encoded; the limit holds afterwards too.
        assert_eq!(live(&format!("https://a.test/{}", "é".repeat(900))), Err(Length));
    }

    #[test]
    fn org_18_port_and_scheme_make_another_origin() {
        let a = Uri::parse("https://a.test/x", DEV).unwrap();
        let b = Uri::parse("https://a.test:8443/x", DEV).unwrap();
        let c = Uri::parse("http://a.test/x", DEV).unwrap();
        assert!(!a.same_origin(&b) && !a.same_origin(&c) && a.same_origin(&a));
        assert_ne!(a.origin(), b.origin());
        assert_eq!(a.origin(), Origin { scheme: "https", host: "a.test".into(), port: 443 });
        assert_eq!(c.origin().port, 80);
        assert_eq!(b.authority(), "a.test:8443");
        assert_eq!(live("https://a.test:8443/x"), Err(UriError::Port));
        assert_eq!(live("https://a.test:80/x"), Err(UriError::Port));
    }

    #[test]
    fn org_19_ip_literals_are_refused() {
        for host in [
            "203.0.113.5",
            "127.1",
            "0x7f.1",
            "2130706433",
            "017700000001",
            "127.0.0.1",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "1.2.3.4.",
            "a.test.0x7f",
            "a.1",
            "0x7f000001",
        ] {
            let input = format!("https://{host}/");
            assert!(Uri::parse(&input, LIVE).is_err(), "{host}");
        }
        assert_eq!(live("https://203.0.113.5/"), Err(UriError::IpLiteral));
        assert!(Uri::parse("http://127.0.0.1:8080/", DEV).is_ok());
        assert!(Uri::parse("http://[::1]:8080/", DEV).is_ok());
        assert_eq!(Uri::parse("http://10.0.0.1/", DEV).unwrap_err(), UriError::IpLiteral);
        assert_eq!(Uri::parse("http://[fe80::1]/", DEV).unwrap_err(), UriError::IpLiteral);
    }

    #[test]
    fn org_20_hosts_are_strict() {
        for host in [
            "a．test",
            "a。test",
            "ａ.test",
            "a\u{ad}b.test",
            "a\u{200b}.test",
            "a\u{200d}b.test",
            "a_b.test",
            "-a.test",
            "a-.test",
            "a..test",
            ".test",
            "localhost",
            "intranet",
            "a%2etest",
            "xn--a.test",
            "xn--\u{e9}.test",
            "a\u{2024}test",
            "ﬁ.test",
        ] {
            assert_eq!(
                live(&format!("https://{host}/")),
                Err(if host.contains(['\u{ad}', '\u{200b}']) { UriError::Character } else { UriError::Host }),
                "{host:?}"
            );
        }
        // ß is a letter of its own (non-transitional), never ss.
        assert_eq!(live("https://fuß.test/").as_deref(), Ok("https://xn--fu-hia.test/"));
        assert_ne!(live("https://fuß.test/"), live("https://fuss.test/"));
        let long = format!("https://{}.test/", "a".repeat(64));
        assert_eq!(live(&long), Err(UriError::Host));
    }

    #[test]
    fn uni_02_lookalike_hosts_are_shown_in_ascii() {
        let shown = |host: &str| display_host(&ascii_host(host).unwrap());
        assert_eq!(shown("bücher.test"), "bücher.test");
        assert_eq!(shown("لاجئون.test"), "لاجئون.test");
        assert_eq!(shown("беженцы.test"), "беженцы.test");
        // Latin with a Cyrillic "с" inside.
        assert!(shown("unh\u{441}r.org").starts_with("xn--"));
        // Cyrillic throughout, but every letter looks Latin ("арр").
        assert!(shown("\u{430}\u{440}\u{440}.test").starts_with("xn--"));
        assert_eq!(display_host("a.test"), "a.test");
    }

    #[test]
    fn ssrf_08_parser_tricks_never_reach_another_host() {
        for input in [
            "http://a.test#@127.0.0.1/",
            "http://127.1/",
            "https://a.test:22/",
            "https://a.test:/",
            "https://a.test%00.evil.test/",
            "https://a.test:443:80/",
            "https://a.test:+443/",
            "https://a.test:99999/",
            "https://[::1/",
            "https://a.test:0/",
        ] {
            assert!(Uri::parse(input, LIVE).is_err(), "{input}");
        }
        let fragment = Uri::parse("https://a.test#@127.0.0.1/", LIVE).unwrap();
        assert_eq!(fragment.host(), "a.test");
        assert!(Uri::parse("http://a.test:0/", DEV).is_err());
    }

    #[test]
    fn a_fragment_is_kept_until_taken_off() {
        let key = Uri::parse("https://a.test/u/alice#main-key", LIVE).unwrap();
        assert_eq!(key.fragment(), Some("main-key"));
        assert_eq!(key.without_fragment().as_str(), "https://a.test/u/alice");
        assert_eq!(serde_json::to_string(&key).unwrap(), "\"https://a.test/u/alice#main-key\"");
    }

    #[test]
    fn development_allows_local_names_only() {
        assert!(Uri::parse("http://localhost:8080/x", DEV).is_ok());
        assert!(Uri::parse("http://berlin.localhost:8080/x", DEV).is_ok());
        assert!(Uri::parse("http://intranet/x", DEV).is_err());
    }
}
