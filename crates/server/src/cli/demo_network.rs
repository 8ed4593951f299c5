//! The network of the demonstration: a dozen organisations on three nodes found it, belong to it, are asked and answer,
//! each through the same actions as on the pages, and told from node to node as always.

use anyhow::{Context as _, bail, ensure};
use sofra_base::clock::days;
use sofra_base::lang::LanguageTag;
use sofra_domain::account::{self, Identity, Role, Seat};
use sofra_domain::actor::actions::Keys;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::approval::{self, Decision, Proposal, ProposalState, Rule, RuleKind};
use sofra_domain::invitation;
use sofra_domain::invitation::model::{NewPerson, Offer};
use sofra_domain::network::call::rules::Form as CallForm;
use sofra_domain::network::{self, Act, CallId, MemberState, call};
use sofra_domain::organisation::{self, actions::New};
use sofra_domain::position::rules::{Form, ReasonForm};
use sofra_domain::position::{self, inside};
use sofra_domain::remote::{Found, Resolver as _};
use sofra_domain::statement::rules::{Form as StatementForm, TextForm};
use sofra_domain::statement::{self, Statement};
use sofra_domain::{AnyConnection, At, agenda};

use super::demo::{Table, wait};
use super::demo_answers::{
    AGENDA, ANSWERS, Answer, CALL, CHANGE, DAYS, EARLIER, FOUNDING, OWN, STATEMENT, SUBJECTS, TAKEN_BACK,
    TOLD, USERNAME, WOMEN,
};
use super::demo_cast::GUESTS;
use super::demo_view::{agree, links};
use super::{demo_voice, say};

/// Members of the first organisation who say inside what they think, beside its officers.
const INSIDE: usize = 18;

/// An organisation of the demonstration.
pub struct Voice {
    /// On which node: its place in the list of nodes.
    pub table: usize,
    /// The name in its handle.
    pub username: &'static str,
    actor: ActorId,
    uri: String,
    /// Its officers, the one who proposes first.
    pub officers: Vec<Identity>,
}

/// The network, as each node knows it.
pub struct Shown {
    /// Its members, the founder first, and who applied last.
    pub voices: Vec<Voice>,
    uri: String,
    /// Its row on each node.
    pub ids: Vec<ActorId>,
}

impl Shown {
    fn voice(&self, username: &str) -> anyhow::Result<&Voice> {
        self.voices.iter().find(|voice| voice.username == username).with_context(|| format!("no {username}"))
    }
}

impl Table {
    async fn act<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut AnyConnection, &At) -> sofra_domain::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let at = self.node.app.at();
        Ok(self.node.db.write(move |c| act(c, &at)).await?)
    }
}

/// Founds the network and fills it: everything up to the choice of coordinators.
pub async fn found(tables: &[Table], published: &[Statement]) -> anyhow::Result<Shown> {
    let mut voices = seat(tables).await?;
    let founder = &voices[0];
    let texts = FOUNDING.iter().map(|(language, name, text)| owned3(language, name, text)).collect();
    found_one(tables, founder, USERNAME, "global", String::new(), texts).await?;
    let handle = tables[founder.table].node.app.site.handle(USERNAME);
    let mut ids = Vec::new();
    for (place, table) in tables.iter().enumerate() {
        let id = if place == founder.table {
            let made = table.node.db.read(|c| actor::store::local_by_username(c, USERNAME)).await?;
            made.context("the network was not founded")?.id
        } else {
            match table.node.federation.find(&handle).await? {
                Found::Actor(id) => id,
                _ => bail!("{handle} is no network"),
            }
        };
        ids.push(id);
    }
    let id = ids[founder.table].clone();
    let uri = tables[founder.table].node.db.read(move |c| actor::store::get(c, &id)).await?.uri;
    say(format!("  {} founds {handle}", tables[founder.table].cast.organisation));
    let applicant = voices.pop().context("somebody waits")?;
    let mut shown = Shown { voices, uri, ids };
    fill(tables, &shown).await?;
    apply(tables, &shown, &applicant).await?;
    arrived(tables, &shown, &[&applicant], MemberState::Applied).await?;
    vouch(tables, &shown, shown.voice("athens_assembly")?, &applicant).await?;

    let agenda: Vec<(String, String)> =
        AGENDA.iter().map(|(language, text)| ((*language).to_owned(), (*text).to_owned())).collect();
    let agenda = network::agenda::read(&agenda).map_err(|wrong| anyhow::anyhow!("{wrong:?}"))?;
    let first = &shown.voices[0];
    perform(tables, first, Act::Agenda { network: shown.ids[first.table].clone(), agenda }).await?;
    women(tables, &shown).await?;
    coordinate(tables, &shown).await?;
    tell(tables, &shown).await?;
    earlier(tables, &shown, published).await?;
    shown.voices.push(applicant);
    Ok(shown)
}

