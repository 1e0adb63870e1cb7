import { addDays, daysBetween, workingDaysBetween } from '#model/date.ts';
import type { ColumnAggregate, Metric } from '#model/metric.ts';
import type { Observation, Observations } from '#model/observation.ts';
import { periodStart } from '#model/period.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { median } from '#model/statistics/median.ts';
import type { ReadExport } from './exports.ts';
import type { Cell } from './typedTable.ts';

interface Row {
  cells: Cell[];
}

/** Rows of an export as the cells of a metric: one per period, site and line. A later vintage of a cell supersedes, the earlier is kept. */
export function observe(metric: Metric, source: ReadExport, asOf: string): { observations: Observations; problems: Problem[] } {
  const { table, report } = source;
  const problems: Problem[] = [];
  const at = (column: string | undefined, field: string): number => {
    if (column === undefined || column === '*') return -1;
    const index = table.columns.indexOf(column);
    if (index === -1) {
      const near = nearest(column, table.columns);
      problems.push({ code: 'content/unknown-column', severity: 'error', file: metric.file, line: null, column: null, found: `${field} names the column "${column}", which the export "${metric.export}" does not have`, allowed: table.columns.join(', '), fix: near ? `did you mean "${near}"?` : 'name one of its columns' });
    }
    return index;
  };
  const dateAt = at(metric.date, 'date');
  const siteAt = at(metric.dimensions.site, 'dimensions.site');
  const lineAt = at(metric.dimensions.line, 'dimensions.line');
  const vintageAt = at(report.contract.vintage, 'trilens.vintage');
  const statusAt = at(report.contract.status, 'trilens.status');
  const where = metric.where.map((filter) => ({ at: at(filter.column, 'where'), in: new Set(filter.in) }));
  for (const column of columnsOf(metric)) at(column, 'value');
  if (problems.length > 0) return { observations: { metric: metric.id, latest: [], superseded: [] }, problems };

  const groups = new Map<string, { period: string; site: string | null; line: string | null; vintage: string | undefined; status: Observation['status']; rows: Row[] }>();
  for (const row of table.rows) {
    const date = row.cells[dateAt];
    if (typeof date !== 'string' || date.slice(0, 10) > asOf) continue;
    if (!where.every((filter) => filter.in.has(String(row.cells[filter.at] ?? '')))) continue;
    const period = periodStart(date.slice(0, 10), metric.grain);
    const site = text(row.cells[siteAt]);
    const line = text(row.cells[lineAt]);
    const vintage = text(row.cells[vintageAt])?.slice(0, 10) ?? undefined;
    const key = JSON.stringify([period, site, line, vintage]);
    const group = groups.get(key);
    const status = text(row.cells[statusAt]) as Observation['status'] | null;
    if (group) group.rows.push(row);
    else groups.set(key, { period, site, line, vintage, status: status ?? undefined, rows: [row] });
  }
  const newest = new Map<string, Observation>();
  const superseded: Observation[] = [];
  for (const group of [...groups.values()].sort((a, b) => ((a.vintage ?? '') < (b.vintage ?? '') ? -1 : 1))) {
    const measured = measure(metric, group.rows, table.columns, asOf);
    if (!measured) continue;
    const cell: Observation = { period: group.period, site: group.site, line: group.line, ...measured, ...(group.vintage === undefined ? {} : { vintage: group.vintage }), ...(group.status === undefined ? {} : { status: group.status }) };
    const key = JSON.stringify([cell.period, cell.site, cell.line]);
    const before = newest.get(key);
    if (before) superseded.push(before);
    newest.set(key, cell);
  }
  return { observations: { metric: metric.id, latest: [...newest.values()].sort((a, b) => (a.period < b.period ? -1 : 1)), superseded }, problems };
}

type Measured = Pick<Observation, 'value' | 'numerator' | 'denominator' | 'squares' | 'n' | 'events' | 'combine'>;

