//! Deliveries to peers that refuse, rest, vanish and come back.

use serde_json::Value;
use sofra_base::clock::{days, hours, minutes};
use sofra_db::queue::delivery::{Again, send_again};
use sofra_domain::{actor, follow};

use super::peer::{Reply, Voice};
use super::rig::{MARK, Rig, wait_until};

const FAN: &str = "fan.localhost";
const INBOX: &str = "/u/fan/inbox";

/// What was said to the fan's inbox and taken, by verb and title.
fn said(rig: &Rig) -> Vec<(String, String)> {
    rig.peers
        .delivered(FAN)
        .iter()
        .filter(|a| matches!(a["type"].as_str(), Some("Create" | "Update" | "Delete")))
        .map(|a| {
            (
                a["type"].as_str().unwrap_or_default().to_owned(),
                a["object"]["name"].as_str().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

fn create(title: &str) -> (String, String) {
    ("Create".to_owned(), title.to_owned())
}

/// Publishes and waits until the worker tried to deliver it once.
async fn publish_and_fail(rig: &Rig, title: &str, audience: &str) -> sofra_domain::statement::Statement {
    let made = rig.publish(title, audience).await;
    rig.told().await;
    wait_until("it was tried", || async {
        rig.deliveries(FAN).await.last().is_some_and(|d| d.0 == "pending")
            && rig.health(FAN).await.is_some_and(|h| h.0 > 0 || h.1 > rig.clock.now())
    })
    .await;
    made
}

async fn fan(rig: &Rig) -> Voice {
    rig.follower(FAN, "fan").await
}

attacks! {
    async fn gone_is_confirmed_with_the_actor(rig) {
        let fan = fan(rig).await;
        // Only the inbox says so: the delivery ends, the follower stays.
        rig.peers.once(FAN, INBOX, Reply::status(410));
        rig.publish("One", "public").await;
        rig.settle().await;
        assert_eq!(rig.deliveries(FAN).await.last().expect("a delivery").0, "dead");
        assert!(rig.actor(&fan.id).await.expect("known").is_active());
        assert!(rig.peers.log().iter().any(|l| l.host == FAN && l.method == "GET" && l.target == "/u/fan"));
        // The actor's own address says so as well.
        rig.peers.on(FAN, INBOX, Reply::status(410));
        rig.peers.on(FAN, "/u/fan", Reply::status(410));
        rig.publish("Two", "public").await;
        rig.settle().await;
        assert!(!rig.actor(&fan.id).await.expect("its place").is_active());
        assert!(rig.follow_between(&fan.id, &rig.org()).await.is_none());
        let before = rig.peers.log_length();
        rig.publish("Three", "public").await;
        rig.settle().await;
        assert_eq!(rig.peers.log_length(), before);
    }

    async fn double_knock(rig) {
        fan(rig).await;
        rig.peers.once(FAN, INBOX, Reply::status(401));
        rig.publish("One", "public").await;
        rig.settle().await;
        rig.publish("Two", "public").await;
        rig.settle().await;
        let posts: Vec<_> = rig.peers.log().into_iter().filter(|l| l.host == FAN && l.verb() == "Create").collect();
        let newer: Vec<bool> = posts.iter().map(|l| l.headers.contains_key("signature-input")).collect();
        assert_eq!(newer, [false, true, true], "the other way at once, and first the next time");
        assert_eq!(rig.health(FAN).await.expect("known").2, "rfc9421");
        assert!(rig.deliveries(FAN).await.iter().all(|d| d.0 == "delivered"));
    }

    async fn retry_after_is_honoured(rig) {
        fan(rig).await;
        rig.peers.once(FAN, INBOX, Reply::Head(429, vec![("Retry-After", "3600".to_owned())], Vec::new()));
        publish_and_fail(rig, "One", "public").await;
        let (_, until, _) = rig.health(FAN).await.expect("known");
        let rest = until - rig.clock.now();
        assert!(rest > minutes(58) && rest <= minutes(60), "{rest:?}");
        let before = rig.peers.log_length();
        rig.advance(minutes(30)).await;
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        assert_eq!(rig.peers.log_length(), before, "not before the hour is over");
        rig.advance(minutes(31)).await;
        rig.settle().await;
        assert_eq!(said(rig).last(), Some(&create("One")));
        // "Now" is no time to rest at all: there is a pause all the same.
        for _ in 0..3 {
            rig.peers.once(FAN, INBOX, Reply::Head(503, vec![("Retry-After", "0".to_owned())], Vec::new()));
        }
        let before = rig.peers.log_length();
        publish_and_fail(rig, "Two", "public").await;
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        assert_eq!(rig.peers.log_length(), before + 1, "one try, not a loop");
    }

    async fn nothing_is_lost_and_the_order_stays(rig) {
        fan(rig).await;
        rig.peers.on(FAN, INBOX, Reply::status(503));
        publish_and_fail(rig, "One", "public").await;
        for title in ["Two", "Three"] {
            rig.publish(title, "public").await;
        }
        rig.told().await;
        rig.advance(minutes(2)).await;
        wait_until("a second try failed", || async { rig.health(FAN).await.is_some_and(|h| h.0 == 2) }).await;
        let tried = said(rig).len();
        rig.peers.on(FAN, INBOX, Reply::status(202));
        rig.advance(minutes(10)).await;
        rig.settle().await;
        assert_eq!(said(rig)[tried..], [create("One"), create("Two"), create("Three")]);
        assert!(rig.deliveries(FAN).await.iter().all(|d| d.0 == "delivered"));
        assert_eq!(rig.health(FAN).await.expect("known").0, 0, "the breaker is closed");
    }

    async fn a_poisoned_activity_steps_out_of_line(rig) {
        fan(rig).await;
        for _ in 0..3 {
            rig.peers.once(FAN, INBOX, Reply::status(500));
        }
        let poison = rig.publish("Poison", "public").await;
        rig.told().await;
        let attempts = |n: i32| async move { rig.deliveries(FAN).await.iter().any(|d| d.0 == "pending" && d.1 == n) };
        wait_until("tried once", || attempts(1)).await;
        rig.publish("Behind", "public").await;
        rig.told().await;
        rig.advance(minutes(2)).await;
        wait_until("tried twice", || attempts(2)).await;
        assert!(!said(rig).contains(&create("Behind")), "the line is kept at first");
        rig.advance(minutes(7)).await;
        wait_until("the one behind is delivered", || async { said(rig).contains(&create("Behind")) }).await;
        rig.advance(hours(1)).await;
        rig.settle().await;
        assert_eq!(said(rig).last(), Some(&create("Poison")), "and the other one is not forgotten");
        let _ = poison;
    }

    async fn a_host_that_is_down_is_asked_by_one_probe(rig) {
        fan(rig).await;
        rig.peers.on(FAN, INBOX, Reply::Slam);
        publish_and_fail(rig, "One", "public").await;
        for title in ["Two", "Three", "Four"] {
            rig.publish(title, "public").await;
        }
        rig.told().await;
        for failures in 2..=4 {
            let before = rig.peers.log_length();
            rig.advance(hours(8)).await;
            wait_until("the probe failed", || async { rig.health(FAN).await.is_some_and(|h| h.0 == failures) }).await;
            assert_eq!(rig.peers.log_length(), before + 1, "one probe, not four tries");
        }
        let (_, until, _) = rig.health(FAN).await.expect("known");
        assert!(until - rig.clock.now() > hours(1), "it rests longer and longer");
        // A month later they are dead letters, all of them, and can be sent again by hand.
        rig.advance(days(30)).await;
        wait_until("another probe failed", || async { rig.health(FAN).await.is_some_and(|h| h.0 >= 5) }).await;
        rig.advance(days(1)).await;
        wait_until("all are given up", || async { rig.dead_letters().await.len() == 4 }).await;
        let host = FAN.to_owned();
        assert!(rig.dead_letters().await.iter().all(|d| d.host == host && d.verb == "Create"));
        let tried = said(rig).len();
        rig.peers.on(FAN, INBOX, Reply::status(202));
        let now = rig.clock.now();
        let sent = rig.write(move |c| Ok(send_again(c, Again::Host(FAN), now)?)).await;
        assert_eq!(sent, 4);
        rig.settle().await;
        let titles = ["One", "Two", "Three", "Four"].map(create);
        assert_eq!(said(rig)[tried..], titles);
        assert!(rig.dead_letters().await.is_empty());
    }

    async fn priv_06_not_to_a_follower_who_was_removed(rig) {
        let fan = fan(rig).await;
        rig.peers.on(FAN, INBOX, Reply::Slam);
        publish_and_fail(rig, MARK, "followers").await;
        let tried = said(rig).len();
        let follow = rig.follow_between(&fan.id, &rig.org()).await.expect("a follower");
        let (at, who) = (rig.at(), rig.who.clone());
        rig.write(move |c| follow::actions::answer(c, &at, &who, &follow.id, false)).await;
        rig.told().await;
        rig.peers.on(FAN, INBOX, Reply::status(202));
        rig.advance(hours(1)).await;
        rig.settle().await;
        assert_eq!(said(rig).len(), tried, "the statement is not sent any more");
        assert_eq!(rig.peers.delivered(FAN).last().expect("a request")["type"], "Reject");
        let states: Vec<String> = rig.deliveries(FAN).await.into_iter().map(|d| d.0).collect();
        assert!(states.contains(&"cancelled".to_owned()), "{states:?}");
    }

    async fn withdrawn_words_do_not_leave_later(rig) {
        fan(rig).await;
        rig.peers.on(FAN, INBOX, Reply::Slam);
        let quiet = publish_and_fail(rig, MARK, "public").await;
        let tried = rig.peers.delivered(FAN).len();
        rig.revise(&quiet.id, &format!("{MARK} again")).await;
        rig.withdraw(&quiet.id).await;
        rig.told().await;
        rig.peers.on(FAN, INBOX, Reply::status(202));
        rig.advance(hours(1)).await;
        rig.settle().await;
        let later: Vec<Value> = rig.peers.delivered(FAN).split_off(tried);
        assert!(later.iter().all(|a| !a.to_string().contains(MARK)), "{later:#?}");
        assert_eq!(later.last().expect("the withdrawal")["type"], "Delete", "whoever may hold a copy is told");
        assert!(!rig.read(super::super::dump::dump).await.contains(MARK), "nothing of the words is left here");
    }

    async fn mod_02_blocked_hosts_get_nothing(rig) {
        let fan = fan(rig).await;
        rig.peers.on(FAN, INBOX, Reply::Slam);
        publish_and_fail(rig, "One", "public").await;
        rig.decide(FAN, sofra_domain::peer::Policy::Suspend).await;
        rig.peers.on(FAN, INBOX, Reply::status(202));
        let before = rig.peers.log_length();
        rig.publish("Two", "public").await;
        rig.advance(hours(1)).await;
        rig.settle().await;
        assert_eq!(rig.peers.log_length(), before, "zero connections");
        let like = fan.act("Like", rig.org().into());
        rig.refuse("a blocked sender", rig.wire(&fan, &like), 403, super::super::rig::Fetch::Nothing).await;
        let id = rig.read(move |c| actor::store::by_uri(c, &fan.id)).await;
        assert!(id.is_some());
    }

    async fn dos_23_a_slow_host_holds_up_nobody_else(rig) {
        fan(rig).await;
        rig.follower("slow.localhost", "slow").await;
        rig.peers.on("slow.localhost", "/u/slow/inbox", Reply::Hang);
        for title in ["One", "Two", "Three"] {
            rig.publish(title, "public").await;
        }
        wait_until("the other follower has them all", || async { said(rig).len() == 3 }).await;
        assert!(rig.health("slow.localhost").await.is_none_or(|h| h.0 == 0), "while the slow one still hangs");
        wait_until("the slow one rests", || async { rig.health("slow.localhost").await.is_some_and(|h| h.0 == 1) }).await;
        let waiting = rig.deliveries("slow.localhost").await;
        assert_eq!(waiting.iter().filter(|d| d.0 == "pending").count(), 3, "and keeps all that is its");
    }
}
