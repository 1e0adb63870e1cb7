import type { Doubt, ExportReport } from '#model/record/export.ts';
import type { ClockKind } from '#model/record/clock.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { formulaParts } from '#model/metric/series/formula.ts';
import { namedColumns } from './namedColumns.ts';

const OF_VALUES: ReadonlySet<Doubt['rule']> = new Set([
  'export/totals',
  'export/overlap',
  'export/unit-drift',
  'export/sentinel',
  'export/week-start',
  'export/unread',
] as const);

type Held = Pick<Portfolio, 'exports' | 'metrics' | 'initiatives' | 'settings'>;

/** The exports that a metric draws from; for a formula those of the metrics it names, for a clock those beside the records. */
export function sourcesOf(metric: Metric, portfolio: Held): ExportReport[] {
  if (metric.value.kind === 'clock') return ofClock(metric.value.clock, portfolio);
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

/** The doubts of that kind which say that values may be wrong: counted twice, in another unit, in the wrong week, or not read. */
export function valueSuspicions(metric: Metric, portfolio: Held): Doubt[] {
  if (metric.value.kind === 'formula')
    return partsOf(metric, portfolio).flatMap((part) => valueSuspicions(part, portfolio));
  const found = sourcesOf(metric, portfolio).flatMap(({ suspicions }) =>
    suspicions.filter(({ rule, isSettled }) => OF_VALUES.has(rule) && !isSettled),
  );
  if (found.length === 0) return [];
  const read = new Set(namedColumns(metric).map(({ column }) => column));
  return found.filter(({ columns }) => columns?.some((name) => read.has(name)) ?? true);
}

function partsOf(metric: Metric, { metrics }: Held): Metric[] {
  if (metric.value.kind !== 'formula') return [];
  const parts = formulaParts(metric.value.expression);
  return metrics.filter((other) => other.id !== metric.id && parts.includes(other.id));
}

/** Answers are in the friction log, and use is what metrics of adoption tell; every other event is written in the records. */
function ofClock(clock: ClockKind, portfolio: Held): ExportReport[] {
  const { exports, initiatives, metrics, settings } = portfolio;
  if (clock === 'ask-to-answer')
    return exports.filter(({ contract }) => contract.name === settings.friction?.export);
  if (clock !== 'go-live-to-use') return [];
  const named = new Set(
    initiatives
      .filter(({ sites }) => sites.some(({ live }) => live !== undefined))
      .flatMap((initiative) => initiative.metrics.map(({ id }) => id)),
  );
  const use = metrics.filter(
    ({ id, type, unit, value }) =>
      named.has(id) && type === 'adoption' && unit === '%' && value.kind !== 'clock',
  );
  return [...new Set(use.flatMap((metric) => sourcesOf(metric, portfolio)))];
}
