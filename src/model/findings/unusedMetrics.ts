import { metricOf } from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Portal } from '#model/portal.ts';

/** Published numbers that decide nothing: no goal or contribution names them, no gate is judged by them, or they only count what was shipped. */
export function unusedMetrics({
  portfolio,
  reviews,
}: Pick<Portal, 'portfolio' | 'reviews'>): Metric[] {
  const used = new Set([
    ...portfolio.goals.flatMap((goal) => [
      goal.metric,
      ...goal.guardrails,
      ...Object.values(goal.contributions)
        .flat()
        .map((entry) => entry.metric),
    ]),
    ...reviews.flatMap((review) =>
      review.results.flatMap((result) =>
        [result, ...result.parts].map((one) => metricOf(one.criterion)),
      ),
    ),
    ...portfolio.initiatives.flatMap((initiative) =>
      initiative.metrics.filter((entry) => entry.role !== 'context').map((entry) => entry.id),
    ),
  ]);
  return portfolio.metrics.filter((metric) => metric.type === 'delivery' || !used.has(metric.id));
}
