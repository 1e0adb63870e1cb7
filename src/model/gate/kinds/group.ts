import { blankResult } from '#model/gate/criteria/result.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { GroupCriterion } from '#model/record/criterion.ts';
import type { CriterionResult } from '#model/record/gate.ts';
import { allOf, anyOf } from '#model/statistics/kleene.ts';
import { listOf } from '#model/words/format.ts';
import type { Judgement } from './kind.ts';

/** "any of 3" */
export function groupWords({ parts: { logic, criteria } }: GroupCriterion): string {
  return `${logic === 'any-of' ? 'any' : 'all'} of ${criteria.length}`;
}

/** Several criteria as one, in three-valued logic: what is unknown stays open unless the others decide. */
export function judgeGroup(
  criterion: GroupCriterion,
  view: EvidenceView,
  parts: CriterionResult[],
): Judgement {
  const isAny = criterion.parts.logic === 'any-of';
  const state = (isAny ? anyOf : allOf)(parts.map((part) => part.state));
  const dates = parts.flatMap((part) => part.earliest ?? []).toSorted();
  const named = parts
    .filter((part) => part.state === state)
    .map((part) => `${part.criterion.title ?? part.criterion.id} (${part.because})`);
  const titled = new Map(
    parts.flatMap((part) =>
      part.sources.map((name, at) => [name, part.sourceTitles[at] ?? name] as const),
    ),
  );
  const sources = [...titled.keys()];
  return {
    ...blankResult(criterion, view),
    state,
    parts,
    earliest: state === 'insufficient-data' ? ((isAny ? dates[0] : dates.at(-1)) ?? null) : null,
    sources,
    sourceTitles: [...titled.values()],
    export: sources[0] ?? null,
    reason: `group-${criterion.parts.logic}`,
    because: `${groupWords(criterion)}; ${listOf(named)}`,
    doubts: [...new Set(parts.flatMap((part) => part.doubts))],
  };
}
