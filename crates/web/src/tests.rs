//! The pages as a browser meets them, on a real database.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Data;
use sofra_base::clock::Clock;
use sofra_base::config::{Config, Overrides, SecondFactor};
use sofra_db::testing::TestDatabase;
use sofra_domain::account::{Identity, store as accounts};
use sofra_domain::actor::actions::{Keys, receive};
use sofra_domain::actor::model::Incoming as IncomingActor;
use sofra_domain::actor::{ActorId, ActorKind};
use sofra_domain::node::actions::{Setup, initialise, new_setup_token, set_up};
use sofra_domain::remote::{Answer, Found, Resolver};
use sofra_domain::statement::actions as statements;
use sofra_domain::statement::rules::{Form as StatementForm, TextForm};
use sofra_domain::statement::{ObjectType, StatementId};
use sofra_domain::{Error, Site, agenda};

use crate::App;

const PASSWORD: &str = "olive lantern river seven";
const ATTACK: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onmouseover=alert(1) {{7*7}}";

/// Nothing outside is asked in these tests.
struct Alone;

impl Resolver for Alone {
    fn find<'a>(&'a self, _: &'a str) -> Answer<'a, Found> {
        Box::pin(async { Err(Error::Remote("alone")) })
    }

    fn refresh<'a>(&'a self, _: &'a sofra_domain::actor::ActorId) -> Answer<'a, Option<String>> {
        Box::pin(async { Err(Error::Remote("alone")) })
    }
}

struct Table {
    app: Data<App>,
    setup_token: String,
    _database: TestDatabase,
}

impl Table {
    async fn new(domain: Option<&str>) -> Self {
        Self::on(TestDatabase::sqlite().unwrap(), domain).await
    }

    async fn on(database: TestDatabase, domain: Option<&str>) -> Self {
        let folder = std::env::temp_dir().join(format!("sofra-web-{}", sofra_base::id::random_name()));
        let overrides = Overrides {
            data: Some(folder),
            domain: domain.map(str::to_owned),
            database: Some(database.url_text()),
            ..Overrides::default()
        };
        let mut config = Config::load(&overrides).unwrap();
        config.accounts.second_factor = SecondFactor::Optional;
        let site = Arc::new(Site::new(&config));
        let db = database.open().unwrap();
        let app = App::new(db, Clock::default(), site, Arc::new(config), Arc::new(Alone));
        let at = app.at();
        let setup_token = app
            .db
            .write(move |c| {
                initialise(c, &at, None)?;
                new_setup_token(c)
            })
            .await
            .unwrap()
            .unwrap();
        Self { app: Data::new(app), setup_token, _database: database }
    }

    /// Set up by the action behind the form.
    async fn ready(domain: Option<&str>) -> (Self, Identity, ActorId) {
        Self::new(domain).await.set_up().await
    }

    async fn set_up(self) -> (Self, Identity, ActorId) {
        let table = self;
        let (at, token) = (table.app.at(), table.setup_token.clone());
        let hash = sofra_domain::account::password::hash(PASSWORD).unwrap();
        let (who, organisation) = table
            .app
            .db
            .write(move |c| {
                let form = Setup {
                    node_name: "Kakuma Voices".into(),
                    federation: "open".into(),
                    username: "voices".into(),
                    organisation_name: "Kakuma Voices".into(),
                    organisation_about: "We live in Kakuma and speak for ourselves.".into(),
                    language: "en".into(),
                    login: "amina".into(),
                    person_name: "Amina".into(),
                    ..Setup::default()
                };
                let (account, organisation) = set_up(c, &at, &token, &form, hash, Keys::generate()?)?;
                Ok::<_, Error>((accounts::identity(c, &account, true)?, organisation))
            })
            .await
            .unwrap();
        (table, who, organisation)
    }

    async fn publish(&self, who: &Identity, author: &ActorId, form: StatementForm) -> StatementId {
        let (at, who, author) = (self.app.at(), who.clone(), author.clone());
        self.app
            .db
            .write(move |c| {
                let id = statements::begin(c, &at, &who, &author, &form)?;
                statements::publish(c, &at, &who, &id)?;
                Ok::<_, Error>(id)
            })
            .await
            .unwrap()
    }

