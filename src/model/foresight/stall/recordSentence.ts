import { capital, countOf, formatNumber, numberWord } from '#model/words/format.ts';
import type { WarningRecord } from './stallWarning.ts';

/** "Ten gates have come due here, and five were late. Replayed day by day, three of the late ones had a warning … Of the five in time one had a warning as well, …" */
export function recordSentence(
  { due, slipped, caught, leadDays, false: alarms }: Omit<WarningRecord, 'sentence'>,
  least: number,
): string {
  if (due === 0) return 'No gate has come due here, so how well such warnings do cannot be said.';
  const inTime = due - slipped;
  const falseAlarms =
    inTime < least
      ? ''
      : ` Of the ${numberWord(inTime)} in time ${numberWord(alarms)} had a warning as well, which is a false alarm${alarms > inTime / 2 ? ': by itself a warning says little here' : ''}.`;
  const base = `${capital(countOf(due, 'gate'))} ${due === 1 ? 'has' : 'have'} come due here, and ${numberWord(slipped)} ${slipped === 1 ? 'was' : 'were'} late`;
  if (slipped < least)
    return `${base}. How many late ones a warning finds cannot be said: it takes ${numberWord(least)} late gates.${falseAlarms}`;
  const lead =
    leadDays === null
      ? ''
      : `, half of them ${formatNumber(leadDays, 0)} days before the date or earlier`;
  return `${base}. Replayed day by day, ${numberWord(caught)} of the late ones had a warning${lead}.${falseAlarms || ` How many false alarms there are cannot be said: it takes ${numberWord(least)} gates in time.`}`;
}
