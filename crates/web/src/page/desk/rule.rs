//! How an organisation approves: the rule that holds, and changing it by that rule.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::Seat;
use sofra_domain::actor::Actor;
use sofra_domain::approval::{ProposalState, Rule, Subject, actions, rules, store};
use sofra_domain::notification;
use sofra_domain::{Error, FieldError};

use super::inside;
use crate::App;
use crate::error::Outcome;
use crate::form::{Errors, Form};
use crate::page::approval::{ProposalView, Read, rule_words};
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "rule.html")]
struct Show {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    username: String,
    rule: String,
    decided: bool,
    officers: usize,
    proposals: Vec<ProposalView>,
    pending: Vec<String>,
    is_officer: bool,
    chosen: String,
    quorum: String,
    threshold: String,
}

/// `GET /desk/{name}/rule`
///
/// # Errors
/// 404 for whoever has no seat.
pub async fn show(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found, _) = inside(&app, &viewer, &name, Seat::Member).await?;
    page(&app, &viewer, &found, None, &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    found: &Actor,
    typed: Option<[String; 3]>,
    wrong: &[FieldError],
) -> Outcome {
    let (who, id) = (viewer.signed_in()?.clone(), found.id.clone());
    let (rule, decided, officers, proposals, unseen) = app
        .db
        .read(move |c| {
            let mut proposals = Read::all(c, id.as_str())?;
            proposals.retain(|read| read.kind() == Subject::Rule);
            Ok::<_, Error>((
                store::rule(c, &id)?,
                store::decided_rule(c, &id)?.is_some(),
                store::officers(c, &id)?.len(),
                proposals,
                notification::store::unseen(c, &who)?,
            ))
        })
        .await?;
    let who = viewer.signed_in()?.clone();
    if unseen > 0 {
        let (now, link, seeing) = (viewer.now, format!("/desk/{}/rule", found.username), who.clone());
        app.db.write(move |c| notification::actions::see(c, now, &seeing, Some(&link))).await?;
    }
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let open = |read: &&Read| read.state() == ProposalState::Open;
    let [kind, quorum, threshold] = typed.unwrap_or_else(|| {
        [rule.kind.as_str().to_owned(), rule.quorum.to_string(), rule.threshold.to_string()]
    });
    let show = Show {
        page: Page::new(viewer, language.plain("approval-rule-title"))
            .under("desk")
            .wrong(!errors.is_empty()),
        speaker: Speaker::new(viewer, found),
        username: found.username.clone(),
        rule: rule_words(language, rule),
        decided,
        officers,
        pending: proposals
            .iter()
            .filter(open)
            .filter_map(|read| read.pending_rule().map(|rule| rule_words(language, rule)))
            .collect(),
        proposals: proposals
            .iter()
            .filter(|read| open(read) || read.state() == ProposalState::Rejected)
            .map(|read| ProposalView::new(viewer, &who, read))
            .collect(),
        is_officer: who.is_officer(&found.id),
        chosen: kind,
        quorum,
        threshold,
        errors,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &show)
}

/// `POST /desk/{name}/rule`
///
/// # Errors
/// 404 for whoever is no officer. Mistakes bring the form back.
pub async fn submit(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let typed = ["kind", "quorum", "threshold"].map(|field| fields.get(field).to_owned());
    let rule: Rule = match rules::check_rule(&typed[0], &typed[1], &typed[2]) {
        Ok(rule) => rule,
        Err(wrong) => return page(&app, &viewer, &found, Some(typed), &wrong).await,
    };
    let (at, id) = (app.at(), found.id.clone());
    let made = app.db.write(move |c| actions::propose_rule(c, &at, &who, &id, rule)).await?;
    let word = if made.state == ProposalState::Done { "rule-changed" } else { "proposed" };
    Ok(redirect(&format!("/desk/{}/rule?done={word}", found.username)))
}
