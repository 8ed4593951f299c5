//! Being named as the writer of what an organisation says.

use serde_json::Value;
use sofra_domain::account::{Identity, Seat};
use sofra_domain::approval::Rule;
use sofra_domain::statement::{self, StatementId, writer};
use sofra_domain::{Error, Result, visibility};

use crate::on_both;
use crate::support::node::{PATIENCE, form};
use crate::support::{Network, TestNode, wait_until};

impl TestNode {
    async fn names_itself(&self, who: &Identity, id: &StatementId, named: bool) -> Result<()> {
        let (who, id) = (who.clone(), id.clone());
        self.act(move |c, at| writer::actions::choose(c, at, &who, &id, named)).await
    }

    async fn shows(&self, who: &Identity, shown: bool) {
        let (who, id) = (who.clone(), self.organisation.clone());
        self.act(move |c, _| visibility::actions::show_in(c, &who, &id, shown)).await.expect("chosen");
    }

    async fn writer_of(&self, uri: &str) -> Option<writer::Writer> {
        let uri = uri.to_owned();
        self.ask(move |c| {
            let Some(found) = statement::store::by_uri(c, &uri)? else { return Ok(None) };
            writer::store::of(c, &found)
        })
        .await
    }

    async fn document(&self, path: &str) -> Value {
        let mut program = self.browser();
        program.accept = "application/activity+json".to_owned();
        serde_json::from_str(&program.get(path).await.text).expect("JSON")
    }
}

on_both! {
    async fn nobody_is_named_until_they_are_visible_and_choose_it(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut"]);
        let mut kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        beirut.follow(&kakuma).await;
        let person = kakuma.appear().await;

        let draft = kakuma.draft(&kakuma.who, form("We ask for seats", "Text", "public")).await;
        let hidden = kakuma.names_itself(&kakuma.who, &draft.id, true).await;
        assert!(matches!(hidden, Err(Error::Invalid(ref wrong)) if wrong[0].field == "named"), "{hidden:?}");
        let mut browser = kakuma.signed_in().await;
        let path = format!("/statements/{}/publish", draft.id);
        let page = browser.get(&path).await;
        assert!(!page.text.contains("name=\"named\"") && page.text.contains("/settings/visibility"), "{}", page.text);

        kakuma.shows(&kakuma.who, true).await;
        let page = browser.get(&path).await;
        assert!(page.text.contains("name=\"named\" value=\"yes\">"), "off until it is chosen: {}", page.text);
        // Published without the tick: nobody is named.
        let without = kakuma.publish("Nobody is named", "Text").await;
        assert!(kakuma.writer_of(&without.uri).await.is_none());
        assert!(kakuma.document(&without.path()).await.get("writerName").is_none());
        // With it.
        let done = browser.submit(&page, &path, &[("named", "yes"), ("do", "publish")]).await;
        assert_eq!(done.status, 200, "{}", done.text);
        let public = kakuma.browser().get(&draft.path()).await;
        assert!(public.text.contains("Written by") && public.text.contains("<bdi>kakuma person</bdi>"), "{}", public.text);
        assert!(!public.text.contains("kakuma_host"));
        let document = kakuma.document(&draft.path()).await;
        assert_eq!(document["attributedTo"], kakuma.organisation_uri(), "the organisation is the author");
        assert_eq!(document["writerName"], "kakuma person");
        let uri = kakuma.node().db.read(move |c| sofra_domain::actor::store::get(c, &person)).await.unwrap().uri;
        assert_eq!(document["writer"], uri);

        // The other node shows it as well, and gives the person no say.
        wait_until("the other node names the writer", PATIENCE, || async {
            beirut.writer_of(&draft.uri).await.is_some_and(|w| w.name == "kakuma person")
        })
        .await;
        let copy = beirut.statement(&draft.uri).await.expect("known");
        let author = kakuma.organisation_uri();
        assert_eq!(beirut.actor(&author).await.map(|a| a.id), Some(copy.author_id.clone()));
        let page = beirut.browser().get(&copy.path()).await;
        assert!(page.text.contains("Written by"), "{}", page.text);

        // By another public name from now on, and then not at all.
        let (who, name) = (kakuma.who.clone(), "Amal of Kakuma");
        kakuma
            .act(move |c, at| visibility::actions::rename(c, at, &who, name, &"en".parse().expect("a language")))
            .await
            .expect("renamed");
        assert!(kakuma.browser().get(&draft.path()).await.text.contains("<bdi>Amal of Kakuma</bdi>"));
        kakuma.shows(&kakuma.who, false).await;
        assert!(kakuma.writer_of(&draft.uri).await.is_none());
        assert!(!kakuma.browser().get(&draft.path()).await.text.contains("Written by"));
        assert!(kakuma.document(&draft.path()).await.get("writerName").is_none());
    }

    async fn whom_a_text_names_is_part_of_what_is_approved(backend: Backend) {
        let node = TestNode::start(backend, "kakuma").await;
        let second = node.person("second", Seat::Officer).await;
        let member = node.person("member", Seat::Member).await;
        node.rule(Rule::TWO).await;
        node.shows(&node.who, true).await;
        node.shows(&second, true).await;
        let draft = node.draft(&node.who, form("We ask for seats", "Text", "public")).await;
        node.ask_to_publish(&node.who, &draft.id).await.expect("proposed");
        let kind = sofra_domain::approval::Subject::Statement;
        let before = node.waiting(draft.id.as_str(), kind).await.expect("it waits");
        assert!(node.names_itself(&member, &draft.id, true).await.is_err());
        node.names_itself(&node.who, &draft.id, true).await.expect("named");
        let refused = node.decide_on(&second, &before, sofra_domain::approval::Decision::Approve, "").await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "what was approved was another thing: {refused:?}");
        node.ask_to_publish(&node.who, &draft.id).await.expect("proposed again");
        // Whoever else presses a button without the tick takes nobody's name away.
        node.names_itself(&second, &draft.id, false).await.expect("nothing changes");
        node.approve(&second, draft.id.as_str(), kind).await.expect("approved");
        let named = node.writer_of(&draft.uri).await.expect("named");
        assert_eq!((named.name.as_str(), named.person), ("kakuma host", None));
    }
}
