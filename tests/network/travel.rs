//! One statement travels: three nodes, on distinct names, over HTTPS with an authority of their own.

use std::time::Duration;

use sofra_base::clock::{days, hours};
use sofra_db::queue::delivery;
use sofra_domain::Error;
use sofra_domain::follow::FollowState;
use sofra_domain::statement::State;

use super::certificates::Authority;
use crate::on_both;
use crate::support::node::{PATIENCE, form};
use crate::support::{Network, TestNode, wait_until};

async fn three(backend: crate::support::Backend) -> (Authority, TestNode, TestNode, TestNode) {
    let authority = Authority::new();
    let mut network = Network::new(&["kakuma", "beirut", "athens"]);
    let kakuma = network.start_with(backend, "kakuma", |c| authority.equip("kakuma", c)).await;
    let beirut = network.start_with(backend, "beirut", |c| authority.equip("beirut", c)).await;
    let athens = network.start_with(backend, "athens", |c| authority.equip("athens", c)).await;
    (authority, kakuma, beirut, athens)
}

async fn sees(node: &TestNode, uri: &str, title: &str) {
    wait_until(&format!("{} reads \"{title}\"", node.name), PATIENCE, || async {
        node.title(uri).await.as_deref() == Some(title)
    })
    .await;
}

async fn lost(node: &TestNode, uri: &str) {
    wait_until(&format!("{} knows of the withdrawal", node.name), PATIENCE, || async {
        node.statement(uri).await.is_some_and(|s| s.state == State::Withdrawn)
    })
    .await;
}

