import type { Field } from '#ingest/contract/contract.ts';
import { detectDateFormat } from '#ingest/table/date/dateFormat.ts';
import { detectDecimal } from '#ingest/table/number.ts';
import type { SheetCell, TypedCell } from '#ingest/source/part.ts';
import { halfConverted } from './halfConverted.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import { dated } from './serial.ts';

/** How a field is read from the text of a sheet, and how cells with a type of their own are written there. */
export interface FieldOfSheet {
  field: Field;
  write: (cell: number | TypedCell) => string | null;
  refusal: SheetRefusal | null;
}

export interface ColumnOfSheet {
  rows: readonly SheetCell[][];
  /** The first row below the header. */
  from: number;
  missing: ReadonlySet<string>;
  from1904: boolean;
}

/** `at`: the place of its column; -1 where there is none of that name. */
export function fieldOfSheet(field: Field, at: number, column: ColumnOfSheet): FieldOfSheet {
  if (field.type === 'number' || field.type === 'integer') return numberField(field, at, column);
  if (field.type === 'date' || field.type === 'datetime') return dateField(field, at, column);
  return { field, write: () => null, refusal: null };
}

/** Numbers have no decimal mark of their own: they are written with the one that the texts of the column have. */
function numberField(field: Field, at: number, column: ColumnOfSheet): FieldOfSheet {
  const texts = textsOf(at, column);
  const { decimal, ambiguous, open } = detectDecimal(texts.map(({ text }) => text));
  const mark = field.decimalChar ?? decimal ?? '.';
  const write = (cell: number | TypedCell) => {
    const text = typeof cell === 'number' ? String(cell) : cell.text;
    return mark === ',' ? text.replace('.', ',') : text;
  };
  const hasNumbers = column.rows.some((row) =>
    at < 0 ? row.some((cell) => typeof cell === 'number') : typeof row[at] === 'number',
  );
  // Texts alone are read like those of any file.
  if (!hasNumbers || field.decimalChar !== undefined) return { field, write, refusal: null };
  const unclear = ambiguous ? (texts[open[0] ?? 0] ?? null) : null;
  return {
    field: { ...field, decimalChar: mark },
    write,
    refusal: unclear && {
      code: 'export/ambiguous-decimal',
      row: unclear.row,
      found: `${field.name} holds numbers and texts, and the decimal mark of the texts cannot be detected, such as "${unclear.text}"`,
      allowed: '"decimalChar": "." or ","',
      fix: `declare decimalChar for ${field.name} in datapackage.json, or turn the texts into numbers`,
    },
  };
}

/** Serial numbers of days that a sheet of today may hold: 1954 to 2119. */
const isDay = (cell: number) => cell > 20_000 && cell < 80_000;
/** Days from one calendar to the other. */
const FROM_1904 = 1462;

function dateField(field: Field, at: number, column: ColumnOfSheet): FieldOfSheet {
  const cells = column.rows.slice(column.from).map((row) => row[at] ?? null);
  const dates = cells.filter(isDate).length;
  const texts = textsOf(at, column);
  const isSerial = field.format === 'excel-serial';
  // A number among dates is a date without a format.
  const asDates = dates > 0 && (field.format === undefined || isSerial);
  const write = (cell: number | TypedCell) => {
    if (typeof cell !== 'number')
      return cell.kind === 'date' && field.type === 'datetime' ? `${cell.text}T00:00:00` : null;
    if (asDates && isDay(cell)) return dated(cell, 'stamp', column.from1904)?.text ?? null;
    return column.from1904 && isDay(cell) ? String(cell + FROM_1904) : null;
  };
  return {
    field: { ...field, format: formatBeside(field, dates, texts) },
    write,
    refusal: halfConverted(field, at, cells, column),
  };
}

/** Beside dates the texts alone tell their order; a date is understood in any. */
function formatBeside(
  field: Field,
  dates: number,
  texts: readonly { text: string }[],
): Field['format'] {
  const isOpen = field.format === undefined || field.format === 'excel-serial';
  if (dates === 0 || (texts.length > 0 && !isOpen)) return field.format;
  const { format, between } = detectDateFormat(
    texts.map(({ text }) => text),
    { name: field.name },
  );
  if (between.length > 0) return field.format;
  return format === 'day-first' || format === 'month-first' || format === 'month-name'
    ? format
    : 'iso';
}

function isDate(cell: SheetCell): boolean {
  return (
    typeof cell === 'object' && cell !== null && (cell.kind === 'date' || cell.kind === 'stamp')
  );
}

/** The texts of a column, with the rows of the sheet that they are in; those of missing values excepted. */
function textsOf(
  at: number,
  { rows, from, missing }: Omit<ColumnOfSheet, 'from1904'>,
): { text: string; row: number }[] {
  if (at < 0) return [];
  return rows.slice(from).flatMap((row, index) => {
    const cell = row[at];
    if (typeof cell !== 'string') return [];
    const text = cell.trim();
    return missing.has(text) ? [] : [{ text, row: from + index + 1 }];
  });
}
