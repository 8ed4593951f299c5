//! Reading what is known of other nodes.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::queue::{delivery, inbox, job};
use sofra_db::schema::peer;

use super::rules::Decisions;
use super::{DeadLetter, Decision, Policy, Rule};
use crate::actor::{Actor, ActorId};
use crate::error::Result;
use crate::node::Federation;
use crate::statement::Audience;

/// Another node.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = peer)]
pub struct Peer {
    /// Its host.
    pub host: String,
    /// What the host of this node decided.
    pub policy: Policy,
    /// What it says is shown only to those who follow who said it.
    pub limited: bool,
    /// Its images and files are neither shown nor linked.
    pub no_media: bool,
    /// Its reports are not taken.
    pub no_reports: bool,
    /// Why.
    pub reason: String,
    /// Why, as others may read it.
    pub public_reason: String,
    /// Whether a published list shows the name in part only.
    pub obfuscated: bool,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Failures in a row.
    pub failures: i32,
    /// No delivery is tried before this time.
    pub open_until: Timestamp,
    /// When it last took something.
    pub last_success_at: Option<Timestamp>,
    /// When it last failed.
    pub last_failure_at: Option<Timestamp>,
    /// How; a code of ours.
    pub last_error: Option<String>,
}

impl Peer {
    /// What was decided.
    #[must_use]
    pub fn rule(&self) -> Rule {
        Rule {
            policy: self.policy,
            limited: self.limited,
            no_media: self.no_media,
            no_reports: self.no_reports,
        }
    }

    /// The decision with all that belongs to it.
    #[must_use]
    pub fn decision(&self) -> Decision {
        Decision {
            rule: self.rule(),
            reason: self.reason.clone(),
            public_reason: self.public_reason.clone(),
            obfuscated: self.obfuscated,
        }
    }
}

/// A peer with what waits for it.
#[derive(Debug, Clone)]
pub struct PeerLine {
    /// The peer.
    pub peer: Peer,
    /// Deliveries that wait.
    pub waiting: i64,
    /// Dead letters.
    pub dead: i64,
}

/// The host's decisions.
///
/// # Errors
/// The database's own.
pub fn decisions(conn: &mut AnyConnection) -> Result<Decisions> {
    let federation = crate::node::store::get(conn)?.federation;
    let rules = decided(conn)?.into_iter().map(|peer| (peer.host.clone(), peer.rule())).collect();
    Ok(Decisions { federation, rules })
}

/// All hosts about which something was decided, in order.
///
/// # Errors
/// The database's own.
pub fn decided(conn: &mut AnyConnection) -> Result<Vec<Peer>> {
    Ok(peer::table
        .filter(
            peer::policy
                .ne(Policy::None)
                .or(peer::limited.eq(true))
                .or(peer::no_media.eq(true))
                .or(peer::no_reports.eq(true)),
        )
        .order(peer::host)
        .select(Peer::as_select())
        .load(conn)?)
}

/// One peer, if it is known.
///
/// # Errors
/// The database's own.
pub fn find(conn: &mut AnyConnection, host: &str) -> Result<Option<Peer>> {
    Ok(peer::table.find(host).select(Peer::as_select()).first(conn).optional()?)
}

/// All peers, those in trouble first.
///
/// # Errors
/// The database's own.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<PeerLine>> {
    let peers: Vec<Peer> = peer::table
        .order((peer::failures.desc(), peer::host))
        .limit(1000)
        .select(Peer::as_select())
        .load(conn)?;
    let counts = delivery::counts_by_host(conn)?;
    let of = |host: &str, state: &str| {
        counts.iter().find(|(h, s, _)| h == host && s == state).map_or(0, |(_, _, n)| *n)
    };
    Ok(peers
        .into_iter()
        .map(|peer| {
            let (waiting, dead) = (of(&peer.host, "pending"), of(&peer.host, "dead"));
            PeerLine { peer, waiting, dead }
        })
        .collect())
}

/// What a host decided about one peer, and how that peer is.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, host: &str) -> Result<PeerLine> {
    let peer: Peer = peer::table.find(host).select(Peer::as_select()).first(conn)?;
    let counts = delivery::counts_by_host(conn)?;
    let of = |state: &str| counts.iter().find(|(h, s, _)| h == host && s == state).map_or(0, |(_, _, n)| *n);
    Ok(PeerLine { waiting: of("pending"), dead: of("dead"), peer })
}

/// One page of dead letters, newest first, before the one of that number; and how many there are in all.
///
/// # Errors
/// The database's own.
pub fn dead_letters(
    conn: &mut AnyConnection,
    before: Option<i64>,
    most: i64,
) -> Result<(Vec<DeadLetter>, i64)> {
    let letters = delivery::dead_letters_before(conn, before.unwrap_or(i64::MAX), most)?;
    let counts = delivery::counts(conn, None)?;
    Ok((letters, counts.iter().find(|(state, _)| state == "dead").map_or(0, |(_, n)| *n)))
}

/// What waits, what was given up and what was refused: how this node gets on with others, as its host sees it.
#[derive(Debug, Clone)]
pub struct Queues {
    /// Deliveries that wait.
    pub waiting: i64,
    /// Dead letters.
    pub dead: i64,
    /// Received activities that wait to be applied.
    pub inbox_waiting: i64,
    /// Received activities that could not be applied and were set aside.
    pub inbox_aside: i64,
    /// Jobs that wait.
    pub jobs_waiting: i64,
    /// Jobs that failed too often and were set aside.
    pub jobs_aside: i64,
    /// Refused requests of the last days, by day, host and reason; at most a hundred rows.
    pub refusals: Vec<inbox::Refusal>,
}

