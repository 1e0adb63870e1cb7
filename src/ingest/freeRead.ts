import { resource, type Resource } from './schemas/datapackage.ts';
import { openSource } from './source/open.ts';
import type { Part, SourceCell } from './source/part.ts';
import type { Source } from './source/source.ts';
import { decode, type Decoded } from './table/decode.ts';
import { PLAIN } from './table/form.ts';
import { readLong, type LongRead, type RowSink } from './table/readLong.ts';
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
  const [part, ...more] = await openSource(source, anyEntry(options));
  if (!part || more.length > 0 || part.content.kind !== 'bytes') return null;
  const decoded = decode(part.content.bytes, options.encoding);
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
  const parts = await openSource(source, anyEntry(options));
  return parts.map((part) => ({
    label: part.label,
    name: nameOf(part),
    ...readFreePart(part, options),
  }));
}

function readFreePart(part: Part, options: FreePartOptions): FreeRead {
  if (part.content.kind === 'cells') {
    const records = part.content.rows.map((row, index) => {
      const cells = row.map(textOf);
      return { line: index + 1, cells, raw: cells.join(', ') };
    });
    const width = Math.max(1, ...records.slice(0, 1000).map((record) => record.cells.length));
    const read = readRecords(
      records.map((record) => ({ ...record, cells: padded(record.cells, width) })),
      PLAIN,
      width,
      options,
    );
    return { ...read, detected: [part.source, ...part.notes, ...read.detected] };
  }
  const decoded = decode(part.content.bytes, options.encoding);
  const read = readText(decoded.text, options);
  return { ...read, detected: [...part.notes, ...textDetected(decoded), ...read.detected] };
}

/** File name without folders: of the file, or of the member of an archive. */
function nameOf(part: Part): string {
  return (part.path.split(' › ').at(-1) ?? part.path).split(/[\\/]/).at(-1) as string;
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

/** A typed cell as text: dates as ISO, without a time at midnight. */
function textOf(cell: SourceCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime())
      ? ''
      : cell
          .toISOString()
          .replace(/T00:00:00\.000Z$/, '')
          .replace(/\.000Z$/, '');
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

const NO_CONTRACT = resource.parse({ name: 'any', schema: { fields: [{ name: 'any' }] } });

/** A contract that says nothing but which sheet. */
function anyEntry({ sheet }: FreePartOptions): Resource {
  if (sheet === undefined) return NO_CONTRACT;
  return {
    ...NO_CONTRACT,
    trilens: { ...NO_CONTRACT.trilens, sheet: /^\d+$/.test(sheet) ? Number(sheet) : sheet },
  };
}
