//! An invented network of any size, for figures and pictures. Everything in it says that it is invented: the names, the
//! texts, the hosts (under `.invalid`, which leads nowhere), and a line on every page of the node.
//!
//! What stays true: the same seed on the same day gives the same figures; nothing of it is sent to anybody.

pub mod actions;
pub mod words;

/// Numbers that look random and follow from a seed alone (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice for one thing, by a seed and a number.
    #[must_use]
    pub const fn new(seed: u64, thing: u64) -> Self {
        let mut dice = Self(seed ^ thing.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        // The first throws of neighbours are much alike.
        dice.throw();
        dice.throw();
        dice
    }

    /// The next number.
    pub const fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub const fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 { 0 } else { self.throw() % limit }
    }

    /// Whether something happens that does so many times in a thousand.
    pub const fn happens(&mut self, in_a_thousand: u64) -> bool {
        self.below(1000) < in_a_thousand
    }

    /// One of several.
    ///
    /// # Panics
    /// When there is none.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let place = self.below(of.len() as u64);
        &of[usize::try_from(place).expect("a place in a list fits")]
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many organisations.
    pub organisations: u64,
    /// How many positions of them together.
    pub positions: u64,
    /// What everything follows from.
    pub seed: u64,
}

impl Options {
    /// How many positions each organisation takes at most.
    #[must_use]
    pub const fn each(&self) -> u64 {
        self.positions.div_ceil(if self.organisations == 0 { 1 } else { self.organisations })
    }

    /// How many statements are needed beside the demands, so that there is enough to take positions on.
    #[must_use]
    pub const fn statements(&self, demands: u64) -> u64 {
        let wanted = self.each() + self.each() / 4;
        let more = wanted.saturating_sub(demands).div_ceil(words::PARAGRAPHS + 1);
        if more < 3 { 3 } else { more }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let mut all: Vec<u64> = (0..100).map(|thing| Dice::new(7, thing).throw()).collect();
        assert_eq!(all[3], Dice::new(7, 3).throw());
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 100);
        assert!((0..1000).all(|n| Dice::new(n, 1).below(10) < 10));
    }

    #[test]
    fn there_is_enough_to_take_positions_on() {
        let options = Options { organisations: 10_000, positions: 1_000_000, seed: 1 };
        assert_eq!(options.each(), 100);
        assert!(42 + options.statements(42) * (words::PARAGRAPHS + 1) >= 125);
    }
}
