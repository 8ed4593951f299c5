//! The accounts of the node, for the one who runs it: how people come in, roles, switching off. What is written inside
//! of organisations is not here.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::model::Account;
use sofra_domain::account::{self, AccountId, Role, Seat};
use sofra_domain::actor::{self, Actor, ActorId};
use sofra_domain::invitation::model::Offer;
use sofra_domain::invitation::{self, Invitation, InvitationId};
use sofra_domain::joining::{self, JoinRequest, RequestId, RequestState};
use sofra_domain::node::{self, Joining};
use sofra_domain::{Error, FieldError, seat};

use super::keeper;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::confirm::Confirm;
use crate::page::desk::members::{InvitationRow, day_choices, invitation_row, names, role_name};
use crate::page::desk::seat_name;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "admin-people.html")]
struct Show {
    page: Page,
    errors: Errors,
    link: Option<String>,
    open: bool,
    accounts: Vec<Row>,
    roles: Vec<(String, String, String)>,
    invitations: Vec<InvitationRow>,
    days: Vec<(String, String)>,
    /// What an invitation gives in the form, and for how many days.
    role: String,
    span: String,
    requests: Vec<Waiting>,
}

struct Row {
    id: String,
    login: String,
    own: bool,
    role: String,
    role_words: String,
    since: (String, String),
    active: bool,
    /// Whether the form for the role is open, because the reader comes back to it.
    open: bool,
    seats: Vec<String>,
}

/// A request to an organisation that has nobody to decide.
struct Waiting {
    id: String,
    name: String,
    organisation: String,
    when: String,
}

type Found = (Vec<Account>, Vec<(AccountId, ActorId, Seat)>, Vec<Actor>, Vec<Invitation>, Vec<JoinRequest>);

/// `GET /admin/people`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    page(&app, &viewer, StatusCode::OK, None, &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    token: Option<String>,
    wrong: &[FieldError],
) -> Outcome {
    let who = keeper(viewer, Role::Host)?;
    let now = viewer.now;
    let (accounts, seats, organisations, open, requests): Found = app
        .db
        .read(move |c| {
            let organisations = actor::store::local_organisations(c)?;
            let mut requests = Vec::new();
            for organisation in &organisations {
                if seat::store::standing_officers(c, &organisation.id, now)? == 0 {
                    requests.extend(joining::store::waiting(c, &organisation.id)?);
                }
            }
            Ok::<_, Error>((
                account::store::all(c)?,
                account::store::all_seats(c)?,
                organisations,
                invitation::store::open(c, None, now)?,
                requests,
            ))
        })
        .await?;
    let makers = names(app, open.iter().filter_map(|o| o.made_by.clone()).collect()).await?;
    let language = viewer.language;
    let called = |id: &ActorId| {
        let found = organisations.iter().find(|o| o.id == *id)?;
        Some(Speaker::new(viewer, found).name.text)
    };
    let errors = Errors::new(language, wrong);
    // Who comes back from proving who they are finds what they had chosen.
    let chosen = |name: &str| parameter(&viewer.query, name).unwrap_or_default();
    let (account_chosen, to) = (chosen("account"), Role::parse(&chosen("to")));
    let given = |account: &Account| to.filter(|_| *account.id.as_str() == *account_chosen);
    let show = Show {
        page: Page::new(viewer, language.plain("admin-people-title"))
            .under("admin")
            .wrong(!errors.is_empty()),
        errors,
        link: token.map(|token| format!("{}/invitations/{token}", app.site.base)),
        open: viewer.node.as_ref().is_some_and(|node| node.joining == Joining::Request),
        roles: [Role::Member, Role::Moderator, Role::Host]
            .map(|role| {
                let help = match role {
                    Role::Host => "people-role-host-help",
                    Role::Moderator => "people-role-moderator-help",
                    Role::Member => "people-role-member-help",
                };
                (role.to_string(), role_name(language, role), language.t(help))
            })
            .to_vec(),
        invitations: open
            .iter()
            .map(|o| invitation_row(viewer, o, o.made_by.as_ref().and_then(|id| makers.get(id))))
            .collect(),
        days: day_choices(language),
        role: Role::parse(&chosen("role")).unwrap_or(Role::Member).to_string(),
        span: Some(chosen("days"))
            .filter(|span| invitation::rules::DAYS.iter().any(|days| days.to_string() == *span))
            .unwrap_or_else(|| "7".to_owned()),
        requests: requests
            .iter()
            .map(|r| Waiting {
                id: r.id.to_string(),
                name: r.name.clone(),
                organisation: called(&r.organisation_id).unwrap_or_default(),
                when: language.ago(r.created_at, now),
            })
            .collect(),
        accounts: accounts
            .iter()
            .map(|account| Row {
                id: account.id.to_string(),
                login: account.login.clone(),
                own: account.id == who.account,
                open: given(account).is_some(),
                role: given(account).unwrap_or(account.role).to_string(),
                role_words: role_name(language, account.role),
                since: (account.created_at.day(), language.date(account.created_at)),
                active: account.disabled_at.is_none(),
                seats: seats
                    .iter()
                    .filter(|(id, _, _)| *id == account.id)
                    .filter_map(|(_, organisation, seat)| {
                        let name = called(organisation)?;
                        Some(language.t2("people-seat-in", "seat", seat_name(language, *seat), "name", name))
                    })
                    .collect(),
            })
            .collect(),
    };
    respond(viewer, status, &show)
}

