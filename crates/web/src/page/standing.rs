//! Who vouches for an organisation, as its page shows it: words and a chain, never a plain tick (UNI-04).

use sofra_base::clock::Timestamp;
use sofra_domain::actor::{Actor, ActorId, ActorKind};
use sofra_domain::vouch::rules::{Link, Standing};
use sofra_domain::vouch::{self, Vouch};
use sofra_domain::{AnyConnection, Result, moving};

use super::show::{Speaker, Words};
use crate::viewer::Viewer;

/// What the page of an organisation needs, read at once.
pub struct Read {
    standing: Standing,
    chain: Vec<Actor>,
    vouches: Vec<(Vouch, Actor)>,
    moved: Option<Actor>,
    came_from: Vec<Actor>,
}

/// Reads it; nothing for people and nodes.
///
/// # Errors
/// The database's own.
pub fn read(conn: &mut AnyConnection, actor: &Actor, now: Timestamp) -> Result<Option<Read>> {
    if !matches!(actor.kind, ActorKind::Organisation | ActorKind::Network) {
        return Ok(None);
    }
    let (standing, chain) = vouch::store::standing(conn, &actor.id, now)?;
    Ok(Some(Read {
        standing,
        chain,
        vouches: vouch::store::standing_for(conn, &actor.id, now)?,
        moved: moving::store::target(conn, &actor.id)?.map(|(_, target)| target),
        came_from: moving::store::came_from(conn, &actor.id)?,
    }))
}

/// The same in words.
pub struct StandingView {
    /// Vouched for, unverified…
    pub word: String,
    /// The class of the badge.
    pub badge: &'static str,
    /// What that means.
    pub help: String,
    /// From somebody trusted to the organisation.
    pub chain: Vec<Step>,
    /// Everybody who vouches for it.
    pub vouches: Vec<One>,
    /// Where it lives now.
    pub moved: Option<Speaker>,
    /// The address there.
    pub moved_uri: String,
    /// Under which handles it lived before.
    pub came_from: Vec<String>,
}

/// One vouch of the chain.
pub struct Step {
    /// Who vouches.
    pub name: Words,
    /// Their page here.
    pub path: String,
    /// Their handle.
    pub handle: String,
    /// Since when.
    pub since: String,
    /// When their node was last asked; empty where they live here.
    pub checked: String,
}

/// A vouch with its reason.
pub struct One {
    /// Who vouches, since when.
    pub step: Step,
    /// Why.
    pub reason: String,
    /// Until when; empty where it has no end.
    pub until: String,
}

impl StandingView {
    /// For a reader.
    #[must_use]
    pub fn of(viewer: &Viewer, actor: &Actor, read: &Read) -> Self {
        let language = viewer.language;
        let (word, badge, help) = match &read.standing {
            Standing::Trusted if actor.local => ("vouch-standing-here", "", "vouch-standing-here-help"),
            Standing::Trusted => ("vouch-standing-trusted", "", "vouch-standing-trusted-help"),
            Standing::Vouched { .. } => {
                ("vouch-standing-vouched", "badge-well", "vouch-standing-vouched-help")
            }
            Standing::Unverified => {
                ("vouch-standing-unverified", "badge-alert", "vouch-standing-unverified-help")
            }
        };
        let word = match &read.standing {
            Standing::Vouched { by, .. } => language.t1(word, "count", *by),
            _ => language.t(word),
        };
        let chain = match &read.standing {
            Standing::Vouched { chain, .. } => chain
                .iter()
                .filter_map(|link| Some(step_of(viewer, link, find(&read.chain, &link.voucher)?)))
                .collect(),
            _ => Vec::new(),
        };
        let vouches = read
            .vouches
            .iter()
            .map(|(vouch, voucher)| One {
                step: step(viewer, voucher, vouch.answered_at.unwrap_or(vouch.offered_at), vouch.checked_at),
                reason: vouch.reason.clone(),
                until: vouch.until.map(|at| language.date(at)).unwrap_or_default(),
            })
            .collect();
        Self {
            word,
            badge,
            help: language.t(help),
            chain,
            vouches,
            moved_uri: read.moved.as_ref().map(|target| target.uri.clone()).unwrap_or_default(),
            moved: read.moved.as_ref().map(|target| Speaker::new(viewer, target)),
            came_from: read.came_from.iter().map(Actor::handle).collect(),
        }
    }
}

fn find<'a>(actors: &'a [Actor], id: &ActorId) -> Option<&'a Actor> {
    actors.iter().find(|actor| actor.id == *id)
}

fn step_of(viewer: &Viewer, link: &Link, voucher: &Actor) -> Step {
    step(viewer, voucher, link.since, link.checked)
}

fn step(viewer: &Viewer, voucher: &Actor, since: Timestamp, checked: Option<Timestamp>) -> Step {
    let speaker = Speaker::new(viewer, voucher);
    Step {
        name: speaker.name,
        path: speaker.path,
        handle: speaker.handle,
        since: viewer.language.date(since),
        checked: checked.map(|at| viewer.language.date(at)).unwrap_or_default(),
    }
}
