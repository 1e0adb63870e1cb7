/** A way in which a column can be read otherwise; any refuses the file. */
export interface Ambiguity {
  code: string;
  found: string;
  /** Cells that show it, by their index, and what each can be. */
  cells: readonly number[];
  say: (cell: string) => string;
  allowed: string;
  fix: string;
}
