//! Positions inside of an organisation: what it said, what waits, what members think.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::{Identity, Seat};
use sofra_domain::actor::Actor;
use sofra_domain::approval::{self, Proposal, ProposalId, ProposalState};
use sofra_domain::position::inside;
use sofra_domain::position::rules::INSIDE;
use sofra_domain::position::store::{self, Filter, View};
use sofra_domain::position::totals::{Told, Totals};
use sofra_domain::position::{PositionId, Stance, Subject, actions};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, FieldError, notification};

use super::{PositionCard, SubjectView, audience_name, stance_help, stance_name, told_lines, with_subject};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::i18n::Language;
use crate::page::approval::{ProposalView, Read};
use crate::page::desk;
use crate::page::show::{Speaker, Words};
use crate::page::{Page, ok, redirect, respond};
use crate::viewer::{Viewer, parameter};

/// What one member says, in words.
pub struct InsideView {
    /// Name and stance.
    pub line: String,
    /// Plain text.
    pub reasons: String,
    /// Whether it is about an older version.
    pub stale: bool,
}

impl InsideView {
    /// In words.
    #[must_use]
    pub fn new(viewer: &Viewer, said: &inside::Said) -> Self {
        let language = viewer.language;
        Self {
            line: language.t2(
                "position-inside-line",
                "name",
                &said.name,
                "stance",
                stance_name(language, said.position.stance),
            ),
            reasons: said.position.reasons.clone(),
            stale: said.stale,
        }
    }
}

/// The turn-out and the totals, for those inside: every number.
pub struct TurnOut {
    /// How many of how many.
    pub spoken: String,
    /// Each stance with its number.
    pub cells: Vec<String>,
    /// How many spoke on an older version.
    pub stale: Option<String>,
}

impl TurnOut {
    /// In words.
    #[must_use]
    pub fn new(language: Language, totals: &Totals) -> Self {
        Self {
            spoken: language.t2("position-turnout", "spoken", totals.spoken(), "members", totals.members),
            cells: Stance::ALL
                .iter()
                .map(|one| {
                    let name = stance_name(language, *one);
                    language.t2("position-totals-cell", "stance", name, "number", totals.of(*one))
                })
                .collect(),
            stale: (totals.stale > 0).then(|| language.t1("position-turnout-stale", "count", totals.stale)),
        }
    }
}

#[derive(Template)]
#[template(path = "position/desk.html")]
struct Desk {
    page: Page,
    speaker: Speaker,
    username: String,
    stale: Vec<PositionCard>,
    waits: Vec<(String, String, SubjectView)>,
    standing: Vec<PositionCard>,
    total: i64,
    all: String,
    inside: Vec<(SubjectView, TurnOut, String)>,
}

/// `GET /desk/{name}/positions`
///
/// # Errors
/// 404 for whoever has no seat.
pub async fn list(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, found, _) = desk::inside(&app, &viewer, &name, Seat::Member).await?;
    let (id, asking) = (found.id.clone(), who.clone());
    let (standing, stale, waits, said, unseen) = app
        .db
        .read(move |c| {
            let reader = Reader::Account(asking.clone());
            let of = |which| Filter { holder: Some(id.clone()), which, ..Filter::default() };
            let standing = store::list(c, &of(store::Which::Standing), &reader, None, 100)?;
            let stale = store::list(c, &of(store::Which::Stale), &reader, None, 100)?;
            let mut waits = Vec::new();
            for proposal in approval::store::open_in(c, &id)? {
                if let Some(about) = subject_of(c, &proposal, &reader)? {
                    waits.push((proposal, about));
                }
            }
            let said = inside::store::subjects(c, &asking, &id)?;
            let unseen = notification::store::unseen(c, &asking)?;
            Ok::<_, Error>((standing, stale, waits, said, unseen))
        })
        .await?;
    let base = format!("/desk/{}/positions", found.username);
    if unseen > 0 {
        let (now, link, seeing) = (viewer.now, base.clone(), who);
        app.db.write(move |c| notification::actions::see(c, now, &seeing, Some(&link))).await?;
    }
    let language = viewer.language;
    let cards = |views: &[View]| views.iter().map(|view| PositionCard::new(&viewer, view, false)).collect();
    let page = Desk {
        page: Page::new(&viewer, language.plain("position-desk")).under("desk"),
        speaker: Speaker::new(&viewer, &found),
        stale: cards(&stale.views),
        waits: waits
            .iter()
            .map(|(proposal, about)| {
                let kind = language.t(crate::page::approval::subject_key(proposal.kind));
                (proposal.path(&found.username), kind, SubjectView::new(&viewer, about))
            })
            .collect(),
        standing: cards(&standing.views),
        total: standing.total,
        all: format!("/positions?holder={}", found.id),
        inside: said
            .iter()
            .map(|(about, totals)| {
                (
                    SubjectView::new(&viewer, about),
                    TurnOut::new(language, totals),
                    with_subject(&format!("{base}/inside"), &about.identity),
                )
            })
            .collect(),
        username: found.username,
    };
    ok(&viewer, &page)
}

