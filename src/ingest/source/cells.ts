import type { Field, Resource } from '#ingest/contract/contract.ts';
import type { SourceCell } from './part.ts';

/**
 * Typed cells as the text that the table reader reads, so that a workbook, a Parquet file and a query are reconciled
 * like any CSV. Dates and numbers are written as the contract says they look; `entry` is the contract for that text.
 */
export function cellsAsText(
  rows: readonly (readonly SourceCell[])[],
  entry: Resource,
): { text: string; lineOf: (line: number) => number; headerLine: number | null; entry: Resource } {
  const formats = new Map(entry.schema.fields.map((field) => [field.name, field]));
  const map = entry.trilens.columnMap;
  const nameOf = (cell: SourceCell) =>
    typeof cell !== 'string'
      ? ''
      : Object.hasOwn(map, cell.trim())
        ? (map[cell.trim()] as string)
        : cell.trim();
  const wanted = new Set(entry.trilens.unpivot?.keep ?? formats.keys());
  const headerAt =
    entry.dialect.headerLine !== undefined
      ? entry.dialect.headerLine - 1
      : rows.findIndex(
          (row) =>
            row.filter((cell) => wanted.has(nameOf(cell))).length >= Math.min(2, wanted.size),
        );
  const columnNames = (rows[headerAt] ?? []).map(nameOf);
  const fields = columnNames.map((name) => formats.get(name));
  const starts: number[] = [];
  const lines: string[] = [];
  let line = 1;
  for (const row of rows) {
    starts.push(line);
    const text = row.map((cell, index) => quoted(cellText(cell, fields[index]))).join(',');
    lines.push(text);
    line += text.includes('\n') ? text.split('\n').length : 1;
  }
  const flat = line === rows.length + 1;
  return {
    text: `${lines.join('\n')}\n`,
    headerLine: starts[headerAt] ?? null,
    lineOf: flat ? (at) => at : (at) => rowAt(starts, at),
    entry: {
      ...entry,
      schema: {
        ...entry.schema,
        fields: entry.schema.fields.map((field) => withDecimal(field, rows, columnNames)),
      },
    },
  };
}

function cellText(cell: SourceCell, field: Field | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell, field);
  if (typeof cell === 'number') return Number.isFinite(cell) ? numberText(cell, field) : '';
  if (typeof cell === 'bigint') return String(cell);
  if (typeof cell === 'string') return cell.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  return typeof cell === 'boolean' ? String(cell) : JSON.stringify(cell);
}

function numberText(value: number, field: Field | undefined): string {
  return field?.decimalChar === ',' ? String(value).replace('.', ',') : String(value);
}

/** A date cell in the format that the contract declares for texts of that column; midnight is a day without a time. */
function dateText(value: Date, field: Field | undefined): string {
  if (Number.isNaN(value.getTime())) return '';
  const iso = value.toISOString();
  const [year, month, day] = iso.slice(0, 10).split('-');
  const time = iso.slice(11, 19);
  const after = time === '00:00:00' && field?.type !== 'datetime' ? '' : time;
  if (field?.format === 'day-first') return `${day}.${month}.${year}${after && ` ${after}`}`;
  if (field?.format === 'month-first') return `${month}/${day}/${year}${after && ` ${after}`}`;
  if (field?.format === 'excel-serial') return String(value.getTime() / 86_400_000 + 25_569);
  return `${iso.slice(0, 10)}${after && `T${after}`}`;
}

/** Where most cells of a column are numbers already, their decimal mark is not open to doubt. */
function withDecimal(
  field: Field,
  rows: readonly (readonly SourceCell[])[],
  names: readonly string[],
): Field {
  if ((field.type !== 'number' && field.type !== 'integer') || field.decimalChar !== undefined)
    return field;
  const at = names.indexOf(field.name);
  const numbers = rows.reduce(
    (count, row) =>
      count +
      (at >= 0
        ? Number(typeof row[at] === 'number')
        : Number(row.some((cell) => typeof cell === 'number'))),
    0,
  );
  const texts =
    at < 0
      ? 0
      : rows.reduce(
          (count, row) =>
            count +
            Number(typeof row[at] === 'string' && row[at] !== field.name && row[at].trim() !== ''),
          0,
        );
  return numbers > texts ? { ...field, decimalChar: '.' } : field;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** 1-based row whose text begins at or before a line. */
function rowAt(starts: readonly number[], line: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= line) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
