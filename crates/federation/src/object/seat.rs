//! Seats: an `Article` that says in words whose table it was and what happened, with `seatBody` and `seatSteps` ⇄
//! [`sofra_domain::table`]; and the notes by which a body answers.

use serde_json::{Map, Value, json};
use sofra_base::clock::Timestamp;
use sofra_base::lang::LanguageTag;
use sofra_base::text::sanitise;
use sofra_domain::actor::{Actor, ActorId};
use sofra_domain::table::receive::{Incoming, sound_steps};
use sofra_domain::table::reply::{self, receive::Incoming as Answer};
use sofra_domain::table::rules::{self, Form, StepForm};
use sofra_domain::table::store::View;
use sofra_domain::table::{Audience, Kind, Refusal, Reply, Stage, State, Step};
use sofra_domain::{AnyConnection, Result as Outcome, Site};

use super::actor::{localized, page_url};
use super::context::{self, PUBLIC};
use super::proof;
use super::statement::network_of;
use super::{escape, first_text, list, text, type_in};
use crate::uri::{Uri, UriPolicy};

/// Bytes of a received text at most, before it is cut to characters.
const BYTES: usize = 64 * 1024;
/// Addresses that are looked at at most.
const RECIPIENTS: usize = 1_000;

/// Who gets a seat, as the wire says it: `to`, `cc`, and the networks (`audience`). Of what is public the body itself is
/// told, because it may answer.
#[must_use]
pub fn addressing(view: &View) -> (Vec<String>, Vec<String>, Vec<String>) {
    let networks: Vec<String> = view.networks.iter().map(|network| network.uri.clone()).collect();
    let holder = &view.holder;
    match view.seat.audience {
        Audience::Public => {
            let followers = holder.followers.clone().unwrap_or_else(|| format!("{}/followers", holder.uri));
            let mut cc = vec![followers];
            cc.extend(view.seat.body_actor.clone());
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

/// A seat of this node as others read it, without its context.
#[must_use]
pub fn to_json(view: &View, site: &Site) -> Value {
    let seat = &view.seat;
    let (to, cc, networks) = addressing(view);
    let link = format!("{}{}", site.base, seat.path());
    let each = |say: &dyn Fn(&Words) -> String| -> Map<String, Value> {
        WORDS.iter().map(|words| (words.tag.to_owned(), Value::String(say(words)))).collect()
    };
    let names = each(&|words| format!("{}: {} – {}", view.holder.name, words.seat_at, seat.body_name));
    let summaries = each(&|words| summary(words, view, &link));
    let contents = each(&|words| content(words, view, &link));
    let main = WORDS.iter().find(|one| one.tag == seat.language.primary()).map_or("en", |one| one.tag);
    let mut document = json!({
        "id": seat.uri,
        "type": "Article",
        "attributedTo": view.holder.uri,
        "url": seat.uri,
        "to": to,
        "cc": cc,
        "mediaType": "text/html",
        "name": names[main],
        "nameMap": names,
        "summary": summaries[main],
        "summaryMap": summaries,
        "content": contents[main],
        "contentMap": contents,
        "authenticLanguage": seat.language.as_str(),
        "revision": seat.revision,
        "published": seat.recorded_at.to_rfc3339_exact(),
        "updated": seat.updated_at.to_rfc3339_exact(),
        "seatBody": {
            "name": seat.body_name,
            "kind": seat.body_kind.as_str(),
            "country": seat.country,
            "actor": seat.body_actor
        },
        "seatProcess": seat.process,
        "seatStage": seat.stage.as_str(),
        "seatKind": seat.kind.as_str(),
        "seatSteps": view.steps.iter().map(step).collect::<Vec<_>>()
    });
    if !networks.is_empty() {
        document["audience"] = networks.into();
    }
    if let Some(meeting) = &seat.meeting {
        document["seatMeeting"] = meeting.as_str().into();
    }
    if seat.rating > 0 {
        document["seatRating"] =
            json!({"value": seat.rating, "best": rules::BEST, "words": seat.rating_words});
    }
    if !view.replies.is_empty() {
        document["rightOfReply"] = view.replies.iter().map(replied).collect();
    }
    if let Some(actor) = seat.body_actor.as_ref().filter(|_| seat.audience == Audience::Public) {
        document["tag"] = json!([{"type": "Mention", "href": actor, "name": seat.body_name}]);
    }
    document
}

fn step(step: &Step) -> Value {
    json!({
        "state": step.state.as_str(),
        "reason": step.refusal,
        "day": step.happened_on,
        "words": step.words,
        "evidence": step.evidence
    })
}

fn replied(reply: &Reply) -> Value {
    json!({
        "id": reply.uri,
        "actor": reply.actor_uri,
        "name": reply.name,
        "language": reply.language.as_str(),
        "words": reply.words,
        "published": reply.created_at.to_rfc3339_exact(),
        "updated": reply.updated_at.to_rfc3339_exact()
    })
}

/// The same, signed where everybody may read it: then it has a context of its own.
///
/// # Errors
/// The database's own.
pub fn to_signed_json(conn: &mut AnyConnection, view: &View, site: &Site) -> Outcome<Value> {
    let mut document = to_json(view, site);
    proof::sign_public(conn, &view.holder, &mut document, view.seat.updated_at)?;
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

/// The place where a seat stood that was taken back.
#[must_use]
pub fn tombstone(uri: &str, deleted: Timestamp) -> Value {
    json!({"id": uri, "type": "Tombstone", "formerType": "Article", "deleted": deleted.to_rfc3339()})
}

/// Words that go out into the world, the same on every node: those of our own pages are not known here.
struct Words {
    tag: &'static str,
    seat_at: &'static str,
    stages: [&'static str; 4],
    kinds: [&'static str; 3],
    states: [&'static str; 8],
    refusals: [&'static str; 7],
    rated: &'static str,
    evidence: &'static str,
}

const WORDS: [Words; 3] = [
    Words {
        tag: "ar",
        seat_at: "مقعد على طاولة",
        stages: ["مرحلة الإعداد", "مرحلة القرار", "مرحلة التنفيذ", "مرحلة التقييم"],
        kinds: ["بصفة مراقب", "بحق الكلام", "بحق التصويت"],
        states: [
            "وُعِد به",
            "وصلت الدعوة",
            "حضور",
            "سُمع الرأي",
            "أُخذ بالرأي",
            "أُجيب عن الرأي",
            "تُجوهل الرأي",
            "رُفض",
        ],
        refusals: ["التأشيرة", "المال", "لم تصل الدعوة", "الدخول", "السلامة", "التأخر في الإبلاغ", "سبب آخر"],
        rated: "تقييم من جلسوا هناك",
        evidence: "ما يثبت ذلك",
    },
    Words {
        tag: "en",
        seat_at: "a seat at",
        stages: ["design", "decision", "implementation", "evaluation"],
        kinds: ["as an observer", "with the right to speak", "with a vote"],
        states: [
            "promised",
            "invited",
            "attended",
            "heard",
            "input adopted",
            "input answered",
            "input ignored",
            "refused",
        ],
        refusals: [
            "visa",
            "money",
            "no invitation came",
            "entry",
            "safety",
            "told too late",
            "another reason",
        ],
        rated: "How those who sat there rate it",
        evidence: "evidence",
    },
    Words {
        tag: "fr",
        seat_at: "une place auprès de",
        stages: ["conception", "décision", "mise en œuvre", "évaluation"],
        kinds: ["en observation", "avec droit de parole", "avec droit de vote"],
        states: [
            "promise",
            "invitation reçue",
            "présence",
            "parole entendue",
            "contribution retenue",
            "réponse donnée",
            "contribution ignorée",
            "refusée",
        ],
        refusals: [
            "visa",
            "argent",
            "aucune invitation",
            "accès",
            "sécurité",
            "prévenu trop tard",
            "autre raison",
        ],
        rated: "L’avis de celles et ceux qui y ont siégé",
        evidence: "preuve",
    },
];

fn of<'a, T: PartialEq>(all: &[T], one: &T, words: &'a [&'static str]) -> &'a str {
    all.iter().position(|known| known == one).and_then(|place| words.get(place)).copied().unwrap_or_default()
}

fn state_in(words: &Words, step: &Step) -> String {
    let state = of(State::ALL, &step.state, &words.states);
    match Refusal::parse(&step.refusal) {
        Some(refusal) => format!("{state} ({})", of(Refusal::ALL, &refusal, &words.refusals)),
        None => state.to_owned(),
    }
}

fn summary(words: &Words, view: &View, link: &str) -> String {
    let last = view.steps.last().map(|step| state_in(words, step)).unwrap_or_default();
    let seat = &view.seat;
    format!("{} {}: {}. {last}. {link}", words.seat_at, seat.body_name, seat.process)
}

fn content(words: &Words, view: &View, link: &str) -> String {
    let seat = &view.seat;
    let stage = of(Stage::ALL, &seat.stage, &words.stages);
    let kind = of(Kind::ALL, &seat.kind, &words.kinds);
    let mut html = format!(
        "<p><strong>{} {}</strong>: {} ({stage}; {kind})</p><ul>",
        words.seat_at,
        escape(&seat.body_name),
        escape(&seat.process)
    );
    for step in &view.steps {
        html.push_str(&format!("<li>{}: {}", step.happened_on, state_in(words, step)));
        if !step.words.is_empty() {
            html.push_str(&format!(". {}", escape(&step.words).replace('\n', "<br>")));
        }
        if !step.evidence.is_empty() {
            html.push_str(&format!(" <a href=\"{}\">{}</a>", escape(&step.evidence), words.evidence));
        }
        html.push_str("</li>");
    }
    html.push_str("</ul>");
    if seat.rating > 0 {
        let said = escape(&seat.rating_words).replace('\n', "<br>");
        html.push_str(&format!("<p>{}: {}/{}. {said}</p>", words.rated, seat.rating, rules::BEST));
    }
    html.push_str(&format!("<p><a href=\"{}\">{}</a></p>", escape(link), escape(link)));
    html
}

/// What a received seat needs to be judged before its holder is known here.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The object's id.
    pub uri: Uri,
    /// Who records it.
    pub holder: Uri,
    /// To whom it is addressed.
    pub addressed: Vec<String>,
    incoming: Incoming,
}

/// Whether a document is a seat rather than a statement.
#[must_use]
pub fn is_seat(document: &Value) -> bool {
    type_in(document, &["Article"]).is_some()
        && document.get("seatBody").is_some()
        && document.get("seatSteps").is_some()
}

/// Reads a seat, at a time.
///
/// # Errors
/// A code that names what is wrong.
pub fn parse(
    document: &Value,
    policy: UriPolicy,
    now: Timestamp,
) -> Result<Parsed, super::statement::Refused> {
    if !is_seat(document) {
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
    let body = document.get("seatBody").unwrap_or(&Value::Null);
    let word = |value: &Value, name: &str| cut(text(value, name).unwrap_or_default(), rules::NAME);
    let form = Form {
        body: word(body, "name"),
        body_kind: word(body, "kind"),
        country: word(body, "country"),
        body_actor: address(first_text(body.get("actor")), policy),
        process: cut(text(document, "seatProcess").unwrap_or_default(), rules::PROCESS),
        meeting: address(first_text(document.get("seatMeeting")), policy),
        stage: word(document, "seatStage"),
        kind: word(document, "seatKind"),
        // Who may read it is told by to whom it is addressed.
        audience: Audience::Network.as_str().to_owned(),
        language: text(document, "authenticLanguage").unwrap_or("und").to_owned(),
    };
    let seat = rules::check(&form).map_err(|_| "object-seat")?;
    let forms: Vec<StepForm> = list(document.get("seatSteps"))
        .iter()
        .take(rules::STEPS)
        .map(|one| StepForm {
            state: word(one, "state"),
            refusal: word(one, "reason"),
            day: word(one, "day"),
            words: cut(text(one, "words").unwrap_or_default(), rules::WORDS),
            evidence: text(one, "evidence")
                .filter(|t| sanitise::https_link(t).is_some())
                .unwrap_or_default()
                .to_owned(),
        })
        .collect();
    let steps = sound_steps(&forms, now);
    if steps.is_empty() {
        return Err("object-seat");
    }
    let rated = document.get("seatRating").unwrap_or(&Value::Null);
    let rating = rated.get("value").and_then(Value::as_i64).and_then(|n| i32::try_from(n).ok()).unwrap_or(0);
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
        seat,
        steps,
        rating: if (0..=rules::BEST).contains(&rating) { rating } else { 0 },
        rating_words: cut(text(rated, "words").unwrap_or_default(), rules::WORDS),
        networks: Vec::new(),
        replies: list(document.get("rightOfReply"))
            .iter()
            .take(reply::MOST as usize)
            .filter_map(|one| passed_on(one, &uri, policy))
            .collect(),
        page_url: page_url(document, &uri, policy),
        published: date("published"),
        updated: date("updated"),
    };
    Ok(Parsed { uri, holder: holder.clone(), addressed, incoming })
}

impl Parsed {
    /// Completes what was read with what is known here: the holder's row, and which networks it is told to. One that is
    /// for nobody but named people is not for a register.
    #[must_use]
    pub fn complete(self, holder: &Actor, networks: Vec<ActorId>) -> Option<Incoming> {
        let has = |uri: &str| self.addressed.iter().any(|one| one == uri);
        let audience = if has(PUBLIC) || has("as:Public") || has("Public") {
            Audience::Public
        } else if !networks.is_empty()
            || has(&network_of(&holder.uri))
            || holder.followers.as_deref().is_some_and(has)
        {
            Audience::Network
        } else {
            return None;
        };
        let mut incoming = Incoming { holder: holder.id.clone(), networks, ..self.incoming };
        incoming.seat.audience = audience;
        Some(incoming)
    }
}

fn cut(given: &str, most: usize) -> String {
    let beginning: String = given.chars().take(BYTES).collect();
    sanitise::truncate(&sanitise::paragraph(&beginning), most)
}

fn address(given: Option<&str>, policy: UriPolicy) -> String {
    given.and_then(|t| Uri::parse(t, policy).ok()).map(|uri| uri.to_string()).unwrap_or_default()
}

/// What the node of a record passes on of a reply. The id is of the record's own origin, or of that of the actor who is
/// said to have written it.
fn passed_on(one: &Value, seat: &Uri, policy: UriPolicy) -> Option<Answer> {
    let uri = Uri::parse(text(one, "id")?, policy).ok()?;
    let actor = first_text(one.get("actor")).and_then(|t| Uri::parse(t, policy).ok());
    if !actor.as_ref().unwrap_or(seat).same_origin(&uri) {
        return None;
    }
    let form = reply::Form {
        name: cut(text(one, "name")?, rules::NAME),
        language: text(one, "language").unwrap_or("und").to_owned(),
        words: cut(text(one, "words")?, rules::WORDS),
    };
    let (name, language, words) = reply::check(&form).ok()?;
    let date = |name: &str| text(one, name).and_then(Timestamp::parse_rfc3339);
    Some(Answer {
        uri: uri.to_string(),
        name,
        actor: actor.map(|actor| actor.to_string()),
        language,
        words,
        published: date("published"),
        updated: date("updated"),
    })
}

/// What a note answers, by id on the wire: the one place that says whether it may be a reply to a seat.
#[must_use]
pub fn answers(document: &Value, policy: UriPolicy) -> Option<Uri> {
    type_in(document, &["Note", "Article"])?;
    first_text(document.get("inReplyTo")).and_then(|t| Uri::parse(t, policy).ok())
}

/// Reads a note of the body's actor as a reply.
#[must_use]
pub fn answer(document: &Value, author: &Actor, policy: UriPolicy) -> Option<Answer> {
    let uri = Uri::parse(text(document, "id")?, policy).ok()?;
    if !Uri::parse(&author.uri, policy).is_ok_and(|of| of.same_origin(&uri)) {
        return None;
    }
    let plain = |html: &str| {
        if html.len() > BYTES { String::new() } else { cut(&sanitise::plain_text(html), rules::WORDS) }
    };
    let by_language = localized(document.get("contentMap"), plain);
    let (language, words) = match by_language.iter().find(|(_, words)| !words.is_empty()) {
        Some((language, words)) => (language.clone(), words.clone()),
        None => (LanguageTag::undetermined(), text(document, "content").map(plain).unwrap_or_default()),
    };
    let date = |name: &str| text(document, name).and_then(Timestamp::parse_rfc3339);
    let name = if author.name.is_empty() { author.uri.clone() } else { author.name.clone() };
    (!words.is_empty()).then(|| Answer {
        uri: uri.to_string(),
        name: sanitise::truncate(&sanitise::line(&name), rules::NAME),
        actor: Some(author.uri.clone()),
        language,
        words,
        published: date("published"),
        updated: date("updated"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: UriPolicy = UriPolicy { development: false };
    const NOW: Timestamp = Timestamp(1_795_000_000_000_000);

    /// What a node sends, as `tests/table` sees it on the wire.
    fn fixture() -> Value {
        json!({
            "id": "https://kakuma.example/seats/01kb3v5d2m8q7r6s5t4v3w2x1y",
            "type": "Article",
            "attributedTo": "https://kakuma.example/o/circle",
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
            "cc": ["https://kakuma.example/o/circle/followers"],
            "authenticLanguage": "en",
            "seatBody": {"name": "ExCom", "kind": "un", "country": "CH", "actor": "https://body.example/u/excom"},
            "seatProcess": "Conclusion on participation",
            "seatStage": "decision",
            "seatKind": "speaking",
            "seatSteps": [
                {"state": "invited", "reason": "", "day": "2026-03-01", "words": "", "evidence": ""},
                {"state": "promised", "reason": "", "day": "2026-03-02", "words": "going back", "evidence": ""},
                {"state": "refused", "reason": "visa", "day": "2026-03-05", "words": "", "evidence": "javascript:x"}
            ],
            "seatRating": {"value": 9, "best": 5, "words": "no"},
            "rightOfReply": [
                {"id": "https://body.example/notes/1", "actor": "https://body.example/u/excom", "name": "ExCom",
                 "language": "en", "words": "We regret it."},
                {"id": "https://elsewhere.example/notes/2", "actor": "https://body.example/u/excom", "name": "ExCom",
                 "language": "en", "words": "not of its origin"}
            ],
            "published": "2026-03-01T00:00:00Z",
            "updated": "2026-03-05T00:00:00Z"
        })
    }

    #[test]
    fn a_seat_is_read_as_it_is_written_and_what_is_unsound_is_left_out() {
        let parsed = parse(&fixture(), POLICY, NOW).expect("a seat");
        let found = &parsed.incoming;
        assert_eq!(found.seat.body, "unhcr-excom");
        let states: Vec<State> = found.steps.iter().map(|step| step.state).collect();
        assert_eq!(states, [State::Invited, State::Refused], "no step leads back");
        assert_eq!((found.steps[1].refusal, found.steps[1].evidence.as_str()), (Some(Refusal::Visa), ""));
        assert_eq!(found.rating, 0, "there is no nine of five");
        assert_eq!(found.replies.len(), 1, "nobody passes on what another origin is said to have written");
    }

    #[test]
    fn a_seat_has_one_holder_of_its_own_origin_and_says_what_happened() {
        let with = |name: &str, value: Value| {
            let mut changed = fixture();
            changed[name] = value;
            parse(&changed, POLICY, NOW).is_err()
        };
        assert!(with("attributedTo", json!("https://elsewhere.example/o/circle")));
        assert!(with("attributedTo", json!([])));
        assert!(with("seatSteps", json!([])));
        assert!(with("seatSteps", json!([{"state": "adopted", "day": "2026-03-01", "words": "all of it"}])));
        assert!(with("seatBody", json!({"kind": "un"})));
        assert!(with("seatStage", json!("later")));
        assert!(with("type", json!("Note")));
    }
}
