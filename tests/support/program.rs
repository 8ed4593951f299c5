//! The program `sofra` itself, as people run it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use super::Backend;
use sofra_db::testing::TestDatabase;

/// What a run of the program came to.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code; -1 after a signal.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Outcome {
    /// It went well; gives standard output.
    #[track_caller]
    pub fn well(self) -> String {
        assert_eq!(self.code, 0, "out: {}\nerr: {}", self.out, self.err);
        self.out
    }

    /// It failed; gives standard error.
    #[track_caller]
    pub fn failed(self) -> String {
        assert_ne!(self.code, 0, "out: {}\nerr: {}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self.err
    }
}

/// The program on one data folder and one database.
pub struct Program {
    /// The folder.
    pub folder: tempfile::TempDir,
    /// Where it listens.
    pub listen: String,
    /// The node's name.
    pub domain: String,
    /// Names and addresses of other nodes.
    pub hosts: Vec<(String, std::net::SocketAddr)>,
    database: TestDatabase,
}

impl Program {
    /// On an empty place.
    pub fn new(backend: Backend) -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            listen: "127.0.0.1:0".to_owned(),
            domain: "table.test".to_owned(),
            hosts: Vec::new(),
            database: backend.database(),
        }
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where the database is.
    pub fn database_url(&self) -> String {
        self.database.url_text()
    }

    /// The database, also while the program runs on it.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// A command of the program with this place's options; no variable of the caller reaches it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SOFRA_")) {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .arg("--data")
            .arg(self.data())
            .args([
                "--database",
                &self.database.url_text(),
                "--listen",
                &self.listen,
                "--domain",
                &self.domain,
            ])
            .env("SOFRA_DEVELOPMENT", "true")
            .env("SOFRA_ACCOUNTS__SECOND_FACTOR", "optional")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        if !self.hosts.is_empty() {
            let lines: String =
                self.hosts.iter().map(|(name, address)| format!("\"{name}\" = \"{address}\"\n")).collect();
            let file = self.folder.path().join("hosts.toml");
            std::fs::write(&file, format!("[federation.hosts]\n{lines}")).expect("written");
            command.arg("--config").arg(file);
        }
        command
    }

    /// Runs it to its end.
    pub async fn run(&self, arguments: &[&str]) -> Outcome {
        finish(self.command(arguments)).await
    }

    /// Runs it to its end, with variables.
    pub async fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied());
        finish(command).await
    }

    /// Sets the node up.
    pub async fn set_up(&self) {
        self.run_with(
            &[
                "setup",
                "--node-name",
                "Table",
                "--organisation",
                "Table Circle",
                "--username",
                "circle",
                "--federation",
                "open",
                "--login",
                "host",
                "--person-name",
                "The host",
            ],
            &[("SOFRA_SETUP_PASSWORD", "a table of one's own")],
        )
        .await
        .well();
    }

    /// Serves until stopped.
    pub async fn serve(&self) -> Serving {
        Serving::begin(self.command(&["serve"]), "Sofra runs at ", 20).await
    }
}

/// The program while it serves.
pub struct Serving {
    child: Child,
    /// Lines of standard output so far.
    pub said: Vec<String>,
    lines: tokio::io::Lines<BufReader<tokio::process::ChildStdout>>,
}

impl Serving {
    /// Starts a command and waits until it says a line that begins like this, for so many seconds at most.
    pub async fn begin(mut command: Command, ready: &str, patience: u64) -> Self {
        let mut child = command.spawn().expect("the program runs");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut said = Vec::new();
        let started = async {
            while let Some(line) = lines.next_line().await.expect("readable") {
                let is_ready = line.starts_with(ready);
                said.push(line);
                if is_ready {
                    return true;
                }
            }
            false
        };
        let started =
            tokio::time::timeout(Duration::from_secs(patience), started).await.expect("it starts in time");
        if !started {
            let outcome = child.wait_with_output().await.expect("it ended");
            panic!("it ended: {}", String::from_utf8_lossy(&outcome.stderr));
        }
        Self { child, said, lines }
    }

    /// Where it listens.
    pub fn address(&self) -> std::net::SocketAddr {
        let line = self.said.iter().find(|l| l.contains("(listening on ")).expect("it said where it listens");
        let text = line.split("(listening on ").nth(1).and_then(|t| t.split(')').next()).expect("an address");
        text.parse().expect("an address")
    }

    /// Ends it with SIGKILL: nothing in hand is finished.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("it can be ended");
    }

    /// Reads standard output up to a line that contains something.
    pub async fn hear(&mut self, part: &str) -> String {
        let heard = async {
            while let Some(line) = self.lines.next_line().await.expect("readable") {
                self.said.push(line.clone());
                if line.contains(part) {
                    return line;
                }
            }
            panic!("it never said {part:?}, but {:?}", self.said);
        };
        tokio::time::timeout(Duration::from_secs(20), heard).await.expect("in time")
    }

    /// Asks it to stop, as a service manager does; gives the exit code.
    pub async fn terminate(mut self) -> Option<i32> {
        let id = self.child.id().expect("it runs").to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status().await.expect("kill runs");
        assert!(sent.success());
        let ended = tokio::time::timeout(Duration::from_secs(10), self.child.wait()).await;
        ended.expect("it stops within ten seconds").expect("it ended").code()
    }
}

/// Runs a command to its end, within two minutes.
pub async fn finish(mut command: Command) -> Outcome {
    let output = tokio::time::timeout(Duration::from_secs(120), command.output())
        .await
        .expect("it ends in time")
        .expect("the program runs");
    Outcome {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The program, built by tests/all before the tests; beside this test's own binary.
pub fn binary() -> PathBuf {
    if let Ok(path) = std::env::var("SOFRA_BIN") {
        return PathBuf::from(path);
    }
    let own = std::env::current_exe().expect("this test is a file");
    let folder = own.parent().and_then(Path::parent).expect("target/debug");
    let path = folder.join("sofra");
    assert!(path.exists(), "{} is not there: cargo build -p sofra", path.display());
    path
}
