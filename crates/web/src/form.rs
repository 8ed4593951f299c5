//! Forms: what was typed, kept for the form to come back with; and the guard against forged requests (AUTH-01).

use std::collections::HashMap;

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::StreamExt as _;
use futures_util::future::LocalBoxFuture;
use sofra_domain::FieldError;

use crate::App;
use crate::error::Failure;
use crate::i18n::{Arg, Language};
use crate::viewer::Viewer;

/// Bytes of a form of somebody signed in: a long statement in several scripts, percent-encoded.
const LARGEST: usize = 8 * 1024 * 1024;
/// Bytes of a form before sign-in.
const LARGEST_BEFORE_SIGN_IN: usize = 32 * 1024;
/// Fields of a form at most.
const MOST_FIELDS: usize = 2000;
/// The field that carries the token.
pub const TOKEN: &str = "token";

/// What was typed, field by field, in order.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// From pairs, as a multipart form gives them.
    #[must_use]
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().take(MOST_FIELDS).map(|(name, value)| (name, clean(&value))).collect())
    }

    /// The first value of a field; empty where there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the field was sent at all.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Browsers send CRLF; no text of ours holds a NUL, which PostgreSQL cannot store.
fn clean(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\0', "")
}

/// A form that came from a page of this node: its origin and its token are checked before a handler sees it.
pub struct Form {
    /// What was typed.
    pub fields: Fields,
    /// Who sent it.
    pub viewer: Viewer,
}

impl FromRequest for Form {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            check_origin(&request)?;
            let viewer = Viewer::load(&request).await?;
            let kind = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
            if !kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
                return Err(Failure::unreadable());
            }
            let limit = if viewer.identity.is_some() { LARGEST } else { LARGEST_BEFORE_SIGN_IN };
            let mut body = Vec::new();
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|_| Failure::unreadable())?;
                if body.len() + chunk.len() > limit {
                    return Err(Failure::too_large());
                }
                body.extend_from_slice(&chunk);
            }
            let fields = Fields::new(
                url::form_urlencoded::parse(&body)
                    .take(MOST_FIELDS)
                    .map(|(name, value)| (name.into_owned(), value.into_owned()))
                    .collect(),
            );
            check_token(&viewer, fields.get(TOKEN))?;
            Ok(Self { fields, viewer })
        })
    }
}

/// Whether a request comes from a page of this node, as far as the browser tells: `Sec-Fetch-Site` where it is sent,
/// and `Origin`. With `Referrer-Policy: no-referrer` browsers send `Origin: null` with forms, so that alone proves
/// nothing either way; the token does.
///
/// # Errors
/// 403 when it comes from elsewhere.
pub fn check_origin(request: &HttpRequest) -> Result<(), Failure> {
    let header = |name: &str| request.headers().get(name).map(|v| v.to_str().unwrap_or("unreadable"));
    if header("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Err(Failure::forged());
    }
    let Some(origin) = header(ORIGIN.as_str()).filter(|origin| *origin != "null") else { return Ok(()) };
    let app = request.app_data::<web::Data<App>>().ok_or_else(Failure::forged)?;
    if origin == app.site.base {
        return Ok(());
    }
    // While trying things out, 127.0.0.1 and localhost are the same table.
    let own_name = header(HOST.as_str()).is_some_and(|host| origin == format!("http://{host}"));
    if app.site.development && own_name { Ok(()) } else { Err(Failure::forged()) }
}

/// Whether a form carries the token of the reader's own page.
///
/// # Errors
/// 403 when it does not.
pub fn check_token(viewer: &Viewer, token: &str) -> Result<(), Failure> {
    if viewer.is_own_token(token) { Ok(()) } else { Err(Failure::forged()) }
}

/// What is wrong with a form, in the reader's language.
#[derive(Debug, Clone, Default)]
pub struct Errors {
    list: Vec<(String, String)>,
    by_field: HashMap<String, String>,
}

impl Errors {
    /// Translates what the domain found.
    #[must_use]
    pub fn new(language: Language, errors: &[FieldError]) -> Self {
        let mut all = Self::default();
        for error in errors {
            let args: Vec<(&str, &dyn Arg)> = error.args.iter().map(|(n, v)| (*n, v as &dyn Arg)).collect();
            all.add(&error.field, language.message(error.key, &args, true));
        }
        all
    }

    /// Adds one.
    pub fn add(&mut self, field: &str, text: String) {
        self.list.push((field.to_owned(), text.clone()));
        self.by_field.entry(field.to_owned()).or_insert(text);
    }

    /// What is wrong with one field; empty where nothing is.
    #[must_use]
    pub fn of(&self, field: &str) -> &str {
        self.by_field.get(field).map_or("", String::as_str)
    }

    /// Fields and messages in order, for the summary at the top.
    #[must_use]
    pub fn list(&self) -> &[(String, String)] {
        &self.list
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// What somebody may be led back to: pages of this node, named by a plain path with a plain query and nothing else
/// (AUTH-06).
#[must_use]
pub fn safe_path(text: &str) -> Option<&str> {
    const PAGES: &[&str] = &[
        "statements",
        "positions",
        "agenda",
        "o",
        "m",
        "actors",
        "timeline",
        "compose",
        "drafts",
        "follow",
        "followers",
        "following",
        "settings",
        "admin",
        "desk",
        "awaits",
        "notifications",
        "directory",
        "rules",
        "privacy",
        "join",
        "invitations",
        "accounts",
        "panic",
        "report",
        "reports",
        "appeals",
        "rules",
        "desk",
    ];
    let rest = text.strip_prefix('/')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '?' | '=' | '&');
    let first = rest.split(['/', '?']).next().unwrap_or_default();
    let known = first.is_empty() && !rest.starts_with('/') || PAGES.contains(&first);
    (text.len() <= 300 && known && rest.chars().all(plain) && !text.contains("//") && !text.contains(".."))
        .then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auth_06_only_known_relative_paths_are_led_to() {
        for good in [
            "/",
            "/timeline",
            "/statements/01j0?text=ar",
            "/agenda/istanbul-2018/R1",
            "/?lang=ar",
            "/o/voices",
        ] {
            assert_eq!(safe_path(good), Some(good));
        }
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https:evil.example",
            "https://evil.example",
            "/%2Fevil.example",
            "/%5Cevil",
            "/redirect?to=x",
            "/sign-out",
            "/statements//evil",
            "/timeline\r\nX: y",
            "/o/../sign-out",
            "javascript:alert(1)",
            "/timeline?x=<b>",
            " /timeline",
            "/\t/evil.example",
            "/@evil.example",
            "/static/x",
            "/api/v1/x",
            "timeline",
        ] {
            assert_eq!(safe_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_was_typed_is_kept_in_order_and_cleaned() {
        let fields = Fields::new(vec![
            ("a".into(), "1\r\n2".into()),
            ("b".into(), "x\0y".into()),
            ("a".into(), "3".into()),
        ]);
        assert_eq!(fields.get("a"), "1\n2");
        assert_eq!(fields.get("b"), "xy");
        assert_eq!(fields.get("c"), "");
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["1\n2", "3"]);
    }
}
