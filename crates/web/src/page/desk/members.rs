//! Who has a seat in an organisation, who is invited, who asks; for those inside.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::{self, AccountId, Identity, Role, Seat};
use sofra_domain::actor::Actor;
use sofra_domain::invitation::model::Offer;
use sofra_domain::invitation::{self, Invitation, InvitationId};
use sofra_domain::joining::{self, JoinRequest, RequestId, RequestState};
use sofra_domain::seat::{self, Member};
use sofra_domain::{Error, FieldError, notification, recovery};

use super::{inside, seat_help, seat_name};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::i18n::Language;
use crate::page::confirm::Confirm;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

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
    /// Whether the reader may give this account a link for a new password.
    may_link: bool,
}

/// An invitation that is open.
pub(in crate::page) struct InvitationRow {
    pub(in crate::page) id: String,
    pub(in crate::page) what: String,
    pub(in crate::page) by: String,
    pub(in crate::page) until: (String, String),
}

struct RequestRow {
    id: String,
    name: String,
    login: String,
    words: String,
    when: String,
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
    type Found = (Vec<Member>, Vec<Invitation>, Vec<JoinRequest>, Vec<AccountId>, i64);
    let (members, open, requests, linkable, unseen): Found = app
        .db
        .read(move |c| {
            let members = seat::store::members(c, &id)?;
            let unseen = notification::store::unseen(c, &asking)?;
            if !officer {
                return Ok::<_, Error>((members, Vec::new(), Vec::new(), Vec::new(), unseen));
            }
            let open = invitation::store::open(c, Some(&id), now)?;
            let mut linkable = Vec::new();
            for member in members.iter().filter(|member| member.active) {
                let to = account::store::identity(c, &member.account, true)?;
                if recovery::rules::may_give_link(&asking, &to) {
                    linkable.push(to.account);
                }
            }
            Ok((members, open, joining::store::waiting(c, &id)?, linkable, unseen))
        })
        .await?;
    if unseen > 0 {
        let (asking, link) = (who.clone(), path.clone());
        app.db.write(move |c| notification::actions::see(c, now, &asking, Some(&link))).await?;
    }
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
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
        invitations: open.iter().map(|o| invitation_row(viewer, o, name_of(&o.made_by))).collect(),
        requests: requests
            .iter()
            .map(|request| RequestRow {
                id: request.id.to_string(),
                name: request.name.clone(),
                login: request.login.clone(),
                words: request.words.clone(),
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
                seat: member.seat.to_string(),
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
    let now = viewer.now;
    let days = fields.get("days").parse().unwrap_or(0);
    let made = match Seat::parse(fields.get("seat")) {
        Some(seat) => {
            let offer = Offer { place: Some((found.id.clone(), seat)), role: Role::Member };
            let maker = who.clone();
            app.db.write(move |c| invitation::actions::create(c, now, Some(&maker), &offer, days)).await
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
    let (now, organisation, id) = (form.viewer.now, found.id.clone(), account(&id)?);
    let chosen =
        Seat::parse(form.fields.get("seat")).ok_or_else(|| Error::field("seat", "error-field-required"))?;
    app.db.write(move |c| seat::actions::change(c, now, &who, &organisation, &id, chosen)).await?;
    Ok(redirect(&format!("/desk/{}/members?done=seat-changed", found.username)))
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
    let action = format!("/desk/{}/members/{}/remove", found.username, member.account);
    let mut confirm = Confirm::new(&viewer, "people-remove-title", "desk", action, "people-remove");
    confirm.about = member.name;
    confirm.points = vec![viewer.language.t("people-remove-what"), viewer.language.t("people-remove-stays")];
    confirm.reason = Some(viewer.language.t("people-reason"));
    confirm.crumbs = crumbs(&viewer, &found);
    confirm.cancel = format!("/desk/{}/members", found.username);
    confirm.show(&viewer)
}

/// `POST /desk/{name}/members/{account}/remove`
///
/// # Errors
/// As [`confirm_removal`]; 409 for the last officer.
pub async fn remove(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let (name, id) = path.into_inner();
    let (who, found, _) = inside(&app, &form.viewer, &name, Seat::Officer).await?;
    let (now, organisation, id) = (form.viewer.now, found.id.clone(), account(&id)?);
    let own = id == who.account;
    let reason: String = form.fields.get("reason").chars().take(300).collect();
    app.db.write(move |c| seat::actions::remove(c, now, &who, &organisation, &id, &reason)).await?;
    let to = if own { "/desk".to_owned() } else { format!("/desk/{}/members", found.username) };
    Ok(redirect(&format!("{to}?done=seat-removed")))
}

/// `GET /desk/{name}/leave`
///
/// # Errors
/// As [`inside`].
pub async fn confirm_leaving(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found, _) = inside(&app, &viewer, &name, Seat::Member).await?;
    let action = format!("/desk/{}/leave", found.username);
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
    let (now, organisation) = (form.viewer.now, found.id.clone());
    let chosen = Seat::parse(form.fields.get("seat")).unwrap_or(Seat::Member);
    let accept = decision == "accept";
    let state = app
        .db
        .write(move |c| {
            if joining::store::get(c, &id)?.organisation_id != organisation {
                return Err(Error::NotFound);
            }
            if accept {
                return joining::actions::accept(c, now, &who, &id, chosen);
            }
            joining::actions::refuse(c, now, &who, &id).map(|()| RequestState::Refused)
        })
        .await?;
    let done = match state {
        RequestState::Welcome => "join-welcome",
        RequestState::Refused => "join-refused",
        _ => "join-accepted",
    };
    Ok(redirect(&format!("/desk/{}/members?done={done}", found.username)))
}

/// What people are called, for pages that only those inside see.
pub(in crate::page) type Names = std::collections::HashMap<AccountId, String>;

/// Reads them.
pub(in crate::page) async fn names(app: &App, ids: Vec<AccountId>) -> Result<Names, Failure> {
    Ok(app.db.read(move |c| account::store::names(c, &ids)).await?)
}
