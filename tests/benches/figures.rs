//! The figures of docs/performance.md, each beside its limit, measured in the same run on the same machine:
//! `cargo bench -p sofra-tests --bench figures`. Loopback only; every loop is bounded and ends by itself.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use actix_web::{App, HttpResponse, HttpServer, web};
use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream;
use http::{HeaderMap, HeaderValue, Method};
use sofra::Node;
use sofra_base::clock::{Clock, Timestamp};
use sofra_base::config::Config;
use sofra_base::lang::Localized;
use sofra_db::queue::inbox::{self, NewItem};
use sofra_db::testing::TestDatabase;
use sofra_domain::account::{self, password};
use sofra_domain::actor::actions::Keys;
use sofra_domain::actor::key::{PublicKey, RsaKey};
use sofra_domain::actor::model::Incoming;
use sofra_domain::actor::{self, ActorKind};
use sofra_domain::follow;
use sofra_domain::node::actions::Setup;
use sofra_domain::statement::rules::{Form, TextForm};
use sofra_domain::{At, Error, node, statement};
use sofra_federation::Federation;
use sofra_federation::inbox::Request;
use sofra_federation::signature::{self, BodyDigest, Outgoing, Pair, RequestHead, Scheme, SigningKey, sign};
use sofra_federation::uri::{Uri, UriPolicy};

/// Received activities of one measurement.
const ACTIVITIES: usize = 20_000;
/// Deliveries of one measurement.
const DELIVERIES: usize = 10_000;
/// Hosts that the deliveries go to.
const HOSTS: usize = 16;
/// Requests under way at once.
const AT_ONCE: usize = 64;

const DEVELOPMENT: UriPolicy = UriPolicy { development: true };

fn main() {
    let only: Option<String> = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    let wants = |name: &str| only.as_deref().is_none_or(|o| name.contains(o));
    println!("machine: {}", machine());
    if wants("program") {
        program();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for (name, database) in databases() {
        if wants("inbox") {
            runtime.block_on(received(name, &database));
        }
    }
    for (name, database) in databases() {
        if wants("deliveries") {
            runtime.block_on(delivered(name, &database));
        }
    }
    // Workers of stopped nodes may still wind down; nothing of them is measured.
    runtime.shutdown_timeout(Duration::from_secs(5));
}

fn databases() -> Vec<(&'static str, TestDatabase)> {
    let mut found = vec![("SQLite", TestDatabase::sqlite().unwrap())];
    match TestDatabase::postgres() {
        Ok(postgres) => found.push(("PostgreSQL", postgres)),
        Err(_) => println!("PostgreSQL: not measured, {} is not set", sofra_db::testing::SERVER),
    }
    found
}

fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find(|l| l.starts_with("model name")).and_then(|l| l.split(": ").nth(1));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{}, {cores} cores", model.unwrap_or("unknown"))
}

