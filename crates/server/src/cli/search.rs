//! `sofra admin search …`: the index for searching.

use clap::Subcommand;
use sofra_domain::search::{actions, store};

use super::{Place, say};

/// What to do with the index.
#[derive(Debug, Subcommand)]
pub enum Search {
    /// Make it anew; what can be found stays findable meanwhile
    Rebuild,
    /// Compare it with what it is made of
    Check,
}

/// Does it, also beside a running node.
pub async fn run(place: &Place, what: Search) -> anyhow::Result<()> {
    let db = place.open().await?;
    if matches!(what, Search::Rebuild) {
        let now = place.clock.now();
        db.write(move |c| actions::rebuild(c, now)).await?;
        // A running node may take some of the parts; each is done once.
        loop {
            let now = place.clock.now();
            if !db.write(move |c| actions::work(c, now)).await? {
                break;
            }
        }
    }
    let faults = db.read(store::faults).await?;
    say(format!("{} things can be found.", faults.looked_at));
    if faults.missing + faults.left_over > 0 {
        say(format!(
            "{} are not in the index as they are, {} are in it and should not be.",
            faults.missing, faults.left_over
        ));
    }
    Ok(())
}
