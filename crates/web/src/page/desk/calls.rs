//! Calls for positions, from inside of an organisation: what is asked of it, and, where it coordinates, what it asks.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::Seat;
use sofra_domain::actor::{Actor, ActorId, store as actors};
use sofra_domain::network::call::rules::{Form as Typed, SUBJECTS};
use sofra_domain::network::model::CallState;
use sofra_domain::network::{Act, CallId, actions, agenda as own_agenda, call, store};
use sofra_domain::position::{self, Subject};
use sofra_domain::{Error, FieldError, agenda, notification};

use super::inside;
use super::networks::{after, base};
use super::texts::{self, LANGUAGES, TextRow};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::page::confirm::Confirm;
use crate::page::network::CallLine;
use crate::page::show::{Speaker, Words};
use crate::page::{Page, ok, redirect, respond};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "network/calls.html")]
struct List {
    page: Page,
    speaker: Speaker,
    networks: String,
    open: Vec<CallLine>,
    past: Vec<CallLine>,
}

/// `GET /desk/{name}/calls`: what is asked of the organisation, and what of it is answered.
///
/// # Errors
/// As [`inside`].
pub async fn list(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, own, _) = inside(&app, &viewer, &name, Seat::Member).await?;
    let me = own.id.clone();
    let found = app
        .db
        .read(move |c| {
            let mut found = Vec::new();
            for read in call::store::asked_of(c, &me)? {
                let answered = call::store::answered(c, &read.subjects, &me)?.len();
                found.push((read, answered));
            }
            Ok::<_, Error>(found)
        })
        .await?;
    let (path, now) = (call::actions::desk_path(&own.username), viewer.now);
    app.db.write(move |c| notification::actions::see(c, now, &who, Some(&path))).await?;
    let lines = found.iter().map(|(read, answered)| CallLine::new(&viewer, read, Some(*answered)));
    let (mut open, past): (Vec<CallLine>, Vec<CallLine>) = lines.partition(|line| line.open);
    // What is due first stands first.
    open.reverse();
    let show = List {
        page: Page::new(&viewer, viewer.language.plain("call-desk-title")).under("desk"),
        speaker: Speaker::new(&viewer, &own),
        networks: base(&own),
        open,
        past,
    };
    ok(&viewer, &show)
}

/// A subject that can be ticked.
struct Choice {
    identity: String,
    code: String,
    title: Words,
    on: bool,
}

#[derive(Template)]
#[template(path = "network/call-form.html")]
struct Edit {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    network: Speaker,
    here: String,
    action: String,
    texts: Vec<TextRow>,
    can_add: bool,
    day: String,
    time: String,
    themes: Vec<(Words, bool, Vec<Choice>)>,
    pasted: String,
    saved: bool,
    /// What a call that is out asks about, in words: only its other parts are corrected.
    out: Vec<(String, Words)>,
    most: usize,
}

/// What the form needs beside what was typed.
struct Place {
    actor: Actor,
    network: sofra_domain::network::Network,
    own: Actor,
    call: Option<CallId>,
    /// What it asks about, where it is out.
    out: Option<Vec<Subject>>,
}

async fn place(app: &App, own: Actor, id: &str, call: Option<&str>) -> Result<Place, Failure> {
    let id = ActorId::parse(id).ok_or_else(Failure::not_found)?;
    let call = match call {
        Some(call) => Some(CallId::parse(call).ok_or_else(Failure::not_found)?),
        None => None,
    };
    let (me, wanted) = (own.id.clone(), call.clone());
    let (actor, network, out) = app
        .db
        .read(move |c| {
            if !store::coordinates(c, &id, &me)? {
                return Err(Error::NotFound);
            }
            let mut out = None;
            if let Some(call) = &wanted {
                call::actions::must_be_of(c, call, &id, &me)?;
                let found = call::store::get(c, call)?;
                if found.state != CallState::Draft {
                    let mut subjects = Vec::new();
                    for asked in call::store::view(c, found)?.subjects {
                        subjects.push(position::subject::resolve(c, &asked.subject)?);
                    }
                    out = Some(subjects);
                }
            }
            Ok((actors::get(c, &id)?, store::get(c, &id)?, out))
        })
        .await?;
    Ok(Place { actor, network, own, call, out })
}

fn typed_of(fields: &Fields) -> Typed {
    let pasted = fields.get("pasted").lines().map(str::trim).filter(|line| !line.is_empty());
    Typed {
        texts: texts::read(fields, "title", "body"),
        subjects: fields.all("subjects").chain(pasted).take(SUBJECTS + 1).map(str::to_owned).collect(),
        day: fields.get("day").to_owned(),
        time: fields.get("time").to_owned(),
    }
}

