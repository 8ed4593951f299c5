//! Everybody who reads over ActivityPub, at every address of it (AUTH-09, PRIV-01, PRIV-02): the table stands in
//! `readers.txt`, and an address without a row fails the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use diesel::prelude::*;
use sofra_base::clock::days;
use sofra_db::schema::{activity, actor as actor_table, statement as statement_table};
use sofra_domain::node::{self, Federation};
use sofra_domain::peer::Policy;
use sofra_domain::{mandate, position, table, vouch};

use super::peer::{Voice, rsa};
use super::rig::{MARK, Rig};
use super::wire::Wire;

const TABLE: &str = include_str!("readers.txt");
/// Readers in open federation, then those in closed federation.
const OPEN: usize = 6;

struct Row {
    method: String,
    path: String,
    cells: Vec<String>,
}

fn rows() -> Vec<Row> {
    TABLE
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut words = line.split_whitespace().map(ToOwned::to_owned);
            let (method, path) = (words.next().expect("a method"), words.next().expect("a path"));
            let cells: Vec<String> = words.collect();
            assert_eq!(cells.len(), OPEN + 2, "{line}");
            Row { method, path, cells }
        })
        .collect()
}

fn shape(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let segments = path.split('/').map(|part| if part.contains('{') { "{}" } else { part });
    segments.collect::<Vec<_>>().join("/")
}

#[test]
fn every_address_of_activitypub_has_a_row() {
    let source = include_str!("../../crates/federation/src/http.rs");
    let body =
        source.split("pub fn configure").nth(1).and_then(|rest| rest.split("\n}").next()).expect("found");
    // A pattern that names its choices (`{kind:o|m}`) is one placeholder.
    let addresses: BTreeSet<String> =
        body.split('"').filter(|text| text.starts_with('/')).map(shape).collect();
    assert!(addresses.len() > 10, "{addresses:?}");
    let listed: BTreeSet<String> = rows().iter().map(|row| shape(&row.path)).collect();
    assert_eq!(addresses, listed);
}

/// What the placeholders stand for.
async fn things(rig: &Rig, ally: &Voice) -> BTreeMap<&'static str, String> {
    let mut found = BTreeMap::new();
    for audience in ["public", "followers", "network", "local"] {
        found.insert(audience, rig.publish(MARK, audience).await.id.to_string());
    }
    found.insert("draft", rig.draft(MARK, "public").await.id.to_string());
    let hidden = rig.publish(MARK, "public").await;
    rig.settle().await;
    let (id, at) = (hidden.id.clone(), rig.at());
    rig.write(move |c| {
        diesel::update(statement_table::table.find(id))
            .set(statement_table::hidden_at.eq(at.now))
            .execute(c)?;
        Ok(())
    })
    .await;
    found.insert("hidden", hidden.id.to_string());
    for (name, of) in [
        ("of-public", found["public"].clone()),
        ("of-followers", found["followers"].clone()),
        ("of-network", found["network"].clone()),
        ("of-hidden", found["hidden"].clone()),
    ] {
        let id: String = rig
            .read(move |c| {
                Ok(activity::table
                    .filter(activity::statement_id.eq(of))
                    .select(activity::id)
                    .first::<String>(c)?)
            })
            .await;
        found.insert(name, id);
    }
    let today = rig.clock.now();
    let form = mandate::rules::Form {
        name: "Our delegate".to_owned(),
        agreed: true,
        scope: vec!["urn:sofra:agenda:istanbul-2018:R".to_owned()],
        forum: "Global Refugee Forum".to_owned(),
        decision: "General assembly of all members".to_owned(),
        decided_on: today.day(),
        from: today.day(),
        until: (today + days(100)).day(),
        ..mandate::rules::Form::default()
    };
    for (name, give) in [("mandate", true), ("mandate-draft", false)] {
        let (at, who, org, form) = (rig.at(), rig.who.clone(), rig.organisation.id.clone(), form.clone());
        let id = rig
            .write(move |c| {
                let made = mandate::actions::begin(c, &at, &who, &org, &form)?;
                if give {
                    mandate::actions::propose(c, &at, &who, &made)?;
                }
                Ok(made)
            })
            .await;
        found.insert(name, id.to_string());
    }
    for (audience, name, code) in [("public", "position", "R1"), ("network", "position-network", "R2")] {
        let (at, who, org) = (rig.at(), rig.who.clone(), rig.organisation.id.clone());
        let about = format!("urn:sofra:agenda:istanbul-2018:{code}");
        let form = position::rules::Form {
            stance: "support".to_owned(),
            audience: audience.to_owned(),
            ..position::rules::Form::default()
        };
        let taken = rig
            .write(move |c| {
                position::actions::propose(c, &at, &who, &org, &about, &form)?;
                position::store::standing(c, &org, &about)
            })
            .await;
        found.insert(name, taken.expect("taken by one officer").id.to_string());
    }
    for (audience, name) in [("public", "seat"), ("network", "seat-network")] {
        let (at, who, org) = (rig.at(), rig.who.clone(), rig.organisation.id.clone());
        let form = table::rules::Form {
            body: "IASC".to_owned(),
            process: "Guidelines".to_owned(),
            stage: "design".to_owned(),
            kind: "observer".to_owned(),
            audience: audience.to_owned(),
            language: "en".to_owned(),
            ..table::rules::Form::default()
        };
        let step = table::rules::StepForm {
            state: "promised".to_owned(),
            day: rig.at().now.day(),
            ..table::rules::StepForm::default()
        };
        let act = table::actions::Act::Record { form, step };
        let (_, seat) = rig.write(move |c| table::actions::propose(c, &at, &who, &org, None, act)).await;
        found.insert(name, seat.to_string());
    }
    let call = asked(rig).await;
    found.insert("call", call);
    // A vouch that its subject accepted.
    let (at, who, org, target) =
        (rig.at(), rig.who.clone(), rig.organisation.id.clone(), rig.actor_id(&ally.id).await);
    let offer = rig
        .write(move |c| {
            let form = vouch::rules::Form { reason: "We work together.".into(), until: String::new() };
            vouch::actions::offer(c, &at, &who, &org, &target, &form)
        })
        .await;
    rig.settle().await;
    let accept = ally.act("Accept", offer.offer_uri.clone().expect("an offer").into());
    rig.take(ally, &accept).await;
    found.insert("vouch", offer.id.to_string());
    found.insert("handle", format!("acct:table@{}", rig.site.domain));
    found
}

