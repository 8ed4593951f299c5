//! Asking other nodes: documents, actors, keys, handles. Everything is believed only from its own origin (FEP-fe34).

use ::http::HeaderValue;
use ::http::header::{ACCEPT, CONTENT_TYPE};
use serde_json::Value;
use sofra_base::clock::{Timestamp, days, hours, minutes};
use sofra_domain::actor::{self, Actor, ActorId};
use sofra_domain::remote::{Answer, Found, Resolver};
use sofra_domain::statement::receive::Received;
use sofra_domain::{Error, node, proof, statement};

use crate::Federation;
use crate::budget::FetchBudget;
use crate::candidate::Candidate;
use crate::client::{FetchError, Headers, Redirect, Response};
use crate::guard::is_activity_json;
use crate::handle::Handle;
use crate::key::PublicKey;
use crate::object::context;
use crate::object::{
    actor as actor_object, first_text, list, position as position_object, proof as proof_object,
    statement as statement_object, text,
};
use crate::signature::{Outgoing, Scheme, sign};
use crate::uri::Uri;

/// New actors of one host in an hour at most.
const NEW_ACTORS: i64 = 500;

/// Why something could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The host of this node has nothing to do with that host.
    Policy,
    /// It is gone for good, says its own node (410).
    Gone,
    /// It is not there, says its own node (404): perhaps not any more, perhaps not now.
    Absent,
    /// The peer does not answer now; it may later.
    Temporary(&'static str),
    /// What came is not what it should be.
    Unbelievable(&'static str),
    /// Enough was fetched already.
    Spent,
}

impl Failure {
    /// A code for logs and answers.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Gone => "gone",
            Self::Absent => "absent",
            Self::Temporary(reason) | Self::Unbelievable(reason) => reason,
            Self::Spent => "fetch-budget",
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Forbidden(reason) => Self::Unbelievable(reason),
            _ => Self::Temporary("storage"),
        }
    }
}

/// A key with its owner, as far as it can be believed.
#[derive(Clone)]
pub struct Keyholder {
    /// The key.
    pub key: PublicKey,
    /// Whose it is.
    pub owner: Actor,
    /// When it was last fetched.
    pub fetched_at: Timestamp,
}

