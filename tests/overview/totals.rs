//! Kept totals are what a full count gives, whatever happens in whatever order.

use std::collections::BTreeMap;
use std::sync::Arc;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;
use sofra_db::schema::{actor as actor_table, network, network_member, position, position_network, tally};
use sofra_domain::actor::actions::{Keys, NewLocal};
use sofra_domain::actor::model::Incoming;
use sofra_domain::actor::{self, ActorId, ActorKind};
use sofra_domain::network::model::MemberState;
use sofra_domain::organisation::rules::FactsForm;
use sofra_domain::overview::generate::{Dice, Options, actions::fill};
use sofra_domain::overview::list::{Filter, list};
use sofra_domain::overview::{Dimension, Question, Scope, Stances, View, actions, check, store};
use sofra_domain::peer::{Decision, Policy, Rule};
use sofra_domain::position::model::{Audience, State};
use sofra_domain::position::{PositionId, Stance};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, At, Database, Error, Result, Site, node, peer};

use crate::on_both;

const ORGANISATIONS: u64 = 12;
const SUBJECTS: [&str; 4] = [
    "urn:sofra:agenda:istanbul-2018:R1",
    "urn:sofra:agenda:istanbul-2018:R2",
    "https://elsewhere.example/statements/1",
    "https://elsewhere.example/statements/1#paragraph-2",
];

fn at() -> At {
    let site =
        Site { base: "https://here.example".into(), domain: "here.example".into(), development: false };
    At { site: Arc::new(site), now: Timestamp::parse_rfc3339("2026-11-24T12:00:00Z").unwrap() }
}

/// A node with an empty network and organisations elsewhere.
struct World {
    db: Database,
    network: ActorId,
    organisations: Vec<ActorId>,
}

fn facts(turn: u64) -> FactsForm {
    let one = |list: &[&str]| list[usize::try_from(turn).unwrap() % list.len()].to_owned();
    FactsForm {
        host: one(&["TR", "DE", "", "UG"]),
        declared: if turn.is_multiple_of(3) {
            vec!["refugee-led".into(), "women-led".into()]
        } else {
            vec!["ally".into()]
        },
        languages: if turn.is_multiple_of(5) { Vec::new() } else { vec![one(&["ar", "en"])] },
        origins: vec![one(&["SY", "SS"])],
        ..FactsForm::default()
    }
}

fn organisation(c: &mut AnyConnection, at: &At, n: u64, turn: u64) -> Result<ActorId> {
    let host = format!("n{}.example", n % 3);
    let uri = format!("https://{host}/o/{n}");
    let incoming = Incoming {
        kind: ActorKind::Organisation,
        username: format!("o{n}"),
        host: host.clone(),
        name: format!("Organisation {n}"),
        names: Localized::default(),
        summary: String::new(),
        summaries: Localized::default(),
        page_url: None,
        inbox: format!("{uri}/inbox"),
        shared_inbox: None,
        outbox: None,
        followers: None,
        approves_followers: false,
        handle_checked: true,
        also_known_as: Vec::new(),
        keys: Vec::new(),
        history: Vec::new(),
        network: None,
        facts: facts(turn),
        mandates: Vec::new(),
        discoverable: false,
        vouches: Vec::new(),
        moved_to: None,
        moved_statements: None,
        uri,
    };
    actor::actions::receive(c, at, &incoming)
}

impl World {
    async fn new(db: Database) -> Self {
        let (network, organisations) = db
            .write::<_, Error>(|c| {
                let at = at();
                node::actions::initialise(c, &at, None)?;
                node::actions::set_federation(c, node::Federation::Open)?;
                let new = NewLocal {
                    kind: ActorKind::Network,
                    username: "network".into(),
                    names: Localized::one("en".parse().unwrap(), "Network".to_owned()),
                    summaries: Localized::default(),
                    approves_followers: false,
                };
                let made = actor::actions::create_local(c, &at, new, Keys::generate()?)?;
                diesel::insert_into(network::table)
                    .values((
                        network::actor_id.eq(&made.id),
                        network::founding.eq("{}"),
                        network::kind.eq("global"),
                        network::agenda.eq(""),
                        network::vouches.eq(0),
                        network::founded_at.eq(at.now),
                        network::updated_at.eq(at.now),
                    ))
                    .execute(c)?;
                let organisations =
                    (0..ORGANISATIONS).map(|n| organisation(c, &at, n, n)).collect::<Result<Vec<_>>>()?;
                Ok((made.id, organisations))
            })
            .await
            .unwrap();
        Self { db, network, organisations }
    }

