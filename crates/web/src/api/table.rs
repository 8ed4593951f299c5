//! The register of seats: what everybody may read, the scorecard, and for officers recording.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::account::Identity;
use sofra_domain::actor::ActorId;
use sofra_domain::approval::{Proposal as Waiting, ProposalState};
use sofra_domain::cursor::Cursor;
use sofra_domain::table::actions::{self, Act};
use sofra_domain::table::rules::{Form, StepForm};
use sofra_domain::table::score::{self as scores, Figure, Figures};
use sofra_domain::table::store::{self, Filter, View};
use sofra_domain::table::{Audience, BodyKind, Kind, Refusal, SeatId, Stage, State};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Result};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, Answer, Page, spellings, time};
use super::input::{self, Query};
use super::{approval, auth, organisation};
use crate::App;

fn states() -> utoipa::openapi::schema::Object {
    spellings(State::ALL.iter().map(|one| one.as_str()))
}

fn refusals() -> utoipa::openapi::schema::Object {
    spellings(Refusal::ALL.iter().map(|one| one.as_str()))
}

fn stages() -> utoipa::openapi::schema::Object {
    spellings(Stage::ALL.iter().map(|one| one.as_str()))
}

fn kinds() -> utoipa::openapi::schema::Object {
    spellings(Kind::ALL.iter().map(|one| one.as_str()))
}

fn body_kinds() -> utoipa::openapi::schema::Object {
    spellings(BodyKind::ALL.iter().map(|one| one.as_str()))
}

fn audiences() -> utoipa::openapi::schema::Object {
    spellings(Audience::ALL.iter().map(|one| one.as_str()))
}

/// Something that happened with a seat.
#[derive(Serialize, ToSchema)]
pub(super) struct SeatStep {
    /// What.
    #[schema(schema_with = states)]
    state: &'static str,
    /// Of a refusal, why.
    #[schema(schema_with = refusals)]
    #[serde(skip_serializing_if = "String::is_empty")]
    refusal: String,
    /// The day.
    #[schema(format = Date)]
    day: String,
    /// How it went; plain text.
    words: String,
    /// A link, or empty.
    evidence: String,
}

/// What the other side says.
#[derive(Serialize, ToSchema)]
pub(super) struct SeatReply {
    /// Who says it, in their own words.
    name: String,
    /// The actor who says it, by id on the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<String>,
    /// BCP 47.
    language: String,
    /// Plain text.
    words: String,
    /// Whether this node has it from the node of the record alone.
    passed_on: bool,
    /// When it was written.
    #[schema(format = DateTime)]
    created_at: String,
}

/// A place at somebody else's table.
#[derive(Serialize, ToSchema)]
pub(super) struct Seat {
    /// The id in this API.
    id: String,
    /// The id on the network.
    uri: String,
    /// Who records it.
    holder: Actor,
    /// Whose table it is, in one spelling for all.
    body: String,
    /// The same as it was written.
    body_name: String,
    /// What it is.
    #[schema(schema_with = body_kinds)]
    body_kind: &'static str,
    /// In which country; may be empty.
    country: String,
    /// Who may answer for the body, by id on the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    body_actor: Option<String>,
    /// What is dealt with.
    process: String,
    /// The event, by id on the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting: Option<String>,
    /// How far that has come.
    #[schema(schema_with = stages)]
    stage: &'static str,
    /// What one may do there.
    #[schema(schema_with = kinds)]
    kind: &'static str,
    /// BCP 47.
    language: String,
    /// What the last step says.
    #[schema(schema_with = states)]
    state: &'static str,
    /// The steps, the first one first.
    steps: Vec<SeatStep>,
    /// What those who sat there think came of it: 1 to 5, or 0 where they did not say.
    rating: i32,
    /// The same in words.
    rating_words: String,
    /// What the other side says; it changes nothing in the record.
    replies: Vec<SeatReply>,
    /// Who may read it.
    #[schema(schema_with = audiences)]
    audience: &'static str,
    /// From 1; sent back with nothing, because proposals bind to it by themselves.
    revision: i32,
    /// When it was first recorded.
    #[schema(format = DateTime)]
    recorded_at: String,
    /// When it last changed, by its holder's word.
    #[schema(format = DateTime)]
    updated_at: String,
    /// When it was taken back.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_at: Option<String>,
}

