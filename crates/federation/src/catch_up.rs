//! Asking the members of a network what they told it. What a network passes on may be lost, late, too much for an hour, or
//! kept back by the node that hosts it; and whoever comes in later was not there when it was said. Each member's own
//! outbox holds what it said, for those who may read it: every node that belongs asks there, so that in the end all hold
//! the same, whoever passed on what. Nothing is believed that does not come from its own origin.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use diesel::prelude::*;
use serde_json::Value;
use sofra_base::clock::{Timestamp, days, hours, minutes};
use sofra_db::schema::{position as positions, statement as statements, statement_network};
use sofra_domain::actor::{self, Actor, ActorId, ActorKind};
use sofra_domain::network::{MemberState, store};
use sofra_domain::{Error, Result, position, statement};

use crate::Federation;
use crate::budget::FetchBudget;
use crate::object::{call as call_object, first_text, list, position as position_object, text, type_in};
use crate::resolve::Failure;
use crate::uri::Uri;

/// Pages of one outbox at most.
const PAGES: usize = 100;
/// What is held here and not listed there is asked for one by one: so many at once.
const MISSING: usize = 100;
/// Walks that are kept in mind.
const KNOWN: usize = 50_000;

/// When the members of networks are asked next; a restart forgets it, which costs one more walk.
#[derive(Default)]
pub struct Walks(Mutex<HashMap<(ActorId, ActorId), Walk>>);

#[derive(Clone, Copy)]
struct Walk {
    due: Timestamp,
    /// Whether it was asked before: after the first time it is asked again soon, because it may not have known yet that
    /// we belong.
    again: bool,
}

impl Walks {
    fn of(&self, network: &ActorId, member: &ActorId) -> Option<Walk> {
        let walks = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        walks.get(&(network.clone(), member.clone())).copied()
    }

    fn put(&self, network: &ActorId, member: &ActorId, walk: Walk) {
        let mut walks = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if walks.len() >= KNOWN {
            walks.clear();
        }
        walks.insert((network.clone(), member.clone()), walk);
    }
}

impl Federation {
    /// Asks the members of a network whose turn it is; gives when the next one's is. Of a network to which nobody here
    /// belongs nobody is asked.
    ///
    /// # Errors
    /// The database's own.
    pub(crate) async fn catch_up(&self, network: &ActorId) -> Result<Option<Timestamp>> {
        let id = network.clone();
        let (network, members) = self
            .db
            .read(move |c| {
                let network = actor::store::get(c, &id)?;
                if !network.local && !store::is_ours(c, &id)? {
                    return Ok::<_, Error>((network, Vec::new()));
                }
                Ok((network, store::everybody(c, &id)?))
            })
            .await?;
        let mut next: Option<Timestamp> = None;
        for (row, member) in members {
            if row.state != MemberState::Admitted
                || member.kind != ActorKind::Organisation
                || member.local
                || !member.is_active()
                || !self.policy.deals_with(&member.host)
            {
                continue;
            }
            let known = self.walks.of(&network.id, &member.id);
            let walk = match known {
                Some(walk) if walk.due > self.clock.now() => walk,
                _ => {
                    let done = self.walk(&network, &member).await;
                    if let Err(failure) = &done {
                        tracing::debug!(reason = failure.reason(), "a member could not be asked");
                    }
                    let (pause, again) = match (done, known) {
                        (Err(_), known) => (hours(1), known.is_some_and(|walk| walk.again)),
                        (Ok(()), None | Some(Walk { again: false, .. })) => (minutes(10), true),
                        (Ok(()), Some(_)) => (days(1), true),
                    };
                    let walk = Walk { due: self.clock.now() + pause, again };
                    self.walks.put(&network.id, &member.id, walk);
                    walk
                }
            };
            next = Some(next.map_or(walk.due, |first| first.min(walk.due)));
        }
        Ok(next)
    }

