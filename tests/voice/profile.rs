//! What an organisation declares to be, here and elsewhere.

use sofra_domain::Error;
use sofra_domain::account::Seat;
use sofra_domain::organisation::rules::FactsForm;
use sofra_domain::organisation::{self, actions::Profile};

use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{Network, wait_until};

on_both! {
    async fn a_profile_travels_as_declared(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut"]);
        let kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        beirut.follow(&kakuma).await;
        let profile = Profile {
            texts: vec![("en".into(), "Kakuma Voices".into(), "We meet.".into()), ("ar".into(), "أصوات كاكوما".into(), String::new())],
            approves_followers: false,
        };
        let facts = FactsForm {
            declared: vec!["refugee-led".into(), "women-led".into()],
            origins: vec!["SS".into(), "SD".into()],
            host: "KE".into(),
            languages: vec!["ar".into(), "sw".into()],
            since: "2014".into(),
            decisions: vec![("en".into(), "All members vote.".into())],
            links: vec!["https://example.org/kakuma".into()],
        };
        let editor = kakuma.person("editor", Seat::Editor).await;
        let change = |who: &sofra_domain::account::Identity| {
            let (who, id, profile, facts) = (who.clone(), kakuma.organisation.clone(), profile.clone(), facts.clone());
            kakuma.act(move |c, at| organisation::actions::describe_fully(c, at, &who, &id, &profile, &facts))
        };
        assert!(matches!(change(&editor).await, Err(Error::Forbidden(_))), "officers change it");
        change(&kakuma.who).await.unwrap();
        let there = beirut.known_actor(&kakuma.organisation_uri()).await;
        wait_until("the profile arrived", PATIENCE, || async {
            let id = there.clone();
            let known = beirut.act(move |c, _| organisation::store::facts(c, &id)).await.unwrap();
            known.since == Some(2014) && known.declared.len() == 2 && known.host.is_some_and(|c| c.as_str() == "KE")
        })
        .await;
        let mut reader = beirut.browser();
        reader.languages = "ar".to_owned();
        let page = reader.get(&format!("/actors/{there}")).await;
        for words in ["كينيا", "السودان", "يقودها لاجئون", "example.org", "All members vote."] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        // What a reader on other software sees, and what a program reads.
        let mut program = kakuma.browser();
        program.accept = "application/activity+json".to_owned();
        let document: serde_json::Value = serde_json::from_str(&program.get("/o/kakuma_org").await.text).unwrap();
        assert_eq!(document["declaredAs"], serde_json::json!(["refugee-led", "women-led"]));
        assert_eq!(document["hostCountry"], "KE");
        let fields = document["attachment"].as_array().unwrap();
        assert!(fields.iter().any(|f| f["name"] == "Host country" && f["value"] == "Kenya"), "{fields:?}");
        let context = serde_json::to_string(&document["@context"]).unwrap();
        assert!(context.contains("declaredAs") && context.contains("PropertyValue"));
        // And it can be filtered by.
        let found: Vec<String> = beirut
            .act(|c, _| {
                use diesel::prelude::*;
                use sofra_db::schema::organisation_trait as t;
                Ok(t::table.filter(t::kind.eq("origin")).filter(t::value.eq("SD")).select(t::actor_id).load(c)?)
            })
            .await
            .unwrap();
        assert_eq!(found, [there.to_string()]);
    }
}
