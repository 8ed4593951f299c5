//! Mandates: listed in the document of the organisation that gave them, and found under their own ids.

use serde_json::{Value, json};
use sofra_base::clock::Timestamp;
use sofra_domain::actor::Actor;
use sofra_domain::agenda;
use sofra_domain::mandate::receive::Incoming;
use sofra_domain::mandate::rules::{Standing, standing};
use sofra_domain::mandate::{View, store};

use super::escape;
use super::profile::{field, language_of, word};
use super::{context, first_text, list, text};
use crate::uri::{Uri, UriPolicy};

/// Mandates shown as fields at most: those that hold first.
const FIELDS: usize = 8;
/// Bytes of one received value that are read.
const BYTES: usize = 8_000;
/// Subjects of one received mandate that are read.
const SUBJECTS: usize = 60;

/// A mandate as others read it, without its context.
#[must_use]
pub fn to_json(view: &View, organisation: &Actor, today: &str) -> Value {
    let mandate = &view.mandate;
    let mut document = json!({
        "id": mandate.uri,
        "type": "Mandate",
        "attributedTo": organisation.uri,
        "url": mandate.uri,
        "holder": mandate.shown_name,
        "scope": view.scope,
        "forum": mandate.forum,
        "decision": mandate.decision,
        "validFrom": mandate.valid_from,
        "validUntil": mandate.valid_until,
        "standing": standing(mandate, today).as_str()
    });
    if let Some(day) = &mandate.decided_on {
        document["decidedOn"] = day.as_str().into();
    }
    let votes = [
        ("votesFor", mandate.votes_for),
        ("votesAgainst", mandate.votes_against),
        ("votesAbstained", mandate.votes_abstained),
    ];
    for (name, count) in votes {
        if let Some(count) = count {
            document[name] = count.into();
        }
    }
    if let Some(at) = mandate.revoked_at {
        document["revoked"] = at.to_rfc3339().into();
        document["revocationReason"] = mandate.revocation_reason.as_str().into();
    }
    document
}

/// The same with its context, as it is fetched.
#[must_use]
pub fn to_document(view: &View, organisation: &Actor, today: &str) -> Value {
    let mut document = json!({"@context": context::of_object()});
    if let (Value::Object(whole), Value::Object(parts)) = (&mut document, to_json(view, organisation, today))
    {
        whole.extend(parts);
    }
    document
}

/// Mandates as fields that a reader on other software sees; those that hold first.
#[must_use]
pub(super) fn fields(organisation: &Actor, mandates: &[View], today: &str) -> Vec<Value> {
    let language = language_of(organisation);
    let mut sorted: Vec<&View> = mandates.iter().collect();
    sorted.sort_by_key(|view| !matches!(standing(&view.mandate, today), Standing::Active | Standing::Ahead));
    sorted
        .into_iter()
        .take(FIELDS)
        .map(|view| {
            let mandate = &view.mandate;
            let revoked = mandate.revoked_at.map(Timestamp::day).unwrap_or_default();
            let key = match standing(mandate, today) {
                Standing::Revoked => "mandate-revoked",
                Standing::Expired => "mandate-ended",
                _ => "mandate-active",
            };
            let time = word(&language, key)
                .replace("{from}", &mandate.valid_from)
                .replace("{until}", &mandate.valid_until)
                .replace("{revoked}", &revoked);
            let subjects: Vec<&str> = view.scope.iter().filter_map(|urn| code_of(urn)).collect();
            let parts = [mandate.shown_name.as_str(), &mandate.forum, &subjects.join(" "), &time];
            let parts: Vec<String> = parts.iter().filter(|p| !p.is_empty()).map(|p| escape(p)).collect();
            let value = format!(
                "<a href=\"{}\" rel=\"nofollow noopener\">{}</a>",
                escape(&mandate.uri),
                parts.join(" · ")
            );
            field(word(&language, "mandate"), &value)
        })
        .collect()
}

fn code_of(urn: &str) -> Option<&str> {
    if let Some(whole) = agenda::whole_by_urn(urn) {
        return Some(&whole.id);
    }
    urn.rsplit_once(':').map(|(_, code)| code)
}

/// Reads the list in an actor's document: each with an id of the actor's own origin, given by that actor.
#[must_use]
pub(super) fn read(document: &Value, actor: &Uri, policy: UriPolicy) -> Vec<Incoming> {
    let most = usize::try_from(store::LISTED).unwrap_or(100);
    list(document.get("mandates"))
        .iter()
        .take(most)
        .filter_map(|entry| read_one(entry, actor, policy))
        .collect()
}

fn read_one(entry: &Value, actor: &Uri, policy: UriPolicy) -> Option<Incoming> {
    let uri = Uri::parse(text(entry, "id")?, policy).ok().filter(|uri| uri.same_origin(actor))?;
    let giver = first_text(entry.get("attributedTo")).and_then(|t| Uri::parse(t, policy).ok())?;
    if giver != *actor {
        return None;
    }
    let words = |name: &str| text(entry, name).filter(|t| t.len() <= BYTES).unwrap_or_default().to_owned();
    let number = |name: &str| entry.get(name).and_then(Value::as_i64);
    Some(Incoming {
        uri: uri.to_string(),
        holder: words("holder"),
        scope: list(entry.get("scope"))
            .iter()
            .take(SUBJECTS)
            .filter_map(|subject| first_text(Some(subject)))
            .map(str::to_owned)
            .collect(),
        forum: words("forum"),
        decision: words("decision"),
        decided_on: words("decidedOn"),
        votes: [number("votesFor"), number("votesAgainst"), number("votesAbstained")],
        from: words("validFrom"),
        until: words("validUntil"),
        revoked: text(entry, "revoked").and_then(Timestamp::parse_rfc3339),
        reason: words("revocationReason"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn org_07_a_mandate_counts_only_from_its_own_organisation_and_origin() {
        let policy = UriPolicy { development: false };
        let actor = Uri::parse("https://one.example/o/circle", policy).expect("an id");
        let entry = |id: &str, by: &str| {
            json!({"id": id, "attributedTo": by, "holder": "Amal", "scope": ["urn:x", {"id": "urn:y"}, 5],
                "validFrom": "2026-01-01", "validUntil": "2026-12-31", "votesFor": 3})
        };
        let own = "https://one.example/o/circle";
        let document = json!({"mandates": [
            entry("https://one.example/o/circle/mandates/1", own),
            entry("https://one.example/o/circle/mandates/2", "https://one.example/o/other"),
            entry("https://two.example/o/circle/mandates/3", own),
            entry("javascript:alert(1)", own),
            "https://one.example/o/circle/mandates/4",
            {"id": "https://one.example/o/circle/mandates/5"}
        ]});
        let read = read(&document, &actor, policy);
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].uri, "https://one.example/o/circle/mandates/1");
        assert_eq!(read[0].scope, ["urn:x", "urn:y"]);
        assert_eq!(read[0].votes, [Some(3), None, None]);
    }
}
