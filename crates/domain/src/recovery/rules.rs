//! Pure decisions about getting back in.

use crate::account::{Identity, Role, Seat};

/// Takes an e-mail address in its plainest form (`addr-spec` of RFC 5322 with a dot-atom and a domain of letters,
/// digits and hyphens), so that no two programs can read it differently (AUTH-08): no quotes, no routes with `%` or
/// `!`, no comments, no numbers in brackets, ASCII alone. The domain comes back in small letters.
#[must_use]
pub fn address(typed: &str) -> Option<String> {
    let typed = typed.trim_matches(' ');
    let (local, domain) = typed.split_once('@')?;
    let atom = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-_='~^&#$*/?{}|".contains(&b))
    };
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let sound = local.len() <= 64
        && local.split('.').all(atom)
        && domain.len() <= 253
        && typed.len() <= 254
        && domain.contains('.')
        && domain.split('.').all(label)
        // A top level domain of digits alone would be an address in numbers.
        && domain.rsplit('.').next().is_some_and(|top| top.bytes().any(|b| b.is_ascii_alphabetic()));
    sound.then(|| format!("{local}@{}", domain.to_ascii_lowercase()))
}

/// Whether somebody may give another a link for a new password. A host may, for everybody else. An officer may for
/// members and editors who have seats in that officer's organisations and nowhere else: not for other officers, whose
/// word counts beside one's own, and not for those who look after the node.
#[must_use]
pub fn may_give_link(who: &Identity, to: &Identity) -> bool {
    if !who.may_write || who.account == to.account {
        return false;
    }
    who.is_host()
        || (to.role == Role::Member
            && !to.seats.is_empty()
            && to
                .seats
                .iter()
                .all(|(organisation, seat)| *seat != Seat::Officer && who.is_officer(organisation)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::ActorId;

    #[test]
    fn auth_08_only_plain_addresses_are_taken() {
        for (good, taken) in [
            ("amina@example.org", "amina@example.org"),
            (" a.b+sofra@Mail.Example.ORG ", "a.b+sofra@mail.example.org"),
            ("o'neil@xn--mgbh0fb.example", "o'neil@xn--mgbh0fb.example"),
        ] {
            assert_eq!(address(good).as_deref(), Some(taken));
        }
        let long = format!("{}@example.org", "a".repeat(65));
        for bad in [
            "",
            "amina",
            "@example.org",
            "amina@",
            "amina@localhost",
            "user%victim@a.example",
            "a!b@c.example",
            "\"a b\"@c.example",
            "a@b@c.example",
            "a b@c.example",
            "أمينة@example.org",
            "amina@مثال.example",
            "a..b@c.example",
            ".a@c.example",
            "a.@c.example",
            "a@c..example",
            "a@-c.example",
            "a@c-.example",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@c.example\r\nBcc: x@y.example",
            "a@c.example,b@d.example",
            "Amina <a@c.example>",
            "a@c.example\0",
            "a(x)@c.example",
            "a@c.example.",
            "a\t@c.example",
            &long,
        ] {
            assert_eq!(address(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn links_are_given_downwards_only() {
        let (own, other) = (ActorId::new(), ActorId::new());
        let who = |role, seats: &[(&ActorId, Seat)]| {
            Identity::with(role, seats.iter().map(|(id, seat)| ((*id).clone(), *seat)).collect())
        };
        let host = who(Role::Host, &[]);
        let officer = who(Role::Member, &[(&own, Seat::Officer)]);
        let editor = who(Role::Member, &[(&own, Seat::Editor)]);
        let member = who(Role::Member, &[(&own, Seat::Member)]);
        let elsewhere = who(Role::Member, &[(&own, Seat::Member), (&other, Seat::Member)]);
        let moderator = who(Role::Moderator, &[(&own, Seat::Member)]);
        let second = who(Role::Member, &[(&own, Seat::Officer)]);
        let nowhere = who(Role::Member, &[]);
        for to in [&officer, &editor, &member, &elsewhere, &moderator, &nowhere] {
            assert!(may_give_link(&host, to));
        }
        assert!(may_give_link(&officer, &member) && may_give_link(&officer, &editor));
        for to in [&host, &second, &elsewhere, &moderator, &nowhere, &officer] {
            assert!(!may_give_link(&officer, to));
        }
        for from in [&editor, &member, &moderator] {
            assert!(!may_give_link(from, &member) || from.account == host.account);
        }
        assert!(!may_give_link(&host, &host));
        assert!(!may_give_link(&Identity { may_write: false, ..host }, &member));
    }
}
