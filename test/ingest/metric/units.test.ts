import { describe, expect, it } from 'vitest';
import { unitFactor } from '#ingest/metric/unitFactor.ts';
import { data, metric, tiny } from './tiny.ts';

describe('the factor between two units', () => {
  it.each([
    ['kWh', 'MWh', 0.001],
    ['KWH', 'MWh', 0.001],
    ['min', 'h', 1 / 60],
    ['kg', 't', 0.001],
    ['EUR', '€', 1],
    ['pcs', 'Stk', 1],
    ['TEUR', 'EUR', 1000],
    ['EUR', 'k€', 0.001],
    ['Mio. EUR', 'TEUR', 1000],
    ['M€', 'EUR', 1e6],
  ])('%s to %s', (from, to, factor) => expect(unitFactor(from, to)).toBeCloseTo(factor, 12));

  it('is exact where the library goes by way of joules', () =>
    expect(unitFactor('MWh', 'kWh')).toBe(1000));

  it.each([
    ['kW', 'kWh'],
    ['EUR', 'USD'],
    ['ton', 'kg'],
    ['°C', '°F'],
    ['pcs', 'kg'],
  ])('%s to %s: none', (from, to) => expect(unitFactor(from, to)).toBeNull());
});

describe('a column with a unit', () => {
  const energy = (unit: string, value = '{ sum: used }') =>
    tiny(
      {
        'content/metrics/v.yaml': metric(`date: day\ngrain: month\nvalue: ${value}\nunit: ${unit}`),
        ...data({
          fields: 'day:date used:number',
          rows: 'day,used\n2026-01-05,1500\n2026-01-06,2500',
          schema: {
            fields: [
              { name: 'day', type: 'date' },
              { name: 'used', type: 'number', unit: 'kWh' },
            ],
          },
        }),
      },
      '2026-12-31',
    );

  it.each([
    ['{ sum: used }', 4],
    ['{ mean: used }', 2],
    ['{ max: used }', 2.5],
    ['{ median: used }', 2],
    ['{ count: used }', 2],
  ])('%s is told in the unit of the metric', async (value, expected) => {
    const { values } = await energy('MWh', value);
    expect(values('v')['2026-01-01']).toBeCloseTo(expected, 12);
  });

  it('is an error at the unit of a metric of another kind', async () => {
    const { errors } = await energy('t');
    expect(errors.join('\n')).toMatch(/metrics\/v\.yaml:8:7.*unit is "t".*"kWh"/);
  });
});

describe('what a file says of the unit of its column', () => {
  const of = (heading: string, unit: string, column: object = {}, below = '') =>
    tiny(
      {
        'content/metrics/v.yaml': metric(
          `date: day\ngrain: month\nvalue: { sum: ${JSON.stringify(heading)} }\nunit: ${JSON.stringify(unit)}`,
        ),
        ...data({
          fields: 'day:date',
          rows: `day,"${heading}"\n${below}2026-01-05,1.5\n2026-01-06,2`,
          schema: {
            fields: [
              { name: 'day', type: 'date' },
              { name: heading, type: 'number', ...column },
            ],
          },
        }),
      },
      '2026-12-31',
    );

  it.each([
    ['energy [MWh]', 'kWh', 'MWh', 3500],
    ['Dauer (min)', 'h', 'min', 3.5 / 60],
    ['Umsatz in TEUR', 'EUR', 'TEUR', 3500],
    ["Units ('000)", 'pcs', 'thousand', null],
    ['Cost (USD)', 'EUR', 'USD', null],
    ['Energy, MWh', 'kWh', 'MWh', 3500],
  ])(
    '%s above a metric in %s is an error, until the contract decides',
    async (name, unit, said, right) => {
      const { errors } = await of(name, unit);
      expect(errors.join()).toContain(
        `unit is "${unit}", and the heading "${name}" says "${said}"`,
      );
      const decided = await of(name, unit, { unit: said });
      if (right !== null) expect(decided.values('v')['2026-01-01']).toBeCloseTo(right, 12);
      const wrong = await of(name, unit, { unit });
      expect(wrong.values('v')['2026-01-01']).toBe(3.5);
    },
  );

  it.each([
    ['temperature (min)', '°C'],
    ['Part(s)', 'pcs'],
    ['energy (kWh)', 'KWH'],
    ['energy (line 3)', 'kWh'],
  ])('%s above a metric in %s says nothing against it', async (name, unit) =>
    expect((await of(name, unit)).values('v')['2026-01-01']).toBe(3.5),
  );

  it('a row of units below the header is not part of the table, and is compared with the metric', async () => {
    const found = await of('energy', 'kWh', {}, ',kWh\n');
    expect(found.values('v')['2026-01-01']).toBe(3.5);
    expect(found.portal?.portfolio.exports[0]).toMatchObject({
      rowsIn: 3,
      accepted: 2,
      ignored: 1,
    });
    const other = await of('energy', 'kWh', {}, '[-],[MWh]\n');
    expect(other.problems.join()).toMatch(/energy is in MWh, and the metric "v" says kWh/);
    expect((await of('energy', 'kWh', { unit: 'MWh' }, ',MWh\n')).values('v')['2026-01-01']).toBe(
      3500,
    );
  });

  it('a contract in MWh over cells in kWh is refused', async () => {
    const { problems } = await of('energy', 'kWh', { unit: 'MWh' }, ',kWh\n');
    expect(problems.join()).toMatch(
      /rows\.csv:3:1.*the contract says that energy is in MWh, and the file says kWh.*\n.*\n.*\[export\/other-unit\]/,
    );
  });
});

