//! The connection to either database, the readers and the one writer.
//!
//! All writes of a process go through one thread, on both databases. It takes whatever waits, runs each piece of
//! work under its own savepoint, and commits them together (group commit): with `synchronous=FULL` one fsync then
//! serves many acknowledged writes, nothing fails with "database is locked", and two actions never race.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, Connection, SimpleConnection, TransactionManager};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::r2d2::{ManageConnection, Pool};
use diesel::{PgConnection, QueryResult, RunQueryDsl, SqliteConnection};
use tokio::sync::{oneshot, watch};

/// How many pieces of work share one commit at most.
const GROUP: usize = 256;
/// How many pieces of work may wait for the writer before callers are told to come back later.
const BACKLOG: usize = 8192;

pub use any::AnyConnection;
use any::MultiBackend;

/// The derive writes items without documentation, so it has a room of its own.
#[allow(missing_docs)]
mod any {
    use diesel::{PgConnection, SqliteConnection};

    /// A connection to either database. Never use `establish` on it: it would guess the backend.
    #[derive(diesel::MultiConnection)]
    pub enum AnyConnection {
        /// A file, or memory.
        Sqlite(SqliteConnection),
        /// A server.
        Postgres(PgConnection),
    }
}

/// A statement that both databases accept but diesel offers only on each of them (`ON CONFLICT`, `UNION`),
/// lifted to [`AnyConnection`].
#[derive(QueryId)]
pub struct Both<T>(pub T);

impl<T> QueryFragment<MultiBackend> for Both<T>
where
    T: QueryFragment<diesel::sqlite::Sqlite> + QueryFragment<diesel::pg::Pg>,
{
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(&self.0, out)
    }
}

impl<T: Query> Query for Both<T> {
    type SqlType = T::SqlType;
}

impl<T> RunQueryDsl<AnyConnection> for Both<T> {}

/// Runs the same expression on the concrete connection of each backend, for what [`Both`] cannot lift
/// (batch inserts, `as_returning`).
#[macro_export]
macro_rules! each_backend {
    ($conn:expr, $c:ident => $e:expr) => {
        match $conn {
            $crate::AnyConnection::Sqlite($c) => $e,
            $crate::AnyConnection::Postgres($c) => $e,
        }
    };
}

impl AnyConnection {
    /// A transaction that will write. On SQLite it takes the write lock at once, so that reading first and writing
    /// afterwards never fails half-way.
    ///
    /// # Errors
    /// What `work` gives, or the database's own error on begin and commit.
    pub fn write_tx<T, E: From<diesel::result::Error>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.begin_write()?;
        match work(self) {
            Ok(value) => {
                <Self as Connection>::TransactionManager::commit_transaction(self)?;
                Ok(value)
            }
            Err(error) => {
                // The first error is the one worth telling; a failed rollback closes the connection anyway.
                let _ = <Self as Connection>::TransactionManager::rollback_transaction(self);
                Err(error)
            }
        }
    }

    fn begin_write(&mut self) -> QueryResult<()> {
        match self {
            Self::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
            Self::Postgres(c) => AnsiTransactionManager::begin_transaction(c),
        }
    }

    /// Reads for as long as it takes, all as of one moment: copies and comparisons of everything. Not inside of a
    /// transaction.
    ///
    /// # Errors
    /// What `work` gives, or the database's own error at the beginning and the end.
    pub fn at_one_moment<T, E: From<diesel::result::Error>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Self::Sqlite(c) => c.batch_execute("BEGIN")?,
            // The limit of time is for what people wait for.
            Self::Postgres(c) => c.batch_execute(
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0",
            )?,
        }
        let result = work(self);
        each_backend!(self, c => c.batch_execute("ROLLBACK"))?;
        result
    }

    /// Whether this is PostgreSQL, for the few functions that must differ.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// Where the data is, as chosen by the host. The scheme decides the backend; anything else is refused, so that a
/// mistyped address never becomes a new, empty file.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite:PATH` or `sqlite://PATH`.
    Sqlite(PathBuf),
    /// `postgres://…` or `postgresql://…`, handed to libpq as it is.
    Postgres(String),
}

