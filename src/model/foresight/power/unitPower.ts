import type { Comparator, MetricCriterion } from '#model/record/criterion.ts';
import { currentLimits, type MetricState, type ScopeState } from '#model/metric/metricState.ts';
import { atLeast } from '#model/statistics/binomial.ts';
import { normalCdf } from '#model/statistics/normal.ts';
import { detectionCurve } from '#model/statistics/runLength.ts';
import { sampleClears, shareClears } from './shareClears.ts';

/** Neighbours on one side that gates take for a signal. */
const RUN = 7;
/** Two years of weeks: what takes longer is not waited for. */
const MOST_PERIODS = 104;
/** Periods from which the usual size of a denominator is taken. */
const RECENT = 8;

/** One site, line or pool, as it varies by itself. */
export interface UnitNoise {
  mean: number;
  sigma: number;
  /** Cases a period, where the value is a share of cases. */
  cases: number | null;
  /** Nothing is known of the variation but how many cases there are. */
  isOfCases: boolean;
}

/** How a scope varies from period to period: by the limits of its chart; a share without limits by its cases. Null: not known. */
export function noiseOf(scope: ScopeState, state: MetricState): UnitNoise | null {
  const limits = currentLimits(scope);
  const { value } = state.metric;
  const recent = scope.series.slice(-RECENT).filter((point) => point.value !== null);
  const denominators = recent.flatMap((point) => point.denominator ?? []);
  const isShare = value.kind === 'ratio' && denominators.length > 0 && scaleOf(state) === 100;
  const cases = isShare
    ? denominators.reduce((sum, one) => sum + one, 0) / denominators.length
    : null;
  if (limits) {
    // A limit may be cut at a bound that the metric cannot pass; the wider side is three sigma.
    const sigma = Math.max(limits.upper - limits.mean, limits.mean - limits.lower) / 3;
    return sigma > 0 ? { mean: limits.mean, sigma, cases, isOfCases: false } : null;
  }
  if (cases === null || cases < 1) return null;
  const mean = recent.reduce((sum, point) => sum + (point.value ?? 0), 0) / recent.length;
  return { mean, sigma: sigmaOfShare(mean, cases), cases, isOfCases: true };
}

/** The chance of one unit to pass after 1, 2 … periods at the expected level; empty where it cannot be said. */
export function unitCurve(
  criterion: MetricCriterion,
  state: MetricState,
  noise: UnitNoise,
  wanted: { level: number; threshold: number | null },
): number[] {
  const { last } = criterion.over;
  const { level, threshold } = wanted;
  if (criterion.must.kind === 'improved') {
    const way = state.metric.direction === 'up' ? 1 : -1;
    const shift = (way * (level - noise.mean)) / noise.sigma;
    return shift <= 0 ? [] : afterWindow(curveOf(shift, last), last);
  }
  const { must } = criterion;
  if (threshold === null || (must.kind !== 'threshold' && must.kind !== 'change')) return [];
  const pass = passing(criterion, state, noise, { level, threshold, comparator: must.comparator });
  return pass === null
    ? []
    : Array.from({ length: MOST_PERIODS }, (_, at) => (at + 1 < last ? 0 : pass));
}

/** All units as the criterion combines them. */
export function combined(
  curves: readonly (readonly number[])[],
  across: MetricCriterion['across'],
): number[] {
  const of = curves.length;
  if (of === 0 || curves.some((curve) => curve.length === 0)) return [];
  const needed =
    across.kind === 'all'
      ? of
      : across.kind === 'at-least'
        ? across.k
        : Math.ceil(across.share * of - 1e-9);
  return (curves[0] ?? []).map((_, at) =>
    atLeast(
      needed,
      curves.map((curve) => curve[at] ?? 0),
    ),
  );
}

/** First number of periods from which on the chance stays at or above a level; null: never within the curve. */
export function periodsUntil(curve: readonly number[], level: number): number | null {
  const below = curve.findLastIndex((chance) => chance < level - 1e-9);
  return curve.length === 0 || below === curve.length - 1 ? null : below + 2;
}

/** The chance that the window clears the threshold once it is full. */
function passing(
  criterion: MetricCriterion,
  { metric }: MetricState,
  noise: UnitNoise,
  { level, threshold, comparator }: { level: number; threshold: number; comparator: Comparator },
): number | null {
  if (comparator === '=') return null;
  const { sustained, over } = criterion;
  const { cases } = noise;
  const share = (periods: number) => ({
    ...{ level, threshold, comparator },
    cases: (cases ?? 0) * periods,
  });
  if (metric.population === 'sample')
    return sustained || cases === null ? null : sampleClears(share(over.last));
  const up = comparator.startsWith('>') ? 1 : -1;
  // A share varies as its cases do at the level that is expected, and not at that of today.
  const clears = (periods: number) =>
    noise.isOfCases
      ? shareClears(share(periods))
      : normalCdf((up * (level - threshold)) / (noise.sigma / Math.sqrt(periods)));
  if (!sustained) return clears(over.last);
  const one = clears(1);
  return one === null ? null : atLeast(sustained.k, new Array<number>(sustained.n).fill(one));
}

const curves = new Map<string, number[]>();

function curveOf(shift: number, window: number): number[] {
  const key = `${shift.toFixed(4)} ${window}`;
  const known =
    curves.get(key) ??
    detectionCurve(Number(shift.toFixed(4)), { run: RUN, window, periods: MOST_PERIODS });
  curves.set(key, known);
  return known;
}

/** A window that is not full gives no result. */
function afterWindow(curve: readonly number[], last: number): number[] {
  return curve.map((chance, at) => (at + 1 < last ? 0 : chance));
}

function sigmaOfShare(percent: number, cases: number): number {
  const p = Math.min(0.99, Math.max(0.01, percent / 100));
  return 100 * Math.sqrt((p * (1 - p)) / cases);
}

function scaleOf({ metric: { value } }: MetricState): number | null {
  return value.kind === 'ratio' ? value.scale : null;
}
