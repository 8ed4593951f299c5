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
}
