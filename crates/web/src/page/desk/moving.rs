//! Moving to another node and coming from one, from inside of an organisation.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{self, Data, Path};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;
use futures_util::future::LocalBoxFuture;
use sofra_domain::account::{Identity, Seat, store as accounts};
use sofra_domain::actor::{self, Actor, ActorId, ActorKind};
use sofra_domain::approval::{self, ProposalState, Subject};
use sofra_domain::moving::arrival::{self, store::Arrival};
use sofra_domain::moving::{self, archive, copy, export, import};
use sofra_domain::remote::Found;
use sofra_domain::{Error, media, notification, statement};

use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::approval::{ProposalView, Read, rule_words};
use crate::page::compose::input::Upload;
use crate::page::record::act_in_words;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::{Viewer, parameter};

/// Blocked people of an archive who are asked for at most.
const BLOCKED: usize = 50;
/// Mandates that wait which are named at most.
const MANDATES: usize = 30;
/// Lines of the record that came along on one page.
const LINES: usize = 50;

#[derive(Template)]
#[template(path = "moving.html")]
struct Show {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    base: String,
    moved: Option<Speaker>,
    known_as: Vec<String>,
    statements: i64,
    followers: i64,
    handle: String,
    old: String,
    report: Option<import::Report>,
    arrivals: Vec<Arrived>,
    proposals: Vec<(ProposalView, Speaker)>,
    record: bool,
}

/// What an archive brought, in words.
struct Arrived {
    from: String,
    state: String,
    /// What waits for the old node's word, one line a kind.
    waits: Vec<String>,
    /// Mandates that wait: holder and forum.
    mandates: Vec<(String, String)>,
    /// How many followers have come over.
    followers: Option<String>,
}

impl Arrived {
    fn new(viewer: &Viewer, found: &Arrival) -> Self {
        let language = viewer.language;
        let confirmed = found.confirmed_at.is_some();
        let waiting = &found.waiting;
        let mut waits = Vec::new();
        if !confirmed {
            waits.push(language.t1("moving-waits-statements", "count", found.statements));
            waits.push(language.t1("moving-waits-mandates", "count", waiting.mandates.len()));
            if waiting.facts != sofra_domain::moving::bundle::Facts::default() {
                waits.push(language.t("moving-waits-profile"));
            }
            if let Some(rule) = waiting.rule {
                waits.push(language.t1("moving-waits-rule", "rule", rule_words(language, rule)));
            }
        }
        Self {
            from: found.owner_uri.clone(),
            state: match found.confirmed_at {
                Some(at) => language.t1("moving-arrived", "when", language.date(at)),
                None => language.t1("moving-arrival-waits", "when", language.date(found.brought_at)),
            },
            waits,
            mandates: if confirmed {
                Vec::new()
            } else {
                let row = |one: &sofra_domain::moving::arrival::WaitingMandate| {
                    (one.was.shown_name.clone(), one.was.forum.clone())
                };
                waiting.mandates.iter().take(MANDATES).map(row).collect()
            },
            followers: (confirmed && found.expected > 0).then(|| {
                language.t2("moving-followers-came", "came", found.came, "expected", found.expected)
            }),
        }
    }
}

#[derive(Template)]
#[template(path = "moving-confirm.html")]
struct Confirm {
    page: Page,
    speaker: Speaker,
    base: String,
    target: Speaker,
    target_id: String,
    names_us: bool,
    followers: i64,
    /// Whether other officers have to agree.
    needs_others: bool,
}

/// The organisation, for whoever holds an officer's seat in it, also after it moved away.
async fn own(app: &App, viewer: &Viewer, name: &str) -> Result<(Identity, Actor), Failure> {
    let who = viewer.signed_in()?.clone();
    if name.len() > 64 {
        return Err(Failure::not_found());
    }
    let (wanted, account) = (name.to_owned(), who.account.clone());
    let found = app
        .db
        .read(move |c| {
            let found = actor::store::local_by_username(c, &wanted)?
                .filter(|a| matches!(a.kind, ActorKind::Organisation | ActorKind::Network))
                .filter(|a| a.deleted_at.is_none())
                .ok_or(Error::NotFound)?;
            if accounts::holds_officer_seat(c, &account, &found.id)? {
                Ok(found)
            } else {
                Err(Error::NotFound)
            }
        })
        .await?;
    Ok((who, found))
}

