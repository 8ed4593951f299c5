//! How something that is done in an organisation's name is approved, for those inside: the page of a statement's
//! approval with what is said about it, and the steps that every proposal has.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::clock::Timestamp;
use sofra_domain::account::{Identity, Seat};
use sofra_domain::actor;
use sofra_domain::approval::comment::LONGEST;
use sofra_domain::approval::model::Comment;
use sofra_domain::approval::rules::{Outcome, Tally};
use sofra_domain::approval::{
    Decision, Proposal, ProposalId, ProposalState, Rule, RuleKind, Subject, Vote, actions, comment, store,
};
use sofra_domain::notification;
use sofra_domain::statement::{self, State, StatementId, View};
use sofra_domain::{AnyConnection, Error, Result, mandate, media};

use super::compare::{Revised, revised};
use super::facts::MandateView;
use super::show::{Speaker, Words};
use super::{Page, ok, redirect, respond, unlisted};
use crate::App;
use crate::error::{Failure, Outcome as Answer};
use crate::form::{Errors, Form};
use crate::i18n::{Arg, Language};
use crate::viewer::Viewer;

/// A proposal with all that its page shows.
pub struct Read {
    proposal: Proposal,
    tally: Tally,
    rule: Rule,
    votes: Vec<(Vote, Option<String>)>,
    proposer: Option<String>,
    finisher: Option<String>,
}

impl Read {
    /// Reads what belongs to a proposal.
    ///
    /// # Errors
    /// The database's own.
    pub fn load(c: &mut AnyConnection, proposal: Proposal) -> Result<Self> {
        let mut votes = Vec::new();
        for vote in store::votes(c, &proposal.id)? {
            let name = store::inner_name(c, Some(&vote.account_id))?;
            votes.push((vote, name));
        }
        Ok(Self {
            tally: store::tally(c, &proposal)?,
            rule: store::rule(c, &proposal.organisation_id)?,
            proposer: store::inner_name(c, proposal.proposed_by.as_ref())?,
            finisher: store::inner_name(c, proposal.done_by.as_ref())?,
            votes,
            proposal,
        })
    }

    /// What is proposed.
    #[must_use]
    pub fn kind(&self) -> Subject {
        self.proposal.kind
    }

    /// How far it has come.
    #[must_use]
    pub fn state(&self) -> ProposalState {
        self.proposal.state
    }

    /// The rule that it holds, if it is about one.
    #[must_use]
    pub fn pending_rule(&self) -> Option<Rule> {
        actions::pending_rule(&self.proposal).ok()
    }

    /// The proposal itself.
    #[must_use]
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// All that was proposed about a row, the newest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn all(c: &mut AnyConnection, object: &str) -> Result<Vec<Self>> {
        let mut found = Vec::new();
        for proposal in store::all_about(c, object)?.into_iter().rev() {
            found.push(Self::load(c, proposal)?);
        }
        Ok(found)
    }
}

/// A proposal in words.
pub struct ProposalView {
    /// Its path for the steps.
    pub action: String,
    /// What approvals bind to.
    pub seen: String,
    /// What is proposed.
    pub title: String,
    /// How far it has come, in a word.
    pub state: String,
    /// The class of the badge.
    pub badge: &'static str,
    /// Who proposed it, and when.
    pub proposed: String,
    /// The count, in numbers.
    pub count: String,
    /// What the rule asks for.
    pub rule: String,
    /// Whether it waits.
    pub open: bool,
    /// What happens once it is approved.
    pub next: String,
    /// Who decided what, when and why.
    pub votes: Vec<(String, String)>,
    /// Who took the last step, and when.
    pub done: String,
    /// Whether the reader decides about it.
    pub may_decide: bool,
    /// Whether there is a vote, in which one can abstain.
    pub is_vote: bool,
    /// Whether the reader can take the last step.
    pub may_finish: bool,
    /// The words on the button of the last step.
    pub finish: String,
    /// Whether the reader can take it back.
    pub may_take_back: bool,
}

