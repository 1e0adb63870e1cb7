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
