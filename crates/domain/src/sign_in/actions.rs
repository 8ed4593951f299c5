//! Second factors: set up, used, ended; and the step between password and second factor.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, minutes};
use sofra_base::id::{random_token, sha256_hex};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{lost_second_factor, passkey, recovery_code, second_factor, sign_in_step};

use super::model::{Checked, Passkey, PasskeyId, SecondFactor, Step};
use super::passkeys::{self, New, Used};
use super::{rules, store};
use crate::account::{self, AccountId, Identity};
use crate::audit::{self, actions::Act};
use crate::error::{Error, FieldError, Result};
use crate::notification::{self, Kind};
use crate::{node, seal};

/// Minutes between the password and the second factor.
const STEP_MINUTES: i64 = 10;
/// Passkeys of one account.
const PASSKEYS: i64 = 10;
/// For what the app's secrets are sealed.
const PURPOSE: &str = "totp";
/// The page that shows what changed.
const PAGE: &str = "/settings/security";

fn tell(conn: &mut AnyConnection, now: Timestamp, account: &AccountId) -> Result<()> {
    notification::actions::tell(conn, now, account, Kind::SecurityChanged, PAGE)
}

/// After the right password of an account with a second factor: gives the secret of the cookie that stands for it,
/// for ten minutes.
///
/// # Errors
/// The database's own.
pub fn begin_step(
    conn: &mut AnyConnection,
    now: Timestamp,
    account: &AccountId,
    next: &str,
) -> Result<String> {
    diesel::delete(sign_in_step::table.filter(sign_in_step::expires_at.le(now))).execute(conn)?;
    let token = random_token();
    diesel::insert_into(sign_in_step::table)
        .values(Step {
            token_hash: sha256_hex(token.as_bytes()),
            account_id: account.clone(),
            next: next.to_owned(),
            expires_at: now + minutes(STEP_MINUTES),
        })
        .execute(conn)?;
    Ok(token)
}

/// After the second factor: the step is over, and a new session begins, whose secret is given (AUTH-02).
///
/// # Errors
/// `SignIn` when the step is over already, or the account was switched off in the meantime.
pub fn finish_step(conn: &mut AnyConnection, now: Timestamp, step: &Step) -> Result<String> {
    if diesel::delete(sign_in_step::table.find(&step.token_hash)).execute(conn)? == 0 {
        return Err(Error::SignIn);
    }
    account::store::identity(conn, &step.account_id, true)?;
    // Whoever has it has not lost it.
    diesel::delete(lost_second_factor::table.find(&step.account_id)).execute(conn)?;
    account::actions::begin_session(conn, now, &step.account_id)
}

/// Looks at a code of the app or a recovery code, and uses it up. Wrong ones are counted, also over restarts of the
/// node; that is why a wrong one is no error, which would undo the count.
///
/// # Errors
/// The database's own.
pub fn check_code(
    conn: &mut AnyConnection,
    now: Timestamp,
    account: &AccountId,
    typed: &str,
) -> Result<Checked> {
    let known = store::second_factor(conn, account)?;
    if let Some(until) = known.as_ref().map(|f| f.blocked_until).filter(|until| *until > now) {
        return Ok(Checked::Blocked(until));
    }
    if let Some(found) = &known
        && let Some(sealed) = &found.secret
    {
        let key = node::store::get(conn)?.secret;
        let secret = seal::open(&key, PURPOSE, account.as_str(), sealed)
            .ok_or_else(|| Error::Internal("a second factor does not open with this node's secret".into()))?;
        if let Some(step) = rules::app_step(&secret, typed, found.last_step, now)? {
            diesel::update(second_factor::table.find(account))
                .set((
                    second_factor::last_step.eq(step),
                    second_factor::failures.eq(0),
                    second_factor::blocked_until.eq(0_i64),
                ))
                .execute(conn)?;
            return Ok(Checked::Right);
        }
    }
    if let Some(hash) = rules::code_hash(typed) {
        let used =
            diesel::delete(recovery_code::table.find(hash).filter(recovery_code::account_id.eq(account)))
                .execute(conn)?;
        if used > 0 {
            forgive(conn, account)?;
            tell(conn, now, account)?;
            return Ok(Checked::Right);
        }
    }
    wrong(conn, now, account, known.map_or(0, |f| f.failures) + 1)
}

fn forgive(conn: &mut AnyConnection, account: &AccountId) -> Result<()> {
    diesel::update(second_factor::table.find(account))
        .set((second_factor::failures.eq(0), second_factor::blocked_until.eq(0_i64)))
        .execute(conn)?;
    Ok(())
}