    async fn session(&self, who: &Identity) -> String {
        let (now, account) = (self.app.clock.now(), who.account.clone());
        self.app
            .db
            .write(move |c| sofra_domain::account::actions::begin_session(c, now, &account))
            .await
            .unwrap()
    }
}

fn form(title: &str, audience: &str) -> StatementForm {
    let urn = agenda::istanbul().urn(agenda::istanbul().demand("R2").unwrap().1);
    StatementForm {
        kind: "position-paper".into(),
        audience: audience.into(),
        authentic: "en".into(),
        texts: vec![
            TextForm {
                language: "en".into(),
                title: title.into(),
                summary: "We hold four of twelve seats.".into(),
                body: "First paragraph.\n\nSecond paragraph about enough time.".into(),
                translator: String::new(),
            },
            TextForm {
                language: "ar".into(),
                title: "مقعد على الطاولة".into(),
                summary: "لنا أربعة مقاعد.".into(),
                body: "الفقرة الأولى.".into(),
                translator: "هدى".into(),
            },
        ],
        demands: vec![urn],
        images: Vec::new(),
        numbered: true,
        note: String::new(),
        networks: Vec::new(),
    }
}

macro_rules! serve {
    ($table:expr) => {
        init_service(
            actix_web::App::new()
                .app_data($table.app.clone())
                .wrap(from_fn(crate::frame::around))
                .configure(crate::configure),
        )
        .await
    };
}

struct Seen {
    status: StatusCode,
    headers: actix_web::http::header::HeaderMap,
    body: String,
}

