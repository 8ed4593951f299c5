//! Networks and what is asked in them.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::account::Identity;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::network::call::store::View;
use sofra_domain::network::model::CallState;
use sofra_domain::network::{CallId, Kind, MemberState, Network as Row, call, store};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, Result, directory, peer};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, All, Answer, spellings};
use super::{auth, input};
use crate::App;

fn kinds() -> utoipa::openapi::schema::Object {
    spellings(Kind::ALL.iter().map(|one| one.as_str()))
}

fn states() -> utoipa::openapi::schema::Object {
    spellings(MemberState::ALL.iter().map(|one| one.as_str()))
}

fn call_states() -> utoipa::openapi::schema::Object {
    spellings(CallState::ALL.iter().map(|one| one.as_str()))
}

/// A network.
#[derive(Serialize, ToSchema)]
pub(super) struct Network {
    #[serde(flatten)]
    actor: Actor,
    /// What brings it together.
    #[schema(schema_with = kinds)]
    network_kind: &'static str,
    /// The founding text by language.
    founding: BTreeMap<String, String>,
    /// Member organisations that this node knows.
    members: usize,
    /// The network that it is a part of, by id on the network.
    parent: Option<String>,
    /// The network it was founded anew as, by id on the network.
    successor: Option<String>,
    /// When it was founded.
    founded_at: String,
}

/// An organisation in a network.
#[derive(Serialize, ToSchema)]
pub(super) struct Member {
    #[serde(flatten)]
    actor: Actor,
    /// How it stands to the network.
    #[schema(schema_with = states)]
    standing: &'static str,
    /// Whether it coordinates.
    coordinates: bool,
}

/// A network with those of its organisations that the caller may know of.
#[derive(Serialize, ToSchema)]
pub(super) struct Whole {
    #[serde(flatten)]
    network: Network,
    /// Coordinators, and members that chose to be in the directory; for members of the network all of them.
    organisations: Vec<Member>,
}

/// A call for positions.
#[derive(Serialize, ToSchema)]
pub(super) struct Call {
    /// The id in this API.
    id: String,
    /// The id on the network.
    uri: String,
    /// The network that is asked.
    network: Actor,
    /// The coordinating organisation that asks.
    author: Actor,
    /// How far it has come. That it is over is seen by the deadline.
    #[schema(schema_with = call_states)]
    state: &'static str,
    /// Until when answers are asked for.
    deadline: String,
    /// The language of the authentic text.
    authentic: String,
    /// Titles by language.
    titles: BTreeMap<String, String>,
    /// Texts by language; plain text.
    bodies: BTreeMap<String, String>,
    /// What it asks about, by identity.
    subjects: Vec<String>,
}

impl Network {
    fn new(app: &App, row: &Row, actor: &actor::Actor, members: usize) -> Self {
        Self {
            actor: Actor::new(app, actor),
            network_kind: row.kind.as_str(),
            founding: row.founding_text().iter().map(|(tag, text)| (tag.to_string(), text.clone())).collect(),
            members,
            parent: row.parent_uri.clone(),
            successor: row.successor_uri.clone(),
            founded_at: answer::time(row.founded_at),
        }
    }
}

impl Call {
    pub(super) fn new(app: &App, view: &View) -> Self {
        let each = |take: &dyn Fn(&sofra_domain::network::model::CallText) -> String| {
            view.texts.iter().map(|(tag, text)| (tag.to_string(), take(text))).collect()
        };
        Self {
            id: view.call.id.to_string(),
            uri: view.call.uri.clone(),
            network: Actor::new(app, &view.network),
            author: Actor::new(app, &view.author),
            state: view.call.state.as_str(),
            deadline: answer::time(view.call.deadline_at),
            authentic: view.call.authentic.to_string(),
            titles: each(&|text| text.title.clone()),
            bodies: each(&|text| text.body.clone()),
            subjects: view.subjects.iter().map(|one| one.subject.clone()).collect(),
        }
    }
}

