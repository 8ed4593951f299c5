//! The network view.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::agenda;
use sofra_domain::cursor::Cursor;
use sofra_domain::network::model::CallId;
use sofra_domain::overview::list::{self, Entry};
use sofra_domain::overview::store::{self, Line};
use sofra_domain::overview::{Dimension, Stances, View};
use sofra_domain::proof::Status;
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, Answer, spellings};
use super::{auth, input};
use crate::App;
use crate::page::overview::{asked, narrowed};

/// The parameters that say what is asked.
const QUESTION: [&str; 12] = [
    "network", "part", "call", "demand", "subject", "theme", "country", "origin", "region", "kind",
    "language", "by",
];

/// The parameter that says by what those are parted who are asked about.
const ACROSS: &str = "across";

fn stances_schema() -> utoipa::openapi::schema::Object {
    spellings(["support", "support-with-reservations", "abstain", "oppose"])
}

/// How many took each stance.
#[derive(Serialize, ToSchema)]
pub(super) struct Figures {
    support: i64,
    support_with_reservations: i64,
    abstain: i64,
    oppose: i64,
    /// All of them together.
    all: i64,
}

impl From<&Stances> for Figures {
    fn from(stances: &Stances) -> Self {
        Self {
            support: stances.support,
            support_with_reservations: stances.reservations,
            abstain: stances.abstain,
            oppose: stances.oppose,
            all: stances.all(),
        }
    }
}

/// Common ground on a subject.
#[derive(Serialize, ToSchema)]
pub(super) struct Ground {
    /// From 0 to 1000.
    score: i64,
    /// How many groups said something.
    constituencies: usize,
    /// The group that agrees least; empty for those who do not tell.
    weakest: String,
    /// In how many of a thousand answers of it.
    weakest_share: i64,
}

/// A subject with its figures.
#[derive(Serialize, ToSchema)]
pub(super) struct Subject {
    /// Its identity.
    subject: String,
    positions: Figures,
    /// How far groups agree; absent where fewer than two said something.
    common_ground: Option<Ground>,
    /// Whether both sides are strong.
    contested: bool,
}

impl Subject {
    fn new(line: &Line) -> Self {
        Self {
            subject: line.subject.clone(),
            positions: Figures::from(&line.stances),
            common_ground: line.ground.as_ref().map(|ground| Ground {
                score: ground.score,
                constituencies: ground.constituencies,
                weakest: ground.weakest.clone(),
                weakest_share: ground.weakest_share,
            }),
            contested: line.contested.is_some(),
        }
    }
}

/// Organisations that are one thing.
#[derive(Serialize, ToSchema)]
pub(super) struct Slice {
    /// What they are compared by.
    dimension: &'static str,
    /// Which value of it; empty for those who do not tell.
    value: String,
    /// How many there are.
    members: i64,
    /// Whether there may be fewer than `members`: how many are several things at once is told to members alone.
    at_most: bool,
    /// How many of them took a position.
    spoken: i64,
    positions: Figures,
}

/// The positions decided in a week.
#[derive(Serialize, ToSchema)]
pub(super) struct Week {
    /// The ISO week, such as `2026-W48`.
    week: String,
    positions: Figures,
}

/// What organisations think.
#[derive(Serialize, ToSchema)]
pub(super) struct Overview {
    /// When it was read.
    at: String,
    /// The network, absent for all that is known here.
    network: Option<Actor>,
    /// Whether it holds what was told to the network alone.
    members_part: bool,
    /// Whether the node holds invented organisations and positions.
    generated: bool,
    /// How many organisations there are.
    members: i64,
    /// Whether there may be fewer than `members`: how many are several things at once is told to members alone.
    members_at_most: bool,
    /// How many of them took a position.
    spoken: i64,
    /// In how many countries they work, as far as they tell.
    countries: i64,
    /// In how many of these somebody took a position.
    countries_spoken: i64,
    positions: Figures,
    /// How many were decided this week or in the last.
    fresh: i64,
    /// Reservations and oppositions; their words are at `/overview/positions?stance=dissent`.
    dissent: i64,
    /// What groups are compared for common ground.
    between: &'static str,
    /// The subjects with positions, those with the most first.
    subjects: Vec<Subject>,
    /// What was asked or demanded and found no answer.
    unaddressed: Vec<String>,
    /// By what organisations are; where not all are asked about, by `across` alone.
    slices: Vec<Slice>,
    /// Up to this week, the oldest first.
    weeks: Vec<Week>,
}

