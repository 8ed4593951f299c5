//! Seats inside of an organisation: what it recorded, what waits, and recording.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::country::Country;
use sofra_domain::account::{Identity, Seat as Role};
use sofra_domain::actor::Actor;
use sofra_domain::approval::{self, ProposalId, ProposalState};
use sofra_domain::table::actions::{self, Act};
use sofra_domain::table::rules::{BEST, Form as Typed, NAME, PROCESS, StepForm, WORDS, may_follow};
use sofra_domain::table::store::{self, Filter, View};
use sofra_domain::table::{BodyKind, Kind, Refusal, SeatId, Stage, State, body, reply};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, FieldError, notification};

use super::{
    SeatCard, StepView, body_kind_name, kind_name, rating_name, refusal_name, stage_name, state_name,
    state_words,
};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::i18n::Language;
use crate::page::approval::{ProposalView, Read, rule_words};
use crate::page::desk;
use crate::page::show::Speaker;
use crate::page::{Page, ok, redirect, respond, unlisted};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "table/desk.html")]
struct Desk {
    page: Page,
    speaker: Speaker,
    username: String,
    waits: Vec<(String, String, String)>,
    cards: Vec<SeatCard>,
    total: i64,
    all: String,
    officer: bool,
}

/// What an act is called.
#[must_use]
pub fn act_name(language: Language, act: &Act) -> String {
    language.t(match act {
        Act::Record { .. } => "seat-act-record",
        Act::Step { .. } => "seat-act-step",
        Act::Rate { .. } => "seat-act-rating",
        Act::Correct { .. } => "seat-act-correct",
        Act::Withdraw { .. } => "seat-act-withdraw",
    })
}

/// `GET /desk/{name}/seats`
///
/// # Errors
/// 404 for whoever has no role in it.
pub async fn list(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, found, role) = desk::inside(&app, &viewer, &name, Role::Member).await?;
    let (id, asking) = (found.id.clone(), who.clone());
    let (list, waits) = app
        .db
        .read(move |c| {
            let filter = Filter { holder: Some(id.clone()), ..Filter::default() };
            let list = store::list(c, &filter, &Reader::Account(asking), None, 100)?;
            let waits = approval::store::waiting_of(c, &id, approval::Subject::Place)?;
            Ok::<_, Error>((list, waits))
        })
        .await?;
    let language = viewer.language;
    let page = Desk {
        page: Page::new(&viewer, language.plain("seat-desk-title")).under("desk"),
        speaker: Speaker::new(&viewer, &found),
        waits: waits
            .iter()
            .filter_map(|proposal| {
                let pending = actions::pending(proposal).ok()?;
                let known = list.views.iter().find(|view| view.seat.id == pending.seat);
                let about = match (&pending.act, known) {
                    (Act::Record { form, .. }, _) => form.body.clone(),
                    (_, Some(view)) => view.seat.body_name.clone(),
                    _ => String::new(),
                };
                Some((proposal.path(&found.username), act_name(language, &pending.act), about))
            })
            .collect(),
        cards: list.views.iter().map(|view| SeatCard::new(&viewer, view)).collect(),
        total: list.total,
        all: format!("/seats?holder={}", found.id),
        officer: role == Role::Officer,
        username: found.username,
    };
    ok(&viewer, &page)
}

type Options = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "table/form.html")]
struct Ask {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    username: String,
    action: String,
    back: String,
    card: Option<SeatCard>,
    intro: String,
    /// Which parts the form has.
    facts: bool,
    audience: bool,
    step: bool,
    rates: bool,
    ends: bool,
    typed: Typed,
    given: StepForm,
    rating: i32,
    words: String,
    reason: String,
    body_kinds: Options,
    bodies: Vec<&'static str>,
    countries: Options,
    stages: Options,
    kinds: Options,
    languages: Options,
    states: Vec<(String, String, bool)>,
    refusals: Options,
    ratings: Vec<(i32, String)>,
    limits: (usize, usize, usize),
    copies: Vec<String>,
    button: String,
}

/// What was typed.
#[derive(Default, Clone)]
struct Given {
    form: Typed,
    step: StepForm,
    rating: i32,
    words: String,
    reason: String,
}

