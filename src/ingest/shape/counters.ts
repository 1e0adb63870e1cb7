import type { Doubt } from '#model/record/export.ts';
import { dateColumn, type Resource } from '#ingest/contract/contract.ts';
import type { Cell } from '#ingest/typed/cellReader.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

type Row = TypedTable['rows'][number];
type Counter = Resource['trilens']['counters'][number];

/** A fall to more than this share of the reading before is no reset, which begins near nothing. */
const NEAR_NOTHING = 0.5;

/**
 * Shares of its range that a counter with a known end may have run through between two readings: up to the first it went past
 * its end; beyond the second it was reset, since from 40 to 5 nobody counts 99,965 of 100,000; between both nobody can tell.
 */
const MOST_PAST = 0.5;
const NEARLY_ALL = 0.9;

/**
 * Rows with what their counters counted since the reading before, and since when. A counter that falls was reset and counts from
 * nothing, or rolled over where the contract names its end; a snapshot may fall. A fall that is neither is doubted and counted as nothing.
 */
export function withCounters(rows: Row[], entry: Resource): { rows: Row[]; doubts: Doubt[] } {
  const doubts: Doubt[] = [];
  let current = rows;
  for (const counter of entry.trilens.counters) {
    const counted = countedBy(counter, current, entry);
    current = counted.rows;
    if (counted.falls > 0)
      doubts.push({
        rule: 'export/arithmetic',
        sentence: `${counted.falls} ${counted.falls === 1 ? 'reading' : 'readings'} of ${counter.column} ${counted.falls === 1 ? 'lies' : 'lie'} below the one before without beginning near zero again: what was used until then is not counted.`,
      });
  }
  return { rows: current, doubts };
}

function countedBy(
  counter: Counter,
  rows: readonly Row[],
  entry: Resource,
): { rows: Row[]; falls: number } {
  const at = (name: string | undefined) =>
    entry.schema.fields.findIndex((field) => field.name === name);
  const [value, date, vintage] = [
    at(counter.column),
    at(dateColumn(entry)),
    at(entry.trilens.vintage),
  ];
  const by = [...new Set([...counter.by.map(at), at(entry.trilens.site), vintage])].filter(
    (place) => place >= 0,
  );
  const made = new Map<Row, [number | null, string | null]>();
  let falls = 0;
  for (const group of Map.groupBy(rows, ({ cells }) =>
    JSON.stringify(by.map((place) => cells[place])),
  ).values()) {
    const read = group
      .filter(({ cells }) => typeof cells[value] === 'number' && cells[date] != null)
      .sort((a, b) => inTime(a.cells[date], b.cells[date]));
    for (const [index, row] of read.entries()) {
      const before = read[index - 1];
      if (!before) continue;
      const used = difference(counter, before.cells[value] as number, row.cells[value] as number);
      if (used === null) falls += 1;
      made.set(row, [used, String(before.cells[date])]);
    }
  }
  return {
    rows: rows.map((row) => ({
      ...row,
      cells: [...row.cells, ...(made.get(row) ?? [null, null])],
    })),
    falls,
  };
}

/** What was counted between two readings; null where nobody can tell. */
function difference({ kind, rollover }: Counter, before: number, now: number): number | null {
  if (now >= before || kind === 'snapshot') return now - before;
  const past = rollover === undefined ? Number.POSITIVE_INFINITY : now + rollover - before;
  if (rollover !== undefined && past <= rollover * MOST_PAST) return past;
  const isReset = rollover === undefined || past > rollover * NEARLY_ALL;
  return isReset && now <= before * NEAR_NOTHING ? now : null;
}

function inTime(a: Cell | undefined, b: Cell | undefined): number {
  return instantOf(String(a)) - instantOf(String(b));
}

/** A stamp without an offset is taken by one clock for all. */
function instantOf(stamp: string): number {
  return Date.parse(
    /\d(Z|[+-]\d{2}:?\d{2})$/.test(stamp.slice(10)) || stamp.length === 10 ? stamp : `${stamp}Z`,
  );
}
