//! A node with two organisations and somebody in each role. Everybody who asks is new, and so is what they ask about:
//! no cell depends on what the one before has done.

use serde_json::{Value, json};
use sofra_base::clock::hours;
use sofra_base::id::new_ulid;
use sofra_base::lang::LanguageTag;
use sofra_domain::account::{self, AccountId, Identity, Seat, password};
use sofra_domain::actor::ActorId;
use sofra_domain::actor::actions::Keys;
use sofra_domain::invitation::model::Offer;
use sofra_domain::joining::model::Ask;
use sofra_domain::moderation::Measure;
use sofra_domain::moderation::actions::Ruling;
use sofra_domain::statement::StatementId;
use sofra_domain::{
    AnyConnection, At, Result, approval, block, follow, invitation, joining, mandate, moderation, node,
    organisation, position, recovery, report, seat, statement, vouch,
};

use super::Row;
use crate::support::node::{PASSWORD, form};
use crate::support::{Backend, Browser, TestNode, newcomer};

/// Where the founder reads letters: no other person's page and no call ever tells it (PRIV-10).
pub const EMAIL: &str = "founder.of.the.circle@letters.example";

/// Who asks. "Circle" is the organisation that the rows are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nobody signed in.
    Anyone,
    /// Belongs to the circle.
    Member,
    /// Writes for the circle.
    Editor,
    /// Decides for the circle.
    Officer,
    /// Decides for another organisation on the same node.
    Other,
    /// Moderates the node, without a seat in the circle.
    Moderator,
    /// Runs the node, without a seat in the circle.
    Host,
    /// An officer of the circle, with a token for reading only; on pages, an officer who is switched off.
    Bound,
}

impl Role {
    /// In the order of the columns.
    pub const ALL: &'static [Self] = &[
        Self::Anyone,
        Self::Member,
        Self::Editor,
        Self::Officer,
        Self::Other,
        Self::Moderator,
        Self::Host,
        Self::Bound,
    ];
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The word of the table.
    pub word: &'static str,
    /// What was said.
    pub text: String,
}

/// Somebody who looks at pages.
pub struct Person {
    /// The role.
    pub role: Role,
    account: Option<AccountId>,
    /// What the browser holds.
    pub cookies: Vec<Value>,
}

/// The node and what lives on it.
pub struct World {
    node: TestNode,
    circle: ActorId,
    other: ActorId,
    founder: Identity,
    hash: String,
    cookie: String,
    count: usize,
}

impl World {
    /// Sets it up.
    pub async fn new(backend: Backend) -> Self {
        let node = TestNode::start(backend, "m").await;
        let cookie = {
            // The one that a sign-out takes away.
            let mut browser = node.signed_in().await;
            let before = browser.cookies().clone();
            let page = browser.get("/").await;
            browser.submit(&page, "/sign-out", &[]).await;
            let name = before.into_keys().find(|name| !browser.cookies().contains_key(name));
            name.expect("a session has a cookie")
        };
        let hash =
            tokio::task::spawn_blocking(|| password::hash(PASSWORD).expect("sound")).await.expect("hashed");
        let at = node.node().app.at();
        let made = hash.clone();
        let (circle, other, founder) = node
            .node()
            .db
            .write(move |c| {
                let circle = organisation(c, &at, "circle")?;
                let other = organisation(c, &at, "other")?;
                let founder = newcomer(c, at.now, "founder", &made, account::Role::Member)?;
                seat::actions::give(c, at.now, &founder, &circle, Seat::Officer)?;
                seat::actions::give(c, at.now, &founder, &other, Seat::Officer)?;
                // With a second officer two would have to approve: here things are to be out at once.
                approval::actions::set_rule_at_the_machine(c, &at, &circle, approval::Rule::ONE)?;
                let founder = account::store::identity(c, &founder, true)?;
                recovery::actions::set_email(c, at.now, &founder, EMAIL)?;
                Ok::<_, sofra_domain::Error>((circle, other, founder))
            })
            .await
            .expect("two organisations");
        Self { node, circle, other, founder, hash, cookie, count: 0 }
    }