/// All organisations with somebody who decides for them; the last one is the applicant.
async fn seat(tables: &[Table]) -> anyhow::Result<Vec<Voice>> {
    let mut keys = tokio::task::JoinSet::new();
    for _ in GUESTS {
        keys.spawn_blocking(Keys::generate);
    }
    let mut keys = keys.join_all().await.into_iter();
    let mut voices = Vec::new();
    for (place, table) in tables.iter().enumerate() {
        let id = table.organisation.clone();
        let uri = table.node.db.read(move |c| actor::store::get(c, &id)).await?.uri;
        let officers = vec![table.who.clone()];
        let username = table.cast.username;
        voices.push(Voice { table: place, username, actor: table.organisation.clone(), uri, officers });
    }
    for guest in GUESTS {
        let table = &tables[guest.node];
        let (host, hash) = (table.who.clone(), table.hash.clone());
        let keys = keys.next().context("a pair of keys for each")??;
        let (made, officer) = table
            .act(move |c, at| {
                let new = New {
                    username: guest.username.to_owned(),
                    name: guest.name.to_owned(),
                    about: guest.about.to_owned(),
                    language: guest.language.parse::<LanguageTag>().ok(),
                };
                let made = organisation::actions::establish(c, at, Some(&host), &new, keys)?;
                let officer =
                    come_in(c, at, &host, &made.id, Seat::Officer, guest.login, guest.person, hash)?;
                let words = (guest.language, guest.name, guest.about);
                demo_voice::declare(c, at, &officer, &made.id, &guest.facts, words)?;
                Ok((made, officer))
            })
            .await?;
        let officers = vec![officer];
        let username = guest.username;
        voices.push(Voice { table: guest.node, username, actor: made.id, uri: made.uri, officers });
    }
    say(format!("  {} further organisations have a table on the three nodes", GUESTS.len()));
    Ok(voices)
}

/// Somebody is invited and comes.
#[expect(clippy::too_many_arguments, reason = "who, whereto, as what, and how they sign in")]
fn come_in(
    c: &mut AnyConnection,
    at: &At,
    inviting: &Identity,
    organisation: &ActorId,
    seat: Seat,
    login: &str,
    name: &str,
    password_hash: String,
) -> sofra_domain::Result<Identity> {
    let token = invite(c, at, inviting, organisation, seat)?;
    arrive(c, at, &token, login, name, password_hash)
}

fn invite(
    c: &mut AnyConnection,
    at: &At,
    inviting: &Identity,
    organisation: &ActorId,
    seat: Seat,
) -> sofra_domain::Result<String> {
    let offer = Offer { place: Some((organisation.clone(), seat)), role: Role::Member };
    Ok(invitation::actions::create(c, at, Some(inviting), &offer, 1)?.1)
}

fn arrive(
    c: &mut AnyConnection,
    at: &At,
    token: &str,
    login: &str,
    name: &str,
    password_hash: String,
) -> sofra_domain::Result<Identity> {
    let person = NewPerson { login: login.to_owned(), name: name.to_owned(), password_hash, language: None };
    let account = invitation::actions::come_in(c, at.now, token, person)?;
    account::store::identity(c, &account, true)
}

fn owned3(one: &str, two: &str, three: &str) -> (String, String, String) {
    (one.to_owned(), two.to_owned(), three.to_owned())
}

async fn found_one(
    tables: &[Table],
    founder: &Voice,
    username: &str,
    kind: &str,
    parent: String,
    texts: Vec<(String, String, String)>,
) -> anyhow::Result<()> {
    let form =
        network::rules::FoundingForm { username: username.to_owned(), kind: kind.to_owned(), parent, texts };
    let founding = network::rules::check(&form).map_err(|wrong| anyhow::anyhow!("{wrong:?}"))?;
    perform(tables, founder, Act::Found { founding: Box::new(founding) }).await
}

