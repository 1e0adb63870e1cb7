import { describe, expect, it } from 'vitest';
import { textOfFormat } from '#ingest/source/workbook/numberFormat.ts';
import { unitsShown } from '#ingest/source/workbook/unitsShown.ts';

describe('what a number format writes beside the digits', () => {
  it.each([
    ['0.0" kWh"', 'kWh'],
    ['[$€-407] #,##0.00', '€'],
    ['_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-', '€'],
    ['[$-407]#,##0.00', ''],
    ['[Red]-#,##0.00 "CHF";0', 'CHF'],
    ['#,##0.00 €', '€'],
    ['0.00E+00', ''],
    ['General', ''],
    ['#,##0', ''],
    ['0 m³', 'm³'],
  ])('%s: %s', (code, text) => expect(textOfFormat(code)).toBe(text));
});

const shown = (...texts: string[]) =>
  texts.map((text, at) => ({ text, column: 1, first: at + 1, last: at + 1 }));

describe('units that the cells of a column show', () => {
  it('are one, however they are spelled', () => {
    expect(unitsShown(shown('€', 'EUR'))).toMatchObject([{ unit: { text: '€' }, others: [] }]);
  });
  it('differ with the rows that show it', () => {
    expect(unitsShown(shown('kWh', 'MWh'))).toMatchObject([
      { column: 1, unit: { text: 'kWh', row: 1 }, others: [{ text: 'MWh', row: 2 }] },
    ]);
  });
  it('are not looked for above the header, in words and in magnitudes', () => {
    expect(unitsShown(shown('kWh', 'MWh'), 1)).toMatchObject([
      { unit: { text: 'MWh' }, others: [] },
    ]);
    expect(unitsShown(shown('as planned', 'k', 'Mio €'))).toEqual([]);
  });
});
