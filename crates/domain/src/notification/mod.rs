//! That something waits for somebody.
//!
//! What stays true: a notification says of what kind it is and where to look, never who did what or what was said. It
//! may stand on a screen that others see.

pub mod actions;
pub mod model;
pub mod store;

pub use model::{Kind, Notification, NotificationId};
