//! The front page: who speaks here, what they said last, what the movement asks for.

use askama::Template;
use sofra_domain::{actor, agenda, statement};

use actix_web::web::Data;

use super::show::{CardView, Speaker, Words};
use super::{Page, ok};
use crate::App;
use crate::error::Outcome;
use crate::pager::{Pager, Place};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    page: Page,
    host: Option<Speaker>,
    about: Words,
    organisations: Vec<Speaker>,
    cards: Vec<CardView>,
    pager: Pager,
    themes: Vec<Theme>,
    /// Whether strangers can ask to join.
    asks: bool,
    /// Whether the reader runs the node and has not written its rules yet.
    no_rules: bool,
}

struct Theme {
    code: String,
    title: Words,
    demands: usize,
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct Waiting {
    page: Page,
}

/// `GET /`
///
/// # Errors
/// The database's own.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    let language = viewer.language;
    let Some(node) = viewer.node.clone().filter(sofra_domain::node::Node::is_set_up) else {
        let page = Page::new(&viewer, language.plain("setup-waiting-title")).bare();
        return ok(&viewer, &Waiting { page });
    };
    let reader = viewer.reader();
    let asks = node.joining == sofra_domain::node::Joining::Request;
    let is_host = viewer.identity.as_ref().is_some_and(sofra_domain::account::Identity::is_host);
    let (host, organisations, list, no_rules) = app
        .db
        .read(move |c| {
            let host = match &node.organisation_id {
                Some(id) => Some(actor::store::get(c, id)?),
                None => None,
            };
            let organisations = actor::store::local_organisations(c)?;
            let list = statement::store::list_for(
                c,
                &statement::store::Scope::Here,
                &reader,
                None,
                statement::store::PAGE,
            )?;
            let no_rules = is_host && sofra_domain::node_rule::store::current(c)?.is_none();
            Ok::<_, sofra_domain::Error>((host, organisations, list, no_rules))
        })
        .await?;
    let themes = agenda::istanbul()
        .themes
        .iter()
        .map(|theme| Theme {
            code: theme.code.clone(),
            title: Words::best(&viewer, &theme.title, &theme.code),
            demands: theme.demands.iter().filter(|d| d.parent.is_none()).count(),
        })
        .collect();
    let about = host.as_ref().map(|host| Words::best(&viewer, &host.localized_summary(), &host.summary));
    let own = host.as_ref().map(|host| host.id.clone());
    let home = Home {
        page: Page::new(&viewer, language.plain("home-title")).under("home").with_aside(),
        about: about.unwrap_or_default(),
        organisations: organisations
            .iter()
            .filter(|o| own.as_ref() != Some(&o.id))
            .map(|o| Speaker::new(&viewer, o))
            .collect(),
        host: host.as_ref().map(|host| Speaker::new(&viewer, host)),
        cards: CardView::all(&viewer, &list.cards, true),
        pager: Pager::new("/", "", &Place::default(), &list),
        themes,
        asks,
        no_rules,
    };
    ok(&viewer, &home)
}
