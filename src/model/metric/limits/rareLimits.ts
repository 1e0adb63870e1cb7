import type { Metric } from '#model/record/metric.ts';
import { casesBetween, gapsBetween, timeBetween } from '#model/statistics/chart/betweenEvents.ts';
import { MIN_POINTS } from '#model/statistics/chart/processLimits.ts';
import { formatNumber } from '#model/words/format.ts';
import { countsAt } from './chartOf.ts';
import type { Drawn, Judged, NoLimits } from './judged.ts';

/**
 * Rare events are judged by what lies between them: a period with one is no signal by itself. What has passed since the last event is
 * judged only once it is longer than usual, since it goes on. (Benneyan 2001 for g, Nelson 1994 for t.)
 */
export function rareLimits(metric: Metric, drawn: Drawn, method: 'g' | 't'): Judged | NoLimits {
  const counts = countsAt(metric, drawn);
  const amount = (place: number) => (metric.value.kind === 'ratio' ? (counts[place]?.n ?? 0) : 1);
  const { gaps, since } = gapsBetween(
    counts.map((count) => count?.k ?? null),
    amount,
  );
  const basis = gaps.slice(0, drawn.end);
  const known = basis.filter((gap) => gap !== null).length;
  const usual = method === 'g' ? casesBetween(basis, MIN_POINTS) : timeBetween(basis);
  if (!usual)
    return {
      none: 'rare',
      points: known,
      words: `events are rare, and limits need ${MIN_POINTS} times between two of them: there are ${known}`,
    };
  const scaled = method === 'g' ? 1 : 1 / 3.6;
  const values = gaps.map((gap) => (gap === null ? null : gap ** scaled));
  const newest = drawn.values.findLastIndex((value) => value !== null);
  if (since > usual.upper) values[newest] = since ** scaled;
  const unit = metric.value.kind === 'ratio' ? 'of the denominator' : `${metric.grain}s`;
  const digits = usual.mean < 10 ? 1 : 0;
  const { mean, lower, upper, n } = usual;
  return {
    values,
    edges: usual.edges,
    at: () => null,
    level: false,
    opposed: true,
    made: {
      method,
      why: `${method} chart: events are rare, so what lies between them is judged: ${formatNumber(mean, digits)} ${unit}, usually ${formatNumber(lower, digits)} to ${formatNumber(upper, digits)}`,
      n,
      movingRange: null,
      ranges: n - 1,
      screenedOut: 0,
      sigmaZ: null,
      between: { mean, lower, upper },
    },
  };
}
