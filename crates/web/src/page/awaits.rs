//! What waits for the reader, of all features: each part says what it is, and leads to the page where it is dealt with.

use std::collections::HashMap;

use actix_web::web::Data;
use askama::Template;
use sofra_base::clock::Timestamp;
use sofra_domain::account::{Identity, Seat};
use sofra_domain::actor::{Actor, ActorId};
use sofra_domain::approval::rules::{Outcome, Tally};
use sofra_domain::approval::{self, Proposal, ProposalState, Subject};
use sofra_domain::network::call;
use sofra_domain::network::model::CallState;
use sofra_domain::seat::Change;
use sofra_domain::statement::StatementId;
use sofra_domain::{AnyConnection, Error, Result, actor, awaits, joining, mandate, position, statement};

use super::approval::{count, subject_key};
use super::network::CallLine;
use super::show::Speaker;
use super::{Page, ok};
use crate::App;
use crate::error::Outcome as Answer;
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "awaits.html")]
struct Show {
    page: Page,
    to_decide: Vec<Row>,
    to_finish: Vec<Row>,
    to_accept: Vec<Row>,
    /// What others ask, and moderators' reports.
    to_answer: Vec<Row>,
    to_review: Vec<Row>,
    mine: Vec<Row>,
    /// Calls that an organisation of the reader has not answered in full.
    calls: Vec<(Speaker, CallLine)>,
}

/// Something that waits.
struct Row {
    /// Whose it is; absent for what waits for those who look after the node.
    speaker: Option<Speaker>,
    /// What it is.
    kind: String,
    /// What it is called.
    title: String,
    /// How it stands, in numbers.
    count: String,
    /// The word on its badge.
    state: String,
    path: String,
}

/// What a row needs beside its proposal.
struct Around {
    organisation: actor::Actor,
    title: String,
    rule: approval::Rule,
}

fn around(c: &mut AnyConnection, found: &Proposal) -> Result<Around> {
    let title = match (found.kind, StatementId::parse(&found.object)) {
        (Subject::Statement | Subject::Revision | Subject::Withdrawal, Some(id)) => {
            let row = statement::store::get(c, &id)?;
            let view = statement::store::view(c, row, None)?;
            view.text(&[]).map(|text| text.title.clone()).unwrap_or_default()
        }
        (Subject::Mandate, _) => match mandate::MandateId::parse(&found.object) {
            Some(id) => mandate::store::get(c, &id)?.mandate.forum,
            None => String::new(),
        },
        (Subject::Seat, _) => match found.seat_change() {
            Some(
                Change::Appoint { account, .. }
                | Change::Lower { account, .. }
                | Change::Remove { account, .. },
            ) => approval::store::inner_name(c, Some(&account))?.unwrap_or_default(),
            Some(Change::Admit { request }) => match joining::store::get(c, &request) {
                Ok(request) => request.name,
                Err(Error::NotFound) => String::new(),
                Err(error) => return Err(error),
            },
            Some(Change::Invite { .. }) | None => String::new(),
        },
        (Subject::Move | Subject::Home, _) => {
            let other = sofra_domain::moving::actions::other_end(found)?;
            actor::store::get(c, &other.actor)?.handle()
        }
        (Subject::Position, _) => match position::actions::pending(found) {
            Ok(pending) => subject_title(c, &pending.subject)?,
            Err(_) => String::new(),
        },
        (Subject::PositionWithdrawal, _) => match position::PositionId::parse(&found.object) {
            Some(id) => {
                let about = position::store::get(c, &id)?.subject;
                subject_title(c, &about)?
            }
            None => String::new(),
        },
        (Subject::NetworkAct, _) => network_of(c, found)?,
        (Subject::Place, _) => sofra_domain::table::store::body_of(c, found)?,
        _ => String::new(),
    };
    Ok(Around {
        organisation: actor::store::get(c, &found.organisation_id)?,
        title,
        rule: approval::store::rule(c, &found.organisation_id)?,
    })
}

/// What others ask of the reader, a line for each kind and organisation.
fn to_answer(viewer: &Viewer, counts: &awaits::Counts, named: &HashMap<ActorId, Actor>) -> Vec<Row> {
    let language = viewer.language;
    let is_officer =
        |id: &ActorId| viewer.identity.as_ref().is_some_and(|who| who.seat(id) == Some(Seat::Officer));
    let row = |organisation: Option<&Actor>, kind: &str, count: i64, path: String| Row {
        speaker: organisation.map(|found| Speaker::new(viewer, found)),
        kind: language.t(kind),
        title: String::new(),
        count: language.t1("approval-awaits-count", "count", count),
        state: language.t("approval-state-open"),
        path,
    };
    let mut rows = Vec::new();
    for (id, count) in &counts.requests {
        let Some(found) = named.get(id) else { continue };
        let path = if is_officer(id) {
            format!("/desk/{}/members", found.username)
        } else {
            "/admin/people".to_owned()
        };
        rows.push(row(Some(found), "people-requests", *count, path));
    }
    for (id, count) in &counts.vouches {
        let Some(found) = named.get(id) else { continue };
        let path = format!("/desk/{}/vouches", found.username);
        rows.push(row(Some(found), "people-awaits-vouches", *count, path));
    }
    if counts.reports > 0 {
        rows.push(row(None, "people-awaits-reports", counts.reports, "/admin/reports".to_owned()));
    }
    if counts.appeals > 0 {
        rows.push(row(None, "people-awaits-appeals", counts.appeals, "/admin/reports".to_owned()));
    }
    rows
}

