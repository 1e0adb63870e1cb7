import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importDbt } from '../../../src/cli/import/dbt.ts';
import { importPackage } from '../../../src/cli/import/package.ts';
import { readContracts } from '#ingest/contract/contract.ts';
import { problemLine } from '#model/problem.ts';
import { composePortal } from '#site/compose.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

async function folder(files: Record<string, string>) {
  const root = await mkdtemp(join(tmpdir(), 'trilens-import-'));
  roots.push(root);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return { root, content: join(root, 'content'), data: join(root, 'data') };
}

/** Semantic models as https://docs.getdbt.com/docs/build/semantic-models and the pages on metrics write them. */
const DBT = `
semantic_models:
  - name: deliveries
    description: One row for each order line that left a plant.
    model: ref('fct_deliveries')
    config: { meta: { owner: Logistics control } }
    defaults: { agg_time_dimension: delivered }
    entities:
      - { name: line, type: primary, expr: line_id }
    dimensions:
      - { name: delivered, type: time, expr: delivered_on, type_params: { time_granularity: day } }
      - { name: plant, type: categorical }
      - { name: kind, type: categorical, expr: order_kind }
    measures:
      - { name: lines, agg: sum, expr: 1 }
      - { name: late_lines, agg: sum, expr: is_late, label: Late lines }
      - { name: freight, agg: sum, expr: freight_cost, config: { meta: { unit: EUR } } }
      - { name: odd, agg: sum, expr: freight_cost * 0.01 }
metrics:
  - { name: delivered_lines, label: Delivered lines, type: simple, type_params: { measure: lines } }
  - { name: all_late, type: simple, type_params: { measure: late_lines } }
  - name: late_spares
    type: simple
    type_params: { measure: { name: late_lines, filter: "{{ Dimension('line__kind') }} = 'spare'" } }
    filter: "{{ Dimension('line__plant') }} in ('ESK', 'TAR')"
  - name: late_share
    label: Late order lines
    type: ratio
    type_params: { numerator: all_late, denominator: delivered_lines }
    config: { meta: { unit: "%", owner: Plant logistics, direction: down, type: outcome } }
  - { name: freight_cost, type: simple, type_params: { measure: freight } }
  - { name: freight_per_line, type: derived, type_params: { expr: f / delivered_lines, metrics: [{ name: freight_cost, alias: f }, delivered_lines] } }
  - { name: odd_cost, type: simple, type_params: { measure: odd } }
  - { name: odd_per_line, type: derived, type_params: { expr: odd_cost / delivered_lines, metrics: [odd_cost, delivered_lines] } }
  - { name: running, type: cumulative, type_params: { measure: lines } }
  - { name: since, type: derived, type_params: { expr: a - b, metrics: [{ name: delivered_lines, alias: a }, { name: delivered_lines, alias: b, offset_window: 1 month }] } }
  - { name: dear, type: simple, type_params: { measure: freight }, filter: "{{ Dimension('line__plant') }} like 'E%'" }
`;
const ROWS = `line_id,delivered_on,plant,order_kind,is_late,freight_cost
1,2026-10-05,ESK,spare,1,20
2,2026-10-05,TAR,pump,0,30
3,2026-10-05,VEL,spare,1,10
4,2026-10-05,ESK,pump,0,40
`;