/// A network of this node in which nobody else is yet, and what its coordinator asks.
async fn asked(rig: &Rig) -> String {
    use sofra_domain::network::{Act, actions, call, rules};
    let (at, who, org) = (rig.at(), rig.who.clone(), rig.organisation.id.clone());
    let id = rig
        .write(move |c| {
            let form = rules::FoundingForm {
                username: "net".to_owned(),
                kind: "other".to_owned(),
                parent: String::new(),
                texts: vec![("en".to_owned(), "Net".to_owned(), "We act together.".to_owned())],
            };
            let founding = Box::new(rules::check(&form).expect("a sound founding"));
            actions::propose(c, &at, &who, &org, &Act::Found { founding })?;
            let net = sofra_domain::actor::store::local_by_username(c, "net")?.expect("founded").id;
            let form = call::rules::Form {
                texts: vec![("en".to_owned(), "What do you think?".to_owned(), String::new())],
                subjects: vec!["urn:sofra:agenda:istanbul-2018:R1".to_owned()],
                day: (at.now + days(30)).day(),
                time: String::new(),
            };
            let id = call::actions::draft(c, &at, &who, &org, &net, None, &form)?;
            actions::propose(c, &at, &who, &org, &Act::Ask { network: net, call: id.clone() })?;
            Ok(id)
        })
        .await;
    id.to_string()
}

/// `{=x}` is x itself, any other placeholder what was made under that name.
fn filled(path: &str, things: &BTreeMap<&'static str, String>) -> String {
    let mut filled = String::new();
    for (index, part) in path.split(['{', '}']).enumerate() {
        filled.push_str(match (index % 2, part.strip_prefix('=')) {
            (0, _) => part,
            (_, Some(itself)) => itself,
            (_, None) => &things[part],
        });
    }
    filled
}

async fn word(rig: &Rig, row: &Row, path: &str, reader: Option<&Voice>) -> String {
    let address = format!("{}{path}", rig.site.base);
    let wire = match (row.method.as_str(), reader) {
        ("GET", None) => Wire::get(&rig.site.domain, path),
        ("GET", Some(voice)) => voice.get(&address, &rig.clock),
        (_, Some(voice)) => {
            voice.post(&address, &voice.act("Like", rig.org().into()).to_string(), &rig.clock)
        }
        (_, None) => {
            let stranger = Voice::new("a.localhost", "nobody", rsa(5));
            let body = stranger.act("Like", rig.org().into()).to_string();
            let mut wire = stranger.post(&address, &body, &rig.clock).without("signature");
            wire.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("signature-input"));
            wire
        }
    };
    let answer = rig.send(wire).await;
    assert!(!answer.text().contains("panicked"), "{path}");
    match answer.status {
        200..=299 => "ok".to_owned(),
        401 => "in".to_owned(),
        403 => "no".to_owned(),
        404 => "--".to_owned(),
        other => other.to_string(),
    }
}

attacks! {
    async fn auth_09_every_reader_at_every_address(rig) {
        let stranger = rig.known("a.localhost", "sam").await;
        let follower = rig.follower("fan.localhost", "fan").await;
        let mut ally = rig.peers.actor("b.localhost", "union");
        ally.kind = "Organization";
        rig.peers.introduce(&ally);
        rig.meet(&ally).await;
        rig.let_follow(&ally).await;
        let blocked = rig.follower("evil.localhost", "mallory").await;
        let suspended = rig.follower("slow.localhost", "oscar").await;
        let things = things(rig, &ally).await;
        rig.decide("evil.localhost", Policy::Suspend).await;
        let id = rig.actor_id(&suspended.id).await;
        let now = rig.clock.now();
        rig.write(move |c| {
            diesel::update(actor_table::table.find(id)).set(actor_table::suspended_at.eq(now)).execute(c)?;
            Ok(())
        })
        .await;
        rig.federation.reread_policy().await;

        let rows = rows();
        let mut seen: Vec<Vec<String>> = Vec::new();
        for row in &rows {
            let path = filled(&row.path, &things);
            let mut cells = Vec::new();
            for reader in [None, Some(&stranger), Some(&follower), Some(&ally), Some(&blocked), Some(&suspended)] {
                cells.push(word(rig, row, &path, reader).await);
            }
            seen.push(cells);
        }
        rig.write(|c| node::actions::set_federation(c, Federation::Closed)).await;
        rig.federation.reread_policy().await;
        let mut wrong = String::new();
        for (row, mut cells) in rows.iter().zip(seen) {
            let path = filled(&row.path, &things);
            for reader in [None, Some(&stranger)] {
                cells.push(word(rig, row, &path, reader).await);
            }
            if cells != row.cells {
                let _ = writeln!(wrong, "{} {} {}", row.method, row.path, cells.join(" "));
            }
        }
        assert!(wrong.is_empty(), "the table says otherwise; what was seen:\n{wrong}");
    }
}
