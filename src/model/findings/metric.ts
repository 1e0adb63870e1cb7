import { isMeasured, isStatement, metricOf } from '#model/record/criterion.ts';
import { addDays, daysBetween, longDate } from '#model/time/date.ts';
import type { Rule } from '#model/record/finding.ts';
import { formatNumber, listOf } from '#model/words/format.ts';
import { formulaParts } from '#model/metric/series/formula.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { firstImprovement } from '#model/metric/leadState.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Portal } from '#model/portal.ts';
import { netPromoterScore } from '#model/statistics/feedback.ts';
import { aboutGoal, aboutInitiative, aboutMetric } from './about.ts';
import { liveInitiatives } from './live.ts';
import { judgedBy, metricsNamed } from './unusedMetrics.ts';

const all = (portal: Portal) => [...portal.metrics.values()];
/** Days after check-by in which a signal is still accepted. */
const ACCEPTED_AFTER = 28;
/** Running totals: last values that never fall over at least so many periods. */
const NEVER_FALLS = 12;

/** Whether the right things are measured, and used. */
export const metricRules: Rule<Portal>[] = [
  {
    id: 'metric/cumulative-progress',
    severity: 'error',
    what: 'running totals are not used as progress, target or criterion',
    why: 'they always rise',
    fix: 'count per period and per eligible person',
    check: (portal) => {
      const judged = new Map(
        portal.reviews.flatMap((review) =>
          review.results.flatMap(({ criterion }) => {
            const id = metricOf(criterion);
            return id === undefined ? [] : [[id, review.review.id] as const];
          }),
        ),
      );
      const primary = new Map(
        portal.portfolio.initiatives.flatMap((initiative) =>
          initiative.metrics.flatMap((entry) =>
            entry.role === 'primary' ? [[entry.id, initiative] as const] : [],
          ),
        ),
      );
      return all(portal)
        .filter((state) => state.metric.cumulative || neverFalls(state))
        .flatMap(({ metric }) => {
          const uses = [
            metric.target ? 'a target' : '',
            primary.has(metric.id) ? `a primary metric of ${primary.get(metric.id)?.title}` : '',
            judged.has(metric.id) ? 'a criterion of a gate' : '',
          ].filter(Boolean);
          const initiative = primary.get(metric.id);
          return uses.length > 0
            ? [
                aboutMetric(metric, `A running total is used as ${listOf(uses)}.`, 'owner', {
                  initiative: initiative?.id ?? null,
                  records: initiative ? [`initiatives/${initiative.id}`] : [],
                  field: metric.target ? ['target'] : ['cumulative'],
                }),
              ]
            : [];
        });
    },
  },
  {
    id: 'metric/delivery-as-success',
    severity: 'error',
    what: 'what was delivered is not the only proof of a goal, an initiative or a gate',
    why: 'deployment is not adoption',
    fix: 'add an adoption and a behaviour metric',
    check: (portal) => {
      const isDelivery = (id: string | undefined) =>
        portal.metrics.get(id ?? '')?.metric.type === 'delivery';
      const ofGoals = portal.goals
        .filter(
          ({ goal, metric }) => goal.status === 'active' && metric?.metric.type === 'delivery',
        )
        .map(({ goal, metric }) =>
          aboutGoal(goal, `${metric?.metric.title} counts what was delivered.`, {
            field: ['metric'],
            records: [`metrics/${goal.metric}`],
          }),
        );
      const ofInitiatives = liveInitiatives(portal).flatMap(({ initiative }) => {
        const primary = initiative.metrics.filter((entry) => entry.role === 'primary');
        if (primary.length === 0 || !primary.every((entry) => isDelivery(entry.id))) return [];
        const titles = primary.map(({ id }) => portal.metrics.get(id)?.metric.title ?? id);
        const more = {
          ...prooflessFix(initiative, portal),
          field: ['metrics'],
          records: primary.map((entry) => `metrics/${entry.id}`),
        };
        return [
          aboutInitiative(initiative, `Its only proof is ${listOf(titles)}.`, 'businessLead', more),
        ];
      });
      // A gate of nothing but delivery and paper is the matter of gate/delivery-only.
      const ofGates = portal.initiatives.flatMap(({ initiative, reviews }) =>
        reviews.flatMap((review) => {
          const measured = review.results.filter((result) => isMeasured(result.criterion));
          const others = review.results.some(
            (result) =>
              result.criterion.level === 'must' &&
              !isMeasured(result.criterion) &&
              !isStatement(result.criterion),
          );
          return measured.length > 0 &&
            others &&
            measured.every((result) => isDelivery(metricOf(result.criterion)))
            ? [
                aboutInitiative(
                  initiative,
                  `${review.gate} ${review.gateTitle}: the only metric counts what was delivered.`,
                  'businessLead',
                  { line: review.review.line },
                ),
              ]
            : [];
        }),
      );
      return [...ofGoals, ...ofInitiatives, ...ofGates];
    },
  },
  {
    id: 'metric/type-mix',
    severity: 'error',
    what: 'from the pilot on, adoption, behaviour and outcome are all measured',
    why: 'use, change of work and result are three questions',
    fix: 'add the missing type',
    check: (portal) =>
      liveInitiatives(portal)
        .filter(
          ({ initiative }) =>
            phaseKind(portal.portfolio.frameworks, initiative, initiative.phase) !== 'frame',
        )
        .flatMap(({ initiative }) => {
          const types = new Set(
            initiative.metrics.map((entry) => portal.metrics.get(entry.id)?.metric.type),
          );
          const lacks = (['adoption', 'behavior', 'outcome'] as const).filter(
            (type) => !types.has(type),
          );
          return lacks.length > 0
            ? [
                aboutInitiative(
                  initiative,
                  `No metric of ${listOf(lacks.map((type) => ({ adoption: 'use', behavior: 'change of work', outcome: 'result' })[type]))} (${lacks.join(', ')}).`,
                  'businessLead',
                  { field: ['metrics'] },
                ),
              ]
            : [];
        }),
  },
  {
    id: 'metric/only-lagging',
    severity: 'warn',
    what: 'after eight weeks an initiative has a leading metric',
    why: 'problems are seen too late otherwise',
    fix: 'add a leading metric with its mechanism',
    limits: { weeks: 8 },
    check: (portal, { weeks = 8 }) =>
      liveInitiatives(portal)
        .filter(
          ({ initiative }) =>
            initiative.start && daysBetween(initiative.start, portal.portfolio.asOf) > 7 * weeks,
        )
        .flatMap(({ initiative }) => {
          const own = initiative.metrics.flatMap(
            (entry) => portal.metrics.get(entry.id)?.metric ?? [],
          );
          return own.length > 0 && own.every((metric) => metric.indicator === 'lagging')
            ? [
                aboutInitiative(
                  initiative,
                  own.length === 1
                    ? 'Its only metric is lagging.'
                    : `All ${own.length} metrics are lagging.`,
                  'businessLead',
                  { field: ['metrics'] },
                ),
              ]
            : [];
        }),
  },
  {
    id: 'metric/lead-unlinked',
    severity: 'warn',
    what: 'a leading metric says what it leads',
    why: 'leading of what?',
    fix: 'fill in leads: metric, lag, mechanism',
    check: (portal) =>
      all(portal)
        .filter(({ metric }) => metric.indicator === 'leading' && metric.leads.length === 0)
        .map(({ metric }) =>
          aboutMetric(metric, 'It is called leading and names nothing that follows.', 'owner', {
            field: ['indicator'],
          }),
        ),
  },
  {
    id: 'metric/lead-not-confirmed',
    severity: 'warn',
    what: 'by its check-by date a leading metric was followed by what it leads',
    why: 'a link that is not borne out is a belief',
    fix: 'revise the link or the solution',
    compares: 'checkBy as the contract of the metric names it, four weeks of grace included',
    check: (portal) =>
      all(portal).flatMap(({ metric }) =>
        metric.leads.flatMap((lead, index) => {
          const lagging = portal.metrics.get(lead.metric);
          if (
            !lead.checkBy ||
            !lagging ||
            addDays(lead.checkBy, ACCEPTED_AFTER) >= portal.portfolio.asOf
          )
            return [];
          const signal = firstImprovement(lagging, addDays(lead.checkBy, -7 * lead.lagWeeks));
          return signal !== null && signal <= addDays(lead.checkBy, ACCEPTED_AFTER)
            ? []
            : [
                aboutMetric(
                  metric,
                  `${lagging.metric.title} showed no improvement by ${longDate(lead.checkBy)}.`,
                  'owner',
                  { records: [`metrics/${lead.metric}`], field: ['leads', index] },
                ),
              ];
        }),
      ),
  },
  {
    id: 'metric/no-guardrail',
    severity: 'warn',
    what: 'each initiative watches for harm',
    why: 'harm goes unseen otherwise',
    fix: 'add a safety, quality or cycle-time metric with the role guardrail',
    check: (portal) =>
      liveInitiatives(portal)
        .filter(({ initiative }) => !initiative.metrics.some((entry) => entry.role === 'guardrail'))
        .map(({ initiative }) =>
          aboutInitiative(initiative, 'No guardrail metric.', 'otLead', { field: ['metrics'] }),
        ),
  },
  {
    id: 'metric/nps-operators',
    severity: 'warn',
    what: 'tools on the floor are not judged by a recommendation score',
    why: 'with 24 answers it is uncertain by 34 points',
    fix: 'ask UMUX-Lite, or show the share of the two best answers with its interval',
    check: (portal) => {
      const used = usesOf(portal.portfolio.initiatives);
      return all(portal)
        .filter(
          ({ metric }) =>
            used.has(metric.id) &&
            /\bNPS\b|net promoter/i.test(
              `${metric.title} ${metric.unit} ${metric.description ?? ''}`,
            ),
        )
        .map(({ metric, all: scope }) =>
          aboutMetric(
            metric,
            `It is a net promoter score${uncertain(scope.latest?.n ?? 0)}.`,
            'owner',
            { initiative: used.get(metric.id) ?? null },
          ),
        );
    },
  },
  {
    id: 'metric/unused',
    severity: 'info',
    what: 'a metric published for two quarters feeds a goal, a criterion, a decision or a report',
    why: 'a shelf of numbers hides the few that matter',
    fix: 'retire it or link it',
    limits: { days: 182 },
    check: (portal, { days = 182 }) => {
      const used = feeds(portal);
      return all(portal)
        .filter(
          ({ metric, all: scope }) =>
            !used.has(metric.id) &&
            scope.periods[0] !== undefined &&
            daysBetween(scope.periods[0], portal.portfolio.asOf) > days,
        )
        .map(({ metric, all: scope }) =>
          aboutMetric(metric, `Nothing has used it since ${longDate(scope.periods[0]!)}.`),
        );
    },
  },
];

