//! The export of a network view: how it is sealed, and how anybody checks it without asking anyone. The format is
//! described in docs/verify.md and docs/schema/view-export.json. Values in, values out.

mod totals;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};
use sofra_base::clock::Timestamp;

use super::chain::{self, Break, Entry};
use super::suite::{self, Claimed, Fault, Prover};

pub use totals::{STANCES, Totals, line};

/// The `type` of an export.
pub const TYPE: &str = "SofraViewExport";
/// The version of the format that is written and read.
pub const VERSION: u64 = 1;
/// Everybody, as the wire says it.
const PUBLIC: [&str; 3] = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"];

/// What is wrong with an export.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// Not an export of a version that is read here.
    #[error("this is not an export of a network view, version 1")]
    Format,
    /// A member of the export is missing or not of its kind.
    #[error("\"{0}\" is missing or is not what it should be")]
    Member(&'static str),
    /// What is there is not what the digest was made over.
    #[error("the digest does not fit: a position, a member or the scope was changed, added or removed")]
    Digest,
    /// The export as a whole is not as its node signed it.
    #[error("the export is not as its node signed it: {0}")]
    Seal(Fault),
    /// The export bears no proof of its node.
    #[error("the export is not signed by the node that is said to have made it")]
    Unsealed,
    /// A history of keys cannot be followed.
    #[error("the keys of {0}: {1}")]
    Keys(String, Break),
    /// A holder's keys are there twice.
    #[error("the keys of {0} are there twice")]
    KeysTwice(String),
    /// The history does not hold the one of the earlier export.
    #[error(
        "the keys of {0} do not continue those of the earlier export: a key was replaced without a trace"
    )]
    NotContinued(String),
    /// The earlier export is not whole itself.
    #[error("the earlier export is not whole, so nothing can be compared with it")]
    Earlier,
    /// The earlier export is the later one.
    #[error("the earlier export was made after this one")]
    Order,
    /// Not a position.
    #[error("it is not a position: \"{0}\" is missing or is not what it should be")]
    Position(&'static str),
    /// It lies on another server than its holder.
    #[error("it is not of the server of its holder")]
    Origin,
    /// Its holder is none of the members.
    #[error("its holder is not among the members")]
    Stranger,
    /// It is not public.
    #[error("it is not public, so it should not be here")]
    NotPublic,
    /// It bears no proof.
    #[error("it bears no proof")]
    NoProof,
    /// It was signed with a key that its holder never had.
    #[error("it was signed with a key that is not one of its holder")]
    OtherKey,
    /// The signature was made when its key was not the holder's: before it came, or after it was replaced.
    #[error("it was signed at a time when its key was not the one of its holder")]
    KeyTime,
    /// It is not as its holder signed it.
    #[error("it is not as its holder signed it: a word or the stance was changed ({0})")]
    Changed(Fault),
    /// The same position stands there twice.
    #[error("it is there twice")]
    Twice,
    /// Its holder has another position on the same subject.
    #[error("its holder has a second position on the same subject: {0}")]
    Second(String),
    /// The totals are not those of the positions.
    #[error("the totals do not follow from the positions: {name} is {said}, counted {counted}")]
    Total {
        /// Which.
        name: String,
        /// What the export says.
        said: String,
        /// What the positions say.
        counted: u64,
    },
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The position it is about, by id.
    pub position: Option<String>,
    /// What is wrong.
    pub reason: Reason,
}

/// What checking an export came to.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Everything that is wrong; nothing, when it is whole.
    pub wrong: Vec<Wrong>,
    /// Who made it, by its own word.
    pub node: String,
    /// When, by its own word.
    pub made: String,
    /// Positions with a proof that is good.
    pub proven: usize,
    /// Positions that are listed without a proof.
    pub unproven: usize,
    /// Holders whose keys were followed.
    pub holders: usize,
    /// Keys that replaced another, with the trace of it.
    pub successions: usize,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.wrong.is_empty()
    }

    fn say(&mut self, reason: Reason) {
        self.wrong.push(Wrong { position: None, reason });
    }

    fn say_of(&mut self, position: &str, reason: Reason) {
        self.wrong.push(Wrong { position: Some(position.to_owned()), reason });
    }
}

/// The digest that two nodes have in common when they hold the same: over scope, members and what every position says,
/// in one order. Which of the positions a node could prove is no part of it, nor is who made the export and when.
///
/// # Errors
/// [`Fault::Form`] for what has no one form.
pub fn digest(
    scope: &Value,
    members: &[String],
    positions: &[Value],
    unproven: &[Value],
) -> Result<String, Fault> {
    let members: std::collections::BTreeSet<&str> = members.iter().map(String::as_str).collect();
    let mut lines = positions.iter().map(totals::line_of_note).collect::<Result<Vec<Value>, Fault>>()?;
    lines.extend(unproven.iter().map(totals::line_of_listed));
    lines.sort_by(|a, b| word(a, "uri").cmp(&word(b, "uri")).then_with(|| a.to_string().cmp(&b.to_string())));
    suite::digest(&json!({"scope": scope, "members": members, "positions": lines}))
}

