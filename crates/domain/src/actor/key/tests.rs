use super::der::{BIT_STRING, INTEGER, NULL, OBJECT_IDENTIFIER, OID_RSA, SEQUENCE};
use super::public::{SMALL_ORDER, y_of};
use super::*;

/// Builds an SPKI PEM from raw numbers, to offer keys no honest library would make.
fn crafted(modulus: &[u8], exponent: &[u8]) -> String {
    fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
        let mut out = vec![tag];
        match value.len() {
            n @ 0..=0x7f => out.push(n as u8),
            n @ 0x80..=0xff => out.extend([0x81, n as u8]),
            n => out.extend([0x82, (n >> 8) as u8, n as u8]),
        }
        out.extend_from_slice(value);
        out
    }
    fn integer(value: &[u8]) -> Vec<u8> {
        let mut padded = value.to_vec();
        if padded[0] & 0x80 != 0 {
            padded.insert(0, 0);
        }
        tlv(INTEGER, &padded)
    }
    let key = tlv(SEQUENCE, &[integer(modulus), integer(exponent)].concat());
    let algorithm = tlv(SEQUENCE, &[tlv(OBJECT_IDENTIFIER, OID_RSA), tlv(NULL, &[])].concat());
    let bits = tlv(BIT_STRING, &[vec![0], key].concat());
    spki_pem(&tlv(SEQUENCE, &[algorithm, bits].concat()))
}

fn modulus(bits: usize) -> Vec<u8> {
    let mut n = vec![0xb5; bits / 8];
    n[0] = 0x80;
    let last = n.len() - 1;
    n[last] = 0x35;
    n
}

#[test]
fn rsa_survives_storage_and_verifies() {
    let key = RsaKey::generate().unwrap();
    let again = RsaKey::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
    let pem = key.public_pem().unwrap();
    assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
    assert_eq!(pem, again.public_pem().unwrap());
    let public = PublicKey::from_pem(&pem).unwrap();
    assert_eq!(public.to_text().unwrap(), pem);
    let signature = again.sign(b"hello").unwrap();
    assert!(public.verify(Algorithm::RsaSha256, b"hello", &signature).is_ok());
    assert!(public.verify(Algorithm::RsaSha256, b"hellO", &signature).is_err());
    assert!(public.verify(Algorithm::RsaSha512, b"hello", &signature).is_err());
    assert!(public.verify(Algorithm::Ed25519, b"hello", &signature).is_err());
    assert!(public.verify(Algorithm::RsaSha256, b"hello", &signature[1..]).is_err());
    assert!(public.verify(Algorithm::RsaSha256, b"hello", &[]).is_err());
}

#[test]
fn rsa_pkcs1_pem_is_the_same_key() {
    let key = RsaKey::generate().unwrap();
    let pkcs1 = pem::encode(&pem::Pem::new("RSA PUBLIC KEY", key.0.public_key().as_ref()));
    let public = PublicKey::from_pem(&pkcs1).unwrap();
    assert_eq!(public.to_text().unwrap(), key.public_pem().unwrap());
    // CRLF and surrounding blank lines occur on the wire.
    let windows = format!("\r\n{}\r\n", key.public_pem().unwrap().replace('\n', "\r\n"));
    assert!(PublicKey::from_pem(&windows).is_ok());
}

#[test]
fn rsa_sha512_verifies() {
    let key = RsaKey::generate().unwrap();
    let mut signature = vec![0; 256];
    key.0.sign(&aws_lc_rs::signature::RSA_PKCS1_SHA512, &SystemRandom::new(), b"m", &mut signature).unwrap();
    let public = key.public_key().unwrap();
    assert!(public.verify(Algorithm::RsaSha512, b"m", &signature).is_ok());
    assert!(public.verify(Algorithm::RsaSha256, b"m", &signature).is_err());
}