    /// Somebody new in a role: the account and the secrets of a session and a token.
    async fn somebody(&mut self, role: Role) -> Option<(AccountId, String, String)> {
        if role == Role::Anyone {
            return None;
        }
        self.count += 1;
        let (login, hash, at) =
            (format!("person{}", self.count), self.hash.clone(), self.node.node().app.at());
        let (circle, other) = (self.circle.clone(), self.other.clone());
        let made = self.node.node().db.write(move |c| {
            let on_node = match role {
                Role::Moderator => account::Role::Moderator,
                Role::Host => account::Role::Host,
                _ => account::Role::Member,
            };
            let id = newcomer(c, at.now, &login, &hash, on_node)?;
            match role {
                Role::Member => seat::actions::give(c, at.now, &id, &circle, Seat::Member)?,
                Role::Editor => seat::actions::give(c, at.now, &id, &circle, Seat::Editor)?,
                Role::Officer | Role::Bound => seat::actions::give(c, at.now, &id, &circle, Seat::Officer)?,
                Role::Other => seat::actions::give(c, at.now, &id, &other, Seat::Officer)?,
                Role::Anyone | Role::Moderator | Role::Host => {}
            }
            let session = account::actions::begin_session(c, at.now, &id)?;
            let (_, token) =
                account::actions::create_token(c, at.now, &id, "matrix", role != Role::Bound, 7)?;
            Ok::<_, sofra_domain::Error>((id, session, token))
        });
        Some(made.await.expect("somebody"))
    }

    /// Opens a page, or sends its form.
    pub async fn open(&mut self, role: Role, row: &Row) -> Answer {
        let who = self.somebody(role).await;
        let (path, sent) = self.fill(row, who.as_ref().map(|(id, _, _)| id)).await;
        let mut browser = self.node.browser();
        if let Some((id, session, _)) = &who {
            browser.keep(&self.cookie, session);
            if role == Role::Bound {
                self.switch_off(id).await;
            }
        }
        let page = if row.method == "POST" {
            let signed_in = who.is_some() && role != Role::Bound;
            let mut fields = vec![("token".to_owned(), form_token(&mut browser, signed_in).await)];
            fields.extend(
                sent.trim_start_matches("parts ")
                    .split('&')
                    .filter_map(|pair| pair.split_once('='))
                    .map(|(n, v)| (n.to_owned(), v.to_owned())),
            );
            match sent.strip_prefix("parts ") {
                Some(_) => browser.post_parts(&path, &fields).await,
                None => browser.post_once(&path, &fields).await,
            }
        } else {
            browser.get_once(&path).await
        };
        let to_sign_in = (300..400).contains(&page.status)
            && page
                .headers
                .get("location")
                .and_then(|l| l.to_str().ok())
                .is_some_and(|l| l.starts_with("/sign-in"));
        Answer { status: page.status, word: word(page.status, to_sign_in), text: page.text }
    }

    /// Calls the API.
    pub async fn call(&mut self, role: Role, row: &Row) -> Answer {
        let who = self.somebody(role).await;
        let (path, sent) = self.fill(row, who.as_ref().map(|(id, _, _)| id)).await;
        let host = self.node.config().domain.split(':').next().unwrap_or_default().to_owned();
        let client = reqwest::Client::builder()
            .resolve(&host, self.node.address())
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        let method = row.method.parse().expect("a method");
        let mut request = client.request(method, format!("{}{path}", self.node.base()));
        if let Some((_, _, token)) = &who {
            request = request.bearer_auth(token);
        }
        if path.ends_with("/images") {
            request = request.header("content-type", "image/png").body("no picture");
        } else if row.method != "GET" && row.method != "DELETE" {
            let body = if sent.is_empty() { "{}".to_owned() } else { sent };
            request = request.header("content-type", "application/json").body(body);
        }
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        // What is no text (an image, an archive) says nothing here.
        let text = answer.text().await.unwrap_or_default();
        Answer { status, word: word(status, false), text }
    }

    /// An officer, the host and somebody who is not signed in, for a browser.
    pub async fn people(&mut self) -> Vec<Person> {
        let mut people = Vec::new();
        for role in [Role::Officer, Role::Host, Role::Anyone] {
            let (account, cookies) = match self.somebody(role).await {
                Some((id, session, _)) => {
                    (Some(id), vec![json!({"name": self.cookie.clone(), "value": session})])
                }
                None => (None, Vec::new()),
            };
            people.push(Person { role, account, cookies });
        }
        people
    }

