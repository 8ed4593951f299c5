//! How the API writes a statement down.

use std::collections::BTreeMap;

use serde::Serialize;
use sofra_base::lang::Localized;
use sofra_domain::agenda;
use sofra_domain::statement::{self, Audience, Card, Kind, ObjectType, State, View};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{address, spellings, time};
use crate::App;

fn object_types() -> utoipa::openapi::schema::Object {
    spellings(ObjectType::ALL.iter().map(|one| one.as_str()))
}

fn kinds() -> utoipa::openapi::schema::Object {
    spellings(Kind::ALL.iter().map(|one| one.as_str()))
}

fn states() -> utoipa::openapi::schema::Object {
    spellings(State::ALL.iter().map(|one| one.as_str()))
}

fn audiences() -> utoipa::openapi::schema::Object {
    spellings(Audience::ALL.iter().map(|one| one.as_str()))
}

/// A statement without its texts.
#[derive(Serialize, ToSchema)]
pub(super) struct Head {
    /// The id in this API.
    id: String,
    /// The id on the network.
    uri: String,
    /// Its page for people on this node.
    page: String,
    /// Whether it was written here.
    local: bool,
    /// Who speaks.
    author: Actor,
    /// The type on the network.
    #[schema(schema_with = object_types)]
    object_type: &'static str,
    /// What kind of text it is.
    #[schema(schema_with = kinds)]
    kind: &'static str,
    /// How far it has come. What is withdrawn has no texts any more.
    #[schema(schema_with = states)]
    state: &'static str,
    /// Who may read it.
    #[schema(schema_with = audiences)]
    audience: &'static str,
    /// The language of the authentic text, BCP 47.
    authentic: String,
    /// The current revision, from 1.
    revision: i32,
    /// SHA-256 over what it says now, in hex.
    content_hash: String,
    /// A warning that its author set before it.
    warning: Option<String>,
    /// What it answers, by id on the network.
    in_reply_to: Option<String>,
    /// When it was begun.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it came out.
    #[schema(format = DateTime)]
    published_at: Option<String>,
    /// When it last changed.
    #[schema(format = DateTime)]
    updated_at: String,
    /// When it was taken back.
    #[schema(format = DateTime)]
    withdrawn_at: Option<String>,
    /// Why, in the author's words.
    withdrawal_reason: Option<String>,
}

impl Head {
    fn new(app: &App, found: &statement::Statement, author: &sofra_domain::actor::Actor) -> Self {
        Self {
            id: found.id.to_string(),
            uri: found.uri.clone(),
            page: format!("{}{}", app.site.base, found.path()),
            local: found.local,
            author: Actor::new(app, author),
            object_type: found.object_type.as_str(),
            kind: found.kind.as_str(),
            state: found.state.as_str(),
            audience: found.audience.as_str(),
            authentic: found.authentic.to_string(),
            revision: found.revision,
            content_hash: found.content_hash.clone(),
            warning: found.warning.clone(),
            in_reply_to: found.in_reply_to.clone(),
            created_at: time(found.created_at),
            published_at: found.published_at.map(time),
            updated_at: time(found.updated_at),
            withdrawn_at: found.withdrawn_at.map(time),
            withdrawal_reason: found.withdrawal_reason.clone(),
        }
    }
}

/// A statement as lists show it.
#[derive(Serialize, ToSchema)]
pub(super) struct Summary {
    #[serde(flatten)]
    head: Head,
    /// Title and summary by language.
    texts: BTreeMap<String, ShortText>,
}

/// Title and summary in one language.
#[derive(Serialize, ToSchema)]
pub(super) struct ShortText {
    /// Plain text; empty for a short post of other software.
    title: String,
    /// Plain text.
    summary: String,
    /// Who translated it; empty for the authentic text.
    translator: String,
}

impl Summary {
    pub(super) fn new(app: &App, card: &Card) -> Self {
        Self {
            head: Head::new(app, &card.statement, &card.author),
            texts: by_language(&card.texts, |text| ShortText {
                title: text.title.clone(),
                summary: text.summary.clone(),
                translator: text.translator.clone(),
            }),
        }
    }

    pub(super) fn of(app: &App, view: &View) -> Self {
        Self::new(
            app,
            &Card {
                statement: view.statement.clone(),
                author: view.author.clone(),
                texts: view.texts.clone(),
                demands: view.demands.clone(),
            },
        )
    }
}

/// A text in one language.
#[derive(Serialize, ToSchema)]
pub(super) struct Text {
    /// Plain text; empty for a short post of other software.
    title: String,
    /// Plain text.
    summary: String,
    /// Markdown as it was written; absent where only HTML arrived.
    body: Option<String>,
    /// What is shown; sanitised HTML.
    html: String,
    /// `ltr` or `rtl`.
    direction: &'static str,
    /// Who translated it; empty for the authentic text.
    translator: String,
}

/// A demand that a statement is about.
#[derive(Serialize, ToSchema)]
pub(super) struct DemandLink {
    /// The demand's identity, the same on every node.
    urn: String,
    /// Its place in this API.
    url: Option<String>,
}

