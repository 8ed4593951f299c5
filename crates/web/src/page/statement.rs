//! A statement, its revisions, and what changed between them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::lang::LanguageTag;
use sofra_base::text::sanitise;
use sofra_domain::actor::Actor;
use sofra_domain::mandate::{self, Mark};
use sofra_domain::statement::store::{self, Sending};
use sofra_domain::statement::{Audience, State, Statement, StatementId, Text, View};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, Result, actor, network, peer};

use super::approval::Inside;
use super::compare::{Paragraph, Piece, body_of, has_changes, paragraphs, pieces};
use super::mandate::MarkView;
use super::position::Links;
use super::show::{DemandLink, Speaker, Words, audience, kind};
use super::{Page, respond, unlisted};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::i18n::{Language, own_name};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "statement.html")]
struct Show {
    page: Page,
    speaker: Speaker,
    path: String,
    title: Words,
    summary: Words,
    body: Words,
    numbered: bool,
    versions: Vec<Version>,
    not_in_language: Option<String>,
    warning: Option<String>,
    event: Vec<(&'static str, String)>,
    event_link: Option<String>,
    images: Vec<Image>,
    files: Vec<File>,
    draft: bool,
    old_revision: Option<i32>,
    note: Option<Note>,
    origin: Option<Origin>,
    answers: Option<(String, bool)>,
    kind: String,
    published: Option<(String, String)>,
    audience: String,
    translations: Vec<String>,
    demands: Vec<DemandLink>,
    citation: Option<(String, String)>,
    may_write: bool,
    may_hide: bool,
    report: Option<String>,
    sending: Option<Sending>,
    failed: String,
    retrying: String,
    stays: bool,
    mark: Option<MarkView>,
    positions: Option<Links>,
    by_paragraph: Vec<(i32, Links)>,
    inside: Option<Inside>,
    /// The address it came out under before it was brought here.
    first: Option<String>,
    /// Who wanted to be named as its writer: name, and path of the profile where it is known here.
    writer: Option<(String, Option<String>)>,
    /// The networks that it is told to.
    told: Vec<Speaker>,
    /// Where its author lives now, and the address under which it is found there.
    moved: Option<(Speaker, Option<String>)>,
}

/// A text in one of the languages, in the bar that leads from one to the other.
struct Version {
    tag: String,
    name: String,
    current: bool,
    authentic: bool,
    href: String,
}

struct Image {
    url: String,
    width: i32,
    height: i32,
    alt: String,
}

/// A file on another server, as a link: reading a page loads nothing from elsewhere.
struct File {
    url: String,
    host: String,
    alt: String,
}

struct Note {
    number: i32,
    date: String,
    text: String,
    changes: Option<String>,
}

struct Origin {
    host: String,
    received: String,
    url: Option<String>,
}

/// Everything one page needs, read at once.
struct Read {
    view: View,
    is_author: bool,
    sending: Option<Sending>,
    /// How many hosts get a copy, for its author.
    holders: Option<usize>,
    answers: Option<(String, bool)>,
    mark: Mark,
    /// How many positions there are on it and on its paragraphs.
    positions: Vec<(String, Option<i32>, i64)>,
    inside: Option<InsideRead>,
    moved: Option<(sofra_domain::moving::Moved, Actor)>,
    profile: Option<Actor>,
    told: Vec<Actor>,
}

/// What those inside see: proposals, comments, who wrote it.
type InsideRead = (Vec<super::approval::Read>, usize, Option<String>);

enum Loaded {
    Here(Box<Read>),
    Withdrawn(Box<(Statement, Actor)>),
}

fn load(
    c: &mut sofra_domain::AnyConnection,
    viewer: &sofra_domain::viewer::Reader,
    id: &StatementId,
    number: Option<i32>,
    today: &str,
) -> Result<Loaded> {
    let found = store::read(c, id, viewer)?;
    if found.state == State::Withdrawn {
        let author = actor::store::get(c, &found.author_id)?;
        return Ok(Loaded::Withdrawn(Box::new((found, author))));
    }
    let is_author = store::relation(c, &found, viewer)?.is_author;
    let answers = match &found.in_reply_to {
        Some(uri) => match sofra_domain::moving::store::referred(c, uri)? {
            Some(other) if store::read(c, &other.id, viewer).is_ok() => Some((other.path(), true)),
            // What this reader may not read here is named by its own address, as for one we never saw.
            _ => sanitise::https_link(uri).map(|url| (url.to_string(), false)),
        },
        None => None,
    };
    let (mut sending, mut holders) = (None, None);
    if is_author && found.local && found.state == State::Published {
        sending = Some(store::sending(c, id)?);
        holders = Some(peer::store::holders(c, &found.author_id, found.audience)?.len());
    }
    let moved = sofra_domain::moving::store::target(c, &found.author_id)?;
    let view = store::view(c, found, number)?;
    let mark = mandate::store::mark(c, &view.statement, &view.author, today)?;
    let inside = match viewer {
        Reader::Account(who) => super::approval::inside(c, who, &view)?,
        _ => None,
    };
    let profile = match view.writer.as_ref().and_then(|writer| writer.person.as_deref()) {
        Some(uri) => actor::store::by_uri(c, uri)?.filter(Actor::is_active),
        None => None,
    };
    let positions = super::position::on_statement(c, viewer, &view)?;
    let told = network::store::told(c, id)?;
    let told = actor::store::get_many(c, &told)?.into_iter().filter(Actor::is_active).collect();
    let read =
        Read { view, is_author, sending, holders, answers, mark, positions, inside, moved, profile, told };
    Ok(Loaded::Here(Box::new(read)))
}

/// `GET /statements/{id}`
///
/// # Errors
/// 404 for what is not there and for what this reader may not know of.
pub async fn show(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    page(&app, &viewer, id, None).await
}

/// `GET /statements/{id}/revisions/{number}`
///
/// # Errors
/// As [`show`].
pub async fn revision(app: Data<App>, viewer: Viewer, path: Path<(String, i32)>) -> Outcome {
    let (id, number) = path.into_inner();
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    page(&app, &viewer, id, Some(number)).await
}

async fn page(app: &App, viewer: &Viewer, id: StatementId, number: Option<i32>) -> Outcome {
    let (reader, today) = (viewer.reader(), viewer.now.day());
    match app.db.read(move |c| load(c, &reader, &id, number, &today)).await? {
        Loaded::Withdrawn(found) => withdrawn(viewer, &found.0, &found.1),
        Loaded::Here(read) => {
            let listed = read.view.statement.audience == Audience::Public
                && read.view.statement.state == State::Published
                && read.view.statement.local
                && number.is_none_or(|n| n == read.view.statement.revision);
            let response = render(viewer, *read, app.site.development)?;
            Ok(if listed { response } else { unlisted(response) })
        }
    }
}

/// The languages of the texts, the asked one first.
fn wanted(viewer: &Viewer) -> Vec<LanguageTag> {
    let asked = parameter(&viewer.query, "text").and_then(|t| t.parse().ok());
    asked.into_iter().chain(viewer.languages.iter().cloned()).collect()
}

fn render(viewer: &Viewer, read: Read, development: bool) -> Outcome {
    let language = viewer.language;
    let Read { view, is_author, sending, holders, answers, mark, positions, inside, moved, profile, told } =
        read;
    let (positions, by_paragraph) = Links::on_statement(viewer, &positions);
    let statement = &view.statement;
    let text = view.text(&wanted(viewer))?;
    let words = |t: &str| Words::new(language, &text.language, t);
    let speaker = Speaker::new(viewer, &view.author);
    let shown = if text.title.is_empty() {
        Words {
            text: language.plain1("statement-by", "speaker", &speaker.name.text),
            attributes: String::new(),
        }
    } else {
        words(&text.title)
    };
    let here = if view.revision.number == statement.revision {
        statement.path()
    } else {
        format!("{}/revisions/{}", statement.path(), view.revision.number)
    };
    let published = statement.published_at.map(|at| (at.day(), language.date(at)));
    let retrying = sending.as_ref().map(|s| language.list(&s.retrying)).unwrap_or_default();
    let failed = sending.as_ref().map(|s| language.list(&s.failed)).unwrap_or_default();
    let mut page = Page::new(viewer, &shown.text).with_aside();
    if let Some(words) = holders.and_then(|count| published_now(viewer, statement, count)) {
        page = page.saying(words);
    }
    let moved = moved.as_ref().map(|(moved, target)| {
        let lookup = moved.lookup.as_ref().and_then(|lookup| url::Url::parse(lookup).ok()).map(|mut url| {
            url.query_pairs_mut().append_pair("from", &statement.uri);
            url.to_string()
        });
        (Speaker::new(viewer, target), lookup)
    });
    let show = Show {
        page,
        moved,
        told: told.iter().map(|network| Speaker::new(viewer, network)).collect(),
        first: view.first_uri.clone(),
        writer: view.writer.as_ref().map(|w| (w.name.clone(), profile.as_ref().map(Actor::path))),
        path: statement.path(),
        summary: words(&text.summary),
        body: words(&text.html),
        numbered: statement.numbered,
        versions: versions(language, &view, text, &here),
        not_in_language: not_in_language(viewer, &view, text),
        warning: statement.warning.clone().filter(|w| !w.is_empty()),
        event: event(language, statement),
        event_link: event_link(statement),
        images: images(&view),
        files: files(&view),
        draft: statement.state == State::Draft,
        old_revision: (view.revision.number != statement.revision).then_some(view.revision.number),
        note: statement.is_revised().then(|| Note {
            number: view.revision.number,
            date: language.date(view.revision.created_at),
            text: view.revision.note.clone(),
            changes: (view.revision.number > 1)
                .then(|| format!("{}/revisions/{}/changes", statement.path(), view.revision.number)),
        }),
        origin: (!statement.local).then(|| Origin {
            host: sanitise::domain_for_readers(&view.author.host),
            received: statement.received_at.map(|at| language.date(at)).unwrap_or_default(),
            url: original(statement),
        }),
        answers,
        kind: kind(language, statement.kind),
        audience: audience(language, statement.audience),
        translations: translations(language, &view),
        demands: view.demands.iter().filter_map(|urn| DemandLink::of(viewer, urn)).collect(),
        citation: published.as_ref().filter(|_| !text.title.is_empty()).map(|(_, date)| {
            let args: [(&str, &dyn crate::i18n::Arg); 4] =
                [("speaker", &speaker.name.text), ("title", &text.title), ("date", date), ("url", &"")];
            let link = original(statement).unwrap_or_else(|| statement.uri.clone());
            (language.message("statement-citation", &args, true), link)
        }),
        published,
        may_write: is_author
            && statement.local
            && viewer.identity.as_ref().is_some_and(|who| who.speaks_for(&statement.author_id)),
        may_hide: statement.state == State::Published
            && viewer.identity.as_ref().is_some_and(sofra_domain::account::Identity::is_moderator),
        report: (statement.state == State::Published && !is_author)
            .then(|| format!("/report?object=statement:{}", statement.id)),
        positions,
        by_paragraph,
        mark: MarkView::of(viewer, &view, &mark, development),
        inside: viewer
            .identity
            .as_ref()
            .zip(inside.as_ref())
            .map(|(who, read)| Inside::new(viewer, who, &view, read)),
        stays: is_author && !statement.audience.leaves(),
        sending: sending.filter(|s| s != &Sending::default()),
        failed,
        retrying,
        title: shown,
        speaker,
    };
    respond(viewer, StatusCode::OK, &show)
}

/// What to say to the author right after publishing: that it is kept here, and to how many nodes it is on its way.
fn published_now(viewer: &Viewer, statement: &Statement, holders: usize) -> Option<String> {
    let done = parameter(&viewer.query, "done")?;
    let key = match (done.as_str(), statement.audience.leaves()) {
        ("published", true) => "compose-published-copies",
        ("revised", true) => "compose-revised-copies",
        ("published", false) => "compose-published-here",
        ("revised", false) => "compose-revised-here",
        _ => return None,
    };
    Some(viewer.language.t1(key, "count", holders))
}

/// Where a remote statement lives: its page for people, or its id.
fn original(statement: &Statement) -> Option<String> {
    let of = |url: &str| {
        // A node on loopback, while trying things out, has no https.
        let loopback =
            |host: &str| host == "127.0.0.1" || host == "localhost" || host.ends_with(".localhost");
        let plain = || url::Url::parse(url).ok().filter(|url| url.scheme() == "http");
        let plain = || plain().filter(|url| url.host_str().is_some_and(loopback)).map(|url| url.to_string());
        sanitise::https_link(url).map(|url| url.to_string()).or_else(plain)
    };
    statement.page_url.as_deref().and_then(of).or_else(|| of(&statement.uri))
}

fn versions(language: Language, view: &View, current: &Text, here: &str) -> Vec<Version> {
    authentic_first(view.texts.languages().collect(), &view.revision.authentic)
        .into_iter()
        .map(|tag| Version {
            tag: tag.to_string(),
            name: own_name(tag).map_or_else(|| language.language_name(tag), str::to_owned),
            current: *tag == current.language,
            authentic: *tag == view.revision.authentic,
            href: format!("{here}?text={tag}"),
        })
        .collect()
}

/// The authentic text leads, its translations follow.
fn authentic_first<'a>(mut tags: Vec<&'a LanguageTag>, authentic: &LanguageTag) -> Vec<&'a LanguageTag> {
    tags.sort_by_key(|tag| *tag != authentic);
    tags
}