/// An organisation does something in a network; its further officers approve, where its rule asks for them.
async fn perform(tables: &[Table], voice: &Voice, act: Act) -> anyhow::Result<()> {
    let (who, me) = (voice.officers[0].clone(), voice.actor.clone());
    let proposed =
        tables[voice.table].act(move |c, at| network::actions::propose(c, at, &who, &me, &act)).await?;
    approve(&tables[voice.table], voice, proposed).await
}

/// Officers approve, one after the other, until it is done.
async fn approve(table: &Table, voice: &Voice, proposed: Proposal) -> anyhow::Result<()> {
    let mut proposal = proposed;
    for officer in &voice.officers[1..] {
        if proposal.state == ProposalState::Done {
            break;
        }
        let (officer, id, seen) = (officer.clone(), proposal.id.clone(), proposal.content_hash.clone());
        proposal = table
            .act(move |c, at| approval::actions::decide(c, at, &officer, &id, Decision::Approve, "", &seen))
            .await?;
    }
    ensure!(proposal.state == ProposalState::Done, "{}: the rule is not met", voice.username);
    Ok(())
}

async fn apply(tables: &[Table], shown: &Shown, voice: &Voice) -> anyhow::Result<()> {
    let words =
        GUESTS.iter().find(|guest| guest.username == voice.username).map_or("", |guest| guest.applies);
    let words = if words.is_empty() { tables[voice.table].cast.about } else { words };
    let network = shown.ids[voice.table].clone();
    perform(tables, voice, Act::Join { network, words: words.to_owned() }).await
}

async fn vouch(tables: &[Table], shown: &Shown, voucher: &Voice, applicant: &Voice) -> anyhow::Result<()> {
    let network = shown.ids[voucher.table].clone();
    let applicant = known(&tables[voucher.table], &applicant.uri).await?.context("an applicant is known")?;
    perform(tables, voucher, Act::Vouch { network, applicant, given: true }).await
}

async fn known(table: &Table, uri: &str) -> anyhow::Result<Option<ActorId>> {
    let uri = uri.to_owned();
    Ok(table.node.db.read(move |c| actor::store::by_uri(c, &uri)).await?.map(|found| found.id))
}

/// Waits until these are seen in that state: applicants at the network's own node, because what members alone are told
/// reaches no node without one; those who are admitted at each node.
async fn arrived(tables: &[Table], shown: &Shown, who: &[&Voice], state: MemberState) -> anyhow::Result<()> {
    let uris: Vec<String> = who.iter().map(|voice| voice.uri.clone()).collect();
    let (what, nodes) = match state {
        MemberState::Applied => ("applied", 1),
        _ => ("admitted, as each node knows", tables.len()),
    };
    let what = format!("{what}: {}", uris.len());
    wait(&what, || async {
        for (table, network) in tables.iter().zip(&shown.ids).take(nodes) {
            let (network, uris) = (network.clone(), uris.clone());
            let all = table
                .node
                .db
                .read(move |c| {
                    let known = network::store::everybody(c, &network)?;
                    Ok::<_, sofra_domain::Error>(
                        uris.iter()
                            .all(|uri| known.iter().any(|(row, who)| row.state == state && who.uri == *uri)),
                    )
                })
                .await?;
            if !all {
                return Ok(false);
            }
        }
        Ok(true)
    })
    .await
}

/// They apply, members vouch, they belong: first those at the founder's own node, then one from each other node, then
/// all others, for whom the organisation at whose node they live has a word as well.
async fn fill(tables: &[Table], shown: &Shown) -> anyhow::Result<()> {
    let founder = &shown.voices[0];
    let (mut inside, mut heads, mut others) = (vec![founder], Vec::new(), Vec::new());
    for (place, voice) in shown.voices.iter().enumerate().skip(1) {
        if voice.table == founder.table {
            apply(tables, shown, voice).await?;
            // As long as there is one member, its word is enough; from then on it takes two.
            for voucher in inside.iter().rev().take(2).copied().collect::<Vec<_>>() {
                vouch(tables, shown, voucher, voice).await?;
            }
            inside.push(voice);
        } else if place < tables.len() {
            heads.push(voice);
        } else {
            others.push(voice);
        }
    }
    for voice in &heads {
        apply(tables, shown, voice).await?;
    }
    arrived(tables, shown, &heads, MemberState::Applied).await?;
    for voice in &heads {
        for voucher in &inside[..2] {
            vouch(tables, shown, voucher, voice).await?;
        }
    }
    arrived(tables, shown, &heads, MemberState::Admitted).await?;
    for voice in &others {
        apply(tables, shown, voice).await?;
    }
    arrived(tables, shown, &others, MemberState::Applied).await?;
    for voice in &others {
        vouch(tables, shown, inside[inside.len() - 1], voice).await?;
        let head = heads.iter().find(|head| head.table == voice.table).context("each node has one")?;
        vouch(tables, shown, head, voice).await?;
    }
    let all: Vec<&Voice> = shown.voices.iter().collect();
    arrived(tables, shown, &all, MemberState::Admitted).await
}

