//! Who holds, or will hold, a copy of a statement: for those who speak for its author.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::statement::{StatementId, store};
use sofra_domain::{Error, peer};
use utoipa::ToSchema;

use super::answer::{self, Answer};
use super::auth;
use super::input;
use crate::App;

/// Who holds a copy.
#[derive(Serialize, ToSchema)]
struct Holders {
    /// Hosts that something of it was sent to, or may have reached. A withdrawal asks them to delete it; nobody can
    /// force them.
    hold: Vec<String>,
    /// Hosts that get it, or its next revision, when it is published now.
    will_receive: Vec<String>,
    /// How many followers elsewhere receive it there.
    followers: usize,
    /// Whether sending in the author's name is stopped: then nothing leaves until somebody lets it.
    stopped: bool,
}

/// Who holds, or will hold, a copy of a statement.
#[utoipa::path(get, path = "/statements/{id}/holders", tag = "statements", operation_id = "list_holders",
    params(("id" = String, Path, description = "The statement's id in this API")),
    responses((status = 200, description = "Who holds it", body = Holders)), security(("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::as_account(&auth::signed_in(&app, &request).await?);
    let id = input::id(&request, "id", StatementId::parse)?;
    let holders = app
        .db
        .read(move |conn| {
            let found = store::get(conn, &id)?;
            if !found.local || found.hidden_at.is_some() || !who.speaks_for(&found.author_id) {
                return Err(Error::NotFound);
            }
            let (will_receive, followers) = peer::store::receivers(conn, &found.author_id, found.audience)?;
            let author = sofra_domain::actor::store::get(conn, &found.author_id)?;
            Ok::<_, Error>(Holders {
                hold: store::copies(conn, &id)?,
                will_receive,
                followers,
                stopped: author.stopped_at.is_some(),
            })
        })
        .await?;
    Ok(answer::ok(&holders))
}
