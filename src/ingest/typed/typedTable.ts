import type { QuarantinedRow } from '#model/record/export.ts';
import { nearest } from '#model/problem.ts';
import type { Field, Resource } from '#ingest/contract/contract.ts';
import { missingOf, type Missing } from './missing.ts';
import { atSite, type Cell, type CellReader } from './cellReader.ts';
import type { Ambiguity } from './ambiguity.ts';
import { columnReading, type ColumnReading } from './columnReading.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import type { RawRow, Table } from '#ingest/table/rows.ts';
import { withDerived } from '#ingest/shape/derived.ts';
import type { Refused } from './refused.ts';
import { brokenSeals } from './seals.ts';
import { unpivoted } from './unpivot.ts';

/** Rows of cells by column index; never objects keyed by what a file says. */
export interface TypedTable {
  columns: string[];
  rows: { line: number; file: string; cells: Cell[] }[];
}

export interface Typed {
  table: TypedTable;
  /** How each field is read: where its column stands, what was detected about it, and any cell of it. */
  columns: (Pick<ColumnReading, 'decimal' | 'format' | 'mark' | 'nines'> & {
    place: number;
    type: CellReader;
  })[];
  quarantine: QuarantinedRow[];
  decimal: string | null;
  detected: string[];
  /** Reasons to refuse the whole file: all of them, so that the contract is mended once. */
  refused: Refused[];
}

interface Sites {
  ids: string[];
  byName: Map<string, string>;
  /** Time zone by id. */
  zones?: ReadonlyMap<string, string>;
}

/** Cells of one file as the contract types them. A row with a bad cell is quarantined whole, with the reason. */
export function typeTable(table: Table, entry: Resource, file: string, sites: Sites): Typed {
  const result: Typed = {
    table: { columns: entry.schema.fields.map((field) => field.name), rows: [] },
    columns: [],
    quarantine: [],
    decimal: null,
    detected: [],
    refused: [],
  };
  const long = unpivoted(table, entry);
  const { header, rows, lacking } = withDerived(long.header, long.rows, entry);
  const { detected } = long;
  if (lacking.length > 0) result.refused.push(noSource(table, header, lacking));
  result.detected.push(...detected);
  const places = entry.schema.fields.map((field) => header.indexOf(oneSpaced(field.name)));
  if (places.includes(-1)) {
    result.refused.push(headerDiff(table, header, entry));
    return result;
  }
  const twice = entry.schema.fields.find(
    ({ name }) => header.indexOf(oneSpaced(name)) !== header.lastIndexOf(oneSpaced(name)),
  );
  if (twice) {
    const at = header.flatMap((name, index) => (name === oneSpaced(twice.name) ? [index + 1] : []));
    result.refused.push({
      code: 'export/duplicate-column',
      line: table.headerLine,
      found: `the header names "${twice.name}" in columns ${at.join(' and ')}`,
      allowed: 'each column that the contract reads once',
      fix: `rename one of them in the query that makes the dump, or say the step ${JSON.stringify({ numberRepeatedNames: true })}, which calls the second "${twice.name} 2"`,
    });
    return result;
  }
  for (const [index, field] of entry.schema.fields.entries()) {
    const place = places[index] as number;
    const missing = missingOf(field, entry, sites.byName);
    const cells = rows
      .map((row) => row.cells[place]?.trim() ?? '')
      .filter((cell) => !missing.has(cell));
    const words = new Set(cells.filter(missing.isWord));
    if (words.size > 0)
      result.detected.push(
        `${[...words].map((word) => `"${word}"`).join(', ')} in ${field.name} as text`,
      );
    const { decimal, format, mark, nines, read, detected, ambiguous } = columnReading(
      field,
      cells,
      entry.trilens,
    );
    result.columns.push({
      place,
      decimal,
      format,
      mark,
      nines,
      type: typer(field, read, field.name === entry.trilens.site ? sites : null, {
        missing,
        isKey: entry.schema.primaryKey.includes(field.name),
      }),
    });
    result.decimal = decimal ?? result.decimal;
    result.detected.push(
      ...detected.filter((what) => what.endsWith(' dates') || !result.detected.includes(what)),
    );
    result.refused.push(
      ...ambiguous.map((one) =>
        refusedFor(one, cells, (index) => lineOf(rows, place, missing, index)),
      ),
    );
  }
  if (result.refused.length > 0) {
    hintAtDecimal(result, entry.schema.fields);
    return result;
  }
  const seals = brokenSeals(table, entry);
  if (seals.refused) {
    result.refused.push(seals.refused);
    return result;
  }
  for (const row of rows) {
    const cells: Cell[] = [];
    let bad: { column: string; reason: string; rule: string } | null = null;
    for (const [index, { place, type }] of result.columns.entries()) {
      const read = type(row.cells[place] ?? '');
      if (typeof read === 'object' && read !== null) {
        bad ??= {
          column: entry.schema.fields[index]?.name as string,
          reason: read.problem,
          rule: read.rule,
        };
        cells.push(null);
      } else cells.push(read);
    }
    bad ??= atSites(cells, entry, sites) ?? seals.broken.get(row.line) ?? null;
    if (bad) result.quarantine.push({ file, line: row.line, raw: row.raw, ...bad });
    else result.table.rows.push({ line: row.line, file, cells });
  }
  return result;
}

