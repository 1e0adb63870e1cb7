import { countOf, formatNumber, numberWord } from '#model/words/format.ts';
import type { WarningRecord } from './stallWarning.ts';

/** "Of nine late gates seven had a warning, half of them 40 days before or more; of 20 in time two had one." */
export function recordSentence(
  { due, slipped, caught, leadDays, false: alarms }: Omit<WarningRecord, 'sentence'>,
  least: number,
): string {
  const base = `${countOf(due, 'gate').replace(/^./, (first) => first.toUpperCase())} ${due === 1 ? 'has' : 'have'} come due here, and ${numberWord(slipped)} ${slipped === 1 ? 'was' : 'were'} late`;
  if (slipped < least)
    return `${base}. How well these warnings do cannot be said: it takes ${numberWord(least)} late gates.`;
  const lead =
    leadDays === null
      ? ''
      : `, half of them ${formatNumber(leadDays, 0)} days before the date or earlier`;
  return `${base}. Replayed day by day, ${numberWord(caught)} of the late ones had a warning${lead}; of the ${due - slipped} in time ${numberWord(alarms)} had one as well, which is a false alarm.`;
}