impl Overview {
    fn new(app: &App, view: &View) -> Self {
        Self {
            at: view.at.to_rfc3339(),
            network: view.network.as_ref().map(|network| Actor::new(app, network)),
            members_part: !view.question.scope.is_public(),
            generated: view.generated_at.is_some(),
            members: view.voices.members,
            members_at_most: view.voices.at_most,
            spoken: view.voices.spoken,
            countries: view.voices.countries,
            countries_spoken: view.voices.countries_spoken,
            positions: Figures::from(&view.totals),
            fresh: view.fresh.all(),
            dissent: view.dissent.total,
            between: view.question.by.as_str(),
            subjects: view.lines.iter().map(Subject::new).collect(),
            unaddressed: view.unaddressed.clone(),
            slices: view
                .slices
                .iter()
                .filter(|slice| slice.dimension != Dimension::All)
                .map(|slice| Slice {
                    dimension: asked::parameter_of(slice.dimension),
                    value: slice.value.clone(),
                    members: slice.members,
                    at_most: slice.at_most,
                    spoken: slice.spoken,
                    positions: Figures::from(&slice.stances),
                })
                .collect(),
            weeks: view
                .weeks
                .iter()
                .map(|(week, stances)| Week { week: week.clone(), positions: Figures::from(stances) })
                .collect(),
        }
    }
}

/// A position behind a figure.
#[derive(Serialize, ToSchema)]
pub(super) struct Behind {
    /// Its id.
    id: String,
    /// Its id on the wire.
    uri: String,
    /// Whose it is.
    holder: Actor,
    /// On what.
    subject: String,
    #[schema(schema_with = stances_schema)]
    stance: &'static str,
    /// The hash of the subject when the stance was taken.
    subject_hash: String,
    /// When it was decided.
    decided_at: String,
    /// Why, by language.
    reasons: std::collections::BTreeMap<String, String>,
    /// Whether it carries a proof of its holder.
    proven: bool,
}

impl Behind {
    fn new(app: &App, entry: &Entry) -> Self {
        Self {
            id: entry.position.id.to_string(),
            uri: entry.position.uri.clone(),
            holder: Actor::new(app, &entry.holder),
            subject: entry.position.subject.clone(),
            stance: entry.position.stance.as_str(),
            subject_hash: entry.position.subject_hash.clone(),
            decided_at: entry.position.decided_at.to_rfc3339(),
            reasons: entry.reasons.iter().map(|(tag, text)| (tag.to_string(), text.clone())).collect(),
            proven: entry.proof == Status::Verified,
        }
    }
}

/// One page of the positions behind a figure, the latest first.
#[derive(Serialize, ToSchema)]
pub(super) struct BehindList {
    /// How many there are: the figure itself.
    total: i64,
    items: Vec<Behind>,
    /// The address of the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// What organisations think: who has spoken, how they stand, and what they agree on.
#[utoipa::path(get, path = "/overview", tag = "overview", operation_id = "show_overview",
    params(
        ("network" = Option<String>, Query, description = "The id of a network; all that is known here without it"),
        ("part" = Option<String>, Query, description = "public or members; what is told to the network is for its members"),
        ("call" = Option<String>, Query, description = "A call for positions"),
        ("demand" = Option<String>, Query, description = "The code of a demand of Istanbul"),
        ("subject" = Option<String>, Query, description = "The identity of a subject"),
        ("theme" = Option<String>, Query, description = "The code or identity of a theme"),
        ("country" = Option<String>, Query, description = "ISO 3166-1, or none; several of these at once are taken together"),
        ("origin" = Option<String>, Query, description = "ISO 3166-1, or none"),
        ("region" = Option<String>, Query, description = "UN M49, or none"),
        ("kind" = Option<String>, Query, description = "What they declare to be, or none"),
        ("language" = Option<String>, Query, description = "BCP 47, or none"),
        ("by" = Option<String>, Query, description = "region, kind or host: between whom common ground is looked for"),
        ("across" = Option<String>, Query, description = "region, host, origin, kind or language: by what those are parted who are asked about")),
    responses((status = 200, description = "The view", body = Overview),
        (status = 404, description = "No such network, theme or call, or not for the caller")),
    security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let names = [&QUESTION[..], &[ACROSS]].concat();
    let query = input::Query::read(&request, &names)?;
    check(&query)?;
    let across =
        query.parsed(ACROSS, |text| Dimension::parse(text).filter(|one| Dimension::CHOICES.contains(one)))?;
    let given: Vec<(&str, String)> =
        QUESTION.iter().map(|name| (*name, query.text(name).unwrap_or_default().to_owned())).collect();
    let now = app.clock.now();
    let view = app
        .db
        .read(move |c| {
            let get = |name: &str| {
                given.iter().find(|(n, _)| *n == name).map_or_else(String::new, |(_, v)| v.clone())
            };
            let mut question = asked::read(c, &reader, None, get)?.question;
            question.named = 0;
            question.across = across;
            store::view(c, now, question, &reader)
        })
        .await?;
    Ok(answer::ok(&Overview::new(&app, &view)))
}

