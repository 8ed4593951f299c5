//! The networks of an organisation, for its officers: joining, vouching, choosing who coordinates, coordinating, leaving,
//! founding anew.

use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::{Identity, Seat};
use sofra_domain::actor::{Actor, ActorId, ActorKind, store as actors};
use sofra_domain::approval::{self, Proposal, Subject};
use sofra_domain::network::rules::COORDINATORS;
use sofra_domain::network::{
    Act, Member, MemberState, Motion, Network, actions, call, founding, rules, store,
};
use sofra_domain::{AnyConnection, Error, Result, notification, peer};

use super::inside;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::Form;
use crate::page::approval::{ProposalView, Read};
use crate::page::network::{CallLine, Line, kind_key, state_key};
use crate::page::show::Speaker;
use crate::page::{Page, ok, redirect};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "network/desk.html")]
struct List {
    page: Page,
    speaker: Speaker,
    base: String,
    ours: Vec<Line>,
    others: Vec<Line>,
    waiting: usize,
    calls: usize,
}

/// Where the networks of an organisation are dealt with.
pub(super) fn base(organisation: &Actor) -> String {
    format!("/desk/{}/networks", organisation.username)
}

/// `GET /desk/{name}/networks`
///
/// # Errors
/// As [`inside`].
pub async fn list(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, own, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let me = own.id.clone();
    let now = viewer.now;
    let (found, waiting, calls) = app
        .db
        .read(move |c| {
            let mut found = Vec::new();
            for (network, actor) in store::all(c)? {
                let state = store::member(c, &actor.id, &me)?.map(|row| row.state);
                if state.is_some() || actor.local || peer::store::shows(c, &actor, true)? {
                    let members = store::admitted(c, &actor.id)?.len();
                    found.push((network, actor, state, members));
                }
            }
            let waiting = approval::store::waiting_of(c, &me, Subject::NetworkAct)?.len();
            let open = |read: &call::store::View| {
                read.call.state == sofra_domain::network::model::CallState::Open
                    && read.call.deadline_at > now
            };
            let calls = call::store::asked_of(c, &me)?.iter().filter(|read| open(read)).count();
            Ok::<_, Error>((found, waiting, calls))
        })
        .await?;
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    for (network, actor, state, members) in found {
        let over = matches!(state, None | Some(MemberState::Left | MemberState::Refused));
        let line = Line {
            speaker: Speaker::new(&viewer, &actor),
            kind: viewer.language.t(kind_key(network.kind)),
            members: (actor.local || state == Some(MemberState::Admitted)).then_some(members),
            state: state.map(|state| viewer.language.t(state_key(state))),
            desk: Some(format!("{}/{}", base(&own), actor.id)),
        };
        if over { others.push(line) } else { ours.push(line) }
    }
    let show = List {
        page: Page::new(&viewer, viewer.language.plain("network-desk-title")).under("desk"),
        speaker: Speaker::new(&viewer, &own),
        base: base(&own),
        ours,
        others,
        waiting,
        calls,
    };
    ok(&viewer, &show)
}

#[derive(Template)]
#[template(path = "network/waiting.html")]
struct Waiting {
    page: Page,
    speaker: Speaker,
    base: String,
    acts: Vec<(String, ProposalView)>,
}

/// `GET /desk/{name}/networks/waiting`: what officers proposed to do in networks.
///
/// # Errors
/// As [`inside`].
pub async fn waiting(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, own, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let me = own.id.clone();
    let acts = app
        .db
        .read(move |c| {
            let mut acts = Vec::new();
            for proposal in approval::store::waiting_of(c, &me, Subject::NetworkAct)? {
                let words = described(c, &actions::pending(&proposal)?)?;
                acts.push((words, Read::load(c, proposal)?));
            }
            Ok::<_, Error>(acts)
        })
        .await?;
    let (path, now, seeing) = (format!("{}/waiting", base(&own)), viewer.now, who.clone());
    app.db.write(move |c| notification::actions::see(c, now, &seeing, Some(&path))).await?;
    let show = Waiting {
        page: Page::new(&viewer, viewer.language.plain("network-waiting-title")).under("desk"),
        speaker: Speaker::new(&viewer, &own),
        base: base(&own),
        acts: acts
            .iter()
            .map(|((code, network, about), read)| {
                let what = viewer.language.t(code);
                let words = [what, network.clone(), about.clone()];
                let words: Vec<String> = words.into_iter().filter(|part| !part.is_empty()).collect();
                (words.join(" · "), ProposalView::new(&viewer, &who, read))
            })
            .collect(),
    };
    ok(&viewer, &show)
}

