//! The positions behind a figure.

use actix_web::web::Data;
use askama::Template;
use sofra_domain::Error;
use sofra_domain::cursor::Cursor;
use sofra_domain::overview::list::{self, Entry, Filter, List, PAGE};
use sofra_domain::overview::{Scope, View, store};
use sofra_domain::position::{Audience, Stance};
use sofra_domain::proof::Status;

use super::asked::{self, Asked};
use super::reader;
use super::shown::{Head, title};
use crate::App;
use crate::error::Outcome;
use crate::page::chart::stance_key;
use crate::page::show::{Speaker, Words};
use crate::page::{Page, ok};
use crate::viewer::{Viewer, parameter};

/// Weeks in one address at most.
const WEEKS: usize = 60;

/// A position in a list.
pub(super) struct EntryView {
    pub speaker: Speaker,
    pub stance: String,
    pub code: String,
    pub subject: Words,
    pub path: String,
    pub reasons: Option<Words>,
    pub day: String,
    pub date: String,
    pub host: String,
    pub url: Option<String>,
    pub members_only: bool,
    pub stale: bool,
    pub proof: &'static str,
}

/// The message that says what the proof of a position came to.
pub(super) const fn proof_key(status: Status) -> &'static str {
    match status {
        Status::Verified => "overview-proof-verified",
        Status::Unproven => "overview-proof-unproven",
        Status::Failed => "overview-proof-failed",
        Status::None => "overview-proof-none",
    }
}

impl EntryView {
    pub fn new(viewer: &Viewer, view: &View, entry: &Entry) -> Self {
        let (position, language) = (&entry.position, viewer.language);
        let (code, subject) = title(viewer, view, &position.subject);
        let now = view.named.get(&position.subject).map(|named| named.version.as_str()).unwrap_or_default();
        let reasons = Words::best(viewer, &entry.reasons, "");
        Self {
            speaker: Speaker::new(viewer, &entry.holder),
            stance: language.plain(stance_key(position.stance)),
            code,
            subject,
            path: position.path(),
            reasons: Some(reasons).filter(|words| !words.text.is_empty()),
            day: position.decided_at.day(),
            date: language.date(position.decided_at),
            host: entry.holder.host.clone(),
            url: (!position.local).then(|| position.page_url.clone().unwrap_or_else(|| position.uri.clone())),
            members_only: position.audience == Audience::Network,
            stale: !now.is_empty() && now != sofra_domain::overview::count::version(&position.subject_hash),
            proof: proof_key(entry.proof),
        }
    }
}

/// What the address says beyond the question: stances and weeks.
pub(crate) fn narrowed(asked: &Asked, subjects: Option<Vec<String>>, get: impl Fn(&str) -> String) -> Filter {
    let stance = get("stance");
    let stances = match stance.as_str() {
        "dissent" => vec![Stance::Reservations, Stance::Oppose],
        "agree" => vec![Stance::Support, Stance::Reservations],
        one => Stance::parse(one).into_iter().collect(),
    };
    let sound = |week: &&str| week.len() == 8 && week.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    Filter {
        scope: asked.question.scope.clone(),
        subjects,
        stances,
        who: asked.question.who.clone(),
        and: asked.question.and.clone(),
        weeks: get("week").split_whitespace().filter(sound).take(WEEKS).map(str::to_owned).collect(),
    }
}

#[derive(Template)]
#[template(path = "overview/positions.html")]
struct Show {
    page: Page,
    head: Head,
    entries: Vec<EntryView>,
    total: i64,
    stances: Vec<(String, String, bool)>,
    next: Option<String>,
    start: Option<String>,
    /// For feed readers: all public positions of the network, or of the node.
    feed: Option<String>,
}

/// `GET /overview/positions`
///
/// # Errors
/// 404 for what is not there.
pub async fn positions(app: Data<App>, viewer: Viewer) -> Outcome {
    let (query, now, who) = (viewer.query.clone(), viewer.now, reader(&viewer));
    let (asked, view, found): (Asked, View, List) = app
        .db
        .read(move |c| {
            let get = |name: &str| parameter(&query, name).unwrap_or_default();
            let mut asked = asked::read(c, &who, None, get)?;
            asked.question.named = 0;
            let subjects = store::subjects(c, &asked.question.scope, &asked.question.what)?;
            let filter = narrowed(&asked, subjects, get);
            let before = Cursor::parse(&get("before"));
            let found = list::list(c, &filter, before.as_ref(), PAGE)?;
            let mut view = store::view(c, now, asked.question.clone(), &who)?;
            store::name_more(c, &mut view, found.entries.iter().map(|e| e.position.subject.clone()), &who)?;
            Ok::<_, Error>((asked, view, found))
        })
        .await?;
    let language = viewer.language;
    let week = parameter(&viewer.query, "week").unwrap_or_default();
    let chosen = parameter(&viewer.query, "stance").unwrap_or_default();
    let link = |stance: &str| asked.link("/overview/positions", &[("stance", stance), ("week", &week)]);
    let mut stances = vec![(link(""), language.plain("overview-all-stances"), chosen.is_empty())];
    stances.extend(Stance::ALL.iter().map(|stance| {
        (link(stance.as_str()), language.plain(stance_key(*stance)), chosen == stance.as_str())
    }));
    stances.push((link("dissent"), language.plain("overview-dissent"), chosen == "dissent"));
    let is_first = parameter(&viewer.query, "before").is_none();
    let next = found.next.as_ref().map(|cursor| {
        let pairs = [("stance", chosen.as_str()), ("week", &week), ("before", &cursor.to_string())];
        asked.link("/overview/positions", &pairs)
    });
    let show = Show {
        page: Page::new(&viewer, language.plain("overview-positions")).under("overview"),
        head: Head::new(&viewer, &asked, &view, "/overview/positions"),
        entries: found.entries.iter().map(|entry| EntryView::new(&viewer, &view, entry)).collect(),
        total: found.total,
        start: (!is_first).then(|| link(&chosen)),
        stances,
        next,
        feed: match &asked.question.scope {
            Scope::All => Some(format!("/feeds/positions?lang={}", language.as_str())),
            Scope::Public(id) => Some(format!("/feeds/networks/{id}/positions?lang={}", language.as_str())),
            Scope::Members(_) => None,
        },
    };
    ok(&viewer, &show)
}