#[test]
fn sig_13_weak_rsa_keys_are_refused() {
    let f4: &[u8] = &[1, 0, 1];
    let reason = |n: usize, e: &[u8]| PublicKey::from_pem(&crafted(&modulus(n), e)).map(|_| ());
    assert_eq!(reason(2048, f4), Ok(()));
    assert_eq!(reason(8192, f4), Ok(()));
    assert_eq!(reason(512, f4), Err(KeyError::Size));
    assert_eq!(reason(1024, f4), Err(KeyError::Size));
    assert_eq!(reason(2040, f4), Err(KeyError::Size));
    assert_eq!(reason(8200, f4), Err(KeyError::Size));
    assert_eq!(reason(16384, f4), Err(KeyError::Size));
    assert_eq!(reason(2048, &[3]), Err(KeyError::Parameters));
    assert_eq!(reason(2048, &[1]), Err(KeyError::Parameters));
    assert_eq!(reason(2048, &[1, 0, 0]), Err(KeyError::Parameters));
    assert_eq!(reason(2048, &[1, 0, 0, 0, 1]), Err(KeyError::Parameters));
    let mut short = modulus(2048);
    short[0] = 0x7f;
    assert_eq!(PublicKey::from_pem(&crafted(&short, f4)).map(|_| ()), Err(KeyError::Size));
    let mut even = modulus(2048);
    even[255] = 0x34;
    assert_eq!(PublicKey::from_pem(&crafted(&even, f4)).map(|_| ()), Err(KeyError::Parameters));
}

#[test]
fn sig_13_broken_pem_is_refused() {
    let key = RsaKey::generate().unwrap();
    let der = pem::parse(key.public_pem().unwrap()).unwrap().into_contents();
    for cut in [0, 1, 5, 20, 30, der.len() - 1] {
        assert!(PublicKey::from_pem(&spki_pem(&der[..cut])).is_err(), "{cut}");
    }
    let mut trailing = der.clone();
    trailing.push(0);
    assert!(PublicKey::from_pem(&spki_pem(&trailing)).is_err());
    assert!(PublicKey::from_pem("").is_err());
    assert!(PublicKey::from_pem("secret").is_err());
    let private = pem::encode(&pem::Pem::new("PRIVATE KEY", key.to_pkcs8().unwrap()));
    assert_eq!(PublicKey::from_pem(&private).map(|_| ()), Err(KeyError::Unsupported));
    assert!(PublicKey::from_pem(&"x".repeat(100_000)).is_err());
}

#[test]
fn ed25519_survives_storage_and_verifies() {
    let key = Ed25519Key::generate().unwrap();
    let again = Ed25519Key::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
    let multikey = key.public_multikey();
    assert!(multikey.starts_with("z6Mk"));
    assert_eq!(multikey, again.public_multikey());
    let public = PublicKey::from_multikey(&multikey).unwrap();
    assert_eq!(public.to_text().unwrap(), multikey);
    let signature = again.sign(b"hello").unwrap();
    assert!(public.verify(Algorithm::Ed25519, b"hello", &signature).is_ok());
    assert!(public.verify(Algorithm::Ed25519, b"other", &signature).is_err());
    assert!(public.verify(Algorithm::RsaSha256, b"hello", &signature).is_err());
    assert!(public.verify(Algorithm::Ed25519, b"hello", &signature[..63]).is_err());
}

#[test]
fn sig_13_ed25519_small_order_and_non_canonical_points_are_refused() {
    let mut unsafe_points: Vec<[u8; 32]> = SMALL_ORDER.to_vec();
    // p and p+1 are 0 and 1 written a second time; 2^255-1 is 18.
    unsafe_points.extend([y_of(0xed, 0xff), y_of(0xee, 0xff), y_of(0xff, 0xff)]);
    for mut point in unsafe_points {
        for sign in [0, 0x80] {
            point[31] = point[31] & 0x7f | sign;
            let text = multikey(&point);
            assert_eq!(PublicKey::from_multikey(&text).map(|_| ()), Err(KeyError::Point));
        }
    }
}

#[test]
fn sig_13_ed25519_malleable_signature_is_refused() {
    let key = Ed25519Key::generate().unwrap();
    let mut signature = key.sign(b"m").unwrap();
    // s + L is the same scalar written a second time (RFC 8032, 5.1.7).
    let order: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0_u16;
    for (byte, add) in signature[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = sum as u8;
        carry = sum >> 8;
    }
    let public = key.public_key().unwrap();
    assert!(public.verify(Algorithm::Ed25519, b"m", &signature).is_err());
}

#[test]
fn multikey_of_other_kinds_is_refused() {
    // secp256k1-pub, wrong base, wrong length.
    let other = format!("z{}", bs58::encode([&[0xe7, 0x01][..], &[2; 33]].concat()).into_string());
    assert_eq!(PublicKey::from_multikey(&other).map(|_| ()), Err(KeyError::Unsupported));
    for text in ["", "z", "u7QE", "z6Mk", "zO0Il"] {
        assert!(PublicKey::from_multikey(text).is_err(), "{text}");
    }
    assert!(PublicKey::from_multikey(&format!("z{}", "1".repeat(5000))).is_err());
}
