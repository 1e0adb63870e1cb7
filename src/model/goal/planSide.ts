import type { MetricState } from '#model/metric/metricState.ts';

/**
 * On which side of its plan the newest value lies. A difference that the shown digits do not show is none: nobody is behind plan by
 * 0.0. Null where nothing is planned.
 */
export function planSide({
  metric,
  variance,
}: Pick<MetricState, 'metric' | 'variance'>): 'ahead' | 'on' | 'behind' | null {
  if (variance === null) return null;
  if (Math.abs(variance) < 0.5 * 10 ** -metric.decimals) return 'on';
  return variance > 0 ? 'ahead' : 'behind';
}
