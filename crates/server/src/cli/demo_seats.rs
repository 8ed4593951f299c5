//! Which seats the organisations of the demonstration recorded. The bodies are invented, like everybody else in it.

use sofra_base::clock::days;
use sofra_domain::account::Identity;
use sofra_domain::actor::ActorId;
use sofra_domain::table::SeatId;
use sofra_domain::table::actions::{Act, propose};
use sofra_domain::table::rules::{Form, StepForm};
use sofra_domain::{AnyConnection, At, Result};

/// A step: days ago, state, reason of a refusal, words.
type Step = (i64, &'static str, &'static str, &'static str);

/// Of which node, body, kind of body, process, stage, kind of seat, language, steps, rating with words.
type Sat = (
    usize,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [Step],
    (i32, &'static str),
);

const SEATS: &[Sat] = &[
    (
        0,
        "Lakeside Coordination Forum (invented)",
        "regional",
        "Rules for working outside of the camp",
        "design",
        "speaking",
        "en",
        &[
            (200, "promised", "", "Said aloud at the opening, in front of everybody."),
            (150, "invited", "", "One seat, told three weeks ahead."),
            (120, "attended", "", ""),
            (120, "heard", "", "Five minutes, after lunch. We spoke about permits."),
            (60, "adopted", "", "Permits for one year stand in the second draft, in our words."),
        ],
        (4, "They read what we sent, and said so."),
    ),
    (
        0,
        "Lakeside Coordination Forum (invented)",
        "regional",
        "Budget for schools",
        "decision",
        "observer",
        "en",
        &[
            (90, "promised", "", ""),
            (40, "invited", "", ""),
            (30, "refused", "visa", "The letter came after the meeting."),
        ],
        (0, ""),
    ),
    (
        1,
        "بلدية المرفأ (متخيلة)",
        "city",
        "خطة السكن",
        "implementation",
        "speaking",
        "ar",
        &[
            (80, "invited", "", "دعوة من رئيسة البلدية."),
            (70, "attended", "", ""),
            (70, "heard", "", "تكلمنا عن عقود الإيجار."),
            (20, "ignored", "", "صدرت الخطة ولم يُذكر فيها شيء."),
        ],
        (2, "جلسنا إلى المائدة ولم يتغير شيء."),
    ),
    (
        2,
        "Conference of the Islands (invented)",
        "regional",
        "Review of reception",
        "evaluation",
        "voting",
        "en",
        &[(45, "promised", "", ""), (10, "refused", "money", "Travel is paid for officials only.")],
        (0, ""),
    ),
];

/// Records the seats of the organisation at a place; gives them.
pub fn sit(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ActorId,
    place: usize,
) -> Result<Vec<SeatId>> {
    let mut recorded = Vec::new();
    for (_, body, body_kind, process, stage, kind, language, steps, rating) in
        SEATS.iter().filter(|(of, ..)| *of == place)
    {
        let step = |(ago, state, refusal, words): &Step| StepForm {
            state: (*state).to_owned(),
            refusal: (*refusal).to_owned(),
            day: (at.now - days(*ago)).day(),
            words: (*words).to_owned(),
            evidence: String::new(),
        };
        let form = Form {
            body: (*body).to_owned(),
            body_kind: (*body_kind).to_owned(),
            process: (*process).to_owned(),
            stage: (*stage).to_owned(),
            kind: (*kind).to_owned(),
            audience: "public".to_owned(),
            language: (*language).to_owned(),
            ..Form::default()
        };
        let Some((first, rest)) = steps.split_first() else { continue };
        let (_, seat) = propose(conn, at, who, id, None, Act::Record { form, step: step(first) })?;
        for next in rest {
            propose(conn, at, who, id, Some(&seat), Act::Step { step: step(next) })?;
        }
        let (rating, words) = (rating.0, rating.1.to_owned());
        if rating > 0 {
            propose(conn, at, who, id, Some(&seat), Act::Rate { rating, words })?;
        }
        recorded.push(seat);
    }
    Ok(recorded)
}