/// What to say when the reader's own language is not among the texts.
fn not_in_language(viewer: &Viewer, view: &View, text: &Text) -> Option<String> {
    let language = viewer.language;
    let asked = parameter(&viewer.query, "text").is_some();
    let known = view.texts.languages().any(|tag| tag.primary() == language.as_str());
    (!asked && !known && text.language == view.revision.authentic && text.language.as_str() != "und")
        .then(|| language.t1("statement-not-in-language", "language", language.language_name(&text.language)))
}

fn translations(language: Language, view: &View) -> Vec<String> {
    authentic_first(view.texts.languages().collect(), &view.revision.authentic)
        .into_iter()
        .filter_map(|tag| view.texts.get(tag).map(|text| (tag, text)))
        .map(|(tag, text)| {
            let name = language.language_name(tag);
            if *tag == view.revision.authentic {
                language.t1("statement-authentic-in", "language", name)
            } else if text.translator.is_empty() {
                language.t1("statement-translated-unsigned", "language", name)
            } else {
                language.t2("statement-translated-by", "language", name, "translator", &text.translator)
            }
        })
        .collect()
}

fn images(view: &View) -> Vec<Image> {
    view.attachments
        .iter()
        .filter_map(|(attachment, media)| {
            let media = media.as_ref()?;
            Some(Image {
                url: format!("/media/{}.{}", media.name, sofra_domain::site::extension(&media.media_type)),
                width: media.width,
                height: media.height,
                alt: attachment.alt.clone(),
            })
        })
        .collect()
}

