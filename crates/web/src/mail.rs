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
    };
    let link = mail.token.as_ref().map_or_else(|| base.to_owned(), |token| format!("{base}/link/{token}"));
    (language.plain(subject), format!("{}\n\n{link}\n", language.plain(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