/// What a position is about, in its authentic words.
fn subject_title(c: &mut AnyConnection, identity: &str) -> Result<String> {
    let about = position::subject::resolve(c, identity)?;
    let title = about.title.best(&[], about.authentic.as_ref()).map(|(_, title)| title.clone());
    Ok(title.unwrap_or(about.identity))
}

/// What an act in a network is about, by name.
fn network_of(c: &mut AnyConnection, found: &Proposal) -> Result<String> {
    let act = sofra_domain::network::actions::pending(found)?;
    if let sofra_domain::network::Act::Found { founding } = &act {
        return Ok(founding.names.iter().next().map(|(_, name)| name.clone()).unwrap_or_default());
    }
    match act.network() {
        Some(id) => Ok(actor::store::get(c, id)?.name),
        None => Ok(String::new()),
    }
}

/// Open calls to organisations for which an account decides, with how much of each is answered.
fn unanswered(
    c: &mut AnyConnection,
    who: &Identity,
    now: Timestamp,
) -> Result<Vec<(actor::Actor, call::store::View, usize)>> {
    let mut found = Vec::new();
    for (organisation, _) in who.seats.iter().filter(|(id, _)| who.is_officer(id)) {
        for read in call::store::asked_of(c, organisation)? {
            if read.call.state != CallState::Open || read.call.deadline_at <= now {
                continue;
            }
            let answered = call::store::answered(c, &read.subjects, organisation)?.len();
            if answered < read.subjects.len() {
                found.push((actor::store::get(c, organisation)?, read, answered));
            }
        }
    }
    Ok(found)
}

type Known = Vec<(Proposal, Tally, Around)>;

/// `GET /awaits`
///
/// # Errors
/// To the sign-in.
pub async fn show(app: Data<App>, viewer: Viewer) -> Answer {
    let (who, now) = (viewer.signed_in()?.clone(), viewer.now);
    let (decide, finish, mine, accept, counts, named, review, calls) = app
        .db
        .read(move |c| {
            let awaiting = approval::store::awaiting(c, &who, now)?;
            let mut known = |rows: Vec<(Proposal, Tally)>| -> Result<Known> {
                rows.into_iter()
                    .map(|(found, tally)| {
                        let beside = around(c, &found)?;
                        Ok((found, tally, beside))
                    })
                    .collect()
            };
            let parts = (known(awaiting.to_decide)?, known(awaiting.to_finish)?, known(awaiting.mine)?);
            let mut accept = Vec::new();
            for view in mandate::store::to_accept(c, &who)? {
                let organisation = actor::store::get(c, &view.mandate.organisation_id)?;
                accept.push((view, organisation));
            }
            let mut review = Vec::new();
            for found in position::store::stale(c, &who)? {
                let reader = sofra_domain::viewer::Reader::Account(who.clone());
                review.push(position::store::view(c, found, &reader)?);
            }
            let counts = awaits::count(c, now, &who)?;
            let mut named = HashMap::new();
            for (id, _) in counts.requests.iter().chain(&counts.vouches) {
                named.insert(id.clone(), actor::store::get(c, id)?);
            }
            let calls = unanswered(c, &who, now)?;
            Ok::<_, Error>((parts.0, parts.1, parts.2, accept, counts, named, review, calls))
        })
        .await?;
    let language = viewer.language;
    let rows = |known: Known| -> Vec<Row> {
        known
            .into_iter()
            .map(|(found, tally, beside)| Row {
                speaker: Some(Speaker::new(&viewer, &beside.organisation)),
                kind: language.t(subject_key(found.kind)),
                title: beside.title,
                count: if found.state == ProposalState::Open {
                    count(language, beside.rule, &tally)
                } else {
                    String::new()
                },
                state: language.t(match found.state {
                    ProposalState::Open if tally.outcome == Outcome::Approved => "approval-state-approved",
                    ProposalState::Open => "approval-state-open",
                    ProposalState::Done => "approval-state-done",
                    ProposalState::Rejected => "approval-state-rejected",
                    ProposalState::Void => "approval-state-void",
                }),
                path: found.path(&beside.organisation.username),
            })
            .collect()
    };
    let show = Show {
        page: Page::new(&viewer, language.plain("approval-awaits-title")).under("awaits"),
        to_decide: rows(decide),
        to_finish: rows(finish),
        mine: rows(mine),
        to_review: review
            .iter()
            .map(|view| {
                let card = super::position::PositionCard::new(&viewer, view, true);
                Row {
                    speaker: Some(card.speaker),
                    kind: card.stance,
                    title: card.subject.title.text,
                    count: String::new(),
                    state: language.t("position-stale"),
                    path: card.path,
                }
            })
            .collect(),
        calls: calls
            .iter()
            .map(|(organisation, read, answered)| {
                (Speaker::new(&viewer, organisation), CallLine::new(&viewer, read, Some(*answered)))
            })
            .collect(),
        to_accept: accept
            .into_iter()
            .map(|(view, organisation)| Row {
                kind: language.t("mandate-offered"),
                title: view.mandate.forum.clone(),
                count: String::new(),
                state: language.t("mandate-standing-draft"),
                path: format!("/desk/{}/mandates/{}", organisation.username, view.mandate.id),
                speaker: Some(Speaker::new(&viewer, &organisation)),
            })
            .collect(),
        to_answer: to_answer(&viewer, &counts, &named),
    };
    ok(&viewer, &show)
}
