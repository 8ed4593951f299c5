//! Who sees whom: nobody, until they chose it.

use sofra_domain::actor;

use super::{come_in, invite};
use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{Browser, Network, TestNode, wait_until};

async fn activity(browser: &mut Browser, path: &str) -> crate::support::browser::Page {
    let before = std::mem::replace(&mut browser.accept, "application/activity+json".to_owned());
    let page = browser.get(path).await;
    browser.accept = before;
    page
}

/// Chooses a public profile, with the question in between.
async fn appear(browser: &mut Browser, handle: &str, name: &str) {
    let page = browser.get("/settings/visibility").await;
    let action = "/settings/visibility/profile";
    let question = browser.submit(&page, action, &[("handle", handle), ("name", name)]).await;
    assert!(question.status == 200 && question.text.contains("name=\"sure\""), "{}", question.text);
    let done = browser.submit(&question, action, &[]).await;
    assert!(done.path.contains("done=appeared"), "{}", done.text);
}

async fn disappear(browser: &mut Browser) {
    let page = browser.get("/settings/visibility").await;
    let question = browser.submit(&page, "/settings/visibility/withdraw", &[]).await;
    let done = browser.submit(&question, "/settings/visibility/withdraw", &[]).await;
    assert!(done.path.contains("done=disappeared"), "{}", done.text);
}

on_both! {
    async fn priv_07_no_list_of_people_is_given_out(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let link = invite(&mut host, "a_org", "member").await;
        let (mut layla, _) = come_in(&node, &link, "layla", "Layla Quiet").await;
        let mut stranger = node.browser();
        let mut everything = String::new();
        for path in ["/", "/o/a_org", "/o/a_org?lang=fr", "/join", "/agenda", "/api/v1/organisations/a_org"] {
            everything.push_str(&stranger.get(path).await.text);
        }
        for path in ["/o/a_org", "/o/a_org/followers", "/o/a_org/following", "/o/a_org/outbox?page=true"] {
            everything.push_str(&activity(&mut stranger, path).await.text);
        }
        for hidden in ["Layla", "layla", "a host", "a_host"] {
            assert!(!everything.contains(hidden), "{hidden} in {everything}");
        }
        for path in ["/desk/a_org/members", "/desk/a_org", "/desk/nobody"] {
            assert!(stranger.get(path).await.path.starts_with("/sign-in"), "{path}");
        }
        // PRIV-10: what is for those who look after the node is nothing for a member.
        let nothing = layla.get("/admin/nothing").await;
        for path in ["/admin", "/admin/people", "/admin/organisations", "/admin/federation"] {
            let page = layla.get(path).await;
            assert_eq!((page.status, page.text), (404, nothing.text.clone()), "{path}");
        }
        // She chooses to be named there, and takes it back.
        let page = layla.get("/settings/visibility").await;
        let action = "/settings/visibility/organisations/a_org";
        let question = layla.submit(&page, action, &[]).await;
        assert!(question.text.contains("Layla Quiet") && question.text.contains("name=\"sure\""), "{}", question.text);
        assert!(!stranger.get("/o/a_org").await.text.contains("Layla"), "a question changes nothing");
        layla.submit(&question, action, &[]).await;
        assert!(stranger.get("/o/a_org").await.text.contains("<bdi>Layla Quiet</bdi>"));
        assert!(!stranger.get("/o/a_org").await.text.contains("a host"));
        let page = layla.get("/settings/visibility").await;
        layla.submit(&page, action, &[]).await;
        assert!(!stranger.get("/o/a_org").await.text.contains("Layla"));
    }

    async fn a_public_profile_comes_and_goes_by_the_person_alone(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let mut stranger = node.browser();
        assert_eq!(stranger.get("/m/a_host").await.status, 404, "set-up makes nobody public");
        let page = host.get("/settings/visibility").await;
        let action = "/settings/visibility/profile";
        let same = host.submit(&page, action, &[("handle", "A_HOST"), ("name", "Amal")]).await;
        assert_eq!(same.status, 422, "the name for signing in is not to be public: {}", same.text);
        appear(&mut host, "amal_of_kakuma", "Amal").await;
        assert!(stranger.get("/m/amal_of_kakuma").await.text.contains("Amal"));
        let document = activity(&mut stranger, "/m/amal_of_kakuma").await;
        assert!(document.status == 200 && document.text.contains("\"Person\""), "{}", document.text);
        assert!(!document.text.contains("a_host") && !document.text.contains("a_org"), "{}", document.text);
        let finger = format!("/.well-known/webfinger?resource=acct:amal_of_kakuma@{}", node.config().domain);
        assert_eq!(stranger.get(&finger).await.status, 200);
        disappear(&mut host).await;
        assert_eq!(stranger.get("/m/amal_of_kakuma").await.status, 404);
        assert_eq!(stranger.get(&finger).await.status, 404);
        let gone = activity(&mut stranger, "/m/amal_of_kakuma").await;
        assert_eq!(gone.status, 404, "who left looks like nobody: {}", gone.text);
        assert_eq!(activity(&mut stranger, "/m/amal_of_kakuma/outbox").await.status, 404);
        let page = host.get("/settings/visibility").await;
        let again = host.submit(&page, action, &[("handle", "amal_of_kakuma"), ("name", "Amal")]).await;
        assert_eq!(again.status, 422, "nobody gets the name again");
    }

    async fn those_who_followed_a_profile_are_told_that_it_is_gone(backend: Backend) {
        let mut network = Network::new(&["a", "b"]);
        let a = network.start(backend, "a").await;
        let b = network.start(backend, "b").await;
        let mut host = a.signed_in().await;
        appear(&mut host, "amal_public", "Amal").await;
        let uri = format!("{}/m/amal_public", a.base());
        let sofra_domain::remote::Found::Actor(known) = b.find(&format!("@amal_public@{}", a.config().domain)).await
        else {
            panic!("a person is an actor")
        };
        b.request_follow_of(&known).await;
        wait_until("the request is there", PATIENCE, || async {
            let uri = uri.clone();
            let asked = a.node().db.read(move |c| {
                let person = actor::store::by_uri(c, &uri)?.expect("made here");
                sofra_domain::follow::store::followers(c, &person.id)
            });
            !asked.await.unwrap().is_empty()
        })
        .await;
        let person = a.actor(&uri).await.expect("made here").id;
        let page = host.get(&format!("/followers?as={person}")).await;
        let id = page.text.split("/followers/").find_map(|rest| rest.get(..26).filter(|id| id.bytes().all(|b| b.is_ascii_alphanumeric()))).unwrap().to_owned();
        host.submit(&page, &format!("/followers/{id}/accept"), &[]).await;
        wait_until("the follow is accepted", PATIENCE, || b.follows(&known)).await;
        disappear(&mut host).await;
        wait_until("the other side knows", PATIENCE, || async {
            b.actor(&uri).await.is_some_and(|actor| actor.deleted_at.is_some())
        })
        .await;
        assert!(!b.follows(&known).await);
    }
}
