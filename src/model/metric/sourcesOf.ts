import type { ExportReport } from '#model/record/export.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { formulaParts } from './formula.ts';
import { namedColumns } from './namedColumns.ts';

type Held = Pick<Portfolio, 'exports' | 'metrics'>;

/** The exports that a metric draws from; for a formula those of the metrics it names. */
export function sourcesOf(metric: Metric, portfolio: Held): ExportReport[] {
  if (metric.value.kind !== 'formula')
    return portfolio.exports.filter((report) => report.contract.name === metric.export);
  return [...new Set(partsOf(metric, portfolio).flatMap((part) => sourcesOf(part, portfolio)))];
}

/** What is doubtful about the exports of a metric: a doubt about a column goes only to metrics that read it. */
export function sourceDoubts(metric: Metric, portfolio: Held): string[] {
  if (metric.value.kind === 'formula')
    return partsOf(metric, portfolio).flatMap((part) => sourceDoubts(part, portfolio));
  const read = new Set(namedColumns(metric).map(({ column }) => column));
  return sourcesOf(metric, portfolio).flatMap(({ doubts, suspicions }) => {
    const others = new Set(
      suspicions
        .filter(({ columns }) => columns !== undefined && !columns.some((name) => read.has(name)))
        .map(({ sentence }) => sentence),
    );
    return doubts.filter((sentence) => !others.has(sentence));
  });
}

function partsOf(metric: Metric, { metrics }: Held): Metric[] {
  if (metric.value.kind !== 'formula') return [];
  const parts = formulaParts(metric.value.expression);
  return metrics.filter((other) => other.id !== metric.id && parts.includes(other.id));
}
