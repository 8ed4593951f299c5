//! `sofra restore`: puts a backup back, into an empty place only.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail, ensure};
use sofra_db::dump::{self, Loader};
use sofra_domain::node;

use super::container::{Entry, Reader};
use super::{Place, ask_secret, say};
use crate::lock::FolderLock;

/// What to read and with which passphrase.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The backup
    file: PathBuf,
    /// Without it the passphrase is asked for
    #[arg(long, env = "SOFRA_PASSPHRASE", hide_env_values = true)]
    passphrase: Option<String>,
}

/// Restores. All rows go in together or not at all; the node does not send until the host says so, because other nodes
/// may have seen later words than the backup has.
pub async fn run(place: &Place, options: Options) -> anyhow::Result<ExitCode> {
    let file = std::fs::File::open(&options.file)
        .with_context(|| format!("{} cannot be read", options.file.display()))?;
    let passphrase = match options.passphrase {
        Some(given) => given,
        None => {
            tokio::task::spawn_blocking(|| ask_secret("The passphrase of the backup (it is not shown):"))
                .await??
        }
    };
    // Opened first: with a wrong passphrase nothing is touched, not even an empty folder is made.
    let mut reader =
        tokio::task::spawn_blocking(move || Reader::begin(BufReader::new(file), &passphrase)).await??;
    let header = reader.header.clone();
    if place.config.domain != header.domain {
        bail!(
            "this backup is of the node {}, the configuration says {}: set --domain {} (and a port or development as \
             it was); nothing was changed",
            header.domain,
            place.config.domain,
            header.domain
        );
    }
    let url = place.url()?;
    let media = place.config.media_folder();
    ensure!(
        std::fs::read_dir(&media).map_or(true, |mut entries| entries.next().is_none()),
        "{} is not empty: restore into an empty data folder; nothing was changed",
        media.display()
    );
    let lock = FolderLock::take(&place.config.data)?;
    let _alone = sofra_db::alone::Alone::take(&url)?;
    let db = place.open_or_make(url).await?;
    ensure!(
        db.read(dump::is_empty).await?,
        "this database is not empty: restore into an empty one; nothing was changed"
    );
    let schema = db.read(dump::schema_version).await?;
    ensure!(
        schema == header.schema,
        "the backup has the schema {}, this program makes {schema}: restore it with the version of Sofra that made it, \
         then start the newer one",
        header.schema
    );
    let incoming = super::backup::with_suffix(&media, ".incoming");
    let folder = incoming.clone();
    let loaded = tokio::task::spawn_blocking(move || {
        db.write_blocking::<_, anyhow::Error>(move |conn| {
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder)?;
            let mut loader = Loader::default();
            let (rows, files) = loop {
                match reader.next()? {
                    Entry::Row(table, row) => loader.row(conn, &table, &row)?,
                    Entry::File(name, bytes) => {
                        let mut out = std::fs::File::create_new(folder.join(plain(&name)?))?;
                        reader.file(bytes, &mut out)?;
                        out.sync_all()?;
                    }
                    Entry::End { rows, files } => break (rows, files),
                }
            };
            loader.finish(conn)?;
            node::actions::pause_sending(conn, true)?;
            // The images are in their place before the rows that name them are there.
            let _ = std::fs::remove_dir(&media);
            std::fs::rename(&folder, &media)?;
            if let Some(parent) = media.parent() {
                std::fs::File::open(parent)?.sync_all()?;
            }
            Ok((rows, files))
        })
    })
    .await?;
    let (rows, files) = match loaded {
        Ok(counts) => counts,
        Err(error) => {
            let _ = std::fs::remove_dir_all(&incoming);
            return Err(error.context("nothing was restored"));
        }
    };
    drop(lock);
    say(format!("{} is back: {rows} rows and {files} images, as of {}.", header.domain, header.created));
    say("It receives, but it does not send yet: others may have seen later words than this backup has.");
    say("When you have looked at it, \"sofra admin resume\" resumes sending.");
    Ok(ExitCode::SUCCESS)
}

/// Only a plain name becomes a file.
fn plain(name: &str) -> anyhow::Result<&Path> {
    let sound = !name.is_empty()
        && name.len() <= 100
        && !name.starts_with('.')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    ensure!(sound, "the backup is damaged");
    Ok(Path::new(name))
}
