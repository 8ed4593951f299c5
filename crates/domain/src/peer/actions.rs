//! What the host decides about other nodes.

use diesel::prelude::*;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::queue::delivery;
use sofra_db::schema::{actor, delivery as delivery_table, follow, peer};

use super::list::{self, List};
use super::rules::covers;
use super::{Again, Decision, Policy, Rule, store};
use crate::account::Identity;
use crate::actor::ActorId;
use crate::audit::actions::{Act, record};
use crate::error::{Error, Result};
use crate::moderation::rules::{self as moderation, Doer, Power, Target};
use crate::site::At;

/// Reads a host's name as people write it.
#[must_use]
pub fn host_name(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("https://").trim_end_matches('/').to_ascii_lowercase();
    let sound = !text.is_empty()
        && text.len() <= 253
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'))
        && !text.starts_with('.');
    sound.then(|| text.trim_end_matches('.').to_owned())
}

/// Decides about a host. A suspension also ends every follow in both directions and stops what is still to be sent to
/// it; what it sent before is kept, but shown no more, and shown again when the suspension is lifted.
///
/// # Errors
/// `Invalid` when it is not a host name or is this node's own; `Forbidden` unless the account runs the node, or is a
/// moderator who restricts or suspends.
pub fn decide(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    host: &str,
    decision: &Decision,
) -> Result<()> {
    let known = host_name(host).map(|host| store::find(conn, &host)).transpose()?.flatten();
    let before = known.map_or(Rule::of(Policy::None), |peer| peer.rule());
    let power = if is_stricter(before, decision.rule) { Power::RestrictHost } else { Power::DecideHost };
    moderation::may(&Doer::of(who), power, &Target::default())?;
    let host = checked(at, host)?;
    write(conn, at, who, &host, decision)?;
    crate::overview::actions::hosts_changed(conn)?;
    let act = Act { act: code(decision.rule), object: &host, reason: &decision.reason, organisation: None };
    record(conn, at.now, who, act)
}

/// Whether a decision only takes away from what a host may do here.
fn is_stricter(before: Rule, after: Rule) -> bool {
    let rank = |rule: Rule| match rule.policy {
        Policy::Allow => 0,
        Policy::None => 1,
        Policy::Suspend => 2,
    };
    // To take back an allowance may be harmless or not: it is left to the host.
    let sterner = rank(after) == rank(before) || after.policy == Policy::Suspend;
    sterner
        && after.limited >= before.limited
        && after.no_media >= before.no_media
        && after.no_reports >= before.no_reports
}

/// The word in the record.
fn code(rule: Rule) -> &'static str {
    match (rule.policy, rule.limited || rule.no_media || rule.no_reports) {
        (Policy::Suspend, _) => "peer.suspend",
        (_, true) => "peer.limit",
        (Policy::Allow, false) => "peer.allow",
        (Policy::None, false) => "peer.clear",
    }
}

fn checked(at: &At, host: &str) -> Result<String> {
    let host = host_name(host).ok_or_else(|| Error::field("host", "error-host-invalid"))?;
    if covers(&host, &at.site.domain) {
        return Err(Error::field("host", "error-host-own"));
    }
    Ok(host)
}

fn write(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    host: &str,
    decision: &Decision,
) -> Result<()> {
    delivery::remember_peer(conn, host, at.now)?;
    let rule = decision.rule;
    diesel::update(peer::table.find(host))
        .set((
            peer::policy.eq(rule.policy),
            peer::limited.eq(rule.limited),
            peer::no_media.eq(rule.no_media),
            peer::no_reports.eq(rule.no_reports),
            peer::reason.eq(sanitise::line(&decision.reason)),
            peer::public_reason.eq(sanitise::line(&decision.public_reason)),
            peer::obfuscated.eq(decision.obfuscated),
            peer::decided_at.eq(at.now),
            peer::decided_by.eq(who.map(|who| who.account.to_string())),
        ))
        .execute(conn)?;
    if rule.policy == Policy::Suspend {
        let follows = follows_with(conn, host)?;
        end_follows(conn, &follows)?;
        cancel(conn, at, host)?;
    }
    Ok(())
}

/// The actors of a host and of names below it.
fn actors_of(conn: &mut AnyConnection, host: &str) -> Result<Vec<ActorId>> {
    let pairs: Vec<(String, String)> = actor::table
        .filter(actor::local.eq(false))
        .select((actor::host, actor::home))
        .distinct()
        .load(conn)?;
    let mut names: Vec<String> = pairs.into_iter().flat_map(|(host, home)| [host, home]).collect();
    names.retain(|name| covers(host, name));
    names.sort();
    names.dedup();
    Ok(actor::table
        .filter(actor::local.eq(false))
        .filter(actor::host.eq_any(&names).or(actor::home.eq_any(&names)))
        .select(actor::id)
        .load(conn)?)
}

