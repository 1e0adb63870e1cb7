#!/usr/bin/env bash
# sharp 0.35.5 takes a WOFF2 file as `fontfile` of a text without a word, and sets the text in another font: its FreeType is
# built without Brotli. The same letters as TrueType are set in their own font. Web fonts of npm come as WOFF2, so a picture
# that is made with them looks right only on a machine that has the font installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund sharp@0.35.5 @fontsource-variable/source-serif-4@5.3.1 subset-font@2.9.0
cat > set.js <<'JS'
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import subsetFont from 'subset-font';
const woff2 =
  'node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2';
const letters = 'Conversion cost';
await writeFile(
  'serif.ttf',
  await subsetFont(await readFile(woff2), letters, { targetFormat: 'truetype', variationAxes: { wght: 600 } }),
);
const width = async (fontfile) => {
  const text = { text: letters, font: 'Source Serif 4, 40', dpi: 72, ...(fontfile ? { fontfile } : {}) };
  return (await sharp({ text }).png().toBuffer({ resolveWithObject: true })).info.width;
};
const [none, asWoff2, asTrueType] = [await width(), await width(woff2), await width('serif.ttf')];
console.log(`no font file: ${none} px; WOFF2: ${asWoff2} px, without an error; TrueType: ${asTrueType} px`);
if (asWoff2 !== none || asTrueType === none) throw new Error('sharp sets WOFF2 fonts now');
console.log('sharp 0.35.5 ignores a font file in WOFF2');
JS
node set.js