    async fn act(&self, act: Act) {
        let (network, organisations) = (self.network.clone(), self.organisations.clone());
        self.db.write::<_, Error>(move |c| act.apply(c, &network, &organisations)).await.unwrap();
    }

    async fn view(&self, scope: Scope) -> View {
        let now = at().now;
        self.db.read(move |c| store::view(c, now, Question::all(scope), &Reader::Anyone)).await.unwrap()
    }

    async fn assert_sound(&self, when: &str) {
        let found = self.db.read(check::compare).await.unwrap();
        assert_eq!(found.wrong, 0, "{when}: {:?}", found.examples);
        for scope in [Scope::All, Scope::Public(self.network.clone()), Scope::Members(self.network.clone())] {
            let view = self.view(scope.clone()).await;
            assert!(view.voices.spoken <= view.voices.members, "{when}");
            for line in &view.lines {
                assert!(line.stances.all() <= view.voices.members, "{when}: nobody counts twice");
            }
            assert!(view.slices.iter().all(|s| s.spoken <= s.members), "{when}");
            // Another way to the same figures: the list behind them, one by one.
            let all = Filter::all(scope);
            let listed = self.db.read(move |c| list(c, &all, None, 1_000)).await.unwrap();
            let mut counted: BTreeMap<String, Stances> = BTreeMap::new();
            for entry in &listed.entries {
                counted.entry(entry.position.subject.clone()).or_default().add(entry.position.stance, 1);
            }
            let kept: BTreeMap<String, Stances> =
                view.lines.iter().map(|line| (line.subject.clone(), line.stances)).collect();
            assert_eq!(counted, kept, "{when}");
            assert_eq!(listed.total, view.totals.all(), "{when}");
        }
    }
}

/// Something that changes what is counted.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// Organisation, subject, stance, told to the network alone, decided so many weeks ago.
    Say(usize, usize, Stance, bool, i64),
    Withdraw(usize, usize),
    Hide(usize, usize, bool),
    Describe(usize, u64),
    Suspend(usize, bool),
    Admit(usize, bool),
    Block(u64, bool),
    Again(usize),
}

impl Act {
    fn any(dice: &mut Dice) -> Self {
        let organisation = usize::try_from(dice.below(ORGANISATIONS)).unwrap();
        let subject = usize::try_from(dice.below(SUBJECTS.len() as u64)).unwrap();
        let yes = dice.happens(500);
        match dice.below(20) {
            0..=8 => {
                let stance = *dice.one(Stance::ALL);
                Self::Say(
                    organisation,
                    subject,
                    stance,
                    dice.happens(300),
                    i64::try_from(dice.below(5)).unwrap(),
                )
            }
            9 | 10 => Self::Withdraw(organisation, subject),
            11 => Self::Hide(organisation, subject, yes),
            12 => Self::Describe(organisation, dice.below(60)),
            13 => Self::Suspend(organisation, yes),
            14..=16 => Self::Admit(organisation, dice.happens(700)),
            17 => Self::Block(dice.below(3), dice.happens(300)),
            _ => Self::Again(organisation),
        }
    }

