//! Looking somebody up, following, and no longer following.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::text::sanitise;
use sofra_domain::account::Identity;
use sofra_domain::actor::{self, Actor, ActorId};
use sofra_domain::follow::{self, FollowState};
use sofra_domain::remote::Found;
use sofra_domain::{AnyConnection, Error, Result};

use super::show::Speaker;
use super::{Page, ok, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form, safe_path};
use crate::i18n::Language;
use crate::viewer::{Viewer, parameter};

/// One of those in whose name an account acts, for the row of links that chooses among them.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    pub id: String,
    pub name: String,
    pub current: bool,
}

/// The one that the address names, or the first; and all of them in the order of the account.
pub(super) fn voices(c: &mut AnyConnection, who: &Identity, wanted: &str) -> Result<(Actor, Vec<Actor>)> {
    let ids = who.voices();
    let found = actor::store::get_many(c, &ids)?;
    let all: Vec<Actor> = ids.iter().filter_map(|id| found.iter().find(|a| a.id == *id).cloned()).collect();
    let chosen = all.iter().find(|a| a.id.as_str() == wanted).or_else(|| all.first());
    // A name that is not the account's own is no secret of anybody: it is simply not among the choices.
    Ok((chosen.cloned().ok_or(Error::Forbidden("speaks-for"))?, all))
}

/// The links.
pub(super) fn choices(viewer: &Viewer, all: &[Actor], chosen: &ActorId) -> Vec<Voice> {
    all.iter()
        .map(|voice| Voice {
            id: voice.id.to_string(),
            name: Speaker::new(viewer, voice).name.text,
            current: voice.id == *chosen,
        })
        .collect()
}

#[derive(Template)]
#[template(path = "follow.html")]
struct Show {
    page: Page,
    errors: Errors,
    typed: String,
    organisation: String,
    handle: String,
}

/// `GET /follow`
///
/// # Errors
/// To the sign-in.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    let typed = parameter(&viewer.query, "q").unwrap_or_default();
    show(&app, &viewer, StatusCode::OK, typed, Errors::default()).await
}

async fn show(app: &App, viewer: &Viewer, status: StatusCode, typed: String, errors: Errors) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let (chosen, _) = app.db.read(move |c| voices(c, &who, "")).await?;
    let speaker = Speaker::new(viewer, &chosen);
    let page = Page::new(viewer, viewer.language.plain("follow-title")).under("follow");
    let show = Show {
        page: page.wrong(!errors.is_empty()),
        errors,
        typed,
        organisation: speaker.name.text,
        handle: speaker.handle,
    };
    respond(viewer, status, &show)
}

/// `POST /follow`: asks the other node, and leads to what was found.
///
/// # Errors
/// What went wrong brings the form back with what was typed.
pub async fn look_up(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    let typed: String = fields.get("q").trim().chars().take(1000).collect();
    let language = viewer.language;
    let mut errors = Errors::default();
    if typed.is_empty() {
        errors.add("q", language.t("error-field-required"));
        return show(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, errors).await;
    }
    if !app.lookups.allows(who.account.as_str(), viewer.now) {
        errors.add("q", language.t("error-page-429-text"));
        return show(&app, &viewer, StatusCode::TOO_MANY_REQUESTS, typed, errors).await;
    }
    let (status, message) = match app.resolver.find(&typed).await {
        Ok(Found::Actor(id)) => return Ok(redirect(&format!("/actors/{id}"))),
        Ok(Found::Seat(id)) => return Ok(redirect(&format!("/seats/{id}"))),
        Ok(Found::Position(id)) => return Ok(redirect(&format!("/positions/{id}"))),
        Ok(Found::Statement(id)) => return Ok(redirect(&format!("/statements/{id}"))),
        Err(Error::Invalid(_)) => (StatusCode::UNPROCESSABLE_ENTITY, language.t("error-handle-invalid")),
        Err(Error::NotFound) => (StatusCode::NOT_FOUND, about(language, "error-not-found-remote", &typed)),
        Err(Error::Remote(code)) => {
            tracing::info!(code, "another node could not be asked");
            (StatusCode::BAD_GATEWAY, about(language, remote_message(code), &typed))
        }
        Err(Error::TooMany) => (StatusCode::TOO_MANY_REQUESTS, language.t("error-page-429-text")),
        Err(other) => return Err(other.into()),
    };
    errors.add("q", message);
    show(&app, &viewer, status, typed, errors).await
}

/// The message for a code of the port to the outside.
fn remote_message(code: &str) -> &'static str {
    if code.ends_with("not-allowed") {
        "error-remote-not-allowed"
    } else if code == "error-not-found-remote" {
        "error-not-found-remote"
    } else {
        "error-remote-unreachable"
    }
}

/// A message about the host that was asked, named in the form readers can check.
fn about(language: Language, key: &str, typed: &str) -> String {
    let after_scheme = typed.split_once("://").map(|(_, rest)| rest);
    let host = match after_scheme {
        Some(rest) => rest.split(['/', '?', '#']).next().unwrap_or_default(),
        None => typed.rsplit('@').next().unwrap_or_default(),
    };
    let host = host.rsplit('@').next().unwrap_or_default().to_lowercase();
    let shown = match sanitise::domain(host.split(':').next().unwrap_or_default()) {
        Some(name) => sanitise::domain_for_readers(&name),
        None => sanitise::name(&host, 60),
    };
    language.t1(key, "host", shown)
}

