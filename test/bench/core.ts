import type { Metric } from '#model/record/metric.ts';
import type { Observation, Observations } from '#model/record/observation.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { frameworkSchema } from '#ingest/schemas/gate.ts';
import { goalSchema } from '#ingest/schemas/goal.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { portfolioSchema, sitesSchema } from '#ingest/schemas/portfolio.ts';
import { roadmapSchema } from '#ingest/schemas/roadmap.ts';
import { computePortal } from '#model/computePortal.ts';
import { addDays } from '#model/time/date.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { LENSES } from '#model/record/lens.ts';
import { periodName, shiftPeriod } from '#model/time/period.ts';
import { random } from './random.ts';

export interface CoreSize {
  initiatives: number;
  items: number;
  metrics: number;
  sites: number;
  weeks: number;
}

/** The size of a very large company: 3.9 million observations. */
export const CORE_SIZE: CoreSize = {
  initiatives: 200,
  items: 1000,
  metrics: 500,
  sites: 50,
  weeks: 156,
};

const FIRST_WEEK = '2023-10-02';

/** Judges a generated portfolio once, in this process; generating it is not counted. CPU seconds include the collection of garbage. */
export function judgeOnce(size: CoreSize): {
  wall: number;
  cpu: number;
  observations: number;
  gates: number;
  findings: number;
} {
  const portfolio = generatePortfolio(size);
  const observations = [...portfolio.observations.values()].reduce(
    (sum, held) => sum + held.latest.length,
    0,
  );
  const cpu = process.cpuUsage();
  const started = performance.now();
  const portal = computePortal(portfolio);
  const wall = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  return {
    wall,
    cpu: (used.user + used.system) / 1e6,
    observations,
    gates: portal.reviews.length,
    findings: portal.findings.length,
  };
}

/** A portfolio of any size with every kind of criterion on metrics; the same one every time. */
export function generatePortfolio(size: CoreSize): Portfolio {
  const next = random(7);
  const periods = Array.from({ length: size.weeks }, (_, week) =>
    shiftPeriod(FIRST_WEEK, 'week', week),
  );
  const sites = sitesSchema.parse(
    Array.from({ length: size.sites }, (_, index) => ({
      id: `site-${index}`,
      name: `Site ${index}`,
    })),
  );
  const metrics = Array.from({ length: size.metrics }, (_, index) => metric(index, periods));
  const goals = Array.from({ length: 6 }, (_, index) => ({
    id: `goal-${index}`,
    file: '',
    ...goalSchema.parse({
      title: `Goal ${index}`,
      metric: `metric-${index}`,
      ...(index === 0 ? {} : { parent: 'goal-0' }),
    }),
  }));
  const initiatives = Array.from({ length: size.initiatives }, (_, index) => ({
    id: `initiative-${index}`,
    file: '',
    body: [],
    headings: [],
    ...(initiativeSchema.parse({
      title: `Initiative ${index}`,
      summary: 'Generated',
      goals: [`goal-${1 + (index % 5)}`],
      framework: 'stage-gates',
      phase: index % 3 === 0 ? 'scale' : 'pilot',
      status: 'active',
      start: '2025-06-02',
      metrics: [0, 1, 2].map((offset) => ({
        id: `metric-${(index * 5 + offset) % size.metrics}`,
        role: 'primary',
      })),
      sites: [0, 1, 2].map((offset) => ({
        site: `site-${(index + offset) % size.sites}`,
        phase: 'pilot',
      })),
      gates: [review(index, size, 'pilot', true), review(index, size, 'scale', false)],
    }) as unknown as Omit<Initiative, 'id' | 'file'>),
  }));
  const roadmap = Array.from({ length: size.items }, (_, index): Portfolio['roadmap'][number] => ({
    ...(roadmapSchema.parse([
      {
        id: `item-${index}`,
        title: `Item ${index}`,
        layer: LENSES[index % 3],
        initiative: `initiative-${index % size.initiatives}`,
        goals: [`goal-${index % 6}`],
        owner: 'Somebody',
        when: '2026-Q4',
        status: 'planned',
        needs: index > 10 ? [`item-${index - 7}`, `item-${index - 3}`] : [],
        sites: [`site-${index % size.sites}`],
      },
    ])[0] as Portfolio['roadmap'][number]),
    file: '',
    line: index + 1,
    start: '2026-10-01',
    end: '2026-12-31',
    when: '2026-Q4',
  }));
  const framework = {
    id: 'stage-gates',
    file: '',
    ...frameworkSchema.parse({
      title: 'Stage gates',
      phases: ['pilot', 'scale'].map((id, index) => ({ id, title: id, gate: `G${index + 1}` })),
    }),
  };
  const {
    calendars: _,
    asOf: __,
    ...settings
  } = portfolioSchema.parse({ name: 'Generated', northStar: 'goal-0' });
  return {
    settings: settings as Portfolio['settings'],
    asOf: shiftPeriod(FIRST_WEEK, 'week', size.weeks),
    sites,
    goals: goals as Portfolio['goals'],
    metrics,
    initiatives,
    roadmap,
    frameworks: [framework] as Portfolio['frameworks'],
    playbooks: [],
    reports: [],
    exports: [],
    observations: new Map(
      metrics.map((entry) => [entry.id, observations(entry, sites, periods, next)]),
    ),
    friction: [],
    standups: [],
    functions: [],
  };
}

