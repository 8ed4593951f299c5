//! `sofra demo`: three real nodes on loopback that federate with each other over HTTP, with a small invented network.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use sofra_base::clock::Clock;
use sofra_base::config::{Config, SecondFactor};
use sofra_base::id;
use sofra_domain::account::{self, Identity, password};
use sofra_domain::actor::ActorId;
use sofra_domain::actor::actions::Keys;
use sofra_domain::follow::{self, FollowState};
use sofra_domain::remote::{Found, Resolver as _};
use sofra_domain::statement::rules::{Form, TextForm};
use sofra_domain::statement::{self, State, Statement, StatementId};
use sofra_domain::{agenda, mandate, node};
use tokio::signal::unix::{SignalKind, signal};

use super::demo_texts::{REVISIONS, STATEMENTS, WITHDRAWAL};
use super::{demo_network, demo_seats, demo_voice, logs, say};
use crate::Node;
use crate::metrics::Queues;

/// How long the nodes may take to tell each other everything.
const PATIENCE: Duration = Duration::from_secs(90);

/// How to show it.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The first of three ports in a row; 0 lets the system choose
    #[arg(long, default_value_t = 8081)]
    port: u16,
    /// End as soon as everything has arrived everywhere, instead of serving until Ctrl-C
    #[arg(long)]
    once: bool,
}

/// Whom a node of the demonstration belongs to.
pub struct Cast {
    host: &'static str,
    node_name: &'static str,
    /// The name in the organisation's handle.
    pub username: &'static str,
    /// The organisation.
    pub organisation: &'static str,
    /// A few words about it.
    pub about: &'static str,
    language: &'static str,
    /// With which name its host signs in.
    pub login: &'static str,
    person: &'static str,
}

const CAST: [Cast; 3] = [
    Cast {
        host: "kakuma",
        node_name: "Kakuma",
        username: "kakuma_voices",
        organisation: "Kakuma Voices",
        about: "Refugees of eleven nations in one camp, who speak for themselves. (Invented for this demonstration.)",
        language: "en",
        login: "nyandeng",
        person: "Nyandeng",
    },
    Cast {
        host: "beirut",
        node_name: "بيروت",
        username: "beirut_women",
        organisation: "مائدة نساء بيروت – Beirut Women's Table",
        about: "لاجئات من سوريا وفلسطين والسودان حول مائدة واحدة. (منظمة متخيَّلة لهذا العرض.)",
        language: "ar",
        login: "rima",
        person: "ريما",
    },
    Cast {
        host: "athens",
        node_name: "Athens",
        username: "athens_assembly",
        organisation: "Athens Refugee Assembly",
        about: "An open assembly that meets each Sunday, in seven languages. (Invented for this demonstration.)",
        language: "en",
        login: "farhad",
        person: "Farhad",
    },
];

/// A node of the demonstration.
pub struct Table {
    /// It.
    pub node: Node,
    /// Whom it belongs to.
    pub cast: &'static Cast,
    /// The row of that organisation.
    pub organisation: ActorId,
    /// The host, who is its officer.
    pub who: Identity,
    /// The hash of the one password of all who sign in there: this is for looking around.
    pub hash: String,
    password: String,
}

