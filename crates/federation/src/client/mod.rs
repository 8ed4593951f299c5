//! The one HTTP client for everything that strangers name (SSRF-06).
//!
//! Names are resolved inside of the connector and every address is judged there, so that
//! there is no moment between check and use (SSRF-04). Redirects, cookies, proxies from the
//! environment and decompression are off; a deadline covers the whole exchange.

mod resolver;
#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests;

use std::collections::HashMap;
use std::error::Error as StdError;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, DATE, LOCATION, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use tokio::time::{Instant, timeout_at};
use url::Host;

use crate::address::is_public_name;
use crate::key::KeyError;
use crate::uri::{Uri, UriPolicy};
use resolver::{GuardedResolver, ResolveError};

/// Decides by host name whether we deal with that host at all.
pub type HostPolicy = Arc<dyn Fn(&str) -> bool + Send + Sync>;
/// Answers for a host name instead of the system's resolver; its answers are judged as well.
pub type NameResolver = Arc<dyn Fn(&str) -> Vec<IpAddr> + Send + Sync>;
/// Headers of one request, as [`crate::signature::sign`] gives them.
pub type Headers = Vec<(HeaderName, HeaderValue)>;

/// A body of an answer to a delivery is read up to here, so that the connection can be used
/// again.
const DRAIN_BYTES: usize = 64 * 1024;
/// The longest wait that a peer may ask for.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(24 * 3_600);
/// Idle connections are dropped early: many peers close theirs without a word.
const POOL_IDLE: Duration = Duration::from_secs(20);

/// Times and sizes of exchanges.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the first name lookup to the last byte of a fetched document, redirect included.
    pub fetch: Duration,
    /// The same for a delivery.
    pub delivery: Duration,
    /// The largest fetched body, in bytes.
    pub body: usize,
}

impl Default for Limits {
    /// 10 seconds, 15 seconds, 1 MiB.
    fn default() -> Self {
        Self { fetch: Duration::from_secs(10), delivery: Duration::from_secs(15), body: 1024 * 1024 }
    }
}

/// What the client needs to know.
#[derive(Clone)]
pub struct ClientConfig {
    /// The `User-Agent` of every request.
    pub user_agent: String,
    /// Allows `http`, ports and loopback; nothing else that is private.
    pub development: bool,
    /// Addresses of names, in development only. The port is used when the URL has none.
    pub hosts: HashMap<String, SocketAddr>,
    /// Certificates in PEM that are trusted besides those of the system.
    pub extra_root_certificates: Vec<Vec<u8>>,
    /// Our own domain (with the port if it is not the default), which is never fetched.
    pub own_authority: String,
    /// Whom we deal with.
    pub allowed: HostPolicy,
    /// Resolves names instead of the system.
    pub resolver: Option<NameResolver>,
    /// Times and sizes.
    pub limits: Limits,
}

/// The client cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// Name overrides are for development.
    #[error("addresses of hosts can be set in development only")]
    HostsInProduction,
    /// A certificate is not PEM.
    #[error("an extra root certificate cannot be read")]
    Certificate,
    /// The HTTP library refuses the configuration (for example: no system certificates).
    #[error("the HTTP client cannot be built")]
    Build(#[source] reqwest::Error),
}

/// Why an exchange failed. The codes are stable and hold nothing of the peer's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// We do not connect there, for the reason of the code.
    #[error("this address is not fetched ({0})")]
    Refused(&'static str),
    /// The name does not resolve.
    #[error("the host name cannot be resolved")]
    Dns,
    /// No trusted TLS connection.
    #[error("no trusted connection could be made")]
    Tls,
    /// No connection.
    #[error("no connection could be made")]
    Connect,
    /// The deadline passed.
    #[error("the peer took too long")]
    Timeout,
    /// The body exceeds the limit.
    #[error("the answer is too large")]
    TooLarge,
    /// The body is compressed although we asked for it plain.
    #[error("the answer is encoded in a way that is not accepted")]
    Encoding,
    /// A redirect that is not followed.
    #[error("the redirect is not followed")]
    Redirect,
    /// The peer does not speak HTTP properly.
    #[error("the answer cannot be read")]
    Http,
    /// The request could not be signed.
    #[error("the request could not be signed")]
    Sign(#[from] KeyError),
}

impl FetchError {
    /// A stable code for logs, metrics and tests.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Refused(reason) => reason,
            Self::Dns => "fetch-dns",
            Self::Tls => "fetch-tls",
            Self::Connect => "fetch-connect",
            Self::Timeout => "fetch-timeout",
            Self::TooLarge => "fetch-too-large",
            Self::Encoding => "fetch-encoding",
            Self::Redirect => "fetch-redirect",
            Self::Http => "fetch-http",
            Self::Sign(error) => error.reason(),
        }
    }
}

