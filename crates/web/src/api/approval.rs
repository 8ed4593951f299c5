//! Approval: what waits in an organisation's name, deciding about it, comments on drafts, the rule. For those with a seat
//! alone; to everybody else none of it exists.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::account::Identity;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::approval::{
    self, Decision, Proposal as Row, ProposalId, ProposalState, RuleKind, Subject, actions, comment, rules,
    store,
};
use sofra_domain::statement::{self, StatementId};
use sofra_domain::{AnyConnection, Error, Result};
use utoipa::ToSchema;

use super::answer::{self, All, Answer, spellings, time};
use super::{auth, input, organisation};
use crate::App;

fn kinds() -> utoipa::openapi::schema::Object {
    spellings(Subject::ALL.iter().map(|one| one.as_str()))
}

fn states() -> utoipa::openapi::schema::Object {
    spellings(ProposalState::ALL.iter().map(|one| one.as_str()))
}

fn decisions() -> utoipa::openapi::schema::Object {
    spellings(Decision::ALL.iter().map(|one| one.as_str()))
}

fn rule_kinds() -> utoipa::openapi::schema::Object {
    spellings(RuleKind::ALL.iter().map(|one| one.as_str()))
}

/// Something that waits for the officers of an organisation, or did.
#[derive(Serialize, ToSchema)]
pub(super) struct Proposal {
    /// The id in this API.
    id: String,
    /// The organisation in whose name it is, by its user name.
    organisation: String,
    /// What is proposed.
    #[schema(schema_with = kinds)]
    kind: &'static str,
    /// The statement, mandate or organisation that it is about, by its id in this API.
    object: String,
    /// How far it has come.
    #[schema(schema_with = states)]
    state: &'static str,
    /// What approvals bind to; sent back with a decision.
    content_hash: String,
    /// Whether it is done as soon as it is approved.
    at_once: bool,
    /// Who proposed it, as people inside call them.
    proposed_by: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    proposed_at: String,
    /// Officers there are now.
    officers: usize,
    /// Of them for it.
    approving: usize,
    /// Of them against it.
    rejecting: usize,
    /// Of them neither.
    abstaining: usize,
    /// Officers that must be for it, or in a vote must take part.
    needed: usize,
    /// Whether the rule is met now.
    approved: bool,
}

impl Proposal {
    pub(super) fn load(conn: &mut AnyConnection, row: &Row) -> Result<Self> {
        let counted = store::tally(conn, row)?;
        Ok(Self {
            id: row.id.to_string(),
            organisation: actor::store::get(conn, &row.organisation_id)?.username,
            kind: row.kind.as_str(),
            object: row.object.clone(),
            state: row.state.as_str(),
            content_hash: row.content_hash.clone(),
            at_once: row.at_once,
            proposed_by: store::inner_name(conn, row.proposed_by.as_ref())?,
            proposed_at: time(row.proposed_at),
            officers: counted.officers,
            approving: counted.approving,
            rejecting: counted.rejecting,
            abstaining: counted.abstaining,
            needed: counted.needed,
            approved: counted.outcome == rules::Outcome::Approved,
        })
    }
}

/// A decision of an officer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDecision {
    /// For it, against it, or neither.
    #[schema(schema_with = decisions)]
    decision: String,
    /// Why; needed against it. For those inside.
    #[serde(default)]
    reason: String,
    /// The content that was looked at, as the proposal gave it. If it changed, the answer is 409.
    content_hash: String,
}

/// The last step after approval.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LastStep {
    /// The content that was looked at, as the proposal gave it.
    content_hash: String,
}

/// A comment on a draft; for those inside.
#[derive(Serialize, ToSchema)]
pub(super) struct Comment {
    /// Who, as people inside call them.
    by: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Plain text.
    body: String,
}

/// A new comment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewComment {
    /// Plain text, 2000 characters at most.
    body: String,
}

/// How an organisation approves.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    /// One officer, two, or a vote.
    #[schema(schema_with = rule_kinds)]
    kind: String,
    /// Of a vote: percent of the officers that must take part.
    #[serde(default)]
    quorum: i32,
    /// Of a vote: percent of those for or against that must be for it.
    #[serde(default)]
    threshold: i32,
}

/// A statement of an organisation in which the caller has a seat.
fn inside(conn: &mut AnyConnection, who: &Identity, id: &StatementId) -> Result<()> {
    let found = statement::store::get(conn, id)?;
    if found.local && who.seat(&found.author_id).is_some() { Ok(()) } else { Err(Error::NotFound) }
}

/// What was proposed about a statement, the oldest first.
#[utoipa::path(get, path = "/statements/{id}/proposals", tag = "approval", operation_id = "list_proposals",
    params(("id" = String, Path, description = "The statement's id in this API")),
    responses((status = 200, description = "The proposals", body = All<Proposal>)), security(("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let items = app
        .db
        .read(move |conn| {
            inside(conn, &who, &id)?;
            let rows = store::all_about(conn, id.as_str())?;
            rows.iter().map(|row| Proposal::load(conn, row)).collect::<Result<Vec<_>>>()
        })
        .await?;
    Ok(answer::ok(&All::from(items)))
}

/// Decides about a proposal, as an officer.
#[utoipa::path(post, path = "/proposals/{id}/decision", tag = "approval", operation_id = "decide_proposal",
    params(("id" = String, Path, description = "The id in this API")), request_body = NewDecision,
    responses((status = 200, description = "The proposal as it stands", body = Proposal)),
    security(("bearer" = [])))]
