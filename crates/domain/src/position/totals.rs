//! What an organisation may tell of what its members think: totals, and nothing from which one could learn what
//! somebody thinks.
//!
//! The cells are the four stances and those who said nothing; together they are all who have a seat. **The rule:** of
//! fewer than five members nothing is told. A cell of fewer than five, none included, is hidden: that nobody is against
//! it also says something about each. So that a hidden cell cannot be found as the difference, as many others are
//! hidden with it as it takes until at least two are hidden and together they hold at least five. Where cells of fewer
//! than five are alone in hiding and all but full (four each, or one less in all), their sum would tell each of them:
//! then another is hidden with them as well. Which ones is fixed by their order, not by their size, so that the choice
//! itself tells nothing.

use serde::{Deserialize, Serialize};

use super::model::Stance;

/// The least that is told.
pub const LEAST: i64 = 5;

/// How many members there are, and how they stand, for those inside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Those with a seat.
    pub members: i64,
    /// Of them for it.
    pub support: i64,
    /// Of them for it, but.
    pub reservations: i64,
    /// Of them neither.
    pub abstain: i64,
    /// Of them against it.
    pub oppose: i64,
    /// Of those who spoke: on an earlier version than the present one.
    pub stale: i64,
}

impl Totals {
    /// Those who said what they think.
    #[must_use]
    pub const fn spoken(&self) -> i64 {
        self.support + self.reservations + self.abstain + self.oppose
    }

    /// Those who said nothing.
    #[must_use]
    pub const fn silent(&self) -> i64 {
        self.members - self.spoken()
    }

    /// How many of one stance.
    #[must_use]
    pub const fn of(&self, stance: Stance) -> i64 {
        match stance {
            Stance::Support => self.support,
            Stance::Reservations => self.reservations,
            Stance::Abstain => self.abstain,
            Stance::Oppose => self.oppose,
        }
    }

    /// Counts one more.
    pub fn add(&mut self, stance: Stance) {
        match stance {
            Stance::Support => self.support += 1,
            Stance::Reservations => self.reservations += 1,
            Stance::Abstain => self.abstain += 1,
            Stance::Oppose => self.oppose += 1,
        }
    }
}

/// What is told of it: an absent number is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Those with a seat.
    pub members: i64,
    /// Those who said what they think.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub spoken: Option<i64>,
    /// For it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub support: Option<i64>,
    /// For it, but.
    #[serde(rename = "support-with-reservations", skip_serializing_if = "Option::is_none", default)]
    pub reservations: Option<i64>,
    /// Neither.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub abstain: Option<i64>,
    /// Against it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub oppose: Option<i64>,
}

impl Told {
    /// How many of one stance, unless that is hidden.
    #[must_use]
    pub const fn of(&self, stance: Stance) -> Option<i64> {
        match stance {
            Stance::Support => self.support,
            Stance::Reservations => self.reservations,
            Stance::Abstain => self.abstain,
            Stance::Oppose => self.oppose,
        }
    }

    /// Reads what is stored or arrived. Totals that break the rule, or do not add up, are not shown: another node may
    /// not make us show what we would not tell.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let told: Self = serde_json::from_str(text).ok()?;
        let cells = [
            told.support,
            told.reservations,
            told.abstain,
            told.oppose,
            told.spoken.map(|spoken| told.members - spoken),
        ];
        let shown: i64 = cells.iter().flatten().try_fold(0_i64, |sum, cell| sum.checked_add(*cell))?;
        let hidden = cells.iter().filter(|cell| cell.is_none()).count();
        let sound = told.members >= LEAST
            && told.members <= 100_000_000
            && cells.iter().flatten().all(|cell| *cell >= LEAST)
            && match hidden {
                0 => shown == told.members,
                1 => false,
                _ => told.members - shown >= LEAST,
            };
        sound.then_some(told)
    }
}

