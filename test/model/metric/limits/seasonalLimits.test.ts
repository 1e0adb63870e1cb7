import { describe, expect, it } from 'vitest';
import { stateOf } from '../stateOf.ts';

/** Years of months: a wave over the year with a little of its own in every month. */
const year = (level: number, noise: readonly number[]) =>
  noise.map((own, month) => level + 10 * Math.sin((month / 12) * 2 * Math.PI) + own);
const NOISE = [
  [0.3, -0.2, 0.1, 0.4, -0.3, 0.2, -0.1, 0.0, -0.4, 0.3, -0.2, 0.1],
  [-0.1, 0.3, -0.4, 0.1, 0.2, -0.2, 0.3, -0.3, 0.0, -0.1, 0.4, -0.3],
  [0.2, 0.1, -0.1, -0.3, 0.4, 0.0, -0.4, 0.3, 0.2, -0.2, 0.0, 0.3],
];

describe('values with a season are held against those a season before', () => {
  it('what comes every year is no change', () => {
    const state = stateOf(NOISE.flatMap((noise) => year(50, noise)));
    expect(state.all.stretches.at(-1)?.method).toBe('seasonal');
    expect(state.all.variation).toBe('common-cause');
  });

  it('a step that has lasted for a whole season is a change, not the usual difference', () => {
    const [first = [], second = []] = NOISE;
    const state = stateOf([...year(50, first), ...year(42, second)]);
    expect(state.all.variation).toBe('concern');
    const limits = state.all.limits.at(-1);
    expect(limits?.mean).toBeGreaterThan(state.all.latest?.value as number);
  });
});

describe('a course that comes again every few months and is no season of the calendar', () => {
  const yaml = { target: { value: 60 } };
  const saw = (own: (at: number) => number) =>
    Array.from({ length: 36 }, (_, at) => 50 + 10 * (at % 3) + own(at));
  it('is held against a turn before, and says so', () => {
    const { all, sentence } = stateOf(
      saw((at) => ((at * 7919) % 101) / 50),
      { yaml },
    );
    expect(all.stretches.at(-1)).toMatchObject({
      method: 'seasonal',
      season: { lag: 3, before: 'the month 3 months before' },
      basis: { from: '2023-04-01', to: '2025-12-01', n: 33 },
    });
    expect(sentence).toMatch(/^Against the month 3 months before: no signal of change/);
  });
  it('meets its target in some months of it, and not by luck, also where every turn is the same', () =>
    expect(
      stateOf(
        saw(() => 0),
        { yaml },
      ).sentence,
    ).toBe(
      'No signal of change; its course comes again every 3 months, and meets the target of 60.0 in some of them and misses it in others.',
    ));
  it('does not hide a step', () =>
    expect(
      stateOf(
        saw((at) => ((at * 7919) % 101) / 50 + (at >= 24 ? 40 : 0)),
        { yaml },
      ).all.variation,
    ).toBe('improvement'));
});

describe('the first days of a metric by the day', () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, at) => (at % 7 > 4 ? 20 : 100) + ((at * 5) % 4));
  it('say nothing about change before a weekday can be compared, since weekends look like signals', () => {
    const yaml = { grain: 'day', target: { value: 80 } };
    const { sentence, all } = stateOf(days(13), { yaml });
    expect(sentence).toBe(
      '20.0 in the newest day, under its target of 80.0; no statement about change: it has 13 days, and a course over the week can be told from a change from 19 on.',
    );
    expect(all.signals).toEqual([]);
    expect(stateOf(days(20), { yaml }).all.stretches.at(-1)?.method).toBe('seasonal');
  });
});
