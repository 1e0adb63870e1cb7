import type { Change } from '#model/record/changes.ts';
import { changesOf } from '#model/record/revision.ts';
import type { Standing, StandingText } from '#model/record/standing.ts';

/** What people work by and read that says something else than before; nothing where the other day did not know of texts. */
export function textChanges(before: Standing, after: Standing): Change[] {
  if (before.texts === undefined || after.texts === undefined) return [];
  const key = ({ kind, id }: StandingText) => `${kind}/${id}`;
  const old = new Map(before.texts.map((text) => [key(text), text]));
  const now = new Set(after.texts.map(key));
  const say = (text: StandingText, what: string, path: string): Change => ({
    group: 'texts',
    id: key(text),
    tone: 'neutral',
    text: `${text.kind === 'playbook' ? 'Playbook' : 'Report'} “${text.title}”: ${what}.`,
    path,
  });
  const there = after.texts.flatMap((text): Change[] => {
    const what = whatChanged(old.get(key(text)), text);
    return what === null ? [] : [say(text, what, `${text.kind}s/${text.id}/`)];
  });
  const gone = before.texts
    .filter((text) => !now.has(key(text)))
    .map((text) => say(text, 'gone', `${text.kind}s/`));
  return [...there, ...gone];
}

function whatChanged(was: StandingText | undefined, is: StandingText): string | null {
  if (was === undefined) return 'new';
  const changes = was.text === is.text ? [] : changesOf(was, is);
  const issued = is.revision !== was.revision && is.revision !== null;
  const said = [...changes, ...(issued ? [`revision ${is.revision} was issued`] : [])];
  return said.length === 0 ? null : said.join('; ');
}
