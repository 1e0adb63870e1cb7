import type { DateFormat, NamedFormat } from './date.ts';

/** What a column may hold that no format reads: months that lost a zero, seasons, days without their year. */
export const UNREAD = ['lost-zero', 'two-years', 'days-of-months'] as const;
export type Unread = (typeof UNREAD)[number];

/** How the dates of a column are written, or the ways between which its cells do not decide. */
export interface FoundFormat {
  format: DateFormat | null;
  /** Formats by which the same cells are different days, and what they may be that no format reads. */
  between: (NamedFormat | Unread)[];
  /** Indexes of cells that show why. */
  open: number[];
}

export const settled = (format: DateFormat | null): FoundFormat => ({
  format,
  between: [],
  open: [],
});
