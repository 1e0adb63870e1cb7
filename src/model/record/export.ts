import { addDays, longDate, type IsoDate } from '#model/time/date.ts';
import type { Grain } from '#model/time/grain.ts';

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
  /** Rows are events: up to which day the log is complete, and from which on. */
  events?: EventLog | undefined;
  /** Each row stands for a whole period of this length, from its date on or, for a week, up to it. */
  rowsFor?: Grain | 'week-ending' | undefined;
  /** Columns that hold sums of the time from one stamp to another. */
  spans?: { from: string; to: string; columns: string[] } | undefined;
  /** Columns made of the readings of meters. */
  counters?: { as: string }[] | undefined;
  status?: string | undefined;
  /** Column that names the site of a row. */
  site?: string | undefined;
  onDuplicate: 'error' | 'keep-last' | 'keep-first';
  onBadExport: 'last-good' | 'fail';
  columnMap: Record<string, string>;
  publish: string[];
  maxQuarantined: number;
  /** Level shifts that are known and right: a unit that was changed on purpose. */
  jumps: { column: string; from: IsoDate; reason: string }[];
  /** Columns that tell a row from every other. */
  key: string[];
  /** Share of expected cells that must be there. */
  completenessMin: number;
  /** Who may know of it; absent: everybody who sees a metric that it feeds. */
  audience?: string | undefined;
  /** Where in the contract file the resource begins. */
  line: number;
}

/** A log in which no row means that nothing happened. */
export interface EventLog {
  completeTo: 'vintage' | 'file-name' | 'file-date' | 'build' | IsoDate;
  from?: IsoDate | Record<string, IsoDate> | undefined;
}

export const FRESHNESS = ['fresh', 'due', 'late', 'stale', 'unknown'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** What a page says of an export's freshness; one that promises no next dump is never late, which is not the same as fresh. */
export function freshnessWords({
  contract,
  freshness,
  failed,
}: Pick<ExportReport, 'contract' | 'freshness' | 'failed'>): string {
  if (failed) return '✕ refused';
  if (freshness === 'stale') return '◷ stale';
  return freshness === 'fresh' && contract.everyDays === undefined
    ? 'no next one promised'
    : freshness;
}

/** How grave that is; empty where nothing is to be done. */
export function freshnessTone({
  freshness,
  failed,
}: Pick<ExportReport, 'freshness' | 'failed'>): 'bad' | 'warn' | '' {
  return failed || freshness === 'stale' ? 'bad' : freshness === 'late' ? 'warn' : '';
}

export interface QuarantinedRow {
  file: string;
  line: number;
  column: string | null;
  reason: string;
  rule: string;
  raw: string;
}

/** A value of the past that an earlier dump gave differently. `column` is null where the number of rows differs. */
export interface RestatedValue {
  period: IsoDate;
  site: string | null;
  column: string | null;
  /** Null: there was, or is, no value. */
  old: number | null;
  new: number | null;
  /** Extraction date of the dump in which the change was first seen. */
  seen: IsoDate | null;
  /** The values are suppressed: too few people are behind them. */
  withheld?: boolean | undefined;
}

/** A reason to doubt an export: which rule found it, and the sentence that every page drawing on the export says. */
export interface Doubt {
  rule:
    | 'export/coverage'
    | 'export/future'
    | 'export/past'
    | 'export/unit-drift'
    | 'export/row-count'
    | 'export/overlap'
    | 'export/arithmetic'
    | 'export/ignored'
    | 'export/totals'
    | 'export/unread'
    | 'export/sentinel'
    | 'export/week-start'
    | 'export/restated-unexplained'
    | 'export/rewritten';
  sentence: string;
  /** The reader did what it asks for, so that the numbers are right. */
  isSettled?: boolean | undefined;
  /** Columns that it is about; absent: whatever the export feeds. */
  columns?: string[] | undefined;
  /** A named person stands for it. */
  accepted?: boolean | undefined;
}

/** What reading one export gave: rows in = accepted + quarantined + ignored, always. */
export interface ExportReport {
  contract: ExportContract;
  files: {
    /** Relative to `data/`; a member of an archive as `stops.zip › june.csv`. */
    path: string;
    /** How it came: `csv`, `gzip`, `zstd`, `zip`, `workbook`, `parquet`, `loader`, `sql`. */
    source: string;
    bytes: number;
    sha256: string;
    encoding: string;
    delimiter: string;
    decimal: string | null;
    /** What is written beside the digits of each number column, empty for nothing; a column whose cells do not tell is not in it. */
    marks?: Record<string, string> | undefined;
    /** A number of nines alone, far outside the rest of its column. */
    nines?: Record<string, string> | undefined;
    /** What was not declared and had to be detected. */
    detected: string[];
    rowsIn: number;
    accepted: number;
    quarantined: number;
    ignored: number;
    /** Rows by why they are ignored: blank, footer, repeated-header, preamble, duplicate. */
    ignoredBy: Record<string, number>;
  }[];
  rowsIn: number;
  accepted: number;
  quarantined: number;
  ignored: number;
  quarantine: QuarantinedRow[];
  /** The newest first. */
  restated: RestatedValue[];
  /** Accepted rows that are dated after the day of judgement, and are not counted. */
  later?: number | undefined;
  /** Newest dated row that was accepted. */
  newest: IsoDate | null;
  /** Last day that its rows cover: where each stands for a whole period, the last of the newest. */
  covers: IsoDate | null;
  /** Newest vintage; where there is none, the last day that its rows cover. */
  extracted: IsoDate | null;
  freshness: Freshness;
  /** Days past the date when the next dump was due; negative when it is not due. */
  daysLate: number | null;
  /** True when this build shows an earlier good dump. */
  lastGood: boolean;
  /** Sentences that every page drawing on this export must say; they hold no content of a cell. */
  doubts: string[];
  /** The doubts that came from looking at the rows, by rule. */
  suspicions: Doubt[];
  failed: boolean;
}

/** What the day beside a source is: of its extraction, or of its last row where nobody says when it was extracted; of several sources the oldest. */
export function dayOf(
  report: Pick<ExportReport, 'contract'> | null,
): 'extracted' | 'rows up to' | 'data of' {
  return report === null
    ? 'data of'
    : report.contract.vintage === undefined && report.contract.events === undefined
      ? 'rows up to'
      : 'extracted';
}

/** What is said of an export that is late; null while it is not. It speaks of today, and of no day before. */
export function lateDoubt({
  contract,
  extracted,
  freshness,
  daysLate,
}: Pick<ExportReport, 'contract' | 'extracted' | 'freshness' | 'daysLate'>): string | null {
  if (
    (freshness !== 'late' && freshness !== 'stale') ||
    extracted === null ||
    contract.everyDays === undefined
  )
    return null;
  return `${contract.vintage === undefined && contract.events === undefined ? 'Its rows end' : 'Last extracted'} ${longDate(extracted)}, due ${longDate(addDays(extracted, contract.everyDays + contract.graceDays))}: ${daysLate} days late.`;
}
