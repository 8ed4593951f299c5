//! The page before something that cannot be undone or shows somebody: what will happen, and to whom it is shown.

use askama::Template;

use super::{Page, ok};
use crate::error::Outcome;
use crate::viewer::Viewer;

/// A question before an act.
#[derive(Template)]
#[template(path = "confirm.html")]
pub struct Confirm {
    /// What is around it.
    pub page: Page,
    /// The way back: addresses and words.
    pub crumbs: Vec<(String, String)>,
    /// What the act is about: a name in the words of somebody else.
    pub about: String,
    /// What will happen, point by point.
    pub points: Vec<String>,
    /// Where the form goes.
    pub action: String,
    /// What goes with it.
    pub hidden: Vec<(String, String)>,
    /// The label of a field for a reason, where one may be given.
    pub reason: Option<String>,
    /// What was typed into it, when the question comes back.
    pub typed: String,
    /// The word on the button.
    pub button: String,
    /// Whether the button warns.
    pub danger: bool,
    /// Where "cancel" leads.
    pub cancel: String,
}

impl Confirm {
    /// A question with a title; the rest is for the caller to fill in.
    #[must_use]
    pub fn new(viewer: &Viewer, title: &str, under: &'static str, action: String, button: &str) -> Self {
        Self {
            page: Page::new(viewer, viewer.language.plain(title)).under(under),
            crumbs: Vec::new(),
            about: String::new(),
            points: Vec::new(),
            action,
            hidden: Vec::new(),
            reason: None,
            typed: String::new(),
            button: viewer.language.t(button),
            danger: true,
            cancel: "/".to_owned(),
        }
    }

    /// Shows it.
    ///
    /// # Errors
    /// When the template fails.
    pub fn show(&self, viewer: &Viewer) -> Outcome {
        ok(viewer, self)
    }
}
