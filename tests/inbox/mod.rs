//! Attacks on a running node: each id of the attack catalogue is sent over HTTP to a real node on a real database,
//! beside a scripted peer that logs whatever the node asks it.

/// Defines an attack twice: `name::sqlite` and `name::postgres`. The body gets a running [`rig::Rig`].
macro_rules! attacks {
    ($($(#[$meta:meta])* async fn $name:ident($rig:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn run($rig: &$crate::inbox::rig::Rig) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let rig = $crate::inbox::rig::Rig::start($crate::inbox::rig::sqlite()).await;
                rig.bounded(run(&rig)).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let rig = $crate::inbox::rig::Rig::start($crate::inbox::rig::postgres()).await;
                rig.bounded(run(&rig)).await;
            }
        }
    )+};
}

mod deliveries;
pub mod dump;
mod exhaustion;
mod host;
mod network;
mod order;
mod origins;
mod outbound;
pub mod peer;
mod positions;
mod privacy;
mod proofs;
mod readers;
pub mod rig;
mod seats;
mod signatures;
mod trust;
pub mod wire;