/// Shows it.
pub async fn run(options: Options, data: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    logs::begin_quietly();
    let begin = Instant::now();
    let kept = data.is_some();
    let folder =
        data.unwrap_or_else(|| std::env::temp_dir().join(format!("sofra-demo-{}", &id::random_name()[..12])));
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let result = tokio::select! {
        result = play(&options, &folder, begin) => result,
        _ = interrupt.recv() => Err(anyhow::anyhow!("interrupted")),
        _ = terminate.recv() => Err(anyhow::anyhow!("interrupted")),
    };
    let tables = match result {
        Ok(tables) => tables,
        Err(error) => {
            clear(&folder, kept);
            return Err(error);
        }
    };
    if !options.once {
        say("");
        say("They run until you press Ctrl-C.");
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
    for table in tables {
        table.node.stop().await;
    }
    clear(&folder, kept);
    Ok(ExitCode::SUCCESS)
}

fn clear(folder: &Path, kept: bool) {
    if kept {
        say(format!("The data is in {}.", folder.display()));
    } else {
        // A temporary folder; what stays behind is cleared by the system.
        let _ = std::fs::remove_dir_all(folder);
    }
}

async fn play(options: &Options, folder: &Path, begin: Instant) -> anyhow::Result<Vec<Table>> {
    let mut tables = start(options, folder).await?;
    follow_each_other(&tables).await?;
    let published = publish(&tables).await?;
    let copies = published.len() * (CAST.len() - 1);
    say(format!("{} statements are published; {copies} copies travel.", published.len()));
    wait("each node has every statement", || everywhere(&tables, &published, &[])).await?;
    let network = demo_network::found(&tables, &published).await?;

    for (index, change) in REVISIONS.iter().enumerate() {
        revise(&tables, &published, index).await?;
        say(format!("  revised:   {}", change.2));
    }
    let (withdrawn, reason) = WITHDRAWAL;
    let table = &tables[STATEMENTS[withdrawn].by];
    let (at, who, id) = (table.node.app.at(), table.who.clone(), published[withdrawn].id.clone());
    table.node.db.write(move |c| statement::actions::withdraw(c, &at, &who, &id, reason)).await?;
    say(format!("  withdrawn: {}", STATEMENTS[withdrawn].texts[0].1));
    let revised: Vec<usize> = REVISIONS.iter().map(|r| r.0).collect();
    wait("each node knows the revisions and the withdrawal", || everywhere(&tables, &published, &revised))
        .await?;
    let links = demo_network::ask(&tables, network, &published).await?;
    wait("nothing waits any more", || settled(&tables)).await?;
    say(format!("Settled after {:.1} s.", begin.elapsed().as_secs_f64()));
    say("");
    for table in &mut tables {
        say(format!("{}  {}/", table.cast.organisation, table.node.base_url));
        say(format!(
            "    sign in: {}/sign-in   name: {}   password: {}",
            table.node.base_url, table.cast.login, table.password
        ));
    }
    say("");
    say(format!("The agenda:                {}/agenda/istanbul-2018", tables[0].node.base_url));
    links.iter().for_each(say);
    Ok(tables)
}

async fn start(options: &Options, folder: &Path) -> anyhow::Result<Vec<Table>> {
    let mut listeners = Vec::new();
    for (index, _) in CAST.iter().enumerate() {
        let port = match options.port {
            0 => 0,
            first => first.checked_add(u16::try_from(index)?).context("--port is too high")?,
        };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(address).with_context(|| {
            format!("port {port} is taken: choose others with --port (0 lets the system choose)")
        })?;
        listener.set_nonblocking(true)?;
        listeners.push(listener);
    }
    let mut hosts = std::collections::BTreeMap::new();
    let mut domains = Vec::new();
    for (cast, listener) in CAST.iter().zip(&listeners) {
        // Browsers take every name under "localhost" to this machine; the nodes find each other by this table.
        let address = listener.local_addr()?;
        let name = format!("{}.localhost", cast.host);
        hosts.insert(name.clone(), address);
        domains.push(format!("{name}:{}", address.port()));
    }
    let mut tables = Vec::new();
    for ((cast, listener), domain) in CAST.iter().zip(listeners).zip(domains) {
        let data = folder.join(cast.host);
        ensure!(
            !data.join("sofra.db").exists(),
            "{} holds an earlier demonstration: choose an empty folder with --data",
            folder.display()
        );
        let mut config = Config::defaults()?;
        config.data = data;
        config.listen = listener.local_addr()?;
        config.domain = domain;
        config.development = true;
        // For looking around: nobody should need an app on the phone for that.
        config.accounts.second_factor = SecondFactor::Optional;
        config.federation.hosts.clone_from(&hosts);
        let node = Node::start_on(listener, config, Clock::default()).await?;
        let table = set_up(node, cast).await?;
        say(format!("{} runs at {}/", cast.organisation, table.node.base_url));
        tables.push(table);
    }
    Ok(tables)
}

async fn set_up(node: Node, cast: &'static Cast) -> anyhow::Result<Table> {
    // A password for people to type: letters and digits that cannot be taken for each other.
    let password = format!("{}-{}", cast.host, &id::random_name()[..8]);
    let plain = password.clone();
    let (hash, organisation_keys) = tokio::task::spawn_blocking(move || {
        Ok::<_, sofra_domain::Error>((password::hash(&plain)?, Keys::generate()?))
    })
    .await??;
    let kept = hash.clone();
    let form = node::actions::Setup {
        node_name: cast.node_name.to_owned(),
        about: cast.about.to_owned(),
        federation: "open".to_owned(),
        username: cast.username.to_owned(),
        organisation_name: cast.organisation.to_owned(),
        organisation_about: cast.about.to_owned(),
        language: cast.language.to_owned(),
        login: cast.login.to_owned(),
        person_name: cast.person.to_owned(),
    };
    let at = node.app.at();
    let (who, organisation) = node
        .db
        .write(move |conn| {
            let token = node::actions::new_setup_token(conn)?
                .ok_or(sofra_domain::Error::Conflict("error-already-set-up"))?;
            let (account, organisation) =
                node::actions::set_up(conn, &at, &token, &form, hash, organisation_keys)?;
            Ok::<_, sofra_domain::Error>((account::store::identity(conn, &account, true)?, organisation))
        })
        .await?;
    // The others ask this node at once: it has to know already that it is open.
    node.federation.reread_policy().await;
    Ok(Table { node, cast, organisation, who, hash: kept, password })
}

async fn follow_each_other(tables: &[Table]) -> anyhow::Result<()> {
    for table in tables {
        for other in tables.iter().filter(|other| other.cast.host != table.cast.host) {
            let handle = other.node.app.site.handle(other.cast.username);
            let found = table
                .node
                .federation
                .find(&handle)
                .await
                .with_context(|| format!("{} could not find {handle}", table.cast.node_name))?;
            let Found::Actor(target) = found else { bail!("{handle} is nobody") };
            let (at, who, organisation) =
                (table.node.app.at(), table.who.clone(), table.organisation.clone());
            table
                .node
                .db
                .write(move |c| follow::actions::request(c, &at, &who, &organisation, &target))
                .await?;
            say(format!("  {} asks to follow {handle}", table.cast.organisation));
        }
    }
    wait("all follows are accepted", || async {
        for table in tables {
            let organisation = table.organisation.clone();
            let follows = table.node.db.read(move |c| follow::store::following(c, &organisation)).await?;
            let accepted = follows.iter().filter(|(f, _)| f.state == FollowState::Accepted).count();
            if accepted < tables.len() - 1 {
                return Ok(false);
            }
        }
        Ok(true)
    })
    .await
}

async fn publish(tables: &[Table]) -> anyhow::Result<Vec<Statement>> {
    let agenda = agenda::istanbul();
    for (place, table) in tables.iter().enumerate() {
        let (at, who, id, cast) =
            (table.node.app.at(), table.who.clone(), table.organisation.clone(), table.cast);
        let words = (cast.language, cast.organisation, cast.about);
        table
            .node
            .db
            .write(move |c| demo_voice::declare(c, &at, &who, &id, &demo_voice::FACTS[place], words))
            .await?;
    }
    let first = &tables[0];
    let (at, who, id) = (first.node.app.at(), first.who.clone(), first.organisation.clone());
    let mandate = first.node.db.write(move |c| demo_voice::give_mandate(c, &at, &who, &id)).await?;
    say(format!("  {} gives a mandate", first.cast.organisation));
    for (place, table) in tables.iter().enumerate() {
        let (at, who, id) = (table.node.app.at(), table.who.clone(), table.organisation.clone());
        let seats = table.node.db.write(move |c| demo_seats::sit(c, &at, &who, &id, place)).await?;
        say(format!("  {} records {} seats at others' tables", table.cast.organisation, seats.len()));
    }
    let mut published = Vec::new();
    for spoken in STATEMENTS {
        let table = &tables[spoken.by];
        let demands = spoken
            .demands
            .iter()
            .map(|code| {
                agenda.demand(code).map(|(_, d)| agenda.urn(d)).with_context(|| format!("no demand {code}"))
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        let form = Form {
            kind: spoken.kind.to_owned(),
            audience: "public".to_owned(),
            authentic: spoken.texts[0].0.to_owned(),
            texts: spoken
                .texts
                .iter()
                .map(|words| TextForm {
                    language: words.0.to_owned(),
                    title: words.1.to_owned(),
                    summary: words.2.to_owned(),
                    body: words.3.to_owned(),
                    translator: words.4.to_owned(),
                })
                .collect(),
            demands,
            images: Vec::new(),
            numbered: spoken.kind == "position-paper",
            note: String::new(),
            networks: Vec::new(),
        };
        let (at, who, author) = (table.node.app.at(), table.who.clone(), table.organisation.clone());
        let covered = spoken.by == 0 && spoken.demands.iter().all(|code| code.starts_with('R'));
        let under = Some(mandate.clone()).filter(|_| covered && !spoken.demands.is_empty());
        let statement = table
            .node
            .db
            .write(move |c| {
                let begun = statement::actions::publish_once(c, &at, &who, &author, &form, None, false)?;
                if let Some(mandate) = under {
                    mandate::actions::choose(c, &at, &who, &begun.id, Some(&mandate))?;
                }
                statement::actions::publish(c, &at, &who, &begun.id)
            })
            .await?;
        let languages: Vec<&str> = spoken.texts.iter().map(|w| w.0).collect();
        say(format!("  published: {} ({})", spoken.texts[0].1, languages.join(", ")));
        published.push(statement);
    }
    Ok(published)
}

async fn revise(tables: &[Table], published: &[Statement], index: usize) -> anyhow::Result<()> {
    let change = &REVISIONS[index];
    let table = &tables[STATEMENTS[change.0].by];
    let (at, who, id) = (table.node.app.at(), table.who.clone(), published[change.0].id.clone());
    table
        .node
        .db
        .write(move |conn| {
            let change = &REVISIONS[index];
            let found = statement::store::get(conn, &id)?;
            let mut form = statement::actions::form_of(conn, &found)?;
            for text in form.texts.iter_mut().filter(|t| t.language == change.1) {
                change.2.clone_into(&mut text.title);
                change.3.clone_into(&mut text.body);
            }
            change.4.clone_into(&mut form.note);
            statement::actions::revise(conn, &at, &who, &id, &form)
        })
        .await?;
    Ok(())
}

/// Whether every node shows every statement as it now is on the node that it comes from.
async fn everywhere(tables: &[Table], published: &[Statement], revised: &[usize]) -> anyhow::Result<bool> {
    for (index, original) in published.iter().enumerate() {
        let home = &tables[STATEMENTS[index].by];
        let now = shown(&home.node, &original.uri).await?;
        let Some((now_id, now_state, now_titles)) = now else { bail!("a statement is lost at home") };
        debug_assert_eq!(now_id, original.id);
        for table in tables.iter().filter(|t| t.cast.host != home.cast.host) {
            let Some((_, state, titles)) = shown(&table.node, &original.uri).await? else { return Ok(false) };
            if state != now_state || titles != now_titles {
                return Ok(false);
            }
        }
        if revised.contains(&index) && now_state != State::Published {
            bail!("a revised statement is not published");
        }
    }
    Ok(true)
}

/// What a node shows of a statement: its state, and its title and the plain length of its text in each language.
async fn shown(
    node: &Node,
    uri: &str,
) -> anyhow::Result<Option<(StatementId, State, Vec<(String, String, String)>)>> {
    let uri = uri.to_owned();
    let found = node
        .db
        .read(move |conn| {
            let Some(found) = statement::store::by_uri(conn, &uri)? else { return Ok(None) };
            let (id, state) = (found.id.clone(), found.state);
            let view = match statement::store::view(conn, found, None) {
                Ok(view) => view,
                // What was withdrawn has no text any more.
                Err(sofra_domain::Error::NotFound) if state == State::Withdrawn => {
                    return Ok(Some((id, state, Vec::new())));
                }
                Err(error) => return Err(error),
            };
            let titles = view
                .texts
                .iter()
                .map(|(language, text)| {
                    let plain = sofra_base::text::sanitise::plain_text(&text.html);
                    let words: Vec<&str> = plain.split_whitespace().collect();
                    (language.to_string(), text.title.clone(), words.join(" "))
                })
                .collect();
            Ok::<_, sofra_domain::Error>(Some((id, state, titles)))
        })
        .await?;
    Ok(found)
}

async fn settled(tables: &[Table]) -> anyhow::Result<bool> {
    for table in tables {
        let queues = table.node.db.read(Queues::count).await?;
        let aside = queues.jobs.1 + queues.inbox.1 + queues.deliveries.1;
        ensure!(aside == 0, "{}: {aside} pieces of work were set aside", table.cast.node_name);
        if !queues.is_settled() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Waits for something to become true, and says that it did.
pub async fn wait<F: Future<Output = anyhow::Result<bool>>>(
    what: &str,
    mut check: impl FnMut() -> F,
) -> anyhow::Result<()> {
    let begin = Instant::now();
    while !check().await? {
        ensure!(begin.elapsed() < PATIENCE, "waited {} s in vain until {what}", PATIENCE.as_secs());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    say(format!("  {what} ({:.1} s)", begin.elapsed().as_secs_f64()));
    Ok(())
}
