//! The shape of an incoming activity: plain JSON in, one typed value out (ORG-34).
//!
//! `@context` is never read and nothing is fetched: names mean what ActivityStreams says, and
//! documents that try to rename them are refused.

use serde_json::{Map, Value};

use super::Refusal;
use crate::uri::{Uri, UriPolicy};

/// The most mentions in one activity (DOS-08).
pub const MAX_MENTIONS: usize = 50;
/// The most recipients of one activity, all fields together.
pub const MAX_RECIPIENTS: usize = 1_000;
/// The most objects of one activity.
pub const MAX_OBJECTS: usize = 100;
/// The most characters of an activity's own words that are read.
pub const MAX_WORDS: usize = 5_000;
/// The longest `type`, in bytes.
const MAX_TYPE_BYTES: usize = 64;

/// The collection of everybody (ActivityPub, section 5.6).
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// What an activity does, by its `type`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are those of ActivityStreams.
pub enum Verb {
    Create,
    Update,
    Delete,
    Follow,
    Accept,
    TentativeAccept,
    Reject,
    Undo,
    Announce,
    Like,
    Flag,
    Add,
    Remove,
    Block,
    Move,
    Join,
    Leave,
    Invite,
    Offer,
    Ignore,
    /// A type we have no rule for: answered 202 and ignored.
    Other(String),
}

impl Verb {
    fn from_type(name: &str) -> Self {
        match name {
            "Create" => Self::Create,
            "Update" => Self::Update,
            "Delete" => Self::Delete,
            "Follow" => Self::Follow,
            "Accept" => Self::Accept,
            "TentativeAccept" => Self::TentativeAccept,
            "Reject" => Self::Reject,
            "Undo" => Self::Undo,
            "Announce" => Self::Announce,
            "Like" => Self::Like,
            "Flag" => Self::Flag,
            "Add" => Self::Add,
            "Remove" => Self::Remove,
            "Block" => Self::Block,
            "Move" => Self::Move,
            "Join" => Self::Join,
            "Leave" => Self::Leave,
            "Invite" => Self::Invite,
            "Offer" => Self::Offer,
            "Ignore" => Self::Ignore,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The `type` on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Create => "Create",
            Self::Update => "Update",
            Self::Delete => "Delete",
            Self::Follow => "Follow",
            Self::Accept => "Accept",
            Self::TentativeAccept => "TentativeAccept",
            Self::Reject => "Reject",
            Self::Undo => "Undo",
            Self::Announce => "Announce",
            Self::Like => "Like",
            Self::Flag => "Flag",
            Self::Add => "Add",
            Self::Remove => "Remove",
            Self::Block => "Block",
            Self::Move => "Move",
            Self::Join => "Join",
            Self::Leave => "Leave",
            Self::Invite => "Invite",
            Self::Offer => "Offer",
            Self::Ignore => "Ignore",
            Self::Other(name) => name,
        }
    }
}

/// What an activity is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    /// Nothing.
    None,
    /// Only its id.
    Reference(Uri),
    /// A copy of it, to be believed only under [`Embedded::is_own_of`].
    Embedded(Embedded),
    /// Several (as in `Flag`).
    Many(Vec<Object>),
}

impl Object {
    /// The id of a single object, whether it is embedded or not.
    pub fn id(&self) -> Option<&Uri> {
        match self {
            Self::Reference(id) => Some(id),
            Self::Embedded(embedded) => embedded.id.as_ref(),
            Self::None | Self::Many(_) => None,
        }
    }

    /// The ids of all objects.
    pub fn ids(&self) -> Vec<&Uri> {
        match self {
            Self::Many(objects) => objects.iter().filter_map(Self::id).collect(),
            single => single.id().into_iter().collect(),
        }
    }
}

/// A copy of an object inside an activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Embedded {
    /// Its id; anonymous objects have none.
    pub id: Option<Uri>,
    /// Its `type`, empty if there is none.
    pub kind: String,
    /// Its owners as it claims: `attributedTo`, else `actor`, else (for an actor) itself.
    pub owners: Vec<Uri>,
    /// All of it.
    pub value: Value,
}

impl Embedded {
    /// Whether the copy may be believed when `actor` sends it (FEP-fe34): it lies in the
    /// origin of the actor and belongs to the actor alone (ORG-12, ORG-13). Otherwise it must
    /// be fetched from its own origin.
    pub fn is_own_of(&self, actor: &Uri) -> bool {
        self.id.as_ref().is_some_and(|id| id.same_origin(actor))
            && !self.owners.is_empty()
            && self.owners.iter().all(|owner| owner == actor)
    }
}

