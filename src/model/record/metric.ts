import type { Translatable } from '#model/language/inLanguage.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Grain } from '#model/time/period.ts';
import type { ClockKind } from './clock.ts';
import type { Lens } from './lens.ts';

export const METRIC_TYPES = ['adoption', 'behavior', 'outcome', 'delivery'] as const;
export const MEASURES = ['lead-time', 'delivery-reliability'] as const;
/** As people read them. */
export const METRIC_TYPE_NAMES: Record<(typeof METRIC_TYPES)[number], string> = {
  adoption: 'adoption',
  behavior: 'behaviour',
  outcome: 'outcome',
  delivery: 'delivery',
};
export type MetricType = (typeof METRIC_TYPES)[number];
type Direction = 'up' | 'down';

export const SPC = ['auto', 'xmr', 'p', 'p-prime', 'u', 'u-prime', 'c', 'g', 't', 'none'] as const;

export const AGGREGATES = [
  'sum',
  'mean',
  'count',
  'countDistinct',
  'habit',
  'min',
  'max',
  'last',
  'median',
  'p90',
] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** One aggregate of one column: `{ sum: stop_hours }`. `count` may name `*`. */
export interface ColumnAggregate {
  aggregate: Aggregate;
  column: string;
}

/** How rows become the value of a period. */
export type ValueRule =
  | { kind: 'column'; of: ColumnAggregate }
  | { kind: 'ratio'; numerator: ColumnAggregate; denominator: ColumnAggregate; scale: number }
  /** Median days (or hours) between two timestamp columns; rows without an end are open and censored at `asOf`. */
  | { kind: 'duration'; from: string; to: string; unit: 'hours' | 'days' | 'working-days' }
  /** Arithmetic over other metrics of the same grain: `a / (b - c)`. */
  | { kind: 'formula'; expression: string }
  /** Time between two events of the programme; see `initiative/clock/`. `from` and `to`: who asked whom. */
  | {
      kind: 'clock';
      clock: ClockKind;
      unit: 'hours' | 'days';
      initiative?: string | undefined;
      from?: Lens | undefined;
      to?: Lens | undefined;
    };

/** A period whose total lacks sites, by their ids. */
export interface IncompleteTotal {
  period: IsoDate;
  lacks: string[];
  /** Those sites reported a part of the period, and not its end. */
  isShort?: boolean | undefined;
}

/** A metric's definition, from `content/metrics/<id>.yaml`. */
export interface Metric extends Translatable {
  id: string;
  file: string;
  /** Ids that it had before. */
  aliases?: string[] | undefined;
  title: string;
  description?: string | undefined;
  why?: string | undefined;
  owner?: string | undefined;
  steward?: string | undefined;
  type: MetricType;
  /** What a reader looks it up by, under whatever title it has. */
  measures?: (typeof MEASURES)[number] | undefined;
  indicator: 'leading' | 'lagging';
  /** As shown after a number: `%`, `EUR`, `h`. A ratio with unit `%` is held times 100. */
  unit: string;
  /** Digits after the decimal mark. */
  decimals: number;
  /** What counts, and over what it is counted, in words. */
  numerator?: string | undefined;
  denominator?: string | undefined;
  /** Values outside are impossible. */
  range?: [number, number] | undefined;
  /** Which of several usual definitions this is. */
  variant?: string | undefined;
  timeModel?: { setUp: string; breaks: string; minorStops: string } | undefined;
  validatedByOt?: { name: string; date: IsoDate } | undefined;
  direction: Direction;
  export: string;
  date: string;
  where: { column: string; in: string[] }[];
  dimensions: {
    site?: string | undefined;
    line?: string | undefined;
    /** Several columns are one path of groups (`freeDimension.ts`). */
    role?: string | readonly string[] | undefined;
    initiative?: string | undefined;
  };
  /** Further columns by which charts part it, by the name of the dimension: `{ reason: 'stop_reason' }`; several are a path. */
  free?: Record<string, string | readonly string[]> | undefined;
  value: ValueRule;
  grain: Grain;
  /** A value, or the span of periods to compute it from: `2024-10/2025-09`. */
  baseline?: { value?: number | undefined; period?: string | undefined } | undefined;
  /** The baseline value that its goal states. */
  statedBaseline?: number;
  target?: { value: number; by?: IsoDate | undefined } | undefined;
  rebase: { date: IsoDate; reason: string }[];
  /** Days from which totals are of other sites, since one was closed for good or one more moves them: their limits begin again, those of single sites do not. */
  siteChanges?: { date: IsoDate; reason: string; sites: string[] }[] | undefined;
  /** Periods whose total lacks a site that always reported: they have no total. */
  incomplete?: IncompleteTotal[] | undefined;
  /** Periods within the series whose total lacks a site that reported before and since. */
  gaps?: IncompleteTotal[] | undefined;
  /** Names of sites that were promised and never reported: nothing is concluded from a total without them. */
  neverReported?: string[] | undefined;
  definitions: { version: string; validFrom: IsoDate; text: string }[];
  population: 'census' | 'sample';
  /** The chart that its limits are of; `auto` takes the one that fits how its numbers come about. */
  spc: (typeof SPC)[number];
  guards: string[];
  leads: { metric: string; lagWeeks: number; mechanism: string; checkBy?: IsoDate | undefined }[];
  lenses: Partial<
    Record<
      Lens,
      { title?: string | undefined; note?: string | undefined; board?: string | undefined }
    >
  >;
  /** Who may know of it; absent: everybody. */
  audience?: string | undefined;
  /** Counts only ever rise (log-ins since launch). */
  cumulative: boolean;
}

/** What takes time: items that have not ended count as open. */
export function isDuration({ value }: Pick<Metric, 'value'>): boolean {
  return value.kind === 'duration' || value.kind === 'clock';
}

/** Shares and counts of users, which are shown for groups and never for people; a mean of answers is no use of a tool. */
export function tellsUse({ type, value }: Pick<Metric, 'type' | 'value'>): boolean {
  return (
    type === 'adoption' &&
    (value.kind === 'ratio' ||
      (value.kind === 'column' && ['countDistinct', 'habit'].includes(value.of.aggregate)))
  );
}