/// The women's organisations found a part of the network, and the network says that it is one.
async fn women(tables: &[Table], shown: &Shown) -> anyhow::Result<()> {
    let founder = shown.voice("beirut_women")?;
    let (username, texts) = WOMEN;
    let texts = texts.iter().map(|(language, name, text)| owned3(language, name, text)).collect();
    found_one(tables, founder, username, "women", shown.uri.clone(), texts).await?;
    let there = &tables[founder.table];
    let part = there.node.db.read(move |c| actor::store::local_by_username(c, username)).await?;
    let part = part.context("a part was founded")?;
    let second = shown.voice("amman_weavers")?;
    let words = "نحن نساء نعمل معًا.".to_owned();
    perform(tables, second, Act::Join { network: part.id.clone(), words }).await?;
    let (network, applicant) = (part.id.clone(), second.actor.clone());
    perform(tables, founder, Act::Vouch { network, applicant, given: true }).await?;

    let first = &shown.voices[0];
    let (home, network, uri) = (&tables[first.table], shown.ids[first.table].clone(), part.uri.clone());
    wait("the network knows of its women's part", || async {
        let (network, uri) = (network.clone(), uri.clone());
        let known = home.node.db.read(move |c| network::store::everybody(c, &network)).await?;
        Ok(known.iter().any(|(row, who)| who.uri == uri && row.state == MemberState::Applied))
    })
    .await?;
    let about = known(home, &part.uri).await?.context("it is known")?;
    perform(tables, first, Act::Move { network, about, removal: false, reason: String::new() }).await
}

/// Seven of twelve choose who coordinates.
async fn coordinate(tables: &[Table], shown: &Shown) -> anyhow::Result<()> {
    const CHOSEN: [&str; 3] = ["kakuma_voices", "beirut_women", "table_de_marseille"];
    let mut chosen = Vec::new();
    for username in CHOSEN {
        chosen.push(shown.voice(username)?.uri.clone());
    }
    for voice in shown.voices.iter().take(7) {
        let mut candidates = Vec::new();
        for uri in &chosen {
            candidates.push(known(&tables[voice.table], uri).await?.context("a member is known")?);
        }
        let network = shown.ids[voice.table].clone();
        perform(tables, voice, Act::Choose { network, candidates }).await?;
    }
    chosen.sort();
    wait("three coordinators are chosen, and each node knows them", || async {
        for (table, network) in tables.iter().zip(&shown.ids) {
            let network = network.clone();
            let everybody = table.node.db.read(move |c| network::store::everybody(c, &network)).await?;
            let mut found: Vec<String> =
                everybody.into_iter().filter(|(row, _)| row.coordinates).map(|(_, who)| who.uri).collect();
            found.sort();
            if found != chosen {
                return Ok(false);
            }
        }
        Ok(true)
    })
    .await
}

/// A member tells the network something.
async fn tell(tables: &[Table], shown: &Shown) -> anyhow::Result<()> {
    let voice = shown.voice("athens_assembly")?;
    let form = StatementForm {
        kind: "statement".to_owned(),
        audience: "public".to_owned(),
        authentic: TOLD[0].0.to_owned(),
        texts: TOLD
            .iter()
            .map(|words| TextForm {
                language: words.0.to_owned(),
                title: words.1.to_owned(),
                summary: words.2.to_owned(),
                body: words.3.to_owned(),
                translator: words.4.to_owned(),
            })
            .collect(),
        networks: vec![shown.ids[voice.table].to_string()],
        ..StatementForm::default()
    };
    let (who, author) = (voice.officers[0].clone(), voice.actor.clone());
    tables[voice.table]
        .act(move |c, at| {
            let begun = statement::actions::publish_once(c, at, &who, &author, &form, None, false)?;
            statement::actions::publish(c, at, &who, &begun.id)
        })
        .await?;
    say(format!("  {} tells the network: {}", tables[voice.table].cast.organisation, TOLD[0].1));
    Ok(())
}

