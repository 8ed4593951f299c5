//! `sofra admin …` for local control: reports, rules, the record, lists of suspended nodes.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::Subcommand;
use sofra_domain::moderation::{Measure, actions as deciding, store as decisions};
use sofra_domain::peer::{self, Policy, Rule};
use sofra_domain::report::ReportId;
use sofra_domain::{Error, account, actor, audit, node_rule, report};

use super::{Place, say};

/// What to do about reports.
#[derive(Debug, Subcommand)]
pub enum Reports {
    /// Show those that wait, without their words and without who reported
    List,
    /// Decide about one: dismiss, hide or remove what it is about, warn or suspend who said it, limit or suspend their node
    Decide {
        /// Its number in the list
        id: String,
        /// What is decided
        #[arg(value_parser = ["dismiss", "hide", "remove", "warn", "suspend", "limit-host", "suspend-host"])]
        measure: String,
        /// Why; the one concerned reads it
        #[arg(long, default_value = "")]
        reason: String,
    },
}

/// What to do about the rules.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// Show them as they hold now
    Show,
    /// Publish a new version; between two rules stands an empty line
    Set {
        /// LANGUAGE=FILE, once for each language
        #[arg(required = true)]
        texts: Vec<String>,
    },
}

/// What to do about a speaker of this or another node.
#[derive(Debug, Subcommand)]
pub enum Actor {
    /// Show nothing of them any more and take nothing from them
    Suspend {
        /// @name@host, or the name of one of this node
        handle: String,
        /// Why; the one concerned reads it
        #[arg(long)]
        reason: String,
    },
    /// Take a suspension back
    Restore {
        /// @name@host, or the name of one of this node
        handle: String,
        /// Why; the one concerned reads it
        #[arg(long)]
        reason: String,
    },
}

/// A rule for a node in a few words.
pub fn in_words(rule: Rule) -> String {
    let mut words = Vec::new();
    match rule.policy {
        Policy::Suspend => return "suspend".to_owned(),
        Policy::Allow => words.push("allow"),
        Policy::None => {}
    }
    for (on, word) in [(rule.limited, "limit"), (rule.no_media, "no-media"), (rule.no_reports, "no-reports")]
    {
        if on {
            words.push(word);
        }
    }
    if words.is_empty() { "-".to_owned() } else { words.join(", ") }
}

/// Reports that wait.
pub async fn reports(place: &Place, what: Option<Reports>) -> anyhow::Result<()> {
    let db = place.open().await?;
    if let Some(Reports::Decide { id, measure, reason }) = what {
        let id = ReportId::parse(&id).context("that is no number of a report")?;
        let measure = Measure::parse(&measure).context("a measure")?;
        let at = place.at();
        db.write(move |c| {
            let found = report::store::get(c, &id)?;
            // As on the pages: what is hidden or removed is all that the report is about.
            let named = match measure {
                Measure::Hide | Measure::Remove => report::store::named(c, &id)?,
                _ => report::store::Named::default(),
            };
            let ruling = deciding::Ruling {
                report: Some(&id),
                actor: &found.actor_id,
                statements: &named.statements,
                positions: &named.positions,
                measure,
                rule: None,
                reason: &reason,
            };
            deciding::decide(c, &at, None, &ruling)
        })
        .await?;
        say(format!("Decided: {measure}. Who is concerned can appeal."));
        return Ok(());
    }
    let found = db
        .read(|c| {
            let mut rows = Vec::new();
            for report in report::store::open(c, 200)? {
                let reported = actor::store::get(c, &report.actor_id)?;
                rows.push((report, reported.handle()));
            }
            Ok::<_, Error>(rows)
        })
        .await?;
    if found.is_empty() {
        say("No report waits.");
        return Ok(());
    }
    say(format!("{:<26} {:<20} {:<15} {:<30} {}", "report", "since", "category", "from", "about"));
    for (report, handle) in found {
        let from = report.origin_host.as_deref().unwrap_or("this node");
        say(format!(
            "{:<26} {:<20} {:<15} {from:<30} {handle}",
            report.id,
            report.created_at.to_rfc3339(),
            report.category
        ));
    }
    say("Who reported and what they wrote is on the pages of the node, for those who may decide.");
    Ok(())
}

/// The rules of the node.
pub async fn rules(place: &Place, what: Option<Rules>) -> anyhow::Result<()> {
    let db = place.open().await?;
    match what.unwrap_or(Rules::Show) {
        Rules::Show => {
            let Some(version) = db.read(node_rule::store::current).await? else {
                say("This node has no written rules yet.");
                return Ok(());
            };
            say(format!("version {}, since {}", version.number, version.created_at.day()));
            for (index, rule) in version.rules.iter().enumerate() {
                for (language, words) in rule.iter() {
                    say(format!("{:>3}. [{language}] {words}", index + 1));
                }
            }
        }
        Rules::Set { texts } => {
            let mut read = Vec::new();
            for text in &texts {
                let (language, file) = text.split_once('=').context("write LANGUAGE=FILE")?;
                let file = PathBuf::from(file);
                let words = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
                read.push((language.to_owned(), words));
            }
            let at = place.at();
            let number = db.write(move |c| node_rule::actions::write(c, &at, None, &read)).await?;
            say(format!("Version {number} of the rules holds now."));
        }
    }
    Ok(())
}