    /// The path of a row, about new things.
    pub async fn path_for(&self, row: &Row, person: &Person) -> String {
        self.fill(row, person.account.as_ref()).await.0
    }

    /// Where the node is.
    pub fn base(&self) -> String {
        self.node.base()
    }

    /// Where it listens.
    pub fn address(&self) -> std::net::SocketAddr {
        self.node.address()
    }

    async fn switch_off(&self, id: &AccountId) {
        use diesel::prelude::*;
        use sofra_db::schema::account;
        let (id, now) = (id.clone(), self.node.node().app.at().now - hours(1));
        self.node
            .node()
            .db
            .write(move |c| {
                diesel::update(account::table.find(&id)).set(account::disabled_at.eq(now)).execute(c)?;
                Ok::<_, sofra_domain::Error>(())
            })
            .await
            .expect("switched off");
    }

    /// The path and what is sent, with a new thing for each placeholder.
    async fn fill(&self, row: &Row, me: Option<&AccountId>) -> (String, String) {
        let (mut path, mut sent) = (row.path.clone(), row.sent.clone());
        while let Some(name) = placeholder(&path).or_else(|| placeholder(&sent)) {
            let value = self.thing(&name, me).await;
            let hole = format!("{{{name}}}");
            path = path.replacen(&hole, &value, 1);
            sent = sent.replacen(&hole, &value, 1);
        }
        (path, sent)
    }

    async fn thing(&self, name: &str, me: Option<&AccountId>) -> String {
        if let Some(literal) = name.strip_prefix('=') {
            return literal.to_owned();
        }
        if name == "stylesheet" {
            let page = self.node.browser().get("/").await.text;
            let file = page.split("/static/").nth(1).and_then(|rest| rest.split('"').next());
            return file.expect("a page has its stylesheet").to_owned();
        }
        let (at, founder, me) = (self.node.node().app.at(), self.founder.clone(), me.cloned());
        let (circle, other) = (self.circle.clone(), self.other.clone());
        let (what, name) = (name.to_owned(), name.to_owned());
        let made =
            self.node.node().db.write(move |c| make(c, &at, &name, &founder, me.as_ref(), &circle, &other));
        made.await.unwrap_or_else(|e| panic!("{what}: {e}"))
    }
}

