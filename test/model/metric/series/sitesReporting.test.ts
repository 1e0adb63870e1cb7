import { describe, expect, it } from 'vitest';
import { sitesReporting } from '#model/metric/series/sitesReporting.ts';

const reported = (...periods: string[]) =>
  sitesReporting(periods.map((sites) => ({ sites: [...sites] }))).map(
    ({ reported, of }) => `${reported} of ${of}`,
  );

describe('how many sites stand behind a total', () => {
  it('a site that missed a period is missed there', () =>
    expect(reported('AB', 'A', 'AB')).toEqual(['2 of 2', '1 of 2', '2 of 2']));
  it('a site that joins later, or has left, is not missed', () =>
    expect(reported('A', 'AB', 'AB', 'B', 'BC', 'C', 'BC')).toEqual([
      '1 of 1',
      '2 of 2',
      '2 of 2',
      '1 of 1',
      '2 of 2',
      '1 of 2',
      '2 of 2',
    ]));
  it('is not counted where every site came every time, or nothing is known of sites', () => {
    expect(reported('A', 'AB', 'AB')).toEqual([]);
    expect(reported('', '', '')).toEqual([]);
  });
  it('a period in which nobody reported is a gap, not a total of fewer', () =>
    expect(reported('AB', '', 'AB')).toEqual([]));
});
