//! A real node in this process (database, federation, workers, HTTP) beside a scripted peer.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::{App, HttpServer};
use diesel::prelude::*;
use serde_json::Value;
use sofra_base::clock::{Clock, Span, Timestamp};
use sofra_base::config::{Config, DEFAULTS};
use sofra_db::queue::delivery::{self, DeadLetter};
use sofra_db::queue::{inbox, job};
use sofra_db::schema::{delivery as delivery_table, inbox_item, peer, refusal};
use sofra_db::testing::TestDatabase;
use sofra_domain::account::{self, Identity};
use sofra_domain::actor::actions::Keys;
use sofra_domain::actor::{Actor, ActorId};
use sofra_domain::follow::{self, Follow};
use sofra_domain::node::actions::Setup;
use sofra_domain::peer::Policy;
use sofra_domain::statement::rules::{Form, TextForm};
use sofra_domain::statement::{self, Statement, StatementId};
use sofra_domain::{AnyConnection, At, Database, Error, Site, actor, node};
use sofra_federation::Federation;
use sofra_federation::client::Limits;
use tokio::sync::watch;

use super::dump::{difference, dump};
use super::peer::{NAMES, Peers, Voice};
use super::wire::{Answer, Wire};

/// Stands in every hostile text: an answer that contains it repeats what it was sent.
pub const MARK: &str = "zqxmark";
/// How long something may take that has to happen.
pub const PATIENCE: Duration = Duration::from_secs(8);
/// The deadline of fetches on these nodes; ten seconds on others.
pub const FETCH: Duration = Duration::from_millis(1500);

pub fn sqlite() -> TestDatabase {
    TestDatabase::sqlite().expect("a folder for SQLite")
}

pub fn postgres() -> TestDatabase {
    TestDatabase::postgres().expect("the PostgreSQL of the run")
}

/// The node with all that a test asks of it.
pub struct Rig {
    pub peers: Peers,
    pub db: Database,
    pub clock: Clock,
    pub site: Arc<Site>,
    pub federation: Arc<Federation>,
    pub address: SocketAddr,
    pub who: Identity,
    pub organisation: Actor,
    stop: watch::Sender<bool>,
    server: actix_web::dev::ServerHandle,
    _database: TestDatabase,
}

impl Drop for Rig {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        drop(self.server.stop(false));
    }
}

/// What a refused request may make the node fetch.
#[derive(Debug, Clone, Copy)]
pub enum Fetch<'a> {
    /// Nothing.
    Nothing,
    /// The key of the claimed actor, from this host.
    Key(&'a str),
}

/// The state before an attack.
pub struct Snapshot {
    dump: String,
    log: usize,
}

impl Rig {
    pub async fn start(database: TestDatabase) -> Self {
        let peers = Peers::start().await;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut config: Config = toml::from_str(DEFAULTS).expect("sound defaults");
        config.listen = address;
        config.domain = format!("we.localhost:{}", address.port());
        config.development = true;
        config.database = database.url_text();
        config.federation.hosts = hosts(peers.address);
        let (site, config) = (Arc::new(Site::new(&config)), Arc::new(config));
        let clock = Clock::default();
        let url = database.url().clone();
        let db = tokio::task::spawn_blocking(move || Database::open_with_readers(&url, 3))
            .await
            .expect("no panic")
            .expect("a database");
        let at = At { site: site.clone(), now: clock.now() };
        let keys = tokio::task::spawn_blocking(|| [(); 2].map(|()| Keys::generate().expect("keys")));
        let [own, organisation_keys] = keys.await.expect("no panic");
        let (who, organisation) = db
            .write(move |c| {
                node::actions::initialise(c, &at, Some(own))?;
                let token = node::actions::new_setup_token(c)?.expect("a new node");
                let form = Setup {
                    node_name: "We".into(),
                    about: String::new(),
                    federation: "open".into(),
                    username: "table".into(),
                    organisation_name: "The table".into(),
                    organisation_about: String::new(),
                    language: "en".into(),
                    login: "amal".into(),
                    person_name: "Amal".into(),
                };
                let (account, organisation) =
                    node::actions::set_up(c, &at, &token, &form, "-".into(), organisation_keys)?;
                let organisation = actor::store::get(c, &organisation)?;
                Ok::<_, Error>((account::store::identity(c, &account, true)?, organisation))
            })
            .await
            .expect("set up");
        let limits = Limits { fetch: FETCH, delivery: FETCH, ..Limits::default() };
        let federation = Federation::with_limits(db.clone(), clock.clone(), site.clone(), config, limits)
            .expect("federation");
        let shared = federation.clone();
        let server = HttpServer::new(move || App::new().configure(|s| shared.configure(s)))
            .workers(1)
            .disable_signals()
            .shutdown_timeout(1)
            .listen(listener)
            .expect("listening")
            .run();
        let handle = server.handle();
        tokio::spawn(server);
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(federation.clone().run(stopped));
        Self {
            peers,
            db,
            clock,
            site,
            federation,
            address,
            who,
            organisation,
            stop,
            server: handle,
            _database: database,
        }
    }

