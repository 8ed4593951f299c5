//! The first start, the set-up, and the host's settings.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::{random_bytes, random_token, sha256_hex};
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::node;

use super::model::{Federation, Joining, Node};
use super::store;
use crate::account::model::NewAccount;
use crate::account::{self, AccountId, Identity, Role, Seat};
use crate::actor::actions::{Keys, NewLocal, create_local};
use crate::actor::{ActorId, ActorKind};
use crate::audit::actions::{Act, record};
use crate::error::{Error, FieldError, Result};
use crate::moderation::rules::{self as moderation, Doer, Power, Target};
use crate::seat;
use crate::site::At;

/// Makes the node's row and its own actor at the first start; later only checks that the name is the same, because
/// every address given out contains it.
///
/// # Errors
/// `Conflict` when the configured name differs from the one the node was made with.
pub fn initialise(conn: &mut AnyConnection, at: &At, keys: Option<Keys>) -> Result<Node> {
    match store::get(conn) {
        Ok(node) if node.domain != at.site.domain => Err(Error::Conflict("error-domain-changed")),
        Ok(node) => Ok(node),
        Err(Error::NotFound) => {
            let keys = match keys {
                Some(keys) => keys,
                None => Keys::generate()?,
            };
            let row = Node {
                id: 1,
                domain: at.site.domain.clone(),
                secret: random_bytes::<32>().to_vec(),
                name: at.site.domain.clone(),
                about: String::new(),
                federation: Federation::Closed,
                actor_id: None,
                organisation_id: None,
                setup_token_hash: None,
                setup_at: None,
                sending_paused: false,
                created_at: at.now,
                joining: Joining::Invitation,
                generated_at: None,
            };
            diesel::insert_into(node::table).values(row).execute(conn)?;
            let mut names = Localized::default();
            names.insert(LanguageTag::undetermined(), at.site.domain.clone());
            let actor = create_local(
                conn,
                at,
                NewLocal {
                    kind: ActorKind::Node,
                    username: "node".to_owned(),
                    names,
                    summaries: Localized::default(),
                    approves_followers: true,
                },
                keys,
            )?;
            diesel::update(node::table.find(1)).set(node::actor_id.eq(&actor.id)).execute(conn)?;
            store::get(conn)
        }
        Err(error) => Err(error),
    }
}

/// Makes a new one-time secret for the set-up page; the one before is void. `None` once the node is set up.
///
/// # Errors
/// The database's own.
pub fn new_setup_token(conn: &mut AnyConnection) -> Result<Option<String>> {
    if store::get(conn)?.is_set_up() {
        return Ok(None);
    }
    let token = random_token();
    diesel::update(node::table.find(1))
        .set(node::setup_token_hash.eq(sha256_hex(token.as_bytes())))
        .execute(conn)?;
    Ok(Some(token))
}

/// What the host says at set-up.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// What people call the node.
    pub node_name: String,
    /// A few words about it.
    pub about: String,
    /// `closed` or `open`.
    pub federation: String,
    /// The organisation's user name.
    pub username: String,
    /// The organisation's name.
    pub organisation_name: String,
    /// A few words about the organisation.
    pub organisation_about: String,
    /// The language of both.
    pub language: String,
    /// The name the host signs in with.
    pub login: String,
    /// What the host is called inside; a pseudonym is fine.
    pub person_name: String,
}

/// Checks the form; the password is checked where it is hashed.
///
/// # Errors
/// `Invalid`, with all that is wrong at once.
pub fn check_setup(form: &Setup) -> Result<(Federation, LanguageTag)> {
    let mut wrong = Vec::new();
    for (field, text, most) in [
        ("node_name", &form.node_name, 80),
        ("organisation_name", &form.organisation_name, 120),
        ("person_name", &form.person_name, account::rules::LONGEST_NAME),
    ] {
        wrong.extend(account::rules::called(field, text, most).err());
    }
    for (field, text) in [("about", &form.about), ("organisation_about", &form.organisation_about)] {
        if text.chars().count() > 2000 {
            wrong.push(FieldError::limit(field, "error-too-long", 2000));
        }
    }
    for (field, text) in [("username", &form.username), ("login", &form.login)] {
        if sanitise::username(text).is_err() {
            wrong.push(FieldError::new(field, "error-username-invalid"));
        }
    }
    if form.username.trim().eq_ignore_ascii_case(form.login.trim()) {
        wrong.push(FieldError::new("login", "error-username-taken"));
    }
    let federation = Federation::parse(&form.federation);
    if federation.is_none() {
        wrong.push(FieldError::new("federation", "error-field-required"));
    }
    let language = form.language.parse::<LanguageTag>().ok();
    if language.is_none() {
        wrong.push(FieldError::new("language", "error-language-invalid"));
    }
    match (federation, language) {
        (Some(federation), Some(language)) if wrong.is_empty() => Ok((federation, language)),
        _ => Err(Error::Invalid(wrong)),
    }
}

