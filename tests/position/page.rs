//! The pages: from a demand to a position that everybody reads.

use sofra_domain::account::Seat;
use sofra_domain::approval::Rule;

use super::R1;
use crate::on_both;
use crate::support::TestNode;

on_both! {
    async fn from_the_demand_to_the_position(backend: Backend) {
        let node = TestNode::start(backend, "kakuma").await;
        node.rule(Rule::TWO).await;
        node.person("member", Seat::Member).await;
        node.person("second", Seat::Officer).await;
        let mut member = node.signed_in_as("member").await;
        let page = member.get("/agenda/istanbul-2018/R1").await;
        assert!(page.text.contains("/positions/new?subject=urn%3Asofra%3Aagenda%3Aistanbul-2018%3AR1"), "{}", page.text);
        let query = "subject=urn%3Asofra%3Aagenda%3Aistanbul-2018%3AR1";
        let page = member.get(&format!("/positions/new?{query}")).await;
        assert!(page.text.contains("/desk/kakuma_org/positions/inside?") && !page.text.contains("/positions/own"));
        assert!(!page.text.contains("/desk/kakuma_org/positions/new?"), "a member proposes nothing");
        let page = member.get(&format!("/desk/kakuma_org/positions/inside?{query}")).await;
        let fields = [("stance", "oppose"), ("reasons", "said inside")];
        let page = member.submit(&page, "/desk/kakuma_org/positions/inside", &fields).await;
        assert!(page.text.contains("People inside can see what you think"), "{}", page.text);

        let mut host = node.signed_in().await;
        let page = host.get(&format!("/desk/kakuma_org/positions/new?{query}")).await;
        assert!(page.text.contains("said inside"), "the officer reads what members think");
        for word in ["Support", "Support with reservations", "Abstention", "Opposition"] {
            assert!(page.text.contains(&format!("<strong>{word}</strong>")), "one chooses {word} by its name");
        }
        let without = [("stance", "support-with-reservations"), ("audience", "public")];
        let page = host.submit(&page, "/desk/kakuma_org/positions/new", &without).await;
        assert_eq!(page.status, 422, "reservations are named");
        assert!(page.text.contains("value=\"support-with-reservations\" checked"), "{}", page.text);
        let with = [
            ("stance", "support-with-reservations"),
            ("audience", "public"),
            ("reasons.0.reasons", "Yes, but <b>not</b> so fast."),
            ("reasons.0.language", "en"),
        ];
        let page = host.submit(&page, "/desk/kakuma_org/positions/new", &with).await;
        assert!(page.text.contains("/decide") || page.text.contains("Needed"), "{}", page.text);
        assert!(node.stands(R1).await.is_none());

        let mut second = node.signed_in_as("second").await;
        let waits = second.get("/awaits").await;
        let path = waits.text.split("href=\"").find(|part| part.contains("/positions/proposals/")).expect("it waits");
        let path = path.split('"').next().expect("a path").to_owned();
        let page = second.get(&path).await;
        assert!(page.text.contains("Yes, but &lt;b&gt;not&lt;/b&gt; so fast.") || page.text.contains("Yes, but &#60;b&#62;not"), "{}", page.text);
        let action = page.text.split("action=\"").find(|part| part.contains("/decide")).expect("a form");
        let action = action.split('"').next().expect("an action").to_owned();
        second.submit(&page, &action, &[("do", "approve")]).await;
        let taken = node.stands(R1).await.expect("taken");

        let mut visitor = node.browser();
        let list = visitor.get("/positions").await;
        assert!(list.text.contains(&taken.path()) && !list.text.contains("said inside"), "{}", list.text);
        let page = visitor.get(&taken.path()).await;
        assert!(page.text.contains("Support with reservations") && page.text.contains("Two different officers"));
        for language in ["ar", "fr"] {
            let page = visitor.get(&format!("{}?lang={language}", taken.path())).await;
            assert_eq!(page.status, 200);
        }
        let other = visitor.get("/positions?stance=oppose").await;
        assert!(!other.text.contains(&taken.path()));

        // Withdrawn with a reason, by the same rule.
        let page = host.get(&format!("{}/withdraw", taken.path())).await;
        let page = host.submit(&page, &format!("{}/withdraw", taken.path()), &[("reason", "A new view")]).await;
        assert!(page.text.contains("Withdraw"), "{}", page.text);
        assert!(node.stands(R1).await.is_some(), "one officer alone withdraws nothing");
    }
}
