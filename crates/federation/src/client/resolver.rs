//! Name resolution inside of the connector: only vetted addresses come out.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{ClientConfig, NameResolver};
use crate::address::{is_public, is_public_name};

/// Why a name leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum ResolveError {
    /// A rule of ours, by its code.
    #[error("the address is not fetched")]
    Refused(&'static str),
    /// The DNS has no answer.
    #[error("the name has no address")]
    NoAddress,
}

/// Resolves and judges.
pub(super) struct GuardedResolver {
    development: bool,
    hosts: Arc<HashMap<String, SocketAddr>>,
    custom: Option<NameResolver>,
}

impl GuardedResolver {
    pub(super) fn new(config: &ClientConfig) -> Self {
        Self {
            development: config.development,
            hosts: Arc::new(config.hosts.clone()),
            custom: config.resolver.clone(),
        }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let development = self.development;
        let hosts = self.hosts.clone();
        let custom = self.custom.clone();
        Box::pin(async move {
            let found = lookup(name.as_str(), development, &hosts, custom).await?;
            let vetted = vet(found, development)?;
            Ok(Box::new(vetted.into_iter()) as Addrs)
        })
    }
}

/// `localhost` and the names under it (RFC 6761), which are loopback without any lookup.
pub(super) fn is_localhost(name: &str) -> bool {
    name == "localhost" || name.ends_with(".localhost")
}

async fn lookup(
    name: &str,
    development: bool,
    hosts: &HashMap<String, SocketAddr>,
    custom: Option<NameResolver>,
) -> Result<Vec<SocketAddr>, ResolveError> {
    if development && let Some(address) = hosts.get(name) {
        return Ok(vec![*address]);
    }
    if let Some(resolve) = custom {
        return Ok(resolve(name).into_iter().map(|address| SocketAddr::new(address, 0)).collect());
    }
    if development && is_localhost(name) {
        let addresses: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
        return Ok(addresses.map(|address| SocketAddr::new(address, 0)).to_vec());
    }
    if !is_public_name(name) {
        return Err(ResolveError::Refused("refused-name"));
    }
    let found = tokio::net::lookup_host((name, 0)).await.map_err(|_| ResolveError::NoAddress)?;
    Ok(found.collect())
}

/// All addresses must be acceptable. One private address among public ones is no accident,
/// and picking the public ones would leave the choice to the order of answers.
fn vet(found: Vec<SocketAddr>, development: bool) -> Result<Vec<SocketAddr>, ResolveError> {
    if found.is_empty() {
        return Err(ResolveError::NoAddress);
    }
    let acceptable =
        |address: &SocketAddr| is_public(address.ip()) || (development && address.ip().is_loopback());
    if !found.iter().all(acceptable) {
        return Err(ResolveError::Refused("refused-address"));
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use super::*;

    fn judge(addresses: &[&str], development: bool) -> Result<usize, ResolveError> {
        let found = addresses.iter().map(|a| SocketAddr::new(a.parse().unwrap(), 0)).collect();
        vet(found, development).map(|vetted| vetted.len())
    }

    #[test]
    fn ssrf_04_mixed_answers_are_refused() {
        let refused = Err(ResolveError::Refused("refused-address"));
        assert_eq!(judge(&["8.8.8.8", "2606:4700::1"], false), Ok(2));
        assert_eq!(judge(&["8.8.8.8", "127.0.0.1"], false), refused);
        assert_eq!(judge(&["8.8.8.8", "::ffff:10.0.0.1"], false), refused);
        assert_eq!(judge(&["127.0.0.1"], false), refused);
        assert_eq!(judge(&[], false), Err(ResolveError::NoAddress));
    }

    #[test]
    fn development_adds_loopback_only() {
        let refused = Err(ResolveError::Refused("refused-address"));
        assert_eq!(judge(&["127.0.0.1", "::1"], true), Ok(2));
        for private in
            ["10.0.0.1", "192.168.1.1", "169.254.169.254", "fd00::1", "0.0.0.0", "::ffff:127.0.0.1"]
        {
            assert_eq!(judge(&[private], true), refused, "{private}");
        }
    }
}
