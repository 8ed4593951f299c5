//! Taking a view along: the view with all positions behind it, sealed by this node so that anybody can check it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;

use super::list::{self, Entry, Filter};
use super::model::Scope;
use super::store::{self, Question, View, What};
use crate::actor::ActorId;
use crate::error::{Error, Result};
use crate::node;
use crate::position::Audience;
use crate::proof::view::{Parts, line, proves, seal};
use crate::proof::{self, Status};
use crate::site::At;
use crate::viewer::Reader;

/// Positions of one export at most: what is larger is narrowed by theme, call or subject first.
pub const MOST: usize = 5_000;

/// A view with everything behind it.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The view.
    pub view: View,
    /// All its positions, the latest first. Only what is proven in the sealed export is called so here.
    pub entries: Vec<Entry>,
    /// When the first of them was decided, and the last.
    pub between: Option<(Timestamp, Timestamp)>,
    /// What two nodes have in common that hold the same.
    pub digest: String,
    /// The same as JSON, sealed: `sofra verify` reads it.
    pub sealed: Value,
}

/// Takes a view along. Whoever may not see a scope never comes here with it: see where questions are read.
///
/// # Errors
/// As [`store::view`]; `Conflict` when there is too much for one file.
pub fn take(conn: &mut AnyConnection, at: &At, question: Question, reader: &Reader) -> Result<Taken> {
    // What an export says of whom it is about has one condition; more cannot be written down in it.
    if !question.and.is_empty() {
        return Err(Error::NotFound);
    }
    let filter = Filter {
        scope: question.scope.clone(),
        subjects: store::subjects(conn, &question.scope, &question.what)?,
        stances: Vec::new(),
        who: question.who.clone(),
        and: Vec::new(),
        weeks: Vec::new(),
    };
    let mut found = list::list(conn, &filter, None, i64::try_from(MOST).unwrap_or(i64::MAX))?;
    if found.next.is_some() {
        return Err(Error::Conflict("error-export-too-large"));
    }
    let mut view = store::view(conn, at.now, question, reader)?;
    let subjects: BTreeSet<String> = found.entries.iter().map(|e| e.position.subject.clone()).collect();
    store::name_more(conn, &mut view, subjects, reader)?;
    let first = found.entries.iter().map(|e| e.position.decided_at).min();
    let between = first.zip(found.entries.iter().map(|e| e.position.decided_at).max());
    let sealed = sealed(conn, at, &view, &mut found.entries, between)?;
    let digest = sealed["digest"].as_str().unwrap_or_default().to_owned();
    Ok(Taken { view, entries: found.entries, between, digest, sealed })
}

fn sealed(
    conn: &mut AnyConnection,
    at: &At,
    view: &View,
    entries: &mut [Entry],
    between: Option<(Timestamp, Timestamp)>,
) -> Result<Value> {
    let node = node::store::own_actor(conn)?;
    let prover = proof::store::prover(conn, &node.id)?
        .ok_or_else(|| Error::Internal("the node has no key to sign with".to_owned()))?;
    let mut keys = BTreeMap::from([(node.uri.clone(), proof::store::chain(conn, &node.id)?)]);
    // Of what is told to a network nothing is ever carried as proven, whatever became of it meanwhile.
    let public: Vec<String> = entries
        .iter()
        .filter(|e| e.position.audience == Audience::Public && e.proof == Status::Verified)
        .map(|e| e.position.uri.clone())
        .collect();
    let mut documents = proof::store::documents(conn, &public)?;
    let mut chains: BTreeMap<ActorId, Vec<proof::Entry>> = BTreeMap::new();
    let (mut positions, mut unproven) = (Vec::new(), Vec::new());
    for entry in entries {
        let (position, holder) = (&entry.position, &entry.holder);
        let line = line_of(entry)?;
        if let Some(document) = documents.remove(&position.uri) {
            if !chains.contains_key(&holder.id) {
                chains.insert(holder.id.clone(), proof::store::chain(conn, &holder.id)?);
            }
            let chain = &chains[&holder.id];
            if proves(&document, &line, &holder.uri, chain) {
                keys.entry(holder.uri.clone()).or_insert_with(|| chain.clone());
                positions.push(document);
                continue;
            }
        }
        if entry.proof == Status::Verified {
            // What cannot be carried along cannot be checked by whoever gets it.
            entry.proof = Status::Unproven;
        }
        unproven.push(line);
    }
    let members = match &view.question.scope {
        Scope::Members(_) => store::members(conn, &view.question)?,
        // Who belongs and was silent is a number to everybody else, as on the pages.
        Scope::All | Scope::Public(_) => {
            let mut spoken: Vec<String> = positions
                .iter()
                .filter_map(|p| p["attributedTo"].as_str())
                .chain(unproven.iter().filter_map(|p| p["holder"].as_str()))
                .map(str::to_owned)
                .collect();
            spoken.sort();
            spoken.dedup();
            spoken
        }
    };
    let parts = Parts {
        made: at.now,
        node: node.uri,
        scope: scope(view),
        method: method(view, between),
        members,
        keys,
        positions,
        unproven,
    };
    seal(&parts, &prover).map_err(|fault| Error::Internal(fault.to_string()))
}

