//! Real nodes in this process, on names of their own, over http on loopback.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::time::Duration;

use sofra::Node;
use sofra_base::clock::Clock;
use sofra_base::config::{Config, SecondFactor};
use sofra_base::lang::LanguageTag;
use sofra_db::queue::{delivery, inbox, job};
use sofra_db::testing::TestDatabase;
use sofra_domain::account::{self, Identity, password};
use sofra_domain::actor::actions::Keys;
use sofra_domain::actor::{Actor, ActorId};
use sofra_domain::follow::{self, FollowState};
use sofra_domain::node::actions::Setup;
use sofra_domain::remote::{Found, Resolver as _};
use sofra_domain::statement::rules::{Form, TextForm};
use sofra_domain::statement::{self, Statement, StatementId};
use sofra_domain::{actor, node, organisation};

use super::{Backend, Browser, wait_until};

/// The host's password on every test node.
pub const PASSWORD: &str = "a table of one's own";
/// How long nodes may take to tell each other something.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Names and addresses of nodes that know each other: made before the first one starts.
pub struct Network {
    hosts: BTreeMap<String, SocketAddr>,
    listeners: BTreeMap<String, TcpListener>,
}

impl Network {
    /// Reserves an address for each name. Names are single words; the nodes are `NAME.test`, at a port.
    pub fn new(names: &[&str]) -> Self {
        let mut network = Self { hosts: BTreeMap::new(), listeners: BTreeMap::new() };
        for name in names {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
            network.hosts.insert(format!("{name}.test"), listener.local_addr().expect("an address"));
            network.listeners.insert((*name).to_owned(), listener);
        }
        network
    }

    /// Makes another server on loopback known under a name, for peers that are not ours.
    pub fn add(&mut self, host: &str, address: SocketAddr) {
        self.hosts.insert(host.to_owned(), address);
    }

    /// The names and addresses.
    pub fn hosts(&self) -> &BTreeMap<String, SocketAddr> {
        &self.hosts
    }

    /// Starts one of the nodes and sets it up: federation open, organisation `NAME_org`, host `NAME_host`.
    pub async fn start(&mut self, backend: Backend, name: &str) -> TestNode {
        self.start_with(backend, name, |_| {}).await
    }

    /// As [`Network::start`], with a change to the configuration.
    pub async fn start_with(
        &mut self,
        backend: Backend,
        name: &str,
        change: impl FnOnce(&mut Config),
    ) -> TestNode {
        let listener =
            self.listeners.remove(name).expect("the network has a node of that name, not yet started");
        TestNode::begin(backend.database(), listener, self.hosts.clone(), name, change).await
    }
}

/// A running node with its data.
pub struct TestNode {
    /// The name it was started with.
    pub name: String,
    /// The host's account.
    pub who: Identity,
    /// The organisation.
    pub organisation: ActorId,
    /// Its time, which also lasts over a restart.
    pub clock: Clock,
    running: Option<Node>,
    config: Config,
    // Dropped last: the database is removed when nobody uses it any more.
    database: TestDatabase,
    _folder: tempfile::TempDir,
}

impl TestNode {
    /// One node alone.
    pub async fn start(backend: Backend, name: &str) -> Self {
        Network::new(&[name]).start(backend, name).await
    }

    async fn begin(
        database: TestDatabase,
        listener: TcpListener,
        hosts: BTreeMap<String, SocketAddr>,
        name: &str,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let address = listener.local_addr().expect("an address");
        listener.set_nonblocking(true).expect("possible");
        let mut config = Config::defaults().expect("sound defaults");
        config.data = folder.path().join("data");
        config.database = database.url_text();
        config.listen = address;
        config.domain = format!("{name}.test:{}", address.port());
        config.development = true;
        config.federation.hosts = hosts;
        // Tests of something else sign in with a password alone; those of the second factor set it back.
        config.accounts.second_factor = SecondFactor::Optional;
        change(&mut config);
        let clock = Clock::default();
        let running = Node::start_on(listener, config.clone(), clock.clone()).await.expect("the node starts");
        let (who, organisation) = set_up(&running, name).await;
        // The set-up chose whom the node deals with; the cache of that would follow a moment later.
        running.federation.reread_policy().await;
        Self {
            name: name.to_owned(),
            who,
            organisation,
            clock,
            running: Some(running),
            config,
            database,
            _folder: folder,
        }
    }

