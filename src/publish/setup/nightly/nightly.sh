#!/bin/sh
# One night: fetch the dumps, read and judge them, build, publish. Everything below can be set in the environment.
# Exit codes: 0 published, 1 failed and nothing published, 2 published with findings at or above FAIL_ON or without new dumps.
set -u
cd "$(dirname "$0")" || exit 1

: "${TRILENS_HOME:=}"          # where Trilens is; empty: what package.json here installs, else a checkout in ./trilens with its packages
: "${CONTENT:=content}"        # what people write
: "${DATA:=data}"              # what machines write
: "${CACHE:=.trilens}"         # parsed exports, last good dumps, finished PDFs: keep it from night to night
: "${TO:=}"                    # the folder of releases that a web server serves; empty: the built portal stays in OUT
: "${OUT:=dist}"
: "${SIGN:=}"                  # file with the Ed25519 key that signs each release in TO; empty: they are not signed
: "${KEEP:=10}"                # how many releases stay in TO
: "${BASE:=}"                  # sub-path under which the portal is served; empty: that of url in portfolio.yaml, else /
: "${AUDIENCE:=}"              # the edition of one audience, or all; empty: everything
: "${FAIL_ON:=}"               # refused (a dump), error, warning or never; empty: as portfolio.yaml says
: "${PREVIOUS:=}"              # portfolio.json of the portal before, to say what changed; empty: the one in place; none: do not compare
: "${FETCH:=fetch.sh}"        # brings the dumps; none: those that are there are read
: "${LIMIT:=1800}"             # seconds that each step may take: fetching, building, publishing
: "${SUMMARY:=$CACHE/summary.md}"
export DATA

if [ -z "$TRILENS_HOME" ]; then
  TRILENS_HOME=trilens
  if [ -d node_modules/trilens ]; then TRILENS_HOME=node_modules/trilens; fi
fi
# A step that hangs is ended with all that it started, by Node where the system has no `timeout`. Its name comes first.
limited() {
  name=$1
  shift
  if command -v timeout >/dev/null 2>&1; then timeout -k 30 "$LIMIT" "$@"; else node -e "$WATCH" "$LIMIT" "$@"; fi
  code=$?
  [ "$code" != 124 ] || echo "$name took longer than LIMIT=$LIMIT seconds and was ended." >&2
  return "$code"
}
WATCH='
  const { spawn } = require("node:child_process");
  const [limit, program, ...rest] = process.argv.slice(1);
  const step = spawn(program, rest, { stdio: "inherit", detached: true });
  const end = (signal) => { try { process.kill(-step.pid, signal); } catch {} };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(signal));
  setTimeout(() => { end("SIGKILL"); process.exit(124); }, limit * 1000);
  step.on("error", () => process.exit(127));
  step.on("exit", (code) => process.exit(code ?? 137));
'
# Node comes with it; any other that is found first hands over to it.
trilens() { limited "trilens $1" env PATH="$TRILENS_HOME/node_modules/.bin:$TRILENS_HOME/../.bin:$PATH" node "$TRILENS_HOME/bin/trilens.js" "$@"; }

mkdir -p "$CACHE" 2>/dev/null
rm -f "$SUMMARY" 2>/dev/null
status=0

note=
if [ -f "$FETCH" ]; then
  limited "$FETCH" sh "./$FETCH" || note="The dumps could not be fetched ($FETCH ended with $?); the numbers are those that were there before."
fi

if [ -n "$TO" ]; then
  if [ -w "$CACHE" ]; then OUT="$CACHE/site-$$"; else OUT="${TMPDIR:-/tmp}/trilens-site-$$"; fi
  trap 'rm -rf "$OUT"' EXIT
  before="$TO/current"
else
  before="$CACHE/previous"
fi
# Each edition is compared with the same edition of the night before.
edition=
chosen=
[ "$AUDIENCE" = all ] && edition='/{audience}'
if [ -z "$PREVIOUS" ] && [ -n "$(find "$before/" -maxdepth 3 -path '*/api/portfolio.json' 2>/dev/null)" ]; then
  PREVIOUS="$before$edition/api/portfolio.json"
  chosen=--previous-may-fail
fi

set -- --content "$CONTENT" --data "$DATA" --cache "$CACHE" --out "$OUT" --summary "$SUMMARY"
[ -n "$BASE" ] && set -- "$@" --base "$BASE"
[ -n "$chosen" ] && set -- "$@" "$chosen"
[ -n "$AUDIENCE" ] && set -- "$@" --audience "$AUDIENCE"
[ -n "$FAIL_ON" ] && set -- "$@" --fail-on "$FAIL_ON"
[ -n "$PREVIOUS" ] && [ "$PREVIOUS" != none ] && set -- "$@" --previous "$PREVIOUS"
[ -n "$note" ] && set -- "$@" --note "$note"
trilens build "$@" || status=$?
[ "$status" = 0 ] || [ "$status" = 2 ] || exit 1

if [ -n "$TO" ]; then
  set -- --from "$OUT" --to "$TO" --keep "$KEEP" --summary "$SUMMARY"
  [ -n "$SIGN" ] && set -- "$@" --sign "$SIGN"
  trilens publish "$@" || exit 1
else
  rm -rf "$before"
  (cd "$OUT" && find . -maxdepth 3 -path '*/api/portfolio.json') | while read -r document; do
    mkdir -p "$before/$(dirname "$document")" && cp "$OUT/$document" "$before/$document"
  done
fi

[ -n "$note" ] && status=2
exit "$status"
