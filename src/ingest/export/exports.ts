import type { ExportReport } from '#model/record/export.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Site } from '#model/record/site.ts';
import type { Joined } from '#ingest/shape/joins.ts';
import type { Digest } from './digest.ts';
import type { Lasting, LastingCount } from '#ingest/tally/lasting.ts';
import type { Tally } from '#ingest/tally/tally.ts';
import type { UnitColumn } from '#ingest/tally/unitColumns.ts';
import type { Dated } from '#ingest/typed/dated.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

export { rateFreshness } from './freshness.ts';

export interface ReadExport {
  report: ExportReport;
  columns: string[];
  /** What it held in brief: days and sites. */
  digest: Digest;
  /** Its rows; none where they are too many to be held, and were counted in passing. */
  rows: TypedTable['rows'];
  /** Columns whose dates are whole periods. */
  dated: Dated;
  /** Units of its columns. */
  units: ReadonlyMap<string, string>;
  /** What is on its rows by the column that dates them: the days, in order, and the sites. */
  dateColumn: string | undefined;
  days: readonly string[];
  sites: readonly string[];
  /** Rows that no column dates, and that are in no period. */
  undated: number;
  /** What its metrics ask for, by the key of their family. */
  tallies: ReadonlyMap<string, Tally>;
  /** By the id of a metric, the columns that say what its numbers are in. */
  unitColumns: ReadonlyMap<string, readonly UnitColumn[]>;
  /** Summed numbers that may be the time between two stamps of their row. */
  lasting: readonly (Lasting & { count: LastingCount })[];
}

export interface ExportOptions {
  dataDir: string;
  cacheDir: string;
  sites: Site[];
  asOf: string | null;
  /** Start of the production day of rows without a site. */
  dayStartsAt?: string | undefined;
  /** Rows of other exports that columns are taken from, by their name. */
  joined?: ReadonlyMap<string, Joined>;
  /** Day of the clock: no row is of a later one. Where it is not given nothing is held against it. */
  today?: string | undefined;
  /** What is counted of the rows. */
  metrics?: readonly Metric[];
  /** Exports of which the rows themselves are asked for. */
  keepRows?: readonly string[];
  /** From how many bytes on files are counted in passing instead of being held. */
  streamFrom?: number;
  /** False where what was counted is not worth keeping. */
  keepCounts?: boolean;
}
