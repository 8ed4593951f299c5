//! What an organisation says about itself.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::country::Country;
use sofra_base::lang::LanguageTag;
use sofra_domain::account::Seat;
use sofra_domain::actor::Actor;
use sofra_domain::organisation::actions::{Profile, describe_fully};
use sofra_domain::organisation::rules::{FactsForm, LINKS};
use sofra_domain::organisation::{self, Declared};
use sofra_domain::{Error, FieldError, peer};

use super::inside;
use super::texts::{self, TextRow};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::i18n::Language;
use crate::page::settings::source;
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
    username: String,
    action: String,
    speaker: Speaker,
    /// Each with how decisions are made, in that language.
    texts: Vec<(TextRow, String)>,
    approves: bool,
    copies: usize,
    can_add: bool,
    focus: String,
    declared: Vec<Choice>,
    origins: Vec<Choice>,
    host: String,
    countries: Vec<(String, String)>,
    working: Vec<Choice>,
    since: String,
    links: Vec<(String, String)>,
}

/// A box that can be ticked.
struct Choice {
    value: String,
    label: String,
    help: String,
    on: bool,
}

/// What was typed, all of it.
#[derive(Clone, Default)]
struct Typed {
    profile: Profile,
    facts: FactsForm,
}

/// `GET /settings/organisation/{name}`: where this page was before.
///
/// # Errors
/// None: what may not be seen is not found at the new address.
pub async fn moved(name: Path<String>) -> Outcome {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if plain && !name.is_empty() {
        Ok(redirect(&format!("/desk/{name}/profile")))
    } else {
        Err(Failure::not_found())
    }
}

/// `GET /desk/{name}/profile`
///
/// # Errors
/// 404 for whoever is no officer of it.
pub async fn form(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let id = found.id.clone();
    let facts = app.db.read(move |c| organisation::store::facts(c, &id)).await?;
    let (names, words) = (found.localized_name(), found.localized_summary());
    let mut texts: Vec<(String, String, String)> = names
        .iter()
        .map(|(tag, name)| {
            let about = words.get(tag).map(|html| source::markdown(html)).unwrap_or_default();
            (tag.to_string(), name.clone(), about)
        })
        .collect();
    // Words about decisions in a language that has no name yet are not lost.
    for tag in facts.decisions.languages().filter(|tag| names.get(tag).is_none()) {
        texts.push((tag.to_string(), found.name.clone(), String::new()));
    }
    // The plain name is that of the first language, which is to stay the first.
    texts.sort_by_key(|(_, name, _)| *name != found.name);
    if texts.is_empty() {
        texts.push((
            viewer.language.as_str().to_owned(),
            found.name.clone(),
            source::markdown(&found.summary),
        ));
    }
    let decisions = texts.iter().map(|(tag, ..)| {
        let words = tag.parse().ok().and_then(|tag: LanguageTag| facts.decisions.get(&tag).cloned());
        (tag.clone(), words.unwrap_or_default())
    });
    let typed = Typed {
        facts: FactsForm {
            declared: facts.declared.iter().map(|one| one.as_str().to_owned()).collect(),
            origins: facts.origins.iter().map(|one| one.as_str().to_owned()).collect(),
            host: facts.host.map(|one| one.as_str().to_owned()).unwrap_or_default(),
            languages: facts.languages.iter().map(ToString::to_string).collect(),
            since: facts.since.map(|year| year.to_string()).unwrap_or_default(),
            decisions: decisions.collect(),
            links: facts.links.clone(),
        },
        profile: Profile { texts, approves_followers: found.approves_followers },
    };
    show(&app, &viewer, StatusCode::OK, &found, typed, &[], String::new()).await
}

fn read(fields: &Fields) -> Typed {
    let get = |n: usize, field: &str| fields.get(&format!("texts.{n}.{field}")).to_owned();
    let shown = (0..LANGUAGES).take_while(|n| fields.has(&format!("texts.{n}.language")));
    let all = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
    Typed {
        profile: Profile {
            texts: shown.clone().map(|n| (get(n, "language"), get(n, "name"), get(n, "about"))).collect(),
            approves_followers: fields.has("approves"),
        },
        facts: FactsForm {
            declared: all("declared"),
            origins: all("origins"),
            host: fields.get("host").to_owned(),
            languages: all("languages"),
            since: fields.get("since").to_owned(),
            decisions: shown.map(|n| (get(n, "language"), get(n, "decisions"))).collect(),
            links: (0..LINKS).map(|n| fields.get(&format!("links.{n}")).to_owned()).collect(),
        },
    }
}

