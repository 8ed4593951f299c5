//! The form as it is shown.

use actix_web::http::StatusCode;
use askama::Template;
use sofra_base::lang::{Direction, LanguageTag};
use sofra_base::text::{markdown, sanitise};
use sofra_domain::actor::{self, Actor, ActorId, ActorKind};
use sofra_domain::media::{self, Media, MediaId};
use sofra_domain::statement::rules::{BODY, IMAGES, LANGUAGES, SUMMARY, TITLE, TextForm};
use sofra_domain::statement::{self, Audience, Kind, State, Statement};
use sofra_domain::{Error, FieldError, agenda, peer};

use super::input::Typed;
use crate::App;
use crate::error::Outcome;
use crate::form::Errors;
use crate::i18n::Language;
use crate::page::setup::text_languages;
use crate::page::show::{Speaker, Words, audience, kind};
use crate::page::{Page, respond};
use crate::viewer::Viewer;

/// What a form that is shown is made of.
pub(super) struct Shown {
    pub author: ActorId,
    pub existing: Option<Statement>,
    pub typed: Typed,
    pub wrong: Vec<FieldError>,
    pub status: StatusCode,
    /// The field in which the writer goes on.
    pub focus: String,
    pub preview: bool,
    /// The description of a picture that could not be taken.
    pub new_alt: String,
    pub new_images: usize,
}

impl Shown {
    pub fn new(author: ActorId, existing: Option<Statement>, typed: Typed) -> Self {
        Self {
            author,
            existing,
            typed,
            wrong: Vec::new(),
            status: StatusCode::OK,
            focus: String::new(),
            preview: false,
            new_alt: String::new(),
            new_images: 0,
        }
    }
}

#[derive(Template)]
#[template(path = "compose.html")]
struct Compose {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    own_name: &'static str,
    others: Vec<(String, String)>,
    action: String,
    path: Option<String>,
    published: bool,
    author: String,
    once: String,
    base: i32,
    texts: Vec<TextView>,
    can_add: bool,
    kind: String,
    kinds: Vec<(String, String)>,
    audiences: Vec<Choice>,
    networks: Vec<NetworkChoice>,
    /// Where the author can choose to be asked first.
    ask_first: Option<String>,
    numbered: bool,
    note: String,
    themes: Vec<Theme>,
    images: Vec<Image>,
    can_upload: bool,
    megabytes: usize,
    new_alt: String,
    focus: String,
    preview: Vec<Preview>,
    /// Who will hold a copy of a revision, once the text is out.
    holders: Option<Holders>,
    most_title: usize,
    most_summary: usize,
}

/// Who will hold a copy.
pub(super) struct Holders {
    /// Whether anything leaves the node.
    pub(super) leaves: bool,
    /// Hosts that get it now.
    pub(super) hosts: Vec<String>,
    /// How many followers receive it there.
    pub(super) followers: usize,
    /// Whether sending in the author's name is stopped.
    pub(super) stopped: bool,
    /// Whether everybody can read it.
    pub(super) everyone: bool,
    /// Other hosts, which may hold what it said until now.
    pub(super) held: Vec<String>,
}

impl Holders {
    /// Of what an author says to an audience; `received` and `held` as the database gave them.
    pub(super) fn new(
        author: &Actor,
        audience: Audience,
        received: &(Vec<String>, usize),
        held: &[String],
    ) -> Self {
        let (hosts, followers) = received;
        let shown = |host: &String| sanitise::domain_for_readers(host);
        Self {
            leaves: audience.leaves(),
            hosts: hosts.iter().map(shown).collect(),
            followers: *followers,
            stopped: author.stopped_at.is_some(),
            everyone: audience == Audience::Public,
            held: held.iter().filter(|host| !hosts.contains(host)).map(shown).collect(),
        }
    }
}

/// One language of the form.
struct TextView {
    index: usize,
    legend: String,
    attributes: String,
    language: String,
    languages: Vec<(String, String)>,
    form: TextForm,
    authentic: bool,
}

