//! Who calls: an API token in the `Authorization` header (RFC 6750, section 2.1) and nothing else. No cookie is
//! looked at, so no page of another site can call in somebody's name.

use actix_web::HttpRequest;
use actix_web::http::header;
use sofra_domain::AnyConnection;
use sofra_domain::Error;
use sofra_domain::account::{self, Identity};
use sofra_domain::actor::{self, ActorId};
use sofra_domain::sign_in;
use sofra_domain::viewer::Reader;

use super::problem::Problem;
use crate::App;
use crate::page::account::slowly;

/// Longest token looked up; ours have 49 characters.
const LONGEST: usize = 128;

/// Who calls, if they say so. A token that is not good any more is an error everywhere: a program that believes it
/// is signed in must learn that it is not.
pub(super) async fn caller(app: &App, request: &HttpRequest) -> Result<Option<Identity>, Problem> {
    let mut headers = request.headers().get_all(header::AUTHORIZATION);
    let Some(first) = headers.next() else { return Ok(None) };
    if headers.next().is_some() {
        return Err(Problem::invalid_token());
    }
    let token = first
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim_start_matches(' ').to_owned())
        .filter(|token| token.starts_with("sofra_") && token.len() <= LONGEST)
        .ok_or_else(Problem::invalid_token)?;
    let now = app.clock.now();
    let required = app.requires_second_factor();
    let (found, must_set_up) = app
        .db
        .read(move |conn| {
            let found = account::store::by_token(conn, &token, now)?;
            // The one place where the API asks for it; `viewer` is that of the pages.
            let must_set_up = match &found {
                Some(who) if required => sign_in::store::must_set_up(conn, who)?,
                _ => false,
            };
            Ok::<_, Error>((found, must_set_up))
        })
        .await?;
    if must_set_up {
        return Err(Error::Forbidden("second-factor-required").into());
    }
    found.map(Some).ok_or_else(Problem::invalid_token)
}

/// Who calls; nobody may not.
pub(super) async fn signed_in(app: &App, request: &HttpRequest) -> Result<Identity, Problem> {
    caller(app, request).await?.ok_or_else(|| Error::SignIn.into())
}

/// Who calls to change something.
pub(super) async fn writer(app: &App, request: &HttpRequest) -> Result<Identity, Problem> {
    let who = signed_in(app, request).await?;
    if who.may_write { Ok(who) } else { Err(Error::Forbidden("read-only").into()) }
}

/// The host of the node, reading.
pub(super) async fn host(app: &App, request: &HttpRequest) -> Result<Identity, Problem> {
    only_host(signed_in(app, request).await?)
}

/// The host of the node, changing something.
pub(super) async fn host_writer(app: &App, request: &HttpRequest) -> Result<Identity, Problem> {
    only_host(writer(app, request).await?)
}

fn only_host(who: Identity) -> Result<Identity, Problem> {
    if who.is_host() { Ok(who) } else { Err(Error::Forbidden("host-only").into()) }
}

/// Whether who calls proves once more who they are: by the password, and by a code where the account has a second
/// factor. For what gives away a key, a seat that decides, or a role on the node: a token that somebody found must not be
/// enough for that. `named` is what the field with the password is called.
pub(super) async fn prove(
    app: &App,
    who: &Identity,
    named: &str,
    password: String,
    code: &str,
) -> Result<(), Problem> {
    let now = app.clock.now();
    if !app.known_sign_ins.allows(&format!("again {}", who.account), now) {
        return Err(Error::TooMany.into());
    }
    let (login, account) = (who.login.clone(), who.account.clone());
    let (stored, kinds) = app
        .db
        .read(move |conn| {
            let stored = account::store::by_login(conn, &login)?.map(|found| found.password_hash);
            Ok::<_, Error>((stored, sign_in::store::kinds(conn, &account)?))
        })
        .await?;
    if !slowly(move || account::password::verify(stored.as_deref(), &password)).await.map_err(busy)? {
        return Err(Error::field(named, "error-password-wrong").into());
    }
    if kinds.any() {
        let (account, code) = (who.account.clone(), code.to_owned());
        let checked =
            app.db.write(move |conn| sign_in::actions::check_code(conn, now, &account, &code)).await?;
        if checked != sign_in::Checked::Right {
            return Err(Error::field("code", "error-code-wrong").into());
        }
    }
    Ok(())
}

/// What a handler answers when the slow work of a password could not be done.
pub(super) fn busy(_: crate::error::Failure) -> Problem {
    Error::Internal("a password could not be checked".to_owned()).into()
}

/// As the domain's rules about reading see the caller.
pub(super) async fn reader(app: &App, request: &HttpRequest) -> Result<Reader, Problem> {
    Ok(caller(app, request).await?.map_or(Reader::Anyone, Reader::Account))
}

/// What the account itself may read, drafts and followers included, also with a token that may not write. For
/// reading only: never handed to an action.
pub(super) fn as_account(who: &Identity) -> Identity {
    Identity { may_write: true, ..who.clone() }
}

/// The actor of that user name, if the caller speaks for it. Whether the name exists is not told.
pub(super) fn voice(
    conn: &mut AnyConnection,
    who: &Identity,
    username: &str,
) -> sofra_domain::Result<ActorId> {
    actor::store::local_by_username(conn, username)?
        .map(|found| found.id)
        .filter(|id| who.speaks_for(id))
        .ok_or(Error::Forbidden("speaks-for"))
}
