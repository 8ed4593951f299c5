//! Vouches, and what this node can say about an organisation.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::actor::{self, ActorId};
use sofra_domain::vouch::rules::{Form, Standing as Known};
use sofra_domain::vouch::{self, VouchId, VouchState};
use sofra_domain::{Error, peer};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, All, Answer, spellings, time};
use super::problem::{FieldProblem, Problem};
use super::{auth, input};
use crate::App;

fn states() -> utoipa::openapi::schema::Object {
    spellings(VouchState::ALL.iter().map(|one| one.as_str()))
}

fn standings() -> utoipa::openapi::schema::Object {
    spellings(["trusted", "vouched", "unverified"])
}

/// One organisation vouching for another.
#[derive(Serialize, ToSchema)]
pub(super) struct Vouch {
    /// The id in this API.
    id: String,
    /// The id on the network, on the voucher's node.
    uri: String,
    /// Who vouches.
    voucher: Actor,
    /// For whom.
    vouched: Actor,
    /// How far it has come.
    #[schema(schema_with = states)]
    state: &'static str,
    /// What the voucher says about it; plain text.
    reason: String,
    /// When it ends by itself.
    #[schema(format = DateTime)]
    until: Option<String>,
    /// Since when, by the voucher's word.
    #[schema(format = DateTime)]
    offered_at: String,
    /// When the voucher's own node last confirmed it; absent where the voucher lives here.
    #[schema(format = DateTime)]
    checked_at: Option<String>,
}

impl Vouch {
    fn new(app: &App, row: &vouch::Vouch, voucher: &actor::Actor, vouched: &actor::Actor) -> Self {
        Self {
            id: row.id.to_string(),
            uri: row.uri.clone(),
            voucher: Actor::new(app, voucher),
            vouched: Actor::new(app, vouched),
            state: row.state.as_str(),
            reason: row.reason.clone(),
            until: row.until.map(time),
            offered_at: time(row.offered_at),
            checked_at: row.checked_at.map(time),
        }
    }
}

/// What this node can say about an organisation beside what it says of itself.
#[derive(Serialize, ToSchema)]
pub(super) struct Standing {
    /// Lives here or trusted by the host; vouched for by somebody whom this node's trust reaches; or neither.
    #[schema(schema_with = standings)]
    standing: &'static str,
    /// How many vouch for it whom this node's trust reaches.
    by: usize,
    /// From somebody trusted to the organisation: who vouches, since when.
    chain: Vec<Step>,
    /// Every vouch that stands, also of those whom this node's trust does not reach.
    vouches: Vec<Vouch>,
}

/// One vouch of a chain.
#[derive(Serialize, ToSchema)]
pub(super) struct Step {
    /// Who vouches.
    voucher: Actor,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// When the voucher's own node last confirmed it.
    #[schema(format = DateTime)]
    checked_at: Option<String>,
}

/// An offer to vouch.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewVouch {
    /// In whose name: an organisation of this node, by its user name.
    #[serde(rename = "as")]
    voice: String,
    /// For whom, by the id in this API.
    target: String,
    /// Why; 500 characters at most. Everybody can read it.
    reason: String,
    /// The last day on which it counts, as YYYY-MM-DD.
    #[serde(default)]
    until: String,
}

/// Who vouches for an organisation, and the chain from somebody this node trusts.
#[utoipa::path(get, path = "/actors/{id}/standing", tag = "trust", operation_id = "get_standing",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The standing", body = Standing)), security((), ("bearer" = [])))]
pub(super) async fn standing(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let id = input::id(&request, "id", ActorId::parse)?;
    let now = app.clock.now();
    let (found, known, chain, vouches) = app
        .db
        .read(move |conn| {
            let found = actor::store::get(conn, &id)?;
            if !vouch::actions::can_be_vouched_for(&found) || !peer::store::deals_with(conn, &found)? {
                return Err(Error::NotFound);
            }
            let (known, chain) = vouch::store::standing(conn, &id, now)?;
            Ok((found, known, chain, vouch::store::standing_for(conn, &id, now)?))
        })
        .await?;
    let (standing, by, links) = match known {
        Known::Trusted => ("trusted", 0, Vec::new()),
        Known::Vouched { by, chain } => ("vouched", by, chain),
        Known::Unverified => ("unverified", 0, Vec::new()),
    };
    let chain = links
        .iter()
        .filter_map(|link| {
            let voucher = chain.iter().find(|actor| actor.id == link.voucher)?;
            Some(Step {
                voucher: Actor::new(&app, voucher),
                since: time(link.since),
                checked_at: link.checked.map(time),
            })
        })
        .collect();
    let vouches = vouches.iter().map(|(row, voucher)| Vouch::new(&app, row, voucher, &found)).collect();
    Ok(answer::ok(&Standing { standing, by, chain, vouches }))
}

