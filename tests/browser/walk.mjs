// Walks through all pages of a new node as its host does, without scripts, in one language after the other, beside a
// node that is there already. Driven by tests/browser.rs, which starts the nodes.
//
// SOFRA_WALK: JSON {walks: [{language, base, port, setup}], remote: {base, port, login, password, handle}, password,
//             picture, names: {HOST: "127.0.0.1:PORT"}}
// SOFRA_BROWSER_MODULES: where setup.sh put the packages.
// SOFRA_SCREENSHOTS: a folder for pictures of all pages; nothing is asserted of them.
// Exit code 1 and one line a problem on standard error if anything is wrong.

import assert from 'node:assert/strict';
import { Checks, expected } from './checks.mjs';
import { PATIENCE, browser, fill, go, named, plan, run, text, tick } from './driver.mjs';
import { TEXTS, HOSTILE } from './texts.mjs';

const shots = process.env.SOFRA_SCREENSHOTS || '';
const problems = [];

const press = (page, value) => go(page, page.locator(`main button[name="do"][value="${value}"]:not(.visually-hidden)`));


/** Reloads until the node has been told. */
async function until(page, what, check) {
  const end = Date.now() + PATIENCE;
  while (!(await check())) {
    assert.ok(Date.now() < end, `waited in vain until ${what}: ${await text(page)}`);
    await page.waitForTimeout(200);
    await page.reload();
  }
}

async function signIn(page, base, login, password) {
  await page.goto(`${base}/sign-in`);
  await fill(page, { 'user-name': login, password });
  await go(page, page.locator('main button.button'));
}

/** Chooses a demand in the closed themes of the form. */
async function choose(page, code) {
  const box = page.locator(`input[name="demands"][value$=":${code}"]`);
  const theme = page.locator('details').filter({ has: box });
  if (!(await theme.evaluate((e) => e.open))) {
    await theme.locator('summary').focus();
    await page.keyboard.press('Enter');
  }
  await tick(page, box);
}

/** The other organisation publishes what a hostile author would write; gives the address. */
async function publishElsewhere() {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await signIn(page, plan.remote.base, plan.remote.login, plan.remote.password);
  await page.goto(`${plan.remote.base}/compose`);
  await fill(page, {
    'texts.0.language': 'en', 'texts.0.title': HOSTILE.title, 'texts.0.summary': HOSTILE.summary,
    'texts.0.body': HOSTILE.body, new_alt: HOSTILE.alt,
  });
  await named(page, 'image').setInputFiles(plan.picture);
  await tick(page, page.locator('input[name="audience"][value="public"]'));
  await choose(page, 'R1');
  await press(page, 'publish');
  await go(page, page.locator('form[action$="/publish"] button'));
  const address = page.url().split('?')[0];
  await context.close();
  return address;
}

