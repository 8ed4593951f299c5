//! Organisations of this node. What they are (refugee-led, women-led…), roles and mandates come with issue 3.

pub mod actions;
