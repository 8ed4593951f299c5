//! What belongs to the account of the token: all its data, its end, its e-mail address, and making everything stop. What
//! the pages ask the password for, it is asked for here as well: whoever found a token has not the account.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::account::{self, Identity, password};
use sofra_domain::{Error, actor, departure, export, recovery, safety};
use utoipa::ToSchema;

use super::answer::{self, Answer, time};
use super::problem::Problem;
use super::{auth, input};
use crate::App;
use crate::page::account::slowly;

/// The password of the account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    /// The password for signing in.
    password: String,
}

/// Compares a password with the account's; counted like a sign-in.
async fn prove(app: &App, who: &Identity, typed: String) -> Result<(), Problem> {
    if !app.known_sign_ins.allows(&format!("panic {}", who.account), app.clock.now()) {
        return Err(Error::TooMany.into());
    }
    let login = who.login.clone();
    let found = app.db.read(move |conn| account::store::by_login(conn, &login)).await?;
    let stored = found.map(|account| account.password_hash);
    let fits = slowly(move || password::verify(stored.as_deref(), &typed))
        .await
        .map_err(|_| Error::Internal("a password could not be checked".to_owned()))?;
    if fits { Ok(()) } else { Err(Error::field("password", "error-password-wrong").into()) }
}

/// Everything that the node holds of the account.
#[utoipa::path(post, path = "/me/export", tag = "account", operation_id = "export_account",
    request_body = Proof,
    responses((status = 200, description = "All of it, table by table", content_type = "application/json")),
    security(("bearer" = [])))]
pub(super) async fn export(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let proof: Proof = input::json(&request, payload).await?;
    prove(&app, &who, proof.password).await?;
    if !app.exports.allows(who.account.as_str(), app.clock.now()) {
        return Err(Error::TooMany.into());
    }
    let at = app.at();
    let document = app.db.read(move |conn| export::member(conn, &at, &who)).await?;
    Ok(answer::ok(&document))
}

/// Deletes the account with all that is its own. What it wrote for organisations stays theirs, without its name.
#[utoipa::path(post, path = "/me/delete", tag = "account", operation_id = "delete_account",
    request_body = Proof,
    responses((status = 204, description = "It is gone, and this token with it"),
        (status = 409, description = "The last host of the node, or the last officer of an organisation")),
    security(("bearer" = [])))]
pub(super) async fn delete(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let proof: Proof = input::json(&request, payload).await?;
    prove(&app, &who, proof.password).await?;
    let at = app.at();
    app.db.write(move |conn| departure::actions::delete_account(conn, &at, &who)).await?;
    Ok(answer::nothing())
}

/// The e-mail addresses of the account.
#[derive(Serialize, ToSchema)]
struct Addresses {
    /// In use.
    address: Option<String>,
    /// Waits until the link that was sent to it is opened.
    pending: Option<String>,
}

/// An e-mail address to be used.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAddress {
    /// Where a link is sent; only its opening puts the address to use.
    address: String,
    /// The password for signing in.
    password: String,
}

/// On a node that sends no mail there is no such thing.
fn sends_mail(app: &App) -> Result<(), Problem> {
    if app.config.mail.is_set() { Ok(()) } else { Err(Error::NotFound.into()) }
}

/// The e-mail address of the account; there need be none.
#[utoipa::path(get, path = "/email", tag = "account", operation_id = "get_email",
    responses((status = 200, description = "The addresses", body = Addresses),
        (status = 404, description = "This node sends no mail")), security(("bearer" = [])))]
pub(super) async fn email(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    sends_mail(&app)?;
    let found = app.db.read(move |conn| recovery::store::addresses(conn, &who.account)).await?;
    Ok(answer::ok(&Addresses { address: found.confirmed, pending: found.pending }))
}

/// Sends a link to an address; opening it puts the address to use.
#[utoipa::path(put, path = "/email", tag = "account", operation_id = "set_email", request_body = NewAddress,
    responses((status = 204, description = "A link is on its way"),
        (status = 404, description = "This node sends no mail")), security(("bearer" = [])))]
pub(super) async fn set_email(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    sends_mail(&app)?;
    let new: NewAddress = input::json(&request, payload).await?;
    prove(&app, &who, new.password).await?;
    let now = app.clock.now();
    // Only what would send a mail counts.
    let sends = recovery::rules::address(&new.address).is_some();
    if sends && !app.recoveries.allows(&format!("address {}", who.account), now) {
        return Err(Error::TooMany.into());
    }
    app.db.write(move |conn| recovery::actions::set_email(conn, now, &who, &new.address)).await.map_err(
        |error| match error {
            Error::Invalid(mut wrong) => {
                wrong.iter_mut().for_each(|one| one.field = "address".to_owned());
                Error::Invalid(wrong)
            }
            other => other,
        },
    )?;
    Ok(answer::nothing())
}

/// Removes the e-mail address.
#[utoipa::path(post, path = "/email/remove", tag = "account", operation_id = "remove_email",
    request_body = Proof,
    responses((status = 204, description = "It is removed"),
        (status = 404, description = "This node sends no mail")), security(("bearer" = [])))]
