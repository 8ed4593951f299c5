//! Text people write and text peers send: Markdown, received HTML, names, differences.
mod bound;
pub mod diff;
pub mod fold;
mod html;
pub mod markdown;
pub mod naming;
pub mod numbering;
mod plain;
mod rebuild;
pub mod sanitise;
pub mod seek;
