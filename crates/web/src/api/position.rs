//! Positions: what everybody may read, and for those inside proposing, withdrawing, and what members think.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_base::lang::Localized;
use sofra_domain::account::Identity;
use sofra_domain::actor::ActorId;
use sofra_domain::approval::ProposalState;
use sofra_domain::cursor::Cursor;
use sofra_domain::position::rules::{Form, ReasonForm};
use sofra_domain::position::store::{self, Filter, View, Which};
use sofra_domain::position::totals::{Told, Totals};
use sofra_domain::position::{Audience, PositionId, Stance, State, actions, inside, subject};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, Result};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, Answer, Page, spellings, time};
use super::input::{self, Query};
use super::{approval, auth, organisation};
use crate::App;

fn stances() -> utoipa::openapi::schema::Object {
    spellings(Stance::ALL.iter().map(|one| one.as_str()))
}

fn audiences() -> utoipa::openapi::schema::Object {
    spellings(Audience::ALL.iter().map(|one| one.as_str()))
}

fn states() -> utoipa::openapi::schema::Object {
    spellings(State::ALL.iter().map(|one| one.as_str()))
}

/// What a position is about, as far as the caller may know it.
#[derive(Serialize, ToSchema)]
pub(super) struct About {
    /// The identity, the same on every node.
    identity: String,
    /// The title by language; empty for what is not known here.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    title: Localized<String>,
    /// SHA-256 over what it says now; empty where that is not known here.
    hash: String,
}

/// Reasons in one language.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    /// BCP 47.
    language: String,
    /// Plain text, 3000 characters at most.
    reasons: String,
}

/// The rule by which a position was taken.
#[derive(Serialize, ToSchema)]
pub(super) struct DecisionRule {
    /// `one`, `two` or `vote`.
    kind: String,
    /// Of a vote, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    quorum: Option<i32>,
    /// Of a vote, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<i32>,
}

/// Members' totals as they are told. What is left out is hidden.
#[derive(Serialize, ToSchema)]
pub(super) struct MemberTotals {
    /// Those with a seat.
    members: i64,
    /// Those who said what they think.
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken: Option<i64>,
    /// For it.
    #[serde(skip_serializing_if = "Option::is_none")]
    support: Option<i64>,
    /// For it, but.
    #[serde(rename = "support-with-reservations", skip_serializing_if = "Option::is_none")]
    reservations: Option<i64>,
    /// Neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    abstain: Option<i64>,
    /// Against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    oppose: Option<i64>,
}

impl From<Told> for MemberTotals {
    fn from(told: Told) -> Self {
        Self {
            members: told.members,
            spoken: told.spoken,
            support: told.support,
            reservations: told.reservations,
            abstain: told.abstain,
            oppose: told.oppose,
        }
    }
}

/// A position.
#[derive(Serialize, ToSchema)]
pub(super) struct Position {
    /// The id in this API.
    id: String,
    /// The id on the network.
    uri: String,
    /// Whose it is.
    holder: Actor,
    /// What it is about.
    subject: About,
    /// The hash of the version that it was taken on.
    subject_hash: String,
    /// Whether what it is about changed since.
    stale: bool,
    /// The stance.
    #[schema(schema_with = stances)]
    stance: &'static str,
    /// Who may read it.
    #[schema(schema_with = audiences)]
    audience: &'static str,
    /// Whether it counts: only one that stands does.
    #[schema(schema_with = states)]
    state: &'static str,
    /// How often it was said, from 1.
    revision: i32,
    /// The reasons, the authentic language first.
    reasons: Vec<Reason>,
    /// The rule by which it was taken, where that is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<DecisionRule>,
    /// Members' totals, where they are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    member_totals: Option<MemberTotals>,
    /// The networks that it is told to, by id on the network.
    networks: Vec<String>,
    /// The call that it answers, by id on the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<String>,
    /// When it was decided.
    #[schema(format = DateTime)]
    decided_at: String,
    /// When it last changed, by its holder's word.
    #[schema(format = DateTime)]
    updated_at: String,
    /// When it was withdrawn.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_at: Option<String>,
}

