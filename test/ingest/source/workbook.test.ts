import { describe, expect, it } from 'vitest';
import { dataFolder, read } from '../export/folder.ts';
import { workbook } from '../export/workbook.ts';
import { cell, refusal, row, table, written } from './sheets.ts';

const day = (format: string, ...serials: number[]) =>
  written({
    formats: [format],
    sheets: {
      S:
        row(1, cell('A1', 'at')) +
        serials.map((serial, at) => row(at + 2, cell(`A${at + 2}`, serial, 1))).join(''),
    },
  });
const first = async (bytes: Uint8Array) => (await table(bytes)).rows?.map(([value]) => value);

describe('a number of a workbook is what its format shows', () => {
  it.each([
    ['yyyy-mm-dd', '2026-09-01'],
    ['MMDDYY', '2026-09-01'],
    ['[$-411]ggge"年"m"月"d"日"', '2026-09-01'],
    ['[Red]d. mmm', '2026-09-01'],
    ['0.00" days"', '46266'],
    ['0.0 "h"', '46266'],
    ['General" d"', '46266'],
    ['#,##0.00 [$€-407]', '46266'],
    ['0.00E+00', '46266'],
    ['0%', '4626600%'],
    ['0.0"%"', '46266'],
    ['[h]:mm', '1110384:00:00'],
  ])('%s', async (format, text) => {
    expect(await first(day(format, 46266))).toEqual([text]);
  });
  it('a time of day has no date, a span of time goes on beyond a day', async () => {
    expect(await first(day('hh:mm', 0.2604166666666667, 0, 0.999988425925926))).toEqual([
      '06:15:00',
      '00:00:00',
      '23:59:59',
    ]);
    expect(await first(day('[h]:mm', 1.5625, 0.25, -0.5))).toEqual([
      '37:30:00',
      '06:00:00',
      '-12:00:00',
    ]);
  });
  it('every minute of a day is exact, as a sum of minutes and with 15 digits', async () => {
    const minutes = Array.from({ length: 1440 }, (_, minute) => minute);
    const right = minutes.map((minute) => {
      const text = new Date(Date.UTC(2026, 8, 1, 0, minute)).toISOString().slice(0, 19);
      return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
    });
    let sum = 46266 - 1 / 1440;
    const sums = minutes.map(() => (sum += 1 / 1440));
    expect(await first(day('yyyy-mm-dd hh:mm', ...sums))).toEqual(right);
    const short = minutes.map((minute) => Number((46266 + minute / 1440).toPrecision(15)));
    expect(await first(day('yyyy-mm-dd hh:mm', ...short))).toEqual(right);
  });
  it('the first two months of 1900 have no 29 February before them', async () => {
    expect(await first(day('yyyy-mm-dd', 1, 59, 61))).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
    ]);
  });
  it.each(['1', 'true', 'TRUE'])('days count from 1904 where date1904 is %s', async (spelling) => {
    const bytes = written({
      formats: ['yyyy-mm-dd'],
      book: `<workbookPr date1904="${spelling}"/>`,
      // Excel for the Mac writes an element of that name once more.
      extensions:
        '<extLst><ext><x14:workbookPr xmlns:x14="x" defaultImageDpi="32767"/></ext></extLst>',
      sheets: { S: row(1, cell('A1', 'at')) + row(2, cell('A2', 44804, 1)) },
    });
    expect(await first(bytes)).toEqual(['2026-09-01']);
  });
  it('a percentage keeps its digits', async () => {
    expect(await first(day('0.00%', 0.953, 0.57, 1e-7))).toEqual(['95.3%', '57%', '0.00001%']);
  });
  it('a whole number beyond what a double holds keeps its digits', async () => {
    const bytes = written({
      sheets: {
        S: row(1, cell('A1', 'id')) + '<row r="2"><c r="A2"><v>123456789012345678</v></c></row>',
      },
    });
    expect(await first(bytes)).toEqual(['123456789012345678']);
  });
});

