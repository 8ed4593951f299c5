//! `sofra setup` on a terminal: clear questions in three languages, the careful answer first, and what comes next.

use std::process::Stdio;

use tokio::io::AsyncWriteExt as _;

use crate::on_both;
use crate::support::Program;
use crate::support::program::Outcome;

const PASSWORD: (&str, &str) = ("SOFRA_SETUP_PASSWORD", "a table of one's own");

/// Runs the set-up with these lines typed, in the language of a terminal.
async fn type_in(program: &Program, arguments: &[&str], lang: &str, lines: &str) -> Outcome {
    let mut command = program.command(arguments);
    for name in ["LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    let mut child =
        command.env(PASSWORD.0, PASSWORD.1).env("LANG", lang).stdin(Stdio::piped()).spawn().expect("it runs");
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(lines.as_bytes()).await.expect("typed");
    drop(stdin);
    let output = tokio::time::timeout(std::time::Duration::from_secs(60), child.wait_with_output())
        .await
        .expect("it ends")
        .expect("it ended");
    Outcome {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

on_both! {
    async fn a_first_host_is_led_through_in_the_language_of_the_terminal(backend: Backend) {
        for (lang, name, question, next) in [
            ("en_GB.UTF-8", "circle", "Which organisation hosts it?", "name them with"),
            ("ar_SY.UTF-8", "halqa", "أي منظمة تستضيفه؟", "سمّوا الخوادم"),
            ("fr_FR.UTF-8", "cercle", "Quelle organisation l’héberge ?", "nommez-les avec"),
        ] {
            let program = Program::new(backend);
            // Enter where there is a careful answer; a word that is none is asked for again.
            let lines = format!("\nTable\nThe Circle\n{name}\nperhaps\n\namal\nAmal\n");
            let said = type_in(&program, &["setup"], lang, &lines).await.well();
            assert!(said.contains("table.test"), "the name is shown first: {said}");
            assert!(said.contains(question) && said.contains(next), "{said}");
            assert!(said.contains(&format!("@{name}@table.test")) && said.contains("sofra serve"), "{said}");
            assert!(!said.contains("terminal-") && !said.contains(PASSWORD.1), "{said}");
            let peers = program.run(&["admin", "peers", "list"]).await.well();
            assert!(!peers.contains("open:"), "{peers}");
            // Once only.
            let again = type_in(&program, &["setup"], lang, "\n").await.failed();
            assert!(again.contains("already"), "{again}");
        }
    }

    async fn whoever_says_no_to_the_name_has_set_up_nothing(backend: Backend) {
        let program = Program::new(backend);
        let said = type_in(&program, &["setup", "--language", "fr"], "C", "n\n").await;
        assert_ne!(said.code, 0);
        assert!(said.out.contains("Rien n’a été configuré."), "{}", said.out);
        // With all options nothing is asked, and an answer that does not come is no answer.
        let said = type_in(&program, &["setup"], "C", "").await.failed();
        assert!(said.contains("no answer came"), "{said}");
        program.set_up().await;
    }
}
