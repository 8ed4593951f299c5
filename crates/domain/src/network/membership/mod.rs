//! Who belongs to a network of this node: the one place where that changes, whoever asks for it from wherever.

pub mod actions;
