//! `Flag`: a node says that something is wrong.
//!
//! What we send bears the name of this node alone, never that of a person (ORG-32, MOD-06); what arrives counts as the
//! word of the node it came from, whoever is said to have reported there.

use serde_json::{Value, json};
use sofra_domain::actor::Actor;
use sofra_domain::report::receive::{self, Incoming};

use super::{IGNORED, Outcome};
use crate::Federation;
use crate::guard::Inbound;
use crate::object::context;
use crate::resolve::Failure;

/// Builds a report in the name of the node: who is reported, what they said, and words where the reporter wants them
/// sent.
#[must_use]
pub fn build(id: &str, node: &Actor, reported: &Actor, statements: &[String], words: &str) -> Value {
    let objects: Vec<&str> =
        std::iter::once(reported.uri.as_str()).chain(statements.iter().map(String::as_str)).collect();
    json!({
        "@context": context::ACTIVITY_STREAMS,
        "id": id,
        "type": "Flag",
        "actor": node.uri,
        "to": [reported.uri],
        "object": objects,
        "content": words
    })
}

impl Federation {
    pub(crate) async fn receive_flag(&self, activity: &Inbound, sender: &Actor) -> Result<Outcome, Failure> {
        let host = activity.actor.authority().to_owned();
        if !self.policy.takes_reports(&host) || !self.policy.takes_reports(&sender.host) {
            return Ok(IGNORED);
        }
        let incoming = Incoming {
            host,
            uri: activity.id.to_string(),
            objects: activity.object.ids().iter().map(ToString::to_string).collect(),
            words: activity.content.clone(),
        };
        let at = self.at();
        let taken = self.db.write(move |c| receive::receive(c, &at, &incoming)).await?;
        Ok(if taken { "report" } else { IGNORED })
    }
}
