//! `sofra admin organisation …`: an archive of an organisation is written, or brought in, at the machine itself.

use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use clap::Subcommand;
use sofra_domain::actor::{self, Actor, ActorKind};
use sofra_domain::moving::{archive, export, import};
use sofra_domain::{Database, Error, media};

use super::{Place, say};

/// What to do with an organisation.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write all that an organisation said, and who follows it, into one signed file
    Export {
        /// Its user name
        name: String,
        /// The file to write; an existing one is not overwritten
        file: PathBuf,
    },
    /// Bring such a file from another node into an organisation of this node
    Import {
        /// Its user name here
        name: String,
        /// The file
        file: PathBuf,
    },
}

/// Does it.
pub async fn run(place: &Place, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Export { name, file } => write(place, &name, file).await,
        Command::Import { name, file } => bring(place, &name, file).await,
    }
}

async fn find(db: &Database, name: &str) -> anyhow::Result<Actor> {
    let wanted = name.trim_start_matches('@').to_owned();
    let found = db.read(move |conn| actor::store::local_by_username(conn, &wanted)).await?;
    found
        .filter(|a| matches!(a.kind, ActorKind::Organisation | ActorKind::Network))
        .with_context(|| format!("there is no organisation called {name} on this node"))
}

async fn write(place: &Place, name: &str, file: PathBuf) -> anyhow::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let db = place.open().await?;
    let found = find(&db, name).await?;
    let (id, now) = (found.id.clone(), place.clock.now());
    let collected = db.read(move |conn| export::collect(conn, now, None, &id)).await?;
    let folder = place.config.media_folder();
    let bytes = tokio::task::spawn_blocking(move || export::assemble(collected, &folder, now)).await??;
    let mut out = std::fs::File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)
        .with_context(|| format!("{} cannot be written, or exists already", file.display()))?;
    out.write_all(&bytes)?;
    out.sync_all()?;
    let at = place.at();
    db.write(move |conn| export::note(conn, &at, None, &found.id)).await?;
    say(format!("{} bytes are in {}", bytes.len(), file.display()));
    say("It holds drafts and what was written for few. Keep it in a safe place.");
    Ok(())
}

async fn bring(place: &Place, name: &str, file: PathBuf) -> anyhow::Result<()> {
    let size = std::fs::metadata(&file).with_context(|| format!("{} cannot be read", file.display()))?.len();
    ensure!(size <= archive::LARGEST as u64, "the file is larger than an archive may be");
    let bytes = std::fs::read(&file)?;
    let mut parsed = import::read(&bytes).map_err(in_words)?;
    let db = place.open().await?;
    let found = find(&db, name).await?;
    let uri = parsed.actor.clone();
    let old = db.read(move |conn| actor::store::by_uri(conn, &uri)).await?.with_context(|| {
        format!(
            "this node does not know {} yet, so it cannot check the signature: look it up on the page \"Follow\" first",
            parsed.actor
        )
    })?;
    let (folder, now) = (place.config.media_folder(), place.clock.now());
    let limits = media::image::Limits {
        max_bytes: place.config.limits.image_bytes,
        ..media::image::Limits::default()
    };
    let (parsed, images) = tokio::task::spawn_blocking(move || {
        let images = parsed.prepare_images(&folder, &limits, now)?;
        Ok::<_, Error>((parsed, images))
    })
    .await??;
    let at = place.at();
    let report = db
        .write(move |conn| import::bring(conn, &at, None, &found.id, &old.id, &parsed, images))
        .await
        .map_err(in_words)?;
    say(format!("{} published statements came with their history", report.brought));
    for (count, what) in [
        (report.drafts, "are drafts here"),
        (report.known, "were here already"),
        (report.withdrawn, "were withdrawn; nothing of them is kept"),
        (report.refused, "were left out: their words are not those they were published with"),
        (report.mandates, "mandates came along"),
        (report.acts, "lines of the record came along"),
        (report.blocks, "blocks hold here now"),
        (report.blocks_unknown, "blocks were left out: this node does not know whom they are about"),
    ] {
        if count > 0 {
            say(format!("{count} {what}"));
        }
    }
    if !report.confirmed {
        say("Nobody outside sees any of it until the old node confirms the move.");
    }
    say("On the old node, an officer now enters the handle of this organisation: its followers come along.");
    Ok(())
}

fn in_words(error: Error) -> anyhow::Error {
    match error {
        Error::Invalid(wrong) => anyhow::anyhow!(match wrong.first().map(|field| field.key) {
            Some("error-move-archive-unsigned") => "the archive is not signed by the organisation it names",
            Some("error-move-archive-format") => "the archive is of another version",
            Some("error-move-archive-too-large") => "the archive is too large",
            _ => "the file is no archive of Sofra, or it is not whole",
        }),
        other => other.into(),
    }
}
