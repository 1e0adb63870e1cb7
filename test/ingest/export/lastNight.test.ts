import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composePortal } from '#site/compose.ts';
import { addDays } from '#model/time/date.ts';
import { dataFolder, put, read } from './folder.ts';

const HEADER = 'day,site,hours,stops\n';
interface Row {
  day: string;
  site: string;
  hours: number;
  stops: number;
}
/** Two sites of unlike size from 1 January 2026, no two weeks alike. */
const rows = (from: number, to: number): Row[] =>
  Array.from({ length: to - from }, (_, at) => from + at).flatMap((at) =>
    ['A', 'B'].map((site, index) => ({
      day: addDays('2026-01-01', at),
      site,
      hours: 10 + 5 * index + ((at * 7) % 11) / 4,
      stops: 2 + index + ((at * 5) % 7),
    })),
  );
const csv = (of: readonly Row[]) =>
  HEADER +
  of.map(({ day, site, hours, stops }) => `${day},${site},${hours},${stops}`).join('\n') +
  '\n';

/** One dump a night into the same folder, with one cache. */
async function nights(...dumps: (readonly Row[])[]) {
  const dir = await dataFolder({ 'stops.csv': csv(dumps[0] as Row[]) });
  let last = await read(dir);
  for (const dump of dumps.slice(1)) {
    await put(dir, { 'stops.csv': csv(dump) });
    last = await read(dir);
  }
  return { ...last, dir };
}
const changed = (of: readonly Row[], change: (row: Row, at: number) => Partial<Row>) =>
  of.map((row, at) => ({ ...row, ...change(row, at) }));

describe('a dump that rewrites what the last good one said', () => {
  const night = rows(0, 60);
  const next = rows(0, 61);
  it.each<[string, Row[], string]>([
    [
      'by a factor',
      changed(next, ({ hours }) => ({ hours: hours * 60 })),
      'hours of the past is 60 times what it was',
    ],
    [
      'by a factor below one',
      changed(next, ({ hours }) => ({ hours: hours / 60 })),
      'hours of the past is 1/60 of what it was',
    ],
    [
      'with swapped columns',
      changed(next, ({ hours, stops }) => ({ hours: stops, stops: Math.round(hours) })),
      'hours holds now what stops held',
    ],
    [
      'with swapped sites',
      changed(next, ({ site }) => ({ site: site === 'A' ? 'B' : 'A' })).sort((a, b) =>
        `${a.day}${a.site}` < `${b.day}${b.site}` ? -1 : 1,
      ),
      'rows changed their sites: A holds what B held and B holds what A held',
    ],
    [
      'with all dates one day back',
      changed(rows(0, 62), ({ day }) => ({ day: addDays(day, -1) })),
      'all dates moved by one day back',
    ],
    [
      'in most of its days',
      changed(next, ({ hours }, at) => (at % 3 === 0 ? {} : { hours: hours + (at % 5) + 1 })),
      'hours changed on',
    ],
    ['with its oldest half gone', rows(30, 61), 'its first 30 dated days are gone'],
    [
      'with days of the past gone',
      next.filter((_, at) => at % 3 !== 1 || at > 118),
      'days of the past have no rows any more',
    ],
    [
      'with six days in a row gone',
      next.filter((_, at) => at < 40 || at > 51),
      '6 dated days in a row have no rows any more, from',
    ],
    [
      'with every row twice',
      next.flatMap((row) => [row, { ...row, hours: 0, stops: 0 }]),
      'days of the past have another number of rows',
    ],
  ])('%s is refused, and the last good numbers stay with a doubt', async (_, bad, words) => {
    const { report, problems } = await nights(night, bad);
    expect(problems[0]).toMatchObject({ code: 'export/rewritten', severity: 'warning' });
    expect(problems[0]?.found).toContain(words);
    expect(report).toMatchObject({ failed: true, lastGood: true, newest: '2026-03-01' });
    expect(report.doubts.join(' ')).toContain(words);
    expect(report.suspicions.map(({ rule }) => rule)).toContain('export/rewritten');
  });
  it('is refused every night, until the right dump comes again', async () => {
    const bad = changed(next, ({ hours }) => ({ hours: hours * 60 }));
    expect((await nights(night, bad, bad)).report.failed).toBe(true);
    const { report, text } = await nights(night, bad, next);
    expect(report).toMatchObject({ failed: false, doubts: [], newest: '2026-03-02' });
    expect(text).toBe('');
  });
  it.each<[string, Row[]]>([
    ['that adds days', rows(0, 65)],
    ['of a window that moves on', rows(5, 65)],
    [
      'that corrects some days',
      changed(next, ({ hours }, at) => (at % 10 === 0 ? { hours: hours + 1 } : {})),
    ],
    [
      'with a quiet newest day',
      changed(next, ({ day }) => (day === '2026-03-02' ? { hours: 0.1 } : {})),
    ],
    ['in another order', next.toReversed()],
  ])('is none %s', async (_, good) => {
    const { report, text } = await nights(night, good);
    expect(text).toBe('');
    expect(report.failed).toBe(false);
    expect(report.suspicions.filter(({ rule }) => rule === 'export/rewritten')).toEqual([]);
  });
});

