import { globSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Portal } from '#model/portal.ts';
import { composePortal } from '#site/compose.ts';
import { put } from './folder.ts';
import { trilens } from '../../cli/trilens.ts';

const FOLDER = resolve('test/fixtures/garments');
let portal: Portal;
let cacheDir: string;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'trilens-'));
  const composed = await composePortal({
    contentDir: join(FOLDER, 'content'),
    dataDir: join(FOLDER, 'data'),
    asOf: null,
    cacheDir,
  });
  expect(composed.problems).toEqual([]);
  portal = composed.portal as Portal;
});

/** The file again, read without any code of the project: means by team and ISO week. */
async function independent(): Promise<Map<string, { actual: number; target: number; n: number }>> {
  const [head = '', ...lines] = (
    await readFile(join(FOLDER, 'data/garments_worker_productivity.csv'), 'utf8')
  )
    .replace('\uFEFF', '')
    .trim()
    .split(/\r?\n/);
  const names = head.split(',');
  const result = new Map<string, { actual: number; target: number; n: number }>();
  for (const line of lines) {
    const cells = line.split(',');
    const cell = (name: string) => cells[names.indexOf(name)] as string;
    const [month, day, year] = cell('year').split('/').map(Number) as [number, number, number];
    if (year < 2015) continue;
    const date = new Date(Date.UTC(year, month - 1, day));
    date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
    const key = `${cell('team')} ${date.toISOString().slice(0, 10)}`;
    const held = result.get(key) ?? { actual: 0, target: 0, n: 0 };
    result.set(key, {
      actual: held.actual + Number(cell('actual_productivity')),
      target: held.target + Number(cell('targeted_productivity')),
      n: held.n + 1,
    });
  }
  return result;
}

describe('a real export of a garment factory', () => {
  it('productivity by team and week is what an independent calculation gives', async () => {
    const expected = await independent();
    expect(expected.size).toBeGreaterThan(100);
    const cells = portal.metrics.get('productivity')?.observations.latest ?? [];
    expect(cells.map((cell) => `${cell.line} ${cell.period}`).sort()).toEqual(
      [...expected.keys()].sort(),
    );
    for (const cell of cells) {
      const group = expected.get(`${cell.line} ${cell.period}`);
      expect(cell.value).toBeCloseTo((group?.actual ?? 0) / (group?.n ?? 1), 12);
      expect(cell.n).toBe(group?.n);
    }
  });
  it('a ratio over all teams is the ratio of the sums', async () => {
    const expected = await independent();
    const week = '2015-02-02';
    const groups = [...expected].filter(([key]) => key.endsWith(week)).map(([, group]) => group);
    const point = portal.metrics
      .get('productivity-against-target')
      ?.all.series.find((one) => one.period === week);
    expect(point?.value).toBeCloseTo(
      (100 * groups.reduce((sum, group) => sum + group.actual, 0)) /
        groups.reduce((sum, group) => sum + group.target, 0),
      9,
    );
  });
  it('what is quarantined is named by line, column and reason, and every row is accounted for', async () => {
    const report = portal.portfolio.exports[0];
    expect(report).toMatchObject({ rowsIn: 1197, accepted: 1196, quarantined: 1, ignored: 0 });
    expect(report?.quarantine).toMatchObject([
      {
        file: 'data/garments_worker_productivity.csv',
        line: 2,
        column: 'year',
        rule: 'export/minimum',
        reason: 'year is 1905-07-12; at least 2015-01-01 is allowed',
      },
    ]);
    const [listed = ''] = globSync(join(cacheDir, 'portfolios/*/quarantine/productivity.csv'));
    expect(await readFile(listed, 'utf8')).toContain(
      'data/garments_worker_productivity.csv,2,year,',
    );
    const { out } = await trilens([
      'check',
      '--content',
      join(FOLDER, 'content'),
      '--data',
      join(FOLDER, 'data'),
      '--cache',
      cacheDir,
    ]);
    expect(out).toContain(
      'data/garments_worker_productivity.csv:2  year  quarantined  year is 1905-07-12; at least 2015-01-01 is allowed  [export/minimum]',
    );
  });
  it('"finishing " and "finishing" are one department', () => {
    expect(portal.portfolio.exports[0]?.quarantine.some((row) => row.column === 'department')).toBe(
      false,
    );
  });
  it('judges a gate from it', () => {
    expect(portal.reviews[0]?.results[0]?.state).toMatch(/^(met|not-met)$/);
    expect(portal.portfolio.asOf).toBe('2015-03-11');
  });
  it('builds; the published pages count the row without repeating it', async () => {
    const out = join(cacheDir, 'site');
    expect(
      await trilens([
        'build',
        '--content',
        join(FOLDER, 'content'),
        '--data',
        join(FOLDER, 'data'),
        '--cache',
        cacheDir,
        '--out',
        out,
      ]),
    ).toMatchObject({ code: 0, err: '' });
    const page = await readFile(join(out, 'data/index.html'), 'utf8');
    expect(page).toContain('1,197 rows in = 1,196 accepted + 1 quarantined + 0 ignored');
    expect(page).toContain('data/garments_worker_productivity.csv:2');
    for (const file of ['data/index.html', 'api/data.json'])
      expect(await readFile(join(out, file), 'utf8')).not.toContain('1905');
  }, 60_000);
  it('the walk in the guide leads to what it says', async () => {
    const walk = await readFile('src/pages/guide/first-number.mdx', 'utf8');
    const block = (language: string) =>
      new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(walk)?.[1] ?? '';
    const root = await mkdtemp(join(tmpdir(), 'trilens-'));
    await put(root, {
      'data/datapackage.json': block('json'),
      'data/garments_worker_productivity.csv': await readFile(
        join(FOLDER, 'data/garments_worker_productivity.csv'),
      ),
      'content/portfolio.yaml': 'name: Garment teams\n',
      'content/metrics/productivity-against-target.yaml': block('yaml'),
    });
    const { problems, portal: ours } = await composePortal({
      contentDir: join(root, 'content'),
      dataDir: join(root, 'data'),
      asOf: null,
      cacheDir: join(root, 'cache'),
    });
    expect(problems).toEqual([]);
    const [row] = ours?.portfolio.exports[0]?.quarantine ?? [];
    expect(walk).toContain(
      `${row?.file}:${row?.line}  ${row?.column}  quarantined  ${row?.reason}  [${row?.rule}]`,
    );
    expect(walk).toContain(
      `${ours?.portfolio.exports[0]?.accepted.toLocaleString('en')} of ${ours?.portfolio.exports[0]?.rowsIn.toLocaleString('en')} rows are in`,
    );
    expect(ours?.metrics.get('productivity-against-target')?.all.latest?.value).toBeCloseTo(
      portal.metrics.get('productivity-against-target')?.all.latest?.value as number,
      12,
    );
  });
});
