import type { Metric } from '#model/record/metric.ts';
import { periodStart } from '#model/time/period.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import type { Tally } from '#ingest/tally/tally.ts';
import type { Cell } from '#ingest/typed/cellReader.ts';

/** Milliseconds of the units in which a length of time is written. */
const UNITS = [3_600_000, 60_000, 1000, 86_400_000];
/** So many of the rows must have the length between their stamps as their number. */
const NEARLY_ALL = 0.95;
/** Lengths are written with two decimals at most. */
const ROUNDING = 0.02;

/**
 * A sum of lengths of time that lie between two stamps of their row, such as the hours of a stop: what lasts over the end of a
 * period counts whole in one of them, unless the contract splits it (`spans`).
 */
export function spanDoubts(
  { value, date, grain }: Metric,
  source: ReadExport,
  tally: Tally,
): string[] {
  if (value.kind !== 'column' || value.of.aggregate !== 'sum' || tally.family.spreads.length > 0)
    return [];
  const { column } = value.of;
  const at = (name: string) => source.columns.indexOf(name);
  const other = source.columns.findIndex(
    (name, index) => name !== date && areLengths(source.rows, at(date), index, at(column)),
  );
  if (other === -1) return [];
  const over = source.rows.filter(({ cells }) => {
    const [one, two] = [instantOf(cells[at(date)]), instantOf(cells[other])];
    if (one === null || two === null) return false;
    const [first, last] = [Math.min(one, two), Math.max(one, two) - 1];
    return periodStart(dayOf(first), grain) !== periodStart(dayOf(last), grain);
  });
  return over.length === 0
    ? []
    : [
        `${over.length} ${over.length === 1 ? 'row lasts' : 'rows last'} over the end of a ${grain}, and ${over.length === 1 ? 'its' : 'their'} ${column} counts whole in one of them; "spans" in the contract splits it by days.`,
      ];
}

/** True where a number is, in one unit and in nearly all rows, the time between two stamps. */
function areLengths(rows: ReadExport['rows'], from: number, to: number, length: number): boolean {
  const lengths = rows.flatMap(({ cells }) => {
    const [one, two, value] = [instantOf(cells[from]), instantOf(cells[to]), cells[length]];
    return one === null || two === null || typeof value !== 'number'
      ? []
      : [{ value, time: Math.abs(two - one) }];
  });
  if (lengths.length < 2) return false;
  return UNITS.some(
    (unit) =>
      lengths.filter(({ value, time }) => Math.abs(value * unit - time) <= ROUNDING * (time + unit))
        .length >=
      NEARLY_ALL * lengths.length,
  );
}

/** A stamp as an instant; one without an offset as a clock that never changes. */
function instantOf(cell: Cell | undefined): number | null {
  if (typeof cell !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(cell)) return null;
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(cell) ? cell : `${cell}Z`);
  return Number.isNaN(time) ? null : time;
}

const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);
