import { compareTexts } from '#model/words/compareTexts.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { ColumnAggregate, Metric } from '#model/record/metric.ts';
import { cellKey, type Observation, type Observations } from '#model/record/observation.ts';
import { HABIT, habitual } from '#model/statistics/habit.ts';
import { median } from '#model/statistics/median.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import { elapsed } from '#ingest/tally/family.ts';
import { unitFactor } from './unitFactor.ts';
import type { Group, Tally } from '#ingest/tally/tally.ts';

/** The cells of a metric from the rows in its periods: one per period, site, line and role. A later vintage of a cell supersedes, the earlier is kept. */
export function cellsOf(
  metric: Metric,
  source: ReadExport,
  periods: Tally,
  asOf: IsoDate,
): Pick<Observations, 'metric' | 'latest' | 'superseded'> {
  const groups = periods.groups();
  // By vintage, and then always in the same order, so that the order of rows in a dump says nothing.
  const order = groups.map((_, slot) => slot).sort((a, b) => inOrder(groups[a]!, groups[b]!));
  const runs = asksHabit(metric) ? runsOf(groups, order) : NO_RUNS;
  const newest = new Map<string, Observation>();
  const superseded: Observation[] = [];
  for (const slot of order) {
    const measured = inUnit(
      metric,
      source,
      measure(metric, { tally: periods, place: { slot, runs }, columns: source.columns }, asOf),
    );
    if (!measured) continue;
    const { day: period, site, line, role, vintage, status } = groups[slot]!;
    const cell: Observation = {
      period,
      site,
      line,
      ...(role === null ? {} : { role }),
      ...measured,
      ...(vintage === null ? {} : { vintage }),
      ...(status === null ? {} : { status: status as Observation['status'] }),
    };
    const key = cellKey(cell);
    const before = newest.get(key);
    if (before) superseded.push(before);
    newest.set(key, cell);
  }
  return {
    metric: metric.id,
    latest: [...newest.values()].sort(
      (a, b) =>
        compareTexts(a.period, b.period) ||
        compareTexts(a.site, b.site) ||
        compareTexts(a.line, b.line) ||
        compareTexts(a.role, b.role),
    ),
    superseded,
  };
}

/** Where a group of rows stands, and for each group the groups of the periods up to it. */
interface Place {
  slot: number;
  runs: ReadonlyMap<number, readonly number[]>;
}

/** For each group its last periods of the same site, line and role, itself the last; none where there are not enough of them yet. */
function runsOf(groups: readonly Group[], order: readonly number[]): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const slots of Map.groupBy(order, (slot) =>
    JSON.stringify([groups[slot]?.site, groups[slot]?.line, groups[slot]?.role]),
  ).values()) {
    // The newest vintage of a period comes last in order, and stands for it.
    const newest = new Map(slots.map((slot) => [groups[slot]?.day as string, slot]));
    const days = [...newest.keys()].sort();
    const places = new Map(days.map((day, at) => [day, at]));
    for (const slot of slots) {
      const at = places.get(groups[slot]?.day as string) as number;
      if (at >= HABIT.of - 1)
        runs.set(slot, [...days.slice(at - HABIT.of + 1, at).map((day) => newest.get(day)!), slot]);
    }
  }
  return runs;
}

const NO_RUNS: Place['runs'] = new Map();

function asksHabit({ value }: Metric): boolean {
  const asked =
    value.kind === 'ratio'
      ? [value.numerator, value.denominator]
      : value.kind === 'column'
        ? [value.of]
        : [];
  return asked.some((of) => of.aggregate === 'habit');
}

function distinct(tally: Tally, slot: number, column: number): ReadonlySet<string | number> {
  return new Set(tally.listOf(slot, (list) => list.kind === 'distinct' && list.column === column));
}

/** In the unit of the metric, where its column is in another of the same kind. */
function inUnit(
  { value, unit }: Metric,
  { units }: ReadExport,
  measured: Measured | null,
): Measured | null {
  const own = value.kind === 'column' ? units.get(value.of.column) : undefined;
  const isNumber =
    value.kind === 'column' && !['count', 'countDistinct', 'habit'].includes(value.of.aggregate);
  const factor = own === undefined || unit === '' || !isNumber ? 1 : (unitFactor(own, unit) ?? 1);
  if (measured === null || factor === 1) return measured;
  const { numerator, squares, events } = measured;
  return {
    ...measured,
    value: measured.value * factor,
    ...(numerator === undefined ? {} : { numerator: numerator * factor }),
    ...(squares === undefined ? {} : { squares: squares * factor * factor }),
    ...(events === undefined
      ? {}
      : { events: { ...events, closed: events.closed.map((one) => one * factor) } }),
  };
}

