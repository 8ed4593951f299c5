//! Filling a node with an invented network, in transactions of bounded size.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days, hours};
use sofra_base::lang::{LanguageTag, Localized};
use sofra_db::schema::{
    network, network_member, node, position, position_network, position_revision, position_text,
};
use sofra_db::{AnyConnection, Database, each_backend};

use super::{Dice, Options, words};
use crate::actor::actions::{Keys, NewLocal};
use crate::actor::model::Incoming;
use crate::actor::{self, ActorId, ActorKind};
use crate::error::{Error, Result};
use crate::network::model::{Kind, Member, MemberState, Network};
use crate::organisation::rules::FactsForm;
use crate::peer::{Decision, Policy, Rule};
use crate::position::model::{Audience, Revision, State, Text};
use crate::position::{PositionId, Stance, subject};
use crate::site::At;
use crate::statement::{self, ObjectType};
use crate::{agenda, peer};

/// Where the invented organisations live: a name that leads nowhere (RFC 2606).
const DOMAIN: &str = "generated.invalid";
/// Nodes under it.
const NODES: u64 = 150;
/// Organisations of one transaction.
const AT_ONCE: u64 = 100;
/// Rows of one statement, where a database takes several.
const ROWS: usize = 500;
/// Weeks over which positions are spread.
const WEEKS: u64 = 30;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Organisations.
    pub organisations: u64,
    /// Statements that positions are on, beside the demands.
    pub statements: u64,
    /// Positions.
    pub positions: u64,
}

/// Fills the node. The node says from now on that it holds invented things.
///
/// # Errors
/// `Conflict` when the same seed was used here before; the database's own.
pub async fn fill(db: &Database, at: &At, options: Options, keys: [Keys; 2]) -> Result<Made> {
    let here = at.clone();
    let [whole, women] = db
        .write::<_, Error>(move |conn| {
            if actor::store::by_uri(conn, &organisation_uri(options.seed, 0))?.is_some() {
                return Err(Error::Conflict("error-generated-already"));
            }
            diesel::update(node::table.find(1)).set(node::generated_at.eq(here.now)).execute(conn)?;
            let allowed = Decision::new(Rule::of(Policy::Allow), "sofra admin generate");
            peer::actions::decide(conn, &here, None, DOMAIN, &allowed)?;
            let [first, second] = keys;
            let all = found(conn, &here, options.seed, ("all", "Invented network", Kind::Global), first)?;
            let women = ("women", "Invented network of women", Kind::Women);
            Ok([all, found(conn, &here, options.seed, women, second)?])
        })
        .await?;
    let mut organisations = Vec::new();
    for begin in (0..options.organisations).step_by(usize::try_from(AT_ONCE).unwrap_or(100)) {
        let (here, whole, women) = (at.clone(), whole.clone(), women.clone());
        let end = (begin + AT_ONCE).min(options.organisations);
        organisations.extend(
            db.write::<_, Error>(move |conn| {
                (begin..end)
                    .map(|n| organisation(conn, &here, options.seed, n, [&whole, &women]))
                    .collect::<Result<Vec<_>>>()
            })
            .await?,
        );
    }
    let agenda = agenda::istanbul();
    let count = options.statements(agenda.demands().count() as u64);
    let (here, authors) = (at.clone(), organisations.clone());
    let subjects = db
        .write::<_, Error>(move |conn| {
            let mut identities: Vec<String> = agenda.demands().map(|demand| agenda.urn(demand)).collect();
            for n in 0..count.min(authors.len() as u64 * 1000) {
                identities.extend(statement(conn, &here, options.seed, n, &authors)?);
            }
            identities
                .into_iter()
                .map(|identity| Ok((subject::resolve(conn, &identity)?.hash, identity)))
                .collect::<Result<Vec<(String, String)>>>()
        })
        .await?;
    let subjects = std::sync::Arc::new(subjects);
    let mut positions = 0;
    for (place, some) in organisations.chunks(usize::try_from(AT_ONCE).unwrap_or(100)).enumerate() {
        let (now, some, subjects, whole) = (at.now, some.to_vec(), subjects.clone(), whole.clone());
        let first = place as u64 * AT_ONCE;
        positions += db
            .write::<_, Error>(move |conn| {
                let mut rows = Rows::default();
                for (n, holder) in (first..).zip(&some) {
                    take(&mut rows, now, options, n, holder, &subjects, &whole);
                }
                rows.write(conn)
            })
            .await?;
    }
    crate::overview::actions::recount_all(db).await?;
    Ok(Made { organisations: organisations.len() as u64, statements: count, positions })
}

