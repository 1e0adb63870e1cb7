import { filledCells } from './header.ts';
import { columnsOf, fits, isTyped, kindOf, maskOf, type Column } from './kinds.ts';
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
/** How a line begins that is under a table and is no row of it: a total, the asterisks of SAP lists, a remark on the export. */
const UNDER = new RegExp(
  `^(?:(?:${OPENING}|${REMARKS})(?=[^\\p{L}\\p{N}]|$)|(?:${ALONE}|\\*{1,4}):?$)`,
  'iu',
);
const WORD = new RegExp(`^(?:${OPENING}|${ALONE}):?$`, 'iu');
/** What is no name of anything even where no other cell of the line is empty. */
const BARE = new RegExp(
  `^(?:(?:${OPENING}|${ALONE}):?|\\*{1,4}|(?:end of|source:|quelle:).*|\\(?\\d+ rows?(?: \\w+)?\\)?)$`,
  'iu',
);
const LABEL = new RegExp(
  `^(?:(?:${OPENING}|${ALONE}):?(?=[^\\p{L}\\p{N}]|$)|.*[^\\p{L}\\p{N}](?:${OPENING}|${ALONE}):?$)`,
  'iu',
);

/** Words of rows that are made of others and are no sum of them: a mean, what came up to then, a part of the row above. */
const DERIVED = new RegExp(
  `^(?:${[
    'average|avg\\.?|mean value|median|mittelwert|mittel|durchschnitt|ø|moyenne|promedio|gemiddelde?|średnia|průměr|átlag',
    'среднее|平均',
    'ytd|mtd|qtd|year to date|month to date|kumuliert|kum\\.|cumulative|cumulé|acumulado|cumulato|narastająco',
    'of which|thereof|davon|darunter|dont|di cui|de los cuales|waarvan|w tym|z toho',
  ].join('|')})(?=[^\\p{L}\\p{N}]|$)`,
  'iu',
);

/** True for a cell that begins as the name of a row that is made of others: `Average`, `YTD`, `of which rework`. */
export function isDerivedLabel(cell: string): boolean {
  return DERIVED.test(cell.trim());
}

/** True for a cell that is nothing but a word for a total. */
export function isTotalWord(cell: string): boolean {
  return WORD.test(cell.trim());
}

/** True for a cell that begins or ends with a word for a total, as a pivot writes `L1 Total` and `Total L1`. */
export function isTotalLabel(cell: string): boolean {
  return LABEL.test(cell.trim());
}

/** What a total is the sum of, as far as its label names it: `L1` of `L1 Total`; empty where it names nothing. */
export function labelled(cell: string): string {
  return cell
    .trim()
    .replace(new RegExp(`^(?:${OPENING}|${ALONE}):?(?=[^\\p{L}\\p{N}]|$)`, 'iu'), '')
    .replace(new RegExp(`(?:^|[^\\p{L}\\p{N}])(?:${OPENING}|${ALONE}):?$`, 'iu'), '')
    .trim();
}

/** Columns that tell a row from every other, by their place; absent: as the cells show it. */
export interface Identity {
  key: readonly number[];
  dates: readonly number[];
}

/** What is under a table and is no row of it. */
export interface FooterTest {
  isTotal(row: RawRow): boolean;
  /** A line whose only text is no name like those of the rows. */
  isNote(row: RawRow, before: RawRow | undefined): boolean;
}

/**
 * Tells the totals, remarks and notes under a table from its rows. A word alone decides nothing: a line that has a date or a
 * key of its own where the rows have one is a row (`Total recordable incidents,2026-09,31`), and so is one that fills every
 * column that the rows fill.
 */
export function footerTest(
  rows: readonly RawRow[],
  width: number,
  identity: Identity = { key: [], dates: [] },
): FooterTest {
  let known: Shape | null = null;
  const shape = () => (known ??= shapeOf(rows, width, identity));
  return {
    isTotal(row) {
      if (!beginsLikeTotal(row)) return false;
      const { columns, own } = shape();
      return !isOwn(row, columns, own) && (isBare(row) || lacksCells(row, columns));
    },
    isNote(row, before) {
      if (width < 3 || filledCells(row) !== 1 || (row.cells[0] ?? '').trim() === '') return false;
      if (row.cells.length === 1 || (before && isAfterBlank(row, before))) return true;
      const { columns, words } = shape();
      return isSentence(row, columns[0], words);
    },
  };
}

