//! Taking everything along, and leaving for good.

use serde_json::Value;
use sofra_base::clock::days;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_db::dump;
use sofra_domain::account::{self, AccountId, Identity, Role, Seat, password};
use sofra_domain::actor::ActorKind;
use sofra_domain::actor::actions::{Keys, NewLocal, create_local};
use sofra_domain::statement::{self, State};
use sofra_domain::{Error, retention};

use crate::on_both;
use crate::support::appears_as;
use crate::support::node::{PASSWORD, PATIENCE, form};
use crate::support::{Browser, Network, TestNode, wait_until};

/// A member with a visible person and a seat in the node's organisation.
async fn member(node: &TestNode, login: &str, seat: Seat) -> Identity {
    let made = tokio::task::spawn_blocking(|| {
        (password::hash(PASSWORD).expect("a sound password"), Keys::generate().expect("keys"))
    });
    let (hash, keys) = made.await.expect("made");
    let (at, login, organisation) = (node.node().app.at(), login.to_owned(), node.organisation.clone());
    node.node()
        .db
        .write(move |c| {
            let language: LanguageTag = "en".parse().expect("a language");
            let mut names = Localized::default();
            names.insert(language, "Amal Visible".to_owned());
            let new = NewLocal {
                kind: ActorKind::Member,
                username: login.clone(),
                names,
                summaries: Localized::default(),
                approves_followers: false,
            };
            let person = create_local(c, &at, new, keys)?;
            let id: AccountId = crate::support::newcomer(c, at.now, &login, &hash, Role::Member)?;
            appears_as(c, &id, &person.id)?;
            sofra_domain::seat::actions::give(c, at.now, &id, &organisation, seat)?;
            account::store::identity(c, &id, true)
        })
        .await
        .expect("a member")
}

async fn sign_in(node: &TestNode, login: &str) -> Browser {
    let mut browser = node.browser();
    let page = browser.get("/sign-in").await;
    let page = browser.submit(&page, "/sign-in", &[("user-name", login), ("password", PASSWORD)]).await;
    assert!(page.text.contains("/sign-out"), "{}", page.text);
    browser
}

async fn say(node: &TestNode, who: &Identity, author: &sofra_domain::actor::ActorId, title: &str) -> String {
    let (at, who, author, form) =
        (node.node().app.at(), who.clone(), author.clone(), form(title, "Text", "public"));
    let made = node
        .node()
        .db
        .write(move |c| statement::actions::publish_once(c, &at, &who, &author, &form, None, true))
        .await;
    made.expect("published").uri
}

async fn whole(node: &TestNode) -> String {
    node.node()
        .db
        .read(|c| {
            let mut text = String::new();
            dump::dump::<Error>(c, |table, row| {
                text.push_str(table);
                text.push(' ');
                text.push_str(row);
                text.push('\n');
                Ok(())
            })?;
            Ok::<_, Error>(text)
        })
        .await
        .expect("readable")
}

