//! What officers write for networks: a founding, and a network's own agenda.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::Seat;
use sofra_domain::actor::{Actor, ActorId, store as actors};
use sofra_domain::network::rules::FoundingForm;
use sofra_domain::network::{Act, Kind, actions, agenda, rules, store};
use sofra_domain::{Error, FieldError};

use super::inside;
use super::networks::{after, base};
use super::texts::{self, LANGUAGES, Text, TextRow};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::network::kind_key;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "network/found.html")]
struct Found {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    base: String,
    username: String,
    kind: String,
    kinds: Vec<(String, String)>,
    parent: String,
    parents: Vec<(String, String)>,
    texts: Vec<TextRow>,
    can_add: bool,
}

/// `GET /desk/{name}/networks/new`
///
/// # Errors
/// As [`inside`].
pub async fn found_form(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, own, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let texts = vec![(viewer.language.as_str().to_owned(), String::new(), String::new())];
    let form = FoundingForm { kind: Kind::Regional.as_str().to_owned(), texts, ..FoundingForm::default() };
    found_page(&app, &viewer, &own, form, &[]).await
}

async fn found_page(
    app: &App,
    viewer: &Viewer,
    own: &Actor,
    form: FoundingForm,
    wrong: &[FieldError],
) -> Outcome {
    let me = own.id.clone();
    let parents = app
        .db
        .read(move |c| {
            let ids = store::scopes_of(c, &me)?;
            actors::get_many(c, &ids)
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let none = std::iter::once((String::new(), language.t("network-parent-none")));
    let show = Found {
        page: Page::new(viewer, language.plain("network-found-title"))
            .under("desk")
            .wrong(!errors.is_empty()),
        speaker: Speaker::new(viewer, own),
        base: base(own),
        username: form.username,
        kind: form.kind,
        kinds: Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), language.t(kind_key(*kind)))).collect(),
        parent: form.parent,
        parents: none
            .chain(parents.iter().map(|actor| (actor.uri.clone(), Speaker::new(viewer, actor).name.text)))
            .collect(),
        can_add: form.texts.len() < LANGUAGES,
        texts: texts::rows(language, form.texts),
        errors,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &show)
}

/// `POST /desk/{name}/networks/new`
///
/// # Errors
/// 404 for whoever is no officer; mistakes bring the form back.
pub async fn found(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, own, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let mut texts = texts::read(&fields, "name", "founding");
    let comes_back = texts::pressed(&fields, &mut texts);
    let typed = FoundingForm {
        username: fields.get("username").to_owned(),
        kind: fields.get("kind").to_owned(),
        parent: fields.get("parent").to_owned(),
        texts,
    };
    if comes_back {
        return found_page(&app, &viewer, &own, typed, &[]).await;
    }
    let founding = match rules::check(&typed) {
        Ok(founding) => founding,
        Err(wrong) => return found_page(&app, &viewer, &own, typed, &wrong).await,
    };
    let (at, me) = (app.at(), own.id.clone());
    let act = Act::Found { founding: Box::new(founding) };
    match app.db.write(move |c| actions::propose(c, &at, &who, &me, &act)).await {
        Ok(made) => Ok(redirect(&after(&own, None, &made))),
        Err(Error::Invalid(wrong)) => found_page(&app, &viewer, &own, typed, &wrong).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "network/agenda.html")]
struct Agenda {
    page: Page,
    errors: Errors,
    network: Speaker,
    here: String,
    texts: Vec<TextRow>,
    can_add: bool,
}

async fn coordinated(
    app: &App,
    own: &Actor,
    id: &str,
) -> Result<(Actor, sofra_domain::network::Network), Failure> {
    let id = ActorId::parse(id).ok_or_else(Failure::not_found)?;
    let me = own.id.clone();
    let found = app
        .db
        .read(move |c| {
            if !store::coordinates(c, &id, &me)? {
                return Err(Error::NotFound);
            }
            Ok((actors::get(c, &id)?, store::get(c, &id)?))
        })
        .await?;
    Ok(found)
}

/// `GET /desk/{name}/networks/{id}/agenda`
///
/// # Errors
/// 404 unless the organisation coordinates the network.
pub async fn agenda_form(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (_, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let (actor, network) = coordinated(&app, &own, &path.1).await?;
    let known = network.own_agenda();
    let mut texts: Vec<Text> = known
        .languages()
        .iter()
        .map(|language| (language.to_string(), String::new(), known.written(language)))
        .collect();
    if texts.is_empty() {
        texts.push((viewer.language.as_str().to_owned(), String::new(), String::new()));
    }
    agenda_page(&viewer, &own, &actor, texts, &[])
}

fn agenda_page(
    viewer: &Viewer,
    own: &Actor,
    actor: &Actor,
    texts: Vec<Text>,
    wrong: &[FieldError],
) -> Outcome {
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let show = Agenda {
        page: Page::new(viewer, language.plain("network-agenda-edit"))
            .under("desk")
            .wrong(!errors.is_empty()),
        network: Speaker::new(viewer, actor),
        here: format!("{}/{}", base(own), actor.id),
        can_add: texts.len() < LANGUAGES,
        texts: texts::rows(language, texts),
        errors,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &show)
}

/// `POST /desk/{name}/networks/{id}/agenda`
///
/// # Errors
/// As [`agenda_form`]; mistakes bring the form back.
pub async fn write_agenda(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let (actor, _) = coordinated(&app, &own, &path.1).await?;
    let mut texts = texts::read(&fields, "", "agenda");
    if texts::pressed(&fields, &mut texts) {
        return agenda_page(&viewer, &own, &actor, texts, &[]);
    }
    let written: Vec<(String, String)> =
        texts.iter().map(|(language, _, text)| (language.clone(), text.clone())).collect();
    let agenda = match agenda::read(&written) {
        Ok(agenda) => agenda,
        Err(wrong) => return agenda_page(&viewer, &own, &actor, texts, &wrong),
    };
    let (at, me) = (app.at(), own.id.clone());
    let act = Act::Agenda { network: actor.id.clone(), agenda };
    let made = app.db.write(move |c| actions::propose(c, &at, &who, &me, &act)).await?;
    Ok(redirect(&after(&own, Some(&actor.id), &made)))
}
