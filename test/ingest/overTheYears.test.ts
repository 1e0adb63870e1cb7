import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { composePortal } from '#site/compose.ts';
import { addDays } from '#model/time/date.ts';
import { formatNumber } from '#model/words/format.ts';
import { trilens } from '../cli/trilens.ts';

let root: string;
const SOUTH_ENDED = '2026-05-31';
/** Two plants of different kind: 20 of 240 hours in the north, 10 of 180 in the south, give or take. */
const NORTH = [1.3, 0.2, 2.4, 1.9, 0.8, 0.1, 0.6, 1.7, 2.2, 1.1, 1.5];
const SOUTH = [0.2, 1.4, 0.9, 0.4, 0.1, 1.2, 1.5, 0.7, 0.3, 1.1, 0.8];
const rows = (until: string, south = until) =>
  Array.from({ length: 61 }, (_, at) => addDays('2025-09-01', 7 * at))
    .filter((week) => addDays(week, 6) <= until)
    .flatMap((week, at) => [
      `${week},N01,${(20 + (NORTH[at % 11] ?? 0)).toFixed(1)},240,9000,100`,
      ...(week <= south
        ? [`${week},S01,${(10 + (SOUTH[at % 11] ?? 0)).toFixed(1)},180,6800,80`]
        : []),
    ]);
const dump = (until: string, south?: string) =>
  writeFile(
    join(root, 'data/stops.csv'),
    `week,plant,stop_hours,planned_hours,parts,rejected\n${rows(until, south).join('\n')}\n`,
  );
const composed = async (asOf: string) => {
  const { portal, problems } = await composePortal({
    contentDir: join(root, 'content'),
    dataDir: join(root, 'data'),
    asOf,
    cacheDir: join(root, 'cache'),
  });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return portal as NonNullable<typeof portal>;
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-years-'));
  await cp('src/cli/starter', root, { recursive: true });
});
const edit = async (file: string, from: string | RegExp, to: string) => {
  const text = await readFile(join(root, file), 'utf8');
  expect(text).toMatch(from);
  await writeFile(join(root, file), text.replace(from, to));
};

describe('a plant that was closed for good', () => {
  beforeEach(async () => {
    await edit('content/metrics/unplanned-stops.yaml', /baseline:.*\n/, '');
    await dump('2026-10-31', SOUTH_ENDED);
  });
  it('is missed, and there is no total without it, as long as nobody says so', async () => {
    const portal = await composed('2026-10-31');
    const state = portal.metrics.get('unplanned-stops');
    // What the other plant stops alone is no change of both.
    expect(state?.all.variation).toBe('common-cause');
    expect(state?.all.latest?.period).toBe('2026-05-25');
    expect(state?.doubts.join(' ')).toContain('no total: South plant did not report');
    expect(state?.confidence.label).toBe('C');
    expect(portal.findings.map(({ rule }) => rule)).toContain('export/coverage');
  });
  it('is not missed after its last day, and the total without it is another total, with a reason', async () => {
    await edit(
      'content/sites.yaml',
      '  name: South plant\n',
      `  name: South plant\n  until: ${SOUTH_ENDED}\n`,
    );
    const portal = await composed('2026-10-31');
    const state = portal.metrics.get('unplanned-stops');
    expect(portal.findings.filter(({ rule }) => rule === 'export/coverage')).toEqual([]);
    expect(state?.all.variation).toBe('common-cause');
    expect(state?.all.limits.map(({ from }) => from)).toEqual(['2025-09-01', '2026-06-01']);
    // The other plant goes on as it was.
    expect(
      state?.bySite.find(({ site }) => site === 'NORTH')?.limits.map(({ from }) => from),
    ).toEqual(['2025-09-01']);
    expect(state?.metric.siteChanges).toEqual([
      { date: '2026-06-01', reason: 'South plant was closed', sites: ['SOUTH'] },
    ]);
  });
});

