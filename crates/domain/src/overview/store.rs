//! The read model: everything that a page, a document or a program shows of what a network thinks.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days};
use sofra_db::AnyConnection;
use sofra_db::schema::{call, call_subject, call_text, counted, counted_holder, network, tally, tally_voice};

use super::count::{Standing, TOGETHER};
use super::crossing::{self, Condition};
pub use super::holders::{members, silent};
use super::list::{self, Filter, List};
use super::model::{Dimension, Scope, Stances};
use super::named::{Named, named};
use super::rules::{self, Ground};
use crate::actor::{self, Actor, ActorId};
use crate::agenda;
use crate::error::{Error, Result};
use crate::network::model::{Call, CallId, CallState, CallText};
use crate::position::Stance;
use crate::viewer::Reader;

/// Weeks of the course over time.
pub const WEEKS: i64 = 26;
/// Entries of each short list of a view.
pub const SHORT: usize = 5;

/// What a view is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// All subjects.
    Everything,
    /// The demands of a theme, by its identity.
    Theme(String),
    /// One subject, by its identity.
    Subject(String),
    /// What a call asks about.
    Call(CallId),
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Of whom.
    pub scope: Scope,
    /// About what.
    pub what: What,
    /// Of those alone who are this.
    pub who: Option<(Dimension, String)>,
    /// And of those alone who are this as well.
    pub and: Vec<Condition>,
    /// By what those are parted who are asked about, where not all are.
    pub across: Option<Dimension>,
    /// Between what constituencies common ground is looked for.
    pub by: Dimension,
    /// How many subjects are named, the first ones of [`View::lines`]; those of short lists are named as well.
    pub named: usize,
}

impl Question {
    /// Everything of a scope.
    #[must_use]
    pub const fn all(scope: Scope) -> Self {
        Self {
            scope,
            what: What::Everything,
            who: None,
            and: Vec::new(),
            across: None,
            by: Dimension::Region,
            named: 15,
        }
    }

    /// All conditions about who.
    #[must_use]
    pub fn conditions(&self) -> Vec<Condition> {
        self.who.iter().chain(&self.and).cloned().collect()
    }
}

/// Who has spoken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voices {
    /// How many organisations there are.
    pub members: i64,
    /// How many of them took a position.
    pub spoken: i64,
    /// In how many countries they work, as far as they tell.
    pub countries: i64,
    /// In how many countries those work who took a position.
    pub countries_spoken: i64,
    /// Whether there may be fewer than `members`: how many are several things at once is told to members alone.
    pub at_most: bool,
}

/// Those that are one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    /// Which dimension.
    pub dimension: Dimension,
    /// Which value of it; empty for those who do not tell.
    pub value: String,
    /// How many organisations there are.
    pub members: i64,
    /// How many of them took a position.
    pub spoken: i64,
    /// Their positions.
    pub stances: Stances,
    /// Whether there may be fewer than `members`.
    pub at_most: bool,
}

/// A subject and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The identity.
    pub subject: String,
    /// Its positions.
    pub stances: Stances,
    /// How far constituencies agree, where at least two said something.
    pub ground: Option<Ground>,
    /// How contested it is, where it is.
    pub contested: Option<i64>,
    /// How many positions were taken on an earlier version; told of named subjects only.
    pub stale: i64,
}

/// What is shown.
#[derive(Debug, Clone)]
pub struct View {
    /// What was asked.
    pub question: Question,
    /// When.
    pub at: Timestamp,
    /// Since when the node holds invented organisations and positions, if it does.
    pub generated_at: Option<Timestamp>,
    /// The network.
    pub network: Option<Actor>,
    /// The call, with its words.
    pub call: Option<(Call, Vec<CallText>)>,
    /// Who has spoken.
    pub voices: Voices,
    /// All positions.
    pub totals: Stances,
    /// The subjects with positions, those with the most first.
    pub lines: Vec<Line>,
    /// The subjects that are named somewhere in the view.
    pub named: BTreeMap<String, Named>,
    /// The demands and subjects of calls about which nobody said anything.
    pub unaddressed: Vec<String>,
    /// The positions by theme of the agenda, by identity.
    pub themes: Vec<(String, Stances)>,
    /// Who has spoken and how, by what they are; where not all are asked about, by [`Question::across`] alone.
    pub slices: Vec<Slice>,
    /// What can be chosen about who.
    pub choices: Vec<Condition>,
    /// The positions by week in which they were decided, the oldest first, up to this week.
    pub weeks: Vec<(String, Stances)>,
    /// How many were decided this week or in the last.
    pub fresh: Stances,
    /// Places in [`View::lines`]: where constituencies agree most.
    pub common: Vec<usize>,
    /// Places in [`View::lines`]: where both sides are strong.
    pub contested: Vec<usize>,
    /// The latest reservations and oppositions with their words.
    pub dissent: List,
    /// The latest positions.
    pub latest: List,
}

