//! The one port to the outside: what the pages need to ask of other nodes. `federation` stands behind it.

use std::future::Future;
use std::pin::Pin;

use crate::actor::ActorId;
use crate::error::Result;
use crate::position::PositionId;
use crate::statement::StatementId;

/// What a handle or an address turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Somebody.
    Actor(ActorId),
    /// Something that was said.
    Statement(StatementId),
    /// What somebody thinks of something.
    Position(PositionId),
    /// A place at somebody else's table.
    Seat(crate::table::SeatId),
}

/// A boxed answer, so that the port can be held as a trait object.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Asks other nodes.
pub trait Resolver: Send + Sync {
    /// Finds what a handle (`@name@host`) or an `https` address names, here or elsewhere, and stores it.
    fn find<'a>(&'a self, text: &'a str) -> Answer<'a, Found>;

    /// Asks an actor's own node for its document now, whatever is known of it; and gives the address under which that
    /// node says what became of statements that were brought to it, if it names one.
    fn refresh<'a>(&'a self, actor: &'a ActorId) -> Answer<'a, Option<String>>;
}