impl Position {
    pub(super) fn new(app: &App, view: &View) -> Self {
        let found = &view.position;
        let mut reasons: Vec<_> = view.reasons.iter().collect();
        reasons.sort_by_key(|(tag, _)| **tag != found.authentic);
        let is_vote = found.rule == "vote";
        Self {
            id: found.id.to_string(),
            uri: found.uri.clone(),
            holder: Actor::new(app, &view.holder),
            subject: About {
                identity: view.subject.identity.clone(),
                title: view.subject.title.clone(),
                hash: view.subject.hash.clone(),
            },
            subject_hash: found.subject_hash.clone(),
            stale: view.stale,
            stance: found.stance.as_str(),
            audience: found.audience.as_str(),
            state: found.state.as_str(),
            revision: found.revision,
            reasons: reasons
                .into_iter()
                .map(|(tag, text)| Reason { language: tag.to_string(), reasons: text.clone() })
                .collect(),
            rule: (!found.rule.is_empty()).then(|| DecisionRule {
                kind: found.rule.clone(),
                quorum: is_vote.then_some(found.quorum),
                threshold: is_vote.then_some(found.threshold),
            }),
            member_totals: view.totals.map(MemberTotals::from),
            networks: view.networks.iter().map(|network| network.uri.clone()).collect(),
            call: found.call_uri.clone(),
            decided_at: time(found.decided_at),
            updated_at: time(found.updated_at),
            withdrawn_at: found.withdrawn_at.map(time),
        }
    }
}

/// A position to be proposed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPosition {
    /// The user name of the organisation; left out for one's own position under one's public name.
    #[serde(default, rename = "as")]
    speaker: String,
    /// What it is about: the identity of a demand, the id of a statement, or that id with `#paragraph-N`.
    subject: String,
    /// The stance.
    #[schema(schema_with = stances)]
    stance: String,
    /// Who may read it.
    #[schema(schema_with = audiences)]
    audience: String,
    /// One for each language; reservations need at least one.
    #[serde(default)]
    reasons: Vec<Reason>,
    /// Whether members' totals are told, without what is below five.
    #[serde(default)]
    tells_totals: bool,
    /// The call that it answers, by id on the network.
    #[serde(default)]
    call: String,
}

impl NewPosition {
    fn form(&self) -> Form {
        Form {
            stance: self.stance.clone(),
            audience: self.audience.clone(),
            authentic: self.reasons.first().map(|one| one.language.clone()).unwrap_or_default(),
            reasons: self
                .reasons
                .iter()
                .map(|one| ReasonForm { language: one.language.clone(), reasons: one.reasons.clone() })
                .collect(),
            tells_totals: self.tells_totals,
            call: self.call.clone(),
        }
    }
}

/// Why a position is withdrawn.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WithdrawnBecause {
    /// People inside read it. One's own position needs none.
    #[serde(default)]
    reason: String,
}

