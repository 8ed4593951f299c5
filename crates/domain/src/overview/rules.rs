//! Common ground, and what is contested: pure figures.
//!
//! The method, its source and what it does not show: docs/method.md.

use std::collections::BTreeMap;

use super::crossing::{Condition, Fitting, Margins};
use super::model::{Dimension, Stances};
use super::store::Slice;

/// What keeps a single constituency from deciding alone: without it, one in which nobody agrees would make the score of
/// all zero, whatever the others say. A share and not a count, so that the size of a constituency plays no part.
const SOFTENING: f64 = 0.05;

/// Common ground asks for at least so many constituencies that said something.
pub const FEWEST_CONSTITUENCIES: usize = 2;
/// Something is contested once so many took a stance…
pub const FEWEST_CONTESTING: i64 = 5;
/// …and at least one in so many of them is for it, and one in so many against.
pub const ONE_IN: i64 = 5;

/// How far constituencies agree on one subject.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Ground {
    /// From 0 to 1000: the geometric mean of their softened agreement.
    pub score: i64,
    /// How many constituencies said something.
    pub constituencies: usize,
    /// The one that agrees least.
    pub weakest: String,
    /// In how many of a thousand answers of it.
    pub weakest_share: i64,
}

/// The share of those who took a stance that are for it, in thousandths, rounded to the nearest.
#[must_use]
pub const fn agreement(stances: &Stances) -> i64 {
    let all = stances.all();
    if all == 0 { 0 } else { (stances.agree() * 2000 + all) / (2 * all) }
}

/// The softened agreement of one constituency, between 0 and 1.
fn softened(stances: &Stances) -> f64 {
    // No total of positions comes near the numbers that a float cannot hold.
    #[allow(clippy::cast_precision_loss)]
    let share = stances.agree() as f64 / stances.all() as f64;
    (share + SOFTENING) / (1.0 + 2.0 * SOFTENING)
}

/// How far constituencies agree, or nothing where fewer than two said something. Among those that agree least the first
/// by name is named.
#[must_use]
pub fn ground<'a>(constituencies: impl IntoIterator<Item = (&'a str, Stances)>) -> Option<Ground> {
    let mut said: Vec<(&str, Stances)> =
        constituencies.into_iter().filter(|(_, stances)| stances.all() > 0).collect();
    if said.len() < FEWEST_CONSTITUENCIES {
        return None;
    }
    // Sums of floats depend on their order, and every node must come to the same figure.
    said.sort_by(|a, b| {
        let (left, right) = (a.1.agree() * b.1.all(), b.1.agree() * a.1.all());
        left.cmp(&right).then_with(|| a.0.cmp(b.0))
    });
    #[allow(clippy::cast_precision_loss)]
    let mean = said.iter().map(|(_, stances)| softened(stances).ln()).sum::<f64>() / said.len() as f64;
    let (weakest, stances) = said[0];
    #[allow(clippy::cast_possible_truncation)]
    let score = (mean.exp() * 1000.0).round() as i64;
    Some(Ground {
        score,
        constituencies: said.len(),
        weakest: weakest.to_owned(),
        weakest_share: agreement(&stances),
    })
}

/// How contested a subject is: the smaller of the two sides in thousandths of all answers; nothing where it is not.
#[must_use]
pub fn contested(stances: &Stances) -> Option<i64> {
    let (all, smaller) = (stances.all(), stances.agree().min(stances.oppose));
    (all >= FEWEST_CONTESTING && smaller * ONE_IN >= all).then(|| smaller * 1000 / all)
}

/// Of how many organisations a crossing can be at most: by what each of its conditions alone is shown to have.
fn at_most<'a>(margins: &Margins, conditions: impl IntoIterator<Item = &'a Condition>) -> i64 {
    conditions.into_iter().map(|one| margins.get(one).copied().unwrap_or_default()).min().unwrap_or_default()
}

/// How many fit several conditions, and how many of them took a position. To everybody (`is_open`) it is told of how many
/// at most, so that where those are who were silent tells in no figure.
#[must_use]
pub fn crossed(
    fitting: &[Fitting],
    margins: &Margins,
    conditions: &[Condition],
    is_open: bool,
) -> (i64, i64) {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let spoken = count(fitting.iter().filter(|(_, stances)| stances.all() > 0).count());
    (if is_open { at_most(margins, conditions) } else { count(fitting.len()) }, spoken)
}

