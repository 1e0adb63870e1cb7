import type { TextBeside } from '#ingest/source/part.ts';
import { markOf, markText } from '#ingest/table/mark.ts';

/** A unit or currency, and a row (from 0) whose number is shown in it. */
interface Shown {
  text: string;
  mark: string;
  row: number;
}

export interface UnitsOfColumn {
  column: number;
  unit: Shown;
  /** Other units, which cannot be added to it. */
  others: Shown[];
}

/**
 * The units and currencies that number formats show beside the numbers of each column, below a header. A magnitude such as `Mio €`
 * is not looked at: whether the format divides the number by it or not is the business of the sheet.
 */
export function unitsShown(beside: readonly TextBeside[], headerAt = -1): UnitsOfColumn[] {
  const columns = new Map<number, Map<string, Shown>>();
  for (const { column, text, first, last } of beside) {
    const mark = last > headerAt ? markOf(text) : null;
    if (mark === null || mark.power !== 0 || mark.id === '%') continue;
    const units = columns.get(column) ?? new Map<string, Shown>();
    columns.set(column, units);
    const shown = { text, mark: markText(mark), row: first > headerAt ? first : last };
    if (!units.has(shown.mark)) units.set(shown.mark, shown);
  }
  return [...columns].flatMap(([column, units]) => {
    const [unit, ...others] = units.values();
    return unit ? [{ column, unit, others }] : [];
  });
}
