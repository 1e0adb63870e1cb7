/** A reason to refuse a sheet, at a row of it. */
export interface SheetRefusal {
  code: string;
  row: number;
  found: string;
  allowed: string;
  fix: string;
}
