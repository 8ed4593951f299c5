//! Appeals: one answer to a decision, read by somebody else where there is somebody else.

pub mod actions;
