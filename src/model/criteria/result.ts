import { cellIndex } from '#model/cellIndex.ts';
import { sourcesOf } from '#model/computeMetric.ts';
import type { IsoDate } from '#model/date.ts';
import type { EvidenceView } from '#model/evidenceView.ts';
import type { Criterion, CriterionResult } from '#model/gate.ts';
import type { Metric } from '#model/metric.ts';
import type { Observation } from '#model/observation.ts';

/** An undecided result to start from. */
export function blankResult(criterion: Criterion, view: EvidenceView, metric?: Metric): CriterionResult {
  const report = metric ? view.report(metric) : undefined;
  const cells = metric ? view.observations(metric.id) : [];
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
    vintage: newestVintage(cells) ?? report?.extracted ?? null,
    doubts: report?.doubts ?? (metric ? [...new Set(sourcesOf(metric, view.portfolio).flatMap((source) => source.doubts))] : []),
    earliest: null,
  };
}

function newestVintage(cells: readonly Observation[]): IsoDate | null {
  let newest: IsoDate | null = null;
  if (!cellIndex(cells).hasVintages) return null;
  for (const { vintage } of cells) if (vintage !== undefined && (newest === null || vintage > newest)) newest = vintage;
  return newest;
}
