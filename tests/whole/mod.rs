//! The whole of it: organisations on three nodes answer a call, change their minds, withdraw, and what they were asked
//! about changes; deliveries are late, twice and in any order, and programs are killed. In the end all nodes say the same.

mod killed;
mod same;

use std::collections::BTreeMap;

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, hours};
use sofra_db::queue::{delivery, inbox, job};
use sofra_db::schema::{activity, delivery as deliveries, inbox_item, peer};
use sofra_domain::Error;
use sofra_domain::overview::generate::Dice;
use sofra_domain::overview::{Dimension, Question, Scope, check, export, store};
use sofra_domain::viewer::Reader;

use crate::support::TestNode;

/// What a node says of a network and a call: every figure, and the digest of an export.
pub type Said = BTreeMap<String, String>;

impl TestNode {
    /// What this node says now, at one time for all.
    pub async fn says_of(&self, network: &str, call: &str, now: Timestamp) -> Said {
        let network = self.actor(network).await.expect("the network is known").id;
        let call = self.call_here(call).await.map(|call| call.id);
        let (at, who) = (self.node().app.at(), self.identity().await);
        self.ask(move |c| {
            let reader = Reader::Account(who);
            let mut said = Said::new();
            let mut questions = vec![
                ("network", Question::all(Scope::Members(network.clone()))),
                ("public", Question::all(Scope::Public(network.clone()))),
            ];
            let mut by_kind = Question::all(Scope::Members(network.clone()));
            by_kind.by = Dimension::Kind;
            questions.push(("network by kind", by_kind));
            if let Some(call) = call {
                let what = store::What::Call(call);
                questions.push(("call", Question { what, ..Question::all(Scope::Members(network)) }));
            }
            for (name, question) in questions {
                let view = store::view(c, now, question.clone(), &reader)?;
                for (part, figures) in [
                    ("voices", format!("{:?}", view.voices)),
                    ("totals", format!("{:?}", view.totals)),
                    ("lines", format!("{:#?}", view.lines)),
                    ("slices", format!("{:#?}", view.slices)),
                    ("weeks", format!("{:?} {:?}", view.weeks, view.fresh)),
                    ("lists", format!("{:?} {:?}", view.common, view.contested)),
                    ("unaddressed", format!("{:?}", view.unaddressed)),
                    ("themes", format!("{:?}", view.themes)),
                ] {
                    said.insert(format!("{name}: {part}"), figures);
                }
                let taken = export::take(c, &at, question, &reader)?;
                said.insert(format!("{name}: digest"), taken.digest);
                let positions = taken.entries.iter().map(|entry| {
                    let of = &entry.position;
                    format!("{} {} {} {}", of.uri, of.stance, of.subject_hash, of.updated_at.0)
                });
                let mut positions: Vec<String> = positions.collect();
                positions.sort();
                said.insert(format!("{name}: positions"), format!("{positions:#?}"));
            }
            Ok(said)
        })
        .await
    }

    /// Whether nothing waits but what is for nodes that are away.
    pub async fn is_told(&self, away: &[String]) -> bool {
        let away = away.to_vec();
        self.ask(move |c| {
            let waiting: i64 = deliveries::table
                .filter(deliveries::state.eq("pending"))
                .filter(deliveries::host.ne_all(away))
                .count()
                .get_result(c)?;
            Ok(inbox::counts(c)?.0 == 0 && job::counts(c)?.0 == 0 && waiting == 0)
        })
        .await
    }

    /// What waits for a host goes out in another order than it was said in, and at once.
    pub async fn shuffle(&self, host: &str, dice: u64) {
        let (host, now) = (host.to_owned(), self.clock.now());
        self.act(move |c, _| {
            let rows: Vec<Row> = deliveries::table
                .filter(deliveries::host.eq(&host))
                .filter(deliveries::state.eq("pending"))
                .order(deliveries::id)
                .select(Row::as_select())
                .load(c)?;
            diesel::delete(deliveries::table.filter(deliveries::id.eq_any(rows.iter().map(|row| row.id))))
                .execute(c)?;
            diesel::update(peer::table.find(&host))
                .set((peer::open_until.eq(Timestamp(0)), peer::failures.eq(0)))
                .execute(c)?;
            send_in_any_order(c, rows, now, dice)
        })
        .await
        .expect("shuffled");
    }

