import { filledCells } from './header.ts';
import { columnsOf, isTyped, kindOf } from './kinds.ts';
import type { RawRow } from './records.ts';

/** Words for a total in the languages of exports, which may go on: `Total for March`, `Summe L1`. */
const OPENING = [
  '(?:grand |sub)?totals?',
  'sum',
  'summe',
  'gesamt',
  'gesamtsumme',
  'gesamtergebnis',
  'insgesamt',
  'zwischensumme',
  'totaal',
  'subtotaal',
  'eindtotaal',
  'totale',
  'somma',
  'suma',
  'sous-total',
  'total général',
  'total geral',
  'razem',
  'łącznie',
  'ogółem',
  'celkem',
  'összesen',
  'yhteensä',
  'genel toplam',
  'итого',
  'всего',
].join('|');
/** Words that are also the beginning of other names: a total only where they stand alone. */
const ALONE = [
  'ensemble',
  'ergebnis',
  'teilergebnis',
  'totais',
  'soma',
  'spolu',
  'summa',
  'i alt',
  'sammanlagt',
  'toplam',
  '合計',
  '总计',
  '合计',
  '小計',
].join('|');
const REMARKS =
  'end of (?:report|file|export)|\\(?\\d+ rows?(?: selected| affected| returned)?\\)?|generated|printed|source:|quelle:';
/** How a line begins that stands under a table and is no row of it: a total, the asterisks of SAP lists, a remark on the export. */
const UNDER = new RegExp(
  `^(?:(?:${OPENING}|${REMARKS})(?=[^\\p{L}\\p{N}]|$)|(?:${ALONE}|\\*{1,4}):?$)`,
  'iu',
);
const WORD = new RegExp(`^(?:${OPENING}|${ALONE}):?$`, 'iu');

/** True for a cell that is nothing but a word for a total. */
export function isTotalWord(cell: string): boolean {
  return WORD.test(cell.trim());
}

/** True where the first cell that holds something says that the line is a total or a remark. */
export function isTotal({ cells, raw }: Pick<RawRow, 'cells' | 'raw'>): boolean {
  return (
    UNDER.test(raw.trim().replace(/^"/, '')) ||
    UNDER.test(cells.find((cell) => cell.trim() !== '')?.trim() ?? '')
  );
}

/** Takes totals, sources and notes from under the rows of a table, and gives them back. */
export function takeFooters({ rows, width }: { rows: RawRow[]; width: number }): RawRow[] {
  const note = (row: RawRow) => {
    if (isTotal(row)) return true;
    if (width < 3 || filledCells(row) !== 1 || (row.cells[0] ?? '').trim() === '') return false;
    const [first] = columnsOf(
      rows
        .slice(0, 100)
        .filter((other) => other.cells.length === width)
        .map((other) => other.cells),
      1,
    );
    if (!first || !(isTyped(first.kind) || first.masks)) return true;
    return !(kindOf(row.cells[0] as string) === first.kind);
  };
  let end = rows.length;
  while (end > 1 && note(rows[end - 1] as RawRow)) end--;
  return rows.splice(end);
}
