//! `sofra backup`: everything a node needs to live on elsewhere, in one encrypted file.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use sofra_db::dump;
use sofra_domain::node;

use super::container::{Header, Writer};
use super::{Place, ask_secret, say};

/// Characters of a passphrase at least: the file may lie where others can copy it.
const SHORTEST: usize = 12;

/// What to write and with which passphrase.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The file to write; an existing one is not overwritten
    file: PathBuf,
    /// Without it the passphrase is asked for
    #[arg(long, env = "SOFRA_PASSPHRASE", hide_env_values = true)]
    passphrase: Option<String>,
}

/// Writes the backup. The name of the file appears only when it is complete and on disk.
pub async fn run(place: &Place, options: Options) -> anyhow::Result<ExitCode> {
    ensure!(!options.file.exists(), "{} exists already: choose another name", options.file.display());
    let passphrase = match options.passphrase {
        Some(given) => given,
        None => twice().await?,
    };
    ensure!(
        passphrase.chars().count() >= SHORTEST,
        "the passphrase needs {SHORTEST} characters: whoever opens the file can speak for your organisation"
    );
    let db = place.open().await?;
    let domain = match db.read(node::store::get).await {
        Ok(known) => known.domain,
        Err(sofra_domain::Error::NotFound) => {
            anyhow::bail!("this node was never started: there is nothing to save")
        }
        Err(error) => return Err(error.into()),
    };
    let head = db.read(sofra_domain::audit::store::head).await?;
    let created = place.clock.now().to_rfc3339();
    let partial = with_suffix(&options.file, ".partial");
    let (target, media) = (partial.clone(), place.config.media_folder());
    let written = db
        .read::<_, anyhow::Error>(move |conn| {
            let header = Header::new(domain, dump::schema_version(conn)?, created);
            let file =
                create_private(&target).with_context(|| format!("{} cannot be written", target.display()))?;
            let mut writer = Writer::begin(BufWriter::new(file), &passphrase, &header)?;
            dump::dump::<anyhow::Error>(conn, |table, json| writer.row(table, json))?;
            // After the rows: every file that a row names was on disk before the row was.
            for (name, path) in files(&media)? {
                // One that was removed meanwhile belonged to no statement any more.
                if path.exists() {
                    writer.file(&name, &path)?;
                }
            }
            let (out, rows, files) = writer.end()?;
            let mut file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.flush()?;
            file.sync_all()?;
            Ok((rows, files))
        })
        .await;
    let (rows, files) = match written {
        Ok(counts) => counts,
        Err(error) => {
            let _ = std::fs::remove_file(&partial);
            return Err(error);
        }
    };
    std::fs::rename(&partial, &options.file)?;
    if let Some(folder) = options.file.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        std::fs::File::open(folder)?.sync_all()?;
    }
    if let Some((number, hash)) = head {
        say(format!("The record ends with line {number}:{hash}. Keep that apart from the node as well."));
    }
    say(format!("{rows} rows and {files} images are in {}", options.file.display()));
    say("Keep the passphrase apart from the file: without it the file is worthless, to you as well.");
    Ok(ExitCode::SUCCESS)
}

async fn twice() -> anyhow::Result<String> {
    tokio::task::spawn_blocking(|| {
        let first = ask_secret("A passphrase for the backup (it is not shown):")?;
        ensure!(ask_secret("The same again:")? == first, "the two are different; nothing was written");
        Ok(first)
    })
    .await?
}

fn create_private(path: &Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    std::fs::File::options().write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// The path with something after its whole name.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn files(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let finished = entry.path().extension().is_some_and(|e| e != "unfinished");
        if let (true, true, Ok(name)) =
            (finished, entry.file_type()?.is_file(), entry.file_name().into_string())
        {
            found.push((name, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}
