//! Facts about vouches and moves.

use sofra_domain::actor;
use sofra_domain::fact::Fact;
use sofra_domain::statement::Audience;
use sofra_domain::vouch::{self, VouchState};
use sofra_domain::{AnyConnection, Result, moving};

use super::{Told, audience_inboxes, both, direct, none_if_absent};
use crate::activity::{moving as moving_activity, offer};

/// What such a fact means for others; `None` when there is nothing to tell any more.
pub(super) fn tell(conn: &mut AnyConnection, id: String, uri: String, fact: &Fact) -> Result<Option<Told>> {
    match fact {
        Fact::VouchOffered { vouch } => {
            // Taken back before it was told: nothing to tell.
            let found = vouch::store::get(conn, vouch).map(Some).or_else(none_if_absent)?;
            let Some(found) = found.filter(|found| found.state == VouchState::Offered) else {
                return Ok(None);
            };
            let Some(offer_uri) = found.offer_uri.clone() else { return Ok(None) };
            let (voucher, vouched) = both(conn, &found.voucher_id, &found.vouched_id)?;
            let body = offer::build(&offer_uri, &voucher, &vouched, &found);
            // The offer goes out under the id that was kept with the vouch: the answer names it.
            let id = found.id.as_str().to_owned();
            Ok(Some(direct(id, offer_uri, voucher, "Offer", found.uri, body, &vouched)))
        }
        Fact::VouchAnswered { offer: offer_uri, voucher, vouched, accepted } => {
            let (voucher, vouched) = both(conn, voucher, vouched)?;
            let verb = if *accepted { "Accept" } else { "Reject" };
            let body = offer::build_answer(&uri, verb, &vouched, offer_uri, &voucher);
            Ok(Some(direct(id, uri, vouched, verb, offer_uri.clone(), body, &voucher)))
        }
        Fact::VouchTakenBack { offer: offer_uri, uri: relationship, voucher, vouched } => {
            let (voucher, vouched) = both(conn, voucher, vouched)?;
            let body = offer::build_undo(&uri, &voucher, offer_uri, relationship, &vouched);
            Ok(Some(direct(id, uri, voucher, "Undo", offer_uri.clone(), body, &vouched)))
        }
        Fact::Moved { actor } => {
            let Some(moved) = moving::store::of(conn, actor)? else { return Ok(None) };
            let old = actor::store::get(conn, actor)?;
            let body = moving_activity::build(&uri, &old, &moved.target_uri);
            let mut inboxes = audience_inboxes(conn, &old, Audience::Followers)?;
            // The new home too: from then on what was brought there counts under its first ids.
            if let Some(target) = &moved.target_id {
                inboxes.push(actor::store::get(conn, target)?.delivery_inbox().to_owned());
            }
            Ok(Some(Told {
                id,
                uri,
                verb: "Move",
                object_uri: old.uri.clone(),
                actor: old,
                statement: None,
                public: false,
                body,
                text: None,
                inboxes,
            }))
        }
        _ => Ok(None),
    }
}
