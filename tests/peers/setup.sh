#!/usr/bin/env bash
# Installs the peers written by others that the federation tests talk to, at
# exact versions, into a cache outside the tree. Safe to run again: a stamp of
# the pin files makes the second run return at once.
#
# Usage: setup.sh            (cache: $SOFRA_PEER_CACHE, or ~/.cache/sofra-peers)
# Prints three lines that callers can eval: SOFRA_PEER_CACHE=, SOFRA_PEER_NODE=, SOFRA_PEER_PYTHON=
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cache="${SOFRA_PEER_CACHE:-$HOME/.cache/sofra-peers}"
python="${SOFRA_PEER_BASE_PYTHON:-python3}"
mkdir -p "$cache"
cache="$(cd "$cache" && pwd)"
log="$cache/setup.log"

# Two test processes may start at once: the second waits for the first.
exec 9>"$cache/.lock"
flock -w 900 9

stamp_of() { cat "$@" | sha256sum | cut -d' ' -f1; }

npm_stamp="$(stamp_of "$here/package.json" "$here/package-lock.json")"
if [[ "$(cat "$cache/npm/.stamp" 2>/dev/null || true)" != "$npm_stamp" || ! -x "$cache/npm/node_modules/.bin/node" ]]; then
  rm -rf "$cache/npm"
  mkdir -p "$cache/npm"
  cp "$here/package.json" "$here/package-lock.json" "$cache/npm/"
  # The npm package "node" fetches its binary package from the registry in its
  # install script, so scripts stay on.
  (cd "$cache/npm" && timeout 600 npm ci --no-audit --no-fund --loglevel=error) >>"$log" 2>&1 \
    || { echo "setup.sh: npm ci failed, see $log" >&2; exit 1; }
  echo "$npm_stamp" >"$cache/npm/.stamp"
fi

# The interpreter is part of the stamp: a virtual environment made for one
# Python does not work with another.
pip_stamp="$(stamp_of "$here/requirements.txt")-$("$python" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')"
if [[ "$(cat "$cache/python/.stamp" 2>/dev/null || true)" != "$pip_stamp" || ! -x "$cache/python/bin/python" ]]; then
  rm -rf "$cache/python"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || { echo "setup.sh: fediverse-pasture needs Python 3.11 or newer" >&2; exit 1; }
  { "$python" -m venv "$cache/python" \
    && timeout 600 "$cache/python/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$here/requirements.txt"; } >>"$log" 2>&1 \
    || { echo "setup.sh: pip install failed, see $log" >&2; exit 1; }
  echo "$pip_stamp" >"$cache/python/.stamp"
fi

printf 'SOFRA_PEER_CACHE=%q\nSOFRA_PEER_NODE=%q\nSOFRA_PEER_PYTHON=%q\n' \
  "$cache" "$cache/npm/node_modules/.bin/node" "$cache/python/bin/python"
