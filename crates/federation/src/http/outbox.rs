//! What an actor said to everybody, for whoever reads its outbox.

use actix_web::web::{self, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use serde::Deserialize;
use serde_json::Value;
use sofra_db::schema::activity;
use sofra_domain::actor::{Actor, ActorKind};
use sofra_domain::network::model::CallState;
use sofra_domain::network::{audience, call};
use sofra_domain::position::{Audience, PositionId, State as PositionState};
use sofra_domain::statement::{self, State, StatementId};
use sofra_domain::table::SeatId;
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, Result, Site, block};

use super::{failed, local};
use crate::Federation;
use crate::activity::create;
use crate::object::{call as call_object, collection};

/// Activities on one page of an outbox.
const PAGE: usize = 20;
/// Bytes of one page: readers fetch up to 1 MiB.
const PAGE_BYTES: usize = 600 * 1024;
/// Members of objects on one page: readers bound how many values a document may have.
const PAGE_WIDTH: usize = 1_500;

#[derive(Deserialize)]
pub(super) struct OutboxQuery {
    page: Option<bool>,
    before: Option<String>,
}

pub(super) async fn get_outbox(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<(String, String)>,
    query: web::Query<OutboxQuery>,
) -> HttpResponse {
    let asked = match federation.asked(&request).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let (kind, name) = path.into_inner();
    let (query, reader) = (query.into_inner(), asked.reader.clone());
    let result = async {
        let found = local(&federation, &kind, &name).await?;
        let site = federation.site.clone();
        federation.db.read(move |c| outbox_of(c, &site, &found, &reader, &query)).await
    }
    .await;
    match result {
        Ok(document) => asked.answer(&document),
        Err(error) => failed(&error),
    }
}