    /// No test may hang.
    pub async fn bounded(&self, test: impl Future<Output = ()>) {
        tokio::time::timeout(Duration::from_secs(40), test).await.expect("the test ends in time");
    }

    pub fn at(&self) -> At {
        At { site: self.site.clone(), now: self.clock.now() }
    }

    pub fn org(&self) -> String {
        self.organisation.uri.clone()
    }

    pub fn inbox(&self) -> String {
        self.site.shared_inbox()
    }

    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut AnyConnection) -> sofra_domain::Result<T> + Send + 'static,
    ) -> T {
        self.db.read(read).await.expect("readable")
    }

    pub async fn write<T: Send + 'static>(
        &self,
        action: impl FnOnce(&mut AnyConnection) -> sofra_domain::Result<T> + Send + 'static,
    ) -> T {
        self.db.write(action).await.expect("done")
    }

    /// Moves the clock and wakes the workers.
    pub async fn advance(&self, span: Span) {
        self.clock.advance(span);
        self.write(|c| {
            Ok(diesel::update(refusal::table.filter(refusal::day.eq("-")))
                .set(refusal::count.eq(0))
                .execute(c)?)
        })
        .await;
    }

    // --- sending -----------------------------------------------------------------------------------------------

    pub async fn send(&self, wire: Wire) -> Answer {
        wire.send(self.address).await
    }

    /// Posts a signed activity to the shared inbox.
    pub async fn deliver(&self, voice: &Voice, activity: &Value) -> Answer {
        self.send(self.wire(voice, activity)).await
    }

    /// A signed activity for the shared inbox, not sent yet.
    pub fn wire(&self, voice: &Voice, activity: &Value) -> Wire {
        voice.post(&self.inbox(), &activity.to_string(), &self.clock)
    }

    /// Posts an activity that must be taken, and waits until it was applied; gives what it came to.
    pub async fn take(&self, voice: &Voice, activity: &Value) -> String {
        let answer = self.deliver(voice, activity).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
        self.settle().await;
        self.outcome(activity).await
    }

    /// What an activity came to; `dropped` where nothing of it was kept.
    pub async fn outcome(&self, activity: &Value) -> String {
        let uri = activity["id"].as_str().expect("an id").to_owned();
        self.read(move |c| {
            Ok(inbox_item::table
                .filter(inbox_item::activity_uri.eq(uri))
                .select(inbox_item::outcome)
                .first::<Option<String>>(c)
                .optional()?
                .map_or_else(|| "dropped".to_owned(), Option::unwrap_or_default))
        })
        .await
    }

    // --- the peers ---------------------------------------------------------------------------------------------

    /// An actor of the peer that the node knows already.
    pub async fn known(&self, host: &str, name: &str) -> Voice {
        let voice = self.peers.actor(host, name);
        self.meet(&voice).await;
        voice
    }

    /// Lets the node learn of an actor.
    pub async fn meet(&self, voice: &Voice) {
        let like = voice.act("Like", self.org().into());
        assert_eq!(self.take(voice, &like).await, "dropped");
    }

    /// An actor of the peer that follows the organisation.
    pub async fn follower(&self, host: &str, name: &str) -> Voice {
        let voice = self.known(host, name).await;
        self.let_follow(&voice).await;
        voice
    }

    pub async fn let_follow(&self, voice: &Voice) -> Value {
        let follow = voice.follow(&self.org());
        assert_eq!(self.take(voice, &follow).await, "follow");
        self.settle().await;
        follow
    }

    /// An actor of the peer whom the organisation follows, accepted.
    pub async fn followed(&self, host: &str, name: &str) -> Voice {
        let voice = self.known(host, name).await;
        let request = self.request(&voice).await;
        let accept = voice.act("Accept", request);
        assert_eq!(self.take(&voice, &accept).await, "follow accepted");
        voice
    }

    /// The organisation asks to follow; gives the request as the peer got it.
    pub async fn request(&self, voice: &Voice) -> Value {
        let (at, who, me, id) = (self.at(), self.who.clone(), self.organisation.id.clone(), voice.id.clone());
        self.write(move |c| {
            let target = actor::store::by_uri(c, &id)?.expect("known");
            follow::actions::request(c, &at, &who, &me, &target.id)
        })
        .await;
        self.settle().await;
        let log = self.peers.log();
        let found = log.iter().rev().find(|l| l.host == voice.host && l.verb() == "Follow");
        found.expect("the request arrived").json()
    }

    pub async fn actor(&self, uri: &str) -> Option<Actor> {
        let uri = uri.to_owned();
        self.read(move |c| actor::store::by_uri(c, &uri)).await
    }

    pub async fn actor_id(&self, uri: &str) -> ActorId {
        self.actor(uri).await.expect("known").id
    }

    /// The follow between two actors, by their ids on the wire.
    pub async fn follow_between(&self, follower: &str, target: &str) -> Option<Follow> {
        let (follower, target) = (self.actor(follower).await?.id, self.actor(target).await?.id);
        self.read(move |c| follow::store::between(c, &follower, &target)).await
    }

    pub async fn decide(&self, host: &str, policy: Policy) {
        let (at, host) = (self.at(), host.to_owned());
        let decision = sofra_domain::peer::Decision::new(sofra_domain::peer::Rule::of(policy), "");
        self.write(move |c| sofra_domain::peer::actions::decide(c, &at, None, &host, &decision)).await;
        self.federation.reread_policy().await;
    }

    // --- statements --------------------------------------------------------------------------------------------

    pub async fn publish(&self, title: &str, audience: &str) -> Statement {
        self.write_down(title, audience, true).await
    }

    pub async fn draft(&self, title: &str, audience: &str) -> Statement {
        self.write_down(title, audience, false).await
    }

    async fn write_down(&self, title: &str, audience: &str, publish: bool) -> Statement {
        let (at, who, author, form) =
            (self.at(), self.who.clone(), self.organisation.id.clone(), form(title, audience));
        self.write(move |c| statement::actions::publish_once(c, &at, &who, &author, &form, None, publish))
            .await
    }

    pub async fn revise(&self, id: &StatementId, title: &str) {
        let (at, who, id, form) = (self.at(), self.who.clone(), id.clone(), form(title, "public"));
        self.write(move |c| statement::actions::revise(c, &at, &who, &id, &form)).await;
    }

    pub async fn withdraw(&self, id: &StatementId) {
        let (at, who, id) = (self.at(), self.who.clone(), id.clone());
        self.write(move |c| statement::actions::withdraw(c, &at, &who, &id, "")).await;
    }

    pub async fn statement(&self, uri: &str) -> Option<Statement> {
        let uri = uri.to_owned();
        self.read(move |c| statement::store::by_uri(c, &uri)).await
    }

    /// Title, HTML and state of what is known under an id.
    pub async fn shown(&self, uri: &str) -> Option<(String, String)> {
        let found = self.statement(uri).await?;
        let view = self.db.read(move |c| statement::store::view(c, found, None)).await.ok()?;
        let text = view.text(&[]).ok()?;
        Some((text.title.clone(), text.html.clone()))
    }

    // --- the queues --------------------------------------------------------------------------------------------

    /// Waits until every fact was told, everything received was applied and nothing is to be delivered.
    pub async fn settle(&self) {
        wait_until("nothing waits", || async {
            self.read(|c| {
                // In the order in which one makes the next, or something could slip by between two looks.
                if inbox::counts(c)?.0 > 0 || job::counts(c)?.0 > 0 {
                    return Ok(false);
                }
                Ok(delivery::counts(c, None)?.iter().all(|(state, n)| state != "pending" || *n == 0))
            })
            .await
        })
        .await;
    }

    /// Waits until every fact was told.
    pub async fn told(&self) {
        wait_until("all facts are told", || async { self.read(|c| Ok(job::counts(c)?.0 == 0)).await }).await;
    }

    /// Deliveries to a host: state, attempts, last status, when due; in order.
    pub async fn deliveries(&self, host: &str) -> Vec<(String, i32, Option<i32>, Timestamp)> {
        let host = host.to_owned();
        self.read(move |c| {
            Ok(delivery_table::table
                .filter(delivery_table::host.eq(host))
                .order(delivery_table::id)
                .select((
                    delivery_table::state,
                    delivery_table::attempts,
                    delivery_table::last_status,
                    delivery_table::due_at,
                ))
                .load(c)?)
        })
        .await
    }

    /// Failures in a row of a host, until when it rests, and its way of signing.
    pub async fn health(&self, host: &str) -> Option<(i32, Timestamp, String)> {
        let host = host.to_owned();
        self.read(move |c| {
            Ok(peer::table
                .find(host)
                .select((peer::failures, peer::open_until, peer::signature_scheme))
                .first(c)
                .optional()?)
        })
        .await
    }

    pub async fn dead_letters(&self) -> Vec<DeadLetter> {
        self.read(|c| Ok(delivery::dead_letters(c, 100)?)).await
    }

    /// How often something was refused for a reason.
    pub async fn refusals(&self, reason: &str) -> i64 {
        let reason = reason.to_owned();
        self.federation.write_refusals().await;
        self.read(move |c| {
            Ok(inbox::refusals(c, "2000-01-01")?.iter().filter(|r| r.reason == reason).map(|r| r.count).sum())
        })
        .await
    }

    // --- the three rules ---------------------------------------------------------------------------------------

    pub async fn snapshot(&self) -> Snapshot {
        self.settle().await;
        Snapshot { dump: self.read(dump).await, log: self.peers.log_length() }
    }

    /// RULE 1 and RULE 2: nothing was changed, and nobody was asked but for a key.
    pub async fn assert_untouched(&self, what: &str, before: &Snapshot, fetch: Fetch<'_>) {
        self.settle().await;
        if let Some(difference) = difference(&before.dump, &self.read(dump).await) {
            panic!("{what}: the database was changed\n{difference}");
        }
        let asked: Vec<_> = self.peers.log()[before.log..].to_vec();
        match fetch {
            Fetch::Nothing => assert!(asked.is_empty(), "{what}: asked {asked:#?}"),
            Fetch::Key(host) => {
                let fine = asked.iter().all(|l| l.host == host && l.method == "GET");
                // A key that stands by itself is believed through its owner: two documents.
                assert!(fine && asked.len() <= 2, "{what}: asked {asked:#?}");
            }
        }
    }

    /// Sends what must be refused, and checks all three rules.
    pub async fn refuse(&self, what: &str, wire: Wire, status: u16, fetch: Fetch<'_>) -> Answer {
        let before = self.snapshot().await;
        let answer = self.send(wire).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
        assert_silent(what, &answer);
        self.assert_untouched(what, &before, fetch).await;
        answer
    }

    /// Sends a validly signed activity that must change nothing, whatever it is answered.
    pub async fn ignore(&self, what: &str, voice: &Voice, activity: &Value) {
        let before = self.snapshot().await;
        let answer = self.deliver(voice, activity).await;
        assert!(matches!(answer.status, 202 | 400 | 403), "{what}: {} {}", answer.status, answer.text());
        assert_silent(what, &answer);
        self.assert_untouched(what, &before, Fetch::Nothing).await;
    }
}

