//! The program itself, ended with SIGKILL in the middle of its work (C-01, C-02): what was acknowledged is there
//! afterwards, here and at the follower, and everything once.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use serde_json::{Value, json};

use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::program::Serving;
use crate::support::{Network, Program, wait_until};

/// Rounds of publishing, each ended by a kill.
const ROUNDS: u64 = 8;
/// Requests of one round.
const REQUESTS: u64 = 12;

struct Client {
    http: reqwest::Client,
    base: String,
    token: String,
}

impl Client {
    /// Publishes once for a key; the statement's id on the wire when it was acknowledged.
    async fn publish(&self, key: &str, title: &str) -> Option<String> {
        let body = json!({
            "publish": true, "as": "circle", "kind": "statement", "audience": "public", "authentic": "en",
            "texts": [{"language": "en", "title": title, "body": "Text"}]
        });
        let answer = self
            .http
            .post(format!("{}/api/v1/statements", self.base))
            .bearer_auth(&self.token)
            .header("idempotency-key", key)
            .json(&body)
            .send()
            .await
            .ok()?;
        let status = answer.status();
        let value: Value = answer.json().await.ok()?;
        assert!(status.is_success(), "{status}: {value}");
        value["uri"].as_str().map(str::to_owned)
    }
}

async fn kill_after(serving: Serving, pause: Duration) {
    tokio::time::sleep(pause).await;
    serving.kill().await;
}

on_both! {
    async fn c_01_killed_while_publishing_and_delivering(backend: Backend) {
        let reserved = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = reserved.local_addr().unwrap();
        let mut network = Network::new(&["beirut"]);
        network.add("table.test", address);
        let mut program = Program::new(backend);
        program.listen = address.to_string();
        program.domain = format!("table.test:{}", address.port());
        program.hosts = network.hosts().iter().map(|(name, at)| (name.clone(), *at)).collect();
        drop(reserved);
        program.set_up().await;
        let said = program.run(&["admin", "token", "create", "--name", "test"]).await.well();
        let token = said.split_whitespace().find(|word| word.starts_with("sofra_")).unwrap().to_owned();
        let client = Client {
            http: reqwest::Client::builder().no_proxy().resolve("table.test", address).build().unwrap(),
            base: format!("http://{}", program.domain),
            token,
        };

        let beirut = network.start(backend, "beirut").await;
        let serving = program.serve().await;
        let target = match beirut.find(&format!("@circle@{}", program.domain)).await {
            sofra_domain::remote::Found::Actor(id) => id,
            other => panic!("{other:?}"),
        };
        beirut.request_follow_of(&target).await;
        wait_until("the follow is accepted", PATIENCE, || async { beirut.follows(&target).await }).await;
        serving.kill().await;

        let mut acknowledged: BTreeMap<String, String> = BTreeMap::new();
        for round in 0..ROUNDS {
            let serving = program.serve().await;
            // From the first request on, at another moment in each round.
            let killer = tokio::spawn(kill_after(serving, Duration::from_millis(5 + round * 60)));
            for number in 0..REQUESTS {
                let key = format!("{round}-{number}");
                if let Some(uri) = client.publish(&key, &format!("Statement {key}")).await {
                    acknowledged.insert(key, uri);
                }
            }
            killer.await.unwrap();
        }
        assert!(!acknowledged.is_empty(), "some requests were answered before the kill");

        // A client that missed an answer asks again with the same key.
        let _serving = program.serve().await;
        for round in 0..ROUNDS {
            for number in 0..REQUESTS {
                let key = format!("{round}-{number}");
                let uri = client.publish(&key, &format!("Statement {key}")).await.expect("the node runs");
                let first = acknowledged.entry(key.clone()).or_insert_with(|| uri.clone());
                assert_eq!(*first, uri, "{key} was published twice");
            }
        }
        let author = format!("{}/o/circle", client.base);
        let all = i64::try_from(ROUNDS * REQUESTS).unwrap();
        wait_until("the follower has every statement", Duration::from_secs(60), || async {
            beirut.statements_of(&author).await == all
        })
        .await;
        for (key, uri) in &acknowledged {
            assert_eq!(beirut.title(uri).await, Some(format!("Statement {key}")));
        }
    }
}
