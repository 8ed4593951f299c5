//! `sofra admin …`: what the owner of the machine can do without signing in.

use std::process::ExitCode;

use anyhow::ensure;
use clap::{Args, Subcommand};
use sofra_base::config::SecondFactor;
use sofra_db::queue::delivery;
use sofra_domain::peer::{Policy, Rule};
use sofra_domain::{account, node, peer, recovery, sign_in};

use super::{
    Place, approval, control, import, key, moderation, network, overview, people, position, say, search,
    table,
};

/// What to administer.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Other nodes: what was decided about them and how they are
    Peers {
        #[command(subcommand)]
        what: Option<Peers>,
    },
    /// Reports that wait for a decision
    Reports {
        #[command(subcommand)]
        what: Option<moderation::Reports>,
    },
    /// The rules of this node
    Rules {
        #[command(subcommand)]
        what: Option<moderation::Rules>,
    },
    /// The record of what hosts, moderators and officers did
    Record {
        /// How many lines, the newest first
        #[arg(long, default_value_t = 20)]
        lines: i64,
    },
    /// Stop showing a speaker, or show them again
    #[command(subcommand)]
    Actor(moderation::Actor),
    /// How an organisation approves what is said in its name; setting it here goes around its own rule
    Approval(approval::Approval),
    /// Vouches of organisations of this node
    #[command(subcommand)]
    Vouches(control::Vouches),
    /// Mandates of organisations of this node
    #[command(subcommand)]
    Mandates(control::Mandates),
    /// The directory of organisations
    Directory {
        #[command(subcommand)]
        what: Option<control::Directory>,
    },
    /// Whom this node trusts
    Trust {
        #[command(subcommand)]
        what: Option<control::Trust>,
    },
    /// Appeals against decisions
    Appeals {
        #[command(subcommand)]
        what: Option<control::Appeals>,
    },
    /// How people come in; without a choice, show it
    Joining {
        /// invitation or request
        #[arg(value_parser = ["invitation", "request"])]
        choice: Option<String>,
    },
    /// What organisations and people think
    #[command(subcommand)]
    Position(position::Position),
    /// The register of seats at others' tables
    #[command(subcommand)]
    Seat(table::Seat),
    /// With whom this node deals: only with nodes you name, or with all but those you block
    Federation {
        /// closed or open
        #[arg(value_parser = ["closed", "open"])]
        choice: String,
    },
    /// Resume sending after a restore
    Resume,
    /// Try again what failed too often and was set aside
    Retry,
    /// Tokens for the API
    #[command(subcommand)]
    Token(Token),
    /// Accounts
    #[command(subcommand)]
    Account(Account),
    /// Make an invitation; its link is shown once
    Invite(people::Invite),
    /// Networks: what this node holds of them, and founding one anew whose node is lost
    #[command(subcommand)]
    Network(network::Command),
    /// Organisations of this node
    #[command(subcommand)]
    Organisation(people::Organisation),
    /// The keys with which actors sign
    #[command(subcommand)]
    Key(key::Key),
    /// Documents
    #[command(subcommand)]
    Import(Import),
    /// The index for searching
    #[command(subcommand)]
    Search(search::Search),
    /// Fill the node with an invented network, to try things out; it is marked as invented and cannot be taken out again
    Generate(overview::Generate),
    /// Count the totals of the network view anew; until it ends, figures are too small
    Recount,
}

