// Runs the cases of the npm package activitypub-testing against one actor and
// prints a JSON report.
//
// Usage: node run.mjs ACTOR-URL [--only SLUG]... [--require SLUG]... [--authorization VALUE]
//          [--host NAME=ADDRESS:PORT]... [--max-seconds N]
//
// Outcomes are the package's own: passed, failed, inapplicable, cantTell; a case
// that throws or takes more than ten seconds is `error`. Exit status: 0 when no
// case failed and every required one passed; 1 otherwise; 2 when it could not run.
import "../lib/packages.mjs";
import { parseArgs } from "node:util";
import { installHosts, parseHosts } from "../lib/hosts.mjs";

const CASE_SECONDS = 10;
// What a server that speaks only server-to-server must answer. The other cases
// post to the outbox as a client, or look at collections an actor may lack.
const REQUIRED = [
  "actor-objects-must-have-inbox-outbox-properties",
  "actor-must-serve-as2-object-to-get",
  "inbox-must-be-an-orderedcollection",
  "outbox-must-be-an-orderedcollection",
  "followers-collection-must-be-a-collection",
  "following-collection-must-be-a-collection",
];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", multiple: true, default: [] },
    require: { type: "string", multiple: true },
    authorization: { type: "string" },
    host: { type: "string", multiple: true, default: [] },
    "max-seconds": { type: "string", default: "120" },
  },
});
if (positionals.length !== 1) fail("give the URL of one actor");
setTimeout(() => fail("took too long"), Number(options["max-seconds"]) * 1000).unref();
// The package writes notes to the console; the report alone belongs on standard output.
console.log = console.info = console.debug = console.warn = () => {};

function fail(message) {
  process.stderr.write(`run.mjs: ${message}\n`);
  process.exit(2);
}

await installHosts(parseHosts(options.host));
const { activityPubTestCases } = await import("activitypub-testing");
const { default: activitypub } = await import("activitypub-testing/activitypub");

const actorUrl = positionals[0];
let document;
let actor;
try {
  const response = await activitypub.fetch(new URL(actorUrl), { signal: AbortSignal.timeout(CASE_SECONDS * 1000) });
  document = await response.text();
  if (!response.ok) fail(`${actorUrl} answered ${response.status}`);
  actor = JSON.parse(document);
} catch (error) {
  fail(`${actorUrl} gave no JSON: ${error.cause?.code ?? error.message}`);
}

const outbox = [actor.outbox].flat().map((value) => value?.id ?? value)[0];
const inputs = {
  actor: document,
  object: document,
  id: actorUrl,
  outbox,
  time: `T${CASE_SECONDS}S`,
  authorization: options.authorization,
};

async function run(testCase) {
  // Only what the case asks for; a missing authorization stays missing.
  const wanted = Object.keys(testCase.input).filter((name) => inputs[name] !== undefined);
  const input = Object.fromEntries(wanted.map((name) => [name, inputs[name]]));
  let timer;
  const tooLong = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no result after ${CASE_SECONDS} seconds`)), CASE_SECONDS * 1000);
  });
  try {
    const { outcome, info = null } = await Promise.race([testCase.run(input), tooLong]);
    return { slug: testCase.slug, outcome, info };
  } catch (error) {
    return { slug: testCase.slug, outcome: "error", info: String(error.message ?? error).slice(0, 300) };
  } finally {
    clearTimeout(timer);
  }
}

const cases = [...activityPubTestCases].filter(({ slug }) => options.only.length === 0 || options.only.includes(slug));
const required = (options.require ?? REQUIRED).filter((slug) => options.require || options.only.length === 0 || options.only.includes(slug));
const results = [];
// One after the other: some cases post to the outbox that others read.
for (const testCase of cases) results.push(await run(testCase));
const outcomeOf = (slug) => results.find((result) => result.slug === slug)?.outcome ?? "not run";
const missing = required.filter((slug) => outcomeOf(slug) !== "passed");
const broken = results.filter(({ outcome }) => outcome === "failed" || outcome === "error").map(({ slug }) => slug);
const ok = missing.length === 0 && broken.length === 0;
process.stdout.write(`${JSON.stringify({ actor: actorUrl, ok, required, missing, broken, results }, null, 2)}\n`, () => process.exit(ok ? 0 : 1));
