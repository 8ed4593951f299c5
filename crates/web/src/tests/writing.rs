//! Writing, following, settings and federation health as a browser meets them, on both databases.

use sofra_domain::account::model::{NewAccount, Role, Seat};
use sofra_domain::account::{actions as account_actions, store as account_store};
use sofra_domain::follow::FollowState;
use sofra_domain::statement::State;
use sofra_domain::statement::store as statement_store;
use sofra_domain::{follow, organisation, peer};

use super::*;

/// Runs a test on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($(async fn $name:ident($table:ident, $who:ident, $organisation:ident) $body:block)*) => {
        $(mod $name {
            use super::*;

            async fn run(database: TestDatabase) {
                let ($table, $who, $organisation) = Table::on(database, None).await.set_up().await;
                $body
            }

            #[actix_web::test]
            async fn sqlite() {
                run(TestDatabase::sqlite().unwrap()).await;
            }

            #[actix_web::test]
            async fn postgres() {
                run(TestDatabase::postgres().unwrap()).await;
            }
        })*
    };
}

/// A browser that is signed in.
pub(super) struct Browser {
    pub(super) session: String,
    pub(super) token: String,
}

impl Browser {
    pub(super) fn get(&self, path: &str) -> TestRequest {
        get(path).insert_header(("cookie", format!("sofra={}", self.session)))
    }

    pub(super) fn post(&self, path: &str, fields: &[(&str, &str)]) -> TestRequest {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("token", &self.token);
        body.extend_pairs(fields);
        TestRequest::post()
            .uri(path)
            .insert_header(("accept", "text/html"))
            .insert_header(("cookie", format!("sofra={}", self.session)))
            .insert_header(("content-type", "application/x-www-form-urlencoded"))
            .set_payload(body.finish())
    }

    /// The form for writing, as a browser sends it; with a picture where one is given.
    fn send(&self, path: &str, fields: &[(&str, &str)], picture: Option<&[u8]>) -> TestRequest {
        let token = [("token", self.token.as_str())];
        let all: Vec<(&str, &str)> = token.iter().chain(fields).copied().collect();
        self.send_exactly(path, &all, picture)
    }

    fn send_exactly(&self, path: &str, fields: &[(&str, &str)], picture: Option<&[u8]>) -> TestRequest {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let picture = picture.unwrap_or_default();
        let name = if picture.is_empty() { "" } else { "seat.png" };
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"image\"; filename=\"{name}\"\r\nContent-Type: \
             application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(picture);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        TestRequest::post()
            .uri(path)
            .insert_header(("accept", "text/html"))
            .insert_header(("cookie", format!("sofra={}", self.session)))
            .insert_header(("content-type", "multipart/form-data; boundary=edge"))
            .set_payload(body)
    }
}

macro_rules! browser {
    ($table:expr, $service:expr, $who:expr) => {{
        let session = $table.session($who).await;
        let page = ask!($service, get("/").insert_header(("cookie", format!("sofra={session}")))).await;
        Browser { session, token: token(&page).0 }
    }};
}

/// The value of a hidden field.
fn hidden(page: &Seen, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.body.split(&start).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

const WRITTEN: [(&str, &str); 12] = [
    ("texts.0.language", "en"),
    ("texts.0.title", "A seat <at> the \"table\""),
    ("texts.0.summary", "We hold four of twelve seats."),
    ("texts.0.body", "First paragraph.\n\nSecond paragraph."),
    ("texts.1.language", "ar"),
    ("texts.1.title", "مقعد على الطاولة"),
    ("texts.1.body", "الفقرة الأولى."),
    ("texts.1.translator", "هدى"),
    ("authentic", "0"),
    ("kind", "lesson"),
    ("demands", "urn:sofra:agenda:istanbul-2018:R2"),
    ("numbered", "yes"),
];

/// What was typed, with some of it changed or added.
fn written<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = WRITTEN.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)).copied();
    kept.chain(changes.iter().copied()).collect()
}

