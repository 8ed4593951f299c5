//! Pages, one module a feature: parse, call one action or one read, render.

use std::ops::Deref;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, HeaderName, HeaderValue, LOCATION};
use askama::Template;

use crate::assets;
use crate::error::Outcome;
use crate::i18n::Language;
use crate::viewer::{Viewer, parameter};

pub mod account;
pub mod actor;
pub mod admin;
pub mod agenda;
pub mod appeal;
pub mod approval;
pub mod awaits;
pub mod blocklist;
pub mod blocks;
pub mod chart;
pub mod compare;
pub mod compose;
pub mod confirm;
pub mod data;
pub mod desk;
pub mod digest;
pub mod directory;
pub mod drafts;
pub mod exit;
pub mod facts;
pub mod follow;
pub mod followers;
pub mod hide;
pub mod home;
pub mod invitation;
pub mod join;
pub mod link;
pub mod mandate;
pub mod media;
pub mod moderation;
pub mod navigation;
pub mod network;
pub mod notifications;
pub mod overview;
pub mod panic;
pub mod peers;
pub mod position;
pub mod privacy;
pub mod record;
pub mod report;
pub mod rules;
pub mod search;
pub mod second;
pub mod security;
pub mod settings;
pub mod setup;
pub mod show;
pub mod standing;
pub mod statement;
pub mod table;
pub mod timeline;

/// What may be said at the top of a page after a redirect, by the word in `?done=`: nothing but these, so that a link
/// cannot put words into the node's mouth.
const DONE: &[(&str, &str)] = &[
    ("saved", "common-saved"),
    ("set-up", "setup-done"),
    ("signed-out", "account-signed-out"),
    ("draft-saved", "compose-draft-saved"),
    ("discarded", "compose-discarded"),
    ("withdrawn", "statement-withdraw-done"),
    ("password-changed", "account-password-changed"),
    ("second-factor-set", "security-app-done"),
    ("second-factor-removed", "security-removed-done"),
    ("second-factor-kept", "security-lost-kept"),
    ("email-sent", "security-email-sent"),
    ("email-removed", "security-email-removed"),
    ("email-confirmed", "security-email-confirmed"),
    ("resent", "federation-dead-resent"),
    ("followed", "follow-done"),
    ("follow-asked", "follow-asked-done"),
    ("unfollowed", "follow-unfollowed-done"),
    ("request-accepted", "follow-request-accepted-done"),
    ("request-refused", "follow-request-rejected-done"),
    ("follower-removed", "follow-follower-removed-done"),
    ("token-revoked", "account-token-revoked-done"),
    ("session-ended", "account-session-ended"),
    ("profile-saved", "organisation-edit-saved"),
    ("peer-allowed", "federation-allowed-done"),
    ("hidden", "federation-hidden-done"),
    ("shown-again", "federation-hidden-shown"),
    ("reported", "moderation-reported-done"),
    ("decided", "moderation-decided-done"),
    ("appealed", "moderation-appealed-done"),
    ("answered", "moderation-answered-done"),
    ("lifted", "moderation-lifted-done"),
    ("blocked", "blocks-blocked-done"),
    ("muted", "blocks-muted-done"),
    ("unblocked", "blocks-unblocked-done"),
    ("list-applied", "federation-list-applied"),
    ("peer-blocked", "federation-blocked-done"),
    ("proposed", "approval-proposed-done"),
    ("revision-proposed", "approval-revision-proposed-done"),
    ("withdrawal-proposed", "approval-withdrawal-proposed-done"),
    ("voted", "approval-decided-done"),
    ("taken-back", "approval-taken-back-done"),
    ("commented", "approval-commented-done"),
    ("rule-changed", "approval-rule-changed-done"),
    ("accepted-mandate", "mandate-accepted-done"),
    ("declined-mandate", "mandate-declined-done"),
    ("given-mandate", "mandate-given-done"),
    ("revoked-mandate", "mandate-revoked-done"),
    ("vouch-offered", "vouch-offered-done"),
    ("vouch-accepted", "vouch-accepted-done"),
    ("vouch-refused", "vouch-refused-done"),
    ("vouch-ended", "vouch-ended-done"),
    ("move-named", "moving-named-done"),
    ("moved", "moving-moved-done"),
    ("code-void", "safety-code-voided"),
    ("organisation-deleted", "data-organisation-deleted"),
    ("came-back", "safety-back-done"),
    ("sending-resumed", "safety-organisation-resumed"),
    ("seat-changed", "people-seat-changed-done"),
    ("seat-removed", "people-removed-done"),
    ("seat-proposed", "people-seat-proposed-done"),
    ("left", "people-left-done"),
    ("invitation-revoked", "people-invite-revoked-done"),
    ("join-accepted", "people-accepted-done"),
    ("join-welcome", "people-welcome-done"),
    ("join-refused", "people-refused-done"),
    ("role-changed", "people-role-changed-done"),
    ("account-disabled", "people-disabled-done"),
    ("account-enabled", "people-enabled-done"),
    ("officer-appointed", "admin-appointed-done"),
    ("joined", "invitation-joined-done"),
    ("network-done", "network-done"),
    ("call-asked", "call-asked-done"),
    ("call-corrected", "call-corrected-done"),
    ("appeared", "visibility-appeared-done"),
    ("disappeared", "visibility-disappeared-done"),
    ("position-taken", "position-taken-done"),
    ("position-proposed", "position-proposed-done"),
    ("position-withdrawn", "position-withdrawn-done"),
    ("position-withdrawal-proposed", "position-withdrawal-proposed-done"),
    ("position-hidden", "position-hidden-done"),
    ("position-said", "position-inside-saved"),
    ("position-unsaid", "position-inside-gone"),
    ("seat-recorded", "seat-recorded-done"),
    ("seat-proposed", "seat-proposed-done"),
    ("seat-withdrawn", "seat-withdrawn-done"),
    ("seat-replied", "seat-replied-done"),
    ("seat-hidden", "seat-hidden-done"),
];

