import { describe, expect, it } from 'vitest';
import { basisSentence } from '#model/foresight/dates/basisSentence.ts';
import type { Course } from '#model/foresight/dates/course.ts';
import { coursesOf } from '#model/foresight/dates/coursesOf.ts';
import { datesOf, saidOfDates } from '#model/foresight/dates/datesOf.ts';
import { backtest, historyOf, quantile, shareBelow } from '#model/foresight/dates/slips.ts';
import { random } from '#model/statistics/random.ts';
import { portalOf, portfolioOf, type Records } from './portalOf.ts';

const finished = (ratios: readonly number[]): Course[] =>
  ratios.map((ratio, at) => ({
    kind: 'item',
    id: `old-${at}`,
    start: '2026-01-01',
    promised: '2026-04-10',
    done: new Date(Date.UTC(2026, 0, Math.round(100 * ratio))).toISOString().slice(0, 10),
    seenOpen: true,
    isOpen: false,
  }));
const dates = (records: Records, ratios: readonly number[]) =>
  datesOf(portalOf(records), finished(ratios)).dates;
const ONCE = new Array<number>(12).fill(1);
const CHAIN: Records = {
  sites: [{ id: 'N', name: 'Northfield', stops: [{ from: '2026-12-21' }, { from: '2027-04-05' }] }],
  roadmap: [
    { id: 'a', start: '2026-10-08', end: '2026-10-17' },
    { id: 'b', start: '2026-10-10', end: '2026-10-19', needs: ['a'] },
    { id: 'c', start: '2026-10-08', end: '2026-10-12' },
    { id: 'd', start: '2026-11-01', end: '2026-11-10', needs: ['b', 'c'] },
    {
      id: 'e',
      start: '2026-10-08',
      end: '2026-10-10',
      needs: [{ item: 'b', type: 'finish-finish' }],
    },
    { id: 'f', start: '2026-11-01', end: '2026-11-02', sites: ['N'], stopWindow: 'needed' },
  ],
};
const span = (records: Records, ratios: readonly number[], id: string) => {
  const found = dates(records, ratios).find((one) => one.id === id);
  return found && [found.low, found.middle, found.high];
};

describe('a date from own history', () => {
  it('is the planned one where everything came as planned, along the critical path computed by hand', () => {
    const on = (id: string) => new Set(span(CHAIN, ONCE, id));
    expect(on('a')).toEqual(new Set(['2026-10-17']));
    // b waits for a and takes its ten days; c is not on the path; d has time to spare.
    expect(on('b')).toEqual(new Set(['2026-10-27']));
    expect(on('c')).toEqual(new Set(['2026-10-12']));
    expect(on('d')).toEqual(new Set(['2026-11-10']));
    expect(on('e')).toEqual(new Set(['2026-10-27']));
    // Two days from the next stop on.
    expect(on('f')).toEqual(new Set(['2026-12-22']));
  });
  it('carries slips along the path: twice the time for each doubles both', () => {
    const twice = new Array<number>(12).fill(2);
    expect(span(CHAIN, twice, 'a')?.[1]).toBe('2026-10-27');
    expect(span(CHAIN, twice, 'b')?.[1]).toBe('2026-11-16');
  });
  it('is refused under ten finished ones, with a sentence and no span', () => {
    const { dates: none, basis } = datesOf(portalOf(CHAIN), finished(ONCE.slice(0, 9)));
    expect(none).toEqual([]);
    expect(basis[0]?.sentence).toBe(
      '9 roadmap items have finished on a known day; with fewer than 10 no date is forecast.',
    );
  });
  it('of what is overdue lies ahead, and is open beyond what the past has seen', () => {
    const late: Records = {
      roadmap: [{ id: 'late', start: '2026-06-01', end: '2026-09-08', status: 'in-progress' }],
    };
    const some = span(late, [1, 1, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 2], 'late');
    expect(some?.[0] ?? '').toMatch(/^202(6-(10-(0[89]|[123])|1[12])|7)/);
    expect(span(late, ONCE, 'late')).toEqual([null, null, null]);
  });
  it('is the same in every build, and in whatever order the history is', () => {
    const ratios = [0.9, 1.4, 1, 1.1, 2, 1.2, 1.3, 0.8, 1.6, 1.1, 1];
    expect(dates(CHAIN, ratios)).toEqual(dates(CHAIN, ratios));
    expect(datesOf(portalOf(CHAIN), finished(ratios).toReversed()).dates).toEqual(
      dates(CHAIN, ratios),
    );
  });
  it('leaves out items in a circle of needs', () => {
    const circle = {
      roadmap: [
        { id: 'a', when: '2026-12', needs: ['b'] },
        { id: 'b', when: '2026-12', needs: ['a'] },
        { id: 'c', when: '2026-12' },
      ],
    };
    expect(dates(circle, ONCE).map(({ id }) => id)).toEqual(['c']);
  });
});