fn files(view: &View) -> Vec<File> {
    view.attachments
        .iter()
        .filter_map(|(attachment, _)| {
            let url = sanitise::https_link(attachment.remote_url.as_deref()?)?;
            Some(File {
                host: sanitise::domain_for_readers(url.host_str()?),
                url: url.to_string(),
                alt: attachment.alt.clone(),
            })
        })
        .collect()
}

/// Where people meet online, as a link.
fn event_link(statement: &Statement) -> Option<String> {
    let details: serde_json::Value = serde_json::from_str(statement.details.as_deref()?).ok()?;
    sanitise::https_link(details.get("link")?.as_str()?).map(|url| url.to_string())
}

/// Time and place of a meeting that other software announced.
fn event(language: Language, statement: &Statement) -> Vec<(&'static str, String)> {
    let Some(details) = &statement.details else { return Vec::new() };
    let Ok(details) = serde_json::from_str::<serde_json::Value>(details) else { return Vec::new() };
    let text = |key: &str| details.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
    let time = |key: &str| {
        text(key)
            .and_then(|t| sofra_base::clock::Timestamp::parse_rfc3339(&t))
            .map(|at| language.date_time(at))
    };
    [
        ("statement-event-starts", time("starts")),
        ("statement-event-ends", time("ends")),
        ("statement-event-place", text("place").map(|p| sanitise::name(&p, 200)).filter(|p| !p.is_empty())),
    ]
    .into_iter()
    .filter_map(|(key, value)| value.map(|value| (key, value)))
    .collect()
}

