//! Reports, decisions and appeals.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::account::Identity;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::moderation::appeal::actions as appeals;
use sofra_domain::moderation::{
    self, AppealState, DecisionId, Measure, actions as deciding, store as decisions,
};
use sofra_domain::position::PositionId;
use sofra_domain::report::actions::{New, Subject};
use sofra_domain::report::store::{self, Filter};
use sofra_domain::report::{self, Category, ReportId};
use sofra_domain::statement::StatementId;
use sofra_domain::{AnyConnection, Error};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, Answer, Page, spellings, time};
use super::auth;
use super::input::{self, Query};
use super::problem::Problem;
use crate::App;

fn categories() -> utoipa::openapi::schema::Object {
    spellings(Category::ALL.iter().map(|one| one.as_str()))
}

fn measures() -> utoipa::openapi::schema::Object {
    spellings(Measure::ALL.iter().map(|one| one.as_str()))
}

/// A report, for those who look after the node and have no part in it.
#[derive(Serialize, ToSchema)]
struct Report {
    /// The id in this API.
    id: String,
    /// Who is reported.
    actor: Actor,
    /// The statements it names, by their ids in this API.
    statements: Vec<String>,
    /// The positions it names, by their ids in this API.
    positions: Vec<String>,
    /// What is wrong.
    #[schema(schema_with = categories)]
    category: &'static str,
    /// The rule of the node that is said to be broken: the version of the rules and the number in it.
    rule: Option<[i32; 2]>,
    /// In the words of who reported.
    words: String,
    /// The account that reported; absent where a node did, or somebody unknown.
    account: Option<String>,
    /// The node that reported.
    origin_host: Option<String>,
    /// Whether the node of the reported was told, in the name of this node.
    forwarded: bool,
    /// `open` or `decided`.
    state: &'static str,
    /// The account that looks into it.
    assigned_to: Option<String>,
    /// When it came.
    #[schema(format = DateTime)]
    created_at: String,
    /// What was decided, by its id in this API.
    decisions: Vec<String>,
}

impl Report {
    fn new(app: &App, c: &mut AnyConnection, row: &report::Report) -> Result<Self, Error> {
        let reported = actor::store::get(c, &row.actor_id)?;
        let ids = |list: Vec<StatementId>| list.iter().map(ToString::to_string).collect();
        let made = decisions::of_report(c, &row.id)?;
        Ok(Self {
            id: row.id.to_string(),
            actor: Actor::new(app, &reported),
            statements: ids(store::statements(c, &row.id)?),
            positions: store::positions(c, &row.id)?.iter().map(ToString::to_string).collect(),
            category: row.category.as_str(),
            rule: row.rule_version.zip(row.rule_number).map(|(version, number)| [version, number]),
            words: row.words.clone(),
            account: row.account_id.as_ref().map(ToString::to_string),
            origin_host: row.origin_host.clone(),
            forwarded: row.forwarded,
            state: row.state.as_str(),
            assigned_to: row.assigned_to.as_ref().map(ToString::to_string),
            created_at: time(row.created_at),
            decisions: made.iter().map(|decision| decision.id.to_string()).collect(),
        })
    }
}

/// What is to be reported: a statement, a position or an actor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewReport {
    /// A statement's id in this API.
    #[serde(default)]
    statement: Option<String>,
    /// A position's id in this API; in place of a statement.
    #[serde(default)]
    position: Option<String>,
    /// An actor's id in this API; in place of a statement.
    #[serde(default)]
    actor: Option<String>,
    /// What is wrong.
    #[schema(schema_with = categories)]
    category: String,
    /// The number of the rule that is broken.
    #[serde(default)]
    rule: Option<i32>,
    /// In one's own words. 5000 characters at most.
    #[serde(default)]
    words: String,
    /// Whether the node of the reported is told, in the name of this node. Who reports is never told.
    #[serde(default)]
    forward: bool,
    /// Whether the words go there as well.
    #[serde(default)]
    with_words: bool,
}

