/** One table's worth of bytes or rows, wherever it came from. An archive and a workbook give several. */
export interface Part {
  /** As messages name it: `data/stops.zip › june.csv`. */
  label: string;
  /** Relative to the data folder: `stops.zip › june.csv`. */
  path: string;
  source: 'csv' | 'gzip' | 'zstd' | 'zip' | 'workbook' | 'parquet' | 'loader' | 'sql' | 'own';
  bytes: number;
  sha256: string;
  content: { kind: 'bytes'; bytes: Uint8Array } | TypedContent | SheetContent;
  /** What a reader should know: the sheet that was taken, files that were left out. */
  notes: string[];
  /** Why less may have been read than was meant; shown beside every number that is drawn from it. */
  doubts?: string[];
}

/** What a typed source says of the values of a column. A stamp is a time on a clock, an instant has its zone. */
export type ColumnKind =
  'text' | 'number' | 'date' | 'stamp' | 'instant' | 'time' | 'span' | 'boolean' | 'bytes';

export interface Column {
  name: string;
  kind: ColumnKind;
}

/**
 * A table that names and types its own columns. Values are text: numbers with a point, dates and times as ISO 8601, so
 * that a decimal keeps its digits. Null is a missing value.
 */
export interface TypedContent {
  kind: 'table';
  columns: Column[];
  rows: (string | null)[][];
}

/** A sheet of a workbook as people laid it out; row 1 of the sheet is the first. */
export interface SheetContent {
  kind: 'sheet';
  rows: SheetCell[][];
  merged: Range[];
  /** The serial number of a day counts from 1904 and not from 1900. */
  from1904: boolean;
  /** What number formats write beside the numbers of a column. */
  beside: TextBeside[];
}

/** Column and rows from 0. */
export interface TextBeside {
  text: string;
  column: number;
  first: number;
  last: number;
}

/** Rows and columns from 0, both ends included. */
export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** A text or a number as it is, and what has a type of its own with its text. */
export type SheetCell = string | number | boolean | null | TypedCell;

export interface TypedCell {
  /** `digits`: a whole number beyond what a number of the runtime holds. `failed`: an error, or a formula without a result. */
  kind: 'date' | 'stamp' | 'time' | 'span' | 'percent' | 'digits' | 'failed';
  text: string;
}

/** A source that cannot be read. `why` is safe to publish: it holds no content of the file. */
export class BadSource extends Error {
  readonly code: string;
  readonly why: string;
  readonly fix: string;
  readonly allowed: string | undefined;
  constructor(code: string, found: string, why: string, fix: string, allowed?: string) {
    super(found);
    this.code = code;
    this.why = why;
    this.fix = fix;
    this.allowed = allowed;
  }
}

/** Most bytes that one source may expand to: far above a nightly dump, far below what a machine's memory holds. */
export const MAX_EXPANDED = 256 * 2 ** 20;

/** `256 MB` */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
