import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { data, metric, tiny } from './tiny.ts';

interface Row {
  day: string;
  site: string;
  hours: number;
  state: string;
}

const row: fc.Arbitrary<Row> = fc.record({
  day: fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 8, 30) })
    .map((at) => new Date(at).toISOString().slice(0, 10)),
  site: fc.constantFrom('north', 'south'),
  hours: fc.integer({ min: 1, max: 99_999 }).map((count) => count / 1000),
  state: fc.constantFrom('done', 'open', 'left, half'),
});

/** Three decimals after a point may be thousands; the contract says which mark it is. */
const FIELDS = [
  { name: 'day', type: 'date' },
  { name: 'site' },
  { name: 'hours', type: 'number', decimalChar: '.' },
  { name: 'state' },
];

const METRICS = {
  'content/sites.yaml': '- { id: north, name: North }\n- { id: south, name: South }\n',
  ...Object.fromEntries(
    [
      ['sum', '{ sum: hours }'],
      ['mean', '{ mean: hours }'],
      ['median', '{ median: hours }'],
      ['most', '{ max: hours }'],
      ['states', '{ countDistinct: state }'],
    ].map(([id, value]) => [
      `content/metrics/${id}.yaml`,
      metric(`date: day\nvalue: ${value}\ndimensions: { site: site }`),
    ]),
  ),
  'content/metrics/done.yaml': metric(
    'date: day\nvalue: { ratio: { numerator: { sum: hours }, denominator: { count: "*" } } }\nwhere: { state: done }',
  ),
};

const NAMES = ['day', 'site', 'hours', 'state'] as const;

/** A file of rows, with its cells between a mark. */
function csv(rows: readonly Row[], mark: string): string {
  const cell = (value: string | number) =>
    /[,;|"\t]/.test(String(value)) ? `"${value}"` : String(value);
  return [NAMES.join(mark), ...rows.map((one) => NAMES.map((name) => cell(one[name])).join(mark))]
    .join('\n')
    .concat('\n');
}

/** Every value that the portal would publish of these files. */
async function published(files: Record<string, string>): Promise<unknown> {
  const made = await tiny(
    {
      ...METRICS,
      ...data({
        fields: '',
        rows: '',
        schema: { fields: FIELDS },
        trilens: { site: 'site' },
        more: { path: Object.keys(files) },
      }),
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`data/${name}`, text])),
    },
    '2026-11-30',
  );
  await rm(made.root, { recursive: true });
  expect(made.errors).toEqual([]);
  const metrics = [...(made.portal?.metrics.values() ?? [])];
  return metrics.map(({ metric: { id }, all, bySite }) => [
    id,
    [all, ...bySite].map(({ site, periods, values }) => [
      site,
      periods,
      values.map((value) => value && Number(value.toPrecision(12))),
    ]),
  ]);
}

it('shuffled rows, split files and another delimiter change no published value', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(row, { minLength: 20, maxLength: 60 })
        .chain((rows) =>
          fc.tuple(
            fc.constant(rows),
            fc.shuffledSubarray(rows, { minLength: rows.length }),
            fc.integer({ min: 5, max: rows.length - 5 }),
            fc.constantFrom(';', '\t', '|'),
          ),
        ),
      async ([rows, shuffled, at, mark]) => {
        const whole = await published({ 'a.csv': csv(rows, ',') });
        expect(await published({ 'a.csv': csv(shuffled, ',') })).toEqual(whole);
        expect(await published({ 'a.csv': csv(rows, mark) })).toEqual(whole);
        expect(
          await published({
            'b.csv': csv(shuffled.slice(0, at), ','),
            'a.csv': csv(shuffled.slice(at), mark),
          }),
        ).toEqual(whole);
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
}, 120_000);