impl Seen {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

macro_rules! ask {
    ($service:expr, $request:expr) => {
        ask_with(&$service, ($request).to_request())
    };
}

#[macro_use]
mod writing;
mod hosting;

async fn ask_with<S, R, B>(service: &S, request: R) -> Seen
where
    S: Service<R, Response = ServiceResponse<B>, Error = actix_web::Error>,
    B: MessageBody,
{
    let response = call_service(service, request).await;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = String::from_utf8_lossy(&read_body(response).await).into_owned();
    Seen { status, headers, body }
}

fn get(path: &str) -> TestRequest {
    TestRequest::get().uri(path).insert_header(("accept", "text/html"))
}

/// The token in the first form of a page, and its cookies.
fn token(page: &Seen) -> (String, String) {
    let token = page.body.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let cookies: Vec<&str> =
        page.headers.get_all("set-cookie").map(|c| c.to_str().unwrap().split(';').next().unwrap()).collect();
    (token.to_owned(), cookies.join("; "))
}

#[actix_web::test]
async fn auth_01_a_form_needs_its_origin_and_its_token() {
    let (table, ..) = Table::ready(None).await;
    let service = serve!(table);
    let page = ask!(service, get("/sign-in")).await;
    let (token, cookie) = token(&page);
    assert!(!token.is_empty() && cookie.starts_with("sofra-form="));
    let body = format!("token={token}&user-name=amina&password=olive+lantern+river+seven");
    let send = |changes: &[(&'static str, &str)], body: &str, cookie: &str| {
        let mut request = TestRequest::post().uri("/sign-in").set_payload(body.to_owned());
        request = request.insert_header(("content-type", "application/x-www-form-urlencoded"));
        request = request.insert_header(("cookie", cookie.to_owned()));
        for (name, value) in changes {
            request = request.insert_header((*name, (*value).to_owned()));
        }
        request
    };
    let own = "http://localhost:8080";
    for (changes, body, cookie) in [
        (vec![("sec-fetch-site", "cross-site"), ("origin", own)], body.as_str(), cookie.as_str()),
        (vec![("sec-fetch-site", "same-site")], &body, &cookie),
        (vec![("origin", "https://evil.example")], &body, &cookie),
        (vec![("origin", "http://localhost:8081")], &body, &cookie),
        (vec![("origin", own)], "user-name=amina&password=x", &cookie),
        (vec![("origin", own)], "token=&user-name=amina&password=x", &cookie),
        (vec![("origin", own)], &body, ""),
        (vec![("origin", own)], &body, "sofra-form=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    ] {
        let seen = ask!(service, send(&changes, body, cookie)).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN, "{changes:?}");
        assert!(seen.body.contains("Go back, reload the page"), "{}", seen.body);
    }
    let text = send(&[("content-type", "text/plain")], &body, &cookie);
    assert_eq!(ask!(service, text).await.status, StatusCode::BAD_REQUEST);
    let seen =
        ask!(service, send(&[("sec-fetch-site", "same-origin"), ("origin", "null")], &body, &cookie)).await;
    assert_eq!((seen.status, seen.header("location")), (StatusCode::SEE_OTHER, "/timeline"));
    let cookie = seen.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"));
    assert!(!cookie.contains("Domain"));
    // The token of a form before sign-in is worth nothing afterwards.
    let session = cookie.split(';').next().unwrap().to_owned();
    let out = TestRequest::post().uri("/sign-out").insert_header(("cookie", session.clone()));
    let out = out
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .set_payload(format!("token={token}"));
    assert_eq!(ask!(service, out).await.status, StatusCode::FORBIDDEN);
    let home = ask!(service, get("/").insert_header(("cookie", session.clone()))).await;
    let own_token = self::token(&home).0;
    let out = TestRequest::post().uri("/sign-out").insert_header(("cookie", session.clone()));
    let out = out
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .set_payload(format!("token={own_token}"));
    assert_eq!(ask!(service, out).await.status, StatusCode::SEE_OTHER);
    let after = ask!(service, get("/").insert_header(("cookie", session))).await;
    assert!(after.body.contains("href=\"/sign-in\""), "the session ended on the server");
}

#[actix_web::test]
async fn every_unsafe_route_refuses_a_request_from_elsewhere() {
    let (table, ..) = Table::ready(None).await;
    let service = serve!(table);
    let source = include_str!("lib.rs");
    let mut checked = 0;
    for route in source.split(".route(").skip(1) {
        let (head, _) = route.split_once(".to(").unwrap();
        if !head.contains("post()") {
            continue;
        }
        let path = route.split('"').nth(1).unwrap();
        // Where only some words fit, the first of them.
        let fill = |part: &str| match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            Some(hole) => {
                hole.split_once(':').map_or("1", |(_, words)| words.split('|').next().unwrap()).to_owned()
            }
            None => part.to_owned(),
        };
        let path: String = path.split('/').map(fill).collect::<Vec<_>>().join("/");
        let request = TestRequest::post()
            .uri(&path)
            .insert_header(("origin", "https://evil.example"))
            .insert_header(("content-type", "application/x-www-form-urlencoded"))
            .set_payload("token=x");
        // What ends the weekly mail is sealed in its address and can do nothing else: a wrong one is no address.
        let refused =
            if path.starts_with("/digest/stop/") { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
        assert_eq!(ask!(service, request).await.status, refused, "{path}");
        checked += 1;
    }
    assert!(checked >= 4);
}

#[actix_web::test]
async fn auth_02_the_cookie_over_https_is_bound_to_the_host_and_new_at_sign_in() {
    let (table, ..) = Table::ready(Some("table.example.org")).await;
    let service = serve!(table);
    let page = ask!(service, get("/sign-in").insert_header(("cookie", "__Host-sofra=preset"))).await;
    assert!(page.header("strict-transport-security").starts_with("max-age="));
    let (token, cookie) = token(&page);
    let request = TestRequest::post()
        .uri("/sign-in")
        .insert_header(("cookie", format!("__Host-sofra=preset; {cookie}")))
        .insert_header(("origin", "https://table.example.org"))
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .set_payload(format!(
            "token={token}&user-name=Amina&password=olive+lantern+river+seven&next=//evil.example"
        ));
    let seen = ask!(service, request).await;
    assert_eq!((seen.status, seen.header("location")), (StatusCode::SEE_OTHER, "/timeline"));
    let cookie = seen.header("set-cookie");
    assert!(cookie.starts_with("__Host-sofra=") && cookie.contains("Secure") && !cookie.contains("preset"));
}

#[actix_web::test]
async fn auth_12_tries_are_limited_and_unknown_names_get_the_same_answer() {
    let (table, ..) = Table::ready(None).await;
    let service = serve!(table);
    let (token, cookie) = token(&ask!(service, get("/sign-in")).await);
    let attempt = |name: &str| {
        TestRequest::post()
            .uri("/sign-in")
            .insert_header(("cookie", cookie.clone()))
            .insert_header(("content-type", "application/x-www-form-urlencoded"))
            .set_payload(format!("token={token}&user-name={name}&password=wrong+wrong+wrong"))
    };
    let known = ask!(service, attempt("amina")).await;
    let unknown = ask!(service, attempt("nobody")).await;
    assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(known.body.replace("amina", "nobody"), unknown.body);
    assert!(known.body.contains("<title>Error: Sign in"));
    let mut last = StatusCode::OK;
    for _ in 0..table.app.config.limits.sign_in_attempts {
        last = ask!(service, attempt("nobody")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[actix_web::test]
async fn unseen_and_absent_are_the_same_page_byte_for_byte() {
    let (table, who, organisation) = Table::ready(None).await;
    let service = serve!(table);
    let secret = table.publish(&who, &organisation, form("Only for us", "local")).await;
    let absent = StatementId::new();
    let one = ask!(service, get(&format!("/statements/{secret}"))).await;
    for path in [
        format!("/statements/{absent}"),
        format!("/statements/{secret}?text=ar&lang=en&done=published"),
        "/statements/not-an-id".to_owned(),
        format!("/statements/{secret}/revisions/1"),
        format!("/statements/{secret}/revisions/2/changes"),
        "/o/nobody".to_owned(),
        "/m/voices".to_owned(),
        "/nothing/here".to_owned(),
        "/media/01j00000000000000000000000.png".to_owned(),
    ] {
        let other = ask!(service, get(&path)).await;
        assert_eq!((one.status, other.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{path}");
        assert_eq!(one.body, other.body, "{path}");
        assert_eq!(one.headers.len(), other.headers.len(), "{path}");
    }
    let session = format!("sofra={}", table.session(&who).await);
    let seen = ask!(service, get(&format!("/statements/{secret}")).insert_header(("cookie", session))).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.body.contains("Only for us"));
    assert_eq!(seen.header("cache-control"), "private, no-store");
    assert_eq!(seen.header("x-robots-tag"), "none");
}

#[actix_web::test]
async fn xss_02_no_property_becomes_markup() {
    let (table, who, organisation) = Table::ready(None).await;
    let service = serve!(table);
    let mut attack = form(ATTACK, "public");
    attack.texts[0].summary = ATTACK.into();
    attack.texts[0].body =
        format!("{ATTACK}\n\n[x](javascript:alert(1)) ![{ATTACK}](https://evil.example/x.png)");
    attack.texts[1].translator = ATTACK.into();
    let id = table.publish(&who, &organisation, attack).await;
    let (at, session) = (table.app.at(), table.session(&who).await);
    let actor = table
        .app
        .db
        .write(move |c| {
            let uri = "https://evil.example/u/1".to_owned();
            let incoming = IncomingActor {
                history: Vec::new(),
                network: None,
                facts: Default::default(),
                mandates: Vec::new(),
                discoverable: false,
                vouches: Vec::new(),
                moved_to: None,
                moved_statements: None,
                uri: uri.clone(),
                kind: ActorKind::Organisation,
                username: "a\"onmouseover=alert(1)".into(),
                host: "evil.example".into(),
                name: ATTACK.into(),
                names: sofra_base::lang::Localized::one("en".parse().unwrap(), ATTACK.into()),
                summary: sofra_base::text::sanitise::remote_html(ATTACK),
                summaries: sofra_base::lang::Localized::default(),
                page_url: Some("javascript:alert(1)".into()),
                inbox: format!("{uri}/inbox"),
                shared_inbox: None,
                outbox: None,
                followers: None,
                approves_followers: false,
                handle_checked: true,
                also_known_as: Vec::new(),
                keys: Vec::new(),
            };
            let id = receive(c, &at, &incoming)?;
            sofra_domain::actor::store::get(c, &id)
        })
        .await
        .unwrap();
    let remote = remote_statement(&table, &actor.id).await;
    for path in [
        "/".to_owned(),
        "/agenda/istanbul-2018/R2".to_owned(),
        "/o/voices".to_owned(),
        format!("/statements/{id}"),
        format!("/statements/{id}?text=ar"),
        format!("/statements/{remote}"),
        actor.path(),
    ] {
        for lang in ["en", "ar", "fr"] {
            let and = if path.contains('?') { '&' } else { '?' };
            let cookie = format!("sofra={session}");
            let seen =
                ask!(service, get(&format!("{path}{and}lang={lang}")).insert_header(("cookie", cookie)))
                    .await;
            assert_eq!(seen.status, StatusCode::OK, "{path}");
            let page = seen.body.to_lowercase();
            for bad in ["<script", "<img src=x", "javascript:", "onerror=alert(1)>", "src=\"https://evil"] {
                assert!(!page.contains(bad), "{path} {lang}: {bad}");
            }
            assert!(
                !no_quotes(&page).contains("onmouseover"),
                "{path} {lang}: an attribute was broken out of"
            );
            assert!(!page.contains(" style="), "{path}");
        }
    }
}

/// The tags of a page without their attribute values and without the text between them.
fn no_quotes(page: &str) -> String {
    let (mut out, mut in_tag, mut in_value) = (String::new(), false, false);
    for c in page.chars() {
        match c {
            '<' if !in_tag => in_tag = true,
            '>' if in_tag && !in_value => in_tag = false,
            '"' if in_tag => in_value = !in_value,
            c if in_tag && !in_value => out.push(c),
            _ => {}
        }
    }
    out
}

async fn remote_statement(table: &Table, author: &ActorId) -> StatementId {
    use sofra_domain::statement::receive::{Incoming, receive};
    use sofra_domain::statement::{Audience, Kind};
    let (at, author) = (table.app.at(), author.clone());
    let html = sofra_base::text::sanitise::remote_html(ATTACK);
    table
        .app
        .db
        .write(move |c| {
            let incoming = Incoming {
                writer: None,
                networks: Vec::new(),
                mandate: None,
                uri: "https://evil.example/s/1".into(),
                author,
                object_type: ObjectType::Article,
                kind: Kind::Event,
                audience: Audience::Public,
                named: Vec::new(),
                authentic: "en".parse().unwrap(),
                texts: sofra_base::lang::Localized::one(
                    "en".parse().unwrap(),
                    (ATTACK.into(), ATTACK.into(), html, ATTACK.into()),
                ),
                numbered: false,
                page_url: Some("https://evil.example/\"onmouseover=alert(1)".into()),
                warning: Some(ATTACK.into()),
                details: Some(
                    serde_json::json!({"starts": ATTACK, "place": ATTACK, "link": "javascript:alert(1)"})
                        .to_string(),
                ),
                in_reply_to: Some("javascript:alert(1)".into()),
                demands: vec![agenda::istanbul().urn(agenda::istanbul().demand("R2").unwrap().1)],
                files: vec![("https://evil.example/x.png".into(), "image/png".into(), ATTACK.into())],
                published: Some(at.now),
                updated: Some(at.now),
                note: ATTACK.into(),
            };
            receive(c, &at, &incoming)
        })
        .await
        .unwrap()
        .id()
        .cloned()
        .unwrap()
}

#[actix_web::test]
async fn pages_say_what_they_are_and_carry_their_guards() {
    let (table, who, organisation) = Table::ready(None).await;
    let service = serve!(table);
    let id = table.publish(&who, &organisation, form("A seat at the table", "public")).await;
    let page = ask!(service, get(&format!("/statements/{id}"))).await;
    assert_eq!(page.header("content-security-policy"), crate::frame::POLICY);
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("vary"), "Accept, Accept-Language, Cookie");
    assert_eq!(page.header("x-robots-tag"), "");
    assert!(page.headers.get("set-cookie").is_none(), "reading sets no cookie");
    assert!(page.body.contains("<h1>A seat at the table</h1>"));
    let arabic = get(&format!("/statements/{id}")).insert_header(("accept-language", "ar-SY,en;q=0.5"));
    let arabic = ask!(service, arabic).await;
    assert!(
        arabic.body.contains("<html lang=\"ar\" dir=\"rtl\">")
            && arabic.body.contains("<h1>مقعد على الطاولة</h1>")
    );
    let english_text = get(&format!("/statements/{id}?text=en&lang=ar"));
    assert!(ask!(service, english_text).await.body.contains("<h1 lang=\"en\" dir=\"ltr\">A seat"));
    let head = TestRequest::default().method(Method::HEAD).uri(&format!("/statements/{id}"));
    assert_eq!(ask!(service, head).await.status, StatusCode::OK);
    let wrong_case = ask!(service, get("/agenda/istanbul-2018/r2")).await;
    assert_eq!(
        (wrong_case.status.as_u16(), wrong_case.header("location")),
        (301, "/agenda/istanbul-2018/R2")
    );
    let demand = ask!(service, get("/agenda/istanbul-2018/R2")).await;
    assert!(
        demand.body.contains("A seat at the table") && demand.body.contains("from \u{2068}1\u{2069} author")
    );

    // Revised, compared, withdrawn.
    let (at, by, of) = (table.app.at(), who.clone(), id.clone());
    let mut changed = form("A seat at the table", "public");
    changed.texts[0].body = "First paragraph.\n\nSecond paragraph about time to read.".into();
    changed.note = "Clearer.".into();
    table.app.db.write(move |c| statements::revise(c, &at, &by, &of, &changed).map(|_| ())).await.unwrap();
    let changes = ask!(service, get(&format!("/statements/{id}/revisions/2/changes"))).await;
    assert!(
        changes.body.contains("<del><span class=\"visually-hidden\">removed: </span>enough"),
        "{}",
        changes.body
    );
    assert!(changes.body.contains("<ins><span class=\"visually-hidden\">added: </span>"));
    let old = ask!(service, get(&format!("/statements/{id}/revisions/1"))).await;
    assert!(old.body.contains("You read revision") && old.header("x-robots-tag") == "none");
    let (at, by, of) = (table.app.at(), who.clone(), id.clone());
    table
        .app
        .db
        .write(move |c| statements::withdraw(c, &at, &by, &of, "A mistake.").map(|_| ()))
        .await
        .unwrap();
    let gone = ask!(service, get(&format!("/statements/{id}"))).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.body.contains("A mistake.") && !gone.body.contains("A seat at the table"));
}

#[actix_web::test]
async fn a_first_visit_stays_under_50_kilobytes() {
    let (table, who, organisation) = Table::ready(None).await;
    let service = serve!(table);
    for n in 0..25 {
        table
            .publish(
                &who,
                &organisation,
                form(&format!("A seat at the table where water is shared out, {n}"), "public"),
            )
            .await;
    }
    let mut files = 0;
    for name in ["style.css", "logo.svg", "favicon.svg"] {
        let seen = ask!(service, get(crate::assets::url(name))).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.header("cache-control").contains("immutable"));
        files += seen.body.len();
    }
    for path in ["/", "/agenda/istanbul-2018", "/agenda/istanbul-2018/R2", "/o/voices", "/sign-in"] {
        for lang in ["en", "ar", "fr"] {
            let page = ask!(service, get(&format!("{path}?lang={lang}"))).await;
            assert_eq!(page.status, StatusCode::OK);
            let whole = page.body.len() + files;
            assert!(whole < 50_000, "{path} {lang}: {whole} bytes");
        }
    }
    let first = ask!(service, get("/o/voices")).await;
    let older = first
        .body
        .split("rel=\"next\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&");
    let second = ask!(service, get(&older)).await;
    assert!(
        second.body.contains("Showing \u{2068}21\u{2069} to \u{2068}25\u{2069} of \u{2068}25\u{2069}"),
        "{older}"
    );
}

#[actix_web::test]
async fn the_setup_link_works_once_and_signs_in() {
    let table = Table::new(None).await;
    let service = serve!(table);
    assert!(ask!(service, get("/")).await.body.contains("not set up yet"));
    assert_eq!(ask!(service, get("/setup?token=wrong")).await.status, StatusCode::FORBIDDEN);
    let link = format!("/setup?token={}", table.setup_token);
    let page = ask!(service, get(&link)).await;
    assert_eq!(page.status, StatusCode::OK);
    let (token, cookie) = token(&page);
    let send = |extra: &str| {
        TestRequest::post()
            .uri("/setup")
            .insert_header(("cookie", cookie.clone()))
            .insert_header(("content-type", "application/x-www-form-urlencoded"))
            .set_payload(format!(
                "token={token}&link={}&node_name=Kakuma&organisation_name=Kakuma+Voices&username=voices&language=ar&\
                 login=amina&person_name=Amina&federation=closed&{extra}",
                table.setup_token
            ))
    };
    let short = ask!(service, send("password=short&password_again=other")).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        short.body.contains("value=\"Kakuma Voices\"") && short.body.contains("href=\"#password_again\"")
    );
    assert!(!short.body.contains("value=\"short\""));
    let good = "password=olive+lantern+river+seven&password_again=olive+lantern+river+seven";
    let done = ask!(service, send(good)).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/?done=set-up"));
    let session = done.header("set-cookie").split(';').next().unwrap().to_owned();
    let home = ask!(service, get("/?done=set-up").insert_header(("cookie", session))).await;
    // The host chose Arabic as the language of the account.
    assert!(home.body.contains("<html lang=\"ar\"") && home.body.contains("/sign-out"), "{}", home.body);
    assert_eq!(ask!(service, send(good)).await.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn a_language_chosen_on_our_page_is_remembered_and_one_from_elsewhere_is_not() {
    let (table, ..) = Table::ready(None).await;
    let service = serve!(table);
    let own = ask!(service, get("/?lang=fr").insert_header(("sec-fetch-site", "same-origin"))).await;
    assert!(own.header("set-cookie").starts_with("lang=fr;"));
    let foreign = ask!(service, get("/?lang=fr").insert_header(("sec-fetch-site", "cross-site"))).await;
    assert!(foreign.body.contains("<html lang=\"fr\"") && foreign.headers.get("set-cookie").is_none());
    let kept = ask!(service, get("/").insert_header(("cookie", "lang=ar"))).await;
    assert!(kept.body.contains("<html lang=\"ar\""));
    let odd =
        ask!(service, get("/?lang=%3Cb%3E&x=%22%3E%3Cscript%3E").insert_header(("cookie", "lang=../x")))
            .await;
    assert!(odd.body.contains("<html lang=\"en\"") && !odd.body.contains("<script"));
}

/// A picture of one pixel.
const PIXEL: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[actix_web::test]
async fn an_image_is_seen_by_those_who_may_read_what_shows_it() {
    use base64::Engine as _;
    let (table, who, organisation) = Table::ready(None).await;
    let service = serve!(table);
    let bytes = base64::engine::general_purpose::STANDARD.decode(PIXEL).unwrap();
    let (folder, now, by) = (table.app.config.media_folder(), table.app.clock.now(), who.clone());
    let prepared = sofra_domain::media::actions::prepare(&folder, &bytes, &Default::default(), now).unwrap();
    let media =
        table.app.db.write(move |c| sofra_domain::media::actions::add(c, &by, prepared)).await.unwrap();
    let path = format!("/media/{}.{}", media.name, sofra_domain::site::extension(&media.media_type));
    let session = format!("sofra={}", table.session(&who).await);
    let with_image = |audience: &str| StatementForm {
        images: vec![sofra_domain::statement::rules::ImageForm {
            media: media.id.to_string(),
            alt: ATTACK.into(),
        }],
        ..form("With an image", audience)
    };
    table.publish(&who, &organisation, with_image("local")).await;
    let hidden = ask!(service, get(&path)).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert_eq!(hidden.body, ask!(service, get("/media/01j00000000000000000000000.png")).await.body);
    let own = ask!(service, get(&path).insert_header(("cookie", session))).await;
    assert_eq!((own.status, own.header("cache-control")), (StatusCode::OK, "private, no-store"));
    let id = table.publish(&who, &organisation, with_image("public")).await;
    let seen = ask!(service, get(&path)).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert_eq!(seen.header("content-type"), media.media_type);
    assert_eq!(seen.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(seen.header("x-content-type-options"), "nosniff");
    assert!(seen.header("cache-control").ends_with("immutable"));
    // The extension is part of the name, not a wish.
    assert_eq!(
        ask!(service, get(&format!("/media/{}.html", media.name))).await.status,
        StatusCode::NOT_FOUND
    );
    let page = ask!(service, get(&format!("/statements/{id}"))).await;
    assert!(page.body.contains(&format!("<img src=\"{path}\"")), "{}", page.body);
    assert!(!no_quotes(&page.body).contains("onerror"));
    std::fs::remove_dir_all(&table.app.config.data).unwrap();
}
