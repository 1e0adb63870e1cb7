#!/usr/bin/env bash
# xliff 6.4.0 reads a unit of XLIFF 2 that translation tools have split into two segments as one string each way, and the
# two strings are of different segments: the last source beside the last target that is there. With the first sentence
# translated and the second not yet, the untranslated sentence gets the translation of the other one, without an error.
# Source: XLIFF 2.0, 2.2.2.5 and 4.7 (a unit holds one or more segments, each with a source and at most one target).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund xliff@6.4.0
cat > run.cjs <<'JS'
const { xliff2js } = require('xliff');
const text = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de">
<file id="playbook"><unit id="step-1">
<segment id="1" state="translated"><source>Stop the line.</source><target>Linie stoppen.</target></segment>
<segment id="2" state="initial"><source>Call the shift lead.</source></segment>
</unit></file></xliff>`;
xliff2js(text).then((read) => {
  const unit = read.resources.playbook['step-1'];
  console.log(`xliff 6.4.0 reads: ${JSON.stringify(unit)}`);
  if (unit.source !== 'Call the shift lead.' || unit.target !== 'Linie stoppen.') process.exit(1);
});
JS
node run.cjs