/// An image, or the address of a file elsewhere.
#[derive(Serialize, ToSchema)]
pub(super) struct Attachment {
    /// The image of this node, as `images` of a statement take it.
    media: Option<String>,
    /// Where it is.
    url: String,
    /// Its type.
    media_type: String,
    /// What is to be seen on it.
    alt: String,
    /// Pixels.
    width: Option<i32>,
    /// Pixels.
    height: Option<i32>,
    /// A blur to show while it loads.
    blurhash: Option<String>,
}

/// How far a statement got on its way to other nodes.
#[derive(Serialize, ToSchema)]
pub(super) struct Deliveries {
    /// Still to be sent.
    waiting: i64,
    /// Taken by the other side.
    delivered: i64,
    /// Given up; the host can send them again.
    dead: i64,
    /// Not sent because the host blocked the other side.
    cancelled: i64,
}

/// One revision of a statement in full.
#[derive(Serialize, ToSchema)]
pub(super) struct Statement {
    #[serde(flatten)]
    head: Head,
    /// Whether its paragraphs bear numbers.
    numbered: bool,
    /// The revision shown.
    shown: Shown,
    /// Its texts by language.
    texts: BTreeMap<String, Text>,
    /// The demands it is about.
    demands: Vec<DemandLink>,
    /// Images and files.
    attachments: Vec<Attachment>,
    /// Time and place of an event of other software.
    #[schema(value_type = Option<Object>)]
    details: Option<serde_json::Value>,
    /// How far it got; for those who speak for its author only.
    #[serde(skip_serializing_if = "Option::is_none")]
    deliveries: Option<Deliveries>,
    /// Where its revisions are.
    revisions: String,
    /// Where its paragraphs are.
    paragraphs: String,
}

/// A revision.
#[derive(Serialize, ToSchema)]
pub(super) struct Shown {
    /// From 1.
    number: i32,
    /// When it was made.
    #[schema(format = DateTime)]
    created_at: String,
    /// What changed and why, in the author's words.
    note: String,
    /// SHA-256 over what it says, in hex.
    content_hash: String,
    /// The language of the authentic text, BCP 47.
    authentic: String,
    /// Its place in this API.
    url: String,
}

impl Shown {
    pub(super) fn new(app: &App, revision: &statement::Revision) -> Self {
        Self {
            number: revision.number,
            created_at: time(revision.created_at),
            note: revision.note.clone(),
            content_hash: revision.content_hash.clone(),
            authentic: revision.authentic.to_string(),
            url: address(
                app,
                &format!("/statements/{}/revisions/{}", revision.statement_id, revision.number),
            ),
        }
    }
}

impl Statement {
    pub(super) fn new(app: &App, view: &View, deliveries: Option<&[(String, i64)]>) -> Self {
        let id = &view.statement.id;
        Self {
            head: Head::new(app, &view.statement, &view.author),
            numbered: view.statement.numbered,
            shown: Shown::new(app, &view.revision),
            texts: by_language(&view.texts, |text| Text {
                title: text.title.clone(),
                summary: text.summary.clone(),
                body: text.body.clone(),
                html: text.html.clone(),
                direction: text.language.direction().as_str(),
                translator: text.translator.clone(),
            }),
            demands: view.demands.iter().map(|urn| demand(app, urn)).collect(),
            attachments: view.attachments.iter().filter_map(|row| attachment(app, row)).collect(),
            details: view.statement.details.as_deref().and_then(|json| serde_json::from_str(json).ok()),
            deliveries: deliveries.map(|counts| {
                let of = |state| counts.iter().find(|(known, _)| known == state).map_or(0, |(_, n)| *n);
                Deliveries {
                    waiting: of("pending"),
                    delivered: of("delivered"),
                    dead: of("dead"),
                    cancelled: of("cancelled"),
                }
            }),
            revisions: address(app, &format!("/statements/{id}/revisions")),
            paragraphs: address(app, &format!("/statements/{id}/paragraphs")),
        }
    }
}

fn demand(app: &App, urn: &str) -> DemandLink {
    let url = agenda::by_urn(urn)
        .map(|(agenda, _, demand)| address(app, &format!("/agendas/{}/demands/{}", agenda.id, demand.code)));
    DemandLink { urn: urn.to_owned(), url }
}

fn attachment(
    app: &App,
    (row, file): &(statement::Attachment, Option<sofra_domain::media::Media>),
) -> Option<Attachment> {
    let url = match (file, &row.remote_url) {
        (Some(file), _) => app.site.media_url(&file.name, &file.media_type),
        (None, Some(url)) => url.clone(),
        (None, None) => return None,
    };
    Some(Attachment {
        media: file.as_ref().map(|file| file.id.to_string()),
        url,
        media_type: row.media_type.clone(),
        alt: row.alt.clone(),
        width: file.as_ref().map(|file| file.width),
        height: file.as_ref().map(|file| file.height),
        blurhash: file.as_ref().and_then(|file| file.blurhash.clone()),
    })
}

fn by_language<T>(
    texts: &Localized<statement::Text>,
    shape: impl Fn(&statement::Text) -> T,
) -> BTreeMap<String, T> {
    texts.iter().map(|(language, text)| (language.to_string(), shape(text))).collect()
}