/// `POST /desk/{name}/profile`
///
/// # Errors
/// As [`form`]. Mistakes bring the form back.
pub async fn submit(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (_, found, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let mut typed = read(&fields);
    let pressed = fields.get("do");
    if let Some(index) = pressed.strip_prefix("remove-text.") {
        let index = index.parse().unwrap_or(usize::MAX);
        if typed.profile.texts.len() > 1 && index < typed.profile.texts.len() {
            typed.profile.texts.remove(index);
            typed.facts.decisions.remove(index);
        }
        return show(&app, &viewer, StatusCode::OK, &found, typed, &[], String::new()).await;
    }
    if pressed == "add-text" {
        let focus = format!("texts.{}.language", typed.profile.texts.len());
        if typed.profile.texts.len() < LANGUAGES {
            typed.profile.texts.push((String::new(), String::new(), String::new()));
            typed.facts.decisions.push((String::new(), String::new()));
        }
        return show(&app, &viewer, StatusCode::OK, &found, typed, &[], focus).await;
    }
    if pressed != "save" {
        return show(&app, &viewer, StatusCode::OK, &found, typed, &[], String::new()).await;
    }
    let mut wrong = Vec::new();
    for (index, (language, ..)) in typed.profile.texts.iter().enumerate() {
        let earlier = &typed.profile.texts[..index];
        if !language.is_empty() && earlier.iter().any(|(known, ..)| known == language) {
            wrong.push(FieldError::new(format!("texts.{index}.language"), "error-language-twice"));
        }
    }
    let result = if wrong.is_empty() {
        let (at, who, id) = (app.at(), viewer.signed_in()?.clone(), found.id.clone());
        let sent = typed.clone();
        app.db.write(move |c| describe_fully(c, &at, &who, &id, &sent.profile, &sent.facts)).await
    } else {
        Err(Error::Invalid(wrong))
    };
    match result {
        Ok(()) => Ok(redirect(&format!("/desk/{}/profile?done=profile-saved", found.username))),
        Err(Error::Invalid(mut wrong)) => {
            // On this page the words about decisions stand with the other words of their language.
            for error in &mut wrong {
                if let Some(index) = error.field.strip_prefix("decisions.") {
                    error.field = format!("texts.{index}.decisions");
                }
            }
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&app, &viewer, status, &found, typed, &wrong, String::new()).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn show(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    found: &Actor,
    typed: Typed,
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
    let Typed { profile, facts } = typed;
    let can_add = profile.texts.len() < LANGUAGES;
    let mut decisions = facts.decisions.iter().map(|(_, words)| words.clone());
    let rows = texts::rows(language, profile.texts).into_iter();
    let texts = rows.map(|row| (row, decisions.next().unwrap_or_default()));
    let page = Show {
        texts: texts.collect(),
        page: Page::new(viewer, language.plain("organisation-edit")).under("desk").wrong(!errors.is_empty()),
        errors,
        username: found.username.clone(),
        action: format!("/desk/{}/profile", found.username),
        speaker: Speaker::new(viewer, found),
        approves: profile.approves_followers,
        declared: Declared::ALL
            .iter()
            .map(|one| Choice {
                value: one.as_str().to_owned(),
                label: language.t(declared_key(*one)),
                help: String::new(),
                on: facts.declared.iter().any(|on| on == one.as_str()),
            })
            .collect(),
        origins: countries(language)
            .into_iter()
            .map(|(value, label)| Choice {
                on: facts.origins.contains(&value),
                help: String::new(),
                value,
                label,
            })
            .collect(),
        countries: std::iter::once((String::new(), language.t("organisation-not-said")))
            .chain(countries(language))
            .collect(),
        host: facts.host.clone(),
        working: working(language, &text_languages(language), &facts.languages),
        since: facts.since.clone(),
        links: (0..LINKS)
            .map(|n| (format!("links.{n}"), facts.links.get(n).cloned().unwrap_or_default()))
            .collect(),
        copies,
        can_add,
        focus,
    };
    respond(viewer, status, &page)
}

/// The key of what an organisation declares to be.
#[must_use]
pub fn declared_key(declared: Declared) -> &'static str {
    match declared {
        Declared::RefugeeLed => "organisation-declared-refugee-led",
        Declared::WomenLed => "organisation-declared-women-led",
        Declared::YouthLed => "organisation-declared-youth-led",
        Declared::HostCommunity => "organisation-declared-host-community",
        Declared::Ally => "organisation-declared-ally",
    }
}

/// Code and name of every country, by name.
#[must_use]
pub fn countries(language: Language) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Country::all()
        .map(|country| (country.as_str().to_owned(), country.name(language.as_str()).to_owned()))
        .collect();
    // Accents and the hamza do not send a name to the end of the list.
    all.sort_by_key(|(_, name)| {
        name.chars()
            .map(|c| match c {
                'É' | 'È' => 'E',
                'Å' => 'A',
                'Î' => 'I',
                'أ' | 'إ' | 'آ' => 'ا',
                other => other,
            })
            .collect::<String>()
    });
    all
}

fn working(language: Language, known: &[(String, String)], chosen: &[String]) -> Vec<Choice> {
    let mut all: Vec<(String, String)> = known.to_vec();
    for tag in chosen.iter().filter(|tag| !known.iter().any(|(value, _)| value == *tag)) {
        if let Ok(parsed) = tag.parse::<LanguageTag>() {
            all.push((tag.clone(), language.language_name(&parsed)));
        }
    }
    all.into_iter()
        .map(|(value, label)| Choice { on: chosen.contains(&value), help: String::new(), value, label })
        .collect()
}
