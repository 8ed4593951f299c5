//! Who has a seat in an organisation, who is invited, who asks; for those inside.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::clock::{Timestamp, days};
use sofra_domain::account::{self, AccountId, Identity, Role, Seat};
use sofra_domain::actor::{Actor, ActorId};
use sofra_domain::approval::{self, ProposalState};
use sofra_domain::invitation::model::Offer;
use sofra_domain::invitation::{self, Invitation, InvitationId};
use sofra_domain::joining::{self, JoinRequest, RequestId, RequestState};
use sofra_domain::seat::{self, Member};
use sofra_domain::{AnyConnection, Error, FieldError, notification, recovery};

use super::{inside, seat_help, seat_name};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::i18n::Language;
use crate::page::approval::{ProposalView, Read};
use crate::page::confirm::Confirm;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::{Viewer, parameter};

/// For how many days those inside see that a proposal about an officer's seat was rejected.
const REJECTED_DAYS: i64 = 30;
/// Proposals about officers' seats that are looked through.
const PROPOSALS: i64 = 50;

#[derive(Template)]
#[template(path = "members.html")]
struct Show {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    path: String,
    officer: bool,
    members: Vec<Row>,
    /// Values and words of the seats.
    seats: Vec<(String, String, String)>,
    /// The link of an invitation just made; shown once.
    link: Option<String>,
    /// Whether that link opens nothing yet.
    link_waits: bool,
    /// What is proposed about officers' seats.
    proposals: Vec<ProposalView>,
    /// What an invitation offers in the form, and for how many days.
    seat: String,
    span: String,
    invitations: Vec<InvitationRow>,
    requests: Vec<RequestRow>,
    days: Vec<(String, String)>,
}

struct Row {
    id: String,
    name: String,
    own: bool,
    seat: String,
    seat_words: String,
    since: (String, String),
    shown: bool,
    active: bool,
    /// Whether the form for the seat is open, because the reader comes back to it.
    open: bool,
    /// Whether the reader may give this account a link for a new password.
    may_link: bool,
}

/// An invitation that is open.
pub(in crate::page) struct InvitationRow {
    pub(in crate::page) id: String,
    pub(in crate::page) what: String,
    pub(in crate::page) by: String,
    pub(in crate::page) until: (String, String),
    /// Whether it opens nothing until it is approved.
    pub(in crate::page) waits: bool,
}

struct RequestRow {
    id: String,
    name: String,
    login: String,
    words: String,
    when: String,
    /// The seat chosen in its form.
    seat: String,
}

/// The spans for which an invitation can be good, as a form offers them.
pub(in crate::page) fn day_choices(language: Language) -> Vec<(String, String)> {
    invitation::rules::DAYS
        .map(|n| (n.to_string(), language.t1("account-token-days-count", "count", n)))
        .to_vec()
}

/// An open invitation in words.
pub(in crate::page) fn invitation_row(
    viewer: &Viewer,
    open: &Invitation,
    made_by: Option<&String>,
) -> InvitationRow {
    let language = viewer.language;
    let role = match open.role {
        Role::Member => None,
        other => Some(role_name(language, other)),
    };
    let seat = open.seat.map(|seat| seat_name(language, seat));
    let parts: Vec<String> = role.into_iter().chain(seat).collect();
    InvitationRow {
        id: open.id.to_string(),
        what: if parts.is_empty() { language.t("people-invite-account") } else { language.list(&parts) },
        by: made_by.cloned().unwrap_or_default(),
        until: (open.expires_at.day(), language.date(open.expires_at)),
        waits: !open.approved,
    }
}

/// The name of a role on the node.
#[must_use]
pub fn role_name(language: Language, role: Role) -> String {
    language.t(match role {
        Role::Host => "people-role-host",
        Role::Moderator => "people-role-moderator",
        Role::Member => "people-role-member",
    })
}