    /// Reads a member's outbox from one end to the other.
    async fn walk(&self, network: &Actor, member: &Actor) -> std::result::Result<(), Failure> {
        let own = self.parse_uri(&member.uri).ok_or(Failure::Unbelievable("actor-id"))?;
        let place =
            |text: Option<&str>| text.and_then(|t| self.parse_uri(t)).filter(|found| found.same_origin(&own));
        let outbox = place(member.outbox.as_deref()).ok_or(Failure::Absent)?;
        let beginning = self.fetch(&outbox, &mut FetchBudget::default()).await?;
        let mut page = place(first_text(beginning.get("first")));
        let mut listed = HashSet::new();
        let mut pages = 0;
        while let Some(address) = page.take() {
            if pages >= PAGES {
                // What was not looked at is not missing.
                return Ok(());
            }
            pages += 1;
            let document = self.fetch(&address, &mut FetchBudget::default()).await?;
            for item in list(document.get("orderedItems")) {
                if text(item, "type") != Some("Create") || first_text(item.get("actor")) != Some(own.as_str())
                {
                    continue;
                }
                let Some(about) = place(first_text(item.get("object"))) else { continue };
                let new = listed.insert(about.to_string());
                if new {
                    // One that cannot be taken in must not keep back all others.
                    match self.take_listed(item, &about, network, &own).await {
                        Ok(()) | Err(Failure::Unbelievable(_) | Failure::Absent | Failure::Gone) => {}
                        Err(other) => return Err(other),
                    }
                }
            }
            page = place(first_text(document.get("next"))).filter(|next| *next != address);
        }
        self.ask_for_missing(network, member, &listed).await
    }

    /// Takes in one thing that a member's own outbox lists, if it is for this network: what it told it, and its public
    /// positions, which count wherever it belongs.
    async fn take_listed(
        &self,
        item: &Value,
        about: &Uri,
        network: &Actor,
        own: &Uri,
    ) -> std::result::Result<(), Failure> {
        let mut budget = FetchBudget::default();
        let document = match item.get("object") {
            Some(object) if object.is_object() => object.clone(),
            _ => self.fetch(about, &mut budget).await?,
        };
        let is_own = first_text(document.get("attributedTo")) == Some(own.as_str())
            && first_text(document.get("id")) == Some(about.as_str());
        if !is_own {
            return Err(Failure::Unbelievable("not-the-author"));
        }
        let told = ["to", "cc", "audience"]
            .iter()
            .flat_map(|name| list(document.get(*name)))
            .any(|entry| first_text(Some(entry)) == Some(network.uri.as_str()));
        if call_object::is_call(&document) {
            if told {
                self.take_call(&document, &mut budget).await?;
            }
        } else if position_object::is_position(&document, self.uri_policy()) {
            if told || crate::object::proof::is_public(&document) {
                self.take_position_document(&document, false, &mut budget).await?;
            }
        } else if told && type_in(&document, &["Article", "Note", "Event"]).is_some() {
            self.take_statement_document(&document, false, None, &mut budget).await?;
        }
        Ok(())
    }

    /// What is held here of a member and is not listed any more may have been withdrawn without a word to us: its own
    /// origin says so, or it stays.
    async fn ask_for_missing(
        &self,
        network: &Actor,
        member: &Actor,
        listed: &HashSet<String>,
    ) -> std::result::Result<(), Failure> {
        let (network, holder) = (network.id.clone(), member.id.clone());
        let held: Vec<String> = self
            .db
            .read(move |c| {
                let mut held: Vec<String> = positions::table
                    .filter(positions::holder_id.eq(&holder))
                    .filter(positions::state.ne(position::State::Withdrawn))
                    .order(positions::uri)
                    .select(positions::uri)
                    .load(c)?;
                let told: Vec<String> = statements::table
                    .inner_join(statement_network::table)
                    .filter(statement_network::network_id.eq(&network))
                    .filter(statements::author_id.eq(&holder))
                    .filter(statements::state.eq(statement::State::Published))
                    .order(statements::uri)
                    .select(statements::uri)
                    .load(c)?;
                held.extend(told);
                Ok::<_, Error>(held)
            })
            .await?;
        for missing in held.iter().filter(|uri| !listed.contains(*uri)).take(MISSING) {
            let Some(uri) = self.parse_uri(missing) else { continue };
            match self.withdrawn_in_network(&uri, false, &mut FetchBudget::default()).await {
                Ok(_) | Err(Failure::Absent | Failure::Unbelievable(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }
}
