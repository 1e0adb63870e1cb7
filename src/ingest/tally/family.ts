import { addDays, daysBetween, workingDaysBetween } from '#model/time/date.ts';
import type { Aggregate, ColumnAggregate, Metric } from '#model/record/metric.ts';
import { withParted } from '#model/record/freeDimension.ts';
import type { ExportContract } from '#model/record/export.ts';
import { quantityOf, type Cell } from '#ingest/typed/cellReader.ts';
import type { Site } from '#model/record/site.ts';
import { dateColumn, type Resource } from '#ingest/contract/contract.ts';
import { dayStartsOf, type DayStarts } from './productionDay.ts';
import { spreadsOf, type Spread } from './spread.ts';
import { unitColumnsOf } from './unitColumns.ts';

/** What is kept of a column for each group of rows. */
interface NumberMeasure {
  column: number;
  squares: boolean;
  extremes: boolean;
  last: boolean;
}

/** What has to hold every value: medians need them all, different values are told apart by themselves, spans may be open still. */
export type ListMeasure =
  | { kind: 'values'; column: number }
  | { kind: 'distinct'; column: number }
  | { kind: 'closed' | 'open'; from: number; to: number; unit: 'hours' | 'days' | 'working-days' };

/** Rows that are grouped and filtered alike, whatever is measured of them. Columns are places in the contract's fields; -1 is none. */
export interface Family {
  key: string;
  date: number;
  site: number;
  line: number;
  role: number;
  /** Further columns of a path of groups that begins with `role`. */
  then: readonly number[];
  vintage: number;
  status: number;
  where: { column: number; in: ReadonlySet<string> }[];
  /** When the production day begins; null where it begins at midnight everywhere. */
  dayStarts: DayStarts | null;
  /** Sums that lie between two stamps. */
  spreads: Spread[];
  /** Rows without a date are counted too. */
  undated: boolean;
  numbers: NumberMeasure[];
  /** Columns of which the cells that hold something are counted. */
  filled: number[];
  lists: ListMeasure[];
  /** Only says which values a column holds; no metric counts its rows. */
  isCensus?: boolean;
}

/** The families of an export: first the one that its digest is made of, then those of its metrics. */
export function familiesOf(
  entry: Resource,
  metrics: readonly Metric[],
  sites: readonly Pick<Site, 'id' | 'dayStartsAt'>[] = [],
  dayStartsAt?: string,
): { digest: Family; families: Family[] } {
  const names = entry.schema.fields.map((field) => field.name);
  const at = (name: string | undefined) => (name === undefined ? -1 : names.indexOf(name));
  const { vintage, status, site } = entry.trilens;
  const dayStarts = dayStartsOf(at(site), sites, dayStartsAt);
  const blank = {
    vintage: at(vintage),
    status: at(status),
    numbers: [],
    filled: [],
    lists: [],
    spreads: [],
    then: [],
  };
  const digest: Family = {
    ...blank,
    key: 'digest',
    date: at(dateColumn(entry)),
    site: at(site),
    line: -1,
    role: -1,
    status: -1,
    where: [],
    dayStarts: null,
    undated: true,
    numbers: digestColumns(entry).map((name) => ({
      column: at(name),
      squares: false,
      extremes: false,
      last: false,
    })),
  };
  const families = new Map<string, Family>();
  for (const metric of withParted(metrics)) {
    if (metric.export !== entry.name || metric.value.kind === 'formula') continue;
    const key = familyKey(metric, entry.trilens);
    const [role, ...then] = [metric.dimensions.role ?? []].flat();
    const family = families.get(key) ?? {
      ...blank,
      numbers: [],
      filled: [],
      lists: [],
      key,
      date: at(metric.date),
      site: at(metric.dimensions.site),
      line: at(metric.dimensions.line),
      role: at(role),
      then: then.map(at),
      where: metric.where.map((filter) => ({ column: at(filter.column), in: new Set(filter.in) })),
      spreads: isSummed(metric) ? spreadsOf(entry.trilens, metric.date, at) : [],
      dayStarts: isStamp(entry, metric.date) ? dayStarts : null,
      undated: false,
    };
    families.set(key, family);
    for (const measure of measuresOf(metric)) need(family, measure, names);
    for (const { place } of unitColumnsOf(metric, entry))
      list(family, { kind: 'distinct', column: place });
  }
  return { digest, families: [...families.values()] };
}