/// The key of what an act is, the network's name, and whom it is about.
fn described(c: &mut AnyConnection, act: &Act) -> Result<(&'static str, String, String)> {
    let name = |c: &mut AnyConnection, id: &ActorId| -> Result<String> { Ok(actors::get(c, id)?.name) };
    let network = match act {
        Act::Found { founding } => founding.names.iter().next().map(|(_, n)| n.clone()).unwrap_or_default(),
        other => match other.network() {
            Some(id) => name(c, id)?,
            None => String::new(),
        },
    };
    let (key, about) = match act {
        Act::Found { .. } => ("audit-network-found", String::new()),
        Act::Refound { .. } => ("audit-network-refound", String::new()),
        Act::Join { .. } => ("audit-network-join", String::new()),
        Act::Leave { .. } => ("audit-network-leave", String::new()),
        Act::Vouch { given: true, applicant, .. } => ("audit-network-vouch", name(c, applicant)?),
        Act::Vouch { applicant, .. } => ("audit-network-unvouch", name(c, applicant)?),
        Act::Choose { candidates, .. } => {
            let mut names = Vec::new();
            for candidate in candidates {
                names.push(name(c, candidate)?);
            }
            ("audit-network-choose", names.join(", "))
        }
        Act::Move { about, removal: true, reason, .. } => {
            ("audit-network-remove", format!("{} · {reason}", name(c, about)?))
        }
        Act::Move { about, .. } => ("audit-network-readmit", name(c, about)?),
        Act::Agenda { .. } => ("audit-network-agenda", String::new()),
        Act::Ask { .. } => ("audit-network-ask", String::new()),
        Act::Correct { .. } => ("audit-network-correct", String::new()),
        Act::Cancel { .. } => ("audit-network-cancel", String::new()),
    };
    Ok((key, network, about))
}

struct Row {
    id: String,
    speaker: Speaker,
    state: String,
    words: String,
    reason: String,
    coordinates: bool,
    /// Members that vouch for it, of how many that must.
    vouches: String,
    vouched: bool,
    chosen: bool,
    own: bool,
    /// Coordinators that want it out, or in again, in words.
    motions: String,
    kind: RowKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Member,
    Applicant,
    Part,
    AppliedPart,
    Suspended,
    Invited,
}

#[derive(Template)]
#[template(path = "network/member.html")]
struct Show {
    page: Page,
    own: Speaker,
    network: Speaker,
    base: String,
    here: String,
    state: String,
    reason: String,
    may_join: bool,
    invited: bool,
    may_leave: bool,
    inside: bool,
    coordinates: bool,
    lives_elsewhere: bool,
    members: Vec<Row>,
    applicants: Vec<Row>,
    suspended: Vec<Row>,
    parts: Vec<Row>,
    most: usize,
    calls: Vec<CallLine>,
    has_agenda: bool,
    successor: Option<Speaker>,
}

/// What the page of one network needs, read at once.
struct Inner {
    network: Network,
    actor: Actor,
    row: Option<Member>,
    everybody: Vec<(Member, Actor, Vec<ActorId>)>,
    chosen: Vec<ActorId>,
    motions: Vec<Motion>,
    calls: Vec<call::store::View>,
    successor: Option<Actor>,
}