/// What was typed into the page before it came back.
#[derive(Default)]
struct Typed {
    handle: String,
    old: String,
    report: Option<import::Report>,
}

async fn page(
    app: &App,
    viewer: &Viewer,
    found: &Actor,
    status: StatusCode,
    errors: Errors,
    typed: Typed,
) -> Outcome {
    let (id, who) = (found.id.clone(), viewer.signed_in()?.clone());
    let seeing = who.clone();
    let (moved, statements, followers, arrivals, proposals, unseen) = app
        .db
        .read(move |c| {
            let arrivals = arrival::store::arrivals(c, &id)?;
            let mut proposals = Vec::new();
            for read in Read::all(c, id.as_str())? {
                let shown = matches!(read.state(), ProposalState::Open | ProposalState::Rejected);
                if shown && matches!(read.kind(), Subject::Move | Subject::Home) {
                    let other = moving::actions::other_end(read.proposal())?;
                    let other = actor::store::get(c, &other.actor)?;
                    proposals.push((read, other));
                }
            }
            let unseen = notification::store::unseen(c, &seeing)?;
            let moved = moving::store::target(c, &id)?.map(|(_, target)| target);
            let all = statement::store::list(c, &statement::store::Scope::By(id.clone()), None)?.total;
            let followers = sofra_domain::follow::store::counts(c, &id)?.0;
            Ok::<_, Error>((moved, all, followers, arrivals, proposals, unseen))
        })
        .await?;
    if unseen > 0 {
        let (now, link, seeing) = (viewer.now, format!("/desk/{}/move", found.username), who.clone());
        app.db.write(move |c| notification::actions::see(c, now, &seeing, Some(&link))).await?;
    }
    let language = viewer.language;
    let show = Show {
        record: arrivals.iter().any(|one| one.acts > 0),
        arrivals: arrivals.iter().map(|one| Arrived::new(viewer, one)).collect(),
        proposals: proposals
            .iter()
            .map(|(read, other)| (ProposalView::new(viewer, &who, read), Speaker::new(viewer, other)))
            .collect(),
        page: Page::new(viewer, language.plain("moving-title")).under("desk").wrong(!errors.is_empty()),
        errors,
        speaker: Speaker::new(viewer, found),
        base: format!("/desk/{}/move", found.username),
        moved: moved.as_ref().map(|target| Speaker::new(viewer, target)),
        known_as: found.known_as(),
        statements,
        followers,
        handle: typed.handle,
        old: typed.old,
        report: typed.report,
    };
    respond(viewer, status, &show)
}

/// `GET /desk/{name}/move`
///
/// # Errors
/// 404 for everybody but the officers.
pub async fn show(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found) = own(&app, &viewer, &name).await?;
    page(&app, &viewer, &found, StatusCode::OK, Errors::default(), Typed::default()).await
}

/// `POST /desk/{name}/move/export`: the archive. A form and no link, because it is written in the record.
///
/// # Errors
/// As [`show`].
pub async fn take(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let (who, found) = own(&app, &form.viewer, &name).await?;
    form.viewer.lately(&format!("/desk/{}/move", found.username))?;
    let (id, asking, now) = (found.id.clone(), who.clone(), app.clock.now());
    let collected = app.db.read(move |c| export::collect(c, now, Some(&asking), &id)).await?;
    let folder = app.config.media_folder();
    let bytes = web::block(move || export::assemble(collected, &folder, now))
        .await
        .map_err(|e| Error::Internal(e.to_string()))??;
    let (at, id) = (app.at(), found.id.clone());
    app.db.write(move |c| export::note(c, &at, Some(&who), &id)).await?;
    let file = format!("attachment; filename=\"{}-{}.tar\"", found.username, now.day());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/x-tar"))
        .insert_header((CONTENT_DISPOSITION, file))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

/// An archive that an officer sends: larger than pictures may be, and from nobody else.
pub struct Sent(Upload);

impl FromRequest for Sent {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            // The memory of this machine is for those who may use it.
            let may = |viewer: &Viewer| {
                let who = viewer.signed_in()?;
                let decides = who.seats.iter().any(|(_, seat)| *seat == Seat::Officer);
                decides.then_some(()).ok_or_else(Failure::not_found)
            };
            Upload::receive(&request, &mut payload, may, archive::LARGEST).await.map(Self)
        })
    }
}

