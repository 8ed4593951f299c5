//! How somebody signs in, and what changes it. Only the account itself sees these pages; what changes something asks
//! for the password or the second factor again when the last proof is older than a quarter of an hour.

use actix_web::web::Data;
use askama::Template;
use sofra_domain::recovery::model::Addresses;
use sofra_domain::sign_in::{self, Kinds};
use sofra_domain::{Error, notification, recovery};

use super::{Page, ok, redirect};
use crate::App;
use crate::error::Outcome;
use crate::form::Form;
use crate::viewer::Viewer;

pub mod confirm;
pub mod email;
pub mod passkeys;
pub mod password;
pub mod qr;
pub mod second_factor;

/// The page that the others begin from.
pub const PAGE: &str = "/settings/security";

#[derive(Template)]
#[template(path = "security/security.html")]
struct Security {
    page: Page,
    kinds: Kinds,
    required: bool,
    addresses: Addresses,
    mails: bool,
    passkeys_possible: bool,
    lost: Option<String>,
}

/// `GET /settings/security`
///
/// # Errors
/// To the sign-in.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let required = app.requires_second_factor() && sign_in::rules::must_have(&who);
    let (now, asking) = (viewer.now, who.clone());
    let (kinds, addresses, lost) = app
        .db
        .read(move |c| {
            Ok::<_, Error>((
                sign_in::store::kinds(c, &asking.account)?,
                recovery::store::addresses(c, &asking.account)?,
                recovery::store::lost(c, &asking.account)?,
            ))
        })
        .await?;
    app.db.write(move |c| notification::actions::see(c, now, &who, Some(PAGE))).await?;
    let page = Security {
        page: head(&viewer, "security-title"),
        kinds,
        required,
        addresses,
        mails: app.config.mail.is_set(),
        passkeys_possible: app.passkeys.are_possible(),
        lost: lost.map(|lost| viewer.language.date_time(lost.due_at)),
    };
    ok(&viewer, &page)
}

/// `POST /settings/security/keep`: the second factor is not lost, whoever said so.
///
/// # Errors
/// To the sign-in.
pub async fn keep(app: Data<App>, form: Form) -> Outcome {
    let who = form.viewer.signed_in()?.clone();
    app.db.write(move |c| recovery::actions::keep(c, &who)).await?;
    Ok(redirect("/settings/security?done=second-factor-kept"))
}

/// A page of this part. Without navigation while nothing else can be reached.
pub(super) fn head(viewer: &Viewer, title: &str) -> Page {
    let page = Page::new(viewer, viewer.language.plain(title)).under("settings");
    if viewer.must_set_up { page.bare() } else { page }
}
