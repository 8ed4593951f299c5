//! Statements, as they are stored and as they are read.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::markdown;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::{attachment, statement, statement_paragraph, statement_revision, statement_text};

use crate::account::AccountId;
use crate::actor::{Actor, ActorId};
use crate::cursor::Cursor;
use crate::media::{Media, MediaId};

typed_id!(StatementId, "A statement of this or another node.");

text_enum! {
    /// What kind of text it is.
    pub enum Kind {
        /// What an organisation wants to have said.
        Statement = "statement",
        /// A position worked out at length.
        PositionPaper = "position-paper",
        /// Something that works.
        Practice = "practice",
        /// Something that was learned.
        Lesson = "lesson",
        /// An experience, told by those who made it.
        Story = "story",
        /// A text handed in to somebody else's process.
        Submission = "submission",
        /// A post of other software, which does not say.
        Post = "post",
        /// A meeting announced by other software.
        Event = "event",
    }
}

impl Kind {
    /// The kinds that people here can choose.
    pub const CHOICES: &'static [Self] =
        &[Self::Statement, Self::PositionPaper, Self::Practice, Self::Lesson, Self::Story, Self::Submission];
}

text_enum! {
    /// The type on the wire.
    pub enum ObjectType {
        /// A text with a title.
        Article = "Article",
        /// A short text.
        Note = "Note",
        /// A meeting.
        Event = "Event",
    }
}

text_enum! {
    /// How far a statement has come.
    pub enum State {
        /// Seen by those who write it.
        Draft = "draft",
        /// Out.
        Published = "published",
        /// Taken back; only the place where it stood remains.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// Who may read it.
    pub enum Audience {
        /// Everybody.
        Public = "public",
        /// Organisations and networks that follow the author, on any node.
        Network = "network",
        /// Everybody who follows the author, on any node.
        Followers = "followers",
        /// People with an account on this node. It never leaves.
        Local = "local",
        /// Those who are named in it; only of other software.
        Direct = "direct",
    }
}

impl Audience {
    /// The audiences that people here can choose, the widest first.
    pub const CHOICES: &'static [Self] = &[Self::Public, Self::Network, Self::Followers, Self::Local];

    /// From the widest (0) to the narrowest.
    #[must_use]
    pub const fn narrowness(self) -> u8 {
        match self {
            Self::Public => 0,
            Self::Followers => 1,
            Self::Network => 2,
            Self::Local => 3,
            Self::Direct => 4,
        }
    }

    /// Whether anything of it may leave this node.
    #[must_use]
    pub const fn leaves(self) -> bool {
        !matches!(self, Self::Local)
    }
}

/// A statement without its texts.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = statement)]
pub struct Statement {
    /// The row.
    pub id: StatementId,
    /// The id on the wire.
    pub uri: String,
    /// Whether it was written here.
    pub local: bool,
    /// Who speaks.
    pub author_id: ActorId,
    /// Who wrote it down; never shown outside.
    pub written_by: Option<AccountId>,
    /// The type on the wire.
    pub object_type: ObjectType,
    /// What kind of text it is.
    pub kind: Kind,
    /// How far it has come.
    pub state: State,
    /// Who may read it.
    pub audience: Audience,
    /// The language of the authentic text.
    pub authentic: LanguageTag,
    /// Whether its paragraphs bear numbers.
    pub numbered: bool,
    /// The current revision, from 1.
    pub revision: i32,
    /// SHA-256 over what it says; what a position on it binds to.
    pub content_hash: String,
    /// What it answers, by id on the wire.
    pub in_reply_to: Option<String>,
    /// Its page for people on its own node.
    pub page_url: Option<String>,
    /// A warning its author set before it.
    pub warning: Option<String>,
    /// An event's time and place, as JSON.
    pub details: Option<String>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it came out.
    pub published_at: Option<Timestamp>,
    /// When it last changed, by its author's word.
    pub updated_at: Timestamp,
    /// When it arrived here.
    pub received_at: Option<Timestamp>,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
    /// Why.
    pub withdrawal_reason: Option<String>,
    /// When this node stopped showing it.
    pub hidden_at: Option<Timestamp>,
    /// What lists are ordered by.
    pub listed_at: Timestamp,
}

impl Statement {
    /// The path of its page here.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/statements/{}", self.id)
    }

    /// Whether it changed after it came out.
    #[must_use]
    pub fn is_revised(&self) -> bool {
        self.revision > 1
    }
}

