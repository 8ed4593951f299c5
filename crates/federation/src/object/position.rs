//! Positions: a `Note` in reply to its subject, with a `stance` ⇄ [`sofra_domain::position`]. Software that knows
//! nothing of stances shows the same in words.

use serde_json::{Map, Value, json};
use sofra_base::clock::Timestamp;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;
use sofra_domain::actor::{Actor, ActorId};
use sofra_domain::agenda;
use sofra_domain::approval::{Rule, RuleKind};
use sofra_domain::position::receive::Incoming;
use sofra_domain::position::rules::{LANGUAGES, REASONS};
use sofra_domain::position::store::View;
use sofra_domain::position::subject::{self, IDENTITY, Kind};
use sofra_domain::position::totals::Told;
use sofra_domain::position::{Audience, Stance};
use sofra_domain::{AnyConnection, Result as Outcome, Site};

use super::actor::{localized, page_url};
use super::context::{self, PUBLIC};
use super::proof;
use super::statement::network_of;
use super::{escape, first_text, list, text, type_in};
use crate::uri::{Uri, UriPolicy};

/// Bytes of received reasons in one language at most, before they are cut to characters.
const BYTES: usize = 64 * 1024;
/// Addresses that are looked at at most.
const RECIPIENTS: usize = 1_000;

/// Who gets a position, as the wire says it: `to`, `cc`, and the networks (`audience`).
#[must_use]
pub fn addressing(view: &View, answered: Option<&str>) -> (Vec<String>, Vec<String>, Vec<String>) {
    let networks: Vec<String> = view.networks.iter().map(|network| network.uri.clone()).collect();
    let holder = &view.holder;
    match view.position.audience {
        Audience::Public => {
            let followers = holder.followers.clone().unwrap_or_else(|| format!("{}/followers", holder.uri));
            let mut cc = vec![followers];
            cc.extend(answered.filter(|uri| *uri != holder.uri).map(str::to_owned));
            cc.extend(networks.iter().cloned());
            (vec![PUBLIC.to_owned()], cc, networks)
        }
        Audience::Network => {
            let mut to = vec![network_of(&holder.uri)];
            to.extend(networks.iter().cloned());
            (to, Vec::new(), networks)
        }
    }
}

/// A position of this node as others read it, without its context. `answered` is who speaks in the statement that it is
/// about.
#[must_use]
pub fn to_json(view: &View, answered: Option<&str>, site: &Site) -> Value {
    let position = &view.position;
    let (to, cc, networks) = addressing(view, answered);
    let link = view.subject.link(&site.base);
    let mut document = json!({
        "id": position.uri,
        "type": "Note",
        "attributedTo": view.holder.uri,
        "url": position.uri,
        "to": to,
        "cc": cc,
        "mediaType": "text/html",
        "stance": position.stance.as_str(),
        "subject": position.subject,
        "subjectHash": position.subject_hash,
        "revision": position.revision,
        "decided": position.decided_at.to_rfc3339_exact(),
        "published": position.decided_at.to_rfc3339_exact(),
        "updated": position.updated_at.to_rfc3339_exact()
    });
    if !networks.is_empty() {
        document["audience"] = networks.into();
    }
    // What it is about may be unknown here by now; what it answers is named by its identity.
    let (statement, _) = subject::split(&position.subject);
    if statement.starts_with("http") && view.subject.kind != Kind::Demand {
        document["inReplyTo"] = statement.into();
    }
    let each: Map<String, Value> = shown_languages(view)
        .into_iter()
        .map(|language| (language.to_string(), Value::String(content(view, &language, link.as_deref()))))
        .collect();
    let authentic = each.get(position.authentic.as_str()).or_else(|| each.get("en"));
    document["content"] = authentic.or_else(|| each.values().next()).cloned().unwrap_or_default();
    document["contentMap"] = Value::Object(each);
    if !view.reasons.is_empty() {
        document["authenticLanguage"] = position.authentic.as_str().into();
        let reasons =
            view.reasons.iter().map(|(language, text)| (language.to_string(), text.as_str().into()));
        document["reasons"] = Value::Object(reasons.collect());
    }
    if let Some(kind) = RuleKind::parse(&position.rule) {
        document["decisionRule"] = match kind {
            RuleKind::Vote => {
                json!({"kind": kind.as_str(), "quorum": position.quorum, "threshold": position.threshold})
            }
            RuleKind::One | RuleKind::Two => json!({"kind": kind.as_str()}),
        };
    }
    if let Some(told) = &view.totals {
        document["memberTotals"] = json!(told);
    }
    if let Some(call) = &position.call_uri {
        document["call"] = call.as_str().into();
    }
    if let Some((agenda, _, demand)) = agenda::by_urn(&position.subject) {
        document["tag"] = json!([{
            "type": "Hashtag",
            "name": agenda.hashtag(demand),
            "href": format!("{}{}", site.base, agenda.path(demand))
        }]);
    }
    document
}

