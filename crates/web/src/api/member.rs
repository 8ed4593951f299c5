//! The people of an organisation: seats, invitations, requests to join. For those inside; for everybody else there is
//! nothing at these addresses (PRIV-07, NET-09).

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::account::{AccountId, Identity, Role, Seat};
use sofra_domain::actor::{self, Actor, ActorKind};
use sofra_domain::invitation::model::Offer;
use sofra_domain::invitation::{self, Invitation};
use sofra_domain::joining::{self, RequestId};
use sofra_domain::{AnyConnection, Error, Result, seat};
use utoipa::ToSchema;

use super::answer::{self, All, Answer, time};
use super::approval::Proposal;
use super::problem::Problem;
use super::{auth, input};
use crate::App;

/// Somebody with a seat.
#[derive(Serialize, ToSchema)]
struct Member {
    /// The account.
    account: String,
    /// What they are called inside; may be a pseudonym.
    name: String,
    /// `officer`, `editor` or `member`.
    seat: &'static str,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// Whether the organisation's public page names them.
    shown: bool,
    /// Whether the account is switched on.
    active: bool,
}

/// An invitation that can be used.
#[derive(Serialize, ToSchema)]
pub(super) struct Open {
    /// The id in this API.
    id: String,
    /// What it gives on the node.
    role: &'static str,
    /// The seat it gives.
    seat: Option<&'static str>,
    /// The account that made it; absent when it was made at the machine itself.
    made_by: Option<String>,
    /// When it was made.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it ends by itself.
    #[schema(format = DateTime)]
    expires_at: String,
    /// Whether it opens anything: one to an officer's seat waits for the organisation's rule.
    approved: bool,
}

impl From<&Invitation> for Open {
    fn from(row: &Invitation) -> Self {
        Self {
            id: row.id.to_string(),
            role: row.role.as_str(),
            seat: row.seat.map(Seat::as_str),
            made_by: row.made_by.as_ref().map(ToString::to_string),
            created_at: time(row.created_at),
            expires_at: time(row.expires_at),
            approved: row.approved,
        }
    }
}

/// A new invitation, with its link: it is shown this once and not kept.
#[derive(Serialize, ToSchema)]
pub(super) struct Made {
    /// The id in this API.
    id: String,
    /// The link to pass on.
    link: String,
    /// Whether it opens anything already: one to an officer's seat waits for the organisation's rule.
    approved: bool,
}

impl Made {
    /// From what the action gave.
    pub(super) fn new(app: &App, id: &invitation::InvitationId, token: &str) -> Self {
        Self { id: id.to_string(), link: format!("{}/invitations/{token}", app.site.base), approved: true }
    }
}

/// A request to join.
#[derive(Serialize, ToSchema)]
struct Asking {
    /// The id in this API.
    id: String,
    /// The wished name for signing in.
    login: String,
    /// What the person wants to be called inside.
    name: String,
    /// What they say.
    words: String,
    /// When they asked.
    #[schema(format = DateTime)]
    created_at: String,
}

/// A seat to be given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSeat {
    /// `officer`, `editor` or `member`.
    seat: String,
    /// The password of the caller; needed where somebody becomes an officer or is one no more.
    #[serde(default)]
    password: String,
    /// A code of the second factor, or a recovery code; needed with the password where the account has a second factor.
    #[serde(default)]
    code: String,
}

/// Why a seat is taken away.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Removal {
    /// A few words for the record.
    #[serde(default)]
    reason: String,
    /// The password of the caller; needed for an officer's seat.
    #[serde(default)]
    password: String,
    /// A code of the second factor, or a recovery code; needed with the password where the account has a second factor.
    #[serde(default)]
    code: String,
}

/// An invitation to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewInvitation {
    /// `officer`, `editor` or `member`.
    seat: String,
    /// 1, 3, 7 or 30 days.
    days: i64,
    /// The password of the caller; needed for an officer's seat.
    #[serde(default)]
    password: String,
    /// A code of the second factor, or a recovery code; needed with the password where the account has a second factor.
    #[serde(default)]
    code: String,
}

/// What a request came to.
#[derive(Serialize, ToSchema)]
struct Decided {
    /// `admitted`: there is an account. `welcome`: a wished name is taken, and the person chooses another. `waiting`:
    /// other officers must approve it.
    state: &'static str,
}

fn seat(text: &str) -> Result<Seat> {
    Seat::parse(text).ok_or_else(|| Error::field("seat", "error-field-required"))
}

fn username(request: &HttpRequest) -> std::result::Result<String, Problem> {
    input::id(request, "username", |text| Some(text.to_owned()))
}

/// The organisation of that user name, if the caller has a seat in it.
pub(super) fn inside(conn: &mut AnyConnection, who: &Identity, username: &str) -> Result<Actor> {
    actor::store::local_by_username(conn, username)?
        .filter(|found| found.kind == ActorKind::Organisation && found.deleted_at.is_none())
        .filter(|found| who.seat(&found.id).is_some())
        .ok_or(Error::NotFound)
}

