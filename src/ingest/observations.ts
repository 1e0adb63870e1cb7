import type { IsoDate } from '#model/date.ts';
import type { ColumnAggregate, Metric } from '#model/metric.ts';
import { cellKey, type Observation, type Observations } from '#model/observation.ts';
import { periodStart } from '#model/period.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { median } from '#model/statistics/median.ts';
import type { ReadExport } from './exports.ts';
import { elapsed, familyKey } from './tally/family.ts';
import type { Group, Tally } from './tally/tally.ts';

/** Rows of an export as the cells of a metric: one per period, site, line and role. A later vintage of a cell supersedes, the earlier is kept. */
export function observe(metric: Metric, source: ReadExport, asOf: IsoDate): { observations: Observations; problems: Problem[] } {
  const problems = unknownColumns(metric, source);
  const tally = source.tallies.get(familyKey(metric));
  if (problems.length > 0 || !tally) return { observations: { metric: metric.id, latest: [], superseded: [] }, problems };
  const periods = tally.bySpan((day) => (day > asOf ? null : periodStart(day, metric.grain)));
  const groups = periods.groups();
  // By vintage, and then always in the same order, so that the order of rows in a dump says nothing.
  const order = groups.map((_, slot) => slot).sort((a, b) => inOrder(groups[a] as Group, groups[b] as Group));
  const newest = new Map<string, Observation>();
  const superseded: Observation[] = [];
  for (const slot of order) {
    const measured = measure(metric, periods, slot, source.columns, asOf);
    if (!measured) continue;
    const { day: period, site, line, role, vintage, status } = groups[slot] as Group;
    const cell: Observation = { period, site, line, ...(role === null ? {} : { role }), ...measured, ...(vintage === null ? {} : { vintage }), ...(status === null ? {} : { status: status as Observation['status'] }) };
    const key = cellKey(cell);
    const before = newest.get(key);
    if (before) superseded.push(before);
    newest.set(key, cell);
  }
  return { observations: { metric: metric.id, latest: [...newest.values()].sort((a, b) => compare(a.period, b.period) || compare(a.site ?? '', b.site ?? '') || compare(a.line ?? '', b.line ?? '') || compare(a.role ?? '', b.role ?? '')), superseded }, problems };
}

function unknownColumns(metric: Metric, { columns, report }: ReadExport): Problem[] {
  const rule = metric.value;
  const values = rule.kind === 'ratio' ? [rule.numerator.column, rule.denominator.column] : rule.kind === 'duration' ? [rule.from, rule.to] : rule.kind === 'column' ? [rule.of.column] : [];
  const named: [field: string, column: string | undefined][] = [
    ['date', metric.date], ['dimensions.site', metric.dimensions.site], ['dimensions.line', metric.dimensions.line], ['dimensions.role', metric.dimensions.role],
    ['trilens.vintage', report.contract.vintage], ['trilens.status', report.contract.status],
    ...metric.where.map((filter): [string, string] => ['where', filter.column]), ...values.map((column): [string, string] => ['value', column]),
  ];
  return named.flatMap(([field, column]) => {
    if (column === undefined || column === '*' || columns.includes(column)) return [];
    const near = nearest(column, columns);
    return [{ code: 'content/unknown-column', severity: 'error' as const, file: metric.file, line: null, column: null, found: `${field} names the column "${column}", which the export "${metric.export}" does not have`, allowed: columns.join(', '), fix: near ? `did you mean "${near}"?` : 'name one of its columns' }];
  });
}

type Measured = Pick<Observation, 'value' | 'numerator' | 'denominator' | 'squares' | 'n' | 'events' | 'combine'>;

function measure(metric: Metric, tally: Tally, slot: number, columns: readonly string[], asOf: IsoDate): Measured | null {
  const rule = metric.value;
  if (rule.kind === 'ratio') {
    const numerator = aggregate(rule.numerator, tally, slot, columns);
    const denominator = aggregate(rule.denominator, tally, slot, columns);
    if (numerator === null || denominator === null) return null;
    return { value: (numerator / denominator) * rule.scale, numerator, denominator, n: denominator, combine: 'ratio' };
  }
  if (rule.kind === 'duration') {
    const [from, to] = [columns.indexOf(rule.from), columns.indexOf(rule.to)];
    const events = (kind: 'closed' | 'open') => [...tally.listOf(slot, (list) => list.kind === kind && list.from === from && list.to === to && list.unit === rule.unit)];
    const closed = ascending(events('closed') as number[]);
    const open = ascending(events('open').map((start) => elapsed(start as string, asOf, rule.unit)));
    if (closed.length + open.length === 0) return null;
    return { value: median([...closed, ...open]), n: closed.length + open.length, events: { closed, open }, combine: 'pool' };
  }
  if (rule.kind === 'formula') return null;
  const { aggregate: kind, column } = rule.of;
  if (kind === 'mean') {
    const held = tally.numbers(slot, columns.indexOf(column));
    return !held || held.count === 0 ? null : { value: held.sum / held.count, numerator: held.sum, denominator: held.count, squares: held.squares, n: held.count, combine: 'ratio' };
  }
  const value = aggregate(rule.of, tally, slot, columns);
  if (value === null) return null;
  if (kind === 'median' || kind === 'p90') {
    const values = valuesOf(tally, slot, columns.indexOf(column));
    return { value, n: values.length, events: { closed: ascending(values), open: [] }, combine: 'pool' };
  }
  const combine = kind === 'min' || kind === 'max' || kind === 'last' ? kind : kind === 'countDistinct' ? 'none' : 'sum';
  return { value, n: tally.rows(slot), combine };
}

function aggregate({ aggregate: kind, column }: ColumnAggregate, tally: Tally, slot: number, columns: readonly string[]): number | null {
  const at = columns.indexOf(column);
  if (kind === 'count') return column === '*' ? tally.rows(slot) : tally.filled(slot, at);
  if (kind === 'countDistinct') {
    const held = tally.listOf(slot, (list) => list.kind === 'distinct' && list.column === at);
    return held instanceof Set ? held.size : held.length;
  }
  if (kind === 'median' || kind === 'p90') {
    const values = valuesOf(tally, slot, at);
    if (values.length === 0) return null;
    return kind === 'median' ? median(values) : (ascending(values)[Math.ceil(values.length * 0.9) - 1] as number);
  }
  const held = tally.numbers(slot, at);
  if (!held || held.count === 0) return null;
  if (kind === 'min') return held.least;
  if (kind === 'max') return held.most;
  if (kind === 'last') return held.last;
  return kind === 'mean' ? held.sum / held.count : held.sum;
}

function valuesOf(tally: Tally, slot: number, column: number): number[] {
  return tally.listOf(slot, (list) => list.kind === 'values' && list.column === column) as number[];
}

function inOrder(a: Group, b: Group): number {
  return compare(a.vintage ?? '', b.vintage ?? '') || compare(a.day, b.day) || compare(a.site ?? '', b.site ?? '') || compare(a.line ?? '', b.line ?? '') || compare(a.role ?? '', b.role ?? '');
}

const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
