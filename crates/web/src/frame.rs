//! What goes around every answer of the server: security headers, and pages for errors.

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
    REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, web};

use sofra_base::config::Config;

use crate::App;
use crate::error::Failure;
use crate::viewer::Viewer;

/// Nothing runs on our pages, nothing is loaded from elsewhere, nobody frames them.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                          frame-ancestors 'none'";

/// A policy with the addresses to which leaving quickly leads: browsers look for them where a form is redirected.
fn with_exit(policy: &HeaderValue, config: &Config) -> Option<HeaderValue> {
    let origins = config.safety.exit_origins();
    if origins.is_empty() {
        return None;
    }
    let forms = format!("form-action 'self' {}", origins.join(" "));
    HeaderValue::from_str(&policy.to_str().ok()?.replace("form-action 'self'", &forms)).ok()
}

/// For the two pages that talk to a passkey, which no browser does without a script: ours, in a file of its own.
pub const POLICY_WITH_SCRIPT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The outermost middleware: `App::new().wrap(from_fn(sofra_web::frame::around))`.
///
/// # Errors
/// None of its own.
pub async fn around<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let mut response = next.call(request).await?.map_into_boxed_body();
    let marked = response.response().extensions().get::<Failure>().cloned();
    let failure = marked.or_else(|| bare(&response).then(|| Failure::of_status(response.status())));
    if let Some(failure) = failure {
        let page = page(response.request(), &failure).await;
        let (request, _) = response.into_parts();
        response = ServiceResponse::new(request, page);
    }
    let app = response.request().app_data::<web::Data<App>>().cloned();
    let secure = app.as_ref().is_some_and(|app| app.site.base.starts_with("https://"));
    add_headers(response.headers_mut(), secure);
    let policy = response.headers().get(CONTENT_SECURITY_POLICY);
    let policy = policy.zip(app.as_ref()).and_then(|(policy, app)| with_exit(policy, &app.config));
    if let Some(policy) = policy {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// The framework's own errors have no body; whoever asked for a page gets one.
fn bare(response: &ServiceResponse<BoxBody>) -> bool {
    let status = response.status();
    let wants_page = response
        .request()
        .headers()
        .get(ACCEPT)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    (status.is_client_error() || status.is_server_error())
        && wants_page
        && !response.headers().contains_key(CONTENT_TYPE)
        && matches!(response.response().body().size(), BodySize::None | BodySize::Sized(0))
}

async fn page(request: &HttpRequest, failure: &Failure) -> HttpResponse {
    let viewer = match Viewer::load(request).await {
        Ok(viewer) => Some(viewer),
        Err(_) => Viewer::unknown(request),
    };
    viewer.map_or_else(|| HttpResponse::new(failure.status()), |viewer| failure.page(&viewer))
}

fn add_headers(headers: &mut HeaderMap, secure: bool) {
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(CONTENT_SECURITY_POLICY, POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "no-referrer");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    );
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(CACHE_CONTROL, "private, no-store");
    // This host alone: what else the organisation runs under its domain is not ours to decide.
    if secure {
        set(STRICT_TRANSPORT_SECURITY, "max-age=63072000");
    }
    // One address is read by people and by programs, in several languages: caches must keep them apart.
    set(VARY, "Accept, Accept-Language, Cookie");
}
