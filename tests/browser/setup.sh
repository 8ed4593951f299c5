#!/usr/bin/env bash
# Installs what the tests in a real browser need beside Debian's chromium, at
# exact versions, into a cache outside the tree. A stamp of the pin files makes
# the second run return at once.
#
# Usage: setup.sh            (cache: $SOFRA_CACHE/browser, or ~/.cache/sofra/browser)
# Prints one line that callers can eval: SOFRA_BROWSER_MODULES=
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cache="${SOFRA_CACHE:-$HOME/.cache/sofra}/browser"
mkdir -p "$cache"
cache="$(cd "$cache" && pwd)"
log="$cache/setup.log"

# Two test processes may start at once: the second waits for the first.
exec 9>"$cache/.lock"
flock -w 900 9

stamp="$(cat "$here/package.json" "$here/package-lock.json" | sha256sum | cut -d' ' -f1)"
if [[ "$(cat "$cache/npm/.stamp" 2>/dev/null || true)" != "$stamp" ]]; then
  rm -rf "$cache/npm"
  mkdir -p "$cache/npm"
  cp "$here/package.json" "$here/package-lock.json" "$cache/npm/"
  # No package here needs a script to be installed; none brings a browser of its own.
  (cd "$cache/npm" && timeout 600 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >>"$log" 2>&1 \
    || { echo "setup.sh: npm ci failed, see $log" >&2; exit 1; }
  echo "$stamp" >"$cache/npm/.stamp"
fi

printf 'SOFRA_BROWSER_MODULES=%q\n' "$cache/npm/node_modules"
