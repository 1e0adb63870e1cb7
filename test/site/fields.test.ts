import { describe, expect, it } from 'vitest';
import { fieldsOf, RECORDS } from '#site/fields.ts';

describe('the tables of fields in the guide', () => {
  it.each(RECORDS)('every field of %s says what it means', (record) => {
    const rows = fieldsOf(record);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter((row) => row.says === '').map((row) => row.name)).toEqual([]);
  });

  it('say of each field what it takes, whether it is needed, and what is taken when nothing is written', () => {
    const rows = new Map(fieldsOf('metric').map((row) => [row.name, row]));
    expect(rows.get('type')).toMatchObject({ kind: 'adoption, behavior, outcome, delivery', needed: true, otherwise: null });
    expect(rows.get('grain')).toMatchObject({ kind: 'day, week, month, quarter', needed: false, otherwise: 'month' });
    expect(rows.get('guards')).toMatchObject({ kind: 'list of ids', needed: false });
    expect(new Map(fieldsOf('initiative').map((row) => [row.name, row])).get('benefits[].confirmedBy')?.kind).toBe('text');
  });
});
