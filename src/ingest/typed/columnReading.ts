import { cellReader, type CellReader } from './cellReader.ts';
import type { Field } from '#ingest/contract/contract.ts';
import { detectDateFormat, parseDate, type DateFormat } from '#ingest/table/date.ts';
import { detectDecimal } from '#ingest/table/number.ts';

/** How the cells of a column are read, and what was found out about them. */
export interface ColumnReading {
  /** Null: no cell showed one. */
  decimal: '.' | ',' | null;
  format: DateFormat;
  signs: Field['signs'];
  read: CellReader;
  detected: string[];
  /** Ways in which it can be read otherwise; any of them refuses the file. */
  ambiguous: Ambiguity[];
}

export interface Ambiguity {
  code: string;
  found: string;
  /** Cells that show it, by their index, and what each can be. */
  cells: readonly number[];
  say: (cell: string) => string;
  allowed: string;
  fix: string;
}

/** Up to this share of cells that bear a percent sign, or lack it, where the others do not is a slip. */
const FEW_SIGNS = 0.1;

/** What the contract leaves open is told from all cells of the column, missing ones excepted; what they leave open too is ambiguous, never guessed. */
export function columnReading(
  field: Field,
  cells: readonly string[],
  maxQuarantined: number,
): ColumnReading {
  const reading: Omit<ColumnReading, 'read'> = {
    decimal: field.decimalChar ?? null,
    format: field.format ?? 'iso',
    signs: field.signs,
    detected: [],
    ambiguous: [],
  };
  if (field.type === 'number' || field.type === 'integer') {
    if (field.decimalChar === undefined) decimalOf(field, cells, reading);
    if (field.scale === undefined && field.signs === undefined)
      signsOf(field, cells, Math.min(FEW_SIGNS, maxQuarantined), reading);
  }
  if ((field.type === 'date' || field.type === 'datetime') && field.format === undefined)
    formatOf(field, cells, reading);
  return {
    ...reading,
    read: cellReader({ ...field, signs: reading.signs }, reading.decimal ?? '.', reading.format),
  };
}

type Found = Omit<ColumnReading, 'read'>;

function decimalOf({ name, type }: Field, cells: readonly string[], reading: Found): void {
  const { decimal, ambiguous, open } = detectDecimal(cells);
  reading.decimal = decimal;
  if (decimal === ',') reading.detected.push('decimal comma');
  if (!ambiguous) return;
  // Of a whole number `1.234` can only be read in one way, as long as one mark parts the thousands of all.
  const marks = new Set(open.map((index) => (cells[index]?.includes('.') ? '.' : ',')));
  if (type === 'integer' && marks.size === 1) {
    reading.decimal = marks.has('.') ? ',' : '.';
    return;
  }
  reading.ambiguous.push({
    code: 'export/ambiguous-decimal',
    found: `the decimal mark of ${name} cannot be told`,
    cells: open.length > 0 ? open : bothMarks(cells),
    say: (cell) =>
      open.length > 0
        ? `"${cell}" is ${cell.replace(/[.,]/, '')} or ${cell.replace(',', '.')}`
        : `"${cell}"`,
    allowed: '"decimalChar": "." or ","',
    fix: `declare decimalChar for ${name} in datapackage.json`,
  });
}

/** A few cells that differ from the rest are set aside like any bad cell, as many as the contract allows; more of them leave open what is meant. */
function signsOf({ name }: Field, cells: readonly string[], few: number, reading: Found): void {
  const signed = cells.flatMap((cell, index) => (cell.includes('%') ? [index] : []));
  const bare = cells.flatMap((cell, index) =>
    !cell.includes('%') && /[1-9]/.test(cell) ? [index] : [],
  );
  const all = signed.length + bare.length;
  if (all === 0) return;
  if (Math.min(signed.length, bare.length) <= few * all)
    reading.signs = signed.length > bare.length ? 'all' : 'none';
  else {
    reading.ambiguous.push({
      code: 'export/ambiguous-percent',
      found: `${name} holds cells with a percent sign and cells without`,
      cells: [signed[0] as number, bare[0] as number],
      say: (cell) => `"${cell}"`,
      allowed: '"scale": { "written": "0..1" or "0..100", "read": … }',
      fix: `declare scale for ${name} in datapackage.json`,
    });
  }
}

function formatOf({ name }: Field, cells: readonly string[], reading: Found): void {
  const { format, ambiguous, open } = detectDateFormat(cells);
  reading.format = format ?? 'iso';
  if (reading.format !== 'iso') reading.detected.push(`${reading.format} dates`);
  if (!ambiguous) return;
  const mixed = open.some((index) => !bothOrders(cells[index] as string));
  reading.ambiguous.push({
    code: 'export/ambiguous-date',
    cells: open,
    say: ordersOf,
    allowed: 'day-first, month-first',
    found: mixed
      ? `the dates of ${name} are day-first in some rows and month-first in others`
      : `the dates of ${name} can be day-first or month-first`,
    fix: mixed
      ? 'export them in one order, best as 2026-10-07'
      : `declare the format of ${name} in datapackage.json`,
  });
}

/** A cell with a decimal comma and one with a decimal point. */
function bothMarks(cells: readonly string[]): number[] {
  const comma = cells.findIndex((cell) => /,\d{1,2}(\D|$)|,\d{4,}/.test(cell));
  const point = cells.findIndex((cell) => /\.\d{1,2}(\D|$)|\.\d{4,}/.test(cell));
  return [comma, point].filter((index) => index !== -1);
}

function bothOrders(cell: string): boolean {
  return (
    !('problem' in parseDate(cell, 'day-first')) && !('problem' in parseDate(cell, 'month-first'))
  );
}

function ordersOf(cell: string): string {
  const read = (['day-first', 'month-first'] as const).flatMap((format) => {
    const parsed = parseDate(cell, format);
    return 'date' in parsed ? [parsed.date] : [];
  });
  return `${cell} is ${read.join(' or ')}`;
}
