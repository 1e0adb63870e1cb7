import type { ExportReport } from '#model/record/export.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/** The columns of its export that a metric is read from. */
function columnsOfMetric({ date, where, dimensions, free, value }: Metric): string[] {
  const values =
    value.kind === 'ratio'
      ? [value.numerator.column, value.denominator.column]
      : value.kind === 'duration'
        ? [value.from, value.to]
        : value.kind === 'column'
          ? [value.of.column]
          : [];
  return [
    date,
    ...where.map(({ column }) => column),
    ...Object.values(dimensions).flat(),
    ...Object.values(free ?? {}).flat(),
    ...values,
  ].filter((column): column is string => column !== undefined && column !== '*');
}

/** By export: the columns that withheld metrics are read from, and nothing that is shown. */
export function withheldColumns(
  { metrics, exports, settings }: Portfolio,
  hidden: ReadonlySet<string>,
  hiddenExports: ReadonlySet<string>,
): Map<string, ReadonlySet<string>> {
  const logs = new Set([settings.friction?.export, settings.standups?.export]);
  return new Map(
    exports.flatMap(({ contract }) => {
      const { name, vintage, status, key } = contract;
      if (hiddenExports.has(name) || logs.has(name)) return [];
      const fed = metrics.filter((metric) => metric.export === name);
      const open = new Set([
        ...fed.filter(({ id }) => !hidden.has(id)).flatMap(columnsOfMetric),
        ...[vintage, status].filter((column) => column !== undefined),
        ...key,
      ]);
      const columns = fed
        .filter(({ id }) => hidden.has(id))
        .flatMap(columnsOfMetric)
        .filter((column) => !open.has(column));
      return columns.length === 0 ? [] : [[name, new Set(columns)] as const];
    }),
  );
}

/**
 * An export as readers may know it who may not know some of its columns: without what was rewritten in them and without sentences
 * that name them. A row that was quarantined for one of them stays counted, since it is missing from the other columns as well;
 * why it was is not said.
 */
export function withoutColumns(report: ExportReport, columns: ReadonlySet<string>): ExportReport {
  const named = (text: string) => [...columns].some((column) => namesColumn(text, column));
  const { contract } = report;
  const doubts = report.doubts.filter((doubt) => !named(doubt));
  return {
    ...report,
    contract: {
      ...contract,
      columnMap: Object.fromEntries(
        Object.entries(contract.columnMap).filter(
          (pair) => !pair.some((name) => columns.has(name)),
        ),
      ),
      publish: contract.publish.filter((column) => !columns.has(column)),
      jumps: contract.jumps.filter(({ column }) => !columns.has(column)),
      spans: spansWithout(contract.spans, columns),
      counters: contract.counters?.filter((counter) => !columns.has(counter.as)),
    },
    files: report.files.map((file) => ({
      ...file,
      detected: file.detected.filter((text) => !named(text)),
      ...(file.marks === undefined ? {} : { marks: withoutKeys(file.marks, columns) }),
      ...(file.nines === undefined ? {} : { nines: withoutKeys(file.nines, columns) }),
    })),
    quarantine: report.quarantine.map((row) =>
      columns.has(row.column ?? '') || named(row.reason)
        ? { ...row, column: null, reason: 'a value that this edition does not show', raw: '' }
        : // The raw row holds every column.
          row.column === null
          ? { ...row, raw: '' }
          : row,
    ),
    restated: report.restated.filter(({ column }) => !columns.has(column ?? '')),
    doubts:
      doubts.length === 0 && report.failed
        ? ['Its newest dump was refused for what this edition does not show.']
        : doubts,
    suspicions: report.suspicions.filter(
      (doubt) => !named(doubt.sentence) && !doubt.columns?.some((column) => columns.has(column)),
    ),
  };
}

/** Sums of the time between two stamps, as far as both stamps and a sum are shown. */
function spansWithout(
  spans: ExportReport['contract']['spans'],
  columns: ReadonlySet<string>,
): ExportReport['contract']['spans'] {
  const left = spans?.columns.filter((column) => !columns.has(column)) ?? [];
  if (!spans || left.length === 0 || columns.has(spans.from) || columns.has(spans.to))
    return undefined;
  return { ...spans, columns: left };
}

function withoutKeys<T>(
  record: Readonly<Record<string, T>>,
  keys: ReadonlySet<string>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}

/** Whether a sentence names a column: as a whole word, spelt as it is. */
function namesColumn(text: string, column: string): boolean {
  for (let at = text.indexOf(column); at !== -1; at = text.indexOf(column, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + column.length] ?? ' '}`;
    if (!/[\p{L}\p{N}_]/u.test(around)) return true;
  }
  return false;
}