/// `GET /desk/{name}/members`
///
/// # Errors
/// As [`inside`].
pub async fn show(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, found, _) = inside(&app, &viewer, &name, Seat::Member).await?;
    page(&app, &viewer, StatusCode::OK, &who, &found, None, &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    who: &Identity,
    found: &Actor,
    token: Option<String>,
    wrong: &[FieldError],
) -> Outcome {
    let officer = who.is_officer(&found.id);
    let path = format!("/desk/{}/members", found.username);
    let (id, now, asking) = (found.id.clone(), viewer.now, who.clone());
    type Found =
        (Vec<Member>, Vec<Invitation>, Vec<JoinRequest>, Vec<AccountId>, i64, Vec<(Read, SeatChange)>);
    let (members, open, requests, linkable, unseen, proposals): Found = app
        .db
        .read(move |c| {
            let members = seat::store::members(c, &id)?;
            let unseen = notification::store::unseen(c, &asking)?;
            let proposals = proposals(c, &id, now)?;
            if !officer {
                return Ok::<_, Error>((members, Vec::new(), Vec::new(), Vec::new(), unseen, proposals));
            }
            let open = invitation::store::open(c, Some(&id), now)?;
            let mut linkable = Vec::new();
            for member in members.iter().filter(|member| member.active) {
                let to = account::store::identity(c, &member.account, true)?;
                if recovery::rules::may_give_link(&asking, &to) {
                    linkable.push(to.account);
                }
            }
            Ok((members, open, joining::store::waiting(c, &id)?, linkable, unseen, proposals))
        })
        .await?;
    if unseen > 0 {
        let (asking, link) = (who.clone(), path.clone());
        app.db.write(move |c| notification::actions::see(c, now, &asking, Some(&link))).await?;
    }
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    // Who comes back from proving who they are finds what they had chosen.
    let chosen = |name: &str| parameter(&viewer.query, name).unwrap_or_default();
    let (account_chosen, request_chosen, to) = (chosen("account"), chosen("request"), chosen("to"));
    let to = Seat::parse(&to).map_or(String::new(), |seat| seat.to_string());
    let link_waits = token.is_some() && open.first().is_some_and(|newest| !newest.approved);
    let name_of = |id: &Option<AccountId>| {
        let id = id.as_ref()?;
        members.iter().find(|member| member.account == *id).map(|member| &member.name)
    };
    let show = Show {
        page: Page::new(viewer, language.plain("people-members-title"))
            .under("desk")
            .wrong(!errors.is_empty()),
        errors,
        speaker: Speaker::new(viewer, found),
        officer,
        seats: Seat::ALL
            .iter()
            .map(|seat| (seat.to_string(), seat_name(language, *seat), seat_help(language, *seat)))
            .collect(),
        link: token.map(|token| format!("{}/invitations/{token}", app.site.base)),
        link_waits,
        proposals: proposals
            .iter()
            .map(|(read, change)| ProposalView {
                title: change.words(language),
                ..ProposalView::new(viewer, who, read)
            })
            .collect(),
        seat: Seat::parse(&chosen("seat")).unwrap_or(Seat::Member).to_string(),
        span: Some(chosen("days"))
            .filter(|span| invitation::rules::DAYS.iter().any(|days| days.to_string() == *span))
            .unwrap_or_else(|| "7".to_owned()),
        invitations: open.iter().map(|o| invitation_row(viewer, o, name_of(&o.made_by))).collect(),
        requests: requests
            .iter()
            .map(|request| RequestRow {
                id: request.id.to_string(),
                name: request.name.clone(),
                login: request.login.clone(),
                words: request.words.clone(),
                seat: if *request.id.as_str() == *request_chosen {
                    to.clone()
                } else {
                    Seat::Member.to_string()
                },
                when: language.ago(request.created_at, viewer.now),
            })
            .collect(),
        days: day_choices(language),
        members: members
            .iter()
            .map(|member| Row {
                id: member.account.to_string(),
                name: member.name.clone(),
                own: member.account == who.account,
                open: *member.account.as_str() == *account_chosen && !to.is_empty(),
                seat: if *member.account.as_str() == *account_chosen && !to.is_empty() {
                    to.clone()
                } else {
                    member.seat.to_string()
                },
                seat_words: seat_name(language, member.seat),
                since: (member.since.day(), language.date(member.since)),
                shown: member.shown,
                active: member.active,
                may_link: linkable.contains(&member.account),
            })
            .collect(),
        path,
    };
    respond(viewer, status, &show)
}

