//! The mandates of an organisation, for those inside: writing one, accepting it, giving it, ending it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::Seat;
use sofra_domain::actor::Actor;
use sofra_domain::approval::{self, ProposalState};
use sofra_domain::mandate::rules::Form as Typed;
use sofra_domain::mandate::{MandateId, State, View, actions, store};
use sofra_domain::{Error, FieldError, agenda, notification};

use super::inside;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::page::approval::{ProposalView, Read};
use crate::page::facts::MandateView;
use crate::page::show::{Speaker, Words};
use crate::page::{Page, ok, redirect, respond};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "desk-mandates.html")]
struct List {
    page: Page,
    speaker: Speaker,
    username: String,
    may_write: bool,
    rows: Vec<(String, MandateView)>,
}

#[derive(Template)]
#[template(path = "desk-mandate.html")]
struct Show {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    username: String,
    path: String,
    x: MandateView,
    holder_inside: Option<String>,
    accepted: bool,
    draft: bool,
    is_mine: bool,
    may_write: bool,
    may_propose: bool,
    may_revoke: bool,
    name: String,
    proposals: Vec<ProposalView>,
}

#[derive(Template)]
#[template(path = "mandate-form.html")]
struct Edit {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    username: String,
    action: String,
    typed: Typed,
    holders: Vec<(String, String)>,
    whole: (String, bool),
    themes: Vec<Theme>,
}

struct Theme {
    urn: String,
    title: Words,
    on: bool,
    open: bool,
    demands: Vec<(String, String, Words, bool)>,
}

/// `GET /desk/{name}/mandates`
///
/// # Errors
/// 404 for whoever has no seat.
pub async fn list(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found, seat) = inside(&app, &viewer, &name, Seat::Member).await?;
    let id = found.id.clone();
    let all = app.db.read(move |c| store::all(c, &id)).await?;
    let language = viewer.language;
    let page = List {
        page: Page::new(&viewer, language.plain("mandate-title-several")).under("desk"),
        speaker: Speaker::new(&viewer, &found),
        may_write: seat.covers(Seat::Editor),
        rows: all
            .iter()
            .map(|view| {
                let path = format!("/desk/{}/mandates/{}", found.username, view.mandate.id);
                (path, MandateView::of(&viewer, view, &found.username, false))
            })
            .collect(),
        username: found.username,
    };
    ok(&viewer, &page)
}

/// A mandate of that organisation.
async fn of(app: &App, viewer: &Viewer, found: &Actor, id: &str) -> Result<View, Failure> {
    let id = MandateId::parse(id).ok_or_else(Failure::not_found)?;
    let (who, owner) = (viewer.signed_in()?.clone(), found.id.clone());
    let view = app.db.read(move |c| store::inside(c, &who, &id)).await?;
    if view.mandate.organisation_id == owner { Ok(view) } else { Err(Failure::not_found()) }
}

/// `GET /desk/{name}/mandates/{id}`
///
/// # Errors
/// 404 for whoever has no seat.
pub async fn show(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let (_, found, _) = inside(&app, &viewer, &name, Seat::Member).await?;
    let view = of(&app, &viewer, &found, &id).await?;
    page(&app, &viewer, &found, view, String::new(), &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    found: &Actor,
    view: View,
    name: String,
    wrong: &[FieldError],
) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let (holder, id, asking) = (view.mandate.holder_id.clone(), view.mandate.id.clone(), who.clone());
    let (holder_inside, proposals, unseen) = app
        .db
        .read(move |c| {
            let name = approval::store::inner_name(c, holder.as_ref())?;
            Ok::<_, Error>((name, Read::all(c, id.as_str())?, notification::store::unseen(c, &asking)?))
        })
        .await?;
    let path = format!("/desk/{}/mandates/{}", found.username, view.mandate.id);
    if unseen > 0 {
        let (now, link, seeing) = (viewer.now, path.clone(), who.clone());
        app.db.write(move |c| notification::actions::see(c, now, &seeing, Some(&link))).await?;
    }
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let mandate = &view.mandate;
    let draft = mandate.state == State::Draft;
    let is_mine = who.may_write && mandate.holder_id.as_ref() == Some(&who.account);
    let writes = who.speaks_for(&found.id);
    let open = proposals.iter().any(|read| read.state() == ProposalState::Open);
    let show = Show {
        page: Page::new(viewer, language.plain("mandate-title")).under("desk").wrong(!errors.is_empty()),
        errors,
        speaker: Speaker::new(viewer, found),
        username: found.username.clone(),
        path,
        x: MandateView::of(viewer, &view, &found.username, false),
        holder_inside,
        accepted: mandate.accepted_at.is_some(),
        draft,
        is_mine,
        may_write: writes && draft,
        may_propose: writes && draft && mandate.accepted_at.is_some() && !open,
        may_revoke: mandate.state == State::Active && (is_mine || who.is_officer(&found.id)),
        name: if name.is_empty() { mandate.shown_name.clone() } else { name },
        proposals: proposals.iter().map(|read| ProposalView::new(viewer, &who, read)).collect(),
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &show)
}

