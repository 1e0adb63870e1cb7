#!/usr/bin/env bash
# npm 11.19.1 applies no `overrides` to what a package from a registry pins by its npm-shrinkwrap.json, and says nothing of it: an
# override that is meant to bring a security fix is accepted and the pinned version is installed. Named by the address of the same
# tarball, the package follows the override, since npm then knows of no shrinkwrap. The documentation of overrides
# (https://docs.npmjs.com/cli/v11/configuring-npm/package-json#overrides) does not say so. A registry of two packages runs here.
set -euo pipefail
folder=$(mktemp -d)
cd "$folder"
mkdir -p packages/inner-1.0.0 packages/inner-1.0.1 packages/outer-1.0.0 user
echo '{ "name": "inner", "version": "1.0.0" }' > packages/inner-1.0.0/package.json
echo '{ "name": "inner", "version": "1.0.1" }' > packages/inner-1.0.1/package.json
cd packages/outer-1.0.0
echo '{ "name": "outer", "version": "1.0.0", "dependencies": { "inner": "1.0.0" } }' > package.json
cat > npm-shrinkwrap.json <<'JSON'
{ "name": "outer", "version": "1.0.0", "lockfileVersion": 3, "packages": {
  "": { "name": "outer", "version": "1.0.0", "dependencies": { "inner": "1.0.0" } },
  "node_modules/inner": { "version": "1.0.0" } } }
JSON
cd "$folder"
for package in inner-1.0.0 inner-1.0.1 outer-1.0.0; do
  (cd "packages/$package" && npm pack --silent --pack-destination "$folder" > /dev/null)
done
cat > registry.mjs <<'JS'
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
const VERSIONS = { inner: ['1.0.0', '1.0.1'], outer: ['1.0.0'] };
const server = createServer(({ url }, answer) => {
  const name = url.slice(1);
  if (name.endsWith('.tgz')) return answer.end(readFileSync(name));
  if (!VERSIONS[name]) return answer.writeHead(404).end('{}');
  const versions = VERSIONS[name].map((version) => {
    const file = `${name}-${version}.tgz`;
    const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
    const own = JSON.parse(readFileSync(`packages/${name}-${version}/package.json`, 'utf8'));
    const tarball = `http://127.0.0.1:${server.address().port}/${file}`;
    return [version, { ...own, _hasShrinkwrap: name === 'outer', dist: { tarball, integrity } }];
  });
  answer.setHeader('content-type', 'application/json');
  answer.end(JSON.stringify({ name, 'dist-tags': { latest: VERSIONS[name].at(-1) }, versions: Object.fromEntries(versions) }));
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
node registry.mjs &
registry=$!
trap 'kill $registry; rm -rf "$folder"' EXIT
until [ -s port ]; do sleep 0.1; done
host="http://127.0.0.1:$(cat port)"
# Fetched before the registry of the two packages is named.
npx --yes npm@11.19.1 --version > /dev/null
installed() {
  cd "$folder/user"
  rm -rf node_modules package-lock.json
  echo "{ \"dependencies\": { \"outer\": \"$1\" }, \"overrides\": { \"outer\": { \"inner\": \"1.0.1\" } } }" > package.json
  npx --yes npm@11.19.1 install --silent --no-audit --no-fund --registry "$host" --cache "$folder/cache"
  find node_modules -path '*/inner/package.json' -exec node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).version' {} \;
}
registered=$(installed 1.0.0)
addressed=$(installed "$host/outer-1.0.0.tgz")
echo "overrides ask for inner 1.0.1; of outer from a registry, npm 11.19.1 installs inner $registered"
echo "of outer by the address of its tarball, inner $addressed"
[ "$registered" = 1.0.0 ] && [ "$addressed" = 1.0.1 ]
