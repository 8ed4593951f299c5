//! Calls for positions: an `Article` with `callSubjects` ⇄ [`sofra_domain::network::call`].

use serde_json::{Map, Value, json};
use sofra_base::clock::Timestamp;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;
use sofra_domain::Site;
use sofra_domain::network::call::receive::Incoming;
use sofra_domain::network::call::rules;
use sofra_domain::network::call::store::View;
use sofra_domain::network::model::CallState;

use super::actor::localized;
use super::statement::network_of;
use super::{context, first_text, list, text, type_in};
use crate::activity::envelope;
use crate::uri::{Uri, UriPolicy};

/// To whom a call is addressed: the network, whose node passes it on to all members.
#[must_use]
pub fn addressing(view: &View) -> Vec<String> {
    vec![view.network.uri.clone(), network_of(&view.author.uri)]
}

/// A call of this node as others read it, without its context.
#[must_use]
pub fn to_json(view: &View, site: &Site) -> Value {
    let call = &view.call;
    let mut document = json!({
        "id": call.uri,
        "type": "Article",
        "attributedTo": view.author.uri,
        "url": call.uri,
        "to": addressing(view),
        "audience": [view.network.uri],
        "mediaType": "text/html",
        "authenticLanguage": call.authentic.as_str(),
        "published": call.published_at.unwrap_or(call.created_at).to_rfc3339_exact(),
        "updated": call.updated_at.to_rfc3339_exact(),
        "endTime": call.deadline_at.to_rfc3339(),
        "callState": call.state.as_str()
    });
    let subjects = view
        .subjects
        .iter()
        .map(|one| json!({"subject": one.subject, "subjectHash": one.subject_hash}))
        .collect::<Vec<_>>();
    document["callSubjects"] = subjects.into();
    let each = |take: &dyn Fn(&str, &str) -> String| -> Value {
        let entries = view.texts.iter();
        Value::Object(
            entries
                .map(|(language, words)| (language.to_string(), take(&words.title, &words.body).into()))
                .collect::<Map<_, _>>(),
        )
    };
    document["nameMap"] = each(&|title, _| title.to_owned());
    document["contentMap"] = each(&|_, body| html(body));
    document["summaryMap"] = each(&|title, _| format!("{}: {title} {}", view.author.name, call.uri));
    if let Some(words) = view.texts.get(&call.authentic) {
        document["name"] = words.title.as_str().into();
        document["content"] = html(&words.body).into();
        document["summary"] = format!("{}: {} {}", view.author.name, words.title, call.uri).into();
    }
    let _ = site;
    document
}

/// The same with its context, as it is fetched.
#[must_use]
pub fn to_document(view: &View, site: &Site) -> Value {
    let mut document = to_json(view, site);
    document["@context"] = context::of_object();
    document
}

fn html(plain: &str) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    plain
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| format!("<p>{}</p>", escape(paragraph).replace('\n', "<br>")))
        .collect()
}

/// The activity that tells of it.
#[must_use]
pub fn activity(id: &str, verb: &str, view: &View, site: &Site) -> Value {
    let object = to_json(view, site);
    let mut activity = envelope(id, verb, &view.author, object, addressing(view), Vec::new());
    activity["audience"] = json!([view.network.uri]);
    activity
}

/// Whether a document is a call rather than a statement.
#[must_use]
pub fn is_call(document: &Value) -> bool {
    type_in(document, &["Article"]).is_some() && document.get("callSubjects").is_some()
}

/// Reads a call.
///
/// # Errors
/// A code that names what is wrong.
pub fn parse(document: &Value, policy: UriPolicy) -> Result<Incoming, &'static str> {
    let address = |name: &str| first_text(document.get(name)).and_then(|t| Uri::parse(t, policy).ok());
    let uri = text(document, "id").and_then(|t| Uri::parse(t, policy).ok()).ok_or("object-id")?;
    let author = address("attributedTo").ok_or("object-author")?;
    if !author.same_origin(&uri) {
        return Err("object-origin");
    }
    let time = |name: &str| text(document, name).and_then(Timestamp::parse_rfc3339);
    let titles =
        localized(document.get("nameMap"), |title| sanitise::truncate(&sanitise::line(title), rules::TITLE));
    let bodies = localized(document.get("contentMap"), |body| {
        sanitise::truncate(&sanitise::plain_text(&sanitise::remote_html(body)), rules::BODY)
    });
    let texts: Localized<(String, String)> = titles
        .iter()
        .map(|(language, title)| {
            (language.clone(), (title.clone(), bodies.get(language).cloned().unwrap_or_default()))
        })
        .collect();
    let authentic = text(document, "authenticLanguage")
        .and_then(|tag| tag.parse::<LanguageTag>().ok())
        .filter(|tag| texts.get(tag).is_some())
        .or_else(|| texts.languages().next().cloned())
        .ok_or("object-empty")?;
    let subjects: Vec<(String, String)> = list(document.get("callSubjects"))
        .iter()
        .take(rules::SUBJECTS)
        .filter_map(|one| {
            let identity = text(one, "subject")?.trim();
            let hash = text(one, "subjectHash").unwrap_or_default();
            let is_sound =
                identity.len() <= 2_000 && hash.len() <= 128 && !identity.chars().any(char::is_control);
            (is_sound && !identity.is_empty()).then(|| (identity.to_owned(), hash.to_owned()))
        })
        .collect();
    if subjects.is_empty() {
        return Err("call-subjects");
    }
    let published = time("published").ok_or("call-time")?;
    let networks = ["audience", "to", "cc"]
        .iter()
        .flat_map(|name| list(document.get(*name)))
        .filter_map(|entry| first_text(Some(entry)))
        .filter_map(|t| Uri::parse(t, policy).ok())
        .take(20)
        .map(|uri| uri.to_string());
    Ok(Incoming {
        author: author.to_string(),
        networks: networks.collect(),
        authentic,
        texts,
        subjects,
        deadline: time("endTime").ok_or("call-time")?,
        cancelled: text(document, "callState") == Some(CallState::Cancelled.as_str()),
        updated: time("updated").unwrap_or(published).max(published),
        published,
        uri: uri.to_string(),
    })
}
