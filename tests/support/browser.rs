//! A browser without JavaScript: keeps cookies, follows redirects, sends the forms of a page as the page has them.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use reqwest::Method;
use reqwest::header::{ACCEPT, COOKIE, HeaderMap, LOCATION, SET_COOKIE};

/// A page that came.
#[derive(Debug, Clone)]
pub struct Page {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Where it came from, after redirects: the path with its query.
    pub path: String,
    /// The page.
    pub text: String,
}

impl Page {
    /// The fields that the first form with this action has already: name and value.
    pub fn fields_of_form(&self, action: &str) -> Vec<(String, String)> {
        let start = self
            .text
            .split("<form")
            .skip(1)
            .find(|form| {
                attribute(form, "action").is_some_and(|a| a == action || a.starts_with(&format!("{action}?")))
            })
            .unwrap_or_else(|| panic!("no form for {action} on {}:\n{}", self.path, self.text));
        let form = start.split("</form>").next().unwrap_or_default();
        form.split("<input")
            .skip(1)
            .filter_map(|input| {
                let input = &input[..input.find('>')?];
                let kind = attribute(input, "type").unwrap_or_default();
                if matches!(kind.as_str(), "radio" | "checkbox") && !input.contains(" checked") {
                    return None;
                }
                Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default()))
            })
            .collect()
    }
}

/// The value of an attribute at the beginning of a tag's inside.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
    let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
    let value = rest.split('"').next()?;
    Some(
        value
            .replace("&quot;", "\"")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#38;", "&")
            .replace("&amp;", "&"),
    )
}

/// A browser at one node.
pub struct Browser {
    client: reqwest::Client,
    base: String,
    cookies: BTreeMap<String, String>,
    parts: bool,
    /// What it asks for.
    pub accept: String,
    /// Its languages.
    pub languages: String,
    /// What it says that forms come from, where that is not this node.
    pub origin: Option<String>,
}

impl Browser {
    /// Opened at a node; the name of the node leads to its address.
    pub fn new(base: &str, address: SocketAddr) -> Self {
        Self::from(base, address, None)
    }

    /// As [`Browser::new`], from an address of its own and with a name of its own.
    pub fn from(base: &str, address: SocketAddr, who: Option<(std::net::IpAddr, &str)>) -> Self {
        let host = base.split("://").nth(1).unwrap_or(base).split(':').next().unwrap_or_default();
        let (local, agent) = who.map_or((None, ""), |(local, agent)| (Some(local), agent));
        let client = reqwest::Client::builder()
            .local_address(local)
            .user_agent(agent)
            .resolve(host, address)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        Self {
            client,
            base: base.to_owned(),
            cookies: BTreeMap::new(),
            parts: false,
            accept: "text/html".to_owned(),
            languages: "en".to_owned(),
            origin: None,
        }
    }

    /// The cookies it holds.
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    /// Takes over the cookies of another browser.
    pub fn adopt(&mut self, cookies: &BTreeMap<String, String>) {
        self.cookies.clone_from(cookies);
    }

    /// Puts a cookie in, as a sign-in would have.
    pub fn keep(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Sends a form as it is given, without following redirects.
    pub async fn post_once(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        self.request(Method::POST, path, Some(fields.to_vec()), false).await
    }

    /// Sends a form that may have files, without following redirects.
    pub async fn post_parts(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        self.parts = true;
        let page = self.request(Method::POST, path, Some(fields.to_vec()), false).await;
        self.parts = false;
        page
    }

    /// Opens a page, following redirects.
    pub async fn get(&mut self, path: &str) -> Page {
        self.request(Method::GET, path, None, true).await
    }

    /// Opens a page without following redirects.
    pub async fn get_once(&mut self, path: &str) -> Page {
        self.request(Method::GET, path, None, false).await
    }

    /// Sends a form as it is given, following redirects.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let fields: Vec<(String, String)> =
            fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        self.request(Method::POST, path, Some(fields), true).await
    }

    /// Fills in a form of a page and sends it: what the page has already (the CSRF token too) goes along.
    pub async fn submit(&mut self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = page.fields_of_form(action);
        all.retain(|(name, _)| !fields.iter().any(|(n, _)| n == name));
        all.extend(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        self.request(Method::POST, action, Some(all), true).await
    }

    /// As [`Browser::submit`], without following redirects.
    pub async fn submit_once(&mut self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = page.fields_of_form(action);
        all.retain(|(name, _)| !fields.iter().any(|(n, _)| n == name));
        all.extend(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        self.request(Method::POST, action, Some(all), false).await
    }

    async fn request(
        &mut self,
        method: Method,
        path: &str,
        fields: Option<Vec<(String, String)>>,
        follow: bool,
    ) -> Page {
        let (mut method, mut path, mut fields) = (method, path.to_owned(), fields);
        for _ in 0..5 {
            let url = if path.starts_with('/') { format!("{}{path}", self.base) } else { path.clone() };
            let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            let mut request = self
                .client
                .request(method.clone(), &url)
                .header(ACCEPT, &self.accept)
                .header("accept-language", &self.languages);
            if !cookies.is_empty() {
                request = request.header(COOKIE, cookies.join("; "));
            }
            if let Some(fields) = &fields {
                let (kind, body) = if self.parts {
                    (format!("multipart/form-data; boundary={BOUNDARY}"), parts_of(fields))
                } else {
                    ("application/x-www-form-urlencoded".to_owned(), encode(fields))
                };
                request = request
                    .header("origin", self.origin.as_ref().unwrap_or(&self.base))
                    .header("content-type", kind)
                    .body(body);
            }
            let response = request.send().await.unwrap_or_else(|e| panic!("{method} {url}: {e:?}"));
            for cookie in response.headers().get_all(SET_COOKIE) {
                let cookie = cookie.to_str().expect("a cookie is plain");
                let (name, value) =
                    cookie.split(';').next().and_then(|c| c.split_once('=')).expect("a cookie");
                if value.is_empty() || cookie.contains("Max-Age=0") {
                    self.cookies.remove(name);
                } else {
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
            }
            let status = response.status().as_u16();
            let headers = response.headers().clone();
            let next = headers.get(LOCATION).and_then(|l| l.to_str().ok()).map(ToOwned::to_owned);
            let text = response.text().await.expect("a text");
            match next {
                Some(next) if follow && (301..=308).contains(&status) => {
                    path = next.strip_prefix(self.base.as_str()).unwrap_or(&next).to_owned();
                    if status != 307 && status != 308 {
                        method = Method::GET;
                        fields = None;
                    }
                }
                _ => return Page { status, headers, path, text },
            }
        }
        panic!("too many redirects, the last one to {path}");
    }
}

/// What stands between the parts of a form.
const BOUNDARY: &str = "the-table-is-set";

fn parts_of(fields: &[(String, String)]) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for (name, value) in fields {
        let _ =
            write!(out, "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    out + &format!("--{BOUNDARY}--\r\n")
}

fn encode(fields: &[(String, String)]) -> String {
    let escape = |text: &str| {
        text.bytes().fold(String::new(), |mut out, b| {
            use std::fmt::Write as _;
            match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => out.push(char::from(b)),
                b' ' => out.push('+'),
                _ => {
                    let _ = write!(out, "%{b:02X}");
                }
            }
            out
        })
    };
    let pairs: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", escape(n), escape(v))).collect();
    pairs.join("&")
}
