//! From facts to activities: each fact becomes one activity with its deliveries, in one transaction, once.

pub(crate) mod network;
pub(crate) mod position;
mod seat;
mod trust;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;
use serde_json::Value;
use sofra_base::clock::{Span, hours, minutes, seconds};
use sofra_base::id::new_ulid;
use sofra_db::queue::{delivery, job};
use sofra_db::schema::{activity, delivery as delivery_table};
use sofra_domain::actor::{self, Actor, ActorId, ActorKind};
use sofra_domain::fact::{self, Fact};
use sofra_domain::position::PositionId;
use sofra_domain::proof::{self, Checked, Status};
use sofra_domain::report::{self, ReportId};
use sofra_domain::statement::rules::is_organised;
use sofra_domain::statement::{self, Audience, State, StatementId};
use sofra_domain::table::SeatId;
use sofra_domain::{AnyConnection, At, Error, Result, departure, follow, network as networks, node};
use tokio::sync::watch;

use crate::activity::{accept, create, delete, flag, follow as follow_activity, undo, update};
use crate::object::actor::Around;
use crate::uri::{Uri, UriPolicy};
use crate::{Federation, pause};

/// Facts told in one transaction at most.
const BATCH: i64 = 50;

/// An activity that is to be kept and delivered.
struct Told {
    id: String,
    uri: String,
    actor: Actor,
    verb: &'static str,
    object_uri: String,
    statement: Option<StatementId>,
    public: bool,
    body: Value,
    /// The same as it is to leave, where not a byte of it may be another.
    text: Option<String>,
    inboxes: Vec<String>,
}

