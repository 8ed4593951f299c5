//! What moderators decide about positions, members who are asked to look again, and what is forgotten.

use sofra_base::clock::days;
use sofra_domain::account::Seat;
use sofra_domain::moderation::actions::{Ruling, decide, lift};
use sofra_domain::moderation::appeal::actions as appeals;
use sofra_domain::moderation::{DecisionId, Measure};
use sofra_domain::notification::{self, Kind};
use sofra_domain::overview::{Question, Scope, check, store as overview};
use sofra_domain::position::{PositionId, Stance, State, store};
use sofra_domain::report::actions::{New, Subject, report};
use sofra_domain::report::{Category, ReportId};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, Result, retention};

use super::{R1, stance};
use crate::on_both;
use crate::support::node::{PATIENCE, form};
use crate::support::{Network, TestNode, wait_until};

impl TestNode {
    /// The owner of the machine decides about a position.
    async fn decides(
        &self,
        id: &PositionId,
        measure: Measure,
        report: Option<ReportId>,
    ) -> Result<DecisionId> {
        let id = id.clone();
        self.act(move |c, at| {
            let holder = store::get(c, &id)?.holder_id;
            let positions = [id];
            let ruling = Ruling {
                report: report.as_ref(),
                actor: &holder,
                statements: &[],
                positions: &positions,
                measure,
                rule: None,
                reason: "for this test",
            };
            Ok(decide(c, at, None, &ruling)?.remove(0))
        })
        .await
    }

    /// How many positions the network view of everything counts; the totals equal a full count.
    async fn counted(&self) -> i64 {
        let now = self.clock.now();
        self.ask(move |c| {
            assert_eq!(check::compare(c)?.wrong, 0, "kept totals are what is true");
            Ok(overview::view(c, now, Question::all(Scope::All), &Reader::Anyone)?.totals.all())
        })
        .await
    }

    async fn is_readable(&self, id: &PositionId) -> bool {
        let id = id.clone();
        self.node().db.read(move |c| store::read(c, &id, &Reader::Anyone)).await.is_ok()
    }

    async fn told(&self, who: &sofra_domain::account::Identity, kind: Kind) -> usize {
        let who = who.clone();
        let all = self.ask(move |c| notification::store::page(c, &who, None, 50)).await;
        all.iter().filter(|one| one.kind == kind && one.seen_at.is_none()).count()
    }
}

fn reporting(id: &PositionId) -> New {
    New {
        subject: Subject::Position(id.clone()),
        category: Category::Other,
        rule: None,
        words: "This is not theirs.".to_owned(),
        forward: false,
        with_words: false,
    }
}