async fn known(app: &App, own: &Actor, who: &Identity, id: &str) -> std::result::Result<Inner, Failure> {
    let id = ActorId::parse(id).ok_or_else(Failure::not_found)?;
    let (me, who) = (own.id.clone(), who.clone());
    let read = app
        .db
        .read(move |c| {
            let network = store::get(c, &id)?;
            let actor = actors::get(c, &id)?;
            let row = store::member(c, &id, &me)?;
            let shown = row.is_some() || actor.local || peer::store::shows(c, &actor, true)?;
            if !actor.is_active() || !shown {
                return Err(Error::NotFound);
            }
            let inside = row.as_ref().is_some_and(|row| row.state == MemberState::Admitted);
            let (mut everybody, mut calls, mut motions) = (Vec::new(), Vec::new(), Vec::new());
            if inside {
                for (member, other) in store::everybody(c, &id)? {
                    let vouchers = store::vouchers(c, &id, &other.id)?;
                    everybody.push((member, other, vouchers));
                }
                calls = call::store::of_network(c, &id, Some(&who))?;
                motions = store::motions(c, &id)?;
            }
            let chosen = store::choices(c, &id)?
                .into_iter()
                .filter(|(voter, _, _)| *voter == me)
                .map(|(_, candidate, _)| candidate)
                .collect();
            let successor = match &network.successor_uri {
                Some(uri) => actors::by_uri(c, uri)?,
                None => None,
            };
            Ok(Inner { network, actor, row, everybody, chosen, motions, calls, successor })
        })
        .await?;
    Ok(read)
}

