// What must hold on every page, measured in the browser.

import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.SOFRA_BROWSER_MODULES}/`);
const { AxeBuilder } = require('@axe-core/playwright');

/** A first visit may cost this much, pictures of statements apart: the limit, in bytes. */
const MOST_BYTES = 50 * 1024;
/** WCAG 2.5.5 and DESIGN.md section 7, in CSS pixels; half a pixel is forgiven for fractions. */
const TARGET = 43.5;
export const WIDTHS = [1280, 360];

/** The ids of all messages, and the words they begin with. */
const LOCALES = new URL('../../crates/web/locales/en/', import.meta.url);
const IDS = new Set(fs.readdirSync(LOCALES).flatMap((file) =>
  [...fs.readFileSync(new URL(file, LOCALES), 'utf8').matchAll(/^([a-z][a-z0-9-]*) =/gm)].map((found) => found[1])));
const BEGINNINGS = new Set([...IDS].map((id) => id.split('-')[0]));

/** What Fluent shows of a message that is missing: its id, known or, where somebody mistyped it, only alike. */
function untranslated(text) {
  return (text.match(/(?<![\w/.@-])[a-z]+(-[a-z0-9]+)+(?![\w/.@-])/g) ?? [])
    .filter((word) => IDS.has(word) || (BEGINNINGS.has(word.split('-')[0]) && word.split('-').length > 2));
}

/** Bytes of the body of an address as a browser gets it: compressed, if the server does that. */
function bytesOf(url, port) {
  return new Promise((resolve, reject) => {
    const { host, pathname, search } = new URL(url);
    const headers = { host, 'accept-encoding': 'gzip, deflate, br, zstd', accept: '*/*' };
    http.get({ host: '127.0.0.1', port, path: pathname + search, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (piece) => { bytes += piece.length; });
      answer.on('end', () => (answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url}: ${answer.statusCode}`))));
    }).on('error', reject);
  });
}

/** A page that says 404 says so to the console too; one header needs the https that nodes have outside tests. */
export function expected(text) {
  return /the server responded with a status of 4\d\d|^Clear-Site-Data header on .* Not supported for insecure origins|^The Cross-Origin-Opener-Policy header has been ignored/.test(text);
}

/** Runs in the page: what is wrong with its layout at the width it has now. */
function layout(target) {
  const wrong = [];
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 2 && (box.right > window.innerWidth + 1 || box.left < -1);
    });
    const names = wide.slice(0, 3).map((e) => `${e.tagName.toLowerCase()}.${e.className} "${e.textContent.trim().slice(0, 30)}"`);
    wrong.push(`it is ${root.scrollWidth} px wide: ${names.join(', ')}`);
  }
  for (const e of document.querySelectorAll('nav a, nav button, .button, main button, summary')) {
    const box = e.getBoundingClientRect();
    const hidden = e.matches('.visually-hidden') || !e.checkVisibility();
    if (!hidden && box.height < target) {
      wrong.push(`"${e.textContent.trim().slice(0, 40)}" is only ${box.height.toFixed(1)} px high`);
    }
  }
  return wrong;
}

/** Watches one browser context and collects what is wrong, so that one run tells everything. */
export class Checks {
  constructor({ problems, name, node, language, shots, audit }) {
    Object.assign(this, { problems, name, node, language, shots, audit });
    this.assets = new Map();
    this.most = { bytes: 0, page: '' };
    this.pages = 0;
  }

  wrong(page, text) {
    this.problems.push(`${this.name} ${page}: ${text}`);
  }

