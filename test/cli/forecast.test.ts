import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptForecasts } from '#model/record/keptForecasts.ts';
import { random } from '#model/statistics/random.ts';
import { shiftPeriod } from '#model/time/period.ts';
import { composePortal } from '#site/compose.ts';
import { trilens } from './trilens.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-forecast-'));
  await cp('test/fixtures/healthy', root, { recursive: true });
  await writeFile(join(root, 'data/cost.csv'), falling());
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Two years of a cost that falls by a quarter a month, with chance around it: its target is ahead, so it has a date. */
function falling(): string {
  const next = random(3);
  const rows = Array.from({ length: 24 }, (_, month) => {
    const cost = 100 - 0.25 * month + 1.2 * (next() + next() - 1);
    const day = shiftPeriod('2024-10-01', 'month', month);
    return `${day},A,${Math.round(2000 * cost)},2000,2026-10-06\n${day},B,${Math.round(1000 * cost)},1000,2026-10-06\n`;
  });
  return `period,site,a,b,as_of\n${rows.join('')}`;
}

const sources = (asOf: string | null) => ({
  contentDir: join(root, 'content'),
  dataDir: join(root, 'data'),
  cacheDir: join(root, 'cache'),
  asOf,
});
const forecast = (...more: string[]) =>
  trilens([
    ...['forecast', '--content', join(root, 'content'), '--data', join(root, 'data')],
    ...['--cache', join(root, 'cache'), ...more],
  ]);
const FILE = 'content/forecasts.json';
const kept = async () => JSON.parse(await readFile(join(root, FILE), 'utf8')) as KeptForecasts;

describe('trilens forecast', () => {
  it('keeps what a build on the first of each month would have said, and a build scores it', async () => {
    const { code, out, err } = await forecast('--since', '2026-07');
    expect(code, err).toBe(0);
    expect(out).toContain('made afterwards, from what was known on the day');
    const { forecasts } = await kept();
    expect(forecasts.length).toBeGreaterThan(0);
    const text = await readFile(join(root, FILE), 'utf8');
    await rm(join(root, FILE));
    for (const day of new Set(forecasts.map(({ made }) => made))) {
      const { portal } = await composePortal(sources(day));
      const spans = ({ kind, subject, low, high }: KeptForecasts['forecasts'][number]) =>
        `${kind} ${subject} ${low} ${high}`;
      expect(forecasts.filter(({ made }) => made === day).map(spans)).toEqual(
        portal?.foresight.forecasts.kept.map(spans),
      );
    }
    await writeFile(join(root, FILE), text);
    const { portal } = await composePortal(sources(null));
    const scores = portal?.foresight.forecasts.scores ?? [];
    expect(scores.reduce((sum, { open, scored }) => sum + open + scored, 0)).toBeGreaterThanOrEqual(
      forecasts.filter(({ outcome }) => outcome !== 'void').length,
    );
  });
  it('refuses a month that is none or has not come, and a build a file that it does not understand', async () => {
    for (const since of ['2026-13', '2027-01']) {
      const { code, err } = await forecast('--since', since);
      expect([code, err.split('"')[1]]).toEqual([64, since]);
    }
    for (const [text, found] of [
      ['{', 'it is not JSON'],
      ['{ "version": 2, "forecasts": [], "courses": [] }', 'version'],
      ['{ "version": 1, "forecasts": [{ "kind": "luck" }], "courses": [] }', 'forecasts.0.kind'],
    ] as const) {
      await writeFile(join(root, FILE), text);
      const { portal, problems } = await composePortal(sources(null));
      expect(portal).toBeNull();
      expect(problems.map((one) => `${one.file}: ${one.found}`).join()).toContain(found);
    }
  });
});
