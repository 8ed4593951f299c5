//! `sofra doctor`: looks at everything that can be wrong, says what it saw, and ends with 1 if anything needs a hand.

use std::path::Path;
use std::process::ExitCode;

use sofra_base::clock::Clock;
use sofra_base::config::Config;
use sofra_domain::{Database, DatabaseUrl, node};

use super::{logs, say};
use crate::cli::words;
use crate::metrics::Queues;

/// 2025-01-01: a clock before this has lost its battery.
const EARLIEST_SECONDS: i64 = 1_735_689_600;

#[derive(Default)]
struct Report {
    wrong: u32,
}

impl Report {
    fn good(&mut self, text: impl AsRef<str>) {
        say(format!("ok       {}", text.as_ref()));
    }
    fn hint(&mut self, text: impl AsRef<str>) {
        say(format!("note     {}", text.as_ref()));
    }
    fn wrong(&mut self, text: impl AsRef<str>) {
        self.wrong += 1;
        say(format!("PROBLEM  {}", text.as_ref()));
    }
    fn end(self) -> ExitCode {
        match self.wrong {
            0 => {
                say("Everything is in order.");
                ExitCode::SUCCESS
            }
            1 => {
                say("One thing needs a hand.");
                ExitCode::FAILURE
            }
            n => {
                say(format!("{n} things need a hand."));
                ExitCode::FAILURE
            }
        }
    }
}

/// Checks everything. A configuration that cannot be read is the first finding.
pub async fn run(config: anyhow::Result<Config>) -> anyhow::Result<ExitCode> {
    logs::begin_quietly();
    let mut report = Report::default();
    let config = match config {
        Ok(config) => config,
        Err(error) => {
            report.wrong(format!("configuration: {error:#}"));
            return Ok(report.end());
        }
    };
    report.good(format!("configuration: {} on {}", config.base_url(), config.listen));
    clock(&mut report);
    files(&mut report, &config);
    match database(&mut report, &config).await {
        Ok(()) => {}
        Err(error) => match error.downcast_ref::<sofra_domain::Error>() {
            Some(error) => report.wrong(format!("database: {}", words::of(error))),
            None => report.wrong(format!("database: {error:#}")),
        },
    }
    reachability(&mut report, &config);
    Ok(report.end())
}

fn clock(report: &mut Report) {
    let now = Clock::default().now();
    if now.as_seconds() < EARLIEST_SECONDS {
        report.wrong(format!(
            "clock: it says {now}. Others refuse what is signed at a wrong time: set it, and turn on time \
             synchronisation (systemd-timesyncd)"
        ));
    } else {
        report.good(format!("clock: {now}"));
    }
}

fn files(report: &mut Report, config: &Config) {
    for (what, folder) in [("data folder", config.data.clone()), ("images", config.media_folder())] {
        if !folder.exists() {
            report.hint(format!("{what}: {} is not there yet; the first start makes it", folder.display()));
            continue;
        }
        match writable(&folder) {
            Ok(()) => report.good(format!("{what}: {} can be written to", folder.display())),
            Err(error) => report.wrong(format!(
                "{what}: {} cannot be written to ({error}). Give it to the user who runs sofra",
                folder.display()
            )),
        }
    }
    for (what, file) in [("certificate", &config.tls.certificate), ("private key", &config.tls.key)] {
        if !file.as_os_str().is_empty() {
            match std::fs::File::open(file) {
                Ok(_) => report.good(format!("{what}: {} can be read", file.display())),
                Err(error) => report.wrong(format!("{what}: {}: {error}", file.display())),
            }
        }
    }
}

fn writable(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(".sofra-doctor");
    std::fs::write(&probe, b"probe")?;
    std::fs::remove_file(probe)
}

