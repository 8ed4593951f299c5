//! What is told to a network: who gets it, who does not, and that it is believed from its origin alone.

use sofra_domain::network::{Act, MemberState};
use sofra_domain::statement::Audience;
use sofra_domain::viewer::Reader;

use super::{statement_at, three};
use crate::on_both;
use crate::support::node::{PATIENCE, form};
use crate::support::{TestNode, wait_until};

impl TestNode {
    async fn tell_network(
        &self,
        network: &str,
        title: &str,
        audience: &str,
    ) -> sofra_domain::statement::Statement {
        let id = self.network_here(network).await;
        let mut form = form(title, "A text.", audience);
        form.networks = vec![id.to_string()];
        self.publish_form(form).await
    }
}

on_both! {
    async fn what_is_told_to_a_network_reaches_its_members_and_nobody_else(backend: Backend) {
        let mut more = crate::support::Network::new(&["amman", "berlin", "cairo", "delhi"]);
        let amman = more.start(backend, "amman").await;
        let berlin = more.start(backend, "berlin").await;
        let cairo = more.start(backend, "cairo").await;
        let delhi = more.start(backend, "delhi").await;
        let net = amman.found_network("east").await;
        berlin.apply(&net).await;
        amman.vouch_in(&net.uri, &berlin.organisation_uri()).await;
        berlin.wait_for_member(&net.uri, &berlin.organisation_uri(), MemberState::Admitted).await;
        cairo.apply(&net).await;
        amman.vouch_in(&net.uri, &cairo.organisation_uri()).await;
        berlin.vouch_in(&net.uri, &cairo.organisation_uri()).await;
        cairo.wait_for_member(&net.uri, &berlin.organisation_uri(), MemberState::Admitted).await;
        // Delhi follows the network and belongs not to it.
        let there = delhi.network_here(&net.uri).await;
        delhi.request_follow_of(&there).await;
        wait_until("Delhi follows the network", PATIENCE, || delhi.follows(&there)).await;

        let open = berlin.tell_network(&net.uri, "For all to read", "public").await;
        let inner = berlin.tell_network(&net.uri, "For us alone", "network").await;
        for node in [&amman, &cairo] {
            let known = statement_at(node, &inner.uri).await;
            assert_eq!(known.audience, Audience::Network);
            // Those who belong read it; a visitor does not.
            let (id, who) = (known.id.clone(), node.identity().await);
            node.ask(move |c| sofra_domain::statement::store::read(c, &id, &Reader::Account(who))).await;
            let id = known.id.clone();
            let seen = node
                .node()
                .db
                .read(move |c| sofra_domain::statement::store::read(c, &id, &Reader::Anyone))
                .await;
            assert!(seen.is_err(), "{}: not for visitors", node.name);
            statement_at(node, &open.uri).await;
        }
        statement_at(&delhi, &open.uri).await;
        for node in [&amman, &berlin, &cairo, &delhi] {
            node.settle().await;
        }
        assert!(delhi.statement(&inner.uri).await.is_none(), "a follower is no member");
        // …and cannot get it by asking its origin either.
        let uri = sofra_federation::uri::Uri::parse(&inner.uri, sofra_federation::uri::UriPolicy { development: true })
            .expect("an address");
        assert!(delhi.node().federation.fetch(&uri, &mut Default::default()).await.is_err());

        // A withdrawal takes the same way.
        berlin.withdraw(&inner.id).await;
        wait_until("Cairo took it away", PATIENCE, || async {
            cairo.statement(&inner.uri).await.is_some_and(|s| s.state == sofra_domain::statement::State::Withdrawn)
        })
        .await;
    }

    async fn nothing_more_reaches_one_that_is_suspended(backend: Backend) {
        let (amman, berlin, cairo, net) = three(backend).await;
        let about = amman.actor(&cairo.organisation_uri()).await.expect("known").id;
        let network = net.id.clone();
        amman.do_in_network(Act::Move { network, about, removal: true, reason: "For now.".to_owned() }).await;
        cairo.wait_for_member(&net.uri, &cairo.organisation_uri(), MemberState::Suspended).await;
        let inner = amman.tell_network(&net.uri, "For us alone", "network").await;
        statement_at(&berlin, &inner.uri).await;
        amman.settle().await;
        cairo.settle().await;
        assert!(cairo.statement(&inner.uri).await.is_none());
        let refused = cairo
            .try_act(Act::Choose { network: cairo.network_here(&net.uri).await, candidates: Vec::new() })
            .await;
        assert!(refused.is_err());
    }
}
