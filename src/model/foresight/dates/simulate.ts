import { drawnAbove, type History } from './slips.ts';

/** One piece of work in whole days from the day of judgement on (day 0). */
export interface Work {
  start: number;
  /** Planned days. */
  days: number;
  begun: boolean;
  /** Places of what must be finished, must have begun, and must be finished no later than this. */
  after: number[];
  withStart: number[];
  withEnd: number[];
  /** First days of stops in which it can be done, in order; null: it needs none. */
  stops: number[] | null;
}

/** The last day of each piece of work, in each of so many runs; Infinity: beyond what the past can say. Works come before what needs them. */
export function simulate(
  works: readonly Work[],
  history: History,
  { runs, random }: { runs: number; random: () => number },
): Float64Array[] {
  const ends: Float64Array[] = [];
  const begins: Float64Array[] = [];
  // Piece by piece and not run by run: what a piece needs lies together in memory.
  for (const work of works) {
    const begin = new Float64Array(runs).fill(work.begun ? work.start : Math.max(work.start, 1));
    // What has begun does not begin again.
    if (!work.begun) for (const need of work.after) noEarlier(begin, ends[need], 1);
    for (const need of work.withStart) noEarlier(begin, begins[need], 0);
    if (work.stops !== null && !work.begun) toStops(begin, work.stops);
    const end = begin.map((day) => endOf(day, work.days, history, random()));
    for (const need of work.withEnd) noEarlier(end, ends[need], 0);
    begins.push(begin);
    ends.push(end);
  }
  return ends;
}

function noEarlier(days: Float64Array, than: Float64Array | undefined, more: number): void {
  for (let run = 0; run < days.length; run++)
    days[run] = Math.max(days[run] ?? 0, (than?.[run] ?? 0) + more);
}

function toStops(days: Float64Array, stops: readonly number[]): void {
  for (let run = 0; run < days.length; run++)
    days[run] = stops.find((stop) => stop >= (days[run] ?? 0)) ?? Number.POSITIVE_INFINITY;
}

/** A last day after today, by how such work came: what has taken longer than planned is among those that do. */
function endOf(begin: number, days: number, history: History, chance: number): number {
  if (!Number.isFinite(begin)) return begin;
  // Today is over: the work takes more than the days that have passed.
  const ratio = drawnAbove(history, Math.max(0, (1 - begin) / days - 1e-9), chance);
  return ratio === null
    ? Number.POSITIVE_INFINITY
    : begin + Math.max(1, Math.round(days * ratio)) - 1;
}

/** The values below which shares of the runs lie. */
export function sharesOf(runs: Float64Array, shares: readonly number[]): number[] {
  const sorted = runs.toSorted();
  return shares.map(
    (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0,
  );
}