/// An incoming activity of known shape. Not authenticated yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Inbound {
    /// The id of the activity, of the same origin as the actor.
    pub id: Uri,
    /// Who says to have done it.
    pub actor: Uri,
    /// What was done.
    pub verb: Verb,
    /// Primary recipients. Recipients that are no http addresses are left out.
    pub to: Vec<Uri>,
    /// Secondary recipients.
    pub cc: Vec<Uri>,
    /// The audience (the group of FEP-1b12).
    pub audience: Vec<Uri>,
    /// What it was done to.
    pub object: Object,
    /// Where to, for `Add`, `Remove`, `Move`, `Invite` and `Offer`.
    pub target: Object,
    /// Its own words, as plain text cut to [`MAX_WORDS`] characters; only what is said to moderators
    /// and in networks has any that count.
    pub content: String,
}

impl Inbound {
    /// Whether everybody is among the recipients.
    pub fn is_public(&self) -> bool {
        self.to.iter().chain(&self.cc).any(|uri| uri.as_str() == PUBLIC)
    }
}

const fn bad(reason: &'static str) -> Refusal {
    Refusal::malformed(reason, "The activity does not have the shape of an activity.")
}

/// Reads an activity. `own_authority` is our domain, with the port if it is not the default.
///
/// Tolerated, because servers differ: a single value instead of an array and the reverse,
/// `null` for nothing, an object with an `id` instead of the id.
///
/// # Errors
/// 400 if the document is no activity of usable shape or exceeds a limit; 403 if its id is
/// not of the origin of its actor, or its actor is one of ours.
pub fn shape(value: &Value, policy: UriPolicy, own_authority: &str) -> Result<Inbound, Refusal> {
    let activity = value.as_object().ok_or(bad("shape-not-an-object"))?;
    refuse_renaming(activity)?;
    let reader = Reader { policy };
    let verb = match type_of(activity)? {
        Some(name) => Verb::from_type(name),
        None => return Err(bad("shape-type")),
    };
    let id = match activity.get("id") {
        Some(Value::String(text)) => reader.uri(text, "shape-id")?,
        _ => return Err(bad("shape-id")),
    };
    let actor = reader.actor(activity.get("actor"))?;
    if actor.fragment().is_some() {
        return Err(bad("shape-actor"));
    }
    if actor.authority().eq_ignore_ascii_case(own_authority) {
        return Err(Refusal {
            status: 403,
            reason: "actor-is-local",
            title: "An actor of this server does not write to its inbox.",
        });
    }
    if !id.same_origin(&actor) {
        return Err(Refusal {
            status: 403,
            reason: "id-origin",
            title: "The activity and its actor must be of one server.",
        });
    }
    let mut recipients = 0;
    let mut read = |name: &str| reader.recipients(activity.get(name), &mut recipients);
    let (to, cc, audience) = (read("to")?, read("cc")?, read("audience")?);
    // Hidden recipients are not kept, but they count.
    read("bto")?;
    read("bcc")?;
    let mentions = count_mentions(activity)
        + activity.get("object").and_then(Value::as_object).map_or(0, count_mentions);
    if mentions > MAX_MENTIONS {
        return Err(Refusal::malformed("too-many-mentions", "The activity mentions too many."));
    }
    Ok(Inbound {
        object: reader.object(activity.get("object"))?,
        target: reader.object(activity.get("target"))?,
        content: words_of(&verb, activity),
        id,
        actor,
        verb,
        to,
        cc,
        audience,
    })
}

/// Some servers send words as HTML: they are shown as text, so the marks go.
fn words_of(verb: &Verb, activity: &Map<String, Value>) -> String {
    let has_words =
        matches!(verb, Verb::Flag | Verb::Join | Verb::Reject | Verb::Add | Verb::Remove | Verb::Offer);
    let Some(text) = activity.get("content").and_then(Value::as_str).filter(|_| has_words) else {
        return String::new();
    };
    let beginning: String = text.chars().take(MAX_WORDS).collect();
    if beginning.contains('<') { sofra_base::text::sanitise::plain_text(&beginning) } else { beginning }
}

/// JSON-LD lets a document say the same with other names, so that two readers see two
/// activities. Servers do not write like that (ORG-34).
fn refuse_renaming(members: &Map<String, Value>) -> Result<(), Refusal> {
    let renamed = |name: &str| {
        name.starts_with("as:")
            || name.starts_with("https://www.w3.org/ns/activitystreams#")
            || name.starts_with("http://www.w3.org/ns/activitystreams#")
            || (name.starts_with('@') && name != "@context")
    };
    if members.keys().any(|name| renamed(name)) {
        return Err(bad("shape-renamed"));
    }
    Ok(())
}

/// The only type of an object, if it has one.
fn type_of(members: &Map<String, Value>) -> Result<Option<&str>, Refusal> {
    let name = match members.get("type") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(name)) => name,
        Some(Value::Array(names)) => match names.as_slice() {
            [Value::String(name)] => name,
            _ => return Err(bad("shape-type")),
        },
        Some(_) => return Err(bad("shape-type")),
    };
    // The characters of a term, a compact IRI or an IRI.
    let plain = |b: u8| b.is_ascii_alphanumeric() || b":/#._-".contains(&b);
    if name.is_empty() || name.len() > MAX_TYPE_BYTES || !name.bytes().all(plain) {
        return Err(bad("shape-type"));
    }
    Ok(Some(name))
}