impl Seat {
    pub(super) fn new(app: &App, view: &View) -> Self {
        let seat = &view.seat;
        Self {
            id: seat.id.to_string(),
            uri: seat.uri.clone(),
            holder: Actor::new(app, &view.holder),
            body: seat.body.clone(),
            body_name: seat.body_name.clone(),
            body_kind: seat.body_kind.as_str(),
            country: seat.country.clone(),
            body_actor: seat.body_actor.clone(),
            process: seat.process.clone(),
            meeting: seat.meeting.clone(),
            stage: seat.stage.as_str(),
            kind: seat.kind.as_str(),
            language: seat.language.to_string(),
            state: seat.state.as_str(),
            steps: view
                .steps
                .iter()
                .map(|step| SeatStep {
                    state: step.state.as_str(),
                    refusal: step.refusal.clone(),
                    day: step.happened_on.clone(),
                    words: step.words.clone(),
                    evidence: step.evidence.clone(),
                })
                .collect(),
            rating: seat.rating,
            rating_words: seat.rating_words.clone(),
            replies: view
                .replies
                .iter()
                .map(|reply| SeatReply {
                    name: reply.name.clone(),
                    actor: reply.actor_uri.clone(),
                    language: reply.language.to_string(),
                    words: reply.words.clone(),
                    passed_on: reply.passed_on,
                    created_at: time(reply.created_at),
                })
                .collect(),
            audience: seat.audience.as_str(),
            revision: seat.revision,
            recorded_at: time(seat.recorded_at),
            updated_at: time(seat.updated_at),
            withdrawn_at: seat.withdrawn_at.map(time),
        }
    }
}

/// A step to be recorded.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewStep {
    /// What happened.
    #[schema(schema_with = states)]
    state: String,
    /// Of a refusal, why.
    #[serde(default)]
    refusal: String,
    /// `YYYY-MM-DD`.
    day: String,
    /// How it went; plain text, 3000 characters at most.
    #[serde(default)]
    words: String,
    /// A link.
    #[serde(default)]
    evidence: String,
}

impl NewStep {
    fn form(&self) -> StepForm {
        StepForm {
            state: self.state.clone(),
            refusal: self.refusal.clone(),
            day: self.day.clone(),
            words: self.words.clone(),
            evidence: self.evidence.clone(),
        }
    }
}

/// A seat to be recorded, with its first step.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewTableSeat {
    /// The user name of the organisation.
    #[serde(rename = "as")]
    speaker: String,
    /// Whose table it is, by any of its names.
    body: String,
    /// What it is; may be left out for bodies that are known.
    #[serde(default)]
    #[schema(schema_with = body_kinds)]
    body_kind: String,
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    country: String,
    /// Who may answer for the body, by id on the network.
    #[serde(default)]
    body_actor: String,
    /// What is dealt with.
    process: String,
    /// The event, by id on the network.
    #[serde(default)]
    meeting: String,
    /// How far that has come.
    #[schema(schema_with = stages)]
    stage: String,
    /// What one may do there.
    #[schema(schema_with = kinds)]
    kind: String,
    /// Who may read it.
    #[schema(schema_with = audiences)]
    audience: String,
    /// BCP 47.
    language: String,
    /// What happened first.
    step: NewStep,
}

/// How those who sat there rate it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRating {
    /// 1 to 5, or 0 to take it back.
    #[schema(minimum = 0, maximum = 5)]
    rating: i32,
    /// In words; plain text, 3000 characters at most.
    #[serde(default)]
    words: String,
}

/// Why a record is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TakenBackBecause {
    /// People inside read it.
    reason: String,
}

const QUESTION: [&str; 6] = ["body", "stage", "figure", "refusal", "holder", "network"];

fn filter(query: &Query) -> std::result::Result<Filter, super::problem::Problem> {
    Ok(Filter {
        body: query.parsed("body", |text| (text.chars().count() <= 300).then(|| text.to_owned()))?,
        stage: query.parsed("stage", Stage::parse)?,
        figure: query.parsed("figure", Figure::parse)?,
        refusal: query.parsed("refusal", Refusal::parse)?,
        holder: query.parsed("holder", ActorId::parse)?,
        network: query.parsed("network", ActorId::parse)?,
    })
}

