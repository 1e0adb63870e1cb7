import { nearest } from '#model/problem.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Change } from './change.ts';
import { whyNot } from './whyNot.ts';

/** What can be tried out, and what is said after it. */
const CHANGES: Record<Change['kind'], string> = {
  stop: 'INITIATIVE',
  pause: 'INITIATIVE',
  delay: 'INITIATIVE 8 weeks',
  'lose-pod': 'INITIATIVE',
  drop: 'PLANT',
};

/** Longer delays are another initiative. */
const MOST_DAYS = 3653;
const DAYS = { day: 1, week: 7 } as const;

/** Reads `stop vision-check` against what the portfolio knows; why not, in a sentence, where it cannot be asked. */
export function changeOf(
  text: string,
  portfolio: Pick<Portfolio, 'initiatives' | 'sites' | 'roadmap'>,
): { change: Change; problem: null } | { change: null; problem: string } {
  const { initiatives, sites } = portfolio;
  const refused = (problem: string) => ({ change: null, problem });
  const [word = '', id, ...rest] = text.trim().split(/\s+/);
  if (!isKind(word)) {
    const near = nearest(word, Object.keys(CHANGES));
    return refused(
      `"${word}" is nothing that can be tried out.${near ? ` Did you mean "${near}"?` : ''} Allowed: ${forms()}.`,
    );
  }
  if (id === undefined) return refused(`"${word}" needs more words: ${word} ${CHANGES[word]}.`);
  const known = word === 'drop' ? sites : initiatives;
  if (!known.some((one) => one.id === id))
    return refused(unknown(word === 'drop' ? 'plant' : 'initiative', id, known));
  const change = read(word, id, rest.join(' '));
  if (change === null)
    return refused(
      word === 'delay'
        ? `"${rest.join(' ')}" is no delay; it is a whole number of days or weeks, up to ten years: delay ${id} 8 weeks.`
        : `"${rest.join(' ')}" is too much: ${word} ${CHANGES[word]}.`,
    );
  const problem = whyNot(change, portfolio);
  return problem === null ? { change, problem: null } : refused(problem);
}

/** Null where what follows the id is not understood. */
function read(kind: Change['kind'], id: string, rest: string): Change | null {
  if (kind === 'delay') {
    const days = daysIn(rest);
    return days === null ? null : { kind, initiative: id, days };
  }
  if (rest !== '') return null;
  return kind === 'drop' ? { kind, site: id } : { kind, initiative: id };
}

function isKind(word: string): word is Change['kind'] {
  return Object.hasOwn(CHANGES, word);
}

function forms(): string {
  return Object.entries(CHANGES)
    .map(([kind, takes]) => `${kind} ${takes}`)
    .join(', ');
}

function unknown(kind: string, id: string, known: readonly { id: string }[]): string {
  const ids = known.map((one) => one.id).toSorted();
  const near = nearest(id, ids);
  return `There is no ${kind} "${id}".${near ? ` Did you mean "${near}"?` : ''} Known: ${ids.join(', ') || 'none'}.`;
}

function daysIn(text: string): number | null {
  const [, count, unit] = /^(\d+) (day|week)s?$/.exec(text) ?? [];
  if (unit !== 'day' && unit !== 'week') return null;
  const days = Number(count) * DAYS[unit];
  return days > 0 && days <= MOST_DAYS ? days : null;
}
