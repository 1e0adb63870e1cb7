import { describe, expect, it } from 'vitest';
import { drawn, refused } from './shop.ts';

describe('lines', () => {
  it('are one a group, the newest period first in their table', () => {
    const { head, rows } = drawn('Lines', { metric: 'stops', by: 'site' });
    expect(head).toEqual(['Period', 'North', 'South']);
    expect(rows[0]).toEqual(['2026-09', 50, 30]);
    expect(rows).toHaveLength(3);
  });

  it('are several metrics of one unit, and refuse two units on one axis', () => {
    expect(drawn('Lines', { metrics: ['stops', 'slowest'] }).rows[0]).toEqual(['2026-09', 80, 50]);
    expect(refused('Lines', { metrics: ['stops', 'crew'] })).toMatchObject({
      prop: 'metrics',
      found: '<Lines> is over "stops" (min, by month) and "crew" (%, by month)',
    });
  });
});
