//! The rules of the node for everybody, and for the host who writes them; the list of suspended nodes where the host
//! publishes it.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use sofra_base::lang::LanguageTag;
use sofra_base::text::sanitise;
use sofra_domain::moderation::{self, Setting};
use sofra_domain::node_rule::{Version, actions, store};
use sofra_domain::peer::{self, Policy};
use sofra_domain::{Error, FieldError};

use super::peers::host;
use super::report::numbered;
use super::show::Words;
use super::{Page, ok, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::i18n::{Language, own_name};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "rules.html")]
struct Show {
    page: Page,
    version: Option<(i32, String, String)>,
    is_old: bool,
    rules: Vec<(i32, Words)>,
    versions: Vec<(i32, String)>,
    publishes_blocks: bool,
}

/// `GET /rules?version=…`
///
/// # Errors
/// 404 for a version that there is not.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    let wanted = match parameter(&viewer.query, "version") {
        Some(number) => Some(number.parse::<i32>().map_err(|_| Failure::not_found())?),
        None => None,
    };
    let (version, versions, setting) = app
        .db
        .read(move |c| {
            let version = match wanted {
                Some(number) => Some(store::version(c, number)?),
                None => store::current(c)?,
            };
            Ok::<_, Error>((version, store::versions(c)?, moderation::store::setting(c)?))
        })
        .await?;
    let language = viewer.language;
    let last = versions.first().map(|(number, _)| *number);
    let show = Show {
        page: Page::new(&viewer, language.plain("rules-title")).under("rules"),
        is_old: version.as_ref().is_some_and(|v| Some(v.number) != last),
        version: version.as_ref().map(|v| (v.number, v.created_at.day(), language.date(v.created_at))),
        rules: numbered(&viewer, version),
        versions: versions.into_iter().map(|(number, at)| (number, language.date(at))).collect(),
        publishes_blocks: setting.publishes_blocks,
    };
    ok(&viewer, &show)
}

#[derive(Template)]
#[template(path = "rules-nodes.html")]
struct Nodes {
    page: Page,
    rows: Vec<(String, &'static str, String)>,
}

/// `GET /rules/nodes`: which nodes are suspended or limited, if the host publishes that.
///
/// # Errors
/// 404 unless it is published: that there is such a list is nobody's business then (PRIV-11).
pub async fn nodes(app: Data<App>, viewer: Viewer) -> Outcome {
    let found = app
        .db
        .read(|c| {
            if !moderation::store::setting(c)?.publishes_blocks {
                return Err(Error::NotFound);
            }
            peer::store::decided(c)
        })
        .await?;
    let rows = found
        .iter()
        .filter_map(|peer| {
            let what = match (peer.policy, peer.limited, peer.no_media) {
                (Policy::Suspend, ..) => "federation-rule-suspended",
                (_, true, _) => "federation-rule-limited",
                (_, _, true) => "federation-rule-no-media",
                _ => return None,
            };
            let name = if peer.obfuscated {
                peer::list::obfuscate(&peer.host)
            } else {
                sanitise::domain_for_readers(&peer.host)
            };
            Some((name, what, peer.public_reason.clone()))
        })
        .collect();
    ok(&viewer, &Nodes { page: Page::new(&viewer, viewer.language.plain("rules-nodes-title")), rows })
}

#[derive(Template)]
#[template(path = "rules-edit.html")]
struct Edit {
    page: Page,
    errors: Errors,
    texts: Vec<Text>,
    setting: Setting,
    version: i32,
}

struct Text {
    id: String,
    label: String,
    attributes: String,
    words: String,
    error: String,
}

/// `GET /admin/rules`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn edit(app: Data<App>, viewer: Viewer) -> Outcome {
    host(&viewer)?;
    form(&app, &viewer, StatusCode::OK, None, &[]).await
}

/// The languages of the form: those of the pages, and those the rules are in already.
fn languages(version: Option<&Version>) -> Vec<LanguageTag> {
    let mut all: Vec<LanguageTag> = Language::ALL.iter().map(|language| language.tag()).collect();
    for tag in version.map(Version::languages).unwrap_or_default() {
        if !all.contains(&tag) {
            all.push(tag);
        }
    }
    all
}

async fn form(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    typed: Option<&Fields>,
    wrong: &[FieldError],
) -> Outcome {
    let (version, setting) =
        app.db.read(|c| Ok::<_, Error>((store::current(c)?, moderation::store::setting(c)?))).await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let texts = languages(version.as_ref())
        .iter()
        .map(|tag| {
            let id = format!("rules-{tag}");
            let known = || {
                let rules = version.as_ref().map(|v| v.rules.as_slice()).unwrap_or_default();
                let words: Vec<&str> =
                    rules.iter().filter_map(|rule| rule.get(tag)).map(String::as_str).collect();
                words.join("\n\n")
            };
            Text {
                label: own_name(tag).map_or_else(|| language.language_name(tag), str::to_owned),
                attributes: format!(r#"{} rows="10""#, language.attributes(tag)),
                words: typed.map_or_else(known, |fields| fields.get(&id).to_owned()),
                error: errors.of(&id).to_owned(),
                id,
            }
        })
        .collect();
    let edit = Edit {
        page: Page::new(viewer, language.plain("rules-edit-title")).under("admin").wrong(!errors.is_empty()),
        errors,
        texts,
        setting,
        version: version.map_or(0, |version| version.number),
    };
    respond(viewer, status, &edit)
}

/// `POST /admin/rules`
///
/// # Errors
/// 404 for everybody but the host. Mistakes bring the form back.
pub async fn write(app: Data<App>, posted: Form) -> Outcome {
    let Form { fields, viewer } = posted;
    let (who, at) = (host(&viewer)?, app.at());
    let texts: Vec<(String, String)> = fields
        .iter()
        .filter_map(|(name, words)| Some((name.strip_prefix("rules-")?.to_owned(), words.to_owned())))
        .collect();
    match app.db.write(move |c| actions::write(c, &at, Some(&who), &texts)).await {
        Ok(_) => Ok(redirect("/rules?done=saved")),
        Err(Error::Invalid(wrong)) => {
            form(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, Some(&fields), &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/rules/choices`: whether visitors report, whether the list of nodes is published.
///
/// # Errors
/// 404 for everybody but the host.
pub async fn choose(app: Data<App>, form: Form) -> Outcome {
    let (who, at) = (host(&form.viewer)?, app.at());
    let setting = Setting {
        publishes_blocks: form.fields.has("publishes_blocks"),
        visitors_report: form.fields.has("visitors_report"),
    };
    app.db.write(move |c| moderation::actions::choose(c, &at, Some(&who), setting)).await?;
    Ok(redirect("/admin/rules?done=saved"))
}
