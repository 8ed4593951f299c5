//! What waits for the reader, of all features: each part says what it is, and leads to the page where it is dealt with.

use actix_web::web::Data;
use askama::Template;
use sofra_base::clock::Timestamp;
use sofra_domain::account::Identity;
use sofra_domain::approval::rules::{Outcome, Tally};
use sofra_domain::approval::{self, Proposal, ProposalState, Subject};
use sofra_domain::network::call;
use sofra_domain::network::model::CallState;
use sofra_domain::statement::StatementId;
use sofra_domain::{AnyConnection, Error, Result, actor, mandate, statement};

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
    mine: Vec<Row>,
    /// Calls that an organisation of the reader has not answered in full.
    calls: Vec<(Speaker, CallLine)>,
}

/// Something that waits.
struct Row {
    speaker: Speaker,
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
        (Subject::NetworkAct, _) => network_of(c, found)?,
        _ => String::new(),
    };
    Ok(Around {
        organisation: actor::store::get(c, &found.organisation_id)?,
        title,
        rule: approval::store::rule(c, &found.organisation_id)?,
    })
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
    let (decide, finish, mine, accept, calls) = app
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
            let calls = unanswered(c, &who, now)?;
            Ok::<_, Error>((parts.0, parts.1, parts.2, accept, calls))
        })
        .await?;
    let language = viewer.language;
    let rows = |known: Known| -> Vec<Row> {
        known
            .into_iter()
            .map(|(found, tally, beside)| Row {
                speaker: Speaker::new(&viewer, &beside.organisation),
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
                speaker: Speaker::new(&viewer, &organisation),
            })
            .collect(),
    };
    ok(&viewer, &show)
}
