// Makes a passkey with the security key that Chromium makes up, signs in with it, and signs in with a recovery code
// where scripts are off. Driven by tests/sign_in/chromium.rs.
//
// SOFRA_WALK: JSON {base, login, password}
// SOFRA_BROWSER_MODULES: where setup.sh put the packages.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.SOFRA_BROWSER_MODULES}/`);
const { chromium } = require('playwright-core');
const { base, login, password } = JSON.parse(process.env.SOFRA_WALK);
const port = new URL(base).port;

const browser = await chromium.launch({
  executablePath: process.env.SOFRA_CHROMIUM || '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', `--host-resolver-rules=MAP localhost:${port} 127.0.0.1:${port}, MAP * ~NOTFOUND`,
  ],
});
const problems = [];
const scripts = new Set();

async function open(locale, javaScriptEnabled) {
  const context = await browser.newContext({ locale, javaScriptEnabled, viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${base}/`)) problems.push(`asked elsewhere: ${request.url()}`);
    if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname.replace(/\.[0-9a-f]{12}\./, '.'));
  });
  return page;
}

const send = (page) => Promise.all([page.waitForEvent('load'), page.click('main form .button:not(.quiet)')]);

async function firstStep(page) {
  await page.goto(`${base}/sign-in`);
  await page.fill('#user-name', login);
  await page.fill('#password', password);
  await send(page);
}
const path = (page) => new URL(page.url()).pathname;

try {
  const page = await open('en', true);
  const device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasUserVerification: true, isUserVerified: true, hasResidentKey: true },
  });
  await firstStep(page);
  assert.equal(path(page), '/settings/security/second-factor', 'a host must have a second factor');
  await page.goto(`${base}/settings/security/passkeys`);
  await page.fill('#name', 'my phone');
  await page.click('form[data-passkey] .button');
  await page.waitForSelector('.codes');
  const codes = await page.locator('.codes code').allInnerTexts();
  assert.equal(codes.length, 10);
  await page.goto(`${base}/timeline`);
  assert.equal(path(page), '/timeline');

  await page.click('nav summary');
  await Promise.all([page.waitForEvent('load'), page.click('form[action="/sign-out"] button')]);
  await firstStep(page);
  assert.equal(path(page), '/sign-in/second');
  await page.click('a[href="/sign-in/passkey"]');
  await page.waitForSelector('form[data-passkey]:not([hidden])');
  await page.click('form[data-passkey] .button');
  await page.waitForURL(`${base}/timeline`);

  // A device that says no leaves the page as it is, with a word about it.
  await page.click('nav summary');
  await Promise.all([page.waitForEvent('load'), page.click('form[action="/sign-out"] button')]);
  await firstStep(page);
  await page.goto(`${base}/sign-in/passkey`);
  await device.send('WebAuthn.disable');
  await page.evaluate(() => { navigator.credentials.get = () => Promise.reject(new Error('no')); });
  await page.click('form[data-passkey] .button');
  await page.waitForSelector('[data-failed]:not([hidden])');

  const plain = await open('ar', false);
  await firstStep(plain);
  assert.equal(path(plain), '/sign-in/second');
  await plain.goto(`${base}/sign-in/passkey`);
  assert.equal(await plain.locator('html').getAttribute('dir'), 'rtl');
  assert.equal(await plain.locator('form[data-passkey]').isVisible(), false);
  assert.equal(await plain.locator('noscript .notice').isVisible(), true);
  await plain.click('main a[href="/sign-in/second"]');
  await plain.fill('#code', codes[0]);
  await send(plain);
  assert.equal(path(plain), '/timeline');
  for (const where of ['second-factor', 'passkeys', 'password', 'codes']) {
    await plain.goto(`${base}/settings/security/${where}`);
    const width = await plain.evaluate(() => document.documentElement.scrollWidth).catch(() => 360);
    assert.ok(width <= 360, `${where} is ${width} pixels wide`);
  }
  assert.deepEqual([...scripts], ['/static/passkey.js']);
  assert.deepEqual(problems, []);
} finally {
  await browser.close();
}
