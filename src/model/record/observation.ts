import type { IsoDate } from '#model/time/date.ts';
import type { Grain } from '#model/time/grain.ts';

/**
 * One cell of a metric: a period at a site (and line). What adds up is kept, so that any roll-up is exact:
 * for a ratio `numerator` and `denominator`, for a mean `numerator` (sum) and `denominator` (count).
 */
export interface Observation {
  /** First day of the period at the metric's grain. */
  period: IsoDate;
  /** Site id; null where the export has no site. */
  site: string | null;
  line: string | null;
  /** Whose use it is; absent where the metric has no roles, or in the total of a site that reports one beside them. */
  role?: string | undefined;
  value: number;
  numerator?: number | undefined;
  denominator?: number | undefined;
  /** For a mean: sum of the squares, so that a roll-up knows its spread. */
  squares?: number | undefined;
  /** Rows or things behind the value. */
  n: number;
  /** For medians and durations: the pooled events, so that a roll-up is a median of all, never of medians. */
  events?: { closed: number[]; open: number[] } | undefined;
  /** For `sum`-like values: how a roll-up combines cells. */
  combine: 'ratio' | 'sum' | 'min' | 'max' | 'last' | 'pool' | 'none';
  /** When the row was extracted, and whether it restates an earlier one. */
  vintage?: IsoDate | undefined;
  status?: 'preliminary' | 'final' | 'restated' | undefined;
}

/** What makes two observations the same cell. */
export function cellKey({
  period,
  site,
  line,
  role,
}: Pick<Observation, 'period' | 'site' | 'line' | 'role'>): string {
  return `${period}|${site ?? ''}|${line ?? ''}|${role ?? ''}`;
}

/** How many people stand behind a cell that tells use: those who could use it, else those who did. */
export function peopleBehind({
  denominator,
  value,
}: Pick<Observation, 'denominator' | 'value'>): number {
  return denominator ?? value;
}

/** Orders cells by period. */
export function byPeriod(a: Pick<Observation, 'period'>, b: Pick<Observation, 'period'>): number {
  return a.period < b.period ? -1 : a.period > b.period ? 1 : 0;
}

/** All that is known about one metric's data: newest vintage first, older ones kept for restatements. */
export interface Observations {
  metric: string;
  latest: Observation[];
  /** Superseded cells: what an earlier vintage said. */
  superseded: Observation[];
  /** Cells of periods that the rows do not cover to their ends: shown as such, and part of nothing that is judged. */
  parts?: PartPeriods | undefined;
  /** How long each row behind it stands for, where that is more than a day. */
  rowLength?: RowLength | undefined;
  /** Rows of a duration that end before they begin: in no value. */
  reversed?: number | undefined;
  /** The same rows parted by a column of one's own: the cells of each dimension, in which `role` is the group. */
  free?: Record<string, Observation[]> | undefined;
  /** What is doubtful about the metric itself, whatever its export. */
  doubts?: string[] | undefined;
}

/** What a row stands for: a week, a month or longer. */
export interface RowLength {
  export: string;
  grain: Grain;
  /** The contract or the dates themselves say so; else all dates only look like it. */
  isSure: boolean;
  /** A row that ends on its date. */
  isEnding?: boolean | undefined;
  /** A quarter or year of the calendar that everybody shares, whatever the fiscal year of the portfolio. */
  isCivil?: boolean | undefined;
}

/** Periods at both ends that are not whole, and the days that the rows cover. */
interface PartPeriods {
  from: IsoDate;
  to: IsoDate;
  cells: Observation[];
}
