import { describe, expect, it } from 'vitest';
import type { Metric } from '#model/record/metric.ts';
import { markOf } from '#ingest/table/mark.ts';
import { parseNumber } from '#ingest/table/number.ts';
import { dataFolder, put, read } from './folder.ts';

const table = (cells: readonly string[], column: object = {}, trilens: object = {}) =>
  dataFolder(
    {
      'stops.csv': `day;n\n${cells.map((cell, at) => `2026-09-${String(at + 1).padStart(2, '0')};${cell}\n`).join('')}`,
    },
    {
      schema: {
        fields: [
          { name: 'day', type: 'date' },
          { name: 'n', type: 'number', ...column },
        ],
      },
      trilens: { site: undefined, ...trilens },
    },
  );
const values = async (dir: string) => (await read(dir)).rows.map((row) => row[1]);

describe('text beside the digits of a number', () => {
  it.each([
    ['EUR', 'EUR'],
    ['€', 'EUR'],
    ['US$', 'USD'],
    ['$', '$'],
    ['zł', 'PLN'],
    ['kWh', 'kWh'],
    ['KWH', 'kWh'],
    ['MWH', 'MWh'],
    ['m³', 'm3'],
    ['°C', '°C'],
    ['Stk.', 'pcs'],
    ['PCT', '%'],
    ['€/kg', 'EUR/kg'],
  ])('%s is %s', (text, id) => expect(markOf(text)).toEqual({ id, power: 0 }));
  it.each(['KWX', 'MAR', 'Dez', 'SEP', 'OPS', 'TIC', 'QQQ', 'M', 'p', 'Bad', 'tons of it'])(
    '%s is in no list',
    (text) => expect(markOf(text)).toBeNull(),
  );
  it.each([
    'TIC-101',
    'PROJ-1',
    'EUR-100',
    '01-MAR',
    '12-SEP',
    '3 MAR',
    '12A',
    '#3',
    '713752e1',
    '81e00022',
    '(-5)',
    '450 QQQ',
    '5 EUR USD',
    'EUR 5 EUR',
  ])('%s is no number', (cell) => expect(parseNumber(cell)).toHaveProperty('problem'));
  it.each([
    ['EUR 100.00', 100],
    ['EUR -100', -100],
    ['€-100', -100],
    ['12 kWh', 12],
    ['5h', 5],
    ['1,234- EUR', -1234],
    ['5.2 Mio €', 5_200_000],
    ['300 Tsd.', 300_000],
    ['1.2k', 1200],
    ["'-40.0", -40],
    ['\u2013 75.63', -75.63],
    ['1\u202f234.5\u00a0€', 1234.5],
    ['\u200b7', 7],
    ['1.5e-05', 0.000015],
  ])('%s is %d', (cell, value) => expect(parseNumber(cell)).toMatchObject({ value }));

  it('is dropped where all cells have the same, and said', async () => {
    const { rows, report } = await read(await table(['12 kWh', '3 KWH', '0']));
    expect(rows.map((row) => row[1])).toEqual([12, 3, 0]);
    expect(report.files[0]?.detected).toContain('kWh beside the digits of n');
  });
  it.each([
    [['EUR 100.00', 'USD 100.00', 'JPY 10000'], 'n holds EUR, USD and JPY beside its digits'],
    [['12 KWH', '3 MWH'], 'n holds kWh and MWh beside its digits'],
    [['€ 120', '$ 140'], 'n holds EUR and $ beside its digits'],
    [['EUR 5', '7'], 'n holds EUR and nothing beside its digits'],
    [['300 Tsd', '1.2 Mio'], 'n holds 10^3 and 10^6 beside its digits'],
    [['12.5 kW', '950 W'], 'n holds kW and W beside its digits'],
    [['95 PCT', '450 ppm', '96%'], 'n holds percent sign and ppm beside its digits'],
  ])('refuses the dump where it differs: %s', async (cells, found) => {
    const { report, text } = await read(await table(cells));
    expect(report.failed).toBe(true);
    expect(text).toContain(found);
    expect(text).toContain(`line 2: "${cells[0]}"; line 3: "${cells[1]}"`);
  });
  it('quarantines a slip among many, with both marks named', async () => {
    const cells = Array.from({ length: 28 }, (_, at) => (at === 9 ? 'USD 5' : 'EUR 5'));
    const { rows, report } = await read(await table(cells, {}, { maxQuarantined: 0.05 }));
    expect(rows).toHaveLength(27);
    expect(report.quarantine).toMatchObject([
      {
        line: 11,
        rule: 'export/ambiguous-unit',
        reason: 'n is USD 5; the rest of the column has EUR',
      },
    ]);
  });
  it('a day that a spreadsheet made of a fraction is quarantined, never -1', async () => {
    const { rows, report } = await read(
      await table(['3.5', '2.5', '01-MAR', '4.5', '12-SEP'], {}, { maxQuarantined: 1 }),
    );
    expect(rows.map((row) => row[1])).toEqual([3.5, 2.5, 4.5]);
    expect(report.quarantine.map(({ line }) => line)).toEqual([4, 6]);
  });
  it('names of instruments are no numbers', async () => {
    const { text, report } = await read(await table(['TIC-101', 'PIC-101', 'LIT-204']));
    expect(report.failed).toBe(true);
    expect(text).toContain('"TIC-101" is not a number');
  });
  it('the apostrophe that guards a spreadsheet against formulas is no part of a number', async () => {
    expect(await values(await table(['5.00', "'-75.63", "'-2.00", '9.00']))).toEqual([
      5, -75.63, -2, 9,
    ]);
  });
  it('two files in different currencies are refused, with both named', async () => {
    const dir = await table(['EUR 5', 'EUR 6']);
    const contract = JSON.stringify({
      resources: [
        {
          name: 'stops',
          path: ['stops.csv', 'more.csv'],
          schema: {
            fields: [
              { name: 'day', type: 'date' },
              { name: 'n', type: 'number' },
            ],
          },
        },
      ],
    });
    await put(dir, { 'datapackage.json': contract, 'more.csv': 'day;n\n2026-10-01;USD 7\n' });
    const { report, text } = await read(dir);
    expect(report.failed).toBe(true);
    expect(text).toContain('data/stops.csv:1:1  warning  n is in EUR here and in USD in more.csv');
  });
  it.each([
    ['12 kWh', 'MWh', 'n is in kWh, and the metric "energy" says MWh'],
    ['USD 5', 'EUR', 'n is in USD, and the metric "energy" says EUR'],
    ['5 Mio EUR', 'Mio EUR', 'words of magnitude are multiplied out'],
  ])('%s beside a metric in %s is refused', async (cell, unit, found) => {
    const metric = {
      id: 'energy',
      file: 'content/metrics/energy.yaml',
      export: 'stops',
      unit,
      date: 'day',
      value: { kind: 'column', of: { aggregate: 'sum', column: 'n' } },
      where: [],
      dimensions: {},
    } as unknown as Metric;
    const dir = await table([cell, cell]);
    const { report, text } = await read(dir, null, [metric]);
    expect(report.failed).toBe(true);
    expect(text).toContain(found);
    expect((await read(dir, null, [{ ...metric, unit: '' }])).report.failed).toBe(false);
  });
});

describe('quantities with three decimals', () => {
  const whole = { type: 'integer' };
  it('twelve pieces written 12.000 are never twelve thousand: refused until the contract says decimalChar', async () => {
    const cells = ['12.000', '7.000', '105.000', '2.000'];
    expect((await read(await table(cells, whole))).text).toContain(
      'line 2: "12.000" is 12000 or 12',
    );
    expect(await values(await table(cells, { ...whole, decimalChar: '.' }))).toEqual([
      12, 7, 105, 2,
    ]);
    expect(await values(await table(cells, { ...whole, decimalChar: ',' }))).toEqual([
      12000, 7000, 105000, 2000,
    ]);
  });
  it('a point parts thousands of whole numbers, unless the column also holds thousands without one', async () => {
    expect(await values(await table(['1.234', '12.500', '7'], whole))).toEqual([1234, 12500, 7]);
    expect((await read(await table(['1.234', '5000'], whole))).report.failed).toBe(true);
  });
});
