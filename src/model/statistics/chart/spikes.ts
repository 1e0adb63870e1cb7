import { processLimits, type ProcessLimits } from './processLimits.ts';

/** More than one in ten are no exceptions: then they are how the process is. */
const MOST = 0.1;
/** Twice as far as the limits: nearer ones move the mean by less than matters, and chance brings them too. */
const FAR = 2;
/** Neighbouring values that leap together and come back; more of them are a level of their own. */
const LONGEST = 3;

type Values = readonly (number | null)[];

/**
 * Places of one to three values that leap away from both of their neighbours and come back: both steps are too large for the others
 * (3.267 mean moving ranges, as for ranges that are left out), and the values lie far outside of the limits that are made without
 * them. One such value among thirty moves the mean so far that the others lie on one side of it, and a run of them would be taken
 * for a change. Points with a cause of their own are left out of trial limits (Montgomery, Introduction to Statistical Quality
 * Control, chapter 6). The newest value is never one: whether it comes back is not known yet.
 */
export function spikesIn(values: Values): number[] {
  const points = values.filter((value) => value !== null).length;
  const spikes: number[] = [];
  for (;;) {
    const next = farthestSpike(without(values, spikes));
    if (next.length === 0) return spikes.toSorted((a, b) => a - b);
    if (spikes.length + next.length > MOST * points) return [];
    spikes.push(...next);
  }
}

function without(values: Values, places: readonly number[]): (number | null)[] {
  return values.map((value, at) => (places.includes(at) ? null : value));
}

function farthestSpike(values: Values): number[] {
  const usual = processLimits(values, { minimum: 3 });
  // Without a range that was left out as too large nothing leaps.
  if (!usual || usual.screenedOut === 0) return [];
  const leaps = values.flatMap((_, at) =>
    Array.from({ length: LONGEST }, (_, more) => leapOf(values, at, more + 1, usual) ?? []).flat(),
  );
  const [first] = leaps.toSorted((a, b) => b.least - a.least);
  if (!first) return [];
  const rest = processLimits(without(values, first.places), { minimum: 3 });
  const isFar = (place: number) =>
    rest !== null && Math.abs(values[place]! - rest.mean) > FAR * (rest.upper - rest.mean);
  return first.places.every(isFar) ? first.places : [];
}

/** So many values from a place on, where they leap to one side and the value behind them is back near the one before. */
function leapOf(
  values: Values,
  at: number,
  length: number,
  { rangeLimit }: ProcessLimits,
): { places: number[]; least: number } | null {
  const [before, after] = [values[at - 1] ?? null, values[at + length] ?? null];
  if (before === null || after === null || Math.abs(after - before) >= rangeLimit) return null;
  const steps = values.slice(at, at + length).flatMap((value) => {
    if (value === null) return [0];
    const [one, other] = [value - before, value - after];
    return one > 0 === other > 0 ? [Math.abs(one) < Math.abs(other) ? one : other] : [0];
  });
  const isOneSided = steps.every((step) => step > 0) || steps.every((step) => step < 0);
  const least = Math.min(...steps.map(Math.abs));
  return isOneSided && least >= rangeLimit
    ? { places: steps.map((_, more) => at + more), least }
    : null;
}
