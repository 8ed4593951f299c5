//! The command line: one file a command. Commands parse, call one action or one read, and say what came of it.

mod admin;
mod approval;
mod backup;
mod container;
mod control;
mod demo;
mod demo_answers;
mod demo_cast;
mod demo_network;
mod demo_seats;
mod demo_texts;
mod demo_view;
mod demo_voice;
mod doctor;
mod import;
mod key;
mod logs;
mod moderation;
mod network;
mod organisation;
mod overview;
mod people;
mod position;
mod restore;
mod search;
mod serve;
mod setup;
mod table;
mod verify;
mod words;

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use sofra_base::clock::Clock;
use sofra_base::config::{Config, Overrides};
use sofra_domain::{At, Database, DatabaseUrl, Site};

/// Sofra: a table of one's own. A node of the network of refugee-led organisations.
#[derive(Debug, Parser)]
#[command(name = "sofra", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct Global {
    /// The configuration file (config/default.toml names every setting)
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of the data
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where to listen
    #[arg(long, global = true, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The name of this node; it cannot be changed later
    #[arg(long, global = true, value_name = "HOST")]
    domain: Option<String>,
    /// postgres://…, or sqlite:PATH
    // Not shown in the process list of others: SOFRA_DATABASE does the same.
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the node
    Serve,
    /// Three nodes on this machine that federate with each other, to look at
    Demo(demo::Options),
    /// Set the node up on the terminal instead of in the browser
    Setup(setup::Options),
    /// Check that everything is in order
    Doctor,
    /// Write an encrypted copy of everything (also while the node runs)
    Backup(backup::Options),
    /// Put a copy back, into an empty place
    Restore(restore::Options),
    /// Check an export of a network view, without a node and without a network
    Verify(verify::Options),
    /// Accounts, organisations, peers, tokens, documents
    #[command(subcommand)]
    Admin(admin::Command),
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("the system gave no threads")?;
    let Cli { global, command } = cli;
    runtime.block_on(async move {
        match command {
            Command::Serve => serve::run(global.config()?).await,
            Command::Demo(options) => demo::run(options, global.data).await,
            Command::Setup(options) => setup::run(&global.place()?, options).await,
            Command::Doctor => doctor::run(global.config()).await,
            Command::Backup(options) => backup::run(&global.place()?, options).await,
            Command::Restore(options) => restore::run(&global.place()?, options).await,
            Command::Verify(options) => verify::run(&options),
            Command::Admin(command) => admin::run(&global.place()?, command).await,
        }
    })
}

impl Global {
    fn config(&self) -> anyhow::Result<Config> {
        let overrides = Overrides {
            file: self.config.clone(),
            data: self.data.clone(),
            listen: self.listen,
            domain: self.domain.clone(),
            database: self.database.clone(),
        };
        Ok(Config::load(&overrides)?)
    }

    fn place(&self) -> anyhow::Result<Place> {
        let config = self.config()?;
        logs::begin_quietly();
        Ok(Place { site: Arc::new(Site::new(&config)), config, clock: Clock::default() })
    }
}

/// Where a command works.
struct Place {
    config: Config,
    site: Arc<Site>,
    clock: Clock,
}

impl Place {
    fn at(&self) -> At {
        At { site: self.site.clone(), now: self.clock.now() }
    }

    fn url(&self) -> anyhow::Result<DatabaseUrl> {
        Ok(DatabaseUrl::parse(&self.config.database_url())?)
    }

    /// Opens the database of a node that exists; a mistyped folder does not become a new, empty one.
    async fn open(&self) -> anyhow::Result<Database> {
        let url = self.url()?;
        if let DatabaseUrl::Sqlite(path) = &url {
            anyhow::ensure!(
                path.exists(),
                "there is no node in {}: check --data or --config, or start one with \"sofra serve\"",
                self.config.data.display()
            );
        }
        self.open_or_make(url).await
    }

    async fn open_or_make(&self, url: DatabaseUrl) -> anyhow::Result<Database> {
        Ok(tokio::task::spawn_blocking(move || Database::open_with_readers(&url, 1)).await??)
    }
}

/// Says something on standard output. A reader that went away is no reason to fail.
fn say(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout(), "{}", text.as_ref());
}

/// Says on standard error what went wrong and why.
fn complain(error: &anyhow::Error) {
    let mut seen: Vec<String> = Vec::new();
    for cause in error.chain() {
        let text = cause.downcast_ref().map_or_else(|| cause.to_string(), words::of);
        // Many errors repeat their cause in their own words.
        if !seen.iter().any(|s| s.contains(&text)) {
            seen.push(text);
        }
    }
    let text = seen.join(": ");
    let _ = writeln!(std::io::stderr(), "sofra: {text}");
}

/// Asks on the terminal.
fn ask(question: &str) -> anyhow::Result<String> {
    let mut out = std::io::stdout();
    write!(out, "{question} ")?;
    out.flush()?;
    let mut answer = String::new();
    anyhow::ensure!(std::io::stdin().read_line(&mut answer)? > 0, "no answer came");
    Ok(answer.trim().to_owned())
}

/// Asks for a secret, which is not shown.
fn ask_secret(question: &str) -> anyhow::Result<String> {
    rpassword::prompt_password(format!("{question} "))
        .context("there is no terminal to ask on; see --help for the variable to set instead")
}
