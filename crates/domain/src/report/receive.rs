//! Reports of other nodes: what they say is written down as theirs, within bounds, and does nothing by itself.

use sofra_base::clock::days;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;

use super::actions::{WORDS, tell_keepers};
use super::model::{Category, Report, ReportId, ReportState};
use super::store::{self, Named};
use crate::actor::{self, ActorId, ActorKind};
use crate::error::Result;
use crate::position;
use crate::site::At;
use crate::statement::{self, State};

/// Objects of one report that are looked at.
pub const OBJECTS: usize = 10;
/// Reports of one node in a day.
pub const A_DAY: i64 = 50;

/// A report of another node.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The node, by the host of who signed; who is said to have reported there is not kept.
    pub host: String,
    /// The id of the activity.
    pub uri: String,
    /// What is reported, by id on the wire.
    pub objects: Vec<String>,
    /// In the words of that node.
    pub words: String,
}

/// Takes a report in, if it is about somebody of this node; whether it did. What it names of others is left out, and
/// what the first named did not say as well: one report is about one.
///
/// # Errors
/// The database's own.
pub fn receive(conn: &mut AnyConnection, at: &At, incoming: &Incoming) -> Result<bool> {
    if store::is_known(conn, &incoming.uri)?
        || store::received_since(conn, &incoming.host, at.now - days(1))? >= A_DAY
    {
        return Ok(false);
    }
    let (mut reported, mut about): (Option<ActorId>, Named) = (None, Named::default());
    for uri in incoming.objects.iter().filter(|uri| at.site.owns(uri)).take(OBJECTS) {
        if let Some(found) = statement::store::by_uri(conn, uri)? {
            // What is no longer, or not yet, to be read by others is nothing that they can have read.
            let told = found.local && found.state == State::Published && found.audience.leaves();
            if told && reported.as_ref().is_none_or(|actor| *actor == found.author_id) {
                reported = Some(found.author_id);
                if !about.statements.contains(&found.id) {
                    about.statements.push(found.id);
                }
            }
        } else if let Some(found) = position::store::by_uri(conn, uri)? {
            let told = found.local && found.state != position::State::Withdrawn;
            if told && reported.as_ref().is_none_or(|actor| *actor == found.holder_id) {
                reported = Some(found.holder_id);
                if !about.positions.contains(&found.id) {
                    about.positions.push(found.id);
                }
            }
        } else if let Some(found) = actor::store::by_uri(conn, uri)? {
            let known = found.local && found.kind != ActorKind::Node && found.deleted_at.is_none();
            if known && reported.is_none() {
                reported = Some(found.id);
            }
        }
    }
    let Some(actor_id) = reported else { return Ok(false) };
    let row = Report {
        id: ReportId::new(),
        account_id: None,
        origin_host: Some(incoming.host.clone()),
        origin_uri: Some(incoming.uri.clone()),
        actor_id,
        category: Category::Other,
        rule_version: None,
        rule_number: None,
        words: sanitise::truncate(&sanitise::paragraph(&incoming.words), WORDS),
        forwarded: false,
        words_forwarded: false,
        state: ReportState::Open,
        assigned_to: None,
        created_at: at.now,
        decided_at: None,
    };
    store::insert(conn, &row, &about)?;
    tell_keepers(conn, at.now, &row)?;
    Ok(true)
}
