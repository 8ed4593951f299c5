//! The program itself, ended with SIGKILL while it passes on what members say, and while it counts anew (C-01, C-02).

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;
use sofra_base::clock::Clock;
use sofra_db::schema::{account as accounts, activity, network as networks, position as positions};
use sofra_domain::account::{self, AccountId};
use sofra_domain::network::{self, Act, MemberState};
use sofra_domain::overview::check;
use sofra_domain::position::State;
use sofra_domain::{AnyConnection, At, Error, Result, Site, actor};

use crate::networks::founding;
use crate::on_both;
use crate::position::stance;
use crate::support::{Network, Program, TestNode, wait_until};

/// Rounds of speaking, each ended by a kill.
const ROUNDS: usize = 5;
/// What each organisation says in a round.
const SAID: usize = 3;

/// Does something to the data of a program, whether it runs or not.
async fn on<T: Send + 'static>(
    program: &Program,
    act: impl FnOnce(&mut AnyConnection, &At) -> Result<T> + Send + 'static,
) -> T {
    let base = format!("http://{}", program.domain);
    let site = Arc::new(Site { base, domain: program.domain.clone(), development: true });
    let at = At { site, now: Clock::default().now() };
    let db = program.database().open().expect("the database opens");
    db.write(move |c| act(c, &at)).await.expect("done")
}

/// The organisation of the program does something in a network.
fn acts(c: &mut AnyConnection, at: &At, act: &Act) -> Result<()> {
    let id: AccountId = accounts::table.select(accounts::id).first(c)?;
    let who = account::store::identity(c, &id, true)?;
    let own = actor::store::local_by_username(c, "circle")?.ok_or(Error::NotFound)?;
    network::actions::propose(c, at, &who, &own.id, act).map(|_| ())
}

/// Standing positions of others that somebody holds.
fn standing(c: &mut AnyConnection) -> Result<i64> {
    Ok(positions::table.filter(positions::state.eq(State::Standing)).count().get_result(c)?)
}

async fn is_member(program: &Program, uri: &str, wanted: MemberState) -> bool {
    let uri = uri.to_owned();
    on(program, move |c, _| {
        let Some(who) = actor::store::by_uri(c, &uri)? else { return Ok(false) };
        let network = actor::store::local_by_username(c, "east")?.ok_or(Error::NotFound)?;
        Ok(network::store::member(c, &network.id, &who.id)?.is_some_and(|row| row.state == wanted))
    })
    .await
}

on_both! {
    async fn c_01_killed_while_passing_on_nothing_is_lost_and_nothing_doubled(backend: Backend) {
        let reserved = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = reserved.local_addr().unwrap();
        let mut net = Network::new(&["beirut", "cairo"]);
        net.add("table.test", address);
        let mut program = Program::new(backend);
        program.listen = address.to_string();
        program.domain = format!("table.test:{}", address.port());
        program.hosts = net.hosts().iter().map(|(name, at)| (name.clone(), *at)).collect();
        drop(reserved);
        program.set_up().await;
        on(&program, |c, at| {
            acts(c, at, &Act::Found { founding: Box::new(founding("east")) })?;
            // One member's word is enough here: this is about something else.
            diesel::update(networks::table).set(networks::vouches.eq(1)).execute(c)?;
            Ok(())
        })
        .await;
        let uri = format!("http://{}/o/east", program.domain);
        let beirut = net.start(backend, "beirut").await;
        let cairo = net.start(backend, "cairo").await;
        let nodes: [&TestNode; 2] = [&beirut, &cairo];

        let serving = program.serve().await;
        for node in nodes {
            let there = node.network_here(&uri).await;
            node.do_in_network(Act::Join { network: there, words: String::new() }).await;
            let name = node.organisation_uri();
            wait_until("it has applied", Duration::from_secs(30), || {
                is_member(&program, &name, MemberState::Applied)
            })
            .await;
            on(&program, move |c, at| {
                let network = actor::store::local_by_username(c, "east")?.ok_or(Error::NotFound)?.id;
                let applicant = actor::store::by_uri(c, &name)?.ok_or(Error::NotFound)?.id;
                acts(c, at, &Act::Vouch { network, applicant, given: true })
            })
            .await;
            node.wait_for_member(&uri, &node.organisation_uri(), MemberState::Admitted).await;
        }
        beirut.wait_for_member(&uri, &cairo.organisation_uri(), MemberState::Admitted).await;
        serving.kill().await;

        let agenda = sofra_domain::agenda::istanbul();
        let demands: Vec<String> = agenda.demands().map(|demand| agenda.urn(demand)).collect();
        for round in 0..ROUNDS {
            let serving = program.serve().await;
            for number in 0..SAID {
                let demand = &demands[round * SAID + number];
                beirut.takes(demand, stance("support", "network", "")).await;
                cairo.takes(demand, stance("oppose", "public", "")).await;
            }
            for node in nodes {
                node.shuffle(&program.domain, round as u64).await;
            }
            tokio::time::sleep(Duration::from_millis(40 + 110 * round as u64)).await;
            serving.kill().await;
        }
        let _serving = program.serve().await;
        for node in nodes {
            // What could not be delivered to a dead node is tried again at once.
            node.shuffle(&program.domain, 99).await;
        }
        let all = i64::try_from(2 * ROUNDS * SAID).unwrap();
        wait_until("everything has arrived everywhere", Duration::from_secs(150), || async {
            for node in nodes {
                if node.ask(standing).await != all {
                    return false;
                }
            }
            on(&program, |c, _| standing(c)).await == all
        })
        .await;
        let doubled = on(&program, |c, _| {
            let passed: Vec<String> = activity::table
                .filter(activity::verb.eq("Announce"))
                .select(activity::object_uri)
                .load(c)?;
            let mut once = passed.clone();
            once.sort();
            once.dedup();
            Ok((passed.len(), once.len(), check::compare(c)?))
        })
        .await;
        assert_eq!(doubled.0, doubled.1, "each was passed on once");
        assert!(doubled.0 >= 2 * ROUNDS * SAID, "each was passed on");
        assert_eq!(doubled.2.wrong, 0, "{:?}", doubled.2.examples);
        for node in nodes {
            let found = node.ask(check::compare).await;
            assert_eq!((found.wrong, found.positions), (0, u64::try_from(all).unwrap()), "{:?}", found.examples);
        }
    }

    async fn c_02_killed_while_counting_anew_the_next_start_counts_right(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        let made = ["admin", "generate", "--organisations", "250", "--positions", "4000", "--seed", "7"];
        program.run(&made).await.well();
        let before = on(&program, |c, _| check::compare(c)).await;
        assert_eq!((before.wrong, before.positions > 2_000), (0, true), "{before:?}");
        let mut in_the_middle = 0;
        for pause in [150, 300, 450, 700, 1_000, 1_500] {
            let mut counting = program.command(&["admin", "recount"]).spawn().expect("the program runs");
            tokio::time::sleep(Duration::from_millis(pause)).await;
            counting.kill().await.expect("it can be ended");
            let torn = on(&program, |c, _| check::compare(c)).await;
            in_the_middle += u32::from(torn.wrong > 0);
            program.serve().await.terminate().await;
            let after = on(&program, |c, _| check::compare(c)).await;
            assert_eq!((after.wrong, after.positions), (0, before.positions), "{pause}: {:?}", after.examples);
            assert_eq!(after.figures, before.figures, "{pause}");
        }
        assert!(in_the_middle > 0, "one of them at least was ended in the middle");
    }
}
