import { describe, expect, it } from 'vitest';
import { readText } from '#ingest/table/readText.ts';

/** The table that a file is about: its header, then its rows. */
function rows(text: string): string[][] {
  const [table] = readText(text).tables;
  return [...(table?.header ? [table.header] : []), ...(table?.rows.map((row) => row.cells) ?? [])];
}
const ignored = (text: string) => readText(text).ignored.map((row) => `${row.line} ${row.reason}`);

const PLAIN = 'day,site,stops\n2026-01-05,A,1\n2026-01-06,B,2\n2026-01-07,A,3\n';
const MEANT = [
  ['day', 'site', 'stops'],
  ['2026-01-05', 'A', '1'],
  ['2026-01-06', 'B', '2'],
  ['2026-01-07', 'A', '3'],
];

describe('what stands around a table is no part of it', () => {
  it.each([
    ['a title and a blank line', `Stops of line 3\n\n${PLAIN}`, ['1 preamble', '2 blank']],
    [
      'a block of names and values',
      `Report,Stops\nBy,Planning\nFrom,2026-01-05\n\n${PLAIN}`,
      ['1 preamble', '2 preamble', '3 preamble', '4 blank'],
    ],
    [
      'a title padded with delimiters',
      `Stops of line 3,,\n,,\n${PLAIN}`,
      ['1 preamble', '2 blank'],
    ],
    [
      'a sentence with commas',
      `This report, made by planning, shows stops, as counted by the MES\n${PLAIN}`,
      ['1 preamble'],
    ],
    ['comments', `# made by mes 4.2\n# utc\n${PLAIN}`, ['1 comment', '2 comment']],
    ["Excel's hint", `sep=,\n${PLAIN}`, ['1 preamble']],
    ['a total', `${PLAIN}Total,,6\n`, ['5 footer']],
    ['a note', `${PLAIN}\n* stops under a minute are not counted\n`, ['5 blank', '6 footer']],
    ['a count of rows', `${PLAIN}(3 rows)\n`, ['5 footer']],
    [
      'a repeated header',
      PLAIN.replace('2026-01-07', 'day,site,stops\n2026-01-07'),
      ['4 repeated-header'],
    ],
    ['blank rows with delimiters', PLAIN.replace('2026-01-07', ',,\n2026-01-07'), ['4 blank']],
    [
      'carriage returns doubled',
      PLAIN.replaceAll('\n', '\r\r\n'),
      ['2 blank', '4 blank', '6 blank', '8 blank'],
    ],
  ])('%s', (_, text, reasons) => {
    expect(rows(text)).toEqual(MEANT);
    expect(ignored(text)).toEqual(reasons);
  });
  it('a delimiter at the end of every line makes no column', () => {
    expect(rows(PLAIN.replaceAll('\n', ',\n'))).toEqual(MEANT);
  });
  it('spaces that align columns are no cells', () => {
    expect(
      rows(
        'day         site  stops\n2026-01-05  A         1\n2026-01-06  B        12\n2026-01-07  A         3\n',
      ),
    ).toEqual([
      ['day', 'site', 'stops'],
      ['2026-01-05', 'A', '1'],
      ['2026-01-06', 'B', '12'],
      ['2026-01-07', 'A', '3'],
    ]);
  });
});

