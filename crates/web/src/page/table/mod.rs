//! The register of seats: lists and single seats, for everybody who may read them.

pub mod desk;
pub mod end;
pub mod reply;
pub mod score;

use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::country::Country;
use sofra_base::text::sanitise;
use sofra_domain::Error;
use sofra_domain::actor::{self, Actor, ActorId};
use sofra_domain::network::store as networks;
use sofra_domain::table::rules::{BEST, began};
use sofra_domain::table::score::Figure;
use sofra_domain::table::store::{self, Filter, View};
use sofra_domain::table::{Audience, BodyKind, Kind, Refusal, SeatId, Stage, State, Step};

use super::show::{Speaker, Words};
use super::{Page, ok, unlisted};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::i18n::Language;
use crate::pager::{Pager, Place};
use crate::viewer::{Viewer, parameter};

/// The name of a body's kind.
#[must_use]
pub fn body_kind_name(language: Language, kind: BodyKind) -> String {
    language.t(match kind {
        BodyKind::Un => "seat-body-un",
        BodyKind::Regional => "seat-body-regional",
        BodyKind::Government => "seat-body-government",
        BodyKind::City => "seat-body-city",
        BodyKind::Organisation => "seat-body-organisation",
        BodyKind::Other => "seat-body-other",
    })
}

/// The name of a stage.
#[must_use]
pub fn stage_name(language: Language, stage: Stage) -> String {
    language.t(match stage {
        Stage::Design => "seat-stage-design",
        Stage::Decision => "seat-stage-decision",
        Stage::Implementation => "seat-stage-implementation",
        Stage::Evaluation => "seat-stage-evaluation",
    })
}

/// What one may do at the table.
#[must_use]
pub fn kind_name(language: Language, kind: Kind) -> String {
    language.t(match kind {
        Kind::Observer => "seat-kind-observer",
        Kind::Speaking => "seat-kind-speaking",
        Kind::Voting => "seat-kind-voting",
    })
}

/// The name of a state.
#[must_use]
pub fn state_name(language: Language, state: State) -> String {
    language.t(match state {
        State::Promised => "seat-state-promised",
        State::Invited => "seat-state-invited",
        State::Attended => "seat-state-attended",
        State::Heard => "seat-state-heard",
        State::Adopted => "seat-state-adopted",
        State::Answered => "seat-state-answered",
        State::Ignored => "seat-state-ignored",
        State::Refused => "seat-state-refused",
    })
}

/// Why somebody was refused.
#[must_use]
pub fn refusal_name(language: Language, refusal: Refusal) -> String {
    language.t(match refusal {
        Refusal::Visa => "seat-refusal-visa",
        Refusal::Money => "seat-refusal-money",
        Refusal::NotInvited => "seat-refusal-not-invited",
        Refusal::Access => "seat-refusal-access",
        Refusal::Safety => "seat-refusal-safety",
        Refusal::Late => "seat-refusal-late",
        Refusal::Other => "seat-refusal-other",
    })
}

/// The message that names a figure.
#[must_use]
pub const fn figure_key(figure: Figure) -> &'static str {
    match figure {
        Figure::Promised => "seat-figure-promised",
        Figure::Invited => "seat-figure-invited",
        Figure::Attended => "seat-figure-attended",
        Figure::Heard => "seat-figure-heard",
        Figure::Adopted => "seat-figure-adopted",
        Figure::Answered => "seat-figure-answered",
        Figure::Unanswered => "seat-figure-unanswered",
        Figure::Refused => "seat-figure-refused",
    }
}

/// The name of a rating.
#[must_use]
pub fn rating_name(language: Language, rating: i32) -> String {
    language.t(match rating {
        1 => "seat-rating-1",
        2 => "seat-rating-2",
        3 => "seat-rating-3",
        4 => "seat-rating-4",
        BEST => "seat-rating-5",
        _ => "seat-rating-none",
    })
}

