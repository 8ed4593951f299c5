//! The words of mails. They name nobody and say nothing of what is said on the node: a mail may be read by whoever
//! reads along.

use sofra_domain::recovery::{Mail, MailKind};

use crate::i18n::Language;

/// Subject and text of a mail, in the language of the account; its link leads to `base`, which is the configured
/// address of the node and never what a request said it was (NET-04).
#[must_use]
pub fn words(mail: &Mail, base: &str) -> (String, String) {
    let language = mail.language.as_deref().and_then(Language::parse).unwrap_or(Language::En);
    let (subject, text) = match mail.kind {
        MailKind::Confirm => ("security-mail-confirm-subject", "security-mail-confirm-text"),
        MailKind::Password => ("security-mail-password-subject", "security-mail-password-text"),
        MailKind::Lost => ("security-mail-lost-subject", "security-mail-lost-text"),
        MailKind::Changed => ("security-mail-changed-subject", "security-mail-changed-text"),
        MailKind::Digest { new } => return digest(language, new, base, stop_link(mail, base).as_deref()),
    };
    let link = mail.token.as_ref().map_or_else(|| base.to_owned(), |token| format!("{base}/link/{token}"));
    (language.plain(subject), format!("{}\n\n{link}\n", language.plain(text)))
}

/// The address that ends mails of this kind, where they can be ended.
#[must_use]
pub fn stop_link(mail: &Mail, base: &str) -> Option<String> {
    let token = mail.token.as_ref().filter(|_| matches!(mail.kind, MailKind::Digest { .. }))?;
    Some(format!("{base}/digest/stop/{token}"))
}

/// How much was new in a week, and nothing of what it was.
fn digest(language: Language, new: i64, base: &str, stop: Option<&str>) -> (String, String) {
    let mut text = format!("{}\n\n{base}/digest\n", language.plain1("digest-mail-text", "count", new));
    if let Some(stop) = stop {
        text.push_str(&format!("\n{}\n\n{stop}\n", language.plain("digest-mail-stop")));
    }
    (language.plain("digest-mail-subject"), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priv_14_the_mail_about_a_week_says_a_number_and_two_addresses() {
        for language in [None, Some("ar"), Some("fr")] {
            for new in [1, 2, 7, 1234] {
                let mail = Mail {
                    to: "amina@example.org".into(),
                    language: language.map(str::to_owned),
                    kind: MailKind::Digest { new },
                    token: Some("t0ken".into()),
                };
                let (subject, text) = words(&mail, "https://table.example");
                assert!(!subject.is_empty() && !subject.contains("digest"));
                let addresses: Vec<&str> = text.lines().filter(|line| line.contains("://")).collect();
                assert_eq!(
                    addresses,
                    ["https://table.example/digest", "https://table.example/digest/stop/t0ken"]
                );
                assert!(!text.contains("amina"), "{text}");
            }
        }
    }

    #[test]
    fn inj_04_a_mail_has_one_line_as_its_subject_and_no_name_in_it() {
        for language in [None, Some("ar"), Some("fr"), Some("xx")] {
            for kind in [MailKind::Confirm, MailKind::Password, MailKind::Lost, MailKind::Changed] {
                let mail = Mail {
                    to: "amina@example.org".into(),
                    language: language.map(str::to_owned),
                    kind,
                    token: Some("t0ken".into()),
                };
                let (subject, text) = words(&mail, "https://table.example");
                assert!(!subject.is_empty() && !subject.chars().any(char::is_control));
                assert!(text.ends_with("\n\nhttps://table.example/link/t0ken\n"));
                assert!(!text.contains("amina") && !subject.contains("security"));
            }
        }
    }
}