/// The vouches of an organisation of this node, at whichever end, in every state: for its officers.
#[utoipa::path(get, path = "/vouches", tag = "trust", operation_id = "list_vouches",
    params(("as" = String, Query, description = "The user name of an organisation of this node")),
    responses((status = 200, description = "The vouches", body = All<Vouch>)), security(("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let query = input::Query::read(&request, &["as"])?;
    let username = query.required("as")?.to_owned();
    let (own, given, had) = app
        .db
        .read(move |conn| {
            let own = actor::store::local_by_username(conn, &username)?.ok_or(Error::NotFound)?;
            if who.seat(&own.id) != Some(sofra_domain::account::Seat::Officer) {
                return Err(Error::NotFound);
            }
            let (given, had) = vouch::store::of(conn, &own.id)?;
            Ok((own, given, had))
        })
        .await?;
    let mut items: Vec<Vouch> = given.iter().map(|(row, other)| Vouch::new(&app, row, &own, other)).collect();
    items.extend(had.iter().map(|(row, other)| Vouch::new(&app, row, other, &own)));
    Ok(answer::ok(&All::from(items)))
}

/// Offers to vouch for an organisation. It counts once the other accepts.
#[utoipa::path(post, path = "/vouches", tag = "trust", operation_id = "offer_vouch", request_body = NewVouch,
    responses((status = 201, description = "The offer", body = Vouch)), security(("bearer" = [])))]
pub(super) async fn offer(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let new: NewVouch = input::json(&request, payload).await?;
    let unknown = || Problem::invalid(FieldProblem::new("target", "unknown", []));
    let target = ActorId::parse(&new.target).ok_or_else(unknown)?;
    let form = Form { reason: new.reason, until: new.until };
    let at = app.at();
    let (row, own, other) = app
        .db
        .write(move |conn| {
            let own = actor::store::local_by_username(conn, &new.voice)?
                .filter(|own| who.is_officer(&own.id))
                .ok_or(Error::NotFound)?;
            let row = vouch::actions::offer(conn, &at, &who, &own.id, &target, &form)?;
            Ok::<_, Error>((row, own, actor::store::get(conn, &target)?))
        })
        .await?;
    Ok(answer::created(&app, &format!("/vouches/{}", row.id), &Vouch::new(&app, &row, &own, &other)))
}

/// Accepts an offer to vouch. A repetition changes nothing.
#[utoipa::path(post, path = "/vouches/{id}/accept", tag = "trust", operation_id = "accept_vouch",
    params(("id" = String, Path, description = "The vouch's id in this API")),
    responses((status = 204, description = "It is accepted")), security(("bearer" = [])))]
pub(super) async fn accept(app: web::Data<App>, request: HttpRequest) -> Answer {
    decide(&app, &request, true).await
}

/// Refuses an offer to vouch, or gives up what was accepted before.
#[utoipa::path(post, path = "/vouches/{id}/reject", tag = "trust", operation_id = "reject_vouch",
    params(("id" = String, Path, description = "The vouch's id in this API")),
    responses((status = 204, description = "It is refused")), security(("bearer" = [])))]
pub(super) async fn reject(app: web::Data<App>, request: HttpRequest) -> Answer {
    decide(&app, &request, false).await
}

async fn decide(app: &App, request: &HttpRequest, accept: bool) -> Answer {
    let who = auth::writer(app, request).await?;
    let id = input::id(request, "id", VouchId::parse)?;
    let at = app.at();
    app.db.write(move |conn| vouch::actions::answer(conn, &at, &who, &id, accept)).await?;
    Ok(answer::nothing())
}

/// Takes an offer or a vouch back that an organisation of this node gave.
#[utoipa::path(delete, path = "/vouches/{id}", tag = "trust", operation_id = "take_back_vouch",
    params(("id" = String, Path, description = "The vouch's id in this API")),
    responses((status = 204, description = "It is taken back")), security(("bearer" = [])))]
pub(super) async fn take_back(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", VouchId::parse)?;
    let at = app.at();
    app.db.write(move |conn| vouch::actions::take_back(conn, &at, &who, &id, "")).await?;
    Ok(answer::nothing())
}
