import { judgeMetric } from './criteria/metric.ts';
import { judgeBenefit, judgeCheckpoint, judgeIssues, judgeRoadmap, judgeStatement } from './criteria/records.ts';
import { blankResult } from './criteria/result.ts';
import { judgeChange } from './criteria/signal.ts';
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
};

/** Judges one criterion from what was known on the view's day. Unknown is a result, never a success or a failure. */
export function judgeCriterion(criterion: Criterion, view: EvidenceView): CriterionResult {
  return JUDGES[criterion.kind](criterion, view);
}

function judgeGuardrail(criterion: Criterion, view: EvidenceView): CriterionResult {
  const metric = view.metric(criterion.metric ?? '');
  return metric ? judgeChange(criterion, view, metric, view.observations(metric.id), true) : blankResult(criterion, view);
}