describe('cells as the file format allows them', () => {
  it('without references, in CDATA, as ISO 8601, with a prefix', async () => {
    const bytes = written({
      sheets: {
        S:
          '<x:row xmlns:x="m"><x:c t="inlineStr"><x:is><x:t>day</x:t></x:is></x:c><x:c t="str"><x:v><![CDATA[a & b]]></x:v></x:c></x:row>' +
          '<row><c t="d"><v>2026-09-01T06:30:00</v></c><c><v><![CDATA[40]]></v></c></row>' +
          '<row><c t="d"><v>10:10:10</v></c><c t="b"><v>1</v></c></row>',
      },
    });
    expect(await table(bytes)).toMatchObject({
      header: ['day', 'a & b'],
      rows: [
        ['2026-09-01T06:30:00', '40'],
        ['10:10:10', 'true'],
      ],
    });
  });
  it('texts that are shared: runs joined, readings left out, escapes decoded', async () => {
    const bytes = written({
      strings: [
        '<t>name</t>',
        '<r><t>rich </t></r><r><t>text</t></r>',
        '<t>東京</t><rPh><t>トウキョウ</t></rPh>',
        '<t>a_x000D_\nb _x005F_x0041_</t>',
      ],
      sheets: {
        S: [0, 1, 2, 3]
          .map((at) => row(at + 1, `<c r="A${at + 1}" t="s"><v>${at}</v></c>`))
          .join(''),
      },
    });
    expect(await first(bytes)).toEqual(['rich text', '東京', 'a\nb _x0041_']);
  });
  it.each<[string, (path: string) => string]>([
    ['with backslashes in their names', (path) => path.replaceAll('/', '\\')],
    ['in capitals', (path) => path.replace('sharedStrings', 'SharedStrings')],
  ])('parts %s', async (_, place) => {
    const bytes = written({
      place,
      strings: ['<t>line</t>', '<t>L1</t>'],
      sheets: { S: '<row r="1"><c t="s"><v>0</v></c></row><row r="2"><c t="s"><v>1</v></c></row>' },
    });
    expect(await first(bytes)).toEqual(['L1']);
  });
  it('a line break in a heading is one space', async () => {
    const bytes = written({
      sheets: {
        S:
          row(1, cell('A1', 'Good\nparts'), cell('B1', 'Line /  shift')) +
          row(2, cell('A2', 90), cell('B2', 'A')),
      },
    });
    expect((await table(bytes)).header).toEqual(['Good parts', 'Line / shift']);
    const fields = [{ name: 'Good parts', type: 'integer' }, { name: 'Line / shift' }];
    const dir = await dataFolder(
      { 'stops.xlsx': bytes },
      { path: 'stops.xlsx', schema: { fields }, trilens: { site: undefined } },
    );
    expect((await read(dir)).rows).toEqual([[90, 'A']]);
  });
  it('a text that is no XML, or ends early, is a damaged workbook', async () => {
    const cut = written({ sheets: { S: '</sheetData></worksheet><worksheet><sheetData><row>' } });
    expect(await refusal(cut)).toContain('this workbook cannot be read');
  });
});

const FIELDS = [
  { name: 'day', type: 'date' },
  { name: 'plant' },
  { name: 'hours', type: 'number' },
];
const contract = async (bytes: Uint8Array, trilens: object = {}, more: object = {}) =>
  read(
    await dataFolder(
      { 'stops.xlsx': bytes },
      {
        path: 'stops.xlsx',
        schema: { fields: FIELDS, ...more },
        trilens: { site: undefined, ...trilens },
      },
    ),
  );
const HEADER = row(1, cell('A1', 'day'), cell('B1', 'plant'), cell('C1', 'hours'));
const at = (number: number, ...cells: string[]) =>
  row(number, cell(`A${number}`, 46266 + number - 2, 1), ...cells);
const sheet = (...rows: string[]) => ({
  formats: ['yyyy-mm-dd'],
  sheets: { S: HEADER + rows.join('') },
});

