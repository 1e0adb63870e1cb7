import iconv from 'iconv-lite';
import type { Field, PlacedResource } from '#ingest/contract/contract.ts';
import { contradictionColumns } from '#ingest/export/doubt/rowDoubts.ts';
import type { Layout } from '#ingest/export/readPart.ts';
import type { Wanted } from '#ingest/tally/count.ts';
import type { DateFormat } from '#ingest/table/date/date.ts';
import { detectDateFormat } from '#ingest/table/date/dateFormat.ts';
import { detectDecimal, markBeside } from '#ingest/table/number.ts';
import { quantityOf } from '#ingest/typed/cellReader.ts';
import { sentinels } from '#ingest/typed/missing.ts';
import { readsAcross } from '#ingest/typed/typedTable.ts';
import { Dictionary } from './dictionary.ts';
import { keyFields } from './keys.ts';

/** Thrown where a file turns out not to be as plain as its beginning; it is then read whole. */
export class NotPlain extends Error {}

export const SKIPPED = 0;
const WORD = 1;
export const NUMBER = 2;
export const DAY = 3;

/** How the cells of one column of the file are taken. */
export interface Column {
  kind: number;
  /** Place of its field in the contract; -1 for a column that no field names. */
  field: number;
  dictionary: Dictionary;
  /** Plainly written numbers are what they say. */
  isFast: boolean;
  /** Byte of the decimal mark; 0 where no cell of the beginning showed one. */
  decimal: number;
  least: number;
  most: number;
  whole: boolean;
  /** A number that is not written plainly. */
  number: (bytes: Buffer) => number | null;
}

/** More cells than this that differ from their column in what is beside their digits are no slips; the whole file then says what they are. */
const MANY_SLIPS = 100;

/** The columns of a file in their order, or null where one cannot be read in passing. */
export function columnsOf(
  entry: PlacedResource,
  layout: Layout,
  wanted: Wanted,
  encoding: string,
  onRestart: () => void,
): Column[] | null {
  const decode = decoder(encoding);
  if (!decode || entry.trilens.unpivot || readsAcross(entry)) return null;
  if (wanted.families.some(daysDependOnOtherColumns)) return null;
  const grouping = usedColumns(entry, wanted);
  return layout.header.map((_, place) => {
    const field = layout.columns.findIndex((column) => column.place === place);
    const about = entry.schema.fields[field];
    const layoutOf = layout.columns[field];
    if (!about || !layoutOf)
      return {
        kind: SKIPPED,
        field: -1,
        dictionary: new Dictionary(() => null, decode, onRestart),
        isFast: false,
        decimal: 0,
        least: -Infinity,
        most: Infinity,
        whole: false,
        number: () => null,
      };
    const { decimal, mark, type } = layoutOf;
    const { minimum, maximum } = about.constraints;
    let slips = 0;
    const checked = (cell: string) => {
      const read = type(cell);
      if (read !== null && typeof read === 'object' && tellsOtherwise(about, cell.trim(), decimal))
        throw new NotPlain(`${about.name}: ${cell}`);
      return read;
    };
    return {
      kind: kindOf(about, layoutOf.format, field, grouping),
      isFast: about.scale === undefined && (mark ?? '') === '' && sentinels(entry).length === 0,
      field,
      dictionary: new Dictionary(checked, decode, onRestart),
      decimal: decimal === null ? 0 : decimal.charCodeAt(0),
      least: typeof minimum === 'number' ? minimum : -Infinity,
      most: typeof maximum === 'number' ? maximum : Infinity,
      whole: about.type === 'integer',
      number: (bytes) => {
        const cell = decode(bytes);
        // Where the beginning showed no value, nobody knows yet what a mark is to the rest.
        const beside = mark === undefined ? markBeside(cell) : null;
        const isNews = beside && !(beside === '%' && about.scale !== undefined);
        if (isNews || (about.decimalChar === undefined && marksOtherwise(cell.trim(), decimal)))
          throw new NotPlain(`${about.name}: ${cell}`);
        const read = type(cell);
        if (
          typeof read === 'object' &&
          read?.rule.startsWith('export/ambiguous-') &&
          ++slips > MANY_SLIPS
        )
          throw new NotPlain(`${about.name}: ${cell}`);
        return read === null ? Number.NaN : (quantityOf(read) ?? null);
      },
    };
  });
}

