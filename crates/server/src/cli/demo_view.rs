//! What the nodes of the demonstration make of their network, each for itself, and what there is to open.

use sofra_domain::account::{self, Identity};
use sofra_domain::actor::ActorId;
use sofra_domain::network::CallId;
use sofra_domain::overview::store::{Line, Question, Voices, What};
use sofra_domain::overview::{self, Scope};
use sofra_domain::viewer::Reader;

use super::demo::{Table, wait};
use super::demo_answers::USERNAME;
use super::demo_cast::GUESTS;
use super::demo_network::Shown;

/// What a node makes of the call, apart from what is only its own.
#[derive(Debug, PartialEq, Eq)]
struct Figures {
    voices: Voices,
    lines: Vec<Line>,
    /// Of what everybody may see of the network.
    digest: String,
}

async fn figures(table: &Table, network: ActorId, call: CallId) -> anyhow::Result<Figures> {
    let reader = Reader::Account(account_now(table).await?);
    let at = table.node.app.at();
    Ok(table
        .node
        .db
        .read(move |c| {
            let of_call =
                Question { what: What::Call(call), ..Question::all(Scope::Members(network.clone())) };
            let view = overview::store::view(c, at.now, of_call, &reader)?;
            let public = Question::all(Scope::Public(network));
            let taken = overview::export::take(c, &at, public, &Reader::Anyone)?;
            let mut lines = view.lines;
            lines.sort_by(|a, b| a.subject.cmp(&b.subject));
            Ok::<_, sofra_domain::Error>(Figures { voices: view.voices, lines, digest: taken.digest })
        })
        .await?)
}

/// The account of the node's host, with the seats it has by now.
async fn account_now(table: &Table) -> anyhow::Result<Identity> {
    let account = table.who.account.clone();
    Ok(table.node.db.read(move |c| account::store::identity(c, &account, true)).await?)
}

/// Waits until all nodes come to the same figures, and those that are expected: members, who answered, positions.
pub async fn agree(
    tables: &[Table],
    shown: &Shown,
    calls: &[CallId],
    (members, answered, positions): (i64, i64, i64),
) -> anyhow::Result<()> {
    let what = format!(
        "all nodes come to one view: {answered} of {members} members answered, {positions} positions"
    );
    wait(&what, || async {
        let mut first = None;
        for ((table, network), call) in tables.iter().zip(&shown.ids).zip(calls) {
            let found = figures(table, network.clone(), call.clone()).await?;
            let all: i64 = found.lines.iter().map(|line| line.stances.all()).sum();
            let as_expected =
                (found.voices.members, found.voices.spoken, all) == (members, answered, positions);
            if !as_expected || first.as_ref().is_some_and(|first| *first != found) {
                return Ok(false);
            }
            first = Some(found);
        }
        Ok(true)
    })
    .await
}

/// What there is to open, for people to click on.
pub fn links(tables: &[Table], shown: &Shown, calls: &[CallId]) -> anyhow::Result<Vec<String>> {
    let home = &shown.voices[0];
    let (base, id, call) = (&tables[home.table].node.base_url, &shown.ids[home.table], &calls[home.table]);
    let public = format!("network={id}&part=public");
    let members = format!("network={id}&part=members&call={call}");
    let away = tables.len() - 1;
    let mut lines = vec![
        format!("The network:               {base}/o/{USERNAME}"),
        format!("  what it thinks:          {base}/o/{USERNAME}/overview"),
        format!(
            "  the same, from Athens:   {}/actors/{}/overview",
            tables[away].node.base_url, shown.ids[away]
        ),
        format!("  to print:                {base}/overview/print?{public}"),
        format!("  as a document, a table:  {base}/overview/export.docx?{public}"),
        format!("                           {base}/overview/export.xlsx?{public}"),
        format!("  to check (sofra verify): {base}/overview/export.json?{public}"),
        format!("For members, signed in as {}:", tables[home.table].cast.login),
        format!("  the call:                {base}/calls/{call}"),
        format!("  what is answered:        {base}/overview?{members}"),
        format!("  what waits for them:     {base}/awaits"),
    ];
    for (place, table) in tables.iter().enumerate() {
        let names: Vec<String> = GUESTS
            .iter()
            .filter(|guest| guest.node == place)
            .map(|guest| format!("{} ({})", guest.login, guest.name))
            .collect();
        lines.push(format!(
            "Also at {}, each with the password from above: {}",
            table.node.base_url,
            names.join(", ")
        ));
    }
    let second = shown.voices.iter().filter_map(|voice| voice.officers.get(1).map(|_| voice.username));
    lines.push(format!("Those with more than one officer: {}", second.collect::<Vec<_>>().join(", ")));
    Ok(lines)
}