describe('amounts of several currencies', () => {
  const FIELDS = [
    { name: 'day', type: 'date' },
    { name: 'code' },
    { name: 'amount', type: 'number', currency: 'code' },
  ];
  const MONEY = {
    column: 'amount',
    currency: 'code',
    to: 'EUR',
    as: 'eur',
    rates: { with: 'fx', date: 'day', currency: 'code', rate: 'rate' },
  };
  const files = (
    column: string,
    rates: object = {},
    fx = 'day,code,rate\n2026-01-02,USD,0.5\n2026-01-08,USD,0.8\n2026-01-02,CZK,0.04',
  ) => ({
    'content/metrics/v.yaml': metric(
      `export: orders\ndate: day\ngrain: day\nvalue: { sum: ${column} }\nunit: EUR`,
    ),
    ...data(
      {
        name: 'orders',
        fields: 'day:date',
        schema: { fields: FIELDS },
        rows: 'day,code,amount\n2026-01-05,EUR,100\n2026-01-05,USD,100\n2026-01-09,USD,100\n2026-01-09,CZK,100\n2026-01-30,CZK,100',
        trilens: { maxQuarantined: 1, money: [{ ...MONEY, rates: { ...MONEY.rates, ...rates } }] },
      },
      { name: 'fx', fields: 'day:date code rate:number', rows: fx },
    ),
  });

  it('are never added', async () => {
    const { errors } = await tiny(files('amount'), '2026-12-31');
    expect(errors.join('\n')).toMatch(/metrics\/v\.yaml:\d+:\d+.*currencies of the column "code"/);
  });

  it('become one currency at the rate of their day; a row without one is quarantined', async () => {
    const { values, portal } = await tiny(files('eur'), '2026-12-31');
    expect(values('v')).toMatchObject({ '2026-01-05': 150, '2026-01-09': 84 });
    expect(portal?.portfolio.exports[0]).toMatchObject({ rowsIn: 5, accepted: 4, quarantined: 1 });
    expect(portal?.portfolio.exports[0]?.quarantine[0]?.reason).toContain(
      'no rate of the currency on 2026-01-30',
    );
  });

  it('at rates that say what one euro buys', async () => {
    const { values } = await tiny(
      files(
        'eur',
        { inverse: true, maxAgeDays: 40 },
        'day,code,rate\n2026-01-02,USD,2\n2026-01-02,CZK,25',
      ),
      '2026-12-31',
    );
    expect(values('v')['2026-01-09']).toBeCloseTo(54, 12);
  });
});
