import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { portfolioCache } from '#ingest/portfolioCache.ts';
import { composePortal } from '#site/compose.ts';

let root: string;
const compose = async (name: string, cache = join(root, '.trilens')) => {
  const { portal } = await composePortal({
    contentDir: join(root, name, 'content'),
    dataDir: join(root, name, 'data'),
    cacheDir: cache,
    asOf: null,
  });
  const { report, latest } = {
    report: portal?.portfolio.exports.find(({ contract }) => contract.name === 'stops'),
    latest: portal?.metrics.get('unplanned-stops')?.all.latest?.value ?? null,
  };
  return { report, latest, rules: portal?.findings.map(({ rule }) => rule) ?? [] };
};
const stops = (name: string) => join(root, name, 'data/stops.csv');

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-two-'));
  for (const name of ['one', 'two'])
    await cp('src/cli/starter', join(root, name), { recursive: true });
  const rows = (await readFile(stops('two'), 'utf8')).split('\n');
  await writeFile(
    stops('two'),
    rows
      .map((row, at) =>
        at === 0 ? row : row.replace(/^([^,]+,[^,]+,)([\d.]+)/, (_, k, v) => k + 3 * Number(v)),
      )
      .join('\n'),
  );
});

describe('two portfolios that are built from one folder and call their exports alike', () => {
  it('never see the last good dump of each other', async () => {
    const one = await compose('one');
    const two = await compose('two');
    expect(two.latest).toBeCloseTo(3 * (one.latest ?? 0), 9);
    await writeFile(stops('one'), 'week,plant\n');
    const bad = await compose('one');
    expect(bad.report).toMatchObject({ failed: true, lastGood: true });
    expect(bad.latest).toBe(one.latest);
  });
  it('have none where only the other has a good one', async () => {
    await compose('one');
    await writeFile(stops('two'), 'week,plant\n');
    expect(await compose('two')).toMatchObject({
      latest: null,
      report: { failed: true, lastGood: false },
    });
  });
  it('are not compared with each other: nobody rewrote the past', async () => {
    await compose('one');
    const two = await compose('two');
    expect(two.report?.restated).toEqual([]);
    expect(two.rules).not.toContain('export/overwritten');
    await writeFile(
      stops('one'),
      (await readFile(stops('one'), 'utf8')).split('\n').slice(0, 20).join('\n'),
    );
    // Short for its own history, and still the first of its kind for the other.
    expect((await compose('one')).report?.failed).toBe(true);
    expect((await compose('two')).report?.failed).toBe(false);
  });
});

describe('a portfolio', () => {
  it('finds what was kept of it after the whole checkout has moved', async () => {
    const before = await compose('one');
    await rename(root, `${root}-moved`);
    root = `${root}-moved`;
    await writeFile(stops('one'), 'week,plant\n');
    expect(await compose('one')).toMatchObject({
      latest: before.latest,
      report: { lastGood: true },
    });
    await rm(root, { recursive: true });
  });
  it('is known by both of its folders, however they are written', () => {
    const at = (content: string, data: string) =>
      portfolioCache({ contentDir: content, dataDir: data, cacheDir: '/srv/.trilens' });
    expect(at('/srv/a/content', '/srv/a/data')).toBe(at('/srv/a/../a/content/', '/srv/a/data'));
    expect(at('/srv/a/content', '/srv/a/data')).not.toBe(at('/srv/b/content', '/srv/a/data'));
    expect(at('/srv/a/content', '/srv/a/data')).toMatch(
      /^\/srv\/\.trilens\/portfolios\/a-[0-9a-f]{12}$/,
    );
  });
});