/// `POST /admin/people/joining`: by invitation only, or also by request.
///
/// # Errors
/// 404 for everybody but the host.
pub async fn joining(app: Data<App>, form: Form) -> Outcome {
    let who = keeper(&form.viewer, Role::Host)?;
    let chosen = Joining::parse(form.fields.get("joining"))
        .ok_or_else(|| Error::field("joining", "error-field-required"))?;
    let now = form.viewer.now;
    app.db.write(move |c| node::actions::choose_joining(c, now, Some(&who), chosen)).await?;
    Ok(redirect("/admin/people?done=saved"))
}

/// `POST /admin/people/invitations`: the answer shows the link, once.
///
/// # Errors
/// 404 for everybody but the host. Mistakes bring the page back.
pub async fn invite(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = keeper(&viewer, Role::Host)?;
    let days: i64 = fields.get("days").parse().unwrap_or(0);
    let made = match Role::parse(fields.get("role")) {
        Some(role) => {
            if role != Role::Member {
                viewer.lately(&format!("/admin/people?role={role}&days={days}"))?;
            }
            let (at, offer) = (app.at(), Offer { place: None, role });
            app.db.write(move |c| invitation::actions::create(c, &at, Some(&who), &offer, days)).await
        }
        None => Err(Error::field("role", "error-field-required")),
    };
    match made {
        Ok((_, token)) => page(&app, &viewer, StatusCode::OK, Some(token), &[]).await,
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, None, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/people/invitations/{id}/revoke`
///
/// # Errors
/// 404 for everybody but the host, and for an invitation of an organisation.
pub async fn revoke(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let who = keeper(&form.viewer, Role::Host)?;
    let id = InvitationId::parse(&id).ok_or_else(Failure::not_found)?;
    let now = form.viewer.now;
    app.db.write(move |c| invitation::actions::revoke(c, now, Some(&who), &id)).await?;
    Ok(redirect("/admin/people?done=invitation-revoked"))
}

/// `POST /admin/people/{account}/role`
///
/// # Errors
/// 404 for everybody but the host; 409 for the last host.
pub async fn role(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let who = keeper(&form.viewer, Role::Host)?;
    let id = AccountId::parse(&id).ok_or_else(Failure::not_found)?;
    let chosen =
        Role::parse(form.fields.get("role")).ok_or_else(|| Error::field("role", "error-field-required"))?;
    form.viewer.lately(&format!("/admin/people?account={id}&to={chosen}"))?;
    let (now, own) = (form.viewer.now, id == who.account);
    app.db.write(move |c| account::actions::give_role(c, now, Some(&who), &id, chosen)).await?;
    // Who gave up being host has nothing to see there any more.
    let to = if own && chosen != Role::Host { "/settings" } else { "/admin/people" };
    Ok(redirect(&format!("{to}?done=role-changed")))
}

/// `GET /admin/people/{account}/disable`: asks whether the host is sure.
///
/// # Errors
/// 404 for everybody but the host.
pub async fn confirm_disabling(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    keeper(&viewer, Role::Host)?;
    let id = AccountId::parse(&id).ok_or_else(Failure::not_found)?;
    let found = app.db.read(move |c| account::store::get(c, &id)).await?;
    let language = viewer.language;
    let action = format!("/admin/people/{}/disable", found.id);
    let mut confirm = Confirm::new(&viewer, "people-disable-title", "admin", action, "people-disable");
    confirm.about = found.login;
    confirm.points = vec![language.t("people-disable-what"), language.t("people-remove-stays")];
    confirm.reason = Some(language.t("people-reason"));
    confirm.crumbs = vec![
        ("/admin".to_owned(), language.t("admin-title")),
        ("/admin/people".to_owned(), language.t("admin-people-title")),
    ];
    confirm.cancel = "/admin/people".to_owned();
    confirm.show(&viewer)
}

/// `POST /admin/people/{account}/disable`
///
/// # Errors
/// 404 for everybody but the host; 409 for the last host and for oneself.
pub async fn disable(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let who = keeper(&form.viewer, Role::Host)?;
    let id = AccountId::parse(&id).ok_or_else(Failure::not_found)?;
    let now = form.viewer.now;
    let reason: String = form.fields.get("reason").chars().take(300).collect();
    app.db.write(move |c| account::actions::disable(c, now, Some(&who), &id, &reason)).await?;
    Ok(redirect("/admin/people?done=account-disabled"))
}

/// `POST /admin/people/{account}/enable`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn enable(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let who = keeper(&form.viewer, Role::Host)?;
    let id = AccountId::parse(&id).ok_or_else(Failure::not_found)?;
    let now = form.viewer.now;
    app.db.write(move |c| account::actions::enable(c, now, Some(&who), &id)).await?;
    Ok(redirect("/admin/people?done=account-enabled"))
}

/// `POST /admin/people/requests/{id}/{decision}`: where the organisation asked has nobody to decide.
///
/// # Errors
/// 404 for everybody but the host, and for a request that officers decide.
pub async fn decide(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let (id, decision) = path.into_inner();
    let who = keeper(&form.viewer, Role::Host)?;
    let id = RequestId::parse(&id).ok_or_else(Failure::not_found)?;
    let at = app.at();
    let accept = decision == "accept";
    let state = app
        .db
        .write(move |c| {
            if accept {
                return joining::actions::accept(c, &at, &who, &id, Seat::Member);
            }
            joining::actions::refuse(c, at.now, &who, &id).map(|()| RequestState::Refused)
        })
        .await?;
    let done = match state {
        RequestState::Welcome => "join-welcome",
        RequestState::Refused => "join-refused",
        _ => "join-accepted",
    };
    Ok(redirect(&format!("/admin/people?done={done}")))
}
