//! Statements: `Article` with a `preview` (FEP-b2b8) ⇄ [`sofra_domain::statement`]; `Note` and `Event` of other
//! software are read as well.

use serde_json::{Map, Value, json};
use sofra_base::clock::Timestamp;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::{numbering, sanitise};
use sofra_domain::actor::{Actor, ActorId};
use sofra_domain::agenda;
use sofra_domain::statement::receive::Incoming;
use sofra_domain::statement::writer::Writer;
use sofra_domain::statement::{Audience, Kind, ObjectType, Text, View};
use sofra_domain::{AnyConnection, Result as Outcome, Site};

use super::actor::{localized, page_url};
use super::context::{self, PUBLIC};
use super::{escape, first_text, list, proof, text, type_in};
use crate::uri::{Uri, UriPolicy};

/// Characters of the `summary` at most: what other software shows of an article.
pub const SUMMARY: usize = 500;
/// Characters of the name of a writer at most.
const NAME: usize = 120;
/// Bytes of a received text in one language at most.
const CONTENT: usize = 256 * 1024;
/// Languages of a received statement at most.
const LANGUAGES: usize = 20;
/// Files of a received statement at most.
const FILES: usize = 16;

/// Who gets it, as the wire says it.
#[must_use]
pub fn addressing(author: &Actor, audience: Audience) -> (Vec<String>, Vec<String>) {
    let followers = author.followers.clone().unwrap_or_else(|| format!("{}/followers", author.uri));
    match audience {
        Audience::Public => (vec![PUBLIC.to_owned()], vec![followers]),
        Audience::Followers => (vec![followers], Vec::new()),
        Audience::Network => (vec![network_of(&author.uri)], Vec::new()),
        Audience::Local | Audience::Direct => (Vec::new(), Vec::new()),
    }
}

/// The collection of an author's followers that are organisations.
#[must_use]
pub fn network_of(author_uri: &str) -> String {
    format!("{author_uri}/network")
}

/// A statement of this node as others read it, without its context.
#[must_use]
pub fn to_json(view: &View, site: &Site) -> Value {
    let statement = &view.statement;
    let author = &view.author;
    let (mut to, cc) = addressing(author, statement.audience);
    to.extend(view.networks.iter().cloned());
    let mut document = json!({
        "id": statement.uri,
        "type": statement.object_type.as_str(),
        "attributedTo": author.uri,
        "url": statement.uri,
        "to": to,
        "cc": cc,
        "mediaType": "text/html",
        "statementKind": statement.kind.as_str(),
        "authenticLanguage": view.revision.authentic.as_str(),
        "revision": view.revision.number,
        "numberedParagraphs": statement.numbered
    });
    if let Some(published) = statement.published_at {
        document["published"] = published.to_rfc3339().into();
    }
    if view.revision.number > 1 {
        document["updated"] = statement.updated_at.to_rfc3339().into();
        if !view.revision.note.is_empty() {
            document["revisionNote"] = view.revision.note.as_str().into();
        }
    }
    let each = |take: &dyn Fn(&Text) -> String| -> Value {
        Value::Object(
            view.texts
                .iter()
                .map(|(language, text)| (language.to_string(), Value::String(take(text))))
                .filter(|(_, value)| value.as_str().is_some_and(|v| !v.is_empty()))
                .collect::<Map<_, _>>(),
        )
    };
    let name_of = |text: &Text| {
        author.localized_name().get(&text.language).cloned().unwrap_or_else(|| author.name.clone())
    };
    let shown = |text: &Text| summary_line(&name_of(text), text, &statement.uri);
    document["nameMap"] = each(&|t| t.title.clone());
    document["summaryMap"] = each(&shown);
    document["contentMap"] = each(&|t| numbering::strip(&t.html));
    document["ask"] = each(&|t| t.summary.clone());
    let translators = each(&|t| t.translator.clone());
    if translators.as_object().is_some_and(|map| !map.is_empty()) {
        document["translators"] = translators;
    }
    if let Some(authentic) = view.texts.get(&view.revision.authentic) {
        document["name"] = authentic.title.as_str().into();
        document["summary"] = shown(authentic).into();
        document["content"] = numbering::strip(&authentic.html).into();
        document["preview"] = preview(view, authentic, &name_of(authentic));
    }
    if !view.networks.is_empty() {
        // FEP-1b12: the groups that it is told to.
        document["audience"] = view.networks.clone().into();
    }
    if let Some(first) = &view.first_uri {
        document["alsoKnownAs"] = first.as_str().into();
    }
    if let Some(mandate) = &view.mandate {
        document["mandate"] = mandate.as_str().into();
    }
    // The author is the organisation alone; this names somebody who wanted to be named, and gives them no say.
    if let Some(writer) = &view.writer {
        document["writerName"] = writer.name.as_str().into();
        if let Some(person) = &writer.person {
            document["writer"] = person.as_str().into();
        }
    }
    let (subjects, tags) = demands(view, site);
    if !subjects.is_empty() {
        document["subject"] = subjects.into();
        document["tag"] = tags.into();
    }
    let attachment: Vec<Value> = view
        .attachments
        .iter()
        .filter_map(|(row, media)| {
            let media = media.as_ref()?;
            Some(json!({
                "type": "Image",
                "mediaType": media.media_type,
                "url": site.media_url(&media.name, &media.media_type),
                "name": row.alt,
                "width": media.width,
                "height": media.height,
                "blurhash": media.blurhash
            }))
        })
        .collect();
    if !attachment.is_empty() {
        document["attachment"] = attachment.into();
    }
    document
}