/// What to do with a redirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redirect {
    /// Refuse it.
    None,
    /// Follow one, within the origin of the first address (ORG-04, DOS-11).
    SameOriginOnce,
}

/// A fetched document.
#[derive(Debug, Clone)]
pub struct Response {
    /// The status of the last answer; the caller judges it.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, within the limit.
    pub body: Bytes,
    /// Where it came from: the address after a redirect. An object must be of this origin.
    pub final_uri: Uri,
}

/// The answer to a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostOutcome {
    /// The status; a redirect is a status like any other here.
    pub status: StatusCode,
    /// How long the peer asks us to wait, at most 24 hours.
    pub retry_after: Option<Duration>,
    /// The peer's clock (`Date`), in microseconds since 1970.
    pub date: Option<i64>,
}

/// The guarded client. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    config: Arc<ClientConfig>,
}

impl Client {
    /// Builds the client.
    ///
    /// # Errors
    /// [`ClientError`] if the configuration contradicts itself or cannot be used.
    pub fn new(config: ClientConfig) -> Result<Self, ClientError> {
        if !config.development && !config.hosts.is_empty() {
            return Err(ClientError::HostsInProduction);
        }
        let mut roots = Vec::new();
        for pem in &config.extra_root_certificates {
            let certificates =
                reqwest::Certificate::from_pem_bundle(pem).map_err(|_| ClientError::Certificate)?;
            if certificates.is_empty() {
                return Err(ClientError::Certificate);
            }
            roots.extend(certificates);
        }
        let mut builder = reqwest::Client::builder()
            .user_agent(&config.user_agent)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .https_only(!config.development)
            .dns_resolver(Arc::new(GuardedResolver::new(&config)))
            .connect_timeout(config.limits.fetch.min(config.limits.delivery))
            .pool_idle_timeout(POOL_IDLE)
            .pool_max_idle_per_host(2);
        if !roots.is_empty() {
            builder = builder.tls_certs_merge(roots);
        }
        let http = builder.build().map_err(ClientError::Build)?;
        Ok(Self { http, config: Arc::new(config) })
    }

    /// Which addresses [`Uri::parse`] should accept for this client.
    pub fn uri_policy(&self) -> UriPolicy {
        UriPolicy { development: self.config.development }
    }

    /// Fetches a document. `headers` is called for each request with its address, so that a
    /// redirect is signed anew.
    ///
    /// # Errors
    /// [`FetchError`]; an HTTP error status is no error here.
    pub async fn get<F>(&self, uri: &Uri, redirects: Redirect, headers: F) -> Result<Response, FetchError>
    where
        F: Fn(&Uri) -> Result<Headers, KeyError> + Send,
    {
        let deadline = Instant::now() + self.config.limits.fetch;
        let first = uri.without_fragment();
        timeout_at(deadline, async move {
            let response = self.send(Method::GET, &first, headers(&first)?, Bytes::new()).await?;
            if !is_redirect(response.status()) {
                return self.read(response, first.clone()).await;
            }
            if redirects == Redirect::None {
                return Err(FetchError::Redirect);
            }
            let next = redirect_target(&first, response.headers(), self.uri_policy())?;
            drop(response);
            let response = self.send(Method::GET, &next, headers(&next)?, Bytes::new()).await?;
            if is_redirect(response.status()) {
                return Err(FetchError::Redirect);
            }
            self.read(response, next).await
        })
        .await
        .unwrap_or(Err(FetchError::Timeout))
    }

    /// Delivers a body. Redirects are not followed.
    ///
    /// # Errors
    /// [`FetchError`] if no status came back in time; an HTTP error status is no error here.
    pub async fn post(&self, uri: &Uri, headers: Headers, body: Bytes) -> Result<PostOutcome, FetchError> {
        let deadline = Instant::now() + self.config.limits.delivery;
        let target = uri.without_fragment();
        let sent = timeout_at(deadline, self.send(Method::POST, &target, headers, body));
        let response = sent.await.unwrap_or(Err(FetchError::Timeout))?;
        let outcome = PostOutcome {
            status: response.status(),
            retry_after: retry_after(response.headers(), SystemTime::now()),
            date: http_date(response.headers(), &DATE)
                .and_then(|date| date.duration_since(UNIX_EPOCH).ok())
                .and_then(|since| i64::try_from(since.as_micros()).ok()),
        };
        // The status is known: what happens to the rest of the answer changes nothing.
        let _ = timeout_at(deadline, drain(response)).await;
        Ok(outcome)
    }

