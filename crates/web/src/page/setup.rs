//! Setting the node up, once, with the one-time link that the server shows when it starts.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use askama::Template;
use sofra_base::id::sha256_hex;
use sofra_domain::account::password;
use sofra_domain::actor::actions::Keys;
use sofra_domain::node::actions::{Setup, check_setup, set_up};
use sofra_domain::{Error, FieldError, account};
use subtle::ConstantTimeEq as _;

use super::account::slowly;
use super::{Page, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::i18n::{Language, own_name};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "setup.html")]
struct Show {
    page: Page,
    link: String,
    domain: String,
    form: Setup,
    languages: Vec<(String, String)>,
    errors: Errors,
    shortest: usize,
}

/// The languages a text can be in, by their own names.
#[must_use]
pub fn text_languages(language: Language) -> Vec<(String, String)> {
    const TAGS: &[&str] = &[
        "am", "ar", "bn", "ckb", "de", "el", "en", "es", "fa", "fr", "it", "kmr", "ku", "ln", "my", "nl",
        "om", "prs", "ps", "pt", "rhg", "rn", "ru", "rw", "so", "sv", "sw", "ti", "tr", "uk", "ur",
    ];
    let mut all: Vec<(String, String)> = TAGS
        .iter()
        .filter_map(|tag| tag.parse().ok())
        .map(|tag| {
            let name = language.language_name(&tag);
            let shown = match own_name(&tag) {
                Some(own) if own != name => format!("{own} – {name}"),
                _ => name,
            };
            (tag.to_string(), shown)
        })
        .collect();
    // The languages of the pages first: most nodes are set up in one of them.
    all.sort_by_key(|(tag, _)| Language::parse(tag).is_none());
    all
}

/// `GET /setup?token=…`
///
/// # Errors
/// 403 with a link that is not the last one given out, 409 once the node is set up.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    let link = parameter(&viewer.query, "token").unwrap_or_default();
    check_link(&viewer, &link)?;
    let form = Setup {
        language: viewer.language.as_str().to_owned(),
        federation: "closed".to_owned(),
        ..Setup::default()
    };
    show(&app, &viewer, StatusCode::OK, link, form, Errors::default())
}

/// Checked before any costly work. Hashes are compared, which nobody can steer.
fn check_link(viewer: &Viewer, link: &str) -> Result<(), Failure> {
    let node =
        viewer.node.as_ref().ok_or_else(|| Failure::from(Error::Internal("the node has no row".into())))?;
    if node.is_set_up() {
        return Err(Error::Conflict("error-already-set-up").into());
    }
    let right = node
        .setup_token_hash
        .as_ref()
        .is_some_and(|hash| bool::from(hash.as_bytes().ct_eq(sha256_hex(link.as_bytes()).as_bytes())));
    if right { Ok(()) } else { Err(Error::Forbidden("setup-link").into()) }
}

fn show(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    link: String,
    form: Setup,
    errors: Errors,
) -> Outcome {
    let language = viewer.language;
    let page =
        Page::new(viewer, language.plain("setup-title")).bare().with_form(viewer).wrong(!errors.is_empty());
    let show = Show {
        page: page.keeping("token", &link),
        link,
        domain: app.site.domain.clone(),
        form,
        languages: text_languages(language),
        errors,
        shortest: password::SHORTEST,
    };
    respond(viewer, status, &show).map(super::unlisted)
}

fn read(fields: &Fields) -> Setup {
    let get = |name: &str| fields.get(name).to_owned();
    Setup {
        node_name: get("node_name"),
        about: get("about"),
        federation: get("federation"),
        username: get("username"),
        organisation_name: get("organisation_name"),
        organisation_about: get("organisation_about"),
        language: get("language"),
        login: get("login"),
        person_name: get("person_name"),
    }
}

/// `POST /setup`: makes the organisation, the account and their keys, and signs the host in.
///
/// # Errors
/// As [`form`].
pub async fn submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let link = fields.get("link").to_owned();
    check_link(&viewer, &link)?;
    let setup = read(&fields);
    let mut wrong = match check_setup(&setup) {
        Ok(_) => Vec::new(),
        Err(Error::Invalid(wrong)) => wrong,
        Err(other) => return Err(other.into()),
    };
    let typed = fields.get("password").to_owned();
    wrong.extend(password::problem_for(&typed, &[&setup.login, &setup.username, &setup.node_name]));
    if typed != fields.get("password_again") {
        wrong.push(FieldError::new("password_again", "error-passwords-differ"));
    }
    if !wrong.is_empty() {
        let errors = Errors::new(viewer.language, &wrong);
        return show(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, link, setup, errors);
    }
    let (hash, organisation) =
        slowly(move || Ok::<_, Error>((password::hash(&typed)?, Keys::generate()?))).await??;
    let (at, token, sent) = (app.at(), link.clone(), setup.clone());
    let done = app
        .db
        .write(move |c| {
            let (account, _) = set_up(c, &at, &token, &sent, hash, organisation)?;
            account::actions::begin_session(c, at.now, &account)
        })
        .await;
    // Where it is required, a second factor comes before the first statement.
    let to = if app.requires_second_factor() { "/settings/security/second-factor" } else { "/?done=set-up" };
    match done {
        Ok(secret) => Ok(HttpResponse::SeeOther()
            .insert_header((LOCATION, to))
            .cookie(viewer.session_cookie(secret))
            .finish()),
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::new(viewer.language, &wrong);
            show(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, link, setup, errors)
        }
        Err(other) => Err(other.into()),
    }
}
