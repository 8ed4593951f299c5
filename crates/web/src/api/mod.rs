//! The JSON API for programs, under `/api/v1`.
//!
//! Who calls is told by an API token in `Authorization: Bearer sofra_…` alone; what everybody may read needs none.
//! Problems are `application/problem+json` with a stable `code`. Lists are paged by `before`, never by an offset.
//! What may not be seen and what is not there get the same answer. The document at `/api/v1/openapi.json` is made
//! from the handlers.
//!
//! [`configure`] expects the [`App`](crate::App) as `web::Data<App>`: the server registers it with
//! `.app_data(web::Data::from(app.clone()))`, where `app` is its `Arc<App>`.

mod actor;
mod agenda;
mod answer;
mod approval;
mod auth;
mod choices;
mod control;
mod directory;
mod document;
mod follow;
mod holders;
mod image;
mod input;
mod lookup;
mod mandate;
mod me;
mod member;
mod moderation;
mod network;
mod node;
mod notification;
mod organisation;
mod overview;
mod own;
mod peer;
mod people;
mod position;
mod problem;
mod revision;
mod search;
mod security;
mod shape;
mod statement;
mod table;
#[cfg(test)]
mod tests;
mod token;
mod visibility;
mod vouch;

use actix_web::web::{delete, post, put};
use actix_web::{HttpResponse, ResponseError as _, Route, Scope, guard, middleware, web};
use utoipa::OpenApi;

/// Where the API begins.
pub const ROOT: &str = "/api/v1";

/// Registers each address with its handlers, and names the same handlers for the document: one list for both, so
/// that neither can know an address that the other does not.
macro_rules! routes {
    ($($address:literal { $($method:ident $module:ident :: $handler:ident),+ $(,)? })+) => {
        fn register(scope: Scope) -> Scope {
            scope$(.service(
                web::resource($address)
                    $(.route($method().to($module::$handler)))+
                    .default_service(web::to(|| async {
                        problem::Problem::method(&[$(method_name!($method)),+])
                            .error_response()
                    })),
            ))+
        }

        /// Every registered method and address.
        #[cfg(test)]
        const ROUTES: &[(&str, &str)] = &[$($((stringify!($method), $address)),+),+];

        /// The handlers' own descriptions.
        #[derive(OpenApi)]
        #[openapi(paths($($($module::$handler),+),+))]
        struct Described;
    };
}

macro_rules! method_name {
    (get) => {
        "GET, HEAD"
    };
    (post) => {
        "POST"
    };
    (put) => {
        "PUT"
    };
    (delete) => {
        "DELETE"
    };
}