it('metrics of dbt are those of the portal, with their units and owners', async () => {
  const place = await folder({
    'models/deliveries.yml': DBT,
    'data/deliveries.csv': ROWS,
    'content/portfolio.yaml': 'name: Imported\n',
  });
  await importDbt(join(place.root, 'models'), place, { direction: 'up', type: 'outcome' });
  const { portal, problems } = await composePortal({
    contentDir: place.content,
    dataDir: place.data,
    asOf: null,
    cacheDir: join(place.root, 'cache'),
  });
  expect(problems.map(problemLine)).toEqual([]);
  const newest = (id: string) => portal?.metrics.get(id)?.all.latest?.value;
  // From the four rows, by hand.
  expect(newest('delivered_lines')).toBe(4);
  expect(newest('late_share')).toBe(50);
  expect(newest('late_spares')).toBe(1);
  expect(newest('freight_cost')).toBe(100);
  expect(newest('freight_per_line')).toBe(25);
  expect(portal?.metrics.get('freight_cost')?.metric.unit).toBe('EUR');
  expect(portal?.metrics.get('late_share')?.metric).toMatchObject({
    title: 'Late order lines',
    owner: 'Plant logistics',
    direction: 'down',
    unit: '%',
  });
  const [{ contract } = { contract: null }] = portal?.portfolio.exports ?? [];
  expect(contract).toMatchObject({ name: 'deliveries', system: 'dbt', owner: 'Logistics control' });
});

it('what dbt says and no metric can say exactly is left out with its reason', async () => {
  const place = await folder({ 'deliveries.yml': DBT });
  const { written, left } = await importDbt(join(place.root, 'deliveries.yml'), place, {});
  expect(left).toEqual([
    'odd_cost: "freight_cost * 0.01" is computed in SQL; deliver it as a column of the export',
    'odd_per_line: its part "odd_cost" is left out: "freight_cost * 0.01" is computed in SQL; deliver it as a column of the export',
    'running: metrics of the type cumulative have no like here',
    'since: a comparison with an earlier period is on the page of every metric, and no metric of its own',
    `dear: the filter "{{ Dimension('line__plant') }} like 'E%'" is more than a value of a dimension`,
  ]);
  expect(written).toHaveLength(7);
  const again = await importDbt(join(place.root, 'deliveries.yml'), place, {});
  expect(again.written).toEqual([]);
  expect(again.left).toContain('delivered_lines: its file is there already');
  expect(again.left).toContain('the contract of deliveries: it is there already');
});

it('what dbt does not say, the file of the metric asks for', async () => {
  const place = await folder({ 'deliveries.yml': DBT });
  await importDbt(join(place.root, 'deliveries.yml'), place, {});
  const text = await readFile(join(place.content, 'metrics/freight_cost.yaml'), 'utf8');
  expect(parse(text)).not.toHaveProperty('direction');
  expect(text).toContain('# direction: up   # dbt does not say which way is better');
});

it('a Data Package becomes contracts with its files, its owner and its dialect', async () => {
  const place = await folder({
    'open/datapackage.json': JSON.stringify({
      name: 'stops',
      contributors: [
        { title: 'A. Writer', role: 'author' },
        { title: 'Plant data office', roles: ['publisher'] },
      ],
      resources: [
        {
          name: 'stops',
          path: 'data/stops.csv',
          dialect: { delimiter: ';' },
          schema: {
            fields: [
              { name: 'day', type: 'date' },
              { name: 'hours', type: 'number' },
            ],
          },
        },
        { name: 'inline', data: [[1, 2]] },
        { name: 'far', path: 'https://example.com/far.csv' },
        { name: 'gone', path: 'gone.csv' },
        { name: 'up', path: '../secret.csv' },
      ],
    }),
    'open/data/stops.csv': 'day;hours\n2026-10-05;3.5\n',
  });
  const { written, left } = await importPackage(join(place.root, 'open'), place.data);
  expect(written).toEqual(['the contract of stops']);
  expect(left).toEqual([
    'inline: it has no path: data in the descriptor itself is not read, so save it as a file',
    'far: "https://example.com/far.csv" is no file beside the descriptor; fetch it with a loader',
    'gone: its file gone.csv is not there',
    'up: "../secret.csv" is no file beside the descriptor; fetch it with a loader',
  ]);
  expect(await readFile(join(place.data, 'data/stops.csv'), 'utf8')).toContain('3.5');
  const { contracts, problems } = await readContracts(place.data);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(contracts.resources[0]?.trilens.owner).toBe('Plant data office');
});
