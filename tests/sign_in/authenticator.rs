//! A passkey made of software, which can also be told to lie.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde_json::{Value, json};

/// One passkey (ES256) on one device.
pub struct Authenticator {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    /// What it counts.
    pub counter: u32,
    /// Where it believes to be.
    pub origin: String,
    /// For whom it signs.
    pub rp_id: String,
    /// Whether it looked who is there.
    pub verifies: bool,
}

impl Authenticator {
    pub fn new(origin: &str, rp_id: &str) -> Self {
        Self {
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap(),
            id: sofra_base::id::random_bytes::<32>().to_vec(),
            counter: 1,
            origin: origin.to_owned(),
            rp_id: rp_id.to_owned(),
            verifies: true,
        }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["publicKey"]["challenge"];
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false})
            .to_string()
            .into_bytes()
    }

    fn authenticator_data(&self, more: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, self.rp_id.as_bytes()).as_ref().to_vec();
        // User present, user verified.
        data.push(1 | if self.verifies { 4 } else { 0 } | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Answers `navigator.credentials.create`.
    pub fn create(&self, options: &Value) -> String {
        let mut data = self.authenticator_data(0x40);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.key.public_key().as_ref();
        // COSE: kty EC2, alg ES256, crv P-256, x, y (RFC 9053).
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(&data);
        let id = BASE64.encode(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": {
            "attestationObject": BASE64.encode(object),
            "clientDataJSON": BASE64.encode(self.client_data("webauthn.create", options)),
        }})
        .to_string()
    }

    /// Answers `navigator.credentials.get`.
    pub fn get(&mut self, options: &Value) -> String {
        self.counter += 1;
        self.get_without_counting(options)
    }

    /// As a copy of the device would, whose counter stood still.
    pub fn get_without_counting(&self, options: &Value) -> String {
        let (client, data) = (self.client_data("webauthn.get", options), self.authenticator_data(0));
        let signed = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let id = BASE64.encode(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": {
            "authenticatorData": BASE64.encode(data),
            "clientDataJSON": BASE64.encode(client),
            "signature": BASE64.encode(signature.as_ref()),
        }})
        .to_string()
    }

    /// The same key under the name of another.
    pub fn under_the_id_of(&mut self, other: &Self) {
        self.id.clone_from(&other.id);
    }
}
