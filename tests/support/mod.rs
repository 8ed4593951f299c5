//! What the tests have in common: nodes in this process on names of their own, a browser without JavaScript, and the
//! program itself.
#![allow(dead_code, reason = "a box of tools: not each run uses each of them")]

pub mod browser;
pub mod node;
pub mod program;

use std::time::{Duration, Instant};

pub use browser::Browser;
pub use node::{Network, TestNode};
pub use program::Program;
use sofra_db::testing::TestDatabase;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file.
    Sqlite,
    /// The server that tests/all started.
    Postgres,
}

impl Backend {
    /// An empty database.
    pub fn database(self) -> TestDatabase {
        match self {
            Self::Sqlite => TestDatabase::sqlite().expect("a folder for SQLite"),
            Self::Postgres => TestDatabase::postgres().expect("the PostgreSQL of tests/all"),
        }
    }
}

/// Defines an async test twice: `name::sqlite` and `name::postgres`. The body gets the [`Backend`].
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($backend:ident: Backend) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            use $crate::support::Backend;

            async fn run($backend: Backend) $body

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run(Backend::Sqlite).await;
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run(Backend::Postgres).await;
            }
        }
    )+};
}

/// Asks again and again until the answer is yes; fails with what was waited for.
pub async fn wait_until<F: Future<Output = bool>>(what: &str, most: Duration, mut check: impl FnMut() -> F) {
    let begin = Instant::now();
    while !check().await {
        assert!(begin.elapsed() < most, "waited {most:?} in vain until {what}");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

/// As [`wait_until`], for something that comes or not: gives it as soon as it is there.
pub async fn wait_for<T, F: Future<Output = Option<T>>>(
    what: &str,
    most: Duration,
    mut get: impl FnMut() -> F,
) -> T {
    let begin = Instant::now();
    loop {
        if let Some(found) = get().await {
            return found;
        }
        assert!(begin.elapsed() < most, "waited {most:?} in vain for {what}");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

/// Makes somebody's account appear as a person, as if they had chosen to be visible.
pub fn appears_as(
    conn: &mut sofra_domain::AnyConnection,
    account: &sofra_domain::account::AccountId,
    person: &sofra_domain::actor::ActorId,
) -> sofra_domain::Result<()> {
    use diesel::prelude::*;
    use sofra_db::schema::account as table;
    diesel::update(table::table.find(account)).set(table::actor_id.eq(person)).execute(conn)?;
    Ok(())
}

/// An account under a name that is also what the person is called inside.
pub fn newcomer(
    conn: &mut sofra_domain::AnyConnection,
    now: sofra_base::clock::Timestamp,
    login: &str,
    password_hash: &str,
    role: sofra_domain::account::Role,
) -> sofra_domain::Result<sofra_domain::account::AccountId> {
    let password_hash = password_hash.to_owned();
    let new =
        sofra_domain::account::model::NewAccount { login, name: login, password_hash, role, language: None };
    sofra_domain::account::actions::create(conn, now, new)
}
