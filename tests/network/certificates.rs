//! A certificate authority of the test's own, and certificates for the nodes' names.

use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use sofra_base::config::Config;

/// An authority that nobody but the test's nodes trusts.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: tempfile::TempDir,
}

impl Authority {
    /// Makes one.
    pub fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.distinguished_name.push(DnType::CommonName, "Sofra test authority");
        let key = KeyPair::generate().expect("a key");
        let issuer = CertifiedIssuer::self_signed(params, key).expect("a certificate");
        let authority = Self { issuer, folder: tempfile::tempdir().expect("a folder") };
        std::fs::write(authority.root(), authority.issuer.pem()).expect("written");
        authority
    }

    /// The file with its own certificate.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// Lets a node speak TLS under its name and trust this authority.
    pub fn equip(&self, name: &str, config: &mut Config) {
        let (certificate, key) = self.issue(&format!("{name}.test"));
        config.tls.certificate = certificate;
        config.tls.key = key;
        config.federation.extra_roots = vec![self.root()];
    }

    /// A certificate for a name: the files of the certificate and its key.
    pub fn issue(&self, host: &str) -> (PathBuf, PathBuf) {
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new(vec![host.to_owned()]).expect("a name");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        let at = |end: &str| -> PathBuf { Path::join(self.folder.path(), format!("{host}.{end}")) };
        std::fs::write(at("pem"), certificate.pem()).expect("written");
        std::fs::write(at("key"), key.serialize_pem()).expect("written");
        (at("pem"), at("key"))
    }
}
