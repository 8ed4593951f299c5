//! A decision as the one concerned reads it, the one answer to it, and what was said to that.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::Identity;
use sofra_domain::moderation::appeal::actions;
use sofra_domain::moderation::{AppealState, DecisionId, Measure, actions as deciding, store};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, FieldError, actor, node_rule, notification, position, statement};

use super::moderation::{keeper, measure_name};
use super::report::said;
use super::show::{Speaker, Words};
use super::{Page, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "appeal.html")]
struct Show {
    page: Page,
    errors: Errors,
    path: String,
    speaker: Option<Speaker>,
    measure: &'static str,
    meaning: &'static str,
    when: String,
    lifted: Option<String>,
    /// The statement: where it is, and its title.
    statement: Option<(String, Words)>,
    /// The position, in the same way.
    position: Option<(String, Words)>,
    rule: Option<(i32, Words)>,
    reason: String,
    concerned: bool,
    keeps: bool,
    may_lift: bool,
    is_final: bool,
    appeal: Option<Appealed>,
    words: String,
    answer: String,
}

struct Appealed {
    words: String,
    when: String,
    state: &'static str,
    open: bool,
    answer: String,
}

const fn meaning(measure: Measure) -> &'static str {
    match measure {
        Measure::Dismiss => "moderation-measure-dismiss-help",
        Measure::Hide => "moderation-means-hide",
        Measure::Remove => "moderation-means-remove",
        Measure::Warn => "moderation-means-warn",
        Measure::Suspend => "moderation-means-suspend",
        Measure::LimitHost | Measure::SuspendHost => "moderation-means-host",
    }
}

/// `GET /appeals/{decision}`
///
/// # Errors
/// 404 for everybody but the one concerned and those who look after the node.
pub async fn show(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let id = DecisionId::parse(&id).ok_or_else(Failure::not_found)?;
    page(&app, &viewer, who, id, StatusCode::OK, &Fields::default(), &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    who: Identity,
    id: DecisionId,
    status: StatusCode,
    typed: &Fields,
    wrong: &[FieldError],
) -> Outcome {
    let (reader, wanted) = (who.clone(), id.clone());
    let (decision, concerned, subject, about, stance, rule, appeal) = app
        .db
        .read(move |c| {
            let (decision, concerned) = store::read(c, &reader, &wanted)?;
            let subject = match &decision.actor_id {
                Some(id) => Some(actor::store::get(c, id)?),
                None => None,
            };
            let about = match &decision.statement_id {
                Some(id) => {
                    let found = statement::store::get(c, id)?;
                    let path = found.path();
                    let view = statement::store::view(c, found, None)?;
                    // What was removed has no words left.
                    Some((path, view.text(&[]).map(|text| (text.language.clone(), text.title.clone())).ok()))
                }
                None => None,
            };
            let stance = match &decision.position_id {
                Some(id) => {
                    let found = position::store::get(c, id)?;
                    Some(position::store::view(c, found, &Reader::Account(reader.clone()))?)
                }
                None => None,
            };
            let rule = match (decision.rule_version, decision.rule_number) {
                (Some(version), Some(number)) => {
                    node_rule::store::words(c, version, number)?.map(|words| (number, words))
                }
                _ => None,
            };
            let appeal = store::appeal_of(c, &decision.id)?;
            Ok::<_, Error>((decision, concerned, subject, about, stance, rule, appeal))
        })
        .await?;
    let path = format!("/appeals/{id}");
    let (at, link, reader) = (app.at(), path.clone(), who.clone());
    app.db.write(move |c| notification::actions::see(c, at.now, &reader, Some(&link))).await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let keeps = who.is_moderator();
    let show = Show {
        page: Page::new(viewer, language.plain("moderation-decision-title")).wrong(!errors.is_empty()),
        errors,
        path,
        speaker: subject.as_ref().map(|actor| Speaker::new(viewer, actor)),
        measure: measure_name(decision.measure),
        meaning: meaning(decision.measure),
        when: language.date(decision.decided_at),
        lifted: decision.lifted_at.map(|at| language.date(at)),
        statement: about.map(|(path, text)| {
            let words = match text {
                Some((tag, title)) => Words::new(language, &tag, title),
                None => Words { text: language.t("statement-title"), ..Words::default() },
            };
            (path, words)
        }),
        position: stance.map(|view| (view.position.path(), said(viewer, &view))),
        rule: rule.map(|(number, words)| (number, Words::best(viewer, &words, ""))),
        reason: decision.reason.clone(),
        concerned,
        keeps,
        may_lift: keeps
            && decision.lifted_at.is_none()
            && matches!(decision.measure, Measure::Hide | Measure::Suspend | Measure::Warn),
        is_final: decision.measure == Measure::Remove,
        appeal: appeal.map(|appeal| Appealed {
            when: language.date(appeal.created_at),
            open: appeal.state == AppealState::Open,
            state: match appeal.state {
                AppealState::Open => "moderation-appeal-open",
                AppealState::Refused => "moderation-appeal-refused",
                AppealState::Granted => "moderation-appeal-granted",
            },
            words: appeal.words,
            answer: appeal.answer,
        }),
        words: typed.get("words").to_owned(),
        answer: typed.get("answer").to_owned(),
    };
    respond(viewer, status, &show)
}

/// `POST /appeals/{decision}`: the one concerned answers.
///
/// # Errors
/// As [`show`]. Mistakes bring the form back.
pub async fn appeal(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, at) = (viewer.signed_in()?.clone(), app.at());
    let id = DecisionId::parse(&id).ok_or_else(Failure::not_found)?;
    let (by, to, words) = (who.clone(), id.clone(), fields.get("words").to_owned());
    let result = app.db.write(move |c| actions::appeal(c, &at, &by, &to, &words).map(|_| ())).await;
    after(&app, &viewer, who, id, &fields, result, "appealed").await
}

