//! The commands, as people run them.

use std::path::{Path, PathBuf};

use sofra_domain::statement::{self, State};
use sofra_domain::{actor, node};

use crate::on_both;
use crate::support::{Program, program};

const PASSPHRASE: (&str, &str) = ("SOFRA_PASSPHRASE", "correct horse battery staple");

fn fixture(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("fixtures/documents").join(name).to_string_lossy().into_owned()
}

on_both! {
    async fn a_new_node_shows_a_setup_link_and_ends_in_good_order(backend: Backend) {
        let program = Program::new(backend);
        let mut serving = program.serve().await;
        let link = serving.hear("/setup?token=").await;
        assert!(link.trim().starts_with("http://table.test/setup?token="), "{link}");
        // C-08
        assert_eq!(serving.terminate().await, Some(0));
        program.set_up().await;
        let again = program.serve().await;
        assert!(!again.said.iter().any(|line| line.contains("/setup")), "a node is set up once");
        assert_eq!(again.terminate().await, Some(0));
    }

    async fn r_03_a_second_program_on_the_same_data_is_refused(backend: Backend) {
        let program = Program::new(backend);
        let serving = program.serve().await;
        let refused = program.run(&["serve"]).await.failed();
        assert!(refused.contains("another Sofra is running"), "{refused}");
        let refused = program
            .run_with(&["setup", "--node-name", "x"], &[("SOFRA_SETUP_PASSWORD", "a table of one's own")])
            .await
            .failed();
        assert!(refused.contains("another Sofra is running"), "{refused}");
        assert_eq!(serving.terminate().await, Some(0));
    }

    async fn setup_tells_all_mistakes_at_once_and_works_once(backend: Backend) {
        let program = Program::new(backend);
        let arguments = [
            "setup", "--node-name", "", "--organisation", "Circle", "--username", "no spaces", "--federation", "open",
            "--login", "host", "--person-name", "Host",
        ];
        let wrong = program.run_with(&arguments, &[("SOFRA_SETUP_PASSWORD", "short")]).await.failed();
        for part in ["node name", "username", "password"] {
            assert!(wrong.contains(part), "{part} in {wrong}");
        }
        assert!(!wrong.contains("no spaces"), "what was typed is not repeated: {wrong}");
        program.set_up().await;
        let again = program.run_with(&arguments, &[("SOFRA_SETUP_PASSWORD", "a table of one's own")]).await.failed();
        assert!(again.contains("set up already"), "{again}");
    }

    async fn r_01_a_backup_lives_on_elsewhere_and_waits_before_it_sends(backend: Backend) {
        let first = Program::new(backend);
        first.set_up().await;
        first
            .run(&["admin", "import", "document", &fixture("made-up-declaration.txt"), "--organisation", "circle",
                "--publish"])
            .await
            .well();
        std::fs::create_dir_all(first.data().join("media")).unwrap();
        std::fs::write(first.data().join("media/0123.png"), b"not looked into").unwrap();
        std::fs::write(first.data().join("media/9.unfinished"), b"half").unwrap();
        let file = first.folder.path().join("copy.sofra");
        let name = file.to_str().unwrap();
        // also while it runs.
        let serving = first.serve().await;
        first.run_with(&["backup", name], &[PASSPHRASE]).await.well();
        assert_eq!(serving.terminate().await, Some(0));
        assert!(!PathBuf::from(format!("{name}.partial")).exists());
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes.starts_with(b"age-encryption.org/v1"));
        let refused = first.run_with(&["backup", name], &[PASSPHRASE]).await.failed();
        assert!(refused.contains("exists already"), "{refused}");
        let refused = first.run_with(&["restore", name], &[PASSPHRASE]).await.failed();
        assert!(refused.contains("not empty"), "{refused}");

        // The other database reads it as well.
        let other = if backend == Backend::Sqlite { Backend::Postgres } else { Backend::Sqlite };
        let second = Program::new(other);
        //
        let refused = second.run_with(&["restore", name], &[("SOFRA_PASSPHRASE", "another one entirely")]).await.failed();
        assert!(refused.contains("passphrase"), "{refused}");
        assert!(!second.data().exists(), "a wrong passphrase touches nothing");
        let cut = first.folder.path().join("cut.sofra");
        std::fs::write(&cut, &bytes[..bytes.len() - 100]).unwrap();
        let refused = second.run_with(&["restore", cut.to_str().unwrap()], &[PASSPHRASE]).await.failed();
        assert!(refused.contains("damaged") || refused.contains("too early"), "{refused}");

        let said = second.run_with(&["restore", name], &[PASSPHRASE]).await.well();
        assert!(said.contains("admin resume"), "{said}");
        assert_eq!(std::fs::read(second.data().join("media/0123.png")).unwrap(), b"not looked into");
        assert!(!second.data().join("media/9.unfinished").exists());
        let (before, after) = (contents(&first), contents(&second));
        assert!(!before.0 && after.0, "sending waits after a restore only");
        assert_eq!(before.1, after.1, "the same keys, ids and texts");
        let sick = second.run(&["doctor"]).await;
        assert!(sick.code != 0 && sick.out.contains("admin resume"), "{}", sick.out);
        second.run(&["admin", "resume"]).await.well();
        let well = second.run(&["doctor"]).await.well();
        assert!(well.contains("Everything is in order"), "{well}");
        let serving = second.serve().await;
        assert_eq!(serving.terminate().await, Some(0));
    }

    async fn r_06_a_backup_of_an_older_version_is_brought_up_to_date(backend: Backend) {
        // Written by the program as it was when 0001 was the newest schema, on SQLite: a node with a statement.
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/backups/0001.sofra");
        let name = file.to_str().unwrap();
        let place = Program::new(backend);
        let said = place.run_with(&["restore", name], &[PASSPHRASE]).await.well();
        assert!(said.contains("from the schema 0001") && said.contains("46 rows and 1 images"), "{said}");
        assert_eq!(std::fs::read(place.data().join("media/0123.png")).unwrap(), b"not looked into");
        place.run(&["admin", "resume"]).await.well();
        let newest = sofra_db::migrate::versions().unwrap().pop().unwrap();
        let well = place.run(&["doctor"]).await.well();
        assert!(well.contains(&format!("schema {newest}")) && well.contains("Everything is in order"), "{well}");
        let serving = place.serve().await;
        assert_eq!(serving.terminate().await, Some(0));

        // What it has become is a node like any other, and its own backup is of the newest schema.
        let copy = place.folder.path().join("copy.sofra");
        place.run_with(&["backup", copy.to_str().unwrap()], &[PASSPHRASE]).await.well();
        let other = Program::new(backend);
        let said = other.run_with(&["restore", copy.to_str().unwrap()], &[PASSPHRASE]).await.well();
        assert!(!said.contains("from the schema"), "{said}");
        assert_eq!(contents(&place).1, contents(&other).1);

        // Not over something that is there.
        let refused = other.run_with(&["restore", name], &[PASSPHRASE]).await.failed();
        assert!(refused.contains("not empty"), "{refused}");
    }

    async fn a_document_becomes_a_numbered_statement(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        let path = fixture("made-up-declaration.txt");
        let import = ["admin", "import", "document", path.as_str(), "--organisation", "circle"];
        let said = program.run(&import).await.well();
        assert!(said.contains("numbered paragraphs") && said.contains("A draft"), "{said}");
        let arabic = fixture("made-up-declaration-ar.txt");
        let said = program
            .run(&["admin", "import", "document", &arabic, "--organisation", "@circle", "--language", "ar", "--kind",
                "statement", "--demands", "r1, S1a", "--publish", "--title", "إعلان"])
            .await
            .well();
        assert!(said.contains("Demands: R1, S1a") && said.contains("Published: http://table.test/statements/"), "{said}");
        let uri = said.lines().find_map(|l| l.strip_prefix("Published: ")).unwrap().to_owned();
        let db = sofra_db::Database::open(&sofra_db::DatabaseUrl::parse(&program.database_url()).unwrap()).unwrap();
        let (found, paragraphs) = db
            .read::<_, sofra_domain::Error>(move |c| {
                let found = statement::store::by_uri(c, &uri)?.unwrap();
                let paragraphs = statement::store::paragraphs(c, &found.id, 1)?;
                Ok((found, paragraphs))
            })
            .await
            .unwrap();
        assert!(found.numbered && found.state == State::Published);
        assert!(paragraphs.len() > 5 && paragraphs.iter().zip(1..).all(|(p, n)| p.number == n));

        for (arguments, part) in [
            (vec!["--organisation", "nobody"], "no organisation"),
            (vec!["--organisation", "circle", "--demands", "Z99"], "no demand"),
            (vec!["--organisation", "circle", "--language", "not a language"], "language"),
            (vec!["--organisation", "circle", "--kind", "poem"], "--kind"),
        ] {
            let all: Vec<&str> = import[..4].iter().copied().chain(arguments).collect();
            let refused = program.run(&all).await.failed();
            assert!(refused.contains(part), "{part} in {refused}");
        }
        for (bytes, part) in [(&b"%PDF-1.7 ..."[..], "plain text"), (b"", "no text"), (b"\xff\xfe", "UTF-8")] {
            let file = program.folder.path().join("document");
            std::fs::write(&file, bytes).unwrap();
            let refused = program
                .run(&["admin", "import", "document", file.to_str().unwrap(), "--organisation", "circle"])
                .await
                .failed();
            assert!(refused.contains(part), "{part} in {refused}");
        }
    }

    async fn the_machine_s_owner_decides_about_peers_tokens_and_federation(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        program.run(&["admin", "peers", "block", "Evil.test", "--reason", "spam"]).await.well();
        program.run(&["admin", "peers", "allow", "friend.test"]).await.well();
        let list = program.run(&["admin", "peers"]).await.well();
        assert!(list.contains("evil.test") && list.contains("suspend") && list.contains("spam"), "{list}");
        assert!(list.contains("friend.test") && list.contains("allow"), "{list}");
        program.run(&["admin", "peers", "clear", "friend.test"]).await.well();
        //
        let refused = program.run(&["admin", "peers", "block", "table.test"]).await.failed();
        assert!(refused.contains("this node itself"), "{refused}");
        let refused = program.run(&["admin", "peers", "send-again", "7"]).await.failed();
        assert!(refused.contains("no such dead letter"), "{refused}");
        assert!(program.run(&["admin", "peers", "dead"]).await.well().contains("no dead letters"));

        program.run(&["admin", "federation", "closed"]).await.well();
        assert!(program.run(&["admin", "peers"]).await.well().contains("federation: closed"));

        let token = program.run(&["admin", "token", "create", "--name", "bot", "--read-only", "--days", "3"]).await.well();
        let token = token.trim();
        assert!(token.starts_with("sofra_") && token.lines().count() == 1, "a script takes it as it is");
        let url = sofra_db::DatabaseUrl::parse(&program.database_url()).unwrap();
        let db = sofra_db::Database::open(&url).unwrap();
        let (text, now) = (token.to_owned(), sofra_base::clock::Clock::default().now());
        let who = db
            .read(move |c| sofra_domain::account::store::by_token(c, &text, now))
            .await
            .unwrap()
            .expect("the token is good");
        assert!(!who.may_write && who.login == "host");
        let refused = program.run(&["admin", "token", "create", "--name", "bot", "--login", "nobody"]).await.failed();
        assert!(refused.contains("no such account"), "{refused}");
        assert!(program.run(&["admin", "account", "list"]).await.well().contains("host"));
    }

    async fn a_forgotten_password_is_replaced_on_the_machine(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        let unknown = program.run_with(&["admin", "account", "password", "nobody"], &[("SOFRA_NEW_PASSWORD", "another table for all")]).await;
        assert!(unknown.failed().contains("no account"));
        let login = program.run(&["admin", "account", "list"]).await.well();
        let login = login.lines().nth(1).and_then(|l| l.split_whitespace().next()).unwrap().to_owned();
        let short = program.run_with(&["admin", "account", "password", &login], &[("SOFRA_NEW_PASSWORD", "short")]).await;
        assert!(short.failed().contains("shorter"));
        let done = program.run_with(&["admin", "account", "password", &login], &[("SOFRA_NEW_PASSWORD", "another table for all")]).await;
        assert!(done.well().contains("new password"));
        let db = sofra_db::Database::open(&sofra_db::DatabaseUrl::parse(&program.database_url()).unwrap()).unwrap();
        let stored = db
            .read_blocking(|c| sofra_domain::account::store::by_login(c, &login))
            .unwrap()
            .unwrap();
        assert!(sofra_domain::account::password::verify(Some(&stored.password_hash), "another table for all"));
    }

    async fn doctor_names_what_is_wrong(backend: Backend) {
        let program = Program::new(backend);
        let fresh = program.run(&["doctor"]).await.well();
        assert!(fresh.contains("not there yet") || fresh.contains("not started yet"), "{fresh}");
        program.set_up().await;
        program.run(&["doctor"]).await.well();
        let sick = program.run_with(&["doctor"], &[("SOFRA_LISTEN", "0.0.0.0:80"), ("SOFRA_LIMITS__LOOKUPS", "many")]).await;
        assert!(sick.code != 0 && sick.out.contains("PROBLEM  configuration"), "{}", sick.out);
        let mut command = program.command(&["doctor"]);
        command.args(["--domain", "other.test"]);
        // The later option is refused rather than silently preferred.
        assert_ne!(program::finish(command).await.code, 0);
    }
}