/// What may be told, if anything.
#[must_use]
pub fn tell(totals: &Totals) -> Option<Told> {
    let cells = [totals.support, totals.reservations, totals.abstain, totals.oppose, totals.silent()];
    if totals.members < LEAST || cells.iter().any(|cell| *cell < 0) {
        return None;
    }
    let mut shown = cells.map(|cell| cell >= LEAST);
    let is_unsafe = |shown: &[bool; 5]| {
        let hidden = shown.iter().filter(|shown| !**shown).count();
        let cells = || cells.iter().zip(shown).filter(|(_, shown)| !**shown).map(|(cell, _)| *cell);
        let sum: i64 = cells().sum();
        // One less than full counts as full: else the hiding itself would say that it was full.
        let most = i64::try_from(hidden).unwrap_or(i64::MAX) * (LEAST - 1);
        let all_but_full = cells().all(|cell| cell < LEAST) && sum >= most - 1;
        hidden > 0 && (hidden < 2 || sum < LEAST || all_but_full)
    };
    while is_unsafe(&shown) {
        match shown.iter().position(|shown| *shown) {
            Some(next) => shown[next] = false,
            None => break,
        }
    }
    let cell = |index: usize| shown[index].then_some(cells[index]);
    Some(Told {
        members: totals.members,
        spoken: cell(4).map(|silent| totals.members - silent),
        support: cell(0),
        reservations: cell(1),
        abstain: cell(2),
        oppose: cell(3),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    fn of(cells: [i64; 5]) -> Totals {
        let [support, reservations, abstain, oppose, silent] = cells;
        Totals {
            members: cells.iter().sum::<i64>().max(silent),
            support,
            reservations,
            abstain,
            oppose,
            stale: 0,
        }
    }

    fn numbers(told: &Told) -> [Option<i64>; 5] {
        let silent = told.spoken.map(|spoken| told.members - spoken);
        [told.support, told.reservations, told.abstain, told.oppose, silent]
    }

    /// Every way to stand that is told in the same words. Of the hidden cells one at most is not small: to hide it was
    /// enough.
    fn ways(cells: [i64; 5], hidden: &[usize], told: &Told) -> Vec<[i64; 5]> {
        let sum: i64 = hidden.iter().map(|index| cells[*index]).sum();
        let mut found = Vec::new();
        for rest in hidden {
            let small: Vec<usize> = hidden.iter().copied().filter(|index| index != rest).collect();
            for n in 0..5_i64.pow(u32::try_from(small.len()).expect("five cells")) {
                let (mut way, mut n) = (cells, n);
                for index in &small {
                    way[*index] = n % 5;
                    n /= 5;
                }
                way[*rest] = sum - small.iter().map(|index| way[*index]).sum::<i64>();
                if way[*rest] >= 0 && tell(&of(way)) == Some(*told) {
                    found.push(way);
                }
            }
        }
        found
    }

    #[test]
    fn two_that_are_four_are_hidden_with_a_third() {
        // Alone they would be certain: both are small and together they are eight.
        let told = tell(&of([10, 10, 4, 4, 10])).expect("told");
        assert_eq!(numbers(&told), [None, Some(10), None, None, Some(10)]);
    }

    #[test]
    fn below_five_nothing_is_told_and_large_cells_are() {
        assert_eq!(tell(&of([1, 1, 1, 1, 0])), None);
        let all = tell(&of([5, 6, 7, 8, 9])).expect("told");
        assert_eq!(numbers(&all), [Some(5), Some(6), Some(7), Some(8), Some(9)]);
        assert_eq!((all.members, all.spoken), (35, Some(26)));
        // One against it among forty: that cell, and another with it.
        let one = tell(&of([30, 5, 5, 1, 6])).expect("told");
        assert_eq!(numbers(&one), [None, Some(5), Some(5), None, Some(6)]);
    }

    /// Every way in which up to seven in each cell can stand: whoever knows the rule and reads what is told cannot say
    /// of any hidden cell how many are in it.
    #[test]
    fn no_hidden_number_can_be_found_by_whoever_knows_the_rule() {
        let mut by_told: HashMap<String, Vec<[i64; 5]>> = HashMap::new();
        for n in 0..8_i64.pow(5) {
            let cells = [n % 8, n / 8 % 8, n / 64 % 8, n / 512 % 8, n / 4096];
            if let Some(told) = tell(&of(cells)) {
                by_told.entry(serde_json::to_string(&told).expect("JSON")).or_default().push(cells);
            }
        }
        let mut looked_at = 0;
        for (text, inputs) in by_told {
            let told = Told::parse(&text).expect("what is told is sound");
            for (index, number) in numbers(&told).into_iter().enumerate() {
                if number.is_some() {
                    continue;
                }
                let hidden: i64 =
                    numbers(&told).iter().zip(inputs[0]).filter(|(n, _)| n.is_none()).map(|(_, c)| c).sum();
                // Above seven some of the possibilities are outside of what was gone through.
                if hidden <= 7 {
                    looked_at += 1;
                    let first = inputs[0][index];
                    assert!(
                        inputs.iter().any(|cells| cells[index] != first),
                        "{text}: cell {index} is {first}"
                    );
                }
            }
        }
        assert!(looked_at > 100, "{looked_at}");
    }

    proptest! {
        #[test]
        fn nothing_below_five_is_told_and_what_is_hidden_is_not_a_difference(
            cells in proptest::array::uniform5(prop_oneof![0_i64..8, 0_i64..200])
        ) {
            let totals = of(cells);
            let Some(told) = tell(&totals) else {
                prop_assert!(totals.members < LEAST);
                return Ok(());
            };
            let numbers = numbers(&told);
            for (number, cell) in numbers.iter().zip(cells) {
                prop_assert!(number.is_none_or(|number| number == cell && number >= LEAST));
                prop_assert!(cell >= LEAST || number.is_none());
            }
            let hidden: Vec<usize> = (0..5).filter(|i| numbers[*i].is_none()).collect();
            prop_assert_ne!(hidden.len(), 1);
            let sum: i64 = hidden.iter().map(|i| cells[*i]).sum();
            prop_assert!(hidden.is_empty() || sum >= LEAST);
            // For each hidden cell there is another way to stand that is told in the same words.
            let ways = ways(cells, &hidden, &told);
            for index in &hidden {
                let other = ways.iter().any(|way| way[*index] != cells[*index]);
                prop_assert!(other, "{:?}: cell {} can be found", cells, index);
            }
            prop_assert_eq!(Told::parse(&serde_json::to_string(&told).expect("JSON")), Some(told));
        }
    }

    #[test]
    fn totals_of_others_that_break_the_rule_are_not_shown() {
        for text in [
            r#"{"members":4,"spoken":4,"support":4}"#,
            r#"{"members":40,"spoken":30,"support":26,"abstain":2}"#,
            r#"{"members":40,"spoken":20,"support":10,"support-with-reservations":5,"abstain":5}"#,
            r#"{"members":-9}"#,
            r#"{"members":10,"support":9223372036854775807,"oppose":9223372036854775807}"#,
            "[]",
            "",
        ] {
            assert_eq!(Told::parse(text), None, "{text}");
        }
        assert!(Told::parse(r#"{"members":40,"support":30}"#).is_some());
    }
}