/// All that was typed is in the page that came back.
fn keeps(page: &Seen) {
    for part in [
        "value=\"A seat &#60;at&#62; the &#34;table&#34;\"",
        "We hold four of twelve seats.</textarea>",
        "First paragraph.\n\nSecond paragraph.</textarea>",
        "value=\"مقعد على الطاولة\"",
        "الفقرة الأولى.</textarea>",
        "value=\"هدى\"",
        "<option value=\"lesson\" selected>",
        "value=\"urn:sofra:agenda:istanbul-2018:R2\" checked",
        "name=\"numbered\" value=\"yes\" checked",
    ] {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
}

fn picture() -> Vec<u8> {
    // A PNG of four pixels.
    const HEX: &str = "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a7300000010494441\
                       54789c63e08a0a00220608050012a602d1326308ea0000000049454e44ae426082";
    let digits: Vec<u8> = HEX.bytes().filter_map(|b| (b as char).to_digit(16).map(|d| d as u8)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

async fn statements(table: &Table, who: &Identity) -> (i64, i64) {
    let who = who.clone();
    let count = table.app.db.read(move |c| {
        let drafts = statement_store::list(c, &statement_store::Scope::Drafts(who.clone()), None)?;
        let here = statement_store::list(c, &statement_store::Scope::Here, None)?;
        Ok::<_, Error>((drafts.total, here.total))
    });
    count.await.unwrap()
}

/// Followers on other nodes, two of them on one.
async fn followers(table: &Table, of: &ActorId) {
    let (at, of) = (table.app.at(), of.clone());
    table
        .app
        .db
        .write(move |c| {
            for (n, host, kind) in [
                (1, "beirut.example", ActorKind::Organisation),
                (2, "athens.example", ActorKind::Member),
                (3, "athens.example", ActorKind::Member),
                (4, "blocked.example", ActorKind::Organisation),
            ] {
                let uri = format!("https://{host}/u/{n}");
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
                    kind,
                    username: format!("u{n}"),
                    host: host.into(),
                    name: format!("Follower {n}"),
                    names: sofra_base::lang::Localized::default(),
                    summary: String::new(),
                    summaries: sofra_base::lang::Localized::default(),
                    page_url: None,
                    inbox: format!("{uri}/inbox"),
                    shared_inbox: Some(format!("https://{host}/inbox")),
                    outbox: None,
                    followers: None,
                    approves_followers: false,
                    handle_checked: true,
                    also_known_as: Vec::new(),
                    keys: Vec::new(),
                };
                let id = receive(c, &at, &incoming)?;
                follow::actions::receive_request(c, &at, &format!("{uri}/follow"), &id, &of)?;
            }
            let decision = peer::Decision::new(peer::Rule::of(peer::Policy::Suspend), "");
            peer::actions::decide(c, &at, None, "blocked.example", &decision)
        })
        .await
        .unwrap();
}

/// A member of another organisation, who may write for that one only.
async fn stranger(table: &Table) -> (Identity, ActorId) {
    let at = table.app.at();
    table
        .app
        .db
        .write(move |c| {
            let language = "en".parse().unwrap();
            let other =
                organisation::actions::create(c, &at, "others", &language, "Others", "", Keys::generate()?)?;
            let hash = "no password fits this".to_owned();
            let bilal = NewAccount {
                login: "bilal",
                name: "Bilal",
                password_hash: hash,
                role: Role::Member,
                language: None,
            };
            let account = account_actions::create(c, at.now, bilal)?;
            sofra_domain::seat::actions::give(c, at.now, &account, &other.id, Seat::Officer)?;
            Ok::<_, Error>((account_store::identity(c, &account, true)?, other.id))
        })
        .await
        .unwrap()
}

on_both! {
    async fn a_mistake_keeps_everything_that_was_typed(table, who, organisation) {
        let service = serve!(table);
        let browser = browser!(table, service, &who);
        let page = ask!(service, browser.get("/compose?demand=r2")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("value=\"urn:sofra:agenda:istanbul-2018:R2\" checked"));
        let (once, author) = (hidden(&page, "once"), organisation.to_string());
        let own = [("once", once.as_str()), ("as", author.as_str())];
        let with = |more: &[(&'static str, &'static str)]| {
            let mut all = written(&[]);
            all.extend(own);
            all.extend(more.iter().copied());
            all
        };
        // No audience was chosen: nothing is saved, and the picture is kept.
        let png = picture();
        let seen = ask!(service, browser.send("/compose", &with(&[("do", "publish")]), Some(&png))).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", seen.body);
        keeps(&seen);
        assert!(seen.body.contains("<title>Error: Write a statement"));
        assert!(seen.body.contains("href=\"#audience\"") && seen.body.contains("href=\"#images.0.alt\""));
        let media = hidden(&seen, "images.0.media");
        assert_eq!(statements(&table, &who).await, (0, 0));
        // Every other button brings everything back as well.
        for (pressed, sign) in [
            ("add-text", "name=\"texts.2.language\""),
            ("preview", "This is how it will look"),
            ("upload", "Please choose a picture file first"),
            ("stay", "name=\"texts.1.body\""),
            ("", "name=\"texts.1.body\""),
        ] {
            let mut all = with(&[]);
            all.extend([("do", pressed), ("images.0.media", media.as_str()), ("images.0.alt", "Seats")]);
            let seen = ask!(service, browser.send("/compose", &all, None)).await;
            keeps(&seen);
            assert!(seen.body.contains(sign), "{pressed}: {}", seen.body);
            assert!(seen.body.contains("Seats</textarea>") && hidden(&seen, "images.0.media") == media);
        }
        let removed = ask!(service, browser.send("/compose", &with(&[("do", "remove-text.1")]), None)).await;
        assert!(removed.body.contains("We hold four") && !removed.body.contains("texts.1.body"));
        // A file that is no picture costs nothing else.
        let odd = ask!(service, browser.send("/compose", &with(&[("do", "upload")]), Some(b"GIF? no"))).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        keeps(&odd);
        assert!(odd.body.contains("href=\"#image\""));
        let large = vec![0_u8; table.app.config.limits.image_bytes + 1];
        let seen = ask!(service, browser.send("/compose", &with(&[("do", "save")]), Some(&large))).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        keeps(&seen);
        assert!(seen.body.contains("at most \u{2068}10\u{2069} MB"), "{}", seen.body);
        // Follow and federation keep theirs, too.
        let typed = [("q", "@nobody@beirut.example")];
        let seen = ask!(service, browser.post("/follow", &typed)).await;
        assert_eq!(seen.status, StatusCode::BAD_GATEWAY);
        assert!(seen.body.contains("value=\"@nobody@beirut.example\"") && seen.body.contains("does not answer"));
        let typed = [("host", "not a host!"), ("policy", "block"), ("reason", "Too loud")];
        let seen = ask!(service, browser.post("/admin/federation/peers", &typed)).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.body.contains("value=\"not a host!\"") && seen.body.contains("value=\"Too loud\""));
    }

    async fn publishing_twice_publishes_once_and_says_who_holds_a_copy(table, who, organisation) {
        let service = serve!(table);
        followers(&table, &organisation).await;
        let browser = browser!(table, service, &who);
        let page = ask!(service, browser.get("/compose")).await;
        // Two nodes for all, one of organisations; the blocked one gets nothing.
        assert!(page.body.contains("At this moment \u{2068}2\u{2069} other nodes would get a copy"), "{}", page.body);
        assert!(page.body.contains("At this moment \u{2068}1\u{2069} other node would get a copy"));
        let (once, author) = (hidden(&page, "once"), organisation.to_string());
        let all = written(&[("audience", "public"), ("do", "publish"), ("once", &once), ("as", &author)]);
        let first = ask!(service, browser.send("/compose", &all, None)).await;
        let second = ask!(service, browser.send("/compose", &all, None)).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        assert_eq!(first.header("location"), second.header("location"), "one draft, not two");
        assert_eq!(statements(&table, &who).await, (1, 0));
        let path = first.header("location").to_owned();
        let confirm = ask!(service, browser.get(&path)).await;
        assert!(confirm.body.contains("\u{2068}2\u{2069} other nodes"), "{}", confirm.body);
        assert!(confirm.body.contains("athens.example") && confirm.body.contains("beirut.example"));
        assert!(!confirm.body.contains("blocked.example"));
        let seen = hidden(&confirm, "seen");
        // Another text than the one that was seen is not published unseen.
        let stale = ask!(service, browser.post(&path, &[("seen", "public-other")])).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(statements(&table, &who).await, (1, 0));
        for _ in 0..2 {
            let done = ask!(service, browser.post(&path, &[("seen", &seen)])).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
            let to = done.header("location").to_owned();
            assert!(to.ends_with("?done=published"));
            let shown = ask!(service, browser.get(&to)).await;
            assert!(shown.body.contains("being sent to \u{2068}2\u{2069} other nodes"), "{}", shown.body);
        }
        assert_eq!(statements(&table, &who).await, (0, 1));
        // The form from before, sent once more, neither makes another nor loses words in silence.
        let again = ask!(service, browser.send("/compose", &all, None)).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let other = written(&[("audience", "public"), ("do", "save"), ("once", &once), ("as", &author),
            ("texts.0.body", "Other words.")]);
        let other = ask!(service, browser.send("/compose", &other, None)).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert!(other.body.contains("Other words.</textarea>"));
        assert_eq!(statements(&table, &who).await, (0, 1));

        // A revision sent twice is one revision; one begun from an older revision is not lost.
        let statement = path.trim_end_matches("/publish").to_owned();
        let edit = format!("{statement}/edit");
        let page = ask!(service, browser.get(&edit)).await;
        assert_eq!(hidden(&page, "base"), "1");
        let body = ("texts.0.body", "First paragraph.\n\nClearer.");
        let revision = written(&[("base", "1"), ("do", "publish"), ("note", "Clearer."), body]);
        for _ in 0..2 {
            let done = ask!(service, browser.send(&edit, &revision, None)).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        let late = written(&[("base", "1"), ("do", "publish"), ("texts.0.body", "From an old page.")]);
        let late = ask!(service, browser.send(&edit, &late, None)).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("From an old page.</textarea>") && hidden(&late, "base") == "2");
        let id = StatementId::parse(statement.trim_start_matches("/statements/")).unwrap();
        let of = id.clone();
        let found = table.app.db.read(move |c| statement_store::get(c, &of)).await.unwrap();
        assert_eq!((found.revision, found.state), (2, State::Published));

        // Withdrawn once, with an honest page before.
        let withdraw = format!("{statement}/withdraw");
        let page = ask!(service, browser.get(&withdraw)).await;
        assert!(page.body.contains("Copies that others made may remain"));
        let long = "x".repeat(400);
        let seen = ask!(service, browser.post(&withdraw, &[("reason", &long)])).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.body.contains(&long));
        for _ in 0..2 {
            let done = ask!(service, browser.post(&withdraw, &[("reason", "A mistake.")])).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
        }
        let gone = ask!(service, browser.get(&statement)).await;
        assert_eq!(gone.status, StatusCode::GONE);
    }

    async fn an_audience_of_followers_says_that_anybody_can_become_one(table, who, organisation) {
        let service = serve!(table);
        let browser = browser!(table, service, &who);
        let open = "Anybody can follow";
        let setting = "href=\"/desk/voices/profile\"";
        let new = ask!(service, browser.get("/compose")).await;
        assert!(new.body.contains(open) && new.body.contains("Any organisation can follow"));
        assert!(new.body.contains(setting) && !new.body.contains("Only those you accepted"));
        let (at, me, author) = (table.app.at(), who.clone(), organisation.clone());
        let draft = table.app.db.write(move |c| {
            sofra_domain::statement::actions::begin(c, &at, &me, &author, &form("Quiet", "followers"))
        }).await.unwrap();
        let confirm = format!("/statements/{draft}/publish");
        let asked = ask!(service, browser.get(&confirm)).await;
        assert!(asked.body.contains(open) && asked.body.contains(setting), "{}", asked.body);
        let (at, me, id) = (table.app.at(), who.clone(), organisation.clone());
        let profile = organisation::actions::Profile {
            texts: vec![("en".into(), "Kakuma Voices".into(), String::new())],
            approves_followers: true,
        };
        table.app.db
            .write(move |c| organisation::actions::describe(c, &at, &me, &id, &profile))
            .await
            .unwrap();
        for page in ["/compose", confirm.as_str()] {
            let page = ask!(service, browser.get(page)).await;
            assert!(page.body.contains("Only those you accepted") && !page.body.contains(open));
        }
    }

    async fn a_form_without_its_token_is_refused_and_others_drafts_are_not_there(table, who, organisation) {
        let service = serve!(table);
        let owner = browser!(table, service, &who);
        let (stranger, own) = stranger(&table).await;
        let author = organisation.to_string();
        let all = written(&[("audience", "local"), ("do", "save"), ("as", &author)]);
        for fields in [all.clone(), [("token", "x")].into_iter().chain(all.clone()).collect()] {
            let png = picture();
            let seen = ask!(service, owner.send_exactly("/compose", &fields, Some(&png))).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{}", seen.body);
        }
        assert_eq!(statements(&table, &who).await, (0, 0));
        let saved = ask!(service, owner.send("/compose", &all, None)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let edit = saved.header("location").split('?').next().unwrap().to_owned();
        let statement = edit.trim_end_matches("/edit").to_owned();
        let drafts = ask!(service, owner.get("/drafts")).await;
        assert!(drafts.body.contains("A seat &#60;at&#62;") && drafts.body.contains(&format!("{statement}/discard")));
        assert_eq!(ask!(service, owner.get(&edit)).await.status, StatusCode::OK);

        let other = browser!(table, service, &stranger);
        let absent = ask!(service, other.get(&format!("/statements/{}", StatementId::new()))).await;
        for path in [&statement, &edit, &format!("{statement}/publish"), &format!("{statement}/withdraw")] {
            let seen = ask!(service, other.get(path)).await;
            assert_eq!((seen.status, &seen.body), (StatusCode::NOT_FOUND, &absent.body), "{path}");
        }
        for path in ["discard", "publish", "withdraw"] {
            let path = format!("{statement}/{path}");
            assert_eq!(ask!(service, other.post(&path, &[])).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(ask!(service, other.send(&edit, &all, None)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(ask!(service, other.send("/compose", &all, None)).await.status, StatusCode::FORBIDDEN);
        assert!(!ask!(service, other.get("/drafts")).await.body.contains("A seat"));
        assert_eq!(ask!(service, other.get("/desk/voices/profile")).await.status, StatusCode::NOT_FOUND);
        // The host's page is not there for a member, and neither are its forms.
        assert_eq!(ask!(service, other.get("/admin/federation")).await.body, absent.body);
        for (path, fields) in [
            ("/admin/federation/rule", [("federation", "closed")]),
            ("/admin/federation/peers", [("policy", "block")]),
            ("/admin/federation/letters/send-again", [("host", "x.example")]),
            ("/admin/federation/letters/1/send-again", [("host", "x.example")]),
        ] {
            assert_eq!(ask!(service, other.post(path, &fields)).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(!ask!(service, other.get("/settings")).await.body.contains("/admin/federation"));

        // Local following between the two, asked for and answered by their own people only.
        let to_settings = "/desk/voices/profile";
        let profile = [("texts.0.language", "en"), ("texts.0.name", "Kakuma Voices"),
            ("texts.0.about", "We *speak*."), ("approves", "yes"), ("do", "save")];
        let seen = ask!(service, owner.post(to_settings, &profile)).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let shown = ask!(service, owner.get(to_settings)).await;
        assert!(shown.body.contains("We *speak*.</textarea>"), "{}", shown.body);
        let asked = own.to_string();
        for _ in 0..2 {
            let seen = ask!(service, other.post(&format!("/actors/{organisation}/follow"), &[("as", &asked)])).await;
            assert_eq!(seen.header("location"), "/o/voices?done=follow-asked");
        }
        let forged = ask!(service, owner.post(&format!("/actors/{organisation}/follow"), &[("as", &asked)])).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        let (a, b) = (own.clone(), organisation.clone());
        let row = table.app.db.read(move |c| follow::store::between(c, &a, &b)).await.unwrap().unwrap();
        assert_eq!(row.state, FollowState::Requested);
        assert!(ask!(service, owner.get("/timeline")).await.body.contains("href=\"/followers\""));
        assert!(ask!(service, other.get("/following")).await.body.contains("Requested"));
        let accept = format!("/followers/{}/accept", row.id);
        assert_eq!(ask!(service, other.post(&accept, &[])).await.status, StatusCode::NOT_FOUND);
        assert_eq!(ask!(service, owner.post(&accept, &[])).await.status, StatusCode::SEE_OTHER);
        assert!(ask!(service, owner.get("/followers")).await.body.contains("\u{2068}1\u{2069} follower"));
        let seen = ask!(service, other.post(&format!("/actors/{organisation}/unfollow"), &[("as", &asked)])).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        assert_eq!(ask!(service, owner.post(&format!("{statement}/discard"), &[])).await.status, StatusCode::SEE_OTHER);
        assert_eq!(statements(&table, &who).await, (0, 0));
    }

    async fn a_token_is_shown_once_and_sessions_can_be_ended(table, who, _organisation) {
        let service = serve!(table);
        let (one, two) = (browser!(table, service, &who), browser!(table, service, &who));
        let bad = ask!(service, one.post("/settings/tokens", &[("name", "Script"), ("days", "9999"), ("scope", "write")])).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.body.contains("value=\"Script\"") && bad.body.contains("value=\"write\" checked"));
        let made = ask!(service, one.post("/settings/tokens", &[("name", "Script"), ("days", "30"), ("scope", "read")])).await;
        assert_eq!(made.status, StatusCode::OK);
        let secret = made.body.split("<code class=\"copy\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert!(secret.starts_with("sofra_") && made.header("cache-control") == "private, no-store");
        assert!(made.headers.get("location").is_none());
        let now = table.app.clock.now();
        let found = table.app.db.read(move |c| account_store::by_token(c, &secret, now)).await.unwrap().unwrap();
        assert!(!found.may_write);
        let page = ask!(service, one.get("/settings")).await;
        assert!(!page.body.contains("sofra_") && page.body.contains("Script"));
        let revoke = page.body.split("/settings/tokens/").nth(2).unwrap_or_default();
        let id = page.body.split("action=\"/settings/tokens/").find_map(|p| p.split_once("/revoke")).unwrap().0;
        assert!(!id.contains('"'), "{revoke}");
        let seen = ask!(service, one.post(&format!("/settings/tokens/{id}/revoke"), &[])).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        let session = page.body.split("action=\"/settings/sessions/").find_map(|p| p.split_once("/end\"")).unwrap().0;
        let seen = ask!(service, one.post(&format!("/settings/sessions/{session}/end"), &[])).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        assert_eq!(ask!(service, two.get("/settings")).await.status, StatusCode::SEE_OTHER, "signed out there");
        assert_eq!(ask!(service, one.post("/settings/sessions/end", &[])).await.status, StatusCode::SEE_OTHER);
        assert_eq!(ask!(service, one.get("/settings")).await.status, StatusCode::SEE_OTHER);
    }

    async fn every_page_speaks_every_language(table, who, organisation) {
        let service = serve!(table);
        followers(&table, &organisation).await;
        let browser = browser!(table, service, &who);
        let author = organisation.to_string();
        let all = written(&[("audience", "followers"), ("do", "save"), ("as", &author)]);
        let saved = ask!(service, browser.send("/compose", &all, None)).await;
        let edit = saved.header("location").split('?').next().unwrap().to_owned();
        let confirm = edit.replace("/edit", "/publish");
        for path in ["/compose", "/drafts", "/timeline", "/follow", "/following", "/followers", "/settings",
            "/desk/voices/profile", "/admin/federation", edit.as_str(), confirm.as_str()] {
            for lang in ["en", "ar", "fr"] {
                let seen = ask!(service, browser.get(&format!("{path}?lang={lang}"))).await;
                assert_eq!(seen.status, StatusCode::OK, "{path}");
                assert!(!seen.body.contains("{$") && !seen.body.contains("{ $"), "{path} {lang}: a value is missing");
                assert!(!seen.body.contains(" style="), "{path}");
            }
        }
    }
}
