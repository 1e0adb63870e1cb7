import { isUtf8 } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { serialize } from 'node:v8';
import type { ExportReport, QuarantinedRow } from '#model/record/export.ts';
import type { Site } from '#model/record/site.ts';
import type { PlacedResource } from '#ingest/contract/contract.ts';
import type { Refusal } from '#ingest/export/readPart.ts';
import type { Part } from '#ingest/source/part.ts';
import {
  contradictionColumns,
  noContradictions,
  type Contradictions,
} from '#ingest/export/doubt/rowDoubts.ts';
import { blankCount, type Counted, type Wanted } from '#ingest/tally/count.ts';
import type { LastingCount } from '#ingest/tally/lasting.ts';
import { Tally, type TallyState } from '#ingest/tally/tally.ts';
import { keptBeginning, knownBeginning, readBeginning, type KeptBeginning } from './beginning.ts';
import type { Aside, Keys } from './aside.ts';
import { ByteReader, type StoredBytes } from '#ingest/source/bytes.ts';
import { datedBy, type Dated } from '#ingest/typed/dated.ts';
import { columnsOf, NotPlain } from './columns.ts';
import { judge, type Judged } from './judged.ts';
import { RowCounter } from './rowCounter.ts';
import { Scanner, type OddRecord } from './scanner.ts';

/** So much is taken at a time; a longer record is not plain. */
const PIECE = 2 ** 20;
/** A file of more bytes cannot be read whole. */
const MOST_WHOLE = 2 ** 28;
/** So much of the end is held back, since the last lines of a file may be more than rows. */
const END = 2 ** 16;
const LAST_RECORDS = 50;
/** A file that grew by less since is read on from the same place the next time. */
const LITTLE = 2 ** 20;
const LF = 0x0a;

/** What was counted up to a place, where the reading of a file that has grown goes on. */
export interface PartState {
  version: 1;
  /** The bytes until there, and their hash. */
  bytes: number;
  sha256: string;
  line: number;
  row: number;
  plain: number;
  odd: OddRecord[];
  /** The last plain row. */
  witness: OddRecord | null;
  contradictions: Contradictions;
  beginning: KeptBeginning;
  digest: TallyState;
  families: TallyState[];
  lasting: LastingCount[];
}

/** A beginning of a file by its length and hash. */
interface Prefix {
  bytes: number;
  sha256: string;
}

export interface StreamedPart {
  file: ExportReport['files'][number];
  counted: Counted;
  quarantine: QuarantinedRow[];
  refusals: Refusal[];
  contradictions: Contradictions;
  /** Columns whose dates are whole periods. */
  dated: Dated;
  /** Rows that were looked at in full: odd ones, the last ones, and what was quarantined. They are in `file`, and not yet counted. */
  rows: Judged['rows'];
  /** The state up to the last records, as bytes; null where nothing was counted beyond what was known. */
  state: Buffer | null;
  /** How far that state reaches, and how far what was known reached. */
  prefix: Prefix;
  resumed: Prefix | null;
}

export type About = Pick<Part, 'label' | 'path' | 'source' | 'notes'>;

export interface Streaming {
  entry: PlacedResource;
  wanted: Wanted;
  sites: readonly Site[];
  /** What was counted of the file before. */
  known: PartState | null;
  /** Rows to be looked at in full. */
  aside: Aside | null;
  /** Where the keys of its rows are remembered. */
  keys: Keys | null;
}

