//! The JSON-LD contexts of what we send. Our own terms stand in each document, so that no reader needs to fetch
//! anything; the same terms are published at `/ns/sofra.jsonld`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Activity Streams 2.0.
pub const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";
/// The terms of integrity proofs.
pub const DATA_INTEGRITY: &str = "https://w3id.org/security/data-integrity/v1";
/// Everybody.
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";
/// The media type of what we send.
pub const ACTIVITY_JSON: &str = "application/activity+json";
/// What we ask for when we fetch.
pub const ACCEPT: &str =
    "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";

/// Our own terms, and those of others that no published context holds.
#[must_use]
pub fn terms() -> Value {
    json!({
        "sofra": "urn:sofra:ns#",
        "statementKind": "sofra:statementKind",
        "authenticLanguage": "sofra:authenticLanguage",
        "translators": {"@id": "sofra:translators", "@container": "@language"},
        "ask": {"@id": "sofra:ask", "@container": "@language"},
        "subject": {"@id": "sofra:subject", "@type": "@id"},
        "revision": "sofra:revision",
        "revisionNote": "sofra:revisionNote",
        "numberedParagraphs": "sofra:numberedParagraphs",
        "stance": "sofra:stance",
        "subjectHash": "sofra:subjectHash",
        "reasons": {"@id": "sofra:reasons", "@container": "@language"},
        "decided": "sofra:decided",
        "decisionRule": {"@id": "sofra:decisionRule", "@type": "@json"},
        "memberTotals": {"@id": "sofra:memberTotals", "@type": "@json"},
        "call": {"@id": "sofra:call", "@type": "@id"},
        "mandate": {"@id": "sofra:mandate", "@type": "@id"},
        "mandates": {"@id": "sofra:mandates", "@type": "@id"},
        "writer": {"@id": "sofra:writer", "@type": "@id"},
        "writerName": "sofra:writerName",
        "Mandate": "sofra:Mandate",
        "holder": "sofra:holder",
        "scope": {"@id": "sofra:scope", "@type": "@id"},
        "forum": "sofra:forum",
        "decision": "sofra:decision",
        "decidedOn": "sofra:decidedOn",
        "votesFor": "sofra:votesFor",
        "votesAgainst": "sofra:votesAgainst",
        "votesAbstained": "sofra:votesAbstained",
        "validFrom": "sofra:validFrom",
        "validUntil": "sofra:validUntil",
        "standing": "sofra:standing",
        "revoked": "sofra:revoked",
        "revocationReason": "sofra:revocationReason",
        "declaredAs": "sofra:declaredAs",
        "originCountries": "sofra:originCountries",
        "hostCountry": "sofra:hostCountry",
        "workingLanguages": "sofra:workingLanguages",
        "activeSince": "sofra:activeSince",
        "decisionMaking": {"@id": "sofra:decisionMaking", "@container": "@language"},
        "links": {"@id": "sofra:links", "@type": "@id"},
        "schema": "http://schema.org#",
        "PropertyValue": "schema:PropertyValue",
        "value": "schema:value",
        "vouchesFor": "sofra:vouchesFor",
        "vouches": {"@id": "sofra:vouches", "@type": "@id"},
        "movedStatements": {"@id": "sofra:movedStatements", "@type": "@id"},
        "formerKeys": {"@id": "sofra:formerKeys", "@type": "@id"},
        "succession": {"@id": "sofra:succession", "@type": "@id"},
        "KeySuccession": "sofra:KeySuccession",
        "previousKey": {"@id": "sofra:previousKey", "@type": "@id"},
        "key": {"@id": "sofra:key", "@type": "@id"},
        "vouchesForMember": "sofra:vouchesForMember",
        "choosesCoordinator": "sofra:choosesCoordinator",
        "members": {"@id": "sofra:members", "@type": "@id"},
        "memberCount": "sofra:memberCount",
        "memberList": "sofra:memberList",
        "memberListComplete": "sofra:memberListComplete",
        "networkKind": "sofra:networkKind",
        "foundingText": {"@id": "sofra:foundingText", "@container": "@language"},
        "founded": "sofra:founded",
        "vouchesNeeded": "sofra:vouchesNeeded",
        "parent": {"@id": "sofra:parent", "@type": "@id"},
        "successor": {"@id": "sofra:successor", "@type": "@id"},
        "predecessor": {"@id": "sofra:predecessor", "@type": "@id"},
        "agenda": "sofra:agenda",
        "callSubjects": "sofra:callSubjects",
        "callState": "sofra:callState",
        "seatBody": {"@id": "sofra:seatBody", "@type": "@json"},
        "seatProcess": "sofra:seatProcess",
        "seatStage": "sofra:seatStage",
        "seatKind": "sofra:seatKind",
        "seatSteps": {"@id": "sofra:seatSteps", "@type": "@json"},
        "seatMeeting": {"@id": "sofra:seatMeeting", "@type": "@id"},
        "seatRating": {"@id": "sofra:seatRating", "@type": "@json"},
        "rightOfReply": {"@id": "sofra:rightOfReply", "@type": "@json"},
        "subjectHash": "sofra:subjectHash",
        "alsoKnownAs": {"@id": "as:alsoKnownAs", "@type": "@id"},
        "movedTo": {"@id": "as:movedTo", "@type": "@id"},
        "Hashtag": "as:Hashtag",
        "sensitive": "as:sensitive",
        "blurhash": "http://joinmastodon.org/ns#blurhash"
    })
}

/// The context of statements and activities.
#[must_use]
pub fn of_object() -> Value {
    json!([ACTIVITY_STREAMS, terms()])
}

/// The context of an object that bears a proof: only the terms that it uses, because it stands there twice, and what is
/// signed is kept and exported.
#[must_use]
pub fn of_signed(object: &Value) -> Value {
    let mut words = BTreeSet::new();
    words_of(object, &mut words);
    let mut used = Map::new();
    if let Value::Object(all) = terms() {
        let mut prefixes = BTreeSet::new();
        for (name, meaning) in all.iter().filter(|(name, _)| words.contains(name.as_str())) {
            let id = meaning.as_str().or_else(|| meaning.get("@id")?.as_str()).unwrap_or_default();
            prefixes.extend(id.split_once(':').map(|(prefix, _)| prefix.to_owned()));
            used.insert(name.clone(), meaning.clone());
        }
        for prefix in prefixes {
            if let Some(meaning) = all.get(&prefix) {
                used.insert(prefix, meaning.clone());
            }
        }
    }
    json!([ACTIVITY_STREAMS, DATA_INTEGRITY, used])
}

/// The names of members, and the types, anywhere in an object.
fn words_of<'a>(value: &'a Value, words: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(members) => {
            for (name, inner) in members.iter().filter(|(name, _)| *name != "@context") {
                words.insert(name);
                if name == "type" {
                    words.extend(inner.as_str());
                }
                words_of(inner, words);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| words_of(item, words)),
        _ => {}
    }
}

/// The context of actors.
#[must_use]
pub fn of_actor() -> Value {
    json!([
        ACTIVITY_STREAMS,
        "https://w3id.org/security/v1",
        "https://www.w3.org/ns/did/v1",
        "https://w3id.org/security/multikey/v1",
        {
            "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
            "discoverable": "http://joinmastodon.org/ns#discoverable",
            "indexable": "http://joinmastodon.org/ns#indexable",
            "webfinger": "https://purl.archive.org/socialweb/webfinger#webfinger",
            "implements": {"@id": "https://w3id.org/fep/844e#implements", "@type": "@id", "@container": "@list"}
        },
        terms()
    ])
}
