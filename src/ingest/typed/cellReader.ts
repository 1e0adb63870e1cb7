import type { Field } from '#ingest/contract/contract.ts';
import { parseBoolean } from '#ingest/table/boolean.ts';
import { parseDate, type DateFormat } from '#ingest/table/date/date.ts';
import { parseNumber, type ParsedNumber } from '#ingest/table/number.ts';
import { secondsOf } from '#ingest/table/date/span.ts';
import { spanReader } from './spanReading.ts';
import { inZone } from '#ingest/table/date/time.ts';
import { byLetters, lettersOf } from '#ingest/table/date/zoneLetters.ts';

/** A typed cell: text, number, or null where it is missing. Dates and timestamps stay ISO text, and whole numbers beyond 2^53 their digits. */
export type Cell = string | number | null;

/** What is wrong with a cell, and the rule that says so. */
export interface BadCell {
  problem: string;
  rule: string;
}

/** A cell as a quantity: a whole number too long to be held exactly is kept as its digits, and is then rounded. */
export function quantityOf(cell: Cell | BadCell | undefined): number | undefined {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && /^-?\d{16,}$/.test(cell) ? Number(cell) : undefined;
}

export type CellReader = (cell: string) => Cell | BadCell;

/** Reads the trimmed cells of one column, missing ones excepted, in the decimal mark and date format of that column. */
export function cellReader(field: Field, decimal: '.' | ',', format: DateFormat): CellReader {
  const within = bounds(field);
  if (field.isSpan) {
    const span = spanReader(field);
    return (cell) => {
      const read = span(cell);
      return typeof read === 'number' ? within(read) : read;
    };
  }
  if (field.type === 'number' || field.type === 'integer')
    return numberReader(field, decimal, within);
  if (field.type === 'date' || field.type === 'datetime') return dateReader(field, format, within);
  if (field.type === 'boolean') return booleanReader(field);
  return (cell) => within(asTyped(cell));
}

type Within = (value: Cell) => Cell | BadCell;

/** What the constraints of a field let through. */
function bounds({ name, constraints }: Field): Within {
  const { minimum, maximum } = constraints;
  const allowed = constraints.enum ? new Set(constraints.enum) : null;
  return (value) => {
    if (value !== null && minimum !== undefined && value < minimum)
      return {
        problem: `${name} is ${value}; at least ${minimum} is allowed`,
        rule: 'export/minimum',
      };
    if (value !== null && maximum !== undefined && value > maximum)
      return {
        problem: `${name} is ${value}; at most ${maximum} is allowed`,
        rule: 'export/maximum',
      };
    if (allowed && !allowed.has(String(value)))
      return {
        problem: `${name} is "${value}"; allowed are ${[...allowed].join(', ')}`,
        rule: 'export/enum',
      };
    return value;
  };
}

function numberReader(field: Field, decimal: '.' | ',', within: Within): CellReader {
  return (cell) => {
    const parsed = parseNumber(cell, decimal);
    if ('problem' in parsed)
      return {
        problem: `${field.name}: ${parsed.problem}${secondsOf(cell) === null ? '' : '; of spans of time say type duration'}`,
        rule: 'export/number',
      };
    const odd = oddMark(field, parsed);
    if (odd) return { ...odd, problem: `${field.name} is ${cell}; ${odd.problem}` };
    const value =
      field.scale === undefined || typeof parsed.value === 'string'
        ? parsed.value
        : scaled(parsed.value, parsed.mark === '%', field.scale);
    if (field.type === 'integer' && typeof value === 'number' && !Number.isInteger(value))
      return {
        problem: `${field.name} is ${cell}; whole numbers are allowed`,
        rule: 'export/integer',
      };
    return within(value);
  };
}

