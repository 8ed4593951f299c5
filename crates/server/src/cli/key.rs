//! `sofra admin key …`: new keys for an actor of this node; keys of others that changed without a trace.

use anyhow::{Context as _, anyhow};
use clap::Subcommand;
use sofra_domain::actor::actions::Keys;
use sofra_domain::{Error, actor, proof};

use super::{Place, say};

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Give an actor of this node new keys; the old one signs a word about the new one first
    Rotate {
        /// The user name of the organisation or person; "node" for the node itself
        name: String,
    },
    /// Show the actors of other nodes whose key changed without a trace
    Changed,
    /// Say that the new key of an actor is right, after you made sure of it by another way
    Confirm {
        /// Its handle, @name@host
        handle: String,
    },
}

/// Does it.
pub async fn run(place: &Place, what: Key) -> anyhow::Result<()> {
    match what {
        Key::Rotate { name } => rotate(place, name).await,
        Key::Changed => changed(place).await,
        Key::Confirm { handle } => confirm(place, handle).await,
    }
}

async fn rotate(place: &Place, name: String) -> anyhow::Result<()> {
    let db = place.open().await?;
    let wanted = name.trim_start_matches('@').to_owned();
    let found = db
        .read(move |c| actor::store::local_by_username(c, &wanted))
        .await?
        .filter(|found| found.deleted_at.is_none())
        .ok_or_else(|| anyhow!("there is no \"{name}\" on this node"))?;
    let keys = tokio::task::spawn_blocking(Keys::generate).await??;
    let (at, id) = (place.at(), found.id.clone());
    let chain = db
        .write(move |c| {
            proof::actions::rotate(c, &at, None, &id, keys)?;
            proof::store::chain(c, &id)
        })
        .await?;
    let present = chain.last().context("an actor with new keys has a key")?;
    say(format!("{} signs with new keys from now on.", found.handle()));
    say(format!("{}  {}", present.id, present.public_key));
    say(
        "The key before named it; others can follow that. Whoever follows is told. The old private keys are gone.",
    );
    say("A running node uses them within a minute.");
    Ok(())
}

async fn changed(place: &Place) -> anyhow::Result<()> {
    let db = place.open().await?;
    let all = db.read(proof::store::changed_without_trace).await?;
    if all.is_empty() {
        say("No actor known here signs with a key that changed without a trace.");
        return Ok(());
    }
    for (found, key) in &all {
        say(format!("{:<40} {}  since {}", found.handle(), key.public_key, key.created_at.day()));
    }
    say("What they sign counts as not proven. Ask them by another way whether the key is theirs;");
    say("then: sofra admin key confirm HANDLE");
    Ok(())
}

async fn confirm(place: &Place, handle: String) -> anyhow::Result<()> {
    let db = place.open().await?;
    let at = place.at();
    let typed = handle.clone();
    let result = db
        .write(move |c| {
            let (name, host) = typed.trim_start_matches('@').split_once('@').ok_or(Error::NotFound)?;
            let found = actor::store::by_handle(c, name, host)?.ok_or(Error::NotFound)?;
            proof::actions::confirm(c, &at, None, &found.id)
        })
        .await;
    match result {
        Err(Error::NotFound) => {
            Err(anyhow!("no key of {handle} waits for that; \"sofra admin key changed\" shows those that do"))
        }
        other => {
            other?;
            say(format!("The key of {handle} counts from now on."));
            Ok(())
        }
    }
}