/** A day without a clock time is a production day already. */
function isStamp(entry: Resource, date: string): boolean {
  return entry.schema.fields.some(({ name, type }) => name === date && type === 'datetime');
}

/** Metrics of one key are counted together. */
export function familyKey(
  metric: Metric,
  { spans, counters }: Pick<ExportContract, 'spans' | 'counters'>,
): string {
  const isSpread = (spans !== undefined || (counters ?? []).length > 0) && isSummed(metric);
  return JSON.stringify([
    ...(isSpread ? ['spread'] : []),
    metric.date,
    metric.dimensions.site ?? null,
    metric.dimensions.line ?? null,
    metric.dimensions.role ?? null,
    metric.where.map((filter) => [filter.column, [...filter.in].sort()]),
  ]);
}

/** Sums lie between two stamps; a mean, a maximum or a median is one of whole rows. */
function isSummed({ value }: Metric): boolean {
  return value.kind === 'ratio'
    ? value.numerator.aggregate === 'sum' || value.denominator.aggregate === 'sum'
    : value.kind === 'column' && value.of.aggregate === 'sum';
}

/** Number columns whose sums tell a restated past and a changed unit. */
function digestColumns(entry: Resource): string[] {
  return entry.schema.fields
    .filter(
      (field) =>
        (field.type === 'number' || field.type === 'integer') &&
        !entry.schema.primaryKey.includes(field.name),
    )
    .map((field) => field.name);
}

type Measure =
  | ColumnAggregate
  | { aggregate: 'duration'; from: string; to: string; unit: 'hours' | 'days' | 'working-days' };

function measuresOf(metric: Metric): Measure[] {
  const rule = metric.value;
  if (rule.kind === 'ratio') return [rule.numerator, rule.denominator];
  if (rule.kind === 'duration')
    return [{ aggregate: 'duration', from: rule.from, to: rule.to, unit: rule.unit }];
  return rule.kind === 'column' ? [rule.of] : [];
}

function need(family: Family, measure: Measure, names: readonly string[]): void {
  if (measure.aggregate === 'duration') {
    for (const kind of ['closed', 'open'] as const)
      list(family, {
        kind,
        from: names.indexOf(measure.from),
        to: names.indexOf(measure.to),
        unit: measure.unit,
      });
    return;
  }
  const column = names.indexOf(measure.column);
  if (measure.aggregate === 'count') {
    if (measure.column !== '*' && !family.filled.includes(column)) family.filled.push(column);
  } else if (measure.aggregate === 'countDistinct' || measure.aggregate === 'habit')
    list(family, { kind: 'distinct', column });
  else if (measure.aggregate === 'median' || measure.aggregate === 'p90')
    list(family, { kind: 'values', column });
  else number(family, column, measure.aggregate);
}

function number(family: Family, column: number, aggregate: Aggregate): void {
  const known = family.numbers.find((measure) => measure.column === column);
  const held = known ?? { column, squares: false, extremes: false, last: false };
  if (!known) family.numbers.push(held);
  held.squares ||= aggregate === 'mean';
  held.extremes ||= aggregate === 'min' || aggregate === 'max';
  held.last ||= aggregate === 'last';
}

function list(family: Family, measure: ListMeasure): void {
  if (!family.lists.some((held) => JSON.stringify(held) === JSON.stringify(measure)))
    family.lists.push(measure);
}

/** What a row adds to a list; undefined is nothing. */
export function listed(
  measure: ListMeasure,
  cell: (column: number) => Cell,
): string | number | undefined {
  if (measure.kind === 'values') {
    return quantityOf(cell(measure.column));
  }
  if (measure.kind === 'distinct') return cell(measure.column) ?? undefined;
  const from = cell(measure.from);
  const to = cell(measure.to);
  if (from === null || (to === null) !== (measure.kind === 'open')) return undefined;
  return to === null ? String(from) : elapsed(String(from), String(to), measure.unit);
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
