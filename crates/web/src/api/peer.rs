//! Other nodes, for the host: what was decided about them, how they are, what could not be delivered.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::peer::store::PeerLine;
use sofra_domain::peer::{self, Policy};
use sofra_domain::{Error, FieldError};
use utoipa::ToSchema;

use super::answer::{self, All, Answer, Page, spellings, time};
use super::auth;
use super::input::{self, Query};
use crate::App;

fn policies() -> utoipa::openapi::schema::Object {
    spellings(Policy::ALL.iter().map(|one| one.as_str()))
}

/// Another node.
#[derive(Serialize, ToSchema)]
struct Peer {
    /// Its host.
    host: String,
    /// What the host of this node decided.
    #[schema(schema_with = policies)]
    policy: &'static str,
    /// What it says is shown only to those who follow who said it.
    limited: bool,
    /// Its images and files are neither shown nor linked.
    no_media: bool,
    /// Its reports are not taken.
    no_reports: bool,
    /// Why.
    reason: String,
    /// Why, as others may read it if the host publishes the list.
    public_reason: String,
    /// When it was decided.
    #[schema(format = DateTime)]
    decided_at: Option<String>,
    /// Failed deliveries in a row.
    failures: i32,
    /// No delivery is tried before this time; absent while all is well.
    #[schema(format = DateTime)]
    paused_until: Option<String>,
    /// When it last took something.
    #[schema(format = DateTime)]
    last_success_at: Option<String>,
    /// When it last failed.
    #[schema(format = DateTime)]
    last_failure_at: Option<String>,
    /// How; a stable code.
    last_error: Option<String>,
    /// Deliveries that wait.
    waiting: i64,
    /// Dead letters.
    dead: i64,
}

impl Peer {
    fn new(app: &App, line: &PeerLine) -> Self {
        let peer = &line.peer;
        Self {
            host: peer.host.clone(),
            policy: peer.policy.as_str(),
            limited: peer.limited,
            no_media: peer.no_media,
            no_reports: peer.no_reports,
            reason: peer.reason.clone(),
            public_reason: peer.public_reason.clone(),
            decided_at: peer.decided_at.map(time),
            failures: peer.failures,
            paused_until: (peer.open_until > app.clock.now()).then(|| time(peer.open_until)),
            last_success_at: peer.last_success_at.map(time),
            last_failure_at: peer.last_failure_at.map(time),
            last_error: peer.last_error.clone(),
            waiting: line.waiting,
            dead: line.dead,
        }
    }
}

/// What the host decides about another node.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    /// `allow` deals with it also where federation is closed; `suspend` has nothing to do with it or with names below
    /// it (`block` is understood as well); `none` takes the decision back.
    #[schema(schema_with = policies)]
    policy: String,
    /// Whether what it says is shown only to those who follow who said it.
    #[serde(default)]
    limited: bool,
    /// Whether its images and files are neither shown nor linked.
    #[serde(default)]
    no_media: bool,
    /// Whether its reports are not taken.
    #[serde(default)]
    no_reports: bool,
    /// Why; for the host's own memory. 500 characters at most.
    #[serde(default)]
    reason: String,
    /// Why, as others may read it if the host publishes the list. 500 characters at most.
    #[serde(default)]
    public_reason: String,
    /// Whether a published list shows the name in part only.
    #[serde(default)]
    obfuscated: bool,
}

/// Something that could not be delivered.
#[derive(Serialize, ToSchema)]
struct DeadLetter {
    /// Its number.
    id: i64,
    /// Where it could not be delivered.
    host: String,
    /// The inbox.
    inbox: String,
    /// What it was: `Create`, `Update`, …
    verb: String,
    /// What it was about, by id on the network.
    object_uri: String,
    /// How often it was tried.
    attempts: i32,
    /// The last answer's status.
    last_status: Option<i32>,
    /// The last error; a stable code.
    last_error: Option<String>,
    /// When it was given up.
    #[schema(format = DateTime)]
    finished_at: Option<String>,
}

