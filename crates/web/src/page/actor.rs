//! Organisations and people: of this node at `/o/…` and `/m/…`, of other nodes at `/actors/…`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::text::sanitise;
use sofra_domain::actor::{Actor, ActorId, ActorKind, store};
use sofra_domain::follow::FollowState;
use sofra_domain::network::store as networks;
use sofra_domain::statement::model::List;
use sofra_domain::{AnyConnection, Error, follow, mandate, organisation, statement, visibility};

use super::desk::seat_name;
use super::facts::{FactsView, MandateView};
use super::show::{CardView, Speaker, Words};
use super::standing::{self, StandingView};
use super::{Page, redirect, respond, unlisted};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::pager::{Pager, Place};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "actor.html")]
struct Show {
    page: Page,
    /// For the address of its feed.
    id: String,
    speaker: Speaker,
    about: Words,
    person: bool,
    remote: Option<Remote>,
    gone: bool,
    /// Those of its people who chose to be named: name, seat, their own page.
    people: Vec<(String, String, Option<String>)>,
    cards: Vec<CardView>,
    pager: Pager,
    followers: i64,
    since: (String, String),
    follow: Option<Follow>,
    facts: Option<FactsView>,
    mandates: Vec<MandateView>,
    keep_away: Option<String>,
    standing: Option<StandingView>,
    /// Organisations in whose name the reader may vouch for this one: user name, name, this one's id.
    may_vouch: Vec<(String, String, String)>,
    /// This one's id, where the reader is the host and may trust it.
    may_trust: Option<String>,
}

/// What is said about an actor of another node.
struct Remote {
    host: String,
    url: Option<String>,
}

/// Following and no longer following, in the name of each of an account's voices.
pub(super) struct Follow {
    pub(super) target: String,
    pub(super) voices: Vec<Voice>,
}

pub(super) struct Voice {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) state: &'static str,
    /// What can be done: the path's last part, and the word on the button.
    pub(super) act: (&'static str, &'static str),
    /// Whether something is revealed by it.
    pub(super) asks: bool,
}

/// `GET /o/{name}`
///
/// # Errors
/// 404 for a name that nobody here has.
pub async fn organisation(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    local(&app, &viewer, &name, &[ActorKind::Organisation, ActorKind::Network]).await
}

/// `GET /m/{name}`
///
/// # Errors
/// 404 for a name that nobody here has.
pub async fn member(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    local(&app, &viewer, &name, &[ActorKind::Member]).await.map(unlisted)
}

async fn local(app: &App, viewer: &Viewer, name: &str, kinds: &[ActorKind]) -> Outcome {
    // Longer than any name of ours: not worth a query.
    if name.len() > 64 {
        return Err(Failure::not_found());
    }
    let wanted = name.to_owned();
    let found = app.db.read(move |c| store::local_by_username(c, &wanted)).await?;
    let actor =
        // Who hid looks like nobody.
        found.filter(|a| kinds.contains(&a.kind) && a.deleted_at.is_none() && a.hidden_at.is_none());
    let actor = actor.ok_or_else(Failure::not_found)?;
    // A name in another case is the same name: its page has one address.
    if actor.username != name {
        return Ok(redirect(&actor.path()));
    }
    if actor.suspended_at.is_some() {
        // An organisation's page says what happened to it; a person has none.
        if actor.kind == ActorKind::Member {
            return Err(Failure::not_found());
        }
        return suspended(app, viewer, &actor).await;
    }
    page(app, viewer, actor).await
}

#[derive(Template)]
#[template(path = "suspended.html")]
struct Suspended {
    page: Page,
    handle: String,
    decision: Option<String>,
}

/// The page of an organisation that the host suspended: that it is, and for its officers why.
async fn suspended(app: &App, viewer: &Viewer, actor: &Actor) -> Outcome {
    let id = actor.id.clone();
    let standing = app.db.read(move |c| sofra_domain::moderation::store::standing(c, &id)).await?;
    let decision = standing
        .iter()
        .find(|decision| decision.measure == sofra_domain::moderation::Measure::Suspend)
        .filter(|decision| {
            viewer
                .identity
                .as_ref()
                .is_some_and(|who| sofra_domain::moderation::store::concerns(who, decision))
        });
    let page = Suspended {
        page: Page::new(viewer, viewer.language.plain("moderation-suspended-title")),
        handle: actor.handle(),
        decision: decision.map(|decision| format!("/appeals/{}", decision.id)),
    };
    respond(viewer, StatusCode::GONE, &page).map(unlisted)
}

/// `GET /actors/{id}`
///
/// # Errors
/// 404 for an actor that this node does not know.
pub async fn remote(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let id = ActorId::parse(&id).ok_or_else(Failure::not_found)?;
    let known = viewer.identity.is_some();
    let (actor, dealt_with) = app
        .db
        .read(move |c| {
            let actor = store::get(c, &id)?;
            // Somebody of a limited node is shown to those who have an account, so that they can follow.
            let dealt_with = sofra_domain::peer::store::shows(c, &actor, known || actor.local)?;
            Ok::<_, sofra_domain::Error>((actor, dealt_with))
        })
        .await?;
    if actor.suspended_at.is_some() || actor.hidden_at.is_some() || !dealt_with {
        return Err(Failure::not_found());
    }
    if actor.local {
        return Ok(redirect(&actor.path()));
    }
    page(&app, &viewer, actor).await.map(unlisted)
}

/// What one page needs, read at once.
type Read = (
    List,
    i64,
    Vec<(Actor, Option<FollowState>)>,
    organisation::Facts,
    Vec<mandate::View>,
    Option<standing::Read>,
    Vec<visibility::store::Shown>,
);