routes! {
    "/openapi.json" { get document::show }
    "/node" { get node::show }
    "/me" { get me::show }
    "/me/export" { post own::export }
    "/me/delete" { post own::delete }
    "/visibility" { get visibility::show }
    "/visibility/profile" { post visibility::appear, put visibility::rename, delete visibility::disappear }
    "/visibility/organisations/{username}" { put visibility::show_in }
    "/email" { get own::email, put own::set_email }
    "/email/remove" { post own::remove_email }
    "/panic" { get own::panic, post own::pull }
    "/panic/code" { put own::arm, delete own::disarm }
    "/panic/back" { post own::come_back }
    "/panic/organisations/{username}/resume" { post own::resume }
    "/notifications" { get notification::list }
    "/notifications/seen" { post notification::see }
    "/notifications/{id}/seen" { post notification::see_one }
    "/statements" { get statement::list, post statement::create }
    "/statements/{id}" { get statement::show, put statement::save, delete statement::discard }
    "/statements/{id}/holders" { get holders::show }
    "/statements/{id}/publish" { post statement::publish }
    "/statements/{id}/withdraw" { post statement::withdraw }
    "/statements/{id}/revisions" { get revision::list, post revision::create }
    "/statements/{id}/revisions/{number}" { get revision::show }
    "/statements/{id}/paragraphs" { get revision::paragraphs }
    "/statements/{id}/proposals" { get approval::list }
    "/statements/{id}/comments" { get approval::comments, post approval::say }
    "/proposals/{id}/decision" { post approval::decide }
    "/proposals/{id}/finish" { post approval::finish }
    "/proposals/{id}" { delete approval::take_back }
    "/awaits" { get approval::awaits }
    "/awaits/counts" { get approval::counts }
    "/organisations/{username}/seat-proposals" { get approval::about_seats }
    "/organisations/{username}/rule" { get approval::rule, put approval::propose_rule }
    "/organisations/{username}/mandates" { get mandate::list, post mandate::create }
    "/mandates/{id}" { get mandate::show, put mandate::save, delete mandate::discard }
    "/mandates/{id}/accept" { post mandate::accept }
    "/mandates/{id}/give" { post mandate::give }
    "/mandates/{id}/revoke" { post mandate::revoke }
    "/seats" { get table::list, post table::propose }
    "/seats/score" { get table::score }
    "/seats/{id}" { get table::show }
    "/seats/{id}/steps" { post table::step }
    "/seats/{id}/rating" { put table::rate }
    "/seats/{id}/withdraw" { post table::withdraw }
    "/positions" { get position::list, post position::propose }
    "/positions/{id}" { get position::show }
    "/positions/{id}/withdraw" { post position::withdraw }
    "/organisations/{username}/member-positions" { get position::members, put position::say }
    "/images" { post image::create }
    "/agendas" { get agenda::list }
    "/agendas/{id}" { get agenda::show }
    "/agendas/{id}/demands/{code}" { get agenda::demand }
    "/actors/{id}" { get actor::show }
    "/actors/{id}/standing" { get vouch::standing }
    "/vouches" { get vouch::list, post vouch::offer }
    "/vouches/{id}" { delete vouch::take_back }
    "/vouches/{id}/accept" { post vouch::accept }
    "/vouches/{id}/reject" { post vouch::reject }
    "/networks" { get network::list }
    "/networks/{id}" { get network::show }
    "/calls" { get network::calls }
    "/calls/{id}" { get network::call }
    "/overview" { get overview::show }
    "/overview/positions" { get overview::positions }
    "/directory" { get directory::list }
    "/directory/countries" { get directory::countries }
    "/search" { get search::find }
    "/organisations" { get organisation::list, post people::establish }
    "/organisations/{username}/members" { get member::list }
    "/organisations/{username}/members/{account}" { put member::change, delete member::remove }
    "/organisations/{username}/invitations" { get member::invitations, post member::invite }
    "/organisations/{username}/requests" { get member::requests }
    "/organisations/{username}/requests/{id}/accept" { post member::accept }
    "/organisations/{username}/requests/{id}/refuse" { post member::refuse }
    "/accounts" { get people::accounts }
    "/accounts/{account}/role" { put people::role }
    "/accounts/{account}/disable" { post people::disable }
    "/accounts/{account}/enable" { post people::enable }
    "/invitations" { get people::invitations, post people::invite }
    "/invitations/{id}" { delete people::revoke }
    "/joining" { get choices::way_in, put people::joining }
    "/federation" { put choices::federation }
    "/trust" { get choices::anchors }
    "/trust/{actor}" { put choices::trust, delete choices::distrust }
    "/organisations/{username}/directory" { get choices::listed, put choices::list }
    "/organisations/{username}" { get organisation::show, put organisation::describe }
    "/following" { get follow::following }
    "/followers" { get follow::followers }
    "/follows" { post follow::request }
    "/follows/{id}" { delete follow::end }
    "/follows/{id}/accept" { post follow::accept }
    "/follows/{id}/reject" { post follow::reject }
    "/lookup" { get lookup::find }
    "/tokens" { get token::list, post token::create }
    "/tokens/{id}" { delete token::revoke }
    "/sessions" { get security::sessions, delete security::end_sessions }
    "/sessions/{id}" { delete security::end_session }
    "/password" { put security::change_password }
    "/rules" { get control::rules, put control::write_rules }
    "/rules/choices" { get choices::choices, put choices::choose }
    "/record" { get control::record }
    "/block-list" { get control::export, post control::import }
    "/blocks" { get control::blocks, post control::add_block }
    "/blocks/{id}" { delete control::remove_block }
    "/reports" { get moderation::list, post moderation::report }
    "/reports/{id}" { get moderation::show }
    "/reports/{id}/decision" { post moderation::decide }
    "/decisions/{id}" { get moderation::decision }
    "/decisions/{id}/appeal" { post moderation::appeal }
    "/decisions/{id}/answer" { post moderation::answer_appeal }
    "/decisions/{id}/lift" { post moderation::lift }
    "/peers" { get peer::list }
    "/peers/{host}" { put peer::decide }
    "/dead-letters" { get peer::dead_letters }
    "/dead-letters/{id}/send-again" { post peer::send_again }
}

/// Every address of the API. The server gives the [`App`](crate::App) with `web::Data::from(app)`, from its
/// `Arc<App>`.
pub fn configure(services: &mut web::ServiceConfig) {
    services.service(
        register(web::scope(ROOT))
            .default_service(web::to(nothing_here))
            .wrap(middleware::from_fn(answer::headers)),
    );
}

/// Reading: a handler answers `HEAD` as it answers `GET` (RFC 9110, section 9.1).
fn get() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// The answer of an address that does not exist, the same as of a thing that does not exist.
async fn nothing_here() -> HttpResponse {
    problem::Problem::from(sofra_domain::Error::NotFound).error_response()
}
