import type { EvidenceView } from '#model/evidenceView.ts';
import type { Criterion, CriterionResult } from '#model/gate.ts';
import type { Metric } from '#model/metric.ts';

/** An undecided result to start from. */
export function blankResult(criterion: Criterion, view: EvidenceView, metric?: Metric): CriterionResult {
  const report = metric ? view.report(metric) : undefined;
  const vintages = metric ? view.observations(metric.id).flatMap((cell) => cell.vintage ?? []) : [];
  return {
    criterion,
    state: 'insufficient-data',
    reason: 'no-data',
    sentence: 'not enough data',
    value: null,
    threshold: criterion.must?.kind === 'threshold' ? criterion.must.value : null,
    margin: null,
    periods: [],
    units: [],
    parts: [],
    n: 0,
    export: report?.contract.name ?? null,
    vintage: vintages.sort().at(-1) ?? report?.extracted ?? null,
    earliest: null,
  };
}
