import type { Metric } from '#model/metric.ts';
import type { Observation, Observations } from '#model/observation.ts';
import type { Portfolio } from '#model/portfolio.ts';
import type { Criterion, GateReview } from '#model/gate.ts';
import { computePortal } from '#model/computePortal.ts';
import { shiftPeriod } from '#model/period.ts';
import { LENSES } from '#model/lens.ts';
import { random } from './random.ts';

export interface CoreSize {
  initiatives: number;
  items: number;
  metrics: number;
  sites: number;
  weeks: number;
}

/** The size of a very large company: 3.9 million observations. */
export const CORE_SIZE: CoreSize = { initiatives: 200, items: 1000, metrics: 500, sites: 50, weeks: 156 };

const FIRST_WEEK = '2023-10-02';

/** Judges a generated portfolio once, in this process; generating it is not counted. CPU seconds include the collection of garbage. */
export function judgeOnce(size: CoreSize): { wall: number; cpu: number; observations: number; gates: number; findings: number } {
  const portfolio = generatePortfolio(size);
  const observations = [...portfolio.observations.values()].reduce((sum, held) => sum + held.latest.length, 0);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const portal = computePortal(portfolio);
  const wall = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  return { wall, cpu: (used.user + used.system) / 1e6, observations, gates: portal.reviews.length, findings: portal.findings.length };
}

/** A portfolio of any size with every kind of criterion on metrics; the same one every time. */
export function generatePortfolio(size: CoreSize): Portfolio {
  const next = random(7);
  const periods = Array.from({ length: size.weeks }, (_, week) => shiftPeriod(FIRST_WEEK, 'week', week));
  const sites = Array.from({ length: size.sites }, (_, index) => ({ id: `site-${index}`, name: `Site ${index}`, lines: [], aliases: [], closed: [] }));
  const metrics = Array.from({ length: size.metrics }, (_, index) => metric(index, periods));
  const goals = Array.from({ length: 6 }, (_, index) => ({ id: `goal-${index}`, file: `content/goals/goal-${index}.yaml`, title: `Goal ${index}`, statement: '', parent: index === 0 ? undefined : 'goal-0', metric: `metric-${index * 3 + 1}`, guardrails: [], contributions: { business: [], it: [], ot: [] }, status: 'active' as const }));
  const initiatives = Array.from({ length: size.initiatives }, (_, index) => ({
    id: `initiative-${index}`, file: `content/initiatives/initiative-${index}.mdx`, title: `Initiative ${index}`, summary: '', goals: [`goal-${1 + (index % 5)}`],
    metrics: [0, 1, 2].map((offset) => ({ id: `metric-${(index * 5 + offset) % size.metrics}`, role: 'primary' as const })),
    framework: 'stage-gates', phase: index % 3 === 0 ? 'scale' : 'pilot', phaseSince: '2026-01-05', status: 'active' as const, pod: {}, perspectives: {},
    sites: [0, 1, 2].map((offset) => ({ site: `site-${(index + offset) % size.sites}`, phase: 'pilot' })), start: '2025-06-02', benefits: [], iterations: [],
    gates: [review(index, size, 'pilot', true), review(index, size, 'scale', false)], checkpoints: [], lessons: [], stopRules: [], mocRefs: [], decisionsOpen: [], body: [], headings: [],
  }));
  const roadmap = Array.from({ length: size.items }, (_, index) => ({
    id: `item-${index}`, file: 'content/roadmap/items.yaml', line: index + 1, title: `Item ${index}`, layer: LENSES[index % 3] as (typeof LENSES)[number], initiative: `initiative-${index % size.initiatives}`, goals: [`goal-${index % 6}`],
    owner: 'somebody', start: '2026-01-01', end: '2026-12-31', when: '2026-Q4', status: 'planned' as const, needs: index > 10 ? [`item-${index - 7}`, `item-${index - 3}`] : [], sites: [`site-${index % size.sites}`], moved: [],
  }));
  return {
    settings: { name: 'Generated', northStar: 'goal-0', locale: 'en-GB', currency: 'EUR', trustedMdx: false, audiences: [], minGroupSize: 5, discountRate: 0.08, responseHours: [4, 24, 72], failOn: 'never', rules: {}, accept: [] },
    asOf: shiftPeriod(FIRST_WEEK, 'week', size.weeks), sites, goals, metrics, initiatives, roadmap,
    frameworks: [{ id: 'stage-gates', file: '', title: 'Stage gates', phases: ['pilot', 'scale'].map((id, index) => ({ id, title: id, objective: '', gate: `G${index + 1}`, gateTitle: id, criteria: [], signOffs: [] })) }],
    playbooks: [], reports: [], exports: [], observations: new Map(metrics.map((entry) => [entry.id, observations(entry, sites, periods, next)])), friction: [],
  };
}

