//! Who follows, and who asks to: accepted, refused and removed by those who may speak for the followed.

use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::Error;
use sofra_domain::follow::{self, FollowId, FollowState};

use super::follow::{Voice, choices, voices};
use super::show::Speaker;
use super::{Page, ok, redirect};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Form, safe_path};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "followers.html")]
struct Followers {
    page: Page,
    voices: Vec<Voice>,
    organisation: String,
    handle: String,
    back: String,
    requests: Vec<Row>,
    followers: Vec<Row>,
    total: i64,
}

struct Row {
    id: String,
    speaker: Speaker,
    when: String,
}

/// `GET /followers?as=…`
///
/// # Errors
/// To the sign-in.
pub async fn list(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let wanted = parameter(&viewer.query, "as").unwrap_or_default();
    let (chosen, all, rows, total) = app
        .db
        .read(move |c| {
            let (chosen, all) = voices(c, &who, &wanted)?;
            let rows = follow::store::followers(c, &chosen.id)?;
            let (total, _) = follow::store::counts(c, &chosen.id)?;
            Ok::<_, Error>((chosen, all, rows, total))
        })
        .await?;
    let language = viewer.language;
    let (mut requests, mut followers) = (Vec::new(), Vec::new());
    for (row, actor) in rows {
        let shown = |when| Row { id: row.id.to_string(), speaker: Speaker::new(&viewer, &actor), when };
        match row.state {
            FollowState::Requested => requests.push(shown(language.t1(
                "follow-asked",
                "when",
                language.ago(row.created_at, viewer.now),
            ))),
            FollowState::Accepted => followers.push(shown(language.t1(
                "follow-since",
                "date",
                language.date(row.decided_at.unwrap_or(row.created_at)),
            ))),
            FollowState::Rejected => {}
        }
    }
    let speaker = Speaker::new(&viewer, &chosen);
    let title = language.plain1("follow-followers-title", "organisation", &speaker.name.text);
    let page = Followers {
        page: Page::new(&viewer, title).under("follow"),
        voices: choices(&viewer, &all, &chosen.id),
        organisation: speaker.name.text,
        handle: speaker.handle,
        back: format!("/followers?as={}", chosen.id),
        requests,
        followers,
        total,
    };
    ok(&viewer, &page)
}

/// `POST /followers/{follow}/accept`
///
/// # Errors
/// 404 for a request to somebody else.
pub async fn accept(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    answer(&app, form, &id, true, "request-accepted").await
}

/// `POST /followers/{follow}/refuse`
///
/// # Errors
/// As [`accept`].
pub async fn refuse(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    answer(&app, form, &id, false, "request-refused").await
}

/// `POST /followers/{follow}/remove`
///
/// # Errors
/// As [`accept`].
pub async fn remove(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    answer(&app, form, &id, false, "follower-removed").await
}

async fn answer(app: &App, form: Form, id: &str, yes: bool, done: &str) -> Outcome {
    let id = FollowId::parse(id).ok_or_else(Failure::not_found)?;
    let (at, who) = (app.at(), form.viewer.signed_in()?.clone());
    app.db.write(move |c| follow::actions::answer(c, &at, &who, &id, yes)).await?;
    let to = safe_path(form.fields.get("back")).unwrap_or("/followers");
    let and = if to.contains('?') { '&' } else { '?' };
    Ok(redirect(&format!("{to}{and}done={done}")))
}