fn host_of(n: u64) -> String {
    format!("n{}.{DOMAIN}", n % NODES)
}

fn organisation_uri(seed: u64, n: u64) -> String {
    format!("https://{}/o/seed{seed}-{n}", host_of(n))
}

/// A network of this node.
fn found(
    conn: &mut AnyConnection,
    at: &At,
    seed: u64,
    (short, name, kind): (&str, &str, Kind),
    keys: Keys,
) -> Result<ActorId> {
    let english: LanguageTag = "en".parse().expect("a language");
    let name = format!("{name} (seed {seed})");
    let new = NewLocal {
        kind: ActorKind::Network,
        username: format!("generated_{short}_{}", seed % 1_000_000),
        names: Localized::one(english.clone(), name),
        summaries: Localized::one(english.clone(), "This network and its members are invented.".to_owned()),
        approves_followers: false,
    };
    let made = actor::actions::create_local(conn, at, new, keys)?;
    let founding = Localized::one(english, "This network is invented.".to_owned());
    diesel::insert_into(network::table)
        .values(Network {
            actor_id: made.id.clone(),
            founding: serde_json::to_string(&founding).map_err(|e| Error::Internal(e.to_string()))?,
            parent_uri: None,
            kind,
            agenda: String::new(),
            vouches: 2,
            founded_at: at.now,
            closed_at: None,
            successor_uri: None,
            predecessor_uri: None,
            refresh_at: None,
            updated_at: at.now,
        })
        .execute(conn)?;
    Ok(made.id)
}

/// What an invented organisation is, from its number alone.
struct Person {
    country: &'static str,
    kinds: Vec<String>,
    languages: Vec<String>,
    origins: Vec<String>,
    name: String,
}

fn nature(seed: u64, n: u64) -> Person {
    let mut dice = Dice::new(seed, n * 4 + 1);
    let name = format!("{} {} (invented {})", dice.one(words::FIRST), dice.one(words::SECOND), n + 1);
    let mut several = |list: &[&str], most: u64| {
        let mut found: Vec<String> = (0..=dice.below(most)).map(|_| (*dice.one(list)).to_owned()).collect();
        found.sort();
        found.dedup();
        found
    };
    let (languages, origins) = (several(words::LANGUAGES, 3), several(words::ORIGINS, 2));
    let kinds = words::KINDS
        .iter()
        .filter(|(_, often)| dice.happens(*often))
        .map(|(kind, _)| (*kind).to_owned())
        .collect();
    // A few do not say where they work.
    let country = if dice.happens(30) { "" } else { *dice.one(words::HOSTS) };
    Person { country, kinds, languages, origins, name }
}

fn organisation(
    conn: &mut AnyConnection,
    at: &At,
    seed: u64,
    n: u64,
    [whole, women]: [&ActorId; 2],
) -> Result<ActorId> {
    let (uri, nature) = (organisation_uri(seed, n), nature(seed, n));
    let english: LanguageTag = "en".parse().expect("a language");
    let is_of_women = nature.kinds.iter().any(|kind| kind == "women-led");
    let incoming = Incoming {
        kind: ActorKind::Organisation,
        username: format!("seed{seed}-{n}"),
        host: host_of(n),
        names: Localized::one(english.clone(), nature.name.clone()),
        name: nature.name,
        summary: "<p>This organisation is invented.</p>".to_owned(),
        summaries: Localized::one(english, "<p>This organisation is invented.</p>".to_owned()),
        page_url: None,
        inbox: format!("{uri}/inbox"),
        shared_inbox: Some(format!("https://{}/inbox", host_of(n))),
        outbox: None,
        followers: None,
        approves_followers: false,
        handle_checked: true,
        also_known_as: Vec::new(),
        keys: Vec::new(),
        history: Vec::new(),
        network: None,
        facts: FactsForm {
            declared: nature.kinds,
            origins: nature.origins,
            host: nature.country.to_owned(),
            languages: nature.languages,
            ..FactsForm::default()
        },
        mandates: Vec::new(),
        discoverable: true,
        vouches: Vec::new(),
        moved_to: None,
        moved_statements: None,
        uri,
    };
    let id = actor::actions::receive(conn, at, &incoming)?;
    for network in [Some(whole), Some(women).filter(|_| is_of_women)].into_iter().flatten() {
        let member = Member {
            network_id: network.clone(),
            organisation_id: id.clone(),
            state: MemberState::Admitted,
            coordinates: n < 3,
            apply_uri: None,
            words: "Invented.".to_owned(),
            reason: String::new(),
            applied_at: at.now - days(300),
            admitted_at: Some(at.now - days(299)),
            ended_at: None,
            updated_at: at.now - days(299),
            relay_hour: 0,
            relayed: 0,
        };
        diesel::insert_into(network_member::table).values(member).execute(conn)?;
    }
    Ok(id)
}

