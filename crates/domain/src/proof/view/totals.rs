//! Counting the positions of an export.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value, json};
use sofra_base::clock::Timestamp;

use super::word;
use crate::proof::suite::{self, Fault};

/// The four stances, as the wire has them.
pub const STANCES: [&str; 4] = ["support", "support-with-reservations", "abstain", "oppose"];

/// What is counted of one position.
pub(super) struct Counted<'a> {
    pub holder: &'a str,
    pub subject: &'a str,
    pub stance: &'a str,
}

/// A position as its own node gave it; the name of the member that is wrong.
pub(super) fn of_note(document: &Value) -> Result<Counted<'_>, &'static str> {
    if word(document, "type") != Some("Note") {
        return Err("type");
    }
    word(document, "id").ok_or("id")?;
    // The identity of what it is about stands in "subject"; where there is none, in what it answers.
    let subject = one(document, "subject").or_else(|| one(document, "inReplyTo")).ok_or("subject")?;
    Ok(Counted {
        holder: word(document, "attributedTo").ok_or("attributedTo")?,
        subject,
        stance: stance(document)?,
    })
}

/// A position that is only listed.
pub(super) fn of_line(line: &Value) -> Result<Counted<'_>, &'static str> {
    word(line, "uri").ok_or("uri")?;
    for name in ["subjectHash", "updated", "words"] {
        word(line, name).ok_or(name)?;
    }
    Ok(Counted {
        holder: word(line, "holder").ok_or("holder")?,
        subject: word(line, "subject").ok_or("subject")?,
        stance: stance(line)?,
    })
}

/// What of a position is the same on every node that holds it, in one form: what a digest is made over. The words stand
/// in it by their digest.
///
/// # Errors
/// [`Fault::Form`] for words that have no one form.
pub fn line(
    uri: &str,
    holder: &str,
    subject: &str,
    subject_hash: &str,
    stance: &str,
    updated: Option<Timestamp>,
    reasons: &Value,
) -> Result<Value, Fault> {
    Ok(json!({
        "uri": uri,
        "holder": holder,
        "subject": subject,
        "subjectHash": subject_hash,
        "stance": stance,
        "updated": updated.map(Timestamp::to_rfc3339_exact).unwrap_or_default(),
        "words": suite::digest(reasons)?
    }))
}

/// The line of a position as its own node gave it.
pub(super) fn line_of_note(document: &Value) -> Result<Value, Fault> {
    let time = |name: &str| word(document, name).and_then(Timestamp::parse_rfc3339);
    let none = json!({});
    line(
        word(document, "id").unwrap_or_default(),
        word(document, "attributedTo").unwrap_or_default(),
        one(document, "subject").or_else(|| one(document, "inReplyTo")).unwrap_or_default(),
        word(document, "subjectHash").unwrap_or_default(),
        word(document, "stance").unwrap_or_default(),
        time("updated").max(time("published")),
        document.get("reasons").filter(|reasons| reasons.is_object()).unwrap_or(&none),
    )
}

/// The line of a position that is only listed: what else stands there is no part of it.
pub(super) fn line_of_listed(listed: &Value) -> Value {
    let names = ["uri", "holder", "subject", "subjectHash", "stance", "updated", "words"];
    names
        .iter()
        .map(|name| ((*name).to_owned(), Value::from(word(listed, name).unwrap_or_default())))
        .collect()
}

/// A text, or the only one of a list.
fn one<'a>(document: &'a Value, name: &str) -> Option<&'a str> {
    match document.get(name)? {
        Value::Array(items) => match items.as_slice() {
            [only] => only.as_str(),
            _ => None,
        },
        text => text.as_str(),
    }
}

fn stance(document: &Value) -> Result<&'static str, &'static str> {
    let said = word(document, "stance").ok_or("stance")?;
    STANCES.into_iter().find(|known| *known == said).ok_or("stance")
}

/// The figures of an export that follow from its positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Members whose position can count.
    pub members: u64,
    /// Holders with at least one position.
    pub answered: u64,
    /// Positions with a proof.
    pub proven: u64,
    /// Positions without one.
    pub unproven: u64,
    /// Positions by stance.
    pub stances: BTreeMap<String, u64>,
    /// The same for each subject.
    pub subjects: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Totals {
    /// Counts. What is no position counts as none.
    #[must_use]
    pub fn of(members: usize, positions: &[Value], unproven: &[Value]) -> Self {
        let none = || STANCES.iter().map(|stance| ((*stance).to_owned(), 0)).collect::<BTreeMap<_, _>>();
        let mut totals = Self { members: members as u64, stances: none(), ..Self::default() };
        let mut holders = HashSet::new();
        let proven = positions.iter().filter_map(|p| of_note(p).ok());
        for (position, is_proven) in proven
            .map(|p| (p, true))
            .chain(unproven.iter().filter_map(|p| of_line(p).ok()).map(|p| (p, false)))
        {
            *(if is_proven { &mut totals.proven } else { &mut totals.unproven }) += 1;
            holders.insert(position.holder);
            *totals.stances.entry(position.stance.to_owned()).or_default() += 1;
            let subject = totals.subjects.entry(position.subject.to_owned()).or_insert_with(none);
            *subject.entry(position.stance.to_owned()).or_default() += 1;
        }
        totals.answered = holders.len() as u64;
        totals
    }

    /// As the export has them.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "members": self.members,
            "answered": self.answered,
            "proven": self.proven,
            "unproven": self.unproven,
            "stances": self.stances,
            "subjects": self.subjects
        })
    }

    /// Where an export says something else: the figure, what it says, what was counted.
    pub(super) fn differ_from(&self, said: &Value) -> Vec<(String, String, u64)> {
        let mut differ = Vec::new();
        for (name, counted) in [
            ("members", self.members),
            ("answered", self.answered),
            ("proven", self.proven),
            ("unproven", self.unproven),
        ] {
            compare(name.to_owned(), said.get(name), counted, &mut differ);
        }
        compare_all("", &self.stances, said.get("stances"), &mut differ);
        let empty = Map::new();
        let subjects = said.get("subjects").and_then(Value::as_object).unwrap_or(&empty);
        for (subject, counted) in &self.subjects {
            compare_all(&format!("{subject} "), counted, subjects.get(subject), &mut differ);
        }
        for (subject, figures) in subjects.iter().filter(|(name, _)| !self.subjects.contains_key(*name)) {
            // A subject that nobody spoke about may be named, with nothing in it.
            compare_all(&format!("{subject} "), &BTreeMap::new(), Some(figures), &mut differ);
        }
        differ
    }
}

type Differ = Vec<(String, String, u64)>;

fn compare_all(before: &str, counted: &BTreeMap<String, u64>, said: Option<&Value>, differ: &mut Differ) {
    let empty = Map::new();
    let said = said.and_then(Value::as_object).unwrap_or(&empty);
    for (stance, counted) in counted {
        compare(format!("{before}{stance}"), said.get(stance), *counted, differ);
    }
    for (stance, figure) in said.iter().filter(|(name, _)| !counted.contains_key(*name)) {
        compare(format!("{before}{stance}"), Some(figure), 0, differ);
    }
}

fn compare(name: String, said: Option<&Value>, counted: u64, differ: &mut Differ) {
    if said.and_then(Value::as_u64) != Some(counted) {
        differ.push((name, said.map_or_else(|| "not said".to_owned(), Value::to_string), counted));
    }
}
