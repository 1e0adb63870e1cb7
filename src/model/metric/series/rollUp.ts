import type { IsoDate } from '#model/time/date.ts';
import type { Metric } from '#model/record/metric.ts';
import { peopleBehind, type Observation } from '#model/record/observation.ts';
import { kaplanMeier } from '#model/statistics/interval/kaplanMeier.ts';
import { median } from '#model/statistics/median.ts';
import { sumOf } from '#model/statistics/sum.ts';

/** Several cells as one. */
export interface RolledUp {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number;
  /** 95 % interval of a median of durations; an end that is null is open. */
  interval?: { low: number | null; high: number | null } | undefined;
  /** There is a value, and it is suppressed: too few people are behind it. */
  withheld?: boolean;
}

/** The cells from one place up to another as one value. */
export function rollUp(
  metric: Metric,
  all: readonly Observation[],
  from: number,
  to: number,
): RolledUp {
  const first = all[from];
  if (!first || to <= from) return { value: null, numerator: null, denominator: null, n: 0 };
  let n = 0;
  let numerator = 0;
  let denominator = 0;
  for (let at = from; at < to; at++) {
    const cell = all[at]!;
    n += cell.n;
    numerator += cell.numerator ?? 0;
    denominator += cell.denominator ?? 0;
  }
  if (first.combine === 'ratio') {
    const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
    return {
      value: denominator === 0 ? null : (numerator / denominator) * scale,
      numerator,
      denominator,
      n,
    };
  }
  if (first.combine === 'sum')
    return {
      value: sumOf(all.slice(from, to).map((cell) => cell.value)),
      numerator: null,
      denominator: null,
      n,
    };
  const cells = all.slice(from, to);
  const none = { value: null, numerator: null, denominator: null, n };
  if (first.combine === 'pool') {
    const closed = cells.flatMap((cell) => cell.events?.closed ?? []);
    const open = cells.flatMap((cell) => cell.events?.open ?? []);
    if (closed.length + open.length === 0) return none;
    const aggregate = metric.value.kind === 'column' ? metric.value.of.aggregate : null;
    if (aggregate === 'median') return { ...none, value: median(closed), n: closed.length };
    const curve = kaplanMeier(closed, open);
    return {
      ...none,
      value: curve.quantile(aggregate === 'p90' ? 0.9 : 0.5),
      n: closed.length + open.length,
      ...(aggregate === null ? { interval: curve.interval(0.5) } : {}),
    };
  }
  const values = cells.map((cell) => cell.value);
  if (first.combine === 'min')
    return { ...none, value: values.reduce((least, value) => Math.min(least, value)) };
  if (first.combine === 'max')
    return { ...none, value: values.reduce((most, value) => Math.max(most, value)) };
  if (first.combine === 'last') {
    // Stocks add up over sites and keep the last over time.
    let newest = first.period;
    for (const cell of cells) if (cell.period > newest) newest = cell.period;
    return {
      ...none,
      value: cells
        .filter((cell) => cell.period === newest)
        .reduce((sum, cell) => sum + cell.value, 0),
    };
  }
  return cells.length === 1 ? { ...none, value: first.value } : none;
}

let numbers: (number | null)[] = [0.5];

/** A list to fill. It is copied from one of numbers, since an empty one is copied again when its first number comes. */
function listOfNumbers(length: number): (number | null)[] {
  while (numbers.length < length) numbers = [...numbers, ...numbers];
  return numbers.slice(0, length);
}

/** The values alone, one a period: what is asked for most often, in one walk over the first `count` cells. */
export function valuesOf(
  metric: Metric,
  cells: readonly Observation[],
  count: number,
  periods: readonly IsoDate[],
  least: number,
): (number | null)[] {
  const values = listOfNumbers(periods.length);
  const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
  let at = 0;
  for (let place = 0; place < periods.length; place++) {
    const period = periods[place]!;
    // Mostly the next cell is that of the period; equal texts are told apart faster than they are ordered.
    while (at < count && cells[at]!.period !== period && cells[at]!.period < period) at++;
    const start = at;
    let sum = 0;
    let numerator = 0;
    let denominator = 0;
    for (; at < count; at++) {
      const cell = cells[at]!;
      if (cell.period !== period) break;
      sum += cell.value;
      numerator += cell.numerator ?? 0;
      denominator += cell.denominator ?? 0;
    }
    const combine = cells[start]?.combine;
    if (at === start || (least > 0 && tooFew(cells, start, at, least))) values[place] = null;
    else if (combine === 'sum') values[place] = sum;
    else if (combine !== 'ratio') values[place] = rollUp(metric, cells, start, at).value;
    else values[place] = denominator === 0 ? null : (numerator / denominator) * scale;
  }
  return values;
}

/** Standard deviation of the single values behind means; null for everything else. */
export function spread(cells: readonly Observation[], from: number, to: number): number | null {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let at = from; at < to; at++) {
    const cell = cells[at]!;
    if (cell.squares === undefined) return null;
    n += cell.denominator ?? 0;
    sum += cell.numerator ?? 0;
    squares += cell.squares;
  }
  return n < 2 ? null : Math.sqrt(Math.max(0, (squares - n * (sum / n) * (sum / n)) / (n - 1)));
}

/** Fewer people than `least` stand behind these cells. */
export function tooFew(
  cells: readonly Observation[],
  from: number,
  to: number,
  least: number,
): boolean {
  let people = 0;
  for (let at = from; at < to; at++) people += peopleBehind(cells[at]!);
  return to > from && people < least;
}
