import { longDate } from '#model/time/date.ts';
import { monthYear } from '#model/words/format.ts';
import type { SheetCell, TypedCell } from '#ingest/source/part.ts';
import type { CellKind } from './sheets.ts';

/** A cell that cannot be a value of its column: what it is, what may be there, and what to do. */
interface CellFlaw {
  found: string;
  allowed: string;
  fix: string;
}

type CellValue = { value: unknown; flaw: null } | { value: null; flaw: CellFlaw };

const AS_TEXT = 'format the cell as text and write the value again';

/** The value that a cell has in a record. Spreadsheets turn what people type into dates and numbers, so what could be either is refused. */
export function cellValue(cell: SheetCell, kind: CellKind): CellValue {
  if (typeof cell === 'string') return ofText(cell.trim(), kind);
  if (typeof cell === 'number') return ofNumber(cell, kind);
  if (typeof cell === 'boolean' || cell === null)
    return flaw(`the truth value ${String(cell)}`, WANTED[kind], AS_TEXT);
  return ofTyped(cell, kind);
}

const WANTED: Record<CellKind, string> = {
  text: 'a text',
  list: 'names with commas between them',
  number: 'a number',
  date: 'a date such as 2026-10-07',
  period: 'a period such as 2026-10, 2026-Q4 or 2026-10-07',
  until: 'a period such as 2026-10, 2026-Q4 or 2026-10-07',
};

function ofText(text: string, kind: CellKind): CellValue {
  if (kind === 'list')
    return found(
      text
        .split(/[,;\n]/)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    );
  if (kind !== 'number') return found(text);
  return /^-?\d+$/.test(text)
    ? found(Number(text))
    : flaw(`the text "${text}"`, WANTED.number, 'write the number without unit and separators');
}

function ofNumber(value: number, kind: CellKind): CellValue {
  if (kind === 'number') return found(value);
  if (kind === 'date') return flaw(`the number ${value}`, WANTED.date, 'format the cell as a date');
  if (!Number.isInteger(value)) return flaw(`the number ${value}`, WANTED[kind], AS_TEXT);
  return found(kind === 'list' ? [String(value)] : String(value));
}

function ofTyped({ kind: type, text }: TypedCell, kind: CellKind): CellValue {
  if (type === 'failed')
    return flaw(
      text === '' ? 'a formula without a result' : `the error ${text}`,
      WANTED[kind],
      'correct the formula, or write the value',
    );
  if (type === 'percent' && kind === 'number')
    return flaw(
      `${text}, a number with the format per cent`,
      WANTED.number,
      `a target in % is written as the number of per cent: ${text.replace('%', '')}, with the format "General"`,
    );
  const day =
    type === 'date'
      ? text
      : type === 'stamp'
        ? (/^(\S+)[T ]00:00(:00)?/.exec(text)?.[1] ?? null)
        : null;
  if (day !== null) return ofDay(day, kind);
  if (type === 'digits' && kind !== 'number' && kind !== 'date')
    return found(kind === 'list' ? [text] : text);
  return flaw(`"${text}", which the sheet holds as ${NAMED[type]}`, WANTED[kind], AS_TEXT);
}

const NAMED: Record<TypedCell['kind'], string> = {
  date: 'a date',
  stamp: 'a date with a time',
  time: 'a time',
  span: 'a duration',
  percent: 'per cent',
  digits: 'a very large number',
  failed: 'an error',
};

function ofDay(day: string, kind: CellKind): CellValue {
  if (kind === 'date' || kind === 'period') return found(day);
  if (kind === 'until')
    return day.endsWith('-01')
      ? flaw(
          `${longDate(day)}: that day, or ${monthYear(day)}, which spreadsheets turn into it`,
          WANTED.until,
          `format the cell as text, and write ${day.slice(0, 7)} for the month or ${day} for the day`,
        )
      : found(day);
  return flaw(`the date ${day}`, WANTED[kind], AS_TEXT);
}

const found = (value: unknown): CellValue => ({ value, flaw: null });
const flaw = (what: string, allowed: string, fix: string): CellValue => ({
  value: null,
  flaw: { found: what, allowed, fix },
});