    /// Everything that ever went to a host goes out once more, in any order.
    pub async fn send_all_again(&self, host: &str, dice: u64) -> usize {
        let (host, now) = (host.to_owned(), self.clock.now());
        self.act(move |c, _| {
            let rows: Vec<Row> = deliveries::table
                .inner_join(activity::table)
                .filter(deliveries::host.eq(&host))
                .filter(activity::body.ne(""))
                .order(deliveries::id)
                .select(Row::as_select())
                .load(c)?;
            let many = rows.len();
            diesel::delete(deliveries::table.filter(deliveries::id.eq_any(rows.iter().map(|row| row.id))))
                .execute(c)?;
            send_in_any_order(c, rows, now, dice)?;
            Ok(many)
        })
        .await
        .expect("sent")
    }

    /// That it ever took in anything is forgotten: what comes again is looked at again.
    pub async fn forget_arrivals(&self) {
        self.act(|c, _| Ok(diesel::delete(inbox_item::table).execute(c)?)).await.expect("forgotten");
    }

    /// Every kept figure is that of a full count.
    pub async fn assert_counts(&self) {
        let found = self.ask(check::compare).await;
        assert_eq!(found.wrong, 0, "{}: {:?}", self.name, found.examples);
        assert!(found.positions > 0, "{}: something is counted", self.name);
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = deliveries)]
struct Row {
    id: i64,
    activity_id: String,
    actor_id: String,
    inbox: String,
    host: String,
}

fn send_in_any_order(
    c: &mut sofra_domain::AnyConnection,
    mut rows: Vec<Row>,
    now: Timestamp,
    seed: u64,
) -> Result<(), Error> {
    let mut dice = Dice::new(seed, rows.len() as u64);
    for place in (1..rows.len()).rev() {
        rows.swap(place, usize::try_from(dice.below(place as u64 + 1)).expect("small"));
    }
    for row in rows {
        delivery::add(c, &row.activity_id, &row.actor_id, &[(row.inbox, row.host)], now)?;
    }
    Ok(())
}

/// Waits until nothing waits anywhere and all nodes say the same; what differs after two days of quiet is a fault.
pub async fn quiet(nodes: &[&TestNode], network: &str, call: &str) -> Said {
    let mut differs = String::new();
    for round in 0..48 {
        for _ in 0..40 {
            if nodes_are_settled(nodes).await {
                break;
            }
            // What failed while a node was away waits for its time, which comes below.
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        let now = nodes[0].clock.now();
        let mut said = Vec::new();
        for node in nodes {
            said.push(node.says_of(network, call, now).await);
        }
        if said.iter().all(|one| *one == said[0]) && nodes_are_settled(nodes).await {
            return said.swap_remove(0);
        }
        differs = difference(nodes, &said);
        for node in nodes {
            node.clock.advance(hours(1));
        }
        // Asking that began before the clocks went on is refused as too old and begins anew: on a slow machine it needs more.
        let pause = if round < 16 { 150 } else { 800 };
        tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
    }
    panic!("the nodes never came to say the same: {differs}");
}

async fn nodes_are_settled(nodes: &[&TestNode]) -> bool {
    for node in nodes {
        if !node.is_settled().await {
            return false;
        }
    }
    true
}

fn difference(nodes: &[&TestNode], said: &[Said]) -> String {
    let mut text = String::new();
    for (place, one) in said.iter().enumerate().skip(1) {
        for (part, figures) in &said[0] {
            let other = one.get(part);
            if other != Some(figures) {
                let (first, second) = (&nodes[0].name, &nodes[place].name);
                text.push_str(&format!("\n{part}\n {first}: {figures}\n {second}: {other:?}"));
            }
        }
        if one.len() != said[0].len() {
            text.push_str(&format!("\n{} knows of other things", nodes[place].name));
        }
    }
    text
}
