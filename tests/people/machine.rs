//! The same from the command line.

use crate::on_both;
use crate::support::Program;

on_both! {
    async fn the_owner_of_the_machine_invites_and_switches_off(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        let link = program.run(&["admin", "invite", "--days", "1"]).await.well();
        assert!(link.starts_with("http://table.test/invitations/"), "{link}");
        let link = program.run(&["admin", "invite", "--organisation", "circle", "--seat", "editor"]).await.well();
        assert!(link.contains("/invitations/"), "{link}");
        let none = program.run(&["admin", "invite", "--organisation", "nowhere"]).await.failed();
        assert!(none.contains("no organisation"), "{none}");
        let made = program.run(&["admin", "organisation", "create", "voices", "--name", "Voices"]).await.well();
        assert!(made.contains("@voices@table.test") && made.contains("/invitations/"), "{made}");
        let same = program.run(&["admin", "organisation", "create", "voices2", "--name", "VOICES"]).await.failed();
        assert!(same.contains("looks like"), "{same}");
        let list = program.run(&["admin", "organisation", "list"]).await.well();
        assert!(list.contains("voices") && list.contains("circle"), "{list}");
        for arguments in [
            ["admin", "account", "role", "host", "member"].as_slice(),
            &["admin", "account", "disable", "host"],
        ] {
            let kept = program.run(arguments).await.failed();
            assert!(kept.contains("only account"), "{kept}");
        }
        let nobody = program.run(&["admin", "account", "enable", "nobody"]).await.failed();
        assert!(nobody.contains("no account"), "{nobody}");
    }

    async fn the_owner_of_the_machine_does_what_the_pages_of_local_control_do(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        // How people come in.
        assert!(program.run(&["admin", "joining"]).await.well().contains("by invitation only"));
        assert!(program.run(&["admin", "joining", "request"]).await.well().contains("asking an organisation"));
        assert!(program.run(&["admin", "joining"]).await.well().contains("asking an organisation"));
        // Nothing is there yet, and that is said.
        assert!(program.run(&["admin", "directory"]).await.well().contains("0 organisations"));
        assert_eq!(program.run(&["admin", "trust"]).await.well(), "");
        assert!(program.run(&["admin", "appeals"]).await.well().contains("No appeal waits"));
        assert!(program.run(&["admin", "vouches", "list", "circle"]).await.well().contains("direction"));
        assert!(program.run(&["admin", "mandates", "list", "circle"]).await.well().contains("standing"));
        for (arguments, said) in [
            (["admin", "vouches", "list", "nowhere"].as_slice(), "not found"),
            (&["admin", "vouches", "withdraw", "x"], "no number"),
            (&["admin", "mandates", "revoke", "x", "--reason", "r"], "no number"),
            (&["admin", "trust", "add", "@nobody@far.test", "--reason", "r"], "not found"),
            (&["admin", "reports", "decide", "x", "dismiss"], "no number"),
            (&["admin", "appeals", "decide", "x", "grant", "--reason", "r"], "no number"),
            (&["admin", "account", "delete", "nobody", "--yes"], "not found"),
            (&["admin", "account", "delete", "host", "--yes"], "only account"),
            (&["admin", "organisation", "delete", "circle", "--yes"], "hosts the node"),
        ] {
            let refused = program.run(arguments).await.failed();
            assert!(refused.contains(said), "{arguments:?}: {refused}");
        }

        // A mandate and a person, made as the pages make them; then ended at the machine.
        let db = sofra_db::Database::open(&sofra_db::DatabaseUrl::parse(&program.database_url()).unwrap()).unwrap();
        let now = sofra_base::clock::Clock::default().now();
        let site = std::sync::Arc::new(sofra_domain::Site {
            base: "http://table.test".to_owned(), domain: "table.test".to_owned(), development: true,
        });
        let at = sofra_domain::At { site, now };
        let mandate = db
            .write(move |c| {
                let host = sofra_domain::account::store::by_login(c, "host")?.expect("set up").id;
                let who = sofra_domain::account::store::identity(c, &host, true)?;
                let circle = sofra_domain::actor::store::local_by_username(c, "circle")?.expect("set up").id;
                let form = sofra_domain::mandate::rules::Form {
                    name: "Our delegate".to_owned(),
                    agreed: true,
                    scope: vec!["urn:sofra:agenda:istanbul-2018:R".to_owned()],
                    forum: "Forum".to_owned(),
                    decision: "Assembly".to_owned(),
                    decided_on: at.now.day(),
                    from: at.now.day(),
                    until: (at.now + sofra_base::clock::days(30)).day(),
                    ..sofra_domain::mandate::rules::Form::default()
                };
                let made = sofra_domain::mandate::actions::begin(c, &at, &who, &circle, &form)?;
                sofra_domain::mandate::actions::propose(c, &at, &who, &made)?;
                crate::support::newcomer(c, at.now, "leaving", "no hash", sofra_domain::account::Role::Member)?;
                Ok::<_, sofra_domain::Error>(made)
            })
            .await
            .expect("made");
        let list = program.run(&["admin", "mandates", "list", "circle"]).await.well();
        assert!(list.contains("active") && list.contains("Our delegate"), "{list}");
        program.run(&["admin", "mandates", "revoke", mandate.as_str(), "--reason", "The assembly chose anew."]).await.well();
        assert!(program.run(&["admin", "mandates", "list", "circle"]).await.well().contains("revoked"));
        assert!(program.run(&["admin", "account", "delete", "leaving"]).await.well().contains("Nothing was changed"));
        assert!(program.run(&["admin", "account", "list"]).await.well().contains("leaving"));
        program.run(&["admin", "account", "delete", "leaving", "--yes"]).await.well();
        assert!(!program.run(&["admin", "account", "list"]).await.well().contains("leaving"));
        program.run(&["admin", "organisation", "create", "voices", "--name", "Voices"]).await.well();
        program.run(&["admin", "organisation", "delete", "voices", "--yes"]).await.well();
        assert!(!program.run(&["admin", "organisation", "list"]).await.well().contains("voices"));
        // All of it stands in the record, done at the machine.
        let record = program.run(&["admin", "record", "--lines", "50"]).await.well();
        for act in ["node.joining", "mandate.revoke", "account.delete", "organisation.delete"] {
            assert!(record.lines().any(|line| line.contains(act) && line.contains("(machine)")), "{act}: {record}");
        }
        assert!(record.contains("The record is whole"), "{record}");
    }
}
