//! `sofra admin generate` and `sofra admin recount`: an invented network to look at, and totals counted anew.

use anyhow::ensure;
use clap::Args;
use sofra_domain::actor::actions::Keys;
use sofra_domain::overview::actions::recount_all;
use sofra_domain::overview::generate::{self, Options};
use sofra_domain::{Error, node};

use super::{Place, say};

/// What to invent.
#[derive(Debug, Args)]
pub struct Generate {
    /// How many organisations
    #[arg(long, default_value_t = 98, value_parser = clap::value_parser!(u64).range(1..=20_000))]
    organisations: u64,
    /// How many positions of them together
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(0..=2_000_000))]
    positions: u64,
    /// The same seed gives the same network
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Fills the node with an invented network. There is no way back but a backup, and every page says so from then on.
pub async fn generate(place: &Place, wanted: Generate) -> anyhow::Result<()> {
    ensure!(
        wanted.positions <= wanted.organisations * 1_000,
        "an organisation takes a thousand positions at most: invent more organisations"
    );
    let db = place.open().await?;
    let set_up = db.read(node::store::get).await?.is_set_up();
    ensure!(set_up, "this node is not set up yet: \"sofra setup\" first");
    let keys =
        tokio::task::spawn_blocking(|| Ok::<_, Error>([Keys::generate()?, Keys::generate()?])).await??;
    let Generate { organisations, positions, seed } = wanted;
    let made = generate::actions::fill(&db, &place.at(), Options { organisations, positions, seed }, keys)
        .await
        .map_err(|error| match error {
            Error::Conflict("error-generated-already") => {
                anyhow::anyhow!(
                    "this node holds the invented network of seed {seed} already: choose another seed"
                )
            }
            other => other.into(),
        })?;
    say(format!(
        "{} invented organisations took {} positions on the demands and on {} invented statements.",
        made.organisations, made.positions, made.statements
    ));
    say(
        "Every page of this node says from now on that it holds invented things. Nothing of it is sent to anybody.",
    );
    Ok(())
}

/// Counts all totals anew.
pub async fn recount(place: &Place) -> anyhow::Result<()> {
    let db = place.open().await?;
    let count = recount_all(&db).await?;
    say(format!("The totals were counted anew, from the positions of {count} organisations."));
    Ok(())
}
