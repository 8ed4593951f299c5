// One person's way through a node in a real browser, with scripts switched off: sign in, write, publish, revise,
// withdraw, follow, read. Each page is looked at at 360 and 1280 pixels. Prints JSON; exits 1 when something is wrong.
//
// Usage: walk.mjs --base URL --user NAME --password P --language en|ar|fr --peer @handle --peer-statement TITLE
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';

const require = createRequire(`${process.env.SOFRA_BROWSER_MODULES}/`);
const { chromium } = require('playwright-core');
const { default: AxeBuilder } = require('@axe-core/playwright');

const options = {};
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].slice(2)] = process.argv[i + 1];
const { base, user, password, language, peer } = options;
const shots = process.env.SOFRA_SCREENSHOTS;
if (shots) mkdirSync(shots, { recursive: true });

const problems = [];
const wrong = (text) => problems.push(`${language}: ${text}`);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', `--host-resolver-rules=${options.rules}`],
});
setTimeout(() => { console.log(JSON.stringify({ problems: ['the walk took too long'] })); process.exit(1); }, 150_000).unref();

const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 780 }, locale: language });
const page = await context.newPage();
page.setDefaultTimeout(15_000);
page.on('console', (m) => { if (!/status of (404|410|422)|Cross-Origin-Opener-Policy header has been ignored/.test(m.text())) wrong(`${page.url()}: ${m.text()}`); });
page.on('request', (r) => { if (!r.url().startsWith(base)) wrong(`a request to ${r.url()}`); });
page.on('dialog', (d) => { wrong(`a dialog: ${d.message()}`); d.dismiss(); });

let bytes = 0;
page.on('response', async (r) => {
  const kind = r.headers()['content-type'] ?? '';
  if (/html|css|svg/.test(kind)) bytes += (await r.body().catch(() => Buffer.alloc(0))).length;
});

// What must be true of every page, at both widths.
async function look(name) {
  const html = page.locator('html');
  const wanted = language === 'ar' ? 'rtl' : 'ltr';
  if (await html.getAttribute('dir') !== wanted || await html.getAttribute('lang') !== language) wrong(`${name}: language or direction`);
  if (await page.locator('h1').count() !== 1) wrong(`${name}: not one h1`);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 780 });
    const [content, frame] = await html.evaluate((e) => [e.scrollWidth, e.clientWidth]);
    if (content > frame) wrong(`${name}: ${content} px wide at ${width}`);
    for (const link of await page.locator('.site-nav a, main form button.button').all()) {
      const box = await link.boundingBox();
      if (box && box.height < 43.5) wrong(`${name}: a target of ${box.height} px at ${width}`);
    }
    if (shots) await page.screenshot({ path: `${shots}/${name}-${language}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 780 });
}
// With the keyboard, as somebody without a mouse does; a form answers with a page.
async function tap(target, key = 'Enter') {
  await target.focus();
  if (key === 'Space') return page.keyboard.press('Space');
  await Promise.all([page.waitForLoadState('load'), page.waitForEvent('load'), page.keyboard.press('Enter')]);
}
async function go(path, name, status = 200) {
  const answer = await page.goto(base + path);
  if (answer.status() !== status) wrong(`${path}: ${answer.status()} instead of ${status}`);
  await look(name);
}
const press = (value) => tap(page.locator(`button[name="do"][value="${value}"]`));
const text = () => page.locator('main').innerText();
const payload = `"><img src=x onerror=alert(1)></script><script>alert(2)</script>`;

await go(`/?lang=${language}`, 'home');
if (bytes > 50 * 1024) wrong(`the first visit takes ${bytes} bytes`);
const first = bytes;
await go('/agenda/istanbul-2018', 'agenda');
await go('/agenda/istanbul-2018/R1', 'demand');
await go('/nothing-here', 'not-found', 404);

await go('/sign-in', 'sign-in');
await page.fill('[name="user-name"]', user);
await page.fill('[name="password"]', 'not the password');
await tap(page.locator('form[action="/sign-in"] button.button'));
await look('sign-in-error');
if (await page.inputValue('[name="user-name"]') !== user) wrong('the user name was not kept');
await page.fill('[name="password"]', password);
await tap(page.locator('form[action="/sign-in"] button.button'));

// Write: first with a mistake, which keeps everything; then in two languages.
await go('/compose', 'compose');
await page.fill('[name="texts.0.title"]', `Title ${payload}`);
await page.fill('[name="texts.0.summary"]', 'What we ask.');
await page.fill('[name="texts.0.body"]', 'First paragraph.\n\n- one\n- two');
await tap(page.locator('[name="audience"][value="public"]'), 'Space');
await press('add-text');
await page.selectOption('[name="texts.1.language"]', language === 'fr' ? 'en' : 'fr');
await page.fill('[name="texts.1.title"]', 'Titre');
await page.fill('[name="texts.1.body"]', 'Premier paragraphe.');
await press('publish');
await look('compose-error');
if (await page.inputValue('[name="texts.0.title"]') !== `Title ${payload}`) wrong('the title was not kept');
if (await page.inputValue('[name="texts.1.body"]') !== 'Premier paragraphe.') wrong('the second text was not kept');
await page.fill('[name="texts.1.translator"]', 'Amal');
await press('publish');
await look('publish');
await tap(page.locator('main form button.button').first());
await look('statement');
const here = new URL(page.url()).pathname;
if (!(await text()).includes('<img src=x onerror=alert(1)>')) wrong('the title is not shown as text');

await go(`${here}/edit`, 'revise');
await page.fill('[name="texts.0.body"]', 'First paragraph, said better.\n\n- one\n- two');
await press('publish');
await look('revised');
await go(`${here}/revisions/2/changes`, 'changes');
if (await page.locator('ins').count() < 1) wrong('the comparison shows nothing added');
await go(`${here}/withdraw`, 'withdraw');
await tap(page.locator(`form[action="${here}/withdraw"] button.button`).first());
await go(here, 'withdrawn', 410);

// Follow another node, and read it at home.
await go('/follow', 'follow');
await page.fill('[name="q"]', peer);
await tap(page.locator('form[action="/follow"] button.button').first());
await look('follow-result');
await tap(page.locator('form[action$="/follow"] button.button').first());
await look('follow-asked');
await go('/following', 'following');
await go('/followers', 'followers');
await go('/timeline', 'timeline');
await go('/drafts', 'drafts');
await go('/settings', 'settings');
await go('/admin/federation', 'federation');

// With scripts on, as most readers have them: nothing runs, and the pages pass axe's serious rules.
const lively = await browser.newContext({ bypassCSP: true, locale: language, storageState: await context.storageState() });
const read = await lively.newPage();
read.on('dialog', (d) => { wrong(`a dialog: ${d.message()}`); d.dismiss(); });
for (const path of ['/', '/agenda/istanbul-2018/R1', '/compose', '/timeline', '/settings', '/admin/federation', here]) {
  await read.goto(`${base}${path}`);
  const found = (await new AxeBuilder({ page: read }).analyze()).violations;
  for (const v of found.filter((v) => ['serious', 'critical'].includes(v.impact))) {
    wrong(`axe ${path}: ${v.id} at ${v.nodes.slice(0, 2).map((n) => n.target).join(' | ')}`);
  }
}
console.log(JSON.stringify({ first, problems }));
await browser.close();
process.exit(problems.length ? 1 : 0);
