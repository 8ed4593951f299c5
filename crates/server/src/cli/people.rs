//! `sofra admin invite`, `… account`, `… organisation`: people and organisations, for the owner of the machine.

use anyhow::{Context as _, anyhow};
use clap::{Args, Subcommand};
use sofra_base::lang::LanguageTag;
use sofra_domain::account::{self, Role, Seat};
use sofra_domain::actor::actions::Keys;
use sofra_domain::actor::{self, Actor, ActorKind};
use sofra_domain::invitation::model::Offer;
use sofra_domain::{Error, departure, invitation, organisation, seat};

use super::{Place, organisation as organisation_archive, say};

/// Makes an invitation; its link is shown once.
#[derive(Debug, Args)]
pub struct Invite {
    /// A seat in this organisation, by its user name
    #[arg(long)]
    organisation: Option<String>,
    /// Which seat
    #[arg(long, value_parser = ["officer", "editor", "member"], default_value = "member", requires = "organisation")]
    seat: String,
    /// What it gives on the node
    #[arg(long, value_parser = ["host", "moderator", "member"], default_value = "member")]
    role: String,
    /// For how many days it is good
    #[arg(long, value_parser = ["1", "3", "7", "30"], default_value = "7")]
    days: String,
}

/// What to do with organisations.
#[derive(Debug, Subcommand)]
pub enum Organisation {
    /// Show those of this node
    List,
    /// Make one, with an invitation for its first officer
    Create {
        /// Its user name, the first part of its handle; it cannot be changed
        username: String,
        /// Its name
        #[arg(long)]
        name: String,
        /// A few words about it
        #[arg(long, default_value = "")]
        about: String,
        /// The language of both
        #[arg(long, default_value = "en")]
        language: String,
    },
    /// Delete one with all that it said; followers elsewhere are told
    Delete {
        /// Its user name
        username: String,
        /// Do it; without this, only say what would happen
        #[arg(long)]
        yes: bool,
    },
    /// Archives of organisations that move
    #[command(flatten)]
    Archive(organisation_archive::Command),
}

async fn local(place: &Place, username: &str) -> anyhow::Result<Actor> {
    let db = place.open().await?;
    let wanted = username.to_owned();
    db.read(move |c| actor::store::local_by_username(c, &wanted))
        .await?
        .filter(|found| found.kind == ActorKind::Organisation && found.deleted_at.is_none())
        .with_context(|| format!("this node has no organisation \"{username}\""))
}

/// `sofra admin invite`
pub async fn invite(place: &Place, what: Invite) -> anyhow::Result<()> {
    let seat = Seat::parse(&what.seat).context("a seat")?;
    let role = Role::parse(&what.role).context("a role")?;
    let days: i64 = what.days.parse()?;
    let given = match &what.organisation {
        Some(username) => Some((local(place, username).await?.id, seat)),
        None => None,
    };
    let db = place.open().await?;
    let at = place.at();
    let (_, token) = db
        .write(move |c| invitation::actions::create(c, &at, None, &Offer { place: given, role }, days))
        .await?;
    // The link alone on standard output, so that a script can take it.
    say(format!("{}/invitations/{token}", place.site.base));
    let _ = std::io::Write::write_fmt(
        &mut std::io::stderr(),
        format_args!("It is good for one person, for {days} days. It is shown this once.\n"),
    );
    Ok(())
}

/// `sofra admin account delete`
pub async fn delete(place: &Place, login: String, yes: bool) -> anyhow::Result<()> {
    let db = place.open().await?;
    let (at, name) = (place.at(), login.clone());
    db.write(move |c| {
        let found = account::store::by_login(c, &name)?.ok_or(Error::NotFound)?;
        if yes { departure::actions::delete_account_at_the_machine(c, &at, &found.id) } else { Ok(()) }
    })
    .await?;
    say(if yes {
        format!("{login} is deleted. What it wrote for organisations stays theirs, without its name.")
    } else {
        format!("{login} would be deleted, for good. Nothing was changed. With --yes it is.")
    });
    Ok(())
}

