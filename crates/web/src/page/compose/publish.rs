//! The step before publishing: what is about to be revealed, to whom, and who will hold a copy, beside the button
//! that does it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::Identity;
use sofra_domain::approval::{self, Rule};
use sofra_domain::mandate::{self, MandateId};
use sofra_domain::statement::{State, Statement, StatementId, View, actions, rules, store, writer};
use sofra_domain::{AnyConnection, Error, Result, actor, peer, visibility};

use super::mine;
use super::view::{Holders, ask_first, explanation, open_to};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::Form;
use crate::page::approval::rule_words;
use crate::page::show::{Speaker, Words, audience, kind};
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "publish.html")]
struct Confirm {
    page: Page,
    path: String,
    seen: String,
    changed: bool,
    speaker: Speaker,
    title: Words,
    kind: String,
    languages: String,
    translators: String,
    images: usize,
    demands: usize,
    audience: String,
    explain: String,
    open: Option<String>,
    ask_first: Option<String>,
    own_name: &'static str,
    holders: Holders,
    mandates: Vec<(String, String)>,
    mandate: String,
    shared: bool,
    alone: bool,
    rule: String,
    wrong_mandate: bool,
    /// By which name the reader could be named as the writer.
    may_be_named: Option<String>,
    named: bool,
    /// Who else is named.
    writer: Option<String>,
    wrong_writer: bool,
}

/// What the page says about approval and mandates.
struct Voice {
    covering: Vec<mandate::View>,
    claimed: Option<String>,
    shared: bool,
    rule: Rule,
    /// Whether pressing the button publishes at once.
    alone: bool,
    /// By which name the reader could be named as the writer.
    may_be_named: Option<String>,
    named: bool,
}

fn voice(c: &mut AnyConnection, who: &Identity, found: &Statement, today: &str) -> Result<Voice> {
    let shared = approval::store::is_shared(actor::store::get(c, &found.author_id)?.kind);
    let rule = approval::store::rule(c, &found.author_id)?;
    let demands = store::demands(c, &found.id)?;
    Ok(Voice {
        covering: mandate::store::covering(c, &found.author_id, &demands, today)?,
        claimed: mandate::store::claimed(c, &found.id)?,
        alone: !shared || approval::store::suffices_alone(c, &who.account, &found.author_id)?,
        shared,
        rule,
        may_be_named: visibility::store::named(c, &who.account, &found.author_id)?.map(|shown| shown.name),
        named: writer::store::account(c, &found.id)?.as_ref() == Some(&who.account),
    })
}

/// What the reader of the page has seen: another text or another audience is shown again before it goes out.
fn seen(found: &Statement) -> String {
    format!("{}-{}", found.audience, found.content_hash)
}

/// `GET /statements/{id}/publish`
///
/// # Errors
/// 404 for what this account may not publish.
pub async fn confirm(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    show(&app, &viewer, id, Again::No).await
}

/// Why the page is shown again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    /// It is not.
    No,
    /// The draft changed while the page was open.
    Changed,
    /// The chosen mandate does not hold or does not cover it.
    Mandate,
    /// The one who wanted to be named is no longer visible.
    Writer,
}

async fn show(app: &App, viewer: &Viewer, id: StatementId, again: Again) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let today = viewer.now.day();
    let (view, ready, receivers, voice) = app
        .db
        .read(move |c| {
            let found = mine(c, &who, &id)?;
            let receivers = peer::store::receivers(c, &found.author_id, found.audience)?;
            let ready = rules::check(&actions::form_of(c, &found)?, true).is_ok();
            let voice = voice(c, &who, &found, &today)?;
            Ok::<_, Error>((store::view(c, found, None)?, ready, receivers, voice))
        })
        .await?;
    if view.statement.state != State::Draft {
        return Ok(redirect(&view.statement.path()));
    }
    if !ready {
        return Ok(unfinished(&view.statement));
    }
    render(viewer, &view, again, &receivers, voice)
}

fn unfinished(found: &Statement) -> HttpResponse {
    redirect(&format!("{}/edit?check=1", found.path()))
}

