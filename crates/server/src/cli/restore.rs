//! `sofra restore`: puts a backup back, into an empty place only.

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail, ensure};
use sofra_db::dump::{self, Loader};
use sofra_db::{AnyConnection, migrate};
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
///
/// A backup of an older Sofra goes into the schema it was made with; the migrations since then follow in the same
/// transaction, as they would have on the node itself.
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
    let newest = understood(&header.schema)?;
    let url = place.url()?;
    let media = place.config.media_folder();
    ensure!(
        std::fs::read_dir(&media).map_or(true, |mut entries| entries.next().is_none()),
        "{} is not empty: restore into an empty data folder; nothing was changed",
        media.display()
    );
    let lock = FolderLock::take(&place.config.data)?;
    let _alone = sofra_db::alone::Alone::take(&url)?;
    let incoming = super::backup::with_suffix(&media, ".incoming");
    let folder = incoming.clone();
    let schema = header.schema.clone();
    let loaded = tokio::task::spawn_blocking(move || {
        sofra_db::conn::connect(&url)?.write_tx::<_, anyhow::Error>(move |conn| {
            ensure!(dump::is_empty(conn)?, "this database is not empty: restore into an empty one");
            migrate::to(conn, &schema)?;
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder)?;
            let counts = load(conn, &mut reader, &folder)?;
            migrate::finish(conn)?;
            node::actions::pause_sending(conn, true)?;
            // The images are in their place before the rows that name them are there.
            let _ = std::fs::remove_dir(&media);
            std::fs::rename(&folder, &media)?;
            if let Some(parent) = media.parent() {
                std::fs::File::open(parent)?.sync_all()?;
            }
            Ok(counts)
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
    if header.schema != newest {
        // What a newer version keeps count of is not in an older backup.
        let db = place.open().await?;
        sofra_domain::overview::actions::count_missed(&db).await?;
    }
    drop(lock);
    say(format!("{} is back: {rows} rows and {files} images, as of {}.", header.domain, header.created));
    if header.schema != newest {
        say(format!(
            "It was brought from the schema {} of the backup to {newest} of this program.",
            header.schema
        ));
    }
    say("It receives, but it does not send yet: others may have seen later words than this backup has.");
    say("When you have looked at it, \"sofra admin resume\" resumes sending.");
    Ok(ExitCode::SUCCESS)
}

/// Gives the newest schema of this program, if it knows that of the backup as well.
fn understood(schema: &str) -> anyhow::Result<String> {
    let known = migrate::versions()?;
    let newest = known.last().cloned().unwrap_or_default();
    if schema > newest.as_str() {
        bail!(
            "this backup was made by a newer version of Sofra (it has the schema {schema}, this program knows {newest} \
             at most): restore it with that version; nothing was changed"
        );
    }
    ensure!(
        known.iter().any(|version| version == schema),
        "this backup has the schema {schema}, which no version of Sofra up to this one had: restore it with the program \
         that made it; nothing was changed"
    );
    Ok(newest)
}

/// Puts all rows into the database and all files into the folder. Gives the numbers of both.
fn load<R: Read>(
    conn: &mut AnyConnection,
    reader: &mut Reader<R>,
    folder: &Path,
) -> anyhow::Result<(u64, u64)> {
    let mut loader = Loader::default();
    let counts = loop {
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
    Ok(counts)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_of_the_past_is_understood_one_of_the_future_is_not() {
        let known = migrate::versions().expect("embedded");
        let newest = known.last().expect("at least one");
        for version in &known {
            assert_eq!(&understood(version).expect("known"), newest);
        }
        let newer = understood("9999").expect_err("refused").to_string();
        assert!(
            newer.contains("newer version") && newer.contains("9999") && newer.contains(newest),
            "{newer}"
        );
        assert!(newer.contains("nothing was changed"), "{newer}");
        for never in ["", "0000", "00011"] {
            assert!(
                understood(never).expect_err("refused").to_string().contains("which no version"),
                "{never}"
            );
        }
    }
}
