//! The ActivityPub side of the node's addresses, told apart from the pages by `Accept`.

mod about;
mod mandate;
mod network;
mod outbox;
mod position;
mod seat;
mod vouch;

use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, Method};
use actix_web::http::StatusCode;
use actix_web::http::header as actix_header;
use actix_web::web::{self, Data, Path, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, guard};
use diesel::prelude::*;
use futures_util::StreamExt as _;
use serde::Deserialize;
use serde_json::{Value, json};
use sofra_db::schema::activity;
use sofra_domain::actor::{self, Actor, ActorId, ActorKind};
use sofra_domain::position::PositionId;
use sofra_domain::statement::{self, State, StatementId};
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, Result, Site, node};

use crate::Federation;
use crate::guard::{MAX_BODY_BYTES, Refusal};
use crate::inbox::Request;
use crate::object::{actor as actor_object, collection, context, statement as statement_object};

/// From the head of a request to the last byte of its body (DOS-02).
const BODY_DEADLINE: Duration = Duration::from_secs(8);

impl Federation {
    /// Registers every ActivityPub address. Must come before the pages, which take what is left.
    pub fn configure(self: &Arc<Self>, services: &mut ServiceConfig) {
        services
            .app_data(Data::from(self.clone()))
            .route("/.well-known/webfinger", read().to(webfinger))
            .route("/.well-known/host-meta", read().to(host_meta))
            .route("/.well-known/nodeinfo", read().to(about::nodeinfo_links))
            .route("/nodeinfo/2.1", read().to(about::nodeinfo))
            .route("/ns/sofra.jsonld", read().to(about::published_context))
            .service(
                web::resource("/inbox").route(web::post().to(post_inbox)).route(read().to(get_shared_inbox)),
            )
            .service(
                web::resource("/actor/inbox")
                    .route(web::post().to(post_inbox))
                    .route(read().to(get_node_inbox)),
            )
            .route("/actor", read().guard(guard::fn_guard(wants_activity)).to(get_node_actor))
            .route("/actor/{collection:outbox|followers|following}", read().to(get_node_collection))
            .service(
                web::resource("/{kind:o|m}/{name}/inbox")
                    .route(web::post().to(post_inbox))
                    .route(read().to(get_inbox)),
            )
            // Clients write through the API; with 405 they know at once that this is no place for it.
            .service(web::resource("/{kind:o|m}/{name}/outbox").route(read().to(outbox::get_outbox)))
            .route(
                "/{kind:o|m}/{name}/{collection:followers|following}",
                read().guard(guard::fn_guard(wants_activity)).to(get_numbers),
            )
            .route("/{kind:o|m}/{name}", read().guard(guard::fn_guard(wants_activity)).to(get_actor))
            .route(
                "/o/{name}/mandates/{id}",
                read().guard(guard::fn_guard(wants_activity)).to(mandate::get_mandate),
            )
            .route("/statements/{id}", read().guard(guard::fn_guard(wants_activity)).to(get_statement))
            .route(
                "/positions/{id}",
                read().guard(guard::fn_guard(wants_activity)).to(position::get_position),
            )
            .route("/seats/{id}", read().guard(guard::fn_guard(wants_activity)).to(seat::get_seat))
            .route("/activities/{id}", read().to(get_activity))
            .route(
                "/o/{name}/{list:members|coordinators}",
                read().guard(guard::fn_guard(wants_activity)).to(network::get_list),
            )
            .route("/calls/{id}", read().guard(guard::fn_guard(wants_activity)).to(network::get_call))
            .route("/vouches/{id}", read().guard(guard::fn_guard(wants_activity)).to(vouch::get_vouch));
    }
}

/// `GET`, and `HEAD` as its shadow.
fn read() -> actix_web::Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// Whether a request asks for ActivityPub rather than for a page: whichever it names first with the higher weight.
fn wants_activity(context: &guard::GuardContext<'_>) -> bool {
    let Some(accept) = context.head().headers().get(actix_header::ACCEPT).and_then(|v| v.to_str().ok())
    else {
        return false;
    };
    prefers_activity(accept)
}

