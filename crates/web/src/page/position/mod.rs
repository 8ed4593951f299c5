//! What organisations and people think: lists and single positions, for everybody who may read them.

pub mod desk;
pub mod end;
pub mod take;

use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;
use sofra_base::text::seek::Part;
use sofra_domain::account::Seat;
use sofra_domain::actor::{self, Actor, ActorId, ActorKind};
use sofra_domain::approval::{Rule, RuleKind};
use sofra_domain::position::store::{self, Filter, View, Which};
use sofra_domain::position::subject::{IDENTITY, Kind};
use sofra_domain::position::totals::Told;
use sofra_domain::position::{Audience, PositionId, Stance, State, Subject};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error};

use super::approval::rule_words;
use super::show::{Speaker, Words};
use super::{Page, ok, unlisted};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::i18n::Language;
use crate::pager::{Pager, Place};
use crate::viewer::{Viewer, parameter};

/// The name of a stance.
#[must_use]
pub fn stance_name(language: Language, stance: Stance) -> String {
    language.t(match stance {
        Stance::Support => "position-stance-support",
        Stance::Reservations => "position-stance-reservations",
        Stance::Abstain => "position-stance-abstain",
        Stance::Oppose => "position-stance-oppose",
    })
}

/// What a stance means, in a sentence.
fn stance_help(language: Language, stance: Stance) -> String {
    language.t(match stance {
        Stance::Support => "position-stance-support-help",
        Stance::Reservations => "position-stance-reservations-help",
        Stance::Abstain => "position-stance-abstain-help",
        Stance::Oppose => "position-stance-oppose-help",
    })
}

fn audience_name(language: Language, audience: Audience) -> String {
    language.t(match audience {
        Audience::Public => "position-audience-public",
        Audience::Network => "position-audience-network",
    })
}

/// The address of a page with a subject in its query.
#[must_use]
pub fn with_subject(path: &str, identity: &str) -> String {
    let query =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("subject", identity).finish();
    format!("{path}?{query}")
}

/// What a position is about, as a reader sees it.
#[derive(Debug, Clone)]
pub struct SubjectView {
    /// The identity.
    pub identity: String,
    /// A code or a number before the words; may be empty.
    pub code: String,
    /// The words.
    pub title: Words,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether that is here.
    pub here: bool,
}

impl SubjectView {
    /// In words.
    #[must_use]
    pub fn new(viewer: &Viewer, about: &Subject) -> Self {
        let language = viewer.language;
        let code = match (about.kind, about.paragraph) {
            (Kind::Paragraph, Some(number)) => language.t1("position-paragraph", "number", number),
            (Kind::Demand, _) => sofra_domain::agenda::by_urn(&about.identity)
                .map(|(_, _, d)| d.code.clone())
                .unwrap_or_default(),
            _ => String::new(),
        };
        let title = about
            .title
            .best(&viewer.languages, about.authentic.as_ref())
            .filter(|(_, title)| !title.is_empty())
            .map(|(tag, title)| Words::new(language, tag, title.clone()));
        let elsewhere = sanitise::https_link(&about.identity).map(|url| url.to_string());
        Self {
            identity: about.identity.clone(),
            code,
            title: title.unwrap_or_else(|| Words {
                text: about.identity.clone(),
                attributes: r#" dir="ltr""#.to_owned(),
            }),
            here: about.path.is_some(),
            href: about.path.clone().or(elsewhere),
        }
    }
}

/// A position in a list.
#[derive(Debug, Clone)]
pub struct PositionCard {
    /// Whose it is.
    pub speaker: Speaker,
    /// Whether the holder is shown with it.
    pub with_speaker: bool,
    /// Its page here.
    pub path: String,
    /// The stance in a word.
    pub stance: String,
    /// What it is about.
    pub subject: SubjectView,
    /// The first words of the reasons.
    pub reasons: Option<Words>,
    /// In place of them the place in which words are that somebody looked for.
    pub excerpt: Vec<Part>,
    /// When it was decided: for programs, and in words.
    pub decided: (String, String),
    /// How it was taken.
    pub rule: String,
    /// Who may read it, unless everybody may.
    pub audience: Option<String>,
    /// Words on badges: that its subject changed, that it counts no more.
    pub marks: Vec<String>,
}

