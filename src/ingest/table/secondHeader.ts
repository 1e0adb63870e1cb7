import { oneSpaced } from './heading.ts';
import { isTyped, kindOf } from './kinds.ts';

/** A line that names columns again, below the header of the table. */
export type SecondHeader =
  /** The same names: `order[i]` is where column i of the header is from here on; null where nothing moved. */
  | { kind: 'same'; order: number[] | null }
  /** Some of the names, beside others: nobody knows what the rows below it hold. */
  | { kind: 'other'; names: string[] };

/**
 * Recognizes the headers within a table that several files were concatenated to (`cat a.csv b.csv`). Their columns may come in
 * another order.
 */
export function secondHeaderTest(
  header: readonly string[],
): (cells: readonly string[]) => SecondHeader | null {
  const places = new Map(header.map((name, at) => [name, at]));
  const isClear = places.size === header.length;
  return (cells) => {
    if (cells.length < header.length) return null;
    if (header.every((name, at) => oneSpaced(cells[at] ?? '') === name))
      return header.some((name) => name !== '') ? { kind: 'same', order: null } : null;
    // Most rows end here: their first cell is no name of a column.
    if (
      !isClear ||
      header.length < 2 ||
      !cells.slice(0, 2).some((cell) => places.has(oneSpaced(cell)))
    )
      return null;
    const names = cells.map(oneSpaced);
    while (names.length > header.length && names.at(-1) === '') names.pop();
    const known = new Set(names.filter((name) => places.has(name)));
    if (known.size === header.length && names.length === header.length)
      return { kind: 'same', order: header.map((name) => names.indexOf(name)) };
    return known.size >= Math.max(2, header.length / 2) &&
      names.every((name) => name !== '' && !isTyped(kindOf(name)))
      ? { kind: 'other', names }
      : null;
  };
}

/** The cells of a row as the first header orders them. */
export function reordered(cells: readonly string[], order: readonly number[] | null): string[] {
  return order === null ? [...cells] : order.map((at) => cells[at] ?? '');
}
