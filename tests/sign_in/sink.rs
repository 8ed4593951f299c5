//! A mail server that keeps what it is given, on loopback.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use crate::support::wait_for;

/// A mail that came: the envelope and all of its lines.
#[derive(Debug, Clone)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub raw: String,
}

impl Received {
    /// The lines before the first empty one.
    pub fn head(&self) -> &str {
        self.raw.split("\r\n\r\n").next().unwrap()
    }

    /// The text, with its transfer encoding undone.
    pub fn text(&self) -> String {
        use base64::Engine as _;
        let body = self.raw.split_once("\r\n\r\n").unwrap().1;
        let head = self.head().to_lowercase();
        if head.contains("base64") {
            let dense: String = body.split_whitespace().collect();
            return String::from_utf8(base64::engine::general_purpose::STANDARD.decode(dense).unwrap())
                .unwrap();
        }
        if !head.contains("quoted-printable") {
            return body.to_owned();
        }
        let joined = body.replace("=\r\n", "");
        let mut bytes = Vec::new();
        let mut rest = joined.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            if *first == b'=' {
                bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
                rest = &after[2..];
            } else {
                bytes.push(*first);
                rest = after;
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    /// The path of the link in it.
    pub fn link(&self, base: &str) -> String {
        let text = self.text();
        let line = text.lines().find(|line| line.starts_with(base)).unwrap_or_else(|| panic!("{text}"));
        line.trim().strip_prefix(base).unwrap().to_owned()
    }
}

/// The mail server.
pub struct Sink {
    pub port: u16,
    mails: Arc<Mutex<Vec<Received>>>,
    /// How many mails it turns away first.
    pub refuse: Arc<Mutex<u32>>,
}

impl Sink {
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mails: Arc<Mutex<Vec<Received>>> = Arc::default();
        let refuse: Arc<Mutex<u32>> = Arc::default();
        let (kept, refusing) = (mails.clone(), refuse.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (kept, refusing) = (kept.clone(), refusing.clone());
                tokio::spawn(async move { serve(stream, kept, refusing).await });
            }
        });
        Self { port, mails, refuse }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn count(&self) -> usize {
        self.mails.lock().unwrap().len()
    }

    /// The mail of that number, as soon as it is there.
    pub async fn mail(&self, number: usize) -> Received {
        wait_for("a mail", Duration::from_secs(20), || async {
            self.mails.lock().unwrap().get(number).cloned()
        })
        .await
    }
}

async fn serve(
    mut stream: tokio::net::TcpStream,
    kept: Arc<Mutex<Vec<Received>>>,
    refusing: Arc<Mutex<u32>>,
) -> Option<()> {
    let (read, mut write) = stream.split();
    let mut lines = BufReader::new(read).lines();
    let (mut from, mut to) = (String::new(), Vec::new());
    write.write_all(b"220 sink\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-sink\r\n250 8BITMIME\r\n",
            "MAIL" => {
                let mut left = refusing.lock().unwrap();
                if *left > 0 {
                    *left -= 1;
                    "451 later\r\n"
                } else {
                    from = line[10..].trim().to_owned();
                    "250 ok\r\n"
                }
            }
            "RCPT" => {
                to.push(line[8..].trim().to_owned());
                "250 ok\r\n"
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let mut raw = String::new();
                loop {
                    let line = lines.next_line().await.ok()??;
                    if line == "." {
                        break;
                    }
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                    raw.push_str("\r\n");
                }
                kept.lock().unwrap().push(Received { from: from.clone(), to: std::mem::take(&mut to), raw });
                "250 kept\r\n"
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await.ok()?;
                return Some(());
            }
            _ => "250 ok\r\n",
        };
        write.write_all(answer.as_bytes()).await.ok()?;
    }
    Some(())
}
