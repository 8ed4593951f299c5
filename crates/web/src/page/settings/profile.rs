//! What an organisation says about itself.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::lang::LanguageTag;
use sofra_domain::actor::{self, Actor, ActorKind};
use sofra_domain::organisation::actions::{Profile, describe};
use sofra_domain::{Error, FieldError, peer};

use super::source;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::page::setup::text_languages;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

/// Languages of a profile at most.
const LANGUAGES: usize = 20;

#[derive(Template)]
#[template(path = "profile.html")]
struct Show {
    page: Page,
    errors: Errors,
    action: String,
    speaker: Speaker,
    texts: Vec<TextView>,
    approves: bool,
    copies: usize,
    can_add: bool,
    focus: String,
}

struct TextView {
    index: usize,
    legend: String,
    language: String,
    languages: Vec<(String, String)>,
    name: String,
    about: String,
    attributes: String,
}

impl TextView {
    fn id(&self, field: &str) -> String {
        format!("texts.{}.{field}", self.index)
    }
}

/// An organisation in whose name the reader may speak.
async fn own(app: &App, viewer: &Viewer, name: &str) -> Result<Actor, Failure> {
    let who = viewer.signed_in()?.clone();
    let wanted = name.to_owned();
    let found = app.db.read(move |c| actor::store::local_by_username(c, &wanted)).await?;
    found
        .filter(|a| matches!(a.kind, ActorKind::Organisation | ActorKind::Network))
        .filter(|a| a.is_active() && who.speaks_for(&a.id))
        .ok_or_else(Failure::not_found)
}

/// `GET /settings/organisation/{name}`
///
/// # Errors
/// 404 for an organisation for which this account does not speak.
pub async fn form(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let found = own(&app, &viewer, &name).await?;
    let (names, words) = (found.localized_name(), found.localized_summary());
    let mut texts: Vec<(String, String, String)> = names
        .iter()
        .map(|(tag, name)| {
            let about = words.get(tag).map(|html| source::markdown(html)).unwrap_or_default();
            (tag.to_string(), name.clone(), about)
        })
        .collect();
    // The plain name is that of the first language, which is to stay the first.
    texts.sort_by_key(|(_, name, _)| *name != found.name);
    if texts.is_empty() {
        texts.push((
            viewer.language.as_str().to_owned(),
            found.name.clone(),
            source::markdown(&found.summary),
        ));
    }
    let profile = Profile { texts, approves_followers: found.approves_followers };
    show(&app, &viewer, StatusCode::OK, &found, profile, &[], String::new()).await
}

fn read(fields: &Fields) -> Profile {
    let get = |n: usize, field: &str| fields.get(&format!("texts.{n}.{field}")).to_owned();
    Profile {
        texts: (0..LANGUAGES)
            .take_while(|n| fields.has(&format!("texts.{n}.language")))
            .map(|n| (get(n, "language"), get(n, "name"), get(n, "about")))
            .collect(),
        approves_followers: fields.has("approves"),
    }
}

/// `POST /settings/organisation/{name}`
///
/// # Errors
/// As [`form`]. Mistakes bring the form back.
pub async fn submit(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let found = own(&app, &viewer, &name).await?;
    let mut profile = read(&fields);
    let pressed = fields.get("do");
    if let Some(index) = pressed.strip_prefix("remove-text.") {
        let index = index.parse().unwrap_or(usize::MAX);
        if profile.texts.len() > 1 && index < profile.texts.len() {
            profile.texts.remove(index);
        }
        return show(&app, &viewer, StatusCode::OK, &found, profile, &[], String::new()).await;
    }
    if pressed == "add-text" {
        let focus = format!("texts.{}.language", profile.texts.len());
        if profile.texts.len() < LANGUAGES {
            profile.texts.push((String::new(), String::new(), String::new()));
        }
        return show(&app, &viewer, StatusCode::OK, &found, profile, &[], focus).await;
    }
    if pressed != "save" {
        return show(&app, &viewer, StatusCode::OK, &found, profile, &[], String::new()).await;
    }
    let mut wrong = Vec::new();
    for (index, (language, ..)) in profile.texts.iter().enumerate() {
        let earlier = &profile.texts[..index];
        if !language.is_empty() && earlier.iter().any(|(known, ..)| known == language) {
            wrong.push(FieldError::new(format!("texts.{index}.language"), "error-language-twice"));
        }
    }
    let result = if wrong.is_empty() {
        let (at, who, id) = (app.at(), viewer.signed_in()?.clone(), found.id.clone());
        let sent = profile.clone();
        app.db.write(move |c| describe(c, &at, &who, &id, &sent)).await
    } else {
        Err(Error::Invalid(wrong))
    };
    match result {
        Ok(()) => Ok(redirect(&format!("/settings/organisation/{}?done=profile-saved", found.username))),
        Err(Error::Invalid(wrong)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&app, &viewer, status, &found, profile, &wrong, String::new()).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn show(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    found: &Actor,
    profile: Profile,
    wrong: &[FieldError],
    focus: String,
) -> Outcome {
    let id = found.id.clone();
    let copies = app
        .db
        .read(move |c| peer::store::holders(c, &id, sofra_domain::statement::Audience::Followers))
        .await?
        .len();
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let known = text_languages(language);
    let can_add = profile.texts.len() < LANGUAGES;
    let texts = profile.texts.into_iter().enumerate().map(|(index, (tag, name, about))| {
        let parsed = tag.parse::<LanguageTag>().ok();
        let mut languages = known.clone();
        match &parsed {
            Some(parsed) if !languages.iter().any(|(known, _)| *known == tag) => {
                languages.push((tag.clone(), language.language_name(parsed)));
            }
            Some(_) => {}
            None => languages.insert(0, (tag.clone(), language.t("compose-language-choose"))),
        }
        TextView {
            index,
            legend: parsed.as_ref().map_or_else(
                || language.t("compose-text-new"),
                |tag| language.t1("compose-language-of-text", "language", language.language_name(tag)),
            ),
            attributes: parsed.as_ref().map_or_else(
                || " dir=\"auto\"".to_owned(),
                |tag| format!(" lang=\"{tag}\" dir=\"{}\"", direction(tag)),
            ),
            language: tag,
            languages,
            name,
            about,
        }
    });
    let page = Show {
        texts: texts.collect(),
        page: Page::new(viewer, language.plain("organisation-edit"))
            .under("settings")
            .wrong(!errors.is_empty()),
        errors,
        action: format!("/settings/organisation/{}", found.username),
        speaker: Speaker::new(viewer, found),
        approves: profile.approves_followers,
        copies,
        can_add,
        focus,
    };
    respond(viewer, status, &page)
}

fn direction(tag: &LanguageTag) -> &'static str {
    match tag.direction() {
        sofra_base::lang::Direction::Rtl => "rtl",
        sofra_base::lang::Direction::Ltr => "ltr",
    }
}
