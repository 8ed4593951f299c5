//! Decisions about statements.

use serde::{Deserialize, Serialize};
use sofra_base::id::sha256_hex;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::{numbering, sanitise};

use super::model::{Audience, Kind, State, Statement};
use crate::actor::ActorKind;
use crate::agenda;
use crate::error::FieldError;

/// Characters of a title at most.
pub const TITLE: usize = 200;
/// Characters of a summary at most: what others show of it.
pub const SUMMARY: usize = 350;
/// Characters of a body at most.
pub const BODY: usize = 200_000;
/// Languages of one statement at most.
pub const LANGUAGES: usize = 20;
/// Images of one statement at most.
pub const IMAGES: usize = 8;
/// Networks that one statement is told to at most.
pub const NETWORKS: usize = 50;

/// How a reader stands to a statement, as far as it matters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Relation {
    /// May write in the author's name, or belongs to the author's organisation.
    pub is_author: bool,
    /// Has an account on this node.
    pub is_local: bool,
    /// An actor of theirs is an accepted follower of the author.
    pub follows: bool,
    /// …and that actor is an organisation or a network.
    pub follows_as_organisation: bool,
    /// The statement names an actor of theirs.
    pub is_named: bool,
    /// It is told to a network in which an organisation of theirs is admitted.
    pub in_network: bool,
}

/// Whether somebody may read a statement: the one place where this is decided.
#[must_use]
pub fn may_read(statement: &Statement, relation: Relation) -> bool {
    if statement.hidden_at.is_some() {
        return false;
    }
    if relation.is_author {
        return true;
    }
    if statement.state == State::Draft {
        return false;
    }
    match statement.audience {
        Audience::Public => true,
        Audience::Followers => relation.follows || relation.is_named,
        Audience::Network => relation.follows_as_organisation || relation.is_named || relation.in_network,
        Audience::Local => relation.is_local,
        Audience::Direct => relation.is_named,
    }
}

/// Whether an actor counts as an organisation for the audience "network".
#[must_use]
pub fn is_organised(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Organisation | ActorKind::Network)
}

/// One language of a statement, as people type it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextForm {
    /// BCP 47.
    pub language: String,
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub summary: String,
    /// Markdown.
    pub body: String,
    /// Who translated it.
    pub translator: String,
}

/// An image of a statement, as people choose it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageForm {
    /// The uploaded image.
    pub media: String,
    /// What is to be seen on it.
    pub alt: String,
}

/// A statement, as people type it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// See [`Kind`].
    pub kind: String,
    /// See [`Audience`].
    pub audience: String,
    /// The language of the authentic text.
    pub authentic: String,
    /// One for each language.
    pub texts: Vec<TextForm>,
    /// Identities of demands.
    pub demands: Vec<String>,
    /// Images.
    pub images: Vec<ImageForm>,
    /// Whether paragraphs bear numbers.
    pub numbered: bool,
    /// What changed and why; for a revision.
    pub note: String,
    /// The networks that it is told to, by the rows of their actors.
    #[serde(default)]
    pub networks: Vec<String>,
}

/// A form that has been checked.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What kind of text.
    pub kind: Kind,
    /// Who may read it.
    pub audience: Audience,
    /// The language of the authentic text.
    pub authentic: LanguageTag,
    /// Title, summary, Markdown, translator.
    pub texts: Localized<(String, String, String, String)>,
    /// Identities of demands, in order, each once.
    pub demands: Vec<String>,
    /// Image ids with what is to be seen on them.
    pub images: Vec<(crate::media::MediaId, String)>,
    /// Whether paragraphs bear numbers.
    pub numbered: bool,
    /// What changed and why.
    pub note: String,
    /// The networks that it is told to.
    pub networks: Vec<crate::actor::ActorId>,
}

