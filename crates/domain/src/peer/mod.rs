//! Other nodes: what the host decided about them, and how they are.

pub mod actions;
pub mod rules;
pub mod store;

use sofra_base::text_enum;
pub use sofra_db::queue::delivery::{Again, DeadLetter};
pub use sofra_db::queue::inbox::Refusal;

text_enum! {
    /// What the host of this node decided about another.
    pub enum Policy {
        /// Nothing yet.
        None = "none",
        /// Deal with it, also where federation is closed.
        Allow = "allow",
        /// Have nothing to do with it or with names below it.
        Block = "block",
    }
}
