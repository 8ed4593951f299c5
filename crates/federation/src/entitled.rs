//! Whether bytes may leave: asked once more at the moment before they do.

use sofra_base::clock::seconds;
use sofra_db::queue::delivery::{self, Delivery};
use sofra_domain::actor::ActorId;
use sofra_domain::{Error, Result, follow, network, position, statement, table};

use crate::Federation;
use crate::deliver::{Parcel, lock};

impl Federation {
    /// Whether the receiver still has the right to it, at the moment before bytes leave: what is not public goes only
    /// where an accepted follower still is, and what was withdrawn meanwhile goes nowhere. The withdrawal itself goes
    /// wherever a copy may be.
    pub(crate) async fn is_entitled(&self, row: &Delivery, parcel: &Parcel) -> Result<bool> {
        // Somebody may have stopped everything while this waited for its turn in our hands.
        let id = row.id;
        if !self.db.read(move |c| Ok::<_, Error>(delivery::is_pending(c, id)?)).await? {
            return Ok(false);
        }
        // Withdrawn meanwhile: its words are gone, from what a network passes on as well.
        if parcel.body.is_empty() {
            return Ok(false);
        }
        if parcel.verb == "Announce" && !parcel.public {
            // Suspended, or gone from the network, while this waited.
            let (network, inbox) = (ActorId::parse(&row.actor_id), row.inbox.clone());
            let Some(network) = network else { return Ok(false) };
            return self
                .db
                .read(move |c| {
                    let network = sofra_domain::actor::store::get(c, &network)?;
                    crate::outbox::network::is_entitled(c, &network, &inbox)
                })
                .await;
        }
        if !matches!(parcel.verb.as_str(), "Create" | "Update") {
            return Ok(true);
        }
        if let Some(about) = parcel.position.as_deref().and_then(position::PositionId::parse) {
            let inbox = row.inbox.clone();
            return self
                .db
                .read(move |c| {
                    let found = position::store::get(c, &about)?;
                    if found.state == position::State::Withdrawn || found.hidden_at.is_some() {
                        return Ok(false);
                    }
                    match found.audience {
                        position::Audience::Public => Ok(true),
                        position::Audience::Network => position::store::is_for_inbox(c, &found, &inbox),
                    }
                })
                .await;
        }
        if let Some(about) = parcel.seat.as_deref().and_then(table::SeatId::parse) {
            let inbox = row.inbox.clone();
            return self
                .db
                .read(move |c| {
                    let found = table::store::get(c, &about)?;
                    let shown = found.stands() && found.hidden_at.is_none();
                    Ok(shown && table::store::is_for_inbox(c, &found, &inbox)?)
                })
                .await;
        }
        let Some(about) = parcel.statement.as_deref().and_then(statement::StatementId::parse) else {
            let (inbox, about) = (row.inbox.clone(), parcel.object_uri.clone());
            return self
                .db
                .read(move |c| {
                    // Asked, and meanwhile suspended: what a call says is for members, and from one.
                    let Some(call) = network::call::store::by_uri(c, &about)? else { return Ok(true) };
                    let told = std::slice::from_ref(&call.network_id);
                    network::audience::takes_at(c, told, &call.author_id, &inbox)
                })
                .await;
        };
        if parcel.public {
            return self.still_stands(parcel, about).await;
        }
        let inbox = row.inbox.clone();
        self.db
            .read(move |c| {
                let found = statement::store::get(c, &about)?;
                let shown = found.state == statement::State::Published && found.hidden_at.is_none();
                if !found.audience.leaves() || !shown {
                    return Ok(false);
                }
                let organised_only = found.audience == statement::Audience::Network;
                Ok(follow::store::has_follower_at(c, &found.author_id, &inbox, organised_only)? || {
                    let told = network::store::told(c, &found.id)?;
                    network::audience::takes_at(c, &told, &found.author_id, &inbox)?
                })
            })
            .await
    }

    /// Whether a public statement still stands, as read no longer than a second ago.
    async fn still_stands(&self, parcel: &Parcel, about: statement::StatementId) -> Result<bool> {
        let now = self.clock.now();
        let (stands, read_at) = *lock(&parcel.stands);
        if read_at <= now && now < read_at + seconds(1) {
            return Ok(stands);
        }
        let found = self.db.read(move |c| statement::store::get(c, &about)).await?;
        let stands = found.state == statement::State::Published && found.hidden_at.is_none();
        *lock(&parcel.stands) = (stands, now);
        Ok(stands)
    }
}