/// Checks a form. A draft may be unfinished; what is published may not.
///
/// # Errors
/// All that is wrong, at once.
pub fn check(form: &Form, publishing: bool) -> Result<Checked, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let kind = Kind::parse(&form.kind).filter(|k| Kind::CHOICES.contains(k));
    if kind.is_none() {
        wrong.push(FieldError::new("kind", "error-field-required"));
    }
    let audience = Audience::parse(&form.audience).filter(|a| Audience::CHOICES.contains(a));
    if audience.is_none() {
        wrong.push(FieldError::new("audience", "error-audience-required"));
    }
    let texts = check_texts(&form.texts, &form.authentic, publishing, &mut wrong);
    let authentic = form.authentic.parse::<LanguageTag>().ok().filter(|a| texts.get(a).is_some());
    if authentic.is_none() {
        wrong.push(FieldError::new("authentic", "error-authentic-missing"));
    }
    let mut demands = Vec::new();
    for urn in &form.demands {
        match agenda::by_urn(urn) {
            Some(_) if !demands.contains(urn) => demands.push(urn.clone()),
            Some(_) => {}
            None => wrong.push(FieldError::new("demands", "error-demand-unknown")),
        }
    }
    let mut images = Vec::new();
    if form.images.len() > IMAGES {
        wrong.push(FieldError::limit("images", "error-too-many-images", IMAGES as i64));
    }
    for (index, image) in form.images.iter().take(IMAGES).enumerate() {
        let alt = sanitise::paragraph(&image.alt);
        if alt.trim().is_empty() {
            wrong.push(FieldError::new(format!("images.{index}.alt"), "error-alt-required"));
        } else if alt.chars().count() > 1500 {
            wrong.push(FieldError::limit(format!("images.{index}.alt"), "error-too-long", 1500));
        }
        match crate::media::MediaId::parse(&image.media) {
            Some(id) => images.push((id, alt)),
            None => wrong.push(FieldError::new(format!("images.{index}.media"), "error-image-unknown")),
        }
    }
    if form.note.chars().count() > 500 {
        wrong.push(FieldError::limit("note", "error-too-long", 500));
    }
    let networks = match audience {
        // What goes to followers or stays here is not told to a network.
        Some(Audience::Public | Audience::Network) => {
            form.networks.iter().filter_map(|id| crate::actor::ActorId::parse(id)).take(NETWORKS).collect()
        }
        _ => Vec::new(),
    };
    match (kind, audience, authentic) {
        (Some(kind), Some(audience), Some(authentic)) if wrong.is_empty() => Ok(Checked {
            networks,
            kind,
            audience,
            authentic,
            texts,
            demands,
            images,
            numbered: form.numbered,
            note: sanitise::paragraph(&form.note),
        }),
        _ => Err(wrong),
    }
}

fn check_texts(
    forms: &[TextForm],
    authentic: &str,
    publishing: bool,
    wrong: &mut Vec<FieldError>,
) -> Localized<(String, String, String, String)> {
    let mut texts = Localized::default();
    if forms.is_empty() {
        wrong.push(FieldError::new("texts", "error-field-required"));
    }
    if forms.len() > LANGUAGES {
        wrong.push(FieldError::limit("texts", "error-too-many-languages", LANGUAGES as i64));
    }
    for (index, form) in forms.iter().take(LANGUAGES).enumerate() {
        let field = |name: &str| format!("texts.{index}.{name}");
        let Ok(language) = form.language.parse::<LanguageTag>() else {
            wrong.push(FieldError::new(field("language"), "error-language-invalid"));
            continue;
        };
        if texts.get(&language).is_some() {
            wrong.push(FieldError::new(field("language"), "error-language-twice"));
            continue;
        }
        let title = sanitise::name(&form.title, TITLE + 1);
        let summary = sanitise::line(&form.summary);
        if title.is_empty() {
            wrong.push(FieldError::new(field("title"), "error-field-required"));
        } else if form.title.trim().chars().count() > TITLE {
            wrong.push(FieldError::limit(field("title"), "error-title-too-long", TITLE as i64));
        }
        if summary.chars().count() > SUMMARY {
            wrong.push(FieldError::limit(field("summary"), "error-too-long", SUMMARY as i64));
        }
        if form.body.chars().count() > BODY {
            wrong.push(FieldError::limit(field("body"), "error-too-long", BODY as i64));
            continue;
        }
        let body = form.body.replace("\r\n", "\n").replace('\0', "");
        if publishing && body.trim().is_empty() {
            wrong.push(FieldError::new(field("body"), "error-field-required"));
        }
        let is_authentic = authentic.parse::<LanguageTag>().is_ok_and(|a| a == language);
        let translator = if is_authentic { String::new() } else { sanitise::name(&form.translator, 120) };
        if publishing && !is_authentic && translator.is_empty() {
            wrong.push(FieldError::new(field("translator"), "error-translator-required"));
        }
        texts.insert(language, (title, summary, body, translator));
    }
    texts
}

