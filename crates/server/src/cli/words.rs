//! The domain's errors in the words of the terminal. The pages have them in every language; here there is one.

use sofra_domain::Error;

/// What happened and the way out, on one line or more.
pub fn of(error: &Error) -> String {
    match error {
        Error::NotFound => "not found".to_owned(),
        Error::Invalid(fields) => {
            let lines: Vec<String> = fields
                .iter()
                .map(|f| {
                    let limit = f.args.iter().find(|(name, _)| *name == "limit").map(|(_, n)| *n);
                    format!("{}: {}", f.field.replace('_', " "), key(f.key, limit))
                })
                .collect();
            if lines.len() == 1 { lines.concat() } else { format!("\n  {}", lines.join("\n  ")) }
        }
        Error::Conflict(code) | Error::Forbidden(code) => key(code, None),
        Error::SignIn => "there is no such account, or it is switched off".to_owned(),
        Error::TooMany => "too many attempts: wait ten minutes".to_owned(),
        other => other.to_string(),
    }
}

fn key(key: &str, limit: Option<i64>) -> String {
    let limit = limit.map(|n| n.to_string()).unwrap_or_default();
    match key {
        "error-field-required" => "is needed".to_owned(),
        "error-too-long" => format!("is longer than {limit} characters"),
        "error-username-invalid" => "is not a user name: 2 to 30 letters, digits and _".to_owned(),
        "error-username-taken" => "is taken, or looks like one that is".to_owned(),
        "error-language-invalid" => "is not a language code such as en, ar or fr".to_owned(),
        "error-password-too-short" => format!("is shorter than {limit} characters"),
        "error-password-too-long" => format!("is longer than {limit} bytes"),
        "error-password-common" => "is among the first that others would try".to_owned(),
        "error-password-too-easy" => "is too easy to guess".to_owned(),
        "error-already-set-up" => "the node is set up already".to_owned(),
        "error-too-many-keys" => "this actor has had too many keys already".to_owned(),
        "error-days-invalid" => format!("must be from 1 to {limit}"),
        "error-too-many-tokens" => "this account has too many tokens: take one back first".to_owned(),
        "error-host-invalid" => "is not the name of a server".to_owned(),
        "error-host-own" => "is this node itself".to_owned(),
        "error-demand-unknown" => "there is no such demand on the agenda".to_owned(),
        "error-authentic-missing" => "the authentic text is missing".to_owned(),
        "error-name-mixed" => "mixes letters of several scripts in one word".to_owned(),
        "error-name-check-mark" => "has a sign that readers take for a confirmation".to_owned(),
        "error-name-taken" | "error-organisation-name-taken" => {
            "is taken, or looks like one that is".to_owned()
        }
        "error-last-officer" => {
            "this is the only officer of an organisation: make another one first".to_owned()
        }
        "error-hosts-the-node" => "this organisation hosts the node: it cannot be deleted".to_owned(),
        "error-last-host" => {
            "this is the only account that runs the node: make another host first".to_owned()
        }
        "error-too-many-invitations" => "too many invitations are open: take some back first".to_owned(),
        "speaks-for" => "this account may not speak for that organisation".to_owned(),
        "officers-only" => "only an officer of the organisation may do this".to_owned(),
        "error-percent-invalid" => format!("must be a number from {limit} to 100"),
        "host-only" => "only the host of the node may do this".to_owned(),
        other => other.trim_start_matches("error-").replace('-', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sofra_domain::FieldError;

    #[test]
    fn all_mistakes_are_told_at_once_and_nothing_typed_is_repeated() {
        let error = Error::Invalid(vec![
            FieldError::new("node_name", "error-field-required"),
            FieldError::limit("password", "error-password-too-short", 10),
        ]);
        assert_eq!(of(&error), "\n  node name: is needed\n  password: is shorter than 10 characters");
    }
}
