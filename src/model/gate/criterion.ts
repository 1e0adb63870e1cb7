import { judgeMetric } from './criteria/metric.ts';
import {
  judgeBenefit,
  judgeCheckpoint,
  judgeIssues,
  judgeIterations,
  judgeRoadmap,
  judgeSpend,
  judgeStatement,
} from './criteria/records.ts';
import { blankResult } from './criteria/result.ts';
import { listOf } from '#model/words/format.ts';
import { allOf, anyOf } from '#model/statistics/kleene.ts';
import type { EvidenceView } from './evidenceView.ts';
import type { Criterion, CriterionResult, EvidenceKind } from '#model/record/gate.ts';

const JUDGES: Record<EvidenceKind, (criterion: Criterion, view: EvidenceView) => CriterionResult> =
  {
    metric: judgeMetric,
    guardrail: judgeMetric,
    checkpoint: judgeCheckpoint,
    issues: judgeIssues,
    benefit: judgeBenefit,
    roadmap: judgeRoadmap,
    document: judgeStatement,
    attestation: judgeStatement,
    iterations: judgeIterations,
    spend: judgeSpend,
    group: judgeGroup,
  };

/** Judges one criterion from what was known on the view's day. Unknown is a result, never a success or a failure. */
export function judgeCriterion(criterion: Criterion, view: EvidenceView): CriterionResult {
  return asLocked(JUDGES[criterion.kind](criterion, view), view);
}

/** Rules before data: what was changed after it was locked gives no result. */
function asLocked(result: CriterionResult, view: EvidenceView): CriterionResult {
  const { locked } = view.review;
  const { id } = result.criterion;
  const then = locked && Object.hasOwn(locked.criteria, id) ? locked.criteria[id] : undefined;
  if (!locked || then === undefined || then === result.hash) return result;
  return {
    ...result,
    state: 'insufficient-data',
    reason: 'moved',
    earliest: null,
    margin: null,
    sentence: `no result: this criterion was changed after it was locked on ${locked.on} (${then} then, ${result.hash} today)`,
  };
}

/** Several criteria as one, in three-valued logic: what is unknown stays open unless the others decide. */
function judgeGroup(criterion: Criterion, view: EvidenceView): CriterionResult {
  const parts = (criterion.parts?.criteria ?? []).map((part) => JUDGES[part.kind](part, view));
  const state =
    criterion.parts?.logic === 'any-of'
      ? anyOf(parts.map((part) => part.state))
      : allOf(parts.map((part) => part.state));
  const deciding = parts.filter((part) => part.state === state);
  const words = {
    met: 'met',
    'not-met': 'not met',
    'insufficient-data': 'not enough data',
    stale: 'stale',
  }[state];
  const dates = parts.flatMap((part) => part.earliest ?? []).sort();
  const earliest =
    state !== 'insufficient-data'
      ? null
      : ((criterion.parts?.logic === 'any-of' ? dates[0] : dates.at(-1)) ?? null);
  const named = listOf(
    deciding.map(
      (part) =>
        `${part.criterion.title ?? part.criterion.id} (${part.sentence.replace(/^[a-z ]+: /, '')})`,
    ),
  );
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
    earliest,
    sources,
    sourceTitles: [...titled.values()],
    export: sources[0] ?? null,
    reason: `group-${criterion.parts?.logic}`,
    sentence: `${words}: ${criterion.parts?.logic === 'any-of' ? 'any' : 'all'} of ${parts.length}; ${named}`,
    doubts: [...new Set(parts.flatMap((part) => part.doubts))],
  };
}
