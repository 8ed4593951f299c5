//! Pages for people and the API for programs. Handlers parse, call one action or one read, and render.
//!
//! What is absent on purpose: no query, no ActivityPub, no cookie of a third party, no script.

pub mod api;

use std::sync::Arc;

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

/// Every page, file and API call of this crate.
pub fn configure(services: &mut actix_web::web::ServiceConfig) {
    let _ = services;
}
