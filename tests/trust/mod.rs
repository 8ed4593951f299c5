//! Who is trusted: vouches across nodes, the directory, and organisations that move.

mod moving;
mod vouching;