/// The subjects that a view is about; all where there is nothing to choose.
///
/// # Errors
/// `NotFound` for a theme or call that is not there, or not of this network.
pub fn subjects(conn: &mut AnyConnection, scope: &Scope, what: &What) -> Result<Option<Vec<String>>> {
    Ok(match what {
        What::Everything => None,
        What::Theme(urn) => {
            let (agenda, theme) = agenda::theme_by_urn(urn).ok_or(Error::NotFound)?;
            Some(theme.demands.iter().map(|demand| agenda.urn(demand)).collect())
        }
        What::Subject(subject) => Some(vec![subject.clone()]),
        What::Call(id) => {
            let found = open_call(conn, scope, id)?;
            Some(
                call_subject::table
                    .filter(call_subject::call_id.eq(&found.id))
                    .order(call_subject::number)
                    .select(call_subject::subject)
                    .load(conn)?,
            )
        }
    })
}

fn open_call(conn: &mut AnyConnection, scope: &Scope, id: &CallId) -> Result<Call> {
    let found: Call = call::table.find(id).select(Call::as_select()).first(conn)?;
    // A call is read by members alone, and so is what became of it.
    let is_theirs = matches!(scope, Scope::Members(network) if *network == found.network_id);
    if is_theirs && found.state == CallState::Open { Ok(found) } else { Err(Error::NotFound) }
}

/// The network of a scope, if it may be shown.
///
/// # Errors
/// `NotFound`.
pub fn network(conn: &mut AnyConnection, id: &ActorId) -> Result<Actor> {
    let _: ActorId = network::table.find(id).select(network::actor_id).first(conn)?;
    let found = actor::store::get(conn, id)?;
    let decisions = crate::peer::store::decisions(conn)?;
    let home = if found.local { None } else { crate::peer::store::host_of(&found.uri) };
    let hosts = [Some(found.host.clone()).filter(|_| !found.local), home];
    if !found.is_active() || hosts.iter().flatten().any(|host| !decisions.deals_with(host)) {
        return Err(Error::NotFound);
    }
    Ok(found)
}

/// The whole view, with the subjects as a reader may know them.
///
/// # Errors
/// `NotFound` for a network, theme or call that is not there.
pub fn view(conn: &mut AnyConnection, at: Timestamp, question: Question, reader: &Reader) -> Result<View> {
    let scope = question.scope.key();
    let network = question.scope.network().map(|id| network(conn, id)).transpose()?;
    let subjects = subjects(conn, &question.scope, &question.what)?;
    let only = subjects.as_deref();
    let who = question.who.clone().unwrap_or((Dimension::All, String::new()));
    let crossed = !question.and.is_empty();
    let mut lines = match crossed {
        true => crossing::lines(conn, &question, only)?,
        false => lines(conn, &scope, only, &who)?,
    };
    if question.who.is_none() {
        find_ground(conn, &scope, only, question.by, &mut lines)?;
    }
    let mut totals = Stances::default();
    for line in &lines {
        totals += line.stances;
    }
    let mut slices = slices(conn, &scope, only, &question)?;
    let mut voices = voices(&slices, &who);
    let choices = match question.who {
        None => slices.iter().map(|slice| (slice.dimension, slice.value.clone())).collect(),
        Some(_) => crossing::choices(conn, &scope)?,
    };
    if question.who.is_some() {
        slices.clear();
        if crossed || question.across.is_some() {
            let (read, conditions) = (crossing::read(conn, &question, only)?, question.conditions());
            if crossed {
                voices = read.voices(&conditions);
            }
            if let Some(by) = question.across {
                slices = read.slices(&conditions, by);
            }
        }
    }
    let weeks = if question.who.is_none() { weeks(conn, &scope, only, at)? } else { Vec::new() };
    let mut fresh = Stances::default();
    for (_, stances) in weeks.iter().rev().take(2) {
        fresh += *stances;
    }
    let filter = Filter {
        scope: question.scope.clone(),
        subjects: subjects.clone(),
        stances: vec![Stance::Reservations, Stance::Oppose],
        who: question.who.clone(),
        and: question.and.clone(),
        weeks: Vec::new(),
    };
    let short = i64::try_from(SHORT).unwrap_or(i64::MAX);
    let dissent = list::list(conn, &filter, None, short)?;
    let latest = list::list(conn, &Filter { stances: Vec::new(), ..filter }, None, short)?;
    let own = network.as_ref().map(|actor| own_agenda(conn, actor)).transpose()?.unwrap_or_default();
    let unaddressed = unaddressed(&lines, only, &question.what, own);
    let themes = themes(&lines);
    let mut view = View {
        common: best(&lines, |line| line.ground.as_ref().map(|ground| ground.score)),
        contested: best(&lines, |line| line.contested),
        call: match &question.what {
            What::Call(id) => {
                let found = open_call(conn, &question.scope, id)?;
                let words = call_text::table
                    .filter(call_text::call_id.eq(&found.id))
                    .order(call_text::language)
                    .select(CallText::as_select())
                    .load(conn)?;
                Some((found, words))
            }
            _ => None,
        },
        generated_at: crate::node::store::get(conn)?.generated_at,
        named: BTreeMap::new(),
        slices,
        choices,
        question,
        at,
        network,
        voices,
        totals,
        lines,
        unaddressed,
        themes,
        weeks,
        fresh,
        dissent,
        latest,
    };
    name(conn, &mut view, &who, reader)?;
    Ok(view)
}

