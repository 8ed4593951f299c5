//! The network view: its totals, its pages, and who sees what of them.

mod crossing;
mod export;
mod pages;
mod totals;