/// What was made.
#[derive(Serialize, ToSchema)]
struct Made {
    /// The id in this API.
    id: String,
}

/// Reports something.
#[utoipa::path(post, path = "/reports", tag = "moderation", operation_id = "report", request_body = NewReport,
    responses((status = 201, description = "The report", body = Made)), security(("bearer" = [])))]
pub(super) async fn report(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let sent: NewReport = input::json(&request, payload).await?;
    let subject = match (&sent.statement, &sent.position, &sent.actor) {
        (Some(id), None, None) => Subject::Statement(StatementId::parse(id).ok_or(Error::NotFound)?),
        (None, Some(id), None) => Subject::Position(PositionId::parse(id).ok_or(Error::NotFound)?),
        (None, None, Some(id)) => Subject::Actor(ActorId::parse(id).ok_or(Error::NotFound)?),
        _ => return Err(Error::field("statement", "error-field-required").into()),
    };
    let new = New {
        subject,
        category: input::choice("category", &sent.category, Category::parse)?,
        rule: sent.rule,
        words: sent.words,
        forward: sent.forward,
        with_words: sent.with_words,
    };
    let at = app.at();
    let id = app.db.write(move |c| report::actions::report(c, &at, Some(&who), &new)).await?;
    Ok(answer::created(&app, &format!("/reports/{id}"), &Made { id: id.to_string() }))
}

async fn keeper(app: &App, request: &HttpRequest, writing: bool) -> Result<Identity, Problem> {
    let who = if writing { auth::writer(app, request).await? } else { auth::signed_in(app, request).await? };
    if who.is_moderator() { Ok(who) } else { Err(Error::Forbidden("moderator-only").into()) }
}

/// Reports, newest first; for those who look after the node. Those in which the caller has a part are not among them.
#[utoipa::path(get, path = "/reports", tag = "moderation", operation_id = "list_reports",
    params(
        ("show" = Option<String>, Query, description = "`open` (if not said), `mine` or `decided`"),
        ("before" = Option<String>, Query, description = "Where the page begins, from `next`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 40, description = "Entries of a page; 20 if not said"),
    ),
    responses((status = 200, description = "A page of the list", body = Page<Report>)),
    security(("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = keeper(&app, &request, false).await?;
    let query = Query::read(&request, &["show", "before", "limit"])?;
    let filter = match query.text("show") {
        None | Some("open") => Filter::Open,
        Some("mine") => Filter::Mine,
        Some("decided") => Filter::Decided,
        Some(_) => return Err(Problem::parameter("show", "not-understood", [])),
    };
    let before = query.parsed("before", ReportId::parse)?;
    let limit = query.limit()?;
    let here = app.clone();
    let (mut items, total) = app
        .db
        .read(move |c| {
            let (rows, total) = store::page(c, &who, filter, before.as_ref(), limit + 1)?;
            let mut items = Vec::with_capacity(rows.len());
            for row in &rows {
                items.push(Report::new(&here, c, row)?);
            }
            Ok::<_, Error>((items, total))
        })
        .await?;
    let most = usize::try_from(limit).unwrap_or_default();
    let more = items.len() > most;
    items.truncate(most);
    let limit = limit.to_string();
    let question = [("show", query.text("show")), ("limit", Some(limit.as_str()))];
    let next = items.last().filter(|_| more).map(|last| answer::next(&app, "/reports", &question, &last.id));
    Ok(answer::page(&Page { total, items, next }))
}

/// One report; for those who look after the node and have no part in it.
#[utoipa::path(get, path = "/reports/{id}", tag = "moderation", operation_id = "get_report",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The report", body = Report)), security(("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = keeper(&app, &request, false).await?;
    let id = input::id(&request, "id", ReportId::parse)?;
    let here = app.clone();
    let found = app
        .db
        .read(move |c| {
            let row = store::read(c, &who, &id)?;
            Report::new(&here, c, &row)
        })
        .await?;
    Ok(answer::ok(&found))
}

/// What is decided about a report.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Verdict {
    /// What is to be done.
    #[schema(schema_with = measures)]
    measure: String,
    /// The statements that are hidden or removed, of those the report names.
    #[serde(default)]
    statements: Vec<String>,
    /// The positions that are hidden or removed, of those the report names.
    #[serde(default)]
    positions: Vec<String>,
    /// The number of the rule that is broken.
    #[serde(default)]
    rule: Option<i32>,
    /// Why; the one concerned reads it. 1000 characters at most.
    #[serde(default)]
    reason: String,
}

