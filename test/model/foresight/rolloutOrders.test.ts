import { describe, expect, it } from 'vitest';
import { frameworkSchema } from '#ingest/schemas/gate.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import type { Observation, Observations } from '#model/record/observation.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { AS_OF, weeks } from '../gate/evidence.ts';
import { portalOf } from './portalOf.ts';

const metric = (id: string, fields: Record<string, unknown>) => ({
  id,
  file: `content/metrics/${id}.yaml`,
  ...metricSchema.parse({
    title: id,
    unit: '%',
    grain: 'week',
    dimensions: { site: 'site' },
    value: { ratio: { numerator: { sum: 'a' }, denominator: { sum: 'b' } } },
    ...fields,
  }),
});
const four = (site: string, percents: number[], of: number) => weeks(site, percents, { of });

/** A and B have it; C to F are left. Newest four weeks of stops, against a target of 5 %. */
function order(friction: FrictionItem[] = []) {
  const observed = (id: string, latest: Observation[]): [string, Observations] => [
    id,
    { metric: id, latest, superseded: [] },
  ];
  const stage = frameworkSchema.parse({
    title: 'Stages',
    phases: [{ id: 'scale', title: 'Scale', gate: 'G1' }],
  });
  return portalOf({
    asOf: AS_OF,
    sites: ['A', 'B', 'C', 'D', 'E', 'F'].map((id) => ({ id, name: id })),
    initiatives: [
      {
        id: 'roll',
        framework: 'stages',
        phase: 'scale',
        metrics: ['stops', 'use'],
        sites: [
          { site: 'A', live: '2026-06-01' },
          { site: 'B', live: '2026-07-06' },
        ],
      },
    ],
    more: {
      frameworks: [{ id: 'stages', file: '', ...stage }] as Portfolio['frameworks'],
      metrics: [
        metric('stops', { type: 'outcome', direction: 'down', target: 5 }),
        metric('use', { type: 'adoption', direction: 'up' }),
      ],
      observations: new Map([
        observed('stops', [
          ...four('C', [9, 9, 11, 11], 200),
          ...four('D', [6, 6, 6, 6], 1000),
          ...four('E', [25, 25, 25, 25], 20),
          ...four('F', [4, 4, 4, 4], 500),
        ]),
        observed('use', [
          ...weeks('A', [20, 40, 60, 70, 75, 78, 79, 85], { last: '2026-07-20' }),
          ...weeks('B', [50, 60, 82], { last: '2026-07-20' }),
        ]),
      ]),
      friction,
    },
  }).foresight.rollouts[0];
}
/** Five questions of a plant, each answered after so many hours. */
const questions = (site: string, hours: number) =>
  [1, 2, 3, 4, 5].map((day): FrictionItem => ({
    id: `${site}${day}`,
    initiative: 'roll',
    from: 'it',
    to: 'ot',
    severity: 2,
    site,
    opened: `2026-09-0${day}T00:00`,
    firstResponse: `2026-09-0${day}T${hours}:00`,
    resolved: `2026-09-0${day}T${hours}:00`,
    title: 'x',
  }));

describe('the order of the plants that are left', () => {
  it('weighs a plant by its distance to the target times its cases, as computed by hand', () => {
    // C: 10 % of 200 against 5 % are 10 cases a week; D: 1 of 100 of 1,000 are 10; E: 20 of 100 of 20 are 4; F is better than the target.
    const found = order();
    expect(found?.plants.map(({ site, weight }) => [site, Number(weight.toFixed(9))])).toEqual([
      ['C', 10],
      ['D', 10],
      ['E', 4],
      ['F', 0],
    ]);
    // 55 days at A and 20 at B from the first day of use to the end of the first week with 80 %: the middle is 37.5.
    expect(new Set(found?.plants.map(({ days }) => days))).toEqual(new Set([38]));
    expect(found?.sentence).toContain('D first would be as good');
  });

  it('gives a plant that answers half as fast twice the time, and says what another first would lose', () => {
    const found = order([...questions('C', 10), ...questions('D', 20), ...questions('E', 10)]);
    expect(found?.plants.map(({ site, days, start, end }) => [site, days, start, end])).toEqual([
      ['C', 38, '2026-10-05', '2026-11-12'],
      ['D', 75, '2026-11-12', '2027-01-26'],
      ['E', 38, '2027-01-26', '2027-03-05'],
      ['F', 38, '2027-03-05', '2027-04-12'],
    ]);
    // C, D, E: 10 × 38 + 10 × 113 + 4 × 151 = 2,114; D first: 10 × 75 + 10 × 113 + 4 × 151 = 2,484; E first: 2,422.
    const excess = new Map(found?.first.map((one) => [one.site, one.excess]));
    expect(excess.get('D')).toBeCloseTo(2484 / 2114 - 1, 9);
    expect(excess.get('E')).toBeCloseTo(2422 / 2114 - 1, 9);
  });
});
