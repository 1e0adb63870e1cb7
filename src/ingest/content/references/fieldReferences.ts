import { nearest, type Problem } from '#model/problem.ts';
import { idsIn, REFERENCES } from '#model/record/references.ts';
import type { Content } from '#ingest/content/content.ts';
import { dataOf, fieldOf, type Source } from '#ingest/content/source.ts';
import { type Known, some } from './known.ts';
import type { Kind } from './names.ts';
import { problemAt } from './problemAt.ts';

/** Every id that a field of a record names exists. */
export function fieldReferences(source: Source, known: Known): Problem[] {
  const data = dataOf(source);
  return REFERENCES.flatMap((row) => {
    const { names } = row;
    if (row.of !== source.kind || names === 'record') return [];
    return idsIn(row, data).flatMap(({ id, at }) =>
      named(source, [...source.path, ...at], names, { id, known }),
    );
  });
}

/** What is wrong with an id at a place of a source: nothing where it is known. */
export function named(
  source: Source,
  at: readonly PropertyKey[],
  kind: Kind,
  { id, known }: { id: unknown; known: Known },
): Problem[] {
  if (typeof id !== 'string' || known.has(kind, id)) return [];
  const near = known.near(kind, id);
  const now = known.renamed(kind, id);
  const fix =
    now !== null
      ? `it is called "${now}" now`
      : near
        ? `did you mean "${near}"?`
        : `add the ${kind}, or remove the reference`;
  return [
    problemAt(source, at, {
      code: 'content/unknown-id',
      found: `there is no ${kind} "${id}"`,
      fix,
      allowed: some(known.of(kind)),
    }),
  ];
}

/** A playbook is for a phase of any framework. */
export function phaseOfPlaybook(source: Source, { frameworks }: Content, known: Known): Problem[] {
  if (source.kind !== 'playbook' || known.isBlind('framework')) return [];
  const phase = fieldOf(source, 'phase');
  const phases = new Set(frameworks.flatMap((framework) => framework.phases.map(({ id }) => id)));
  if (typeof phase !== 'string' || phases.has(phase)) return [];
  const near = nearest(phase, phases);
  return [
    problemAt(source, ['phase'], {
      code: 'content/unknown-id',
      found: `no framework has a phase "${phase}"`,
      fix: near ? `did you mean "${near}"?` : 'correct it, or add the phase to a framework',
      allowed: some(phases),
    }),
  ];
}

interface Compared {
  treated: string[];
  controls: string[];
  excluded?: { line: string }[];
}

/** A comparison is between lines, or between whole sites. */
export function comparedLines(source: Source, known: Known): Problem[] {
  if (source.kind !== 'initiative' || known.isBlind('line')) return [];
  const comparison = fieldOf(source, 'comparison') as Compared | undefined;
  const places = new Set([...known.of('line'), ...known.of('site')]);
  const compared = [
    ...(['treated', 'controls'] as const).flatMap((side) =>
      (comparison?.[side] ?? []).map((id, index) => ({ id, at: [side, index] })),
    ),
    ...(comparison?.excluded ?? []).map(({ line }, index) => ({
      id: line,
      at: ['excluded', index, 'line'],
    })),
  ];
  return compared
    .filter(({ id }) => !places.has(id))
    .map(({ id, at }) => {
      const near = nearest(id, places);
      return problemAt(source, ['comparison', ...at], {
        code: 'content/unknown-id',
        found: `there is no line or site "${id}"`,
        fix: near ? `did you mean "${near}"?` : 'add the line under its site, or remove it here',
        allowed: some(places),
      });
    });
}
