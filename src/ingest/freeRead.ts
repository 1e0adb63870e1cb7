import type { Asked } from './source/asked.ts';
import { filledDown } from '#ingest/source/workbook/merged.ts';
import { openSource } from './source/open.ts';
import type { Part, SheetContent, TypedContent } from './source/part.ts';
import { isFailed, plainText } from '#ingest/source/workbook/sheetRows.ts';
import type { Source } from './source/source.ts';
import { cellName } from './source/workbook/sheet.ts';
import { decode, twoReadings, type Decoded } from '#ingest/table/encoding/decode.ts';
import { oneSpaced } from './table/heading.ts';
import { PLAIN } from './table/form.ts';
import { UnreadableFile } from './table/records.ts';
import { readLong, type LongRead, type RowSink } from './table/readLong.ts';
import { refuseUnsure } from './table/unsure.ts';
import { readRecords, readText, type FreeOptions, type FreeRead } from './table/readText.ts';

/** One table file, or one member of an archive, read without any contract. */
export interface FreePart extends FreeRead {
  label: string;
  /** File name without folders: of the file, or of the member. */
  name: string;
}

export interface FreePartOptions extends FreeOptions {
  encoding?: string | undefined;
  sheet?: string | undefined;
}

/** A text of more bytes goes by row by row. */
const LONG = 16 * 2 ** 20;

/** A long plain file row by row into a sink; null for what is short, packed, or laid out in a way that only the whole tells. */
export async function freeReadLong(
  source: Source,
  sink: RowSink,
  options: FreePartOptions = {},
): Promise<(LongRead & { label: string; name: string }) | null> {
  if (source.bytes.length < LONG) return null;
  const [part, ...more] = await openSource(source, askedBy(options));
  if (!part || more.length > 0 || part.content.kind !== 'bytes') return null;
  const decoded = textIn(part.content.bytes, options.encoding);
  refuseUnsure(decoded.text, options);
  const read = readLong(decoded.text, sink, options);
  return (
    read && {
      ...read,
      detected: [...textDetected(decoded), ...read.detected],
      label: part.label,
      name: nameOf(part),
    }
  );
}

/** A file of any kind that is read, without a contract: what it holds, and how sure that is. */
export async function freeRead(source: Source, options: FreePartOptions = {}): Promise<FreePart[]> {
  const parts = await openSource(source, askedBy(options));
  return parts.map((part) => ({
    label: part.label,
    name: nameOf(part),
    ...readFreePart(part, options),
  }));
}

function readFreePart(part: Part, options: FreePartOptions): FreeRead {
  if (part.content.kind === 'table') return readTyped(part, part.content);
  if (part.content.kind === 'sheet') return readSheet(part, part.content, options);
  const decoded = textIn(part.content.bytes, options.encoding);
  refuseUnsure(decoded.text, options);
  const read = readText(decoded.text, options);
  return { ...read, detected: [...part.notes, ...textDetected(decoded), ...read.detected] };
}

/** Bytes as text, or a refusal where nothing tells in which of two encodings they are written. */
function textIn(bytes: Uint8Array, encoding: string | undefined): Decoded {
  const decoded = decode(bytes, encoding);
  const open = twoReadings(bytes, decoded);
  if (open)
    throw new UnreadableFile(
      'read/ambiguous-encoding',
      open.line,
      `${open.found}; say it with --encoding`,
    );
  return decoded;
}

/** File name without folders: of the file, or of the member of an archive. */
function nameOf(part: Part): string {
  return (part.path.split(' › ').at(-1) ?? part.path).split(/[\\/]/).at(-1)!;
}

function textDetected(decoded: Decoded): string[] {
  const sure = decoded.declared ? ' as told' : ` (${Math.round(decoded.confidence * 100)} % sure)`;
  return [
    `encoding ${decoded.encoding}${sure}`,
    ...(decoded.badBytes > 0 ? [`${decoded.badBytes} bytes that are not ${decoded.encoding}`] : []),
    ...(decoded.nulBytes > 0 ? [`${decoded.nulBytes} NUL bytes dropped`] : []),
  ];
}

function padded(cells: string[], width: number): string[] {
  return cells.length < width ? [...cells, ...Array<string>(width - cells.length).fill('')] : cells;
}

/** A typed source names its columns: neither a header nor a footer is looked for. */
function readTyped(part: Part, { columns, rows }: TypedContent): FreeRead {
  return {
    form: PLAIN,
    confidence: 1,
    detected: [part.source, ...part.notes],
    tables: [
      {
        header: columns.map(({ name }) => oneSpaced(name)),
        line: 1,
        rows: rows.map((cells, index) => ({
          line: index + 1,
          cells: cells.map((cell) => cell ?? ''),
        })),
      },
    ],
    notes: [],
    ignored: [],
    rowsIn: rows.length,
  };
}

function readSheet(part: Part, content: SheetContent, options: FreePartOptions): FreeRead {
  const headerAt = content.rows.findIndex(
    (row) => row.length > 1 && row.every((cell) => typeof cell === 'string'),
  );
  const { rows, down, once } = filledDown(content, headerAt, () => false);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const records = rows.map((row, index) => {
    const cells = padded(row.map(plainText), width);
    return { line: index + 1, cells, raw: cells.join(', ') };
  });
  const read = readRecords(records, PLAIN, width, options);
  for (const { header } of read.tables)
    for (const [index, name] of header?.entries() ?? []) header![index] = oneSpaced(name);
  const detected = [
    ...(down.length > 0 ? [`merged cells, filled into each of their rows: ${some(down)}`] : []),
    ...(once.length > 0
      ? [`merged amounts, kept in the first of their rows: ${some(once.map(({ cells }) => cells))}`]
      : []),
    ...failedNote(content),
  ];
  return { ...read, detected: [part.source, ...part.notes, ...detected, ...read.detected] };
}

/** Errors are written as they are; a formula without a result has nothing to write. */
function failedNote({ rows }: SheetContent): string[] {
  const failed = rows.flatMap((row, at) =>
    row.flatMap((cell, column) =>
      isFailed(cell) ? [`${cellName(at, column)} ${cell.text || '(no stored result)'}`] : [],
    ),
  );
  return failed.length > 0 ? [`${failed.length} failed computations: ${some(failed)}`] : [];
}

function some(texts: readonly string[]): string {
  const more = texts.length > 5 ? ` and ${texts.length - 5} more` : '';
  return texts.slice(0, 5).join(', ') + more;
}

/** No contract asks, but for the sheet. */
function askedBy({ sheet }: FreePartOptions): Asked {
  const isNumber = sheet !== undefined && /^\d+$/.test(sheet);
  return { columns: null, columnMap: {}, sheet: isNumber ? Number(sheet) : sheet };
}