/// A statement with numbered paragraphs; gives the identities of all that positions can be taken on.
fn statement(
    conn: &mut AnyConnection,
    at: &At,
    seed: u64,
    n: u64,
    authors: &[ActorId],
) -> Result<Vec<String>> {
    let mut dice = Dice::new(seed, n * 4 + 2);
    let author = dice.one(authors).clone();
    let english: LanguageTag = "en".parse().expect("a language");
    let title = format!("{} ({})", dice.one(words::TITLES), n + 1);
    let body: String = (1..=words::PARAGRAPHS)
        .map(|p| {
            format!("<p>Invented paragraph {p} of statement {}: {}</p>", n + 1, dice.one(words::SUPPORT).1)
        })
        .collect();
    let uri = format!("https://{}/statements/seed{seed}-{n}", host_of(n));
    let incoming = statement::receive::Incoming {
        uri: uri.clone(),
        author,
        object_type: ObjectType::Article,
        kind: statement::Kind::PositionPaper,
        audience: statement::Audience::Public,
        named: Vec::new(),
        authentic: english.clone(),
        texts: Localized::one(english, (title, "Invented text.".to_owned(), body, String::new())),
        numbered: true,
        page_url: None,
        warning: None,
        details: None,
        in_reply_to: None,
        demands: Vec::new(),
        files: Vec::new(),
        published: Some(at.now - days(250)),
        updated: Some(at.now - days(250)),
        note: String::new(),
        mandate: None,
        writer: None,
        networks: Vec::new(),
    };
    statement::receive::receive(conn, at, &incoming)?;
    let paragraphs = (1..=words::PARAGRAPHS).map(|p| subject::paragraph(&uri, i32::try_from(p).unwrap_or(1)));
    Ok(std::iter::once(uri.clone()).chain(paragraphs).collect())
}

/// The positions of one organisation.
fn take(
    rows: &mut Rows,
    now: Timestamp,
    options: Options,
    n: u64,
    holder: &ActorId,
    subjects: &[(String, String)],
    whole: &ActorId,
) {
    let seed = options.seed;
    let mut dice = Dice::new(seed, n * 4 + 3);
    // One in twelve is quiet, where there is enough to say for the next to take twice as many positions instead.
    let (whole_shares, rest) =
        (options.positions / options.organisations, options.positions % options.organisations);
    let count = usize::try_from(whole_shares + u64::from(n < rest)).unwrap_or(0).min(subjects.len());
    let quiet = n % 12 == 5 && n + 1 < options.organisations && count * 2 <= subjects.len();

    let before = n.checked_sub(1).map_or(0, |b| whole_shares + u64::from(b < rest));
    let before = usize::try_from(before).unwrap_or(0);
    let louder = n % 12 == 6 && before * 2 <= subjects.len();
    let count = match (quiet, louder) {
        (true, _) => 0,
        (_, true) => (count + before).min(subjects.len()),
        _ => count,
    };
    let nature = nature(seed, n);
    // The first subjects are spoken about more than the last ones.
    let mut chosen: Vec<(u64, usize)> =
        (0..subjects.len()).map(|place| (dice.below(1_000_000) * (place as u64 / 12 + 3), place)).collect();
    chosen.sort_unstable();
    chosen.truncate(count);
    for (_, place) in chosen {
        let (hash, identity) = &subjects[place];
        let stance = stance(seed, place as u64, nature.country, &mut dice);
        let back = hours(i64::try_from(dice.below(WEEKS * 7 * 24)).unwrap_or(0));
        let number = n * 100_000 + place as u64;
        let decided =
            Timestamp((now - back).0 + i64::try_from(number % 3_600_000_000).unwrap_or(0) - 3_600_000_000);
        let id = PositionId::parse(&format!("gen{:08x}p{number:014}", seed & 0xffff_ffff))
            .expect("26 small letters and digits");
        let network_only = dice.happens(120);
        // Some spoke before the subject changed.
        let hash = if dice.happens(30) { "0".repeat(64) } else { hash.clone() };
        let (texts, often) = match stance {
            Stance::Support => (words::SUPPORT, 150),
            Stance::Reservations => (words::RESERVATIONS, 1000),
            Stance::Abstain => (words::SUPPORT, 0),
            Stance::Oppose => (words::OPPOSITION, 1000),
        };
        let text = dice.happens(often).then(|| *dice.one(texts));
        let language = text.map_or("en", |(language, _)| language);
        if let Some((_, reasons)) = text {
            rows.texts.push(Text {
                position_id: id.clone(),
                revision: 1,
                language: language.parse().expect("a language"),
                reasons: reasons.to_owned(),
            });
        }
        if network_only {
            rows.networks.push((id.clone(), whole.clone()));
        }
        rows.revisions.push(Revision {
            position_id: id.clone(),
            number: 1,
            stance,
            subject_hash: hash.clone(),
            decided_at: decided,
        });
        rows.positions.push(Row {
            uri: format!("https://{}/positions/{id}", host_of(n)),
            id,
            holder: holder.clone(),
            subject: identity.clone(),
            hash,
            stance,
            audience: if network_only { Audience::Network } else { Audience::Public },
            language,
            decided,
        });
    }
}