describe('a dump that ends earlier', () => {
  it('is refused whatever its length', async () => {
    const { report, problems } = await nights(rows(0, 60), rows(0, 58));
    expect(problems[0]).toMatchObject({
      code: 'export/shortened',
      found: 'the dump has 116 rows up to 2026-02-27; the last good one had 120 up to 2026-03-01',
    });
    expect(report.doubts[0]).toContain('it ends earlier than the last one');
    expect(report.newest).toBe('2026-03-01');
  });
  it('does not shrink the history night by night', async () => {
    const { report } = await nights(rows(0, 60), rows(12, 60), rows(24, 60), rows(36, 60));
    expect(report).toMatchObject({ failed: true, lastGood: true });
    // The second night lost less than a window that jumps by months may; the ones after it are held against the longest.
    expect(report.restated).toEqual([]);
  });
});

describe('a rewritten past that somebody accepts', () => {
  const bad = changed(rows(0, 61), ({ hours }) => ({ hours: hours * 60 }));
  const accept = (dir: string, until: string) =>
    readFile(join(dir, 'datapackage.json'), 'utf8').then((text) => {
      const contract = JSON.parse(text) as { resources: { trilens: object }[] };
      for (const entry of contract.resources)
        entry.trilens = {
          ...entry.trilens,
          accept: { by: 'Ada Meyer', until, reason: 'hours are minutes from now on' },
        };
      return writeFile(join(dir, 'datapackage.json'), JSON.stringify(contract));
    });
  it('is read, with who stands for it beside the numbers until the day that is named', async () => {
    const { dir } = await nights(rows(0, 60), bad);
    await accept(dir, '2026-03-20');
    const { report, text } = await read(dir);
    expect(text).toBe('');
    expect(report).toMatchObject({ failed: false, newest: '2026-03-02' });
    expect(report.doubts).toContain(
      'The past was rewritten (hours of the past is 60 times what it was); Ada Meyer accepts it until 20 March 2026: hours are minutes from now on.',
    );
    // From then on it is what the next dump is held against.
    const later = changed(rows(0, 90), ({ hours }) => ({ hours: hours * 60 }));
    await put(dir, { 'stops.csv': csv(later) });
    expect((await read(dir)).report).toMatchObject({ failed: false, doubts: [] });
  });
  it('is refused again after that day', async () => {
    const { dir } = await nights(rows(0, 60), bad);
    await accept(dir, '2026-03-01');
    const { report, problems } = await read(dir);
    expect(report.failed).toBe(true);
    expect(problems[0]?.found).toContain('what Ada Meyer accepted ended on 2026-03-01');
  });
});

it('several good dumps are kept, so that one that is damaged leaves the one before', async () => {
  const { dir } = await nights(rows(0, 60), rows(0, 61), rows(0, 62));
  const folder = join(dir, '../cache/last-good/stops');
  expect(await readdir(folder)).toHaveLength(3);
  const [newest = ''] = await Promise.all(
    (await readdir(folder)).map(async (name) => ({
      name,
      size: (await readFile(join(folder, name))).length,
    })),
  ).then((files) => files.sort((a, b) => b.size - a.size).map(({ name }) => name));
  await rm(join(folder, newest));
  await put(dir, { 'stops.csv': HEADER });
  expect((await read(dir)).report).toMatchObject({ lastGood: true, newest: '2026-03-02' });
});

it('every number of the export has the doubt beside it, and is of confidence C', async () => {
  const root = await mkdtemp(join(tmpdir(), 'trilens-night-'));
  await cp('src/cli/starter', root, { recursive: true });
  const compose = async () =>
    (
      await composePortal({
        contentDir: join(root, 'content'),
        dataDir: join(root, 'data'),
        cacheDir: join(root, 'cache'),
        asOf: null,
      })
    ).portal;
  const before = await compose();
  const file = join(root, 'data/stops.csv');
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replaceAll(/^(2[^,]+,[^,]+,)([\d.]+)/gm, (_, row, hours) => row + 60 * Number(hours)),
  );
  const after = await compose();
  const stops = after?.metrics.get('unplanned-stops');
  expect(stops?.all.latest).toEqual(before?.metrics.get('unplanned-stops')?.all.latest);
  expect(stops?.confidence).toEqual({ label: 'C', weakest: 'its newest dump rewrites the past' });
  expect(stops?.doubts.join(' ')).toContain('stop_hours of the past is 60 times what it was');
  expect(after?.metrics.get('alerts-acted-on')?.doubts.join(' ')).not.toContain('rewrites');
  expect(after?.findings.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['export/rewritten', 'export/refused']),
  );
});