fn form_of(answer: &Answer, call: &str) -> Form {
    Form {
        stance: answer.2.to_owned(),
        audience: answer.3.to_owned(),
        authentic: answer.4.first().map(|(language, _)| (*language).to_owned()).unwrap_or_default(),
        reasons: answer
            .4
            .iter()
            .map(|(language, reasons)| ReasonForm {
                language: (*language).to_owned(),
                reasons: (*reasons).to_owned(),
            })
            .collect(),
        tells_totals: false,
        call: call.to_owned(),
    }
}

async fn take(table: &Table, voice: &Voice, subject: String, form: Form) -> anyhow::Result<()> {
    let (who, me) = (voice.officers[0].clone(), voice.actor.clone());
    let proposed =
        table.act(move |c, at| position::actions::propose(c, at, &who, &me, &subject, &form)).await?;
    approve(table, voice, proposed).await
}

/// A position on a statement that is revised afterwards, so that it shows as taken on an earlier version.
async fn earlier(tables: &[Table], shown: &Shown, published: &[Statement]) -> anyhow::Result<()> {
    let (username, statement, reasons) = EARLIER;
    let voice = shown.voice(username)?;
    let answer = Answer(username, "", "support", "public", &[]);
    let mut form = form_of(&answer, "");
    form.reasons = vec![ReasonForm { language: "en".to_owned(), reasons: reasons.to_owned() }];
    take(&tables[voice.table], voice, published[statement].uri.clone(), form).await
}

/// Some decide by two officers, or by a vote of three.
async fn set_rules(tables: &[Table], shown: &mut Shown) -> anyhow::Result<()> {
    let vote = Rule { kind: RuleKind::Vote, quorum: 66, threshold: 60 };
    type People = &'static [(&'static str, &'static str)];
    let rules: [(&str, People, Rule); 3] = [
        ("kakuma_voices", &[("abdi", "Abdi")], Rule::TWO),
        ("athens_assembly", &[("leyla", "Leyla"), ("samir", "سمير")], vote),
        ("table_de_marseille", &[("claire", "Claire")], Rule::TWO),
    ];
    for (username, people, rule) in rules {
        let place = shown.voices.iter().position(|voice| voice.username == username);
        let place = place.with_context(|| format!("no {username}"))?;
        let (table, me) = (&tables[shown.voices[place].table], shown.voices[place].actor.clone());
        let (first, hash) = (shown.voices[place].officers[0].clone(), table.hash.clone());
        let further = table
            .act(move |c, at| {
                // All are invited while one officer decides alone; from then on the rule would ask others as well.
                let mut invited = Vec::new();
                for _ in people {
                    invited.push(invite(c, at, &first, &me, Seat::Officer)?);
                }
                approval::actions::propose_rule(c, at, &first, &me, rule)?;
                let mut further = Vec::new();
                for (token, (login, name)) in invited.iter().zip(people) {
                    further.push(arrive(c, at, token, login, name, hash.clone())?);
                }
                Ok(further)
            })
            .await?;
        shown.voices[place].officers.extend(further);
    }
    Ok(())
}

/// Members of the first organisation say inside what they think; only totals of it are told.
async fn speak_inside(tables: &[Table], shown: &Shown, subject: String) -> anyhow::Result<()> {
    let voice = &shown.voices[0];
    let (officer, me, hash) =
        (voice.officers[0].clone(), voice.actor.clone(), tables[voice.table].hash.clone());
    tables[voice.table]
        .act(move |c, at| {
            for number in 0..INSIDE {
                let login = format!("member_{}", number + 1);
                let name = format!("Member {}", number + 1);
                let who = come_in(c, at, &officer, &me, Seat::Member, &login, &name, hash.clone())?;
                // Nine for it, five with a but; four say nothing.
                let stance = match number {
                    0..9 => "support",
                    9..14 => "support-with-reservations",
                    _ => continue,
                };
                inside::actions::say(c, at, &who, &me, &subject, stance, "")?;
            }
            Ok(())
        })
        .await
}