impl TextView {
    /// The name of one of its fields, as the domain and the error list use it.
    fn id(&self, field: &str) -> String {
        format!("texts.{}.{field}", self.index)
    }

    /// Attributes of a line: the language, and a limit.
    fn line(&self, most: &usize) -> String {
        format!("{} maxlength=\"{most}\"", self.attributes)
    }
}

struct Choice {
    value: &'static str,
    label: String,
    help: String,
    on: bool,
    /// Who else can read it, where the author takes every follower.
    open: Option<String>,
}

/// A network that it can be told to.
struct NetworkChoice {
    value: String,
    label: String,
    help: String,
    on: bool,
}

struct Theme {
    title: Words,
    open: bool,
    chosen: usize,
    demands: Vec<Demand>,
}

struct Demand {
    urn: String,
    code: String,
    title: Words,
    on: bool,
}

struct Image {
    id: String,
    media: String,
    alt: String,
    file: Option<(String, i32, i32)>,
    index: usize,
    number: usize,
}

struct Preview {
    language: String,
    title: Words,
    summary: Words,
    body: Words,
}

/// The names of nodes, and how many more there are.
type Receivers = (Vec<String>, usize);

/// What the database says for one showing of the form.
struct Read {
    author: Actor,
    voices: Vec<Actor>,
    copies: Vec<(Audience, usize)>,
    /// Who gets a revision, and who may hold what was said until now.
    holders: Option<(Receivers, Vec<String>)>,
    media: Vec<Media>,
    /// Networks in which the author is admitted, with how many belong to each.
    networks: Vec<(Actor, usize)>,
}