/// The positions behind a figure.
#[utoipa::path(get, path = "/overview/positions", tag = "overview", operation_id = "list_overview_positions",
    params(
        ("network" = Option<String>, Query, description = "As in the view"),
        ("part" = Option<String>, Query, description = "As in the view"),
        ("call" = Option<String>, Query, description = "As in the view"),
        ("demand" = Option<String>, Query, description = "As in the view"),
        ("subject" = Option<String>, Query, description = "As in the view"),
        ("theme" = Option<String>, Query, description = "As in the view"),
        ("country" = Option<String>, Query, description = "As in the view"),
        ("origin" = Option<String>, Query, description = "As in the view"),
        ("region" = Option<String>, Query, description = "As in the view"),
        ("kind" = Option<String>, Query, description = "As in the view"),
        ("language" = Option<String>, Query, description = "As in the view"),
        ("by" = Option<String>, Query, description = "Changes nothing here"),
        ("stance" = Option<String>, Query, description = "A stance; agree or dissent for two of them"),
        ("week" = Option<String>, Query, description = "ISO weeks in which they were decided, parted by spaces"),
        ("before" = Option<String>, Query, description = "Where the page begins, as `next` has it"),
        ("limit" = Option<i64>, Query, description = "Entries of a page, 40 at most")),
    responses((status = 200, description = "A page of positions", body = BehindList),
        (status = 404, description = "As in the view")),
    security((), ("bearer" = [])))]
pub(super) async fn positions(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let names = [&QUESTION[..], &["stance", "week", "before", "limit"][..]].concat();
    let query = input::Query::read(&request, &names)?;
    check(&query)?;
    let before = query.parsed("before", Cursor::parse)?;
    let limit = query.limit()?;
    let given: Vec<(&'static str, String)> =
        names.iter().map(|name| (*name, query.text(name).unwrap_or_default().to_owned())).collect();
    let kept = given.clone();
    let found = app
        .db
        .read(move |c| {
            let get = |name: &str| {
                given.iter().find(|(n, _)| *n == name).map_or_else(String::new, |(_, v)| v.clone())
            };
            let asked = asked::read(c, &reader, None, get)?;
            let subjects = store::subjects(c, &asked.question.scope, &asked.question.what)?;
            list::list(c, &narrowed(&asked, subjects, get), before.as_ref(), limit)
        })
        .await?;
    let most = limit.to_string();
    let next = found.next.as_ref().map(|cursor| {
        let mut question: Vec<(&str, Option<&str>)> = kept
            .iter()
            .filter(|(name, value)| !matches!(*name, "before" | "limit") && !value.is_empty())
            .map(|(name, value)| (*name, Some(value.as_str())))
            .collect();
        question.push(("limit", Some(most.as_str())));
        answer::next(&app, "/overview/positions", &question, &cursor.to_string())
    });
    let items = found.entries.iter().map(|entry| Behind::new(&app, entry)).collect();
    Ok(answer::ok(&BehindList { total: found.total, items, next }))
}

/// What is not understood is named; on pages it is left out.
fn check(query: &input::Query) -> Result<(), super::problem::Problem> {
    for dimension in Dimension::CHOICES {
        query.parsed(asked::parameter_of(dimension), |text| asked::value(dimension, text))?;
    }
    query.parsed("by", |text| Dimension::parse(text).filter(|by| Dimension::CONSTITUENCIES.contains(by)))?;
    query.parsed("part", |text| matches!(text, "public" | "members").then_some(()))?;
    query.parsed("demand", |text| agenda::istanbul().demand(text))?;
    query.parsed("call", CallId::parse)?;
    Ok(())
}
