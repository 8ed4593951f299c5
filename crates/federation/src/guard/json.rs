//! Strict I-JSON (RFC 7493): one text has one meaning, and a bounded size (SIG-21, DOS-03 to
//! DOS-06).

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::Refusal;

/// The largest body of an activity, in bytes.
pub const MAX_BODY_BYTES: usize = 256 * 1024;
/// The deepest nesting of arrays and objects.
pub const MAX_DEPTH: usize = 32;
/// The most object members in one document.
pub const MAX_MEMBERS: usize = 2_000;
/// The most array elements in one document.
pub const MAX_ELEMENTS: usize = 4_000;

/// Parses a body.
///
/// # Errors
/// 413 if it is larger than [`MAX_BODY_BYTES`], otherwise 400: not UTF-8, a byte order mark,
/// not JSON, text after the end, too deep, too many members or elements, a repeated member,
/// a number outside of IEEE 754 double range, NUL, a lone surrogate or a noncharacter.
pub fn parse_json(body: &[u8]) -> Result<Value, Refusal> {
    if body.len() > MAX_BODY_BYTES {
        return Err(Refusal {
            status: 413,
            reason: "json-size",
            title: "The activity is larger than 256 KiB.",
        });
    }
    parse_document(body)
}

/// Parses a fetched document, whose size the HTTP client has bounded already, as strictly as a received body.
///
/// # Errors
/// As [`parse_json`], without the limit of size.
pub fn parse_document(body: &[u8]) -> Result<Value, Refusal> {
    parse_within(body, Limits::default())
}

/// Parses a file from the hands of a person, as strictly as a received body, but of any size: what they opened is theirs.
///
/// # Errors
/// As [`parse_json`], without the limits of size and width.
pub fn parse_file(body: &[u8]) -> Result<Value, Refusal> {
    parse_within(body, Limits { most_members: usize::MAX, most_elements: usize::MAX, ..Limits::default() })
}

fn parse_within(body: &[u8], limits: Limits) -> Result<Value, Refusal> {
    let text =
        std::str::from_utf8(body).map_err(|_| Refusal::malformed("json-utf8", "The body is not UTF-8."))?;
    if text.starts_with('\u{FEFF}') {
        return Err(Refusal::malformed("json-bom", "The body starts with a byte order mark."));
    }
    let mut parser = serde_json::Deserializer::from_str(text);
    let node = Node { limits: &limits, depth: 0 };
    let syntax = || limits.broken.get().unwrap_or(Refusal::malformed("json-syntax", "The body is not JSON."));
    let value = node.deserialize(&mut parser).map_err(|_| syntax())?;
    parser.end().map_err(|_| syntax())?;
    Ok(value)
}

/// What is counted over the whole document, and the limit that stopped it.
struct Limits {
    members: Cell<usize>,
    elements: Cell<usize>,
    broken: Cell<Option<Refusal>>,
    most_members: usize,
    most_elements: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            members: Cell::default(),
            elements: Cell::default(),
            broken: Cell::default(),
            most_members: MAX_MEMBERS,
            most_elements: MAX_ELEMENTS,
        }
    }
}

impl Limits {
    /// Remembers the refusal, which the parser's own error type cannot carry.
    fn stop<E: Error>(&self, reason: &'static str, title: &'static str) -> E {
        self.broken.set(Some(Refusal::malformed(reason, title)));
        E::custom(reason)
    }

    fn count<E: Error>(&self, counter: &Cell<usize>, most: usize) -> Result<(), E> {
        counter.set(counter.get() + 1);
        if counter.get() > most {
            return Err(self.stop("json-width", "The body has too many members."));
        }
        Ok(())
    }

    fn check_text<E: Error>(&self, text: &str) -> Result<(), E> {
        // ASCII without NUL is the common case and needs no decoding.
        if text.bytes().all(|b| b.is_ascii() && b != 0) {
            return Ok(());
        }
        if text.chars().any(|c| c == '\0' || is_noncharacter(c)) {
            return Err(self.stop("json-text", "A text contains a character that is not allowed."));
        }
        Ok(())
    }
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code)
}

/// One value at some depth.
#[derive(Clone, Copy)]
struct Node<'a> {
    limits: &'a Limits,
    depth: usize,
}