fn reader(who: Option<&Identity>) -> Reader {
    who.map_or(Reader::Anyone, |who| Reader::Account(who.clone()))
}

/// The networks known here, those of this node first.
#[utoipa::path(get, path = "/networks", tag = "networks", operation_id = "list_networks",
    responses((status = 200, description = "All of them", body = All<Network>)),
    security((), ("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::caller(&app, &request).await?;
    let known = who.is_some();
    let found = app
        .db
        .read(move |c| {
            let mut found = Vec::new();
            for (row, actor) in store::all(c)? {
                if actor.local || peer::store::shows(c, &actor, known)? {
                    let members = store::admitted(c, &actor.id)?.len();
                    found.push((row, actor, members));
                }
            }
            Ok::<_, Error>(found)
        })
        .await?;
    let items: Vec<Network> =
        found.iter().map(|(row, actor, members)| Network::new(&app, row, actor, *members)).collect();
    Ok(answer::ok(&All::from(items)))
}

/// One network.
#[utoipa::path(get, path = "/networks/{id}", tag = "networks", operation_id = "show_network",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The network", body = Whole)),
    security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::caller(&app, &request).await?;
    let id = input::id(&request, "id", ActorId::parse)?;
    let found = app.db.read(move |c| read(c, &id, who.as_ref())).await?;
    let (row, actor, members, organisations) = found;
    let organisations = organisations
        .iter()
        .map(|(member, other)| Member {
            actor: Actor::new(&app, other),
            standing: member.state.as_str(),
            coordinates: member.coordinates,
        })
        .collect();
    Ok(answer::ok(&Whole { network: Network::new(&app, &row, &actor, members), organisations }))
}

type Read = (Row, actor::Actor, usize, Vec<(sofra_domain::network::Member, actor::Actor)>);

fn read(c: &mut AnyConnection, id: &ActorId, who: Option<&Identity>) -> Result<Read> {
    let row = store::get(c, id)?;
    let actor = actor::store::get(c, id)?;
    if !actor.is_active() || !(actor.local || peer::store::shows(c, &actor, who.is_some())?) {
        return Err(Error::NotFound);
    }
    let inside = sofra_domain::network::audience::is_told(c, std::slice::from_ref(id), &reader(who))?;
    let mut named = Vec::new();
    for (member, other) in store::everybody(c, id)? {
        let admitted = member.state == MemberState::Admitted && other.is_active();
        let shown = admitted && (member.coordinates || directory::store::is_listed(c, &other.id)?);
        if inside || shown {
            named.push((member, other));
        }
    }
    let members = store::admitted(c, id)?.len();
    Ok((row, actor, members, named))
}

/// What the caller's organisations are asked.
#[utoipa::path(get, path = "/calls", tag = "networks", operation_id = "list_calls",
    responses((status = 200, description = "All of them, the latest deadline first", body = All<Call>)),
    security(("bearer" = [])))]
pub(super) async fn calls(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let found = app
        .db
        .read(move |c| {
            let mut found: Vec<View> = Vec::new();
            for (organisation, _) in &who.seats {
                for view in call::store::asked_of(c, organisation)? {
                    if !found.iter().any(|known| known.call.id == view.call.id) {
                        found.push(view);
                    }
                }
            }
            Ok::<_, Error>(found)
        })
        .await?;
    let items: Vec<Call> = found.iter().map(|view| Call::new(&app, view)).collect();
    Ok(answer::ok(&All::from(items)))
}

/// One call, for those who are asked.
#[utoipa::path(get, path = "/calls/{id}", tag = "networks", operation_id = "show_call",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The call", body = Call)),
    security(("bearer" = [])))]
pub(super) async fn call(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let id = input::id(&request, "id", CallId::parse)?;
    let view = app
        .db
        .read(move |c| {
            let found = call::store::read(c, &id, &Reader::Account(who))?;
            call::store::view(c, found)
        })
        .await?;
    Ok(answer::ok(&Call::new(&app, &view)))
}