function metric(index: number, periods: string[]): Metric {
  const ratio = index % 3 !== 0;
  return {
    id: `metric-${index}`,
    file: '',
    ...metricSchema.parse({
      title: `Metric ${index}`,
      type: ['adoption', 'behavior', 'outcome'][index % 3],
      unit: ratio ? '%' : 'h',
      direction: index % 2 === 0 ? 'down' : 'up',
      dimensions: { site: 'site' },
      grain: 'week',
      value: ratio
        ? { ratio: { numerator: { sum: 'a' }, denominator: { sum: 'b' } } }
        : { sum: 'a' },
      baseline: {
        period: `${periodName(periods[0] as string, 'week')}/${periodName(periods[Math.min(25, periods.length - 1)] as string, 'week')}`,
      },
      target: { value: 60, by: '2027-06-30' },
    }),
  };
}

function observations(
  entry: Metric,
  sites: { id: string }[],
  periods: string[],
  next: () => number,
): Observations {
  const combine = entry.value.kind === 'ratio' ? 'ratio' : 'sum';
  const latest = periods.flatMap((period) =>
    sites.map(({ id }): Observation => {
      const denominator = 80 + Math.floor(next() * 40);
      const numerator = Math.floor(denominator * (0.4 + 0.2 * next()));
      return {
        period,
        site: id,
        line: null,
        value: combine === 'ratio' ? (100 * numerator) / denominator : numerator,
        numerator,
        denominator,
        n: denominator,
        combine,
      };
    }),
  );
  return { metric: entry.id, latest, superseded: [] };
}

/** One decided and one open review an initiative; the decisions fall into twenty different weeks. */
function review(index: number, size: CoreSize, phase: string, decided: boolean) {
  const on = (offset: number) => `metric-${(index * 5 + offset) % size.metrics}`;
  const day = shiftPeriod(FIRST_WEEK, 'week', size.weeks - 30 + (index % 20));
  return {
    id: `initiative-${index}-${phase}`,
    phase,
    due: decided ? day : '2026-12-01',
    criteria: [
      {
        id: 'threshold',
        metric: on(0),
        per: 'site',
        must: '>= 50 %',
        over: { last: 8 },
        sustained: { k: 6, n: 8 },
      },
      { id: 'change', metric: on(1), must: { change: '<= -5 %' }, over: { last: 8 } },
      { id: 'improved', metric: on(2), must: 'improved', over: { last: 8 } },
      { id: 'guardrail', kind: 'guardrail', metric: on(3), must: 'held', over: { last: 8 } },
    ],
    ...(decided
      ? { decision: { outcome: 'advance', date: addDays(day, 2), decider: 'Steering committee' } }
      : {}),
  };
}