/// The same, signed where everybody may read it: then it has a context of its own.
///
/// # Errors
/// The database's own.
pub fn to_signed_json(conn: &mut AnyConnection, view: &View, site: &Site) -> Outcome<Value> {
    let mut document = to_json(view, site);
    let made =
        if view.revision.number > 1 { Some(view.statement.updated_at) } else { view.statement.published_at };
    let made = made.unwrap_or(view.revision.created_at);
    proof::sign_public(conn, &view.author, &mut document, made)?;
    Ok(document)
}

/// The same with its context in any case, as it is fetched.
///
/// # Errors
/// The database's own.
pub fn to_document(conn: &mut AnyConnection, view: &View, site: &Site) -> Outcome<Value> {
    let mut document = to_signed_json(conn, view, site)?;
    if document.get("@context").is_none() {
        document["@context"] = context::of_object();
    }
    Ok(document)
}

/// The place where a withdrawn statement stood.
#[must_use]
pub fn tombstone(uri: &str, deleted: Timestamp) -> Value {
    json!({"id": uri, "type": "Tombstone", "formerType": "Article", "deleted": deleted.to_rfc3339()})
}

/// One line for readers who see nothing else: who speaks, the ask, the link.
fn summary_line(name: &str, text: &Text, uri: &str) -> String {
    let ask = if text.summary.is_empty() { &text.title } else { &text.summary };
    let fixed = name.chars().count() + uri.chars().count() + 4;
    let ask = sanitise::truncate(ask, SUMMARY.saturating_sub(fixed).max(40));
    sanitise::truncate(&format!("{name}: {ask} {uri}"), SUMMARY)
}

/// What software for short posts shows of it (FEP-b2b8).
fn preview(view: &View, text: &Text, name: &str) -> Value {
    let ask =
        if text.summary.is_empty() { String::new() } else { format!("<p>{}</p>", escape(&text.summary)) };
    let uri = escape(&view.statement.uri);
    json!({
        "type": "Note",
        "attributedTo": view.author.uri,
        "content": format!(
            "<p><strong>{}</strong></p><p>{}</p>{ask}<p><a href=\"{uri}\">{uri}</a></p>",
            escape(&text.title),
            escape(name)
        ),
        "published": view.statement.published_at.map(Timestamp::to_rfc3339)
    })
}

fn demands(view: &View, site: &Site) -> (Vec<Value>, Vec<Value>) {
    view.demands
        .iter()
        .filter_map(|urn| agenda::by_urn(urn).map(|found| (urn, found)))
        .map(|(urn, (agenda, _, demand))| {
            let tag = json!({
                "type": "Hashtag",
                "name": agenda.hashtag(demand),
                "href": format!("{}{}", site.base, agenda.path(demand))
            });
            (Value::String(urn.clone()), tag)
        })
        .unzip()
}