/// What to do about other nodes.
#[derive(Debug, Subcommand)]
pub enum Peers {
    /// Show them all, those in trouble first
    List,
    /// Deal with a node, also where federation is closed
    Allow {
        /// Its name
        host: String,
    },
    /// Have nothing to do with a node and with names below it
    #[command(alias = "block")]
    Suspend {
        /// Its name
        host: String,
        /// Why; kept for whoever comes after you
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Show what a node says only to those who follow there
    Limit {
        /// Its name
        host: String,
        /// Why; kept for whoever comes after you
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Neither show nor link images and files of a node
    NoMedia {
        /// Its name
        host: String,
        /// Why; kept for whoever comes after you
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Bring in a list of suspended nodes (CSV, as Mastodon writes it); without --apply, only show what it would change
    Import {
        /// The file
        file: std::path::PathBuf,
        /// Do it
        #[arg(long)]
        apply: bool,
    },
    /// Write the list of suspended and limited nodes, as Mastodon reads it
    Export,
    /// Forget a decision
    Clear {
        /// Its name
        host: String,
    },
    /// Show what could not be delivered
    Dead,
    /// Try what could not be delivered once more
    SendAgain(SendAgain),
}

/// Which dead letters.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct SendAgain {
    /// One dead letter, by its number
    id: Option<i64>,
    /// All of a node
    #[arg(long)]
    host: Option<String>,
}

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a token; it is shown once
    Create {
        /// What it is for
        #[arg(long)]
        name: String,
        /// For whom; without it, the host of the node
        #[arg(long)]
        login: Option<String>,
        /// It may read, but change nothing
        #[arg(long)]
        read_only: bool,
        /// How many days it is good for
        #[arg(long, default_value_t = 90)]
        days: i64,
    },
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Show them all
    List,
    /// Make somebody host, moderator, or neither
    Role {
        /// The name used for signing in
        login: String,
        /// host, moderator or member
        #[arg(value_parser = ["host", "moderator", "member"])]
        role: String,
    },
    /// Switch an account off: it cannot sign in, its sessions and tokens end
    Disable {
        /// The name used for signing in
        login: String,
        /// Why; for the record
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Switch an account on again
    Enable {
        /// The name used for signing in
        login: String,
    },
    /// Delete an account with all that is its own; what it wrote for organisations stays theirs, without its name
    Delete {
        /// The name used for signing in
        login: String,
        /// Do it; without this, only say what would happen
        #[arg(long)]
        yes: bool,
    },
    /// Give an account a new password, and end its sessions and tokens
    Password {
        /// The name used for signing in
        login: String,
        /// The new password (better: leave it out and type it unseen)
        #[arg(long, env = "SOFRA_NEW_PASSWORD", hide_env_values = true)]
        password: Option<String>,
    },
    /// End the second factor of an account whose owner lost it, and its sessions and tokens
    SecondFactorReset {
        /// The name used for signing in
        login: String,
    },
    /// Make a link with which the owner of an account chooses a new password; it is shown once
    ResetLink {
        /// The name used for signing in
        login: String,
    },
}

/// What to bring in.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Turn a text or Markdown document into a statement with numbered paragraphs
    Document(import::Options),
}

/// Does it.
pub async fn run(place: &Place, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Peers { what } => peers(place, what.unwrap_or(Peers::List)).await?,
        Command::Federation { choice } => federation(place, &choice).await?,
        Command::Reports { what } => moderation::reports(place, what).await?,
        Command::Rules { what } => moderation::rules(place, what).await?,
        Command::Record { lines } => moderation::record(place, lines).await?,
        Command::Vouches(what) => control::vouches(place, what).await?,
        Command::Mandates(what) => control::mandates(place, what).await?,
        Command::Directory { what } => control::directory(place, what).await?,
        Command::Trust { what } => control::trust(place, what).await?,
        Command::Appeals { what } => control::appeals(place, what).await?,
        Command::Joining { choice } => control::joining(place, choice).await?,
        Command::Account(Account::Delete { login, yes }) => people::delete(place, login, yes).await?,
        Command::Actor(what) => moderation::actor(place, what).await?,
        Command::Key(what) => key::run(place, what).await?,
        Command::Approval(what) => approval::run(place, what).await?,
        Command::Position(what) => position::run(place, what).await?,
        Command::Seat(what) => table::run(place, what).await?,
        Command::Resume => resume(place).await?,
        Command::Retry => retry(place).await?,
        Command::Token(Token::Create { name, login, read_only, days }) => {
            token(place, name, login, !read_only, days).await?;
        }
        Command::Account(Account::List) => accounts(place).await?,
        Command::Account(Account::Role { login, role }) => people::give_role(place, login, role).await?,
        Command::Account(Account::Disable { login, reason }) => {
            people::switch(place, login, false, reason).await?;
        }
        Command::Account(Account::Enable { login }) => {
            people::switch(place, login, true, String::new()).await?;
        }
        Command::Invite(what) => people::invite(place, what).await?,
        Command::Network(command) => network::run(place, command).await?,
        Command::Organisation(what) => people::organisations(place, what).await?,
        Command::Account(Account::Password { login, password }) => {
            replace_password(place, login, password).await?;
        }
        Command::Account(Account::SecondFactorReset { login }) => reset_second_factor(place, login).await?,
        Command::Account(Account::ResetLink { login }) => reset_link(place, login).await?,
        Command::Import(Import::Document(options)) => import::run(place, options).await?,
        Command::Search(what) => search::run(place, what).await?,
        Command::Generate(wanted) => overview::generate(place, wanted).await?,
        Command::Recount => overview::recount(place).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn peers(place: &Place, what: Peers) -> anyhow::Result<()> {
    let (host, change, reason): (String, fn(&mut Rule), String) = match what {
        Peers::List => return list_peers(place).await,
        Peers::Dead => return dead_letters(place).await,
        Peers::SendAgain(which) => return send_again(place, which).await,
        Peers::Import { file, apply } => return moderation::import_list(place, &file, apply).await,
        Peers::Export => return moderation::export_list(place).await,
        Peers::Allow { host } => (host, |rule| rule.policy = Policy::Allow, String::new()),
        Peers::Suspend { host, reason } => (host, |rule| rule.policy = Policy::Suspend, reason),
        Peers::Limit { host, reason } => (host, |rule| rule.limited = true, reason),
        Peers::NoMedia { host, reason } => (host, |rule| rule.no_media = true, reason),
        Peers::Clear { host } => (host, |rule| *rule = Rule::of(Policy::None), String::new()),
    };
    let db = place.open().await?;
    let (at, name) = (place.at(), host.clone());
    let rule = db
        .write(move |conn| {
            // What else was decided about it stays.
            let known = match peer::actions::host_name(&name) {
                Some(name) => peer::store::find(conn, &name)?,
                None => None,
            };
            let mut decision =
                known.map_or_else(|| peer::Decision::new(Rule::of(Policy::None), ""), |peer| peer.decision());
            change(&mut decision.rule);
            if !reason.is_empty() {
                decision.reason = reason;
            }
            peer::actions::decide(conn, &at, None, &name, &decision)?;
            Ok::<_, sofra_domain::Error>(decision.rule)
        })
        .await?;
    let host = peer::actions::host_name(&host).unwrap_or_default();
    say(match rule.policy {
        Policy::Suspend => {
            format!(
                "{host} is suspended; follows have ended, and what was still to be sent to it is cancelled."
            )
        }
        _ if rule.limited || rule.no_media || rule.no_reports => {
            format!("{host}: {}.", moderation::in_words(rule))
        }
        Policy::Allow => format!("This node now deals with {host}."),
        Policy::None => format!("There is no decision about {host} any more."),
    });
    Ok(())
}

async fn list_peers(place: &Place) -> anyhow::Result<()> {
    let db = place.open().await?;
    let (known, lines) = db
        .read(|conn| Ok((node::store::get(conn)?, peer::store::all(conn)?)))
        .await
        .map_err(|error: sofra_domain::Error| anyhow::Error::from(error))?;
    say(format!("federation: {}", known.federation));
    if lines.is_empty() {
        say("No other node is known yet.");
        return Ok(());
    }
    let now = place.clock.now();
    say(format!(
        "{:<40} {:<8} {:>8} {:>6} {:>9}  {}",
        "node", "decision", "waiting", "dead", "failures", "last heard"
    ));
    for line in lines {
        let peer = line.peer;
        let mut health = peer.last_success_at.map_or_else(|| "never".to_owned(), |t| t.to_rfc3339());
        if peer.failures > 0 {
            if let Some(error) = &peer.last_error {
                health.push_str(&format!("  ({error})"));
            }
            if peer.open_until > now {
                health.push_str(&format!("  next try {}", peer.open_until.to_rfc3339()));
            }
        }
        let decision = moderation::in_words(peer.rule());
        say(format!(
            "{:<40} {decision:<8} {:>8} {:>6} {:>9}  {health}",
            peer.host, line.waiting, line.dead, peer.failures
        ));
        if !peer.reason.is_empty() {
            say(format!("{:<40} {}", "", peer.reason));
        }
    }
    Ok(())
}

async fn dead_letters(place: &Place) -> anyhow::Result<()> {
    let db = place.open().await?;
    let letters = db.read::<_, sofra_domain::Error>(|conn| Ok(delivery::dead_letters(conn, 200)?)).await?;
    if letters.is_empty() {
        say("There are no dead letters.");
        return Ok(());
    }
    say(format!(
        "{:>8} {:<30} {:<8} {:>5}  {:<20}  {}",
        "number", "node", "verb", "tries", "last answer", "about"
    ));
    for letter in &letters {
        let answer = match (letter.last_status, &letter.last_error) {
            (Some(status), _) => status.to_string(),
            (None, Some(error)) => error.clone(),
            (None, None) => "-".to_owned(),
        };
        say(format!(
            "{:>8} {:<30} {:<8} {:>5}  {answer:<20}  {}",
            letter.id, letter.host, letter.verb, letter.attempts, letter.object_uri
        ));
    }
    say("\"sofra admin peers send-again NUMBER\" or \"--host NODE\" tries once more.");
    Ok(())
}

async fn send_again(place: &Place, which: SendAgain) -> anyhow::Result<()> {
    let db = place.open().await?;
    let now = place.clock.now();
    let count = db
        .write::<_, sofra_domain::Error>(move |conn| {
            let which = match (&which.id, &which.host) {
                (Some(id), _) => delivery::Again::One(*id),
                (None, Some(host)) => delivery::Again::Host(host),
                (None, None) => return Ok(0),
            };
            Ok(delivery::send_again(conn, which, now)?)
        })
        .await?;
    ensure!(count > 0, "there is no such dead letter");
    say(format!("{count} will be tried again."));
    Ok(())
}

async fn federation(place: &Place, choice: &str) -> anyhow::Result<()> {
    let choice = node::Federation::parse(choice).ok_or_else(|| anyhow::anyhow!("closed or open"))?;
    let db = place.open().await?;
    let at = place.at();
    db.write(move |conn| node::actions::choose_federation(conn, &at, None, choice)).await?;
    say(match choice {
        node::Federation::Closed => {
            "This node deals only with nodes you name (\"sofra admin peers allow HOST\")."
        }
        node::Federation::Open => "This node deals with all nodes but those you block.",
    });
    Ok(())
}

async fn resume(place: &Place) -> anyhow::Result<()> {
    let db = place.open().await?;
    let paused = db.read(node::store::get).await?.sending_paused;
    db.write(|conn| node::actions::pause_sending(conn, false)).await?;
    say(if paused { "Sending resumes." } else { "Sending was not paused." });
    Ok(())
}

async fn token(
    place: &Place,
    name: String,
    login: Option<String>,
    may_write: bool,
    days: i64,
) -> anyhow::Result<()> {
    let db = place.open().await?;
    let now = place.clock.now();
    let required = place.config.accounts.second_factor == SecondFactor::Required;
    let (whose, secret, refused) = db
        .write(move |conn| {
            let found = match login {
                Some(login) => account::store::by_login(conn, &login)?.ok_or(sofra_domain::Error::SignIn)?,
                None => account::store::first_host(conn)?,
            };
            let (_, secret) = account::actions::create_token(conn, now, &found.id, &name, may_write, days)?;
            let who = account::store::identity(conn, &found.id, true)?;
            let refused = required && sign_in::store::must_set_up(conn, &who)?;
            Ok::<_, sofra_domain::Error>((found.login, secret, refused))
        })
        .await
        .map_err(|error| match error {
            sofra_domain::Error::NotFound => {
                anyhow::anyhow!("this node is not set up yet: there is no account")
            }
            other => other.into(),
        })?;
    // The secret alone on standard output, so that a script can take it.
    say(&secret);
    let kind = if may_write { "read and write" } else { "read" };
    let _ = std::io::Write::write_fmt(
        &mut std::io::stderr(),
        format_args!("It may {kind} as {whose} for {days} days. It is shown this once.\n"),
    );
    if refused {
        let _ = std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!(
                "It is refused until {whose} has a second factor: sign in on the pages to set one up, or set \
                 accounts.second_factor = \"optional\".\n"
            ),
        );
    }
    Ok(())
}

async fn accounts(place: &Place) -> anyhow::Result<()> {
    let db = place.open().await?;
    let all = db.read(account::store::all).await?;
    if all.is_empty() {
        say("There is no account yet: \"sofra setup\", or the link that \"sofra serve\" shows.");
        return Ok(());
    }
    say(format!("{:<32} {:<8} {:<12} {}", "login", "role", "since", "state"));
    for account in all {
        let state = if account.disabled_at.is_some() { "switched off" } else { "active" };
        say(format!("{:<32} {:<8} {:<12} {state}", account.login, account.role, account.created_at.day()));
    }
    Ok(())
}

async fn replace_password(place: &Place, login: String, given: Option<String>) -> anyhow::Result<()> {
    let db = place.open().await?;
    let name = login.clone();
    if db.read(move |c| account::store::by_login(c, &name)).await?.is_none() {
        anyhow::bail!("there is no account \"{login}\"; \"sofra admin account list\" shows them all");
    }
    let hash = tokio::task::spawn_blocking(move || {
        let password = given.map_or_else(super::setup::ask_new_password, Ok)?;
        Ok::<_, anyhow::Error>(account::password::hash(&password)?)
    })
    .await??;
    let (now, name) = (place.clock.now(), login.clone());
    db.write(move |c| account::actions::replace_password(c, now, &name, hash)).await?;
    say(format!("{login} has a new password. Every session and every token of the account is ended."));
    Ok(())
}

async fn reset_second_factor(place: &Place, login: String) -> anyhow::Result<()> {
    let db = place.open().await?;
    let (now, name) = (place.clock.now(), login.clone());
    db.write(move |c| sign_in::actions::reset(c, now, &name)).await.map_err(|e| unknown(e, &login))?;
    say(format!("{login} has no second factor any more; sessions and tokens of the account are ended."));
    say("Where one is required, it is set up at the next sign-in.");
    Ok(())
}

async fn reset_link(place: &Place, login: String) -> anyhow::Result<()> {
    let db = place.open().await?;
    let (now, name) = (place.clock.now(), login.clone());
    let token = db
        .write(move |c| {
            let found = account::store::by_login(c, &name)?.ok_or(sofra_domain::Error::NotFound)?;
            recovery::actions::give_password_link(c, now, None, &found.id)
        })
        .await
        .map_err(|e| unknown(e, &login))?;
    // The link alone on standard output, so that a script can take it.
    say(format!("{}/link/{token}", place.site.base));
    let _ = std::io::Write::write_fmt(
        &mut std::io::stderr(),
        format_args!("It works once, within 24 hours, and does not end a second factor.\n"),
    );
    Ok(())
}

fn unknown(error: sofra_domain::Error, login: &str) -> anyhow::Error {
    match error {
        sofra_domain::Error::NotFound => {
            anyhow::anyhow!("there is no account \"{login}\"; \"sofra admin account list\" shows them all")
        }
        other => other.into(),
    }
}

async fn retry(place: &Place) -> anyhow::Result<()> {
    let db = place.open().await?;
    let now = place.clock.now();
    let count =
        db.write(move |c| Ok::<_, sofra_domain::Error>(sofra_db::queue::retry_set_aside(c, now)?)).await?;
    say(format!("{count} pieces of work will be tried again by the running node."));
    Ok(())
}
