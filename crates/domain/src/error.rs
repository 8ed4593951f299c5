//! The one error of the domain. Each edge maps it once to its own: HTTP status, activity answer, exit code.

/// Short for results of the domain.
pub type Result<T> = std::result::Result<T, Error>;

/// One thing wrong with one field of a form. `key` names a translated message, `args` its numbers; what the person
/// typed is never part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field, as the form and the API name it.
    pub field: String,
    /// The message, a key of the `error` translations.
    pub key: &'static str,
    /// Numbers for the message.
    pub args: Vec<(&'static str, i64)>,
}

impl FieldError {
    /// A message without numbers.
    #[must_use]
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self { field: field.into(), key, args: Vec::new() }
    }

    /// A message with a limit in it.
    #[must_use]
    pub fn limit(field: impl Into<String>, key: &'static str, limit: i64) -> Self {
        Self { field: field.into(), key, args: vec![("limit", limit)] }
    }
}

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or this reader may not know that it is.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the sign-in failed.
    #[error("not signed in")]
    SignIn,
    /// The reader knows that it is there but may not do this; the code names the rule.
    #[error("not allowed: {0}")]
    Forbidden(&'static str),
    /// The form has mistakes.
    #[error("{} field(s) need attention", .0.len())]
    Invalid(Vec<FieldError>),
    /// It cannot be done in the present state; the key names a translated message.
    #[error("not possible now: {0}")]
    Conflict(&'static str),
    /// Too often.
    #[error("too many attempts")]
    TooMany,
    /// Another node could not be asked; the code says why.
    #[error("the other side could not be asked: {0}")]
    Remote(&'static str),
    /// The database could not do it.
    #[error(transparent)]
    Database(#[from] sofra_db::Error),
    /// Something that must not happen.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// One field, one message.
    #[must_use]
    pub fn field(field: impl Into<String>, key: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(field, key)])
    }

    /// Whether the same request may well succeed in a moment: the database had too much to do.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Database(sofra_db::Error::Pool | sofra_db::Error::Busy))
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            other => Self::Database(other.into()),
        }
    }
}
