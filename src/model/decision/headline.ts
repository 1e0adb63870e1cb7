import type { DecisionDue } from '#model/questions/decisionsDue.ts';
import type { IsoDate } from '#model/time/date.ts';
import { capital, countOf, numberWord } from '#model/words/format.ts';

/** "Ten decisions are asked for, seven are overdue". */
export function decisionsHeadline(due: readonly DecisionDue[], asOf: IsoDate): string {
  if (due.length === 0) return 'No decision is asked for';
  const over = due.filter(({ by }) => by < asOf).length;
  const asked = `${capital(countOf(due.length, 'decision'))} ${due.length === 1 ? 'is' : 'are'} asked for`;
  if (over === 0) return `${asked}, none is overdue`;
  if (over === due.length) return `${asked}, ${over === 1 ? 'and it is' : 'all are'} overdue`;
  return `${asked}, ${numberWord(over)} ${over === 1 ? 'is' : 'are'} overdue`;
}
