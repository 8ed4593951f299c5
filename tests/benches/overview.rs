//! The figures of the network view in docs/performance.md: 10,000 organisations and 1,000,000 positions.
//! `cargo bench -p sofra-tests --bench overview`, with `-- 98 2000` for another size. Every loop is bounded.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use sofra_base::clock::{Clock, Timestamp};
use sofra_db::testing::TestDatabase;
use sofra_db::{Database, DatabaseUrl};
use sofra_domain::actor::ActorId;
use sofra_domain::actor::actions::Keys;
use sofra_domain::overview::generate::{Options, actions::fill};
use sofra_domain::overview::list::{Filter, PAGE, list};
use sofra_domain::overview::{Dimension, Question, Scope, What, actions, check, store};
use sofra_domain::position::{PositionId, Stance};
use sofra_domain::viewer::Reader;
use sofra_domain::{At, Error, Site, node};

/// How often a view is asked for.
const VIEWS: usize = 200;
/// How often a position changes.
const CHANGES: usize = 200;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    if given.first().is_some_and(|first| first == "views") {
        // Its own process, so that its memory is that of a reader and not of whoever filled the node.
        runtime.block_on(views(&given[1]));
        return;
    }
    let number =
        |place: usize, otherwise: u64| given.get(place).and_then(|n| n.parse().ok()).unwrap_or(otherwise);
    let options = Options { organisations: number(0, 10_000), positions: number(1, 1_000_000), seed: 1 };
    let sqlite = TestDatabase::sqlite().unwrap();
    runtime.block_on(measure("SQLite", &sqlite, options));
    drop(sqlite);
    match TestDatabase::postgres() {
        Ok(postgres) => runtime.block_on(measure("PostgreSQL", &postgres, options)),
        Err(_) => println!("PostgreSQL: not measured, {} is not set", sofra_db::testing::SERVER),
    }
}

fn at() -> At {
    let site =
        Site { base: "https://here.example".into(), domain: "here.example".into(), development: false };
    At { site: Arc::new(site), now: Clock::default().now() }
}

async fn measure(name: &str, database: &TestDatabase, options: Options) {
    let db = database.open().unwrap();
    let here = at();
    db.write({
        let here = here.clone();
        move |c| node::actions::initialise(c, &here, None).map(|_| ())
    })
    .await
    .unwrap();
    let begin = Instant::now();
    let keys = [Keys::generate().unwrap(), Keys::generate().unwrap()];
    let made = fill(&db, &here, options, keys).await.unwrap();
    println!(
        "{name}: {} organisations and {} positions made in {:.0?}",
        made.organisations,
        made.positions,
        begin.elapsed()
    );
    if let DatabaseUrl::Postgres(_) = database.url() {
        // What a server does by itself within a minute.
        use diesel::connection::SimpleConnection as _;
        db.write::<_, Error>(|c| Ok(c.batch_execute("ANALYZE")?)).await.unwrap();
    }
    let own = std::env::current_exe().unwrap();
    let status = std::process::Command::new(own).args(["views", &database.url_text()]).status().unwrap();
    assert!(status.success());

    let all = db.read(|c| list(c, &Filter::all(Scope::All), None, CHANGES as i64)).await.unwrap();
    let ids: Vec<(PositionId, Stance)> =
        all.entries.iter().map(|e| (e.position.id.clone(), e.position.stance)).collect();
    let mut times = Vec::new();
    for (id, stance) in ids {
        let other = if stance == Stance::Oppose { Stance::Support } else { Stance::Oppose };
        let now = here.now;
        let begin = Instant::now();
        db.write::<_, Error>(move |c| {
            use diesel::prelude::*;
            use sofra_db::schema::position;
            diesel::update(position::table.find(&id)).set(position::stance.eq(other)).execute(c)?;
            actions::position_changed(c, now, &id)
        })
        .await
        .unwrap();
        times.push(begin.elapsed());
    }
    say(name, "one position changed, with all totals, committed", times);
    let begin = Instant::now();
    let found = db.read(|c| c.at_one_moment(check::compare)).await.unwrap();
    println!(
        "{name}: {} figures compared with a full count in {:.0?}, {} wrong",
        found.figures,
        begin.elapsed(),
        found.wrong
    );
    assert_eq!(found.wrong, 0, "{:?}", found.examples);
}

/// Asks for views in a process of its own and says how long they took and how much memory it holds.
async fn views(url: &str) {
    let url = DatabaseUrl::parse(url).unwrap();
    let name = url.backend();
    let db = Database::open(&url).unwrap();
    let now = Clock::default().now();
    let network = db.read(largest).await.unwrap();
    let scope = Scope::Members(network);
    let whole = Question::all(scope.clone());
    let questions = [
        ("the view of a whole network", whole.clone()),
        ("the same between host countries", Question { by: Dimension::Host, ..whole.clone() }),
        (
            "the same of one country alone",
            Question { who: Some((Dimension::Host, "TR".into())), ..whole.clone() },
        ),
        (
            "the same of one theme",
            Question { what: What::Theme("urn:sofra:agenda:istanbul-2018:R".into()), ..whole.clone() },
        ),
        ("the view of all that is known", Question::all(Scope::All)),
    ];
    for (what, question) in questions {
        let mut times = Vec::new();
        for _ in 0..VIEWS {
            times.push(view(&db, now, question.clone()).await);
        }
        say(name, what, times);
    }
    let mut times = Vec::new();
    for stance in Stance::ALL.iter().cycle().take(VIEWS) {
        let filter = Filter { stances: vec![*stance], ..Filter::all(scope.clone()) };
        let begin = Instant::now();
        db.read(move |c| list(c, &filter, None, PAGE)).await.unwrap();
        times.push(begin.elapsed());
    }
    say(name, "a page of the positions behind a figure", times);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = |field: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(field));
        line.and_then(|l| l.trim().split(' ').next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    };
    println!("{name}: memory after all of it {:.0} MB, at most {:.0} MB", memory("VmRSS:"), memory("VmHWM:"));
}

async fn view(db: &Database, now: Timestamp, question: Question) -> Duration {
    let begin = Instant::now();
    db.read(move |c| store::view(c, now, question, &Reader::Anyone)).await.unwrap();
    begin.elapsed()
}

/// The network with the most members.
fn largest(conn: &mut sofra_domain::AnyConnection) -> Result<ActorId, Error> {
    use diesel::prelude::*;
    use sofra_db::schema::network_member;
    let mut counts: Vec<(ActorId, i64)> = network_member::table
        .group_by(network_member::network_id)
        .select((network_member::network_id, diesel::dsl::count_star()))
        .load(conn)?;
    counts.sort_by_key(|(_, count)| -count);
    Ok(counts.swap_remove(0).0)
}

fn say(name: &str, what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("{name}: {what}: median {:.1?}, 95th percentile {:.1?} of {}", at(50), at(95), times.len());
}