    fn apply(self, c: &mut AnyConnection, network: &ActorId, all: &[ActorId]) -> Result<()> {
        let (now, here) = (at().now, at());
        let id = |o: usize, s: usize| PositionId::parse(&format!("{:026}", o * 100 + s)).unwrap();
        match self {
            Self::Say(o, s, stance, told, weeks) => {
                let id = id(o, s);
                let decided = now - sofra_base::clock::days(7 * weeks);
                diesel::delete(position::table.find(&id)).execute(c)?;
                diesel::insert_into(position::table)
                    .values((
                        (
                            position::id.eq(&id),
                            position::uri.eq(format!("https://n.example/{id}")),
                            position::local.eq(false),
                            position::holder_id.eq(&all[o]),
                            position::subject.eq(SUBJECTS[s]),
                            position::subject_hash.eq("ab".repeat(32)),
                            position::stance.eq(stance),
                            position::audience.eq(if told { Audience::Network } else { Audience::Public }),
                            position::state.eq(State::Standing),
                            position::revision.eq(1),
                        ),
                        (
                            position::authentic.eq("en"),
                            position::rule.eq(""),
                            position::quorum.eq(0),
                            position::threshold.eq(0),
                            position::member_totals.eq(""),
                            position::decided_at.eq(decided),
                            position::updated_at.eq(decided),
                            position::stale.eq(false),
                        ),
                    ))
                    .execute(c)?;
                if told {
                    diesel::insert_into(position_network::table)
                        .values((
                            position_network::position_id.eq(&id),
                            position_network::network_id.eq(network),
                        ))
                        .execute(c)?;
                }
                actions::position_changed(c, now, &id)
            }
            Self::Withdraw(o, s) => {
                let id = id(o, s);
                diesel::update(position::table.find(&id))
                    .set(position::state.eq(State::Withdrawn))
                    .execute(c)?;
                actions::position_changed(c, now, &id)
            }
            Self::Hide(o, s, hidden) => {
                let id = id(o, s);
                let hidden = Some(now).filter(|_| hidden);
                diesel::update(position::table.find(&id)).set(position::hidden_at.eq(hidden)).execute(c)?;
                actions::position_changed(c, now, &id)
            }
            Self::Describe(o, turn) => organisation(c, &here, o as u64, turn).map(|_| ()),
            Self::Suspend(o, suspended) => {
                let suspended = Some(now).filter(|_| suspended);
                diesel::update(actor_table::table.find(&all[o]))
                    .set(actor_table::suspended_at.eq(suspended))
                    .execute(c)?;
                // A position is told of first: it finds out that its holder changed as well.
                actions::position_changed(c, now, &id(o, 0))?;
                actions::holder_changed(c, now, &all[o])
            }
            Self::Admit(o, admitted) => {
                let row = network_member::table.find((network, &all[o]));
                diesel::delete(row).execute(c)?;
                let state = if admitted { MemberState::Admitted } else { MemberState::Left };
                diesel::insert_into(network_member::table)
                    .values((
                        network_member::network_id.eq(network),
                        network_member::organisation_id.eq(&all[o]),
                        network_member::state.eq(state),
                        network_member::coordinates.eq(false),
                        network_member::words.eq(""),
                        network_member::reason.eq(""),
                        network_member::applied_at.eq(now),
                        network_member::updated_at.eq(now),
                        network_member::relay_hour.eq(0),
                        network_member::relayed.eq(0),
                    ))
                    .execute(c)?;
                actions::holder_changed(c, now, &all[o])
            }
            Self::Block(host, blocked) => {
                let policy = if blocked { Policy::Suspend } else { Policy::None };
                let decision = Decision::new(Rule::of(policy), "");
                peer::actions::decide(c, &here, None, &format!("n{host}.example"), &decision)
            }
            Self::Again(o) => {
                actions::holder_changed(c, now, &all[o])?;
                actions::position_changed(c, now, &id(o, 1))?;
                actions::position_changed(c, now, &id(o, 1))
            }
        }
    }
}

/// Everything of a view but the ids of this database.
fn figures(view: &View) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        view.voices, view.totals, view.lines, view.slices, view.weeks, view.common, view.unaddressed
    )
}

