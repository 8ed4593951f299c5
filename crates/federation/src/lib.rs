//! ActivityPub: what comes in, what goes out, and whom we believe.
//!
//! What is absent on purpose: no page, no rule about who may do what (that is `domain`), no write but through an
//! action of `domain` or a queue of `db`.
