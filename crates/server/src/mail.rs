//! Sending the mails that wait as jobs, one after the other, to the mail server that the host named. No other address
//! is ever connected to.

use std::sync::Arc;
use std::time::Duration;

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use sofra_base::clock::{minutes, seconds};
use sofra_base::config::Config;
use sofra_base::id::random_name;
use sofra_db::queue::job;
use sofra_domain::recovery::actions::{JOB, open_letter};
use sofra_domain::recovery::{Mail, rules};
use sofra_web::App;
use tokio::sync::watch;
use url::Url;

/// How often is looked for mails to send.
const PAUSE: Duration = Duration::from_millis(500);
/// A mail server may take this long.
const PATIENCE: Duration = Duration::from_secs(30);

/// What sends, and from where.
pub struct Sender {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    domain: String,
}

impl Sender {
    /// From the configuration; `None` where the node sends no mail.
    ///
    /// # Errors
    /// What is wrong with it, without a secret.
    pub fn new(config: &Config) -> Result<Option<Self>, String> {
        if !config.mail.is_set() {
            return Ok(None);
        }
        // The error of the library could repeat the address, and with it the password.
        let unreadable = || {
            "mail.smtp is not an address such as smtps://user:password@mail.example.org or \
             smtp://user@mail.example.org:587?tls=required"
                .to_owned()
        };
        let url = Url::parse(&config.mail.smtp).map_err(|_| unreadable())?;
        let encrypted = match url.scheme() {
            "smtps" => true,
            "smtp" => url.query_pairs().any(|(name, value)| name == "tls" && value == "required"),
            _ => return Err(unreadable()),
        };
        let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if !encrypted && !here {
            return Err("mail.smtp names a mail server on another machine without TLS: use smtps://, or \
                        smtp:// with ?tls=required"
                .to_owned());
        }
        let domain = config.domain.split(':').next().unwrap_or_default().to_owned();
        let from = if config.mail.from.is_empty() {
            format!("no-reply@{domain}")
        } else {
            rules::address(&config.mail.from)
                .ok_or("mail.from is not a plain address such as node@example.org")?
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())
            .map_err(|_| unreadable())?
            .hello_name(ClientId::Domain(domain.clone()))
            .timeout(Some(PATIENCE));
        if !config.mail.password_file.as_os_str().is_empty() {
            let password = std::fs::read_to_string(&config.mail.password_file)
                .map_err(|e| format!("mail.password_file cannot be read: {e}"))?;
            builder =
                builder.credentials(Credentials::new(url.username().to_owned(), password.trim().to_owned()));
        }
        let from = from.parse::<Address>().map_err(|_| "mail.from is not an address".to_owned())?;
        Ok(Some(Self { transport: builder.build(), from: Mailbox::new(None, from), domain }))
    }

    async fn send(&self, mail: &Mail, base: &str) -> Result<(), String> {
        let (subject, text) = sofra_web::mail::words(mail, base);
        let to = mail.to.parse::<Address>().map_err(|_| "the address is not one".to_owned())?;
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .message_id(Some(format!("<{}@{}>", random_name(), self.domain)))
            .header(ContentType::TEXT_PLAIN);
        if let Some(link) = sofra_web::mail::stop_link(mail, base) {
            builder = builder.header(ListUnsubscribe(format!("<{link}>"))).header(ListUnsubscribePost);
        }
        let message = builder.body(text).map_err(|_| "the mail could not be put together".to_owned())?;
        // What a server says can repeat the address: only the kind of failure is kept.
        self.transport.send(message).await.map(|_| ()).map_err(|error| {
            if error.is_permanent() {
                "refused by the mail server".to_owned()
            } else if error.is_timeout() {
                "the mail server took too long".to_owned()
            } else {
                "the mail server could not be reached, or said: later".to_owned()
            }
        })
    }
}

/// Where a mail is ended (RFC 2369); mail programs show a button for it.
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }
    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

/// That one request ends it, without a page (RFC 8058).
#[derive(Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

/// Runs until told to stop.
pub async fn run(app: Arc<App>, sender: Sender, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(PAUSE);
    loop {
        tokio::select! {
            // An error means that the node is gone.
            _ = stop.wait_for(|stop| *stop) => return,
            _ = tick.tick() => {}
        }
        while one(&app, &sender).await {}
    }
}

/// Sends one mail that is due; whether there was one.
async fn one(app: &App, sender: &Sender) -> bool {
    let now = app.clock.now();
    let due = app.db.read(move |c| Ok::<_, sofra_domain::Error>(job::is_due(c, JOB, now)?)).await;
    if !matches!(due, Ok(true)) {
        return false;
    }
    // The link is made in the same transaction: what is stored is its hash, what is sent is all there ever was of it.
    let claimed = app
        .db
        .write(move |c| {
            let Some(job) = job::claim(c, JOB, 1, now + minutes(2), now)?.pop() else {
                return Ok::<_, sofra_domain::Error>(None);
            };
            let mail = open_letter(c, now, &job.payload)?;
            if mail.is_none() {
                job::done(c, job.id)?;
            }
            Ok(Some((job, mail)))
        })
        .await;
    let (job, mail) = match claimed {
        Ok(Some((job, Some(mail)))) => (job, mail),
        Ok(Some((_, None))) => return true,
        Ok(None) => return false,
        Err(error) => {
            tracing::warn!(%error, "a mail could not be made ready");
            return false;
        }
    };
    let sent = sender.send(&mail, &app.site.base).await;
    let later = now + seconds(60 << job.attempts.clamp(0, 6));
    let written = app
        .db
        .write(move |c| {
            match &sent {
                Ok(()) => job::done(c, job.id)?,
                Err(error) => {
                    tracing::warn!(error, "a mail was not sent; it is tried again later");
                    job::failed(c, job.id, error, later)?;
                }
            }
            Ok::<_, sofra_domain::Error>(())
        })
        .await;
    if let Err(error) = written {
        tracing::warn!(%error, "what became of a mail could not be written down");
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(smtp: &str, from: &str) -> Result<Option<Sender>, String> {
        let mut config = Config::defaults().expect("sound");
        config.domain = "table.example".to_owned();
        config.mail.smtp = smtp.to_owned();
        config.mail.from = from.to_owned();
        Sender::new(&config)
    }

    #[tokio::test]
    async fn a_password_never_travels_without_tls_and_never_shows_in_an_error() {
        assert!(made("", "").expect("no mail").is_none());
        for good in [
            "smtps://u:secret@mail.example",
            "smtp://u:secret@mail.example:587?tls=required",
            "smtp://127.0.0.1:25",
        ] {
            assert!(made(good, "").expect(good).is_some());
        }
        for (bad, from) in [
            ("smtp://u:secret@mail.example", ""),
            ("smtp://u:secret@mail.example?tls=opportunistic", ""),
            ("http://u:secret@mail.example", ""),
            ("u:secret@mail.example", ""),
            ("smtps://u:secret@mail.example", "Sofra <x@y.example>\r\nBcc: z@y.example"),
        ] {
            let error = made(bad, from).err().expect(bad);
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