/// The seats that the caller may read, the newest first.
#[utoipa::path(get, path = "/seats", tag = "seats", operation_id = "list_seats",
    params(("body" = Option<String>, Query, description = "Only of this body, by its one spelling"),
        ("stage" = Option<String>, Query, description = "Only at this stage"),
        ("figure" = Option<String>, Query, description = "Only those that this figure of the scorecard counts"),
        ("refusal" = Option<String>, Query, description = "Only those that were refused for this reason"),
        ("holder" = Option<String>, Query, description = "Only recorded by this actor, by its id in this API"),
        ("network" = Option<String>, Query, description = "Only recorded by members of this network"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 100, description = "How many, 20 if left out"),
        ("before" = Option<String>, Query, description = "From `next` of the page before")),
    responses((status = 200, description = "One page", body = Page<Seat>)), security((), ("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let known = ["body", "stage", "figure", "refusal", "holder", "network", "limit", "before"];
    let query = Query::read(&request, &known)?;
    let filter = filter(&query)?;
    let before = query.parsed("before", Cursor::parse)?;
    let limit = query.limit()?;
    let found = app.db.read(move |conn| store::list(conn, &filter, &reader, before.as_ref(), limit)).await?;
    let mut question: Vec<_> = QUESTION.into_iter().map(|name| (name, query.text(name))).collect();
    question.push(("limit", query.text("limit")));
    let next = found.next.map(|cursor| answer::next(&app, "/seats", &question, &cursor.to_string()));
    let items = found.views.iter().map(|view| Seat::new(&app, view)).collect();
    Ok(answer::page(&Page { total: found.total, items, next }))
}

fn loaded(conn: &mut AnyConnection, id: &SeatId, reader: &Reader) -> Result<View> {
    let found = store::read(conn, id, reader)?;
    store::view(conn, found)
}

/// One seat.
#[utoipa::path(get, path = "/seats/{id}", tag = "seats", operation_id = "get_seat",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The seat", body = Seat)), security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let id = input::id(&request, "id", SeatId::parse)?;
    let view = app.db.read(move |conn| loaded(conn, &id, &reader)).await?;
    Ok(answer::ok(&Seat::new(&app, &view)))
}

/// What is counted of some seats.
#[derive(Serialize, ToSchema)]
pub(super) struct SeatFigures {
    /// `promised`, `invited`, `attended`, `heard`, `adopted`, `answered`, `unanswered`, `refused`: a seat counts in every
    /// one up to the furthest that it reached; the first is all of them.
    figures: BTreeMap<&'static str, i64>,
    /// The refused ones by reason.
    refusals: BTreeMap<&'static str, i64>,
    /// The sum of the ratings that were given.
    rating_sum: i64,
    /// Their number.
    rating_count: i64,
}

impl SeatFigures {
    fn new(figures: &Figures) -> Self {
        Self {
            figures: Figure::ALL.into_iter().map(|one| (one.as_str(), figures.of(one))).collect(),
            refusals: figures.refusals.iter().map(|(reason, count)| (reason.as_str(), *count)).collect(),
            rating_sum: figures.ratings.0,
            rating_count: figures.ratings.1,
        }
    }
}

/// What is counted of the seats at one body's table.
#[derive(Serialize, ToSchema)]
pub(super) struct BodyScore {
    /// The body, in its one spelling.
    body: String,
    /// As it was called last.
    name: String,
    /// All of them.
    all: SeatFigures,
    /// By stage.
    stages: BTreeMap<&'static str, SeatFigures>,
}

/// The scorecard.
#[derive(Serialize, ToSchema)]
pub(super) struct Scorecard {
    /// All together.
    all: SeatFigures,
    /// By stage.
    stages: BTreeMap<&'static str, SeatFigures>,
    /// By body, the one with the most seats first.
    bodies: Vec<BodyScore>,
}

fn by_stage(stages: &BTreeMap<Stage, Figures>) -> BTreeMap<&'static str, SeatFigures> {
    stages.iter().map(|(stage, figures)| (stage.as_str(), SeatFigures::new(figures))).collect()
}

/// Seats against influence, of what the caller may read.
#[utoipa::path(get, path = "/seats/score", tag = "seats", operation_id = "score_seats",
    params(("body" = Option<String>, Query, description = "Only of this body, by its one spelling"),
        ("stage" = Option<String>, Query, description = "Only at this stage"),
        ("holder" = Option<String>, Query, description = "Only recorded by this actor, by its id in this API"),
        ("network" = Option<String>, Query, description = "Only recorded by members of this network")),
    responses((status = 200, description = "The scorecard", body = Scorecard)), security((), ("bearer" = [])))]
pub(super) async fn score(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let query = Query::read(&request, &["body", "stage", "holder", "network"])?;
    let filter = filter(&query)?;
    let found = app.db.read(move |conn| scores::count(conn, &filter, &reader)).await?;
    Ok(answer::ok(&Scorecard {
        all: SeatFigures::new(&found.all),
        stages: by_stage(&found.stages),
        bodies: found
            .bodies
            .iter()
            .map(|body| BodyScore {
                body: body.body.clone(),
                name: body.name.clone(),
                all: SeatFigures::new(&body.figures),
                stages: by_stage(&body.stages),
            })
            .collect(),
    }))
}

