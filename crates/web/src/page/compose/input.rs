//! What the form sends: texts and pictures in one request, read as they come, each within its limit.

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::StreamExt as _;
use futures_util::future::LocalBoxFuture;
use sofra_domain::statement::rules::{Form, IMAGES, ImageForm, LANGUAGES, TextForm};

use crate::App;
use crate::error::Failure;
use crate::form::{Fields, TOKEN, check_origin, check_token};
use crate::viewer::Viewer;

/// Bytes of all texts of a form: a long statement in several scripts.
const TEXT_BYTES: usize = 8 * 1024 * 1024;
/// Parts of a form at most.
const MOST_PARTS: usize = 500;

/// A form with pictures that came from a page of this node: its origin and its token are checked before anything of
/// it is kept (AUTH-01).
pub struct Upload {
    /// What was typed.
    pub fields: Fields,
    /// The pictures, as files.
    pub files: Vec<Vec<u8>>,
    /// Whether a file was left out because it is larger than the limit: the rest of the form is kept all the same.
    pub too_large: bool,
    /// Who sent it.
    pub viewer: Viewer,
}

impl FromRequest for Upload {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let app = request.app_data::<web::Data<App>>().cloned().ok_or_else(Failure::forged)?;
            // Somebody whose session ended meanwhile goes back in the browser, where the text still is; a redirect
            // to the sign-in would lose it.
            let may = |viewer: &Viewer| viewer.identity.is_some().then_some(()).ok_or_else(Failure::forged);
            Self::receive(&request, &mut payload, may, app.config.limits.image_bytes).await
        })
    }
}

impl Upload {
    /// Reads a form with files, each of at most so many bytes, from somebody who may send it: whether they may is asked
    /// before anything of it is read.
    ///
    /// # Errors
    /// What `may` says; a request from elsewhere, without its token, or of another type.
    pub(in crate::page) async fn receive(
        request: &HttpRequest,
        payload: &mut Payload,
        may: impl FnOnce(&Viewer) -> Result<(), Failure>,
        largest: usize,
    ) -> Result<Self, Failure> {
        check_origin(request)?;
        let viewer = Viewer::load(request).await?;
        may(&viewer)?;
        let kind = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
            return Err(Failure::unreadable());
        }
        let parts = Multipart::from_request(request, payload).await.map_err(|_| Failure::unreadable())?;
        read(parts, viewer, largest).await
    }
}

async fn read(mut parts: Multipart, viewer: Viewer, image_bytes: usize) -> Result<Upload, Failure> {
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    let (mut too_large, mut text_bytes, mut count, mut trusted) = (false, 0, 0, false);
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| Failure::unreadable())?;
        count += 1;
        if count > MOST_PARTS {
            return Err(Failure::too_large());
        }
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.content_disposition().is_some_and(|d| d.get_filename().is_some());
        if is_file {
            // The token is the first field of our form, so a stranger's file is not even read.
            if !trusted {
                return Err(Failure::forged());
            }
            match bytes(&mut part, image_bytes).await? {
                Some(file) if file.is_empty() => {}
                Some(file) if files.len() < IMAGES => files.push(file),
                Some(_) => {}
                None => too_large = true,
            }
            continue;
        }
        let value = bytes(&mut part, TEXT_BYTES - text_bytes).await?.ok_or_else(Failure::too_large)?;
        text_bytes += value.len();
        let value = String::from_utf8(value).map_err(|_| Failure::unreadable())?;
        if name == TOKEN && !trusted {
            check_token(&viewer, &value)?;
            trusted = true;
        }
        pairs.push((name, value));
    }
    if !trusted {
        return Err(Failure::forged());
    }
    Ok(Upload { fields: Fields::new(pairs), files, too_large, viewer })
}

/// One part, or `None` when it is larger than the limit: then the rest of it is passed over, up to four times as
/// much again, so that the other parts can still be read.
async fn bytes(part: &mut Field, limit: usize) -> Result<Option<Vec<u8>>, Failure> {
    let (mut kept, mut seen) = (Vec::new(), 0_usize);
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_| Failure::unreadable())?;
        seen = seen.saturating_add(chunk.len());
        if seen > limit.saturating_mul(5) {
            return Err(Failure::too_large());
        }
        if seen <= limit {
            kept.extend_from_slice(&chunk);
        }
    }
    Ok((seen <= limit).then_some(kept))
}

