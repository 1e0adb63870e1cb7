import type { IsoDate } from './date.ts';

/** Which columns mean what, and what was promised: one resource of `data/datapackage.json`. */
export interface ExportContract {
  name: string;
  title?: string | undefined;
  /** Files or globs relative to `data/`. */
  paths: string[];
  system?: string | undefined;
  owner?: string | undefined;
  steward?: string | undefined;
  everyDays?: number | undefined;
  graceDays: number;
  errorAfterDays: number;
  expectedSites: string[];
  humanOnly?: boolean | undefined;
  vintage?: string | undefined;
  status?: string | undefined;
  onDuplicate: 'error' | 'keep-last' | 'keep-first';
  onBadExport: 'last-good' | 'fail';
  columnMap: Record<string, string>;
  publish: string[];
  maxQuarantined: number;
  /** Where in the contract file the resource begins. */
  line: number;
}

export const FRESHNESS = ['fresh', 'due', 'late', 'stale', 'unknown'] as const;
export type Freshness = (typeof FRESHNESS)[number];

export interface QuarantinedRow {
  file: string;
  line: number;
  column: string | null;
  reason: string;
  rule: string;
  raw: string;
}

/** What reading one export gave: rows in = accepted + quarantined + ignored, always. */
export interface ExportReport {
  contract: ExportContract;
  files: {
    path: string;
    bytes: number;
    sha256: string;
    encoding: string;
    delimiter: string;
    decimal: string | null;
    /** What was not declared and had to be found out. */
    detected: string[];
    rowsIn: number;
    accepted: number;
    quarantined: number;
    ignored: number;
  }[];
  rowsIn: number;
  accepted: number;
  quarantined: number;
  ignored: number;
  quarantine: QuarantinedRow[];
  /** Newest dated row that was accepted. */
  newest: IsoDate | null;
  /** Newest vintage, or the newest dated row. */
  extracted: IsoDate | null;
  freshness: Freshness;
  /** Days past the date when the next dump was due; negative when it is not due. */
  daysLate: number | null;
  /** True when this build shows an earlier good dump. */
  lastGood: boolean;
  /** Sentences that every page drawing on this export must say. */
  doubts: string[];
  failed: boolean;
}
