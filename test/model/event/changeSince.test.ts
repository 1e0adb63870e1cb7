import { describe, expect, it } from 'vitest';
import { changeSince } from '#model/event/changeSince.ts';
import { sinceSentence } from '#model/event/sinceSentence.ts';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import type { Observation } from '#model/record/observation.ts';
import { week, weeks, world } from '../gate/evidence.ts';

const sums = (values: readonly number[]): Observation[] =>
  values.map((value, at) => ({
    period: week(values.length - 1 - at),
    site: 'A',
    line: null,
    value,
    n: 1,
    combine: 'sum' as const,
  }));
function stateOf(cells: Observation[], metric: Record<string, unknown> = {}) {
  const { portfolio } = world({ cells, metric });
  const state = computeMetrics(portfolio).get('use');
  if (!state) throw new Error('no metric');
  return state;
}
const HOURS = { type: 'outcome', direction: 'down', unit: 'h', value: { sum: 'hours' } };
const event = (day: string) => ({
  kind: 'go-live' as const,
  day,
  title: 'Go-live of Trial at Plant A',
  sites: ['A'],
  initiative: 'trial',
  metrics: [],
  isChange: true,
});
const say = (cells: Observation[], day: string, metric = {}) => {
  const state = stateOf(cells, metric);
  return sinceSentence(state.metric, state.all, event(day));
};

describe('percent since an event', () => {
  it('is of the mean a period, with the Welch interval of logs', () => {
    const [before, after] = [
      [9, 11, 10, 12, 8, 10],
      [6, 5, 7, 6, 5, 7],
    ];
    const state = stateOf(sums([...before, ...after]), HOURS);
    const change = changeSince(state.metric, state.all, week(5));
    // Variances of the logs 2/6/10² and 0.8/6/6², so 9.97 degrees of freedom and t = 2.229: 0.6 · e^±0.187.
    if ('none' in change) throw new Error(change.none);
    expect(change).toMatchObject({ unit: 'percent', before: { n: 6 }, after: { n: 6 } });
    expect(change.change).toBeCloseTo(-40, 10);
    expect(change.low).toBeCloseTo(-50.2, 1);
    expect(change.high).toBeCloseTo(-27.7, 1);
  });
  it('is told with levels, direction and what is not ruled out', () =>
    expect(say(sums([9, 11, 10, 12, 8, 10, 6, 5, 7, 6, 5, 7]), week(5), HOURS)).toMatch(
      /^Go-live of Trial at Plant A, 24 August 2026: −40\.0 % since, better \(95 % interval −50\.2 to −27\.7\), from 10\.0 h a week in the 6 weeks before to 6\.0 h a week in the newest 6; less than two years are known, so a season is not ruled out\.$/,
    ));
  it('of a percentage is in points, from the ratio of sums', () => {
    const cells = [
      ...weeks('A', [30, 32, 28, 30], { of: 100, last: week(8) }),
      ...weeks('A', [84, 86, 85, 85], { of: 100 }),
    ];
    expect(say(cells, week(6))).toContain('+55.0 points since, better (95 % interval +5');
  });
  it('claims nothing where the interval holds no change', () =>
    expect(say(sums([9, 11, 10, 12, 8, 10, 9, 12, 8, 11, 10, 9]), week(5), HOURS)).toContain(
      'no clear change since: −1.7 %',
    ));
  it('counts weeks that follow one another as fewer', () => {
    const wave = [1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1, 2].map((value) => 10 + value);
    const jumpy = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1].map((value) => 10 + value);
    const width = (values: number[]) => {
      const state = stateOf(sums([...values, ...values]), HOURS);
      const change = changeSince(state.metric, state.all, week(12));
      return 'none' in change ? 0 : change.high - change.low;
    };
    expect(width(wave)).toBeGreaterThan(1.5 * width(jumpy));
  });
  it('takes a ramp for a course and not for chance', () => {
    const ramp = [...Array(8).fill(30), ...Array.from({ length: 13 }, (_, at) => 32 + 4 * at)];
    const noisy = ramp.map((value, at) => value + [1, -1, 0, 2, -2][at % 5]!);
    expect(say(weeks('A', noisy), week(12))).toMatch(/\+2\d\.\d points since, better/);
  });
  it('leaves out the period in which it happened', () => {
    const state = stateOf(sums([10, 11, 9, 10, 500, 6, 5, 7, 6]), HOURS);
    const change = changeSince(
      state.metric,
      state.all,
      `${week(4).slice(0, 8)}${String(Number(week(4).slice(8)) + 2).padStart(2, '0')}`,
    );
    expect(change).toMatchObject({ before: { n: 4, value: 10 }, after: { n: 4, value: 6 } });
  });
});

