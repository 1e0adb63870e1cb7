import { criterionSchema } from '#ingest/schemas/criterion.ts';
import { reviewSchema } from '#ingest/schemas/gate.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { portfolioSchema } from '#ingest/schemas/portfolio.ts';
import { judgeCriterion } from '#model/gate/criterion.ts';
import { addDays } from '#model/time/date.ts';
import { evidenceView } from '#model/gate/evidenceView.ts';
import { lateDoubt } from '#model/record/export.ts';
import type { CriterionResult, GateReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { reviewGate } from '#model/gate/reviewGate.ts';

/** Monday on which all these tests stand; the newest complete week began on 28 September. */
export const AS_OF = '2026-10-05';
const LAST_WEEK = '2026-09-28';

/** Week `0` is the newest complete one, `1` the one before. */
export const week = (back: number) => addDays(LAST_WEEK, -7 * back);

/** Last day of that week. */
export const sunday = (back: number) => addDays(week(back), 6);

/** The seven days of that week. */
export const days = (back: number) => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(week(back), day));

/** Weekly shares of one site, oldest first, the last in the newest complete week; null: nothing arrived. */
export function weeks(
  site: string | null,
  percents: readonly (number | null)[],
  options: { of?: number; line?: string; last?: string } = {},
): Observation[] {
  const { of = 100, line = null, last = LAST_WEEK } = options;
  return percents.flatMap((percent, index) => {
    if (percent === null) return [];
    const numerator = (percent * of) / 100;
    return [
      {
        period: addDays(last, -7 * (percents.length - 1 - index)),
        site,
        line,
        value: percent,
        numerator,
        denominator: of,
        n: of,
        combine: 'ratio' as const,
      },
    ];
  });
}

export interface World {
  cells: Observation[];
  superseded?: Observation[];
  metric?: Record<string, unknown>;
  initiative?: Record<string, unknown>;
  closed?: string[];
  /** What stands in the friction log; null where none is read. */
  friction?: Portfolio['friction'] | null;
  roadmap?: Portfolio['roadmap'];
  asOf?: string;
  /** Days that the export is late today. */
  late?: number;
  /** More metrics, written as in YAML, with their cells. */
  more?: Record<
    string,
    { metric: Record<string, unknown>; cells: Observation[]; superseded?: Observation[] }
  >;
}

const BASE = {
  title: 'Use',
  type: 'adoption',
  direction: 'up',
  unit: '%',
  export: 'use',
  date: 'week',
  value: { ratio: { numerator: { sum: 'a' }, denominator: { sum: 'b' } } },
  grain: 'week',
  spc: 'none',
};

/** The smallest portfolio in which a criterion on the metric `use` can be judged; written as a user writes it. */
export function world({
  cells,
  superseded = [],
  metric = {},
  initiative = {},
  closed = [],
  friction = [],
  roadmap = [],
  asOf = AS_OF,
  late = 0,
  more = {},
}: World): { portfolio: Portfolio; initiative: Initiative } {
  const written = (id: string, fields: Record<string, unknown>) =>
    ({
      ...metricSchema.parse({ ...BASE, ...fields }),
      id,
      file: `content/metrics/${id}.yaml`,
    }) as unknown as Metric;
  const use = written('use', metric);
  const others = Object.entries(more).map(([id, one]) => written(id, one.metric));
  const parsed = {
    ...initiativeSchema.parse({ title: 'Trial', phase: 'pilot', sites: ['A', 'B'], ...initiative }),
    id: 'trial',
    file: 'content/initiatives/trial.mdx',
    body: [],
    headings: [],
  } as unknown as Portfolio['initiatives'][number];
  const report = {
    contract: { name: 'use', graceDays: 2, errorAfterDays: 7 },
    extracted: asOf,
    doubts: [] as string[],
    suspicions: [],
  } as unknown as Portfolio['exports'][number];
  if (late > 0)
    Object.assign(report, {
      contract: { ...report.contract, everyDays: 7 },
      extracted: addDays(asOf, -9 - late),
      freshness: 'late',
      daysLate: late,
    });
  report.doubts.push(...[lateDoubt(report) ?? []].flat());
  const portfolio = {
    settings: portfolioSchema.parse({
      name: 'Test',
      ...(friction === null ? {} : { friction: { export: 'log' } }),
    }),
    asOf,
    goals: [],
    playbooks: [],
    reports: [],
    metrics: [use, ...others],
    initiatives: [parsed],
    roadmap,
    friction: friction ?? [],
    sites: ['A', 'B', 'C'].map((id) => ({
      id,
      name: `Plant ${id}`,
      aliases: [],
      lines: [],
      closed: id === 'A' ? closed : [],
      stops: [],
    })),
    frameworks: [
      {
        id: 'pilot-iterate-scale',
        file: '',
        title: '',
        phases: [
          {
            id: 'pilot',
            title: 'Pilot',
            objective: '',
            gate: 'G1',
            gateTitle: 'Leave the pilot',
            criteria: [],
            signOffs: [],
          },
        ],
      },
    ],
    exports: [report],
    observations: new Map(
      Object.entries({ use: { cells, superseded }, ...more }).map(([id, one]) => [
        id,
        { metric: id, latest: one.cells, superseded: one.superseded ?? [] },
      ]),
    ),
  } as unknown as Portfolio;
  return { portfolio, initiative: parsed };
}

export const isOfMetric = (kind: unknown) =>
  kind === undefined || kind === 'metric' || kind === 'guardrail';

/** Judges one criterion, written as in YAML. */
export function judge(
  criterion: Record<string, unknown>,
  facts: World,
  gate: Record<string, unknown> = {},
): CriterionResult {
  const { portfolio, initiative } = world(facts);
  const review = reviewSchema.parse({
    id: 'g1',
    phase: 'pilot',
    due: AS_OF,
    ...gate,
  }) as unknown as GateReview;
  return judgeCriterion(
    criterionSchema.parse({
      id: 'c',
      ...(isOfMetric(criterion['kind']) ? { metric: 'use' } : {}),
      ...criterion,
    }),
    evidenceView(review, initiative, portfolio, portfolio.asOf),
  );
}

/** Judges a whole review, written as in YAML. */
export function review(gate: Record<string, unknown>, facts: World, signOffs: string[] = []) {
  const { portfolio, initiative } = world(facts);
  const phase = portfolio.frameworks[0]?.phases[0];
  if (phase) phase.signOffs = signOffs as typeof phase.signOffs;
  return reviewGate(
    {
      ...reviewSchema.parse({ id: 'g1', phase: 'pilot', due: AS_OF, ...gate }),
      line: 1,
    } as unknown as GateReview,
    initiative,
    portfolio,
  );
}