type Measured = Pick<
  Observation,
  'value' | 'numerator' | 'denominator' | 'squares' | 'n' | 'events' | 'combine'
>;

/** Rows of one export in the period of one group. */
interface Counted {
  tally: Tally;
  place: Place;
  columns: readonly string[];
}

/** What a metric is in one group of rows; null where it has no value there, or is made of other metrics. */
function measure({ value: rule }: Metric, counted: Counted, asOf: IsoDate): Measured | null {
  if (rule.kind === 'ratio') return ratioOf(rule, counted);
  if (rule.kind === 'duration') return durationOf(rule, counted, asOf);
  return rule.kind === 'column' ? columnOf(rule.of, counted) : null;
}

type Rule<Kind> = Extract<Metric['value'], { kind: Kind }>;

function ratioOf(rule: Rule<'ratio'>, counted: Counted): Measured | null {
  const numerator = aggregate(rule.numerator, counted);
  const denominator = aggregate(rule.denominator, counted);
  if (numerator === null || denominator === null) return null;
  return {
    value: (numerator / denominator) * rule.scale,
    ...{ numerator, denominator, n: denominator, combine: 'ratio' },
  };
}

function durationOf(
  rule: Rule<'duration'>,
  { tally, place, columns }: Counted,
  asOf: IsoDate,
): Measured | null {
  const [from, to] = [columns.indexOf(rule.from), columns.indexOf(rule.to)];
  const events = (kind: 'closed' | 'open') => [
    ...tally.listOf(
      place.slot,
      (list) =>
        list.kind === kind && list.from === from && list.to === to && list.unit === rule.unit,
    ),
  ];
  // What ends before it begins took no time that anybody knows; it is counted as a doubt.
  const closed = ascending((events('closed') as number[]).filter((time) => time >= 0));
  const open = ascending(events('open').map((start) => elapsed(start as string, asOf, rule.unit)));
  if (closed.length + open.length === 0) return null;
  return {
    value: median([...closed, ...open]),
    n: closed.length + open.length,
    ...{ events: { closed, open }, combine: 'pool' },
  };
}

function columnOf(of: ColumnAggregate, counted: Counted): Measured | null {
  const { tally, place, columns } = counted;
  const { aggregate: kind, column } = of;
  if (kind === 'mean') {
    const held = tally.numbers(place.slot, columns.indexOf(column));
    if (!held || held.count === 0) return null;
    return {
      value: held.sum / held.count,
      ...{ numerator: held.sum, denominator: held.count, squares: held.squares },
      ...{ n: held.count, combine: 'ratio' },
    };
  }
  const value = aggregate(of, counted);
  if (value === null) return null;
  if (kind === 'median' || kind === 'p90') {
    const values = ascending(valuesOf(tally, place.slot, columns.indexOf(column)));
    return { value, n: values.length, events: { closed: values, open: [] }, combine: 'pool' };
  }
  return { value, n: tally.rows(place.slot), combine: combinedBy(kind) };
}

/** How the values of several groups become one. */
function combinedBy(kind: ColumnAggregate['aggregate']): Observation['combine'] {
  if (kind === 'min' || kind === 'max' || kind === 'last') return kind;
  return kind === 'countDistinct' || kind === 'habit' ? 'none' : 'sum';
}

function aggregate(
  { aggregate: kind, column }: ColumnAggregate,
  { tally, place: { slot, runs }, columns }: Counted,
): number | null {
  const at = columns.indexOf(column);
  if (kind === 'count') return column === '*' ? tally.rows(slot) : tally.filled(slot, at);
  if (kind === 'countDistinct') return distinct(tally, slot, at).size;
  if (kind === 'habit') {
    const run = runs.get(slot);
    return run === undefined ? null : habitual(run.map((one) => distinct(tally, one, at)));
  }
  if (kind === 'median' || kind === 'p90') {
    const values = valuesOf(tally, slot, at);
    if (values.length === 0) return null;
    return kind === 'median'
      ? median(values)
      : ascending(values)[Math.ceil(values.length * 0.9) - 1]!;
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
  return (
    compareTexts(a.vintage, b.vintage) ||
    compareTexts(a.day, b.day) ||
    compareTexts(a.site, b.site) ||
    compareTexts(a.line, b.line) ||
    compareTexts(a.role, b.role)
  );
}

const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);