describe('lists that were printed for people', () => {
  it('an ERP list with rules and padded cells', () => {
    const text =
      '30.01.2026            Dynamic List Display       1\n------------------------------------\n|Plant|Material  |     Qty|Posted    |\n------------------------------------\n|1000 |M-0001    |1.234,50|30.01.2026|\n|1000 |M-0002    |    5,50|30.01.2026|\n|2000 |M-0003    |  12,00-|29.01.2026|\n------------------------------------\n';
    expect(rows(text)).toEqual([
      ['Plant', 'Material', 'Qty', 'Posted'],
      ['1000', 'M-0001', '1.234,50', '30.01.2026'],
      ['1000', 'M-0002', '5,50', '30.01.2026'],
      ['2000', 'M-0003', '12,00-', '29.01.2026'],
    ]);
    expect(ignored(text)).toEqual(['1 preamble', '2 rule', '4 rule', '8 rule']);
  });
  it('the answer of a database at its prompt', () => {
    expect(
      rows(
        ' id |  site  | stops \n----+--------+-------\n  1 | Brno   |    12\n  2 | Lyon   |     3\n(2 rows)\n\n',
      ),
    ).toEqual([
      ['id', 'site', 'stops'],
      ['1', 'Brno', '12'],
      ['2', 'Lyon', '3'],
    ]);
    expect(
      rows(
        'id          site       stops\n----------- ---------- -----------\n1           Brno       12\n2           Lyon       NULL\n\n(2 rows affected)\n',
      ),
    ).toEqual([
      ['id', 'site', 'stops'],
      ['1', 'Brno', '12'],
      ['2', 'Lyon', 'NULL'],
    ]);
  });
  it('one column of sentences is one column', () => {
    expect(rows('one column\nalpha\nbeta, gamma\ndelta\n')).toEqual([
      ['one column'],
      ['alpha'],
      ['beta, gamma'],
      ['delta'],
    ]);
  });
  it('JSON is no table, and says so', () => {
    for (const text of ['{"a":1}\n{"a":2}\n', '[{"a": 1},\n {"a": 2}]'])
      expect(() => rows(text)).toThrow('this is JSON, not a table');
  });
});

describe('names of columns', () => {
  it('over two rows are joined; names over groups name each column of the group', () => {
    expect(
      rows(
        'date,Line 1,,Line 2,\n,good,scrap,good,scrap\n2026-01-05,10,1,20,2\n2026-01-06,11,1,21,2\n',
      )[0],
    ).toEqual(['date', 'Line 1 good', 'Line 1 scrap', 'Line 2 good', 'Line 2 scrap']);
  });
  it('take their units from the row below', () => {
    expect(
      rows('time,temperature,pressure\n(s),(°C),(bar)\n0,20.1,1.0\n1,20.4,1.1\n2,20.9,1.1\n')[0],
    ).toEqual(['time (s)', 'temperature (°C)', 'pressure (bar)']);
  });
  it('may be years', () => {
    expect(rows('site,2024,2025,2026\nA,1,2,3\nB,4,5,6\nC,7,8,9\n')[0]).toEqual([
      'site',
      '2024',
      '2025',
      '2026',
    ]);
  });
  it('may be missing: then none are made up', () => {
    expect(readText('2026-01-05,A,1\n2026-01-06,B,2\n2026-01-07,A,3\n').tables[0]).toMatchObject({
      header: null,
      rows: { length: 3 },
    });
    expect(readText('1;2\n3;4\n5;6\n').tables[0]?.header).toBeNull();
  });
  it('stand over a single column, and over a single row', () => {
    expect(rows('stops\n1\n2\n3\n')).toEqual([['stops'], ['1'], ['2'], ['3']]);
    expect(rows('day;site;stops\n2026-01-05;A;1\n')).toEqual([
      ['day', 'site', 'stops'],
      ['2026-01-05', 'A', '1'],
    ]);
    expect(rows('day;site;stops\n')).toEqual([['day', 'site', 'stops']]);
  });
  it('are kept as they are, twice or empty or of meaning to JavaScript', () => {
    expect(rows('__proto__,constructor,,n,n\na,b,c,1,2\nd,e,f,3,4\n')[0]).toEqual([
      '__proto__',
      'constructor',
      '',
      'n',
      'n',
    ]);
  });
});

