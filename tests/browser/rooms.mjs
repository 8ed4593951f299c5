// Every page of the table of who may see what (tests/matrix/pages.txt), as the browser shows it without scripts.
//
// SOFRA_WALK: JSON {walks: [{language, base, port}], rooms: [{path, row, who}], people: {WHO: [{name, value}]},
//             names: {HOST: "127.0.0.1:PORT"}}
// SOFRA_BROWSER_MODULES, SOFRA_SCREENSHOTS: as in walk.mjs.

import assert from 'node:assert/strict';
import { Checks } from './checks.mjs';
import { PATIENCE, browser, plan, run } from './driver.mjs';

const shots = process.env.SOFRA_SCREENSHOTS || '';
const problems = [];

async function walk(node) {
  const scripted = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', viewport: { width: 360, height: 800 } });
  const checks = new Checks({ problems, name: `rooms-${node.language}`, node, language: node.language, shots, audit: await scripted.newPage() });
  const pages = {};
  for (const [who, cookies] of Object.entries(plan.people)) {
    const context = await browser.newContext({
      javaScriptEnabled: false, locale: node.language, viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce',
    });
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: node.base })));
    context.setDefaultTimeout(PATIENCE);
    checks.watch(context);
    pages[who] = await context.newPage();
  }
  for (const { path, row, who } of plan.rooms) {
    const page = pages[who];
    const answer = await page.goto(node.base + path);
    if (answer.status() >= 400) problems.push(`${checks.name} ${path} as ${who}: ${answer.status()}`);
    // The tree that axe reads is the same in each language: once is enough.
    await checks.look(page, `${who}${row.replace(/[^a-z]+/gi, '-')}`, { axe: node.language === 'en' });
  }

  // The menu: opened and closed by the keyboard, and by pressing beside it.
  const page = pages.host;
  const menu = page.locator('nav details');
  const out = menu.locator('form[action="/sign-out"] button');
  await page.goto(`${node.base}/timeline`);
  await page.setViewportSize({ width: 360, height: 800 });
  assert.ok(!(await out.isVisible()), 'the menu is closed at first');
  await menu.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.ok(await out.isVisible(), 'Enter opens it');
  await page.keyboard.press('Tab');
  assert.ok(await menu.locator('a').first().evaluate((e) => e === document.activeElement), 'its first entry is next');
  await checks.look(page, 'menu');
  await page.setViewportSize({ width: 360, height: 800 });
  await page.mouse.click(180, 770);
  assert.ok(!(await out.isVisible()), 'pressing beside it closes it');
  assert.match(page.url(), /\/timeline$/, 'and does nothing else');
  await menu.locator('summary').focus();
  await page.keyboard.press('Space');
  assert.ok(await out.isVisible(), 'it opens again');
  // It would be refused if something lay over it.
  await page.locator('form.exit button').click({ trial: true });

  console.log(`${checks.name}: ${checks.pages} pages`);
  for (const open of Object.values(pages)) await open.context().close();
  await scripted.close();
}

await run(walk, problems);
