//! The page behind the link of an invitation: who invites to what, and coming in.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::{Role, actions as accounts, password, rules};
use sofra_domain::actor::Actor;
use sofra_domain::invitation::model::NewPerson;
use sofra_domain::invitation::{self, Invitation, actions};
use sofra_domain::{Error, FieldError};

use super::account::{signed_in, slowly};
use super::desk::members::role_name;
use super::desk::{seat_help, seat_name};
use super::show::Speaker;
use super::{Page, redirect, respond, unlisted};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "invitation.html")]
struct Show {
    page: Page,
    errors: Errors,
    path: String,
    organisation: Option<Speaker>,
    seat: Option<(String, String)>,
    role: Option<String>,
    until: (String, String),
    /// The name by which the reader is signed in.
    own: Option<String>,
    typed: Typed,
}

/// What was typed, apart from the password.
#[derive(Default)]
struct Typed {
    login: String,
    name: String,
}

#[derive(Template)]
#[template(path = "invitation-gone.html")]
struct Gone {
    page: Page,
}

/// The one answer for a link that opens nothing: unknown, used, revoked or expired (AUTH-11).
fn gone(viewer: &Viewer) -> Outcome {
    let page = Page::new(viewer, viewer.language.plain("invitation-gone-title")).failing();
    respond(viewer, StatusCode::NOT_FOUND, &Gone { page }).map(unlisted)
}

async fn find(
    app: &App,
    viewer: &Viewer,
    token: &str,
) -> Result<Option<(Invitation, Option<Actor>)>, Failure> {
    let (token, now) = (token.to_owned(), viewer.now);
    match app.db.read(move |c| invitation::store::by_token(c, &token, now)).await {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// `GET /invitations/{token}`
///
/// # Errors
/// The database's own.
pub async fn show(app: Data<App>, viewer: Viewer, token: Path<String>) -> Outcome {
    match find(&app, &viewer, &token).await? {
        Some(found) => page(&viewer, StatusCode::OK, &token, &found, Typed::default(), &[]),
        None => gone(&viewer),
    }
}

fn page(
    viewer: &Viewer,
    status: StatusCode,
    token: &str,
    (found, organisation): &(Invitation, Option<Actor>),
    typed: Typed,
    wrong: &[FieldError],
) -> Outcome {
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let show = Show {
        page: Page::new(viewer, language.plain("invitation-title"))
            .with_form(viewer)
            .wrong(!errors.is_empty()),
        errors,
        path: format!("/invitations/{token}"),
        organisation: organisation.as_ref().map(|organisation| Speaker::new(viewer, organisation)),
        seat: found.seat.map(|seat| (seat_name(language, seat), seat_help(language, seat))),
        role: (found.role != Role::Member).then(|| role_name(language, found.role)),
        until: (found.expires_at.day(), language.date(found.expires_at)),
        own: viewer.identity.as_ref().map(|who| who.login.clone()),
        typed,
    };
    respond(viewer, status, &show).map(unlisted)
}

/// `POST /invitations/{token}`: makes the account, gives the seat, signs in.
///
/// # Errors
/// The database's own. Mistakes bring the form back, and the invitation stays good.
pub async fn come_in(app: Data<App>, form: Form, token: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let token = token.into_inner();
    let Some(found) = find(&app, &viewer, &token).await? else { return gone(&viewer) };
    if viewer.identity.is_some() {
        return take_seat(app, viewer, token).await;
    }
    // Whoever holds a link could otherwise ask for name after name whether it is taken.
    if !app.arrivals.allows(found.0.id.as_str(), viewer.now) {
        return Err(Error::TooMany.into());
    }
    let typed = Typed { login: fields.get("login").to_owned(), name: fields.get("name").to_owned() };
    let secret = fields.get("password").to_owned();
    let mut wrong = Vec::new();
    if sofra_base::text::sanitise::username(&typed.login).is_err() {
        wrong.push(FieldError::new("login", "error-username-invalid"));
    }
    wrong.extend(rules::person_name("name", &typed.name).err());
    wrong.extend(password::problem_for(&secret, &[&typed.login, &typed.name]));
    if secret != fields.get("password_again") {
        wrong.push(FieldError::new("password_again", "error-passwords-differ"));
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    if !wrong.is_empty() {
        return page(&viewer, unprocessable, &token, &found, typed, &wrong);
    }
    let password_hash = match slowly({
        let known = (typed.login.clone(), typed.name.clone());
        move || password::hash_for(&secret, &[&known.0, &known.1])
    })
    .await?
    {
        Ok(hash) => hash,
        Err(Error::Invalid(wrong)) => return page(&viewer, unprocessable, &token, &found, typed, &wrong),
        Err(other) => return Err(other.into()),
    };
    let person = NewPerson {
        login: typed.login.clone(),
        name: typed.name.clone(),
        password_hash,
        language: Some(viewer.language.as_str().to_owned()),
    };
    let (now, link) = (viewer.now, token.clone());
    let made = app
        .db
        .write(move |c| {
            let account = actions::come_in(c, now, &link, person)?;
            let secret = accounts::begin_session(c, now, &account)?;
            Ok::<_, Error>((account, secret))
        })
        .await;
    match made {
        Ok((account, secret)) => Ok(signed_in(&viewer, &account, secret, "/desk?done=joined")),
        Err(Error::Invalid(wrong)) => page(&viewer, unprocessable, &token, &found, typed, &wrong),
        Err(Error::NotFound) => gone(&viewer),
        Err(other) => Err(other.into()),
    }
}

/// Somebody who is signed in already takes what the invitation gives.
async fn take_seat(app: Data<App>, viewer: Viewer, token: String) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let now = viewer.now;
    let link = token.clone();
    match app.db.write(move |c| actions::take_seat(c, now, &link, &who)).await {
        Ok(()) => Ok(redirect("/desk?done=joined")),
        Err(Error::NotFound) => gone(&viewer),
        Err(Error::Invalid(wrong)) => match find(&app, &viewer, &token).await? {
            Some(found) => {
                page(&viewer, StatusCode::UNPROCESSABLE_ENTITY, &token, &found, Typed::default(), &wrong)
            }
            None => gone(&viewer),
        },
        Err(other) => Err(other.into()),
    }
}