/// What of a position is the same on every node.
fn line_of(entry: &Entry) -> Result<Value> {
    let position = &entry.position;
    let reasons: Value = entry
        .reasons
        .iter()
        .map(|(language, text)| (language.to_string(), Value::from(text.as_str())))
        .collect();
    line(
        &position.uri,
        &entry.holder.uri,
        &position.subject,
        &position.subject_hash,
        position.stance.as_str(),
        Some(position.updated_at),
        &reasons,
    )
    .map_err(|fault| Error::Internal(fault.to_string()))
}

/// What the view is of. Nothing in it is this node's own, so that others come to the same digest.
fn scope(view: &View) -> Value {
    let mut scope = match (&view.network, &view.question.scope) {
        (Some(network), Scope::Members(_)) => json!({"network": network.uri, "part": "members"}),
        (Some(network), _) => json!({"network": network.uri, "part": "public"}),
        (None, _) => json!({"part": "public"}),
    };
    match &view.question.what {
        What::Everything => {}
        What::Theme(urn) => scope["theme"] = urn.as_str().into(),
        What::Subject(identity) => scope["subject"] = identity.as_str().into(),
        What::Call(_) => scope["call"] = view.call.as_ref().map(|(call, _)| call.uri.clone()).into(),
    }
    if let Some((dimension, value)) = &view.question.who {
        scope["only"] = json!({"dimension": dimension.as_str(), "value": value});
    }
    scope
}

/// How it was counted, and of how many.
fn method(view: &View, between: Option<(Timestamp, Timestamp)>) -> Value {
    let voices = &view.voices;
    let mut method = json!({
        "name": "sofra-network-view",
        "version": 1,
        "counts": "Each organisation once on each subject, by its latest position. Withdrawn positions, likes, boosts and replies do not count. Silence is not consent.",
        "membersListed": if view.question.scope.is_public() { "who-answered" } else { "all" },
        "denominators": {
            "organisations": voices.members,
            "answered": voices.spoken,
            "countries": voices.countries,
            "countriesAnswered": voices.countries_spoken
        }
    });
    if let Some((from, until)) = between {
        method["decidedBetween"] = json!([from.to_rfc3339(), until.to_rfc3339()]);
    }
    if view.question.who.is_none() {
        method["commonGround"] = view
            .lines
            .iter()
            .filter_map(|line| Some((line, line.ground.as_ref()?)))
            .map(|(line, ground)| {
                json!({
                    "subject": line.subject,
                    "between": view.question.by.as_str(),
                    "score": ground.score,
                    "constituencies": ground.constituencies,
                    "weakest": ground.weakest,
                    "weakestShare": ground.weakest_share
                })
            })
            .collect();
    }
    if let Some(since) = view.generated_at {
        method["invented"] = since.to_rfc3339().into();
    }
    method
}