function metric(index: number, periods: string[]): Metric {
  const ratio = index % 3 !== 0;
  return {
    id: `metric-${index}`, file: `content/metrics/metric-${index}.yaml`, title: `Metric ${index}`, type: (['adoption', 'behavior', 'outcome'] as const)[index % 3] as 'outcome', indicator: 'lagging', unit: ratio ? '%' : 'h', decimals: 1, direction: index % 2 === 0 ? 'down' : 'up',
    export: '', date: 'date', where: [], dimensions: { site: 'site' }, value: ratio ? { kind: 'ratio', numerator: { aggregate: 'sum', column: 'a' }, denominator: { aggregate: 'sum', column: 'b' }, scale: 100 } : { kind: 'column', of: { aggregate: 'sum', column: 'a' } },
    grain: 'week', baseline: { period: `${periods[0]}/${periods[Math.min(25, periods.length - 1)]}` }, target: { value: 60, by: '2027-06-30' }, rebase: [], definitions: [], population: 'census', spc: 'xmr', guards: [], leads: [], lenses: {}, cumulative: false,
  };
}

function observations(entry: Metric, sites: { id: string }[], periods: string[], next: () => number): Observations {
  const combine = entry.value.kind === 'ratio' ? 'ratio' : 'sum';
  const latest = periods.flatMap((period) =>
    sites.map(({ id }): Observation => {
      const denominator = 80 + Math.floor(next() * 40);
      const numerator = Math.floor(denominator * (0.4 + 0.2 * next()));
      return { period, site: id, line: null, value: combine === 'ratio' ? (100 * numerator) / denominator : numerator, numerator, denominator, n: denominator, combine };
    }),
  );
  return { metric: entry.id, latest, superseded: [] };
}

function review(index: number, size: CoreSize, phase: string, decided: boolean): GateReview {
  const criterion = (id: string, offset: number, rest: Partial<Criterion>): Criterion => ({ id, level: 'must', kind: 'metric', metric: `metric-${(index * 5 + offset) % size.metrics}`, over: { last: 8 }, sustained: null, per: 'pooled', across: { kind: 'all' }, minimum: { coverage: 0.75, denominator: 0, n: 0 }, sites: [], lines: [], waivable: true, items: [], ...rest });
  return {
    id: `initiative-${index}-${phase}`, phase, sites: [], due: decided ? '2026-03-02' : '2026-12-01', only: false, stopRules: [], signOffs: [], line: 1,
    criteria: [
      criterion('threshold', 0, { per: 'site', must: { kind: 'threshold', comparator: '>=', value: 50, unit: '%' }, sustained: { k: 6, n: 8 } }),
      criterion('change', 1, { must: { kind: 'change', comparator: '<=', percent: -5 } }),
      criterion('improved', 2, { must: { kind: 'improved' } }),
      criterion('guardrail', 3, { kind: 'guardrail', must: { kind: 'held' } }),
    ],
    ...(decided ? { decision: { outcome: 'advance' as const, date: '2026-03-04', decider: 'Steering committee', conditions: [] } } : {}),
  };
}
