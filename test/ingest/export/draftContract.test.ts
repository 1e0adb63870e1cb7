import { describe, expect, it } from 'vitest';
import { draftContract } from '#ingest/contract/draftContract.ts';

const table = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(';'));
const draftOf = (text: string, path = 'Stillstände 2026.csv') => {
  const [header, ...rows] = table(text) as [string[], ...string[][]];
  return draftContract(path, header, rows);
};

describe('the contract that a file tells by itself', () => {
  it('names each column with its type, the columns that make a row one of its kind, the site and the cadence', () => {
    const { resource, open } = draftOf(
      'Woche;Werk;Stunden;Teile;Kommentar\nKW 40/2026;A;12,5;900;\nKW 40/2026;B;10,25;870;Getriebe\nKW 41/2026;A;11,0;910;\nKW 41/2026;B;9,5;860;\nKW 42/2026;A;9,5;860;\n',
    );
    expect(resource).toEqual({
      name: 'stillstande-2026',
      path: 'Stillstände 2026.csv',
      schema: {
        fields: [
          { name: 'Woche', type: 'date', format: 'iso-week' },
          { name: 'Werk', type: 'string' },
          { name: 'Stunden', type: 'number' },
          { name: 'Teile', type: 'integer' },
          { name: 'Kommentar', type: 'string' },
        ],
        primaryKey: ['Woche', 'Werk'],
      },
      trilens: { site: 'Werk', everyDays: 7 },
    });
    expect(open).toEqual(['say under trilens who is its owner']);
  });
  it('makes a wide sheet long', () => {
    const { resource } = draftOf(
      'Unit;Indicator;Jan 26;Feb 26;Mar 26\nA;Hours;1.5;2;3\nA;Accidents;0;1;0\n',
    );
    expect(resource.schema).toEqual({
      fields: [
        { name: 'Unit', type: 'string' },
        { name: 'Indicator', type: 'string' },
        { name: 'period', type: 'date' },
        { name: 'value', type: 'number' },
      ],
      primaryKey: ['Unit', 'Indicator', 'period'],
    });
    expect(resource.trilens).toEqual({
      everyDays: 31,
      unpivot: { keep: ['Unit', 'Indicator'], name: 'period', value: 'value' },
    });
  });
  it.each([
    [
      'a code with a zero before it is no number',
      'Plant;Date\n0100;2026-10-01\n0200;2026-10-02\n',
      { name: 'Plant', type: 'string' },
    ],
    [
      'a day number of a spreadsheet where the column is called a date',
      'Opened;n\n46286;5\n46300;6\n',
      { name: 'Opened', type: 'date', format: 'excel-serial' },
    ],
    [
      'the same number where it is not',
      'Parts;n\n46286;5\n46300;6\n',
      { name: 'Parts', type: 'integer' },
    ],
    [
      'a timestamp',
      'ts;n\n2026-10-01T06:00:00+02:00;5\n2026-10-01T07:00:00+02:00;6\n',
      { name: 'ts', type: 'datetime' },
    ],
    [
      'an amount with the minus behind it',
      'Betrag;n\n1.250,50-;5\n12,00;6\n',
      { name: 'Betrag', type: 'number' },
    ],
  ])('%s', (_, text, field) => expect(draftOf(text).resource.schema.fields[0]).toEqual(field));
  it('never guesses what can be read in two ways: it says so', () => {
    const { resource, open } = draftOf('Date;Parts\n03/04/2026;1,010\n05/06/2026;1,200\n');
    expect(resource.schema.fields).toEqual([
      { name: 'Date', type: 'date' },
      { name: 'Parts', type: 'number' },
    ]);
    expect(open.join('\n')).toMatch(
      /Date can be day-first or month-first; say format[\s\S]*Parts part thousands or decimals; say type integer/,
    );
  });
});
