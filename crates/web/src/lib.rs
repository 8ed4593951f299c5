//! Pages for people and the API for programs. Handlers parse, call one action or one read, and render.
//!
//! What is absent on purpose: no query, no ActivityPub, no cookie of a third party, no script.

pub mod assets;
pub mod error;
pub mod form;
pub mod frame;
pub mod i18n;
pub mod page;
pub mod pager;
pub mod viewer;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use actix_web::{Route, guard};

use sofra_base::clock::{Clock, minutes};
use sofra_base::config::Config;
use sofra_domain::account::limit::Limiter;
use sofra_domain::remote::Resolver;
use sofra_domain::{At, Database, Site};

/// All that a handler needs, shared by all of them.
pub struct App {
    /// The database.
    pub db: Database,
    /// The time.
    pub clock: Clock,
    /// The node's addresses.
    pub site: Arc<Site>,
    /// How the node runs.
    pub config: Arc<Config>,
    /// Asks other nodes.
    pub resolver: Arc<dyn Resolver>,
    /// Sign-in attempts by account name.
    pub sign_ins: Limiter,
    /// Look-ups by account.
    pub lookups: Limiter,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        db: Database,
        clock: Clock,
        site: Arc<Site>,
        config: Arc<Config>,
        resolver: Arc<dyn Resolver>,
    ) -> Self {
        Self {
            sign_ins: Limiter::new(config.limits.sign_in_attempts, minutes(10)),
            lookups: Limiter::new(config.limits.lookups, minutes(10)),
            db,
            clock,
            site,
            config,
            resolver,
        }
    }

    /// Here and now, for an action.
    #[must_use]
    pub fn at(&self) -> At {
        At { site: self.site.clone(), now: self.clock.now() }
    }
}

/// Every page, file and API call of this crate: one line a route. The server puts the ActivityPub routes, which ask
/// for their own types by `Accept`, before these, and [`frame::around`] around all of them.
pub fn configure(services: &mut actix_web::web::ServiceConfig) {
    services
        .route("/static/{name}", get().to(assets::show))
        .route("/", get().to(page::home::show))
        .route("/statements/{id}", get().to(page::statement::show))
        .route("/statements/{id}/revisions/{number}", get().to(page::statement::revision))
        .route("/statements/{id}/revisions/{number}/changes", get().to(page::statement::changes))
        .route("/o/{name}", get().to(page::actor::organisation))
        .route("/m/{name}", get().to(page::actor::member))
        .route("/actors/{id}", get().to(page::actor::remote))
        .route("/agenda", get().to(page::agenda::all))
        .route("/agenda/{agenda}", get().to(page::agenda::whole))
        .route("/agenda/{agenda}/{code}", get().to(page::agenda::demand))
        .route("/media/{file}", get().to(page::media::show))
        .route("/language", post().to(page::account::language))
        .route("/sign-in", get().to(page::account::form))
        .route("/sign-in", post().to(page::account::sign_in))
        .route("/sign-out", post().to(page::account::sign_out))
        .route("/setup", get().to(page::setup::form))
        .route("/setup", post().to(page::setup::submit))
        .default_service(actix_web::web::to(nothing_here));
}

/// Reading: a page answers `HEAD` as it answers `GET`.
fn get() -> Route {
    actix_web::web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// Changing: every handler takes a [`form::Form`], which proves that a page of ours sent it.
fn post() -> Route {
    actix_web::web::post()
}

async fn nothing_here() -> error::Outcome {
    Err(error::Failure::not_found())
}
