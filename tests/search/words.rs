//! Words in every language, and what is no word.

use sofra_base::text::seek;
use sofra_domain::actor::store as actors;
use sofra_domain::directory::store as directory;
use sofra_domain::viewer::Reader;

use super::{ask, finding, found, list, plain, publish};
use crate::on_both;
use crate::support::TestNode;

on_both! {
    async fn a_statement_is_found_in_every_language_and_spelling(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let one = publish(&node, &[
            ("en", "The right to work", "We ask for work permits in Kakuma."),
            ("ar", "حَقُّ العَمَلِ", "نطالب بتصاريح عمل لـلّاجئات واللاجئين في كاكوما، سنة ٢٠١٨."),
            ("fa", "حق کار", "ما می‌خواهیم کار کنیم؛ از سال ۱۳۹۷."),
            ("fr", "Le droit au travail", "Les réfugiées demandent des permis."),
        ]).await.id;
        let other = publish(&node, &[("my", "ဒုက္ခသည်များ၏ ပညာရေး", "ရိုဟင်ဂျာကလေးများ ကျောင်းတက်ခွင့် ရလိုကြသည်။")]).await.id;
        for words in [
            "work", "WORK permits", "the right to wo", "kakuma", "العمل", "حق العمل", "بتصاريح للاجئات", "كاكوما 2018", "ﻛﺎﻛﻮﻣﺎ",
            "می‌خواهیم", "ميخواهيم كار", "1397", "refugiees", "DROIT travail",
        ] {
            assert_eq!(found(&node, &Reader::Anyone, words).await, std::slice::from_ref(&one), "{words}");
        }
        for words in ["ပညာရေး", "ကျောင်း", "ရိုဟင်ဂျာ"] {
            assert_eq!(found(&node, &Reader::Anyone, words).await, std::slice::from_ref(&other), "{words}");
        }
        // All words in one text, and whole words but for the last.
        for words in ["work العمل", "wor right", "permit kakuma", "permits nairobi", "ပညာကျောင်း"] {
            assert!(found(&node, &Reader::Anyone, words).await.is_empty(), "{words}");
        }
        // What only stands in the mark-up is not said.
        assert!(found(&node, &Reader::Anyone, "noopener").await.is_empty());
        // The language of the text can be chosen.
        for (language, number) in [("en", 1), ("ar", 0), ("my", 0)] {
            let filter = sofra_domain::search::Filter {
                language: Some(language.to_owned()),
                ..sofra_domain::search::Filter::of_words("work")
            };
            let total = node.ask(move |c| sofra_domain::statement::find::count(c, &filter, &Reader::Anyone)).await;
            assert_eq!(total, number, "{language}");
        }
    }

    async fn every_word_of_a_text_finds_it(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let text = "Çocuklarımız okula gitmek istiyor; İstanbul’da 3,6 milyon kişi. Zarokên me dixwazin biçin dibistanê. \
                    ደሞዝ ለስደተኞች እንጠይቃለን። Мы просим право на труд. Θέλουμε δουλειά. ہم کام کرنا چاہتے ہیں۔ \
                    মানুষের অধিকার ২০২৪। น้ำสะอาดสำหรับทุกคน 難民の権利を求める foo-bar x2 e-mail@example.org 1e10 4.5.6";
        let id = publish(&node, &[("tr", "Her dilde", text)]).await.id;
        for word in text.split_whitespace() {
            if seek::sought(word).is_empty() {
                continue;
            }
            for spelling in [word.to_owned(), word.to_uppercase(), word.to_lowercase()] {
                assert_eq!(found(&node, &Reader::Anyone, &spelling).await, std::slice::from_ref(&id), "{spelling}");
            }
        }
    }

    async fn inj_02_dos_20_orders_to_the_engines_are_words(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let plain = publish(&node, &[("en", "Secret garden", "a b near rowid or not and col words")]).await.id;
        let longest = "w ".repeat(5000);
        for (query, expected) in [
            ("\" OR rowid>0 --", false), // no "0"
            ("words:secret", true),
            ("secret* OR", true),
            ("NEAR(a b)", true),
            ("NEAR(a b, 100000)", false),
            ("a NOT b", true),
            ("a & !b", true),
            ("b <-> a:*", true),
            ("'secret' | 'nothing'", false),
            ("se%_", true),
            ("^secret", true),
            ("-secret +garden", true),
            ("{words} : secret", true),
            ("secret\0garden", true),
            (longest.as_str(), true),
        ] {
            let ids = found(&node, &Reader::Anyone, query).await;
            assert_eq!(ids.contains(&plain), expected, "{query}");
        }
        // Where no word is left, nothing is looked for: the page shows all there is, and no error.
        for query in ["%22%27%3B--", "*", "%00", "%F0%9F%9A%A9", "%E2%80%AE", "%25%5F"] {
            let (status, _, _) = ask(&node, &format!("/search?q={query}"), &[]).await;
            assert_eq!(status, 200, "{query}");
            let (status, _, body) = ask(&node, &format!("/api/v1/search?q={query}"), &[]).await;
            assert_eq!(status, 200, "{query}: {body}");
        }
        let hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
        let (status, _, page) = ask(&node, &format!("/search?q={hostile}&author={hostile}&from={hostile}&kind={hostile}&after={hostile}"), &[]).await;
        assert_eq!(status, 200);
        assert!(!page.contains("<script"), "{page}");
    }

    async fn dos_14_visitors_search_within_a_measure_and_pages_are_bounded(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        for parameters in ["limit=41", "limit=-1", "limit=99999999999999999999", "before=x", "from=1900", "offset=7", "kind=account", "language=%00", "theme=x"] {
            let (status, _, body) = ask(&node, &format!("/api/v1/search?q=a&{parameters}"), &[]).await;
            assert_eq!(status, 400, "{parameters}: {body}");
        }
        let mut statuses = Vec::new();
        for _ in 0..320 {
            statuses.push(ask(&node, "/search?q=a", &[]).await.0);
        }
        assert_eq!(statuses.first(), Some(&200));
        assert_eq!(statuses.last(), Some(&429));
        // The form itself is always there, and members have a measure of their own.
        assert_eq!(ask(&node, "/search", &[]).await.0, 200);
        let mut browser = node.signed_in().await;
        assert_eq!(browser.get("/search?q=a").await.status, 200);
    }

    async fn organisations_are_found_if_they_chose_to_be(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let by = |words: &str| {
            let filter = directory::Filter { text: seek::sought(words), ..directory::Filter::default() };
            let now = node.clock.now();
            node.ask(move |c| directory::list(c, &filter, None, 20, now))
        };
        assert_eq!(by("organisation").await.total, 0);
        list(&node, true).await;
        assert_eq!(by("organisation").await.total, 1);
        let (at, who, id) = (node.node().app.at(), node.who.clone(), node.organisation.clone());
        let profile = sofra_domain::organisation::actions::Profile {
            texts: vec![
                ("en".to_owned(), "Circle".to_owned(), "We bake **bread**.".to_owned()),
                ("ar".to_owned(), "حلقة".to_owned(), "نخبز الخُبز.".to_owned()),
            ],
            approves_followers: false,
        };
        node.node().db.write(move |c| sofra_domain::organisation::actions::describe(c, &at, &who, &id, &profile)).await.unwrap();
        for (words, number) in [("organisation", 0), ("circle bread", 1), ("الخبز", 1), ("حلقه", 1), ("circle الخبز", 1), ("strong", 0)] {
            assert_eq!(by(words).await.total, number, "{words}");
        }
        let (_, _, page) = ask(&node, "/search?q=bread&kind=organisation", &[]).await;
        assert!(page.contains("1 of 1 in the directory") && page.contains("We bake"), "{page}");
        let id = node.organisation.clone();
        assert!(node.ask(move |c| actors::get(c, &id)).await.is_active());
        list(&node, false).await;
        for words in ["circle", "bread", ""] {
            assert_eq!(by(words).await.total, 0, "{words}");
        }
    }

    async fn the_page_says_how_many_of_how_many_and_marks_the_words(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        for n in 0..25 {
            publish(&node, &[("en", &format!("Bread {n}"), "We ask for <b>bread</b> & roses.")]).await;
        }
        publish(&node, &[("en", "Something else", "Water.")]).await;
        let mut browser = node.browser();
        let page = plain(&browser.get("/search?q=BREAD").await.text);
        assert!(page.contains("25 of 26 statements that you may read"), "{page}");
        assert!(page.contains("<mark>Bread</mark> 24") && page.contains("<mark>bread</mark>"), "{page}");
        assert!(page.contains("name=\"q\" type=\"search\" value=\"BREAD\""), "{page}");
        let older = page.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        let second = plain(&browser.get(&older).await.text);
        assert!(second.contains("<mark>Bread</mark> 0") && !second.contains("<mark>Bread</mark> 24"), "{second}");
        let none = plain(&browser.get("/search?q=zzz&country=KE").await.text);
        assert!(none.contains("0 of 26") && none.contains("Nothing was found") && none.contains("Look for the words alone"), "{none}");
        for (language, word) in [("ar", "البحث"), ("fr", "Recherche")] {
            // A browser of its own, because a chosen language is remembered.
            let page = plain(&node.browser().get(&format!("/search?q=bread&lang={language}")).await.text);
            assert!(page.contains(word) && page.contains("<mark>"), "{page}");
        }
        // The filters, one by one.
        let today = node.clock.now().day();
        for (query, number) in [
            ("author=a_org", 26), ("author=@a_org@a.test", 0), ("author=nobody", 0), ("country=KE", 0), ("demand=R1", 0),
            ("theme=urn:sofra:agenda:istanbul-2018:R", 0), ("language=en", 26), ("language=fr", 0),
            (&format!("from={today}&to={today}"), 26), ("to=2020-01-01", 0), ("from=2090-01-01", 0),
        ] {
            let page = plain(&browser.get(&format!("/search?{query}")).await.text);
            assert!(page.contains(&format!("{number} of 26 statements")), "{query}: {page}");
        }
        assert_eq!(finding(&node, &Reader::Anyone, "bread").await.all, 26);
    }
}