pub(super) async fn decide(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", ProposalId::parse)?;
    let new: NewDecision = input::json(&request, payload).await?;
    let decision = input::choice("decision", &new.decision, Decision::parse)?;
    let at = app.at();
    let found = app
        .db
        .write(move |conn| {
            let row = actions::decide(conn, &at, &who, &id, decision, &new.reason, &new.content_hash)?;
            Proposal::load(conn, &row)
        })
        .await?;
    Ok(answer::ok(&found))
}

/// Takes the last step of an approved proposal.
#[utoipa::path(post, path = "/proposals/{id}/finish", tag = "approval", operation_id = "finish_proposal",
    params(("id" = String, Path, description = "The id in this API")), request_body = LastStep,
    responses((status = 200, description = "The proposal as it stands", body = Proposal)),
    security(("bearer" = [])))]
pub(super) async fn finish(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", ProposalId::parse)?;
    let step: LastStep = input::json(&request, payload).await?;
    let at = app.at();
    let found = app
        .db
        .write(move |conn| {
            let row = actions::finish(conn, &at, &who, &id, &step.content_hash)?;
            Proposal::load(conn, &row)
        })
        .await?;
    Ok(answer::ok(&found))
}

/// Takes a proposal back.
#[utoipa::path(delete, path = "/proposals/{id}", tag = "approval", operation_id = "take_back_proposal",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 204, description = "It no longer waits")), security(("bearer" = [])))]
pub(super) async fn take_back(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", ProposalId::parse)?;
    let at = app.at();
    app.db.write(move |conn| actions::take_back(conn, &at, &who, &id)).await?;
    Ok(answer::nothing())
}

/// What waits for the caller: proposals to decide about or to finish.
#[utoipa::path(get, path = "/awaits", tag = "approval", operation_id = "list_awaiting",
    responses((status = 200, description = "What waits", body = All<Proposal>)), security(("bearer" = [])))]
pub(super) async fn awaits(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let now = app.clock.now();
    let items = app
        .db
        .read(move |conn| {
            let awaiting = store::awaiting(conn, &who, now)?;
            let rows = awaiting.to_decide.iter().chain(&awaiting.to_finish);
            rows.map(|(row, _)| Proposal::load(conn, row)).collect::<Result<Vec<_>>>()
        })
        .await?;
    Ok(answer::ok(&All::from(items)))
}

/// The comments on a draft, the first one first.
#[utoipa::path(get, path = "/statements/{id}/comments", tag = "approval", operation_id = "list_comments",
    params(("id" = String, Path, description = "The statement's id in this API")),
    responses((status = 200, description = "The comments", body = All<Comment>)), security(("bearer" = [])))]
pub(super) async fn comments(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let items = app
        .db
        .read(move |conn| {
            inside(conn, &who, &id)?;
            let mut items = Vec::new();
            for one in comment::list(conn, &who, &id)? {
                let by = store::inner_name(conn, one.account_id.as_ref())?;
                items.push(Comment { by, at: time(one.created_at), body: one.body });
            }
            Ok::<_, Error>(items)
        })
        .await?;
    Ok(answer::ok(&All::from(items)))
}

/// Comments on a draft. It never leaves the node.
#[utoipa::path(post, path = "/statements/{id}/comments", tag = "approval", operation_id = "add_comment",
    params(("id" = String, Path, description = "The statement's id in this API")), request_body = NewComment,
    responses((status = 204, description = "It is there")), security(("bearer" = [])))]
pub(super) async fn say(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let new: NewComment = input::json(&request, payload).await?;
    let at = app.at();
    app.db.write(move |conn| comment::add(conn, &at, &who, &id, &new.body)).await?;
    Ok(answer::nothing())
}

/// An organisation in which the caller has a seat.
fn seated(conn: &mut AnyConnection, who: &Identity, username: &str) -> Result<ActorId> {
    let id = organisation::named(conn, username)?;
    if who.seat(&id).is_some() { Ok(id) } else { Err(Error::NotFound) }
}

/// How an organisation approves; for those with a seat.
#[utoipa::path(get, path = "/organisations/{username}/rule", tag = "approval", operation_id = "get_rule",
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 200, description = "The rule", body = Rule)), security(("bearer" = [])))]
pub(super) async fn rule(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let found: approval::Rule = app
        .db
        .read(move |conn| {
            let id = seated(conn, &who, &username)?;
            store::rule(conn, &id)
        })
        .await?;
    let kind = found.kind.as_str().to_owned();
    Ok(answer::ok(&Rule { kind, quorum: found.quorum, threshold: found.threshold }))
}

/// Proposes another rule; the present one decides about it.
#[utoipa::path(put, path = "/organisations/{username}/rule", tag = "approval", operation_id = "propose_rule",
    params(("username" = String, Path, description = "The name in its handle")), request_body = Rule,
    responses((status = 200, description = "It holds from now on", body = Proposal),
        (status = 202, description = "It waits for the officers", body = Proposal)),
    security(("bearer" = [])))]
pub(super) async fn propose_rule(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let new: Rule = input::json(&request, payload).await?;
    let rule = rules::check_rule(&new.kind, &new.quorum.to_string(), &new.threshold.to_string())
        .map_err(Error::Invalid)?;
    let at = app.at();
    let found = app
        .db
        .write(move |conn| {
            let id = seated(conn, &who, &username)?;
            let row = actions::propose_rule(conn, &at, &who, &id, rule)?;
            Proposal::load(conn, &row)
        })
        .await?;
    Ok(if found.state == ProposalState::Done.as_str() {
        answer::ok(&found)
    } else {
        answer::accepted(&found)
    })
}
