//! Vouching, from inside of an organisation: offering, answering, ending.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::Seat;
use sofra_domain::actor::{Actor, ActorId, store};
use sofra_domain::vouch::rules::Form as VouchForm;
use sofra_domain::vouch::{self, Vouch, VouchId, VouchState};
use sofra_domain::{Error, FieldError, notification};

use super::inside;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::show::Speaker;
use crate::page::{Page, ok, redirect, respond};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "vouches.html")]
struct Show {
    page: Page,
    speaker: Speaker,
    base: String,
    offers: Vec<Row>,
    had: Vec<Row>,
    given: Vec<Row>,
}

struct Row {
    id: String,
    speaker: Speaker,
    reason: String,
    when: String,
    until: String,
    state: String,
    /// Whether it can still be ended by this side.
    live: bool,
}

#[derive(Template)]
#[template(path = "vouch-new.html")]
struct New {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    base: String,
    target: Speaker,
    target_id: String,
    typed: VouchForm,
}

#[derive(Template)]
#[template(path = "vouch-end.html")]
struct End {
    page: Page,
    speaker: Speaker,
    base: String,
    id: String,
    other: Speaker,
    /// Whether this side gave it.
    given: bool,
}

fn state_key(state: VouchState) -> &'static str {
    match state {
        VouchState::Offered => "vouch-state-offered",
        VouchState::Accepted => "vouch-state-accepted",
        VouchState::Refused => "vouch-state-refused",
        VouchState::Revoked => "vouch-state-revoked",
        VouchState::Declined => "vouch-state-declined",
    }
}

fn row(viewer: &Viewer, vouch: &Vouch, other: &Actor) -> Row {
    let language = viewer.language;
    let when = vouch.ended_at.or(vouch.answered_at).unwrap_or(vouch.offered_at);
    let over = vouch.until.is_some_and(|until| until <= viewer.now);
    Row {
        id: vouch.id.to_string(),
        speaker: Speaker::new(viewer, other),
        reason: vouch.reason.clone(),
        when: language.date(when),
        until: vouch.until.map(|at| language.date(at)).unwrap_or_default(),
        state: language.t(if over { "vouch-state-over" } else { state_key(vouch.state) }),
        live: !over && matches!(vouch.state, VouchState::Offered | VouchState::Accepted),
    }
}

fn base(organisation: &Actor) -> String {
    format!("/desk/{}/vouches", organisation.username)
}

/// `GET /desk/{name}/vouches`
///
/// # Errors
/// As [`inside`].
pub async fn list(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, own, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let (id, base) = (own.id.clone(), base(&own));
    let (given, had) = app.db.read(move |c| vouch::store::of(c, &id)).await?;
    let (path, now) = (base.clone(), viewer.now);
    app.db.write(move |c| notification::actions::see(c, now, &who, Some(&path))).await?;
    let (mut offers, mut rows) = (Vec::new(), Vec::new());
    for (vouch, other) in &had {
        let shown = row(&viewer, vouch, other);
        if vouch.state == VouchState::Offered { offers.push(shown) } else { rows.push(shown) }
    }
    let show = Show {
        page: Page::new(&viewer, viewer.language.plain("vouch-title")).under("desk"),
        speaker: Speaker::new(&viewer, &own),
        base,
        offers,
        had: rows,
        given: given.iter().map(|(vouch, other)| row(&viewer, vouch, other)).collect(),
    };
    ok(&viewer, &show)
}

async fn target(app: &App, id: &str) -> Result<Actor, Failure> {
    let id = ActorId::parse(id).ok_or_else(Failure::not_found)?;
    let found = app
        .db
        .read(move |c| {
            let found = store::get(c, &id)?;
            let dealt_with = sofra_domain::peer::store::deals_with(c, &found)?;
            if dealt_with && vouch::actions::can_be_vouched_for(&found) {
                Ok(found)
            } else {
                Err(Error::NotFound)
            }
        })
        .await?;
    Ok(found)
}

/// `GET /desk/{name}/vouches/new?for=…`
///
/// # Errors
/// As [`inside`]; 404 for whom one cannot vouch for.
pub async fn form(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, own, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let target = target(&app, &parameter(&viewer.query, "for").unwrap_or_default()).await?;
    new(&viewer, &own, &target, StatusCode::OK, VouchForm::default(), &[])
}

