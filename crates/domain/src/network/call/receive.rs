//! Calls that coordinators on other nodes make.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, hours};
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::call;

use super::actions::{tell_asked, write};
use super::{rules, store};
use crate::actor::{self, ActorId};
use crate::error::{Error, Result};
use crate::network::model::{Call, CallId, CallState, CallText};
use crate::network::store as networks;
use crate::notification::Kind;
use crate::site::At;

/// A call as its own origin gives it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The id on the wire.
    pub uri: String,
    /// Who asks, by id on the wire.
    pub author: String,
    /// The networks that it is told to, by id on the wire.
    pub networks: Vec<String>,
    /// The language of the authentic text.
    pub authentic: LanguageTag,
    /// Title and text; plain text.
    pub texts: Localized<(String, String)>,
    /// Identities of subjects, with their hashes.
    pub subjects: Vec<(String, String)>,
    /// Until when.
    pub deadline: Timestamp,
    /// Whether it was taken back.
    pub cancelled: bool,
    /// When it came out.
    pub published: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

/// Takes in a call, or a newer word of one that is known. Gives whether anything changed.
///
/// # Errors
/// `Forbidden` unless it was made by a coordinator of a network to which an organisation of this node belongs, or that
/// lives here.
pub fn receive(conn: &mut AnyConnection, at: &At, by: &ActorId, incoming: &Incoming) -> Result<bool> {
    let author = actor::store::get(conn, by)?;
    if author.local || at.site.owns(&incoming.uri) || author.uri != incoming.author {
        return Err(Error::Forbidden("not-the-author"));
    }
    let mut network = None;
    for uri in &incoming.networks {
        let Some(found) = actor::store::by_uri(conn, uri)? else { continue };
        let concerns_us = found.local || networks::is_ours(conn, &found.id)?;
        if concerns_us
            && networks::find(conn, &found.id)?.is_some()
            && networks::coordinates(conn, &found.id, by)?
        {
            network = Some(found);
            break;
        }
    }
    let Some(network) = network else { return Err(Error::Forbidden("not-a-coordinator")) };
    let latest = at.now + hours(1);
    let updated = if incoming.updated > latest { at.now } else { incoming.updated };
    let known = store::by_uri(conn, &incoming.uri)?;
    if let Some(known) = &known {
        if known.author_id != *by || known.network_id != network.id {
            return Err(Error::Forbidden("not-the-author"));
        }
        // Taken back once, it is not asked again under the same id.
        if known.updated_at >= updated || known.state == CallState::Cancelled {
            return Ok(false);
        }
        diesel::delete(call::table.find(&known.id)).execute(conn)?;
    } else if crate::statement::store::uri_is_taken(conn, &incoming.uri)?
        || actor::store::by_uri(conn, &incoming.uri)?.is_some()
    {
        return Err(Error::Forbidden("id-taken"));
    }
    let is_new = known.is_none();
    let row = Call {
        id: known.as_ref().map_or_else(CallId::new, |known| known.id.clone()),
        uri: incoming.uri.clone(),
        local: false,
        network_id: network.id,
        author_id: by.clone(),
        state: if incoming.cancelled { CallState::Cancelled } else { CallState::Open },
        authentic: incoming.authentic.clone(),
        deadline_at: incoming.deadline,
        created_at: known.as_ref().map_or(at.now, |known| known.created_at),
        published_at: Some(incoming.published.min(at.now)),
        updated_at: updated,
        reminded_at: known.and_then(|known| known.reminded_at),
    };
    let texts: Vec<CallText> = incoming
        .texts
        .iter()
        .take(20)
        .map(|(language, (title, body))| CallText {
            call_id: row.id.clone(),
            language: language.clone(),
            title: sanitise::truncate(&sanitise::line(title), rules::TITLE),
            body: sanitise::truncate(&sanitise::paragraph(body), rules::BODY),
        })
        .collect();
    let mut subjects: Vec<(String, String)> = Vec::new();
    for (identity, hash) in incoming.subjects.iter().take(rules::SUBJECTS) {
        if !subjects.iter().any(|(known, _)| known == identity) {
            subjects.push((identity.clone(), hash.clone()));
        }
    }
    write(conn, &row, &texts, &subjects)?;
    // A call that was changed is asked anew: what was answered before may have been about something else.
    if (is_new || row.is_changed()) && !incoming.cancelled && row.deadline_at > at.now {
        tell_asked(conn, at.now, &row, Kind::CallAsked)?;
    }
    Ok(true)
}
