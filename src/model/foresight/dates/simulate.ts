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
  const ends = works.map(() => new Float64Array(runs));
  const begins = new Float64Array(works.length);
  for (let run = 0; run < runs; run++) {
    for (const [at, work] of works.entries()) {
      let begin = work.begun ? work.start : Math.max(work.start, 1);
      for (const need of work.after) {
        const end = ends[need]?.[run] ?? 0;
        // What has begun does not begin again.
        if (!work.begun) begin = Math.max(begin, end + 1);
      }
      for (const need of work.withStart) begin = Math.max(begin, begins[need] ?? 0);
      if (work.stops !== null && !work.begun)
        begin = work.stops.find((stop) => stop >= begin) ?? Number.POSITIVE_INFINITY;
      begins[at] = begin;
      let end = endOf(begin, work.days, history, random());
      for (const need of work.withEnd) end = Math.max(end, ends[need]?.[run] ?? 0);
      (ends[at] as Float64Array)[run] = end;
    }
  }
  return ends;
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

/** The value below which a share of the runs lies. */
export function shareOf(runs: Float64Array, share: number): number {
  const sorted = runs.toSorted();
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