    /// Whether we would connect there. Costs no lookup and no connection.
    ///
    /// # Errors
    /// [`FetchError::Refused`] with the rule that forbids it.
    pub fn check_destination(&self, uri: &Uri) -> Result<(), FetchError> {
        let development = self.config.development;
        if !development && (uri.scheme() != "https" || uri.port() != 443) {
            return Err(FetchError::Refused("refused-scheme-or-port"));
        }
        match uri.as_url().host() {
            Some(Host::Domain(name)) => {
                let local =
                    development && (resolver::is_localhost(name) || self.config.hosts.contains_key(name));
                if !local && !is_public_name(name) {
                    return Err(FetchError::Refused("refused-name"));
                }
            }
            // The connector never asks the resolver about these, so they are judged here.
            Some(Host::Ipv4(address)) if development && address.is_loopback() => {}
            Some(Host::Ipv6(address)) if development && address.is_loopback() => {}
            _ => return Err(FetchError::Refused("refused-ip-literal")),
        }
        if uri.authority().eq_ignore_ascii_case(&self.config.own_authority) {
            return Err(FetchError::Refused("refused-own-domain"));
        }
        if !(self.config.allowed)(uri.host()) {
            return Err(FetchError::Refused("refused-by-policy"));
        }
        Ok(())
    }

    async fn send(
        &self,
        method: Method,
        uri: &Uri,
        headers: Headers,
        body: Bytes,
    ) -> Result<reqwest::Response, FetchError> {
        self.check_destination(uri)?;
        let mut map = HeaderMap::with_capacity(headers.len() + 1);
        for (name, value) in headers {
            map.append(name, value);
        }
        map.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let mut request = self.http.request(method.clone(), uri.as_url().clone()).headers(map);
        if method == Method::POST {
            request = request.body(body);
        }
        request.send().await.map_err(|error| classify(&error))
    }

    async fn read(&self, mut response: reqwest::Response, final_uri: Uri) -> Result<Response, FetchError> {
        let encoded = |value: &HeaderValue| !value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity");
        if response.headers().get_all(CONTENT_ENCODING).iter().any(encoded) {
            return Err(FetchError::Encoding);
        }
        let limit = self.config.limits.body;
        let announced = response.content_length().unwrap_or(0);
        if announced > limit as u64 {
            return Err(FetchError::TooLarge);
        }
        let mut body = Vec::with_capacity(usize::try_from(announced).unwrap_or(0));
        while let Some(chunk) = response.chunk().await.map_err(|error| classify(&error))? {
            if body.len() + chunk.len() > limit {
                return Err(FetchError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response {
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body: body.into(),
            final_uri,
        })
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 300..=303 | 305..=308)
}

/// Where a redirect leads, if it stays in the origin of `from`.
fn redirect_target(from: &Uri, headers: &HeaderMap, policy: UriPolicy) -> Result<Uri, FetchError> {
    let mut values = headers.get_all(LOCATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(FetchError::Redirect);
    };
    let text = value.to_str().map_err(|_| FetchError::Redirect)?;
    // Before it is joined, because joining silently drops tabs and turns backslashes round.
    if !text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\') {
        return Err(FetchError::Redirect);
    }
    let joined = from.as_url().join(text).map_err(|_| FetchError::Redirect)?;
    let next = Uri::parse(joined.as_str(), policy).map_err(|_| FetchError::Redirect)?;
    let next = next.without_fragment();
    if !next.same_origin(from) || next == *from {
        return Err(FetchError::Redirect);
    }
    Ok(next)
}

async fn drain(mut response: reqwest::Response) {
    let mut seen = 0;
    while let Ok(Some(chunk)) = response.chunk().await {
        seen += chunk.len();
        if seen > DRAIN_BYTES {
            return;
        }
    }
}

/// `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), at most 24 hours.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than a number holds is longer than any wait we accept.
        Duration::from_secs(text.parse().unwrap_or(u64::MAX))
    } else {
        http_date(headers, &RETRY_AFTER)?.duration_since(now).unwrap_or_default()
    };
    Some(wait.min(MAX_RETRY_AFTER))
}

fn http_date(headers: &HeaderMap, name: &HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}

/// Finds the cause that matters in the chain of library errors.
fn classify(error: &reqwest::Error) -> FetchError {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(current) = cause {
        if let Some(ResolveError::Refused(reason)) = current.downcast_ref() {
            return FetchError::Refused(reason);
        }
        // An io::Error shows the source of what it wraps, not what it wraps.
        let wrapped = current
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            .map(|inner| inner as &(dyn StdError + 'static));
        let is_tls = |error: &(dyn StdError + 'static)| error.is::<rustls::Error>();
        if is_tls(current) || wrapped.is_some_and(is_tls) {
            return FetchError::Tls;
        }
        cause = match wrapped {
            Some(inner) => Some(inner),
            None => current.source(),
        };
    }
    if error.is_timeout() {
        FetchError::Timeout
    } else if error.is_dns() {
        FetchError::Dns
    } else if error.is_connect() {
        FetchError::Connect
    } else {
        FetchError::Http
    }
}