fn new(
    viewer: &Viewer,
    own: &Actor,
    target: &Actor,
    status: StatusCode,
    typed: VouchForm,
    wrong: &[FieldError],
) -> Outcome {
    let errors = Errors::new(viewer.language, wrong);
    let shown = Speaker::new(viewer, target);
    let title = viewer.language.plain1("vouch-new-title", "name", &shown.name.text);
    let show = New {
        page: Page::new(viewer, title)
            .under("desk")
            .wrong(!errors.is_empty())
            .keeping("for", target.id.as_str()),
        errors,
        speaker: Speaker::new(viewer, own),
        base: base(own),
        target_id: target.id.to_string(),
        target: shown,
        typed,
    };
    respond(viewer, status, &show)
}

/// `POST /desk/{name}/vouches`
///
/// # Errors
/// What was typed wrongly brings the form back.
pub async fn offer(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, own, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let target = target(&app, fields.get("for")).await?;
    let typed = VouchForm { reason: fields.get("reason").to_owned(), until: fields.get("until").to_owned() };
    let (at, me, id, form) = (app.at(), own.id.clone(), target.id.clone(), typed.clone());
    match app.db.write(move |c| vouch::actions::offer(c, &at, &who, &me, &id, &form)).await {
        Ok(_) => Ok(redirect(&format!("{}?done=vouch-offered", base(&own)))),
        Err(Error::Invalid(wrong)) => {
            new(&viewer, &own, &target, StatusCode::UNPROCESSABLE_ENTITY, typed, &wrong)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/{name}/vouches/{id}/accept`
///
/// # Errors
/// 404 for an offer to somebody else.
pub async fn accept(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    answer(&app, &form, &path, true, "vouch-accepted").await
}

/// `POST /desk/{name}/vouches/{id}/refuse`
///
/// # Errors
/// As [`accept`].
pub async fn refuse(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    answer(&app, &form, &path, false, "vouch-refused").await
}

async fn answer(app: &App, form: &Form, path: &(String, String), yes: bool, done: &str) -> Outcome {
    let (who, own, _) = inside(app, &form.viewer, &path.0, Seat::Officer).await?;
    let id = VouchId::parse(&path.1).ok_or_else(Failure::not_found)?;
    let (at, me) = (app.at(), own.id.clone());
    app.db
        .write(move |c| {
            if vouch::store::get(c, &id)?.vouched_id != me {
                return Err(Error::NotFound);
            }
            vouch::actions::answer(c, &at, &who, &id, yes)
        })
        .await?;
    Ok(redirect(&format!("{}?done={done}", base(&own))))
}

/// `GET /desk/{name}/vouches/{id}/end`: what ending it means.
///
/// # Errors
/// 404 for a vouch of others.
pub async fn confirm(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (_, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let id = VouchId::parse(&path.1).ok_or_else(Failure::not_found)?;
    let me = own.id.clone();
    let (vouch, other) = app
        .db
        .read(move |c| {
            let found = vouch::store::get(c, &id)?;
            let other = match (found.voucher_id == me, found.vouched_id == me) {
                (true, _) => store::get(c, &found.vouched_id)?,
                (_, true) => store::get(c, &found.voucher_id)?,
                _ => return Err(Error::NotFound),
            };
            Ok((found, other))
        })
        .await?;
    let show = End {
        page: Page::new(&viewer, viewer.language.plain("vouch-end-title")).under("desk"),
        base: base(&own),
        id: vouch.id.to_string(),
        given: vouch.voucher_id == own.id,
        other: Speaker::new(&viewer, &other),
        speaker: Speaker::new(&viewer, &own),
    };
    ok(&viewer, &show)
}

/// `POST /desk/{name}/vouches/{id}/end`
///
/// # Errors
/// As [`confirm`].
pub async fn end(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let (who, own, _) = inside(&app, &form.viewer, &path.0, Seat::Officer).await?;
    let id = VouchId::parse(&path.1).ok_or_else(Failure::not_found)?;
    let reason: String = form.fields.get("reason").chars().take(500).collect();
    let (at, me) = (app.at(), own.id.clone());
    app.db
        .write(move |c| {
            let found = vouch::store::get(c, &id)?;
            if found.voucher_id == me {
                vouch::actions::take_back(c, &at, &who, &id, &reason)
            } else if found.vouched_id == me {
                vouch::actions::answer(c, &at, &who, &id, false)
            } else {
                Err(Error::NotFound)
            }
        })
        .await?;
    Ok(redirect(&format!("{}?done=vouch-ended", base(&own))))
}
