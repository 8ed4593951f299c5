//! This node.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::node::{self, Federation};
use sofra_domain::{Error, actor as actors};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, Answer, spellings};
use super::auth;
use crate::App;

fn federations() -> utoipa::openapi::schema::Object {
    spellings(Federation::ALL.iter().map(|one| one.as_str()))
}

/// This node.
#[derive(Serialize, ToSchema)]
struct Node {
    /// Its name on the network.
    domain: String,
    /// What people call it.
    name: String,
    /// A few words about it; plain text.
    about: String,
    /// With whom it deals.
    #[schema(schema_with = federations)]
    federation: &'static str,
    /// Whether it is set up; before that nobody can sign in.
    set_up: bool,
    /// The organisation that hosts it.
    organisation: Option<Actor>,
    /// The version of the program.
    version: &'static str,
}

/// This node: its name, and the organisation that hosts it.
#[utoipa::path(get, path = "/node", tag = "node", operation_id = "get_node",
    responses((status = 200, description = "This node", body = Node)), security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let (node, organisation) = app
        .db
        .read(|conn| {
            let node = node::store::get(conn)?;
            let organisation = match &node.organisation_id {
                Some(id) => Some(actors::store::get(conn, id)?),
                None => None,
            };
            Ok::<_, Error>((node, organisation))
        })
        .await?;
    Ok(answer::ok(&Node {
        domain: node.domain.clone(),
        name: node.name.clone(),
        about: node.about.clone(),
        federation: node.federation.as_str(),
        set_up: node.is_set_up(),
        organisation: organisation.as_ref().map(|actor| Actor::new(&app, actor)),
        version: env!("CARGO_PKG_VERSION"),
    }))
}