/// `sofra admin organisation`
pub async fn organisations(place: &Place, what: Organisation) -> anyhow::Result<()> {
    let db = place.open().await?;
    match what {
        Organisation::List => {
            let rows = db
                .read(|c| {
                    let mut rows = Vec::new();
                    for found in actor::store::local_organisations(c)? {
                        let people = seat::store::members(c, &found.id)?.len();
                        let officers = seat::store::active_officers(c, &found.id)?;
                        rows.push((found, people, officers));
                    }
                    Ok::<_, sofra_domain::Error>(rows)
                })
                .await?;
            say(format!("{:<32} {:>6} {:>8}  {}", "user name", "people", "officers", "name"));
            for (found, people, officers) in rows {
                say(format!("{:<32} {people:>6} {officers:>8}  {}", found.username, found.name));
            }
        }
        Organisation::Delete { username, yes } => {
            let found = local(place, &username).await?;
            let id = found.id.clone();
            let hosts = db.read(move |c| departure::store::holders(c, &id)).await?;
            if yes {
                let at = place.at();
                db.write(move |c| departure::actions::delete_organisation_at_the_machine(c, &at, &found.id))
                    .await?;
                say(format!("{username} is deleted, with all that it said here."));
            } else {
                say(format!("{username} would be deleted, for good. Nothing was changed. With --yes it is."));
            }
            if !hosts.is_empty() {
                say(format!("{} other nodes hold copies and are told to delete them:", hosts.len()));
                say(format!("  {}", hosts.join(", ")));
            }
        }
        Organisation::Create { username, name, about, language } => {
            let language: LanguageTag =
                language.parse().map_err(|_| anyhow!("\"{language}\" is no language"))?;
            let keys = tokio::task::spawn_blocking(Keys::generate).await??;
            let new = organisation::actions::New { username, name, about, language: Some(language) };
            let at = place.at();
            let (made, token) = db
                .write(move |c| {
                    let made = organisation::actions::establish(c, &at, None, &new, keys)?;
                    let offer = Offer { place: Some((made.id.clone(), Seat::Officer)), role: Role::Member };
                    let (_, token) = invitation::actions::create(c, &at, None, &offer, 7)?;
                    Ok::<_, sofra_domain::Error>((made, token))
                })
                .await?;
            say(format!("{} is made: {}", made.name, place.site.handle(&made.username)));
            say(format!("  its first officer comes in at {}/invitations/{token}", place.site.base));
            say("  The link is good for one person, for 7 days. It is shown this once.");
        }
        Organisation::Archive(what) => organisation_archive::run(place, what).await?,
    }
    Ok(())
}

/// `sofra admin account role`
pub async fn give_role(place: &Place, login: String, role: String) -> anyhow::Result<()> {
    let role = Role::parse(&role).context("a role")?;
    let db = place.open().await?;
    let (now, name) = (place.clock.now(), login.clone());
    db.write(move |c| {
        let found = account::store::any_by_login(c, &name)?;
        account::actions::give_role(c, now, None, &found.id, role)
    })
    .await
    .map_err(|error| no_account(error, &login))?;
    say(format!("{login} is now: {role}."));
    Ok(())
}

/// `sofra admin account disable` and `… enable`
pub async fn switch(place: &Place, login: String, on: bool, reason: String) -> anyhow::Result<()> {
    let db = place.open().await?;
    let (now, name) = (place.clock.now(), login.clone());
    db.write(move |c| {
        let found = account::store::any_by_login(c, &name)?;
        if on {
            account::actions::enable(c, now, None, &found.id)
        } else {
            account::actions::disable(c, now, None, &found.id, &reason)
        }
    })
    .await
    .map_err(|error| no_account(error, &login))?;
    say(if on {
        format!("{login} is switched on again.")
    } else {
        format!("{login} is switched off. Its sessions and tokens are ended.")
    });
    Ok(())
}

fn no_account(error: sofra_domain::Error, login: &str) -> anyhow::Error {
    match error {
        sofra_domain::Error::NotFound => {
            anyhow!("there is no account \"{login}\"; \"sofra admin account list\" shows them all")
        }
        other => other.into(),
    }
}