/// The positions that the caller may read, the newest first.
#[utoipa::path(get, path = "/positions", tag = "positions", operation_id = "list_positions",
    params(("subject" = Option<String>, Query, description = "Only on this subject, by its identity"),
        ("holder" = Option<String>, Query, description = "Only of this actor, by its id in this API"),
        ("stance" = Option<String>, Query, description = "Only of this stance"),
        ("which" = Option<String>, Query, description = "`standing` (if left out), `stale` or `past`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 100, description = "How many, 20 if left out"),
        ("before" = Option<String>, Query, description = "From `next` of the page before")),
    responses((status = 200, description = "One page", body = Page<Position>)), security((), ("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let query = Query::read(&request, &["subject", "holder", "stance", "which", "limit", "before"])?;
    let which = query.parsed("which", |text| match text {
        "standing" => Some(Which::Standing),
        "stale" => Some(Which::Stale),
        "past" => Some(Which::Past),
        _ => None,
    })?;
    let filter = Filter {
        stance: query.parsed("stance", Stance::parse)?,
        subject: query
            .parsed("subject", |text| (text.len() <= subject::IDENTITY).then(|| text.to_owned()))?,
        holder: query.parsed("holder", ActorId::parse)?,
        which: which.unwrap_or_default(),
    };
    let before = query.parsed("before", Cursor::parse)?;
    let limit = query.limit()?;
    let found = app.db.read(move |conn| store::list(conn, &filter, &reader, before.as_ref(), limit)).await?;
    let given = |name| (name, query.text(name));
    let question = [given("subject"), given("holder"), given("stance"), given("which"), given("limit")];
    let next = found.next.map(|cursor| answer::next(&app, "/positions", &question, &cursor.to_string()));
    let items = found.views.iter().map(|view| Position::new(&app, view)).collect();
    Ok(answer::page(&Page { total: found.total, items, next }))
}

fn loaded(conn: &mut AnyConnection, id: &PositionId, reader: &Reader) -> Result<View> {
    let found = store::read(conn, id, reader)?;
    store::view(conn, found, reader)
}

/// One position.
#[utoipa::path(get, path = "/positions/{id}", tag = "positions", operation_id = "get_position",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The position", body = Position)), security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let id = input::id(&request, "id", PositionId::parse)?;
    let view = app.db.read(move |conn| loaded(conn, &id, &reader)).await?;
    Ok(answer::ok(&Position::new(&app, &view)))
}

/// Proposes what an organisation thinks, as an officer; or says what one thinks oneself, under one's public name.
#[utoipa::path(post, path = "/positions", tag = "positions", operation_id = "propose_position",
    request_body = NewPosition,
    responses((status = 201, description = "It was taken", body = Position,
            headers(("Location" = String, description = "Where it is"))),
        (status = 202, description = "It waits for the organisation's officers", body = approval::Proposal)),
    security(("bearer" = [])))]
pub(super) async fn propose(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let new: NewPosition = input::json(&request, payload).await?;
    let (at, form) = (app.at(), new.form());
    let made = app
        .db
        .write(move |conn| {
            let reader = Reader::Account(who.clone());
            if new.speaker.is_empty() {
                let taken = actions::show_own(conn, &at, &who, &new.subject, &form)?;
                return Ok(Ok(loaded(conn, &taken.id, &reader)?));
            }
            let holder = organisation::named(conn, &new.speaker)?;
            let proposal = actions::propose(conn, &at, &who, &holder, &new.subject, &form)?;
            if proposal.state != ProposalState::Done {
                return Ok(Err(approval::Proposal::load(conn, &proposal)?));
            }
            let about = subject::resolve(conn, &new.subject)?;
            let taken = store::standing(conn, &holder, &about.identity)?.ok_or(Error::NotFound)?;
            Ok::<_, Error>(Ok(loaded(conn, &taken.id, &reader)?))
        })
        .await?;
    Ok(match made {
        Ok(view) => {
            answer::created(&app, &format!("/positions/{}", view.position.id), &Position::new(&app, &view))
        }
        Err(proposal) => answer::accepted(&proposal),
    })
}

/// Withdraws a position, or proposes that where the organisation's rule asks for others first.
#[utoipa::path(post, path = "/positions/{id}/withdraw", tag = "positions", operation_id = "withdraw_position",
    params(("id" = String, Path, description = "The id in this API")), request_body = WithdrawnBecause,
    responses((status = 200, description = "It is withdrawn", body = Position),
        (status = 202, description = "It waits for the organisation's officers", body = Position)),
    security(("bearer" = [])))]
pub(super) async fn withdraw(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", PositionId::parse)?;
    let because: WithdrawnBecause = input::json(&request, payload).await?;
    let at = app.at();
    let view = app
        .db
        .write(move |conn| {
            let found = actions::withdraw(conn, &at, &who, &id, &because.reason)?;
            store::view(conn, found, &Reader::Account(who))
        })
        .await?;
    let shape = Position::new(&app, &view);
    Ok(if view.position.state == State::Withdrawn { answer::ok(&shape) } else { answer::accepted(&shape) })
}

