import { describe, expect, it } from 'vitest';
import { drawn, refused } from './shop.ts';

describe('a Pareto chart', () => {
  it('adds the shares up, and puts the small ones into one bar', () => {
    const { rows, sentence } = drawn('Pareto', { metric: 'stops', by: 'reason', top: 2 });
    expect(rows).toEqual([
      ['jam', 140, 70],
      ['tool', 45, 92.5],
      ['2 others', 15, 100],
    ]);
    expect(sentence).toBe('2 of 3 make 93 % of Stops');
  });

  it('has both axes end at the whole, so that the line begins at the top of the first bar', () => {
    const spec = JSON.stringify(drawn('Pareto', { metric: 'stops', by: 'reason' }).spec(640));
    expect(spec).toContain('"domain":[0,200]');
    expect(spec).toContain('"domain":[0,100]');
  });

  it('refuses what is no part of a whole', () => {
    expect(refused('Pareto', { metric: 'crew', by: 'shift' }).found).toContain(
      'whose groups do not add up to its total',
    );
  });
});
