import { describe, expect, it } from 'vitest';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { outsideOwn } from '#model/metric/limits/outsideOwn.ts';
import { currentLimits } from '#model/metric/metricState.ts';
import { assurance } from '#model/statistics/chart/assurance.ts';
import { processLimits } from '#model/statistics/chart/processLimits.ts';
import { sumOf } from '#model/statistics/sum.ts';
import { shareState, stateOf } from '../stateOf.ts';

const times = <T>(count: number, of: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => of(at));

describe('a series that does not vary', () => {
  it.each([0.1, 0.3, 92.7, -4.2, 983 / 1000, 0])('of %d has no signal and no limits', (value) => {
    const { all, sentence } = stateOf(
      times(20, () => value),
      { yaml: { target: { value } } },
    );
    expect(all.signals).toEqual([]);
    expect(all.limits).toEqual([]);
    expect(all.variation).toBe('unknown');
    expect(all.assurance).toBe('unknown');
    expect(sentence).toMatch(/^Did not vary: .* in each of 20 months, at its target of /);
  });

  it('is told from rounding: thirds of three hundred are one hundred', () => {
    const values = times(24, (at) => (at % 2 === 0 ? 0.1 + 0.2 : 0.3));
    expect(stateOf(values).sentence).toBe('Did not vary: 0.3 in each of 24 months.');
  });

  it.each([
    ['0 of n', (at: number): [number, number] => [0, 100 + at]],
    ['n of n', (at: number): [number, number] => [100 + at, 100 + at]],
  ])('is one of proportions of %s as well', (_, of) => {
    const { all, sentence } = shareState(times(20, of), {
      yaml: { spc: 'p-prime', target: { value: 90 } },
    });
    expect(all.limits).toEqual([]);
    expect(sentence).toContain('Did not vary');
  });

  it('in its baseline sets no limits for what comes after', () => {
    const values = times(24, (at) => (at < 12 ? 5 : 5 + (at % 3)));
    const { all, sentence } = stateOf(values, {
      yaml: { baseline: { period: '2023-01/2023-12' } },
    });
    expect(all.limits).toEqual([]);
    expect(sentence).toContain('the values of its baseline do not vary');
  });
});

describe('limits that are no numbers', () => {
  it('are none: every second month has no neighbour', () => {
    const { all, sentence } = stateOf(times(36, (at) => (at % 2 === 0 ? 50 + (at % 5) : null)));
    expect(all.limits).toEqual([]);
    expect(all.limitsAbsent).toContain('of 18 values no pairs are of neighbouring months');
    expect(sentence).not.toMatch(/NaN|chance/);
  });
});

describe('values in whole days', () => {
  const days = [4, 4, 4, 5, 4, 4, 4, 4, 3, 4, 4, 4, 4, 4, 5, 4, 4, 4, 4, 4, 4, 5, 4, 4, 4, 4, 4, 4];
  it('have no limits: every step is an outlier among the zeros', () => {
    const limits = processLimits(days);
    expect(limits?.movingRange).toBeCloseTo(8 / 27, 12);
    expect(limits?.screenedOut).toBe(0);
    const { all, sentence } = stateOf(days, { yaml: { direction: 'down' } });
    expect(all.limits).toEqual([]);
    expect(sentence).toContain('19 of 27 neighbouring values are equal, which is too coarse');
  });

  it('that differ more often than not have theirs', () => {
    const mixed = times(24, (at) => 4 + [0, 1, 1, 2, 0, 1][at % 6]!);
    expect(stateOf(mixed).all.limits).toHaveLength(1);
  });
});

describe('rounding', () => {
  it('adds up: twenty times 0.3 is 6', () => {
    expect(sumOf(times(20, () => 0.3))).toBe(6);
    expect(sumOf([1e16, 1, -1e16])).toBe(1);
  });

  it('puts no target beyond a limit that it is at', () => {
    expect(assurance({ lower: 0.1 + 0.2, upper: 1 }, 0.3, 'up')).toBe('hit-or-miss');
    expect(assurance({ lower: 0, upper: 0.3 }, 0.1 + 0.2, 'up')).toBe('hit-or-miss');
  });
});

