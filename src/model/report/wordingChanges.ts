import type { Change } from '#model/record/changes.ts';
import type { Goal } from '#model/record/goal.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Standing, StandingWording } from '#model/record/standing.ts';
import { textMark } from '#model/record/stepMark.ts';
import { checksum } from '#model/run/seal.ts';
import { listOf } from '#model/words/format.ts';

/** What goals and initiatives say in words, by hashes of its parts; a part that says nothing has none. */
export function standingWordings({
  goals,
  initiatives,
}: Pick<Portfolio, 'goals' | 'initiatives'>): StandingWording[] {
  return [...goals.map(ofGoal), ...initiatives.map(ofInitiative)];
}

function ofGoal(goal: Goal): StandingWording {
  const parts = {
    title: goal.title,
    statement: goal.statement,
    owner: goal.owner,
    contributions: goal.contributions,
    'reasons for no contribution': goal.reasonNone,
  };
  return { kind: 'goal', id: goal.id, title: goal.title, parts: marksOf(parts) };
}

function ofInitiative(initiative: Portfolio['initiatives'][number]): StandingWording {
  const { id, title, summary, hypothesis, perspectives, stopRules, body } = initiative;
  const parts = {
    title,
    summary,
    hypothesis,
    perspectives,
    'stop rules': stopRules,
  };
  const text = body.length === 0 ? {} : { text: textMark('', body) };
  return { kind: 'initiative', id, title, parts: { ...marksOf(parts), ...text } };
}

function marksOf(parts: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, said]) =>
      isEmpty(said) ? [] : [[name, checksum(JSON.stringify(said))]],
    ),
  );
}

const isEmpty = (said: unknown): boolean =>
  said === undefined ||
  said === '' ||
  (typeof said === 'object' && said !== null && Object.values(said).every(isEmpty));

/**
 * Goals and initiatives that say something else than before, and goals that are new or gone. Which initiatives are new is a change
 * of its own kind. Nothing where the other day did not know of wordings.
 */
export function wordingChanges(before: Standing, after: Standing): Change[] {
  if (before.wordings === undefined || after.wordings === undefined) return [];
  const key = ({ kind, id }: StandingWording) => `${kind}/${id}`;
  const old = new Map(before.wordings.map((one) => [key(one), one]));
  const now = new Set(after.wordings.map(key));
  const say = (one: StandingWording, what: string, path: string): Change => ({
    group: 'texts',
    id: key(one),
    tone: 'neutral',
    text: `${one.kind === 'goal' ? 'Goal' : 'Initiative'} “${one.title}”: ${what}.`,
    path,
  });
  const there = after.wordings.flatMap((one): Change[] => {
    const was = old.get(key(one));
    const what = was ? partsChanged(was, one) : one.kind === 'goal' ? 'new' : null;
    return what === null ? [] : [say(one, what, `${one.kind}s/${one.id}/`)];
  });
  const gone = before.wordings
    .filter((one) => !now.has(key(one)))
    .map((one) => say(one, 'gone', `${one.kind}s/`));
  return [...there, ...gone];
}

function partsChanged(was: StandingWording, is: StandingWording): string | null {
  const names = [...new Set([...Object.keys(is.parts), ...Object.keys(was.parts)])];
  const by = (isIt: (name: string) => boolean, verb: string) => {
    const own = names.filter(isIt);
    return own.length === 0 ? [] : [`${listOf(own)} ${verb}`];
  };
  const said = [
    ...by(
      (name) => !!was.parts[name] && !!is.parts[name] && was.parts[name] !== is.parts[name],
      'changed',
    ),
    ...by((name) => !was.parts[name] && !!is.parts[name], 'added'),
    ...by((name) => !!was.parts[name] && !is.parts[name], 'removed'),
  ];
  return said.length === 0 ? null : said.join('; ');
}
