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
  const wanted = header.map(folded);
  const places = new Set(wanted);
  const isClear = places.size === header.length;
  // Most rows begin with a digit, and hardly any header does.
  const hasDigits = header.some((name) => /^\d/.test(name));
  const mayBegin = (cell = '') => !/^\d/.test(cell) || hasDigits;
  return (cells) => {
    if (cells.length < header.length || !(mayBegin(cells[0]) || mayBegin(cells[1]))) return null;
    if (header.every((name, at) => oneSpaced(cells[at] ?? '') === name))
      return header.some((name) => name !== '') ? { kind: 'same', order: null } : null;
    // Most rows end here: their first cell is no name of a column.
    if (
      !isClear ||
      header.length < 2 ||
      !(places.has(folded(cells[0] ?? '')) || places.has(folded(cells[1] ?? '')))
    )
      return null;
    const names = cells.map(folded);
    while (names.length > header.length && names.at(-1) === '') names.pop();
    const known = new Set(names.filter((name) => places.has(name)));
    if (known.size === header.length && names.length === header.length)
      return { kind: 'same', order: orderIn(wanted, names) };
    return known.size >= Math.max(2, header.length / 2) &&
      names.every((name) => name !== '' && !isTyped(kindOf(name)))
      ? { kind: 'other', names: cells.slice(0, names.length).map(oneSpaced) }
      : null;
  };
}

/** Two programs may write one name with other capitals. */
function folded(name: string): string {
  return oneSpaced(name).toLowerCase();
}

function orderIn(wanted: readonly string[], names: readonly string[]): number[] | null {
  return wanted.every((name, at) => name === names[at])
    ? null
    : wanted.map((name) => names.indexOf(name));
}

/** The cells of a row as the first header orders them. */
export function reordered(cells: readonly string[], order: readonly number[] | null): string[] {
  return order === null ? [...cells] : order.map((at) => cells[at] ?? '');
}
