//! Whether anybody outside may know of the caller: a public profile, and being named by an organisation.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_base::lang::LanguageTag;
use sofra_domain::account::{self, Identity};
use sofra_domain::actor::actions::Keys;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::visibility::actions::{self, Public};
use sofra_domain::{AnyConnection, Error, Result, visibility};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, Answer};
use super::{auth, input};
use crate::App;
use crate::page::account::slowly;

/// Who sees the caller.
#[derive(Serialize, ToSchema)]
struct Visibility {
    /// What people with a seat in the same organisations see.
    inside: String,
    /// The public profile, where there is one.
    profile: Option<Actor>,
    /// The organisations of the caller, and whether their public pages name them.
    organisations: Vec<Named>,
}

/// An organisation of the caller.
#[derive(Serialize, ToSchema)]
struct Named {
    /// The name in its handle.
    username: String,
    /// Whether its public page names the caller.
    shown: bool,
}

/// A public profile to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPublicProfile {
    /// The first part of the handle; not the name for signing in. Nobody ever gets it again.
    handle: String,
    /// What everybody sees.
    name: String,
    /// The language of the name.
    language: String,
}

/// Another public name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPublicName {
    /// What everybody sees.
    name: String,
    /// The language of the name.
    language: String,
}

/// Whether an organisation's public page names the caller.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedThere {
    /// Whether it does.
    shown: bool,
}

fn language(text: &str) -> Result<LanguageTag> {
    text.parse().map_err(|_| Error::field("language", "error-language-invalid"))
}

/// Who sees the caller: nobody outside, until they chose otherwise.
#[utoipa::path(get, path = "/visibility", tag = "account", operation_id = "get_visibility",
    responses((status = 200, description = "Who sees the caller", body = Visibility)), security(("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let (inside, person, organisations, shown) = app
        .db
        .read(move |conn| {
            let person = match &who.person {
                Some(id) => Some(actor::store::get(conn, id)?),
                None => None,
            };
            let seats: Vec<ActorId> = who.seats.iter().map(|(id, _)| id.clone()).collect();
            let organisations = actor::store::get_many(conn, &seats)?;
            let shown = visibility::store::shown_in(conn, &who.account)?;
            Ok::<_, Error>((account::store::get(conn, &who.account)?.name, person, organisations, shown))
        })
        .await?;
    Ok(answer::ok(&Visibility {
        inside,
        profile: person.as_ref().map(|person| Actor::new(&app, person)),
        organisations: organisations
            .into_iter()
            .map(|one| Named { shown: shown.contains(&one.id), username: one.username })
            .collect(),
    }))
}

/// Makes a public profile. Everybody can find it; copies elsewhere cannot be called back.
#[utoipa::path(post, path = "/visibility/profile", tag = "account", operation_id = "appear",
    request_body = NewPublicProfile,
    responses((status = 201, description = "The profile", body = Actor)), security(("bearer" = [])))]
pub(super) async fn appear(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let new: NewPublicProfile = input::json(&request, payload).await?;
    let language = language(&new.language)?;
    let public = Public { handle: new.handle, name: new.name };
    // Keys are made only for what can be made.
    let (asking, wanted) = (who.clone(), public.clone());
    app.db.read(move |conn| actions::check(conn, &asking, &wanted)).await?;
    let keys =
        slowly(Keys::generate).await.map_err(|_| Error::Internal("keys could not be made".to_owned()))??;
    let at = app.at();
    let made = app.db.write(move |conn| actions::appear(conn, &at, &who, &public, &language, keys)).await?;
    Ok(answer::created(&app, &format!("/actors/{}", made.id), &Actor::new(&app, &made)))
}

/// Changes the public name; the handle stays.
#[utoipa::path(put, path = "/visibility/profile", tag = "account", operation_id = "rename_public",
    request_body = NewPublicName,
    responses((status = 204, description = "It is changed; others are told")), security(("bearer" = [])))]
pub(super) async fn rename(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let new: NewPublicName = input::json(&request, payload).await?;
    let (at, language) = (app.at(), language(&new.language)?);
    app.db
        .write(move |conn| actions::rename(conn, &at, &who, &new.name, &language))
        .await
        .map_err(in_this_api)?;
    Ok(answer::nothing())
}

/// The form on the pages has two names; here there is one.
fn in_this_api(error: Error) -> Error {
    match error {
        Error::Invalid(mut wrong) => {
            for one in &mut wrong {
                if one.field == "public" {
                    one.field = "name".to_owned();
                }
            }
            Error::Invalid(wrong)
        }
        other => other,
    }
}

/// Takes the public profile back. What was said under it is withdrawn.
#[utoipa::path(delete, path = "/visibility/profile", tag = "account", operation_id = "disappear",
    responses((status = 204, description = "It is gone here; others are told")), security(("bearer" = [])))]
pub(super) async fn disappear(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let at = app.at();
    app.db.write(move |conn| actions::disappear(conn, &at, &who)).await?;
    Ok(answer::nothing())
}

fn seated(conn: &mut AnyConnection, who: &Identity, username: &str) -> Result<ActorId> {
    actor::store::local_by_username(conn, username)?
        .map(|found| found.id)
        .filter(|id| who.seat(id).is_some())
        .ok_or(Error::NotFound)
}

/// Chooses whether an organisation's public page names the caller.
#[utoipa::path(put, path = "/visibility/organisations/{username}", tag = "account", operation_id = "show_in",
    params(("username" = String, Path, description = "The name in its handle")), request_body = NamedThere,
    responses((status = 204, description = "It is so from now on")), security(("bearer" = [])))]
pub(super) async fn show_in(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let new: NamedThere = input::json(&request, payload).await?;
    app.db
        .write(move |conn| {
            let id = seated(conn, &who, &username)?;
            actions::show_in(conn, &who, &id, new.shown)
        })
        .await?;
    Ok(answer::nothing())
}