/// What was proposed, or what came of it.
type Made = std::result::Result<View, approval::Proposal>;

fn made(conn: &mut AnyConnection, who: &Identity, (proposal, seat): (Waiting, SeatId)) -> Result<Made> {
    if proposal.state != ProposalState::Done {
        return Ok(Err(approval::Proposal::load(conn, &proposal)?));
    }
    Ok(Ok(loaded(conn, &seat, &Reader::Account(who.clone()))?))
}

async fn act(app: &App, who: Identity, id: SeatId, act: Act) -> Answer {
    let at = app.at();
    let done = app
        .db
        .write(move |conn| {
            let seat = store::get(conn, &id)?;
            let proposed = actions::propose(conn, &at, &who, &seat.holder_id, Some(&id), act)?;
            made(conn, &who, proposed)
        })
        .await?;
    Ok(match done {
        Ok(view) => answer::ok(&Seat::new(app, &view)),
        Err(proposal) => answer::accepted(&proposal),
    })
}

/// Proposes to record a seat in an organisation's name, as an officer.
#[utoipa::path(post, path = "/seats", tag = "seats", operation_id = "record_seat", request_body = NewTableSeat,
    responses((status = 201, description = "It is recorded", body = Seat,
            headers(("Location" = String, description = "Where it is"))),
        (status = 202, description = "It waits for the organisation's officers", body = approval::Proposal)),
    security(("bearer" = [])))]
pub(super) async fn propose(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let new: NewTableSeat = input::json(&request, payload).await?;
    let at = app.at();
    let done = app
        .db
        .write(move |conn| {
            let holder = organisation::named(conn, &new.speaker)?;
            let step = new.step.form();
            let form = Form {
                body: new.body,
                body_kind: new.body_kind,
                country: new.country,
                body_actor: new.body_actor,
                process: new.process,
                meeting: new.meeting,
                stage: new.stage,
                kind: new.kind,
                audience: new.audience,
                language: new.language,
            };
            let proposed = actions::propose(conn, &at, &who, &holder, None, Act::Record { form, step })?;
            made(conn, &who, proposed)
        })
        .await?;
    Ok(match done {
        Ok(view) => answer::created(&app, &format!("/seats/{}", view.seat.id), &Seat::new(&app, &view)),
        Err(proposal) => answer::accepted(&proposal),
    })
}

/// Proposes another step.
#[utoipa::path(post, path = "/seats/{id}/steps", tag = "seats", operation_id = "add_seat_step",
    params(("id" = String, Path, description = "The id in this API")), request_body = NewStep,
    responses((status = 200, description = "It is recorded", body = Seat),
        (status = 202, description = "It waits for the organisation's officers", body = approval::Proposal)),
    security(("bearer" = [])))]
pub(super) async fn step(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", SeatId::parse)?;
    let new: NewStep = input::json(&request, payload).await?;
    act(&app, who, id, Act::Step { step: new.form() }).await
}

/// Proposes how those who sat there rate it, in place of what they said before.
#[utoipa::path(put, path = "/seats/{id}/rating", tag = "seats", operation_id = "rate_seat",
    params(("id" = String, Path, description = "The id in this API")), request_body = NewRating,
    responses((status = 200, description = "It is recorded", body = Seat),
        (status = 202, description = "It waits for the organisation's officers", body = approval::Proposal)),
    security(("bearer" = [])))]
pub(super) async fn rate(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", SeatId::parse)?;
    let new: NewRating = input::json(&request, payload).await?;
    act(&app, who, id, Act::Rate { rating: new.rating, words: new.words }).await
}

/// Proposes to take a record back.
#[utoipa::path(post, path = "/seats/{id}/withdraw", tag = "seats", operation_id = "withdraw_seat",
    params(("id" = String, Path, description = "The id in this API")), request_body = TakenBackBecause,
    responses((status = 200, description = "It is taken back", body = Seat),
        (status = 202, description = "It waits for the organisation's officers", body = approval::Proposal)),
    security(("bearer" = [])))]
pub(super) async fn withdraw(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", SeatId::parse)?;
    let because: TakenBackBecause = input::json(&request, payload).await?;
    act(&app, who, id, Act::Withdraw { reason: because.reason }).await
}
