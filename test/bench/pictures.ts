import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { measure } from './measure.ts';
import { SITE_SIZE, writePortfolio } from './playbookSite.ts';
import { random } from './random.ts';

const ROOT = join(import.meta.dirname, '../..');
const EACH = 3;
/** As a telephone's picture is after it was sent by mail. */
const PICTURE = { width: 1200, height: 900 };

/** Builds a library whose playbooks have three pictures each, cold and again; the second build makes no picture. */
export async function benchPictures(): Promise<boolean> {
  const playbooks = Number(process.env.BENCH_PLAYBOOKS ?? SITE_SIZE.playbooks);
  const dir = join(ROOT, '.trilens/bench-pictures');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  try {
    await writePortfolio(dir, { ...SITE_SIZE, playbooks });
    await addPictures(join(dir, 'content/playbooks'));
    const build = () =>
      measure(
        process.execPath,
        [join(ROOT, 'src/cli/main.ts'), 'build', '--content', 'content', '--data', 'data'].concat([
          '--out',
          'dist',
          '--cache',
          'cache',
        ]),
        dir,
      );
    await rm(join(ROOT, '.trilens/renderer'), { recursive: true, force: true });
    const cold = await build();
    const files = await readdir(join(dir, 'dist/media'));
    const made = await keptPictures(dir);
    const second = await build();
    const again = (await keptPictures(dir)).filter((file) => !made.includes(file));
    console.log(`${playbooks} playbooks with ${EACH} pictures: ${files.length} files in media/`);
    for (const [name, { seconds, peakMb }] of Object.entries({ cold, second }))
      console.log(
        `${name.padEnd(8)} ${seconds.toFixed(1)} s  ${peakMb.toFixed(0)} MB (goal 1200 MB)`,
      );
    console.log(`pictures made again by the second build: ${again.length}`);
    return cold.peakMb <= 1200 && again.length === 0;
  } finally {
    if (process.env.KEEP_BENCH === undefined) await rm(dir, { recursive: true, force: true });
  }
}

/** Kept pictures by name and time: one that is made again has another time. */
async function keptPictures(dir: string): Promise<string[]> {
  const cache = join(dir, 'cache/pictures');
  const entries = await readdir(cache, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const { mtimeMs } = await stat(join(parentPath, name));
        return `${name} ${mtimeMs}`;
      }),
  );
}

async function addPictures(folder: string): Promise<void> {
  const next = random(5);
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.mdx'))) {
    const names = Array.from({ length: EACH }, (_, at) => name.replace('.mdx', `-${at}.jpg`));
    for (const picture of names) await writeFile(join(folder, picture), await photo(next));
    const text = await readFile(join(folder, name), 'utf8');
    const shown = names.map((picture, at) => `![What step ${at + 1} looks like](${picture})`);
    await writeFile(join(folder, name), `${text}\n## Pictures\n\n${shown.join('\n\n')}\n`);
  }
}

/** Blurred noise with grain, of which an encoder's work is about that of a photograph. */
async function photo(next: () => number): Promise<Buffer> {
  const noise = Buffer.from(
    Uint8Array.from({ length: 32 * 24 * 3 }, () => Math.floor(next() * 256)),
  );
  const { data, info } = await sharp(noise, { raw: { width: 32, height: 24, channels: 3 } })
    .resize({ ...PICTURE, kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grain = (value: number) => Math.min(255, Math.max(0, value + Math.round(next() * 16 - 8)));
  return sharp(data.map(grain), { raw: info }).jpeg({ quality: 85 }).toBuffer();
}
