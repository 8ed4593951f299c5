//! What waits for somebody. A list says of what kind it is and where to look, never who did what: it may stand on a
//! screen that others see.

use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::notification::{self, NotificationId};
use sofra_domain::{Error, notification::Notification};

use super::{Page, ok, redirect};
use crate::App;
use crate::error::Outcome;
use crate::form::Form;
use crate::viewer::{Viewer, parameter};

/// Entries of one page.
const SHOWN: i64 = 30;

struct Line {
    id: String,
    kind: String,
    when: String,
    new: bool,
}

#[derive(Template)]
#[template(path = "notifications.html")]
struct List {
    page: Page,
    unseen: i64,
    lines: Vec<Line>,
    older: Option<String>,
    seen_days: i64,
}

/// `GET /notifications?before=…`
///
/// # Errors
/// To the sign-in.
pub async fn list(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let before = parameter(&viewer.query, "before").and_then(|id| NotificationId::parse(&id));
    let mut found: Vec<Notification> =
        app.db.read(move |c| notification::store::page(c, &who, before.as_ref(), SHOWN + 1)).await?;
    let more = found.len() as i64 > SHOWN;
    found.truncate(SHOWN as usize);
    let older = found.last().filter(|_| more).map(|last| format!("/notifications?before={}", last.id));
    let language = viewer.language;
    let template = List {
        page: Page::new(&viewer, language.plain("notification-title")).under("notifications"),
        unseen: viewer.unseen,
        lines: found
            .into_iter()
            .map(|one| Line {
                kind: language.t(&format!("notification-{}", one.kind.as_str())),
                when: language.ago(one.created_at, viewer.now),
                new: one.seen_at.is_none(),
                id: one.id.to_string(),
            })
            .collect(),
        older,
        seen_days: app.config.retention.seen_notifications,
    };
    ok(&viewer, &template)
}

/// `POST /notifications/{id}/open`: marks it as seen and leads to where it points.
///
/// # Errors
/// To the sign-in; 404 for one of somebody else.
pub async fn open(app: Data<App>, path: Path<String>, form: Form) -> Outcome {
    let who = form.viewer.signed_in()?.clone();
    let id = NotificationId::parse(&path).ok_or(Error::NotFound)?;
    let now = form.viewer.now;
    let link = app.db.write(move |c| notification::actions::open(c, now, &who, &id)).await?;
    Ok(redirect(&link))
}

/// `POST /notifications/seen`: marks all as seen.
///
/// # Errors
/// To the sign-in.
pub async fn see_all(app: Data<App>, form: Form) -> Outcome {
    let who = form.viewer.signed_in()?.clone();
    let now = form.viewer.now;
    app.db.write(move |c| notification::actions::see(c, now, &who, None)).await?;
    Ok(redirect("/notifications?done=saved"))
}
