import { declaresMissing, type Field, type Resource } from '#ingest/contract/contract.ts';
import type { RawRow, Table } from '#ingest/table/rows.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import { askedName, askedOf } from './asked.ts';
import type { Column, TypedContent } from './part.ts';
import type { FailedCell } from '#ingest/source/workbook/sheetRows.ts';

/** A row of a typed source; how it looks as a line is made only for those that are shown. */
class TypedRow implements RawRow {
  readonly line: number;
  readonly cells: string[];
  constructor(line: number, cells: string[]) {
    this.line = line;
    this.cells = cells;
  }
  get raw(): string {
    return this.cells.join(',');
  }
}

export interface TypedRows {
  table: Table;
  entry: Resource;
  /** Numbers that are none, by the row that they are in. */
  failed: Map<number, FailedCell>;
}

/**
 * A table that names its own columns: no header, footer or preamble is looked for in it, and its values are read as the
 * source types them, whatever the contract says of texts. Row 1 is the first.
 */
export function typedRows({ columns, rows }: TypedContent, entry: Resource): TypedRows {
  const header = columns.map(({ name }) => oneSpaced(name));
  const kinds = new Map(columns.map((column) => [askedName(column.name, askedOf(entry)), column]));
  const fields = entry.schema.fields.map((field) =>
    asTyped(field, kinds.get(oneSpaced(field.name)), columns),
  );
  const table: Table = {
    header,
    headerLine: 1,
    rows: rows.map(
      (cells, index) =>
        new TypedRow(
          index + 1,
          cells.map((cell) => cell ?? ''),
        ),
    ),
    ignored: [],
    malformed: [],
    rowsIn: rows.length,
    mended: [],
    reordered: [],
    otherHeader: null,
    units: new Map(),
  };
  return {
    table,
    entry: { ...entry, schema: { ...entry.schema, fields } },
    failed: failedIn(table, columns, entry),
  };
}

/** What a contract says of how texts are written is not said of typed values. */
function asTyped(field: Field, column: Column | undefined, columns: readonly Column[]): Field {
  // A column that is made of several, or of none.
  const kind = column?.kind ?? (columns.some((one) => one.kind === 'number') ? 'number' : 'text');
  if (kind === 'number' && (field.type === 'number' || field.type === 'integer'))
    return { ...field, decimalChar: '.', mark: field.mark ?? '' };
  if (kind === 'date' || kind === 'stamp' || kind === 'instant') return { ...field, format: 'iso' };
  return kind === 'boolean' && field.type === 'boolean'
    ? { ...field, trueValues: ['true'], falseValues: ['false'] }
    : field;
}

const NO_NUMBER = new Set(['NaN', 'Infinity', '-Infinity']);

/** A typed source has a missing value of its own: what is no number there came of a computation that failed. */
function failedIn(
  { rows }: Table,
  columns: readonly Column[],
  entry: Resource,
): Map<number, FailedCell> {
  const read = new Set(entry.schema.fields.map(({ name }) => oneSpaced(name)));
  const asked = askedOf(entry);
  const places = columns.flatMap(({ name, kind }, at) =>
    kind === 'number' && (read.has(askedName(name, asked)) || entry.trilens.unpivot)
      ? [{ at, name: askedName(name, asked) }]
      : [],
  );
  const failed = new Map<number, FailedCell>();
  for (const { line, cells } of rows) {
    for (const { at, name } of places) {
      const cell = cells[at]!;
      if (cell.length > 9 || !NO_NUMBER.has(cell) || declaresMissing(entry, cell)) continue;
      failed.set(line, { column: name, reason: `${name} is ${cell}: its computation failed` });
      break;
    }
  }
  return failed;
}