impl PositionCard {
    /// A position, as a reader sees it.
    #[must_use]
    pub fn new(viewer: &Viewer, view: &View, with_speaker: bool) -> Self {
        let language = viewer.language;
        let found = &view.position;
        let mut marks = Vec::new();
        if view.stale {
            marks.push(language.t("position-stale"));
        }
        match found.state {
            State::Standing => {}
            State::Superseded => marks.push(language.t("position-superseded")),
            State::Withdrawn => marks.push(language.t("position-withdrawn")),
        }
        Self {
            speaker: Speaker::new(viewer, &view.holder),
            with_speaker,
            path: found.path(),
            stance: stance_name(language, found.stance),
            subject: SubjectView::new(viewer, &view.subject),
            reasons: best_reasons(viewer, &view.reasons, &found.authentic)
                .map(|words| Words { text: sanitise::truncate(&words.text, 300), ..words }),
            excerpt: Vec::new(),
            decided: (found.decided_at.day(), language.date(found.decided_at)),
            rule: rule_of(language, view),
            audience: (found.audience != Audience::Public).then(|| audience_name(language, found.audience)),
            marks,
        }
    }
}

fn best_reasons(viewer: &Viewer, reasons: &Localized<String>, authentic: &LanguageTag) -> Option<Words> {
    reasons
        .best(&viewer.languages, Some(authentic))
        .map(|(tag, text)| Words::new(viewer.language, tag, text.clone()))
}

fn rule_of(language: Language, view: &View) -> String {
    let found = &view.position;
    match RuleKind::parse(&found.rule) {
        Some(kind) => rule_words(language, Rule { kind, quorum: found.quorum, threshold: found.threshold }),
        None if view.holder.kind == ActorKind::Member => language.t("position-rule-person"),
        None => language.t("position-rule-untold"),
    }
}

/// Members' totals as they are told, line by line.
fn told_lines(language: Language, told: &Told) -> Vec<String> {
    let mut lines = vec![language.t1("position-totals-members", "count", told.members)];
    if let Some(spoken) = told.spoken {
        lines.push(language.t1("position-totals-spoken", "count", spoken));
    }
    let mut hidden = told.spoken.is_none();
    for stance in Stance::ALL {
        let name = stance_name(language, *stance);
        lines.push(match told.of(*stance) {
            Some(number) => language.t2("position-totals-cell", "stance", name, "number", number),
            None => {
                hidden = true;
                language.t1("position-totals-cell-hidden", "stance", name)
            }
        });
    }
    if hidden {
        lines.push(language.t("position-totals-hidden"));
    }
    lines
}

#[derive(Template)]
#[template(path = "position/list.html")]
struct List {
    page: Page,
    cards: Vec<PositionCard>,
    pager: Pager,
    subject: Option<SubjectView>,
    holder: Option<(String, Speaker)>,
    stance: String,
    stances: Vec<(String, String)>,
    which: String,
    whiches: Vec<(String, String)>,
    filtered: bool,
    say: Option<String>,
    /// For feed readers: of what counts.
    feed: Option<String>,
}

