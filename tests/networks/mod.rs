//! Networks over several nodes: founding, joining, telling, asking, and what is left when a node is lost.

pub mod calls;
mod life;
mod told;

use sofra_domain::account::Identity;
use sofra_domain::actor::{self, Actor, ActorId};
use sofra_domain::network::rules::Founding;
use sofra_domain::network::{self, Act, Member, MemberState};
use sofra_domain::remote::Found;
use sofra_domain::{Error, notification};

use crate::support::node::PATIENCE;
use crate::support::{Backend, Network, TestNode, wait_for, wait_until};

/// A founding text in two languages.
pub fn founding(username: &str) -> Founding {
    let form = network::rules::FoundingForm {
        username: username.to_owned(),
        kind: "regional".to_owned(),
        parent: String::new(),
        texts: vec![
            ("en".to_owned(), "Table of the East".to_owned(), "We speak for ourselves.".to_owned()),
            ("ar".to_owned(), "مائدة الشرق".to_owned(), "نتحدث باسم أنفسنا.".to_owned()),
        ],
    };
    network::rules::check(&form).expect("a sound founding")
}

impl TestNode {
    /// The organisation does something in a network.
    pub async fn try_act(&self, act: Act) -> Result<network::model::Act, Error> {
        let me = self.organisation.clone();
        self.try_act_as(&me, act).await
    }

    pub async fn try_act_as(&self, organisation: &ActorId, act: Act) -> Result<Act, Error> {
        let (at, who, me) = (self.node().app.at(), self.identity().await, organisation.clone());
        let done = act.clone();
        let proposal =
            self.node().db.write(move |c| network::actions::propose(c, &at, &who, &me, &act)).await?;
        assert!(network::actions::is_done(&proposal), "one officer is enough here");
        Ok(done)
    }

    pub async fn do_in_network(&self, act: Act) {
        let what = format!("{act:?}");
        if let Err(error) = self.try_act(act).await {
            panic!("{}: {what}: {error}", self.name);
        }
    }

    /// The host's account with the seats it has by now.
    pub async fn identity(&self) -> Identity {
        let account = self.who.account.clone();
        self.ask(move |c| sofra_domain::account::store::identity(c, &account, true)).await
    }

    /// The organisation founds a network on its node.
    pub async fn found_network(&self, username: &str) -> Actor {
        self.do_in_network(Act::Found { founding: Box::new(founding(username)) }).await;
        let name = username.to_owned();
        self.ask(move |c| actor::store::local_by_username(c, &name)).await.expect("founded")
    }

    /// A network of another node, as this node knows it.
    pub async fn network_here(&self, uri: &str) -> ActorId {
        if let Some(known) = self.actor(uri).await {
            return known.id;
        }
        let Found::Actor(id) = self.find(uri).await else { panic!("a network is an actor") };
        id
    }

    pub async fn apply(&self, network: &Actor) {
        let network = self.network_here(&network.uri).await;
        self.do_in_network(Act::Join { network, words: "We run a school in the camp.".to_owned() }).await;
    }

    /// How an organisation stands to a network, by what this node knows.
    pub async fn member(&self, network: &str, organisation: &str) -> Option<Member> {
        let (network, organisation) = (network.to_owned(), organisation.to_owned());
        self.ask(move |c| {
            let Some(network) = actor::store::by_uri(c, &network)? else { return Ok(None) };
            let Some(organisation) = actor::store::by_uri(c, &organisation)? else { return Ok(None) };
            network::store::member(c, &network.id, &organisation.id)
        })
        .await
    }

    pub async fn wait_for_member(&self, network: &str, organisation: &str, state: MemberState) {
        let what = format!("{} sees {organisation} as {state:?} in {network}", self.name);
        wait_until(&what, PATIENCE, || async {
            self.member(network, organisation).await.is_some_and(|row| row.state == state)
        })
        .await;
    }

    pub async fn wait_for_coordinators(&self, network: &str, organisations: &[String]) {
        let mut wanted = organisations.to_vec();
        wanted.sort();
        let what = format!("{} sees {wanted:?} coordinate", self.name);
        wait_until(&what, PATIENCE, || async {
            let network = network.to_owned();
            let mut found: Vec<String> = self
                .ask(move |c| {
                    let Some(network) = actor::store::by_uri(c, &network)? else { return Ok(Vec::new()) };
                    network::store::everybody(c, &network.id)
                })
                .await
                .into_iter()
                .filter(|(row, _)| row.coordinates)
                .map(|(_, who)| who.uri)
                .collect();
            found.sort();
            found == wanted
        })
        .await;
    }

    pub async fn vouch_in(&self, network: &str, applicant: &str) {
        self.wait_for_member(network, applicant, MemberState::Applied).await;
        let network = self.network_here(network).await;
        let applicant = self.actor(applicant).await.expect("known").id;
        self.do_in_network(Act::Vouch { network, applicant, given: true }).await;
    }

    pub async fn choose(&self, network: &str, candidates: &[String]) {
        let network = self.network_here(network).await;
        let mut ids = Vec::new();
        for uri in candidates {
            ids.push(self.actor(uri).await.expect("a member is known").id);
        }
        self.do_in_network(Act::Choose { network, candidates: ids }).await;
    }

    pub async fn was_told_of(&self, kind: notification::Kind) {
        let what = format!("{} is told of {kind:?}", self.name);
        wait_until(&what, PATIENCE, || async {
            let who = self.who.clone();
            let all = self.ask(move |c| notification::store::page(c, &who, None, 50)).await;
            all.iter().any(|one| one.kind == kind)
        })
        .await;
    }
}

/// Three nodes; the first founds a network and the two others belong to it.
pub async fn three(backend: Backend) -> (TestNode, TestNode, TestNode, Actor) {
    let mut net = Network::new(&["amman", "berlin", "cairo"]);
    let amman = net.start(backend, "amman").await;
    let berlin = net.start(backend, "berlin").await;
    let cairo = net.start(backend, "cairo").await;
    let network = amman.found_network("east").await;
    berlin.apply(&network).await;
    // There is one member, so that one is all of them.
    amman.vouch_in(&network.uri, &berlin.organisation_uri()).await;
    berlin.wait_for_member(&network.uri, &berlin.organisation_uri(), MemberState::Admitted).await;
    cairo.apply(&network).await;
    amman.vouch_in(&network.uri, &cairo.organisation_uri()).await;
    assert_eq!(
        amman.member(&network.uri, &cairo.organisation_uri()).await.expect("applied").state,
        MemberState::Applied,
        "there are two members by now: one is not enough"
    );
    berlin.vouch_in(&network.uri, &cairo.organisation_uri()).await;
    for node in [&amman, &berlin, &cairo] {
        for other in [&amman, &berlin, &cairo] {
            node.wait_for_member(&network.uri, &other.organisation_uri(), MemberState::Admitted).await;
        }
    }
    (amman, berlin, cairo, network)
}

/// Waits for something that a node knows by its id on the wire.
pub async fn statement_at(node: &TestNode, uri: &str) -> sofra_domain::statement::Statement {
    wait_for(&format!("{} has {uri}", node.name), PATIENCE, || node.statement(uri)).await
}
