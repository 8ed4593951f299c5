//! Whether anybody outside may know of the reader: a public profile, and being named by an organisation. Both are off
//! until the reader chose them, each for itself, after a page that says who will see it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::{self, Identity, Seat};
use sofra_domain::actor::actions::Keys;
use sofra_domain::actor::{self, Actor, ActorId};
use sofra_domain::visibility::actions::{self, Public};
use sofra_domain::{Error, FieldError, peer, visibility};

use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::account::slowly;
use crate::page::confirm::Confirm;
use crate::page::desk::seat_name;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "visibility.html")]
struct Show {
    page: Page,
    errors: Errors,
    inside: String,
    person: Option<Speaker>,
    /// What the person is called in public, to be changed.
    public: String,
    handle: String,
    name: String,
    domain: String,
    organisations: Vec<Row>,
}

struct Row {
    speaker: Speaker,
    username: String,
    seat: String,
    shown: bool,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    inside: Option<String>,
    renamed: Option<String>,
    public: Public,
}

/// `GET /settings/visibility`
///
/// # Errors
/// To the sign-in.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    page(&app, &viewer, StatusCode::OK, Typed::default(), &[]).await
}

async fn page(app: &App, viewer: &Viewer, status: StatusCode, typed: Typed, wrong: &[FieldError]) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let asking = who.clone();
    let (name, person, organisations, shown): (String, Option<Actor>, Vec<Actor>, Vec<ActorId>) = app
        .db
        .read(move |c| {
            let name = account::store::get(c, &asking.account)?.name;
            let person = match &asking.person {
                Some(id) => Some(actor::store::get(c, id)?),
                None => None,
            };
            let seats: Vec<ActorId> = asking.seats.iter().map(|(id, _)| id.clone()).collect();
            let organisations = actor::store::get_many(c, &seats)?;
            let shown = visibility::store::shown_in(c, &asking.account)?;
            Ok::<_, Error>((name, person, organisations, shown))
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let public_name = if typed.public.name.is_empty() { name.clone() } else { typed.public.name };
    let show = Show {
        page: Page::new(viewer, language.plain("visibility-title"))
            .under("settings")
            .wrong(!errors.is_empty()),
        errors,
        inside: typed.inside.unwrap_or(name),
        public: typed
            .renamed
            .or_else(|| person.as_ref().map(|person| person.name.clone()))
            .unwrap_or_default(),
        person: person.as_ref().map(|person| Speaker::new(viewer, person)),
        handle: typed.public.handle,
        name: public_name,
        domain: app.site.domain.clone(),
        organisations: organisations
            .iter()
            .filter_map(|organisation| {
                Some(Row {
                    speaker: Speaker::new(viewer, organisation),
                    username: organisation.username.clone(),
                    seat: seat_name(language, who.seat(&organisation.id)?),
                    shown: shown.contains(&organisation.id),
                })
            })
            .collect(),
    };
    respond(viewer, status, &show)
}

/// `POST /settings/visibility/name`: what the reader is called inside.
///
/// # Errors
/// To the sign-in. Mistakes bring the form back.
pub async fn rename(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    let typed = fields.get("inside").to_owned();
    let name = typed.clone();
    match app.db.write(move |c| account::actions::rename(c, &who, &name)).await {
        Ok(()) => Ok(redirect("/settings/visibility?done=saved")),
        Err(Error::Invalid(wrong)) => {
            // The form has two names.
            let wrong: Vec<FieldError> =
                wrong.into_iter().map(|w| FieldError { field: "inside".to_owned(), ..w }).collect();
            let typed = Typed { inside: Some(typed), ..Typed::default() };
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/visibility/profile/name`: what the reader is called in public; others are told.
///
/// # Errors
/// 404 without a public profile. Mistakes bring the form back.
pub async fn rename_public(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    let typed = fields.get("public").to_owned();
    let (at, name, language) = (app.at(), typed.clone(), viewer.language.tag());
    match app.db.write(move |c| actions::rename(c, &at, &who, &name, &language)).await {
        Ok(()) => Ok(redirect("/settings/visibility?done=saved")),
        Err(Error::Invalid(wrong)) => {
            let typed = Typed { renamed: Some(typed), ..Typed::default() };
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

fn crumbs(viewer: &Viewer) -> Vec<(String, String)> {
    vec![
        ("/settings".to_owned(), viewer.language.t("account-settings-title")),
        ("/settings/visibility".to_owned(), viewer.language.t("visibility-title")),
    ]
}

/// A question about being seen.
fn question(viewer: &Viewer, title: &str, action: String, button: &str, points: &[&str]) -> Confirm {
    let mut confirm = Confirm::new(viewer, title, "settings", action, button);
    confirm.points = points.iter().map(|key| viewer.language.t(key)).collect();
    confirm.crumbs = crumbs(viewer);
    confirm.cancel = "/settings/visibility".to_owned();
    confirm.hidden = vec![("sure".to_owned(), "yes".to_owned())];
    confirm
}

/// `POST /settings/visibility/profile`: a public profile; first the question, then the act.
///
/// # Errors
/// To the sign-in. Mistakes bring the form back.
pub async fn appear(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    let public = Public { handle: fields.get("handle").to_owned(), name: fields.get("name").to_owned() };
    let (asking, wanted) = (who.clone(), public.clone());
    let checked = app.db.read(move |c| actions::check(c, &asking, &wanted)).await;
    let done = match checked {
        Ok((handle, name)) if fields.get("sure") != "yes" => {
            let action = "/settings/visibility/profile".to_owned();
            let points = ["visibility-public-who", "visibility-public-copies", "visibility-public-back"];
            let mut confirm =
                question(&viewer, "visibility-public-title", action, "visibility-public-yes", &points);
            let may_ask = app.db.read(peer::store::may_ask).await?;
            confirm.points.insert(
                1,
                match may_ask {
                    Some(nodes) => viewer.language.t1("people-holders-profile-closed", "count", nodes),
                    None => viewer.language.t("people-holders-profile-open"),
                },
            );
            confirm.about = format!("{name} — {}", app.site.handle(&handle));
            confirm.hidden.extend([("handle".to_owned(), handle), ("name".to_owned(), name)]);
            return confirm.show(&viewer);
        }
        Ok(_) => {
            let keys = slowly(Keys::generate).await??;
            let (at, language, wanted) = (app.at(), viewer.language.tag(), public.clone());
            app.db.write(move |c| actions::appear(c, &at, &who, &wanted, &language, keys).map(|_| ())).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(redirect("/settings/visibility?done=appeared")),
        Err(Error::Invalid(wrong)) => {
            let typed = Typed { public, ..Typed::default() };
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/visibility/withdraw`: no public profile any more; first the question, then the act.
///
/// # Errors
/// 404 without a public profile.
pub async fn disappear(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    if who.person.is_none() {
        return Err(Failure::not_found());
    }
    if fields.get("sure") != "yes" {
        let action = "/settings/visibility/withdraw".to_owned();
        let points = ["visibility-withdraw-what", "visibility-withdraw-copies", "visibility-withdraw-name"];
        return question(&viewer, "visibility-withdraw-title", action, "visibility-withdraw", &points)
            .show(&viewer);
    }
    let at = app.at();
    app.db.write(move |c| actions::disappear(c, &at, &who)).await?;
    Ok(redirect("/settings/visibility?done=disappeared"))
}

async fn own(app: &App, who: &Identity, name: &str) -> Result<(Actor, Seat), Failure> {
    let wanted = name.to_owned();
    let found = app.db.read(move |c| actor::store::local_by_username(c, &wanted)).await?;
    let found = found.ok_or_else(Failure::not_found)?;
    let seat = who.seat(&found.id).ok_or_else(Failure::not_found)?;
    Ok((found, seat))
}

/// `POST /settings/visibility/organisations/{name}`: whether its public page names the reader; before it does, the
/// question.
///
/// # Errors
/// 404 without a seat in it.
pub async fn show_in(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    let (found, seat) = own(&app, &who, &name).await?;
    let show = fields.get("show") == "yes";
    if show && fields.get("sure") != "yes" {
        let asking = who.clone();
        let named = app
            .db
            .read(move |c| match &asking.person {
                Some(id) => Ok::<_, Error>(actor::store::get(c, id)?.name),
                None => Ok(account::store::get(c, &asking.account)?.name),
            })
            .await?;
        let action = format!("/settings/visibility/organisations/{}", found.username);
        let points = ["visibility-show-who", "visibility-show-back"];
        let mut confirm = question(&viewer, "visibility-show-title", action, "visibility-show-yes", &points);
        let organisation = Speaker::new(&viewer, &found).name.text;
        confirm.about = format!("{named} — {}, {organisation}", seat_name(viewer.language, seat));
        if who.person.is_some() {
            confirm.points.push(viewer.language.t("visibility-show-link"));
        }
        confirm.hidden.push(("show".to_owned(), "yes".to_owned()));
        return confirm.show(&viewer);
    }
    app.db.write(move |c| actions::show_in(c, &who, &found.id, show)).await?;
    Ok(redirect("/settings/visibility?done=saved"))
}
