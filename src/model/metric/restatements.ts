import type { Metric } from '#model/record/metric.ts';
import type { MetricState } from './metricState.ts';
import {
  cellKey,
  peopleBehind,
  type Observation,
  type Observations,
} from '#model/record/observation.ts';
import { revisions } from '#model/statistics/revisions.ts';

/** What was said first and what is said today: cell by cell where the two differ, and over all that came more than once. */
export function restatements(
  metric: Metric,
  observations: Observations,
  least: number,
): Pick<MetricState, 'restated' | 'revision'> {
  if (observations.superseded.length === 0) return { restated: [] };
  const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
  const shown = (cell: Observation) =>
    cell.combine === 'ratio' && cell.denominator
      ? ((cell.numerator ?? 0) / cell.denominator) * scale
      : cell.value;
  const first = new Map<string, Observation>();
  for (const cell of observations.superseded) {
    const held = first.get(cellKey(cell));
    if (!held || (cell.vintage ?? '') < (held.vintage ?? '')) first.set(cellKey(cell), cell);
  }
  const again = observations.latest.flatMap((cell) => {
    const before = first.get(cellKey(cell));
    // A group that is too small to be shown is no larger for having been restated.
    if (least > 0 && before && Math.min(peopleBehind(before), peopleBehind(cell)) < least)
      return [];
    return before
      ? [
          {
            period: cell.period,
            site: cell.site,
            line: cell.line,
            first: shown(before),
            latest: shown(cell),
            vintage: cell.vintage ?? '',
          },
        ]
      : [];
  });
  const restated = again.filter((cell) => cell.first !== cell.latest);
  return {
    restated,
    revision: restated.length === 0 ? undefined : { of: again.length, ...revisions(again) },
  };
}