fn page(viewer: &Viewer, place: &Place, typed: Typed, wrong: &[FieldError]) -> Outcome {
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let mut rest = typed.subjects;
    let mut pick = |identity: String, code: &str, title: Words| {
        let before = rest.len();
        rest.retain(|subject| *subject != identity);
        Choice { on: rest.len() < before, identity, code: code.to_owned(), title }
    };
    let istanbul = agenda::istanbul();
    let mut themes = Vec::new();
    for theme in &place.network.own_agenda().themes {
        let demands = theme.demands.iter().map(|demand| {
            let title = Words::best(viewer, &demand.title, &demand.code);
            pick(own_agenda::identity(&place.actor, &demand.code), &demand.code, title)
        });
        let demands: Vec<Choice> = demands.collect();
        let open = demands.iter().any(|demand| demand.on);
        themes.push((Words::best(viewer, &theme.title, &theme.code), open, demands));
    }
    for theme in &istanbul.themes {
        let demands = theme.demands.iter().map(|demand| {
            let title = Words::best(viewer, &demand.title, &demand.code);
            pick(istanbul.urn(demand), &demand.code, title)
        });
        let demands: Vec<Choice> = demands.collect();
        let open = demands.iter().any(|demand| demand.on);
        themes.push((Words::best(viewer, &theme.title, &theme.code), open, demands));
    }
    let here = format!("{}/{}", base(&place.own), place.actor.id);
    let is_out = place.out.is_some();
    let out = place.out.iter().flatten().map(|subject| {
        let code = agenda::by_urn(&subject.identity).map(|(_, _, demand)| demand.code.clone());
        (code.unwrap_or_default(), Words::best(viewer, &subject.title, ""))
    });
    let last = place.call.as_ref().map_or_else(|| "new".to_owned(), ToString::to_string);
    let show = Edit {
        page: Page::new(viewer, language.plain(if is_out { "call-correct" } else { "call-new" }))
            .under("desk")
            .wrong(!errors.is_empty()),
        speaker: Speaker::new(viewer, &place.own),
        network: Speaker::new(viewer, &place.actor),
        action: format!("{here}/calls/{last}"),
        here,
        can_add: typed.texts.len() < LANGUAGES,
        texts: texts::rows(language, typed.texts),
        day: typed.day,
        time: typed.time,
        themes,
        pasted: rest.join("\n"),
        saved: place.call.is_some(),
        out: out.collect(),
        most: SUBJECTS,
        errors,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &show)
}