/// RULE 3: the answer repeats nothing of the input.
pub fn assert_silent(what: &str, answer: &Answer) {
    let text = format!("{}\n{}", answer.head, answer.text()).to_lowercase();
    for word in [MARK, "localhost", "alice", "mallory", "main-key", "10.0.0.1"] {
        assert!(!text.contains(word), "{what}: the answer repeats {word}: {text}");
    }
}

/// A statement in English.
pub fn form(title: &str, audience: &str) -> Form {
    Form {
        kind: "statement".into(),
        audience: audience.into(),
        authentic: "en".into(),
        texts: vec![TextForm {
            language: "en".into(),
            title: title.into(),
            summary: "In short".into(),
            body: format!("The words of {title}."),
            translator: String::new(),
        }],
        ..Form::default()
    }
}

/// The peer's names, and names that lead where nothing may be fetched.
fn hosts(peer: SocketAddr) -> BTreeMap<String, SocketAddr> {
    let mut hosts: BTreeMap<String, SocketAddr> = NAMES.iter().map(|n| ((*n).to_owned(), peer)).collect();
    for (name, address) in PRIVATE {
        hosts.insert(name.to_owned(), address.parse().expect("an address"));
    }
    hosts
}

/// Names that resolve to private places.
pub const PRIVATE: [(&str, &str); 12] = [
    ("ten.test", "10.0.0.1:80"),
    ("home.test", "192.168.1.1:80"),
    ("corp.test", "172.16.0.1:80"),
    ("metadata.test", "169.254.169.254:80"),
    ("zero.test", "0.0.0.0:80"),
    ("carrier.test", "100.64.0.1:80"),
    ("benchmark.test", "198.18.0.1:80"),
    ("broadcast.test", "255.255.255.255:80"),
    ("mapped.test", "[::ffff:127.0.0.1]:80"),
    ("nat64.test", "[64:ff9b::7f00:1]:80"),
    ("unique.test", "[fd00::1]:80"),
    ("link.test", "[fe80::1]:80"),
];

/// Asks again and again until the answer is yes.
pub async fn wait_until<F: Future<Output = bool>>(what: &str, mut check: impl FnMut() -> F) {
    let begin = Instant::now();
    while !check().await {
        assert!(begin.elapsed() < PATIENCE, "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(15)).await;
    }
}
