//! The API against real databases: each test runs on SQLite and on PostgreSQL.

mod federation;
mod follow;
mod guard;
mod moderation;
mod statement;
mod wiring;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::{Bytes, Data};
use serde_json::{Value, json};
use sofra_base::clock::Clock;
use sofra_base::config::{Config, Overrides};
use sofra_base::lang::LanguageTag;
use sofra_db::testing::TestDatabase;
use sofra_domain::account::model::NewAccount;
use sofra_domain::account::{self, Role, Seat};
use sofra_domain::actor::ActorId;
use sofra_domain::actor::actions::Keys;
use sofra_domain::node::actions::{Setup, initialise, new_setup_token, set_up};
use sofra_domain::remote::{Answer, Found, Resolver};
use sofra_domain::{Database, Error, Site, actor, organisation, seat};

use crate::App;

/// Runs each test on both databases.
macro_rules! on_both {
    ($($name:ident)+) => {
        mod sqlite {
            use sofra_db::testing::TestDatabase;
            $(#[actix_web::test]
            async fn $name() {
                let database = TestDatabase::sqlite().expect("a folder for SQLite");
                super::$name(super::super::World::new(database).await).await;
            })+
        }
        mod postgres {
            use sofra_db::testing::TestDatabase;
            $(#[actix_web::test]
            async fn $name() {
                let database = TestDatabase::postgres().expect("a PostgreSQL for the run");
                super::$name(super::super::World::new(database).await).await;
            })+
        }
    };
}
use on_both;

/// Knows what the node itself knows, and asks nobody.
struct LocalResolver(Database);

impl Resolver for LocalResolver {
    fn find<'a>(&'a self, text: &'a str) -> Answer<'a, Found> {
        Box::pin(async move {
            let text = text.to_owned();
            self.0
                .read(move |conn| {
                    let by_handle = text.strip_prefix('@').and_then(|handle| handle.split_once('@'));
                    let found = match by_handle {
                        Some((name, host)) => actor::store::by_handle(conn, name, host)?,
                        None => actor::store::by_uri(conn, &text)?,
                    };
                    if let Some(found) = found {
                        return Ok(Found::Actor(found.id));
                    }
                    sofra_domain::statement::store::by_uri(conn, &text)?
                        .map(|found| Found::Statement(found.id))
                        .ok_or(Error::NotFound)
                })
                .await
        })
    }

    fn refresh<'a>(&'a self, _: &'a actor::ActorId) -> Answer<'a, Option<String>> {
        Box::pin(async { Ok(None) })
    }
}

/// A node with a host who speaks for `kakuma`, and a second account that speaks for `athens`.
struct World {
    app: Data<App>,
    /// The host's token, good for writing.
    host: String,
    /// The host's token, for reading only.
    reading: String,
    /// The other account's token, good for writing.
    other: String,
    kakuma: ActorId,
    athens: ActorId,
    _data: tempfile::TempDir,
    // Last, so that it is removed after its users are gone.
    _database: TestDatabase,
}

/// An answer.
struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a text"))
    }

    /// The code of a problem of that status.
    fn problem(&self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{:?}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let json = self.json();
        let code = json["code"].as_str().expect("a code").to_owned();
        assert_eq!(json["status"], status);
        assert_eq!(json["type"], format!("urn:sofra:problem:{code}"));
        assert!(json["title"].is_string());
        code
    }

    /// Field and code of each error of a problem.
    fn errors(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let json = self.json();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect()
    }
}