/// What a received object needs to be judged before its author is known here.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The object's id.
    pub uri: Uri,
    /// Its only author.
    pub author: Uri,
    /// To whom it is addressed, mentions included.
    pub addressed: Vec<String>,
    /// Everything else; the author's row and the named actors are filled in later.
    incoming: Incoming,
    followers_are_meant: Vec<String>,
}

/// Why a document is no statement we can show; a code.
pub type Refused = &'static str;

/// Reads an `Article`, `Note` or `Event`.
///
/// # Errors
/// A code that names what is wrong.
pub fn parse(document: &Value, policy: UriPolicy) -> Result<Parsed, Refused> {
    let object_type = type_in(document, &["Article", "Note", "Event"])
        .and_then(|name| ObjectType::parse(&name))
        .ok_or("object-type")?;
    let uri = text(document, "id").and_then(|t| Uri::parse(t, policy).ok()).ok_or("object-id")?;
    let mut authors: Vec<Uri> = list(document.get("attributedTo"))
        .iter()
        .filter_map(|entry| first_text(Some(entry)))
        .filter_map(|t| Uri::parse(t, policy).ok())
        .collect();
    authors.dedup();
    // Several authors would each have to consent; until that can be shown there is one (ORG-12).
    let [author] = authors.as_slice() else { return Err("object-author") };
    if !author.same_origin(&uri) {
        return Err("object-origin");
    }
    let warning = if object_type == ObjectType::Note { text(document, "summary") } else { None };
    let (authentic, texts) = texts(document, object_type)?;
    if texts.is_empty() {
        return Err("object-empty");
    }
    let recipients = recipients(document);
    let published = date(document, "published");
    let incoming = Incoming {
        uri: uri.to_string(),
        author: ActorId::new(),
        object_type,
        kind: kind(document, object_type),
        audience: Audience::Direct,
        named: Vec::new(),
        authentic,
        texts,
        numbered: document.get("numberedParagraphs").and_then(Value::as_bool).unwrap_or(false),
        page_url: page_url(document, &uri, policy),
        warning: warning.map(|w| sanitise::truncate(&sanitise::plain_text(w), 500)).filter(|w| !w.is_empty()),
        details: (object_type == ObjectType::Event).then(|| event_details(document)),
        in_reply_to: first_text(document.get("inReplyTo"))
            .and_then(|t| Uri::parse(t, policy).ok())
            .map(|u| u.to_string()),
        demands: subjects(document),
        files: files(document),
        published,
        updated: date(document, "updated"),
        note: text(document, "revisionNote")
            .map(|n| sanitise::truncate(&sanitise::line(n), 500))
            .unwrap_or_default(),
        // Only of the author's own origin: nobody speaks under somebody else's mandate.
        networks: Vec::new(),
        mandate: first_text(document.get("mandate"))
            .and_then(|t| Uri::parse(t, policy).ok())
            .filter(|found| found.same_origin(author))
            .map(|found| found.to_string()),
        writer: writer(document, author, policy),
    };
    Ok(Parsed {
        author: author.clone(),
        uri,
        addressed: recipients.clone(),
        followers_are_meant: recipients,
        incoming,
    })
}

impl Parsed {
    /// Completes what was read with what is known here: the author's row, and which of the addressed are ours.
    #[must_use]
    pub fn complete(self, author: &Actor, named: Vec<ActorId>, networks: Vec<ActorId>) -> Incoming {
        let audience = match audience(&self.followers_are_meant, author) {
            // Addressed to a network and to nobody else.
            Audience::Direct if !networks.is_empty() => Audience::Network,
            other => other,
        };
        Incoming { author: author.id.clone(), audience, named, networks, ..self.incoming }
    }

    /// The mandate under which it says that it speaks, by id on the wire.
    #[must_use]
    pub fn mandate(&self) -> Option<&str> {
        self.incoming.mandate.as_deref()
    }

    /// Gives it a date of change, if it has none of its own.
    #[must_use]
    pub fn changed_by(mut self, when: Option<Timestamp>) -> Self {
        self.incoming.updated = self.incoming.updated.or(when);
        self
    }

