//! Searching, feeds and the week: what is found, and above all what is not.

mod digest;
mod feeds;
mod index;
mod positions;
mod private;
mod words;

use sofra_domain::account::{self, Identity, Seat};
use sofra_domain::actor::ActorId;
use sofra_domain::search::Filter;
use sofra_domain::statement::find::{self, Finding};
use sofra_domain::statement::rules::{Form, TextForm};
use sofra_domain::statement::{Statement, StatementId};
use sofra_domain::viewer::Reader;

use crate::support::TestNode;

/// What a reader finds by words.
async fn finding(node: &TestNode, reader: &Reader, words: &str) -> Finding {
    let (reader, filter) = (reader.clone(), Filter::of_words(words));
    node.ask(move |c| find::find(c, &filter, &reader, None, 100)).await
}

/// The statements that a reader finds, in no order.
async fn found(node: &TestNode, reader: &Reader, words: &str) -> Vec<StatementId> {
    let finding = finding(node, reader, words).await;
    assert_eq!(finding.list.total, finding.list.cards.len() as i64, "the number is that of what is shown");
    let mut ids: Vec<StatementId> = finding.list.cards.into_iter().map(|card| card.statement.id).collect();
    ids.sort();
    ids
}

/// An account, perhaps with a seat.
async fn somebody(node: &TestNode, login: &str, seat: Option<(ActorId, Seat)>) -> Identity {
    let (at, login) = (node.node().app.at(), login.to_owned());
    node.node()
        .db
        .write(move |c| {
            let id = crate::support::newcomer(c, at.now, &login, "-", account::Role::Member)?;
            if let Some((organisation, seat)) = seat {
                sofra_domain::seat::actions::give(c, at.now, &id, &organisation, seat)?;
            }
            account::store::identity(c, &id, true)
        })
        .await
        .expect("somebody")
}

/// Publishes texts in several languages: language, title, body; the first is the authentic one.
async fn publish(node: &TestNode, texts: &[(&str, &str, &str)]) -> Statement {
    let form = Form {
        kind: "statement".to_owned(),
        audience: "public".to_owned(),
        authentic: texts[0].0.to_owned(),
        texts: texts
            .iter()
            .enumerate()
            .map(|(n, (language, title, body))| TextForm {
                language: (*language).to_owned(),
                title: (*title).to_owned(),
                summary: "…".to_owned(),
                body: (*body).to_owned(),
                translator: if n == 0 { String::new() } else { "Somebody".to_owned() },
            })
            .collect(),
        ..Form::default()
    };
    node.publish_form(form).await
}

/// Lets the organisation of a node choose the directory, or leave it.
async fn list(node: &TestNode, listed: bool) {
    let (at, who, id) = (node.node().app.at(), node.who.clone(), node.organisation.clone());
    node.node()
        .db
        .write(move |c| sofra_domain::directory::actions::choose(c, &at, &who, &id, listed))
        .await
        .expect("chosen");
}

/// Without the marks that keep directions of writing apart: what is read on the screen.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// Asks for an address without a browser: status, headers, body.
async fn ask(
    node: &TestNode,
    path: &str,
    headers: &[(&str, &str)],
) -> (u16, reqwest::header::HeaderMap, String) {
    let host = node.config().domain.split(':').next().unwrap().to_owned();
    let client = reqwest::Client::builder().resolve(&host, node.address()).no_proxy().build().unwrap();
    let mut request = client.get(format!("{}{path}", node.base()));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    (status, headers, plain(&answer.text().await.unwrap()))
}
