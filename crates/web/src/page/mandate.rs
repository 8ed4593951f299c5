//! A mandate on the public page of its organisation: who may speak for it, on what, until when, by which decision.

use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::actor::store as actors;
use sofra_domain::approval::store::is_shared;
use sofra_domain::mandate::{MandateId, Mark, store};
use sofra_domain::statement::View;
use sofra_domain::{Error, mandate};

use super::facts::{MandateView, day};
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

/// What is said about the mandate under which a statement was published.
pub struct MarkView {
    /// In words.
    pub words: String,
    /// Whether it held and holds.
    pub holds: bool,
    /// Where the mandate is; empty where there is none.
    pub href: String,
    /// Whether that is on this node.
    pub here: bool,
}

impl MarkView {
    /// For a reader; nothing where nobody expects a mandate.
    #[must_use]
    pub fn of(viewer: &Viewer, view: &View, mark: &Mark, development: bool) -> Option<Self> {
        let language = viewer.language;
        let (key, found) = match mark {
            Mark::NotExpected => return None,
            Mark::Without => ("mandate-mark-without", None),
            Mark::NotCovering(found) => ("mandate-mark-not-covering", Some(found)),
            Mark::NotThen(found) => ("mandate-mark-not-then", Some(found)),
            Mark::Holds(found) => ("mandate-mark-holds", Some(found)),
            Mark::Expired(found) => ("mandate-mark-expired", Some(found)),
            Mark::Revoked(found) => ("mandate-mark-revoked", Some(found)),
            Mark::Unlisted(found) => ("mandate-mark-unlisted", Some(found)),
        };
        let shown = found.map(|found| MandateView::of(viewer, found, &view.author.username, development));
        let holder = shown.as_ref().map(|m| m.holder.clone()).unwrap_or_default();
        let since = match (mark, found) {
            (Mark::Revoked(_), Some(found)) => found.mandate.revoked_at.map(|at| language.date(at)),
            (Mark::Expired(_), Some(found)) => Some(day(language, &found.mandate.valid_until)),
            (Mark::Unlisted(_), Some(found)) => found.mandate.unlisted_at.map(|at| language.date(at)),
            _ => None,
        };
        Some(Self {
            words: language.t2(key, "name", holder, "date", since.unwrap_or_default()),
            holds: matches!(mark, Mark::Holds(_)),
            href: shown.as_ref().map(|m| m.href.clone()).unwrap_or_default(),
            here: shown.is_some_and(|m| m.here),
        })
    }
}