/// What was decided, by ids in this API.
#[derive(Serialize, ToSchema)]
struct Decided {
    /// One for each statement or position that was hidden or removed; else one.
    decisions: Vec<String>,
}

/// Decides about a report; for those who look after the node and have no part in it.
#[utoipa::path(post, path = "/reports/{id}/decision", tag = "moderation", operation_id = "decide_report",
    params(("id" = String, Path, description = "The id in this API")), request_body = Verdict,
    responses((status = 200, description = "It is decided", body = Decided)), security(("bearer" = [])))]
pub(super) async fn decide(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = keeper(&app, &request, true).await?;
    let id = input::id(&request, "id", ReportId::parse)?;
    let sent: Verdict = input::json(&request, payload).await?;
    let measure = input::choice("measure", &sent.measure, Measure::parse)?;
    let parsed: Option<Vec<StatementId>> = sent.statements.iter().map(|id| StatementId::parse(id)).collect();
    let statements = parsed.ok_or(Error::NotFound)?;
    let parsed: Option<Vec<PositionId>> = sent.positions.iter().map(|id| PositionId::parse(id)).collect();
    let positions = parsed.ok_or(Error::NotFound)?;
    let at = app.at();
    let made = app
        .db
        .write(move |c| {
            let found = store::read(c, &who, &id)?;
            let ruling = deciding::Ruling {
                report: Some(&id),
                actor: &found.actor_id,
                statements: &statements,
                positions: &positions,
                measure,
                rule: sent.rule,
                reason: &sent.reason,
            };
            deciding::decide(c, &at, Some(&who), &ruling)
        })
        .await?;
    Ok(answer::ok(&Decided { decisions: made.iter().map(ToString::to_string).collect() }))
}

/// A decision of a moderator, for the one it concerns and for those who look after the node.
#[derive(Serialize, ToSchema)]
struct Decision {
    /// The id in this API.
    id: String,
    /// What was decided.
    #[schema(schema_with = measures)]
    measure: &'static str,
    /// Whom it concerns, by the id in this API.
    actor: Option<String>,
    /// Which statement it is about, by its id in this API.
    statement: Option<String>,
    /// Which position it is about, by its id in this API.
    position: Option<String>,
    /// The rule that is broken: the version of the rules and the number in it.
    rule: Option<[i32; 2]>,
    /// Why.
    reason: String,
    /// When.
    #[schema(format = DateTime)]
    decided_at: String,
    /// When it was taken back.
    #[schema(format = DateTime)]
    lifted_at: Option<String>,
    /// Whether it concerns the caller, who may appeal once.
    concerns_you: bool,
    /// The appeal against it: `open`, `refused` or `granted`; absent while there is none.
    appeal: Option<&'static str>,
    /// What was answered to the appeal.
    answer: Option<String>,
}