/// `GET /desk/{name}/mandates/new`
///
/// # Errors
/// 404 for whoever writes nothing for it.
pub async fn new(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found, _) = inside(&app, &viewer, &name, Seat::Editor).await?;
    let typed = Typed { from: viewer.now.day(), ..Typed::default() };
    let action = format!("/desk/{}/mandates/new", found.username);
    form_page(&app, &viewer, &found, action, typed, &[]).await
}

/// `GET /desk/{name}/mandates/{id}/edit`
///
/// # Errors
/// 404 for whoever writes nothing for it, 409 once it was given.
pub async fn edit(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let (_, found, _) = inside(&app, &viewer, &name, Seat::Editor).await?;
    let view = of(&app, &viewer, &found, &id).await?;
    let mandate = view.mandate;
    if mandate.state != State::Draft {
        return Err(Error::Conflict("error-mandate-given").into());
    }
    let number = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
    let typed = Typed {
        holder: mandate.holder_id.as_ref().map(ToString::to_string).unwrap_or_default(),
        agreed: mandate.holder_id.is_none() && mandate.accepted_at.is_some(),
        name: mandate.shown_name,
        scope: view.scope,
        forum: mandate.forum,
        decision: mandate.decision,
        decided_on: mandate.decided_on.unwrap_or_default(),
        votes_for: number(mandate.votes_for),
        votes_against: number(mandate.votes_against),
        votes_abstained: number(mandate.votes_abstained),
        from: mandate.valid_from,
        until: mandate.valid_until,
    };
    let action = format!("/desk/{}/mandates/{id}/edit", found.username);
    form_page(&app, &viewer, &found, action, typed, &[]).await
}

fn read(fields: &Fields) -> Typed {
    let get = |name: &str| fields.get(name).to_owned();
    Typed {
        holder: get("holder"),
        name: get("name"),
        agreed: fields.has("agreed"),
        scope: fields.all("scope").map(str::to_owned).collect(),
        forum: get("forum"),
        decision: get("decision"),
        decided_on: get("decided_on"),
        votes_for: get("votes_for"),
        votes_against: get("votes_against"),
        votes_abstained: get("votes_abstained"),
        from: get("from"),
        until: get("until"),
    }
}

async fn form_page(
    app: &App,
    viewer: &Viewer,
    found: &Actor,
    action: String,
    typed: Typed,
    wrong: &[FieldError],
) -> Outcome {
    let id = found.id.clone();
    let people = app.db.read(move |c| approval::store::people(c, &id)).await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let agenda = agenda::istanbul();
    let on = |urn: &str| typed.scope.iter().any(|known| known == urn);
    let themes = agenda.themes.iter().map(|theme| {
        let demands: Vec<_> = theme
            .demands
            .iter()
            .map(|demand| {
                let urn = agenda.urn(demand);
                let chosen = on(&urn);
                (urn, demand.code.clone(), Words::best(viewer, &demand.title, &demand.code), chosen)
            })
            .collect();
        let urn = agenda.theme_urn(theme);
        Theme {
            on: on(&urn),
            open: demands.iter().any(|(_, _, _, chosen)| *chosen),
            title: Words::best(viewer, &theme.title, &theme.code),
            urn,
            demands,
        }
    });
    let page = Edit {
        page: Page::new(viewer, language.plain("mandate-new")).under("desk").wrong(!errors.is_empty()),
        speaker: Speaker::new(viewer, found),
        username: found.username.clone(),
        themes: themes.collect(),
        whole: (agenda.whole_urn(), on(&agenda.whole_urn())),
        holders: std::iter::once((String::new(), language.t("mandate-holder-nobody")))
            .chain(people.into_iter().map(|(id, name)| (id.to_string(), name)))
            .collect(),
        action,
        typed,
        errors,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &page)
}

