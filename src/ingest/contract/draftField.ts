import { parseDate, type DateFormat } from '#ingest/table/date/date.ts';
import { detectDateFormat } from '#ingest/table/date/dateFormat.ts';
import type { FoundFormat } from '#ingest/table/date/foundFormat.ts';
import { secondsOf } from '#ingest/table/date/span.ts';
import { isZone } from '#ingest/table/date/time.ts';
import { isMissing } from '#ingest/table/kinds.ts';
import { detectDecimal, parseNumber } from '#ingest/table/number.ts';
import { writtenFormat } from './draftPattern.ts';

export interface DraftField {
  name: string;
  type: string;
  format?: DateFormat;
  decimalChar?: ',';
  groupChar?: '.';
  timeZone?: string;
}

const DATED =
  /dat(e|um|a)|day|tag|jour|fecha|dato|opened|closed|from|until|created|due|week|woche|month|monat|period|stamp|zeit|time|(^|[^a-z])(at|kw|wk|ts)([^a-z]|$)/i;
/** Formats whose cells may be numbers of anything; only the name of their column makes them dates. */
const BARE = /^\d+([.,]\d+)?$/;
/** A number as programs write very large and very small ones. */
const SCIENTIFIC = /^-?\d[.,]\d+e[+-]?\d{1,3}$/i;

/** A column as its cells and its name show it; what they leave open goes to `open`. Nothing that holds letters is a number. */
export function fieldOf(
  name: string,
  all: readonly string[],
  { words, open }: { words: ReadonlySet<string>; open: string[] },
): DraftField {
  const cells = all.filter((cell) => !isMissing(cell) && !words.has(cell));
  if (cells.length === 0) return { name, type: 'string' };
  const found = dateField(name, cells, open) ?? numberField(name, cells, open);
  if (found) return found;
  if (cells.every((cell) => secondsOf(cell) !== null))
    open.push(
      `${name} holds times of day or spans of time; say type duration where they are spans`,
    );
  return { name, type: 'string' };
}

function dateField(name: string, cells: readonly string[], open: string[]): DraftField | null {
  const isNamed = DATED.test(name);
  const isBare = cells.every((cell) => BARE.test(cell));
  if (isBare && !isNamed) return null;
  const { format, between } = detectDateFormat(cells, { name });
  if (between.length > 0) {
    open.push(openDates(name, between));
    return { name, type: 'date' };
  }
  if (format === null || format === 'year') return null;
  const dates = cells.map((cell) => parseDate(cell, format));
  if (!dates.every((read) => 'date' in read && (!isBare || isUsual(read.date)))) return null;
  const timed = dates.filter((read) => 'time' in read).length > 0.5 * cells.length;
  const written = writtenFormat(cells, format);
  return {
    name,
    type: timed ? 'datetime' : 'date',
    ...(written === undefined ? {} : { format: written }),
    ...(timed ? zoneField(name, cells, open) : {}),
  };
}

function openDates(name: string, between: FoundFormat['between']): string {
  if (between.includes('lost-zero'))
    return `the months of ${name} may have lost a zero in a spreadsheet; export them as text`;
  if (between.includes('two-years'))
    return `${name} can be years that reach into the next, or ${between[0]}; export the first day of each year, or say format`;
  if (between.includes('days-of-months'))
    return `${name} can be days without their year, or months; export them with the year, or say format`;
  return `the dates of ${name} can be ${between.join(' or ')}; say format`;
}

/** Whose clock stamps are of: UTC where all say so, the zone that all name; else only people know. */
function zoneField(
  name: string,
  cells: readonly string[],
  open: string[],
): Pick<DraftField, 'timeZone'> {
  const zones = new Set(cells.map((cell) => /\[([\w/+-]+)\]$/.exec(cell)?.[1] ?? ''));
  const [zone = ''] = zones;
  if (zones.size === 1 && zone !== '' && isZone(zone)) return { timeZone: zone };
  if (cells.every((cell) => /(?:Z|UTC)$/.test(cell))) {
    open.push(
      `the days of ${name} are those of UTC; say the timeZone of the plant, where they are its days`,
    );
    return { timeZone: 'UTC' };
  }
  open.push(`say the timeZone of ${name}`);
  return {};
}

/** Bare numbers are only dates of the decades in which tables were kept. */
const isUsual = (date: string) => date >= '1990' && date < '2050';

function numberField(name: string, cells: readonly string[], open: string[]): DraftField | null {
  const { decimal, ambiguous, open: unclear } = detectDecimal(cells);
  if (cells.some((cell) => isNoQuantity(cell))) {
    const isAmount = cells.every((cell) => 'value' in parseNumber(cell, decimal ?? '.'));
    if (isAmount && cells.every((cell) => /\p{L}/u.test(cell)))
      open.push(`${name} holds letters beside its digits; say type number where they are its unit`);
    else openFlags(name, cells, open);
    return null;
  }
  const reads = (cell: string) =>
    'value' in parseNumber(cell, decimal ?? '.') || /^-?\d{1,3}([.,]\d{3})+$/.test(cell);
  if (!cells.every(reads)) return null;
  if (ambiguous) {
    const shown = cells[unclear[0] ?? 0]!;
    const isFraction = unclear.every((at) => /[.,]000$/.test(cells[at]!));
    open.push(
      isFraction
        ? `"${shown}" in ${name} is ${shown.replace(/[.,]/, '')} or ${shown.replace(/[.,]0+$/, '')}; say decimalChar`
        : `the marks in ${name} part thousands or decimals; say type integer where it counts things, else decimalChar`,
    );
    return { name, type: 'number' };
  }
  const isWhole = decimal === null && cells.every((cell) => /^[+-]?\d+$/.test(cell));
  return {
    name,
    type: isWhole ? 'integer' : 'number',
    ...(decimal === ',' ? { decimalChar: ',' } : {}),
    ...(decimal === ',' && cells.some((cell) => /\d\.\d{3}/.test(cell)) ? { groupChar: '.' } : {}),
  };
}

/** Mostly numbers, and beside some of them a flag: `98.0 bp`, `99.1`, `:`. */
function openFlags(name: string, cells: readonly string[], open: string[]): void {
  const isNumber = (cell: string) => /^-?\d+([.,]\d+)?$/.test(cell);
  const flagged = cells.filter((cell) => /^-?\d+([.,]\d+)? ?[a-z]{1,3}$/i.test(cell));
  const plain = cells.filter(isNumber);
  const isMost = flagged.length + plain.length >= 0.8 * cells.length;
  if (flagged.length > 0 && plain.length > 0 && isMost)
    open.push(
      `${name} holds text beside some of its numbers, such as "${flagged[0]}"; where that is a flag, the step ${JSON.stringify({ splitFlag: { column: name, into: 'flag' } })} parts them`,
    );
}

/** Letters, a zero that leads, or more digits than a number holds: a name or a code. */
function isNoQuantity(cell: string): boolean {
  if (/^0\d+$/.test(cell)) return true;
  if (/^\d+$/.test(cell) && !Number.isSafeInteger(Number(cell))) return true;
  return /\p{L}/u.test(cell) && !SCIENTIFIC.test(cell);
}