/// The same, signed where everybody may read it: then it has a context of its own. What is told to a network is never
/// signed, because a signature cannot be denied.
///
/// # Errors
/// The database's own.
pub fn to_signed_json(
    conn: &mut AnyConnection,
    view: &View,
    answered: Option<&str>,
    site: &Site,
) -> Outcome<Value> {
    let mut document = to_json(view, answered, site);
    proof::sign_public(conn, &view.holder, &mut document, view.position.updated_at)?;
    Ok(document)
}

/// The same with its context in any case, as it is fetched.
///
/// # Errors
/// The database's own.
pub fn to_document(
    conn: &mut AnyConnection,
    view: &View,
    answered: Option<&str>,
    site: &Site,
) -> Outcome<Value> {
    let mut document = to_signed_json(conn, view, answered, site)?;
    if document.get("@context").is_none() {
        document["@context"] = context::of_object();
    }
    Ok(document)
}

/// The place where a withdrawn position stood.
#[must_use]
pub fn tombstone(uri: &str, deleted: Timestamp) -> Value {
    json!({"id": uri, "type": "Tombstone", "formerType": "Note", "deleted": deleted.to_rfc3339()})
}

/// The languages in which it can be read elsewhere: those of the reasons; without reasons, those of our own words.
fn shown_languages(view: &View) -> Vec<LanguageTag> {
    if view.reasons.is_empty() {
        return ["ar", "en", "fr"].iter().filter_map(|tag| tag.parse().ok()).collect();
    }
    view.reasons.languages().cloned().collect()
}

/// The sentence that readers of other software see. The words of our own pages are not known here; these go out into
/// the world and are the same on every node.
fn sentence(language: &LanguageTag, stance: Stance, name: &str) -> String {
    match (language.primary(), stance) {
        ("ar", Stance::Support) => format!("{name}: تأييد"),
        ("ar", Stance::Reservations) => format!("{name}: تأييد مع تحفظات"),
        ("ar", Stance::Abstain) => format!("{name}: امتناع"),
        ("ar", Stance::Oppose) => format!("{name}: معارضة"),
        ("fr", Stance::Support) => format!("{name} soutient"),
        ("fr", Stance::Reservations) => format!("{name} soutient avec des réserves"),
        ("fr", Stance::Abstain) => format!("{name} s’abstient"),
        ("fr", Stance::Oppose) => format!("{name} s’oppose"),
        (_, Stance::Support) => format!("{name} supports"),
        (_, Stance::Reservations) => format!("{name} supports with reservations"),
        (_, Stance::Abstain) => format!("{name} abstains"),
        (_, Stance::Oppose) => format!("{name} opposes"),
    }
}

fn content(view: &View, language: &LanguageTag, link: Option<&str>) -> String {
    let name =
        view.holder.localized_name().get(language).cloned().unwrap_or_else(|| view.holder.name.clone());
    let title = view
        .subject
        .title
        .best(std::slice::from_ref(language), view.subject.authentic.as_ref())
        .map(|(_, title)| title.clone())
        .filter(|title| !title.is_empty());
    let about = match (link, title) {
        (Some(link), title) => {
            let shown = title.unwrap_or_else(|| link.to_owned());
            format!("<a href=\"{}\">{}</a>", escape(link), escape(&shown))
        }
        (None, Some(title)) => escape(&title),
        (None, None) => escape(&view.position.subject),
    };
    let sentence = escape(&sentence(language, view.position.stance, &name));
    let mut html = format!("<p><strong>{sentence}</strong>: {about}</p>");
    if let Some(reasons) = view.reasons.get(language) {
        for paragraph in reasons.split("\n\n") {
            let lines: Vec<String> = paragraph.lines().map(escape).collect();
            html.push_str(&format!("<p>{}</p>", lines.join("<br>")));
        }
    }
    html
}

/// What a received position needs to be judged before its holder is known here.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The object's id.
    pub uri: Uri,
    /// Whose it is.
    pub holder: Uri,
    /// To whom it is addressed.
    pub addressed: Vec<String>,
    incoming: Incoming,
}

/// Whether a document is a position: a `Note` with a stance that we know, on a subject that can be one. Everything else
/// remains what it is without us: a reply, a like, a post.
#[must_use]
pub fn is_position(document: &Value, policy: UriPolicy) -> bool {
    type_in(document, &["Note"]).is_some()
        && text(document, "stance").and_then(Stance::parse).is_some()
        && identity(document, policy).is_some()
        && hash(document).is_some()
}

