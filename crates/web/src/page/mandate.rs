//! A mandate on the public page of its organisation: who may speak for it, on what, until when, by which decision.

use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::actor::store as actors;
use sofra_domain::approval::store::is_shared;
use sofra_domain::mandate::{MandateId, store};
use sofra_domain::{Error, mandate};

use super::facts::MandateView;
use super::show::Speaker;
use super::{Page, ok};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "mandate.html")]
struct Show {
    page: Page,
    speaker: Speaker,
    x: MandateView,
    uri: String,
}

/// `GET /o/{name}/mandates/{id}`
///
/// # Errors
/// 404 for one that was not given by an organisation of that name.
pub async fn show(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let id = MandateId::parse(&id).ok_or_else(Failure::not_found)?;
    let (actor, view): (_, mandate::View) = app
        .db
        .read(move |c| {
            let actor = actors::local_by_username(c, &name)?
                .filter(|actor| is_shared(actor.kind) && actor.is_active())
                .ok_or(Error::NotFound)?;
            let view = store::public(c, &actor.id, &id)?;
            Ok::<_, Error>((actor, view))
        })
        .await?;
    let x = MandateView::of(&viewer, &view, &actor.username, app.site.development);
    let page = Show {
        page: Page::new(&viewer, viewer.language.plain1("mandate-page-title", "name", &x.holder)),
        speaker: Speaker::new(&viewer, &actor),
        x,
        uri: view.mandate.uri,
    };
    ok(&viewer, &page)
}
