//! Seats in two organisations of one node, over HTTP.

use sofra_domain::account::{self, Role, Seat};
use sofra_domain::{Error, audit, seat};

use super::{account_of, come_in, establish, invite};
use crate::on_both;
use crate::support::TestNode;

on_both! {
    async fn two_organisations_from_the_first_link_to_the_last_officer(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let link = establish(&mut host, "voices", "Voices of the camp").await;
        let (mut officer, page) = come_in(&node, &link, "nour", "Nour").await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.path.starts_with("/desk/voices"), "{}", page.path);
        assert!(officer.get("/o/voices").await.text.contains("Voices of the camp"));
        // Whoever runs the node has no place at that table (NET-09).
        assert_eq!(host.get("/desk/voices").await.status, 404);
        assert_eq!(host.get("/desk/voices/members").await.status, 404);
        assert_eq!(officer.get("/desk/a_org/members").await.status, 404);
        assert_eq!(officer.get("/admin").await.status, 404);

        let link = invite(&mut officer, "voices", "editor").await;
        let (mut editor, page) = come_in(&node, &link, "samir", "Samir").await;
        assert_eq!(page.status, 200, "{}", page.text);
        let link = invite(&mut officer, "voices", "member").await;
        let (mut member, _) = come_in(&node, &link, "layla", "Layla").await;
        let members = member.get("/desk/voices/members").await;
        for name in ["Nour", "Samir", "Layla"] {
            assert!(members.text.contains(&format!("<bdi>{name}</bdi>")), "{}", members.text);
        }
        assert!(!members.text.contains("nour") && !members.text.contains("/invitations\""), "{}", members.text);
        assert!(editor.get("/compose").await.status == 200 && member.get("/compose").await.status == 403);

        // A seat changes, and the person is told.
        let page = officer.get("/desk/voices/members").await;
        let samir = account_of(&page, "Samir");
        let nour = account_of(&page, "Nour");
        let action = format!("/desk/voices/members/{samir}/seat");
        let done = officer.submit(&page, &action, &[("seat", "officer")]).await;
        assert_eq!(done.status, 200, "{}", done.text);
        assert!(editor.get("/desk/voices/members").await.text.contains("/desk/voices/members/invitations"));
        // The first officer leaves; the second cannot.
        let page = officer.get("/desk/voices/leave").await;
        let left = officer.submit(&page, "/desk/voices/leave", &[]).await;
        assert_eq!(left.status, 200, "{}", left.text);
        assert_eq!(officer.get("/desk/voices").await.status, 404);
        let page = editor.get("/desk/voices/leave").await;
        let stays = editor.submit(&page, "/desk/voices/leave", &[]).await;
        assert_eq!(stays.status, 409, "{}", stays.text);
        let page = editor.get("/desk/voices/members").await;
        let action = format!("/desk/voices/members/{samir}/seat");
        assert_eq!(editor.submit(&page, &action, &[("seat", "member")]).await.status, 409);
        // Somebody is removed; with the page still open, nothing works any more.
        let layla = account_of(&page, "Layla");
        let page = editor.get(&format!("/desk/voices/members/{layla}/remove")).await;
        let action = format!("/desk/voices/members/{layla}/remove");
        assert_eq!(editor.submit(&page, &action, &[("reason", "moved away")]).await.status, 200);
        assert_eq!(member.get("/desk/voices").await.status, 404);
        assert_eq!(editor.get(&format!("/desk/voices/members/{nour}/remove")).await.status, 404);
        // All of it is in the record, whole and without names.
        let lines = node.node().db.read(|c| {
            let (_, fault) = audit::store::check(c)?;
            assert!(fault.is_none());
            audit::store::page(c, None, None, 100)
        });
        let lines = lines.await.unwrap();
        for act in ["organisation.create", "invitation.create", "invitation.use", "seat.change", "seat.leave", "seat.remove"] {
            assert!(lines.iter().any(|line| line.act == act), "{act}");
        }
        assert!(lines.iter().all(|line| !format!("{line:?}").contains("Layla")), "{lines:?}");
    }

    async fn who_runs_the_node_appoints_only_where_nobody_is_left(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let link = establish(&mut host, "voices", "Voices").await;
        let (mut officer, _) = come_in(&node, &link, "nour", "Nour").await;
        let page = host.get("/admin/organisations").await;
        assert!(!page.text.contains("/admin/organisations/voices/appoint"), "{}", page.text);
        let token = page.text.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let refused = host
            .post("/admin/organisations/voices/appoint", &[("token", &token), ("login", "a_host")])
            .await;
        assert_eq!(refused.status, 409, "{}", refused.text);
        // The only officer is switched off: everything they had open ends at once.
        let people = host.get("/admin/people").await;
        let nour = people.text.split("<li class=\"card\">").find(|c| c.contains(">nour<")).unwrap();
        let at = nour.find("/admin/people/").unwrap() + "/admin/people/".len();
        let id = nour[at..at + 26].to_owned();
        let waiting = invite_before(&mut officer).await;
        let page = host.get(&format!("/admin/people/{id}/disable")).await;
        let done = host.submit(&page, &format!("/admin/people/{id}/disable"), &[("reason", "a lost phone")]).await;
        assert_eq!(done.status, 200, "{}", done.text);
        assert!(officer.get("/desk/voices").await.path.starts_with("/sign-in"));
        assert_eq!(node.browser().get(&waiting).await.status, 404, "their invitations opened nothing any more");
        // Not before it is sure that this was no way to get at the seat.
        node.clock.advance(sofra_base::clock::days(seat::store::STANDING_DAYS));
        let mut host = node.signed_in().await;
        let page = host.get("/admin/organisations").await;
        let done = host.submit(&page, "/admin/organisations/voices/appoint", &[("login", "a_host")]).await;
        assert_eq!(done.status, 200, "{}", done.text);
        assert_eq!(host.get("/desk/voices/members").await.status, 200);
    }

    async fn the_node_is_never_without_a_host(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let (who, now) = (node.who.clone(), node.clock.now());
        let own = who.account.clone();
        let refused = node.node().db.write(move |c| {
            let lost = account::actions::give_role(c, now, Some(&who), &own, Role::Member);
            assert!(matches!(lost, Err(Error::Conflict("error-last-host"))), "{lost:?}");
            let off = account::actions::disable(c, now, None, &own, "");
            assert!(matches!(off, Err(Error::Conflict("error-last-host"))), "{off:?}");
            Ok::<_, Error>(())
        });
        refused.await.unwrap();
    }

    async fn uni_06_nobody_in_an_organisation_has_the_name_of_another(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        for (name, sound) in [("A HOST", false), ("а host", false), ("a host ✓", false), ("Amal", true)] {
            let link = invite(&mut host, "a_org", "member").await;
            let (_, page) = come_in(&node, &link, "amal", name).await;
            assert_eq!(page.status == 200, sound, "{name}: {}", page.text);
            if !sound {
                assert_eq!(page.status, 422, "{name}");
                assert!(page.text.contains("id=\"name-error\""), "{}", page.text);
            }
        }
        // Nor does an organisation: by case, by width, by letters that look alike, with a mark that looks like a seal.
        let page = host.get("/admin/organisations").await;
        for name in ["A ORGANISATION", "ａ ｏｒｇａｎｉｓａｔｉｏｎ", "a organisatiоn", "a organisation ✅"] {
            let fields = [("name", name), ("username", "second"), ("about", ""), ("language", "en")];
            let refused = host.submit(&page, "/admin/organisations", &fields).await;
            assert_eq!(refused.status, 422, "{name}: {}", refused.text);
        }
        let seats = node.node().db.read({
            let id = node.organisation.clone();
            move |c| seat::store::members(c, &id)
        });
        let seats = seats.await.unwrap();
        assert_eq!(seats.iter().filter(|m| m.seat == Seat::Member).count(), 1);
    }
}

async fn invite_before(officer: &mut crate::support::Browser) -> String {
    invite(officer, "voices", "member").await
}
