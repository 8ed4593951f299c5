//! The network view: its totals, its pages, and who sees what of them.

mod pages;
mod totals;
