import { describe, expect, it } from 'vitest';
import { type CellValue, cellValue, compareCells } from '#client/table/cellValue.ts';

const number = (text: string, ours = true) => {
  const value = cellValue(text, ours);
  return value.kind === 'number' ? [value.number, value.unit, value.decimals] : value.kind;
};

describe('the value of a cell', () => {
  it.each([
    ['9.7 %', [9.7, '%', 1]],
    ['−8 %', [-8, '%', 0]],
    ['1,234.50', [1234.5, '', 2]],
    ['+0.4 pp', [0.4, 'pp', 1]],
    ['8.37 h per 100 h', [8.37, 'h per 100 h', 2]],
    ['2,633\u00A0k EUR', [2633, 'k EUR', 0]],
    ['21 days', [21, 'days', 0]],
  ])('%s is a number with its unit', (text, read) => expect(number(text)).toEqual(read));

  it.each([
    '3 of 5',
    '5 to 7 %',
    '2 weeks ago',
    '12 May',
    '007',
    '1st',
    'D-07',
    '12345678901234567',
    '1,2',
    '9.7 %, preliminary',
  ])('%s stays the text that it is', (text) =>
    expect(cellValue(text, true)).toEqual({ kind: 'text', text }),
  );

  it('a comma in a table that an author wrote may be a decimal sign, so it stays a text', () => {
    expect(number('1,234', true)).toEqual([1234, '', 0]);
    expect(number('1,234', false)).toBe('text');
  });

  it('a day is a day, and one that no calendar has is a text', () => {
    const day = Date.UTC(2026, 9, 7) / 86_400_000;
    expect(cellValue('7 October 2026', true)).toEqual({ kind: 'day', day });
    expect(cellValue('2026-10-07', true)).toEqual({ kind: 'day', day });
    expect(cellValue('31 April 2026', true).kind).toBe('text');
    expect(cellValue('7 Widget 2026', true).kind).toBe('text');
  });

  it('a dash is nothing', () => expect(cellValue(' – ', true)).toEqual({ kind: 'empty' }));
});

describe('the order of cells', () => {
  const sorted = (texts: string[]) =>
    texts
      .map((text) => ({ text, value: cellValue(text, true) }))
      .toSorted((a, b) => compareCells(a.value, b.value))
      .map(({ text }) => text);

  it('goes by size, and not by digits', () =>
    expect(sorted(['10.0 %', '9.5 %', '−3.0 %', '–', '1,000.0 %'])).toEqual([
      '−3.0 %',
      '9.5 %',
      '10.0 %',
      '1,000.0 %',
      '–',
    ]));

  it('never ranks a per cent among hours', () =>
    expect(sorted(['50 %', '8 h', '9 %', '70 h'])).toEqual(['9 %', '50 %', '8 h', '70 h']));

  it('goes by the calendar where there are days', () =>
    expect(sorted(['7 October 2026', '30 January 2026', '1 December 2025'])).toEqual([
      '1 December 2025',
      '30 January 2026',
      '7 October 2026',
    ]));

  it('is the same for the same cells', () => {
    const a: CellValue = { kind: 'empty' };
    expect(compareCells(a, a)).toBe(0);
  });
});
