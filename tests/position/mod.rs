//! Positions from inside to the other side: said by members, proposed, approved, told, changed, withdrawn.

mod inside;
mod moderated;
mod page;
mod travel;

use sofra_domain::account::Identity;
use sofra_domain::approval::Proposal;
use sofra_domain::position::rules::{Form, ReasonForm};
use sofra_domain::position::{Position, actions, inside as inner, store};
use sofra_domain::{Error, Result};

use crate::support::TestNode;

/// A demand that every node knows.
pub const R1: &str = "urn:sofra:agenda:istanbul-2018:R1";

/// A position in English.
pub fn stance(stance: &str, audience: &str, reasons: &str) -> Form {
    Form {
        stance: stance.to_owned(),
        audience: audience.to_owned(),
        reasons: vec![ReasonForm { language: "en".to_owned(), reasons: reasons.to_owned() }],
        ..Form::default()
    }
}

/// What tests of this part ask of a node.
impl TestNode {
    /// An officer proposes a position of the organisation.
    pub async fn propose(&self, who: &Identity, subject: &str, form: Form) -> Result<Proposal> {
        let (who, id, subject) = (who.clone(), self.organisation.clone(), subject.to_owned());
        self.act(move |c, at| actions::propose(c, at, &who, &id, &subject, &form)).await
    }

    /// The host, alone in deciding, takes a position of the organisation.
    pub async fn takes(&self, subject: &str, form: Form) -> Position {
        let who = self.who.clone();
        self.propose(&who, subject, form).await.expect("proposed");
        self.stands(subject).await.expect("it was taken at once")
    }

    /// The organisation's position that counts.
    pub async fn stands(&self, subject: &str) -> Option<Position> {
        let (id, subject) = (self.organisation.clone(), subject.to_owned());
        self.ask(move |c| store::standing(c, &id, &subject)).await
    }

    /// Somebody says inside what they think.
    pub async fn says(&self, who: &Identity, subject: &str, stance: &str, reasons: &str) -> Result<()> {
        let (who, id) = (who.clone(), self.organisation.clone());
        let (subject, stance, reasons) = (subject.to_owned(), stance.to_owned(), reasons.to_owned());
        self.act(move |c, at| inner::actions::say(c, at, &who, &id, &subject, &stance, &reasons)).await
    }

    /// A position by its id on the wire, as this node knows it.
    pub async fn position(&self, uri: &str) -> Option<Position> {
        let uri = uri.to_owned();
        self.ask(move |c| store::by_uri(c, &uri)).await
    }

    /// Everything that the node holds, table by table.
    pub async fn everything(&self) -> String {
        self.ask(|c| {
            let mut text = String::new();
            sofra_db::dump::dump::<Error>(c, |table, line| {
                text.push_str(table);
                text.push_str(line);
                text.push('\n');
                Ok(())
            })?;
            Ok(text)
        })
        .await
    }
}
