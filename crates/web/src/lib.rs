//! Pages for people and the API for programs. Handlers parse, call one action or one read, and render.
//!
//! What is absent on purpose: no query, no ActivityPub, no cookie of a third party, no script.

pub mod api;
pub mod assets;
pub mod error;
pub mod feed;
pub mod form;
pub mod frame;
pub mod i18n;
pub mod mail;
pub mod page;
pub mod pager;
pub mod viewer;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use actix_web::{Route, guard};

use sofra_base::clock::{Clock, minutes};
use sofra_base::config::{Config, SecondFactor};
use sofra_domain::account::limit::Limiter;
use sofra_domain::remote::Resolver;
use sofra_domain::sign_in::Passkeys;
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
    /// Sign-in attempts by browser and account, where the browser has signed in to it before.
    pub known_sign_ins: Limiter,
    /// Look-ups by account.
    pub lookups: Limiter,
    /// Tries of codes that stop everything, by their beginning.
    pub panics: Limiter,
    /// Files with everything, by account.
    pub exports: Limiter,
    /// Tries to come in, by invitation or request.
    pub arrivals: Limiter,
    /// Requests to come in, of everybody together: nothing tells strangers apart.
    pub requests: Limiter,
    /// Mails for a new password, by account name.
    pub recoveries: Limiter,
    /// Challenges of passkeys.
    pub passkeys: Passkeys,
    /// Reports of those who are not signed in, all together.
    pub reports: Limiter,
    /// Searches by account.
    pub searches: Limiter,
    /// Searches of those who are not signed in, all together: nothing tells strangers apart.
    pub strangers_searches: Limiter,
    /// Network views taken along, by account.
    pub views_taken: Limiter,
    /// Network views taken along by those who are not signed in, all together.
    pub strangers_views_taken: Limiter,
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
            known_sign_ins: Limiter::new(config.limits.sign_in_attempts, minutes(10)),
            lookups: Limiter::new(config.limits.lookups, minutes(10)),
            panics: Limiter::new(10, minutes(10)),
            exports: Limiter::new(3, minutes(60)),
            arrivals: Limiter::new(20, minutes(10)),
            requests: Limiter::new(30, minutes(60)),
            recoveries: Limiter::new(3, minutes(60)),
            passkeys: Passkeys::new(&site),
            reports: Limiter::new(20, minutes(60)),
            searches: Limiter::new(60, minutes(1)),
            strangers_searches: Limiter::new(300, minutes(1)),
            views_taken: Limiter::new(60, minutes(10)),
            strangers_views_taken: Limiter::new(120, minutes(10)),
            db,
            clock,
            site,
            config,
            resolver,
        }
    }

    /// Whether hosts, moderators and officers must have a second factor.
    #[must_use]
    pub fn requires_second_factor(&self) -> bool {
        self.config.accounts.second_factor == SecondFactor::Required
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
        .route("/icon.png", get().to(assets::icon))
        .route("/", get().to(page::home::show))
        .route("/statements/{id}", get().to(page::statement::show))
        .route("/statements/{id}/revisions/{number}", get().to(page::statement::revision))
        .route("/statements/{id}/revisions/{number}/changes", get().to(page::statement::changes))
        .route("/statements/{id}/edit", get().to(page::compose::edit))
        .route("/statements/{id}/edit", post().to(page::compose::submit_edit))
        .route("/statements/{id}/publish", get().to(page::compose::publish::confirm))
        .route("/statements/{id}/publish", post().to(page::compose::publish::publish))
        .route("/statements/{id}/approval", get().to(page::approval::show))
        .route("/statements/{id}/comments", post().to(page::approval::say))
        .route("/proposals/{id}/decide", post().to(page::approval::decide))
        .route("/proposals/{id}/finish", post().to(page::approval::finish))
        .route("/proposals/{id}/take-back", post().to(page::approval::take_back))
        .route("/awaits", get().to(page::awaits::show))
        .route("/statements/{id}/discard", post().to(page::drafts::discard))
        .route("/statements/{id}/withdraw", get().to(page::drafts::confirm_withdrawal))
        .route("/statements/{id}/withdraw", post().to(page::drafts::withdraw))
        .route("/statements/{id}/hide", get().to(page::hide::confirm))
        .route("/statements/{id}/hide", post().to(page::hide::hide))
        .route("/seats", get().to(page::table::list))
        .route("/seats/score", get().to(page::table::score::show))
        .route("/seats/score.csv", get().to(page::table::score::csv))
        .route("/seats/score.json", get().to(page::table::score::json))
        .route("/seats/reply/{token}", get().to(page::table::reply::form))
        .route("/seats/reply/{token}", post().to(page::table::reply::submit))
        .route("/seats/{id}", get().to(page::table::show))
        .route("/seats/{id}/hide", get().to(page::table::end::confirm))
        .route("/seats/{id}/hide", post().to(page::table::end::submit))
        .route("/seats/replies/{reply}/hide", get().to(page::table::end::confirm_reply))
        .route("/seats/replies/{reply}/hide", post().to(page::table::end::submit_reply))
        .route("/desk/{name}/seats", get().to(page::table::desk::list))
        .route("/desk/{name}/seats/new", get().to(page::table::desk::new))
        .route("/desk/{name}/seats/new", post().to(page::table::desk::record))
        .route("/desk/{name}/seats/proposals/{id}", get().to(page::table::desk::proposal))
        .route("/desk/{name}/seats/{id}/{act}", get().to(page::table::desk::form))
        .route("/desk/{name}/seats/{id}/{act}", post().to(page::table::desk::act))
        .route("/positions", get().to(page::position::list))
        .route("/positions/new", get().to(page::position::choose))
        .route("/positions/own", get().to(page::position::take::own_form))
        .route("/positions/own", post().to(page::position::take::own_submit))
        .route("/positions/{id}", get().to(page::position::show))
        .route("/positions/{id}/withdraw", get().to(page::position::end::confirm))
        .route("/positions/{id}/withdraw", post().to(page::position::end::withdraw))
        .route("/positions/{id}/hide", get().to(page::position::end::confirm_hiding))
        .route("/positions/{id}/hide", post().to(page::position::end::hide))
        .route("/desk/{name}/positions", get().to(page::position::desk::list))
        .route("/desk/{name}/positions/new", get().to(page::position::take::form))
        .route("/desk/{name}/positions/new", post().to(page::position::take::submit))
        .route("/desk/{name}/positions/inside", get().to(page::position::desk::inside))
        .route("/desk/{name}/positions/inside", post().to(page::position::desk::say))
        .route("/desk/{name}/positions/proposals/{id}", get().to(page::position::desk::proposal))
        .route("/compose", get().to(page::compose::new))
        .route("/compose", post().to(page::compose::submit_new))
        .route("/drafts", get().to(page::drafts::list))
        .route("/timeline", get().to(page::timeline::show))
        .route("/follow", get().to(page::follow::form))
        .route("/follow", post().to(page::follow::look_up))
        .route("/following", get().to(page::follow::following))
        .route("/followers", get().to(page::followers::list))
        .route("/followers/{follow}/accept", post().to(page::followers::accept))
        .route("/followers/{follow}/refuse", post().to(page::followers::refuse))
        .route("/followers/{follow}/remove", post().to(page::followers::remove))
        .route("/o/{name}", get().to(page::actor::organisation))
        .route("/o/{name}/mandates/{id}", get().to(page::mandate::show))
        .route("/m/{name}", get().to(page::actor::member))
        .route("/actors/{id}", get().to(page::actor::remote))
        .route("/actors/{id}/follow", post().to(page::follow::follow))
        .route("/actors/{id}/unfollow", post().to(page::follow::unfollow))
        .route("/agenda", get().to(page::agenda::all))
        .route("/agenda/{agenda}", get().to(page::agenda::whole))
        .route("/agenda/{agenda}/{code}", get().to(page::agenda::demand))
        .route("/media/{file}", get().to(page::media::show))
        .route("/language", post().to(page::account::language))
        .route("/sign-in", get().to(page::account::form))
        .route("/sign-in", post().to(page::account::sign_in))
        .route("/sign-in/second", get().to(page::second::form))
        .route("/sign-in/second", post().to(page::second::submit))
        .route("/sign-in/passkey", get().to(page::second::passkey_form))
        .route("/sign-in/passkey", post().to(page::second::passkey))
        .route("/sign-in/lost", get().to(page::second::lost_form))
        .route("/sign-in/lost", post().to(page::second::lost))
        .route("/sign-out", post().to(page::account::sign_out))
        .route("/exit", post().to(page::exit::leave))
        .route("/blank", get().to(page::exit::blank))
        .route("/notifications", get().to(page::notifications::list))
        .route("/notifications/seen", post().to(page::notifications::see_all))
        .route("/notifications/{id}/open", post().to(page::notifications::open))
        .route("/privacy", get().to(page::privacy::show))
        .route("/panic", get().to(page::panic::form))
        .route("/panic", post().to(page::panic::by_code))
        .route("/settings/data", get().to(page::data::show))
        .route("/settings/data/export", post().to(page::data::export))
        .route("/settings/data/delete", get().to(page::data::confirm))
        .route("/settings/data/delete", post().to(page::data::delete))
        .route("/settings/data/organisations/{name}/delete", get().to(page::data::confirm_organisation))
        .route("/settings/data/organisations/{name}/delete", post().to(page::data::delete_organisation))
        .route("/settings/panic", get().to(page::panic::settings))
        .route("/settings/panic", post().to(page::panic::pull))
        .route("/settings/panic/arm", post().to(page::panic::arm))
        .route("/settings/panic/disarm", post().to(page::panic::disarm))
        .route("/settings/panic/back", post().to(page::panic::come_back))
        .route("/settings/panic/organisations/{name}/resume", post().to(page::panic::resume))
        .route("/forgot-password", get().to(page::link::forgot_form))
        .route("/forgot-password", post().to(page::link::forgot))
        .route("/link/{token}", get().to(page::link::form))
        .route("/link/{token}", post().to(page::link::submit))
        .route("/accounts/{id}/reset-link", get().to(page::link::give_form))
        .route("/accounts/{id}/reset-link", post().to(page::link::give))
        .route("/setup", get().to(page::setup::form))
        .route("/setup", post().to(page::setup::submit))
        .route("/settings", get().to(page::settings::show))
        .route("/settings/security", get().to(page::security::show))
        .route("/settings/security/keep", post().to(page::security::keep))
        .route("/settings/security/confirm", get().to(page::security::confirm::form))
        .route("/settings/security/confirm", post().to(page::security::confirm::submit))
        .route("/settings/security/password", get().to(page::security::password::form))
        .route("/settings/security/password", post().to(page::security::password::submit))
        .route("/settings/security/second-factor", get().to(page::security::second_factor::form))
        .route("/settings/security/second-factor", post().to(page::security::second_factor::submit))
        .route("/settings/security/second-factor/remove", post().to(page::security::second_factor::remove))
        .route("/settings/security/codes", get().to(page::security::second_factor::codes_form))
        .route("/settings/security/codes", post().to(page::security::second_factor::codes))
        .route("/settings/security/passkeys", get().to(page::security::passkeys::form))
        .route("/settings/security/passkeys", post().to(page::security::passkeys::submit))
        .route("/settings/security/passkeys/remove", post().to(page::security::passkeys::remove))
        .route("/settings/security/email", get().to(page::security::email::form))
        .route("/settings/security/email", post().to(page::security::email::submit))
        .route("/settings/security/email/remove", post().to(page::security::email::remove))
        .route("/settings/tokens", post().to(page::settings::create_token))
        .route("/settings/tokens/{id}/revoke", post().to(page::settings::revoke_token))
        .route("/settings/sessions/end", post().to(page::settings::end_all_sessions))
        .route("/settings/sessions/{id}/end", post().to(page::settings::end_session))
        .route("/settings/organisation/{name}", get().to(page::desk::profile::moved))
        .route("/desk", get().to(page::desk::list))
        .route("/desk/{name}", get().to(page::desk::show))
        .route("/desk/{name}/profile", get().to(page::desk::profile::form))
        .route("/desk/{name}/profile", post().to(page::desk::profile::submit))
        .route("/desk/{name}/rule", get().to(page::desk::rule::show))
        .route("/desk/{name}/rule", post().to(page::desk::rule::submit))
        .route("/desk/{name}/mandates", get().to(page::desk::mandates::list))
        .route("/desk/{name}/mandates/new", get().to(page::desk::mandates::new))
        .route("/desk/{name}/mandates/new", post().to(page::desk::mandates::create))
        .route("/desk/{name}/mandates/{id}", get().to(page::desk::mandates::show))
        .route("/desk/{name}/mandates/{id}", post().to(page::desk::mandates::act))
        .route("/desk/{name}/mandates/{id}/edit", get().to(page::desk::mandates::edit))
        .route("/desk/{name}/mandates/{id}/edit", post().to(page::desk::mandates::save))
        .route("/desk/{name}/vouches", get().to(page::desk::vouches::list))
        .route("/desk/{name}/vouches", post().to(page::desk::vouches::offer))
        .route("/desk/{name}/vouches/new", get().to(page::desk::vouches::form))
        .route("/desk/{name}/vouches/{id}/accept", post().to(page::desk::vouches::accept))
        .route("/desk/{name}/vouches/{id}/refuse", post().to(page::desk::vouches::refuse))
        .route("/desk/{name}/vouches/{id}/end", get().to(page::desk::vouches::confirm))
        .route("/desk/{name}/vouches/{id}/end", post().to(page::desk::vouches::end))
        .route("/networks", get().to(page::network::list))
        .route("/o/{name}/agenda/{code}", get().to(page::network::demand))
        .route("/actors/{id}/agenda/{code}", get().to(page::network::remote_demand))
        .route("/calls/{id}", get().to(page::network::call))
        .route("/desk/{name}/calls", get().to(page::desk::calls::list))
        .route("/desk/{name}/networks", get().to(page::desk::networks::list))
        .route("/desk/{name}/networks/new", get().to(page::desk::network_form::found_form))
        .route("/desk/{name}/networks/new", post().to(page::desk::network_form::found))
        .route("/desk/{name}/networks/waiting", get().to(page::desk::networks::waiting))
        .route("/desk/{name}/networks/{id}", get().to(page::desk::networks::show))
        .route("/desk/{name}/networks/{id}", post().to(page::desk::networks::act))
        .route("/desk/{name}/networks/{id}/agenda", get().to(page::desk::network_form::agenda_form))
        .route("/desk/{name}/networks/{id}/agenda", post().to(page::desk::network_form::write_agenda))
        .route("/desk/{name}/networks/{id}/calls/new", get().to(page::desk::calls::new))
        .route("/desk/{name}/networks/{id}/calls/new", post().to(page::desk::calls::create))
        .route("/desk/{name}/networks/{id}/calls/{call}", get().to(page::desk::calls::edit))
        .route("/desk/{name}/networks/{id}/calls/{call}", post().to(page::desk::calls::act))
        .route("/desk/{name}/networks/{id}/calls/{call}/cancel", get().to(page::desk::calls::confirm))
        .route("/desk/{name}/networks/{id}/{step}", get().to(page::desk::networks::step))
        .route("/desk/{name}/directory", get().to(page::directory::choice))
        .route("/desk/{name}/directory", post().to(page::directory::choose))
        .route("/desk/{name}/move", get().to(page::desk::moving::show))
        .route("/desk/{name}/move", post().to(page::desk::moving::leave))
        .route("/desk/{name}/move/export", post().to(page::desk::moving::take))
        .route("/desk/{name}/move/import", post().to(page::desk::moving::bring))
        .route("/desk/{name}/move/old", post().to(page::desk::moving::name_old))
        .route("/desk/{name}/move/record", get().to(page::desk::moving::record))
        .route("/desk/{name}/export", get().to(page::desk::moving::copy_page))
        .route("/desk/{name}/export", post().to(page::desk::moving::copy_file))
        .route("/moved", get().to(page::desk::moving::from))
        .route("/overview", get().to(page::overview::show))
        .route("/overview/subjects", get().to(page::overview::subjects))
        .route("/overview/who", get().to(page::overview::who))
        .route("/overview/silent", get().to(page::overview::silent))
        .route("/overview/weeks", get().to(page::overview::weeks))
        .route("/overview/method", get().to(page::overview::method))
        .route("/overview/export.json", get().to(page::overview::export::json))
        .route("/overview/print", get().to(page::overview::export::print))
        .route("/overview/export.docx", get().to(page::overview::export::docx))
        .route("/overview/export.csv", get().to(page::overview::export::csv))
        .route("/overview/export.xlsx", get().to(page::overview::export::xlsx))
        .route("/overview/positions", get().to(page::overview::positions))
        .route("/o/{name}/overview", get().to(page::overview::of_local))
        .route("/actors/{id}/overview", get().to(page::overview::of_remote))
        .route("/directory", get().to(page::directory::show))
        .route("/search", get().to(page::search::show))
        .route("/digest", get().to(page::digest::last))
        .route("/digest/{week}", get().to(page::digest::of_week))
        .route("/digest/stop/{token}", get().to(page::digest::ask))
        .route("/digest/stop/{token}", post().to(page::digest::stop))
        .route("/settings/digest", post().to(page::digest::choose))
        .route("/feeds/home", get().to(feed::atom::home))
        .route("/feeds/actors/{id}", get().to(feed::atom::actor))
        .route("/feeds/agenda/{agenda}", get().to(feed::atom::agenda))
        .route("/feeds/agenda/{agenda}/{code}", get().to(feed::atom::demand))
        .route("/feeds/directory", get().to(feed::atom::organisations))
        .route("/feeds/positions", get().to(feed::position::list))
        .route("/feeds/networks/{id}/positions", get().to(feed::position::of_network))
        .route("/feeds/search", get().to(feed::atom::of_search))
        .route("/feeds/digest", get().to(feed::atom::weeks))
        .route("/directory/map", get().to(page::directory::map))
        .route("/directory/map.svg", get().to(page::directory::picture))
        .route("/admin/trust", get().to(page::admin::trust::show))
        .route("/admin/trust/{actor}", post().to(page::admin::trust::begin))
        .route("/admin/trust/{actor}/end", post().to(page::admin::trust::end))
        .route("/settings/blocks", get().to(page::blocks::show))
        .route("/settings/blocks", post().to(page::blocks::add))
        .route("/settings/blocks/{id}/remove", post().to(page::blocks::remove))
        .route("/report", get().to(page::report::form))
        .route("/report", post().to(page::report::submit))
        .route("/reports", get().to(page::report::own))
        .route("/appeals/{decision}", get().to(page::appeal::show))
        .route("/appeals/{decision}", post().to(page::appeal::appeal))
        .route("/appeals/{decision}/answer", post().to(page::appeal::answer))
        .route("/appeals/{decision}/lift", post().to(page::appeal::lift))
        .route("/rules", get().to(page::rules::show))
        .route("/rules/nodes", get().to(page::rules::nodes))
        .route("/admin/rules", get().to(page::rules::edit))
        .route("/admin/rules", post().to(page::rules::write))
        .route("/admin/rules/choices", post().to(page::rules::choose))
        .route("/admin/reports", get().to(page::moderation::queue))
        .route("/admin/reports/{id}", get().to(page::moderation::case))
        .route("/admin/reports/{id}/take", post().to(page::moderation::take))
        .route("/admin/reports/{id}/note", post().to(page::moderation::note))
        .route("/admin/reports/{id}/decide", post().to(page::moderation::rule_on))
        .route("/admin/record", get().to(page::record::node))
        .route("/admin/record.{kind}", get().to(page::record::node_file))
        .route("/desk/{name}/record", get().to(page::record::organisation))
        .route("/desk/{name}/record.{kind}", get().to(page::record::organisation_file))
        .route("/admin/federation/node", get().to(page::blocklist::node))
        .route("/admin/federation/node", post().to(page::blocklist::decide))
        .route("/admin/federation/list", get().to(page::blocklist::form))
        .route("/admin/federation/list", post().to(page::blocklist::import))
        .route("/admin/federation/list.csv", get().to(page::blocklist::export))
        .route("/desk/{name}/members", get().to(page::desk::members::show))
        .route("/desk/{name}/members/invitations", post().to(page::desk::members::invite))
        .route("/desk/{name}/members/invitations/{id}/revoke", post().to(page::desk::members::revoke))
        .route(
            "/desk/{name}/members/requests/{id}/{decision:accept|refuse}",
            post().to(page::desk::members::decide),
        )
        .route("/desk/{name}/members/{account}/seat", post().to(page::desk::members::change))
        .route("/desk/{name}/members/{account}/remove", get().to(page::desk::members::confirm_removal))
        .route("/desk/{name}/members/{account}/remove", post().to(page::desk::members::remove))
        .route("/desk/{name}/leave", get().to(page::desk::members::confirm_leaving))
        .route("/desk/{name}/leave", post().to(page::desk::members::leave))
        .route("/invitations/{token}", get().to(page::invitation::show))
        .route("/invitations/{token}", post().to(page::invitation::come_in))
        .route("/join", get().to(page::join::form))
        .route("/join", post().to(page::join::submit))
        .route("/join/{code}", get().to(page::join::status))
        .route("/join/{code}", post().to(page::join::choose_names))
        .route("/settings/visibility", get().to(page::settings::visibility::show))
        .route("/settings/visibility/name", post().to(page::settings::visibility::rename))
        .route("/settings/visibility/profile", post().to(page::settings::visibility::appear))
        .route("/settings/visibility/profile/name", post().to(page::settings::visibility::rename_public))
        .route("/settings/visibility/withdraw", post().to(page::settings::visibility::disappear))
        .route("/settings/visibility/organisations/{name}", post().to(page::settings::visibility::show_in))
        .route("/admin", get().to(page::admin::show))
        .route("/admin/people", get().to(page::admin::people::show))
        .route("/admin/people/joining", post().to(page::admin::people::joining))
        .route("/admin/people/invitations", post().to(page::admin::people::invite))
        .route("/admin/people/invitations/{id}/revoke", post().to(page::admin::people::revoke))
        .route("/admin/people/requests/{id}/{decision:accept|refuse}", post().to(page::admin::people::decide))
        .route("/admin/people/{account}/role", post().to(page::admin::people::role))
        .route("/admin/people/{account}/disable", get().to(page::admin::people::confirm_disabling))
        .route("/admin/people/{account}/disable", post().to(page::admin::people::disable))
        .route("/admin/people/{account}/enable", post().to(page::admin::people::enable))
        .route("/admin/organisations", get().to(page::admin::organisations::show))
        .route("/admin/organisations", post().to(page::admin::organisations::create))
        .route("/admin/organisations/{name}/invite", post().to(page::admin::organisations::invite))
        .route("/admin/organisations/{name}/appoint", post().to(page::admin::organisations::appoint))
        .route("/admin/federation", get().to(page::peers::show))
        .route("/admin/federation/rule", post().to(page::peers::rule))
        .route("/admin/federation/peers", post().to(page::peers::decide))
        .route("/admin/federation/hidden/{id}/show", post().to(page::hide::unhide))
        .route("/admin/federation/letters/send-again", post().to(page::peers::send_host_again))
        .route("/admin/federation/letters/{id}/send-again", post().to(page::peers::send_one_again))
        .configure(api::configure)
        .default_service(actix_web::web::to(nothing_here));
}

/// Reading: a page answers `HEAD` as it answers `GET`.
fn get() -> Route {
    actix_web::web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// Changing: every handler takes a [`form::Form`] or a [`page::compose::input::Upload`], which proves that a page of ours
/// sent it; but for [`page::digest::stop`], whose proof is the address itself.
fn post() -> Route {
    actix_web::web::post()
}

async fn nothing_here() -> error::Outcome {
    Err(error::Failure::not_found())
}
