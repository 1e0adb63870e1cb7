import { describe, expect, it } from 'vitest';
import { decidingPeriod } from '#model/gate/decidingPeriod.ts';
import { judge, week, weeks } from './evidence.ts';

const sustained = (k: number, values: number[], must = '>= 80 %') =>
  decidingPeriod(judge({ must, sustained: { k, n: 4 } }, { cells: weeks('A', values) }));

describe('the value that judges is the value shown', () => {
  it('of four weeks on end it is the worst, though the window as a whole passes', () =>
    expect(sustained(4, [82, 78, 83, 82])).toEqual({ value: 78, period: week(2) }));
  it('of three in four it is the third best', () =>
    expect(sustained(3, [82, 70, 83, 81])).toEqual({ value: 81, period: week(0) }));
  it('of a ceiling it is the highest', () =>
    expect(sustained(4, [5, 9, 7, 6], '<= 8 %')).toEqual({ value: 9, period: week(2) }));
  it('without sustained the window decides', () =>
    expect(
      decidingPeriod(judge({ must: '>= 80 %' }, { cells: weeks('A', [82, 78, 83, 82]) })),
    ).toBeNull());
});
