import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { metricSchema } from '#ingest/schemas/metric.ts';
import type { Metric } from '#model/record/metric.ts';
import { dataFolder, read } from './folder.ts';

const HOURS = {
  title: 'Hours',
  type: 'outcome',
  direction: 'down',
  export: 'stops',
  date: 'month',
  value: { sum: 'hours' },
};

const column = (name: string, type = 'string') => ({ name, type });
const exported = async (text: string, fields: object[], schema: object = {}, trilens = {}) =>
  read(
    await dataFolder(
      { 'stops.csv': text },
      { schema: { fields, ...schema }, trilens: { site: undefined, ...trilens } },
    ),
  );

describe('rows that begin like a total', () => {
  const FIELDS = [column('measure'), column('month', 'date'), column('value', 'number')];
  const KPIS = ['Downtime,2026-08,11', 'Downtime,2026-09,12'];
  const TOTALS = ['Total recordable incidents,2026-08,31', 'Total recordable incidents,2026-09,32'];
  it.each([
    ['at the end', [...KPIS, ...TOTALS]],
    ['alone', TOTALS],
  ])('are rows where they have a date of their own: %s', async (_, lines) => {
    const { rows, report } = await exported(`measure,month,value\n${lines.join('\n')}\n`, FIELDS);
    expect(rows).toHaveLength(lines.length);
    expect(report).toMatchObject({ accepted: lines.length, ignored: 0 });
  });
  it('are rows where they have a whole key of their own', async () => {
    const { rows } = await exported(
      'measure,line,value\nDowntime,L1,3\nDowntime,L2,4\nTotal stops,L1,5\nTotal stops,L2,6\n',
      [column('measure'), column('line'), column('value', 'number')],
      { primaryKey: ['measure', 'line'] },
    );
    expect(rows).toHaveLength(4);
  });
  it('and have too few cells in the middle of a file are quarantined, never dropped', async () => {
    const { report } = await exported(
      `measure,month,value\n${KPIS[0]}\nTotal recordable incidents,2026-08\n${KPIS[1]}\n`,
      FIELDS,
      {},
      { maxQuarantined: 1 },
    );
    expect(report).toMatchObject({ accepted: 2, quarantined: 1, ignored: 0 });
  });
  it('are totals where they have none', async () => {
    const { rows, report } = await exported(
      `measure,month,value\n${KPIS.join('\n')}\nTotal,,23\n`,
      FIELDS,
    );
    expect(rows).toHaveLength(2);
    expect(report).toMatchObject({ ignored: 1 });
  });
});

describe('a second header', () => {
  const FIELDS = [
    column('day', 'date'),
    column('line'),
    column('good', 'number'),
    column('made', 'number'),
  ];
  const FIRST = 'day,line,good,made\n2026-09-01,L1,90,100\n';
  it('in another order orders the rows below it', async () => {
    const { rows, report, text } = await exported(
      `${FIRST}day,line,made,good\n2026-09-02,L1,100,80\nday,line,good,made\n2026-09-03,L1,70,100\n`,
      FIELDS,
    );
    expect(rows).toEqual([
      ['2026-09-01', 'L1', 90, 100],
      ['2026-09-02', 'L1', 80, 100],
      ['2026-09-03', 'L1', 70, 100],
    ]);
    expect(text).toBe('');
    expect(report).toMatchObject({ rowsIn: 5, accepted: 3, ignored: 2 });
    expect(report.files[0]?.detected).toContain('columns in another order from line 3 on');
  });
  it('with other names refuses the dump', async () => {
    const { text } = await exported(
      `${FIRST}day,line,scrap,made\n2026-09-02,L1,20,100\n`,
      FIELDS,
      {},
      { maxQuarantined: 1 },
    );
    expect(text).toContain(
      'line 3 is a second header and names other columns: day, line, scrap, made',
    );
    expect(text).toContain('allowed: day, line, good, made');
  });
  it('in a file too large to be held orders the rows below it, too', async () => {
    const part = (names: string, from: number) =>
      `${names}\n${Array.from({ length: 400 }, (_, at) => `2026-0${from}-${String((at % 28) + 1).padStart(2, '0')},L${at},${names.endsWith('made') ? '90,100' : '100,90'}\n`).join('')}`;
    const dir = await dataFolder(
      { 'stops.csv': part('day,line,good,made', 8) + part('day,line,made,good', 9) },
      { schema: { fields: FIELDS }, trilens: { site: undefined } },
    );
    const { rows } = await read(dir, null, [], undefined, 1000);
    expect(rows).toHaveLength(800);
    expect(rows.every(([, , good, made]) => good === 90 && made === 100)).toBe(true);
  });
});

