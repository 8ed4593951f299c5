//! `sofra admin approval …`: the way out for an organisation whose own rule can no longer be met.

use clap::Args;
use sofra_domain::approval::{actions, rules, store};
use sofra_domain::{Error, actor};

use super::{Place, say};

/// How an organisation approves what is said in its name.
#[derive(Debug, Args)]
pub struct Approval {
    /// The organisation's user name
    organisation: String,
    /// The rule from now on; without it, the one that holds is shown
    #[arg(value_parser = ["one", "two", "vote"])]
    rule: Option<String>,
    /// Of a vote: percent of the officers that must take part
    #[arg(long, default_value_t = 50)]
    quorum: i32,
    /// Of a vote: percent of those for or against that must be for it
    #[arg(long, default_value_t = 51)]
    threshold: i32,
}

/// Shows or sets the rule. Setting it here goes around the organisation's own rule and is written into the record.
pub async fn run(place: &Place, what: Approval) -> anyhow::Result<()> {
    let db = place.open().await?;
    let at = place.at();
    let chosen = what
        .rule
        .map(|kind| rules::check_rule(&kind, &what.quorum.to_string(), &what.threshold.to_string()))
        .transpose()
        .map_err(Error::Invalid)?;
    let name = what.organisation;
    let (rule, officers) = db
        .write(move |c| {
            let found = actor::store::local_by_username(c, name.trim_start_matches('@'))?
                .filter(|found| store::is_shared(found.kind))
                .ok_or(Error::NotFound)?;
            if let Some(rule) = chosen {
                actions::set_rule_at_the_machine(c, &at, &found.id, rule)?;
            }
            Ok::<_, Error>((store::rule(c, &found.id)?, store::officers(c, &found.id)?.len()))
        })
        .await?;
    say(match rule.kind {
        sofra_domain::approval::RuleKind::One => "One officer approves.".to_owned(),
        sofra_domain::approval::RuleKind::Two => "Two different officers approve.".to_owned(),
        sofra_domain::approval::RuleKind::Vote => format!(
            "A vote: at least {} % of the officers take part, at least {} % of those for or against are for it.",
            rule.quorum, rule.threshold
        ),
    });
    say(format!("Officers now: {officers}."));
    Ok(())
}
