import { describe, expect, it } from 'vitest';
import { burnUp } from '#model/initiative/burnUp.ts';

const quarter = (period: string, planned: number, came?: number) => ({
  period,
  plannedCost: 10,
  planned,
  ...(came !== undefined && { cost: 12, claimed: came, validated: came / 2 }),
});

describe('benefits summed up over time', () => {
  it('add up planned, claimed, confirmed and spent to the end of each period', () => {
    expect(
      burnUp([[quarter('2026-Q1', 5, 4), quarter('2026-Q2', 6, 8), quarter('2026-Q3', 7)]]),
    ).toEqual([
      { period: '2026-Q1', planned: 5, plannedCost: 10, spent: 12, claimed: 4, confirmed: 2 },
      { period: '2026-Q2', planned: 11, plannedCost: 20, spent: 24, claimed: 12, confirmed: 6 },
      {
        period: '2026-Q3',
        planned: 18,
        plannedCost: 30,
        spent: null,
        claimed: null,
        confirmed: null,
      },
    ]);
  });
  it('end where one initiative has not said what came: the sum of the others would look like a slump', () => {
    const points = burnUp([
      [quarter('2026-Q1', 5, 4), quarter('2026-Q2', 6, 8)],
      [quarter('2026-Q1', 5, 4), quarter('2026-Q2', 6)],
    ]);
    expect(points.map(({ confirmed }) => confirmed)).toEqual([4, null]);
  });
  it('of months and quarters are in quarters', () => {
    const points = burnUp([
      [quarter('2026-01', 1, 1), quarter('2026-02', 1, 1), quarter('2026-03', 1, 1)],
      [quarter('2026-Q1', 5, 4), quarter('2026-Q2', 6)],
    ]);
    expect(points.map(({ period, planned }) => [period, planned])).toEqual([
      ['2026-Q1', 8],
      ['2026-Q2', 14],
    ]);
  });
  it('of no cash flow are nothing', () => {
    expect(burnUp([[], [quarter('2026-Q1', 1)]])).toEqual([]);
  });
});
