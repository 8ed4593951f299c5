//! Facts about positions.

use sofra_domain::actor;
use sofra_domain::fact::Fact;
use sofra_domain::position::store::{self, View};
use sofra_domain::position::{self, PositionId, State};
use sofra_domain::statement;
use sofra_domain::{AnyConnection, At, Result};

use super::{About, Told, audience_inboxes, inboxes_of, remember_proof};
use crate::activity::position::{build, build_withdrawal};

/// The position that a fact is about.
pub(super) const fn of(fact: &Fact) -> Option<&PositionId> {
    match fact {
        Fact::PositionTaken { position }
        | Fact::PositionChanged { position }
        | Fact::PositionWithdrawn { position } => Some(position),
        _ => None,
    }
}

/// What such a fact means for others; `None` when there is nothing to tell any more.
pub(super) fn tell(
    conn: &mut AnyConnection,
    at: &At,
    id: String,
    uri: String,
    fact: &Fact,
) -> Result<Option<Told>> {
    let Some(about) = of(fact) else { return Ok(None) };
    let found = store::get(conn, about)?;
    let is_withdrawal = matches!(fact, Fact::PositionWithdrawn { .. });
    if !is_withdrawal && (found.state == State::Withdrawn || found.hidden_at.is_some()) {
        // Withdrawn meanwhile: its words are gone, and the withdrawal tells the rest.
        return Ok(None);
    }
    let view = store::outgoing(conn, found)?;
    if !is_withdrawal && !view.holder.is_active() {
        return Ok(None);
    }
    let public = view.position.audience == position::Audience::Public;
    let answered = answered(conn, &view)?;
    let mut inboxes = receivers(conn, &view, answered.as_ref())?;
    if is_withdrawal || public {
        // Whoever holds a copy is told of what became of it, also when they no longer follow.
        inboxes.extend(inboxes_of(conn, &About::Position(about))?);
    }
    let author = answered.as_ref().map(|author| author.uri.as_str());
    let (verb, body) = match fact {
        Fact::PositionTaken { .. } => ("Create", build(conn, &uri, "Create", &view, author, &at.site)?),
        Fact::PositionChanged { .. } => ("Update", build(conn, &uri, "Update", &view, author, &at.site)?),
        _ => {
            let when = view.position.withdrawn_at.unwrap_or(at.now);
            ("Delete", build_withdrawal(&uri, &view, author, when))
        }
    };
    if !is_withdrawal {
        remember_proof(conn, at, &view.position.uri, &view.position.holder_id, &body["object"])?;
    }
    let networks: Vec<_> = view.networks.iter().map(|network| network.id.clone()).collect();
    inboxes.extend(super::network::address(conn, at, &networks, &view.holder.id, &uri, &body, public)?);
    Ok(Some(Told {
        id,
        uri,
        verb,
        object_uri: view.position.uri.clone(),
        statement: None,
        public,
        actor: view.holder,
        body,
        text: None,
        inboxes,
    }))
}

/// Who speaks in the statement that a position is about, where everybody may know it.
pub(crate) fn answered(conn: &mut AnyConnection, view: &View) -> Result<Option<actor::Actor>> {
    match (&view.subject.author, &view.subject.statement) {
        (Some(author), Some(_)) => Ok(Some(actor::store::get(conn, author)?)),
        _ => Ok(None),
    }
}

/// Where it goes, networks apart: those of the followers whom the audience means, and whoever is answered in public.
fn receivers(conn: &mut AnyConnection, view: &View, answered: Option<&actor::Actor>) -> Result<Vec<String>> {
    let public = view.position.audience == position::Audience::Public;
    let audience = if public { statement::Audience::Public } else { statement::Audience::Network };
    let mut inboxes = audience_inboxes(conn, &view.holder, audience)?;
    let answered = answered.filter(|one| public && !one.local && one.is_active());
    inboxes.extend(answered.map(|one| one.delivery_inbox().to_owned()));
    Ok(inboxes)
}