/// The name of a country in the language of the page.
#[must_use]
pub fn country_name(language: Language, code: &str) -> String {
    Country::parse(code).map(|country| country.name(language.as_str()).to_owned()).unwrap_or_default()
}

/// A state with the reason of a refusal.
#[must_use]
pub fn state_words(language: Language, state: State, refusal: &str) -> String {
    match Refusal::parse(refusal) {
        Some(refusal) => language.t2(
            "seat-state-because",
            "state",
            state_name(language, state),
            "reason",
            refusal_name(language, refusal),
        ),
        None => state_name(language, state),
    }
}

/// A seat in a list.
#[derive(Debug, Clone)]
pub struct SeatCard {
    /// Who records it.
    pub speaker: Speaker,
    /// Its page here.
    pub path: String,
    /// Whose table it is.
    pub body: Words,
    /// What is dealt with.
    pub process: Words,
    /// Kind of body, country, stage, kind of seat.
    pub facts: Vec<String>,
    /// What the last step says.
    pub state: String,
    /// The class of the badge.
    pub badge: &'static str,
    /// How those who sat there rate it.
    pub rating: Option<String>,
    /// How many replies there are.
    pub replies: Option<String>,
    /// Who may read it, unless everybody may.
    pub audience: Option<String>,
}

impl SeatCard {
    /// A seat, as a reader sees it.
    #[must_use]
    pub fn new(viewer: &Viewer, view: &View) -> Self {
        let (language, seat) = (viewer.language, &view.seat);
        let words = |text: &str| Words::new(language, &seat.language, text.to_owned());
        let mut facts = vec![body_kind_name(language, seat.body_kind)];
        facts.extend(Some(country_name(language, &seat.country)).filter(|name| !name.is_empty()));
        facts.push(stage_name(language, seat.stage));
        facts.push(kind_name(language, seat.kind));
        Self {
            speaker: Speaker::new(viewer, &view.holder),
            path: seat.path(),
            body: words(&seat.body_name),
            process: words(&seat.process),
            facts,
            state: state_words(language, seat.state, &seat.refusal),
            badge: match seat.state {
                State::Adopted | State::Answered => " badge-well",
                State::Refused | State::Ignored => " badge-alert",
                _ => "",
            },
            rating: (seat.rating > 0).then(|| rating_name(language, seat.rating)),
            replies: (!view.replies.is_empty())
                .then(|| language.t1("seat-replies-count", "count", view.replies.len())),
            audience: (seat.audience == Audience::Network).then(|| language.t("position-audience-network")),
        }
    }
}

/// A step, as a reader sees it.
#[derive(Debug, Clone)]
pub struct StepView {
    /// What happened.
    pub state: String,
    /// The day: for programs, and in words.
    pub day: (String, String),
    /// How it went.
    pub words: Option<Words>,
    /// A link.
    pub evidence: Option<String>,
    /// When it was written down.
    pub recorded: String,
}

impl StepView {
    fn new(viewer: &Viewer, view: &View, step: &Step) -> Self {
        let language = viewer.language;
        Self {
            state: state_words(language, step.state, &step.refusal),
            day: (
                step.happened_on.clone(),
                began(&step.happened_on).map_or_else(String::new, |at| language.date(at)),
            ),
            words: (!step.words.is_empty())
                .then(|| Words::new(language, &view.seat.language, step.words.clone())),
            evidence: sanitise::https_link(&step.evidence).map(|url| url.to_string()),
            recorded: language.t1("seat-step-recorded", "date", language.date(step.recorded_at)),
        }
    }
}

/// What the other side says.
#[derive(Debug, Clone)]
pub struct ReplyView {
    /// Who says it.
    pub name: String,
    /// How we know.
    pub how: String,
    /// What is said.
    pub words: Words,
    /// When.
    pub at: (String, String),
    /// Where a moderator takes it off.
    pub hide: Option<String>,
}

