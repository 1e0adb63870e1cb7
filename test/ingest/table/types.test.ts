import { describe, expect, it } from 'vitest';
import { parseBoolean } from '#ingest/table/boolean.ts';
import { parseDate, type DateFormat } from '#ingest/table/date/date.ts';
import { detectDateFormat } from '#ingest/table/date/dateFormat.ts';
import { patternProblem } from '#ingest/table/date/datePattern.ts';
import { detectDecimal, parseNumber } from '#ingest/table/number.ts';
import { inZone, parseTime } from '#ingest/table/date/time.ts';

describe('numbers as systems and ledgers write them', () => {
  it.each([
    ['1234.5', '.', 1234.5],
    ['1,234.5', '.', 1234.5],
    ['1.234,5', ',', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['1\u00a0234,5', ',', 1234.5],
    ['1\u202f234\u202f567,8', ',', 1234567.8],
    ["1'234.50", '.', 1234.5],
    ['1’234’567', '.', 1234567],
    ['12,34,567.89', '.', 1234567.89],
    ['1,23,456', '.', 123456],
    ['-5', '.', -5],
    ['−5', '.', -5],
    ['–5,5', ',', -5.5],
    ['(1,234)', '.', -1234],
    ['(12,5)', ',', -12.5],
    ['€(1,234.00)', '.', -1234],
    ['1,234-', '.', -1234],
    ['12,5 -', ',', -12.5],
    ['+7', '.', 7],
    ['- 7', '.', -7],
    ['1.2E3', '.', 1200],
    ['1,2E+03', ',', 1200],
    ['5e-1', '.', 0.5],
    ['12 %', '.', 12],
    ['12,5%', ',', 12.5],
    ['$1,234.50', '.', 1234.5],
    ['US$ 5', '.', 5],
    ['1.234,50 €', ',', 1234.5],
    ['EUR 1.234,50', ',', 1234.5],
    ["CHF 1'234.50", '.', 1234.5],
    ['1 234 kr', ',', 1234],
    ['12 zł', '.', 12],
    ['-$5', '.', -5],
    ['$-5', '.', -5],
    ['1.234,-', ',', 1234],
    ['.5', '.', 0.5],
    ['5.', '.', 5],
    ['0012', '.', 12],
  ] as const)('%s with %s is %d', (cell, decimal, value) => {
    expect(parseNumber(cell, decimal)).toMatchObject({ value });
  });
  it.each([
    ['1,23', '.'],
    ['1.23.4', '.'],
    ['12a', '.'],
    ['', '.'],
    ['-', '.'],
    ['1,2,3', ','],
    ['--5', '.'],
    ['1e999', '.'],
    ['0x10', '.'],
    ['five', '.'],
    ['1 2', '.'],
    ['12 34', '.'],
  ] as const)('%s with %s is none', (cell, decimal) => {
    expect(parseNumber(cell, decimal)).toHaveProperty('problem');
  });
  it('the decimal mark is told from the column, and doubted with the cells that are open', () => {
    expect(detectDecimal(['1.234,50', '7'])).toMatchObject({ decimal: ',', ambiguous: false });
    expect(detectDecimal(['1,234', '12,50'])).toMatchObject({ decimal: ',', ambiguous: false });
    expect(detectDecimal(['1,234,567', '5'])).toMatchObject({ decimal: '.' });
    expect(detectDecimal(['1 234,5 €'])).toMatchObject({ decimal: ',' });
    expect(detectDecimal(['(0,5)', '-1,25 %'])).toMatchObject({ decimal: ',' });
    expect(detectDecimal(['5', '1,234', '7', '2.345'])).toMatchObject({
      decimal: null,
      ambiguous: true,
      open: [1, 3],
    });
    expect(detectDecimal(['1,5', '1.5'])).toMatchObject({ ambiguous: true });
  });
});

describe('dates as people and systems write them', () => {
  it.each([
    ['2026-10-07', 'iso', '2026-10-07'],
    ['2026/10/07', 'iso', '2026-10-07'],
    ['2026.10.7', 'iso', '2026-10-07'],
    ['20261007', 'iso', '2026-10-07'],
    ['2026年10月7日', 'iso', '2026-10-07'],
    ['27.03.2026', 'day-first', '2026-03-27'],
    ['27/3/26', 'day-first', '2026-03-27'],
    ['27-03-2026', 'day-first', '2026-03-27'],
    ['2026-03-27', 'day-first', '2026-03-27'],
    ['03/27/2026', 'month-first', '2026-03-27'],
    ['3/27/26', 'month-first', '2026-03-27'],
    ['27 March 2026', 'month-name', '2026-03-27'],
    ['Mar 27, 2026', 'month-name', '2026-03-27'],
    ['27-MAR-26', 'month-name', '2026-03-27'],
    ['27. März 2026', 'month-name', '2026-03-27'],
    ['27 mars 2026', 'month-name', '2026-03-27'],
    ['27 de marzo de 2026', 'month-name', '2026-03-27'],
    ['27 août 2026', 'month-name', '2026-08-27'],
    ['3. Mai 2026', 'month-name', '2026-05-03'],
    ['Friday, 27 March 2026', 'month-name', '2026-03-27'],
    ['27 marca 2026', 'month-name', '2026-03-27'],
    ['27 Mart 2026', 'month-name', '2026-03-27'],
    ['46302', 'excel-serial', '2026-10-07'],
    ['2026-W07', 'iso-week', '2026-02-09'],
    ['2026W07', 'iso-week', '2026-02-09'],
    ['KW 7/2026', 'iso-week', '2026-02-09'],
    ['2026 KW 7', 'iso-week', '2026-02-09'],
    ['2026-W07-3', 'iso-week', '2026-02-11'],
    ['2026-03', 'year-month', '2026-03-01'],
    ['03/2026', 'year-month', '2026-03-01'],
    ['202603', 'year-month', '2026-03-01'],
    ['März 2026', 'year-month', '2026-03-01'],
    ['Mar-26', 'year-month', '2026-03-01'],
    ['2026-Q2', 'quarter', '2026-04-01'],
    ['Q2 2026', 'quarter', '2026-04-01'],
    ['2. Quartal 2026', 'quarter', '2026-04-01'],
    ['2026', 'year', '2026-01-01'],
    ['1767571200', 'unix', '2026-01-05'],
    ['1767571200000', 'unix', '2026-01-05'],
  ] as const)('%s as %s is %s', (cell, format, date) => {
    expect(parseDate(cell, format)).toMatchObject({ date });
  });
  it.each([
    ['2026-02-30', 'iso'],
    ['31.02.2026', 'day-first'],
    ['27/03/2026', 'month-first'],
    ['27 Marzzz 2026', 'month-name'],
    ['2026-W54', 'iso-week'],
    ['2026-13', 'year-month'],
    ['2026-Q5', 'quarter'],
    ['2026-10-07 25:00', 'iso'],
    ['12', 'excel-serial'],
    ['', 'iso'],
    ['27.03/2026', 'day-first'],
  ] as const)('%s as %s is none', (cell, format: DateFormat) => {
    expect(parseDate(cell, format)).toHaveProperty('problem');
  });
  it.each([
    ['2026-10-07T14:30', '14:30'],
    ['2026-10-07 14:30:05', '14:30:05'],
    ['2026-10-07T14:30:05.123Z', '14:30:05.123Z'],
    ['2026-10-07 2:30 PM', '14:30'],
    ['2026-10-07 12:05 am', '00:05'],
    ['2026-10-07T14:30+0200', '14:30+02:00'],
    ['2026-10-07T14:30:00+02', '14:30:00+02:00'],
    ['2026-10-07 14.30', '14:30'],
  ])('the time of %s is %s', (cell, time) => {
    expect(parseDate(cell, 'iso')).toEqual({ date: '2026-10-07', time });
  });
  it('midnight at the end of a day is the start of the next', () => {
    expect(parseDate('2026-12-31 24:00', 'iso')).toEqual({ date: '2027-01-01', time: '00:00' });
  });
  it('the time of an Excel number', () => {
    expect(parseDate('46302.604166667', 'excel-serial')).toEqual({
      date: '2026-10-07',
      time: '14:30',
    });
  });
  it('no time is none', () => {
    for (const text of ['25:00', '14:60', '13 pm', 'noon', '14', '14:30:61'])
      expect(parseTime(text)).toBeNull();
  });
  it('the format is told from the column; where both orders are possible it is open, and where they mix too', () => {
    const numbered = (...numbers: number[]) =>
      numbers.map((number) => `2026-${String(number).padStart(2, '0')}`);
    expect(detectDateFormat(numbered(1, 2, 3, 9, 10)).format).toBe('year-month');
    // A file that ends in week 13 differs by one cell from one of months with a slip.
    expect(detectDateFormat(numbered(1, 2, 3, 13)).between).toEqual(['year-month', 'iso-week']);
    expect(detectDateFormat(numbered(9, 10, 11, 12, 13, 14)).format).toBe('iso-week');
    expect(detectDateFormat(['2026-W01', '2026-W02']).format).toBe('iso-week');
    expect(detectDateFormat(['03/04/2026', '27/04/2026'])).toMatchObject({
      format: 'day-first',
      between: [],
    });
    expect(detectDateFormat(['03/04/2026', '04/27/2026'])).toMatchObject({ format: 'month-first' });
    expect(detectDateFormat(['03/04/2026', '05/05/2026', '06/07/2026'])).toMatchObject({
      format: null,
      between: ['day-first', 'month-first'],
      open: [0, 2],
    });
    expect(
      detectDateFormat(['27/04/2026', '04/28/2026', '26/04/2026', '04/29/2026']),
    ).toMatchObject({ format: null, between: ['day-first', 'month-first'] });
    expect(detectDateFormat(['27 Mar 2026', '3 Apr 2026'])).toMatchObject({ format: 'month-name' });
    expect(detectDateFormat(['2026-Q1', '2026-Q2'])).toMatchObject({ format: 'quarter' });
    expect(detectDateFormat(['46302', '46303'])).toMatchObject({ format: 'excel-serial' });
    expect(detectDateFormat(['2025', '2026'])).toMatchObject({ format: 'year' });
  });
});

describe('dates of which more than two readings are asked', () => {
  const formatOf = (cells: string[], hint = {}) => {
    const { format, between } = detectDateFormat(cells, hint);
    return format ?? between.join(' or ');
  };
  const days = (write: (day: string) => string) =>
    ['03', '04', '05', '06', '07', '08', '15'].map(write);
  it.each([
    ['a logger of Japan', days((day) => `24/10/${day}`), 'year-first'],
    ['the same file in Germany', days((day) => `${day}/10/24`), 'day-first'],
    ['the same file in the United States', days((day) => `10/${day}/24`), 'month-first'],
    ['with points', days((day) => `24.10.${day}`), 'year-first'],
    ['years that cannot be days', ['70/10/03', '99/10/04'], 'year-first'],
    ['one day of two digits a part', ['24/10/03'], 'day-first or year-first'],
    ['a part that nothing settles', ['10/11/12'], 'day-first or month-first or year-first'],
    [
      'four years of orders',
      [
        '08/11/16',
        '12/06/17',
        '13/01/18',
        '25/11/19',
        '02/03/16',
        '30/07/17',
        '21/05/18',
        '17/12/19',
      ],
      'day-first',
    ],
    ['ordinal dates', ['2026-123', '2026-124'], 'ordinal'],
    ['ordinal dates without a mark', ['2026123', '2026124'], 'ordinal'],
    ['a short ordinal date', ['26123', '26124'], 'ordinal'],
    ['a day of a spreadsheet', ['46302', '46310'], 'excel-serial'],
    ['a number that may be either', ['30123', '30124'], 'excel-serial or ordinal'],
  ])('%s', (_, cells, format) => expect(formatOf(cells)).toBe(format));
  it('the name or the rhythm of a column settles weeks and months, else one week beyond 12 leaves it open', () => {
    const cells = ['2026-01', '2026-02', '2026-03', '2026-08'];
    expect(formatOf(cells, { name: 'week' })).toBe('iso-week');
    expect(formatOf(cells, { name: 'Kalenderwoche' })).toBe('iso-week');
    expect(formatOf(['202601', '202602'], { name: 'CALWEEK' })).toBe('iso-week');
    expect(formatOf(['01/2026', '02/2026'], { name: 'KW' })).toBe('iso-week');
    expect(formatOf(cells, { name: 'month', everyDays: 7 })).toBe('year-month');
    expect(formatOf(cells)).toBe('year-month');
    expect(formatOf(cells, { everyDays: 7 })).toBe('year-month or iso-week');
    expect(parseDate('202608', 'iso-week')).toEqual({ date: '2026-02-16' });
  });
  it('a month that lost its zero is open, unless the column shows that none was lost', () => {
    expect(formatOf(['2025.09', '2025.1', '2025.11'])).toBe('year-month or lost-zero');
    expect(formatOf(['2025.1', '2025.2'])).toBe('year-month or lost-zero');
    expect(formatOf(['2025.1', '2025.9', '2025.10'])).toBe('year-month');
    expect(formatOf(['2025.01', '2025.09'])).toBe('year-month');
  });
  it('2025/26 is a season as well as a week, unless the column or another cell says which', () => {
    expect(formatOf(['2024/25', '2025/26'])).toBe('iso-week or two-years');
    expect(formatOf(['2009/10', '2010/11'])).toBe('year-month or two-years');
    expect(formatOf(['2025/26', '2025/27'])).toBe('iso-week');
    expect(detectDateFormat(['2025/26'], { name: 'week' }).format).toBe('iso-week');
  });
  it('Sep-01, Sep-02, Sep-03 are days without a year as well as Septembers', () => {
    expect(formatOf(['Sep-29', 'Sep-30', 'Oct-01', 'Oct-02'])).toBe('year-month or days-of-months');
    expect(formatOf(['Nov-25', 'Dec-25', 'Jan-26', 'Jan-26'])).toBe('year-month');
    expect(formatOf(['Dec-24', 'Dec-25'])).toBe('year-month');
  });
  it.each([
    ['11.11.2024-06:04:00', 'day-first', '2024-11-11', '06:04:00'],
    ['20180401000000', 'iso', '2018-04-01', '00:00:00'],
    ['201804010630', 'iso', '2018-04-01', '06:30'],
    ['20180401T063000Z', 'iso', '2018-04-01', '06:30:00Z'],
    ['2026\u201310\u201307\u00a014:30', 'iso', '2026-10-07', '14:30'],
  ] as const)('the stamp %s of a logger has one reading', (cell, format, date, time) => {
    expect(detectDateFormat([cell]).format).toBe(format);
    expect(parseDate(cell, format)).toEqual({ date, time });
  });
});

describe('patterns of strptime, as Table Schema writes them', () => {
  it.each([
    ['01.09.2026-06:04:00', '%d.%m.%Y-%H:%M:%S', { date: '2026-09-01', time: '06:04:00' }],
    ['20260901060000', '%Y%m%d%H%M%S', { date: '2026-09-01', time: '06:00:00' }],
    ['260901', '%y%m%d', { date: '2026-09-01' }],
    ['1 Sep 2026 6:05 PM', '%d %b %Y %I:%M %p', { date: '2026-09-01', time: '18:05' }],
    ['2026-244', '%Y-%j', { date: '2026-09-01' }],
    ['2026-W36', '%G-W%V', { date: '2026-08-31' }],
    ['09/2026', '%m/%Y', { date: '2026-09-01' }],
    [
      '2026-09-01T06:00:00.25+0200',
      '%Y-%m-%dT%H:%M:%S.%f%z',
      { date: '2026-09-01', time: '06:00:00.25+02:00' },
    ],
  ] as const)('%s by %s', (cell, pattern, read) => expect(parseDate(cell, pattern)).toEqual(read));
  it.each([
    ['31.02.2026', '%d.%m.%Y'],
    ['1.9.26', '%d.%m.%Y'],
    ['2026-09-01 25:00', '%Y-%m-%d %H:%M'],
    ['2026-366', '%Y-%j'],
    ['x01.09.2026', '%d.%m.%Y'],
  ] as const)('%s by %s is none', (cell, pattern) =>
    expect(parseDate(cell, pattern)).toHaveProperty('problem'),
  );
  it('a pattern without a year, or with a directive that is none, is wrong', () => {
    expect(patternProblem('%d.%m')).toBe('it reads no year');
    expect(patternProblem('%Y-%Q')).toBe('%Q is no directive that is read');
    expect(patternProblem('%d.%d.%Y')).toBe('%d is in it twice');
    expect(patternProblem('%d.%m.%Y')).toBeNull();
  });
});

describe('timestamps by the clock of a place', () => {
  it.each([
    ['2026-01-05T10:00', 'Europe/Berlin', '2026-01-05T10:00+01:00'],
    ['2026-07-05T10:00:30', 'Europe/Berlin', '2026-07-05T10:00:30+02:00'],
    ['2026-01-05T23:30Z', 'Europe/Berlin', '2026-01-06T00:30+01:00'],
    ['2026-01-05T10:00+05:30', 'America/New_York', '2026-01-04T23:30-05:00'],
  ])('%s in %s is %s', (stamp, zone, result) => {
    expect(inZone(stamp, zone)).toBe(result);
  });
  it('a time that the clocks skipped is none', () => {
    expect(inZone('2026-03-29T02:30', 'Europe/Berlin')).toEqual({
      problem: expect.stringContaining('there was no such time') as string,
    });
  });
  it('a time that came twice is none, unless the contract says which', () => {
    expect(inZone('2026-10-25T02:30', 'Europe/Berlin')).toEqual({
      problem: expect.stringContaining('came twice in Europe/Berlin') as string,
    });
    expect(inZone('2026-10-25T02:30', 'Europe/Berlin', 'earlier')).toBe('2026-10-25T02:30+02:00');
    expect(inZone('2026-10-25T02:30', 'Europe/Berlin', 'later')).toBe('2026-10-25T02:30+01:00');
  });
});

it.each([
  ['ja', 'true'],
  ['Nein', 'false'],
  ['OUI', 'true'],
  ['Sí', 'true'],
  ['não', 'false'],
  ['tak', 'true'],
  ['はい', 'true'],
  ['0', 'false'],
  ['✓', 'true'],
  ['maybe', null],
] as const)('%s is %s', (cell, value) => {
  expect(parseBoolean(cell)).toBe(value);
});
it('what the contract lists as yes and no goes before', () => {
  expect(parseBoolean('läuft', { true: ['läuft'], false: ['steht'] })).toBe('true');
  expect(parseBoolean('ja', { true: ['läuft'], false: ['steht'] })).toBeNull();
});
