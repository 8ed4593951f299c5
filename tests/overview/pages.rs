//! What visitors and members see of a network view.

use diesel::prelude::*;
use sofra_base::lang::Localized;
use sofra_db::schema::{network, network_member, position, position_network, position_text};
use sofra_domain::Error;
use sofra_domain::actor::actions::{Keys, NewLocal};
use sofra_domain::actor::{self, ActorId, ActorKind};
use sofra_domain::overview::actions;
use sofra_domain::overview::generate::{Options, actions::fill};
use sofra_domain::position::model::{Audience, State};
use sofra_domain::position::{PositionId, Stance};

use crate::on_both;
use crate::support::TestNode;

impl TestNode {
    /// A network of this node in which its organisation is admitted.
    async fn with_network(&self) -> ActorId {
        let organisation = self.organisation.clone();
        self.act(move |c, at| {
            let new = NewLocal {
                kind: ActorKind::Network,
                username: "table".into(),
                names: Localized::one("en".parse().unwrap(), "The long table".to_owned()),
                summaries: Localized::default(),
                approves_followers: false,
            };
            let made = actor::actions::create_local(c, at, new, Keys::generate()?)?;
            diesel::insert_into(network::table)
                .values((
                    network::actor_id.eq(&made.id),
                    network::founding.eq("{}"),
                    network::kind.eq("global"),
                    network::agenda.eq(""),
                    network::vouches.eq(0),
                    network::founded_at.eq(at.now),
                    network::updated_at.eq(at.now),
                ))
                .execute(c)?;
            diesel::insert_into(network_member::table)
                .values((
                    network_member::network_id.eq(&made.id),
                    network_member::organisation_id.eq(&organisation),
                    network_member::state.eq("admitted"),
                    network_member::coordinates.eq(false),
                    network_member::words.eq(""),
                    network_member::reason.eq(""),
                    network_member::applied_at.eq(at.now),
                    network_member::updated_at.eq(at.now),
                    network_member::relay_hour.eq(0),
                    network_member::relayed.eq(0),
                ))
                .execute(c)?;
            actions::holder_changed(c, at.now, &organisation)?;
            Ok(made.id)
        })
        .await
        .unwrap()
    }

    async fn say(&self, demand: &'static str, stance: Stance, only: Option<ActorId>, reasons: &'static str) {
        let holder = self.organisation.clone();
        self.act(move |c, at| {
            let id = PositionId::new();
            diesel::insert_into(position::table)
                .values((
                    (
                        position::id.eq(&id),
                        position::uri.eq(format!("{}/positions/{id}", at.site.base)),
                        position::local.eq(true),
                        position::holder_id.eq(&holder),
                        position::subject.eq(format!("urn:sofra:agenda:istanbul-2018:{demand}")),
                        position::subject_hash.eq("0".repeat(64)),
                        position::stance.eq(stance),
                        position::audience.eq(if only.is_some() {
                            Audience::Network
                        } else {
                            Audience::Public
                        }),
                        position::state.eq(State::Standing),
                        position::revision.eq(1),
                    ),
                    (
                        position::authentic.eq("en"),
                        position::rule.eq(""),
                        position::quorum.eq(0),
                        position::threshold.eq(0),
                        position::member_totals.eq(""),
                        position::decided_at.eq(at.now),
                        position::updated_at.eq(at.now),
                        position::stale.eq(false),
                    ),
                ))
                .execute(c)?;
            diesel::insert_into(position_text::table)
                .values((
                    position_text::position_id.eq(&id),
                    position_text::revision.eq(1),
                    position_text::language.eq("en"),
                    position_text::reasons.eq(reasons),
                ))
                .execute(c)?;
            if let Some(only) = &only {
                diesel::insert_into(position_network::table)
                    .values((position_network::position_id.eq(&id), position_network::network_id.eq(only)))
                    .execute(c)?;
            }
            actions::position_changed(c, at.now, &id)
        })
        .await
        .unwrap();
    }
}

