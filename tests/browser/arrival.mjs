// The whole way of a new host, without scripts: set-up with a second factor, the organisation's rule, an invitation,
// somebody who joins, a proposal, its approval, what is published, and the way out. Driven by tests/browser.rs.
//
// SOFRA_WALK: JSON {walks: [{language, base, port, setup}], password, names: {HOST: "127.0.0.1:PORT"}}
// SOFRA_BROWSER_MODULES, SOFRA_SCREENSHOTS: as in walk.mjs.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { Checks } from './checks.mjs';
import { PATIENCE, browser, fill, go, plan, run, text, tick, unfold } from './driver.mjs';
import { TEXTS } from './texts.mjs';

const shots = process.env.SOFRA_SCREENSHOTS || '';
const problems = [];

const button = (page) => page.locator('main form button.button');

/** The code that an app shows for a secret now (RFC 6238 with its usual choices). */
function code(secret) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s|=/g, '').toUpperCase()].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Whoever decides for others sets up a second factor before anything else. */
async function enrol(page, base, look) {
  await page.goto(`${base}/timeline`);
  assert.match(new URL(page.url()).pathname, /^\/settings\/security/, 'nothing else can be reached before');
  await look(page, 'second-factor');
  const secret = await page.locator('code.copy').first().innerText();
  await fill(page, { code: code(secret) });
  await go(page, button(page));
  await look(page, 'recovery-codes');
  assert.ok((await page.locator('ul.codes li').count()) >= 8, 'recovery codes are shown once');
}

