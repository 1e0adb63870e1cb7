import type { Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import type { Source } from '#ingest/content/source.ts';

/** An alias is the name of one record and of no page: where two claim it, nobody can tell where the old address leads. */
export function aliasReferences(content: Content, sources: readonly Source[]): Problem[] {
  return Object.entries(aliased(content)).flatMap(([kind, records]) => {
    const ids = new Set(records.map(({ id }) => id.toLowerCase()));
    const first = new Map<string, string>();
    return records.flatMap(({ id, file, aliases = [] }) =>
      aliases.flatMap((alias, index): Problem[] => {
        const other = first.get(alias.toLowerCase());
        first.set(alias.toLowerCase(), other ?? id);
        const found = ids.has(alias.toLowerCase())
          ? `the alias "${alias}" is the page of a ${kind} that is there`
          : other !== undefined
            ? `the alias "${alias}" is one of ${kind} "${other}" as well`
            : null;
        if (found === null) return [];
        const source = sources.find((one) => one.kind === kind && one.id === id);
        const place = source?.yaml.at([...source.path, 'aliases', index]);
        return [
          {
            code: 'content/alias',
            severity: 'error',
            file,
            line: place?.line ?? 1,
            column: place?.column ?? 1,
            found,
            fix: 'remove it from one of the two',
          },
        ];
      }),
    );
  });
}

/** Records with a page of their own, by their kind. */
export const aliased = ({
  goals,
  metrics,
  initiatives,
  playbooks,
  reports,
}: Pick<Content, 'goals' | 'metrics' | 'initiatives' | 'playbooks' | 'reports'>): Record<
  string,
  readonly { id: string; title: string; file: string; aliases?: string[] | undefined }[]
> => ({
  goal: goals,
  metric: metrics,
  initiative: initiatives,
  playbook: playbooks,
  report: reports,
});

/** The record that was called so before, or null. */
export function renamed(content: Content, kind: string, was: string): string | null {
  const found = aliased(content)[kind]?.find(({ aliases }) => aliases?.includes(was));
  return found?.id ?? null;
}
