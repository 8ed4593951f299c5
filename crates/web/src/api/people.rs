//! Accounts, invitations and organisations of the node, for the one who runs it.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_base::lang::LanguageTag;
use sofra_domain::account::{self, AccountId, Role, Seat};
use sofra_domain::actor::actions::Keys;
use sofra_domain::invitation::model::Offer;
use sofra_domain::invitation::{self, InvitationId};
use sofra_domain::node::{self, Joining};
use sofra_domain::{Error, organisation};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, All, Answer, time};
use super::member::{Made, Open};
use super::{auth, input};
use crate::App;
use crate::page::account::slowly;

/// An account, as the one who runs the node sees it.
#[derive(Serialize, ToSchema)]
struct Account {
    /// The account.
    id: String,
    /// The name used for signing in.
    login: String,
    /// `host`, `moderator` or `member`.
    role: &'static str,
    /// When it was made.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was switched off.
    #[schema(format = DateTime)]
    disabled_at: Option<String>,
    /// Its seats.
    seats: Vec<Place>,
}

/// A seat of an account.
#[derive(Serialize, ToSchema)]
struct Place {
    /// The organisation's id in this API.
    organisation: String,
    /// `officer`, `editor` or `member`.
    seat: &'static str,
}

/// A role to be given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRole {
    /// `host`, `moderator` or `member`.
    role: String,
    /// The password of the caller; needed always.
    #[serde(default)]
    password: String,
    /// A code of the second factor, or a recovery code; needed with the password where the account has a second factor.
    #[serde(default)]
    code: String,
}

/// Why.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Because {
    /// A few words for the record.
    #[serde(default)]
    reason: String,
}

/// An invitation to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAccountInvitation {
    /// `host`, `moderator` or `member`.
    role: String,
    /// 1, 3, 7 or 30 days.
    days: i64,
    /// The password of the caller; needed for another role than `member`.
    #[serde(default)]
    password: String,
    /// A code of the second factor, or a recovery code; needed with the password where the account has a second factor.
    #[serde(default)]
    code: String,
}

/// How people come in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewJoining {
    /// `invitation` or `request`.
    joining: String,
}

/// An organisation to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewOrganisation {
    /// The name in its handle; it cannot be changed.
    username: String,
    /// Its name.
    name: String,
    /// Markdown.
    #[serde(default)]
    about: String,
    /// BCP 47, of both.
    language: String,
    /// For how many days the invitation of the first officer is good: 1, 3, 7 or 30.
    days: i64,
    /// The password of the caller; needed because of the invitation to an officer's seat.
    #[serde(default)]
    password: String,
    /// A code of the second factor, or a recovery code; needed with the password where the account has a second factor.
    #[serde(default)]
    code: String,
}

/// An organisation just made.
#[derive(Serialize, ToSchema)]
struct Established {
    /// The organisation.
    organisation: Actor,
    /// The invitation of its first officer.
    invitation: Made,
}

fn role_of(text: &str) -> sofra_domain::Result<Role> {
    Role::parse(text).ok_or_else(|| Error::field("role", "error-field-required"))
}

/// All accounts, the oldest first.
#[utoipa::path(get, path = "/accounts", tag = "people", operation_id = "list_accounts",
    responses((status = 200, description = "The accounts", body = All<Account>)), security(("bearer" = [])))]
pub(super) async fn accounts(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::host(&app, &request).await?;
    let (found, seats) = app
        .db
        .read(|conn| Ok::<_, Error>((account::store::all(conn)?, account::store::all_seats(conn)?)))
        .await?;
    let items: Vec<Account> = found
        .into_iter()
        .map(|row| Account {
            seats: seats
                .iter()
                .filter(|(id, _, _)| *id == row.id)
                .map(|(_, organisation, seat)| Place {
                    organisation: organisation.to_string(),
                    seat: seat.as_str(),
                })
                .collect(),
            id: row.id.to_string(),
            login: row.login,
            role: row.role.as_str(),
            created_at: time(row.created_at),
            disabled_at: row.disabled_at.map(time),
        })
        .collect();
    Ok(answer::ok(&All::from(items)))
}

/// Gives an account another role on the node.
#[utoipa::path(put, path = "/accounts/{account}/role", tag = "people", operation_id = "give_role",
    params(("account" = String, Path, description = "The account")), request_body = NewRole,
    responses((status = 204, description = "It has the role")), security(("bearer" = [])))]
pub(super) async fn role(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let id = input::id(&request, "account", AccountId::parse)?;
    let new: NewRole = input::json(&request, payload).await?;
    let role = role_of(&new.role)?;
    auth::prove(&app, &who, "password", new.password, &new.code).await?;
    let now = app.clock.now();
    app.db.write(move |conn| account::actions::give_role(conn, now, Some(&who), &id, role)).await?;
    Ok(answer::nothing())
}

/// Switches an account off: its sessions and tokens end at once.
#[utoipa::path(post, path = "/accounts/{account}/disable", tag = "people", operation_id = "disable_account",
    params(("account" = String, Path, description = "The account")), request_body = Because,
    responses((status = 204, description = "It is switched off")), security(("bearer" = [])))]
