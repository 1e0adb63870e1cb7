import type { Metric } from './metric.ts';

/** A metric parted by a column of its own: as one whose roles are the groups of that column. */
export function partedBy(metric: Metric, column: string): Metric {
  return { ...metric, free: undefined, dimensions: { site: metric.dimensions.site, role: column } };
}

/** Metrics with what they are parted by, as they are counted. */
export function withParted(metrics: readonly Metric[]): Metric[] {
  return metrics.flatMap((metric) => [
    metric,
    ...Object.values(metric.free ?? {}).map((column) => partedBy(metric, column)),
  ]);
}
