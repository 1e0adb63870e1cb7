import { nearest } from '#model/problem.ts';
import type { Field, Resource } from '#ingest/contract/contract.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import { markOf, markText } from '#ingest/table/mark.ts';
import type { RawRow } from '#ingest/table/rows.ts';
import type { Overlap } from '#ingest/table/date/time.ts';
import type { Ambiguity } from './ambiguity.ts';
import { cellReader, type CellReader } from './cellReader.ts';
import { columnReading, otherUnit, type ColumnReading } from './columnReading.ts';
import { missingOf, type Missing } from './missing.ts';
import { overlapOrder } from './overlapOrder.ts';
import type { Refused } from './refused.ts';

export interface Sites {
  ids: string[];
  byName: Map<string, string>;
  /** Time zone by id. */
  zones?: ReadonlyMap<string, string>;
}

/** How a field is read from its column, and what all cells of it showed. */
export type ReadColumn = Pick<ColumnReading, 'decimal' | 'format' | 'mark' | 'nines'> & {
  place: number;
  /** What a row of units below the header says, in one spelling. */
  unit?: string | undefined;
  type: CellReader;
  /** Where the row says more than its cell: the reader for the row of a line. */
  typeAt: ((line: number) => CellReader | undefined) | null;
  detected: string[];
  refused: Refused[];
};

interface Around {
  rows: readonly RawRow[];
  entry: Resource;
  sites: Sites;
  /** Where the column of each field is in a row. */
  places: readonly number[];
  /** From a row of units below the header. */
  units: ReadonlyMap<string, string>;
}

/** Tells from all cells of a column how each of them is read. */
export function readColumn(
  field: Field,
  place: number,
  { rows, entry, sites, places, units }: Around,
): ReadColumn {
  const missing = missingOf(field, entry, sites.byName);
  const cells = rows
    .map((row) => row.cells[place]?.trim() ?? '')
    .filter((cell) => !missing.has(cell));
  const words = new Set(cells.filter(missing.isWord));
  const { read, detected, ambiguous, ...reading } = columnReading(field, cells, entry.trilens);
  const stated = markOf(units.get(oneSpaced(field.name)) ?? '');
  const unit = stated && !reading.mark ? markText(stated) : undefined;
  const asTyped = (one: CellReader) =>
    typer(field, one, field.name === entry.trilens.site ? sites : null, {
      missing,
      isKey: entry.schema.primaryKey.includes(field.name),
    });
  const order = hourByOrder(field, place, reading, { rows, entry, places });
  const readers = (['earlier', 'later'] as const).map(
    (overlap) =>
      [overlap, asTyped(cellReader({ ...field, overlap }, '.', reading.format))] as const,
  );
  const byOverlap = new Map<Overlap | undefined, CellReader>(readers);
  return {
    ...reading,
    place,
    unit,
    type: asTyped(read),
    typeAt: order.size === 0 ? null : (line) => byOverlap.get(order.get(line)),
    detected: [
      ...(words.size > 0 ? [`${quoted(words)} in ${field.name} as text`] : []),
      ...(missing.noDates.size > 0
        ? [`${quoted(missing.noDates)} in ${field.name} as no date`]
        : []),
      ...(order.size > 0
        ? [`the hour of ${field.name} that comes twice, by the order of its ${order.size} rows`]
        : []),
      ...detected,
    ],
    refused: [...ambiguous, otherUnit(field, unit ?? '', [0])]
      .flatMap((one) => one ?? [])
      .map((one) => refusedFor(one, cells, (index) => lineOf(rows, place, missing, index))),
  };
}

const quoted = (texts: Iterable<string>) => [...texts].map((text) => `"${text}"`).join(', ');

/** Of stamps in a zone: which of two hours a row is of, where the order of the rows proves it; else `overlap` decides. */
function hourByOrder(
  { name, timeZone }: Field,
  place: number,
  { format }: Pick<ColumnReading, 'format'>,
  { rows, entry, places }: Pick<Around, 'rows' | 'entry' | 'places'>,
): ReadonlyMap<number, Overlap> {
  if (timeZone === undefined || timeZone === 'site') return new Map();
  const parts = [...entry.schema.primaryKey, entry.trilens.site].filter((part) => part !== name);
  const series = entry.schema.fields.flatMap((field, at) =>
    parts.includes(field.name) ? [places[at]!] : [],
  );
  return overlapOrder(rows, { place, zone: timeZone, format, series });
}

/** Errors of spreadsheets, also in German. A cell of which the computation failed is not one that is empty. */
const FAILED = new Set([
  ...['#DIV/0!', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!', '#CALC!', '#FIELD!'],
  ...['#BEZUG!', '#WERT!', '#ZAHL!', '#ÜBERLAUF!', '#KALK!'],
]);
export const FAILED_RULE = 'export/failed-computation';

/**
 * Reads any cell of a column: trimmed, with missing ones and the names of sites understood. A key tells a row from every
 * other, so no part of it may be empty (Table Schema, `primaryKey`).
 */
function typer(
  field: Field,
  read: CellReader,
  sites: Sites | null,
  { missing, isKey }: { missing: Missing; isKey: boolean },
): CellReader {
  return (cell) => {
    const raw = cell.trim();
    if (missing.has(raw)) {
      const part = isKey ? ', and it is part of the primaryKey' : '';
      return field.constraints.required || isKey
        ? { problem: `${field.name} is empty${part}`, rule: 'export/required' }
        : null;
    }
    if (FAILED.has(raw))
      return { problem: `${field.name} is ${raw}: its computation failed`, rule: FAILED_RULE };
    const value = read(raw);
    if (sites === null || typeof value !== 'string') return value;
    const id = sites.byName.get(value.toLowerCase());
    if (id !== undefined) return id;
    if (value === 'ALL') return null;
    const near = nearest(value, sites.byName.keys());
    return {
      problem: `"${value}" is not a site${near ? `; did you mean "${near}"?` : ''}`,
      rule: 'export/unknown-site',
    };
  };
}

/** Line of the nth cell of a column that is not missing. */
function lineOf(rows: readonly RawRow[], place: number, missing: Missing, nth: number): number {
  let left = nth;
  for (const row of rows) {
    if (missing.has(row.cells[place]?.trim() ?? '')) continue;
    if (left === 0) return row.line;
    left -= 1;
  }
  return rows.at(-1)?.line ?? 1;
}

/** A column that can be read in two ways, with the rows that can. */
function refusedFor(
  { code, found, cells, say, allowed, fix }: Ambiguity,
  all: readonly string[],
  lineAt: (index: number) => number,
): Refused {
  const shown = cells.slice(0, 5).map((index) => `line ${lineAt(index)}: ${say(all[index]!)}`);
  const more = cells.length > 5 ? `; and ${cells.length - 5} more` : '';
  return {
    code,
    line: lineAt(cells[0] ?? 0),
    found: `${found}: ${shown.join('; ')}${more}`,
    allowed,
    fix,
  };
}
