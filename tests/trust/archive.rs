//! What an archive of an organisation holds beside its statements, and that none of it is seen before the move.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sofra_domain::account::Seat;
use sofra_domain::actor::key::Ed25519Key;
use sofra_domain::approval::{self, ProposalState, Rule, Subject};
use sofra_domain::block::{self, Owner, Whom};
use sofra_domain::mandate::{self, Mark};
use sofra_domain::moving::{archive, arrival, import};
use sofra_domain::notification::Kind;
use sofra_domain::organisation::rules::FactsForm;
use sofra_domain::statement::{self, State};
use sofra_domain::{Error, actor, audit, organisation};

use super::moving::three;
use crate::on_both;
use crate::support::node::{PATIENCE, form};
use crate::support::{TestNode, wait_until};
use crate::voice::mandate::{given, mandate as mandate_form, mark, said_under};

const R1: &str = "urn:sofra:agenda:istanbul-2018:R1";

/// Without the signs that keep a number or a name apart from the direction of the words around it.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// Everything beside statements that an archive takes along.
async fn furnish(old: &TestNode, third: &TestNode) -> (statement::Statement, statement::Statement) {
    let given = given(old, mandate_form(old, "Our delegate")).await;
    let under = said_under(old, "Said under it", R1, Some(&given)).await.expect("published");
    let draft = old.draft(&old.who, form("Not out yet", "Text", "public")).await;
    let (who, id, of) = (old.who.clone(), old.organisation.clone(), draft.id.clone());
    let blocked = old.known_here(third).await;
    old.act(move |c, at| {
        approval::comment::add(c, at, &who, &of, "The second sentence is too long.")?;
        let facts = FactsForm {
            declared: vec!["refugee-led".to_owned()],
            host: "KE".to_owned(),
            since: "2016".to_owned(),
            decisions: vec![("en".to_owned(), "In assembly".to_owned())],
            ..FactsForm::default()
        };
        let name = actor::store::get(c, &id)?.name;
        let profile = organisation::actions::Profile {
            texts: vec![("en".to_owned(), name, "About us".to_owned())],
            approves_followers: false,
        };
        organisation::actions::describe_fully(c, at, &who, &id, &profile, &facts)?;
        let owner = Owner::Organisation(id.clone());
        block::actions::add(c, at, &who, &owner, block::Kind::Block, &Whom::Actor(blocked))?;
        block::actions::add(c, at, &who, &owner, block::Kind::Block, &Whom::Host("spam.example".to_owned()))?;
        approval::actions::set_rule_at_the_machine(
            c,
            at,
            &id,
            Rule { kind: approval::RuleKind::Vote, quorum: 60, threshold: 75 },
        )
    })
    .await
    .expect("furnished");
    (under, draft)
}