fn count_mentions(members: &Map<String, Value>) -> usize {
    let is_mention = |tag: &Value| match tag.get("type") {
        Some(Value::String(name)) => name == "Mention",
        Some(Value::Array(names)) => names.iter().any(|name| name == "Mention"),
        _ => false,
    };
    match members.get("tag") {
        Some(Value::Array(tags)) => tags.iter().filter(|tag| is_mention(tag)).count(),
        Some(tag) => usize::from(is_mention(tag)),
        None => 0,
    }
}

struct Reader {
    policy: UriPolicy,
}

impl Reader {
    fn uri(&self, text: &str, reason: &'static str) -> Result<Uri, Refusal> {
        Uri::parse(text, self.policy).map_err(|_| bad(reason))
    }

    /// An actor: its id, an embedded actor, or an array of exactly one of these.
    fn actor(&self, value: Option<&Value>) -> Result<Uri, Refusal> {
        let value = match value {
            Some(Value::Array(values)) => match values.as_slice() {
                [only] => Some(only),
                _ => None,
            },
            other => other,
        };
        match value {
            Some(Value::String(text)) => self.uri(text, "shape-actor"),
            Some(Value::Object(members)) => {
                refuse_renaming(members)?;
                match members.get("id") {
                    Some(Value::String(text)) => self.uri(text, "shape-actor"),
                    _ => Err(bad("shape-actor")),
                }
            }
            _ => Err(bad("shape-actor")),
        }
    }

    fn recipients(&self, value: Option<&Value>, count: &mut usize) -> Result<Vec<Uri>, Refusal> {
        let values = match value {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Array(values)) => values.as_slice(),
            Some(single) => std::slice::from_ref(single),
        };
        *count += values.len();
        if *count > MAX_RECIPIENTS {
            return Err(Refusal::malformed("too-many-recipients", "The activity has too many recipients."));
        }
        let mut recipients: Vec<Uri> = Vec::with_capacity(values.len());
        for value in values {
            let text = match value {
                Value::String(text) => text,
                Value::Object(members) => match members.get("id") {
                    Some(Value::String(text)) => text,
                    _ => return Err(bad("shape-recipients")),
                },
                _ => return Err(bad("shape-recipients")),
            };
            let text = match text.as_str() {
                "Public" | "as:Public" => PUBLIC,
                other => other,
            };
            // Leaving out an address we cannot send to never widens the audience.
            if let Ok(uri) = Uri::parse(text, self.policy) {
                recipients.push(uri);
            }
        }
        Ok(recipients)
    }

    fn object(&self, value: Option<&Value>) -> Result<Object, Refusal> {
        match value {
            None | Some(Value::Null) => Ok(Object::None),
            Some(Value::Array(values)) => match values.as_slice() {
                [] => Ok(Object::None),
                [only] => self.single_object(only),
                many if many.len() <= MAX_OBJECTS => {
                    let objects: Result<Vec<Object>, Refusal> =
                        many.iter().map(|value| self.single_object(value)).collect();
                    objects.map(Object::Many)
                }
                _ => Err(bad("too-many-objects")),
            },
            Some(single) => self.single_object(single),
        }
    }

    fn single_object(&self, value: &Value) -> Result<Object, Refusal> {
        let members = match value {
            Value::String(text) => {
                return self.uri(text, "shape-object").map(Object::Reference);
            }
            Value::Object(members) => members,
            _ => return Err(bad("shape-object")),
        };
        refuse_renaming(members)?;
        let id = match members.get("id") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(self.uri(text, "shape-object")?),
            Some(_) => return Err(bad("shape-object")),
        };
        let claimed = ["attributedTo", "actor"]
            .iter()
            .find_map(|name| members.get(*name).filter(|value| !value.is_null()));
        let owners = match claimed {
            Some(value) => self.owners(value)?,
            None => id.iter().cloned().collect(),
        };
        let kind = type_of(members)?.unwrap_or_default().to_owned();
        Ok(Object::Embedded(Embedded { id, kind, owners, value: value.clone() }))
    }

    fn owners(&self, value: &Value) -> Result<Vec<Uri>, Refusal> {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            single => std::slice::from_ref(single),
        };
        if values.len() > MAX_OBJECTS {
            return Err(bad("shape-owner"));
        }
        let owner = |value: &Value| match value {
            Value::String(text) => self.uri(text, "shape-owner"),
            Value::Object(members) => match members.get("id") {
                Some(Value::String(text)) => self.uri(text, "shape-owner"),
                _ => Err(bad("shape-owner")),
            },
            _ => Err(bad("shape-owner")),
        };
        values.iter().map(owner).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests;
