//! What the host can do about others: what strangers cannot put on our pages, hiding, and not being locked out.

use sofra_domain::{follow, peer};

use super::writing::Browser;
use super::*;

/// Somebody on another node, whom nobody here follows.
async fn elsewhere(table: &Table) -> ActorId {
    let at = table.app.at();
    let uri = "https://evil.example/u/1".to_owned();
    let incoming = IncomingActor {
        history: Vec::new(),
        network: None,
        facts: Default::default(),
        mandates: Vec::new(),
        discoverable: false,
        vouches: Vec::new(),
        moved_to: None,
        moved_statements: None,
        uri: uri.clone(),
        kind: ActorKind::Organisation,
        username: "far".into(),
        host: "evil.example".into(),
        name: "Far away".into(),
        names: sofra_base::lang::Localized::default(),
        summary: String::new(),
        summaries: sofra_base::lang::Localized::default(),
        page_url: None,
        inbox: format!("{uri}/inbox"),
        shared_inbox: None,
        outbox: None,
        followers: None,
        approves_followers: false,
        handle_checked: true,
        also_known_as: Vec::new(),
        keys: Vec::new(),
    };
    table.app.db.write(move |c| receive(c, &at, &incoming)).await.unwrap()
}

/// How many statements and authors the agenda counts on R2, and how many its list holds.
async fn counted(table: &Table) -> (i64, i64, i64, i64) {
    let urn = agenda::istanbul().urn(agenda::istanbul().demand("R2").unwrap().1);
    let count = table.app.db.read(move |c| {
        use sofra_domain::statement::store;
        let all = store::counts_by_demand(c)?;
        let (said, by) = all.iter().find(|(u, ..)| *u == urn).map_or((0, 0), |(_, n, a)| (*n, *a));
        let list = store::list(c, &store::Scope::On(urn.clone()), None)?;
        assert_eq!(list.total as usize, list.cards.len());
        Ok::<_, Error>((said, by, list.total, store::authors_on(c, &urn)?))
    });
    count.await.unwrap()
}

on_both! {
    async fn a_strangers_post_is_not_on_the_agenda_and_a_blocked_host_is_shown_nowhere(table, who, organisation) {
        let service = serve!(table);
        let browser = browser!(table, service, &who);
        let author = elsewhere(&table).await;
        let statement = remote_statement(&table, &author).await;
        assert_eq!(counted(&table).await, (0, 0, 0, 0), "nobody here follows them");
        let (at, me, voice, target) = (table.app.at(), who.clone(), organisation.clone(), author.clone());
        table.app.db.write(move |c| {
            let asked = follow::actions::request(c, &at, &me, &voice, &target)?;
            follow::actions::receive_answer(c, &at, &asked.uri, &target, true)
        }).await.unwrap();
        assert_eq!(counted(&table).await, (1, 1, 1, 1));
        let page = format!("/statements/{statement}");
        let profile = format!("/actors/{author}");
        let api = format!("/api/v1/actors/{author}");
        for path in [&page, &profile, &api] {
            assert_eq!(ask!(service, browser.get(path)).await.status, StatusCode::OK, "{path}");
        }
        assert!(ask!(service, browser.get("/timeline")).await.body.contains(&page));
        let at = table.app.at();
        table.app.db
            .write(move |c| {
                let decision = peer::Decision::new(peer::Rule::of(peer::Policy::Suspend), "");
                peer::actions::decide(c, &at, None, "evil.example", &decision)
            })
            .await
            .unwrap();
        assert_eq!(counted(&table).await, (0, 0, 0, 0), "a blocked host");
        for path in [&page, &profile, &api] {
            assert_eq!(ask!(service, browser.get(path)).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(!ask!(service, browser.get("/timeline")).await.body.contains(&page));
    }

    async fn what_the_host_hides_is_gone_until_it_is_shown_again(table, who, organisation) {
        let service = serve!(table);
        let browser = browser!(table, service, &who);
        let author = elsewhere(&table).await;
        let remote = remote_statement(&table, &author).await;
        let own = table.publish(&who, &organisation, form("A seat at the table", "public")).await;
        for id in [own, remote] {
            let page = format!("/statements/{id}");
            let hide = format!("{page}/hide");
            assert!(ask!(service, browser.get(&page)).await.body.contains(&hide));
            assert!(!ask!(service, get(&page)).await.body.contains(&hide), "for the host alone");
            assert_eq!(ask!(service, get(&hide)).await.status, StatusCode::NOT_FOUND);
            assert_eq!(ask!(service, browser.get(&hide)).await.status, StatusCode::OK);
            let silent = ask!(service, browser.post(&hide, &[])).await;
            assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "not without a reason");
            for _ in 0..2 {
                let done = ask!(service, browser.post(&hide, &[("reason", "It names somebody")])).await;
                assert_eq!(done.status, StatusCode::SEE_OTHER);
            }
            for path in [page.clone(), format!("/api/v1{page}")] {
                assert_eq!(ask!(service, browser.get(&path)).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            assert!(!ask!(service, get("/")).await.body.contains(&page));
            let back = format!("/admin/federation/hidden/{id}/show");
            assert!(ask!(service, browser.get("/admin/federation")).await.body.contains(&back));
            assert_eq!(ask!(service, browser.post(&back, &[])).await.status, StatusCode::SEE_OTHER);
            assert_eq!(ask!(service, browser.get(&page)).await.status, StatusCode::OK);
            assert!(!ask!(service, browser.get("/admin/federation")).await.body.contains(&back));
        }
    }

    async fn auth_12_strangers_cannot_lock_out_a_browser_that_signed_in_before(table, _who, _organisation) {
        let service = serve!(table);
        let (token, cookie) = token(&ask!(service, get("/sign-in")).await);
        let attempt = |password: &str, more: &str| {
            TestRequest::post()
                .uri("/sign-in")
                .insert_header(("cookie", format!("{cookie}; {more}")))
                .insert_header(("content-type", "application/x-www-form-urlencoded"))
                .set_payload(format!("token={token}&user-name=amina&password={}", password.replace(' ', "+")))
        };
        let first = ask!(service, attempt(PASSWORD, "")).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let device = first.headers.get_all("set-cookie").map(|c| c.to_str().unwrap())
            .find(|c| c.starts_with("sofra-device=")).unwrap().to_owned();
        assert!(device.contains("HttpOnly") && device.contains("SameSite=Lax"));
        let device = device.split(';').next().unwrap().to_owned();
        let most = table.app.config.limits.sign_in_attempts;
        for _ in 0..=most {
            ask!(service, attempt("wrong", "")).await;
        }
        let stranger = ask!(service, attempt(PASSWORD, "")).await;
        assert_eq!(stranger.status, StatusCode::TOO_MANY_REQUESTS, "the name's tries are used up");
        let forged = format!("{}0", &device[..device.len() - 1]);
        let forged = if forged == device { format!("{}1", &device[..device.len() - 1]) } else { forged };
        assert_eq!(ask!(service, attempt(PASSWORD, &forged)).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(ask!(service, attempt(PASSWORD, &device)).await.status, StatusCode::SEE_OTHER);
        for _ in 0..most {
            ask!(service, attempt("wrong", &device)).await;
        }
        let stolen = ask!(service, attempt(PASSWORD, &device)).await;
        assert_eq!(stolen.status, StatusCode::TOO_MANY_REQUESTS, "its own tries have an end as well");
    }
}