/// Whether sending is paused, and everything else that has to survive a move.
fn contents(program: &Program) -> (bool, Vec<String>) {
    let url = sofra_db::DatabaseUrl::parse(&program.database_url()).unwrap();
    let db = sofra_db::Database::open(&url).unwrap();
    db.read_blocking::<_, sofra_domain::Error>(|c| {
        let paused = node::store::get(c)?.sending_paused;
        let mut rows = Vec::new();
        sofra_db::dump::dump::<sofra_domain::Error>(c, |table, json| {
            let mut row: serde_json::Value = serde_json::from_str(json).expect("JSON");
            if table == "node" {
                // The one thing that a restore changes, and the link that each start renews.
                row["sending_paused"] = false.into();
                row["setup_token_hash"] = serde_json::Value::Null;
            }
            // What the workers of a running node settle meanwhile.
            if !matches!(table, "job" | "delivery" | "activity" | "peer") {
                rows.push(format!("{table} {row}"));
            }
            Ok(())
        })?;
        rows.sort();
        // The node's keys are among them.
        assert!(actor::store::local_organisations(c)?.len() == 1);
        Ok((paused, rows))
    })
    .unwrap()
}

#[tokio::test]
async fn a_mistyped_folder_does_not_become_a_new_node() {
    let program = Program::new(crate::support::Backend::Sqlite);
    let refused = program.run(&["admin", "peers"]).await.failed();
    assert!(refused.contains("there is no node"), "{refused}");
    assert!(!program.data().join("sofra.db").exists());
}