/// The follows, in both directions, that a suspension of a host ends.
fn follows_with(conn: &mut AnyConnection, host: &str) -> Result<Vec<String>> {
    let theirs = actors_of(conn, host)?;
    let mut found = Vec::new();
    // In pieces: a database takes so many values in one query.
    for some in theirs.chunks(500) {
        found.extend(
            follow::table
                .filter(follow::follower_id.eq_any(some).or(follow::target_id.eq_any(some)))
                .select(follow::id)
                .load::<String>(conn)?,
        );
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Without a word to the other side: that it is suspended is nothing it need learn, and nothing is sent to it.
fn end_follows(conn: &mut AnyConnection, follows: &[String]) -> Result<()> {
    for some in follows.chunks(500) {
        diesel::delete(follow::table.filter(follow::id.eq_any(some))).execute(conn)?;
    }
    Ok(())
}

fn cancel(conn: &mut AnyConnection, at: &At, host: &str) -> Result<()> {
    let waiting: Vec<String> = delivery_table::table
        .filter(delivery_table::state.eq("pending"))
        .select(delivery_table::host)
        .distinct()
        .load(conn)?;
    for name in waiting.iter().filter(|name| covers(host, name)) {
        delivery::cancel_host(conn, name, at.now)?;
    }
    Ok(())
}

/// What bringing in a list would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Hosts about which nothing was decided so far.
    pub added: Vec<(String, Decision)>,
    /// Hosts about which something else was decided: from, to.
    pub changed: Vec<(String, Rule, Decision)>,
    /// Hosts about which the same or something stricter is decided already.
    pub kept: usize,
    /// Lines that would shut out this node itself.
    pub own: Vec<String>,
    /// Hosts that this node allows and that the list would suspend; they are left as they are.
    pub allowed: Vec<String>,
    /// Lines that say nothing we understand.
    pub unread: usize,
    /// Follows that would end.
    pub follows_lost: usize,
}

/// What bringing in a list would do. Nothing gets looser by a list; what the host allowed stays allowed.
///
/// # Errors
/// `Forbidden` unless the account runs the node; the database's own.
pub fn preview(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, list: &List) -> Result<Preview> {
    moderation::may(&Doer::of(who), Power::DecideHost, &Target::default())?;
    let decided: std::collections::HashMap<String, Decision> =
        store::decided(conn)?.iter().map(|peer| (peer.host.clone(), peer.decision())).collect();
    let mut preview = Preview { unread: list.unread.len(), ..Preview::default() };
    let mut lost = std::collections::BTreeSet::new();
    for line in &list.lines {
        if checked(at, &line.host).is_err() {
            preview.own.push(line.host.clone());
            continue;
        }
        let before = decided.get(&line.host);
        let old = before.map_or(Rule::of(Policy::None), |decision| decision.rule);
        if old.policy == Policy::Allow && line.rule.policy == Policy::Suspend {
            preview.allowed.push(line.host.clone());
            continue;
        }
        let policy = if old.policy == Policy::None { line.rule.policy } else { old.policy };
        let new = Rule {
            policy,
            limited: old.limited || line.rule.limited,
            no_media: old.no_media || line.rule.no_media,
            no_reports: old.no_reports || line.rule.no_reports,
        };
        if new == old {
            preview.kept += 1;
            continue;
        }
        let decision = Decision {
            rule: new,
            reason: before
                .map(|d| d.reason.clone())
                .filter(|r| !r.is_empty())
                .unwrap_or_else(|| line.comment.clone()),
            public_reason: before.map_or_else(|| line.comment.clone(), |d| d.public_reason.clone()),
            obfuscated: line.obfuscated,
        };
        if new.policy == Policy::Suspend && old.policy != Policy::Suspend {
            lost.extend(follows_with(conn, &line.host)?);
        }
        match before {
            Some(_) => preview.changed.push((line.host.clone(), old, decision)),
            None => preview.added.push((line.host.clone(), decision)),
        }
    }
    preview.follows_lost = lost.len();
    Ok(preview)
}

/// Brings in a list: exactly what [`preview`] says, at once.
///
/// # Errors
/// As [`preview`].
pub fn import(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, list: &List) -> Result<Preview> {
    let preview = preview(conn, at, who, list)?;
    let changed = preview.changed.iter().map(|(host, _, decision)| (host, decision));
    let added = preview.added.iter().map(|(host, decision)| (host, decision));
    for (host, decision) in added.chain(changed) {
        write(conn, at, who, host, decision)?;
    }
    crate::overview::actions::hosts_changed(conn)?;
    let count = preview.added.len() + preview.changed.len();
    let object = count.to_string();
    record(conn, at.now, who, Act { act: "peer.import", object: &object, ..Act::default() })?;
    Ok(preview)
}

/// The list of blocks as a file.
///
/// # Errors
/// `Forbidden` unless the account looks after the node; the database's own.
pub fn export(conn: &mut AnyConnection, who: Option<&Identity>) -> Result<String> {
    moderation::may(&Doer::of(who), Power::SeeHosts, &Target::default())?;
    let decided: Vec<(String, Decision)> =
        store::decided(conn)?.iter().map(|peer| (peer.host.clone(), peer.decision())).collect();
    Ok(list::write(&decided))
}

/// Sends one dead letter again, or all of a host; gives how many. Asking twice does no harm: what waits already is
/// no dead letter.
///
/// # Errors
/// `Forbidden` unless the account runs the node, `NotFound` when there is no such dead letter.
pub fn send_again(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    which: Again<'_>,
) -> Result<usize> {
    if who.is_some_and(|who| !who.is_host()) {
        return Err(Error::Forbidden("host-only"));
    }
    match delivery::send_again(conn, which, at.now)? {
        0 => Err(Error::NotFound),
        sent => Ok(sent),
    }
}