impl DatabaseUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Error::Url`] when the scheme is neither of the two.
    pub fn parse(text: &str) -> Result<Self, Error> {
        if let Some(path) = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")) {
            if path.is_empty() {
                return Err(Error::Url);
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(Error::Url)
    }

    /// The backend's name, for logs and pages: never the address, which may hold a password.
    #[must_use]
    pub fn backend(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.backend())
    }
}

/// What can go wrong with the database itself.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address has neither of the two known schemes.
    #[error("the database address must begin with sqlite: or postgres://")]
    Url,
    /// The database was last written by a newer Sofra.
    #[error(
        "this database was written by a newer version of Sofra (it holds the migration {found}, this program knows \
         {known} at most): start the newer program, or restore a backup made with this one"
    )]
    Newer {
        /// The newest migration in the database.
        found: String,
        /// The newest migration of this program.
        known: String,
    },
    /// Rows of a schema that this program does not know.
    #[error("this program does not know the schema {found} (it knows {known} and those before it)")]
    Unknown {
        /// The schema asked for.
        found: String,
        /// The newest migration of this program.
        known: String,
    },
    /// A migration failed; its transaction was rolled back.
    #[error("the database could not be brought up to date: {0}")]
    Migration(String),
    /// No connection.
    #[error("no connection to the database: {0}")]
    Connect(#[from] diesel::ConnectionError),
    /// No free reader within the time allowed.
    #[error("the database is too busy to read from")]
    Pool,
    /// The writer has too much to do, or the process is stopping.
    #[error("the database is too busy to write to")]
    Busy,
    /// The work panicked; nothing of it was kept.
    #[error("a piece of database work failed unexpectedly")]
    Panic,
    /// The server takes no change now: it is a standby, or its disk is full.
    #[error("the database takes no changes at present")]
    ReadOnly,
    /// Committing failed: whether the work was kept is not known.
    #[error("committing failed")]
    Commit,
    /// Anything the database says about a query.
    #[error("database: {0}")]
    Query(#[from] diesel::result::Error),
    /// Another running program holds the database.
    #[error(
        "another Sofra is running on this database: stop it first, because two would send everything twice"
    )]
    InUse,
    /// The file or folder of the data.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Opens connections of one backend, for the pool of readers and for the writer.
#[derive(Clone)]
struct Manager {
    url: DatabaseUrl,
    read_only: bool,
}

impl Manager {
    fn open(&self) -> Result<AnyConnection, Error> {
        match &self.url {
            DatabaseUrl::Sqlite(path) => {
                let mut c = SqliteConnection::establish(&path.to_string_lossy())?;
                c.batch_execute(
                    "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                     PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 8000; PRAGMA temp_store = MEMORY; \
                     PRAGMA cache_size = -4096;",
                )?;
                if self.read_only {
                    c.batch_execute("PRAGMA query_only = ON;")?;
                }
                Ok(AnyConnection::Sqlite(c))
            }
            DatabaseUrl::Postgres(url) => {
                let mut c = PgConnection::establish(url)?;
                c.batch_execute(
                    "SET synchronous_commit = on; SET lock_timeout = '5s'; SET TIME ZONE 'UTC'; \
                     SET client_min_messages = warning;",
                )?;
                if self.read_only {
                    c.batch_execute("SET default_transaction_read_only = on; SET statement_timeout = '5s';")?;
                }
                Ok(AnyConnection::Postgres(c))
            }
        }
    }
}

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = Error;

    fn connect(&self) -> Result<AnyConnection, Error> {
        self.open()
    }

    fn is_valid(&self, conn: &mut AnyConnection) -> Result<(), Error> {
        match conn {
            AnyConnection::Sqlite(_) => Ok(()),
            AnyConnection::Postgres(c) => Ok(c.batch_execute("SELECT 1")?),
        }
    }

    fn has_broken(&self, conn: &mut AnyConnection) -> bool {
        // A reader that was left inside a transaction must not be handed to the next caller.
        <AnyConnection as Connection>::TransactionManager::is_broken_transaction_manager(conn)
    }
}

/// The result of one piece of work, waiting for the commit that makes it true.
type Answer = Box<dyn FnOnce(Result<(), Error>) + Send>;
type Work = Box<dyn FnOnce(&mut AnyConnection) -> (bool, Answer) + Send>;

/// The database: many readers, one writer. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    url: DatabaseUrl,
    readers: Pool<Manager>,
    writer: mpsc::SyncSender<Work>,
    commits: watch::Receiver<u64>,
    /// Bounds the threads that wait for a reader.
    reading: Arc<tokio::sync::Semaphore>,
}

impl Database {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// See [`Error`]; nothing was changed unless it says so.
    pub fn open(url: &DatabaseUrl) -> Result<Self, Error> {
        Self::open_with_readers(url, 4)
    }

    /// As [`Database::open`], with a number of readers of your own.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub fn open_with_readers(url: &DatabaseUrl, readers: u32) -> Result<Self, Error> {
        let manager = Manager { url: url.clone(), read_only: false };
        let mut writer = connect(url)?;
        crate::migrate::run(&mut writer)?;
        let pool = Pool::builder()
            .max_size(readers)
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(5))
            .error_handler(Box::new(LogPoolErrors))
            .build_unchecked(Manager { url: url.clone(), read_only: true });
        let (sender, receiver) = mpsc::sync_channel::<Work>(BACKLOG);
        let (announce, commits) = watch::channel(0);
        std::thread::Builder::new()
            .name("sofra-writer".to_owned())
            .spawn(move || write_loop(&manager, Some(writer), &receiver, &announce))?;
        Ok(Self {
            url: url.clone(),
            readers: pool,
            writer: sender,
            commits,
            reading: Arc::new(tokio::sync::Semaphore::new(readers as usize * 4)),
        })
    }

    /// Which backend it is.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// A counter that grows with each commit of this process: workers wait on it instead of asking again and again.
    #[must_use]
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.commits.clone()
    }

    /// Runs one action in a transaction and returns after it is durable.
    ///
    /// # Errors
    /// What the action gives (nothing of it is kept then), or the database's own error.
    pub async fn write<T, E>(
        &self,
        action: impl FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + From<diesel::result::Error> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        self.send(work(action, move |result| {
            // The caller may have gone away; the work is done all the same.
            let _ = tell.send(result);
        }))?;
        told.await.map_err(|_| Error::Busy)?
    }

    /// As [`Database::write`], for threads outside the runtime.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub fn write_blocking<T, E>(
        &self,
        action: impl FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + From<diesel::result::Error> + Send + 'static,
    {
        let (tell, told) = mpsc::sync_channel(1);
        self.send(work(action, move |result| {
            let _ = tell.send(result);
        }))?;
        told.recv().map_err(|_| Error::Busy)?
    }

    fn send(&self, work: Work) -> Result<(), Error> {
        self.writer.try_send(work).map_err(|_| Error::Busy)
    }

    /// Whether the writer takes work and may write, found out by a transaction that changes nothing.
    ///
    /// # Errors
    /// [`Error::Busy`] when it does not answer within the time given or its queue is full, [`Error::ReadOnly`], or the
    /// database's own error.
    pub async fn writer_answers(&self, within: Duration) -> Result<(), Error> {
        let (tell, told) = oneshot::channel();
        let asked = work(check_writable, move |result| {
            let _ = tell.send(result);
        });
        // Nothing was kept: nobody who waits for a commit has to look.
        self.send(Box::new(move |conn| (false, asked(conn).1)))?;
        tokio::time::timeout(within, told).await.map_err(|_| Error::Busy)?.map_err(|_| Error::Busy)?
    }

    /// Runs a read on one of the readers, which cannot write.
    ///
    /// # Errors
    /// What the read gives, or the database's own error.
    pub async fn read<T, E>(
        &self,
        read: impl FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let _place = tokio::time::timeout(Duration::from_secs(5), self.reading.clone().acquire_owned())
            .await
            .map_err(|_| Error::Pool)?
            .map_err(|_| Error::Pool)?;
        let pool = self.readers.clone();
        tokio::task::spawn_blocking(move || {
            let mut conn = pool.get().map_err(|_| Error::Pool)?;
            read(&mut conn)
        })
        .await
        .map_err(|_| Error::Panic)?
    }

    /// As [`Database::read`], for threads outside the runtime.
    ///
    /// # Errors
    /// As [`Database::read`].
    pub fn read_blocking<T, E: From<Error>>(
        &self,
        read: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.readers.get().map_err(|_| Error::Pool)?;
        read(&mut conn)
    }
}

/// One connection that may write, to a database as it is: its schema is not brought up to date. For work that nobody
/// else shares the database with, such as a restore; hold [`crate::alone::Alone`] meanwhile.
///
/// # Errors
/// When there is no connection, or the folder of the file cannot be made.
pub fn connect(url: &DatabaseUrl) -> Result<AnyConnection, Error> {
    if let DatabaseUrl::Sqlite(path) = url
        && let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)?;
    }
    Manager { url: url.clone(), read_only: false }.open()
}

#[derive(Debug)]
struct LogPoolErrors;

impl diesel::r2d2::HandleError<Error> for LogPoolErrors {
    fn handle_error(&self, error: Error) {
        tracing::warn!(%error, "a database reader could not be opened");
    }
}

/// A standby and a server whose disk is full accept a transaction, but no change.
fn check_writable(conn: &mut AnyConnection) -> Result<(), Error> {
    let AnyConnection::Postgres(c) = conn else {
        // Beginning took the write lock of the file already.
        return Ok(());
    };
    let writable =
        diesel::dsl::sql::<diesel::sql_types::Bool>("current_setting('transaction_read_only') = 'off'");
    if diesel::select(writable).get_result(c)? { Ok(()) } else { Err(Error::ReadOnly) }
}

/// Wraps an action so that its result waits for the commit.
fn work<T, E>(
    action: impl FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    tell: impl FnOnce(Result<T, E>) + Send + 'static,
) -> Work
where
    T: Send + 'static,
    E: From<Error> + From<diesel::result::Error> + Send + 'static,
{
    Box::new(move |conn| {
        let mut panicked = false;
        let result = conn.transaction::<T, E, _>(|conn| {
            catch_unwind(AssertUnwindSafe(|| action(conn))).unwrap_or_else(|payload| {
                panicked = true;
                tracing::error!(
                    cause = panic_text(payload.as_ref()),
                    "an action panicked and was rolled back"
                );
                Err(Error::Panic.into())
            })
        });
        let kept = result.is_ok();
        let answer: Answer = Box::new(move |commit| {
            tell(match (result, commit) {
                (Ok(_), Err(error)) => Err(error.into()),
                (result, _) => result,
            });
        });
        (kept, answer)
    })
}

fn panic_text(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown")
}

fn write_loop(
    manager: &Manager,
    mut conn: Option<AnyConnection>,
    queue: &mpsc::Receiver<Work>,
    announce: &watch::Sender<u64>,
) {
    while let Ok(first) = queue.recv() {
        let mut open = match conn.take().map_or_else(|| manager.open(), Ok) {
            Ok(open) => open,
            Err(error) => {
                tracing::error!(%error, "the writer has no connection to the database");
                // The waiting pieces of work are dropped, which their callers see as "busy".
                drop(first);
                std::thread::sleep(Duration::from_millis(200));
                continue;
            }
        };
        if let Err(error) = open.begin_write() {
            tracing::warn!(%error, "a write transaction could not begin");
            drop(first);
            continue;
        }
        let mut answers = Vec::with_capacity(8);
        let mut any_kept = false;
        let mut next = Some(first);
        while let Some(work) = next {
            let (kept, answer) = work(&mut open);
            any_kept |= kept;
            answers.push(answer);
            next = if answers.len() < GROUP { queue.try_recv().ok() } else { None };
        }
        let committed = <AnyConnection as Connection>::TransactionManager::commit_transaction(&mut open);
        match committed {
            Ok(()) => {
                for answer in answers {
                    answer(Ok(()));
                }
                if any_kept {
                    announce.send_modify(|count| *count += 1);
                }
                conn = Some(open);
            }
            Err(error) => {
                // The connection is given up: a fresh one starts from what is really on disk.
                tracing::error!(%error, "committing failed");
                for answer in answers {
                    answer(Err(Error::Commit));
                }
            }
        }
    }
}

/// What boxed queries on [`AnyConnection`] are written for.
pub type Backend = <AnyConnection as Connection>::Backend;
