//! Other nodes: suspended, limited, without images, and lists of them.

use serde_json::{Value, json};
use sofra_domain::peer::{self, Decision, Policy, Rule, list};
use sofra_domain::remote::Resolver as _;
use sofra_domain::statement::store::{self, Scope};
use sofra_domain::viewer::Reader;
use sofra_domain::{agenda, follow, statement};

use super::rig;
use crate::inbox::dump::dump;
use crate::inbox::peer::{Reply, Voice};
use crate::inbox::rig::Rig;
use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{Network, wait_until};

fn urn() -> String {
    let agenda = agenda::istanbul();
    agenda.urn(agenda.demand("R2").expect("R2").1)
}

/// A note of somebody, on a demand, with a picture, as it is sent.
fn on_demand(voice: &Voice, n: &str) -> Value {
    let mut note = voice.note(n, "about a demand");
    note["subject"] = urn().into();
    note["sofra:subject"] = urn().into();
    note["attachment"] = json!([{
        "type": "Image", "mediaType": "image/png", "url": "https://a.localhost/picture.png", "name": "a picture"
    }]);
    note
}

async fn decide(rig: &Rig, host: &str, rule: Rule) {
    let (at, host) = (rig.at(), host.to_owned());
    rig.write(move |c| peer::actions::decide(c, &at, None, &host, &Decision::new(rule, "because"))).await;
    rig.federation.reread_policy().await;
}

/// How many statements a scope shows to a reader.
async fn shown(rig: &Rig, scope: Scope, reader: Reader) -> i64 {
    rig.read(move |c| Ok(store::list_for(c, &scope, &reader, None, 20)?.total)).await
}

async fn readable(rig: &Rig, uri: &str, reader: Reader) -> bool {
    let id = rig.statement(uri).await.expect("known").id;
    rig.db.read(move |c| store::read(c, &id, &reader)).await.is_ok()
}

