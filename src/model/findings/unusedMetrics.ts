import { metricOf } from '#model/record/criterion.ts';
import { POD_ROLES, type Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';
import { REFERENCES, type Referrer, visitPath } from '#model/record/references.ts';
import type { Portal } from '#model/portal.ts';

type Judged = Pick<Portal, 'portfolio' | 'reviews'>;

/**
 * Published numbers that decide nothing: no goal, gate, benefit or trial rests on them, or they only count what was shipped. A number by
 * which a seat of a pod is measured decides something, whatever it counts.
 */
export function unusedMetrics({ portfolio, reviews }: Judged): Metric[] {
  const { goals, initiatives } = portfolio;
  const seats = new Set(
    initiatives.flatMap(({ pod }) => POD_ROLES.map((role) => pod[role]?.successMetric)),
  );
  const used = new Set([
    ...metricsNamed('goal', goals),
    ...metricsNamed('initiative', initiatives.map(withoutContext)),
    ...judgedBy({ reviews }),
  ]);
  return portfolio.metrics.filter(
    ({ id, type }) => !seats.has(id) && (type === 'delivery' || !used.has(id)),
  );
}

/** Metrics by which the criteria of gates are judged. */
export function judgedBy({ reviews }: Pick<Portal, 'reviews'>): string[] {
  return reviews.flatMap((review) =>
    review.results.flatMap((result) =>
      [result, ...result.parts].flatMap((one) => metricOf(one.criterion) ?? []),
    ),
  );
}

/** Every metric that records of one kind name, in whatever field. */
export function metricsNamed(of: Referrer, records: readonly unknown[]): string[] {
  const found: string[] = [];
  for (const { held, field } of REFERENCES.filter((row) => row.of === of && row.names === 'metric'))
    for (const record of records)
      visitPath(record, held ?? field, (value) => {
        if (typeof value === 'string') found.push(value);
      });
  return found;
}

function withoutContext(initiative: Initiative): Initiative {
  return { ...initiative, metrics: initiative.metrics.filter(({ role }) => role !== 'context') };
}
