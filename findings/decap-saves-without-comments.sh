#!/usr/bin/env bash
# A form over YAML files that people also edit by hand must give back what it does not show. Decap CMS reads a file as data and
# writes the data again (src/formats/yaml.js): decap-cms-core 3.19.1 drops every comment, also the line by which editors find the
# schema of the file, writes lists and groups of one line over several, and folds texts elsewhere. A save that changes one field
# keeps no line of this file as it was, so that notes of others are lost and a review shows changes that nobody made.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund yaml@1.10.2
npm pack --silent decap-cms-core@3.19.1 > /dev/null
tar xzf decap-cms-core-3.19.1.tgz package/dist/esm/formats
sed "s#'./helpers'#'./helpers.js'#" package/dist/esm/formats/yaml.js > yaml-format.js
cp package/dist/esm/formats/helpers.js helpers.js
cat > save.js <<'JS'
import format from './yaml-format.js';
const file = `# yaml-language-server: $schema=../goal.schema.json
title: Fewer stops
target: { value: 6, by: 2027-06-30 } # agreed on 3 May
owners: [A. Data, B. Line] # B. Line until June
note: >-
  Counted by the line
  and not by the shift.
`;
const data = format.fromFile(file);
data.title = 'Fewer unplanned stops';
const saved = format.toFile(data, ['title']);
console.log(saved);
const kept = saved.split('\n').filter((line) => line !== '' && file.split('\n').includes(line));
console.log(`comments kept: ${(saved.match(/#/g) ?? []).length} of 3; lines kept: ${kept.length} of 7`);
JS
node save.js | tee found
diff found - <<'EXPECTED' && echo 'as described (decap-cms-core 3.19.1)'
title: Fewer unplanned stops
target:
  value: 6
  by: 2027-06-30
owners:
  - A. Data
  - B. Line
note: Counted by the line and not by the shift.

comments kept: 0 of 3; lines kept: 0 of 7
EXPECTED
