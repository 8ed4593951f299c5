//! The configuration: defaults, then the file, then `SOFRA_*` variables, then the command line.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What is set where the host sets nothing; also the documentation of every key.
pub const DEFAULTS: &str = include_str!("../../../config/default.toml");

/// How this node runs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The folder of the data.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The name of this node on the network, with the port where it is not the usual one.
    pub domain: String,
    /// The address of the database; empty for SQLite in the data folder.
    pub database: String,
    /// Allows http, other ports and loopback peers; for trying things out on one machine only.
    pub development: bool,
    /// Certificate and key, where the node speaks TLS itself.
    pub tls: Tls,
    /// Metrics.
    pub metrics: Metrics,
    /// Logs.
    pub log: Log,
    /// Federation.
    pub federation: Federation,
    /// Accounts.
    pub accounts: Accounts,
    /// E-mail.
    pub mail: Mail,
    /// Limits on what people send.
    pub limits: Limits,
    /// Safeguards for people at risk.
    pub safety: Safety,
    /// How long things are kept.
    pub retention: Retention,
}

/// Safeguards for people at risk.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safety {
    /// Where leaving quickly leads, by language of the pages; `default` for all others.
    pub exit: BTreeMap<String, String>,
}

impl Safety {
    /// Where leaving quickly leads: the blank page of this node unless the host chose something else.
    #[must_use]
    pub fn exit(&self, language: &str) -> &str {
        self.exit.get(language).or_else(|| self.exit.get("default")).map_or("/blank", String::as_str)
    }

    /// The origins that leaving quickly may lead to, apart from our own.
    #[must_use]
    pub fn exit_origins(&self) -> Vec<String> {
        let mut origins: Vec<String> = self.exit.values().filter_map(|address| origin(address)).collect();
        origins.sort();
        origins.dedup();
        origins
    }
}

/// How many days things are kept. The host may shorten what stands in the defaults, not lengthen it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Names of received activities.
    pub received: i64,
    /// Received activities that could not be applied, with their content.
    pub set_aside: i64,
    /// Deliveries that were made or given up.
    pub deliveries: i64,
    /// Dead letters.
    pub dead_letters: i64,
    /// Counts of refused requests.
    pub refusals: i64,
    /// Actors of other nodes to whom nothing here refers.
    pub strangers: i64,
    /// Notifications that were seen.
    pub seen_notifications: i64,
    /// Notifications.
    pub notifications: i64,
    /// API tokens that ended or were taken back.
    pub ended_tokens: i64,
}

impl Retention {
    /// Name and days of each setting.
    fn all(&self) -> [(&'static str, i64); 9] {
        [
            ("received", self.received),
            ("set_aside", self.set_aside),
            ("deliveries", self.deliveries),
            ("dead_letters", self.dead_letters),
            ("refusals", self.refusals),
            ("strangers", self.strangers),
            ("seen_notifications", self.seen_notifications),
            ("notifications", self.notifications),
            ("ended_tokens", self.ended_tokens),
        ]
    }
}

/// The origin of an https address: `https://host` or `https://host:port`.
fn origin(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let sound = !authority.is_empty()
        && authority.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'));
    sound.then(|| format!("https://{authority}"))
}

/// How people sign in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    /// Whether hosts, moderators and officers must have a second factor.
    pub second_factor: SecondFactor,
}

/// Whether those whose account opens more than their own words must have a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecondFactor {
    /// They reach nothing before they have one.
    Required,
    /// Everybody may, nobody must.
    Optional,
}

/// How mail is sent, if it is.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// `smtps://user:password@host`, `smtp://user@host:587?tls=required`; empty for no mail at all.
    pub smtp: String,
    /// The password, in a file of its own.
    pub password_file: PathBuf,
    /// The address that mails come from; empty for `no-reply@` and the node's domain.
    pub from: String,
}

impl Mail {
    /// Whether this node sends mail.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.smtp.is_empty()
    }
}

/// The address of the mail server may hold a password.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail")
            .field("is_set", &self.is_set())
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// Certificate and key in PEM files; both empty where a proxy in front speaks TLS.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate chain.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

impl Tls {
    /// Whether this node speaks TLS itself.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.certificate.as_os_str().is_empty()
    }
}

/// Where Prometheus may ask.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// `ADDRESS:PORT` of its own listener; empty for none.
    pub listen: String,
}

/// What is logged.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// `error`, `warn`, `info` or `debug`, of Sofra's own modules.
    pub level: String,
    /// `text` or `json`.
    pub format: String,
}

