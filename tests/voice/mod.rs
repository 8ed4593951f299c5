//! Who speaks for an organisation: its profile, its approval, its mandates, on one node and seen from another.

mod approval;
pub mod mandate;
mod page;
mod profile;
mod writer;

use sofra_domain::account::{self, Identity, Role, Seat, password};
use sofra_domain::actor::ActorId;
use sofra_domain::approval::{Proposal, Rule, RuleKind, Subject, store};
use sofra_domain::statement::rules::Form;
use sofra_domain::statement::{self, Statement, StatementId};
use sofra_domain::{AnyConnection, At, Error, Result};

use crate::support::node::PASSWORD;
use crate::support::{Browser, TestNode};

/// A vote of the officers in which so many percent take part and so many are in favour.
pub fn vote(quorum: i32, threshold: i32) -> Rule {
    Rule { kind: RuleKind::Vote, quorum, threshold }
}

/// What tests of this part ask of a node.
impl TestNode {
    /// Does something to the data, as an action would.
    pub async fn act<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut AnyConnection, &At) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let at = self.node().app.at();
        self.node().db.write(move |c| act(c, &at)).await
    }

    /// Another person with a seat in the organisation, with the same password as the host.
    pub async fn person(&self, login: &str, seat: Seat) -> Identity {
        let hash = tokio::task::spawn_blocking(|| password::hash(PASSWORD).expect("a sound password"));
        let (hash, login, id) = (hash.await.expect("made"), login.to_owned(), self.organisation.clone());
        self.act(move |c, at| {
            let made = crate::support::newcomer(c, at.now, &login, &hash, Role::Member)?;
            sofra_domain::seat::actions::give(c, at.now, &made, &id, seat)?;
            account::store::identity(c, &made, true)
        })
        .await
        .expect("a person")
    }

    /// A person leaves the organisation.
    pub async fn leaves(&self, who: &Identity) {
        use diesel::prelude::*;
        use sofra_db::schema::membership;
        let (who, id) = (who.account.clone(), self.organisation.clone());
        self.act(move |c, _| {
            diesel::delete(membership::table.find((who, id))).execute(c)?;
            Ok(())
        })
        .await
        .expect("gone");
    }

    /// Sets the organisation's rule, as at the machine itself.
    pub async fn rule(&self, rule: Rule) {
        let id = self.organisation.clone();
        self.act(move |c, at| sofra_domain::approval::actions::set_rule_at_the_machine(c, at, &id, rule))
            .await
            .expect("set");
    }

    /// Begins a draft.
    pub async fn draft(&self, who: &Identity, form: Form) -> Statement {
        self.begin_text(who, form, false).await.expect("a draft")
    }

    /// Begins a text, and asks for its publication.
    pub async fn begin_text(&self, who: &Identity, form: Form, publish: bool) -> Result<Statement> {
        let (who, id) = (who.clone(), self.organisation.clone());
        self.act(move |c, at| statement::actions::publish_once(c, at, &who, &id, &form, None, publish)).await
    }

    /// Asks for the publication of a draft.
    pub async fn ask_to_publish(&self, who: &Identity, id: &StatementId) -> Result<Statement> {
        let (who, id) = (who.clone(), id.clone());
        self.act(move |c, at| statement::actions::publish(c, at, &who, &id)).await
    }

    /// What waits about a row.
    pub async fn waiting(&self, object: &str, kind: Subject) -> Option<Proposal> {
        let object = object.to_owned();
        self.node().db.read(move |c| store::open_of(c, &object, kind)).await.expect("readable")
    }

    /// An officer approves what waits about a row.
    pub async fn approve(&self, who: &Identity, object: &str, kind: Subject) -> Result<Proposal> {
        let found = self.waiting(object, kind).await.ok_or(Error::NotFound)?;
        self.decide_on(who, &found, sofra_domain::approval::Decision::Approve, "").await
    }

    /// An officer decides about a proposal as it was seen.
    pub async fn decide_on(
        &self,
        who: &Identity,
        found: &Proposal,
        decision: sofra_domain::approval::Decision,
        reason: &str,
    ) -> Result<Proposal> {
        let (who, found, reason) = (who.clone(), found.clone(), reason.to_owned());
        self.act(move |c, at| {
            let (id, seen) = (&found.id, found.content_hash.as_str());
            sofra_domain::approval::actions::decide(c, at, &who, id, decision, &reason, seen)
        })
        .await
    }

    /// How far a statement has come.
    pub async fn state(&self, id: &StatementId) -> statement::State {
        let id = id.clone();
        self.node().db.read(move |c| statement::store::get(c, &id)).await.expect("there").state
    }

    /// A browser in which somebody is signed in.
    pub async fn signed_in_as(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser.get("/sign-in").await;
        let page = browser.submit(&page, "/sign-in", &[("user-name", login), ("password", PASSWORD)]).await;
        assert!(page.text.contains("/sign-out"), "signing in as {login}: {}", page.text);
        browser
    }

    /// An actor of another node, as this one knows it.
    pub async fn known_actor(&self, uri: &str) -> ActorId {
        self.actor(uri).await.expect("known").id
    }
}
