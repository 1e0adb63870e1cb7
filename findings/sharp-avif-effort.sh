#!/usr/bin/env bash
# sharp 0.35.5 encodes AVIF with `effort` from 0 (fastest) to 9, "CPU effort": one expects more effort to make a smaller file.
# For a photograph of 1,200 pixels, 1 and 2 make a larger file than 0 and take longer; only 3 and more are smaller. Who turns
# the effort down from 3 to 2 to save time pays twice. 0 is several times faster than 3 and about a fifth larger.
# Source: https://sharp.pixelplumbing.com/api-output/#avif
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund sharp@0.35.5
cat > run.cjs <<'JS'
const sharp = require('sharp');
sharp.concurrency(1);
let state = 7;
const next = () => (state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296;
const [width, height] = [1200, 900];
/** Blurred noise with grain, as a photograph has. */
async function photo() {
  const coarse = Buffer.from(Uint8Array.from({ length: 30 * 22 * 3 }, () => next() * 256));
  const smooth = await sharp(coarse, { raw: { width: 30, height: 22, channels: 3 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer();
  const grained = smooth.map((value) => Math.min(255, Math.max(0, value + (next() - 0.5) * 16)));
  return { data: Buffer.from(grained), raw: { width, height, channels: 3 } };
}
(async () => {
  const { data, raw } = await photo();
  const bytes = [];
  for (const effort of [0, 1, 2, 3]) {
    const began = process.cpuUsage();
    const file = await sharp(data, { raw })
      .avif({ quality: 55, effort, chromaSubsampling: '4:2:0' })
      .toBuffer();
    const { user, system } = process.cpuUsage(began);
    bytes.push(file.length);
    console.log(`sharp ${sharp.versions.sharp}, effort ${effort}: ${file.length} bytes, ${Math.round((user + system) / 1000)} ms of CPU`);
  }
  const [none, one, two, three] = bytes;
  if (!(one > none && two > none && three < none)) process.exit(1);
})();
JS
node run.cjs
