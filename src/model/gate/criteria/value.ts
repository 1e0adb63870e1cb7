import { formatNumber, formatValue } from '#model/words/format.ts';
import type { Comparator } from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Pooled } from '#model/metric/series/pooledValue.ts';
import { nearly } from '#model/statistics/nearly.ts';
import { studentQuantile } from '#model/statistics/interval/studentT.ts';
import { wilson } from '#model/statistics/interval/wilson.ts';

/** What rounding alone tells apart is equal: 0.1 + 0.2 is at least 0.3. */
export function compare(value: number, comparator: Comparator, wanted: number): boolean {
  const same = nearly(value, wanted);
  if (comparator === '>=') return same || value > wanted;
  if (comparator === '<=') return same || value < wanted;
  if (comparator === '>') return !same && value > wanted;
  return comparator === '<' ? !same && value < wanted : same;
}

/** How far a value lies on the good side of what is wanted; negative on the other. */
export function distance(value: number, comparator: Comparator, wanted: number): number {
  if (comparator === '=') return -Math.abs(value - wanted);
  return comparator.startsWith('<') ? wanted - value : value - wanted;
}

/** The value as shown beside a threshold: with more digits where rounding would make the two look alike. */
export function shownBeside(metric: Metric, value: number | null, wanted: number | null): string {
  if (value === null || wanted === null || value === wanted) return formatValue(metric, value);
  const digits =
    [0, 1, 2, 3].find(
      (more) =>
        formatNumber(value, metric.decimals + more) !==
        formatNumber(wanted, metric.decimals + more),
    ) ?? 3;
  return formatValue({ ...metric, decimals: metric.decimals + digits }, value);
}

/** The end of the 80 % interval that counts against a sample: Wilson for a share, t for a mean; null where none can be made. */
export function unfavourableBound(
  metric: Metric,
  window: Pooled,
  comparator: Comparator,
): number | null {
  const n = window.denominator ?? 0;
  if (metric.value.kind === 'ratio') {
    if (n <= 0 || window.numerator === null || window.numerator > n || window.numerator < 0)
      return null;
    const interval = wilson(window.numerator, n, 80);
    return (comparator.startsWith('>') ? interval.low : interval.high) * metric.value.scale;
  }
  if (window.sd === null || window.value === null || n < 2) return null;
  const reach = (studentQuantile(0.9, n - 1) * window.sd) / Math.sqrt(n);
  return comparator.startsWith('>') ? window.value - reach : window.value + reach;
}

/** How large a sample with the same share would have to be for its bound to clear the threshold; null beyond a million. */
export function sampleThatWouldDo(
  metric: Metric,
  window: Pooled,
  comparator: Comparator,
  wanted: number,
): number | null {
  if (metric.value.kind !== 'ratio' || !window.denominator || window.numerator === null)
    return null;
  const share = window.numerator / window.denominator;
  const clears = (n: number) =>
    compare(
      unfavourableBound(metric, { ...window, numerator: share * n, denominator: n }, comparator) ??
        Number.NaN,
      comparator,
      wanted,
    );
  let high = window.denominator;
  while (!clears(high)) {
    high *= 2;
    if (high > 1e6) return null;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (clears(middle)) high = middle;
    else low = middle;
  }
  return Math.ceil(high);
}
