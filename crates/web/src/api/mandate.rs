//! Mandates: what everybody may check, and for those inside writing, accepting, giving and revoking them.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::approval::ProposalState;
use sofra_domain::mandate::rules::{Form, standing};
use sofra_domain::mandate::{self, MandateId, View, actions, store};
use sofra_domain::{Error, Result, actor};
use utoipa::ToSchema;

use super::answer::{self, All, Answer, spellings, time};
use super::{auth, input, organisation};
use crate::App;

fn standings() -> utoipa::openapi::schema::Object {
    spellings(["draft", "ahead", "active", "expired", "revoked"])
}

/// A mandate.
#[derive(Serialize, ToSchema)]
pub(super) struct Mandate {
    /// The id in this API.
    id: String,
    /// The id on the network.
    uri: String,
    /// The organisation that gave it, by its actor's id in this API.
    organisation: String,
    /// The name that its holder chose; empty until the holder agreed.
    holder: String,
    /// Identities of demands, themes or an agenda.
    scope: Vec<String>,
    /// Where it holds.
    forum: String,
    /// The decision it rests on.
    decision: String,
    /// The day of the decision.
    decided_on: Option<String>,
    /// Votes for it.
    votes_for: Option<i32>,
    /// Votes against it.
    votes_against: Option<i32>,
    /// Votes that were neither.
    votes_abstained: Option<i32>,
    /// The first day.
    valid_from: String,
    /// The last day.
    valid_until: String,
    /// How it stands today.
    #[schema(schema_with = standings)]
    standing: &'static str,
    /// When it was revoked.
    #[schema(format = DateTime)]
    revoked_at: Option<String>,
    /// Why.
    revocation_reason: String,
}

impl Mandate {
    fn new(view: &View, today: &str) -> Self {
        let m = &view.mandate;
        Self {
            id: m.id.to_string(),
            uri: m.uri.clone(),
            organisation: m.organisation_id.to_string(),
            holder: m.shown_name.clone(),
            scope: view.scope.clone(),
            forum: m.forum.clone(),
            decision: m.decision.clone(),
            decided_on: m.decided_on.clone(),
            votes_for: m.votes_for,
            votes_against: m.votes_against,
            votes_abstained: m.votes_abstained,
            valid_from: m.valid_from.clone(),
            valid_until: m.valid_until.clone(),
            standing: standing(m, today).as_str(),
            revoked_at: m.revoked_at.map(time),
            revocation_reason: m.revocation_reason.clone(),
        }
    }
}

/// A mandate to be written, all of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMandate {
    /// The account of the member who is to hold it; left out for somebody without an account.
    #[serde(default)]
    holder: String,
    /// The name shown: for somebody without an account, or for yourself.
    #[serde(default)]
    name: String,
    /// Whether somebody without an account has agreed to be named so.
    #[serde(default)]
    agreed: bool,
    /// Identities of demands, themes or an agenda.
    scope: Vec<String>,
    /// Where it holds.
    forum: String,
    /// The decision it rests on.
    decision: String,
    /// `YYYY-MM-DD`.
    decided_on: String,
    /// Votes for it.
    votes_for: Option<i32>,
    /// Votes against it.
    votes_against: Option<i32>,
    /// Votes that were neither.
    votes_abstained: Option<i32>,
    /// The first day, `YYYY-MM-DD`.
    valid_from: String,
    /// The last day, `YYYY-MM-DD`.
    valid_until: String,
}

impl NewMandate {
    fn form(self) -> Form {
        let number = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
        Form {
            holder: self.holder,
            name: self.name,
            agreed: self.agreed,
            scope: self.scope,
            forum: self.forum,
            decision: self.decision,
            decided_on: self.decided_on,
            votes_for: number(self.votes_for),
            votes_against: number(self.votes_against),
            votes_abstained: number(self.votes_abstained),
            from: self.valid_from,
            until: self.valid_until,
        }
    }
}

/// The name under which a holder agrees to be shown.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Acceptance {
    /// A name, a pseudonym or a role; everybody sees it.
    name: String,
}

/// Why a mandate ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Revocation {
    /// One sentence; everybody sees it.
    reason: String,
}

/// The mandates that an organisation of this node gave, the newest first.
#[utoipa::path(get, path = "/organisations/{username}/mandates", tag = "mandates", operation_id = "list_mandates",
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 200, description = "The mandates", body = All<Mandate>)), security((), ("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let found = app
        .db
        .read(move |conn| {
            let id = organisation::named(conn, &username)?;
            store::given(conn, &id)
        })
        .await?;
    let today = app.clock.now().day();
    let items: Vec<Mandate> = found.iter().map(|view| Mandate::new(view, &today)).collect();
    Ok(answer::ok(&All::from(items)))
}

/// One mandate: one that was given to everybody, a draft to those with a seat.
#[utoipa::path(get, path = "/mandates/{id}", tag = "mandates", operation_id = "get_mandate",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The mandate", body = Mandate)), security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let caller = auth::caller(&app, &request).await?;
    let id = input::id(&request, "id", MandateId::parse)?;
    let found = app
        .db
        .read(move |conn| {
            let found = store::get(conn, &id)?;
            let giver = actor::store::get(conn, &found.mandate.organisation_id)?;
            let seated = caller.is_some_and(|who| who.seat(&giver.id).is_some());
            let shown = found.mandate.state != mandate::State::Draft
                && giver.is_active()
                && sofra_domain::peer::store::deals_with(conn, &giver)?;
            if seated || shown { Ok(found) } else { Err(Error::NotFound) }
        })
        .await?;
    Ok(answer::ok(&Mandate::new(&found, &app.clock.now().day())))
}

