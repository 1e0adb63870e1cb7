import type { DateFormat, NamedFormat } from './date.ts';

/** How the dates of a column are written, or the ways between which its cells do not decide. */
export interface FoundFormat {
  format: DateFormat | null;
  /** Formats by which the same cells are different days; `lost-zero` is none, but what a spreadsheet does to months. */
  between: (NamedFormat | 'lost-zero')[];
  /** Indexes of cells that show why. */
  open: number[];
}

export const settled = (format: DateFormat | null): FoundFormat => ({
  format,
  between: [],
  open: [],
});