/// `GET /desk/{name}/networks/{id}`
///
/// # Errors
/// As [`inside`]; 404 for a network that is not known or not shown here.
pub async fn show(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (who, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let read = known(&app, &own, &who, &path.1).await?;
    let here = format!("{}/{}", base(&own), read.actor.id);
    let (link, now) = (here.clone(), viewer.now);
    app.db.write(move |c| notification::actions::see(c, now, &who, Some(&link))).await?;
    let language = viewer.language;
    let state = read.row.as_ref().map(|row| row.state);
    let inside = state == Some(MemberState::Admitted);
    let admitted = |row: &Member, other: &Actor| {
        row.state == MemberState::Admitted && other.kind == ActorKind::Organisation
    };
    let count = read.everybody.iter().filter(|(row, other, _)| admitted(row, other)).count();
    let needed = rules::vouches_needed(count, read.network.vouches);
    let rows = |kind: RowKind| -> Vec<Row> {
        read.everybody
            .iter()
            .filter(|(row, other, _)| kind_of(row, other) == Some(kind))
            .map(|(row, other, vouchers)| {
                let moved = read.motions.iter().filter(|motion| motion.organisation_id == other.id).count();
                Row {
                    id: other.id.to_string(),
                    speaker: Speaker::new(&viewer, other),
                    state: language.t(state_key(row.state)),
                    words: row.words.clone(),
                    reason: row.reason.clone(),
                    coordinates: row.coordinates,
                    vouches: language.t2("network-vouches-of", "given", vouchers.len(), "needed", needed),
                    vouched: vouchers.contains(&own.id),
                    chosen: read.chosen.contains(&other.id),
                    own: other.id == own.id,
                    motions: if moved > 0 {
                        language.t1("network-motions", "count", moved)
                    } else {
                        String::new()
                    },
                    kind,
                }
            })
            .collect()
    };
    let mut suspended = rows(RowKind::Suspended);
    suspended.extend(rows(RowKind::Invited));
    let mut parts = rows(RowKind::Part);
    parts.extend(rows(RowKind::AppliedPart));
    let show = Show {
        page: Page::new(
            &viewer,
            language.plain1("network-deal-title", "name", &Speaker::new(&viewer, &read.actor).name.text),
        )
        .under("desk"),
        own: Speaker::new(&viewer, &own),
        network: Speaker::new(&viewer, &read.actor),
        base: base(&own),
        state: language.t(state.map_or("network-state-none", state_key)),
        reason: read.row.as_ref().map(|row| row.reason.clone()).unwrap_or_default(),
        may_join: matches!(
            state,
            None | Some(MemberState::Left | MemberState::Refused | MemberState::Invited)
        ),
        invited: state == Some(MemberState::Invited),
        may_leave: matches!(
            state,
            Some(
                MemberState::Admitted | MemberState::Applied | MemberState::Suspended | MemberState::Invited
            )
        ),
        coordinates: inside && read.row.as_ref().is_some_and(|row| row.coordinates),
        lives_elsewhere: !read.actor.local,
        members: rows(RowKind::Member),
        applicants: rows(RowKind::Applicant),
        suspended,
        parts,
        most: COORDINATORS,
        calls: read.calls.iter().map(|found| CallLine::new(&viewer, found, None)).collect(),
        has_agenda: !read.network.agenda.is_empty(),
        successor: read.successor.as_ref().map(|found| Speaker::new(&viewer, found)),
        inside,
        here,
    };
    ok(&viewer, &show)
}

fn kind_of(row: &Member, other: &Actor) -> Option<RowKind> {
    let is_part = other.kind == ActorKind::Network;
    match row.state {
        MemberState::Admitted if is_part => Some(RowKind::Part),
        MemberState::Applied if is_part => Some(RowKind::AppliedPart),
        MemberState::Admitted => Some(RowKind::Member),
        MemberState::Applied => Some(RowKind::Applicant),
        MemberState::Suspended => Some(RowKind::Suspended),
        MemberState::Invited => Some(RowKind::Invited),
        MemberState::Refused | MemberState::Left => None,
    }
}

#[derive(Template)]
#[template(path = "network/step.html")]
struct Step {
    page: Page,
    own: Speaker,
    network: Speaker,
    here: String,
    /// What is pressed.
    step: &'static str,
    /// What will happen, point by point.
    points: Vec<String>,
    about: Option<Speaker>,
    about_id: String,
    /// The label of the words that go with it, and what they are for.
    words: Option<(String, String)>,
    needed: bool,
    /// Whether a user name is asked for.
    username: bool,
    typed: String,
    typed_username: String,
    errors: crate::form::Errors,
    button: String,
    danger: bool,
}

/// `GET /desk/{name}/networks/{id}/{step}`: what a step means, before it is taken.
///
/// # Errors
/// As [`show`].
pub async fn step(app: Data<App>, viewer: Viewer, path: Path<(String, String, String)>) -> Outcome {
    let (who, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let read = known(&app, &own, &who, &path.1).await?;
    let about = parameter(&viewer.query, "about").unwrap_or_default();
    ask(&app, &viewer, &own, &read, &path.2, &about, ["", ""], &[]).await
}

#[expect(clippy::too_many_arguments, reason = "one page, asked for the first time or again")]
async fn ask(
    app: &App,
    viewer: &Viewer,
    own: &Actor,
    read: &Inner,
    step: &str,
    about: &str,
    typed: [&str; 2],
    wrong: &[sofra_domain::FieldError],
) -> Outcome {
    let language = viewer.language;
    let inside = read.row.as_ref().is_some_and(|row| row.state == MemberState::Admitted);
    let about = match ActorId::parse(about) {
        Some(id) if inside => {
            read.everybody.iter().find(|(_, other, _)| other.id == id).map(|(_, other, _)| other.clone())
        }
        _ => None,
    };
    let named = Speaker::new(viewer, &read.actor);
    let name = named.name.text.clone();
    let subject = about.as_ref().map(|other| Speaker::new(viewer, other));
    let other = subject.as_ref().map(|speaker| speaker.name.text.clone()).unwrap_or_default();
    let (step, title, points, words, needed, button, danger): (_, _, Vec<String>, _, _, _, _) = match step {
        "join" => (
            "join",
            language.plain1("network-join-title", "name", &name),
            ["network-join-point-members", "network-join-point-told", "network-join-point-list"]
                .map(|key| language.t(key))
                .to_vec(),
            Some((language.t("network-join-words"), language.t("network-join-words-help"))),
            false,
            language.t("network-join"),
            false,
        ),
        "leave" => (
            "leave",
            language.plain1("network-leave-title", "name", &name),
            vec![language.t("network-leave-point")],
            None,
            false,
            language.t("network-leave"),
            true,
        ),
        "remove" if !other.is_empty() => (
            "remove",
            language.plain1("network-remove-title", "name", &other),
            vec![language.t("network-remove-point"), language.t("network-remove-two")],
            Some((language.t("network-remove-reason"), language.t("network-remove-reason-help"))),
            true,
            language.t("network-remove"),
            true,
        ),
        "readmit" if !other.is_empty() => (
            "readmit",
            language.plain1("network-readmit-title", "name", &other),
            vec![language.t("network-remove-two")],
            None,
            false,
            language.t("network-readmit"),
            false,
        ),
        "refound" => {
            let (me, id) = (own.id.clone(), read.actor.id.clone());
            app.db.read(move |c| founding::actions::can_refound(c, &me, &id).map(|_| ())).await?;
            (
                "refound",
                language.plain1("network-refound-title", "name", &name),
                ["network-refound-point-when", "network-refound-point-what", "network-refound-point-who"]
                    .map(|key| language.t(key))
                    .to_vec(),
                None,
                false,
                language.t("network-refound"),
                false,
            )
        }
        _ => return Err(Failure::not_found()),
    };
    let errors = crate::form::Errors::new(language, wrong);
    let show = Step {
        page: Page::new(viewer, title).under("desk").wrong(!errors.is_empty()),
        own: Speaker::new(viewer, own),
        here: format!("{}/{}", base(own), read.actor.id),
        network: named,
        step,
        points,
        about_id: about.as_ref().map(|other| other.id.to_string()).unwrap_or_default(),
        about: subject,
        words,
        needed,
        username: step == "refound",
        typed: typed[0].to_owned(),
        typed_username: typed[1].to_owned(),
        button,
        danger,
        errors,
    };
    let status = if wrong.is_empty() {
        actix_web::http::StatusCode::OK
    } else {
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY
    };
    crate::page::respond(viewer, status, &show)
}

/// `POST /desk/{name}/networks/{id}`: the step that `do` names.
///
/// # Errors
/// 404 for whoever is no officer; mistakes bring the page of the step back.
pub async fn act(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, own, _) = inside(&app, &viewer, &path.0, Seat::Officer).await?;
    let read = known(&app, &own, &who, &path.1).await?;
    let network = read.actor.id.clone();
    let about = fields.get("about");
    let whom = || ActorId::parse(about).ok_or_else(Failure::not_found);
    let pressed = fields.get("do");
    let act = match pressed {
        "join" => Act::Join { network, words: fields.get("words").to_owned() },
        "leave" => Act::Leave { network },
        "vouch" | "unvouch" => Act::Vouch { network, applicant: whom()?, given: pressed == "vouch" },
        "choose" => Act::Choose {
            network,
            candidates: fields.all("candidates").take(COORDINATORS + 1).filter_map(ActorId::parse).collect(),
        },
        "remove" | "readmit" => Act::Move {
            network,
            about: whom()?,
            removal: pressed == "remove",
            reason: fields.get("words").to_owned(),
        },
        "refound" => Act::Refound { network, username: fields.get("username").to_owned() },
        _ => return Err(Failure::not_found()),
    };
    let (at, me, proposed) = (app.at(), own.id.clone(), act.clone());
    let made = app.db.write(move |c| actions::propose(c, &at, &who, &me, &proposed)).await;
    match made {
        Ok(made) => Ok(redirect(&after(&own, Some(&read.actor.id), &made))),
        Err(Error::Invalid(mut wrong)) if pressed != "choose" => {
            for error in wrong.iter_mut().filter(|error| error.field == "reason") {
                error.field = "words".to_owned();
            }
            let typed = [fields.get("words"), fields.get("username")];
            ask(&app, &viewer, &own, &read, pressed, about, typed, &wrong).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Where one goes after a step: to the network if it was taken, to what waits if others must agree first.
pub(super) fn after(own: &Actor, network: Option<&ActorId>, made: &Proposal) -> String {
    if !actions::is_done(made) {
        return format!("{}/waiting?done=proposed", base(own));
    }
    match network {
        Some(id) => format!("{}/{id}?done=network-done", base(own)),
        None => format!("{}?done=network-done", base(own)),
    }
}