/// What every page has around its own content. Messages are called on it: `page.t("…")`.
pub struct Page {
    /// The language, for messages.
    pub language: Language,
    /// What the tab says, without the node's name.
    pub title: String,
    /// What people call the node.
    pub node_name: String,
    /// The entry of the main navigation that this page belongs to.
    pub current: &'static str,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// How many notifications wait unseen.
    pub unseen: i64,
    /// Whether the reader looks after the node: runs it, or moderates.
    pub keeps: bool,
    /// In how many organisations the reader has a seat.
    pub seats: usize,
    /// Whether the reader runs the node.
    pub is_host: bool,
    /// Whether the reader may write in anybody's name.
    pub speaks: bool,
    /// How much waits for the reader.
    pub awaits: i64,
    /// The token for the forms of the page; empty where there is none.
    pub token: String,
    /// Beginning of the links of the language switch.
    pub switch: String,
    /// Without navigation: set-up.
    pub bare: bool,
    /// With a column beside the text.
    pub aside: bool,
    /// What has just been done.
    pub notice: Option<String>,
    /// Whether the title says that something is wrong.
    pub wrong: bool,
    /// Where the reader proves once more who they are, before a form that came back can be sent again.
    pub prove: Option<String>,
    /// Whether this node holds invented organisations and positions.
    pub generated: bool,
}

impl Deref for Page {
    type Target = Language;
    fn deref(&self) -> &Language {
        &self.language
    }
}

impl Page {
    /// A page with a title that is translated already.
    #[must_use]
    pub fn new(viewer: &Viewer, title: impl Into<String>) -> Self {
        let signed_in = viewer.identity.is_some();
        let done = parameter(&viewer.query, "done");
        Self {
            language: viewer.language,
            title: title.into(),
            node_name: viewer.node_name().to_owned(),
            current: "",
            signed_in,
            unseen: viewer.unseen,
            speaks: viewer.identity.as_ref().is_some_and(|who| !who.voices().is_empty()),
            keeps: viewer.identity.as_ref().is_some_and(sofra_domain::account::Identity::is_moderator),
            seats: viewer.identity.as_ref().map_or(0, |who| who.seats.len()),
            awaits: viewer.awaits,
            is_host: viewer.identity.as_ref().is_some_and(sofra_domain::account::Identity::is_host),
            token: if signed_in { viewer.form_token() } else { String::new() },
            switch: switch(&viewer.query),
            bare: false,
            aside: false,
            notice: done
                .and_then(|word| DONE.iter().find(|(known, _)| *known == word))
                .map(|(_, key)| viewer.language.t(key)),
            wrong: false,
            prove: None,
            generated: viewer.node.as_ref().is_some_and(|node| node.generated_at.is_some()),
        }
    }

