//! The network view: who has spoken, how they stand, what is contested and what nobody has addressed.
//!
//! What stays true: totals are kept in the transaction that changes a position, a membership or a profile, and equal a
//! full count at any time; totals that everybody sees hold public positions only; an organisation counts once.

pub mod actions;