impl Given {
    fn read(fields: &Fields) -> Self {
        let get = |name: &str| fields.get(name).to_owned();
        Self {
            form: Typed {
                body: get("body"),
                body_kind: get("body_kind"),
                country: get("country"),
                body_actor: get("body_actor"),
                process: get("process"),
                meeting: get("meeting"),
                stage: get("stage"),
                kind: get("kind"),
                audience: get("audience"),
                language: get("language"),
            },
            step: StepForm {
                state: get("state"),
                refusal: get("refusal"),
                day: get("day"),
                words: get("words"),
                evidence: get("evidence"),
            },
            rating: fields.get("rating").parse().unwrap_or(0),
            words: get("words"),
            reason: get("reason"),
        }
    }

    fn of(view: &View) -> Self {
        let seat = &view.seat;
        Self {
            form: Typed {
                body: seat.body_name.clone(),
                body_kind: seat.body_kind.as_str().to_owned(),
                country: seat.country.clone(),
                body_actor: seat.body_actor.clone().unwrap_or_default(),
                process: seat.process.clone(),
                meeting: seat.meeting.clone().unwrap_or_default(),
                stage: seat.stage.as_str().to_owned(),
                kind: seat.kind.as_str().to_owned(),
                audience: seat.audience.as_str().to_owned(),
                language: seat.language.to_string(),
            },
            rating: seat.rating,
            words: seat.rating_words.clone(),
            ..Self::default()
        }
    }
}

/// What is done on the page of one seat, by the word in its address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Record,
    Step,
    Rate,
    Correct,
    Withdraw,
    Link,
}

impl What {
    fn parse(word: &str) -> Result<Self, Failure> {
        Ok(match word {
            "step" => Self::Step,
            "rating" => Self::Rate,
            "correct" => Self::Correct,
            "withdraw" => Self::Withdraw,
            "link" => Self::Link,
            _ => return Err(Failure::not_found()),
        })
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Record => "new",
            Self::Step => "step",
            Self::Rate => "rating",
            Self::Correct => "correct",
            Self::Withdraw => "withdraw",
            Self::Link => "link",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Record => "seat-act-record",
            Self::Step => "seat-act-step",
            Self::Rate => "seat-act-rating",
            Self::Correct => "seat-act-correct",
            Self::Withdraw => "seat-act-withdraw",
            Self::Link => "seat-act-link",
        }
    }

    const fn note(self) -> &'static str {
        match self {
            Self::Record => "seat-record-note",
            Self::Step => "seat-step-note",
            Self::Rate => "seat-rating-note",
            Self::Correct => "seat-correct-note",
            Self::Withdraw => "seat-withdraw-note",
            Self::Link => "seat-link-note",
        }
    }

    fn act(self, given: &Given) -> Option<Act> {
        let given = given.clone();
        Some(match self {
            Self::Record => Act::Record { form: given.form, step: given.step },
            Self::Step => Act::Step { step: given.step },
            Self::Rate => Act::Rate { rating: given.rating, words: given.words },
            Self::Correct => Act::Correct { form: given.form },
            Self::Withdraw => Act::Withdraw { reason: given.reason },
            Self::Link => return None,
        })
    }
}

/// A seat that the organisation recorded and that stands.
async fn own(app: &App, found: &Actor, id: &str) -> Result<(View, Vec<String>), Failure> {
    let (id, owner) = (SeatId::parse(id).ok_or_else(Failure::not_found)?, found.id.clone());
    Ok(app
        .db
        .read(move |c| {
            let seat = store::get(c, &id)?;
            if seat.holder_id != owner || !seat.local || !seat.stands() {
                return Err(Error::NotFound);
            }
            let copies = store::copies(c, &id)?;
            Ok::<_, Error>((store::view(c, seat)?, copies))
        })
        .await?)
}

