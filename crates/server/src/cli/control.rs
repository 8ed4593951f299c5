//! `sofra admin vouches`, `… mandates`, `… directory`, `… trust`, `… appeals`, `… joining`: local control, for the owner of
//! the machine. Each change is a line in the record, done at the machine itself.

use anyhow::Context as _;
use clap::Subcommand;
use sofra_domain::actor::{self, Actor, ActorKind};
use sofra_domain::directory::store::{Filter, list};
use sofra_domain::mandate::{self, MandateId, rules::standing};
use sofra_domain::moderation::model::AppealId;
use sofra_domain::node::{self, Joining};
use sofra_domain::vouch::{self, VouchId};
use sofra_domain::{AnyConnection, Error, moderation};

use super::{Place, say};

/// What to do about vouches.
#[derive(Debug, Subcommand)]
pub enum Vouches {
    /// Show those that an organisation of this node gave and has
    List {
        /// Its user name
        organisation: String,
    },
    /// Take back one that it gave
    Withdraw {
        /// Its number in the list
        id: String,
        /// Why; for the record
        #[arg(long, default_value = "")]
        reason: String,
    },
}

/// What to do about mandates.
#[derive(Debug, Subcommand)]
pub enum Mandates {
    /// Show those of an organisation of this node
    List {
        /// Its user name
        organisation: String,
    },
    /// Revoke one: what was said under it is marked, and stays
    Revoke {
        /// Its number in the list
        id: String,
        /// Why; everybody reads it
        #[arg(long)]
        reason: String,
    },
}

/// What to show of the directory.
#[derive(Debug, Subcommand)]
pub enum Directory {
    /// Show who is in it, here and elsewhere
    List,
}

/// What to do about trust.
#[derive(Debug, Subcommand)]
pub enum Trust {
    /// Show whom this node trusts: where chains of vouches begin
    List,
    /// Trust an organisation of another node that is known here
    Add {
        /// @name@host
        handle: String,
        /// Why; kept for whoever comes after you
        #[arg(long)]
        reason: String,
    },
    /// Trust it no longer
    Remove {
        /// @name@host
        handle: String,
    },
}

/// What to do about appeals.
#[derive(Debug, Subcommand)]
pub enum Appeals {
    /// Show those that wait
    List,
    /// Answer one
    Decide {
        /// Its number in the list
        id: String,
        /// grant takes the decision back, refuse lets it stand
        #[arg(value_parser = ["grant", "refuse"])]
        answer: String,
        /// The answer in words; whoever appealed reads it
        #[arg(long)]
        reason: String,
    },
}

fn local(c: &mut AnyConnection, name: &str) -> Result<Actor, Error> {
    actor::store::local_by_username(c, name.trim_start_matches('@'))?
        .filter(|a| matches!(a.kind, ActorKind::Organisation | ActorKind::Network) && a.deleted_at.is_none())
        .ok_or(Error::NotFound)
}

fn elsewhere(c: &mut AnyConnection, handle: &str) -> Result<Actor, Error> {
    let (user, host) = handle.trim_start_matches('@').split_once('@').ok_or(Error::NotFound)?;
    actor::store::by_handle(c, user, host)?.ok_or(Error::NotFound)
}

/// `sofra admin vouches`
pub async fn vouches(place: &Place, what: Vouches) -> anyhow::Result<()> {
    let db = place.open().await?;
    match what {
        Vouches::List { organisation } => {
            let (given, had) = db
                .read(move |c| {
                    let found = local(c, &organisation)?;
                    vouch::store::of(c, &found.id)
                })
                .await?;
            say(format!("{:<26} {:<9} {:<10} {:<12} {}", "vouch", "direction", "state", "since", "with"));
            for (direction, rows) in [("given", given), ("had", had)] {
                for (row, other) in rows {
                    say(format!(
                        "{:<26} {direction:<9} {:<10} {:<12} {}",
                        row.id,
                        row.state,
                        row.answered_at.unwrap_or(row.offered_at).day(),
                        other.handle()
                    ));
                }
            }
        }
        Vouches::Withdraw { id, reason } => {
            let id = VouchId::parse(&id).context("that is no number of a vouch")?;
            let at = place.at();
            db.write(move |c| vouch::actions::take_back_at_the_machine(c, &at, &id, &reason)).await?;
            say("It is taken back.");
        }
    }
    Ok(())
}