async function walk(node) {
  const t = TEXTS[node.language];
  const context = await browser.newContext({
    javaScriptEnabled: false, locale: node.language, viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE);
  const scripted = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', viewport: { width: 360, height: 800 } });
  const checks = new Checks({ problems, name: node.language, node, language: node.language, shots, audit: await scripted.newPage() });
  checks.watch(context);
  const page = await context.newPage();
  const look = (name, more) => checks.look(page, name, more);
  const open = async (path) => { await page.goto(node.base + path); };

  // Before anything is there, and the set-up.
  await open('/');
  await look('waiting');
  await page.goto(node.setup);
  await look('setup');
  const password = plan.password;
  const setup = {
    node_name: t.node, organisation_name: t.organisation, username: 'circle', organisation_about: t.about,
    language: node.language, login: 'amina', person_name: t.person, password, password_again: `${password}?`,
  };
  await fill(page, setup);
  await tick(page, page.locator('input[name="federation"][value="open"]'));
  await go(page, page.locator('main button.button'));
  await look('setup-error');
  assert.equal(await named(page, 'organisation_name').inputValue(), t.organisation, 'the set-up keeps what was typed');
  assert.equal(await named(page, 'password').inputValue(), '', 'a password is never sent back');
  await fill(page, { password, password_again: password });
  await go(page, page.locator('main button.button'));
  assert.ok((await text(page)).includes(t.organisation), await text(page));
  await look('home-empty');

  // Signing out, and in again.
  await go(page, page.locator('form[action="/sign-out"] button'));
  await look('signed-out');
  await open('/sign-in');
  await look('sign-in');
  await fill(page, { 'user-name': 'amina', password: 'not this one at all' });
  await go(page, page.locator('main button.button'));
  await look('sign-in-error');
  assert.equal(await named(page, 'user-name').inputValue(), 'amina');
  await signIn(page, node.base, 'amina', password);
  assert.ok(await page.locator('form[action="/sign-out"]').count(), 'signed in');

  // Nothing yet.
  for (const [path, name] of [['/timeline', 'timeline-empty'], ['/drafts', 'drafts-empty'], ['/following', 'following-empty'], ['/followers', 'followers-empty'], ['/o/circle', 'organisation-empty']]) {
    await open(path);
    await look(name);
  }

  // A statement in two languages, with a picture; first with something missing.
  await open('/compose');
  await look('compose');
  await fill(page, { 'texts.0.language': node.language, 'texts.0.title': t.title, 'texts.0.summary': t.summary, 'texts.0.body': t.body });
  await press(page, 'add-text');
  await fill(page, { 'texts.1.language': t.other, 'texts.1.title': t.otherTitle, 'texts.1.body': t.otherBody });
  await tick(page, named(page, 'numbered'));
  await tick(page, page.locator('input[name="audience"][value="public"]'));
  await choose(page, 'R1');
  await named(page, 'image').setInputFiles(plan.picture);
  await press(page, 'publish');
  await look('compose-error');
  assert.ok(await page.locator('.notice-error').count(), 'a translator and a description are missing');
  assert.equal(await named(page, 'texts.0.title').inputValue(), t.title, 'what was typed is kept');
  assert.equal((await named(page, 'texts.1.body').inputValue()).trim(), t.otherBody, 'what was typed is kept');
  assert.ok(await page.locator('input[name="demands"][value$=":R1"]').isChecked(), 'what was chosen is kept');
  await fill(page, { 'texts.1.translator': t.translator });
  if (await named(page, 'images.0.alt').count()) {
    await fill(page, { 'images.0.alt': t.alt });
  } else {
    await named(page, 'image').setInputFiles(plan.picture);
    await fill(page, { new_alt: t.alt });
  }
  await press(page, 'preview');
  await look('compose-preview');
  await press(page, 'save');
  await look('draft-saved');
  await open('/drafts');
  await look('drafts');
  await go(page, page.locator('main .card h3 a'));
  await press(page, 'publish');
  await look('publish');
  await go(page, page.locator('form[action$="/publish"] button'));
  const statement = page.url().split('?')[0];
  await look('published', { rtlTitle: node.language === 'ar' });
  assert.ok(await page.locator('a.paragraph-number').count() >= 2, 'paragraphs have numbers');
  assert.equal(await page.locator('.prose figure img').getAttribute('alt'), t.alt);
  const shown = page.locator('.prose figure img');
  await shown.scrollIntoViewIfNeeded();
  assert.ok(await shown.evaluate((e) => e.naturalWidth > 0), 'the picture is shown');
  await go(page, page.locator('.languages-bar a:not([aria-current])'));
  await look('other-language', { rtlTitle: t.other === 'ar' });
  assert.equal(await page.locator('h1').innerText(), t.otherTitle);
  assert.equal(await page.locator('.prose').getAttribute('lang'), t.other);

  // A revision.
  await page.goto(`${statement}/edit`);
  await look('edit');
  await fill(page, { 'texts.0.body': t.revisedBody, note: t.note });
  await press(page, 'publish');
  await look('revised');
  await go(page, page.locator('a[href*="/changes"]'));
  await look('changes');
  assert.ok(await page.locator('.diff ins').count() > 0, 'what was added is marked');

  // The agenda.
  await open('/agenda');
  await look('agenda');
  await open('/agenda/istanbul-2018/R1');
  await look('demand');
  assert.ok((await text(page)).includes(t.title), 'the demand lists the statement');

  // Others: found, followed, read.
  await open('/follow');
  await look('follow');
  await fill(page, { q: 'nobody' });
  await go(page, page.locator('form[action="/follow"] button'));
  await look('follow-error');
  assert.equal(await named(page, 'q').inputValue(), 'nobody');
  await fill(page, { q: plan.remote.handle });
  await go(page, page.locator('form[action="/follow"] button'));
  await look('found');
  await go(page, page.locator('form[action$="/follow"] button'));
  await look('asked');
  await open('/following');
  await until(page, 'the follow is accepted', async () => (await page.locator('.badge-well').count()) > 0);
  await look('following');
  const origin = await publishElsewhere();
  await open('/timeline');
  await until(page, 'the remote statement is here', async () => (await text(page)).includes(HOSTILE.words));
  await look('timeline');
  await go(page, page.locator('.card h3 a', { hasText: HOSTILE.words }));
  const copy = page.url();
  await look('remote', { rtlTitle: false });
  assert.ok((await text(page)).includes(new URL(plan.remote.base).host), 'the page names the origin');
  assert.ok(await page.locator(`a[href="${origin}"]`).count(), 'and leads to it');
  await go(page, page.locator('.speaker a'));
  await look('remote-organisation');

  // Nothing that others wrote runs, also where scripts are on.
  await harmless(checks, [origin, copy, `${node.base}/timeline`, `${node.base}/agenda/istanbul-2018/R1`], await context.storageState());

  // Rooms of the host.
  await open('/settings');
  await look('settings');
  await fill(page, { name: t.token });
  await go(page, page.locator('form[action="/settings/tokens"] button'));
  await look('token');
  assert.match(await page.locator('code.copy').first().innerText(), /\S{20,}/, 'the token is shown once');
  await open('/settings');
  assert.equal(await page.locator('[role="status"] code.copy').count(), 0, 'and never again');
  await open('/settings/organisation/circle');
  await look('profile');
  await open('/admin/federation');
  await look('federation');
  assert.ok((await text(page)).includes(new URL(plan.remote.base).host), 'the other node is listed');
  await open('/nobody-was-ever-here');
  await look('404');

  // The withdrawal.
  await page.goto(`${statement}/withdraw`);
  await look('withdraw');
  await fill(page, { reason: t.reason });
  await go(page, page.locator('form[action$="/withdraw"] button'));
  await look('withdrawn');
  assert.ok((await text(page)).includes(t.reason) && !(await text(page)).includes(t.summary), 'the reason is in place of the text');
  await open('/');
  await look('home');

  console.log(`${node.language}: ${checks.pages} pages; the heaviest first visit is ${checks.most.bytes} bytes (${checks.most.page})`);
  await context.close();
  await scripted.close();
}

/** Pages with hostile words, in a browser that would run a script and obeys the policy. */
async function harmless(checks, urls, storageState) {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  // The marks that HOSTILE would leave if any of it ran.
  context.on('dialog', (dialog) => { problems.push(`${dialog.page()?.url()}: a dialog opened`); dialog.dismiss().catch(() => {}); });
  context.on('console', (message) => {
    // A blocked script would be a success of the policy, but a failure of the escaping before it.
    if (message.type() === 'error' && !expected(message.text())) problems.push(`${checks.name} ${message.page()?.url()}: console: ${message.text()}`);
  });
  for (const url of urls) {
    await page.goto(url, { waitUntil: 'load' });
    const seen = await page.evaluate(() => ({
      ran: Object.hasOwn(window, 'ran') || document.title === 'ran',
      strangers: [...document.querySelectorAll('script, iframe, object, embed, [onerror], [onload], [onclick], img[src="x"]')].map((e) => e.outerHTML.slice(0, 80)),
      text: document.body.innerText,
      alts: [...document.images].map((e) => e.alt).join('\n') + document.body.innerText,
    }));
    if (seen.ran) problems.push(`${checks.name} ${url}: a script ran`);
    for (const stranger of seen.strangers) problems.push(`${checks.name} ${url}: ${stranger}`);
    const own = url.startsWith(plan.remote.base);
    if (!seen.text.includes(own ? HOSTILE.title : HOSTILE.words)) problems.push(`${checks.name} ${url}: the hostile title is not shown as text`);
    if (/\/statements\//.test(url) && !seen.alts.includes(own ? HOSTILE.alt : HOSTILE.words)) problems.push(`${checks.name} ${url}: the hostile description is not shown as text`);
  }
  await context.close();
}

await run(walk, problems);
