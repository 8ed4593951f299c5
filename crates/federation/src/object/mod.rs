//! JSON ⇄ domain, one file a noun.

pub mod actor;
pub mod call;
pub mod collection;
pub mod context;
pub mod mandate;
pub mod network;
pub mod position;
pub mod profile;
pub mod proof;
pub mod relationship;
pub mod seat;
pub mod statement;

use serde_json::Value;

/// A property that may be a text, or an object with an `id` or `href`, or a list of such: the first text in it.
#[must_use]
pub fn first_text(value: Option<&Value>) -> Option<&str> {
    match value? {
        Value::String(text) => Some(text),
        Value::Array(list) => list.iter().find_map(|entry| first_text(Some(entry))),
        Value::Object(object) => first_text(object.get("id")).or_else(|| first_text(object.get("href"))),
        _ => None,
    }
}

/// A text as it stands in HTML, between tags and in quotes.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A property as a list: one value is a list of one, nothing is an empty list.
#[must_use]
pub fn list(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(list)) => list,
        Some(Value::Null) | None => &[],
        Some(single) => std::slice::from_ref(single),
    }
}

/// A property that must be a text to count.
#[must_use]
pub fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

/// Whether `type` is, or contains, one of these names.
#[must_use]
pub fn type_in(value: &Value, names: &[&str]) -> Option<String> {
    list(value.get("type"))
        .iter()
        .filter_map(Value::as_str)
        .find(|found| names.contains(found))
        .map(str::to_owned)
}