/// `GET /positions`
///
/// # Errors
/// None.
pub async fn list(app: Data<App>, viewer: Viewer) -> Outcome {
    let given = |name: &str| parameter(&viewer.query, name).filter(|value| !value.is_empty());
    let filter = Filter {
        stance: given("stance").and_then(|text| Stance::parse(&text)),
        subject: given("subject").filter(|text| text.len() <= IDENTITY),
        holder: given("holder").and_then(|text| ActorId::parse(&text)),
        which: match given("which").as_deref() {
            Some("stale") => Which::Stale,
            Some("past") => Which::Past,
            _ => Which::Standing,
        },
    };
    let place = Place::of(&viewer);
    let before = place.before.clone();
    let (asked, reader) = (filter.clone(), viewer.reader());
    let (list, subject, holder) = app
        .db
        .read(move |c| {
            let subject = match &asked.subject {
                Some(identity) => Some(store::subject_for(c, identity, &reader)?),
                None => None,
            };
            let holder = match &asked.holder {
                Some(id) => known_holder(c, id)?,
                None => None,
            };
            let list = store::list(c, &asked, &reader, before.as_ref(), store::PAGE)?;
            Ok::<_, Error>((list, subject, holder))
        })
        .await?;
    let language = viewer.language;
    let mut keep = url::form_urlencoded::Serializer::new(String::new());
    for name in ["stance", "subject", "holder", "which"] {
        if let Some(value) = given(name) {
            keep.append_pair(name, &value);
        }
    }
    let keep = keep.finish();
    let feed = (filter.which == Which::Standing).then(|| {
        let and = if keep.is_empty() { "" } else { "&" };
        format!("/feeds/positions?{keep}{and}lang={}", language.as_str())
    });
    let pager = Pager::of("/positions", &keep, &place, list.views.len(), list.total, list.next.as_ref());
    let which = match filter.which {
        Which::Standing => "",
        Which::Stale => "stale",
        Which::Past => "past",
    };
    let page = List {
        page: Page::new(&viewer, language.plain("position-title")).under("positions"),
        feed,
        cards: list
            .views
            .iter()
            .map(|view| PositionCard::new(&viewer, view, filter.holder.is_none()))
            .collect(),
        pager,
        say: subject
            .as_ref()
            .filter(|about| viewer.identity.is_some() && about.is_known())
            .map(|about| with_subject("/positions/new", &about.identity)),
        subject: subject.as_ref().map(|about| SubjectView::new(&viewer, about)),
        holder: holder.map(|found| (found.id.to_string(), Speaker::new(&viewer, &found))),
        stance: filter.stance.map(|stance| stance.as_str().to_owned()).unwrap_or_default(),
        stances: std::iter::once((String::new(), language.t("position-filter-all-stances")))
            .chain(Stance::ALL.iter().map(|one| (one.as_str().to_owned(), stance_name(language, *one))))
            .collect(),
        which: which.to_owned(),
        whiches: [
            ("", "position-which-standing"),
            ("stale", "position-which-stale"),
            ("past", "position-which-past"),
        ]
        .map(|(value, key)| (value.to_owned(), language.t(key)))
        .to_vec(),
        filtered: filter.stance.is_some()
            || filter.subject.is_some()
            || filter.holder.is_some()
            || filter.which != Which::Standing,
    };
    ok(&viewer, &page)
}

