//! Saying what an organisation, or one person in their own name, thinks.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::{Identity, Seat};
use sofra_domain::actor::{self, Actor, ActorId};
use sofra_domain::approval::{self, ProposalState};
use sofra_domain::position::actions;
use sofra_domain::position::inside;
use sofra_domain::position::rules::{Form as Typed, LANGUAGES, ReasonForm};
use sofra_domain::position::store;
use sofra_domain::position::totals::{Totals, tell};
use sofra_domain::position::{Audience, Position, Stance, Subject};
use sofra_domain::{Error, FieldError};

use super::desk::{InsideView, TurnOut};
use super::{SubjectView, stance_help, stance_name, told_lines};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::i18n::Language;
use crate::page::approval::rule_words;
use crate::page::desk;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::{Viewer, parameter};

/// Fields for reasons that are there from the beginning.
const FIELDS: usize = 3;

#[derive(Template)]
#[template(path = "position/take.html")]
struct Take {
    page: Page,
    errors: Errors,
    crumbs: Vec<(String, String)>,
    subject: SubjectView,
    action: String,
    own: bool,
    intro: String,
    now: Option<String>,
    stances: Vec<(String, String, String, bool)>,
    reasons: Vec<ReasonField>,
    languages: Vec<(String, String)>,
    audience: String,
    networks: Vec<String>,
    copies_public: (String, String),
    copies_network: (String, String),
    call: String,
    tells_totals: bool,
    would_tell: Vec<String>,
    turnout: Option<TurnOut>,
    inside: Vec<InsideView>,
}

struct ReasonField {
    index: usize,
    label: String,
    language: String,
    text: String,
}

/// Everything that the form needs, read at once.
struct Read {
    about: Subject,
    now: Option<Position>,
    networks: Vec<Actor>,
    receive: [Vec<String>; 2],
    rule: Option<approval::Rule>,
    totals: Totals,
    said: Vec<inside::Said>,
    form: Typed,
}

async fn read(
    app: &App,
    who: &Identity,
    holder: &ActorId,
    own: bool,
    identity: String,
) -> Result<Read, Failure> {
    let (who, holder) = (who.clone(), holder.clone());
    Ok(app
        .db
        .read(move |c| {
            let about = actions::open_subject(c, &who, &identity)?;
            let now = store::standing(c, &holder, &about.identity)?;
            let form = match &now {
                Some(now) => typed_before(now, &store::reasons(c, &now.id, now.revision)?),
                None => Typed { audience: Audience::Public.as_str().to_owned(), ..Typed::default() },
            };
            let networks = sofra_domain::network::store::scopes_of(c, &holder)?;
            let (mut totals, mut said, mut rule) = (Totals::default(), Vec::new(), None);
            if !own {
                totals = inside::totals(c, &who, &holder, &about)?;
                said = inside::said(c, &who, &holder, &about)?;
                rule = Some(approval::store::rule(c, &holder)?);
            }
            Ok::<_, Error>(Read {
                networks: actor::store::get_many(c, &networks)?,
                receive: [
                    store::will_receive(c, &holder, Audience::Public)?,
                    store::will_receive(c, &holder, Audience::Network)?,
                ],
                about,
                now,
                rule,
                totals,
                said,
                form,
            })
        })
        .await?)
}

/// What counts now, as the form it was typed in.
fn typed_before(now: &Position, reasons: &sofra_base::lang::Localized<String>) -> Typed {
    let mut texts: Vec<_> = reasons.iter().collect();
    texts.sort_by_key(|(tag, _)| **tag != now.authentic);
    Typed {
        stance: now.stance.as_str().to_owned(),
        audience: now.audience.as_str().to_owned(),
        authentic: now.authentic.to_string(),
        reasons: texts
            .into_iter()
            .map(|(tag, text)| ReasonForm { language: tag.to_string(), reasons: text.clone() })
            .collect(),
        tells_totals: !now.member_totals.is_empty(),
        call: now.call_uri.clone().unwrap_or_default(),
    }
}

