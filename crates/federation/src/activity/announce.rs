//! `Announce` of a network (FEP-1b12): what a member told it is passed on, byte for byte; and what becomes of one that
//! arrives. It is a hint and no more: what it is about is fetched from its own origin (ORG-13, ORG-24, ORG-28).

use serde_json::{Value, json};
use sofra_base::clock::days;
use sofra_domain::actor::{Actor, ActorKind};
use sofra_domain::network::membership::actions::{hosted, takes_relay};
use sofra_domain::network::model::Told;
use sofra_domain::network::store;
use sofra_domain::{Error, actor, fact, follow, position, statement, table};

use super::{IGNORED, Outcome};
use crate::Federation;
use crate::budget::FetchBudget;
use crate::guard::{Inbound, Object, Verb};
use crate::object::context::{self, PUBLIC};
use crate::object::{
    call as call_object, first_text, position as position_object, seat as seat_object, type_in,
};
use crate::resolve::Failure;
use crate::uri::Uri;

/// What somebody wrote who does not belong is not taken in because a group passes it on.
const NOT_OF_A_MEMBER: Outcome = "not of a member";

/// Builds it as text, so that not a byte of the member's own activity changes.
#[must_use]
pub fn build(id: &str, network: &Actor, inner: &str, public: bool) -> String {
    let followers = network.followers.clone().unwrap_or_else(|| format!("{}/followers", network.uri));
    let members = format!("{}/members", network.uri);
    let (to, cc) = if public {
        (vec![PUBLIC.to_owned()], vec![followers, members])
    } else {
        (vec![members], Vec::new())
    };
    let outer = json!({
        "@context": context::ACTIVITY_STREAMS,
        "id": id,
        "type": "Announce",
        "actor": network.uri,
        "to": to,
        "cc": cc
    });
    around(&outer, inner)
}

fn around(outer: &Value, inner: &str) -> String {
    let outer = outer.to_string();
    // An object of JSON ends in a brace: what is added goes before it.
    let open = outer.strip_suffix('}').unwrap_or(&outer);
    format!("{open},\"object\":{inner}}}")
}