/// Size, memory at rest, and time from start to first answer, of the release program.
fn program() {
    let binary = release_binary();
    let size = std::fs::metadata(&binary).map(|m| m.len()).unwrap_or(0);
    println!("size of the program: {:.1} MB", size as f64 / 1e6);
    let folder = tempfile::tempdir().unwrap();
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
    let mut first_answers = Vec::new();
    // The first start makes keys and tables; it is not counted.
    for round in 0..6 {
        let begin = Instant::now();
        let mut child = std::process::Command::new(&binary)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
            .arg("--data")
            .arg(folder.path().join("data"))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while !answers(port) {
            assert!(begin.elapsed() < Duration::from_secs(20), "the program does not answer");
            std::thread::sleep(Duration::from_millis(2));
        }
        if round > 0 {
            first_answers.push(begin.elapsed());
        }
        if round == 5 {
            std::thread::sleep(Duration::from_secs(8));
            let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
            let kilobytes = status
                .lines()
                .find_map(|l| l.strip_prefix("VmRSS:"))
                .and_then(|l| l.trim().split(' ').next()?.parse::<f64>().ok())
                .unwrap_or(0.0);
            println!(
                "memory at rest (VmRSS, 8 s after start, one page served): {:.1} MB",
                kilobytes / 1024.0
            );
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    first_answers.sort();
    println!("start to first answer: median {:?} of {}", first_answers[2], first_answers.len());
}

fn answers(port: u16) -> bool {
    use std::io::{Read as _, Write as _};
    let Ok(mut stream) = std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { return false };
    let request = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 ")
}

fn release_binary() -> PathBuf {
    // This program lies in target/release/deps.
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().and_then(|p| p.parent()).unwrap().to_owned();
    let binary = folder.join("sofra");
    assert!(binary.exists(), "build it first: cargo build --release");
    binary
}

async fn start(database: &TestDatabase, change: impl FnOnce(&mut Config)) -> (Node, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let mut config = Config::defaults().unwrap();
    config.accounts.second_factor = sofra_base::config::SecondFactor::Optional;
    config.data = folder.path().join("data");
    config.database = database.url_text();
    config.listen = address;
    config.domain = format!("we.test:{}", address.port());
    config.development = true;
    change(&mut config);
    let node = Node::start_on(listener, config, Clock::default()).await.unwrap();
    let at = node.app.at();
    let form = Setup {
        node_name: "Bench".into(),
        federation: "open".into(),
        username: "bench".into(),
        organisation_name: "Bench".into(),
        language: "en".into(),
        login: "host".into(),
        person_name: "Host".into(),
        ..Setup::default()
    };
    let hash = password::hash("a table of one's own").unwrap();
    let organisation = Keys::generate().unwrap();
    node.db
        .write(move |c| {
            let token = node::actions::new_setup_token(c)?.unwrap();
            node::actions::set_up(c, &at, &token, &form, hash, organisation).map(|_| ())
        })
        .await
        .unwrap();
    node.federation.reread_policy().await;
    (node, folder)
}

fn incoming(uri: &str, inbox: &str, pem: &str) -> Incoming {
    Incoming {
        uri: uri.to_owned(),
        kind: ActorKind::Organisation,
        username: "peer".into(),
        host: Uri::parse(uri, DEVELOPMENT).unwrap().authority().to_owned(),
        name: "Peer".into(),
        names: Localized::default(),
        summary: String::new(),
        summaries: Localized::default(),
        page_url: None,
        inbox: inbox.to_owned(),
        shared_inbox: None,
        outbox: None,
        followers: None,
        approves_followers: false,
        handle_checked: true,
        also_known_as: Vec::new(),
        keys: vec![(format!("{uri}#main-key"), "rsa", pem.to_owned())],
        history: Vec::new(),
        network: None,
        facts: Default::default(),
        mandates: Vec::new(),
        discoverable: false,
        vouches: Vec::new(),
        moved_to: None,
        moved_statements: None,
    }
}

struct Signed {
    headers: HeaderMap,
    body: Bytes,
    item: NewItem,
}

/// Signed activities of one remote actor.
fn signed_activities(site: &At, peer: &str, key: &SigningKey, prefix: &str) -> Vec<Signed> {
    let inbox = Uri::parse(&site.site.shared_inbox(), DEVELOPMENT).unwrap();
    let method = Method::POST;
    (0..ACTIVITIES)
        .map(|n| {
            let id = format!("{peer}/{prefix}/{n}");
            let to = format!("{}/o/bench", site.site.base);
            let activity = serde_json::json!({
                "@context": "https://www.w3.org/ns/activitystreams",
                "id": id, "type": "Create", "actor": peer, "to": [to],
                "object": {
                    "id": format!("{id}/note"), "type": "Note", "attributedTo": peer, "to": [to],
                    "content": "<p>A short note of a <strong>usual</strong> length.</p>"
                }
            });
            let body = Bytes::from(activity.to_string());
            let digest = BodyDigest::outgoing(&body);
            let request = Outgoing {
                method: &method,
                uri: &inbox,
                digest: Some(&digest),
                content_type: Some("application/activity+json"),
            };
            let mut headers = HeaderMap::new();
            for (name, value) in sign(Scheme::Cavage, key, &request, site.now.0).unwrap() {
                headers.append(name, value);
            }
            headers.insert("host", HeaderValue::from_str(&site.site.domain).unwrap());
            headers.insert("content-type", HeaderValue::from_static("application/activity+json"));
            let item = NewItem {
                activity_uri: format!("{id}-limit"),
                actor_uri: peer.to_owned(),
                host: "peer.test".into(),
                body: String::from_utf8(body.to_vec()).unwrap(),
                body_hash: "0".repeat(64),
                // Not to be worked off: only storing is measured in the limit.
                state: "done".into(),
                attempts: 0,
                due_at: site.now,
                leased_until: Timestamp(0),
                received_at: site.now,
            };
            Signed { headers, body, item }
        })
        .collect()
}

/// Durable, verified activities a second, beside verifying the signatures plus a group-committed insert of the same
/// rows; then how fast what was taken is applied, and the whole over HTTP with the sender on the same cores.
async fn received(name: &str, database: &TestDatabase) {
    let (node, _folder) = start(database, |_| {}).await;
    let at = node.app.at();
    let peer = "http://peer.test/o/peer";
    let pair = Arc::new(RsaKey::generate().unwrap());
    let key = SigningKey {
        key_id: Uri::parse(&format!("{peer}#main-key"), DEVELOPMENT).unwrap(),
        pair: Pair::Rsa(pair.clone()),
    };
    let pem = pair.public_pem().unwrap();
    let known = incoming(peer, &format!("{peer}/inbox"), &pem);
    let here = at.clone();
    node.db.write(move |c| actor::actions::receive(c, &here, &known).map(|_| ())).await.unwrap();
    let config = node.app.config.clone();
    node.stop().await;

    // The parts by themselves, without a server and without workers that apply what comes.
    let db = database.open().unwrap();
    let public = Arc::new(PublicKey::from_pem(&pem).unwrap());
    let rows = signed_activities(&at, peer, &key, "limit");
    let domain = Arc::new(at.site.domain.clone());
    let begin = Instant::now();
    each(rows, |signed| {
        let (db, public, domain, now) = (db.clone(), public.clone(), domain.clone(), at.now.0);
        async move {
            let method = Method::POST;
            let head = RequestHead {
                method: &method,
                scheme: "http",
                target: "/inbox",
                authority: None,
                headers: &signed.headers,
            };
            let digest = BodyDigest::of(&signed.body, &signed.headers);
            let claim = signature::parse(&head, &domain, now, Some(&digest)).unwrap();
            claim.verify(&public).unwrap();
            let item = signed.item;
            db.write(move |c| Ok::<_, Error>(inbox::store(c, &item)?)).await.unwrap();
        }
    })
    .await;
    let limit = per_second(ACTIVITIES, begin.elapsed());

    let federation = Federation::new(db.clone(), Clock::default(), at.site.clone(), config.clone()).unwrap();
    let rows = signed_activities(&at, peer, &key, "taken");
    let begin = Instant::now();
    each(rows, |signed| {
        let federation = federation.clone();
        async move {
            let request = Request {
                method: &Method::POST,
                target: "/inbox",
                authority: None,
                headers: &signed.headers,
                body: &signed.body,
            };
            federation.receive(&request).await.unwrap();
        }
    })
    .await;
    let taken = per_second(ACTIVITIES, begin.elapsed());
    drop(federation);
    drop(db);

    // A node on the same data applies what was taken.
    let node = Node::start_at(Config::clone(&config), Clock::default()).await.unwrap();
    let begin = Instant::now();
    while node.db.read(|c| Ok::<_, Error>(inbox::counts(c)?)).await.unwrap().0 > 0 {
        assert!(begin.elapsed() < Duration::from_secs(180), "it does not end");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let applied = per_second(ACTIVITIES, begin.elapsed());

    let rows = signed_activities(&at, peer, &key, "http");
    let client = reqwest::Client::builder()
        .no_proxy()
        .resolve("we.test", node.local_addr)
        .pool_max_idle_per_host(AT_ONCE)
        .build()
        .unwrap();
    let address = at.site.shared_inbox();
    let begin = Instant::now();
    each(rows, |signed| {
        let (client, address) = (client.clone(), address.clone());
        async move {
            let mut headers = signed.headers;
            headers.remove("host");
            let answer = client.post(&address).headers(headers).body(signed.body).send().await.unwrap();
            assert_eq!(answer.status().as_u16(), 202);
        }
    })
    .await;
    let http = per_second(ACTIVITIES, begin.elapsed());
    println!(
        "inbox, {name}: limit (verify + group-committed insert) {limit:.0}/s; taken in {taken:.0}/s = {:.2} of it; \
         applied afterwards {applied:.0}/s; over HTTP, with the sender and the applying on the same cores, {http:.0}/s",
        taken / limit
    );
    node.stop().await;
}

/// Does something with each, many at once.
async fn each<F: Future<Output = ()> + Send + 'static>(rows: Vec<Signed>, work: impl Fn(Signed) -> F) {
    stream::iter(rows)
        .map(|signed| tokio::spawn(work(signed)))
        .buffer_unordered(AT_ONCE)
        .for_each(|done| async { done.unwrap() })
        .await;
}

/// Signed deliveries a second to a local sink, beside RSA signing alone on as many cores.
async fn delivered(name: &str, database: &TestDatabase) {
    let sink = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let sink_address: SocketAddr = sink.local_addr().unwrap();
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = taken.clone();
    let (tell, told) = tokio::sync::oneshot::channel();
    // A runtime of its own, as actix wants it.
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = HttpServer::new(move || {
                let counter = counter.clone();
                App::new().default_service(web::to(move |_body: web::Bytes| {
                    counter.fetch_add(1, Ordering::Relaxed);
                    async { HttpResponse::Accepted().finish() }
                }))
            })
            .workers(1)
            .listen(sink)
            .unwrap()
            .run();
            tell.send(server.handle()).ok();
            server.await.unwrap();
        });
    });
    let sink_handle = told.await.unwrap();

    let (node, _folder) = start(database, |config| {
        config.federation.hosts_at_once = HOSTS;
        for host in 0..HOSTS {
            config.federation.hosts.insert(format!("sink{host}.test"), sink_address);
        }
    })
    .await;
    let at = node.app.at();
    let pem = RsaKey::generate().unwrap().public_pem().unwrap();
    let (who, organisation) = {
        let here = at.clone();
        node.db
            .write(move |c| {
                let host = account::store::first_host(c)?;
                let who = account::store::identity(c, &host.id, true)?;
                let organisation = who.seats[0].0.clone();
                for n in 0..DELIVERIES {
                    let uri = format!("http://sink{}.test/o/{n}", n % HOSTS);
                    let id =
                        actor::actions::receive(c, &here, &incoming(&uri, &format!("{uri}/inbox"), &pem))?;
                    follow::actions::receive_request(c, &here, &format!("{uri}/follow"), &id, &organisation)?;
                }
                // Only the statement is measured, not the answers to the follows.
                use diesel::prelude::*;
                diesel::delete(sofra_db::schema::job::table).execute(c)?;
                Ok::<_, Error>((who, organisation))
            })
            .await
            .unwrap()
    };

    let limit = signing_limit();
    let form = Form {
        kind: "statement".into(),
        audience: "public".into(),
        authentic: "en".into(),
        texts: vec![TextForm {
            language: "en".into(),
            title: "A statement".into(),
            body: "One paragraph of a usual length, said once and sent to many.".into(),
            ..TextForm::default()
        }],
        ..Form::default()
    };
    taken.store(0, Ordering::Relaxed);
    let begin = Instant::now();
    node.db
        .write(move |c| {
            statement::actions::publish_once(c, &at, &who, &organisation, &form, None, true).map(|_| ())
        })
        .await
        .unwrap();
    while taken.load(Ordering::Relaxed) < DELIVERIES {
        assert!(begin.elapsed() < Duration::from_secs(120), "only {} arrived", taken.load(Ordering::Relaxed));
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let rate = per_second(DELIVERIES, begin.elapsed());
    println!(
        "deliveries, {name}: limit (RSA-2048 signing alone, two threads) {limit:.0}/s; delivered {rate:.0}/s = {:.2} of it \
         (the sink runs on the same cores)",
        rate / limit
    );
    node.stop().await;
    sink_handle.stop(false).await;
    thread.join().unwrap();
}

/// Signatures a second with aws-lc-rs, on two threads.
fn signing_limit() -> f64 {
    let key = Arc::new(RsaKey::generate().unwrap());
    let begin = Instant::now();
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let key = key.clone();
            std::thread::spawn(move || {
                for n in 0..2_000_u32 {
                    key.sign(&n.to_be_bytes()).unwrap();
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    per_second(4_000, begin.elapsed())
}

fn per_second(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}
