//! Collections: the outbox with its public activities; followers and the like as numbers only.

use serde_json::{Value, json};

use super::context::ACTIVITY_STREAMS;

/// A collection that gives its size and nothing else: who follows whom is nobody's business.
#[must_use]
pub fn number_only(id: &str, total: i64) -> Value {
    json!({"@context": ACTIVITY_STREAMS, "id": id, "type": "OrderedCollection", "totalItems": total})
}

/// An inbox, as seen by anybody: empty.
#[must_use]
pub fn empty(id: &str) -> Value {
    json!({"@context": ACTIVITY_STREAMS, "id": id, "type": "OrderedCollection", "totalItems": 0, "orderedItems": []})
}

/// An outbox.
#[must_use]
pub fn paged(id: &str, total: i64) -> Value {
    json!({
        "@context": ACTIVITY_STREAMS,
        "id": id,
        "type": "OrderedCollection",
        "totalItems": total,
        "first": format!("{id}?page=true")
    })
}

/// One page of an outbox.
#[must_use]
pub fn page(id: &str, query: &str, items: Vec<Value>, next: Option<String>) -> Value {
    let mut page = json!({
        "@context": super::context::of_object(),
        "id": format!("{id}?{query}"),
        "type": "OrderedCollectionPage",
        "partOf": id,
        "orderedItems": items
    });
    if let Some(next) = next {
        page["next"] = Value::String(format!("{id}?page=true&before={next}"));
    }
    page
}