/// As [`inside`], for officers.
fn officer(conn: &mut AnyConnection, who: &Identity, username: &str) -> Result<Actor> {
    let found = inside(conn, who, username)?;
    seat::rules::officer_only(&auth::as_account(who), &found.id)?;
    Ok(found)
}

/// Everybody with a seat, officers first.
#[utoipa::path(get, path = "/organisations/{username}/members", tag = "people", operation_id = "list_members",
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 200, description = "The people", body = All<Member>)), security(("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let name = username(&request)?;
    let found = app
        .db
        .read(move |conn| {
            let organisation = inside(conn, &who, &name)?;
            seat::store::members(conn, &organisation.id)
        })
        .await?;
    let items: Vec<Member> = found
        .into_iter()
        .map(|member| Member {
            account: member.account.to_string(),
            name: member.name,
            seat: member.seat.as_str(),
            since: time(member.since),
            shown: member.shown,
            active: member.active,
        })
        .collect();
    Ok(answer::ok(&All::from(items)))
}

/// Whether an officer is about to change something about an officer's seat: the one that an account has, or the one that
/// it is to get.
async fn touches_officer(
    app: &App,
    who: &Identity,
    name: &str,
    id: Option<&AccountId>,
    to: Option<Seat>,
) -> std::result::Result<bool, Problem> {
    let (who, name, id) = (who.clone(), name.to_owned(), id.cloned());
    let has = app
        .db
        .read(move |conn| {
            let organisation = officer(conn, &who, &name)?;
            id.map(|id| seat::store::member(conn, &organisation.id, &id).map(|found| found.seat)).transpose()
        })
        .await?;
    Ok(has == Some(Seat::Officer) || to == Some(Seat::Officer))
}

/// Changes somebody's seat. Where somebody becomes an officer or is one no more, the organisation's rule decides.
#[utoipa::path(put, path = "/organisations/{username}/members/{account}", tag = "people",
    operation_id = "change_seat", request_body = NewSeat,
    params(("username" = String, Path, description = "The name in its handle"),
        ("account" = String, Path, description = "The account")),
    responses((status = 204, description = "It is changed"),
        (status = 202, description = "It is proposed, and waits for others", body = Proposal)),
    security(("bearer" = [])))]
pub(super) async fn change(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let (name, id) = (username(&request)?, input::id(&request, "account", AccountId::parse)?);
    let new: NewSeat = input::json(&request, payload).await?;
    let to = seat(&new.seat)?;
    if touches_officer(&app, &who, &name, Some(&id), Some(to)).await? {
        auth::prove(&app, &who, "password", new.password, &new.code).await?;
    }
    let at = app.at();
    let waits = app
        .db
        .write(move |conn| {
            let organisation = officer(conn, &who, &name)?;
            let waits = seat::actions::change(conn, &at, &who, &organisation.id, &id, to)?;
            waits.map(|row| Proposal::load(conn, &row)).transpose()
        })
        .await?;
    Ok(waits.map_or_else(answer::nothing, |proposal| answer::waits(&proposal)))
}

/// Takes somebody's seat away; one's own, it is given up. About an officer's the organisation's rule decides.
#[utoipa::path(delete, path = "/organisations/{username}/members/{account}", tag = "people",
    operation_id = "remove_member", request_body = Option<Removal>,
    params(("username" = String, Path, description = "The name in its handle"),
        ("account" = String, Path, description = "The account")),
    responses((status = 204, description = "The seat is gone"),
        (status = 202, description = "It is proposed, and waits for others", body = Proposal)),
    security(("bearer" = [])))]
pub(super) async fn remove(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let (name, id) = (username(&request)?, input::id(&request, "account", AccountId::parse)?);
    let why: Removal = input::optional_json(&request, payload).await?.unwrap_or_default();
    let reason: String = why.reason.chars().take(300).collect();
    let (asking, of, own) = (who.clone(), name.clone(), id == who.account);
    let decides =
        app.db.read(move |conn| inside(conn, &asking, &of).map(|found| asking.is_officer(&found.id))).await?;
    let touches = if own { decides } else { touches_officer(&app, &who, &name, Some(&id), None).await? };
    if touches {
        auth::prove(&app, &who, "password", why.password, &why.code).await?;
    }
    let at = app.at();
    let waits = app
        .db
        .write(move |conn| {
            let organisation = inside(conn, &who, &name)?;
            if own {
                return seat::actions::leave(conn, at.now, &who, &organisation.id).map(|()| None);
            }
            let waits = seat::actions::remove(conn, &at, &who, &organisation.id, &id, &reason)?;
            waits.map(|row| Proposal::load(conn, &row)).transpose()
        })
        .await?;
    Ok(waits.map_or_else(answer::nothing, |proposal| answer::waits(&proposal)))
}

