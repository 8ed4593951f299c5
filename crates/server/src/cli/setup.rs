//! `sofra setup`: sets a node up on the terminal, by questions or by options alone.

use std::process::ExitCode;

use anyhow::Context as _;
use sofra_domain::account::password;
use sofra_domain::actor::actions::Keys;
use sofra_domain::node::{self, actions::Setup};

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
    /// The language of these words
    #[arg(long, default_value = "en")]
    language: String,
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
    let (form, password) = tokio::task::spawn_blocking(move || questions(options)).await??;
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
    say(format!("{} is set up.", form.node_name));
    say(format!("  organisation: {}", place.site.handle(&form.username)));
    say(format!("  sign in as {} at {}/sign-in, once \"sofra serve\" runs", form.login, place.site.base));
    if form.federation == "closed" {
        say("  It deals with no other node yet: name them with \"sofra admin peers allow HOST\".");
    }
    Ok(ExitCode::SUCCESS)
}

fn questions(options: Options) -> anyhow::Result<(Setup, String)> {
    let or_ask = |given: Option<String>, question: &str| match given {
        Some(given) => Ok(given),
        None => ask(question),
    };
    let node_name = or_ask(options.node_name, "What is the node called?")?;
    let organisation_name = or_ask(options.organisation, "Which organisation hosts it?")?;
    let username = or_ask(
        options.username,
        "Its user name, for its handle (letters, digits, _; it cannot be changed):",
    )?;
    let federation = or_ask(
        options.federation,
        "With whom does it deal: \"closed\" (only nodes you name) or \"open\" (all but those you block)?",
    )?;
    let login = or_ask(options.login, "The name you sign in with (not the organisation's):")?;
    let person_name = or_ask(options.person_name, "What you are called inside (a pseudonym is fine):")?;
    let password = match options.password {
        Some(given) => given,
        None => ask_new_password()?,
    };
    let form = Setup {
        node_name,
        about: options.about,
        federation,
        username,
        organisation_name,
        organisation_about: options.organisation_about,
        language: options.language,
        login,
        person_name,
    };
    Ok((form, password))
}

/// Asks for a new password twice, unseen, until it keeps the rules.
pub fn ask_new_password() -> anyhow::Result<String> {
    loop {
        let first = ask_secret("A password of at least 8 characters (it is not shown):")?;
        if let Some(problem) = password::problem(&first) {
            say(words::of(&sofra_domain::Error::Invalid(vec![problem])));
            continue;
        }
        if ask_secret("The same again:")? == first {
            return Ok(first);
        }
        say("The two are different.");
    }
}