impl Node<'_> {
    fn inner<E: Error>(self) -> Result<Self, E> {
        // Checked before descending, so the stack never holds more than MAX_DEPTH levels.
        if self.depth >= MAX_DEPTH {
            return Err(self.limits.stop("json-depth", "The body is nested too deeply."));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        match Number::from_f64(value) {
            Some(number) => Ok(Value::Number(number)),
            None => Err(self.limits.stop("json-number", "A number is out of range.")),
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.limits.check_text(value)?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.limits.check_text(&value)?;
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element_seed(inner)? {
            self.limits.count(&self.limits.elements, self.limits.most_elements)?;
            elements.push(element);
        }
        Ok(Value::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            self.limits.count(&self.limits.members, self.limits.most_members)?;
            self.limits.check_text(&name)?;
            if members.contains_key(&name) {
                return Err(self.limits.stop("json-duplicate", "A member is repeated."));
            }
            let value = map.next_value_seed(inner)?;
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use super::*;

    fn reason(body: impl AsRef<[u8]>) -> Result<(), &'static str> {
        parse_json(body.as_ref()).map(|_| ()).map_err(|refusal| refusal.reason)
    }

    #[test]
    fn plain_documents_are_read_as_serde_json_reads_them() {
        for text in [
            r#"{"a":[1,-2,3.5,true,false,null,"x"],"b":{"c":"é\u00e9\ud83d\ude00\n"}}"#,
            "[]",
            "{}",
            "null",
            " 12 ",
            r#""text""#,
            "18446744073709551615",
            "1e10",
            "-0",
        ] {
            let ours = parse_json(text.as_bytes()).unwrap();
            assert_eq!(ours, serde_json::from_str::<Value>(text).unwrap(), "{text}");
        }
    }

    #[test]
    fn sig_21_ambiguous_json_is_refused() {
        assert_eq!(reason(r#"{"actor":"a","actor":"b"}"#), Err("json-duplicate"));
        assert_eq!(reason(r#"{"actor":"a","\u0061ctor":"b"}"#), Err("json-duplicate"));
        assert_eq!(reason(r#"{"x":[{"y":1,"y":1}]}"#), Err("json-duplicate"));
        assert_eq!(reason("\u{FEFF}{}"), Err("json-bom"));
        assert_eq!(reason(r#"{"a":"\u0000"}"#), Err("json-text"));
        assert_eq!(reason(r#"{"\u0000":1}"#), Err("json-text"));
        assert_eq!(reason(r#"{"a":"\uffff"}"#), Err("json-text"));
        assert_eq!(reason("{\"a\":\"\u{FDD0}\"}"), Err("json-text"));
        for text in [
            r#"{"a":"\ud800"}"#,
            r#"{"a":"\udc00x"}"#,
            r#"{"a":"\ud800\u0041"}"#,
            r#"{"\ud800":1}"#,
            "1e400",
            r#"{"a":-1e400}"#,
            "NaN",
            "Infinity",
            "01",
            "1.",
            ".5",
            "+1",
            "0x1",
            "{} {}",
            "{}x",
            "[1,]",
            "{\"a\":1,}",
            "{'a':1}",
            "{a:1}",
            "// c\n{}",
            "",
            " ",
            "\"\t\"",
            "\"\0\"",
            "tru",
            "[",
            "{\"a\"",
            "\"",
        ] {
            assert_eq!(reason(text), Err("json-syntax"), "{text:?}");
        }
        assert_eq!(reason([b'"', 0xff, b'"']), Err("json-utf8"));
        // A surrogate encoded as if it were a character.
        assert_eq!(reason([b'"', 0xed, 0xa0, 0x80, b'"']), Err("json-utf8"));
    }

    #[test]
    fn dos_03_size_is_limited() {
        let mut body = format!("\"{}\"", "a".repeat(MAX_BODY_BYTES - 2));
        assert_eq!(reason(&body), Ok(()));
        body.push(' ');
        let refusal = parse_json(body.as_bytes()).unwrap_err();
        assert_eq!((refusal.status, refusal.reason), (413, "json-size"));
    }

    #[test]
    fn dos_05_depth_is_limited_without_using_the_stack() {
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert_eq!(reason(nested(32)), Ok(()));
        assert_eq!(reason(nested(33)), Err("json-depth"));
        assert_eq!(reason(nested(100_000)), Err("json-depth"));
        assert_eq!(reason("[".repeat(200_000)), Err("json-depth"));
        assert_eq!(reason("{\"a\":".repeat(50_000)), Err("json-depth"));
        let mixed = format!("{}1{}", "[{\"a\":".repeat(16), "}]".repeat(16));
        assert_eq!(reason(&mixed), Ok(()));
        // On a small stack too.
        let thread = std::thread::Builder::new().stack_size(128 * 1024);
        let deep = "[{\"a\":".repeat(40_000);
        let handle = thread.spawn(move || reason(&deep)).unwrap();
        assert_eq!(handle.join().unwrap(), Err("json-depth"));
    }

    #[test]
    fn dos_06_width_is_limited() {
        let object = |n: usize| {
            let members: Vec<String> = (0..n).map(|i| format!("\"{i}\":1")).collect();
            format!("{{{}}}", members.join(","))
        };
        assert_eq!(reason(object(2_000)), Ok(()));
        assert_eq!(reason(object(2_001)), Err("json-width"));
        // The limit counts all objects together.
        assert_eq!(reason(format!("[{},{}]", object(1_000), object(1_001))), Err("json-width"));
        let array = |n: usize| format!("[{}]", vec!["1"; n].join(","));
        assert_eq!(reason(array(4_000)), Ok(()));
        assert_eq!(reason(array(4_001)), Err("json-width"));
    }
}