    /// The running node.
    pub fn node(&self) -> &Node {
        self.running.as_ref().expect("the node runs")
    }

    /// Its configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Its database, also while it is stopped.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// `http://NAME.test:PORT`
    pub fn base(&self) -> String {
        self.config.base_url()
    }

    /// The address behind the name.
    pub fn address(&self) -> SocketAddr {
        self.config.listen
    }

    /// A browser at this node.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base(), self.address())
    }

    /// A browser in which the host is signed in.
    pub async fn signed_in(&self) -> Browser {
        let mut browser = self.browser();
        let page = browser.get("/sign-in").await;
        let page = browser
            .submit(
                &page,
                "/sign-in",
                &[("user-name", &format!("{}_host", self.name)), ("password", PASSWORD)],
            )
            .await;
        assert!(page.text.contains("/sign-out"), "signing in at {}: {}", self.name, page.text);
        browser
    }

    /// The organisation's handle.
    pub fn handle(&self) -> String {
        format!("@{}_org@{}", self.name, self.config.domain)
    }

    /// The organisation's id on the wire.
    pub fn organisation_uri(&self) -> String {
        format!("{}/o/{}_org", self.base(), self.name)
    }

    /// Stops in good order.
    pub async fn stop(&mut self) {
        if let Some(node) = self.running.take() {
            node.stop().await;
        }
    }

    /// Ends as a crash would.
    pub async fn kill(&mut self) {
        if let Some(node) = self.running.take() {
            node.kill().await;
        }
    }

    /// Starts again on the same data, at the same address.
    pub async fn start_again(&mut self) {
        assert!(self.running.is_none(), "the node runs already");
        // The system may need a moment to give the port back.
        let mut result = Node::start_at(self.config.clone(), self.clock.clone()).await;
        for _ in 0..40 {
            if !matches!(result, Err(sofra::StartError::Listen(..))) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            result = Node::start_at(self.config.clone(), self.clock.clone()).await;
        }
        self.running = Some(result.expect("the node starts again"));
    }

    /// The host chooses to be visible, as `NAME_person`.
    pub async fn appear(&mut self) -> ActorId {
        let keys = Keys::generate().expect("keys");
        let (at, who) = (self.node().app.at(), self.who.clone());
        let public = sofra_domain::visibility::actions::Public {
            handle: format!("{}_person", self.name),
            name: format!("{} person", self.name),
        };
        let (who, person) = self
            .node()
            .db
            .write(move |c| {
                let language: LanguageTag = "en".parse().expect("a language");
                let made = sofra_domain::visibility::actions::appear(c, &at, &who, &public, &language, keys)?;
                Ok::<_, sofra_domain::Error>((account::store::identity(c, &who.account, true)?, made.id))
            })
            .await
            .expect("a person");
        self.who = who;
        person
    }

    /// Another organisation on this node, for which the host speaks as well.
    pub async fn another_organisation(&mut self, username: &str) -> ActorId {
        let keys = Keys::generate().expect("keys");
        let (at, account, name) = (self.node().app.at(), self.who.account.clone(), username.to_owned());
        let (who, id) = self
            .node()
            .db
            .write(move |c| {
                let language: LanguageTag = "en".parse().expect("a language");
                let made = organisation::actions::create(c, &at, &name, &language, &name, "", keys)?;
                sofra_domain::seat::actions::give(c, at.now, &account, &made.id, account::Seat::Officer)?;
                Ok::<_, sofra_domain::Error>((account::store::identity(c, &account, true)?, made.id))
            })
            .await
            .expect("an organisation");
        self.who = who;
        id
    }

    /// Publishes a statement of the organisation to everybody.
    pub async fn publish(&self, title: &str, body: &str) -> Statement {
        self.publish_form(form(title, body, "public")).await
    }

    /// Publishes what a form says.
    pub async fn publish_form(&self, form: Form) -> Statement {
        let (at, who, author) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        self.node()
            .db
            .write(move |c| statement::actions::publish_once(c, &at, &who, &author, &form, None, true))
            .await
            .expect("published")
    }

    /// Revises a statement.
    pub async fn revise(&self, id: &StatementId, title: &str, body: &str) -> Statement {
        let (at, who, id) = (self.node().app.at(), self.who.clone(), id.clone());
        let form = form(title, body, "public");
        self.node()
            .db
            .write(move |c| statement::actions::revise(c, &at, &who, &id, &form))
            .await
            .expect("revised")
    }

    /// Withdraws a statement.
    pub async fn withdraw(&self, id: &StatementId) {
        let (at, who, id) = (self.node().app.at(), self.who.clone(), id.clone());
        self.node()
            .db
            .write(move |c| statement::actions::withdraw(c, &at, &who, &id, ""))
            .await
            .expect("withdrawn");
    }

    /// Finds somebody by handle or address, as a page would.
    pub async fn find(&self, text: &str) -> Found {
        self.node().federation.find(text).await.unwrap_or_else(|e| panic!("{text} was not found: {e}"))
    }

    /// The organisation asks to follow another node's, and waits until it may.
    pub async fn follow(&self, other: &Self) {
        self.request_follow(other).await;
        wait_until("the follow is accepted", PATIENCE, || async {
            self.follow_state(other).await == Some(FollowState::Accepted)
        })
        .await;
    }

    /// The organisation asks to follow another node's.
    pub async fn request_follow(&self, other: &Self) {
        let Found::Actor(target) = self.find(&other.handle()).await else {
            panic!("an organisation is an actor")
        };
        let (at, who, me) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        self.node()
            .db
            .write(move |c| follow::actions::request(c, &at, &who, &me, &target))
            .await
            .expect("asked");
    }

    /// The organisation no longer follows another node's.
    pub async fn unfollow(&self, other: &Self) {
        let target = self.actor(&other.organisation_uri()).await.expect("known").id;
        let (at, who, me) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        self.node().db.write(move |c| follow::actions::end(c, &at, &who, &me, &target)).await.expect("ended");
    }

    /// How far a follow has come, as this node sees it.
    pub async fn follow_state(&self, other: &Self) -> Option<FollowState> {
        let target = self.actor(&other.organisation_uri()).await?.id;
        let me = self.organisation.clone();
        let found = self.node().db.read(move |c| follow::store::between(c, &me, &target)).await;
        found.expect("readable").map(|f| f.state)
    }

    /// An actor, as this node knows it.
    pub async fn actor(&self, uri: &str) -> Option<Actor> {
        let uri = uri.to_owned();
        self.node().db.read(move |c| actor::store::by_uri(c, &uri)).await.expect("readable")
    }

    /// A statement, as this node knows it.
    pub async fn statement(&self, uri: &str) -> Option<Statement> {
        let uri = uri.to_owned();
        self.node().db.read(move |c| statement::store::by_uri(c, &uri)).await.expect("readable")
    }

    /// The title that this node shows of a statement now, if any.
    pub async fn title(&self, uri: &str) -> Option<String> {
        let found = self.statement(uri).await?;
        let view = self.node().db.read(move |c| statement::store::view(c, found, None)).await.ok()?;
        view.text(&[]).ok().map(|t| t.title.clone())
    }

    /// Whether nothing waits: no fact, no received activity, no delivery.
    pub async fn is_settled(&self) -> bool {
        self.node()
            .db
            .read::<_, sofra_domain::Error>(|c| {
                // In the order in which one makes the next, or something could slip by between two looks.
                if inbox::counts(c)?.0 > 0 || job::counts(c)?.0 > 0 {
                    return Ok(false);
                }
                Ok(delivery::counts(c, None)?.iter().all(|(state, n)| state != "pending" || *n == 0))
            })
            .await
            .expect("readable")
    }

    /// Waits until nothing waits any more.
    pub async fn settle(&self) {
        wait_until("nothing waits", PATIENCE, || self.is_settled()).await;
    }
}

