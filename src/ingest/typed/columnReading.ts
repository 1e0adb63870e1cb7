import { cellReader, markName, type CellReader } from './cellReader.ts';
import type { Field } from '#ingest/contract/contract.ts';
import type { DateFormat } from '#ingest/table/date/date.ts';
import { detectDateFormat, type ColumnHint } from '#ingest/table/date/dateFormat.ts';
import { lostZero } from '#ingest/table/date/openPeriods.ts';
import type { Ambiguity } from './ambiguity.ts';
import { lettersOf } from '#ingest/table/date/zoneLetters.ts';
import { farNines } from './nines.ts';
import { otherCalendar } from './otherCalendar.ts';
import { unclearSpans } from './spanReading.ts';
import { unclearDates } from './unclearDates.ts';
import { markOf } from '#ingest/table/mark.ts';
import { calendar } from '#model/time/calendar.ts';
import { detectDecimal, markBeside } from '#ingest/table/number.ts';

/** How the cells of a column are read, and what was detected about them. */
export interface ColumnReading {
  /** Null: no cell showed one. */
  decimal: '.' | ',' | null;
  format: DateFormat;
  /** What is written beside the digits of all cells; empty for nothing, undefined where no cell shows it. */
  mark: string | undefined;
  /** A cell of nines alone that lies far outside the others. */
  nines: string | null;
  read: CellReader;
  detected: string[];
  /** Ways in which it can be read otherwise; any of them refuses the file. */
  ambiguous: Ambiguity[];
}

/** Up to this share of cells with another mark than the rest is a slip. */
const FEW_MARKS = 0.1;

/** What the contract leaves open is read from all cells of the column, missing ones excepted; what they leave open too is ambiguous, never guessed. */
export function columnReading(
  field: Field,
  cells: readonly string[],
  { maxQuarantined, ...hint }: ColumnHint & { maxQuarantined: number },
): ColumnReading {
  const reading: Omit<ColumnReading, 'read'> = {
    decimal: field.decimalChar ?? null,
    format: field.format ?? 'iso',
    mark: field.mark,
    nines: null,
    detected: [],
    ambiguous: [],
  };
  if (field.isSpan)
    return {
      ...reading,
      mark: '',
      ambiguous: unclearSpans(field, cells),
      read: cellReader(field, '.', reading.format),
    };
  if (field.type === 'number' || field.type === 'integer') {
    if (field.decimalChar === undefined) decimalOf(field, cells, reading);
    if (field.mark === undefined)
      marksOf(field, cells, Math.min(FEW_MARKS, maxQuarantined), reading);
    reading.nines = farNines(cells, reading.decimal ?? '.');
  }
  if (field.type === 'date' || field.type === 'datetime') formatOf(field, cells, hint, reading);
  return {
    ...reading,
    read: cellReader({ ...field, mark: reading.mark }, reading.decimal ?? '.', reading.format),
  };
}

type Found = Omit<ColumnReading, 'read'>;

