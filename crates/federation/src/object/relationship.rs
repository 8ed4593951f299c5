//! Vouches: `Relationship` of Activity Streams ⇄ [`sofra_domain::vouch`].

use serde_json::{Value, json};
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_domain::actor::Actor;
use sofra_domain::vouch::model::Incoming;
use sofra_domain::vouch::{Vouch, rules};

use super::{context, first_text, text};
use crate::uri::{Uri, UriPolicy};

/// What the relationship is: `sofra:vouchesFor` in full.
const VOUCHES_FOR: &str = "urn:sofra:ns#vouchesFor";

/// A vouch as others read it, without a context of its own.
#[must_use]
pub fn to_json(vouch: &Vouch, voucher: &Actor, vouched: &Actor) -> Value {
    let mut document = json!({
        "id": vouch.uri,
        "type": "Relationship",
        "attributedTo": voucher.uri,
        "subject": voucher.uri,
        "relationship": VOUCHES_FOR,
        "object": vouched.uri,
        "content": vouch.reason,
        "mediaType": "text/plain",
        "published": vouch.offered_at.to_rfc3339()
    });
    if let Some(until) = vouch.until {
        document["endTime"] = until.to_rfc3339().into();
    }
    document
}

/// The same as a document of its own.
#[must_use]
pub fn to_document(vouch: &Vouch, voucher: &Actor, vouched: &Actor) -> Value {
    let mut document = to_json(vouch, voucher, vouched);
    document["@context"] = context::of_object();
    document
}

/// Reads a relationship: `None` unless it says that its subject, of its own origin, vouches for somebody.
#[must_use]
pub fn parse(document: &Value, policy: UriPolicy) -> Option<Incoming> {
    let kind = first_text(document.get("relationship"))?;
    if super::type_in(document, &["Relationship"]).is_none()
        || !matches!(kind, VOUCHES_FOR | "sofra:vouchesFor" | "vouchesFor")
    {
        return None;
    }
    let address = |name: &str| first_text(document.get(name)).and_then(|t| Uri::parse(t, policy).ok());
    let (uri, voucher, vouched) = (address("id")?, address("subject")?, address("object")?);
    let owner = address("attributedTo").unwrap_or_else(|| voucher.clone());
    if !voucher.same_origin(&uri) || owner != voucher || voucher == vouched {
        return None;
    }
    let time = |name: &str| text(document, name).and_then(Timestamp::parse_rfc3339);
    // An end that cannot be read is no reason to believe for ever.
    let until = match document.get("endTime") {
        None | Some(Value::Null) => None,
        Some(_) => Some(time("endTime")?),
    };
    let reason = text(document, "content").or_else(|| text(document, "summary")).unwrap_or_default();
    let html = text(document, "mediaType") != Some("text/plain");
    let plain = if html { sanitise::plain_text(&sanitise::remote_html(reason)) } else { reason.to_owned() };
    Some(Incoming {
        uri: uri.to_string(),
        voucher: voucher.to_string(),
        vouched: vouched.to_string(),
        reason: sanitise::truncate(&sanitise::paragraph(&plain), rules::REASON),
        until,
        since: time("published"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Value {
        json!({
            "id": "https://a.test/vouches/1", "type": "Relationship", "attributedTo": "https://a.test/o/a",
            "subject": "https://a.test/o/a", "relationship": "urn:sofra:ns#vouchesFor",
            "object": "https://b.test/o/b", "content": "We <b>know</b> them.", "published": "2026-11-24T10:00:00Z"
        })
    }

    fn read(change: impl FnOnce(&mut Value)) -> Option<Incoming> {
        let mut document = document();
        change(&mut document);
        parse(&document, UriPolicy::default())
    }

    #[test]
    fn a_vouch_is_read_and_its_markup_is_not_kept() {
        let read = read(|_| {}).expect("a vouch");
        assert_eq!(read.reason, "We know them.");
        assert_eq!(
            (read.voucher.as_str(), read.vouched.as_str()),
            ("https://a.test/o/a", "https://b.test/o/b")
        );
    }

    #[test]
    fn org_13_a_vouch_speaks_only_for_its_own_origin() {
        assert_eq!(read(|d| d["subject"] = "https://c.test/o/c".into()), None);
        assert_eq!(read(|d| d["attributedTo"] = "https://a.test/o/other".into()), None);
        assert_eq!(read(|d| d["object"] = "https://a.test/o/a".into()), None);
        assert_eq!(read(|d| d["relationship"] = "http://purl.org/vocab/relationship/knowsOf".into()), None);
        assert_eq!(read(|d| d["type"] = "Note".into()), None);
        assert_eq!(read(|d| d["endTime"] = "some day".into()), None);
    }
}
