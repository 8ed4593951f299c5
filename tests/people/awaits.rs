//! What waits for somebody is in one place, and who will hold a copy is said before something is sent.

use sofra_domain::account::{self, Seat};
use sofra_domain::joining::{self, model::Ask};
use sofra_domain::node::{self, Joining};
use sofra_domain::{report, vouch};

use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{Network, TestNode, wait_until};

async fn asks_to_join(node: &TestNode, login: &str) {
    let ask = Ask {
        organisation: "a_org".to_owned(),
        login: login.to_owned(),
        name: login.to_owned(),
        ..Ask::default()
    };
    node.act(move |c, at| {
        node::actions::choose_joining(c, at.now, None, Joining::Request)?;
        joining::actions::ask(c, at.now, &ask, "-".to_owned())
    })
    .await
    .unwrap();
}

on_both! {
    async fn requests_offers_and_reports_wait_for_whoever_can_answer_them(backend: Backend) {
        let mut node = TestNode::start(backend, "a").await;
        // Before there are two officers who would have to agree on it.
        let said = node.publish("Said", "Text").await;
        let (officer, editor) = (node.person("officer", Seat::Officer).await, node.person("editor", Seat::Editor).await);
        for login in ["amina", "basim"] {
            asks_to_join(&node, login).await;
        }
        let other = node.another_organisation("other").await;
        let (who, own) = (node.who.clone(), node.organisation.clone());
        let form = vouch::rules::Form { reason: "We know them.".to_owned(), until: String::new() };
        node.act(move |c, at| {
            sofra_domain::seat::actions::give(c, at.now, &who.account, &other, Seat::Officer)?;
            let who = account::store::identity(c, &who.account, true)?;
            vouch::actions::offer(c, at, &who, &other, &own, &form)
        })
        .await
        .unwrap();
        node.act(move |c, at| {
            // Somebody from outside the organisation: its own people do not report it.
            let reporter = crate::support::newcomer(c, at.now, "reporter", "-", account::Role::Member)?;
            let reporter = account::store::identity(c, &reporter, true)?;
            let new = report::actions::New {
                subject: report::actions::Subject::Statement(said.id),
                category: report::Category::Spam,
                rule: None,
                words: "for this test".to_owned(),
                forward: false,
                with_words: false,
            };
            report::actions::report(c, at, Some(&reporter), &new)
        })
        .await
        .unwrap();
        let count = async |who: &account::Identity| {
            let who = who.clone();
            let now = node.clock.now();
            node.ask(move |c| sofra_domain::awaits::count(c, now, &who)).await
        };
        let of_officer = count(&officer).await;
        assert_eq!((of_officer.requests[0].1, of_officer.vouches[0].1, of_officer.reports), (2, 1, 0));
        assert_eq!(of_officer.total(), 3);
        assert_eq!(count(&editor).await.total(), 0, "an editor answers none of it");
        // Whoever looks after the node sees the report as well.
        let of_host = count(&node.who).await;
        assert_eq!((of_host.reports, of_host.total()), (1, 4));
        let mut host = node.signed_in().await;
        let page = host.get("/awaits").await;
        for link in ["/desk/a_org/members", "/desk/a_org/vouches", "/admin/reports"] {
            assert!(page.text.contains(&format!("<a href=\"{link}\">")), "{link}: {}", page.text);
        }
        let mut browser = node.signed_in_as("officer").await;
        let page = browser.get("/awaits").await;
        assert!(page.text.contains("Offers to vouch for you") && !page.text.contains("/admin/reports"), "{}", page.text);
        let page = node.signed_in_as("editor").await.get("/awaits").await;
        assert!(!page.text.contains("/desk/a_org/vouches\">"), "{}", page.text);
    }

    async fn who_will_hold_a_copy_is_said_before_a_revision_and_before_a_profile(backend: Backend) {
        let mut network = Network::new(&["a", "b"]);
        let (a, b) = (network.start(backend, "a").await, network.start(backend, "b").await);
        b.follow(&a).await;
        let said = a.publish("Said", "Text").await;
        wait_until("it arrives", PATIENCE, || async { b.title(&said.uri).await.is_some() }).await;
        let mut host = a.signed_in().await;
        let page = host.get(&format!("{}/edit", said.path())).await;
        let told = page.text.split("id=\"holders\"").nth(1).expect("a part about copies").split("</section>").next().unwrap();
        assert!(told.contains(&b.config().domain) && told.contains("follower elsewhere"), "{told}");
        // Whoever no longer follows may still hold what it said.
        b.unfollow(&a).await;
        wait_until("nobody follows", PATIENCE, || async { a.follower_count().await == 0 }).await;
        let page = host.get(&format!("{}/edit", said.path())).await;
        let told = page.text.split("id=\"holders\"").nth(1).expect("a part about copies").split("</section>").next().unwrap();
        assert!(told.contains("No other node yet") && told.contains("until now"), "{told}");
        assert!(told.contains(&b.config().domain), "{told}");
        // A draft says it on the page before publishing, as before; its form does not.
        let draft = a.draft(&a.who, crate::support::node::form("Draft", "Text", "public")).await;
        assert!(!host.get(&format!("{}/edit", draft.path())).await.text.contains("id=\"holders\""));
        assert!(host.get(&format!("{}/publish", draft.path())).await.text.contains("id=\"holders\""));

        let page = host.get("/settings/visibility").await;
        let fields = [("handle", "amal_public"), ("name", "Amal")];
        let question = host.submit(&page, "/settings/visibility/profile", &fields).await;
        assert!(question.text.contains("Who will hold a copy of this"), "{}", question.text);
        assert!(question.text.contains("Every other node that is not blocked"), "the node is open: {}", question.text);
    }
}