impl Federation {
    /// Tells facts in the order in which they happened, until the end.
    pub(crate) async fn tell_facts(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut commits = self.db.commits();
        loop {
            match self.tell_some().await {
                Ok(0) => {
                    if pause(&mut commits, &mut stop, Duration::from_secs(2)).await {
                        return;
                    }
                }
                Ok(_) => {
                    if *stop.borrow() {
                        return;
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "facts could not be told; trying again");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }

    /// Tells the facts that are due now; how many there were.
    ///
    /// # Errors
    /// The database's own.
    async fn tell_some(&self) -> Result<usize> {
        let waiting = {
            let now = self.clock.now();
            self.db.read(move |c| Ok::<_, Error>(job::is_due(c, fact::JOB, now)?)).await?
        };
        if !waiting {
            return Ok(0);
        }
        let (at, policy) = (self.at(), self.uri_policy());
        let jobs = self
            .db
            .write(move |c| Ok::<_, Error>(job::claim(c, fact::JOB, BATCH, at.now + minutes(2), at.now)?))
            .await?;
        let count = jobs.len();
        for claimed in jobs {
            let at = self.at();
            let (id, attempts) = (claimed.id, claimed.attempts);
            let told = self
                .db
                .write(move |c| {
                    let fact: Fact = serde_json::from_str(&claimed.payload)
                        .map_err(|e| Error::Internal(format!("a fact cannot be read: {e}")))?;
                    if let Some(told) = tell(c, &at, &fact)? {
                        let position = match &fact {
                            Fact::Network { told: networks::Told::Relayed { inner, .. } } => {
                                network::passed_on(c, inner)?.1
                            }
                            other => position::of(other).cloned(),
                        };
                        keep(c, &at, told, policy, position.as_ref(), &fact)?;
                    }
                    job::done(c, id)?;
                    Ok::<_, Error>(())
                })
                .await;
            if let Err(error) = told {
                tracing::error!(%error, job = id, "a fact could not be told");
                let at = self.at();
                let cause = error.to_string();
                self.db
                    .write(move |c| {
                        Ok::<_, Error>(job::failed(c, id, &cause, at.now + pause_after(attempts))?)
                    })
                    .await?;
            }
        }
        Ok(count)
    }
}

/// Half a minute at first, then longer: a fact is not given up because the database was busy for a while.
fn pause_after(attempts: i32) -> Span {
    let doublings = u32::try_from(attempts.clamp(0, 10)).unwrap_or(0);
    Span(seconds(30).0 << doublings).min(hours(6))
}

/// Writes the activity and a delivery for each inbox.
fn keep(
    conn: &mut AnyConnection,
    at: &At,
    told: Told,
    policy: UriPolicy,
    position: Option<&PositionId>,
    fact: &Fact,
) -> Result<()> {
    diesel::insert_into(activity::table)
        .values((
            activity::id.eq(&told.id),
            activity::uri.eq(&told.uri),
            activity::actor_id.eq(&told.actor.id),
            activity::verb.eq(told.verb),
            activity::object_uri.eq(&told.object_uri),
            activity::statement_id.eq(told.statement.as_ref().map(StatementId::as_str)),
            activity::public.eq(told.public),
            activity::body.eq(told.text.unwrap_or_else(|| told.body.to_string())),
            activity::created_at.eq(at.now),
            activity::position_id.eq(position.map(PositionId::as_str)),
            activity::seat_id.eq(seat::of(fact).map(SeatId::as_str)),
        ))
        .execute(conn)?;
    // One delivery for each inbox, however many followers stand behind it.
    let inboxes: BTreeMap<String, String> = told
        .inboxes
        .into_iter()
        .filter_map(|inbox| {
            let host = Uri::parse(&inbox, policy).ok()?.authority().to_owned();
            Some((inbox, host))
        })
        .collect();
    let inboxes: Vec<(String, String)> = inboxes.into_iter().collect();
    delivery::add(conn, &told.id, told.actor.id.as_str(), &inboxes, at.now)?;
    if told.actor.stopped_at.is_some() {
        // It is written down, so that nothing is lost; it leaves when somebody says so.
        delivery::stop_actor(conn, told.actor.id.as_str())?;
    }
    Ok(())
}

/// What a fact means for others; `None` when there is nothing to tell any more.
fn tell(conn: &mut AnyConnection, at: &At, fact: &Fact) -> Result<Option<Told>> {
    let id = new_ulid();
    let uri = at.site.activity_uri(&id);
    match fact {
        Fact::StatementPublished { statement } => tell_statement(conn, at, id, uri, statement, None),
        Fact::StatementRevised { statement, revision } => {
            tell_statement(conn, at, id, uri, statement, Some(*revision))
        }
        Fact::StatementWithdrawn { statement } => {
            let found = statement::store::get(conn, statement)?;
            let author = actor::store::get(conn, &found.author_id)?;
            let mut inboxes = audience_inboxes(conn, &author, found.audience)?;
            // Whoever holds a copy is told, also when they no longer follow.
            inboxes.extend(inboxes_of(conn, &About::Statement(statement))?);
            let networks = networks::store::told(conn, &found.id)?;
            let named = networks::store::told_uris(conn, &found.id)?;
            let body = delete::build(&uri, &author, &found, &named, found.withdrawn_at.unwrap_or(at.now));
            let public = found.audience == Audience::Public;
            inboxes.extend(network::address(conn, at, &networks, &author.id, &uri, &body, public)?);
            Ok(Some(Told {
                id,
                uri,
                actor: author,
                verb: "Delete",
                object_uri: found.uri,
                statement: Some(statement.clone()),
                public: found.audience == Audience::Public,
                body,
                text: None,
                inboxes,
            }))
        }
        Fact::PositionTaken { .. } | Fact::PositionChanged { .. } | Fact::PositionWithdrawn { .. } => {
            position::tell(conn, at, id, uri, fact)
        }
        Fact::ActorChanged { actor } => {
            let changed = actor::store::get(conn, actor)?;
            if !changed.is_active() {
                return Ok(None);
            }
            let around = Around::load(conn, &changed, at.now)?;
            let body = update::build_actor(&uri, &changed, &around, &at.site);
            let mut inboxes = audience_inboxes(conn, &changed, Audience::Followers)?;
            if changed.kind == ActorKind::Network {
                // The nodes of all that stand to it: they ask for the document and read in it what concerns them.
                inboxes.extend(networks::store::inboxes(conn, &changed.id, false)?);
            }
            // Figures of a network are by what its members say they are: whoever counts them hears of it.
            for network in networks::store::scopes_of(conn, &changed.id)? {
                let home = actor::store::get(conn, &network)?;
                inboxes.extend(Some(home.inbox).filter(|_| !home.local));
                inboxes.extend(networks::store::inboxes(conn, &network, true)?);
            }
            Ok(Some(Told {
                id,
                uri,
                verb: "Update",
                object_uri: changed.uri.clone(),
                actor: changed,
                statement: None,
                // Not in the outbox: it is about the speaker, it is not something said.
                public: false,
                body,
                text: None,
                inboxes,
            }))
        }
        Fact::ActorDeparted { actor } => {
            let inboxes = departure::store::inboxes(conn, actor)?;
            Ok(Some(tell_departure(id, uri, actor::store::get(conn, actor)?, inboxes)))
        }
        Fact::ActorGone { actor, inboxes } => {
            Ok(Some(tell_departure(id, uri, actor::store::get(conn, actor)?, inboxes.clone())))
        }
        Fact::FollowRequested { follow } => {
            // Taken back before it was told: nothing to tell.
            let Some(found) = follow::store::get(conn, follow).map(Some).or_else(none_if_absent)? else {
                return Ok(None);
            };
            let follower = actor::store::get(conn, &found.follower_id)?;
            let target = actor::store::get(conn, &found.target_id)?;
            let body = follow_activity::build(&found.uri, &follower, &target.uri);
            // The request goes out under the id that was kept with the follow.
            let id = found.id.as_str().to_owned();
            Ok(Some(direct(id, found.uri, follower, "Follow", target.uri.clone(), body, &target)))
        }
        Fact::FollowAccepted { follow } => {
            let Some(found) = follow::store::get(conn, follow).map(Some).or_else(none_if_absent)? else {
                return Ok(None);
            };
            let follower = actor::store::get(conn, &found.follower_id)?;
            let target = actor::store::get(conn, &found.target_id)?;
            let body = accept::build(&uri, true, &target, &found.uri, &follower);
            Ok(Some(direct(id, uri, target, "Accept", found.uri, body, &follower)))
        }
        Fact::FollowRejected { uri: follow_uri, follower, target } => {
            let (follower, target) = both(conn, follower, target)?;
            let body = accept::build(&uri, false, &target, follow_uri, &follower);
            Ok(Some(direct(id, uri, target, "Reject", follow_uri.clone(), body, &follower)))
        }
        Fact::FollowEnded { uri: follow_uri, follower, target } => {
            let (follower, target) = both(conn, follower, target)?;
            let body = undo::build(&uri, &follower, follow_uri, &target.uri);
            Ok(Some(direct(id, uri, follower, "Undo", follow_uri.clone(), body, &target)))
        }
        Fact::ReportForwarded { report } => tell_report(conn, id, uri, report),
        Fact::VouchOffered { .. }
        | Fact::VouchAnswered { .. }
        | Fact::VouchTakenBack { .. }
        | Fact::Moved { .. } => trust::tell(conn, id, uri, fact),
        Fact::Network { told } => network::tell(conn, at, id, uri, told),
        Fact::Table { told } => seat::tell(conn, at, id, uri, told),
    }
}

/// An actor is gone for good, whether it left the node or only the public eye.
fn tell_departure(id: String, uri: String, gone: Actor, inboxes: Vec<String>) -> Told {
    Told {
        id,
        verb: "Delete",
        object_uri: gone.uri.clone(),
        statement: None,
        public: false,
        body: delete::build_departure(&uri, &gone),
        text: None,
        uri,
        actor: gone,
        inboxes,
    }
}

/// A report in the name of the node: nothing in it tells who reported.
fn tell_report(conn: &mut AnyConnection, id: String, uri: String, report: &ReportId) -> Result<Option<Told>> {
    let Some(found) = report::store::get(conn, report).map(Some).or_else(none_if_absent)? else {
        return Ok(None);
    };
    let own = node::store::own_actor(conn)?;
    let reported = actor::store::get(conn, &found.actor_id)?;
    let mut statements = Vec::new();
    for about in report::store::statements(conn, report)? {
        statements.push(statement::store::get(conn, &about)?.uri);
    }
    for about in report::store::positions(conn, report)? {
        statements.push(sofra_domain::position::store::get(conn, &about)?.uri);
    }
    let words = if found.words_forwarded { found.words.as_str() } else { "" };
    let body = flag::build(&uri, &own, &reported, &statements, words);
    let inboxes = if reported.local { Vec::new() } else { vec![reported.delivery_inbox().to_owned()] };
    Ok(Some(Told {
        id,
        uri,
        actor: own,
        verb: "Flag",
        object_uri: reported.uri,
        statement: None,
        public: false,
        body,
        text: None,
        inboxes,
    }))
}

fn none_if_absent<T>(error: Error) -> Result<Option<T>> {
    if matches!(error, Error::NotFound) { Ok(None) } else { Err(error) }
}

fn both(conn: &mut AnyConnection, follower: &ActorId, target: &ActorId) -> Result<(Actor, Actor)> {
    Ok((actor::store::get(conn, follower)?, actor::store::get(conn, target)?))
}

/// Something between two actors, for the inbox of one of them.
fn direct(
    id: String,
    uri: String,
    actor: Actor,
    verb: &'static str,
    object_uri: String,
    body: Value,
    to: &Actor,
) -> Told {
    let inboxes = if to.local || !to.is_active() { Vec::new() } else { vec![to.inbox.clone()] };
    Told { id, uri, actor, verb, object_uri, statement: None, public: false, body, text: None, inboxes }
}

fn tell_statement(
    conn: &mut AnyConnection,
    at: &At,
    id: String,
    uri: String,
    statement: &StatementId,
    revision: Option<i32>,
) -> Result<Option<Told>> {
    let found = statement::store::get(conn, statement)?;
    if found.state != State::Published {
        // Withdrawn meanwhile: its words are gone, and the withdrawal tells the rest.
        return Ok(None);
    }
    if found.hidden_at.is_some() || !actor::store::get(conn, &found.author_id)?.is_active() {
        // What this node does not show it does not send.
        return Ok(None);
    }
    let audience = found.audience;
    let view = statement::store::view(conn, found, Some(revision.unwrap_or(1)))?;
    let verb = if revision.is_some() { "Update" } else { "Create" };
    let mut inboxes = audience_inboxes(conn, &view.author, audience)?;
    if revision.is_some() && audience == Audience::Public {
        // Everybody may read it, so whoever holds an older copy is told of the newer one.
        inboxes.extend(inboxes_of(conn, &About::Statement(statement))?);
    }
    let body = create::build(conn, &uri, verb, &view, &at.site)?;
    let networks = networks::store::told(conn, statement)?;
    let public = audience == Audience::Public;
    inboxes.extend(network::address(conn, at, &networks, &view.author.id, &uri, &body, public)?);
    Ok(Some(Told {
        id,
        uri,
        verb,
        object_uri: view.statement.uri.clone(),
        statement: Some(statement.clone()),
        public: audience == Audience::Public,
        actor: view.author,
        body,
        text: None,
        inboxes,
    }))
}

/// Inboxes of the remote followers that an audience means.
fn audience_inboxes(conn: &mut AnyConnection, author: &Actor, audience: Audience) -> Result<Vec<String>> {
    if !audience.leaves() {
        return Ok(Vec::new());
    }
    let followers = follow::store::remote_followers(conn, &author.id)?;
    Ok(followers
        .iter()
        .filter(|follower| audience != Audience::Network || is_organised(follower.kind))
        .map(|follower| follower.delivery_inbox().to_owned())
        .collect())
}

/// What an activity is about.
enum About<'a> {
    Statement(&'a StatementId),
    Position(&'a PositionId),
    Seat(&'a SeatId),
}

/// Inboxes that an earlier activity about it went to.
fn inboxes_of(conn: &mut AnyConnection, about: &About<'_>) -> Result<Vec<String>> {
    let query = delivery_table::table
        .inner_join(activity::table)
        // A delivery that was tried may have arrived although no answer came.
        .filter(delivery_table::state.ne("cancelled").or(delivery_table::attempts.gt(0)))
        .select(delivery_table::inbox)
        .distinct()
        .into_boxed();
    let query = match about {
        About::Statement(id) => query.filter(activity::statement_id.eq(id.as_str())),
        About::Position(id) => query.filter(activity::position_id.eq(id.as_str())),
        About::Seat(id) => query.filter(activity::seat_id.eq(id.as_str())),
    };
    Ok(query.load(conn)?)
}

/// Keeps what went out signed, so that it can be shown as others have it. What went out without a proof has none any more:
/// it was public once, and is not now.
fn remember_proof(
    conn: &mut AnyConnection,
    at: &At,
    uri: &str,
    holder: &ActorId,
    object: &Value,
) -> Result<()> {
    let key = object["proof"]["verificationMethod"].as_str();
    let status = if key.is_some() { Status::Verified } else { Status::None };
    let checked = Checked { status, key_uri: key.map(str::to_owned) };
    proof::actions::record(conn, at, uri, holder, &checked, Some(object))
}
