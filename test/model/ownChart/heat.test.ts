import { describe, expect, it } from 'vitest';
import { drawn } from './shop.ts';

describe('a heat map', () => {
  it('has a row a group and a column a period; a cell without a value stays empty', () => {
    const { head, rows } = drawn('Heat', { metric: 'stops', by: 'reason' });
    expect(head).toEqual(['Reason', '2026-07', '2026-08', '2026-09']);
    expect(rows).toContainEqual(['jam', 50, 40, 50]);
    expect(rows).toContainEqual(['glue', null, null, 10]);
  });

  it('writes its numbers where a cell has room for them', () => {
    const { spec } = drawn('Heat', { metric: 'stops', by: 'reason' });
    expect(JSON.stringify(spec(640))).toContain('"type":"text"');
    expect(JSON.stringify(spec(100))).not.toContain('"type":"text"');
  });
});
