//! The record of acts: of the whole node for its host, of one organisation for its officers.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Data, Path};
use askama::Template;
use serde_json::json;
use sofra_domain::account::{AccountId, Identity, Seat};
use sofra_domain::actor::{self, ActorId, ActorKind};
use sofra_domain::audit::{Entry, Fault, store};
use sofra_domain::moderation::rules::{Doer, Power, Target, may};
use sofra_domain::network::{self, CallId};
use sofra_domain::peer::list::cell;
use sofra_domain::statement::{self, StatementId};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, account};

use super::{Page, ok};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::i18n::Language;
use crate::viewer::{Viewer, parameter};

/// Lines of one page.
const PAGE: i64 = 50;
/// Lines of one file at most; the oldest are left out beyond that.
const FILE: i64 = 200_000;

#[derive(Template)]
#[template(path = "record.html")]
struct Record {
    page: Page,
    path: String,
    desk: String,
    organisation: Option<String>,
    total: i64,
    rows: Vec<Row>,
    nouns: Vec<(String, String)>,
    noun: String,
    whole: Option<String>,
    broken: Option<String>,
    head: Option<String>,
    older: Option<String>,
}

struct Row {
    number: i64,
    when: (String, String),
    who: String,
    act: String,
    object: String,
    /// What that is called and where it is shown, where the reader may know it.
    known: Option<(String, Option<String>)>,
    reason: String,
}

