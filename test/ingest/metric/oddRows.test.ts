import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { composePortal } from '#site/compose.ts';
import { data, metric, tiny } from './tiny.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

async function compose(files: Record<string, string>) {
  const made = await tiny(files, '2026-11-30');
  roots.push(made.root);
  return made;
}

describe('a row that ends before it begins', () => {
  const rows = 'opened,closed\n2026-09-01,2026-09-03\n2026-09-02,2026-09-01\n2026-09-04,2026-09-08';
  it('is in no median, which is a doubt beside it and a finding', async () => {
    const { state, values, portal } = await compose({
      'content/metrics/m.yaml': metric(
        'date: opened\nvalue: { duration: { from: opened, to: closed, unit: days } }',
      ),
      ...data({ fields: 'opened:date closed:date', rows }),
    });
    expect(values('m')).toEqual({ '2026-09-01': 3 });
    expect(state('m').doubts).toContain('1 row ends before it begins, and is not counted.');
    expect(portal?.findings.find(({ rule }) => rule === 'export/arithmetic')?.what).toContain(
      '1 row ends before the beginning',
    );
  });
});

describe('rows without a site', () => {
  const doubt = async (rows: string) => {
    const { state } = await compose({
      'content/sites.yaml': '- { id: north, name: North }\n- { id: south, name: South }\n',
      'content/metrics/m.yaml': metric(
        'date: month\nvalue: { sum: hours }\ndimensions: { site: plant }',
      ),
      ...data({ fields: 'plant month:date:year-month hours:number', rows }),
    });
    return state('m').doubts.join(' ');
  };
  it('are a doubt where a pivot names each site once', async () => {
    const rows =
      'plant,month,hours\nnorth,2026-07,3\n,2026-08,4\n,2026-09,5\nsouth,2026-07,6\n,2026-08,7\n,2026-09,8';
    expect(await doubt(rows)).toContain(
      '4 of 6 rows have no plant: they count in the total and at no site. If the name is only in the first row of each, the step fillDown repeats it.',
    );
  });
  it('are none where a few rows are of all sites', async () => {
    const rows =
      'plant,month,hours\nnorth,2026-07,3\nsouth,2026-07,4\n,2026-08,5\nnorth,2026-08,6\nsouth,2026-08,7';
    expect(await doubt(rows)).not.toContain('have no plant');
  });
});

it('a changed rate counts as a changed past, though the file of amounts is the same', async () => {
  const rates = (eur: number) => `day,currency,rate\n2026-01-01,USD,${eur}\n2026-09-01,USD,0.9\n`;
  const files = (eur: number) => ({
    'content/metrics/m.yaml': metric('date: day\nvalue: { sum: amount_eur }'),
    ...data(
      {
        fields: 'day:date amount:number currency',
        rows: 'day,amount,currency\n2026-08-03,100,USD\n2026-09-03,200,USD',
        trilens: {
          money: [
            {
              column: 'amount',
              as: 'amount_eur',
              currency: 'currency',
              to: 'EUR',
              rates: {
                with: 'rates',
                date: 'day',
                currency: 'currency',
                rate: 'rate',
                maxAgeDays: 400,
              },
            },
          ],
        },
      },
      { name: 'rates', fields: 'day:date currency rate:number', rows: rates(eur) },
    ),
  });
  const first = await compose(files(0.9));
  expect(first.values('m')).toEqual({ '2026-08-01': 90, '2026-09-01': 180 });
  await writeFile(join(first.root, 'data/rates.csv'), rates(0.8));
  const { portal } = await composePortal({
    contentDir: join(first.root, 'content'),
    dataDir: join(first.root, 'data'),
    cacheDir: join(first.root, 'cache'),
    asOf: '2026-11-30',
  });
  const report = portal?.portfolio.exports.find(({ contract }) => contract.name === 'rows');
  expect(report?.restated.map(({ column, old, new: now }) => [column, old, now])).toContainEqual([
    'amount_eur',
    90,
    80,
  ]);
});
