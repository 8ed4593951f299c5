//! Feeds: what everybody may read, in a form that readers understand.

use atom_syndication::Feed;
use sofra_domain::statement::rules::{Form, TextForm};

use super::{ask, list, publish};
use crate::on_both;
use crate::support::TestNode;
use crate::support::node::form;

async fn feed(node: &TestNode, path: &str) -> Feed {
    let (status, headers, body) = ask(node, path, &[]).await;
    assert_eq!(status, 200, "{path}: {body}");
    assert_eq!(headers["content-type"], "application/atom+xml; charset=utf-8", "{path}");
    Feed::read_from(body.as_bytes()).unwrap_or_else(|e| panic!("{path}: {e}: {body}"))
}

fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.title.value.as_str()).collect()
}

on_both! {
    async fn every_public_list_is_a_feed(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let demand = "urn:sofra:agenda:istanbul-2018:R1".to_owned();
        let about = Form { demands: vec![demand.clone()], ..form("On R1 <&>", "Bread & *roses* \u{7}for <b>all</b>.", "public") };
        let said = node.publish_form(about).await;
        publish(&node, &[("ar", "حق العمل", "نطالب بالعمل.")]).await;
        for audience in ["local", "followers", "network"] {
            node.publish_form(form("Private", "Private.", audience)).await;
        }
        list(&node, true).await;
        let id = node.organisation.to_string();
        for (path, number) in [
            ("/feeds/home".to_owned(), 2), (format!("/feeds/actors/{id}"), 2), ("/feeds/agenda/istanbul-2018".to_owned(), 1),
            ("/feeds/agenda/istanbul-2018/R1".to_owned(), 1), ("/feeds/agenda/istanbul-2018/R".to_owned(), 1),
            ("/feeds/agenda/istanbul-2018/R2".to_owned(), 0), ("/feeds/search?q=roses".to_owned(), 1), ("/feeds/search?q=private".to_owned(), 0),
            ("/feeds/directory".to_owned(), 1), ("/feeds/digest".to_owned(), 0),
        ] {
            let feed = feed(&node, &path).await;
            assert_eq!(feed.entries.len(), number, "{path}");
            assert!(feed.id.starts_with(&node.base()) && !feed.title.value.is_empty(), "{path}");
            assert!(feed.links.iter().any(|l| l.rel == "self" && l.href == format!("{}{path}", node.base())), "{path}");
            assert!(feed.links.iter().any(|l| l.rel == "alternate"), "{path}");
        }
        let home = feed(&node, "/feeds/home").await;
        assert_eq!(titles(&home), ["حق العمل", "On R1 <&>"]);
        let (arabic, english) = (&home.entries[0], &home.entries[1]);
        assert_eq!(english.id, said.uri);
        assert_eq!(english.authors[0].name, "a organisation");
        assert_eq!(english.categories[0].term, demand);
        let content = english.content.as_ref().unwrap();
        assert_eq!(content.content_type.as_deref(), Some("html"));
        assert!(content.value.as_ref().unwrap().starts_with("<div lang=\"en\" dir=\"ltr\">"), "{content:?}");
        assert_eq!(arabic.title.lang.as_deref(), Some("ar"));
        assert!(arabic.content.as_ref().unwrap().value.as_ref().unwrap().starts_with("<div lang=\"ar\" dir=\"rtl\">"));
        assert_eq!(feed(&node, "/feeds/home?lang=ar").await.lang.as_deref(), Some("ar"));
        for path in ["/feeds/actors/x", "/feeds/actors/01j0000000000000000000000a", "/feeds/agenda/other", "/feeds/agenda/istanbul-2018/X9"] {
            assert_eq!(ask(&node, path, &[]).await.0, 404, "{path}");
        }
    }

    async fn pages_name_their_feed(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        node.publish("Bread", "Words.").await;
        for path in ["/", "/o/a_org", "/agenda/istanbul-2018", "/agenda/istanbul-2018/R1", "/directory", "/search?q=bread", "/digest"] {
            let (_, _, page) = ask(&node, path, &[("accept", "text/html")]).await;
            let link = page.split("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"").nth(1);
            let link = link.unwrap_or_else(|| panic!("{path}: {page}")).split('"').next().unwrap();
            let link = link.replace("&#38;", "&").replace("&amp;", "&");
            assert_eq!(ask(&node, &link, &[]).await.0, 200, "{path}: {link}");
        }
    }

    async fn a_feed_is_the_same_for_everybody_and_is_sent_once(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let gone = node.publish("Older", "Words to be taken back.").await;
        node.publish("Newer", "Words.").await;
        node.publish_form(form("Private", "Private.", "local")).await;
        let (_, headers, body) = ask(&node, "/feeds/home", &[]).await;
        assert_eq!(headers["cache-control"], "public, no-cache");
        assert!(!headers.contains_key("set-cookie") && headers["vary"] == "Accept", "{headers:?}");
        let browser = node.signed_in().await;
        let cookies: Vec<String> = browser.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let (_, _, signed_in) = ask(&node, "/feeds/home", &[("cookie", &cookies.join("; ")), ("accept-language", "ar")]).await;
        assert_eq!(body, signed_in, "public only, whoever asks (PRIV-02)");
        let tag = headers["etag"].to_str().unwrap().to_owned();
        let (status, again, empty) = ask(&node, "/feeds/home", &[("if-none-match", &tag)]).await;
        assert_eq!((status, empty.as_str()), (304, ""));
        assert_eq!(again["etag"], tag.as_str());
        let changed = headers["last-modified"].to_str().unwrap().to_owned();
        assert!(httpdate::parse_http_date(&changed).is_ok(), "{changed}");
        node.withdraw(&gone.id).await;
        // Nothing in it is newer now, and yet it is another: whoever had it must learn of what was taken back.
        for header in [("if-none-match", tag.as_str()), ("if-modified-since", changed.as_str())] {
            let (status, _, body) = ask(&node, "/feeds/home", &[header]).await;
            assert_eq!(status, 200);
            assert!(!body.contains("taken back") && body.contains("Newer"), "{body}");
        }
    }

    async fn a_warning_stands_before_the_words_in_feeds_as_well(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let said = node.publish_form(Form {
            texts: vec![TextForm { language: "en".into(), title: "T".into(), summary: "S".into(), body: "Hard words.".into(), translator: String::new() }],
            ..form("T", "Hard words.", "public")
        }).await;
        node.node().db.write(move |c| {
            use diesel::prelude::*;
            use sofra_db::schema::statement;
            diesel::update(statement::table.find(&said.id)).set(statement::warning.eq("About violence")).execute(c)?;
            Ok::<_, sofra_domain::Error>(())
        }).await.unwrap();
        let home = feed(&node, "/feeds/home").await;
        assert_eq!(home.entries[0].summary.as_ref().unwrap().value, "About violence");
        assert!(home.entries[0].content.is_none());
    }
}
