import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computePortal } from '#model/computePortal.ts';
import type { Keep } from '#model/foresight/earlier.ts';
import { foresight } from '#model/foresight/foresight.ts';
import { foresightInputs } from '#model/foresight/foresightInputs.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

import { KeptForesight } from '#site/keptForesight.ts';
import { judge } from '../model/findings/healthy.ts';

let cache: string;
let whole: Portfolio;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'trilens-foreseen-'));
  const { portal } = await judge([]);
  if (!portal) throw new Error('the portfolio cannot be judged');
  whole = portal.portfolio;
});
afterAll(() => rm(cache, { recursive: true, force: true }));

/** One build with the cache: what it foresees, and how often it had to compute it. */
async function night(portfolio: Portfolio) {
  const kept = await KeptForesight.in(cache);
  let made = 0;
  const keep: Keep = (inputs, make) =>
    kept.of('all')(inputs, () => {
      made++;
      return make();
    });
  const { foresight } = computePortal(portfolio, { keep });
  await kept.close();
  return { foresight, made };
}

describe('what was foreseen', () => {
  it('is computed once, and is the same from the cache as without one', async () => {
    const [first, second] = [await night(whole), await night(whole)];
    expect([first.made, second.made]).toEqual([1, 0]);
    expect(second.foresight).toStrictEqual(computePortal(whole).foresight);
  });
  it.each<[string, (portfolio: Portfolio) => Portfolio]>([
    ['another day', (one) => ({ ...one, asOf: '2026-10-08' })],
    [
      'an observation',
      (one) => ({
        ...one,
        observations: new Map(
          [...one.observations].map(([id, held], at) => [
            id,
            at > 0
              ? held
              : {
                  ...held,
                  latest: held.latest.map((cell, n) =>
                    n > 0 ? cell : { ...cell, value: cell.value + 0.001 },
                  ),
                },
          ]),
        ),
      }),
    ],
    [
      'what an earlier dump said',
      (one) => ({
        ...one,
        observations: new Map(
          [...one.observations].map(([id, held]) => [
            id,
            {
              ...held,
              superseded: held.latest
                .slice(0, 1)
                .map((cell) => ({ ...cell, value: 1, vintage: '2026-09-01' })),
            },
          ]),
        ),
      }),
    ],
    [
      'a field of a record',
      (one) => ({
        ...one,
        roadmap: one.roadmap.map((item, n) => (n > 0 ? item : { ...item, end: '2028-01-31' })),
      }),
    ],
    ['a setting', (one) => ({ ...one, settings: { ...one.settings, discountRate: 0.2 } })],
  ])('is computed again after a change of %s', async (_, change) => {
    await night(whole);
    const { foresight, made } = await night(change(whole));
    expect(made).toBe(1);
    expect(foresight).toStrictEqual(computePortal(change(whole)).foresight);
  });
  it('is known by a text that does not grow with the newest cells', async () => {
    const grown = new Map(
      [...whole.observations].map(([id, held]) => [
        id,
        { ...held, latest: Array.from({ length: 50 }, () => held.latest).flat() },
      ]),
    );
    const size = (portfolio: Portfolio) =>
      JSON.stringify(foresightInputs({ portfolio }, null)).length;
    expect(size({ ...whole, observations: grown }) - size(whole)).toBeLessThan(200);
  });
  it('is computed again where the file of the cache is damaged', async () => {
    await night(whole);
    const file = join(cache, 'foresight.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"perMonth":', '"perMonth":1'));
    expect((await night(whole)).made).toBe(1);
  });
  it('is not computed again after a change of a text or of a report, which no forecast reads', async () => {
    await night(whole);
    const { made } = await night({
      ...whole,
      reports: [],
      written: [],
      initiatives: whole.initiatives.map((one) => ({ ...one, body: [], headings: [] })),
    });
    expect(made).toBe(0);
  });
});

describe('the inputs of foresight', () => {
  it('are all that it is made of: without the rest it says the same', () => {
    const portal = computePortal(whole);
    const inputs = Object.keys(foresightInputs(portal, null) as object);
    const portfolio = Object.fromEntries(
      Object.entries(portal.portfolio).filter(([name]) => inputs.includes(name)),
    ) as unknown as Portfolio;
    const without = Object.keys(portal.portfolio).filter((name) => !inputs.includes(name));
    expect(without.toSorted()).toEqual(['before', 'lineOf', 'reports', 'translated', 'written']);
    expect(foresight({ ...portal, portfolio })).toStrictEqual(portal.foresight);
  });
});
