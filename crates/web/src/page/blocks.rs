//! Whom a member, or an organisation, blocks or mutes: for themselves alone.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::text::sanitise;
use sofra_domain::account::{Identity, Seat};
use sofra_domain::actor::{self, ActorId};
use sofra_domain::block::{BlockId, Kind, Owner, Whom, actions, store};
use sofra_domain::remote::Found;
use sofra_domain::{Error, FieldError};

use super::show::Speaker;
use super::{Page, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "blocks.html")]
struct Show {
    page: Page,
    errors: Errors,
    groups: Vec<Group>,
    organisations: Vec<(String, String)>,
    whom: String,
    chosen: String,
    owner: String,
}

/// Those of one owner.
struct Group {
    title: String,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    speaker: Option<Speaker>,
    host: String,
    kind: &'static str,
    /// What takes it back.
    undo: &'static str,
    since: String,
}

/// `GET /settings/blocks?whom=@name@host`
///
/// # Errors
/// To the sign-in.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let whom = parameter(&viewer.query, "whom").unwrap_or_default();
    let typed = Fields::new(vec![("whom".to_owned(), whom)]);
    page(&app, &viewer, who, StatusCode::OK, &typed, &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    who: Identity,
    status: StatusCode,
    typed: &Fields,
    wrong: &[FieldError],
) -> Outcome {
    let own: Vec<ActorId> =
        who.seats.iter().filter(|(_, seat)| *seat == Seat::Officer).map(|(id, _)| id.clone()).collect();
    let found = app
        .db
        .read(move |c| {
            let mut owners = vec![(Owner::Member, None)];
            for organisation in actor::store::get_many(c, &own)? {
                owners.push((Owner::Organisation(organisation.id.clone()), Some(organisation)));
            }
            let mut groups = Vec::new();
            for (owner, organisation) in owners {
                let mut rows = Vec::new();
                for block in store::of(c, &who, &owner)? {
                    let actor = match &block.actor_id {
                        Some(id) => Some(actor::store::get(c, id)?),
                        None => None,
                    };
                    rows.push((block, actor));
                }
                groups.push((organisation, rows));
            }
            Ok::<_, Error>(groups)
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let organisations: Vec<(String, String)> = found
        .iter()
        .filter_map(|(organisation, _)| organisation.as_ref())
        .map(|actor| (actor.id.to_string(), Speaker::new(viewer, actor).name.text))
        .collect();
    let groups = found
        .into_iter()
        .map(|(organisation, rows)| Group {
            title: match &organisation {
                Some(actor) => {
                    let name = Speaker::new(viewer, actor).name.text;
                    language.t1("blocks-of-organisation", "organisation", name)
                }
                None => language.t("blocks-own"),
            },
            rows: rows
                .into_iter()
                .map(|(block, actor)| Row {
                    id: block.id.to_string(),
                    speaker: actor.as_ref().map(|actor| Speaker::new(viewer, actor)),
                    host: block.host.as_deref().map(sanitise::domain_for_readers).unwrap_or_default(),
                    kind: match block.kind {
                        Kind::Block => "blocks-kind-block",
                        Kind::Mute => "blocks-kind-mute",
                    },
                    undo: match block.kind {
                        Kind::Block => "blocks-unblock",
                        Kind::Mute => "blocks-unmute",
                    },
                    since: language.date(block.created_at),
                })
                .collect(),
        })
        .collect();
    let show = Show {
        page: Page::new(viewer, language.plain("blocks-title")).under("settings").wrong(!errors.is_empty()),
        errors,
        groups,
        organisations,
        whom: typed.get("whom").to_owned(),
        chosen: typed.get("kind").to_owned(),
        owner: typed.get("owner").to_owned(),
    };
    respond(viewer, status, &show)
}

/// `POST /settings/blocks`: a handle, an address, or the name of a node.
///
/// # Errors
/// To the sign-in. Mistakes bring the form back.
pub async fn add(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    let result = try_add(&app, &who, &fields).await;
    match result {
        Ok(Kind::Block) => Ok(redirect("/settings/blocks?done=blocked")),
        Ok(Kind::Mute) => Ok(redirect("/settings/blocks?done=muted")),
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, who, StatusCode::UNPROCESSABLE_ENTITY, &fields, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn try_add(app: &App, who: &Identity, fields: &Fields) -> Result<Kind, Error> {
    let kind = Kind::parse(fields.get("kind")).ok_or_else(|| Error::field("kind", "error-field-required"))?;
    let owner = match fields.get("owner") {
        "" | "me" => Owner::Member,
        id => Owner::Organisation(ActorId::parse(id).ok_or(Error::NotFound)?),
    };
    let text = fields.get("whom").trim().to_owned();
    if text.is_empty() {
        return Err(Error::field("whom", "error-field-required"));
    }
    let whom = if let Some(id) = ActorId::parse(&text) {
        Whom::Actor(id)
    } else if text.contains('@') || text.contains("://") {
        if !app.lookups.allows(who.account.as_str(), app.clock.now()) {
            return Err(Error::TooMany);
        }
        match app.resolver.find(&text).await {
            Ok(Found::Actor(id)) => Whom::Actor(id),
            Ok(Found::Statement(_) | Found::Position(_) | Found::Seat(_))
            | Err(Error::NotFound | Error::Remote(_) | Error::Invalid(_)) => {
                return Err(Error::field("whom", "error-block-unknown"));
            }
            Err(error) => return Err(error),
        }
    } else {
        Whom::Host(text)
    };
    let (at, who) = (app.at(), who.clone());
    let added = app.db.write(move |c| actions::add(c, &at, &who, &owner, kind, &whom)).await;
    match added {
        Ok(_) => Ok(kind),
        // The form has one field for both.
        Err(Error::Invalid(wrong)) => {
            let wrong = wrong.into_iter().map(|w| FieldError { field: "whom".to_owned(), ..w });
            Err(Error::Invalid(wrong.collect()))
        }
        Err(error) => Err(error),
    }
}

/// `POST /settings/blocks/{id}/remove`
///
/// # Errors
/// 404 for somebody else's.
pub async fn remove(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let (who, at) = (form.viewer.signed_in()?.clone(), app.at());
    let id = BlockId::parse(&id).ok_or_else(Failure::not_found)?;
    app.db.write(move |c| actions::remove(c, &at, &who, &id)).await?;
    Ok(redirect("/settings/blocks?done=unblocked"))
}