/// A statement in English.
pub fn form(title: &str, body: &str, audience: &str) -> Form {
    Form {
        kind: "statement".to_owned(),
        audience: audience.to_owned(),
        authentic: "en".to_owned(),
        texts: vec![TextForm {
            language: "en".to_owned(),
            title: title.to_owned(),
            summary: format!("In short: {title}"),
            body: body.to_owned(),
            translator: String::new(),
        }],
        ..Form::default()
    }
}

async fn set_up(node: &Node, name: &str) -> (Identity, ActorId) {
    let form = Setup {
        node_name: format!("{name} node"),
        about: String::new(),
        federation: "open".to_owned(),
        username: format!("{name}_org"),
        organisation_name: format!("{name} organisation"),
        organisation_about: String::new(),
        language: "en".to_owned(),
        login: format!("{name}_host"),
        person_name: format!("{name} host"),
    };
    let made = tokio::task::spawn_blocking(|| {
        (password::hash(PASSWORD).expect("a sound password"), Keys::generate().expect("keys"))
    });
    let (hash, organisation_keys) = made.await.expect("made");
    let at = node.app.at();
    node.db
        .write(move |c| {
            let token = node::actions::new_setup_token(c)?.expect("a new node");
            let (account, organisation) =
                node::actions::set_up(c, &at, &token, &form, hash, organisation_keys)?;
            Ok::<_, sofra_domain::Error>((account::store::identity(c, &account, true)?, organisation))
        })
        .await
        .expect("set up")
}