/// The record: its last lines, and whether it is whole.
pub async fn record(place: &Place, lines: i64) -> anyhow::Result<()> {
    let db = place.open().await?;
    let (entries, checked, names) = db
        .read(move |c| {
            let entries = audit::store::page(c, None, None, lines.clamp(1, 10_000))?;
            let mut names = Vec::with_capacity(entries.len());
            for entry in &entries {
                names.push(match &entry.account_id {
                    Some(id) => account::store::find(c, id)?.map_or_else(|| "(gone)".to_owned(), |a| a.login),
                    None => "(machine)".to_owned(),
                });
            }
            Ok::<_, Error>((entries, audit::store::check(c)?, names))
        })
        .await?;
    for (entry, name) in entries.iter().zip(names) {
        say(format!(
            "{:>7} {} {name:<20} {:<20} {} {}",
            entry.number,
            entry.at.to_rfc3339(),
            entry.act,
            entry.object,
            entry.reason
        ));
    }
    if let Some(last) = entries.first() {
        say(format!("head {}:{}", last.number, last.hash));
    }
    match checked {
        (read, None) => say(format!("The record is whole up to line {read}.")),
        (_, Some(fault)) => {
            anyhow::bail!("the record is not whole: line {} was changed or is missing", fault.number)
        }
    }
    Ok(())
}

/// Suspends somebody, or takes it back.
pub async fn actor(place: &Place, what: Actor) -> anyhow::Result<()> {
    let db = place.open().await?;
    let at = place.at();
    let (handle, reason, back) = match what {
        Actor::Suspend { handle, reason } => (handle, reason, false),
        Actor::Restore { handle, reason } => (handle, reason, true),
    };
    let found = db
        .write(move |c| {
            let name = handle.trim_start_matches('@');
            let found = match name.split_once('@') {
                Some((user, host)) if host != at.site.domain => actor::store::by_handle(c, user, host)?,
                Some((user, _)) => actor::store::local_by_username(c, user)?,
                None => actor::store::local_by_username(c, name)?,
            };
            let found = found.ok_or(Error::NotFound)?;
            if back {
                let standing = decisions::standing(c, &found.id)?;
                let decision =
                    standing.iter().find(|d| d.measure == Measure::Suspend).ok_or(Error::NotFound)?;
                deciding::lift(c, &at, None, &decision.id, &reason)?;
            } else {
                let ruling = deciding::Ruling {
                    report: None,
                    actor: &found.id,
                    statements: &[],
                    positions: &[],
                    measure: Measure::Suspend,
                    rule: None,
                    reason: &reason,
                };
                deciding::decide(c, &at, None, &ruling)?;
            }
            Ok::<_, Error>(found)
        })
        .await?;
    let handle = found.handle();
    say(if back {
        format!("{handle} may speak here again.")
    } else {
        format!("{handle} is suspended here.")
    });
    Ok(())
}

/// Brings in a list, or shows what it would change.
pub async fn import_list(place: &Place, file: &Path, apply: bool) -> anyhow::Result<()> {
    let size = std::fs::metadata(file).with_context(|| file.display().to_string())?.len();
    ensure!(size <= peer::list::BYTES as u64, "the list is too long");
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let list = peer::list::read(&text).map_err(|refused| match refused {
        peer::list::Refused::TooLong => anyhow::anyhow!("the list is too long"),
        peer::list::Refused::Empty => anyhow::anyhow!("no line of the list names a node"),
    })?;
    let db = place.open().await?;
    let at = place.at();
    let preview = if apply {
        db.write(move |c| peer::actions::import(c, &at, None, &list)).await?
    } else {
        db.read(move |c| peer::actions::preview(c, &at, None, &list)).await?
    };
    for (host, decision) in &preview.added {
        say(format!("new      {host:<40} {}", in_words(decision.rule)));
    }
    for (host, old, decision) in &preview.changed {
        say(format!("changed  {host:<40} {} -> {}", in_words(*old), in_words(decision.rule)));
    }
    for host in &preview.own {
        say(format!("refused  {host:<40} it is this node itself"));
    }
    for host in &preview.allowed {
        say(format!("kept     {host:<40} you allowed it"));
    }
    say(format!(
        "{} new, {} changed, {} as before, {} lines not understood; {} follows {}.",
        preview.added.len(),
        preview.changed.len(),
        preview.kept,
        preview.unread,
        preview.follows_lost,
        if apply { "have ended" } else { "would end" }
    ));
    if !apply {
        say("Nothing was changed. With --apply it is.");
    }
    Ok(())
}

/// Writes the list to standard output.
pub async fn export_list(place: &Place) -> anyhow::Result<()> {
    let db = place.open().await?;
    let text = db.read(|c| peer::actions::export(c, None)).await?;
    say(text.trim_end());
    Ok(())
}
