//! The rules of the node, its record, lists of suspended nodes, and whom a member blocks or mutes.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use sofra_domain::account::Identity;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::block::{self, BlockId, Kind, Owner, Whom};
use sofra_domain::moderation::rules::{Doer, Power, Target, may};
use sofra_domain::peer::list::{self, Refused};
use sofra_domain::{Error, audit, node_rule, peer};
use utoipa::ToSchema;

use super::answer::{self, All, Answer, Page, spellings, time};
use super::auth;
use super::input::{self, Query};
use super::problem::Problem;
use crate::App;

/// The rules of the node as they hold now.
#[derive(Serialize, ToSchema)]
struct Rules {
    /// The version; 0 while there are none.
    version: i32,
    /// Since when it holds.
    #[schema(format = DateTime)]
    since: Option<String>,
    /// The rules in order, each by language; the first has number 1.
    rules: Vec<BTreeMap<String, String>>,
}

/// The rules of the node.
#[utoipa::path(get, path = "/rules", tag = "node", operation_id = "get_rules",
    responses((status = 200, description = "The rules", body = Rules)), security((), ("bearer" = [])))]
pub(super) async fn rules(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let found = app.db.read(node_rule::store::current).await?;
    Ok(answer::ok(&shape(found)))
}

fn shape(found: Option<node_rule::Version>) -> Rules {
    let Some(version) = found else { return Rules { version: 0, since: None, rules: Vec::new() } };
    let by_language = |rule: &sofra_base::lang::Localized<String>| {
        rule.iter().map(|(language, words)| (language.to_string(), words.clone())).collect()
    };
    Rules {
        version: version.number,
        since: Some(time(version.created_at)),
        rules: version.rules.iter().map(by_language).collect(),
    }
}

/// The rules as they are to hold: for each language all of them, in order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRules {
    /// By language; the same number in each.
    texts: BTreeMap<String, Vec<String>>,
}

/// Publishes a new version of the rules; for the host.
#[utoipa::path(put, path = "/rules", tag = "node", operation_id = "write_rules", request_body = NewRules,
    responses((status = 200, description = "The rules", body = Rules)), security(("bearer" = [])))]
pub(super) async fn write_rules(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let sent: NewRules = input::json(&request, payload).await?;
    let texts: Vec<(String, String)> =
        sent.texts.into_iter().map(|(language, rules)| (language, rules.join("\n\n"))).collect();
    let at = app.at();
    let found = app
        .db
        .write(move |c| {
            node_rule::actions::write(c, &at, Some(&who), &texts)?;
            node_rule::store::current(c)
        })
        .await?;
    Ok(answer::ok(&shape(found)))
}

/// A line of the record.
#[derive(Serialize, ToSchema)]
struct Line {
    /// From 1, without a gap.
    number: i64,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// The account that did it; absent when it was done at the machine itself.
    account: Option<String>,
    /// The organisation it concerns, by the id in this API.
    organisation: Option<String>,
    /// What was done: a stable code.
    act: String,
    /// What it was done to.
    object: String,
    /// Why.
    reason: String,
    /// The hash of the line before; empty for the first.
    previous: String,
    /// SHA-256 over the line.
    hash: String,
}

/// The record of acts, newest first; for the host. With `organisation`, its part, for its officers.
#[utoipa::path(get, path = "/record", tag = "node", operation_id = "list_record",
    params(
        ("organisation" = Option<String>, Query, description = "The user name of an organisation"),
        ("before" = Option<i64>, Query, description = "Where the page begins, from `next`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 40, description = "Entries of a page; 20 if not said"),
    ),
    responses((status = 200, description = "A page of the list", body = Page<Line>)),
    security(("bearer" = [])))]
