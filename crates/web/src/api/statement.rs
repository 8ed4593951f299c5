//! Statements: lists, and the way from draft to withdrawal.

use actix_web::{HttpRequest, web};
use serde::Deserialize;
use sofra_domain::account::Identity;
use sofra_domain::actor::ActorId;
use sofra_domain::agenda;
use sofra_domain::cursor::Cursor;
use sofra_domain::mandate::{self, MandateId};
use sofra_domain::statement::rules::{Form, ImageForm, TextForm};
use sofra_domain::statement::store::Scope;
use sofra_domain::statement::{self, Audience, Kind, StatementId, View};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, Result};
use utoipa::ToSchema;

use super::answer::{self, Answer, Page, spellings};
use super::auth;
use super::input::{self, Query};
use super::problem::Problem;
use super::shape::{Statement, Summary};
use crate::App;

fn kinds() -> utoipa::openapi::schema::Object {
    spellings(Kind::CHOICES.iter().map(|one| one.as_str()))
}

fn audiences() -> utoipa::openapi::schema::Object {
    spellings(Audience::CHOICES.iter().map(|one| one.as_str()))
}

/// One language of a statement.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenText {
    /// BCP 47.
    language: String,
    /// Plain text, 200 characters at most.
    title: String,
    /// Plain text, 350 characters at most: what others show of it.
    #[serde(default)]
    summary: String,
    /// Markdown. A draft may lack it.
    #[serde(default)]
    body: String,
    /// Who translated it; required for all but the authentic text.
    #[serde(default)]
    translator: String,
}

/// An image of a statement.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChosenImage {
    /// The id that the upload gave.
    media: String,
    /// What is to be seen on it.
    alt: String,
}

/// Defines a body that contains what a statement says, with fields of its own before it.
macro_rules! written {
    ($(#[$meta:meta])* $name:ident { $($(#[$own:meta])* $field:ident : $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $($(#[$own])* pub(super) $field: $type,)*
            /// What kind of text it is.
            #[schema(schema_with = super::statement::kinds)]
            kind: String,
            /// Who may read it. A revision keeps the audience of the first, whatever is said here.
            #[schema(schema_with = super::statement::audiences)]
            audience: String,
            /// The language of the authentic text, BCP 47; one of `texts`.
            authentic: String,
            /// One for each language.
            texts: Vec<WrittenText>,
            /// Identities of demands: `urn:sofra:agenda:istanbul-2018:R1`.
            #[serde(default)]
            demands: Vec<String>,
            /// Images, uploaded before.
            #[serde(default)]
            images: Vec<ChosenImage>,
            /// Whether paragraphs bear numbers.
            #[serde(default)]
            numbered: bool,
            /// Networks that it is told to, by their ids here; those in which the author is admitted.
            #[serde(default)]
            networks: Vec<String>,
        }

        impl $name {
            /// As the domain takes it.
            pub(super) fn form(&self) -> Form {
                Form {
                    kind: self.kind.clone(),
                    audience: self.audience.clone(),
                    authentic: self.authentic.clone(),
                    texts: self.texts.iter().map(WrittenText::form).collect(),
                    demands: self.demands.clone(),
                    images: self.images.iter().map(ChosenImage::form).collect(),
                    numbered: self.numbered,
                    note: String::new(),
                    networks: self.networks.clone(),
                }
            }
        }
    };
}

impl WrittenText {
    fn form(&self) -> TextForm {
        TextForm {
            language: self.language.clone(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            body: self.body.clone(),
            translator: self.translator.clone(),
        }
    }
}

impl ChosenImage {
    fn form(&self) -> ImageForm {
        ImageForm { media: self.media.clone(), alt: self.alt.clone() }
    }
}

written! {
    /// A new statement.
    NewStatement {
        /// The user name of the organisation or member of this node in whose name it is written.
        #[serde(rename = "as")]
        author: String,
        /// Whether it is published at once; otherwise it stays a draft. Where the organisation's rule asks for others
        /// first, it is proposed, and its state stays `draft` until it is approved.
        #[serde(default)]
        publish: bool,
    }
}

written! {
    /// A draft.
    Draft {}
}

written! {
    /// A new revision of a published statement.
    NewRevision {
        /// The number of the revision that it follows. If the statement was revised meanwhile, the answer is 409 and
        /// nothing is overwritten; a repeated request does nothing twice.
        after: i32,
        /// What changed and why; 500 characters at most.
        #[serde(default)]
        note: String,
    }
}

/// Why a statement is withdrawn.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Withdrawal {
    /// Shown where the statement stood; 500 characters at most.
    #[serde(default)]
    reason: String,
}

/// A statement in full, for a reader, with what is for its author only.
pub(super) struct Full(View, Option<Vec<(String, i64)>>);

