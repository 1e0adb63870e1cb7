import { expect, it } from 'vitest';
import { quietPeriodDoubts } from '#ingest/metric/quietPeriods.ts';
import type { Observation } from '#model/record/observation.ts';
import type { ColumnAggregate } from '#model/record/metric.ts';
import type { Grain } from '#model/time/grain.ts';

const cells = (...periods: string[]): Observation[] =>
  periods.map((period) => ({ period, site: null, line: null, value: 1, n: 1, combine: 'sum' }));
const doubts = (periods: string[], aggregate: ColumnAggregate['aggregate'], grain: Grain) =>
  quietPeriodDoubts(
    { grain, value: { kind: 'column', of: { aggregate, column: 'id' } } },
    cells(...periods),
  );

const SPARSE = ['2026-01-01', '2026-03-01', '2026-06-01', '2026-08-01'];

it('months without a row between others are a doubt of counts and sums', () => {
  expect(doubts(SPARSE, 'count', 'month')).toEqual([
    '4 of 8 months have no row, and so no value. Where a row is something that happened, such a month is one with none: "events" in the contract says so.',
  ]);
  expect(doubts(SPARSE, 'sum', 'month')).toHaveLength(1);
});
it('a mean of no rows is no number in any case', () =>
  expect(doubts(SPARSE, 'mean', 'month')).toEqual([]));
it('a week of holidays or two are none, and no row on a Sunday is none', () => {
  expect(doubts(['2026-01-01', '2026-03-01', '2026-04-01'], 'count', 'month')).toEqual([]);
  expect(doubts(['2026-01-05', '2026-01-09', '2026-01-12'], 'count', 'day')).toEqual([]);
});