/// `POST /desk/{name}/members/invitations`: the answer shows the link, once.
///
/// # Errors
/// As [`inside`]; 403 for those who are no officers. Mistakes bring the page back.
pub async fn invite(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found, _) = inside(&app, &viewer, &name, Seat::Member).await?;
    let days: i64 = fields.get("days").parse().unwrap_or(0);
    let made = match Seat::parse(fields.get("seat")) {
        Some(seat) => {
            if seat == Seat::Officer && who.is_officer(&found.id) {
                viewer.lately(&format!("/desk/{}/members?seat=officer&days={days}", found.username))?;
            }
            let offer = Offer { place: Some((found.id.clone(), seat)), role: Role::Member };
            let (at, maker) = (app.at(), who.clone());
            app.db.write(move |c| invitation::actions::create(c, &at, Some(&maker), &offer, days)).await
        }
        None => Err(Error::field("seat", "error-field-required")),
    };
    match made {
        Ok((_, token)) => page(&app, &viewer, StatusCode::OK, &who, &found, Some(token), &[]).await,
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, &who, &found, None, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /desk/{name}/members/invitations/{id}/revoke`
///
/// # Errors
/// 404 for an invitation that is not this organisation's.
pub async fn revoke(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let (who, found, _) = inside(&app, &form.viewer, &name, Seat::Officer).await?;
    let id = InvitationId::parse(&id).ok_or_else(Failure::not_found)?;
    let (now, organisation) = (form.viewer.now, found.id.clone());
    app.db
        .write(move |c| {
            if invitation::store::get(c, &id)?.organisation_id != Some(organisation) {
                return Err(Error::NotFound);
            }
            invitation::actions::revoke(c, now, Some(&who), &id)
        })
        .await?;
    Ok(redirect(&format!("/desk/{}/members?done=invitation-revoked", found.username)))
}

fn account(text: &str) -> Result<AccountId, Failure> {
    AccountId::parse(text).ok_or_else(Failure::not_found)
}

/// `POST /desk/{name}/members/{account}/seat`
///
/// # Errors
/// 404 for somebody without a seat; 403 for those who are no officers; 409 for the last officer.
pub async fn change(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let (who, found, _) = inside(&app, &form.viewer, &name, Seat::Member).await?;
    let (at, organisation, id) = (app.at(), found.id.clone(), account(&id)?);
    let chosen =
        Seat::parse(form.fields.get("seat")).ok_or_else(|| Error::field("seat", "error-field-required"))?;
    seat::rules::officer_only(&who, &found.id)?;
    if holds(&app, &found, &id).await? == Seat::Officer || chosen == Seat::Officer {
        form.viewer.lately(&format!("/desk/{}/members?account={id}&to={chosen}", found.username))?;
    }
    let waits =
        app.db.write(move |c| seat::actions::change(c, &at, &who, &organisation, &id, chosen)).await?;
    let done = if waits.is_some() { "seat-proposed" } else { "seat-changed" };
    Ok(redirect(&format!("/desk/{}/members?done={done}", found.username)))
}

/// The seat that somebody has.
async fn holds(app: &App, found: &Actor, id: &AccountId) -> Result<Seat, Failure> {
    let (organisation, id) = (found.id.clone(), id.clone());
    Ok(app.db.read(move |c| seat::store::member(c, &organisation, &id)).await?.seat)
}

fn crumbs(viewer: &Viewer, found: &Actor) -> Vec<(String, String)> {
    vec![
        (format!("/desk/{}", found.username), Speaker::new(viewer, found).name.text),
        (format!("/desk/{}/members", found.username), viewer.language.t("people-members-title")),
    ]
}

/// `GET /desk/{name}/members/{account}/remove`: asks whether the officer is sure.
///
/// # Errors
/// 404 for those who are no officers, and for somebody without a seat.
pub async fn confirm_removal(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let (_, found, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let (organisation, id) = (found.id.clone(), account(&id)?);
    let member = app.db.read(move |c| seat::store::member(c, &organisation, &id)).await?;
    if member.seat == Seat::Officer {
        viewer.lately(&format!("/desk/{}/members/{}/remove", found.username, member.account))?;
    }
    removal(&viewer, &found, &member).show(&viewer)
}

/// The question before a seat is taken away.
fn removal(viewer: &Viewer, found: &Actor, member: &Member) -> Confirm {
    let language = viewer.language;
    let action = format!("/desk/{}/members/{}/remove", found.username, member.account);
    let mut confirm = Confirm::new(viewer, "people-remove-title", "desk", action, "people-remove");
    confirm.about.clone_from(&member.name);
    confirm.points = vec![language.t("people-remove-what"), language.t("people-remove-stays")];
    if member.seat == Seat::Officer {
        confirm.points.insert(0, language.t("people-remove-officer"));
    }
    confirm.reason = Some(language.t("people-reason"));
    confirm.crumbs = crumbs(viewer, found);
    confirm.cancel = format!("/desk/{}/members", found.username);
    confirm
}

/// `POST /desk/{name}/members/{account}/remove`
///
/// # Errors
/// As [`confirm_removal`]; 409 for the last officer.
pub async fn remove(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let (who, found, _) = inside(&app, &form.viewer, &name, Seat::Officer).await?;
    let (at, organisation, id) = (app.at(), found.id.clone(), account(&id)?);
    let own = id == who.account;
    let reason: String = form.fields.get("reason").chars().take(300).collect();
    let (of, asked) = (found.id.clone(), id.clone());
    let member = app.db.read(move |c| seat::store::member(c, &of, &asked)).await?;
    if member.seat == Seat::Officer && !form.viewer.is_proven() {
        let mut again = removal(&form.viewer, &found, &member);
        again.page = again.page.must_prove(true);
        again.typed = reason;
        return again.show(&form.viewer);
    }
    let waits =
        app.db.write(move |c| seat::actions::remove(c, &at, &who, &organisation, &id, &reason)).await?;
    let to = if own { "/desk".to_owned() } else { format!("/desk/{}/members", found.username) };
    let done = if waits.is_some() { "seat-proposed" } else { "seat-removed" };
    Ok(redirect(&format!("{to}?done={done}")))
}

/// `GET /desk/{name}/leave`
///
/// # Errors
/// As [`inside`].
pub async fn confirm_leaving(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, found, _) = inside(&app, &viewer, &name, Seat::Member).await?;
    let action = format!("/desk/{}/leave", found.username);
    if who.is_officer(&found.id) {
        viewer.lately(&action)?;
    }
    let mut confirm = Confirm::new(&viewer, "people-leave-title", "desk", action, "people-leave");
    confirm.about = Speaker::new(&viewer, &found).name.text;
    confirm.points = vec![viewer.language.t("people-leave-what"), viewer.language.t("people-remove-stays")];
    confirm.crumbs = crumbs(&viewer, &found);
    confirm.cancel = format!("/desk/{}/members", found.username);
    confirm.show(&viewer)
}

/// `POST /desk/{name}/leave`
///
/// # Errors
/// As [`inside`]; 409 for the last officer.
pub async fn leave(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let (who, found, _) = inside(&app, &form.viewer, &name, Seat::Member).await?;
    let now = form.viewer.now;
    if who.is_officer(&found.id) {
        form.viewer.lately(&format!("/desk/{}/leave", found.username))?;
    }
    app.db.write(move |c| seat::actions::leave(c, now, &who, &found.id)).await?;
    Ok(redirect("/desk?done=left"))
}

/// `POST /desk/{name}/members/requests/{id}/{decision}`: accept or refuse.
///
/// # Errors
/// 404 for those who are no officers, and for a request that is not this organisation's or waits no more.
pub async fn decide(app: Data<App>, form: Form, path: Path<(String, String, String)>) -> Outcome {
    let (name, id, decision) = path.into_inner();
    let (who, found, _) = inside(&app, &form.viewer, &name, Seat::Officer).await?;
    let id = RequestId::parse(&id).ok_or_else(Failure::not_found)?;
    let (at, organisation) = (app.at(), found.id.clone());
    let chosen = Seat::parse(form.fields.get("seat")).unwrap_or(Seat::Member);
    let accept = decision == "accept";
    if accept && chosen == Seat::Officer {
        form.viewer.lately(&format!("/desk/{}/members?request={id}&to=officer", found.username))?;
    }
    let state = app
        .db
        .write(move |c| {
            if joining::store::get(c, &id)?.organisation_id != organisation {
                return Err(Error::NotFound);
            }
            if accept {
                return joining::actions::accept(c, &at, &who, &id, chosen);
            }
            joining::actions::refuse(c, at.now, &who, &id).map(|()| RequestState::Refused)
        })
        .await?;
    let done = match state {
        RequestState::Welcome => "join-welcome",
        RequestState::Refused => "join-refused",
        RequestState::Waiting => "seat-proposed",
        _ => "join-accepted",
    };
    Ok(redirect(&format!("/desk/{}/members?done={done}", found.username)))
}

/// A proposed change of an officer's seat, with the name of whom it is about.
struct SeatChange {
    change: Option<seat::Change>,
    name: String,
}

impl SeatChange {
    /// In a sentence.
    fn words(&self, language: Language) -> String {
        match &self.change {
            Some(seat::Change::Appoint { .. }) => language.t1("people-seat-appoint", "name", &self.name),
            Some(seat::Change::Lower { to, .. }) => {
                language.t2("people-seat-lower", "name", &self.name, "seat", seat_name(language, *to))
            }
            Some(seat::Change::Remove { reason, .. }) if !reason.is_empty() => {
                language.t2("people-seat-remove-because", "name", &self.name, "reason", reason)
            }
            Some(seat::Change::Remove { .. }) => language.t1("people-seat-remove", "name", &self.name),
            Some(seat::Change::Invite { .. }) => language.t("people-seat-invite"),
            Some(seat::Change::Admit { .. }) => language.t1("people-seat-admit", "name", &self.name),
            None => language.t("approval-subject-seat"),
        }
    }
}

/// What waits about officers' seats, and what was rejected lately.
fn proposals(
    c: &mut AnyConnection,
    organisation: &ActorId,
    now: Timestamp,
) -> Result<Vec<(Read, SeatChange)>, Error> {
    let mut found = Vec::new();
    for proposal in approval::store::about_seats(c, organisation, PROPOSALS)? {
        let lately = proposal.done_at.is_some_and(|at| at > now - days(REJECTED_DAYS));
        if !(proposal.state == ProposalState::Open || proposal.state == ProposalState::Rejected && lately) {
            continue;
        }
        let change = proposal.seat_change();
        let name = match &change {
            Some(
                seat::Change::Appoint { account, .. }
                | seat::Change::Lower { account, .. }
                | seat::Change::Remove { account, .. },
            ) => approval::store::inner_name(c, Some(account))?.unwrap_or_default(),
            Some(seat::Change::Admit { request }) => match joining::store::get(c, request) {
                Ok(request) => request.name,
                Err(Error::NotFound) => String::new(),
                Err(error) => return Err(error),
            },
            Some(seat::Change::Invite { .. }) | None => String::new(),
        };
        found.push((Read::load(c, proposal)?, SeatChange { change, name }));
    }
    Ok(found)
}

/// What people are called, for pages that only those inside see.
pub(in crate::page) type Names = std::collections::HashMap<AccountId, String>;

/// Reads them.
pub(in crate::page) async fn names(app: &App, ids: Vec<AccountId>) -> Result<Names, Failure> {
    Ok(app.db.read(move |c| account::store::names(c, &ids)).await?)
}
