import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { serialize } from 'node:v8';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContracts } from '#ingest/contract/contract.ts';
import { readExports } from '#ingest/readExports.ts';
import { observe } from '#ingest/metric/observe.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { readCount, writeCount } from '#ingest/stream/countCache.ts';
import type { PartState } from '#ingest/stream/streamPart.ts';
import { addDays } from '#model/time/date.ts';
import type { Metric } from '#model/record/metric.ts';
import { dataFolder, put, SITES } from './folder.ts';

const FIELDS = [
  { name: 'day', type: 'date' },
  { name: 'site', type: 'string' },
  { name: 'line', type: 'string' },
  { name: 'kind', type: 'string' },
  { name: 'hours', type: 'number' },
  { name: 'stops', type: 'integer' },
  { name: 'opened', type: 'datetime' },
  { name: 'closed', type: 'datetime' },
  { name: 'note', type: 'string' },
];
const HEADER = 'day,site,line,kind,hours,stops,opened,closed,note\n';
const VALUES = [
  { sum: 'hours' },
  { mean: 'hours' },
  { count: '*' },
  { count: 'note' },
  { countDistinct: 'kind' },
  { min: 'hours' },
  { max: 'hours' },
  { last: 'stops' },
  { median: 'hours' },
  { p90: 'hours' },
  { ratio: { numerator: { sum: 'hours' }, denominator: { sum: 'stops' } } },
  { duration: { from: 'opened', to: 'closed', unit: 'hours' } },
];
const DIMENSIONS = [
  {},
  { dimensions: { site: 'site' } },
  { dimensions: { site: 'site', line: 'line' }, grain: 'week' },
  { where: { kind: ['a', '7'] }, grain: 'day' },
  { where: { kind: 'b', line: 'L1' }, date: 'opened' },
];
/** Every aggregate, by several dimensions, grains, filters and dates. */
const METRICS = DIMENSIONS.flatMap((about, at) =>
  VALUES.map(
    (value, index) =>
      ({
        id: `metric-${at}-${index}`,
        file: '',
        ...metricSchema.parse({
          title: 'A metric',
          type: 'outcome',
          direction: 'down',
          export: 'stops',
          date: 'day',
          ...about,
          value,
        }),
      }) as Metric,
  ),
);

const resource = (trilens: object = {}, schema: object = {}) => ({
  schema: { fields: FIELDS, ...schema },
  trilens: { site: 'site', maxQuarantined: 1, ...trilens },
});

/** Everything that reading a folder gives, counted in passing or held in memory. */
async function all(dir: string, streamFrom: number, asOf: string | null = null) {
  const { contracts } = await readContracts(dir);
  const { exports, problems } = await readExports(contracts, {
    dataDir: dir,
    cacheDir: join(dir, `../cache-${streamFrom}`),
    sites: SITES,
    asOf,
    metrics: METRICS,
    streamFrom,
  });
  const read = exports[0] as (typeof exports)[0];
  const observations = METRICS.map((metric) => observe(metric, read, asOf ?? '2026-12-31'));
  return {
    isStreamed: read.rows.length === 0 && read.report.accepted > 0,
    result: {
      report: {
        ...read.report,
        quarantine: read.report.quarantine.toSorted((a, b) => a.line - b.line),
      },
      problems,
      observations,
    },
  };
}
const inPassing = (dir: string, asOf?: string | null) => all(dir, 0, asOf);
const inMemory = (dir: string, asOf?: string | null) => all(dir, Number.POSITIVE_INFINITY, asOf);

