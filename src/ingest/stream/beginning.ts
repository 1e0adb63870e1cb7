import type { Field, PlacedResource } from '#ingest/contract/contract.ts';
import { readPart, type Layout, type ReadPart } from '#ingest/export/readPart.ts';
import { withoutTotals } from '#ingest/export/doubt/totals.ts';
import type { Part } from '#ingest/source/part.ts';
import type { Dialect } from '#ingest/table/dialect.ts';
import type { Wanted } from '#ingest/tally/count.ts';
import type { Site } from '#model/record/site.ts';
import { isText } from '#ingest/source/kinds.ts';
import { beginning as firstBytes, type StoredBytes } from '#ingest/source/bytes.ts';

/** Enough to tell the delimiter, the header and how dates and numbers are written. */
const HEAD = 2 ** 18;
/** A file of more bytes cannot be read whole. */
const MOST_WHOLE = 2 ** 28;
const LF = 0x0a;
const CR = 0x0d;

/** What the beginning of a file tells about all of it. */
export interface Beginning {
  file: NonNullable<ReadPart['file']>;
  layout: Layout;
  /** The bytes up to the first record after the header, and the line on which that begins. */
  header: Buffer;
  line: number;
  /** The contract with all that was detected, so that any piece of the file is read alike. */
  entry: PlacedResource;
}

/** Reads the beginning as if it were a file; null where it is not a plain table of text. */
export function readBeginning(
  stored: StoredBytes,
  about: Pick<Part, 'label' | 'path' | 'source' | 'notes'>,
  { entry, sites, wanted }: { entry: PlacedResource; sites: readonly Site[]; wanted: Wanted },
): Beginning | null {
  const bytes = firstBytes(stored, HEAD);
  const end = bytes.length < stored.size ? bytes.lastIndexOf(LF) + 1 : bytes.length;
  if (end === 0 || !isText(bytes)) return null;
  const head = bytes.subarray(0, end);
  if (head.includes(0)) return null;
  // Which hour of two a row is of is told by the rows around it, and by `overlap` only where they do not.
  const isDecided = ({ overlap, timeZone }: Field) => overlap !== 'reject' && timeZone !== 'site';
  if (stored.size < MOST_WHOLE && entry.schema.fields.some(isDecided)) return null;
  const read = readPart(
    { ...about, bytes: head.length, sha256: '', content: { kind: 'bytes', bytes: head } },
    entry,
    sites,
  );
  const { file, layout } = read;
  if (read.refusals.length > 0 || !file || !layout || layout.columns.length === 0) return null;
  // A printed list: what is a sum of rows above or beside it is only told from the whole.
  const { subtotals, doubts } = withoutTotals(read.rows, entry, wanted);
  if (subtotals.length > 0 || (doubts.length > 0 && stored.size < MOST_WHOLE)) return null;
  const { delimiter, quoteChar, headerLine } = layout.dialect;
  if (!isPlain(layout.dialect)) return null;
  const body = bodyOf(head, headerLine, quoteChar.charCodeAt(0));
  if (!body) return null;
  const fields = entry.schema.fields.map((field, index) => {
    const { decimal, format, mark } = layout.columns[index]!;
    if (field.type === 'date' || field.type === 'datetime') return { ...field, format };
    return field.type === 'number' || field.type === 'integer'
      ? { ...field, mark, ...(decimal === null ? {} : { decimalChar: decimal }) }
      : field;
  });
  const found: PlacedResource = {
    ...entry,
    encoding: file.encoding,
    dialect: { ...entry.dialect, delimiter, quoteChar, headerLine },
    schema: { ...entry.schema, fields },
  };
  return {
    file,
    layout,
    header: Buffer.from(head.subarray(0, body.at)),
    line: body.line,
    entry: found,
  };
}

/** One header row, cells between single marks of ASCII, quotes doubled. */
function isPlain(dialect: Dialect): boolean {
  const { delimiter, quoteChar, spaceAfter, runs, hasHeader, headerRows } = dialect;
  if (dialect.isCommentDeclared) return false;
  const marks = [delimiter, quoteChar].every(
    (mark) => mark.length === 1 && mark.charCodeAt(0) < 128,
  );
  return (
    marks && dialect.escape === 'double' && !spaceAfter && !runs && hasHeader && headerRows <= 1
  );
}

/** What is kept of a beginning; how its columns are read is found again from a few lines. */
export type KeptBeginning = Omit<Beginning, 'layout'> & { head: Buffer; dialect: Dialect };

export function keptBeginning({ layout, ...kept }: Beginning, stored: StoredBytes): KeptBeginning {
  const bytes = firstBytes(stored, kept.header.length + 4096);
  return {
    ...kept,
    dialect: layout.dialect,
    head: Buffer.from(bytes.subarray(0, Math.max(kept.header.length, bytes.lastIndexOf(LF) + 1))),
  };
}

export function knownBeginning(
  { head, dialect, ...kept }: KeptBeginning,
  about: Pick<Part, 'label' | 'path' | 'source' | 'notes'>,
  sites: readonly Site[],
): Beginning | null {
  const { layout } = readPart(
    { ...about, bytes: head.length, sha256: '', content: { kind: 'bytes', bytes: head } },
    kept.entry,
    sites,
    dialect,
  );
  return layout && layout.columns.length > 0 ? { ...kept, layout } : null;
}

/** Where the first record after the header begins. */
function bodyOf(
  head: Buffer,
  headerLine: number,
  quote: number,
): { at: number; line: number } | null {
  let line = 1;
  let isQuoted = false;
  for (let at = 0; at < head.length; at++) {
    const byte = head[at]!;
    if (line >= headerLine && byte === quote) isQuoted = !isQuoted;
    if (byte !== LF && (byte !== CR || head[at + 1] === LF)) continue;
    line += 1;
    if (line > headerLine && !isQuoted) return { at: at + 1, line };
  }
  return null;
}