    /// What it answers, by id on the wire.
    #[must_use]
    pub fn in_reply_to(&self) -> Option<&str> {
        self.incoming.in_reply_to.as_deref()
    }
}

/// Whom it names as its writer. A profile counts only of the author's own origin: nobody names somebody else's people.
fn writer(document: &Value, author: &Uri, policy: UriPolicy) -> Option<Writer> {
    let name = sanitise::name(text(document, "writerName")?, NAME);
    let person = first_text(document.get("writer"))
        .and_then(|t| Uri::parse(t, policy).ok())
        .filter(|found| found.same_origin(author) && found != author)
        .map(|found| found.to_string());
    (!name.is_empty()).then_some(Writer { name, person })
}

/// Who may read it: the widest that it is addressed to.
fn audience(recipients: &[String], author: &Actor) -> Audience {
    let has = |uri: &str| recipients.iter().any(|r| r == uri);
    if recipients.iter().any(|r| matches!(r.as_str(), PUBLIC | "as:Public" | "Public")) {
        Audience::Public
    } else if author.followers.as_deref().is_some_and(has) {
        Audience::Followers
    } else if has(&network_of(&author.uri)) {
        Audience::Network
    } else {
        Audience::Direct
    }
}

fn recipients(document: &Value) -> Vec<String> {
    let mut found: Vec<String> = ["to", "cc", "audience"]
        .iter()
        .flat_map(|name| list(document.get(*name)))
        .filter_map(|entry| first_text(Some(entry)))
        .take(1_000)
        .map(str::to_owned)
        .collect();
    found.extend(
        list(document.get("tag"))
            .iter()
            .filter(|tag| text(tag, "type") == Some("Mention"))
            .filter_map(|tag| text(tag, "href"))
            .take(crate::guard::MAX_MENTIONS)
            .map(str::to_owned),
    );
    found
}

fn kind(document: &Value, object_type: ObjectType) -> Kind {
    if object_type == ObjectType::Event {
        return Kind::Event;
    }
    text(document, "statementKind")
        .and_then(Kind::parse)
        .filter(|k| Kind::CHOICES.contains(k))
        .unwrap_or(Kind::Post)
}

/// A date of the wire: one that cannot be read is as good as none.
fn date(document: &Value, name: &str) -> Option<Timestamp> {
    text(document, name).and_then(Timestamp::parse_rfc3339)
}

type Texts = Localized<(String, String, String, String)>;

/// Title, summary and sanitised HTML by language.
fn texts(document: &Value, object_type: ObjectType) -> Result<(LanguageTag, Texts), Refused> {
    for name in ["content", "summary", "name"] {
        if text(document, name).is_some_and(|t| t.len() > CONTENT) {
            return Err("object-too-large");
        }
    }
    let title = |t: &str| sanitise::name(&sanitise::plain_text(t), 300);
    let contents = localized(document.get("contentMap"), |t| {
        if t.len() > CONTENT { String::new() } else { sanitise::remote_html(t) }
    });
    let names = localized(document.get("nameMap"), title);
    let asks = localized(document.get("ask"), short);
    let summaries = localized(document.get("summaryMap"), short);
    let translators = localized(document.get("translators"), |t| sanitise::name(t, 120));
    let plain_content = text(document, "content").map(sanitise::remote_html).unwrap_or_default();
    let plain_name = text(document, "name").map(title).unwrap_or_default();
    let plain_summary = text(document, "summary").map(short).unwrap_or_default();
    let authentic = text(document, "authenticLanguage")
        .and_then(|t| t.parse::<LanguageTag>().ok())
        .filter(|tag| contents.get(tag).is_some() || contents.is_empty())
        .or_else(|| (contents.len() == 1).then(|| contents.languages().next().cloned()).flatten())
        .or_else(|| {
            // Which of several is the one that stands in "content"?
            contents.iter().find(|(_, html)| **html == plain_content).map(|(tag, _)| tag.clone())
        })
        .or_else(|| names.languages().next().cloned())
        .unwrap_or_else(LanguageTag::undetermined);
    let mut languages: Vec<LanguageTag> = contents.languages().chain(names.languages()).cloned().collect();
    languages.push(authentic.clone());
    languages.sort();
    languages.dedup();
    languages.truncate(LANGUAGES);
    let is_ours = !asks.is_empty() || document.get("statementKind").is_some();
    let mut texts = Localized::default();
    for language in languages {
        let is_authentic = language == authentic;
        let pick = |map: &Localized<String>, plain: &str| {
            map.get(&language)
                .cloned()
                .unwrap_or_else(|| if is_authentic { plain.to_owned() } else { String::new() })
        };
        let html = pick(&contents, &plain_content);
        let name = pick(&names, &plain_name);
        // Our own summary line repeats speaker and link for readers of other software; here the ask alone is shown.
        let summary = match object_type {
            ObjectType::Note => String::new(),
            _ if is_ours => asks.get(&language).cloned().unwrap_or_default(),
            _ => pick(&summaries, &plain_summary),
        };
        if html.is_empty() && name.is_empty() {
            continue;
        }
        let translator = translators.get(&language).cloned().unwrap_or_default();
        texts.insert(language, (name, summary, html, translator));
    }
    Ok((authentic, texts))
}

