//! Positions of other nodes: taken in under the same rules as those taken here.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, hours};
use sofra_base::lang::{LanguageTag, Localized};
use sofra_db::AnyConnection;
use sofra_db::schema::{actor as actors_table, actor_key, network_member, position};

use super::model::{Audience, Position, PositionId, Stance, State};
use super::{actions, rules, store, subject};
use crate::actor::{self, ActorId, ActorKind};
use crate::approval::Rule;
use crate::error::{Error, Result};
use crate::network::MemberState;
use crate::site::At;
use crate::statement;

/// A position as its own origin gives it, sanitised.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The id on the wire.
    pub uri: String,
    /// Whose it is.
    pub holder: ActorId,
    /// What it is about.
    pub subject: String,
    /// The hash of the version it is about.
    pub subject_hash: String,
    /// The stance.
    pub stance: Stance,
    /// Who may read it.
    pub audience: Audience,
    /// The networks known here that it is told to.
    pub networks: Vec<ActorId>,
    /// The language of the authentic reasons.
    pub authentic: LanguageTag,
    /// The reasons by language; plain text.
    pub reasons: Localized<String>,
    /// The rule by which it was taken, where that is told.
    pub rule: Option<Rule>,
    /// Members' totals as JSON, or empty.
    pub totals: String,
    /// The call that it answers.
    pub call: Option<String>,
    /// Its page for people on its own node.
    pub page_url: Option<String>,
    /// When it was decided, by its holder's word.
    pub decided: Option<Timestamp>,
    /// When it came out, by its holder's word.
    pub published: Option<Timestamp>,
    /// When it last changed, by its holder's word.
    pub updated: Option<Timestamp>,
}

/// What taking in a position came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It is new here.
    New(PositionId),
    /// A newer word replaced an older one.
    Changed(PositionId),
    /// The same or an older word.
    Known(PositionId),
    /// It was withdrawn before.
    Gone,
}

impl Received {
    /// The row, where there is one.
    #[must_use]
    pub fn id(&self) -> Option<&PositionId> {
        match self {
            Self::New(id) | Self::Changed(id) | Self::Known(id) => Some(id),
            Self::Gone => None,
        }
    }
}

/// Whether an actor can hold a position that counts.
#[must_use]
pub const fn may_hold(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Organisation | ActorKind::Member)
}

/// Whether anybody here asked for it: somebody here follows the holder, it is about a statement that is known here, or
/// it is told to a network to which an organisation of this node belongs or which lives here. That it is about a demand
/// is no reason: every node knows the demands, so that any stranger could fill our pages.
///
/// # Errors
/// The database's own.
pub fn is_wanted(conn: &mut AnyConnection, incoming: &Incoming) -> Result<bool> {
    if crate::follow::store::is_followed_here(conn, &incoming.holder)? {
        return Ok(true);
    }
    let about = subject::resolve(conn, &incoming.subject)?;
    if about.statement.is_some() {
        // Whoever its author blocks was not asked.
        let refused = match &about.author {
            Some(author) if actor::store::get(conn, author)?.local => {
                crate::block::store::refuses(conn, author, &incoming.holder)?
            }
            _ => false,
        };
        if !refused {
            return Ok(true);
        }
    }
    let here = actors_table::table.filter(actors_table::local.eq(true)).select(actors_table::id);
    let belongs: bool = diesel::select(diesel::dsl::exists(
        network_member::table
            .filter(network_member::network_id.eq_any(&incoming.networks))
            .filter(network_member::state.eq(MemberState::Admitted))
            .filter(network_member::organisation_id.eq_any(here)),
    ))
    .get_result(conn)?;
    Ok(belongs || actor::store::get_many(conn, &incoming.networks)?.iter().any(|network| network.local))
}

