import { cellIndex } from '#model/metric/series/cellIndex.ts';
import { criterionHash } from '#model/gate/criterionHash.ts';
import { daysBetween, longDate, type IsoDate } from '#model/time/date.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import { type ExportReport, lateDoubt } from '#model/record/export.ts';
import type { Criterion } from '#model/record/criterion.ts';
import type { Judgement } from '#model/gate/kinds/kind.ts';
import { isDuration, type Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';

/** An undecided result to start from. */
export function blankResult(criterion: Criterion, view: EvidenceView, metric?: Metric): Judgement {
  const reports = metric ? view.reports(metric) : [];
  const extracted = metric
    ? (newestVintage(view.observations(metric.id)) ?? oldest(reports))
    : null;
  return {
    criterion,
    state: 'insufficient-data',
    reason: 'no-data',
    because: '',
    value: null,
    threshold:
      'must' in criterion && criterion.must?.kind === 'threshold' ? criterion.must.value : null,
    margin: null,
    unit: metric?.unit ?? '',
    decimals: metric?.decimals ?? 0,
    periods: [],
    sites: [],
    units: [],
    parts: [],
    n: 0,
    export: reports[0]?.contract.name ?? null,
    sources: reports.map((report) => report.contract.name),
    metricTitle: metric?.title ?? null,
    sourceTitles: reports.map((report) => report.contract.title ?? report.contract.name),
    ...readAt(extracted, view),
    hash: criterionHash(criterion, view.metric, view.initiative),
    doubts: [...doubtsOn(view, reports), ...(metric ? openThen(view, metric, reports) : [])],
    earliest: null,
  };
}

/** Doubts about the exports behind a result; of a day that has passed, not that they are late today. */
export function doubtsOn(view: EvidenceView, reports: readonly ExportReport[]): string[] {
  const past = view.asOf < view.portfolio.asOf;
  return [
    ...new Set(
      reports.flatMap((report) =>
        past ? report.doubts.filter((doubt) => doubt !== lateDoubt(report)) : report.doubts,
      ),
    ),
  ];
}

/** Without a vintage nobody knows what was still open on a day that has passed: what has ended since looks as if it had ended then. */
function openThen(view: EvidenceView, metric: Metric, reports: readonly ExportReport[]): string[] {
  if (
    !isDuration(metric) ||
    view.asOf >= view.portfolio.asOf ||
    reports.every((report) => report.contract.vintage !== undefined)
  )
    return [];
  return [
    `What was open on ${longDate(view.asOf)} is not kept by this export: what has ended since is counted as ended.`,
  ];
}

/** Of which day the data is and how old it was; of a dump that came after the review only what it says of the time before was read. */
export function readAt(
  extracted: IsoDate | null,
  { asOf }: Pick<EvidenceView, 'asOf'>,
): { vintage: IsoDate | null; ageDays: number | null } {
  return extracted !== null && extracted > asOf
    ? { vintage: asOf, ageDays: null }
    : { vintage: extracted, ageDays: ageOf(extracted, asOf) };
}

export function ageOf(vintage: IsoDate | null, asOf: IsoDate): number | null {
  return vintage === null ? null : Math.max(0, daysBetween(vintage, asOf));
}

/** Of several exports the one that was extracted first decides how old the result is. */
function oldest(reports: readonly ExportReport[]): IsoDate | null {
  return reports.flatMap((report) => report.extracted ?? []).sort()[0] ?? null;
}

function newestVintage(cells: readonly Observation[]): IsoDate | null {
  let newest: IsoDate | null = null;
  if (!cellIndex(cells).hasVintages) return null;
  for (const { vintage } of cells)
    if (vintage !== undefined && (newest === null || vintage > newest)) newest = vintage;
  return newest;
}
