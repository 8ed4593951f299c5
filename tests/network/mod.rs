//! Several nodes, and nodes with peers written by others.

mod certificates;
mod crash;
mod peers;
mod travel;
