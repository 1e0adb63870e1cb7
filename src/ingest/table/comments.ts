import { headerIn } from './header.ts';
import { columnsOf, fits, isTyped, kindOf } from './kinds.ts';
import type { RawRow } from './records.ts';

/** What comment lines of exports begin with, most usual first. */
const MARKS = ['#', '//', '--', '%', '!'] as const;
/** A row fits its columns when so much of it looks like them. */
const FIT = 0.6;

/** The mark that some lines of a text begin with and others do not, none of them a rule. */
export function commentMarks(head: string): string[] {
  return MARKS.filter((mark) => {
    const lines = head.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    const marked = lines.filter((line) => line.startsWith(mark) && /[\p{L}\p{N}]/u.test(line));
    return marked.length > 0 && marked.length < lines.length;
  });
}

/** A text without the lines that begin with a mark. */
export function withoutLines(text: string, mark: string): string {
  return text
    .split(/(?<=\n|\r(?!\n))/)
    .filter((line) => !line.startsWith(mark))
    .join('');
}

/** True where the first row has no value and those below it have some: it names the columns. */
function namesOthers(rows: readonly RawRow[], width: number): boolean {
  const [first, ...below] = rows;
  if (!first) return false;
  const hasValue = ({ cells }: RawRow) => cells.some((cell) => isTyped(kindOf(cell)));
  return headerIn(rows, width).header[0] === first || (!hasValue(first) && below.some(hasValue));
}

/**
 * Tells comments from rows: a line that begins with the mark is a row only where it has as many cells as the rows and they
 * look like theirs (`#3 rework` as the name of a machine), or where it names the columns of rows that nothing else names.
 */
export function commentTest(
  rows: readonly RawRow[],
  width: number,
  mark: string,
  isDeclared: boolean,
): (row: RawRow) => boolean {
  if (mark === '') return () => false;
  if (isDeclared) return (row) => row.raw.startsWith(mark);
  const others = rows.filter((row) => !row.raw.startsWith(mark) && row.cells.length === width);
  const first = others[0]?.line ?? Number.POSITIVE_INFINITY;
  const isNamed = namesOthers(others.slice(0, 200), width);
  const sample = others.slice(isNamed ? 1 : 0, 200).map((row) => row.cells);
  const columns = columnsOf(sample, width);
  const isRow = ({ cells }: RawRow) =>
    cells.length === width &&
    width > 1 &&
    columns[0]?.kind !== 'empty' &&
    columns.reduce((sum, column, at) => sum + fits(cells[at] ?? '', column), 0) >= FIT * width;
  const later = rows.filter((row) => row.raw.startsWith(mark) && row.line > first);
  // Where most of the marked lines are rows, the mark is part of a name, and a line with a cell too few is a row cut short.
  const isName =
    (sample.length === 0 && later.some((row) => row.cells.length === width && width > 1)) ||
    later.filter(isRow).length > later.length / 2;
  if (isName) return () => false;
  return (row) =>
    row.raw.startsWith(mark) &&
    (row.line < first ? isNamed || row.cells.length !== width : !isRow(row));
}
