import { judgeMetric } from './criteria/metric.ts';
import { judgeBenefit, judgeCheckpoint, judgeIssues, judgeRoadmap, judgeStatement } from './criteria/records.ts';
import { blankResult } from './criteria/result.ts';
import { judgeChange } from './criteria/signal.ts';
import { listOf } from './format.ts';
import { allOf, anyOf } from './statistics/kleene.ts';
import type { EvidenceView } from './evidenceView.ts';
import type { Criterion, CriterionResult, EvidenceKind } from './gate.ts';

const JUDGES: Record<EvidenceKind, (criterion: Criterion, view: EvidenceView) => CriterionResult> = {
  metric: judgeMetric,
  guardrail: judgeGuardrail,
  checkpoint: judgeCheckpoint,
  issues: judgeIssues,
  benefit: judgeBenefit,
  roadmap: judgeRoadmap,
  document: judgeStatement,
  attestation: judgeStatement,
  group: judgeGroup,
};

/** Judges one criterion from what was known on the view's day. Unknown is a result, never a success or a failure. */
export function judgeCriterion(criterion: Criterion, view: EvidenceView): CriterionResult {
  return JUDGES[criterion.kind](criterion, view);
}

function judgeGuardrail(criterion: Criterion, view: EvidenceView): CriterionResult {
  const metric = view.metric(criterion.metric ?? '');
  return metric ? judgeChange(criterion, view, metric, view.observations(metric.id), true) : blankResult(criterion, view);
}

/** Several criteria as one, in three-valued logic: what is unknown stays open unless the others decide. */
function judgeGroup(criterion: Criterion, view: EvidenceView): CriterionResult {
  const parts = (criterion.parts?.criteria ?? []).map((part) => judgeCriterion(part, view));
  const state = criterion.parts?.logic === 'any-of' ? anyOf(parts.map((part) => part.state)) : allOf(parts.map((part) => part.state));
  const deciding = parts.filter((part) => part.state === state);
  const words = { met: 'met', 'not-met': 'not met', 'insufficient-data': 'not enough data', stale: 'stale' }[state];
  const earliest = state === 'insufficient-data' ? (deciding.flatMap((part) => part.earliest ?? []).sort().at(0) ?? null) : null;
  const named = listOf(deciding.map((part) => `${part.criterion.title ?? part.criterion.id} (${part.sentence.replace(/^[a-z ]+: /, '')})`));
  return { ...blankResult(criterion, view), state, reason: `group-${criterion.parts?.logic}`, sentence: `${words}: ${criterion.parts?.logic === 'any-of' ? 'any' : 'all'} of ${parts.length}; ${named}`, parts, earliest, doubts: [...new Set(parts.flatMap((part) => part.doubts))] };
}
