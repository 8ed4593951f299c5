//! What waits for the account of a token: of what kind, and where; never who or what.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::Error;
use sofra_domain::notification::{self, Kind, NotificationId};
use utoipa::ToSchema;

use super::answer::{self, Answer, Page, spellings, time};
use super::auth;
use super::input::{self, Query};
use crate::App;

fn kinds() -> utoipa::openapi::schema::Object {
    spellings(Kind::ALL.iter().map(|one| one.as_str()))
}

/// That something waits.
#[derive(Serialize, ToSchema)]
struct Notification {
    /// Its id.
    id: String,
    /// Of what kind it is.
    #[schema(schema_with = kinds)]
    kind: &'static str,
    /// The path of the page where it can be dealt with.
    link: String,
    /// Since when.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was seen.
    #[schema(format = DateTime)]
    seen_at: Option<String>,
}

/// What waits for the account, newest first.
#[utoipa::path(get, path = "/notifications", tag = "account", operation_id = "list_notifications",
    params(
        ("before" = Option<String>, Query, description = "Where the page begins, from `next`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 40, description = "Entries of a page; 20 if not said"),
    ),
    responses((status = 200, description = "A page of the list", body = Page<Notification>)),
    security(("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let query = Query::read(&request, &["before", "limit"])?;
    let before = query.parsed("before", NotificationId::parse)?;
    let limit = query.limit()?;
    let (mut rows, total) = app
        .db
        .read(move |conn| {
            let rows = notification::store::page(conn, &who, before.as_ref(), limit + 1)?;
            Ok::<_, Error>((rows, notification::store::count(conn, &who)?))
        })
        .await?;
    let most = usize::try_from(limit).unwrap_or_default();
    let more = rows.len() > most;
    rows.truncate(most);
    let limit = limit.to_string();
    let next = rows.last().filter(|_| more).map(|last| {
        answer::next(&app, "/notifications", &[("limit", Some(limit.as_str()))], last.id.as_str())
    });
    let items = rows
        .into_iter()
        .map(|one| Notification {
            id: one.id.to_string(),
            kind: one.kind.as_str(),
            link: one.link,
            created_at: time(one.created_at),
            seen_at: one.seen_at.map(time),
        })
        .collect();
    Ok(answer::page(&Page { total, items, next }))
}

/// Marks all as seen.
#[utoipa::path(post, path = "/notifications/seen", tag = "account", operation_id = "see_notifications",
    responses((status = 204, description = "All are seen")), security(("bearer" = [])))]
pub(super) async fn see(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let now = app.clock.now();
    app.db.write(move |conn| notification::actions::see(conn, now, &who, None)).await?;
    Ok(answer::nothing())
}

/// Marks one as seen, and all others that lead to the same place.
#[utoipa::path(post, path = "/notifications/{id}/seen", tag = "account", operation_id = "see_notification",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 204, description = "It is seen")), security(("bearer" = [])))]
pub(super) async fn see_one(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", NotificationId::parse)?;
    let now = app.clock.now();
    app.db.write(move |conn| notification::actions::open(conn, now, &who, &id)).await?;
    Ok(answer::nothing())
}
