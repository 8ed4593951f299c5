//! How a network begins, and how it begins anew after its node is lost.

pub mod actions;