/// How somebody stands: subjects differ, and on some of them so do the countries.
fn stance(seed: u64, subject: u64, country: &str, dice: &mut Dice) -> Stance {
    let mut nature = Dice::new(seed, subject * 4);
    let liked = 550 + nature.below(420);
    let divides = nature.below(5) == 0;
    let place = country.bytes().fold(0_u64, |sum, byte| sum * 31 + u64::from(byte));
    let against = divides && Dice::new(seed, subject * 1009 + place % 7).below(2) == 0;
    let liked = if against { liked / 3 } else { liked };
    match dice.below(1000) {
        throw if throw < liked => {
            if dice.happens(160) {
                Stance::Reservations
            } else {
                Stance::Support
            }
        }
        throw if throw < liked + (1000 - liked) / 2 => Stance::Abstain,
        _ => Stance::Oppose,
    }
}

struct Row {
    id: PositionId,
    uri: String,
    holder: ActorId,
    subject: String,
    hash: String,
    stance: Stance,
    audience: Audience,
    language: &'static str,
    decided: Timestamp,
}

#[derive(Default)]
struct Rows {
    positions: Vec<Row>,
    revisions: Vec<Revision>,
    texts: Vec<Text>,
    networks: Vec<(PositionId, ActorId)>,
}

impl Rows {
    fn write(self, conn: &mut AnyConnection) -> Result<u64> {
        for some in self.positions.chunks(ROWS) {
            let values: Vec<_> = some
                .iter()
                .map(|row| {
                    (
                        (
                            position::id.eq(&row.id),
                            position::uri.eq(&row.uri),
                            position::local.eq(false),
                            position::holder_id.eq(&row.holder),
                            position::subject.eq(&row.subject),
                            position::subject_hash.eq(&row.hash),
                            position::stance.eq(row.stance),
                            position::audience.eq(row.audience),
                            position::state.eq(State::Standing),
                            position::revision.eq(1),
                        ),
                        (
                            position::authentic.eq(row.language),
                            position::rule.eq(""),
                            position::quorum.eq(0),
                            position::threshold.eq(0),
                            position::member_totals.eq(""),
                            position::decided_at.eq(row.decided),
                            position::updated_at.eq(row.decided),
                            position::received_at.eq(row.decided),
                            position::stale.eq(row.hash.starts_with("00000000")),
                        ),
                    )
                })
                .collect();
            each_backend!(conn, c => diesel::insert_into(position::table).values(&values).execute(c))?;
        }
        for some in self.revisions.chunks(ROWS) {
            each_backend!(conn, c => diesel::insert_into(position_revision::table).values(some).execute(c))?;
        }
        for some in self.texts.chunks(ROWS) {
            each_backend!(conn, c => diesel::insert_into(position_text::table).values(some).execute(c))?;
        }
        for some in self.networks.chunks(ROWS) {
            let values: Vec<_> = some
                .iter()
                .map(|(id, network)| {
                    (position_network::position_id.eq(id), position_network::network_id.eq(network))
                })
                .collect();
            each_backend!(conn, c => diesel::insert_into(position_network::table).values(&values).execute(c))?;
        }
        Ok(self.positions.len() as u64)
    }
}