on_both! {
    async fn a_reported_position_is_hidden_counts_no_more_and_comes_back_on_appeal(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut"]);
        let kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        beirut.follow(&kakuma).await;
        let taken = kakuma.takes(R1, stance("support", "public", "Reasons to be hidden.")).await;
        wait_until("it is there", PATIENCE, || async { beirut.position(&taken.uri).await.is_some() }).await;
        let copy = beirut.position(&taken.uri).await.expect("there").id;
        let member = beirut.person("member", Seat::Member).await;
        let (who, new) = (member.clone(), reporting(&copy));
        let id = beirut.act(move |c, at| report(c, at, Some(&who), &new)).await.expect("reported");
        let (who, new) = (member.clone(), reporting(&copy));
        let again = beirut.act(move |c, at| report(c, at, Some(&who), &new)).await;
        assert!(matches!(again, Err(Error::Conflict("error-report-already"))), "{again:?}");
        let asked = id.clone();
        assert_eq!(beirut.ask(move |c| sofra_domain::report::store::positions(c, &asked)).await, std::slice::from_ref(&copy));
        assert_eq!(beirut.counted().await, 1);
        let decision = beirut.decides(&copy, Measure::Hide, Some(id)).await.expect("hidden");
        assert!(!beirut.is_readable(&copy).await);
        assert_eq!((beirut.counted().await, kakuma.counted().await), (0, 1), "hidden here, and here alone");
        let page = beirut.browser().get("/overview/positions").await;
        assert!(page.status == 200 && !page.text.contains("Reasons to be hidden"));
        let undone = decision.clone();
        beirut.act(move |c, at| lift(c, at, None, &undone, "it was theirs")).await.expect("lifted");
        assert!(beirut.is_readable(&copy).await && beirut.counted().await == 1);
        // One of this node: its officers are told and appeal; granted, it counts again.
        let own = kakuma.decides(&taken.id, Measure::Hide, None).await.expect("hidden");
        assert!(!kakuma.is_readable(&taken.id).await && kakuma.counted().await == 0);
        assert_eq!(kakuma.told(&kakuma.who, Kind::ModerationDecided).await, 1);
        let page = kakuma.signed_in().await.get(&format!("/appeals/{own}")).await;
        assert!(page.status == 200 && page.text.contains("The position"), "{}", page.text);
        let (who, against) = (kakuma.who.clone(), own.clone());
        let appeal = kakuma.act(move |c, at| appeals::appeal(c, at, &who, &against, "It is ours.")).await.expect("appealed");
        kakuma.act(move |c, at| appeals::answer(c, at, None, &appeal, true, "So it is.")).await.expect("granted");
        assert!(kakuma.is_readable(&taken.id).await && kakuma.counted().await == 1);
        // Removed, a copy does not come back with a later word; what was removed cannot be decided about again.
        beirut.decides(&copy, Measure::Remove, None).await.expect("removed");
        assert!(beirut.decides(&copy, Measure::Hide, None).await.is_err());
        kakuma.takes(R1, stance("oppose", "public", "A later word.")).await;
        kakuma.settle().await;
        beirut.settle().await;
        assert_eq!(beirut.position(&taken.uri).await.expect("known").state, State::Withdrawn);
        assert_eq!((beirut.counted().await, kakuma.counted().await), (0, 1));
        kakuma.decides(&taken.id, Measure::Remove, None).await.expect("removed");
        assert_eq!(kakuma.position(&taken.uri).await.expect("known").state, State::Withdrawn);
        assert_eq!(kakuma.counted().await, 0);
    }

    async fn who_said_something_inside_is_told_once_that_it_changed(backend: Backend) {
        let node = TestNode::start(backend, "kakuma").await;
        let member = node.person("member", Seat::Member).await;
        let other = node.person("other", Seat::Member).await;
        let said = node.publish_form(form("On work", "First words.", "public")).await;
        node.says(&member, &said.uri, "support", "innermost words").await.expect("said");
        for body in ["Second words.", "Third words."] {
            node.revise(&said.id, "On work", body).await;
            assert_eq!(node.told(&member, Kind::InsideStale).await, 1, "once, however often it changes");
        }
        assert_eq!(node.told(&other, Kind::InsideStale).await, 0);
        let who = member.clone();
        let all = node.ask(move |c| notification::store::page(c, &who, None, 50)).await;
        assert!(all.iter().all(|one| !one.link.contains(said.id.as_str()) && !one.link.contains("innermost")));
        let who = member.clone();
        node.act(move |c, at| notification::actions::see(c, at.now, &who, None)).await.expect("seen");
        node.revise(&said.id, "On work", "Fourth words.").await;
        assert_eq!(node.told(&member, Kind::InsideStale).await, 0, "nobody is told twice of the same");
        // Said anew, it is about the version of now.
        node.says(&member, &said.uri, "oppose", "").await.expect("said");
        node.revise(&said.id, "On work", "Fifth words.").await;
        assert_eq!(node.told(&member, Kind::InsideStale).await, 1);
    }

    async fn replaced_reasons_and_inner_positions_are_forgotten_in_their_time(backend: Backend) {
        let node = TestNode::start(backend, "kakuma").await;
        let begin = node.clock.now();
        node.says(&node.who.clone(), R1, "support", "innermost words").await.expect("said");
        let taken = node.takes(R1, stance("support", "public", "the first reasons")).await;
        node.settle().await;
        node.clock.advance(days(1));
        node.takes(R1, stance("oppose", "public", "the later reasons")).await;
        node.settle().await;
        let set = node.config().retention.clone();
        for (after, kept) in [(729, true), (732, false)] {
            let (now, set) = (begin + days(after), set.clone());
            node.act(move |c, _| retention::actions::enforce(c, now, &set)).await.expect("forgotten");
            let (id, words) = (taken.id.clone(), node.everything().await);
            assert_eq!(words.contains("the first reasons"), kept, "{after}");
            assert_eq!(words.contains("innermost words"), kept, "{after}");
            assert!(words.contains("the later reasons"), "what counts stays");
            let history = node.ask(move |c| store::history(c, &id)).await;
            let stances: Vec<Stance> = history.iter().map(|(row, _)| row.stance).collect();
            assert_eq!(stances, [Stance::Support, Stance::Oppose], "which stances they were stays known");
        }
    }
}
