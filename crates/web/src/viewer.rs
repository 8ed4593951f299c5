//! Who asks, and in which language.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use sofra_base::clock::{Timestamp, hours, minutes};
use sofra_base::id::{random_token, sha256_hex};
use sofra_base::lang::LanguageTag;
use sofra_domain::account::model::Session;
use sofra_domain::account::{self, Identity};
use sofra_domain::node::{self, Node};
use sofra_domain::notification;
use sofra_domain::sign_in;
use sofra_domain::viewer::Reader;
use subtle::ConstantTimeEq as _;

use crate::App;
use crate::error::Failure;
use crate::i18n::Language;

/// How long a browser remembers the chosen language, in days.
const LANGUAGE_DAYS: i64 = 365;
/// How long a browser is remembered as one that has signed in, in days.
const DEVICE_DAYS: i64 = 365;
/// As long as a session lasts in the database, in days.
const SESSION_DAYS: i64 = 14;
/// As long as the step between password and second factor lasts, in minutes.
const STEP_MINUTES: i64 = 10;
/// How long a proof of who one is stays fresh, in minutes.
const FRESH_MINUTES: i64 = 15;

/// The reader of a page. Cheap to clone; read once a request.
#[derive(Clone)]
pub struct Viewer(Rc<Inner>);

/// What is known about the reader of a page.
pub struct Inner {
    /// Who is signed in.
    pub identity: Option<Identity>,
    /// The session of the cookie.
    pub session: Option<Session>,
    /// How much waits for whoever is signed in.
    pub awaits: i64,
    /// How many notifications wait unseen.
    pub unseen: i64,
    /// The language of the page.
    pub language: Language,
    /// Languages for texts, most wanted first.
    pub languages: Vec<LanguageTag>,
    /// This node; absent only where the database could not be asked.
    pub node: Option<Node>,
    /// When the request came.
    pub now: Timestamp,
    /// The path of the request.
    pub path: String,
    /// Its query.
    pub query: String,
    /// Whether the request was made from a page of this node (or the browser does not tell): only then is a language
    /// in the address remembered.
    pub chose_language_here: bool,
    /// What the browser shows of a sign-in that waits for the second factor.
    pub step: Option<String>,
    /// Whether the reader must set up a second factor before anything else.
    pub must_set_up: bool,
    /// What the browser shows of having signed in before.
    device: Option<String>,
    /// Whether cookies are sent over https only.
    secure: bool,
    /// What form tokens are derived from: the session's secret, or that of a cookie made for forms before sign-in.
    form_secret: String,
    /// Whether the cookie for forms is yet to be set.
    form_cookie_missing: bool,
    /// Whether a form with a token is on the page.
    form_shown: Cell<bool>,
}

impl Deref for Viewer {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Inner {
    /// For the rules of reading.
    #[must_use]
    pub fn reader(&self) -> Reader {
        self.identity.clone().map_or(Reader::Anyone, Reader::Account)
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// `SignIn`, which the page answers by leading to the sign-in.
    pub fn signed_in(&self) -> Result<&Identity, Failure> {
        self.identity.as_ref().ok_or_else(|| sofra_domain::Error::SignIn.into())
    }

    /// Who is signed in, if they proved who they are in the last quarter of an hour: for what changes the keys of an
    /// account, and for what can do as much harm.
    ///
    /// # Errors
    /// To the page that asks for the password or the second factor again, and from there back to `back`.
    pub fn lately(&self, back: &str) -> Result<&Identity, Failure> {
        let who = self.signed_in()?;
        if self.is_proven() { Ok(who) } else { Err(Failure::prove_again(back)) }
    }

    /// As [`Inner::lately`], to be asked where a page with words in its form comes back instead: see `Page::must_prove`.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.session.as_ref().is_some_and(|s| s.proven_at > self.now - minutes(FRESH_MINUTES))
    }

    /// What people call this node.
    #[must_use]
    pub fn node_name(&self) -> &str {
        self.node.as_ref().map_or("Sofra", |node| node.name.as_str())
    }

    /// The token that a form carries against requests forged elsewhere (AUTH-01).
    #[must_use]
    pub fn form_token(&self) -> String {
        self.form_shown.set(true);
        token_of(&self.form_secret)
    }

    /// Whether a form's token is this reader's, compared in constant time.
    #[must_use]
    pub fn is_own_token(&self, token: &str) -> bool {
        !self.form_cookie_missing
            && bool::from(token_of(&self.form_secret).as_bytes().ct_eq(token.as_bytes()))
    }

    /// The cookie that must go with the page, if it shows a form and the browser has none yet.
    pub(crate) fn form_cookie(&self) -> Option<Cookie<'static>> {
        (self.form_cookie_missing && self.form_shown.get())
            .then(|| cookie(form_cookie_name(self.secure), self.form_secret.clone(), self.secure).finish())
    }

