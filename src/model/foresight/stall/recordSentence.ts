import { countOf, formatNumber, numberWord } from '#model/words/format.ts';
import type { WarningRecord } from './stallWarning.ts';

/** "Of nine late gates seven had a warning, half of them 40 days before or more; of 20 in time two had one." */
export function recordSentence(
  { due, slipped, caught, leadDays, false: alarms }: Omit<WarningRecord, 'sentence'>,
  least: number,
): string {
  const inTime = due - slipped;
  const falseAlarms =
    inTime < least
      ? ''
      : ` Of the ${numberWord(inTime)} in time ${numberWord(alarms)} had a warning as well, which is a false alarm${alarms > inTime / 2 ? ': by itself a warning says little here' : ''}.`;
  const base = `${countOf(due, 'gate').replace(/^./, (first) => first.toUpperCase())} ${due === 1 ? 'has' : 'have'} come due here, and ${numberWord(slipped)} ${slipped === 1 ? 'was' : 'were'} late`;
  if (slipped < least)
    return `${base}. How many late ones a warning finds cannot be said: it takes ${numberWord(least)} late gates.${falseAlarms}`;
  const lead =
    leadDays === null
      ? ''
      : `, half of them ${formatNumber(leadDays, 0)} days before the date or earlier`;
  return `${base}. Replayed day by day, ${numberWord(caught)} of the late ones had a warning${lead}.${falseAlarms || ` How many false alarms there are cannot be said: it takes ${numberWord(least)} gates in time.`}`;
}
