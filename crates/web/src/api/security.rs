//! Where the account is signed in, and its password.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::account::{self, SessionId, password};
use utoipa::ToSchema;

use super::answer::{self, All, Answer, time};
use super::{auth, input};
use crate::App;
use crate::page::account::slowly;

/// A sign-in on the pages. No address and no name of a device is known of it.
#[derive(Serialize, ToSchema)]
struct Session {
    /// The id in this API.
    id: String,
    /// When it began.
    #[schema(format = DateTime)]
    begun_at: String,
    /// When it was last used, to the hour.
    #[schema(format = DateTime)]
    seen_at: String,
    /// When it ends by itself.
    #[schema(format = DateTime)]
    expires_at: String,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPassword {
    /// The password until now.
    old_password: String,
    /// A code of the second factor, or a recovery code; needed where the account has a second factor.
    #[serde(default)]
    code: String,
    /// The new password: 8 characters to 1024 bytes, and not easy to guess.
    password: String,
}

/// Where the account is signed in, newest first.
#[utoipa::path(get, path = "/sessions", tag = "account", operation_id = "list_sessions",
    responses((status = 200, description = "The sign-ins", body = All<Session>)), security(("bearer" = [])))]
pub(super) async fn sessions(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let now = app.clock.now();
    let found = app.db.read(move |conn| account::store::sessions(conn, &who.account, now)).await?;
    let items: Vec<Session> = found
        .into_iter()
        .map(|row| Session {
            id: row.id.to_string(),
            begun_at: time(row.created_at),
            seen_at: time(row.seen_at),
            expires_at: time(row.expires_at),
        })
        .collect();
    Ok(answer::ok(&All::from(items)))
}

/// Ends one sign-in; the next request in it is refused.
#[utoipa::path(delete, path = "/sessions/{id}", tag = "account", operation_id = "end_session",
    params(("id" = String, Path, description = "The sign-in's id in this API")),
    responses((status = 204, description = "It is over")), security(("bearer" = [])))]
pub(super) async fn end_session(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", SessionId::parse)?;
    app.db.write(move |conn| account::actions::end_session(conn, &who, &id)).await?;
    Ok(answer::nothing())
}

/// Ends all sign-ins of the account. Tokens stay.
#[utoipa::path(delete, path = "/sessions", tag = "account", operation_id = "end_sessions",
    responses((status = 204, description = "They are over")), security(("bearer" = [])))]
pub(super) async fn end_sessions(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    app.db.write(move |conn| account::actions::end_all_sessions(conn, &who)).await?;
    Ok(answer::nothing())
}

/// Changes the password. Every sign-in and every token of the account ends, this one too.
#[utoipa::path(put, path = "/password", tag = "account", operation_id = "change_password",
    request_body = NewPassword, responses((status = 204, description = "It is changed, and this token is dead")),
    security(("bearer" = [])))]
pub(super) async fn change_password(
    app: web::Data<App>,
    request: HttpRequest,
    payload: web::Payload,
) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let new: NewPassword = input::json(&request, payload).await?;
    // A new password that will not do is told before a code is used up.
    let (typed, known) = (new.password, who.login.clone());
    let hash = slowly(move || password::hash_for(&typed, &[&known])).await.map_err(auth::busy)??;
    // Somebody who found a token must not get the account with the password alone.
    auth::prove(&app, &who, "old_password", new.old_password, &new.code).await?;
    let now = app.clock.now();
    app.db.write(move |conn| account::actions::replace_own_password(conn, now, &who, hash)).await?;
    Ok(answer::nothing())
}