fn render(
    viewer: &Viewer,
    view: &View,
    again: Again,
    receivers: &(Vec<String>, usize),
    voice: Voice,
) -> Outcome {
    let language = viewer.language;
    let found = &view.statement;
    let text = view.text(&viewer.languages)?;
    let names: Vec<String> = view.texts.languages().map(|tag| language.language_name(tag)).collect();
    let mut translators: Vec<String> = Vec::new();
    for (_, text) in view.texts.iter() {
        if !text.translator.is_empty() && !translators.contains(&text.translator) {
            translators.push(text.translator.clone());
        }
    }
    let is_person = viewer.identity.as_ref().is_some_and(|who| who.person.as_ref() == Some(&found.author_id));
    let speaker = Speaker::new(viewer, &view.author);
    let confirm = Confirm {
        page: Page::new(viewer, language.plain("compose-confirm-title")).under("compose"),
        path: found.path(),
        seen: seen(found),
        changed: again == Again::Changed,
        wrong_mandate: again == Again::Mandate,
        wrong_writer: again == Again::Writer,
        may_be_named: voice.may_be_named,
        named: voice.named,
        writer: view.writer.as_ref().filter(|_| !voice.named).map(|writer| writer.name.clone()),
        shared: voice.shared,
        alone: voice.alone,
        rule: rule_words(language, voice.rule),
        mandate: voice
            .covering
            .iter()
            .find(|found| Some(&found.mandate.uri) == voice.claimed.as_ref())
            .map(|found| found.mandate.id.to_string())
            .unwrap_or_default(),
        mandates: std::iter::once((String::new(), language.t("mandate-none")))
            .chain(voice.covering.iter().map(|found| {
                let known = &found.mandate;
                (known.id.to_string(), format!("{} – {}", known.shown_name, known.forum))
            }))
            .collect(),
        title: Words::new(language, &text.language, &text.title),
        kind: kind(language, found.kind),
        languages: language.list(&names),
        translators: language.list(&translators),
        images: view.attachments.len(),
        demands: view.demands.len(),
        audience: audience(language, found.audience),
        explain: language.t(explanation(found.audience, &view.author)),
        open: open_to(language, found.audience, &view.author, &speaker.name.text),
        ask_first: ask_first(viewer, &view.author),
        own_name: if is_person { "yes" } else { "no" },
        holders: Holders::new(&view.author, found.audience, receivers, &[]),
        speaker,
    };
    let status = match again {
        Again::No => StatusCode::OK,
        Again::Changed => StatusCode::CONFLICT,
        Again::Mandate | Again::Writer => StatusCode::UNPROCESSABLE_ENTITY,
    };
    respond(viewer, status, &confirm)
}

/// `POST /statements/{id}/publish`: once, however often the button is pressed.
///
/// # Errors
/// As [`confirm`]; 409 with the page again when the draft changed while it was open.
pub async fn publish(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    let (at, who) = (app.at(), viewer.signed_in()?.clone());
    let (shown, of) = (fields.get("seen").to_owned(), id.clone());
    let (chosen, waits) = (fields.get("mandate").to_owned(), fields.get("do") == "propose");
    let named = fields.get("named") == "yes";
    let done = app
        .db
        .write(move |c| {
            let found = mine(c, &who, &of)?;
            if found.state == State::Draft && seen(&found) != shown {
                return Err(Error::Conflict("compose-confirm-changed"));
            }
            if found.state == State::Draft {
                let chosen = MandateId::parse(&chosen);
                mandate::actions::choose(c, &at, &who, &of, chosen.as_ref())?;
                writer::actions::choose(c, &at, &who, &of, named)?;
            }
            if waits { actions::propose(c, &at, &who, &of) } else { actions::publish(c, &at, &who, &of) }
        })
        .await;
    match done {
        Ok(waiting) if waiting.state == State::Draft => {
            Ok(redirect(&format!("{}/approval?done=proposed", waiting.path())))
        }
        Ok(published) => Ok(redirect(&format!("{}?done=published", published.path()))),
        Err(Error::Invalid(wrong)) if wrong.iter().any(|error| error.field == "mandate") => {
            show(&app, &viewer, id, Again::Mandate).await
        }
        Err(Error::Invalid(wrong)) if wrong.iter().any(|error| error.field == "named") => {
            show(&app, &viewer, id, Again::Writer).await
        }
        Err(Error::Invalid(_)) => Ok(redirect(&format!("/statements/{id}/edit?check=1"))),
        Err(Error::Conflict("compose-confirm-changed")) => show(&app, &viewer, id, Again::Changed).await,
        Err(other) => Err(other.into()),
    }
}
