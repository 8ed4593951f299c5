// A seat from the promise to the reply of the body, without scripts: recorded, added to, rated, answered by link, counted.
// Driven by tests/table/browser.rs.
//
// SOFRA_WALK: JSON {walks: [{language, base, port, login}], password, names: {HOST: "127.0.0.1:PORT"}}
// SOFRA_BROWSER_MODULES, SOFRA_SCREENSHOTS: as in walk.mjs.

import assert from 'node:assert/strict';
import { Checks } from './checks.mjs';
import { PATIENCE, browser, fill, go, plan, run, text, tick } from './driver.mjs';

const shots = process.env.SOFRA_SCREENSHOTS || '';
const problems = [];

const WORDS = {
  en: { body: 'Inter-Agency Standing Committee', process: 'Guidelines on participation', how: 'Promised at the forum.', rated: 'We were in the room.', reply: 'We take note.' },
  fr: { body: 'Comité permanent interorganisations', process: 'Lignes directrices sur la participation', how: 'Promis au forum.', rated: 'Nous étions dans la salle.', reply: 'Nous en prenons note.' },
  ar: { body: 'اللجنة الدائمة المشتركة بين الوكالات', process: 'مبادئ توجيهية بشأن المشاركة', how: 'وُعدنا به في المنتدى.', rated: 'كنا في القاعة.', reply: 'أحطنا علمًا بذلك.' },
};

const button = (page) => page.locator('main form button.button').last();

async function walk(node) {
  const t = WORDS[node.language];
  const fresh = () => browser.newContext({
    javaScriptEnabled: false, locale: node.language, viewport: { width: 360, height: 800 }, reducedMotion: 'reduce',
  });
  const scripted = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', viewport: { width: 360, height: 800 } });
  const checks = new Checks({ problems, name: `seats-${node.language}`, node, language: node.language, shots, audit: await scripted.newPage() });
  const [inside, outside] = [await fresh(), await fresh()];
  for (const context of [inside, outside]) {
    context.setDefaultTimeout(PATIENCE);
    checks.watch(context);
  }
  const look = (page, name) => checks.look(page, name);
  const page = await inside.newPage();
  await page.goto(`${node.base}/sign-in`);
  await fill(page, { 'user-name': node.login, password: plan.password });
  await go(page, page.locator('main button.button'));

  // Recorded, with a mistake first: nothing typed is lost.
  await page.goto(`${node.base}/desk/${node.organisation}/seats`);
  await look(page, 'desk-empty');
  await go(page, page.locator('main a[href$="/seats/new"]'));
  await look(page, 'record');
  await fill(page, { body: t.body, process: t.process, stage: 'design', kind: 'speaking', words: t.how, day: '2026-01-05' });
  await tick(page, page.locator('input[name="state"][value="refused"]'));
  await go(page, button(page));
  await look(page, 'record-mistake');
  assert.equal(await page.locator('[name="process"]').inputValue(), t.process);
  await tick(page, page.locator('input[name="state"][value="promised"]'));
  await go(page, button(page));
  await look(page, 'recorded');
  const seat = new URL(page.url()).pathname;
  assert.match(seat, /^\/seats\/0/);

  // More happens.
  for (const [state, day] of [['invited', '2026-02-01'], ['attended', '2026-03-01'], ['heard', '2026-03-02']]) {
    await go(page, page.locator('main a[href$="/step"]'));
    if (state === 'invited') await look(page, 'step');
    await tick(page, page.locator(`input[name="state"][value="${state}"]`));
    await fill(page, { day });
    await go(page, button(page));
  }
  await go(page, page.locator('main a[href$="/rating"]'));
  await look(page, 'rating');
  await tick(page, page.locator('input[name="rating"][value="2"]'));
  await fill(page, { words: t.rated });
  await go(page, button(page));
  assert.ok((await text(page)).includes(t.rated));

  // The body replies, without an account.
  await go(page, page.locator('main a[href$="/link"]'));
  await look(page, 'link-before');
  await go(page, button(page));
  await look(page, 'link');
  const link = (await page.locator('code.copy').innerText()).trim();
  const body = await outside.newPage();
  await body.goto(link);
  await look(body, 'reply');
  await fill(body, { words: t.reply });
  await go(body, button(body));
  await look(body, 'replied');
  assert.ok((await text(body)).includes(t.reply));
  assert.equal((await body.goto(link)).status(), 404, 'a link is good once');

  // Another one, refused a visa; then what is counted, for a visitor.
  await page.goto(`${node.base}/desk/${node.organisation}/seats/new`);
  await fill(page, { body: t.body, process: t.process, stage: 'decision', kind: 'observer', day: '2026-01-05', refusal: 'visa' });
  await tick(page, page.locator('input[name="state"][value="refused"]'));
  await go(page, button(page));
  await body.goto(`${node.base}/seats`);
  await look(body, 'list');
  await body.goto(`${node.base}/seats/score`);
  await look(body, 'score');
  const heard = body.locator('main a[href*="figure=heard"]').first();
  await go(body, heard);
  await look(body, 'behind-a-figure');
  assert.equal(await body.locator('main article.card').count(), 1);

  await page.goto(`${node.base}/desk/${node.organisation}/seats`);
  await look(page, 'desk');
  await page.goto(node.base + seat);
  await go(page, page.locator('main a[href$="/correct"]'));
  await look(page, 'correct');
  await page.goto(node.base + seat);
  await go(page, page.locator('main a[href$="/withdraw"]'));
  await look(page, 'withdraw');
  await fill(page, { reason: t.how });
  await go(page, button(page));
  await look(page, 'withdrawn');
  await body.goto(node.base + seat);
  await look(body, 'gone');
  assert.ok(!(await text(body)).includes(t.reply), 'what was said goes with the record');
  for (const context of [inside, outside, scripted]) await context.close();
}

await run(walk, problems);