on_both! {
    async fn totals_stay_those_of_a_full_count(backend: Backend) {
        let database = backend.database();
        let world = World::new(database.open().unwrap()).await;
        for seed in 0..3 {
            let mut dice = Dice::new(2026, seed);
            for step in 0..70 {
                let act = Act::any(&mut dice);
                world.act(act).await;
                if step % 23 == 0 {
                    world.assert_sound(&format!("seed {seed}, step {step}, {act:?}")).await;
                }
            }
            world.assert_sound(&format!("seed {seed}")).await;
        }
        for host in 0..3 {
            world.act(Act::Block(host, false)).await;
        }
        world.assert_sound("all hosts are dealt with again").await;
        assert!(world.view(Scope::All).await.totals.all() > 0, "the sequence said something");
    }

    async fn order_and_repetition_never_change_the_view(backend: Backend) {
        let (first, second) = (backend.database(), backend.database());
        let one = World::new(first.open().unwrap()).await;
        let other = World::new(second.open().unwrap()).await;
        let mut dice = Dice::new(7, 7);
        let mut last = Vec::new();
        for organisation in 0..usize::try_from(ORGANISATIONS).unwrap() {
            last.push(Act::Admit(organisation, dice.happens(800)));
            for subject in 0..SUBJECTS.len() {
                let stance = *dice.one(Stance::ALL);
                last.push(Act::Say(organisation, subject, stance, dice.happens(300), 1));
            }
        }
        for act in &last {
            one.act(*act).await;
        }
        // Another life before, another order, and each word twice.
        for _ in 0..40 {
            let act = Act::any(&mut dice);
            if !matches!(act, Act::Block(..) | Act::Suspend(..) | Act::Describe(..)) {
                other.act(act).await;
            }
        }
        let mut shuffled = last.clone();
        for place in (1..shuffled.len()).rev() {
            shuffled.swap(place, usize::try_from(dice.below(place as u64 + 1)).unwrap());
        }
        for act in shuffled.iter().chain(&last) {
            other.act(*act).await;
        }
        let scopes = |world: &World| {
            [Scope::All, Scope::Public(world.network.clone()), Scope::Members(world.network.clone())]
        };
        for (left, right) in scopes(&one).into_iter().zip(scopes(&other)) {
            assert_eq!(figures(&one.view(left).await), figures(&other.view(right).await));
        }
    }

    async fn a_wrong_total_is_found_and_mended(backend: Backend) {
        let database = backend.database();
        let world = World::new(database.open().unwrap()).await;
        for organisation in 0..6 {
            world.act(Act::Admit(organisation, true)).await;
            world.act(Act::Say(organisation, organisation % 3, Stance::Oppose, organisation == 2, 0)).await;
        }
        let before = figures(&world.view(Scope::Members(world.network.clone())).await);
        world
            .db
            .write::<_, Error>(|c| {
                diesel::update(tally::table.filter(tally::dimension.eq(Dimension::Host)))
                    .set(tally::count.eq(tally::count + 1))
                    .execute(c)?;
                Ok(())
            })
            .await
            .unwrap();
        assert!(world.db.read(check::compare).await.unwrap().wrong > 0, "it is noticed");
        assert_eq!(actions::recount_all(&world.db).await.unwrap(), ORGANISATIONS);
        world.assert_sound("counted anew").await;
        assert_eq!(figures(&world.view(Scope::Members(world.network.clone())).await), before);
    }

    async fn an_invented_network_is_the_same_for_the_same_seed(backend: Backend) {
        let options = Options { organisations: 40, positions: 700, seed: 11 };
        let mut seen = Vec::new();
        let databases = [backend.database(), backend.database()];
        for database in &databases {
            let db = database.open().unwrap();
            db.write::<_, Error>(|c| node::actions::initialise(c, &at(), None).map(|_| ())).await.unwrap();
            let keys = || [Keys::generate().unwrap(), Keys::generate().unwrap()];
            let made = fill(&db, &at(), options, keys()).await.unwrap();
            assert_eq!((made.organisations, made.positions), (40, 700));
            assert_eq!(db.read(check::compare).await.unwrap().wrong, 0);
            let now = at().now;
            let view = db.read(move |c| store::view(c, now, Question::all(Scope::All), &Reader::Anyone)).await.unwrap();
            assert!(view.generated_at.is_some() && view.totals.all() > 500 && !view.common.is_empty());
            assert_eq!(view.voices.members, 40, "{:?}", view.voices);
            seen.push(figures(&view));
            let again = fill(&db, &at(), options, keys()).await;
            assert!(matches!(again, Err(Error::Conflict(_))), "not twice");
        }
        assert_eq!(seen[0], seen[1]);
    }
}