async function walk(node) {
  const t = TEXTS[node.language];
  const words = { en: 'Salma', ar: 'سلمى' }[node.language];
  const asked = { en: 'Is the number of seats right?', ar: 'هل عدد المقاعد صحيح؟' }[node.language];
  const fresh = () => browser.newContext({
    javaScriptEnabled: false, locale: node.language, viewport: { width: 360, height: 800 }, reducedMotion: 'reduce',
  });
  const scripted = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', viewport: { width: 360, height: 800 } });
  const checks = new Checks({ problems, name: `arrival-${node.language}`, node, language: node.language, shots, audit: await scripted.newPage() });
  const [hosting, joining, passing] = [await fresh(), await fresh(), await fresh()];
  for (const context of [hosting, joining, passing]) {
    context.setDefaultTimeout(PATIENCE);
    checks.watch(context);
  }
  const look = (page, name, more) => checks.look(page, name, more);
  const host = await hosting.newPage();

  // Set-up: closed is what is offered first.
  await host.goto(node.setup);
  assert.ok(await host.locator('input[name="federation"][value="closed"]').isChecked(), 'closed is offered first');
  await fill(host, {
    node_name: t.node, organisation_name: t.organisation, username: 'circle', organisation_about: t.about,
    language: node.language, login: 'amina', person_name: t.person, password: plan.password, password_again: plan.password,
  });
  await go(host, button(host));
  await enrol(host, node.base, look);

  // The rule: two officers. Then a second officer is invited; the link is shown once.
  await host.goto(`${node.base}/desk/circle`);
  await look(host, 'desk');
  await host.goto(`${node.base}/desk/circle/members`);
  await look(host, 'members');
  await tick(host, host.locator('#invite input[name="seat"][value="officer"], form[action$="/invitations"] input[name="seat"][value="officer"]').first());
  await go(host, host.locator('form[action$="/members/invitations"] button'));
  await look(host, 'invited');
  const link = (await host.locator('code.copy').first().innerText()).trim();
  assert.ok(link.startsWith(`${node.base}/invitations/`), link);

  // Somebody joins: first with a password that is too weak; nothing else of what was typed is lost.
  const second = await joining.newPage();
  await second.goto(link);
  await look(second, 'invitation');
  await fill(second, { name: words, login: 'salma', password: '12345678', password_again: '12345678' });
  await go(second, button(second));
  await look(second, 'invitation-error');
  assert.equal(await second.locator('[name="name"]').first().inputValue(), words, 'the name is kept');
  await fill(second, { password: `${plan.password} too`, password_again: `${plan.password} too` });
  await go(second, button(second));
  await enrol(second, node.base, look);
  await second.goto(link);
  assert.ok(!(await second.locator('[name="login"]').count()), 'the link is good once');

  // She writes and proposes; with two officers neither can publish alone.
  await second.goto(`${node.base}/compose`);
  await fill(second, { 'texts.0.language': node.language, 'texts.0.title': t.title, 'texts.0.summary': t.summary, 'texts.0.body': t.body });
  await tick(second, second.locator('input[name="audience"][value="public"]'));
  await go(second, second.locator('main button[name="do"][value="publish"]:not(.visually-hidden)'));
  await look(second, 'propose');
  const draft = new URL(second.url()).pathname.replace(/\/publish$/, '');
  await go(second, second.locator('main form[action$="/publish"] button[value="publish"]'));
  await look(second, 'proposed');
  const stranger = await passing.newPage();
  const unseen = await stranger.goto(node.base + draft);
  assert.equal(unseen.status(), 404, 'a proposal is seen inside only');

  // The host sees what waits, asks something inside, and approves: it is out at once.
  await host.goto(`${node.base}/awaits`);
  await look(host, 'awaits');
  await go(host, host.locator('main .card h3 a'));
  await look(host, 'approval');
  await fill(host, { comment: asked });
  await go(host, host.locator('form[action$="/comments"] button'));
  assert.ok((await text(host)).includes(asked));
  await go(host, host.locator('form[action$="/decide"] button[value="approve"]'));
  await look(host, 'approved');
  const seen = await stranger.goto(node.base + draft);
  assert.equal(seen.status(), 200);
  await look(stranger, 'published', { rtlTitle: node.language === 'ar' });
  const shown = await text(stranger);
  assert.ok(shown.includes(t.title) && shown.includes(t.organisation), 'the organisation is the author');
  for (const inside of [words, 'salma', 'amina', asked]) {
    assert.ok(!shown.includes(inside), `who wrote and what was said inside stays inside: ${inside}`);
  }
  await host.goto(`${node.base}${draft}/approval`);
  await look(host, 'record-inside');
  const inside = await text(host);
  assert.ok(inside.includes(words), `inside, the record says who wrote it: ${inside}`);

  // A revision waits: the page marks what would change. A no needs a reason.
  await second.goto(`${node.base}${draft}/edit`);
  await fill(second, { 'texts.0.body': t.revisedBody, note: t.note });
  await go(second, second.locator('main button[name="do"][value="publish"]:not(.visually-hidden)'));
  await host.goto(`${node.base}/awaits`);
  await go(host, host.locator('main .card h3 a'));
  await look(host, 'approval-of-a-revision');
  assert.ok((await host.locator('.diff .changed ins').count()) > 0, 'what would be added is marked');
  const reason = host.locator('textarea[name="reason"]');
  await unfold(host, reason);
  await reason.fill(' ');
  await go(host, host.locator('button[name="do"][value="reject"]'));
  await look(host, 'no-without-a-reason');
  assert.ok(await host.locator('#reason[aria-invalid="true"]').count(), 'the form is there again, with the mistake');
  await reason.fill(t.reason);
  await go(host, host.locator('button[name="do"][value="reject"]'));
  await look(host, 'revision-rejected');
  assert.ok((await text(host)).includes(t.reason), 'the reason is in the record inside');
  assert.ok(!(await text(stranger)).includes(t.note), 'and nothing of it outside');

  // Out again: by the ordinary way, and by the quick one.
  await host.goto(`${node.base}/settings`);
  await go(host, host.locator('form[action="/sign-out"] button'));
  assert.match((await host.goto(`${node.base}/desk/circle`)).url(), /\/sign-in/, 'signed out');
  await second.goto(`${node.base}/desk/circle`);
  await go(second, second.locator('form[action="/exit"] button'));
  assert.ok(!(await second.content()).includes('circle'), 'the neutral page says nothing of where one was');
  assert.match((await second.goto(`${node.base}/desk/circle`)).url(), /\/sign-in/, 'signed out');

  console.log(`arrival ${node.language}: ${checks.pages} pages`);
  for (const context of [hosting, joining, passing, scripted]) await context.close();
}

await run(walk, problems);