pub(super) async fn record(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let query = Query::read(&request, &["organisation", "before", "limit"])?;
    let before = query.number("before", 1, i64::MAX)?;
    let limit = query.limit()?;
    let name = query.text("organisation").map(str::to_owned);
    if name.is_none() {
        may(&Doer::Account(&who), Power::ReadRecord, &Target::default())?;
    }
    let (mut rows, total, hides) = app
        .db
        .read(move |c| {
            let organisation = match name {
                Some(name) => {
                    let found = actor::store::local_by_username(c, &name)?.ok_or(Error::NotFound)?;
                    let officer = sofra_domain::account::Seat::Officer;
                    if who.seat(&found.id) != Some(officer) {
                        return Err(Error::NotFound);
                    }
                    Some(found.id)
                }
                None => None,
            };
            let rows = audit::store::page(c, organisation.as_ref(), before, limit + 1)?;
            // Who of the node's moderators decided about an organisation is not for its officers.
            let mut hides = Vec::new();
            for row in &rows {
                let known = match (&organisation, &row.account_id) {
                    (Some(organisation), Some(id)) => {
                        match sofra_domain::account::store::identity(c, id, false) {
                            Ok(identity) => Identity::seat(&identity, organisation).is_some(),
                            Err(Error::SignIn) => false,
                            Err(error) => return Err(error),
                        }
                    }
                    _ => true,
                };
                hides.push(!known);
            }
            Ok::<_, Error>((rows, audit::store::count(c, organisation.as_ref())?, hides))
        })
        .await?;
    let most = usize::try_from(limit).unwrap_or_default();
    let more = rows.len() > most;
    rows.truncate(most);
    let limit = limit.to_string();
    let question = [("organisation", query.text("organisation")), ("limit", Some(limit.as_str()))];
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| answer::next(&app, "/record", &question, &last.number.to_string()));
    let items = rows
        .into_iter()
        .zip(hides)
        .map(|(row, hidden)| Line {
            number: row.number,
            at: time(row.at),
            account: row.account_id.filter(|_| !hidden).map(|id| id.to_string()),
            organisation: row.organisation_id.map(|id| id.to_string()),
            act: row.act,
            object: row.object,
            reason: row.reason,
            previous: row.previous,
            hash: row.hash,
        })
        .collect();
    Ok(answer::page(&Page { total, items, next }))
}

/// The list of suspended and limited nodes as CSV, in Mastodon's format; for those who look after the node.
#[utoipa::path(get, path = "/block-list", tag = "federation", operation_id = "export_block_list",
    responses((status = 200, description = "The list", body = String, content_type = "text/csv")),
    security(("bearer" = [])))]
pub(super) async fn export(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let text = app.db.read(move |c| peer::actions::export(c, Some(&who))).await?;
    Ok(HttpResponse::Ok().content_type("text/csv; charset=utf-8").body(text))
}

/// A list of nodes that is to be brought in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewList {
    /// The file, as CSV in Mastodon's format.
    list: String,
    /// Whether it is brought in; else only what it would change is told.
    #[serde(default)]
    apply: bool,
}

/// What a list changes.
#[derive(Serialize, ToSchema)]
struct Changes {
    /// Whether it was brought in.
    applied: bool,
    /// Hosts about which nothing was decided before.
    added: Vec<String>,
    /// Hosts whose rule changes.
    changed: Vec<String>,
    /// Lines that would shut out this node itself; left out.
    own: Vec<String>,
    /// Hosts that stay allowed.
    allowed: Vec<String>,
    /// Hosts that stay as they are.
    kept: usize,
    /// Lines that say nothing we understand.
    unread: usize,
    /// Follows that end.
    follows_lost: usize,
}

/// Brings in a list of nodes to suspend or limit, or tells what it would change; for the host.
#[utoipa::path(post, path = "/block-list", tag = "federation", operation_id = "import_block_list",
    request_body = NewList,
    responses((status = 200, description = "What it changes", body = Changes)), security(("bearer" = [])))]
pub(super) async fn import(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let sent: NewList = input::json(&request, payload).await?;
    let list = list::read(&sent.list).map_err(|refused| match refused {
        Refused::TooLong => Error::field("list", "error-list-too-long"),
        Refused::Empty => Error::field("list", "error-list-empty"),
    })?;
    let (at, applied) = (app.at(), sent.apply);
    let preview = if applied {
        app.db.write(move |c| peer::actions::import(c, &at, Some(&who), &list)).await?
    } else {
        app.db.read(move |c| peer::actions::preview(c, &at, Some(&who), &list)).await?
    };
    Ok(answer::ok(&Changes {
        applied,
        added: preview.added.into_iter().map(|(host, _)| host).collect(),
        changed: preview.changed.into_iter().map(|(host, ..)| host).collect(),
        own: preview.own,
        allowed: preview.allowed,
        kept: preview.kept,
        unread: preview.unread,
        follows_lost: preview.follows_lost,
    }))
}

