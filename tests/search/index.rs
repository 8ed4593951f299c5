//! The index is what it is made of, and nothing of what was taken back.

use diesel::prelude::*;
use sofra_base::text::seek::terms;
use sofra_db::schema::{actor, job, search_document};
use sofra_domain::Error;
use sofra_domain::search::actions;
use sofra_domain::search::store::{Faults, faults};
use sofra_domain::viewer::Reader;

use super::{found, list, publish};
use crate::on_both;
use crate::support::program::Program;
use crate::support::{Network, TestNode, wait_until};

async fn check(node: &TestNode) -> Faults {
    node.ask(faults).await
}

/// Everything that the index keeps, as one text.
async fn kept(node: &TestNode) -> String {
    let rows: Vec<String> =
        node.ask(|c| Ok(search_document::table.select(search_document::words).load(c)?)).await;
    rows.join("\n")
}

on_both! {
    async fn the_index_follows_every_change_and_keeps_nothing_of_what_was_taken_back(backend: Backend) {
        let mut network = Network::new(&["a", "b"]);
        let a = network.start(backend, "a").await;
        let b = network.start(backend, "b").await;
        b.follow(&a).await;
        list(&a, true).await;
        let first = a.publish("First aaaword", "Words.").await;
        let second = publish(&a, &[("en", "Second", "bbbword"), ("ar", "الثاني", "كلمة")]).await;
        a.revise(&first.id, "First cccword", "Words.").await;
        a.settle().await;
        b.settle().await;
        for node in [&a, &b] {
            wait_until("the words are there", std::time::Duration::from_secs(10), || async {
                let words = kept(node).await;
                words.contains("cccword") && words.contains("bbbword") && !words.contains("aaaword")
            }).await;
            let found = check(node).await;
            assert_eq!((found.missing, found.left_over), (0, 0), "{found:?}");
        }
        a.withdraw(&second.id).await;
        a.settle().await;
        b.settle().await;
        for node in [&a, &b] {
            let words = kept(node).await;
            assert!(!words.contains("bbbword") && !words.contains(&terms("كلمة")[0]), "{words}");
            let found = check(node).await;
            assert_eq!((found.missing, found.left_over), (0, 0), "{found:?}");
            assert!(found.looked_at >= 1);
        }
        // Nor does the engine keep it until later.
        if backend == Backend::Sqlite {
            let raw = raw_words(&a).await;
            assert!(raw.contains("cccword"), "words stand in the index as they are");
            assert!(!raw.contains("bbbword") && !raw.contains("bword"), "withdrawn words are gone from it");
        }
        list(&a, false).await;
        assert!(!kept(&a).await.contains("organisation"));
    }

    async fn faults_are_seen_and_mended(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut all = Vec::new();
        for n in 0..3 {
            all.push(node.publish(&format!("Common word{n}"), "Words.").await.id);
        }
        all.sort();
        list(&node, true).await;
        let whole = check(&node).await;
        assert_eq!(whole, Faults { looked_at: 4, missing: 0, left_over: 0 });
        let (lost, organisation) = (all[0].clone(), node.organisation.clone());
        node.node().db.write(move |c| {
            diesel::delete(search_document::table.filter(search_document::object_id.eq(lost.as_str()))).execute(c)?;
            diesel::insert_into(search_document::table).values((
                search_document::kind.eq("statement"), search_document::object_id.eq("nowhere"), search_document::language.eq("en"),
                search_document::author_id.eq(&organisation), search_document::words.eq("common left"),
            )).execute(c)?;
            // A name that changed past the actions.
            diesel::update(actor::table.find(&organisation)).set(actor::summary.eq("<p>elsewhere</p>")).execute(c)?;
            Ok::<_, Error>(())
        }).await.unwrap();
        assert_eq!(check(&node).await, Faults { looked_at: 4, missing: 2, left_over: 1 });
        assert_eq!(found(&node, &Reader::Anyone, "common").await, all[1..], "what is in the index and nowhere else is not found");
        let now = node.clock.now();
        node.node().db.write(move |c| actions::rebuild(c, now)).await.unwrap();
        let mut parts = 0;
        while node.node().db.write(move |c| actions::work(c, now)).await.unwrap() {
            parts += 1;
            assert!(parts < 20);
        }
        assert_eq!(check(&node).await, whole);
        assert_eq!(found(&node, &Reader::Anyone, "common").await, all);
        let waiting: i64 = node.ask(|c| Ok(job::table.filter(job::kind.eq(actions::JOB)).count().get_result(c)?)).await;
        assert_eq!(waiting, 0, "it ends");
    }

    async fn a_node_of_before_is_searched_after_its_first_start(backend: Backend) {
        let mut node = TestNode::start(backend, "a").await;
        let id = node.publish("Common word", "Words.").await.id;
        list(&node, true).await;
        node.stop().await;
        let url = node.database().url().clone();
        tokio::task::spawn_blocking(move || {
            let before = sofra_db::migrate::versions().unwrap().into_iter().rfind(|version| version.as_str() < "0010").unwrap();
            let mut conn = sofra_db::conn::connect(&url).unwrap();
            conn.write_tx(|c| sofra_db::migrate::to(c, &before)).unwrap();
        }).await.unwrap();
        node.start_again().await;
        wait_until("it is found", std::time::Duration::from_secs(20), || async {
            found(&node, &Reader::Anyone, "common").await == [id.clone()] && check(&node).await.missing == 0
        }).await;
    }

    async fn the_owner_of_the_machine_checks_and_mends_it(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        let said = program.run(&["doctor"]).await.well();
        assert!(said.contains("search: 0 things, all in the index"), "{said}");
        let said = program.run(&["admin", "search", "rebuild"]).await.well();
        assert!(said.contains("0 things can be found."), "{said}");
    }
}

/// The pages of the full-text index of SQLite, as far as they are text.
async fn raw_words(node: &TestNode) -> String {
    #[derive(diesel::QueryableByName)]
    struct Block {
        #[diesel(sql_type = diesel::sql_types::Binary)]
        block: Vec<u8>,
    }
    let blocks: Vec<Block> = node
        .ask(|c| match c {
            sofra_domain::AnyConnection::Sqlite(c) => {
                Ok(diesel::sql_query("SELECT block FROM search_words_data").load(c)?)
            }
            sofra_domain::AnyConnection::Postgres(_) => Ok(Vec::new()),
        })
        .await;
    blocks.iter().map(|one| String::from_utf8_lossy(&one.block).into_owned()).collect()
}
