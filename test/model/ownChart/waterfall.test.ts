import { describe, expect, it } from 'vitest';
import { drawn, refused } from './shop.ts';

describe('a waterfall', () => {
  it('leads from one total to the other by what each group changed', () => {
    const { rows, sentence } = drawn('Waterfall', { metric: 'stops', by: 'reason' });
    expect(rows).toEqual([
      ['Jul 2026', '', 60],
      ['glue', 10, ''],
      ['jam', 0, ''],
      ['tool', 10, ''],
      ['not named', 0, ''],
      ['Sept 2026', '', 80],
    ]);
    expect(sentence).toBe('Stops: 60 min to 80 min');
  });

  it('takes the periods that it is given, and refuses one without a total', () => {
    expect(drawn('Waterfall', { metric: 'stops', by: 'site', from: '2026-08' }).rows[0]).toEqual([
      'Aug 2026',
      '',
      60,
    ]);
    expect(refused('Waterfall', { metric: 'stops', by: 'site', from: '2025-08' })).toMatchObject({
      prop: 'from',
      allowed: '2026-07-01 to 2026-09-01',
    });
    expect(
      refused('Waterfall', { metric: 'stops', by: 'site', from: '2026-09', to: '2026-08' }).found,
    ).toContain('goes from');
  });
});