const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const day = fc.nat(40).map((offset) => addDays('2026-01-05', offset));
const moment = fc.tuple(day, time).map(([date, at]) => `${date}T${at}`);
const decimal = fc.oneof(
  fc.integer({ min: -9999, max: 9999 }).map((value) => (value / 100).toFixed(2)),
  fc.constantFrom(
    '0.1',
    '0.2',
    '1e3',
    '(12.5)',
    ' 7.25 ',
    '1,234.5',
    '3.',
    '',
    'NA',
    '99999999999999.25',
    '12345678901234567890',
  ),
);
const text = fc.oneof(
  fc.constantFrom(
    '',
    'plain',
    '"quoted, with a comma"',
    '"two ""words"""',
    '"two\nlines"',
    'Grüße',
    '5 inch',
  ),
  fc.string({ maxLength: 8 }).filter((value) => !/["\n\r,\0]/.test(value)),
);
const plainRow = fc
  .tuple(
    day,
    fc.constantFrom('A', 'Beta', 'plant a', 'ALL', '"B"'),
    fc.constantFrom('L1', 'L2', ''),
    fc.constantFrom('a', 'b', '7', ' b '),
    decimal,
    fc.nat(9).map(String),
    moment,
    fc.oneof(moment, fc.constant('')),
    text,
  )
  .map((cells) => cells.join(','));
const oddRow = fc.oneof(
  fc.constantFrom(
    '',
    '  ',
    ',,,,,,,,',
    HEADER.trim(),
    'Total,,,,12.5,3,,,',
    'x,A,L1,a,1,1,2026-01-05T10:00,,',
    '2026-01-05,Gamma,L1,a,1,1,2026-01-05T10:00,,',
    '2026-01-05,A,L1',
    ',A,L1,a,1,1,2026-01-05T10:00,,',
    '2026-01-05,A,L1,a,1,1,2026-01-05T10:00,,note,,',
    '2026-01-05,A,L1,a,1,1,2026-01-05T10:00,,note,more',
    '2026-01-05,A,L1,a,many,1,2026-01-05T10:00,,',
    '2026-01-05,A,L1,a,1,1.5,2026-01-05T10:00,,',
    '2026-01-05,A,L1,a,1,1,2026-01-05T10:00,,5" pipe',
    '2062-01-05,A,L1,a,1,1,2026-01-05T10:00,,',
    '2026-01-05,A,L1,a,1,1,2026-01-05T10:00+02:00,,',
  ),
  fc
    .array(
      fc.string({ maxLength: 5 }).filter((cell) => !/["\0]/.test(cell)),
      { maxLength: 10 },
    )
    .map((cells) => cells.join(',')),
);
const table = (odd: number) =>
  fc
    .tuple(
      fc.array(
        fc.oneof({ weight: 40 - odd, arbitrary: plainRow }, { weight: odd, arbitrary: oddRow }),
        { minLength: 0, maxLength: 150 },
      ),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.constantFrom('', '\uFEFF', 'Report of the day\n\n'),
    )
    .map(
      ([rows, newline, ends, before]) =>
        before + (HEADER + rows.join('\n')).replaceAll('\n', newline) + (ends ? newline : ''),
    );

describe('a file counted in passing gives what the same file held in memory gives', () => {
  it.each([
    ['plain', 0, 60],
    ['with odd records', 6, 60],
  ])(
    'for any table, %s',
    async (_, odd, numRuns) => {
      let streamed = 0;
      await fc.assert(
        fc.asyncProperty(table(odd), fc.constantFrom(null, '2026-01-20'), async (csv, asOf) => {
          const dir = await dataFolder({ 'stops.csv': csv }, resource());
          const passing = await inPassing(dir, asOf);
          expect(passing.result).toEqual((await inMemory(dir, asOf)).result);
          streamed += Number(passing.isStreamed);
        }),
        { numRuns },
      );
      expect(streamed).toBeGreaterThan(numRuns / 2);
    },
    120_000,
  );
});

describe('several files, and keys that come again', () => {
  const keyed = (onDuplicate: string, primaryKey: string[]) =>
    resource({ onDuplicate }, { primaryKey });
  it.each([
    ['without a key', resource()],
    ['keep-last', keyed('keep-last', ['day', 'site', 'line', 'kind'])],
    ['keep-first', keyed('keep-first', ['day', 'site', 'line', 'kind'])],
    ['error', keyed('error', ['day', 'site', 'line', 'kind'])],
    ['a number in the key', keyed('error', ['opened', 'stops'])],
    [
      'a vintage',
      resource({ vintage: 'opened', onDuplicate: 'keep-last' }, { primaryKey: ['day', 'site'] }),
    ],
    ['restated rows', resource({ status: 'kind', note: 'note' })],
  ])(
    '%s',
    async (_, about) => {
      let streamed = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(table(3), { minLength: 1, maxLength: 3 }),
          fc.constantFrom(null, '2026-01-20'),
          async (files, asOf) => {
            // The rows of the first file again at the end of the last: dumps that overlap.
            const again = (files[0] as string)
              .split('\n')
              .slice(-30)
              .filter((line) => /^2026/.test(line))
              .join('\n');
            const dir = await dataFolder(
              Object.fromEntries(
                files.map((csv, index) => [
                  `${index}.csv`,
                  index === files.length - 1 ? `${csv}\n${again}` : csv,
                ]),
              ),
              { path: '*.csv', ...about },
            );
            const passing = await inPassing(dir, asOf);
            expect(passing.result).toEqual((await inMemory(dir, asOf)).result);
            streamed += Number(passing.isStreamed);
          },
        ),
        { numRuns: 40 },
      );
      expect(streamed).toBeGreaterThan(5);
    },
    120_000,
  );
});

it('rows that only together with those of another file sum up others are no list in either way', async () => {
  const listed = (day: string) =>
    [
      ['L1', 2],
      ['L2', 3],
      ['All', 5],
    ].map(([line, hours]) => `${day},A,${line},a,${hours},1,,,\n`);
  const dir = await dataFolder(
    {
      '0.csv': HEADER + listed('2026-01-05').join(''),
      '1.csv': HEADER + listed('2026-01-06').join(''),
    },
    { path: '*.csv', ...resource() },
  );
  const passing = await inPassing(dir);
  expect(passing.isStreamed).toBe(true);
  expect(passing.result).toEqual((await inMemory(dir)).result);
});

it('hours between two stamps that lie over the end of a month are a doubt in both ways', async () => {
  const row = (day: number) =>
    `2026-01-05,A,L1,a,36,0,2026-01-${day}T20:00,2026-0${day === 30 ? '2-01' : `1-${day + 2}`}T08:00,\n`;
  const dir = await dataFolder(
    { 'stops.csv': HEADER + row(30) + row(20).repeat(80) + row(30) },
    resource(),
  );
  const passing = await inPassing(dir);
  expect(passing.isStreamed).toBe(true);
  expect(passing.result.observations[48]?.observations.doubts).toEqual([
    expect.stringMatching(/^2 rows last over the end of a month, and their hours counts whole/),
  ]);
  expect(passing.result).toEqual((await inMemory(dir)).result);
});

/** Rows of a steady export, long enough for several pieces. */
const steady = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, index) =>
      `${addDays('2026-01-05', Math.floor((from + index) / 400))},${['A', 'B', 'Alpha'][(from + index) % 3]},L${index % 4},${'ab7'[index % 3]},${((index * 7919) % 10_000) / 100},${index % 5},2026-01-05T${String(index % 24).padStart(2, '0')}:00,,"a ""note"",\nof two lines ${index}"\n`,
  ).join('');