/// How this node talks to others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Federation {
    /// Further certificate authorities to trust, as PEM files.
    pub extra_roots: Vec<PathBuf>,
    /// Names to addresses, in development only.
    pub hosts: BTreeMap<String, SocketAddr>,
    /// How many hosts are delivered to at once.
    pub hosts_at_once: usize,
    /// Days until a delivery is given up.
    pub give_up_after_days: i64,
}

/// Limits on what people send.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Bytes of one uploaded image.
    pub image_bytes: usize,
    /// Sign-in attempts for one account in ten minutes.
    pub sign_in_attempts: u32,
    /// Look-ups of remote handles and addresses by one account in ten minutes.
    pub lookups: u32,
}

/// What the command line says; it wins over everything else.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--config`
    pub file: Option<PathBuf>,
    /// `--data`
    pub data: Option<PathBuf>,
    /// `--listen`
    pub listen: Option<SocketAddr>,
    /// `--domain`
    pub domain: Option<String>,
    /// `--database`
    pub database: Option<String>,
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A key is unknown or a value has the wrong shape.
    #[error("the configuration cannot be read: {0}")]
    Read(#[from] config::ConfigError),
    /// Development on an address that others can reach.
    #[error(
        "development = true is for trying things out on one machine: it refuses to listen on {0}, which others can \
         reach. Listen on 127.0.0.1, or set development = false"
    )]
    DevelopmentInPublic(SocketAddr),
    /// Development settings without development.
    #[error(
        "federation.hosts is for development only: remove it, or set development = true on a loopback address"
    )]
    HostsInProduction,
    /// The domain is not one.
    #[error("\"{0}\" is not a domain name (give it without https:// and without a path)")]
    Domain(String),
    /// An address for leaving quickly that is none.
    #[error(
        "safety.exit: \"{0}\" is not an address that leaving quickly can lead to (it begins with https://)"
    )]
    Exit(String),
    /// A period that is longer than the program keeps things at most.
    #[error("retention.{name} = {days}: it can be shortened, to one day at least; {most} days is the most")]
    Retention {
        /// The setting.
        name: &'static str,
        /// What the file says.
        days: i64,
        /// The default, which is the most.
        most: i64,
    },
    /// No domain in production.
    #[error("a node that others can reach needs its name: --domain HOST, or domain = \"HOST\" in the file")]
    DomainMissing,
}

impl Config {
    /// Reads the configuration from its four sources.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn load(overrides: &Overrides) -> Result<Self, Error> {
        let mut builder =
            config::Config::builder().add_source(config::File::from_str(DEFAULTS, config::FileFormat::Toml));
        if let Some(file) = &overrides.file {
            builder = builder.add_source(config::File::from(file.as_path()).format(config::FileFormat::Toml));
        }
        builder = builder.add_source(
            config::Environment::with_prefix("SOFRA")
                .prefix_separator("_")
                .separator("__")
                .source(Some(own_variables()))
                .ignore_empty(true)
                .try_parsing(true)
                .list_separator(",")
                .with_list_parse_key("federation.extra_roots"),
        );
        builder = builder
            .set_override_option("data", overrides.data.as_deref().map(|p| p.to_string_lossy().into_owned()))?
            .set_override_option("listen", overrides.listen.map(|a| a.to_string()))?
            .set_override_option("domain", overrides.domain.clone())?
            .set_override_option("database", overrides.database.clone())?;
        let mut config: Self = builder.build()?.try_deserialize()?;
        config.settle()?;
        Ok(config)
    }

    /// The defaults alone, whatever the environment says: for nodes that a program sets up for itself.
    ///
    /// # Errors
    /// When the built-in defaults cannot be read, which a test rules out.
    pub fn defaults() -> Result<Self, Error> {
        let defaults = config::File::from_str(DEFAULTS, config::FileFormat::Toml);
        Ok(config::Config::builder().add_source(defaults).build()?.try_deserialize()?)
    }

    fn settle(&mut self) -> Result<(), Error> {
        if self.development && !self.listen.ip().is_loopback() {
            return Err(Error::DevelopmentInPublic(self.listen));
        }
        if !self.development && !self.federation.hosts.is_empty() {
            return Err(Error::HostsInProduction);
        }
        if let Some(wrong) = self.safety.exit.values().find(|address| origin(address).is_none()) {
            return Err(Error::Exit(wrong.clone()));
        }
        let most = Self::defaults()?.retention.all();
        for ((name, days), (_, most)) in self.retention.all().into_iter().zip(most) {
            if !(1..=most).contains(&days) {
                return Err(Error::Retention { name, days, most });
            }
        }
        if self.domain.is_empty() {
            if !self.listen.ip().is_loopback() {
                return Err(Error::DomainMissing);
            }
            // A node without a name, on loopback, is a node being tried out.
            self.development = true;
            self.domain = format!("localhost:{}", self.listen.port());
        }
        self.domain = self.domain.trim().to_ascii_lowercase();
        let plain = self.domain.split(':').next().unwrap_or_default();
        let sound = !plain.is_empty()
            && self.domain.len() <= 253
            && self.domain.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'))
            && (self.development || (plain.contains('.') && !self.domain.contains(':')));
        if !sound {
            return Err(Error::Domain(self.domain.clone()));
        }
        Ok(())
    }

    /// The address of the database, with the default filled in.
    #[must_use]
    pub fn database_url(&self) -> String {
        if self.database.is_empty() {
            format!("sqlite:{}", self.data.join("sofra.db").display())
        } else {
            self.database.clone()
        }
    }

    /// The folder of uploaded images.
    #[must_use]
    pub fn media_folder(&self) -> PathBuf {
        self.data.join("media")
    }

    /// What people type before the path: `https://` and the domain, or `http://` where this node has no TLS in
    /// development.
    #[must_use]
    pub fn base_url(&self) -> String {
        let scheme = if self.development && !self.tls.is_set() { "http" } else { "https" };
        format!("{scheme}://{}", self.domain)
    }

    /// Whether a path is inside the data folder; for messages.
    #[must_use]
    pub fn data_folder(&self) -> &Path {
        &self.data
    }
}

