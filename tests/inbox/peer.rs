//! A scripted peer: one small HTTP server under many names that gives out whatever a test tells it, and remembers
//! every request it got.

use std::collections::{HashMap, VecDeque};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use sofra_base::clock::Clock;
use sofra_federation::key::{Ed25519Key, RsaKey};
use sofra_federation::signature::{BodyDigest, Outgoing, Pair, Scheme, SigningKey, sign};
use sofra_federation::uri::{Uri, UriPolicy};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::wire::Wire;

/// The names under which the peer is known to the node.
pub const NAMES: [&str; 6] =
    ["a.localhost", "b.localhost", "evil.localhost", "slow.localhost", "down.localhost", "fan.localhost"];

/// Making RSA keys takes a while; the tests share a few.
static RSA: LazyLock<Vec<Arc<RsaKey>>> =
    LazyLock::new(|| (0..4).map(|_| Arc::new(RsaKey::generate().expect("a key"))).collect());
static NUMBER: AtomicU64 = AtomicU64::new(1);

pub fn rsa(index: usize) -> Arc<RsaKey> {
    RSA[index % RSA.len()].clone()
}

/// A number that no other call gave.
pub fn number() -> u64 {
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

pub fn uri(text: &str) -> Uri {
    Uri::parse(text, UriPolicy { development: true }).expect("an address")
}

/// What the peer answers.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Status, content type, body.
    Give(u16, &'static str, Vec<u8>),
    /// Status with further headers.
    Head(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// The connection stays open and nothing comes.
    Hang,
    /// A good head, then one byte now and then.
    Drip,
    /// The connection is closed at once.
    Slam,
}

impl Reply {
    pub fn activity(document: &Value) -> Self {
        Self::Give(200, "application/activity+json", document.to_string().into_bytes())
    }

    pub fn status(status: u16) -> Self {
        Self::Give(status, "text/plain", Vec::new())
    }

    pub fn redirect(to: &str) -> Self {
        Self::Head(302, vec![("Location", to.to_owned())], Vec::new())
    }
}

/// A request the peer got.
#[derive(Debug, Clone)]
pub struct Logged {
    pub method: String,
    pub host: String,
    pub target: String,
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Logged {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }

    pub fn verb(&self) -> String {
        self.json()["type"].as_str().unwrap_or_default().to_owned()
    }
}

#[derive(Default)]
struct Script {
    fixed: HashMap<(String, String), Reply>,
    /// Answers that are given once each, before the fixed one.
    queued: HashMap<(String, String), VecDeque<Reply>>,
    log: Vec<Logged>,
}

/// The server.
pub struct Peers {
    pub address: SocketAddr,
    script: Arc<Mutex<Script>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Peers {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Peers {
    pub async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let script: Arc<Mutex<Script>> = Arc::default();
        let shared = script.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Self { address, script, task }
    }

    /// Answers requests for a path of a host in this way from now on.
    pub fn on(&self, host: &str, path: &str, reply: Reply) {
        self.script.lock().unwrap().fixed.insert((host.into(), path.into()), reply);
    }

    /// Answers the next request for it in this way, before all others.
    pub fn once(&self, host: &str, path: &str, reply: Reply) {
        let key = (host.to_owned(), path.to_owned());
        self.script.lock().unwrap().queued.entry(key).or_default().push_back(reply);
    }

    /// Gives a document under its own id.
    pub fn publish(&self, document: &Value) {
        let id = uri(document["id"].as_str().expect("an id"));
        self.on(id.authority(), id.as_url().path(), Reply::activity(document));
    }

    pub fn log(&self) -> Vec<Logged> {
        self.script.lock().unwrap().log.clone()
    }

    pub fn log_length(&self) -> usize {
        self.script.lock().unwrap().log.len()
    }

    /// The activities that were delivered to a host, in order.
    pub fn delivered(&self, host: &str) -> Vec<Value> {
        self.log().iter().filter(|l| l.host == host && l.method == "POST").map(Logged::json).collect()
    }

    /// An actor with an RSA key, known on its host.
    pub fn actor(&self, host: &str, name: &str) -> Voice {
        let voice = Voice::new(host, name, rsa(number() as usize));
        self.introduce(&voice);
        voice
    }

    /// Publishes an actor's document and its WebFinger answer.
    pub fn introduce(&self, voice: &Voice) {
        self.publish(&voice.document());
        let jrd = json!({
            "subject": format!("acct:{}@{}", voice.name, voice.host),
            "links": [{"rel": "self", "type": "application/activity+json", "href": voice.id}]
        });
        self.on(
            &voice.host,
            &format!("/.well-known/webfinger?resource=acct%3A{}%40{}", voice.name, voice.host),
            Reply::Give(200, "application/jrd+json", jrd.to_string().into_bytes()),
        );
    }
}

async fn serve(mut stream: TcpStream, script: Arc<Mutex<Script>>) {
    let Some(request) = read_request(&mut stream).await else { return };
    let key = (request.host.clone(), request.target.clone());
    let reply = {
        let mut script = script.lock().unwrap();
        script.log.push(request.clone());
        let queued = script.queued.get_mut(&key).and_then(VecDeque::pop_front);
        queued.or_else(|| script.fixed.get(&key).cloned())
    };
    let default = if request.method == "POST" { Reply::status(202) } else { Reply::status(404) };
    match reply.unwrap_or(default) {
        Reply::Give(status, kind, body) => {
            write(&mut stream, status, &[("Content-Type", kind.to_owned())], &body).await;
        }
        Reply::Head(status, headers, body) => write(&mut stream, status, &headers, &body).await,
        Reply::Hang => tokio::time::sleep(Duration::from_secs(60)).await,
        Reply::Slam => {}
        Reply::Drip => {
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/activity+json\r\nContent-Length: 100000\r\n\r\n";
            let _ = stream.write_all(head.as_bytes()).await;
            for _ in 0..300 {
                if stream.write_all(b" ").await.is_err() {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

async fn write(stream: &mut TcpStream, status: u16, headers: &[(&'static str, String)], body: &[u8]) {
    let mut head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body).await;
    let _ = stream.shutdown().await;
}

async fn read_request(stream: &mut TcpStream) -> Option<Logged> {
    let mut raw = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        let n = tokio::time::timeout(Duration::from_secs(10), stream.read(&mut buffer)).await.ok()?.ok()?;
        if n == 0 {
            return None;
        }
        raw.extend_from_slice(&buffer[..n]);
        let Some(split) = raw.windows(4).position(|w| w == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&raw[..split]).into_owned();
        let headers: HashMap<String, String> = head
            .lines()
            .skip(1)
            .filter_map(|l| l.split_once(':'))
            .map(|(n, v)| (n.to_ascii_lowercase(), v.trim().to_owned()))
            .collect();
        let length: usize = headers.get("content-length").and_then(|l| l.parse().ok()).unwrap_or(0);
        if raw.len() < split + 4 + length {
            continue;
        }
        let mut first = head.lines().next()?.split(' ');
        return Some(Logged {
            method: first.next()?.to_owned(),
            target: first.next()?.to_owned(),
            host: headers.get("host").cloned().unwrap_or_default(),
            headers,
            body: String::from_utf8_lossy(&raw[split + 4..split + 4 + length]).into_owned(),
        });
    }
}

/// An actor of the scripted peer.
#[derive(Clone)]
pub struct Voice {
    pub host: String,
    pub name: String,
    pub id: String,
    pub key_id: String,
    pub key: Arc<RsaKey>,
    pub kind: &'static str,
}

impl Voice {
    pub fn new(host: &str, name: &str, key: Arc<RsaKey>) -> Self {
        let id = format!("http://{host}/u/{name}");
        Self {
            host: host.into(),
            name: name.into(),
            key_id: format!("{id}#main-key"),
            id,
            key,
            kind: "Person",
        }
    }

    /// The same actor with another key under the same id.
    pub fn rekeyed(&self, index: usize) -> Self {
        Self { key: rsa(index), ..self.clone() }
    }

    pub fn inbox(&self) -> String {
        format!("{}/inbox", self.id)
    }

    pub fn document(&self) -> Value {
        json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": self.id,
            "type": self.kind,
            "preferredUsername": self.name,
            "name": self.name,
            "inbox": self.inbox(),
            "outbox": format!("{}/outbox", self.id),
            "followers": format!("{}/followers", self.id),
            "publicKey": {
                "id": self.key_id,
                "owner": self.id,
                "publicKeyPem": self.key.public_pem().expect("a key")
            }
        })
    }

    /// A new activity of this actor.
    pub fn act(&self, verb: &str, object: Value) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("http://{}/activities/{}", self.host, number()),
            "type": verb,
            "actor": self.id,
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
            "object": object
        })
    }

    /// A note of this actor, named `n`, with some words.
    pub fn note(&self, n: &str, words: &str) -> Value {
        json!({
            "id": format!("http://{}/notes/{n}", self.host),
            "type": "Note",
            "attributedTo": self.id,
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
            "content": format!("<p>{words}</p>"),
            "published": "2026-01-01T00:00:00Z"
        })
    }

    /// The same, changed at a later time.
    pub fn note_updated(&self, n: &str, words: &str, updated: &str) -> Value {
        let mut note = self.note(n, words);
        note["updated"] = updated.into();
        note
    }

    pub fn follow(&self, target: &str) -> Value {
        let mut follow = self.act("Follow", target.into());
        follow["to"] = json!([target]);
        follow
    }

    pub fn undo(&self, activity: &Value) -> Value {
        self.act("Undo", activity.clone())
    }

    pub fn signing_key(&self) -> SigningKey {
        SigningKey { key_id: uri(&self.key_id), pair: Pair::Rsa(self.key.clone()) }
    }

    /// A signed POST to an address of the node.
    pub fn post(&self, to: &str, body: &str, clock: &Clock) -> Wire {
        self.post_with(Scheme::Cavage, &self.signing_key(), to, body, clock.now().0)
    }

    pub fn post_with(&self, scheme: Scheme, key: &SigningKey, to: &str, body: &str, now: i64) -> Wire {
        let to = uri(to);
        let digest = BodyDigest::outgoing(body.as_bytes());
        let request = Outgoing {
            method: &Method::POST,
            uri: &to,
            digest: Some(&digest),
            content_type: Some("application/activity+json"),
        };
        let signed = sign(scheme, key, &request, now).expect("signed");
        let mut headers = vec![("Host".to_owned(), to.authority().to_owned())];
        headers.extend(
            signed.iter().map(|(n, v)| (n.as_str().to_owned(), v.to_str().expect("text").to_owned())),
        );
        Wire {
            method: "POST".into(),
            target: to.as_url().path().into(),
            headers,
            body: body.as_bytes().to_vec(),
            announce: Some(body.len()),
        }
    }

    /// A signed GET.
    pub fn get(&self, address: &str, clock: &Clock) -> Wire {
        let to = uri(address);
        let request = Outgoing { method: &Method::GET, uri: &to, digest: None, content_type: None };
        let signed = sign(Scheme::Cavage, &self.signing_key(), &request, clock.now().0).expect("signed");
        let target = match to.as_url().query() {
            Some(query) => format!("{}?{query}", to.as_url().path()),
            None => to.as_url().path().to_owned(),
        };
        let mut wire = Wire::get(to.authority(), &target);
        for (name, value) in &signed {
            wire = wire.set(name.as_str(), value.to_str().expect("text"));
        }
        wire
    }
}

/// An Ed25519 key, for the tests of RFC 9421.
pub fn ed25519() -> Ed25519Key {
    Ed25519Key::generate().expect("a key")
}
