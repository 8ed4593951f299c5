//! What an actor said to everybody, for whoever reads its outbox.

use actix_web::web::{self, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use diesel::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use sofra_db::schema::activity;
use sofra_domain::actor::Actor;
use sofra_domain::position::{Audience, PositionId, State as PositionState};
use sofra_domain::statement::{self, State, StatementId};
use sofra_domain::table::SeatId;
use sofra_domain::{AnyConnection, Result, Site};

use super::{failed, local};
use crate::Federation;
use crate::activity::create;
use crate::object::collection;

/// Activities on one page of an outbox.
const PAGE: usize = 20;

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
    let query = query.into_inner();
    let result = async {
        let found = local(&federation, &kind, &name).await?;
        let site = federation.site.clone();
        federation.db.read(move |c| outbox_of(c, &site, &found, &query)).await
    }
    .await;
    match result {
        Ok(document) => asked.answer(&document),
        Err(error) => failed(&error),
    }
}

/// The public activities about statements, positions and seats that still stand, the newest first.
fn outbox_of(conn: &mut AnyConnection, site: &Site, owner: &Actor, query: &OutboxQuery) -> Result<Value> {
    let id = format!("{}/outbox", owner.uri);
    use sofra_db::schema::{position as position_table, statement as statement_table, table_seat};
    let visible = || {
        let stances = position_table::table
            .filter(position_table::holder_id.eq(owner.id.clone()))
            .filter(position_table::audience.eq(Audience::Public))
            .filter(position_table::state.ne(PositionState::Withdrawn))
            .filter(position_table::hidden_at.is_null())
            .select(position_table::id.nullable());
        let seats = table_seat::table
            .filter(table_seat::holder_id.eq(owner.id.clone()))
            .filter(table_seat::audience.eq(Audience::Public))
            .filter(table_seat::withdrawn_at.is_null())
            .filter(table_seat::hidden_at.is_null())
            .select(table_seat::id.nullable());
        activity::table
            .left_join(statement_table::table)
            .filter(activity::actor_id.eq(owner.id.clone()))
            .filter(activity::public.eq(true))
            .filter(activity::verb.eq("Create"))
            .filter(
                statement_table::state
                    .eq(State::Published)
                    .and(statement_table::hidden_at.is_null())
                    .or(activity::position_id.eq_any(stances))
                    .or(activity::seat_id.eq_any(seats)),
            )
    };
    let total: i64 = visible().count().get_result(conn)?;
    if query.page != Some(true) {
        return Ok(collection::paged(&id, total));
    }
    let mut rows_query = visible()
        .order(activity::id.desc())
        .limit(i64::try_from(PAGE).unwrap_or(20) + 1)
        .select((
            activity::id,
            activity::uri,
            activity::statement_id,
            activity::position_id,
            activity::seat_id,
        ))
        .into_boxed();
    let mut own_query = "page=true".to_owned();
    if let Some(before) = query.before.as_ref().filter(|b| sofra_base::id::is_ulid(b)) {
        rows_query = rows_query.filter(activity::id.lt(before.clone()));
        own_query = format!("page=true&before={before}");
    }
    type Row = (String, String, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = rows_query.load(conn)?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].0.clone());
    let mut items = Vec::new();
    for (_, uri, about, stance, seat) in rows.iter().take(PAGE) {
        if let Some(stance) = stance.as_deref().and_then(PositionId::parse) {
            items.push(without_context(super::position::as_created(conn, uri, &stance, site)?));
        }
        if let Some(seat) = seat.as_deref().and_then(SeatId::parse) {
            items.push(without_context(super::seat::as_created(conn, uri, &seat, site)?));
        }
        let Some(about) = about.as_deref().and_then(StatementId::parse) else { continue };
        let found = statement::store::get(conn, &about)?;
        // As it stands now: whoever reads the outbox reads the latest revision.
        let view = statement::store::view(conn, found, None)?;
        items.push(without_context(create::build(conn, uri, "Create", &view, site)?));
    }
    Ok(collection::page(&id, &own_query, items, next))
}

fn without_context(mut activity: Value) -> Value {
    if let Some(object) = activity.as_object_mut() {
        object.remove("@context");
    }
    activity
}
