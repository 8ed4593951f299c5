//! Nothing that a reader may not read is found, counted or shown by searching (PRIV-02).

use sofra_domain::account::{Identity, Seat};
use sofra_domain::block::{Kind, Owner, Whom};
use sofra_domain::moderation::Measure;
use sofra_domain::moderation::actions::Ruling;
use sofra_domain::peer::{Decision, Policy, Rule};
use sofra_domain::statement::store::read;
use sofra_domain::statement::{Statement, StatementId};
use sofra_domain::viewer::Reader;
use sofra_domain::{block, moderation, peer, statement};

use super::{ask, found, somebody};
use crate::on_both;
use crate::support::node::form;
use crate::support::{Network, TestNode};

/// A statement for each audience, with a word of its own and one that all share; and a draft.
async fn all_audiences(node: &TestNode) -> Vec<Statement> {
    let mut made = Vec::new();
    for audience in ["public", "network", "followers", "local"] {
        made.push(
            node.publish_form(form(&format!("Common {audience}word"), "Shared words.", audience)).await,
        );
    }
    let (at, who, author) = (node.node().app.at(), node.who.clone(), node.organisation.clone());
    let draft = form("Common draftword", "Shared words.", "public");
    let draft = node
        .node()
        .db
        .write(move |c| statement::actions::publish_once(c, &at, &who, &author, &draft, None, false))
        .await
        .expect("a draft");
    made.push(draft);
    made
}

/// What a reader may open by its address, of all that is known here and out.
async fn readable(node: &TestNode, reader: &Reader) -> Vec<StatementId> {
    let mut ids = Vec::new();
    for id in node.all_statements().await {
        let (reader, asked) = (reader.clone(), id.clone());
        if let Ok(found) = node.node().db.read(move |c| read(c, &asked, &reader)).await
            && found.state == statement::State::Published
        {
            ids.push(id);
        }
    }
    ids.sort();
    ids
}

/// What is found is exactly what may be read.
async fn agrees(node: &TestNode, reader: &Reader, what: &str) -> Vec<StatementId> {
    let found = found(node, reader, "common").await;
    assert_eq!(found, readable(node, reader).await, "{what}");
    found
}

async fn block(node: &TestNode, who: &Identity, kind: Kind, whom: Whom) {
    let (at, who) = (node.node().app.at(), who.clone());
    node.node()
        .db
        .write(move |c| block::actions::add(c, &at, &who, &Owner::Member, kind, &whom))
        .await
        .expect("blocked");
}

async fn decide(node: &TestNode, host: &str, rule: Rule) {
    let (at, host) = (node.node().app.at(), host.to_owned());
    let decision = Decision::new(rule, "");
    node.node()
        .db
        .write(move |c| peer::actions::decide(c, &at, None, &host, &decision))
        .await
        .expect("decided");
    node.node().federation.reread_policy().await;
}