fn make(
    c: &mut AnyConnection,
    at: &At,
    name: &str,
    founder: &Identity,
    me: Option<&AccountId>,
    circle: &ActorId,
    other: &ActorId,
) -> Result<String> {
    let text = |audience: &str| form("What we ask", "We ask for a seat.", audience);
    let begun = |c: &mut AnyConnection, audience: &str, out: bool| -> Result<StatementId> {
        Ok(statement::actions::publish_once(c, at, founder, circle, &text(audience), None, out)?.id)
    };
    Ok(match name {
        "circle" => "circle".to_owned(),
        "draft" => begun(c, "public", false)?.to_string(),
        "published" => begun(c, "public", true)?.to_string(),
        "revised" => {
            let id = begun(c, "public", true)?;
            let form = form("What we ask", "We ask for two seats.", "public");
            statement::actions::revise(c, at, founder, &id, &form)?;
            id.to_string()
        }
        "local" => begun(c, "local", true)?.to_string(),
        "followers" => begun(c, "followers", true)?.to_string(),
        "hidden" | "decision" | "appeal" => {
            let id = begun(c, "public", true)?;
            let ruling = Ruling {
                report: None,
                actor: circle,
                statements: std::slice::from_ref(&id),
                positions: &[],
                measure: Measure::Hide,
                rule: None,
                reason: "for this test",
            };
            let made = moderation::actions::decide(c, at, None, &ruling)?;
            let decision = made.into_iter().next().expect("one statement, one decision");
            if name == "appeal" {
                moderation::appeal::actions::appeal(c, at, founder, &decision, "We disagree.")?;
            }
            if name == "hidden" { id.to_string() } else { decision.to_string() }
        }
        "report" => {
            let login = format!("reporter_{}", &new_ulid()[10..]);
            let id = newcomer(c, at.now, &login, "-", account::Role::Member)?;
            let who = account::store::identity(c, &id, true)?;
            let new = report::actions::New {
                subject: report::actions::Subject::Statement(begun(c, "public", true)?),
                category: report::Category::Spam,
                rule: None,
                words: "for this test".to_owned(),
                forward: false,
                with_words: false,
            };
            report::actions::report(c, at, Some(&who), &new)?.to_string()
        }
        "block" => match me {
            Some(me) => {
                let who = account::store::identity(c, me, true)?;
                let whom = block::Whom::Host(format!("{}.test", new_ulid()));
                block::actions::add(c, at, &who, &block::Owner::Member, block::Kind::Mute, &whom)?.to_string()
            }
            None => new_ulid(),
        },
        "member-id" => {
            let login = format!("m{}", &new_ulid()[12..]);
            let id = newcomer(c, at.now, &login, "-", account::Role::Member)?;
            seat::actions::give(c, at.now, &id, circle, Seat::Member)?;
            id.to_string()
        }
        "actor" => other.to_string(),
        "unvouched" => {
            let live = vouch::store::live(c, circle, other)?;
            if let Some(live) = live {
                vouch::actions::take_back(c, at, founder, &live.id, "")?;
            }
            other.to_string()
        }
        "offer" => vouched(c, at, founder, other, circle)?.to_string(),
        "given" => vouched(c, at, founder, circle, other)?.to_string(),
        "circle-id" => circle.to_string(),
        "request" => asked(c, at, founder, circle, other)?.to_string(),
        "session" => match me {
            Some(me) => {
                account::actions::begin_session(c, at.now, me)?;
                account::store::sessions(c, me, at.now)?.first().map(|s| s.id.to_string()).unwrap_or_default()
            }
            None => new_ulid(),
        },
        "token" => match me {
            Some(me) => account::actions::create_token(c, at.now, me, "one more", false, 7)?.0.to_string(),
            None => new_ulid(),
        },
        "proposal" => {
            let id = begun(c, "public", false)?;
            statement::actions::propose(c, at, founder, &id)?;
            let open = approval::store::open_of(c, id.as_str(), approval::Subject::Statement)?;
            open.map(|found| found.id.to_string()).unwrap_or_default()
        }
        "seat-proposal" => {
            let login = format!("seated_{}", &new_ulid()[10..]);
            let id = newcomer(c, at.now, &login, "-", account::Role::Member)?;
            seat::actions::give(c, at.now, &id, circle, Seat::Editor)?;
            // Nothing would wait without somebody who could approve it; then they are gone again.
            let login = format!("seated_{}", &new_ulid()[10..]);
            let witness = newcomer(c, at.now, &login, "-", account::Role::Member)?;
            seat::actions::give(c, at.now, &witness, circle, Seat::Officer)?;
            // Under the rule of one it would be done at once.
            approval::actions::set_rule_at_the_machine(c, at, circle, approval::Rule::TWO)?;
            let waits = seat::actions::change(c, at, founder, circle, &id, Seat::Officer)?;
            approval::actions::set_rule_at_the_machine(c, at, circle, approval::Rule::ONE)?;
            let witness = account::store::identity(c, &witness, true)?;
            seat::actions::leave(c, at.now, &witness, circle)?;
            waits.expect("a proposal that waits").id.to_string()
        }
        "mandate" | "mandate-draft" => {
            let today = at.now.day();
            let form = mandate::rules::Form {
                name: "A delegate".to_owned(),
                agreed: true,
                scope: vec!["urn:sofra:agenda:istanbul-2018:R".to_owned()],
                forum: "A forum".to_owned(),
                decision: "A vote".to_owned(),
                decided_on: today.clone(),
                from: today.clone(),
                until: today,
                ..mandate::rules::Form::default()
            };
            let id = mandate::actions::begin(c, at, founder, circle, &form)?;
            if name == "mandate" {
                mandate::actions::propose(c, at, founder, &id)?;
            }
            id.to_string()
        }
        "position" | "position-network" | "position-proposal" => {
            // On a statement of its own: an organisation has one position on a subject.
            let about = begun(c, "public", true)?;
            let about = statement::store::get(c, &about)?.uri;
            let audience = if name == "position-network" { "network" } else { "public" };
            let form = position::rules::Form {
                stance: "support".to_owned(),
                audience: audience.to_owned(),
                ..position::rules::Form::default()
            };
            let made = position::actions::propose(c, at, founder, circle, &about, &form)?;
            let taken = position::store::standing(c, circle, &about)?;
            match taken {
                Some(taken) if name != "position-proposal" => taken.id.to_string(),
                _ => made.id.to_string(),
            }
        }
        seat @ ("seat" | "seat-network" | "seat-recording" | "seat-link" | "seat-reply") => {
            super::table::fresh(c, at, founder, circle, seat)?
        }
        "net-name" => network(c, at, founder, circle)?.username,
        "net" => network(c, at, founder, circle)?.id.to_string(),
        "call-draft" | "call-open" => {
            use sofra_domain::network::{Act, actions, call};
            let net = network(c, at, founder, circle)?.id;
            let form = call::rules::Form {
                texts: vec![("en".to_owned(), "What do you think?".to_owned(), String::new())],
                subjects: vec!["urn:sofra:agenda:istanbul-2018:R1".to_owned()],
                day: (at.now + sofra_base::clock::days(30)).day(),
                time: String::new(),
            };
            let id = call::actions::draft(c, at, founder, circle, &net, None, &form)?;
            if name == "call-open" {
                let act = Act::Ask { network: net, call: id.clone() };
                actions::propose(c, at, founder, circle, &act)?;
            }
            id.to_string()
        }
        "letter" => letter(c, at, circle)?.to_string(),
        "seated" => {
            let login = format!("seated_{}", &new_ulid()[10..]);
            let id = newcomer(c, at.now, &login, "-", account::Role::Member)?;
            seat::actions::give(c, at.now, &id, circle, Seat::Member)?;
            id.to_string()
        }
        "seat-invitation" => {
            let offer = Offer { place: Some((circle.clone(), Seat::Member)), role: account::Role::Member };
            invitation::actions::create(c, at, Some(founder), &offer, 7)?.0.to_string()
        }
        "invitation-link" => {
            let offer = Offer { place: Some((circle.clone(), Seat::Editor)), role: account::Role::Member };
            invitation::actions::create(c, at, Some(founder), &offer, 7)?.1
        }
        "node-invitation" => {
            let offer = Offer { place: None, role: account::Role::Member };
            invitation::actions::create(c, at, None, &offer, 7)?.0.to_string()
        }
        "join-request" | "join-code" => {
            node::actions::choose_joining(c, at.now, None, node::Joining::Request)?;
            // Those of the cells before have been asked about; so many may not wait at once.
            diesel::RunQueryDsl::execute(diesel::delete(sofra_db::schema::join_request::table), c)?;
            let ask = Ask {
                organisation: "circle".to_owned(),
                login: format!("asks_{}", &new_ulid()[10..]),
                name: format!("Somebody {}", &new_ulid()[20..]),
                ..Ask::default()
            };
            let code = joining::actions::ask(c, at.now, &ask, "-".to_owned())?;
            let id = joining::store::by_code(c, &code)?.id.to_string();
            if name == "join-code" { code } else { id }
        }
        "unknown" => new_ulid(),
        other => panic!("no such placeholder: {other}"),
    })
}

