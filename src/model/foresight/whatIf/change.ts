import { nearest } from '#model/problem.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/** What can be tried out, and what is said after it. */
const CHANGES = {
  stop: 'INITIATIVE',
  pause: 'INITIATIVE',
  delay: 'INITIATIVE 8 weeks',
  'lose-pod': 'INITIATIVE',
  drop: 'PLANT',
} as const;
type ChangeKind = keyof typeof CHANGES;

/** A change of the portfolio that nobody has made. */
export type Change =
  | { kind: 'stop' | 'pause' | 'lose-pod'; initiative: string }
  | { kind: 'delay'; initiative: string; days: number }
  | { kind: 'drop'; site: string };

/** Longer delays are another initiative. */
const MOST_DAYS = 3653;
const DAYS = { day: 1, week: 7 } as const;
/** What was decided already is not tried out again. */
const OVER: Record<'stop' | 'pause' | 'delay' | 'lose-pod', readonly string[]> = {
  stop: ['stopped', 'done'],
  pause: ['paused', 'stopped', 'done'],
  delay: ['stopped', 'done'],
  'lose-pod': ['stopped', 'done'],
};

/** Reads `stop vision-check` against what the portfolio knows; why not, in a sentence, where it cannot be asked. */
export function changeOf(
  text: string,
  { initiatives, sites }: Pick<Portfolio, 'initiatives' | 'sites'>,
): { change: Change; problem: null } | { change: null; problem: string } {
  const refused = (problem: string) => ({ change: null, problem });
  const [word = '', id, ...rest] = text.trim().split(/\s+/);
  if (!isKind(word)) {
    const near = nearest(word, Object.keys(CHANGES));
    return refused(
      `"${word}" is nothing that can be tried out.${near ? ` Did you mean "${near}"?` : ''} Allowed: ${forms()}.`,
    );
  }
  if (id === undefined) return refused(`"${word}" needs more words: ${word} ${CHANGES[word]}.`);
  if (word === 'drop') {
    if (rest.length > 0) return refused(`"${rest.join(' ')}" is too much: drop PLANT.`);
    const known = sites.find((site) => site.id === id);
    if (!known) return refused(unknown('plant', id, sites));
    return known.until === undefined
      ? { change: { kind: 'drop', site: id }, problem: null }
      : refused(
          `${known.name} has an end already: until: ${known.until} in sites.yaml. Ask about a plant without one.`,
        );
  }
  const initiative = initiatives.find((one) => one.id === id);
  if (!initiative) return refused(unknown('initiative', id, initiatives));
  if (OVER[word].includes(initiative.status))
    return refused(`${initiative.title} is ${initiative.status} already.`);
  if (word !== 'delay')
    return rest.length > 0
      ? refused(`"${rest.join(' ')}" is too much: ${word} ${CHANGES[word]}.`)
      : { change: { kind: word, initiative: id }, problem: null };
  const days = daysIn(rest.join(' '));
  return days === null
    ? refused(
        `"${rest.join(' ')}" is no delay; it is a whole number of days or weeks, up to ten years: delay ${id} 8 weeks.`,
      )
    : { change: { kind: 'delay', initiative: id, days }, problem: null };
}

/** As it is written on the command line. */
export function changeText(change: Change): string {
  if (change.kind === 'drop') return `drop ${change.site}`;
  return change.kind === 'delay'
    ? `delay ${change.initiative} ${change.days} days`
    : `${change.kind} ${change.initiative}`;
}

function isKind(word: string): word is ChangeKind {
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