describe('what a workbook says about itself', () => {
  it('a name that is merged over rows counts for each, an amount once and with a doubt', async () => {
    const bytes = written({
      ...sheet(
        at(2, cell('B2', 'North'), cell('C2', 30)),
        at(3),
        at(4, cell('B4', 'South'), cell('C4', 5)),
      ),
      after: '<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="C2:C3"/></mergeCells>',
    });
    const { rows, report } = await contract(bytes);
    expect(rows).toEqual([
      ['2026-09-01', 'North', 30],
      ['2026-09-02', 'North', null],
      ['2026-09-03', 'South', 5],
    ]);
    expect(report.files[0]?.detected.join()).toContain('filled into each of their rows: B2:B3');
    expect(report.doubts.join()).toContain(
      '1 merged cell holds one amount for several rows (C2:C3)',
    );
  });
  it('an error and a formula without a result are failed computations, not missing values', async () => {
    const bytes = written(
      sheet(
        at(2, cell('B2', 'A'), cell('C2', 1)),
        at(3, cell('B3', 'A'), '<c r="C3" t="e"><v>#DIV/0!</v></c>'),
        at(4, cell('B4', 'A'), '<c r="C4"><f>C2*2</f></c>'),
        at(5, cell('B5', 'A'), '<c r="C5"><f>C2*2</f><v></v></c>'),
        at(
          6,
          cell('B6', 'A'),
          '<c r="C6"><f>C2*2</f><v>2</v></c>',
          '<c r="D6" t="e"><v>#REF!</v></c>',
        ),
        at(7, cell('B7', 'A'), '<c r="C7" t="e"><v>#N/A</v></c>'),
      ),
    );
    const { rows, report } = await contract(bytes, { maxQuarantined: 1 });
    expect(rows.map((cells) => cells[2])).toEqual([1, 2]);
    expect(report.quarantine.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'hours: the computation of C3 failed (#DIV/0!)'],
      [
        4,
        'hours: the formula in C4 has no stored result; open the workbook in a spreadsheet and save it',
      ],
      [
        5,
        'hours: the formula in C5 has no stored result; open the workbook in a spreadsheet and save it',
      ],
      [7, 'hours: the computation of C7 failed (#N/A)'],
    ]);
    const declared = await contract(bytes, { maxQuarantined: 1 }, { missingValues: ['', '#N/A'] });
    expect(declared.rows.map((cells) => cells[2])).toEqual([1, 2, null]);
    expect((await table(bytes)).detected).toContain('5 failed computations: C3 #DIV/0!');
  });
  it('zeros of formulas that nothing computed are no results', async () => {
    const bytes = written({
      ...sheet(at(2, cell('B2', 'A'), '<c r="C2"><f>A2*2</f><v>0</v></c>')),
      book: '<calcPr fullCalcOnLoad="1"/>',
    });
    expect((await contract(bytes)).text).toContain('the formula in C2 has no stored result');
  });
  it('an error that was saved as text fails in a CSV, too', async () => {
    const dir = await dataFolder(
      { 'stops.csv': 'day,plant,hours\n2026-09-01,A,1\n2026-09-02,A,#REF!\n' },
      { schema: { fields: FIELDS }, trilens: { site: undefined, maxQuarantined: 1 } },
    );
    expect((await read(dir)).report.quarantine[0]?.reason).toBe(
      'hours is #REF!: its computation failed',
    );
  });
  it('hidden rows and columns are read and reported', async () => {
    const bytes = written({
      ...sheet(
        at(2, cell('B2', 'A'), cell('C2', 1)),
        at(3, cell('B3', 'A'), cell('C3', 2)).replace('<row', '<row hidden="1"'),
      ),
      after: '<cols><col min="2" max="2" hidden="true"/></cols>',
    });
    const { rows, report } = await contract(bytes);
    expect(rows.length).toBe(2);
    expect(report.files[0]?.detected).toEqual(
      expect.arrayContaining(['hidden rows, read like all: 3', 'hidden columns, read like all: B']),
    );
  });
  it('a hidden sheet and a chart sheet are passed over, and reported', async () => {
    const bytes = written({
      sheets: {
        Chart: '',
        Old: row(1, cell('A1', 'a')),
        Now: row(1, cell('A1', 'b')) + row(2, cell('A2', 1)),
      },
      kinds: { Chart: 'chartsheet' },
      attributes: { Old: 'state="veryHidden"' },
    });
    const { header, detected } = await table(bytes);
    expect(header).toEqual(['b']);
    expect(detected).toContain('sheet "Now" of 3');
    expect(detected).toContain('hidden sheets, not read: "Old"');
    expect(detected).toContain('chart sheets without cells, passed over: "Chart"');
  });
});

