import { describe, expect, it } from 'vitest';
import { drawn, refused } from './shop.ts';

describe('a scatter plot', () => {
  it('has a point for each group that both metrics have, over the periods that both have', () => {
    const { head, rows } = drawn('Scatter', { metrics: ['stops', 'crew'], by: 'site' });
    expect(head).toEqual(['Site', 'Stops', 'Trained']);
    expect(rows.map(([name, stops]) => [name, stops])).toEqual([
      ['North', 130],
      ['South', 70],
    ]);
  });

  it('has a point a period without groups', () =>
    expect(drawn('Scatter', { metrics: ['stops', 'slowest'] }).rows).toEqual([
      ['2026-07', 60, 30],
      ['2026-08', 60, 40],
      ['2026-09', 80, 50],
    ]));

  it('refuses a third metric', () =>
    expect(refused('Scatter', { metrics: ['stops', 'crew', 'slowest'] }).allowed).toBe(
      'two: the first across, the second up',
    ));
});
