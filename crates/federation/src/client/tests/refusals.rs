//! Where the client does not go: redirects, private addresses, names (ORG-04, SSRF).

use super::*;

#[tokio::test]
async fn org_04_one_redirect_within_the_origin() {
    let (port, log) = server(|path| match path {
        "/1" => redirect(302, "/2"),
        _ => ok("{}"),
    })
    .await;
    let first = format!("http://localhost:{port}/1");
    let asked = Mutex::new(Vec::new());
    let response = client()
        .get(&uri(&first), Redirect::SameOriginOnce, |uri| {
            asked.lock().unwrap().push(uri.to_string());
            let name = HeaderName::from_static("x-signed-for");
            Ok(vec![(name, HeaderValue::from_str(uri.as_str()).unwrap())])
        })
        .await
        .unwrap();
    let second = format!("http://localhost:{port}/2");
    assert_eq!(response.final_uri.as_str(), second);
    // Each request was signed for its own address.
    assert_eq!(*asked.lock().unwrap(), [first.clone(), second.clone()]);
    assert!(log.lock().unwrap()[1].contains(&format!("x-signed-for: {second}")));
    let none = client().get(&uri(&first), Redirect::None, no_headers).await;
    assert_eq!(none.unwrap_err(), FetchError::Redirect);
}

#[tokio::test]
async fn dos_11_redirect_loops_end_after_one() {
    let (port, log) = server(|path| match path {
        "/a" => redirect(302, "/b"),
        "/b" => redirect(307, "/a"),
        _ => redirect(301, "/self"),
    })
    .await;
    let result = get(&client(), &format!("http://localhost:{port}/a")).await;
    assert_eq!(result.unwrap_err(), FetchError::Redirect);
    assert_eq!(log.lock().unwrap().len(), 2);
    let result = get(&client(), &format!("http://localhost:{port}/self")).await;
    assert_eq!(result.unwrap_err(), FetchError::Redirect);
    assert_eq!(log.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn org_04_05_ssrf_05_redirects_elsewhere_are_not_followed() {
    let (other, touched) = server(|_| ok("{}")).await;
    for location in [
        format!("http://localhost:{other}/x"),
        format!("http://127.0.0.1:{other}/x"),
        format!("//localhost:{other}/x"),
        format!("http://a@localhost:{other}/"),
        "https://we.test/u/admin".into(),
        "http://127.0.0.1/".into(),
        "http://[::1]/".into(),
        "file:///etc/passwd".into(),
        "data:text/html,x".into(),
        "gopher://a.test/".into(),
        "ftp://a.test/".into(),
        "javascript:alert(1)".into(),
        "/a\tb".into(),
        "\\\\evil.test\\".into(),
        "".into(),
    ] {
        let (port, _) = server({
            let location = location.clone();
            move |_| redirect(302, &location)
        })
        .await;
        let result = get(&client(), &format!("http://localhost:{port}/")).await;
        assert_eq!(result.unwrap_err(), FetchError::Redirect, "{location:?}");
    }
    assert!(touched.lock().unwrap().is_empty());
    // Without, or with two targets.
    for head in ["", "Location: /a\r\nLocation: /b\r\n"] {
        let (port, _) = server(move |_| {
            format!("HTTP/1.1 302 Found\r\n{head}Content-Length: 0\r\nConnection: close\r\n\r\n")
        })
        .await;
        let result = get(&client(), &format!("http://localhost:{port}/")).await;
        assert_eq!(result.unwrap_err(), FetchError::Redirect);
    }
}

#[tokio::test]
async fn ssrf_04_rebinding_is_judged_at_every_connection() {
    let (port, connections) = raw_server(|mut stream| async move {
        read_head(&mut stream).await;
        let _ = stream.write_all(ok("{}").as_bytes()).await;
    })
    .await;
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = calls.clone();
    let mut config = config();
    config.resolver = Some(Arc::new(move |_| {
        // The first answer is harmless here, the second one is inside of the network.
        match counter.fetch_add(1, Ordering::SeqCst) {
            0 => vec!["127.0.0.1".parse().unwrap()],
            _ => vec!["10.0.0.1".parse().unwrap()],
        }
    }));
    let client = Client::new(config).unwrap();
    let address = format!("http://a.test:{port}/");
    assert!(get(&client, &address).await.is_ok());
    let second = get(&client, &address).await.unwrap_err();
    assert_eq!(second, FetchError::Refused("refused-address"));
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn ssrf_01_04_production_never_connects_to_private_addresses() {
    for answer in [
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "192.168.1.1",
        "0.0.0.0",
        "100.64.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "fd00::1",
    ] {
        for mixed in [false, true] {
            let mut config = config();
            config.development = false;
            config.resolver = Some(Arc::new(move |_| {
                let mut answers: Vec<IpAddr> = vec![answer.parse().unwrap()];
                if mixed {
                    answers.insert(0, "8.8.8.8".parse().unwrap());
                }
                answers
            }));
            let client = Client::new(config).unwrap();
            let result = get(&client, "https://a.test/").await;
            assert_eq!(result.unwrap_err(), FetchError::Refused("refused-address"), "{answer}");
            let posted = client.post(&uri("https://a.test/inbox"), Vec::new(), Bytes::new()).await;
            assert_eq!(posted.unwrap_err(), FetchError::Refused("refused-address"), "{answer}");
        }
    }
}

#[tokio::test]
async fn ssrf_08_09_11_12_refused_before_any_lookup() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = calls.clone();
    let mut config = config();
    config.development = false;
    config.allowed = Arc::new(|host| host != "blocked.test");
    config.resolver = Some(Arc::new(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        Vec::new()
    }));
    let client = Client::new(config).unwrap();
    for (address, reason) in [
        ("https://we.test/inbox", "refused-own-domain"),
        ("https://WE.TEST.:443/inbox", "refused-own-domain"),
        ("https://blocked.test/", "refused-by-policy"),
        ("https://abc.onion/", "refused-name"),
        ("https://abc.i2p/", "refused-name"),
        ("https://printer.local/", "refused-name"),
        ("https://metadata.google.internal/", "refused-name"),
        ("https://x.localhost/", "refused-name"),
        ("https://localhost/", "refused-name"),
        ("https://127.0.0.1/", "refused-ip-literal"),
        ("https://[::1]/", "refused-ip-literal"),
        ("http://a.test/", "refused-scheme-or-port"),
        ("https://a.test:6379/", "refused-scheme-or-port"),
    ] {
        let result = get(&client, address).await.unwrap_err();
        assert_eq!(result, FetchError::Refused(reason), "{address}");
        assert_eq!(result.reason(), reason);
        let posted = client.post(&uri(address), Vec::new(), Bytes::new()).await.unwrap_err();
        assert_eq!(posted, result, "{address}");
    }
    assert_eq!(calls.load(Ordering::SeqCst), 0);
    assert_eq!(get(&client, "https://a.test/").await.unwrap_err(), FetchError::Dns);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn contradictions_in_the_configuration_are_refused() {
    let mut production = config();
    production.development = false;
    production.hosts.insert("a.test".into(), "127.0.0.1:1".parse().unwrap());
    assert!(matches!(Client::new(production), Err(ClientError::HostsInProduction)));
    let mut broken = config();
    broken.extra_root_certificates = vec![b"nonsense".to_vec()];
    assert!(matches!(Client::new(broken), Err(ClientError::Certificate)));
}