#[allow(
    clippy::too_many_arguments,
    reason = "one form for all that is done with a seat, empty or coming back"
)]
async fn page(
    app: &App,
    viewer: &Viewer,
    found: &Actor,
    what: What,
    known: Option<(View, Vec<String>)>,
    back: Option<Given>,
    wrong: &[FieldError],
) -> Outcome {
    let id = found.id.clone();
    let rule = app.db.read(move |c| approval::store::rule(c, &id)).await?;
    let language = viewer.language;
    let speaker = Speaker::new(viewer, found);
    let errors = Errors::new(language, wrong);
    let given = back.unwrap_or_else(|| match &known {
        Some((view, _)) => Given::of(view),
        None => Given {
            form: Typed {
                language: language.as_str().to_owned(),
                audience: "public".to_owned(),
                meeting: parameter(&viewer.query, "meeting").unwrap_or_default(),
                body: parameter(&viewer.query, "body").unwrap_or_default(),
                process: parameter(&viewer.query, "process").unwrap_or_default(),
                ..Typed::default()
            },
            ..Given::default()
        },
    });
    let before: Vec<State> =
        known.iter().flat_map(|(view, _)| view.steps.iter().map(|step| step.state)).collect();
    let choose = |language: Language| (String::new(), language.t("seat-choose"));
    let mut countries: Options = Country::all()
        .map(|country| (country.as_str().to_owned(), country.name(language.as_str()).to_owned()))
        .collect();
    countries.sort_by(|a, b| a.1.cmp(&b.1));
    countries.insert(0, (String::new(), language.t("seat-country-none")));
    let base = format!("/desk/{}/seats", found.username);
    let page = Ask {
        page: Page::new(viewer, language.plain(what.title())).under("desk").wrong(!errors.is_empty()),
        action: match &known {
            Some((view, _)) => format!("{base}/{}/{}", view.seat.id, what.word()),
            None => format!("{base}/new"),
        },
        back: known.as_ref().map_or_else(|| base.clone(), |(view, _)| view.seat.path()),
        intro: if what == What::Link {
            language.t(what.note())
        } else {
            let rule = language.t2(
                "position-send-rule",
                "organisation",
                &speaker.name.text,
                "rule",
                rule_words(language, rule),
            );
            format!("{} {rule}", language.t(what.note()))
        },
        facts: matches!(what, What::Record | What::Correct),
        audience: what == What::Record,
        step: matches!(what, What::Record | What::Step),
        rates: what == What::Rate,
        ends: what == What::Withdraw,
        body_kinds: std::iter::once(choose(language))
            .chain(BodyKind::ALL.iter().map(|one| (one.as_str().to_owned(), body_kind_name(language, *one))))
            .collect(),
        bodies: body::proposed().collect(),
        countries,
        stages: std::iter::once(choose(language))
            .chain(Stage::ALL.iter().map(|one| (one.as_str().to_owned(), stage_name(language, *one))))
            .collect(),
        kinds: std::iter::once(choose(language))
            .chain(Kind::ALL.iter().map(|one| (one.as_str().to_owned(), kind_name(language, *one))))
            .collect(),
        languages: Language::ALL
            .into_iter()
            .map(|one| (one.as_str().to_owned(), language.language_name(&one.tag())))
            .collect(),
        states: State::ALL
            .iter()
            .filter(|one| may_follow(&before, **one))
            .map(|one| {
                (one.as_str().to_owned(), state_name(language, *one), given.step.state == one.as_str())
            })
            .collect(),
        refusals: std::iter::once((String::new(), language.t("seat-refusal-not")))
            .chain(Refusal::ALL.iter().map(|one| (one.as_str().to_owned(), refusal_name(language, *one))))
            .collect(),
        ratings: (0..=BEST).map(|one| (one, rating_name(language, one))).collect(),
        limits: (NAME, PROCESS, WORDS),
        copies: known
            .as_ref()
            .filter(|_| what == What::Withdraw)
            .map(|(_, copies)| copies.clone())
            .unwrap_or_default(),
        card: known.as_ref().map(|(view, _)| SeatCard::new(viewer, view)),
        button: language.t(match what {
            What::Link => "seat-link-make",
            What::Withdraw => "seat-act-withdraw",
            _ => "position-send",
        }),
        typed: given.form,
        given: given.step,
        rating: given.rating,
        words: given.words,
        reason: given.reason,
        username: found.username.clone(),
        speaker,
        errors,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &page)
}

/// `GET /desk/{name}/seats/new`
///
/// # Errors
/// 404 for whoever is no officer.
pub async fn new(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found, _) = desk::inside(&app, &viewer, &name, Role::Officer).await?;
    page(&app, &viewer, &found, What::Record, None, None, &[]).await
}