impl Full {
    pub(super) fn load(
        conn: &mut AnyConnection,
        reader: &Reader,
        id: &StatementId,
        revision: Option<i32>,
    ) -> Result<Self> {
        let found = statement::store::read(conn, id, reader)?;
        let is_author = found.local
            && matches!(reader, Reader::Account(who) if auth::as_account(who).speaks_for(&found.author_id));
        let view = statement::store::view(conn, found, revision)?;
        let deliveries = if is_author { Some(statement::store::deliveries(conn, id)?) } else { None };
        Ok(Self(view, deliveries))
    }

    /// What an account sees of what it has just changed, in the same transaction.
    pub(super) fn after(conn: &mut AnyConnection, who: &Identity, id: &StatementId) -> Result<Self> {
        Self::load(conn, &Reader::Account(who.clone()), id, None)
    }

    pub(super) fn shape(&self, app: &App) -> Statement {
        Statement::new(app, &self.0, self.1.as_deref())
    }

    pub(super) fn summary(&self, app: &App) -> Summary {
        Summary::of(app, &self.0)
    }
}

/// A list of statements, newest first: what was said here (`scope=here`, the usual one), what reaches the account
/// (`timeline`), its drafts (`drafts`), what one `author` said to everybody, or what was said to everybody on one
/// `demand`, here and elsewhere.
#[utoipa::path(get, path = "/statements", tag = "statements", operation_id = "list_statements",
    params(
        ("scope" = Option<String>, Query, description = "`here`, `timeline` or `drafts`"),
        ("author" = Option<String>, Query, description = "An actor's id in this API; instead of a scope"),
        ("demand" = Option<String>, Query, description = "A demand's identity; instead of a scope"),
        ("before" = Option<String>, Query, description = "Where the page begins, from `next`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 40, description = "Entries of a page; 20 if not said"),
    ),
    responses((status = 200, description = "A page of the list", body = Page<Summary>,
        headers(("Link" = String, description = "The next page, `rel=\"next\"`")))),
    security((), ("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let caller = auth::caller(&app, &request).await?;
    let reader = caller.clone().map_or(Reader::Anyone, Reader::Account);
    let query = Query::read(&request, &["scope", "author", "demand", "before", "limit"])?;
    let author = query.parsed("author", ActorId::parse)?;
    let demand =
        query.parsed("demand", |urn| agenda::by_urn(urn).map(|(agenda, _, demand)| agenda.urn(demand)))?;
    let before = query.parsed("before", Cursor::parse)?;
    let limit = query.limit()?;
    let scope = match (query.text("scope"), author, demand) {
        (None | Some("here"), None, None) => Scope::Here,
        (None, Some(author), None) => Scope::By(author),
        (None, None, Some(urn)) => Scope::On(urn),
        (Some("timeline"), None, None) => Scope::Timeline(auth::as_account(&caller.ok_or(Error::SignIn)?)),
        (Some("drafts"), None, None) => Scope::Drafts(auth::as_account(&caller.ok_or(Error::SignIn)?)),
        (Some("here" | "timeline" | "drafts") | None, _, _) => {
            return Err(Problem::parameter(
                if query.text("scope").is_some() { "scope" } else { "author" },
                "one-of-several",
                [],
            ));
        }
        (Some(_), _, _) => return Err(Problem::parameter("scope", "not-understood", [])),
    };
    let found = app
        .db
        .read(move |conn| statement::store::list_for(conn, &scope, &reader, before.as_ref(), limit))
        .await?;
    let limit = limit.to_string();
    let question = [
        ("scope", query.text("scope")),
        ("author", query.text("author")),
        ("demand", query.text("demand")),
        ("limit", Some(limit.as_str())),
    ];
    let next = found.next.map(|next| answer::next(&app, "/statements", &question, &next.to_string()));
    let items = found.cards.iter().map(|card| Summary::new(&app, card)).collect();
    Ok(answer::page(&Page { total: found.total, items, next }))
}

/// One statement, all its languages.
#[utoipa::path(get, path = "/statements/{id}", tag = "statements", operation_id = "get_statement",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The statement", body = Statement)), security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let full = app.db.read(move |conn| Full::load(conn, &reader, &id, None)).await?;
    Ok(answer::ok(&full.shape(&app)))
}

/// Begins a statement, and publishes it if that is asked for. With an `Idempotency-Key` a repeated request gives the
/// statement that was made the first time.
#[utoipa::path(post, path = "/statements", tag = "statements", operation_id = "create_statement",
    params(("Idempotency-Key" = Option<String>, Header, max_length = 100,
        description = "Remembered for two days, for each account")),
    request_body = NewStatement,
    responses((status = 201, description = "The statement", body = Statement,
        headers(("Location" = String, description = "Where it is")))),
    security(("bearer" = [])))]