/// The call goes out, is answered, minds change.
pub async fn ask(tables: &[Table], mut shown: Shown, published: &[Statement]) -> anyhow::Result<Vec<String>> {
    set_rules(tables, &mut shown).await?;
    let subject = |code: &str| -> anyhow::Result<String> {
        let istanbul = agenda::istanbul();
        Ok(match code {
            STATEMENT => published[1].uri.clone(),
            OWN => format!("{}/agenda/{OWN}", shown.uri),
            code => istanbul.urn(istanbul.demand(code).with_context(|| format!("no demand {code}"))?.1),
        })
    };
    let asking = shown.voice("beirut_women")?;
    let (table, network) = (&tables[asking.table], shown.ids[asking.table].clone());
    let form = CallForm {
        texts: CALL.iter().map(|(language, title, body)| owned3(language, title, body)).collect(),
        subjects: SUBJECTS.iter().map(|code| subject(code)).collect::<anyhow::Result<_>>()?,
        day: (table.node.app.at().now + days(DAYS)).day(),
        time: "18:00".to_owned(),
    };
    let (who, me, place) = (asking.officers[0].clone(), asking.actor.clone(), network.clone());
    let made = table.act(move |c, at| call::actions::draft(c, at, &who, &me, &place, None, &form)).await?;
    let id = made.clone();
    let uri = table.node.db.read(move |c| call::store::get(c, &id)).await?.uri;
    perform(tables, asking, Act::Ask { network, call: made }).await?;
    let mut calls = Vec::new();
    wait("each node knows the call", || async {
        for table in tables {
            if known_call(table, &uri).await?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    })
    .await?;
    for table in tables {
        calls.push(known_call(table, &uri).await?.context("it is known")?);
    }

    let first = subject(ANSWERS[0].1)?;
    speak_inside(tables, &shown, first).await?;
    for (number, answer) in ANSWERS.iter().enumerate() {
        let voice = shown.voice(answer.0)?;
        let form = Form { tells_totals: number == 0, ..form_of(answer, &uri) };
        take(&tables[voice.table], voice, subject(answer.1)?, form).await?;
    }
    let answered: std::collections::BTreeSet<&str> = ANSWERS.iter().map(|answer| answer.0).collect();
    let members = shown.voices.len() - 1;
    say(format!("  {} of {members} members answer with {} positions", answered.len(), ANSWERS.len()));
    // What is still waiting for a second officer.
    let voice = &shown.voices[0];
    let (who, me, about) = (voice.officers[0].clone(), voice.actor.clone(), subject("R3")?);
    let form = form_of(&Answer("kakuma_voices", "R3", "support", "public", &[]), &uri);
    tables[voice.table].act(move |c, at| position::actions::propose(c, at, &who, &me, &about, &form)).await?;
    let answers = i64::try_from(answered.len())?;
    let members = i64::try_from(members)?;
    agree(tables, &shown, &calls, (members, answers, i64::try_from(ANSWERS.len())?)).await?;

    let voice = shown.voice(CHANGE.0)?;
    take(&tables[voice.table], voice, subject(CHANGE.1)?, form_of(&CHANGE, &uri)).await?;
    say(format!("  {} changes its mind", CHANGE.0));
    let (username, code, reason) = TAKEN_BACK;
    let (voice, about) = (shown.voice(username)?, subject(code)?);
    let (who, me) = (voice.officers[0].clone(), voice.actor.clone());
    tables[voice.table]
        .act(move |c, at| {
            let standing = position::store::standing(c, &me, &about)?.ok_or(sofra_domain::Error::NotFound)?;
            position::actions::withdraw(c, at, &who, &standing.id, reason)
        })
        .await?;
    say(format!("  {username} withdraws a position"));
    agree(tables, &shown, &calls, (members, answers, i64::try_from(ANSWERS.len())? - 1)).await?;
    links(tables, &shown, &calls)
}

async fn known_call(table: &Table, uri: &str) -> anyhow::Result<Option<CallId>> {
    let uri = uri.to_owned();
    Ok(table.node.db.read(move |c| call::store::by_uri(c, &uri)).await?.map(|found| found.id))
}