describe('subtotals among the rows', () => {
  const FIELDS = [column('line'), column('month', 'date'), column('hours', 'number')];
  const PIVOT = [
    'L1,2026-08,10',
    'L1,2026-09,20',
    'L1 Total,2026-09,30',
    'L2,2026-08,1',
    'L2,2026-09,2',
    'L2 Total,2026-09,3',
    'Grand Total,2026-09,33',
  ];
  const METRIC = { id: 'hours', file: '', ...metricSchema.parse(HOURS) } as Metric;
  const counted = async (lines: readonly string[], where: object = {}, streamFrom?: number) => {
    const dir = await dataFolder(
      { 'stops.csv': `line,month,hours\n${lines.join('\n')}\n` },
      { schema: { fields: FIELDS }, trilens: { site: undefined } },
    );
    const metric = { ...METRIC, ...metricSchema.parse({ ...HOURS, where }) } as Metric;
    return read(dir, null, [metric], undefined, streamFrom);
  };
  it('that are the sums of rows above are left out, counted as ignored, and reported', async () => {
    const { rows, report } = await counted(PIVOT);
    expect(rows.map(([, , hours]) => hours)).toEqual([10, 20, 1, 2]);
    expect(report).toMatchObject({ rowsIn: 7, accepted: 4, quarantined: 0, ignored: 3 });
    expect(report.files[0]?.ignoredBy).toEqual({ subtotal: 3 });
    expect(report.doubts).toEqual([
      '3 rows are totals by line and the sum of rows above: left out, so that nothing counts twice; the first is data/stops.csv:4.',
    ]);
  });
  it.each([
    ['in front of the name', ['A,2026-08,2', 'B,2026-08,3', 'Summe Halle 1,2026-08,5']],
    ['for one month of two', ['A,2026-08,2', 'A,2026-09,9', 'B,2026-09,3', 'Total,2026-09,12']],
  ])('are known by their word %s', async (_, lines) => {
    const { rows } = await counted(lines);
    expect(rows).toHaveLength(lines.length - 1);
  });
  it('that sum up nothing are rows, and a bare word is doubted', async () => {
    const { rows, report } = await counted([
      'L1,2026-08,10',
      'Total recordable,2026-08,4',
      'Total,2026-08,3',
      'L2,2026-08,1',
    ]);
    expect(rows).toHaveLength(4);
    expect(report.doubts).toEqual([
      'In 1 row line is a word for a total, so that what they sum up may count twice; the first is data/stops.csv:4.',
    ]);
  });
  it('that a metric asks for by their label are rows', async () => {
    const { rows, report } = await counted(PIVOT, { line: 'Grand Total' });
    expect(rows).toHaveLength(7);
    expect(report.doubts).toEqual([]);
  });
  it('are left out of a file too large to be held, too', async () => {
    const months = Array.from({ length: 300 }, (_, at) => PIVOT[at % 3] as string);
    expect((await counted(months, {}, 1000)).report.files[0]?.ignoredBy).toEqual({ subtotal: 100 });
  });
});

describe('the two halves of a ratio', () => {
  const FIELDS = [column('month', 'date'), column('good', 'number'), column('made', 'number')];
  const RATIO = { ratio: { numerator: { sum: 'good' }, denominator: { sum: 'made' } } };
  const doubts = async (lines: readonly string[], about: object = {}, streamFrom?: number) => {
    const dir = await dataFolder(
      { 'stops.csv': `month,good,made\n${lines.join('\n')}\n` },
      { schema: { fields: FIELDS }, trilens: { site: undefined } },
    );
    const rule = metricSchema.parse({ ...HOURS, unit: '%', value: RATIO, ...about });
    const { report } = await read(
      dir,
      null,
      [{ id: 'yield', file: '', ...rule }],
      undefined,
      streamFrom,
    );
    return report.doubts;
  };
  const PAIRS = ['2026-09-01,90,100', '2026-09-02,95,', '2026-09-03,80,90', '2026-09-04,,100'];
  const many = (lines: readonly string[]) => [
    ...lines,
    ...Array.from({ length: 100 }, () => '2026-09-05,8,9'),
  ];
  it.each([
    ['in memory', undefined],
    ['in passing', 1000],
  ])('are missed where only one of them is in a row: %s', async (_, streamFrom) => {
    expect(await doubts(many(PAIRS), {}, streamFrom)).toEqual([
      'In 2 rows only one of good and made has a value, and it is counted without the other; the first is data/stops.csv:3.',
    ]);
  });
  it('are not missed where no row has both', async () => {
    expect(await doubts(['2026-09-01,90,', '2026-09-01,,100'])).toEqual([]);
  });
  it.each([
    ['in memory', undefined],
    ['in passing', 1000],
  ])('are doubted where a part is above its whole: %s', async (_, streamFrom) => {
    expect(await doubts(many(['2026-09-01,110,100']), {}, streamFrom)).toEqual([
      'In 1 row good is more than made, which no part of it can be; the first is data/stops.csv:2.',
    ]);
  });
  it('may be of any size where the range says so', async () => {
    const lines = ['2026-09-01,110,100', '2026-09-02,120,100', '2026-09-03,80,100'];
    expect(await doubts(lines, { range: [0, 200] })).toEqual([]);
    expect(await doubts(lines)).toEqual([]);
    expect(await doubts(lines, { range: [0, 100] })).toHaveLength(1);
  });
});

it('a row with an empty part of its key is quarantined', async () => {
  const { rows, report } = await exported(
    'day,line,hours\n2026-09-01,L1,3\n2026-09-02,,4\n',
    [column('day', 'date'), column('line'), column('hours', 'number')],
    { primaryKey: ['day', 'line'] },
    { maxQuarantined: 1 },
  );
  expect(rows).toHaveLength(1);
  expect(report.quarantine).toMatchObject([
    { line: 3, reason: 'line is empty, and it is part of the primaryKey', rule: 'export/required' },
  ]);
});

describe('an encoding that nothing tells', () => {
  const FIELDS = [column('yer'), column('n', 'number')];
  const folder = (rest: object = {}) =>
    dataFolder(
      { 'stops.csv': iconv.encode('yer;n\nİzmir;1\n', 'windows-1254') },
      { schema: { fields: FIELDS }, trilens: { site: undefined }, ...rest },
    );
  it('refuses the dump with both readings', async () => {
    const { text, report } = await read(await folder());
    expect(report.failed).toBe(true);
    expect(text).toContain('"Ýzmir;1" in windows-1252 and "İzmir;1" in windows-1254');
    expect(text).toContain('declare encoding for this export in datapackage.json');
  });
  it('is settled by the contract', async () => {
    expect((await read(await folder({ encoding: 'windows-1254' }))).rows).toEqual([['İzmir', 1]]);
  });
});
