import type { QuarantinedRow } from '#model/record/export.ts';
import { nearest } from '#model/problem.ts';
import type { Field, Resource } from '#ingest/contract/contract.ts';
import { atSite, type Cell, type CellReader } from './cellReader.ts';
import type { ColumnReading } from './columnReading.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import type { RawRow, Table } from '#ingest/table/rows.ts';
import { withDerived } from '#ingest/shape/derived.ts';
import { readColumn, type ReadColumn, type Sites } from './readColumn.ts';
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
    unit?: string | undefined;
    type: CellReader;
  })[];
  quarantine: QuarantinedRow[];
  decimal: string | null;
  detected: string[];
  /** Reasons to refuse the whole file: all of them, so that the contract is fixed once. */
  refused: Refused[];
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
  if (lacking.length > 0) result.refused.push(noSource(table, header, lacking));
  result.detected.push(...long.detected);
  const places = entry.schema.fields.map((field) => header.indexOf(oneSpaced(field.name)));
  const flaw = places.includes(-1)
    ? headerDiff(table, header, entry)
    : namedTwice(table, header, entry);
  if (flaw) {
    result.refused.push(flaw);
    return result;
  }
  const columns = entry.schema.fields.map((field, index) =>
    readColumn(field, places[index]!, { rows, entry, sites, places, units: table.units }),
  );
  result.columns = columns;
  for (const { decimal, detected, refused } of columns) {
    result.decimal = decimal ?? result.decimal;
    result.detected.push(
      ...detected.filter((what) => what.endsWith(' dates') || !result.detected.includes(what)),
    );
    result.refused.push(...refused);
  }
  if (result.refused.length > 0) {
    hintAtDecimal(result, entry.schema.fields);
    return result;
  }
  const seals = brokenSeals(table, entry);
  if (seals.refused) result.refused.push(seals.refused);
  else
    for (const row of rows) {
      const { cells, bad } = typeRow(row, columns, entry, sites);
      const flawed = bad ?? seals.broken.get(row.line);
      if (flawed) result.quarantine.push({ file, line: row.line, raw: row.raw, ...flawed });
      else result.table.rows.push({ line: row.line, file, cells });
    }
  result.detected.push(...offsetsOf(result.table.rows, entry));
  return result;
}

type Bad = Pick<QuarantinedRow, 'column' | 'reason' | 'rule'>;

function typeRow(
  row: RawRow,
  columns: readonly ReadColumn[],
  entry: Resource,
  sites: Sites,
): { cells: Cell[]; bad: Bad | null } {
  const cells: Cell[] = [];
  let bad: Bad | null = null;
  for (const [index, { place, type, typeAt }] of columns.entries()) {
    const read = (typeAt?.(row.line) ?? type)(row.cells[place] ?? '');
    if (typeof read === 'object' && read !== null) {
      bad ??= {
        column: entry.schema.fields[index]?.name as string,
        reason: read.problem,
        rule: read.rule,
      };
      cells.push(null);
    } else cells.push(read);
  }
  return { cells, bad: bad ?? atSites(cells, entry, sites) };
}

function namedTwice(table: Table, header: readonly string[], entry: Resource): Refused | null {
  const twice = entry.schema.fields.find(
    ({ name }) => header.indexOf(oneSpaced(name)) !== header.lastIndexOf(oneSpaced(name)),
  );
  if (!twice) return null;
  const at = header.flatMap((name, index) => (name === oneSpaced(twice.name) ? [index + 1] : []));
  return {
    code: 'export/duplicate-column',
    line: table.headerLine,
    found: `the header names "${twice.name}" in columns ${at.join(' and ')}`,
    allowed: 'each column that the contract reads once',
    fix: `rename one of them in the query that makes the dump, or say the step ${JSON.stringify({ numberRepeatedNames: true })}, which calls the second "${twice.name} 2"`,
  };
}

/** Days of stamps with an offset and without a zone are those of each offset, which the data page says. */
function offsetsOf(rows: TypedTable['rows'], { schema }: Resource): string[] {
  return schema.fields.flatMap(({ name, type, timeZone }, at) => {
    if (type !== 'datetime' || timeZone !== undefined) return [];
    const offsets = new Set<string>();
    for (const { cells } of rows) {
      const offset = /(?:Z|[+-]\d{2}:\d{2})$/.exec(String(cells[at] ?? '').slice(10))?.[0];
      if (offset !== undefined) offsets.add(offset);
    }
    return offsets.size === 0
      ? []
      : [
          `days of ${name} by the offset of each cell (${[...offsets].sort().join(', ')}), since the contract says no timeZone`,
        ];
  });
}

/** The contract makes a column of others that the file does not have. */
function noSource(table: Table, header: readonly string[], lacking: readonly string[]): Refused {
  const near = nearest(lacking[0]!, header);
  return {
    code: 'export/header',
    line: table.headerLine,
    found: `derive names the column "${lacking[0]}", which the file does not have`,
    allowed: header.slice(0, 12).join(', '),
    fix: near ? `did you mean "${near}"?` : 'correct derive in datapackage.json',
  };
}

/** Timestamps by the clock of the row's site; the first that is not one makes the row a bad one. */
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

/** True where a cell of a row can only be read with another cell of it, or is no plain number although it is read as one. */
export function readsAcross(entry: Resource): boolean {
  if (entry.trilens.seal !== undefined) return true;
  return entry.schema.fields.some((field) => field.timeZone === 'site' || field.isSpan);
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

/** A header of numbers and dates is none. */
function isValues(names: readonly string[]): boolean {
  const values = names.filter((name) => /^[-+]?[\d.,:/ -]*\d[\d.,:/ -]*%?$/.test(name));
  return names.length > 1 && values.length * 2 > names.length;
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
    return near ? `${name} (renamed to ${near}?)` : name;
  });
  return {
    code: 'export/header',
    line: table.headerLine,
    found: `the header changed; lacking: ${lines.join(', ')}${extra.length > 0 ? `; not expected: ${extra.slice(0, 12).join(', ')}` : ''}`,
    allowed: wanted.join(', '),
    fix: isValues(extra)
      ? 'the first line looks like values: write the names of the columns above it'
      : 'correct the query, or add a columnMap in datapackage.json',
  };
}
