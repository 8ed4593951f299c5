// Host names of a test network: `--host NAME=ADDRESS:PORT` sends every
// connection for NAME (whatever port the URL names) to that loopback address,
// as the node's own development-only `hosts` map does.
import { isIP } from "node:net";

/** Reads NAME=ADDRESS[:PORT] entries; refuses anything but loopback. */
export function parseHosts(entries = []) {
  const hosts = new Map();
  for (const entry of entries) {
    const match = /^([^=]+)=(.+?)(?::(\d+))?$/.exec(entry);
    if (!match) throw new Error(`--host wants NAME=ADDRESS:PORT, not ${entry}`);
    const [, name, address, port] = match;
    if (!isLoopback(address)) throw new Error(`--host ${name}: only loopback addresses are allowed`);
    hosts.set(name.toLowerCase(), { address, port });
  }
  return hosts;
}

function isLoopback(address) {
  return address === "::1" || (isIP(address) === 4 && address.startsWith("127."));
}

/** Makes the global fetch follow the map, and reach nothing but loopback. */
export async function installHosts(hosts) {
  const { Agent, buildConnector, setGlobalDispatcher } = await import("undici");
  const connector = buildConnector({ timeout: 5000 });
  setGlobalDispatcher(
    new Agent({
      connect(options, callback) {
        const name = options.hostname.replace(/^\[|\]$/g, "").toLowerCase();
        const mapped = hosts.get(name);
        const address = mapped?.address ?? (name === "localhost" ? "127.0.0.1" : name);
        // A document may name any host; a test run must not look outside.
        if (!isLoopback(address)) {
          callback(new Error(`refused to connect to ${name}: not a host of this test network`), null);
          return;
        }
        connector({ ...options, hostname: address, port: mapped?.port ?? options.port }, callback);
      },
    }),
  );
}