/// Sets the node up: its name, its organisation, the host's account with a seat in it. Once only, with the one-time
/// secret. Nobody becomes visible by it: the host has no public profile until they choose one.
///
/// # Errors
/// `Forbidden` with a wrong secret, `Conflict` when the node is set up already, `Invalid`.
pub fn set_up(
    conn: &mut AnyConnection,
    at: &At,
    token: &str,
    form: &Setup,
    password_hash: String,
    organisation_keys: Keys,
) -> Result<(AccountId, ActorId)> {
    let node = store::get(conn)?;
    if node.is_set_up() {
        return Err(Error::Conflict("error-already-set-up"));
    }
    // Compared by their hashes, which an attacker cannot steer.
    if node.setup_token_hash.as_deref() != Some(sha256_hex(token.as_bytes()).as_str()) {
        return Err(Error::Forbidden("setup-link"));
    }
    let (federation, language) = check_setup(form)?;
    let name = sanitise::name(&form.node_name, 80);
    let about = sanitise::paragraph(&form.about);
    diesel::update(node::table.find(1))
        .set((
            node::name.eq(&name),
            node::about.eq(&about),
            node::federation.eq(federation),
            node::setup_at.eq(at.now),
            node::setup_token_hash.eq(None::<String>),
        ))
        .execute(conn)?;
    let organisation = crate::organisation::actions::create(
        conn,
        at,
        &form.username,
        &language,
        &form.organisation_name,
        &form.organisation_about,
        organisation_keys,
    )?;
    diesel::update(node::table.find(1)).set(node::organisation_id.eq(&organisation.id)).execute(conn)?;
    if let Some(actor_id) = &node.actor_id {
        crate::actor::store::rename(conn, actor_id, &name, &about, at.now)?;
    }
    let new = NewAccount {
        login: &form.login,
        name: &form.person_name,
        password_hash,
        role: Role::Host,
        language: Some(language.to_string()),
    };
    let account = account::actions::create(conn, at.now, new)?;
    seat::actions::give(conn, at.now, &account, &organisation.id, Seat::Officer)?;
    Ok((account, organisation.id))
}

/// The host changes with whom the node deals.
///
/// # Errors
/// `Forbidden` unless the account runs the node.
pub fn choose_federation(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    federation: Federation,
) -> Result<()> {
    moderation::may(&Doer::of(who), Power::DecideHost, &Target::default())?;
    if store::get(conn)?.federation == federation {
        return Ok(());
    }
    set_federation(conn, federation)?;
    let object = federation.as_str();
    record(conn, at.now, who, Act { act: "federation.choose", object, ..Act::default() })
}

/// The same without a line in the record, before there is anybody who could have chosen.
///
/// # Errors
/// The database's own.
pub fn set_federation(conn: &mut AnyConnection, federation: Federation) -> Result<()> {
    diesel::update(node::table.find(1)).set(node::federation.eq(federation)).execute(conn)?;
    crate::overview::actions::hosts_changed(conn)
}

/// The host says how people come in.
///
/// # Errors
/// `NotFound` unless the account runs the node.
pub fn choose_joining(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    joining: Joining,
) -> Result<()> {
    account::rules::host_only(who)?;
    diesel::update(node::table.find(1)).set(node::joining.eq(joining)).execute(conn)?;
    record(conn, now, who, Act { act: "node.joining", object: joining.as_str(), ..Act::default() })
}

/// Pauses or resumes sending; a restored copy waits for the host's word.
///
/// # Errors
/// The database's own.
pub fn pause_sending(conn: &mut AnyConnection, paused: bool) -> Result<()> {
    diesel::update(node::table.find(1)).set(node::sending_paused.eq(paused)).execute(conn)?;
    Ok(())
}
