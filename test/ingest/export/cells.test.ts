import { expect, it } from 'vitest';
import { readContracts } from '#ingest/contract/contract.ts';
import { readExports } from '#ingest/readExports.ts';
import type { Site } from '#model/record/site.ts';
import { dataFolder, read } from './folder.ts';
import { join } from 'node:path';

const field = (name: string, rest: object = {}) => ({ name, ...rest });
const table = (fields: object[], text: string, trilens: object = {}) =>
  dataFolder(
    { 'stops.csv': text },
    { schema: { fields }, trilens: { site: undefined, maxQuarantined: 1, ...trilens } },
  );

it('dates that can be read in two ways refuse the file, and show the rows with their lines and both readings', async () => {
  const { text } = await read(
    await table([field('day', { type: 'date' })], 'day\n03/04/2026\n05/05/2026\n06/07/2026\n'),
  );
  expect(text).toContain('data/stops.csv:2:');
  expect(text).toContain(
    'the dates of day can be day-first or month-first: line 2: 03/04/2026 is 2026-04-03 or 2026-03-04; line 4: 06/07/2026 is 2026-07-06 or 2026-06-07',
  );
  expect(text).toContain('declare the format of day in datapackage.json');
});
it('dates of both orders in one column refuse the file', async () => {
  const { text } = await read(
    await table(
      [field('day', { type: 'date' })],
      'day\n27/04/2026\n04/28/2026\n26/04/2026\n04/29/2026\n',
    ),
  );
  expect(text).toContain('day-first in some rows and month-first in others');
  expect(text).toContain('line 3: 04/28/2026 is 2026-04-28');
});
it('a decimal mark that cannot be told refuses the file, with lines', async () => {
  const { text } = await read(
    await table(
      [field('day', { type: 'date' }), field('n', { type: 'number' })],
      'day;n\n2026-01-05;5\n2026-01-06;1,234\n',
    ),
  );
  expect(text).toContain('line 3: "1,234" is 1234 or 1.234');
});
it('a share is read in the scale that the contract says; a percent sign speaks for itself', async () => {
  const fields = [
    field('day', { type: 'date' }),
    field('oee', { type: 'number', scale: { written: '0..1', read: '0..100' } }),
  ];
  const { rows } = await read(
    await table(fields, 'day,oee\n2026-01-05,0.573\n2026-01-06,57.3%\n2026-01-07,57.3 %\n'),
  );
  expect(rows.map((row) => row[1])).toEqual([57.3, 57.3, 57.3]);
  const back = await read(
    await table(
      [
        fields[0] as object,
        field('oee', { type: 'number', scale: { written: '0..100', read: '0..1' } }),
      ],
      'day,oee\n2026-01-05,57.3\n',
    ),
  );
  expect(back.rows[0]?.[1]).toBe(0.573);
});
it('percent signs in some rows only are never guessed', async () => {
  const { text } = await read(
    await table(
      [field('day', { type: 'date' }), field('oee', { type: 'number' })],
      'day,oee\n2026-01-05,57%\n2026-01-06,0.58\n',
    ),
  );
  expect(text).toContain(
    'oee holds cells with a percent sign and cells without: line 2: "57%"; line 3: "0.58"',
  );
});
it('a stray percent sign sets its row aside and not the whole dump, and so does a cell that alone lacks one', async () => {
  const fields = [field('n', { type: 'integer' }), field('oee', { type: 'number' })];
  const bare = Array.from(
    { length: 60 },
    (_, n) => `${n},${n === 40 ? '57.3 %' : n === 7 ? '0' : '0.573'}`,
  );
  const first = await read(
    await table(fields, `n,oee\n${bare.join('\n')}\n`, { maxQuarantined: 0.02 }),
  );
  expect(first.rows).toHaveLength(59);
  expect(first.report.quarantine).toMatchObject([
    {
      line: 42,
      column: 'oee',
      rule: 'export/ambiguous-percent',
      reason:
        'oee is 57.3 %; the rest of the column has no percent sign, and scale does not say what it means',
    },
  ]);
  const signed = Array.from(
    { length: 60 },
    (_, n) => `${n},${n === 40 ? '57.3' : n === 7 ? '0' : '57.3 %'}`,
  );
  const second = await read(
    await table(fields, `n,oee\n${signed.join('\n')}\n`, { maxQuarantined: 0.02 }),
  );
  expect(second.report.quarantine).toMatchObject([
    {
      line: 42,
      reason:
        'oee is 57.3; the rest of the column has a percent sign, and scale does not say what it means',
    },
  ]);
  expect(second.rows[7]).toEqual([7, 0]);
  // More of them than the contract lets be quarantined leave open what is meant.
  const third = await read(
    await table(
      fields,
      `n,oee\n${bare.map((line, at) => (at % 20 === 3 ? line.replace('0.573', '57 %') : line)).join('\n')}\n`,
      { maxQuarantined: 0.02 },
    ),
  );
  expect(third.text).toContain('oee holds cells with a percent sign and cells without');
});
it('every column that can be read in two ways is told in one run', async () => {
  const fields = [
    field('day', { type: 'date' }),
    field('n', { type: 'number' }),
    field('oee', { type: 'number' }),
  ];
  const { text } = await read(
    await table(fields, 'day;n;oee\n03/04/2026;1,234;57%\n05/06/2026;2,345;0.58\n'),
  );
  for (const said of [
    'the dates of day can be day-first or month-first',
    'the decimal mark of n cannot be told',
    'oee holds cells with a percent sign and cells without',
  ])
    expect(text).toContain(said);
});
it('lines that were quoted whole are read as what stands in the quotes, and said', async () => {
  const fields = [field('day', { type: 'date' }), field('line'), field('n', { type: 'integer' })];
  const { rows, report } = await read(
    await table(
      fields,
      '"day,line,n"\r\n"2026-01-05,""A, left"",1"\r\n"2026-01-06,B,2"\r\n"2026-01-07,B,x"\r\n',
    ),
  );
  expect(rows).toEqual([
    ['2026-01-05', 'A, left', 1],
    ['2026-01-06', 'B', 2],
  ]);
  expect(report.quarantine).toMatchObject([{ line: 4, column: 'n' }]);
  expect(report.files[0]?.detected).toContain('lines that were quoted whole');
  const text = await read(await table([field('note')], 'note\n"a, b"\n"c, d"\n'));
  expect(text.rows).toEqual([['a, b'], ['c, d']]);
});
it('clock changes: a time that never was, or came twice, is quarantined with the reason', async () => {
  const fields = [
    field('from', { type: 'datetime', timeZone: 'Europe/Berlin' }),
    field('n', { type: 'integer' }),
  ];
  const { rows, report } = await read(
    await table(
      fields,
      'from,n\n2026-03-29 01:59,1\n2026-03-29 02:30,2\n2026-10-25 02:30,3\n2026-10-25 03:00,4\n',
    ),
  );
  expect(rows).toEqual([
    ['2026-03-29T01:59+01:00', 1],
    ['2026-10-25T03:00+01:00', 4],
  ]);
  expect(report.quarantine.map((row) => [row.line, row.column, row.rule])).toEqual([
    [3, 'from', 'export/clock-change'],
    [4, 'from', 'export/clock-change'],
  ]);
  const earlier = await read(
    await table(
      [
        field('from', { type: 'datetime', timeZone: 'Europe/Berlin', overlap: 'earlier' }),
        field('n', { type: 'integer' }),
      ],
      'from,n\n2026-10-25 02:30,3\n',
    ),
  );
  expect(earlier.rows).toEqual([['2026-10-25T02:30+02:00', 3]]);
});
it("timestamps by the clock of the row's site", async () => {
  const dir = await dataFolder(
    { 'stops.csv': 'site,at\nA,2026-01-05 23:30Z\nB,2026-01-05 23:30Z\n' },
    {
      schema: { fields: [field('site'), field('at', { type: 'datetime', timeZone: 'site' })] },
      trilens: { site: 'site', maxQuarantined: 1 },
    },
  );
  const sites: Site[] = [
    {
      id: 'A',
      name: 'Alpha',
      aliases: [],
      lines: [],
      closed: [],
      stops: [],
      timeZone: 'Europe/Berlin',
    },
    { id: 'B', name: 'Beta', aliases: [], lines: [], closed: [], stops: [] },
  ];
  const { contracts } = await readContracts(dir);
  const [found] = (
    await readExports(contracts, {
      dataDir: dir,
      cacheDir: join(dir, '../cache'),
      sites,
      asOf: null,
    })
  ).exports;
  expect(found?.rows.map((row) => row.cells)).toEqual([['A', '2026-01-06T00:30+01:00']]);
  expect(found?.report.quarantine[0]?.reason).toContain(
    "the time zone of the row's site is not known",
  );
});
it('a zone that does not exist is an error of the contract', async () => {
  const { text } = await read(
    await table([field('at', { type: 'datetime', timeZone: 'Europe/Berln' })], 'at\n2026-01-05\n'),
  );
  expect(text).toMatch(
    /timeZone is "Europe\/Berln"\s+allowed: a time zone such as Europe\/Berlin, or site/,
  );
});
it('a column that the header names twice is refused, with both places', async () => {
  const { text } = await read(
    await table(
      [field('day', { type: 'date' }), field('n', { type: 'integer' })],
      'day,n,n\n2026-01-05,1,2\n',
    ),
  );
  expect(text).toContain('the header names "n" in columns 2 and 3');
});
it('columns without a name, and names that mean something to JavaScript, rename nothing', async () => {
  const { rows, text } = await read(
    await table(
      [field('day', { type: 'date' }), field('n', { type: 'integer' })],
      'day,,n,,__proto__\n2026-01-05,x,1,y,z\n',
    ),
  );
  expect(text).toBe('');
  expect(rows).toEqual([['2026-01-05', 1]]);
});
it('a file without a header takes the names from the contract; header rows are joined', async () => {
  const bare = await dataFolder(
    { 'stops.csv': '2026-01-05;A;1,5;2\n2026-01-06;A;2,5;3\n' },
    { dialect: { header: false } },
  );
  expect((await read(bare)).rows).toEqual([
    ['2026-01-05', 'A', 1.5, 2],
    ['2026-01-06', 'A', 2.5, 3],
  ]);
  const two = await dataFolder(
    { 'stops.csv': 'Export\nday,site,line 1,\n,,hours,stops\n2026-01-05,A,1,2\n' },
    {
      dialect: { headerRows: 2, headerLine: 2 },
      trilens: { columnMap: { 'line 1 hours': 'hours', 'line 1 stops': 'stops' } },
    },
  );
  expect((await read(two)).rows).toEqual([['2026-01-05', 'A', 1, 2]]);
});
it('a stray quote in one row does not swallow the rows after it', async () => {
  const { rows, report } = await read(
    await dataFolder(
      {
        'stops.csv':
          'day,site,hours,stops\n2026-01-05,A,1,1\n2026-01-06,"A,2,2\n2026-01-07,A,3,3\n2026-01-08,A,4,4\n',
      },
      { trilens: { maxQuarantined: 1 } },
    ),
  );
  expect(rows).toEqual([
    ['2026-01-05', 'A', 1, 1],
    ['2026-01-07', 'A', 3, 3],
    ['2026-01-08', 'A', 4, 4],
  ]);
  expect(report.quarantine).toMatchObject([
    { line: 3, column: 'site', rule: 'export/unknown-site' },
  ]);
});
it('a second table under the first is left out, counted and said', async () => {
  const { rows, report } = await read(
    await dataFolder({
      'stops.csv':
        'day,site,hours,stops\n2026-01-05,A,1,1\n2026-01-06,A,2,2\n\nname,role\nAnn,lead\nBob,crew\n',
    }),
  );
  expect(rows).toHaveLength(2);
  expect(report.files[0]).toMatchObject({
    rowsIn: 6,
    accepted: 2,
    quarantined: 0,
    ignored: 4,
    ignoredBy: { blank: 1, 'other-table': 3 },
  });
  expect(report.files[0]?.detected).toContain('another table from line 5 on, not read');
});
it('a dialect that the contract declares is used, whatever the file looks like', async () => {
  const { rows, text } = await read(
    await dataFolder(
      { 'stops.csv': "day~ site~ hours~ stops\n2026-01-05~ 'A'~ 1~ 2\n" },
      {
        dialect: {
          delimiter: '~',
          quoteChar: "'",
          escapeChar: '\\',
          skipInitialSpace: true,
          headerLine: 1,
        },
      },
    ),
  );
  expect(text).toBe('');
  expect(rows).toEqual([['2026-01-05', 'A', 1, 2]]);
});