describe('a report that is frozen and built on one day', () => {
  it('is not restated by how a number was computed: half of a digit is rounded alike, live and frozen', async () => {
    expect(formatNumber((16.2 / 240) * 100, 1)).toBe('6.8');
    expect(formatNumber(6.75, 1)).toBe('6.8');
    await writeFile(
      join(root, 'data/stops.csv'),
      `week,plant,stop_hours,planned_hours,parts,rejected\n${Array.from({ length: 40 }, (_, at) => `${addDays('2026-01-19', 7 * at)},N01,16.2,240,9000,100\n${addDays('2026-01-19', 7 * at)},S01,12.15,180,6800,80`).join('\n')}\n`,
    );
    const run = (...args: string[]) =>
      trilens([
        ...args,
        '--content',
        join(root, 'content'),
        '--data',
        join(root, 'data'),
        '--cache',
        join(root, 'cache'),
        '--as-of',
        '2026-10-26',
      ]);
    await edit('content/metrics/unplanned-stops.yaml', /baseline:.*\n/, '');
    expect(await run('report', 'new', '--kind', 'monthly', '--period', '2026-09')).toMatchObject({
      code: 0,
    });
    await edit('content/reports/2026-09.mdx', 'status: draft', 'status: published');
    expect(await run('freeze', '2026-09')).toMatchObject({ code: 0 });
    const portal = await composed('2026-10-26');
    expect(portal.findings.filter(({ rule }) => rule.startsWith('report/'))).toEqual([]);
  }, 60_000);
});

describe('a value of the past that the export gives otherwise', () => {
  it('is restated for what changed it, and not for a definition that came later', async () => {
    await edit('content/metrics/unplanned-stops.yaml', /baseline:.*\n/, '');
    await dump('2026-04-05');
    const run = (asOf: string, ...args: string[]) =>
      trilens([
        ...args,
        '--content',
        join(root, 'content'),
        '--data',
        join(root, 'data'),
        '--cache',
        join(root, 'cache'),
        '--as-of',
        asOf,
      ]);
    await rm(join(root, 'content/initiatives'), { recursive: true });
    await rm(join(root, 'content/roadmap'), { recursive: true });
    await rm(join(root, 'content/playbooks'), { recursive: true });
    await edit('content/goals/fewer-stops.yaml', ', via: [early-signs]', '');
    await mkdir(join(root, 'content/reports'));
    await writeFile(
      join(root, 'content/reports/2026-03.mdx'),
      '---\ntitle: March\nperiod: 2026-03\nkind: monthly\nasOf: 2026-04-06\nstatus: published\nauthors: [A]\n---\n\n<Metric id="unplanned-stops" />\n\n<Chart metric="unplanned-stops" by="site" />\n',
    );
    expect(await run('2026-04-06', 'freeze', '2026-03', '--accept-stale')).toMatchObject({
      code: 0,
    });
    await dump('2026-05-31');
    await edit('data/stops.csv', '2026-01-05,N01,21.7,240', '2026-01-05,N01,40,240');
    await edit(
      'content/metrics/unplanned-stops.yaml',
      /^grain: week$/m,
      'grain: week\ndefinitions: [{ version: "1", validFrom: 2025-01-01, text: all stops }, { version: "2", validFrom: 2026-05-04, text: stops over five minutes }]',
    );
    const restated = (await composed('2026-06-01')).findings
      .filter(({ rule }) => rule === 'report/restated')
      .map(({ what }) => what)
      .join(' ');
    expect(restated).toContain('for 2026-W02');
    expect(restated).toMatch(/Stop log was delivered again|the rows of Stop log changed/);
    expect(restated).not.toContain('definition');
  }, 60_000);
});

describe('people leave', () => {
  it('and whatever was theirs is found: a seat, a goal, a playbook', async () => {
    await rm(join(root, 'cache'), { recursive: true, force: true });
    await writeFile(
      join(root, 'content/portfolio.yaml'),
      `${await readFile(join(root, 'content/portfolio.yaml'), 'utf8')}people:\n  - { name: B. Line, until: 2026-10-15 }\n`,
    );
    const before = await composed('2026-10-15');
    const after = await composed('2026-10-26');
    const left = (portal: typeof after) =>
      portal.findings
        .filter(({ what }) => what.includes('left on'))
        .map(({ rule, record }) => `${rule} ${record}`)
        .toSorted();
    expect(left(before)).toEqual([]);
    expect(left(after)).toEqual([
      'pod/owner-left playbooks/name-a-stop',
      'pod/owner-left roadmap/sensors-line-2',
      'pod/roles initiatives/early-signs',
    ]);
  });
});