/// What an address asks for, read once for lists and scorecards.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The question.
    pub filter: Filter,
    /// The same as it goes into links.
    pub query: Vec<(&'static str, String)>,
    /// The network, by name.
    pub network: Option<Actor>,
    /// The organisation, by name.
    pub holder: Option<Actor>,
    /// The body, by name.
    pub body: Option<String>,
    /// Every network known here.
    pub networks: Vec<Actor>,
}

/// What can be chosen: values and their words.
type Choices = Vec<(String, String)>;

impl Asked {
    /// From an address. What cannot be read asks for nothing.
    ///
    /// # Errors
    /// The database's own.
    pub async fn read(app: &App, viewer: &Viewer) -> Result<Self, Failure> {
        let given = |name: &str| parameter(&viewer.query, name).filter(|value| !value.is_empty());
        let filter = Filter {
            body: given("body").filter(|text| text.chars().count() <= 300),
            stage: given("stage").and_then(|text| Stage::parse(&text)),
            figure: given("figure").and_then(|text| Figure::parse(&text)),
            refusal: given("refusal").and_then(|text| Refusal::parse(&text)),
            holder: given("holder").and_then(|text| ActorId::parse(&text)),
            network: given("network").and_then(|text| ActorId::parse(&text)),
        };
        let (mut asked, reader) = (Self { filter, ..Self::default() }, viewer.reader());
        asked = app
            .db
            .read(move |c| {
                let active = |c: &mut _, id: &ActorId| match actor::store::get(c, id) {
                    Ok(found) => Ok(Some(found).filter(Actor::is_active)),
                    Err(Error::NotFound) => Ok(None),
                    Err(other) => Err(other),
                };
                if let Some(id) = &asked.filter.network {
                    asked.network = active(c, id)?;
                }
                if let Some(id) = &asked.filter.holder {
                    asked.holder = active(c, id)?;
                }
                if let Some(body) = &asked.filter.body {
                    asked.body = store::body_named(c, body, &reader)?.map(|(name, _)| name);
                }
                asked.networks = networks::all(c)?.into_iter().map(|(_, actor)| actor).collect();
                Ok::<_, Error>(asked)
            })
            .await?;
        let filter = &asked.filter;
        let mut query = Vec::new();
        query.extend(filter.body.clone().map(|value| ("body", value)));
        query.extend(filter.stage.map(|value| ("stage", value.as_str().to_owned())));
        query.extend(filter.network.as_ref().map(|value| ("network", value.to_string())));
        query.extend(filter.holder.as_ref().map(|value| ("holder", value.to_string())));
        query.extend(filter.figure.map(|value| ("figure", value.as_str().to_owned())));
        query.extend(filter.refusal.map(|value| ("refusal", value.as_str().to_owned())));
        asked.query = query;
        Ok(asked)
    }

