//! The web server: limits against slow and greedy clients, the one host name we answer for, health and metrics.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServerHandle, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, Bytes, Data};
use actix_web::{App as Actix, Error, HttpMessage as _, HttpResponse, HttpServer};
use futures_util::{Stream, StreamExt as _};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sofra_base::config::{Config, Tls};
use sofra_federation::Federation;
use sofra_web::App;
use tokio::task::JoinHandle;
use tokio::time::timeout_at;

use crate::metrics::{self, Queues};
use crate::node::StartError;

/// A server that runs, and the way to stop it.
pub type Running = (ServerHandle, JoinHandle<std::io::Result<()>>);

/// The head of a request has to be there within this time (DOS-02).
const HEAD: Duration = Duration::from_secs(5);
/// A body may pause this long.
const PAUSE: Duration = Duration::from_secs(10);
/// A body may take this long in all.
const BODY: Duration = Duration::from_secs(20);
/// An upload over a poor connection may take this long in all.
const UPLOAD: Duration = Duration::from_secs(300);
/// Bytes of a body where a handler names no limit of its own.
const BODY_BYTES: usize = 256 * 1024;
/// Connections of one worker at once.
const CONNECTIONS: usize = 2048;
/// Threads that answer requests; what is slow runs elsewhere.
const WORKERS: usize = 2;
/// How long the writer may take to answer a health check: well over a commit on a slow card, well under what those
/// who check are willing to wait.
const WRITER: Duration = Duration::from_secs(3);

/// Serves pages, the API and ActivityPub.
///
/// # Errors
/// [`StartError::Listen`], [`StartError::Tls`].
pub fn serve(
    listener: TcpListener,
    app: Arc<App>,
    federation: Arc<Federation>,
) -> Result<Running, StartError> {
    let tls = tls(&app.config)?;
    let address = app.config.listen.to_string();
    let server = HttpServer::new(move || {
        let federation = federation.clone();
        Actix::new()
            .app_data(Data::from(app.clone()))
            .app_data(web::PayloadConfig::new(BODY_BYTES))
            .wrap(from_fn(in_time))
            .wrap(from_fn(sofra_web::frame::around))
            .wrap(from_fn(our_host))
            .wrap(from_fn(counted))
            .route("/healthz", web::get().to(healthz))
            .route("/readyz", web::get().to(readyz))
            // Before the pages: both answer at the same addresses, and its guards look at Accept.
            .configure(|services| federation.configure(services))
            .configure(sofra_web::configure)
    })
    .workers(WORKERS)
    .max_connections(CONNECTIONS)
    .client_request_timeout(HEAD)
    .client_disconnect_timeout(Duration::from_secs(2))
    .tls_handshake_timeout(HEAD)
    .keep_alive(Duration::from_secs(15))
    .shutdown_timeout(5)
    .disable_signals();
    let server = match tls {
        Some(config) => server.listen_rustls_0_23(listener, config),
        None => server.listen(listener),
    }
    .map_err(|e| StartError::Listen(address, e))?
    .run();
    Ok((server.handle(), tokio::spawn(server)))
}

/// Serves the figures for Prometheus, on a listener of its own: the host decides who can reach it.
///
/// # Errors
/// [`StartError::Listen`].
pub fn serve_metrics(listener: TcpListener) -> Result<Running, StartError> {
    let server = HttpServer::new(|| {
        Actix::new().route(
            "/metrics",
            web::get().to(|| async {
                match metrics::handle() {
                    Some(handle) => HttpResponse::Ok()
                        .content_type("text/plain; version=0.0.4; charset=utf-8")
                        .body(handle.render()),
                    None => HttpResponse::ServiceUnavailable().finish(),
                }
            }),
        )
    })
    .workers(1)
    .client_request_timeout(HEAD)
    .shutdown_timeout(1)
    .disable_signals()
    .listen(listener)
    .map_err(|e| StartError::Listen("the address for metrics".to_owned(), e))?
    .run();
    Ok((server.handle(), tokio::spawn(server)))
}

/// The program is alive.
async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("alive\n")
}

