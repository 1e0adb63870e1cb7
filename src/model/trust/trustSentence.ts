import { longDate } from '#model/time/date.ts';
import { capital, countOf, formatNumber, listOf, numberWord } from '#model/words/format.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import type { PairState, Rollout, StandupState, Trust } from '#model/portal.ts';
import { hoursWords } from './response.ts';

const FEW = 3;

/** The pair that waits longest for a first answer, among those with enough items; unanswered halves wait longest of all. */
export function slowestPair(trust: Trust): PairState | null {
  return (
    trust.pairs
      .filter((pair) => pair.n >= FEW)
      .toSorted(
        (a, b) => (b.medianHours ?? Number.MAX_VALUE) - (a.medianHours ?? Number.MAX_VALUE),
      )[0] ?? null
  );
}

/** "IT waits longest for OT: 21 days to a first answer; 15 items are unresolved." */
export function waitSentence(trust: Trust): string {
  const slow = slowestPair(trust);
  if (!slow)
    return trust.pairs.length === 0
      ? 'Nobody has written down yet who waits for whom'
      : 'Too few items to say who waits longest';
  const wait =
    slow.medianHours === null
      ? 'half of its items have no answer yet'
      : `${hoursWords(slow.medianHours)} to a first answer`;
  const open =
    trust.open.length === 0
      ? 'nothing is unresolved'
      : `${countOf(trust.open.length, 'item')} ${trust.open.length === 1 ? 'is' : 'are'} unresolved`;
  return `${LENS_NAMES[slow.from]} waits longest for ${LENS_NAMES[slow.to]}: ${wait}; ${open}`;
}

export function standupSentence(standups: StandupState | null): string {
  if (!standups) return 'No log of standups is read, so nobody can say.';
  const { planned, held, threeLens, missing, last } = standups;
  const absent = missing
    .filter((one) => one.missed > 0)
    .map(
      (one) =>
        `${LENS_NAMES[one.lens]} ${numberWord(one.missed)} ${one.missed === 1 ? 'time' : 'times'}`,
    );
  return `${capital(numberWord(held))} of ${numberWord(planned)} planned standups were held, ${numberWord(threeLens)} with all three functions: ${formatNumber((100 * threeLens) / planned, 0)} % of those planned${absent.length > 0 ? `. Missing: ${listOf(absent)}` : ''}${last ? `. The last was on ${longDate(last)}` : ''}.`;
}

export function rolloutSentence(rollouts: readonly Rollout[]): string {
  if (rollouts.length === 0) return 'No roll-out yet.';
  const count = (state: Rollout['state']) => rollouts.filter((one) => one.state === state).length;
  const rest = [
    count('thin') > 0 ? `${numberWord(count('thin'))} after a thin one` : '',
    count('without') > 0 ? `${numberWord(count('without'))} without any` : '',
  ].filter(Boolean);
  return `${capital(numberWord(count('validated')))} of ${countOf(rollouts.length, 'roll-out')} followed a validation by operators at that plant${rest.length > 0 ? `, ${listOf(rest)}` : ''}.`;
}
