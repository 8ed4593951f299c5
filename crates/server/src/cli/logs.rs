//! Logs: what happened, as text or JSON lines, without names and without secrets.

use sofra_base::config::Log;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Begins logging as configured. What other crates log is pinned to warnings: some of them put requests and signing
/// strings into their lower levels.
pub fn begin(log: &Log) {
    let level = match log.level.as_str() {
        level @ ("error" | "warn" | "info" | "debug") => level,
        _ => "info",
    };
    let ours = ["sofra", "sofra_base", "sofra_db", "sofra_domain", "sofra_federation", "sofra_web"];
    let directives: Vec<String> = ours.iter().map(|name| format!("{name}={level}")).collect();
    let filter = EnvFilter::new(format!("warn,{}", directives.join(",")));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second subscriber in one process (tests) is not an error: the first one stays.
    let _ =
        if log.format == "json" { builder.json().finish().try_init() } else { builder.finish().try_init() };
}

/// Logs of a command that says itself what it does: errors only.
pub fn begin_quietly() {
    let builder =
        tracing_subscriber::fmt().with_env_filter(EnvFilter::new("error")).with_writer(std::io::stderr);
    let _ = builder.finish().try_init();
}