/// `POST /actors/{id}/follow`
///
/// # Errors
/// 404 for nobody, 403 in a name that is not the account's, 409 for oneself.
pub async fn follow(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let target = ActorId::parse(&id).ok_or_else(Failure::not_found)?;
    let (at, who) = (app.at(), form.viewer.signed_in()?.clone());
    let voice = ActorId::parse(form.fields.get("as")).ok_or(Error::Forbidden("speaks-for"))?;
    let (path, state) = app
        .db
        .write(move |c| {
            let path = actor::store::get(c, &target)?.path();
            let state = match follow::actions::request(c, &at, &who, &voice, &target) {
                Ok(made) => made.state,
                // Pressed twice: what was wanted is so.
                Err(Error::Conflict("error-follow-already")) => follow::store::between(c, &voice, &target)?
                    .map_or(FollowState::Requested, |known| known.state),
                Err(other) => return Err(other),
            };
            Ok((path, state))
        })
        .await?;
    let done = if state == FollowState::Accepted { "followed" } else { "follow-asked" };
    Ok(redirect(&back(&form, &path, done)))
}

/// `POST /actors/{id}/unfollow`: ends it, or takes the request back.
///
/// # Errors
/// 404 for nobody, 403 in a name that is not the account's.
pub async fn unfollow(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let target = ActorId::parse(&id).ok_or_else(Failure::not_found)?;
    let (at, who) = (app.at(), form.viewer.signed_in()?.clone());
    let voice = ActorId::parse(form.fields.get("as")).ok_or(Error::Forbidden("speaks-for"))?;
    let path = app
        .db
        .write(move |c| {
            let path = actor::store::get(c, &target)?.path();
            match follow::actions::end(c, &at, &who, &voice, &target) {
                // Not followed any more: what was wanted is so.
                Ok(()) | Err(Error::NotFound) => Ok(path),
                Err(other) => Err(other),
            }
        })
        .await?;
    Ok(redirect(&back(&form, &path, "unfollowed")))
}

/// Back to the list from which it was done, or to the page of whom it is about.
fn back(form: &Form, otherwise: &str, done: &str) -> String {
    let to = safe_path(form.fields.get("back")).unwrap_or(otherwise);
    let and = if to.contains('?') { '&' } else { '?' };
    format!("{to}{and}done={done}")
}

#[derive(Template)]
#[template(path = "following.html")]
struct Following {
    page: Page,
    voices: Vec<Voice>,
    voice: String,
    organisation: String,
    rows: Vec<Row>,
    accepted: i64,
}

struct Row {
    speaker: Speaker,
    target: String,
    state: &'static str,
    well: bool,
    alert: bool,
    when: String,
    button: &'static str,
}

/// `GET /following?as=…`
///
/// # Errors
/// To the sign-in.
pub async fn following(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let wanted = parameter(&viewer.query, "as").unwrap_or_default();
    let (chosen, all, rows, accepted) = app
        .db
        .read(move |c| {
            let (chosen, all) = voices(c, &who, &wanted)?;
            let rows = follow::store::following(c, &chosen.id)?;
            let (_, accepted) = follow::store::counts(c, &chosen.id)?;
            Ok::<_, Error>((chosen, all, rows, accepted))
        })
        .await?;
    let language = viewer.language;
    let speaker = Speaker::new(&viewer, &chosen);
    let rows = rows
        .iter()
        .map(|(row, target)| {
            let asked = language.t1("follow-asked", "when", language.ago(row.created_at, viewer.now));
            let (state, button, when) = match row.state {
                FollowState::Accepted => (
                    "follow-state-accepted",
                    "follow-unfollow",
                    language.t1(
                        "follow-since",
                        "date",
                        language.date(row.decided_at.unwrap_or(row.created_at)),
                    ),
                ),
                FollowState::Requested => ("follow-state-requested", "follow-cancel-request", asked),
                FollowState::Rejected => ("follow-state-rejected", "follow-forget", asked),
            };
            Row {
                speaker: Speaker::new(&viewer, target),
                target: target.id.to_string(),
                state,
                well: row.state == FollowState::Accepted,
                alert: row.state == FollowState::Rejected,
                when,
                button,
            }
        })
        .collect();
    let title = language.plain1("follow-list-title", "organisation", &speaker.name.text);
    let page = Following {
        page: Page::new(&viewer, title).under("follow"),
        voices: choices(&viewer, &all, &chosen.id),
        voice: chosen.id.to_string(),
        organisation: speaker.name.text,
        rows,
        accepted,
    };
    ok(&viewer, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_in_a_message_is_the_one_that_was_asked() {
        for typed in [
            "@table@beirut-women.example",
            "table@beirut-women.example",
            "https://beirut-women.example/o/table?x=1",
            "https://user@Beirut-Women.example/",
        ] {
            let message = about(Language::En, "error-remote-unreachable", typed);
            assert!(message.contains("\u{2068}beirut-women.example\u{2069}"), "{typed}: {message}");
        }
        let odd = about(Language::En, "error-remote-unreachable", "https://\u{202e}<b>/");
        assert!(!odd.contains('\u{202e}'), "{odd}");
    }
}
