//! Reporting something, and what became of one's own reports.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use sofra_base::text::sanitise;
use sofra_domain::actor::ActorId;
use sofra_domain::position::{self, PositionId};
use sofra_domain::report::actions::{New, Subject};
use sofra_domain::report::{Category, ReportState, actions, store};
use sofra_domain::statement::StatementId;
use sofra_domain::{Error, FieldError, actor, moderation, node_rule, notification, statement};

use super::position::{SubjectView, stance_name};
use super::show::{Speaker, Words};
use super::{Page, ok, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::i18n::Language;
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "report.html")]
struct Show {
    page: Page,
    errors: Errors,
    object: String,
    speaker: Speaker,
    title: Option<Words>,
    host: Option<String>,
    rules: Vec<(i32, Words)>,
    categories: Vec<(&'static str, &'static str, &'static str)>,
    category: String,
    rule: String,
    words: String,
    forward: bool,
    with_words: bool,
    back: String,
}

/// The categories with their messages: name, and what is meant.
pub(super) const CATEGORIES: [(Category, &str, &str); 5] = [
    (Category::Rule, "moderation-category-rule", "moderation-category-rule-help"),
    (Category::Danger, "moderation-category-danger", "moderation-category-danger-help"),
    (Category::FalseIdentity, "moderation-category-identity", "moderation-category-identity-help"),
    (Category::Spam, "moderation-category-spam", "moderation-category-spam-help"),
    (Category::Other, "moderation-category-other", "moderation-category-other-help"),
];

/// The name of a category.
pub(super) fn category_name(language: Language, category: Category) -> String {
    let found = CATEGORIES.iter().find(|(one, ..)| *one == category);
    found.map(|(_, key, _)| language.t(key)).unwrap_or_default()
}

/// What `statement:ID`, `position:ID` or `actor:ID` names.
fn read_subject(text: &str) -> Option<Subject> {
    match text.split_once(':')? {
        ("statement", id) => StatementId::parse(id).map(Subject::Statement),
        ("position", id) => PositionId::parse(id).map(Subject::Position),
        ("actor", id) => ActorId::parse(id).map(Subject::Actor),
        _ => None,
    }
}

/// A position in a line: how its holder stands to what.
pub(super) fn said(viewer: &Viewer, view: &position::store::View) -> Words {
    let language = viewer.language;
    let about = SubjectView::new(viewer, &view.subject);
    let stance = stance_name(language, view.position.stance);
    Words {
        text: language.t2("moderation-position", "stance", stance, "subject", &about.title.text),
        ..Words::default()
    }
}

/// The rules of the node with their numbers, in the reader's language.
pub(super) fn numbered(viewer: &Viewer, rules: Option<node_rule::Version>) -> Vec<(i32, Words)> {
    let rules = rules.map(|version| version.rules).unwrap_or_default();
    rules
        .iter()
        .enumerate()
        .map(|(index, rule)| (i32::try_from(index + 1).unwrap_or(i32::MAX), Words::best(viewer, rule, "")))
        .collect()
}

/// `GET /report?object=statement:ID`
///
/// # Errors
/// To the sign-in, unless the node lets visitors report; 404 for what the reader may not see.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    let object = parameter(&viewer.query, "object").unwrap_or_default();
    page(&app, &viewer, StatusCode::OK, object, &Fields::default(), &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    object: String,
    typed: &Fields,
    wrong: &[FieldError],
) -> Outcome {
    let subject = read_subject(&object).ok_or_else(Failure::not_found)?;
    let (reader, known) = (viewer.reader(), viewer.identity.is_some());
    let (reported, about, stance, rules) = app
        .db
        .read(move |c| {
            if !known && !moderation::store::setting(c)?.visitors_report {
                return Err(Error::SignIn);
            }
            let (reported, about) = actions::subject(c, &reader, &subject)?;
            let view = match about.statement {
                Some(found) => Some(statement::store::view(c, found, None)?),
                None => None,
            };
            let stance = match about.position {
                Some(found) => Some(position::store::view(c, found, &reader)?),
                None => None,
            };
            Ok((reported, view, stance, node_rule::store::current(c)?))
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let speaker = Speaker::new(viewer, &reported);
    let title = about.as_ref().and_then(|view| view.text(&viewer.languages).ok()).map(|text| {
        let shown = if text.title.is_empty() {
            sanitise::truncate(&sanitise::plain_text(&text.html), 80)
        } else {
            text.title.clone()
        };
        Words::new(language, &text.language, shown)
    });
    let title = title.or_else(|| stance.as_ref().map(|view| said(viewer, view)));
    let rules = numbered(viewer, rules);
    let chosen = typed.get("category").to_owned();
    let show = Show {
        page: Page::new(viewer, language.plain("moderation-report-title"))
            .with_form(viewer)
            .keeping("object", &object)
            .wrong(!errors.is_empty()),
        errors,
        back: match (&about, &stance) {
            (Some(view), _) => view.statement.path(),
            (None, Some(view)) => view.position.path(),
            (None, None) => reported.path(),
        },
        title,
        host: (!reported.local).then(|| sanitise::domain_for_readers(&reported.host)),
        categories: CATEGORIES
            .iter()
            .filter(|(one, ..)| *one != Category::Rule || !rules.is_empty())
            .map(|(one, name, help)| (one.as_str(), *name, *help))
            .collect(),
        category: chosen,
        rule: typed.get("rule").to_owned(),
        words: typed.get("words").to_owned(),
        forward: typed.has("forward"),
        with_words: typed.has("with_words"),
        rules,
        speaker,
        object,
    };
    respond(viewer, status, &show)
}

/// `POST /report`
///
/// # Errors
/// As [`form`]. Mistakes bring the form back.
pub async fn submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let object = fields.get("object").to_owned();
    let subject = read_subject(&object).ok_or_else(Failure::not_found)?;
    let category = Category::parse(fields.get("category"));
    let (who, at) = (viewer.identity.clone(), app.at());
    // Those who are not signed in have one common measure: who they are is not known, and is not to be.
    let measured = who.is_some() || app.reports.allows("visitor", at.now);
    let result = match category {
        None => Err(Error::field("category", "error-field-required")),
        Some(_) if !measured => Err(Error::TooMany),
        Some(category) => {
            let new = New {
                subject,
                category,
                rule: fields.get("rule").parse().ok(),
                words: fields.get("words").to_owned(),
                forward: fields.has("forward"),
                with_words: fields.has("with_words"),
            };
            app.db.write(move |c| actions::report(c, &at, who.as_ref(), &new).map(|_| ())).await
        }
    };
    match result {
        Ok(()) if viewer.identity.is_some() => Ok(redirect("/reports?done=reported")),
        Ok(()) => Ok(redirect("/?done=reported")),
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, object, &fields, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "reports.html")]
struct Own {
    page: Page,
    rows: Vec<Row>,
}

struct Row {
    speaker: Speaker,
    category: String,
    when: String,
    state: &'static str,
    words: String,
    sent: Option<&'static str>,
}

/// `GET /reports`: one's own.
///
/// # Errors
/// To the sign-in.
pub async fn own(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let reader = who.clone();
    let found = app
        .db
        .read(move |c| {
            let mut rows = Vec::new();
            for report in store::own(c, &reader)? {
                let reported = actor::store::get(c, &report.actor_id)?;
                rows.push((report, reported));
            }
            Ok::<_, Error>(rows)
        })
        .await?;
    let at = app.at();
    app.db.write(move |c| notification::actions::see(c, at.now, &who, Some("/reports"))).await?;
    let language = viewer.language;
    let rows = found
        .iter()
        .map(|(report, reported)| Row {
            speaker: Speaker::new(&viewer, reported),
            category: category_name(language, report.category),
            when: language.ago(report.created_at, viewer.now),
            state: match report.state {
                ReportState::Open => "moderation-state-open",
                ReportState::Decided => "moderation-state-decided",
            },
            words: report.words.clone(),
            sent: match (report.forwarded, report.words_forwarded) {
                (true, true) => Some("moderation-sent-with-words"),
                (true, false) => Some("moderation-sent-without-words"),
                _ => None,
            },
        })
        .collect();
    ok(&viewer, &Own { page: Page::new(&viewer, language.plain("moderation-own-title")), rows })
}