/// The `SOFRA_*` variables that name a setting. Others with the same beginning belong to single commands (a
/// passphrase, say) or to tests.
fn own_variables() -> std::collections::HashMap<String, String> {
    let defaults: toml::Table = toml::from_str(DEFAULTS).unwrap_or_default();
    let mut names = Vec::new();
    for (key, value) in &defaults {
        match value {
            toml::Value::Table(section) => {
                names.extend(section.keys().map(|inner| format!("SOFRA_{key}__{inner}").to_uppercase()));
                if section.is_empty() {
                    names.push(format!("SOFRA_{key}").to_uppercase());
                }
            }
            _ => names.push(format!("SOFRA_{key}").to_uppercase()),
        }
    }
    std::env::vars().filter(|(name, _)| names.contains(&name.to_uppercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(change: impl FnOnce(&mut Overrides)) -> Result<Config, Error> {
        let mut overrides = Overrides::default();
        change(&mut overrides);
        Config::load(&overrides)
    }

    #[test]
    fn without_any_setting_it_runs_on_loopback_for_trying_out() {
        let config = load(|_| {}).expect("the defaults are sound");
        assert!(config.development && config.listen.ip().is_loopback());
        assert_eq!(config.base_url(), "http://localhost:8080");
        assert_eq!(config.database_url(), "sqlite:data/sofra.db");
    }

    #[test]
    fn with_a_domain_it_is_a_real_node_over_https() {
        let config = load(|o| o.domain = Some("Table.Example.org".into())).expect("sound");
        assert!(!config.development);
        assert_eq!(config.base_url(), "https://table.example.org");
    }

    #[test]
    fn periods_can_be_shortened_only_and_the_exit_leads_to_https() {
        let mut config = Config::defaults().expect("sound");
        config.retention.received = 7;
        config.safety.exit.insert("ar".into(), "https://weather.example/today?x=1".into());
        config.safety.exit.insert("default".into(), "https://weather.example/".into());
        config.settle().expect("sound");
        assert_eq!(config.safety.exit("ar"), "https://weather.example/today?x=1");
        assert_eq!(config.safety.exit("fr"), "https://weather.example/");
        assert_eq!(config.safety.exit_origins(), ["https://weather.example"]);
        assert_eq!(Config::defaults().expect("sound").safety.exit("en"), "/blank");
        for wrong in [0, 91] {
            config.retention.received = wrong;
            assert!(matches!(config.settle(), Err(Error::Retention { name: "received", most: 90, .. })));
        }
        config.retention.received = 90;
        for wrong in [
            "http://x.example/",
            "javascript:alert(1)",
            "//x.example",
            "https://a b/",
            "https://u@x.example/",
        ] {
            config.safety.exit.insert("default".into(), wrong.into());
            assert!(matches!(config.settle(), Err(Error::Exit(_))), "{wrong}");
        }
    }

    #[test]
    fn a_public_address_needs_a_domain_and_no_scheme_in_it() {
        let public = || "0.0.0.0:8080".parse().ok();
        assert!(matches!(load(|o| o.listen = public()), Err(Error::DomainMissing)));
        let with_scheme = load(|o| {
            o.listen = public();
            o.domain = Some("https://x.example".into());
        });
        assert!(matches!(with_scheme, Err(Error::Domain(_))));
    }
}