/** What an initiative lacks whose primary metrics count what was delivered: use and work done differently, as metrics or as primary ones. */
function prooflessFix({ metrics }: Initiative, portal: Portal): { fix?: string } {
  const inputs = metrics.flatMap(({ id, role }) => {
    const metric = role === 'primary' ? undefined : portal.metrics.get(id)?.metric;
    return metric && ['adoption', 'behavior', 'outcome'].includes(metric.type) ? [metric] : [];
  });
  if (inputs.length === 0) return {};
  const missing = (['adoption', 'behavior'] as const).filter(
    (type) => !inputs.some((metric) => metric.type === type),
  );
  const add = missing.map((type) => (type === 'adoption' ? 'an adoption' : 'a behaviour'));
  return {
    fix: `make ${listOf(inputs.map(({ title }) => title))} primary${add.length > 0 ? `, and add ${listOf(add)} metric` : ''}`,
  };
}

function usesOf(initiatives: readonly Initiative[]): Map<string, string> {
  return new Map(
    initiatives.flatMap((initiative) =>
      initiative.metrics.map((entry) => [entry.id, initiative.id] as const),
    ),
  );
}

/** Metrics that a goal, an initiative, a criterion, another metric, a playbook or a report draws on. */
function feeds(portal: Portal): Set<string> {
  const { portfolio } = portal;
  const used = new Set([
    ...metricsNamed('goal', portfolio.goals),
    ...metricsNamed('initiative', portfolio.initiatives),
    ...metricsNamed('metric', portfolio.metrics),
    ...metricsNamed('playbook', portfolio.playbooks),
    ...judgedBy(portal),
  ]);
  for (const { value } of portfolio.metrics)
    if (value.kind === 'formula') for (const id of formulaParts(value.expression)) used.add(id);
  for (const { text } of portfolio.written ?? [])
    for (const [named] of text.matchAll(/(?:id|metric)="[^"]+"|metrics=\{\[[^\]]+\]/g))
      for (const [, id] of named.matchAll(/["']([^"']+)["']/g)) used.add(id!);
  return used;
}

function neverFalls({ metric, all: scope }: MetricState): boolean {
  if (
    metric.value.kind !== 'column' ||
    metric.value.of.aggregate !== 'last' ||
    scope.values.length < NEVER_FALLS
  )
    return false;
  const values = scope.values.filter((value): value is number => value !== null);
  return (
    metric.direction === 'up' &&
    values.every((value, index) => index === 0 || value >= values[index - 1]!) &&
    new Set(values).size > values.length / 2
  );
}

/** ", of 24 answers: uncertain by up to 40 points": where opinions are split, the score says least. */
function uncertain(answers: number): string {
  if (answers < 2) return '';
  const { margin } = netPromoterScore(answers / 2, 0, answers / 2);
  return `, of ${formatNumber(answers, 0)} answers: uncertain by up to ${formatNumber(margin, 0)} points`;
}
