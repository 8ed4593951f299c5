//! What is kept, and for how long: each period, with a clock that is moved.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days, hours, minutes};
use sofra_db::queue::{delivery, inbox};
use sofra_db::schema::{
    activity, actor, actor_key, api_token, delivery as deliveries, idempotency, inbox_item, notification,
    refusal, report, session, tombstone,
};
use sofra_domain::account::actions::{begin_session, create_token, revoke_token};
use sofra_domain::notification::{Kind, actions as notifications};
use sofra_domain::retention::{self, Kept};
use sofra_domain::{AnyConnection, Error};

use crate::on_both;
use crate::support::{Network, TestNode};

async fn write<T: Send + 'static>(
    node: &TestNode,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
) -> T {
    node.node().db.write(work).await.expect("written")
}

/// Lets the node forget, as its schedule does each hour.
async fn forget(node: &TestNode, now: Timestamp) {
    let set = node.config().retention.clone();
    write(node, move |c| retention::actions::enforce(c, now, &set)).await;
}

fn item(number: i64, state: &str, at: Timestamp) -> inbox::NewItem {
    inbox::NewItem {
        activity_uri: format!("https://x.test/{number}"),
        actor_uri: "https://x.test/u".into(),
        host: "x.test".into(),
        body: "words".into(),
        body_hash: String::new(),
        state: state.into(),
        attempts: 0,
        due_at: at,
        leased_until: Timestamp(0),
        received_at: at,
    }
}

