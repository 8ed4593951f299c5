//! Fresh databases for tests, real ones: a SQLite file in a folder of its own, or a PostgreSQL database created
//! for one test. A program in use has no reason to call this.

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use crate::{Database, DatabaseUrl, Error};

/// The environment variable that names the PostgreSQL server of the run, without a database name.
pub const SERVER: &str = "SOFRA_TEST_POSTGRES";

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A database that is removed when the test ends.
pub struct TestDatabase {
    url: DatabaseUrl,
    folder: Option<std::path::PathBuf>,
    server: Option<(String, String)>,
}

impl TestDatabase {
    /// An empty SQLite database.
    ///
    /// # Errors
    /// When no folder can be made for it.
    pub fn sqlite() -> Result<Self, Error> {
        let folder = std::env::temp_dir().join(format!("sofra-test-{}", unique()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self { url: DatabaseUrl::Sqlite(folder.join("sofra.db")), folder: Some(folder), server: None })
    }

    /// An empty PostgreSQL database on the server named by [`SERVER`].
    ///
    /// # Errors
    /// When the variable is not set (the tests never skip a database silently) or the server does not answer.
    pub fn postgres() -> Result<Self, Error> {
        let server = std::env::var(SERVER).map_err(|_| {
            Error::Io(std::io::Error::other(format!(
                "{SERVER} is not set: run the tests with tests/all, which starts a PostgreSQL for the run"
            )))
        })?;
        let name = format!("sofra_{}", unique());
        let mut admin = PgConnection::establish(&format!("{server}/postgres"))?;
        admin.batch_execute(&format!("CREATE DATABASE {name}"))?;
        Ok(Self {
            url: DatabaseUrl::Postgres(format!("{server}/{name}")),
            folder: None,
            server: Some((server, name)),
        })
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// Where it is, as the command line takes it.
    #[must_use]
    pub fn url_text(&self) -> String {
        match &self.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        }
    }

    /// Opens it.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub fn open(&self) -> Result<Database, Error> {
        Database::open(&self.url)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // Nothing depends on the clean-up: a temporary folder and a throw-away server.
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
        if let Some((server, name)) = &self.server
            && let Ok(mut admin) = PgConnection::establish(&format!("{server}/postgres"))
        {
            let _ = admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

fn unique() -> String {
    let nanos = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_nanos() % 1_000_000_000_000);
    format!("{}_{}_{nanos}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}
