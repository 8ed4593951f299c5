//! Tests of the whole: real nodes, real databases, the real program. One binary, so that it is linked once.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod architecture;
mod browser;
mod cli;
mod demo;
mod inbox;
mod matrix;
mod moderation;
mod network;
mod networks;
mod overview;
mod page;
mod people;
mod position;
mod safety;
mod search;
mod server;
mod sign_in;
mod support;
mod table;
mod trust;
mod verify;
mod voice;
mod whole;
