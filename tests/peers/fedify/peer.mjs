// A Fedify server with one actor, for the federation tests: it follows, is
// followed, publishes notes, and keeps a log of what it received and verified.
//
// Usage: node peer.mjs [--port N] [--control-port N] [--username NAME] [--type Person]
//          [--origin URL] [--host NAME=ADDRESS:PORT]... [--first-knock rfc9421|cavage]
//          [--http-signature-only] [--max-seconds N] [--no-stdin] [--verbose]
//
// Prints one line of JSON when it is ready: {ready, actor, handle, inbox, origin, control}.
// It ends when its standard input closes, after --max-seconds, or on POST /control/stop.
import "../lib/packages.mjs";
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { jsonRoutes, HttpError, listen, readBody } from "../lib/control.mjs";
import { installHosts, parseHosts } from "../lib/hosts.mjs";

const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "control-port": { type: "string", default: "0" },
    address: { type: "string", default: "127.0.0.1" },
    username: { type: "string", default: "fedify" },
    type: { type: "string", default: "Person" },
    origin: { type: "string" },
    host: { type: "string", multiple: true, default: [] },
    "first-knock": { type: "string", default: "rfc9421" },
    "http-signature-only": { type: "boolean", default: false },
    "max-seconds": { type: "string", default: "300" },
    "no-stdin": { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});

setTimeout(() => process.exit(0), Number(options["max-seconds"]) * 1000);
if (!options["no-stdin"]) {
  process.stdin.on("end", () => process.exit(0)).on("error", () => process.exit(0)).resume();
}

await installHosts(parseHosts(options.host));
const { createFederation, generateCryptoKeyPair, InProcessMessageQueue, MemoryKvStore } = await import("@fedify/fedify");
const vocab = await import("@fedify/vocab");
const { Temporal } = await import("@js-temporal/polyfill");
const { watchSignatures } = await import("./signatures.mjs");
const { received } = await import("./received.mjs");
if (options.verbose) await (await import("./logging.mjs")).logToStandardError();

const ActorClass = { Person: vocab.Person, Organization: vocab.Organization, Group: vocab.Group, Service: vocab.Service, Application: vocab.Application }[options.type];
if (!ActorClass) throw new Error(`--type ${options.type}: not an actor type`);
const knocks = { rfc9421: "rfc9421", cavage: "draft-cavage-http-signatures-12" };
if (!(options["first-knock"] in knocks)) throw new Error("--first-knock is rfc9421 or cavage");

const me = options.username;
const keyPairs = [await generateCryptoKeyPair("RSASSA-PKCS1-v1_5")];
// With an Ed25519 key Fedify also puts a proof (FEP-8b32) into each activity.
if (!options["http-signature-only"]) keyPairs.push(await generateCryptoKeyPair("Ed25519"));

const followers = new Map(); // actor id → vocab recipient
const following = new Map(); // actor id → { follow, id, accepted, rejected }
const notes = new Map(); // uuid → vocab.Note
const log = []; // activities that reached a listener, so Fedify had verified them
const requests = []; // every POST to an inbox with the status it got, verified or not
const deliveryErrors = [];
const signatures = watchSignatures();

// The origin is part of every id, so the server listens before Fedify is set up.
let federation;
const server = await listen(serve, Number(options.port), options.address);
const origin = options.origin ?? `http://${options.address}:${server.address().port}`;
federation = createFederation({
  kv: new MemoryKvStore(),
  queue: new InProcessMessageQueue(),
  origin,
  allowPrivateAddress: true, // the peers of a test stand on loopback
  circuitBreaker: false, // a test may take a node down and bring it back
  firstKnock: knocks[options["first-knock"]],
  tracerProvider: signatures.provider,
  // A test waits seconds, not hours, for a delivery to a node that was down.
  outboxRetryPolicy: ({ attempts }) => (attempts < 20 ? { seconds: 1 } : null),
  inboxRetryPolicy: ({ attempts }) => (attempts < 3 ? { seconds: 1 } : null),
  onOutboxError: (error, activity) => {
    deliveryErrors.push({ activity: activity?.id?.href ?? null, error: String(error.message ?? error).slice(0, 500) });
  },
});

