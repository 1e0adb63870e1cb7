import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '#model/time/date.ts';
import { apiFiles } from '#publish/api/api.ts';
import { clearCache } from '#publish/pages/leftovers.ts';
import { composePortal } from '#site/compose.ts';
import { ROOT } from '../cli/trilens.ts';

const STARTER = join(ROOT, 'src/cli/starter');
/** Weeks in the dump of the first night; each night brings one more. */
const FIRST = 14;

/** What ten of the nights bring in the place of a dump, from the good one of that night. */
const BAD: readonly ((good: string) => string | Buffer)[] = [
  () => '',
  (good) => good.slice(0, Math.floor(good.length / 3)),
  () => '<!DOCTYPE html><html><body><h1>503 Service Unavailable</h1></body></html>\n',
  (good) => good.replace('stop_hours', 'stops_total'),
  (good) =>
    good.replaceAll(
      /^([^,]+,[NS]01),([\d.]+)/gm,
      (_, row, hours) => `${row},${Number(hours) * 60}`,
    ),
  (good) => good.replaceAll(/,[NS]01,/g, ',??,'),
  (good) => good.replaceAll(/^(\d{4})/gm, (year) => String(Number(year) + 1)),
  () => Buffer.from([0x00, 0xff, 0x13, 0x37, 0x00, 0x80]),
  (good) => `${good.split('\n')[0]}\n`,
  (good) => good.replaceAll(/^([^,]+,[NS]01),[\d.]+/gm, '$1,#REF!'),
];

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-thirty-'));
  await mkdir(join(dir, 'content/metrics'), { recursive: true });
  await writeFile(join(dir, 'content/portfolio.yaml'), 'id: nights\nname: Nights\n');
  await cp(join(STARTER, 'content/sites.yaml'), join(dir, 'content/sites.yaml'));
  for (const name of ['unplanned-stops', 'rejected-parts'])
    await cp(
      join(STARTER, `content/metrics/${name}.yaml`),
      join(dir, `content/metrics/${name}.yaml`),
    );
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A folder with one dump and the contract of it. */
async function dataOf(name: string, dump: string | Buffer): Promise<string> {
  const data = join(dir, name);
  await mkdir(data, { recursive: true });
  const contract = JSON.parse(await readFile(join(STARTER, 'data/datapackage.json'), 'utf8')) as {
    resources: { name: string }[];
  };
  const resources = contract.resources.filter((resource) => resource.name === 'stops');
  await writeFile(join(data, 'datapackage.json'), JSON.stringify({ resources }));
  await writeFile(join(data, 'stops.csv'), dump);
  return data;
}

/** Every number of the series as it is published, and whether the newest dump was refused. */
async function published(dataDir: string, cacheDir: string, asOf: string) {
  await clearCache(cacheDir);
  const { portal, problems } = await composePortal({
    contentDir: join(dir, 'content'),
    dataDir,
    cacheDir,
    asOf,
  });
  if (!portal) throw new Error(problems.map(({ found }) => found).join('; '));
  const files = [...apiFiles(portal)].filter(([name]) => name.endsWith('.csv'));
  return {
    numbers: Object.fromEntries(files.map(([name, text]) => [name, text()])),
    refused: portal.portfolio.exports.some((report) => report.failed),
  };
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  const size = { files: 0, bytes: 0 };
  for (const name of await readdir(folder, { recursive: true })) {
    const found = await stat(join(folder, name));
    if (!found.isFile()) continue;
    size.files++;
    size.bytes += found.size;
  }
  return size;
}

it('thirty nights from one cache, ten with a bad dump: each publishes the numbers of a clean build of the newest good dump, and the cache does not grow', async () => {
  const [head = '', ...rows] = (await readFile(join(STARTER, 'data/stops.csv'), 'utf8'))
    .trimEnd()
    .split('\n');
  const cache = join(dir, 'cache');
  const sizes: { files: number; bytes: number }[] = [];
  const wrong: string[] = [];
  let lastGood = '';
  let bad = 0;
  for (let night = 0; night < 30; night++) {
    const here = rows.slice(0, 2 * (FIRST + night));
    const good = `${[head, ...here].join('\n')}\n`;
    const asOf = addDays(here.at(-1)?.slice(0, 10) ?? '', 7);
    const spoil = night % 3 === 2 ? BAD[bad++] : undefined;
    if (spoil === undefined) lastGood = good;
    const nightly = await published(await dataOf('data', spoil?.(good) ?? good), cache, asOf);
    const clean = await published(
      await dataOf('clean', lastGood),
      join(dir, `fresh-${night}`),
      asOf,
    );
    if (nightly.refused !== (spoil !== undefined))
      wrong.push(`night ${night}: refused is ${nightly.refused}`);
    if (JSON.stringify(nightly.numbers) !== JSON.stringify(clean.numbers))
      wrong.push(`night ${night}: other numbers than a clean build`);
    sizes.push(await sizeOf(cache));
  }
  expect(bad).toBe(10);
  expect(wrong).toEqual([]);
  const [tenth, last] = [sizes[9], sizes[29]];
  expect(last?.files).toBeLessThanOrEqual((tenth?.files ?? 0) + 2);
  // The dumps themselves grew from 24 to 43 weeks.
  expect(last?.bytes).toBeLessThan(2.5 * (tenth?.bytes ?? 0));
});