/// A fresh offer of one organisation to vouch for another.
fn vouched(
    c: &mut AnyConnection,
    at: &At,
    founder: &Identity,
    voucher: &ActorId,
    vouched: &ActorId,
) -> Result<vouch::VouchId> {
    if let Some(live) = vouch::store::live(c, voucher, vouched)? {
        vouch::actions::take_back(c, at, founder, &live.id, "")?;
    }
    let form = vouch::rules::Form { reason: "We know them.".to_owned(), until: String::new() };
    Ok(vouch::actions::offer(c, at, founder, voucher, vouched, &form)?.id)
}

/// A delivery that was given up.
fn letter(c: &mut AnyConnection, at: &At, circle: &ActorId) -> Result<i64> {
    use diesel::prelude::*;
    use sofra_db::schema::{activity, delivery};
    let id = new_ulid();
    diesel::insert_into(activity::table)
        .values((
            activity::id.eq(&id),
            activity::uri.eq(at.site.activity_uri(&id)),
            activity::actor_id.eq(circle),
            activity::verb.eq("Update"),
            activity::object_uri.eq(&at.site.base),
            activity::public.eq(true),
            activity::body.eq("{}"),
            activity::created_at.eq(at.now),
        ))
        .execute(c)?;
    diesel::insert_into(delivery::table)
        .values((
            delivery::activity_id.eq(&id),
            delivery::actor_id.eq(circle),
            delivery::inbox.eq("https://gone.test/inbox"),
            delivery::host.eq("gone.test"),
            delivery::state.eq("dead"),
            delivery::in_line.eq(false),
            delivery::attempts.eq(9),
            delivery::due_at.eq(at.now),
            delivery::leased_until.eq(at.now),
            delivery::created_at.eq(at.now),
            delivery::finished_at.eq(at.now),
        ))
        .execute(c)?;
    let found = delivery::table.filter(delivery::activity_id.eq(&id)).select(delivery::id);
    Ok(found.first(c)?)
}