describe('a large file', () => {
  it('is counted over the borders of its pieces', async () => {
    const dir = await dataFolder({ 'stops.csv': HEADER + steady(40_000) }, resource());
    const passing = await inPassing(dir);
    expect(passing.isStreamed).toBe(true);
    expect(passing.result.report).toMatchObject({ rowsIn: 40_000, accepted: 40_000 });
    expect(passing.result).toEqual((await inMemory(dir)).result);
  });
  it('is counted in passing with a few stray percent signs in it, which are quarantined, and read whole where there are many', async () => {
    const signed = (every: number) =>
      `${HEADER}${steady(20_000)}`.replaceAll(
        /(,[ab7],)([\d.]+),/g,
        (cell, kind: string, hours: string, at: number) =>
          at > 800_000 && at % every === 0 ? `${kind}${hours} %,` : cell,
      );
    const few = await dataFolder({ 'stops.csv': signed(2000) }, resource({ maxQuarantined: 0.02 }));
    const passing = await inPassing(few);
    expect(passing.isStreamed).toBe(true);
    expect(passing.result.report.quarantined).toBeGreaterThan(3);
    expect(passing.result.report.quarantine[0]).toMatchObject({
      column: 'hours',
      rule: 'export/ambiguous-percent',
    });
    expect(passing.result).toEqual((await inMemory(few)).result);
    const many = await dataFolder({ 'stops.csv': signed(3) }, resource({ maxQuarantined: 0.02 }));
    const whole = await inPassing(many);
    expect(whole.result.problems[0]).toMatchObject({ code: 'export/ambiguous-percent' });
    expect(whole.result).toEqual((await inMemory(many)).result);
  });
  it('that grows is read on from where it ended, also where its last line was a footer or not whole', async () => {
    const dir = await dataFolder(
      { 'stops.csv': `${HEADER}${steady(3000)}Total,,,,1,1,,,\n` },
      resource(),
    );
    await inPassing(dir);
    for (const more of [
      `${steady(500, 3000)}2026-01-13,Gamma,L1,a,1,1,2026-01-05T10:00,,\n2026-01-13,A,L1,a,1`,
      `,1,2026-01-05T10:00,,\n${steady(60, 3500)}`,
      '',
    ]) {
      await appendFile(join(dir, 'stops.csv'), more);
      const passing = await inPassing(dir);
      expect(passing.isStreamed || passing.result.report.failed).toBe(true);
      expect({ ...passing.result, report: { ...passing.result.report, lastGood: false } }).toEqual(
        expect.objectContaining({ problems: (await inMemory(dir)).result.problems }),
      );
    }
    expect((await inPassing(dir)).result).toEqual((await inMemory(dir)).result);
  });
  it('is not parsed again where it has not changed', async () => {
    const dir = await dataFolder({ 'stops.csv': HEADER + steady(3000) }, resource());
    const first = await inPassing(dir);
    const [file = ''] = await counts(dir);
    const before = await readFile(file);
    expect((await inPassing(dir)).result).toEqual(first.result);
    expect(await readFile(file)).toEqual(before);
    // Another count under the same name would be believed: so it is what is kept that is used.
    const [cacheDir, key] = [join(dir, '../cache-0'), basename(file)];
    const kept = (await readCount(cacheDir, 'stops', key)) as PartState;
    await writeCount(cacheDir, 'stops', key, serialize({ ...kept, plain: kept.plain + 1_000_000 }));
    expect((await inPassing(dir)).result.report.rowsIn).toBe(1_003_000);
  });
  it.each([
    [
      'the first row',
      (csv: string) => csv.replace('2026-01-05,A,L0,a,0,0', '2026-01-05,A,L0,a,77,0'),
    ],
    ['its end', (csv: string) => csv.slice(0, csv.lastIndexOf('2026-01-1'))],
  ])('of which %s changed is read again', async (_, change) => {
    const csv = HEADER + steady(3000);
    const dir = await dataFolder({ 'stops.csv': csv }, resource());
    await inPassing(dir);
    await inMemory(dir);
    await put(dir, { 'stops.csv': change(csv) });
    const { result } = await inPassing(dir);
    expect(result).toEqual((await inMemory(dir)).result);
  });
  it.each(['a bit', 'the end'])(
    'of which the kept count lost %s is read again, and kept whole',
    async (what) => {
      const dir = await dataFolder({ 'stops.csv': HEADER + steady(3000) }, resource());
      const first = await inPassing(dir);
      const [file = ''] = await counts(dir);
      const kept = () => readCount(join(dir, '../cache-0'), 'stops', basename(file));
      const before = await kept();
      const bytes = await readFile(file);
      const damaged = Buffer.from(bytes);
      damaged[bytes.length >> 1] = (damaged[bytes.length >> 1] as number) ^ 1;
      await writeFile(file, what === 'a bit' ? damaged : bytes.subarray(0, 1000));
      expect((await inPassing(dir)).result).toEqual(first.result);
      expect(before).not.toBeNull();
      expect(await kept()).toEqual(before);
    },
  );
  it('is counted again under another contract, and the old count is dropped', async () => {
    const dir = await dataFolder({ 'stops.csv': HEADER + steady(3000) }, resource());
    await inPassing(dir);
    await inMemory(dir);
    const before = await counts(dir);
    const contract = JSON.parse(await readFile(join(dir, 'datapackage.json'), 'utf8')) as {
      resources: { schema: { fields: { constraints?: object }[] } }[];
    };
    Object.assign(contract.resources[0]?.schema.fields[4] as object, {
      constraints: { maximum: 50 },
    });
    await put(dir, { 'datapackage.json': JSON.stringify(contract) });
    const { result } = await inPassing(dir);
    expect(result.report.quarantined).toBeGreaterThan(100);
    expect(result).toEqual((await inMemory(dir)).result);
    expect(await counts(dir)).toHaveLength(1);
    expect(await counts(dir)).not.toEqual(before);
  });
});

