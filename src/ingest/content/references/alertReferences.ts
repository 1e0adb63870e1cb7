import { personOf } from '#model/initiative/people.ts';
import { POD_ROLES } from '#model/record/initiative.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';

/** Alerts go to somebody whom a record names; `references.ts` has their metrics and sites. */
export function alertReferences(
  content: Content,
  sources: readonly Source[],
  owners: readonly (string | undefined)[],
): Problem[] {
  const source = sourceOf(sources, 'portfolio', 'portfolio');
  if (!source) return [];
  const known = namesIn(content, owners);
  return (content.settings.alerts ?? []).flatMap(({ reader }, at): Problem[] => {
    if (known.has(keyOf(reader))) return [];
    const near = nearest(reader, [...known]);
    return [
      {
        code: 'content/unknown-id',
        severity: 'error',
        file: source.yaml.file,
        ...source.yaml.at(['alerts', at, 'reader']),
        found: `no record names "${reader}": nobody would read the alert`,
        fix: near
          ? `did you mean "${near}"?`
          : 'write a name as it is in a record, or add it to people in portfolio.yaml',
      },
    ];
  });
}

/** Everybody whom a record names, and the offices of those who have one. */
function namesIn(
  { initiatives, goals, metrics, roadmap, playbooks, settings }: Content,
  owners: readonly (string | undefined)[],
): Set<string> {
  const names = [
    ...initiatives.flatMap(({ pod, benefits, gates, decisionsOpen }) => [
      ...POD_ROLES.map((role) => pod[role]?.name),
      ...benefits.flatMap(({ owner, confirmedBy }) => [owner, confirmedBy]),
      ...gates.map(({ decision }) => decision?.decider),
      ...decisionsOpen.map(({ decider }) => decider),
    ]),
    ...[...goals, ...roadmap, ...playbooks].map(({ owner }) => owner),
    ...metrics.flatMap(({ owner, steward }) => [owner, steward]),
    ...owners,
    ...(settings.people ?? []).flatMap(({ name, role }) => [name, role]),
    ...(settings.meetings ?? []).flatMap(({ deciders }) => deciders),
  ];
  return new Set(
    names.flatMap((name) =>
      name === undefined
        ? []
        : [keyOf(name), ...(name.includes(',') ? [keyOf(name.slice(name.indexOf(',') + 1))] : [])],
    ),
  );
}

function keyOf(name: string): string {
  return personOf(name.trim()).toLowerCase();
}
