//! A seat from the promise to the reply, in a real browser without scripts.

use serde_json::{Value, json};
use sofra_domain::account;

use crate::browser::{installed, walk_through};
use crate::on_both;
use crate::support::Network;
use crate::support::node::PASSWORD;

on_both! {
    async fn a_seat_from_the_promise_to_the_reply_in_a_real_browser(backend: Backend) {
        let modules = installed().await;
        let languages: &[&str] = if backend == Backend::Sqlite { &["en", "ar", "fr"] } else { &["fr", "ar"] };
        let called: Vec<String> = languages.iter().map(|language| format!("seats{language}")).collect();
        let mut network = Network::new(&called.iter().map(String::as_str).collect::<Vec<_>>());
        let mut nodes = Vec::new();
        for (name, language) in called.iter().zip(languages) {
            let node = network.start(backend, name).await;
            // An account keeps its own language, whatever the browser asks for.
            let (who, language) = (node.identity().await, (*language).to_owned());
            node.node()
                .db
                .write(move |c| account::actions::choose_language(c, &who, &language))
                .await
                .expect("a language");
            nodes.push(node);
        }
        let names: serde_json::Map<String, Value> =
            network.hosts().iter().map(|(name, address)| (name.clone(), json!(address.ip().to_string()))).collect();
        let walks: Vec<Value> = nodes
            .iter()
            .zip(languages)
            .map(|(node, language)| {
                json!({
                    "language": language, "base": node.base(), "port": node.address().port(),
                    "login": format!("{}_host", node.name), "organisation": format!("{}_org", node.name),
                })
            })
            .collect();
        let plan = json!({"walks": walks, "password": PASSWORD, "names": names});
        walk_through("seats.mjs", &plan, &modules, backend).await;
    }
}
