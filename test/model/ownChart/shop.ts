import { rm } from 'node:fs/promises';
import { afterAll } from 'vitest';
import { askOf } from '#model/ownChart/askOf.ts';
import { isRefusal, type ChartPlan, type Refusal } from '#model/ownChart/kind.ts';
import { OWN_CHARTS } from '#model/ownChart/kinds.ts';
import type { ChartName } from '#model/record/component.ts';
import { data, metric, tiny } from '../../ingest/metric/tiny.ts';

/** Minutes stopped, by reason, in three months of two plants; and those who may stop a line, by shift. */
const STOPS = `day,plant,reason,minutes
2026-07-06,N,jam,30
2026-07-13,N,tool,10
2026-07-20,S,jam,20
2026-08-03,N,jam,40
2026-08-10,S,tool,15
2026-08-17,S,,5
2026-09-07,N,jam,50
2026-09-14,S,tool,20
2026-09-21,S,glue,10
2026-09-30,N,glue,0`;
const CREW = [7, 8, 9]
  .flatMap((month) =>
    ['early', 'late', 'night'].flatMap((shift, at) =>
      ['N', 'S'].map(
        (plant) => `2026-0${month}-01,${plant},${shift},${[9, 6, 1][at]},${[12, 10, 2][at]}`,
      ),
    ),
  )
  .join('\n');

export const SHOP = {
  'content/portfolio.yaml': 'name: Shop\nminGroupSize: 5\n',
  'content/sites.yaml':
    '- { id: N, name: North, country: GB }\n- { id: S, name: South, country: SG }\n',
  'content/metrics/stops.yaml': metric(
    'export: stops\ntitle: Stops\nunit: min\ndecimals: 0\ndate: day\ngrain: month\nvalue: { sum: minutes }\ndimensions: { site: plant, reason: reason, flow: [plant, reason] }',
  ).replace('title: T\n', ''),
  'content/metrics/crew.yaml': metric(
    'export: crew\ntitle: Trained\nunit: "%"\ndate: day\ngrain: month\nvalue: { ratio: { numerator: { sum: can }, denominator: { sum: all } } }\ndimensions: { site: plant, shift: shift }',
  )
    .replace('title: T\n', '')
    .replace('type: outcome', 'type: adoption'),
  'content/metrics/slowest.yaml': metric(
    'export: stops\ntitle: Slowest\nunit: min\ndate: day\ngrain: month\nvalue: { max: minutes }\ndimensions: { site: plant }',
  ).replace('title: T\n', ''),
  ...data(
    { name: 'stops', fields: 'day:date plant reason minutes:number', rows: STOPS },
    {
      name: 'crew',
      fields: 'day:date plant shift can:integer all:integer',
      rows: `day,plant,shift,can,all\n${CREW}`,
    },
  ),
};

const { root, portal, errors } = await tiny(SHOP, '2026-10-07');
afterAll(() => rm(root, { recursive: true }));
if (!portal) throw new Error(errors.join('\n'));
export const shopPortal = portal;

function planned(name: ChartName, props: Record<string, unknown>): ChartPlan | Refusal {
  return OWN_CHARTS[name].plan(askOf(props, portal!.metrics, portal!.portfolio.sites));
}

/** A plan that is drawn; its table with numbers as numbers. */
export function drawn(name: ChartName, props: Record<string, unknown>) {
  const plan = planned(name, props);
  if (isRefusal(plan)) throw new Error(`${plan.found}; ${plan.fix}`);
  const rows = plan.rows.map((row) =>
    row.map((cell) =>
      typeof cell === 'string' ? cell : cell.value === null ? null : Number(cell.value.toFixed(6)),
    ),
  );
  return { ...plan, rows };
}

export function refused(name: ChartName, props: Record<string, unknown>): Refusal {
  const plan = planned(name, props);
  if (!isRefusal(plan)) throw new Error('it is drawn');
  return plan;
}
