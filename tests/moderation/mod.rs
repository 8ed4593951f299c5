//! Local control: what the host decides about other nodes, what members decide for themselves, reports, decisions and
//! appeals, the record. Numbers such as `mod_01` are those of the catalogue of attacks.

mod blocks;
mod machine;
mod peers;
mod queue;
mod record;

use sofra_domain::account::{self, Identity, Role, Seat};
use sofra_domain::actor::actions::{Keys, NewLocal, create_local};
use sofra_domain::actor::{ActorId, ActorKind};
use sofra_domain::{AnyConnection, At, Error, Result};

use crate::inbox::rig::Rig;
use crate::support::Backend;

/// A running node beside a scripted peer.
pub async fn rig(backend: Backend) -> Rig {
    Rig::start(backend.database()).await
}

/// Another account of the node, with a person and perhaps a seat.
pub fn account(
    c: &mut AnyConnection,
    at: &At,
    login: &str,
    role: Role,
    seat: Option<(&ActorId, Seat)>,
) -> Result<Identity> {
    let mut names = sofra_base::lang::Localized::default();
    names.insert("en".parse().map_err(|_| Error::NotFound)?, login.to_owned());
    let new = NewLocal {
        kind: ActorKind::Member,
        username: login.to_owned(),
        names,
        summaries: sofra_base::lang::Localized::default(),
        approves_followers: true,
    };
    let person = create_local(c, at, new, Keys::generate()?)?;
    let id = crate::support::newcomer(c, at.now, login, "-", role)?;
    {
        use diesel::prelude::*;
        use sofra_db::schema::account;
        // As if they had chosen to be seen.
        diesel::update(account::table.find(&id)).set(account::actor_id.eq(&person.id)).execute(c)?;
    }
    if let Some((organisation, seat)) = seat {
        sofra_domain::seat::actions::give(c, at.now, &id, organisation, seat)?;
    }
    account::store::identity(c, &id, true)
}

/// The codes of an error.
pub fn forbidden<T>(result: Result<T>) -> &'static str {
    match result {
        Err(Error::Forbidden(code)) => code,
        Err(other) => panic!("{other}"),
        Ok(_) => "allowed",
    }
}
