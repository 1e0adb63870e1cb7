import { isPublished } from '#model/edition/published.ts';
import type { Problem } from '#model/problem.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Content } from '#ingest/content/content.ts';
import { linkTarget } from '#ingest/content/references/names.ts';
import { problemIn } from './problemAt.ts';
import type { Source } from '#ingest/content/source.ts';

/** A text that readers see leads to no playbook that they do not see yet. */
export function draftReferences(
  { playbooks }: Pick<Content, 'playbooks'>,
  sources: readonly Source[],
  day: IsoDate,
): Problem[] {
  const waiting = new Map(
    playbooks.filter((one) => !isPublished(one, day)).map((one) => [one.id, one]),
  );
  return sources
    .filter(({ kind, id }) => kind !== 'playbook' || !waiting.has(id))
    .flatMap((source) =>
      source.uses.flatMap((use): Problem[] => {
        const { component, value } = use;
        const target = component === 'a' ? linkTarget(source, String(value)) : null;
        const playbook = target?.kind === 'playbook' ? waiting.get(target.id) : undefined;
        if (playbook === undefined) return [];
        const from = playbook.publishedFrom;
        return [
          problemIn(source, use, {
            code: 'content/draft',
            found: `the link ${value} leads to a playbook that ${playbook.draft ? 'is a draft' : `is published from ${from} on`}`,
            fix: 'take the link out until then, or publish the playbook; in needs and then it may be named already',
          }),
        ];
      }),
    );
}