/// Whether this node deals with the host of an actor; with itself it always does. Both hosts count, where the name in
/// the handle and the one in the id differ.
///
/// # Errors
/// The database's own.
pub fn deals_with(conn: &mut AnyConnection, actor: &Actor) -> Result<bool> {
    if actor.local {
        return Ok(true);
    }
    let decisions = decisions(conn)?;
    Ok(decisions.deals_with(&actor.host)
        && host_of(&actor.uri).is_none_or(|host| decisions.deals_with(&host)))
}

/// Whether what a remote actor says may be shown to a reader who follows it, or does not.
///
/// # Errors
/// The database's own.
pub fn shows(conn: &mut AnyConnection, actor: &Actor, follows: bool) -> Result<bool> {
    let decisions = decisions(conn)?;
    let home = host_of(&actor.uri).unwrap_or_else(|| actor.host.clone());
    let dealt_with = decisions.deals_with(&actor.host) && decisions.deals_with(&home);
    let limited = decisions.is_limited(&actor.host) || decisions.is_limited(&home);
    Ok(dealt_with && (follows || !limited))
}

/// Whether images and files of a remote actor may be shown or linked.
///
/// # Errors
/// The database's own.
pub fn shows_media(conn: &mut AnyConnection, actor: &Actor) -> Result<bool> {
    let decisions = decisions(conn)?;
    let home = host_of(&actor.uri).unwrap_or_else(|| actor.host.clone());
    Ok(decisions.shows_media(&actor.host) && decisions.shows_media(&home))
}

/// The hosts of known actors of which not everything is shown.
#[derive(Debug, Clone, Default)]
pub struct Veiled {
    /// This node does not deal with them: nothing of them is shown.
    pub shut_out: Vec<String>,
    /// What they say is shown only to those who follow who said it.
    pub limited: Vec<String>,
}

/// The hosts of known actors of which not everything is shown.
///
/// # Errors
/// The database's own.
pub fn veiled(conn: &mut AnyConnection) -> Result<Veiled> {
    use sofra_db::schema::actor;
    let decisions = decisions(conn)?;
    if !decisions.hides_anything() {
        // Usual, and then the actors need not be gone through.
        return Ok(Veiled::default());
    }
    let pairs: Vec<(String, String)> = actor::table
        .filter(actor::local.eq(false))
        .select((actor::host, actor::home))
        .distinct()
        .load(conn)?;
    let mut hosts: Vec<String> = pairs.into_iter().flat_map(|(host, home)| [host, home]).collect();
    hosts.sort();
    hosts.dedup();
    let (shown, shut_out): (Vec<String>, Vec<String>) =
        hosts.into_iter().partition(|host| decisions.deals_with(host));
    let limited = shown.into_iter().filter(|host| decisions.is_limited(host)).collect();
    Ok(Veiled { shut_out, limited })
}

/// The state of all queues, and the refusals since a day (ISO date, UTC).
///
/// # Errors
/// The database's own.
pub fn queues(conn: &mut AnyConnection, refusals_since: &str) -> Result<Queues> {
    let counts = delivery::counts(conn, None)?;
    let of = |state: &str| counts.iter().find(|(s, _)| s == state).map_or(0, |(_, n)| *n);
    let (inbox_waiting, inbox_aside) = inbox::counts(conn)?;
    let (jobs_waiting, jobs_aside) = job::counts(conn)?;
    Ok(Queues {
        waiting: of("pending"),
        dead: of("dead"),
        inbox_waiting,
        inbox_aside,
        jobs_waiting,
        jobs_aside,
        refusals: inbox::refusals(conn, refusals_since)?,
    })
}

/// How many nodes may ask this one for what is public; nothing where federation is open, and every node may that is not
/// blocked.
///
/// # Errors
/// The database's own.
pub fn may_ask(conn: &mut AnyConnection) -> Result<Option<usize>> {
    let decisions = decisions(conn)?;
    let allowed = decisions.rules.values().filter(|rule| rule.policy == Policy::Allow).count();
    Ok((decisions.federation == Federation::Closed).then_some(allowed))
}

/// The hosts that get a copy of what an actor publishes for an audience now, in order: those of its accepted remote
/// followers with which this node deals. The same followers are chosen when the copies are sent.
///
/// # Errors
/// The database's own.
pub fn holders(conn: &mut AnyConnection, author: &ActorId, audience: Audience) -> Result<Vec<String>> {
    Ok(receivers(conn, author, audience)?.0)
}

/// As [`holders`], with the number of followers who receive it there.
///
/// # Errors
/// The database's own.
pub fn receivers(
    conn: &mut AnyConnection,
    author: &ActorId,
    audience: Audience,
) -> Result<(Vec<String>, usize)> {
    if !audience.leaves() {
        return Ok((Vec::new(), 0));
    }
    let decisions = decisions(conn)?;
    let organised = |f: &Actor| crate::statement::rules::is_organised(f.kind);
    let mut hosts: Vec<String> = crate::follow::store::remote_followers(conn, author)?
        .iter()
        .filter(|follower| audience != Audience::Network || organised(follower))
        .filter_map(|follower| host_of(follower.delivery_inbox()))
        .filter(|host| decisions.deals_with(host))
        .collect();
    let followers = hosts.len();
    hosts.sort();
    hosts.dedup();
    Ok((hosts, followers))
}

/// The host of an address, with the port where one is named.
pub(crate) fn host_of(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}
