//! `sofra admin seat …`: what this node holds of the register of seats, and the way out where nobody else can act.

use clap::Subcommand;
use sofra_domain::table::score::{self, Figure};
use sofra_domain::table::store::{self, Filter};
use sofra_domain::table::{ReplyId, Seat as Row, SeatId, actions, reply};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, actor};

use super::{Place, say};

/// What to do about seats.
#[derive(Debug, Subcommand)]
pub enum Seat {
    /// Show the newest that everybody may read
    List {
        /// Only of this body, by its identity
        #[arg(long)]
        body: Option<String>,
    },
    /// Show the scorecard of what everybody may read
    Score,
    /// Show one with its steps and replies, also one that is hidden
    Show {
        /// Its id, the last part of its address
        id: String,
    },
    /// Withdraw one of this node; goes around its organisation's rule and is written into the record
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
    /// Show a reply again that was hidden here
    UnhideReply {
        /// Its id, as the record of acts names it or `show` lists it
        id: String,
    },
}

fn parsed(id: &str) -> anyhow::Result<SeatId> {
    SeatId::parse(id).ok_or_else(|| anyhow::anyhow!("{id} is no id of a seat"))
}

fn line(row: &Row, handle: &str) -> String {
    let mark = if row.stands() { "" } else { " (withdrawn)" };
    let hidden = if row.hidden_at.is_some() { " (hidden here)" } else { "" };
    format!("{}  {handle}  {}  {}  {}{mark}{hidden}", row.id, row.state, row.body, row.stage)
}

/// Lists, counts, shows, withdraws or shows again.
pub async fn run(place: &Place, what: Seat) -> anyhow::Result<()> {
    let db = place.open().await?;
    let at = place.at();
    match what {
        Seat::List { body } => {
            let filter = Filter { body, ..Filter::default() };
            let list = db.read(move |c| store::list(c, &filter, &Reader::Anyone, None, 100)).await?;
            for view in &list.views {
                say(line(&view.seat, &view.holder.handle()));
            }
            say(format!("{} of {}.", list.views.len(), list.total));
        }
        Seat::Score => {
            let score = db.read(|c| score::count(c, &Filter::default(), &Reader::Anyone)).await?;
            let told = |name: &str, figures: &score::Figures| {
                let counts: Vec<String> = Figure::ALL
                    .into_iter()
                    .map(|figure| format!("{} {}", figure.as_str(), figures.of(figure)))
                    .collect();
                say(format!("{name}: {}", counts.join(", ")));
            };
            told("all", &score.all);
            for body in &score.bodies {
                told(&body.body, &body.figures);
            }
        }
        Seat::Show { id } => {
            let id = parsed(&id)?;
            let (row, handle, steps, replies) = db
                .read(move |c| {
                    let row = store::get(c, &id)?;
                    let holder = actor::store::get(c, &row.holder_id)?;
                    let steps = store::steps(c, &row.id)?;
                    let replies = store::all_replies(c, &row.id)?;
                    Ok::<_, Error>((row, holder.handle(), steps, replies))
                })
                .await?;
            say(line(&row, &handle));
            say(format!("{}, for {}, revision {}", row.uri, row.audience, row.revision));
            for step in &steps {
                say(format!("{}  {} {}", step.happened_on, step.state, step.refusal));
            }
            for reply in &replies {
                let hidden = if reply.hidden_at.is_some() { " (hidden here)" } else { "" };
                say(format!("reply {} of {}{hidden}", reply.id, reply.created_at.day()));
            }
        }
        Seat::Withdraw { id, reason } => {
            let id = parsed(&id)?;
            db.write(move |c| actions::withdraw_at_the_machine(c, &at, &id, &reason)).await?;
            say("Withdrawn. Nodes that hold a copy are told.");
        }
        Seat::Unhide { id } => {
            let id = parsed(&id)?;
            db.write(move |c| actions::set_hidden(c, &at, None, &id, false, "")).await?;
            say("It is shown again.");
        }
        Seat::UnhideReply { id } => {
            let id = ReplyId::parse(&id).ok_or_else(|| anyhow::anyhow!("{id} is no id of a reply"))?;
            db.write(move |c| reply::actions::set_hidden(c, &at, None, &id, false, "")).await?;
            say("It is shown again.");
        }
    }
    Ok(())
}