/// The identity of the subject, in the one spelling that we use.
fn identity(document: &Value, policy: UriPolicy) -> Option<String> {
    let [single] = list(document.get("subject")) else { return None };
    let named = first_text(Some(single)).filter(|named| named.len() <= IDENTITY)?;
    if let Some(rest) = named.strip_prefix("urn:sofra:agenda:") {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '.' | '_');
        return (!rest.is_empty() && rest.chars().all(plain)).then(|| named.to_owned());
    }
    let (statement, number) = subject::split(named);
    let statement = Uri::parse(statement, policy).ok()?;
    Some(match number {
        Some(number) => subject::paragraph(statement.as_str(), number),
        None => statement.to_string(),
    })
}

fn hash(document: &Value) -> Option<&str> {
    text(document, "subjectHash")
        .filter(|hash| hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}

/// Reads a position.
///
/// # Errors
/// A code that names what is wrong.
pub fn parse(document: &Value, policy: UriPolicy) -> Result<Parsed, super::statement::Refused> {
    if !is_position(document, policy) {
        return Err("object-type");
    }
    let uri = text(document, "id").and_then(|t| Uri::parse(t, policy).ok()).ok_or("object-id")?;
    let mut holders: Vec<Uri> = list(document.get("attributedTo"))
        .iter()
        .filter_map(|entry| first_text(Some(entry)))
        .filter_map(|t| Uri::parse(t, policy).ok())
        .collect();
    holders.dedup();
    let [holder] = holders.as_slice() else { return Err("object-author") };
    if !holder.same_origin(&uri) {
        return Err("object-origin");
    }
    let stance = text(document, "stance").and_then(Stance::parse).ok_or("object-stance")?;
    let subject = identity(document, policy).ok_or("object-subject")?;
    let reasons = reasons(document);
    let authentic = text(document, "authenticLanguage")
        .and_then(|t| t.parse::<LanguageTag>().ok())
        .filter(|tag| reasons.get(tag).is_some())
        .or_else(|| reasons.languages().next().cloned())
        .unwrap_or_else(LanguageTag::undetermined);
    let date = |name: &str| text(document, name).and_then(Timestamp::parse_rfc3339);
    let addressed: Vec<String> = ["to", "cc", "audience"]
        .iter()
        .flat_map(|name| list(document.get(*name)))
        .filter_map(|entry| first_text(Some(entry)))
        .take(RECIPIENTS)
        .map(str::to_owned)
        .collect();
    let incoming = Incoming {
        uri: uri.to_string(),
        holder: ActorId::new(),
        subject,
        subject_hash: hash(document).ok_or("object-subject")?.to_owned(),
        stance,
        audience: Audience::Network,
        networks: Vec::new(),
        authentic,
        reasons,
        rule: rule(document.get("decisionRule")),
        totals: document
            .get("memberTotals")
            .and_then(|told| Told::parse(&told.to_string()))
            .map(|told| json!(told).to_string())
            .unwrap_or_default(),
        call: first_text(document.get("call"))
            .and_then(|t| Uri::parse(t, policy).ok())
            .map(|u| u.to_string()),
        page_url: page_url(document, &uri, policy),
        decided: date("decided"),
        published: date("published"),
        updated: date("updated"),
    };
    Ok(Parsed { uri, holder: holder.clone(), addressed, incoming })
}

impl Parsed {
    /// Completes what was read with what is known here: the holder's row, and which networks it is told to. One that is
    /// for nobody but named people is not for a list.
    #[must_use]
    pub fn complete(self, holder: &Actor, networks: Vec<ActorId>) -> Option<Incoming> {
        let has = |uri: &str| self.addressed.iter().any(|one| one == uri);
        let audience = if has(PUBLIC) || has("as:Public") || has("Public") {
            Audience::Public
        } else if !networks.is_empty()
            || has(&network_of(&holder.uri))
            // Those who follow are more than the organisations among them, to whom alone it is shown here.
            || holder.followers.as_deref().is_some_and(has)
        {
            Audience::Network
        } else {
            return None;
        };
        Some(Incoming { holder: holder.id.clone(), audience, networks, ..self.incoming })
    }
}

/// Plain text by language: our own property; of others, what their text says.
fn reasons(document: &Value) -> Localized<String> {
    let cut = |t: &str| {
        let beginning: String = t.chars().take(BYTES).collect();
        sanitise::truncate(&sanitise::paragraph(&beginning), REASONS)
    };
    let own = localized(document.get("reasons"), cut);
    let is_ours = document.get("decided").is_some();
    let all = if !own.is_empty() || is_ours {
        own
    } else {
        let html = |t: &str| if t.len() > BYTES { String::new() } else { cut(&sanitise::plain_text(t)) };
        let by_language = localized(document.get("contentMap"), html);
        let plain = text(document, "content").map(html).unwrap_or_default();
        if by_language.is_empty() && !plain.is_empty() {
            Localized::one(LanguageTag::undetermined(), plain)
        } else {
            by_language
        }
    };
    all.into_iter().take(LANGUAGES).collect()
}

fn rule(value: Option<&Value>) -> Option<Rule> {
    let value = value?;
    let kind = text(value, "kind").and_then(RuleKind::parse)?;
    let percent = |name: &str| {
        value
            .get(name)
            .and_then(Value::as_i64)
            .and_then(|n| i32::try_from(n).ok())
            .filter(|n| (1..=100).contains(n))
    };
    match kind {
        RuleKind::One => Some(Rule::ONE),
        RuleKind::Two => Some(Rule::TWO),
        RuleKind::Vote => Some(Rule { kind, quorum: percent("quorum")?, threshold: percent("threshold")? }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: UriPolicy = UriPolicy { development: false };

    /// What a node sends, as `tests/position` sees it on the wire.
    fn fixture() -> Value {
        serde_json::from_str(include_str!("position.json")).expect("the fixture is JSON")
    }

    #[test]
    fn a_position_is_read_as_it_is_written() {
        let parsed = parse(&fixture(), POLICY).expect("a position");
        assert_eq!(parsed.uri.as_str(), "https://kakuma.example/positions/01kb3v5d2m8q7r6s5t4v3w2x1y");
        let found = &parsed.incoming;
        assert_eq!(
            (found.stance, found.subject.as_str()),
            (Stance::Reservations, "urn:sofra:agenda:istanbul-2018:R1")
        );
        assert_eq!(found.reasons.len(), 2);
        assert_eq!(found.authentic.as_str(), "ar");
        assert_eq!(found.rule, Some(Rule { kind: RuleKind::Vote, quorum: 50, threshold: 60 }));
        let told = Told::parse(&found.totals).expect("totals");
        assert_eq!((told.members, told.spoken, told.oppose), (40, Some(30), None));
        assert!(found.updated > found.published);
    }

    #[test]
    fn what_is_no_position_remains_a_note() {
        let sound = fixture();
        assert!(is_position(&sound, POLICY));
        let without = |name: &str| {
            let mut changed = sound.clone();
            changed.as_object_mut().expect("an object").remove(name);
            changed
        };
        let with = |name: &str, value: Value| {
            let mut changed = sound.clone();
            changed[name] = value;
            changed
        };
        for odd in [
            without("stance"),
            without("subject"),
            without("subjectHash"),
            with("stance", json!("like")),
            with("stance", json!(["support", "oppose"])),
            with("subject", json!(["urn:sofra:agenda:a:R1", "urn:sofra:agenda:a:R2"])),
            with("subject", json!("javascript:alert(1)")),
            with("subject", json!("urn:sofra:agenda:a b")),
            with("subject", json!("x".repeat(3_000))),
            with("subjectHash", json!("ABC")),
            with("type", json!("Article")),
            with("type", json!("Question")),
        ] {
            assert!(!is_position(&odd, POLICY), "{odd}");
            assert!(parse(&odd, POLICY).is_err());
        }
    }

    #[test]
    fn a_position_has_one_holder_of_its_own_origin() {
        for holders in [
            json!("https://elsewhere.example/o/circle"),
            json!(["https://kakuma.example/o/circle", "https://kakuma.example/o/other"]),
            json!([]),
        ] {
            let mut changed = fixture();
            changed["attributedTo"] = holders;
            assert!(parse(&changed, POLICY).is_err());
        }
    }

    #[test]
    fn a_paragraph_of_a_statement_is_a_subject_in_one_spelling() {
        let subject = |text: &str| {
            let mut changed = fixture();
            changed["subject"] = text.into();
            identity(&changed, POLICY)
        };
        let paragraph = "https://beirut.example/statements/01#paragraph-3";
        assert_eq!(subject(paragraph).as_deref(), Some(paragraph));
        assert_eq!(subject("HTTPS://BEIRUT.example/statements/01#paragraph-3").as_deref(), Some(paragraph));
    }

    #[test]
    fn odd_totals_and_rules_are_left_out() {
        let mut changed = fixture();
        changed["memberTotals"] = json!({"members": 4, "support": 3});
        changed["decisionRule"] = json!({"kind": "vote", "quorum": 500, "threshold": 51});
        let parsed = parse(&changed, POLICY).expect("still a position");
        assert_eq!((parsed.incoming.totals.as_str(), parsed.incoming.rule), ("", None));
    }
}
