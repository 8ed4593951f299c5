//! `sofra setup`: sets a node up on the terminal, by questions or by options alone.

use std::process::ExitCode;

use anyhow::Context as _;
use sofra_domain::account::password;
use sofra_domain::actor::actions::Keys;
use sofra_domain::node::{self, actions::Setup};
use sofra_web::i18n::Language;

use super::{Place, ask, ask_secret, say, words};
use crate::node::Prepared;

/// What can be said beforehand; what is left out is asked for on a terminal.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// What people call the node
    #[arg(long)]
    node_name: Option<String>,
    /// A few words about the node
    #[arg(long, default_value = "")]
    about: String,
    /// The organisation's name
    #[arg(long)]
    organisation: Option<String>,
    /// The organisation's user name, the first part of its handle
    #[arg(long)]
    username: Option<String>,
    /// A few words about the organisation
    #[arg(long, default_value = "")]
    organisation_about: String,
    /// The language of these words, and of the questions where it is en, ar or fr; else that of the terminal
    #[arg(long)]
    language: Option<String>,
    /// closed: only with nodes you name; open: with all but those you block
    #[arg(long, value_parser = ["closed", "open"])]
    federation: Option<String>,
    /// The name the host signs in with
    #[arg(long)]
    login: Option<String>,
    /// What the host is called inside; a pseudonym is fine
    #[arg(long)]
    person_name: Option<String>,
    /// The host's password (better: leave it out and type it unseen)
    #[arg(long, env = "SOFRA_SETUP_PASSWORD", hide_env_values = true)]
    password: Option<String>,
}

/// Sets the node up.
pub async fn run(place: &Place, options: Options) -> anyhow::Result<ExitCode> {
    // Makes the node's own row and keys where they are missing, and holds the lock against a running node: its
    // set-up page is the better place then.
    let prepared = Prepared::make(&place.config, &place.clock)
        .await
        .context("the node cannot be set up on the terminal now")?;
    let db = &prepared.db;
    if db.read(node::store::get).await?.is_set_up() {
        anyhow::bail!("this node is set up already. Sign in at {}/sign-in", place.site.base);
    }
    let spoken = spoken(options.language.as_deref());
    let (domain, trial) = (place.config.domain.clone(), place.config.development);
    let asked = tokio::task::spawn_blocking(move || {
        if options.asks() && !confirm_domain(spoken, &domain, trial)? {
            return Ok(None);
        }
        questions(spoken, options).map(Some)
    });
    let Some((form, password)) = asked.await?? else {
        say(spoken.t("terminal-stopped"));
        return Ok(ExitCode::FAILURE);
    };
    let wrong = node::actions::check_setup(&form).err();
    let hash = tokio::task::spawn_blocking(move || {
        Ok::<_, sofra_domain::Error>((password::hash(&password)?, Keys::generate()?))
    })
    .await?;
    // What is wrong with the password and with the rest is told together.
    let (hash, organisation_keys) = match (wrong, hash) {
        (None, Ok(made)) => made,
        (Some(sofra_domain::Error::Invalid(mut fields)), Err(sofra_domain::Error::Invalid(more))) => {
            fields.extend(more);
            return Err(sofra_domain::Error::Invalid(fields).into());
        }
        (Some(error), _) | (None, Err(error)) => return Err(error.into()),
    };
    let at = place.at();
    let set = form.clone();
    db.write(move |conn| {
        let token = node::actions::new_setup_token(conn)?
            .ok_or(sofra_domain::Error::Conflict("error-already-set-up"))?;
        node::actions::set_up(conn, &at, &token, &set, hash, organisation_keys)
    })
    .await?;
    let line = |key: &str, name: &str, value: &str| say(spoken.plain1(key, name, value));
    line("terminal-done", "node", &form.node_name);
    line("terminal-done-organisation", "handle", &place.site.handle(&form.username));
    let address = format!("{}/sign-in", place.site.base);
    say(spoken.plain2("terminal-done-sign-in", "login", &form.login, "address", &address));
    if form.federation == "closed" {
        say(spoken.plain("terminal-done-peers"));
    }
    say(spoken.plain("terminal-done-invite"));
    Ok(ExitCode::SUCCESS)
}

