//! One node: started, running, stopped.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use sofra_base::clock::Clock;
use sofra_base::config::Config;
use sofra_db::alone::Alone;
use sofra_domain::actor::actions::Keys;
use sofra_domain::remote::Resolver;
use sofra_domain::{At, Database, DatabaseUrl, Site, media, node, overview};
use sofra_federation::Federation;
use sofra_web::App;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::lock::{FolderLock, LockError};
use crate::{http, mail, metrics, schedule};

/// How long requests and workers may take to finish when the node stops.
const GRACE: Duration = Duration::from_secs(8);

/// Why a node did not start. Nothing was sent and nothing was lost.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The database.
    #[error(transparent)]
    Database(#[from] sofra_db::Error),
    /// The configured name is not the one the data was made with.
    #[error(
        "this data belongs to the node \"{stored}\", the configuration says \"{configured}\". Every address the node \
         gave out contains its name, so it cannot change: set the old name, or use another data folder"
    )]
    DomainChanged {
        /// The name in the database.
        stored: String,
        /// The name in the configuration.
        configured: String,
    },
    /// The first start.
    #[error("the node could not be made ready: {0}")]
    Initialise(sofra_domain::Error),
    /// The address is taken or not ours.
    #[error("cannot listen on {0}: {1}")]
    Listen(String, std::io::Error),
    /// Certificate or key.
    #[error("{what} ({file}): {why}")]
    Tls {
        /// What was wanted.
        what: &'static str,
        /// The file.
        file: PathBuf,
        /// What is wrong with it; never its content.
        why: String,
    },
    /// The settings of mail.
    #[error("mail cannot be sent as it is set up: {0}")]
    Mail(String),
    /// Federation.
    #[error("federation could not start: {0}")]
    Federation(#[from] sofra_federation::StartError),
    /// A thread could not be started.
    #[error("the system gave no thread: {0}")]
    Thread(#[from] tokio::task::JoinError),
}

/// A running node.
pub struct Node {
    /// `https://host`, without a slash at its end.
    pub base_url: String,
    /// Where it really listens: with port 0 in the configuration the system chose one.
    pub local_addr: SocketAddr,
    /// Where Prometheus may ask, if it may.
    pub metrics_addr: Option<SocketAddr>,
    /// The database.
    pub db: Database,
    /// The time; tests move it.
    pub clock: Clock,
    /// What the pages share.
    pub app: Arc<App>,
    /// What talks to other nodes.
    pub federation: Arc<Federation>,
    stop: watch::Sender<bool>,
    lost: watch::Receiver<bool>,
    servers: Vec<(ServerHandle, JoinHandle<std::io::Result<()>>)>,
    workers: Vec<JoinHandle<()>>,
    lock: FolderLock,
}

impl Node {
    /// Starts a node.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(config: Config) -> Result<Self, StartError> {
        Self::start_at(config, Clock::default()).await
    }

    /// As [`Node::start`], with a clock that the caller can move.
    ///
    /// # Errors
    /// As [`Node::start`].
    pub async fn start_at(config: Config, clock: Clock) -> Result<Self, StartError> {
        let listener = bind(&config.listen.to_string())?;
        Self::start_on(listener, config, clock).await
    }

    /// As [`Node::start_at`], on a port that the caller holds already: so that several nodes can know each other's
    /// addresses before the first one starts.
    ///
    /// # Errors
    /// As [`Node::start`].
    pub async fn start_on(listener: TcpListener, config: Config, clock: Clock) -> Result<Self, StartError> {
        let Prepared { lock, alone, db, site } = Prepared::make(&config, &clock).await?;
        media::actions::clean_up(&config.media_folder());

        let sender = mail::Sender::new(&config).map_err(StartError::Mail)?;
        let config = Arc::new(config);
        let federation = Federation::new(db.clone(), clock.clone(), site.clone(), config.clone())?;
        let resolver: Arc<dyn Resolver> = federation.clone();
        let app = Arc::new(App::new(db.clone(), clock.clone(), site.clone(), config.clone(), resolver));

        let local_addr =
            listener.local_addr().map_err(|e| StartError::Listen(config.listen.to_string(), e))?;
        let mut servers = vec![http::serve(listener, app.clone(), federation.clone())?];
        let mut metrics_addr = None;
        if !config.metrics.listen.is_empty() {
            let listener = bind(&config.metrics.listen)?;
            metrics_addr = listener.local_addr().ok();
            servers.push(http::serve_metrics(listener)?);
        }
        let _ = metrics::handle();

        let (stop, stopping) = watch::channel(false);
        let (lose, lost) = watch::channel(false);
        let mut workers = vec![
            tokio::spawn(federation.clone().run(stopping.clone())),
            tokio::spawn(schedule::run(app.clone(), alone, lose, stopping.clone())),
        ];
        if let Some(sender) = sender {
            workers.push(tokio::spawn(mail::run(app.clone(), sender, stopping)));
        }
        tracing::info!(address = %site.base, listening = %local_addr, database = db.url().backend(), "the node runs");
        Ok(Self {
            base_url: site.base.clone(),
            local_addr,
            metrics_addr,
            db,
            clock,
            app,
            federation,
            stop,
            lost,
            servers,
            workers,
            lock,
        })
    }

    /// Returns when the node may not run any longer, because another program took its database.
    pub async fn lost(&self) {
        // The schedule worker may be gone without having lost anything: then there is nothing to tell.
        if self.lost.clone().wait_for(|lost| *lost).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Stops in good order, in less than ten seconds: no new request is taken, those in hand are answered, workers
    /// finish what they are doing, and the rest waits in the database for the next start.
    pub async fn stop(self) {
        let Self { stop, servers, mut workers, lock, .. } = self;
        stop.send_replace(true);
        let finish = async {
            for (handle, server) in servers {
                handle.stop(true).await;
                let _ = server.await;
            }
            for worker in &mut workers {
                let _ = worker.await;
            }
        };
        if tokio::time::timeout(GRACE, finish).await.is_err() {
            tracing::warn!("some work did not end in time; it waits in the database");
            for worker in &workers {
                worker.abort();
            }
        }
        drop(lock);
    }

    /// Ends abruptly, as a crash would: nothing in hand is finished. For tests.
    pub async fn kill(self) {
        for worker in &self.workers {
            worker.abort();
        }
        for (handle, server) in self.servers {
            handle.stop(false).await;
            server.abort();
        }
        for worker in self.workers {
            let _ = worker.await;
        }
        drop(self.lock);
    }
}

/// A node's data, locked, opened and initialised; nothing runs yet.
pub struct Prepared {
    lock: FolderLock,
    alone: Option<Alone>,
    /// The database.
    pub db: Database,
    site: Arc<Site>,
}

impl Prepared {
    /// Locks, opens and, at the first start, makes the node's own row and keys.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn make(config: &Config, clock: &Clock) -> Result<Self, StartError> {
        let lock = FolderLock::take(&config.data)?;
        let url = DatabaseUrl::parse(&config.database_url())?;
        let (alone, db) = tokio::task::spawn_blocking(move || {
            let alone = Alone::take(&url)?;
            let db = Database::open(&url)?;
            Ok::<_, sofra_db::Error>((alone, db))
        })
        .await??;
        let site = Arc::new(Site::new(config));
        initialise(&db, &site, clock).await?;
        Ok(Self { lock, alone, db, site })
    }
}

fn bind(address: &str) -> Result<TcpListener, StartError> {
    let failed = |e| StartError::Listen(address.to_owned(), e);
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    Ok(listener)
}

/// Makes the node's row and actor at the first start; checks its name at every other.
async fn initialise(db: &Database, site: &Arc<Site>, clock: &Clock) -> Result<(), StartError> {
    match db.read(node::store::get).await {
        Ok(known) if known.domain != site.domain => {
            Err(StartError::DomainChanged { stored: known.domain, configured: site.domain.clone() })
        }
        Ok(_) => {
            // A node of before the network view has organisations that nobody counted yet.
            overview::actions::count_missed(db).await.map_err(StartError::Initialise)?;
            Ok(())
        }
        Err(sofra_domain::Error::NotFound) => {
            // Slow, so it happens before the transaction.
            let keys = tokio::task::spawn_blocking(Keys::generate).await?.map_err(StartError::Initialise)?;
            let at = At { site: site.clone(), now: clock.now() };
            db.write(move |conn| node::actions::initialise(conn, &at, Some(keys)))
                .await
                .map_err(StartError::Initialise)?;
            Ok(())
        }
        Err(error) => Err(StartError::Initialise(error)),
    }
}