function measure(metric: Metric, rows: Row[], columns: string[], asOf: string): Measured | null {
  const rule = metric.value;
  if (rule.kind === 'ratio') {
    const numerator = aggregate(rule.numerator, rows, columns);
    const denominator = aggregate(rule.denominator, rows, columns);
    if (numerator === null || denominator === null) return null;
    return { value: (numerator / denominator) * rule.scale, numerator, denominator, n: denominator, combine: 'ratio' };
  }
  if (rule.kind === 'duration') return duration(rule, rows, columns, asOf);
  if (rule.kind === 'formula') return null;
  const { aggregate: kind, column } = rule.of;
  const values = numbers(rows, columns.indexOf(column));
  if (kind === 'mean') {
    if (values.length === 0) return null;
    const sum = values.reduce((total, value) => total + value, 0);
    return { value: sum / values.length, numerator: sum, denominator: values.length, squares: values.reduce((total, value) => total + value * value, 0), n: values.length, combine: 'ratio' };
  }
  if (kind === 'median' || kind === 'p90') return values.length === 0 ? null : { value: median(values), n: values.length, events: { closed: values, open: [] }, combine: 'pool' };
  const value = aggregate(rule.of, rows, columns);
  const combine = kind === 'min' || kind === 'max' || kind === 'last' ? kind : kind === 'countDistinct' ? 'none' : 'sum';
  return value === null ? null : { value, n: rows.length, combine };
}

function aggregate({ aggregate: kind, column }: ColumnAggregate, rows: Row[], columns: string[]): number | null {
  const index = columns.indexOf(column);
  if (kind === 'count') return column === '*' ? rows.length : rows.filter((row) => row.cells[index] !== null).length;
  if (kind === 'countDistinct') return new Set(rows.flatMap((row) => row.cells[index] ?? [])).size;
  const values = numbers(rows, index);
  if (values.length === 0) return null;
  if (kind === 'min') return Math.min(...values);
  if (kind === 'max') return Math.max(...values);
  if (kind === 'last') return values.at(-1) as number;
  if (kind === 'median') return median(values);
  const sum = values.reduce((total, value) => total + value, 0);
  return kind === 'mean' ? sum / values.length : sum;
}

function duration(rule: { from: string; to: string; unit: 'hours' | 'days' | 'working-days' }, rows: Row[], columns: string[], asOf: string): Measured | null {
  const from = columns.indexOf(rule.from);
  const to = columns.indexOf(rule.to);
  const closed: number[] = [];
  const open: number[] = [];
  for (const row of rows) {
    const start = text(row.cells[from]);
    if (start === null) continue;
    const end = text(row.cells[to]);
    (end === null ? open : closed).push(elapsed(start, end ?? asOf, rule.unit));
  }
  if (closed.length + open.length === 0) return null;
  return { value: median([...closed, ...open]), n: closed.length + open.length, events: { closed, open }, combine: 'pool' };
}

/** Time between two dates or timestamps in the unit named. */
export function elapsed(from: string, to: string, unit: 'hours' | 'days' | 'working-days'): number {
  if (unit === 'working-days') return workingDaysBetween(from.slice(0, 10), to.slice(0, 10));
  if (unit === 'days' && from.length === 10 && to.length === 10) return daysBetween(from, to);
  const hours = (Date.parse(instant(to)) - Date.parse(instant(from))) / 3_600_000;
  return unit === 'hours' ? hours : hours / 24;
}

function instant(text: string): string {
  if (text.length === 10) return `${addDays(text, 0)}T00:00:00Z`;
  return /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}${text.length === 16 ? ':00' : ''}Z`;
}

function columnsOf(metric: Metric): string[] {
  const rule = metric.value;
  if (rule.kind === 'ratio') return [rule.numerator.column, rule.denominator.column].filter((column) => column !== '*');
  if (rule.kind === 'duration') return [rule.from, rule.to];
  return rule.kind === 'column' && rule.of.column !== '*' ? [rule.of.column] : [];
}

function numbers(rows: Row[], index: number): number[] {
  return rows.flatMap((row) => (typeof row.cells[index] === 'number' ? [row.cells[index]] : []));
}

function text(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
