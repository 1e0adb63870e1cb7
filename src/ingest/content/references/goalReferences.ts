import { goalConflicts } from '#model/goal/goalTargets.ts';
import type { Problem } from '#model/problem.ts';
import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import { problemAt } from './problemAt.ts';

/** A target or a baseline that is written in two places is one fact: two values of it are an error, not a choice. */
export function goalReferences({ goals, metrics }: Content, sources: readonly Source[]): Problem[] {
  return goals.flatMap((goal) => {
    const source = sourceOf(sources, 'goal', goal.id);
    if (!source) return [];
    return goalConflicts(goal, metrics, goals).map(({ field, own, other, whose }) =>
      problemAt(source, field.split('.'), {
        code: 'goal/target',
        found: `${field} is ${own}, and ${whose} says ${other}`,
        fix: 'write it in one place, or the same in both: it decides the course of the goal',
      }),
    );
  });
}