fn kinds() -> utoipa::openapi::schema::Object {
    spellings(Kind::ALL.iter().map(|one| one.as_str()))
}

/// A block or a mute; nobody else learns of it.
#[derive(Serialize, ToSchema)]
struct Block {
    /// The id in this API.
    id: String,
    /// How far it goes.
    #[schema(schema_with = kinds)]
    kind: &'static str,
    /// Whose it is, by the organisation's id in this API; absent for one's own.
    organisation: Option<String>,
    /// Whom, by the id in this API…
    actor: Option<String>,
    /// …or everybody of a host.
    host: Option<String>,
    /// Since when.
    #[schema(format = DateTime)]
    created_at: String,
}

impl From<block::Block> for Block {
    fn from(row: block::Block) -> Self {
        Self {
            id: row.id.to_string(),
            kind: row.kind.as_str(),
            organisation: row.organisation_id.map(|id| id.to_string()),
            actor: row.actor_id.map(|id| id.to_string()),
            host: row.host,
            created_at: time(row.created_at),
        }
    }
}

fn owner_of(organisation: Option<&str>) -> Result<Owner, Problem> {
    match organisation {
        None => Ok(Owner::Member),
        Some(id) => Ok(Owner::Organisation(ActorId::parse(id).ok_or(Error::NotFound)?)),
    }
}

/// Whom the caller blocks or mutes; with `organisation`, whom that does, for its officers.
#[utoipa::path(get, path = "/blocks", tag = "accounts", operation_id = "list_blocks",
    params(("organisation" = Option<String>, Query, description = "An organisation's id in this API")),
    responses((status = 200, description = "All of them", body = All<Block>)), security(("bearer" = [])))]
pub(super) async fn blocks(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let query = Query::read(&request, &["organisation"])?;
    let owner = owner_of(query.text("organisation"))?;
    let found = app.db.read(move |c| block::store::of(c, &who, &owner)).await?;
    let items: Vec<Block> = found.into_iter().map(Block::from).collect();
    Ok(answer::ok(&All::from(items)))
}

/// Whom to block or mute.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBlock {
    /// How far it goes. An organisation only blocks.
    #[schema(schema_with = kinds)]
    kind: String,
    /// In the name of an organisation, by its id in this API; else one's own.
    #[serde(default)]
    organisation: Option<String>,
    /// An actor's id in this API…
    #[serde(default)]
    actor: Option<String>,
    /// …or a host.
    #[serde(default)]
    host: Option<String>,
}

/// Blocks or mutes. Nothing of it leaves the node but the end of follows.
#[utoipa::path(post, path = "/blocks", tag = "accounts", operation_id = "add_block", request_body = NewBlock,
    responses((status = 201, description = "The block", body = Block)), security(("bearer" = [])))]
pub(super) async fn add_block(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let sent: NewBlock = input::json(&request, payload).await?;
    let kind = input::choice("kind", &sent.kind, Kind::parse)?;
    let owner = owner_of(sent.organisation.as_deref())?;
    let whom = match (sent.actor, sent.host) {
        (Some(id), None) => Whom::Actor(ActorId::parse(&id).ok_or(Error::NotFound)?),
        (None, Some(host)) => Whom::Host(host),
        _ => return Err(Error::field("actor", "error-field-required").into()),
    };
    let at = app.at();
    let row = app
        .db
        .write(move |c| {
            let id = block::actions::add(c, &at, &who, &owner, kind, &whom)?;
            block::store::get(c, &id)
        })
        .await?;
    let path = format!("/blocks/{}", row.id);
    Ok(answer::created(&app, &path, &Block::from(row)))
}

/// Takes a block or a mute back.
#[utoipa::path(delete, path = "/blocks/{id}", tag = "accounts", operation_id = "remove_block",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 204, description = "It is taken back")), security(("bearer" = [])))]
pub(super) async fn remove_block(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", BlockId::parse)?;
    let at = app.at();
    app.db.write(move |c| block::actions::remove(c, &at, &who, &id)).await?;
    Ok(answer::nothing())
}
