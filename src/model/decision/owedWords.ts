import type { Owed } from './owed.ts';
import { isLate } from './owed.ts';
import type { Reader } from './reader.ts';
import { capital, countOf, listOf } from '#model/words/format.ts';

/** "A. Example owes two decisions and one sign-off", or that nothing waits. */
export function owedHeadline(reader: Reader, owed: Owed): string {
  const parts = owedParts(owed);
  return parts.length === 0
    ? `Nothing waits for ${reader.name}`
    : `${capital(reader.name)} owes ${listOf(parts)}`;
}

/** Only what presses: an export that arrived and an item in its time are no debt. */
export function owedParts(owed: Owed): string[] {
  const late = owed.items.filter(({ overdueDays }) => overdueDays).length;
  const stale = owed.exports.filter(isLate).length;
  const reviews = owed.playbooks.filter(({ overdue, due }) => overdue || due === null).length;
  return [
    ...counted(owed.decisions.length, 'decision'),
    ...counted(owed.signOffs.length, 'sign-off'),
    ...counted(owed.questions.length, 'answer'),
    ...counted(owed.conditions.length, 'condition'),
    ...counted(late, 'late item'),
    ...counted(stale, 'late export'),
    ...counted(reviews, 'review of a playbook', 'reviews of playbooks'),
  ];
}

function counted(count: number, word: string, many?: string): string[] {
  if (count === 0) return [];
  return [
    count > 1 && many ? `${countOf(count, 'x').split(' ')[0]} ${many}` : countOf(count, word),
  ];
}
