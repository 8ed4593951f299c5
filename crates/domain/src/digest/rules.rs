//! The link that ends the mail.

use sofra_base::id::sha256_hex;
use subtle::ConstantTimeEq as _;

use crate::account::AccountId;

/// What is in the address of the link: for whom, sealed by the node's secret, so that nothing is stored and nobody
/// guesses it. It opens nothing but the end of the mail.
#[must_use]
pub fn stop_token(secret: &[u8], account: &AccountId) -> String {
    // Hashing twice, each time with the secret first, leaves no hash that could be carried on (as HMAC does).
    let inner = sha256_hex(&[secret, format!("sofra-digest\n{account}").as_bytes()].concat());
    format!("{account}.{}", sha256_hex(&[secret, inner.as_bytes()].concat()))
}

/// For whom a link is, if it is one of ours.
#[must_use]
pub fn read_token(secret: &[u8], token: &str) -> Option<AccountId> {
    let account = AccountId::parse(token.split_once('.')?.0)?;
    let expected = stop_token(secret, &account);
    bool::from(expected.as_bytes().ct_eq(token.as_bytes())).then_some(account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_for_one_account_of_one_node() {
        let (one, other) = (AccountId::new(), AccountId::new());
        let token = stop_token(b"secret", &one);
        assert_eq!(read_token(b"secret", &token), Some(one.clone()));
        let forged = token.replace(one.as_str(), other.as_str());
        for wrong in [forged.as_str(), "", ".", one.as_str(), &token[..token.len() - 1], &format!("{token}0")]
        {
            assert_eq!(read_token(b"secret", wrong), None, "{wrong}");
        }
        assert_eq!(read_token(b"another", &token), None);
    }
}
