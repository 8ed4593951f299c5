//! Requests as they go over the wire, so that a test can break any part of them.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A request, header by header.
#[derive(Debug, Clone)]
pub struct Wire {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Whether `Content-Length` is written; without it the body is sent in chunks.
    pub announce: Option<usize>,
}

impl Wire {
    pub fn get(host: &str, target: &str) -> Self {
        Self {
            method: "GET".into(),
            target: target.into(),
            headers: vec![
                ("Host".into(), host.into()),
                ("Accept".into(), "application/activity+json".into()),
            ],
            body: Vec::new(),
            announce: Some(0),
        }
    }

    /// Replaces a header (all of that name), or adds it.
    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a header, also one that is there already.
    pub fn add(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a header before all others.
    pub fn add_first(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.insert(0, (name.into(), value.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
        self
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map_or("", |(_, v)| v)
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.announce = Some(self.body.len());
        self
    }

    pub fn target(mut self, target: &str) -> Self {
        self.target = target.into();
        self
    }

    /// Head and body as bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        match self.announce {
            Some(_) if self.headers.iter().any(|(n, _)| n.eq_ignore_ascii_case("content-length")) => {}
            Some(0) if self.method == "GET" => {}
            Some(length) => head.push_str(&format!("Content-Length: {length}\r\n")),
            None => head.push_str("Transfer-Encoding: chunked\r\n"),
        }
        head.push_str("Connection: close\r\n\r\n");
        let mut bytes = head.into_bytes();
        match self.announce {
            Some(_) => bytes.extend_from_slice(&self.body),
            None => {
                for chunk in self.body.chunks(16 * 1024) {
                    bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                    bytes.extend_from_slice(chunk);
                    bytes.extend_from_slice(b"\r\n");
                }
                bytes.extend_from_slice(b"0\r\n\r\n");
            }
        }
        bytes
    }

    pub async fn send(&self, address: SocketAddr) -> Answer {
        exchange(address, &self.bytes()).await
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (n, v) = line.split_once(':')?;
            n.eq_ignore_ascii_case(name).then(|| v.trim())
        })
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// Status, headers and body without what changes from second to second.
    pub fn comparable(&self) -> String {
        let mut head: Vec<&str> =
            self.head.lines().filter(|l| !l.to_ascii_lowercase().starts_with("date:")).collect();
        head[1..].sort_unstable();
        format!("{}\n\n{}", head.join("\n"), self.text())
    }
}

/// Writes bytes and reads the whole answer. The peer may close before all is written: its answer counts.
pub async fn exchange(address: SocketAddr, bytes: &[u8]) -> Answer {
    let work = async {
        let stream = TcpStream::connect(address).await.expect("the node listens");
        let (mut reader, mut writer) = stream.into_split();
        let bytes = bytes.to_vec();
        let writing = tokio::spawn(async move {
            let _ = writer.write_all(&bytes).await;
            writer
        });
        let mut raw = Vec::new();
        let mut buffer = [0; 8192];
        loop {
            match reader.read(&mut buffer).await {
                Ok(0) | Err(_) => break,
                Ok(n) => raw.extend_from_slice(&buffer[..n]),
            }
            if let Some(answer) = whole(&raw) {
                writing.abort();
                return answer;
            }
        }
        writing.abort();
        parse(&raw)
    };
    tokio::time::timeout(Duration::from_secs(12), work).await.expect("the node answers in time")
}

fn whole(raw: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(raw);
    let (head, _) = text.split_once("\r\n\r\n")?;
    let answer = parse(raw);
    let length: usize = answer.header("content-length")?.parse().ok()?;
    let _ = head;
    (answer.body.len() >= length).then_some(answer)
}

fn parse(raw: &[u8]) -> Answer {
    let split = raw.windows(4).position(|w| w == b"\r\n\r\n");
    let Some(split) = split else {
        return Answer { status: 0, head: String::from_utf8_lossy(raw).into_owned(), body: Vec::new() };
    };
    let head = String::from_utf8_lossy(&raw[..split]).into_owned();
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
    Answer { status, head, body: raw[split + 4..].to_vec() }
}
