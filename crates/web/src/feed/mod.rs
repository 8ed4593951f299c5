//! Lists for feed readers. What everybody may read and nothing else, whatever cookie comes with the request.

pub mod atom;
pub mod position;