impl Federation {
    /// Passes on what a member elsewhere told a network of this node: its own words only, never what others pass on.
    pub(crate) async fn relay(&self, activity: &Inbound, sender: &Actor, body: &str) -> Result<(), Failure> {
        let is_own = match (&activity.verb, &activity.object) {
            (Verb::Create | Verb::Update, Object::Embedded(copy)) => copy.is_own_of(&activity.actor),
            (Verb::Create | Verb::Update | Verb::Delete, object) => {
                object.id().is_some_and(|id| id.same_origin(&activity.actor) && *id != activity.actor)
            }
            _ => false,
        };
        if !is_own || sender.kind != ActorKind::Organisation {
            return Ok(());
        }
        let addressed: Vec<String> = activity
            .to
            .iter()
            .chain(&activity.cc)
            .chain(&activity.audience)
            .filter(|uri| self.site.owns(uri.as_str()))
            .map(ToString::to_string)
            .collect();
        if addressed.is_empty() {
            return Ok(());
        }
        let (at, by, public) = (self.at(), sender.id.clone(), activity.is_public());
        let (name, inner) = (activity.id.to_string(), body.to_owned());
        self.db
            .write(move |c| {
                let mut done = Vec::new();
                for uri in addressed {
                    let Some(found) = actor::store::by_uri(c, &uri)? else { continue };
                    if done.contains(&found.id) || !store::is_admitted(c, &found.id, &by)? {
                        continue;
                    }
                    let Ok(hosted) = hosted(c, &found.id) else { continue };
                    if takes_relay(c, &at, &hosted, &by)? {
                        let (network, activity) = (found.id.clone(), name.clone());
                        let told = Told::Relayed { network, activity, inner: inner.clone(), public };
                        fact::record(c, &fact::Fact::Network { told }, at.now)?;
                    }
                    done.push(found.id);
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(())
    }

    pub(crate) async fn receive_announce(
        &self,
        activity: &Inbound,
        sender: &Actor,
        budget: &mut FetchBudget,
    ) -> Result<Outcome, Failure> {
        // A boost by anybody else is nothing here; nor is that of a group that nobody here asked to hear.
        if sender.kind != ActorKind::Network {
            return Ok(IGNORED);
        }
        let id = sender.id.clone();
        let (is_member, is_heard) = self
            .db
            .read(move |c| {
                let member = store::is_ours(c, &id)?;
                Ok::<_, Error>((member, member || follow::store::is_followed_here(c, &id)?))
            })
            .await?;
        if !is_heard {
            return Ok(IGNORED);
        }
        let (verb, about) = match &activity.object {
            Object::Reference(id) => ("Create".to_owned(), Some(id.clone())),
            Object::Embedded(copy) if matches!(copy.kind.as_str(), "Create" | "Update" | "Delete") => {
                let inner = first_text(copy.value.get("object")).and_then(|text| self.parse_uri(text));
                (copy.kind.clone(), inner)
            }
            Object::Embedded(copy) if matches!(copy.kind.as_str(), "Article" | "Note" | "Event") => {
                ("Create".to_owned(), copy.id.clone())
            }
            _ => return Ok(IGNORED),
        };
        let Some(about) = about.filter(|id| !self.site.owns(id.as_str())) else { return Ok(IGNORED) };
        if verb == "Delete" {
            return self.withdrawn_in_network(&about, false, budget).await;
        }
        let document = match self.fetch(&about, budget).await {
            Ok(document) => document,
            Err(Failure::Gone) => return self.withdrawn_in_network(&about, true, budget).await,
            Err(other) => return Err(other),
        };
        if first_text(document.get("id")) != Some(about.as_str()) {
            return Err(Failure::Unbelievable("fetch-id"));
        }
        self.take_told(&document, sender, is_member, budget).await
    }

    /// Takes in what was told to a network, as its own origin gave it. A network to which we belong is believed about who
    /// its members are; what an outsider wrote is not taken in because a group passes it on. What a member says may
    /// overtake the news that it is one, or that it coordinates: then who belongs is asked for first.
    async fn take_told(
        &self,
        document: &Value,
        network: &Actor,
        is_member: bool,
        budget: &mut FetchBudget,
    ) -> Result<Outcome, Failure> {
        let first = self.take_told_by(document, network, is_member, budget).await;
        let is_doubted =
            matches!(first, Ok(NOT_OF_A_MEMBER) | Err(Failure::Unbelievable("not-a-coordinator")));
        let Some(uri) = self.parse_uri(&network.uri).filter(|_| is_doubted && is_member) else {
            return first;
        };
        self.refetch_actor(&uri, budget).await?;
        self.take_told_by(document, network, is_member, budget).await
    }

    async fn take_told_by(
        &self,
        document: &Value,
        network: &Actor,
        is_member: bool,
        budget: &mut FetchBudget,
    ) -> Result<Outcome, Failure> {
        if call_object::is_call(document) {
            return self.take_call(document, budget).await;
        }
        if type_in(document, &["Article", "Note", "Event"]).is_none() {
            return Ok(IGNORED);
        }
        if is_member {
            let author = first_text(document.get("attributedTo")).and_then(|t| self.parse_uri(t));
            let author = author.ok_or(Failure::Unbelievable("object-author"))?;
            let author = self.actor(&author, self.clock.now() - days(30), budget).await?;
            let id = network.id.clone();
            if !self.db.read(move |c| store::is_admitted(c, &id, &author.id)).await? {
                return Ok(NOT_OF_A_MEMBER);
            }
        }
        if seat_object::is_seat(document) {
            let received = self.take_seat_document(document, !is_member, budget).await?;
            return Ok(Self::outcome_of_seat(received.as_ref()));
        }
        if position_object::is_position(document, self.uri_policy()) {
            let received = self.take_position_document(document, !is_member, budget).await?;
            return Ok(Self::outcome_of_position(received.as_ref()));
        }
        // Whoever follows a group asked for what it passes on.
        Ok(match self.take_statement_document(document, false, None, budget).await? {
            Some(statement::receive::Received::New(_)) => "new",
            Some(statement::receive::Received::Revised(_)) => "revised",
            Some(statement::receive::Received::Gone) => "withdrawn before",
            _ => "known",
        })
    }

    /// Takes in a call for positions, as its own origin gave it or its author sent it.
    pub(crate) async fn take_call(
        &self,
        document: &Value,
        budget: &mut FetchBudget,
    ) -> Result<Outcome, Failure> {
        let incoming = call_object::parse(document, self.uri_policy()).map_err(Failure::Unbelievable)?;
        let author = self.parse_uri(&incoming.author).ok_or(Failure::Unbelievable("object-author"))?;
        let author = self.actor(&author, self.clock.now() - days(30), budget).await?;
        let at = self.at();
        let changed = self
            .db
            .write(move |c| sofra_domain::network::call::receive::receive(c, &at, &author.id, &incoming))
            .await?;
        Ok(if changed { "call" } else { "known" })
    }

    /// What a network says was withdrawn: only its own origin can say so.
    pub(crate) async fn withdrawn_in_network(
        &self,
        about: &Uri,
        is_gone: bool,
        budget: &mut FetchBudget,
    ) -> Result<Outcome, Failure> {
        let name = about.to_string();
        let (said, held) = self
            .db
            .read(move |c| {
                let said = statement::store::by_uri(c, &name)?.filter(|known| !known.local);
                let held = position::store::by_uri(c, &name)?.filter(|known| !known.local);
                let sat = table::store::by_uri(c, &name)?.filter(|known| !known.local);
                let held = held.map(|known| known.holder_id).or(sat.map(|known| known.holder_id));
                Ok::<_, Error>((said.map(|known| known.author_id), held))
            })
            .await?;
        if said.is_none() && held.is_none() {
            return Ok("not known");
        }
        if !is_gone {
            match self.fetch(about, budget).await {
                Err(Failure::Gone) => {}
                Ok(document) if type_in(&document, &["Tombstone"]).is_some() => {}
                Ok(_) => return Ok("still there"),
                Err(other) => return Err(other),
            }
        }
        let (at, uri) = (self.at(), about.to_string());
        let gone = self
            .db
            .write(move |c| match (said, held) {
                (Some(author), _) => statement::receive::receive_withdrawal(c, &at, &uri, &author),
                (None, Some(holder)) => {
                    let mut done = position::receive::receive_withdrawal(c, &at, &uri, &holder)?;
                    if done.is_none() {
                        done = table::receive::receive_withdrawal(c, &at, &uri, &holder)?;
                    }
                    Ok(done.unwrap_or(false))
                }
                (None, None) => Ok(false),
            })
            .await?;
        Ok(if gone { "withdrawn" } else { "known" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inner_activity_stays_what_it_was_to_the_byte() {
        let inner = "{\"b\": 1,  \"a\" : \"\\u00e9\"}";
        let outer = around(&json!({"x": 1}), inner);
        let value: Value = serde_json::from_str(&outer).expect("JSON");
        assert_eq!(value["object"]["a"], "é");
        assert!(outer.ends_with(&format!("{inner}}}")));
    }
}