/// Questions that tests of several nodes ask.
impl TestNode {
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut sofra_domain::AnyConnection) -> sofra_domain::Result<T> + Send + 'static,
    ) -> T {
        self.node().db.read(question).await.expect("the database answers")
    }

    /// Accepted followers of the organisation.
    pub async fn follower_count(&self) -> i64 {
        let id = self.organisation.clone();
        self.ask(move |c| Ok(follow::store::counts(c, &id)?.0)).await
    }

    /// Whether the organisation wants to be asked before somebody follows it.
    pub async fn lock_followers(&self, locked: bool) {
        let (at, who, id) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        let profile = organisation::actions::Profile {
            texts: vec![("en".to_owned(), self.name.clone(), String::new())],
            approves_followers: locked,
        };
        self.node()
            .db
            .write(move |c| organisation::actions::describe(c, &at, &who, &id, &profile))
            .await
            .expect("described");
    }

    /// The request to follow that waits for an answer.
    pub async fn waiting_request(&self) -> follow::FollowId {
        super::wait_for("a request to follow", PATIENCE, || async {
            let id = self.organisation.clone();
            let followers = self.ask(move |c| follow::store::followers(c, &id)).await;
            followers.into_iter().find(|(f, _)| f.state == FollowState::Requested).map(|(f, _)| f.id)
        })
        .await
    }

    /// Answers a request to follow, or removes a follower.
    pub async fn answer(&self, id: &follow::FollowId, accept: bool) {
        let (at, who, id) = (self.node().app.at(), self.who.clone(), id.clone());
        self.node()
            .db
            .write(move |c| follow::actions::answer(c, &at, &who, &id, accept))
            .await
            .expect("answered");
    }

    /// Failures in a row of a peer.
    pub async fn peer_failures(&self, host: &str) -> i32 {
        let host = host.to_owned();
        self.ask(move |c| Ok(delivery::health(c, &host)?.map_or(0, |h| h.failures))).await
    }

    /// Deliveries that were given up.
    pub async fn dead_letters(&self) -> usize {
        self.ask(|c| Ok(delivery::dead_letters(c, 100)?.len())).await
    }

    /// Activities of this node about an object.
    pub async fn activities_about(&self, uri: &str) -> i64 {
        use diesel::prelude::*;
        use sofra_db::schema::activity;
        let uri = uri.to_owned();
        self.ask(move |c| Ok(activity::table.filter(activity::object_uri.eq(uri)).count().get_result(c)?))
            .await
    }

    /// How many statements of an author are known here.
    pub async fn statements_of(&self, author_uri: &str) -> i64 {
        let uri = author_uri.to_owned();
        self.ask(move |c| {
            let Some(author) = actor::store::by_uri(c, &uri)? else { return Ok(0) };
            Ok(statement::store::list(c, &statement::store::Scope::By(author.id), None)?.total)
        })
        .await
    }

    /// The organisation asks to follow somebody who is known here.
    pub async fn request_follow_of(&self, target: &ActorId) {
        let (at, who, me, target) =
            (self.node().app.at(), self.who.clone(), self.organisation.clone(), target.clone());
        self.node()
            .db
            .write(move |c| follow::actions::request(c, &at, &who, &me, &target))
            .await
            .expect("asked");
    }

    /// Whether the organisation follows somebody, by their leave.
    pub async fn follows(&self, target: &ActorId) -> bool {
        let (me, target) = (self.organisation.clone(), target.clone());
        let found = self.ask(move |c| follow::store::between(c, &me, &target)).await;
        found.is_some_and(|f| f.state == FollowState::Accepted)
    }

    /// Every statement known here.
    pub async fn all_statements(&self) -> Vec<StatementId> {
        use diesel::prelude::*;
        use sofra_db::schema::statement;
        self.ask(|c| Ok(statement::table.select(statement::id).load(c)?)).await
    }
}
