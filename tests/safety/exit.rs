//! Leaving quickly.

use crate::on_both;
use crate::support::{Network, TestNode};

fn header(page: &crate::support::browser::Page, name: &str) -> String {
    page.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
}

on_both! {
    async fn one_button_on_every_page_ends_the_session_and_leads_away(backend: Backend) {
        let mut network = Network::new(&["kakuma"]);
        let kakuma = network
            .start_with(backend, "kakuma", |c| {
                c.safety.exit.insert("default".into(), "https://weather.example/".into());
                c.safety.exit.insert("ar".into(), "https://weather.example/ar".into());
            })
            .await;
        let said = kakuma.publish("Water first", "Text").await;
        let path = said.uri.strip_prefix(&kakuma.base()).expect("ours").to_owned();
        // On every page, also before sign-in and where nothing is.
        let mut anybody = kakuma.browser();
        for page in ["/", "/sign-in", "/panic", "/agenda", "/nothing-here", "/statements/none", &path, "/o/kakuma_org"] {
            let page = anybody.get(page).await;
            assert!(page.text.contains("action=\"/exit\""), "{}", page.path);
            let policy = header(&page, "content-security-policy");
            assert!(policy.contains("form-action 'self' https://weather.example;"), "{policy}");
        }
        let mut host = kakuma.signed_in().await;
        for page in ["/timeline", "/settings", "/settings/panic", "/compose", "/admin/federation", "/nothing-here"] {
            let page = host.get(page).await;
            assert!(page.text.contains("action=\"/exit\""), "{}", page.path);
            assert!(header(&page, "cache-control").contains("no-store"), "{}", page.path);
        }
        let session = host.cookies().clone();
        let page = host.get("/settings").await;
        let gone = host.submit_once(&page, "/exit", &[]).await;
        assert_eq!((gone.status, header(&gone, "location").as_str()), (303, "https://weather.example/"));
        assert_eq!(header(&gone, "clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
        assert!(header(&gone, "cache-control").contains("no-store"));
        assert!(host.cookies().is_empty(), "{:?}", host.cookies());
        assert!(!session.is_empty());
        // The session is over on the server, not only forgotten by the browser.
        let mut thief = kakuma.browser();
        thief.adopt(&session);
        assert!(thief.get("/settings").await.path.starts_with("/sign-in"));
        // In the language of the pages; an anonymous reader is led away too.
        let mut reader = kakuma.browser();
        reader.languages = "ar".to_owned();
        let page = reader.get("/sign-in").await;
        assert_eq!(header(&reader.submit_once(&page, "/exit", &[]).await, "location"), "https://weather.example/ar");
    }

    async fn without_a_setting_it_leads_to_a_page_that_says_nothing(backend: Backend) {
        let kakuma = TestNode::start(backend, "kakuma").await;
        let mut host = kakuma.signed_in().await;
        let page = host.get("/timeline").await;
        let away = host.submit(&page, "/exit", &[]).await;
        assert_eq!((away.status, away.path.as_str()), (200, "/blank"));
        for word in ["Sofra", "sofra", "kakuma", "stylesheet", "href", "src"] {
            assert!(!away.text.contains(word), "{word}: {}", away.text);
        }
        assert!(header(&away, "cache-control").contains("no-store"));
        // Nothing on the way back.
        assert!(host.get("/timeline").await.path.starts_with("/sign-in"));
    }

    async fn auth_01_nobody_else_can_press_the_button(backend: Backend) {
        let kakuma = TestNode::start(backend, "kakuma").await;
        let mut host = kakuma.signed_in().await;
        // A link has no effect, there is no such page.
        assert_eq!(host.get_once("/exit").await.status, 404);
        // A request without the page's token leads away and ends nothing.
        let forged = host.post("/exit", &[]).await;
        assert_eq!(forged.path, "/blank");
        assert_eq!(host.get("/settings").await.path, "/settings", "still signed in");
        host.origin = Some("https://evil.example".to_owned());
        assert_eq!(host.post("/exit", &[]).await.status, 403);
        host.origin = None;
        assert_eq!(host.get("/settings").await.path, "/settings", "still signed in");
    }
}