on_both! {
    async fn priv_17_a_member_takes_everything_along_and_nothing_of_others(backend: Backend) {
        let kakuma = TestNode::start(backend, "kakuma").await;
        let amal = member(&kakuma, "amal", Seat::Officer).await;
        let other = member(&kakuma, "basim", Seat::Member).await;
        say(&kakuma, &amal, &kakuma.organisation, "Written by Amal").await;
        kakuma.publish("Written by the host", "Text").await;
        let mut browser = sign_in(&kakuma, "amal").await;
        let page = browser.get("/settings/data").await;
        let refused = browser.submit_once(&page, "/settings/data/export", &[("password", "no")]).await;
        assert_eq!(refused.status, 422);
        let file = browser.submit_once(&page, "/settings/data/export", &[("password", PASSWORD)]).await;
        assert_eq!(file.status, 200, "{}", file.text);
        let header = |name: &str| file.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        assert!(header("content-disposition").starts_with("attachment"));
        assert!(header("cache-control").contains("no-store"));
        let document: Value = serde_json::from_str(&file.text).expect("JSON");
        assert_eq!(document["format"], "sofra-member");
        let rows = |table: &str| document["tables"][table].as_array().map_or(0, Vec::len);
        assert_eq!((rows("account"), rows("membership"), rows("session"), rows("statement"), rows("statement_text")), (1, 1, 1, 1, 1));
        assert_eq!(rows("actor"), 1);
        assert!(file.text.contains("Written by Amal") && file.text.contains("Amal Visible"));
        assert!(!file.text.contains("Written by the host"));
        for secret in ["argon2", "password_hash", "token_hash", "private_key", other.account.as_str(), kakuma.who.account.as_str()] {
            assert!(!file.text.contains(secret), "{secret}");
        }
        assert!(document["tables"]["account"][0]["created_at"].as_str().is_some_and(|t| t.ends_with('Z')));
        // Nobody asks for another's: there is no address for it.
        for path in ["/settings/data/basim", "/settings/data/export/basim", "/api/v1/accounts/basim/export"] {
            assert_eq!(browser.get_once(path).await.status, 404, "{path}");
        }
        for _ in 0..3 {
            browser.submit_once(&page, "/settings/data/export", &[("password", PASSWORD)]).await;
        }
        let often = browser.submit_once(&page, "/settings/data/export", &[("password", PASSWORD)]).await;
        assert_eq!(often.status, 429);
    }

    async fn a_deleted_account_leaves_nothing_but_a_number_and_others_are_told(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut"]);
        let kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        let amal = member(&kakuma, "amal", Seat::Editor).await;
        let sofra_domain::remote::Found::Actor(person) = beirut.find(&format!("@amal@{}", kakuma.config().domain)).await
        else {
            panic!("a person is an actor")
        };
        beirut.follow(&kakuma).await;
        beirut.request_follow_of(&person).await;
        wait_until("the follow", PATIENCE, || beirut.follows(&person)).await;
        let own = amal.person.clone().expect("a person");
        let mine = say(&kakuma, &amal, &own, "In my own name").await;
        // Written by her, sent out by the officer.
        let (at, writes, author) = (kakuma.node().app.at(), amal.clone(), kakuma.organisation.clone());
        let officer = kakuma.who.clone();
        let ours = kakuma.node().db
            .write(move |c| {
                let text = form("In our name", "Text", "public");
                let draft = statement::actions::publish_once(c, &at, &writes, &author, &text, None, false)?;
                statement::actions::publish(c, &at, &officer, &draft.id)
            })
            .await
            .expect("published")
            .uri;
        wait_until("her own word arrives", PATIENCE, || async { beirut.statement(&mine).await.is_some() }).await;
        wait_until("the organisation's word arrives", PATIENCE, || async { beirut.statement(&ours).await.is_some() }).await;
        kakuma.settle().await;

        let mut browser = sign_in(&kakuma, "amal").await;
        let page = browser.get("/settings/data/delete").await;
        assert!(page.text.contains(&beirut.config().domain), "who holds copies: {}", page.text);
        let wrong = browser.submit_once(&page, "/settings/data/delete", &[("password", "no")]).await;
        assert_eq!(wrong.status, 422);
        let gone = browser.submit_once(&page, "/settings/data/delete", &[("password", PASSWORD)]).await;
        assert_eq!(gone.status, 303, "{}", gone.text);
        assert!(browser.cookies().is_empty());

        wait_until("the other node forgets", PATIENCE, || async {
            beirut.statement(&mine).await.is_some_and(|s| s.state == State::Withdrawn)
        }).await;
        assert_eq!(beirut.title(&mine).await, None);
        assert!(beirut.title(&ours).await.is_some(), "the organisation's word stays");
        kakuma.settle().await;
        // The keys and what is left of the person go once it has been told.
        let (now, set) = (kakuma.node().clock.now() + days(2), kakuma.config().retention.clone());
        kakuma.node().db.write(move |c| retention::actions::enforce(c, now, &set)).await.expect("forgotten");
        let text = whole(&kakuma).await;
        for word in ["Amal Visible", "In my own name"] {
            assert!(!text.contains(word), "{word}");
        }
        for line in text.lines().filter(|line| line.contains(amal.account.as_str())) {
            assert!(line.starts_with("audit_entry "), "{line}");
        }
        let keys = text.lines().filter(|line| line.starts_with("actor_key ") && line.contains(own.as_str())).count();
        assert_eq!(keys, 0);
        assert!(text.contains("In our name"));
        // The name is nobody else's.
        assert_eq!(kakuma.browser().get("/m/amal").await.status, 404);
        let page = kakuma.browser().get("/sign-in").await;
        let mut stranger = kakuma.browser();
        let again = stranger.get("/sign-in").await;
        assert_eq!(page.text.len(), again.text.len());
        let refused = stranger.submit(&again, "/sign-in", &[("user-name", "amal"), ("password", PASSWORD)]).await;
        assert_eq!(refused.status, 422);
        let whole_record = kakuma.node().db.read(sofra_domain::audit::store::check).await.expect("readable");
        assert!(whole_record.1.is_none(), "the record is whole");
    }

    async fn nobody_is_left_without_somebody_who_answers_and_organisations_end_as_one(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut"]);
        let mut kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        let mut host = kakuma.signed_in().await;
        let page = host.get("/settings/data/delete").await;
        assert!(page.text.contains("only account that runs the node") && !page.text.contains("action=\"/settings/data/delete\""), "{}", page.text);
        let who = kakuma.who.clone();
        let at = kakuma.node().app.at();
        let refused = kakuma.node().db.write(move |c| sofra_domain::departure::actions::delete_account(c, &at, &who)).await;
        assert!(matches!(refused, Err(Error::Conflict("error-last-host"))));

        // The organisation that hosts the node stays; another can go.
        assert_eq!(host.get("/settings/data/organisations/kakuma_org/delete").await.status, 409);
        let circle = kakuma.another_organisation("circle").await;
        let sofra_domain::remote::Found::Actor(known) = beirut.find(&format!("@circle@{}", kakuma.config().domain)).await
        else {
            panic!("an organisation is an actor")
        };
        beirut.request_follow_of(&known).await;
        wait_until("the follow", PATIENCE, || beirut.follows(&known)).await;
        let said = say(&kakuma, &kakuma.who, &circle, "The circle speaks").await;
        wait_until("it arrives", PATIENCE, || async { beirut.statement(&said).await.is_some() }).await;
        kakuma.settle().await;
        let page = host.get("/settings/data/organisations/circle/delete").await;
        assert!(page.text.contains(&beirut.config().domain), "{}", page.text);
        let done = host.submit(&page, "/settings/data/organisations/circle/delete", &[("password", PASSWORD)]).await;
        assert!(done.text.contains("The organisation is deleted"), "{}", done.text);
        wait_until("the other node forgets", PATIENCE, || async {
            beirut.statement(&said).await.is_some_and(|s| s.state == State::Withdrawn)
        }).await;
        assert!(!whole(&kakuma).await.contains("The circle speaks"));
        assert_eq!(host.get("/o/circle").await.status, 404);
        assert!(kakuma.browser().get("/o/kakuma_org").await.status == 200);
    }
}