pub(super) async fn create(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let key = input::idempotency_key(&request)?;
    let new: NewStatement = input::json(&request, payload).await?;
    let at = app.at();
    let (id, full) = app
        .db
        .write(move |conn| {
            let author = auth::voice(conn, &who, &new.author)?;
            let form = new.form();
            let made = statement::actions::publish_once(
                conn,
                &at,
                &who,
                &author,
                &form,
                key.as_deref(),
                new.publish,
            )?;
            let full = Full::after(conn, &who, &made.id)?;
            Ok::<_, Error>((made.id, full))
        })
        .await?;
    Ok(answer::created(&app, &format!("/statements/{id}"), &full.shape(&app)))
}

/// Saves a draft: all of it, in place of what it was.
#[utoipa::path(put, path = "/statements/{id}", tag = "statements", operation_id = "save_draft",
    params(("id" = String, Path, description = "The id in this API")), request_body = Draft,
    responses((status = 200, description = "The draft", body = Statement)), security(("bearer" = [])))]
pub(super) async fn save(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let draft: Draft = input::json(&request, payload).await?;
    let at = app.at();
    let full = app
        .db
        .write(move |conn| {
            statement::actions::save(conn, &at, &who, &id, &draft.form())?;
            Full::after(conn, &who, &id)
        })
        .await?;
    Ok(answer::ok(&full.shape(&app)))
}

/// How a draft is published.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Publication {
    /// The mandate under which it speaks, by its id in this API; it must hold today and cover all demands. Left out, the
    /// one chosen before stays; an empty text chooses none.
    mandate: Option<String>,
    /// Whether it goes out as soon as the organisation's rule is met; otherwise it waits for a last step.
    #[schema(default = true)]
    at_once: Option<bool>,
}

/// Publishes a draft; where the organisation's rule asks for others first, it is proposed (202). A repetition changes
/// nothing.
#[utoipa::path(post, path = "/statements/{id}/publish", tag = "statements", operation_id = "publish_statement",
    params(("id" = String, Path, description = "The id in this API")), request_body = Option<Publication>,
    responses((status = 200, description = "The statement", body = Statement),
        (status = 202, description = "Proposed: it waits for the organisation's officers", body = Statement)),
    security(("bearer" = [])))]
pub(super) async fn publish(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let how: Publication = input::optional_json(&request, payload).await?.unwrap_or_default();
    let at = app.at();
    let (out, full) = app
        .db
        .write(move |conn| {
            if let Some(mandate) = &how.mandate {
                let chosen = MandateId::parse(mandate);
                if chosen.is_none() && !mandate.is_empty() {
                    return Err(Error::field("mandate", "error-mandate-not-covering"));
                }
                mandate::actions::choose(conn, &at, &who, &id, chosen.as_ref())?;
            }
            let after = if how.at_once.unwrap_or(true) {
                statement::actions::publish(conn, &at, &who, &id)?
            } else {
                statement::actions::propose(conn, &at, &who, &id)?
            };
            Ok((after.state != statement::State::Draft, Full::after(conn, &who, &id)?))
        })
        .await?;
    Ok(if out { answer::ok(&full.shape(&app)) } else { answer::accepted(&full.shape(&app)) })
}

/// Withdraws a published statement: what it said is gone here, and the nodes that received it are told. A repetition
/// changes nothing.
#[utoipa::path(post, path = "/statements/{id}/withdraw", tag = "statements", operation_id = "withdraw_statement",
    params(("id" = String, Path, description = "The id in this API")), request_body = Option<Withdrawal>,
    responses((status = 200, description = "What remains", body = Statement),
        (status = 202, description = "Proposed: it waits for the organisation's officers", body = Statement)),
    security(("bearer" = [])))]
pub(super) async fn withdraw(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let withdrawal: Withdrawal = input::optional_json(&request, payload).await?.unwrap_or_default();
    if withdrawal.reason.chars().count() > 500 {
        let error = sofra_domain::FieldError::limit("reason", "error-too-long", 500);
        return Err(Error::Invalid(vec![error]).into());
    }
    let at = app.at();
    let full = app
        .db
        .write(move |conn| {
            let left = statement::actions::withdraw(conn, &at, &who, &id, &withdrawal.reason)?;
            Ok::<_, Error>((left.state == statement::State::Withdrawn, Full::after(conn, &who, &id)?))
        })
        .await?;
    let (gone, full) = full;
    Ok(if gone { answer::ok(&full.shape(&app)) } else { answer::accepted(&full.shape(&app)) })
}

/// Throws a draft away. What is published is withdrawn instead.
#[utoipa::path(delete, path = "/statements/{id}", tag = "statements", operation_id = "discard_draft",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 204, description = "It is gone")), security(("bearer" = [])))]
pub(super) async fn discard(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    app.db.write(move |conn| statement::actions::discard(conn, &who, &id)).await?;
    Ok(answer::nothing())
}
