import { describe, expect, it } from 'vitest';
import { dataFolder, read } from './folder.ts';

const folder = (text: string | Uint8Array, day: object, trilens: object = {}, path = 'stops.csv') =>
  dataFolder(
    { [path]: text },
    {
      path,
      schema: {
        fields: [
          { name: 'day', type: 'date', ...day },
          { name: 'n', type: 'number' },
        ],
      },
      trilens: { site: undefined, ...trilens },
    },
  );
const rowsOf = async (cells: readonly string[], day: object = {}, trilens: object = {}) =>
  read(
    await folder(
      `${(day as { name?: string }).name ?? 'day'};n\n${cells.map((cell, at) => `${cell};${at + 1}\n`).join('')}`,
      day,
      trilens,
    ),
  );

describe('a date that can be read in several ways', () => {
  it('of two digits a part is read by what hardly changes, the year', async () => {
    const { rows } = await rowsOf(['24/10/03', '24/10/04', '24/10/05', '24/10/15']);
    expect(rows.map(([day]) => day)).toEqual([
      '2024-10-03',
      '2024-10-04',
      '2024-10-05',
      '2024-10-15',
    ]);
  });
  it('of which nothing is known refuses the file with each reading, and the contract decides', async () => {
    const { text } = await rowsOf(['10/11/12']);
    expect(text).toContain(
      'the dates of day can be day-first, month-first or year-first: line 2: 10/11/12 is 2012-11-10 or 2012-10-11 or 2010-11-12',
    );
    expect(text).toContain('allowed: day-first, month-first, year-first');
    expect((await rowsOf(['10/11/12'], { format: 'year-first' })).rows).toEqual([
      ['2010-11-12', 1],
    ]);
  });
  it('numbers in a column called week are weeks', async () => {
    const { rows } = await rowsOf(['2026-01', '2026-08'], { name: 'week' });
    expect(rows.map(([day]) => day)).toEqual(['2025-12-29', '2026-02-16']);
  });
  it('months of a weekly export are refused with both readings', async () => {
    const { text } = await rowsOf(['2026-01', '2026-08'], {}, { everyDays: 7 });
    expect(text).toContain('line 3: 2026-08 is 2026-08-01 or 2026-02-16');
  });
  it.each([{}, { format: 'year-month' }])(
    'October that lost its zero is refused: %s',
    async (day) => {
      const { text, report } = await rowsOf(['2025.09', '2025.1', '2025.11'], day);
      expect(report.failed).toBe(true);
      expect(text).toContain('line 3: 2025.1 is 2025-01 or 2025-10');
    },
  );
  it('a stamp with one reading is read, and a pattern of the contract reads the rest', async () => {
    const stamp = { type: 'datetime' };
    expect((await rowsOf(['01.09.2026-06:00:00', '02.09.2026-07:30:00'], stamp)).rows[1]?.[0]).toBe(
      '2026-09-02T07:30:00',
    );
    expect((await rowsOf(['20260901060000', '20260901073000'], stamp)).rows[1]?.[0]).toBe(
      '2026-09-01T07:30:00',
    );
    const pattern = { ...stamp, format: '%H:%M on %d/%m/%y' };
    expect((await rowsOf(['06:00 on 01/09/26'], pattern)).rows[0]?.[0]).toBe('2026-09-01T06:00');
  });
  it('a pattern that reads no date is an error of the contract, with what is allowed', async () => {
    const { text } = await rowsOf(['2026-09-01'], { format: '%d.%m' });
    expect(text).toMatch(
      /format is "?%d\.%m"?.*\n.*allowed: iso, day-first.*pattern of strptime with a year/,
    );
  });
  it('formats of Table Schema that say nothing more are passed over', async () => {
    expect((await rowsOf(['2026-09-01'], { format: 'default' })).rows).toEqual([['2026-09-01', 1]]);
    expect((await rowsOf(['01.09.2026'], { format: 'any' })).rows).toEqual([['2026-09-01', 1]]);
  });
});
