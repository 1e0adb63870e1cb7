import type { Metric } from './metric.ts';

/** Between the groups of a path: a dimension of the columns `cause` and `action` has the groups "jam → cleared". */
export const PATH = ' → ';

/** A row that names no group; in a path, a stage without a name. */
export const NOT_NAMED = 'not named';

/** A metric parted by a column of its own, or by a path of columns: as one whose roles are the groups. */
export function partedBy(metric: Metric, role: string | readonly string[]): Metric {
  return { ...metric, free: undefined, dimensions: { site: metric.dimensions.site, role } };
}

/** Metrics with what they are parted by, as they are counted. */
export function withParted(metrics: readonly Metric[]): Metric[] {
  return metrics.flatMap((metric) => [
    metric,
    ...Object.values(metric.free ?? {}).map((column) => partedBy(metric, column)),
  ]);
}