fn prefers_activity(accept: &str) -> bool {
    let mut activity = 0_f32;
    let mut page = 0_f32;
    for part in accept.split(',').take(20) {
        let mut pieces = part.split(';').map(str::trim);
        let kind = pieces.next().unwrap_or_default().to_ascii_lowercase();
        let weight =
            pieces.find_map(|p| p.strip_prefix("q=")).and_then(|q| q.parse::<f32>().ok()).unwrap_or(1.0);
        match kind.as_str() {
            "application/activity+json" | "application/ld+json" => activity = activity.max(weight),
            // Some peers ask for plain JSON; our pages have no other JSON form.
            "application/json" => activity = activity.max(weight * 0.9),
            "text/html" | "application/xhtml+xml" => page = page.max(weight),
            _ => {}
        }
    }
    activity > 0.0 && activity >= page
}

/// Headers of actix as headers of `http`, repeated ones included.
fn header_map(request: &HttpRequest) -> std::result::Result<HeaderMap, Refusal> {
    crate::guard::header_map(request.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())))
}

fn target_of(request: &HttpRequest) -> String {
    request.uri().path_and_query().map_or_else(|| "/".to_owned(), |t| t.as_str().to_owned())
}

/// In HTTP/2 the host stands in the address.
fn authority_of(request: &HttpRequest) -> Option<String> {
    request.uri().authority().map(|a| a.as_str().to_owned())
}

fn problem(status: u16, code: &str, title: &str) -> HttpResponse {
    let code_status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut answer = HttpResponse::build(code_status);
    if status == 503 || status == 429 {
        answer.insert_header((actix_header::RETRY_AFTER, "120"));
    }
    answer.content_type("application/problem+json").insert_header((actix_header::CACHE_CONTROL, "no-store")).json(
        json!({"type": format!("urn:sofra:problem:{code}"), "title": title, "status": status, "code": code}),
    )
}

/// The one answer for what is not there and for what this reader may not see.
fn not_found() -> HttpResponse {
    problem(404, "not-found", "There is nothing here.")
}

fn refused(refusal: &Refusal) -> HttpResponse {
    // How a host could not be reached is for the operator's eyes: told to strangers it would say what names mean inside
    // our network.
    let reached = refusal.status != 503 || refusal.reason == "busy";
    problem(refusal.status, if reached { refusal.reason } else { "key-unreachable" }, refusal.title)
}

fn failed(error: &Error) -> HttpResponse {
    match error {
        Error::NotFound | Error::Forbidden(_) | Error::SignIn => not_found(),
        other => {
            tracing::error!(error = %other, "an ActivityPub request failed");
            problem(503, "busy", "This node cannot answer now. Please try again later.")
        }
    }
}

/// Who reads, and what may be kept of the answer.
struct Asked {
    reader: Reader,
    signed: bool,
}

impl Asked {
    fn answer(&self, document: &Value) -> HttpResponse {
        self.respond(StatusCode::OK, document)
    }