/// Names further subjects, which are shown beside the view.
///
/// # Errors
/// The database's own.
pub fn name_more(
    conn: &mut AnyConnection,
    view: &mut View,
    subjects: impl IntoIterator<Item = String>,
    reader: &Reader,
) -> Result<()> {
    for identity in subjects {
        if let std::collections::btree_map::Entry::Vacant(place) = view.named.entry(identity) {
            let found = named(conn, place.key(), reader)?;
            place.insert(found);
        }
    }
    Ok(())
}

/// Names the subjects that the view shows, and says how many of their positions were taken on an earlier version.
fn name(conn: &mut AnyConnection, view: &mut View, who: &(Dimension, String), reader: &Reader) -> Result<()> {
    let shown = view.lines.iter().take(view.question.named).map(|line| line.subject.clone());
    let short = view.common.iter().take(SHORT).chain(view.contested.iter().take(SHORT));
    let short = short.map(|place| view.lines[*place].subject.clone());
    let entries = view.dissent.entries.iter().chain(&view.latest.entries);
    let wanted: BTreeSet<String> = shown
        .chain(short)
        .chain(entries.map(|entry| entry.position.subject.clone()))
        .chain(view.unaddressed.iter().cloned())
        .chain(match &view.question.what {
            What::Subject(subject) => Some(subject.clone()),
            _ => None,
        })
        .collect();
    name_more(conn, view, wanted, reader)?;
    if who.0 != Dimension::All {
        return Ok(());
    }
    let known: Vec<&String> =
        view.named.values().filter(|n| !n.version.is_empty()).map(|n| &n.identity).collect();
    let rows: Vec<(String, String, i64)> = tally::table
        .filter(tally::scope.eq(view.question.scope.key()))
        .filter(tally::subject.eq_any(known))
        .filter(tally::dimension.eq(Dimension::Version))
        .select((tally::subject, tally::value, tally::count))
        .load(conn)?;
    let mut stale: BTreeMap<&str, i64> = BTreeMap::new();
    for (subject, version, count) in &rows {
        if view.named.get(subject).is_some_and(|named| named.version != *version) {
            *stale.entry(subject).or_default() += count;
        }
    }
    for line in &mut view.lines {
        line.stale = stale.get(line.subject.as_str()).copied().unwrap_or_default();
    }
    Ok(())
}

/// The first places by a figure, the greatest first; among equals those with more positions, then by identity.
fn best(lines: &[Line], figure: impl Fn(&Line) -> Option<i64>) -> Vec<usize> {
    let mut found: Vec<(i64, usize)> =
        lines.iter().enumerate().filter_map(|(place, line)| Some((figure(line)?, place))).collect();
    // The lines are in order already.
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, place)| place).collect()
}