fn wrong(conn: &mut AnyConnection, now: Timestamp, account: &AccountId, failures: i32) -> Result<Checked> {
    let until = rules::wait_after(failures).map(|wait| now + wait);
    diesel::update(second_factor::table.find(account))
        .set((
            second_factor::failures.eq(failures),
            second_factor::blocked_until.eq(until.unwrap_or(Timestamp(0))),
        ))
        .execute(conn)?;
    if until.is_some() {
        // Somebody has the password and tries codes: the one to whom the account belongs should know.
        tell(conn, now, account)?;
    }
    Ok(until.map_or(Checked::Wrong, Checked::Blocked))
}

/// A secret for a new app, for the page that shows it: nothing is stored before a code of it is right. It comes back
/// sealed, for this account.
///
/// # Errors
/// The database's own.
pub fn offer_app(key: &[u8], who: &Identity, secret: &[u8]) -> Result<String> {
    use base64::Engine as _;
    let sealed = seal::seal(key, "totp-offer", who.account.as_str(), secret)?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(sealed))
}

/// The secret of an offer that was made to this account.
#[must_use]
pub fn offered_app(key: &[u8], who: &Identity, offer: &str) -> Option<Vec<u8>> {
    use base64::Engine as _;
    let sealed = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(offer).ok()?;
    seal::open(key, "totp-offer", who.account.as_str(), &sealed)
}

/// From now on the app with that secret is the account's second factor, in the place of one before. Gives recovery
/// codes where there were none: they are shown once.
///
/// # Errors
/// `Invalid` when the code is not one of the app's.
pub fn set_app(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    secret: &[u8],
    typed: &str,
) -> Result<Vec<String>> {
    let step =
        rules::app_step(secret, typed, 0, now)?.ok_or_else(|| Error::field("code", "error-code-wrong"))?;
    let key = node::store::get(conn)?.secret;
    let sealed = seal::seal(&key, PURPOSE, who.account.as_str(), secret)?;
    ensure_row(conn, now, &who.account)?;
    diesel::update(second_factor::table.find(&who.account))
        .set((
            second_factor::secret.eq(Some(sealed)),
            second_factor::last_step.eq(step),
            second_factor::failures.eq(0),
            second_factor::blocked_until.eq(0_i64),
        ))
        .execute(conn)?;
    tell(conn, now, &who.account)?;
    first_codes(conn, now, &who.account)
}

/// The row that counts wrong codes.
fn ensure_row(conn: &mut AnyConnection, now: Timestamp, account: &AccountId) -> Result<()> {
    if store::second_factor(conn, account)?.is_none() {
        diesel::insert_into(second_factor::table)
            .values(SecondFactor {
                account_id: account.clone(),
                secret: None,
                last_step: 0,
                failures: 0,
                blocked_until: Timestamp(0),
                created_at: now,
            })
            .execute(conn)?;
    }
    Ok(())
}

fn first_codes(conn: &mut AnyConnection, now: Timestamp, account: &AccountId) -> Result<Vec<String>> {
    if store::kinds(conn, account)?.codes > 0 { Ok(Vec::new()) } else { renew_codes(conn, now, account) }
}

/// New recovery codes; those before are void.
///
/// # Errors
/// The database's own.
pub fn new_codes(conn: &mut AnyConnection, now: Timestamp, who: &Identity) -> Result<Vec<String>> {
    tell(conn, now, &who.account)?;
    renew_codes(conn, now, &who.account)
}

