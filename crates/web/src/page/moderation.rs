//! The queue of moderators: reports and appeals that wait, and one report with what can be decided about it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::text::sanitise;
use sofra_domain::account::{self, AccountId, Identity, Role};
use sofra_domain::moderation::actions::{Ruling, decide};
use sofra_domain::moderation::{Decision, Measure, store as decisions};
use sofra_domain::position::{self, PositionId};
use sofra_domain::report::store::{self, Filter};
use sofra_domain::report::{Report, ReportId, ReportState, actions};
use sofra_domain::statement::{self, State, StatementId};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, FieldError, actor, node_rule, notification, peer};

use super::report::{category_name, numbered, said};
use super::show::{Speaker, Words};
use super::{Page, ok, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::i18n::Language;
use crate::viewer::{Viewer, parameter};

/// Reports of one page.
const PAGE: i64 = 30;

/// Who looks after the node; anybody else is told that there is nothing here.
pub(super) fn keeper(viewer: &Viewer) -> Result<Identity, Failure> {
    super::admin::keeper(viewer, Role::Moderator)
}

#[derive(Template)]
#[template(path = "queue.html")]
struct Queue {
    page: Page,
    filter: &'static str,
    total: i64,
    rows: Vec<Line>,
    appeals: Vec<Waiting>,
    older: Option<String>,
}

struct Line {
    id: String,
    speaker: Speaker,
    category: String,
    when: String,
    from: String,
    taken: Option<String>,
    statements: usize,
}

struct Waiting {
    decision: String,
    speaker: Option<Speaker>,
    measure: &'static str,
    when: String,
}

/// The name of a measure.
pub(super) const fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Dismiss => "moderation-measure-dismiss",
        Measure::Hide => "moderation-measure-hide",
        Measure::Remove => "moderation-measure-remove",
        Measure::Warn => "moderation-measure-warn",
        Measure::Suspend => "moderation-measure-suspend",
        Measure::LimitHost => "moderation-measure-limit-host",
        Measure::SuspendHost => "moderation-measure-suspend-host",
    }
}

pub(super) fn login(c: &mut AnyConnection, id: Option<&AccountId>) -> Result<Option<String>, Error> {
    match id {
        Some(id) => Ok(account::store::find(c, id)?.map(|account| account.login)),
        None => Ok(None),
    }
}

/// `GET /admin/reports?show=open|mine|decided`
///
/// # Errors
/// 404 for everybody but those who look after the node.
pub async fn queue(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = keeper(&viewer)?;
    let (filter, name) = match parameter(&viewer.query, "show").as_deref() {
        Some("mine") => (Filter::Mine, "mine"),
        Some("decided") => (Filter::Decided, "decided"),
        _ => (Filter::Open, "open"),
    };
    let before = parameter(&viewer.query, "before").and_then(|id| ReportId::parse(&id));
    let reader = who.clone();
    let (found, total, appeals) = app
        .db
        .read(move |c| {
            let (reports, total) = store::page(c, &reader, filter, before.as_ref(), PAGE + 1)?;
            let mut rows = Vec::with_capacity(reports.len());
            for report in reports {
                let reported = actor::store::get(c, &report.actor_id)?;
                let taken = login(c, report.assigned_to.as_ref())?;
                let by = login(c, report.account_id.as_ref())?;
                let named = store::named(c, &report.id)?;
                let statements = named.statements.len() + named.positions.len();
                rows.push((report, reported, taken, by, statements));
            }
            let mut appeals = Vec::new();
            for (appeal, decision) in decisions::waiting(c, &reader)? {
                let concerned = match &decision.actor_id {
                    Some(id) => Some(actor::store::get(c, id)?),
                    None => None,
                };
                appeals.push((appeal, decision, concerned));
            }
            Ok::<_, Error>((rows, total, appeals))
        })
        .await?;
    let at = app.at();
    app.db.write(move |c| notification::actions::see(c, at.now, &who, Some("/admin/reports"))).await?;
    let language = viewer.language;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let older = (found.len() > most)
        .then(|| found.get(most - 1))
        .flatten()
        .map(|(report, ..)| format!("/admin/reports?show={name}&before={}", report.id));
    let queue = Queue {
        page: Page::new(&viewer, language.plain("moderation-queue-title")).under("admin"),
        filter: name,
        total,
        rows: found
            .iter()
            .take(most)
            .map(|(report, reported, taken, by, statements)| Line {
                id: report.id.to_string(),
                speaker: Speaker::new(&viewer, reported),
                category: category_name(language, report.category),
                when: language.ago(report.created_at, viewer.now),
                from: from(language, report, by.as_deref()),
                taken: taken.as_ref().map(|name| language.t1("moderation-taken-by", "name", name)),
                statements: *statements,
            })
            .collect(),
        appeals: appeals
            .iter()
            .map(|(appeal, decision, concerned)| Waiting {
                decision: decision.id.to_string(),
                speaker: concerned.as_ref().map(|actor| Speaker::new(&viewer, actor)),
                measure: measure_name(decision.measure),
                when: language.ago(appeal.created_at, viewer.now),
            })
            .collect(),
        older,
    };
    ok(&viewer, &queue)
}

