#!/usr/bin/env bash
# npm 11.19.1 ignores the npm-shrinkwrap.json of a package that is installed from a tarball, so that what the package pins floats:
# npm knows of a shrinkwrap by the field _hasShrinkwrap, which a registry adds to its answer, and looks into no tarball for the file
# (https://docs.npmjs.com/cli/v11/configuring-npm/npm-shrinkwrap-json does not say so). Here a package asks for ms ^2.0.0 and pins
# 2.0.0 in the shrinkwrap that its tarball holds; another version is installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/pinned" "$folder/user"
cd "$folder/pinned"
cat > package.json <<'JSON'
{ "name": "pinned", "version": "1.0.0", "dependencies": { "ms": "^2.0.0" } }
JSON
npm install --silent --no-audit --no-fund --package-lock-only ms@2.0.0
cat > package.json <<'JSON'
{ "name": "pinned", "version": "1.0.0", "dependencies": { "ms": "^2.0.0" } }
JSON
npm shrinkwrap --silent
npm pack --silent --pack-destination ../user > /dev/null
cd "$folder/user"
echo '{}' > package.json
npx --yes npm@11.19.1 install --silent --no-audit --no-fund ./pinned-1.0.0.tgz
version() { node -p "JSON.parse(require('fs').readFileSync('$1')).$2"; }
tar xzf pinned-1.0.0.tgz
echo "pinned by npm-shrinkwrap.json in the tarball: ms $(version package/npm-shrinkwrap.json "packages['node_modules/ms'].version")"
[ "$(version package/npm-shrinkwrap.json "packages['node_modules/ms'].version")" = 2.0.0 ]
installed=$(find node_modules -path '*/ms/package.json' -exec node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).version' {} \;)
echo "installed by npm 11.19.1: ms $installed"
[ "$installed" != 2.0.0 ]