describe('a sentence about today', () => {
  const before = times(24, (at) => 60 + [0, 1, -1, 2, -2, 1][at % 6]!);

  it('does not come from the process before a rebase', () => {
    const { all, sentence } = stateOf([...before, 50, 49, 51, 50, 48, 52, 50], {
      yaml: { target: { value: 50 }, rebase: [{ date: '2025-01-01', reason: 'a new furnace' }] },
    });
    expect(all.assurance).toBe('unknown');
    expect(currentLimits(all)).toBeUndefined();
    expect(sentence).toBe(
      'Not enough data: 7 of 12 months that limits need, since they began again on 1 January 2025; no statement about change before 31 December 2025.',
    );
    expect(all.limitsAbsent).toBe(
      '7 of 12 months since 1 January 2025 (a new furnace) that limits need',
    );
  });

  it('does not come from the process before a new definition', () => {
    const { all } = stateOf([...before, 50, 49, 51], {
      yaml: {
        target: { value: 62 },
        definitions: [
          { version: '1', validFrom: '2023-01-01', text: 'a' },
          { version: '2', validFrom: '2025-01-01', text: 'b' },
        ],
      },
    });
    expect(all.variation).toBe('unknown');
    expect(all.limitsAbsent).toContain('3 of 12 months');
  });

  it('begins within the limits that hold today', () => {
    const jump = [...before, ...times(14, (at) => 70 + (at % 2)), 90];
    const { all } = stateOf(jump, {
      yaml: { rebase: [{ date: '2025-01-01', reason: 'a new furnace' }] },
    });
    expect(all.since).toBe('2026-03-01');
  });
});

describe('a baseline', () => {
  const values = times(36, (at) => 50 + [0, 2, -2, 1, -1, 3, -3][at % 7]! + (at >= 18 ? 4 : 0));
  const baseline = { period: '2023-04/2024-06' };

  it('fixes the limits on its points although the data begin before it', () => {
    const { all } = stateOf(values, { yaml: { baseline } });
    const alone = stateOf(values.slice(3), { yaml: { baseline }, first: '2023-04-01' });
    expect(currentLimits(all)).toEqual(currentLimits(alone.all));
    expect(all.stretches[0]).toMatchObject({
      fixed: true,
      basis: { from: '2023-04-01', to: '2024-06-01', n: 15 },
    });
    expect(all.variation).toBe('improvement');
  });

  it('of fewer than twelve points fixes none, and the page says so', () => {
    const { all } = stateOf(values, { yaml: { baseline: { period: '2023-04/2023-09' } } });
    expect(all.stretches[0]?.fixed).toBe(false);
    expect(all.stretches[0]?.note).toBe('the baseline has 6 of the 12 points that would fix them');
  });

  it('after a rebase fixes the limits of its own stretch', () => {
    const { all } = stateOf(values, {
      yaml: {
        baseline: { period: '2023-07/2024-06' },
        rebase: [{ date: '2023-07-01', reason: 'moved' }],
      },
    });
    expect(all.stretches.at(-1)).toMatchObject({
      fixed: true,
      basis: { from: '2023-07-01', n: 12 },
    });
  });
});

describe('what can be', () => {
  it('bounds the limits of sums that are never negative', () => {
    const values = times(24, (at) => [3, 40, 12, 0, 25, 7][at % 6]!);
    const limits = (value: object) =>
      currentLimits(stateOf(values, { yaml: { value, direction: 'down' } }).all);
    expect(limits({ sum: 'v' })?.lower).toBe(0);
    expect(limits({ mean: 'v' })?.lower).toBeLessThan(0);
  });

  it('bounds the limits of a share of a part at nothing and at the whole', () => {
    const all = shareState(times(24, (at) => [[90, 100, 85, 70, 95][at % 5]!, 100])).all;
    expect(currentLimits(all)?.upper).toBe(100);
  });
});

describe('a baseline that goes across a rebase', () => {
  const metric = (baseline: string) =>
    metricSchema.safeParse({
      title: 'Series',
      type: 'outcome',
      direction: 'up',
      value: { mean: 'v' },
      baseline: { period: baseline },
      rebase: [{ date: '2023-07-01', reason: 'moved' }],
    });

  it('is refused, one on either side of it is not', () => {
    expect(metric('2023-01/2024-01').error?.issues[0]?.message).toBe(
      'a baseline on one side of 2023-07-01, where a rebase or a new definition begins',
    );
    expect(metric('2022-01/2023-06').success).toBe(true);
    expect(metric('2023-07/2024-06').success).toBe(true);
  });
});

describe('limits over all points of a series whose level changed', () => {
  const step = times(40, (at) => (at < 20 ? 50 : 68) + ((at * 7) % 5));
  it('are usual for neither time, and the points outside are counted', () => {
    const { all, sentence } = stateOf(step);
    expect(sentence).toBe('Improved since September 2024.');
    expect(outsideOwn(all)).toEqual({ outside: 40, points: 40 });
  });
  it('are usual where a baseline fixes them, after a rebase, and with single points outside', () => {
    const baseline = { baseline: { period: '2023-01/2024-06' } };
    expect(outsideOwn(stateOf(step, { yaml: baseline }).all)).toBeNull();
    const rebase = { rebase: [{ date: '2024-09-01', reason: 'a new press' }] };
    expect(outsideOwn(stateOf(step, { yaml: rebase }).all)).toBeNull();
    expect(outsideOwn(stateOf(times(40, (at) => 50 + ((at * 7) % 5))).all)).toBeNull();
  });
});
