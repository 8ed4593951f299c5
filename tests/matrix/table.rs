//! What the rows about seats ask for.

use sofra_domain::account::Identity;
use sofra_domain::actor::ActorId;
use sofra_domain::approval::{self, Rule};
use sofra_domain::table::actions::{Act, propose};
use sofra_domain::table::reply::{self, Form as Said};
use sofra_domain::table::rules::{Form, StepForm};
use sofra_domain::table::store;
use sofra_domain::{AnyConnection, At, Result};

/// A new seat of the circle, a proposal about one, a link for a reply, or a reply.
pub fn fresh(
    c: &mut AnyConnection,
    at: &At,
    founder: &Identity,
    circle: &ActorId,
    name: &str,
) -> Result<String> {
    let form = Form {
        body: "IASC".to_owned(),
        process: "Guidelines".to_owned(),
        stage: "design".to_owned(),
        kind: "observer".to_owned(),
        audience: if name == "seat-network" { "network" } else { "public" }.to_owned(),
        language: "en".to_owned(),
        ..Form::default()
    };
    let step = StepForm { state: "promised".to_owned(), day: at.now.day(), ..StepForm::default() };
    let act = Act::Record { form, step };
    if name == "seat-recording" {
        approval::actions::set_rule_at_the_machine(c, at, circle, Rule::TWO)?;
        let waits = propose(c, at, founder, circle, None, act);
        approval::actions::set_rule_at_the_machine(c, at, circle, Rule::ONE)?;
        return Ok(waits?.0.id.to_string());
    }
    let (_, seat) = propose(c, at, founder, circle, None, act)?;
    if matches!(name, "seat-link" | "seat-reply") {
        let token = reply::actions::make_link(c, at, founder, circle, &seat)?;
        if name == "seat-link" {
            return Ok(token);
        }
        let said = Said { name: "IASC".to_owned(), language: "en".to_owned(), words: "We see.".to_owned() };
        reply::actions::by_whom_it_may(c, at, &token, &said)?;
        let reply = store::replies(c, &seat)?.remove(0);
        return Ok(reply.id.to_string());
    }
    Ok(seat.to_string())
}
