//! The client against small servers on loopback.

mod refusals;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;

const DEV: UriPolicy = UriPolicy { development: true };

fn uri(text: &str) -> Uri {
    Uri::parse(text, DEV).unwrap()
}

fn config() -> ClientConfig {
    ClientConfig {
        user_agent: "sofra-test".into(),
        development: true,
        hosts: HashMap::new(),
        extra_root_certificates: Vec::new(),
        own_authority: "we.test".into(),
        allowed: Arc::new(|_| true),
        resolver: None,
        limits: Limits { fetch: Duration::from_secs(10), delivery: Duration::from_secs(10), body: 64 * 1024 },
    }
}

fn client() -> Client {
    Client::new(config()).unwrap()
}

/// Gives up soon. The other tests wait longer, so that a busy machine does not fail them.
fn impatient() -> Client {
    let mut config = config();
    config.limits.fetch = Duration::from_millis(700);
    config.limits.delivery = Duration::from_millis(700);
    Client::new(config).unwrap()
}

fn no_headers(_: &Uri) -> Result<Headers, KeyError> {
    Ok(Vec::new())
}

async fn get(client: &Client, address: &str) -> Result<Response, FetchError> {
    client.get(&uri(address), Redirect::SameOriginOnce, no_headers).await
}

/// Reads one request head; empty at the end of the connection.
async fn read_head<S: tokio::io::AsyncRead + Unpin>(stream: &mut S) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && head.len() < 16_384 {
        match stream.read(&mut byte).await {
            Ok(1) => head.push(byte[0]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// What a test server received, in order.
type Log = Arc<Mutex<Vec<String>>>;

/// A server that answers each connection by `answer(path)`, then closes it.
async fn server<F>(answer: F) -> (u16, Log)
where
    F: Fn(&str) -> String + Send + Sync + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let log = Log::default();
    let seen = log.clone();
    tokio::spawn(async move {
        for _ in 0..64 {
            let Ok((mut stream, _)) = listener.accept().await else {
                return;
            };
            let head = read_head(&mut stream).await;
            let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
            seen.lock().unwrap().push(head);
            let _ = stream.write_all(answer(&path).as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (port, log)
}

/// A server whose connections are handled by `serve`.
async fn raw_server<F, R>(serve: F) -> (u16, Arc<AtomicUsize>)
where
    F: Fn(TcpStream) -> R + Send + Sync + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicUsize::new(0));
    let count = connections.clone();
    tokio::spawn(async move {
        for _ in 0..64 {
            let Ok((stream, _)) = listener.accept().await else {
                return;
            };
            count.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(serve(stream));
        }
    });
    (port, connections)
}

fn ok(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/activity+json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}

fn redirect(status: u16, location: &str) -> String {
    format!(
        "HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\
         Connection: close\r\n\r\n"
    )
}

#[tokio::test]
async fn a_document_is_fetched() {
    let (port, log) = server(|_| ok("{\"id\":1}")).await;
    let address = format!("http://localhost:{port}/u/a?b=c#main-key");
    let response = get(&client(), &address).await.unwrap();
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(&response.body[..], b"{\"id\":1}");
    assert_eq!(response.headers["content-type"], "application/activity+json");
    assert_eq!(response.final_uri.as_str(), format!("http://localhost:{port}/u/a?b=c"));
    let head = log.lock().unwrap()[0].to_ascii_lowercase();
    assert!(head.starts_with("get /u/a?b=c http/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("\r\nhost: localhost:{port}\r\n")), "{head}");
    assert!(head.contains("\r\naccept-encoding: identity\r\n"), "{head}");
    assert!(head.contains("\r\nuser-agent: sofra-test\r\n"), "{head}");
    assert!(!head.contains("cookie") && !head.contains("referer"), "{head}");
}

#[tokio::test]
async fn what_the_client_sends_verifies_at_the_receiver() {
    use crate::key::RsaKey;
    use crate::signature::{self, BodyDigest, Outgoing, Pair, RequestHead, Scheme, SigningKey};
    let (port, log) = server(|_| ok("")).await;
    let pair = Arc::new(RsaKey::generate().unwrap());
    let key = SigningKey { key_id: uri("https://a.test/u#main-key"), pair: Pair::Rsa(pair.clone()) };
    let target = uri(&format!("http://localhost:{port}/inbox"));
    let body = Bytes::from_static(b"{}");
    let digest = BodyDigest::outgoing(&body);
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros()).unwrap();
    for scheme in [Scheme::Cavage, Scheme::Rfc9421] {
        let outgoing = Outgoing {
            method: &Method::POST,
            uri: &target,
            digest: Some(&digest),
            content_type: Some("application/activity+json"),
        };
        let headers = signature::sign(scheme, &key, &outgoing, now).unwrap();
        client().post(&target, headers, body.clone()).await.unwrap();
        let head = log.lock().unwrap().pop().unwrap();
        let mut lines = head.split("\r\n");
        assert_eq!(lines.next(), Some("POST /inbox HTTP/1.1"));
        let mut received = HeaderMap::new();
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            received.append(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        assert_eq!(crate::guard::check_headers(&received), Ok(()));
        let request = RequestHead {
            method: &Method::POST,
            scheme: "http",
            target: "/inbox",
            authority: None,
            headers: &received,
        };
        let claim = signature::parse(&request, &format!("localhost:{port}"), now, Some(&digest)).unwrap();
        assert_eq!(claim.verify(&pair.public_key().unwrap()), Ok(()), "{scheme:?}");
    }
}

#[tokio::test]
async fn dos_01_slow_drip_ends_at_the_total_deadline() {
    let (port, _) = raw_server(|mut stream| async move {
        read_head(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").await;
        for _ in 0..50 {
            if stream.write_all(b"x").await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    })
    .await;
    let result = get(&impatient(), &format!("http://localhost:{port}/")).await;
    assert_eq!(result.unwrap_err(), FetchError::Timeout);
}

#[tokio::test]
async fn dos_01_silence_and_slow_headers_end_at_the_deadline() {
    let (port, _) = raw_server(|mut stream| async move {
        read_head(&mut stream).await;
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" {
            if stream.write_all(&[*byte]).await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    })
    .await;
    let address = format!("http://localhost:{port}/");
    assert_eq!(get(&impatient(), &address).await.unwrap_err(), FetchError::Timeout);
    let posted = impatient().post(&uri(&address), Vec::new(), Bytes::from_static(b"{}")).await;
    assert_eq!(posted.unwrap_err(), FetchError::Timeout);
}

#[tokio::test]
async fn dos_03_huge_bodies_are_cut_off() {
    // Announced.
    let (port, _) =
        server(|_| "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\nConnection: close\r\n\r\nx".into()).await;
    let result = get(&client(), &format!("http://localhost:{port}/")).await;
    assert_eq!(result.unwrap_err(), FetchError::TooLarge);
    // Not announced: chunks without end.
    let (port, _) = raw_server(|mut stream| async move {
        read_head(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await;
        let chunk = format!("1000\r\n{}\r\n", "a".repeat(4096));
        for _ in 0..1_000 {
            if stream.write_all(chunk.as_bytes()).await.is_err() {
                return;
            }
        }
    })
    .await;
    let result = get(&client(), &format!("http://localhost:{port}/")).await;
    assert_eq!(result.unwrap_err(), FetchError::TooLarge);
    // Exactly at the limit.
    let (port, _) = server(|_| ok(&"a".repeat(64 * 1024))).await;
    assert!(get(&client(), &format!("http://localhost:{port}/")).await.is_ok());
}

#[tokio::test]
async fn dos_04_encoded_answers_are_refused() {
    for encoding in ["gzip", "br", "zstd", "deflate", "identity, gzip"] {
        let (port, _) = server(move |_| {
            format!(
                "HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: 1\r\n\
                 Connection: close\r\n\r\nx"
            )
        })
        .await;
        let result = get(&client(), &format!("http://localhost:{port}/")).await;
        assert_eq!(result.unwrap_err(), FetchError::Encoding, "{encoding}");
    }
}

#[tokio::test]
async fn closed_ports_and_strange_answers_have_their_own_reasons() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let result = get(&client(), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(result.unwrap_err(), FetchError::Connect);
    let (port, _) = server(|_| "SSH-2.0-OpenSSH\r\n".into()).await;
    let result = get(&client(), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(result.unwrap_err(), FetchError::Http);
}

#[tokio::test]
async fn deliveries_report_status_date_and_wait() {
    let (port, log) = server(|path| {
        let wait = match path {
            "/seconds" => "Retry-After: 120\r\n",
            "/long" => "Retry-After: 99999999999999999999999\r\n",
            "/past" => "Retry-After: Tue, 24 Nov 2020 08:00:00 GMT\r\n",
            "/odd" => "Retry-After: soon\r\n",
            _ => "",
        };
        format!(
            "HTTP/1.1 503 No\r\n{wait}Date: Tue, 24 Nov 2026 08:00:00 GMT\r\n\
             Location: /elsewhere\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
        )
    })
    .await;
    for (path, expected) in [
        ("/seconds", Some(120)),
        ("/long", Some(86_400)),
        ("/past", Some(0)),
        ("/odd", None),
        ("/none", None),
    ] {
        let target = uri(&format!("http://localhost:{port}{path}"));
        let outcome = client().post(&target, Vec::new(), Bytes::from_static(b"{}")).await.unwrap();
        assert_eq!(outcome.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(outcome.retry_after, expected.map(Duration::from_secs), "{path}");
        assert_eq!(outcome.date, Some(1_795_507_200_000_000));
    }
    let (port, seen) = server(|_| redirect(307, "/other")).await;
    let target = uri(&format!("http://localhost:{port}/inbox"));
    let outcome = client().post(&target, Vec::new(), Bytes::new()).await.unwrap();
    assert_eq!(outcome.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(seen.lock().unwrap().len(), 1);
    assert_eq!(log.lock().unwrap().len(), 5);
}

#[tokio::test]
async fn a_delivery_counts_when_its_status_came_even_if_the_body_does_not_end() {
    let (port, _) = raw_server(|mut stream| async move {
        read_head(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\n").await;
        tokio::time::sleep(Duration::from_secs(3)).await;
    })
    .await;
    let target = uri(&format!("http://localhost:{port}/inbox"));
    let outcome = impatient().post(&target, Vec::new(), Bytes::new()).await.unwrap();
    assert_eq!(outcome.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn connections_are_used_again_after_a_delivery() {
    let (port, connections) = raw_server(|mut stream| async move {
        while read_head(&mut stream).await.starts_with("POST") {
            let mut body = [0; 2];
            let _ = stream.read_exact(&mut body).await;
            let answer = b"HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nthank";
            if stream.write_all(answer).await.is_err() {
                return;
            }
        }
    })
    .await;
    let target = uri(&format!("http://localhost:{port}/inbox"));
    let client = client();
    for _ in 0..5 {
        let outcome = client.post(&target, Vec::new(), Bytes::from_static(b"{}")).await.unwrap();
        assert_eq!(outcome.status, StatusCode::ACCEPTED);
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn tls_needs_a_trusted_certificate_for_the_name() {
    let issued = rcgen::generate_simple_self_signed(vec!["a.test".to_owned()]).unwrap();
    let pem = issued.cert.pem();
    let key = rustls::pki_types::PrivateKeyDer::try_from(issued.signing_key.serialize_der()).unwrap();
    let tls = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![issued.cert.der().clone()], key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(tls));
    let (port, _) = raw_server(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            read_head(&mut stream).await;
            let _ = stream.write_all(ok("{}").as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    })
    .await;
    let address = SocketAddr::new("127.0.0.1".parse().unwrap(), port);
    let mut trusted = config();
    trusted.hosts = ["a.test", "b.test"].map(|name| (name.to_owned(), address)).into();
    let stranger = Client::new(trusted.clone()).unwrap();
    trusted.extra_root_certificates = vec![pem.into_bytes()];
    let trusted = Client::new(trusted).unwrap();
    // The port comes from the override, so that addresses look as they do in production.
    let response = get(&trusted, "https://a.test/u/alice").await.unwrap();
    assert_eq!(response.final_uri.as_str(), "https://a.test/u/alice");
    assert_eq!(get(&trusted, "https://b.test/").await.unwrap_err(), FetchError::Tls);
    assert_eq!(get(&stranger, "https://a.test/").await.unwrap_err(), FetchError::Tls);
}

#[test]
fn the_usual_limits() {
    let limits = Limits::default();
    assert_eq!(limits.fetch, Duration::from_secs(10));
    assert_eq!(limits.delivery, Duration::from_secs(15));
    assert_eq!(limits.body, 1 << 20);
}

/// Workers run these on any thread.
#[test]
fn exchanges_can_move_between_threads() {
    fn sendable<T: Send>(_: T) {}
    let client = client();
    let target = uri("http://localhost:1/");
    sendable(client.get(&target, Redirect::None, no_headers));
    let counter = std::cell::Cell::new(0);
    let counting = move |_: &Uri| {
        counter.set(counter.get() + 1);
        Ok(Vec::new())
    };
    sendable(client.get(&target, Redirect::None, counting));
    sendable(client.post(&target, Vec::new(), Bytes::new()));
}