    /// Under an entry of the main navigation.
    #[must_use]
    pub fn under(mut self, current: &'static str) -> Self {
        self.current = current;
        self
    }

    /// With a column beside the text.
    #[must_use]
    pub fn with_aside(mut self) -> Self {
        self.aside = true;
        self
    }

    /// Without navigation.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// With a form that may be sent before sign-in.
    #[must_use]
    pub fn with_form(mut self, viewer: &Viewer) -> Self {
        self.token = viewer.form_token();
        self
    }

    /// With something to say at the top.
    #[must_use]
    pub fn saying(mut self, notice: String) -> Self {
        self.notice = Some(notice);
        self
    }

    /// With mistakes in its form: the title begins with the word for that.
    #[must_use]
    pub fn wrong(mut self, wrong: bool) -> Self {
        self.wrong = wrong;
        self
    }

    /// With a form that came back because the reader must first prove who they are: that happens beside it, so that
    /// nothing typed is lost or stands in an address.
    #[must_use]
    pub fn must_prove(mut self, must: bool) -> Self {
        self.prove = must.then(|| "/settings/security/confirm?next=/settings/security".to_owned());
        self
    }

    /// With a parameter that the language switch must not lose.
    #[must_use]
    pub fn keeping(mut self, name: &str, value: &str) -> Self {
        let pair = url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
        self.switch = format!("?{pair}&");
        self
    }

    /// The page of an error: the same for every address, so that it tells nothing about what is behind one.
    #[must_use]
    pub(crate) fn failing(mut self) -> Self {
        self.switch = "?".to_owned();
        self.notice = None;
        self
    }

    /// The whole title.
    #[must_use]
    pub fn full_title(&self) -> String {
        let page = if self.wrong {
            format!("{} {}", self.language.plain("error-prefix"), self.title)
        } else {
            self.title.clone()
        };
        self.language.plain2("common-page-title", "page", &page, "node", &self.node_name)
    }

    /// How many notifications wait, in the digits of the language.
    #[must_use]
    pub fn unseen_number(&self) -> String {
        self.language.number(self.unseen)
    }

    /// The languages of the footer.
    #[must_use]
    pub fn interface_languages(&self) -> [Language; 3] {
        Language::ALL
    }

    /// Where a file of the design is.
    #[must_use]
    pub fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }
}

/// The query without the language and without what was just done, ready for a language to be added.
fn switch(query: &str) -> String {
    let mut any = false;
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if name != "lang" && name != "done" && name != "token" {
            pairs.append_pair(&name, &value);
            any = true;
        }
    }
    if any { format!("?{}&", pairs.finish()) } else { "?".to_owned() }
}

/// Renders a page. Pages of somebody signed in are kept nowhere and found by no search engine.
///
/// # Errors
/// When the template fails.
pub fn respond(viewer: &Viewer, status: StatusCode, template: &impl Template) -> Outcome {
    let body = template.render()?;
    let mut response = HttpResponse::build(status);
    response.content_type(ContentType::html());
    if viewer.identity.is_none() && status.is_success() {
        response.insert_header((CACHE_CONTROL, "private, no-cache"));
    } else {
        response.insert_header((CACHE_CONTROL, "private, no-store"));
        response.insert_header((HeaderName::from_static("x-robots-tag"), "none"));
    }
    if let Some(cookie) = viewer.form_cookie() {
        response.cookie(cookie);
    }
    // A language chosen in the footer is remembered.
    if let Some(language) = parameter(&viewer.query, "lang").and_then(|l| Language::parse(&l))
        && status.is_success()
        && viewer.chose_language_here
    {
        response.cookie(viewer.language_cookie(language));
    }
    Ok(response.body(body))
}

/// As [`respond`], with 200.
///
/// # Errors
/// When the template fails.
pub fn ok(viewer: &Viewer, template: &impl Template) -> Outcome {
    respond(viewer, StatusCode::OK, template)
}

/// Keeps a page out of search engines and caches, because not everybody may read it.
#[must_use]
pub fn unlisted(mut response: HttpResponse) -> HttpResponse {
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("none"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// To another page of this node, by GET.
#[must_use]
pub fn redirect(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, path)).finish()
}