    /// The cookie of a new session.
    #[must_use]
    pub fn session_cookie(&self, secret: String) -> Cookie<'static> {
        cookie(session_cookie_name(self.secure), secret, self.secure)
            .max_age(Duration::days(SESSION_DAYS))
            .finish()
    }

    /// The cookie that says, in a year as well, that this browser has signed in to an account. It opens nothing; it
    /// only gives the browser tries of its own. The node's secret seals it, so nothing is stored.
    #[must_use]
    pub fn device_cookie(&self, account: &account::AccountId) -> Option<Cookie<'static>> {
        let number = random_token();
        let value = format!("{number}.{}", self.device_seal(account, &number)?);
        Some(
            cookie(device_cookie_name(self.secure), value, self.secure)
                .max_age(Duration::days(DEVICE_DAYS))
                .finish(),
        )
    }

    /// The name under which the tries of this browser are counted, if it has signed in to that account before.
    #[must_use]
    pub fn is_known_device(&self, account: &account::AccountId) -> Option<String> {
        let (number, seal) = self.device.as_deref()?.split_once('.')?;
        if number.len() != 43 {
            return None;
        }
        let expected = self.device_seal(account, number)?;
        bool::from(expected.as_bytes().ct_eq(seal.as_bytes())).then(|| format!("{account} {number}"))
    }

    fn device_seal(&self, account: &account::AccountId, number: &str) -> Option<String> {
        let secret = &self.node.as_ref()?.secret;
        // Hashing twice, each time with the secret first, leaves no hash that could be carried on (as HMAC does).
        let inner = sha256_hex(
            &[secret.as_slice(), format!("sofra-device\n{account}\n{number}").as_bytes()].concat(),
        );
        Some(sha256_hex(&[secret.as_slice(), inner.as_bytes()].concat()))
    }

    /// The cookie of a sign-in that waits for the second factor.
    #[must_use]
    pub fn step_cookie(&self, secret: String) -> Cookie<'static> {
        cookie(step_cookie_name(self.secure), secret, self.secure)
            .max_age(Duration::minutes(STEP_MINUTES))
            .finish()
    }

    /// The cookie that ends such a sign-in in the browser.
    #[must_use]
    pub fn no_step_cookie(&self) -> Cookie<'static> {
        cookie(step_cookie_name(self.secure), String::new(), self.secure).max_age(Duration::ZERO).finish()
    }

    /// The cookie that ends a session in the browser.
    #[must_use]
    pub fn no_session_cookie(&self) -> Cookie<'static> {
        cookie(session_cookie_name(self.secure), String::new(), self.secure).max_age(Duration::ZERO).finish()
    }

    /// All cookies of ours, ended: the browser is to know nothing of us.
    #[must_use]
    pub fn no_cookies(&self) -> Vec<Cookie<'static>> {
        [
            session_cookie_name(self.secure),
            form_cookie_name(self.secure),
            device_cookie_name(self.secure),
            "lang",
        ]
        .into_iter()
        .map(|name| cookie(name, String::new(), self.secure).max_age(Duration::ZERO).finish())
        .collect()
    }

    /// The cookie that remembers a language.
    #[must_use]
    pub fn language_cookie(&self, language: Language) -> Cookie<'static> {
        cookie("lang", language.as_str().to_owned(), self.secure)
            .max_age(Duration::days(LANGUAGE_DAYS))
            .finish()
    }
}

fn token_of(secret: &str) -> String {
    // The secret has 256 random bits and a fixed length, so a plain hash is as good as an HMAC here.
    sha256_hex(format!("sofra-form\n{secret}").as_bytes())
}

fn cookie(name: &'static str, value: String, secure: bool) -> actix_web::cookie::CookieBuilder<'static> {
    Cookie::build(name, value).path("/").http_only(true).secure(secure).same_site(SameSite::Lax)
}

/// `__Host-` makes browsers refuse the cookie from any other host, from http and with a Domain.
#[must_use]
pub const fn session_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-sofra" } else { "sofra" }
}

const fn form_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-sofra-form" } else { "sofra-form" }
}

const fn device_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-sofra-device" } else { "sofra-device" }
}

const fn step_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-sofra-step" } else { "sofra-step" }
}

/// Where somebody can go who must set up a second factor first: to that, and out.
fn is_open_before_second_factor(path: &str) -> bool {
    matches!(
        path,
        "/settings/security"
            | "/sign-out"
            | "/exit"
            | "/language"
            | "/panic"
            | "/settings/panic"
            | "/privacy"
    ) || ["/settings/security/", "/settings/sessions/", "/link/"].iter().any(|open| path.starts_with(open))
}

