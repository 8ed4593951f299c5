//! The addresses this node gives out. They never change, because others keep them.

use std::sync::Arc;

use sofra_base::clock::Timestamp;
use sofra_base::config::Config;

use crate::actor::ActorKind;
use crate::network::CallId;
use crate::position::PositionId;
use crate::statement::StatementId;
use crate::table::SeatId;
use crate::vouch::VouchId;

/// What is fixed for as long as the program runs.
#[derive(Debug, Clone)]
pub struct Site {
    /// `https://host`, without a slash at its end.
    pub base: String,
    /// The host, with its port where that is not the usual one.
    pub domain: String,
    /// Whether http, ports and loopback are allowed.
    pub development: bool,
}

/// Where and when an action happens.
#[derive(Debug, Clone)]
pub struct At {
    /// The node's addresses.
    pub site: Arc<Site>,
    /// The time.
    pub now: Timestamp,
}

impl Site {
    /// From the configuration.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self { base: config.base_url(), domain: config.domain.clone(), development: config.development }
    }

    /// The path of an actor: its page and its id.
    #[must_use]
    pub fn actor_path(kind: ActorKind, username: &str) -> String {
        match kind {
            ActorKind::Node => "/actor".to_owned(),
            ActorKind::Member | ActorKind::Bot => format!("/m/{username}"),
            ActorKind::Organisation | ActorKind::Network => format!("/o/{username}"),
        }
    }

    /// The id of an actor.
    #[must_use]
    pub fn actor_uri(&self, kind: ActorKind, username: &str) -> String {
        format!("{}{}", self.base, Self::actor_path(kind, username))
    }

    /// The inbox that all actors share.
    #[must_use]
    pub fn shared_inbox(&self) -> String {
        format!("{}/inbox", self.base)
    }

    /// The id of a statement of this node.
    #[must_use]
    pub fn statement_uri(&self, id: &StatementId) -> String {
        format!("{}/statements/{id}", self.base)
    }

    /// The id of a position of this node.
    #[must_use]
    pub fn position_uri(&self, id: &PositionId) -> String {
        format!("{}/positions/{id}", self.base)
    }

    /// The id of a seat that was recorded on this node.
    #[must_use]
    pub fn seat_uri(&self, id: &SeatId) -> String {
        format!("{}/seats/{id}", self.base)
    }

    /// The id of a call for positions of this node.
    #[must_use]
    pub fn call_uri(&self, id: &CallId) -> String {
        format!("{}/calls/{id}", self.base)
    }

    /// The id of an activity of this node.
    #[must_use]
    pub fn activity_uri(&self, id: &str) -> String {
        format!("{}/activities/{id}", self.base)
    }

    /// The id of a vouch of this node's organisations.
    #[must_use]
    pub fn vouch_uri(&self, id: &VouchId) -> String {
        format!("{}/vouches/{id}", self.base)
    }

    /// Where an uploaded image is served.
    #[must_use]
    pub fn media_url(&self, name: &str, media_type: &str) -> String {
        format!("{}/media/{name}.{}", self.base, extension(media_type))
    }

    /// Whether an address is one of this node's.
    #[must_use]
    pub fn owns(&self, uri: &str) -> bool {
        uri.strip_prefix(self.base.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The path of one of this node's addresses.
    #[must_use]
    pub fn path_of<'a>(&self, uri: &'a str) -> Option<&'a str> {
        self.owns(uri).then(|| &uri[self.base.len()..])
    }

    /// `@name@host`.
    #[must_use]
    pub fn handle(&self, username: &str) -> String {
        format!("@{username}@{}", self.domain)
    }
}

/// The file name extension of an image type.
#[must_use]
pub fn extension(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        _ => "png",
    }
}
