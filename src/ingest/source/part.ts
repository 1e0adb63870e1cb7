/** One table's worth of bytes or rows, wherever it came from. An archive gives several. */
export interface Part {
  /** As messages name it: `data/stops.zip › june.csv`. */
  label: string;
  /** Relative to the data folder: `stops.zip › june.csv`. */
  path: string;
  source: 'csv' | 'gzip' | 'zip' | 'workbook' | 'parquet' | 'loader' | 'sql';
  bytes: number;
  sha256: string;
  content:
    | { kind: 'bytes'; bytes: Uint8Array }
    | {
        kind: 'cells';
        rows: SourceCell[][];
        /** What a row is called in messages: a sheet's rows count from 1, a query's rows have no header line. */ headerRow: boolean;
      };
  /** What a reader should know: the sheet that was taken, files that were left out. */
  notes: string[];
}

/** A cell that has a type of its own. */
export type SourceCell = string | number | bigint | boolean | Date | null;

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