impl From<peer::DeadLetter> for DeadLetter {
    fn from(row: peer::DeadLetter) -> Self {
        Self {
            id: row.id,
            host: row.host,
            inbox: row.inbox,
            verb: row.verb,
            object_uri: row.object_uri,
            attempts: row.attempts,
            last_status: row.last_status,
            last_error: row.last_error,
            finished_at: row.finished_at.map(time),
        }
    }
}

/// All peers that are known, those in trouble first; for the host. A thousand at most.
#[utoipa::path(get, path = "/peers", tag = "federation", operation_id = "list_peers",
    responses((status = 200, description = "The peers", body = All<Peer>)), security(("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::host(&app, &request).await?;
    let found = app.db.read(peer::store::all).await?;
    let items: Vec<Peer> = found.iter().map(|line| Peer::new(&app, line)).collect();
    Ok(answer::ok(&All::from(items)))
}

/// Decides about another node; for the host. A block also stops what is still to be sent to it.
#[utoipa::path(put, path = "/peers/{host}", tag = "federation", operation_id = "decide_peer",
    params(("host" = String, Path, description = "The other node's host name")), request_body = Decision,
    responses((status = 200, description = "The peer", body = Peer)), security(("bearer" = [])))]
pub(super) async fn decide(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let host = input::id(&request, "host", |text| Some(text.to_owned()))?;
    let decision: Decision = input::json(&request, payload).await?;
    let named = if decision.policy == "block" { "suspend" } else { &decision.policy };
    let policy = input::choice("policy", named, Policy::parse)?;
    for (field, text) in [("reason", &decision.reason), ("public_reason", &decision.public_reason)] {
        if text.chars().count() > 500 {
            return Err(Error::Invalid(vec![FieldError::limit(field, "error-too-long", 500)]).into());
        }
    }
    let decision = peer::Decision {
        rule: peer::Rule {
            policy,
            limited: decision.limited,
            no_media: decision.no_media,
            no_reports: decision.no_reports,
        },
        reason: decision.reason,
        public_reason: decision.public_reason,
        obfuscated: decision.obfuscated,
    };
    let at = app.at();
    let line = app
        .db
        .write(move |conn| {
            peer::actions::decide(conn, &at, Some(&who), &host, &decision)?;
            let host = peer::actions::host_name(&host).ok_or(Error::NotFound)?;
            peer::store::get(conn, &host)
        })
        .await?;
    Ok(answer::ok(&Peer::new(&app, &line)))
}

/// What could not be delivered, newest first; for the host.
#[utoipa::path(get, path = "/dead-letters", tag = "federation", operation_id = "list_dead_letters",
    params(
        ("before" = Option<i64>, Query, description = "Where the page begins, from `next`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 40, description = "Entries of a page; 20 if not said"),
    ),
    responses((status = 200, description = "A page of the list", body = Page<DeadLetter>)),
    security(("bearer" = [])))]
pub(super) async fn dead_letters(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::host(&app, &request).await?;
    let query = Query::read(&request, &["before", "limit"])?;
    let before = query.number("before", 1, i64::MAX)?;
    let limit = query.limit()?;
    let (mut rows, total) =
        app.db.read(move |conn| peer::store::dead_letters(conn, before, limit + 1)).await?;
    let most = usize::try_from(limit).unwrap_or_default();
    let more = rows.len() > most;
    rows.truncate(most);
    let limit = limit.to_string();
    let next = rows.last().filter(|_| more).map(|last| {
        answer::next(&app, "/dead-letters", &[("limit", Some(limit.as_str()))], &last.id.to_string())
    });
    let items = rows.into_iter().map(DeadLetter::from).collect();
    Ok(answer::page(&Page { total, items, next }))
}

/// Sends a dead letter again; for the host.
#[utoipa::path(post, path = "/dead-letters/{id}/send-again", tag = "federation", operation_id = "send_again",
    params(("id" = i64, Path, minimum = 1, description = "The dead letter's number")),
    responses((status = 204, description = "It waits to be sent")), security(("bearer" = [])))]
pub(super) async fn send_again(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let id = input::path_number(&request, "id", i64::MAX)?;
    let at = app.at();
    app.db.write(move |conn| peer::actions::send_again(conn, &at, Some(&who), peer::Again::One(id))).await?;
    Ok(answer::nothing())
}
