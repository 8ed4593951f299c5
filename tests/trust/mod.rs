//! Who is trusted: vouches across nodes, the directory, and organisations that move.

mod archive;
mod directory;
mod moving;
mod vouching;