/// A request of the other organisation to follow the circle, which waits for an answer.
fn asked(
    c: &mut AnyConnection,
    at: &At,
    founder: &Identity,
    circle: &ActorId,
    other: &ActorId,
) -> Result<follow::FollowId> {
    use diesel::prelude::*;
    use sofra_db::schema::{actor, follow as table};
    diesel::update(actor::table.find(circle)).set(actor::approves_followers.eq(true)).execute(c)?;
    diesel::delete(table::table.filter(table::follower_id.eq(other))).execute(c)?;
    Ok(follow::actions::request(c, at, founder, other, circle)?.id)
}

fn organisation(c: &mut AnyConnection, at: &At, name: &str) -> Result<ActorId> {
    let language: LanguageTag = "en".parse().expect("a language");
    let keys = Keys::generate()?;
    Ok(organisation::actions::create(c, at, name, &language, name, "", keys)?.id)
}

fn placeholder(text: &str) -> Option<String> {
    // JSON has braces of its own.
    text.split('{').skip(1).find_map(|rest| {
        let name = rest.split_once('}')?.0;
        if name.starts_with('=') {
            return Some(name.to_owned());
        }
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        plain.then(|| name.to_owned())
    })
}

/// The token that every form of this browser carries.
async fn form_token(browser: &mut Browser, signed_in: bool) -> String {
    let page = browser.get(if signed_in { "/" } else { "/sign-in" }).await;
    page.text
        .split("name=\"token\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .map(ToOwned::to_owned)
        .unwrap_or_default()
}

fn word(status: u16, to_sign_in: bool) -> &'static str {
    match status {
        _ if to_sign_in => "in",
        401 => "in",
        403 => "no",
        404 => "--",
        // Nobody got as far as the question who may: the row has to send something better.
        400 | 415 => "??",
        // Allowed, with a remark about what was sent or about how things are.
        409 | 422 => "re",
        _ => "ok",
    }
}

/// A network of the node that the circle founded; one is enough for all cells.
fn network(
    c: &mut AnyConnection,
    at: &At,
    founder: &Identity,
    circle: &ActorId,
) -> Result<sofra_domain::actor::Actor> {
    use sofra_domain::network::{Act, actions, agenda, rules};
    if let Some(known) = sofra_domain::actor::store::local_by_username(c, "tablenet")? {
        return Ok(known);
    }
    let form = rules::FoundingForm {
        username: "tablenet".to_owned(),
        kind: "other".to_owned(),
        parent: String::new(),
        texts: vec![("en".to_owned(), "Table net".to_owned(), "We act together.".to_owned())],
    };
    let founding = Box::new(rules::check(&form).expect("a sound founding"));
    actions::propose(c, at, founder, circle, &Act::Found { founding })?;
    let made = sofra_domain::actor::store::local_by_username(c, "tablenet")?.expect("founded");
    let agenda = agenda::read(&[("en".to_owned(), "A: School\nA1: Every child learns".to_owned())])
        .expect("a sound agenda");
    actions::propose(c, at, founder, circle, &Act::Agenda { network: made.id.clone(), agenda })?;
    Ok(made)
}
