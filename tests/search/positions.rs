//! Positions and calls are found by whoever may read them, and by nobody else (PRIV-02).

use sofra_base::clock::days;
use sofra_base::week::Week;
use sofra_domain::account::Seat;
use sofra_domain::moderation::actions as moderation;
use sofra_domain::network::call;
use sofra_domain::network::model::CallState;
use sofra_domain::network::{Act, CallId};
use sofra_domain::peer::{Decision, Policy, Rule as Dealing};
use sofra_domain::position::rules::{Form, ReasonForm};
use sofra_domain::position::{Position, PositionId, Stance, actions, find, store};
use sofra_domain::search::Filter;
use sofra_domain::search::store::{Faults, faults};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, digest, peer};

use super::{ask, list, plain, somebody};
use crate::networks::calls::call_form;
use crate::networks::three;
use crate::on_both;
use crate::position::{R1, stance};
use crate::support::node::PATIENCE;
use crate::support::{Network, TestNode, wait_until};

const R2: &str = "urn:sofra:agenda:istanbul-2018:R2";
const R3: &str = "urn:sofra:agenda:istanbul-2018:R3";

async fn positions(node: &TestNode, reader: &Reader, filter: Filter) -> Vec<PositionId> {
    let reader = reader.clone();
    let found = node.ask(move |c| find::find(c, &filter, &reader, None, 100)).await;
    assert_eq!(found.list.total, found.list.views.len() as i64, "the number is that of what is shown");
    assert!(found.all >= found.list.total);
    let mut ids: Vec<PositionId> = found.list.views.into_iter().map(|view| view.position.id).collect();
    ids.sort();
    ids
}

async fn by_words(node: &TestNode, reader: &Reader, words: &str) -> Vec<PositionId> {
    positions(node, reader, Filter::of_words(words)).await
}

/// What may be opened by its address, of all that counts here.
async fn readable(node: &TestNode, reader: &Reader) -> Vec<PositionId> {
    let all: Vec<PositionId> = node
        .ask(|c| {
            use diesel::prelude::*;
            use sofra_db::schema::position;
            Ok(position::table
                .filter(position::state.eq("standing"))
                .order(position::id)
                .select(position::id)
                .load(c)?)
        })
        .await;
    let mut may = Vec::new();
    for id in all {
        let (reader, asked) = (reader.clone(), id.clone());
        if node.node().db.read(move |c| store::read(c, &asked, &reader)).await.is_ok() {
            may.push(id);
        }
    }
    may
}

/// What is found is exactly what may be read.
async fn agrees(node: &TestNode, reader: &Reader, what: &str) -> usize {
    let found = by_words(node, reader, "common").await;
    assert_eq!(found, readable(node, reader).await, "{what}");
    found.len()
}

async fn whole(node: &TestNode) -> Faults {
    let found = node.ask(faults).await;
    assert_eq!((found.missing, found.left_over), (0, 0), "{}: {found:?}", node.name);
    found
}

async fn arrived(node: &TestNode, position: &Position) {
    wait_until("the position is there", PATIENCE, || async { node.position(&position.uri).await.is_some() })
        .await;
}

async fn decide(node: &TestNode, host: &str, rule: Dealing) {
    let (at, host) = (node.node().app.at(), host.to_owned());
    let decision = Decision::new(rule, "");
    node.node()
        .db
        .write(move |c| peer::actions::decide(c, &at, None, &host, &decision))
        .await
        .expect("decided");
    node.node().federation.reread_policy().await;
}