/// Shows the form.
///
/// # Errors
/// The database's own.
pub(super) async fn show(app: &App, viewer: &Viewer, shown: Shown) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let (id, images) = (shown.author.clone(), shown.typed.form.images.clone());
    let out = shown.existing.as_ref().filter(|found| found.state == State::Published);
    let revised = out.map(|found| (found.id.clone(), found.audience));
    let read = app
        .db
        .read(move |c| {
            let author = actor::store::get(c, &id)?;
            let voices = actor::store::get_many(c, &who.voices())?;
            let mut copies = Vec::new();
            for audience in Audience::CHOICES {
                copies.push((*audience, peer::store::holders(c, &id, *audience)?.len()));
            }
            let holders = match &revised {
                Some((id, audience)) => Some((
                    peer::store::receivers(c, &author.id, *audience)?,
                    statement::store::copies(c, id)?,
                )),
                None => None,
            };
            let mut files = Vec::new();
            for image in &images {
                let Some(media_id) = MediaId::parse(&image.media) else { continue };
                match media::store::get(c, &media_id) {
                    Ok(found) => files.push(found),
                    Err(Error::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
            let mut networks = Vec::new();
            for network in sofra_domain::network::store::scopes_of(c, &id)? {
                let members = sofra_domain::network::store::admitted(c, &network)?.len();
                networks.push((actor::store::get(c, &network)?, members));
            }
            Ok::<_, Error>(Read { author, voices, copies, holders, media: files, networks })
        })
        .await?;
    render(app, viewer, shown, read)
}

fn render(app: &App, viewer: &Viewer, shown: Shown, read: Read) -> Outcome {
    let language = viewer.language;
    let errors = Errors::new(language, &shown.wrong);
    let form = &shown.typed.form;
    let published = shown.existing.as_ref().is_some_and(|found| found.state == State::Published);
    let title = if published { "compose-title-edit" } else { "compose-title" };
    let speaker = Speaker::new(viewer, &read.author);
    let last = form.images.len().checked_sub(1).filter(|_| shown.new_images > 0);
    let focus = match last {
        // A picture that has just come still lacks its description.
        Some(index) if shown.focus.is_empty() => format!("images.{index}.alt"),
        _ => shown.focus.clone(),
    };
    let path = shown.existing.as_ref().map(Statement::path);
    let is_person = viewer.identity.as_ref().is_some_and(|who| who.person.as_ref() == Some(&shown.author));
    let compose = Compose {
        page: Page::new(viewer, language.plain(title)).under("compose").wrong(!errors.is_empty()),
        own_name: if is_person { "yes" } else { "no" },
        others: if shown.existing.is_none() {
            let others = read.voices.iter().filter(|voice| voice.id != shown.author);
            others.map(|voice| (voice.id.to_string(), Speaker::new(viewer, voice).name.text)).collect()
        } else {
            Vec::new()
        },
        action: path.as_ref().map_or_else(|| "/compose".to_owned(), |path| format!("{path}/edit")),
        path,
        published,
        author: shown.author.to_string(),
        once: shown.typed.once.clone(),
        base: shown.typed.base,
        texts: texts(language, &shown.typed),
        can_add: form.texts.len() < LANGUAGES,
        kind: form.kind.clone(),
        kinds: Kind::CHOICES.iter().map(|k| (k.as_str().to_owned(), kind(language, *k))).collect(),
        audiences: audiences(
            language,
            form.audience.as_str(),
            &read.copies,
            &read.author,
            &speaker.name.text,
        ),
        networks: read
            .networks
            .iter()
            .map(|(network, members)| NetworkChoice {
                on: form.networks.iter().any(|chosen| chosen == network.id.as_str()),
                value: network.id.to_string(),
                label: Speaker::new(viewer, network).name.text,
                help: language.t1("network-members-count", "count", *members),
            })
            .collect(),
        ask_first: ask_first(viewer, &read.author),
        numbered: form.numbered,
        note: form.note.clone(),
        themes: themes(viewer, &form.demands),
        images: images(&shown.typed, &read.media),
        can_upload: form.images.len() < IMAGES,
        megabytes: app.config.limits.image_bytes / 1_000_000,
        new_alt: shown.new_alt.clone(),
        focus,
        holders: shown
            .existing
            .as_ref()
            .zip(read.holders.as_ref())
            .map(|(found, (received, held))| Holders::new(&read.author, found.audience, received, held)),
        preview: if shown.preview { previews(language, &shown.typed) } else { Vec::new() },
        most_title: TITLE,
        most_summary: SUMMARY,
        errors,
        speaker,
    };
    respond(viewer, shown.status, &compose)
}

fn texts(language: Language, typed: &Typed) -> Vec<TextView> {
    let known = text_languages(language);
    typed
        .form
        .texts
        .iter()
        .enumerate()
        .map(|(index, form)| {
            let tag = form.language.parse::<LanguageTag>().ok();
            let mut languages = known.clone();
            match &tag {
                // A language that is not on our list, from an import or from elsewhere.
                Some(tag) if !languages.iter().any(|(known, _)| *known == form.language) => {
                    languages.push((form.language.clone(), language.language_name(tag)));
                }
                Some(_) => {}
                None => languages.insert(0, (form.language.clone(), language.t("compose-language-choose"))),
            }
            let attributes = tag.as_ref().map_or_else(
                || " dir=\"auto\"".to_owned(),
                |tag| {
                    let dir = if tag.direction() == Direction::Rtl { "rtl" } else { "ltr" };
                    format!(" lang=\"{tag}\" dir=\"{dir}\"")
                },
            );
            TextView {
                index,
                legend: tag.as_ref().map_or_else(
                    || language.t("compose-text-new"),
                    |tag| language.t1("compose-language-of-text", "language", language.language_name(tag)),
                ),
                attributes,
                language: form.language.clone(),
                languages,
                authentic: index == typed.authentic,
                form: form.clone(),
            }
        })
        .collect()
}

/// Each audience with the plain sentence who will see it and who will hold a copy.
fn audiences(
    language: Language,
    chosen: &str,
    copies: &[(Audience, usize)],
    author: &Actor,
    name: &str,
) -> Vec<Choice> {
    copies
        .iter()
        .map(|(choice, count)| {
            let explain = language.t(explanation(*choice, author));
            let help = if choice.leaves() {
                format!("{explain} {}", language.t1("compose-copies", "count", *count))
            } else {
                explain
            };
            Choice {
                value: choice.as_str(),
                label: audience(language, *choice),
                help,
                on: choice.as_str() == chosen,
                open: open_to(language, *choice, author, name),
            }
        })
        .collect()
}

/// The message that says who will see it.
pub(super) const fn explanation(audience: Audience, author: &Actor) -> &'static str {
    match audience {
        Audience::Public => "statement-audience-public-explain",
        Audience::Network => "statement-audience-network-explain",
        Audience::Followers if author.approves_followers => "statement-audience-followers-explain",
        Audience::Followers => "statement-audience-followers-open-explain",
        Audience::Local | Audience::Direct => "statement-audience-local-explain",
    }
}

/// What has to be said of an audience of followers when nobody is asked before somebody becomes one.
pub(super) fn open_to(language: Language, audience: Audience, author: &Actor, name: &str) -> Option<String> {
    let key = match audience {
        Audience::Followers => "statement-audience-open-followers",
        Audience::Network => "statement-audience-open-network",
        Audience::Public | Audience::Local | Audience::Direct => return None,
    };
    (!author.approves_followers).then(|| language.t1(key, "organisation", name))
}

/// Where whoever speaks for an organisation can choose to be asked first.
pub(super) fn ask_first(viewer: &Viewer, author: &Actor) -> Option<String> {
    let may = viewer.identity.as_ref().is_some_and(|who| who.speaks_for(&author.id));
    (may && author.kind == ActorKind::Organisation).then(|| format!("/desk/{}/profile", author.username))
}

fn themes(viewer: &Viewer, chosen: &[String]) -> Vec<Theme> {
    let agenda = agenda::istanbul();
    agenda
        .themes
        .iter()
        .map(|theme| {
            let demands: Vec<Demand> = theme
                .demands
                .iter()
                .map(|demand| {
                    let urn = agenda.urn(demand);
                    Demand {
                        on: chosen.contains(&urn),
                        urn,
                        code: demand.code.clone(),
                        title: Words::best(viewer, &demand.title, &demand.code),
                    }
                })
                .collect();
            let count = demands.iter().filter(|d| d.on).count();
            Theme {
                title: Words::best(viewer, &theme.title, &theme.code),
                open: count > 0,
                chosen: count,
                demands,
            }
        })
        .collect()
}

fn images(typed: &Typed, known: &[Media]) -> Vec<Image> {
    let images = typed.form.images.iter().enumerate();
    images
        .map(|(index, image)| {
            let file = known.iter().find(|m| m.id.as_str() == image.media).map(|m| {
                let name = format!("/media/{}.{}", m.name, sofra_domain::site::extension(&m.media_type));
                (name, m.width, m.height)
            });
            Image {
                id: format!("images.{index}.alt"),
                media: image.media.clone(),
                alt: image.alt.clone(),
                file,
                index,
                number: index + 1,
            }
        })
        .collect()
}

/// How the texts will look.
fn previews(language: Language, typed: &Typed) -> Vec<Preview> {
    typed
        .form
        .texts
        .iter()
        .filter(|text| text.body.chars().count() <= BODY)
        .enumerate()
        .map(|(index, text)| {
            let tag = text.language.parse::<LanguageTag>().unwrap_or_else(|_| LanguageTag::undetermined());
            let words = |t: &str| Words::new(language, &tag, t);
            let mut html = markdown::render(&text.body, typed.form.numbered).html;
            if index > 0 {
                // Several texts on one page: each has paragraph numbers, only the first can have the plain ids.
                html = html.replace(" id=\"p", &format!(" id=\"text{index}-p"));
                html = html.replace(" href=\"#p", &format!(" href=\"#text{index}-p"));
            }
            Preview {
                language: language.language_name(&tag),
                title: words(&text.title),
                summary: words(&text.summary),
                body: words(&html),
            }
        })
        .collect()
}
