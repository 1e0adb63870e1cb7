import type { MetricState } from '#model/metric/metricState.ts';
import type { Computed } from '../overview.ts';

/** The adoption metric with the most eligible people, among those read at several sites where there are any. */
export function widestAdoption({ metrics }: Computed): MetricState | undefined {
  const read = [...metrics.values()].filter(
    (state) => state.metric.type === 'adoption' && state.all.latest,
  );
  const wide = read.filter((state) => state.bySite.length > 1);
  return (wide.length > 0 ? wide : read).sort(
    (a, b) => (b.all.latest?.denominator ?? 0) - (a.all.latest?.denominator ?? 0),
  )[0];
}
