//! What the movement asks for.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_base::lang::Localized;
use sofra_domain::{Error, agenda, statement};
use utoipa::ToSchema;

use super::answer::{self, All, Answer, address};
use super::auth;
use crate::App;

/// An agenda without its demands.
#[derive(Serialize, ToSchema)]
struct AgendaHead {
    /// Its name in addresses.
    id: String,
    /// What the gathering that adopted it was called, by language.
    name: BTreeMap<String, String>,
    /// Where it met, by language.
    place: BTreeMap<String, String>,
    /// The country, ISO 3166-1.
    country: String,
    /// The first day of the gathering.
    #[schema(format = Date)]
    starts: String,
    /// The last day.
    #[schema(format = Date)]
    ends: String,
    /// How many people came.
    participants: i64,
    /// How many institutions they came from.
    institutions: i64,
    /// How many countries.
    countries: i64,
    /// How many demands it makes.
    demands: usize,
    /// Its place in this API.
    url: String,
}

/// An agenda.
#[derive(Serialize, ToSchema)]
struct Agenda {
    #[serde(flatten)]
    head: AgendaHead,
    /// Its themes in order.
    themes: Vec<Theme>,
}

/// A theme of an agenda.
#[derive(Serialize, ToSchema)]
struct Theme {
    /// Its letter.
    code: String,
    /// What it is about, by language.
    title: BTreeMap<String, String>,
    /// What is demanded, in order.
    demands: Vec<Demand>,
}

/// A demand, with how much was said on it to everybody, here and elsewhere.
#[derive(Serialize, ToSchema)]
struct Demand {
    /// Its code in the agenda.
    code: String,
    /// Its identity, the same on every node.
    urn: String,
    /// What is demanded, by language.
    title: BTreeMap<String, String>,
    /// The code of the demand that it is a part of.
    parent: Option<String>,
    /// The hashtag that carries it to other software.
    hashtag: String,
    /// How many statements are about it.
    statements: i64,
    /// How many organisations and people made them.
    authors: i64,
    /// Its place in this API.
    url: String,
    /// The list of those statements.
    statements_url: String,
}

fn plain(map: &Localized<String>) -> BTreeMap<String, String> {
    map.iter().map(|(language, text)| (language.to_string(), text.clone())).collect()
}

impl AgendaHead {
    fn new(app: &App, agenda: &agenda::Agenda) -> Self {
        let congress = &agenda.congress;
        Self {
            id: agenda.id.clone(),
            name: plain(&congress.name),
            place: plain(&congress.place),
            country: congress.country.clone(),
            starts: congress.starts.to_string(),
            ends: congress.ends.to_string(),
            participants: congress.participants,
            institutions: congress.institutions,
            countries: congress.countries,
            demands: agenda.demands().count(),
            url: address(app, &format!("/agendas/{}", agenda.id)),
        }
    }
}

impl Demand {
    fn new(app: &App, agenda: &agenda::Agenda, demand: &agenda::Demand, counts: (i64, i64)) -> Self {
        let urn = agenda.urn(demand);
        Self {
            code: demand.code.clone(),
            title: plain(&demand.title),
            parent: demand.parent.clone(),
            hashtag: agenda.hashtag(demand),
            statements: counts.0,
            authors: counts.1,
            url: address(app, &format!("/agendas/{}/demands/{}", agenda.id, demand.code)),
            statements_url: address(app, &format!("/statements?demand={urn}")),
            urn,
        }
    }
}

fn named(request: &HttpRequest) -> Result<&'static agenda::Agenda, Error> {
    request.match_info().get("id").and_then(agenda::by_id).ok_or(Error::NotFound)
}

/// The agendas that this node knows.
#[utoipa::path(get, path = "/agendas", tag = "agendas", operation_id = "list_agendas",
    responses((status = 200, description = "The agendas", body = All<AgendaHead>)), security((), ("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    Ok(answer::ok(&All::from(vec![AgendaHead::new(&app, agenda::istanbul())])))
}

/// An agenda with its themes and demands.
#[utoipa::path(get, path = "/agendas/{id}", tag = "agendas", operation_id = "get_agenda",
    params(("id" = String, Path, example = "istanbul-2018", description = "The agenda")),
    responses((status = 200, description = "The agenda", body = Agenda)), security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let agenda = named(&request)?;
    let counts = app.db.read(statement::store::counts_by_demand).await?;
    let counted = |demand: &agenda::Demand| {
        let urn = agenda.urn(demand);
        counts.iter().find(|(known, ..)| *known == urn).map_or((0, 0), |(_, said, by)| (*said, *by))
    };
    Ok(answer::ok(&Agenda {
        head: AgendaHead::new(&app, agenda),
        themes: agenda
            .themes
            .iter()
            .map(|theme| Theme {
                code: theme.code.clone(),
                title: plain(&theme.title),
                demands: theme
                    .demands
                    .iter()
                    .map(|demand| Demand::new(&app, agenda, demand, counted(demand)))
                    .collect(),
            })
            .collect(),
    }))
}

/// One demand.
#[utoipa::path(get, path = "/agendas/{id}/demands/{code}", tag = "agendas", operation_id = "get_demand",
    params(
        ("id" = String, Path, example = "istanbul-2018", description = "The agenda"),
        ("code" = String, Path, example = "R1", description = "The demand"),
    ),
    responses((status = 200, description = "The demand", body = Demand)), security((), ("bearer" = [])))]
pub(super) async fn demand(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let agenda = named(&request)?;
    let code = request.match_info().get("code").unwrap_or_default();
    let (_, demand) = agenda.demand(code).ok_or(Error::NotFound)?;
    let urn = agenda.urn(demand);
    let counts = app
        .db
        .read(move |conn| {
            let said = statement::store::list(conn, &statement::store::Scope::On(urn.clone()), None)?.total;
            Ok::<_, Error>((said, statement::store::authors_on(conn, &urn)?))
        })
        .await?;
    Ok(answer::ok(&Demand::new(&app, agenda, demand, counts)))
}