/// Where a report comes from: somebody here by the name they sign in with, a node, or somebody unknown.
fn from(language: Language, report: &Report, by: Option<&str>) -> String {
    match (&report.origin_host, by) {
        (Some(host), _) => language.t1("moderation-from-node", "host", sanitise::domain_for_readers(host)),
        (None, Some(name)) => language.t1("moderation-from-member", "name", name),
        (None, None) => language.t("moderation-from-unnamed"),
    }
}

#[derive(Template)]
#[template(path = "case.html")]
struct Case {
    page: Page,
    errors: Errors,
    id: String,
    speaker: Speaker,
    remote: Option<String>,
    suspended: bool,
    category: String,
    rule: Option<(i32, Words)>,
    from: String,
    when: String,
    words: String,
    sent: Option<&'static str>,
    statements: Vec<About>,
    notes: Vec<(String, String, String)>,
    taken: Option<String>,
    mine: bool,
    open: bool,
    made: Vec<Made>,
    earlier: Vec<Made>,
    measures: Vec<(&'static str, &'static str, String)>,
    rules: Vec<(i32, Words)>,
    typed: Typed,
}

struct Typed {
    measure: String,
    rule: String,
    reason: String,
    note: String,
}

struct About {
    /// The field of the form in which it is chosen.
    field: &'static str,
    id: String,
    path: String,
    title: Words,
    body: Words,
    state: Option<&'static str>,
}

pub(super) struct Made {
    pub id: String,
    pub measure: &'static str,
    pub when: String,
    pub by: String,
    pub reason: String,
    pub lifted: bool,
}

/// A decision in a list.
pub(super) fn made(viewer: &Viewer, decision: &Decision, by: Option<String>) -> Made {
    let language = viewer.language;
    Made {
        id: decision.id.to_string(),
        measure: measure_name(decision.measure),
        when: language.date(decision.decided_at),
        by: by.unwrap_or_else(|| language.t("record-machine")),
        reason: decision.reason.clone(),
        lifted: decision.lifted_at.is_some(),
    }
}

/// `GET /admin/reports/{id}`
///
/// # Errors
/// 404 for everybody but those who look after the node and have no part in it.
pub async fn case(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let who = keeper(&viewer)?;
    let id = ReportId::parse(&id).ok_or_else(Failure::not_found)?;
    show(&app, &viewer, who, id, StatusCode::OK, &Fields::default(), &[]).await
}

type Quoted = (statement::Statement, Option<statement::View>);

