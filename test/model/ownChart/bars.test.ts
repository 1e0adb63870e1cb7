import { describe, expect, it } from 'vitest';
import { drawn, refused } from './shop.ts';

describe('bars', () => {
  it('are the groups of any column over the newest periods, the longest first, with rows that name none', () => {
    const { rows, of, sentence } = drawn('Bars', { metric: 'stops', by: 'reason' });
    expect(rows).toEqual([
      ['jam', 140, 3],
      ['tool', 45, 3],
      ['glue', 10, 1],
      ['not named', 5, 1],
    ]);
    expect(of).toBe('Stops by reason, July 2026 to September 2026');
    expect(sentence).toBe('Stops: jam 140 min, not named 5 min');
  });

  it('of a ratio are the ratio of the sums', () => {
    expect(drawn('Bars', { metric: 'crew', by: 'site' }).rows[0]?.slice(0, 2)).toEqual([
      'North',
      Number(((100 * (9 + 6 + 1) * 3) / (24 * 3)).toFixed(6)),
    ]);
  });

  it('never tell a group of fewer people than the portfolio allows, nor one that gives it away', () => {
    // Four people on nights are too few; with the total known they would be what is left, so the next group is withheld too.
    expect(drawn('Bars', { metric: 'crew', by: 'shift', last: 1 }).rows).toEqual(
      [['Early', 75, 1]].map(([, ...rest]) => ['early', ...rest]),
    );
  });

  it('refuse a group that the metric is not parted by, and name what there is', () => {
    expect(refused('Bars', { metric: 'stops', by: 'reasn' })).toMatchObject({
      prop: 'by',
      allowed: 'site, reason, flow',
      fix: 'did you mean "reason"?',
    });
    expect(refused('Bars', { metric: 'stops', by: 'product' }).fix).toBe(
      'name the column in its file: dimensions: { product: COLUMN }',
    );
  });

  it('refuse to make one value of several maxima', () => {
    expect(refused('Bars', { metric: 'slowest', by: 'site', last: 3 }).found).toContain(
      'neither a sum nor a ratio',
    );
    expect(drawn('Bars', { metric: 'slowest', by: 'site' }).rows).toEqual([
      ['North', 50, 1],
      ['South', 20, 1],
    ]);
  });

  it('over time have notes on their days, and refuse one that would be drawn nowhere', () => {
    const notes = [{ at: '2026-08-10', text: 'New feeder' }];
    expect(JSON.stringify(drawn('Bars', { metric: 'stops', notes }).spec(640))).toContain(
      '"label":"New feeder"',
    );
    expect(
      refused('Bars', { metric: 'stops', notes: [{ at: '2025-08-10', text: 'x' }] }).found,
    ).toContain('outside of what the chart shows');
    expect(
      refused('Bars', { metric: 'stops', notes: [{ at: 'August', text: 'x' }] }).found,
    ).toContain('no day');
  });
});
