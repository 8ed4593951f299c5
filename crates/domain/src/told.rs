//! What a holder tells everybody, or its followers and networks alone: positions and seats. Who may read it and where it may
//! be delivered is decided here, once for both.

use sofra_db::AnyConnection;

use crate::actor::{self, ActorId};
use crate::block::store::Unheard;
use crate::error::{Error, Result};
use crate::peer::store::Veiled;
use crate::position::Audience;
use crate::viewer::Reader;
use crate::{block, network, peer, statement};

/// Something that was told, as far as it matters for who may read it.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// Who told it.
    pub holder: &'a ActorId,
    /// Whether it was told here.
    pub local: bool,
    /// To whom.
    pub audience: Audience,
    /// Whether this node stopped showing it.
    pub is_hidden: bool,
}

impl Word<'_> {
    /// Whether a reader belongs to its holder, or is its holder.
    #[must_use]
    pub fn is_of(&self, reader: &Reader) -> bool {
        self.local && reader.is_local() && reader.actors().contains(self.holder)
    }
}

/// How a reader stands to it, as far as it matters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Relation {
    /// Belongs to its holder, or is its holder.
    pub is_holder: bool,
    /// An organisation of theirs is an accepted follower of the holder.
    pub follows_as_organisation: bool,
    /// It was told to a network whose words they may read (see [`network::audience`]).
    pub is_told: bool,
}

/// Whether somebody may read it: the one place where this is decided.
#[must_use]
pub const fn may_read(word: &Word<'_>, relation: Relation) -> bool {
    if word.is_hidden {
        return false;
    }
    match word.audience {
        Audience::Public => true,
        Audience::Network => relation.is_holder || relation.follows_as_organisation || relation.is_told,
    }
}

fn relation(
    conn: &mut AnyConnection,
    word: &Word<'_>,
    told_to: impl FnOnce(&mut AnyConnection) -> Result<Vec<ActorId>>,
    reader: &Reader,
) -> Result<Relation> {
    let actors = reader.actors();
    if actors.is_empty() {
        return Ok(Relation::default());
    }
    // Whoever the holder blocks gets what a stranger gets.
    if let Reader::Remote(other) = reader
        && word.local
        && block::store::refuses(conn, word.holder, other)?
    {
        return Ok(Relation::default());
    }
    let following = crate::follow::store::any_follows(conn, &actors, word.holder)?;
    let organised = !following.is_empty()
        && actor::store::get_many(conn, &following)?
            .iter()
            .any(|one| statement::rules::is_organised(one.kind));
    let networks = told_to(conn)?;
    Ok(Relation {
        is_holder: word.is_of(reader),
        follows_as_organisation: organised,
        is_told: network::audience::is_told(conn, &networks, reader)?,
    })
}

/// Lets through who may read it. `told_to` gives the networks it was told to.
///
/// # Errors
/// `NotFound` for whoever may not, or the database's own.
pub fn check(
    conn: &mut AnyConnection,
    word: &Word<'_>,
    told_to: impl FnOnce(&mut AnyConnection) -> Result<Vec<ActorId>>,
    reader: &Reader,
) -> Result<()> {
    let relation = relation(conn, word, told_to, reader)?;
    if !may_read(word, relation) {
        return Err(Error::NotFound);
    }
    let holder = actor::store::get(conn, word.holder)?;
    if (holder.suspended_at.is_some() || holder.hidden_at.is_some()) && !relation.is_holder {
        return Err(Error::NotFound);
    }
    if !word.local {
        let follows = !crate::follow::store::any_follows(conn, &reader.actors(), word.holder)?.is_empty();
        if !peer::store::shows(conn, &holder, follows)? {
            return Err(Error::NotFound);
        }
    }
    if let Reader::Account(who) = reader
        && !relation.is_holder
        && block::store::is_unheard(conn, who, &holder)?
    {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// Whether what is not public may go to an inbox: of an organisation that follows the holder, or of a network that it is
/// told to (see [`network::audience::takes_at`]).
///
/// # Errors
/// The database's own.
pub fn is_for_inbox(
    conn: &mut AnyConnection,
    holder: &ActorId,
    networks: &[ActorId],
    inbox: &str,
) -> Result<bool> {
    Ok(crate::follow::store::has_follower_at(conn, holder, inbox, true)?
        || network::audience::takes_at(conn, networks, holder, inbox)?)
}

/// What a reader's lists leave out, and what they may read beyond what everybody may.
#[derive(Debug, Clone)]
pub(crate) struct Veil {
    pub(crate) hosts: Veiled,
    pub(crate) unheard: Unheard,
    pub(crate) own: Vec<ActorId>,
    pub(crate) networks: Vec<ActorId>,
}

impl Veil {
    pub(crate) fn of(conn: &mut AnyConnection, reader: &Reader) -> Result<Self> {
        let (unheard, own) = match reader {
            Reader::Account(who) => (block::store::unheard(conn, who)?, who.actors()),
            _ => (Unheard::default(), Vec::new()),
        };
        let networks = network::audience::networks_of(conn, reader)?;
        Ok(Self { hosts: peer::store::veiled(conn)?, unheard, own, networks })
    }
}