fn read(c: &mut AnyConnection, who: &Identity, id: &DecisionId) -> Result<Decision, Error> {
    let (found, concerned) = decisions::read(c, who, id)?;
    let appeal = decisions::appeal_of(c, id)?;
    Ok(Decision {
        id: found.id.to_string(),
        measure: found.measure.as_str(),
        actor: found.actor_id.as_ref().map(ToString::to_string),
        statement: found.statement_id.as_ref().map(ToString::to_string),
        position: found.position_id.as_ref().map(ToString::to_string),
        rule: found.rule_version.zip(found.rule_number).map(|(version, number)| [version, number]),
        reason: found.reason,
        decided_at: time(found.decided_at),
        lifted_at: found.lifted_at.map(time),
        concerns_you: concerned,
        answer: appeal.as_ref().filter(|a| a.state != AppealState::Open).map(|a| a.answer.clone()),
        appeal: appeal.map(|appeal| appeal.state.as_str()),
    })
}

/// One decision; for the one it concerns and for those who look after the node.
#[utoipa::path(get, path = "/decisions/{id}", tag = "moderation", operation_id = "get_decision",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The decision", body = Decision)), security(("bearer" = [])))]
pub(super) async fn decision(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let id = input::id(&request, "id", DecisionId::parse)?;
    let found = app.db.read(move |c| read(c, &who, &id)).await?;
    Ok(answer::ok(&found))
}

/// Words against a decision, or in answer to them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// The words.
    words: String,
}

/// Appeals against a decision, once; for the one it concerns.
#[utoipa::path(post, path = "/decisions/{id}/appeal", tag = "moderation", operation_id = "appeal",
    params(("id" = String, Path, description = "The id in this API")), request_body = Words,
    responses((status = 200, description = "The decision", body = Decision)), security(("bearer" = [])))]
pub(super) async fn appeal(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", DecisionId::parse)?;
    let sent: Words = input::json(&request, payload).await?;
    let at = app.at();
    let found = app
        .db
        .write(move |c| {
            appeals::appeal(c, &at, &who, &id, &sent.words)?;
            read(c, &who, &id)
        })
        .await?;
    Ok(answer::ok(&found))
}

/// The answer to an appeal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reply {
    /// Whether the decision is taken back.
    granted: bool,
    /// Why; the one concerned reads it.
    words: String,
}

/// Answers an appeal; for those who look after the node, have no part in it and did not decide, where there are such.
#[utoipa::path(post, path = "/decisions/{id}/answer", tag = "moderation", operation_id = "answer_appeal",
    params(("id" = String, Path, description = "The id in this API")), request_body = Reply,
    responses((status = 200, description = "The decision", body = Decision)), security(("bearer" = [])))]
pub(super) async fn answer_appeal(
    app: web::Data<App>,
    request: HttpRequest,
    payload: web::Payload,
) -> Answer {
    let who = keeper(&app, &request, true).await?;
    let id = input::id(&request, "id", DecisionId::parse)?;
    let sent: Reply = input::json(&request, payload).await?;
    let at = app.at();
    let found = app
        .db
        .write(move |c| {
            moderation::store::read(c, &who, &id)?;
            let open = decisions::appeal_of(c, &id)?.ok_or(Error::NotFound)?;
            appeals::answer(c, &at, Some(&who), &open.id, sent.granted, &sent.words)?;
            read(c, &who, &id)
        })
        .await?;
    Ok(answer::ok(&found))
}

/// Takes a decision back unasked; for those who look after the node and have no part in it.
#[utoipa::path(post, path = "/decisions/{id}/lift", tag = "moderation", operation_id = "lift_decision",
    params(("id" = String, Path, description = "The id in this API")), request_body = Words,
    responses((status = 200, description = "The decision", body = Decision)), security(("bearer" = [])))]
pub(super) async fn lift(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = keeper(&app, &request, true).await?;
    let id = input::id(&request, "id", DecisionId::parse)?;
    let sent: Words = input::json(&request, payload).await?;
    let at = app.at();
    let found = app
        .db
        .write(move |c| {
            moderation::store::read(c, &who, &id)?;
            deciding::lift(c, &at, Some(&who), &id, &sent.words)?;
            read(c, &who, &id)
        })
        .await?;
    Ok(answer::ok(&found))
}
