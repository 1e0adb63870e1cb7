#!/usr/bin/env bash
# pptxgenjs 4.0.1 in Node writes the preview of an SVG into the deck under the name and type of a PNG, but its bytes are the
# text of the SVG itself, and it reports nothing. Programs that draw SVG never look at it; every other one, such as
# PowerPoint before 2016 or the preview of a mail, is given a PNG that it cannot read. The Open XML SDK sees no error, since
# it does not open pictures. The preview has to be replaced in the file that was written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund pptxgenjs@4.0.1 fflate@0.8.3 > /dev/null
cat > deck.mjs <<'JS'
import pptxgen from 'pptxgenjs';
import { strFromU8, unzipSync } from 'fflate';

const PNG = '89504e470d0a1a0a';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
/** The picture of one red pixel, as it should come out again. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

async function mediaOf(data) {
  const deck = new pptxgen();
  deck.addSlide().addImage({ data, x: 1, y: 1, w: 3, h: 3 });
  const files = unzipSync(await deck.write({ outputType: 'uint8array' }));
  return Object.entries(files).filter(([name]) => /^ppt\/media\/.+/.test(name));
}
const begins = (bytes) => Buffer.from(bytes.slice(0, 8)).toString('hex');

const [[plain, pixel]] = await mediaOf(`data:image/png;base64,${png}`);
console.log(`a PNG: ${plain} begins as a PNG: ${begins(pixel) === PNG}`);
if (begins(pixel) !== PNG) throw new Error('a PNG is not kept');

const media = await mediaOf(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
for (const [name, bytes] of media)
  console.log(`an SVG: ${name} begins as a PNG: ${begins(bytes) === PNG}, is the SVG: ${strFromU8(bytes) === svg}`);
const preview = media.find(([name]) => name.endsWith('.png'))[1];
if (strFromU8(preview) !== svg) throw new Error('the preview is another file than the SVG');
console.log('the part of the type image/png holds an SVG (pptxgenjs 4.0.1)');
JS
node deck.mjs
