//! What those who look after the node do: the host, and for some parts the moderators. For everybody else there is
//! nothing at these addresses.

pub mod trust;

use actix_web::web::Data;
use askama::Template;
use sofra_domain::account::{Identity, Role};

use super::desk::PartLink;
use super::{Page, ok};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::viewer::Viewer;

/// The parts: address, name, what it is for, the role it needs. One line a part.
const PARTS: &[(&str, &str, &str, Role)] = &[
    ("/admin/federation", "admin-part-federation", "admin-part-federation-help", Role::Host),
    ("/admin/trust", "vouch-trust-title", "vouch-trust-part-help", Role::Host),
];

#[derive(Template)]
#[template(path = "admin.html")]
struct Show {
    page: Page,
    is_host: bool,
    parts: Vec<PartLink>,
}

/// Who asks, if their role on the node covers what a page needs. Every page under `/admin` begins with it.
///
/// # Errors
/// 404 for everybody else, whether signed in or not.
pub fn keeper(viewer: &Viewer, needed: Role) -> Result<Identity, Failure> {
    let who = viewer.identity.as_ref().filter(|who| who.role.covers(needed));
    who.cloned().ok_or_else(Failure::not_found)
}

/// `GET /admin`
///
/// # Errors
/// 404 for everybody but the host and the moderators.
pub async fn show(_app: Data<App>, viewer: Viewer) -> Outcome {
    let who = keeper(&viewer, Role::Moderator)?;
    let language = viewer.language;
    let show = Show {
        page: Page::new(&viewer, language.plain("admin-title")).under("admin"),
        is_host: who.is_host(),
        parts: PARTS
            .iter()
            .filter(|(_, _, _, needed)| who.role.covers(*needed))
            .map(|(path, title, help, _)| PartLink::new(language, (*path).to_owned(), title, help))
            .collect(),
    };
    ok(&viewer, &show)
}