on_both! {
    async fn mandates_profile_rule_comments_blocks_and_record_come_along_once_confirmed(backend: Backend) {
        let (old, new, third) = three(backend).await;
        third.follow(&old).await;
        let (under, _) = furnish(&old, &third).await;
        let bytes = old.export().await;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(text.contains("sofra-organisation-2"));
        assert!(!text.contains("old_host"), "no name of a member is in it");
        assert!(!text.contains(old.who.account.as_str()), "and no number of an account");

        new.known_here(&third).await;
        let report = new.import(&bytes).await.expect("brought in");
        assert_eq!((report.brought, report.drafts, report.mandates, report.blocks), (1, 1, 1, 2));
        assert!(report.acts > 3 && !report.confirmed && !report.needs_others);
        let again = new.import(&bytes).await.expect("the same again");
        assert_eq!((again.brought, again.known, again.mandates, again.blocks), (0, 2, 1, 0));

        // Hidden before the move: from everybody outside, and from the document.
        let id = new.organisation.clone();
        let before = new
            .ask(move |c| {
                Ok((
                    mandate::store::all(c, &id)?.len(),
                    organisation::store::facts(c, &id)?.is_empty(),
                    approval::store::decided_rule(c, &id)?,
                    arrival::store::arrivals(c, &id)?,
                ))
            })
            .await;
        assert_eq!((before.0, before.1, before.2), (0, true, None));
        assert_eq!((before.3.len(), before.3[0].statements, before.3[0].waiting.mandates.len()), (1, 1, 1));
        let mut officer = new.signed_in().await;
        let page = officer.get("/desk/new_org/move").await;
        assert!(page.text.contains("Our delegate") && page.text.contains("It is seen by nobody outside"), "{}", page.text);
        for path in ["/o/new_org", "/", "/search?q=Said"] {
            let page = new.browser().get(path).await;
            assert!(!page.text.contains("Said under it") && !page.text.contains("Our delegate"), "{path}: {}", page.text);
        }

        // Until then its words stay as they were, and nobody publishes it.
        let drafts = new.ask(|c| {
            use diesel::prelude::*;
            use sofra_db::schema::statement_alias;
            Ok(statement_alias::table
                .filter(statement_alias::held_since.is_not_null())
                .select(statement_alias::statement_id)
                .load::<statement::StatementId>(c)?)
        }).await;
        let [held] = drafts.as_slice() else { panic!("one is held: {drafts:?}") };
        assert_eq!(new.state(held).await, State::Draft);
        let refused = new.ask_to_publish(&new.who, held).await;
        assert!(matches!(refused, Err(Error::Conflict("error-held-until-moved"))), "{refused:?}");
        let (who, of) = (new.who.clone(), held.clone());
        let refused = new.act(move |c, at| statement::actions::save(c, at, &who, &of, &form("Other words", "Text", "public"))).await;
        assert!(matches!(refused, Err(Error::Conflict("error-held-until-moved"))), "{refused:?}");
        assert!(officer.get("/drafts").await.text.contains("Waits for the move"));

        old.move_to(&new).await.expect("moved");
        wait_until("the new node knows of the move", PATIENCE, || new.sees_moved(&old, &new)).await;
        assert_eq!(new.state(held).await, State::Published);
        assert_eq!(new.activities_about(&format!("{}/statements/{held}", new.base())).await, 0, "not announced as new");
        assert!(new.was_told(Kind::Moved).await, "the officers are told");
        let id = new.organisation.clone();
        let (mandates, facts, rule, blocks) = new
            .ask(move |c| {
                use diesel::prelude::*;
                use sofra_db::schema::block as rows;
                Ok((
                    mandate::store::all(c, &id)?,
                    organisation::store::facts(c, &id)?,
                    approval::store::decided_rule(c, &id)?,
                    rows::table.filter(rows::organisation_id.eq(id.as_str())).count().get_result::<i64>(c)?,
                ))
            })
            .await;
        let [one] = mandates.as_slice() else { panic!("one mandate: {mandates:?}") };
        assert!(one.mandate.shown_name == "Our delegate" && one.mandate.uri.starts_with(&new.base()));
        assert_eq!((one.mandate.votes_for, one.mandate.state), (Some(31), mandate::State::Active));
        assert_eq!((facts.since, facts.host.map(|c| c.as_str().to_owned())), (Some(2016), Some("KE".to_owned())));
        assert_eq!(rule, Some(Rule { kind: approval::RuleKind::Vote, quorum: 60, threshold: 75 }));
        assert_eq!(blocks, 2);
        let uri = new.ask({ let held = held.clone(); move |c| Ok(statement::store::get(c, &held)?.uri) }).await;
        assert!(matches!(mark(&new, &uri).await, Some(Mark::Holds(view)) if view.mandate.uri == one.mandate.uri));
        assert_ne!(uri, under.uri);

        // What was said about the draft came without a name, and the record stands apart from the node's own.
        let (who, record) = (new.who.clone(), new.organisation.clone());
        let (said, acts, whole) = new
            .ask(move |c| {
                use diesel::prelude::*;
                use sofra_db::schema::draft_comment;
                let of: statement::StatementId =
                    draft_comment::table.select(draft_comment::statement_id).first(c)?;
                Ok((
                    approval::comment::list(c, &who, &of)?,
                    arrival::store::brought_record(c, &record)?,
                    audit::store::check(c)?.1,
                ))
            })
            .await;
        assert!(said.len() == 1 && said[0].account_id.is_none() && said[0].body.contains("too long"));
        assert!(acts.iter().any(|(_, act)| act.act == "statement.publish" && act.by == Some(1)));
        assert!(whole.is_none(), "the node's own record is whole");
        let page = officer.get("/desk/new_org/move/record").await;
        assert!(plain(&page.text).contains("Person 1"), "{}", page.text);
    }

    async fn the_new_home_knows_how_many_followers_are_to_come(backend: Backend) {
        let (old, new, third) = three(backend).await;
        third.follow(&old).await;
        new.import(&old.export().await).await.expect("brought in");
        old.move_to(&new).await.expect("moved");
        wait_until("the third node came over", PATIENCE, || async { new.follower_count().await == 1 }).await;
        let id = new.organisation.clone();
        let found = new.ask(move |c| arrival::store::arrivals(c, &id)).await;
        assert_eq!((found[0].came, found[0].expected), (1, 1));
        let mut officer = new.signed_in().await;
        let page = officer.get("/desk/new_org/move").await;
        assert!(plain(&page.text).contains("1 of 1 follower has come over"), "{}", page.text);
        // What is kept to count by is no list of who they are, and it is forgotten.
        let kept = new.ask(|c| {
            use diesel::prelude::*;
            use sofra_db::schema::brought_archive;
            Ok(brought_archive::table.select(brought_archive::followers).first::<String>(c)?)
        }).await;
        assert!(!kept.contains("third"), "{kept}");
        let later = new.clock.now() + sofra_base::clock::days(arrival::COUNTED + 1);
        new.act(move |c, _| arrival::actions::forget(c, later)).await.expect("forgotten");
        let id = new.organisation.clone();
        assert_eq!(new.ask(move |c| arrival::store::arrivals(c, &id)).await[0].expected, 0);

        // Whoever moved away still finds what is theirs.
        let mut officer = old.signed_in().await;
        let page = officer.get("/desk/old_org").await;
        assert!(page.text.contains("/desk/old_org/move") && page.text.contains("/desk/old_org/export"), "{}", page.text);
        assert!(!page.text.contains("/desk/old_org/profile"));
    }

    async fn an_archive_of_the_version_before_is_read(backend: Backend) {
        let (old, new, _third) = three(backend).await;
        old.publish("Who we are", "Text").await;
        let bytes = old.export().await;
        let files = archive::read(&bytes).expect("an archive");
        let mut files: BTreeMap<String, Vec<u8>> = files.into_iter().map(|(n, c)| (n, c.to_vec())).collect();
        files.remove("mandates.json");
        files.remove("inside.json");
        let mut manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        manifest["format"] = "sofra-organisation-1".into();
        for (name, value) in &mut files {
            let Ok(mut parsed) = serde_json::from_slice::<serde_json::Value>(value) else { continue };
            let Some(fields) = parsed.as_object_mut() else { continue };
            if name == "organisation.json" { fields.remove("facts"); }
            if name.starts_with("statements/") { fields.remove("mandate"); fields.remove("comments"); }
            *value = serde_json::to_vec_pretty(&parsed).unwrap();
        }
        let listed: Vec<serde_json::Value> = files
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "manifest.json" | "signature.json"))
            .map(|(name, content)| serde_json::json!({
                "name": name, "bytes": content.len(), "sha256": sofra_base::id::sha256_hex(content)
            }))
            .collect();
        manifest["files"] = listed.into();
        let manifest = serde_json::to_vec_pretty(&manifest).unwrap();
        let id = old.organisation.clone();
        let keys = old.ask(move |c| actor::store::keys(c, &id)).await;
        let key = keys.iter().find(|key| key.algorithm == "ed25519").expect("a key");
        let pair = Ed25519Key::from_pkcs8(key.private_key.as_ref().expect("its own")).unwrap();
        let signature = serde_json::json!({
            "key": key.uri, "signature": BASE64.encode(pair.sign(&manifest).unwrap())
        });
        files.insert("signature.json".to_owned(), serde_json::to_vec(&signature).unwrap());
        files.insert("manifest.json".to_owned(), manifest);
        let older = archive::write(files.iter().map(|(n, c)| (n.as_str(), c.as_slice())), 0);
        let report = new.import(&older).await.expect("read");
        assert_eq!((report.brought, report.mandates, report.acts, report.refused), (1, 0, 0, 0));
        // One of a version to come is not.
        let text = String::from_utf8_lossy(&bytes).contains("sofra-organisation-2");
        assert!(text);
        let mut newer = bytes.clone();
        let place = newer.windows(20).position(|w| w == b"sofra-organisation-2").unwrap();
        newer[place + 19] = b'3';
        assert!(matches!(import::read(&newer), Err(Error::Invalid(wrong)) if wrong[0].key == "error-move-archive-format"));
    }

    async fn where_the_rule_asks_for_others_leaving_and_arriving_are_proposed(backend: Backend) {
        let (old, new, third) = three(backend).await;
        third.follow(&old).await;
        old.publish("Who we are", "Text").await;
        let second = new.person("second", Seat::Officer).await;
        new.rule(Rule::TWO).await;
        let report = new.import(&old.export().await).await.expect("brought in");
        assert!(report.needs_others && report.brought == 1);
        let known = |node: &TestNode| {
            let (db, id) = (node.node().db.clone(), node.organisation.clone());
            async move { db.read(move |c| actor::store::get(c, &id)).await.unwrap().known_as() }
        };
        assert!(known(&new).await.is_empty(), "its document says nothing yet");
        assert!(matches!(old.move_to(&new).await, Err(Error::Conflict("error-move-not-named"))));
        let home = new.organisation.clone();
        // A member and whoever is nobody's officer decides nothing.
        let member = new.person("plain", Seat::Member).await;
        assert!(new.approve(&member, home.as_str(), Subject::Home).await.is_err());
        let done = new.approve(&second, home.as_str(), Subject::Home).await.expect("approved");
        assert_eq!(done.state, ProposalState::Done);
        assert_eq!(known(&new).await, [old.organisation_uri()]);
        new.settle().await;

        // The same on the way out.
        let other = old.person("other", Seat::Officer).await;
        old.rule(Rule::TWO).await;
        let asked = old.move_to(&new).await.expect("proposed");
        assert_eq!(asked.state, ProposalState::Open);
        assert!(!old.sees_moved(&old, &new).await);
        let mut officer = old.signed_in_as("other").await;
        assert!(officer.get("/awaits").await.text.contains("/desk/old_org/move"));
        let page = officer.get("/desk/old_org/move").await;
        assert!(page.text.contains("Move to another node") && page.text.contains(&format!("/proposals/{}", asked.id)), "{}", page.text);
        let done = old.approve(&other, old.organisation.clone().as_str(), Subject::Move).await.expect("approved");
        assert_eq!(done.state, ProposalState::Done);
        wait_until("the new node knows of the move", PATIENCE, || new.sees_moved(&old, &new)).await;
        wait_until("the third node knows of the move", PATIENCE, || third.sees_moved(&old, &new)).await;
        assert_eq!(new.statements_of(&new.organisation_uri()).await, 1);
    }

    async fn a_copy_is_for_the_officers_and_says_who_decided(backend: Backend) {
        let (old, _new, third) = three(backend).await;
        furnish(&old, &third).await;
        old.person("plain", Seat::Member).await;
        let mut browser = old.signed_in().await;
        let page = browser.get("/desk/old_org/export").await;
        let file = browser.submit(&page, "/desk/old_org/export", &[]).await;
        let copy: serde_json::Value = serde_json::from_str(&file.text).expect("JSON");
        assert_eq!(copy["format"], "sofra-organisation-copy");
        assert_eq!(copy["statements"].as_array().map(Vec::len), Some(2));
        assert_eq!(copy["mandates"][0]["shown_name"], "Our delegate");
        assert!(copy["mandates"][0]["activated_at"].as_str().is_some_and(|at| at.ends_with('Z')), "times are readable: {}", copy["mandates"][0]);
        assert_eq!(copy["organisation"]["facts"]["since"], 2016, "a year stays a year");
        assert_eq!(copy["people"].as_array().map(Vec::len), Some(2));
        assert!(copy["approvals"].as_array().is_some_and(|all| all.iter().any(|one| one["votes"][0]["decision"] == "approve")));
        assert!(!file.text.contains("private_key") && !file.text.contains("password"));
        let id = old.organisation.clone();
        let noted = old.ask(move |c| audit::store::page(c, Some(&id), None, 1)).await;
        assert_eq!(noted[0].act, "organisation.copy");
        let mut member = old.signed_in_as("plain").await;
        assert_eq!(member.get("/desk/old_org/export").await.status, 404);
    }
}