/// What a line is about, by name: an actor, a call, or somebody whose name the reader knows from the same page; what only
/// some may read is linked for whoever may.
fn known(
    c: &mut AnyConnection,
    reader: &Reader,
    object: &str,
    names: &HashMap<AccountId, Option<String>>,
) -> Result<Option<(String, Option<String>)>, Error> {
    fn or_none<T>(found: Result<T, Error>) -> Result<Option<T>, Error> {
        match found {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
    if object.contains("://") {
        let found = actor::store::by_uri(c, object)?;
        return Ok(found.map(|found| (found.name.clone(), found.is_active().then(|| found.path()))));
    }
    if let Some(id) = AccountId::parse(object)
        && let Some(name) = names.get(&id)
    {
        return Ok(name.clone().map(|name| (name, None)));
    }
    if let Some(id) = ActorId::parse(object)
        && let Some(found) = or_none(actor::store::get(c, &id))?
    {
        return Ok(Some((found.name.clone(), found.is_active().then(|| found.path()))));
    }
    if let Some(id) = StatementId::parse(object)
        && let Some(found) = or_none(statement::store::read(c, &id, reader))?
    {
        let path = found.path();
        let title = match or_none(statement::store::view(c, found, None))? {
            Some(view) => view.text(&[]).map(|text| text.title.clone()).unwrap_or_default(),
            None => String::new(),
        };
        return Ok(Some((if title.is_empty() { path.clone() } else { title }, Some(path))));
    }
    if let Some(id) = CallId::parse(object)
        && let Some(found) = or_none(network::call::store::read(c, &id, reader))?
    {
        let view = network::call::store::view(c, found)?;
        let title = view.texts.best(&[], Some(&view.call.authentic)).map(|(_, text)| text.title.clone());
        return Ok(title.map(|title| (title, Some(format!("/calls/{id}")))));
    }
    Ok(None)
}

/// An act in words; a code that has no words is shown as it is.
#[must_use]
pub fn act_in_words(language: Language, act: &str) -> String {
    let key = format!("audit-{}", act.replace('.', "-"));
    if language.has(&key) { language.t(&key) } else { act.to_owned() }
}

/// What a reader may read of the record: everything, or one organisation's part.
enum Part {
    Node,
    Organisation(ActorId),
}

impl Part {
    const fn organisation(&self) -> Option<&ActorId> {
        match self {
            Self::Node => None,
            Self::Organisation(id) => Some(id),
        }
    }
}

fn for_host(viewer: &Viewer) -> Result<Part, Failure> {
    let who = viewer.identity.as_ref().ok_or_else(Failure::not_found)?;
    may(&Doer::Account(who), Power::ReadRecord, &Target::default()).map_err(|_| Failure::not_found())?;
    Ok(Part::Node)
}

async fn for_officer(app: &App, viewer: &Viewer, name: &str) -> Result<Part, Failure> {
    let who = viewer.identity.clone().ok_or_else(Failure::not_found)?;
    let name = name.to_owned();
    let found = app
        .db
        .read(move |c| {
            let found = actor::store::local_by_username(c, &name)?.ok_or(Error::NotFound)?;
            let seated = found.kind == ActorKind::Organisation && who.seat(&found.id) == Some(Seat::Officer);
            if seated { Ok(found.id) } else { Err(Error::NotFound) }
        })
        .await?;
    Ok(Part::Organisation(found))
}

/// `GET /admin/record`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn node(app: Data<App>, viewer: Viewer) -> Outcome {
    let part = for_host(&viewer)?;
    page(&app, &viewer, part, "/admin/record".to_owned()).await
}

/// `GET /desk/{name}/record`
///
/// # Errors
/// 404 for everybody but officers of the organisation.
pub async fn organisation(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let part = for_officer(&app, &viewer, &name).await?;
    page(&app, &viewer, part, format!("/desk/{name}/record")).await
}

/// `GET /admin/record.csv` and `.json`
///
/// # Errors
/// As [`node`].
pub async fn node_file(app: Data<App>, viewer: Viewer, kind: Path<String>) -> Outcome {
    let part = for_host(&viewer)?;
    file(&app, &viewer, part, &kind).await
}

/// `GET /desk/{name}/record.csv` and `.json`
///
/// # Errors
/// As [`organisation`].
pub async fn organisation_file(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (name, kind) = path.into_inner();
    let part = for_officer(&app, &viewer, &name).await?;
    file(&app, &viewer, part, &kind).await
}

/// Who did what is in some lines, as the reader may know it: officers learn the names of their own people, not who of
/// the node's moderators decided about them.
fn names(
    c: &mut AnyConnection,
    entries: &[Entry],
    part: &Part,
) -> Result<HashMap<AccountId, Option<String>>, Error> {
    let mut names = HashMap::new();
    for id in entries.iter().filter_map(|entry| entry.account_id.as_ref()) {
        if names.contains_key(id) {
            continue;
        }
        let found = account::store::find(c, id)?;
        let known = match part.organisation() {
            None => true,
            Some(organisation) => match account::store::identity(c, id, false) {
                Ok(identity) => Identity::seat(&identity, organisation).is_some(),
                Err(Error::SignIn) => false,
                Err(error) => return Err(error),
            },
        };
        names.insert(id.clone(), found.map(|account| account.login).filter(|_| known));
    }
    Ok(names)
}

fn name_of(
    language: Language,
    entry: &Entry,
    names: &HashMap<AccountId, Option<String>>,
    part: &Part,
) -> String {
    match entry.account_id.as_ref().map(|id| names.get(id).cloned().flatten()) {
        None => language.plain("record-machine"),
        Some(Some(login)) => login,
        Some(None) if part.organisation().is_some() => language.plain("record-keepers"),
        Some(None) => language.plain("record-gone"),
    }
}

async fn page(app: &App, viewer: &Viewer, part: Part, path: String) -> Outcome {
    let before = parameter(&viewer.query, "before").and_then(|n| n.parse::<i64>().ok());
    let noun = parameter(&viewer.query, "kind").unwrap_or_default();
    let kind = noun.clone();
    let reader = viewer.reader();
    let (part, entries, total, nouns, checked, head, title, names, objects) = app
        .db
        .read(move |c| {
            let organisation = part.organisation();
            let entries = if kind.is_empty() {
                store::page(c, organisation, before, PAGE + 1)?
            } else {
                store::page_of(c, organisation, &kind, before, PAGE + 1)?
            };
            let total = store::count(c, organisation)?;
            let nouns = store::nouns(c, organisation)?;
            // The chain runs through the lines of all: checking a part would say nothing.
            let checked = store::check(c)?;
            let head = store::head(c)?;
            let title = match organisation {
                Some(id) => Some(actor::store::get(c, id)?.name),
                None => None,
            };
            let names = names(c, &entries, &part)?;
            let mut objects = HashMap::new();
            for entry in &entries {
                if !objects.contains_key(&entry.object) {
                    objects.insert(entry.object.clone(), known(c, &reader, &entry.object, &names)?);
                }
            }
            Ok::<_, Error>((part, entries, total, nouns, checked, head, title, names, objects))
        })
        .await?;
    let language = viewer.language;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let and = if noun.is_empty() { String::new() } else { format!("kind={noun}&") };
    let older = (entries.len() > most)
        .then(|| entries.get(most - 1))
        .flatten()
        .map(|last| format!("{path}?{and}before={}", last.number));
    let rows = entries
        .iter()
        .take(most)
        .map(|entry| Row {
            number: entry.number,
            when: (entry.at.to_rfc3339(), language.date_time(entry.at)),
            who: name_of(language, entry, &names, &part),
            act: act_in_words(language, &entry.act),
            object: entry.object.clone(),
            known: objects.get(&entry.object).cloned().flatten(),
            reason: entry.reason.clone(),
        })
        .collect();
    let (read, fault) = checked;
    let page_title = match &title {
        Some(name) => language.plain1("record-title-organisation", "organisation", name),
        None => language.plain("record-title"),
    };
    let path_is_desk = title.is_some();
    let record = Record {
        page: Page::new(viewer, page_title).under(if path_is_desk { "desk" } else { "admin" }),
        desk: path.trim_end_matches("/record").to_owned(),
        path,
        organisation: title,
        total,
        rows,
        nouns: nouns
            .into_iter()
            .map(|noun| {
                let key = format!("record-kind-{noun}");
                let name = if language.has(&key) { language.t(&key) } else { noun.clone() };
                (noun, name)
            })
            .collect(),
        noun,
        whole: fault.is_none().then(|| language.t1("record-whole", "number", read)),
        broken: fault.map(|Fault { number }| language.t1("record-broken", "number", number)),
        head: head.map(|(number, hash)| format!("{number}:{hash}")),
        older,
    };
    ok(viewer, &record)
}

async fn file(app: &App, viewer: &Viewer, part: Part, kind: &str) -> Outcome {
    let is_csv = match kind {
        "csv" => true,
        "json" => false,
        _ => return Err(Failure::not_found()),
    };
    let (part, entries, names, head) = app
        .db
        .read(move |c| {
            let entries = store::page(c, part.organisation(), None, FILE)?;
            let names = names(c, &entries, &part)?;
            let head = store::head(c)?;
            Ok::<_, Error>((part, entries, names, head))
        })
        .await?;
    let language = viewer.language;
    let who = |entry: &Entry| name_of(language, entry, &names, &part);
    let (body, media_type) = if is_csv {
        let mut text = "number,at,who,act,object,reason,previous,hash\n".to_owned();
        for entry in entries.iter().rev() {
            let fields = [
                entry.number.to_string(),
                entry.at.to_rfc3339(),
                cell(&who(entry)),
                cell(&entry.act),
                cell(&entry.object),
                cell(&entry.reason),
                entry.previous.clone(),
                entry.hash.clone(),
            ];
            text.push_str(&fields.join(","));
            text.push('\n');
        }
        (text, "text/csv; charset=utf-8")
    } else {
        let lines: Vec<serde_json::Value> = entries
            .iter()
            .rev()
            .map(|entry| {
                json!({
                    "number": entry.number,
                    // To the microsecond: the hash is over this number.
                    "at": entry.at.to_rfc3339(),
                    "at_microseconds": entry.at.0,
                    "account": entry.account_id.as_ref().filter(|_| part.organisation().is_none()).map(ToString::to_string),
                    "who": who(entry),
                    "organisation": entry.organisation_id.as_ref().map(ToString::to_string),
                    "act": entry.act,
                    "object": entry.object,
                    "reason": entry.reason,
                    "previous": entry.previous,
                    "hash": entry.hash,
                })
            })
            .collect();
        let head = head.map(|(number, hash)| json!({"number": number, "hash": hash}));
        (json!({"head": head, "lines": lines}).to_string(), "application/json")
    };
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"record.{kind}\"")))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(body))
}