/// The database answers, the queues can be read and the writer takes work.
async fn readyz(app: Data<App>) -> HttpResponse {
    let answered = match app.db.read(Queues::count).await {
        Ok(_) => app.db.writer_answers(WRITER).await.map_err(Into::into),
        Err(error) => Err(error),
    };
    match answered {
        Ok(()) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable()
                .insert_header((header::RETRY_AFTER, "5"))
                .content_type("text/plain; charset=utf-8")
                .body("not ready: the database does not answer\n")
        }
    }
}

/// Answers under the node's own name only, so that no page or cookie ever exists under another. Health checks come
/// by address.
async fn our_host<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let ours = match request.app_data::<Data<App>>() {
        Some(app) => is_ours(&request, &app.site.domain),
        None => false,
    };
    if ours || matches!(request.path(), "/healthz" | "/readyz") {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    }
    let base = request.app_data::<Data<App>>().map(|app| app.site.base.clone()).unwrap_or_default();
    // 421: asked the wrong server (RFC 9110, 15.5.20). The name that was asked for is not repeated.
    let answer = HttpResponse::MisdirectedRequest()
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .body(format!("This server answers at {base} only.\n"));
    Ok(request.into_response(answer).map_into_right_body())
}

fn is_ours(request: &ServiceRequest, domain: &str) -> bool {
    // HTTP/2 has the name in the address of the request, HTTP/1.1 in a header. Forwarded names are not asked: a proxy
    // in front passes the name on.
    let asked = match request.uri().authority() {
        Some(authority) => authority.as_str(),
        None => match request.headers().get(header::HOST).and_then(|host| host.to_str().ok()) {
            Some(host) => host,
            None => return false,
        },
    };
    let plain = |text: &str| {
        let text = text.trim().to_ascii_lowercase();
        text.strip_suffix(":443").or_else(|| text.strip_suffix(":80")).map(ToOwned::to_owned).unwrap_or(text)
    };
    plain(asked) == plain(domain)
}

/// A body has to come, and to end, within a bounded time (DOS-02).
async fn in_time<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let upload = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/"));
    let payload = request.take_payload();
    if !matches!(payload, Payload::None) {
        let whole = tokio::time::Instant::now() + if upload { UPLOAD } else { BODY };
        let bounded: std::pin::Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>> =
            Box::pin(bounded(payload, whole));
        request.set_payload(Payload::Stream { payload: bounded });
    }
    next.call(request).await
}

fn bounded(payload: Payload, whole: tokio::time::Instant) -> impl Stream<Item = Result<Bytes, PayloadError>> {
    futures_util::stream::unfold(Some(payload), move |payload| async move {
        let mut payload = payload?;
        let until = whole.min(tokio::time::Instant::now() + PAUSE);
        match timeout_at(until, payload.next()).await {
            Ok(Some(chunk)) => Some((chunk, Some(payload))),
            Ok(None) => None,
            Err(_) => {
                let late = std::io::Error::new(std::io::ErrorKind::TimedOut, "the body did not come in time");
                Some((Err(PayloadError::Io(late)), None))
            }
        }
    })
    // A reader may ask once more after the end (forms with files do).
    .fuse()
}

/// Counts requests and their time, by kind of answer: neither address nor path.
async fn counted<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let begin = Instant::now();
    let result = next.call(request).await;
    let status = match &result {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    let class = match status.as_u16() {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    ::metrics::counter!("sofra_http_requests_total", "status" => class).increment(1);
    ::metrics::histogram!("sofra_http_request_seconds").record(begin.elapsed().as_secs_f64());
    result
}

fn tls(config: &Config) -> Result<Option<rustls::ServerConfig>, StartError> {
    let Tls { certificate, key } = &config.tls;
    if !config.tls.is_set() {
        return Ok(None);
    }
    let wrong =
        |what: &'static str, file: &Path, why: String| StartError::Tls { what, file: file.to_owned(), why };
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|e| wrong("the certificate cannot be read", certificate, e.to_string()))?;
    let private = PrivateKeyDer::from_pem_file(key)
        .map_err(|e| wrong("the private key cannot be read", key, e.to_string()))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| wrong("TLS cannot be set up", certificate, e.to_string()))?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .map_err(|e| wrong("certificate and key do not fit each other", certificate, e.to_string()))?;
    Ok(Some(config))
}
