//! `sofra verify FILE`: checks an export of a network view, without a node and without asking anyone.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};
use clap::Args;
use serde_json::Value;
use sofra_domain::proof::{self, Report};

use super::say;

/// Which files.
#[derive(Debug, Args)]
pub struct Options {
    /// The export, as JSON
    file: PathBuf,
    /// An export from before: the keys must continue those in it
    #[arg(long, value_name = "FILE")]
    earlier: Option<PathBuf>,
}

/// Checks it; 0 when nothing is wrong, 1 otherwise.
pub fn run(options: &Options) -> anyhow::Result<ExitCode> {
    let export = read(&options.file)?;
    let earlier = options.earlier.as_deref().map(read).transpose()?;
    let report = proof::verify(&export, earlier.as_ref());
    tell(&report, earlier.is_some());
    Ok(if report.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(path: &Path) -> anyhow::Result<Value> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    // As strict as for what other nodes send: a file that two readers read differently is not checked at all.
    sofra_federation::guard::parse_file(&bytes)
        .map_err(|refused| anyhow!("{}: {} ({})", path.display(), refused.title, refused.reason))
}

fn tell(report: &Report, compared: bool) {
    if !report.node.is_empty() {
        say(format!("An export made by {} at {}.", report.node, report.made));
    }
    for wrong in &report.wrong {
        match &wrong.position {
            Some(position) => say(format!("WRONG  {position}: {}", wrong.reason)),
            None => say(format!("WRONG  {}", wrong.reason)),
        }
    }
    if !report.is_whole() {
        say(format!("This export is not what it says: {} fault(s).", report.wrong.len()));
        return;
    }
    say(format!("{} positions, each signed by its holder as it stands there.", report.proven));
    if report.unproven > 0 {
        say(format!(
            "{} more are listed without a proof, because they are not public or not signed: for those only the word of {} stands.",
            report.unproven, report.node
        ));
    }
    say(format!(
        "The keys of {} holders can be followed; {} of them replaced another and are named by it.",
        report.holders, report.successions
    ));
    if compared {
        say("They continue those of the earlier export.");
    } else {
        say(
            "Whether the first keys are theirs a file cannot show: compare with an earlier export (--earlier), or ask them.",
        );
    }
    say("The digest and the totals follow from the positions. Nothing is wrong with this export.");
}
