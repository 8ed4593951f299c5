// Small helpers for the HTTP servers of a peer.
import { createServer } from "node:http";

const BODY_LIMIT = 1024 * 1024;

/** Reads a request body, at most one mebibyte. */
export async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new HttpError(413, "body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** An error whose message may be shown to the caller with this status. */
export class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Listens on loopback and gives the bound server. */
export function listen(handler, port, address) {
  const server = createServer((request, response) => {
    handler(request, response).catch((error) => {
      if (!response.headersSent) sendJson(response, error.status ?? 500, { error: String(error.message ?? error) });
      else response.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => resolve(server));
  });
}

/** Answers with JSON. */
export function sendJson(response, status, value) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

/** A table of "METHOD /path" handlers as a request listener: JSON in, JSON out. */
export function jsonRoutes(routes) {
  return async (request, response) => {
    const url = new URL(request.url, "http://control");
    const route = routes[`${request.method} ${url.pathname}`];
    if (!route) throw new HttpError(404, `no route ${request.method} ${url.pathname}`);
    const body = request.method === "POST" ? await readBody(request) : Buffer.alloc(0);
    let input = {};
    if (body.length > 0) {
      try {
        input = JSON.parse(body.toString("utf8"));
      } catch {
        throw new HttpError(400, "the body is not JSON");
      }
    }
    sendJson(response, 200, await route(input, url.searchParams));
  };
}
