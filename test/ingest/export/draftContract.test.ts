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
          { name: 'Stunden', type: 'number', decimalChar: ',' },
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
      { name: 'Betrag', type: 'number', decimalChar: ',', groupChar: '.' },
    ],
  ])('%s', (_, text, field) => expect(draftOf(text).resource.schema.fields[0]).toEqual(field));
  const schemaOf = (text: string) => draftOf(text).resource.schema;
  it.each([
    ['tags of instruments', 'time;tag\n2026-09-01;TIC-101\n2026-09-02;PIC-101\n', 'tag'],
    ['currencies', 'day;amount\n2026-09-01;EUR 5\n2026-09-02;USD 6\n', 'amount'],
    ['exponent-like serials', 'day;serial\n2026-09-01;713752e1\n2026-09-02;813e4\n', 'serial'],
    ['more digits than a number holds', 'day;sscc\n2026-09-01;340123450000010000\n', 'sscc'],
    [
      'a word among line numbers',
      `day;line\n${'2026-09-01;501\n'.repeat(60)}${'2026-09-01;RAD\n'.repeat(3)}`,
      'line',
    ],
  ])('%s are no numbers', (_, text, name) => {
    expect(schemaOf(text).fields.find((field) => field.name === name)?.type).toBe('string');
  });
  it('a zero before a point makes no code, and a date of a logger has its format', () => {
    expect(schemaOf('day;kWh\n2026-09-01;03.06\n2026-09-02;157.18\n').fields[1]?.type).toBe(
      'number',
    );
    expect(schemaOf('Time;n\n1788220800000;1\n1788224400000;2\n').fields[0]).toEqual({
      name: 'Time',
      type: 'datetime',
      format: 'unix',
    });
    expect(schemaOf('week;n\n2026-01;1\n2026-02;2\n').fields[0]).toMatchObject({
      format: 'iso-week',
    });
  });
  it('a word that comes again among the numbers of two columns, and nines far outside, are missing', () => {
    const { schema } = draftOf('p;rain\nmq;0\n1001;mq\nmq;2\n1002;mq\n1003;1\n').resource;
    expect(schema.missingValues).toEqual(['', 'mq']);
    expect(schema.fields.map(({ type }) => type)).toEqual(['integer', 'integer']);
    expect(schemaOf('day;t\n2026-09-01;68.2\n2026-09-02;9999.9\n').missingValues).toEqual([
      '',
      '9999.9',
    ]);
  });
  it('a key is named or written like one, never a date, a time, a measure or a name alone', () => {
    const { resource } = draftOf(
      'due;created;order;hours\n2026-08-05;2026-08-01;WO-1000;1\n2026-08-06;2026-08-02;WO-1001;2\n2026-08-07;2026-08-03;WO-1002;3\n',
    );
    expect(resource.schema.primaryKey).toEqual(['order']);
    expect(resource.trilens).toMatchObject({ date: 'created' });
    const stops =
      'Date;Start;first_name;Minutes\n2026-09-01;06:15;Ann;5\n2026-09-01;07:40;Ben;7\n2026-09-03;09:05;Cleo;9\n';
    expect(schemaOf(stops).primaryKey).toBeUndefined();
    const days =
      'day;reason;n\n2026-09-01;jam;4\n2026-09-02;jam;6\n2026-09-03;oil;5\n2026-09-04;oil;5\n';
    expect(schemaOf(days).primaryKey).toBeUndefined();
    const alarms = 'time;tag;n\n2026-09-01 06:00;TIC-101;4\n2026-09-01 07:00;PIC-101;6\n';
    expect(schemaOf(alarms).primaryKey).toEqual(['time', 'tag']);
  });
  it.each([
    ['01.09.2026\n13.09.2026', 'date', '%d.%m.%Y'],
    ['9/13/2026 8:05 PM\n9/14/2026 8:05 AM', 'datetime', '%m/%d/%Y %I:%M %p'],
    ['2026-09-01 06:00\n2026-09-02 06:15', 'datetime', '%Y-%m-%d %H:%M'],
    ['20260901\n20260902', 'date', '%Y%m%d'],
    ['24/10/03\n24/10/15', 'date', '%y/%m/%d'],
    ['2026-09-01\n2026-09-02', 'date', undefined],
    ['2026-09-01T06:00:00\n2026-09-02T06:00:00', 'datetime', undefined],
    ['3. März 2026\n4. Mai 2026', 'date', 'month-name'],
  ])('dates such as %j are written as other tools read them', (cells, type, format) => {
    const rows = cells.split('\n').map((cell) => `${cell};1`);
    expect(schemaOf(`day;n\n${rows.join('\n')}\n`).fields[0]).toMatchObject({
      name: 'day',
      type,
      ...(format === undefined ? {} : { format }),
    });
  });
  it('stamps that all say UTC or name their zone have it, of others only people know', () => {
    const at = (cell: string) => draftOf(`at;n\n${cell};1\n${cell};2\n`);
    expect(at('2026-09-01T06:00:00Z').resource.schema.fields[0]).toMatchObject({ timeZone: 'UTC' });
    expect(at('2026-09-01T06:00:00+02:00[Europe/Berlin]').resource.schema.fields[0]).toMatchObject({
      timeZone: 'Europe/Berlin',
    });
    expect(at('2026-09-01T06:00:00').open).toContain('say the timeZone of at');
  });
  it('a date of several columns is one, and so are a day and its clock', () => {
    const parts = draftOf('year;month;day;hour;t\n2026;9;1;0;20.5\n2026;9;1;1;20.1\n');
    expect(parts.resource.trilens).toMatchObject({
      derive: { at: { year: 'year', month: 'month', day: 'day', hour: 'hour' } },
      date: 'at',
    });
    expect(parts.open.join()).not.toContain('no column holds dates');
    const clock = draftOf('day;clock;t\n2026-09-01;06:00;5\n2026-09-01;06:15;6\n');
    expect(clock.resource.trilens).toMatchObject({ derive: { at: { join: ['day', 'clock'] } } });
  });
  it('of years, quarters and months below each other the months are kept', () => {
    const months = Array.from(
      { length: 12 },
      (_, at) => `2025-${String(at + 1).padStart(2, '0')};${at}\n`,
    );
    const { resource, open } = draftOf(
      `Title;Index\nUnit;2022=100\n2023;100\n2024;101\n2025;102\n2025 Q1;1\n2025 Q2;2\n2025 Q3;3\n${months.join('')}`,
    );
    expect(resource.schema.fields).toEqual([
      { name: 'Title', type: 'date', format: 'year-month' },
      { name: 'Index', type: 'integer' },
    ]);
    expect(resource.trilens['steps']).toEqual([{ keepGrain: { column: 'Title', grain: 'month' } }]);
    expect(open.join()).toContain('Title holds several grains');
  });
  it('numbers with flags are texts, and what parts them is named', () => {
    const { open } = draftOf('day;v\n2026-09-01;98.0 bp\n2026-09-02;99.1\n2026-09-03;97.5\n');
    expect(open.join()).toContain('such as "98.0 bp"; where that is a flag, the step {"splitFlag"');
    expect(draftOf('day;v\n2026-09-01;12A\n2026-09-02;12B\n').open.join()).not.toContain('flag');
  });
  it('twelve pieces written 12.000 are left open', () => {
    expect(draftOf('day;pieces\n2026-09-01;12.000\n2026-09-02;7.000\n').open[0]).toBe(
      '"12.000" in pieces is 12000 or 12; say decimalChar',
    );
  });
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
