//! The directory: who chose it is in it, and nobody else, not even in a number (PRIV-02).

use sofra_domain::directory::actions;
use sofra_domain::directory::store::{Filter, list};
use sofra_domain::organisation::actions::{Profile, describe_fully};
use sofra_domain::organisation::rules::FactsForm;

use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{Network, TestNode, wait_until};

impl TestNode {
    async fn list_in_directory(&self, listed: bool) {
        let (at, who, id) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        self.node().db.write(move |c| actions::choose(c, &at, &who, &id, listed)).await.expect("chosen");
    }

    /// Declares a profile: name, and what it is.
    async fn declare(&self, name: &str, facts: FactsForm) {
        let (at, who, id) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        let profile = Profile {
            texts: vec![("ar".to_owned(), name.to_owned(), String::new())],
            approves_followers: false,
        };
        self.node()
            .db
            .write(move |c| describe_fully(c, &at, &who, &id, &profile, &facts))
            .await
            .expect("declared");
    }

    /// User names in the directory, with how many there are.
    async fn directory(&self, filter: Filter) -> (Vec<String>, i64, i64) {
        let now = self.clock.now();
        let found = self.node().db.read(move |c| list(c, &filter, None, 50, now)).await.expect("readable");
        (found.entries.iter().map(|e| e.actor.username.clone()).collect(), found.total, found.all)
    }
}

fn facts(country: &str) -> FactsForm {
    FactsForm {
        declared: vec!["women-led".to_owned()],
        host: country.to_owned(),
        languages: vec!["ar".to_owned()],
        ..FactsForm::default()
    }
}

on_both! {
    async fn priv_02_who_did_not_choose_it_is_nowhere(backend: Backend) {
        let mut network = Network::new(&["here", "there"]);
        let here = network.start(backend, "here").await;
        let there = network.start(backend, "there").await;
        here.follow(&there).await;
        there.declare("منظّمة أصوات", facts("LB")).await;
        here.declare("Here", facts("LB")).await;
        let mut browser = here.browser();
        assert_eq!(here.directory(Filter::default()).await, (Vec::new(), 0, 0));
        for path in ["/directory", "/directory/map", "/directory/map.svg", "/api/v1/directory", "/api/v1/directory/countries"] {
            let page = browser.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.text.contains("here_org") && !page.text.contains("there_org"), "{path}");
            assert!(!page.text.contains("Lebanon") && !page.text.contains("\"LB\""), "not even in a number: {path}");
        }

        // Chosen there: known here from its own document, found in Arabic however it is typed.
        there.list_in_directory(true).await;
        wait_until("the other organisation is in the directory", PATIENCE, || async {
            here.directory(Filter::default()).await.1 == 1
        })
        .await;
        for words in ["اصوات", "منظمه", "there"] {
            let filter = Filter { words: words.to_owned(), ..Filter::default() };
            assert_eq!(here.directory(filter).await.0, ["there_org"], "{words}");
        }
        let by = |change: fn(&mut Filter)| {
            let mut filter = Filter::default();
            change(&mut filter);
            filter
        };
        assert_eq!(here.directory(by(|f| f.country = Some("LB".into()))).await.1, 1);
        assert_eq!(here.directory(by(|f| f.country = Some("JO".into()))).await, (Vec::new(), 0, 1));
        assert_eq!(here.directory(by(|f| f.language = Some("ar".into()))).await.1, 1);
        assert_eq!(here.directory(by(|f| f.vouched = Some(true))).await.1, 0);
        assert_eq!(here.directory(by(|f| f.vouched = Some(false))).await.1, 1);
        let page = browser.get("/directory?lang=en").await;
        assert!(page.text.contains("there_org") && page.text.contains("Unverified"), "{}", page.text);
        let map = browser.get("/directory/map.svg?lang=en").await;
        assert!(map.text.contains("<title>Lebanon: 1</title>"), "{}", map.text);

        // Trust reaches it: shown as vouched for.
        here.vouch_for(&there).await;
        there.accept_offer_of(&here).await;
        assert_eq!(here.directory(by(|f| f.vouched = Some(true))).await.1, 1);

        // Chosen differently: gone again.
        there.list_in_directory(false).await;
        wait_until("it is in the directory no longer", PATIENCE, || async {
            here.directory(Filter::default()).await == (Vec::new(), 0, 0)
        })
        .await;
    }

    async fn pages_of_the_directory_hold_everybody_once(backend: Backend) {
        let mut node = TestNode::start(backend, "d").await;
        node.list_in_directory(true).await;
        for number in 0..24 {
            let id = node.another_organisation(&format!("org{number}")).await;
            let (at, who) = (node.node().app.at(), node.who.clone());
            node.node().db.write(move |c| actions::choose(c, &at, &who, &id, true)).await.expect("chosen");
        }
        let mut browser = node.browser();
        let first = browser.get("/directory?lang=en").await;
        let next = first.text.split("rel=\"next\" href=\"").nth(1).and_then(|r| r.split('"').next()).expect("more");
        let next = next.replace("&amp;", "&").replace("&#38;", "&");
        let second = browser.get(&next).await;
        let count = |text: &str| text.matches("<article class=\"card\">").count();
        assert_eq!((count(&first.text), count(&second.text)), (20, 5), "{next}");
        assert!(first.text.len() < 50_000 && second.text.contains("25"));
    }
}
