//! The pages: from the desk to the register, and the reply of a body that has no account.

use sofra_domain::account::Seat as Role;
use sofra_domain::approval::Rule;

use crate::on_both;
use crate::support::TestNode;

fn found<'a>(text: &'a str, before: &str, part: &str) -> &'a str {
    let rest = text.split(before).find(|one| one.split('"').next().is_some_and(|value| value.contains(part)));
    rest.and_then(|one| one.split('"').next()).unwrap_or_else(|| panic!("no {part} in {text}"))
}

on_both! {
    async fn from_the_desk_to_the_register_and_to_the_reply(backend: Backend) {
        let node = TestNode::start(backend, "kakuma").await;
        node.rule(Rule::TWO).await;
        node.person("second", Role::Officer).await;
        let mut host = node.signed_in().await;
        let page = host.get("/desk/kakuma_org/seats/new").await;
        let action = "/desk/kakuma_org/seats/new";
        let half = [("body", "ExCom"), ("process", "A <b>conclusion</b>"), ("state", "refused"), ("day", "2026-01-05")];
        let page = host.submit(&page, action, &half).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("value=\"ExCom\"") && page.text.contains("Please say why it was refused."), "{}", page.text);
        let whole = [
            ("stage", "decision"), ("kind", "speaking"), ("audience", "public"), ("language", "en"),
            ("body", "ExCom"), ("process", "A <b>conclusion</b>"), ("state", "invited"), ("day", "2026-01-05"),
            ("refusal", ""), ("words", "By letter."), ("evidence", "https://body.example/letter"),
        ];
        let page = host.submit(&page, action, &whole).await;
        assert!(page.text.contains("It is proposed.") && page.text.contains("By letter."), "{}", page.text);
        let mut visitor = node.browser();
        assert!(visitor.get("/seats").await.text.contains("No seats yet"));

        let mut second = node.signed_in_as("second").await;
        let waits = second.get("/awaits").await;
        let path = found(&waits.text, "href=\"", "/seats/proposals/").to_owned();
        let page = second.get(&path).await;
        let decide = found(&page.text, "action=\"", "/decide").to_owned();
        second.submit(&page, &decide, &[("do", "approve")]).await;

        let list = visitor.get("/seats").await;
        let path = found(&list.text, "href=\"", "/seats/0").to_owned();
        for language in ["en", "fr", "ar"] {
            let page = visitor.get(&format!("{path}?lang={language}")).await;
            assert_eq!(page.status, 200);
            assert!(!page.text.contains("<b>conclusion"), "{}", page.text);
            assert!(page.text.contains("https://body.example/letter"), "{}", page.text);
            for other in ["/seats", "/seats/score", "/seats/score?stage=decision"] {
                let and = if other.contains('?') { '&' } else { '?' };
                assert_eq!(visitor.get(&format!("{other}{and}lang={language}")).await.status, 200);
            }
        }
        let page = visitor.get(&format!("{path}?lang=en")).await;
        assert!(!page.text.contains("/link\""), "only officers give links");

        // The link: made once, used once, by somebody without an account.
        node.rule(Rule::ONE).await;
        let page = host.get(&path).await;
        let make = found(&page.text, "href=\"", "/link").to_owned();
        let page = host.get(&make).await;
        let page = host.submit(&page, &make, &[]).await;
        let link = page.text.split("/seats/reply/").nth(1).and_then(|rest| rest.split('<').next()).expect("a link");
        let link = format!("/seats/reply/{}", link.trim());
        let mut body = node.browser();
        let page = body.get(&link).await;
        assert!(page.text.contains("recorded a seat at your table"), "{}", page.text);
        let page = body.submit(&page, &link, &[("name", "The bureau"), ("language", "en"), ("words", "")]).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("value=\"The bureau\""), "nothing typed is lost");
        let page = body.submit(&page, &link, &[("name", "The bureau"), ("language", "en"), ("words", "We <i>wrote</i> back.")]).await;
        assert!(page.text.contains("Your reply stands beside the record"), "{}", page.text);
        assert!(page.text.contains("The bureau") && !page.text.contains("<i>wrote"), "{}", page.text);
        assert_eq!(body.get(&link).await.status, 404);
        assert!(host.get("/notifications").await.text.contains("A body has replied"));

        // Withdrawn: the place where it stood says so, and the list is empty.
        let end = found(&host.get(&path).await.text, "href=\"", "/withdraw").to_owned();
        let page = host.get(&end).await;
        let page = host.submit(&page, &end, &[("reason", "")]).await;
        assert_eq!(page.status, 422);
        host.submit(&page, &end, &[("reason", "Recorded by mistake")]).await;
        assert!(visitor.get("/seats").await.text.contains("No seats yet"));
        let gone = visitor.get(&path).await;
        assert!(gone.text.contains("Withdrawn on") && !gone.text.contains("conclusion") && !gone.text.contains("The bureau"), "{}", gone.text);
    }
}
