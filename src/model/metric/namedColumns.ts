import type { ColumnAggregate, Metric } from '#model/record/metric.ts';

/** A column that a metric names, where in its file it does so, and what it is taken for. */
export interface NamedColumn {
  at: string[];
  column: string;
  as: 'date' | 'number' | 'site' | 'group' | 'any';
}

/** Aggregates that count rows or different things; every other one computes with numbers. */
const COUNTING: readonly ColumnAggregate['aggregate'][] = ['count', 'countDistinct', 'habit'];

/** The columns of its export that a metric names; none for a formula, which names metrics, and for a clock, which reads records. */
export function namedColumns(metric: Metric): NamedColumn[] {
  if (metric.value.kind === 'formula' || metric.value.kind === 'clock') return [];
  const { site, line, role, initiative } = metric.dimensions;
  const groups = { line, role, initiative };
  return [
    { at: ['date'], column: metric.date, as: 'date' },
    ...(site === undefined
      ? []
      : [{ at: ['dimensions', 'site'], column: site, as: 'site' as const }]),
    ...Object.entries(groups).flatMap(([name, column]) => grouped(name, column)),
    ...Object.entries(metric.free ?? {}).flatMap(([name, column]) => grouped(name, column)),
    ...metric.where.map(({ column }): NamedColumn => ({
      at: ['where', column],
      column,
      as: 'any',
    })),
    ...valueColumns(metric),
  ];
}

function grouped(name: string, column: string | readonly string[] | undefined): NamedColumn[] {
  return [column ?? []]
    .flat()
    .map((one): NamedColumn => ({ at: ['dimensions', name], column: one, as: 'group' }));
}

function valueColumns({ value }: Metric): NamedColumn[] {
  if (value.kind === 'duration')
    return (['from', 'to'] as const).map((end) => ({
      at: ['value', 'duration', end],
      column: value[end],
      as: 'date',
    }));
  if (value.kind === 'ratio')
    return (['numerator', 'denominator'] as const).flatMap((part) =>
      aggregated(['value', 'ratio', part], value[part]),
    );
  return value.kind === 'column' ? aggregated(['value'], value.of) : [];
}

function aggregated(at: string[], { aggregate, column }: ColumnAggregate): NamedColumn[] {
  if (aggregate === 'count' && column === '*') return [];
  return [{ at: [...at, aggregate], column, as: COUNTING.includes(aggregate) ? 'any' : 'number' }];
}