impl ProposalView {
    /// As somebody inside sees it.
    #[must_use]
    pub fn new(viewer: &Viewer, who: &Identity, read: &Read) -> Self {
        let language = viewer.language;
        let Read { proposal, tally, rule, votes, .. } = read;
        let name = |name: &Option<String>| name.clone().unwrap_or_else(|| language.t("approval-somebody"));
        let open = proposal.state == ProposalState::Open;
        let approved = tally.outcome == Outcome::Approved;
        let (state, badge) = match proposal.state {
            ProposalState::Open if approved => ("approval-state-approved", " badge-well"),
            ProposalState::Open => ("approval-state-open", ""),
            ProposalState::Done => ("approval-state-done", " badge-well"),
            ProposalState::Rejected => ("approval-state-rejected", " badge-alert"),
            ProposalState::Void => ("approval-state-void", " badge-alert"),
        };
        let may_decide = who.may_write && proposal.may_be_decided_by(who);
        let is_own_seat = proposal.concerned().as_ref() == Some(&who.account);
        let counts = |vote: &Vote| vote.content_hash == proposal.content_hash;
        Self {
            action: format!("/proposals/{}", proposal.id),
            seen: proposal.content_hash.clone(),
            title: language.t(subject_key(proposal.kind)),
            state: language.t(state),
            badge,
            proposed: language.t2(
                "approval-proposed-by",
                "name",
                name(&read.proposer),
                "when",
                when(language, proposal.proposed_at),
            ),
            count: count(language, *rule, tally),
            rule: rule_words(language, *rule),
            open,
            next: language.t(match proposal.at_once {
                _ if is_own_seat => "people-seat-own",
                true => "approval-next-at-once",
                false => "approval-next-step",
            }),
            votes: votes
                .iter()
                .filter(|(vote, _)| counts(vote))
                .map(|(vote, voter)| {
                    let key = match vote.decision {
                        Decision::Approve => "approval-vote-approve",
                        Decision::Reject => "approval-vote-reject",
                        Decision::Abstain => "approval-vote-abstain",
                    };
                    let words =
                        language.t2(key, "name", name(voter), "when", when(language, vote.created_at));
                    (words, vote.reason.clone())
                })
                .collect(),
            done: match (proposal.state, proposal.done_at) {
                (ProposalState::Done, Some(at)) => {
                    language.t2("approval-done-by", "name", name(&read.finisher), "when", when(language, at))
                }
                (ProposalState::Void, Some(at)) => {
                    language.t2("approval-void-by", "name", name(&read.finisher), "when", when(language, at))
                }
                _ => String::new(),
            },
            may_decide: open
                && may_decide
                && !votes.iter().any(|(vote, _)| counts(vote) && vote.account_id == who.account),
            is_vote: rule.kind == RuleKind::Vote,
            finish: language.t(match proposal.kind {
                Subject::Statement | Subject::Revision => "approval-finish",
                _ => "approval-finish-other",
            }),
            may_finish: open && approved && who.may_write && proposal.may_be_finished_by(who),
            may_take_back: open && who.may_write && proposal.may_be_taken_back_by(who),
        }
    }
}

fn when(language: Language, at: Timestamp) -> String {
    language.date_time(at)
}

/// What is proposed, in words.
#[must_use]
pub fn subject_key(kind: Subject) -> &'static str {
    match kind {
        Subject::Statement => "approval-subject-statement",
        Subject::Revision => "approval-subject-revision",
        Subject::Withdrawal => "approval-subject-withdrawal",
        Subject::Rule => "approval-subject-rule",
        Subject::Mandate => "approval-subject-mandate",
        Subject::Seat => "approval-subject-seat",
        Subject::Move => "approval-subject-move",
        Subject::Home => "approval-subject-home",
        Subject::Position => "approval-subject-position",
        Subject::PositionWithdrawal => "approval-subject-position-withdrawal",
        Subject::NetworkAct => "approval-subject-network-act",
        Subject::Place => "approval-subject-place",
    }
}

/// A rule in a sentence.
#[must_use]
pub fn rule_words(language: Language, rule: Rule) -> String {
    match rule.kind {
        RuleKind::One => language.t("approval-rule-one"),
        RuleKind::Two => language.t("approval-rule-two"),
        RuleKind::Vote => {
            language.t2("approval-rule-vote", "quorum", rule.quorum, "threshold", rule.threshold)
        }
    }
}

/// A count in numbers.
#[must_use]
pub fn count(language: Language, rule: Rule, tally: &Tally) -> String {
    let args: [(&str, &dyn Arg); 6] = [
        ("officers", &tally.officers),
        ("approving", &tally.approving),
        ("rejecting", &tally.rejecting),
        ("abstaining", &tally.abstaining),
        ("cast", &tally.cast()),
        ("needed", &tally.needed),
    ];
    let key = if rule.kind == RuleKind::Vote { "approval-count-vote" } else { "approval-count" };
    language.message(key, &args, true)
}