/** The contract makes a column of others that the file does not have. */
function noSource(table: Table, header: readonly string[], lacking: readonly string[]): Refused {
  const near = nearest(lacking[0] as string, header);
  return {
    code: 'export/header',
    line: table.headerLine,
    found: `derive names the column "${lacking[0]}", which the file does not have`,
    allowed: header.slice(0, 12).join(', '),
    fix: near ? `did you mean "${near}"?` : 'correct derive in datapackage.json',
  };
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

/** Timestamps by the clock of the row's site; the first that is none makes the row a bad one. */
function atSites(
  cells: Cell[],
  entry: Resource,
  sites: Sites,
): { column: string; reason: string; rule: string } | null {
  const siteAt = entry.schema.fields.findIndex((field) => field.name === entry.trilens.site);
  for (const [index, field] of entry.schema.fields.entries()) {
    if (field.timeZone !== 'site') continue;
    const value = atSite(
      field,
      cells[index] as Cell,
      sites.zones?.get(String(cells[siteAt] ?? '')),
    );
    if (typeof value === 'object' && value !== null)
      return { column: field.name, reason: value.problem, rule: value.rule };
    cells[index] = value;
  }
  return null;
}

/** True where a cell of a row can only be read with another cell of it. */
export function readsAcross(entry: Resource): boolean {
  if (entry.trilens.seal !== undefined) return true;
  return entry.schema.fields.some((field) => field.timeZone === 'site');
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
  const shown = cells
    .slice(0, 5)
    .map((index) => `line ${lineAt(index)}: ${say(all[index] as string)}`);
  const more = cells.length > 5 ? `; and ${cells.length - 5} more` : '';
  return {
    code,
    line: lineAt(cells[0] ?? 0),
    found: `${found}: ${shown.join('; ')}${more}`,
    allowed,
    fix,
  };
}

/** Another column of the file may show which decimal mark the program writes; it is said, and the contract decides. */
function hintAtDecimal({ refused, columns }: Typed, fields: readonly Field[]): void {
  const at = columns.findIndex(
    ({ decimal }, index) =>
      decimal !== null &&
      fields[index]?.type === 'number' &&
      fields[index]?.decimalChar === undefined,
  );
  if (at === -1) return;
  for (const one of refused)
    if (one.code === 'export/ambiguous-decimal')
      one.fix += `; in ${fields[at]?.name} of the same file it is "${columns[at]?.decimal}"`;
}

function headerDiff(table: Table, header: string[], entry: Resource): Refused {
  const wanted = entry.schema.fields.map((field) => oneSpaced(field.name));
  if (header.length === 0)
    return {
      code: 'export/empty',
      line: 1,
      found: 'the file is empty: not even a header',
      allowed: wanted.join(', '),
      fix: 'send the dump again',
    };
  const lacking = wanted.filter((name) => !header.includes(name));
  const extra = header.filter((name) => !wanted.includes(name));
  const lines = lacking.map((name) => {
    const near = nearest(name, extra);
    return `- ${name}${near ? `   + ${near} (renamed? say so in columnMap)` : ''}`;
  });
  return {
    code: 'export/header',
    line: table.headerLine,
    found: `the header changed; lacking: ${lines.join('; ')}${extra.length > 0 ? `; not expected: ${extra.slice(0, 12).join(', ')}` : ''}`,
    allowed: wanted.join(', '),
    fix: 'correct the query, or add a columnMap in datapackage.json',
  };
}