federation
  .setActorDispatcher("/users/{identifier}", async (ctx, identifier) => {
    if (identifier !== me) return null;
    const keys = await ctx.getActorKeyPairs(identifier);
    return new ActorClass({
      id: ctx.getActorUri(identifier),
      preferredUsername: identifier,
      name: `Fedify peer ${identifier}`,
      summary: "A peer for federation tests.",
      url: ctx.getActorUri(identifier),
      inbox: ctx.getInboxUri(identifier),
      outbox: ctx.getOutboxUri(identifier),
      followers: ctx.getFollowersUri(identifier),
      following: ctx.getFollowingUri(identifier),
      endpoints: new vocab.Endpoints({ sharedInbox: ctx.getInboxUri() }),
      publicKey: keys[0].cryptographicKey,
      assertionMethods: keys.map((pair) => pair.multikey),
    });
  })
  .setKeyPairsDispatcher((_ctx, identifier) => (identifier === me ? keyPairs : []));

const ownerOnly = (identifier, items) => (identifier === me ? { items } : null);
federation
  .setFollowersDispatcher("/users/{identifier}/followers", (_ctx, id) => ownerOnly(id, [...followers.values()]))
  .setCounter((_ctx, id) => (id === me ? followers.size : 0));
federation
  .setFollowingDispatcher("/users/{identifier}/following", (_ctx, id) => ownerOnly(id, [...following.keys()].map((key) => new URL(key))))
  .setCounter((_ctx, id) => (id === me ? following.size : 0));
federation
  .setOutboxDispatcher("/users/{identifier}/outbox", (ctx, id) =>
    ownerOnly(id, [...notes.values()].map((note) => createOf(ctx, note))))
  .setCounter((_ctx, id) => (id === me ? notes.size : 0));
federation.setInboxDispatcher("/users/{identifier}/inbox", (_ctx, id) => ownerOnly(id, []));
federation.setObjectDispatcher(vocab.Note, "/users/{identifier}/notes/{id}", (_ctx, values) =>
  values.identifier === me ? (notes.get(values.id) ?? null) : null);
// A node that is told Accept{object: <id>} may want to read the Follow it is about.
federation.setObjectDispatcher(vocab.Follow, "/users/{identifier}/follows/{id}", (_ctx, values) =>
  values.identifier === me
    ? ([...following.values()].find((entry) => entry.follow.id.pathname.endsWith(`/${values.id}`))?.follow ?? null)
    : null);

const listeners = federation.setInboxListeners("/users/{identifier}/inbox", "/inbox");
// Also what arrives at the shared inbox is looked up with signed requests.
listeners.setSharedKeyDispatcher(() => ({ identifier: me }));
listeners.on(vocab.Activity, async (ctx, activity) => {
  log.push(await received(ctx, activity));
  if (activity instanceof vocab.Follow) await onFollow(ctx, activity);
  else if (activity instanceof vocab.Undo) await onUndo(ctx, activity);
  else if (activity instanceof vocab.Accept || activity instanceof vocab.Reject) await onAnswer(ctx, activity);
});

async function onFollow(ctx, follow) {
  if (follow.objectId?.href !== ctx.getActorUri(me).href) return;
  const follower = await follow.getActor(ctx);
  if (!vocab.isActor(follower) || !follower.id || !follower.inboxId) return;
  followers.set(follower.id.href, { id: follower.id, inboxId: follower.inboxId, endpoints: follower.endpoints });
  await ctx.sendActivity({ identifier: me }, follower, new vocab.Accept({
    id: new URL(`#accepts/${randomUUID()}`, ctx.getActorUri(me)),
    actor: ctx.getActorUri(me),
    to: follower.id,
    object: follow,
  }));
}

async function onUndo(ctx, undo) {
  // The embedded Follow is enough: its actor must be the one who undoes it.
  const undone = await undo.getObject({ ...ctx, suppressError: true });
  if (undone instanceof vocab.Follow && undone.actorId?.href === undo.actorId?.href) followers.delete(undo.actorId.href);
}

