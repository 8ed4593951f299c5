//! Which IP addresses are places on the public internet, and which names never are.
//!
//! Everything this server fetches is named by strangers. A name may resolve to the machine
//! itself, to the host's home network or to a cloud's metadata service; none of these may be
//! reached that way (SSRF-01 to SSRF-03, SSRF-07). Sources: the IANA special-purpose address
//! registries (RFC 6890 and updates).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Special-purpose IPv4 blocks: address and prefix length.
const SPECIAL_V4: [([u8; 4], u32); 18] = [
    ([0, 0, 0, 0], 8),       // this network (RFC 791)
    ([10, 0, 0, 0], 8),      // private (RFC 1918)
    ([100, 64, 0, 0], 10),   // shared by carriers (RFC 6598)
    ([127, 0, 0, 0], 8),     // loopback (RFC 1122)
    ([169, 254, 0, 0], 16),  // link-local, metadata services (RFC 3927)
    ([172, 16, 0, 0], 12),   // private (RFC 1918)
    ([192, 0, 0, 0], 24),    // protocol assignments (RFC 6890)
    ([192, 0, 2, 0], 24),    // documentation (RFC 5737)
    ([192, 31, 196, 0], 24), // AS112 (RFC 7535)
    ([192, 52, 193, 0], 24), // multicast tunnels (RFC 7450)
    ([192, 88, 99, 0], 24),  // 6to4 relays (RFC 7526)
    ([192, 168, 0, 0], 16),  // private (RFC 1918)
    ([192, 175, 48, 0], 24), // AS112 (RFC 7534)
    ([198, 18, 0, 0], 15),   // benchmarks (RFC 2544)
    ([198, 51, 100, 0], 24), // documentation (RFC 5737)
    ([203, 0, 113, 0], 24),  // documentation (RFC 5737)
    ([224, 0, 0, 0], 4),     // multicast (RFC 5771)
    ([240, 0, 0, 0], 4),     // reserved, broadcast (RFC 1112, RFC 919)
];

/// Special-purpose blocks inside 2000::/3, the only global unicast range in use. All others
/// (loopback, mapped, compatible, NAT64, unique local, link-local, site-local, multicast …)
/// lie outside of it and are refused with it.
const SPECIAL_V6: [([u16; 3], u32); 5] = [
    ([0x2001, 0, 0], 23),           // protocol assignments, Teredo, ORCHID (RFC 2928)
    ([0x2001, 0x0db8, 0], 32),      // documentation (RFC 3849)
    ([0x2002, 0, 0], 16),           // 6to4: carries any IPv4 address (RFC 3056)
    ([0x2620, 0x004f, 0x8000], 48), // AS112 (RFC 7534)
    ([0x3fff, 0, 0], 20),           // documentation (RFC 9637)
];

/// Whether the address is a place on the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    !SPECIAL_V4.iter().any(|(block, length)| {
        let mask = u32::MAX << (32 - length);
        bits & mask == u32::from_be_bytes(*block) & mask
    })
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let bits = address.to_bits();
    let global_unicast = bits >> 125 == 0b001;
    global_unicast
        && !SPECIAL_V6.iter().any(|([a, b, c], length)| {
            let block = Ipv6Addr::new(*a, *b, *c, 0, 0, 0, 0, 0).to_bits();
            let mask = u128::MAX << (128 - length);
            bits & mask == block & mask
        })
}

/// Top-level names that no public DNS server knows, or that must not be asked about: a query
/// would tell an observer what somebody here looks at (SSRF-12).
const NEVER_ASKED: [&str; 10] =
    ["onion", "i2p", "local", "internal", "localhost", "lan", "home", "corp", "arpa", "alt"];

/// Whether a host may be asked about in the DNS at all. `host` is normalised.
pub fn is_public_name(host: &str) -> bool {
    match host.rsplit_once('.') {
        Some((_, top)) => !NEVER_ASKED.contains(&top),
        None => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use super::*;

    fn all(list: &str, public: bool) {
        for text in list.split_whitespace() {
            let address: IpAddr = text.parse().unwrap();
            assert_eq!(is_public(address), public, "{text}");
        }
    }

    #[test]
    fn ssrf_01_private_ipv4_is_refused() {
        all(
            "10.0.0.0 10.255.255.255 127.0.0.1 127.255.255.254 169.254.0.0 169.254.169.254 \
             172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255",
            false,
        );
        all(
            "9.255.255.255 11.0.0.0 126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0 \
             172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 8.8.8.8",
            true,
        );
    }

    #[test]
    fn ssrf_02_special_ipv4_is_refused() {
        all(
            "0.0.0.0 0.1.2.3 100.64.0.0 100.127.255.255 192.0.0.1 192.0.2.1 192.88.99.1 \
             198.18.0.0 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 \
             240.0.0.1 255.255.255.255 192.31.196.1 192.52.193.1 192.175.48.1",
            false,
        );
        all("1.0.0.0 100.63.255.255 100.128.0.0 192.0.1.0 198.17.255.255 198.20.0.0 223.255.255.255", true);
    }

    #[test]
    fn ssrf_03_special_ipv6_is_refused() {
        all(
            ":: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 ::8.8.8.8 64:ff9b::7f00:1 \
             64:ff9b:1::1 2002:7f00:1:: 2002:808:808::1 2001::1 2001:0:7f00:1::1 2001:2::1 \
             2001:10::1 2001:20::1 2001:1ff::1 2001:db8::1 2620:4f:8000::1 3fff::1 3fff:fff::1 \
             fc00::1 fd00::1 fe80::1 febf::1 fec0::1 feff::1 ff02::1 ff0e::1 100::1 5f00::1 \
             4000::1 1fff::1 ::ffff:0:127.0.0.1",
            false,
        );
        all(
            "2001:200::1 2001:4860:4860::8888 2606:4700::1 2a01:4f8::1 2620:4f:8001::1 3fff:1000::1 2003::1",
            true,
        );
    }

    #[test]
    fn ssrf_12_private_names_are_never_asked() {
        for host in [
            "abc.onion",
            "abc.i2p",
            "printer.local",
            "metadata.google.internal",
            "x.localhost",
            "localhost",
            "router",
            "nas.lan",
            "1.0.0.127.in-addr.arpa",
        ] {
            assert!(!is_public_name(host), "{host}");
        }
        for host in ["a.test", "onion.example.org", "local.example.org"] {
            assert!(is_public_name(host), "{host}");
        }
    }
}