async fn page(app: &App, viewer: &Viewer, actor: Actor) -> Outcome {
    if actor.kind == ActorKind::Network && actor.deleted_at.is_none() {
        let id = actor.id.clone();
        // A group of other software has a page like everybody else.
        if let Some(network) = app.db.read(move |c| networks::find(c, &id)).await? {
            return super::network::show(app, viewer, actor, network).await;
        }
    }
    let place = Place::of(viewer);
    let (id, before, reader) = (actor.id.clone(), place.before.clone(), viewer.reader());
    let voices = viewer.identity.as_ref().map(sofra_domain::account::Identity::voices).unwrap_or_default();
    let (about, now) = (actor.clone(), viewer.now);
    let (list, followers, voices, facts, mandates, standing, people): Read = app
        .db
        .read(move |c| {
            let scope = statement::store::Scope::By(id.clone());
            let list =
                statement::store::list_for(c, &scope, &reader, before.as_ref(), statement::store::PAGE)?;
            let (followers, _) = follow::store::counts(c, &id)?;
            let known = following(c, &voices, &id)?;
            let facts = organisation::store::facts(c, &id)?;
            let mandates = mandate::store::given(c, &id)?;
            let standing = standing::read(c, &about, now)?;
            let people = visibility::store::shown(c, &id)?;
            Ok::<_, Error>((list, followers, known, facts, mandates, standing, people))
        })
        .await?;
    let language = viewer.language;
    let speaker = Speaker::new(viewer, &actor);
    let is_organisation = standing.is_some() && actor.is_active();
    let may_vouch = voices
        .iter()
        .filter(|(voice, _)| is_organisation && voice.id != actor.id)
        .filter(|(voice, _)| viewer.identity.as_ref().is_some_and(|who| who.is_officer(&voice.id)))
        .map(|(voice, _)| {
            (voice.username.clone(), Speaker::new(viewer, voice).name.text, actor.id.to_string())
        })
        .collect();
    let is_host = viewer.identity.as_ref().is_some_and(sofra_domain::account::Identity::is_host);
    let may_trust = (is_organisation && is_host && !actor.local).then(|| actor.id.to_string());
    let follow = follow_of(viewer, &actor, &voices);
    let gone = actor.deleted_at.is_some();
    let url = actor.page_url.as_deref().unwrap_or(&actor.uri);
    let show = Show {
        page: Page::new(viewer, &speaker.name.text).with_aside(),
        id: actor.id.to_string(),
        about: Words::best(viewer, &actor.localized_summary(), &actor.summary),
        person: actor.kind == ActorKind::Member,
        remote: (!actor.local).then(|| Remote {
            host: sanitise::domain_for_readers(&actor.host),
            url: sanitise::https_link(url).map(|url| url.to_string()).or_else(|| {
                app.site.development.then(|| url.to_owned()).filter(|u| u.starts_with("http://"))
            }),
        }),
        keep_away: (!gone && viewer.identity.as_ref().is_some_and(|who| !who.actors().contains(&actor.id)))
            .then(|| actor.id.to_string()),
        gone,
        people: people
            .into_iter()
            .map(|shown| {
                let path = shown.person.as_ref().map(Actor::path);
                (shown.name, seat_name(language, shown.seat), path)
            })
            .collect(),
        cards: CardView::all(viewer, &list.cards, false),
        pager: Pager::new(&actor.path(), "", &place, &list),
        followers,
        since: (actor.created_at.day(), language.date(actor.created_at)),
        follow,
        standing: standing.as_ref().map(|read| StandingView::of(viewer, &actor, read)),
        may_vouch,
        may_trust,
        facts: FactsView::of(viewer, &facts).filter(|_| !gone),
        mandates: mandates
            .iter()
            .map(|view| MandateView::of(viewer, view, &actor.username, app.site.development))
            .collect(),
        speaker,
    };
    respond(viewer, if gone { StatusCode::GONE } else { StatusCode::OK }, &show)
}

/// Each of an account's voices, and how it stands to an actor as its follower.
pub(super) type Following = Vec<(Actor, Option<FollowState>)>;

/// How an account's voices follow an actor, in the order of the voices: organisations first.
pub(super) fn following(
    c: &mut AnyConnection,
    voices: &[ActorId],
    id: &ActorId,
) -> sofra_domain::Result<Following> {
    let found = store::get_many(c, voices)?;
    let mut known = Vec::new();
    for voice in voices.iter().filter_map(|v| found.iter().find(|a| a.id == *v)) {
        let state = follow::store::between(c, &voice.id, id)?.map(|known| known.state);
        known.push((voice.clone(), state));
    }
    Ok(known)
}

/// What can be done about following an actor, voice by voice.
pub(super) fn follow_of(viewer: &Viewer, actor: &Actor, voices: &Following) -> Option<Follow> {
    let may = actor.is_active() && actor.kind != ActorKind::Node;
    let voices: Vec<Voice> = voices
        .iter()
        .filter(|(voice, _)| may && voice.id != actor.id)
        .map(|(voice, state)| {
            let (state, act, asks) = match state {
                Some(FollowState::Accepted) => {
                    ("follow-state-accepted", ("unfollow", "follow-unfollow"), false)
                }
                Some(FollowState::Requested) => {
                    ("follow-state-requested", ("unfollow", "follow-cancel-request"), false)
                }
                Some(FollowState::Rejected) => ("follow-state-rejected", ("follow", "follow-again"), true),
                None => ("follow-state-none", ("follow", "follow-follow"), true),
            };
            let name = Speaker::new(viewer, voice).name.text;
            Voice { id: voice.id.to_string(), name, state, act, asks }
        })
        .collect();
    (!voices.is_empty()).then(|| Follow { target: actor.id.to_string(), voices })
}