on_both! {
    async fn every_period_of_the_table_is_kept_and_ends(backend: Backend) {
        let kakuma = TestNode::start(backend, "kakuma").await;
        let begin = kakuma.node().clock.now();
        let (who, account) = (kakuma.who.clone(), kakuma.who.account.clone());
        let speaker = kakuma.organisation.clone();
        write(&kakuma, move |c| {
            begin_session(c, begin, &account)?;
            create_token(c, begin, &account, "taken back", false, 300)?;
            let (id, _) = create_token(c, begin, &account, "ends by itself", false, 1)?;
            let other = sofra_domain::account::store::tokens(c, &account)?;
            for token in other.iter().filter(|t| t.id != id) {
                revoke_token(c, begin, &who, &token.id)?;
            }
            create_token(c, begin, &account, "stays", false, 300)?;
            notifications::tell(c, begin, &account, Kind::Moved, "/seen")?;
            notifications::see(c, begin, &who, None)?;
            notifications::tell(c, begin, &account, Kind::Moved, "/unseen")?;
            diesel::insert_into(idempotency::table).values((
                idempotency::account_id.eq(&account), idempotency::request_key.eq("k"),
                idempotency::result.eq("r"), idempotency::created_at.eq(begin),
            )).execute(c)?;
            inbox::store(c, &item(1, "done", begin))?;
            inbox::store(c, &item(2, "set aside", begin))?;
            inbox::count_refusals(c, &begin.day(), "evil.test", "signature-missing", 3)?;
            diesel::insert_into(tombstone::table).values((
                tombstone::uri.eq("https://x.test/gone"), tombstone::owner_uri.eq("https://x.test/u"),
                tombstone::kind.eq("statement"), tombstone::created_at.eq(begin),
            )).execute(c)?;
            for (number, state, decided) in [("1", "decided", Some(begin)), ("2", "open", None)] {
                diesel::insert_into(report::table).values((
                    report::id.eq(format!("01j000000000000000000000r{number}")), report::actor_id.eq(&speaker),
                    report::category.eq("spam"), report::words.eq("words"), report::forwarded.eq(false),
                    report::words_forwarded.eq(false), report::state.eq(state), report::created_at.eq(begin),
                    report::decided_at.eq(decided),
                )).execute(c)?;
            }
            let speaker = speaker.clone();
            for (number, state) in [("1", "delivered"), ("2", "dead"), ("3", "stopped"), ("4", "pending")] {
                let id = format!("01j0000000000000000000000{number}");
                diesel::insert_into(activity::table).values((
                    activity::id.eq(&id), activity::uri.eq(&id), activity::actor_id.eq(&speaker),
                    activity::verb.eq("Accept"), activity::object_uri.eq("x"), activity::public.eq(false),
                    activity::body.eq("{}"), activity::created_at.eq(begin),
                )).execute(c)?;
                delivery::add(c, &id, speaker.as_str(), &[("https://x.test/inbox".into(), "x.test".into())], begin)?;
                // Not for the workers.
                let never = Timestamp(i64::MAX / 2);
                diesel::update(deliveries::table.filter(deliveries::activity_id.eq(&id))).set((
                    deliveries::state.eq(state), deliveries::due_at.eq(never),
                    deliveries::finished_at.eq((state == "delivered" || state == "dead").then_some(begin)),
                )).execute(c)?;
            }
            Ok(())
        }).await;

        // (what is counted, the days after which it is gone)
        macro_rules! left {
            ($table:ident) => {
                write(&kakuma, |c| Ok($table::table.count().get_result::<i64>(c)?)).await
            };
        }
        async fn of(node: &TestNode, state: &'static str) -> i64 {
            write(node, move |c| Ok(deliveries::table.filter(deliveries::state.eq(state)).count().get_result::<i64>(c)?)).await
        }
        let after = |n: i64| begin + days(n) + minutes(1);
        let before = |n: i64| begin + days(n) - minutes(1);

        forget(&kakuma, before(2)).await;
        assert_eq!(left!(idempotency), 1);
        forget(&kakuma, after(2)).await;
        assert_eq!(left!(idempotency), 0);

        forget(&kakuma, before(7)).await;
        assert_eq!((of(&kakuma, "delivered").await, left!(activity)), (1, 4));
        forget(&kakuma, after(7)).await;
        assert_eq!((of(&kakuma, "delivered").await, left!(activity)), (0, 3), "what waits or failed is kept");

        forget(&kakuma, before(14)).await;
        assert_eq!((left!(session), left!(notification)), (1, 2));
        forget(&kakuma, after(14)).await;
        assert_eq!((left!(session), left!(notification)), (0, 1));

        forget(&kakuma, before(30)).await;
        assert_eq!((left!(api_token), left!(inbox_item), of(&kakuma, "stopped").await, left!(refusal)), (3, 2, 1, 1));
        forget(&kakuma, after(31)).await;
        assert_eq!((left!(api_token), left!(inbox_item), of(&kakuma, "stopped").await, left!(refusal)), (1, 1, 0, 0));
        assert_eq!(of(&kakuma, "cancelled").await, 1, "given up, not sent");

        forget(&kakuma, before(90)).await;
        assert_eq!((left!(inbox_item), left!(notification), of(&kakuma, "dead").await), (1, 1, 1));
        forget(&kakuma, after(90)).await;
        assert_eq!((left!(inbox_item), left!(notification), of(&kakuma, "dead").await), (0, 0, 0));
        assert_eq!(of(&kakuma, "pending").await, 1, "what waits to be sent is not forgotten");

        forget(&kakuma, before(365)).await;
        assert_eq!(left!(report), 2);
        forget(&kakuma, after(365)).await;
        assert_eq!(left!(report), 1, "the one that waits is kept");

        forget(&kakuma, before(400)).await;
        assert_eq!(left!(tombstone), 1);
        forget(&kakuma, after(400)).await;
        assert_eq!(left!(tombstone), 0);
    }

    async fn strangers_are_forgotten_and_those_who_matter_are_not(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut"]);
        let kakuma = network.start(backend, "kakuma").await;
        let mut beirut = network.start(backend, "beirut").await;
        beirut.appear().await;
        kakuma.follow(&beirut).await;
        // Looked up once, never followed: the person of the other host, and the node itself, which signed something.
        kakuma.find(&format!("@beirut_person@{}", beirut.config().domain)).await;
        let person = format!("{}/m/beirut_person", beirut.base());
        assert!(kakuma.actor(&person).await.is_some());
        let suspended = write(&kakuma, |c| {
            let row: String = actor::table.filter(actor::local.eq(true)).select(actor::id).first(c)?;
            Ok(row)
        }).await;
        assert!(!suspended.is_empty());
        let now = kakuma.node().clock.now();
        forget(&kakuma, now + days(29)).await;
        assert!(kakuma.actor(&person).await.is_some(), "not before the time");
        forget(&kakuma, now + days(31)).await;
        assert!(kakuma.actor(&person).await.is_none(), "forgotten");
        assert!(kakuma.actor(&beirut.organisation_uri()).await.is_some(), "followed here");
        let orphans = write(&kakuma, |c| {
            let all = actor::table.select(actor::id);
            Ok(actor_key::table.filter(actor_key::actor_id.ne_all(all)).count().get_result::<i64>(c)?)
        }).await;
        assert_eq!(orphans, 0, "keys go with their owners");
        let own: i64 = write(&kakuma, |c| Ok(actor::table.filter(actor::local.eq(true)).count().get_result(c)?)).await;
        assert_eq!(own, 2, "the node and the organisation");
        // Whoever was suspended stays: the decision must not be forgotten with them.
        kakuma.find(&format!("@beirut_person@{}", beirut.config().domain)).await;
        let uri = person.clone();
        write(&kakuma, move |c| {
            diesel::update(actor::table.filter(actor::uri.eq(uri))).set(actor::suspended_at.eq(Timestamp(1))).execute(c)?;
            Ok(())
        }).await;
        forget(&kakuma, now + days(300)).await;
        assert!(kakuma.actor(&person).await.is_some());
    }

    async fn the_page_shows_the_table_that_is_enforced_and_the_host_can_shorten_it(backend: Backend) {
        let mut network = Network::new(&["kakuma"]);
        let kakuma = network.start_with(backend, "kakuma", |c| c.retention.received = 12).await;
        let begin = kakuma.node().clock.now();
        write(&kakuma, move |c| {
            inbox::store(c, &item(1, "done", begin))?;
            Ok(())
        }).await;
        forget(&kakuma, begin + days(12) - hours(1)).await;
        assert_eq!(write(&kakuma, |c| Ok(inbox_item::table.count().get_result::<i64>(c)?)).await, 1);
        forget(&kakuma, begin + days(12) + hours(1)).await;
        assert_eq!(write(&kakuma, |c| Ok(inbox_item::table.count().get_result::<i64>(c)?)).await, 0);

        let table = retention::table(&kakuma.config().retention);
        for language in ["en", "ar", "fr"] {
            let mut browser = kakuma.browser();
            browser.languages = language.to_owned();
            let page = browser.get("/privacy").await;
            assert_eq!(page.status, 200);
            assert_eq!(page.text.matches("<th role=\"rowheader\"").count(), table.len(), "{language}");
            // A message that is missing shows its key.
            assert!(!page.text.contains("retention-"), "{language}");
        }
        let page = kakuma.browser().get("/privacy").await.text;
        for rule in table {
            if let Kept::Days(n) = rule.kept {
                let shown = page.contains(&format!("{n}\u{2069} days")) || page.contains(&format!("{n} days"));
                assert!(shown, "{} {n}", rule.code);
            }
        }
    }
}