/// What was typed.
fn typed(fields: &Fields) -> Typed {
    let reasons: Vec<ReasonForm> = (0..LANGUAGES)
        .map(|index| ReasonForm {
            language: fields.get(&format!("reasons.{index}.language")).trim().to_owned(),
            reasons: fields.get(&format!("reasons.{index}.reasons")).to_owned(),
        })
        .take_while(|one| !one.language.is_empty() || !one.reasons.is_empty())
        .collect();
    Typed {
        stance: fields.get("stance").to_owned(),
        audience: fields.get("audience").to_owned(),
        authentic: String::new(),
        reasons,
        tells_totals: fields.get("tells_totals") == "yes",
        call: fields.get("call").to_owned(),
    }
}

fn reason_fields(language: Language, form: &Typed) -> Vec<ReasonField> {
    let mut rest = std::iter::once(language)
        .chain(Language::ALL.into_iter().filter(move |other| *other != language))
        .map(|one| one.as_str().to_owned())
        .filter(|tag| !form.reasons.iter().any(|reason| reason.language == *tag))
        .collect::<Vec<_>>()
        .into_iter();
    let count = FIELDS.max(form.reasons.len() + 1).min(LANGUAGES);
    (0..count)
        .map(|index| {
            let given = form.reasons.get(index);
            ReasonField {
                index,
                label: language.t1("position-reasons-in", "number", index + 1),
                language: given
                    .map(|reason| reason.language.clone())
                    .filter(|tag| !tag.is_empty())
                    .or_else(|| rest.next())
                    .unwrap_or_default(),
                text: given.map(|reason| reason.reasons.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

fn copies(language: Language, hosts: &[String]) -> (String, String) {
    (language.t1("position-copies", "count", hosts.len()), language.list(hosts))
}

#[allow(clippy::too_many_arguments, reason = "one form for two speakers, empty or coming back")]
async fn page(
    app: &App,
    viewer: &Viewer,
    who: &Identity,
    holder: &Actor,
    own: bool,
    identity: String,
    back: Option<Typed>,
    wrong: &[FieldError],
) -> Outcome {
    let read = read(app, who, &holder.id, own, identity).await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let speaker = Speaker::new(viewer, holder);
    let name = speaker.name.text.clone();
    let mut form = back.unwrap_or(read.form);
    if let Some(call) =
        parameter(&viewer.query, "call").filter(|call| form.call.is_empty() && call.len() <= 2_000)
    {
        form.call = call;
    }
    let title = if own {
        language.plain("position-own-title")
    } else {
        language.plain1("position-new-title", "organisation", &name)
    };
    let desk_path = format!("/desk/{}", holder.username);
    let page = Take {
        page: Page::new(viewer, title)
            .under(if own { "agenda" } else { "desk" })
            .wrong(!errors.is_empty())
            .keeping("subject", &read.about.identity),
        crumbs: if own {
            vec![("/positions".to_owned(), language.t("position-title"))]
        } else {
            vec![
                (desk_path.clone(), name.clone()),
                (format!("{desk_path}/positions"), language.t("position-desk")),
            ]
        },
        subject: SubjectView::new(viewer, &read.about),
        action: if own { "/positions/own".to_owned() } else { format!("{desk_path}/positions/new") },
        own,
        intro: match read.rule {
            Some(rule) => {
                language.t2("position-send-rule", "organisation", &name, "rule", rule_words(language, rule))
            }
            None => language.t1("position-own-note", "name", &name),
        },
        now: read.now.map(|now| language.t1("position-now", "stance", stance_name(language, now.stance))),
        stances: Stance::ALL
            .iter()
            .map(|one| {
                (
                    one.as_str().to_owned(),
                    stance_name(language, *one),
                    stance_help(language, *one),
                    form.stance == one.as_str(),
                )
            })
            .collect(),
        reasons: reason_fields(language, &form),
        languages: Language::ALL
            .into_iter()
            .map(|one| (one.as_str().to_owned(), language.language_name(&one.tag())))
            .collect(),
        audience: form.audience.clone(),
        networks: read.networks.iter().map(|one| Speaker::new(viewer, one).name.text).collect(),
        copies_public: copies(language, &read.receive[0]),
        copies_network: copies(language, &read.receive[1]),
        call: form.call.clone(),
        tells_totals: form.tells_totals,
        would_tell: tell(&read.totals).map(|told| told_lines(language, &told)).unwrap_or_default(),
        turnout: (!own).then(|| TurnOut::new(language, &read.totals)),
        inside: read.said.iter().map(|said| InsideView::new(viewer, said)).collect(),
        errors,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &page)
}

/// `GET /desk/{name}/positions/new`
///
/// # Errors
/// 404 for whoever is no officer, and for a subject that they may not read.
pub async fn form(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, found, _) = desk::inside(&app, &viewer, &name, Seat::Officer).await?;
    let identity = parameter(&viewer.query, "subject").unwrap_or_default();
    page(&app, &viewer, &who, &found, false, identity, None, &[]).await
}

/// `POST /desk/{name}/positions/new`
///
/// # Errors
/// As [`form`]. Mistakes bring the form back.
pub async fn submit(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found, _) = desk::inside(&app, &viewer, &name, Seat::Officer).await?;
    let (identity, typed) = (fields.get("subject").to_owned(), typed(&fields));
    let (at, asking, id) = (app.at(), who.clone(), found.id.clone());
    let (subject, new) = (identity.clone(), typed.clone());
    let made = app
        .db
        .write(move |c| {
            let proposal = actions::propose(c, &at, &asking, &id, &subject, &new)?;
            let about = sofra_domain::position::subject::resolve(c, &subject)?;
            let standing = store::standing(c, &id, &about.identity)?;
            Ok::<_, Error>((proposal, standing))
        })
        .await;
    match made {
        Ok((proposal, Some(standing))) if proposal.state == ProposalState::Done => {
            Ok(redirect(&format!("{}?done=position-taken", standing.path())))
        }
        Ok((proposal, _)) => {
            Ok(redirect(&format!("{}?done=position-proposed", proposal.path(&found.username))))
        }
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, &who, &found, false, identity, Some(typed), &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The person of whoever asks.
async fn person(app: &App, viewer: &Viewer) -> Result<(Identity, Actor), Failure> {
    let who = viewer.signed_in()?.clone();
    let id = who.person.clone().ok_or_else(Failure::not_found)?;
    let found = app.db.read(move |c| actor::store::get(c, &id)).await?;
    if found.is_active() { Ok((who, found)) } else { Err(Failure::not_found()) }
}

/// `GET /positions/own`
///
/// # Errors
/// 404 for whoever has no public profile, and for a subject that they may not read.
pub async fn own_form(app: Data<App>, viewer: Viewer) -> Outcome {
    let (who, found) = person(&app, &viewer).await?;
    let identity = parameter(&viewer.query, "subject").unwrap_or_default();
    page(&app, &viewer, &who, &found, true, identity, None, &[]).await
}

/// `POST /positions/own`
///
/// # Errors
/// As [`own_form`]. Mistakes bring the form back.
pub async fn own_submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found) = person(&app, &viewer).await?;
    let (identity, typed) = (fields.get("subject").to_owned(), typed(&fields));
    let (at, asking, subject, new) = (app.at(), who.clone(), identity.clone(), typed.clone());
    match app.db.write(move |c| actions::show_own(c, &at, &asking, &subject, &new)).await {
        Ok(taken) => Ok(redirect(&format!("{}?done=position-taken", taken.path()))),
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, &who, &found, true, identity, Some(typed), &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}
