import type { ExportReport } from '#model/record/export.ts';
import { tellsUse, type Metric } from '#model/record/metric.ts';

/** An export whose rewritten values tell nothing of fewer people than `least`: that such a value was rewritten stays, what it was does not. */
export function withoutSmallUse(
  report: ExportReport,
  metrics: readonly Metric[],
  least: number,
): ExportReport {
  const columns = new Set(
    metrics.flatMap((metric) =>
      metric.export === report.contract.name && tellsUse(metric) ? columnsOf(metric) : [],
    ),
  );
  const isSmall = (value: number | null) => value !== null && Math.abs(value) < least;
  const restated = report.restated.map((value) =>
    columns.has(value.column ?? '') && (isSmall(value.old) || isSmall(value.new))
      ? { ...value, old: null, new: null, withheld: true }
      : value,
  );
  return columns.size === 0 ? report : { ...report, restated };
}

function columnsOf({ value }: Metric): string[] {
  return value.kind === 'ratio' ? [value.numerator.column, value.denominator.column] : [];
}