async fn show(
    app: &App,
    viewer: &Viewer,
    who: Identity,
    id: ReportId,
    status: StatusCode,
    typed: &Fields,
    wrong: &[FieldError],
) -> Outcome {
    let reader = who.clone();
    let (report, reported, quoted, stances, notes, taken, by, made_here, earlier, rule, rules, limited) = app
        .db
        .read(move |c| {
            let report = store::read(c, &reader, &id)?;
            let reported = actor::store::get(c, &report.actor_id)?;
            let mut quoted: Vec<Quoted> = Vec::new();
            for about in store::statements(c, &id)? {
                let found = statement::store::get(c, &about)?;
                // Withdrawn words are gone for moderators too.
                let view = statement::store::view(c, found.clone(), None).ok();
                quoted.push((found, view.filter(|view| !view.texts.is_empty())));
            }
            let mut stances = Vec::new();
            for about in store::positions(c, &id)? {
                let found = position::store::get(c, &about)?;
                stances.push(position::store::view(c, found, &Reader::Account(reader.clone()))?);
            }
            let mut notes = Vec::new();
            for note in store::notes(c, &id)? {
                let by = login(c, note.account_id.as_ref())?;
                notes.push((note, by));
            }
            let named = |c: &mut AnyConnection, list: Vec<Decision>| {
                let mut rows = Vec::new();
                for decision in list {
                    let by = login(c, decision.decided_by.as_ref())?;
                    rows.push((decision, by));
                }
                Ok::<_, Error>(rows)
            };
            let of_report = decisions::of_report(c, &id)?;
            let here = named(c, of_report)?;
            let standing = decisions::standing(c, &report.actor_id)?;
            let earlier =
                named(c, standing.into_iter().filter(|d| d.report_id.as_ref() != Some(&id)).collect())?;
            let rule = match (report.rule_version, report.rule_number) {
                (Some(version), Some(number)) => {
                    node_rule::store::words(c, version, number)?.map(|words| (number, words))
                }
                _ => None,
            };
            let limited = !reported.local && {
                let home = decisions::home(c, &reported.id)?;
                peer::store::find(c, &home)?.is_some_and(|peer| peer.limited)
            };
            let taken = login(c, report.assigned_to.as_ref())?;
            let by = login(c, report.account_id.as_ref())?;
            let rules = node_rule::store::current(c)?;
            Ok::<_, Error>((
                report, reported, quoted, stances, notes, taken, by, here, earlier, rule, rules, limited,
            ))
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let remote = (!reported.local).then(|| sanitise::domain_for_readers(&reported.host));
    let mut measures = vec![Measure::Dismiss];
    let shown = |s: &Quoted| s.0.state == State::Published;
    let counts = |view: &position::store::View| view.position.state != position::State::Withdrawn;
    if quoted.iter().any(|s| shown(s) && s.0.hidden_at.is_none())
        || stances.iter().any(|view| counts(view) && view.position.hidden_at.is_none())
    {
        measures.push(Measure::Hide);
    }
    if quoted.iter().any(shown) || stances.iter().any(counts) {
        measures.push(Measure::Remove);
    }
    if reported.local {
        measures.push(Measure::Warn);
    }
    if reported.suspended_at.is_none() {
        measures.push(Measure::Suspend);
    }
    if !reported.local {
        if !limited {
            measures.push(Measure::LimitHost);
        }
        measures.push(Measure::SuspendHost);
    }
    let host = remote.clone().unwrap_or_default();
    let case = Case {
        page: Page::new(viewer, language.plain("moderation-case-title"))
            .under("admin")
            .wrong(!errors.is_empty()),
        errors,
        id: report.id.to_string(),
        speaker: Speaker::new(viewer, &reported),
        suspended: reported.suspended_at.is_some(),
        category: category_name(language, report.category),
        rule: rule.map(|(number, words)| (number, Words::best(viewer, &words, ""))),
        from: from(language, &report, by.as_deref()),
        when: language.date_time(report.created_at),
        words: report.words.clone(),
        sent: match (report.forwarded, report.words_forwarded) {
            (true, true) => Some("moderation-sent-with-words"),
            (true, false) => Some("moderation-sent-without-words"),
            _ => None,
        },
        statements: quoted
            .iter()
            .map(|(found, view)| quote(viewer, found, view.as_ref()))
            .chain(stances.iter().map(|view| quote_position(viewer, view)))
            .collect(),
        notes: notes
            .into_iter()
            .map(|(note, by)| (by.unwrap_or_default(), language.ago(note.created_at, viewer.now), note.words))
            .collect(),
        mine: report.assigned_to.as_ref() == Some(&who.account),
        taken,
        open: report.state == ReportState::Open,
        made: made_here.into_iter().map(|(decision, by)| made(viewer, &decision, by)).collect(),
        earlier: earlier.into_iter().map(|(decision, by)| made(viewer, &decision, by)).collect(),
        measures: measures
            .into_iter()
            .map(|measure| (measure.as_str(), measure_name(measure), measure_help(language, measure, &host)))
            .collect(),
        rules: numbered(viewer, rules),
        typed: Typed {
            measure: typed.get("measure").to_owned(),
            rule: typed.get("rule").to_owned(),
            reason: typed.get("reason").to_owned(),
            note: typed.get("note").to_owned(),
        },
        remote,
    };
    respond(viewer, status, &case)
}

fn measure_help(language: Language, measure: Measure, host: &str) -> String {
    match measure {
        Measure::Dismiss => language.t("moderation-measure-dismiss-help"),
        Measure::Hide => language.t("moderation-measure-hide-help"),
        Measure::Remove => language.t("moderation-measure-remove-help"),
        Measure::Warn => language.t("moderation-measure-warn-help"),
        Measure::Suspend => language.t("moderation-measure-suspend-help"),
        Measure::LimitHost => language.t1("moderation-measure-limit-host-help", "host", host),
        Measure::SuspendHost => language.t1("moderation-measure-suspend-host-help", "host", host),
    }
}

fn quote(viewer: &Viewer, found: &statement::Statement, view: Option<&statement::View>) -> About {
    let language = viewer.language;
    let text = view.and_then(|view| view.text(&viewer.languages).ok());
    let words = |t: &str| match text {
        Some(text) => Words::new(language, &text.language, t),
        None => Words::default(),
    };
    let title = text.map(|text| text.title.clone()).filter(|title| !title.is_empty());
    About {
        field: "statements",
        id: found.id.to_string(),
        path: found.path(),
        title: title.map_or_else(
            || Words { text: language.t("statement-title"), attributes: String::new() },
            |title| words(&title),
        ),
        // As plain text: nothing of it is loaded, nothing can be pressed.
        body: text
            .map(|text| words(&sanitise::truncate(&sanitise::plain_text(&text.html), 2000)))
            .unwrap_or_default(),
        state: match (found.state, found.hidden_at) {
            (State::Withdrawn, _) => Some("moderation-quoted-withdrawn"),
            (_, Some(_)) => Some("moderation-quoted-hidden"),
            _ => None,
        },
    }
}

fn quote_position(viewer: &Viewer, view: &position::store::View) -> About {
    let language = viewer.language;
    let best = view.reasons.best(&viewer.languages, Some(&view.position.authentic));
    About {
        field: "positions",
        id: view.position.id.to_string(),
        path: view.position.path(),
        title: said(viewer, view),
        body: best.map_or_else(Words::default, |(tag, text)| {
            Words::new(language, tag, sanitise::truncate(text, 2000))
        }),
        state: match (view.position.state, view.position.hidden_at) {
            (position::State::Withdrawn, _) => Some("moderation-quoted-withdrawn"),
            (_, Some(_)) => Some("moderation-quoted-hidden"),
            _ => None,
        },
    }
}

/// `POST /admin/reports/{id}/take`: takes a report on, or gives it back.
///
/// # Errors
/// As [`case`].
pub async fn take(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let who = keeper(&form.viewer)?;
    let id = ReportId::parse(&id).ok_or_else(Failure::not_found)?;
    let taken = form.fields.get("taken") == "yes";
    let path = format!("/admin/reports/{id}?done=saved");
    app.db.write(move |c| actions::assign(c, &who, &id, taken)).await?;
    Ok(redirect(&path))
}

/// `POST /admin/reports/{id}/note`
///
/// # Errors
/// As [`case`]. Mistakes bring the form back.
pub async fn note(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, at) = (keeper(&viewer)?, app.at());
    let id = ReportId::parse(&id).ok_or_else(Failure::not_found)?;
    let (words, by, report) = (fields.get("note").to_owned(), who.clone(), id.clone());
    match app.db.write(move |c| actions::note(c, &at, &by, &report, &words)).await {
        Ok(()) => Ok(redirect(&format!("/admin/reports/{id}?done=saved#notes"))),
        Err(Error::Invalid(wrong)) => {
            show(&app, &viewer, who, id, StatusCode::UNPROCESSABLE_ENTITY, &fields, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/reports/{id}/decide`
///
/// # Errors
/// As [`case`]. Mistakes bring the form back.
pub async fn rule_on(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, at) = (keeper(&viewer)?, app.at());
    let id = ReportId::parse(&id).ok_or_else(Failure::not_found)?;
    let statements: Vec<StatementId> = fields.all("statements").filter_map(StatementId::parse).collect();
    let positions: Vec<PositionId> = fields.all("positions").filter_map(PositionId::parse).collect();
    let (by, report) = (who.clone(), id.clone());
    let (rule, reason) = (fields.get("rule").parse().ok(), fields.get("reason").to_owned());
    let result = match Measure::parse(fields.get("measure")) {
        None => Err(Error::field("measure", "error-field-required")),
        Some(measure) => {
            app.db
                .write(move |c| {
                    let found = store::read(c, &by, &report)?;
                    let ruling = Ruling {
                        report: Some(&report),
                        actor: &found.actor_id,
                        statements: &statements,
                        positions: &positions,
                        measure,
                        rule,
                        reason: &reason,
                    };
                    decide(c, &at, Some(&by), &ruling)
                })
                .await
        }
    };
    match result {
        Ok(_) => Ok(redirect(&format!("/admin/reports/{id}?done=decided"))),
        Err(Error::Invalid(wrong)) => {
            show(&app, &viewer, who, id, StatusCode::UNPROCESSABLE_ENTITY, &fields, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}
