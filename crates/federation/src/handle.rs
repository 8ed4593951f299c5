//! Handles: how people write the address of an actor (`@user@host`), RFC 7565 `acct:`.
//!
//! A handle becomes part of a request to its host, so nothing but a plain name and a plain
//! DNS name passes (ORG-22).

use std::fmt;

use crate::uri::{UriError, UriPolicy, ascii_host};

/// The longest user part accepted, in bytes.
pub const MAX_USER_BYTES: usize = 64;

/// A user name on a host, both checked and in lower-case host form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Handle {
    user: String,
    host: String,
}

/// The text is no handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an address of the form @name@example.org")]
pub struct HandleError;

impl Handle {
    /// Parses `@user@host`, `user@host` or `acct:user@host`.
    ///
    /// The user part is ASCII letters, digits, `_`, `-` and `.` (not first or last), up to
    /// [`MAX_USER_BYTES`]. The host is a DNS name under the rules of [`crate::uri`]; a port is
    /// accepted in development only.
    ///
    /// # Errors
    /// [`HandleError`] for anything else; it is decided before any request.
    pub fn parse(input: &str, policy: UriPolicy) -> Result<Self, HandleError> {
        let bare = match input.get(..5) {
            Some(prefix) if prefix.eq_ignore_ascii_case("acct:") => &input[5..],
            _ => input.strip_prefix('@').unwrap_or(input),
        };
        let (user, host) = bare.split_once('@').ok_or(HandleError)?;
        if !is_plain_user(user) {
            return Err(HandleError);
        }
        Ok(Self { user: user.to_owned(), host: checked_host(host, policy).map_err(|_| HandleError)? })
    }

    /// The user part as written; its letter case is the business of its host.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The host in lower-case ASCII, with a port in development only.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// `acct:user@host`, the resource of a WebFinger request (RFC 7033).
    pub fn to_acct(&self) -> String {
        format!("acct:{}@{}", self.user, self.host)
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}@{}", self.user, self.host)
    }
}

fn is_plain_user(user: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    !user.is_empty()
        && user.len() <= MAX_USER_BYTES
        && user.bytes().all(plain)
        && !user.starts_with('.')
        && !user.ends_with('.')
}

fn checked_host(raw: &str, policy: UriPolicy) -> Result<String, UriError> {
    if policy.development {
        // Names and ports of test nodes are judged by the same parser that will fetch them.
        if raw.contains(['/', '?', '#']) {
            return Err(UriError::Host);
        }
        let uri = crate::uri::Uri::parse(&format!("http://{raw}/"), policy)?;
        return Ok(uri.authority().to_owned());
    }
    let host = ascii_host(raw)?;
    if host.contains('.') { Ok(host) } else { Err(UriError::Host) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use super::*;

    const LIVE: UriPolicy = UriPolicy { development: false };

    #[test]
    fn plain_handles_are_read() {
        for input in ["@alice@A.test", "alice@a.test", "acct:alice@a.test", "ACCT:alice@a.test."] {
            let handle = Handle::parse(input, LIVE).unwrap();
            assert_eq!((handle.user(), handle.host()), ("alice", "a.test"), "{input}");
        }
        let handle = Handle::parse("@a.b-c_1@bücher.test", LIVE).unwrap();
        assert_eq!(handle.to_acct(), "acct:a.b-c_1@xn--bcher-kva.test");
        assert_eq!(handle.to_string(), "@a.b-c_1@xn--bcher-kva.test");
    }

    #[test]
    fn org_22_paths_ports_and_queries_are_refused() {
        for input in [
            "hacker@localh.st:1234/secret.txt?x=1#",
            "a@b.test/x",
            "a@b.test?x",
            "a@b.test#",
            "a@b.test:443",
            "a@@b.test",
            "@@a@b.test",
            "@a@b@c.test",
            "a@",
            "@b.test",
            "a@localhost",
            "a@127.0.0.1",
            "a@[::1]",
            "a@1.2.3.4",
            "a b@c.test",
            "a\n@c.test",
            "a@c.test\r\nX: y",
            "a/../b@c.test",
            "a%2f@c.test",
            "a?b@c.test",
            ".a@c.test",
            "a.@c.test",
            "",
            "@",
            "acct:@a@b.test",
            "acct:",
            "a@c．test",
            "а@c.test",
        ] {
            assert_eq!(Handle::parse(input, LIVE), Err(HandleError), "{input:?}");
        }
        assert!(Handle::parse(&format!("{}@a.test", "a".repeat(65)), LIVE).is_err());
    }

    #[test]
    fn development_reads_ports_and_local_names() {
        let dev = UriPolicy { development: true };
        assert_eq!(Handle::parse("@a@localhost:8081", dev).unwrap().host(), "localhost:8081");
        for input in ["a@localhost:80/x", "a@localhost:8081?x", "a@u:p@h.test", "a@localhost#x"] {
            assert!(Handle::parse(input, dev).is_err(), "{input}");
        }
    }
}
