//! Facts about seats.

use sofra_domain::fact::Fact;
use sofra_domain::table::store::{self, View};
use sofra_domain::table::{Audience, SeatId, Told as Happened};
use sofra_domain::{AnyConnection, At, Result, actor, statement};

use super::{About, Told, audience_inboxes, inboxes_of, remember_proof};
use crate::activity::seat::{build, build_withdrawal};

/// The seat that a fact is about.
pub(super) const fn of(fact: &Fact) -> Option<&SeatId> {
    match fact {
        Fact::Table { told } => Some(told.seat()),
        _ => None,
    }
}

/// What such a fact means for others; `None` when there is nothing to tell any more.
pub(super) fn tell(
    conn: &mut AnyConnection,
    at: &At,
    id: String,
    uri: String,
    told: &Happened,
) -> Result<Option<Told>> {
    let found = store::get(conn, told.seat())?;
    let is_withdrawal = matches!(told, Happened::Withdrawn { .. });
    if !is_withdrawal && (!found.stands() || found.hidden_at.is_some()) {
        // Taken back meanwhile: its words are gone, and the withdrawal tells the rest.
        return Ok(None);
    }
    let view = store::view(conn, found)?;
    if !is_withdrawal && !view.holder.is_active() {
        return Ok(None);
    }
    let public = view.seat.audience == Audience::Public;
    let mut inboxes = receivers(conn, &view)?;
    if is_withdrawal || public {
        // Whoever holds a copy is told of what became of it, also when they no longer follow.
        inboxes.extend(inboxes_of(conn, &About::Seat(told.seat()))?);
    }
    let (verb, body) = match told {
        Happened::Recorded { .. } => ("Create", build(conn, &uri, "Create", &view, &at.site)?),
        Happened::Changed { .. } => ("Update", build(conn, &uri, "Update", &view, &at.site)?),
        Happened::Withdrawn { .. } => {
            ("Delete", build_withdrawal(&uri, &view, view.seat.withdrawn_at.unwrap_or(at.now)))
        }
    };
    if !is_withdrawal {
        remember_proof(conn, at, &view.seat.uri, &view.seat.holder_id, &body["object"])?;
    }
    let networks: Vec<_> = view.networks.iter().map(|network| network.id.clone()).collect();
    inboxes.extend(super::network::address(conn, at, &networks, &view.holder.id, &uri, &body, public)?);
    Ok(Some(Told {
        id,
        uri,
        verb,
        object_uri: view.seat.uri.clone(),
        statement: None,
        public,
        actor: view.holder,
        body,
        text: None,
        inboxes,
    }))
}

/// Where it goes, networks apart: to the followers whom the audience means, and of what is public to the body itself.
fn receivers(conn: &mut AnyConnection, view: &View) -> Result<Vec<String>> {
    let public = view.seat.audience == Audience::Public;
    let audience = if public { statement::Audience::Public } else { statement::Audience::Network };
    let mut inboxes = audience_inboxes(conn, &view.holder, audience)?;
    if let Some(uri) = view.seat.body_actor.as_deref().filter(|_| public) {
        let body = actor::store::by_uri(conn, uri)?.filter(|one| !one.local && one.is_active());
        inboxes.extend(body.map(|one| one.delivery_inbox().to_owned()));
    }
    Ok(inboxes)
}