#[derive(Template)]
#[template(path = "withdrawn.html")]
struct Withdrawn {
    page: Page,
    speaker: Speaker,
    date: String,
    reason: Option<String>,
}

fn withdrawn(viewer: &Viewer, statement: &Statement, author: &Actor) -> Outcome {
    let language = viewer.language;
    let page = Withdrawn {
        page: Page::new(viewer, language.plain("statement-withdrawn-title")),
        speaker: Speaker::new(viewer, author),
        date: statement.withdrawn_at.map(|at| language.date(at)).unwrap_or_default(),
        reason: statement.withdrawal_reason.clone().filter(|r| !r.is_empty()),
    };
    respond(viewer, StatusCode::GONE, &page).map(unlisted)
}

#[derive(Template)]
#[template(path = "changes.html")]
struct Changes {
    page: Page,
    speaker: Speaker,
    path: String,
    title: Words,
    between: String,
    changed: usize,
    attributes: String,
    only_new: bool,
    only_old: bool,
    title_changes: Vec<Piece>,
    summary_changes: Vec<Piece>,
    body: Vec<Paragraph>,
    versions: Vec<Version>,
    older: Vec<(String, String, bool)>,
    text: String,
}

/// `GET /statements/{id}/revisions/{number}/changes?from=…&text=…`
///
/// # Errors
/// 404 for a revision that is not there, and as [`show`].
pub async fn changes(app: Data<App>, viewer: Viewer, path: Path<(String, i32)>) -> Outcome {
    let (id, number) = path.into_inner();
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    let from = parameter(&viewer.query, "from").and_then(|n| n.parse().ok()).unwrap_or(number - 1);
    if from < 1 || from >= number {
        return Err(Failure::not_found());
    }
    let reader = viewer.reader();
    let loaded = app
        .db
        .read(move |c| {
            let found = store::read(c, &id, &reader)?;
            if found.state == State::Withdrawn {
                return Err(Error::NotFound);
            }
            let old = store::view(c, found.clone(), Some(from))?;
            Ok((old, store::view(c, found, Some(number))?))
        })
        .await?;
    let (old, new) = loaded;
    let response = compare(&viewer, &old, &new)?;
    Ok(unlisted(response))
}

