//! Who the organisations of the demonstration say they are, and whom one of them gave a mandate.

use sofra_base::clock::days;
use sofra_domain::account::Identity;
use sofra_domain::actor::ActorId;
use sofra_domain::mandate::rules::Form;
use sofra_domain::mandate::{self, MandateId};
use sofra_domain::organisation::actions::Profile;
use sofra_domain::organisation::rules::FactsForm;
use sofra_domain::{AnyConnection, At, Result, organisation};

use super::demo_cast::Declared;

/// What the organisations of the nodes declare, in the order of these.
pub const FACTS: [Declared; 3] = [
    (
        &["refugee-led", "youth-led"],
        &["SS", "SO", "CD", "ET"],
        "KE",
        &["en", "sw", "ar"],
        "2015",
        (
            "en",
            "A general assembly under the acacia, each first Saturday. Everybody who lives here has one vote.",
        ),
    ),
    (
        &["refugee-led", "women-led"],
        &["SY", "PS", "SD"],
        "LB",
        &["ar", "en"],
        "2017",
        ("ar", "نقرر معاً حول المائدة، ولكل امرأة صوت واحد."),
    ),
    (
        &["refugee-led", "host-community"],
        &["AF", "SY", "IQ", "CD"],
        "GR",
        &["en", "fa", "ar", "fr", "el"],
        "2016",
        ("en", "An open assembly each Sunday. What two thirds of those present want is what we want."),
    ),
];

/// Writes the profile of an organisation, under its own names.
pub fn declare(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ActorId,
    facts: &Declared,
    (language, name, about): (&str, &str, &str),
) -> Result<()> {
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect();
    let (declared, origins, host, languages, since, (tongue, decisions)) = *facts;
    let facts = FactsForm {
        declared: texts(declared),
        origins: texts(origins),
        host: host.to_owned(),
        languages: texts(languages),
        since: since.to_owned(),
        decisions: vec![(tongue.to_owned(), decisions.to_owned())],
        links: Vec::new(),
    };
    let profile = Profile {
        texts: vec![(language.to_owned(), name.to_owned(), about.to_owned())],
        approves_followers: false,
    };
    organisation::actions::describe_fully(conn, at, who, id, &profile, &facts)
}

/// Gives a mandate on the theme of representation, for a year.
pub fn give_mandate(conn: &mut AnyConnection, at: &At, who: &Identity, id: &ActorId) -> Result<MandateId> {
    let today = at.now.day();
    let form = Form {
        name: "Nyandeng, delegate of the assembly".to_owned(),
        agreed: true,
        scope: vec!["urn:sofra:agenda:istanbul-2018:R".to_owned()],
        forum: "Committees of the camp".to_owned(),
        decision: "General assembly of all who live in the camp".to_owned(),
        decided_on: today.clone(),
        votes_for: "412".to_owned(),
        votes_against: "37".to_owned(),
        votes_abstained: "20".to_owned(),
        from: today,
        until: (at.now + days(365)).day(),
        ..Form::default()
    };
    let made = mandate::actions::begin(conn, at, who, id, &form)?;
    mandate::actions::propose(conn, at, who, &made)?;
    Ok(made)
}