describe('a file that turns out not to be plain is read whole', () => {
  const row = (hours: string, date = '2026-01-14') =>
    `${date},A,L1,a,${hours},1,2026-01-05T10:00,,\n`;
  it.each([
    [
      'text after a closing quote',
      `2026-01-14,A,L1,a,1,1,2026-01-05T10:00,,"inch" pipe\n${row('1')}`,
    ],
    ['a decimal comma where points were', row('"1,5"')],
    ['a NUL byte', row('1\0')],
    ['a cell of another encoding', Buffer.from(row('1').replace(',,', ',,Grüße'), 'latin1')],
    ['a date of another format', row('1', '14.01.2026')],
    ['a quote that is never closed', `2026-01-14,A,L1,a,1,1,2026-01-05T10:00,,"open\n${row('1')}`],
  ])('%s', async (_, late) => {
    const dir = await dataFolder(
      {
        'stops.csv': Buffer.concat([
          Buffer.from(HEADER + steady(2000)),
          Buffer.from(late as string),
          Buffer.from(steady(100, 3600)),
        ]),
      },
      resource(),
    );
    expect((await inPassing(dir)).result).toEqual((await inMemory(dir)).result);
  });
});

it('a declared encoding of one byte is counted in passing', async () => {
  const rows = Array.from(
    { length: 300 },
    (_, index) => `2026-01-05;A;Straße ${index % 3};ä;1,5;1;2026-01-05T10:00;;\n`,
  ).join('');
  const dir = await dataFolder(
    { 'stops.csv': Buffer.from(HEADER.replaceAll(',', ';') + rows, 'latin1') },
    { ...resource(), encoding: 'windows-1252' },
  );
  const passing = await inPassing(dir);
  expect(passing.isStreamed).toBe(true);
  expect(passing.result).toEqual((await inMemory(dir)).result);
  expect(passing.result.observations[2]?.observations.latest[0]?.n).toBe(300);
});