fn lines(
    conn: &mut AnyConnection,
    scope: &str,
    only: Option<&[String]>,
    who: &(Dimension, String),
) -> Result<Vec<Line>> {
    let mut query = tally::table
        .filter(tally::scope.eq(scope))
        .filter(tally::dimension.eq(who.0))
        .filter(tally::value.eq(&who.1))
        .filter(tally::subject.ne(TOGETHER))
        .select((tally::subject, tally::stance, tally::count))
        .into_boxed();
    if let Some(only) = only {
        query = query.filter(tally::subject.eq_any(only));
    }
    let mut found: BTreeMap<String, Stances> = BTreeMap::new();
    for (subject, stance, count) in query.load::<(String, Stance, i64)>(conn)? {
        found.entry(subject).or_default().add(stance, count);
    }
    Ok(lines_of(found))
}

/// Subjects with their positions, those with the most first.
pub(super) fn lines_of(found: BTreeMap<String, Stances>) -> Vec<Line> {
    let mut lines: Vec<Line> = found
        .into_iter()
        .filter(|(_, stances)| stances.all() > 0)
        .map(|(subject, stances)| Line {
            contested: rules::contested(&stances),
            subject,
            stances,
            ground: None,
            stale: 0,
        })
        .collect();
    lines.sort_by(|a, b| b.stances.all().cmp(&a.stances.all()).then_with(|| a.subject.cmp(&b.subject)));
    lines
}

fn find_ground(
    conn: &mut AnyConnection,
    scope: &str,
    only: Option<&[String]>,
    by: Dimension,
    lines: &mut [Line],
) -> Result<()> {
    let mut query = tally::table
        .filter(tally::scope.eq(scope))
        .filter(tally::dimension.eq(by))
        .filter(tally::subject.ne(TOGETHER))
        .select((tally::subject, tally::value, tally::stance, tally::count))
        .into_boxed();
    if let Some(only) = only {
        query = query.filter(tally::subject.eq_any(only));
    }
    let mut found: BTreeMap<String, BTreeMap<String, Stances>> = BTreeMap::new();
    for (subject, value, stance, count) in query.load::<(String, String, Stance, i64)>(conn)? {
        found.entry(subject).or_default().entry(value).or_default().add(stance, count);
    }
    for line in lines {
        let of = found.remove(&line.subject).unwrap_or_default();
        line.ground = rules::ground(of.iter().map(|(value, stances)| (value.as_str(), *stances)));
    }
    Ok(())
}

/// Who has spoken and how, by each thing that holders are.
fn slices(
    conn: &mut AnyConnection,
    scope: &str,
    only: Option<&[String]>,
    question: &Question,
) -> Result<Vec<Slice>> {
    type Voice = (Dimension, String, i64, i64);
    let mut query = tally_voice::table
        .filter(tally_voice::scope.eq(scope))
        .select((tally_voice::dimension, tally_voice::value, tally_voice::members, tally_voice::spoken))
        .into_boxed();
    if let Some((dimension, value)) = &question.who {
        query = query.filter(tally_voice::dimension.eq(*dimension)).filter(tally_voice::value.eq(value));
    }
    let mut found: BTreeMap<(Dimension, String), Slice> = query
        .load::<Voice>(conn)?
        .into_iter()
        .map(|(dimension, value, members, spoken)| {
            let slice = Slice {
                dimension,
                value: value.clone(),
                members,
                spoken,
                stances: Stances::default(),
                at_most: false,
            };
            ((dimension, value), slice)
        })
        .collect();
    let together = [TOGETHER.to_owned()];
    let mut query = tally::table
        .filter(tally::scope.eq(scope))
        .filter(tally::subject.eq_any(only.unwrap_or(&together)))
        .filter(tally::dimension.eq_any(Dimension::OF_HOLDERS))
        .select((tally::dimension, tally::value, tally::stance, tally::count))
        .into_boxed();
    if let Some((dimension, value)) = &question.who {
        query = query.filter(tally::dimension.eq(*dimension)).filter(tally::value.eq(value));
    }
    for (dimension, value, stance, count) in query.load::<(Dimension, String, Stance, i64)>(conn)? {
        if let Some(slice) = found.get_mut(&(dimension, value)) {
            slice.stances.add(stance, count);
        }
    }
    match only {
        None => {}
        // Who took a position on one subject took one: there are as many voices as positions.
        Some([_]) => found.values_mut().for_each(|slice| slice.spoken = slice.stances.all()),
        Some(several) => {
            found.values_mut().for_each(|slice| slice.spoken = 0);
            for dimensions in speakers(conn, scope, several)? {
                for key in dimensions.dimensions {
                    if let Some(slice) = found.get_mut(&key) {
                        slice.spoken += 1;
                    }
                }
            }
        }
    }
    let mut slices: Vec<Slice> = found.into_values().filter(|slice| slice.members > 0).collect();
    slices.sort_by(|a, b| {
        a.dimension
            .cmp(&b.dimension)
            .then_with(|| b.members.cmp(&a.members))
            .then_with(|| a.value.cmp(&b.value))
    });
    Ok(slices)
}

