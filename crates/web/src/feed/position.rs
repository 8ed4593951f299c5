//! Atom feeds of positions: of all that are public, and of the members of a network as far as these are. Calls are for
//! members of a network alone, so that there is no feed of them.

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use atom_syndication::{Category, Content, Entry};
use sofra_base::lang::LanguageTag;
use sofra_base::text::sanitise::truncate;
use sofra_domain::actor::{self, Actor, ActorId, ActorKind};
use sofra_domain::overview::list as figures;
use sofra_domain::overview::{Scope, store as overview};
use sofra_domain::position::find;
use sofra_domain::position::store::{self, Filter, View};
use sofra_domain::position::subject::IDENTITY;
use sofra_domain::position::{Stance, Subject};
use sofra_domain::search;
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, peer};

use super::atom::{MOST, Source, answer, clean, language, link, name, own, person, ready, text, time};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::i18n::Language;
use crate::page::position::stance_name;
use crate::page::search::{PATH, kept};
use crate::viewer::parameter;

/// `GET /feeds/positions?subject=&holder=&stance=`: the public positions that count, the newest first.
///
/// # Errors
/// 404 for a holder whose page there is none of.
pub async fn list(app: Data<App>, request: HttpRequest) -> Outcome {
    let node = ready(&app).await?;
    let given = |name: &str| parameter(request.query_string(), name).filter(|value| !value.trim().is_empty());
    let filter = Filter {
        stance: given("stance").and_then(|text| Stance::parse(&text)),
        subject: given("subject").filter(|text| text.len() <= IDENTITY),
        holder: given("holder")
            .map(|text| ActorId::parse(&text).ok_or_else(Failure::not_found))
            .transpose()?,
        ..Filter::default()
    };
    let asked = filter.clone();
    let (views, about, holder): (Vec<View>, Option<Subject>, Option<Actor>) = app
        .db
        .read(move |c| {
            let holder = match &asked.holder {
                Some(id) => {
                    let found = actor::store::get(c, id)?;
                    let shown = found.is_active()
                        && found.hidden_at.is_none()
                        && (found.local || peer::store::shows(c, &found, false)?);
                    Some(found).filter(|_| shown).ok_or(Error::NotFound).map(Some)?
                }
                None => None,
            };
            let about = match &asked.subject {
                Some(identity) => Some(store::subject_for(c, identity, &Reader::Anyone)?),
                None => None,
            };
            let list = store::list(c, &asked, &Reader::Anyone, None, MOST)?;
            Ok::<_, Error>((list.views, about, holder))
        })
        .await?;
    let language = language(&request);
    let title = match (&holder, &about) {
        (Some(holder), _) => language.plain1("feed-positions-of", "name", name(holder, language)),
        (None, Some(about)) => language.plain1("feed-positions-on", "title", called(about, language)),
        (None, None) => language.plain1("feed-positions", "node", node.name),
    };
    let mut question = url::form_urlencoded::Serializer::new(String::new());
    for name in ["subject", "holder", "stance"] {
        if let Some(value) = given(name) {
            question.append_pair(name, &value);
        }
    }
    let question = question.finish();
    let page = if question.is_empty() { "/positions".to_owned() } else { format!("/positions?{question}") };
    let unlisted = holder.as_ref().is_some_and(|holder| holder.kind == ActorKind::Member);
    give(&app, &request, &views, title, page, unlisted)
}

/// `GET /feeds/networks/{id}/positions`: what members of a network said in public.
///
/// # Errors
/// 404 for a network that is not known here or not shown.
pub async fn of_network(app: Data<App>, request: HttpRequest, id: Path<String>) -> Outcome {
    ready(&app).await?;
    let id = ActorId::parse(&id).ok_or_else(Failure::not_found)?;
    let (network, views) = app
        .db
        .read(move |c| {
            let network = overview::network(c, &id)?;
            let filter = figures::Filter::all(Scope::Public(id));
            let entries = figures::list(c, &filter, None, MOST)?.entries;
            let views = entries
                .into_iter()
                .map(|entry| store::view(c, entry.position, &Reader::Anyone))
                .collect::<Result<Vec<_>, _>>()?;
            Ok::<_, Error>((network, views))
        })
        .await?;
    let title =
        language(&request).plain1("feed-positions-network", "name", name(&network, language(&request)));
    let page = format!("/overview/positions?network={}", network.id);
    give(&app, &request, &views, title, page, false)
}

/// What a search for positions finds.
pub(super) async fn of_search(
    app: &App,
    request: &HttpRequest,
    filter: search::Filter,
    get: &impl Fn(&str) -> String,
) -> Outcome {
    let finding = app.db.read(move |c| find::find(c, &filter, &Reader::Anyone, None, MOST)).await?;
    let words: String = get("q").chars().take(200).collect();
    let title = language(request).plain1("feed-search", "words", words);
    give(app, request, &finding.list.views, title, format!("{PATH}?{}", kept(get, &[])), false)
}

fn give(
    app: &App,
    request: &HttpRequest,
    views: &[View],
    title: String,
    page: String,
    unlisted: bool,
) -> Outcome {
    let language = language(request);
    let entries = views.iter().map(|view| entry(app, language, view)).collect();
    answer(request, Source { app, language, title, page, own: own(app, request), entries, unlisted })
}

/// What a subject is called, in one line.
fn called(about: &Subject, language: Language) -> String {
    let best = about.title.best(&[language.tag()], about.authentic.as_ref());
    best.map(|(_, title)| title.clone())
        .filter(|title| !title.trim().is_empty())
        .unwrap_or_else(|| about.identity.clone())
}

/// A position as an entry: whose, how, on what; and why, in the language of the feed where it says so.
fn entry(app: &App, language: Language, view: &View) -> Entry {
    let position = &view.position;
    let stance = stance_name(language, position.stance);
    let (holder, about) = (name(&view.holder, language), called(&view.subject, language));
    let title = language.message(
        "feed-position-title",
        &[("name", &holder), ("stance", &stance), ("title", &about)],
        false,
    );
    let page = format!("{}{}", app.site.base, position.path());
    let reasons = view.reasons.best(&[language.tag()], Some(&position.authentic));
    Entry {
        id: clean(&position.uri),
        title: text(Some(&language.tag()), &title),
        updated: time(position.updated_at),
        published: Some(time(position.decided_at)),
        authors: vec![person(app, &view.holder, language)],
        links: vec![link("alternate", &page, "text/html")],
        categories: vec![Category {
            term: clean(&position.subject),
            label: Some(clean(&called(&view.subject, language))),
            ..Category::default()
        }],
        summary: reasons.map(|(tag, words)| text(Some(tag), &truncate(words, 300))),
        content: reasons.map(|(tag, words)| content(tag, words)),
        ..Entry::default()
    }
}

/// Reasons as HTML. Atom says the language and not the direction; HTML says both.
fn content(tag: &LanguageTag, words: &str) -> Content {
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let lines: String =
        escaped.lines().filter(|line| !line.is_empty()).map(|line| format!("<p>{line}</p>")).collect();
    Content {
        value: Some(clean(&format!("<div lang=\"{tag}\" dir=\"{}\">{lines}</div>", tag.direction()))),
        lang: Some(tag.to_string()),
        content_type: Some("html".to_owned()),
        ..Content::default()
    }
}