/// A holder whose name may be shown.
fn known_holder(c: &mut AnyConnection, id: &ActorId) -> Result<Option<Actor>, Error> {
    match actor::store::get(c, id) {
        Ok(found) => Ok(Some(found).filter(Actor::is_active)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "position/show.html")]
struct Show {
    page: Page,
    speaker: Speaker,
    path: String,
    stance: String,
    subject: SubjectView,
    marks: Vec<String>,
    notes: Vec<String>,
    reasons: Vec<(String, Words)>,
    withdrawn: bool,
    rule: String,
    decided: (String, String),
    changed: Option<(String, String)>,
    bound: String,
    audience: String,
    networks: Vec<Speaker>,
    totals: Vec<String>,
    call: Option<String>,
    origin: Option<(String, Option<String>)>,
    history: Vec<(String, Vec<Words>)>,
    newer: Option<String>,
    change: Option<String>,
    may_withdraw: bool,
    may_hide: bool,
    report: Option<String>,
    others: String,
    copies: Vec<String>,
}

/// `GET /positions/{id}`
///
/// # Errors
/// 404 for what is not there and for what this reader may not know of.
pub async fn show(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let id = PositionId::parse(&id).ok_or_else(Failure::not_found)?;
    let reader = viewer.reader();
    let (view, history, newer, is_holder, copies) = app
        .db
        .read(move |c| {
            let found = store::read(c, &id, &reader)?;
            let is_holder = found.word().is_of(&reader);
            let newer = match found.state {
                State::Standing => None,
                _ => store::standing(c, &found.holder_id, &found.subject)?
                    .filter(|newer| store::read(c, &newer.id, &reader).is_ok()),
            };
            let history = store::history(c, &id)?;
            let copies = if is_holder { store::copies(c, &id)? } else { Vec::new() };
            Ok::<_, Error>((store::view(c, found, &reader)?, history, newer, is_holder, copies))
        })
        .await?;
    let language = viewer.language;
    let found = &view.position;
    let card = PositionCard::new(&viewer, &view, true);
    let standing = found.state == State::Standing;
    let mut notes = Vec::new();
    if view.stale {
        notes.push(language.t("position-stale-note"));
    }
    if let Some(at) = found.withdrawn_at.filter(|_| found.state == State::Withdrawn) {
        notes.push(language.t1("position-withdrawn-note", "date", language.date(at)));
    }
    if found.state == State::Superseded {
        notes.push(language.t("position-superseded-note"));
    }
    let decides = viewer.identity.as_ref().is_some_and(|who| {
        who.is_officer(&found.holder_id) || who.person.as_ref() == Some(&found.holder_id) && who.may_write
    });
    let change = (decides && standing && view.subject.is_known()).then(|| {
        let path = match view.holder.kind {
            ActorKind::Member => "/positions/own".to_owned(),
            _ => format!("/desk/{}/positions/new", view.holder.username),
        };
        with_subject(&path, &found.subject)
    });
    let page = Show {
        page: Page::new(
            &viewer,
            language.plain2("position-of", "holder", &card.speaker.name.text, "stance", &card.stance),
        )
        .under("agenda")
        .with_aside(),
        path: found.path(),
        reasons: sorted(&view.reasons, &found.authentic)
            .into_iter()
            .map(|(tag, text)| (language.language_name(tag), Words::new(language, tag, text.clone())))
            .collect(),
        withdrawn: found.state == State::Withdrawn,
        notes,
        decided: (found.decided_at.day(), language.date_time(found.decided_at)),
        changed: (found.revision > 1).then(|| (found.updated_at.day(), language.date_time(found.updated_at))),
        bound: found.subject_hash.chars().take(16).collect(),
        audience: audience_name(language, found.audience),
        networks: view.networks.iter().map(|network| Speaker::new(&viewer, network)).collect(),
        totals: view.totals.as_ref().map(|told| told_lines(language, told)).unwrap_or_default(),
        call: found.call_uri.clone(),
        origin: (!found.local).then(|| {
            let link = found.page_url.as_deref().unwrap_or(&found.uri);
            (view.holder.host.clone(), sanitise::https_link(link).map(|url| url.to_string()))
        }),
        history: history
            .iter()
            .rev()
            .filter(|(row, _)| row.number != found.revision || found.state == State::Withdrawn)
            .map(|(row, reasons)| {
                let line = language.t2(
                    "position-history-line",
                    "stance",
                    stance_name(language, row.stance),
                    "date",
                    language.date(row.decided_at),
                );
                let words = sorted(reasons, &found.authentic)
                    .into_iter()
                    .map(|(tag, text)| Words::new(language, tag, text.clone()))
                    .collect();
                (line, words)
            })
            .collect(),
        newer: newer.map(|newer| newer.path()),
        may_withdraw: decides && standing,
        change,
        may_hide: !found.local && super::moderation::keeper(&viewer).is_ok(),
        report: (!is_holder).then(|| format!("/report?object=position:{}", found.id)),
        others: with_subject("/positions", &found.subject),
        copies,
        speaker: card.speaker,
        stance: card.stance,
        subject: card.subject,
        marks: card.marks,
        rule: card.rule,
    };
    let public = found.audience == Audience::Public && found.local && standing;
    let response = ok(&viewer, &page)?;
    Ok(if public { response } else { unlisted(response) })
}

/// Texts by language, the authentic one first.
fn sorted<'a>(texts: &'a Localized<String>, authentic: &LanguageTag) -> Vec<(&'a LanguageTag, &'a String)> {
    let mut all: Vec<_> = texts.iter().collect();
    all.sort_by_key(|(tag, _)| *tag != authentic);
    all
}

#[derive(Template)]
#[template(path = "position/choose.html")]
struct Choose {
    page: Page,
    subject: SubjectView,
    ways: Vec<Way>,
}

struct Way {
    href: String,
    title: String,
    help: String,
}

