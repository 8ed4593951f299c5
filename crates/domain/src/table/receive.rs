//! Seats of other nodes: taken in under the same rules as those recorded here.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, hours};
use sofra_db::AnyConnection;
use sofra_db::schema::{actor as actors_table, network_member, table_seat};

use super::model::{Seat, SeatId, State, Step};
use super::reply::receive::{self as replies, Incoming as IncomingReply};
use super::rules::{self, Checked, CheckedStep};
use super::{Audience, actions, store};
use crate::actor::{self, ActorId, ActorKind};
use crate::error::{Error, Result};
use crate::network::MemberState;
use crate::site::At;
use crate::statement;

/// A seat as its own origin gives it, sanitised.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The id on the wire.
    pub uri: String,
    /// Who records it.
    pub holder: ActorId,
    /// Whose table it is, and so on; checked as a form would be.
    pub seat: Checked,
    /// What happened; each is sound after those before it.
    pub steps: Vec<CheckedStep>,
    /// 1 to 5, or 0.
    pub rating: i32,
    /// In words.
    pub rating_words: String,
    /// The networks known here that it is told to.
    pub networks: Vec<ActorId>,
    /// What the other side says, as the node of the record passes it on.
    pub replies: Vec<IncomingReply>,
    /// Its page for people on its own node.
    pub page_url: Option<String>,
    /// When it came out, by its holder's word.
    pub published: Option<Timestamp>,
    /// When it last changed, by its holder's word.
    pub updated: Option<Timestamp>,
}

/// What taking in a seat came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It is new here.
    New(SeatId),
    /// A newer word replaced an older one.
    Changed(SeatId),
    /// The same or an older word.
    Known(SeatId),
    /// It was taken back before.
    Gone,
}

impl Received {
    /// The row, where there is one.
    #[must_use]
    pub const fn id(&self) -> Option<&SeatId> {
        match self {
            Self::New(id) | Self::Changed(id) | Self::Known(id) => Some(id),
            Self::Gone => None,
        }
    }
}

/// Whether an actor can record seats.
#[must_use]
pub const fn may_hold(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Organisation | ActorKind::Network)
}

/// Whether anybody here asked for it: somebody here follows the holder, or it is told to a network to which an
/// organisation of this node belongs or which lives here.
///
/// # Errors
/// The database's own.
pub fn is_wanted(conn: &mut AnyConnection, incoming: &Incoming) -> Result<bool> {
    if crate::follow::store::is_followed_here(conn, &incoming.holder)? {
        return Ok(true);
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

/// Takes in a seat, or a newer word of one that is known. The latest word wins, whatever the order of arrival; one that
/// was taken back does not come back; nobody sees more because of a later message.
///
/// # Errors
/// `Forbidden` when the id is one of ours, taken, or somebody else's, or the sender cannot record seats.
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
    // A date in the future would let one word win for ever.
    let latest = at.now + hours(1);
    let sane = |said: Timestamp| if said > latest { at.now } else { said };
    let published = incoming.published.map_or(at.now, sane);
    let updated = incoming.updated.map_or(published, sane).max(published);
    let id = SeatId::new();
    let checked = incoming.seat.clone();
    let mut seat = Seat {
        id: id.clone(),
        uri: incoming.uri.clone(),
        local: false,
        holder_id: incoming.holder.clone(),
        body: checked.body,
        body_name: checked.body_name,
        body_kind: checked.body_kind,
        country: checked.country,
        body_actor: checked.body_actor,
        process: checked.process,
        meeting: checked.meeting,
        stage: checked.stage,
        kind: checked.kind,
        language: checked.language,
        state: State::Promised,
        rung: 1,
        refusal: String::new(),
        rating: incoming.rating,
        rating_words: incoming.rating_words.clone(),
        audience: checked.audience,
        revision: 1,
        recorded_at: published,
        updated_at: updated,
        received_at: Some(at.now),
        withdrawn_at: None,
        hidden_at: None,
        page_url: incoming.page_url.clone(),
    };
    let steps = |id: &SeatId| -> Vec<Step> {
        (1..)
            .zip(&incoming.steps)
            .map(|(number, step)| Step {
                seat_id: id.clone(),
                number,
                state: step.state,
                refusal: step.refusal.map(|one| one.as_str().to_owned()).unwrap_or_default(),
                happened_on: step.day.clone(),
                words: step.words.clone(),
                evidence: step.evidence.clone(),
                recorded_at: updated,
            })
            .collect()
    };
    let Some(known) = store::by_uri(conn, &incoming.uri)? else {
        if statement::store::uri_is_taken(conn, &incoming.uri)?
            || crate::position::store::by_uri(conn, &incoming.uri)?.is_some()
        {
            return Err(Error::Forbidden("id-taken"));
        }
        let steps = steps(&id);
        store::summed(&mut seat, &steps);
        diesel::insert_into(table_seat::table).values(seat).execute(conn)?;
        store::write_steps(conn, &id, &steps)?;
        store::tell(conn, &id, &incoming.networks)?;
        replies::passed_on(conn, at, &id, &holder, &incoming.replies)?;
        return Ok(Received::New(id));
    };
    if known.holder_id != incoming.holder {
        return Err(Error::Forbidden("not-the-author"));
    }
    if !known.stands() {
        return Ok(Received::Gone);
    }
    let steps = steps(&known.id);
    store::summed(&mut seat, &steps);
    let before = store::fingerprint(&known, &store::steps(conn, &known.id)?);
    let now = store::fingerprint(&seat, &steps);
    if (updated, &now) <= (known.updated_at, &before) {
        return Ok(Received::Known(known.id));
    }
    let told = store::told_to(conn, &known.id)?;
    let networks: Vec<ActorId> = match known.audience {
        Audience::Public => incoming.networks.clone(),
        Audience::Network => incoming.networks.iter().filter(|one| told.contains(one)).cloned().collect(),
    };
    let narrower = seat.audience.narrowness() > known.audience.narrowness();
    let changed = Seat {
        id: known.id.clone(),
        audience: if narrower { seat.audience } else { known.audience },
        revision: if before == now { known.revision } else { known.revision + 1 },
        ..seat
    };
    store::update(conn, &changed)?;
    store::write_steps(conn, &known.id, &steps)?;
    store::tell(conn, &known.id, &networks)?;
    replies::passed_on(conn, at, &known.id, &holder, &incoming.replies)?;
    Ok(Received::Changed(known.id))
}

/// A remote holder takes one back. `None` when the id is no seat that is known here.
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
    if !known.stands() {
        return Ok(Some(false));
    }
    let holder = actor::store::get(conn, by)?;
    actions::end(conn, at.now, &known, &holder)?;
    Ok(Some(true))
}

/// Reads steps of another node in their order, as far as each is sound after those before it.
#[must_use]
pub fn sound_steps(forms: &[rules::StepForm], now: Timestamp) -> Vec<CheckedStep> {
    let mut before: Vec<(State, String)> = Vec::new();
    let mut sound = Vec::new();
    for form in forms.iter().take(rules::STEPS) {
        let Ok(step) = rules::check_step(form, &before, now) else { continue };
        before.push((step.state, step.day.clone()));
        sound.push(step);
    }
    sound
}