fn compare(viewer: &Viewer, old: &View, new: &View) -> std::result::Result<HttpResponse, Failure> {
    let language = viewer.language;
    let statement = &new.statement;
    let wanted = wanted(viewer);
    let mut tags = authentic_first(new.texts.languages().collect(), &new.revision.authentic);
    tags.extend(old.texts.languages().filter(|tag| new.texts.get(tag).is_none()));
    let asked = parameter(&viewer.query, "text").and_then(|t| t.parse::<LanguageTag>().ok());
    let tag = match asked.filter(|tag| tags.contains(&tag)) {
        Some(tag) => tag,
        None => new.text(&wanted)?.language.clone(),
    };
    let (before, after) = (old.texts.get(&tag), new.texts.get(&tag));
    let field =
        |get: fn(&Text) -> &String| pieces(before.map_or("", |t| get(t)), after.map_or("", |t| get(t)));
    let title = after.or(before).map(|t| t.title.clone()).unwrap_or_default();
    let shown = Words::new(language, &tag, &title);
    let here = format!("{}/revisions/{}/changes", statement.path(), new.revision.number);
    let from = old.revision.number;
    let versions = tags
        .iter()
        .map(|t| Version {
            tag: t.to_string(),
            name: own_name(t).map_or_else(|| language.language_name(t), str::to_owned),
            current: **t == tag,
            authentic: **t == new.revision.authentic,
            href: format!("{here}?from={from}&text={t}"),
        })
        .collect();
    let args: [(&str, &dyn crate::i18n::Arg); 4] = [
        ("from", &from),
        ("fromDate", &language.date(old.revision.created_at)),
        ("to", &new.revision.number),
        ("toDate", &language.date(new.revision.created_at)),
    ];
    let body = paragraphs(&body_of(before), &body_of(after));
    let (title_changes, summary_changes) = (field(|t| &t.title), field(|t| &t.summary));
    let changed = body.iter().filter(|p| p.changed).count()
        + usize::from(has_changes(&title_changes))
        + usize::from(has_changes(&summary_changes));
    let page = Changes {
        page: Page::new(viewer, language.plain1("statement-compare-title", "title", &title)),
        speaker: Speaker::new(viewer, &new.author),
        path: statement.path(),
        title: shown,
        between: language.message("statement-compare-between", &args, true),
        changed,
        attributes: language.attributes(&tag),
        only_new: before.is_none(),
        only_old: after.is_none(),
        title_changes,
        summary_changes,
        body,
        versions,
        older: (1..new.revision.number)
            .rev()
            .take(100)
            .map(|n| (n.to_string(), language.plain1("statement-revision-number", "number", n), n == from))
            .collect(),
        text: tag.to_string(),
    };
    respond(viewer, StatusCode::OK, &page)
}