/// `POST /desk/{name}/move/import`
///
/// # Errors
/// As [`show`]; what is wrong with the archive brings the page back.
pub async fn bring(app: Data<App>, sent: Sent, name: Path<String>) -> Outcome {
    let Upload { files, too_large, viewer, .. } = sent.0;
    let (who, found) = own(&app, &viewer, &name).await?;
    viewer.lately(&format!("/desk/{}/move", found.username))?;
    match brought(&app, &viewer, who, &found, files, too_large).await {
        Ok(report) => {
            let id = found.id.clone();
            let found = app.db.read(move |c| actor::store::get(c, &id)).await?;
            let typed = Typed { report: Some(report), ..Typed::default() };
            page(&app, &viewer, &found, StatusCode::OK, Errors::default(), typed).await
        }
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::new(viewer.language, &wrong);
            page(&app, &viewer, &found, StatusCode::UNPROCESSABLE_ENTITY, errors, Typed::default()).await
        }
        Err(Error::Remote(_)) => {
            let mut errors = Errors::default();
            errors.add("archive", viewer.language.t("error-move-old-node-silent"));
            page(&app, &viewer, &found, StatusCode::BAD_GATEWAY, errors, Typed::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn brought(
    app: &App,
    viewer: &Viewer,
    who: Identity,
    own: &Actor,
    mut files: Vec<Vec<u8>>,
    too_large: bool,
) -> Result<import::Report, Error> {
    if too_large {
        return Err(Error::field("archive", "error-move-archive-too-large"));
    }
    let bytes = files.pop().ok_or_else(|| Error::field("archive", "error-move-archive-missing"))?;
    let internal = |e: actix_web::error::BlockingError| Error::Internal(e.to_string());
    let mut parsed = web::block(move || import::read(&bytes)).await.map_err(internal)??;
    if !app.lookups.allows(who.account.as_str(), viewer.now) {
        return Err(Error::TooMany);
    }
    let old = match app.resolver.find(&parsed.actor).await? {
        Found::Actor(id) => id,
        Found::Statement(_) | Found::Position(_) | Found::Seat(_) => {
            return Err(Error::field("archive", "error-move-archive-damaged"));
        }
    };
    let (folder, now) = (app.config.media_folder(), viewer.now);
    let limits =
        media::image::Limits { max_bytes: app.config.limits.image_bytes, ..media::image::Limits::default() };
    let (parsed, images) = web::block(move || {
        let images = parsed.prepare_images(&folder, &limits, now)?;
        Ok::<_, Error>((parsed, images))
    })
    .await
    .map_err(internal)??;
    // Blocks of people who are not known here are asked for, so that they hold here as well; who does not answer is
    // counted in the report.
    let blocked: Vec<String> = parsed.blocked_actors().map(str::to_owned).collect();
    let unknown = app
        .db
        .read(move |c| {
            let mut unknown = Vec::new();
            for uri in blocked {
                if unknown.len() < BLOCKED && actor::store::by_uri(c, &uri)?.is_none() {
                    unknown.push(uri);
                }
            }
            Ok::<_, Error>(unknown)
        })
        .await?;
    for uri in unknown {
        if let Err(error) = app.resolver.find(&uri).await {
            tracing::debug!(%error, "a blocked actor could not be asked for");
        }
    }
    let (at, id) = (app.at(), own.id.clone());
    app.db.write(move |c| import::bring(c, &at, Some(&who), &id, &old, &parsed, images)).await
}

/// Finds an organisation elsewhere by what somebody typed, and asks its node for its document now.
async fn elsewhere(
    app: &App,
    viewer: &Viewer,
    typed: &str,
    field: &str,
) -> Result<(ActorId, Option<String>), Errors> {
    let mut errors = Errors::default();
    let language = viewer.language;
    let account = viewer.identity.as_ref().map(|who| who.account.clone());
    if typed.is_empty() {
        errors.add(field, language.t("error-field-required"));
        return Err(errors);
    }
    if !account.is_some_and(|account| app.lookups.allows(account.as_str(), viewer.now)) {
        errors.add(field, language.t("error-page-429-text"));
        return Err(errors);
    }
    let found = match app.resolver.find(typed).await {
        Ok(Found::Actor(id)) => app.resolver.refresh(&id).await.map(|lookup| (id, lookup)),
        Ok(Found::Statement(_) | Found::Position(_) | Found::Seat(_)) => Err(Error::NotFound),
        Err(error) => Err(error),
    };
    found.map_err(|error| {
        tracing::info!(%error, "the other end of a move could not be asked");
        errors.add(field, language.t("error-move-not-found"));
        errors
    })
}

/// `POST /desk/{name}/move/old`: names the organisation elsewhere that will come here.
///
/// # Errors
/// As [`show`].
pub async fn name_old(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found) = own(&app, &viewer, &name).await?;
    viewer.lately(&format!("/desk/{}/move", found.username))?;
    let old: String = fields.get("old").trim().chars().take(1000).collect();
    match elsewhere(&app, &viewer, &old, "old").await {
        Ok((other, _)) => {
            let (at, id) = (app.at(), found.id.clone());
            let made = app.db.write(move |c| moving::actions::name_old(c, &at, &who, &id, &other)).await?;
            let word = if made.state == ProposalState::Done { "move-named" } else { "proposed" };
            Ok(redirect(&format!("/desk/{}/move?done={word}", found.username)))
        }
        Err(errors) => {
            let typed = Typed { old, ..Typed::default() };
            page(&app, &viewer, &found, StatusCode::UNPROCESSABLE_ENTITY, errors, typed).await
        }
    }
}

/// `POST /desk/{name}/move`: first looks at the new home and says what will happen, then moves.
///
/// # Errors
/// As [`show`].
pub async fn leave(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found) = own(&app, &viewer, &name).await?;
    viewer.lately(&format!("/desk/{}/move", found.username))?;
    let base = format!("/desk/{}/move", found.username);
    if let Some(target) = ActorId::parse(fields.get("target")) {
        // Asked for once more: between looking and deciding it may have changed its word.
        let lookup = app.resolver.refresh(&target).await?;
        let (at, id) = (app.at(), found.id.clone());
        let made =
            app.db.write(move |c| moving::actions::move_away(c, &at, &who, &id, &target, lookup)).await?;
        let word = if made.state == ProposalState::Done { "moved" } else { "proposed" };
        return Ok(redirect(&format!("{base}?done={word}")));
    }
    let handle: String = fields.get("handle").trim().chars().take(1000).collect();
    let (target, _) = match elsewhere(&app, &viewer, &handle, "handle").await {
        Ok(found) => found,
        Err(errors) => {
            let typed = Typed { handle, ..Typed::default() };
            return page(&app, &viewer, &found, StatusCode::UNPROCESSABLE_ENTITY, errors, typed).await;
        }
    };
    let id = found.id.clone();
    let (target, followers, alone) = app
        .db
        .read(move |c| {
            let followers = sofra_domain::follow::store::counts(c, &id)?.0;
            let alone = approval::store::suffices_alone(c, &who.account, &id)?;
            Ok::<_, Error>((actor::store::get(c, &target)?, followers, alone))
        })
        .await?;
    let show = Confirm {
        needs_others: !alone,
        page: Page::new(&viewer, viewer.language.plain("moving-confirm-title")).under("desk"),
        speaker: Speaker::new(&viewer, &found),
        base,
        target_id: target.id.to_string(),
        names_us: target.known_as().contains(&found.uri),
        target: Speaker::new(&viewer, &target),
        followers,
    };
    respond(&viewer, StatusCode::OK, &show)
}

#[derive(Template)]
#[template(path = "moving-copy.html")]
struct Copy {
    page: Page,
    speaker: Speaker,
    base: String,
    moves: String,
}

/// `GET /desk/{name}/export`: what a copy holds, and the button for it.
///
/// # Errors
/// As [`show`].
pub async fn copy_page(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found) = own(&app, &viewer, &name).await?;
    let show = Copy {
        page: Page::new(&viewer, viewer.language.plain("moving-copy-title")).under("desk"),
        speaker: Speaker::new(&viewer, &found),
        base: format!("/desk/{}/export", found.username),
        moves: format!("/desk/{}/move", found.username),
    };
    respond(&viewer, StatusCode::OK, &show)
}

