//! Stopping everything in one step, and coming back.

use std::time::Duration;

use diesel::prelude::*;
use sofra_base::clock::minutes;
use sofra_db::schema::{delivery, panic_code, session};
use sofra_domain::account::actions::create_token;
use sofra_domain::actor::ActorId;
use sofra_domain::follow::{self, FollowState};
use sofra_domain::safety::{self, Code};
use sofra_domain::{Error, statement};

use crate::on_both;
use crate::support::node::{PASSWORD, PATIENCE, form};
use crate::support::{Backend, Network, TestNode, wait_until};

/// Two nodes; `beirut` follows the organisation of `kakuma` and its host's person.
async fn two(backend: Backend) -> (TestNode, TestNode, ActorId) {
    let mut network = Network::new(&["kakuma", "beirut"]);
    let mut kakuma = network.start(backend, "kakuma").await;
    let beirut = network.start(backend, "beirut").await;
    beirut.follow(&kakuma).await;
    let person = kakuma.appear().await;
    let sofra_domain::remote::Found::Actor(known) =
        beirut.find(&format!("@kakuma_person@{}", kakuma.config().domain)).await
    else {
        panic!("a person is an actor")
    };
    beirut.request_follow_of(&known).await;
    let asked = crate::support::wait_for("the request", PATIENCE, || async {
        let person = person.clone();
        let followers =
            kakuma.node().db.read(move |c| follow::store::followers(c, &person)).await.expect("readable");
        followers.into_iter().find(|(f, _)| f.state == FollowState::Requested).map(|(f, _)| f.id)
    })
    .await;
    kakuma.answer(&asked, true).await;
    wait_until("the follow", PATIENCE, || beirut.follows(&known)).await;
    kakuma.settle().await;
    (kakuma, beirut, person)
}

async fn say(node: &TestNode, author: &ActorId, title: &str) -> String {
    let (at, who, author, form) =
        (node.node().app.at(), node.who.clone(), author.clone(), form(title, "Text", "public"));
    let made = node
        .node()
        .db
        .write(move |c| statement::actions::publish_once(c, &at, &who, &author, &form, None, true))
        .await;
    made.expect("published").uri
}

async fn states(node: &TestNode) -> Vec<(String, i64)> {
    let found = node.node().db.read(|c| {
        Ok::<_, Error>(
            delivery::table
                .group_by(delivery::state)
                .select((delivery::state, diesel::dsl::count_star()))
                .load(c)?,
        )
    });
    found.await.expect("readable")
}

async fn waiting(node: &TestNode, state: &str) -> i64 {
    states(node).await.into_iter().find(|(s, _)| s == state).map_or(0, |(_, n)| n)
}

async fn sessions(node: &TestNode) -> i64 {
    node.node().db.read(|c| Ok::<_, Error>(session::table.count().get_result(c)?)).await.expect("readable")
}