/** Takes totals, sources and notes from under the rows of a table, and gives them back. */
export function takeFooters({ rows, width }: { rows: RawRow[]; width: number }): RawRow[] {
  const { isTotal, isNote } = footerTest(rows, width);
  let end = rows.length;
  for (; end > 1; end--) {
    const row = rows[end - 1]!;
    if (!isTotal(row) && !isNote(row, rows[end - 2])) break;
  }
  return rows.splice(end);
}

interface Shape {
  columns: Column[];
  own: Identity;
  /** The most words that a first cell has. */
  words: number;
}

function shapeOf(rows: readonly RawRow[], width: number, identity: Identity): Shape {
  const full = rows.filter((row) => row.cells.length === width).slice(0, 400);
  const plain = full.filter((row) => !beginsLikeTotal(row));
  const sample = (plain.length < 2 ? full : plain).slice(0, 200).map((row) => row.cells);
  const columns = columnsOf(sample, width);
  const words = Math.max(0, ...sample.slice(0, -2).map((cells) => wordsIn(cells[0] ?? '')));
  return { columns, own: identityOf(columns, sample, identity), words };
}

/** True where the first cell that holds something begins as a total or a remark does. */
function beginsLikeTotal({ cells, raw }: Pick<RawRow, 'cells' | 'raw'>): boolean {
  return (
    UNDER.test(raw.trim().replace(/^"/, '')) ||
    UNDER.test(cells.find((cell) => cell.trim() !== '')?.trim() ?? '')
  );
}

function isBare({ cells, raw }: RawRow): boolean {
  return BARE.test(cells.find((cell) => cell.trim() !== '')?.trim() ?? '') || BARE.test(raw.trim());
}

/** Which columns hold dates, and which one a value that no other row has. */
function identityOf(
  columns: readonly Column[],
  sample: readonly (readonly string[])[],
  { key, dates }: Identity,
): Identity {
  const full = columns.flatMap((column, at) =>
    column.share >= 0.8 && column.empty < 0.2 ? [at] : [],
  );
  const isPeriods = (at: number) =>
    columns[at]?.kind === 'date' ||
    columns[at]?.kind === 'time' ||
    sample.filter((cells) => PERIOD.test(cells[at]?.trim() ?? '')).length >= 0.8 * sample.length;
  return {
    key,
    dates: sample.length < 2 ? [] : [...new Set([...dates, ...full.filter(isPeriods)])],
  };
}

/** `2026-09`, `09/2026`, `2026 W37`, `2026Q3`, `Sep 2026`: what dates a row and is no day. */
const PERIOD =
  /^(?:(?:19|20)\d\d[-/. ]?(?:[QWSTK]W? ?)?\d{1,2}|(?:0?[1-9]|1[0-2]|[QWSTK]W? ?\d{1,2})[-/. ](?:19|20)\d\d|\p{L}{3,10}\.?[- /]?(?:19|20)?\d\d)$/iu;

/** True for a line with a date, or with a whole key, that looks like those of the rows. */
function isOwn({ cells }: RawRow, columns: readonly Column[], { key, dates }: Identity): boolean {
  const label = cells.findIndex((cell) => cell.trim() !== '');
  const isLike = (at: number) =>
    (cells[at] ?? '').trim() !== '' && fits(cells[at]!, columns[at]!) >= 0.8;
  if (dates.some((at) => at !== label && isLike(at))) return true;
  const others = key.filter((at) => at !== label);
  return others.length > 0 && others.every(isLike);
}

/** True where a column is empty that the rows fill. */
function lacksCells({ cells }: RawRow, columns: readonly Column[]): boolean {
  return (
    cells.length < columns.length ||
    columns.some(({ empty }, at) => empty < 0.05 && (cells[at] ?? '').trim() === '')
  );
}

/** A text over a column of values, or a sentence over a column of names. */
function isSentence({ cells }: RawRow, first: Column | undefined, words: number): boolean {
  const cell = cells[0]!;
  if (!first) return true;
  if (isTyped(first.kind)) return kindOf(cell) !== first.kind;
  if (first.masks && first.kind === 'code') return !first.masks.has(maskOf(cell.trim()));
  const text = cell.trim();
  return /^[*(†‡]|[.!?]$|\p{L}: \S/u.test(text) || wordsIn(text) > Math.max(4, 2 * words);
}

function wordsIn(text: string): number {
  return text.trim().split(/\s+/).length;
}

function isAfterBlank(row: RawRow, before: RawRow): boolean {
  return row.line > before.line + before.raw.split(/\r\n|\r|\n/).length;
}
