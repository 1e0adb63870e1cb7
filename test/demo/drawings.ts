import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { box, disc, drawing, INK, line } from './shapes.ts';
import { POSTER } from './video.ts';

/** The test bench for seal faces, seen from the front: camera, ring lamp, plate, the two reference faces, screen. */
const TEST_BENCH = drawing(1400, 900, [
  box(120, 720, 1160, 60, '#cfd6d3'),
  box(180, 780, 60, 90, '#aab4b0'),
  box(1160, 780, 60, 90, '#aab4b0'),
  box(420, 90, 40, 640, '#b9c2be'),
  box(420, 90, 320, 40, '#b9c2be'),
  box(640, 120, 140, 150, '#5d6f78'),
  box(670, 270, 80, 60, '#3b4a52'),
  `<path d="M560 470 L600 400 H820 L860 470 Z" fill="#f3dfa4" ${INK}/>`,
  line(610, 490, 560, 640),
  line(710, 490, 710, 640),
  line(810, 490, 860, 640),
  box(520, 660, 380, 60, '#e9ecea'),
  disc(710, 640, 70, '#dfe7ea'),
  disc(710, 640, 34, '#f8f7f2'),
  disc(1000, 660, 58, '#dfe7ea'),
  disc(1000, 660, 28, '#f8f7f2'),
  disc(1140, 660, 58, '#dfe7ea'),
  disc(1140, 660, 28, '#f8f7f2'),
  `<path d="M1100 624 L1176 690" stroke="#a12a1e" stroke-width="7"/>`,
  box(960, 180, 300, 240, '#2f3d45'),
  `<rect x="985" y="205" width="250" height="150" fill="#9fb6bf"/>`,
  line(1000, 330, 1060, 290, 1110, 300, 1160, 250, 1220, 262),
]);

/** A machine with its plate, and the tablet that scans it. */
const PLATE_AND_TABLET = drawing(1200, 760, [
  box(80, 120, 620, 520, '#cfd6d3'),
  box(130, 170, 320, 240, '#9fb0b6'),
  disc(290, 290, 84, '#e9ecea'),
  disc(290, 290, 26, '#5d6f78'),
  box(520, 470, 130, 80, '#f8f7f2'),
  ...[0, 1, 2, 3, 4, 5, 6].map((bar) => line(535 + bar * 16, 484, 535 + bar * 16, 520)),
  line(545, 536, 625, 536),
  box(80, 640, 620, 50, '#aab4b0'),
  box(800, 230, 320, 420, '#2f3d45'),
  `<rect x="826" y="262" width="268" height="340" fill="#f8f7f2"/>`,
  ...[0, 1, 2, 3].map((row) =>
    box(842, 282 + row * 78, 236, 58, row === 0 ? '#f3dfa4' : '#e9ecea'),
  ),
  line(660, 505, 730, 480, 800, 440),
  line(660, 520, 740, 540, 800, 560),
]);

/** The pictures of the demonstration's playbooks: a PNG as a camera would give it, and drawings as they are. */
export async function drawings(): Promise<Map<string, Buffer>> {
  return new Map([
    ['seal-face-bench.png', await sharp(Buffer.from(TEST_BENCH)).png({ palette: true }).toBuffer()],
    ['plate-and-tablet.svg', Buffer.from(PLATE_AND_TABLET)],
    ['reference-faces.svg', Buffer.from(POSTER)],
  ]);
}

if (process.argv[1] === import.meta.filename) {
  const dir = process.argv[2] ?? 'content/playbooks';
  await mkdir(dir, { recursive: true });
  for (const [name, bytes] of await drawings()) await writeFile(join(dir, name), bytes);
}