/// The text of one revision in one language.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = statement_text)]
pub struct Text {
    /// Of which statement.
    pub statement_id: StatementId,
    /// Of which revision.
    pub revision: i32,
    /// In which language.
    pub language: LanguageTag,
    /// Plain text; empty for a short post.
    pub title: String,
    /// Plain text: the ask in a few sentences.
    pub summary: String,
    /// Markdown as it was written; absent where only HTML arrived.
    pub body: Option<String>,
    /// What is shown; sanitised.
    pub html: String,
    /// Who translated it; empty for the authentic text.
    pub translator: String,
}

/// A revision.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = statement_revision)]
pub struct Revision {
    /// Of which statement.
    pub statement_id: StatementId,
    /// From 1.
    pub number: i32,
    /// When.
    pub created_at: Timestamp,
    /// Who wrote it down; never shown outside.
    pub written_by: Option<AccountId>,
    /// What changed and why, in the author's words.
    pub note: String,
    /// SHA-256 over what it says.
    pub content_hash: String,
    /// The language of the authentic text.
    pub authentic: LanguageTag,
}

/// A numbered paragraph of the authentic text.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = statement_paragraph)]
pub struct Paragraph {
    /// Of which statement.
    pub statement_id: StatementId,
    /// Of which revision.
    pub revision: i32,
    /// From 1, in the order of the text.
    pub number: i32,
    /// The heading it stands under.
    pub section: String,
    /// Plain text.
    pub text: String,
    /// SHA-256 over the text.
    pub hash: String,
}

impl Paragraph {
    /// The rows of one revision, from the paragraphs as the text was numbered.
    #[must_use]
    pub fn rows(id: &StatementId, revision: i32, numbered: Vec<markdown::Paragraph>) -> Vec<Self> {
        let row = |p: markdown::Paragraph| Self {
            statement_id: id.clone(),
            revision,
            number: i32::try_from(p.number).unwrap_or(i32::MAX),
            section: p.section.unwrap_or_default(),
            text: p.text,
            hash: p.hash,
        };
        numbered.into_iter().map(row).collect()
    }
}

/// An image, or the address of a remote file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = attachment)]
pub struct Attachment {
    /// Of which statement.
    pub statement_id: StatementId,
    /// Of which revision.
    pub revision: i32,
    /// From 0.
    pub position: i32,
    /// The file here.
    pub media_id: Option<MediaId>,
    /// The address elsewhere; shown as a link, never loaded unasked.
    pub remote_url: Option<String>,
    /// Its type.
    pub media_type: String,
    /// What is to be seen on it; required here.
    pub alt: String,
}

/// A statement in full: what a page or an object on the wire is made of.
#[derive(Debug, Clone)]
pub struct View {
    /// The statement.
    pub statement: Statement,
    /// Who speaks.
    pub author: Actor,
    /// The revision shown.
    pub revision: Revision,
    /// Its texts, by language.
    pub texts: Localized<Text>,
    /// Identities of the demands it is about.
    pub demands: Vec<String>,
    /// Images and remote files.
    pub attachments: Vec<(Attachment, Option<Media>)>,
    /// The mandate under which it says that it speaks, by id on the wire.
    pub mandate: Option<String>,
    /// The id it came out under before it was brought here.
    pub first_uri: Option<String>,
    /// Who chose to be named as its writer.
    pub writer: Option<super::writer::Writer>,
    /// The networks that it is told to, by id on the wire.
    pub networks: Vec<String>,
}

impl View {
    /// The text for a reader: their languages first, then the authentic one.
    ///
    /// # Errors
    /// `NotFound` when it has no text at all.
    pub fn text(&self, wanted: &[LanguageTag]) -> crate::Result<&Text> {
        self.texts
            .best(wanted, Some(&self.revision.authentic))
            .map(|(_, text)| text)
            .ok_or(crate::Error::NotFound)
    }
}

/// A statement as lists show it.
#[derive(Debug, Clone)]
pub struct Card {
    /// The statement.
    pub statement: Statement,
    /// Who speaks.
    pub author: Actor,
    /// Its texts, by language.
    pub texts: Localized<Text>,
    /// Identities of the demands it is about, in the order of the agenda.
    pub demands: Vec<String>,
}

impl Card {
    /// The text for a reader.
    #[must_use]
    pub fn text(&self, wanted: &[LanguageTag]) -> Option<&Text> {
        self.texts.best(wanted, Some(&self.statement.authentic)).map(|(_, text)| text)
    }
}

/// One page of a list, newest first.
#[derive(Debug, Clone)]
pub struct List {
    /// The statements.
    pub cards: Vec<Card>,
    /// How many there are in all.
    pub total: i64,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}