impl World {
    async fn new(database: TestDatabase) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let overrides = Overrides {
            domain: Some("kakuma.example".to_owned()),
            data: Some(data.path().to_owned()),
            ..Overrides::default()
        };
        let mut config = Config::load(&overrides).expect("a sound configuration");
        config.accounts.second_factor = sofra_base::config::SecondFactor::Optional;
        config.limits.lookups = 3;
        config.limits.image_bytes = 200_000;
        let site = Arc::new(Site::new(&config));
        let db = database.open().expect("a database");
        let resolver = Arc::new(LocalResolver(db.clone()));
        let app = Data::from(Arc::new(App::new(db, Clock::default(), site, Arc::new(config), resolver)));
        let at = app.at();
        let hash = account::password::hash(PASSWORD).expect("a sound password");
        let made = app
            .db
            .write(move |conn| {
                initialise(conn, &at, None)?;
                let token = new_setup_token(conn)?.expect("not set up yet");
                let form = Setup {
                    node_name: "Kakuma".to_owned(),
                    federation: "open".to_owned(),
                    username: "kakuma".to_owned(),
                    organisation_name: "Kakuma Voices".to_owned(),
                    language: "en".to_owned(),
                    login: "amal".to_owned(),
                    person_name: "Amal".to_owned(),
                    ..Setup::default()
                };
                let (account, kakuma) = set_up(conn, &at, &token, &form, hash, Keys::generate()?)?;
                let english: LanguageTag = "en".parse().expect("a language");
                let who = account::store::identity(conn, &account, true)?;
                let public = sofra_domain::visibility::actions::Public {
                    handle: "amal_k".to_owned(),
                    name: "Amal".to_owned(),
                };
                let keys = Keys::generate()?;
                sofra_domain::visibility::actions::appear(conn, &at, &who, &public, &english, keys)?;
                let keys = Keys::generate()?;
                let athens =
                    organisation::actions::create(conn, &at, "athens", &english, "Athens Table", "", keys)?;
                let nour = NewAccount {
                    login: "nour",
                    name: "Nour",
                    password_hash: String::new(),
                    role: Role::Member,
                    language: None,
                };
                let other = account::actions::create(conn, at.now, nour)?;
                seat::actions::give(conn, at.now, &other, &athens.id, Seat::Editor)?;
                let token = account::actions::create_token;
                let (_, write) = token(conn, at.now, &account, "write", true, 30)?;
                let (_, read) = token(conn, at.now, &account, "read", false, 30)?;
                let (_, others) = token(conn, at.now, &other, "write", true, 30)?;
                Ok::<_, Error>((kakuma, athens.id, write, read, others))
            })
            .await
            .expect("a node that is set up");
        let (kakuma, athens, host, reading, other) = made;
        Self { app, host, reading, other, kakuma, athens, _data: data, _database: database }
    }

    async fn send(&self, request: TestRequest) -> Got {
        let service =
            init_service(actix_web::App::new().app_data(self.app.clone()).configure(super::configure)).await;
        let answer = call_service(&service, request.to_request()).await;
        let (status, headers) = (answer.status(), answer.headers().clone());
        Got { status, headers, body: read_body(answer).await }
    }

    async fn get(&self, token: Option<&str>, path: &str) -> Got {
        self.send(with(token, TestRequest::get().uri(&at(path)))).await
    }

    async fn post(&self, token: &str, path: &str, body: &Value) -> Got {
        self.send(with(Some(token), TestRequest::post().uri(&at(path)).set_json(body))).await
    }

    async fn put(&self, token: &str, path: &str, body: &Value) -> Got {
        self.send(with(Some(token), TestRequest::put().uri(&at(path)).set_json(body))).await
    }

    async fn delete(&self, token: &str, path: &str) -> Got {
        self.send(with(Some(token), TestRequest::delete().uri(&at(path)))).await
    }

    /// Makes a statement of `kakuma` and gives its id.
    async fn statement(&self, change: impl FnOnce(&mut Value)) -> String {
        let mut body = new_statement();
        change(&mut body);
        let made = self.post(&self.host, "/statements", &body).await;
        assert_eq!(made.status, 201, "{:?}", made.body);
        made.json()["id"].as_str().expect("an id").to_owned()
    }
}

/// The password of the host.
const PASSWORD: &str = "a long password for tests";

fn at(path: &str) -> String {
    format!("{}{path}", super::ROOT)
}

fn with(token: Option<&str>, request: TestRequest) -> TestRequest {
    match token {
        Some(token) => request.insert_header(("Authorization", format!("Bearer {token}"))),
        None => request,
    }
}

/// A published statement in two languages.
fn new_statement() -> Value {
    json!({
        "as": "kakuma",
        "publish": true,
        "kind": "statement",
        "audience": "public",
        "authentic": "ar",
        "texts": [
            { "language": "ar", "title": "نداء", "summary": "نطلب", "body": "## باب\n\nالفقرة الأولى.\n\nالثانية." },
            { "language": "en", "title": "A call", "body": "The first paragraph.", "translator": "Amal" },
        ],
        "demands": ["urn:sofra:agenda:istanbul-2018:R1"],
        "numbered": true,
    })
}