/// Takes in a position, or a newer word of one that is known. The latest word wins, whatever the order of arrival; a
/// withdrawn one does not come back; nobody sees more because of a later message.
///
/// # Errors
/// `Forbidden` when the id is one of ours, taken, or somebody else's, or the sender cannot hold a position.
pub fn receive(conn: &mut AnyConnection, at: &At, incoming: &Incoming) -> Result<Received> {
    let holder = actor::store::get(conn, &incoming.holder)?;
    if holder.local || at.site.owns(&incoming.uri) {
        return Err(Error::Forbidden("own-domain"));
    }
    if !may_hold(holder.kind) {
        return Err(Error::Forbidden("not-a-holder"));
    }
    if statement::store::is_gone(conn, &incoming.uri, &holder.uri)? || !holder.is_active() {
        return Ok(Received::Gone);
    }
    let about = subject::resolve(conn, &incoming.subject)?;
    // A date in the future would let one word win for ever.
    let latest = at.now + hours(1);
    let sane = |said: Timestamp| if said > latest { at.now } else { said };
    let published = incoming.published.map_or(at.now, sane);
    let updated = incoming.updated.map_or(published, sane).max(published);
    let row = Position {
        id: PositionId::new(),
        uri: incoming.uri.clone(),
        local: false,
        holder_id: incoming.holder.clone(),
        subject: about.identity.clone(),
        subject_hash: incoming.subject_hash.clone(),
        stance: incoming.stance,
        audience: incoming.audience,
        state: State::Superseded,
        revision: 1,
        authentic: incoming.authentic.clone(),
        rule: incoming.rule.map(|rule| rule.kind.as_str().to_owned()).unwrap_or_default(),
        quorum: incoming.rule.map_or(0, |rule| rule.quorum),
        threshold: incoming.rule.map_or(0, |rule| rule.threshold),
        member_totals: incoming.totals.clone(),
        call_uri: incoming.call.clone(),
        page_url: incoming.page_url.clone(),
        decided_at: incoming.decided.map_or(updated, sane),
        updated_at: updated,
        received_at: Some(at.now),
        withdrawn_at: None,
        hidden_at: None,
    };
    let is_stale = about.is_changed_since(&row.subject_hash);
    let Some(known) = store::by_uri(conn, &incoming.uri)? else {
        if is_other_kind(conn, &incoming.uri)? {
            return Err(Error::Forbidden("id-taken"));
        }
        diesel::insert_into(position::table).values(row.clone()).execute(conn)?;
        diesel::update(position::table.find(&row.id)).set(position::stale.eq(is_stale)).execute(conn)?;
        store::write_revision(conn, &row, &incoming.reasons)?;
        store::tell(conn, &row.id, &incoming.networks)?;
        store::settle(conn, at.now, &row.holder_id, &row.subject)?;
        return Ok(Received::New(row.id));
    };
    if known.holder_id != incoming.holder {
        return Err(Error::Forbidden("not-the-author"));
    }
    if known.state == State::Withdrawn {
        return Ok(Received::Gone);
    }
    let said = |row: &Position, reasons: &Localized<String>| {
        rules::fingerprint(row.stance, &row.subject, &row.subject_hash, reasons, &row.member_totals)
    };
    let before = said(&known, &store::reasons(conn, &known.id, known.revision)?);
    let now = said(&row, &incoming.reasons);
    if !rules::replaces((known.updated_at, &before), (updated, &now)) {
        return Ok(Received::Known(known.id));
    }
    let narrower = row.audience.narrowness() > known.audience.narrowness();
    let told = store::told_to(conn, &known.id)?;
    let networks: Vec<ActorId> = match known.audience {
        Audience::Public => incoming.networks.clone(),
        Audience::Network => incoming.networks.iter().filter(|one| told.contains(one)).cloned().collect(),
    };
    let changed = Position {
        id: known.id.clone(),
        audience: if narrower { row.audience } else { known.audience },
        // Another subject is another matter: it counts there once that is settled.
        state: if known.subject == row.subject { known.state } else { State::Superseded },
        revision: if before == now { known.revision } else { known.revision + 1 },
        ..row
    };
    store::update(conn, &changed, is_stale)?;
    store::write_revision(conn, &changed, &incoming.reasons)?;
    store::tell(conn, &changed.id, &networks)?;
    store::settle(conn, at.now, &changed.holder_id, &known.subject)?;
    store::settle(conn, at.now, &changed.holder_id, &changed.subject)?;
    store::changed(conn, at.now, &changed.id)?;
    Ok(Received::Changed(changed.id))
}

/// A remote holder withdraws. `None` when the id is no position that is known here; what is not known at all is
/// remembered as gone where statements are.
///
/// # Errors
/// `Forbidden` when the sender is not the holder.
pub fn receive_withdrawal(
    conn: &mut AnyConnection,
    at: &At,
    uri: &str,
    by: &ActorId,
) -> Result<Option<bool>> {
    if at.site.owns(uri) {
        return Err(Error::Forbidden("own-domain"));
    }
    let Some(known) = store::by_uri(conn, uri)? else { return Ok(None) };
    if known.holder_id != *by {
        return Err(Error::Forbidden("not-the-author"));
    }
    if known.state == State::Withdrawn {
        return Ok(Some(false));
    }
    let holder = actor::store::get(conn, by)?;
    actions::end(conn, at.now, &known, &holder)?;
    // An earlier word of theirs that was not withdrawn counts again: so it does where this one never arrived.
    store::settle(conn, at.now, by, &known.subject)?;
    Ok(Some(true))
}

fn is_other_kind(conn: &mut AnyConnection, uri: &str) -> Result<bool> {
    let keys: i64 = actor_key::table.filter(actor_key::uri.eq(uri)).count().get_result(conn)?;
    Ok(keys > 0
        || actor::store::by_uri(conn, uri)?.is_some()
        || statement::store::by_uri(conn, uri)?.is_some())
}