pub(super) async fn disable(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let id = input::id(&request, "account", AccountId::parse)?;
    let why: Because = input::optional_json(&request, payload).await?.unwrap_or_default();
    let reason: String = why.reason.chars().take(300).collect();
    let now = app.clock.now();
    app.db.write(move |conn| account::actions::disable(conn, now, Some(&who), &id, &reason)).await?;
    Ok(answer::nothing())
}

/// Switches an account on again.
#[utoipa::path(post, path = "/accounts/{account}/enable", tag = "people", operation_id = "enable_account",
    params(("account" = String, Path, description = "The account")),
    responses((status = 204, description = "It is switched on")), security(("bearer" = [])))]
pub(super) async fn enable(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let id = input::id(&request, "account", AccountId::parse)?;
    let now = app.clock.now();
    app.db.write(move |conn| account::actions::enable(conn, now, Some(&who), &id)).await?;
    Ok(answer::nothing())
}

/// The node's invitations without a seat that can be used, newest first.
#[utoipa::path(get, path = "/invitations", tag = "people", operation_id = "list_invitations",
    responses((status = 200, description = "The invitations", body = All<Open>)), security(("bearer" = [])))]
pub(super) async fn invitations(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::host(&app, &request).await?;
    let now = app.clock.now();
    let found = app.db.read(move |conn| invitation::store::open(conn, None, now)).await?;
    let items: Vec<Open> = found.iter().map(Open::from).collect();
    Ok(answer::ok(&All::from(items)))
}

/// Invites somebody to the node. The link is in this answer and nowhere else.
#[utoipa::path(post, path = "/invitations", tag = "people", operation_id = "invite",
    request_body = NewAccountInvitation,
    responses((status = 201, description = "The invitation with its link", body = Made)),
    security(("bearer" = [])))]
pub(super) async fn invite(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let new: NewAccountInvitation = input::json(&request, payload).await?;
    let role = role_of(&new.role)?;
    if role != Role::Member {
        auth::prove(&app, &who, "password", new.password, &new.code).await?;
    }
    let (at, offer) = (app.at(), Offer { place: None, role });
    let (id, token) = app
        .db
        .write(move |conn| invitation::actions::create(conn, &at, Some(&who), &offer, new.days))
        .await?;
    Ok(answer::created(&app, &format!("/invitations/{id}"), &Made::new(&app, &id, &token)))
}

/// Takes an invitation back: one's own, one of an organisation where one is officer, or, for the host, one of the node.
#[utoipa::path(delete, path = "/invitations/{id}", tag = "people", operation_id = "revoke_invitation",
    params(("id" = String, Path, description = "The invitation")),
    responses((status = 204, description = "It is dead")), security(("bearer" = [])))]
pub(super) async fn revoke(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", InvitationId::parse)?;
    let now = app.clock.now();
    app.db.write(move |conn| invitation::actions::revoke(conn, now, Some(&who), &id)).await?;
    Ok(answer::nothing())
}

/// Says how people come in.
#[utoipa::path(put, path = "/joining", tag = "people", operation_id = "choose_joining",
    request_body = NewJoining,
    responses((status = 204, description = "It is so from now on")), security(("bearer" = [])))]
pub(super) async fn joining(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let new: NewJoining = input::json(&request, payload).await?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let chosen = Joining::parse(&new.joining)
                .ok_or_else(|| Error::field("joining", "error-field-required"))?;
            node::actions::choose_joining(conn, now, Some(&who), chosen)
        })
        .await?;
    Ok(answer::nothing())
}

/// Makes an organisation on this node, with an invitation for its first officer.
#[utoipa::path(post, path = "/organisations", tag = "people", operation_id = "create_organisation",
    request_body = NewOrganisation,
    responses((status = 201, description = "The organisation, and the link for its first officer",
        body = Established)), security(("bearer" = [])))]
pub(super) async fn establish(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let new: NewOrganisation = input::json(&request, payload).await?;
    auth::prove(&app, &who, "password", new.password, &new.code).await?;
    let keys =
        slowly(Keys::generate).await.map_err(|_| Error::Internal("keys could not be made".to_owned()))??;
    let at = app.at();
    let wanted = organisation::actions::New {
        username: new.username,
        name: new.name,
        about: new.about,
        language: new.language.parse::<LanguageTag>().ok(),
    };
    let (made, id, token) = app
        .db
        .write(move |conn| {
            let made = organisation::actions::establish(conn, &at, Some(&who), &wanted, keys)?;
            let offer = Offer { place: Some((made.id.clone(), Seat::Officer)), role: Role::Member };
            let (id, token) = invitation::actions::create(conn, &at, Some(&who), &offer, new.days)?;
            Ok::<_, Error>((made, id, token))
        })
        .await?;
    let path = format!("/organisations/{}", made.username);
    let body =
        Established { organisation: Actor::new(&app, &made), invitation: Made::new(&app, &id, &token) };
    Ok(answer::created(&app, &path, &body))
}