fn renew_codes(conn: &mut AnyConnection, now: Timestamp, account: &AccountId) -> Result<Vec<String>> {
    diesel::delete(recovery_code::table.filter(recovery_code::account_id.eq(account))).execute(conn)?;
    let codes: Vec<String> = (0..rules::CODES).map(|_| rules::new_code()).collect();
    for code in &codes {
        diesel::insert_into(recovery_code::table)
            .values((
                recovery_code::hash.eq(rules::code_hash(code).unwrap_or_default()),
                recovery_code::account_id.eq(account),
                recovery_code::created_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(codes)
}

/// The app is no longer a second factor. The caller has just checked a second factor.
///
/// # Errors
/// `Conflict` when it is the last one and the account must have one.
pub fn remove_app(conn: &mut AnyConnection, now: Timestamp, who: &Identity, required: bool) -> Result<()> {
    diesel::update(second_factor::table.find(&who.account))
        .set(second_factor::secret.eq(None::<Vec<u8>>))
        .execute(conn)?;
    removed(conn, now, who, required)
}

/// What follows when a second factor was taken away.
fn removed(conn: &mut AnyConnection, now: Timestamp, who: &Identity, required: bool) -> Result<()> {
    if !store::kinds(conn, &who.account)?.any() {
        if required && rules::must_have(who) {
            return Err(Error::Conflict("error-second-factor-needed"));
        }
        forget(conn, &who.account)?;
    }
    tell(conn, now, &who.account)
}

/// Ends all second factors of an account.
fn forget(conn: &mut AnyConnection, account: &AccountId) -> Result<()> {
    diesel::delete(second_factor::table.find(account)).execute(conn)?;
    diesel::delete(recovery_code::table.filter(recovery_code::account_id.eq(account))).execute(conn)?;
    diesel::delete(passkey::table.filter(passkey::account_id.eq(account))).execute(conn)?;
    diesel::delete(lost_second_factor::table.find(account)).execute(conn)?;
    Ok(())
}

/// The owner of the machine ends the second factor of an account whose owner lost it; sessions and tokens end too.
///
/// # Errors
/// `NotFound` when there is no such account.
pub fn reset(conn: &mut AnyConnection, now: Timestamp, login: &str) -> Result<()> {
    let found = account::store::by_login(conn, login)?.ok_or(Error::NotFound)?;
    end_after_loss(conn, now, &found.id)?;
    let act = Act { act: "account.second-factor", object: found.id.as_str(), ..Act::default() };
    audit::actions::record(conn, now, None, act)
}

/// Second factors end because they were lost, and with them whatever is open for the account.
pub(crate) fn end_after_loss(conn: &mut AnyConnection, now: Timestamp, account: &AccountId) -> Result<()> {
    forget(conn, account)?;
    account::actions::end_everything(conn, now, account)?;
    tell(conn, now, account)
}

/// Stores a passkey that was just made. Gives recovery codes where there were none: they are shown once.
///
/// # Errors
/// `Invalid` without a name, `Conflict` when there are too many or it is known already, here or with another account.
pub fn add_passkey(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    name: &str,
    new: &New,
) -> Result<Vec<String>> {
    let name = sanitise::name(name, 60);
    if name.is_empty() {
        return Err(Error::Invalid(vec![FieldError::new("name", "error-field-required")]));
    }
    if store::kinds(conn, &who.account)?.passkeys >= PASSKEYS {
        return Err(Error::Conflict("error-too-many-passkeys"));
    }
    let known: i64 =
        passkey::table.filter(passkey::credential_hash.eq(&new.credential_hash)).count().get_result(conn)?;
    if known > 0 {
        return Err(Error::Conflict("error-passkey-known"));
    }
    let key = node::store::get(conn)?.secret;
    diesel::insert_into(passkey::table)
        .values(Passkey {
            id: PasskeyId::new(),
            account_id: who.account.clone(),
            credential_hash: new.credential_hash.clone(),
            name,
            data: passkeys::sealed(&key, &who.account, &new.data)?,
            created_at: now,
        })
        .execute(conn)?;
    ensure_row(conn, now, &who.account)?;
    tell(conn, now, &who.account)?;
    first_codes(conn, now, &who.account)
}

/// Notes how far the counter of a passkey has come that was just used.
///
/// # Errors
/// `SignIn` when it was removed in the meantime.
pub fn use_passkey(conn: &mut AnyConnection, account: &AccountId, used: &Used) -> Result<()> {
    let key = node::store::get(conn)?.secret;
    let changed = diesel::update(
        passkey::table
            .filter(passkey::account_id.eq(account))
            .filter(passkey::credential_hash.eq(&used.credential_hash)),
    )
    .set(passkey::data.eq(passkeys::sealed(&key, account, &used.data)?))
    .execute(conn)?;
    if changed == 0 {
        return Err(Error::SignIn);
    }
    forgive(conn, account)
}

/// Takes a passkey away. The caller has just checked a second factor.
///
/// # Errors
/// `NotFound` when it is not the account's, `Conflict` when it is the last second factor and the account must have
/// one.
pub fn remove_passkey(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    id: &PasskeyId,
    required: bool,
) -> Result<()> {
    let gone =
        diesel::delete(passkey::table.find(id).filter(passkey::account_id.eq(&who.account))).execute(conn)?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    removed(conn, now, who, required)
}