/// What those are who took a position on any of several subjects, each once.
fn speakers(conn: &mut AnyConnection, scope: &str, subjects: &[String]) -> Result<Vec<Standing>> {
    let inside = format!("% {scope} %");
    let ids: HashSet<ActorId> = counted::table
        .filter(counted::subject.eq_any(subjects))
        .filter(counted::scopes.like(&inside))
        .select(counted::holder_id)
        .distinct()
        .load(conn)?
        .into_iter()
        .collect();
    let rows: Vec<(ActorId, String)> = counted_holder::table
        .filter(counted_holder::scopes.like(&inside))
        .select((counted_holder::actor_id, counted_holder::dimensions))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter(|(id, _)| ids.contains(id))
        .map(|(_, dimensions)| Standing::read(&dimensions, ""))
        .collect())
}

fn voices(slices: &[Slice], who: &(Dimension, String)) -> Voices {
    let whole = slices.iter().find(|slice| slice.dimension == who.0 && slice.value == who.1);
    let countries =
        || slices.iter().filter(|slice| slice.dimension == Dimension::Host && !slice.value.is_empty());
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Voices {
        members: whole.map_or(0, |slice| slice.members),
        spoken: whole.map_or(0, |slice| slice.spoken),
        countries: count(countries().count()),
        countries_spoken: count(countries().filter(|slice| slice.spoken > 0).count()),
        at_most: false,
    }
}

/// The last weeks up to this one, those without a position too.
fn weeks(
    conn: &mut AnyConnection,
    scope: &str,
    only: Option<&[String]>,
    at: Timestamp,
) -> Result<Vec<(String, Stances)>> {
    let together = [TOGETHER.to_owned()];
    let names: Vec<String> = (0..WEEKS).rev().map(|back| (at - days(7 * back)).week()).collect();
    let rows: Vec<(String, Stance, i64)> = tally::table
        .filter(tally::scope.eq(scope))
        .filter(tally::subject.eq_any(only.unwrap_or(&together)))
        .filter(tally::dimension.eq(Dimension::Week))
        .filter(tally::value.eq_any(&names))
        .select((tally::value, tally::stance, tally::count))
        .load(conn)?;
    let mut weeks: Vec<(String, Stances)> =
        names.into_iter().map(|week| (week, Stances::default())).collect();
    for (week, stance, count) in rows {
        if let Some((_, stances)) = weeks.iter_mut().find(|(name, _)| *name == week) {
            stances.add(stance, count);
        }
    }
    Ok(weeks)
}

/// The demands of a network's own agenda, by identity.
fn own_agenda(conn: &mut AnyConnection, actor: &Actor) -> Result<Vec<String>> {
    let own = crate::network::store::get(conn, &actor.id)?.own_agenda();
    let demands = own.themes.iter().flat_map(|theme| &theme.demands);
    Ok(demands.map(|demand| crate::network::agenda::identity(actor, &demand.code)).collect())
}

/// What was asked or demanded and found no answer: the network's own demands first.
fn unaddressed(lines: &[Line], only: Option<&[String]>, what: &What, own: Vec<String>) -> Vec<String> {
    let addressed: HashSet<&str> = lines.iter().map(|line| line.subject.as_str()).collect();
    let asked: Vec<String> = match (what, only) {
        (What::Everything, _) => {
            let agenda = agenda::istanbul();
            own.into_iter().chain(agenda.demands().map(|demand| agenda.urn(demand))).collect()
        }
        (_, only) => only.unwrap_or_default().to_vec(),
    };
    asked.into_iter().filter(|subject| !addressed.contains(subject.as_str())).collect()
}

fn themes(lines: &[Line]) -> Vec<(String, Stances)> {
    let agenda = agenda::istanbul();
    agenda
        .themes
        .iter()
        .map(|theme| {
            let demands: HashSet<String> = theme.demands.iter().map(|demand| agenda.urn(demand)).collect();
            let mut stances = Stances::default();
            for line in lines.iter().filter(|line| demands.contains(&line.subject)) {
                stances += line.stances;
            }
            (agenda.theme_urn(theme), stances)
        })
        .collect()
}