/// `POST /desk/{name}/seats/new`
///
/// # Errors
/// As [`new`]. Mistakes bring the form back.
pub async fn record(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found, _) = desk::inside(&app, &viewer, &name, Role::Officer).await?;
    submit(&app, &viewer, &who, &found, What::Record, None, Given::read(&fields)).await
}

/// `GET /desk/{name}/seats/{id}/{act}`
///
/// # Errors
/// 404 for whoever is no officer, and for what the organisation did not record.
pub async fn form(app: Data<App>, viewer: Viewer, path: Path<(String, String, String)>) -> Outcome {
    let (name, id, word) = path.into_inner();
    let (_, found, _) = desk::inside(&app, &viewer, &name, Role::Officer).await?;
    let what = What::parse(&word)?;
    let known = own(&app, &found, &id).await?;
    page(&app, &viewer, &found, what, Some(known), None, &[]).await
}

/// `POST /desk/{name}/seats/{id}/{act}`
///
/// # Errors
/// As [`form`]. Mistakes bring the form back.
pub async fn act(app: Data<App>, form: Form, path: Path<(String, String, String)>) -> Outcome {
    let Form { fields, viewer } = form;
    let (name, id, word) = path.into_inner();
    let (who, found, _) = desk::inside(&app, &viewer, &name, Role::Officer).await?;
    let what = What::parse(&word)?;
    let known = own(&app, &found, &id).await?;
    if what == What::Link {
        return make_link(&app, &viewer, &who, &found, known.0).await;
    }
    submit(&app, &viewer, &who, &found, what, Some(known), Given::read(&fields)).await
}

async fn submit(
    app: &App,
    viewer: &Viewer,
    who: &Identity,
    found: &Actor,
    what: What,
    known: Option<(View, Vec<String>)>,
    given: Given,
) -> Outcome {
    let act = what.act(&given).ok_or_else(Failure::not_found)?;
    let (at, asking, owner) = (app.at(), who.clone(), found.id.clone());
    let seat = known.as_ref().map(|(view, _)| view.seat.id.clone());
    let made = app.db.write(move |c| actions::propose(c, &at, &asking, &owner, seat.as_ref(), act)).await;
    match made {
        Ok((proposal, _)) if proposal.state == ProposalState::Done && what == What::Withdraw => {
            Ok(redirect(&format!("/desk/{}/seats?done=seat-withdrawn", found.username)))
        }
        Ok((proposal, seat)) if proposal.state == ProposalState::Done => {
            Ok(redirect(&format!("/seats/{seat}?done=seat-recorded")))
        }
        Ok((proposal, _)) => Ok(redirect(&format!("{}?done=seat-proposed", proposal.path(&found.username)))),
        Err(Error::Invalid(wrong)) => page(app, viewer, found, what, known, Some(given), &wrong).await,
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "table/link.html")]
struct Link {
    page: Page,
    card: SeatCard,
    username: String,
    speaker: Speaker,
    link: String,
    days: i64,
}

async fn make_link(app: &App, viewer: &Viewer, who: &Identity, found: &Actor, view: View) -> Outcome {
    let (at, asking, owner, id) = (app.at(), who.clone(), found.id.clone(), view.seat.id.clone());
    let token = app.db.write(move |c| reply::actions::make_link(c, &at, &asking, &owner, &id)).await?;
    let language = viewer.language;
    let page = Link {
        page: Page::new(viewer, language.plain("seat-link-title")).under("desk"),
        card: SeatCard::new(viewer, &view),
        username: found.username.clone(),
        speaker: Speaker::new(viewer, found),
        link: format!("{}/seats/reply/{token}", app.at().site.base),
        days: reply::LINK.0 / sofra_base::clock::days(1).0,
    };
    // It is shown once, and nothing between us keeps it.
    ok(viewer, &page).map(unlisted)
}

#[derive(Template)]
#[template(path = "table/waiting.html")]
struct Waiting {
    page: Page,
    speaker: Speaker,
    username: String,
    act: String,
    card: Option<SeatCard>,
    steps: Vec<StepView>,
    lines: Vec<(String, String)>,
    changed: bool,
    proposals: Vec<ProposalView>,
}

