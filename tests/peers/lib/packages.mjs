// The peers' npm packages live in a cache outside the tree (see ../setup.sh),
// so a bare import from this folder is resolved there.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const cache = process.env.SOFRA_PEER_CACHE || join(homedir(), ".cache", "sofra-peers");
const installed = join(cache, "npm", "package.json");
if (!existsSync(installed)) {
  process.stderr.write(`No packages in ${cache}: run tests/peers/setup.sh first.\n`);
  process.exit(2);
}
const resolveFrom = pathToFileURL(installed).href;
const here = new URL("..", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const bare = !/^(?:[./]|[a-z][a-z0-9+.-]*:)/i.test(specifier);
    const ours = context.parentURL?.startsWith(here);
    return next(specifier, bare && ours ? { ...context, parentURL: resolveFrom } : context);
  },
});