describe('where nothing can be compared a sentence says why, and there is no number', () => {
  const flat = sums(Array.from({ length: 20 }, (_, at) => 10 + (at % 3)));
  it.each([
    ['an event before the data', flat, '2020-01-01', {}, 'the data begin after it'],
    ['an event after the newest week', flat, '2026-10-05', {}, 'no week since then is measured'],
    ['too few weeks before', flat, week(17), {}, '2 of 4 weeks before it that a comparison needs'],
    ['too few weeks since', flat, week(1), {}, '2 of 4 weeks since then that a comparison needs'],
    [
      'a rebase shortly before',
      flat,
      week(6),
      { rebase: [{ date: week(8), reason: 'new counter' }] },
      '2 of 4 weeks before it',
    ],
    ['values that never move', sums(Array(20).fill(3)), week(8), {}, 'it did not vary'],
  ])('%s', (_, cells, day, metric, words) => {
    const sentence = say(cells, day, { ...HOURS, ...metric });
    expect(sentence).toContain(words);
    expect(sentence).not.toMatch(/ %|NaN|Infinity|since, /);
  });
  it('a wave of less than two years, which may be a season', () => {
    const wave = sums(
      Array.from({ length: 45 }, (_, at) =>
        Math.round(50 + 20 * Math.sin((at / 26) * Math.PI) + ((at * at * 37) % 5)),
      ),
    );
    const sentence = say(wave, week(20), { ...HOURS, spc: 'auto' });
    expect(sentence).toMatch(
      /no change can be told, its values follow one another, and less than two years are known, so a season cannot be told from a change\.$/,
    );
  });
  it('a yearly course and less than a year before the event', () => {
    const months = Array.from({ length: 36 }, (_, at) => {
      const date = new Date(Date.UTC(2023, 9 + at, 1)).toISOString().slice(0, 10);
      const value = 100 + 40 * Math.sin((at * Math.PI) / 6) + ((at * 7) % 5);
      return { period: date, site: 'A', line: null, value, n: 1, combine: 'sum' as const };
    });
    const metric = { ...HOURS, grain: 'month', spc: 'auto' };
    expect(say(months, '2024-04-01', metric)).toContain('it has a yearly course');
    expect(say(months, '2025-10-01', metric)).toMatch(
      /no clear change since.*the same month a year before/,
    );
  });
});

describe('the interval holds what it promises', () => {
  it.each([0, 0.4])(
    'in 92 to 99 of 100 generated series without a change (correlation %d)',
    (phi) => {
      let seed = 7;
      const random = () => {
        seed = (seed * 1664525 + 1013904223) % 4294967296;
        return (seed + 0.5) / 4294967296;
      };
      const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
      let held = 0;
      const runs = 400;
      const { metric, all } = stateOf(sums(Array.from({ length: 26 }, () => 1)), HOURS);
      for (let run = 0; run < runs; run++) {
        let rest = normal();
        const values = Array.from({ length: 26 }, () => {
          rest = phi * rest + Math.sqrt(1 - phi * phi) * normal();
          return 50 + 5 * rest;
        });
        const point = (at: number) => ({ ...all.point(at), value: values[at] as number });
        const scope = { periods: all.periods, values, point, stretches: [] };
        const change = changeSince(metric, { ...all, ...scope }, week(12));
        if (!('none' in change) && change.low <= 0 && change.high >= 0) held++;
      }
      expect(held / runs).toBeGreaterThan(0.92);
      expect(held / runs).toBeLessThan(0.995);
    },
  );
});
