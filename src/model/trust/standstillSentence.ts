import type { standstills } from './misalignment.ts';
import { capital, countedOf, countOf, formatNumber } from '#model/words/format.ts';

type Still = Pick<ReturnType<typeof standstills>, 'live' | 'unknown' | 'stalled'> & {
  between: readonly unknown[];
};

/** "Six of ten live initiatives stand still between two functions". What nothing dated tells of is never counted as moving. */
export function standstillHeadline({ live, unknown, between }: Still): string {
  if (live === 0) return 'No live initiative yet';
  if (between.length === 0 && unknown > 0)
    return unknown === live
      ? 'Not enough is dated to tell whether an initiative stands still between two functions'
      : `No live initiative is known to stand still between two functions; of ${unknown} of ${live} nobody can tell`;
  return `${countedOf(between.length, live, 'live initiative', ['stands', 'stand'])} still between two functions`;
}

/** The share with what is open about it: a range where of some initiatives nothing dated says whether they move. `spent`: what those that stand still have cost. */
export function standstillShare({ live, unknown, stalled, between }: Still, spent: string): string {
  if (live === 0) return 'Add initiatives, and what each function says about them.';
  const share = (count: number) => `${formatNumber((100 * count) / live, 0)} %`;
  const many = countOf(unknown, 'initiative');
  const cost = between.length > 0 ? `; ${spent} were spent on them so far` : '';
  const others = stalled - between.length;
  const rest =
    others === 0
      ? ''
      : ` ${capital(countOf(others, 'other'))} ${others === 1 ? 'stands' : 'stand'} still, without two functions that wait for each other.`;
  if (unknown === live)
    return `No share is given: of ${many} nothing dated says whether ${unknown === 1 ? 'it moves' : 'they move'}.`;
  const stalls = 'of the live initiatives are stalled by friction between functions';
  return unknown === 0
    ? `${share(between.length)} ${stalls}${cost}.${rest}`
    : `${share(between.length)} to ${share(between.length + unknown)} ${stalls}${cost}; of ${many} nothing dated says whether ${unknown === 1 ? 'it moves' : 'they move'}.${rest}`;
}