/// What a proposal would write, line by line.
fn lines(language: Language, act: &Act) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            lines.push((language.t(key), value));
        }
    };
    if let Act::Record { form, .. } | Act::Correct { form } = act {
        add("seat-body", form.body.clone());
        add(
            "seat-body-kind",
            BodyKind::parse(&form.body_kind).map(|one| body_kind_name(language, one)).unwrap_or_default(),
        );
        add("seat-country", super::country_name(language, &form.country));
        add("seat-body-actor", form.body_actor.clone());
        add("seat-process", form.process.clone());
        add("seat-meeting", form.meeting.clone());
        add("seat-stage", Stage::parse(&form.stage).map(|one| stage_name(language, one)).unwrap_or_default());
        add("seat-kind", Kind::parse(&form.kind).map(|one| kind_name(language, one)).unwrap_or_default());
        add(
            "position-audience",
            language.t(if form.audience == "public" {
                "position-audience-public"
            } else {
                "position-audience-network"
            }),
        );
    }
    if let Act::Record { step, .. } | Act::Step { step } = act {
        let state = State::parse(&step.state).map(|one| state_words(language, one, &step.refusal));
        add("seat-step", state.unwrap_or_default());
        let day = sofra_domain::table::rules::began(&step.day).map(|at| language.date(at));
        add("seat-day", day.unwrap_or_default());
        add("seat-words", step.words.clone());
        add("seat-evidence", step.evidence.clone());
    }
    match act {
        Act::Rate { rating, words } => {
            add("seat-rating", rating_name(language, *rating));
            add("seat-rating-words", words.clone());
        }
        Act::Withdraw { reason } => add("position-withdraw-reason", reason.clone()),
        _ => {}
    }
    lines
}

/// `GET /desk/{name}/seats/proposals/{id}`
///
/// # Errors
/// 404 for whoever has no role in it.
pub async fn proposal(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let (who, found, _) = desk::inside(&app, &viewer, &name, Role::Member).await?;
    let id = ProposalId::parse(&id).ok_or_else(Failure::not_found)?;
    let (owner, asking) = (found.id.clone(), who.clone());
    let (proposal, read, view, unseen) = app
        .db
        .read(move |c| {
            let proposal = approval::actions::inside(c, &asking, &id)?;
            if proposal.organisation_id != owner || proposal.kind != approval::Subject::Place {
                return Err(Error::NotFound);
            }
            let seat = SeatId::parse(&proposal.object).ok_or(Error::NotFound)?;
            let view = match store::get(c, &seat) {
                Ok(seat) => Some(store::view(c, seat)?),
                Err(Error::NotFound) => None,
                Err(other) => return Err(other),
            };
            let unseen = notification::store::unseen(c, &asking)?;
            let read = Read::load(c, proposal.clone())?;
            Ok((proposal, read, view, unseen))
        })
        .await?;
    if unseen > 0 {
        let (now, link, seeing) = (viewer.now, proposal.path(&found.username), who.clone());
        app.db.write(move |c| notification::actions::see(c, now, &seeing, Some(&link))).await?;
    }
    let language = viewer.language;
    // The words of what was taken back are gone with it.
    let pending = actions::pending(&proposal).ok();
    let open = proposal.state == ProposalState::Open;
    let now = view.as_ref().map_or(0, |view| if view.seat.stands() { view.seat.revision } else { -1 });
    let page = Waiting {
        page: Page::new(&viewer, language.plain("seat-proposal-title")).under("desk"),
        speaker: Speaker::new(&viewer, &found),
        act: pending.as_ref().map(|one| act_name(language, &one.act)).unwrap_or_default(),
        changed: open && pending.as_ref().is_some_and(|one| one.after != now),
        lines: pending.as_ref().map(|one| lines(language, &one.act)).unwrap_or_default(),
        steps: view
            .iter()
            .flat_map(|view| view.steps.iter().map(|step| StepView::new(&viewer, view, step)))
            .collect(),
        card: view.as_ref().map(|view| SeatCard::new(&viewer, view)),
        username: found.username,
        proposals: vec![ProposalView::new(&viewer, &who, &read)],
    };
    ok(&viewer, &page)
}
