//! Networks as everybody may see them, and what is asked in them as their members see it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::country::Country;
use sofra_domain::account::Identity;
use sofra_domain::actor::{Actor, ActorId, ActorKind, store};
use sofra_domain::network::call::store::View as CallRead;
use sofra_domain::network::model::CallState;
use sofra_domain::network::{CallId, Kind, MemberState, Network, agenda, audience, call, store as networks};
use sofra_domain::position::{self, Subject};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, Result, directory, organisation, peer, statement};

use super::actor::{Follow, Following, follow_of, following};
use super::show::{Speaker, Words};
use super::{Page, ok, unlisted};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::i18n::Language;
use crate::viewer::Viewer;

/// Statements told to a network that its page shows.
const TOLD: usize = 10;

/// A network in a list.
pub struct Line {
    /// The network.
    pub speaker: Speaker,
    /// What brings it together, in a word.
    pub kind: String,
    /// How many organisations belong to it, as far as this node knows.
    pub members: Option<usize>,
    /// How the reader's organisation stands to it.
    pub state: Option<String>,
    /// Where the organisation deals with it.
    pub desk: Option<String>,
}

/// The key of what brings a network together.
#[must_use]
pub const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Global => "network-kind-global",
        Kind::Regional => "network-kind-regional",
        Kind::Women => "network-kind-women",
        Kind::Youth => "network-kind-youth",
        Kind::Other => "network-kind-other",
    }
}

/// The key of how an organisation stands to a network.
#[must_use]
pub const fn state_key(state: MemberState) -> &'static str {
    match state {
        MemberState::Invited => "network-state-invited",
        MemberState::Applied => "network-state-applied",
        MemberState::Admitted => "network-state-admitted",
        MemberState::Suspended => "network-state-suspended",
        MemberState::Refused => "network-state-refused",
        MemberState::Left => "network-state-left",
    }
}

#[derive(Template)]
#[template(path = "network/list.html")]
struct List {
    page: Page,
    ours: Vec<Line>,
    others: Vec<Line>,
}

/// `GET /networks`
///
/// # Errors
/// The database's own.
pub async fn list(app: Data<App>, viewer: Viewer) -> Outcome {
    let known = viewer.identity.is_some();
    let found = app
        .db
        .read(move |c| {
            let mut lines = Vec::new();
            for (network, actor) in networks::all(c)? {
                if actor.local || peer::store::shows(c, &actor, known)? {
                    let members = networks::admitted(c, &actor.id)?.len();
                    let is_known = actor.local || networks::is_ours(c, &actor.id)?;
                    lines.push((network, actor, is_known.then_some(members)));
                }
            }
            Ok::<_, Error>(lines)
        })
        .await?;
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    for (network, actor, members) in found {
        let line = Line {
            speaker: Speaker::new(&viewer, &actor),
            kind: viewer.language.t(kind_key(network.kind)),
            members,
            state: None,
            desk: None,
        };
        if actor.local { ours.push(line) } else { others.push(line) }
    }
    let page = Page::new(&viewer, viewer.language.plain("network-all-title"));
    ok(&viewer, &List { page, ours, others })
}

/// A theme with its demands, for reading.
pub struct ThemeView {
    /// Its letters.
    pub code: String,
    /// What it is about.
    pub title: Words,
    /// Path, code and title of each demand.
    pub demands: Vec<(String, String, Words)>,
}

/// A call in a list.
pub struct CallLine {
    /// Where it is read.
    pub path: String,
    /// What it is called.
    pub title: Words,
    /// Of which network.
    pub network: Speaker,
    /// Until when, with the time zone.
    pub until: String,
    /// Its state in a word.
    pub state: String,
    /// Whether answers are still asked for.
    pub open: bool,
    /// What members answered, in figures; for members, of what is out.
    pub view: Option<String>,
    /// How many of how many subjects are answered by the reader's organisation.
    pub answered: Option<String>,
}

