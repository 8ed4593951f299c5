//! The web server around the pages: whom it answers, how long it waits, how it stops.

use std::time::Duration;

use sofra_base::config::Config;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::on_both;
use crate::support::{Network, TestNode};

/// Sends bytes as they are; gives what came back until the server closed or a second passed in silence.
async fn raw(node: &TestNode, request: &str) -> String {
    let mut stream = TcpStream::connect(node.address()).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(Ok(n)) = tokio::time::timeout(Duration::from_secs(1), stream.read(&mut buffer)).await {
        if n == 0 {
            break;
        }
        answer.extend_from_slice(&buffer[..n]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

on_both! {
    async fn alive_and_ready(backend: Backend) {
        let mut node = Network::new(&["a"])
            .start_with(backend, "a", |config: &mut Config| config.metrics.listen = "127.0.0.1:0".to_owned())
            .await;
        // By address, as health checks come.
        assert!(raw(&node, "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").await.contains("alive"));
        assert!(raw(&node, "GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.contains("ready"));
        let metrics = node.node().metrics_addr.unwrap();
        let text = reqwest::get(format!("http://{metrics}/metrics")).await.unwrap().text().await.unwrap();
        assert!(text.contains("sofra_http_requests_total"), "{text}");
        assert!(!text.contains("a.test"), "no name is a label");
        assert!(!raw(&node, "GET /metrics HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n").await.contains("sofra_"));
        node.stop().await;
        assert!(TcpStream::connect(metrics).await.is_err());
    }

    async fn a_node_whose_writer_hangs_is_alive_but_not_ready(backend: Backend) {
        let mut node = TestNode::start(backend, "a").await;
        let (release, held) = std::sync::mpsc::channel::<()>();
        let db = node.node().db.clone();
        let stuck = tokio::spawn(async move {
            db.write::<_, sofra_domain::Error>(move |_| {
                // Ends when the test lets go, or with the test.
                let _ = held.recv();
                Ok(())
            })
            .await
        });
        let at = |path: &str| format!("http://{}{path}", node.address());
        let answer = reqwest::get(at("/readyz")).await.unwrap();
        assert_eq!(answer.status(), 503);
        assert!(answer.headers().contains_key("retry-after"));
        assert_eq!(reqwest::get(at("/healthz")).await.unwrap().status(), 200);
        release.send(()).unwrap();
        stuck.await.unwrap().unwrap();
        assert_eq!(reqwest::get(at("/readyz")).await.unwrap().status(), 200);
        node.stop().await;
    }

    async fn what_was_done_is_there_after_a_crash_and_a_restart(backend: Backend) {
        let mut node = TestNode::start(backend, "a").await;
        let statement = node.publish("Before the crash", "It stays.").await;
        node.kill().await;
        node.start_again().await;
        assert_eq!(node.title(&statement.uri).await.as_deref(), Some("Before the crash"));
        node.settle().await;
    }

    async fn r_09_a_changed_name_is_refused(backend: Backend) {
        let mut node = TestNode::start(backend, "a").await;
        node.stop().await;
        let mut config = node.config().clone();
        config.domain = format!("b.test:{}", node.address().port());
        let error = sofra::Node::start(config).await.err().expect("refused").to_string();
        assert!(error.contains("a.test") && error.contains("b.test"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_host_name_is_not_answered() {
    let node = TestNode::start(crate::support::Backend::Sqlite, "a").await;
    let ours = node.config().domain.clone();
    for host in ["evil.test", "127.0.0.1", "a.test.evil.test", "a.test@evil.test"] {
        let answer =
            raw(&node, &format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).await;
        assert!(answer.starts_with("HTTP/1.1 421"), "{host}: {answer}");
        assert!(!answer.contains("evil"), "what was asked for is not repeated: {answer}");
    }
    let none = raw(&node, "GET / HTTP/1.0\r\nConnection: close\r\n\r\n").await;
    assert!(none.starts_with("HTTP/1.0 421") || none.starts_with("HTTP/1.1 421"), "{none}");
    let answer =
        raw(&node, &format!("GET /nowhere HTTP/1.1\r\nHost: {ours}\r\nConnection: close\r\n\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dos_02_slow_heads_are_cut_and_others_are_served() {
    let node = TestNode::start(crate::support::Backend::Sqlite, "a").await;
    let mut slow = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(node.address()).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHo").await.unwrap();
        slow.push(stream);
    }
    let answer = raw(&node, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(answer.contains("alive"), "others are served");
    for (index, stream) in slow.iter_mut().enumerate() {
        // Another byte does not buy more time.
        if index % 20 == 0 {
            let _ = stream.write_all(b"s").await;
        }
        let mut answer = Vec::new();
        // A connection that stays open never ends this.
        let _ = stream.read_to_end(&mut answer).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dos_02_a_body_that_stalls_is_given_up() {
    let node = TestNode::start(crate::support::Backend::Sqlite, "a").await;
    for path in ["/inbox", "/sign-in"] {
        let mut stream = TcpStream::connect(node.address()).await.unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 1000\r\n\r\nhalf=",
            node.config().domain
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = [0; 32];
        let n = stream.read(&mut answer).await.unwrap_or(0);
        assert!(n == 0 || answer.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&answer));
    }
}