impl Federation {
    /// Fetches a document from its own origin.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn fetch(&self, uri: &Uri, budget: &mut FetchBudget) -> Result<Value, Failure> {
        let now = self.clock.now();
        if self.site.owns(uri.as_str()) {
            return Err(Failure::Unbelievable("own-domain"));
        }
        if !self.policy.deals_with(uri.authority()) {
            return Err(Failure::Policy);
        }
        if self.negative.blocks(uri, now.0) {
            return Err(Failure::Temporary("recently-failed"));
        }
        budget.take().map_err(|_| Failure::Spent)?;
        self.hosts.take(uri, now.0).map_err(|_| Failure::Spent)?;
        let response = match self.signed_get(uri, Scheme::Cavage).await {
            // The peer may know the newer signatures only.
            Ok(answer) if answer.status.as_u16() == 401 => self.signed_get(uri, Scheme::Rfc9421).await,
            other => other,
        };
        let response = response.map_err(|error| {
            self.remember_failure(uri, error, now);
            match error {
                FetchError::Refused("refused-by-policy") => Failure::Policy,
                // A resolver that lies, or a network that asks for a password first, does not do so for ever.
                FetchError::Refused(reason @ "refused-address") => Failure::Temporary(reason),
                FetchError::Refused(reason) => Failure::Unbelievable(reason),
                FetchError::Redirect | FetchError::TooLarge | FetchError::Encoding => {
                    Failure::Unbelievable(error.reason())
                }
                other => Failure::Temporary(other.reason()),
            }
        })?;
        match response.status.as_u16() {
            200 => {}
            410 => {
                self.negative.remember_uri(uri, now.0);
                return Err(Failure::Gone);
            }
            404 => {
                self.negative.remember_uri(uri, now.0);
                return Err(Failure::Absent);
            }
            401 | 403 => {
                self.negative.remember_uri(uri, now.0);
                return Err(Failure::Unbelievable("fetch-not-allowed"));
            }
            _ => {
                self.negative.remember_uri(uri, now.0);
                return Err(Failure::Temporary("fetch-status"));
            }
        }
        let kind = response.headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !is_activity_json(kind) {
            return Err(Failure::Unbelievable("fetch-content-type"));
        }
        let document = parse_json_of(&response)?;
        let id =
            text(&document, "id").and_then(|t| self.parse_uri(t)).ok_or(Failure::Unbelievable("fetch-id"))?;
        if !id.same_origin(&response.final_uri) {
            return Err(Failure::Unbelievable("fetch-id-origin"));
        }
        Ok(document)
    }

    /// Fetches an object under its own id: an address that leads to an object with another id is asked for under
    /// that id, and only the answer from there counts.
    async fn fetch_by_id(&self, uri: &Uri, budget: &mut FetchBudget) -> Result<Value, Failure> {
        let document = self.fetch(uri, budget).await?;
        let id_of = |document: &Value| text(document, "id").and_then(|t| self.parse_uri(t));
        match id_of(&document) {
            Some(id) if id == *uri => Ok(document),
            Some(id) => {
                let document = self.fetch(&id, budget).await?;
                if id_of(&document).as_ref() == Some(&id) {
                    Ok(document)
                } else {
                    Err(Failure::Unbelievable("fetch-id"))
                }
            }
            None => Err(Failure::Unbelievable("fetch-id")),
        }
    }

    async fn signed_get(&self, uri: &Uri, scheme: Scheme) -> Result<Response, FetchError> {
        let key = self.node_key().await;
        let now = self.clock.now().0;
        self.client
            .get(uri, Redirect::SameOriginOnce, |target| {
                let mut headers: Headers = vec![(ACCEPT, HeaderValue::from_static(context::ACCEPT))];
                if let Some(key) = &key {
                    let method = ::http::Method::GET;
                    let request = Outgoing { method: &method, uri: target, digest: None, content_type: None };
                    headers.extend(sign(scheme, key, &request, now)?);
                }
                Ok(headers)
            })
            .await
    }

    async fn node_key(&self) -> Option<std::sync::Arc<crate::signature::SigningKey>> {
        let policy = self.uri_policy();
        let own = self.db.read(node::store::own_actor).await.ok()?;
        if let Some(key) = self.keys.known(&own.id, self.clock.now()) {
            return Some(key);
        }
        let id = own.id.clone();
        let stored = self.db.read(move |c| actor::store::keys(c, &id)).await.ok()?;
        self.keys.adopt(&own.id, &stored, policy, self.clock.now())
    }

    fn remember_failure(&self, uri: &Uri, error: FetchError, now: Timestamp) {
        match error {
            FetchError::Dns | FetchError::Tls | FetchError::Connect | FetchError::Timeout => {
                self.negative.remember_host(uri, now.0);
            }
            _ => self.negative.remember_uri(uri, now.0),
        }
    }

    /// An actor: from here if it is fresh enough, else from its own origin.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn actor(
        &self,
        uri: &Uri,
        fresh_since: Timestamp,
        budget: &mut FetchBudget,
    ) -> Result<Actor, Failure> {
        let name = uri.to_string();
        let known = self.db.read(move |c| actor::store::by_uri(c, &name)).await?;
        if let Some(known) = known {
            if known.local {
                return Ok(known);
            }
            if known.deleted_at.is_some() {
                return Err(Failure::Gone);
            }
            if known.fetched_at.is_some_and(|at| at >= fresh_since) {
                return Ok(known);
            }
            return match self.refetch_actor(uri, budget).await {
                // Stale is better than nothing while its node does not answer.
                Err(Failure::Temporary(_) | Failure::Absent | Failure::Spent) => Ok(known),
                other => other,
            };
        }
        self.refetch_actor(uri, budget).await
    }

    /// An actor, from its own origin.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn refetch_actor(&self, uri: &Uri, budget: &mut FetchBudget) -> Result<Actor, Failure> {
        let document = self.fetch_by_id(uri, budget).await?;
        self.take_actor(&document, budget).await
    }

    /// Takes in an actor document that came from its own origin.
    pub(crate) async fn take_actor(
        &self,
        document: &Value,
        budget: &mut FetchBudget,
    ) -> Result<Actor, Failure> {
        let mut incoming = actor_object::parse(document, self.uri_policy()).map_err(Failure::Unbelievable)?;
        let host = incoming.host.clone();
        let uri = incoming.uri.clone();
        let since = self.clock.now() - hours(1);
        let (known, new) = self
            .db
            .read(move |c| {
                Ok::<_, Error>((actor::store::by_uri(c, &uri)?, actor::store::new_since(c, &host, since)?))
            })
            .await?;
        if known.is_none() && new >= NEW_ACTORS {
            return Err(Failure::Spent);
        }
        // The handle is asked about once, and again when it changes.
        let same = known.as_ref().filter(|k| k.handle_checked && k.username == incoming.username);
        if let Some(known) = same {
            incoming.host.clone_from(&known.host);
            incoming.handle_checked = true;
        } else if let Some(host) = self.confirm_handle(document, &incoming, budget).await {
            incoming.host = host;
            incoming.handle_checked = true;
        }
        let at = self.at();
        let id = self.db.write(move |c| actor::actions::receive(c, &at, &incoming)).await?;
        self.read_keys.clear();
        Ok(self.db.read(move |c| actor::store::get(c, &id)).await?)
    }

    /// Asks the host of a handle whether it belongs to the actor (FEP-2c59): the answer must link back to its id.
    async fn confirm_handle(
        &self,
        document: &Value,
        incoming: &actor::model::Incoming,
        budget: &mut FetchBudget,
    ) -> Option<String> {
        let claimed = text(document, "webfinger").unwrap_or_default();
        let claimed = if claimed.is_empty() {
            format!("{}@{}", incoming.username, incoming.host)
        } else {
            claimed.trim_start_matches("acct:").trim_start_matches('@').to_owned()
        };
        let handle = Handle::parse(&claimed, self.uri_policy()).ok()?;
        if !handle.user().eq_ignore_ascii_case(&incoming.username) {
            return None;
        }
        let answer = self.webfinger(&handle, budget).await.ok()?;
        (answer.as_str() == incoming.uri).then(|| handle.host().to_owned())
    }

    /// The id that a handle's host names.
    async fn webfinger(&self, handle: &Handle, budget: &mut FetchBudget) -> Result<Uri, Failure> {
        let now = self.clock.now();
        let scheme = if self.site.base.starts_with("http:") { "http" } else { "https" };
        let address = format!("{scheme}://{}/.well-known/webfinger", handle.host());
        let mut address = url::Url::parse(&address).map_err(|_| Failure::Unbelievable("handle"))?;
        address.query_pairs_mut().append_pair("resource", &handle.to_acct());
        let uri = self.parse_uri(address.as_str()).ok_or(Failure::Unbelievable("handle"))?;
        if !self.policy.deals_with(uri.authority()) {
            return Err(Failure::Policy);
        }
        if self.negative.blocks(&uri, now.0) {
            return Err(Failure::Temporary("recently-failed"));
        }
        budget.take().map_err(|_| Failure::Spent)?;
        self.hosts.take(&uri, now.0).map_err(|_| Failure::Spent)?;
        let response = self
            .client
            .get(&uri, Redirect::SameOriginOnce, |_| {
                Ok(vec![(ACCEPT, HeaderValue::from_static("application/jrd+json, application/json"))])
            })
            .await
            .map_err(|e| {
                self.remember_failure(&uri, e, now);
                Failure::Temporary(e.reason())
            })?;
        if response.status.as_u16() != 200 {
            self.negative.remember_uri(&uri, now.0);
            return Err(Failure::Absent);
        }
        let document = parse_json_of(&response)?;
        let link = list(document.get("links"))
            .iter()
            .filter(|link| text(link, "rel") == Some("self"))
            .filter(|link| text(link, "type").is_some_and(is_activity_json))
            .find_map(|link| text(link, "href"))
            .and_then(|href| self.parse_uri(href));
        link.ok_or(Failure::Unbelievable("handle-link"))
    }

    /// A key that is known here, with its owner.
    pub(crate) async fn known_key(&self, key_id: &Uri) -> Result<Option<Keyholder>, Failure> {
        let now = self.clock.now();
        if let Some(holder) = self.read_keys.get(key_id, now) {
            return Ok(Some(holder));
        }
        let name = key_id.to_string();
        let found = self.db.read(move |c| actor::store::key(c, &name)).await?;
        let Some((stored, owner)) = found else { return Ok(None) };
        if owner.local {
            return Err(Failure::Unbelievable("own-domain"));
        }
        let key = read_key(&stored.algorithm, &stored.public_key)?;
        let holder = Keyholder { key, owner, fetched_at: stored.fetched_at };
        self.read_keys.put(key_id, &holder, now);
        Ok(Some(holder))
    }

    /// A key, from its origin, where its owner must list it; with the owner's document. Nothing of it is stored:
    /// until something was signed with it, it is no more than an answer to a stranger's question.
    pub(crate) async fn fetch_key(
        &self,
        key_id: &Uri,
        budget: &mut FetchBudget,
    ) -> Result<(Candidate, Value), Failure> {
        let mut document = self.fetch(&key_id.without_fragment(), budget).await?;
        let id_of = |document: &Value| text(document, "id").and_then(|t| self.parse_uri(t));
        if document.get("publicKeyPem").is_some() || document.get("publicKeyMultibase").is_some() {
            // A key by itself names its owner; only what the owner says about it counts (SIG-24).
            if id_of(&document).as_ref() != Some(key_id) {
                return Err(Failure::Unbelievable("key-id"));
            }
            let owner = first_text(document.get("owner"))
                .or_else(|| first_text(document.get("controller")))
                .and_then(|t| self.parse_uri(t))
                .filter(|owner| owner.same_origin(key_id))
                .ok_or(Failure::Unbelievable("key-owner"))?;
            document = self.fetch_by_id(&owner, budget).await?;
        } else if id_of(&document).as_ref() != Some(&key_id.without_fragment()) {
            // The document of an actor counts only under its own id (ORG-02).
            let id = id_of(&document).ok_or(Failure::Unbelievable("fetch-id"))?;
            document = self.fetch_by_id(&id, budget).await?;
        }
        let owner = actor_object::parse(&document, self.uri_policy()).map_err(Failure::Unbelievable)?;
        let (_, algorithm, key) = owner
            .keys
            .iter()
            .find(|(id, _, _)| id == key_id.as_str())
            .ok_or(Failure::Unbelievable("key-not-listed"))?;
        let key = read_key(algorithm, key)?;
        let owner = self.parse_uri(&owner.uri).ok_or(Failure::Unbelievable("actor-id"))?;
        Ok((Candidate { owner, key, fetched_at: self.clock.now() }, document))
    }

    /// Fetches a statement from its own origin and takes it in.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn take_statement(&self, uri: &Uri, budget: &mut FetchBudget) -> Result<Received, Failure> {
        let document = self.fetch_by_id(uri, budget).await?;
        self.take_statement_document(&document, false, None, budget)
            .await
            .and_then(|r| r.ok_or(Failure::Gone))
    }

    /// Takes in a statement document that is believed. With `only_wanted`, one that nobody here asked for is left
    /// (`None`). `changed` is when it changed, where it does not say so itself.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn take_statement_document(
        &self,
        document: &Value,
        only_wanted: bool,
        changed: Option<Timestamp>,
        budget: &mut FetchBudget,
    ) -> Result<Option<Received>, Failure> {
        if position_object::is_position(document, self.uri_policy()) {
            return Err(Failure::Unbelievable("is-a-position"));
        }
        if crate::object::seat::is_seat(document) {
            return Err(Failure::Unbelievable("is-a-seat"));
        }
        let parsed = statement_object::parse(document, self.uri_policy())
            .map_err(Failure::Unbelievable)?
            .changed_by(changed);
        if self.site.owns(parsed.uri.as_str()) {
            return Err(Failure::Unbelievable("own-domain"));
        }
        let author = self.actor(&parsed.author, self.clock.now() - days(30), budget).await?;
        if let Some(mandate) = parsed.mandate() {
            self.learn_mandate(mandate, &author, &parsed.author, budget).await?;
        }
        let checked = self.check_proof(document, &author, budget).await?;
        let public = proof_object::to_keep(document, &checked);
        let at = self.at();
        let received = self
            .db
            .write(move |c| {
                let mut named = Vec::new();
                for uri in parsed.addressed.iter().filter(|uri| at.site.owns(uri)) {
                    if let Some(found) = actor::store::by_uri(c, uri)?.filter(|a| a.local)
                        && !named.contains(&found.id)
                    {
                        named.push(found.id);
                    }
                }
                let mut networks = Vec::new();
                for uri in parsed.addressed.iter().take(100) {
                    if let Some(found) = actor::store::by_uri(c, uri)?
                        && found.kind == actor::ActorKind::Network
                        && !networks.contains(&found.id)
                        && sofra_domain::network::store::is_admitted(c, &found.id, &author.id)?
                    {
                        networks.push(found.id);
                    }
                }
                let incoming = parsed.complete(&author, named, networks);
                if only_wanted
                    && statement::store::by_uri(c, &incoming.uri)?.is_none()
                    && !statement::receive::is_wanted(c, &incoming)?
                {
                    return Ok::<_, Error>(None);
                }
                let received = statement::receive::receive(c, &at, &incoming)?;
                if matches!(received, Received::New(_) | Received::Revised(_)) {
                    proof::actions::record(c, &at, &incoming.uri, &author.id, &checked, public.as_ref())?;
                }
                Ok(Some(received))
            })
            .await?;
        Ok(received)
    }

    /// Asks for the author's document again where a statement names a mandate that was not listed in it so far. What
    /// the document does not list is not believed, so a failure costs no more than the mark.
    async fn learn_mandate(
        &self,
        mandate: &str,
        author: &Actor,
        uri: &Uri,
        budget: &mut FetchBudget,
    ) -> Result<(), Failure> {
        let (id, name) = (author.id.clone(), mandate.to_owned());
        let known = self.db.read(move |c| sofra_domain::mandate::store::by_uri(c, &id, &name)).await?;
        let is_fresh = author.fetched_at.is_some_and(|at| at >= self.clock.now() - minutes(1));
        if known.is_none() && !is_fresh && !author.local {
            match self.refetch_actor(uri, budget).await {
                Ok(_) | Err(Failure::Temporary(_) | Failure::Absent | Failure::Spent) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    /// What a handle or an address names, here or elsewhere.
    async fn look_up(&self, typed: &str) -> Result<Found, Error> {
        let typed = typed.trim();
        let unreachable = |failure| unreachable(failure, self.policy.is_closed());
        let mut budget = FetchBudget::default();
        let uri = if typed.contains("://") {
            self.parse_uri(typed).ok_or_else(|| Error::field("q", "error-handle-invalid"))?
        } else {
            let handle = Handle::parse(typed, self.uri_policy())
                .map_err(|_| Error::field("q", "error-handle-invalid"))?;
            if handle.host() == self.site.domain {
                let name = handle.user().to_owned();
                let found = self.db.read(move |c| actor::store::local_by_username(c, &name)).await?;
                return found.filter(Actor::is_active).map(|a| Found::Actor(a.id)).ok_or(Error::NotFound);
            }
            let (user, host) = (handle.user().to_owned(), handle.host().to_owned());
            let known = self.db.read(move |c| actor::store::by_handle(c, &user, &host)).await?;
            if let Some(known) = known.filter(|k| k.handle_checked && self.policy.deals_with(&k.host)) {
                return Ok(Found::Actor(known.id));
            }
            self.webfinger(&handle, &mut budget).await.map_err(unreachable)?
        };
        if let Some(found) = self.known(&uri).await? {
            return Ok(found);
        }
        if self.site.owns(uri.as_str()) {
            return Err(Error::NotFound);
        }
        let document = self.fetch_by_id(&uri, &mut budget).await.map_err(unreachable)?;
        let id = text(&document, "id").and_then(|t| self.parse_uri(t)).ok_or(Error::NotFound)?;
        if let Some(found) = self.known(&id).await? {
            return Ok(found);
        }
        if position_object::is_position(&document, self.uri_policy()) {
            let received =
                self.take_position_document(&document, false, &mut budget).await.map_err(unreachable)?;
            let id = received.and_then(|r| r.id().cloned());
            return id.map(Found::Position).ok_or(Error::NotFound);
        }
        if crate::object::seat::is_seat(&document) {
            let received =
                self.take_seat_document(&document, false, &mut budget).await.map_err(unreachable)?;
            let id = received.and_then(|r| r.id().cloned());
            return id.map(Found::Seat).ok_or(Error::NotFound);
        }
        if crate::object::type_in(&document, &["Article", "Note", "Event"]).is_some() {
            let received = self
                .take_statement_document(&document, false, None, &mut budget)
                .await
                .map_err(unreachable)?;
            let id = received.and_then(|r| r.id().cloned());
            return id.map(Found::Statement).ok_or(Error::NotFound);
        }
        self.take_actor(&document, &mut budget).await.map(|a| Found::Actor(a.id)).map_err(unreachable)
    }

    async fn refresh_now(&self, id: &ActorId) -> Result<Option<String>, Error> {
        let id = id.clone();
        let known = self.db.read(move |c| actor::store::get(c, &id)).await?;
        if known.local {
            return Ok(None);
        }
        let unreachable = |failure| unreachable(failure, self.policy.is_closed());
        let uri = self.parse_uri(&known.uri).ok_or(Error::NotFound)?;
        let mut budget = FetchBudget::default();
        // Somebody asks on purpose, so that an earlier failure is no reason not to try.
        self.negative.forget(&uri);
        let document = self.fetch_by_id(&uri, &mut budget).await.map_err(unreachable)?;
        let lookup = actor_object::parse(&document, self.uri_policy()).ok().and_then(|p| p.moved_statements);
        self.take_actor(&document, &mut budget).await.map_err(unreachable)?;
        Ok(lookup)
    }

    async fn known(&self, uri: &Uri) -> Result<Option<Found>, Error> {
        let name = uri.to_string();
        let fresh = self.clock.now() - minutes(10);
        self.db
            .read(move |c| {
                if let Some(found) = actor::store::by_uri(c, &name)? {
                    if found.hidden_at.is_some() {
                        return Ok(None);
                    }
                    let usable = found.local || found.fetched_at.is_some_and(|at| at >= fresh);
                    return Ok(usable.then_some(Found::Actor(found.id)));
                }
                if let Some(found) = sofra_domain::position::store::by_uri(c, &name)? {
                    return Ok(Some(Found::Position(found.id)));
                }
                if let Some(found) = sofra_domain::table::store::by_uri(c, &name)? {
                    return Ok(Some(Found::Seat(found.id)));
                }
                // What was brought here from another node is found under its first id too.
                Ok(sofra_domain::moving::store::referred(c, &name)?
                    .filter(|s| !s.local || s.state == statement::State::Published)
                    .map(|s| Found::Statement(s.id)))
            })
            .await
    }
}

/// What the person who asked is told.
fn unreachable(failure: Failure, closed: bool) -> Error {
    match failure {
        // Where all but a few are dealt with, the answer would tell who is suspended (PRIV-11).
        Failure::Policy if closed => Error::Remote("error-peer-not-allowed"),
        Failure::Policy => Error::Remote("error-not-found-remote"),
        Failure::Gone | Failure::Absent => Error::NotFound,
        Failure::Temporary(_) | Failure::Spent => Error::Remote("error-peer-unreachable"),
        Failure::Unbelievable(_) => Error::Remote("error-not-found-remote"),
    }
}

fn read_key(algorithm: &str, key: &str) -> Result<PublicKey, Failure> {
    let key = match algorithm {
        "rsa" => PublicKey::from_pem(key),
        _ => PublicKey::from_multikey(key),
    };
    key.map_err(|e| Failure::Unbelievable(e.reason()))
}

fn parse_json_of(response: &Response) -> Result<Value, Failure> {
    // Fetched documents may be larger than activities: the client's own limit bounds them.
    crate::guard::parse_document(&response.body).map_err(|r| Failure::Unbelievable(r.reason))
}

impl Resolver for Federation {
    fn find<'a>(&'a self, text: &'a str) -> Answer<'a, Found> {
        Box::pin(self.look_up(text))
    }

    fn refresh<'a>(&'a self, actor: &'a ActorId) -> Answer<'a, Option<String>> {
        Box::pin(self.refresh_now(actor))
    }
}