/// The parts of an export, as the node that makes it knows them.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// When it is made.
    pub made: Timestamp,
    /// The node's own actor, by id.
    pub node: String,
    /// What the view is of.
    pub scope: Value,
    /// How it was computed, in words and figures.
    pub method: Value,
    /// Everybody whose position can count, by id.
    pub members: Vec<String>,
    /// The keys of each holder and of the node itself, the first key first.
    pub keys: BTreeMap<String, Vec<Entry>>,
    /// The public positions, each exactly as its own node gave it.
    pub positions: Vec<Value>,
    /// The positions without a proof: see [`line`].
    pub unproven: Vec<Value>,
}

/// Puts an export together, counts it, and signs it with the node's key.
///
/// # Errors
/// [`Fault::Form`] for what has no one form.
pub fn seal(parts: &Parts, node: &Prover) -> Result<Value, Fault> {
    let totals = Totals::of(parts.members.len(), &parts.positions, &parts.unproven);
    let keys: Vec<Value> = parts
        .keys
        .iter()
        .map(|(holder, entries)| {
            let chain: Vec<Value> = entries.iter().map(|entry| entry.to_json(holder)).collect();
            json!({"holder": holder, "chain": chain})
        })
        .collect();
    let mut members = parts.members.clone();
    members.sort();
    let mut export = json!({
        "type": TYPE,
        "version": VERSION,
        "made": parts.made.to_rfc3339(),
        "node": parts.node,
        "scope": parts.scope,
        "method": parts.method,
        "members": members,
        "keys": keys,
        "positions": parts.positions,
        "unproven": parts.unproven,
        "totals": totals.to_json(),
        "digest": digest(&parts.scope, &parts.members, &parts.positions, &parts.unproven)?
    });
    node.prove(&mut export, parts.made)?;
    Ok(export)
}

/// Checks an export, and whether its keys continue those of an earlier one. Everything that is wrong is named.
#[must_use]
pub fn verify(export: &Value, earlier: Option<&Value>) -> Report {
    let mut report = Report::default();
    if word(export, "type") != Some(TYPE) || export.get("version").and_then(Value::as_u64) != Some(VERSION) {
        report.say(Reason::Format);
        return report;
    }
    for name in ["scope", "method", "totals"] {
        if !export.get(name).is_some_and(Value::is_object) {
            report.say(Reason::Member(name));
        }
    }
    report.made = word(export, "made").unwrap_or_default().to_owned();
    report.node = word(export, "node").unwrap_or_default().to_owned();
    if Timestamp::parse_rfc3339(&report.made).is_none() {
        report.say(Reason::Member("made"));
    }
    let chains = check_chains(export, &mut report);
    let members = members(export, &mut report);
    let positions = list(export, "positions", &mut report);
    let unproven = list(export, "unproven", &mut report);
    check_seal(export, &chains, &mut report);
    let scope = export.get("scope").unwrap_or(&Value::Null);
    if digest(scope, &members, positions, unproven).ok().as_deref() != word(export, "digest") {
        report.say(Reason::Digest);
    }
    check_positions(positions, unproven, &members, &chains, &mut report);
    let counted = Totals::of(members.len(), positions, unproven);
    for (name, said, counted) in counted.differ_from(export.get("totals").unwrap_or(&Value::Null)) {
        report.say(Reason::Total { name, said, counted });
    }
    if let Some(earlier) = earlier {
        check_earlier(export, earlier, &chains, &mut report);
    }
    report
}

/// A holder's keys; absent where they cannot be followed.
type Chains = HashMap<String, Option<Vec<Entry>>>;

fn check_chains(export: &Value, report: &mut Report) -> Chains {
    let mut chains = Chains::new();
    for keys in list(export, "keys", report) {
        let Some(holder) = word(keys, "holder") else {
            report.say(Reason::Member("keys"));
            continue;
        };
        let found: Option<Vec<Entry>> = keys
            .get("chain")
            .and_then(Value::as_array)
            .map(|all| all.iter().filter_map(|entry| Entry::read(entry, holder)).collect());
        let whole = keys.get("chain").and_then(Value::as_array).map_or(0, Vec::len);
        let outcome = match &found {
            Some(entries) if entries.len() == whole => chain::check(holder, entries),
            _ => Err(Break::Key),
        };
        if let Err(broken) = outcome {
            report.say(Reason::Keys(holder.to_owned(), broken));
        }
        let good = found.filter(|_| outcome.is_ok());
        if let Some(entries) = &good {
            report.holders += 1;
            report.successions += entries.len() - 1;
        }
        if chains.insert(holder.to_owned(), good).is_some() {
            report.say(Reason::KeysTwice(holder.to_owned()));
            // Which of the two would be the right one nobody can say.
            chains.insert(holder.to_owned(), None);
        }
    }
    chains
}

fn check_seal(export: &Value, chains: &Chains, report: &mut Report) {
    match proof_by(export, &report.node, chains) {
        Ok(()) => {}
        Err(Reason::Changed(fault)) => report.say(Reason::Seal(fault)),
        Err(_) => report.say(Reason::Unsealed),
    }
}

