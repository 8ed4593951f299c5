// What the walks have in common: Chromium that knows the nodes' names and nobody else, and the keyboard.
//
// SOFRA_WALK: JSON with at least {names: {HOST: "127.0.0.1:PORT"}}
// SOFRA_BROWSER_MODULES: where setup.sh put the packages.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.SOFRA_BROWSER_MODULES}/`);
const { chromium } = require('playwright-core');
export const plan = JSON.parse(process.env.SOFRA_WALK);
/** How long nodes may take to tell each other something, in milliseconds. */
export const PATIENCE = 30_000;

export const browser = await chromium.launch({
  executablePath: process.env.SOFRA_CHROMIUM || '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
    // The nodes have names of their own; no name is ever asked of a real resolver.
    `--host-resolver-rules=${Object.entries(plan.names).map(([host, at]) => `MAP ${host} ${at}`).join(', ')}, MAP * ~NOTFOUND`,
  ],
});

/** Opens what is folded around something, as the menu is, with the keyboard. */
export async function unfold(page, locator) {
  const folded = page.locator('details:not([open])').filter({ has: locator });
  while (await folded.count()) {
    await folded.first().locator('> summary').focus();
    await page.keyboard.press('Enter');
  }
}

/** Presses a button or follows a link, with the keyboard as somebody without a mouse does, and waits for the page. */
export async function go(page, locator) {
  await unfold(page, locator.first());
  await locator.first().focus();
  await Promise.all([page.waitForEvent('load', { timeout: PATIENCE }), page.keyboard.press('Enter')]);
}
/** Chooses a radio button or a box. */
export async function tick(page, locator) {
  await locator.focus();
  if (!(await locator.isChecked())) await page.keyboard.press('Space');
  assert.ok(await locator.isChecked());
}
export const named = (page, name) => page.locator(`[name="${name}"]`);
export const text = (page) => page.locator('main').innerText();

export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = named(page, name).first();
    if ((await field.evaluate((e) => e.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Walks through each node of the plan; says on standard error what is wrong, and leaves with 1 if anything is. */
export async function run(walk, problems) {
  try {
    for (const node of plan.walks) await walk(node);
  } catch (error) {
    problems.push(error.stack ?? String(error));
  } finally {
    await browser.close();
  }
  for (const problem of new Set(problems)) console.error(problem);
  process.exitCode = problems.length ? 1 : 0;
}