fn short(html: &str) -> String {
    sanitise::truncate(&sanitise::line(&sanitise::plain_text(html)), SUMMARY)
}

/// Identities of demands: named directly, or by the page of a hashtag on any node.
fn subjects(document: &Value) -> Vec<String> {
    let named = list(document.get("subject"))
        .iter()
        .filter_map(|entry| first_text(Some(entry)))
        .filter(|urn| agenda::by_urn(urn).is_some())
        .map(str::to_owned);
    let tagged = list(document.get("tag"))
        .iter()
        .filter(|tag| text(tag, "type") == Some("Hashtag"))
        .filter_map(|tag| text(tag, "href"))
        .filter_map(agenda::urn_of_address);
    let mut found: Vec<String> = named.chain(tagged).take(100).collect();
    found.sort();
    found.dedup();
    found
}

/// Files are shown as links; nothing of them is loaded.
fn files(document: &Value) -> Vec<(String, String, String)> {
    list(document.get("attachment"))
        .iter()
        .chain(list(document.get("image")))
        .take(FILES)
        .filter_map(|entry| {
            let address = first_text(entry.get("url")).or_else(|| text(entry, "href"))?;
            let address = sanitise::https_link(address)?;
            let media_type = text(entry, "mediaType").unwrap_or_default();
            let plain = media_type.len() <= 80
                && media_type
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'+' | b'.'));
            let alt = text(entry, "name").or_else(|| text(entry, "summary")).unwrap_or_default();
            let alt = sanitise::truncate(&sanitise::paragraph(alt), 1500);
            Some((address.to_string(), if plain { media_type.to_owned() } else { String::new() }, alt))
        })
        .collect()
}

/// When and where, as JSON with `starts`, `ends`, `place`, `link`.
fn event_details(document: &Value) -> String {
    let place = list(document.get("location")).iter().find_map(|location| {
        location.as_str().map(str::to_owned).or_else(|| {
            let address = match location.get("address") {
                Some(Value::String(address)) => Some(address.clone()),
                Some(Value::Object(parts)) => Some(
                    ["streetAddress", "postalCode", "addressLocality", "addressCountry"]
                        .iter()
                        .filter_map(|p| parts.get(*p).and_then(Value::as_str))
                        .collect::<Vec<_>>()
                        .join(", "),
                ),
                _ => None,
            };
            let parts: Vec<String> = text(location, "name")
                .map(str::to_owned)
                .into_iter()
                .chain(address)
                .filter(|p| !p.is_empty())
                .collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        })
    });
    let link = list(document.get("location"))
        .iter()
        .find_map(|location| first_text(location.get("url")))
        .and_then(sanitise::https_link)
        .map(|u| u.to_string());
    json!({
        "starts": date(document, "startTime").map(Timestamp::to_rfc3339),
        "ends": date(document, "endTime").map(Timestamp::to_rfc3339),
        "place": place.map(|p| sanitise::truncate(&sanitise::line(&p), 300)),
        "link": link
    })
    .to_string()
}
