import { CLOCK_WORDS, type ClockKind } from '#model/record/clock.ts';
import { hoursWords } from '#model/trust/response.ts';
import { countOf, formatNumber } from '#model/words/format.ts';
import type { ClockState } from './clockState.ts';

/** "From planning to the line: 84 days in half of 3 initiatives or less; one still runs." A clock without its second event names no number. */
export function clockSentence(kind: ClockKind, state: ClockState): string {
  const { title, one, lacks } = CLOCK_WORDS[kind];
  const { median, ended, running, longest } = state;
  if (ended + running === 0) return `${title}: not known, ${lacks}.`;
  const still = running === 0 ? '' : `; ${countOf(running, one)} still under way`;
  if (ended === 0 || longest === null) return `${title}: none has arrived yet${still}.`;
  if (ended === 1 && running === 0) return `${title}: ${timeWords(longest)}.`;
  if (median === null)
    return `${title}: ${countOf(ended, one)} in at most ${timeWords(longest)}${still}; fewer than half have arrived, so there is no median yet.`;
  return `${title}: ${halfWords(median)} (${countOf(ended, one)} arrived, the last after ${timeWords(longest)}${still}).`;
}

/** "half took 84 days or less". */
export function halfWords(median: number): string {
  return median === 0 ? 'half on the same day' : `half took ${timeWords(median)} or less`;
}

/** Days; hours where it is less than three days and the hour is known. */
export function timeWords(days: number): string {
  if (Number.isInteger(days)) return `${formatNumber(days, 0)} ${days === 1 ? 'day' : 'days'}`;
  return hoursWords(days * 24);
}