on_both! {
    async fn mod_01_a_suspended_host_is_shown_nowhere_and_comes_back_when_it_is_lifted(backend: Backend) {
        let rig = rig(backend).await;
        let alice = rig.followed("a.localhost", "alice").await;
        let follower = rig.follower("a.localhost", "bob").await;
        let note = alice.note("n1", "true words");
        let uri = note["id"].as_str().expect("an id").to_owned();
        assert_eq!(rig.take(&alice, &alice.act("Create", note.clone())).await, "new");
        let author = rig.actor_id(&alice.id).await;
        assert_eq!(shown(&rig, Scope::By(author.clone()), Reader::Anyone).await, 1);
        assert_eq!(shown(&rig, Scope::Timeline(rig.who.clone()), Reader::Anyone).await, 1);

        rig.publish("Before", "public").await;
        decide(&rig, "a.localhost", Rule::of(Policy::Suspend)).await;
        assert_eq!(shown(&rig, Scope::By(author.clone()), Reader::Anyone).await, 0);
        assert_eq!(shown(&rig, Scope::Timeline(rig.who.clone()), Reader::Anyone).await, 1, "ours alone");
        assert!(!readable(&rig, &uri, Reader::Account(rig.who.clone())).await);
        // Follows in both directions are over, and nothing waits for it.
        assert!(rig.follow_between(&rig.org(), &alice.id).await.is_none());
        assert!(rig.follow_between(&follower.id, &rig.org()).await.is_none());
        assert!(rig.deliveries("a.localhost").await.iter().all(|(state, ..)| state != "pending"));
        // Nothing comes in, and nothing is fetched: directly, by a boost of a third, by looking it up.
        let asked = rig.peers.log_length();
        assert_eq!(rig.deliver(&alice, &alice.act("Create", alice.note("n2", "more"))).await.status, 403);
        let relay = rig.followed("b.localhost", "relay").await;
        let before = rig.peers.log().len();
        rig.take(&relay, &relay.act("Announce", uri.clone().into())).await;
        let wrapped = relay.act("Announce", alice.act("Create", alice.note("n3", "wrapped")));
        rig.take(&relay, &wrapped).await;
        let quoted = relay.act("Create", alice.note("n4", "in another's name"));
        rig.take(&relay, &quoted).await;
        for n in ["n2", "n3", "n4"] {
            assert!(rig.statement(&format!("http://a.localhost/notes/{n}")).await.is_none(), "{n}");
        }
        assert!(rig.federation.find(&uri).await.is_err() || !readable(&rig, &uri, Reader::Anyone).await);
        assert!(rig.federation.find("http://a.localhost/u/new").await.is_err());
        let to_it = |log: &[crate::inbox::peer::Logged]| log.iter().filter(|l| l.host == "a.localhost").count();
        assert_eq!(to_it(&rig.peers.log()[asked..]), 0, "asked while suspended, before {before}");

        decide(&rig, "a.localhost", Rule::of(Policy::None)).await;
        assert!(readable(&rig, &uri, Reader::Anyone).await);
        assert_eq!(shown(&rig, Scope::By(author), Reader::Anyone).await, 1);
        assert!(rig.follow_between(&rig.org(), &alice.id).await.is_none(), "a follow is asked for anew");
    }

    async fn mod_02_a_suspension_covers_names_below_redirects_and_new_actors(backend: Backend) {
        let rig = rig(backend).await;
        // The peer's names end in .localhost: a suspension of all of them but none of ours.
        decide(&rig, "evil.localhost", Rule::of(Policy::Suspend)).await;
        for name in ["mallory", "mallory2", "mallory3"] {
            let voice = rig.peers.actor("evil.localhost", name);
            let before = rig.peers.log_length();
            assert_eq!(rig.deliver(&voice, &voice.act("Create", voice.note("n", "x"))).await.status, 403);
            assert_eq!(rig.peers.log_length(), before, "not even a key is asked for");
        }
        // A redirect leads there no more than a name does.
        rig.peers.on("b.localhost", "/u/turn", Reply::redirect("http://evil.localhost/u/mallory"));
        let before = rig.peers.log_length();
        assert!(rig.federation.find("http://b.localhost/u/turn").await.is_err());
        assert!(rig.peers.log()[before..].iter().all(|l| l.host != "evil.localhost"));
        let rules = rig.read(peer::store::decisions).await;
        for host in ["sub.evil.localhost", "EVIL.localhost.", "evil.localhost:8443"] {
            assert!(!rules.deals_with(host), "{host}");
        }
        // A handle of a suspended host on an id of another is no way in.
        let alias = rig.followed("b.localhost", "alias").await;
        let id = rig.actor_id(&alias.id).await;
        rig.write(move |c| {
            use diesel::prelude::*;
            use sofra_db::schema::actor::dsl;
            Ok(diesel::update(dsl::actor.find(id)).set(dsl::host.eq("evil.localhost")).execute(c)?)
        })
        .await;
        let note = alias.note("n", "x");
        rig.deliver(&alias, &alias.act("Create", note.clone())).await;
        rig.settle().await;
        assert!(rig.statement(note["id"].as_str().expect("an id")).await.is_none());
    }

    async fn mod_03_a_later_word_is_another_revision_with_another_hash(backend: Backend) {
        let rig = rig(backend).await;
        let alice = rig.followed("a.localhost", "alice").await;
        let note = alice.note("n1", "first words");
        let uri = note["id"].as_str().expect("an id").to_owned();
        rig.take(&alice, &alice.act("Create", note)).await;
        let first = rig.statement(&uri).await.expect("kept");
        let later = alice.note_updated("n1", "other words", "2099-01-01T00:00:00Z");
        rig.take(&alice, &alice.act("Update", later)).await;
        let second = rig.statement(&uri).await.expect("kept");
        assert!(second.is_revised() && second.content_hash != first.content_hash);
        let id = first.id.clone();
        let revisions = rig.read(move |c| store::revisions(c, &id)).await;
        assert_eq!(revisions[0].content_hash, first.content_hash, "what was agreed to can still be read");
    }

    async fn mod_05_likes_boosts_and_votes_count_for_nothing(backend: Backend) {
        let rig = rig(backend).await;
        let said = rig.publish("Ours", "public").await;
        rig.settle().await;
        let kept = |dump: String| -> Vec<String> {
            // That somebody is known at all is no vote; everything else has to stay as it was.
            dump.split("== ").filter(|part| !part.starts_with("actor")).map(ToOwned::to_owned).collect()
        };
        let before = kept(rig.read(dump).await);
        for n in 0..20 {
            let voice = rig.peers.actor("fan.localhost", &format!("fan{n}"));
            for verb in ["Like", "Announce", "Dislike", "EmojiReact", "Endorse"] {
                rig.take(&voice, &voice.act(verb, said.uri.clone().into())).await;
            }
        }
        let after = rig.statement(&said.uri).await.expect("kept");
        assert_eq!((after.revision, after.updated_at), (said.revision, said.updated_at));
        let id = rig.organisation.id.clone();
        assert_eq!(rig.read(move |c| follow::store::counts(c, &id)).await, (0, 0));
        assert_eq!(kept(rig.read(dump).await), before);
    }

    async fn mod_07_a_thousand_follows_are_one(backend: Backend) {
        let rig = rig(backend).await;
        let fan = rig.known("fan.localhost", "fan").await;
        for _ in 0..30 {
            let follow = fan.follow(&rig.org());
            rig.deliver(&fan, &follow).await;
            rig.deliver(&fan, &fan.undo(&follow)).await;
        }
        rig.settle().await;
        let who = rig.who.clone();
        let waiting = rig.read(move |c| sofra_domain::notification::store::unseen(c, &who)).await;
        assert!(waiting <= 1, "{waiting} notifications");
        let id = rig.organisation.id.clone();
        assert!(rig.read(move |c| follow::store::followers(c, &id)).await.len() <= 1);
    }

    async fn mod_08_closed_federation_asks_nobody_who_was_not_named(backend: Backend) {
        let rig = rig(backend).await;
        let (at, who) = (rig.at(), rig.who.clone());
        rig.write(move |c| {
            sofra_domain::node::actions::choose_federation(c, &at, Some(&who), sofra_domain::node::Federation::Closed)
        })
        .await;
        rig.federation.reread_policy().await;
        let stranger = rig.peers.actor("a.localhost", "alice");
        let before = rig.peers.log_length();
        assert_eq!(rig.deliver(&stranger, &stranger.act("Create", stranger.note("n", "x"))).await.status, 403);
        assert!(rig.federation.find(&stranger.id).await.is_err());
        assert!(rig.federation.find("@alice@a.localhost").await.is_err());
        // A list of blocks opens nothing.
        let (at, text) = (rig.at(), format!("{}\na.localhost,silence,false,false,,false\n", list::HEADER));
        rig.write(move |c| peer::actions::import(c, &at, None, &list::read(&text).expect("a list"))).await;
        rig.federation.reread_policy().await;
        assert_eq!(rig.deliver(&stranger, &stranger.act("Create", stranger.note("n", "x"))).await.status, 403);
        assert_eq!(rig.peers.log_length(), before, "zero connections");
    }

    async fn mod_09_no_media_of_others_is_kept_and_none_is_linked_where_the_host_says_so(backend: Backend) {
        let rig = rig(backend).await;
        let alice = rig.followed("a.localhost", "alice").await;
        let note = on_demand(&alice, "n1");
        let uri = note["id"].as_str().expect("an id").to_owned();
        let before = rig.peers.log_length();
        rig.take(&alice, &alice.act("Create", note)).await;
        assert!(rig.peers.log()[before..].iter().all(|l| !l.target.contains("picture")), "never fetched");
        let found = rig.statement(&uri).await.expect("kept");
        let (again, limited) = (found.clone(), found.clone());
        let view = rig.read(move |c| store::view(c, again, None)).await;
        assert_eq!(view.attachments.len(), 1);
        assert!(view.attachments[0].1.is_none(), "an address, not a file");
        decide(&rig, "a.localhost", Rule { no_media: true, ..Rule::of(Policy::None) }).await;
        let view = rig.read(move |c| store::view(c, limited, None)).await;
        assert!(view.attachments.is_empty());
        assert!(readable(&rig, &uri, Reader::Anyone).await, "the words stay");
        let id = found.id.clone();
        let files: i64 = rig
            .read(move |c| {
                use diesel::prelude::*;
                use sofra_db::schema::media::dsl;
                let _ = id;
                Ok(dsl::media.count().get_result(c)?)
            })
            .await;
        assert_eq!(files, 0);
    }

    async fn mod_10_invitations_of_strangers_come_to_nothing(backend: Backend) {
        let rig = rig(backend).await;
        let stranger = rig.known("evil.localhost", "mallory").await;
        for verb in ["Invite", "Join", "Add", "Remove", "Block", "Move", "Ignore"] {
            let mut activity = stranger.act(verb, rig.org().into());
            activity["target"] = stranger.id.clone().into();
            rig.ignore(verb, &stranger, &activity).await;
        }
        let who = rig.who.clone();
        assert_eq!(rig.read(move |c| sofra_domain::notification::store::unseen(c, &who)).await, 0);
    }

    async fn a_limited_host_is_heard_by_those_who_follow_and_by_nobody_else(backend: Backend) {
        let rig = rig(backend).await;
        let alice = rig.followed("a.localhost", "alice").await;
        let stranger = rig.known("a.localhost", "carol").await;
        let note = alice.note("n1", "words");
        let uri = note["id"].as_str().expect("an id").to_owned();
        rig.take(&alice, &alice.act("Create", note)).await;
        let mut named = stranger.note("n2", "to you");
        named["to"] = json!([rig.org()]);
        let direct = named["id"].as_str().expect("an id").to_owned();
        rig.take(&stranger, &stranger.act("Create", named)).await;
        let author = rig.actor_id(&alice.id).await;
        let me = Reader::Account(rig.who.clone());
        assert_eq!(shown(&rig, Scope::Timeline(rig.who.clone()), me.clone()).await, 2);
        decide(&rig, "a.localhost", Rule { limited: true, ..Rule::of(Policy::None) }).await;
        assert_eq!(shown(&rig, Scope::By(author.clone()), Reader::Anyone).await, 0);
        assert_eq!(shown(&rig, Scope::By(author), me.clone()).await, 1);
        assert!(!readable(&rig, &uri, Reader::Anyone).await);
        assert!(readable(&rig, &uri, me.clone()).await);
        // A stranger of a limited host gets into no timeline by naming somebody.
        assert_eq!(shown(&rig, Scope::Timeline(rig.who.clone()), me.clone()).await, 1);
        assert!(!readable(&rig, &direct, me).await);
        // It still arrives, and follows stand.
        assert!(rig.follow_between(&rig.org(), &alice.id).await.is_some());
        assert_eq!(rig.take(&alice, &alice.act("Create", alice.note("n3", "more"))).await, "new");
        let counted = rig.read(store::counts_by_demand).await;
        assert!(counted.is_empty());
    }

    async fn a_list_shows_what_it_would_change_and_changes_exactly_that(backend: Backend) {
        let rig = rig(backend).await;
        rig.followed("a.localhost", "alice").await;
        rig.follower("a.localhost", "bob").await;
        decide(&rig, "b.localhost", Rule::of(Policy::Allow)).await;
        decide(&rig, "fan.localhost", Rule { limited: true, ..Rule::of(Policy::None) }).await;
        let text = format!(
            "{}\na.localhost,suspend,true,true,=cmd|x,false\nb.localhost,suspend,,,,\nfan.localhost,silence,true,,,\n\
             {},suspend,,,,\nwe.localhost,suspend,,,,\nodd line\n",
            list::HEADER,
            rig.site.domain
        );
        let parsed = list::read(&text).expect("a list");
        let (at, list) = (rig.at(), parsed.clone());
        let preview = rig.read(move |c| peer::actions::preview(c, &at, None, &list)).await;
        assert_eq!(preview.added.iter().map(|(h, _)| h.as_str()).collect::<Vec<_>>(), ["a.localhost"]);
        assert_eq!(preview.changed.len(), 1);
        assert!(preview.changed[0].2.rule.no_media);
        assert_eq!(preview.allowed, ["b.localhost"]);
        assert_eq!(preview.own.len(), 2, "{:?}", preview.own);
        assert_eq!((preview.follows_lost, preview.unread), (2, 1));
        // Looking changed nothing.
        assert!(rig.read(|c| peer::store::find(c, "a.localhost")).await.is_none_or(|p| p.policy == Policy::None));
        let at = rig.at();
        let done = rig.write(move |c| peer::actions::import(c, &at, None, &parsed)).await;
        assert_eq!(done, preview);
        let rules = rig.read(peer::store::decisions).await;
        assert!(!rules.deals_with("a.localhost") && rules.deals_with("b.localhost") && rules.deals_with("we.localhost"));
        let file = rig.read(|c| peer::actions::export(c, None)).await;
        assert!(file.contains("a.localhost,suspend,true,true,\"'=cmd|x\",false"), "{file}");
        assert!(file.contains("fan.localhost,silence,true,false,,false"), "{file}");
        assert!(!file.contains("b.localhost"), "an allowance is no block");
    }

    async fn a_block_in_mid_conversation_between_two_nodes(backend: Backend) {
        let mut network = Network::new(&["ours", "theirs"]);
        let ours = network.start(backend, "ours").await;
        let theirs = network.start(backend, "theirs").await;
        ours.follow(&theirs).await;
        theirs.follow(&ours).await;
        let before = theirs.publish("Before", "said before").await;
        wait_until("it arrived", PATIENCE, || async { ours.statement(&before.uri).await.is_some() }).await;
        let host = theirs.config().domain.clone();
        let (at, who, name) = (ours.node().app.at(), ours.who.clone(), host.clone());
        let decision = Decision::new(Rule::of(Policy::Suspend), "in mid-conversation");
        ours.node().db.write(move |c| peer::actions::decide(c, &at, Some(&who), &name, &decision)).await.expect("decided");
        ours.node().federation.reread_policy().await;
        // Nothing goes, nothing comes, and what came is not shown.
        let ours_said = ours.publish("Ours after", "not for them").await;
        let after = theirs.publish("After", "said after").await;
        wait_until("they were refused", PATIENCE, || async {
            let uri = after.uri.clone();
            theirs.ask(move |c| {
                let found = statement::store::by_uri(c, &uri)?.expect("theirs");
                Ok(!statement::store::sending(c, &found.id)?.retrying.is_empty())
            }).await
        })
        .await;
        assert!(ours.statement(&after.uri).await.is_none());
        assert!(theirs.statement(&ours_said.uri).await.is_none());
        assert_eq!(ours.statements_of(&theirs.organisation_uri()).await, 0);
        assert_eq!(ours.follower_count().await, 0);
        let page = ours.browser().get(&format!("/statements/{}", ours.statement(&before.uri).await.expect("kept").id)).await;
        assert_eq!(page.status, 404);
        // PRIV-11: nobody but the host learns of it.
        let mut stranger = ours.browser();
        for path in ["/rules/nodes", "/admin/federation", "/admin/federation/list.csv", "/admin/record"] {
            let page = stranger.get(path).await;
            assert_eq!(page.status, 404, "{path}");
            assert!(!page.text.contains("mid-conversation"), "{path}");
        }
        for path in ["/", "/rules"] {
            assert!(!stranger.get(path).await.text.contains("theirs.test"), "{path}");
        }
        let mut host_browser = ours.signed_in().await;
        let page = host_browser.get(&format!("/admin/federation/node?host={host}")).await;
        assert!(page.text.contains("in mid-conversation") && page.text.contains("ours_host"), "{}", page.text);
        // Lifted: it is shown again, and a follow is asked for anew.
        let (at, who, name) = (ours.node().app.at(), ours.who.clone(), host.clone());
        let decision = Decision::new(Rule::of(Policy::None), "");
        ours.node().db.write(move |c| peer::actions::decide(c, &at, Some(&who), &name, &decision)).await.expect("decided");
        ours.node().federation.reread_policy().await;
        assert_eq!(ours.statements_of(&theirs.organisation_uri()).await, 1);
    }

    async fn priv_11_a_list_of_nodes_is_seen_only_when_the_host_publishes_it(backend: Backend) {
        let node = crate::support::TestNode::start(backend, "home").await;
        let (at, who) = (node.node().app.at(), node.who.clone());
        node.node().db.write(move |c| {
            let mut decision = Decision::new(Rule::of(Policy::Suspend), "<script>alert(1)</script> secret");
            decision.public_reason = "<img src=x onerror=alert(1)> hate".to_owned();
            decision.obfuscated = true;
            peer::actions::decide(c, &at, Some(&who), "evil.example", &decision)
        }).await.expect("decided");
        let mut anyone = node.browser();
        assert_eq!(anyone.get("/rules/nodes").await.status, 404);
        let mut host = node.signed_in().await;
        let page = host.get("/admin/rules").await;
        let page = host.submit(&page, "/admin/rules/choices", &[("publishes_blocks", "yes")]).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let page = anyone.get("/rules/nodes").await;
        assert_eq!(page.status, 200);
        // XSS-07: reasons are text.
        assert!(page.text.contains("hate") && !page.text.contains("<img src=x"), "{}", page.text);
        assert!(!page.text.contains("secret") && !page.text.contains("evil.example"), "the name in part only");
        let page = host.get("/admin/federation").await;
        assert!(page.text.contains("secret") && !page.text.contains("<script>alert"), "{}", page.text);
    }
}

#[test]
fn uni_05_there_are_no_block_words() {
    // A list of forbidden words is no feature of Sofra: it would be got around by one invisible letter, and it would
    // silence those who speak about what is done to them. Nothing here compares what people say with a list.
    let schema =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/db/src/schema.rs")).unwrap();
    for word in ["block_word", "filter_word", "keyword"] {
        assert!(!schema.contains(word), "{word}: then UNI-05 needs a test of its own");
    }
}