describe('a span of 80 %', () => {
  it('holds what comes next in 80 % of cases, from ten finished ones on, for laws with long tails', () => {
    const next = random(3);
    const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    for (const [n, law] of [
      [10, () => Math.exp(0.3 + 0.5 * normal())],
      [25, () => 1 + 0.2 * normal()],
      [40, () => -Math.log(1 - next())],
    ] as const) {
      let [within, all] = [0, 0];
      for (let run = 0; run < 4000; run++) {
        const past = historyOf({ finished: Array.from({ length: n }, law), open: [] });
        const value = law();
        const [low, high] = [quantile(past, 0.1), quantile(past, 0.9)];
        all += 1;
        if (low !== null && high !== null && value >= low && value <= high) within += 1;
      }
      expect(Math.abs(within / all - 0.8), `${n}`).toBeLessThan(0.025);
    }
  });
  it('is held against its own past in the order of time, and never against what came later', () => {
    const next = random(5);
    const past = Array.from({ length: 200 }, () => Math.exp(next()));
    const { scored, within } = backtest({ finished: past, open: [] });
    expect(scored).toBe(190);
    expect(Math.abs(within / scored - 0.8)).toBeLessThan(0.08);
    // Work that suddenly takes three times as long falls out of the spans of the time before.
    expect(backtest({ finished: [...new Array<number>(10).fill(1), 3], open: [] }).within).toBe(0);
  });
  it('and its share are inverse to each other', () => {
    const past = historyOf({ finished: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512], open: [] });
    for (const value of [1.5, 3, 100, 500])
      expect(quantile(past, shareBelow(past, value))).toBeCloseTo(value, 10);
    expect(quantile(past, 0.999)).toBeNull();
  });
});

describe('what is still open', () => {
  it('counts as longer than so far: by hand, as Kaplan and Meier estimate it', () => {
    // One of four is open at 2: its weight goes to the two that took longer, 1.5 each.
    expect(historyOf({ finished: [1, 3, 4], open: [2] })).toMatchObject({
      values: [1, 3, 4],
      sums: [1, 2.5, 4],
      tail: 0,
    });
    expect(historyOf({ finished: [1, 3], open: [5] })).toMatchObject({ sums: [1, 2], tail: 1 });
  });
  it('never makes the future look better than the finished ones alone', () => {
    const finished = Array.from({ length: 12 }, (_, at) => at);
    const of = (open: number[]) => quantile(historyOf({ finished, open }), 0.8) ?? 1e9;
    expect(of([5])).toBeGreaterThanOrEqual(of([]));
    expect(quantile(historyOf({ finished, open: [150, 200] }), 0.9)).toBeNull();
    expect(backtest({ finished, open: [150] })).toEqual({
      scored: backtest({ finished, open: [] }).scored + 1,
      within: backtest({ finished, open: [] }).within,
    });
  });
});

describe('the course of an item', () => {
  it('keeps its first promise and the day on which a build first saw it done', () => {
    const at = (asOf: string, more: object) =>
      portfolioOf({ asOf, roadmap: [{ id: 'a', start: '2026-01-01', ...more }] });
    const first = coursesOf(at('2026-10-07', { end: '2026-11-30' }));
    const moved = coursesOf(at('2026-11-20', { end: '2027-01-31' }), first);
    expect(moved[0]).toMatchObject({ promised: '2026-11-30', done: null });
    const seen = coursesOf(at('2027-02-03', { end: '2027-01-31', status: 'done' }), moved);
    expect(seen[0]).toMatchObject({ promised: '2026-11-30', done: '2027-02-03' });
    expect(coursesOf(at('2027-03-01', { end: '2027-01-31', status: 'done' }), seen)[0]?.done).toBe(
      '2027-02-03',
    );
  });
  it('takes no day for known of what was done before anybody looked', () => {
    const done = portfolioOf({ roadmap: [{ id: 'a', when: '2026-01', status: 'done' }] });
    expect(coursesOf(done)[0]?.done).toBeNull();
    expect(coursesOf(done, coursesOf(done))[0]?.done).toBeNull();
  });
});

describe('a span that is kept as a forecast', () => {
  it('promises 80 % where it has two ends, 90 % where it has no last day, and is none without a first', () => {
    const span = (low: string | null, high: string | null) => ({
      ...{ kind: 'gate' as const, id: 'g', planned: '2026-11-01', middle: low },
      ...{ low, high },
    });
    const said = saidOfDates({
      basis: [],
      dates: [span('2026-11-01', '2026-12-01'), span('2026-11-01', null), span(null, null)],
    });
    expect(said.map(({ promised }) => promised)).toEqual([0.8, 0.9]);
  });
});

describe('what dates rest on', () => {
  const slips = { finished: Array.from({ length: 12 }, (_, at) => 1 + at / 10), open: [] };
  const tested = (scored: number, within: number) =>
    basisSentence('item', slips, { scored, within });
  it('is doubted where that many misses would be rare, and not judged by a few', () => {
    // Of one at 0.8 none comes true in 20 % of cases, of four none in 0.2 %, of ten five or fewer in 3.3 %.
    expect(tested(1, 0)).toContain('0 of 1 came within');
    expect(tested(1, 0)).toContain('so few say nothing');
    for (const [scored, within] of [
      [4, 0],
      [10, 5],
    ] as const)
      expect(tested(scored, within)).toMatch(/: do not lean on these dates\.$/);
    expect(tested(10, 8)).toMatch(/promises 80 %\.$/);
  });
});