describe('several sheets', () => {
  const month = (number: number) => [
    ['day', 'plant', 'hours'],
    [{ date: `2026-0${number}-01` }, 'A', number],
  ];
  const book = workbook({
    Jan: month(1),
    Legend: [
      ['code', 'word'],
      ['A', 'Alpha'],
    ],
    Feb: month(2),
    Mar: month(3),
  });
  const hours = (rows: unknown[][]) => rows.map((cells) => cells[2]);
  it('with the same columns that are not named are a doubt', async () => {
    const { rows, report } = await contract(book);
    expect(hours(rows)).toEqual([1]);
    expect(report.doubts).toEqual([
      '2 further sheets of stops.xlsx with the same columns are not read (the contract can name several in "sheet", or all with "*").',
    ]);
  });
  it('are read together by a star or a list, each row at its sheet', async () => {
    const all = await contract(book, { sheet: '*' });
    expect(hours(all.rows)).toEqual([1, 2, 3]);
    expect(all.report.doubts).toEqual([]);
    expect(all.report.files.map(({ path }) => path)).toEqual([
      'stops.xlsx › Jan',
      'stops.xlsx › Feb',
      'stops.xlsx › Mar',
    ]);
    expect(all.report.files[0]?.detected.join()).toContain('other columns, not read: "Legend"');
    expect(hours((await contract(book, { sheet: ['Mar', 1] })).rows)).toEqual([3, 1]);
  });
  it('of which one is not there are refused', async () => {
    expect((await contract(book, { sheet: ['Jan', 'Fab'] })).text).toContain('did you mean "Feb"?');
  });
});

describe('dates beside texts in one column', () => {
  const column = (dates: number[], texts: string[]) =>
    written(
      sheet(
        ...dates.map((serial, index) =>
          row(
            index + 2,
            cell(`A${index + 2}`, serial, 1),
            cell(`B${index + 2}`, 'A'),
            cell(`C${index + 2}`, 1),
          ),
        ),
        ...texts.map((text, index) => {
          const number = index + 2 + dates.length;
          return row(
            number,
            cell(`A${number}`, text),
            cell(`B${number}`, 'A'),
            cell(`C${number}`, 1),
          );
        }),
      ),
    );
  // The 4th of January to December.
  const fourths = Array.from(
    { length: 12 },
    (_, month) => Date.UTC(2026, month, 4) / 86_400_000 + 25_569,
  );
  it('of another order are refused, whatever format the contract declares', async () => {
    const texts = Array.from({ length: 18 }, (_, index) => `${index + 13}/04/2026`);
    for (const format of [undefined, 'day-first']) {
      const { text } = await contract(
        column(fourths, texts),
        {},
        {
          fields: [{ ...FIELDS[0], format }, ...FIELDS.slice(1)],
        },
      );
      expect(text).toContain('data/stops.xlsx:14:1');
      expect(text).toContain('the dates of day are half converted: 12 such as A2 are dates');
      expect(text).toContain('A2 is 2026-01-04 or 2026-04-01');
    }
  });
  it('that were not converted are read', async () => {
    const all = Array.from({ length: 30 }, (_, index) => 46266 + index);
    const { rows, text } = await contract(column(all, ['01.10.2026', '13.10.2026']));
    expect(text).toBe('');
    expect(rows.at(-1)?.[0]).toBe('2026-10-13');
  });
  it('and numbers without a format among dates are days', async () => {
    const bytes = written(
      sheet(
        at(2, cell('B2', 'A'), cell('C2', 1)),
        row(3, cell('A3', 46267), cell('B3', 'A'), cell('C3', 1)),
      ),
    );
    expect((await contract(bytes)).rows.map((cells) => cells[0])).toEqual([
      '2026-09-01',
      '2026-09-02',
    ]);
  });
});

