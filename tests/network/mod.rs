//! Several nodes, and nodes with peers written by others.

mod certificates;
mod peers;
mod travel;