    fn respond(&self, status: StatusCode, document: &Value) -> HttpResponse {
        // An answer for one reader must never be kept for another (PRIV-03).
        let keep = if self.signed { "private, no-store" } else { "public, max-age=60" };
        HttpResponse::build(status)
            .content_type(context::ACTIVITY_JSON)
            .insert_header((actix_header::CACHE_CONTROL, keep))
            .insert_header((actix_header::VARY, "Accept, Signature, Signature-Input, Authorization, Cookie"))
            .insert_header((actix_header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .body(document.to_string())
    }
}

impl Federation {
    /// Who asks. In closed federation only named hosts get more than the node's own actor, and they prove it.
    async fn asked(&self, request: &HttpRequest) -> std::result::Result<Asked, HttpResponse> {
        let headers = header_map(request).map_err(|r| refused(&r))?;
        let signed = headers.contains_key("signature") || headers.contains_key("signature-input");
        if !signed {
            if self.policy.is_closed() {
                return Err(problem(401, "signature-missing", "This node answers signed requests only."));
            }
            return Ok(Asked { reader: Reader::Anyone, signed: false });
        }
        let target = target_of(request);
        let authority = authority_of(request);
        let method = Method::GET;
        let wire = Request {
            method: &method,
            target: &target,
            authority: authority.as_deref(),
            headers: &headers,
            body: &[],
        };
        let claim = self.claim(&wire, None).map_err(|r| refused(&r))?;
        // The key's owner is who asks; without a body there is no other name to compare.
        let key_id = self
            .parse_uri(claim.key_id())
            .ok_or_else(|| problem(401, "key-id", "The signature could not be proven."))?;
        if !self.policy.deals_with(key_id.authority()) {
            // The same as for a stranger: who is blocked need not learn it (PRIV-09).
            return Err(not_found());
        }
        let proven = self.prove(&claim, None).await.map_err(|r| refused(&r))?;
        if !proven.is_active() || self.policy.is_suspended(&proven.id) {
            return Err(not_found());
        }
        Ok(Asked { reader: Reader::Remote(proven.id), signed: true })
    }
}

async fn post_inbox(
    federation: Data<Federation>,
    request: HttpRequest,
    mut payload: Payload,
) -> HttpResponse {
    let headers = match header_map(&request) {
        Ok(headers) => headers,
        Err(refusal) => return refused(&refusal),
    };
    let too_large = || problem(413, "json-size", "The activity is larger than 256 KiB.");
    let declared =
        headers.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    if declared.is_some_and(|n| n > MAX_BODY_BYTES) {
        return too_large();
    }
    let mut body = Vec::with_capacity(declared.unwrap_or(4096));
    // The deadline is one for all of the body: a sender that drips it would otherwise hold the connection for ever.
    let deadline = tokio::time::Instant::now() + BODY_DEADLINE;
    loop {
        let chunk = match tokio::time::timeout_at(deadline, payload.next()).await {
            Ok(Some(Ok(chunk))) => chunk,
            Ok(None) => break,
            Ok(Some(Err(_))) => return problem(400, "body", "The body did not arrive whole."),
            Err(_) => {
                let mut answer = problem(408, "body-slow", "The body did not arrive in time.");
                answer.head_mut().set_connection_type(actix_web::http::ConnectionType::Close);
                return answer;
            }
        };
        if body.len() + chunk.len() > MAX_BODY_BYTES {
            return too_large();
        }
        body.extend_from_slice(&chunk);
    }
    let target = target_of(&request);
    let authority = authority_of(&request);
    let wire = Request {
        method: &Method::POST,
        target: &target,
        authority: authority.as_deref(),
        headers: &headers,
        body: &body,
    };
    match federation.receive(&wire).await {
        Ok(()) => HttpResponse::Accepted().finish(),
        Err(refusal) => refused(&refusal),
    }
}

async fn get_shared_inbox(federation: Data<Federation>) -> HttpResponse {
    empty_inbox(&federation.site.shared_inbox())
}

async fn get_node_inbox(federation: Data<Federation>) -> HttpResponse {
    empty_inbox(&format!("{}/actor/inbox", federation.site.base))
}

/// What arrived is nobody's business: every inbox looks empty, and one of nobody looks the same.
async fn get_inbox(federation: Data<Federation>, path: Path<(String, String)>) -> HttpResponse {
    let (kind, name) = path.into_inner();
    match local(&federation, &kind, &name).await {
        Ok(found) => empty_inbox(&found.inbox),
        Err(error) => failed(&error),
    }
}

fn empty_inbox(id: &str) -> HttpResponse {
    Asked { reader: Reader::Anyone, signed: false }.answer(&collection::empty(id))
}

/// Reads a document for whoever asks, and answers with it.
async fn give(
    federation: &Federation,
    request: &HttpRequest,
    read: impl FnOnce(&mut AnyConnection, &Reader) -> Result<(StatusCode, Value)> + Send + 'static,
) -> HttpResponse {
    let asked = match federation.asked(request).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let reader = asked.reader.clone();
    match federation.db.read(move |c| read(c, &reader)).await {
        Ok((status, document)) => asked.respond(status, &document),
        Err(error) => failed(&error),
    }
}

/// A local actor by the address of its page.
async fn local(federation: &Federation, kind: &str, name: &str) -> Result<Actor> {
    let is_member = kind == "m";
    let name = name.to_owned();
    federation
        .db
        .read(move |c| {
            actor::store::local_by_username(c, &name)?
                .filter(|a| a.username == name && a.kind != ActorKind::Node)
                // Who hid, or left, looks like nobody.
                .filter(|a| a.hidden_at.is_none() && a.deleted_at.is_none())
                .filter(|a| matches!(a.kind, ActorKind::Member | ActorKind::Bot) == is_member)
                // Nothing of whom the host suspended is given out.
                .filter(|a| a.suspended_at.is_none())
                .ok_or(Error::NotFound)
        })
        .await
}

async fn get_node_actor(federation: Data<Federation>) -> HttpResponse {
    // Readable by everybody, always: peers need its key to prove our own requests.
    let anyone = Asked { reader: Reader::Anyone, signed: false };
    match federation.db.read(node::store::own_actor).await {
        Ok(own) => actor_answer(&federation, &anyone, own).await,
        Err(error) => failed(&error),
    }
}

async fn get_node_collection(federation: Data<Federation>, path: Path<String>) -> HttpResponse {
    let id = format!("{}/actor/{}", federation.site.base, path.into_inner());
    empty_inbox(&id)
}

async fn get_actor(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> HttpResponse {
    let asked = match federation.asked(&request).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let (kind, name) = path.into_inner();
    match local(&federation, &kind, &name).await {
        Ok(found) => actor_answer(&federation, &asked, found).await,
        Err(error) => failed(&error),
    }
}

async fn actor_answer(federation: &Federation, asked: &Asked, found: Actor) -> HttpResponse {
    let (site, now, reader) = (federation.site.clone(), federation.clock.now(), asked.reader.clone());
    let document = federation
        .db
        .read(move |c| {
            let around = actor_object::Around::load_for(c, &found, &reader, now)?;
            Ok::<_, Error>(actor_object::to_json(&found, &around, &site))
        })
        .await;
    match document {
        Ok(document) => asked.answer(&document),
        Err(error) => failed(&error),
    }
}

async fn get_numbers(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<(String, String, String)>,
) -> HttpResponse {
    let asked = match federation.asked(&request).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let (kind, name, which) = path.into_inner();
    let result = async {
        let found = local(&federation, &kind, &name).await?;
        let id = found.id.clone();
        let (followers, following) =
            federation.db.read(move |c| sofra_domain::follow::store::counts(c, &id)).await?;
        let total = if which == "followers" { followers } else { following };
        Ok::<_, Error>(collection::number_only(&format!("{}/{which}", found.uri), total))
    }
    .await;
    match result {
        Ok(document) => asked.answer(&document),
        Err(error) => failed(&error),
    }
}

async fn get_statement(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<String>,
) -> HttpResponse {
    let asked = match federation.asked(&request).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let reader = asked.reader.clone();
    let site = federation.site.clone();
    let id = path.into_inner();
    let result = federation
        .db
        .read(move |c| {
            let id = StatementId::parse(&id).ok_or(Error::NotFound)?;
            let found = statement::store::read(c, &id, &reader)?;
            // What was said elsewhere is given out by its own node only.
            if !found.local || found.state == State::Draft {
                return Err(Error::NotFound);
            }
            if found.state == State::Withdrawn {
                let mut gone =
                    statement_object::tombstone(&found.uri, found.withdrawn_at.unwrap_or(found.updated_at));
                gone["@context"] = context::ACTIVITY_STREAMS.into();
                return Ok((StatusCode::GONE, gone));
            }
            let view = statement::store::view(c, found, None)?;
            Ok((StatusCode::OK, statement_object::to_document(c, &view, &site)?))
        })
        .await;
    match result {
        Ok((status, document)) => asked.respond(status, &document),
        Err(error) => failed(&error),
    }
}

async fn get_activity(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<String>,
) -> HttpResponse {
    let asked = match federation.asked(&request).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let reader = asked.reader.clone();
    let id = path.into_inner();
    let result = federation.db.read(move |c| activity_for(c, &id, &reader)).await;
    match result {
        Ok(document) => asked.answer(&document),
        Err(error) => failed(&error),
    }
}

/// An activity for whoever may read what it is about; a request between two actors for its receiver only.
fn activity_for(conn: &mut AnyConnection, id: &str, reader: &Reader) -> Result<Value> {
    // Anything else is not asked for: the two databases differ about odd characters.
    if !sofra_base::id::is_ulid(id) {
        return Err(Error::NotFound);
    }
    type Row = (String, bool, String, Option<String>, ActorId, Option<String>, Option<String>);
    let (body, public, verb, about, by, stance, seat): Row = activity::table
        .find(id)
        .select((
            activity::body,
            activity::public,
            activity::verb,
            activity::statement_id,
            activity::actor_id,
            activity::position_id,
            activity::seat_id,
        ))
        .first(conn)?;
    if actor::store::get(conn, &by)?.hidden_at.is_some() {
        return Err(Error::NotFound);
    }
    let about = about.as_deref().and_then(StatementId::parse);
    if let Some(about) = &about {
        let found = statement::store::read(conn, about, reader)?;
        // The words of what was withdrawn are gone from its activities too.
        if found.state != State::Published && verb != "Delete" {
            return Err(Error::NotFound);
        }
    }
    let stance = stance.as_deref().and_then(PositionId::parse);
    if let Some(stance) = &stance {
        let found = sofra_domain::position::store::read(conn, stance, reader)?;
        if found.state == sofra_domain::position::State::Withdrawn && verb != "Delete" {
            return Err(Error::NotFound);
        }
    }
    let seat = seat.as_deref().and_then(sofra_domain::table::SeatId::parse);
    if let Some(seat) = &seat {
        let found = sofra_domain::table::store::read(conn, seat, reader)?;
        if !found.stands() && verb != "Delete" {
            return Err(Error::NotFound);
        }
    }
    let document: Value = serde_json::from_str(&body).map_err(|e| Error::Internal(e.to_string()))?;
    if stance.is_some() || seat.is_some() {
        return Ok(document);
    }
    match about {
        Some(_) => Ok(document),
        None if public => Ok(document),
        None => {
            let Reader::Remote(asking) = reader else { return Err(Error::NotFound) };
            let asking = actor::store::get(conn, asking)?;
            let to = crate::object::list(document.get("to"));
            let named = to.iter().any(|entry| entry.as_str() == Some(asking.uri.as_str()));
            if named { Ok(document) } else { Err(Error::NotFound) }
        }
    }
}

#[derive(Deserialize)]
struct WebfingerQuery {
    resource: String,
}

/// RFC 7033, for actors that can be followed. The node's own actor is found by its domain.
async fn webfinger(federation: Data<Federation>, query: web::Query<WebfingerQuery>) -> HttpResponse {
    let site = federation.site.clone();
    let resource = query.into_inner().resource;
    let Some(name) = local_name(&resource, &site) else { return not_found() };
    let found = federation.db.read(move |c| actor::store::local_by_username(c, &name)).await;
    let found = match found {
        Ok(Some(found)) if found.is_active() => found,
        Ok(_) => return not_found(),
        Err(error) => return failed(&error),
    };
    let subject = format!("acct:{}@{}", found.username, site.domain);
    let document = json!({
        "subject": subject,
        "aliases": [found.uri],
        "links": [
            {"rel": "self", "type": context::ACTIVITY_JSON, "href": found.uri},
            {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": found.uri}
        ]
    });
    HttpResponse::Ok()
        .content_type("application/jrd+json")
        .insert_header((actix_header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((actix_header::CACHE_CONTROL, "public, max-age=3600"))
        .body(document.to_string())
}

/// The user name that a resource names here: `acct:name@host`, or the address of an actor.
fn local_name(resource: &str, site: &Site) -> Option<String> {
    if resource.len() > 500 {
        return None;
    }
    if let Some(account) = resource.strip_prefix("acct:") {
        let (name, host) = account.trim_start_matches('@').rsplit_once('@')?;
        if !host.eq_ignore_ascii_case(&site.domain) {
            return None;
        }
        // Peers look up a server's own actor under the name of its host.
        return Some(if name.eq_ignore_ascii_case(&site.domain) {
            "node".to_owned()
        } else {
            name.to_lowercase()
        });
    }
    match site.path_of(resource)? {
        "/actor" => Some("node".to_owned()),
        path => {
            let name = path.strip_prefix("/o/").or_else(|| path.strip_prefix("/m/"))?;
            (!name.is_empty() && !name.contains('/')).then(|| name.to_owned())
        }
    }
}

async fn host_meta(federation: Data<Federation>) -> HttpResponse {
    let template = format!("{}/.well-known/webfinger?resource={{uri}}", federation.site.base);
    HttpResponse::Ok().content_type("application/xrd+xml").body(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n  \
         <Link rel=\"lrdd\" template=\"{template}\"/>\n</XRD>\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::prefers_activity;

    #[test]
    fn the_accept_header_decides_between_page_and_document() {
        assert!(prefers_activity("application/activity+json"));
        assert!(prefers_activity("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""));
        assert!(prefers_activity("application/activity+json, application/ld+json"));
        assert!(!prefers_activity("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
        assert!(!prefers_activity("*/*"));
        assert!(prefers_activity("application/ld+json, text/html;q=0.5"));
        assert!(!prefers_activity("text/html, application/activity+json;q=0.1"));
    }
}
