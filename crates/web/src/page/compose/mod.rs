//! Writing: a new draft, the next draft, a revision. One form; whatever button is pressed and whatever is wrong, it
//! comes back with everything that was typed.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use sofra_base::id::random_token;
use sofra_domain::account::Identity;
use sofra_domain::actor::ActorId;
use sofra_domain::media;
use sofra_domain::statement::rules::{self, Checked, Form, IMAGES, ImageForm, TextForm};
use sofra_domain::statement::{State, Statement, StatementId, actions, store};
use sofra_domain::{AnyConnection, Error, FieldError, Result, agenda};

use super::account::slowly;
use super::redirect;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::viewer::{Viewer, parameter};

pub mod input;
pub mod publish;
mod view;

use input::{Typed, Upload};
use view::Shown;

/// A statement of this node that an account may change. Others need not learn that it exists.
///
/// # Errors
/// `NotFound`.
pub(super) fn mine(c: &mut AnyConnection, who: &Identity, id: &StatementId) -> Result<Statement> {
    let found = store::get(c, id)?;
    let may = found.local && found.hidden_at.is_none() && who.speaks_for(&found.author_id);
    if may { Ok(found) } else { Err(Error::NotFound) }
}

/// `GET /compose?as=…&demand=…`
///
/// # Errors
/// To the sign-in; 403 for an account that may write for nobody.
pub async fn new(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?;
    let wanted = parameter(&viewer.query, "as").unwrap_or_default();
    let voices = who.voices();
    let author = match ActorId::parse(&wanted) {
        Some(id) => voices.into_iter().find(|voice| *voice == id),
        None if wanted.is_empty() => voices.into_iter().next(),
        None => {
            let name = wanted.to_lowercase();
            let found = app.db.read(move |c| sofra_domain::actor::store::get_many(c, &voices)).await?;
            found.into_iter().find(|actor| actor.username == name).map(|actor| actor.id)
        }
    };
    let author = author.ok_or(Error::Forbidden("speaks-for"))?;
    let demand = parameter(&viewer.query, "demand").unwrap_or_default();
    let agenda = agenda::istanbul();
    let form = Form {
        kind: "statement".to_owned(),
        authentic: viewer.language.as_str().to_owned(),
        texts: vec![TextForm { language: viewer.language.as_str().to_owned(), ..TextForm::default() }],
        demands: agenda.demand(&demand).map(|(_, found)| agenda.urn(found)).into_iter().collect(),
        numbered: true,
        ..Form::default()
    };
    let typed = Typed { form, once: random_token(), ..Typed::default() };
    view::show(&app, &viewer, Shown::new(author, None, typed)).await
}

/// `GET /statements/{id}/edit`; with `?check`, what still keeps the draft from being published is named.
///
/// # Errors
/// 404 for what this account may not change, 409 for what was withdrawn.
pub async fn edit(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    let who = viewer.signed_in()?.clone();
    let (found, form) = app
        .db
        .read(move |c| {
            let found = mine(c, &who, &id)?;
            if found.state == State::Withdrawn {
                return Err(Error::Conflict("error-withdrawn"));
            }
            let form = actions::form_of(c, &found)?;
            Ok((found, form))
        })
        .await?;
    // The note of the revision before is not the note of this one.
    let note = if found.state == State::Published { String::new() } else { form.note.clone() };
    let typed = Typed { form: Form { note, ..form }, base: found.revision, ..Typed::default() };
    let mut shown = Shown::new(found.author_id.clone(), Some(found), typed);
    if parameter(&viewer.query, "check").is_some() {
        shown.wrong = rules::check(&shown.typed.form, true).err().unwrap_or_default();
    }
    view::show(&app, &viewer, shown).await
}

/// `POST /compose`
///
/// # Errors
/// 403 in a name that is not the account's. Mistakes bring the form back.
pub async fn submit_new(app: Data<App>, upload: Upload) -> Outcome {
    submit(&app, upload, None).await
}

/// `POST /statements/{id}/edit`
///
/// # Errors
/// As [`edit`]. Mistakes bring the form back.
pub async fn submit_edit(app: Data<App>, upload: Upload, id: Path<String>) -> Outcome {
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    let who = upload.viewer.signed_in()?.clone();
    let found = app.db.read(move |c| mine(c, &who, &id)).await?;
    submit(&app, upload, Some(found)).await
}

