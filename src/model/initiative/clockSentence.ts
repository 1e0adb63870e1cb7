import { countOf, formatNumber } from '#model/words/format.ts';
import type { ClockKind, ClockState } from './clock.ts';

const WORDS: Record<ClockKind, { title: string; one: string; lacks: string }> = {
  'planning-to-line': {
    title: 'From planning to the line',
    one: 'initiative',
    lacks: 'no initiative has a start and a day of first use',
  },
  'gate-to-gate': {
    title: 'From one gate to the next',
    one: 'step',
    lacks: 'no initiative has two decided gates',
  },
  use: {
    title: 'From go-live to 80 % use',
    one: 'plant',
    lacks: 'no plant with a metric of use has a day of first use',
  },
  plants: {
    title: 'From the first to the fifth plant',
    one: 'roll-out',
    lacks: 'no initiative is live at two plants',
  },
};

/** "From planning to the line: 84 days in half of 3 initiatives or less; one still runs." A clock without its second event names no number. */
export function clockSentence({ kind, median, ended, running, longest }: ClockState): string {
  const { title, one, lacks } = WORDS[kind];
  const days = (count: number) => `${formatNumber(count, 0)} ${count === 1 ? 'day' : 'days'}`;
  if (ended + running === 0) return `${title}: not known, ${lacks}.`;
  const still = running === 0 ? '' : `; ${countOf(running, one)} still under way`;
  if (ended === 0 || longest === null) return `${title}: none has arrived yet${still}.`;
  if (ended === 1 && running === 0) return `${title}: ${days(longest)}.`;
  if (median === null)
    return `${title}: ${countOf(ended, one)} in at most ${days(longest)}${still}, so no middle can be told.`;
  return `${title}: half took ${days(median)} or less (${countOf(ended, one)} arrived, the last after ${days(longest)}${still}).`;
}