on_both! {
    async fn priv_02_what_is_found_is_what_may_be_read(backend: Backend) {
        let mut network = Network::new(&["a", "b"]);
        let a = network.start(backend, "a").await;
        let b = network.start(backend, "b").await;
        b.follow(&a).await;
        let made = all_audiences(&a).await;
        a.settle().await;
        b.settle().await;
        let ids = |wanted: &[usize]| {
            let mut ids: Vec<StatementId> = wanted.iter().map(|n| made[*n].id.clone()).collect();
            ids.sort();
            ids
        };
        // On its own node: a stranger, an account without a seat, a member, an officer.
        let anyone = Reader::Anyone;
        assert_eq!(agrees(&a, &anyone, "a stranger").await, ids(&[0]));
        let outsider = Reader::Account(somebody(&a, "outsider", None).await);
        assert_eq!(agrees(&a, &outsider, "an account").await, ids(&[0, 3]));
        let member = Reader::Account(somebody(&a, "member", Some((a.organisation.clone(), Seat::Member))).await);
        assert_eq!(agrees(&a, &member, "a member").await, ids(&[0, 1, 2, 3]));
        let officer = Reader::Account(a.who.clone());
        assert_eq!(agrees(&a, &officer, "an officer").await, ids(&[0, 1, 2, 3]));
        // On the follower's node.
        let there = Reader::Account(b.who.clone());
        assert_eq!(agrees(&b, &there, "a follower").await.len(), 3);
        let newcomer = somebody(&b, "newcomer", None).await;
        assert_eq!(agrees(&b, &Reader::Account(newcomer.clone()), "no follower").await.len(), 1);
        assert_eq!(agrees(&b, &anyone, "a stranger there").await.len(), 1);
        // No word of what is private is found by itself, and no number tells of it, on page, in API and feeds.
        for word in ["networkword", "followersword", "localword", "draftword"] {
            assert!(found(&a, &anyone, word).await.is_empty(), "{word}");
            for path in ["/search?q=", "/api/v1/search?q=", "/feeds/search?q="] {
                let (status, _, text) = ask(&a, &format!("{path}{word}"), &[]).await;
                assert_eq!(status, 200);
                let unknown = ask(&a, &format!("{path}{}", "q".repeat(word.len())), &[]).await.2;
                assert_eq!(text.replace(word, &"q".repeat(word.len())), unknown, "{path}{word} is as good as unknown");
            }
            let (_, _, text) = ask(&a, "/search?q=common", &[]).await;
            assert!(text.contains("1 of 1 statements") && !text.contains(word), "{text}");
        }
        // Whom a member blocks is not found by them, and is by others; whom they mute is.
        let author = b.actor(&a.organisation_uri()).await.expect("known").id;
        block(&b, &newcomer, Kind::Mute, Whom::Actor(author.clone())).await;
        assert_eq!(agrees(&b, &Reader::Account(newcomer.clone()), "muted").await.len(), 1);
        block(&b, &newcomer, Kind::Block, Whom::Actor(author)).await;
        assert!(agrees(&b, &Reader::Account(newcomer), "blocked").await.is_empty());
        let host = a.config().domain.clone();
        let second = somebody(&b, "second", None).await;
        block(&b, &second, Kind::Block, Whom::Host(host.clone())).await;
        assert!(agrees(&b, &Reader::Account(second), "blocked host").await.is_empty());
        assert_eq!(agrees(&b, &anyone, "a stranger there").await.len(), 1);
        // A host that is limited is found by its followers; one that is suspended by nobody.
        decide(&b, &host, Rule { limited: true, ..Rule::of(Policy::Allow) }).await;
        assert!(agrees(&b, &anyone, "limited").await.is_empty());
        assert_eq!(agrees(&b, &there, "limited, for a follower").await.len(), 3);
        decide(&b, &host, Rule::of(Policy::Suspend)).await;
        for reader in [&anyone, &there] {
            assert!(agrees(&b, reader, "suspended host").await.is_empty());
        }
    }

    async fn what_was_hidden_suspended_or_withdrawn_is_not_found(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let hidden = node.publish("Common hiddenword", "Words.").await;
        let gone = node.publish("Common goneword", "Words.").await;
        let revised = node.publish("Common oldword", "Words.").await;
        let everybody = [Reader::Anyone, Reader::Account(node.who.clone())];
        for reader in &everybody {
            assert_eq!(agrees(&node, reader, "all three").await.len(), 3);
        }
        node.withdraw(&gone.id).await;
        node.revise(&revised.id, "Common newword", "Other words.").await;
        let (at, id, organisation) = (node.node().app.at(), hidden.id.clone(), node.organisation.clone());
        node.node().db.write(move |c| {
            let ruling = Ruling {
                report: None, actor: &organisation, statements: std::slice::from_ref(&id), positions: &[], measure: Measure::Hide, rule: None, reason: "for this test",
            };
            moderation::actions::decide(c, &at, None, &ruling)
        }).await.unwrap();
        for reader in &everybody {
            assert_eq!(agrees(&node, reader, "one is left").await, std::slice::from_ref(&revised.id));
            for (word, number) in [("hiddenword", 0), ("goneword", 0), ("oldword", 0), ("newword", 1)] {
                assert_eq!(found(&node, reader, word).await.len(), number, "{word}");
            }
        }
        // Suspended: set at the row, because the organisation that runs a node cannot be by decision.
        let (now, id) = (node.clock.now(), node.organisation.clone());
        node.node().db.write(move |c| {
            use diesel::prelude::*;
            use sofra_db::schema::actor;
            diesel::update(actor::table.find(&id)).set(actor::suspended_at.eq(now)).execute(c)?;
            Ok::<_, sofra_domain::Error>(())
        }).await.unwrap();
        for reader in &everybody {
            assert!(found(&node, reader, "common").await.is_empty());
        }
    }
}