/// `POST /desk/{name}/mandates/new`
///
/// # Errors
/// As [`new`]. Mistakes bring the form back.
pub async fn create(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found, _) = inside(&app, &viewer, &name, Seat::Editor).await?;
    let typed = read(&fields);
    let (at, id, sent) = (app.at(), found.id.clone(), typed.clone());
    let action = format!("/desk/{}/mandates/new", found.username);
    match app.db.write(move |c| actions::begin(c, &at, &who, &id, &sent)).await {
        Ok(made) => Ok(redirect(&format!("/desk/{}/mandates/{made}?done=saved", found.username))),
        Err(Error::Invalid(wrong)) => form_page(&app, &viewer, &found, action, typed, &wrong).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /desk/{name}/mandates/{id}/edit`
///
/// # Errors
/// As [`edit`]. Mistakes bring the form back.
pub async fn save(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let Form { fields, viewer } = form;
    let (name, id) = path.into_inner();
    let (who, found, _) = inside(&app, &viewer, &name, Seat::Editor).await?;
    let known = of(&app, &viewer, &found, &id).await?.mandate.id;
    let typed = read(&fields);
    let (at, sent) = (app.at(), typed.clone());
    let action = format!("/desk/{}/mandates/{id}/edit", found.username);
    match app.db.write(move |c| actions::save(c, &at, &who, &known, &sent)).await {
        Ok(()) => Ok(redirect(&format!("/desk/{}/mandates/{id}?done=saved", found.username))),
        Err(Error::Invalid(wrong)) => form_page(&app, &viewer, &found, action, typed, &wrong).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /desk/{name}/mandates/{id}`: accept, decline, propose, discard or revoke, as `do` says.
///
/// # Errors
/// As [`show`]; 403 and 409 as the actions say. Mistakes bring the page back.
pub async fn act(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let Form { fields, viewer } = form;
    let (name, id) = path.into_inner();
    let (who, found, _) = inside(&app, &viewer, &name, Seat::Member).await?;
    let view = of(&app, &viewer, &found, &id).await?;
    let (at, known, pressed) = (app.at(), view.mandate.id.clone(), fields.get("do").to_owned());
    let (shown, reason) = (fields.get("name").to_owned(), fields.get("reason").to_owned());
    let typed = shown.clone();
    let done = app
        .db
        .write(move |c| match pressed.as_str() {
            "accept" => actions::accept(c, &at, &who, &known, &shown).map(|()| "accepted-mandate"),
            "decline" => actions::decline(c, &at, &who, &known).map(|()| "declined-mandate"),
            "propose" => actions::propose(c, &at, &who, &known)
                .map(|made| if made.state == ProposalState::Done { "given-mandate" } else { "proposed" }),
            "discard" => actions::discard(c, &who, &known).map(|()| ""),
            "revoke" => actions::revoke(c, &at, &who, &known, &reason).map(|()| "revoked-mandate"),
            _ => Err(Error::NotFound),
        })
        .await;
    match done {
        Ok("") => Ok(redirect(&format!("/desk/{}/mandates?done=discarded", found.username))),
        Ok(word) => Ok(redirect(&format!("/desk/{}/mandates/{id}?done={word}", found.username))),
        Err(Error::Invalid(wrong)) => page(&app, &viewer, &found, view, typed, &wrong).await,
        Err(other) => Err(other.into()),
    }
}
