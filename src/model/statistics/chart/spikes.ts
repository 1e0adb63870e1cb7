import { processLimits } from './processLimits.ts';

/** More than one in ten are no exceptions: then they are how the process is. */
const MOST = 0.1;
/** Twice as far as the limits: nearer ones move the mean by less than matters, and chance brings them too. */
const FAR = 2;

/**
 * Places of single values that leap away from both of their neighbours and come back: both steps are too large for the others (3.267
 * mean moving ranges, as for ranges that are left out), and the value lies far outside of the limits that are made without it. Such a
 * value among thirty moves the mean so far that the others lie on one side of it, and a run of them would be taken for a change.
 * Points with a cause of their own are left out of trial limits (Montgomery, Introduction to Statistical Quality Control, chapter 6).
 * The last value is never one: whether it comes back is not known yet.
 */
export function spikesIn(values: readonly (number | null)[]): number[] {
  const points = values.filter((value) => value !== null).length;
  const spikes: number[] = [];
  for (;;) {
    const rest = values.map((value, at) => (spikes.includes(at) ? null : value));
    const next = farthestSpike(rest);
    if (next === null) return spikes.toSorted((a, b) => a - b);
    if (spikes.length + 1 > MOST * points) return [];
    spikes.push(next);
  }
}

function farthestSpike(values: readonly (number | null)[]): number | null {
  const usual = processLimits(values, { minimum: 3 });
  if (!usual) return null;
  const leaps = values.flatMap((value, at) => {
    const [before, after] = [values[at - 1] ?? null, values[at + 1] ?? null];
    if (value === null || before === null || after === null) return [];
    const least = Math.min(Math.abs(value - before), Math.abs(value - after));
    const returns = Math.abs(after - before) < usual.rangeLimit;
    const isOneSided = value > before === value > after;
    return least >= usual.rangeLimit && returns && isOneSided ? [{ at, least }] : [];
  });
  const [first] = leaps.toSorted((a, b) => b.least - a.least);
  if (!first) return null;
  const without = processLimits(
    values.map((value, at) => (at === first.at ? null : value)),
    { minimum: 3 },
  );
  const value = values[first.at] as number;
  if (!without) return null;
  return Math.abs(value - without.mean) > FAR * (without.upper - without.mean) ? first.at : null;
}
