//! `sofra serve`: runs the node until it is told to stop.

use std::process::ExitCode;

use sofra_base::config::Config;
use sofra_domain::node;
use tokio::signal::unix::{SignalKind, signal};

use super::{logs, say};
use crate::Node;

/// Runs the node.
pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    logs::begin(&config.log);
    // Listened for before the start, so that a stop during the first seconds is heard as well.
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let node = Node::start(config).await?;
    say(format!("Sofra runs at {}/ (listening on {})", node.base_url, node.local_addr));
    if let Some(token) = node.db.write(node::actions::new_setup_token).await? {
        say("");
        say("This node is new. Open this link once to set it up (it is good until the next start):");
        say(format!("  {}/setup?token={token}", node.base_url));
    }
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        () = node.lost() => {
            node.stop().await;
            anyhow::bail!("another Sofra took this node's database");
        }
    }
    say("Stopping: what is in hand is finished, the rest waits for the next start.");
    node.stop().await;
    Ok(ExitCode::SUCCESS)
}