/// `sofra admin mandates`
pub async fn mandates(place: &Place, what: Mandates) -> anyhow::Result<()> {
    let db = place.open().await?;
    match what {
        Mandates::List { organisation } => {
            let all = db
                .read(move |c| {
                    let found = local(c, &organisation)?;
                    mandate::store::all(c, &found.id)
                })
                .await?;
            let today = place.clock.now().day();
            say(format!("{:<26} {:<9} {:<10} {:<10}  {}", "mandate", "standing", "from", "until", "holder"));
            for found in all {
                let row = found.mandate;
                say(format!(
                    "{:<26} {:<9} {:<10} {:<10}  {} – {}",
                    row.id,
                    format!("{:?}", standing(&row, &today)).to_lowercase(),
                    row.valid_from,
                    row.valid_until,
                    row.shown_name,
                    row.forum
                ));
            }
        }
        Mandates::Revoke { id, reason } => {
            let id = MandateId::parse(&id).context("that is no number of a mandate")?;
            let at = place.at();
            db.write(move |c| mandate::actions::revoke_at_the_machine(c, &at, &id, &reason)).await?;
            say("It is revoked.");
        }
    }
    Ok(())
}

/// `sofra admin directory`
pub async fn directory(place: &Place, what: Option<Directory>) -> anyhow::Result<()> {
    let Directory::List = what.unwrap_or(Directory::List);
    let db = place.open().await?;
    let now = place.clock.now();
    let mut after = None;
    loop {
        let from = after.clone();
        let page = db.read(move |c| list(c, &Filter::default(), from.as_ref(), 100, now)).await?;
        for entry in &page.entries {
            say(format!("{:<50} {}", entry.actor.handle(), entry.actor.name));
        }
        after = page.next;
        if after.is_none() {
            say(format!("{} organisations chose to be found.", page.total));
            return Ok(());
        }
    }
}

/// `sofra admin trust`
pub async fn trust(place: &Place, what: Option<Trust>) -> anyhow::Result<()> {
    let db = place.open().await?;
    let at = place.at();
    match what.unwrap_or(Trust::List) {
        Trust::List => {
            for one in db.read(vouch::store::marked).await? {
                say(format!("{:<50} {}  {}", one.actor.handle(), one.decided_at.day(), one.reason));
            }
        }
        Trust::Add { handle, reason } => {
            db.write(move |c| {
                let found = elsewhere(c, &handle)?;
                vouch::actions::trust(c, &at, None, &found.id, Some(&reason))
            })
            .await?;
            say("It is trusted: chains of vouches begin there as well.");
        }
        Trust::Remove { handle } => {
            db.write(move |c| {
                let found = elsewhere(c, &handle)?;
                vouch::actions::trust(c, &at, None, &found.id, None)
            })
            .await?;
            say("It is trusted no longer.");
        }
    }
    Ok(())
}

/// `sofra admin appeals`
pub async fn appeals(place: &Place, what: Option<Appeals>) -> anyhow::Result<()> {
    let db = place.open().await?;
    match what.unwrap_or(Appeals::List) {
        Appeals::List => {
            let found = db
                .read(|c| {
                    let mut rows = Vec::new();
                    for (appeal, decision) in moderation::store::open_appeals(c)? {
                        let about = match &decision.actor_id {
                            Some(id) => actor::store::get(c, id)?.handle(),
                            None => String::new(),
                        };
                        rows.push((appeal, decision.measure, about));
                    }
                    Ok::<_, Error>(rows)
                })
                .await?;
            if found.is_empty() {
                say("No appeal waits.");
                return Ok(());
            }
            say(format!("{:<26} {:<12} {:<14} {}", "appeal", "since", "against", "about"));
            for (appeal, measure, about) in found {
                say(format!("{:<26} {:<12} {measure:<14} {about}", appeal.id, appeal.created_at.day()));
            }
            say("What was written is on the pages of the node, for those who may decide.");
        }
        Appeals::Decide { id, answer, reason } => {
            let id = AppealId::parse(&id).context("that is no number of an appeal")?;
            let (at, granted) = (place.at(), answer == "grant");
            db.write(move |c| moderation::appeal::actions::answer(c, &at, None, &id, granted, &reason))
                .await?;
            say(if granted { "The decision is taken back." } else { "The decision stands." });
        }
    }
    Ok(())
}

/// `sofra admin joining`
pub async fn joining(place: &Place, choice: Option<String>) -> anyhow::Result<()> {
    let db = place.open().await?;
    if let Some(choice) = choice {
        let chosen = Joining::parse(&choice).context("invitation or request")?;
        let now = place.clock.now();
        db.write(move |c| node::actions::choose_joining(c, now, None, chosen)).await?;
    }
    let known = db.read(node::store::get).await?;
    say(match known.joining {
        Joining::Invitation => "People come in by invitation only.",
        Joining::Request => "People come in by invitation, or by asking an organisation of this node.",
    });
    Ok(())
}
