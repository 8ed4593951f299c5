//! `sofra admin import document`: a document that exists already becomes a statement with numbered paragraphs.

use std::path::PathBuf;

use anyhow::{Context as _, bail, ensure};
use sofra_base::lang::LanguageTag;
use sofra_base::text::sanitise;
use sofra_domain::actor::{self, ActorKind};
use sofra_domain::agenda;
use sofra_domain::statement::import::{Document, read_document};
use sofra_domain::statement::rules::{Form, SUMMARY, TITLE, TextForm};
use sofra_domain::statement::{Kind, actions};
use sofra_domain::{Error, account};

use super::{Place, say};

/// The longest file that is read at all; the importer's own limit is below it and says so itself.
const FILE_LIMIT: u64 = 64 * 1024 * 1024;

/// What to import and how.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Plain text or Markdown in UTF-8; text copied out of a PDF is fine
    file: PathBuf,
    /// The organisation that speaks, by its user name
    #[arg(long)]
    organisation: String,
    /// The language of the document
    #[arg(long, default_value = "en")]
    language: String,
    /// Another title than the document's own
    #[arg(long)]
    title: Option<String>,
    /// statement, position-paper, practice, lesson, story or submission
    #[arg(long, default_value = "position-paper")]
    kind: String,
    /// Publish it at once; without this it is a draft
    #[arg(long)]
    publish: bool,
    /// Demands of the Istanbul agenda it is about: "auto" takes those whose words it contains, or codes such as L1,S2
    #[arg(long)]
    demands: Option<String>,
}

/// Imports.
pub async fn run(place: &Place, options: Options) -> anyhow::Result<()> {
    let language: LanguageTag =
        options.language.parse().ok().context("--language is not a language code such as en, ar or fr")?;
    let kind = Kind::parse(&options.kind).filter(|k| Kind::CHOICES.contains(k)).with_context(|| {
        let names: Vec<&str> = Kind::CHOICES.iter().map(|k| k.as_str()).collect();
        format!("--kind is one of {}", names.join(", "))
    })?;
    let bytes = read(&options.file)?;
    let document = read_document(&bytes)?;
    let title = title(&document, options.title.as_deref())?;
    let demands = demands(options.demands.as_deref(), &document, &language)?;
    let body = document.to_markdown();
    let form = Form {
        kind: kind.as_str().to_owned(),
        audience: "public".to_owned(),
        authentic: language.to_string(),
        texts: vec![TextForm {
            language: language.to_string(),
            title: title.clone(),
            summary: summary(&document),
            body,
            translator: String::new(),
        }],
        demands: demands.clone(),
        images: Vec::new(),
        numbered: true,
        note: String::new(),
        networks: Vec::new(),
    };
    let db = place.open().await?;
    let (at, username, publish) = (place.at(), options.organisation.clone(), options.publish);
    let statement = db
        .write(move |conn| {
            let organisation = actor::store::local_by_username(conn, username.trim_start_matches('@'))?
                .filter(|a| a.kind == ActorKind::Organisation)
                .ok_or(Error::NotFound)?;
            let host = account::store::first_host(conn)?;
            let mut who = account::store::identity(conn, &host.id, true)?;
            if !who.speaks_for(&organisation.id) {
                // The owner of the machine may speak for every organisation that lives on it.
                who.seats.push((organisation.id.clone(), account::Seat::Editor));
            }
            actions::publish_once(conn, &at, &who, &organisation.id, &form, None, publish)
        })
        .await
        .map_err(|error| match error {
            Error::NotFound => {
                anyhow::anyhow!("there is no organisation \"{}\" on this node", options.organisation)
            }
            other => other.into(),
        })?;
    say(&title);
    let mut count = 0;
    for section in document.outline() {
        let numbers = match (section.paragraphs.first(), section.paragraphs.last()) {
            (Some(first), Some(last)) if first == last => format!("  [{first}]"),
            (Some(first), Some(last)) => format!("  [{first}–{last}]"),
            _ => String::new(),
        };
        count += section.paragraphs.len();
        say(format!("{}{}{numbers}", "  ".repeat(usize::from(section.level)), section.heading));
    }
    say(format!("{count} numbered paragraphs."));
    if !demands.is_empty() {
        let codes: Vec<&str> = demands.iter().filter_map(|urn| urn.rsplit(':').next()).collect();
        say(format!("Demands: {}", codes.join(", ")));
    }
    if publish && statement.state == sofra_domain::statement::State::Draft {
        say(format!("Proposed: the organisation's officers approve it first. {}", statement.uri));
    } else if publish {
        say(format!("Published: {}", statement.uri));
    } else {
        say(format!("A draft, seen by the organisation alone: {}", statement.uri));
    }
    Ok(())
}

fn read(file: &std::path::Path) -> anyhow::Result<Vec<u8>> {
    let known = std::fs::metadata(file).with_context(|| format!("{} cannot be read", file.display()))?;
    ensure!(known.is_file(), "{} is not a file", file.display());
    ensure!(known.len() <= FILE_LIMIT, "{} is far too long for a document", file.display());
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn title(document: &Document, given: Option<&str>) -> anyhow::Result<String> {
    let title = sanitise::line(given.unwrap_or(&document.title));
    ensure!(!title.is_empty(), "the document shows no title: give one with --title");
    if title.chars().count() <= TITLE {
        return Ok(title);
    }
    if given.is_some() {
        bail!("--title is longer than {TITLE} characters");
    }
    Ok(sanitise::truncate(&title, TITLE))
}

/// The first words of the document stand for it where others show only a few lines.
fn summary(document: &Document) -> String {
    use sofra_domain::statement::import::BlockKind;
    document
        .blocks
        .iter()
        .find(|b| b.kind == BlockKind::Paragraph && b.text.chars().count() > 60)
        .or_else(|| document.blocks.iter().find(|b| !matches!(b.kind, BlockKind::Heading { .. })))
        .map(|b| sanitise::truncate(&b.text, SUMMARY))
        .unwrap_or_default()
}

fn demands(wanted: Option<&str>, document: &Document, language: &LanguageTag) -> anyhow::Result<Vec<String>> {
    let agenda = agenda::istanbul();
    match wanted.map(str::trim) {
        None | Some("") => Ok(Vec::new()),
        Some("auto") => Ok(matching(document, language)),
        Some(codes) => codes
            .split(',')
            .map(|code| {
                let code = code.trim();
                agenda
                    .demand(code)
                    .map(|(_, demand)| agenda.urn(demand))
                    .with_context(|| format!("there is no demand \"{code}\" on the agenda {}", agenda.id))
            })
            .collect(),
    }
}

/// Demands of which one paragraph has most of the telling words. A proposal for the editor, who can change it.
fn matching(document: &Document, language: &LanguageTag) -> Vec<String> {
    let agenda = agenda::istanbul();
    let paragraphs: Vec<std::collections::BTreeSet<String>> =
        document.blocks.iter().map(|b| telling_words(&b.text)).collect();
    agenda
        .demands()
        .filter(|demand| {
            let Some((_, title)) = demand.title.best(std::slice::from_ref(language), None) else {
                return false;
            };
            let wanted = telling_words(title);
            wanted.len() >= 3
                && paragraphs.iter().any(|words| wanted.intersection(words).count() * 10 >= wanted.len() * 6)
        })
        .map(|demand| agenda.urn(demand))
        .collect()
}

/// Words of more than four letters, without their ending: enough to recognise a subject, in any script.
fn telling_words(text: &str) -> std::collections::BTreeSet<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 4)
        .map(|word| word.chars().take(6).collect())
        .collect()
}
