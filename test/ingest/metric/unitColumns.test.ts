import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { unitsIn } from '#ingest/tally/unitColumns.ts';
import { data, metric, tiny } from './tiny.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

async function doubtsOf(number: string, column: string, texts: string[], more = '') {
  const rows = texts.map((text, at) => `2026-08-0${at + 1},10,${text}`).join('\n');
  const made = await tiny(
    {
      'content/metrics/v.yaml': metric(`date: day\ngrain: day\nvalue: { sum: ${number} }\n${more}`),
      ...data({
        fields: `day:date ${number}:number ${column}`,
        rows: `day,${number},${column}\n${rows}`,
      }),
    },
    '2026-08-05',
  );
  roots.push(made.root);
  return made.state('v').doubts.join(' ');
}

describe('amounts beside a column of currencies that no contract explains', () => {
  it.each([
    ['amount', 'currency', ['USD', 'GBP', 'USD']],
    ['Betrag', 'Waers', ['EUR', 'CHF', 'EUR']],
    ['montant', 'devise', ['€', '£', '€']],
  ])('are a doubt where rows are in several: %s, %s', async (number, column, texts) =>
    expect(await doubtsOf(number, column, texts)).toContain(
      `as the column ${column} says, and ${number} is taken as if they were in one currency: "money" in the contract converts them.`,
    ),
  );
  it('are none where all are in one, or the metric takes one', async () => {
    expect(await doubtsOf('amount', 'currency', ['USD', 'USD'])).not.toContain('currency');
    expect(
      await doubtsOf('amount', 'currency', ['USD', 'GBP'], 'where: { currency: USD }'),
    ).not.toContain('currency');
  });
  it('pieces have no currency, whatever their price is in', async () =>
    expect(await doubtsOf('pieces', 'currency', ['USD', 'GBP'])).not.toContain('currency'));
});

it('quantities beside a column of several units are a doubt', async () =>
  expect(await doubtsOf('reading', 'uom', ['KWH', 'MWH', 'KWH'])).toContain(
    'Its rows are in MWh and kWh, as the column uom says, and reading is taken as if they were in one unit: a metric of one unit names it under where.',
  ));

it.each([
  [['A', 'B', 'C'], 'unit', []],
  [['Unit 1', 'Unit 2'], 'unit', []],
  [['kg', 'KG'], 'unit', ['kg']],
  [['kg', 't'], 'unit', ['kg', 't']],
  [['EUR', 'kg'], 'currency', []],
] as const)('texts as what they say: %j', (texts, kind, units) =>
  expect(unitsIn(texts, kind)).toEqual(units),
);