/// Those who fit some conditions, parted by one more thing that they are. To everybody only those are named among whom
/// somebody spoke in public, and of how many at most.
#[must_use]
pub fn parted(
    fitting: &[Fitting],
    margins: &Margins,
    conditions: &[Condition],
    by: Dimension,
    is_open: bool,
) -> Vec<Slice> {
    let mut found: BTreeMap<&str, Slice> = BTreeMap::new();
    for (standing, stances) in fitting.iter().filter(|(_, stances)| !is_open || stances.all() > 0) {
        for (dimension, value) in standing.dimensions.iter().filter(|(dimension, _)| *dimension == by) {
            let slice = found.entry(value).or_insert_with(|| Slice {
                dimension: *dimension,
                value: value.clone(),
                members: 0,
                spoken: 0,
                stances: Stances::default(),
                at_most: is_open,
            });
            slice.members += 1;
            slice.spoken += i64::from(stances.all() > 0);
            slice.stances += *stances;
        }
    }
    let mut slices: Vec<Slice> = found.into_values().collect();
    if is_open {
        for slice in &mut slices {
            let own = (by, slice.value.clone());
            slice.members = at_most(margins, conditions.iter().chain([&own]));
        }
    }
    slices.sort_by(|a, b| {
        (b.members, b.spoken).cmp(&(a.members, a.spoken)).then_with(|| a.value.cmp(&b.value))
    });
    slices
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stances() -> impl Strategy<Value = Stances> {
        (0..400_i64, 0..400_i64, 0..400_i64, 0..400_i64).prop_map(
            |(support, reservations, abstain, oppose)| Stances { support, reservations, abstain, oppose },
        )
    }

    fn constituencies() -> impl Strategy<Value = Vec<(String, Stances)>> {
        prop::collection::vec(stances(), 0..12)
            .prop_map(|all| all.into_iter().enumerate().map(|(n, s)| (format!("c{n:02}"), s)).collect())
    }

    fn of(all: &[(String, Stances)]) -> Option<Ground> {
        ground(all.iter().map(|(name, stances)| (name.as_str(), *stances)))
    }

    #[test]
    fn a_large_constituency_does_not_drown_a_small_one() {
        let large = Stances { support: 9_000, oppose: 100, ..Stances::default() };
        let small = Stances { support: 1, oppose: 9, ..Stances::default() };
        let found = ground([("large", large), ("small", small)]).expect("both said something");
        assert!(found.score < 400, "{found:?}");
        assert_eq!((found.weakest.as_str(), found.weakest_share), ("small", 100));
        let agreed = ground([("large", large), ("small", Stances { support: 3, ..Stances::default() })]);
        assert!(agreed.is_some_and(|g| g.score > 900));
    }

    #[test]
    fn a_figure_that_was_reckoned_by_hand() {
        // Shares 1 and 1/2, softened 1.05/1.1 and 0.55/1.1; the root of their product is 0.6908.
        let all = Stances { support: 4, ..Stances::default() };
        let half = Stances { reservations: 1, abstain: 1, ..Stances::default() };
        assert_eq!(ground([("a", all), ("b", half)]).map(|g| (g.score, g.weakest_share)), Some((691, 500)));
    }

    #[test]
    fn one_constituency_alone_has_no_common_ground() {
        let some = Stances { support: 4, ..Stances::default() };
        assert_eq!(ground([("a", some), ("b", Stances::default())]), None);
        assert_eq!(ground([]), None);
    }

    #[test]
    fn contested_needs_both_sides_and_a_few_voices() {
        let of = |support, oppose| contested(&Stances { support, oppose, ..Stances::default() });
        assert_eq!(of(6, 4), Some(400));
        assert_eq!(of(4, 1), Some(200));
        assert_eq!((of(9, 1), of(2, 2), of(0, 0), of(0, 9)), (None, None, None, None));
    }

    proptest! {
        #[test]
        fn the_score_is_the_same_when_a_constituency_is_copied_in_size(
            mut all in constituencies(), which in 0..12_usize, times in 2..50_i64,
        ) {
            let before = of(&all);
            if let Some((_, stances)) = all.get_mut(which) {
                let once = *stances;
                *stances = Stances {
                    support: once.support * times,
                    reservations: once.reservations * times,
                    abstain: once.abstain * times,
                    oppose: once.oppose * times,
                };
            }
            prop_assert_eq!(of(&all), before);
        }

        #[test]
        fn the_score_does_not_depend_on_the_order(all in constituencies(), by in 0..12_usize) {
            let mut turned = all.clone();
            turned.rotate_left(by.min(all.len()));
            prop_assert_eq!(of(&turned), of(&all));
        }

        #[test]
        fn the_score_lies_between_none_and_all(all in constituencies()) {
            if let Some(found) = of(&all) {
                prop_assert!((0..=1000).contains(&found.score));
                prop_assert!((0..=1000).contains(&found.weakest_share));
                prop_assert!(found.constituencies <= all.len());
            }
        }

        #[test]
        fn more_support_never_lowers_the_score(
            mut all in constituencies(), which in 0..12_usize, turned in 1..20_i64,
        ) {
            let before = of(&all);
            if let Some((_, stances)) = all.get_mut(which) {
                // Whoever was against it is for it now; and where nobody said anything, somebody does.
                let moved = turned.min(stances.oppose);
                stances.oppose -= moved;
                stances.support += moved + turned;
            }
            if let (Some(before), Some(after)) = (before, of(&all)) {
                prop_assert!(after.score >= before.score, "{} {}", before.score, after.score);
            }
        }
    }
    use super::super::count::Standing;

    const COUNTRIES: [&str; 3] = ["KE", "TR", ""];
    const KINDS: [&str; 3] = ["women-led", "refugee-led", ""];

    /// An organisation of a country and a kind, with so many positions for something.
    fn one((country, kind, support): (usize, usize, i64)) -> Fitting {
        let standing = Standing {
            dimensions: vec![
                (Dimension::All, String::new()),
                (Dimension::Host, COUNTRIES[country].to_owned()),
                (Dimension::Kind, KINDS[kind].to_owned()),
            ],
            scopes: Vec::new(),
        };
        (standing, Stances { support, ..Stances::default() })
    }

    fn world() -> impl Strategy<Value = Vec<(usize, usize, i64)>> {
        prop::collection::vec((0..3_usize, 0..3_usize, prop_oneof![Just(0_i64), 1..4_i64]), 0..24)
    }

    fn margins_of(all: &[Fitting]) -> Margins {
        let mut margins = Margins::new();
        for key in all.iter().flat_map(|(standing, _)| &standing.dimensions) {
            *margins.entry(key.clone()).or_default() += 1;
        }
        margins
    }

    fn fits(all: &[Fitting], conditions: &[Condition]) -> Vec<Fitting> {
        let fit = |one: &&Fitting| conditions.iter().all(|condition| one.0.dimensions.contains(condition));
        all.iter().filter(fit).cloned().collect()
    }

    /// Everything that can be asked of a world by crossing countries and kinds.
    fn told(all: &[Fitting], is_open: bool) -> Vec<((i64, i64), Vec<Slice>)> {
        let margins = margins_of(all);
        let mut answers = Vec::new();
        for country in COUNTRIES {
            let country = (Dimension::Host, country.to_owned());
            let rows = parted(
                &fits(all, std::slice::from_ref(&country)),
                &margins,
                std::slice::from_ref(&country),
                Dimension::Kind,
                is_open,
            );
            for kind in KINDS {
                let both = [country.clone(), (Dimension::Kind, kind.to_owned())];
                answers.push((crossed(&fits(all, &both), &margins, &both, is_open), rows.clone()));
            }
        }
        answers
    }

    proptest! {
        #[test]
        fn where_the_silent_stand_tells_in_no_crossing_that_everybody_sees(
            mut all in world(), swaps in prop::collection::vec((0..24_usize, 0..24_usize), 0..30),
        ) {
            let before: Vec<Fitting> = all.iter().copied().map(one).collect();
            let silent: Vec<usize> = (0..all.len()).filter(|n| all[*n].2 == 0).collect();
            // The silent change their kinds among each other, so that each total that is shown alone stays as it was.
            for (a, b) in swaps {
                if silent.is_empty() {
                    break;
                }
                let (a, b) = (silent[a % silent.len()], silent[b % silent.len()]);
                let kind = all[a].1;
                all[a].1 = all[b].1;
                all[b].1 = kind;
            }
            let after: Vec<Fitting> = all.iter().copied().map(one).collect();
            prop_assert_eq!(margins_of(&before), margins_of(&after));
            prop_assert_eq!(told(&before, true), told(&after, true));
        }

        #[test]
        fn crossings_never_exceed_what_they_cross_and_add_up(all in world()) {
            let all: Vec<Fitting> = all.into_iter().map(one).collect();
            let margins = margins_of(&all);
            for is_open in [true, false] {
                for (((members, spoken), rows), number) in told(&all, is_open).into_iter().zip(0_usize..) {
                    let country = (Dimension::Host, COUNTRIES[number / 3].to_owned());
                    let kind = KINDS[number % 3];
                    let whole = margins.get(&country).copied().unwrap_or_default();
                    prop_assert!(spoken <= members && members <= whole.max(0));
                    let row = rows.iter().find(|row| row.value == kind);
                    prop_assert_eq!(row.map_or(0, |row| row.spoken), spoken, "figure and row are the same");
                    let of_country = fits(&all, std::slice::from_ref(&country));
                    let positions: i64 = of_country.iter().map(|(_, stances)| stances.all()).sum();
                    // Each is of one kind here, so that the rows add up to the country.
                    prop_assert_eq!(rows.iter().map(|row| row.stances.all()).sum::<i64>(), positions);
                    if !is_open {
                        prop_assert_eq!(rows.iter().map(|row| row.members).sum::<i64>(), whole);
                    }
                }
            }
        }
    }
}
