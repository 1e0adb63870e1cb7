import { daysBetween, type IsoDate } from '#model/time/date.ts';
import type { Course } from './course.ts';

/** With fewer finished ones no interval is given. */
export const LEAST_FINISHED = 10;

/** How work came, and how far what is still open has come: it will take longer than that. */
export interface Slips {
  /** In the order in which it was finished. Of items the time taken by the time planned; of gates the days after the first date. */
  finished: number[];
  open: number[];
}

/** What has come so far, each with its weight; `tail`: the weight of what will come later than anything seen. */
export interface History {
  values: number[];
  /** Sums of the weights up to each value. */
  sums: number[];
  tail: number;
  n: number;
}

export function slipsOf(courses: readonly Course[], kind: Course['kind'], asOf: IsoDate): Slips {
  const own = courses.filter((one) => one.kind === kind);
  const slip = ({ start, promised }: Course, day: IsoDate): number[] => {
    if (kind === 'gate') return [daysBetween(promised, day)];
    if (start === null || start > promised || day < start) return [];
    return [(daysBetween(start, day) + 1) / (daysBetween(start, promised) + 1)];
  };
  return {
    finished: own
      .filter(({ done }) => done !== null)
      .toSorted((a, b) => (`${a.done} ${a.id}` < `${b.done} ${b.id}` ? -1 : 1))
      .flatMap((one) => slip(one, one.done!)),
    open: own
      .filter(({ isOpen, promised }) => isOpen && (kind === 'item' || promised < asOf))
      .flatMap((one) => slip(one, asOf)),
  };
}

/**
 * What is open is as long as it is so far or longer, and its weight goes to everything longer (Efron's redistribution to the right, which
 * is the estimate of Kaplan and Meier): to leave it out would make the past look better than it was.
 */
export function historyOf({ finished, open }: Slips): History {
  const all = [
    ...finished.map((value) => ({ value, isOpen: false, weight: 1 })),
    ...open.map((value) => ({ value, isOpen: true, weight: 1 })),
  ].toSorted((a, b) => a.value - b.value || Number(a.isOpen) - Number(b.isOpen));
  let tail = 0;
  for (const [at, one] of all.entries()) {
    if (!one.isOpen) continue;
    const later = all.slice(at + 1);
    if (later.length === 0) tail += one.weight;
    for (const next of later) next.weight += one.weight / later.length;
  }
  const seen = all.filter(({ isOpen }) => !isOpen);
  let sum = 0;
  return {
    values: seen.map(({ value }) => value),
    sums: seen.map(({ weight }) => {
      sum += weight;
      return sum;
    }),
    tail,
    n: all.length,
  };
}

/**
 * The value below which a share of all that comes will lie: place u (n + 1) of the sorted values, between them on a line, so that the
 * span from 10 to 90 % holds the next value in 80 % of cases whatever the law. Null in the tail that nobody has seen.
 */
export function quantile({ values, sums, n }: History, share: number): number | null {
  const place = share * (n + 1);
  const at = firstAt(sums, place - 1e-9);
  if (at === sums.length) return null;
  const [high, low] = [values[at]!, values[at - 1]];
  if (low === undefined) return high;
  const [top, bottom] = [sums[at]!, sums[at - 1]!];
  return low + ((high - low) * (place - bottom)) / (top - bottom);
}

/** The first place of a sorted list that is at or above a value, or beyond it; its length where none is. */
function firstAt(sorted: readonly number[], value: number, isBeyond = false): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const held = sorted[middle]!;
    if (isBeyond ? held > value : held >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The share of what comes that lies at or below a value. */
export function shareBelow({ values, sums, n }: History, value: number): number {
  const above = firstAt(values, value, true);
  if (above === 0) return 0;
  if (above === values.length) return (sums.at(-1) ?? 0) / (n + 1);
  const [low, high] = [values[above - 1]!, values[above]!];
  const [bottom, top] = [sums[above - 1]!, sums[above]!];
  return (bottom + ((top - bottom) * (value - low)) / (high - low)) / (n + 1);
}

/**
 * What comes, drawn by `chance`, of more than `value`. Where nothing is open the longest seen stands for the tail that nobody has
 * seen. Null: later than anything that came.
 */
export function drawnAbove(history: History, value: number, chance: number): number | null {
  const longest = history.values.at(-1) ?? null;
  if (longest === null || longest <= value) return null;
  const least = shareBelow(history, value);
  const most = history.tail > 0 ? 1 : (history.sums.at(-1) ?? 0) / (history.n + 1);
  return quantile(history, least + chance * (most - least));
}

/** Held against its own past: of each finished one whether it came within the span of those before it; what is open and over that of all did not. */
export function backtest({ finished, open }: Slips): { scored: number; within: number } {
  let [scored, within] = [0, 0];
  const span = (before: readonly number[]) => {
    const history = historyOf({ finished: [...before], open: [] });
    return [quantile(history, 0.1), quantile(history, 0.9)] as const;
  };
  for (let at = LEAST_FINISHED; at < finished.length; at++) {
    const [low, high] = span(finished.slice(0, at));
    const value = finished[at]!;
    scored += 1;
    if (low !== null && high !== null && value >= low && value <= high) within += 1;
  }
  const high = finished.length < LEAST_FINISHED ? null : span(finished)[1];
  if (high !== null) scored += open.filter((value) => value > high).length;
  return { scored, within };
}