/// What the form says besides the statement itself.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The statement.
    pub form: Form,
    /// Which of its texts is the authentic one.
    pub authentic: usize,
    /// Who speaks, as the form of a new draft names them.
    pub author: String,
    /// Names the draft before it has an id, so that a double click makes one.
    pub once: String,
    /// The revision that the writer began from.
    pub base: i32,
    /// Which button was pressed: a word, and what it is about.
    pub pressed: (String, String),
}

impl Typed {
    /// Reads the fields.
    #[must_use]
    pub fn read(fields: &Fields) -> Self {
        let get = |name: String| fields.get(&name).to_owned();
        let texts: Vec<TextForm> = (0..=LANGUAGES)
            .take_while(|n| fields.has(&format!("texts.{n}.language")))
            .map(|n| TextForm {
                language: get(format!("texts.{n}.language")),
                title: get(format!("texts.{n}.title")),
                summary: get(format!("texts.{n}.summary")),
                body: get(format!("texts.{n}.body")),
                translator: get(format!("texts.{n}.translator")),
            })
            .collect();
        let images = (0..=IMAGES)
            .take_while(|n| fields.has(&format!("images.{n}.media")))
            .map(|n| ImageForm {
                media: get(format!("images.{n}.media")),
                alt: get(format!("images.{n}.alt")),
            })
            .collect();
        let authentic = fields.get("authentic").parse().unwrap_or(0);
        let pressed = fields.get("do");
        let (word, about) = pressed.split_once('.').unwrap_or((pressed, ""));
        Self {
            form: Form {
                kind: get("kind".into()),
                audience: get("audience".into()),
                authentic: texts.get(authentic).map(|t| t.language.clone()).unwrap_or_default(),
                texts,
                demands: fields.all("demands").map(str::to_owned).collect(),
                images,
                numbered: fields.has("numbered"),
                note: get("note".into()),
                networks: fields.all("networks").map(str::to_owned).collect(),
            },
            authentic,
            author: get("as".into()),
            once: get("once".into()),
            base: fields.get("base").parse().unwrap_or(0),
            pressed: (word.to_owned(), about.to_owned()),
        }
    }

    /// Adds an empty text.
    pub fn add_text(&mut self) {
        if self.form.texts.len() < LANGUAGES {
            self.form.texts.push(TextForm::default());
        }
    }

    /// Takes a text out; the last one stays.
    pub fn remove_text(&mut self, index: usize) {
        if self.form.texts.len() < 2 || index >= self.form.texts.len() {
            return;
        }
        self.form.texts.remove(index);
        if self.authentic == index {
            self.authentic = 0;
        } else if self.authentic > index {
            self.authentic -= 1;
        }
        self.settle();
    }

    /// Takes a picture out.
    pub fn remove_image(&mut self, index: usize) {
        if index < self.form.images.len() {
            self.form.images.remove(index);
        }
    }

    /// Names the authentic text by its language, as the domain wants it.
    pub fn settle(&mut self) {
        self.form.authentic =
            self.form.texts.get(self.authentic).map(|t| t.language.clone()).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        let pairs = [
            ("texts.0.language", "en"),
            ("texts.0.title", "A"),
            ("texts.1.language", "ar"),
            ("texts.1.title", "ب"),
            ("texts.1.translator", "هدى"),
            ("authentic", "1"),
            ("demands", "urn:sofra:agenda:istanbul-2018:R1"),
            ("demands", "urn:sofra:agenda:istanbul-2018:R2"),
            ("images.0.media", "m"),
            ("images.0.alt", "a"),
            ("do", "remove-text.0"),
        ];
        Typed::read(&Fields::new(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()))
    }

    #[test]
    fn texts_pictures_and_demands_are_read_in_order() {
        let typed = typed();
        assert_eq!(typed.form.texts.len(), 2);
        assert_eq!((typed.form.authentic.as_str(), typed.form.demands.len()), ("ar", 2));
        assert_eq!(typed.form.images[0].alt, "a");
        assert_eq!(typed.pressed, ("remove-text".to_owned(), "0".to_owned()));
    }

    #[test]
    fn the_authentic_text_stays_the_authentic_one_when_another_is_taken_out() {
        let mut typed = typed();
        typed.remove_text(0);
        assert_eq!((typed.authentic, typed.form.authentic.as_str()), (0, "ar"));
        typed.remove_text(0);
        assert_eq!(typed.form.texts.len(), 1, "the last text stays");
    }
}
