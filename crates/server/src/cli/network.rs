//! `sofra admin network …`: what this node holds of networks, and the way on for one whose node is lost.

use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use clap::Subcommand;
use serde_json::json;
use sofra_domain::actor::{self, Actor, ActorKind};
use sofra_domain::network::{actions, call, store};
use sofra_domain::{AnyConnection, Database, Error, Result};

use super::{Place, say};

/// What to do with a network.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The networks known here
    List,
    /// One network: who belongs to it, as far as this node knows
    Show {
        /// Its user name if it lives here, else its handle or address
        name: String,
    },
    /// Write all that this node holds of a network into one file
    Export {
        /// Its user name if it lives here, else its handle or address
        name: String,
        /// The file to write; an existing one is not overwritten
        file: PathBuf,
    },
    /// Found a network anew on this node, because its own is lost
    Refound {
        /// Its handle or address
        name: String,
        /// The user name of the new one
        #[arg(long = "as")]
        username: String,
        /// The organisation of this node in whose name it is founded; needed where several belong to it
        #[arg(long)]
        organisation: Option<String>,
    },
}

/// Does it.
pub async fn run(place: &Place, command: Command) -> anyhow::Result<()> {
    let db = place.open().await?;
    match command {
        Command::List => list(&db).await,
        Command::Show { name } => show(&db, name).await,
        Command::Export { name, file } => export(&db, name, file).await,
        Command::Refound { name, username, organisation } => {
            refound(place, &db, name, username, organisation).await
        }
    }
}

fn find(conn: &mut AnyConnection, name: &str) -> Result<Actor> {
    let name = name.trim();
    let found = if name.contains("://") {
        actor::store::by_uri(conn, name)?
    } else {
        match name.trim_start_matches('@').split_once('@') {
            Some((user, host)) => actor::store::by_handle(conn, user, host)?,
            None => actor::store::local_by_username(conn, name.trim_start_matches('@'))?,
        }
    };
    let found = found.filter(|found| found.kind == ActorKind::Network).ok_or(Error::NotFound)?;
    store::get(conn, &found.id)?;
    Ok(found)
}

async fn list(db: &Database) -> anyhow::Result<()> {
    let found = db
        .read(|conn| {
            let mut found = Vec::new();
            for (network, actor) in store::all(conn)? {
                let members = store::admitted(conn, &actor.id)?.len();
                found.push((network.kind, actor, members));
            }
            Ok::<_, Error>(found)
        })
        .await?;
    for (kind, actor, members) in &found {
        let place = if actor.local { "here" } else { "elsewhere" };
        say(format!(
            "{}  {}  {}  {members} known members, {place}",
            actor.handle(),
            actor.name,
            kind.as_str()
        ));
    }
    say(format!("{} networks.", found.len()));
    Ok(())
}

async fn show(db: &Database, name: String) -> anyhow::Result<()> {
    let (network, actor, everybody) = db
        .read(move |conn| {
            let actor = find(conn, &name)?;
            Ok::<_, Error>((store::get(conn, &actor.id)?, store::everybody(conn, &actor.id)?, actor))
        })
        .await
        .map(|(network, everybody, actor)| (network, actor, everybody))?;
    say(format!("{}  {}", actor.handle(), actor.name));
    say(format!("Founded on {}. {}", network.founded_at.day(), actor.uri));
    if let Some(successor) = &network.successor_uri {
        say(format!("Founded anew as {successor}."));
    }
    for (row, who) in &everybody {
        let role = if row.coordinates { ", coordinates" } else { "" };
        say(format!("{}  {}{role}", who.handle(), row.state.as_str()));
    }
    Ok(())
}

async fn export(db: &Database, name: String, file: PathBuf) -> anyhow::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let document = db
        .read(move |conn| {
            let actor = find(conn, &name)?;
            let network = store::get(conn, &actor.id)?;
            let mut members = Vec::new();
            for (row, who) in store::everybody(conn, &actor.id)? {
                members.push(json!({
                    "organisation": who.uri, "handle": who.handle(), "name": who.name,
                    "standing": row.state.as_str(), "coordinates": row.coordinates,
                    "admitted": row.admitted_at.map(|at| at.to_rfc3339())
                }));
            }
            let mut calls = Vec::new();
            for view in call::store::of_network(conn, &actor.id, None)? {
                let texts: Vec<_> = view
                    .texts
                    .iter()
                    .map(|(tag, text)| json!({"language": tag.as_str(), "title": text.title, "body": text.body}))
                    .collect();
                let subjects: Vec<_> = view
                    .subjects
                    .iter()
                    .map(|one| json!({"subject": one.subject, "hash": one.subject_hash}))
                    .collect();
                calls.push(json!({
                    "id": view.call.uri, "author": view.author.uri, "state": view.call.state.as_str(),
                    "deadline": view.call.deadline_at.to_rfc3339(), "texts": texts, "subjects": subjects
                }));
            }
            Ok::<_, Error>(json!({
                "id": actor.uri, "handle": actor.handle(), "names": actor.localized_name(),
                "kind": network.kind.as_str(), "founded": network.founded_at.to_rfc3339(),
                "founding": network.founding_text(), "agenda": network.own_agenda(),
                "parent": network.parent_uri, "predecessor": network.predecessor_uri,
                "successor": network.successor_uri, "members": members, "calls": calls
            }))
        })
        .await?;
    let mut out = std::fs::File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)
        .with_context(|| format!("{} cannot be written, or exists already", file.display()))?;
    out.write_all(serde_json::to_string_pretty(&document)?.as_bytes())?;
    out.sync_all()?;
    say(format!(
        "Written to {}. It names organisations: keep it where others cannot read it.",
        file.display()
    ));
    Ok(())
}

async fn refound(
    place: &Place,
    db: &Database,
    name: String,
    username: String,
    organisation: Option<String>,
) -> anyhow::Result<()> {
    let ours = db
        .read(move |conn| {
            let found = find(conn, &name)?;
            Ok::<_, Error>((store::ours(conn, &found.id)?, found))
        })
        .await?;
    let (ours, network) = ours;
    ensure!(!network.local, "this network lives on this node: there is nothing to found anew");
    let wanted = organisation.as_deref().map(|name| name.trim_start_matches('@'));
    let member = match (wanted, ours.as_slice()) {
        (Some(wanted), all) => all.iter().find(|one| one.username == wanted),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    let member = member.context("name a member of it that lives here with --organisation")?.clone();
    let at = place.at();
    let made = db
        .write(move |conn| {
            let id = actions::refound_at_the_machine(conn, &at, &member.id, &network.id, &username)?;
            actor::store::get(conn, &id)
        })
        .await?;
    say(format!(
        "Founded as {}. Those who were members are invited; each belongs as soon as it joins.",
        made.handle()
    ));
    Ok(())
}