/// What a proposal about a position is about; nothing for other proposals.
fn subject_of(
    c: &mut sofra_domain::AnyConnection,
    proposal: &Proposal,
    reader: &Reader,
) -> sofra_domain::Result<Option<Subject>> {
    let identity = match proposal.kind {
        approval::Subject::Position => match actions::pending(proposal) {
            Ok(pending) => pending.subject,
            // Its words are gone with the position.
            Err(_) => return Ok(None),
        },
        approval::Subject::PositionWithdrawal => match PositionId::parse(&proposal.object) {
            Some(id) => store::get(c, &id)?.subject,
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    store::subject_for(c, &identity, reader).map(Some)
}

#[derive(Template)]
#[template(path = "position/waiting.html")]
struct Waiting {
    page: Page,
    speaker: Speaker,
    username: String,
    subject: Option<SubjectView>,
    stance: String,
    reasons: Vec<(String, Words)>,
    audience: String,
    tells: Vec<String>,
    reason: String,
    withdraws: Option<String>,
    changed: bool,
    turnout: Option<TurnOut>,
    inside: Vec<InsideView>,
    proposals: Vec<ProposalView>,
}

/// `GET /desk/{name}/positions/proposals/{id}`
///
/// # Errors
/// 404 for whoever has no seat.
pub async fn proposal(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let (who, found, _) = desk::inside(&app, &viewer, &name, Seat::Member).await?;
    let id = ProposalId::parse(&id).ok_or_else(Failure::not_found)?;
    let (owner, asking) = (found.id.clone(), who.clone());
    let (proposal, read, about, withdrawn, totals, said, unseen) = app
        .db
        .read(move |c| {
            let reader = Reader::Account(asking.clone());
            let proposal = approval::actions::inside(c, &asking, &id)?;
            let ours =
                matches!(proposal.kind, approval::Subject::Position | approval::Subject::PositionWithdrawal);
            if proposal.organisation_id != owner || !ours {
                return Err(Error::NotFound);
            }
            let about = subject_of(c, &proposal, &reader)?;
            let withdrawn = match PositionId::parse(&proposal.object) {
                Some(position) => Some(store::get(c, &position)?),
                None => None,
            };
            let (mut totals, mut said) = (None, Vec::new());
            if let Some(about) = &about {
                totals = Some(inside::totals(c, &asking, &owner, about)?);
                said = inside::said(c, &asking, &owner, about)?;
            }
            let unseen = notification::store::unseen(c, &asking)?;
            let read = Read::load(c, proposal.clone())?;
            Ok((proposal, read, about, withdrawn, totals, said, unseen))
        })
        .await?;
    if unseen > 0 {
        let (now, link, seeing) = (viewer.now, proposal.path(&found.username), who.clone());
        app.db.write(move |c| notification::actions::see(c, now, &seeing, Some(&link))).await?;
    }
    let language = viewer.language;
    let pending = actions::pending(&proposal).ok();
    let open = proposal.state == ProposalState::Open;
    let stance = pending
        .as_ref()
        .and_then(|pending| Stance::parse(&pending.form.stance))
        .or(withdrawn.as_ref().map(|found| found.stance));
    let title = match proposal.kind {
        approval::Subject::PositionWithdrawal => "position-proposal-withdrawal",
        _ => "position-proposal-title",
    };
    let page = Waiting {
        page: Page::new(&viewer, language.plain(title)).under("desk"),
        speaker: Speaker::new(&viewer, &found),
        username: found.username,
        changed: open
            && pending.as_ref().zip(about.as_ref()).is_some_and(|(p, about)| about.hash != p.subject_hash),
        subject: about.as_ref().map(|about| SubjectView::new(&viewer, about)),
        stance: stance.map(|stance| stance_name(language, stance)).unwrap_or_default(),
        reasons: pending
            .iter()
            .flat_map(|pending| &pending.form.reasons)
            .filter_map(|reason| {
                let tag = reason.language.parse().ok()?;
                Some((language.language_name(&tag), Words::new(language, &tag, reason.reasons.clone())))
            })
            .collect(),
        audience: pending
            .as_ref()
            .and_then(|pending| sofra_domain::position::Audience::parse(&pending.form.audience))
            .map(|audience| audience_name(language, audience))
            .unwrap_or_default(),
        tells: pending
            .as_ref()
            .and_then(|pending| Told::parse(&pending.totals))
            .map(|told| told_lines(language, &told))
            .unwrap_or_default(),
        reason: if withdrawn.is_some() { proposal.content.clone() } else { String::new() },
        withdraws: withdrawn.map(|found| found.path()),
        turnout: totals.as_ref().map(|totals| TurnOut::new(language, totals)),
        inside: said.iter().map(|said| InsideView::new(&viewer, said)).collect(),
        proposals: vec![ProposalView::new(&viewer, &who, &read)],
    };
    ok(&viewer, &page)
}

#[derive(Template)]
#[template(path = "position/inside.html")]
struct Inside {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    username: String,
    subject: SubjectView,
    action: String,
    stances: Vec<(String, String, String, bool)>,
    reasons: String,
    longest: usize,
    said_before: bool,
    turnout: TurnOut,
    said: Vec<InsideView>,
    propose: Option<String>,
}

/// `GET /desk/{name}/positions/inside`
///
/// # Errors
/// 404 for whoever has no seat, and for a subject that they may not read.
pub async fn inside(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, found, _) = desk::inside(&app, &viewer, &name, Seat::Member).await?;
    let identity = parameter(&viewer.query, "subject").unwrap_or_default();
    inside_page(&app, &viewer, &who, &found, identity, None, &[]).await
}

async fn inside_page(
    app: &App,
    viewer: &Viewer,
    who: &Identity,
    found: &Actor,
    identity: String,
    typed: Option<(String, String)>,
    wrong: &[FieldError],
) -> Outcome {
    let (asking, id) = (who.clone(), found.id.clone());
    let (about, own, totals, said) = app
        .db
        .read(move |c| {
            let about = actions::open_subject(c, &asking, &identity)?;
            let own = inside::own(c, &asking, &id, &about.identity)?;
            let totals = inside::totals(c, &asking, &id, &about)?;
            let mut said = inside::said(c, &asking, &id, &about)?;
            said.retain(|one| one.position.account_id != asking.account);
            Ok::<_, Error>((about, own, totals, said))
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let said_before = own.is_some();
    let (stance, reasons) = typed
        .unwrap_or_else(|| own.map(|own| (own.stance.as_str().to_owned(), own.reasons)).unwrap_or_default());
    let base = format!("/desk/{}/positions", found.username);
    let page = Inside {
        page: Page::new(viewer, language.plain("position-inside-title"))
            .under("desk")
            .wrong(!errors.is_empty())
            .keeping("subject", &about.identity),
        speaker: Speaker::new(viewer, found),
        username: found.username.clone(),
        subject: SubjectView::new(viewer, &about),
        action: format!("{base}/inside"),
        stances: Stance::ALL
            .iter()
            .map(|one| {
                (
                    one.as_str().to_owned(),
                    stance_name(language, *one),
                    stance_help(language, *one),
                    stance == one.as_str(),
                )
            })
            .collect(),
        reasons,
        longest: INSIDE,
        said_before,
        turnout: TurnOut::new(language, &totals),
        said: said.iter().map(|said| InsideView::new(viewer, said)).collect(),
        propose: who.is_officer(&found.id).then(|| with_subject(&format!("{base}/new"), &about.identity)),
        errors,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &page)
}

/// `POST /desk/{name}/positions/inside`
///
/// # Errors
/// As [`inside`]. Mistakes bring the form back.
pub async fn say(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found, _) = desk::inside(&app, &viewer, &name, Seat::Member).await?;
    let identity = fields.get("subject").to_owned();
    let (stance, reasons) = (fields.get("stance").to_owned(), fields.get("reasons").to_owned());
    let takes_back = fields.get("do") == "take-back";
    let (at, asking, id) = (app.at(), who.clone(), found.id.clone());
    let (subject, said, why) = (identity.clone(), stance.clone(), reasons.clone());
    let done = app
        .db
        .write(move |c| {
            if takes_back {
                inside::actions::unsay(c, &asking, &id, &subject)
            } else {
                inside::actions::say(c, &at, &asking, &id, &subject, &said, &why)
            }
        })
        .await;
    match done {
        Ok(()) => {
            let path = with_subject(&format!("/desk/{}/positions/inside", found.username), &identity);
            Ok(redirect(&format!(
                "{path}&done={}",
                if takes_back { "position-unsaid" } else { "position-said" }
            )))
        }
        Err(Error::Invalid(wrong)) => {
            inside_page(&app, &viewer, &who, &found, identity, Some((stance, reasons)), &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}