/// What one member thinks, for those with a seat.
#[derive(Serialize, ToSchema)]
struct MemberPosition {
    /// What they are called inside.
    name: String,
    /// The stance.
    #[schema(schema_with = stances)]
    stance: &'static str,
    /// Plain text.
    reasons: String,
    /// Whether what it is about changed since.
    stale: bool,
    /// When it was said.
    #[schema(format = DateTime)]
    at: String,
}

/// What members think of a subject, with every number: for those with a seat only.
#[derive(Serialize, ToSchema)]
struct MemberPositions {
    /// What it is about.
    subject: About,
    /// Those with a seat.
    members: i64,
    /// Those who said what they think.
    spoken: i64,
    /// How many of each stance.
    support: i64,
    /// For it, but.
    #[serde(rename = "support-with-reservations")]
    reservations: i64,
    /// Neither.
    abstain: i64,
    /// Against it.
    oppose: i64,
    /// What each says, by name.
    items: Vec<MemberPosition>,
}

fn members_think(
    conn: &mut AnyConnection,
    who: &Identity,
    username: &str,
    identity: &str,
) -> Result<MemberPositions> {
    let id = organisation::named(conn, username)?;
    if who.seat(&id).is_none() {
        return Err(Error::NotFound);
    }
    let about = store::subject_for(conn, identity, &Reader::Account(who.clone()))?;
    let totals: Totals = inside::totals(conn, who, &id, &about)?;
    let items = inside::said(conn, who, &id, &about)?
        .into_iter()
        .map(|said| MemberPosition {
            name: said.name,
            stance: said.position.stance.as_str(),
            reasons: said.position.reasons,
            stale: said.stale,
            at: time(said.position.updated_at),
        })
        .collect();
    Ok(MemberPositions {
        subject: About { identity: about.identity, title: about.title, hash: about.hash },
        members: totals.members,
        spoken: totals.spoken(),
        support: totals.support,
        reservations: totals.reservations,
        abstain: totals.abstain,
        oppose: totals.oppose,
        items,
    })
}

/// What the members of an organisation think of a subject; for those with a seat in it.
#[utoipa::path(get, path = "/organisations/{username}/member-positions", tag = "positions",
    operation_id = "list_member_positions",
    params(("username" = String, Path, description = "The name in its handle"),
        ("subject" = String, Query, description = "The identity of the subject")),
    responses((status = 200, description = "What they think", body = MemberPositions)),
    security(("bearer" = [])))]
pub(super) async fn members(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let query = Query::read(&request, &["subject"])?;
    let identity = query.required("subject")?.to_owned();
    let found = app.db.read(move |conn| members_think(conn, &who, &username, &identity)).await?;
    Ok(answer::ok(&found))
}

/// What the caller thinks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnWord {
    /// The identity of the subject.
    subject: String,
    /// The stance; left out to take back what was said.
    #[serde(default)]
    stance: String,
    /// Plain text, 2000 characters at most.
    #[serde(default)]
    reasons: String,
}

/// Says inside of an organisation what the caller thinks, in place of what they said before. It never leaves the node.
#[utoipa::path(put, path = "/organisations/{username}/member-positions", tag = "positions",
    operation_id = "say_inside", params(("username" = String, Path, description = "The name in its handle")),
    request_body = OwnWord,
    responses((status = 200, description = "What members think now", body = MemberPositions)),
    security(("bearer" = [])))]
pub(super) async fn say(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let word: OwnWord = input::json(&request, payload).await?;
    let at = app.at();
    let found = app
        .db
        .write(move |conn| {
            let id = organisation::named(conn, &username)?;
            if word.stance.is_empty() {
                inside::actions::unsay(conn, &who, &id, &word.subject)?;
            } else {
                inside::actions::say(conn, &at, &who, &id, &word.subject, &word.stance, &word.reasons)?;
            }
            members_think(conn, &who, &username, &word.subject)
        })
        .await?;
    Ok(answer::ok(&found))
}
