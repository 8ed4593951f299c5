//! Reading the node's own row.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::node;

use super::model::Node;
use crate::actor::{self, Actor};
use crate::error::{Error, Result};

/// This node.
///
/// # Errors
/// `NotFound` before its first start.
pub fn get(conn: &mut AnyConnection) -> Result<Node> {
    Ok(node::table.find(1).select(Node::as_select()).first(conn)?)
}

/// This node's own actor, which signs fetches.
///
/// # Errors
/// `Internal` before its first start.
pub fn own_actor(conn: &mut AnyConnection) -> Result<Actor> {
    let id = get(conn)?.actor_id.ok_or_else(|| Error::Internal("the node has no actor".to_owned()))?;
    actor::store::get(conn, &id)
}
