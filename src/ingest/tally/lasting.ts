import type { Metric } from '#model/record/metric.ts';
import { periodStart, type Grain } from '#model/time/period.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import { quantityOf, type Cell } from '#ingest/typed/cellReader.ts';
import { spreadsOf } from './spread.ts';

/** A summed number that may be the time between two stamps of its row. Columns are places in the contract's fields. */
export interface Lasting {
  from: number;
  to: number;
  length: number;
  grain: Grain;
}

/** What the rows say about one: in how many all three have a value, in how many the number is the time in each unit, and how many lie over the end of a period. */
export interface LastingCount {
  both: number;
  inUnit: number[];
  over: number;
}

/** Milliseconds of the units in which a length of time is written. */
const UNITS = [3_600_000, 60_000, 1000, 86_400_000];
/** So many of the rows must have the length between their stamps as their number. */
const NEARLY_ALL = 0.95;
/** Lengths are written with two decimals at most. */
const ROUNDING = 0.02;

/** What the metrics of an export sum and nothing splits between two stamps, beside every other stamp of its rows. */
export function lastingOf(entry: Resource, metrics: readonly Metric[]): Lasting[] {
  const names = entry.schema.fields.map((field) => field.name);
  const at = (name: string | undefined) => (name === undefined ? -1 : names.indexOf(name));
  const stamps = entry.schema.fields.flatMap(({ type }, place) =>
    type === 'datetime' ? [place] : [],
  );
  const found = new Map<string, Lasting>();
  for (const { export: from, value, date, grain } of metrics) {
    if (from !== entry.name || value.kind !== 'column' || value.of.aggregate !== 'sum') continue;
    if (!stamps.includes(at(date)) || spreadsOf(entry.trilens, date, at).length > 0) continue;
    const length = at(value.of.column);
    for (const to of stamps)
      if (to !== at(date) && length >= 0)
        found.set([at(date), to, length, grain].join(), { from: at(date), to, length, grain });
  }
  return [...found.values()];
}

export const noLasting = (): LastingCount => ({ both: 0, inUnit: UNITS.map(() => 0), over: 0 });

/** Counts one row; `cell` gives its cells by their place in the contract. */
export function countLasting(
  { from, to, length, grain }: Lasting,
  count: LastingCount,
  cell: (at: number) => Cell | undefined,
): void {
  const [one, two] = [instantOf(cell(from)), instantOf(cell(to))];
  if (one === null || two === null) return;
  const [first, last] = one < two ? [one, two - 1] : [two, one - 1];
  if (liesOver(first, last, grain)) count.over += 1;
  const value = quantityOf(cell(length));
  if (value === undefined) return;
  const time = Math.abs(two - one);
  count.both += 1;
  for (const [index, unit] of UNITS.entries())
    if (Math.abs(value * unit - time) <= ROUNDING * (time + unit))
      count.inUnit[index] = (count.inUnit[index] ?? 0) + 1;
}

export function addLasting(to: LastingCount, later: LastingCount): void {
  to.both += later.both;
  to.over += later.over;
  for (const [index, count] of later.inUnit.entries())
    to.inUnit[index] = (to.inUnit[index] ?? 0) + count;
}

/** True where the number is, in one unit and in nearly all rows, the time between the two stamps. */
export function isLength({ both, inUnit }: LastingCount): boolean {
  return both >= 2 && inUnit.some((count) => count >= NEARLY_ALL * both);
}

function liesOver(first: number, last: number, grain: Grain): boolean {
  const [begins, ends] = [dayOf(first), dayOf(last)];
  return begins !== ends && periodStart(begins, grain) !== periodStart(ends, grain);
}

/** A stamp as an instant; one without an offset as a clock that never changes. */
function instantOf(cell: Cell | undefined): number | null {
  if (typeof cell !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(cell)) return null;
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(cell) ? cell : `${cell}Z`);
  return Number.isNaN(time) ? null : time;
}

const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);