function dateReader(field: Field, format: DateFormat, within: Within): CellReader {
  const zone = field.timeZone === 'site' ? undefined : field.timeZone;
  const bad = (why: string, rule = 'export/date') => ({ problem: `${field.name}: ${why}`, rule });
  return (cell) => {
    const zoneless = lettersOf(cell);
    const parsed = parseDate(zone === undefined ? cell : (zoneless?.stamp ?? cell), format);
    if ('problem' in parsed) {
      const why = zoneless && zone === undefined ? lettersAlone(zoneless.letters) : '';
      return bad(`${parsed.problem}${why}`);
    }
    if (parsed.time === undefined) return within(parsed.date);
    const clock = `${parsed.date}T${parsed.time}`;
    const stamp = zoneless && zone ? byLetters(clock, zone, zoneless.letters) : clock;
    if (stamp === null)
      return bad(`"${cell}" has letters that the clocks of ${zone} do not have then`);
    const zoned = zone === undefined ? stamp : inZone(stamp, zone, field.overlap);
    if (typeof zoned === 'object') return bad(zoned.problem, 'export/clock-change');
    const keepsTime = field.type === 'datetime' || field.timeZone === 'site';
    return within(keepsTime ? zoned : zoned.slice(0, 10));
  };
}

function booleanReader({ name, trueValues, falseValues }: Field): CellReader {
  const own = { true: trueValues, false: falseValues };
  const listed = [...(trueValues ?? []), ...(falseValues ?? [])];
  const allowed = listed.length > 0 ? `; allowed are ${listed.join(', ')}` : '';
  return (cell) =>
    parseBoolean(cell, own) ?? {
      problem: `${name}: "${cell}" is not yes or no${allowed}`,
      rule: 'export/boolean',
    };
}

/** Letters of a zone are read only where the contract says which zone they are of. */
function lettersAlone(letters: string): string {
  return `; ${letters} is in several zones: say timeZone in the contract, such as Europe/Berlin`;
}

/** A text without what pasting leaves in it: spaces that do not break, characters of no width, letters in two pieces. */
function asTyped(cell: string): string {
  if (!/[^ -~]/.test(cell)) return cell;
  return cell
    .replaceAll(/[\u200b\u200e\u200f\u2060\ufeff]/g, '')
    .replaceAll(/[\u00a0\u2007\u202f]/g, ' ')
    .trim()
    .normalize('NFC');
}

/** What a cell lacks that the rest of its column has beside the digits, or has that the rest lacks. Nothing is nothing in any unit. */
function oddMark(field: Field, { value, mark = '' }: ParsedNumber): BadCell | null {
  if (field.mark === undefined || value === 0 || mark === field.mark) return null;
  const isShare = (mark || '%') === '%' && (field.mark || '%') === '%';
  if (isShare && field.scale !== undefined) return null;
  const rest =
    field.mark === '' ? `has no ${markName(mark)}` : `has ${withArticle(markName(field.mark))}`;
  return {
    problem: `the rest of the column ${rest}${isShare ? ', and scale does not say what it means' : ''}`,
    rule: isShare ? 'export/ambiguous-percent' : 'export/ambiguous-unit',
  };
}

/** A mark in words, for messages. */
export function markName(mark: string): string {
  return mark === '%' ? 'percent sign' : mark;
}

const withArticle = (name: string) => (name === 'percent sign' ? `a ${name}` : name);

/** A share in the scale that the contract reads it in. A percent sign says by itself that a cell counts to 100. */
function scaled(value: number, percent: boolean, scale: NonNullable<Field['scale']>): number {
  const written = percent ? '0..100' : scale.written;
  if (written === scale.read) return value;
  // By way of decimal digits, so that 57.3 becomes 0.573 and not 0.5730000000000001.
  return /e/i.test(String(value))
    ? value * (scale.read === '0..1' ? 0.01 : 100)
    : Number(`${value}e${scale.read === '0..1' ? -2 : 2}`);
}

/** A timestamp of a row whose site says in which zone it was taken; without a zone it is a bad cell. */
export function atSite(field: Field, value: Cell, zone: string | undefined): Cell | BadCell {
  if (typeof value !== 'string' || value.length <= 10) return value;
  if (zone === undefined)
    return {
      problem: `${field.name}: the time zone of the row's site is not known; give it a timeZone in sites.yaml`,
      rule: 'export/no-zone',
    };
  const zoned = inZone(value, zone, field.overlap);
  if (typeof zoned === 'object')
    return { problem: `${field.name}: ${zoned.problem}`, rule: 'export/clock-change' };
  return field.type === 'datetime' ? zoned : zoned.slice(0, 10);
}