it('files in gzip are counted in passing, and a bad one leaves the last good numbers', async () => {
  const dir = await dataFolder(
    {
      'a.csv.gz': gzipSync(HEADER + steady(2000)),
      'b.csv':
        HEADER +
        steady(2000)
          .split('\n2026')
          .slice(-300)
          .map((row) => `2026${row}`)
          .join('\n'),
    },
    { path: ['a.csv.gz', 'b.csv'], ...resource() },
  );
  const passing = await inPassing(dir);
  expect(passing.isStreamed).toBe(true);
  expect(passing.result).toEqual((await inMemory(dir)).result);
  expect(passing.result.report.doubts[0]).toContain('rows stand in more than one of its files');
  await put(dir, { 'a.csv.gz': gzipSync(HEADER + steady(2000)).subarray(0, 3000) });
  const bad = await inPassing(dir);
  expect(bad.result.report).toMatchObject({ failed: true, lastGood: true });
  expect(bad.result.observations).toEqual(passing.result.observations);
  expect(bad.result.problems).toEqual((await inMemory(dir)).result.problems);
});

it('a table that ends in many notes is read to its end', async () => {
  const notes = Array.from(
    { length: 120 },
    (_, index) => `Note ${index} of the people who made this`,
  ).join('\n');
  const dir = await dataFolder(
    { 'stops.csv': `${HEADER}${steady(600)}Total,,,,5,5,,,\n${notes}\n` },
    resource(),
  );
  const passing = await inPassing(dir);
  expect(passing.result.report).toMatchObject({ accepted: 600, ignored: 121 });
  expect(passing.result).toEqual((await inMemory(dir)).result);
});

it('a bad dump leaves the numbers of the last good one, counted from what was kept of it in pieces', async () => {
  const dir = await dataFolder({ 'stops.csv': HEADER + steady(3000) }, resource());
  await inPassing(dir);
  for (let night = 0; night < 3; night++) {
    // Some nights bring a megabyte, others little.
    await appendFile(
      join(dir, 'stops.csv'),
      steady(night === 1 ? 20_000 : 400, 3200 + night * 400),
    );
    await inPassing(dir);
  }
  expect((await readdir(join(dir, '../cache-0/last-good/stops'))).length).toBeGreaterThan(2);
  const good = await inPassing(dir);
  await put(dir, { 'stops.csv': 'something,else\n1,2\n' });
  const bad = await inPassing(dir);
  expect(bad.isStreamed || bad.result.report.accepted === 0).toBe(true);
  expect(bad.result.report).toMatchObject({ failed: true, lastGood: true });
  expect(bad.result.observations).toEqual(good.result.observations);
});

async function counts(dir: string): Promise<string[]> {
  const folder = join(dir, '../cache-0/counted/stops');
  return (await readdir(folder)).map((file) => join(folder, file));
}