/// `GET /desk/{name}/networks/{id}/calls/new`
///
/// # Errors
/// 404 unless the organisation coordinates the network.
pub async fn new(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (_, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let place = place(&app, own, &path.1, None).await?;
    let texts = vec![(viewer.language.as_str().to_owned(), String::new(), String::new())];
    page(&viewer, &place, Typed { texts, time: "12:00".to_owned(), ..Typed::default() }, &[])
}

/// `GET /desk/{name}/networks/{id}/calls/{call}`: a draft, or what is out, to be corrected.
///
/// # Errors
/// As [`new`]; what was taken back is shown at its own page.
pub async fn edit(app: Data<App>, viewer: Viewer, path: Path<(String, String, String)>) -> Outcome {
    let (_, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let place = place(&app, own, &path.1, Some(&path.2)).await?;
    let id = place.call.clone().ok_or_else(Failure::not_found)?;
    let read = app
        .db
        .read(move |c| {
            let found = call::store::get(c, &id)?;
            call::store::view(c, found)
        })
        .await?;
    if read.call.state == CallState::Cancelled {
        return Ok(redirect(&format!("/calls/{}", read.call.id)));
    }
    let written = read.call.deadline_at.to_rfc3339();
    let mut texts: Vec<texts::Text> = read
        .texts
        .iter()
        .map(|(language, text)| (language.to_string(), text.title.clone(), text.body.clone()))
        .collect();
    texts.sort_by_key(|(language, _, _)| language != read.call.authentic.as_str());
    let typed = Typed {
        texts,
        subjects: read.subjects.iter().map(|one| one.subject.clone()).collect(),
        day: written.get(..10).unwrap_or_default().to_owned(),
        time: written.get(11..16).unwrap_or_default().to_owned(),
    };
    page(&viewer, &place, typed, &[])
}

/// `POST /desk/{name}/networks/{id}/calls/new`
///
/// # Errors
/// As [`new`]; mistakes bring the form back.
pub async fn create(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let Form { fields, viewer } = form;
    let (_, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let place = place(&app, own, &path.1, None).await?;
    save(&app, &viewer, &fields, place).await
}

/// `GET /desk/{name}/networks/{id}/calls/{call}/cancel`: what it means to take a call back.
///
/// # Errors
/// As [`new`]; 404 for what is not out.
pub async fn confirm(app: Data<App>, viewer: Viewer, path: Path<(String, String, String)>) -> Outcome {
    let (_, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let place = place(&app, own, &path.1, Some(&path.2)).await?;
    let id = place.call.clone().ok_or_else(Failure::not_found)?;
    let found = app
        .db
        .read(move |c| {
            let found = call::store::get(c, &id)?;
            if found.state == CallState::Open { call::store::view(c, found) } else { Err(Error::NotFound) }
        })
        .await?;
    let action = format!("{}/{}/calls/{}", base(&place.own), place.actor.id, found.call.id);
    let line = CallLine::new(&viewer, &found, None);
    let mut question = Confirm::new(&viewer, "call-cancel-title", "desk", action, "call-cancel");
    question.crumbs = vec![(line.path.clone(), line.title.text.clone())];
    question.about = line.title.text;
    question.points = ["call-cancel-point-told", "call-cancel-point-answers", "call-cancel-point-final"]
        .map(|key| viewer.language.t(key))
        .to_vec();
    question.hidden = vec![("do".to_owned(), "cancel".to_owned())];
    question.cancel = line.path;
    question.show(&viewer)
}

/// `POST /desk/{name}/networks/{id}/calls/{call}`: a draft is changed, thrown away or asked; what is out is corrected or taken back.
///
/// # Errors
/// As [`edit`]; mistakes bring the form back.
pub async fn act(app: Data<App>, form: Form, path: Path<(String, String, String)>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let place = place(&app, own, &path.1, Some(&path.2)).await?;
    let call = place.call.clone().ok_or_else(Failure::not_found)?;
    let (at, me, network) = (app.at(), place.own.id.clone(), place.actor.id.clone());
    match fields.get("do") {
        "discard" => {
            app.db.write(move |c| call::actions::discard(c, &at, &who, &me, &network, &call)).await?;
            Ok(redirect(&format!("{}/{}?done=discarded", base(&place.own), place.actor.id)))
        }
        "cancel" => {
            let act = Act::Cancel { network, call };
            let made = app.db.write(move |c| actions::propose(c, &at, &who, &me, &act)).await?;
            Ok(redirect(&after(&place.own, Some(&place.actor.id), &made)))
        }
        _ => save(&app, &viewer, &fields, place).await,
    }
}

async fn save(app: &App, viewer: &Viewer, fields: &Fields, place: Place) -> Outcome {
    let mut typed = typed_of(fields);
    if texts::pressed(fields, &mut typed.texts) {
        return page(viewer, &place, typed, &[]);
    }
    let who = viewer.signed_in()?.clone();
    if let (Some(call), true) = (place.call.clone(), place.out.is_some()) {
        let form = Box::new(Typed { subjects: Vec::new(), ..typed.clone() });
        let act = Act::Correct { network: place.actor.id.clone(), call: call.clone(), form };
        let (at, me) = (app.at(), place.own.id.clone());
        return match app.db.write(move |c| actions::propose(c, &at, &who, &me, &act)).await {
            Ok(made) if actions::is_done(&made) => {
                Ok(redirect(&format!("/calls/{call}?done=call-corrected")))
            }
            Ok(made) => Ok(redirect(&after(&place.own, Some(&place.actor.id), &made))),
            Err(Error::Invalid(wrong)) => page(viewer, &place, typed, &wrong),
            Err(error) => Err(error.into()),
        };
    }
    let (at, me, network) = (app.at(), place.own.id.clone(), place.actor.id.clone());
    let (known, form, asks) = (place.call.clone(), typed.clone(), fields.get("do") == "ask");
    let made = app
        .db
        .write(move |c| {
            let id = call::actions::draft(c, &at, &who, &me, &network, known.as_ref(), &form)?;
            let asked = if asks {
                let act = Act::Ask { network, call: id.clone() };
                Some(actions::propose(c, &at, &who, &me, &act)?)
            } else {
                None
            };
            Ok::<_, Error>((id, asked))
        })
        .await;
    match made {
        Ok((id, None)) => {
            let here = format!("{}/{}", base(&place.own), place.actor.id);
            Ok(redirect(&format!("{here}/calls/{id}?done=draft-saved")))
        }
        Ok((id, Some(asked))) if actions::is_done(&asked) => {
            Ok(redirect(&format!("/calls/{id}?done=call-asked")))
        }
        Ok((_, Some(asked))) => Ok(redirect(&after(&place.own, Some(&place.actor.id), &asked))),
        Err(Error::Invalid(wrong)) => page(viewer, &place, typed, &wrong),
        Err(error) => Err(error.into()),
    }
}