/// The value of one parameter of a query, decoded.
#[must_use]
pub fn parameter(query: &str, name: &str) -> Option<String> {
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// What a good session cookie leads to.
#[derive(Default)]
struct Signed {
    session: Option<Session>,
    identity: Option<Identity>,
    secret: Option<String>,
    unseen: i64,
    awaits: i64,
    must_set_up: bool,
}

impl Viewer {
    /// Reads who asks; the second request for it in the same request costs nothing.
    ///
    /// # Errors
    /// The database's own.
    pub async fn load(request: &HttpRequest) -> Result<Self, Failure> {
        if let Some(known) = request.extensions().get::<Self>() {
            return Ok(known.clone());
        }
        let app = app(request)?;
        let secure = is_secure(app);
        let now = app.clock.now();
        let secret = request.cookie(session_cookie_name(secure)).map(|c| c.value().to_owned());
        let asked = secret.clone();
        let required = app.requires_second_factor();
        let (node, found, unseen, awaits, must_set_up) = app
            .db
            .read(move |c| {
                let found = match asked {
                    Some(token) => account::store::by_session(c, &token, now)?,
                    None => None,
                };
                let (unseen, awaits) = match &found {
                    Some((_, who)) => (
                        notification::store::unseen(c, who)?,
                        sofra_domain::awaits::count(c, now, who)?.total(),
                    ),
                    None => (0, 0),
                };
                // The one place where pages ask for it; `api::auth` is that of the API.
                let must_set_up = match &found {
                    Some((_, who)) if required => sign_in::store::must_set_up(c, who)?,
                    _ => false,
                };
                let node = match node::store::get(c) {
                    Ok(node) => Some(node),
                    Err(sofra_domain::Error::NotFound) => None,
                    Err(error) => return Err(error),
                };
                Ok((node, found, unseen, awaits, must_set_up))
            })
            .await?;
        if let Some((session, _)) = &found
            && session.seen_at < now - hours(1)
        {
            let id = session.id.clone();
            app.db.write(move |c| account::actions::touch_session(c, now, &id)).await?;
        }
        let signed_in = found.is_some();
        let (session, identity) = found.map_or((None, None), |(s, i)| (Some(s), Some(i)));
        if must_set_up && !is_open_before_second_factor(request.path()) {
            return Err(Failure::set_up_second_factor());
        }
        let secret = secret.filter(|_| signed_in);
        let viewer = Self::assemble(
            request,
            app,
            node,
            Signed { session, identity, secret, unseen, awaits, must_set_up },
        );
        request.extensions_mut().insert(viewer.clone());
        Ok(viewer)
    }

    /// A reader about whom the database could not be asked, for the page that says so.
    pub(crate) fn unknown(request: &HttpRequest) -> Option<Self> {
        let app = app(request).ok()?;
        Some(Self::assemble(request, app, None, Signed::default()))
    }

    fn assemble(request: &HttpRequest, app: &App, node: Option<Node>, signed: Signed) -> Self {
        let Signed { session, identity, secret: session_secret, unseen, awaits, must_set_up } = signed;
        let secure = is_secure(app);
        let (language, languages) = languages(request, identity.as_ref().and_then(|i| i.language.as_deref()));
        let kept = session_secret.or_else(|| {
            request.cookie(form_cookie_name(secure)).map(|c| c.value().to_owned()).filter(|v| v.len() == 43)
        });
        Self(Rc::new(Inner {
            identity,
            awaits,
            session,
            unseen,
            language,
            languages,
            node,
            now: app.clock.now(),
            path: request.path().to_owned(),
            query: request.query_string().to_owned(),
            chose_language_here: request.headers().get("sec-fetch-site").is_none_or(|v| v == "same-origin"),
            step: request.cookie(step_cookie_name(secure)).map(|c| c.value().to_owned()),
            must_set_up,
            device: request.cookie(device_cookie_name(secure)).map(|c| c.value().to_owned()),
            secure,
            form_cookie_missing: kept.is_none(),
            form_secret: kept.unwrap_or_else(random_token),
            form_shown: Cell::new(false),
        }))
    }
}

fn app(request: &HttpRequest) -> Result<&App, Failure> {
    request.app_data::<web::Data<App>>().map(|data| data.get_ref()).ok_or_else(|| {
        sofra_domain::Error::Internal("the server was put together without its App".into()).into()
    })
}

fn is_secure(app: &App) -> bool {
    app.site.base.starts_with("https://")
}

/// The language of the page and those for texts: what the address says, then the cookie, then the account, then the
/// browser.
fn languages(request: &HttpRequest, of_account: Option<&str>) -> (Language, Vec<LanguageTag>) {
    let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (accepted, mut tags) = Language::negotiate(header);
    let language = parameter(request.query_string(), "lang")
        .and_then(|l| Language::parse(&l))
        .or_else(|| request.cookie("lang").and_then(|c| Language::parse(c.value())))
        .or_else(|| of_account.and_then(Language::parse))
        .or(accepted)
        .unwrap_or(Language::En);
    tags.retain(|tag| tag != &language.tag());
    tags.insert(0, language.tag());
    (language, tags)
}

impl FromRequest for Viewer {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Self::load(&request).await })
    }
}