on_both! {
    async fn what_is_told_to_a_network_changes_no_figure_of_a_visitor(backend: Backend) {
        let node = TestNode::start(backend, "here").await;
        let network = node.with_network().await;
        node.say("R1", Stance::Support, None, "Said to all").await;
        let mut visitor = node.browser();
        let mut member = node.signed_in().await;
        let paths = [
            "/overview".to_owned(),
            "/overview/subjects".into(),
            "/overview/who".into(),
            "/overview/weeks".into(),
            "/overview/method".into(),
            "/overview/positions".into(),
            "/overview?demand=R2".into(),
            "/overview?theme=R".into(),
            "/overview?country=none".into(),
            format!("/overview?network={network}"),
            format!("/overview/positions?network={network}"),
            "/o/table/overview".into(),
            format!("/actors/{network}/overview"),
            "/api/v1/overview".into(),
            format!("/api/v1/overview?network={network}"),
            format!("/api/v1/overview/positions?network={network}"),
        ];
        // The time of day is in each page; nothing else may differ.
        let without_time = |text: &str| {
            let kept = text.split("<p class=\"meta\">").enumerate();
            let text: String = kept.map(|(n, part)| if n == 1 { "" } else { part }).collect();
            match text.split_once("\"at\":\"") {
                Some((before, after)) => format!("{before}{}", after.split_once('"').map_or("", |(_, rest)| rest)),
                None => text,
            }
        };
        let mut before = Vec::new();
        for path in &paths {
            let page = visitor.get(path).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text);
            before.push(without_time(&page.text));
        }
        node.say("R2", Stance::Oppose, Some(network.clone()), "Said among us").await;
        for (path, before) in paths.iter().zip(&before) {
            let page = visitor.get(path).await;
            assert!(!page.text.contains("Said among us"), "{path}");
            assert_eq!(&without_time(&page.text), before, "{path}");
        }
        // Who has a seat in a member sees it in the network's own view, and nowhere else.
        let page = member.get("/o/table/overview").await;
        let plain = |text: &str| text.replace(['\u{2068}', '\u{2069}'], "");
        assert!(page.text.contains("Said among us") && plain(&page.text).contains("2 positions"), "{}", page.text);
        let public = member.get(&format!("/overview?network={network}&part=public")).await;
        assert!(!public.text.contains("Said among us") && plain(&public.text).contains("1 position"));
        assert!(!member.get("/overview").await.text.contains("Said among us"));
        // What is not for visitors is not there for them.
        let unseen = visitor.get(&format!("/overview?network={network}&part=members")).await;
        let absent = visitor.get("/overview?network=01aaaaaaaaaaaaaaaaaaaaaaaa&part=members").await;
        assert_eq!((unseen.status, absent.status), (404, 404));
        assert_eq!(unseen.text, absent.text);
        assert_eq!(visitor.get(&format!("/overview/silent?network={network}")).await.status, 404);
        assert_eq!(member.get(&format!("/overview/silent?network={network}")).await.status, 200);
        let api = visitor.get(&format!("/api/v1/overview?network={network}&part=members")).await;
        assert_eq!(api.status, 404);
        assert_eq!(visitor.get("/api/v1/overview?country=XX").await.status, 400);
    }

    async fn an_invented_network_says_that_it_is_and_stays_small(backend: Backend) {
        let node = TestNode::start(backend, "here").await;
        let at = node.node().app.at();
        let keys = [Keys::generate().unwrap(), Keys::generate().unwrap()];
        let options = Options { organisations: 98, positions: 1_500, seed: 3 };
        fill(&node.node().db, &at, options, keys).await.unwrap();
        node.act(|c, _| Ok::<_, Error>(sofra_domain::overview::check::compare(c)?.wrong)).await.map(|n| assert_eq!(n, 0)).unwrap();
        let mut browser = node.browser();
        for language in ["en", "ar", "fr"] {
            for path in [
                "/overview", "/overview/subjects", "/overview/who", "/overview/who?dimension=host",
                "/overview/weeks", "/overview/method", "/overview/positions?stance=dissent", "/overview?by=kind",
                "/overview?region=145", "/overview?demand=L1", "/agenda/istanbul-2018",
            ] {
                let with = if path.contains('?') { '&' } else { '?' };
                let page = browser.get(&format!("{path}{with}lang={language}")).await;
                assert_eq!(page.status, 200, "{path} {language}");
                assert!(page.text.contains("class=\"invented\""), "{path} says so");
                assert!(page.text.len() < 50_000, "{path} {language}: {} bytes", page.text.len());
                assert!(!page.text.contains("style=") && !page.text.contains("<script"), "{path}");
            }
        }
        // Figure and list are the same, wherever a figure leads.
        let page = browser.get("/overview?lang=en").await;
        let links: Vec<String> = page
            .text
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split_once("\">"))
            .filter(|(href, _)| href.starts_with("/overview/positions?") && href.contains("stance="))
            .filter_map(|(href, rest)| {
                let number: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
                let number = number.replace(',', "");
                (!number.is_empty()).then(|| format!("{number} {}", href.replace("&#38;", "&").replace("&amp;", "&")))
            })
            .collect();
        assert!(links.len() > 10, "{links:?}");
        for link in links.iter().take(12) {
            let (number, href) = link.split_once(' ').unwrap();
            let api = browser.get(&href.replace("/overview/positions", "/api/v1/overview/positions")).await;
            let listed: serde_json::Value = serde_json::from_str(&api.text).unwrap();
            assert_eq!(listed["total"].to_string(), number, "{href}");
        }
    }
}