/// `POST /appeals/{decision}/answer`: another moderator answers the appeal.
///
/// # Errors
/// 404 for everybody but those who look after the node; 403 for the one who decided, where there is another.
pub async fn answer(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, at) = (keeper(&viewer)?, app.at());
    let id = DecisionId::parse(&id).ok_or_else(Failure::not_found)?;
    let granted = match fields.get("granted") {
        "yes" => true,
        "no" => false,
        _ => {
            let wrong = Error::field("granted", "error-field-required");
            return after(&app, &viewer, who, id, &fields, Err(wrong), "").await;
        }
    };
    let (by, to, words) = (who.clone(), id.clone(), fields.get("answer").to_owned());
    let result = app
        .db
        .write(move |c| {
            store::read(c, &by, &to)?;
            let appeal = store::appeal_of(c, &to)?.ok_or(Error::NotFound)?;
            actions::answer(c, &at, Some(&by), &appeal.id, granted, &words)
        })
        .await;
    after(&app, &viewer, who, id, &fields, result, "answered").await
}

/// `POST /appeals/{decision}/lift`: a moderator takes a decision back unasked.
///
/// # Errors
/// As [`answer`].
pub async fn lift(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, at) = (keeper(&viewer)?, app.at());
    let id = DecisionId::parse(&id).ok_or_else(Failure::not_found)?;
    let (by, to, reason) = (who.clone(), id.clone(), fields.get("reason").to_owned());
    let result = app
        .db
        .write(move |c| {
            store::read(c, &by, &to)?;
            deciding::lift(c, &at, Some(&by), &to, &reason)
        })
        .await;
    after(&app, &viewer, who, id, &fields, result, "lifted").await
}

async fn after(
    app: &App,
    viewer: &Viewer,
    who: Identity,
    id: DecisionId,
    fields: &Fields,
    result: Result<(), Error>,
    done: &str,
) -> Outcome {
    match result {
        Ok(()) => Ok(redirect(&format!("/appeals/{id}?done={done}"))),
        Err(Error::Invalid(wrong)) => {
            page(app, viewer, who, id, StatusCode::UNPROCESSABLE_ENTITY, fields, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}
