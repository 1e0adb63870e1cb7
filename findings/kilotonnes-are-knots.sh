#!/usr/bin/env bash
# js-quantities 1.8.0 knows "t" as the metric ton and takes prefixes before it, but not the kilo: "Mt" is a million tonnes,
# "kt" is a knot, a speed. So 2 kt of coal a month is 1.03 m/s, and only a check of the kind (mass or speed) notices it.
# "PS" is a petasiemens and no horsepower, "gr" is a gross (144 pieces) and no grain or gram.
# Source: BIPM, SI brochure, 9th edition, 3 and table 8 (prefixes go with the tonne; a knot has no agreed symbol).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund js-quantities@1.8.0
cat > run.cjs <<'JS'
const Qty = require('js-quantities');
const kinds = ['t', 'Mt', 'kt', 'PS', 'gr'].map((unit) => [unit, Qty(`1 ${unit}`).kind(), Qty(`1 ${unit}`).toBase().scalar]);
for (const [unit, kind, scalar] of kinds) console.log(`js-quantities 1.8.0: 1 ${unit} is ${scalar} in base units of ${kind}`);
const found = kinds.map(([, kind]) => kind).join(' ');
if (found !== 'mass mass speed conductance unitless') process.exit(1);
JS
node run.cjs