#[derive(Template)]
#[template(path = "approval.html")]
struct Show {
    page: Page,
    speaker: Speaker,
    path: String,
    title: Words,
    draft: bool,
    written: String,
    proposals: Vec<ProposalView>,
    /// A revision that waits, against what is published.
    pending: Vec<Revised>,
    /// What its writer says about it.
    note: String,
    reason: String,
    history: Vec<ProposalView>,
    comments: Vec<CommentView>,
    may_comment: bool,
    longest: usize,
    may_propose: bool,
    audience: String,
    under: Option<MandateView>,
    images: Vec<(String, String)>,
    /// Who is to be named as the writer.
    writer: Option<String>,
}

struct CommentView {
    by: String,
    body: String,
}

/// `GET /statements/{id}/approval`
///
/// # Errors
/// 404 for whoever has no seat.
pub async fn show(app: Data<App>, viewer: Viewer, id: Path<String>) -> Answer {
    let who = viewer.signed_in()?.clone();
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    let asking = who.clone();
    let ((view, under, images), proposals, comments, writer, unseen) = app
        .db
        .read(move |c| {
            let listed = comment::list(c, &asking, &id)?;
            let found = statement::store::get(c, &id)?;
            if asking.seat(&found.author_id).is_none() || found.state == State::Withdrawn {
                return Err(Error::NotFound);
            }
            let mut comments: Vec<(Comment, Option<String>)> = Vec::new();
            for one in listed {
                let name = store::inner_name(c, one.account_id.as_ref())?;
                comments.push((one, name));
            }
            let writer = store::inner_name(c, found.written_by.as_ref())?;
            let proposals = Read::all(c, id.as_str())?;
            let unseen = notification::store::unseen(c, &asking)?;
            let view = statement::store::view(c, found, None)?;
            let under = match &view.mandate {
                Some(uri) => mandate::store::by_uri(c, &view.author.id, uri)?,
                None => None,
            };
            // The pictures of a revision that waits: whoever decides about it sees them.
            let mut images = Vec::new();
            for read in proposals.iter().filter(|r: &&Read| r.state() == ProposalState::Open) {
                if read.kind() == Subject::Revision {
                    for image in actions::pending_revision(&read.proposal)?.form.images {
                        if let Some(id) = media::MediaId::parse(&image.media) {
                            images.push((media::store::get(c, &id)?, image.alt));
                        }
                    }
                }
            }
            Ok(((view, under, images), proposals, comments, writer, unseen))
        })
        .await?;
    if unseen > 0 {
        let (now, link) = (viewer.now, format!("{}/approval", view.statement.path()));
        let seeing = who.clone();
        app.db.write(move |c| notification::actions::see(c, now, &seeing, Some(&link))).await?;
    }
    let language = viewer.language;
    let text = view.text(&viewer.languages)?;
    let somebody = || language.t("approval-somebody");
    let open: Vec<&Read> = proposals.iter().filter(|r| r.proposal.state == ProposalState::Open).collect();
    let waits = |kind: Subject| open.iter().find(|r| r.proposal.kind == kind).map(|r| &r.proposal);
    let draft = view.statement.state == State::Draft;
    let pending = waits(Subject::Revision).map(actions::pending_revision).transpose()?;
    let show = Show {
        page: Page::new(&viewer, language.plain1("approval-title", "title", &text.title)).under("awaits"),
        speaker: Speaker::new(&viewer, &view.author),
        path: view.statement.path(),
        title: Words::new(language, &text.language, &text.title),
        draft,
        written: language.t2(
            "approval-written-by",
            "name",
            writer.unwrap_or_else(somebody),
            "when",
            when(language, view.statement.created_at),
        ),
        pending: pending.as_ref().map(|p| revised(language, &view, &p.form)).unwrap_or_default(),
        note: pending.map(|p| p.form.note).unwrap_or_default(),
        audience: super::show::audience(language, view.statement.audience),
        writer: view.writer.as_ref().map(|writer| writer.name.clone()),
        under: under.as_ref().map(|found| MandateView::of(&viewer, found, &view.author.username, false)),
        images: images
            .into_iter()
            .map(|(file, alt)| {
                let ending = sofra_domain::site::extension(&file.media_type);
                (format!("/media/{}.{ending}", file.name), alt)
            })
            .collect(),
        reason: waits(Subject::Withdrawal).map(|p| p.content.clone()).unwrap_or_default(),
        may_comment: who.may_write && (draft || !open.is_empty()),
        longest: LONGEST,
        may_propose: draft
            && open.is_empty()
            && matches!(who.seat(&view.statement.author_id), Some(Seat::Officer | Seat::Editor)),
        comments: comments
            .into_iter()
            .map(|(one, name)| CommentView {
                by: language.t2(
                    "approval-comment-by",
                    "name",
                    name.unwrap_or_else(somebody),
                    "when",
                    when(language, one.created_at),
                ),
                body: one.body,
            })
            .collect(),
        proposals: open.iter().map(|read| ProposalView::new(&viewer, &who, read)).collect(),
        history: proposals
            .iter()
            .filter(|read| read.proposal.state != ProposalState::Open)
            .map(|read| ProposalView::new(&viewer, &who, read))
            .collect(),
    };
    ok(&viewer, &show).map(unlisted)
}

