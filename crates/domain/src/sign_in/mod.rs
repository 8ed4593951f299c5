//! How somebody proves who they are beyond the password: an app that shows codes (TOTP, RFC 6238), passkeys (WebAuthn),
//! recovery codes; and the step between password and second factor.
//!
//! What stays true: no code is taken twice; after five wrong ones there is a wait, whatever their kind; secrets are
//! sealed, recovery codes are hashes; a challenge of a passkey is answered once, by the one it was given to; whoever
//! runs the node, looks after it or speaks for an organisation has a second factor, where the host requires it.

pub mod actions;
pub mod model;
pub mod passkeys;
pub mod rules;
pub mod store;

pub use model::{Checked, Kinds, Passkey, PasskeyId, SecondFactor, Step};
pub use passkeys::Passkeys;