/// `GET /positions/new`: in whose name?
///
/// # Errors
/// 404 for a subject that is not known here or that the reader may not read.
pub async fn choose(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let identity = parameter(&viewer.query, "subject").unwrap_or_default();
    let asking = who.clone();
    let (about, organisations) = app
        .db
        .read(move |c| {
            let about = sofra_domain::position::actions::open_subject(c, &asking, &identity)?;
            let ids: Vec<ActorId> = asking.seats.iter().map(|(id, _)| id.clone()).collect();
            Ok::<_, Error>((about, actor::store::get_many(c, &ids)?))
        })
        .await?;
    let language = viewer.language;
    let mut ways = Vec::new();
    for organisation in
        organisations.iter().filter(|one| one.is_active() && one.kind == ActorKind::Organisation)
    {
        let name = Speaker::new(&viewer, organisation).name.text;
        let base = format!("/desk/{}/positions", organisation.username);
        if who.seat(&organisation.id) == Some(Seat::Officer) {
            ways.push(Way {
                href: with_subject(&format!("{base}/new"), &about.identity),
                title: language.t1("position-choose-organisation", "organisation", &name),
                help: language.t("position-choose-organisation-help"),
            });
        }
        ways.push(Way {
            href: with_subject(&format!("{base}/inside"), &about.identity),
            title: language.t1("position-choose-inside", "organisation", &name),
            help: language.t("position-choose-inside-help"),
        });
    }
    if who.person.is_some() {
        ways.push(Way {
            href: with_subject("/positions/own", &about.identity),
            title: language.t("position-choose-own"),
            help: language.t("position-choose-own-help"),
        });
    }
    let page = Choose {
        page: Page::new(&viewer, language.plain("position-choose-title")).under("agenda"),
        subject: SubjectView::new(&viewer, &about),
        ways,
    };
    ok(&viewer, &page)
}

/// What a page about a subject links to: how many positions there are, and where one says one's own.
#[derive(Debug, Clone)]
pub struct Links {
    /// "Positions (N)".
    pub text: String,
    /// Where they are.
    pub href: String,
    /// Where one says what one thinks; for those signed in.
    pub say: Option<String>,
}

impl Links {
    /// For one subject.
    #[must_use]
    pub fn new(viewer: &Viewer, identity: &str, count: i64) -> Self {
        Self {
            text: viewer.language.t1("position-link", "count", count),
            href: with_subject("/positions", identity),
            say: viewer.identity.is_some().then(|| with_subject("/positions/new", identity)),
        }
    }

    /// For a statement, and for each of its numbered paragraphs.
    #[must_use]
    pub fn on_statement(
        viewer: &Viewer,
        counts: &[(String, Option<i32>, i64)],
    ) -> (Option<Self>, Vec<(i32, Self)>) {
        let (mut whole, mut parts) = (None, Vec::new());
        for (identity, paragraph, count) in counts {
            let links = Self::new(viewer, identity, *count);
            match paragraph {
                Some(number) => parts.push((*number, links)),
                None => whole = Some(links),
            }
        }
        (whole, parts)
    }
}

/// How many positions a reader finds on a statement and on each of its paragraphs.
///
/// # Errors
/// The database's own.
pub fn on_statement(
    c: &mut AnyConnection,
    reader: &Reader,
    view: &sofra_domain::statement::View,
) -> Result<Vec<(String, Option<i32>, i64)>, Error> {
    use sofra_domain::position::subject::paragraph;
    use sofra_domain::statement::{Audience as Heard, State as Out};
    let heard = matches!(view.statement.audience, Heard::Public | Heard::Network);
    if view.statement.state != Out::Published || !heard || view.revision.number != view.statement.revision {
        return Ok(Vec::new());
    }
    let uri = &view.statement.uri;
    let mut identities = vec![(uri.clone(), None)];
    if view.statement.numbered {
        for one in sofra_domain::statement::store::paragraphs(c, &view.statement.id, view.revision.number)? {
            identities.push((paragraph(uri, one.number), Some(one.number)));
        }
    }
    let names: Vec<String> = identities.iter().map(|(identity, _)| identity.clone()).collect();
    let counts = store::counts(c, &names, reader)?;
    Ok(identities
        .into_iter()
        .map(|(identity, number)| {
            let count = counts.get(&identity).copied().unwrap_or(0);
            (identity, number, count)
        })
        .collect())
}
