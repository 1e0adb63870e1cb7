import { describe, expect, it } from 'vitest';
import { drawn, refused } from './shop.ts';

describe('a funnel', () => {
  it('says of each stage its share of the first and of the one before', () => {
    const { rows } = drawn('Funnel', { metrics: ['stops', 'slowest'], last: 1 });
    expect(rows).toEqual([
      ['Stops', 80, 100, null],
      ['Slowest', 50, 62.5, 62.5],
    ]);
  });

  it('refuses stages of two units, and a single stage', () => {
    expect(refused('Funnel', { metrics: ['stops', 'crew'] }).prop).toBe('metrics');
    expect(refused('Funnel', { metrics: ['stops'] }).found).toBe('<Funnel> is over one metric');
  });
});
