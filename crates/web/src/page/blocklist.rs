//! Decisions about one node in full, and lists of blocks as files: what a list would change is shown before it does.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Data;
use askama::Template;
use sofra_base::text::sanitise;
use sofra_domain::peer::actions::{Preview, host_name};
use sofra_domain::peer::list::{self, Refused};
use sofra_domain::peer::{Decision, Policy, Rule, actions, store};
use sofra_domain::{Error, FieldError};

use super::moderation::{keeper, login};
use super::peers::host;
use super::{Page, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::i18n::Language;
use crate::viewer::{Viewer, parameter};

/// Hosts of a preview that are shown one by one.
const SHOWN: usize = 100;

/// A rule in words.
pub(super) fn in_words(language: Language, rule: Rule) -> String {
    let mut words = match rule.policy {
        Policy::Suspend => return language.t("federation-rule-suspended"),
        Policy::Allow => vec![language.t("federation-policy-allowed")],
        Policy::None => Vec::new(),
    };
    for (on, key) in [
        (rule.limited, "federation-rule-limited"),
        (rule.no_media, "federation-rule-no-media"),
        (rule.no_reports, "federation-rule-no-reports"),
    ] {
        if on {
            words.push(language.t(key));
        }
    }
    if words.is_empty() { language.t("federation-policy-default") } else { language.list(&words) }
}

#[derive(Template)]
#[template(path = "federation-node.html")]
struct Node {
    page: Page,
    errors: Errors,
    host: String,
    shown: String,
    rule: String,
    policy: &'static str,
    decision: Decision,
    by: Option<String>,
    when: Option<String>,
    may_write: bool,
}

/// `GET /admin/federation/node?host=…`
///
/// # Errors
/// 404 for everybody but those who look after the node.
pub async fn node(app: Data<App>, viewer: Viewer) -> Outcome {
    keeper(&viewer)?;
    let name =
        parameter(&viewer.query, "host").and_then(|name| host_name(&name)).ok_or_else(Failure::not_found)?;
    node_page(&app, &viewer, StatusCode::OK, name, None, &[]).await
}

async fn node_page(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    name: String,
    typed: Option<Decision>,
    wrong: &[FieldError],
) -> Outcome {
    let wanted = name.clone();
    let (known, by) = app
        .db
        .read(move |c| {
            let known = store::find(c, &wanted)?;
            let id = known.as_ref().and_then(|peer| peer.decided_by.as_deref());
            let id = id.and_then(sofra_domain::account::AccountId::parse);
            let by = login(c, id.as_ref())?;
            Ok::<_, Error>((known, by))
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let stands =
        known.as_ref().map_or_else(|| Decision::new(Rule::of(Policy::None), ""), |peer| peer.decision());
    let decision = typed.unwrap_or_else(|| stands.clone());
    let page = Node {
        page: Page::new(
            viewer,
            language.plain1("federation-node-title", "host", sanitise::domain_for_readers(&name)),
        )
        .under("admin")
        .keeping("host", &name)
        .wrong(!errors.is_empty()),
        errors,
        shown: sanitise::domain_for_readers(&name),
        rule: in_words(language, stands.rule),
        policy: decision.rule.policy.as_str(),
        decision,
        by,
        when: known.and_then(|peer| peer.decided_at).map(|at| language.date(at)),
        may_write: viewer.identity.as_ref().is_some_and(sofra_domain::account::Identity::is_host),
        host: name,
    };
    respond(viewer, status, &page)
}

/// `POST /admin/federation/node`
///
/// # Errors
/// 404 for everybody but the host. Mistakes bring the form back.
pub async fn decide(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, at) = (host(&viewer)?, app.at());
    let name = fields.get("host").to_owned();
    let decision = Decision {
        rule: Rule {
            policy: Policy::parse(fields.get("policy"))
                .ok_or_else(|| Error::field("policy", "error-field-required"))?,
            limited: fields.has("limited"),
            no_media: fields.has("no_media"),
            no_reports: fields.has("no_reports"),
        },
        reason: fields.get("reason").to_owned(),
        public_reason: fields.get("public_reason").to_owned(),
        obfuscated: fields.has("obfuscated"),
    };
    let mut wrong = Vec::new();
    for field in ["reason", "public_reason"] {
        if fields.get(field).chars().count() > 300 {
            wrong.push(FieldError::limit(field, "error-too-long", 300));
        }
    }
    if wrong.is_empty() {
        let (to, what) = (name.clone(), decision.clone());
        match app.db.write(move |c| actions::decide(c, &at, Some(&who), &to, &what)).await {
            Ok(()) => return Ok(redirect("/admin/federation?done=saved")),
            Err(Error::Invalid(found)) => wrong = found,
            Err(other) => return Err(other.into()),
        }
    }
    node_page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, name, Some(decision), &wrong).await
}

#[derive(Template)]
#[template(path = "federation-list.html")]
struct Import {
    page: Page,
    errors: Errors,
    text: String,
    preview: Option<Shown>,
}

struct Shown {
    added: usize,
    changed: usize,
    kept: usize,
    unread: usize,
    follows: usize,
    own: Vec<String>,
    allowed: Vec<String>,
    rows: Vec<(String, String, String)>,
    more: usize,
}

fn shown(language: Language, preview: &Preview) -> Shown {
    let added = preview.added.iter().map(|(host, decision)| (host, None, decision));
    let changed = preview.changed.iter().map(|(host, old, decision)| (host, Some(*old), decision));
    let rows: Vec<(String, String, String)> = added
        .chain(changed)
        .take(SHOWN)
        .map(|(host, old, decision)| {
            let before = old.map(|rule| in_words(language, rule)).unwrap_or_default();
            (sanitise::domain_for_readers(host), before, in_words(language, decision.rule))
        })
        .collect();
    Shown {
        added: preview.added.len(),
        changed: preview.changed.len(),
        kept: preview.kept,
        unread: preview.unread,
        follows: preview.follows_lost,
        own: preview.own.clone(),
        allowed: preview.allowed.iter().take(SHOWN).cloned().collect(),
        more: (preview.added.len() + preview.changed.len()).saturating_sub(rows.len()),
        rows,
    }
}

/// `GET /admin/federation/list`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn form(viewer: Viewer) -> Outcome {
    host(&viewer)?;
    import_page(&viewer, StatusCode::OK, String::new(), None, &[])
}

