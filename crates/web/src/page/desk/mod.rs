//! The inside of an organisation, for those with a seat in it. For everybody else there is nothing at its address.

pub mod calls;
pub mod mandates;
pub mod members;
pub mod moving;
pub mod network_form;
pub mod networks;
pub mod profile;
pub mod rule;
mod texts;
pub mod vouches;

use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::{Identity, Seat, store as accounts};
use sofra_domain::actor::{self, Actor, ActorKind};

use super::show::Speaker;
use super::{Page, ok, redirect};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::i18n::Language;
use crate::viewer::Viewer;

/// The parts of the inside: address, name, what it is for, the seat it needs. One line a part; `{name}` stands for the
/// organisation's user name. A part that asks for more than a seat gives (who is an officer only) is not shown.
const PARTS: &[(&str, &str, &str, Seat)] = &[
    ("/desk/{name}/profile", "desk-part-profile", "desk-part-profile-help", Seat::Officer),
    ("/desk/{name}/members", "people-members-title", "desk-part-members-help", Seat::Member),
    ("/desk/{name}/rule", "approval-part-rule", "approval-part-rule-help", Seat::Member),
    ("/desk/{name}/positions", "position-desk", "position-desk-help", Seat::Member),
    ("/desk/{name}/seats", "seat-desk-title", "seat-part-help", Seat::Member),
    ("/desk/{name}/mandates", "mandate-part", "mandate-part-help", Seat::Member),
    ("/desk/{name}/vouches", "vouch-title", "vouch-part-help", Seat::Officer),
    ("/desk/{name}/networks", "network-desk-title", "network-part-help", Seat::Officer),
    ("/desk/{name}/calls", "call-desk-title", "call-part-help", Seat::Member),
    ("/desk/{name}/directory", "directory-choice-title", "directory-part-help", Seat::Officer),
    ("/desk/{name}/move", "moving-title", "moving-part-help", Seat::Officer),
    ("/desk/{name}/export", "moving-copy-title", "moving-copy-help", Seat::Officer),
    ("/desk/{name}/record", "record-title", "record-part-help-organisation", Seat::Officer),
    ("/followers", "desk-part-followers", "desk-part-followers-help", Seat::Editor),
];

/// What is left to the officers of an organisation that moved away.
const AFTER_MOVING: &[&str] = &["/desk/{name}/move", "/desk/{name}/export"];

/// A link to a part, with what it is for.
pub(super) struct PartLink {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) help: String,
}

impl PartLink {
    /// Of one of the lists of parts.
    pub(super) fn new(language: Language, path: String, title: &str, help: &str) -> Self {
        Self { path, title: language.t(title), help: language.t(help) }
    }
}

#[derive(Template)]
#[template(path = "desk.html")]
struct Show {
    page: Page,
    speaker: Speaker,
    seat: String,
    seat_help: String,
    several: bool,
    parts: Vec<PartLink>,
}

#[derive(Template)]
#[template(path = "desks.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
}

struct Row {
    speaker: Speaker,
    path: String,
    seat: String,
}

/// The inside of an organisation as its people may see it: who asks, the organisation, and their seat. Every page
/// under `/desk/{name}` begins with it.
///
/// # Errors
/// `SignIn`; 404 where the reader has no seat, or one that does not cover what the page needs, exactly as for a name
/// that nobody has.
pub async fn inside(
    app: &App,
    viewer: &Viewer,
    name: &str,
    needed: Seat,
) -> Result<(Identity, Actor, Seat), Failure> {
    let who = viewer.signed_in()?.clone();
    if name.len() > 64 {
        return Err(Failure::not_found());
    }
    let wanted = name.to_owned();
    let found = app.db.read(move |c| actor::store::local_by_username(c, &wanted)).await?;
    let found = found
        .filter(|a| matches!(a.kind, ActorKind::Organisation | ActorKind::Network))
        .filter(|a| a.deleted_at.is_none())
        .ok_or_else(Failure::not_found)?;
    let seat = who.seat(&found.id).filter(|seat| seat.covers(needed)).ok_or_else(Failure::not_found)?;
    Ok((who, found, seat))
}

/// The name of a seat.
#[must_use]
pub fn seat_name(language: Language, seat: Seat) -> String {
    language.t(match seat {
        Seat::Officer => "desk-seat-officer",
        Seat::Editor => "desk-seat-editor",
        Seat::Member => "desk-seat-member",
    })
}

/// What a seat may do, in a sentence.
#[must_use]
pub fn seat_help(language: Language, seat: Seat) -> String {
    language.t(match seat {
        Seat::Officer => "desk-seat-officer-help",
        Seat::Editor => "desk-seat-editor-help",
        Seat::Member => "desk-seat-member-help",
    })
}

/// `GET /desk`: the reader's organisations; with one seat, straight to its desk.
///
/// # Errors
/// To the sign-in.
pub async fn list(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let seats: Vec<_> = who.seats.iter().map(|(id, _)| id.clone()).collect();
    let found = app.db.read(move |c| actor::store::get_many(c, &seats)).await?;
    if let [only] = found.as_slice() {
        return Ok(redirect(&format!("/desk/{}", only.username)));
    }
    let language = viewer.language;
    let mut rows: Vec<Row> = found
        .iter()
        .filter_map(|organisation| {
            Some(Row {
                speaker: Speaker::new(&viewer, organisation),
                path: format!("/desk/{}", organisation.username),
                seat: seat_name(language, who.seat(&organisation.id)?),
            })
        })
        .collect();
    rows.sort_by(|a, b| a.speaker.name.text.cmp(&b.speaker.name.text));
    ok(&viewer, &List { page: Page::new(&viewer, language.plain("desk-nav-several")).under("desk"), rows })
}

/// `GET /desk/{name}`
///
/// # Errors
/// As [`inside`].
pub async fn show(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, found, seat) = inside(&app, &viewer, &name, Seat::Member).await?;
    let (account, id) = (who.account.clone(), found.id.clone());
    // Of an organisation that moved away its officers are members here, who may still fetch what is theirs.
    let holds = app.db.read(move |c| accounts::holds_officer_seat(c, &account, &id)).await?;
    let was_officer = holds && seat != Seat::Officer;
    let language = viewer.language;
    let speaker = Speaker::new(&viewer, &found);
    let show = Show {
        page: Page::new(&viewer, &speaker.name.text).under("desk"),
        seat: seat_name(language, seat),
        seat_help: seat_help(language, seat),
        several: who.seats.len() > 1,
        parts: PARTS
            .iter()
            .filter(|(path, _, _, needed)| {
                seat.covers(*needed) || (was_officer && AFTER_MOVING.contains(path))
            })
            .map(|(path, title, help, _)| {
                PartLink::new(language, path.replace("{name}", &found.username), title, help)
            })
            .collect(),
        speaker,
    };
    ok(&viewer, &show)
}