describe('several tables in one file', () => {
  it('are parted by a blank line and a new header', () => {
    const read = readText(
      `${PLAIN}\nname,role,since,shift\nAnn,lead,2020,early\nBob,crew,2021,late\n`,
    );
    expect(read.tables.map((table) => [table.header?.[0], table.rows.length, table.line])).toEqual([
      ['day', 3, 1],
      ['name', 2, 6],
    ]);
  });
  it('the larger one is what the file is about, and the smaller one is not lost', () => {
    const many = Array.from(
      { length: 30 },
      (_, index) => `2026-01-${String(index + 1).padStart(2, '0')},A,${index},x`,
    ).join('\n');
    const read = readText(`site,lead,phone\nA,Ann,12\nB,Bob,13\n\nday,site,stops,note\n${many}\n`);
    expect(read.tables.map((table) => [table.header?.[0], table.rows.length])).toEqual([
      ['day', 30],
      ['site', 2],
    ]);
  });
});

describe('cells', () => {
  it('with line ends, delimiters and quotes inside are one cell', () => {
    expect(rows('id,note,n\n1,"two\nlines, and a ""quote""",5\n2,plain,6\n3,"[1, 2]",7\n')).toEqual(
      [
        ['id', 'note', 'n'],
        ['1', 'two\nlines, and a "quote"', '5'],
        ['2', 'plain', '6'],
        ['3', '[1, 2]', '7'],
      ],
    );
  });
  it('of a text that holds the delimiter without quotes are joined where one column only can hold it', () => {
    const text =
      'day,site,note,stops\n2026-01-05,A,belt worn,1\n2026-01-06,B,fine,2\n2026-01-07,A,belt changed, guard loose,3\n2026-01-08,A,jam,4\n2026-01-09,B,jam again,5\n2026-01-10,B,fine now,6\n';
    expect(rows(text)[3]).toEqual(['2026-01-07', 'A', 'belt changed, guard loose', '3']);
    expect(readText(text).notes).toMatchObject([
      {
        line: 4,
        rule: 'read/repaired',
        what: expect.stringContaining('with a comma as part of a text') as string,
      },
    ]);
  });
  it('written with another delimiter in one row are cells', () => {
    expect(rows(PLAIN.replace('2026-01-06,B,2', '2026-01-06;B;2'))).toEqual(MEANT);
  });
  it('that one stray quote would swallow are not swallowed', () => {
    for (const text of [
      PLAIN.replace('B', '"B'),
      PLAIN.replace('B', 'B"'),
      PLAIN.replace('2026-01-06', '"2026-01-06'),
      PLAIN.replace('B,2', 'B,"2'),
    ]) {
      expect(rows(text)).toHaveLength(4);
      expect(rows(text)[3]).toEqual(['2026-01-07', 'A', '3']);
    }
  });
  it('of lines that were quoted whole are taken out of them', () => {
    expect(rows('"day,site,note"\n"2026-01-05,A,""x, y"""\n"2026-01-06,B,z"\n')).toEqual([
      ['day', 'site', 'note'],
      ['2026-01-05', 'A', 'x, y'],
      ['2026-01-06', 'B', 'z'],
    ]);
  });
});

describe('files larger than a call takes arguments', () => {
  it('keep the rows of a later version that writes one column more', () => {
    const rowsOf = (row: string, count: number) => `${row}\n`.repeat(count);
    const { tables } = readText(
      `day,site,stops\n${rowsOf('2026-01-05,A,1', 200_000)}${rowsOf('2026-01-05,A,1,x', 150_000)}`,
    );
    expect(tables.reduce((count, table) => count + table.rows.length, 0)).toBe(350_000);
  });
  it('are read where the width changes at every third line', () => {
    const lines = Array.from({ length: 400_000 }, (_, at) =>
      Math.floor(at / 3) % 2 === 0 ? '2026-01-05,A,1' : '2026-01-05,A,1,x',
    );
    expect(readText(`day,site,stops\n${lines.join('\n')}\n`).tables.length).toBeGreaterThan(0);
  });
});
