//! Several conditions at once: figures, lists and pages, and what they must not tell.

use std::collections::BTreeMap;

use diesel::prelude::*;
use sofra_db::schema::{counted_holder, network};
use sofra_domain::actor::ActorId;
use sofra_domain::actor::actions::Keys;
use sofra_domain::network::agenda;
use sofra_domain::overview::count::Standing;
use sofra_domain::overview::generate::{Options, actions::fill};
use sofra_domain::overview::list::{self, Filter};
use sofra_domain::overview::{Dimension, Question, Scope, View, store};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, position};

use crate::on_both;
use crate::support::TestNode;

async fn view(node: &TestNode, question: Question) -> View {
    let now = node.clock.now();
    node.ask(move |c| store::view(c, now, question, &Reader::Anyone)).await
}

on_both! {
    async fn a_crossing_is_what_a_full_count_says(backend: Backend) {
        let node = TestNode::start(backend, "here").await;
        let at = node.node().app.at();
        let keys = [Keys::generate().unwrap(), Keys::generate().unwrap()];
        fill(&node.node().db, &at, Options { organisations: 60, positions: 700, seed: 5 }, keys).await.unwrap();
        let holders: Vec<(ActorId, String)> = node
            .ask(|c| Ok(counted_holder::table.select((counted_holder::actor_id, counted_holder::dimensions)).load(c)?))
            .await;
        let mut pairs: BTreeMap<(String, String), i64> = BTreeMap::new();
        for (_, dimensions) in &holders {
            let standing = Standing::read(dimensions, "");
            let of = |one: Dimension| standing.dimensions.iter().filter(move |(d, _)| *d == one).map(|(_, v)| v.clone()).collect::<Vec<_>>();
            for host in of(Dimension::Host) {
                for kind in of(Dimension::Kind) {
                    *pairs.entry((host.clone(), kind)).or_default() += 1;
                }
            }
        }
        let networks: Vec<ActorId> = node.ask(|c| Ok(network::table.order(network::actor_id).select(network::actor_id).load(c)?)).await;
        for ((host, kind), members) in pairs.into_iter().take(12) {
            let crossed = |scope: Scope| Question {
                who: Some((Dimension::Host, host.clone())),
                and: vec![(Dimension::Kind, kind.clone())],
                across: Some(Dimension::Language),
                ..Question::all(scope)
            };
            let found = view(&node, crossed(Scope::All)).await;
            assert!(found.voices.at_most && found.voices.members >= members && found.voices.spoken <= members, "{host} {kind}: {:?}", found.voices);
            let filter = Filter { who: found.question.who.clone(), and: found.question.and.clone(), ..Filter::all(Scope::All) };
            let list = node.ask(move |c| list::list(c, &filter, None, 1000)).await;
            assert_eq!((list.total, list.entries.len() as i64), (found.totals.all(), found.totals.all()), "figure and list are the same");
            let mut speakers: Vec<&ActorId> = list.entries.iter().map(|entry| &entry.holder.id).collect();
            speakers.sort();
            speakers.dedup();
            assert_eq!(speakers.len() as i64, found.voices.spoken);
            assert!(found.slices.iter().all(|row| row.at_most && row.spoken > 0 && row.spoken <= row.members));
            assert!(found.lines.iter().all(|line| line.ground.is_none()));
            for id in &networks {
                let inside = view(&node, crossed(Scope::Members(id.clone()))).await;
                assert!(!inside.voices.at_most && inside.voices.spoken <= inside.voices.members);
                assert!(inside.slices.iter().all(|row| !row.at_most && row.members <= inside.voices.members));
            }
        }
        // Pages and API take several at once, in each language, and no export pretends to.
        let mut browser = node.browser();
        for language in ["en", "ar", "fr"] {
            for path in ["/overview?region=145&kind=women-led", "/overview/who?region=145&kind=women-led", "/overview/who?region=145&dimension=kind", "/overview/positions?region=145&kind=women-led"] {
                let page = browser.get(&format!("{path}&lang={language}")).await;
                assert_eq!(page.status, 200, "{path}");
                assert!(page.text.len() < 50_000 && !page.text.contains("export.json?"), "{path}");
            }
        }
        let page = browser.get("/overview/who?region=145&kind=women-led&lang=en").await;
        assert!(page.text.contains("at most") && page.text.contains("Without this"), "{}", page.text);
        for path in ["/overview/export.json", "/overview/export.csv", "/overview/print"] {
            assert_eq!(browser.get(&format!("{path}?region=145&kind=women-led")).await.status, 404, "{path}");
        }
        let answer = browser.get("/api/v1/overview?region=145&kind=women-led&across=host").await;
        let answer: serde_json::Value = serde_json::from_str(&answer.text).expect("JSON");
        assert_eq!(answer["members_at_most"], true);
        assert!(answer["slices"].as_array().is_some_and(|rows| rows.iter().all(|row| row["dimension"] == "country" && row["at_most"] == true)));
        assert_eq!(browser.get("/api/v1/overview?across=nothing").await.status, 400);
    }

    async fn what_a_network_demands_itself_is_among_what_nobody_addressed(backend: Backend) {
        let node = TestNode::start(backend, "here").await;
        let id = node.with_network().await;
        let own = serde_json::json!({"themes": [{"code": "W", "title": {"en": "Water"}, "demands": [{"code": "W1", "title": {"en": "Clean water"}}]}]});
        let agenda_of: agenda::Agenda = serde_json::from_value(own).expect("an agenda");
        let written = serde_json::to_string(&agenda_of).expect("written");
        let asked = id.clone();
        let identity = node.act(move |c, _| {
            diesel::update(network::table.find(&asked)).set(network::agenda.eq(&written)).execute(c)?;
            let actor = sofra_domain::actor::store::get(c, &asked)?;
            Ok::<_, Error>(agenda::identity(&actor, "W1"))
        }).await.unwrap();
        let found = view(&node, Question::all(Scope::Public(id.clone()))).await;
        assert_eq!(found.unaddressed.first(), Some(&identity), "its own first");
        assert!(!view(&node, Question::all(Scope::All)).await.unaddressed.contains(&identity));
        let page = node.browser().get(&format!("/overview?network={id}&lang=en")).await;
        assert!(page.text.contains("Clean water"), "{}", page.text);
        // Once somebody said something it is addressed.
        let (who, me, about) = (node.who.clone(), node.organisation.clone(), identity.clone());
        let form = position::rules::Form { stance: "support".into(), audience: "public".into(), ..Default::default() };
        node.act(move |c, at| position::actions::propose(c, at, &who, &me, &about, &form)).await.expect("taken");
        assert!(!view(&node, Question::all(Scope::Public(id))).await.unaddressed.contains(&identity));
    }
}