async function onAnswer(ctx, answer) {
  const entry = following.get(answer.actorId?.href);
  if (!entry) return;
  let same = answer.objectId?.href === entry.id;
  if (!same && answer.objectId == null) {
    // An embedded Follow without an id is judged by who follows whom.
    const embedded = await answer.getObject({ ...ctx, suppressError: true });
    same = embedded instanceof vocab.Follow && embedded.actorId?.href === ctx.getActorUri(me).href;
  }
  if (same) entry[answer instanceof vocab.Accept ? "accepted" : "rejected"] = true;
}

async function serve(request, response) {
  const body = await readBody(request);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  // The URL as the sender wrote and signed it.
  const url = new URL(request.url, `http://${request.headers.host ?? new URL(origin).host}`);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const answer = await federation.fetch(new Request(url, { method: request.method, headers, body: hasBody ? body : undefined }), {
    contextData: undefined,
    onNotFound: () => new Response("not found", { status: 404 }),
    onNotAcceptable: () => new Response(`<!doctype html><title>Fedify peer ${me}</title>`, {
      status: 200, headers: { "content-type": "text/html; charset=utf-8", vary: "Accept" },
    }),
  });
  if (request.method === "POST") requests.push(await arrival(url, headers, body, answer));
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

async function arrival(url, headers, body, answer) {
  let activity = {};
  try {
    activity = JSON.parse(body.toString("utf8")) ?? {};
  } catch {
    // Not JSON: the entry then has no id and no type.
  }
  return {
    path: url.pathname,
    status: answer.status,
    answer: (await answer.clone().text()).slice(0, 200),
    signed: headers.has("signature-input") ? "rfc9421" : headers.has("signature") ? "cavage" : "none",
    content_type: headers.get("content-type"),
    id: activity.id ?? null,
    type: activity.type ?? null,
  };
}

/** The kind of HTTP signature the accepted request with this activity had. */
const signedAs = (id) => requests.find((entry) => entry.id === id && entry.status === 202)?.signed ?? null;

const context = () => federation.createContext(new URL(origin), undefined);
const createOf = (ctx, note) => new vocab.Create({
  id: new URL("#create", note.id), actor: ctx.getActorUri(me), tos: note.toIds, ccs: note.ccIds, object: note, published: note.published,
});

async function lookup(ctx, actor) {
  if (typeof actor !== "string") throw new HttpError(400, "actor is missing");
  const found = await ctx.lookupObject(actor);
  if (!vocab.isActor(found) || !found.id || !found.inboxId) throw new HttpError(422, `${actor} is not an actor that Fedify can read`);
  return found;
}

/** Sends to the followers and to those the note names. */
async function publish(ctx, activity, note) {
  const named = [...note.toIds, ...note.ccIds]
    .filter((id) => id.href !== vocab.PUBLIC_COLLECTION.href && id.href !== ctx.getFollowersUri(me).href);
  const recipients = new Map(followers);
  for (const id of named) if (!recipients.has(id.href)) recipients.set(id.href, await lookup(ctx, id.href));
  await ctx.sendActivity({ identifier: me }, [...recipients.values()], activity, { preferSharedInbox: true });
  return { id: note.id.href, activity: activity.id.href, recipients: [...recipients.keys()] };
}

function noteFor({ id }) {
  const found = [...notes].find(([, note]) => note.id.href === id);
  if (!found) throw new HttpError(404, "no such note");
  return found;
}

const control = jsonRoutes({
  "GET /control/actor": async () => describe(),
  "GET /control/log": async (_input, query) =>
    log.map((entry) => ({ ...entry, ...signatures.of(entry.id), http_signature: signedAs(entry.id) }))
      .filter((entry) => entry.verified && (!query.has("type") || entry.type === query.get("type"))),
  "GET /control/requests": async () => requests,
  "GET /control/state": async () => ({
    followers: [...followers.keys()],
    following: [...following].map(([actor, { id, accepted, rejected }]) => ({ actor, follow: id, accepted, rejected })),
    notes: [...notes.values()].map((note) => note.id.href),
    delivery_errors: deliveryErrors,
  }),
  "POST /control/lookup": async ({ uri }) => {
    const found = await context().lookupObject(uri);
    if (!found) throw new HttpError(422, `${uri} is nothing that Fedify can read`);
    return found.toJsonLd({ format: "compact", contextLoader: context().contextLoader });
  },
  "POST /control/follow": async ({ actor }) => {
    const ctx = context();
    const target = await lookup(ctx, actor);
    const follow = new vocab.Follow({
      id: ctx.getObjectUri(vocab.Follow, { identifier: me, id: randomUUID() }),
      actor: ctx.getActorUri(me), to: target.id, object: target.id,
    });
    following.set(target.id.href, { follow, id: follow.id.href, accepted: false, rejected: false });
    await ctx.sendActivity({ identifier: me }, target, follow);
    return { id: follow.id.href, actor: target.id.href, inbox: target.inboxId.href };
  },
  "POST /control/unfollow": async ({ actor }) => {
    const ctx = context();
    const target = await lookup(ctx, actor);
    const entry = following.get(target.id.href);
    if (!entry) throw new HttpError(404, "not following");
    const undo = new vocab.Undo({
      id: new URL(`#undo/${randomUUID()}`, ctx.getActorUri(me)), actor: ctx.getActorUri(me), to: target.id, object: entry.follow,
    });
    following.delete(target.id.href);
    await ctx.sendActivity({ identifier: me }, target, undo);
    return { id: undo.id.href };
  },
  "POST /control/note": async ({ content = "<p>Hello from Fedify</p>", to = [], in_reply_to = null, summary = null }) => {
    const ctx = context();
    const uuid = randomUUID();
    const note = new vocab.Note({
      id: ctx.getObjectUri(vocab.Note, { identifier: me, id: uuid }),
      attribution: ctx.getActorUri(me), content, summary, mediaType: "text/html",
      published: Temporal.Now.instant(), url: ctx.getObjectUri(vocab.Note, { identifier: me, id: uuid }),
      tos: [vocab.PUBLIC_COLLECTION], ccs: [ctx.getFollowersUri(me), ...to.map((id) => new URL(id))],
      replyTarget: in_reply_to == null ? null : new URL(in_reply_to),
    });
    notes.set(uuid, note);
    return publish(ctx, createOf(ctx, note), note);
  },
  "POST /control/note/update": async (input) => {
    const ctx = context();
    const [uuid, old] = noteFor(input);
    const note = old.clone({ content: input.content, updated: Temporal.Now.instant() });
    notes.set(uuid, note);
    return publish(ctx, new vocab.Update({
      id: new URL(`#update/${randomUUID()}`, note.id), actor: ctx.getActorUri(me), tos: note.toIds, ccs: note.ccIds, object: note,
    }), note);
  },
  "POST /control/note/delete": async (input) => {
    const ctx = context();
    const [uuid, note] = noteFor(input);
    notes.delete(uuid);
    return publish(ctx, new vocab.Delete({
      id: new URL("#delete", note.id), actor: ctx.getActorUri(me), tos: note.toIds, ccs: note.ccIds,
      object: new vocab.Tombstone({ id: note.id }),
    }), note);
  },
  "POST /control/stop": async () => {
    setTimeout(() => process.exit(0), 50);
    return { stopping: true };
  },
});

const controlServer = await listen(control, Number(options["control-port"]), "127.0.0.1");
function describe() {
  const ctx = context();
  return {
    ready: true, actor: ctx.getActorUri(me).href, handle: `@${me}@${new URL(origin).host}`,
    inbox: ctx.getInboxUri(me).href, shared_inbox: ctx.getInboxUri().href, origin,
    control: `http://127.0.0.1:${controlServer.address().port}`,
  };
}
process.stdout.write(`${JSON.stringify(describe())}\n`);
