//! What only the account itself sees: language, sign-ins, tokens.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::model::{ApiToken, Session, SessionId, TokenId};
use sofra_domain::account::{actions, store};
use sofra_domain::actor::{self, Actor};
use sofra_domain::{Error, FieldError, digest, recovery};

use super::show::Speaker;
use super::{Page, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::i18n::Language;
use crate::viewer::Viewer;

pub(super) mod source;
pub mod visibility;

/// Days for which a token is good, as offered.
const DAYS: [i64; 4] = [7, 30, 90, 365];

#[derive(Template)]
#[template(path = "settings.html")]
struct Settings {
    page: Page,
    errors: Errors,
    login: String,
    chosen: String,
    languages: Vec<(String, String)>,
    organisations: Vec<(Speaker, String)>,
    sessions: Vec<SessionRow>,
    tokens: Vec<TokenRow>,
    name: String,
    days: String,
    day_choices: Vec<(String, String)>,
    may_write: bool,
    secret: Option<String>,
    /// Absent on a node without mail.
    digest: Option<DigestMail>,
}

/// The mail about the week.
struct DigestMail {
    /// Whether there is a confirmed address.
    address: bool,
    wanted: bool,
}

struct SessionRow {
    id: String,
    begun: String,
    seen: String,
    ends: String,
    own: bool,
}

struct TokenRow {
    id: String,
    name: String,
    scope: &'static str,
    created: (String, String),
    expires: (String, String),
    expired: bool,
}

/// What the form for a new token holds.
struct TokenForm {
    name: String,
    days: String,
    may_write: bool,
}

impl Default for TokenForm {
    fn default() -> Self {
        Self { name: String::new(), days: "90".to_owned(), may_write: false }
    }
}

/// `GET /settings`
///
/// # Errors
/// To the sign-in.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    page(&app, &viewer, StatusCode::OK, TokenForm::default(), &[], None).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    form: TokenForm,
    wrong: &[FieldError],
    secret: Option<String>,
) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let (now, asking) = (viewer.now, who.clone());
    let mails = app.config.mail.is_set();
    let (sessions, tokens, organisations, digest): (
        Vec<Session>,
        Vec<ApiToken>,
        Vec<Actor>,
        Option<DigestMail>,
    ) = app
        .db
        .read(move |c| {
            let digest = if mails {
                Some(DigestMail {
                    address: recovery::store::addresses(c, &asking.account)?.confirmed.is_some(),
                    wanted: digest::store::is_wanted(c, &asking.account)?,
                })
            } else {
                None
            };
            let seats: Vec<_> = asking.seats.iter().map(|(id, _)| id.clone()).collect();
            Ok::<_, Error>((
                store::sessions(c, &asking.account, now)?,
                store::tokens(c, &asking.account)?,
                actor::store::get_many(c, &seats)?,
                digest,
            ))
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let mut languages = vec![(String::new(), language.t("account-interface-language-auto"))];
    languages.extend(Language::ALL.map(|l| (l.as_str().to_owned(), l.own_name().to_owned())));
    let own = viewer.session.as_ref().map(|session| session.id.clone());
    let settings = Settings {
        page: Page::new(viewer, language.plain("account-settings-title"))
            .under("settings")
            .wrong(!errors.is_empty())
            .must_prove(status != StatusCode::OK && !viewer.is_proven()),
        errors,
        chosen: who.language.clone().filter(|l| Language::parse(l).is_some()).unwrap_or_default(),
        languages,
        organisations: organisations
            .iter()
            .map(|found| {
                let speaks = who.speaks_for(&found.id);
                let path = if speaks { format!("/desk/{}/profile", found.username) } else { String::new() };
                (Speaker::new(viewer, found), path)
            })
            .collect(),
        sessions: sessions.iter().map(|session| session_row(viewer, session, own.as_ref())).collect(),
        tokens: tokens.iter().map(|token| token_row(viewer, token)).collect(),
        name: form.name,
        days: form.days,
        day_choices: DAYS
            .map(|n| (n.to_string(), language.t1("account-token-days-count", "count", n)))
            .to_vec(),
        may_write: form.may_write,
        secret,
        digest,
        login: who.login,
    };
    respond(viewer, status, &settings)
}

fn session_row(viewer: &Viewer, session: &Session, own: Option<&SessionId>) -> SessionRow {
    let language = viewer.language;
    SessionRow {
        id: session.id.to_string(),
        begun: language.t1("account-session-begun", "date", language.date_time(session.created_at)),
        seen: language.t1("account-session-last-used", "when", language.ago(session.seen_at, viewer.now)),
        ends: language.t1("account-session-ends", "date", language.date(session.expires_at)),
        own: own == Some(&session.id),
    }
}

fn token_row(viewer: &Viewer, token: &ApiToken) -> TokenRow {
    let day = |at: sofra_base::clock::Timestamp| (at.day(), viewer.language.date(at));
    TokenRow {
        id: token.id.to_string(),
        name: token.name.clone(),
        scope: if token.may_write { "account-token-scope-write" } else { "account-token-scope-read" },
        created: day(token.created_at),
        expires: day(token.expires_at),
        expired: token.expires_at <= viewer.now,
    }
}

/// `POST /settings/tokens`: the answer shows the secret, once; it is in no address, no cookie and no cache.
///
/// # Errors
/// To the sign-in. Mistakes bring the form back.
pub async fn create_token(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    let typed = TokenForm {
        name: fields.get("name").to_owned(),
        days: fields.get("days").to_owned(),
        may_write: fields.get("scope") == "write",
    };
    // A token is a key to the account: nobody makes one on a page that was left open.
    if !viewer.is_proven() {
        return page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, &[], None).await;
    }
    let (name, may_write, now) = (typed.name.clone(), typed.may_write, viewer.now);
    let days = typed.days.trim().parse().unwrap_or(0);
    let made =
        app.db.write(move |c| actions::create_token(c, now, &who.account, &name, may_write, days)).await;
    match made {
        Ok((_, secret)) => page(&app, &viewer, StatusCode::OK, TokenForm::default(), &[], Some(secret)).await,
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, &wrong, None).await
        }
        Err(Error::Conflict(key)) => {
            let wrong = [FieldError::new("tokens", key)];
            page(&app, &viewer, StatusCode::CONFLICT, typed, &wrong, None).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/tokens/{id}/revoke`
///
/// # Errors
/// 404 for a token that is not the account's.
pub async fn revoke_token(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let id = TokenId::parse(&id).ok_or_else(Failure::not_found)?;
    let (now, who) = (form.viewer.now, form.viewer.signed_in()?.clone());
    app.db.write(move |c| actions::revoke_token(c, now, &who, &id)).await?;
    Ok(redirect("/settings?done=token-revoked"))
}

/// `POST /settings/sessions/{id}/end`
///
/// # Errors
/// 404 for a session that is not the account's.
pub async fn end_session(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let id = SessionId::parse(&id).ok_or_else(Failure::not_found)?;
    let who = form.viewer.signed_in()?.clone();
    app.db.write(move |c| actions::end_session(c, &who, &id)).await?;
    Ok(redirect("/settings?done=session-ended"))
}

/// `POST /settings/sessions/end`: everywhere, here as well.
///
/// # Errors
/// To the sign-in.
pub async fn end_all_sessions(app: Data<App>, form: Form) -> Outcome {
    let who = form.viewer.signed_in()?.clone();
    app.db.write(move |c| actions::end_all_sessions(c, &who)).await?;
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, "/sign-in?done=signed-out"))
        .cookie(form.viewer.no_session_cookie())
        .finish())
}
