import { longDate } from '#model/time/date.ts';
import { leadState } from '#model/metric/leadState.ts';
import { METRIC_TYPES, type MetricType } from '#model/record/metric.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { GoalState, Portal } from '#model/portal.ts';

/** What one metric is to move, and what the data says of it. */
export interface Link {
  to: string;
  toTitle: string;
  mechanism: string;
  lagWeeks: number;
  /** What the data says of the link: borne out, not borne out, to be seen, or only a belief. */
  evidence: 'confirmed' | 'not-confirmed' | 'waiting' | 'belief';
  words: string;
}
export interface Driver {
  state: MetricState;
  links: Link[];
}

/** The driver tree of a goal: adoption → behaviour → outcome, from the metrics of its contributions and its initiatives, with the evidence of each link. */
export function drivers(
  { goal, initiatives }: GoalState,
  portal: Pick<Portal, 'portfolio' | 'metrics'>,
): { type: MetricType; drivers: Driver[] }[] {
  const named = [
    goal.metric,
    ...Object.values(goal.contributions)
      .flat()
      .map((entry) => entry.metric),
    ...portal.portfolio.initiatives
      .filter((one) => initiatives.includes(one.id))
      .flatMap((one) =>
        one.metrics
          .filter((entry) => entry.role === 'primary' || entry.role === 'input')
          .map((entry) => entry.id),
      ),
  ];
  const ids = [...new Set(named.filter((id) => id !== undefined))];
  const states = ids.flatMap((id) => portal.metrics.get(id) ?? []);
  return METRIC_TYPES.filter((type) => type !== 'delivery')
    .map((type) => ({
      type,
      drivers: states
        .filter((state) => state.metric.type === type)
        .map((state) => ({ state, links: linksOf(state, portal) })),
    }))
    .filter((column) => column.drivers.length > 0);
}

function linksOf(
  state: MetricState,
  { metrics, portfolio }: Pick<Portal, 'portfolio' | 'metrics'>,
): Link[] {
  return state.metric.leads.map((lead): Link => {
    const { reached, result } = leadState(state, lead, metrics, portfolio.asOf);
    const evidence = result?.state ?? 'belief';
    const words =
      result === null
        ? state.metric.target
          ? 'assumed, not tested yet: it has not reached its target'
          : 'assumed, not tested: it has no target to reach'
        : {
            confirmed: `borne out: it reached its target on ${longDate(reached!)}, and the other followed`,
            'not-confirmed': `not borne out by ${longDate(result.latest)}`,
            waiting: `to be seen by ${longDate(result.checkBy)}`,
          }[result.state];
    return {
      to: lead.metric,
      toTitle: metrics.get(lead.metric)?.metric.title ?? lead.metric,
      mechanism: lead.mechanism,
      lagWeeks: lead.lagWeeks,
      evidence,
      words,
    };
  });
}