fn import_page(
    viewer: &Viewer,
    status: StatusCode,
    text: String,
    preview: Option<Shown>,
    wrong: &[FieldError],
) -> Outcome {
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let page = Import {
        page: Page::new(viewer, language.plain("federation-list-title"))
            .under("admin")
            .wrong(!errors.is_empty()),
        errors,
        text,
        preview,
    };
    respond(viewer, status, &page)
}

fn read(fields: &Fields) -> Result<list::List, Error> {
    list::read(fields.get("list")).map_err(|refused| match refused {
        Refused::TooLong => Error::field("list", "error-list-too-long"),
        Refused::Empty => Error::field("list", "error-list-empty"),
    })
}

/// `POST /admin/federation/list`: shows what a list would change, or with `apply` does it.
///
/// # Errors
/// 404 for everybody but the host. Mistakes bring the form back.
pub async fn import(app: Data<App>, posted: Form) -> Outcome {
    let Form { fields, viewer } = posted;
    let (who, at) = (host(&viewer)?, app.at());
    let text = fields.get("list").to_owned();
    let list = match read(&fields) {
        Ok(list) => list,
        Err(Error::Invalid(wrong)) => {
            return import_page(&viewer, StatusCode::UNPROCESSABLE_ENTITY, text, None, &wrong);
        }
        Err(other) => return Err(other.into()),
    };
    if fields.get("apply") == "yes" {
        app.db.write(move |c| actions::import(c, &at, Some(&who), &list)).await?;
        return Ok(redirect("/admin/federation?done=list-applied"));
    }
    let preview = app.db.read(move |c| actions::preview(c, &at, Some(&who), &list)).await?;
    let preview = shown(viewer.language, &preview);
    import_page(&viewer, StatusCode::OK, text, Some(preview), &[])
}

/// `GET /admin/federation/list.csv`
///
/// # Errors
/// 404 for everybody but those who look after the node.
pub async fn export(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = keeper(&viewer)?;
    let text = app.db.read(move |c| actions::export(c, Some(&who))).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"blocks.csv\""))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(text))
}