on_both! {
    async fn published_revised_withdrawn_everywhere(backend: Backend) {
        let (_authority, kakuma, beirut, athens) = three(backend).await;
        assert!(kakuma.base().starts_with("https://"), "{}", kakuma.base());
        beirut.follow(&kakuma).await;
        athens.follow(&kakuma).await;

        let said = kakuma.publish("Nothing about the camp", "One.\n\nTwo.").await;
        for node in [&beirut, &athens] {
            sees(node, &said.uri, "Nothing about the camp").await;
            let copy = node.statement(&said.uri).await.expect("it is there");
            assert_eq!(copy.content_hash, said.content_hash, "the same words have the same hash everywhere");
        }
        kakuma.revise(&said.id, "Nothing about the camp without the camp", "One.\n\nTwo, said better.").await;
        for node in [&beirut, &athens] {
            sees(node, &said.uri, "Nothing about the camp without the camp").await;
        }
        kakuma.withdraw(&said.id).await;
        for node in [&beirut, &athens] {
            lost(node, &said.uri).await;
            assert_eq!(node.title(&said.uri).await, None, "nothing of what it said is kept");
        }
    }

    async fn after_unfollowing_nothing_new_comes(backend: Backend) {
        let (_authority, kakuma, beirut, athens) = three(backend).await;
        beirut.follow(&kakuma).await;
        athens.follow(&kakuma).await;
        let first = kakuma.publish("First", "Text").await;
        sees(&beirut, &first.uri, "First").await;

        beirut.unfollow(&kakuma).await;
        wait_until("the end of the follow has arrived", PATIENCE, || async {
            kakuma.follower_count().await == 1
        })
        .await;
        let second = kakuma.publish("Second", "Text").await;
        sees(&athens, &second.uri, "Second").await;
        kakuma.settle().await;
        assert!(beirut.statement(&second.uri).await.is_none(), "whoever does not follow gets nothing");
        // A copy that was received is still told of the withdrawal.
        kakuma.withdraw(&first.id).await;
        lost(&beirut, &first.uri).await;
    }

    async fn a_follower_is_asked_for_where_the_organisation_wants_it(backend: Backend) {
        let (_authority, kakuma, beirut, _athens) = three(backend).await;
        kakuma.lock_followers(true).await;
        beirut.request_follow(&kakuma).await;
        let request = kakuma.waiting_request().await;
        let limited = kakuma.publish_form(form("For followers", "Text", "followers")).await;
        kakuma.settle().await;
        assert_eq!(beirut.follow_state(&kakuma).await, Some(FollowState::Requested));
        assert!(beirut.statement(&limited.uri).await.is_none());

        kakuma.answer(&request, true).await;
        wait_until("the follow is accepted", PATIENCE, || async {
            beirut.follow_state(&kakuma).await == Some(FollowState::Accepted)
        })
        .await;
        let second = kakuma.publish_form(form("For followers again", "Text", "followers")).await;
        sees(&beirut, &second.uri, "For followers again").await;

        // Removed again: told so, and nothing more is sent.
        kakuma.answer(&request, false).await;
        wait_until("the follow is refused", PATIENCE, || async {
            beirut.follow_state(&kakuma).await == Some(FollowState::Rejected)
        })
        .await;
        let third = kakuma.publish_form(form("Not for Beirut", "Text", "followers")).await;
        kakuma.settle().await;
        assert!(beirut.statement(&third.uri).await.is_none());
    }

    async fn what_stays_on_the_node_never_leaves(backend: Backend) {
        let (_authority, kakuma, beirut, _athens) = three(backend).await;
        beirut.follow(&kakuma).await;
        let local = kakuma.publish_form(form("Only here", "Text", "local")).await;
        kakuma.revise(&local.id, "Only here, revised", "Text").await;
        kakuma.withdraw(&local.id).await;
        let public = kakuma.publish("For all", "Text").await;
        sees(&beirut, &public.uri, "For all").await;
        kakuma.settle().await;
        assert!(beirut.statement(&local.uri).await.is_none());
        let activities = kakuma.activities_about(&local.uri).await;
        assert_eq!(activities, 0, "not even a withdrawal of what never left");
    }

    async fn a_node_that_was_down_gets_everything_in_order(backend: Backend) {
        let (_authority, kakuma, mut beirut, athens) = three(backend).await;
        beirut.follow(&kakuma).await;
        athens.follow(&kakuma).await;
        beirut.stop().await;

        let kept = kakuma.publish("Kept", "Text").await;
        let gone = kakuma.publish("Gone", "Text").await;
        sees(&athens, &gone.uri, "Gone").await;
        kakuma.revise(&kept.id, "Kept and revised", "Text").await;
        kakuma.withdraw(&gone.id).await;
        sees(&athens, &kept.uri, "Kept and revised").await;
        lost(&athens, &gone.uri).await;
        wait_until("the breaker of the silent node is open", PATIENCE, || async {
            kakuma.peer_failures(&beirut.config().domain).await > 0
        })
        .await;
        assert_eq!(kakuma.dead_letters().await, 0);

        beirut.start_again().await;
        // A day later: the breaker lets one delivery try, then all.
        kakuma.clock.advance(days(1));
        beirut.clock.advance(days(1));
        sees(&beirut, &kept.uri, "Kept and revised").await;
        kakuma.settle().await;
        beirut.settle().await;
        // What was withdrawn meanwhile is not sent any more; only its withdrawal is.
        assert_eq!(beirut.title(&gone.uri).await, None);
    }

    async fn given_up_after_a_month_and_sent_again_by_hand(backend: Backend) {
        let (_authority, kakuma, mut beirut, _athens) = three(backend).await;
        beirut.follow(&kakuma).await;
        beirut.stop().await;
        let said = kakuma.publish("Late", "Text").await;
        wait_until("the first try has failed", PATIENCE, || async {
            kakuma.peer_failures(&beirut.config().domain).await > 0
        })
        .await;
        kakuma.clock.advance(days(31));
        wait_until("the delivery is a dead letter", PATIENCE, || async { kakuma.dead_letters().await == 1 }).await;

        beirut.start_again().await;
        beirut.clock.advance(days(31));
        kakuma.clock.advance(hours(13));
        beirut.clock.advance(hours(13));
        let host = beirut.config().domain.clone();
        let now = kakuma.clock.now();
        let again = kakuma
            .node()
            .db
            .write(move |c| Ok::<_, Error>(delivery::send_again(c, delivery::Again::Host(&host), now)?))
            .await
            .unwrap();
        assert_eq!(again, 1);
        sees(&beirut, &said.uri, "Late").await;
        wait_until("no dead letter is left", PATIENCE, || async { kakuma.dead_letters().await == 0 }).await;
    }

    async fn killed_in_the_middle_nothing_is_lost_and_nothing_doubled(backend: Backend) {
        let (_authority, mut kakuma, mut beirut, athens) = three(backend).await;
        beirut.follow(&kakuma).await;
        athens.follow(&kakuma).await;
        let mut said = Vec::new();
        for round in 0..4 {
            for number in 0..5 {
                said.push(kakuma.publish(&format!("Round {round}, number {number}"), "Text").await);
            }
            let revised = said[round * 5].id.clone();
            kakuma.revise(&revised, &format!("Round {round}, revised"), "Text").await;
            // Sender and receiver are killed in turn, with deliveries under way.
            tokio::time::sleep(Duration::from_millis(7 * (round as u64 + 1))).await;
            if round % 2 == 0 {
                kakuma.kill().await;
                kakuma.start_again().await;
            } else {
                beirut.kill().await;
                beirut.start_again().await;
            }
            // Leases of the dead run out, breakers let through again.
            kakuma.clock.advance(hours(13));
            beirut.clock.advance(hours(13));
            athens.clock.advance(hours(13));
        }
        for (index, statement) in said.iter().enumerate() {
            let title = if index % 5 == 0 {
                format!("Round {}, revised", index / 5)
            } else {
                format!("Round {}, number {}", index / 5, index % 5)
            };
            for node in [&beirut, &athens] {
                sees(node, &statement.uri, &title).await;
            }
        }
        kakuma.clock.advance(hours(13));
        beirut.clock.advance(hours(13));
        athens.clock.advance(hours(13));
        kakuma.settle().await;
        for node in [&beirut, &athens] {
            node.settle().await;
            assert_eq!(node.statements_of(&kakuma.organisation_uri()).await, 20, "each once");
        }
        assert_eq!(kakuma.dead_letters().await, 0);
    }
}
