//! Reports: somebody here, or another node, says that something is wrong.
//!
//! What stays true: the one who reported is never named to the other side, and to nobody who has a part in it; what is
//! sent on bears the node's own name, and its words only if the one who wrote them chose so; a report of another node
//! counts as that node's, whoever there is said to have made it; nothing is done by a report alone.

pub mod actions;
pub mod model;
pub mod receive;
pub mod store;

pub use model::{Category, Report, ReportId, ReportState};