/** Columns by which rows are grouped or filtered, or of which more than a number is asked. */
function usedColumns(
  entry: PlacedResource,
  { digest, families, lasting }: Wanted,
): { words: ReadonlySet<number>; whole: ReadonlySet<number> } {
  const whole = new Set<number>();
  const days = new Set<number>();
  for (const family of [digest, ...families]) {
    if (family.then.length > 0) throw new NotPlain('rows that are grouped by a path of columns');
    for (const at of [
      family.site,
      family.line,
      family.role,
      family.status,
      ...family.where.map((filter) => filter.column),
    ])
      whole.add(at);
    for (const at of [family.date, family.vintage]) days.add(at);
    // Where the production day begins at another time than midnight, the time of a stamp counts, too.
    if (family.dayStarts !== null) whole.add(family.date);
    for (const at of family.filled)
      if (entry.schema.fields[at]?.type !== 'number' && entry.schema.fields[at]?.type !== 'integer')
        days.add(at);
    for (const list of family.lists)
      for (const at of 'column' in list
        ? list.kind === 'distinct'
          ? [list.column]
          : []
        : [list.from, list.to])
        whole.add(at);
  }
  for (const at of Object.values(contradictionColumns(entry) ?? {})) whole.add(at);
  for (const { from, to } of lasting) for (const at of [from, to]) whole.add(at);
  for (const at of keyFields(entry)) whole.add(at);
  return { words: days, whole };
}

/** Rows are found again by the columns that group them; a site that does not is not among them. */
function daysDependOnOtherColumns({ dayStarts, site }: Wanted['digest']): boolean {
  return (
    dayStarts !== null &&
    dayStarts.site !== site &&
    Object.values(dayStarts.bySite).some((minutes) => minutes !== dayStarts.other)
  );
}

function kindOf(
  field: Field,
  format: DateFormat,
  at: number,
  { words, whole }: { words: ReadonlySet<number>; whole: ReadonlySet<number> },
): number {
  const { minimum, maximum, required } = field.constraints;
  const constrained =
    field.constraints.enum !== undefined || minimum !== undefined || maximum !== undefined;
  if (field.type === 'number' || field.type === 'integer') {
    const plain =
      field.constraints.enum === undefined &&
      typeof (minimum ?? 0) === 'number' &&
      typeof (maximum ?? 0) === 'number';
    return plain && !whole.has(at) && !words.has(at) ? NUMBER : WORD;
  }
  if (field.type === 'string' && !constrained && !required && !words.has(at) && !whole.has(at))
    return SKIPPED;
  const isOrdered = format === 'iso' || format === 'day-first' || format === 'month-first';
  return (field.type === 'date' || field.type === 'datetime') &&
    isOrdered &&
    field.timeZone === undefined &&
    !constrained &&
    !whole.has(at)
    ? DAY
    : WORD;
}

/** A bad cell of a column whose format was told from the beginning of the file may tell that it is another. */
function tellsOtherwise(field: Field, cell: string, decimal: '.' | ',' | null): boolean {
  if (field.type === 'date' || field.type === 'datetime') {
    const other = field.format === undefined ? detectDateFormat([cell]) : null;
    return other !== null && (other.between.length > 0 || other.format !== null);
  }
  return (
    (field.type === 'number' || field.type === 'integer') &&
    field.decimalChar === undefined &&
    marksOtherwise(cell, decimal)
  );
}

function marksOtherwise(cell: string, decimal: '.' | ',' | null): boolean {
  const own = detectDecimal([cell]);
  return decimal === null ? /[.,]/.test(cell) : own.decimal !== null && own.decimal !== decimal;
}

/** Texts of an encoding in which every byte below 128 is ASCII and none is part of another character; else null. */
function decoder(encoding: string): ((bytes: Buffer) => string) | null {
  if (encoding === 'utf-8' || encoding === 'utf8') return (bytes) => bytes.toString('utf8');
  if (!iconv.encodingExists(encoding)) return null;
  const all = iconv.decode(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), encoding);
  const single =
    all.length === 256 && [...all.slice(0, 128)].every((char, byte) => char.charCodeAt(0) === byte);
  return single ? (bytes) => iconv.decode(bytes, encoding) : null;
}