/// Begins a mandate.
#[utoipa::path(post, path = "/organisations/{username}/mandates", tag = "mandates", operation_id = "create_mandate",
    params(("username" = String, Path, description = "The name in its handle")), request_body = NewMandate,
    responses((status = 201, description = "The mandate", body = Mandate,
        headers(("Location" = String, description = "Where it is")))), security(("bearer" = [])))]
pub(super) async fn create(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let new: NewMandate = input::json(&request, payload).await?;
    let (at, form) = (app.at(), new.form());
    let made = app
        .db
        .write(move |conn| {
            let organisation = organisation::named(conn, &username)?;
            let id = actions::begin(conn, &at, &who, &organisation, &form)?;
            store::get(conn, &id)
        })
        .await?;
    let path = format!("/mandates/{}", made.mandate.id);
    Ok(answer::created(&app, &path, &Mandate::new(&made, &app.clock.now().day())))
}

/// Changes what is done to a mandate, and answers with it.
async fn change(
    app: &App,
    request: &HttpRequest,
    act: impl FnOnce(
        &mut sofra_domain::AnyConnection,
        &sofra_domain::At,
        &sofra_domain::account::Identity,
        &MandateId,
    ) -> Result<bool>
    + Send
    + 'static,
) -> Answer {
    let who = auth::writer(app, request).await?;
    let id = input::id(request, "id", MandateId::parse)?;
    let at = app.at();
    let (done, view) = app
        .db
        .write(move |conn| {
            let done = act(conn, &at, &who, &id)?;
            Ok::<_, Error>((done, store::get(conn, &id)?))
        })
        .await?;
    let shape = Mandate::new(&view, &app.clock.now().day());
    Ok(if done { answer::ok(&shape) } else { answer::accepted(&shape) })
}

/// Changes a mandate that was not given yet: all of it, in place of what it was.
#[utoipa::path(put, path = "/mandates/{id}", tag = "mandates", operation_id = "save_mandate",
    params(("id" = String, Path, description = "The id in this API")), request_body = NewMandate,
    responses((status = 200, description = "The mandate", body = Mandate)), security(("bearer" = [])))]
pub(super) async fn save(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    auth::writer(&app, &request).await?;
    let form = input::json::<NewMandate>(&request, payload).await?.form();
    change(&app, &request, move |c, at, who, id| actions::save(c, at, who, id, &form).map(|()| true)).await
}

/// Throws away a mandate that was never given.
#[utoipa::path(delete, path = "/mandates/{id}", tag = "mandates", operation_id = "discard_mandate",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 204, description = "It is gone")), security(("bearer" = [])))]
pub(super) async fn discard(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", MandateId::parse)?;
    app.db.write(move |conn| actions::discard(conn, &who, &id)).await?;
    Ok(answer::nothing())
}

/// Accepts a mandate, as the member who is to hold it.
#[utoipa::path(post, path = "/mandates/{id}/accept", tag = "mandates", operation_id = "accept_mandate",
    params(("id" = String, Path, description = "The id in this API")), request_body = Acceptance,
    responses((status = 200, description = "The mandate", body = Mandate)), security(("bearer" = [])))]
pub(super) async fn accept(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    auth::writer(&app, &request).await?;
    let new: Acceptance = input::json(&request, payload).await?;
    change(&app, &request, move |c, at, who, id| actions::accept(c, at, who, id, &new.name).map(|()| true))
        .await
}

/// Gives a mandate, or proposes it where the organisation's rule asks for others first.
#[utoipa::path(post, path = "/mandates/{id}/give", tag = "mandates", operation_id = "give_mandate",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "It was given", body = Mandate),
        (status = 202, description = "It waits for the organisation's officers", body = Mandate)),
    security(("bearer" = [])))]
pub(super) async fn give(app: web::Data<App>, request: HttpRequest) -> Answer {
    change(&app, &request, |c, at, who, id| {
        actions::propose(c, at, who, id).map(|made| made.state == ProposalState::Done)
    })
    .await
}

/// Revokes a mandate, as an officer or as its holder. What was said under it is marked and stays.
#[utoipa::path(post, path = "/mandates/{id}/revoke", tag = "mandates", operation_id = "revoke_mandate",
    params(("id" = String, Path, description = "The id in this API")), request_body = Revocation,
    responses((status = 200, description = "The mandate", body = Mandate)), security(("bearer" = [])))]
pub(super) async fn revoke(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    auth::writer(&app, &request).await?;
    let new: Revocation = input::json(&request, payload).await?;
    change(&app, &request, move |c, at, who, id| actions::revoke(c, at, who, id, &new.reason).map(|()| true))
        .await
}
