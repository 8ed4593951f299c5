//! At most one running program on one database. On SQLite the file lock of the data folder does it; on PostgreSQL a
//! second program may run on another machine, so the server itself holds the lock, for as long as a connection lives.

use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel::{PgConnection, sql_query};

use crate::{DatabaseUrl, Error};

/// The key of the advisory lock: the letters "sofra1", beside the one of the migrations.
const LOCK: i64 = 0x73_6f_66_72_61_31;

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    held: bool,
}

/// The lock, held as long as this lives.
pub struct Alone {
    url: String,
    conn: PgConnection,
}

impl Alone {
    /// Takes the lock. `Ok(None)` on SQLite, where none is needed.
    ///
    /// # Errors
    /// [`Error::InUse`] when another program holds it; the database's own.
    pub fn take(url: &DatabaseUrl) -> Result<Option<Self>, Error> {
        match url {
            DatabaseUrl::Sqlite(_) => Ok(None),
            DatabaseUrl::Postgres(url) => {
                let conn = lock(url)?;
                Ok(Some(Self { url: url.clone(), conn }))
            }
        }
    }

    /// Makes sure that the lock is still held: a restarted server forgot it, and it is taken again.
    ///
    /// # Errors
    /// [`Error::InUse`] when another program took it meanwhile; the database's own while the server is away.
    pub fn keep(&mut self) -> Result<(), Error> {
        if sql_query("SELECT 1").execute(&mut self.conn).is_ok() {
            return Ok(());
        }
        self.conn = lock(&self.url)?;
        Ok(())
    }
}

fn lock(url: &str) -> Result<PgConnection, Error> {
    let mut conn = PgConnection::establish(url)?;
    let answer: Answer =
        sql_query(format!("SELECT pg_try_advisory_lock({LOCK}) AS held")).get_result(&mut conn)?;
    if answer.held { Ok(conn) } else { Err(Error::InUse) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestDatabase;

    #[test]
    fn r_03_a_second_program_on_the_same_database_is_refused() {
        let database = TestDatabase::postgres().expect("a server");
        let mut first = Alone::take(database.url()).expect("free").expect("PostgreSQL has one");
        assert!(matches!(Alone::take(database.url()), Err(Error::InUse)));
        first.keep().expect("still held");
        drop(first);
        // The server notices a closed connection a moment later.
        for attempt in 0..50 {
            if Alone::take(database.url()).is_ok() {
                return;
            }
            assert!(attempt < 49, "the lock was not given back");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}