/// Whether a document bears a good proof by a key that `holder` had at that time.
fn proof_by(document: &Value, holder: &str, chains: &Chains) -> Result<(), Reason> {
    let claimed = match Claimed::read(document) {
        Ok(Some(claimed)) => claimed,
        Ok(None) => return Err(Reason::NoProof),
        Err(fault) => return Err(Reason::Changed(fault)),
    };
    let entries = chains.get(holder).and_then(Option::as_ref).ok_or(Reason::OtherKey)?;
    signed_in_time(&claimed, entries)
}

/// Whether a key made a proof, and was its holder's at that time.
fn signed_in_time(claimed: &Claimed, entries: &[Entry]) -> Result<(), Reason> {
    let place = entries.iter().position(|entry| entry.id == claimed.method()).ok_or(Reason::OtherKey)?;
    let key = entries[place].key().map_err(Reason::Changed)?;
    claimed.verify(&key).map_err(Reason::Changed)?;
    let created = claimed.created().ok_or(Reason::KeyTime)?;
    let began = entries[place].since().is_none_or(|since| since <= created);
    let ended = entries.get(place + 1).and_then(Entry::since).is_some_and(|next| next < created);
    if began && !ended { Ok(()) } else { Err(Reason::KeyTime) }
}

/// Whether a document that is kept here would be found good in an export: public, proven by the keys that the export would
/// hold of its holder, and saying what the `line` says that is listed otherwise. What a document says is said alike by
/// those who have it and by those who do not, or their digests would differ.
#[must_use]
pub fn proves(document: &Value, line: &Value, holder: &str, keys: &[Entry]) -> bool {
    totals::of_note(document).is_ok_and(|found| found.holder == holder)
        && totals::line_of_note(document).is_ok_and(|said| said == *line)
        && is_public(document)
        && chain::check(holder, keys).is_ok()
        && matches!(Claimed::read(document), Ok(Some(claimed)) if signed_in_time(&claimed, keys).is_ok())
}

fn check_positions(
    positions: &[Value],
    unproven: &[Value],
    members: &[String],
    chains: &Chains,
    report: &mut Report,
) {
    let members: HashSet<&str> = members.iter().map(String::as_str).collect();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut held: HashMap<(&str, &str), &str> = HashMap::new();
    for (document, proven) in positions.iter().map(|p| (p, true)).chain(unproven.iter().map(|p| (p, false))) {
        let shape = if proven { totals::of_note(document) } else { totals::of_line(document) };
        let id = word(document, if proven { "id" } else { "uri" }).unwrap_or("a position without an id");
        let position = match shape {
            Ok(position) => position,
            Err(name) => {
                report.say_of(id, Reason::Position(name));
                continue;
            }
        };
        if !seen.insert(id) {
            report.say_of(id, Reason::Twice);
        }
        if !chain::same_server(id, position.holder) {
            report.say_of(id, Reason::Origin);
        }
        if !members.contains(position.holder) {
            report.say_of(id, Reason::Stranger);
        }
        if let Some(first) = held.insert((position.holder, position.subject), id).filter(|first| *first != id)
        {
            report.say_of(id, Reason::Second(first.to_owned()));
        }
        if !proven {
            report.unproven += 1;
            continue;
        }
        if !is_public(document) {
            report.say_of(id, Reason::NotPublic);
        }
        match proof_by(document, position.holder, chains) {
            Ok(()) => report.proven += 1,
            Err(reason) => report.say_of(id, reason),
        }
    }
}

fn check_earlier(export: &Value, earlier: &Value, chains: &Chains, report: &mut Report) {
    let before = verify(earlier, None);
    if !before.is_whole() {
        report.say(Reason::Earlier);
        return;
    }
    let made = |export: &Value| word(export, "made").and_then(Timestamp::parse_rfc3339);
    if made(earlier) > made(export) {
        report.say(Reason::Order);
    }
    let mut of_before: Vec<_> = check_chains(earlier, &mut Report::default()).into_iter().collect();
    of_before.sort_by(|a, b| a.0.cmp(&b.0));
    for (holder, earlier) in of_before {
        // A chain that cannot be followed was named already.
        if let (Some(earlier), Some(Some(now))) = (&earlier, chains.get(&holder))
            && !chain::continues(earlier, now)
        {
            report.say(Reason::NotContinued(holder));
        }
    }
}

fn members(export: &Value, report: &mut Report) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for member in list(export, "members", report) {
        match member.as_str() {
            Some(uri) if seen.insert(uri) => found.push(uri.to_owned()),
            _ => report.say(Reason::Member("members")),
        }
    }
    found
}

fn list<'a>(export: &'a Value, name: &'static str, report: &mut Report) -> &'a [Value] {
    match export.get(name) {
        Some(Value::Array(items)) => items,
        _ => {
            report.say(Reason::Member(name));
            &[]
        }
    }
}

fn is_public(document: &Value) -> bool {
    ["to", "cc"].iter().filter_map(|name| document.get(*name)).any(|value| match value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).any(|uri| PUBLIC.contains(&uri)),
        one => one.as_str().is_some_and(|uri| PUBLIC.contains(&uri)),
    })
}

fn word<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests;