on_both! {
    async fn priv_02_what_is_found_of_positions_is_what_may_be_read(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut"]);
        let kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        beirut.follow(&kakuma).await;
        let public = kakuma.takes(R1, stance("support", "public", "Common publicword.")).await;
        let narrow = kakuma.takes(R2, stance("oppose", "network", "Common networkword.")).await;
        for one in [&public, &narrow] {
            arrived(&beirut, one).await;
        }
        let anyone = Reader::Anyone;
        assert_eq!(agrees(&kakuma, &anyone, "a stranger").await, 1);
        let outsider = Reader::Account(somebody(&kakuma, "outsider", None).await);
        assert_eq!(agrees(&kakuma, &outsider, "an account").await, 1);
        let member = Reader::Account(somebody(&kakuma, "member", Some((kakuma.organisation.clone(), Seat::Member))).await);
        assert_eq!(agrees(&kakuma, &member, "a member").await, 2);
        let there = Reader::Account(beirut.who.clone());
        assert_eq!(agrees(&beirut, &there, "an organisation that follows").await, 2);
        assert_eq!(agrees(&beirut, &Reader::Account(somebody(&beirut, "new", None).await), "no follower").await, 1);
        assert_eq!(agrees(&beirut, &anyone, "a stranger there").await, 1);
        // Neither a word nor a number tells of it, on page, in API and feeds.
        for path in ["/search?kind=position&q=", "/api/v1/search?kind=position&q=", "/feeds/search?kind=position&q=", "/search?q="] {
            let (status, _, text) = ask(&kakuma, &format!("{path}networkword"), &[]).await;
            assert_eq!(status, 200);
            let unknown = ask(&kakuma, &format!("{path}qqqqqqqqqqq"), &[]).await.2;
            assert_eq!(text.replace("networkword", "qqqqqqqqqqq"), unknown, "{path} is as good as unknown");
        }
        let (_, _, text) = ask(&kakuma, "/search?kind=position&q=common", &[]).await;
        assert!(text.contains("1 of 1 positions that you may read") && text.contains("<mark>Common</mark> publicword"), "{text}");
        let (_, _, text) = ask(&kakuma, "/api/v1/search?kind=position&stance=support", &[]).await;
        assert!(text.contains("publicword") && !text.contains("networkword") && text.contains("\"total\":1"), "{text}");
        for feed in ["/feeds/positions", "/feeds/search?kind=position&q=common", &format!("/feeds/positions?holder={}", kakuma.organisation)] {
            let (_, _, text) = ask(&kakuma, feed, &[]).await;
            assert!(text.contains("publicword") && !text.contains("networkword") && !text.contains(&narrow.uri), "{feed}: {text}");
        }
        // A node that asks in the name of somebody there finds what a stranger does.
        let asking = beirut.actor(&kakuma.organisation_uri()).await.expect("known").id;
        assert_eq!(by_words(&beirut, &Reader::Remote(asking), "common").await.len(), 1);
        // A host that is limited is found by those who follow there; one that is suspended by nobody, here and asking.
        let host = kakuma.config().domain.clone();
        decide(&beirut, &host, Dealing { limited: true, ..Dealing::of(Policy::Allow) }).await;
        assert_eq!(agrees(&beirut, &anyone, "limited").await, 0);
        assert_eq!(agrees(&beirut, &there, "limited, for a follower").await, 2);
        decide(&beirut, &host, Dealing::of(Policy::Suspend)).await;
        for reader in [&anyone, &there] {
            assert_eq!(agrees(&beirut, reader, "suspended host").await, 0);
        }
        let (_, _, text) = ask(&beirut, "/feeds/positions", &[]).await;
        assert!(!text.contains("publicword"), "{text}");
        for node in [&kakuma, &beirut] {
            assert!(whole(node).await.looked_at >= 1);
        }
    }

    async fn what_counts_no_more_or_is_hidden_or_suspended_leaves_the_index(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut"]);
        let kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        beirut.follow(&kakuma).await;
        let first = kakuma.takes(R1, stance("support", "public", "Common firstword.")).await;
        let gone = kakuma.takes(R2, stance("support", "public", "Common goneword.")).await;
        let hidden = kakuma.takes(R3, stance("support", "public", "Common hiddenword.")).await;
        for one in [&first, &gone, &hidden] {
            arrived(&beirut, one).await;
        }
        assert_eq!(agrees(&beirut, &Reader::Anyone, "all three").await, 3);
        kakuma.takes(R1, stance("oppose", "public", "Common secondword.")).await;
        let (who, id) = (kakuma.who.clone(), gone.id.clone());
        kakuma.act(move |c, at| actions::withdraw(c, at, &who, &id, "changed our mind")).await.expect("withdrawn");
        wait_until("both are told", PATIENCE, || async {
            by_words(&beirut, &Reader::Anyone, "secondword").await.len() == 1
                && by_words(&beirut, &Reader::Anyone, "goneword").await.is_empty()
        }).await;
        let copy = beirut.position(&hidden.uri).await.expect("there").id;
        let id = copy.clone();
        beirut.act(move |c, at| actions::set_hidden(c, at, None, &id, true, "for this test")).await.expect("hidden");
        for node in [&kakuma, &beirut] {
            assert!(by_words(node, &Reader::Anyone, "firstword").await.is_empty() && by_words(node, &Reader::Anyone, "goneword").await.is_empty());
            whole(node).await;
        }
        assert_eq!(agrees(&beirut, &Reader::Anyone, "what is hidden").await, 1);
        let words: Vec<String> = beirut.ask(|c| {
            use diesel::prelude::*;
            use sofra_db::schema::search_document;
            Ok(search_document::table.select(search_document::words).load(c)?)
        }).await;
        assert!(!words.iter().any(|words| ["firstword", "goneword", "hiddenword"].iter().any(|gone| words.contains(gone))), "{words:?}");
        beirut.act(move |c, at| actions::set_hidden(c, at, None, &copy, false, "")).await.expect("shown again");
        assert_eq!(agrees(&beirut, &Reader::Anyone, "shown again").await, 2);
        // A holder that is suspended is out of index and results, and comes back with all it said.
        let holder = beirut.actor(&kakuma.organisation_uri()).await.expect("known").id;
        let ruling = |measure| {
            let holder = holder.clone();
            beirut.act(move |c, at| {
                let ruling = moderation::Ruling { report: None, actor: &holder, statements: &[], positions: &[], measure, rule: None, reason: "for this test" };
                moderation::decide(c, at, None, &ruling)
            })
        };
        let decided = ruling(sofra_domain::moderation::Measure::Suspend).await.expect("suspended");
        assert_eq!(agrees(&beirut, &Reader::Account(beirut.who.clone()), "suspended").await, 0);
        assert_eq!(whole(&beirut).await.looked_at, 0, "nothing of it is in the index");
        let id = decided.first().expect("a decision").clone();
        beirut.act(move |c, at| moderation::lift(c, at, None, &id, "for this test")).await.expect("lifted");
        assert_eq!(agrees(&beirut, &Reader::Anyone, "back again").await, 2);
        whole(&beirut).await;
    }

    async fn reasons_are_found_as_arabic_and_persian_readers_write_them(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut form = stance("support-with-reservations", "public", "Yes, but the camps first.");
        form.reasons = [("ar", "نؤيِّدُ المطلبَ، ولكنّ المُخيّمات أوّلاً وإلى الأمام."), ("fa", "ما از کرامت و برابری پشتیبانی می‌کنیم؛ کودکان ۱۲ ساله")]
            .iter().map(|(language, reasons)| ReasonForm { language: (*language).to_owned(), reasons: (*reasons).to_owned() }).collect();
        let taken = node.takes(R1, Form { authentic: "ar".to_owned(), ..form }).await;
        for words in ["المخيمات", "نويد المطلب", "نؤيد", "والي الامام", "وإلى الأمام", "كرامت", "کرامت", "پشتيباني", "ميكنيم", "کودکان 12", "۱۲"] {
            assert_eq!(by_words(&node, &Reader::Anyone, words).await, std::slice::from_ref(&taken.id), "{words}");
        }
        // Words of two languages are not in one text.
        assert!(by_words(&node, &Reader::Anyone, "المخيمات کرامت").await.is_empty());
        for (filter, number) in [
            (Filter { language: Some("fa".to_owned()), ..Filter::of_words("کرامت") }, 1),
            (Filter { language: Some("ar".to_owned()), ..Filter::of_words("کرامت") }, 0),
            (Filter { stance: Some(Stance::Reservations), ..Filter::default() }, 1),
            (Filter { stance: Some(Stance::Oppose), ..Filter::default() }, 0),
            (Filter { demands: Some(vec![R1.to_owned()]), ..Filter::default() }, 1),
            (Filter { demands: Some(vec![R2.to_owned()]), ..Filter::default() }, 0),
            (Filter { author: Some(node.organisation.clone()), ..Filter::default() }, 1),
            (Filter { until: Some(node.clock.now() - days(1)), ..Filter::default() }, 0),
        ] {
            assert_eq!(positions(&node, &Reader::Anyone, filter.clone()).await.len(), number, "{filter:?}");
        }
        for (query, number) in [("stance=support-with-reservations", 1), ("stance=oppose", 0), ("stance=support-with-reservations&demand=R1", 1), ("stance=nothing&q=x", 0)] {
            let (_, _, page) = ask(&node, &format!("/search?kind=position&{query}"), &[]).await;
            assert!(page.contains(&format!("{number} of 1 positions")), "{query}: {page}");
        }
        let (status, _, _) = ask(&node, "/api/v1/search?kind=position&stance=nothing", &[]).await;
        assert_eq!(status, 400);
        // By the kind of text of statements.
        node.publish("Bread", "Words.").await;
        for (kind, number) in [("statement", 1), ("practice", 0)] {
            let (_, _, page) = ask(&node, &format!("/search?text={kind}&q=bread"), &[]).await;
            assert!(page.contains(&format!("{number} of 1 statements")), "{kind}: {page}");
        }
    }

    async fn calls_are_found_by_those_who_are_asked(backend: Backend) {
        let (amman, berlin, _, net) = three(backend).await;
        let day = (amman.clock.now() + days(9)).day();
        let id: CallId = amman.draft_call(&net.uri, call_form(vec![R1.to_owned()], day)).await.expect("drafted");
        let calls = |node: &TestNode, reader: Reader, words: &str| {
            let (db, filter) = (node.node().db.clone(), Filter::of_words(words));
            async move {
                let found = db.read(move |c| call::find::find(c, &filter, &reader, None, 10)).await.expect("found");
                assert_eq!(found.total, found.views.len() as i64);
                (found.total, found.all)
            }
        };
        let (own, other) = (Reader::Account(amman.identity().await), Reader::Account(berlin.identity().await));
        assert_eq!(calls(&amman, own.clone(), "forum").await, (0, 0), "a draft is not found");
        let network = amman.network_here(&net.uri).await;
        amman.do_in_network(Act::Ask { network: network.clone(), call: id.clone() }).await;
        let uri = amman.ask({ let id = id.clone(); move |c| Ok(call::store::get(c, &id)?.uri) }).await;
        wait_until("the call is there", PATIENCE, || async { berlin.call_here(&uri).await.is_some() }).await;
        for (node, reader) in [(&amman, &own), (&berlin, &other)] {
            for (words, number) in [("forum", 1), ("قبل المنتدي", 1), ("nothing", 0)] {
                assert_eq!(calls(node, reader.clone(), words).await, (number, 1), "{words}");
            }
            // Whoever belongs to nothing is asked nothing, and no number tells that somebody else is.
            let outsider = Reader::Account(somebody(node, "outsider", None).await);
            for reader in [Reader::Anyone, outsider] {
                assert_eq!(calls(node, reader, "forum").await, (0, 0));
            }
            let (_, _, page) = ask(node, "/search?kind=call&q=forum", &[]).await;
            assert!(page.contains("0 of 0 calls") && !page.contains("Before the Forum"), "{page}");
            let (_, _, answer) = ask(node, "/api/v1/search?kind=call&q=forum", &[]).await;
            assert!(answer.contains("\"total\":0") && answer.contains("\"all\":0"), "{answer}");
            assert_eq!(ask(node, "/feeds/search?kind=call&q=forum", &[]).await.0, 404, "there is no feed of calls");
            whole(node).await;
        }
        let page = plain(&amman.signed_in().await.get("/search?q=forum&kind=call").await.text);
        assert!(page.contains("1 of 1 calls that you may read") && page.contains("Before the Forum"), "{page}");
        // The week says so to those who are asked, and the next one that it closes.
        let week = Week::of(amman.clock.now());
        let (now, reader) = (amman.clock.now(), own.clone());
        let found = amman.ask(move |c| digest::store::of(c, week, &reader, now)).await;
        assert_eq!(found.calls.total, 1);
        assert_eq!(digest_of(&amman, week, Reader::Anyone).await.calls.total, 0);
        let deadline_week = Week::of(now + days(9));
        assert_eq!(digest_of(&amman, deadline_week.before(), own.clone()).await.closing.total, 1);
        assert_eq!(digest_of(&amman, deadline_week.before(), Reader::Anyone).await.closing.total, 0);
        amman.do_in_network(Act::Cancel { network, call: id }).await;
        assert_eq!(calls(&amman, own, "forum").await, (0, 0), "taken back");
        wait_until("it is taken back there", PATIENCE, || async {
            berlin.call_here(&uri).await.is_some_and(|call| call.state == CallState::Cancelled)
        }).await;
        assert_eq!(calls(&berlin, other, "forum").await, (0, 0));
        for node in [&amman, &berlin] {
            whole(node).await;
        }
    }

    async fn the_week_tells_of_positions_as_far_as_they_may_be_read(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        list(&node, true).await;
        node.takes(R1, stance("support", "public", "Openword.")).await;
        node.takes(R1, stance("oppose", "public", "Changedword.")).await;
        node.takes(R2, stance("oppose", "network", "Narrowword.")).await;
        let gone = node.takes(R3, stance("abstain", "public", "Goneword.")).await;
        let (who, id) = (node.who.clone(), gone.id.clone());
        node.act(move |c, at| actions::withdraw(c, at, &who, &id, "changed our mind")).await.expect("withdrawn");
        let week = Week::of(node.clock.now());
        let page = plain(&node.browser().get(&format!("/digest/{week}")).await.text);
        assert!(page.contains("Changedword") && page.contains(">Changed<") && page.contains("Positions withdrawn"), "{page}");
        assert!(!page.contains("Narrowword") && !page.contains("Openword") && !page.contains("Goneword") && !page.contains("Calls for positions"), "{page}");
        let page = plain(&node.signed_in().await.get(&format!("/digest/{week}")).await.text);
        assert!(page.contains("Narrowword") && page.contains("No call came out in this week"), "{page}");
        for (reader, positions) in [(Reader::Anyone, 1), (Reader::Account(node.who.clone()), 2)] {
            let counts = node.ask(move |c| digest::store::count(c, week, &reader)).await;
            assert_eq!((counts.positions, counts.statements, counts.calls), (positions, 0, 0));
        }
        node.clock.advance(days(7));
        let weeks = ask(&node, "/feeds/digest", &[]).await.2;
        assert!(weeks.contains("1 position") && !weeks.contains("2 positions"), "{weeks}");
    }

    async fn feeds_of_positions_are_what_a_stranger_sees(backend: Backend) {
        let (amman, berlin, _, net) = three(backend).await;
        let public = amman.takes(R1, stance("support", "public", "Bread & roses <b>.")).await;
        amman.takes(R2, stance("oppose", "network", "Narrowword.")).await;
        arrived(&berlin, &public).await;
        for node in [&amman, &berlin] {
            let network = node.network_here(&net.uri).await;
            let page = node.known_actor(&amman.organisation_uri()).await;
            for path in [
                "/feeds/positions".to_owned(), format!("/feeds/positions?holder={page}"), format!("/feeds/networks/{network}/positions"),
                "/feeds/positions?subject=urn:sofra:agenda:istanbul-2018:R1&lang=ar".to_owned(), "/feeds/positions?stance=support".to_owned(),
            ] {
                let (status, headers, body) = ask(node, &path, &[]).await;
                assert_eq!((status, headers["content-type"].to_str().unwrap()), (200, "application/atom+xml; charset=utf-8"), "{path}");
                let feed = atom_syndication::Feed::read_from(body.as_bytes()).expect("a feed");
                assert_eq!(feed.entries.len(), 1, "{path}: {body}");
                assert_eq!(feed.entries[0].id, public.uri);
                let content = feed.entries[0].content.as_ref().unwrap().value.as_ref().unwrap();
                assert!(content.contains("<p>Bread &amp; roses &lt;b&gt;.</p>"), "{content}");
                // Whoever asks: a member of the network gets the same document.
                let browser = node.signed_in().await;
                let cookies: Vec<String> = browser.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
                assert_eq!(ask(node, &path, &[("cookie", &cookies.join("; "))]).await.2, body, "{path}");
            }
            for (path, number) in [("/feeds/positions?stance=oppose", 0), ("/feeds/positions?subject=urn:sofra:agenda:istanbul-2018:R2", 0)] {
                let body = ask(node, path, &[]).await.2;
                assert_eq!(atom_syndication::Feed::read_from(body.as_bytes()).expect("a feed").entries.len(), number, "{path}");
            }
        }
        for path in ["/feeds/positions?holder=x", "/feeds/positions?holder=01j0000000000000000000000a", "/feeds/networks/x/positions", "/feeds/networks/01j0000000000000000000000a/positions"] {
            assert_eq!(ask(&amman, path, &[]).await.0, 404, "{path}");
        }
        for path in ["/positions", "/overview/positions"] {
            let (_, _, page) = ask(&amman, path, &[("accept", "text/html")]).await;
            assert!(page.contains("type=\"application/atom+xml\" href=\"/feeds/"), "{path}: {page}");
        }
    }
}

async fn digest_of(node: &TestNode, week: Week, reader: Reader) -> digest::store::Digest {
    let now = node.clock.now();
    node.node()
        .db
        .read(move |c| digest::store::of(c, week, &reader, now))
        .await
        .unwrap_or_else(|e: Error| panic!("{e}"))
}