impl Options {
    /// Whether something is left to be asked for: then somebody sits at a terminal.
    fn asks(&self) -> bool {
        let answers = [
            &self.node_name,
            &self.organisation,
            &self.username,
            &self.federation,
            &self.login,
            &self.person_name,
        ];
        answers.into_iter().any(Option::is_none)
    }
}

/// The language of the questions: the one named, else that of the terminal (LC_ALL, LC_MESSAGES, LANG), else English.
fn spoken(named: Option<&str>) -> Language {
    let terminal = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    let of = |text: &str| Language::parse(text.split(['_', '.', '-', '@']).next().unwrap_or_default());
    named.and_then(of).or_else(|| terminal.as_deref().and_then(of)).unwrap_or(Language::En)
}

/// Shows the name of the node, which is for good, and whether it leads anywhere; whether to go on with it.
fn confirm_domain(spoken: Language, domain: &str, trial: bool) -> anyhow::Result<bool> {
    say(spoken.plain1("terminal-domain", "domain", domain));
    if trial {
        say(spoken.plain("terminal-domain-trial"));
    } else {
        use std::net::ToSocketAddrs as _;
        let leads = (domain, 443).to_socket_addrs().is_ok_and(|mut found| found.next().is_some());
        let key = if leads { "terminal-domain-known" } else { "terminal-domain-unknown" };
        say(spoken.plain1(key, "domain", domain));
    }
    let answer = ask(&spoken.plain1("terminal-go-on", "domain", domain))?;
    Ok(!answer.to_lowercase().starts_with(['n', 'ل']))
}

fn ask_federation(spoken: Language) -> anyhow::Result<String> {
    for key in ["terminal-federation", "terminal-federation-closed", "terminal-federation-open"] {
        say(spoken.plain(key));
    }
    loop {
        match ask(&spoken.plain("terminal-federation-ask"))?.to_lowercase().as_str() {
            "" | "closed" => return Ok("closed".to_owned()),
            "open" => return Ok("open".to_owned()),
            _ => say(spoken.plain("terminal-federation-again")),
        }
    }
}

fn questions(spoken: Language, options: Options) -> anyhow::Result<(Setup, String)> {
    let or_ask = |given: Option<String>, key: &str| match given {
        Some(given) => Ok(given),
        None => ask(&spoken.plain(key)),
    };
    let node_name = or_ask(options.node_name, "terminal-node-name")?;
    let organisation_name = or_ask(options.organisation, "terminal-organisation")?;
    let username = or_ask(options.username, "terminal-username")?;
    let federation = match options.federation {
        Some(given) => given,
        None => ask_federation(spoken)?,
    };
    let login = or_ask(options.login, "terminal-login")?;
    let person_name = or_ask(options.person_name, "terminal-person")?;
    let password = match options.password {
        Some(given) => given,
        None => ask_password(spoken)?,
    };
    let form = Setup {
        node_name,
        about: options.about,
        federation,
        username,
        organisation_name,
        organisation_about: options.organisation_about,
        language: options.language.unwrap_or_else(|| spoken.as_str().to_owned()),
        login,
        person_name,
    };
    Ok((form, password))
}

/// Asks for a new password twice, unseen, until it keeps the rules.
pub fn ask_new_password() -> anyhow::Result<String> {
    ask_password(Language::En)
}

fn ask_password(spoken: Language) -> anyhow::Result<String> {
    loop {
        let first = ask_secret(&spoken.plain("terminal-password"))?;
        if let Some(problem) = password::problem(&first) {
            say(words::of(&sofra_domain::Error::Invalid(vec![problem])));
            continue;
        }
        if ask_secret(&spoken.plain("terminal-password-again"))? == first {
            return Ok(first);
        }
        say(spoken.plain("terminal-password-different"));
    }
}