/// `POST /desk/{name}/export`: a copy of everything, to read and to keep. Not to be asked for again and again.
///
/// # Errors
/// As [`show`]; 429.
pub async fn copy_file(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let (who, found) = own(&app, &form.viewer, &name).await?;
    form.viewer.lately(&format!("/desk/{}/export", found.username))?;
    if !app.exports.allows(who.account.as_str(), form.viewer.now) {
        return Err(Error::TooMany.into());
    }
    let (at, id, asking) = (app.at(), found.id.clone(), who.clone());
    let document = app.db.read(move |c| copy::read(c, &at, &asking, &id)).await?;
    let text = serde_json::to_string_pretty(&document).map_err(|e| Error::Internal(e.to_string()))?;
    let (at, id) = (app.at(), found.id.clone());
    app.db.write(move |c| copy::note(c, &at, &who, &id)).await?;
    let file = format!("attachment; filename=\"{}-{}.json\"", found.username, app.clock.now().day());
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CONTENT_DISPOSITION, file))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(text))
}

#[derive(Template)]
#[template(path = "moving-record.html")]
struct Brought {
    page: Page,
    speaker: Speaker,
    base: String,
    total: usize,
    rows: Vec<Line>,
    older: Option<String>,
}

/// A line of the record that came along.
struct Line {
    when: (String, String),
    by: String,
    act: String,
    object: String,
    reason: String,
}

