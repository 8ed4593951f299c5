//! Media types of ActivityPub documents (ActivityPub, section 3.2).

/// The profile that makes JSON-LD an ActivityStreams document.
const PROFILE: &str = "https://www.w3.org/ns/activitystreams";

/// Whether a `Content-Type` says ActivityStreams: `application/activity+json`, or
/// `application/ld+json` with the ActivityStreams profile. Letter case, spaces, quotes and
/// other parameters such as `charset` make no difference.
///
/// Everything else is refused, plain `application/json` too: such a file may have been
/// uploaded by anybody (ORG-02).
pub fn is_activity_json(content_type: &str) -> bool {
    let (essence, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
    let essence = essence.trim();
    if essence.eq_ignore_ascii_case("application/activity+json") {
        return true;
    }
    if !essence.eq_ignore_ascii_case("application/ld+json") {
        return false;
    }
    let mut profiles = Parameters(parameters)
        .filter(|(name, _)| name.eq_ignore_ascii_case("profile"))
        .map(|(_, value)| value);
    match (profiles.next(), profiles.next()) {
        (Some(value), None) => value.split_ascii_whitespace().any(|profile| profile == PROFILE),
        _ => false,
    }
}

/// `; name=value; name="value"`, one after the other; ends at the first broken one.
struct Parameters<'a>(&'a str);

impl<'a> Iterator for Parameters<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.0.trim_start_matches([';', ' ', '\t']);
        let (name, rest) = text.split_once('=')?;
        let rest = rest.trim_start();
        let (value, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => rest.split_at(rest.find(';').unwrap_or(rest.len())),
        };
        self.0 = after;
        Some((name.trim(), value.trim()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use super::*;

    #[test]
    fn org_02_media_types() {
        for good in [
            "application/activity+json",
            "Application/Activity+JSON ; charset=utf-8",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/ld+json;profile=https://www.w3.org/ns/activitystreams",
            "APPLICATION/LD+JSON;charset=\"utf-8\" ; Profile = \"https://www.w3.org/ns/activitystreams\"",
            "application/ld+json; profile=\"x https://www.w3.org/ns/activitystreams\"; charset=utf-8",
        ] {
            assert!(is_activity_json(good), "{good}");
        }
        for bad in [
            "",
            "application/json",
            "text/plain",
            "image/png",
            "text/html",
            "application/ld+json",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams/x\"",
            "application/ld+json; charset=\"profile=https://www.w3.org/ns/activitystreams\"",
            "application/ld+json; profile=a; profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams",
            "text/plain; profile=\"https://www.w3.org/ns/activitystreams\"",
            "text/html; x=application/activity+json",
            "application/activity+jsonx",
            "application/activity+json, text/html",
        ] {
            assert!(!is_activity_json(bad), "{bad}");
        }
    }
}
