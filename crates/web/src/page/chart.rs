//! Charts drawn here, as SVG inside of the page: no script, no style, nothing to load. Each says in words what it shows;
//! beside it stands a table or a line with the same figures. Colours come from the stylesheet, and stances differ by
//! pattern as well.

use askama::Template;
use sofra_domain::overview::Stances;
use sofra_domain::position::Stance;

use crate::i18n::Language;

/// The width of a drawing in its own units.
const WIDTH: i64 = 1000;

/// A part of a drawing: its class, its pattern, and where it is.
pub struct Part {
    /// The class that gives it its colour.
    pub class: &'static str,
    /// The pattern laid over it, by its id on the page.
    pub pattern: Option<&'static str>,
    /// From the edge at which the reader begins, mirrored already.
    pub x: i64,
    /// From above.
    pub y: i64,
    /// How wide.
    pub width: i64,
    /// How high.
    pub height: i64,
}

/// One bar or several columns.
#[derive(Template)]
#[template(path = "overview/chart.html")]
pub struct Chart {
    /// What it shows, in a few words.
    pub title: String,
    /// The figures in words.
    pub description: String,
    /// How high it is in its own units.
    pub height: i64,
    /// The class of the whole.
    pub class: &'static str,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// The class and the pattern of a stance.
const fn look(stance: Stance) -> (&'static str, Option<&'static str>) {
    match stance {
        Stance::Support => ("c-support", None),
        Stance::Reservations => ("c-support", Some("hatch")),
        Stance::Abstain => ("c-abstain", None),
        Stance::Oppose => ("c-oppose", Some("dots")),
    }
}

/// Where a part begins in the direction in which the reader reads.
const fn mirrored(language: Language, x: i64, width: i64) -> i64 {
    match language {
        Language::Ar => WIDTH - x - width,
        Language::En | Language::Fr => x,
    }
}

/// The message that names a stance.
#[must_use]
pub const fn stance_key(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "overview-support",
        Stance::Reservations => "overview-reservations",
        Stance::Abstain => "overview-abstain",
        Stance::Oppose => "overview-oppose",
    }
}

/// The figures of all stances in one line.
#[must_use]
pub fn in_words(language: Language, stances: &Stances) -> String {
    let parts: Vec<String> = Stance::ALL
        .iter()
        .filter(|stance| stances.of(**stance) > 0)
        .map(|stance| {
            format!("{} {}", language.number(stances.of(*stance)), language.plain(stance_key(*stance)))
        })
        .collect();
    if parts.is_empty() { language.plain("overview-nobody") } else { language.list(&parts) }
}

/// One bar of all answers, parted by stance.
#[must_use]
pub fn bar(language: Language, title: &str, stances: &Stances) -> Chart {
    let all = stances.all().max(1);
    let mut parts = Vec::new();
    let (mut before, mut from) = (0, 0);
    for stance in Stance::ALL {
        before += stances.of(*stance);
        // Rounded where it ends and not how wide it is, so that the bar is always full.
        let end = before * WIDTH / all;
        if end > from {
            let (class, pattern) = look(*stance);
            let x = mirrored(language, from, end - from);
            parts.push(Part { class, pattern, x, y: 0, width: end - from, height: 24 });
        }
        from = end;
    }
    Chart {
        title: title.to_owned(),
        description: in_words(language, stances),
        height: 24,
        class: "bar",
        parts,
    }
}

/// One bar of how many of all.
#[must_use]
pub fn share(language: Language, title: &str, description: String, some: i64, of: i64) -> Chart {
    let width = (some * WIDTH / of.max(1)).clamp(0, WIDTH);
    let part = |class, from, width| Part {
        class,
        pattern: None,
        x: mirrored(language, from, width),
        y: 0,
        width,
        height: 24,
    };
    let parts = vec![part("c-support", 0, width), part("c-rest", width, WIDTH - width)];
    Chart { title: title.to_owned(), description, height: 24, class: "bar", parts }
}

/// One bar of what became of seats: taken up, nothing came of it, refused, still open.
#[must_use]
pub fn outcome(language: Language, title: &str, description: String, numbers: [i64; 4]) -> Chart {
    let looks =
        [("c-support", None), ("c-abstain", Some("hatch")), ("c-oppose", Some("dots")), ("c-rest", None)];
    let all = numbers.iter().sum::<i64>().max(1);
    let mut parts = Vec::new();
    let (mut before, mut from) = (0, 0);
    for (number, (class, pattern)) in numbers.into_iter().zip(looks) {
        before += number;
        let end = before * WIDTH / all;
        if end > from {
            let x = mirrored(language, from, end - from);
            parts.push(Part { class, pattern, x, y: 0, width: end - from, height: 24 });
        }
        from = end;
    }
    Chart { title: title.to_owned(), description, height: 24, class: "bar", parts }
}

/// One column for each week, parted by stance, the oldest where the reader begins.
#[must_use]
pub fn columns(language: Language, title: &str, description: String, weeks: &[(String, Stances)]) -> Chart {
    const HEIGHT: i64 = 240;
    let most = weeks.iter().map(|(_, stances)| stances.all()).max().unwrap_or(0).max(1);
    let step = WIDTH / i64::try_from(weeks.len()).unwrap_or(1).max(1);
    let mut parts = Vec::new();
    for (place, (_, stances)) in (0_i64..).zip(weeks) {
        let (mut before, mut from) = (0, 0);
        for stance in Stance::ALL {
            before += stances.of(*stance);
            let end = before * HEIGHT / most;
            if end > from {
                let (class, pattern) = look(*stance);
                let width = step * 3 / 4;
                let x = mirrored(language, place * step, width);
                parts.push(Part { class, pattern, x, y: HEIGHT - end, width, height: end - from });
            }
            from = end;
        }
    }
    Chart { title: title.to_owned(), description, height: HEIGHT, class: "columns", parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: Stances = Stances { support: 6, reservations: 1, abstain: 2, oppose: 1 };

    #[test]
    fn a_bar_is_full_and_mirrored_for_those_who_read_from_the_right() {
        let widths = |language| -> Vec<(i64, i64)> {
            bar(language, "t", &SOME).parts.iter().map(|p| (p.x, p.width)).collect()
        };
        assert_eq!(widths(Language::En), [(0, 600), (600, 100), (700, 200), (900, 100)]);
        assert_eq!(widths(Language::Ar), [(400, 600), (300, 100), (100, 200), (0, 100)]);
        assert!(bar(Language::En, "t", &Stances::default()).parts.is_empty());
    }

    #[test]
    fn stances_differ_by_more_than_their_colour() {
        let mut looks: Vec<_> = Stance::ALL.iter().map(|stance| look(*stance)).collect();
        looks.sort();
        looks.dedup();
        assert_eq!(looks.len(), 4);
    }

    #[test]
    fn a_chart_says_what_it_shows_and_carries_no_style() {
        let drawn = bar(Language::En, "A < B", &SOME).render().expect("it renders");
        assert!(drawn.contains("role=\"img\"") && drawn.contains("<title>A &#60; B</title>"), "{drawn}");
        assert!(drawn.contains("<desc>6 support") && !drawn.contains("style"), "{drawn}");
    }

    #[test]
    fn weeks_stand_side_by_side() {
        let weeks = vec![("2026-W47".to_owned(), SOME), ("2026-W48".to_owned(), Stances::default())];
        let chart = columns(Language::En, "t", String::new(), &weeks);
        assert_eq!(chart.parts.len(), 4);
        assert!(chart.parts.iter().all(|p| p.x == 0 && p.y >= 0 && p.y + p.height <= 240));
    }
}
