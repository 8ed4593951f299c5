//! The scorecard: seats against influence, for each body and for each stage. It counts what a reader may read, now, and
//! keeps nothing: there are hundreds of seats, not millions.

use std::collections::BTreeMap;

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::table_seat;

use super::model::{BodyKind, Refusal, Stage, State};
use super::rules;
use super::store::{Filter, narrowed};
use crate::error::Result;
use crate::told::Veil;
use crate::viewer::Reader;

/// Something that is counted. Whoever was heard was there, and whoever was there was invited: a seat counts in every
/// figure up to the furthest that it reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// All that are in the register: what is there was at least promised.
    Promised,
    /// Invited, or more.
    Invited,
    /// Somebody sat there.
    Attended,
    /// They were heard.
    Heard,
    /// What they said became part of the result.
    Adopted,
    /// What they said was answered.
    Answered,
    /// Somebody sat there, and until now nothing was adopted and nothing answered.
    Unanswered,
    /// Refused, and nothing came after.
    Refused,
}

impl Figure {
    /// All of them, in their order.
    pub const ALL: [Self; 8] = [
        Self::Promised,
        Self::Invited,
        Self::Attended,
        Self::Heard,
        Self::Adopted,
        Self::Answered,
        Self::Unanswered,
        Self::Refused,
    ];

    /// The one spelling, for addresses and programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Promised => "promised",
            Self::Invited => "invited",
            Self::Attended => "attended",
            Self::Heard => "heard",
            Self::Adopted => "adopted",
            Self::Answered => "answered",
            Self::Unanswered => "unanswered",
            Self::Refused => "refused",
        }
    }

    /// Reads the one spelling.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// Whether it counts a seat in this state that came this far.
    #[must_use]
    pub fn counts(self, state: State, rung: i32) -> bool {
        match self {
            Self::Promised => true,
            Self::Invited => rung >= rules::rung(State::Invited),
            Self::Attended => rung >= rules::rung(State::Attended),
            Self::Heard => rung >= rules::rung(State::Heard),
            Self::Adopted => state == State::Adopted,
            Self::Answered => state == State::Answered,
            Self::Unanswered => {
                rung >= rules::rung(State::Attended) && !matches!(state, State::Adopted | State::Answered)
            }
            Self::Refused => state == State::Refused,
        }
    }
}

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    counts: BTreeMap<Figure, i64>,
    /// The refused ones by reason; those for which none is known are under [`Refusal::Other`].
    pub refusals: BTreeMap<Refusal, i64>,
    /// The ratings that were given: their sum and their number.
    pub ratings: (i64, i64),
}

impl Figures {
    /// One of them.
    #[must_use]
    pub fn of(&self, figure: Figure) -> i64 {
        self.counts.get(&figure).copied().unwrap_or(0)
    }

    fn add(&mut self, state: State, rung: i32, refusal: &str, rating: i32) {
        for figure in Figure::ALL {
            if figure.counts(state, rung) {
                *self.counts.entry(figure).or_default() += 1;
            }
        }
        if state == State::Refused {
            *self.refusals.entry(Refusal::parse(refusal).unwrap_or(Refusal::Other)).or_default() += 1;
        }
        if rating > 0 {
            self.ratings.0 += i64::from(rating);
            self.ratings.1 += 1;
        }
    }
}

/// A body with what was counted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfBody {
    /// Its identity.
    pub body: String,
    /// As it was called last.
    pub name: String,
    /// What it is.
    pub kind: BodyKind,
    /// In which country; may be empty.
    pub country: String,
    /// What was counted.
    pub figures: Figures,
    /// The same by stage, of the stages at which there is something.
    pub stages: BTreeMap<Stage, Figures>,
}

/// The scorecard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// All together.
    pub all: Figures,
    /// By stage.
    pub stages: BTreeMap<Stage, Figures>,
    /// By body, the one with the most seats first.
    pub bodies: Vec<OfBody>,
}

type Row = (String, String, BodyKind, String, Stage, State, i32, String, i32);

/// Counts what a reader may read.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, filter: &Filter, reader: &Reader) -> Result<Score> {
    let veil = Veil::of(conn, reader)?;
    let rows: Vec<Row> = narrowed(&veil, filter)
        // The last name wins.
        .order((table_seat::updated_at, table_seat::id))
        .select((
            table_seat::body,
            table_seat::body_name,
            table_seat::body_kind,
            table_seat::country,
            table_seat::stage,
            table_seat::state,
            table_seat::rung,
            table_seat::refusal,
            table_seat::rating,
        ))
        .load(conn)?;
    let mut score = Score::default();
    let mut bodies: BTreeMap<String, OfBody> = BTreeMap::new();
    for (body, name, kind, country, stage, state, rung, refusal, rating) in rows {
        score.all.add(state, rung, &refusal, rating);
        score.stages.entry(stage).or_default().add(state, rung, &refusal, rating);
        let of = bodies.entry(body.clone()).or_insert_with(|| OfBody {
            body,
            name: String::new(),
            kind,
            country: String::new(),
            figures: Figures::default(),
            stages: BTreeMap::new(),
        });
        (of.name, of.kind, of.country) = (name, kind, country);
        of.figures.add(state, rung, &refusal, rating);
        of.stages.entry(stage).or_default().add(state, rung, &refusal, rating);
    }
    score.bodies = bodies.into_values().collect();
    score.bodies.sort_by(|a, b| {
        let most = |one: &OfBody| one.figures.of(Figure::Promised);
        most(b).cmp(&most(a)).then_with(|| a.body.cmp(&b.body))
    });
    Ok(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_counts_in_every_figure_up_to_the_furthest_that_it_reached() {
        let mut figures = Figures::default();
        for (state, rung, refusal, rating) in [
            (State::Promised, 1, "", 0),
            (State::Refused, 1, "not-invited", 0),
            (State::Refused, 2, "visa", 1),
            (State::Attended, 3, "", 0),
            (State::Ignored, 3, "", 1),
            (State::Heard, 4, "", 3),
            (State::Answered, 4, "", 0),
            (State::Adopted, 4, "", 5),
        ] {
            figures.add(state, rung, refusal, rating);
        }
        let all: Vec<i64> = Figure::ALL.into_iter().map(|figure| figures.of(figure)).collect();
        // Unanswered: those who sat there, without the one that was answered and the one that was adopted.
        assert_eq!(all, [8, 6, 5, 3, 1, 1, 3, 2]);
        assert_eq!(figures.refusals[&Refusal::Visa], 1);
        assert_eq!(figures.ratings, (10, 4));
        let of = |figure| figures.of(figure);
        assert_eq!(of(Figure::Attended), of(Figure::Adopted) + of(Figure::Answered) + of(Figure::Unanswered));
    }
}