async fn submit(app: &App, upload: Upload, existing: Option<Statement>) -> Outcome {
    let Upload { fields, files, too_large, viewer } = upload;
    let who = viewer.signed_in()?.clone();
    let mut typed = Typed::read(&fields);
    let author = match &existing {
        Some(found) => found.author_id.clone(),
        None => ActorId::parse(&typed.author)
            .filter(|id| who.speaks_for(id))
            .ok_or(Error::Forbidden("speaks-for"))?,
    };
    let had = typed.form.images.len();
    let wrong = take_in(app, &who, &mut typed, files, fields.get("new_alt"), too_large).await?;
    let mut shown = Shown { wrong, ..Shown::new(author, existing, typed) };
    shown.new_images = shown.typed.form.images.len() - had;
    if !shown.wrong.is_empty() {
        // All that is wrong is named at once.
        let pressed = shown.typed.pressed.0.as_str();
        if matches!(pressed, "save" | "publish") {
            let rest = rules::check(&shown.typed.form, pressed == "publish");
            shown.wrong.extend(rest.err().unwrap_or_default());
        }
        shown.new_alt = fields.get("new_alt").to_owned();
        shown.status = StatusCode::UNPROCESSABLE_ENTITY;
        return view::show(app, &viewer, shown).await;
    }
    let (word, about) = shown.typed.pressed.clone();
    let index = about.parse().unwrap_or(usize::MAX);
    match word.as_str() {
        "add-text" => {
            shown.typed.add_text();
            shown.focus = format!("texts.{}.language", shown.typed.form.texts.len() - 1);
        }
        "remove-text" => shown.typed.remove_text(index),
        "remove-image" => shown.typed.remove_image(index),
        "preview" => shown.preview = true,
        "upload" if shown.new_images == 0 => {
            shown.wrong.push(FieldError::new("image", "error-image-none"));
            shown.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        "as" if shown.existing.is_none() => {
            if let Some(other) = ActorId::parse(&about).filter(|id| who.speaks_for(id)) {
                shown.author = other;
            }
        }
        "save" | "publish" => return keep(app, &viewer, &who, shown, word == "publish").await,
        // Enter in a line, which presses the first button: nothing is sent by accident.
        _ => {}
    }
    view::show(app, &viewer, shown).await
}

/// Takes the pictures in: each is encoded anew and kept before anything else is looked at, so that no mistake
/// elsewhere in the form costs an upload.
async fn take_in(
    app: &App,
    who: &Identity,
    typed: &mut Typed,
    files: Vec<Vec<u8>>,
    alt: &str,
    too_large: bool,
) -> std::result::Result<Vec<FieldError>, Failure> {
    let most = app.config.limits.image_bytes;
    let megabytes = |key| FieldError {
        args: vec![("megabytes", i64::try_from(most / 1_000_000).unwrap_or(i64::MAX))],
        ..FieldError::new("image", key)
    };
    let mut wrong = Vec::new();
    if too_large {
        wrong.push(megabytes("error-image-too-large"));
    }
    for bytes in files {
        if typed.form.images.len() >= IMAGES {
            wrong.push(FieldError::limit("image", "error-too-many-images", IMAGES as i64));
            break;
        }
        let (folder, now, who) = (app.config.media_folder(), app.clock.now(), who.clone());
        let limits = media::image::Limits { max_bytes: most, ..media::image::Limits::default() };
        let prepared = slowly(move || media::actions::prepare(&folder, &bytes, &limits, now)).await?;
        let kept = match prepared {
            Ok(prepared) => app.db.write(move |c| media::actions::add(c, &who, prepared)).await,
            Err(error) => Err(error),
        };
        match kept {
            Ok(row) => typed.form.images.push(ImageForm { media: row.id.to_string(), alt: alt.to_owned() }),
            Err(Error::Invalid(found)) => {
                wrong.extend(found.into_iter().map(|error| match error.key {
                    "error-image-too-large" => megabytes(error.key),
                    key => FieldError::new("image", key),
                }));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(wrong)
}

/// Saves, and goes on to the page that says who will hold a copy; or publishes a revision.
async fn keep(app: &App, viewer: &Viewer, who: &Identity, mut shown: Shown, publishing: bool) -> Outcome {
    let at = app.at();
    let (who, typed, author) = (who.clone(), shown.typed.clone(), shown.author.clone());
    let existing = shown.existing.as_ref().map(|found| found.id.clone());
    let done = app
        .db
        .write(move |c| {
            let Some(id) = existing else {
                return begin(c, &at, &who, &author, &typed, publishing);
            };
            let found = mine(c, &who, &id)?;
            match found.state {
                State::Draft => {
                    ready(&typed.form, publishing)?;
                    actions::save(c, &at, &who, &id, &typed.form)?;
                    Ok(after_saving(&found, publishing))
                }
                State::Published => revise(c, &at, &who, found, &typed),
                State::Withdrawn => Err(Error::Conflict("error-withdrawn")),
            }
        })
        .await;
    match done {
        Ok(to) => Ok(redirect(&to)),
        Err(Error::Invalid(wrong)) => {
            shown.wrong = wrong;
            shown.status = StatusCode::UNPROCESSABLE_ENTITY;
            view::show(app, viewer, shown).await
        }
        Err(Error::Conflict(key)) => {
            // Having been told, the writer may decide to publish over the newer revision.
            shown.typed.base = shown.existing.as_ref().map_or(0, |found| found.revision);
            shown.wrong = vec![FieldError::new("form", key)];
            shown.status = StatusCode::CONFLICT;
            view::show(app, viewer, shown).await
        }
        Err(other) => Err(other.into()),
    }
}

/// A text that is to be published must be whole before it is even saved on the way there: the mistakes are shown in
/// the form that is open.
fn ready(form: &Form, publishing: bool) -> Result<()> {
    if publishing { rules::check(form, true).map(|_| ()).map_err(Error::Invalid) } else { Ok(()) }
}

fn after_saving(found: &Statement, publishing: bool) -> String {
    if publishing {
        format!("{}/publish", found.path())
    } else {
        format!("{}/edit?done=draft-saved", found.path())
    }
}

/// A new draft gets its id with the first save; the same form sent twice makes one.
fn begin(
    c: &mut AnyConnection,
    at: &sofra_domain::At,
    who: &Identity,
    author: &ActorId,
    typed: &Typed,
    publishing: bool,
) -> Result<String> {
    ready(&typed.form, publishing)?;
    let once = Some(typed.once.as_str()).filter(|once| once.len() == 43);
    let made = actions::publish_once(c, at, who, author, &typed.form, once, false)?;
    if made.state == State::Draft {
        // Sent a second time with other words: the later ones count.
        actions::save(c, at, who, &made.id, &typed.form)?;
        return Ok(after_saving(&made, publishing));
    }
    if says_the_same(c, &made, &typed.form)? {
        return Ok(made.path());
    }
    Err(Error::Conflict("error-not-a-draft"))
}

fn revise(
    c: &mut AnyConnection,
    at: &sofra_domain::At,
    who: &Identity,
    found: Statement,
    typed: &Typed,
) -> Result<String> {
    let form = Form { audience: found.audience.as_str().to_owned(), ..typed.form.clone() };
    if found.revision != typed.base {
        // A second click on the same button finds its own revision.
        return if says_the_same(c, &found, &form)? {
            Ok(format!("{}?done=revised", found.path()))
        } else {
            Err(Error::Conflict("error-revision-conflict"))
        };
    }
    let revised = actions::revise(c, at, who, &found.id, &form)?;
    // The organisation's rule asks for others first: it waits apart.
    if revised.revision == found.revision {
        return Ok(format!("{}/approval?done=revision-proposed", revised.path()));
    }
    Ok(format!("{}?done=revised", revised.path()))
}

/// Whether a statement says already what a form says.
fn says_the_same(c: &mut AnyConnection, found: &Statement, form: &Form) -> Result<bool> {
    let known = actions::form_of(c, found)?;
    let parts = |checked: Checked| {
        let mut demands = checked.demands;
        demands.sort();
        let Checked { kind, audience, authentic, texts, images, numbered, note, .. } = checked;
        (kind, audience, authentic, texts, demands, images, numbered, note)
    };
    Ok(match (rules::check(&known, false), rules::check(form, false)) {
        (Ok(known), Ok(typed)) => parts(known) == parts(typed),
        _ => false,
    })
}
