//! How this node gets on with others, for the host alone: for everybody else there is nothing at this address.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::clock::{Timestamp, days};
use sofra_base::text::sanitise;
use sofra_domain::account::Identity;
use sofra_domain::node::{self, Federation};
use sofra_domain::peer::store::{PeerLine, Queues};
use sofra_domain::peer::{Again, DeadLetter, Decision, Policy, Rule, actions, store};
use sofra_domain::{Error, FieldError, statement};

use super::show::{Speaker, Words};
use super::{Page, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::i18n::Language;
use crate::viewer::Viewer;

/// Dead letters shown at once.
const LETTERS: i64 = 50;
/// Failures in a row after which a peer is said not to answer.
const MANY_FAILURES: i32 = 5;
/// Days of refusals that are shown.
const REFUSAL_DAYS: i64 = 7;

#[derive(Template)]
#[template(path = "federation.html")]
struct Show {
    page: Page,
    errors: Errors,
    open: bool,
    queues: Queues,
    peers: Vec<Row>,
    letters: Vec<Letter>,
    hidden: Vec<Hidden>,
    refusals: Vec<Refused>,
    host: String,
    reason: String,
}

struct Row {
    host: String,
    shown: String,
    state: String,
    style: &'static str,
    success: String,
    failure: String,
    waiting: i64,
    dead: i64,
    policy: String,
    reason: String,
    blocked: bool,
    allowed: bool,
}

struct Letter {
    id: i64,
    what: String,
    host: String,
    why: String,
    tries: i32,
    last: String,
}

/// A statement that the host hid.
struct Hidden {
    id: String,
    title: Words,
    by: String,
    when: String,
}

struct Refused {
    day: String,
    host: String,
    reason: String,
    count: i64,
}

/// The one who runs the node; anybody else is told that there is nothing here.
pub(super) fn host(viewer: &Viewer) -> Result<Identity, Failure> {
    let who = viewer.identity.as_ref().filter(|who| who.is_host());
    who.cloned().ok_or_else(Failure::not_found)
}

/// `GET /admin/federation`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    host(&viewer)?;
    page(&app, &viewer, StatusCode::OK, String::new(), String::new(), &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    typed: String,
    reason: String,
    wrong: &[FieldError],
) -> Outcome {
    let since = (viewer.now - days(REFUSAL_DAYS)).day();
    let languages = viewer.languages.clone();
    let (federation, peers, letters, queues, hidden) = app
        .db
        .read(move |c| {
            let (letters, _) = store::dead_letters(c, None, LETTERS)?;
            let mut named = Vec::with_capacity(letters.len());
            for letter in letters {
                // A withdrawn statement has no title any more.
                let title = match statement::store::by_uri(c, &letter.object_uri)? {
                    Some(found) => statement::store::view(c, found, None)
                        .ok()
                        .and_then(|view| view.text(&languages).ok().map(|text| text.title.clone())),
                    None => None,
                };
                named.push((letter, title.unwrap_or_default()));
            }
            Ok::<_, Error>((
                node::store::get(c)?.federation,
                store::all(c)?,
                named,
                store::queues(c, &since)?,
                statement::store::hidden(c)?,
            ))
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let show = Show {
        page: Page::new(viewer, language.plain("federation-title")).under("admin").wrong(!errors.is_empty()),
        errors,
        open: federation == Federation::Open,
        peers: peers.iter().map(|line| row(language, line, federation, viewer.now)).collect(),
        letters: letters.iter().map(|(l, title)| letter(language, l, title, viewer.now)).collect(),
        hidden: hidden.iter().map(|card| hidden_row(viewer, card)).collect(),
        refusals: queues
            .refusals
            .iter()
            .map(|r| Refused {
                day: r.day.clone(),
                host: sanitise::domain_for_readers(&r.host),
                reason: reason_in_words(language, &r.reason, None),
                count: r.count,
            })
            .collect(),
        queues,
        host: typed,
        reason,
    };
    respond(viewer, status, &show)
}

fn hidden_row(viewer: &Viewer, card: &statement::Card) -> Hidden {
    let speaker = Speaker::new(viewer, &card.author);
    let tags = viewer.languages.iter();
    let text = tags
        .filter_map(|tag| card.texts.get(tag))
        .next()
        .or_else(|| card.texts.iter().next().map(|(_, t)| t));
    Hidden {
        id: card.statement.id.to_string(),
        title: match text.filter(|t| !t.title.is_empty()) {
            Some(text) => Words::new(viewer.language, &text.language, &text.title),
            None => speaker.name.clone(),
        },
        by: speaker.handle,
        when: card.statement.hidden_at.map(|at| viewer.language.ago(at, viewer.now)).unwrap_or_default(),
    }
}

fn row(language: Language, line: &PeerLine, federation: Federation, now: Timestamp) -> Row {
    let peer = &line.peer;
    let when = |at: Option<Timestamp>| match at {
        Some(at) => language.ago(at, now),
        None => language.t("common-never"),
    };
    let (state, style) = match peer.policy {
        Policy::Suspend => (language.t("federation-state-blocked"), ""),
        Policy::None if federation == Federation::Closed => (language.t("federation-state-not-allowed"), ""),
        _ if peer.failures >= MANY_FAILURES => (language.t("federation-state-unreachable"), "badge-alert"),
        _ if peer.open_until > now => {
            (language.t1("federation-state-pausing-until", "when", language.ahead(peer.open_until, now)), "")
        }
        _ if peer.failures > 0 => (language.t("federation-state-slow"), ""),
        _ if peer.last_success_at.is_none() => (language.t("federation-state-new"), ""),
        _ => (language.t("federation-state-well"), "badge-well"),
    };
    let failure = match (&peer.last_error, peer.last_failure_at) {
        (Some(code), Some(at)) => {
            format!("{} ({})", reason_in_words(language, code, None), language.ago(at, now))
        }
        (Some(code), None) => reason_in_words(language, code, None),
        (None, _) => String::new(),
    };
    Row {
        shown: shown_host(&peer.host),
        host: peer.host.clone(),
        state,
        style,
        success: when(peer.last_success_at),
        failure,
        waiting: line.waiting,
        dead: line.dead,
        policy: super::blocklist::in_words(language, peer.rule()),
        reason: peer.reason.clone(),
        blocked: peer.policy == Policy::Suspend,
        allowed: peer.policy == Policy::Allow,
    }
}

/// A host as people read it, with its port where it has one.
fn shown_host(host: &str) -> String {
    match host.split_once(':') {
        Some((name, port)) => format!("{}:{port}", sanitise::domain_for_readers(name)),
        None => sanitise::domain_for_readers(host),
    }
}

fn letter(language: Language, letter: &DeadLetter, title: &str, now: Timestamp) -> Letter {
    let titled = |key: &str| language.t1(key, "title", title);
    let what = match letter.verb.as_str() {
        "Create" if !title.is_empty() => titled("federation-what-publish"),
        "Update" if !title.is_empty() => titled("federation-what-update"),
        "Delete" if !title.is_empty() => titled("federation-what-delete"),
        "Delete" => language.t("federation-what-withdrawal"),
        "Follow" => language.t("federation-what-follow"),
        "Accept" | "Reject" => language.t("federation-what-accept"),
        "Update" => language.t("federation-what-profile"),
        _ => language.t("federation-what-other"),
    };
    let status = letter.last_status;
    Letter {
        id: letter.id,
        what,
        host: shown_host(&letter.host),
        why: letter
            .last_error
            .as_deref()
            .map_or_else(|| language.t("common-not-known"), |code| reason_in_words(language, code, status)),
        tries: letter.attempts,
        last: letter.finished_at.map_or_else(|| language.t("common-not-known"), |at| language.ago(at, now)),
    }
}

/// A code of ours in words; a code without words is given as it is, for the log and for whoever helps.
fn reason_in_words(language: Language, code: &str, status: Option<i32>) -> String {
    let answered = code.strip_prefix("status-").and_then(|n| n.parse::<i32>().ok()).or(status);
    if code.starts_with("status-")
        && let Some(status) = answered
    {
        // As text: a status is no amount, and has no separators.
        let number = status.to_string();
        return match status {
            410 => language.t("federation-reason-gone"),
            429 => language.t("federation-reason-busy"),
            500..=599 => language.t1("federation-reason-server-error", "status", number),
            _ => language.t1("federation-reason-refused", "status", number),
        };
    }
    let key = match code {
        "fetch-connect" | "fetch-timeout" | "key-unreachable" => "federation-reason-unreachable",
        "fetch-dns" => "federation-reason-dns",
        "fetch-tls" => "federation-reason-tls",
        "fetch-http" | "fetch-encoding" | "fetch-too-large" | "fetch-redirect" | "fetch-content-type"
        | "fetch-status" => "federation-reason-answer",
        "refused-by-policy" | "policy" | "blocked" => "federation-reason-blocked",
        "signature-missing" => "federation-reason-unsigned",
        "sender-suspended" => "federation-reason-suspended",
        "too-many" | "too-many-requests" | "rate" => "federation-reason-too-many",
        _ if code.starts_with("signature-") || code.starts_with("key-") => "federation-reason-signature",
        _ if code.starts_with("json-") || code.starts_with("shape-") || code.starts_with("header-") => {
            "federation-reason-form"
        }
        _ if code.starts_with("refused-") => "federation-reason-address",
        _ => return code.to_owned(),
    };
    language.t(key)
}

/// `POST /admin/federation/rule`: open or closed.
///
/// # Errors
/// 404 for everybody but the host.
pub async fn rule(app: Data<App>, form: Form) -> Outcome {
    let (who, at) = (host(&form.viewer)?, app.at());
    let chosen = Federation::parse(form.fields.get("federation"))
        .ok_or_else(|| Error::field("federation", "error-field-required"))?;
    app.db.write(move |c| node::actions::choose_federation(c, &at, Some(&who), chosen)).await?;
    Ok(redirect("/admin/federation?done=saved"))
}

/// `POST /admin/federation/peers`: allows, blocks, or leaves a node to the rule for all.
///
/// # Errors
/// 404 for everybody but the host. Mistakes bring the form back.
pub async fn decide(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, at) = (host(&viewer)?, app.at());
    let (typed, reason) = (fields.get("host").to_owned(), fields.get("reason").to_owned());
    let policy =
        policy_of(fields.get("policy")).ok_or_else(|| Error::field("policy", "error-field-required"))?;
    if reason.chars().count() > 300 {
        let wrong = [FieldError::limit("reason", "error-too-long", 300)];
        return page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, reason, &wrong).await;
    }
    let (host, why) = (typed.clone(), reason.clone());
    let decided = app
        .db
        .write(move |c| {
            // What else was decided about it stays.
            let known = match actions::host_name(&host) {
                Some(name) => store::find(c, &name)?,
                None => None,
            };
            let mut decision =
                known.map_or_else(|| Decision::new(Rule::of(policy), ""), |peer| peer.decision());
            decision.rule.policy = policy;
            decision.reason = why;
            actions::decide(c, &at, Some(&who), &host, &decision)
        })
        .await;
    match decided {
        Ok(()) => Ok(redirect(match policy {
            Policy::Allow => "/admin/federation?done=peer-allowed",
            Policy::Suspend => "/admin/federation?done=peer-blocked",
            Policy::None => "/admin/federation?done=saved",
        })),
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, reason, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What a form calls a decision; a block is a suspension.
fn policy_of(text: &str) -> Option<Policy> {
    if text == "block" { Some(Policy::Suspend) } else { Policy::parse(text) }
}

/// `POST /admin/federation/letters/{id}/send-again`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn send_one_again(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let (who, at) = (host(&form.viewer)?, app.at());
    let id: i64 = id.parse().map_err(|_| Failure::not_found())?;
    sent(app.db.write(move |c| actions::send_again(c, &at, Some(&who), Again::One(id))).await)
}

/// `POST /admin/federation/letters/send-again`: all of a host.
///
/// # Errors
/// 404 for everybody but the host.
pub async fn send_host_again(app: Data<App>, form: Form) -> Outcome {
    let (who, at) = (host(&form.viewer)?, app.at());
    let name = form.fields.get("host").to_owned();
    sent(app.db.write(move |c| actions::send_again(c, &at, Some(&who), Again::Host(&name))).await)
}

/// Pressed twice, it is back in the queue already.
fn sent(done: Result<usize, Error>) -> Outcome {
    match done {
        Ok(_) | Err(Error::NotFound) => Ok(redirect("/admin/federation?done=resent")),
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_codes_are_said_in_words_and_others_as_they_are() {
        for language in Language::ALL {
            for code in
                ["fetch-dns", "status-410", "status-502", "status-401", "signature-stale", "json-depth"]
            {
                assert_ne!(reason_in_words(language, code, None), code);
            }
            assert_eq!(reason_in_words(language, "something-new", None), "something-new");
        }
        assert!(reason_in_words(Language::En, "status-502", None).contains("502"));
    }
}
