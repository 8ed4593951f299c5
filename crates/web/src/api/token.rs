//! The tokens of the account.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::account::TokenId;
use sofra_domain::{Error, account};
use utoipa::ToSchema;

use super::answer::{self, All, Answer, time};
use super::{auth, input};
use crate::App;

/// A token, without its secret.
#[derive(Serialize, ToSchema)]
struct Token {
    /// The id in this API.
    id: String,
    /// What it is for.
    name: String,
    /// Whether it may change anything.
    may_write: bool,
    /// When it was made.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it ends by itself.
    #[schema(format = DateTime)]
    expires_at: String,
}

/// A new token, with its secret: it is shown this once and not kept.
#[derive(Serialize, ToSchema)]
struct TokenMade {
    #[serde(flatten)]
    token: Token,
    /// What to send in `Authorization: Bearer …`.
    secret: String,
}

/// A token to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewToken {
    /// What it is for; 60 characters at most.
    name: String,
    /// Whether it may change anything.
    #[serde(default)]
    may_write: bool,
    /// Days until it ends by itself, 1 to 366.
    days: i64,
    /// The password of the caller; needed always.
    #[serde(default)]
    password: String,
    /// A code of the second factor, or a recovery code; needed with the password where the account has a second factor.
    #[serde(default)]
    code: String,
}

impl From<account::model::ApiToken> for Token {
    fn from(row: account::model::ApiToken) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name,
            may_write: row.may_write,
            created_at: time(row.created_at),
            expires_at: time(row.expires_at),
        }
    }
}

/// The tokens of the account, newest first.
#[utoipa::path(get, path = "/tokens", tag = "account", operation_id = "list_tokens",
    responses((status = 200, description = "The tokens", body = All<Token>)), security(("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let found = app.db.read(move |conn| account::store::tokens(conn, &who.account)).await?;
    let items: Vec<Token> = found.into_iter().map(Token::from).collect();
    Ok(answer::ok(&All::from(items)))
}

/// Makes a token. Its secret is in this answer and nowhere else.
#[utoipa::path(post, path = "/tokens", tag = "account", operation_id = "create_token", request_body = NewToken,
    responses((status = 201, description = "The token with its secret", body = TokenMade)),
    security(("bearer" = [])))]
pub(super) async fn create(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let new: NewToken = input::json(&request, payload).await?;
    // One key that was found must not make further ones that outlive it.
    auth::prove(&app, &who, "password", new.password, &new.code).await?;
    let now = app.clock.now();
    let (row, secret) = app
        .db
        .write(move |conn| {
            let (id, secret) =
                account::actions::create_token(conn, now, &who.account, &new.name, new.may_write, new.days)?;
            let row = account::store::tokens(conn, &who.account)?
                .into_iter()
                .find(|row| row.id == id)
                .ok_or(Error::NotFound)?;
            Ok::<_, Error>((row, secret))
        })
        .await?;
    let path = format!("/tokens/{}", row.id);
    Ok(answer::created(&app, &path, &TokenMade { token: Token::from(row), secret }))
}

/// Takes a token back; it is dead at once.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "account", operation_id = "revoke_token",
    params(("id" = String, Path, description = "The token's id in this API")),
    responses((status = 204, description = "It is dead")), security(("bearer" = [])))]
pub(super) async fn revoke(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", TokenId::parse)?;
    let now = app.clock.now();
    app.db.write(move |conn| account::actions::revoke_token(conn, now, &who, &id)).await?;
    Ok(answer::nothing())
}