impl CallLine {
    /// As a reader sees it.
    #[must_use]
    pub fn new(viewer: &Viewer, read: &CallRead, answered: Option<usize>) -> Self {
        let language = viewer.language;
        let open = read.call.state == CallState::Open && read.call.deadline_at > viewer.now;
        let state = match read.call.state {
            CallState::Draft => "call-state-draft",
            CallState::Cancelled => "call-state-cancelled",
            CallState::Open if open => "call-state-open",
            CallState::Open => "call-state-over",
        };
        Self {
            path: format!("/calls/{}", read.call.id),
            view: (read.call.state == CallState::Open).then(|| view_of_call(read)),
            title: title_of(viewer, read),
            network: Speaker::new(viewer, &read.network),
            until: until(language, read),
            state: language.t(state),
            open,
            answered: answered
                .map(|count| language.t2("call-answered", "answered", count, "total", read.subjects.len())),
        }
    }
}

fn title_of(viewer: &Viewer, read: &CallRead) -> Words {
    let best = read.texts.best(&viewer.languages, Some(&read.call.authentic));
    best.map_or_else(Words::default, |(tag, text)| Words::new(viewer.language, tag, text.title.clone()))
}

fn until(language: Language, read: &CallRead) -> String {
    language.t1("call-until", "date", language.date_time(read.call.deadline_at))
}

#[derive(Template)]
#[template(path = "network/show.html")]
struct Show {
    page: Page,
    speaker: Speaker,
    kind: String,
    founding: Words,
    host: Option<String>,
    parent: Option<Speaker>,
    successor: Option<Speaker>,
    predecessor: Option<Speaker>,
    members: usize,
    countries: usize,
    /// Whether the numbers are all that this node knows.
    whole: bool,
    listed: Vec<Speaker>,
    coordinators: Vec<Speaker>,
    parts: Vec<Speaker>,
    themes: Vec<ThemeView>,
    calls: Vec<CallLine>,
    told: Vec<(String, Words, Speaker)>,
    inside: bool,
    /// What it thinks.
    view: String,
    /// Organisations in whose name the reader deals with it: name, path, state.
    own: Vec<(String, String, String)>,
    since: (String, String),
    follow: Option<Follow>,
}

/// Everything the page needs, read at once.
struct Around {
    parent: Option<Actor>,
    successor: Option<Actor>,
    predecessor: Option<Actor>,
    members: usize,
    countries: usize,
    whole: bool,
    inside: bool,
    listed: Vec<Actor>,
    coordinators: Vec<Actor>,
    parts: Vec<Actor>,
    calls: Vec<CallRead>,
    told: Vec<(String, statement::View)>,
    own: Vec<(Actor, Option<MemberState>)>,
    following: Following,
}