pub(super) async fn remove_email(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    sends_mail(&app)?;
    let proof: Proof = input::json(&request, payload).await?;
    prove(&app, &who, proof.password).await?;
    let now = app.clock.now();
    app.db.write(move |conn| recovery::actions::remove_email(conn, now, &who)).await?;
    Ok(answer::nothing())
}

/// What is stopped, and whether there is a code for it.
#[derive(Serialize, ToSchema)]
struct Panic {
    /// Since when everything of the account is stopped.
    #[schema(format = DateTime)]
    stopped_at: Option<String>,
    /// Since when there is a code that stops everything without signing in.
    #[schema(format = DateTime)]
    code_made_at: Option<String>,
    /// Whether the code also stops the organisations in which the account decides.
    code_stops_organisations: bool,
    /// Organisations of the account in whose name nothing leaves now.
    organisations: Vec<Stopped>,
}

/// An organisation in whose name nothing leaves now.
#[derive(Serialize, ToSchema)]
struct Stopped {
    /// The name in its handle.
    username: String,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// How many deliveries wait for a word.
    waiting: i64,
}

/// How far everything is to stop.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Stop {
    /// The password for signing in.
    password: String,
    /// Whether nothing is sent either in the name of the organisations in which the account decides.
    #[serde(default)]
    organisations: bool,
}

/// A code, shown this once.
#[derive(Serialize, ToSchema)]
struct PanicCode {
    /// To be written down: it stops everything at `/panic`, without signing in.
    code: String,
}

/// What becomes of what was stopped.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GoOn {
    /// Whether it is sent now; else it is thrown away.
    send: bool,
}

/// Whether everything is stopped, and whether a code can do it.
#[utoipa::path(get, path = "/panic", tag = "account", operation_id = "get_panic",
    responses((status = 200, description = "How it stands", body = Panic)), security(("bearer" = [])))]
pub(super) async fn panic(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let (pulled, armed, stopped) = app
        .db
        .read(move |conn| {
            let pulled = safety::store::pulled_at(conn, &who.account)?;
            let armed = safety::store::armed(conn, &who.account)?;
            Ok::<_, Error>((pulled, armed, safety::store::stopped(conn, &who)?))
        })
        .await?;
    Ok(answer::ok(&Panic {
        stopped_at: pulled.map(time),
        code_stops_organisations: armed.as_ref().is_some_and(|armed| armed.stops_organisations),
        code_made_at: armed.map(|armed| time(armed.created_at)),
        organisations: stopped
            .into_iter()
            .map(|one| Stopped {
                username: one.organisation.username,
                since: time(one.since),
                waiting: one.waiting,
            })
            .collect(),
    }))
}

/// Makes everything stop: every sign-in and every token ends, this one too; the profile is hidden, nothing leaves.
#[utoipa::path(post, path = "/panic", tag = "account", operation_id = "stop_everything", request_body = Stop,
    responses((status = 204, description = "Everything has stopped, and this token is dead")),
    security(("bearer" = [])))]
pub(super) async fn pull(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let stop: Stop = input::json(&request, payload).await?;
    prove(&app, &who, stop.password).await?;
    let now = app.clock.now();
    app.db.write(move |conn| safety::actions::pull(conn, now, &who, stop.organisations)).await?;
    Ok(answer::nothing())
}

/// Makes a code that stops everything, in place of one made before.
#[utoipa::path(put, path = "/panic/code", tag = "account", operation_id = "make_panic_code",
    request_body = Stop,
    responses((status = 200, description = "The code", body = PanicCode)), security(("bearer" = [])))]
pub(super) async fn arm(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let stop: Stop = input::json(&request, payload).await?;
    prove(&app, &who, stop.password).await?;
    let now = app.clock.now();
    let code = app.db.write(move |conn| safety::actions::arm(conn, now, &who, stop.organisations)).await?;
    Ok(answer::ok(&PanicCode { code: code.shown() }))
}

/// Voids the code.
#[utoipa::path(delete, path = "/panic/code", tag = "account", operation_id = "void_panic_code",
    responses((status = 204, description = "It is void")), security(("bearer" = [])))]
pub(super) async fn disarm(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    app.db.write(move |conn| safety::actions::disarm(conn, &who)).await?;
    Ok(answer::nothing())
}

/// Comes back after everything was stopped.
#[utoipa::path(post, path = "/panic/back", tag = "account", operation_id = "come_back", request_body = GoOn,
    responses((status = 204, description = "The account goes on"),
        (status = 409, description = "Nothing is stopped")), security(("bearer" = [])))]
pub(super) async fn come_back(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let on: GoOn = input::json(&request, payload).await?;
    let now = app.clock.now();
    app.db.write(move |conn| safety::actions::come_back(conn, now, &who, on.send)).await?;
    Ok(answer::nothing())
}

/// Lets an organisation send again.
#[utoipa::path(post, path = "/panic/organisations/{username}/resume", tag = "account",
    operation_id = "resume_sending", request_body = GoOn,
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 204, description = "It sends again"),
        (status = 409, description = "It is not stopped")), security(("bearer" = [])))]
pub(super) async fn resume(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let on: GoOn = input::json(&request, payload).await?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let found = actor::store::local_by_username(conn, &username)?.ok_or(Error::NotFound)?;
            safety::actions::resume(conn, now, &who, &found.id, on.send)
        })
        .await?;
    Ok(answer::nothing())
}