on_both! {
    async fn priv_13_one_step_ends_all_access_hides_the_person_and_stops_what_waits(backend: Backend) {
        let (kakuma, mut beirut, person) = two(backend).await;
        let earlier = say(&kakuma, &person, "In my own name").await;
        kakuma.settle().await;
        let (mut phone, mut laptop) = (kakuma.signed_in().await, kakuma.signed_in().await);
        let (account, now) = (kakuma.who.account.clone(), kakuma.node().clock.now());
        let (_, token) = kakuma.node().db
            .write(move |c| create_token(c, now, &account, "a script", true, 30)).await.expect("a token");

        // What waits to be sent when the other node is down.
        beirut.stop().await;
        let own = say(&kakuma, &person, "The last word of mine").await;
        let ours = say(&kakuma, &kakuma.organisation, "The organisation goes on").await;
        wait_until("both wait", PATIENCE, || async { waiting(&kakuma, "pending").await == 2 }).await;

        let page = phone.get("/settings/panic").await;
        assert!(page.text.contains("Stop everything"));
        let refused = phone.submit_once(&page, "/settings/panic", &[("password", "not it")]).await;
        assert_eq!(refused.status, 422);
        assert_eq!(sessions(&kakuma).await, 2, "nothing was done");
        let gone = phone.submit_once(&page, "/settings/panic", &[("password", PASSWORD)]).await;
        assert_eq!(gone.status, 303, "{}", gone.text);
        assert!(gone.headers.contains_key("clear-site-data") && phone.cookies().is_empty());

        // At once, and everywhere.
        assert_eq!(sessions(&kakuma).await, 0);
        assert!(laptop.get("/timeline").await.path.starts_with("/sign-in"), "the other device is out");
        let answer = ask(&kakuma, "/api/v1/me", "application/json", Some(&token)).await;
        assert_eq!(answer.0, 401, "the token is dead");
        let nothing = ask(&kakuma, "/m/nobody", "text/html", None).await;
        assert_eq!(ask(&kakuma, "/m/kakuma_person", "text/html", None).await, nothing, "as if it had never been");
        let as_json = "application/activity+json";
        let nothing = ask(&kakuma, "/m/nobody", as_json, None).await;
        for path in ["/m/kakuma_person", "/m/kakuma_person/outbox", "/m/kakuma_person/followers"] {
            assert_eq!(ask(&kakuma, path, as_json, None).await.0, 404, "{path}");
        }
        assert_eq!(ask(&kakuma, "/m/kakuma_person", as_json, None).await, nothing);
        let finger = |name: &str| format!("/.well-known/webfinger?resource=acct:{name}@{}", kakuma.config().domain);
        assert_eq!(ask(&kakuma, &finger("kakuma_person"), "*/*", None).await, ask(&kakuma, &finger("nobody"), "*/*", None).await);
        for said in [&earlier, &own] {
            let path = said.strip_prefix(&kakuma.base()).expect("ours");
            assert_eq!(ask(&kakuma, path, "text/html", None).await.0, 404);
            assert_eq!(ask(&kakuma, path, as_json, None).await.0, 404);
        }
        let home = ask(&kakuma, "/", "text/html", None).await.1;
        assert!(!home.contains("my own name") && home.contains("The organisation goes on"), "{home}");

        // Nothing of that person goes out any more; the organisation was not stopped.
        beirut.start_again().await;
        for node in [&kakuma, &beirut] {
            node.clock.advance(minutes(30));
        }
        wait_until("the organisation's word arrives", PATIENCE, || async { beirut.statement(&ours).await.is_some() }).await;
        kakuma.settle().await;
        tokio::time::sleep(Duration::from_millis(1500)).await;
        assert!(beirut.statement(&own).await.is_none(), "what waited did not leave");
        assert_eq!(waiting(&kakuma, "stopped").await, 1);

        // Back by signing in; what was stopped leaves only when that is wished.
        let mut back = kakuma.signed_in().await;
        let page = back.get("/settings/panic").await;
        assert!(page.text.contains("message was waiting"), "{}", page.text);
        let page = back.submit(&page, "/settings/panic/back", &[("stopped", "send")]).await;
        assert!(page.text.contains("You are back."), "{}", page.text);
        wait_until("the last word arrives", PATIENCE, || async { beirut.statement(&own).await.is_some() }).await;
        assert_eq!(ask(&kakuma, "/m/kakuma_person", as_json, None).await.0, 200);
        assert_eq!(ask(&kakuma, earlier.strip_prefix(&kakuma.base()).expect("ours"), as_json, None).await.0, 200);
        assert_eq!(ask(&kakuma, "/api/v1/me", "application/json", Some(&token)).await.0, 401, "tokens stay dead");
    }

    async fn auth_14_a_code_made_before_works_once_and_the_answer_tells_nothing(backend: Backend) {
        let (kakuma, mut beirut, person) = two(backend).await;
        let mut host = kakuma.signed_in().await;
        let page = host.get("/settings/panic").await;
        let page = host
            .submit(&page, "/settings/panic/arm", &[("arm-password", PASSWORD), ("organisations", "yes")])
            .await;
        let code = page.text.split("<code class=\"copy\">").nth(1).and_then(|t| t.split('<').next()).expect("a code").to_owned();
        assert_eq!(code.len(), 24, "{code}");
        // Kept as a hash only.
        let kept: (String, String) = kakuma.node().db
            .read(|c| Ok::<_, Error>(panic_code::table.select((panic_code::beginning, panic_code::code_hash)).first(c)?))
            .await.expect("one code");
        assert!(kept.0.len() == 4 && !kept.1.contains(&code.replace('-', "").to_lowercase()));
        assert!(!host.get("/settings/panic").await.text.contains(&code), "shown once only");

        beirut.stop().await;
        let own = say(&kakuma, &person, "Mine").await;
        let ours = say(&kakuma, &kakuma.organisation, "Ours").await;
        wait_until("both wait", PATIENCE, || async { waiting(&kakuma, "pending").await == 2 }).await;

        let wrong = Code::generate().shown();
        let mut stranger = kakuma.browser();
        let mut answers = Vec::new();
        for typed in [wrong.as_str(), "", "1234", &code.to_lowercase().replace('-', " "), &code, &wrong] {
            let page = stranger.get("/panic").await;
            let answer = stranger.submit_once(&page, "/panic", &[("code", typed)]).await;
            let mut headers: Vec<String> = answer.headers.iter()
                .filter(|(name, _)| *name != "date")
                .map(|(name, value)| format!("{name}: {value:?}")).collect();
            headers.sort();
            answers.push((answer.status, headers, answer.text));
            if typed == wrong {
                assert!(sessions(&kakuma).await == 1 || answers.len() > 3, "a wrong code does nothing");
            }
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:#?}");
        assert_eq!(sessions(&kakuma).await, 0, "the right one did it");
        assert_eq!(ask(&kakuma, "/m/kakuma_person", "text/html", None).await.0, 404);
        assert_eq!((waiting(&kakuma, "stopped").await, waiting(&kakuma, "pending").await), (2, 0));

        // What is said meanwhile in the organisation's name waits as well.
        let meanwhile = say(&kakuma, &kakuma.organisation, "Meanwhile").await;
        beirut.start_again().await;
        for node in [&kakuma, &beirut] {
            node.clock.advance(minutes(30));
        }
        kakuma.settle().await;
        tokio::time::sleep(Duration::from_millis(1500)).await;
        for said in [&own, &ours, &meanwhile] {
            assert!(beirut.statement(said).await.is_none());
        }
        assert_eq!(waiting(&kakuma, "stopped").await, 3);

        let mut back = kakuma.signed_in().await;
        let page = back.get("/settings/panic").await;
        let page = back.submit(&page, "/settings/panic/back", &[("stopped", "drop")]).await;
        let page = back
            .submit(&page, "/settings/panic/organisations/kakuma_org/resume", &[("stopped", "send")])
            .await;
        assert!(page.text.contains("It sends again."), "{}", page.text);
        for said in [&ours, &meanwhile] {
            wait_until("the organisation's words arrive", PATIENCE, || async { beirut.statement(said).await.is_some() }).await;
        }
        assert!(beirut.statement(&own).await.is_none(), "thrown away");
        // Who holds no code cannot use up the tries of another's.
        let record = kakuma.node().db.read(|c| sofra_domain::audit::store::page(c, None, None, 10)).await.expect("readable");
        let acts: Vec<&str> = record.iter().map(|e| e.act.as_str()).collect();
        assert!(acts.contains(&"sending.stop") && acts.contains(&"sending.resume"), "{acts:?}");
        assert!(record.iter().all(|e| e.object != person.as_str()), "a person's own fear is nobody's business");
    }

    async fn what_is_already_in_hand_does_not_leave_either(backend: Backend) {
        let (kakuma, _beirut, person) = two(backend).await;
        // A worker has claimed it and has not sent it: as the row says at that moment.
        let who = kakuma.who.clone();
        let id = person.clone();
        let rows = kakuma.node().db.write(move |c| {
            use sofra_db::queue::delivery as queue;
            let activity = "01j00000000000000000000000";
            diesel::insert_into(sofra_db::schema::activity::table).values((
                sofra_db::schema::activity::id.eq(activity),
                sofra_db::schema::activity::uri.eq("https://kakuma.test/activities/x"),
                sofra_db::schema::activity::actor_id.eq(&id),
                sofra_db::schema::activity::verb.eq("Update"),
                sofra_db::schema::activity::object_uri.eq("x"),
                sofra_db::schema::activity::public.eq(false),
                sofra_db::schema::activity::body.eq("{}"),
                sofra_db::schema::activity::created_at.eq(sofra_base::clock::Timestamp(1)),
            )).execute(c)?;
            // Due later than any worker looks.
            let later = sofra_base::clock::Timestamp(i64::MAX / 2);
            queue::add(c, activity, id.as_str(), &[("https://x.test/inbox".into(), "x.test".into())], later)?;
            let row: i64 = delivery::table.filter(delivery::activity_id.eq(activity)).select(delivery::id).first(c)?;
            assert!(queue::is_pending(c, row)?);
            safety::actions::pull(c, sofra_base::clock::Timestamp(2), &who, false)?;
            safety::actions::pull(c, sofra_base::clock::Timestamp(3), &who, false)?;
            assert!(!queue::is_pending(c, row)?, "it is asked for once more before bytes leave");
            // What the worker writes down afterwards does not bring it back.
            queue::settle(c, row, &queue::Outcome::Released, later)?;
            queue::settle(c, row, &queue::Outcome::Dead { status: None, error: "x".into() }, later)?;
            Ok::<_, Error>(delivery::table.find(row).select(delivery::state).first::<String>(c)?)
        });
        assert_eq!(rows.await.expect("written"), "stopped");
    }
}

/// Status, body and the headers that matter of a request without cookies.
async fn ask(node: &TestNode, path: &str, accept: &str, token: Option<&str>) -> (u16, String) {
    let host = node.config().domain.clone();
    let name = host.split(':').next().expect("a name");
    let client =
        reqwest::Client::builder().resolve(name, node.address()).no_proxy().build().expect("a client");
    let mut request = client.get(format!("{}{path}", node.base())).header("accept", accept);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await.expect("answered");
    let status = answer.status().as_u16();
    (status, answer.text().await.expect("a text"))
}