    /// An address with the same question, but for what is given.
    #[must_use]
    pub fn link(&self, path: &str, others: &[(&str, &str)]) -> String {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        let kept = self.query.iter().filter(|(name, _)| !others.iter().any(|(other, _)| other == name));
        for (name, value) in kept {
            pairs.append_pair(name, value);
        }
        for (name, value) in others.iter().filter(|(_, value)| !value.is_empty()) {
            pairs.append_pair(name, value);
        }
        let query = pairs.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// What a form offers: stages, and networks by name.
    fn choices(&self, viewer: &Viewer) -> (Choices, Choices) {
        let language = viewer.language;
        let stages = std::iter::once((String::new(), language.t("seat-filter-all-stages")))
            .chain(Stage::ALL.iter().map(|one| (one.as_str().to_owned(), stage_name(language, *one))))
            .collect();
        let networks = std::iter::once((String::new(), language.t("seat-filter-all-networks")))
            .chain(self.networks.iter().map(|one| (one.id.to_string(), Speaker::new(viewer, one).name.text)))
            .collect();
        (stages, networks)
    }
}

#[derive(Template)]
#[template(path = "table/list.html")]
struct List {
    page: Page,
    cards: Vec<SeatCard>,
    pager: Pager,
    of: Vec<(String, Words)>,
    stage: String,
    stages: Vec<(String, String)>,
    network: String,
    networks: Vec<(String, String)>,
    figure: String,
    figures: Vec<(String, String)>,
    hidden: Vec<(&'static str, String)>,
    filtered: bool,
    score: String,
}

/// `GET /seats`
///
/// # Errors
/// None.
pub async fn list(app: Data<App>, viewer: Viewer) -> Outcome {
    let asked = Asked::read(&app, &viewer).await?;
    let place = Place::of(&viewer);
    let before = place.before.clone();
    let (filter, reader) = (asked.filter.clone(), viewer.reader());
    let list = app.db.read(move |c| store::list(c, &filter, &reader, before.as_ref(), store::PAGE)).await?;
    let language = viewer.language;
    let keep = asked.link("", &[]);
    let pager = Pager::of(
        "/seats",
        keep.trim_start_matches('?'),
        &place,
        list.views.len(),
        list.total,
        list.next.as_ref(),
    );
    let (stages, networks) = asked.choices(&viewer);
    let plain = |text: String| Words { text, attributes: r#" dir="auto""#.to_owned() };
    let mut of = Vec::new();
    if let Some(name) = asked.body.clone().or_else(|| asked.filter.body.clone()) {
        of.push((language.t("seat-body"), plain(name)));
    }
    if let Some(holder) = &asked.holder {
        of.push((language.t("seat-holder"), Speaker::new(&viewer, holder).name));
    }
    if let Some(refusal) = asked.filter.refusal {
        of.push((language.t("seat-refusal"), plain(refusal_name(language, refusal))));
    }
    let page = List {
        page: Page::new(&viewer, language.plain("seat-title")).under("seats"),
        cards: list.views.iter().map(|view| SeatCard::new(&viewer, view)).collect(),
        pager,
        of,
        stage: asked.filter.stage.map(|one| one.as_str().to_owned()).unwrap_or_default(),
        stages,
        network: asked.filter.network.as_ref().map(ToString::to_string).unwrap_or_default(),
        networks,
        figure: asked.filter.figure.map(|one| one.as_str().to_owned()).unwrap_or_default(),
        figures: std::iter::once((String::new(), language.t("seat-filter-all")))
            .chain(
                Figure::ALL
                    .into_iter()
                    .filter(|one| *one != Figure::Promised)
                    .map(|one| (one.as_str().to_owned(), language.t(figure_key(one)))),
            )
            .collect(),
        hidden: asked
            .query
            .iter()
            .filter(|(name, _)| matches!(*name, "body" | "holder" | "refusal"))
            .cloned()
            .collect(),
        filtered: !asked.query.is_empty(),
        score: asked.link("/seats/score", &[("figure", ""), ("refusal", ""), ("holder", "")]),
    };
    ok(&viewer, &page)
}

#[derive(Template)]
#[template(path = "table/show.html")]
struct Show {
    page: Page,
    card: SeatCard,
    steps: Vec<StepView>,
    rating: Option<(String, Option<Words>)>,
    replies: Vec<ReplyView>,
    withdrawn: Option<String>,
    meeting: Option<String>,
    body_actor: Option<String>,
    body_seats: String,
    audience: String,
    networks: Vec<Speaker>,
    recorded: (String, String),
    changed: Option<(String, String)>,
    origin: Option<(String, Option<String>)>,
    copies: Vec<String>,
    actions: Vec<(String, String, &'static str)>,
    hide: Option<String>,
    report: Option<String>,
}

/// `GET /seats/{id}`
///
/// # Errors
/// 404 for what is not there and for what this reader may not know of.
pub async fn show(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let id = SeatId::parse(&id).ok_or_else(Failure::not_found)?;
    let reader = viewer.reader();
    let (view, is_holder, copies) = app
        .db
        .read(move |c| {
            let found = store::read(c, &id, &reader)?;
            let is_holder = found.word().is_of(&reader);
            let copies = if is_holder { store::copies(c, &id)? } else { Vec::new() };
            Ok::<_, Error>((store::view(c, found)?, is_holder, copies))
        })
        .await?;
    let (language, seat) = (viewer.language, &view.seat);
    let decides = viewer.identity.as_ref().is_some_and(|who| who.is_officer(&seat.holder_id));
    let keeps = super::moderation::keeper(&viewer).is_ok() && !is_holder;
    let desk = format!("/desk/{}/seats/{}", view.holder.username, seat.id);
    let actions = if decides && seat.stands() {
        vec![
            (format!("{desk}/step"), language.t("seat-act-step"), ""),
            (format!("{desk}/rating"), language.t("seat-act-rating"), "quiet"),
            (format!("{desk}/correct"), language.t("seat-act-correct"), "quiet"),
            (format!("{desk}/link"), language.t("seat-act-link"), "quiet"),
            (format!("{desk}/withdraw"), language.t("seat-act-withdraw"), "danger"),
        ]
    } else {
        Vec::new()
    };
    let card = SeatCard::new(&viewer, &view);
    let link =
        |uri: &Option<String>| uri.as_deref().and_then(sanitise::https_link).map(|url| url.to_string());
    let page = Show {
        page: Page::new(&viewer, language.plain1("seat-at", "body", &seat.body_name))
            .under("seats")
            .with_aside(),
        steps: view.steps.iter().map(|step| StepView::new(&viewer, &view, step)).collect(),
        rating: (seat.rating > 0).then(|| {
            let words = (!seat.rating_words.is_empty())
                .then(|| Words::new(language, &seat.language, seat.rating_words.clone()));
            (rating_name(language, seat.rating), words)
        }),
        replies: view
            .replies
            .iter()
            .map(|reply| ReplyView {
                name: reply.name.clone(),
                how: match (&reply.actor_uri, reply.passed_on) {
                    (_, true) => language.t1("seat-reply-passed-on", "host", &view.holder.host),
                    (Some(actor), false) => language.t1("seat-reply-by-actor", "actor", actor),
                    (None, false) => language.t("seat-reply-by-link"),
                },
                words: Words::new(language, &reply.language, reply.words.clone()),
                at: (reply.updated_at.day(), language.date(reply.updated_at)),
                hide: keeps.then(|| format!("/seats/replies/{}/hide", reply.id)),
            })
            .collect(),
        withdrawn: seat.withdrawn_at.map(|at| language.t1("seat-withdrawn-note", "date", language.date(at))),
        meeting: link(&seat.meeting),
        body_actor: seat.body_actor.clone(),
        body_seats: Asked { query: vec![("body", seat.body.clone())], ..Asked::default() }
            .link("/seats/score", &[]),
        audience: language.t(match seat.audience {
            Audience::Public => "position-audience-public",
            Audience::Network => "position-audience-network",
        }),
        networks: view.networks.iter().map(|network| Speaker::new(&viewer, network)).collect(),
        recorded: (seat.recorded_at.day(), language.date(seat.recorded_at)),
        changed: (seat.updated_at > seat.recorded_at)
            .then(|| (seat.updated_at.day(), language.date(seat.updated_at))),
        origin: (!seat.local).then(|| {
            let there = seat.page_url.as_deref().unwrap_or(&seat.uri);
            (view.holder.host.clone(), sanitise::https_link(there).map(|url| url.to_string()))
        }),
        copies,
        actions,
        hide: (keeps && !seat.local).then(|| format!("{}/hide", seat.path())),
        report: (!is_holder).then(|| format!("/report?object=actor:{}", view.holder.id)),
        card,
    };
    let public = seat.audience == Audience::Public && seat.local && seat.stands();
    let response = ok(&viewer, &page)?;
    Ok(if public { response } else { unlisted(response) })
}