describe('a second table under a table, padded to its width', () => {
  const rowsOf = (...rows: string[][]) =>
    workbook({
      S: [['day', 'plant', 'hours'], ['2026-09-01', 'A', '3'], ['2026-09-02', 'B', '4'], ...rows],
    });
  it('is left out and reported', async () => {
    const below = rowsOf(
      ['Total', '', '7'],
      [],
      ['cause', 'count', ''],
      ['x', '1', ''],
      ['y', '1', ''],
    );
    const { rows, report, text } = await contract(below);
    expect(text).toBe('');
    expect(rows.map((cells) => cells[2])).toEqual([3, 4]);
    expect(report.files[0]?.ignoredBy).toEqual({ footer: 1, blank: 1, 'other-table': 3 });
    expect(report.files[0]?.detected.join()).toContain('another table from line 6 on, not read');
  });
  it('is none where a row of the table has a text in place of its number', async () => {
    const gap = rowsOf([], ['2026-09-03', 'A', 'closed'], ['2026-09-04', 'B', '5']);
    const { report } = await contract(gap, { maxQuarantined: 1 });
    expect([report.accepted, report.quarantined]).toEqual([3, 1]);
  });
});

it('texts among numbers of which the decimal mark is open are refused', async () => {
  const bytes = written(
    sheet(at(2, cell('B2', 'A'), cell('C2', 1.5)), at(3, cell('B3', 'A'), cell('C3', '1,234'))),
  );
  expect((await contract(bytes)).text).toContain(
    'the decimal mark of the texts cannot be detected',
  );
});

describe('units that only number formats show', () => {
  const shown = (...formats: [string, string]) =>
    written({
      ...sheet(
        at(2, cell('B2', 'A'), cell('C2', 100, 2)),
        at(3, cell('B3', 'A'), cell('C3', 2, 3)),
      ),
      formats: ['yyyy-mm-dd', ...formats],
    });
  const unit = (name: string) => ({
    fields: FIELDS.map((field) => (field.name === 'hours' ? { ...field, unit: name } : field)),
  });
  it('refuse numbers that cannot be added, with both cells', async () => {
    expect((await contract(shown('0.0" kWh"', '0.0" MWh"'))).text).toContain(
      'which cannot be added: C2 in kWh, C3 in MWh',
    );
    expect((await contract(shown('[$€-407] #,##0', '[$$-409]#,##0'))).text).toContain(
      'C2 in €, C3 in $',
    );
  });
  it('are held against the unit of the contract', async () => {
    const bytes = shown('0.0" kWh"', '#,##0.0" kWh"');
    expect((await contract(bytes)).report.accepted).toBe(2);
    expect((await contract(bytes, {}, unit('kWh'))).report.accepted).toBe(2);
    expect((await contract(bytes, {}, unit('MWh'))).text).toContain('the file says kWh');
  });
});

it('names that are numbers with an exponent are a doubt, with all their digits they are none', async () => {
  const pallets = (second: string) =>
    written(sheet(at(2, cell('B2', 123456789012345), cell('C2', 1)), at(3, second, cell('C3', 1))));
  const doubts = async (second: string) => (await contract(pallets(second))).report.doubts.join();
  expect(await doubts(cell('B3', '3.4012345E+17'))).not.toContain('digits');
  expect(await doubts('<c r="B3"><v>3.4012345E+17</v></c>')).toContain(
    'plant holds numbers of more digits than a sheet keeps, such as B3',
  );
  expect(await doubts('<c r="B3"><v>340123450000000003</v></c>')).not.toContain('digits');
});