/** Counts the rows of a plain file as its bytes come by; null where the file is not a plain one. */
export function streamPart(
  stored: StoredBytes,
  about: About,
  streaming: Streaming,
): StreamedPart | null {
  try {
    return stream(stored, about, streaming);
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

function stream(stored: StoredBytes, about: About, streaming: Streaming): StreamedPart | null {
  const { entry, wanted, sites, known, aside, keys } = streaming;
  const hash = createHash('sha256');
  const reader = new ByteReader(stored);
  if (known && (known.bytes > stored.size || hashed(reader, known.bytes, hash) !== known.sha256)) {
    reader.close();
    return stream(stored, about, { ...streaming, known: null });
  }
  const begun = known
    ? knownBeginning(known.beginning, about, sites)
    : readBeginning(stored, about, { entry, sites, wanted });
  const mustBeUtf8 = entry.encoding === undefined;
  if (!begun || (mustBeUtf8 && begun.file.encoding !== 'utf-8')) return null;
  let counter: RowCounter | null = null;
  const columns = columnsOf(entry, begun.layout, wanted, begun.file.encoding, () =>
    counter?.forget(),
  );
  const date = wanted.digest.date;
  if (!columns || date < 0 || !columns.some((column) => column.field === date)) return null;
  const contradictions = known
    ? structuredClone(known.contradictions)
    : noContradictions(wanted.pairs);
  const looked = contradictionColumns(entry);
  counter = new RowCounter(columns, wanted, known ? restored(known, wanted) : blankCount(wanted), {
    aside,
    keys,
    doubtful:
      looked === null && wanted.pairs.length === 0
        ? null
        : { columns: looked, pairs: wanted.pairs, file: about.label, found: contradictions },
  });
  const scanner = new Scanner(columns, counter, {
    ...begun.layout.dialect,
    line: known?.line ?? begun.line,
    date,
  });
  if (known)
    Object.assign(scanner, {
      row: known.row,
      plain: known.plain,
      odd: [...known.odd],
      witness: known.witness,
    });
  const rest = scanAll(reader, scanner, hash, known ? 0 : begun.header.length, mustBeUtf8);
  const reached = { bytes: stored.size - rest.length, sha256: hash.copy().digest('hex') };
  // What is quickly counted again is not worth keeping.
  const prefix =
    known && reached.bytes - known.bytes < LITTLE
      ? { bytes: known.bytes, sha256: known.sha256 }
      : reached;
  const state =
    prefix !== reached
      ? null
      : serialize(
          stateOf(
            scanner,
            counter.counted,
            contradictions,
            prefix,
            known?.beginning ?? keptBeginning(begun, stored),
          ),
        );
  const { line, row, plain, odd, witness } = scanner;
  const records =
    scanner.aside.length === 0 ? odd : [...odd, ...scanner.aside].sort((a, b) => a.row - b.row);
  const judged = judge(begun, records, witness, { line, row, bytes: rest }, about, sites);
  // Which hour a row is of, where the clocks go back, is told by the rows around it.
  if (stored.size < MOST_WHOLE && judged.quarantine.some(isTwice))
    throw new NotPlain('an hour that comes twice');
  const { counts } = judged;
  return {
    file: {
      ...begun.file,
      bytes: stored.size,
      sha256: hash.update(rest).digest('hex'),
      ...counts,
      rowsIn: counts.rowsIn + plain,
      accepted: counts.accepted + plain,
    },
    counted: counter.counted,
    rows: judged.rows,
    quarantine: judged.quarantine,
    refusals: judged.refusals,
    contradictions,
    dated: datedBy(begun.entry.schema.fields, begun.layout.columns),
    state,
    prefix,
    resumed: known && { bytes: known.bytes, sha256: known.sha256 },
  };
}

function stateOf(
  { line, row, plain, odd, witness }: Scanner,
  { digest, families, lasting }: Counted,
  contradictions: Contradictions,
  prefix: Prefix,
  beginning: KeptBeginning,
): PartState {
  return {
    version: 1,
    ...prefix,
    beginning,
    line,
    row,
    plain,
    odd,
    witness,
    contradictions,
    digest: digest.state(),
    families: families.map((tally) => tally.state()),
    lasting,
  };
}

/** Scans all but the last records, and gives the bytes of those. */
function scanAll(
  reader: ByteReader,
  scanner: Scanner,
  hash: Hash,
  skip: number,
  mustBeUtf8: boolean,
): Buffer {
  const buffer = Buffer.allocUnsafe(PIECE + END);
  let length = 0;
  let at = skip;
  try {
    for (;;) {
      const filled = reader.fill(buffer, length);
      length += filled;
      const isOver = length < buffer.length;
      const end = isOver
        ? lastRecords(buffer, at, length)
        : buffer.lastIndexOf(LF, length - END) + 1;
      const done = end > at ? scanner.scan(buffer, at, end) : at;
      if (!isOver && done === at) throw new NotPlain('a record longer than a piece');
      scanner.keepLast(buffer);
      const taken = buffer.subarray(0, done);
      if (taken.includes(0) || (mustBeUtf8 && !isUtf8(taken)))
        throw new NotPlain('bytes that are no text');
      hash.update(taken);
      if (isOver) return checked(Buffer.from(buffer.subarray(done, length)), mustBeUtf8);
      buffer.copyWithin(0, done, length);
      length -= done;
      at = 0;
    }
  } finally {
    reader.close();
  }
}

function checked(rest: Buffer, mustBeUtf8: boolean): Buffer {
  if (rest.includes(0) || (mustBeUtf8 && !isUtf8(rest)))
    throw new NotPlain('bytes that are no text');
  return rest;
}

/** Where the last records of a file begin. */
function lastRecords(buffer: Buffer, from: number, to: number): number {
  let at = to;
  for (let count = 0; count <= LAST_RECORDS && at > from; count++)
    at = buffer.subarray(from, at - 1).lastIndexOf(LF) + 1 + from;
  return Math.max(from, at);
}

function hashed(reader: ByteReader, bytes: number, hash: Hash): string {
  const buffer = Buffer.allocUnsafe(PIECE);
  for (let left = bytes; left > 0;) {
    const piece = buffer.subarray(0, Math.min(left, PIECE));
    const filled = reader.fill(piece, 0);
    if (filled === 0) break;
    hash.update(piece.subarray(0, filled));
    left -= filled;
  }
  return hash.copy().digest('hex');
}

function restored(state: PartState, { digest, families }: Wanted): Counted {
  return {
    digest: new Tally(digest, state.digest),
    families: families.map((family, index) => new Tally(family, state.families[index])),
    lasting: structuredClone(state.lasting),
  };
}

const isTwice = ({ rule, reason }: QuarantinedRow) =>
  rule === 'export/clock-change' && reason.includes('came twice');