fn around(c: &mut AnyConnection, network: &Network, actor: &Actor, reader: &Reader) -> Result<Around> {
    let inside = sofra_domain::network::audience::is_told(c, std::slice::from_ref(&actor.id), reader)?;
    let who = match reader {
        Reader::Account(who) => Some(who.clone()),
        _ => None,
    };
    let named = |c: &mut AnyConnection, uri: &Option<String>| -> Result<Option<Actor>> {
        let found = match uri {
            Some(uri) => store::by_uri(c, uri)?,
            None => None,
        };
        Ok(found.filter(Actor::is_active))
    };
    let (mut members, mut countries) = (0, std::collections::BTreeSet::new());
    let (mut listed, mut coordinators, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    for (row, other) in networks::everybody(c, &actor.id)? {
        if row.state != MemberState::Admitted || !other.is_active() {
            continue;
        }
        if other.kind != ActorKind::Organisation {
            parts.push(other);
            continue;
        }
        members += 1;
        if let Some(country) = organisation::store::facts(c, &other.id)?.host.map(Country::as_str) {
            countries.insert(country);
        }
        if row.coordinates {
            coordinators.push(other.clone());
        }
        if inside || directory::store::is_listed(c, &other.id)? {
            listed.push(other);
        }
    }
    let mut told = Vec::new();
    for found in networks::statements(c, &actor.id, reader, TOLD)? {
        let path = found.path();
        told.push((path, statement::store::view(c, found, None)?));
    }
    let mut own = Vec::new();
    if let Some(who) = &who {
        for (id, _) in who.seats.iter().filter(|(id, _)| who.is_officer(id)) {
            let found = store::get(c, id)?;
            if found.kind == ActorKind::Organisation {
                own.push((found, networks::member(c, &actor.id, id)?.map(|row| row.state)));
            }
        }
    }
    Ok(Around {
        parent: named(c, &network.parent_uri)?,
        successor: named(c, &network.successor_uri)?,
        predecessor: named(c, &network.predecessor_uri)?,
        whole: actor.local || networks::is_ours(c, &actor.id)?,
        // What is asked is for those who are asked.
        calls: if inside { call::store::of_network(c, &actor.id, who.as_ref())? } else { Vec::new() },
        members,
        countries: countries.len(),
        inside,
        listed,
        coordinators,
        parts,
        told,
        own,
        following: match &who {
            Some(who) => following(c, &who.voices(), &actor.id)?,
            None => Vec::new(),
        },
    })
}

/// The page of a network, of this node or another.
///
/// # Errors
/// The database's own.
pub(super) async fn show(app: &App, viewer: &Viewer, actor: Actor, network: Network) -> Outcome {
    let (reader, about, row) = (viewer.reader(), actor.clone(), network.clone());
    let read = app.db.read(move |c| around(c, &row, &about, &reader)).await?;
    let language = viewer.language;
    let speakers = |list: &[Actor]| list.iter().map(|one| Speaker::new(viewer, one)).collect::<Vec<_>>();
    let one = |found: &Option<Actor>| found.as_ref().map(|found| Speaker::new(viewer, found));
    let own = read.own.iter().map(|(organisation, state)| {
        let state = state.map_or("network-state-none", state_key);
        let path = format!("/desk/{}/networks/{}", organisation.username, actor.id);
        (Speaker::new(viewer, organisation).name.text, path, language.t(state))
    });
    let speaker = Speaker::new(viewer, &actor);
    let show = Show {
        page: Page::new(viewer, &speaker.name.text).with_aside(),
        kind: language.t(kind_key(network.kind)),
        founding: Words::best(viewer, &network.founding_text(), ""),
        host: (!actor.local).then(|| speaker.host.clone()),
        parent: one(&read.parent),
        successor: one(&read.successor),
        predecessor: one(&read.predecessor),
        members: read.members,
        countries: read.countries,
        whole: read.whole,
        listed: speakers(&read.listed),
        coordinators: speakers(&read.coordinators),
        parts: speakers(&read.parts),
        themes: themes(viewer, &actor, &network),
        calls: read.calls.iter().map(|call| CallLine::new(viewer, call, None)).collect(),
        told: read
            .told
            .iter()
            .filter_map(|(path, view)| {
                let text = view.text(&viewer.languages).ok()?;
                let title = Words::new(language, &text.language, text.title.clone());
                Some((path.clone(), title, Speaker::new(viewer, &view.author)))
            })
            .collect(),
        inside: read.inside,
        view: format!("{}/overview", actor.path()),
        own: own.collect(),
        since: (network.founded_at.day(), language.date(network.founded_at)),
        follow: follow_of(viewer, &actor, &read.following),
        speaker,
    };
    ok(viewer, &show)
}

/// A network's own agenda for reading.
#[must_use]
pub fn themes(viewer: &Viewer, actor: &Actor, network: &Network) -> Vec<ThemeView> {
    let own = network.own_agenda();
    own.themes
        .iter()
        .map(|theme| ThemeView {
            code: theme.code.clone(),
            title: Words::best(viewer, &theme.title, &theme.code),
            demands: theme
                .demands
                .iter()
                .map(|demand| {
                    let title = Words::best(viewer, &demand.title, &demand.code);
                    (agenda::path(actor, &demand.code), demand.code.clone(), title)
                })
                .collect(),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "network/demand.html")]
struct Demand {
    page: Page,
    speaker: Speaker,
    theme: Words,
    code: String,
    title: Words,
    identity: String,
}

/// `GET /o/{name}/agenda/{code}`
///
/// # Errors
/// 404 for a demand that no network of this node has.
pub async fn demand(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (name, code) = path.into_inner();
    if name.len() > 64 || code.len() > 16 {
        return Err(Failure::not_found());
    }
    let found = app.db.read(move |c| store::local_by_username(c, &name)).await?;
    let found = found.filter(Actor::is_active).ok_or_else(Failure::not_found)?;
    demand_of(&app, &viewer, found, &code).await
}

/// `GET /actors/{id}/agenda/{code}`
///
/// # Errors
/// 404 for a demand that no known network elsewhere has.
pub async fn remote_demand(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (id, code) = path.into_inner();
    let id = ActorId::parse(&id).filter(|_| code.len() <= 16).ok_or_else(Failure::not_found)?;
    let known = viewer.identity.is_some();
    let found = app
        .db
        .read(move |c| {
            let found = store::get(c, &id)?;
            let shown = found.is_active() && peer::store::shows(c, &found, known)?;
            if shown && !found.local { Ok(found) } else { Err(Error::NotFound) }
        })
        .await?;
    demand_of(&app, &viewer, found, &code).await.map(unlisted)
}

async fn demand_of(app: &App, viewer: &Viewer, actor: Actor, code: &str) -> Outcome {
    let id = actor.id.clone();
    let network = app.db.read(move |c| networks::get(c, &id)).await?;
    let own = network.own_agenda();
    let (theme, demand) = own.demand(code).ok_or_else(Failure::not_found)?;
    let title = Words::best(viewer, &demand.title, &demand.code);
    let show = Demand {
        page: Page::new(viewer, format!("{} {}", demand.code, title.text)),
        speaker: Speaker::new(viewer, &actor),
        theme: Words::best(viewer, &theme.title, &theme.code),
        code: demand.code.clone(),
        identity: agenda::identity(&actor, &demand.code),
        title,
    };
    ok(viewer, &show)
}

/// What a call asks about, in words.
pub struct Asked {
    /// Its number.
    pub number: i32,
    /// What it is called; its identity where nothing more is known here.
    pub title: Words,
    /// Its page, where it is known.
    pub path: Option<String>,
    /// Whether it says something else by now than when it was asked about.
    pub changed: bool,
    /// For each organisation of the reader: its name, whether it answered, where it answers.
    pub answers: Vec<(String, bool, String)>,
}

#[derive(Template)]
#[template(path = "network/call.html")]
struct CallPage {
    page: Page,
    title: Words,
    body: Words,
    author: Speaker,
    network: Speaker,
    until: String,
    zone: String,
    state: String,
    open: bool,
    asked: Vec<Asked>,
    spoken: String,
    answered: Vec<String>,
    /// Where whoever asks goes on writing, corrects it and takes it back.
    edit: Option<String>,
    draft: bool,
    cancel: Option<String>,
    /// What the members answered, in figures.
    view: Option<String>,
    /// Where calls to the reader's organisations are listed.
    others: Vec<(String, String)>,
    published: Option<(String, String)>,
    changed: Option<String>,
}

/// `GET /calls/{id}`
///
/// # Errors
/// 404 for whoever does not belong to the network that is asked.
pub async fn call(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let id = CallId::parse(&id).ok_or_else(Failure::not_found)?;
    let reader = viewer.reader();
    let who = viewer.identity.clone();
    let (read, subjects, own, spoken, total, inside) = app
        .db
        .read(move |c| {
            let found = call::store::read(c, &id, &reader)?;
            let read = call::store::view(c, found)?;
            let mut subjects = Vec::new();
            for asked in &read.subjects {
                subjects.push(position::subject::resolve(c, &asked.subject)?);
            }
            let own = answering(c, who.as_ref(), &read)?;
            let spoken = call::store::answers(c, &read.subjects, &read.call.network_id)?;
            let total = networks::admitted(c, &read.call.network_id)?.len();
            let inside =
                who.is_some() && audience::networks_of(c, &reader)?.contains(&read.call.network_id);
            Ok::<_, Error>((read, subjects, own, spoken, total, inside))
        })
        .await?;
    let language = viewer.language;
    let line = CallLine::new(&viewer, &read, None);
    let best = read.texts.best(&viewer.languages, Some(&read.call.authentic));
    let body = best.map_or_else(Words::default, |(tag, text)| Words::new(language, tag, text.body.clone()));
    let draft = read.call.state == CallState::Draft;
    let asks = read.call.local && viewer.identity.as_ref().is_some_and(|who| who.is_officer(&read.author.id));
    let edit = (asks && read.call.state != CallState::Cancelled).then(|| {
        format!("/desk/{}/networks/{}/calls/{}", read.author.username, read.network.id, read.call.id)
    });
    let is_out = read.call.state == CallState::Open;
    let show = CallPage {
        page: Page::new(&viewer, &line.title.text).under("awaits"),
        author: Speaker::new(&viewer, &read.author),
        network: line.network,
        until: line.until,
        zone: language.t("call-zone"),
        state: line.state,
        open: line.open,
        asked: read
            .subjects
            .iter()
            .zip(&subjects)
            .map(|(asked, subject)| asked_view(&viewer, &read, asked, subject, &own))
            .collect(),
        spoken: language.t2("call-spoken", "spoken", spoken, "members", total),
        answered: own
            .iter()
            .map(|(organisation, answered)| {
                let name = Speaker::new(&viewer, organisation).name.text;
                let args = ("answered", answered.len(), "total", read.subjects.len());
                language.t3("call-answered-by", "name", name, args.0, args.1, args.2, args.3)
            })
            .collect(),
        cancel: edit.as_ref().filter(|_| is_out).map(|path| format!("{path}/cancel")),
        edit,
        draft,
        view: (is_out && inside).then(|| view_of_call(&read)),
        others: own
            .iter()
            .map(|(organisation, _)| {
                let name = Speaker::new(&viewer, organisation).name.text;
                (call::actions::desk_path(&organisation.username), language.t1("call-all-of", "name", name))
            })
            .collect(),
        published: read.call.published_at.map(|at| (at.day(), language.date(at))),
        changed: read
            .call
            .is_changed()
            .then(|| language.t1("call-changed", "date", language.date(read.call.updated_at))),
        title: line.title,
        body,
    };
    ok(&viewer, &show).map(private)
}

/// The address of what members answered to a call.
fn view_of_call(read: &CallRead) -> String {
    format!("/overview?network={}&part=members&call={}", read.network.id, read.call.id)
}

type Answering = Vec<(Actor, std::collections::HashSet<String>)>;

/// The organisations that the reader decides for and that are asked, with what they have answered.
fn answering(c: &mut AnyConnection, who: Option<&Identity>, read: &CallRead) -> Result<Answering> {
    let mut own = Vec::new();
    let Some(who) = who else { return Ok(own) };
    for (id, _) in who.seats.iter().filter(|(id, _)| who.is_officer(id)) {
        if networks::is_admitted(c, &read.call.network_id, id)? {
            own.push((store::get(c, id)?, call::store::answered(c, &read.subjects, id)?));
        }
    }
    Ok(own)
}

fn asked_view(
    viewer: &Viewer,
    read: &CallRead,
    asked: &sofra_domain::network::model::CallSubject,
    subject: &Subject,
    own: &Answering,
) -> Asked {
    let escape = |text: &str| -> String { url::form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let answers = own.iter().map(|(organisation, answered)| {
        let path = format!(
            "/desk/{}/positions/new?subject={}&call={}",
            organisation.username,
            escape(&asked.subject),
            escape(&read.call.uri)
        );
        (Speaker::new(viewer, organisation).name.text, answered.contains(&asked.subject), path)
    });
    Asked {
        number: asked.number,
        title: Words::best(viewer, &subject.title, &asked.subject),
        path: subject.path.clone(),
        changed: subject.is_changed_since(&asked.subject_hash),
        answers: answers.collect(),
    }
}

/// What is for members only is kept by nobody on the way.
fn private(mut answer: HttpResponse) -> HttpResponse {
    use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    unlisted(answer)
}