/// `GET /desk/{name}/move/record`: the record of acts that archives brought. It stands apart: this node vouches for none
/// of it.
///
/// # Errors
/// As [`show`].
pub async fn record(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found) = own(&app, &viewer, &name).await?;
    let id = found.id.clone();
    let lines = app.db.read(move |c| arrival::store::brought_record(c, &id)).await?;
    let after = parameter(&viewer.query, "after").and_then(|n| n.parse::<usize>().ok()).unwrap_or(0);
    let language = viewer.language;
    let base = format!("/desk/{}/move", found.username);
    let show = Brought {
        page: Page::new(&viewer, language.plain("moving-record-title")).under("desk"),
        speaker: Speaker::new(&viewer, &found),
        total: lines.len(),
        older: (lines.len() > after.saturating_add(LINES))
            .then(|| format!("{base}/record?after={}", after + LINES)),
        rows: lines
            .into_iter()
            .skip(after)
            .take(LINES)
            .map(|(_, line)| Line {
                when: (line.at.to_rfc3339(), language.date_time(line.at)),
                by: match line.by {
                    Some(number) => language.t1("moving-record-person", "number", number),
                    None => language.plain("record-machine"),
                },
                act: act_in_words(language, &line.act),
                object: line.object,
                reason: line.reason,
            })
            .collect(),
        base,
    };
    respond(&viewer, StatusCode::OK, &show)
}

/// `GET /moved?from=…`: leads from the first id of a statement that was brought here to where it stands now.
///
/// # Errors
/// 404 for anything else.
pub async fn from(app: Data<App>, viewer: Viewer) -> Outcome {
    let uri =
        parameter(&viewer.query, "from").filter(|uri| uri.len() <= 2000).ok_or_else(Failure::not_found)?;
    let reader = viewer.reader();
    let found = app
        .db
        .read(move |c| {
            let found = moving::store::brought(c, &uri)?.ok_or(Error::NotFound)?;
            statement::store::read(c, &found.id, &reader)
        })
        .await?;
    Ok(redirect(&found.path()))
}