  /** Requests to anybody else and pages that tell others where one comes from (PRIV-16), refusals of the content policy, dialogs. */
  watch(context) {
    context.on('response', (response) => {
      if (response.request().resourceType() !== 'document' || !response.url().startsWith(this.node.base)) return;
      const policy = response.headers()['referrer-policy'];
      if (policy !== 'no-referrer') this.wrong(response.url(), `referrer-policy is "${policy}"`);
    });
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (!['data:', 'about:'].includes(url.protocol) && url.origin !== this.node.base) {
        this.wrong(request.frame().url(), `asks ${url.origin} for something`);
      }
    });
    context.on('console', (message) => {
      if (message.type() === 'error' && !expected(message.text())) this.wrong(message.page()?.url(), `console: ${message.text()}`);
    });
    context.on('dialog', (dialog) => {
      this.wrong(dialog.page()?.url(), 'a dialog opened');
      dialog.dismiss().catch(() => {});
    });
    context.on('weberror', (error) => this.wrong(error.page()?.url(), `script: ${error.error().message}`));
  }

  /** All checks on the page as it is now. */
  async look(page, name, { rtlTitle, axe = true } = {}) {
    this.pages += 1;
    const [lang, dir] = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
    const right = this.language === 'ar' ? 'rtl' : 'ltr';
    if (lang !== this.language || dir !== right) this.wrong(name, `lang is "${lang}", dir is "${dir}"`);
    const titles = await page.locator('h1').count();
    if (titles !== 1) this.wrong(name, `${titles} titles of the first rank`);
    if (rtlTitle !== undefined) {
      const shown = await page.locator('h1').first().evaluate((e) => getComputedStyle(e).direction === 'rtl');
      if (shown !== rtlTitle) this.wrong(name, `the title runs ${shown ? 'from the right' : 'from the left'}`);
    }
    const ids = untranslated(await page.locator('body').innerText());
    if (ids.length) this.wrong(name, `untranslated: ${ids.join(', ')}`);
    // An id of the database says nothing to anybody; what is there to be copied may hold one.
    const shown = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) {
        if (!texts.currentNode.parentElement.closest('code, .copy, .mono, textarea')) found.push(texts.currentNode.data);
      }
      return found.join('\n');
    });
    const raw = shown.match(/(?<![\w/])[0-7][0-9a-hjkmnp-tv-z]{25}\b/g);
    if (raw) this.wrong(name, `raw ids: ${raw.slice(0, 3).join(', ')}`);
    await this.weigh(page, name);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const text of await page.evaluate(layout, TARGET)) this.wrong(`${name} at ${width}`, text);
      if (this.shots) {
        await page.screenshot({ path: `${this.shots}/${this.name}-${String(this.pages).padStart(2, '0')}-${name}-${width}.png`, fullPage: true });
      }
    }
    await page.setViewportSize({ width: WIDTHS[0], height: 800 });
    if (axe) await this.accessible(page, name);
  }

  /** What the page costs somebody who comes for the first time. */
  async weigh(page, name) {
    const html = await page.content();
    const urls = await page.evaluate(() =>
      [...document.querySelectorAll('link[href], img[src]')].map((e) => e.href || e.src).filter((url) => !url.includes('/media/')));
    let bytes = Buffer.byteLength(html);
    // Nobody's first visit is to a room behind the sign-in: the stylesheet came with the form before it.
    const inside = /^\/(desk|settings|admin)(\/|$)/.test(new URL(page.url()).pathname);
    for (const url of inside ? [] : new Set(urls)) {
      if (!this.assets.has(url)) this.assets.set(url, await bytesOf(url, this.node.port));
      bytes += this.assets.get(url);
    }
    if (bytes > this.most.bytes) this.most = { bytes, page: name };
    if (bytes >= MOST_BYTES) this.wrong(name, `a first visit costs ${bytes} bytes`);
  }

  /** axe needs scripts, so it gets the same page in a context of its own; what a form said stays as it was said. */
  async accessible(page, name) {
    const html = await page.content();
    // Once is enough: the content that is set keeps the address, and with it the stylesheet.
    if (!this.audit.url().startsWith(this.node.base)) await this.audit.goto(`${this.node.base}/agenda`);
    await this.audit.setContent(html, { waitUntil: 'load' });
    // The pages have no frames of strangers, so the audit needs no window of its own; only what is wrong is described.
    const axe = new AxeBuilder({ page: this.audit }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    for (const found of violations.filter((v) => ['serious', 'critical'].includes(v.impact))) {
      const where = found.nodes.slice(0, 3).map((n) => n.target.join(' ')).join('; ');
      this.wrong(name, `axe, ${found.impact}: ${found.id} (${found.help}) at ${where}`);
    }
  }
}
