//! Local control from the command line of the machine.

use diesel::prelude::*;
use sofra_db::schema::audit_entry;

use crate::on_both;
use crate::support::Program;

on_both! {
    async fn the_owner_of_the_machine_decides_brings_in_lists_and_checks_the_record(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        program.run(&["admin", "peers", "limit", "odd.test", "--reason", "noise"]).await.well();
        program.run(&["admin", "peers", "no-media", "odd.test"]).await.well();
        let done = program.run(&["admin", "peers", "suspend", "evil.test", "--reason", "threats"]).await.well();
        assert!(done.contains("suspended"), "{done}");
        let list = program.run(&["admin", "peers"]).await.well();
        assert!(list.contains("limit, no-media") && list.contains("suspend"), "{list}");
        let file = program.data().join("list.csv");
        let text = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n\
                    worse.test,suspend,true,true,=cmd,false\nodd.test,silence,true,false,,false\ntable.test,suspend,,,,\n";
        std::fs::create_dir_all(program.data()).unwrap();
        std::fs::write(&file, text).unwrap();
        let path = file.display().to_string();
        let looked = program.run(&["admin", "peers", "import", &path]).await.well();
        assert!(looked.contains("new      worse.test") && looked.contains("refused  table.test"), "{looked}");
        assert!(looked.contains("Nothing was changed"));
        assert!(!program.run(&["admin", "peers"]).await.well().contains("worse.test"));
        program.run(&["admin", "peers", "import", &path, "--apply"]).await.well();
        let out = program.run(&["admin", "peers", "export"]).await.well();
        assert!(out.contains("worse.test,suspend,true,true,\"'=cmd\",false"), "{out}");
        assert!(out.contains("odd.test,silence,true,false,,false"), "{out}");

        assert!(program.run(&["admin", "reports", "list"]).await.well().contains("No report waits"));
        assert!(program.run(&["admin", "rules"]).await.well().contains("no written rules"));
        let rules = program.data().join("rules.txt");
        std::fs::write(&rules, "Be kind.\n\nName nobody in danger.\n").unwrap();
        program.run(&["admin", "rules", "set", &format!("en={}", rules.display())]).await.well();
        assert!(program.run(&["admin", "rules"]).await.well().contains("2. [en] Name nobody in danger."));

        let record = program.run(&["admin", "record"]).await.well();
        assert!(record.contains("rules.change") && record.contains("peer.import") && record.contains("(machine)"), "{record}");
        assert!(record.contains("The record is whole up to line "), "{record}");
        let doctor = program.run(&["doctor"]).await.well();
        assert!(doctor.contains(" lines, whole; the last is "), "{doctor}");
        let url = sofra_db::DatabaseUrl::parse(&program.database_url()).unwrap();
        let db = sofra_db::Database::open(&url).unwrap();
        db.write(|c| {
            Ok::<_, sofra_domain::Error>(
                diesel::update(audit_entry::table.find(2)).set(audit_entry::object.eq("another.test")).execute(c)?,
            )
        })
        .await
        .unwrap();
        drop(db);
        let doctor = program.run(&["doctor"]).await;
        assert!(doctor.code != 0 && doctor.out.contains("record: line 2 does not follow"), "{}", doctor.out);
        let refused = program.run(&["admin", "record"]).await.failed();
        assert!(refused.contains("line 2"), "{refused}");
    }
}
