//! A place in a list that is ordered by time: no offsets, so that a list stays quick and stable however long it is.

use sofra_base::clock::Timestamp;
use sofra_base::id::is_ulid;

/// Before a moment, or at it and before a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Before this time…
    pub at: Timestamp,
    /// …or at this time and before the row of this id.
    pub id: String,
}

impl Cursor {
    /// The place of a row.
    #[must_use]
    pub fn new(at: Timestamp, id: impl AsRef<str>) -> Self {
        Self { at, id: id.as_ref().to_owned() }
    }

    /// Reads what [`Cursor`]'s `Display` wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (time, id) = text.split_once('-')?;
        let at = Timestamp(time.parse().ok().filter(|t| *t >= 0)?);
        is_ulid(id).then(|| Self::new(at, id))
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.at.0, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let place = Cursor::new(Timestamp(5), "01j0000000000000000000000a");
        assert_eq!(Cursor::parse(&place.to_string()), Some(place));
        for text in ["", "5", "-1-01j0000000000000000000000a", "5-x", "x-01j0000000000000000000000a"] {
            assert_eq!(Cursor::parse(text), None, "{text}");
        }
    }
}