/// The activities about statements, positions and calls that still stand, the newest first: to everybody the public ones;
/// to the nodes of members also what was told to their networks, so that each can ask the source whether it holds all.
/// Of a network, what it passed on to everybody.
fn outbox_of(
    conn: &mut AnyConnection,
    site: &Site,
    owner: &Actor,
    reader: &Reader,
    query: &OutboxQuery,
) -> Result<Value> {
    let id = format!("{}/outbox", owner.uri);
    use sofra_db::schema::{
        call as call_table, position as position_table, position_network, statement as statement_table,
        statement_network, table_network, table_seat,
    };
    let is_network = owner.kind == ActorKind::Network;
    let heard = match reader {
        // Whoever the owner blocks gets what a stranger gets.
        Reader::Remote(asking) if !is_network && !block::store::refuses(conn, &owner.id, asking)? => {
            audience::networks_of(conn, reader)?
        }
        _ => Vec::new(),
    };
    let verb = if is_network { "Announce" } else { "Create" };
    let visible = || {
        let told = position_network::table
            .filter(position_network::network_id.eq_any(heard.clone()))
            .select(position_network::position_id);
        let stances = position_table::table
            .filter(position_table::holder_id.eq(owner.id.clone()).or(is_network.into_sql::<Bool>()))
            .filter(position_table::audience.eq(Audience::Public).or(position_table::id.eq_any(told)))
            .filter(position_table::state.ne(PositionState::Withdrawn))
            .filter(position_table::hidden_at.is_null())
            .select(position_table::id.nullable());
        let told = statement_network::table
            .filter(statement_network::network_id.eq_any(heard.clone()))
            .select(statement_network::statement_id);
        let statements = statement_table::table
            .filter(statement_table::state.eq(State::Published))
            .filter(statement_table::hidden_at.is_null())
            .filter(
                statement_table::audience.eq(statement::Audience::Public).or(statement_table::audience
                    .eq(statement::Audience::Network)
                    .and(statement_table::id.eq_any(told))),
            )
            .select(statement_table::id.nullable());
        let told = table_network::table
            .filter(table_network::network_id.eq_any(heard.clone()))
            .select(table_network::seat_id);
        let seats = table_seat::table
            .filter(table_seat::holder_id.eq(owner.id.clone()).or(is_network.into_sql::<Bool>()))
            .filter(table_seat::audience.eq(Audience::Public).or(table_seat::id.eq_any(told)))
            .filter(table_seat::withdrawn_at.is_null())
            .filter(table_seat::hidden_at.is_null())
            .select(table_seat::id.nullable());
        let calls = call_table::table
            .filter(call_table::author_id.eq(owner.id.clone()))
            .filter(call_table::state.ne(CallState::Draft))
            .filter(call_table::network_id.eq_any(heard.clone()))
            .select(call_table::uri);
        activity::table
            .filter(activity::actor_id.eq(owner.id.clone()))
            .filter(activity::verb.eq(verb))
            .filter(activity::public.eq(true).or((!is_network).into_sql::<Bool>()))
            .filter(
                activity::statement_id
                    .eq_any(statements)
                    .or(activity::position_id.eq_any(stances))
                    .or(activity::seat_id.eq_any(seats))
                    .or(activity::object_uri.eq_any(calls)),
            )
    };
    let total: i64 = visible().count().get_result(conn)?;
    if query.page != Some(true) {
        return Ok(collection::paged(&id, total));
    }
    let mut rows_query = visible()
        .order(activity::id.desc())
        .limit(i64::try_from(PAGE).unwrap_or(20) + 1)
        .select(Row::as_select())
        .into_boxed();
    let mut own_query = "page=true".to_owned();
    if let Some(before) = query.before.as_ref().filter(|b| sofra_base::id::is_ulid(b)) {
        rows_query = rows_query.filter(activity::id.lt(before.clone()));
        own_query = format!("page=true&before={before}");
    }
    let rows: Vec<Row> = rows_query.load(conn)?;
    let mut next = (rows.len() > PAGE).then(|| rows[PAGE - 1].id.clone());
    let (mut items, mut bytes, mut members) = (Vec::new(), 0, 0);
    for (place, row) in rows.iter().take(PAGE).enumerate() {
        let item = if is_network {
            serde_json::from_str(&row.body).map_err(|e| Error::Internal(e.to_string()))?
        } else {
            as_created(conn, site, row)?
        };
        let item = without_context(item);
        bytes += item.to_string().len();
        members += width(&item);
        if (bytes > PAGE_BYTES || members > PAGE_WIDTH) && place > 0 {
            next = Some(rows[place - 1].id.clone());
            break;
        }
        items.push(item);
    }
    Ok(collection::page(&id, &own_query, items, next))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = activity)]
struct Row {
    id: String,
    uri: String,
    object_uri: String,
    statement_id: Option<String>,
    position_id: Option<String>,
    seat_id: Option<String>,
    body: String,
}

/// The activity that told of something, as that stands now: whoever reads the outbox reads the latest word.
fn as_created(conn: &mut AnyConnection, site: &Site, row: &Row) -> Result<Value> {
    if let Some(stance) = row.position_id.as_deref().and_then(PositionId::parse) {
        return super::position::as_created(conn, &row.uri, &stance, site);
    }
    if let Some(seat) = row.seat_id.as_deref().and_then(SeatId::parse) {
        return super::seat::as_created(conn, &row.uri, &seat, site);
    }
    if let Some(about) = row.statement_id.as_deref().and_then(StatementId::parse) {
        let found = statement::store::get(conn, &about)?;
        let view = statement::store::view(conn, found, None)?;
        return create::build(conn, &row.uri, "Create", &view, site);
    }
    let call = call::store::by_uri(conn, &row.object_uri)?.ok_or(Error::NotFound)?;
    Ok(call_object::activity(&row.uri, "Create", &call::store::view(conn, call)?, site))
}

/// How many members of objects there are in it, at any depth.
fn width(value: &Value) -> usize {
    match value {
        Value::Object(members) => members.len() + members.values().map(width).sum::<usize>(),
        Value::Array(items) => items.iter().map(width).sum(),
        _ => 0,
    }
}

fn without_context(mut activity: Value) -> Value {
    if let Some(object) = activity.as_object_mut() {
        object.remove("@context");
    }
    activity
}
