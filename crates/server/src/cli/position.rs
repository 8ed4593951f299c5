//! `sofra admin position …`: what this node holds of positions, and the way out where nobody else can act.

use clap::Subcommand;
use sofra_domain::position::store::{self, Filter, Which};
use sofra_domain::position::{Position as Row, PositionId, State, actions};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, actor};

use super::{Place, say};

/// What to do about positions.
#[derive(Debug, Subcommand)]
pub enum Position {
    /// Show the newest that everybody may read
    List {
        /// Only on this subject, by its identity
        #[arg(long)]
        subject: Option<String>,
        /// Those that count no more, instead of those that do
        #[arg(long)]
        past: bool,
    },
    /// Show one, also one that is hidden
    Show {
        /// Its id, the last part of its address
        id: String,
    },
    /// Withdraw one of this node; goes around its holder's rule and is written into the record
    Withdraw {
        /// Its id, the last part of its address
        id: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Show one of another node again that was hidden here
    Unhide {
        /// Its id, the last part of its address
        id: String,
    },
}

fn parsed(id: &str) -> anyhow::Result<PositionId> {
    PositionId::parse(id).ok_or_else(|| anyhow::anyhow!("{id} is no id of a position"))
}

fn line(row: &Row, handle: &str) -> String {
    let mark = match row.state {
        State::Standing => "",
        State::Superseded => " (replaced by a newer one)",
        State::Withdrawn => " (withdrawn)",
    };
    let hidden = if row.hidden_at.is_some() { " (hidden here)" } else { "" };
    format!("{}  {handle}  {}  {}{mark}{hidden}", row.id, row.stance, row.subject)
}

/// Lists, shows, withdraws or shows again.
pub async fn run(place: &Place, what: Position) -> anyhow::Result<()> {
    let db = place.open().await?;
    let at = place.at();
    match what {
        Position::List { subject, past } => {
            let which = if past { Which::Past } else { Which::Standing };
            let filter = Filter { subject, which, ..Filter::default() };
            let list = db.read(move |c| store::list(c, &filter, &Reader::Anyone, None, 100)).await?;
            for view in &list.views {
                say(line(&view.position, &view.holder.handle()));
            }
            say(format!("{} of {}.", list.views.len(), list.total));
        }
        Position::Show { id } => {
            let id = parsed(&id)?;
            let (row, handle, networks) = db
                .read(move |c| {
                    let row = store::get(c, &id)?;
                    let holder = actor::store::get(c, &row.holder_id)?;
                    let networks = store::told_to(c, &row.id)?.len();
                    Ok::<_, Error>((row, holder.handle(), networks))
                })
                .await?;
            say(line(&row, &handle));
            say(format!("{}, for {}, told to networks: {networks}", row.uri, row.audience));
            say(format!("Decided {}, last changed {}.", row.decided_at.day(), row.updated_at.day()));
        }
        Position::Withdraw { id, reason } => {
            let id = parsed(&id)?;
            db.write(move |c| actions::withdraw_at_the_machine(c, &at, &id, &reason)).await?;
            say("Withdrawn. Nodes that hold a copy are told.");
        }
        Position::Unhide { id } => {
            let id = parsed(&id)?;
            db.write(move |c| actions::set_hidden(c, &at, None, &id, false, "")).await?;
            say("It is shown again.");
        }
    }
    Ok(())
}