/// The organisation's invitations that can be used, newest first.
#[utoipa::path(get, path = "/organisations/{username}/invitations", tag = "people",
    operation_id = "list_seat_invitations",
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 200, description = "The invitations", body = All<Open>)), security(("bearer" = [])))]
pub(super) async fn invitations(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let (name, now) = (username(&request)?, app.clock.now());
    let found = app
        .db
        .read(move |conn| {
            let organisation = officer(conn, &who, &name)?;
            invitation::store::open(conn, Some(&organisation.id), now)
        })
        .await?;
    let items: Vec<Open> = found.iter().map(Open::from).collect();
    Ok(answer::ok(&All::from(items)))
}

/// Invites somebody to a seat. The link is in this answer and nowhere else.
#[utoipa::path(post, path = "/organisations/{username}/invitations", tag = "people",
    operation_id = "invite_to_seat", request_body = NewInvitation,
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 201, description = "The invitation with its link", body = Made)),
    security(("bearer" = [])))]
pub(super) async fn invite(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let name = username(&request)?;
    let new: NewInvitation = input::json(&request, payload).await?;
    let to = seat(&new.seat)?;
    if touches_officer(&app, &who, &name, None, Some(to)).await? {
        auth::prove(&app, &who, "password", new.password, &new.code).await?;
    }
    let at = app.at();
    let (made, token) = app
        .db
        .write(move |conn| {
            let organisation = officer(conn, &who, &name)?;
            let offer = Offer { place: Some((organisation.id, to)), role: Role::Member };
            let (id, token) = invitation::actions::create(conn, &at, Some(&who), &offer, new.days)?;
            Ok::<_, Error>((invitation::store::get(conn, &id)?, token))
        })
        .await?;
    let body = Made { approved: made.approved, ..Made::new(&app, &made.id, &token) };
    Ok(answer::created(&app, &format!("/invitations/{}", made.id), &body))
}

/// The requests that wait for the officers' word, the oldest first.
#[utoipa::path(get, path = "/organisations/{username}/requests", tag = "people", operation_id = "list_requests",
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 200, description = "The requests", body = All<Asking>)), security(("bearer" = [])))]
pub(super) async fn requests(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let name = username(&request)?;
    let found = app
        .db
        .read(move |conn| {
            let organisation = officer(conn, &who, &name)?;
            joining::store::waiting(conn, &organisation.id)
        })
        .await?;
    let items: Vec<Asking> = found
        .into_iter()
        .map(|row| Asking {
            id: row.id.to_string(),
            login: row.login,
            name: row.name,
            words: row.words,
            created_at: time(row.created_at),
        })
        .collect();
    Ok(answer::ok(&All::from(items)))
}

/// Whether a request is the organisation's own.
fn own_request(conn: &mut AnyConnection, who: &Identity, name: &str, id: &RequestId) -> Result<()> {
    let organisation = officer(conn, who, name)?;
    if joining::store::get(conn, id)?.organisation_id == organisation.id {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Lets somebody in.
#[utoipa::path(post, path = "/organisations/{username}/requests/{id}/accept", tag = "people",
    operation_id = "accept_request", request_body = NewSeat,
    params(("username" = String, Path, description = "The name in its handle"),
        ("id" = String, Path, description = "The request")),
    responses((status = 200, description = "What it came to", body = Decided)), security(("bearer" = [])))]
pub(super) async fn accept(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let (name, id) = (username(&request)?, input::id(&request, "id", RequestId::parse)?);
    let new: NewSeat = input::json(&request, payload).await?;
    let to = seat(&new.seat)?;
    if touches_officer(&app, &who, &name, None, Some(to)).await? {
        auth::prove(&app, &who, "password", new.password, &new.code).await?;
    }
    let at = app.at();
    let state = app
        .db
        .write(move |conn| {
            own_request(conn, &who, &name, &id)?;
            joining::actions::accept(conn, &at, &who, &id, to)
        })
        .await?;
    Ok(answer::ok(&Decided { state: state.as_str() }))
}

/// Lets somebody not in.
#[utoipa::path(post, path = "/organisations/{username}/requests/{id}/refuse", tag = "people",
    operation_id = "refuse_request",
    params(("username" = String, Path, description = "The name in its handle"),
        ("id" = String, Path, description = "The request")),
    responses((status = 204, description = "It is refused, and what was written is removed")),
    security(("bearer" = [])))]
pub(super) async fn refuse(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let (name, id) = (username(&request)?, input::id(&request, "id", RequestId::parse)?);
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            own_request(conn, &who, &name, &id)?;
            joining::actions::refuse(conn, now, &who, &id)
        })
        .await?;
    Ok(answer::nothing())
}