/// Whether a received version replaces the one that is known: the later word wins, and of two words said at the
/// same time the one with the greater hash, on every node alike.
#[must_use]
pub fn replaces(
    known: (sofra_base::clock::Timestamp, &str),
    arrived: (sofra_base::clock::Timestamp, &str),
) -> bool {
    arrived.0 > known.0 || (arrived.0 == known.0 && arrived.1 > known.1)
}

/// What a position or an endorsement binds to: everything that a statement says in every language (language, title,
/// summary, HTML), and nothing of how it is shown. Equal on every node that holds the same words.
#[must_use]
pub fn content_hash<'a>(texts: impl Iterator<Item = [&'a str; 4]>) -> String {
    let mut parts: Vec<[String; 4]> = texts
        .map(|[language, title, summary, html]| {
            [language.to_owned(), title.to_owned(), summary.to_owned(), numbering::strip(html)]
        })
        .collect();
    parts.sort();
    // JSON keeps the borders between the parts; arrays of texts have one spelling.
    sha256_hex(serde_json::to_string(&parts).unwrap_or_default().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sofra_base::clock::Timestamp;

    fn form() -> Form {
        Form {
            kind: "statement".into(),
            audience: "public".into(),
            authentic: "ar".into(),
            texts: vec![
                TextForm {
                    language: "ar".into(),
                    title: "نداء".into(),
                    body: "نص".into(),
                    ..TextForm::default()
                },
                TextForm {
                    language: "en".into(),
                    title: "A call".into(),
                    body: "Text".into(),
                    translator: "Amal".into(),
                    ..TextForm::default()
                },
            ],
            demands: vec!["urn:sofra:agenda:istanbul-2018:R1".into()],
            ..Form::default()
        }
    }

    #[test]
    fn a_complete_form_passes() {
        let checked = check(&form(), true).expect("complete");
        assert_eq!(checked.texts.len(), 2);
        assert_eq!(checked.authentic.as_str(), "ar");
    }

    #[test]
    fn all_mistakes_are_named_at_once() {
        let mut form = form();
        form.audience = "everybody".into();
        form.texts[1].translator.clear();
        form.texts[0].title = "x".repeat(TITLE + 1);
        form.images.push(ImageForm { media: "01arz3ndektsv4rrffq69g5fav".into(), alt: " ".into() });
        let wrong = check(&form, true).expect_err("four mistakes");
        let fields: Vec<&str> = wrong.iter().map(|w| w.field.as_str()).collect();
        assert_eq!(fields, ["audience", "texts.0.title", "texts.1.translator", "images.0.alt"]);
    }

    #[test]
    fn a_draft_may_lack_its_body_but_not_its_title() {
        let mut form = form();
        form.texts[0].body.clear();
        assert!(check(&form, false).is_ok());
        assert!(check(&form, true).is_err());
    }

    #[test]
    fn m_04_the_later_word_wins_and_a_tie_is_broken_alike_everywhere() {
        let (t1, t2) = (Timestamp(1), Timestamp(2));
        assert!(replaces((t1, "z"), (t2, "a")));
        assert!(!replaces((t2, "a"), (t1, "z")));
        assert!(replaces((t1, "a"), (t1, "b")) && !replaces((t1, "b"), (t1, "a")));
        assert!(!replaces((t1, "a"), (t1, "a")));
    }
}