/// Where a proposal is decided about.
async fn path_of(app: &App, proposal: &Proposal) -> std::result::Result<String, Failure> {
    let (id, found) = (proposal.organisation_id.clone(), proposal.clone());
    let username = app.db.read(move |c| actor::store::get(c, &id)).await?.username;
    Ok(found.path(&username))
}

/// About an officer's seat, or where the organisation lives, nobody says yes without having proved lately who they are: a
/// yes there gives away as much as a seat does.
async fn must_be_proven(
    app: &App,
    viewer: &Viewer,
    id: &ProposalId,
) -> std::result::Result<Proposal, Failure> {
    let (who, id) = (viewer.signed_in()?.clone(), id.clone());
    let found = app.db.read(move |c| actions::inside(c, &who, &id)).await?;
    let weighty = matches!(found.kind, Subject::Seat | Subject::Move | Subject::Home);
    if weighty && found.may_be_decided_by(viewer.signed_in()?) {
        viewer.lately(&path_of(app, &found).await?)?;
    }
    Ok(found)
}

/// `POST /proposals/{id}/decide`
///
/// # Errors
/// 404 for whoever is not inside, 403 for whoever is no officer, 409 when it changed.
pub async fn decide(app: Data<App>, form: Form, id: Path<String>) -> Answer {
    let Form { fields, viewer } = form;
    let id = ProposalId::parse(&id).ok_or_else(Failure::not_found)?;
    let decision = Decision::parse(fields.get("do")).ok_or_else(Failure::unreadable)?;
    let (at, who) = (app.at(), viewer.signed_in()?.clone());
    let (seen, reason) = (fields.get("seen").to_owned(), fields.get("reason").to_owned());
    if decision == Decision::Approve {
        let found = must_be_proven(&app, &viewer, &id).await?;
        if found.kind == Subject::Move {
            // Asked for once more: between proposing and deciding it may have changed its word.
            app.resolver.refresh(&sofra_domain::moving::actions::other_end(&found)?.actor).await?;
        }
    }
    let (of, typed) = (id.clone(), (reason.clone(), seen.clone()));
    let decided = app.db.write(move |c| actions::decide(c, &at, &who, &id, decision, &reason, &seen)).await;
    match decided {
        Ok(decided) => Ok(redirect(&after(&app, &decided, "voted").await?)),
        Err(Error::Invalid(wrong)) if decision == Decision::Reject => {
            refused(&app, &viewer, &of, typed, Errors::new(viewer.language, &wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "reject.html")]
struct Reject {
    page: Page,
    errors: Errors,
    /// The page where it is decided about.
    back: String,
    action: String,
    title: String,
    reason: String,
    seen: String,
}

/// The form for saying no again, with what is wrong; the domain has seen already that the reader is inside.
async fn refused(
    app: &App,
    viewer: &Viewer,
    id: &ProposalId,
    (reason, seen): (String, String),
    errors: Errors,
) -> Answer {
    let of = id.clone();
    let found = app.db.read(move |c| store::get(c, &of)).await?;
    let language = viewer.language;
    let show = Reject {
        page: Page::new(viewer, language.plain("approval-reject-open")).under("awaits").wrong(true),
        errors,
        back: path_of(app, &found).await?,
        action: format!("/proposals/{id}/decide"),
        title: language.t(subject_key(found.kind)),
        reason,
        seen,
    };
    respond(viewer, StatusCode::UNPROCESSABLE_ENTITY, &show).map(unlisted)
}

/// `POST /proposals/{id}/finish`
///
/// # Errors
/// As [`decide`].
pub async fn finish(app: Data<App>, form: Form, id: Path<String>) -> Answer {
    let Form { fields, viewer } = form;
    let id = ProposalId::parse(&id).ok_or_else(Failure::not_found)?;
    let (at, who, seen) = (app.at(), viewer.signed_in()?.clone(), fields.get("seen").to_owned());
    must_be_proven(&app, &viewer, &id).await?;
    let done = app.db.write(move |c| actions::finish(c, &at, &who, &id, &seen)).await?;
    Ok(redirect(&after(&app, &done, "voted").await?))
}

/// `POST /proposals/{id}/take-back`
///
/// # Errors
/// As [`decide`].
pub async fn take_back(app: Data<App>, form: Form, id: Path<String>) -> Answer {
    let id = ProposalId::parse(&id).ok_or_else(Failure::not_found)?;
    let (at, who) = (app.at(), form.viewer.signed_in()?.clone());
    let found = app
        .db
        .write(move |c| {
            actions::take_back(c, &at, &who, &id)?;
            store::get(c, &id)
        })
        .await?;
    Ok(redirect(&after(&app, &found, "taken-back").await?))
}

/// What was published has a page of its own now; what is withdrawn, too.
async fn after(app: &App, proposal: &Proposal, done: &str) -> std::result::Result<String, Failure> {
    let out = match (proposal.state, proposal.kind) {
        (ProposalState::Done, Subject::Statement) => Some("published"),
        (ProposalState::Done, Subject::Revision) => Some("revised"),
        (ProposalState::Done, Subject::Withdrawal) => Some("withdrawn"),
        _ => None,
    };
    Ok(match out {
        Some(word) => format!("/statements/{}?done={word}", proposal.object),
        None => format!("{}?done={done}", path_of(app, proposal).await?),
    })
}

/// `POST /statements/{id}/comments`
///
/// # Errors
/// 404 for whoever has no seat.
pub async fn say(app: Data<App>, form: Form, id: Path<String>) -> Answer {
    let Form { fields, viewer } = form;
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    let (at, who, of) = (app.at(), viewer.signed_in()?.clone(), id.clone());
    let body = fields.get("comment").to_owned();
    app.db.write(move |c| comment::add(c, &at, &who, &of, &body)).await?;
    Ok(redirect(&format!("/statements/{id}/approval?done=commented#comments")))
}

/// What those inside see on a statement's own page.
pub struct Inside {
    /// How far it has come, in a word, where it waits.
    pub waits: Option<String>,
    /// Who wrote, approved and published it.
    pub record: Vec<String>,
    /// How many comments there are.
    pub comments: usize,
    /// Where it is decided about.
    pub path: String,
}

/// What [`Inside`] is made of: the proposals, how many comments there are, who wrote the text.
pub type Written = (Vec<Read>, usize, Option<String>);

/// Reads it, for whoever has a seat.
///
/// # Errors
/// The database's own.
pub fn inside(c: &mut AnyConnection, who: &Identity, view: &View) -> Result<Option<Written>> {
    if !view.statement.local || who.seat(&view.statement.author_id).is_none() {
        return Ok(None);
    }
    let comments = comment::list(c, who, &view.statement.id)?.len();
    let writer = store::inner_name(c, view.revision.written_by.as_ref())?;
    Ok(Some((Read::all(c, view.statement.id.as_str())?, comments, writer)))
}

impl Inside {
    /// In words.
    #[must_use]
    pub fn new(viewer: &Viewer, who: &Identity, view: &View, read: &Written) -> Self {
        let language = viewer.language;
        let (proposals, comments, writer) = read;
        let somebody = || language.t("approval-somebody");
        let mut record = vec![language.t2(
            "approval-written-by",
            "name",
            writer.clone().unwrap_or_else(somebody),
            "when",
            when(language, view.revision.created_at),
        )];
        let last = proposals.iter().find(|r| {
            r.proposal.state == ProposalState::Done
                && matches!(r.proposal.kind, Subject::Statement | Subject::Revision)
        });
        if let Some(last) = last {
            let words = ProposalView::new(viewer, who, last);
            record.push(words.proposed);
            record.extend(words.votes.into_iter().map(|(vote, _)| vote));
            record.push(words.done);
        }
        let open = proposals.iter().find(|r| r.proposal.state == ProposalState::Open);
        Self {
            waits: open.map(|read| {
                let words = ProposalView::new(viewer, who, read);
                format!("{}: {} {}", words.title, words.state, words.count)
            }),
            record,
            comments: *comments,
            path: format!("{}/approval", view.statement.path()),
        }
    }
}