async fn database(report: &mut Report, config: &Config) -> anyhow::Result<()> {
    let url = DatabaseUrl::parse(&config.database_url())?;
    let name = url.backend();
    if let DatabaseUrl::Sqlite(path) = &url
        && !path.exists()
    {
        report.hint(format!("database: {} is not there yet; the first start makes it", path.display()));
        return Ok(());
    }
    let db = tokio::task::spawn_blocking(move || Database::open_with_readers(&url, 1)).await??;
    let version = db.read(sofra_db::dump::schema_version).await?;
    report.good(format!("database: {name} answers, schema {version}"));
    let problems = db.read(sofra_db::dump::problems).await?;
    if problems.is_empty() {
        report.good("database: sound");
    }
    for problem in problems {
        report.wrong(format!("database: {problem}. Stop the node and restore the last backup"));
    }
    let known = match db.read(node::store::get).await {
        Ok(known) => known,
        Err(sofra_domain::Error::NotFound) => {
            report.hint("node: not started yet");
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    if known.domain == config.domain {
        report.good(format!("node: {}", known.domain));
    } else {
        report.wrong(format!(
            "node: the data belongs to {}, the configuration says {}: the node will not start",
            known.domain, config.domain
        ));
    }
    if !known.is_set_up() {
        report.hint("node: not set up yet; \"sofra serve\" shows the link, or use \"sofra setup\"");
    }
    totals(report, &db).await?;
    match db.read(sofra_domain::audit::store::check).await? {
        (read, None) => {
            let head = db.read(sofra_domain::audit::store::head).await?;
            let head = head.map(|(number, hash)| format!("; the last is {number}:{hash}")).unwrap_or_default();
            report.good(format!("record: {read} lines, whole{head}"));
        }
        (read, Some(fault)) => report.wrong(format!(
            "record: line {} does not follow from the {read} before it: it was changed or taken out. Compare with a \
             backup",
            fault.number
        )),
    }
    let faults = db.read(sofra_domain::search::store::faults).await?;
    if faults.missing + faults.left_over == 0 {
        report.good(format!("search: {} things, all in the index", faults.looked_at));
    } else if db.read(search_waits).await? {
        report.hint("search: the index is being made; the running node goes on with it");
    } else {
        report.wrong(format!(
            "search: {} of {} things are not in the index as they are, {} are in it and should not be: \
             \"sofra admin search rebuild\" makes it anew",
            faults.missing, faults.looked_at, faults.left_over
        ));
    }
    if known.sending_paused {
        report.wrong("sending is paused since a restore: \"sofra admin resume\" resumes it");
    }
    let queues = db.read(Queues::count).await?;
    let lines = [
        ("facts to be told", queues.jobs, "they failed five times"),
        ("received activities", queues.inbox, "they could not be applied"),
        ("deliveries", queues.deliveries, "dead letters: see \"sofra admin peers dead\""),
    ];
    for (what, (waiting, aside), why) in lines {
        if aside == 0 {
            report.good(format!("{what}: {waiting} waiting, none set aside"));
        } else {
            report.wrong(format!("{what}: {waiting} waiting, {aside} set aside ({why})"));
        }
    }
    Ok(())
}

/// Whether the index for searching is to be made anew.
fn search_waits(conn: &mut sofra_domain::AnyConnection) -> sofra_domain::Result<bool> {
    let ever = sofra_base::clock::Timestamp(i64::MAX);
    Ok(sofra_db::queue::job::is_due(conn, sofra_domain::search::actions::JOB, ever)?)
}

/// Whether the kept totals are what a full count gives.
async fn totals(report: &mut Report, db: &Database) -> anyhow::Result<()> {
    let found = db.read(|c| c.at_one_moment(sofra_domain::overview::check::compare)).await?;
    if found.wrong == 0 {
        report.good(format!(
            "totals: {} figures are what a full count of {} positions of {} organisations gives",
            found.figures, found.positions, found.holders
        ));
    } else {
        report.wrong(format!(
            "totals: {} are not what a full count gives ({}). Count them anew: sofra admin recount",
            found.wrong,
            found.examples.first().map_or("", String::as_str)
        ));
    }
    Ok(())
}

fn reachability(report: &mut Report, config: &Config) {
    if config.development {
        report.hint("development: this node is for trying out; other machines cannot reach it");
        return;
    }
    if config.tls.is_set() {
        report.hint(format!("from outside, https://{}/healthz must answer \"alive\"", config.domain));
    } else {
        report.hint(format!(
            "a proxy that speaks TLS must pass https://{0}/ on to {1} with the header \"Host: {0}\"; from outside, \
             https://{0}/healthz must answer \"alive\"",
            config.domain, config.listen
        ));
    }
    if config.listen.ip().is_unspecified() && !config.tls.is_set() {
        report.hint("it listens on every address without TLS: let a firewall keep others from that port");
    }
}