function decimalOf({ name, type }: Field, cells: readonly string[], reading: Found): void {
  const { decimal, ambiguous, open } = detectDecimal(cells);
  reading.decimal = decimal;
  if (decimal === ',') reading.detected.push('decimal comma');
  if (!ambiguous) return;
  const marks = new Set(open.map((index) => (cells[index]?.includes('.') ? '.' : ',')));
  if (type === 'integer' && marks.size === 1 && partsThousands(cells, open)) {
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

/**
 * Of a whole number `1.234` can only be read in one way, as long as one mark parts the thousands of all. Where every group
 * is `000` it may be a quantity with three decimals (`12.000` pieces, as ERP systems write them), and where `1234` is
 * written too nobody parts thousands.
 */
function partsThousands(cells: readonly string[], open: readonly number[]): boolean {
  const isFraction = open.every((index) => /[.,]000(?!\d)/.test(cells[index]!));
  return !isFraction && !cells.some((cell) => /\d{4}/.test(cell));
}

/**
 * Currencies, units and percent signs beside digits are compared over the column: what all cells have is dropped. A few
 * cells that differ are quarantined like any bad cell, as many as the contract allows; more of them leave open what is meant.
 */
function marksOf(field: Field, cells: readonly string[], few: number, reading: Found): void {
  const places = new Map<string, number[]>();
  for (const [index, cell] of cells.entries()) {
    const mark = markBeside(cell);
    if (mark === null || (mark === '' && !/[1-9]/.test(cell))) continue;
    const held = places.get(mark);
    if (held) held.push(index);
    else places.set(mark, [index]);
  }
  // What a percent sign means beside bare cells, the scale says.
  const isShare = [...places.keys()].every((mark) => mark === '' || mark === '%');
  if (isShare && field.scale !== undefined) return;
  const [most, ...others] = [...places].sort((a, b) => b[1].length - a[1].length);
  if (!most) return;
  const odd = others.reduce((sum, [, at]) => sum + at.length, 0);
  if (odd <= few * (most[1].length + odd)) {
    reading.mark = most[0];
    const other = otherUnit(field, ...most);
    if (other) reading.ambiguous.push(other);
    if (most[0] !== '' && most[0] !== '%')
      reading.detected.push(`${most[0]} beside the digits of ${field.name}`);
  } else reading.ambiguous.push(isShare ? mixedShares(field, places) : mixedMarks(field, places));
}

/** Numbers in kWh of a column that the contract says is in MWh. Words of magnitude are multiplied out before they are compared. */
export function otherUnit(
  { name, unit }: Field,
  mark: string,
  at: readonly number[],
): Ambiguity | null {
  const written = mark.replace(/^10\^\d+ ?/, '');
  const said = unit === undefined ? null : markOf(unit);
  if (said === null || written === '' || (said.id === written && said.power === 0)) return null;
  return {
    code: 'export/other-unit',
    found: `the contract says that ${name} is in ${unit}, and the file says ${markName(written)}`,
    cells: at.slice(0, 1),
    say: (cell) => `"${cell}"`,
    allowed: `numbers in ${unit}`,
    fix: `correct the unit of ${name} in datapackage.json`,
  };
}

function mixedShares({ name }: Field, places: ReadonlyMap<string, number[]>): Ambiguity {
  return {
    code: 'export/ambiguous-percent',
    found: `${name} holds cells with a percent sign and cells without`,
    cells: [places.get('%')?.[0] as number, places.get('')?.[0] as number],
    say: (cell) => `"${cell}"`,
    allowed: '"scale": { "written": "0..1" or "0..100", "read": … }',
    fix: `declare scale for ${name} in datapackage.json`,
  };
}

function mixedMarks({ name }: Field, places: ReadonlyMap<string, number[]>): Ambiguity {
  const names = [...places.keys()].map((mark) => (mark === '' ? 'nothing' : markName(mark)));
  return {
    code: 'export/ambiguous-unit',
    found: `${name} holds ${names.slice(0, -1).join(', ')} and ${names.at(-1)} beside its digits, which cannot be added`,
    cells: [...places.values()].map((at) => at[0]!).sort((a, b) => a - b),
    say: (cell) => `"${cell}"`,
    allowed: 'one unit or currency in all cells of a column',
    fix: `export ${name} in one unit, or its unit in a column of its own${places.has('') ? `; where the letters are a flag, say the step ${JSON.stringify({ splitFlag: { column: name, into: 'flag' } })}` : ''}`,
  };
}

function formatOf(
  { name, format: declared, timeZone }: Field,
  written: readonly string[],
  hint: ColumnHint,
  reading: Found,
): void {
  const cells =
    timeZone === undefined ? written : written.map((cell) => lettersOf(cell)?.stamp ?? cell);
  const found =
    declared === undefined
      ? detectDateFormat(cells, { ...hint, name })
      : declared === 'year-month' && cells.some((cell) => /^\d{4}[.,]0[1-9]$/.test(cell))
        ? lostZero(cells)
        : null;
  const other = otherCalendar(name, cells, found?.format ?? declared ?? 'iso');
  if (other) reading.ambiguous.push(other);
  if (!found) return;
  const { format, between, open } = found;
  reading.format = format ?? declared ?? 'iso';
  if (declared === undefined && reading.format !== 'iso')
    reading.detected.push(`${reading.format} dates`);
  if (between.length > 0) reading.ambiguous.push(unclearDates(name, between, open, cells));
  // A year that is not said to be the fiscal one may be either, where the portfolio has one.
  if ((format === 'quarter' || format === 'year') && calendar().fiscal !== null)
    reading.ambiguous.push(unclearDates(name, [format, `fiscal-${format}`], [0, 1], cells));
}

/** A cell with a decimal comma and one with a decimal point. */
function bothMarks(cells: readonly string[]): number[] {
  const comma = cells.findIndex((cell) => /,\d{1,2}(\D|$)|,\d{4,}/.test(cell));
  const point = cells.findIndex((cell) => /\.\d{1,2}(\D|$)|\.\d{4,}/.test(cell));
  return [comma, point].filter((index) => index !== -1);
}
