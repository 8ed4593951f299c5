//! What arrived, for those in whose name an account reads.

use actix_web::web::Data;
use askama::Template;
use sofra_domain::actor::{self, Actor};
use sofra_domain::statement::store::{self, Scope};
use sofra_domain::{Error, follow};

use super::show::{CardView, Speaker};
use super::{Page, ok};
use crate::App;
use crate::error::Outcome;
use crate::pager::{Pager, Place};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "timeline.html")]
struct Timeline {
    page: Page,
    readers: String,
    follows: i64,
    requests: i64,
    cards: Vec<CardView>,
    pager: Pager,
    writes: bool,
}

/// `GET /timeline?before=…`
///
/// # Errors
/// To the sign-in.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let place = Place::of(&viewer);
    let (before, voices) = (place.before.clone(), who.voices());
    let writes = !voices.is_empty();
    let (list, actors, follows, requests) = app
        .db
        .read(move |c| {
            let own = who.actors();
            let list = store::list(c, &Scope::Timeline(who), before.as_ref())?;
            let mut follows = 0;
            for id in &own {
                follows += follow::store::counts(c, id)?.1;
            }
            let requests = follow::store::waiting(c, &voices)?;
            let found = actor::store::get_many(c, &own)?;
            let ordered: Vec<Actor> =
                own.iter().filter_map(|id| found.iter().find(|a| a.id == *id).cloned()).collect();
            Ok::<_, Error>((list, ordered, follows, requests))
        })
        .await?;
    let language = viewer.language;
    let names: Vec<String> = actors.iter().map(|a| Speaker::new(&viewer, a).name.text).collect();
    let timeline = Timeline {
        page: Page::new(&viewer, language.plain("timeline-title")).under("timeline"),
        readers: language.list(&names),
        follows,
        requests,
        cards: CardView::all(&viewer, &list.cards, true),
        pager: Pager::new("/timeline", "", &place, &list),
        writes,
    };
    ok(&viewer, &timeline)
}
